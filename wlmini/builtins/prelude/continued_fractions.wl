(* Continued fractions with given terms, and determinants of shifted sequences. *)

ContinuedFractionK::usage = "ContinuedFractionK[g, {k, a, b}] gives the continued fraction 1/(g + 1/(g + ...)) with the values of g from k = a to b.\nContinuedFractionK[f, g, {k, a, b}] has the values of f above the bars.";
ContinuedFractionK::spec = "`1` is no list {k, a, b} with whole numbers a and b, or Infinity for b.";
ContinuedFractionK[g_, spec_List] := ContinuedFractionK[1, g, spec];
ContinuedFractionK[f_, g_, {k_Symbol, a_Integer, b_Integer}] := Fold[(f /. k -> #2)/((g /. k -> #2) + #1) &, 0, Range[b, a, -1]];
ContinuedFractionK[f_, g_, {k_Symbol, _Integer, Infinity}] /; FreeQ[{f, g}, k] && TrueQ[f > 0 && g > 0] := (Sqrt[g^2 + 4 f] - g)/2;
ContinuedFractionK[g_, {k_Symbol, 1, Infinity}] /; g === k := BesselI[1, 2]/BesselI[0, 2];
ContinuedFractionK[_, _, spec : Except[{_Symbol, _Integer, _Integer | Infinity}]] := Null /; (Message[ContinuedFractionK::spec, spec]; False);

Casoratian::usage = "Casoratian[{y1, y2, ...}, n] is the determinant of the sequences y1, y2, ... of n and their shifts.";
Casoratian::seq = "`1` is no list of sequences of `2`.";
Casoratian[sequences : {__}, n_Symbol] := Simplify[Det[Table[sequences /. n -> n + i, {i, 0, Length[sequences] - 1}]]];
Casoratian[sequences_, n_] := Null /; (Message[Casoratian::seq, sequences, n]; False);

(* How many arguments each takes, and of which kind. *)
counted[f_, {least_, most_}] := (f[given___] := Null /; ! (least <= Length[{given}] <= most) && (complain[f, Length[{given}], least, most]; False));
complain[f_, n_, m_, m_] := Message[f::argrx, f, n, m];
complain[f_, 1, least_, most_] := Message[f::argbu, f, least, most];
complain[f_, n_, least_, most_] := Message[f::argb, f, n, least, most];
Scan[Apply[counted, #] &, {{ContinuedFractionK, {2, 3}}, {Casoratian, {2, 2}}}];

SetAttributes[{ContinuedFractionK, Casoratian}, Protected];
