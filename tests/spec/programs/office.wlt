(* An office's script: columns, wrapped text, calendars, dates of Easter, monthly sums. *)

ClearAll["Global`*"];
items = {{"Widget", 4, 3.5}, {"Gadget", 10, 12.25}, {"Thing", 1, 100}};
total = Total[#2 #3 & @@@ items];
line[{n_, q_, p_}] := StringPadRight[n, 10] <> StringPadLeft[ToString[q],
    4] <> StringPadLeft[ToString[NumberForm[N[p], {10, 2}]],
    10] <> StringPadLeft[ToString[NumberForm[N[q p], {10, 2}]], 10];
VerificationTest[
  StringRiffle[line /@ items, "\n"],
  "Widget       4      3.50     14.00\nGadget      10     12.25    122.50\nThing        1    100.00    100.00"]
wrap[s_, w_] := Module[{ls = {""}},
    Scan[If[StringLength[Last[ls]] + StringLength[#] + 1 <= w && Last[ls] =!= "",
    ls[[-1]] = Last[ls] <> " " <> #, If[Last[ls] === "", ls[[-1]] = #, AppendTo[ls, #]]] &,
    StringSplit[s]]; ls];
Scan[Print["|", StringPadRight[#, 20], "|"] &,
    wrap["The quick brown fox jumps over the lazy dog and runs away", 20]];
easter[y_] := Module[{a = Mod[y, 19], b = Quotient[y, 100], c = Mod[y, 100], d, e, f, g, h, i, k, l, m},
    d = Quotient[b, 4]; e = Mod[b, 4]; f = Quotient[b + 8, 25]; g = Quotient[b - f + 1, 3];
    h = Mod[19 a + b - d - g + 15, 30]; i = Quotient[c, 4]; k = Mod[c, 4]; l = Mod[32 + 2 e + 2 i - h - k,
    7]; m = Quotient[a + 11 h + 22 l, 451]; {y, Quotient[h + l - 7 m + 114, 31], Mod[h + l - 7 m + 114,
    31] + 1}];
VerificationTest[easter /@ {2024, 2025}, {{2024, 3, 31}, {2025, 4, 20}}]
zeller[{y_, m_, d_}] := Mod[d + Floor[13 (If[m < 3, m + 12, m] + 1)/5] + Mod[If[m < 3, y - 1, y],
    100] + Floor[Mod[If[m < 3, y - 1, y], 100]/4] + Floor[Quotient[If[m < 3, y - 1, y],
    100]/4] - 2 Quotient[If[m < 3, y - 1, y], 100], 7];
VerificationTest[zeller[{2024, 3, 5}], 3]
cal[y_, m_] := Module[{d = Mod[QuantityMagnitude[DateDifference[{2024, 1, 1}, {y, m, 1}]], 7],
    n = QuantityMagnitude[DateDifference[{y, m, 1}, DatePlus[{y, m, 1}, {1, "Month"}]]]},
    StringRiffle[Prepend[StringRiffle[StringPadLeft[ToString[#], 2] & /@ #,
    " "] & /@ Partition[Join[ConstantArray["", d], Range[n]], UpTo[7]], "Mo Tu We Th Fr Sa Su"], "\n"]];
VerificationTest[
  cal[2024, 2],
  "Mo Tu We Th Fr Sa Su\n          1  2  3  4\n 5  6  7  8  9 10 11\n12 13 14 15 16 17 18\n19 20 21 22 23 24 25\n26 27 28 29"]
csv = "date,amount\n2024-01-05,10.5\n2024-01-20,4\n2024-02-03,7.25\n";
rows = ImportString[csv, "CSV"];
VerificationTest[rows, {{"date", "amount"}, {"2024-01-05", 10.5}, {"2024-01-20", 4}, {"2024-02-03", 7.25}}]
bymonth = GroupBy[Rest[rows], StringTake[ToString[First[#]], 7] & -> Last, Total];
VerificationTest[bymonth, <|"2024-01" -> 14.5, "2024-02" -> 7.25|>]
ds = ImportString[csv, {"CSV", "Dataset"}, HeaderLines -> 1];
KeyValueMap[Print[#1, ": ", NumberForm[N[#2], {6, 2}]] &, bymonth];
bar[v_] := StringRepeat["#", Round[v]];
KeyValueMap[Print[StringPadRight[#1, 8], bar[#2]] &, <|"a" -> 3, "b" -> 5.4|>];

