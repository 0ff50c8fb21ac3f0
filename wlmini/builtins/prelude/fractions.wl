(* Fractions and points between others. *)

FareySequence::usage = "FareySequence[n] gives the fractions between 0 and 1 whose denominators are at most n; FareySequence[n, k] the k-th of them.";
FareySequence[n_Integer?Positive] := Union[Flatten[Table[i/j, {j, n}, {i, 0, j}]]]
FareySequence[n_Integer?Positive, k_Integer] := FareySequence[n][[k]]

MixedFractionParts::usage = "MixedFractionParts[x] gives the whole number and the fraction that a rational number x is the sum of.";
MixedFractionParts[x : (_Integer | _Rational)] := {IntegerPart[x], FractionalPart[x]}

Midpoint::usage = "Midpoint[{p, q}] gives the point in the middle between p and q; Midpoint[Line[{p, q}]] that of a segment.";
Midpoint[{p_List, q_List}] := (p + q)/2
Midpoint[Line[{p_List, q_List}]] := (p + q)/2

SetAttributes[{FareySequence, MixedFractionParts, Midpoint}, Protected];
