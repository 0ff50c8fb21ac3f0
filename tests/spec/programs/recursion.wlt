(* Recursive definitions, with and without memory. *)

ClearAll["Global`*"];
fib[0] = 0;
fib[1] = 1;
fib[n_Integer?Positive] := fib[n] = fib[n - 1] + fib[n - 2];
VerificationTest[
  {fib[30], fib[100], Length[DownValues[fib]], fib[-1], Head[fib[2.5]]},
  {832040, 354224848179261915075, 102, HoldForm[fib[-1]]//ReleaseHold, fib}]

ClearAll["Global`*"];
hanoi[0, _, _, _] := {};
hanoi[n_, from_, to_, via_] := Join[hanoi[n - 1, from, via, to], {{from, to}}, hanoi[n - 1, via, to, from]];
moves = hanoi[4, "A", "C", "B"];
VerificationTest[
  {Length[moves], Take[moves, 5], Last[moves], Counts[moves[[All, 1]]]},
  {15, {{"A", "B"}, {"A", "C"}, {"B", "C"}, {"A", "B"}, {"C", "A"}}, {"B", "C"}, <|"A" -> 7, "B" -> 5,
  "C" -> 3|>}]

ClearAll["Global`*"];
partitions[0, _] := {{}};
partitions[n_, m_] := Join @@ Table[Prepend[p, k], {k, Min[n, m], 1, -1}, {p, partitions[n - k, k]}];
VerificationTest[
  {partitions[5, 5], Length[partitions[12, 12]], Length[partitions[12, 12]] == PartitionsP[12]},
  {{{5}, {4, 1}, {3, 2}, {3, 1, 1}, {2, 2, 1}, {2, 1, 1, 1}, {1, 1, 1, 1, 1}}, 77, True}]

ClearAll["Global`*"];
ways[0, _] = 1;
ways[n_ /; n < 0, _] = 0;
ways[_, {}] = 0;
ways[n_, c : {first_, rest___}] := ways[n, c] = ways[n - first, c] + ways[n, {rest}];
VerificationTest[
  {ways[100, {50, 25, 10, 5, 1}], ways[10, {5, 2, 1}], ways[3, {2}]},
  {292, 10, 0}]

ClearAll["Global`*"];
edit["", b_String] := StringLength[b];
edit[a_String, ""] := StringLength[a];
edit[a_String, b_String] := edit[a, b] = Min[
   edit[StringDrop[a, 1], b] + 1, edit[a, StringDrop[b, 1]] + 1,
   edit[StringDrop[a, 1], StringDrop[b, 1]] + Boole[StringTake[a, 1] =!= StringTake[b, 1]]];
VerificationTest[
  {edit["kitten", "sitting"], edit["saturday", "sunday"],
  edit["kitten", "sitting"] === EditDistance["kitten", "sitting"]},
  {3, 3, True}]

ClearAll["Global`*"];
lcs[{}, _] = {};
lcs[_, {}] = {};
lcs[{x_, a___}, {x_, b___}] := Prepend[lcs[{a}, {b}], x];
lcs[a_List, b_List] := lcs[a, b] = With[{u = lcs[Rest[a], b], v = lcs[a, Rest[b]]},
  If[Length[u] >= Length[v], u, v]];
VerificationTest[
  StringJoin[lcs[Characters["thisisatest"], Characters["testing123testing"]]],
  "tsitest"]

ClearAll["Global`*"];
queens[n_] := Module[{place},
  place[cols_ /; Length[cols] == n] := {cols};
  place[cols_] := Join @@ (place[Append[cols, #]] & /@ Select[Range[n], safe[cols, #] &]);
  place[{}]];
safe[cols_, c_] := And @@ MapIndexed[c != #1 && Abs[c - #1] != Length[cols] + 1 - First[#2] &, cols];
VerificationTest[
  {queens[4], Length[queens[6]], First[queens[6]], queens[3]},
  {{{2, 4, 1, 3}, {3, 1, 4, 2}}, 4, {2, 4, 6, 1, 3, 5}, {}}]

ClearAll["Global`*"];
collatz[1] := {1};
collatz[n_?EvenQ] := Prepend[collatz[n/2], n];
collatz[n_?OddQ] := Prepend[collatz[3 n + 1], n];
longest = MaximalBy[Range[30], Length @* collatz];
VerificationTest[
  {collatz[6], Length[collatz[27]], longest, Max[collatz[27]]},
  {{6, 3, 10, 5, 16, 8, 4, 2, 1}, 112, {27}, 9232}]

ClearAll["Global`*"];
q[1] = q[2] = 1;
q[n_] := q[n] = q[n - q[n - 1]] + q[n - q[n - 2]];
VerificationTest[
  {q /@ Range[15], q[100]},
  {{1, 1, 2, 3, 3, 4, 5, 5, 6, 6, 6, 8, 8, 8, 10}, 56}]

ClearAll["Global`*"];
catalan[0] = 1;
catalan[n_] := catalan[n] = Sum[catalan[i] catalan[n - 1 - i], {i, 0, n - 1}];
trees[1] = {leaf};
trees[n_] := Flatten[Table[Outer[node, trees[k], trees[n - k]], {k, n - 1}]];
VerificationTest[
  {catalan /@ Range[0, 8], Length[trees[5]], trees[3]},
  {{1, 1, 2, 5, 14, 42, 132, 429, 1430}, 14, {node[leaf, node[leaf, leaf]], node[node[leaf, leaf], leaf]}}]

ClearAll["Global`*"];
gray[0] = {""};
gray[n_] := Join["0" <> # & /@ gray[n - 1], "1" <> # & /@ Reverse[gray[n - 1]]];
VerificationTest[
  {gray[3], And @@ (HammingDistance @@@ Partition[gray[4], 2, 1] /. 1 -> True)},
  {{"000", "001", "011", "010", "110", "111", "101", "100"}, True}]

ClearAll["Global`*"];
best[{}, _] = 0;
best[{{w_, v_}, rest___}, cap_] := best[{{w, v}, rest}, cap] = If[w > cap, best[{rest}, cap],
  Max[best[{rest}, cap], v + best[{rest}, cap - w]]];
VerificationTest[
  best[{{12, 4}, {2, 2}, {1, 1}, {1, 2}, {4, 10}, {7, 9}}, 15],
  24]

ClearAll["Global`*"];
mergeSort[{}] = {};
mergeSort[{x_}] := {x};
mergeSort[l_List] := With[{h = Quotient[Length[l], 2]}, merge[mergeSort[Take[l, h]],
  mergeSort[Drop[l, h]]]];
merge[{}, b_] := b;
merge[a_, {}] := a;
merge[{a_, as___}, {b_, bs___}] := If[a <= b, Prepend[merge[{as}, {b, bs}], a],
  Prepend[merge[{a, as}, {bs}], b]];
quick[{}] = {};
quick[{p_, r___}] := Join[quick[Select[{r}, # < p &]], {p}, quick[Select[{r}, # >= p &]]];
VerificationTest[
  {mergeSort[{5, 2, 9, 1, 5, 6, 0}], quick[{3, 1, 4, 1, 5, 9, 2, 6}], mergeSort[{}]},
  {{0, 1, 2, 5, 5, 6, 9}, {1, 1, 2, 3, 4, 5, 6, 9}, {}}]
