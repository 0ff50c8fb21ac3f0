(* Parts of numbers in patterns, jumps, changes in place *)
VerificationTest[MatchQ[2/3, Rational[x_, y_]], True]
VerificationTest[MatchQ[1 + I, Complex[_, _]], True]
VerificationTest[2/3 /. Rational[x_, y_] :> {x, y}, {2, 3}]
VerificationTest[{1 + 2*I, x} /. Complex[a_, b_] :> Complex[a, -b], {1 - 2*I, x}]
VerificationTest[3. + 2.*I /. Complex[a_, b_] :> {a, b}, {3., 2.}]
VerificationTest[TakeLargest[{1, 5, 3} -> "Index", 2], {2, 3}]
VerificationTest[TakeLargest[{1, 5, 3} -> {"Index", "Element"}, 1], {{2, 5}}]
