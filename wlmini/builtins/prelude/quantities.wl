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
Quantity /: (f : Abs | Floor | Ceiling | IntegerPart | FractionalPart | Re)[Quantity[m_, u_]] := Quantity[f[m], u]
Quantity /: Round[Quantity[m_, u_]] := Quantity[Round[m], u]
Quantity /: Round[Quantity[m_, u_], Quantity[n_, u_]] := Quantity[Round[m, n], u]
Quantity /: Sign[Quantity[m_, _]] := Sign[m]
Quantity /: N[Quantity[m_, u_]] := Quantity[N[m], u]
Quantity /: N[Quantity[m_, u_], n_] := Quantity[N[m, n], u]

Format[Quantity[m_, u_]] := Row[{m, " ", $QuantityText[u, m === 1]}] /; KnownUnitQ[u]

Protect[Quantity];

$QuantityRules = True;
