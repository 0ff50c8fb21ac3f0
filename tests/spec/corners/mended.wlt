(* Names of the language and of contexts *)
VerificationTest[Names["Map"], {"Map"}]
VerificationTest[Names["System`Map"], {"Map"}]
VerificationTest[MemberQ[Names["System`*"], "Plus"], True]
VerificationTest[SubsetQ[Names["*Plot*"], {"Plot", "ListPlot", "PlotRange"}], True]
VerificationTest[Names["Rang@"], {"Range"}]
VerificationTest[MemberQ[Names["Map@"], "MapThread"], False]
VerificationTest[Names[RegularExpression["Ma[px]"]], {"Map", "Max"}]
VerificationTest[Names["Nest" ~~ ("List" | "While")], {"NestList", "NestWhile"}]
VerificationTest[Names["map", IgnoreCase -> True], {"Map"}]
VerificationTest[Names["thereIsNoSuchName*"], {}]
VerificationTest[Contexts["Glob*"], {"Global`"}]
VerificationTest[otherplace`thing = 1; Names["otherplace`*"], {"otherplace`thing"}]

(* Attributes of what cannot be changed *)
VerificationTest[Attributes[True], {Locked, Protected}]
VerificationTest[Attributes[False], {Locked, Protected}]
VerificationTest[Attributes[List], {Locked, Protected}]
VerificationTest[Attributes[Symbol], {Locked, Protected}]

(* Equations with parameters *)
VerificationTest[Reduce[a x == b, x], (b == 0 && a == 0) || (a != 0 && x == b/a)]

(* Keys of associations change their level *)
VerificationTest[Transpose[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3, "b" -> 4|>}], <|"a" -> {1, 3}, "b" -> {2, 4}|>]
VerificationTest[Transpose[<|"a" -> {1, 2}, "b" -> {3, 4}|>], {<|"a" -> 1, "b" -> 3|>, <|"a" -> 2, "b" -> 4|>}]
VerificationTest[Transpose[<|"r" -> <|"a" -> 1|>, "s" -> <|"a" -> 2|>|>], <|"a" -> <|"r" -> 1, "s" -> 2|>|>]

(* Fractional powers in TeX *)
VerificationTest[ToString[TeXForm[x^(3/2)]], "x^{3/2}"]
VerificationTest[ToString[TeXForm[Sqrt[x]]], "\\sqrt{x}"]
