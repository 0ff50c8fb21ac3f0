(* Algebras whose products do not commute: operators, Pauli matrices, tensors, Grassmann numbers. *)

ClearAll["Global`*"];
SetAttributes[nc, {Flat, OneIdentity}];
nc[a___, 0, b___] := 0;
nc[a___, x_ + y_, b___] := nc[a, x, b] + nc[a, y, b];
nc[a___, k_?NumberQ x_, b___] := k nc[a, x, b];
nc[a___, k_?NumberQ, b___] := k nc[a, b] /; Length[{a, b}] > 0;
nc[] := 1;
nc[an, cr] := nc[cr, an] + 1;
VerificationTest[nc[an, cr], 1 + nc[cr, an]]
VerificationTest[nc[an, an, cr] // Expand, 2*nc[an] + nc[cr, an, an]]
VerificationTest[Expand[nc[an + cr, an + cr]], 1 + nc[an, an] + 2*nc[cr, an] + nc[cr, cr]]
pauli[1] = {{0, 1}, {1, 0}};
pauli[2] = {{0, -I}, {I, 0}};
pauli[3] = {{1, 0}, {0, -1}};
VerificationTest[
  Table[Simplify[pauli[i] . pauli[j] - pauli[j] . pauli[i] == 2 I Sum[LeviCivitaTensor[3][[i, j,
    k]] pauli[k], {k, 3}]], {i, 3}, {j, 3}] // Flatten // Union,
  {True}]
comm[a_, b_] := a ** b - b ** a;
x /: p ** x := x ** p - I h;
VerificationTest[p ** x, (-I)*h + x**p]
VerificationTest[q ** p ** x ** r, q**((-I)*h + x**p)**r]
VerificationTest[comm[x, p], I*h]
Unprotect[NonCommutativeMultiply];
NonCommutativeMultiply[a___, b_ + c_, d___] := NonCommutativeMultiply[a, b, d] + NonCommutativeMultiply[a,
    c, d];
NonCommutativeMultiply[a___, k_?NumericQ b_, c___] := k NonCommutativeMultiply[a, b, c];
Protect[NonCommutativeMultiply];
VerificationTest[(u + v) ** (u - v), u**u - u**v + v**u - v**v]
VerificationTest[(2 u) ** v, 2*u**v]
tensor /: tensor[a_, {i___, k_, j___}] tensor[b_, {l___, k_, m___}] := contract[a, b, {i, j, l, m}];
VerificationTest[tensor[A, {i1, k1}] tensor[B, {k1, j1}], contract[A, B, {i1, j1}]]
VerificationTest[z tensor[A, {i1, k1}] tensor[B, {k1, j1}], z*contract[A, B, {i1, j1}]]
grassmann[a___, t_, b___, t_, c___] := 0;
grassmann[l___] := Signature[{l}] (grassmann @@ Sort[{l}]) /; ! OrderedQ[{l}];
VerificationTest[grassmann[b, a], -grassmann[a, b]]
VerificationTest[grassmann[a, b, a], 0]
VerificationTest[grassmann[c, a, b], grassmann[a, b, c]]

