(* Texts: names of numbers, alignments, reading of values, patterns of dates. *)

(* Integers in words *)
VerificationTest[IntegerName[7], "seven"]
VerificationTest[IntegerName[0], "zero"]
VerificationTest[IntegerName[{1, 2, 3}], {"one", "two", "three"}]
VerificationTest[IntegerName[100, "Words"], "one hundred"]
VerificationTest[IntegerName[3, "Ordinal"], "third"]
VerificationTest[IntegerName[12, "Ordinal"], "twelfth"]
VerificationTest[IntegerName[1000000], "1 million"]
VerificationTest[FromRomanNumeral["MCMXCIV"], 1994]
VerificationTest[FromRomanNumeral[RomanNumeral[2024]], 2024]
VerificationTest[FromDigits["XIV", "Roman"], 14]
VerificationTest[IntegerString[14, "Roman"], "XIV"]

(* Alignments *)
VerificationTest[SequenceAlignment["abcXXabcXXXX", "abcabc"], {"abc", {"XX", ""}, "abc", {"XXXX", ""}}]
VerificationTest[SequenceAlignment["abc", "abc"], {"abc"}]

(* What is input *)
VerificationTest[SyntaxQ["1 + 1"], True]
VerificationTest[SyntaxQ["1 +"], False]
VerificationTest[SyntaxQ["f[x"], False]
VerificationTest[SyntaxLength["a+b"], 3]
VerificationTest[SyntaxLength["(a"], 3]

(* Interpreter *)
VerificationTest[Interpreter["Integer"]["42"], 42]
VerificationTest[Interpreter["Number"]["2.5"], 2.5]
VerificationTest[Interpreter["Integer"][{"1", "2"}], {1, 2}]
VerificationTest[FailureQ[Interpreter["Integer"]["abc"]], True]
VerificationTest[Interpreter["Boolean"]["true"], True]
VerificationTest[Interpreter["String"]["abc"], "abc"]

(* Dates in strings *)
VerificationTest[StringCases["on 2024-05-17 and 2023-01-02", DatePattern[{"Year", "-", "Month", "-", "Day"}]],
  {"2024-05-17", "2023-01-02"}]
VerificationTest[StringMatchQ["17/05/2024", DatePattern[{"Day", "/", "Month", "/", "Year"}]], True]
VerificationTest[StringMatchQ["17/25/2024", DatePattern[{"Day", "/", "Month", "/", "Year"}]], False]

(* Replacing one at a time *)
VerificationTest[StringReplaceList["abcabc", "b" -> "X"], {"aXcabc", "abcaXc"}]
VerificationTest[StringReplaceList["abc", "z" -> "X"], {}]

(* Words and sentences *)
VerificationTest[TextSentences["It works. Does it? Yes!"], {"It works.", "Does it?", "Yes!"}]
VerificationTest[WordCounts["to be or not to be"], <|"to" -> 2, "be" -> 2, "or" -> 1, "not" -> 1|>]
VerificationTest[CharacterName["\[Alpha]"], "Alpha"]

(* More of string patterns *)
VerificationTest[StringCases["<a><b>", "<" ~~ Shortest[x__] ~~ ">" :> x], {"a", "b"}]
VerificationTest[StringCases["<a><b>", "<" ~~ Longest[x__] ~~ ">" :> x], {"a><b"}]
VerificationTest[StringCases["aaa", "a" .., Overlaps -> True], {"aaa", "aa", "a"}]
VerificationTest[StringPosition["AABBBAABABBCCCBAA", {"AB", "BA"}],
  {{2, 3}, {5, 6}, {7, 8}, {8, 9}, {9, 10}, {15, 16}}]
VerificationTest[StringReplace["abc", RegularExpression["(a)(b)"] -> "$2$1"], "bac"]
VerificationTest[StringReplace["hello world", WordBoundary ~~ x_ :> ToUpperCase[x]], "Hello World"]
VerificationTest[StringCases["11a22b3", p : DigitCharacter .. ~~ "a" :> ToExpression[p]^2], {121}]
VerificationTest[StringCases["abc123", LetterCharacter .. | DigitCharacter ..], {"abc", "123"}]
VerificationTest[StringCases["a,b", Except[","] ..], {"a", "b"}]
VerificationTest[StringCases["x=5, y=7", (k : LetterCharacter) ~~ "=" ~~ (v : DigitCharacter) :> (k -> v)], {"x" -> "5", "y" -> "7"}]
VerificationTest[StringSplit["AxBXc", "x", IgnoreCase -> True], {"A", "B", "c"}]
VerificationTest[StringSplit["a1b2c3", DigitCharacter -> "-"], {"a", "-", "b", "-", "c", "-"}]
VerificationTest[StringSplit["a b c", " ", 2], {"a", "b c"}]
VerificationTest[StringMatchQ["acggtATTCaagc", __ ~~ "aT" ~~ __, IgnoreCase -> True], True]
VerificationTest[StringReplace["abab", "a" -> "x", 1], "xbab"]
VerificationTest[StringCases["aabb", x_ ~~ x_], {"aa", "bb"}]
VerificationTest[StringCases["abcd", x_ ~~ y_ /; OrderedQ[{x, y}]], {"ab", "cd"}]
VerificationTest[StringCases["a1B2", _?UpperCaseQ], {"B"}]
VerificationTest[StringCases["12 345 6", NumberString], {"12", "345", "6"}]
VerificationTest[StringCases["1.5 and -2", NumberString], {"1.5", "-2"}]
VerificationTest[StringCases["ff 0x", HexadecimalCharacter ..], {"ff", "0"}]
VerificationTest[StringReplace["a\nb", StartOfLine -> "> "], "> a\n> b"]
VerificationTest[StringCount["abab", "ab" | "ba", Overlaps -> True], 3]

(* ToString and ToExpression *)
VerificationTest[ToString[{"a", 1.5}, InputForm], "{\"a\", 1.5}"]
VerificationTest[ToString[\[Alpha] + 1, InputForm, CharacterEncoding -> "ASCII"], "1 + \\[Alpha]"]
VerificationTest[ToString[a + b, FullForm], "Plus[a, b]"]
VerificationTest[ToExpression["1 + 1", InputForm, Hold], Hold[1 + 1]]
VerificationTest[ToExpression["x = 5; x^2"], 25]
VerificationTest[ToExpression[{"1", "2+2"}], {1, 4}]
