(* NetTrain: what decides its course, what can be seen of it, and what is left when it ends. *)

quiet = TrainingProgressReporting -> None;
line = Table[x -> 2 x + 1, {x, -1, 1, 0.25}];
number = LinearLayer[{}, "Input" -> "Real"];
train[opts___] := NetTrain[number, line, All, opts, MaxTrainingRounds -> 4, BatchSize -> 3, RandomSeeding -> 1, quiet]

(* -- how long -- *)

VerificationTest[train[]["TotalBatches"], 12, TestID -> "rounds of batches"]
VerificationTest[train[MaxTrainingRounds -> Quantity[5, "Batches"]]["TotalBatches"], 5, TestID -> "a number of batches"]
VerificationTest[train[MaxTrainingRounds -> Quantity[2, "Rounds"]]["TotalRounds"], 2, TestID -> "a quantity of rounds"]
VerificationTest[train[TimeGoal -> Quantity[1, "Hours"]]["TotalRounds"], 4, TestID -> "of time and rounds the shorter counts"]
VerificationTest[train[TrainingProgressFunction -> (If[#Round == 2, "StopTraining"] &)]["TotalRounds"], 2, TestID -> "StopTraining"]
VerificationTest[CheckAbort[train[TrainingProgressFunction -> (If[#Round == 2, "AbortTraining"] &)], "aborted"], "aborted", TestID -> "AbortTraining"]
VerificationTest[
  NetTrain[number, line, "TotalRounds", quiet, MaxTrainingRounds -> 99, LearningRate -> 0.5, ValidationSet -> {0 -> 0.5},
    TrainingStoppingCriterion -> "Loss", RandomSeeding -> 1] < 99, True, TestID -> "a criterion"]
VerificationTest[
  NetTrain[number, line, "TotalRounds", quiet, MaxTrainingRounds -> 9, ValidationSet -> {0 -> 0.5},
    TrainingStoppingCriterion -> (#Round == 3 &)], 3, TestID -> "a function as criterion"]
VerificationTest[train[TrainingStoppingCriterion -> "Loss"]["TotalRounds"], 4, {NetTrain::novalidation},
  TestID -> "a criterion without validation data"]

(* -- what is told -- *)

told[form_, opts___] := Reap[train[opts, TrainingProgressFunction -> form]][[2, 1]]
VerificationTest[told[Sow[#Round] &], {1, 2, 3, 4}, TestID -> "every round"]
VerificationTest[told[{Sow[#Round] &, "Interval" -> 2}], {2, 4}, TestID -> "every second round"]
VerificationTest[told[{Sow[#AbsoluteBatch] &, "Interval" -> Quantity[4, "Batches"]}], {4, 8, 12}, TestID -> "every fourth batch"]
VerificationTest[told[Sow[#ExamplesProcessed] &], {9, 18, 27, 36}, TestID -> "examples"]
VerificationTest[told[Sow[#BatchSize -> #BatchesPerRound] &] // Union, {3 -> 3}, TestID -> "sizes"]
VerificationTest[told[Sow[Head[#Net]] &] // Union, {LinearLayer}, TestID -> "the net"]
VerificationTest[told[Sow[Sort[Keys[#Weights]]] &] // Union, {Sort[{{"Biases"}, {"Weights"}}]}, TestID -> "weights by position"]
VerificationTest[told[Sow[Length[#RoundLossList]] &], {1, 2, 3, 4}, TestID -> "lists"]
VerificationTest[told[Sow[Sort[#BatchIndices]] &] // Flatten // Union // Complement[#, Range[9]] &, {}, TestID -> "indices of examples"]
VerificationTest[train[TrainingProgressFunction -> {5}], $Failed, {NetTrain::optval}, TestID -> "no function"]

(* -- what is measured -- *)

points = Flatten[Table[{x, y} -> If[x + y > 0, "up", "down"], {x, -1, 1, 0.5}, {y, -0.9, 1, 0.5}]];
soft = NetChain[{LinearLayer[], SoftmaxLayer[]}];
classify[prop_, opts___] := NetTrain[soft, points, prop, opts, MaxTrainingRounds -> 2, RandomSeeding -> 1, quiet]
VerificationTest[Keys[classify["RoundMeasurements"]], {"Loss", "ErrorRate"}, TestID -> "the error rate of a classification"]
VerificationTest[Keys[classify["RoundMeasurements", TrainingProgressMeasurements -> None]], {"Loss"}, TestID -> "nothing more"]
VerificationTest[Keys[classify["RoundMeasurements", TrainingProgressMeasurements -> {"Accuracy", "F1Score"}]],
  {"Loss", "Accuracy", "F1Score"}, TestID -> "measurements that are named"]
VerificationTest[Keys[classify["RoundMeasurements", TrainingProgressMeasurements -> {"F1Score"}]["F1Score"]], {"down", "up"},
  TestID -> "those of classes"]
VerificationTest[
  NumberQ[classify["RoundMeasurements",
    TrainingProgressMeasurements -> <|"Measurement" -> "F1Score", "ClassAveraging" -> "Macro", "Key" -> "f"|>]["f"]], True,
  TestID -> "averaged, under a key"]
VerificationTest[Length /@ classify["ValidationMeasurementsLists", ValidationSet -> points], <|"Loss" -> 2, "ErrorRate" -> 2|>,
  TestID -> "of the validation data"]
VerificationTest[classify["RoundMeasurements", TrainingProgressMeasurements -> "Foo"], $Failed, {NetTrain::measurement},
  TestID -> "no measurement"]

(* -- which arrays -- *)

start = NetInitialize[NetChain[<|"a" -> LinearLayer[2], "b" -> LinearLayer[2]|>, "Input" -> 2], RandomSeeding -> 2];
moved[opts___] := With[{end = NetTrain[start, {{1, 2} -> {3, 4}}, opts, MaxTrainingRounds -> 1, quiet]},
  end[[#]] =!= start[[#]] & /@ {"a", "b"}]
VerificationTest[moved[], {True, True}, TestID -> "all arrays"]
VerificationTest[moved[TrainingUpdateSchedule -> {"a", "b"}], {True, False}, TestID -> "the first group in the first step"]
VerificationTest[moved[TrainingUpdateSchedule -> {"a" | "b"}], {True, True}, TestID -> "alternatives"]
VerificationTest[moved[TrainingUpdateSchedule -> {"a"}, MaxTrainingRounds -> 5], {True, False}, TestID -> "no turn at all"]
VerificationTest[moved[TrainingUpdateSchedule -> {"b" -> 2, "a"}, MaxTrainingRounds -> 2], {False, True}, TestID -> "two steps for one"]
VerificationTest[moved[TrainingUpdateSchedule -> {2, _}, MaxTrainingRounds -> 2], {True, True}, TestID -> "numbers and all"]
VerificationTest[moved[LearningRateMultipliers -> {"a" -> None}], {False, True}, TestID -> "frozen"]
VerificationTest[moved[LearningRateMultipliers -> {"a" -> 1, _ -> None}], {True, False}, TestID -> "all others frozen"]
VerificationTest[
  With[{up = NetTrain[start, {{1, 2} -> {3, 4}}, "RoundLossList", LearningRateMultipliers -> -1, MaxTrainingRounds -> 5, quiet]},
    OrderedQ[up]], True, TestID -> "a negative multiplier makes the loss grow"]
VerificationTest[
  With[{up = NetTrain[start, {{1, 2} -> {3, 4}}, "RoundLossList", LossFunction -> MeanSquaredLossLayer[] -> Scaled[-1],
      MaxTrainingRounds -> 5, quiet]}, OrderedQ[Reverse[up]]], True, TestID -> "a negative weight of the loss as well"]

(* -- what is left -- *)

VerificationTest[Head[train[]["LossPlot"]] // MemberQ[{Graphics, Legended}, #] &, True, TestID -> "a picture of the loss"]
VerificationTest[Keys[classify["FinalPlots"]], {"Loss", "ErrorRate"}, TestID -> "pictures of all that is measured"]
VerificationTest[train[]["ReasonTrainingStopped"] // StringQ, True, TestID -> "a reason"]
VerificationTest[train[]["RoundPositions"], {3, 6, 9, 12}, TestID -> "where the rounds ended"]
VerificationTest[SubsetQ[train[]["Properties"], {"TrainedNet", "RoundLossList", "BatchLossList", "LossPlot"}], True, TestID -> "properties"]
VerificationTest[Head[train[]["TrainingNet"]], NetGraph, TestID -> "the net with its loss"]
