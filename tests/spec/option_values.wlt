(* Options that change a result, and values that are declined *)

image = Image[{{0., 1.}, {0.5, 0.25}}];
VerificationTest[ImageMeasurements[image, "Mean", Masking -> Image[{{0, 1}, {1, 0}}]], 0.75]
VerificationTest[ImageMeasurements[image, "Total", Masking -> Image[{{1, 0}, {0, 0}}]], 0.]
VerificationTest[SubsetQ[Flatten[ImageData[Image[{{0., 1.}, {0.5, 0.25}}, "Real64"]]], DeleteCases[Flatten[ImageData[ImageRotate[Image[image, "Real64"], 0.3, Resampling -> "Nearest"]]], 0.]]]
VerificationTest[KeyExistsQ[Association[Options[ImageRotate]], Background]]

VerificationTest[LinearSolve[{{4., 1.}, {1., 3.}}, {1., 2.}, Method -> "Cholesky"], {1/11, 7/11}, SameTest -> (Max[Abs[#1 - #2]] < 10^-10 &)]
VerificationTest[ImportString["1;2\n3;4", "CSV", "FieldSeparators" -> ";"], {{1, 2}, {3, 4}}]
VerificationTest[ImportString["a,b\n1,2", "CSV", "HeaderLines" -> 1], {{1, 2}}]
VerificationTest[ImportString["x\n1,2", "CSV", "SkipLines" -> 1], {{1, 2}}]
VerificationTest[ExportString[{{1, 2}, {3, 4}}, "CSV", "FieldSeparators" -> ";"], "1;2\n3;4\n"]
VerificationTest[ExportString[{{1, 2}}, "CSV", TableHeadings -> {"a", "b"}], "a,b\n1,2\n"]
VerificationTest[StringFreeQ[ExportString[<|"a" -> {1, 2}|>, "JSON", "Compact" -> True], "\n"]]

(* charts *)
VerificationTest[Head[BarChart[{{1, 2}, {3, 4}}, ChartLayout -> "Stacked"]], Graphics]
VerificationTest[Head[BarChart[{1, 2, -1}, ChartLayout -> "Stepped"]], Graphics]

(* names of files for other systems *)
VerificationTest[FileNameJoin[{"a", "b"}, OperatingSystem -> "Windows"], "a\\b"]
VerificationTest[FileNameJoin[{"a", "b"}, OperatingSystem -> "Unix"], "a/b"]

(* colours *)
VerificationTest[(List @@ RGBColor["#ff0000"]) == {1, 0, 0}]
VerificationTest[RGBColor[{1, 0, 0}], RGBColor[1, 0, 0]]

(* logic and steps of several arguments *)
VerificationTest[{Xor[True, a, False], Xor[a, a], Xor[a, a, b], Xor[]}, {! a, False, b, False}]
VerificationTest[{UnitStep[1, x], UnitStep[y, -1, x], UnitStep[1, 2], UnitStep[]}, {UnitStep[x], 0, 1, 1}]
