(* Oscillators and Bessel's equation *)
VerificationTest[DSolve[x''[t] + w^2 x[t] == 0, x[t], t], {{x[t] -> C[1] Cos[t w] + C[2] Sin[t w]}}]
VerificationTest[DSolve[m x''[t] + k x[t] == 0, x[t], t], {{x[t] -> C[1] Cos[(Sqrt[k] t)/Sqrt[m]] + C[2] Sin[(Sqrt[k] t)/Sqrt[m]]}}]
VerificationTest[DSolve[x''[t] - a^2 x[t] == 0, x[t], t], {{x[t] -> E^(a t) C[1] + E^(-a t) C[2]}}]
VerificationTest[DSolve[{y''[x] + k^2 y[x] == 0, y[0] == 0, y'[0] == v}, y[x], x], {{y[x] -> v Sin[k x]/k}}]
VerificationTest[DSolve[x^2 y''[x] + x y'[x] + (x^2 - n^2) y[x] == 0, y[x], x], {{y[x] -> BesselJ[n, x] C[1] + BesselY[n, x] C[2]}}]

(* Functions of exact and inexact arguments *)
VerificationTest[BesselJ[Sqrt[2], 2.], BesselJ[N[Sqrt[2]], 2.]]
VerificationTest[EllipticF[Pi/4, 0.3], EllipticF[N[Pi/4], 0.3]]
VerificationTest[NumberQ[Hypergeometric2F1[1/2, Pi, 3, 0.5]]]
VerificationTest[Gamma[Pi, 0.5], Gamma[N[Pi], 0.5]]
VerificationTest[BesselJ[x, 2.], BesselJ[x, 2.]]

(* Associated Legendre functions *)
VerificationTest[LegendreP[2, 1, x], -3 x Sqrt[1 - x^2]]
VerificationTest[Expand[LegendreP[3, 2, x]], 15 x - 15 x^3]
VerificationTest[LegendreP[1, -1, x], Sqrt[1 - x^2]/2]
VerificationTest[LegendreP[1/2, 0.5], Hypergeometric2F1[-1/2, 3/2, 1, 0.25], SameTest -> (Abs[#1 - #2] < 10^-10 &)]

(* Fields in other coordinates *)
VerificationTest[Laplacian[1/r, {r, th, ph}, "Spherical"], 0]
VerificationTest[Laplacian[r^2, {r, th, ph}, "Spherical"], 6]
VerificationTest[Laplacian[f[r], {r, th}, "Polar"], f'[r]/r + f''[r]]
VerificationTest[Grad[f[r, th, z], {r, th, z}, "Cylindrical"], {Derivative[1, 0, 0][f][r, th, z], Derivative[0, 1, 0][f][r, th, z]/r, Derivative[0, 0, 1][f][r, th, z]}]
VerificationTest[Div[{r, 0, 0}, {r, th, ph}, "Spherical"], 3]
VerificationTest[Curl[{0, r, 0}, {r, th, z}, "Cylindrical"], {0, 0, 2}]
VerificationTest[CoordinateTransform["Polar" -> "Cartesian", {r, t}], {r Cos[t], r Sin[t]}]
VerificationTest[CoordinateTransform["Cartesian" -> "Spherical", {1, 1, 1}], {Sqrt[3], ArcTan[1, Sqrt[2]], Pi/4}, SameTest -> (N[#1] == N[#2] &)]

(* Fourier transforms of waves and steps *)
VerificationTest[FourierTransform[Cos[a t], t, w], Sqrt[Pi/2] DiracDelta[-a + w] + Sqrt[Pi/2] DiracDelta[a + w]]
VerificationTest[FourierTransform[UnitBox[t], t, w] /. w -> 1., Sinc[0.5]/Sqrt[2. Pi], SameTest -> (Abs[#1 - #2] < 10^-10 &)]
VerificationTest[FourierTransform[UnitStep[t] Exp[-t], t, w] /. w -> 2., 1/(Sqrt[2. Pi] (1 - 2 I)), SameTest -> (Abs[#1 - #2] < 10^-10 &)]

(* Windows, and how much of each frequency there is *)
VerificationTest[{HannWindow[0], HannWindow[1/2], HammingWindow[1/2], WelchWindow[1/4], BartlettWindow[1/4], HannWindow[1]}, {1, 0, 2/23, 3/4, 1/2, 0}]
VerificationTest[PeriodogramArray[{1, 2, 3, 4}], {25., 2., 1., 2.}, SameTest -> (Max[Abs[#1 - #2]] < 10^-10 &)]
VerificationTest[Head[Periodogram[Range[16]]], Graphics]

(* Values of money in time *)
VerificationTest[TimeValue[1000, 1/20, 2], 2205/2]
VerificationTest[Simplify[TimeValue[Annuity[p, 2], i, 0] - p/(1 + i) - p/(1 + i)^2], 0]
VerificationTest[TimeValue[Cashflow[{-100, 60, 60}], 1/10, 0], -100 + 600/11 + 6000/121]
VerificationTest[EffectiveInterest[12/100, 1/12], (101/100)^12 - 1]
