(* Arithmetic on power series: what Plus, Times, Power, D and the elementary functions make of SeriesData. *)

SeriesData::usage = "SeriesData[x, x0, {a0, a1, ...}, nmin, nmax, den] stands for the power series of the coefficients a0, a1, ... in (x - x0)^(1/den), from the power nmin on, known up to nmax.";

SeriesData /: Plus[s_SeriesData, a_] := With[{value = $SeriesCombine[Plus, s, a]}, value /; Head[value] =!= $SeriesCombine]
SeriesData /: Times[s_SeriesData, a_] := With[{value = $SeriesCombine[Times, s, a]}, value /; Head[value] =!= $SeriesCombine]
SeriesData /: Power[s_SeriesData, n_] := With[{value = $SeriesPower[s, n]}, value /; Head[value] =!= $SeriesPower]
SeriesData /: Power[E, s_SeriesData] := $SeriesApply[Exp, s]
SeriesData /: D[SeriesData[x_, x0_, a_, n_, m_, d_], x_] :=
  $SeriesNormal[SeriesData[x, x0, a Range[n, n + Length[a] - 1]/d, n - d, m - d, d]]
SeriesData /: Integrate[SeriesData[x_, x0_, a_, n_, m_, d_], x_] :=
  SeriesData[x, x0, a/(Range[n, n + Length[a] - 1]/d + 1), n + d, m + d, d]

Scan[
  Function[f, SeriesData /: f[s_SeriesData] := $SeriesApply[f, s]],
  {Sin, Cos, Tan, Cot, Sec, Csc, Sinh, Cosh, Tanh, Log, ArcSin, ArcCos, ArcTan, ArcSinh, ArcTanh, Gamma, Erf}
]

SetAttributes[SeriesData, Protected];
