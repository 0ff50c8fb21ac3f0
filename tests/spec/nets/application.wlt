(* Applying nets: one example or a batch, ports, properties, options, and wrong data. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5
linear = LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}, "Biases" -> {5, 6}];
classes = NetChain[{SoftmaxLayer[]}, "Input" -> 3, "Output" -> NetDecoder[{"Class", {"a", "b", "c"}}]];
logs = Log[{0.5, 0.3, 0.2}];

VerificationTest[linear[{1, 1}], {8., 13.}, TestID -> "one example"]
VerificationTest[linear[{{1, 1}, {0, 0}}], {{8., 13.}, {5., 6.}}, TestID -> "a batch"]
VerificationTest[linear[{}], {}, TestID -> "an empty batch"]
VerificationTest[linear[<|"Input" -> {1, 1}|>], {8., 13.}, TestID -> "by port"]
VerificationTest[linear[<|"Input" -> {{1, 1}, {0, 0}}|>], {{8., 13.}, {5., 6.}}, TestID -> "a batch by port"]
VerificationTest[linear[{1/2, Pi}], linear[N[{1/2, Pi}]], TestID -> "exact numbers"]
VerificationTest[Head[linear[NumericArray[{1, 1}, "Real32"]]], NumericArray, TestID -> "NumericArray gives NumericArray"]
VerificationTest[Normal[linear[NumericArray[{1, 1}, "Real32"]]], {8., 13.}, TestID -> "with the same numbers"]
VerificationTest[linear[{1, 1}, BatchSize -> 1], {8., 13.}, TestID -> "BatchSize"]
VerificationTest[linear[Table[{i, 1}, {i, 5}], BatchSize -> 2], Table[{7. + i, 10. + 3 i}, {i, 5}],
  TestID -> "pieces and a rest"]
VerificationTest[LinearLayer[{}, "Weights" -> {{2}}, "Biases" -> {1}, "Input" -> "Real"][3], 7., TestID -> "numbers in and out"]
VerificationTest[LinearLayer[{}, "Weights" -> {{2}}, "Biases" -> {1}, "Input" -> "Real"][{3, 4}], {7., 9.},
  TestID -> "a batch of numbers"]
VerificationTest[ElementwiseLayer[Ramp][{{-1, 2}, {3, -4}}], {{0., 2.}, {3., 0.}}, TestID -> "unknown rank: one input"]
VerificationTest[
  LinearLayer[1, "Weights" -> {{1}}, "Biases" -> {1.*^-10}, "Input" -> 1][{1}, WorkingPrecision -> "Real64"] - 1 // Sign, {1},
  TestID -> "Real64 holds what Real32 rounds away"]
VerificationTest[LinearLayer[1, "Weights" -> {{1}}, "Biases" -> {1.*^-10}, "Input" -> 1][{1}] - 1, {0.}, TestID -> "Real32"]
VerificationTest[MeanSquaredLossLayer[][<|"Input" -> {1, 2}, "Target" -> {1, 4}|>], 2., TestID -> "two ports"]
VerificationTest[MeanSquaredLossLayer["Input" -> 2][<|"Input" -> {{1, 2}, {0, 0}}, "Target" -> {{1, 4}, {1, 1}}|>], {2., 1.},
  TestID -> "a batch at two ports"]
VerificationTest[CrossEntropyLossLayer["Binary"][<|"Input" -> 0.5, "Target" -> 1|>] // close[#, Log[2.]] &, True,
  TestID -> "a number at two ports"]

(* -- decoders and properties -- *)

VerificationTest[classes[logs], "a", TestID -> "decoded"]
VerificationTest[classes[{logs, Reverse[logs]}], {"a", "c"}, TestID -> "a batch decoded"]
VerificationTest[close[classes[logs, None], {0.5, 0.3, 0.2}], True, TestID -> "None bypasses the decoder"]
VerificationTest[Keys[classes[logs, "Probabilities"]], {"a", "b", "c"}, TestID -> "Probabilities"]
VerificationTest[close[Values[classes[logs, "Probabilities"]], {0.5, 0.3, 0.2}], True, TestID -> "values of Probabilities"]
VerificationTest[classes[logs, "TopDecisions" -> 2], {"a", "b"}, TestID -> "a property with an argument"]
VerificationTest[classes[logs, "Output" -> "Decision"], "a", TestID -> "a property of a port"]
VerificationTest[close[classes[logs, {"Probability", "b"} /. {p_, c_} :> (p -> c)], 0.3], True, TestID -> "Probability of a class"]
VerificationTest[classes[logs, "Nonsense"], $Failed, {NetDecoder::prop}, TestID -> "unknown property"]
VerificationTest[linear[{1, 1}, "Decision"], $Failed, {LinearLayer::outprop}, TestID -> "no decoder, no property"]
VerificationTest[classes[logs, "RandomSample", RandomSeeding -> 3], classes[logs, "RandomSample", RandomSeeding -> 3],
  TestID -> "a seed makes samples repeatable"]

VerificationTest[classes[logs, {"TopProbabilities", 2}], classes[logs, "TopProbabilities" -> 2], TestID -> "the spelling of version 11"]
VerificationTest[Keys[classes[logs, {"Output" -> "Probabilities", NetPort["Output"]}]], {"Output", NetPort["Output"]},
  TestID -> "several outputs and properties"]
VerificationTest[classes[logs, {"Decision", "Entropy"}], $Failed, {NetChain::proplist}, TestID -> "properties of which output"]
VerificationTest[SeedRandom[2]; Table[NetDecoder["Class"][{0.3, 0.3, 0.4}, "RandomSample"], 20],
  SeedRandom[2]; Table[NetDecoder["Class"][{0.3, 0.3, 0.4}, "RandomSample"], 20], TestID -> "SeedRandom makes samples repeatable"]

(* -- NetPort -- *)

chain = NetChain[{linear, Ramp, "last" /. "last" -> {Tanh, #/2 &}}];
VerificationTest[chain[{1, -5}, NetPort[1]], {-4., -11.}, TestID -> "the output of an inner layer"]
VerificationTest[chain[{1, -5}, NetPort[{1, "Output"}]], {-4., -11.}, TestID -> "with its port"]
VerificationTest[chain[{1, -5}, {NetPort[2], NetPort["Output"]}],
  <|NetPort[2] -> {0., 0.}, NetPort["Output"] -> {0., 0.}|>, TestID -> "several"]
VerificationTest[chain[{1, 0}, NetPort[{3, 1}]] - Tanh[{6., 9.}] // close[#, {0, 0}] &, True, TestID -> "nested"]
VerificationTest[chain[{1, 0}, NetPort[7]], $Failed, {NetChain::noport}, TestID -> "no such layer"]

(* -- wrong data -- *)

VerificationTest[linear[{1, 2, 3}], $Failed, {LinearLayer::data}, TestID -> "wrong length"]
VerificationTest[linear[1], $Failed, {LinearLayer::data}, TestID -> "wrong rank"]
VerificationTest[linear["a"], $Failed, {LinearLayer::data}, TestID -> "no numbers"]
VerificationTest[linear[{x, 1}], $Failed, {LinearLayer::data}, TestID -> "symbols"]
VerificationTest[linear[{{1, 2}, {3}}], $Failed, {LinearLayer::data}, TestID -> "ragged"]
VerificationTest[linear[<|"Output" -> {1, 2}|>], $Failed, {LinearLayer::ports}, TestID -> "an association that is no input"]
VerificationTest[MeanSquaredLossLayer[][{1, 2}], $Failed, {MeanSquaredLossLayer::ports}, TestID -> "two ports need names"]
VerificationTest[MeanSquaredLossLayer[][<|"Input" -> 1|>], $Failed, {MeanSquaredLossLayer::ports}, TestID -> "a port without data"]
VerificationTest[MeanSquaredLossLayer["Input" -> 1][<|"Input" -> {{1}, {2}}, "Target" -> {{1}}|>], $Failed,
  {MeanSquaredLossLayer::ragged}, TestID -> "columns of different lengths"]
VerificationTest[CrossEntropyLossLayer["Index"][<|"Input" -> {0.5, 0.5}, "Target" -> 3|>], $Failed,
  {CrossEntropyLossLayer::data}, TestID -> "an index out of range"]
VerificationTest[CrossEntropyLossLayer["Index"][<|"Input" -> {0.5, 0.5}, "Target" -> 1.5|>], $Failed,
  {CrossEntropyLossLayer::data}, TestID -> "an index that is not whole"]
VerificationTest[LinearLayer[2, "Input" -> 2][{1, 1}], $Failed, {LinearLayer::uninit}, TestID -> "uninitialized"]
VerificationTest[NetChain[{2, Ramp}, "Input" -> 2][{1, 1}], $Failed, {NetChain::uninit}, TestID -> "an uninitialized chain"]
VerificationTest[linear[{1, 1}, Foo -> 1], $Failed, {LinearLayer::optx}, TestID -> "unknown option"]
VerificationTest[linear[{1, 1}, BatchSize -> 0], $Failed, {LinearLayer::optval}, TestID -> "wrong option value"]
VerificationTest[linear[{1, 1}, NetEvaluationMode -> "Dream"], $Failed, {LinearLayer::optval}, TestID -> "wrong mode"]
VerificationTest[linear[{{1, 1}, {0, 0}}, {BatchSize -> 1, NetEvaluationMode -> "Test"}], {{8., 13.}, {5., 6.}},
  TestID -> "a list of options"]
VerificationTest[linear[["Foo"]], $Failed, {NetExtract::nopart}, TestID -> "no such part"]
VerificationTest[MeanSquaredLossLayer[][<|"Input" -> {1, 2}, "Target" -> {1, 4, 3}|>], $Failed, {MeanSquaredLossLayer::data},
  TestID -> "the shape at one port excludes that at another"]
VerificationTest[
  With[{net = NetInitialize[NetChain[{8, BatchNormalizationLayer[], Tanh, 3}, "Input" -> 2]], many = RandomReal[{-1, 1}, {10^4, 2}]},
    close[net[many][[{1, 257, 5000, 10^4}]], net /@ many[[{1, 257, 5000, 10^4}]]]], True,
  TestID -> "an example gives the same alone and among ten thousand"]
VerificationTest[linear[], $Failed, {LinearLayer::netargs}, TestID -> "no data"]
VerificationTest[Options[linear], {BatchSize -> Automatic, NetEvaluationMode -> "Test", RandomSeeding -> Automatic,
  TargetDevice -> "CPU", WorkingPrecision -> "Real32"}, TestID -> "the options of an evaluation"]

(* data that does not fit *)
four = ElementwiseLayer[Ramp, "Input" -> 4];
VerificationTest[four["a"], $Failed, {ElementwiseLayer::data}, TestID -> "a string without an encoder"]
VerificationTest[four[{{1, 2, 3, 4}, {3, 2, 1}}], $Failed, {ElementwiseLayer::data}, TestID -> "an example of another length"]
VerificationTest[MeanSquaredLossLayer["Input" -> 2][<|"Input" -> {1, 2}, "Target" -> {{1, 4}, {0, 0}}|>], $Failed, {MeanSquaredLossLayer::oneormany}, TestID -> "one example beside a list"]
VerificationTest[NetGraph[{Plus}, {{NetPort["a"], NetPort["b"]} -> 1}][{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3, "b" -> 4|>}], {3., 7.}, TestID -> "one association an example"]
