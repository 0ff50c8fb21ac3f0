(* PowerExpand: powers and logarithms of products and powers taken apart, as holds for positive numbers. *)

PowerExpand::usage = "PowerExpand[expr] takes powers and logarithms of products and of powers apart, as it holds for positive numbers.\nPowerExpand[expr, {x, y, ...}] only for those of the given variables.";

PowerExpand[expr_, options__Rule] := Null /; (Scan[Message[PowerExpand::optnb, PowerExpand, First[#]] &, {options}]; False)

PowerExpand[expr_] := expr //. {
  (a_ b_)^c_ :> a^c b^c,
  (a_^b_)^c_ :> a^(b c),
  Log[a_ b_] :> Log[a] + Log[b],
  Log[a_^b_] :> b Log[a],
  Abs[a_Symbol] :> a,
  ArcSin[Sin[a_]] :> a, ArcCos[Cos[a_]] :> a, ArcTan[Tan[a_]] :> a, ArcCot[Cot[a_]] :> a,
  ArcSinh[Sinh[a_]] :> a, ArcCosh[Cosh[a_]] :> a, ArcTanh[Tanh[a_]] :> a, ProductLog[a_ E^a_] :> a
}

PowerExpand[expr_, names_List] := expr //. {
  (a_ b_)^c_ /; !FreeQ[names, a] :> a^c b^c,
  (a_^b_)^c_ /; !FreeQ[names, a] :> a^(b c),
  Log[a_ b_] /; !FreeQ[names, a] :> Log[a] + Log[b],
  Log[a_^b_] /; !FreeQ[names, a] :> b Log[a]
}

PowerExpand[expr_, name_] := PowerExpand[expr, {name}]

SetAttributes[PowerExpand, Protected];
