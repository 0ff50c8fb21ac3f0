(* Definite integrals and sums that are known by heart. *)

$KnownIntegral::usage = "$KnownIntegral[f, {x, a, b}] is the integral of f from a to b where it is one of a table, else $Failed.";

$KnownIntegral[c_. Log[Sin[x_]], {x_, 0, Pi}] /; FreeQ[c, x] := -c Pi Log[2];
$KnownIntegral[c_. Log[(Sin | Cos)[x_]], {x_, 0, b_}] /; FreeQ[c, x] && b === Pi/2 := -c Pi Log[2]/2;
$KnownIntegral[c_. Log[Tan[x_]], {x_, 0, b_}] /; FreeQ[c, x] && b === Pi/2 := 0;
$KnownIntegral[c_. ArcTan[x_]/x_, {x_, 0, 1}] /; FreeQ[c, x] := c Catalan;
$KnownIntegral[c_. Log[x_]/(1 + x_^2), {x_, 0, 1}] /; FreeQ[c, x] := -c Catalan;
$KnownIntegral[c_. Log[x_]/(1 + x_^2), {x_, 0, Infinity}] /; FreeQ[c, x] := 0;
$KnownIntegral[c_. Tan[x_]^p_, {x_, 0, b_}] /; FreeQ[{c, p}, x] && b === Pi/2 && TrueQ[-1 < p < 1] := c Pi/2 Sec[Pi p/2];
$KnownIntegral[c_. x_^p_. (1 - x_)^q_., {x_, 0, 1}] /; FreeQ[{c, p, q}, x] && aboveMinusOne[p] && aboveMinusOne[q] := c Gamma[p + 1] Gamma[q + 1]/Gamma[p + q + 2];
aboveMinusOne[p_] := TrueQ[Refine[p > -1, $Assumptions]];

(* Sqrt[a (1 - Cos[u])] and Sqrt[a (1 + Cos[u])] are sines and cosines of half the angle. *)
$KnownIntegral[c_. Sqrt[a_ + b_ Cos[u_]], {x_, low_, high_}] /; FreeQ[{c, a, b}, x] && a + b === 0 && TrueQ[a > 0] :=
  Integrate[c Sqrt[2 a] Abs[Sin[u/2]], {x, low, high}];
$KnownIntegral[c_. Sqrt[a_ + b_. Cos[u_]], {x_, low_, high_}] /; FreeQ[{c, a}, x] && a === b && TrueQ[a > 0] :=
  Integrate[c Sqrt[2 a] Abs[Cos[u/2]], {x, low, high}];
$KnownIntegral[c_. Abs[(wave : Sin | Cos)[u_]], {x_, low_?NumericQ, high_?NumericQ}] /; FreeQ[c, x] && FreeQ[D[u, x], x] && TrueQ[low < high] :=
  With[{value = piecewise[wave[u], x, low, high, zerosOf[wave, u, x, low, high]]}, If[value === $Failed, $Failed, c value]];
zerosOf[wave_, u_, x_, low_, high_] := With[{slope = D[u, x], start = u /. x -> 0, shift = If[wave === Sin, 0, 1/2]},
  Sort[Select[Map[((# + shift) Pi - start)/slope &, Range @@ Sort[Map[Floor[N[(slope # + start)/Pi - shift]] &, {low, high}] + If[slope > 0, {0, 1}, {1, 0}]]], low < # < high &], Less]];
piecewise[f_, x_, low_, high_, cuts_] := With[{whole = Integrate[f, x]},
  Total[Map[Function[ends, Abs[(whole /. x -> ends[[2]]) - (whole /. x -> ends[[1]])]], Partition[Join[{low}, cuts, {high}], 2, 1]]]] /; FreeQ[Integrate[f, x], Integrate];
piecewise[__] := $Failed;

(* Steps between whole numbers. *)
$KnownIntegral[f_, {x_, low_?NumericQ, high_?NumericQ}] /; ! FreeQ[f, Floor[x] | Ceiling[x] | IntegerPart[x] | FractionalPart[x]] && TrueQ[low < high <= low + 1000] :=
  With[{ends = Join[{low}, Select[Range[Ceiling[low], Floor[high]], low < # < high &], {high}]},
    Total[Map[Integrate[f /. atStep[x, Floor[(#[[1]] + #[[2]])/2]], {x, #[[1]], #[[2]]}] &, Partition[ends, 2, 1]]]];
atStep[x_, k_] := {Floor[x] -> k, Ceiling[x] -> k + 1, IntegerPart[x] -> If[k < 0, k + 1, k], FractionalPart[x] -> x - If[k < 0, k + 1, k]};

$KnownIntegral[__] := $Failed;

$KnownSum::usage = "$KnownSum[f, {k, a, b}] is the sum of f for k from a to b where it is one of a table, else $Failed.";

$KnownSum[c_. Fibonacci[k_], {k_, a : 0 | 1, n_}] /; FreeQ[c, k] := c (Fibonacci[n + 2] - 1);
$KnownSum[c_. Fibonacci[k_]^2, {k_, a : 0 | 1, n_}] /; FreeQ[c, k] := c Fibonacci[n] Fibonacci[n + 1];
$KnownSum[c_. LucasL[k_], {k_, 0, n_}] /; FreeQ[c, k] := c (LucasL[n + 2] - 1);
$KnownSum[c_. Binomial[n_, k_]^2, {k_, 0, n_}] /; FreeQ[{c, n}, k] := c Binomial[2 n, n];
$KnownSum[c_. (-1)^k_ Binomial[n_, k_], {k_, 0, n_}] /; FreeQ[{c, n}, k] := c KroneckerDelta[n];
$KnownSum[c_. Binomial[m_, k_] Binomial[n_, r_ - k_], {k_, 0, r_}] /; FreeQ[{c, m, n, r}, k] := c Binomial[m + n, r];
$KnownSum[c_. Binomial[k_, m_], {k_, 0, n_}] /; FreeQ[{c, m}, k] := c Binomial[n + 1, m + 1];
$KnownSum[c_. k_ k_!, {k_, a : 0 | 1, n_}] /; FreeQ[c, k] := c ((n + 1)! - 1);
$KnownSum[c_. HarmonicNumber[k_], {k_, 1, n_}] /; FreeQ[c, k] := c (-n + (1 + n) HarmonicNumber[n]);
$KnownSum[c_. Cos[x_. k_], {k_, 0, n_}] /; FreeQ[{c, x}, k] && n =!= Infinity := c Cos[n x/2] Csc[x/2] Sin[(1 + n) x/2];
$KnownSum[c_. Sin[x_. k_], {k_, 0 | 1, n_}] /; FreeQ[{c, x}, k] && n =!= Infinity := c Csc[x/2] Sin[n x/2] Sin[(1 + n) x/2];
$KnownSum[c_. Cos[x_. k_], {k_, 1, n_}] /; FreeQ[{c, x}, k] && n =!= Infinity := c Cos[(1 + n) x/2] Csc[x/2] Sin[n x/2];
$KnownSum[__] := $Failed;

SetAttributes[{$KnownIntegral, $KnownSum}, Protected];
