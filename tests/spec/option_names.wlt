(* Options of frequent functions: that they are there, and what they do *)

(* names *)
VerificationTest[SubsetQ[ToString /@ Keys[Options[ToString]], {"CharacterEncoding", "FormatType", "NumberMarks", "PageHeight", "PageWidth", "TotalHeight", "TotalWidth"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[OpenWrite]], {"BinaryFormat", "CharacterEncoding", "FormatType", "PageWidth", "TotalWidth"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[VerificationTest]], {"MemoryConstraint", "MetaInformation", "SameTest", "TestID", "TimeConstraint"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[Inverse]], {"Method", "Modulus", "ZeroTest"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[RowReduce]], {"Method", "Modulus", "Tolerance", "ZeroTest"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[MatrixRank]], {"Method", "Modulus", "Tolerance", "ZeroTest"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[Eigenvalues]], {"Cubics", "Method", "Quartics"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[Together]], {"Extension", "Modulus", "Trig"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[ListPlot]], {"DataRange", "Filling", "Joined", "LabelingFunction", "Mesh", "MeshShading", "PlotLegends", "PlotMarkers", "PlotRange", "PlotStyle", "TargetUnits"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[Plot]], {"Exclusions", "MaxRecursion", "Mesh", "MeshFunctions", "MeshShading", "PlotPoints", "RegionFunction", "TargetUnits", "WorkingPrecision"}]]
VerificationTest[SubsetQ[ToString /@ Keys[Options[Dataset]], {"Alignment", "Background", "HiddenItems", "ItemSize", "MaxItems"}]]

(* matrices modulo a prime *)
VerificationTest[MatrixRank[{{1, 2}, {3, 1}}, Modulus -> 5], 1]
VerificationTest[RowReduce[{{2, 4}, {1, 1}}, Modulus -> 7], {{1, 0}, {0, 1}}]
VerificationTest[Mod[{{1, 2, 3}, {4, 5, 6}}.LinearSolve[{{1, 2, 3}, {4, 5, 6}}, {1, 1}, Modulus -> 7], 7], {1, 1}]
VerificationTest[Mod[{{2, 1}, {1, 1}}.LinearSolve[{{2, 1}, {1, 1}}, {{1, 0}, {0, 1}}, Modulus -> 11], 11], {{1, 0}, {0, 1}}]
VerificationTest[Hold[Evaluate[LinearSolve[{{1, 2}, {2, 4}}, {1, 1}, Modulus -> 5]]], Hold[LinearSolve[{{1, 2}, {2, 4}}, {1, 1}, Modulus -> 5]], {LinearSolve::nosol}]
VerificationTest[With[{m = {{1, 2, 3}, {2, 4, 6}, {0, 1, 5}}}, Mod[m.Transpose[NullSpace[m, Modulus -> 13]], 13]], {{0}, {0}, {0}}]

(* tolerances *)
VerificationTest[MatrixRank[{{1., 0.}, {0., 0.01}}, Tolerance -> 0.1], 1]
VerificationTest[MatrixRank[{{1., 0.}, {0., 0.01}}], 2]
VerificationTest[Length[SingularValueList[{{1., 0.}, {0., 10.^-20}}]], 1]
VerificationTest[Length[SingularValueList[{{1., 0.}, {0., 10.^-20}}, Tolerance -> 0]], 2]
VerificationTest[PseudoInverse[{{2., 0.}, {0., 0.001}}, Tolerance -> 0.01], {{0.5, 0.}, {0., 0.}}]
VerificationTest[Length[NullSpace[{{1., 0.}, {0., 0.001}}, Tolerance -> 0.01]], 1]
VerificationTest[Eigenvalues[{{2., 0.}, {0., 3.}}, Method -> "Direct"], {3., 2.}]

(* names of files as in another system *)
VerificationTest[FileNameSplit["a\\b\\c.txt", OperatingSystem -> "Windows"], {"a", "b", "c.txt"}]
VerificationTest[FileNameTake["a\\b\\c.txt", -2, OperatingSystem -> "Windows"], "b\\c.txt"]
VerificationTest[FileNameDrop["a\\b\\c.txt", OperatingSystem -> "Windows"], "a\\b"]
VerificationTest[FileNameDepth["a/b/c", OperatingSystem -> "Unix"], 3]

(* files read and written as asked *)
file = FileNameJoin[{$TemporaryDirectory, "wlmini-options.m"}];
VerificationTest[(With[{s = OpenWrite[file, FormatType -> OutputForm]}, Write[s, "a" -> 1]; Close[s]]; StringTrim[ReadString[file]]), "a -> 1"]
VerificationTest[(With[{s = OpenWrite[file, PageWidth -> Infinity]}, Write[s, "a" -> 1]; Close[s]]; StringTrim[ReadString[file]]), "\"a\" -> 1"]
VerificationTest[(Export[file, {34, 233, 34}, "Byte"]; Get[file, CharacterEncoding -> "ISOLatin1"]), "\[EAcute]"]
VerificationTest[(Export[file, "1 + 1", "Text"]; Get[FileNameTake[file], Path -> {$TemporaryDirectory}]), 2]
DeleteFile[file];

(* numbers, positions, fractions, tests *)
VerificationTest[With[{z = RandomComplex[{0, 1 + I}, WorkingPrecision -> 30]}, {Head[z], Round[Precision[z]] >= 29, 0 <= Re[z] <= 1}], {Complex, True, True}]
VerificationTest[{FirstPosition[f[f], f, None, Heads -> False], FirstPosition[f[f], f]}, {{1}, {0}}]
VerificationTest[Together[1/(x^2 - 2) (x - Sqrt[2]) + 0, Extension -> Sqrt[2]], 1/(x + Sqrt[2])]
VerificationTest[Cancel[(x - Sqrt[2])/(x^2 - 2) + y, Extension -> Sqrt[2]], y + 1/(x + Sqrt[2])]
VerificationTest[Simplify[Apart[1/(x^2 - 2), x, Extension -> Sqrt[2]] - 1/(x^2 - 2)], 0]
VerificationTest[Head[Apart[1/(x^2 - 2), x, Extension -> Sqrt[2]]], Plus]
VerificationTest[VerificationTest[1 + 1, 2, MetaInformation -> "why"]["MetaInformation"], "why"]
VerificationTest[VerificationTest[Length[Nest[Append[#, Range[10^4 + Length[#]]] &, {}, 3000]], 3000, MemoryConstraint -> 10^6]["Outcome"] === "Success", False]
