(* File names, files, Import and Export, streams. *)

(* Names *)
VerificationTest[FileNameJoin[{"a", "b", "c.txt"}], "a/b/c.txt"]
VerificationTest[FileNameJoin[{"/a", "b"}], "/a/b"]
VerificationTest[FileNameSplit["a/b/c.txt"], {"a", "b", "c.txt"}]
VerificationTest[FileNameTake["a/b/c.txt"], "c.txt"]
VerificationTest[FileNameTake["a/b/c.txt", 1], "a"]
VerificationTest[FileNameTake["a/b/c.txt", -2], "b/c.txt"]
VerificationTest[FileNameDrop["a/b/c.txt"], "a/b"]
VerificationTest[FileNameDrop["a/b/c.txt", 1], "b/c.txt"]
VerificationTest[FileNameDepth["a/b/c.txt"], 3]
VerificationTest[FileBaseName["a/b/c.txt"], "c"]
VerificationTest[FileBaseName["c.tar.gz"], "c.tar"]
VerificationTest[FileExtension["a/b/c.txt"], "txt"]
VerificationTest[FileExtension["a/b/c"], ""]
VerificationTest[DirectoryName["a/b/c.txt"], "a/b/"]
VerificationTest[DirectoryName["a/b/c.txt", 2], "a/"]
VerificationTest[DirectoryName["c.txt"], ""]
VerificationTest[ParentDirectory["/a/b"], "/a"]

(* Formats of text, from and to strings *)
VerificationTest[ImportString["1,2\n3,4", "CSV"], {{1, 2}, {3, 4}}]
VerificationTest[ImportString["a,1.5\nb,-2", "CSV"], {{"a", 1.5}, {"b", -2}}]
VerificationTest[ImportString["\"x, y\",1", "CSV"], {{"x, y", 1}}]
VerificationTest[ImportString["a,b\n1,2", "CSV", HeaderLines -> 1], {{1, 2}}]
VerificationTest[ImportString["1\t2\n3\t4", "TSV"], {{1, 2}, {3, 4}}]
VerificationTest[ImportString["1 2\n3 4", "Table"], {{1, 2}, {3, 4}}]
VerificationTest[ImportString["a\nb", "Lines"], {"a", "b"}]
VerificationTest[ImportString["a b", {"Text", "Words"}], {"a", "b"}]
VerificationTest[ImportString["{\"a\": [1, 2.5, true, null]}", "RawJSON"], <|"a" -> {1, 2.5, True, Null}|>]
VerificationTest[ImportString["{\"a\": {\"b\": 1}}", "JSON"], {"a" -> {"b" -> 1}}]
VerificationTest[ImportString["[]", "RawJSON"], {}]
VerificationTest[StringTrim[ExportString[{{1, 2}, {3, 4}}, "CSV"]], "1,2\n3,4"]
VerificationTest[StringTrim[ExportString[{{1, 2}, {3, 4}}, "TSV"]], "1\t2\n3\t4"]
VerificationTest[ExportString[<|"a" -> {1, True}|>, "JSON", "Compact" -> True], "{\"a\":[1,true]}"]
VerificationTest[ExportString[{"a" -> 1}, "JSON", "Compact" -> True], "{\"a\":1}"]
VerificationTest[ImportString[ExportString[<|"a" -> <|"b" -> {1.5, "x"}|>|>, "RawJSON"], "RawJSON"],
  <|"a" -> <|"b" -> {1.5, "x"}|>|>]

(* Files *)
VerificationTest[
  Module[{file = FileNameJoin[{$TemporaryDirectory, "wlmini-spec.csv"}], data = {{1, 2.5}, {"x", -3}}, back},
    Export[file, data]; back = Import[file]; DeleteFile[file]; {back === data, FileExistsQ[file]}],
  {True, False}]
VerificationTest[
  Module[{file = FileNameJoin[{$TemporaryDirectory, "wlmini-spec.txt"}], back},
    Export[file, "one\ntwo"]; back = {Import[file], Import[file, "Lines"], ReadString[file]}; DeleteFile[file]; back],
  {"one\ntwo", {"one", "two"}, "one\ntwo"}]
VerificationTest[
  Module[{file = FileNameJoin[{$TemporaryDirectory, "wlmini-spec.json"}], back},
    Export[file, <|"n" -> 1|>]; back = {Import[file], Import[file, "RawJSON"]}; DeleteFile[file]; back],
  {{"n" -> 1}, <|"n" -> 1|>}]
VerificationTest[Quiet[Import["no such file.csv"]], $Failed]
VerificationTest[FileExistsQ["no such file"], False]
VerificationTest[DirectoryQ[$TemporaryDirectory], True]
VerificationTest[
  Module[{folder = CreateDirectory[], found},
    Export[FileNameJoin[{folder, "b.txt"}], "b"]; Export[FileNameJoin[{folder, "a.txt"}], "a"];
    found = FileNameTake /@ FileNames["*.txt", folder];
    DeleteDirectory[folder, DeleteContents -> True]; {found, DirectoryQ[folder]}],
  {{"a.txt", "b.txt"}, False}]
VerificationTest[
  Module[{folder = CreateDirectory[], a, b, found},
    a = FileNameJoin[{folder, "a.txt"}]; b = FileNameJoin[{folder, "b.txt"}];
    Export[a, "text"]; CopyFile[a, b]; RenameFile[a, FileNameJoin[{folder, "c.txt"}]];
    found = {FileNameTake /@ FileNames[All, folder], Import[b], FileByteCount[b]};
    DeleteDirectory[folder, DeleteContents -> True]; found],
  {{"b.txt", "c.txt"}, "text", 4}]
VerificationTest[
  Module[{before = Directory[]}, SetDirectory[$TemporaryDirectory]; ResetDirectory[] === before && Directory[] === before],
  True]

(* Streams *)
VerificationTest[
  Module[{s = StringToStream["1 2 three\nfour"], found},
    found = {Read[s, Number], Read[s, Number], Read[s, Word], Read[s, Word], Read[s, Word]}; Close[s]; found],
  {1, 2, "three", "four", EndOfFile}]
VerificationTest[Module[{s = StringToStream["a\nb"], found}, found = {ReadLine[s], ReadLine[s], ReadLine[s]}; Close[s]; found],
  {"a", "b", EndOfFile}]
VerificationTest[
  Module[{s = StringToStream["1 2\n3 4"], found}, found = ReadList[s, {Number, Number}]; Close[s]; found],
  {{1, 2}, {3, 4}}]
VerificationTest[
  Module[{file = CreateFile[], s, found},
    s = OpenWrite[file]; WriteString[s, "a", 1]; WriteLine[s, "b"]; Close[s];
    s = OpenAppend[file]; WriteString[s, "c"]; Close[s];
    found = ReadString[file]; DeleteFile[file]; found],
  "a1b\nc"]
VerificationTest[
  Module[{file = CreateFile[], found},
    BinaryWrite[file, {1, 2, 255}]; Close[file]; found = BinaryReadList[file]; DeleteFile[file]; found],
  {1, 2, 255}]
VerificationTest[RunProcess[{"echo", "hi"}, "StandardOutput"], "hi\n"]
VerificationTest[RunProcess[{"sh", "-c", "exit 3"}, "ExitCode"], 3]
VerificationTest[Environment["NO_SUCH_VARIABLE_HERE"], $Failed]

(* Put, PutAppend *)
VerificationTest[Module[{f = CreateFile[]}, Put[{1, x^2, "s"}, f]; Get[f]], {1, x^2, "s"}]
VerificationTest[Module[{f = CreateFile[]}, Put[a, f]; PutAppend[b, "c", f]; ReadList[f]], {a, b, "c"}]
VerificationTest[FilePrint["no such file"], $Failed, {FilePrint::nffil}]

(* $Path *)
VerificationTest[Block[{$Path = {"/tmp"}}, AppendTo[$Path, "/usr"]; $Path], {"/tmp", "/usr"}]
VerificationTest[Module[{d = CreateDirectory[], found},
  Put[17, FileNameJoin[{d, "seventeen.wl"}]];
  found = Block[{$Path = Append[$Path, d]}, Get["seventeen.wl"]]; DeleteDirectory[d, DeleteContents -> True]; found], 17]

VerificationTest[
  Module[{folder = CreateDirectory[], found},
    Put[1, FileNameJoin[{folder, "Barrow.wl"}]];
    found = Block[{$Path = {folder}}, {FileNameTake[FindFile["Barrow`"]], FindFile["NoSuchBarrow`"]}];
    DeleteDirectory[folder, DeleteContents -> True]; found],
  {"Barrow.wl", $Failed}, TestID -> "the file of a context"]

VerificationTest[
  Module[{folder = CreateDirectory[], found},
    Put[1, FileNameJoin[{folder, "one.wl"}]];
    found = FileNameTake /@ FileNames[FileNameJoin[{folder, "*.wl"}]];
    DeleteDirectory[folder, DeleteContents -> True]; found],
  {"one.wl"}, TestID -> "a pattern with a folder"]

(* What separates records and words *)
VerificationTest[ReadList[StringToStream["a (b) c (d)"], Record, RecordSeparators -> {{"("}, {")"}}], {"b", "d"}]
VerificationTest[ReadList[StringToStream["a\n\n"], Word], {"a"}]
VerificationTest[ReadList[StringToStream["a,,b"], Word, WordSeparators -> {","}, NullWords -> True], {"a", "", "b"}]
VerificationTest[ReadList[StringToStream["a\n\nb"], Record, NullRecords -> True], {"a", "", "b"}]
VerificationTest[ReadList[StringToStream["a+b c"], Word, TokenWords -> {"+"}], {"a", "+", "b", "c"}]
VerificationTest[ReadList[StringToStream["a b\nc"], Word, RecordLists -> True], {{"a", "b"}, {"c"}}]
VerificationTest[Find[StringToStream["one\nTwo\nthree"], "two", IgnoreCase -> True], "Two"]
VerificationTest[Find[StringToStream["two one\none"], "one", AnchoredSearch -> True], "one"]
VerificationTest[FindList[StringToStream["one\nalone\none two"], "one", WordSearch -> True], {"one", "one two"}]
VerificationTest[FindList[StringToStream["one\nalone\ntwo"], {"al", "tw"}, 1], {"alone"}]

(* How numbers and lines are written *)
VerificationTest[ToString[{1.5, "2.5"}, InputForm, NumberMarks -> True], "{1.5`, \"2.5\"}"]
VerificationTest[
  file = CreateFile[]; stream = OpenWrite[file, NumberMarks -> True]; Write[stream, 1.5]; Close[stream]; ReadString[file],
  "1.5`\n"]

ClearAll["Global`*"];
file = CreateFile[];
BinaryWrite[file, {1, 258, "ab", 2}, {"Byte", "UnsignedInteger16", "TerminatedString"}, ByteOrdering -> 1];
Close[file];
VerificationTest[BinaryReadList[file], {1, 1, 2, 97, 98, 0, 2}, TestID -> "types take turns"]
VerificationTest[FileHash[file, "MD5", All, "HexString"], FileHash[file, "MD5", "HexString"]]
VerificationTest[ReadList[StringToStream["a b \n\n"], Word], {"a", "b"}, TestID -> "separators at the end"]

folder = CreateDirectory[];
Export[FileNameJoin[{folder, "a.csv"}], {{1, 2}}];
Export[FileNameJoin[{folder, "b.txt"}], "x\ny"];
zip = CreateArchive[{FileNameJoin[{folder, "a.csv"}], FileNameJoin[{folder, "b.txt"}]}, FileNameJoin[{folder, "m.zip"}]];
tar = CreateArchive[{FileNameJoin[{folder, "a.csv"}]}, FileNameJoin[{folder, "m.tar"}]];
VerificationTest[{Import[zip], Import[zip, "a.csv"], Import[zip, {"b.txt", "Lines"}]},
  {{"a.csv", "b.txt"}, {{1, 2}}, {"x", "y"}}, TestID -> "files in an archive"]
VerificationTest[{Import[zip, {"ZIP", "b.txt"}], Import[tar, "a.csv"]}, {"x\ny", {{1, 2}}}]
