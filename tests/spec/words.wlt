(* Forms of words; YAML and expressions as files; bytes of expressions. *)

VerificationTest[WordStem[{"running", "cats", "motoring", "hopeful", "relational"}], {"run", "cat", "motor", "hope", "relat"}]
VerificationTest[Pluralize /@ {"box", "child", "city", "day"}, {"boxes", "children", "cities", "days"}]
VerificationTest[{Pluralize["city", 1], Pluralize["city", 2], Pluralize[{"is", "are"}, 3]}, {"city", "cities", "are"}]
VerificationTest[ImportString["a: 1\nb: [x, 2.5, true]\nc:\n  d: e", "YAML"], <|"a" -> 1, "b" -> {"x", 2.5, True}, "c" -> <|"d" -> "e"|>|>]
VerificationTest[ImportString[ExportString[<|"a" -> 1, "b" -> {1, "two", False}|>, "YAML"], "YAML"], <|"a" -> 1, "b" -> {1, "two", False}|>]
VerificationTest[ImportString["1 + 1", {"WL", "HeldExpressions"}], {HoldComplete[1 + 1]}]
VerificationTest[ImportString[ExportString[x + 1/2, "WL"], "WL"], 1/2 + x]
VerificationTest[ByteCount[Range[10^6]] >= 8*10^6]
VerificationTest[ByteCount[f[1, 2, 3]] > ByteCount[f[1, 2]] > ByteCount[f[]]]
VerificationTest[Head[TextGrid[{{"a", 1}}]], TextGrid]
