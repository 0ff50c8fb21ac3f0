(* Information on nets. *)

chain = NetChain[<|"a" -> 3, "b" -> Ramp, "c" -> NetChain[{2, SoftmaxLayer[]}]|>, "Input" -> 4];

VerificationTest[Information[chain, "ArraysCount"], 4, TestID -> "number of arrays"]
VerificationTest[Information[chain, "ArraysTotalElementCount"], 23, TestID -> "number of parameters"]
VerificationTest[Information[chain, "ArraysTotalByteCount"], 92, TestID -> "bytes: four each"]
VerificationTest[Information[chain, "ArraysDimensions"][{"a", "Weights"}], {3, 4}, TestID -> "dimensions by position"]
VerificationTest[Information[chain, "ArraysPositionList"], {{"a", "Weights"}, {"a", "Biases"}, {"c", 1, "Weights"}, {"c", 1, "Biases"}}, TestID -> "positions"]
VerificationTest[Information[chain, "LayersCount"], 4, TestID -> "number of layers, those inside counted"]
VerificationTest[Keys[Information[chain, "Layers"]], {{"a"}, {"b"}, {"c", 1}, {"c", 2}}, TestID -> "positions of layers"]
VerificationTest[Information[chain, "LayerTypeCounts"], <|LinearLayer -> 2, ElementwiseLayer -> 1, SoftmaxLayer -> 1|>, TestID -> "kinds of layers"]
VerificationTest[Information[chain, "OutputPorts"], <|"Output" -> 2|>, TestID -> "output ports"]
VerificationTest[Head[Information[chain, "SummaryGraphic"]], Graphics, TestID -> "a picture"]
VerificationTest[Head[Information[chain, "FullSummaryGraphic"]], Graphics, TestID -> "a picture of all layers"]
VerificationTest[VertexList[Information[chain, "LayersGraph"]], {"a", "b", "c"}, TestID -> "the layers as a graph"]
VerificationTest[Information[LongShortTermMemoryLayer[2], "RecurrentStatesCount"], 2, TestID -> "number of states"]
VerificationTest[Information[NetChain[{GatedRecurrentLayer[2], BasicRecurrentLayer[3]}], "RecurrentStatesPositionList"], {{1, "State"}, {2, "State"}}, TestID -> "positions of states"]
VerificationTest[Information[{chain, ElementwiseLayer[Ramp]}, "LayersCount"], {4, 1}, TestID -> "of several nets"]

(* without a property: a report *)
report = Information[chain];
VerificationTest[Head[report], InformationData, TestID -> "a report"]
VerificationTest[report["ArraysCount"], 4, TestID -> "it knows the properties"]
VerificationTest[StringContainsQ[ToString[report], {"LinearLayer"}], True, TestID -> "it is a table of the layers"]
VerificationTest[Head[Information[NetEncoder["Boolean"]]], InformationData, TestID -> "a report on a coder"]

(* sizes and structure *)
VerificationTest[Information[LinearLayer[500, "Input" -> 499], "ArraysTotalSize"], Quantity[1., "Megabytes"], TestID -> "the size of all arrays"]
hash[net_] := Information[net, "TopologyHash"];
VerificationTest[hash[NetChain[{3, Ramp}, "Input" -> 2]] === hash[NetInitialize[NetChain[{3, Ramp}, "Input" -> 2]]], True, TestID -> "values of arrays are no part of the structure"]
VerificationTest[hash[NetChain[{3, Ramp}, "Input" -> 2]] === hash[NetChain[{3, Tanh}, "Input" -> 2]], False, TestID -> "what layers compute is"]
VerificationTest[Head[Information[chain, "MXNetNodeGraph"]], Graph, TestID -> "the operations as a graph"]
VerificationTest[AcyclicGraphQ[Information[NetChain[{GatedRecurrentLayer[2], SequenceLastLayer[]}, "Input" -> {"Varying", 3}], "MXNetNodeGraph"]], True, TestID -> "the operations of a recurrent net"]
