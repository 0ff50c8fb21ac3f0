(* Ranges of whole numbers tell layers further on how many classes there are. *)

letters = NetEncoder[{"Characters", {"a", "b", "c"}}];
dimensions[net_] := Information[NetInitialize[net], "ArraysDimensions"];

VerificationTest[Information[NetChain[{SequenceMostLayer[], UnitVectorLayer[]}, "Input" -> letters], "OutputPorts"], <|"Output" -> {"Varying", 3}|>, TestID -> "through a layer that shortens"]
VerificationTest[dimensions[NetChain[{NetChain[{SequenceReverseLayer[], PartLayer[1 ;; 2]}], NetChain[{EmbeddingLayer[4]}]}, "Input" -> letters]], <|{2, 1, "Weights"} -> {3, 4}|>, TestID -> "through chains"]
VerificationTest[Information[NetGraph[{CatenateLayer[], UnitVectorLayer[]}, {{NetPort["x"], NetPort["y"]} -> 1 -> 2}, "x" -> letters, "y" -> NetEncoder[{"Characters", {"a", "b"}}]], "OutputPorts"], <|"Output" -> {"Varying", 3}|>, TestID -> "the larger range of two"]
VerificationTest[dimensions[NetMapOperator[EmbeddingLayer[2], "Input" -> letters]], <|{"Net", "Weights"} -> {3, 2}|>, TestID -> "into an operator"]
VerificationTest[dimensions[NetChain[{SequenceIndicesLayer["Maximum" -> 7], EmbeddingLayer[2]}, "Input" -> {"Varying", 3}]], <|{2, "Weights"} -> {7, 2}|>, TestID -> "numbers of positions"]
VerificationTest[dimensions[NetGraph[<|"net" -> {LinearLayer[], SoftmaxLayer[]}, "loss" -> CrossEntropyLossLayer["Index"]|>, {"net" -> NetPort["loss", "Input"]}, "Input" -> 4, "Target" -> NetEncoder[{"Class", {"x", "y"}}]]][{"net", 1, "Weights"}], {2, 4}, TestID -> "back from the target of a loss"]

(* a language model that is told the letters before each letter it is to guess *)
predict = NetChain[{UnitVectorLayer[], GatedRecurrentLayer[8], NetMapOperator[LinearLayer[]], SoftmaxLayer[]}];
teacher = NetGraph[
  <|"predict" -> predict, "most" -> SequenceMostLayer[], "rest" -> SequenceRestLayer[], "loss" -> CrossEntropyLossLayer["Index"]|>,
  {NetPort["Input"] -> "most" -> "predict" -> NetPort["loss", "Input"], NetPort["Input"] -> "rest" -> NetPort["loss", "Target"]},
  "Input" -> letters];
texts = Table[StringTake["abcabcabcabcabc", {i, i + n}], {i, 3}, {n, 4, 10}] // Flatten;
trained = NetTrain[teacher, <|"Input" -> texts|>, MaxTrainingRounds -> 40, LearningRate -> 0.05, RandomSeeding -> 1, TrainingProgressReporting -> None];
VerificationTest[trained[{"abcabc", "bca"}], {0., 0.}, SameTest -> (Max[Abs[#1 - #2]] < 0.1 &), TestID -> "a language model learns"]
reader = NetAppend[NetExtract[trained, "predict"], SequenceLastLayer[], "Input" -> letters, "Output" -> NetDecoder[{"Class", {"a", "b", "c"}}]];
VerificationTest[StringJoin[NestList[NetStateObject[reader], "ab", 4]], "abcabc", TestID -> "a language model writes"]

(* another encoder in the place of the first *)
more = NetEncoder[{"Characters", {"a", "b", "c", "d"}}];
spelling = NetChain[{NetChain[{SequenceMostLayer[]}], NetChain[{UnitVectorLayer[]}]}, "Input" -> letters];
VerificationTest[Information[NetReplacePart[spelling, "Input" -> more], "OutputPorts"], <|"Output" -> {"Varying", 4}|>, TestID -> "an encoder of more classes"]
VerificationTest[NetReplacePart[NetInitialize[NetChain[{EmbeddingLayer[2]}, "Input" -> letters]], "Input" -> more], $Failed, {NetReplacePart::coderfit}, TestID -> "more classes than vectors"]
VerificationTest[NetChain[{SequenceIndicesLayer["Maximum" -> 9], EmbeddingLayer[2, 8]}], $Failed, {NetChain::chainfit}, TestID -> "more positions than vectors"]
VerificationTest[Head[NetChain[{SequenceIndicesLayer["Maximum" -> 7], EmbeddingLayer[2, 8]}]], NetChain, TestID -> "fewer positions than vectors"]
