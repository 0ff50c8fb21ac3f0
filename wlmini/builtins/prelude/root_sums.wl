(* RootSum: a sum over the roots of a polynomial. *)

RootSum::usage = "RootSum[f, g] is the sum of g[r] over the roots r of the polynomial f[x].";
RootSum::poly = "`1` is no polynomial function of one variable.";

rootsOf[f_] := Module[{x}, x /. Solve[f[x] == 0, x]];
isPolynomial[f_] := Module[{x}, PolynomialQ[f[x], x] && Exponent[f[x], x] > 0];

RootSum[f_, g_] := Module[{x, power, p}, p = f[x];
  With[{value = Sum[Coefficient[g[x], x, k] powerSum[p, x, k], {k, 0, Exponent[g[x], x]}]}, value] /; PolynomialQ[g[x], x]] /; isPolynomial[f];
RootSum[f_Function, _] := Null /; ! isPolynomial[f] && (Message[RootSum::poly, f]; False);

(* Newton's identities: the sums of powers of the roots by the coefficients *)
powerSum[p_, x_, k_] := Module[{n = Exponent[p, x], e, sums},
  e = Table[(-1)^j Coefficient[p, x, n - j]/Coefficient[p, x, n], {j, 0, Max[n, k]}];
  sums = {n};
  Do[AppendTo[sums, Sum[(-1)^(j - 1) e[[j + 1]] sums[[i - j + 1]], {j, 1, i - 1}] + (-1)^(i - 1) i e[[i + 1]]], {i, 1, k}];
  Expand[sums[[k + 1]]]];

RootSum /: Normal[RootSum[f_, g_]] := Total[Map[g, rootsOf[f]]];
RootSum /: N[RootSum[f_, g_], n___] := Module[{x}, Chop[Total[Map[N[g[#], n] &, x /. NSolve[f[x] == 0, x]]]]];
RootSum /: D[RootSum[f_, g_], x_Symbol] := Module[{r}, RootSum[f, Evaluate[D[g[r], x] /. r -> #] &]] /; FreeQ[f, x];

SetAttributes[RootSum, Protected];
