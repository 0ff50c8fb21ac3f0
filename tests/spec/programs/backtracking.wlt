(* Search and dynamic programming: sudoku, queens, knapsacks, paths in graphs. *)

ClearAll["Global`*"];
board = {{5,3,0,0,7,0,0,0,0},{6,0,0,1,9,5,0,0,0},{0,9,8,0,0,0,0,6,0},{8,0,0,0,6,0,0,0,3},{4,0,0,8,0,3,0,0,1},{7,0,0,0,2,0,0,0,6},{0,6,0,0,0,0,2,8,0},{0,0,0,4,1,9,0,0,5},{0,0,0,0,8,0,0,7,9}};
cands[b_, {i_, j_}] := Complement[Range[9], b[[i]], b[[All, j]], Flatten[b[[3 Quotient[i - 1,
    3] + Range[3], 3 Quotient[j - 1, 3] + Range[3]]]]];
solve[b_] := Module[{z = Position[b, 0, {2}], best}, If[z === {}, Throw[b, "solved"]];
    best = First[MinimalBy[z, Length[cands[b, #]] &]]; Scan[solve[ReplacePart[b, best -> #]] &, cands[b,
    best]]];
sol = Catch[solve[board], "solved"];
VerificationTest[{sol[[1]], Union[Total[sol], Total[Transpose[sol]]]}, {{5, 3, 4, 6, 7, 8, 9, 1, 2}, {45}}]
queens[n_] := Module[{out = {}, place}, place[q_] := If[Length[q] == n, AppendTo[out, q], Do[If[FreeQ[q,
    c] && And @@ MapIndexed[Abs[c - #1] != Length[q] + 1 - First[#2] &, q], place[Append[q, c]]], {c, n}]];
    place[{}]; out];
VerificationTest[{First[queens[6]], Length[queens[6]], Length[queens[7]]}, {{2, 4, 6, 1, 3, 5}, 4, 40}]
knap[w_, v_, cap_] := Module[{best = ConstantArray[0, cap + 1]}, Do[Do[best[[c + 1]] = Max[best[[c + 1]],
    best[[c - w[[i]] + 1]] + v[[i]]], {c, cap, w[[i]], -1}], {i, Length[w]}]; Last[best]];
VerificationTest[knap[{12, 2, 1, 4, 1}, {4, 2, 1, 10, 2}, 15], 15]
lcs[a_, b_] := Module[{f}, f[0, _] = f[_, 0] = ""; f[i_, j_] := f[i, j] = If[StringTake[a,
    {i}] === StringTake[b, {j}], f[i - 1, j - 1] <> StringTake[a, {i}], With[{x = f[i - 1, j], y = f[i,
    j - 1]}, If[StringLength[x] >= StringLength[y], x, y]]]; f[StringLength[a], StringLength[b]]];
VerificationTest[lcs["AGGTAB", "GXTXAYB"], "GTAB"]
lev[a_, b_] := Last@Fold[Function[{row, c}, FoldList[Min[#1 + 1, #2[[1]] + 1, #2[[2]]] &, First[row] + 1,
    Transpose[{Rest[row], Most[row] + Boole[c =!= #] & /@ {} /. {} -> MapThread[#1 + Boole[#2 =!= c] &,
    {Most[row], Characters[b]}]}]]], Range[0, StringLength[b]], Characters[a]];
VerificationTest[{lev["kitten", "sitting"], EditDistance["kitten", "sitting"]}, {3, 3}]
coins[t_, cs_] := coins[t, cs] = Which[t == 0, 1, t < 0 || cs === {}, 0, True, coins[t - First[cs],
    cs] + coins[t, Rest[cs]]];
VerificationTest[coins[100, {50, 25, 10, 5, 1}], 292]
hanoi[0, __] := {};
hanoi[n_, a_, b_, c_] := Join[hanoi[n - 1, a, c, b], {{a, c}}, hanoi[n - 1, b, a, c]];
VerificationTest[
  {Length[hanoi[8, "A", "B", "C"]], hanoi[2, "A", "B", "C"]},
  {255, {{"A", "B"}, {"A", "C"}, {"B", "C"}}}]
perms[{}] := {{}};
perms[l_] := Flatten[Table[Prepend[#, x] & /@ perms[DeleteCases[l, x, 1, 1]], {x, l}], 1];
VerificationTest[perms[{1, 2, 3}] === Permutations[{1, 2, 3}], True]
dijkstra[g_, s_] := Module[{dist = <|s -> 0|>, q = {s}, u}, While[q =!= {}, u = First[SortBy[q, dist]];
    q = DeleteCases[q, u]; KeyValueMap[With[{d = dist[u] + #2}, If[! KeyExistsQ[dist, #1] || d < dist[#1],
    dist[#1] = d; q = Union[q, {#1}]]] &, Lookup[g, u, <||>]]]; dist];
gr = <|"a" -> <|"b" -> 7, "c" -> 9, "f" -> 14|>, "b" -> <|"c" -> 10, "d" -> 15|>, "c" -> <|"d" -> 11,
    "f" -> 2|>, "d" -> <|"e" -> 6|>, "f" -> <|"e" -> 9|>|>;
VerificationTest[dijkstra[gr, "a"], <|"a" -> 0, "b" -> 7, "c" -> 9, "f" -> 11, "d" -> 20, "e" -> 20|>]
toposort[g_] := Module[{in = Merge[Join[Thread[Keys[g] -> 0], Flatten[Map[# -> 1 &, Values[g], {2}]]],
    Total], out = {}, r}, While[(r = Keys[Select[in, # == 0 &]]) =!= {}, AppendTo[out, First[Sort[r]]];
    in = KeyDrop[in, First[Sort[r]]]; Scan[in[#]-- &, Lookup[g, Last[out], {}]]]; out];
VerificationTest[
  toposort[<|"shirt" -> {"tie", "belt"}, "tie" -> {"jacket"}, "pants" -> {"shoes", "belt"},
    "belt" -> {"jacket"}, "socks" -> {"shoes"}|>],
  {"pants", "shirt", "belt", "socks", "shoes", "tie", "jacket"}]
subsetsum[l_, t_] := SelectFirst[Subsets[l], Total[#] == t &, {}];
VerificationTest[subsetsum[{3, 34, 4, 12, 5, 2}, 9], {4, 5}]
collatz = NestWhileList[If[EvenQ[#], #/2, 3 # + 1] &, 27, # > 1 &];
VerificationTest[{Length[collatz], Max[collatz]}, {112, 9232}]
sieve[n_] := Module[{p = Range[n]}, p[[1]] = 0; Do[If[p[[i]] != 0, p[[2 i ;; ;; i]] = 0], {i, 2, Sqrt[n]}];
    DeleteCases[p, 0]];
VerificationTest[{Total[sieve[1000]], sieve[10^5] === Prime[Range[PrimePi[10^5]]]}, {76127, True}]
matchain[d_] := Module[{m}, m[i_, i_] = 0; m[i_, j_] := m[i, j] = Min[Table[m[i, k] + m[k + 1,
    j] + d[[i]] d[[k + 1]] d[[j + 1]], {k, i, j - 1}]]; m[1, Length[d] - 1]];
VerificationTest[matchain[{40, 20, 30, 10, 30}], 26000]

