#!/usr/bin/env wlmini
(* A convolutional net with batch normalization learns to read handwritten digits.

   The data are arrays {1, 8, 8} of reals from 0 to 1 and integers from 0 to 9. *)

training = ExampleData[{"MachineLearning", "Digits"}, "TrainingData"];
test = ExampleData[{"MachineLearning", "Digits"}, "TestData"];

SeedRandom[1];
{validation, training} = TakeDrop[RandomSample[training], 137];
Print[Length[training], " digits to learn from, ", Length[validation], " to validate, ", Length[test], " to test"];

net = NetChain[
   {
    ConvolutionLayer[32, 3, "PaddingSize" -> 1],
    BatchNormalizationLayer[],
    Ramp,
    PoolingLayer[2, 2],
    ConvolutionLayer[64, 3, "PaddingSize" -> 1],
    BatchNormalizationLayer[],
    Ramp,
    PoolingLayer[2, 2],
    FlattenLayer[],
    64,
    Ramp,
    DropoutLayer[0.3],
    10,
    SoftmaxLayer[]
   },
   "Input" -> {1, 8, 8},
   "Output" -> NetDecoder[{"Class", Range[0, 9]}]
  ];

trained = NetTrain[net, training,
   ValidationSet -> validation,
   MaxTrainingRounds -> 25,
   BatchSize -> 32,
   RandomSeeding -> 1,
   TrainingProgressReporting -> "Print"
  ];

guesses = trained[Keys[test]];
accuracy = N[Mean[Boole[MapThread[SameQ, {guesses, Values[test]}]]]];
Print["test accuracy: ", accuracy];

Print["the first digits, and as the net reads them: ", Take[Values[test], 10], " ", Take[guesses, 10]];
Print["moving mean of the first batch normalization: ", Normal[NetExtract[trained, {2, "MovingMean"}]]];
