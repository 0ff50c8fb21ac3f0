(* Layers compiled from functions. *)

close[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-5

VerificationTest[FunctionLayer[Total[#^2] &][{1, 2, 3}], 14., TestID -> "a pure function"]
VerificationTest[FunctionLayer[Mean][{{1, 2}, {3, 6}}], {2., 4.}, TestID -> "a symbol"]
VerificationTest[FunctionLayer[Total @* Map[Abs]][{-1, 2}], 3., TestID -> "a composition"]
VerificationTest[FunctionLayer[Function[{x}, x . x]][{1, 2}], 5., TestID -> "named variables"]
VerificationTest[FunctionLayer[#a . #b &][<|"a" -> {1, 2}, "b" -> {3, 4}|>], 11., TestID -> "slots name the ports"]
VerificationTest[FunctionLayer[Apply[#1 - 2 #2 &]][{{1, 2}, {3, 4}}], {-5., -6.}, TestID -> "several inputs"]
VerificationTest[FunctionLayer[<|"m" -> Mean[#], "t" -> Total[#]|> &][{1, 3}], <|"m" -> 2., "t" -> 4.|>, TestID -> "several outputs"]
VerificationTest[FunctionLayer[# + Range[3] &, "Input" -> 3][{{1, 2, 3}, {0, 0, 0}}], {{2., 4., 6.}, {1., 2., 3.}}, TestID -> "a batch"]
VerificationTest[NetExtract[FunctionLayer[Transpose[#] . {1, 2} &, "Input" -> {2, 3}], "Output"], 3, TestID -> "the output is inferred"]
VerificationTest[NetExtract[FunctionLayer[Mean], "Function"], Mean, TestID -> "the function"]

VerificationTest[FunctionLayer[# + {10, 20} &][{{1, 2, 3}, {4, 5, 6}}], {{11., 12., 13.}, {24., 25., 26.}},
  TestID -> "arithmetic threads as Listable functions do"]
VerificationTest[FunctionLayer[Det[#] + Tr[#] &][{{1, 2}, {3, 4}}], 3., TestID -> "Det and Tr"]
VerificationTest[close[FunctionLayer[Inverse][{{1, 2}, {3, 5}}], {{-5, 2}, {3, -1}}], True, TestID -> "Inverse"]
VerificationTest[close[FunctionLayer[StandardDeviation][{1, 2, 4}], StandardDeviation[{1., 2, 4}]], True, TestID -> "StandardDeviation"]
VerificationTest[FunctionLayer[Median][{3, 1, 2, 9}], 2.5, TestID -> "Median"]
VerificationTest[FunctionLayer[Apply[EuclideanDistance]][{{1, 2}, {4, 6}}], 5., TestID -> "EuclideanDistance"]
VerificationTest[FunctionLayer[Apply[HammingDistance]][{{1, 2, 3}, {1, 0, 0}}], 2., TestID -> "HammingDistance"]
VerificationTest[close[FunctionLayer[Normalize][{3, 4}], {0.6, 0.8}], True, TestID -> "Normalize"]
VerificationTest[FunctionLayer[Table[#[[i]]*j, {i, 2}, {j, 3}] &][{1, 10}], {{1., 2., 3.}, {10., 20., 30.}}, TestID -> "Table"]
VerificationTest[FunctionLayer[ConstantArray[#, 2] &][7], {7., 7.}, TestID -> "ConstantArray"]
VerificationTest[FunctionLayer[Map[Total]][{{1, 2}, {3, 4}}], {3., 7.}, TestID -> "Map"]
VerificationTest[FunctionLayer[MapThread[Plus, {#, Reverse[#]}] &][{1, 2, 4}], {5., 4., 5.}, TestID -> "MapThread"]
VerificationTest[FunctionLayer[Times @@ # &][{2, 3, 4}], 24., TestID -> "Apply"]
VerificationTest[FunctionLayer[Nest[2 # + 1 &, #, 3] &][1], 15., TestID -> "Nest"]
VerificationTest[FunctionLayer[NestList[#/2 &, #, 2] &][4], {4., 2., 1.}, TestID -> "NestList"]
VerificationTest[FunctionLayer[Fold[#1*#2 + 1 &, #] &][{1, 2, 3}], 10., TestID -> "Fold"]
VerificationTest[FunctionLayer[FoldList[Plus, #] &][{1, 2, 3}], {1., 3., 6.}, TestID -> "FoldList"]
VerificationTest[FunctionLayer[#[[2 ;;, -1]] &][{{1, 2}, {3, 4}, {5, 6}}], {4., 6.}, TestID -> "Part"]
VerificationTest[FunctionLayer[Join[Rest[#], {First[#]}] &][{1, 2, 3}], {2., 3., 1.}, TestID -> "Rest, First and Join"]
VerificationTest[FunctionLayer[Flatten[Partition[Reverse[#], 2]] &][{1, 2, 3, 4}], {4., 3., 2., 1.}, TestID -> "Partition and Flatten"]
VerificationTest[FunctionLayer[With[{m = Mean[#]}, # - m] &][{1, 3}], {-1., 1.}, TestID -> "With"]
VerificationTest[FunctionLayer[Module[{s = 0}, Do[s = s + #[[i]]*i, {i, Length[#]}]; s] &][{1, 2, 3}], 14., TestID -> "Module and Do"]
VerificationTest[FunctionLayer[If[Total[#] > 3, #, -#] &] /@ {{1, 2, 3}, {1, 1, 0}}, {{1., 2., 3.}, {-1., -1., 0.}}, TestID -> "If"]
VerificationTest[FunctionLayer[If[Length[#] > 2, First[#], Total[#]] &] /@ {{1, 2, 3}, {4, 5}}, {1., 9.},
  TestID -> "what depends on dimensions alone is decided before"]

double[x_] := 2 x
apart[{a_, b_}] := a - b
VerificationTest[FunctionLayer[double][{1, 2}], {2., 4.}, TestID -> "a function of the user"]
VerificationTest[FunctionLayer[double[apart[{#[[1]], #[[2]]}]] &][{5, 2}], 6., TestID -> "patterns of the user"]
saved = FunctionLayer[double]; double[x_] := 3 x;
VerificationTest[saved[{1, 2}], {2., 4.}, TestID -> "a layer keeps the definition it was made with"]

net = NetInitialize[FunctionLayer[Tanh[LinearLayer[2][#]] + NetArray["b"] &, "Input" -> 3]];
VerificationTest[Dimensions[net[{1, 2, 3}]], {2}, TestID -> "layers and arrays inside"]
VerificationTest[Sort[Values[Information[net, "ArraysDimensions"]]], {{2}, {2}, {2, 3}}, TestID -> "the arrays of all"]
VerificationTest[Information[FunctionLayer[LinearLayer[2] /@ # &, "Input" -> {7, 3}], "ArraysTotalElementCount"], 8,
  TestID -> "a layer mapped is one layer"]
VerificationTest[Dimensions[NetInitialize[FunctionLayer[LinearLayer[2] /@ # &, "Input" -> {"Varying", 3}]][
   {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {1, 1, 1}}]], {4, 2}, TestID -> "over sequences"]
VerificationTest[FunctionLayer[Mean, "Input" -> {"Varying", 1}][{{{1}, {2}}, {{1}, {2}, {6}}}], {{1.5}, {3.}},
  TestID -> "sequences of different lengths"]
VerificationTest[NetChain[{FunctionLayer[Mean], FunctionLayer[# . # &]}, "Input" -> {2, 2}][{{1, 2}, {3, 4}}], 13., TestID -> "in a chain"]
fitted = NetTrain[FunctionLayer[NetArray["a"]*# + NetArray["c"] &, "Input" -> 1], {{1} -> {3}, {2} -> {5}, {3} -> {7}},
  MaxTrainingRounds -> 2000, Method -> {"ADAM", "LearningRate" -> 0.05}, TrainingProgressReporting -> None];
VerificationTest[Max[Abs[fitted[{{1}, {2}, {10}}] - {{3}, {5}, {21}}]] < 0.05, True, TestID -> "arrays inside are trained"]

VerificationTest[FunctionLayer[Foo[#] + 1 &, "Input" -> 3], $Failed, {FunctionLayer::notcompiled}, TestID -> "an unknown function"]
VerificationTest[FunctionLayer[# . {1, 2} &, "Input" -> 3], $Failed, {FunctionLayer::inprogram}, TestID -> "sizes that do not fit"]

VerificationTest[CompiledLayer[Function[Typed[x, TypeSpecifier["PackedArray"]["Real64", 1]], x . x]][{1, 2, 3}], 14.,
  TestID -> "CompiledLayer"]
VerificationTest[CompiledLayer[#^2 &][{1, 2}, NetPortGradient["Input"]], {2., 4.}, TestID -> "its gradient"]
VerificationTest[CompiledLayer[#^2 &, Function[{x, g}, 10 g]][{1, 2}, NetPortGradient["Input"]], {10., 10.},
  TestID -> "a gradient of one's own"]
VerificationTest[CompiledLayer[#^2 &, Function[{x, g, y}, g*y]][{1, 2}, NetPortGradient["Input"]], {1., 4.},
  TestID -> "that uses the output"]
VerificationTest[FunctionLayer[NetArray[<|"Name" -> "e", "Array" -> {{1, 2}, {3, 4}}|>][[#]] &][2], {3., 4.},
  TestID -> "a part at a position that is data"]
both[x_] := <|"min" -> Min[x], "max" -> Max[x]|>
VerificationTest[FunctionLayer[both][{3, 1, 2}], <|"min" -> 1., "max" -> 3.|>, TestID -> "several outputs of a function of the user"]

(* a parameter that is one number *)
swish = FunctionLayer[# LogisticSigmoid[NetArray[<|"Name" -> "beta", "Array" -> 2|>] #] &];
VerificationTest[swish[{1, -1}], {1, -1}/(1 + Exp[-2 {1, -1}]), SameTest -> (Max[Abs[#1 - #2]] < 10^-6 &), TestID -> "a number that is learnt"]
VerificationTest[Dimensions[NetExtract[swish, NetArray["beta"]]], {}, TestID -> "has no dimensions"]
