(* Clusters *)
VerificationTest[FindClusters[{1, 2, 3, 50, 51, 52}], {{1, 2, 3}, {50, 51, 52}}]
VerificationTest[FindClusters[{1, 2, 10, 12, 3, 1, 13, 25}, 4], {{1, 2, 1, 3}, {10}, {12, 13}, {25}}, SameTest -> (Sort[Sort /@ #1] === Sort[Sort /@ #2] &)]
VerificationTest[FindClusters[{1, 2, 50, 51} -> {a, b, c, d}], {{a, b}, {c, d}}]
VerificationTest[FindClusters[{1 -> a, 2 -> b, 50 -> c, 51 -> d}], {{a, b}, {c, d}}]
VerificationTest[FindClusters[<|a -> 1, b -> 2, c -> 50, d -> 51|>, 2], {{a, b}, {c, d}}]
VerificationTest[FindClusters[{{0., 0.}, {0.1, 0.}, {9., 9.}, {9., 9.1}}, 2], {{{0., 0.}, {0.1, 0.}}, {{9., 9.}, {9., 9.1}}}]
VerificationTest[FindClusters[{"abc", "abd", "wxyz", "wxzz"}, 2], {{"abc", "abd"}, {"wxyz", "wxzz"}}]
VerificationTest[FindClusters[{1, 2, 50, 51}, 2, DistanceFunction -> ManhattanDistance], {{1, 2}, {50, 51}}]
VerificationTest[FindClusters[{1, 2, 50, 51}, 2, Method -> "KMeans"], {{1, 2}, {50, 51}}]
VerificationTest[FindClusters[{1, 2, 3}, 1], {{1, 2, 3}}]
VerificationTest[ClusteringComponents[{1, 2, 50, 51, 3}, 2], {1, 1, 2, 2, 1}]
VerificationTest[ClusteringComponents[{{1, 2}, {50, 51}}, 2], {{1, 1}, {2, 2}}]
VerificationTest[ClusteringComponents[{{1, 2}, {50, 51}, {2, 1}}, 2, 1], {1, 2, 1}]
VerificationTest[ClusterClassify[{1, 2, 3, 50, 51, 52}, 2][{2, 49}], {1, 2}]

(* Fewer dimensions *)
VerificationTest[Abs[PrincipalComponents[{{1., 1.}, {2., 2.}, {3., 3.}}]], {{Sqrt[2.], 0.}, {0., 0.}, {Sqrt[2.], 0.}}, SameTest -> (Max[Abs[#1 - #2]] < 10^-9 &)]
VerificationTest[Chop[Total[PrincipalComponents[{{13.2, 200}, {10, 263}, {8.1, 294}, {8.8, 190}}]]], {0, 0}]
VerificationTest[Chop[Covariance[PrincipalComponents[{{13.2, 200}, {10, 263}, {8.1, 294}, {8.8, 190}}]][[1, 2]]], 0]
VerificationTest[Dimensions[DimensionReduce[{{1., 2., 3.}, {2., 3., 5.}, {3., 6., 5.}, {4., 5., 10.}}, 2]], {4, 2}]
VerificationTest[Head[DimensionReduction[{{1., 2., 3.}, {2., 3., 5.}, {3., 6., 5.}, {4., 5., 10.}}, 2]], DimensionReducerFunction]
VerificationTest[Length[FeatureExtraction[{1., 2., 3.}][2.]], 1]

(* What does not fit *)
VerificationTest[FindAnomalies[{1.2, 2.1, 1.7, 2.5, 1.9, 1.4, 2.2, 60.}], {60.}]
VerificationTest[DeleteAnomalies[{1.2, 2.1, 1.7, 2.5, 1.9, 1.4, 2.2, 60.}], {1.2, 2.1, 1.7, 2.5, 1.9, 1.4, 2.2}]
VerificationTest[AnomalyDetection[{1.2, 2.1, 1.7, 2.5, 1.9, 1.4, 2.2}][{2., 60.}], {False, True}]
