(* AttentionLayer: sums of values, weighted by their keys. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5
weights[scores_] := Exp[scores]/Total[Exp[scores]]

keys = {{0.2, 0.5}, {-0.3, 0.8}, {0.9, 0.1}};
values = {{1., 2., 3.}, {4., 5., 6.}, {7., 8., 10.}};
queries = {{0.4, -0.6}, {1., 2.}, {0., 0.3}};
data = <|"Key" -> keys, "Value" -> values, "Query" -> queries|>;

VerificationTest[close[AttentionLayer["Dot"][data], Table[weights[keys . q] . values, {q, queries}]], True, TestID -> "Dot"]
VerificationTest[close[AttentionLayer["Dot"][<|data, "Query" -> First[queries]|>], Total[values*weights[keys . First[queries]]]], True,
  TestID -> "one query"]
VerificationTest[
  close[AttentionLayer["Bilinear", "Weights" -> {{1, 2}, {3, 4}}][data], Table[weights[keys . {{1, 2}, {3, 4}} . q] . values, {q, queries}]],
  True, TestID -> "Bilinear"]
VerificationTest[NetExtract[AttentionLayer[], "ScoringNet"], "Bilinear", TestID -> "the default"]
VerificationTest[Dimensions[NetExtract[NetInitialize[AttentionLayer["Key" -> {4, 2}, "Value" -> {4, 5}, "Query" -> {3, 6}]], "Weights"]],
  {2, 6}, TestID -> "its weights: key x query"]
VerificationTest[NetExtract[AttentionLayer["Key" -> {4, 2}, "Value" -> {4, 5}, "Query" -> {3, 6}], "Output"], {3, 5}, TestID -> "the output"]
VerificationTest[NetExtract[AttentionLayer["Dot", "Key" -> {4, 2}], #] & /@ {"Value", "Query"}, {{4, Automatic}, Automatic},
  TestID -> "what the keys tell"]

(* -- options -- *)

VerificationTest[close[AttentionLayer["Dot", "ScoreRescaling" -> "DimensionSqrt"][data],
  Table[weights[keys . q/Sqrt[2.]] . values, {q, queries}]], True, TestID -> "ScoreRescaling"]
VerificationTest[close[AttentionLayer["Dot", "Mask" -> "Causal"][data],
  Table[weights[keys[[;; i]] . queries[[i]]] . values[[;; i]], {i, 3}]], True, TestID -> "Causal"]
VerificationTest[close[AttentionLayer["Dot", "Mask" -> "Causal" -> 2][data],
  Table[With[{j = Max[1, i - 1]}, weights[keys[[j ;; i]] . queries[[i]]] . values[[j ;; i]]], {i, 3}]], True, TestID -> "a window"]
VerificationTest[
  With[{heads = AttentionLayer["Dot", "MultiHead" -> True][<|"Key" -> ({#, 2 #} & /@ keys), "Value" -> ({#, -#} & /@ values),
      "Query" -> ({#, #/2} & /@ queries)|>], one = AttentionLayer["Dot"][data]},
    {close[heads[[All, 1]], one], close[heads[[All, 2]], -one]}], {True, True}, TestID -> "heads"]
VerificationTest[
  close[AttentionLayer["Dot"][<|"Key" -> {keys, 2 keys}, "Value" -> {values, -values}, "Query" -> queries|>],
    AttentionLayer["Dot"][<|"Key" -> Join[keys, 2 keys], "Value" -> Join[values, -values], "Query" -> queries|>]], True,
  TestID -> "two levels of keys"]
VerificationTest[AttentionLayer["Dot", "Dropout" -> 0.5][data] === AttentionLayer["Dot"][data], True, TestID -> "no dropout outside of training"]
VerificationTest[Options[AttentionLayer, {"Dropout", "Mask", "MultiHead", "ScoreRescaling"}],
  {"Dropout" -> 0, "Mask" -> None, "MultiHead" -> False, "ScoreRescaling" -> None}, TestID -> "defaults"]

(* -- batches -- *)

attention = AttentionLayer["Dot", "Key" -> {"Varying", 2}, "Value" -> {"Varying", 3}, "Query" -> {"Varying", 2}];
short = <|"Key" -> Take[keys, 2], "Value" -> Take[values, 2], "Query" -> Take[queries, 1]|>;
VerificationTest[close[attention[data], AttentionLayer["Dot"][data]], True, TestID -> "any number of keys"]
VerificationTest[
  With[{both = attention[Merge[{data, short}, Identity]]}, {close[both[[1]], attention[data]], close[both[[2]], attention[short]]}],
  {True, True}, TestID -> "a batch of different lengths"]
VerificationTest[
  With[{both = attention[<|"Key" -> {keys, Take[keys, 2]}, "Value" -> {values, Take[values, 2]}, "Query" -> {queries, queries}|>]},
    {Dimensions[both], close[both[[2]], attention[<|short, "Query" -> queries|>]]}], {{2, 3, 3}, True},
  TestID -> "different numbers of keys, the same of queries"]

VerificationTest[attention[<|"Key" -> {keys, Take[keys, 2]}, "Value" -> {values, values}, "Query" -> {queries, queries}|>], $Failed,
  {AttentionLayer::baddata}, TestID -> "more values than keys"]

(* -- a net that scores -- *)

scoring = NetGraph[{MeanSquaredLossLayer[]}, {NetPort["Input"] -> NetPort[{1, "Input"}], NetPort["Query"] -> NetPort[{1, "Target"}],
  1 -> NetPort["Output"]}];
VerificationTest[close[AttentionLayer[scoring][data],
  Table[weights[Table[Mean[(k - q)^2], {k, keys}]] . values, {q, queries}]], True, TestID -> "a net of key and query"]
VerificationTest[Head[NetExtract[AttentionLayer[scoring], "ScoringNet"]], NetGraph, TestID -> "and back again"]

(* -- the old name -- *)

VerificationTest[SequenceAttentionLayer["Dot"][<|"Input" -> keys, "Query" -> queries|>],
  AttentionLayer["Dot"][<|"Key" -> keys, "Value" -> keys, "Query" -> queries|>], TestID -> "SequenceAttentionLayer"]

(* -- what is refused -- *)

VerificationTest[AttentionLayer["Foo"], $Failed, {AttentionLayer::param}, TestID -> "an unknown score"]
VerificationTest[AttentionLayer[LinearLayer[1]], $Failed, {AttentionLayer::scoring}, TestID -> "a net without a query"]
VerificationTest[AttentionLayer["Mask" -> "Foo"], $Failed, {AttentionLayer::param}, TestID -> "an unknown mask"]
VerificationTest[AttentionLayer["Dot", "Key" -> {3, 2}, "Query" -> {3, 4}], $Failed, {AttentionLayer::selffit}, TestID -> "Dot needs one length"]
VerificationTest[AttentionLayer["Key" -> {3, 2}, "Value" -> {4, 2}], $Failed, {AttentionLayer::selffit}, TestID -> "a value for each key"]
VerificationTest[AttentionLayer["Key" -> {3, 2, 2}, "Mask" -> "Causal"], $Failed, {AttentionLayer::causalrank},
  TestID -> "before and after are in one level"]
