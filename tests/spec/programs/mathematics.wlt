(* Mathematics by hand and built in: determinants, transforms, number theory, calculus. *)

ClearAll["Global`*"];
det[{{x_}}] := x;
det[m_] := Sum[(-1)^(1 + j) m[[1, j]] det[Drop[m, {1}, {j}]], {j, Length[m]}];
VerificationTest[{det[{{2, 0, 1}, {1, 3, 2}, {1, 1, 4}}], Det[{{2, 0, 1}, {1, 3, 2}, {1, 1, 4}}]}, {18, 18}]
VerificationTest[
  det[Array[Subscript[a, #1, #2] &, {2, 2}]],
  -(Subscript[a, 1, 2]*Subscript[a, 2, 1]) + Subscript[a, 1, 1]*Subscript[a, 2, 2]]
VerificationTest[
  {Expand[(1 + x)^4], Factor[x^4 - 1], CoefficientList[(1 + x)^3, x], PolynomialQuotient[x^3 - 1, x - 1,
    x], PolynomialGCD[x^2 - 1, x^2 + 2 x + 1]},
  {1 + 4*x + 6*x^2 + 4*x^3 + x^4, (-1 + x)*(1 + x)*(1 + x^2), {1, 3, 3, 1}, 1 + x + x^2, 1 + x}]
horner[c_List, x_] := Fold[#1 x + #2 &, 0, Reverse[c]];
VerificationTest[{horner[{1, 2, 3}, t] // Expand, horner[{1, 2, 3}, 2]}, {1 + 2*t + 3*t^2, 17}]
newtonPoly[pts_] := Module[{n = Length[pts], d}, d = NestList[Differences[#] &, pts[[All, 2]], n - 1];
    Expand[Sum[d[[k + 1, 1]] Binomial[x, k], {k, 0, n - 1}] // FunctionExpand]];
VerificationTest[
  {newtonPoly[{{0, 1}, {1, 2}, {2, 5}}], InterpolatingPolynomial[{1, 2, 5}, x] // Expand},
  {1 + x^2, 2 - 2*x + x^2}]
fft[{x_}] := {x};
fft[x_List] := Module[{e = fft[x[[1 ;; ;; 2]]], o = fft[x[[2 ;; ;; 2]]], n = Length[x], t},
    t = Exp[-2 Pi I Range[0, n/2 - 1]/n] o; Join[e + t, e - t]];
VerificationTest[
  Chop[N[fft[{1, 2, 3, 4}]] - Fourier[{1, 2, 3, 4}, FourierParameters -> {1, -1}]],
  {0, 0, 0, 0}]
VerificationTest[fft[{1, 2, 3, 4}], {10, -2 + 2*I, -2, -2 - 2*I}]
egcd[a_, 0] := {a, {1, 0}};
egcd[a_, b_] := Module[{g, x, y}, {g, {x, y}} = egcd[b, Mod[a, b]]; {g, {y, x - Quotient[a, b] y}}];
VerificationTest[{egcd[240, 46], ExtendedGCD[240, 46]}, {{2, {-9, 47}}, {2, {-9, 47}}}]
crt[r_, m_] := ChineseRemainder[r, m];
VerificationTest[crt[{2, 3, 2}, {3, 5, 7}], 23]
rsa = With[{p = 61, q = 53, e = 17}, With[{n = p q, d = PowerMod[e, -1, (p - 1) (q - 1)]}, {n, d,
    PowerMod[65, e, n], PowerMod[PowerMod[65, e, n], d, n]}]];
VerificationTest[rsa, {3233, 2753, 2790, 65}]
VerificationTest[
  {FactorInteger[360], Divisors[28], EulerPhi[36], MoebiusMu[30], DivisorSigma[1, 28], PrimeQ[2^31 - 1],
    NextPrime[100], PrimePi[100], Prime[10]},
  {{{2, 3}, {3, 2}, {5, 1}}, {1, 2, 4, 7, 14, 28}, 12, -1, 56, True, 101, 25, 29}]
VerificationTest[
  {Select[Range[500], DivisorSigma[1, #] == 2 # &], Select[Range[100, 999],
    Total[IntegerDigits[#]^3] == # &]},
  {{6, 28, 496}, {153, 370, 371, 407}}]
pascal = NestList[Join[{1}, Total /@ Partition[#, 2, 1], {1}] &, {1}, 5];
VerificationTest[
  {Inverse[{{1, 2}, {3, 4}}], MatrixPower[{{1, 1}, {1, 0}}, 10], Transpose[{{1, 2}, {3, 4}}], Tr[{{1, 2},
    {3, 4}}], MatrixRank[{{1, 2}, {2, 4}}], NullSpace[{{1, 2}, {2, 4}}], RowReduce[{{1, 2, 3}, {4, 5, 6}}],
    Eigenvalues[{{2, 1}, {1, 2}}], Eigenvectors[{{2, 1}, {1, 2}}], LinearSolve[{{1, 2}, {3, 5}}, {1, 2}]},
  {{{-2, 1}, {3/2, -1/2}}, {{89, 55}, {55, 34}}, {{1, 3}, {2, 4}}, 5, 1, {{-2, 1}}, {{1, 0, -1}, {0, 1,
    2}}, {3, 1}, {{1, 1}, {-1, 1}}, {-1, 1}}]
VerificationTest[
  {CharacteristicPolynomial[{{2, 1}, {1, 2}}, x], Norm[{3, 4}], Normalize[{3, 4}], Cross[{1, 0, 0}, {0, 1,
    0}], Outer[Times, {1, 2}, {3, 4}], KroneckerProduct[{{1, 2}}, {{1}, {2}}], Dot[{1, 2}, {3, 4}],
    ArrayFlatten[{{{{1}}, {{2}}}}], DiagonalMatrix[{1, 2}], Minors[{{1, 2}, {3, 4}}, 1]},
  {3 - 4*x + x^2, 5, {3/5, 4/5}, {0, 0, 1}, {{3, 4}, {6, 8}}, {{1, 2}, {2, 4}}, 11, {{1, 2}}, {{1, 0}, {0,
    2}}, {{1, 2}, {3, 4}}}]
VerificationTest[
  {Solve[x^2 - 5 x + 6 == 0, x], Reduce[x^2 < 4, x], Solve[{x + y == 3, x - y == 1}, {x, y}], Simplify[(x^2 - 1)/(x - 1)], Apart[1/(x^2 - 1)],
    Together[1/x + 1/y], Cancel[(x^2 - 1)/(x + 1)]},
  {{{x -> 2}, {x -> 3}}, -2 < x < 2, {{x -> 2,
    y -> 1}}, 1 + x, 1/(2*(-1 + x)) - 1/(2*(1 + x)), (x + y)/(x*y), -1 + x}]
VerificationTest[
  {D[Sin[x]^2, x], Integrate[x Exp[x], x], Integrate[Sin[x], {x, 0, Pi}], Series[Exp[x], {x, 0, 3}],
    Limit[Sin[x]/x, x -> 0], Sum[k^2, {k, n}], Sum[1/2^k, {k, 0, Infinity}], Product[k, {k, 5}],
    DSolve[y'[x] == y[x], y[x], x], D[f[x, y], x], Dt[x y]},
  {2*Cos[x]*Sin[x], E^x*(-1 + x), 2, SeriesData[x, 0, {1, 1, 1/2, 1/6}, 0, 4, 1], 1,
    (n*(1 + n)*(1 + 2*n))/6, 2, 120, {{y[x] -> E^x*C[1]}}, Derivative[1, 0][f][x, y], y*Dt[x] + x*Dt[y]}]
close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5;
VerificationTest[NIntegrate[Exp[-x^2], {x, -Infinity, Infinity}], Sqrt[Pi], SameTest -> close]
VerificationTest[{First[#], x /. Last[#]} &[FindMinimum[(x - 2)^2 + 1, {x, 0}]], {1, 2}, SameTest -> close]
VerificationTest[
  {First[#], {x, y} /. Last[#]} &[NMinimize[{(x - 1)^2 + y^2, x + y >= 2}, {x, y}]], {1/2, {3/2, 1/2}},
  SameTest -> close]
VerificationTest[
  NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 1}][[1, 1, 2]][1.], Exp[-1], SameTest -> close]
VerificationTest[
  {Minimize[x^2 - 2 x, x], RSolve[{a[n + 1] == 2 a[n], a[0] == 1}, a[n], n]},
  {{-1, {x -> 1}}, {{a[n] -> 2^n}}}]
VerificationTest[
  {N[Sqrt[2], 20], Round[2.5], Round[3.5], Floor[-1.5], Ceiling[1.2], IntegerPart[-2.7],
    FractionalPart[2.75], Round[3.14159, 0.01], Mod[-7, 3], Quotient[-7, 3], Sign[-2], Abs[3 - 4 I],
    Arg[I], Conjugate[1 + I], ReIm[2 + 3 I]},
  {1.414213562373095048801693`20., 2, 4, -2, 2, -2, 0.75, 3.14, 2, -3, -1, 5, Pi/2, 1 - I, {2, 3}}]
VerificationTest[
  {1/3 + 1/6, 0.1 + 0.2 == 0.3, 2^100, 10!, Binomial[10, 3], Multinomial[1, 2, 3], StirlingS2[5, 2],
    BellB[5], CatalanNumber[5], HarmonicNumber[4], BernoulliB[4], Zeta[2], Gamma[1/2]},
  {1/2, True, 1267650600228229401496703205376, 3628800, 120, 60, 15, 52, 42, 25/12, -1/30, Pi^2/6,
    Sqrt[Pi]}]

