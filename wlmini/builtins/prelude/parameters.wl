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
FourierSeries::usage = "FourierSeries[f, t, n] is the Fourier series of f from -Pi to Pi, up to the waves E^(I n t) and E^(-I n t).";
Options[FourierCoefficient] = Options[FourierSeries] = {FourierParameters -> {1, 1}};
FourierCoefficient::fpopt = FourierSeries::fpopt = "The FourierParameters `1` are no pair {a, b}, b not 0.";

FourierCoefficient[f_, t_Symbol, n_Integer, opts : OptionsPattern[]] := With[{p = OptionValue[FourierParameters]},
  Expand[(Abs[Last[p]]/(2 Pi))^((1 + First[p])/2) Integrate[f Exp[-I Last[p] n t], {t, -Pi/Abs[Last[p]], Pi/Abs[Last[p]]}]] /;
    isParameterPair[FourierCoefficient, p]];

FourierSeries[f_, t_Symbol, n_Integer?NonNegative, opts : OptionsPattern[]] := With[{p = OptionValue[FourierParameters]},
  (Abs[Last[p]]/(2 Pi))^((1 - First[p])/2) Sum[FourierCoefficient[f, t, k, opts] Exp[I Last[p] k t], {k, -n, n}] /;
    isParameterPair[FourierSeries, p]];

isParameterPair[_, {_, b_}] := b =!= 0;
isParameterPair[f_, p_] := (Message[f::fpopt, p]; False);

Scan[SetAttributes[#, Protected] &, {FourierCoefficient, FourierSeries}];
