(* Normalization, dropout, convolution backwards, resizing, constants, embeddings, random arrays. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5
array[net_, name_] := Normal[NetExtract[net, name]]
plain = Sequence["Scaling" -> None, "Biases" -> None];
m = {{1., 2., 3.}, {4., 5., 7.}};

(* -- NormalizationLayer -- *)

VerificationTest[close[NetInitialize[NormalizationLayer["Input" -> {2, 3}]][{{1, 2, 3}, {4, 5, 6}}],
    {{-1.2238273, 0, 1.2238273}, {-1.2238273, 0, 1.2238273}}], True, TestID -> "rows by default"]
VerificationTest[close[NormalizationLayer[plain, "Epsilon" -> 0][m], (# - Mean[#])/Sqrt[Mean[(# - Mean[#])^2]] & /@ m], True,
  TestID -> "mean 0 and deviation 1"]
VerificationTest[close[NormalizationLayer[plain, "Epsilon" -> 0, "Unbiased" -> True][m], Standardize /@ m], True, TestID -> "Unbiased"]
VerificationTest[close[NormalizationLayer[plain, "Epsilon" -> 0, Method -> "RMS"][m], #/RootMeanSquare[#] & /@ m], True, TestID -> "RMS"]
VerificationTest[close[NormalizationLayer[1, plain, "Epsilon" -> 0, "Unbiased" -> True][m], Transpose[Standardize /@ Transpose[m]]], True,
  TestID -> "another level"]
VerificationTest[Dimensions[NetExtract[NetInitialize[NormalizationLayer[##, "Input" -> {2, 3, 4}]], "Scaling"]] & @@@
    {{}, {2 ;; 3, "Same"}, {3, "Complement"}, {3, 3}, {All, {3, 1}}}, {{2}, {3, 4}, {2, 3}, {4}, {4, 2}}, TestID -> "levels of Scaling"]
VerificationTest[close[NormalizationLayer["Scaling" -> {1, 2}, "Biases" -> {0, 5}, "Epsilon" -> 0][{{-1, 1}, {-1, 1}}], {{-1, 1}, {3, 7}}],
  True, TestID -> "Scaling and Biases"]
VerificationTest[close[NormalizationLayer[1, plain, "GroupNumber" -> 2, "Epsilon" -> 0][{-1, 1, 5, 7}], {-1, 1, -1, 1}], True,
  TestID -> "groups"]
VerificationTest[NormalizationLayer["Input" -> 3], $Failed, {NormalizationLayer::nolevel}, TestID -> "a vector has no level 2"]
VerificationTest[NormalizationLayer[1, "GroupNumber" -> 2, "Input" -> 3], $Failed, {NormalizationLayer::groupsize}, TestID -> "uneven groups"]
VerificationTest[InstanceNormalizationLayer[] === NormalizationLayer[], True, TestID -> "the old name"]
VerificationTest[array[InstanceNormalizationLayer["Gamma" -> {1, 2}], "Scaling"], {1., 2.}, TestID -> "old names of arrays"]

VerificationTest[close[LocalResponseNormalizationLayer[][ConstantArray[1, {5, 1, 1}]],
    {0.790569, 0.745356, 0.707107, 0.745356, 0.790569}], True, TestID -> "LocalResponseNormalizationLayer"]
VerificationTest[close[LocalResponseNormalizationLayer["ChannelWindowSize" -> 0, "Alpha" -> 3, "Beta" -> 1, "Bias" -> 2][{{{1, 2}}}],
    {{{1/5, 2/14}}}], True, TestID -> "its parameters"]
VerificationTest[LocalResponseNormalizationLayer["Input" -> {4, 2, 2}], $Failed, {LocalResponseNormalizationLayer::fewchannels},
  TestID -> "too few channels"]

(* -- DropoutLayer, ImageAugmentationLayer -- *)

VerificationTest[DropoutLayer[0.4, "OutputPorts" -> {"Output", "BinaryMask"}][{1, 2}], <|"Output" -> {1., 2.}, "BinaryMask" -> {1., 1.}|>,
  TestID -> "the mask in evaluation"]
VerificationTest[
  With[{result = DropoutLayer[0.5, "OutputPorts" -> {"Output", "BinaryMask"}][ConstantArray[3, 40], NetEvaluationMode -> "Train"]},
    result["Output"] === 6 result["BinaryMask"]], True, TestID -> "the mask in training"]
VerificationTest[Length[Union[DropoutLayer[Method -> "AlphaDropout"][ConstantArray[1, 50], NetEvaluationMode -> "Train"]]], 2,
  TestID -> "AlphaDropout"]
VerificationTest[ImageAugmentationLayer[{1, 2}][{{{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}}], {{{6., 7.}}}, TestID -> "the middle"]
VerificationTest[ImageAugmentationLayer[{2, 2}, "ReflectionProbabilities" -> {1, 0}][{{{1, 2}, {3, 4}}}, NetEvaluationMode -> "Train"],
  {{{3., 4.}, {1., 2.}}}, TestID -> "upside down"]
VerificationTest[NetExtract[ImageAugmentationLayer[{80, 80}, "Input" -> {3, 128, 128}], "Output"], {3, 80, 80}, TestID -> "its size"]

(* -- DeconvolutionLayer, ResizeLayer, PaddingLayer, SpatialTransformationLayer -- *)

VerificationTest[DeconvolutionLayer[1, {2}, "Weights" -> {{{1, 10}}}, "Biases" -> {1}][{{1, 2, 3}}], {{2., 13., 24., 31.}},
  TestID -> "DeconvolutionLayer"]
VerificationTest[DeconvolutionLayer[1, {1}, "Weights" -> {{{2}}}, "Biases" -> None, "Stride" -> 2][{{1, 2}}], {{2., 0., 4.}}, TestID -> "Stride"]
VerificationTest[DeconvolutionLayer[1, {2}, "Weights" -> {{{1, 10}}}, "Biases" -> None, PaddingSize -> 1][{{1, 2, 3}}], {{12., 23.}},
  TestID -> "PaddingSize is cut off"]
VerificationTest[NetExtract[DeconvolutionLayer[2, 3, "Stride" -> 2, PaddingSize -> "Same", "Input" -> {1, 4, 5}], "Output"], {2, 8, 10},
  TestID -> "Same"]
VerificationTest[Dimensions[NetExtract[NetInitialize[DeconvolutionLayer[6, {3, 2}, "ChannelGroups" -> 2, "Input" -> {4, 5, 5}]], "Weights"]],
  {4, 3, 3, 2}, TestID -> "dimensions of its Weights"]
VerificationTest[ResizeLayer[{3}][{{0, 10}}], {{0., 5., 10.}}, TestID -> "ResizeLayer"]
VerificationTest[ResizeLayer[{4}, "Scheme" -> "Bin"][{{0, 8}}], {{0., 2., 6., 8.}}, TestID -> "cells"]
VerificationTest[ResizeLayer[{Scaled[2], All}, Resampling -> "Nearest"][{{{1, 2}, {3, 4}}}], {{{1., 2.}, {1., 2.}, {3., 4.}, {3., 4.}}},
  TestID -> "nearest elements"]
VerificationTest[ResizeLayer[{3}, Interleaving -> True][{{0}, {10}}], {{0.}, {5.}, {10.}}, TestID -> "channels last"]
VerificationTest[ResizeLayer[{3}, Resampling -> "Nearest"], $Failed, {ResizeLayer::nearest}, TestID -> "nearest needs whole factors"]
VerificationTest[PaddingLayer[{{1, 2}, {1, 0}}][m], ArrayPad[m, {{1, 2}, {1, 0}}], SameTest -> Equal, TestID -> "PaddingLayer is ArrayPad"]
VerificationTest[PaddingLayer[{{1, 2}}, Padding -> 7][{1, 2}], {7., 1., 2., 7., 7.}, TestID -> "a number"]
VerificationTest[PaddingLayer[{{2, 1}, {1, 2}}, Padding -> #][m] == ArrayPad[m, {{2, 1}, {1, 2}}, #] & /@ {"Fixed", "Reflected"}, {True, True},
  TestID -> "repeated and mirrored"]
VerificationTest[SpatialTransformationLayer[{2, 3}][<|"Input" -> {m}, "Parameters" -> {1, 0, 0, 0, 1, 0}|>], {m}, TestID -> "the identity"]
VerificationTest[SpatialTransformationLayer[{2, 3}][<|"Input" -> {m}, "Parameters" -> {-1, 0, 0, 0, -1, 0}|>], {Reverse[m, {1, 2}]},
  TestID -> "turned around"]
VerificationTest[SpatialTransformationLayer[{1, 3}][<|"Input" -> {{{1, 2, 3}}}, "Parameters" -> {1, 0, 1, 0, 1, 0}|>], {{{2., 3., 0.}}},
  TestID -> "moved, zeros outside"]

(* -- constants, slopes, embeddings -- *)

VerificationTest[NetArrayLayer["Array" -> m][], m, TestID -> "NetArrayLayer"]
VerificationTest[Dimensions[NetInitialize[NetArrayLayer["Output" -> {2, 3}]][]], {2, 3}, TestID -> "its dimensions"]
VerificationTest[ConstantArrayLayer["Array" -> {1, 2}] === NetArrayLayer["Array" -> {1, 2}], True, TestID -> "the old name of NetArrayLayer"]
VerificationTest[NetArrayLayer["Array" -> {1, x}], $Failed, {NetArrayLayer::param}, TestID -> "no symbols"]
VerificationTest[ConstantTimesLayer["Scaling" -> {2, 3}][{10, 100}], {20., 300.}, TestID -> "ConstantTimesLayer"]
VerificationTest[ConstantPlusLayer["Biases" -> {2, 3}][{10, 100}], {12., 103.}, TestID -> "ConstantPlusLayer"]
VerificationTest[NetInitialize[#["Input" -> 2]][{3, 4}] & /@ {ConstantTimesLayer, ConstantPlusLayer}, {{3., 4.}, {3., 4.}},
  TestID -> "they begin with 1 and 0"]
VerificationTest[Head /@ {ConstantTimesLayer[], ConstantPlusLayer["Biases" -> {1, 2}]}, {NetGraph, NetGraph}, TestID -> "they are graphs"]
VerificationTest[Sort[Information[ConstantPlusLayer["Biases" -> {1, 2}], "LayerTypeCounts"]], Sort[<|NetArrayLayer -> 1, ThreadingLayer -> 1|>],
  TestID -> "of an array and a layer that threads"]
VerificationTest[ConstantTimesLayer["Scaling" -> {2, 3}][{10, 100}, NetPortGradient["Input"]], {2., 3.}, TestID -> "the gradient of a product"]
VerificationTest[Dimensions /@ Information[NetInitialize[ConstantTimesLayer["Output" -> {5, 4}]], "ArraysList"], {{5, 4}},
  TestID -> "the output tells the size of the array"]
VerificationTest[NetChain[{ConstantPlusLayer["Biases" -> {1, -5}], Ramp}][{1, 1}], {2., 0.}, TestID -> "in a chain"]
VerificationTest[FailureQ[Quiet[ConstantTimesLayer["Scaling" -> {1, 2}, "Input" -> 3]]], True, TestID -> "sizes must agree"]
VerificationTest[ConstantPlusLayer["Biases" -> "a"], $Failed, {ConstantPlusLayer::param}, TestID -> "not an array"]
VerificationTest[BroadcastPlusLayer[][{{{1, 2}, {3, 4}}, {{10, 20}}}], {{11., 22.}, {13., 24.}}, TestID -> "BroadcastPlusLayer"]
VerificationTest[BroadcastPlusLayer[] === ThreadingLayer[Plus], True, TestID -> "it is a ThreadingLayer"]
VerificationTest[Head[PlaceholderLayer["Input" -> 3]], PlaceholderLayer, TestID -> "PlaceholderLayer"]
VerificationTest[PlaceholderLayer["Input" -> 3, "Output" -> 2][{1, 2, 3}], $Failed, {PlaceholderLayer::placeholder}, TestID -> "computes nothing"]
VerificationTest[close[NetInitialize[ParametricRampLayer["Input" -> 3]][{-1, 0, 2}], {-0.1, 0, 2}], True, TestID -> "the slope begins with 1/10"]
VerificationTest[Dimensions[NetExtract[NetInitialize[ParametricRampLayer[#, "Input" -> {2, 3, 4}]], "Slope"]] & /@ {1, 2 ;; 3, {3, 1}, {}},
  {{2}, {3, 4}, {4, 2}, {}}, TestID -> "levels of the slope"]
VerificationTest[EmbeddingLayer["Weights" -> {{1, 2}, {3, 4}, {5, 6}}][{{3, 1}, {2, 2}}], {{{5., 6.}, {1., 2.}}, {{3., 4.}, {3., 4.}}},
  TestID -> "EmbeddingLayer is Part"]
VerificationTest[EmbeddingLayer["Weights" -> {{1, 2}, {3, 4}}, "Input" -> "Integer"][2], {3., 4.}, TestID -> "one integer"]
VerificationTest[EmbeddingLayer["Weights" -> {{1, 2}, {3, 4}}][{1, 3}], $Failed, {EmbeddingLayer::data}, TestID -> "out of range"]
VerificationTest[Dimensions[NetExtract[NetInitialize[EmbeddingLayer[4, "Input" -> NetEncoder[{"Class", {"a", "b", "c"}}]]], "Weights"]], {3, 4},
  TestID -> "the encoder tells the number of classes"]
VerificationTest[UnitVectorLayer[3][{2, 3}], IdentityMatrix[3][[{2, 3}]], SameTest -> Equal, TestID -> "UnitVectorLayer"]
VerificationTest[UnitVectorLayer["Input" -> NetEncoder[{"Class", {"a", "b"}}]]["b"], {0., 1.}, TestID -> "of the classes of an encoder"]
VerificationTest[LinearLayer[{}, "Weights" -> {{1, 2}}, "Biases" -> {3}][{10, 20}], 53., TestID -> "a linear layer of one number"]
VerificationTest[LinearLayer["Output" -> 2, "Input" -> 3] === LinearLayer[2, "Input" -> 3] ||
  NetExtract[LinearLayer["Output" -> 2, "Input" -> 3], "Output"] === 2, True, TestID -> "the output tells the size"]

(* -- RandomArrayLayer -- *)

VerificationTest[Dimensions[RandomArrayLayer[NormalDistribution[0, 1], "Output" -> {2, 3}][]], {2, 3}, TestID -> "RandomArrayLayer"]
VerificationTest[
  With[{layer = RandomArrayLayer[NormalDistribution[0, 1], "Output" -> 5]},
    {layer[RandomSeeding -> 1] === layer[RandomSeeding -> 1], layer[] === layer[]}], {True, False}, TestID -> "seeds"]
VerificationTest[AllTrue[RandomArrayLayer[UniformDistribution[{2, 3}], "Output" -> 100][], 2 <= # <= 3 &], True, TestID -> "a range"]
VerificationTest[Round[RandomArrayLayer[NormalDistribution[#Mean, #Deviation] &][<|"Mean" -> {10, 20}, "Deviation" -> {0.001, 0.001}|>]],
  {10, 20}, TestID -> "parameters from named inputs"]
VerificationTest[RandomArrayLayer[NormalDistribution[0, 1]][], $Failed, {RandomArrayLayer::unsized}, TestID -> "unknown dimensions"]
VerificationTest[RandomArrayLayer[# + 1 &], $Failed, {RandomArrayLayer::nodistribution}, TestID -> "a function that gives none"]
VerificationTest[RandomArrayLayer[Foo[1]], $Failed, {RandomArrayLayer::param}, TestID -> "no distribution"]
VerificationTest[RandomArrayLayer[NormalDistribution[0, -1], "Output" -> 2], $Failed, {RandomArrayLayer::lawvalue}, TestID -> "no deviation"]

(* -- names of version 11.0 -- *)

VerificationTest[ScalarTimesLayer[3][{1, 2}], {3., 6.}, TestID -> "ScalarTimesLayer"]
VerificationTest[ScalarPlusLayer[3][{1, 2}], {4., 5.}, TestID -> "ScalarPlusLayer"]
VerificationTest[UpsampleLayer[2] === ResizeLayer[{Scaled[2], Scaled[2]}, Resampling -> "Nearest"], True, TestID -> "UpsampleLayer"]
VerificationTest[SplitLayer[2] === PartLayer[2], True, TestID -> "SplitLayer"]
VerificationTest[ResizeLayer[{2}, "Resampling" -> "Linear"] === ResizeLayer[{2}, Resampling -> "Linear"], True, TestID -> "options as strings"]
