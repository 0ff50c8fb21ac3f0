(* A program that expects errors: messages, tags, failures, cleaning up. *)

ClearAll["Global`*"];
parsePrice::bad = "`1` is no price (line `2`).";
parsePrice[s_String, line_Integer] := Module[{v = Quiet@Check[ToExpression[s], $Failed]},
  If[NumericQ[v], v, Message[parsePrice::bad, s, line]; Throw[line, "badprice"]]];
rows = {"3.5", "7", "abc]", "9"};
r = Catch[MapIndexed[parsePrice[#1, First[#2]] &, rows], "badprice", Function[{v, t}, {"stopped", v, t}]];
VerificationTest[r, {"stopped", 3, "badprice"}]
VerificationTest[Catch[Catch[Throw[1, a], b], a], 1]
VerificationTest[Catch[{Throw[2, a]}, _, f], f[2, a]]
VerificationTest[CheckAbort[Abort[]; 1, "aborted"], "aborted"]
res = Check[1/0, "division", Power::infy];
VerificationTest[res, "division"]
VerificationTest[Check[Message[parsePrice::bad, "x", 3]; 5, "no", Power::infy], 5, {parsePrice::bad}]
Off[Power::infy];
VerificationTest[1/0, ComplexInfinity]
On[Power::infy];
VerificationTest[Quiet[{1/0, 0/0}], {ComplexInfinity, Indeterminate}]
VerificationTest[Quiet[Check[1/0, "checked"], {Power::infy}], "checked"]
e = Enclose[ConfirmBy[3, EvenQ], #["Expression"] &];
VerificationTest[e, 3]
f1 = Enclose[Confirm[$Failed]; 1];
VerificationTest[Enclose[ConfirmMatch[{1, 2}, {_Integer, _Integer}], "fail" &], {1, 2}]
fail = Failure["NoFile", <|"MessageTemplate" -> "File `name` is missing in `dir`.",
    "MessageParameters" -> <|"name" -> "x.txt", "dir" -> "/data"|>|>];
VerificationTest[fail["Message"], "File x.txt is missing in /data."]
VerificationTest[fail["MessageTemplate"], "File `name` is missing in `dir`."]
log = {};
w = WithCleanup[AppendTo[log, "body"]; 42, AppendTo[log, "cleanup"]];
VerificationTest[{w, log}, {42, {"body", "cleanup"}}]
Catch[WithCleanup[AppendTo[log, "init"], Throw[1], AppendTo[log, "cleanup2"]]];
VerificationTest[log, {"body", "cleanup", "init", "cleanup2"}]
VerificationTest[AbortProtect[3], 3]
g[x_] := Return[$Failed] /; x < 0;
g[x_] := Sqrt[x];
VerificationTest[g /@ {-1, 4}, {$Failed, 2}]
h[x_] := Module[{}, If[x > 3, Return["big"]]; "small"];
VerificationTest[h /@ {1, 5}, {"small", "big"}]
loop[] := Module[{k = 0}, Do[If[i^2 > 50, k = i; Break[]], {i, 100}]; k];
VerificationTest[loop[], 8]
VerificationTest[MessageName[parsePrice, "bad"], "`1` is no price (line `2`)."]
VerificationTest[ToString[Unevaluated[1 + 1], InputForm], "1 + 1"]
Assert[1 == 2];
VerificationTest[FailureQ[Enclose[Confirm[Missing["x"], "why", "tag"]]], True]
VerificationTest[Enclose[Confirm[Missing["x"], "why", "tag"], #["ConfirmationType"] &, "tag"], "Confirm"]

