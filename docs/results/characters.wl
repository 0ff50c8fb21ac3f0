(* A recurrent net that learns to write like eight sonnets of Shakespeare, character by character. *)

text = Import[FileNameJoin[{DirectoryName[$InputFileName], "sonnets.txt"}], "Text"];
characters = Union[Characters[text]];
Print["characters: ", StringLength[text], " of ", Length[characters], " kinds"];

net = NetChain[
   <|"unit" -> UnitVectorLayer[], "lstm" -> LongShortTermMemoryLayer[160], "scores" -> NetMapOperator[LinearLayer[Length[characters]]],
     "probabilities" -> SoftmaxLayer[]|>,
   "Input" -> NetEncoder[{"Characters", characters}], "Output" -> NetDecoder[{"Characters", characters}]];

length = 60;
pieces = Table[StringTake[text, {i, i + length - 1}] -> StringTake[text, {i + 1, i + length}], {i, 1, StringLength[text] - length, 3}];
results = NetTrain[net, pieces, All, MaxTrainingRounds -> 30, BatchSize -> 32, LearningRate -> 0.003, RandomSeeding -> 1, TrainingProgressReporting -> None];
Print["cross entropy of a character, first and last round: ", results["RoundLossList"][[{1, -1}]]];
Print["seconds: ", Round[results["TotalTrainingTime"]]];

writer = NetStateObject[NetReplacePart[NetJoin[results["TrainedNet"], NetChain[{SequenceLastLayer[]}]], "Output" -> NetDecoder[{"Class", characters}]]];
SeedRandom[7];
next = "S";
written = StringJoin[Table[next = writer[next, "RandomSample" -> 0.6], 300]];
Print["S", written];
