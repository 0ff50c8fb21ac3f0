(* Operators: nets made from other nets. Values follow from their definitions. *)

double = ElementwiseLayer[2 # &];
row = LinearLayer[1, "Weights" -> {{1, 10}}, "Biases" -> None];

(* NetMapOperator *)
VerificationTest[NetMapOperator[row][{{1, 2}, {3, 4}}], {{21.}, {43.}}, TestID -> "map over the elements"]
VerificationTest[NetMapOperator[row, "Input" -> {"Varying", 2}][{{{1, 2}, {3, 4}}, {{1, 1}}}], {{{21.}, {43.}}, {{11.}}}, TestID -> "sequences of different lengths in one batch"]
VerificationTest[NetMapOperator[NetMapOperator[row]][{{{1, 2}, {3, 4}}, {{0, 1}, {1, 0}}}], {{{21.}, {43.}}, {{10.}, {1.}}}, TestID -> "a map of a map"]
VerificationTest[Normal[NetMapOperator[row][{{1, 2}, {3, 4}}, NetPortGradient[{"Net", "Weights"}]]], {{4., 6.}}, TestID -> "the gradient of shared weights adds up"]
VerificationTest[NetExtract[NetMapOperator[row], {"Net", "Weights"}] // Normal, {{1., 10.}}, TestID -> "the net inside is extracted"]
VerificationTest[Information[NetMapOperator[LinearLayer[3], "Input" -> {"Varying", 2}], "ArraysTotalElementCount"], 9, TestID -> "the shape of the sequence reaches the net inside"]
VerificationTest[NetMapOperator[NetGraph[{Ramp, Tanh}, {}]], $Failed, {NetMapOperator::oneport}, TestID -> "a net with two inputs cannot be mapped"]

(* NetNestOperator *)
VerificationTest[NetNestOperator[double, 3][{1, 2}], {8., 16.}, TestID -> "nest three times"]
VerificationTest[NetNestOperator[double, 0], $Failed, {NetNestOperator::param}, TestID -> "nest needs a positive number"]

(* NetFoldOperator *)
step = NetGraph[{double, MeanSquaredLossLayer[]}, {NetPort["Input"] -> 1 -> NetPort[{2, "Input"}], NetPort["State"] -> NetPort[{2, "Target"}], 2 -> NetPort["Output"]}, "Input" -> "Real", "State" -> "Real"];
fold = NetFoldOperator[step];
VerificationTest[fold[{1, 2, 3}], {4., 0., 36.}, TestID -> "fold begins with a state of zero"]
VerificationTest[fold[<|"Input" -> {1, 2, 3}, NetPort["State"] -> 1|>], {1., 9., 9.}, TestID -> "fold from a given state"]
VerificationTest[fold[{1, 2, 3}, NetPort[All, "States"]], <|{"State"} -> 36.|>, TestID -> "the final state"]
VerificationTest[NetFoldOperator[step, "Input" -> "Varying"][{{1, 2, 3}, {1}}], {{4., 0., 36.}, {4.}}, TestID -> "fold over sequences of different lengths"]
VerificationTest[NetFoldOperator[step, "Input" -> "Varying"][{{1, 2, 3}, {1}}, NetPort["State"]], {36., 4.}, TestID -> "the final state is that at the end of each sequence"]
VerificationTest[NetFoldOperator[double], $Failed, {NetFoldOperator::noport}, TestID -> "a net without a state cannot be folded"]

(* NetPairEmbeddingOperator, NetGANOperator *)
VerificationTest[NetPairEmbeddingOperator[ElementwiseLayer[2 # &, "Input" -> 2]][{{0, 0}, {3, 4}}], 10., TestID -> "the distance of the embeddings"]
VerificationTest[NetPairEmbeddingOperator[ElementwiseLayer[2 # &, "Input" -> 2], DistanceFunction -> CosineDistance][{{1, 0}, {0, 4}}], 1., TestID -> "the cosine distance"]
players = {ElementwiseLayer[# + 1 &, "Input" -> "Real"], ElementwiseLayer[LogisticSigmoid]};
VerificationTest[NetGANOperator[players][<|"Sample" -> 0, "Latent" -> -1|>]["LossReal"], N[Log[2]], SameTest -> (Abs[#1 - #2] < 10^-6 &), TestID -> "losses of a discriminator that does not know"]
VerificationTest[NetGANOperator[players, "Wasserstein"][<|"Sample" -> 0, "Latent" -> -1|>], <|"LossReal" -> -0.5, "LossFake" -> 0.5, "GeneratedFake" -> 0.|>, TestID -> "the losses of Wasserstein"]
VerificationTest[NetGANOperator[players, "Foo"], $Failed, {NetGANOperator::param}, TestID -> "an unknown loss"]

(* NetUnfold, NetStateObject *)
SeedRandom[1];
gru = NetInitialize[GatedRecurrentLayer[2, "Input" -> {"Varying", 3}]];
unfolded = NetUnfold[gru];
sequence = {{1, 2, 3}, {0, 1, 0}};
VerificationTest[Information[unfolded, "InputPorts"], <|"Input" -> 3, "State1" -> 2|>, TestID -> "the ports of one step"]
VerificationTest[Max[Abs[NetFoldOperator[unfolded, {"OutState1" -> "State1"}, {}, {"Output"}][sequence] - gru[sequence]]] < 10^-6, True, TestID -> "folding undoes unfolding"]
VerificationTest[NetUnfold[Ramp // ElementwiseLayer], $Failed, {NetUnfold::nostates}, TestID -> "nothing to unfold"]
object = NetStateObject[gru];
VerificationTest[Max[Abs[{object[sequence[[{1}]]], object[sequence[[{2}]]]}[[All, 1]] - gru[sequence]]] < 10^-6, True, TestID -> "a state object goes on where it was"]
VerificationTest[Keys[NetExtract[object, "States"]], {{"State"}}, TestID -> "the states it holds"]
VerificationTest[NetStateObject[ElementwiseLayer[Ramp]], $Failed, {NetStateObject::nostates}, TestID -> "nothing to remember"]

(* steps of whole nets: the layers before, between and after the recurrent ones *)
letters = {"a", "b", "c"};
speaker = NetInitialize[NetChain[
  {UnitVectorLayer[], GatedRecurrentLayer[4], NetMapOperator[LinearLayer[3]], SoftmaxLayer[], SequenceLastLayer[]},
  "Input" -> NetEncoder[{"Characters", letters}], "Output" -> NetDecoder[{"Class", letters}]]];
step = NetUnfold[speaker];
first = step[<|"Input" -> 1, "State1" -> {0, 0, 0, 0}|>];
second = step[<|"Input" -> 2, "State1" -> first["OutState1"]|>, None]["Output"];
VerificationTest[Max[Abs[second - speaker["ab", None]]] < 10^-6, True, TestID -> "steps of a chain"]
VerificationTest[Information[step, "InputPorts"], <|"Input" -> Restricted["Integer", 3], "State1" -> 4|>, TestID -> "one letter at a time"]
several = NetInitialize[NetGraph[
  <|"words" -> EmbeddingLayer[3, 5], "lstm" -> LongShortTermMemoryLayer[3], "add" -> ThreadingLayer[Plus],
    "join" -> CatenateLayer[2], "inner" -> NetChain[{GatedRecurrentLayer[2]}]|>,
  {"words" -> "lstm" -> "add", "words" -> "add", {"add", "words"} -> "join" -> "inner"}, "Input" -> "Varying"]];
states[outputs_] := KeyMap[StringDrop[#, 3] &, KeyDrop[outputs, "Output"]];
walk = FoldList[NetUnfold[several][<|"Input" -> #2, states[#1]|>] &,
  <|"OutState1" -> {0, 0, 0}, "OutState2" -> {0, 0, 0}, "OutState3" -> {0, 0}|>, {2, 5, 1}];
VerificationTest[Max[Abs[Rest[walk][[All, "Output"]] - several[{2, 5, 1}]]] < 10^-6, True, TestID -> "steps of a graph"]
VerificationTest[NetUnfold[NetChain[{SequenceReverseLayer[], GatedRecurrentLayer[2]}, "Input" -> {"Varying", 2}]], $Failed, {NetUnfold::unfoldable}, TestID -> "what needs the whole sequence has no step"]
VerificationTest[NetStateObject[speaker][{"ab", "c"}], $Failed, {NetStateObject::nobatch}, TestID -> "a state object takes one sequence"]

(* nets with an open number of inputs inside *)
threaded = NetMapThreadOperator[ThreadingLayer[Plus]];
VerificationTest[threaded[{{1, 2}, {3, 4}}], {4., 6.}, TestID -> "as many inputs as the list has"]
VerificationTest[threaded[{{1, 2}, {3, 4}, {10, 20}}], {14., 26.}, TestID -> "three of them"]
VerificationTest[NetGraph[{threaded, Ramp}, {{NetPort["a"], NetPort["b"]} -> 1 -> 2}][<|"a" -> {1, -2}, "b" -> {3, 1}|>],
  {4., 0.}, TestID -> "as many inputs as edges"]
VerificationTest[NetMapThreadOperator[CatenateLayer[], InputPorts -> {"a", "b"}][<|"a" -> {{1}, {2}}, "b" -> {{3}, {4}}|>],
  {{1., 3.}, {2., 4.}}, TestID -> "as many inputs as InputPorts"]
VerificationTest[NetMapThreadOperator[ThreadingLayer[Plus], <|"Input1" -> 1|>][<|"Input1" -> {1, 2}, "Input2" -> 10|>],
  {11., 12.}, TestID -> "one mapped, one the same for all"]
VerificationTest[NetFoldOperator[ThreadingLayer[Plus], {"Output" -> "Input2"}][{1, 2, 3}], {1., 3., 6.},
  TestID -> "one input for the state, one for the sequence"]
VerificationTest[NetFoldOperator[ThreadingLayer[Plus]], $Failed, {NetFoldOperator::undecided}, TestID -> "which input is the state must be said"]

(* two levels of any length: what is padded of the inner one must not count either *)
long = {{1, 2, 3}, {4, 5, 6}}; short = {{1, 1}};
inner = NetMapOperator[AggregationLayer[Total, 1], "Input" -> {"Varying", "Varying"}];
VerificationTest[inner[{long, short}], {inner[long], inner[short]}, TestID -> "totals of inner sequences of different lengths"]
ends = NetMapOperator[SequenceLastLayer[], "Input" -> {"Varying", "Varying"}];
VerificationTest[ends[{long, short}], {{3., 6.}, {1.}}, TestID -> "last elements of inner sequences of different lengths"]
rests = NetMapOperator[SequenceRestLayer[], "Input" -> {"Varying", "Varying"}];
VerificationTest[rests[{long, short}], {{{2., 3.}, {5., 6.}}, {{1.}}}, TestID -> "inner sequences that get shorter"]
sums = NetMapOperator[NetMapOperator[ElementwiseLayer[2 # &]], "Input" -> {"Varying", "Varying"}];
VerificationTest[sums[{long, short}], {2. long, 2. short}, TestID -> "maps within maps over different lengths"]
