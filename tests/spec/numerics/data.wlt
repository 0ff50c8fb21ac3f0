(* Nearest elements, clusters, fits, Fourier transforms and convolutions. *)

(* Nearest *)
VerificationTest[Nearest[{1, 2, 3, 5, 7}, 4], {3, 5}]
VerificationTest[Nearest[{1, 2, 4}, 3.4, 2], {4, 2}]
VerificationTest[Nearest[{1, 9} -> {a, b}, 7], {b}]
VerificationTest[Nearest[{1 -> a, 9 -> b}, 7], {b}]
VerificationTest[Nearest[{{1, 2}, {3, 4}}, {2.9, 3}], {{3, 4}}]
VerificationTest[Nearest[{"cat", "dog", "cart"}, "cap"], {"cat"}]
VerificationTest[Nearest[{1, 2, 3, 4, 5} -> "Index", 3.2, {All, 1.5}], {3, 4, 2}]
VerificationTest[Nearest[{1, 5, 9}][{2, 8}], {{1}, {9}}]
VerificationTest[Nearest[{10, 20, 30} -> Automatic, 19], {2}]
VerificationTest[Nearest[<|a -> 1, b -> 5|>, 4], {b}]
VerificationTest[Nearest[{{0, 0}, {3, 3}}, {0, 4}, DistanceFunction -> ManhattanDistance], {{0, 0}, {3, 3}}]
VerificationTest[Head[Nearest[{1, 2, 3}]], NearestFunction]
VerificationTest[MatchQ[Nearest[{}, 3], _Nearest], True, {Nearest::near1}]
VerificationTest[DistanceMatrix[{{0, 0}, {3, 4}}], {{0, 5}, {5, 0}}]

(* clusters *)
VerificationTest[FindClusters[{1, 2, 10, 11, 30}, 3], {{1, 2}, {10, 11}, {30}}]
VerificationTest[FindClusters[{1 -> a, 2 -> b, 10 -> c}, 2], {{a, b}, {c}}]

(* fits *)
VerificationTest[Round[Coefficient[Fit[{{0, 1}, {1, 3}, {2, 5}}, {1, x}, x], x], 10^-8], 2]
VerificationTest[Round[{a, b} /. FindFit[{{0, 1}, {1, 3}, {2, 5}}, a + b x, {a, b}, x], 10^-8], {1, 2}]
VerificationTest[Round[{a, k} /. FindFit[Table[{x, 2 Exp[-x/2]}, {x, 0, 5}], a Exp[-k x], {a, k}, x], 10^-6], {2, 1/2}]
VerificationTest[Round[LinearModelFit[{{0, 1}, {1, 0}, {3, 2}, {5, 4}}, x, x]["BestFitParameters"], 10^-6], {186441, 694915}/10^6]
VerificationTest[Round[LinearModelFit[{{0, 1}, {1, 0}, {3, 2}, {5, 4}}, x, x]["RSquared"], 10^-6], 814044/10^6]
VerificationTest[Round[LinearModelFit[{1, 3, 5}, x, x][4], 10^-8], 7]
VerificationTest[Head[LinearModelFit[{1, 3, 5.1}, x, x]], FittedModel]
VerificationTest[Round[NonlinearModelFit[{{0, 1}, {1, 3}, {2, 9}}, a 3^(b x), {a, b}, x]["BestFitParameters"][[All, 2]], 10^-6], {1, 1}]
VerificationTest[MatchQ[Fit[{1, 2}, {x}, {x, y}], _Fit], True, {Fit::fitc}]

(* Fourier transforms *)
VerificationTest[Round[Fourier[{1, 0, 0, 0}], 10^-6], {1/2, 1/2, 1/2, 1/2}]
VerificationTest[Round[Fourier[{1, 2, 3, 4}], 10^-6], {5, -1 - I, -1, -1 + I}]
VerificationTest[Round[Fourier[{1, 2, 3, 4}, FourierParameters -> {1, -1}], 10^-6], {10, -2 + 2 I, -2, -2 - 2 I}]
VerificationTest[Round[InverseFourier[Fourier[{1, 2, 3}]], 10^-6], {1, 2, 3}]
VerificationTest[Round[InverseFourier[Fourier[{1, 2, 3}, FourierParameters -> {1, -1}], FourierParameters -> {1, -1}], 10^-6], {1, 2, 3}]
VerificationTest[Round[FourierDCT[FourierDCT[{1, 2, 3}, 2], 3], 10^-6], {1, 2, 3}]
VerificationTest[Round[FourierDST[FourierDST[{1, 2, 3}, 1], 1], 10^-6], {1, 2, 3}]

(* convolutions *)
VerificationTest[ListConvolve[{x, y}, {a, b, c}], {b x + a y, c x + b y}]
VerificationTest[ListCorrelate[{x, y}, {a, b, c}], {a x + b y, b x + c y}]
VerificationTest[ListConvolve[{x, y}, {a, b, c}, 1], {a x + c y, b x + a y, c x + b y}]
VerificationTest[ListConvolve[{x, y}, {a, b, c}, {1, -1}], {a x + c y, b x + a y, c x + b y, a x + c y}]
VerificationTest[ListConvolve[{x, y}, {a, b, c}, {1, -1}, 0], {a x, b x + a y, c x + b y, c y}]
VerificationTest[ListCorrelate[{x, y}, {a, b, c}, 1], {a x + b y, b x + c y, c x + a y}]
VerificationTest[ListConvolve[{{1, 1}, {1, 1}}, {{a, b, c}, {d, e, f}}], {{a + b + d + e, b + c + e + f}}]
VerificationTest[ListConvolve[{1., 2.}, {1, 2, 3}], {4., 7.}]
VerificationTest[ListCorrelate[{1, 1}, {a, b, c}, {1, -1}, {}, f, g], {g[f[1, a], f[1, b]], g[f[1, b], f[1, c]]}]
