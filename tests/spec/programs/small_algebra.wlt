(* A small system of algebra by rules: sums and products, derivatives, integrals by a table. *)

ClearAll["Global`*"];
SetAttributes[{add, mul}, {Flat, Orderless, OneIdentity}];
add[a_?NumberQ, b_?NumberQ] := a + b;
mul[a_?NumberQ, b_?NumberQ] := a b;
add[0, x_] := x;
mul[1, x_] := x;
mul[0, _] := 0;
add[x_, x_] := mul[2, x];
add[mul[a_?NumberQ, x_], x_] := mul[a + 1, x];
add[mul[a_?NumberQ, x_], mul[b_?NumberQ, x_]] := mul[a + b, x];
mul[x_, x_] := pow[x, 2];
mul[pow[x_, n_], x_] := pow[x, add[n, 1]];
mul[pow[x_, n_], pow[x_, m_]] := pow[x, add[n, m]];
pow[x_, 0] := 1;
pow[x_, 1] := x;
pow[pow[x_, a_], b_] := pow[x, mul[a, b]];
pow[a_?NumberQ, b_?NumberQ] := a^b;
diff[c_?NumberQ, _] := 0;
diff[x_, x_] := 1;
diff[y_Symbol, _] := 0;
diff[add[a_, b_], x_] := add[diff[a, x], diff[b, x]];
diff[mul[a_, b_], x_] := add[mul[a, diff[b, x]], mul[b, diff[a, x]]];
diff[pow[a_, n_?NumberQ], x_] := mul[n, pow[a, n - 1], diff[a, x]];
show[e_] := e /. {add -> Plus, mul -> Times, pow -> Power};
VerificationTest[add[x, x, x], mul[3, x]]
VerificationTest[mul[x, y, x], mul[y, pow[x, 2]]]
VerificationTest[diff[mul[3, pow[x, 4]], x], mul[12, pow[x, 3]]]
VerificationTest[show[diff[add[pow[x, 3], mul[2, x], 5], x]], 2 + 3*x^2]
VerificationTest[show[diff[mul[x, add[x, y]], x]], 2*x + y]
expandR = {mul[a_, add[b_, c_]] :> add[mul[a, b], mul[a, c]]};
VerificationTest[show[mul[add[x, 1], add[x, 2]] //. expandR], 2 + 3*x + x^2]
trig = {Sin[a_ + b_] :> Sin[a] Cos[b] + Cos[a] Sin[b], Cos[a_ + b_] :> Cos[a] Cos[b] - Sin[a] Sin[b]};
VerificationTest[Sin[u + v] /. trig, Cos[v]*Sin[u] + Cos[u]*Sin[v]]
VerificationTest[
  Cos[u + v + w] //. trig // Expand,
  Cos[u]*Cos[v]*Cos[w] - Cos[w]*Sin[u]*Sin[v] - Cos[v]*Sin[u]*Sin[w] - Cos[u]*Sin[v]*Sin[w]]
int[c_, x_] := c x /; FreeQ[c, x];
int[a_ + b_, x_] := int[a, x] + int[b, x];
int[c_ f_, x_] := c int[f, x] /; FreeQ[c, x];
int[x_^n_., x_] := x^(n + 1)/(n + 1) /; FreeQ[n, x] && n =!= -1;
int[1/x_, x_] := Log[x];
int[E^(a_. x_), x_] := E^(a x)/a /; FreeQ[a, x];
int[Sin[a_. x_ + b_.], x_] := -Cos[a x + b]/a /; FreeQ[{a, b}, x];
int[x_^n_. E^(a_. x_), x_] := x^n E^(a x)/a - n/a int[x^(n - 1) E^(a x), x] /; FreeQ[a,
    x] && IntegerQ[n] && n > 0;
VerificationTest[int[3 x^2 + 2/x + a, x], a*x + x^3 + 2*Log[x]]
VerificationTest[int[x^2 E^(2 x), x] // Expand, E^(2*x)/4 - (E^(2*x)*x)/2 + (E^(2*x)*x^2)/2]
VerificationTest[int[5 Sin[3 x + 1], x], (-5*Cos[1 + 3*x])/3]
VerificationTest[int[Tan[x], x], int[Tan[x], x]]
VerificationTest[Cases[{f[1], f[1, 2], f[], g[2]}, f[x_, y_ : 7] :> {x, y}], {{1, 7}, {1, 2}}]
VerificationTest[Replace[a + b + c, x_ + y_ :> {x, y}], {a, b + c}]
VerificationTest[{1, 2, 3, 4} /. {a___, b_, c_, d___} /; b + c == 5 :> {a, {b, c}, d}, {1, {2, 3}, 4}]
VerificationTest[MatchQ[{a, b, a, b}, {Repeated[PatternSequence[x_, y_]]}], True]
VerificationTest[Cases[<|"a" -> 1, "b" -> 2|>, _?EvenQ], {2}]
VerificationTest[
  {{"k" -> 1}, {"k" -> 2, "z" -> 1}} /. KeyValuePattern["z" -> _] :> "has",
  {{"k" -> 1}, "has"}]
VerificationTest[ReplaceList[{1, 2, 3}, {x__, y__} :> {{x}, {y}}], {{{1}, {2, 3}}, {{1, 2}, {3}}}]
VerificationTest[f[a, b, c] /. f[x_, rest__] :> {x, f[rest]}, {a, f[b, c]}]
VerificationTest[
  Hold[1 + 1, 2 + 2] /. p_Plus :> RuleCondition[p],
  Hold[RuleCondition[1 + 1], RuleCondition[2 + 2]]]
VerificationTest[Hold[x + x] /. x -> Sequence[], Hold[Sequence[] + Sequence[]]]

