(* What was evaluated is evaluated anew when something that its value hung on has changed. *)
VerificationTest[Module[{a, b, c, v}, a := 1 /; c; v = Hold[a]; c = False; v = {a}; c = True; v], {1}]
VerificationTest[Module[{a, c, v}, c = False; a /: h[a] := 1 /; c; v = h[a]; c = True; v], 1]
VerificationTest[Module[{f, c, v}, c = False; f[x_] := x /; c; v = {f[3]}; c = True; v], {3}]
VerificationTest[Module[{f, v}, v = {f[1]}; f[1] = 2; v], {2}]
VerificationTest[Module[{a, v}, a /: {a, _} := pair; v = {1, a}; Reverse[v]], pair]
VerificationTest[Module[{a, v}, a /: {___, a} := last; v = {1}; AppendTo[v, a]; v], last]
VerificationTest[Module[{f}, f[3] = 7; Block[{f}, {f[3]}]], {7}]
VerificationTest[Module[{f, v}, v = f[2, 1]; SetAttributes[f, Orderless]; v === f[1, 2]], True]

(* Powers of an inexact zero *)
VerificationTest[0.^(-3/2), ComplexInfinity, {Power::infy}]
VerificationTest[0.^I, Indeterminate, {Power::indet}]
VerificationTest[0.^2.5, 0.]
VerificationTest[Skewness[{2., 2.}], Indeterminate, {Power::infy, Infinity::indet}]

(* Keys, columns *)
VerificationTest[Module[{a = <|{0, 0} -> 1, 2 -> 3|>}, a[{0, 0}] =.; a], <|2 -> 3|>]
VerificationTest[Normal[Dataset[{<|"k" -> 1|>, <|"k" -> 1|>, <|"k" -> 2|>}][CountsBy["k"]]], <|1 -> 2, 2 -> 1|>]

(* Information in a list, sequences of binary digits, the length of a curve *)
VerificationTest[Entropy[2, {0, 1, 1, 0}], 1]
VerificationTest[Abs[Entropy[{a, b, b}] - (Log[3]/3 + 2/3 Log[3/2])] < 10^-12, True]
VerificationTest[Entropy["abab"], Log[2]]
VerificationTest[ThueMorse[{3, 7, 8}], {0, 1, 1}]
VerificationTest[RudinShapiro[{3, 6, 7, 15}], {-1, -1, 1, -1}]
VerificationTest[ArcLength[{Cos[t], Sin[t], t}, {t, 0, 1}], Sqrt[2]]

(* Arguments that make no sense *)
VerificationTest[Compile[{{}}, x], Compile[{{}}, x], {Compile::fpars}]
VerificationTest[ListInterpolation[{}], ListInterpolation[{}], {ListInterpolation::innd}]
VerificationTest[Partition[{1, 2, 3}, {1, 1}], Partition[{1, 2, 3}, {1, 1}], {Partition::pdep}]

(* Sums of given integers, fractions, points *)
VerificationTest[Length[IntegerPartitions[100, All, {50, 25, 10, 5, 1}]], 292]
VerificationTest[IntegerPartitions[100, {2}][[{1, -1}]], {{99, 1}, {50, 50}}]
VerificationTest[IntegerPartitions[8, 3, {1, 2, 5}], {{5, 2, 1}}]
VerificationTest[IntegerPartitions[8, All, All, 2], {{8}, {7, 1}}]
VerificationTest[FareySequence[4], {0, 1/4, 1/3, 1/2, 2/3, 3/4, 1}]
VerificationTest[MixedFractionParts[-7/3], {-2, -1/3}]
VerificationTest[Midpoint[{{0, 0}, {2, 4}}], {1, 2}]
VerificationTest[{RealAbs[1 - Pi], RealSign[-2.5]}, {Pi - 1, -1}]

(* A name for the whole left side *)
VerificationTest[Module[{f, m}, m : f[n_] := m = If[n < 2, n, f[n - 1] + f[n - 2]]; {f[40], Length[DownValues[f]]}], {102334155, 42}]
VerificationTest[Module[{f, r}, r : f[x_] /; x > 2 := Hold[r]; f[3]] // Head, Hold]
VerificationTest[InverseFunction[#^3 &][8], 2]
VerificationTest[{PolygonalNumber[5, Range[5]], PolygonalNumber[4]}, {{1, 5, 12, 22, 35}, 10}]
VerificationTest[{Sqrt[50], Sqrt[30], Sqrt[49], Sqrt[3 (10^9 + 7)^2]}, {5 Sqrt[2], Sqrt[30], 7, (10^9 + 7) Sqrt[3]}]

(* Large sparse arrays are shown by their rules *)
VerificationTest[SparseArray[{{1, 2} -> 5, {3, 1} -> 7}, {3, 3}]["RowPointers"], {0, 1, 1, 2}]
VerificationTest[SparseArray[{{7} -> 5}, 10^9][[7]], 5]
VerificationTest[StringLength[ToString[SparseArray[{{7} -> 5}, 10^9], InputForm]] < 100, True]
VerificationTest[{(1.*^400)^Infinity, (1.*^400)^-Infinity}, {Infinity, 0}]

(* Amounts *)
VerificationTest[NumberDecompose[4000, {3600, 60, 1}], {1, 6, 40}]
VerificationTest[NumberDecompose[95/10, {5, 2}], {1, 9/4}]
VerificationTest[NumberCompose[{1, 6, 40}, {3600, 60, 1}], 4000]
VerificationTest[ArrayComponents[{{a, b}, {b, c}}], {{1, 2}, {2, 3}}]
VerificationTest[IntegerPartitions[2^70, 2, All, 2], {{2^70}, {2^70 - 1, 1}}, TestID -> "partitions of a large number"]
