(* NetUnfold of attention with a causal mask: its states are the past keys and values, {} before the first step. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5
states[outputs_] := KeyMap[StringDrop[#, 3] &, KeySelect[outputs, StringStartsQ["OutState"]]]
beginning[step_] := Association[# -> {} & /@ Select[Information[step, "InputPortNames"], StringStartsQ["State"]]]
walk[step_, inputs_] := Rest[FoldList[step[<|#2, states[#1]|>] &, KeyMap["Out" <> # &, beginning[step]], inputs]]
outputs[step_, inputs_] := walk[step, inputs][[All, "Output"]]

SeedRandom[1];
keys = RandomReal[{-1, 1}, {5, 3}];
values = RandomReal[{-1, 1}, {5, 2}];
queries = RandomReal[{-1, 1}, {5, 4}];
data = <|"Key" -> keys, "Value" -> values, "Query" -> queries|>;
rows = Table[#[[i]] & /@ data, {i, 5}];
sizes = Sequence["Key" -> {"Varying", 3}, "Value" -> {"Varying", 2}, "Query" -> {"Varying", 4}];

attention = NetInitialize[AttentionLayer["Mask" -> "Causal", sizes]];
step = NetUnfold[attention];
VerificationTest[Information[step, "InputPorts"],
  <|"Key" -> 3, "Value" -> 2, "Query" -> 4, "State1" -> {"Varying", 3}, "State2" -> {"Varying", 2}|>, TestID -> "what a step takes"]
VerificationTest[Information[step, "OutputPorts"], <|"Output" -> 2, "OutState1" -> {"Varying", 3}, "OutState2" -> {"Varying", 2}|>,
  TestID -> "what a step gives"]
VerificationTest[close[outputs[step, rows], attention[data]], True, TestID -> "step by step"]
VerificationTest[With[{last = Last[walk[step, rows]]}, {close[last["OutState1"], keys], close[last["OutState2"], values]}], {True, True},
  TestID -> "all keys and values are the next past"]
VerificationTest[close[step[<|rows[[1]], beginning[step]|>]["Output"], values[[1]]], True, TestID -> "the first step sees its own value only"]
VerificationTest[
  close[step[<|rows[[4]], "State1" -> keys[[;; 3]], "State2" -> values[[;; 3]]|>]["Output"], attention[data][[4]]], True,
  TestID -> "any past"]
VerificationTest[
  close[step[<|"Key" -> keys[[{1, 3}]], "Value" -> values[[{1, 3}]], "Query" -> queries[[{1, 3}]], "State1" -> {{}, keys[[;; 2]]},
      "State2" -> {{}, values[[;; 2]]}|>]["Output"], attention[data][[{1, 3}]]], True, TestID -> "a batch of steps, one of them the first"]
VerificationTest[
  close[step[<|"Key" -> keys[[{1, 2}]], "Value" -> values[[{1, 2}]], "Query" -> queries[[{1, 2}]], "State1" -> {{}, {}},
      "State2" -> {{}, {}}|>]["Output"], values[[{1, 2}]]], True, TestID -> "a batch of first steps"]

pasts = <|"State1" -> Table[keys[[;; i - 1]], {i, 5}], "State2" -> Table[values[[;; i - 1]], {i, 5}]|>;
VerificationTest[
  close[step[<|data, pasts|>, NetPortGradient[{1, "attention", "Weights"}]], attention[data, NetPortGradient["Weights"]]], True,
  TestID -> "the gradients of all steps are that of the whole"]
VerificationTest[
  Head[NetTrain[step, <|data, pasts|>, LossFunction -> "Output", MaxTrainingRounds -> 2, TrainingProgressReporting -> None]],
  NetGraph, TestID -> "a step can be trained"]
VerificationTest[With[{again = ToExpression[ToString[step, InputForm]]}, again === step], True, TestID -> "as text and back"]
follow[net_] := With[{past = beginning[net]}, net[<|rows[[1]], past|>]]
VerificationTest[close[Values[follow[ImportString[ExportString[step, "WLNet"], "WLNet"]]], Values[follow[step]]], True, TestID -> "as a file and back"]

(* -- options -- *)

follows[layer_, inputs_] := With[{net = NetInitialize[layer]},
  close[outputs[NetUnfold[net], Table[#[[i]] & /@ inputs, {i, 5}]], net[inputs]]]
VerificationTest[Table[follows[AttentionLayer["Mask" -> "Causal" -> n, sizes], data], {n, 4}], {True, True, True, True}, TestID -> "a window"]
two = NetInitialize[AttentionLayer["Mask" -> "Causal" -> 2, sizes]];
VerificationTest[close[NetUnfold[two][<|data, pasts|>]["Output"], two[data]], True, TestID -> "a window in a batch of different pasts"]
VerificationTest[follows[AttentionLayer["Mask" -> "Causal", "ScoreRescaling" -> "DimensionSqrt", sizes], data], True, TestID -> "ScoreRescaling"]
many = <|"Key" -> RandomReal[1, {5, 2, 3}], "Value" -> RandomReal[1, {5, 2, 4}], "Query" -> RandomReal[1, {5, 2, 3}]|>;
heads = Sequence["MultiHead" -> True, "Key" -> {"Varying", 2, 3}, "Value" -> {"Varying", 2, 4}, "Query" -> {"Varying", 2, 3}];
VerificationTest[follows[AttentionLayer["Dot", "Mask" -> "Causal", "ScoreRescaling" -> "DimensionSqrt", heads], many], True, TestID -> "heads"]
VerificationTest[follows[AttentionLayer["Mask" -> "Causal" -> 2, heads], many], True, TestID -> "heads in a window"]
scoring = NetGraph[{MeanSquaredLossLayer[]}, {NetPort["Input"] -> NetPort[{1, "Input"}], NetPort["Query"] -> NetPort[{1, "Target"}],
  1 -> NetPort["Output"]}];
VerificationTest[follows[AttentionLayer[scoring, "Mask" -> "Causal", "MultiHead" -> True, heads], many], True, TestID -> "a net that scores"]

VerificationTest[
  follows[SequenceAttentionLayer["Mask" -> "Causal", "Input" -> {"Varying", 3}, "Query" -> {"Varying", 4}], <|"Input" -> keys, "Query" -> queries|>],
  True, TestID -> "SequenceAttentionLayer"]
VerificationTest[close[AttentionLayer["Dot", "Mask" -> "Causal" -> 2][<|"Key" -> keys, "Value" -> values, "Query" -> {1, 2, 3}|>],
  AttentionLayer["Dot"][<|"Key" -> keys[[4 ;;]], "Value" -> values[[4 ;;]], "Query" -> {1, 2, 3}|>]], True, TestID -> "a single query stands at the last key"]

(* -- a decoder, one word at a time -- *)

block := NetGraph[
  <|"keys" -> NetMapOperator[LinearLayer[{2, 3}]], "values" -> NetMapOperator[LinearLayer[{2, 3}]],
    "queries" -> NetMapOperator[LinearLayer[{2, 3}]],
    "attend" -> AttentionLayer["Dot", "Mask" -> "Causal", "MultiHead" -> True, "ScoreRescaling" -> "DimensionSqrt"],
    "merge" -> NetMapOperator[LinearLayer[4]], "add" -> ThreadingLayer[Plus], "norm" -> NormalizationLayer[2, 2],
    "feed" -> NetMapOperator[NetChain[{8, Ramp, 4}]], "sum" -> ThreadingLayer[Plus], "last" -> NormalizationLayer[2, 2]|>,
  {NetPort["Input"] -> {"keys", "values", "queries"}, "keys" -> NetPort["attend", "Key"], "values" -> NetPort["attend", "Value"],
   "queries" -> NetPort["attend", "Query"], "attend" -> "merge" -> "add", NetPort["Input"] -> "add", "add" -> "norm" -> "feed" -> "sum",
   "norm" -> "sum", "sum" -> "last"}, "Input" -> {"Varying", 4}];
decoder = NetInitialize[NetChain[{EmbeddingLayer[4, 6], block, block, NetMapOperator[LinearLayer[6]], SoftmaxLayer[]}, "Input" -> "Varying"],
  RandomSeeding -> 2];
words = {3, 1, 6, 6, 2, 5, 4};
one = NetUnfold[decoder];
VerificationTest[Select[Information[one, "InputPortNames"], StringStartsQ["State"]], {"State1", "State2", "State3", "State4"},
  TestID -> "keys and values of both blocks"]
VerificationTest[close[outputs[one, <|"Input" -> #|> & /@ words], decoder[words]], True, TestID -> "a decoder step by step"]
likeliest[p_] := First[Ordering[p, -1]]
next = NetAppend[decoder, SequenceLastLayer[]];
written = Nest[Append[#, likeliest[next[#]]] &, {3}, 6];
spoken = NestList[With[{found = one[<|"Input" -> likeliest[#["Output"]], states[#]|>]}, found] &,
  one[<|"Input" -> 3, beginning[one]|>], 5];
VerificationTest[likeliest /@ spoken[[All, "Output"]], Rest[written], TestID -> "it writes the same text"]
VerificationTest[close[NetUnfold[next][<|"Input" -> 3, beginning[one]|>]["Output"], next[{3}]], True, TestID -> "the last element is that of the step"]

(* -- what is refused -- *)

VerificationTest[NetUnfold[AttentionLayer[sizes]], $Failed, {NetUnfold::nostates}, TestID -> "attention to all keys has no past"]
VerificationTest[NetUnfold[AttentionLayer["Mask" -> "Causal"]], $Failed, {NetUnfold::unfoldable}, TestID -> "sizes that are not known"]
VerificationTest[step[<|rows[[1]], "State1" -> {}, "State2" -> values|>], $Failed, {NetGraph::baddata}, TestID -> "pasts of different lengths"]
VerificationTest[step[<|rows[[1]], "State1" -> {{}, {}}, "State2" -> {}|>], $Failed, {NetGraph::oneormany}, TestID -> "one past and two"]
VerificationTest[step[<|rows[[1]], "State1" -> {{1, 2}}, "State2" -> {}|>], $Failed, {NetGraph::data}, TestID -> "keys of the wrong size"]
VerificationTest[NetFoldOperator[step, {"OutState1" -> "State1", "OutState2" -> "State2"}][data], $Failed, {NetFoldOperator::varyingstate},
  TestID -> "a fold does not carry what grows"]
VerificationTest[
  NetInitialize[NetChain[{GatedRecurrentLayer[2]}, "Input" -> {"Varying", 3}]][{{}, keys}], $Failed, {NetChain::data},
  TestID -> "other sequences are not empty"]
VerificationTest[
  NetInitialize[NetChain[{EmbeddingLayer[2]}, "Input" -> NetEncoder["Characters"]]][{"", "ab"}], $Failed, {NetChain::data},
  TestID -> "nor are encoded ones"]
