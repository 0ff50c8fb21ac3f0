(* A build tool: log, configuration, order of tasks, arguments, retries, versions. *)

ClearAll["Global`*"];
$levels = <|"debug" -> 0, "info" -> 1, "error" -> 2|>;
$level = "info";
$log = {};
log[l_, fmt_, args___] := If[$levels[l] >= $levels[$level], AppendTo[$log,
    StringTemplate["[`1`] `2`"][ToUpperCase[l], ToString[StringForm[fmt, args]]]]];
log["info", "start `` of ``", 1, 2];
log["debug", "hidden"];
log["error", "bad ``", {1, x}];
Scan[Print, $log];
merge[a_Association, b_Association] := Merge[{a, b}, If[Length[#] == 2 && AllTrue[#, AssociationQ],
    merge @@ #, Last[#]] &];
VerificationTest[
  merge[<|"a" -> 1, "n" -> <|"x" -> 1, "y" -> 2|>|>, <|"n" -> <|"y" -> 3|>, "b" -> 2|>],
  <|"a" -> 1, "n" -> <|"x" -> 1, "y" -> 3|>, "b" -> 2|>]
tasks = <|"compile" -> {"fetch"}, "link" -> {"compile", "res"}, "fetch" -> {}, "res" -> {}|>;
build[t_, done_List] := If[MemberQ[done, t], done, Append[Fold[build[#2, #1] &, done, tasks[t]], t]];
VerificationTest[build["link", {}], {"fetch", "compile", "res", "link"}]
cyc[t_, path_] := If[MemberQ[path, t], Throw[Append[path, t], "cycle"], Scan[cyc[#, Append[path, t]] &,
    Lookup[tasks, t, {}]]];
tasks["fetch"] = {"link"};
VerificationTest[Catch[cyc["link", {}]; "ok", "cycle"], {"link", "compile", "fetch", "link"}]
dir = CreateDirectory[];
Export[FileNameJoin[{dir, "conf.json"}], <|"port" -> 80, "tags" -> {"a"}|>, "RawJSON"];
conf = Import[FileNameJoin[{dir, "conf.json"}], "RawJSON"];
VerificationTest[
  {conf["port"], conf[["tags", 1]], Lookup[conf, "host", "localhost"]},
  {80, "a", "localhost"}]
h = Hash["content", "SHA256", "HexString"];
VerificationTest[{StringLength[h], StringMatchQ[h, HexadecimalCharacter ..]}, {64, True}]
cache = <|h -> "built"|>;
VerificationTest[KeyExistsQ[cache, Hash["content", "SHA256", "HexString"]], True]
argsParse[l_] := Module[{o = <||>, r = {}, i = 1}, While[i <= Length[l], Which[StringStartsQ[l[[i]],
    "--no-"], o[StringDrop[l[[i]], 5]] = False, StringMatchQ[l[[i]], "--*=*"],
    With[{s = StringSplit[StringDrop[l[[i]], 2], "=", 2]}, o[s[[1]]] = s[[2]]], StringStartsQ[l[[i]],
    "--"], o[StringDrop[l[[i]], 2]] = True, StringMatchQ[l[[i]], "-" ~~ LetterCharacter ..],
    Scan[(o[#] = True) &, Characters[StringDrop[l[[i]], 1]]], True, AppendTo[r, l[[i]]]]; i++]; {o, r}];
VerificationTest[
  argsParse[{"--out=a=b", "-xv", "--no-color", "file", "--fast"}],
  {<|"out" -> "a=b", "x" -> True, "v" -> True, "color" -> False, "fast" -> True|>, {"file"}}]
progress[k_, n_] := StringJoin["[", StringPadRight[StringRepeat["#", Round[10 k/n]], 10, "."], "] ",
    ToString[Round[100 k/n]], "%"];
VerificationTest[progress[3, 10], "[###.......] 30%"]
VerificationTest[progress[10, 10], "[##########] 100%"]
human[n_] := Module[{u = {"B", "KB", "MB"}, k = Min[Floor[Log[1024, Max[n, 1]]], 2]},
    ToString[NumberForm[N[n/1024^k], {5, 1}]] <> u[[k + 1]]];
VerificationTest[human /@ {512, 2048, 5000000}, {"512.0B", "2.0KB", "4.8MB"}]
retry[f_, n_] := Module[{r, k = 0}, While[k++ < n, r = Quiet[Check[f[k], $Failed]]; If[r =!= $Failed,
    Return[{k, r}, Module]]]; $Failed];
VerificationTest[{retry[If[# < 3, 1/0, #^2] &, 5], retry[1/0 &, 2]}, {{3, 9}, $Failed}]
timed = First[AbsoluteTiming[Total[Range[1000]]]];
VerificationTest[NumericQ[timed], True]
DeleteDirectory[dir, DeleteContents -> True];
diff[a_, b_] := SequenceAlignment[a, b] /. {x_List, y_List} :> {"-" <> StringJoin[x], "+" <> StringJoin[y]};
VerificationTest[SequenceAlignment[{"a", "b", "c"}, {"a", "x", "c"}], {{"a"}, {{"b"}, {"x"}}, {"c"}}]
semver[s_] := ToExpression /@ StringSplit[s, "."];
VerificationTest[
  Sort[{"1.10.0", "1.2.3", "1.2.10"}, OrderedQ[{semver[#1], semver[#2]}] &],
  {"1.2.3", "1.2.10", "1.10.0"}]
glob[p_] := RegularExpression[StringReplace[p, {"." -> "\\.", "*" -> ".*", "?" -> "."}]];
VerificationTest[Select[{"a.txt", "b.md", "ab.txt"}, StringMatchQ[#, glob["?.txt"]] &], {"a.txt"}]

