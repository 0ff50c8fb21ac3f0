(* Language models: attention that looks back, and a translator that is told the words before. *)

SeedRandom[1];
enough[x_] := x < 0.2;

(* a transformer that guesses the next letter *)
attention[width_, heads_] := NetGraph[
  <|"norm" -> NormalizationLayer[2, "Same"],
    "key" -> NetMapOperator[LinearLayer[{heads, width/heads}]],
    "value" -> NetMapOperator[LinearLayer[{heads, width/heads}]],
    "query" -> NetMapOperator[LinearLayer[{heads, width/heads}]],
    "attention" -> AttentionLayer["Dot", "Mask" -> "Causal", "MultiHead" -> True, "ScoreRescaling" -> "DimensionSqrt"],
    "out" -> NetMapOperator[LinearLayer[width]],
    "add" -> ThreadingLayer[Plus]|>,
  {NetPort["Input"] -> "norm", "norm" -> "key" -> NetPort["attention", "Key"],
   "norm" -> "value" -> NetPort["attention", "Value"], "norm" -> "query" -> NetPort["attention", "Query"],
   "attention" -> "out" -> "add", NetPort["Input"] -> "add"}];
forward[width_] := NetGraph[
  <|"norm" -> NormalizationLayer[2, "Same"], "net" -> NetMapOperator[NetChain[{2 width, "GELU", width}]], "add" -> ThreadingLayer[Plus]|>,
  {NetPort["Input"] -> "norm" -> "net" -> "add", NetPort["Input"] -> "add"}];
embedding[width_] := NetGraph[
  <|"letters" -> EmbeddingLayer[width], "positions" -> {SequenceIndicesLayer["Maximum" -> 16], EmbeddingLayer[width]}, "add" -> TotalLayer[]|>,
  {NetPort["Input"] -> "letters", NetPort["Input"] -> "positions", {"letters", "positions"} -> "add"}];
transformer = NetChain[{embedding[8], attention[8, 2], forward[8], NetMapOperator[LinearLayer[]], SoftmaxLayer[]}];
letters = NetEncoder[{"Characters", {"a", "b", "c", " "}}];
model = NetGraph[
  <|"most" -> SequenceMostLayer[], "net" -> transformer, "rest" -> SequenceRestLayer[], "loss" -> CrossEntropyLossLayer["Index"]|>,
  {NetPort["Input"] -> "most" -> "net" -> NetPort["loss", "Input"], NetPort["Input"] -> "rest" -> NetPort["loss", "Target"]},
  "Input" -> letters];
texts = Flatten[Table[StringTake["abc abc abc abc abc ", {i, i + n}], {i, 4}, {n, 6, 12, 2}]];
learnt = NetTrain[model, <|"Input" -> texts|>, MaxTrainingRounds -> 50, LearningRate -> 0.02, RandomSeeding -> 3, TrainingProgressReporting -> None];
VerificationTest[enough[learnt["bc abc"]], True, TestID -> "a transformer learns"]
reader = NetReplacePart[NetExtract[learnt, "net"], {"Input" -> letters, "Output" -> NetDecoder[{"Class", {"a", "b", "c", " "}, "InputDepth" -> 2}]}];
VerificationTest[StringJoin[reader["abc ab"]], "bc abc", TestID -> "the letter after each letter"]
VerificationTest[Max[Abs[Take[reader["abc ab", None], 3] - reader["abc", None]]] < 10^-5, True, TestID -> "what comes later changes nothing"]

(* a translator: the reader of the source gives states to an attentive writer *)
digits = NetEncoder[{"Characters", CharacterRange["0", "9"]}];
marked = NetEncoder[{"Characters", {CharacterRange["0", "9"], StartOfString, EndOfString}}];
writer = NetGraph[
  <|"embed" -> EmbeddingLayer[8], "gru" -> GatedRecurrentLayer[16], "attention" -> AttentionLayer["Bilinear"],
    "join" -> CatenateLayer[2], "classify" -> NetMapOperator[LinearLayer[]], "softmax" -> SoftmaxLayer[]|>,
  {NetPort["Input"] -> "embed" -> "gru" -> NetPort["attention", "Query"],
   NetPort["Context"] -> NetPort["attention", "Key"], NetPort["Context"] -> NetPort["attention", "Value"],
   {"attention", "gru"} -> "join" -> "classify" -> "softmax"}];
translator = NetGraph[
  <|"reader" -> {EmbeddingLayer[8], NetBidirectionalOperator[LongShortTermMemoryLayer[8]]}, "writer" -> writer,
    "most" -> SequenceMostLayer[], "rest" -> SequenceRestLayer[], "loss" -> CrossEntropyLossLayer["Index"]|>,
  {NetPort["Source"] -> "reader" -> NetPort["writer", "Context"], NetPort["Target"] -> "most" -> NetPort["writer", "Input"],
   NetPort["Target"] -> "rest" -> NetPort["loss", "Target"], "writer" -> NetPort["loss", "Input"]},
  "Source" -> digits, "Target" -> marked];
pairs = Table[With[{s = IntegerString[i, 10]}, s -> StringReverse[s]], {i, 100, 300, 7}];
VerificationTest[
  Information[NetInitialize[translator], "ArraysDimensions"][{"writer", "classify", "Net", "Weights"}], {12, 32},
  TestID -> "the number of signs follows from the encoder of the target"]
losses = NetTrain[translator, <|"Source" -> Keys[pairs], "Target" -> Values[pairs]|>, "RoundLossList", MaxTrainingRounds -> 15, LearningRate -> 0.01, RandomSeeding -> 1, TrainingProgressReporting -> None];
VerificationTest[Last[losses] < First[losses]/2, True, TestID -> "a translator learns"]

(* states that go from one recurrent layer to another *)
handed = NetInitialize[NetGraph[
  <|"first" -> LongShortTermMemoryLayer[4], "second" -> LongShortTermMemoryLayer[4]|>,
  {NetPort["Source"] -> "first", NetPort["Target"] -> "second",
   NetPort["first", "State"] -> NetPort["second", "State"], NetPort["first", "CellState"] -> NetPort["second", "CellState"],
   NetPort["first", "Output"] -> None}, "Source" -> {"Varying", 2}, "Target" -> {"Varying", 3}]];
source = {{1, 2}, {0, 1}, {1, 0}}; target = {{1, 0, 1}, {0, 2, 0}};
states = NetExtract[handed, "first"][source, NetPort[All, "States"]];
VerificationTest[
  Max[Abs[handed[<|"Source" -> source, "Target" -> target|>] -
    NetExtract[handed, "second"][<|"Input" -> target, NetPort[All, "States"] -> states|>]]] < 10^-6, True,
  TestID -> "the second begins with the states that the first left"]
