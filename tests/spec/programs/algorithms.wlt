(* Well-known algorithms. *)

ClearAll["Global`*"];
kap[n_] := With[{d = Sort[IntegerDigits[n, 10, 4]]}, FromDigits[Reverse[d]] - FromDigits[d]];
VerificationTest[
  {Length[NestWhileList[kap, 3524, # != 6174 &]] - 1, NestList[kap, 2111, 5]},
  {3, {2111, 999, 8991, 8082, 8532, 6174}}]

ClearAll["Global`*"];
luhn[s_String] := Divisible[Total[MapIndexed[If[EvenQ[First[#2]], Total[IntegerDigits[2 #1]], #1] &,
  Reverse[ToExpression /@ Characters[s]]]], 10];
VerificationTest[
  luhn /@ {"49927398716", "49927398717", "1234567812345670"},
  {True, False, True}]

ClearAll["Global`*"];
bubble[list_] := Module[{l = list, n = 0, t}, For[i = Length[l], i > 1, i--,
  For[j = 1, j < i, j++, If[l[[j]] > l[[j + 1]], t = l[[j]]; l[[j]] = l[[j + 1]]; l[[j + 1]] = t; n++]]];
  {l, n}];
VerificationTest[
  bubble[{5, 1, 4, 2, 8, 0}],
  {{0,1,2,4,5,8},9}]

ClearAll["Global`*"];
VerificationTest[
  {Select[Subsets[{3, 34, 4, 12, 5, 2}], Total[#] == 9 &], Permutations[{1, 2, 3}][[4]],
  Length[Tuples[{0, 1}, 5]], Subsets[{a, b, c}, {2}], Signature[{2, 1, 3}], Binomial[5, 2],
  PermutationOrder[Cycles[{{1, 2, 3}, {4, 5}}]], FindPermutation[{a, b, c}, {c, a, b}],
  Partition[{1, 2, 3, 4, 5}, 2, 1, 1], Length[Permutations[{a, a, b}]]},
  {{{4,5},{3,4,2}},{2,3,1},32,{{a,b},{a,c},{b,c}},-1,10,6,Cycles[{{1, 2,
  3}}],{{1,2},{2,3},{3,4},{4,5},{5,1}},3}]

ClearAll["Global`*"];
binarySearch[l_, x_] := Module[{lo = 1, hi = Length[l], mid, found = 0},
  While[lo <= hi, mid = Quotient[lo + hi, 2]; Which[l[[mid]] == x, found = mid; Break[], l[[mid]] < x,
  lo = mid + 1, True, hi = mid - 1]]; found];
VerificationTest[
  {binarySearch[Range[1, 99, 2], 37], binarySearch[{1, 3}, 2]},
  {19, 0}]

ClearAll["Global`*"];
tree = {};
insert[{}, x_] := {x, {}, {}};
insert[{v_, l_, r_}, x_] := If[x < v, {v, insert[l, x], r}, {v, l, insert[r, x]}];
inorder[{}] = {};
inorder[{v_, l_, r_}] := Join[inorder[l], {v}, inorder[r]];
depth[{}] = 0;
depth[{_, l_, r_}] := 1 + Max[depth[l], depth[r]];
t = Fold[insert, {}, {50, 30, 70, 20, 40, 60, 80}];
VerificationTest[
  {inorder[t], depth[t], t[[2, 1]]},
  {{20, 30, 40, 50, 60, 70, 80}, 3, 30}]

ClearAll["Global`*"];
huff[s_] := Module[{q = SortBy[KeyValueMap[{#2, #1} &, Counts[Characters[s]]], First], a, b},
  While[Length[q] > 1, {a, b} = Take[q, 2]; q = SortBy[Append[Drop[q, 2],
  {a[[1]] + b[[1]], node[a[[2]], b[[2]]]}], First]]; codes[q[[1, 2]], ""]];
codes[node[l_, r_], p_] := Join[codes[l, p <> "0"], codes[r, p <> "1"]];
codes[c_String, p_] := {c -> p};
h = Association[huff["abracadabra"]];
VerificationTest[
  {StringLength[StringJoin[h /@ Characters["abracadabra"]]], Length[h], StringLength[h["a"]],
  Total[2^-StringLength /@ Values[h]]},
  {23, 5, 1, 1}]

ClearAll["Global`*"];
point /: point[a_, b_] + point[c_, d_] := point[a + c, b + d];
point /: k_?NumberQ point[a_, b_] := point[k a, k b];
point /: Abs[point[a_, b_]] := Sqrt[a^2 + b^2];
Format[point[a_, b_]] := "<" <> ToString[a] <> "," <> ToString[b] <> ">";
VerificationTest[
  {point[1, 2] + 3 point[1, 1], Abs[point[3, 4]], ToString[point[1, 2]],
  point[1, 2] == point[1, 2]} // Map[ReplaceAll[point -> List]],
  {{4, 5}, 5, "<1,2>", True}]

ClearAll["Global`*"];
account[b_] := Module[{bal = b}, {Function[x, bal += x], Function[x, If[x > bal, $Failed, bal -= x]],
  bal &}];
{dep, wd, get} = account[100];
dep[50];
r = wd[500];
wd[30];
VerificationTest[
  {get[], r, Map[Function[f, f[2]], {# + 1 &, #^2 &}], Fold[#2[#1] &, 3, {Sqrt, N}] // Round[#, 0.01] &,
  Function[{x, y}, x - y][5, 3], (#1 - #2 &) @@ {5, 3}, Apply[Plus, {{1, 2}, {3}}, {1}],
  #["a"] &[<|"a" -> 1|>], {##2} &[1, 2, 3], If[# > 2, #, #0[# + 1]] &[0]},
  {120, $Failed, {3, 4}, 1.73, 2, 2, {3, 3}, 1, {2, 3}, 3}]
