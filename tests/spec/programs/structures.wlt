(* Objects by closures, heaps, trees, machines of states, configuration files, queues. *)

ClearAll["Global`*"];
class[name_Symbol, fields_List, methods_Association] := (name[args__] := Module[{self},
    MapThread[(self[#1] = #2) &, {fields, {args}}]; self["class"] = name; self["call", m_String,
    a___] := methods[m][self, a]; self]);
SetAttributes[class, HoldFirst];
class[account, {"owner", "balance"}, <|"deposit" -> Function[{s, x}, s["balance"] = s["balance"] + x],
    "show" -> Function[s, s["owner"] <> ": " <> ToString[s["balance"]]]|>];
acc = account["Eve", 10];
acc["call", "deposit", 5];
VerificationTest[acc["call", "show"], "Eve: 15"]
VerificationTest[acc["class"], account]
heapPush[h_, x_] := Module[{a = Append[h, x], i = Length[h] + 1}, While[i > 1 && a[[Quotient[i,
    2]]] > a[[i]], a[[{i, Quotient[i, 2]}]] = a[[{Quotient[i, 2], i}]]; i = Quotient[i, 2]]; a];
heapPop[h_] := Module[{a = h, i = 1, n = Length[h] - 1, c}, a[[1]] = a[[-1]]; a = Most[a]; While[2 i <= n,
    c = 2 i; If[c < n && a[[c + 1]] < a[[c]], c++]; If[a[[i]] <= a[[c]], Break[]]; a[[{i, c}]] = a[[{c,
    i}]]; i = c]; {First[h], a}];
h = Fold[heapPush, {}, {5, 3, 8, 1, 9, 2}];
VerificationTest[h, {1, 3, 2, 5, 9, 8}]
VerificationTest[
  Reap[NestWhile[Function[q, With[{r = heapPop[q]}, Sow[r[[1]]]; r[[2]]]], h, Length[#] > 0 &]][[2, 1]],
  {1, 2, 3, 5, 8, 9}]
insert[Null, x_] := node[Null, x, Null];
insert[node[l_, v_, r_], x_] := If[x < v, node[insert[l, x], v, r], node[l, v, insert[r, x]]];
inorder[Null] := {};
inorder[node[l_, v_, r_]] := Join[inorder[l], {v}, inorder[r]];
tree = Fold[insert, Null, {4, 2, 7, 1, 3}];
VerificationTest[{inorder[tree], Depth[tree]}, {{1, 2, 3, 4, 7}, 4}]
VerificationTest[tree, node[node[node[Null, 1, Null], 2, node[Null, 3, Null]], 4, node[Null, 7, Null]]]
height[Null] = 0;
height[node[l_, _, r_]] := 1 + Max[height[l], height[r]];
VerificationTest[height[tree], 3]
trans = <|{"idle", "coin"} -> "ready", {"ready", "push"} -> "idle", {"ready", "coin"} -> "ready"|>;
VerificationTest[
  FoldList[Lookup[trans, Key[{#1, #2}], "error"] &, "idle", {"coin", "coin", "push", "push"}],
  {"idle", "ready", "ready", "idle", "error"}]
ini = "; comment\n[server]\nhost = example.org\nport=8080\n\n[paths]\nroot = /var/www\ndebug = true\n";
parseIni[s_] := Module[{sec = "global", out = <||>}, Scan[Function[line,
    Which[line == "" || StringStartsQ[line, ";"], Null, StringMatchQ[line, "[" ~~ __ ~~ "]"],
    sec = StringTake[line, {2, -2}]; out[sec] = <||>, True, With[{kv = StringTrim /@ StringSplit[line, "=",
    2]}, out[sec, kv[[1]]] = Which[StringMatchQ[kv[[2]], NumberString], ToExpression[kv[[2]]],
    MemberQ[{"true", "false"}, kv[[2]]], kv[[2]] == "true", True, kv[[2]]]]]], StringSplit[s, "\n"]]; out];
VerificationTest[
  parseIni[ini],
  <|"server" -> <|"host" -> "example.org", "port" -> 8080|>, "paths" -> <|"root" -> "/var/www",
    "debug" -> True|>|>]
VerificationTest[parseIni[ini]["server", "port"] + 1, 8081]
q = CreateDataStructure["Queue"];
q["Push", 1];
q["Push", 2];
VerificationTest[{q["Pop"], q["Length"]}, {1, 1}]
st = CreateDataStructure["Stack", {1, 2}];
VerificationTest[{st["Pop"], Normal[st]}, {2, {1}}]
hs = CreateDataStructure["HashTable", <|"a" -> 1|>];
hs["Insert", "b" -> 2];
VerificationTest[{hs["Lookup", "b"], hs["KeyExistsQ", "z"]}, {2, False}]
pq = CreateDataStructure["PriorityQueue"];
Scan[pq["Push", #] &, {3, 1, 2}];
VerificationTest[pq["Pop"], 3]
ctr = CreateDataStructure["Counter"];
ctr["Increment"];
VerificationTest[ctr["Get"], 1]
gen[n_] := Module[{i = 0}, If[i < n, ++i, EndOfFile] &];
g = gen[3];
VerificationTest[{g[], g[], g[], g[]}, {1, 2, 3, EndOfFile}]
handlers = <||>;
on[e_, f_] := handlers[e] = Append[Lookup[handlers, e, {}], f];
emit[e_, args___] := Scan[#[args] &, Lookup[handlers, e, {}]];
on["tick", Print["a", #] &];
on["tick", Print["b", #] &];
emit["tick", 1];
emit["none"];
fibo[0] = 0;
fibo[1] = 1;
fibo[n_] := fibo[n] = fibo[n - 1] + fibo[n - 2];
fibo[5];
VerificationTest[Length[DownValues[fibo]], 7]

