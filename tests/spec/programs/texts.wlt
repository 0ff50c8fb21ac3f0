(* Ciphers, words, small parsers of texts. *)

ClearAll["Global`*"];
caesar[text_String, k_Integer] := StringReplace[text, {
   c : CharacterRange["a", "z"] :> FromCharacterCode[Mod[First[ToCharacterCode[c]] - 97 + k, 26] + 97],
   c : CharacterRange["A", "Z"] :> FromCharacterCode[Mod[First[ToCharacterCode[c]] - 65 + k, 26] + 65]}];
VerificationTest[
  {caesar["The quick brown fox jumps over the lazy dog", 3], caesar[caesar["Hello, World!", 7], -7]},
  {"Wkh txlfn eurzq ira mxpsv ryhu wkh odcb grj", "Hello, World!"}]

ClearAll["Global`*"];
rle[s_String] := StringJoin[{ToString[StringLength[#]], StringTake[#, 1]} & /@ StringCases[s,
  x_ ~~ x_ ... ]];
rle2[s_String] := StringJoin[{ToString[Length[#]], First[#]} & /@ Split[Characters[s]]];
unrle[s_String] := StringReplace[s, n : DigitCharacter .. ~~ c_ :> StringRepeat[c, ToExpression[n]]];
VerificationTest[
  {rle2["WWWBBWWA"], unrle["3W2B2W1A"], unrle[rle2["aaabbbbccd"]], rle["WWWBB"]},
  {"3W2B2W1A", "WWWBBWWA", "aaabbbbccd", "3W2B"}]

ClearAll["Global`*"];
words = StringSplit["it was the best of times it was the worst of times it was the age of wisdom"];
counts = ReverseSort[Counts[words]];
VerificationTest[
  {Length[words], Take[counts, 3], Keys[Select[counts, # == 1 &]],
  WordCount["it was the best of times it was the worst of times it was the age of wisdom"]},
  {18, <|"it" -> 3, "was" -> 3, "the" -> 3|>, {"best", "worst", "age", "wisdom"}, 18}]

ClearAll["Global`*"];
vigenere[text_String, key_String] := FromCharacterCode[65 + Mod[
    ToCharacterCode[text] + PadRight[{}, StringLength[text], ToCharacterCode[key]] - 130, 26]];
VerificationTest[
  vigenere["ATTACKATDAWN", "LEMON"],
  "LXFOPVEFRNHR"]

ClearAll["Global`*"];
pig[w_String] := If[StringStartsQ[w, Characters["aeiou"]], w <> "way",
   StringReplace[w, StartOfString ~~ c : Except[Characters["aeiou"]] .. ~~ rest___ :> rest <> c <> "ay"]];
VerificationTest[
  pig /@ {"apple", "string", "queen", "by"},
  {"appleway", "ingstray", "ueenqay", "byay"}]

ClearAll["Global`*"];
roman[n_] := StringJoin[Last /@ Last[NestWhile[step, {n, {}}, First[#] > 0 &]]];
table = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
  {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
step[{n_, done_}] := With[{pick = SelectFirst[table, First[#] <= n &]},
  {n - First[pick], Append[done, pick]}];
VerificationTest[
  {roman[1994], roman[2024], And @@ Table[roman[k] === RomanNumeral[k], {k, 1, 60}],
  FromRomanNumeral["MCMXCIV"]},
  {"MCMXCIV", "MMXXIV", True, 1994}]

ClearAll["Global`*"];
csv = "name,age,city\nAnn,34,Oslo\nBob,27,Rome\nCid,41,Bern";
rows = StringSplit[#, ","] & /@ StringSplit[csv, "\n"];
data = AssociationThread[First[rows], #] & /@ Rest[rows];
VerificationTest[
  {data[[2]], Mean[ToExpression[#["age"]] & /@ data], StringRiffle[rows, "\n", ","] === csv},
  {<|"name" -> "Bob", "age" -> "27", "city" -> "Rome"|>, 34, True}]

ClearAll["Global`*"];
box[s_String] := With[{lines = StringSplit[s, "\n"]}, With[{w = Max[StringLength /@ lines]},
   StringRiffle[Join[{"+" <> StringRepeat["-", w] <> "+"}, "|" <> StringPadRight[#, w] <> "|" & /@ lines,
   {"+" <> StringRepeat["-", w] <> "+"}], "\n"]]];
VerificationTest[
  box["hi\nthere"],
  "+-----+\n|hi   |\n|there|\n+-----+"]

ClearAll["Global`*"];
wrap[text_String, n_] := StringRiffle[Fold[If[#1 === {}, {#2},
  If[StringLength[Last[#1]] + 1 + StringLength[#2] <= n,
   Append[Most[#1], Last[#1] <> " " <> #2], Append[#1, #2]]] &, {}, StringSplit[text]], "\n"];
VerificationTest[
  wrap["the quick brown fox jumps over the lazy dog", 12],
  "the quick\nbrown fox\njumps over\nthe lazy dog"]
