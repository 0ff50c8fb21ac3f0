(* Bytes, encodings, hashes, serialized expressions, addresses, formats of data. *)

(* ByteArray *)
VerificationTest[Head[ByteArray[{1, 2, 3}]], ByteArray]
VerificationTest[Normal[ByteArray["AQID"]], {1, 2, 3}]
VerificationTest[ByteArray[{1, 2, 3}][[2]], 2]
VerificationTest[ByteArray[{1, 2, 3}][[-1]], 3]
VerificationTest[Normal[ByteArray[{1, 2, 3}][[1 ;; 2]]], {1, 2}]
VerificationTest[Length[ByteArray[{1, 2, 3}]], 3]
VerificationTest[ByteArrayQ[ByteArray[{1}]], True]
VerificationTest[ByteArrayQ[{1}], False]
VerificationTest[ByteArray[{1, 2}] === ByteArray["AQI="], True]
VerificationTest[ToString[ByteArray[{1, 2, 3}], InputForm], "ByteArray[\"AQID\"]"]
VerificationTest[ByteArray[{300}], ByteArray[{300}], {ByteArray::lend}]
VerificationTest[ByteArrayToString[ByteArray[{97, 98}]], "ab"]
VerificationTest[Normal[StringToByteArray["\[EAcute]"]], {195, 169}]
VerificationTest[Normal[StringToByteArray["\[EAcute]", "ISO8859-1"]], {233}]
VerificationTest[ByteArrayToString[StringToByteArray["\[Alpha] \[EAcute]"]], "\[Alpha] \[EAcute]"]
VerificationTest[BaseEncode[ByteArray[{1, 2, 3}]], "AQID"]
VerificationTest[BaseEncode[ByteArray[{1, 255}], "Base16"], "01FF"]
VerificationTest[Normal[BaseDecode["AQID"]], {1, 2, 3}]
VerificationTest[Normal[BaseDecode[BaseEncode[ByteArray[{1, 2, 250}], "Base32"], "Base32"]], {1, 2, 250}]

(* Hashes *)
VerificationTest[Hash["abc", "MD5"], 191415658344158766168031473277922803570]
VerificationTest[Hash["abc", "MD5", "HexString"], "900150983cd24fb0d6963f7d28e17f72"]
VerificationTest[Hash["abc", "SHA", "HexString"], "a9993e364706816aba3e25717850c26c9cd0d89d"]
VerificationTest[Hash["abc", "SHA256", "HexString"],
  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]
VerificationTest[Hash["abc", "CRC32"], 891568578]
VerificationTest[Hash["abc", "Adler32"], 38600999]
VerificationTest[Hash[ByteArray[{97, 98, 99}], "MD5", "HexString"], "900150983cd24fb0d6963f7d28e17f72"]
VerificationTest[Hash[{1, x}] === Hash[{1, x}], True]
VerificationTest[Hash[{1, x}] === Hash[{1, y}], False]
VerificationTest[IntegerQ[Hash[x]], True]

(* Serialized expressions *)
VerificationTest[Normal[BinarySerialize[1]], {56, 58, 67, 1}]
VerificationTest[Normal[BinarySerialize["a"]], {56, 58, 83, 1, 97}]
VerificationTest[Normal[BinarySerialize[Pi]], {56, 58, 115, 2, 80, 105}]
VerificationTest[Normal[BinarySerialize[{1, 300}]], {56, 58, 102, 2, 115, 4, 76, 105, 115, 116, 67, 1, 106, 44, 1}]
VerificationTest[Normal[BinarySerialize[<|"a" -> 1|>]], {56, 58, 65, 1, 45, 83, 1, 97, 67, 1}]
VerificationTest[BinaryDeserialize[BinarySerialize[2^70 x + f[1/3, "a"]]], 2^70 x + f[1/3, "a"]]
VerificationTest[BinaryDeserialize[BinarySerialize[Range[2000]/2.]] === Range[2000]/2., True]
VerificationTest[BinaryDeserialize[BinarySerialize[NumericArray[{1, 2}, "Integer8"]]] === NumericArray[{1, 2}, "Integer8"],
  True]
VerificationTest[BinaryDeserialize[BinarySerialize[Unevaluated[1 + 1]], Hold], Hold[1 + 1]]
VerificationTest[Uncompress[Compress[{1, 2.5, 1/3, 2 I, x, "\[EAcute]", <|a -> 1|>, 2^80}]],
  {1, 2.5, 1/3, 2 I, x, "\[EAcute]", <|a -> 1|>, 2^80}]
VerificationTest[StringTake[Compress[x], 2], "1:"]
VerificationTest[Uncompress[Compress[Unevaluated[1 + 1]], Hold], Hold[1 + 1]]

(* Addresses *)
VerificationTest[URLEncode["a b&c"], "a%20b%26c"]
VerificationTest[URLDecode["a%20b%26c"], "a b&c"]
VerificationTest[URLParse["http://example.com/a?x=1", "Query"], {"x" -> "1"}]
VerificationTest[URLParse["http://example.com:80/a/b", "Path"], {"", "a", "b"}]
VerificationTest[URLParse["http://example.com:80/a/b", "Port"], 80]
VerificationTest[URLParse["http://example.com/a", {"Scheme", "Domain"}], {"http", "example.com"}]
VerificationTest[URLBuild["http://example.com/a", {"x" -> 1}], "http://example.com/a?x=1"]
VerificationTest[URLBuild[{"http://example.com", "a", "b"}], "http://example.com/a/b"]
VerificationTest[URLQueryDecode["a=1&b=2"], {"a" -> "1", "b" -> "2"}]

(* Formats of data *)
VerificationTest[ImportByteArray[ByteArray[{49, 44, 50}], "CSV"], {{1, 2}}]
VerificationTest[Normal[ExportByteArray["abc", "Text"]], {97, 98, 99}]
VerificationTest[ImportByteArray[ExportByteArray[{1, x, "a"}, "WXF"], "WXF"], {1, x, "a"}]
VerificationTest[ImportByteArray[ExportByteArray[{1, 2, 300}, "Integer16"], "Integer16"], {1, 2, 300}]
VerificationTest[Normal[ExportByteArray[{1}, "UnsignedInteger16", ByteOrdering -> 1]], {0, 1}]
VerificationTest[ImportByteArray[ByteArray[{1, 2}], "Byte"], {1, 2}]
VerificationTest[ImportString["<a k='v'>x<b/></a>", "XML"],
  XMLObject["Document"][{}, XMLElement["a", {"k" -> "v"}, {"x", XMLElement["b", {}, {}]}], {}]]
VerificationTest[ImportString[ExportString[XMLElement["a", {"k" -> "v"}, {"x<y"}], "XML"], "XML"][[2]],
  XMLElement["a", {"k" -> "v"}, {"x<y"}]]

(* Definitions in files *)
VerificationTest[Module[{file = CreateFile[]}, kept[x_] := x + 1; Save[file, kept]; Clear[kept]; Get[file]; kept[1]], 2]
VerificationTest[
  Module[{file = CreateFile[]}, kept2[0] = 1; kept2[n_] := n kept2[n - 1]; DumpSave[file, kept2]; Clear[kept2];
    Get[file]; kept2[5]], 120]
VerificationTest[FindList[StringToStream["one\ntwo\nthree"], "o"], {"one", "two"}]
VerificationTest[FileFormat[Export[FileNameJoin[{$TemporaryDirectory, "wlmini-spec.csv"}], {{1}}]], "CSV"]
VerificationTest[Head[FileDate[CreateFile[]]], DateObject]

(* Streams *)
VerificationTest[ReadList[StringToStream["a,b,c"], Word, WordSeparators -> {","}], {"a", "b", "c"}]
VerificationTest[ReadList[StringToStream["a b\nc d"], Word], {"a", "b", "c", "d"}]
VerificationTest[ReadList[StringToStream["a b\nc d"], Word, RecordLists -> True], {{"a", "b"}, {"c", "d"}}]
VerificationTest[ReadList[StringToStream["a;b"], Record, RecordSeparators -> {";"}], {"a", "b"}]
VerificationTest[ReadList[StringToStream["1 2\n3 4"], Number, RecordLists -> True], {{1, 2}, {3, 4}}]
VerificationTest[ReadList[StringToStream["1 2\n3 4"], Number, 3], {1, 2, 3}]
VerificationTest[ReadList[StringToStream["a\n\nb"], String], {"a", "", "b"}]
VerificationTest[ReadList[StringToStream["1+1\n2+2"], Hold[Expression]], {Hold[1 + 1], Hold[2 + 2]}]
VerificationTest[Read[StringToStream["12 abc"], {Number, Word}], {12, "abc"}]
VerificationTest[Read[StringToStream["ab"], {Character, Character, Character}], {"a", "b", EndOfFile}]
VerificationTest[
  Module[{s = StringToStream["one\ntwo"], line}, line = {ReadLine[s], ReadLine[s], ReadLine[s]}; Close[s]; line],
  {"one", "two", EndOfFile}]
VerificationTest[
  Module[{s = OpenRead[Export[CreateFile[], {7, 1, 0, 9}, "Byte"], BinaryFormat -> True], got},
    got = {BinaryRead[s], BinaryRead[s, "UnsignedInteger16", ByteOrdering -> -1], BinaryRead[s], BinaryRead[s]};
    Close[s]; got], {7, 1, 9, EndOfFile}]
VerificationTest[
  Module[{f = CreateFile[], s}, s = OpenWrite[f]; WriteString[s, "a", 1]; Write[s, x^2]; Close[s]; ReadString[f]],
  "a1x^2\n"]
VerificationTest[
  Module[{f = CreateFile[]}, BinaryWrite[f, {1, 2}, "Integer16", ByteOrdering -> 1]; Close[f]; BinaryReadList[f]],
  {0, 1, 0, 2}]
VerificationTest[
  Module[{f = CreateFile[]}, BinaryWrite[f, {1, 2, 3, 4}]; Close[f]; BinaryReadList[f, {"Byte", "Byte"}]],
  {{1, 2}, {3, 4}}]

(* Joined bytes *)
VerificationTest[Normal[Join[ByteArray[{1}], ByteArray[{2, 3}]]], {1, 2, 3}]
