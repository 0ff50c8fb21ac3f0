(* Elementary automata *)
VerificationTest[CellularAutomaton[30, {{1}, 0}, 2], {{0, 0, 1, 0, 0}, {0, 1, 1, 1, 0}, {1, 1, 0, 0, 1}}]
VerificationTest[CellularAutomaton[30, {0, 0, 0, 1, 0, 0, 0}, 2], {{0, 0, 0, 1, 0, 0, 0}, {0, 0, 1, 1, 1, 0, 0}, {0, 1, 1, 0, 0, 1, 0}}]
VerificationTest[CellularAutomaton[90, {0, 0, 1, 0, 0}], {0, 1, 0, 1, 0}]
VerificationTest[CellularAutomaton[90][{0, 0, 1, 0, 0}], {0, 1, 0, 1, 0}]
VerificationTest[CellularAutomaton[90, {1, 0, 0, 0}, 1], {{1, 0, 0, 0}, {0, 1, 0, 1}}]
VerificationTest[CellularAutomaton[30, {{1}, 0}, {2}], {{1, 1, 0, 0, 1}}]
VerificationTest[CellularAutomaton[30, {{1}, 0}, {{2}}], {1, 1, 0, 0, 1}]
VerificationTest[CellularAutomaton[30, {{1}, 0}, {2, {-3, 3}}], {{0, 0, 0, 1, 0, 0, 0}, {0, 0, 1, 1, 1, 0, 0}, {0, 1, 1, 0, 0, 1, 0}}]
VerificationTest[CellularAutomaton[90, {{1}, 0}, 3][[4]], {1, 0, 1, 0, 1, 0, 1}]
VerificationTest[Total[CellularAutomaton[30, {{1}, 0}, {{50}}]] == Total[CellularAutomaton[30, ArrayPad[{1}, 60], {{50}}]], True]
VerificationTest[Table[Mod[Binomial[7, k], 2], {k, 0, 7}] === CellularAutomaton[60, {{1}, 0}, {{7}}], True]
VerificationTest[CellularAutomaton[30, {1, 0, 1}, 0], {{1, 0, 1}}]

(* More colors, totals, functions *)
VerificationTest[CellularAutomaton[{30, 2}, {{1}, 0}, 2] === CellularAutomaton[30, {{1}, 0}, 2], True]
VerificationTest[CellularAutomaton[{30, 2, 1}, {{1}, 0}, 2] === CellularAutomaton[30, {{1}, 0}, 2], True]
VerificationTest[CellularAutomaton[{777, {3, 1}, 1}, {{1}, 0}, 2], {{0, 0, 1, 0, 0}, {0, 1, 1, 1, 0}, {1, 2, 1, 2, 1}}]
VerificationTest[CellularAutomaton[{10, {2, 1}, 1}, {0, 0, 1, 0, 0}], {0, 1, 1, 1, 0}]
VerificationTest[CellularAutomaton[{Mod[Total[#], 2] &, {}, 1}, {0, 0, 1, 0, 0}, 1], {{0, 0, 1, 0, 0}, {0, 1, 1, 1, 0}}]
VerificationTest[CellularAutomaton[{30, {2, {4, 2, 1}}, 1}, {{1}, 0}, 3] === CellularAutomaton[30, {{1}, 0}, 3], True]

(* Two dimensions *)
VerificationTest[CellularAutomaton[{224, {2, {{2, 2, 2}, {2, 1, 2}, {2, 2, 2}}}, {1, 1}}, {{0, 0, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 0, 0, 0}}, {{1}}], {{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 1, 1, 1, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}}]
VerificationTest[CellularAutomaton["GameOfLife", {{0, 0, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 0, 0, 0}}, {{2}}], {{0, 0, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 0, 0, 0}}]
VerificationTest[Dimensions[CellularAutomaton[{942, {2, {{0, 2, 0}, {2, 1, 2}, {0, 2, 0}}}, {1, 1}}, {{{1}}, 0}, 5]], {6, 11, 11}]

(* Substitution systems *)
VerificationTest[SubstitutionSystem[{0 -> {0, 1}, 1 -> {1, 0}}, {0}, 3], {{0}, {0, 1}, {0, 1, 1, 0}, {0, 1, 1, 0, 1, 0, 0, 1}}]
VerificationTest[SubstitutionSystem[{"A" -> "AB", "B" -> "A"}, "A", 3], {"A", "AB", "ABA", "ABAAB"}]
VerificationTest[SubstitutionSystem[{"A" -> "AB", "B" -> "A"}, "A", {3}], {"ABAAB"}]
VerificationTest[Length /@ SubstitutionSystem[{1 -> {1, 2}, 2 -> {1}}, {1}, 6], {1, 2, 3, 5, 8, 13, 21}]
VerificationTest[SubstitutionSystem[{1 -> {{1, 0}, {1, 1}}, 0 -> {{0, 0}, {0, 0}}}, {{1}}, {1}], {{{1, 0}, {1, 1}}}]

(* Recurrences *)
VerificationTest[LinearRecurrence[{1, 1}, {1, 1}, 10], {1, 1, 2, 3, 5, 8, 13, 21, 34, 55}]
VerificationTest[LinearRecurrence[{1, 1}, {1, 1}, {10}], 55]
VerificationTest[LinearRecurrence[{1, 1}, {1, 1}, {8, 10}], {21, 34, 55}]
VerificationTest[LinearRecurrence[{2}, {1}, 6], {1, 2, 4, 8, 16, 32}]
VerificationTest[LinearRecurrence[{-3, 1}, {7, 2}, 5], {7, 2, 1, -1, 4}]
VerificationTest[LinearRecurrence[{a}, {x}, 3], {x, a x, a^2 x}]
VerificationTest[RecurrenceTable[{a[n + 1] == 3 a[n], a[1] == 7}, a, {n, 1, 5}], {7, 21, 63, 189, 567}]
VerificationTest[RecurrenceTable[{a[n] == a[n - 1] + a[n - 2], a[1] == 1, a[2] == 1}, a, {n, 10}], {1, 1, 2, 3, 5, 8, 13, 21, 34, 55}]
VerificationTest[RecurrenceTable[{a[n + 1] == a[n] + n, a[0] == 0}, a, {n, 0, 5}], {0, 0, 1, 3, 6, 10}]
VerificationTest[RecurrenceTable[{a[n + 1] - 2 a[n] == 1, a[0] == 0}, a, {n, 0, 5}], {0, 1, 3, 7, 15, 31}]
VerificationTest[RecurrenceTable[{a[n + 1] == b[n], b[n + 1] == a[n] + b[n], a[0] == 1, b[0] == 1}, {a, b}, {n, 0, 3}], {{1, 1}, {1, 2}, {2, 3}, {3, 5}}]
VerificationTest[RecurrenceTable[{a[k + 1] == x a[k], a[0] == 1}, a, {k, 0, 3}], {1, x, x^2, x^3}]
