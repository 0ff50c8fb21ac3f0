(* Groups of permutations *)
VerificationTest[GroupOrder /@ {SymmetricGroup[4], AlternatingGroup[4], CyclicGroup[5], DihedralGroup[5], AbelianGroup[{2, 3}]}, {24, 12, 5, 10, 6}]
VerificationTest[GroupElements[CyclicGroup[3]], {Cycles[{}], Cycles[{{1, 2, 3}}], Cycles[{{1, 3, 2}}]}]
VerificationTest[GroupElements[SymmetricGroup[3]], {Cycles[{}], Cycles[{{2, 3}}], Cycles[{{1, 2}}], Cycles[{{1, 2, 3}}], Cycles[{{1, 3, 2}}], Cycles[{{1, 3}}]}]
VerificationTest[GroupOrder[PermutationGroup[{Cycles[{{1, 2, 3, 4, 5}}], Cycles[{{1, 2}}]}]], 120]
VerificationTest[GroupOrder[PermutationGroup[{Cycles[{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}], Cycles[{{3, 7, 11, 8}, {4, 10, 5, 6}}]}]], 7920]
VerificationTest[GroupOrder[PermutationGroup[{Cycles[{{1, 3, 8, 6}, {2, 5, 7, 4}, {9, 33, 25, 17}, {10, 34, 26, 18}, {11, 35, 27, 19}}], Cycles[{{9, 11, 16, 14}, {10, 13, 15, 12}, {1, 17, 41, 40}, {4, 20, 44, 37}, {6, 22, 46, 35}}], Cycles[{{17, 19, 24, 22}, {18, 21, 23, 20}, {6, 25, 43, 16}, {7, 28, 42, 13}, {8, 30, 41, 11}}], Cycles[{{25, 27, 32, 30}, {26, 29, 31, 28}, {3, 38, 43, 19}, {5, 36, 45, 21}, {8, 33, 48, 24}}], Cycles[{{33, 35, 40, 38}, {34, 37, 39, 36}, {3, 9, 46, 32}, {2, 12, 47, 29}, {1, 14, 48, 27}}], Cycles[{{41, 43, 48, 46}, {42, 45, 47, 44}, {14, 22, 30, 38}, {15, 23, 31, 39}, {16, 24, 32, 40}}]}]], 43252003274489856000]
VerificationTest[GroupElementQ[AlternatingGroup[4], Cycles[{{1, 2}}]], False]
VerificationTest[Length[GroupElements[AlternatingGroup[5]]], 60]
VerificationTest[GroupMultiplicationTable[CyclicGroup[3]], {{1, 2, 3}, {2, 3, 1}, {3, 1, 2}}]
VerificationTest[GroupOrbits[PermutationGroup[{Cycles[{{1, 2}, {4, 6}}], Cycles[{{2, 3}}]}]], {{1, 2, 3}, {4, 6}}]
VerificationTest[GroupGenerators[SymmetricGroup[4]], {Cycles[{{1, 2}}], Cycles[{{1, 2, 3, 4}}]}]

(* Polynomials of graphs *)
VerificationTest[Expand[ChromaticPolynomial[CompleteGraph[4], k]], Expand[k (k - 1) (k - 2) (k - 3)]]
VerificationTest[Factor[ChromaticPolynomial[PetersenGraph[5, 2], k]], (-2 + k) (-1 + k) k (-352 + 775 k - 814 k^2 + 529 k^3 - 230 k^4 + 67 k^5 - 12 k^6 + k^7)]
VerificationTest[ChromaticPolynomial[CycleGraph[5], 3], 30]
VerificationTest[Expand[TuttePolynomial[CycleGraph[3], {x, y}]], x + x^2 + y]
VerificationTest[Expand[TuttePolynomial[CompleteGraph[4], {x, y}]], 2 x + 3 x^2 + x^3 + 2 y + 4 x y + 3 y^2 + y^3]
VerificationTest[Expand[FlowPolynomial[CycleGraph[3], k]], -1 + k]
VerificationTest[Length[FindEdgeCover[CycleGraph[5]]], 3]

(* Combinations and truth *)
VerificationTest[BooleanCountingFunction[2, 3][True, True, False], True]
VerificationTest[BooleanCountingFunction[{2}, 3] @@@ Tuples[{True, False}, 3], {False, True, True, False, True, False, False, False}]
VerificationTest[With[{s = DeBruijnSequence[{0, 1}, 3]}, {Length[s], Sort[Partition[s, 3, 1, 1]] === Tuples[{0, 1}, 3]}], {8, True}]
VerificationTest[Sort[Partition[DeBruijnSequence[3, 2], 2, 1, 1]], Tuples[{0, 1, 2}, 2]]
VerificationTest[Groupings[{a, b, c}, 2], {{{a, b}, c}, {a, {b, c}}}]
VerificationTest[Table[Length[Groupings[n, 2]], {n, 5}], {1, 1, 2, 5, 14}]

(* Whole numbers *)
VerificationTest[FactorInteger[5, GaussianIntegers -> True], {{-I, 1}, {1 + 2 I, 1}, {2 + I, 1}}]
VerificationTest[Times @@ Power @@@ FactorInteger[84, GaussianIntegers -> True], 84]
VerificationTest[FactorInteger[3 + 4 I], {{2 + I, 2}}]
VerificationTest[FromContinuedFraction[{1, {2}}], Sqrt[2]]
VerificationTest[FromContinuedFraction[ContinuedFraction[Sqrt[7]]], Sqrt[7]]
VerificationTest[Expand[FromContinuedFraction[{{1}}]], 1/2 + Sqrt[5]/2]
VerificationTest[Reduce[3 x + 5 y == 1, {x, y}, Integers], Element[C[1], Integers] && x == 2 + 5 C[1] && y == -1 - 3 C[1]]
VerificationTest[Solve[4 x + 6 y == 1, {x, y}, Integers], {}]
VerificationTest[x^2 - 2 y^2 == 1 && x > 1 /. First[FindInstance[x^2 - 2 y^2 == 1 && x > 1, {x, y}, Integers]]]
VerificationTest[Length[FindInstance[x^2 - 3 y^2 == 1 && y > 0, {x, y}, Integers, 3]], 3]
VerificationTest[RamanujanTau[Range[6]], {1, -24, 252, -1472, 4830, -6048}]
VerificationTest[QuadraticIrrationalQ /@ {Sqrt[2], 1/2, 2^(1/3), GoldenRatio}, {True, False, False, True}]
VerificationTest[DivisorSigma[#, 360] & /@ {-1, 0, 1, 2}, Table[Total[Divisors[360]^k], {k, {-1, 0, 1, 2}}]]

(* Units with names, and constants of nature *)
VerificationTest[UnitSimplify[Quantity[6, "Kilograms" "Meters"/"Seconds"^2]], Quantity[6, "Newtons"]]
VerificationTest[UnitConvert[Quantity[1, "PlanckConstant"], "Joules" "Seconds"], Quantity[662607015/10^42, "Joules" "Seconds"]]
VerificationTest[Round[QuantityMagnitude[UnitConvert[Quantity[1, "ElectronMass"] Quantity[1, "SpeedOfLight"]^2, "Kiloelectronvolts"]]], 511]

(* Largest and smallest, what repeats, relations between numbers *)
VerificationTest[PositionLargest[{3, 1, 3}], {1, 3}]
VerificationTest[PositionSmallest[{3, 1, 5, 0}, 2], {4, 2}]
VerificationTest[FindRepeat[{1, 2, 1, 2, 1}], {1, 2}]
VerificationTest[FindTransientRepeat[{9, 8, 1, 2, 1, 2, 1, 2}, 2], {{9, 8}, {1, 2}}]
VerificationTest[RootApproximant[N[Sqrt[2] + Sqrt[3], 25]]^2 // Expand, 5 + 2 Sqrt[6]]
VerificationTest[RootApproximant[1.618033988749895], GoldenRatio, SameTest -> (Simplify[FunctionExpand[#1 - #2]] === 0 || N[#1] == N[#2] &)]
VerificationTest[RootApproximant[N[1/3, 20]], 1/3]
VerificationTest[FindIntegerNullVector[N[{1, GoldenRatio, GoldenRatio^2}, 20]], {1, 1, -1}]
VerificationTest[Expand[FunctionExpand[QBinomial[4, 2, q]]], 1 + q + 2 q^2 + q^3 + q^4]
VerificationTest[BellY[4, 2, {x1, x2, x3}], 3 x2^2 + 4 x1 x3]
VerificationTest[FiniteAbelianGroupCount[{1, 8, 16, 36}], {1, 3, 5, 4}]
VerificationTest[BooleanFunction[8, 2] @@@ Tuples[{True, False}, 2], {True, False, False, False}]
VerificationTest[BooleanMinterms[5, {a, b, c}], a && ! b && c]

(* Points by chance *)
VerificationTest[SeedRandom[4]; AllTrue[RandomPoint[Disk[], 100], Norm[#] <= 1 &]]
VerificationTest[Dimensions[RandomPoint[Ball[], {2, 3}]], {2, 3, 3}]
VerificationTest[AllTrue[RandomPoint[Polygon[{{0, 0}, {1, 0}, {0, 1}}], 20], Total[#] <= 1 &]]

(* Paths through all vertices, cuts *)
VerificationTest[FindHamiltonianPath[PathGraph[{1, 2, 3}], 3, 1], {3, 2, 1}]
VerificationTest[Sort[FindHamiltonianPath[KnightTourGraph[8, 8]]], Range[64]]
VerificationTest[FindHamiltonianPath[StarGraph[5]], {}]
VerificationTest[EdgeCount[KnightTourGraph[8, 8]], 168]
VerificationTest[Length[FindEdgeCut[CycleGraph[5]]], 2]
VerificationTest[FindVertexCut[StarGraph[4]], {1}]
VerificationTest[FindVertexCut[PathGraph[{1, 2, 3}], 1, 3], {2}]
