(* What a script names of notebooks, the cloud and repositories, where none of them is there *)

VerificationTest[Quiet[NotebookDirectory[]], $Failed]
VerificationTest[Context /@ {NotebookDirectory, ResourceData, ResourceObject, ResourceFunction, CloudObject}, ConstantArray["System`", 5]]
VerificationTest[Complement[{"ResourceData", "ResourceObject", "ResourceFunction", "CloudObject"}, Names["System`*"]], {}]
VerificationTest[SubsetQ[Attributes[ResourceFunction], {Protected}]]
VerificationTest[Head[CloudObject["https://example.org/obj"]], CloudObject]
VerificationTest[First[CloudObject["https://example.org/obj"]], "https://example.org/obj"]

(* boxes of a graphic *)
VerificationTest[Head[GraphicsBox[DiskBox[{0, 0}]]], GraphicsBox]
VerificationTest[MatchQ[ToBoxes[Graphics[Disk[{1, 2}, 3]]], GraphicsBox[DiskBox[{1, 2}, 3], ___]]]
VerificationTest[MatchQ[ToBoxes[Graphics[Line[{{0, 0}, {1, 1}}]]], GraphicsBox[LineBox[{{0, 0}, {1, 1}}], ___]]]
VerificationTest[ToExpression[GraphicsBox[DiskBox[{0, 0}, 2]]] /. Graphics[d_, ___] :> d, Disk[{0, 0}, 2]]

(* RawArray became NumericArray *)
VerificationTest[Normal[RawArray["Byte", {1, 2, 3}]], {1, 2, 3}]
VerificationTest[Normal[RawArray["Real32", {{1, 2}, {3, 4}}]], {{1., 2.}, {3., 4.}}]
VerificationTest[Dimensions[RawArray["Real64", {{1, 2, 3}}]], {1, 3}]

(* IgnoringInactive *)
VerificationTest[MatchQ[Inactive[f][1], IgnoringInactive[f[_]]]]
VerificationTest[MatchQ[f[1], IgnoringInactive[f[_]]]]
VerificationTest[MatchQ[Inactive[f][1], f[_]], False]
VerificationTest[MatchQ[f[Inactive[g][1]], IgnoringInactive[f[g[1]]]]]
VerificationTest[MatchQ[Inactive[f][1], IgnoringInactive[g[_]]], False]
VerificationTest[Cases[{Inactive[Plus][1, 2], 3, Inactive[Times][1, 2]}, IgnoringInactive[_Plus]], {Inactive[Plus][1, 2]}]
VerificationTest[Inactive[f][x] /. IgnoringInactive[f[y_]] :> y, x]

(* Tables with a meaning *)
VerificationTest[Normal[SemanticImportString["a,b\n1,2.5\n3,4"]], {<|"a" -> 1, "b" -> 2.5|>, <|"a" -> 3, "b" -> 4|>}, SameTest -> (Normal[#1] == Normal[#2] &)]
VerificationTest[SemanticImportString["when,n\n2001-05-03,3\n1999-12-31,4", Automatic, "NamedColumns"]["when"], {DateObject[{2001, 5, 3}], DateObject[{1999, 12, 31}]}, SameTest -> (DateList /@ #1 == DateList /@ #2 &)]
VerificationTest[SemanticImportString["a,b\n1,2\n3,4", Automatic, "Columns"], {{1, 3}, {2, 4}}]
