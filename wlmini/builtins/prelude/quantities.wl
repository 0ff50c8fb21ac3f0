(* How one reckons with quantities; Quantity reads this file when it is first used. *)

$QuantityRules::usage = "$QuantityRules makes the rules for sums, products and comparisons of quantities known.";

Unprotect[Quantity];

$Alike[_[_, u_], _[_, v_]] := CompatibleUnitQ[u, v] || (If[OrderedQ[{u, v}], Message[Quantity::compat, u, v]]; False)

Quantity /: Plus[a_Quantity, b_Quantity] := $QuantityPlus[a, b] /; $Alike[a, b]
Quantity /: Plus[a_Quantity, b_Quantity, rest__] := Plus[$QuantityPlus[a, b], rest] /; CompatibleUnitQ[a, b]
Quantity /: Plus[0 | 0., a_Quantity] := a
Quantity /: Times[a_Quantity, b_Quantity, rest___] := Times[$QuantityTimes[a, b], rest]
Quantity /: Times[x__, Quantity[m_, u_]] := Quantity[x m, u] /; FreeQ[{x}, Quantity]
Quantity /: Power[Quantity[m_, u_], n_?NumberQ] := Quantity[m^n, $QuantityPower[u, n]]

Quantity /: Less[a_Quantity, b_Quantity] := $QuantityOrder[a, b] < 0 /; $Alike[a, b]
Quantity /: Greater[a_Quantity, b_Quantity] := $QuantityOrder[a, b] > 0 /; $Alike[a, b]
Quantity /: LessEqual[a_Quantity, b_Quantity] := $QuantityOrder[a, b] <= 0 /; $Alike[a, b]
Quantity /: GreaterEqual[a_Quantity, b_Quantity] := $QuantityOrder[a, b] >= 0 /; $Alike[a, b]
Quantity /: Equal[a_Quantity, b_Quantity] := $QuantityOrder[a, b] == 0 /; CompatibleUnitQ[a, b]
Quantity /: Unequal[a_Quantity, b_Quantity] := $QuantityOrder[a, b] != 0 /; CompatibleUnitQ[a, b]

Quantity /: Max[a_Quantity, b__Quantity] := Fold[If[$QuantityOrder[#1, #2] >= 0, #1, #2] &, a, {b}] /; CompatibleUnitQ[a, b]
Quantity /: Min[a_Quantity, b__Quantity] := Fold[If[$QuantityOrder[#1, #2] <= 0, #1, #2] &, a, {b}] /; CompatibleUnitQ[a, b]
Quantity /: Clip[x_Quantity, {a_Quantity, b_Quantity}] := Min[Max[x, a], b] /; CompatibleUnitQ[x, a, b]
Quantity /: (f : Positive | Negative | NonPositive | NonNegative)[Quantity[m_, _]] := f[m]
Quantity /: Mod[Quantity[a_, u_], b_Quantity] := Quantity[Mod[a, QuantityMagnitude[b, u]], u] /; CompatibleUnitQ[u, b]
Quantity /: Quotient[Quantity[a_, u_], b_Quantity] := Quotient[a, QuantityMagnitude[b, u]] /; CompatibleUnitQ[u, b]
Quantity /: (f : Sin | Cos | Tan | Cot | Sec | Csc)[Quantity[x_, "AngularDegrees"]] := f[x Degree]
Quantity /: (f : Sin | Cos | Tan | Cot | Sec | Csc)[x_Quantity] :=
  With[{angle = QuantityMagnitude[x, "Radians"]}, f[angle]] /; CompatibleUnitQ[x, "Radians"]
Quantity /: Norm[x : {__Quantity}] := Sqrt[Total[Abs[x]^2]] /; CompatibleUnitQ @@ x
Quantity /: (Norm | Abs)[x_Quantity] := Quantity[Abs[QuantityMagnitude[x]], QuantityUnit[x]]
Quantity /: (f : Conjugate | Floor | Ceiling | IntegerPart | FractionalPart | Re)[Quantity[m_, u_]] := Quantity[f[m], u]
Quantity /: Round[Quantity[m_, u_]] := Quantity[Round[m], u]
Quantity /: Round[Quantity[m_, u_], Quantity[n_, u_]] := Quantity[Round[m, n], u]
Quantity /: Range[Quantity[a_, u_], b_Quantity] := Quantity[Range[a, QuantityMagnitude[b, u]], u]
Quantity /: Range[Quantity[a_, u_], b_Quantity, step_Quantity] :=
  Quantity[Range[a, QuantityMagnitude[b, u], QuantityMagnitude[step, u]], u]
Quantity /: Sign[Quantity[m_, _]] := Sign[m]
Quantity /: N[Quantity[m_, u_]] := Quantity[N[m], u]
Quantity /: N[Quantity[m_, u_], n_] := Quantity[N[m, n], u]

Format[Quantity[MixedMagnitude[m_List], MixedUnit[u_List]]] :=
  Row[MapThread[Row[{#1, " ", $QuantityText[#2, #1 === 1]}] &, {m, u}], " "] /; Length[m] === Length[u]
Format[Quantity[m_, u_]] := Row[{m, " ", $QuantityText[u, m === 1]}] /; KnownUnitQ[u]

Protect[Quantity];

$QuantityRules = True;
