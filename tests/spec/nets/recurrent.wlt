(* Recurrent layers: what they compute, their arrays, states, options, sequences of any length. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5
ones[layer_] := NetReplacePart[layer, # -> ConstantArray[1, Dimensions[NetExtract[NetInitialize[layer], #]]] & /@
  Select[Keys[NetExtract[layer, All]], StringEndsQ[#, "Weights"] &]] // NetReplacePart[#, # -> {0} & /@
    Select[Keys[NetExtract[layer, All]], StringEndsQ[#, "Biases"] &]] &

(* -- one input, one state, all weights 1, all biases 0 -- *)

VerificationTest[close[ones[BasicRecurrentLayer[1, "Input" -> {2, 1}]][{{1}, {1}}], {{0.7615942}, {0.9426808}}], True,
  TestID -> "BasicRecurrentLayer"]
VerificationTest[close[ones[GatedRecurrentLayer[1, "Input" -> {2, 1}]][{{1}, {1}}], {{0.2048242}, {0.3467531}}], True,
  TestID -> "GatedRecurrentLayer"]
VerificationTest[close[ones[LongShortTermMemoryLayer[1, "Input" -> {2, 1}]][{{1}, {1}}], {{0.3696064}, {0.6505352}}], True,
  TestID -> "LongShortTermMemoryLayer"]

(* -- the recurrences, said in the language itself -- *)

x = {{0.3, -0.2}, {0.5, 0.1}, {-0.4, 0.7}};
arrays[layer_] := AssociationMap[Normal[NetExtract[layer, #]] &, Select[Keys[NetExtract[layer, All]], StringEndsQ[#, "Weights" | "Biases"] &]]
part[a_, gate_, x_, s_] := a[gate <> "InputWeights"] . x + a[gate <> "StateWeights"] . s + a[gate <> "Biases"]

basic = NetInitialize[BasicRecurrentLayer[3, "Input" -> {"Varying", 2}]];
VerificationTest[close[basic[x], With[{a = arrays[basic]}, Rest[FoldList[Tanh[part[a, "", #2, #1]] &, {0, 0, 0}, x]]]], True,
  TestID -> "basic: a fold of Tanh"]

gated = NetInitialize[GatedRecurrentLayer[3, "Input" -> {"Varying", 2}]];
gru[a_][s_, x_] := Module[{i = LogisticSigmoid[part[a, "InputGate", x, s]], r = LogisticSigmoid[part[a, "ResetGate", x, s]], m},
  m = Tanh[a["MemoryGateInputWeights"] . x + r*(a["MemoryGateStateWeights"] . s) + a["MemoryGateBiases"]];
  (1 - i)*m + i*s]
VerificationTest[close[gated[x], With[{a = arrays[gated]}, Rest[FoldList[gru[a], {0, 0, 0}, x]]]], True,
  TestID -> "gated: the reset gate acts after the product, the input gate keeps"]

memory = NetInitialize[LongShortTermMemoryLayer[3, "Input" -> {"Varying", 2}]];
lstm[a_][{s_, c_}, x_] := Module[{i, o, f, m, new},
  {i, o, f} = LogisticSigmoid[part[a, #, x, s]] & /@ {"InputGate", "OutputGate", "ForgetGate"};
  m = Tanh[part[a, "MemoryGate", x, s]];
  new = f*c + i*m;
  {o*Tanh[new], new}]
VerificationTest[close[memory[x], With[{a = arrays[memory]}, Rest[FoldList[lstm[a], {{0, 0, 0}, {0, 0, 0}}, x]][[All, 1]]]], True,
  TestID -> "long short-term memory: forget, then add"]

(* -- arrays and ports -- *)

VerificationTest[Dimensions /@ arrays[basic], <|"InputWeights" -> {3, 2}, "StateWeights" -> {3, 3}, "Biases" -> {3}|>,
  TestID -> "arrays of a basic layer"]
VerificationTest[Sort[Keys[arrays[gated]]],
  Sort[Flatten[Outer[StringJoin, {"InputGate", "ResetGate", "MemoryGate"}, {"InputWeights", "StateWeights", "Biases"}]]],
  TestID -> "arrays of a gated layer"]
VerificationTest[Sort[Keys[arrays[memory]]],
  Sort[Flatten[Outer[StringJoin, {"InputGate", "OutputGate", "ForgetGate", "MemoryGate"}, {"InputWeights", "StateWeights", "Biases"}]]],
  TestID -> "arrays of a long short-term memory"]
VerificationTest[NetExtract[LongShortTermMemoryLayer[4, "Input" -> {5, 2}], "Output"], {5, 4}, TestID -> "the output"]
VerificationTest[NetExtract[GatedRecurrentLayer[4], #] & /@ {"InputGateInputWeights", "Dropout"}, {Automatic, None},
  TestID -> "before anything is known"]
VerificationTest[
  NetExtract[BasicRecurrentLayer[1, "InputWeights" -> {{1, 2}}, "StateWeights" -> {{0}}, "Biases" -> {0}], "Output"],
  {Automatic, 1}, TestID -> "the steps stay open"]
VerificationTest[BasicRecurrentLayer[1, "InputWeights" -> {{1, 2}}, "StateWeights" -> {{0}}, "Biases" -> {0}][{{1, 2}}] // close[#, {{Tanh[5.]}}] &,
  True, TestID -> "arrays given"]
VerificationTest[Normal[NetExtract[memory, "ForgetGateBiases"]], {0., 0., 0.}, TestID -> "biases begin with 0"]

(* -- sequences of any length -- *)

VerificationTest[close[memory[Take[x, 1]], Take[memory[x], 1]], True, TestID -> "a state does not look ahead"]
VerificationTest[close[#[{x, Take[x, 2]}][[1]], #[x]] && close[#[{x, Take[x, 2]}][[2]], #[Take[x, 2]]] & /@ {basic, gated, memory},
  {True, True, True}, TestID -> "a batch of different lengths"]
VerificationTest[
  With[{net = NetChain[{memory, SequenceLastLayer[]}]}, close[net[{x, Take[x, 2]}], {Last[memory[x]], memory[x][[2]]}]], True,
  TestID -> "the last state of each"]

(* -- states -- *)

VerificationTest[
  With[{net = NetGraph[{memory}, {NetPort["Input"] -> 1 -> NetPort["Output"], NetPort["s"] -> NetPort[{1, "State"}],
      NetPort["c"] -> NetPort[{1, "CellState"}], NetPort[{1, "State"}] -> NetPort["s1"], NetPort[{1, "CellState"}] -> NetPort["c1"]}],
    a = arrays[memory], s = {0.1, -0.2, 0.3}, c = {0.5, 0., -0.5}},
   With[{out = net[<|"Input" -> x, "s" -> s, "c" -> c|>], all = Rest[FoldList[lstm[a], {s, c}, x]]},
    {close[out["Output"], all[[All, 1]]], close[out["s1"], all[[-1, 1]]], close[out["c1"], all[[-1, 2]]]}]],
  {True, True, True}, TestID -> "states given and taken"]

VerificationTest[
  With[{kept = NetStateObject[#]}, close[Join[kept[Take[x, 1]], kept[Drop[x, 1]]], #[x]]] & /@ {basic, gated, memory},
  {True, True, True}, TestID -> "a state kept from call to call"]
VerificationTest[
  With[{both = NetInitialize[NetBidirectionalOperator[memory]]}, close[both[{x, Take[x, 2]}][[2]], both[Take[x, 2]]]], True,
  TestID -> "in both directions, at the length of each"]

(* -- dropout acts in training only -- *)

VerificationTest[
  With[{layer = NetInitialize[GatedRecurrentLayer[3, "Input" -> {"Varying", 2}, "Dropout" -> 0.5]]},
    {layer[x] === gated[x], layer[x, NetEvaluationMode -> "Train", RandomSeeding -> 3] === gated[x]}], {True, False},
  TestID -> "a rate"]
VerificationTest[
  NetExtract[LongShortTermMemoryLayer[2, "Dropout" -> {"VariationalInput" -> 0.1, "StateUpdate" -> 0.2}], "Dropout"],
  {"VariationalInput" -> 0.1, "StateUpdate" -> 0.2}, TestID -> "methods"]
VerificationTest[BasicRecurrentLayer[2, "Dropout" -> {"StateUpdate" -> 0.1}], $Failed, {BasicRecurrentLayer::param},
  TestID -> "a method that needs gates"]

(* -- training -- *)

VerificationTest[
  Module[{data, net},
    data = Table[With[{v = Mod[i*{3, 5, 2, 7}, 4]/4.}, List /@ v -> {Total[v]}], {i, 40}];
    net = NetTrain[NetChain[{LongShortTermMemoryLayer[8], SequenceLastLayer[], LinearLayer[1]}, "Input" -> {4, 1}], data,
      BatchSize -> 10, MaxTrainingRounds -> 60,
      Method -> {"ADAM", "LearningRate" -> 0.01}, RandomSeeding -> 1];
    Mean[(net[data[[All, 1]]] - data[[All, 2]])^2][[1]] < 0.1*Variance[data[[All, 2, 1]]]], True,
  TestID -> "a net learns to add up a sequence"]

VerificationTest[
  Module[{frozen, net},
    frozen = NetInitialize[NetChain[{GatedRecurrentLayer[3, LearningRateMultipliers -> {"InputGateInputWeights" -> 0}], SequenceLastLayer[]},
      "Input" -> {"Varying", 2}]];
    net = NetTrain[frozen, {x -> {1, 0, 0}, Take[x, 2] -> {0, 1, 0}, Take[x, 1] -> {0, 0, 1}}, MaxTrainingRounds -> 5];
    Normal[NetExtract[net, {1, #}]] === Normal[NetExtract[frozen, {1, #}]] & /@ {"InputGateInputWeights", "InputGateStateWeights"}],
  {True, False}, TestID -> "LearningRateMultipliers, and examples of different lengths"]

(* -- what is refused -- *)

VerificationTest[LongShortTermMemoryLayer[], $Failed, {LongShortTermMemoryLayer::argforms}, TestID -> "no size"]
VerificationTest[GatedRecurrentLayer[0], $Failed, {GatedRecurrentLayer::param}, TestID -> "no states"]
VerificationTest[BasicRecurrentLayer[2, "Input" -> 3], $Failed, {BasicRecurrentLayer::portfit}, TestID -> "no sequence"]
VerificationTest[BasicRecurrentLayer[2, "Output" -> {4, 3}], $Failed, {BasicRecurrentLayer::portfit}, TestID -> "another size of the output"]
VerificationTest[BasicRecurrentLayer[2, "StateWeights" -> {{1, 2}}], $Failed, {BasicRecurrentLayer::arrayfit},
  TestID -> "state weights that are not square"]
VerificationTest[basic[{1, 2, 3}], $Failed, {BasicRecurrentLayer::data}, TestID -> "a vector is no sequence of vectors"]
