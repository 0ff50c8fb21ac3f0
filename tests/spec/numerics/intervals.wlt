(* Interval: normal form, arithmetic, functions, comparisons *)

VerificationTest[Interval[{2, 1}], Interval[{1, 2}]]
VerificationTest[Interval[{1, 3}, {2, 5}, {7, 8}], Interval[{1, 5}, {7, 8}]]
VerificationTest[Interval[3], Interval[{3, 3}]]
VerificationTest[Interval[{1, 2}][[1]], {1, 2}]

VerificationTest[Interval[{1, 2}] + Interval[{3, 4}], Interval[{4, 6}]]
VerificationTest[2 Interval[{1, 2}] - 3, Interval[{-1, 1}]]
VerificationTest[Interval[{-1, 2}] Interval[{3, 4}], Interval[{-4, 8}]]
VerificationTest[Interval[{1, 2}]/Interval[{2, 4}], Interval[{1/4, 1}]]
VerificationTest[Interval[{1, 2}] - Interval[{1, 2}], Interval[{-1, 1}]]
VerificationTest[Interval[{1, Infinity}] + 1, Interval[{2, Infinity}]]

VerificationTest[Interval[{-1, 2}]^2, Interval[{0, 4}]]
VerificationTest[Interval[{-1, 2}]^3, Interval[{-1, 8}]]
VerificationTest[1/Interval[{1, 2}], Interval[{1/2, 1}]]
VerificationTest[1/Interval[{-1, 2}], Interval[{-Infinity, -1}, {1/2, Infinity}]]
VerificationTest[Sqrt[Interval[{1, 4}]], Interval[{1, 2}]]
VerificationTest[2^Interval[{1, 3}], Interval[{2, 8}]]

VerificationTest[Exp[Interval[{0, 1}]], Interval[{1, E}]]
VerificationTest[Log[Interval[{1, E}]], Interval[{0, 1}]]
VerificationTest[Sin[Interval[{0, Pi}]], Interval[{0, 1}]]
VerificationTest[Cos[Interval[{0, 2 Pi}]], Interval[{-1, 1}]]
VerificationTest[Abs[Interval[{-3, 2}]], Interval[{0, 3}]]

VerificationTest[IntervalUnion[Interval[{1, 2}], Interval[{3, 4}], Interval[{2, 3}]], Interval[{1, 4}]]
VerificationTest[IntervalIntersection[Interval[{1, 3}], Interval[{2, 5}]], Interval[{2, 3}]]
VerificationTest[IntervalIntersection[Interval[{1, 2}], Interval[{3, 5}]], Interval[]]
VerificationTest[IntervalMemberQ[Interval[{1, 3}], {0, 2}], {False, True}]
VerificationTest[IntervalMemberQ[Interval[{1, 3}], Interval[{1, 2}]]]
VerificationTest[IntervalMemberQ[Interval[{1, 3}], Interval[{1, 4}]], False]

VerificationTest[Interval[{1, 2}] < Interval[{3, 4}]]
VerificationTest[Interval[{1, 2}] > 0]
VerificationTest[Interval[{1, 2}] == Interval[{3, 4}], False]
VerificationTest[{Min[Interval[{1, 2}]], Max[Interval[{1, 2}, {5, 6}]]}, {1, 6}]
VerificationTest[N[Interval[{1/4, 1/2}]], Interval[{0.25, 0.5}]]

(* conditions of a right side, one within another *)
f[x_] := With[{v = x^2}, v /; v > 4] /; x > 0;
VerificationTest[{f[1], f[3], f[-3]} /. f -> g, {g[1], 9, g[-3]}]
VerificationTest[{Times[-1, 1, Infinity], Times[-1, Infinity, -1]}, {-Infinity, Infinity}]
VerificationTest[{Min[-1, -Infinity], Max[-1, -Infinity], Min[{-Infinity, x}], Max[-Infinity, x], MinMax[{-Infinity, 2}]}, {-Infinity, -1, -Infinity, x, {-Infinity, 2}}]

(* a condition at the end of what a scoping construct does *)
h[x_] := Module[{u}, u = x^2; u /; u > 3];
VerificationTest[{h[1], h[3]} /. h -> k, {k[1], 9}]
h2[x_] := Block[{u}, u = x^2; u /; u > 3] /; x > 0;
VerificationTest[{h2[1], h2[3], h2[-3]} /. h2 -> k, {k[1], 9, k[-3]}]
h3[x_] := With[{a = x}, Module[{u}, u = a + 1; {u, u} /; u > 3]];
h3[x_] := other;
VerificationTest[{h3[1], h3[3]}, {other, {4, 4}}]
