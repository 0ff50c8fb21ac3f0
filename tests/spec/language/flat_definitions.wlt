(* Definitions for Flat functions apply to some of the arguments too. *)

ClearAll["Global`*"];
SetAttributes[f, Flat];
f[a, b] := p;
VerificationTest[{f[a, b], f[x, a, b, y], f[b, a]}, {p, f[x, p, y], f[b, a]}, TestID -> "literal arguments"]

ClearAll["Global`*"];
SetAttributes[{add, mul}, {Flat, Orderless, OneIdentity}];
add[m_?NumberQ, n_?NumberQ] := m + n;
add[0, x_] := x;
add[x_, x_] := mul[2, x];
add[mul[n_?NumberQ, x_], x_] := mul[n + 1, x];
VerificationTest[
  {add[x, x], add[x, x, x], add[1, x, 2, y], add[0, x], add[x, y, x]},
  {mul[2, x], mul[3, x], add[3, x, y], x, add[y, mul[2, x]]}, TestID -> "orderless"]

ClearAll["Global`*"];
SetAttributes[w, {Flat, OneIdentity}];
w[x_Symbol, y_Symbol] /; OrderedQ[{y, x}] && x =!= y := w[y, x];
w[x_, x_] := e;
VerificationTest[w[c, b, a], w[a, b, c], TestID -> "a condition on the left"]
VerificationTest[w[b, a, b], w[a, e], TestID -> "rules that follow one another"]

ClearAll["Global`*"];
SetAttributes[j, {Flat, OneIdentity}];
j[x_Integer, y_Integer] := Module[{s = x + y}, k[s] /; EvenQ[s]];
VerificationTest[{j[1, 3], j[q, 1, 3], j[q, 1, 2]}, {k[4], j[q, k[4]], j[q, 1, 2]},
  TestID -> "a condition at the end of a Module"]

ClearAll["Global`*"];
u /: u + v = t;
VerificationTest[{u + v, u + v + z, 2 u + v}, {t, t + z, 2 u + v}, TestID -> "an up value for Plus"]

ClearAll["Global`*"];
c /: c ** cd := 1 + cd ** c;
VerificationTest[x ** c ** cd ** y, x ** (1 + cd ** c) ** y, TestID -> "an up value for **"]
VerificationTest[Sort[Attributes[NonCommutativeMultiply]], {Flat, OneIdentity, Protected}]
VerificationTest[Context /@ {NonCommutativeMultiply, Wedge, Star, SmallCircle}, ConstantArray["System`", 4],
  TestID -> "heads of operators belong to the language"]

(* Tests see arguments together without evaluating them again, which would not end. *)
ClearAll["Global`*"];
SetAttributes[nc, {Flat, OneIdentity}];
nc[l___, x_ + y_, r___] := nc[l, x, r] + nc[l, y, r];
nc[l___, k_?NumberQ x_, r___] := k nc[l, x, r];
nc[l___, k_?NumberQ, r___] := k nc[l, r] /; Length[{l, r}] > 0;
nc[an, cr] := nc[cr, an] + 1;
VerificationTest[
  {nc[an, cr], Expand[nc[an, an, cr]], Expand[nc[an + cr, an + 2 cr]]},
  {1 + nc[cr, an], 2 nc[an] + nc[cr, an, an], 2 + nc[an, an] + 3 nc[cr, an] + 2 nc[cr, cr]},
  TestID -> "operators put in order"]
