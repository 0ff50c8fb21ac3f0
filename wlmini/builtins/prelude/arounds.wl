(* Around: numbers with uncertainties, and how these are passed on to what is reckoned from them. *)

Around::usage = "Around[x, d] is a number about x with an uncertainty d; what is reckoned from several is taken as if they were independent.";
Around::unc = "`1` is no uncertainty: a nonnegative number, or Scaled[s] for a share of the value.";
MeanAround::usage = "MeanAround[{x1, x2, ...}] is the mean of numbers with its standard error as an Around.";
MeanAround::data = "`1` is no list of two or more numbers.";

realNumber[x_] := NumberQ[x] && Im[x] == 0;

Around[x_?ExactNumberQ, d_] := Around[N[x], d];
Around[x_Real, d_?ExactNumberQ] := Around[x, N[d]];
Around[x_?realNumber, Scaled[s_?realNumber]] := Around[x, Abs[x s]];
Around[x_?realNumber, d_] := Null /; (NumberQ[d] && ! (realNumber[d] && d >= 0) || StringQ[d]) && (Message[Around::unc, d]; False);
Around[list_List] := MeanAround[list];
Around[x_Real] := Around[x, 10.^-(Max[StringLength[Last[StringSplit[ToString[x], "."]]], 0]) 0.5] /; StringCount[ToString[x], "."] == 1 && ! StringEndsQ[ToString[x], "."];

Around[x_, _]["Value"] := x;
Around[_, d_]["Uncertainty"] := d;
Around[x_, d_]["Interval"] := Interval[{x - d, x + d}];
Around[x_, d_]["RelativeUncertainty"] := d/Abs[x];

MeanAround[list : {_?realNumber, __?realNumber}] := Around[Mean[N[list]], N[StandardDeviation[list]/Sqrt[Length[list]]]];
MeanAround[list_] := Null /; (Message[MeanAround::data, list]; False);

(* f of arounds: the value of f, and the root of the sum of (slope times uncertainty)^2 *)

passed[f_, parts_] := Module[{places, names, centers, given, value, slopes},
  places = Flatten[Position[parts, Around[_?realNumber, _?realNumber], {1}, Heads -> False]];
  names = Table[Unique["around"], Length[places]];
  centers = parts[[places, 1]];
  given = Thread[names -> centers];
  value = f @@ ReplacePart[parts, Thread[places -> names]];
  slopes = Map[D[value, #] &, names] /. given;
  value = value /. given;
  If[NumberQ[value] && VectorQ[slopes, NumberQ], Around[value, Sqrt[Total[Abs[slopes parts[[places, 2]]]^2]]], $Failed]];

numericAround = Around[_?realNumber, _?realNumber];

Around /: Plus[a___?NumericQ, x : numericAround, y : (numericAround | _?NumericQ) ...] :=
  With[{v = passed[Plus, {a, x, y}]}, v /; v =!= $Failed] /; Length[{a, y}] > 0;
Around /: Times[a___?NumericQ, x : numericAround, y : (numericAround | _?NumericQ) ...] :=
  With[{v = passed[Times, {a, x, y}]}, v /; v =!= $Failed] /; Length[{a, y}] > 0;
Around /: Power[x : numericAround, p : (numericAround | _?NumericQ)] := With[{v = passed[Power, {x, p}]}, v /; v =!= $Failed];
Around /: Power[b_?NumericQ, p : numericAround] := With[{v = passed[Power, {b, p}]}, v /; v =!= $Failed];
Scan[
  Function[f, Around /: f[x : numericAround] := With[{v = passed[f, {x}]}, v /; v =!= $Failed]],
  {Abs, ArcCos, ArcCosh, ArcSin, ArcSinh, ArcTan, ArcTanh, Cos, Cosh, Cot, Erf, Gamma, Log, LogisticSigmoid, Sec, Sin, Sinh, Tan, Tanh}
];
Around /: ArcTan[x : (numericAround | _?NumericQ), y : (numericAround | _?NumericQ)] :=
  With[{v = passed[ArcTan, {x, y}]}, v /; v =!= $Failed];

(* the uncertainty to two digits, and the value as far *)

places[d_] := Max[0, 1 - Floor[Log10[d]]];
fixed[x_, n_] := ToString[NumberForm[Round[x, 10.^-n], {Max[1, Ceiling[Log10[Abs[x] + 1]]] + n + 1, n}]];
Format[Around[x_?realNumber, d_?realNumber]] := If[d == 0, Row[{x, " \[PlusMinus] ", 0}],
  With[{n = places[d]}, Row[{fixed[x, n], " \[PlusMinus] ", fixed[d, n]}]]];

Scan[SetAttributes[#, Protected] &, {Around, MeanAround}];
