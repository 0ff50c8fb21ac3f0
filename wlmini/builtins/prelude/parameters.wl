(* Equations that hold for all values of some variables, and series of waves. *)

SolveAlways::usage = "SolveAlways[equations, vars] gives the values of the parameters for which polynomial equations hold for all values of vars.";

SolveAlways[equations_, vars_] := Module[{variables, differences, coefficients},
  variables = Flatten[{vars}];
  differences = Replace[Flatten[{equations} /. And -> List], HoldPattern[l_ == r_] :> l - r, {1}];
  coefficients = DeleteCases[Flatten[Map[CoefficientList[#, variables] &, differences]], 0];
  Quiet[Solve[Map[# == 0 &, coefficients], Complement[Variables[coefficients], variables]], Solve::svars]] /;
    MatchQ[Flatten[{equations} /. And -> List], {HoldPattern[_ == _] ..}];

SetAttributes[SolveAlways, Protected];

FourierCoefficient::usage = "FourierCoefficient[f, t, n] is the coefficient of E^(I n t) in the Fourier series of f from -Pi to Pi.";

FourierCoefficient[f_, t_Symbol, n_Integer] := Expand[Integrate[f Exp[-I n t], {t, -Pi, Pi}]/(2 Pi)];

FourierSeries::usage = "FourierSeries[f, t, n] is the Fourier series of f from -Pi to Pi, up to the waves E^(I n t) and E^(-I n t).";

FourierSeries[f_, t_Symbol, n_Integer?NonNegative] := Sum[FourierCoefficient[f, t, k] Exp[I k t], {k, -n, n}];

Scan[SetAttributes[#, Protected] &, {FourierCoefficient, FourierSeries}];
