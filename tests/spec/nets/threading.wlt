(* Layers with several inputs. *)

VerificationTest[ThreadingLayer[Subtract][{{1, 2}, {10, 20}}], {-9., -18.}, TestID -> "a list of inputs"]
VerificationTest[ThreadingLayer[Plus][<|"Input1" -> {1, 2}, "Input2" -> {3, 4}|>], {4., 6.}, TestID -> "an association of inputs"]
VerificationTest[ThreadingLayer[#Foo - 2 #Bar &][<|"Foo" -> {1, 2}, "Bar" -> {3, 4}|>], {-5., -6.}, TestID -> "slots name the ports"]
VerificationTest[ThreadingLayer[Max][{{1, 5}, {2, 3}, {0, 9}}], {2., 9.}, TestID -> "three inputs"]
VerificationTest[ThreadingLayer[Function[{x, y}, x^y]][{{2, 3}, {3, 2}}], {8., 9.}, TestID -> "named variables"]
VerificationTest[ThreadingLayer[If[#1 > #2, #1, 0] &][{{1, 5}, {2, 3}}], {0., 5.}, TestID -> "If"]
VerificationTest[ThreadingLayer[Which[#1 < 0, -#2, #1 == 0, 0, True, #2] &][{{-1, 0, 1}, {7, 8, 9}}], {-7., 0., 9.}, TestID -> "Which"]
VerificationTest[ThreadingLayer[Piecewise[{{#1, #2 > 0}}, -1] &][{{4, 5}, {1, 0}}], {4., -1.}, TestID -> "Piecewise"]
VerificationTest[ThreadingLayer[Clip[#1, {0, #2}] &][{{-1, 9}, {2, 3}}], {0., 3.}, TestID -> "Clip"]
VerificationTest[ThreadingLayer["ReLU"[#1] + #2 &][{{-1, 1}, {10, 10}}], {10., 11.}, TestID -> "a named function"]
VerificationTest[ThreadingLayer[Times][{{{1}, {2}}, {{1, 2, 3}}}], {{1., 2., 3.}, {2., 4., 6.}}, TestID -> "levels of length 1 are repeated"]
VerificationTest[ThreadingLayer[Times, -1][{{1, 2}, {{1, 2, 3}, {4, 5, 6}}}], {1, 2}*{{1., 2., 3.}, {4., 5., 6.}},
  TestID -> "missing levels at the end, as Listable functions have them"]
VerificationTest[ThreadingLayer[Plus, 1][{{1, 2, 3}, {{10, 20, 30}, {40, 50, 60}}}], {{11., 22., 33.}, {41., 52., 63.}},
  TestID -> "missing levels at the beginning"]
VerificationTest[ThreadingLayer[Plus, 2][{{{1, 2}}, {{{10, 20}, {30, 40}}}}], {{{11., 22.}, {31., 42.}}}, TestID -> "or at level 2"]
VerificationTest[ThreadingLayer[Plus, {-1, Automatic}][{{1, 2}, {{1, 1}, {1, 1}}}], {{2., 2.}, {3., 3.}}, TestID -> "for every input"]
VerificationTest[NetExtract[ThreadingLayer[Plus, "Output" -> {2, 3}, InputPorts -> 2], "Output"], {2, 3}, TestID -> "the output is told"]
VerificationTest[NetExtract[ThreadingLayer[Plus, None, "Output" -> {2, 3}, InputPorts -> 2], "Input1"], {2, 3},
  TestID -> "and tells the inputs"]
VerificationTest[NetExtract[ThreadingLayer[Plus, InputPorts -> {{2, 1}, {1, 3}}], "Output"], {2, 3}, TestID -> "inputs tell the output"]
VerificationTest[Information[ThreadingLayer[Plus, InputPorts -> {"a", "b"}], "InputPortNames"], {"a", "b"}, TestID -> "names of ports"]
VerificationTest[NetExtract[ThreadingLayer[Plus, InputPorts -> <|"a" -> 2, "b" -> 2|>], "b"], 2, TestID -> "names and shapes of ports"]
VerificationTest[ThreadingLayer[Plus, InputPorts -> {2, 3}], $Failed, {ThreadingLayer::broadcast}, TestID -> "sizes that do not fit"]
VerificationTest[ThreadingLayer[Foo], $Failed, {ThreadingLayer::param}, TestID -> "an unknown function"]
VerificationTest[NetExtract[ThreadingLayer[Plus], "Function"], Plus, TestID -> "the function"]
VerificationTest[ThreadingLayer[Plus, "Input1" -> {"Varying", 2}, "Input2" -> {1, 2}][{{{1, 2}, {3, 4}, {5, 6}}, {{10, 20}}}],
  {{11., 22.}, {13., 24.}, {15., 26.}}, TestID -> "sequences"]

VerificationTest[TotalLayer[][{{1, 2}, {10, 20}, {100, 200}}], {111., 222.}, TestID -> "TotalLayer"]
VerificationTest[NetExtract[TotalLayer["Output" -> 3, InputPorts -> 2], "Input2"], 3, TestID -> "all have the same shape"]
VerificationTest[TotalLayer[InputPorts -> {2, 3}], $Failed, {TotalLayer::selffit}, TestID -> "different shapes"]

m = {{1, 2}, {3, 4}};
VerificationTest[DotLayer[][{m, {1, 1}}], {3., 7.}, TestID -> "matrix and vector"]
VerificationTest[DotLayer[][{{1, 2}, {3, 4}}], 11., TestID -> "vectors"]
VerificationTest[DotLayer[][{m, m, m}], N[m . m . m], TestID -> "three matrices"]
VerificationTest[DotLayer[][{{{{1, 2}}, {{3, 4}}}, m}], N[{{{1, 2}}, {{3, 4}}} . m], TestID -> "higher rank"]
VerificationTest[DotLayer[{1 <-> 2, None}][{m, {1, 1}}], N[Transpose[m] . {1, 1}], TestID -> "transposed"]
VerificationTest[DotLayer[{{2, 1}, {1 <-> 2}}][{m, m}], N[Transpose[m] . Transpose[m]], TestID -> "permutations and lists"]
VerificationTest[NetExtract[DotLayer[InputPorts -> {{2, Automatic}, {3, 4}}], #] & /@ {"Input1", "Output"}, {{2, 3}, {2, 4}},
  TestID -> "sizes are inferred"]
VerificationTest[DotLayer[InputPorts -> {{2, 3}, {2, 3}}], $Failed, {DotLayer::dotfit}, TestID -> "no product"]

VerificationTest[CatenateLayer[][{{1, 2}, {3, 4, 5}}], {1., 2., 3., 4., 5.}, TestID -> "vectors are joined"]
VerificationTest[CatenateLayer[InputPorts -> {{2}, {3}}][{{1, 2}, {3, 4, 5}}], {1., 2., 3., 4., 5.}, TestID -> "with InputPorts"]
VerificationTest[CatenateLayer[2][{{{1, 2}, {3, 4}}, {{0}, {9}}}], {{1., 2., 0.}, {3., 4., 9.}}, TestID -> "level 2"]
VerificationTest[CatenateLayer[][{{{1, 2}, {3, 4}}, {0}}], {{1., 2., 0.}, {3., 4., 0.}}, TestID -> "lower ranks are replicated"]
VerificationTest[CatenateLayer[InputPorts -> {"Varying", "Varying"}][
   <|"Input1" -> {{1, 2, 3}, {4}}, "Input2" -> {{10}, {20, 30}}|>], {{1., 2., 3., 10.}, {4., 20., 30.}}, TestID -> "lengths add up"]
VerificationTest[CatenateLayer[InputPorts -> {{2, 3}, {3, 2}}], $Failed, {CatenateLayer::catenatefit}, TestID -> "sizes that do not join"]
