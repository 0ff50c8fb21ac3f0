(* Automata on lines and grids, strings that grow, mazes and sand piles. *)

ClearAll["Global`*"];
rule[n_] := Reverse[IntegerDigits[n, 2, 8]];
step[r_, row_] := r[[FromDigits[#, 2] + 1]] & /@ Partition[row, 3, 1, {2, 2}];
start = ReplacePart[ConstantArray[0, 21], 11 -> 1];
Do[Print[StringJoin[row /. {0 -> ".", 1 -> "#"}]], {row, NestList[step[rule[90], #] &, start, 4]}];
VerificationTest[
  NestList[step[rule[30], #] &, start, 50][[-1]] === CellularAutomaton[30, start, {{50}}],
  True]
life[m_] := Module[{n = Total[RotateLeft[m, #] & /@ DeleteCases[Tuples[{-1, 0, 1}, 2], {0, 0}]]},
    MapThread[Boole[#2 == 3 || (#1 == 1 && #2 == 2)] &, {m, n}, 2]];
glider = ReplacePart[ConstantArray[0, {8, 8}], Thread[{{1, 2}, {2, 3}, {3, 1}, {3, 2}, {3, 3}} -> 1]];
g4 = Nest[life, glider, 4];
VerificationTest[g4 === RotateRight[glider, {1, 1}], True]
VerificationTest[Position[g4, 1], {{2, 3}, {3, 4}, {4, 2}, {4, 3}, {4, 4}}]
lsys[ax_, rules_, n_] := Nest[StringReplace[#, rules] &, ax, n];
VerificationTest[lsys["A", {"A" -> "AB", "B" -> "A"}, 6], "ABAABABAABAABABAABABA"]
VerificationTest[StringLength[lsys["A", {"A" -> "AB", "B" -> "A"}, 15]], 1597]
turtle[s_, d_] := Module[{p = {0, 0}, a = 0, path = {{0, 0}}}, Do[Switch[c, "F", p = p + {Cos[a], Sin[a]};
    AppendTo[path, p], "+", a += d, "-", a -= d], {c, Characters[s]}]; path];
koch = lsys["F", {"F" -> "F+F--F+F"}, 2];
VerificationTest[{Length[turtle[koch, Pi/3]], Simplify[Last[turtle[koch, Pi/3]]]}, {17, {9, 0}}]
SeedRandom[5];
maze[w_, h_] := Module[{vis = {{1, 1}}, stack = {{1, 1}}, edges = {}, nb}, While[stack =!= {},
    nb = Select[Last[stack] + # & /@ {{1, 0}, {-1, 0}, {0, 1}, {0, -1}},
    1 <= #[[1]] <= w && 1 <= #[[2]] <= h && ! MemberQ[vis, #] &];
   If[nb === {}, stack = Most[stack], With[{n = RandomChoice[nb]}, AppendTo[edges,
    Last[stack] \[UndirectedEdge] n]; AppendTo[vis, n]; AppendTo[stack, n]]]]; Graph[edges]];
g = maze[6, 5];
VerificationTest[{VertexCount[g], EdgeCount[g], TreeGraphQ[g], ConnectedGraphQ[g]}, {30, 29, True, True}]
path = FindShortestPath[g, {1, 1}, {6, 5}];
VerificationTest[
  {First[path], Last[path], And @@ (Total[Abs[Subtract @@ #]] == 1 & /@ Partition[path, 2, 1])},
  {{1, 1}, {6, 5}, True}]
sandpile[m_] := FixedPoint[Function[q, With[{t = UnitStep[q - 4]}, q - 4 t + Total[ListCorrelate[#, t, {2,
    2}, 0] & /@ {{{0, 1, 0}, {1, 0, 1}, {0, 1, 0}}}]]], m];
VerificationTest[
  sandpile[ReplacePart[ConstantArray[0, {5, 5}], {3, 3} -> 16]],
  {{0, 0, 1, 0, 0}, {0, 2, 1, 2, 0}, {1, 1, 0, 1, 1}, {0, 2, 1, 2, 0}, {0, 0, 1, 0, 0}}]
langton[n_] := Module[{grid = <||>, pos = {0, 0}, dir = {0, 1}}, Do[If[Lookup[grid, Key[pos], 0] == 0,
    grid[pos] = 1; dir = {dir[[2]], -dir[[1]]}, grid[pos] = 0; dir = {-dir[[2]], dir[[1]]}]; pos += dir,
    n]; Total[Values[grid]]];
VerificationTest[{langton[100], langton[11000]}, {20, 834}]

