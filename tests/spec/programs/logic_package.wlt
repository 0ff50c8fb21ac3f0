(* A package that proves goals from rules, by unification. *)

ClearAll["Global`*"];
BeginPackage["MiniLog`"];
Rule1;
query::usage = "query[goal, rules] gives all solutions.";
lv::usage = "lv[x] is a logic variable.";
query::nogoal = "There is no goal in `1`.";
Begin["`Private`"];
Attributes[fresh] = {HoldAll};
walk[lv[x_], s_] := If[KeyExistsQ[s, lv[x]], walk[s[lv[x]], s], lv[x]];
walk[t_, _] := t;
walkAll[t_, s_] := With[{w = walk[t, s]}, If[ListQ[w], walkAll[#, s] & /@ w, w]];
unify[a_, b_, s_] := Module[{x = walk[a, s], y = walk[b, s]}, Which[x === y, s, Head[x] === lv, Append[s,
    x -> y], Head[y] === lv, Append[s, y -> x], ListQ[x] && ListQ[y] && Length[x] == Length[y],
    Fold[If[#1 === $Failed, $Failed, unify[#2[[1]], #2[[2]], #1]] &, s, Transpose[{x, y}]], True, $Failed]];
$n = 0;
rename[r_] := With[{k = ++$n}, r /. lv[x_] :> lv[{x, k}]];
solve[{}, _, s_] := {s};
solve[{g_, rest___}, rules_, s_] := Join @@ Map[Function[r, With[{q = rename[r]}, With[{u = unify[g,
    First[q], s]}, If[u === $Failed, {}, solve[Join[Rest[q], {rest}], rules, u]]]]], rules];
query[{}, _] := (Message[query::nogoal, {}]; {});
query[goal_, rules_] := With[{vars = DeleteDuplicates[Cases[goal, _lv, Infinity]]}, Function[s,
    Association[(First[#] -> walkAll[#, s]) & /@ vars]] /@ solve[{goal}, rules, <||>]];
End[];
EndPackage[];
rules = {{{"parent", "tom", "bob"}}, {{"parent", "bob", "ann"}}, {{"parent", "bob", "pat"}},
   {{"anc", lv["x"], lv["y"]}, {"parent", lv["x"], lv["y"]}},
   {{"anc", lv["x"], lv["z"]}, {"parent", lv["x"], lv["y"]}, {"anc", lv["y"], lv["z"]}}};
VerificationTest[
  query[{"anc", "tom", lv["who"]}, rules],
  {<|"who" -> "bob"|>, <|"who" -> "ann"|>, <|"who" -> "pat"|>}]
VerificationTest[query[{"parent", lv["p"], "pat"}, rules], {<|"p" -> "bob"|>}]
VerificationTest[query[{}, rules], {}, {query::nogoal}]
append = {{{"app", {}, lv["l"], lv["l"]}}, {{"app", {"cons", lv["h"], lv["t"]}, lv["l"], {"cons", lv["h"],
    lv["r"]}}, {"app", lv["t"], lv["l"], lv["r"]}}};
VerificationTest[Length[query[{"app", lv["x"], lv["y"], {"cons", 1, {"cons", 2, {}}}}, append]], 3]
VerificationTest[
  query[{"app", lv["x"], {"cons", 2, {}}, {"cons", 1, {"cons", 2, {}}}}, append],
  {<|"x" -> {"cons", 1, {}}|>}]
VerificationTest[
  {Names["MiniLog`*"], Names["MiniLog`Private`w*"]},
  {{"lv", "query", "Rule1"}, {"MiniLog`Private`w", "MiniLog`Private`walk", "MiniLog`Private`walkAll"}}]
VerificationTest[MiniLog`Private`$n > 0, True]

