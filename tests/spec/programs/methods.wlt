(* Numerical methods by hand: finance, differential equations, matrices, quadrature. *)

ClearAll["Global`*"];
close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-8;
pmt[p_, r_, n_] := p r/(1 - (1 + r)^-n);
sched = NestList[With[{i = #[[1]] 0.01}, {#[[1]] - (100 - i), i}] &, {1000., 0}, 3];
VerificationTest[sched, {{1000., 0}, {910., 10.}, {819.1, 9.1}, {727.291, 8.191}}]
irr[cf_] := x /. FindRoot[cf . Table[(1 + x)^-k, {k, 0, Length[cf] - 1}], {x, 0.1}];
VerificationTest[Round[irr[{-1000, 500, 500, 500}], 0.0001], 0.2338]
bs[s_, k_, r_, v_, t_] := With[{d1 = (Log[s/k] + (r + v^2/2) t)/(v Sqrt[t])}, s CDF[NormalDistribution[],
    d1] - k Exp[-r t] CDF[NormalDistribution[], d1 - v Sqrt[t]]];
VerificationTest[bs[100., 100, 0.05, 0.2, 1], 10.450583572185565, SameTest -> close]
rk4[f_, y0_, {t0_, t1_, n_}] := Module[{h = (t1 - t0)/n}, NestList[Function[s, Module[{t = s[[1]],
    y = s[[2]], k1, k2, k3, k4}, k1 = f[t, y]; k2 = f[t + h/2, y + h/2 k1]; k3 = f[t + h/2, y + h/2 k2];
    k4 = f[t + h, y + h k3]; {t + h, y + h/6 (k1 + 2 k2 + 2 k3 + k4)}]], {t0, y0}, n]];
VerificationTest[Abs[Last[rk4[#2 &, 1., {0., 1., 20}]] - {1, E}] < 10^-6 // Thread, {True, True}]
VerificationTest[
  Abs[Last[rk4[{#2[[2]], -#2[[1]]} &, {1., 0.}, {0., N[2 Pi], 200}]][[2]] - {1, 0}] < 10^-6 // Thread,
  {True, True}]
SeedRandom[1];
pts = RandomReal[{-1, 1}, {100000, 2}];
VerificationTest[Abs[4. Count[pts, {x_, y_} /; x^2 + y^2 < 1]/10^5 - Pi] < 0.03, True]
VerificationTest[Abs[4. Total[UnitStep[1 - Total[pts^2, {2}]]]/10^5 - Pi] < 0.03, True]
cf = Compile[{{x, _Real}, {n, _Integer}}, Module[{s = 0., k = 1}, While[k <= n, s += x^k/k; k++]; s]];
VerificationTest[cf[0.5, 50], N[Log[2]], SameTest -> close]
mandel = Compile[{{c, _Complex}}, Module[{z = 0. + 0. I, k = 0}, While[k < 50 && Abs[z] < 2, z = z^2 + c;
    k++]; k], RuntimeAttributes -> {Listable}];
VerificationTest[mandel[{0., 1. + I, -1.}], {50, 2, 50}]
cm = Compile[{{v, _Real, 1}}, Total[v^2]];
VerificationTest[cm[{1, 2, 3}], 14.]
VerificationTest[Head[cf], CompiledFunction]
A = {{4., 1, 0}, {1, 3, 1}, {0, 1, 2}};
b = {1, 2, 3};
jacobi = FixedPoint[(b - (A - DiagonalMatrix[Diagonal[A]]).#)/Diagonal[A] &, {0., 0, 0}, 100];
VerificationTest[Norm[jacobi - LinearSolve[A, b]] < 10^-9, True]
power = Nest[Normalize[A . #] &, {1., 1, 1}, 100];
VerificationTest[Abs[power . A . power - Max[Eigenvalues[A]]] < 10^-9, True]
gs[vs_] := Fold[Append[#1, #2 - Sum[Projection[#2, u], {u, #1}]] &, {}, vs];
VerificationTest[gs[{{1, 1, 0}, {1, 0, 1}, {0, 1, 1}}], {{1, 1, 0}, {1/2, -1/2, 1}, {-2/3, 2/3, 2/3}}]
lu[a_] := Module[{n = Length[a], l = IdentityMatrix[Length[a]], u = a}, Do[Do[l[[i, j]] = u[[i, j]]/u[[j,
    j]]; u[[i]] -= l[[i, j]] u[[j]], {i, j + 1, n}], {j, n - 1}]; {l, u}];
{l, u} = lu[{{2, 1, 1}, {4, 3, 3}, {8, 7, 9}}];
VerificationTest[
  {l, u, l . u},
  {{{1, 0, 0}, {2, 1, 0}, {4, 3, 1}}, {{2, 1, 1}, {0, 1, 1}, {0, 0, 2}}, {{2, 1, 1}, {4, 3, 3}, {8, 7, 9}}}]
newton[f_, x0_] := FixedPointList[# - f[#]/f'[#] &, x0, 20];
VerificationTest[
  {Length[newton[#^2 - 2 &, 1.]] < 10, Last[newton[#^2 - 2 &, 1.]]},
  {True, 1.414213562373095}, SameTest -> (First[#1] && close[Last[#1], Sqrt[2]] &)]
simpson[f_, a_, b_, n_] := With[{h = (b - a)/n}, h/3 (f[a] + f[b] + 4 Sum[f[a + (2 k - 1) h], {k,
    n/2}] + 2 Sum[f[a + 2 k h], {k, n/2 - 1}])];
VerificationTest[{simpson[#^3 &, 0, 2, 4], simpson[Sin, 0., Pi, 100]}, {4, 2.0000000108245044}, SameTest -> close]
fit = Fit[{{0, 1}, {1, 3}, {2, 5.1}}, {1, x}, x];
VerificationTest[CoefficientList[fit, x], {59/60, 41/20}, SameTest -> close]
lm = LinearModelFit[{{1, 2}, {2, 4.1}, {3, 5.9}}, t, t];
VerificationTest[{Round[lm["BestFitParameters"], 0.01], lm["RSquared"] > 0.99}, {{0.1, 1.95}, True}]
VerificationTest[Interpolation[{{0, 0}, {1, 1}, {2, 4}, {3, 9}}][1.5], 2.25]
logistic = NestList[3.9 # (1 - #) &, 0.3, 5];
VerificationTest[
  logistic,
  {0.3, 0.819, 0.5781321000000001, 0.951191962303401, 0.18106067129594494, 0.5782830479626462}, SameTest -> close]
VerificationTest[
  {Accumulate[{1, 2, 3}], Differences[{1, 4, 9}], Ratios[{1, 2, 6}], MovingAverage[{1, 2, 3, 4}, 2],
    ExponentialMovingAverage[{1, 2, 3}, 1/2]},
  {{1, 3, 6}, {3, 5}, {2, 3}, {3/2, 5/2, 7/2}, {1, 3/2, 9/4}}]
lcg = NestList[Mod[1103515245 # + 12345, 2^31] &, 1, 3];
VerificationTest[lcg, {1, 1103527590, 377401575, 662824084}]

