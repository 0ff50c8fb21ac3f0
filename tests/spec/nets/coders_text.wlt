(* NetEncoder and NetDecoder: text. *)

enc = NetEncoder["Characters"];
abc = NetEncoder[{"Characters", "abc"}];
unit = NetEncoder[{"Characters", "abc", "UnitVector"}];
tok = NetEncoder[{"Tokens", {"the", "cat", "sat"}}];
dec = NetDecoder[{"Characters", "abc"}];

(* -- characters -- *)

VerificationTest[enc["\t\n Aa~"], {1, 2, 3, 36, 68, 97}, TestID -> "the default table"]
VerificationTest[abc["cab"], {3, 1, 2}, TestID -> "successive codes"]
VerificationTest[abc[{"ab", "c"}], {{1, 2}, {3}}, TestID -> "strings of different lengths"]
VerificationTest[abc["ax"], $Failed, {NetEncoder::encode}, TestID -> "a character without a code"]
VerificationTest[abc[7], $Failed, {NetEncoder::encode}, TestID -> "no string"]
VerificationTest[unit["ca"], {{0., 0., 1.}, {1., 0., 0.}}, TestID -> "unit vectors"]
VerificationTest[NetEncoder[{"Characters", {"ab", "xyz" -> Automatic, _}}]["axz?"], {1, 3, 3, 4}, TestID -> "one code for several"]
VerificationTest[NetEncoder[{"Characters", {"abc" -> 1, "d" -> 5}}]["ad"], {1, 5}, TestID -> "given codes"]
VerificationTest[NetEncoder[{"Characters", {97 ;; 122 -> 1, _}}]["z!"], {1, 2}, TestID -> "a range of character codes"]
VerificationTest[NetEncoder[{"Characters", {StartOfString, "ab", EndOfString}}]["ba"], {1, 3, 2, 4}, TestID -> "ends of strings"]
VerificationTest[NetEncoder[{"Characters", {"ab", EndOfString}, "TargetLength" -> 4}]["b"], {2, 3, 3, 3},
  TestID -> "EndOfString fills up"]
VerificationTest[NetEncoder[{"Characters", "abc", "TargetLength" -> 2}]["cab"], {3, 1}, TestID -> "longer ones are cut"]
VerificationTest[NetEncoder[{"Characters", Automatic, "IgnoreCase" -> True}]["A"], {68}, TestID -> "ignoring case"]
VerificationTest[abc[{1, 3}], {1, 3}, TestID -> "codes pass"]
VerificationTest[abc[["Alphabet"]], "abc", TestID -> "a parameter as a part"]
VerificationTest[NetExtract[unit, "Form"], "UnitVector", TestID -> "a parameter by NetExtract"]
VerificationTest[NetReplacePart[abc, "TargetLength" -> 1]["cab"], {3}, TestID -> "a parameter replaced"]
VerificationTest[NetReplacePart[abc, "TargetLength" -> 0], $Failed, {NetEncoder::coderarg}, TestID -> "by a wrong value"]
VerificationTest[NetEncoder[{"Characters", {"a" -> x}}], $Failed, {NetEncoder::coderarg}, TestID -> "no alphabet"]
VerificationTest[ToExpression[ToString[unit, InputForm]] === unit, True, TestID -> "it reads back"]
VerificationTest[NetEncoder["UTF8"]["A\[EAcute]"], {66, 196, 170}, TestID -> "bytes plus 1"]
VerificationTest[Dimensions[NetEncoder[{"UTF8", "UnitVector"}]["ab"]], {2, 248}, TestID -> "248 bytes are in use"]

(* -- tokens -- *)

VerificationTest[tok["The cat sat"], {1, 2, 3}, TestID -> "words, case ignored"]
VerificationTest[tok["the dog"], {1, 4}, TestID -> "unknown words"]
VerificationTest[NetEncoder[{"Tokens", {"the", "cat"}, "TargetLength" -> 4}]["the cat"], {1, 2, 3, 3}, TestID -> "filled up"]
VerificationTest[NetEncoder[{"Tokens", {"The"}, "IgnoreCase" -> False}]["the The"], {2, 1}, TestID -> "case kept"]
VerificationTest[NetEncoder[{"Tokens", {"the", "cat"}, "SplitPattern" -> None}][{"cat", "dog"}], {2, 3}, TestID -> "a list of words"]
VerificationTest[NetEncoder[{"Tokens", {"a", "b"}, "SplitPattern" -> ","}]["a,b,c"], {1, 2, 3}, TestID -> "another pattern"]
VerificationTest[tok[TextElement[{"the", "cat"}]], {1, 2}, TestID -> "TextElement"]
VerificationTest[NetEncoder[{"Tokens", {"a", "a"}}], $Failed, {NetEncoder::coderarg}, TestID -> "tokens must differ"]
VerificationTest[NetEncoder[{"SubwordTokens", {"a", "b", "ab", " ", _}}]["ab a?"], {3, 4, 1, 5}, TestID -> "byte pairs"]
VerificationTest[NetEncoder[{"SubwordTokens", {" go", "ing", _}, Method -> "WordPiece"}]["going going"], {1, 2, 1, 2},
  TestID -> "word pieces"]
VerificationTest[NetEncoder[{"SubwordTokens", {"a", _}, "IgnoreCase" -> True}]["A"], {1}, TestID -> "small letters"]
VerificationTest[NetEncoder[{"SubwordTokens", {"b", _}, "TextPreprocessing" -> (StringReplace[#, "a" -> "b"] &)}]["aab"], {1, 1, 1},
  TestID -> "a function comes first"]
VerificationTest[NetEncoder[{"SubwordTokens", {StartOfString, "a", _, EndOfString}, "IncludeTerminalTokens" -> True}]["a"], {1, 2, 4},
  TestID -> "ends of texts"]
VerificationTest[NetEncoder[{"SubwordTokens", {"a"}}], $Failed, {NetEncoder::coderarg}, TestID -> "unknown pieces need a place"]

(* -- decoders -- *)

VerificationTest[dec[{{0.1, 0.2, 0.7}, {0.6, 0.3, 0.1}}], "ca", TestID -> "a sequence of probabilities"]
VerificationTest[dec[{0.1, 0.7, 0.2}], "b", TestID -> "a vector"]
VerificationTest[dec[{{{0., 1., 0.}}, {{1., 0., 0.}}}], {"b", "a"}, TestID -> "a list of sequences"]
VerificationTest[dec[{{{0., 1., 0.}, {1., 0., 0.}}, {{1., 0., 0.}}}], {"ba", "a"}, TestID -> "of different lengths"]
VerificationTest[dec[{{0.25, 0.25, 0.5}}, None], {{0.25, 0.25, 0.5}}, TestID -> "None"]
VerificationTest[dec[{{0.5, 0.5}}], $Failed, {NetDecoder::decode}, TestID -> "wrong length"]
VerificationTest[dec[{{0., 1., 0.}}, "Nonsense"], $Failed, {NetDecoder::prop}, TestID -> "no property"]
VerificationTest[NetDecoder[unit][unit["cab"]], "cab", TestID -> "there and back"]
VerificationTest[NetDecoder[{"Tokens", {"the", "cat"}}][{{0., 1., 0.}, {1., 0., 0.}}], "cat the", TestID -> "words"]
VerificationTest[NetEncoder[dec] === abc, True, TestID -> "the encoder of a decoder"]

(* -- connectionist sequences -- *)

ctc = NetDecoder[{"CTCBeamSearch", {"a", "b"}}];
VerificationTest[ctc[{{0.8, 0.1, 0.1}, {0.8, 0.1, 0.1}, {0.1, 0.1, 0.8}, {0.1, 0.8, 0.1}}], {"a", "b"}, TestID -> "the likeliest labels"]
VerificationTest[ctc[{{1., 0., 0.}, {0., 0., 1.}, {1., 0., 0.}}], {"a", "a"}, TestID -> "a blank between equal labels"]
VerificationTest[Length[ctc[{{0.5, 0.3, 0.2}, {0.5, 0.3, 0.2}}, "TopDecodings" -> 3]], 3, TestID -> "several"]
VerificationTest[ctc[{{0., 0., 1.}}], {}, TestID -> "blanks only"]
VerificationTest[ctc[{{0.5, 0.5}}], $Failed, {NetDecoder::decode}, TestID -> "the blank has a place too"]

(* -- in nets -- *)

embed = NetInitialize[NetChain[{EmbeddingLayer[2]}, "Input" -> abc]];
VerificationTest[Dimensions[embed[{"ab", "ca"}]], {2, 2, 2}, TestID -> "an embedding has a row for every code"]
VerificationTest[Dimensions[NetExtract[embed, {1, "Weights"}]], {3, 2}, TestID -> "three of them"]
VerificationTest[Dimensions /@ embed[{"ab", "c"}], {{2, 2}, {1, 2}}, TestID -> "sequences of different lengths"]
