(* String patterns and the functions that search, test, replace and split by them. *)

(* Plain strings *)
VerificationTest[StringCases["abcabc", "b"], {"b", "b"}]
VerificationTest[StringCases["a.b", "."], {"."}]
VerificationTest[StringCases["abc", "x"], {}]
VerificationTest[StringCount["banana", "a"], 3]
VerificationTest[StringCount["aaaa", "aa"], 2]
VerificationTest[StringPosition["banana", "an"], {{2, 3}, {4, 5}}]
VerificationTest[StringPosition["aaa", "aa"], {{1, 2}, {2, 3}}]
VerificationTest[StringPosition["aaa", "aa", Overlaps -> False], {{1, 2}}]
VerificationTest[StringPosition["banana", "a", 2], {{2, 2}, {4, 4}}]

(* Blanks and names *)
VerificationTest[StringCases["abcd", _ ~~ "c"], {"bc"}]
VerificationTest[StringCases["abcd", "a" ~~ ___], {"abcd"}]
VerificationTest[StringCases["aabbc", x_ ~~ x_], {"aa", "bb"}]
VerificationTest[StringCases["abcd", x_ ~~ y_ :> y <> x], {"ba", "dc"}]
VerificationTest[StringCases["abc", __], {"abc"}]
VerificationTest[StringCases["abcabc", Shortest["a" ~~ __ ~~ "c"]], {"abc", "abc"}]
VerificationTest[StringCases["abcabc", "a" ~~ __ ~~ "c"], {"abcabc"}]
VerificationTest[StringCases["abc", __, Overlaps -> All], {"abc", "ab", "a", "bc", "b", "c"}]

(* Classes of characters *)
VerificationTest[StringCases["a1b22", DigitCharacter], {"1", "2", "2"}]
VerificationTest[StringCases["a1b22", DigitCharacter ..], {"1", "22"}]
VerificationTest[StringCases["a1 b2", LetterCharacter], {"a", "b"}]
VerificationTest[StringCases["to be", WordCharacter ..], {"to", "be"}]
VerificationTest[StringReplace["a \t b", Whitespace -> "_"], "a_b"]
VerificationTest[StringCases["x = 1.5, y = 20", NumberString], {"1.5", "20"}]
VerificationTest[StringCases["aXbY", _?UpperCaseQ], {"X", "Y"}]
VerificationTest[StringCases["ab12", __?DigitQ], {"12"}]
VerificationTest[StringCases["abc", Except["b"]], {"a", "c"}]
VerificationTest[StringCases["a1-b2", Except[DigitCharacter] ..], {"a", "-b"}]
VerificationTest[StringCases["abc", {"a", "c"}], {"a", "c"}]
VerificationTest[StringCases["abc", "a" | "c"], {"a", "c"}]
VerificationTest[StringCases["ff 10 zz", HexadecimalCharacter ..], {"ff", "10"}]

(* Repeated *)
VerificationTest[StringCases["aabaaa", "a" ..], {"aa", "aaa"}]
VerificationTest[StringCases["aaaa", Repeated["a", {2}]], {"aa", "aa"}]
VerificationTest[StringCases["aaaaa", Repeated["a", {2, 3}]], {"aaa", "aa"}]
VerificationTest[StringMatchQ["abab", ("a" ~~ "b") ..], True]

(* Places *)
VerificationTest[StringCases["the then", WordBoundary ~~ "the" ~~ WordBoundary], {"the"}]
VerificationTest[StringReplace["aaa", StartOfString ~~ "a" -> "b"], "baa"]
VerificationTest[StringReplace["abcabd", {"b" -> "xy", "d" -> ""}], "axycaxy"]
VerificationTest[StringReplace["abba", {"a" -> "b", "b" -> "a"}], "baab"]
VerificationTest[StringReplace["abc", {"a" -> "bc", "b" -> "", "c" -> "a"}], "bca"]
VerificationTest[StringReplace["abab", {"a" -> "x", "a" -> "y", "b" -> ""}], "xx"]
VerificationTest[StringCases["abc", {"a", "c"}], {"a", "c"}]
VerificationTest[StringReplace["aaa", "a" ~~ EndOfString -> "b"], "aab"]
VerificationTest[StringCases["ab\ncd", StartOfLine ~~ _], {"a", "c"}]
VerificationTest[StringCases["ab\ncd", _ ~~ EndOfLine], {"b", "d"}]

(* Conditions *)
VerificationTest[StringCases["1 22 333", n : NumberString /; StringLength[n] > 1], {"22", "333"}]
VerificationTest[StringReplace["1 2 3", d : DigitCharacter /; EvenQ[ToExpression[d]] -> "e"], "1 e 3"]
VerificationTest[StringReplace["1 2 3", d : DigitCharacter :> "e" /; d == "2"], "1 e 3"]

(* Regular expressions *)
VerificationTest[StringCases["a1b22", RegularExpression["\\d+"]], {"1", "22"}]
VerificationTest[StringReplace["abc", RegularExpression["(a)(b)"] -> "$2$1"], "bac"]
VerificationTest[StringReplace["abc", RegularExpression["b"] -> "<$0>"], "a<b>c"]
VerificationTest[StringMatchQ["abc", RegularExpression["[[:alpha:]]+"]], True]
VerificationTest[StringCases["aBc", RegularExpression["(?i)b"]], {"B"}]

(* Rules and their values *)
VerificationTest[StringCases["k=v", k_ ~~ "=" ~~ v_ :> {k, v}], {{"k", "v"}}]
VerificationTest[StringCases["a1b2", {"a" -> 1, "b" -> 2}], {1, 2}]
VerificationTest[StringCases["abcabc", "a" | "b", 3], {"a", "b", "a"}]
VerificationTest[StringCases[{"ab", "ba"}, "a"], {{"a"}, {"a"}}]

(* StringReplace *)
VerificationTest[StringReplace["banana", "a" -> "o"], "bonono"]
VerificationTest[StringReplace["banana", "a" -> "o", 2], "bonona"]
VerificationTest[StringReplace["abc", {"a" -> "b", "b" -> "c"}], "bcc"]
VerificationTest[StringReplace[{"ab", "bb"}, "b" -> "x"], {"ax", "xx"}]
VerificationTest[StringReplace["b" -> "x"]["abc"], "axc"]
VerificationTest[StringReplace["ABC", "b" -> "x", IgnoreCase -> True], "AxC"]
VerificationTest[StringReplace["hello", x : StartOfString ~~ y_ :> ToUpperCase[y]], "Hello"]
VerificationTest[StringDelete["a-b-c", "-"], "abc"]
VerificationTest[StringDelete["-"]["a-b"], "ab"]

(* Tests *)
VerificationTest[StringContainsQ["abc", "b"], True]
VerificationTest[StringContainsQ["ABC", "b", IgnoreCase -> True], True]
VerificationTest[StringContainsQ[{"ab", "cd"}, "c"], {False, True}]
VerificationTest[Select[{"ab", "cd"}, StringContainsQ["a"]], {"ab"}]
VerificationTest[StringFreeQ["abc", "x"], True]
VerificationTest[StringFreeQ[{"ab", "cd"}, "c"], {True, False}]
VerificationTest[StringStartsQ["abc", "ab"], True]
VerificationTest[StringStartsQ["abc", "b"], False]
VerificationTest[StringEndsQ["abc", "bc"], True]
VerificationTest[StringEndsQ["a12", DigitCharacter], True]
VerificationTest[StringMatchQ["abc", "abc"], True]
VerificationTest[StringMatchQ["abc", "ab"], False]
VerificationTest[StringMatchQ["abc", "a*"], True]
VerificationTest[StringMatchQ["abc", "a" ~~ __], True]
VerificationTest[StringMatchQ[{"a1", "b"}, _ ~~ DigitCharacter], {True, False}]
VerificationTest[StringMatchQ["a"]["a"], True]

(* StringSplit *)
VerificationTest[StringSplit["a bb  c"], {"a", "bb", "c"}]
VerificationTest[StringSplit["  a b "], {"a", "b"}]
VerificationTest[StringSplit["a,b,,c", ","], {"a", "b", "", "c"}]
VerificationTest[StringSplit[",a,b,", ","], {"a", "b"}]
VerificationTest[StringSplit[",a,b,", ",", All], {"", "a", "b", ""}]
VerificationTest[StringSplit["a,b,c", ",", 2], {"a", "b,c"}]
VerificationTest[StringSplit["a-b.c", {"-", "."}], {"a", "b", "c"}]
VerificationTest[StringSplit["a-b.c", "-" | "."], {"a", "b", "c"}]
VerificationTest[StringSplit["a-b", "-" -> "="], {"a", "=", "b"}]
VerificationTest[StringSplit["abc", ""], {"a", "b", "c"}]
VerificationTest[StringSplit[{"a b", "c d"}], {{"a", "b"}, {"c", "d"}}]
VerificationTest[StringSplit[""], {}]

(* StringTrim *)
VerificationTest[StringTrim["  a b \n"], "a b"]
VerificationTest[StringTrim["--a--", "-" ..], "a"]
VerificationTest[StringTrim["--a--", "-"], "-a-"]
VerificationTest[StringTrim[{" a", "b "}], {"a", "b"}]

(* StringExpression *)
VerificationTest["a" ~~ "b", "ab"]
VerificationTest[Head["a" ~~ _], StringExpression]
VerificationTest[TextWords["To be, or not"], {"To", "be", "or", "not"}]
VerificationTest[StringExtract["a b c", 2], "b"]

(* No alternatives match nowhere *)
VerificationTest[StringSplit["abc", {}], {"abc"}]
VerificationTest[{StringCases["abc", {}], StringPosition["abc", {}], StringCount["abc", {}]}, {{}, {}, 0}]
VerificationTest[{StringContainsQ["abc", {}], StringFreeQ["abc", {}]}, {False, True}]

(* A name in what is repeated stands for the same text each time; each alternative has its own *)
VerificationTest[StringCases["aaabbc", (c_) ..], {"aaa", "bb", "c"}]
VerificationTest[StringReplace["aaabbc", x : ((c_) ..) :> c <> ToString[StringLength[x]]], "a3b2c1"]
VerificationTest[StringMatchQ["ababab", (x_ ~~ y_) ..], True]
VerificationTest[StringMatchQ["abcd", (x_ ~~ y_) ..], False]
VerificationTest[StringCases["aaabbbb", Repeated[c_, {2}]], {"aa", "bb", "bb"}]
VerificationTest[StringCases["a1b2", ("a" ~~ x_) | ("b" ~~ x_) :> x], {"1", "2"}]
VerificationTest[StringMatchQ["platypus", "paltypus", SpellingCorrection -> True], True]
VerificationTest[StringMatchQ["platypus", "octopus", SpellingCorrection -> True], False]
