(* A variational autoencoder on handwritten digits of 8 x 8 pixels: it learns to draw digits from two numbers. *)

data = ExampleData[{"MachineLearning", "Digits"}, "TrainingData"];
pixels = N[Flatten /@ Keys[data]];
size = Length[First[pixels]];

encoder = NetGraph[<|"hidden" -> NetChain[{128, Ramp, 64, Ramp}], "mean" -> 2, "logVariance" -> 2|>,
   {"hidden" -> "mean" -> NetPort["Mean"], "hidden" -> "logVariance" -> NetPort["LogVariance"]}, "Input" -> size];
decoder = NetChain[{64, Ramp, 128, Ramp, size, LogisticSigmoid}, "Input" -> 2];
vae = NetGraph[<|"encoder" -> encoder, "noise" -> RandomArrayLayer[NormalDistribution[0, 1], "Output" -> 2],
    "sample" -> ThreadingLayer[#Mean + Exp[#LogVariance/2] #Noise &], "decoder" -> decoder,
    "likelihood" -> CrossEntropyLossLayer["Binary"], "divergence" -> FunctionLayer[Total[(#Mean^2 + Exp[#LogVariance] - 1 - #LogVariance)/2] &]|>,
   {NetPort["Input"] -> "encoder", NetPort["encoder", "Mean"] -> NetPort["sample", "Mean"], NetPort["encoder", "LogVariance"] -> NetPort["sample", "LogVariance"],
    "noise" -> NetPort["sample", "Noise"], "sample" -> "decoder" -> NetPort["likelihood", "Input"], NetPort["Input"] -> NetPort["likelihood", "Target"],
    NetPort["encoder", "Mean"] -> NetPort["divergence", "Mean"], NetPort["encoder", "LogVariance"] -> NetPort["divergence", "LogVariance"],
    "likelihood" -> NetPort["Loss"], "divergence" -> NetPort["Divergence"]}];

results = NetTrain[vae, <|"Input" -> pixels|>, All, LossFunction -> {"Loss" -> Scaled[size], "Divergence"}, MaxTrainingRounds -> 80,
   LearningRate -> 0.002, RandomSeeding -> 1, TrainingProgressReporting -> None];
Print["loss, first and last round: ", results["RoundLossList"][[{1, -1}]]];
Print["seconds: ", Round[results["TotalTrainingTime"]]];
draw = NetExtract[results["TrainedNet"], "decoder"];
pictures = Table[Image[Partition[draw[{a, b}], Sqrt[size]]], {b, 2, -2, -0.4}, {a, -2, 2, 0.4}];
Export[FileNameJoin[{DirectoryName[$InputFileName], "autoencoder.png"}], ImageResize[ImageAssemble[pictures], 440]];
