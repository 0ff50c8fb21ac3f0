(* Loss layers, on single examples, sequences and batches. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5
lose[layer_, x_, t_] := layer[<|"Input" -> x, "Target" -> t|>]

VerificationTest[lose[MeanAbsoluteLossLayer[], {1, 2, 3}, {1, 0, 7}], 2., TestID -> "MeanAbsoluteLossLayer"]
VerificationTest[lose[MeanAbsoluteLossLayer["Input" -> {}], 1.5, 1], 0.5, TestID -> "of numbers"]
VerificationTest[lose[MeanAbsoluteLossLayer[], {{1, 2}, {3, 4}}, {{1, 2}, {3, 0}}], 1., TestID -> "of matrices"]

VerificationTest[lose[ContrastiveLossLayer[], 0.125, #] & /@ {True, False}, {0.375, 0.125}, TestID -> "ContrastiveLossLayer"]
VerificationTest[lose[ContrastiveLossLayer[], 2, True], 0., TestID -> "far enough apart"]
VerificationTest[lose[ContrastiveLossLayer[2], {0.5, 3, 1}, {True, True, False}], {1.5, 0., 1.}, TestID -> "a margin, a batch"]
VerificationTest[NetExtract[ContrastiveLossLayer[3], "Margin"], 3, TestID -> "the margin"]
VerificationTest[lose[ContrastiveLossLayer[], 0.1, "x"], $Failed, {ContrastiveLossLayer::data}, TestID -> "neither True nor False"]
VerificationTest[ContrastiveLossLayer[-1], $Failed, {ContrastiveLossLayer::param}, TestID -> "a negative margin"]

(* -- sequences: the mean over the elements of each -- *)

squared = MeanSquaredLossLayer["Input" -> "Varying"];
VerificationTest[lose[squared, {1, 2, 3}, {1, 2, 6}], 3., TestID -> "a sequence"]
VerificationTest[lose[squared, {{1, 2, 3}, {1}}, {{1, 2, 6}, {3}}], {3., 4.}, TestID -> "sequences of different lengths"]
VerificationTest[lose[squared, {{1, 2, 3}, {1}}, {{1, 2, 6}, {3, 3}}], $Failed, {MeanSquaredLossLayer::baddata},
  TestID -> "a target of another length"]
VerificationTest[lose[MeanAbsoluteLossLayer["Input" -> {"Varying", 2}], {{{1, 2}, {3, 4}}, {{1, 1}}}, {{{1, 2}, {3, 0}}, {{2, 4}}}],
  {1., 2.}, TestID -> "sequences of vectors"]
VerificationTest[close[lose[CrossEntropyLossLayer["Index", "Input" -> {"Varying", 2}],
  {{{0.5, 0.5}, {0.25, 0.75}}, {{0.5, 0.5}}}, {{1, 1}, {2}}], {(Log[2.] + Log[4.])/2, Log[2.]}], True, TestID -> "sequences of classes"]
VerificationTest[close[lose[CrossEntropyLossLayer["Binary", "Input" -> "Varying"], {{0.5, 0.25}, {0.5}}, {{1, 0}, {1}}],
  {(Log[2.] - Log[0.75])/2, Log[2.]}], True, TestID -> "sequences of probabilities"]
VerificationTest[close[lose[CrossEntropyLossLayer["Probabilities", "Input" -> {"Varying", 2}],
  {{{0.5, 0.5}, {0.25, 0.75}}, {{0.5, 0.5}}}, {{{1, 0}, {1, 0}}, {{0, 1}}}], {(Log[2.] + Log[4.])/2, Log[2.]}], True,
  TestID -> "sequences of distributions"]

(* -- CTCLossLayer: the definition, over all readings -- *)

joins[reading_, blank_] := DeleteCases[First /@ Split[reading], blank]
ctc[p_, target_] := With[{classes = Length[First[p]]},
  -Log[Total[Times @@ MapThread[Part, {p, #}] & /@ Select[Tuples[Range[classes], Length[p]], joins[#, classes] === target &]]]]

p = {{0.2, 0.5, 0.3}, {0.6, 0.1, 0.3}, {0.1, 0.8, 0.1}, {0.3, 0.3, 0.4}};
VerificationTest[close[lose[CTCLossLayer[], p, #], ctc[p, #]] & /@ {{1}, {2}, {1, 2}, {1, 1}, {2, 1, 2}}, {True, True, True, True, True},
  TestID -> "CTCLossLayer"]
VerificationTest[close[lose[CTCLossLayer[], {{0.5, 0.5}, {0.5, 0.5}}, {1}], -Log[3/4.]], True, TestID -> "three of four readings"]
VerificationTest[
  close[lose[CTCLossLayer["Input" -> {"Varying", 3}, "Target" -> {"Varying"}], {p, Take[p, 2]}, {{1, 2, 1}, {2}}],
    {ctc[p, {1, 2, 1}], ctc[Take[p, 2], {2}]}], True, TestID -> "a batch of different lengths"]
VerificationTest[
  close[lose[CTCLossLayer["Input" -> {"Varying", 3}, "Target" -> RepeatingElement[Restricted["Integer", 2]]], p, {2, 1}], ctc[p, {2, 1}]],
  True, TestID -> "a target port of labels"]
VerificationTest[lose[CTCLossLayer[], p, {3}], $Failed, {CTCLossLayer::data}, TestID -> "the blank is no label of a target"]
VerificationTest[lose[CTCLossLayer[], Take[p, 2], {1, 2, 1}], $Failed, {CTCLossLayer::ctclength}, TestID -> "a target longer than the input"]
VerificationTest[CTCLossLayer["Input" -> {4, 1}], $Failed, {CTCLossLayer::ctcblank}, TestID -> "nothing but blanks"]

VerificationTest[
  Module[{begin, net, loss, data},
    data = {{{1, 0}, {1, 0}, {0, 1}, {0, 1}} -> {1, 2}, {{0, 1}, {1, 0}, {1, 0}} -> {2, 1}, {{1, 0}, {1, 0}} -> {1}};
    begin = NetInitialize[NetChain[{GatedRecurrentLayer[6], NetMapOperator[LinearLayer[3]], SoftmaxLayer[]}, "Input" -> {"Varying", 2}]];
    net = NetTrain[begin, data, LossFunction -> CTCLossLayer["Target" -> {"Varying"}], MaxTrainingRounds -> 100,
      Method -> {"ADAM", "LearningRate" -> 0.05}];
    loss[n_] := Total[CTCLossLayer["Target" -> {"Varying"}][<|"Input" -> n[#1], "Target" -> #2|>] & @@@ data];
    loss[net] < 0.2*loss[begin]], True, TestID -> "training with CTCLossLayer on sequences of different lengths"]
