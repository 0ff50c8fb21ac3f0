(* NetPortGradient: by formulas. *)

square = ElementwiseLayer[#^2 &, "Input" -> 2];
lin = LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}, "Biases" -> {0, 0}];

VerificationTest[square[{1, 3}, NetPortGradient["Input"]], {2., 6.}, TestID -> "by the input"]
VerificationTest[square[{{1, 3}, {0, 1}}, NetPortGradient["Input"]], {{2., 6.}, {0., 2.}}, TestID -> "by the input, for a batch"]
VerificationTest[Normal[lin[{5, 6}, NetPortGradient["Weights"]]], {{5., 6.}, {5., 6.}}, TestID -> "by an array"]
VerificationTest[Normal[lin[{{5, 6}, {1, 1}}, NetPortGradient["Weights"]]], {{6., 7.}, {6., 7.}}, TestID -> "by an array, summed over a batch"]
VerificationTest[NetChain[{lin}][<|"Input" -> {1, 1}, NetPortGradient["Output"] -> {1, 0}|>, NetPortGradient["Input"]], {1., 2.}, TestID -> "a gradient given at the output"]
VerificationTest[NetChain[{lin}][{1, 1}, NetPortGradient[{1, "Biases"}]] // Normal, {1., 1.}, TestID -> "by an array further inside"]
VerificationTest[Keys[NetChain[{lin}][{1, 1}, NetPortGradient[All]]], {NetPortGradient["Input"], NetPortGradient[{1, "Weights"}], NetPortGradient[{1, "Biases"}]}, TestID -> "by everything"]
VerificationTest[square[{1, 3}, {NetPortGradient["Input"], NetPort["Output"]}], <|NetPortGradient["Input"] -> {2., 6.}, NetPort["Output"] -> {1., 9.}|>, TestID -> "gradients beside values"]
VerificationTest[square[{1, 3}, NetPortGradient["Foo"]], $Failed, {ElementwiseLayer::nogradient}, TestID -> "by something that is not there"]
VerificationTest[CrossEntropyLossLayer["Index"][<|"Input" -> {0.5, 0.5}, "Target" -> 1|>, NetPortGradient["Target"]], $Failed, {CrossEntropyLossLayer::wholegradient}, TestID -> "by whole numbers"]
VerificationTest[ElementwiseLayer[#^2 &, "Input" -> "Varying"][{{1, 3}, {2}}, NetPortGradient["Input"]], {{2., 6.}, {4.}}, TestID -> "by sequences of different lengths"]
