(* Work on texts: counting words, ciphers, Markdown, tables by hand, run lengths. *)

ClearAll["Global`*"];
text = "The quick brown fox. The lazy dog! the end?";
words = ToLowerCase /@ StringCases[text, LetterCharacter ..];
VerificationTest[
  ReverseSort[Counts[words]],
  <|"the" -> 3, "quick" -> 1, "brown" -> 1, "fox" -> 1, "lazy" -> 1, "dog" -> 1, "end" -> 1|>]
VerificationTest[TakeLargest[Counts[words], 1], <|"the" -> 3|>]
VerificationTest[
  SortBy[Tally[words], {-Last[#] &, First}],
  {{"the", 3}, {"brown", 1}, {"dog", 1}, {"end", 1}, {"fox", 1}, {"lazy", 1}, {"quick", 1}}]
VerificationTest[StringSplit["a, b;c", {", ", ";"}], {"a", "b", "c"}]
VerificationTest[InputForm[StringSplit["  x  y ", " "]], InputForm[{"x", "", "y"}]]
VerificationTest[InputForm[StringSplit["a::b:c", ":"]], InputForm[{"a", "", "b", "c"}]]
VerificationTest[InputForm[StringSplit["k=v=w", "=", 2]], InputForm[{"k", "v=w"}]]
parseCSV[s_] := StringTrim[#, "\""] & /@ StringCases[s,
    ("\"" ~~ Except["\""] ... ~~ "\"") | (Except[","] ..)];
VerificationTest[InputForm[parseCSV["a,\"b,c\",d"]], InputForm[{"a", "b,c", "d"}]]
caesar[s_, k_] := StringReplace[s,
    {c : RegularExpression["[a-z]"] :> FromCharacterCode[Mod[ToCharacterCode[c][[1]] - 97 + k, 26] + 97],
    c : RegularExpression["[A-Z]"] :> FromCharacterCode[Mod[ToCharacterCode[c][[1]] - 65 + k, 26] + 65]}];
VerificationTest[
  {caesar["Hello, World", 3], caesar[caesar["Hello, World", 3], -3]},
  {"Khoor, Zruog", "Hello, World"}]
md[s_] := StringReplace[s,
    {StartOfLine ~~ h : "#" .. ~~ " " ~~ t : Shortest[__] ~~ EndOfLine :> "<h" <> ToString[StringLength[h]] <> ">" <> t <> "</h" <> ToString[StringLength[h]] <> ">", "**" ~~ b : Shortest[__] ~~ "**" :> "<b>" <> b <> "</b>", "`" ~~ c : Shortest[__] ~~ "`" :> "<code>" <> c <> "</code>"}];
VerificationTest[
  md["# Title\ntext **bold** and `code`\n## Sub"],
  "<h1>Title</h1>\ntext <b>bold</b> and <code>code</code>\n<h2>Sub</h2>"]
VerificationTest[
  StringTemplate["Dear `name`, you owe <* #amount * 2 *> by `date`."][<|"name" -> "Al", "amount" -> 21,
    "date" -> "Monday"|>],
  "Dear Al, you owe 42 by Monday."]
VerificationTest[StringRiffle[{{1, 2}, {3, 4}}, "\n", ","], "1,2\n3,4"]
VerificationTest[StringRiffle[{"a", "b"}, {"[", "; ", "]"}], "[a; b]"]
VerificationTest[StringPadLeft[ToString[#], 4] & /@ {1, 22, 333}, {"   1", "  22", " 333"}]
VerificationTest[InputForm[StringPadRight["ab", 5, "."]], InputForm["ab..."]]
palindromes = Select[{"level", "hello", "noon"}, # === StringReverse[#] &];
VerificationTest[palindromes, {"level", "noon"}]
VerificationTest[
  {StringCount["banana", "an"], StringPosition["banana", "an"], StringCases["banana", "a" ~~ _]},
  {2, {{2, 3}, {4, 5}}, {"an", "an"}}]
VerificationTest[
  StringCases["x=1, yy=22", (k : WordCharacter ..) ~~ "=" ~~ (v : DigitCharacter ..) :> k -> FromDigits[v]],
  {"x" -> 1, "yy" -> 22}]
VerificationTest[
  {StringMatchQ["file_01.txt", "file_" ~~ DigitCharacter .. ~~ ".txt"], StringMatchQ["abc", "A*",
    IgnoreCase -> True], StringContainsQ["hello", "ell"], StringFreeQ["hello", "z"]},
  {True, True, True, True}]
VerificationTest[
  StringReplace["2024-03-05", RegularExpression["(\\d+)-(\\d+)-(\\d+)"] -> "$3/$2/$1"],
  "05/03/2024"]
VerificationTest[
  {StringDelete["a1b2", DigitCharacter], StringInsert["abc", "X", 2], StringDrop["hello", -2],
    StringTake["hello", {2, 4}], StringPart["hello", 1], StringTake["hello", UpTo[9]]},
  {"ab", "aXbc", "hel", "ell", "h", "hello"}]
VerificationTest[
  {Characters["héllo"], ToCharacterCode["é"], ToCharacterCode["é", "UTF-8"], FromCharacterCode[{72, 105}]},
  {{"h", "é", "l", "l", "o"}, {233}, {195, 169}, "Hi"}]
VerificationTest[
  {ToExpression["1 + 2"], ToExpression["x^2", InputForm, Hold], ToExpression[{"1", "2"}]},
  {3, Hold[x^2], {1, 2}}]
VerificationTest[{NumberString // Head, StringExpression["a", "b"]}, {Symbol, "ab"}]
VerificationTest[
  {Capitalize["hello world"], Capitalize["hello world", "AllWords"], ToUpperCase["abc"],
    Decapitalize["Hello"]},
  {"Hello world", "Hello World", "ABC", "hello"}]
VerificationTest[
  {StringPartition["abcdefg", 2], StringPartition["abcdefg", UpTo[3]], Partition[Characters["abcd"], 2, 1]},
  {{"ab", "cd", "ef"}, {"abc", "def", "g"}, {{"a", "b"}, {"b", "c"}, {"c", "d"}}}]
VerificationTest[
  {LongestCommonSubsequence["abcdef", "zcdez"], HammingDistance["karolin", "kathrin"], EditDistance["abc",
    "abd"]},
  {"cde", 3, 1}]
rle[s_] := StringJoin[{ToString[Length[#]], First[#]} & /@ Split[Characters[s]]];
VerificationTest[rle["aaabbc"], "3a2b1c"]
unrle[s_] := StringReplace[s, {d : DigitCharacter .. ~~ c : LetterCharacter :> StringRepeat[c,
    FromDigits[d]]}];
VerificationTest[unrle["3a2b1c"], "aaabbc"]
VerificationTest[
  {StringExtract["a b c", 2], StringExtract["a-b-c", "-" -> 3], StringTrim["  x "], StringTrim["xxaxx",
    "x" ..]},
  {"b", "c", "x", "a"}]
VerificationTest[
  {BaseEncode[StringToByteArray["hello"]], ByteArrayToString[BaseDecode["aGVsbG8="]],
    Compress["x"] // StringQ, Uncompress[Compress[{1, x}]]},
  {"aGVsbG8=", "hello", True, {1, x}}]

