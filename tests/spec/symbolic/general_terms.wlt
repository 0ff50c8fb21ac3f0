(* General terms of series, leading terms, identities between special functions, exact extrema. *)

(* the coefficient of x^n *)
VerificationTest[SeriesCoefficient[1/(1 - x), {x, 0, n}], Piecewise[{{1, n >= 0}}, 0]]
VerificationTest[SeriesCoefficient[1/(1 - a x), {x, 0, n}], Piecewise[{{a^n, n >= 0}}, 0]]
VerificationTest[SeriesCoefficient[Exp[x], {x, 0, n}], Piecewise[{{1/n!, n >= 0}}, 0]]
VerificationTest[SeriesCoefficient[1/(1 - x - x^2), {x, 0, n}], Piecewise[{{Fibonacci[1 + n], n >= 0}}, 0]]
VerificationTest[SeriesCoefficient[Log[1 + x], {x, 0, n}], Piecewise[{{(-1)^(1 + n)/n, n >= 1}}, 0]]
VerificationTest[SeriesCoefficient[(1 + x)^a, {x, 0, n}], Piecewise[{{Binomial[a, n], n >= 0}}, 0]]
VerificationTest[SeriesCoefficient[1/x, {x, 1, n}], Piecewise[{{(-1)^n, n >= 0}}, 0]]
VerificationTest[Table[SeriesCoefficient[Sin[x], {x, 0, n}] /. n -> k, {k, 0, 5}], {0, 1, 0, -1/6, 0, 1/120}]
VerificationTest[Table[SeriesCoefficient[1/((1 - x) (1 - 2 x)), {x, 0, n}] /. n -> k, {k, -1, 4}], {0, 1, 3, 7, 15, 31}]
VerificationTest[Table[SeriesCoefficient[x^2 Exp[3 x], {x, 0, n}] /. n -> k, {k, 1, 4}], {0, 1, 3, 9/2}]

(* leading terms *)
VerificationTest[Asymptotic[Sin[x], x -> 0], x]
VerificationTest[Asymptotic[Tan[x] - x, x -> 0], x^3/3]
VerificationTest[Asymptotic[(x^2 + 1)/(x^3 + x), x -> Infinity], 1/x]
VerificationTest[Limit[Asymptotic[n!, n -> Infinity]/n!, n -> Infinity], 1]
VerificationTest[AsymptoticEquivalent[Sin[x], x, x -> 0]]
VerificationTest[AsymptoticLess[x, x^2, x -> Infinity]]

(* identities *)
VerificationTest[FullSimplify[Fibonacci[n + 1] + Fibonacci[n]], Fibonacci[2 + n]]
VerificationTest[FullSimplify[Fibonacci[n - 1] Fibonacci[n + 1] - Fibonacci[n]^2, Element[n, Integers]], (-1)^n]
VerificationTest[FullSimplify[Binomial[n, k] + Binomial[n, k - 1]], Binomial[1 + n, k]]
VerificationTest[FullSimplify[HarmonicNumber[n] - HarmonicNumber[n - 1]], 1/n]
VerificationTest[FullSimplify[ArcSin[x] + ArcCos[x]], Pi/2]
VerificationTest[FullSimplify[Erf[x] + Erfc[x]], 1]
VerificationTest[FunctionExpand[Pochhammer[a, n]], Gamma[a + n]/Gamma[a]]
VerificationTest[FunctionExpand[Factorial[n]], Gamma[1 + n]]
VerificationTest[FunctionExpand[HarmonicNumber[n]], EulerGamma + PolyGamma[0, 1 + n]]
VerificationTest[FunctionExpand[ChebyshevT[n, x]], Cos[n ArcCos[x]]]

(* what follows from assumptions *)
VerificationTest[Simplify[a^2 + b^2 >= 2 a b, Element[{a, b}, Reals]], True]
VerificationTest[Simplify[(a + b)/2 >= Sqrt[a b], a > 0 && b > 0], True]
VerificationTest[Simplify[x + y < 5, x < 2 && y < 3], True]
VerificationTest[Simplify[x < 0, x > y && y > 0], False]
VerificationTest[Simplify[Abs[x - y], x > y], x - y]
VerificationTest[Simplify[Log[x^2], x > 0], 2 Log[x]]
VerificationTest[Refine[Log[x], x < 0], I Pi + Log[-x]]
VerificationTest[SumConvergence[1/n^p, n], Re[p] > 1]

(* extrema *)
VerificationTest[Minimize[{x^2 + y^2, x y == 4}, {x, y}], {8, {x -> -2, y -> -2}}]
VerificationTest[First[Minimize[x^4 + y^4 - 4 x y, {x, y}]], -2]
VerificationTest[Maximize[{x y, x + y <= 10 && x >= 0 && y >= 0}, {x, y}], {25, {x -> 5, y -> 5}}]
VerificationTest[Minimize[{x + y, x y == 1 && x > 0}, {x, y}], {2, {x -> 1, y -> 1}}]
VerificationTest[Minimize[Exp[x] - x, x], {1, {x -> 0}}]
VerificationTest[Maximize[x Exp[-x], x], {1/E, {x -> 1}}]
VerificationTest[Minimize[{2 x + 3 y, x + y >= 4 && x >= 0 && y >= 0}, {x, y}, Integers], {8, {x -> 4, y -> 0}}]
VerificationTest[Minimize[x^2 - 3 x, x, Integers], {-2, {x -> 1}}]
VerificationTest[First[Minimize[x^4 - 3 x^2 + x, x]], Root[-81 + 864 #1 + 1152 #1^2 + 256 #1^3 &, 1]]

(* roots and symmetric polynomials *)
VerificationTest[CountRoots[x^3 - 3 x + 1, x], 3]
VerificationTest[CountRoots[(x - 1)^2 (x - 3), {x, 0, 2}], 2]
VerificationTest[CountRoots[x^4 - 1, {x, -2 - 2 I, 2 + 2 I}], 4]
VerificationTest[With[{i = IsolatingInterval[Sqrt[2], 1/10]}, i[[1]] <= Sqrt[2] <= i[[2]] && i[[2]] - i[[1]] <= 1/10]]
VerificationTest[With[{i = First[RootIntervals[x^3 - 3 x + 1]]}, Length[i] == 3 && And @@ (CountRoots[x^3 - 3 x + 1, {x, #[[1]], #[[2]]}] == 1 & /@ i)]]
VerificationTest[SymmetricReduction[x^2 + y^2, {x, y}], {(x + y)^2 - 2 x y, 0}]
VerificationTest[SymmetricReduction[x^3 + y^3, {x, y}, {s, p}], {s^3 - 3 p s, 0}]
VerificationTest[First[Subresultants[x^3 + a x + b, 3 x^2 + a, x]], 4 a^3 + 27 b^2]
VerificationTest[ContinuedFractionK[1, 2, {k, 1, 3}], 5/12]
VerificationTest[ContinuedFractionK[1, 1, {k, 1, Infinity}], (-1 + Sqrt[5])/2]
VerificationTest[Casoratian[{2^n, 3^n}, n], 6^n]

(* equations *)
VerificationTest[DSolve[y'[x] == y[x]^2, y[x], x], {{y[x] -> 1/(-x - C[1])}}]
VerificationTest[DSolve[y'[x] == x/y[x], y[x], x], {{y[x] -> -Sqrt[x^2 + 2 C[1]]}, {y[x] -> Sqrt[x^2 + 2 C[1]]}}]
VerificationTest[DSolve[{x'[t] == y[t], y'[t] == -x[t]}, {x[t], y[t]}, t], {{x[t] -> C[1] Cos[t] + C[2] Sin[t], y[t] -> C[2] Cos[t] - C[1] Sin[t]}}]
VerificationTest[DSolve[{y''[t] + w^2 y[t] == 0, y[0] == a, y'[0] == 0}, y[t], t], {{y[t] -> a Cos[t w]}}]
VerificationTest[DSolve[y''[x] + 2 y'[x] + 5 y[x] == 0, y[x], x], {{y[x] -> C[2] Cos[2 x]/E^x + C[1] Sin[2 x]/E^x}}]
VerificationTest[LaplaceTransform[DiracDelta[t], t, s], 1]
VerificationTest[LaplaceTransform[t DiracDelta[t - 2], t, s], 2 E^(-2 s)]
VerificationTest[RSolve[a[n + 1] == 2 a[n], a[n], n], {{a[n] -> 2^(-1 + n) C[1]}}]
VerificationTest[RSolve[{a[n + 2] == a[n + 1] + a[n], a[0] == 0, a[1] == 1}, a[n], n], {{a[n] -> Fibonacci[n]}}]

(* integrals and products *)
VerificationTest[Integrate[x^2 + y^2, {x, -1, 1}, {y, -Sqrt[1 - x^2], Sqrt[1 - x^2]}], Pi/2]
VerificationTest[Integrate[1, {x, -r, r}, {y, -Sqrt[r^2 - x^2], Sqrt[r^2 - x^2]}, Assumptions -> r > 0], Pi r^2]
VerificationTest[Integrate[Sqrt[1 - x^2 - y^2], {x, -1, 1}, {y, -Sqrt[1 - x^2], Sqrt[1 - x^2]}], 2 Pi/3]
VerificationTest[Integrate[x^3/(E^x - 1), {x, 0, Infinity}], Pi^4/15]
VerificationTest[Integrate[x/(E^x + 1), {x, 0, Infinity}], Pi^2/12]
VerificationTest[Product[1 + 1/k^2, {k, 1, Infinity}], Sinh[Pi]/Pi]
VerificationTest[Product[1 - 1/(4 k^2), {k, 1, Infinity}], 2/Pi]
VerificationTest[Product[x + k, {k, 0, n - 1}], Pochhammer[x, n]]
VerificationTest[Product[a^k, {k, 1, n}], a^(n (1 + n)/2)]
