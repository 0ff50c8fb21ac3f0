(* A net that solves the equation y'' = -y with y(0) = 0 and y'(0) = 1, so that it learns the sine, from a loss that says so.

The net y is applied to x - h, x and x + h with the same arrays; their second difference stands for y''. *)

h = 0.05;
y = NetChain[{LinearLayer[24], Tanh, LinearLayer[24], Tanh, LinearLayer[{}]}, "Input" -> "Real"];
residual = NetGraph[<|
    "around" -> FunctionLayer[{# - h, #, # + h} &], "y" -> NetMapOperator[y],
    "equation" -> FunctionLayer[((#[[1]] - 2 #[[2]] + #[[3]])/h^2 + #[[2]])^2 &],
    "start" -> NetArrayLayer["Array" -> {-h, 0., h}, LearningRateMultipliers -> 0], "y0" -> NetMapOperator[y],
    "conditions" -> FunctionLayer[#[[2]]^2 + ((#[[3]] - #[[1]])/(2 h) - 1)^2 &], "sum" -> ThreadingLayer[#1 + 20 #2 &]|>,
   {"around" -> "y" -> "equation", "start" -> "y0" -> "conditions", {"equation", "conditions"} -> "sum" -> NetPort["Loss"]}, "Input" -> "Real"];
(* one set of arrays for both places where y stands *)
shared = NetReplacePart[residual, {"y" -> NetMapOperator[NetInsertSharedArrays[y, "y/"]], "y0" -> NetMapOperator[NetInsertSharedArrays[y, "y/"]]}];

results = NetTrain[shared, <|"Input" -> Range[0., 3., 0.02]|>, All, LossFunction -> "Loss", MaxTrainingRounds -> 1500, BatchSize -> 50,
   LearningRate -> 0.005, Method -> {"ADAM", "LearningRateSchedule" -> (1 - 0.98 #1/#2 &)}, RandomSeeding -> 3, TrainingProgressReporting -> None];
solution = NetExtract[results["TrainedNet"], {"y", "Net"}];
points = Range[0., 3., 0.1];
Print["loss, first and last round: ", results["RoundLossList"][[{1, -1}]]];
Print["largest error against Sin on 0..3: ", Max[Abs[solution[points] - Sin[points]]]];
Print["seconds: ", Round[results["TotalTrainingTime"], 0.1]];
