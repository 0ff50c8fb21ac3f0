(* Simulations, automata, numerical methods. *)

ClearAll["Global`*"];
SeedRandom[7];
n = 40000;
pts = RandomReal[{-1, 1}, {n, 2}];
est = 4. Count[pts, {x_, y_} /; x^2 + y^2 <= 1]/n;
rolls = RandomInteger[{1, 6}, 6000];
VerificationTest[
  {Abs[est - Pi] < 0.05, Total[Values[Counts[rolls]]], Sort[Keys[Counts[rolls]]],
  And @@ (900 < # < 1100 & /@ Values[Counts[rolls]]), Count[Table[DuplicateFreeQ[RandomInteger[{1, 365},
  23]], 2000], False]/2000. // 0.45 < # < 0.56 &},
  {True, 6000, {1, 2, 3, 4, 5, 6}, True, True}]

ClearAll["Global`*"];
lcg[x_] := Mod[1103515245 x + 12345, 2^31];
VerificationTest[
  {Rest[NestList[lcg, 1, 5]], josephus[n_, k_] := First[NestWhile[Rest[RotateLeft[#, k - 1]] &, Range[n],
  Length[#] > 1 &]]; josephus[41, 3]},
  {{1103527590, 377401575, 662824084, 1147902781, 2035015474}, 31}]

ClearAll["Global`*"];
life[g_] := With[{n = Total[RotateLeft[g, #] & /@ DeleteCases[Tuples[{-1, 0, 1}, 2], {0, 0}]]},
  MapThread[If[#2 == 3 || #2 == 2 && #1 == 1, 1, 0] &, {g, n}, 2]];
glider = SparseArray[{{1, 2}, {2, 3}, {3, 1}, {3, 2}, {3, 3}} -> 1, {6, 6}] // Normal;
gol = CellularAutomaton[{224, {2, {{2, 2, 2}, {2, 1, 2}, {2, 2, 2}}}, {1, 1}}];
VerificationTest[
  {Nest[life, glider, 4], Nest[life, glider, 4] === RotateRight[glider, {1, 1}],
  gol[glider] === life[glider], Total[glider, 2], Nest[life,
  {{0,0,0,0,0},{0,0,1,0,0},{0,0,1,0,0},{0,0,1,0,0},{0,0,0,0,0}}, 1][[3]]},
  {{{0, 0, 0, 0, 0, 0}, {0, 0, 1, 0, 0, 0}, {0, 0, 0, 1, 0, 0}, {0, 1, 1, 1, 0, 0}, {0, 0, 0, 0, 0, 0},
  {0, 0, 0, 0, 0, 0}}, True, True, 5, {0, 1, 1, 1, 0}}]

ClearAll["Global`*"];
ant[steps_] := Module[{black = <||>, p = {0, 0}, d = {0, 1}},
  Do[If[TrueQ[black[p]], black[p] =.; d = {-d[[2]], d[[1]]}, black[p] = True; d = {d[[2]], -d[[1]]}];
  p += d, {steps}]; Length[black]];
VerificationTest[
  {ant[100], ant[1000]},
  {20, 118}]

ClearAll["Global`*"];
euler[f_, {t0_, y0_}, h_, n_] := NestList[{#[[1]] + h, #[[2]] + h f[#[[1]], #[[2]]]} &, {t0, y0}, n];
rk4[f_, {t_, y_}, h_] := Module[{k1 = f[t, y], k2, k3, k4}, k2 = f[t + h/2, y + h k1/2];
  k3 = f[t + h/2, y + h k2/2]; k4 = f[t + h, y + h k3]; {t + h, y + h (k1 + 2 k2 + 2 k3 + k4)/6}];
VerificationTest[
  {euler[#2 &, {0, 1}, 1/2, 3], Abs[Nest[rk4[#2 &, #, 0.1] &, {0, 1.}, 10][[2]] - E] < 10^-5},
  {{{0, 1}, {(1/2), (3/2)}, {1, (9/4)}, {(3/2), (27/8)}}, True}]
