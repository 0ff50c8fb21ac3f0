(* NetTrain and NetMeasurements: data, losses, options, properties, and what cannot be trained. *)

quiet = TrainingProgressReporting -> None;
close[a_, b_, d_: 10^-4] := Max[Abs[Flatten[{a - b}]]] < d
line = Table[x -> 2 x + 1, {x, -1, 1, 0.25}];
number = LinearLayer[{}, "Input" -> "Real"];
fit[data_, opts___] := NetTrain[number, data, opts, MaxTrainingRounds -> 400, LearningRate -> 0.05, RandomSeeding -> 1, quiet]

(* -- forms of data -- *)

VerificationTest[close[fit[line][10], 21, 0.05], True, TestID -> "rules"]
VerificationTest[fit[line] === fit[line], True, TestID -> "a seed makes training repeatable"]
VerificationTest[fit[Keys[line] -> Values[line]] === fit[line], True, TestID -> "lists"]
VerificationTest[fit[<|"Input" -> Keys[line], "Output" -> Values[line]|>] === fit[line], True, TestID -> "an association"]
VerificationTest[fit[(<|"Input" -> First[#], "Output" -> Last[#]|> &) /@ line] === fit[line], True, TestID -> "associations"]
VerificationTest[fit[Dataset[(<|"Input" -> First[#], "Output" -> Last[#]|> &) /@ line]] === fit[line], True,
  TestID -> "the rows of a Dataset"]
VerificationTest[fit[{1/3 -> Pi, Sqrt[2] -> E}] === fit[N[{1/3 -> Pi, Sqrt[2] -> E}]], True, TestID -> "exact numbers"]
VerificationTest[NetExtract[NetTrain[LinearLayer[{}], {True -> 1, False -> 0}, MaxTrainingRounds -> 1, quiet], "Input"],
  NetEncoder["Boolean"], TestID -> "Booleans as inputs bring their encoder"]
VerificationTest[fit[{}], $Failed, {NetTrain::nodata}, TestID -> "no examples"]
VerificationTest[fit[{1, 2} -> {1}], $Failed, {NetTrain::lengths}, TestID -> "lists of different lengths"]
VerificationTest[fit[<|"Input" -> {1, 2}|>], $Failed, {NetTrain::missingtarget}, TestID -> "no targets"]
VerificationTest[fit[foo], $Failed, {NetTrain::dataform}, TestID -> "no data"]
VerificationTest[fit[{"a" -> 1}], $Failed, {NetTrain::data}, TestID -> "inputs that are no numbers"]
VerificationTest[fit[{1 -> {1, 2}}], $Failed, {NetTrain::data}, TestID -> "targets of a wrong shape"]
VerificationTest[NetTrain[LinearLayer[2, "Input" -> 3], {{1, 2} -> {1, 2}}, quiet], $Failed, {NetTrain::data},
  TestID -> "inputs of a wrong shape"]
VerificationTest[NetTrain[5, line, quiet], $Failed, {NetTrain::nonet}, TestID -> "no net"]
VerificationTest[NetTrain[MeanSquaredLossLayer[], line, quiet], $Failed, {NetTrain::rulesports}, TestID -> "rules for two inputs"]
VerificationTest[
  NetExtract[NetTrain[NetChain[{LinearLayer[], Tanh, LinearLayer[]}, "Output" -> 2] // NetReplacePart[#, 1 -> LinearLayer[4]] &,
    {{1, 2, 3} -> {0, 1}}, MaxTrainingRounds -> 1, quiet], "Input"], 3, TestID -> "shapes from the data"]
VerificationTest[NetExtract[NetTrain[LinearLayer[], {{1, 2, 3} -> {0, 1}}, MaxTrainingRounds -> 1, quiet], "Output"], 2,
  TestID -> "the output from the targets"]

(* -- losses -- *)

points = Flatten[Table[{x, y} -> If[x + y > 0, "up", "down"], {x, -1, 1, 0.5}, {y, -0.9, 1, 0.5}]];
soft = NetChain[{8, Tanh, LinearLayer[], SoftmaxLayer[]}];
classifier = NetTrain[soft, points, MaxTrainingRounds -> 200, LearningRate -> 0.05, RandomSeeding -> 1, quiet];
VerificationTest[classifier[{{1, 1}, {-1, -1}}], {"up", "down"}, TestID -> "labels attach a decoder"]
VerificationTest[NetExtract[classifier, "Output"], NetDecoder[{"Class", {"down", "up"}}], TestID -> "with the labels in order"]
VerificationTest[NetMeasurements[classifier, points, "Accuracy"] > 0.9, True, TestID -> "it learns"]
VerificationTest[NetMeasurements[classifier, points, {"Accuracy", "ErrorRate"}] // Total, 1., TestID -> "accuracy and error"]
VerificationTest[Total[Flatten[NetMeasurements[classifier, points, "ConfusionMatrix"]]], Length[points], TestID -> "confusion matrix"]
VerificationTest[NetMeasurements[classifier, points, "MeanSquare"], $Failed, {NetMeasurements::measurement},
  TestID -> "no measurement of a classification"]
VerificationTest[
  NetTrain[NetChain[{2, SoftmaxLayer[]}, "Output" -> NetDecoder[{"Class", {"a", "b"}}]], {{1, 2} -> "a", {2, 1} -> "c"}, quiet],
  $Failed, {NetTrain::data}, TestID -> "a label that the decoder does not know"]
VerificationTest[NetTrain[NetChain[{3, SoftmaxLayer[]}], {{1, 2} -> "a", {2, 1} -> "b"}, quiet], $Failed, {NetTrain::classcount},
  TestID -> "more classes than labels"]
VerificationTest[NetExtract[NetTrain[NetChain[{3, SoftmaxLayer[]}], {{1, 2} -> 1, {2, 1} -> 3}, MaxTrainingRounds -> 1, quiet],
  "Output"], 3, TestID -> "class indices need no decoder"]
VerificationTest[
  NetTrain[NetChain[{2, SoftmaxLayer[]}], {{1, 2} -> {1, 0}, {2, 1} -> {0, 1}}, "RoundLoss", MaxTrainingRounds -> 1, quiet] > 0,
  True, TestID -> "probabilities as targets"]
VerificationTest[
  NetExtract[NetTrain[NetChain[{LinearLayer[], SoftmaxLayer[]}], {{1, 2} -> {1, 0, 0}, {2, 1} -> {0, 0.5, 0.5}},
    MaxTrainingRounds -> 1, quiet], "Output"], 3, TestID -> "probabilities tell how many classes there are"]
two = NetChain[{2, SoftmaxLayer[]}, "Output" -> NetDecoder[{"Class", {"a", "b"}}]];
once[net_, data_, opts___] := NetTrain[net, data, opts, MaxTrainingRounds -> 1, RandomSeeding -> 1, quiet]
VerificationTest[once[two, {{1, 2} -> {1, 0}, {2, 1} -> {0, 1}}, "RoundLoss"], once[two, {{1, 2} -> "a", {2, 1} -> "b"}, "RoundLoss"],
  SameTest -> (Abs[#1 - #2] < 10^-5 &), TestID -> "probabilities as targets of a net with a decoder"]
VerificationTest[NetExtract[once[NetChain[{2, SoftmaxLayer[]}], {{1, 2} -> "a", {2, 1} -> "b"},
    LossFunction -> CrossEntropyLossLayer["Probabilities"]], "Output"], NetDecoder[{"Class", {"a", "b"}}],
  TestID -> "labels with the loss for probabilities"]
VerificationTest[once[LinearLayer[1], {1 -> 2}], $Failed, {NetTrain::single}, TestID -> "a vector of length 1 is no number"]
VerificationTest[once[NetChain[{1, LogisticSigmoid}], {{1} -> True}], $Failed, {NetTrain::single}, TestID -> "and no Boolean"]
VerificationTest[once[LinearLayer[], {{} -> 2}], $Failed, {NetTrain::data}, TestID -> "empty arrays"]
VerificationTest[once[LinearLayer[], {1 -> 2}, LossFunction -> {}], $Failed, {NetTrain::optval}, TestID -> "no loss at all"]
VerificationTest[once[LinearLayer[2], {{1} -> {1, 2}}, LossFunction -> SoftmaxLayer["Input" -> 3]], $Failed, {NetTrain::lossfit},
  TestID -> "a loss of another shape"]
VerificationTest[
  once[LinearLayer[], {1 -> 2}, "RoundLoss", LossFunction -> "Output" -> MeanSquaredLossLayer[] -> Scaled[2]],
  2 once[LinearLayer[], {1 -> 2}, "RoundLoss"], SameTest -> (Abs[#1 - #2] < 10^-4 &), TestID -> "a scaled loss of a port"]
VerificationTest[once[LinearLayer[], {1 -> 2}, "TrainedNet", foo], $Failed, {NetTrain::notloss}, TestID -> "a fourth argument that is nothing"]
VerificationTest[once[LinearLayer[], {1 -> 2}, All]["Foo"], $Failed, {NetTrainResultsObject::trainprop}, TestID -> "no property of the results"]
VerificationTest[once[LinearLayer[], {1 -> 2}, LearningRateMultipliers -> {"Foo" -> 0}], $Failed, {NetTrain::noarray},
  TestID -> "a multiplier of nothing"]
VerificationTest[NetTrain[LinearLayer[], {1 -> 2}, TrainingProgressReporting -> "Foo"], $Failed, {NetTrain::optval},
  TestID -> "no form of reporting"]
VerificationTest[
  NetTrain[NetChain[{{}, LogisticSigmoid} /. {} -> LinearLayer[{}]], {{1, 2} -> True, {-2, -1} -> False}, MaxTrainingRounds -> 200,
    LearningRate -> 0.1, quiet][{{2, 2}, {-2, -2}}], {True, False}, TestID -> "Booleans"]
VerificationTest[
  close[NetMeasurements[LinearLayer[{}, "Weights" -> {{1}}, "Biases" -> {0}, "Input" -> "Real"], {1 -> 3, 2 -> 2}, "Loss"], 2.],
  True, TestID -> "the mean squared loss"]
VerificationTest[
  close[NetMeasurements[LinearLayer[{}, "Weights" -> {{1}}, "Biases" -> {0}, "Input" -> "Real"], {1 -> 3, 2 -> 2}, "Loss",
    LossFunction -> (MeanSquaredLossLayer[] -> Scaled[3])], 6.], True, TestID -> "a scaled loss"]
VerificationTest[
  close[NetMeasurements[LinearLayer[{}, "Weights" -> {{1}}, "Biases" -> {0}, "Input" -> "Real"], {1 -> 3, 2 -> 2}, "Loss",
    LossFunction -> ElementwiseLayer[#^2 &]], 2.5], True, TestID -> "a loss without targets"]
VerificationTest[fit[line, LossFunction -> "Loss"], $Failed, {NetTrain::noport}, TestID -> "no such loss port"]
VerificationTest[fit[line, LossFunction -> 7], $Failed, {NetTrain::optval}, TestID -> "no loss"]
VerificationTest[fit[line, LossFunction -> CrossEntropyLossLayer["Index"]], $Failed, {NetTrain::lossfit}, TestID -> "a loss that does not fit"]

(* -- options -- *)

short[opts___] := NetTrain[number, line, All, opts, MaxTrainingRounds -> 2, RandomSeeding -> 1, quiet]
VerificationTest[short[BatchSize -> 4]["BatchesPerRound"], 3, TestID -> "BatchSize"]
VerificationTest[short[][{"TotalRounds", "TotalBatches", "TrainingExamples", "OptimizationMethod"}], {2, 2, 9, "ADAM"}, TestID -> "properties"]
VerificationTest[Length[short[BatchSize -> 4]["BatchLossList"]], 6, TestID -> "the loss of every batch"]
VerificationTest[short[LearningRate -> 0.5]["FinalLearningRate"], 0.5, TestID -> "LearningRate"]
VerificationTest[short[Method -> #]["OptimizationMethod"] & /@ {"SGD", "RMSProp", "SignSGD", {"ADAM", "Beta1" -> 0.5}},
  {"SGD", "RMSProp", "SignSGD", "ADAM"}, TestID -> "methods"]
VerificationTest[short[Method -> {"SGD", "LearningRateSchedule" -> (1/#1 &)}, LearningRate -> 0.1]["FinalLearningRate"], 0.05,
  TestID -> "a schedule"]
VerificationTest[short[Method -> "Foo"], $Failed, {NetTrain::method}, TestID -> "unknown method"]
VerificationTest[short[Method -> {"SGD", "Foo" -> 1}], $Failed, {NetTrain::suboption}, TestID -> "unknown suboption"]
VerificationTest[
  With[{start = NetInitialize[number]},
    {NetTrain[start, line, MaxTrainingRounds -> 3, quiet, LearningRateMultipliers -> #] === start & /@ {0, None, {_ -> 0}, 1}}],
  {{True, True, True, False}}, TestID -> "frozen nets stay"]
VerificationTest[
  With[{start = NetInitialize[NetChain[<|"a" -> 2, "b" -> 2|>, "Input" -> 2]]},
    With[{end = NetTrain[start, {{1, 2} -> {3, 4}}, MaxTrainingRounds -> 2, quiet, LearningRateMultipliers -> {"a" -> 0, {"b", "Biases"} -> None}]},
      end[[##]] === start[[##]] & @@@ {{"a"}, {"b", "Biases"}, {"b", "Weights"}}]], {True, True, False}, TestID -> "frozen parts stay"]
VerificationTest[
  Max[Abs[Normal[NetTrain[NetInitialize[number], {1 -> 50}, MaxTrainingRounds -> 100, quiet, LearningRate -> 1,
    Method -> {"SGD", "WeightClipping" -> 0.5}][["Weights"]]]]] <= 0.5, True, TestID -> "WeightClipping"]
VerificationTest[short[Foo -> 1], $Failed, {NetTrain::optx}, TestID -> "unknown option"]
VerificationTest[NetInitialize[number, Foo -> 1], $Failed, {NetInitialize::optx}, TestID -> "unknown option of NetInitialize"]
VerificationTest[short[MaxTrainingRounds -> 0], $Failed, {NetTrain::optval}, TestID -> "no rounds"]
VerificationTest[short[BatchSize -> "a"], $Failed, {NetTrain::optval}, TestID -> "no batch size"]
VerificationTest[NetTrain[number, line, TimeGoal -> 0.05, quiet, LearningRate -> 0.01][0] // NumberQ, True, TestID -> "TimeGoal"]
VerificationTest[NetTrain[number, line, {"TotalRounds", "BatchSize"}, MaxTrainingRounds -> 1, quiet], {1, 9}, TestID -> "a list of properties"]
VerificationTest[NetTrain[number, line, "Foo", MaxTrainingRounds -> 1, quiet], $Failed, {NetTrain::trainprop}, TestID -> "no property"]
VerificationTest[short[]["Foo"], $Failed, {NetTrainResultsObject::trainprop}, TestID -> "no property of results"]

VerificationTest[
  SetOptions[NetTrain, MaxTrainingRounds -> 4, TrainingProgressReporting -> None]; NetTrain[number, line, "TotalRounds"], 4,
  TestID -> "defaults by SetOptions"]
VerificationTest[SetOptions[NetTrain, MaxTrainingRounds -> Automatic] // Head, List, TestID -> "and back"]
VerificationTest[NetTrain[number, line, MeanSquaredLossLayer[], "RoundLoss", MaxTrainingRounds -> 1] > 0, True,
  TestID -> "the loss as third argument, as in version 11"]

(* -- validation -- *)

validated = NetTrain[number, line, All, ValidationSet -> {0 -> 1, 0.1 -> 1.2}, MaxTrainingRounds -> 5, quiet, RandomSeeding -> 1];
VerificationTest[Length[validated["ValidationLossList"]], 5, TestID -> "a validation after each round"]
VerificationTest[validated["ValidationLossList"][[validated["BestValidationRound"]]], validated["ValidationLoss"], TestID -> "the best round"]
VerificationTest[close[NetMeasurements[validated["TrainedNet"], {0 -> 1, 0.1 -> 1.2}, "Loss"], validated["ValidationLoss"], 10^-6], True,
  TestID -> "its net is what comes back"]
VerificationTest[NetTrain[number, line, {"TrainingExamples", "ValidationExamples"}, ValidationSet -> Scaled[1/3], MaxTrainingRounds -> 1, quiet],
  {6, 3}, TestID -> "a part held out"]
VerificationTest[NetTrain[number, line, ValidationSet -> Scaled[2], quiet], $Failed, {NetTrain::optval}, TestID -> "more than there is"]
VerificationTest[NetTrain[number, line, ValidationSet -> 5, quiet], $Failed, {NetTrain::optval}, TestID -> "no validation data"]

(* -- divergence -- *)

VerificationTest[
  AllTrue[Flatten[Normal[NetTrain[LinearLayer[{}, "Weights" -> {{1}}, "Biases" -> {0}, "Input" -> "Real"], {100 -> 1, 200 -> 2},
    LearningRate -> 10^6, Method -> "SGD", MaxTrainingRounds -> 100, quiet][["Weights"]]]], NumberQ[#] && Abs[#] < 10^30 &],
  True, {NetTrain::diverged}, TestID -> "stops with the last good net"]

(* several losses *)
two = NetGraph[{ElementwiseLayer[# &], ElementwiseLayer[# &], LinearLayer[1, "Weights" -> {{0}}, "Biases" -> {0}]}, {3 -> 1 -> NetPort["a"], 3 -> 2 -> NetPort["b"]}, "Input" -> 1];
VerificationTest[NetTrain[two, <|"Input" -> {{1}, {1}}, "a" -> {{2}, {2}}, "b" -> {{3}, {3}}|>, "RoundMeasurements", LossFunction -> {("a" -> MeanSquaredLossLayer[]) -> Scaled[2], "b" -> MeanAbsoluteLossLayer[]}, LearningRateMultipliers -> {1 -> 0}, MaxTrainingRounds -> 1, TrainingProgressReporting -> None], <|"Loss" -> 11., "a" -> 4., "b" -> 3.|>, SameTest -> (Max[Abs[Values[#1] - Values[#2]]] < 0.02 &), TestID -> "each of several losses is measured"]

(* a loss that says how its targets are written *)
steps = ConstantArray[N[#], 4] & /@ {{1, 0}, {0, 1}};
VerificationTest[
  With[{net = NetTrain[NetChain[{NetMapOperator[LinearLayer[]], SoftmaxLayer[]}, "Input" -> {"Varying", 2}, "Output" -> NetDecoder[{"CTCBeamSearch", {"a", "b"}}]],
      {steps[[1]] -> "a", steps[[2]] -> "b"}, LossFunction -> CTCLossLayer["Target" -> NetEncoder[{"Characters", {"a", "b"}}]],
      MaxTrainingRounds -> 100, LearningRate -> 0.1, RandomSeeding -> 1, TrainingProgressReporting -> None]}, net /@ steps],
  {{"a"}, {"b"}}, TestID -> "strings as targets of a sequence loss"]
