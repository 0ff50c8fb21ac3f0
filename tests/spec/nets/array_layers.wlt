(* Layers that select, arrange and add up: they agree with the functions of the language. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5
m = {{3., 1., 2.}, {9., 7., 8.}};
r3 = N[ArrayReshape[Range[24], {2, 3, 4}]];

(* -- Part, Extract -- *)

VerificationTest[PartLayer[#][m] === m[[#]] & /@ {1, -1, 1 ;; 2, 2 ;; 2}, {True, True, True, True}, TestID -> "PartLayer is Part"]
VerificationTest[PartLayer[{All, 1 ;; -1 ;; 2}][m], m[[All, 1 ;; -1 ;; 2]], TestID -> "steps"]
VerificationTest[PartLayer[{2, -1}][m], m[[2, -1]], TestID -> "a number"]
VerificationTest[PartLayer[{-1, All, 2 ;; 3}][r3], r3[[-1, All, 2 ;; 3]], TestID -> "three levels"]
VerificationTest[PartLayer[2][{{1, 2}, {3, 4}, {5, 6}}], {3., 4.}, TestID -> "one element"]
VerificationTest[PartLayer[5][m], $Failed, {PartLayer::nosuchpart}, TestID -> "no such part"]
VerificationTest[PartLayer[3 ;; 2], $Failed, {PartLayer::param}, TestID -> "an empty span"]
VerificationTest[ExtractLayer[][<|"Input" -> m, "Position" -> {2, 1}|>], 9., TestID -> "ExtractLayer"]
VerificationTest[ExtractLayer[][<|"Input" -> m, "Position" -> {{2, 1}, {1, -1}}|>], Extract[m, {{2, 1}, {1, -1}}],
  TestID -> "several positions"]
VerificationTest[ExtractLayer[][<|"Input" -> m, "Position" -> {{1}, {2}, {1}}|>], m[[{1, 2, 1}]], TestID -> "rows"]
VerificationTest[ExtractLayer["Input" -> 3, "Position" -> "Integer"][<|"Input" -> {5, 6, 7}, "Position" -> 2|>], 6.,
  TestID -> "an integer"]
VerificationTest[ExtractLayer[][<|"Input" -> {1, 2}, "Position" -> {3}|>], $Failed, {ExtractLayer::baddata},
  TestID -> "no such position"]

(* -- Flatten, Reshape, Transpose, Replicate -- *)

VerificationTest[FlattenLayer[#][r3] === Flatten[r3, #] & /@ {1, 2, Infinity}, {True, True, True}, TestID -> "FlattenLayer is Flatten"]
VerificationTest[Dimensions[FlattenLayer[-1][r3]], {2, 12}, TestID -> "from the end"]
VerificationTest[FlattenLayer[{{2, 1}, {3}}][r3], Flatten[r3, {{2, 1}, {3}}], TestID -> "lists of levels"]
VerificationTest[ReshapeLayer[{4, 6}][r3], ArrayReshape[r3, {4, 6}], TestID -> "ReshapeLayer is ArrayReshape"]
VerificationTest[Dimensions[ReshapeLayer[#][r3]] & /@ {{Inherited, Automatic}, {3, 2, All}, {All, 1}, {Automatic}},
  {{2, 12}, {3, 2, 4}, {2, 3, 4, 1}, {24}}, TestID -> "Inherited, Automatic and All"]
VerificationTest[ReshapeLayer[{}][{5}], 5., TestID -> "a number of a vector of length 1"]
VerificationTest[ReshapeLayer[{2, 2}][{1, 2, 3}], $Failed, {ReshapeLayer::reshape}, TestID -> "another number of elements"]
VerificationTest[ReshapeLayer["ReferenceShape"][<|"Input" -> Range[6], "ReferenceShape" -> m|>], {{1., 2., 3.}, {4., 5., 6.}},
  TestID -> "the dimensions of another array"]
VerificationTest[TransposeLayer[][m], Transpose[m], TestID -> "TransposeLayer is Transpose"]
VerificationTest[TransposeLayer[#][r3] === Transpose[r3, #] & /@ {{2, 3, 1}, {3, 1, 2}, {1, 3, 2}, {2, 1}}, {True, True, True, True},
  TestID -> "new places of the levels"]
VerificationTest[Dimensions[TransposeLayer[#][ConstantArray[0, {3, 4, 5, 6}]]] & /@ {{1 <-> 3, 2 <-> 4}, {1 <-> 3, 1 <-> 4}},
  {{5, 6, 3, 4}, {6, 4, 3, 5}}, TestID -> "exchanges one after the other"]
VerificationTest[TransposeLayer[1 <-> 3][r3], Transpose[r3, {3, 2, 1}], TestID -> "one exchange"]
VerificationTest[ReplicateLayer[3][{1, 2}], ConstantArray[{1., 2.}, 3], TestID -> "ReplicateLayer"]
VerificationTest[ReplicateLayer[{2, 3}][{1, 2}], ConstantArray[{1., 2.}, {2, 3}], TestID -> "two new levels"]
VerificationTest[ReplicateLayer[3, 2][{1, 2}], {{1., 1., 1.}, {2., 2., 2.}}, TestID -> "at level 2"]
VerificationTest[ReplicateLayer[3, -1][{1, 2}], {{1., 1., 1.}, {2., 2., 2.}}, TestID -> "at the end"]
VerificationTest[ReplicateLayer[Automatic, "Output" -> {2, 3}][{1, 2, 3}], {{1., 2., 3.}, {1., 2., 3.}}, TestID -> "by the output"]
VerificationTest[ReplicateLayer[2, "Input" -> "Real"]["Real"], $Failed, {ReplicateLayer::data}, TestID -> "a string"]

(* -- statistics, order -- *)

VerificationTest[close[AggregationLayer[#][m], # /@ m] & /@ {Mean, Min, Max, Total, Median, Variance, StandardDeviation,
    MeanDeviation, InterquartileRange}, ConstantArray[True, 9], TestID -> "AggregationLayer is a function of rows"]
VerificationTest[AggregationLayer[Times][m], Times @@@ m, TestID -> "Times"]
VerificationTest[AggregationLayer[Total, 1][m], Total[m], TestID -> "along level 1"]
VerificationTest[AggregationLayer[Max, All][r3], 24., TestID -> "all levels"]
VerificationTest[AggregationLayer[Mean, 2 ;; 3][r3], Mean[Flatten[#]] & /@ r3, TestID -> "a span of levels"]
VerificationTest[AggregationLayer[Mean, {1, 3}][r3], Mean[Flatten[#]] & /@ Transpose[r3], TestID -> "a list of levels"]
VerificationTest[AggregationLayer[Mean][{1, 2}], $Failed, {AggregationLayer::nolevel}, TestID -> "a vector has no level 2"]
VerificationTest[AggregationLayer[Foo], $Failed, {AggregationLayer::param}, TestID -> "no statistic"]
VerificationTest[SummationLayer[][r3], Total[r3, Infinity], TestID -> "SummationLayer"]
VerificationTest[OrderingLayer[][{5, 3, 9, 3}], Ordering[{5, 3, 9, 3}], TestID -> "OrderingLayer is Ordering"]
VerificationTest[OrderingLayer[#][{5, 3, 9}] === Ordering[{5, 3, 9}, #] & /@ {1, 2, -1, -2}, {True, True, True, True}, TestID -> "some of it"]

(* -- sequences -- *)

VerificationTest[SequenceLastLayer[][m], Last[m], TestID -> "Last"]
VerificationTest[SequenceMostLayer[][m], Most[m], TestID -> "Most"]
VerificationTest[SequenceRestLayer[][m], Rest[m], TestID -> "Rest"]
VerificationTest[SequenceReverseLayer[][m], Reverse[m], TestID -> "Reverse"]
VerificationTest[SequenceIndicesLayer[][{7, 8, 9}], Range[3], TestID -> "the indices"]
VerificationTest[SequenceIndicesLayer["Maximum" -> 2][{7, 8, 9}], {1, 2, 2}, TestID -> "up to a maximum"]
VerificationTest[AppendLayer[][<|"Input" -> m, "Element" -> {0, 0, 1}|>], Append[m, {0., 0., 1.}], TestID -> "Append"]
VerificationTest[PrependLayer[][<|"Input" -> m, "Element" -> {0, 0, 1}|>], Prepend[m, {0., 0., 1.}], TestID -> "Prepend"]
VerificationTest[AppendLayer[][<|"Input" -> {1, 2}, "Element" -> 3|>], {1., 2., 3.}, TestID -> "numbers"]
VerificationTest[SequenceMostLayer["Input" -> 1], $Failed, {SequenceMostLayer::shortsequence}, TestID -> "too short"]

(* -- lengths that vary -- *)

ragged = {{1, 2, 3}, {4, 5}, {6, 7, 8, 9}};
VerificationTest[SequenceReverseLayer["Input" -> "Varying"][ragged], Map[N, Reverse /@ ragged, {2}], TestID -> "reversed at its own length"]
VerificationTest[SequenceLastLayer["Input" -> "Varying"][ragged], N[Last /@ ragged], TestID -> "its own last element"]
VerificationTest[SequenceMostLayer["Input" -> "Varying"][ragged], N[Most /@ ragged], TestID -> "without it"]
VerificationTest[SequenceIndicesLayer["Input" -> "Varying"][ragged], Range /@ Length /@ ragged, TestID -> "as many indices"]
VerificationTest[AggregationLayer[Mean, 1, "Input" -> "Varying"][ragged], N[Mean /@ ragged], TestID -> "the mean of its own elements"]
VerificationTest[SoftmaxLayer["Input" -> "Varying"][{{0, 0}, {0, 0, 0, 0}}], {{0.5, 0.5}, {0.25, 0.25, 0.25, 0.25}},
  TestID -> "softmax of its own elements"]
VerificationTest[NetExtract[SequenceMostLayer["Input" -> {"Varying", 3}], "Output"], {"Varying", 3}, TestID -> "the type of the port"]
VerificationTest[PartLayer[2 ;; -1, "Input" -> "Varying"][ragged], N[Rest /@ ragged], TestID -> "a part"]
VerificationTest[SequenceRestLayer["Input" -> "Varying"][{{1}, {1, 2}}], $Failed, {SequenceRestLayer::baddata},
  TestID -> "one of them is too short"]
VerificationTest[TransposeLayer["Input" -> {"Varying", 2}][{{{1, 2}, {3, 4}, {5, 6}}, {{1, 2}}}],
  {{{1., 3., 5.}, {2., 4., 6.}}, {{1.}, {2.}}}, TestID -> "transposed at its own length"]
VerificationTest[ConvolutionLayer[1, {2}, "Weights" -> {{{1, 10}}}, "Biases" -> None, "Input" -> {1, "Varying"}][{{{1, 2, 3}}, {{1, 2}}}],
  {{{21., 32.}}, {{21.}}}, TestID -> "convolution"]
VerificationTest[PoolingLayer[{2}, "Input" -> {1, "Varying"}][{{{1, 2, 3}}, {{5, 4}}}], {{{2., 3.}}, {{5.}}}, TestID -> "pooling"]
