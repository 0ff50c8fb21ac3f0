(* What options of numerical searches, integrals and sums do: values from closed formulas and from Newton's steps. *)

(* monitors *)
newton[x_] := x - (x^2 - 2)/(2 x);
VerificationTest[Round[Reap[FindRoot[x^2 - 2, {x, 1}, StepMonitor :> Sow[x]]][[2, 1]][[;; 3]], 10^-10], Round[Rest[NestList[newton, 1, 3]], 10^-10]]
VerificationTest[Round[First[Reap[FindRoot[x^2 - 2, {x, 1}, EvaluationMonitor :> Sow[x]]][[2, 1]]], 10^-10], 1]
VerificationTest[steps = 0; FindRoot[Cos[x] == x, {x, 1}, StepMonitor :> steps++]; steps, 4]
VerificationTest[MatchQ[Reap[FindRoot[{x + y == 3, x y == 2}, {{x, 0}, {y, 3}}, StepMonitor :> Sow[{x, y}]]][[2, 1]], {{_Real, _Real} ..}]]
VerificationTest[Round[Last[Reap[FindMinimum[(x - 2)^2 + 1, {x, 0}, StepMonitor :> Sow[x]]][[2, 1]]], 10^-6], 2]
VerificationTest[many = 0; NMinimize[(x - 1)^2, x, EvaluationMonitor :> many++]; many > 10]
VerificationTest[AllTrue[Reap[NIntegrate[x^2, {x, 2, 3}, EvaluationMonitor :> Sow[x]]][[2, 1]], 2 <= # <= 3 &]]
VerificationTest[x = 17; FindRoot[y^2 == 4, {y, 1}, StepMonitor :> y]; x, 17]
Clear[x];

(* goals and limits *)
VerificationTest[count[goal_] := Module[{n = 0}, FindRoot[(x - 1)^2, {x, 3}, AccuracyGoal -> goal, PrecisionGoal -> goal, StepMonitor :> n++]; n]; count[2] < count[6] < count[10]]
VerificationTest[Round[x /. FindRoot[x^2 == 2, {x, 1}, MaxIterations -> 2], 10^-10], Round[17/12, 10^-10], {FindRoot::cvmit}]
VerificationTest[asked[goal_] := Module[{n = 0}, NIntegrate[Sqrt[x], {x, 0, 1}, PrecisionGoal -> goal, EvaluationMonitor :> n++]; n]; asked[2] < asked[10]]
VerificationTest[Round[NIntegrate[Sin[x], {x, 0, Pi}, MinRecursion -> 2, MaxRecursion -> 5], 10^-8], 2]
VerificationTest[NumberQ[NIntegrate[Sin[1/x], {x, 0, 1}, MaxRecursion -> 2]], True, {NIntegrate::slwcon, NIntegrate::ncvb}]
VerificationTest[Round[NIntegrate[E^-x, {x, 0, Infinity}, MaxRecursion -> 12], 10^-7], 1]
VerificationTest[Round[NIntegrate[1/(1 + x^2), {x, -Infinity, Infinity}, MaxRecursion -> 12] - Pi, 10^-7], 0]
VerificationTest[Round[NIntegrate[x^3, {x, 2, 0}, MaxRecursion -> 12], 10^-7], -4]

(* derivatives that are given *)
VerificationTest[Round[x /. FindRoot[x^2 == 2, {x, 1}, Jacobian -> {{2 x}}], 10^-10], Round[Sqrt[2], 10^-10]]
VerificationTest[Round[{x, y} /. FindRoot[{x + y == 3, x y == 2}, {{x, 0}, {y, 3}}, Jacobian -> {{1, 1}, {y, x}}], 10^-8], {1, 2}]
VerificationTest[Round[x /. FindRoot[x^2 == 2, {x, 1}, Jacobian -> "FiniteDifference"], 10^-8], Round[Sqrt[2], 10^-8]]
VerificationTest[Round[x /. Last[FindMaximum[E^-(x - 3)^2, {x, 2}, Gradient -> {-2 (x - 3) E^-(x - 3)^2}]], 10^-5], 3]
VerificationTest[Round[x /. FindRoot[x^2 == 2, {x, 1}, DampingFactor -> 1/2], 10^-6], Round[Sqrt[2], 10^-6]]
VerificationTest[g = x^3 - 8; Round[x /. FindRoot[g, {x, 1}, Evaluated -> False], 10^-8], 2]

(* methods *)
VerificationTest[Table[Round[x /. Last[NMinimize[x^4 - 3 x^2 - x, x, Method -> m]], 10^-4], {m, {"DifferentialEvolution", "NelderMead", "RandomSearch", "SimulatedAnnealing"}}], Table[Round[x /. FindRoot[4 x^3 - 6 x - 1, {x, 1}], 10^-4], 4]]
VerificationTest[Round[{x, y} /. Last[FindMinimum[(x - 2)^2 + (y - x^2)^2, {{x, 0}, {y, 0}}, Method -> "Newton"]], 10^-6], {2, 4}]
VerificationTest[Round[NIntegrate[x y, {x, 0, 1}, {y, 0, x}, Method -> "GaussKronrodRule"], 10^-9], 1/8]
VerificationTest[Table[Round[NIntegrate[Sin[x], {x, 0, Pi}, Method -> m], 10^-6], {m, {"ClenshawCurtisRule", "TrapezoidalRule", "NewtonCotesRule", "LobattoKronrodRule", "LocalAdaptive"}}], {2, 2, 2, 2, 2}]
VerificationTest[MatchQ[NMinimize[x^2, x, Method -> "Guessing"], _NMinimize], True, {NMinimize::bdmtd}]

(* exclusions *)
VerificationTest[Round[NIntegrate[1/Sqrt[Abs[x - 1/3]], {x, 0, 1}, Exclusions -> {1/3}] - 2 (Sqrt[1/3] + Sqrt[2/3]), 10^-8], 0]
VerificationTest[Round[NIntegrate[Abs[x - y], {x, 0, 1}, {y, 0, 1}, Exclusions -> x == y] - 1/3, 10^-9], 0]

(* digits *)
VerificationTest[Precision[First[FindMinimum[x Cos[x], {x, 2}, WorkingPrecision -> 30]]], 30.]
VerificationTest[Abs[(Cos[x] - x Sin[x]) /. Last[FindMinimum[x Cos[x], {x, 2}, WorkingPrecision -> 30]]] < 10^-25]
VerificationTest[Abs[First[FindMinimum[{x + y, x^2 + y^2 <= 1}, {{x, 0}, {y, 0}}, WorkingPrecision -> 30]] + Sqrt[2]] < 10^-25]
VerificationTest[Abs[NMaxValue[{x + 2 y, x + y <= 5 && x >= 0 && y >= 0}, {x, y}, WorkingPrecision -> 25] - 10] < 10^-20]
VerificationTest[k /. Last[NMinimize[{x + 3 k, x >= 2/3, k >= 2, Element[k, Integers]}, {x, k}, WorkingPrecision -> 25]], 2]
VerificationTest[h[x_?NumericQ] := x^3 - 2; Abs[(x /. FindRoot[h[x], {x, 3}, WorkingPrecision -> 30]) - 2^(1/3)] < 10^-25]
VerificationTest[Abs[NSum[1/n^2, {n, 1, Infinity}, WorkingPrecision -> 30] - Pi^2/6] < 10^-27]
VerificationTest[Abs[NProduct[1 + 1/n^2, {n, 1, Infinity}, WorkingPrecision -> 25] - Sinh[Pi]/Pi] < 10^-22]
VerificationTest[Rationalize[NSum[1/n, {n, 1, 10}, WorkingPrecision -> 20], 10^-15], 7381/2520]
VerificationTest[Precision[N[1.5`20, 50]], 20.]

(* sums *)
VerificationTest[Round[NSum[(-1)^n/n, {n, 1, Infinity}, Method -> "AlternatingSigns"] + Log[2], 10^-10], 0]
VerificationTest[Round[NSum[1/n^2, {n, 1, Infinity}, Method -> "EulerMaclaurin", NSumTerms -> 30] - Pi^2/6, 10^-9], 0]
VerificationTest[Round[NSum[1/2^n, {n, 0, Infinity}, Method -> "WynnEpsilon"], 10^-9], 2]
VerificationTest[NumberQ[NSum[1/n^2, {n, 1, Infinity}, VerifyConvergence -> False]]]
