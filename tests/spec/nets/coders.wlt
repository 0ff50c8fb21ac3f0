(* NetEncoder and NetDecoder: Class and Boolean. *)

enc = NetEncoder[{"Class", {"a", "b", "c"}}];
vec = NetEncoder[{"Class", {"a", "b", "c"}, "IndicatorVector"}];
multi = NetEncoder[{"Class", {"a", "b", "c"}, "Multilabel" -> True}];
dec = NetDecoder[{"Class", {"a", "b", "c"}}];

(* -- encoders -- *)

VerificationTest[enc["b"], 2, TestID -> "index"]
VerificationTest[enc[{"c", "a"}], {3, 1}, TestID -> "a list of labels"]
VerificationTest[vec["b"], {0., 1., 0.}, TestID -> "indicator vector"]
VerificationTest[NetEncoder[{"Class", {"a", "b", "c"}, "UnitVector"}]["b"], {0., 1., 0.}, TestID -> "the old name"]
VerificationTest[multi[{"a", "c"}], {1., 0., 1.}, TestID -> "several labels"]
VerificationTest[multi[{{"a"}, {}}], {{1., 0., 0.}, {0., 0., 0.}}, TestID -> "a list of several labels"]
VerificationTest[NetEncoder[{"Class", {"a", "b"}, "Dimensions" -> {2}}][{"b", "a"}], {2, 1}, TestID -> "an array of labels"]
VerificationTest[NetEncoder[{"Class", {"a", "b"}, "Dimensions" -> {2}}][{{"b", "a"}, {"a", "a"}}], {{2, 1}, {1, 1}},
  TestID -> "a list of arrays of labels"]
VerificationTest[enc[2], 2, TestID -> "what is encoded stays"]
VerificationTest[NetEncoder[{"Class", {2, 1}}][2], 1, TestID -> "a label comes before an index"]
VerificationTest[enc["d"], $Failed, {NetEncoder::encode}, TestID -> "no class"]
VerificationTest[enc[{"a", "d"}], $Failed, {NetEncoder::encode}, TestID -> "no class in a list"]
VerificationTest[enc[4], $Failed, {NetEncoder::encode}, TestID -> "no index of a class"]
VerificationTest[NetEncoder["Boolean"][{True, False}], {1., 0.}, TestID -> "Booleans"]
VerificationTest[NetEncoder["Boolean"][x], $Failed, {NetEncoder::encode}, TestID -> "no Boolean"]
VerificationTest[NetExtract[enc, "Labels"], {"a", "b", "c"}, TestID -> "labels by NetExtract"]
VerificationTest[enc[["Form"]], "Index", TestID -> "parameters by Part"]
VerificationTest[NetEncoder[dec] === enc, True, TestID -> "the encoder of a decoder"]
VerificationTest[NetEncoder["Nonsense"], $Failed, {NetEncoder::unknown}, TestID -> "unknown name"]
VerificationTest[NetEncoder["VideoFrames"], $Failed, {NetEncoder::notbuilt}, TestID -> "not built yet"]
VerificationTest[NetEncoder[{"Class", {"a", "a"}}], $Failed, {NetEncoder::coderarg}, TestID -> "labels must differ"]
VerificationTest[NetEncoder[{"Class", {"a"}, "Foo"}], $Failed, {NetEncoder::coderarg}, TestID -> "unknown form"]
VerificationTest[NetEncoder[{"Class", {"a"}, "Foo" -> 1}], $Failed, {NetEncoder::optx}, TestID -> "unknown parameter"]
VerificationTest[NetEncoder[{}], $Failed, {NetEncoder::coderform}, TestID -> "no coder"]
VerificationTest[ToExpression[ToString[multi, InputForm]] === multi, True, TestID -> "encoders read back"]

(* -- decoders -- *)

VerificationTest[dec[{0.2, 0.5, 0.3}], "b", TestID -> "the likeliest label"]
VerificationTest[dec[{{0.2, 0.5, 0.3}, {0.9, 0.1, 0.}}], {"b", "a"}, TestID -> "a list of vectors"]
VerificationTest[dec[{0.2, 0.5, 0.3}, "Decision"], "b", TestID -> "Decision"]
VerificationTest[dec[{0.2, 0.5, 0.3}, "TopDecisions" -> 2], {"b", "c"}, TestID -> "TopDecisions"]
VerificationTest[dec[{0.25, 0.5, 0.25}, "TopProbabilities" -> 2], {"b" -> 0.5, "a" -> 0.25}, TestID -> "TopProbabilities"]
VerificationTest[dec[{0.01, 0.6, 0.39}, "TopProbabilities"], {"b" -> 0.6, "c" -> 0.39}, TestID -> "the likely ones"]
VerificationTest[dec[{0.25, 0.5, 0.25}, "Probabilities"], <|"a" -> 0.25, "b" -> 0.5, "c" -> 0.25|>, TestID -> "Probabilities"]
VerificationTest[dec[{0.25, 0.5, 0.25}, "Probability" -> "b"], 0.5, TestID -> "Probability"]
VerificationTest[dec[{0.25, 0.5, 0.25}, "Entropy"] == -(0.5 Log[0.25] + 0.5 Log[0.5]), True, TestID -> "Entropy in nats"]
VerificationTest[dec[{0, 1, 0}, "Entropy"], 0., TestID -> "no entropy"]
VerificationTest[dec[{0, 1, 0}, "RandomSample"], "b", TestID -> "a certain sample"]
VerificationTest[dec[{0.4, 0.6, 0}, "RandomSample" -> 0.001], "b", TestID -> "a cold sample"]
VerificationTest[dec[{0.4, 0.6, 0}, "RandomSample" -> {"TopProbabilities" -> 1}], "b", TestID -> "a sample of the top one"]
VerificationTest[dec[{0.4, 0.6, 0}, "RandomSample" -> {"TotalProbabilityCutoff" -> 0.5}], "b", TestID -> "a sample of the top half"]
VerificationTest[dec[{0.2, 0.5, 0.3}, None], {0.2, 0.5, 0.3}, TestID -> "None"]
VerificationTest[dec["Properties"], {"Decision", "TopDecisions", "TopProbabilities", "Probabilities", "Probability", "Entropy",
  "RandomSample"}, TestID -> "the properties"]
VerificationTest[NetDecoder["Class"][{0.2, 0.5, 0.3}], 2, TestID -> "labels 1, 2, ..."]
VerificationTest[NetDecoder[{"Class", {"a", "b"}, "Multilabel" -> True}][{0.7, 0.6}], {"a", "b"}, TestID -> "all above 1/2"]
VerificationTest[NetDecoder[{"Class", {"a", "b"}, "InputDepth" -> 2}][{{0.7, 0.3}, {0.1, 0.9}}], {"a", "b"}, TestID -> "InputDepth"]
VerificationTest[NetDecoder["Boolean"][{0.5, 0.4}], {True, False}, TestID -> "Boolean"]
VerificationTest[NetDecoder["Boolean"][0.3, "Probability"], 0.3, TestID -> "the probability of True"]
VerificationTest[NetDecoder[enc] === dec, True, TestID -> "the decoder of an encoder"]
VerificationTest[dec[{0.2, 0.5}], $Failed, {NetDecoder::decode}, TestID -> "wrong length"]
VerificationTest[dec[x], $Failed, {NetDecoder::decode}, TestID -> "no numbers"]
VerificationTest[dec[{0.2, 0.5, 0.3}, "TopDecisions" -> 9], $Failed, {NetDecoder::coderarg}, TestID -> "more than there are"]
VerificationTest[dec[{0.2, 0.5, 0.3}, "Probability" -> "z"], $Failed, {NetDecoder::coderarg}, TestID -> "no class to ask for"]
VerificationTest[dec[{0.2, 0.5, 0.3}, "Nonsense"], $Failed, {NetDecoder::prop}, TestID -> "unknown property"]
VerificationTest[ToExpression[ToString[dec, InputForm]] === dec, True, TestID -> "decoders read back"]

(* coders that do not fit *)
VerificationTest[NetChain[{LinearLayer[2], SoftmaxLayer[]}, "Output" -> NetDecoder[{"Class", {"a", "b", "c"}}]], $Failed, {NetChain::coderfit}, TestID -> "more classes than numbers"]
VerificationTest[NetChain[{ConvolutionLayer[3, 2, "Input" -> {1, 8, 8}], Ramp}, "Input" -> NetEncoder[{"Image", {8, 8}}]], $Failed, {NetChain::coderfit}, TestID -> "three channels for one"]
