(* Strings by position: joining, taking apart, padding. *)

(* StringJoin *)
VerificationTest["a" <> "b" <> "c", "abc"]
VerificationTest[StringJoin[{"a", {"b", {"c"}}}], "abc"]
VerificationTest[StringJoin[], ""]
VerificationTest[StringJoin["only"], "only"]

(* StringLength, Characters, StringReverse thread over lists *)
VerificationTest[StringLength["tensor"], 6]
VerificationTest[StringLength[""], 0]
VerificationTest[StringLength[{"a", "bb", ""}], {1, 2, 0}]
VerificationTest[Characters["abc"], {"a", "b", "c"}]
VerificationTest[Characters[""], {}]
VerificationTest[Characters[{"ab", "c"}], {{"a", "b"}, {"c"}}]
VerificationTest[StringReverse["abc"], "cba"]

(* StringTake *)
VerificationTest[StringTake["abcdef", 2], "ab"]
VerificationTest[StringTake["abcdef", -2], "ef"]
VerificationTest[StringTake["abcdef", {2}], "b"]
VerificationTest[StringTake["abcdef", {2, 4}], "bcd"]
VerificationTest[StringTake["abcdef", {-3, -2}], "de"]
VerificationTest[StringTake["abcdef", {1, 6, 2}], "ace"]
VerificationTest[StringTake["abcdef", {{1, 2}, {4}}], {"ab", "d"}]
VerificationTest[StringTake["abc", UpTo[5]], "abc"]
VerificationTest[StringTake["abc", 0], ""]
VerificationTest[StringTake[{"abc", "xyz"}, 1], {"a", "x"}]
VerificationTest[StringTake["abc", All], "abc"]

(* StringDrop *)
VerificationTest[StringDrop["abcdef", 2], "cdef"]
VerificationTest[StringDrop["abcdef", -2], "abcd"]
VerificationTest[StringDrop["abcdef", {2}], "acdef"]
VerificationTest[StringDrop["abcdef", {2, 4}], "aef"]
VerificationTest[StringDrop[{"abc", "xyz"}, 1], {"bc", "yz"}]
VerificationTest[StringTakeDrop["abcdef", 2], {"ab", "cdef"}]

(* StringPart *)
VerificationTest[StringPart["abcdef", 3], "c"]
VerificationTest[StringPart["abcdef", -1], "f"]
VerificationTest[StringPart["abcdef", {1, 3}], {"a", "c"}]
VerificationTest[StringPart["abcdef", 2 ;; 4], {"b", "c", "d"}]

(* StringInsert, StringReplacePart *)
VerificationTest[StringInsert["abc", "X", 1], "Xabc"]
VerificationTest[StringInsert["abc", "X", 4], "abcX"]
VerificationTest[StringInsert["abc", "X", -1], "abcX"]
VerificationTest[StringInsert["abc", "X", {1, 3}], "XabXc"]
VerificationTest[StringInsert[{"ab", "cd"}, "-", 2], {"a-b", "c-d"}]
VerificationTest[StringReplacePart["abcdef", "ZZ", {2, 3}], "aZZdef"]
VerificationTest[StringReplacePart["abcdef", "Z", {{1, 1}, {-1, -1}}], "ZbcdeZ"]

(* StringRepeat, StringRotateLeft, StringPartition *)
VerificationTest[StringRepeat["ab", 3], "ababab"]
VerificationTest[StringRepeat["ab", 0], ""]
VerificationTest[StringRepeat["abc", 10, 7], "abcabca"]
VerificationTest[StringRotateLeft["abcde"], "bcdea"]
VerificationTest[StringRotateLeft["abcde", -1], "eabcd"]
VerificationTest[StringRotateRight["abcde", 2], "deabc"]
VerificationTest[StringPartition["abcdef", 2], {"ab", "cd", "ef"}]
VerificationTest[StringPartition["abcdefg", 3], {"abc", "def"}]
VerificationTest[StringPartition["abcd", 2, 1], {"ab", "bc", "cd"}]
VerificationTest[StringPartition["abcde", UpTo[2]], {"ab", "cd", "e"}]

(* StringPadLeft, StringPadRight *)
VerificationTest[StringPadLeft["42", 5, "0"], "00042"]
VerificationTest[StringPadLeft["abc", 5], "  abc"]
VerificationTest[StringPadLeft["abcdef", 3], "def"]
VerificationTest[StringPadLeft[{"a", "bb", "ccc"}], {"  a", " bb", "ccc"}]
VerificationTest[StringPadRight["ab", 4, "."], "ab.."]
VerificationTest[StringPadRight["abcdef", 3], "abc"]
VerificationTest[StringPadRight[{"a", "bb"}], {"a ", "bb"}]

(* StringRiffle, TextString *)
VerificationTest[StringRiffle[{"a", "b", "c"}], "a b c"]
VerificationTest[StringRiffle[{"a", "b", "c"}, ", "], "a, b, c"]
VerificationTest[StringRiffle[{1, 2, 3}, {"[", ";", "]"}], "[1;2;3]"]
VerificationTest[StringRiffle[{{1, 2}, {3, 4}}], "1 2\n3 4"]
VerificationTest[StringRiffle[{{1, 2}, {3, 4}}, "\n", "\t"], "1\t2\n3\t4"]
VerificationTest[StringRiffle[{}], ""]
VerificationTest[TextString["abc"], "abc"]
VerificationTest[TextString[{1, 2}], "{1, 2}"]

(* What stays as it is *)
VerificationTest[Head[Quiet[StringTake["abc", 5]]], StringTake]
VerificationTest[Head[Quiet[StringJoin["a", 1]]], StringJoin]
VerificationTest[Head[Quiet[StringLength[5]]], StringLength]

(* Characters, their case and codes *)
VerificationTest[ToUpperCase["aBc1"], "ABC1"]
VerificationTest[ToLowerCase[{"AB", "C"}], {"ab", "c"}]
VerificationTest[Capitalize["deep learning"], "Deep learning"]
VerificationTest[Capitalize["deep learning", "AllWords"], "Deep Learning"]
VerificationTest[Decapitalize["Layer"], "layer"]
VerificationTest[LetterQ["abc"], True]
VerificationTest[LetterQ["ab1"], False]
VerificationTest[DigitQ["123"], True]
VerificationTest[DigitQ["-1"], False]
VerificationTest[DigitQ[12], False]
VerificationTest[UpperCaseQ["AB"], True]
VerificationTest[LowerCaseQ["aB"], False]
VerificationTest[StringQ /@ {"a", a, 1, {"a"}}, {True, False, False, False}]
VerificationTest[ToCharacterCode["aA "], {97, 65, 32}]
VerificationTest[ToCharacterCode[{"a", "bc"}], {{97}, {98, 99}}]
VerificationTest[FromCharacterCode[{72, 105}], "Hi"]
VerificationTest[FromCharacterCode[955] === "\[Lambda]", True]
VerificationTest[FromCharacterCode[{{97}, {98, 99}}], {"a", "bc"}]
VerificationTest[ToCharacterCode["\[Lambda]", "UTF8"], {206, 187}]
VerificationTest[CharacterRange["a", "e"], {"a", "b", "c", "d", "e"}]
VerificationTest[CharacterRange["e", "a"], {}]
VerificationTest[Length[Alphabet[]], 26]
VerificationTest[Take[Alphabet["Greek"], 2], {"\[Alpha]", "\[Beta]"}]
VerificationTest[LetterNumber["c"], 3]
VerificationTest[FromLetterNumber[26], "z"]
VerificationTest[CharacterCounts["aab"], <|"a" -> 2, "b" -> 1|>]

(* Numbers as strings *)
VerificationTest[IntegerString[255], "255"]
VerificationTest[IntegerString[-255], "255"]
VerificationTest[IntegerString[255, 16], "ff"]
VerificationTest[IntegerString[5, 2, 8], "00000101"]
VerificationTest[IntegerString[{1, 10}, 10, 3], {"001", "010"}]
VerificationTest[IntegerString[12345, 10, 3], "345"]
VerificationTest[RomanNumeral[2024], "MMXXIV"]

(* Distances *)
VerificationTest[EditDistance["kitten", "sitting"], 3]
VerificationTest[EditDistance["", "abc"], 3]
VerificationTest[EditDistance[{1, 2, 3}, {1, 3}], 1]
VerificationTest[EditDistance["ABC", "abd", IgnoreCase -> True], 1]
VerificationTest[HammingDistance["karolin", "kathrin"], 3]
VerificationTest[DamerauLevenshteinDistance["abcd", "abdc"], 1]

(* Templates *)
VerificationTest[StringTemplate["`1` and `2`"]["x", "y"], "x and y"]
VerificationTest[StringTemplate["`` and ``"]["x", "y"], "x and y"]
VerificationTest[StringTemplate["`a` + `b`"][<|"a" -> 1, "b" -> 2|>], "1 + 2"]
VerificationTest[TemplateApply["n = `n`", <|"n" -> 3|>], "n = 3"]
VerificationTest[TemplateApply[StringTemplate["`1`, <* 1 + 1 *>"], {5}], "5, 2"]

(* Capitals of titles *)
VerificationTest[Capitalize["the end of the beginning", "TitleCase"], "The End of the Beginning"]
VerificationTest[Head[StringRiffle[x]], StringRiffle, {StringRiffle::list}]
