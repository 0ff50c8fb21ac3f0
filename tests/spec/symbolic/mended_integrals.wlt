(* Conditions of integrals with parameters, and the parameters of Fourier transforms and series *)

VerificationTest[Integrate[x^n, {x, 0, 1}], ConditionalExpression[1/(1 + n), Re[n] > -1]]
VerificationTest[Integrate[x^n, {x, 0, 1}, GenerateConditions -> False], 1/(1 + n)]
VerificationTest[Integrate[x^n, {x, 0, 1}, Assumptions -> n > 0], 1/(1 + n)]
VerificationTest[Integrate[Exp[-a x], {x, 0, Infinity}], ConditionalExpression[1/a, Re[a] > 0]]
VerificationTest[Integrate[Exp[-a x], {x, 0, Infinity}, GenerateConditions -> False], 1/a]

VerificationTest[FourierTransform[1, x, w], Sqrt[2 Pi] DiracDelta[w]]
VerificationTest[FourierTransform[Cos[t], t, w], Sqrt[Pi/2] DiracDelta[-1 + w] + Sqrt[Pi/2] DiracDelta[1 + w]]
VerificationTest[FourierTransform[{Exp[-x^2], 2}, x, w, FourierParameters -> {1, -1}], {Sqrt[Pi]/E^(w^2/4), 4 Pi DiracDelta[w]}]
VerificationTest[FourierTransform[1/(1 + t^2), t, w], Sqrt[Pi/2]/E^Abs[w]]
VerificationTest[InverseFourierTransform[1, w, t], Sqrt[2 Pi] DiracDelta[t]]

VerificationTest[FourierSeries[x, x, 1], I/E^(I x) - I E^(I x)]
VerificationTest[Simplify[FourierCoefficient[x, x, 1, FourierParameters -> {1, 2 Pi}] + I/(2 Pi)], 0]
VerificationTest[Options[FourierSeries], {FourierParameters -> {1, 1}}]

(* powers of Pi under a root and beside it *)
VerificationTest[{Pi/Sqrt[2 Pi], 2 Pi Sqrt[2 Pi], Pi/Sqrt[Pi]}, {Sqrt[Pi/2], 2 Sqrt[2] Pi^(3/2), Sqrt[Pi]}]
