(* Differences, shifts and quotients of sequences and functions, convolutions, Pade approximants. *)

DifferenceDelta::usage = "DifferenceDelta[f, n] is the difference of f at n + 1 and at n.\nDifferenceDelta[f, {n, k}] is the k-th difference.\nDifferenceDelta[f, {n, k, h}] that with steps of h.";
DiscreteShift::usage = "DiscreteShift[f, n] is f with n + 1 in place of n.\nDiscreteShift[f, {n, k}] is f with n + k in place of n.\nDiscreteShift[f, {n, k, h}] is f with n + k h in place of n.";
DiscreteRatio::usage = "DiscreteRatio[f, n] is the quotient of f at n + 1 and at n.\nDiscreteRatio[f, {n, k}] is the k-th quotient.";
DifferenceQuotient::usage = "DifferenceQuotient[f, {x, h}] is the difference of f at x + h and at x, divided by h.";
DifferenceDelta::var = DiscreteShift::var = DiscreteRatio::var = DifferenceQuotient::var = "`1` says no variable: n, {n, k} or {n, k, h} is expected, {x, h} for DifferenceQuotient.";

plain[f_] := If[PolynomialQ[f, Variables[f]], Expand[f], FullSimplify[f]];

DifferenceDelta[f_, n_Symbol] := plain[(f /. n -> n + 1) - f];
DifferenceDelta[f_, {n_Symbol, k_Integer?NonNegative}] := plain[Sum[(-1)^(k - i) Binomial[k, i] (f /. n -> n + i), {i, 0, k}]];
DifferenceDelta[f_, {n_Symbol, k_Integer?NonNegative, h_}] := plain[Sum[(-1)^(k - i) Binomial[k, i] (f /. n -> n + i h), {i, 0, k}]];
DifferenceDelta[f_, spec_, more__] := DifferenceDelta[DifferenceDelta[f, spec], more];

DiscreteShift[f_, n_Symbol] := f /. n -> n + 1;
DiscreteShift[f_, {n_Symbol, k_}] := f /. n -> n + k;
DiscreteShift[f_, {n_Symbol, k_, h_}] := f /. n -> n + k h;
DiscreteShift[f_, spec_, more__] := DiscreteShift[DiscreteShift[f, spec], more];

DiscreteRatio[f_, n_Symbol] := FullSimplify[(f /. n -> n + 1)/f];
DiscreteRatio[f_, {n_Symbol, k_Integer?NonNegative}] := Nest[DiscreteRatio[#, n] &, f, k];
DiscreteRatio[f_, spec_, more__] := DiscreteRatio[DiscreteRatio[f, spec], more];

DifferenceQuotient[f_, {x_Symbol, h_}] := plain[Cancel[Together[((f /. x -> x + h) - f)/h]]];

isSpec[_Symbol | {_Symbol, _} | {_Symbol, _, _}] := True;
isSpec[_] := False;
Scan[Function[g, g[f_, spec_, ___] /; ! isSpec[spec] := Null /; (Message[g::var, spec]; False)],
  {DifferenceDelta, DiscreteShift, DiscreteRatio, DifferenceQuotient}];

Convolve::usage = "Convolve[f, g, x, y] is the convolution of f and g, functions of x, at y: the integral of f at x times g at y - x.";
Convolve[f_, g_, x_Symbol, y_] := With[{value = Integrate[f (g /. x -> y - x), {x, -Infinity, Infinity}, Assumptions -> Element[y, Reals]]},
  Simplify[value, Element[y, Reals]] /; FreeQ[value, Integrate]];

DiscreteConvolve::usage = "DiscreteConvolve[f, g, n, m] is the convolution of the sequences f and g of n at m: the sum of f at n times g at m - n.";
DiscreteConvolve[f_, g_, n_Symbol, m_] := With[{value = oneSided[f, g, n, m]}, value /; FreeQ[value, Sum]];
oneSided[f_ UnitStep[n_], g_ UnitStep[n_], n_, m_] := UnitStep[m] Simplify[Sum[f (g /. n -> m - n), {n, 0, m}]];
oneSided[UnitStep[n_], g_ UnitStep[n_], n_, m_] := UnitStep[m] Simplify[Sum[g /. n -> m - n, {n, 0, m}]];
oneSided[f_ UnitStep[n_], UnitStep[n_], n_, m_] := UnitStep[m] Simplify[Sum[f, {n, 0, m}]];
oneSided[UnitStep[n_], UnitStep[n_], n_, m_] := (1 + m) UnitStep[m];
oneSided[DiscreteDelta[n_ + k_.], g_, n_, m_] /; FreeQ[k, n] := g /. n -> m + k;
oneSided[DiscreteDelta[n_], g_, n_, m_] := g /. n -> m;
oneSided[f_, g : _DiscreteDelta, n_, m_] := oneSided[g, f, n, m];
oneSided[f_, g_, n_, m_] := Quiet[Sum[f (g /. n -> m - n), {n, -Infinity, Infinity}]];

PadeApproximant::usage = "PadeApproximant[f, {x, x0, {m, n}}] is the quotient of polynomials of degrees m and n that agrees best with f near x0.\nPadeApproximant[f, {x, x0, n}] has both degrees n.";
PadeApproximant::coef = "The series of `1` at `2` has no coefficients to work with.";
PadeApproximant[f_, {x_Symbol, x0_, n_Integer?NonNegative}] := PadeApproximant[f, {x, x0, {n, n}}];
PadeApproximant[f_, {x_Symbol, x0_, {m_Integer?NonNegative, n_Integer?NonNegative}}] :=
  Module[{c, q, p}, (
    q = Prepend[If[n == 0, {}, LinearSolve[Table[c[m + i - j], {i, n}, {j, n}], Table[-c[m + i], {i, n}]]], 1];
    p = Table[Sum[c[i - j] q[[j + 1]], {j, 0, Min[i, n]}], {i, 0, m}];
    (p . (x - x0)^Range[0, m])/(q . (x - x0)^Range[0, n])) /; coefficients[f, x, x0, m + n, c]];
coefficients[f_, x_, x0_, k_, c_] := With[{found = Table[SeriesCoefficient[f, {x, x0, i}], {i, 0, k}]},
  c[i_] := If[i < 0, 0, found[[i + 1]]];
  FreeQ[found, SeriesCoefficient | Indeterminate | ComplexInfinity] || (Message[PadeApproximant::coef, f, x -> x0]; False)];

ComposeList::usage = "ComposeList[{f1, f2, ...}, x] gives {x, f1[x], f2[f1[x]], ...}.";
ComposeList::list = "A list of functions is expected at position 1 in `1`.";
ComposeList[functions_List, x_] := FoldList[#2[#1] &, x, functions];
ComposeList[functions_, x_] := Null /; (Message[ComposeList::list, HoldForm[ComposeList[functions, x]]]; False);

ImplicitD::usage = "ImplicitD[eqn, y, x] is the derivative by x of the function y that the equation makes of x.";
ImplicitD::eqn = "`1` is no equation.";
ImplicitD[f_ == g_, y_, x_] := Simplify[-D[f - g, x]/D[f - g, y]];
ImplicitD[equation_, y_, x_] := Null /; (Message[ImplicitD::eqn, equation]; False);

Cumulant::usage = "Cumulant[list, r] is the r-th cumulant of the elements of list.\nCumulant[dist, r] is that of a distribution.";
Cumulant::rank = "`1` is no positive integer.";
Cumulant[data_, r_Integer?Positive] := With[{m = Table[Moment[data, i], {i, r}]},
  Module[{k}, k[j_] := k[j] = m[[j]] - Sum[Binomial[j - 1, i - 1] k[i] m[[j - i]], {i, j - 1}]; Simplify[k[r]]] /; FreeQ[m, Moment]];
Cumulant[data_, r_] := Null /; (Message[Cumulant::rank, r]; False);

(* How many arguments each takes. *)
counted[f_, {least_, most_}] := (f[given___] := Null /; ! (least <= Length[{given}] <= most) && (complain[f, Length[{given}], least, most]; False));
complain[f_, 1, least_, Infinity] := Message[f::argmu, f, least];
complain[f_, n_, least_, Infinity] := Message[f::argm, f, n, least];
complain[f_, n_, 1, 1] := Message[f::argx, f, n];
complain[f_, 1, n_, n_] := Message[f::argr, f, n];
complain[f_, n_, m_, m_] := Message[f::argrx, f, n, m];
complain[f_, 1, least_, most_] := Message[f::argbu, f, least, most];
complain[f_, n_, least_, most_] := Message[f::argb, f, n, least, most];
Scan[Apply[counted, #] &, {{DifferenceDelta, {2, Infinity}}, {DiscreteShift, {2, Infinity}}, {DiscreteRatio, {2, Infinity}}, {DifferenceQuotient, {2, 2}},
  {Convolve, {4, 4}}, {DiscreteConvolve, {4, 4}}, {PadeApproximant, {2, 2}}, {ComposeList, {2, 2}}, {ImplicitD, {3, 3}}, {Cumulant, {2, 2}}}];

Scan[SetAttributes[#, Protected] &, {DifferenceDelta, DiscreteShift, DiscreteRatio, DifferenceQuotient, Convolve,
  DiscreteConvolve, PadeApproximant, ComposeList, ImplicitD, Cumulant}];
