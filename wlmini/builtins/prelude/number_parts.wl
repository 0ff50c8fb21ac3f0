(* Numbers taken apart and put together, sequences of numbers, sides of equations, rotations by angles. *)

PolygonalNumber::usage = "PolygonalNumber[n] is the n-th triangular number.\nPolygonalNumber[r, n] is the n-th number of polygons with r sides.";
PolygonalNumber[n_] := n (n + 1)/2;
PolygonalNumber[r_, n_] := n ((r - 2) n - (r - 4))/2;
SetAttributes[PolygonalNumber, Listable];

NumberExpand::usage = "NumberExpand[x] gives the parts of x that its decimal digits stand for.\nNumberExpand[x, b] those of its digits in base b.";
NumberExpand::int = "`1` is no integer.";
NumberExpand[x_Integer, b_Integer : 10] /; b > 1 := With[{digits = IntegerDigits[x, b]}, Sign[x] digits b^Range[Length[digits] - 1, 0, -1]];
NumberExpand[x_, ___] := Null /; ! IntegerQ[x] && (Message[NumberExpand::int, x]; False);

NumberDecompose::usage = "NumberDecompose[x, {u1, u2, ...}] gives the coefficients of x in the units u1, u2, ..., whole ones but for the last.";
NumberDecompose::units = NumberCompose::units = "`1` is no list of units, or has another length than the coefficients.";
NumberDecompose[x_, units : {__}] := Module[{rest = x, found}, found = Table[With[{q = Quotient[rest, u]}, rest -= q u; q], {u, Most[units]}];
  Append[found, rest/Last[units]]];
NumberDecompose[x_, units_] := Null /; (Message[NumberDecompose::units, units]; False);
NumberCompose::usage = "NumberCompose[{c1, c2, ...}, {u1, u2, ...}] is the number with the coefficients c1, c2, ... in the units u1, u2, ...";
NumberCompose[coefficients_List, units_List] /; Length[coefficients] == Length[units] := coefficients . units;
NumberCompose[coefficients_, units_] := Null /; (Message[NumberCompose::units, units]; False);

PowerModList::usage = "PowerModList[a, s/r, m] gives the numbers x below m for which x^r is a^s modulo m.";
PowerModList::large = "The modulus `1` is no integer from 1 to 10^6, up to which all numbers are tried.";
PowerModList[a_Integer, e : (_Integer | _Rational), m_Integer] /; 1 <= m <= 10^6 := With[{b = PowerMod[a, Numerator[e], m], r = Denominator[e]},
  Select[Range[0, m - 1], PowerMod[#, r, m] == b &]];
PowerModList[a_, e_, m_] := Null /; ! (IntegerQ[m] && 1 <= m <= 10^6) && (Message[PowerModList::large, m]; False);

FareySequence::usage = "FareySequence[n] gives the fractions from 0 to 1 with denominators up to n, in order.\nFareySequence[n, k] gives the k-th of them.";
FareySequence::order = "`1` is no positive integer.";
FareySequence[n_Integer?Positive] := Union[Flatten[Table[a/b, {b, n}, {a, 0, b}]]];
FareySequence[n_Integer?Positive, k_Integer] := FareySequence[n][[k]];
FareySequence[n_, ___] := Null /; ! (IntegerQ[n] && n > 0) && (Message[FareySequence::order, n]; False);

ThueMorse::usage = "ThueMorse[n] is 1 where n has an odd number of digits 1 in base 2, and 0 otherwise.";
RudinShapiro::usage = "RudinShapiro[n] is 1 where the digits 1, 1 follow each other an even number of times in base 2, and -1 otherwise.";
ThueMorse[n_Integer?NonNegative] := Mod[DigitCount[n, 2, 1], 2];
RudinShapiro[n_Integer?NonNegative] := (-1)^Total[BitAnd[Most[#], Rest[#]] &[IntegerDigits[n, 2]]];
Scan[SetAttributes[#, Listable] &, {ThueMorse, RudinShapiro}];

BitSet::usage = "BitSet[n, k] is n with the bit of 2^k set to 1.";
BitClear::usage = "BitClear[n, k] is n with the bit of 2^k set to 0.";
BitFlip::usage = "BitFlip[n, k] is n with the bit of 2^k changed.";
BitSet[n_Integer, k_Integer?NonNegative] := BitOr[n, 2^k];
BitClear[n_Integer, k_Integer?NonNegative] := BitAnd[n, BitNot[2^k]];
BitFlip[n_Integer, k_Integer?NonNegative] := BitXor[n, 2^k];
Scan[SetAttributes[#, Listable] &, {BitSet, BitClear, BitFlip}];

RealAbs::usage = "RealAbs[x] is the absolute value of a real number, a function that can be differentiated.";
RealSign::usage = "RealSign[x] is the sign of a real number.";
RealAbs[x_?isReal] := Abs[x];
RealSign[x_?isReal] := Sign[x];
isReal[x_] := NumericQ[x] && Im[x] == 0;
Scan[SetAttributes[#, {Listable, NumericFunction}] &, {RealAbs, RealSign}];

ApplySides::usage = "ApplySides[f, eqn] applies f to each side of an equation or inequality.";
SubtractSides::usage = "SubtractSides[eqn, x] subtracts x from each side.\nSubtractSides[eqn] subtracts the last side.";
MultiplySides::usage = "MultiplySides[eqn, x] multiplies each side by a number x; an inequality turns round where x is negative.";
DivideSides::usage = "DivideSides[eqn, x] divides each side by a number x; an inequality turns round where x is negative.";
ApplySides::rel = SubtractSides::rel = MultiplySides::rel = DivideSides::rel = "`1` is no equation or inequality.";
MultiplySides::num = DivideSides::num = "`1` is no real number other than 0, so what becomes of the relation is open.";
relation = Equal | Unequal | Less | LessEqual | Greater | GreaterEqual;
turned = {Less -> Greater, Greater -> Less, LessEqual -> GreaterEqual, GreaterEqual -> LessEqual};
ApplySides[f_, (h : relation)[sides__]] := h @@ Map[f, {sides}];
SubtractSides[(h : relation)[sides__], x_] := h @@ ({sides} - x);
SubtractSides[(h : relation)[sides__]] := h @@ ({sides} - Last[{sides}]);
MultiplySides[(h : relation)[sides__], x_?NumericQ] /; Im[x] == 0 && x != 0 := If[x > 0, h, h /. turned] @@ Expand[{sides} x];
DivideSides[(h : relation)[sides__], x_?NumericQ] /; Im[x] == 0 && x != 0 := If[x > 0, h, h /. turned] @@ Expand[{sides}/x];
Scan[Function[g, g[(h : relation)[__], x_] := Null /; (Message[g::num, x]; False)], {MultiplySides, DivideSides}];
ApplySides[f_, other_] := Null /; ! MatchQ[other, relation[__]] && (Message[ApplySides::rel, other]; False);
Scan[Function[g, g[other_, ___] := Null /; ! MatchQ[other, relation[__]] && (Message[g::rel, other]; False)], {SubtractSides, MultiplySides, DivideSides}];

EulerMatrix::usage = "EulerMatrix[{a, b, c}] is the rotation by c about z, then b about y, then a about z.";
RollPitchYawMatrix::usage = "RollPitchYawMatrix[{a, b, c}] is the rotation by c about x, then b about y, then a about z.";
EulerMatrix::angles = RollPitchYawMatrix::angles = "`1` is no list of three angles.";
about[angle_, "x"] := RotationMatrix[angle, {1, 0, 0}];
about[angle_, "y"] := RotationMatrix[angle, {0, 1, 0}];
about[angle_, "z"] := RotationMatrix[angle, {0, 0, 1}];
EulerMatrix[{a_, b_, c_}] := about[a, "z"] . about[b, "y"] . about[c, "z"];
RollPitchYawMatrix[{a_, b_, c_}] := about[a, "z"] . about[b, "y"] . about[c, "x"];
Scan[Function[g, g[other_] := Null /; (Message[g::angles, other]; False)], {EulerMatrix, RollPitchYawMatrix}];

ArcCurvature::usage = "ArcCurvature[{x1, x2, ...}, t] is the curvature of the curve with these coordinates, functions of t.";
ArcCurvature::curve = "`1` is no list of two or more coordinates.";
ArcCurvature[x : {_, __}, t_Symbol] := With[{v = D[x, t], a = D[x, {t, 2}]},
  Simplify[Sqrt[Simplify[(v . v) (a . a) - (v . a)^2]]/(v . v)^(3/2), Element[t, Reals]]];
ArcCurvature[x_, t_] := Null /; (Message[ArcCurvature::curve, x]; False);

(* How many arguments each takes. *)
counted[f_, {least_, most_}] := (f[given___] := Null /; ! (least <= Length[{given}] <= most) && (complain[f, Length[{given}], least, most]; False));
complain[f_, n_, 1, 1] := Message[f::argx, f, n];
complain[f_, 1, n_, n_] := Message[f::argr, f, n];
complain[f_, n_, m_, m_] := Message[f::argrx, f, n, m];
complain[f_, 1, least_, most_] := Message[f::argbu, f, least, most];
complain[f_, n_, least_, most_] := Message[f::argb, f, n, least, most];
Scan[Apply[counted, #] &, {{PolygonalNumber, {1, 2}}, {NumberExpand, {1, 2}}, {NumberDecompose, {2, 2}}, {NumberCompose, {2, 2}}, {PowerModList, {3, 3}},
  {FareySequence, {1, 2}}, {ThueMorse, {1, 1}}, {RudinShapiro, {1, 1}}, {BitSet, {2, 2}}, {BitClear, {2, 2}}, {BitFlip, {2, 2}}, {RealAbs, {1, 1}},
  {RealSign, {1, 1}}, {ApplySides, {2, 2}}, {SubtractSides, {1, 2}}, {MultiplySides, {2, 2}}, {DivideSides, {2, 2}}, {EulerMatrix, {1, 1}},
  {RollPitchYawMatrix, {1, 1}}, {ArcCurvature, {2, 2}}}];

Scan[SetAttributes[#, Protected] &, {PolygonalNumber, NumberExpand, NumberDecompose, NumberCompose, PowerModList, FareySequence,
  ThueMorse, RudinShapiro, BitSet, BitClear, BitFlip, RealAbs, RealSign, ApplySides, SubtractSides, MultiplySides, DivideSides,
  EulerMatrix, RollPitchYawMatrix, ArcCurvature}];

MixedFractionParts::usage = "MixedFractionParts[x] gives the whole number and the fraction that a rational number x is the sum of.";
MixedFractionParts[x : (_Integer | _Rational)] := {IntegerPart[x], FractionalPart[x]}

SetAttributes[MixedFractionParts, Protected];
