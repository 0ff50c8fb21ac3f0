(* RootSum, and matrices modulo a number *)

VerificationTest[RootSum[#^2 - 2 &, #^2 &], 4]
VerificationTest[RootSum[#^3 - 2 # + 5 &, #^3 + 1 &], -12]
VerificationTest[RootSum[#^3 + a # + b &, # &], 0]
VerificationTest[Simplify[Normal[RootSum[#^2 - 2 &, Log[x - #] &]] - Log[x - Sqrt[2]] - Log[x + Sqrt[2]]], 0]
VerificationTest[Abs[N[RootSum[#^3 - 2 &, 1/(1 + #) &]] - 1] < 10^-9]

VerificationTest[Det[{{1, 2}, {3, 4}}, Modulus -> 5], 3]
VerificationTest[Inverse[{{1, 2}, {3, 4}}, Modulus -> 5], {{3, 1}, {4, 2}}]
VerificationTest[Mod[{{1, 2}, {3, 4}} . Inverse[{{1, 2}, {3, 4}}, Modulus -> 7], 7], IdentityMatrix[2]]
