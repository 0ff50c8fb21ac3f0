(* Periodic functions, series of sines and cosines, functions of degrees, integral transforms of a half line. *)

SquareWave::usage = "SquareWave[x] is 1 in the first and -1 in the second half of each period of length 1.\nSquareWave[{y1, y2}, x] has the values y1 and y2.";
TriangleWave::usage = "TriangleWave[x] rises and falls between -1 and 1 with period 1.\nTriangleWave[{min, max}, x] does between min and max.";
SawtoothWave::usage = "SawtoothWave[x] rises from 0 to 1 in each period of length 1.\nSawtoothWave[{min, max}, x] does from min to max.";

SquareWave[x_?isReal] := If[Mod[Floor[2 x], 2] == 0, 1, -1];
SquareWave[{a_, b_}, x_?isReal] := If[SquareWave[x] == 1, a, b];
TriangleWave[x_?isReal] := 1 - 4 Abs[1/2 - Mod[x + 1/4, 1]];
TriangleWave[{a_, b_}, x_?isReal] := a + (b - a) (1 + TriangleWave[x])/2;
SawtoothWave[x_?isReal] := x - Floor[x];
SawtoothWave[{a_, b_}, x_?isReal] := a + (b - a) SawtoothWave[x];
Scan[Function[f, f[list_List] := Map[f, list]; f[pair : {_, _}, list_List] := Map[f[pair, #] &, list]], {SquareWave, TriangleWave, SawtoothWave}];
isReal[x_] := NumericQ[x] && Im[x] == 0;

FourierSinCoefficient::usage = "FourierSinCoefficient[f, t, n] is the coefficient of Sin[n t] in the sine series of f from 0 to Pi.";
FourierCosCoefficient::usage = "FourierCosCoefficient[f, t, n] is the coefficient of Cos[n t] in the cosine series of f from 0 to Pi.";
FourierSinSeries::usage = "FourierSinSeries[f, t, n] is the series of f from 0 to Pi by sines, up to Sin[n t].";
FourierCosSeries::usage = "FourierCosSeries[f, t, n] is the series of f from 0 to Pi by cosines, up to Cos[n t].";
FourierTrigSeries::usage = "FourierTrigSeries[f, t, n] is the Fourier series of f from -Pi to Pi by sines and cosines, up to n t.";
FourierSinSeries::order = FourierCosSeries::order = FourierTrigSeries::order = "`1` is no nonnegative integer.";

FourierSinCoefficient[f_, t_Symbol, n_] := Simplify[2/Pi Integrate[f Sin[n t], {t, 0, Pi}] /. ConditionalExpression[value_, n != 0] :> value, Element[n, Integers] && n > 0];
FourierCosCoefficient[f_, t_Symbol, 0] := Simplify[1/Pi Integrate[f, {t, 0, Pi}]];
FourierCosCoefficient[f_, t_Symbol, n_] := Simplify[2/Pi Integrate[f Cos[n t], {t, 0, Pi}] /. ConditionalExpression[value_, n != 0] :> value, Element[n, Integers] && n > 0];
FourierSinSeries[f_, t_Symbol, n_Integer?NonNegative] := Sum[FourierSinCoefficient[f, t, k] Sin[k t], {k, 1, n}];
FourierCosSeries[f_, t_Symbol, n_Integer?NonNegative] := Sum[FourierCosCoefficient[f, t, k] Cos[k t], {k, 0, n}];
FourierTrigSeries[f_, t_Symbol, n_Integer?NonNegative] := Integrate[f, {t, -Pi, Pi}]/(2 Pi) +
  Sum[Simplify[Integrate[f Cos[k t], {t, -Pi, Pi}]/Pi] Cos[k t] + Simplify[Integrate[f Sin[k t], {t, -Pi, Pi}]/Pi] Sin[k t], {k, 1, n}];
Scan[Function[g, g[f_, t_Symbol, n_] := Null /; (Message[g::order, n]; False)], {FourierSinSeries, FourierCosSeries, FourierTrigSeries}];

FourierCosTransform::usage = "FourierCosTransform[f, t, w] is Sqrt[2/Pi] times the integral of f Cos[w t] over t from 0 to infinity.";
FourierSinTransform::usage = "FourierSinTransform[f, t, w] is Sqrt[2/Pi] times the integral of f Sin[w t] over t from 0 to infinity.";
FourierCosTransform[f_, t_Symbol, w_] := With[{value = Integrate[f Cos[w t], {t, 0, Infinity}, Assumptions -> w > 0]},
  Simplify[Sqrt[2/Pi] value, w > 0] /; FreeQ[value, Integrate]];
FourierSinTransform[f_, t_Symbol, w_] := With[{value = Integrate[f Sin[w t], {t, 0, Infinity}, Assumptions -> w > 0]},
  Simplify[Sqrt[2/Pi] value, w > 0] /; FreeQ[value, Integrate]];

MellinTransform::usage = "MellinTransform[f, x, s] is the integral of f x^(s - 1) over x from 0 to infinity.";
MellinTransform[f_, x_Symbol, s_] := With[{value = Integrate[f x^(s - 1), {x, 0, Infinity}, Assumptions -> s > 0]},
  Simplify[value, s > 0] /; FreeQ[value, Integrate]];

SinDegrees::usage = "SinDegrees[x] is the sine of x degrees.";
CosDegrees::usage = "CosDegrees[x] is the cosine of x degrees.";
TanDegrees::usage = "TanDegrees[x] is the tangent of x degrees.";
ArcSinDegrees::usage = "ArcSinDegrees[z] is the angle, in degrees, whose sine is z.";
ArcCosDegrees::usage = "ArcCosDegrees[z] is the angle, in degrees, whose cosine is z.";
ArcTanDegrees::usage = "ArcTanDegrees[z] is the angle, in degrees, whose tangent is z.";
SinDegrees[x_?NumericQ] := Sin[x Degree];
CosDegrees[x_?NumericQ] := Cos[x Degree];
TanDegrees[x_?NumericQ] := Tan[x Degree];
ArcSinDegrees[z_?NumericQ] := inDegrees[ArcSin[z]];
ArcCosDegrees[z_?NumericQ] := inDegrees[ArcCos[z]];
ArcTanDegrees[z_?NumericQ] := inDegrees[ArcTan[z]];
inDegrees[angle_] := If[Precision[angle] === Infinity, angle 180/Pi, N[angle/Degree]];
Scan[SetAttributes[#, {Listable, NumericFunction}] &, {SinDegrees, CosDegrees, TanDegrees, ArcSinDegrees, ArcCosDegrees, ArcTanDegrees}];

HeavisidePi::usage = "HeavisidePi[x] is 1 for x between -1/2 and 1/2 and 0 beyond.";
HeavisideLambda::usage = "HeavisideLambda[x] rises from 0 at -1 to 1 at 0 and falls to 0 at 1.";
HeavisidePi[x_?isReal] /; Abs[x] != 1/2 := If[Abs[x] < 1/2, 1, 0];
HeavisideLambda[x_?isReal] := Max[0, 1 - Abs[x]];
Scan[SetAttributes[#, {Listable, NumericFunction}] &, {HeavisidePi, HeavisideLambda}];

(* How many arguments each takes. *)
counted[f_, {least_, most_}] := (f[given___] := Null /; ! (least <= Length[{given}] <= most) && (complain[f, Length[{given}], least, most]; False));
complain[f_, n_, 1, 1] := Message[f::argx, f, n];
complain[f_, 1, n_, n_] := Message[f::argr, f, n];
complain[f_, n_, m_, m_] := Message[f::argrx, f, n, m];
complain[f_, 1, least_, most_] := Message[f::argbu, f, least, most];
complain[f_, n_, least_, most_] := Message[f::argb, f, n, least, most];
Scan[Apply[counted, #] &, {{SquareWave, {1, 2}}, {TriangleWave, {1, 2}}, {SawtoothWave, {1, 2}}, {FourierSinCoefficient, {3, 3}}, {FourierCosCoefficient, {3, 3}},
  {FourierSinSeries, {3, 3}}, {FourierCosSeries, {3, 3}}, {FourierTrigSeries, {3, 3}}, {FourierCosTransform, {3, 3}}, {FourierSinTransform, {3, 3}},
  {MellinTransform, {3, 3}}, {SinDegrees, {1, 1}}, {CosDegrees, {1, 1}}, {TanDegrees, {1, 1}}, {ArcSinDegrees, {1, 1}}, {ArcCosDegrees, {1, 1}},
  {ArcTanDegrees, {1, 1}}, {HeavisidePi, {1, 1}}, {HeavisideLambda, {1, 1}}}];

Scan[SetAttributes[#, Protected] &, {SquareWave, TriangleWave, SawtoothWave, FourierSinCoefficient, FourierCosCoefficient,
  FourierSinSeries, FourierCosSeries, FourierTrigSeries, FourierCosTransform, FourierSinTransform, MellinTransform, SinDegrees,
  CosDegrees, TanDegrees, ArcSinDegrees, ArcCosDegrees, ArcTanDegrees, HeavisidePi, HeavisideLambda}];
