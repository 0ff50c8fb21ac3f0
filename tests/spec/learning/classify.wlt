(* Classifiers *)
c = Classify[{1 -> "A", 2 -> "A", 3 -> "A", 11 -> "B", 12 -> "B", 13 -> "B"}];
VerificationTest[Head[c], ClassifierFunction]
VerificationTest[AtomQ[c], True]
VerificationTest[c[1.5], "A"]
VerificationTest[c[{1.5, 12.2}], {"A", "B"}]
VerificationTest[c[{}], {}]
VerificationTest[Keys[c[2, "Probabilities"]], {"A", "B"}]
VerificationTest[Total[c[2, "Probabilities"]], 1., SameTest -> (Abs[#1 - #2] < 10^-9 &)]
VerificationTest[c[2, "Probability" -> "A"] > 1/2, True]
VerificationTest[c[2, "Probability" -> "A"] == c[2, "Probabilities"]["A"], True]
VerificationTest[c[12, "TopProbabilities" -> 1][[1, 1]], "B"]
VerificationTest[Length[c[12, "TopProbabilities" -> 2]], 2]
VerificationTest[c[{1, 12}, "Decision"], {"A", "B"}]
VerificationTest[c[7, IndeterminateThreshold -> 0.999999], Indeterminate]
VerificationTest[Information[c, "Classes"], {"A", "B"}]
VerificationTest[Information[c, "ClassNumber"], 2]
VerificationTest[Information[c, "ExampleNumber"], 6]

(* Forms of the data *)
VerificationTest[Classify[{1, 2, 3, 11, 12, 13} -> {a, a, a, b, b, b}, 12], b]
VerificationTest[Classify[<|a -> {1, 2, 3}, b -> {11, 12, 13}|>, {2, 12}], {a, b}]
VerificationTest[Classify[{{1., 1.} -> 1, {1.1, .9} -> 1, {9., 9.} -> 2, {9.2, 8.9} -> 2}, {9., 9.1}], 2]
VerificationTest[Classify[{{1., 1.} -> 1, {1.1, .9} -> 1, {9., 9.} -> 2, {9.2, 8.9} -> 2}, {{1., 1.}, {9., 9.1}}], {1, 2}]
VerificationTest[Classify[{"red" -> True, "red" -> True, "blue" -> False, "blue" -> False}, "blue"], False]
VerificationTest[Classify[{{1, "x"} -> a, {1.2, "x"} -> a, {9, "y"} -> b, {9.1, "y"} -> b}, {1.1, "x"}], a]
VerificationTest[Classify[{{1, "x"} -> a, {Missing[], "x"} -> a, {9, "y"} -> b, {9.1, Missing[]} -> b}, {9, Missing[]}], b]
VerificationTest[Classify[{<|"size" -> 1, "kind" -> "u"|> -> "p", <|"size" -> 2, "kind" -> "u"|> -> "p", <|"size" -> 9, "kind" -> "v"|> -> "q", <|"size" -> 8, "kind" -> "v"|> -> "q"}, <|"size" -> 9, "kind" -> "v"|>], "q"]
VerificationTest[Classify[{{1, 1, "a"}, {2, 1, "a"}, {9, 9, "b"}, {8, 9, "b"}} -> 3, {9, 8}], "b"]
VerificationTest[Classify[{<|"x" -> 1, "y" -> "a"|>, <|"x" -> 2, "y" -> "a"|>, <|"x" -> 9, "y" -> "b"|>, <|"x" -> 8, "y" -> "b"|>} -> "y", <|"x" -> 9|>], "b"]
VerificationTest[Classify[{"a good film" -> "pos", "really good fun" -> "pos", "a bad film" -> "neg", "really bad thing" -> "neg"}, "good fun film"], "pos"]

(* Methods *)
VerificationTest[Table[Classify[{1 -> "A", 2 -> "A", 3 -> "A", 11 -> "B", 12 -> "B", 13 -> "B"}, {1.5, 12.5}, Method -> m], {m, {"LogisticRegression", "NearestNeighbors", "RandomForest", "DecisionTree", "SupportVectorMachine", "NaiveBayes"}}], Table[{"A", "B"}, 6]]
VerificationTest[Information[Classify[{1 -> "A", 2 -> "A", 11 -> "B", 12 -> "B"}, Method -> "NearestNeighbors"], "Method"], "NearestNeighbors"]
VerificationTest[Classify[{1 -> "A", 2 -> "A", 11 -> "B", 12 -> "B"}, 11.5, Method -> {"NearestNeighbors", "NeighborsNumber" -> 1}], "B"]
VerificationTest[Classify[{1 -> "A", 2 -> "A", 11 -> "B", 12 -> "B"}, FeatureExtractor -> Minus][11], "B"]

(* How well a classifier does *)
cm = ClassifierMeasurements[c, {1 -> "A", 2 -> "A", 12 -> "B", 13 -> "A"}];
VerificationTest[Head[cm], ClassifierMeasurementsObject]
VerificationTest[cm["Accuracy"], 0.75]
VerificationTest[cm["Error"], 0.25]
VerificationTest[cm["ConfusionMatrix"], {{2, 1}, {0, 1}}]
VerificationTest[cm["Recall"], <|"A" -> 2/3., "B" -> 1.|>, SameTest -> (Max[Abs[Values[#1] - Values[#2]]] < 10^-9 &)]
VerificationTest[cm["Precision"], <|"A" -> 1., "B" -> 0.5|>]
VerificationTest[cm["F1Score"], <|"A" -> 0.8, "B" -> 2/3.|>, SameTest -> (Max[Abs[Values[#1] - Values[#2]]] < 10^-9 &)]
VerificationTest[cm["Precision" -> "B"], 0.5]
VerificationTest[cm["MisclassifiedExamples"], {13 -> "A"}]
VerificationTest[cm[{"Accuracy", "Error"}], {0.75, 0.25}]
VerificationTest[MemberQ[cm["Properties"], "CohenKappa"], True]
VerificationTest[ClassifierMeasurements[c, {1, 12} -> {"A", "B"}, "Accuracy"], 1.]
VerificationTest[ClassifierMeasurements[c, <|"A" -> {1, 2}, "B" -> {13}|>, "ConfusionMatrix"], {{2, 0}, {0, 1}}]
VerificationTest[ClassifierMeasurements[c, {1 -> "A", 7.01 -> "B"}, "RejectionRate", IndeterminateThreshold -> 0], 0.]

(* Predictors *)
p = Predict[{1 -> 3, 2 -> 5, 3 -> 7, 4 -> 9}, Method -> "LinearRegression"];
VerificationTest[Head[p], PredictorFunction]
VerificationTest[p[10], 21., SameTest -> (Abs[#1 - #2] < 0.001 &)]
VerificationTest[p[{5, 6}], {11., 13.}, SameTest -> (Max[Abs[#1 - #2]] < 0.001 &)]
VerificationTest[Head[p[3, "Distribution"]], NormalDistribution]
VerificationTest[Predict[{{1, 1}, {2, 3}, {3, 2}, {4, 5}} -> {3, 8, 7, 14}, {10, 10}, Method -> "LinearRegression"], 30., SameTest -> (Abs[#1 - #2] < 0.01 &)]
VerificationTest[Predict[{{1, 2}, {2, 4}, {3, 6}} -> 2, 4, Method -> "LinearRegression"], 8., SameTest -> (Abs[#1 - #2] < 0.001 &)]
VerificationTest[Predict[{{1, "u"} -> 1, {2, "u"} -> 2, {1, "v"} -> 11, {2, "v"} -> 12}, {1, "v"}, Method -> "LinearRegression"], 11., SameTest -> (Abs[#1 - #2] < 0.001 &)]
VerificationTest[Predict[{1 -> 10, 2 -> 20, 3 -> 30}, 2, Method -> {"NearestNeighbors", "NeighborsNumber" -> 1}], 20.]
pm = PredictorMeasurements[p, {5 -> 12, 6 -> 12}];
VerificationTest[Head[pm], PredictorMeasurementsObject]
VerificationTest[pm["StandardDeviation"], 1., SameTest -> (Abs[#1 - #2] < 0.001 &)]
VerificationTest[pm["MeanSquare"], 1., SameTest -> (Abs[#1 - #2] < 0.001 &)]
VerificationTest[PredictorMeasurements[p, {5 -> 11, 6 -> 13}, "RSquared"], 1., SameTest -> (Abs[#1 - #2] < 0.001 &)]

(* Wrong arguments *)
VerificationTest[Classify[3], Classify[3], {Classify::bdfmt}]
VerificationTest[Classify[{1, 2} -> {a}], Classify[{1, 2} -> {a}], {Classify::bdfmt}]
