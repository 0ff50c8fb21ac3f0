(* What the layers compute, said in the language itself. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5

VerificationTest[LinearLayer[2, "Weights" -> {{1, 2, 3}, {4, 5, 6}}, "Biases" -> {1, 0}][{1, 1, 2}],
  {{1, 2, 3}, {4, 5, 6}} . {1., 1., 2.} + {1, 0}, TestID -> "LinearLayer is w.x + b"]
VerificationTest[LinearLayer[1, "Weights" -> {{1, 2, 3, 4}}, "Biases" -> None, "Input" -> {2, 2}][{{1, 1}, {1, 2}}], {14.},
  TestID -> "the input is flattened"]
VerificationTest[LinearLayer[{2, 2}, "Weights" -> IdentityMatrix[4], "Biases" -> {0, 0, 0, 1}, "Input" -> 4][{1, 2, 3, 4}],
  {{1., 2.}, {3., 5.}}, TestID -> "an output with two levels"]
VerificationTest[DotPlusLayer[2] === LinearLayer[2], True, TestID -> "the name of version 11.0"]
VerificationTest[NetExtract[LinearLayer["Weights" -> {{1, 2, 3}, {4, 5, 6}}], "Input"], 3, TestID -> "Weights tell the input"]
VerificationTest[NetExtract[LinearLayer["Weights" -> {{1, 2, 3}, {4, 5, 6}}], "Output"], 2, TestID -> "and the output"]

VerificationTest[close[ElementwiseLayer[#][{1.}], {#2}] & @@@ {{"GELU", 0.8413447}, {"Mish", 0.8650984},
  {"Swish", 0.7310586}, {"SoftPlus", 1.3132617}, {"HardSwish", 0.6666667}}, {True, True, True, True, True},
  TestID -> "named functions"]
VerificationTest[ElementwiseLayer[Clip[#, {0, 1}] &][{-1, 0.5, 3}], {0., 0.5, 1.}, TestID -> "Clip"]
VerificationTest[ElementwiseLayer[Which[# < 0, -1, # == 0, 0, True, 1] &][{-5, 0, 7}], {-1., 0., 1.}, TestID -> "Which"]
VerificationTest[ElementwiseLayer[Piecewise[{{#^2, # < 1}}, 1] &][{-2, 5}], {4., 1.}, TestID -> "Piecewise"]
VerificationTest[ElementwiseLayer[1 &][{-2, 5}], {1., 1.}, TestID -> "a constant"]
VerificationTest[ElementwiseLayer[Foo], $Failed, {ElementwiseLayer::param}, TestID -> "an unknown function"]
VerificationTest[NetExtract[ElementwiseLayer["ReLU", "Input" -> 3], "Function"], "ReLU", TestID -> "the function by NetExtract"]

VerificationTest[close[SoftmaxLayer[][{1, 2, 3}], {0.0900306, 0.2447285, 0.6652410}], True, TestID -> "SoftmaxLayer"]
VerificationTest[close[SoftmaxLayer[1][{{0, 0}, {0, Log[3.]}}], {{0.5, 0.25}, {0.5, 0.75}}], True, TestID -> "along level 1"]
VerificationTest[Total[SoftmaxLayer[][{1000, 1001}]] // close[#, 1] &, True, TestID -> "no overflow"]

VerificationTest[ConvolutionLayer[1, {2}, "Weights" -> {{{1, 10}}}, "Biases" -> {0}][{{1, 2, 3}}], {{21., 32.}},
  TestID -> "kernels are not flipped"]
VerificationTest[ConvolutionLayer[1, {2, 2}, "Weights" -> {{{{1, 2}, {3, 4}}}}, "Biases" -> {1}, PaddingSize -> 1][{{{1}}}],
  {{{5., 4.}, {3., 2.}}}, TestID -> "zeros around the input"]
VerificationTest[ConvolutionLayer[1, {2}, "Weights" -> {{{1, 1}}}, "Biases" -> None, "Stride" -> 2][{{1, 2, 3, 4, 5}}],
  {{3., 7.}}, TestID -> "Stride"]
VerificationTest[ConvolutionLayer[1, {2}, "Weights" -> {{{1, 1}}}, "Biases" -> None, "Dilation" -> 2][{{1, 2, 3, 4}}],
  {{4., 6.}}, TestID -> "Dilation"]
VerificationTest[ConvolutionLayer[2, {1}, "Weights" -> {{{2}}, {{3}}}, "Biases" -> None, "ChannelGroups" -> 2][{{1, 1}, {1, 2}}],
  {{2., 2.}, {3., 6.}}, TestID -> "ChannelGroups"]
VerificationTest[ConvolutionLayer[1, {2}, "Weights" -> {{{1, 10}}}, "Biases" -> None, Interleaving -> True][{{1}, {2}, {3}}],
  {{21.}, {32.}}, TestID -> "Interleaving"]
VerificationTest[NetExtract[ConvolutionLayer[4, 3], #] & /@ {"OutputChannels", "KernelSize", "Stride", "PaddingSize",
    "Dilation", "ChannelGroups", "Interleaving", "Weights"}, {4, 3, 1, 0, 1, 1, False, Automatic}, TestID -> "parameters"]
VerificationTest[Dimensions[NetExtract[NetInitialize[ConvolutionLayer[4, {3, 5}, "Input" -> {2, 8, 8}]], "Weights"]], {4, 2, 3, 5},
  TestID -> "dimensions of Weights"]

VerificationTest[PoolingLayer[2][{{{1, 2, 3}, {4, 5, 6}}}], {{{5., 6.}}}, TestID -> "the stride is 1"]
VerificationTest[PoolingLayer[2, 2, "Function" -> Mean][{{{1, 2}, {3, 6}}}], {{{3.}}}, TestID -> "Mean"]
VerificationTest[PoolingLayer[{2}, "Function" -> Total][{{1, 2, 3}}], {{3., 5.}}, TestID -> "Total"]
VerificationTest[PoolingLayer[{2}, PaddingSize -> 1][{{-1, -2}}], {{-1., -1., -2.}}, TestID -> "padding never wins"]

VerificationTest[FlattenLayer[][{{1, 2}, {3, 4}}], {1., 2., 3., 4.}, TestID -> "FlattenLayer"]
VerificationTest[FlattenLayer[1][{{{1, 2}}, {{3, 4}}}], {{1., 2.}, {3., 4.}}, TestID -> "the first levels"]
VerificationTest[DropoutLayer[0.5][{1, 2}], {1., 2.}, TestID -> "DropoutLayer does nothing in evaluation"]
VerificationTest[Complement[DropoutLayer[0.5][ConstantArray[1, 50], NetEvaluationMode -> "Train"], {0., 2.}], {},
  TestID -> "drops and scales in training"]

VerificationTest[MeanSquaredLossLayer[][<|"Input" -> {{1, 2}, {3, 4}}, "Target" -> {{1, 2}, {3, 0}}|>], 4.,
  TestID -> "MeanSquaredLossLayer"]
VerificationTest[close[CrossEntropyLossLayer["Index"][<|"Input" -> {0.7, 0.2, 0.1}, "Target" -> 1|>], 0.3566749], True,
  TestID -> "an index"]
VerificationTest[close[CrossEntropyLossLayer["Index"][<|"Input" -> {{0.5, 0.5}, {0.25, 0.75}}, "Target" -> {1, 1}|>],
  (Log[2.] + Log[4.])/2], True, TestID -> "the mean over indices"]
VerificationTest[close[CrossEntropyLossLayer["Probabilities"][<|"Input" -> {0.5, 0.5}, "Target" -> {0.25, 0.75}|>], Log[2.]], True,
  TestID -> "probabilities"]
VerificationTest[close[CrossEntropyLossLayer["Binary"][<|"Input" -> {0.5, 0.25}, "Target" -> {1, 0}|>],
  (Log[2.] - Log[0.75])/2], True, TestID -> "binary"]
VerificationTest[CrossEntropyLossLayer["Index"][<|"Input" -> {0., 1.}, "Target" -> 1|>] < 100, True, TestID -> "no infinity"]

(* -- NetExtract, Information, NetInitialize, NetReplacePart -- *)

net = NetInitialize[NetChain[<|"a" -> 3, "b" -> {Ramp, 2}|>, "Input" -> 4]];
VerificationTest[Head[NetExtract[net, "a"]], LinearLayer, TestID -> "a layer"]
VerificationTest[NetExtract[net, {"b", 2, "Input"}], 3, TestID -> "a port inside"]
VerificationTest[Dimensions[net[["b", 2, "Weights"]]], {2, 3}, TestID -> "an array by Part"]
VerificationTest[NetExtract[net, {{"a", "Input"}, {"b", "Output"}}], {4, 2}, TestID -> "several parts"]
VerificationTest[Keys[NetExtract[net, All]], {"a", "b"}, TestID -> "All"]
VerificationTest[Dimensions /@ NetExtract[NetChain[{3, 2}, "Input" -> 1] // NetInitialize, {All, "Weights"}] // Values,
  {{3, 1}, {2, 3}}, TestID -> "All and a name"]
VerificationTest[NetExtract[net, "z"], $Failed, {NetExtract::nopart}, TestID -> "no such part"]
VerificationTest[NetExtract[5, "z"], $Failed, {NetExtract::nonet}, TestID -> "no net"]
VerificationTest[Head[NetExtract[net, {"a", "Weights"}]], NumericArray, TestID -> "arrays are NumericArray"]
VerificationTest[Information[net, "ArraysTotalElementCount"], 4*3 + 3 + 3*2 + 2, TestID -> "Information"]
VerificationTest[Information[net, "LayersCount"], 3, TestID -> "the count of layers"]

VerificationTest[NetInitialize[LinearLayer[3, "Input" -> 2]] === NetInitialize[LinearLayer[3, "Input" -> 2]], True,
  TestID -> "NetInitialize is repeatable"]
VerificationTest[NetInitialize[LinearLayer[3, "Input" -> 2], RandomSeeding -> 1] === NetInitialize[LinearLayer[3, "Input" -> 2]],
  False, TestID -> "another seed"]
VerificationTest[NetInitialize[net] === net, True, TestID -> "what is there stays"]
VerificationTest[NetInitialize[net, All, RandomSeeding -> 7] === net, False, TestID -> "All begins anew"]
VerificationTest[
  With[{w = Normal[NetExtract[NetInitialize[LinearLayer[3, "Input" -> 3], Method -> "Orthogonal"], "Weights"]]},
    close[w . Transpose[w], IdentityMatrix[3]]], True, TestID -> "Orthogonal"]
VerificationTest[Normal[NetExtract[NetInitialize[LinearLayer[2, "Input" -> 2], Method -> {"Identity", "Distribution" -> 0}], "Weights"]],
  {{1., 0.}, {0., 1.}}, TestID -> "Identity"]
VerificationTest[
  With[{w = Flatten[Normal[NetExtract[NetInitialize[LinearLayer[100, "Input" -> 200], Method -> #], "Weights"]]]},
      Abs[Sqrt[Mean[w^2]]/#2 - 1] < 0.05] & @@@ {{"Kaiming", Sqrt[2./200]}, {"Xavier", Sqrt[2./300]},
    {{"Kaiming", "Distribution" -> "Uniform"}, Sqrt[2./200]}, {{"Random", "Weights" -> 0.5}, 0.5}},
  {True, True, True, True}, TestID -> "deviations of the methods"]
VerificationTest[NetInitialize[LinearLayer[3]], $Failed, {NetInitialize::noshape}, TestID -> "unknown sizes"]
VerificationTest[NetInitialize[NetChain[{3, 2}]], $Failed, {NetInitialize::noshape}, TestID -> "unknown sizes in a chain"]
VerificationTest[NetInitialize[5], $Failed, {NetInitialize::nonet}, TestID -> "nothing to initialize"]
VerificationTest[NetInitialize[net, Method -> "Foo"], $Failed, {NetInitialize::optval}, TestID -> "unknown method"]

VerificationTest[Normal[NetReplacePart[net, {"a", "Biases"} -> {1, 2, 3}][["a", "Biases"]]], {1., 2., 3.}, TestID -> "an array"]
VerificationTest[NetReplacePart[net, {"a", "Biases"} -> {1, 2}], $Failed, {NetReplacePart::arrayfit}, TestID -> "of wrong length"]
VerificationTest[NetReplacePart[net, "Output" -> NetDecoder[{"Class", {"x", "y"}}]][{1, 2, 3, 4}] // StringQ, True,
  TestID -> "a decoder"]
VerificationTest[
  NetExtract[NetReplacePart[NetReplacePart[net, "Output" -> NetDecoder[{"Class", {"x", "y"}}]], "Output" -> None], "Output"], 2,
  TestID -> "without the decoder again"]
VerificationTest[Head[NetReplacePart[net, {"b", 1} -> Tanh][["b", 1, "Function"]]], Symbol, TestID -> "a layer inside"]
VerificationTest[NetReplacePart[net, "z" -> 1], $Failed, {NetReplacePart::replace}, TestID -> "nothing to replace"]

VerificationTest[ToString[LinearLayer[3]], "LinearLayer[<? -> 3, uninitialized>]", TestID -> "a layer in a terminal"]
VerificationTest[ToString[net], "NetChain[<2>]", TestID -> "a chain in a terminal"]
VerificationTest[ToString[NetChain[{3}]], "NetChain[<1, uninitialized>]", TestID -> "an open chain in a terminal"]
VerificationTest[Normal[NumericArray[{{1, 2}, {3, 4}}, "Real32"]], {{1., 2.}, {3., 4.}}, TestID -> "NumericArray"]
VerificationTest[Dimensions[NumericArray[{{1, 2}, {3, 4}}, "Integer8"]], {2, 2}, TestID -> "its dimensions"]
VerificationTest[NumericArray[{1, 2}, "Integer8"][[2]], 2, TestID -> "its parts"]
VerificationTest[ToString[NumericArray[{1, 2, 3}, "Real32"]], "NumericArray[<3>, Real32]", TestID -> "NumericArray in a terminal"]
VerificationTest[NumericArray[{1, 300}, "Integer8"], $Failed, {NumericArray::range}, TestID -> "does not fit"]
VerificationTest[NumericArray[{1, 2}, "Foo"], $Failed, {NumericArray::type}, TestID -> "no type"]
VerificationTest[NumericArray[{1, {2}}], $Failed, {NumericArray::form}, TestID -> "no array"]

(* -- parameters that the rest settles, options in lists, functions of more than one number -- *)

VerificationTest[
  NetExtract[ConvolutionLayer["Weights" -> {{{{1, 2}, {3, 4}}}}], #] & /@ {"OutputChannels", "KernelSize", "Dimensionality"},
  {1, {2, 2}, 2}, TestID -> "what the weights tell of a convolution"]
VerificationTest[NetExtract[#, "Dimensionality"] & /@ {ConvolutionLayer[2, 3], ConvolutionLayer[2, 3, "Input" -> {1, 8, 8}],
    PoolingLayer[2], PoolingLayer[2, "Input" -> {1, 8}]}, {Automatic, 2, Automatic, 1}, TestID -> "what the ports tell"]
VerificationTest[PoolingLayer[2, {"Function" -> Mean, PaddingSize -> 1}], PoolingLayer[2, "Function" -> Mean, PaddingSize -> 1],
  TestID -> "a list of options"]
VerificationTest[NetChain[{2}, {"Input" -> 3}], NetChain[{2}, "Input" -> 3], TestID -> "a list of ports"]
VerificationTest[ElementwiseLayer[#1 + #2 &], $Failed, {ElementwiseLayer::param}, TestID -> "a function of two slots"]
VerificationTest[ElementwiseLayer[Function[{x, y}, x y]], $Failed, {ElementwiseLayer::param}, TestID -> "a function of two variables"]
VerificationTest[ElementwiseLayer[Function[{x}, x + 1]][{1}], {2.}, TestID -> "a function of one variable"]
VerificationTest[NetInitialize[LinearLayer[2, "Input" -> 2], foo], $Failed, {NetInitialize::second}, TestID -> "not All"]
VerificationTest[ConvolutionLayer["Weights" -> {1, 2}], $Failed, {ConvolutionLayer::arrayfit}, TestID -> "weights of a wrong rank"]
VerificationTest[LinearLayer["Weights" -> 3], $Failed, {LinearLayer::arrayfit}, TestID -> "a number is no array of weights"]
VerificationTest[NetExtract[LinearLayer[2, "Input" -> 3, "Input" -> 4], "Input"], 3, TestID -> "of two options of one name the first counts"]
VerificationTest[ElementwiseLayer[Ramp][{{}}], $Failed, {ElementwiseLayer::data}, TestID -> "an empty array"]

(* -- NetReplacePart keeps the ports that still fit -- *)

VerificationTest[NetExtract[NetReplacePart[BatchNormalizationLayer["Input" -> 3], "Momentum" -> 0.5], "Input"], 3,
  TestID -> "another parameter"]
VerificationTest[NetExtract[NetReplacePart[BatchNormalizationLayer["Input" -> 3], "Input" -> 4], "Output"], 4,
  TestID -> "another input brings another output"]
VerificationTest[NetExtract[NetReplacePart[LinearLayer[2, "Input" -> 3], "OutputDimensions" -> 5], #] & /@ {"Input", "Output"},
  {3, 5}, TestID -> "another size of the output"]
VerificationTest[NetReplacePart[NetInitialize[BatchNormalizationLayer["Input" -> 3]], "Input" -> 4], $Failed,
  {NetReplacePart::arrayfit}, TestID -> "arrays that no longer fit"]

(* what arrays and types of numbers tell *)
VerificationTest[NetInitialize[BatchNormalizationLayer["Scaling" -> {0, 0, 0}, "Biases" -> {5, 6, 7}]][{1, 2, 9}], {5., 6., 7.}, TestID -> "given arrays tell the number of channels"]
VerificationTest[Information[NetInitialize[EmbeddingLayer[2, "Input" -> {"Varying", Restricted["Integer", 5]}]], "ArraysDimensions"], <|{"Weights"} -> {5, 2}|>, TestID -> "sequences of whole numbers"]

(* names of version 11 *)
VerificationTest[CatenateLayer["Inputs" -> {{2}, {3}}][{{1, 2}, {3, 4, 5}}], {1., 2., 3., 4., 5.}, TestID -> "Inputs, the old name of InputPorts"]
