(* Options of algebra: values that can be checked by hand or by the identity that they stand for. *)

(* solutions *)
VerificationTest[Solve[x^2 == 1, x, Modulus -> 8], {{x -> 1}, {x -> 3}, {x -> 5}, {x -> 7}}]
VerificationTest[Solve[{x + y == 1, x - y == 2}, {x, y}, Modulus -> 5], {{x -> 4, y -> 2}}]
VerificationTest[Mod[(x /. Solve[x^2 == 4, x, Modulus -> 1000003])^2, 1000003], {4, 4}]
VerificationTest[Reduce[x^2 == 1, x, Modulus -> 8], x == 1 || x == 3 || x == 5 || x == 7]
VerificationTest[MatchQ[Solve[x == 1, x, Modulus -> 1], _Solve], True, {Solve::modulus}]
VerificationTest[Length[Solve[x^3 == 8, x, MaxRoots -> 2]], 2]
VerificationTest[Length[NSolve[x^5 - x - 1 == 0, x, MaxRoots -> 3]], 3]
VerificationTest[MatchQ[Solve[x^3 == 8, x, MaxRoots -> -1], _Solve], True, {Solve::maxr}]
VerificationTest[Max[Abs[(x /. Solve[x^2 == 2, x, WorkingPrecision -> 20])^2 - 2]] < 10^-17]
VerificationTest[Max[Abs[(x /. NSolve[x^3 == 2, x, WorkingPrecision -> 30])^3 - 2]] < 10^-26]
VerificationTest[FreeQ[Solve[Sin[x] == 0, x, GeneratedParameters -> k], C] && ! FreeQ[Solve[Sin[x] == 0, x, GeneratedParameters -> k], k[1]]]
VerificationTest[DSolve[y'[x] == y[x], y[x], x, GeneratedParameters -> k], {{y[x] -> E^x k[1]}}]
VerificationTest[DSolveValue[y'[x] == y[x], y[x], x, GeneratedParameters -> (c[#] &)], E^x c[1]]
VerificationTest[RSolve[a[n + 1] == 2 a[n], a[n], n, GeneratedParameters -> k], {{a[n] -> 2^(-1 + n) k[1]}}]
VerificationTest[FreeQ[Reduce[x^3 - 3 x + 1 == 0, x, Cubics -> True], Root]]
VerificationTest[! FreeQ[Reduce[x^3 - 3 x + 1 == 0, x], Root]]
VerificationTest[Length[NSolve[x^4 == 1, x, VerifySolutions -> True, RandomSeeding -> 7]], 4]
VerificationTest[Max[Abs[Last /@ List @@ NRoots[x^2 == 2, x, PrecisionGoal -> 20] + {1, -1} Sqrt[2]]] < 10^-18]

(* matrices *)
VerificationTest[RowReduce[{{a, b}, {2 a, 2 b}}], {{1, b/a}, {0, 0}}]
VerificationTest[RowReduce[{{a, b}, {c, d}}], {{1, 0}, {0, 1}}]
VerificationTest[Simplify[{{a, b}, {2 a, 2 b}} . First[NullSpace[{{a, b}, {2 a, 2 b}}]]], {0, 0}]
VerificationTest[{MatrixRank[{{1, 1 + 10^-8}, {1, 1}}], MatrixRank[{{1, 1 + 10^-8}, {1, 1}}, ZeroTest -> (Abs[#] < 10^-5 &)]}, {2, 1}]
VerificationTest[Simplify[Det[{{a, b}, {c, d}}, ZeroTest -> (# === 0 &)] - (a d - b c)], 0]
VerificationTest[Simplify[Inverse[{{a, b}, {c, d}}, ZeroTest -> PossibleZeroQ] . {{a, b}, {c, d}}], {{1, 0}, {0, 1}}]
VerificationTest[Simplify[{{a, b}, {c, d}} . LinearSolve[{{a, b}, {c, d}}, {1, 0}, ZeroTest -> (# === 0 &)]], {1, 0}]
VerificationTest[Round[RowReduce[{{1., 2.}, {2., 4.00001}}, Tolerance -> 0.001]], {{1, 2}, {0, 0}}]
VerificationTest[FreeQ[Eigenvalues[{{1, 2, 3}, {3, 1, 2}, {2, 3, 5}}, Cubics -> True], Root]]
VerificationTest[Round[N[Eigenvalues[{{1, 2, 3}, {3, 1, 2}, {2, 3, 5}}]] - Eigenvalues[{{1., 2., 3.}, {3., 1., 2.}, {2., 3., 5.}}], 10^-8], {0, 0, 0}]
VerificationTest[Sort[Eigenvalues[{{a, 0, 0}, {0, b, 0}, {0, 0, c}}]], {a, b, c}]

(* polynomials and fractions *)
VerificationTest[Expand[Denominator[Together[1/x + 1/(x + 1), Modulus -> 2]]/Numerator[Together[1/x + 1/(x + 1), Modulus -> 2]]], x + x^2]
VerificationTest[ExpandAll[1/(1 + x)^2, Modulus -> 2], 1/(1 + x^2)]
VerificationTest[ExpandAll[f[Sin[x + y]], Trig -> True], f[Cos[y] Sin[x] + Cos[x] Sin[y]]]
VerificationTest[Cancel[(1 - Cos[x]^2)/Sin[x], Trig -> True], Sin[x]]
VerificationTest[Together[1/Sin[x]^2 - Cos[x]^2/Sin[x]^2, Trig -> True], 1]
VerificationTest[Simplify[Times @@ Power @@@ FactorList[Sin[2 x] - Sin[x], Trig -> True] - (Sin[2 x] - Sin[x])], 0]
VerificationTest[Simplify[Apart[Sin[x]/((1 + Cos[x]) (2 + Cos[x])), Trig -> True] - Sin[x]/((1 + Cos[x]) (2 + Cos[x]))], 0]
VerificationTest[PolynomialMod[Expand[Fold[ReplaceAll[#2, x -> #1] &, x, Reverse[Decompose[x^4 + 2 x^2 + 3, x, Modulus -> 5]]]] - (x^4 + 2 x^2 + 3), 5], 0]
VerificationTest[Length[GroebnerBasis[{x^2 + y^2 - 1, x - y}, {x, y}, Sort -> True]], 2]

(* calculus *)
VerificationTest[ComplexExpand[Re[z^2], z, TargetFunctions -> {Re, Im}], Re[z]^2 - Im[z]^2]
VerificationTest[Simplify[ComplexExpand[Re[z^2], z, TargetFunctions -> Conjugate] - (z^2 + Conjugate[z]^2)/2], 0]
VerificationTest[ComplexExpand[Re[z^2], z, TargetFunctions -> {Abs, Arg}], Abs[z]^2 Cos[2 Arg[z]]]
VerificationTest[SeriesCoefficient[Sqrt[a^2 + x], {x, 0, 0}, Assumptions -> a > 0], a]
VerificationTest[SumConvergence[x^n, n, Assumptions -> 0 < x < 1/2]]
VerificationTest[FunctionRange[x^2, x, y, Assumptions -> x > 2], y > 4]
VerificationTest[Sum[n, {n, 1, Infinity}, Regularization -> "Dirichlet"], Zeta[-1]]
VerificationTest[Sum[(-1)^n, {n, 0, Infinity}, Regularization -> "Abel"], 1/2]
VerificationTest[Sum[(-1)^n n, {n, 1, Infinity}, Regularization -> "Abel"], -1/4]
VerificationTest[Simplify[Sum[k, k, GeneratedParameters -> C] - k (k - 1)/2], C[1]]
VerificationTest[GeneratingFunction[a^n, n, x, GenerateConditions -> True], ConditionalExpression[1/(1 - a x), Abs[a x] < 1]]
VerificationTest[LaplaceTransform[t^2, t, s, GenerateConditions -> True], ConditionalExpression[2/s^3, Re[s] > 0]]

(* estimates *)
data = {1.2, 0.7, 2.4, 3.1, 0.9};
spread = Mean[(data - Mean[data])^2];
VerificationTest[Max[Abs[List @@ EstimatedDistribution[data, GammaDistribution[a, b], ParameterEstimator -> "MethodOfMoments"] - {Mean[data]^2/spread, spread/Mean[data]}]] < 10^-6]
VerificationTest[Abs[EstimatedDistribution[data, NormalDistribution[m, 1], ParameterEstimator -> "MethodOfMoments"][[1]] - Mean[data]] < 10^-6]
VerificationTest[MatchQ[EstimatedDistribution[data, ExponentialDistribution[k], ParameterEstimator -> "Guess"], _EstimatedDistribution], True, {EstimatedDistribution::estim}]

(* exact extrema, instances, integrals, series *)
VerificationTest[Precision[First[Minimize[x^2 - 2 x + Sqrt[2], x, WorkingPrecision -> 20]]], 20., SameTest -> (Abs[#1 - #2] < 1 &)]
VerificationTest[Round[ArgMin[(x - 1/3)^2, x, WorkingPrecision -> MachinePrecision], 10^-10], Round[1/3, 10^-10]]
VerificationTest[Mod[(x /. First[FindInstance[x^2 == 1, x, Modulus -> 8]])^2, 8], 1]
VerificationTest[Integrate[x, x, GeneratedParameters -> C], x^2/2 + C[1]]
VerificationTest[Normal[Series[Sqrt[a^2 + x], {x, 0, 1}, Assumptions -> a > 0]], a + x/(2 a)]

(* names that Options knows *)
VerificationTest[SubsetQ[First /@ Options[Limit], {Assumptions, Direction, GenerateConditions}]]
VerificationTest[SubsetQ[First /@ Options[NumberForm], {DigitBlock, ExponentFunction, NumberPadding, NumberPoint, NumberSeparator, NumberSigns}]]
VerificationTest[Options[PaddedForm, NumberPadding], {NumberPadding -> {" ", "0"}}]
VerificationTest[Options[Minimize, WorkingPrecision], {WorkingPrecision -> Infinity}]
VerificationTest[Sum[x^k, {k, 0, Infinity}, GenerateConditions -> True], ConditionalExpression[1/(1 - x), Abs[x] < 1]]
VerificationTest[Sum[2^k, {k, 0, Infinity}, VerifyConvergence -> False], -1]
