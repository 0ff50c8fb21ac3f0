(* NetTrain and NetMeasurements: generators, files and named data; checkpoints and files of nets. *)

quiet = TrainingProgressReporting -> None;
number = LinearLayer[{}, "Input" -> "Real"];
folder = CreateDirectory[];
name[file_] := FileNameJoin[{folder, file}]

(* -- generators -- *)

SeedRandom[1];
make = Function[Table[x -> 2 x + 1, {x, RandomReal[{-1, 1}, #BatchSize]}]];
VerificationTest[Abs[NetTrain[number, make, MaxTrainingRounds -> 400, LearningRate -> 0.05, quiet][10] - 21] < 0.1, True,
  TestID -> "a generator is learnt from"]
VerificationTest[NetTrain[number, {make, "RoundLength" -> 100}, "TotalBatches", BatchSize -> 30, MaxTrainingRounds -> 3, quiet], 12,
  TestID -> "as many batches a round as make its length"]
VerificationTest[NetTrain[number, make, "TotalBatches", MaxTrainingRounds -> 3, quiet], 3, TestID -> "else one"]
VerificationTest[
  NetTrain[number, <|"Input" -> ConstantArray[0.5, #BatchSize], "Output" -> ConstantArray[1., #BatchSize]|> &, "TotalRounds",
    MaxTrainingRounds -> 2, quiet], 2, TestID -> "associations of lists"]
VerificationTest[Reap[NetTrain[number, (Sow[#Round]; {1 -> 2}) &, MaxTrainingRounds -> 3, quiet]][[2, 1]] // Last, 3,
  TestID -> "generators are told the round"]
VerificationTest[
  Length[NetTrain[number, make, "ValidationLossList", ValidationSet -> {1 -> 3}, MaxTrainingRounds -> 3, quiet]], 3,
  TestID -> "validated by data"]
VerificationTest[NetTrain[number, 5 &, quiet], $Failed, {NetTrain::generator}, TestID -> "a generator of nothing"]

(* -- named data -- *)

flower = NetChain[{LinearLayer[], SoftmaxLayer[]}];
iris[prop_, opts___] := NetTrain[flower, "FisherIris", prop, opts, MaxTrainingRounds -> 1, quiet]
VerificationTest[iris["TrainingExamples"], Length[ExampleData[{"MachineLearning", "FisherIris"}, "TrainingData"]], TestID -> "a data set"]
VerificationTest[iris["ValidationExamples", ValidationSet -> "FisherIris"], Length[ExampleData[{"MachineLearning", "FisherIris"}, "TestData"]],
  TestID -> "its test data"]
VerificationTest[iris["TrainedNet"][{5.1, 3.5, 1.4, 0.2}] // MemberQ[{"setosa", "versicolor", "virginica"}, #] &, True,
  TestID -> "its labels"]
VerificationTest[NetTrain[flower, "NoSuchData", quiet], $Failed, {ExampleData::name, NetTrain::noset}, TestID -> "no data set"]

(* -- numeric arrays -- *)

VerificationTest[
  NetTrain[number, <|"Input" -> NumericArray[{1., 2.}, "Real32"], "Output" -> NumericArray[{1, 2}, "UnsignedInteger8"]|>,
    "TrainingExamples", MaxTrainingRounds -> 1, quiet], 2, TestID -> "numeric arrays"]

(* -- files of nets -- *)

net = NetInitialize[NetChain[<|"a" -> LinearLayer[2], "b" -> Ramp, "c" -> SoftmaxLayer[]|>, "Input" -> 3,
    "Output" -> NetDecoder[{"Class", {"x", "y"}}]]];
VerificationTest[Export[name["net.wlnet"], net], name["net.wlnet"], TestID -> "Export"]
VerificationTest[Import[name["net.wlnet"]] === net, True, TestID -> "Import"]
VerificationTest[Import[name["net.wlnet"]][{1, 2, 3}, None] == net[{1, 2, 3}, None], True, TestID -> "which gives the same"]
VerificationTest[NetExtract[Import[name["net.wlnet"], "UninitializedNet"], {"a", "Weights"}], Automatic, TestID -> "UninitializedNet"]
VerificationTest[Keys[Import[name["net.wlnet"], "ArrayAssociation"]] // Sort, Sort[{{"a", "Weights"}, {"a", "Biases"}}],
  TestID -> "ArrayAssociation"]
VerificationTest[Length[Import[name["net.wlnet"], "ArrayList"]], 2, TestID -> "ArrayList"]
VerificationTest[Import[name["net.wlnet"], {"WLNet", "Net"}] === net, True, TestID -> "the format by name"]
VerificationTest[Export[name["no.wlnet"], {1, 2}], $Failed, {Export::value}, TestID -> "what is no net"]

(* -- checkpoints -- *)

line = Table[x -> 2 x + 1, {x, -1, 1, 0.25}];
VerificationTest[
  NetTrain[number, line, "CheckpointingFiles", TrainingProgressCheckpointing -> {"File", name["c.wlnet"]}, MaxTrainingRounds -> 3, quiet],
  {name["c.wlnet"]}, TestID -> "one file"]
VerificationTest[Head[Import[name["c.wlnet"]]], LinearLayer, TestID -> "with the net"]
CreateDirectory[name["many"]];
VerificationTest[
  Length[NetTrain[number, line, "CheckpointingFiles", TrainingProgressCheckpointing -> {"Directory", name["many"]}, MaxTrainingRounds -> 3, quiet]],
  3, TestID -> "a folder of files"]
VerificationTest[Length[FileNames["*.wlnet", name["many"]]], 3, TestID -> "that are there"]
VerificationTest[
  Length[NetTrain[number, line, "CheckpointingFiles",
    TrainingProgressCheckpointing -> {"Directory", name["many"], "Interval" -> Quantity[2, "Rounds"]}, MaxTrainingRounds -> 5, quiet]],
  2, TestID -> "now and then"]
VerificationTest[NetTrain[number, line, TrainingProgressCheckpointing -> {"Directory", name["none"]}, quiet], $Failed, {NetTrain::nofolder},
  TestID -> "a folder that is missing"]
