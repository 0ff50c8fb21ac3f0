(* Arrays of nets as arguments of functions of lists: the numbers in them count. *)

array = NumericArray[{{1, -2}, {3, 4}}, "Real32"];

VerificationTest[Normal[Flatten[array]], {1., -2., 3., 4.}, TestID -> "flat"]
VerificationTest[Normal[Flatten[NumericArray[{{{1, 2}}, {{3, 4}}}, "Integer8"], 1]], {{1, 2}, {3, 4}}, TestID -> "one level"]
VerificationTest[{Max[array], Min[array]}, {4., -2.}, TestID -> "extremes"]
VerificationTest[Max[array, 7], 7, TestID -> "extremes with others"]
VerificationTest[Norm[NumericArray[{3, 4}, "Real32"]], 5., TestID -> "length of a vector"]
VerificationTest[Norm[NumericArray[{{3, 0}, {0, 4}}, "Real64"], "Frobenius"], 5., TestID -> "norm of a matrix"]
VerificationTest[{Normal[Total[array]], Normal[Mean[array]]}, {{4., 2.}, {2., 1.}}, TestID -> "sums and means by columns"]
VerificationTest[Dimensions[array], {2, 2}, TestID -> "dimensions"]
VerificationTest[Max[NetExtract[LinearLayer["Weights" -> {{1, 5}, {2, 3}}, "Biases" -> None], "Weights"]], 5., TestID -> "weights of a layer"]

(* What functions on lists make of a numeric array *)
VerificationTest[Reverse[NumericArray[{1, 2}, "Integer8"]], NumericArray[{2, 1}, "Integer8"]]
VerificationTest[Take[NumericArray[{1, 2, 3}, "Integer8"], 2], NumericArray[{1, 2}, "Integer8"]]
VerificationTest[Join[NumericArray[{1}, "Integer8"], NumericArray[{2}, "Integer8"]], NumericArray[{1, 2}, "Integer8"]]
VerificationTest[ArrayReshape[NumericArray[{1, 2, 3, 4}, "Integer8"], {2, 2}], NumericArray[{{1, 2}, {3, 4}}, "Integer8"]]
VerificationTest[Partition[NumericArray[{1, 2, 3, 4}, "Integer8"], 2], NumericArray[{{1, 2}, {3, 4}}, "Integer8"]]
VerificationTest[{First[NumericArray[{7, 8}, "Integer8"]], First[ByteArray[{5, 6}]]}, {7, 5}]
VerificationTest[Normal[Take[ByteArray[{1, 2, 3}], -2]], {2, 3}]
VerificationTest[Block[{m = {1, 2}}, m[[3]] = 1], 1, {Set::partw}]
