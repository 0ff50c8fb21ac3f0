(* BatchNormalizationLayer: every sentence of what the layer promises. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5
values[net_, name_] := Normal[NetExtract[net, name]]

(* -- construction and options -- *)

VerificationTest[Head[BatchNormalizationLayer[]], BatchNormalizationLayer, TestID -> "no arguments"]
VerificationTest[NetExtract[BatchNormalizationLayer[], "Epsilon"], 0.001, TestID -> "default Epsilon"]
VerificationTest[NetExtract[BatchNormalizationLayer[], "Momentum"], 0.9, TestID -> "default Momentum"]
VerificationTest[NetExtract[BatchNormalizationLayer[], Interleaving], False, TestID -> "default Interleaving"]
VerificationTest[NetExtract[BatchNormalizationLayer["Epsilon" -> 0.01], "Epsilon"], 0.01, TestID -> "Epsilon"]
VerificationTest[NetExtract[BatchNormalizationLayer["Momentum" -> 0.5], "Momentum"], 0.5, TestID -> "Momentum"]
VerificationTest[NetExtract[BatchNormalizationLayer["Interleaving" -> True], "Interleaving"], True,
  TestID -> "Interleaving as a string"]
VerificationTest[NetExtract[BatchNormalizationLayer[], #] & /@ {"Biases", "Scaling", "MovingMean", "MovingVariance"},
  {Automatic, Automatic, Automatic, Automatic}, TestID -> "arrays are Automatic before they exist"]
VerificationTest[NetExtract[BatchNormalizationLayer[], #] & /@ {"Beta", "Gamma"}, {Automatic, Automatic},
  TestID -> "old names before the arrays exist"]
VerificationTest[values[BatchNormalizationLayer["Beta" -> {1, 2}, "Gamma" -> {3, 4}], #] & /@
  {"Biases", "Scaling", "Beta", "Gamma"}, {{1., 2.}, {3., 4.}, {1., 2.}, {3., 4.}}, TestID -> "old names at construction"]
VerificationTest[values[BatchNormalizationLayer["Biases" -> {1, 2}, "Scaling" -> {3, 4}], #] & /@
  {"Biases", "Beta", "Scaling", "Gamma"}, {{1., 2.}, {1., 2.}, {3., 4.}, {3., 4.}}, TestID -> "new names at construction"]
VerificationTest[NetExtract[BatchNormalizationLayer["Biases" -> {1, 2}, "Input" -> Automatic], "Input"], Automatic,
  TestID -> "given arrays tell channels, not the rank"]
VerificationTest[Sort[First /@ Options[BatchNormalizationLayer]],
  Sort[{"Biases", "Epsilon", "Scaling", Interleaving, LearningRateMultipliers, "Momentum", "MovingMean", "MovingVariance"}],
  TestID -> "the options"]

(* -- ports -- *)

VerificationTest[NetExtract[BatchNormalizationLayer["Input" -> 3], "Output"], 3, TestID -> "vector port"]
VerificationTest[NetExtract[BatchNormalizationLayer["Output" -> {3, 4}], "Input"], {3, 4}, TestID -> "backwards"]
VerificationTest[NetExtract[BatchNormalizationLayer["Input" -> {3, 4, 5}], "Output"], {3, 4, 5}, TestID -> "rank 3"]
VerificationTest[
  Dimensions[NetInitialize[BatchNormalizationLayer["Input" -> #]][ConstantArray[1., #]]] & /@
    {{3}, {3, 4}, {3, 4, 5}, {3, 2, 2, 2}}, {{3}, {3, 4}, {3, 4, 5}, {3, 2, 2, 2}}, TestID -> "ranks 1 to 4"]
VerificationTest[
  Dimensions[NetExtract[NetInitialize[BatchNormalizationLayer["Input" -> {3, 4, 5}, Interleaving -> #]], "Scaling"]] & /@
    {False, True}, {{3}, {5}}, TestID -> "the channel is the first or the last level"]
VerificationTest[BatchNormalizationLayer["Input" -> {}], $Failed, {BatchNormalizationLayer::needchannel},
  TestID -> "a number has no channels"]

(* -- initialization -- *)

VerificationTest[values[NetInitialize[BatchNormalizationLayer["Input" -> 3]], #] & /@
  {"Biases", "Scaling", "MovingMean", "MovingVariance"}, {{0., 0., 0.}, {1., 1., 1.}, {0., 0., 0.}, {1., 1., 1.}},
  TestID -> "initial arrays"]
VerificationTest[values[NetInitialize[BatchNormalizationLayer["Input" -> 2, "Biases" -> {5, 6}]], #] & /@
  {"Biases", "Scaling"}, {{5., 6.}, {1., 1.}}, TestID -> "given arrays are kept"]
VerificationTest[NetInitialize[BatchNormalizationLayer[]], $Failed, {NetInitialize::noshape},
  TestID -> "unknown dimensions cannot be initialized"]

(* -- evaluation -- *)

VerificationTest[BatchNormalizationLayer["Epsilon"->0.001][<1,2,3>], $Failed, {BatchNormalizationLayer::uninit},
  TestID -> "no arrays yet"]
VerificationTest[close[NetInitialize[BatchNormalizationLayer["Epsilon"->0.001, "Input"->3]][<1,2,3>],
  {0.9995004, 1.9990007, 2.9985011}], True, TestID -> "a vector"]
VerificationTest[ToString[NetInitialize[BatchNormalizationLayer["Epsilon"->0.001, "Input"->3]][<1,2,3>]],
  "{0.9995, 1.999, 2.9985}", TestID -> "six digits are shown"]
VerificationTest[close[NetInitialize[BatchNormalizationLayer["Input" -> 3]][{{1, 2, 3}, {3, 4, 5}}],
  {{0.9995004, 1.9990007, 2.9985011}, {2.9985011, 3.9980015, 4.9975019}}], True, TestID -> "a list of inputs"]
VerificationTest[
  close[NetInitialize[BatchNormalizationLayer["Input" -> 3]][{{1, 2, 3}, {3, 4, 5}}, NetEvaluationMode -> "Train"],
    {{-1, -1, -1}, {1, 1, 1}} 0.9995004], True, TestID -> "training mode uses the batch"]
VerificationTest[NetInitialize[BatchNormalizationLayer["Input" -> 3]][{1, 2, 3}, NetEvaluationMode -> "Train"],
  {0., 0., 0.}, TestID -> "a batch of one has no variance"]
VerificationTest[
  close[NetInitialize[BatchNormalizationLayer["Input" -> {1, 2}]][{{{1, 2}}, {{3, 6}}}, NetEvaluationMode -> "Train"],
    {{{-2, -1}}, {{0, 3}}}/Sqrt[3.5 + 0.001]], True, TestID -> "statistics run over the other levels too"]
VerificationTest[
  close[NetInitialize[BatchNormalizationLayer["Input" -> {2, 1}, Interleaving -> True]][{{{1}, {2}}, {{3}, {6}}},
      NetEvaluationMode -> "Train"], {{{-2}, {-1}}, {{0}, {3}}}/Sqrt[3.5 + 0.001]], True, TestID -> "interleaved statistics"]
VerificationTest[
  NetInitialize[BatchNormalizationLayer["Scaling" -> {0, 0, 0}, "Biases" -> {7, 8, 9}, "Input" -> 3]][{3, 1, 4}],
  {7., 8., 9.}, TestID -> "Scaling 0 gives the Biases"]
VerificationTest[
  close[BatchNormalizationLayer["Scaling" -> {2}, "Biases" -> {1}, "MovingMean" -> {3}, "MovingVariance" -> {4},
      "Epsilon" -> 0.5, "Input" -> 1][{7}], {2 (7 - 3)/Sqrt[4 + 0.5] + 1}], True, TestID -> "the formula"]
VerificationTest[
  With[{bn = NetInitialize[BatchNormalizationLayer["Input" -> 2]]},
    bn[{{1, 2}, {3, 5}}, NetEvaluationMode -> "Train"]; values[bn, "MovingMean"]], {0., 0.},
  TestID -> "evaluating in training mode changes no layer"]
VerificationTest[
  NetInitialize[BatchNormalizationLayer["Input" -> 3]][{1, 2}], $Failed, {BatchNormalizationLayer::data},
  TestID -> "wrong length"]

(* -- training -- *)

data = Table[{N[i], 2. i} -> {0., 0.}, {i, 4}];
train[layer_, opts___] := NetTrain[layer, data, opts, MaxTrainingRounds -> 1, BatchSize -> 4,
  TrainingProgressReporting -> None, RandomSeeding -> 1]

VerificationTest[close[values[train[BatchNormalizationLayer["Input" -> 2]], #] & /@ {"MovingMean", "MovingVariance"},
  {0.1 {2.5, 5.}, 0.9 + 0.1 {1.25, 5.}}], True, TestID -> "training moves the statistics"]
VerificationTest[close[values[train[BatchNormalizationLayer["Input" -> 2, "Momentum" -> 0]], #] & /@
  {"MovingMean", "MovingVariance"}, {{2.5, 5.}, {1.25, 5.}}], True, TestID -> "Momentum 0: the last batch"]
VerificationTest[values[train[BatchNormalizationLayer["Input" -> 2, "Momentum" -> 1]], #] & /@
  {"MovingMean", "MovingVariance"}, {{0., 0.}, {1., 1.}}, TestID -> "Momentum 1 freezes the statistics"]
VerificationTest[values[Quiet[train[BatchNormalizationLayer["Input" -> 2], LearningRateMultipliers -> 0]], #] & /@
  {"MovingMean", "MovingVariance", "Biases", "Scaling"}, {{0., 0.}, {1., 1.}, {0., 0.}, {1., 1.}},
  TestID -> "multiplier 0 in NetTrain freezes everything"]
VerificationTest[values[Quiet[train[BatchNormalizationLayer["Input" -> 2, LearningRateMultipliers -> 0]]], #] & /@
  {"MovingMean", "MovingVariance"}, {{0., 0.}, {1., 1.}}, TestID -> "multiplier 0 in the layer"]
VerificationTest[
  With[{net = train[BatchNormalizationLayer["Input" -> 2], LearningRateMultipliers -> {"MovingMean" -> 0, _ -> 1}]},
    {values[net, "MovingMean"] == {0., 0.}, values[net, "MovingVariance"] == {1., 1.}}], {True, False},
  TestID -> "multiplier 0 of one array"]
VerificationTest[
  With[{net = train[NetChain[{2, BatchNormalizationLayer[]}, "Input" -> 2], LearningRateMultipliers -> {2 -> None}]},
    values[net, {2, "MovingVariance"}]], {1., 1.}, TestID -> "multiplier None of a layer in a chain"]
VerificationTest[values[train[BatchNormalizationLayer["Input" -> 2]], "Scaling"] == {1., 1.}, False,
  TestID -> "Scaling is trained"]
VerificationTest[
  Dimensions[NetExtract[NetTrain[NetChain[{3, BatchNormalizationLayer[]}], {{1, 2} -> {1, 2, 3}, {3, 4} -> {3, 4, 5}},
      MaxTrainingRounds -> 1, TrainingProgressReporting -> None], {2, "Biases"}]], {3},
  TestID -> "NetTrain infers the dimensions"]

(* -- possible issues -- *)

VerificationTest[
  NetInitialize[BatchNormalizationLayer["MovingVariance" -> {-1, 1}, "Input" -> 2]][{1, 2}], $Failed,
  {BatchNormalizationLayer::negvar}, TestID -> "a negative moving variance"]
VerificationTest[BatchNormalizationLayer["MovingMean" -> NetArray["m"]], $Failed, {BatchNormalizationLayer::noshare},
  TestID -> "moving means may not be shared"]
VerificationTest[BatchNormalizationLayer["MovingVariance" -> NetArray["m"]], $Failed, {BatchNormalizationLayer::noshare},
  TestID -> "moving variances may not be shared"]
VerificationTest[BatchNormalizationLayer["Momentum" -> 2], $Failed, {BatchNormalizationLayer::param},
  TestID -> "Momentum is from 0 to 1"]
VerificationTest[BatchNormalizationLayer["Epsilon" -> -1], $Failed, {BatchNormalizationLayer::param},
  TestID -> "Epsilon is not negative"]
VerificationTest[BatchNormalizationLayer["Sigma" -> 1], $Failed, {BatchNormalizationLayer::optx}, TestID -> "unknown option"]
VerificationTest[BatchNormalizationLayer["Biases" -> {1, 2}, "Input" -> 3], $Failed, {BatchNormalizationLayer::arrayfit},
  TestID -> "arrays of another length"]

(* -- in a chain, written and read -- *)

VerificationTest[
  NetExtract[NetChain[{ConvolutionLayer[4, 3], BatchNormalizationLayer[], Ramp}, "Input" -> {1, 8, 8}], {2, "Input"}],
  {4, 6, 6}, TestID -> "after a convolution"]
VerificationTest[
  With[{bn = NetInitialize[BatchNormalizationLayer["Input" -> 2, "Momentum" -> 0.5]]},
    ToExpression[ToString[bn, InputForm]] === bn], True, TestID -> "InputForm reads back"]
