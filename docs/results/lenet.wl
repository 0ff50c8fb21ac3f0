(* LeNet on the 60,000 digits of MNIST, with batch normalization and without it. *)

training = ResourceData["MNIST", "TrainingData"];
test = ResourceData["MNIST", "TestData"];
Print["examples: ", Length[training], " and ", Length[test]];

lenet[normalize_] := NetChain[
   Flatten[{ConvolutionLayer[20, 5], If[normalize, BatchNormalizationLayer[], {}], Ramp, PoolingLayer[2, 2],
     ConvolutionLayer[50, 5], If[normalize, BatchNormalizationLayer[], {}], Ramp, PoolingLayer[2, 2],
     FlattenLayer[], 500, Ramp, 10, SoftmaxLayer[]}],
   "Input" -> NetEncoder[{"Image", {28, 28}, ColorSpace -> "Grayscale"}], "Output" -> NetDecoder[{"Class", Range[0, 9]}]];

train[normalize_] := NetTrain[lenet[normalize], training, All, MaxTrainingRounds -> 5, BatchSize -> 64,
   RandomSeeding -> 1, TrainingProgressReporting -> None, Method -> {"ADAM", "LearningRateSchedule" -> (1 - 0.9 #1/#2 &)}];

results = AssociationMap[train, {True, False}];
Do[
  Print[If[kind, "with", "without"], " batch normalization: test accuracy ",
    NetMeasurements[results[kind]["TrainedNet"], test, "Accuracy"], ", seconds ", Round[results[kind]["TotalTrainingTime"]]],
  {kind, {True, False}}];

smooth[list_] := MovingAverage[list, 50];
plot = ListLogPlot[smooth /@ Through[Values[results]["BatchLossList"]], Joined -> True, Frame -> True,
   FrameLabel -> {"batch", "loss"}, PlotLegends -> {"with batch normalization", "without"}];
Export[FileNameJoin[{DirectoryName[$InputFileName], "lenet.png"}], plot];
