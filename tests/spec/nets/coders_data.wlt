(* NetEncoder and NetDecoder: pictures, sound, functions; coders at the ports of nets. *)

gray = NetEncoder[{"Image", {3, 2}, ColorSpace -> "Grayscale"}];
img = Image[{{0, 1, 0.5}, {0.25, 0, 1}}];

VerificationTest[gray[img], {{{0., 1., 0.5}, {0.25, 0., 1.}}}, TestID -> "channels, rows, columns"]
VerificationTest[Dimensions[gray[{img, img}]], {2, 1, 2, 3}, TestID -> "a list of images"]
VerificationTest[Dimensions[NetEncoder["Image"][img]], {3, 128, 128}, TestID -> "the default size"]
VerificationTest[Dimensions[NetEncoder[{"Image", 5}][img]], {3, 5, 5}, TestID -> "one size for both"]
VerificationTest[Dimensions[NetEncoder[{"Image", {4, 3}, Interleaving -> True}][img]], {3, 4, 3}, TestID -> "channels last"]
VerificationTest[NetReplacePart[gray, "DataTransposed" -> True][img], {{{0., 0.25}, {1., 0.}, {0.5, 1.}}}, TestID -> "transposed"]
VerificationTest[NetReplacePart[gray, "MeanImage" -> 0.5][img], {{{-0.5, 0.5, 0.}, {-0.25, -0.5, 0.5}}}, TestID -> "minus a mean"]
VerificationTest[gray[{{{0.5, 0.5, 0.5}, {0.25, 0.25, 0.25}}}], {{{0.5, 0.5, 0.5}, {0.25, 0.25, 0.25}}}, TestID -> "arrays pass"]
VerificationTest[gray["x"], $Failed, {NetEncoder::encode}, TestID -> "no image"]
VerificationTest[gray[File["no_such_file.png"]], $Failed, {NetEncoder::encode}, TestID -> "no file"]
VerificationTest[NetEncoder[{"Image", {3, 0}}], $Failed, {NetEncoder::coderarg}, TestID -> "no size"]
VerificationTest[NetEncoder[{"Image", ColorSpace -> "Nonsense"}], $Failed, {NetEncoder::coderarg}, TestID -> "no colour space"]
VerificationTest[gray[["ColorSpace"]], "Grayscale", TestID -> "a parameter"]
VerificationTest[ImageData[NetDecoder[gray][gray[img]]], {{0., 1., 0.5}, {0.25, 0., 1.}}, TestID -> "there and back"]
VerificationTest[ImageDimensions[NetDecoder["Image"][ConstantArray[0.5, {3, 2, 5}]]], {5, 2}, TestID -> "an array of three channels"]
VerificationTest[NetDecoder["Image"][ConstantArray[0.5, {2, 2, 5}]], $Failed, {NetDecoder::decode}, TestID -> "not of two"]
VerificationTest[ToExpression[ToString[gray, InputForm]] === gray, True, TestID -> "it reads back"]
VerificationTest[Dimensions[NetEncoder[{"Image3D", {4, 3, 2}}][Image3D[{{{0, 1}, {0, 1}}}]]], {3, 2, 3, 4}, TestID -> "solid"]

(* -- sound -- *)

beep = Audio[{0., 0.5, -0.25, 0.}, SampleRate -> 16000];
VerificationTest[NetEncoder["Audio"][beep], {0., 0.5, -0.25, 0.}, TestID -> "samples"]
VerificationTest[NetEncoder[{"Audio", "Normalization" -> {"Max", 1}}][beep], {0., 1., -0.5, 0.}, TestID -> "as loud as can be"]
VerificationTest[NetEncoder[{"Audio", "TargetLength" -> 2}][beep], {0., 0.5}, TestID -> "cut"]
VerificationTest[Last[Dimensions[NetEncoder["AudioMFCC"][beep]]], 13, TestID -> "13 coefficients"]
VerificationTest[Last[Dimensions[NetEncoder["AudioMelSpectrogram"][beep]]], 40, TestID -> "40 filters"]
VerificationTest[Last[Dimensions[NetEncoder[{"AudioSpectrogram", "WindowSize" -> 64}][beep]]], 33, TestID -> "half the window and 1"]
VerificationTest[NetEncoder["Audio"]["x"], $Failed, {NetEncoder::encode}, TestID -> "no sound"]

(* -- sound that is varied in training -- *)

hush = NetEncoder[{"Audio", "Augmentation" -> {"Volume" -> {0.5, 1}, "Noise" -> {0, 0.1}, "TimeShift" -> {-0.0001, 0.0001}}}];
VerificationTest[hush[beep], {0., 0.5, -0.25, 0.}, TestID -> "the encoder alone varies nothing"]
VerificationTest[NetChain[{ElementwiseLayer[# &]}, "Input" -> hush][beep], {0., 0.5, -0.25, 0.}, TestID -> "nor does a net"]
VerificationTest[NetEncoder[{"Audio", "Augmentation" -> 7}], $Failed, {NetEncoder::coderarg}, TestID -> "no augmentation"]
VerificationTest[ToExpression[ToString[hush, InputForm]] === hush, True, TestID -> "with augmentation it reads back"]

(* -- functions -- *)

sq = NetEncoder[{"Function", {#, #^2} &, 2}];
VerificationTest[sq[3], {3., 9.}, TestID -> "f of x"]
VerificationTest[sq[{1, 2}], {{1., 1.}, {2., 4.}}, TestID -> "of each"]
VerificationTest[NetEncoder[{"Function", StringLength, "Real", "Pattern" -> _String}][{"a", "bcd"}], {1., 3.}, TestID -> "a pattern"]
VerificationTest[NetEncoder[{"Function", StringLength, "Real", "Pattern" -> _String}][7], $Failed, {NetEncoder::encode},
  TestID -> "what does not match"]
VerificationTest[NetEncoder[{"Function", Map[{#, 1} &], 2, "Batched" -> True}][{3, 4}], {{3., 1.}, {4., 1.}}, TestID -> "all at once"]
VerificationTest[NetEncoder[{"Function", {#} &, 2}][3], $Failed, {NetEncoder::encode}, TestID -> "wrong dimensions"]
VerificationTest[NetEncoder[{"Function", Range, {"Varying"}}][{1, 3}], {{1.}, {1., 2., 3.}}, TestID -> "varying lengths"]
VerificationTest[NetDecoder[{"Function", Total}][{1, 2}], 3, TestID -> "a decoder"]
VerificationTest[NetDecoder[{"Function", {#2, Length[#1]} &, "Properties" -> {"p", "q"}}][{5, 6}, "q"], {"q", 2}, TestID -> "properties"]
VerificationTest[NetDecoder[{"Function", Total}][{1, 2}, "q"], $Failed, {NetDecoder::prop}, TestID -> "no properties"]

twice[x_] := factor x;
factor = 2;
kept = ToString[NetEncoder[{"Function", {twice[#]} &, 1}], InputForm];
loose = ToString[NetEncoder[{"Function", {twice[#]} &, 1, SaveDefinitions -> False}], InputForm];
ClearAll[twice, factor];
VerificationTest[ToExpression[kept][3], {6.}, TestID -> "definitions are saved along"]
ClearAll[twice, factor];
VerificationTest[ToExpression[loose][3], $Failed, {NetEncoder::encode}, TestID -> "unless they are not to be"]
VerificationTest[NetEncoder[{"Function", {shift + #} &, 1, Initialization :> (shift = 5)}][3], {8.}, TestID -> "Initialization"]

(* -- at the ports of nets -- *)

VerificationTest[NetChain[{ElementwiseLayer[1 - # &]}, "Input" -> "Boolean"][{True, False}], {0., 1.}, TestID -> "a name alone"]
VerificationTest[NetChain[{LogisticSigmoid}, "Input" -> "Real", "Output" -> "Boolean"][{1, -1}], {True, False}, TestID -> "at the output"]
VerificationTest[NetExtract[NetChain[{Ramp}, "Input" -> "Image"], "Input"], NetEncoder["Image"], TestID -> "it is the encoder"]
VerificationTest[NetChain[{Ramp}, "Input" -> "Class"], $Failed, {NetChain::barecoder}, TestID -> "some need arguments"]
VerificationTest[NetChain[{Ramp}, "Input" -> "CTCBeamSearch"], $Failed, {NetChain::barecoder}, TestID -> "no decoder at an input"]
negative = NetChain[{ElementwiseLayer[1 - # &]}, "Input" -> gray, "Output" -> NetDecoder[gray]];
VerificationTest[ImageData[negative[img]], {{1., 0., 0.5}, {0.75, 1., 0.}}, TestID -> "from image to image"]
VerificationTest[ImageData /@ negative[{img, img}], {{{1., 0., 0.5}, {0.75, 1., 0.}}, {{1., 0., 0.5}, {0.75, 1., 0.}}},
  TestID -> "images to images"]
VerificationTest[NetReplacePart[negative, "Output" -> None][img], {{{1., 0., 0.5}, {0.75, 1., 0.}}}, TestID -> "the decoder taken away"]
VerificationTest[NetReplacePart[negative, "Input" -> None][{{{0, 1, 0.5}, {0.25, 0, 1}}}] // ImageData, {{1., 0., 0.5}, {0.75, 1., 0.}},
  TestID -> "the encoder taken away"]
abc = NetChain[{SoftmaxLayer[]}, "Input" -> NetEncoder[{"Characters", "abc", "UnitVector"}],
  "Output" -> NetDecoder[{"Characters", "abc"}]];
VerificationTest[abc[{"ab", "cab"}], {"ab", "cab"}, TestID -> "texts of different lengths"]
VerificationTest[abc["ad"], $Failed, {NetChain::data}, TestID -> "an unknown character"]
fe = FeatureExtraction[{{1., 2.}, {3., 5.}}];
VerificationTest[NetChain[{Ramp}, "Input" -> fe][{3., 5.}], {1., 1.}, TestID -> "a feature extractor as encoder"]

(* -- targets come decoded -- *)

quiet = Sequence[TrainingProgressReporting -> None, RandomSeeding -> 1, LearningRate -> 0.05];
letters = NetChain[{NetMapOperator[LinearLayer[3]], SoftmaxLayer[]},
  "Input" -> NetEncoder[{"Characters", "abc", "UnitVector", "TargetLength" -> 3}], "Output" -> NetDecoder[{"Characters", "abc"}]];
VerificationTest[NetTrain[letters, {"abc" -> "bca", "cab" -> "abc", "aaa" -> "bbb"}, MaxTrainingRounds -> 200, quiet][{"abc", "bac"}],
  {"bca", "cba"}, TestID -> "texts as targets"]
two = NetEncoder[{"Image", {2, 2}, ColorSpace -> "Grayscale"}];
turn = NetChain[{FlattenLayer[], LinearLayer[4], ReshapeLayer[{1, 2, 2}]}, "Input" -> two, "Output" -> NetDecoder[two]];
VerificationTest[Max[Abs[ImageData[NetTrain[turn, {Image[{{0, 1}, {0.25, 0.5}}] -> Image[{{1, 0}, {0.75, 0.5}}],
  Image[{{1, 0}, {0.75, 0.5}}] -> Image[{{0, 1}, {0.25, 0.5}}]}, MaxTrainingRounds -> 500, quiet][Image[{{0, 1}, {0.25, 0.5}}]]] - {{1, 0}, {0.75, 0.5}}]] < 0.01, True, TestID -> "images as targets"]
learner = NetChain[{LinearLayer[{}]}, "Input" -> "FeatureExtractor"];
learnt = NetTrain[learner, {{1., "a"} -> 1, {2., "b"} -> 2, {3., "a"} -> 3}, MaxTrainingRounds -> 300, quiet];
VerificationTest[Abs[learnt[{2., "b"}] - 2] < 0.1, True, TestID -> "a feature extractor is learnt from the examples"]
VerificationTest[NetEncoder["FeatureExtractor"][{2., "b"}], $Failed, {NetEncoder::encode}, TestID -> "it cannot be used before"]

(* -- further forms of data and of descriptions -- *)

VerificationTest[NetEncoder[{"Image", {3, 2}, "Grayscale"}] === gray, True, TestID -> "the colour space at its place"]
VerificationTest[gray[NumericArray[{{{{0, 1, 0}, {0, 0, 1}}}}, "Real32"]], {{{{0., 1., 0.}, {0., 0., 1.}}}}, TestID -> "a NumericArray of examples"]
VerificationTest[gray[img, 1], $Failed, {NetEncoder::codercall}, TestID -> "too many arguments"]
VerificationTest[NetDecoder["Image"][], $Failed, {NetDecoder::codercall}, TestID -> "too few"]
fork = NetGraph[{SoftmaxLayer[], SoftmaxLayer[]}, {NetPort["In"] -> 1 -> NetPort["A"], NetPort["In"] -> 2 -> NetPort["B"]},
  "In" -> NetEncoder[{"Characters", "abc", "UnitVector"}], "A" -> NetDecoder[{"Characters", "abc"}],
  "B" -> NetDecoder[{"Class", {"x", "y", "z"}, "InputDepth" -> 2}]];
VerificationTest[fork["cab"], <|"A" -> "cab", "B" -> {"z", "x", "y"}|>, TestID -> "decoders at named outputs of a graph"]
VerificationTest[NetGraph[{Ramp}, {NetPort["In"] -> 1 -> NetPort["A"]}, "A" -> NetEncoder["Boolean"]], $Failed, {NetGraph::codside},
  TestID -> "no encoder there"]
VerificationTest[NetGraph[{Ramp}, {NetPort["In"] -> 1 -> NetPort["A"]}, "In" -> NetDecoder["Boolean"]], $Failed, {NetGraph::codside},
  TestID -> "no decoder at a named input"]

(* -- lists as examples -- *)

seen = {};
sum = NetEncoder[{"Function", (AppendTo[seen, #]; {Total[#]}) &, 1}];
line = NetChain[{LinearLayer[1, "Weights" -> {{2.}}, "Biases" -> {1.}]}, "Input" -> sum];
VerificationTest[line[{{1, 2}, {3, 4, 5}}], {{7.}, {25.}}, TestID -> "a list of lists is a batch"]
seen = {};
NetTrain[line, {{1, 2} -> {7}, {3, 4, 5} -> {25}, {6} -> {13}}, MaxTrainingRounds -> 1, TrainingProgressReporting -> None];
VerificationTest[Union[seen], {{6}, {1, 2}, {3, 4, 5}}, TestID -> "a list in a rule is one example"]
seen = {};
NetTrain[line, {{1, 2}, {3, 4}} -> {{7}, {15}}, MaxTrainingRounds -> 1, TrainingProgressReporting -> None];
VerificationTest[Union[seen] == {{1, 2}, {3, 4}}, True, TestID -> "of a rule between lists, too"]
seen = {};
NetTrain[line, <|"Input" -> {{1, 2}, {3}}, "Output" -> {{7}, {7}}|>, MaxTrainingRounds -> 1, TrainingProgressReporting -> None];
VerificationTest[Union[seen], {{3}, {1, 2}}, TestID -> "and of an association"]

(* -- training on sequences of different lengths -- *)

shift = NetChain[{NetMapOperator[LinearLayer[3]], SoftmaxLayer[]}, "Input" -> NetEncoder[{"Characters", "abc", "UnitVector"}],
  "Output" -> NetDecoder[{"Characters", "abc"}]];
VerificationTest[NetTrain[shift, {"abc" -> "bca", "ca" -> "ab", "aaaa" -> "bbbb"}, MaxTrainingRounds -> 200, quiet][{"abcabc", "b"}],
  {"bcabca", "c"}, TestID -> "texts of different lengths to texts"]
listen = NetChain[{NetMapOperator[LinearLayer[3]], SoftmaxLayer[]}, "Input" -> NetEncoder[{"Characters", "uv", "UnitVector"}],
  "Output" -> NetDecoder[{"CTCBeamSearch", {"x", "y"}}]];
VerificationTest[NetTrain[listen, {"uuvv" -> {"x", "y"}, "vvuuu" -> {"y", "x"}, "uu" -> {"x"}}, LossFunction -> CTCLossLayer[],
  MaxTrainingRounds -> 300, quiet][{"uuuv", "v"}], {{"x", "y"}, {"y"}}, TestID -> "connectionist targets"]
mood = NetChain[{EmbeddingLayer[4], SequenceLastLayer[], 2, SoftmaxLayer[]}, "Input" -> NetEncoder[{"Tokens", {"good", "bad"}}]];
VerificationTest[NetTrain[mood, {"so good" -> "up", "bad" -> "down", "very very bad" -> "down", "good" -> "up"},
  MaxTrainingRounds -> 200, quiet][{"it is good", "bad"}], {"up", "down"}, TestID -> "words to classes"]
