(* Identities between special functions, for FullSimplify and FunctionExpand. *)

$Identities::usage = "$Identities[expr] applies identities between values of special functions that make an expression shorter.";
$ExpandFunctions::usage = "$ExpandFunctions[expr] writes special functions by the gamma function, elementary functions and the like.";

follows[a_, b_] := Expand[a - b] === 1;
equal[a_, b_] := Expand[a - b] === 0;

identitySums = {
  a_. Fibonacci[n_] + a_. Fibonacci[m_] + r_. /; follows[m, n] :> a Fibonacci[Expand[m + 1]] + r,
  a_. Fibonacci[m_] - a_. Fibonacci[n_] + r_. /; follows[m, n] :> a Fibonacci[Expand[n - 1]] + r,
  a_. LucasL[n_] + a_. LucasL[m_] + r_. /; follows[m, n] :> a LucasL[Expand[m + 1]] + r,
  a_. Fibonacci[n_] + a_. Fibonacci[m_] + r_. /; Expand[m - n] === 2 :> a LucasL[Expand[n + 1]] + r,
  a_. Fibonacci[n_] Fibonacci[m_] - a_. Fibonacci[k_]^2 + r_. /; follows[k, n] && follows[m, k] :> a (-1)^k + r,
  a_. Fibonacci[k_]^2 - a_. Fibonacci[n_] Fibonacci[m_] + r_. /; follows[k, n] && follows[m, k] :> -a (-1)^k + r,
  a_. Fibonacci[n_]^2 + a_. Fibonacci[m_]^2 + r_. /; follows[m, n] :> a Fibonacci[Expand[n + m]] + r,
  a_. LucasL[n_]^2 - 5 a_. Fibonacci[n_]^2 + r_. :> 4 a (-1)^n + r,
  a_. Binomial[n_, k_] + a_. Binomial[n_, j_] + r_. /; follows[k, j] :> a Binomial[Expand[n + 1], k] + r,
  a_. Binomial[m_, k_] - a_. Binomial[n_, k_] + r_. /; follows[m, n] :> a Binomial[n, Expand[k - 1]] + r,
  a_. HarmonicNumber[m_] - a_. HarmonicNumber[n_] + r_. /; follows[m, n] :> a/m + r,
  a_. PolyGamma[0, m_] - a_. PolyGamma[0, n_] + r_. /; follows[m, n] :> a/n + r,
  a_. LogGamma[m_] - a_. LogGamma[n_] + r_. /; follows[m, n] :> a Log[n] + r,
  a_. ArcSin[x_] + a_. ArcCos[x_] + r_. :> a Pi/2 + r,
  a_. ArcTan[x_] + a_. ArcCot[x_] + r_. :> a Pi/2 + r,
  a_. Erf[x_] + a_. Erfc[x_] + r_. :> a + r
};

identityProducts = {
  Fibonacci[n_] LucasL[n_] r_. :> Fibonacci[2 n] r,
  Gamma[a_] Gamma[b_] r_. /; equal[a + b, 1] :> r Pi Csc[Pi a],
  Gamma[a_] Gamma[b_] r_. /; equal[a + b, 0] :> -r Pi Csc[Pi a]/a,
  Gamma[a_] Gamma[b_] r_. /; equal[b - a, 1/2] :> r 2^(1 - 2 a) Sqrt[Pi] Gamma[2 a],
  Max[a_, b_] /; equal[a + b, 0] :> Abs[a],
  n_ Binomial[m_, k_] r_. /; equal[n, m + 1] :> r Expand[k + 1] Binomial[n, Expand[k + 1]]
};

$Identities[expr_] := expr /. identitySums /. identityProducts;

functionExpansions = {
  Factorial[n_] :> Gamma[1 + n],
  Pochhammer[a_, n_] :> Gamma[a + n]/Gamma[a],
  FactorialPower[a_, n_] :> Gamma[1 + a]/Gamma[1 + a - n],
  Beta[a_, b_] :> Gamma[a] Gamma[b]/Gamma[a + b],
  HarmonicNumber[n_] :> EulerGamma + PolyGamma[0, 1 + n],
  CatalanNumber[n_] :> 2^(2 n) Gamma[1/2 + n]/(Sqrt[Pi] Gamma[2 + n]),
  ChebyshevT[n_, x_] :> Cos[n ArcCos[x]],
  ChebyshevU[n_, x_] :> Sin[(1 + n) ArcCos[x]]/(Sqrt[1 - x] Sqrt[1 + x]),
  Fibonacci[n_] :> ((1/2 (1 + Sqrt[5]))^n - (2/(1 + Sqrt[5]))^n Cos[n Pi])/Sqrt[5],
  LucasL[n_] :> (1/2 (1 + Sqrt[5]))^n + (2/(1 + Sqrt[5]))^n Cos[n Pi],
  Binomial[n_, k_] :> Gamma[1 + n]/(Gamma[1 + k] Gamma[1 - k + n])
};

$ExpandFunctions[expr_] := expr /. functionExpansions;

SetAttributes[{$Identities, $ExpandFunctions}, Protected];
