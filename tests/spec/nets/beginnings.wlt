(* Arrays that say themselves how they begin. *)

exact = {"Identity", "Distribution" -> 0};
begun[method_] := NetArray[<|"Name" -> "w", "Array" -> method|>];
weights[method_] := NetExtract[NetInitialize[LinearLayer[50, "Weights" -> begun[method], "Input" -> 20]], "Weights"];

VerificationTest[NetInitialize[LinearLayer[2, "Weights" -> begun[exact], "Input" -> 2]][{3, 5}], {3., 5.}, TestID -> "the identity"]
VerificationTest[{Min[#] >= 2, Max[#] <= 3, Abs[Mean[Flatten[Normal[#]]] - 2.5] < 0.05} & @ weights[UniformDistribution[{2, 3}]],
  {True, True, True}, TestID -> "a distribution"]
VerificationTest[Abs[StandardDeviation[Flatten[Normal[weights["Xavier"]]]] - Sqrt[2./70]] < 0.02, True, TestID -> "a method by name"]
VerificationTest[NetInitialize[NetChain[{LinearLayer[2, "Weights" -> NetArray["w"]], LinearLayer[2, "Weights" -> begun[exact]]}, "Input" -> 2]][{3, 5}],
  {3., 5.}, TestID -> "one of those who share it says how"]
VerificationTest[NetInitialize[FunctionLayer[# . NetArray[<|"Name" -> "m", "Array" -> exact, "Dimensions" -> {2, 2}|>] &, "Input" -> 2]][{3, 5}],
  {3., 5.}, TestID -> "inside a function"]
VerificationTest[NetInitialize[LinearLayer[2, "Weights" -> begun[exact], "Input" -> 2], All, Method -> "Random"][{3, 5}], {3., 5.},
  TestID -> "its own method counts more than that of the net"]
VerificationTest[LinearLayer[2, "Weights" -> begun["NoSuchMethod"]], $Failed, {LinearLayer::netarray}, TestID -> "no method"]
