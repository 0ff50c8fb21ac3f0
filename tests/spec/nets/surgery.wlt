(* Surgery: nets made from parts of nets. *)

double = ElementwiseLayer[2 # &];
less = ElementwiseLayer[# - 1 &];
chain = NetChain[{Ramp, double, less}];
named = NetChain[<|"a" -> Ramp, "b" -> double, "c" -> less|>];

(* NetTake *)
VerificationTest[NetTake[chain, 2][{-1, 3}], {0., 6.}, TestID -> "up to a layer"]
VerificationTest[NetTake[chain, -2][{-1, 3}], {0., 6.}, TestID -> "up to a layer counted from the end"]
VerificationTest[NetTake[chain, {2, 3}][{-1, 3}], {-3., 5.}, TestID -> "from layer to layer"]
VerificationTest[NetTake[named, {"b", All}][{-1, 3}], {-3., 5.}, TestID -> "from a layer to the end"]
VerificationTest[Keys[Normal[NetTake[named, "b"]]], {"a", "b"}, TestID -> "names stay"]
VerificationTest[NetTake[chain, {3, 2}], $Failed, {NetTake::order}, TestID -> "in the wrong order"]
VerificationTest[NetTake[chain, 5], $Failed, {NetTake::position}, TestID -> "a layer that is not there"]
graph = NetGraph[<|"a" -> Ramp, "b" -> double, "c" -> less|>, {"a" -> "b", "a" -> "c"}];
VerificationTest[NetTake[graph, "b"][{-1, 3}], {0., 6.}, TestID -> "what leads to a layer of a graph"]
VerificationTest[NetTake[graph, {"c", "c"}][{-1, 3}], {-2., 2.}, TestID -> "one layer of a graph"]
VerificationTest[NetTake[graph, NetPort[{"c", "Output"}]][{-1, 3}], {-1., 2.}, TestID -> "up to a port"]

(* NetDrop, NetDelete, NetInsert *)
VerificationTest[NetDrop[chain, 1][{-1, 3}], {-3., 5.}, TestID -> "without the first"]
VerificationTest[NetDrop[chain, -1][{-1, 3}], {0., 6.}, TestID -> "without the last"]
VerificationTest[NetDrop[chain, {1, 2}][{-1, 3}], {-2., 2.}, TestID -> "without a row of layers"]
VerificationTest[NetDrop[chain, 3], $Failed, {NetDrop::nothingleft}, TestID -> "nothing left"]
VerificationTest[NetDrop[NetChain[{3, 4, 5}, "Input" -> 2], {2, 2}], $Failed, {NetDrop::seam}, TestID -> "a seam that does not fit"]
VerificationTest[NetDelete[chain, 2][{-1, 3}], {-1., 2.}, TestID -> "delete by number"]
VerificationTest[Keys[Normal[NetDelete[named, "b"]]], {"a", "c"}, TestID -> "delete by name"]
VerificationTest[NetDelete[NetGraph[{Ramp, double, less}, {1 -> 2 -> 3}], 2][{-1, 3}], {-1., 2.}, TestID -> "delete from a graph"]
VerificationTest[NetDelete[graph, NetPort["Output1"]][{-1, 3}], {-1., 2.}, TestID -> "delete an output"]
VerificationTest[NetInsert[chain, Tanh, 2] // Normal // Length, 4, TestID -> "insert before a position"]
VerificationTest[NetInsert[NetChain[{double, Ramp}], less, 2][{0, 3}], {0., 5.}, TestID -> "what is inserted is used"]
VerificationTest[Keys[Normal[NetInsert[named, "n" -> Tanh, "b"]]], {"a", "n", "b", "c"}, TestID -> "insert with a name"]
VerificationTest[NetInsert[named, "a" -> Tanh, "b"], $Failed, {NetInsert::nametaken}, TestID -> "a name that is taken"]
VerificationTest[NetInsert[named, Tanh, "b"], $Failed, {NetInsert::unnamed}, TestID -> "a name is needed"]

(* NetAppend, NetPrepend, NetJoin *)
VerificationTest[NetAppend[chain, double][{-1, 3}], {-2., 10.}, TestID -> "append"]
VerificationTest[NetAppend[chain, {double, double}][{3}], {20.}, TestID -> "append several"]
VerificationTest[NetAppend[Ramp // ElementwiseLayer, double][{-1, 3}], {0., 6.}, TestID -> "append to a layer"]
VerificationTest[NetPrepend[chain, less][{-1, 3}], {-1., 3.}, TestID -> "prepend"]
VerificationTest[NetAppend[NetGraph[{Ramp, double}, {1 -> 2}], less][{-1, 3}], {-1., 5.}, TestID -> "append to a graph"]
VerificationTest[NetAppend[NetChain[{LinearLayer[2], SoftmaxLayer[]}, "Output" -> NetDecoder[{"Class", {"a", "b"}}]], 5, "Input" -> 3] // Information[#, "OutputPorts"] &, <|"Output" -> 5|>, TestID -> "the decoder goes"]
VerificationTest[NetAppend[graph, less], $Failed, {NetAppend::openends}, TestID -> "two outputs"]
VerificationTest[NetJoin[chain, NetChain[{double}]][{3}], {10.}, TestID -> "join chains"]
VerificationTest[Keys[Normal[NetJoin[named, NetChain[<|"a" -> Tanh|>]]]], {"a", "b", "c", "a1"}, TestID -> "joined names are unique"]
VerificationTest[NetJoin[chain, NetGraph[{double}, {}]][{3}], {10.}, TestID -> "join a chain and a graph"]
VerificationTest[NetJoin[chain, 3], $Failed, {NetJoin::nonet}, TestID -> "join what is no net"]

(* NetFlatten, NetRename *)
VerificationTest[NetFlatten[NetChain[{Ramp, NetChain[{double, less}]}]] // Normal // Length, 3, TestID -> "flatten a chain"]
VerificationTest[NetFlatten[NetChain[{Ramp, NetChain[{double, NetChain[{less}]}]}], 1] // Normal // Length, 3, TestID -> "flatten one level"]
VerificationTest[Keys[Normal[NetFlatten[NetChain[<|"a" -> Ramp, "b" -> NetChain[<|"c" -> double, "d" -> less|>]|>]]]], {"a", "b/c", "b/d"}, TestID -> "flattened names"]
VerificationTest[NetFlatten[NetChain[{Ramp, NetGraph[{double, less}, {1 -> 2}]}]][{3}], {5.}, TestID -> "flatten a chain with a graph"]
VerificationTest[Head[NetFlatten[NetGraph[{Ramp, double}, {1 -> 2}]]], NetChain, TestID -> "a graph that is a row becomes a chain"]
VerificationTest[Head[NetFlatten[NetChain[{NetGraph[{Ramp, double}, {NetPort["x"] -> 1, NetPort["x"] -> 2}]}]]], NetGraph, TestID -> "a chain with a forked graph becomes a graph"]
VerificationTest[Length[Normal[NetExtract[NetFlatten[NetMapOperator[NetChain[{Ramp, NetChain[{double}]}]]], "Net"]]], 2, TestID -> "flatten inside an operator"]
VerificationTest[Keys[Normal[NetRename[named, "a" -> "first"]]], {"first", "b", "c"}, TestID -> "rename a layer"]
VerificationTest[Keys[Normal[NetRename[named, # <> "x" &]]], {"ax", "bx", "cx"}, TestID -> "rename by a function"]
VerificationTest[Information[NetRename[graph, NetPort["Input"] -> NetPort["x"]], "InputPortNames"], {"x"}, TestID -> "rename a port"]
VerificationTest[NetRename[named, "a" -> "b"], $Failed, {NetRename::nametaken}, TestID -> "two layers of one name"]
VerificationTest[NetRename[named, "z" -> "b"], $Failed, {NetRename::noname}, TestID -> "no layer of that name"]

(* NetReplace, NetReplacePart *)
VerificationTest[NetReplace[chain, ElementwiseLayer[Ramp] -> Tanh][{0}], {-1.}, TestID -> "replace by a layer as a pattern"]
VerificationTest[NetReplace[NetChain[{Ramp, NetChain[{Ramp, double}]}], ElementwiseLayer[Ramp] -> less][{3}], {2.}, TestID -> "replace at any depth"]
VerificationTest[NetReplace[chain, ElementwiseLayer[Ramp] -> Nothing] // Normal // Length, 2, TestID -> "remove"]
VerificationTest[NetReplace[chain, _LinearLayer -> less] === chain, True, {NetReplace::nomatch}, TestID -> "nothing matches"]
VerificationTest[NetReplacePart[graph, "a" -> less][{1}], <|"Output1" -> {0.}, "Output2" -> {-1.}|>, TestID -> "replace a layer of a graph"]
VerificationTest[NetReplacePart[NetMapOperator[Ramp], "Net" -> less][{{1}, {2}}], {{0.}, {1.}}, TestID -> "replace the net in an operator"]

(* Shared arrays *)
twins = NetChain[{LinearLayer[2, "Weights" -> NetArray["w"], "Biases" -> None], LinearLayer[2, "Weights" -> NetArray["w"], "Biases" -> None]}, "Input" -> 2];
VerificationTest[Information[twins, "ArraysCount"], 1, TestID -> "a shared array is one array"]
VerificationTest[Information[twins, "SharedArraysCount"], 1, TestID -> "the number of shared arrays"]
VerificationTest[NetReplacePart[twins, NetArray["w"] -> {{1, 1}, {0, 1}}][{1, 1}], {3., 1.}, TestID -> "replace a shared array"]
VerificationTest[With[{n = NetInitialize[twins]}, Normal[NetExtract[n, {1, "Weights"}]] === Normal[NetExtract[n, {2, "Weights"}]]], True, TestID -> "one beginning for both"]
VerificationTest[Normal[NetReplacePart[twins, NetArray["w"] -> {{1, 0}, {0, 1}}][{1, 2}, NetPortGradient[{NetArray["w"]}]]], {{2., 4.}, {2., 4.}}, TestID -> "gradients of both places add up"]
VerificationTest[Information[NetInsertSharedArrays[NetInitialize[NetChain[{2}, "Input" -> 2]]], "SharedArraysCount"], 2, TestID -> "all arrays shared"]
VerificationTest[BatchNormalizationLayer["MovingMean" -> NetArray["w"]], $Failed, {BatchNormalizationLayer::noshare}, TestID -> "moving averages cannot be shared"]

(* names of layers that come to others *)
VerificationTest[Keys[Normal[NetAppend[NetChain[{Ramp, double}], {"new" -> less, "end" -> Ramp}]]], {"1", "2", "new", "end"}, TestID -> "a name among numbers"]
VerificationTest[NetAppend[NetChain[{Ramp, double}], "new" -> less][["new"]][{3}], {2.}, TestID -> "a layer by its new name"]
VerificationTest[Keys[Normal[NetAppend[NetGraph[<|"a" -> Ramp|>, {}], "b" -> double]]], {"a", "b"}, TestID -> "append with a name to a graph"]
VerificationTest[Keys[Normal[NetJoin[NetChain[{Ramp}], named]]], {"1", "a", "b", "c"}, TestID -> "numbers joined with names"]

(* the cut of a part is not a port of the whole *)
narrow = NetGraph[<|"in" -> LinearLayer[3], "out" -> LinearLayer[5]|>, {"in" -> "out" -> NetPort["y"]}, "Input" -> 4];
VerificationTest[Information[NetTake[narrow, {"out", All}], {"InputPorts", "OutputPorts"}], {<|"Input" -> 3|>, <|"y" -> 5|>}, TestID -> "the input of a later part"]
VerificationTest[Information[NetTake[narrow, "in"], "OutputPorts"], <|"Output" -> 3|>, TestID -> "the output of an earlier part"]

(* the layer that matched is part of what comes in its place *)
VerificationTest[NetReplace[chain, x : ElementwiseLayer[Ramp] :> NetChain[{less, x}]][{-1, 3}], {-1., 3.}, TestID -> "a named layer in the replacement"]
VerificationTest[Keys[Normal[NetReplace[named, x : ElementwiseLayer[Ramp] :> NetChain[{x, DropoutLayer[]}]]]], {"a/1", "a/2", "b", "c"}, TestID -> "a layer and another in its place"]
VerificationTest[Length[Normal[NetReplace[chain, _ElementwiseLayer?(NetExtract[#, "Function"] === Ramp &) :> Nothing]]], 2, TestID -> "a test in the pattern"]

(* a loss at the end goes with its target *)
judged = NetGraph[<|"net" -> double, "loss" -> MeanSquaredLossLayer[]|>, {"net" -> NetPort["loss", "Input"], NetPort["Truth"] -> NetPort["loss", "Target"]}, "Input" -> 2];
VerificationTest[NetDelete[judged, "loss"][{1, 2}], {2., 4.}, TestID -> "delete a loss"]
VerificationTest[Information[NetDelete[judged, "loss"], {"InputPortNames", "OutputPortNames"}], {{"Input"}, {"Output"}}, TestID -> "its ports go as well"]
VerificationTest[NetDelete[NetGraph[{Ramp, double, Plus, less}, {NetPort["Input"] -> 1 -> 3, NetPort["Input"] -> 2 -> 3 -> 4}], 3], $Failed, {NetDelete::through}, TestID -> "several inputs in the middle"]

(* multipliers *)
multipliers[net_] := Values[Information[net, "ArraysLearningRateMultipliers"]];
pair = NetChain[<|"a" -> LinearLayer[3], "b" -> LinearLayer[2]|>, "Input" -> 2];
VerificationTest[multipliers[NetReplacePart[pair, LearningRateMultipliers -> {"a" -> 0}]], {0., 0., 1., 1.}, TestID -> "a frozen layer"]
VerificationTest[multipliers[NetReplacePart[pair, LearningRateMultipliers -> {{All, "Biases"} -> 0}]], {1., 0., 1., 0.}, TestID -> "one array of every layer"]
VerificationTest[multipliers[NetReplacePart[pair, {"b", LearningRateMultipliers} -> 0]], {1., 1., 0., 0.}, TestID -> "multipliers of a layer inside"]

(* what is said of a place of a shared array counts for the array *)
shares = NetInitialize[NetChain[{LinearLayer[2, "Weights" -> NetArray["w"], "Biases" -> None], Tanh, LinearLayer[2, "Weights" -> NetArray["w"], "Biases" -> None]}, "Input" -> 2]];
weights[net_] := Normal[NetExtract[net, {1, "Weights"}]];
fit[options___] := NetTrain[shares, {{1, 2} -> {2, 1}}, MaxTrainingRounds -> 3, TrainingProgressReporting -> None, options];
VerificationTest[weights[fit[]] === weights[shares], False, TestID -> "a shared array is trained"]
VerificationTest[weights[Quiet[fit[LearningRateMultipliers -> {1 -> 0, _ -> 1}]]] === weights[shares], True, TestID -> "a frozen layer freezes the array it shares"]
VerificationTest[weights[Quiet[fit[LearningRateMultipliers -> {{3, "Weights"} -> 0}]]] === weights[shares], True, TestID -> "a frozen place freezes the shared array"]
VerificationTest[Values[Information[NetChain[{LinearLayer[2, "Weights" -> NetArray["w"], "Biases" -> None, LearningRateMultipliers -> 0]}, "Input" -> 2], "ArraysLearningRateMultipliers"]], {0.}, TestID -> "a multiplier given to the layer"]
VerificationTest[weights[fit[TrainingUpdateSchedule -> {1}]] === weights[shares], False, TestID -> "a schedule that names the layer updates the array it shares"]
