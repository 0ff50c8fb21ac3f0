(* State and scope: memory, closures, parts of variables, options, loops and jumps. *)

ClearAll["Global`*"];
$counter = 0;
next[] := ++$counter;
memo : fibm[n_] := fibm[n] = fibm[n - 1] + fibm[n - 2];
fib[0] = 0;
fib[1] = 1;
fib[n_Integer] := fib[n] = fib[n - 1] + fib[n - 2];
VerificationTest[fib[50], 12586269025]
VerificationTest[Length[DownValues[fib]], 52]
f[n_] := (f[n] = n!; f[n]);
VerificationTest[
  {f[5], DownValues[f]},
  {120, {HoldPattern[f[5]] :> 120, HoldPattern[f[n_]] :> (f[n] = n!; f[n])}}]
VerificationTest[Block[{$RecursionLimit = Infinity}, g[n_] := If[n == 0, 0, 1 + g[n - 1]]; g[3000]], 3000]
VerificationTest[Block[{x = 5}, Hold[x] /. HoldPattern[x] :> x], Hold[x]]
x = 10;
VerificationTest[
  {With[{x = 3}, Hold[x^2]], Block[{x = 4}, x^2], Module[{x = 2}, x^2], x},
  {Hold[3^2], 16, 4, 10}]
Clear[x];
mk[init_] := Module[{s = init}, {Function[s += #], Function[s], s &}];
{inc, get, get2} = mk[10];
inc[5];
inc[1];
VerificationTest[{get[], get2[]}, {16, 16}]
SetAttributes[swap, HoldAll];
swap[a_, b_] := {a, b} = {b, a};
p = 1;
q = 2;
swap[p, q];
VerificationTest[{p, q}, {2, 1}]
SetAttributes[timesTwo, HoldFirst];
timesTwo[v_] := v *= 2;
timesTwo[p];
VerificationTest[p, 4]
l = Range[5];
l[[2]] = 20;
l[[{4, 5}]] = {0, 0};
l[[-1]]++;
VerificationTest[l, {1, 20, 3, 0, 1}]
m = IdentityMatrix[3];
m[[2, All]] = 7;
m[[All, 1]] += 1;
VerificationTest[m, {{2, 0, 0}, {8, 7, 7}, {1, 0, 1}}]
as = <||>;
as["a"] = 1;
as["b", "c"] = 2;
VerificationTest[as, <|"a" -> 1, "b" -> <|"c" -> 2|>|>]
as2 = <|"x" -> <|"y" -> 1|>|>;
as2["x", "y"] = 5;
as2["x", "z"] = 6;
VerificationTest[as2, <|"x" -> <|"y" -> 5, "z" -> 6|>|>]
as2[["x", "y"]]++;
VerificationTest[as2, <|"x" -> <|"y" -> 6, "z" -> 6|>|>]
KeyDropFrom[as2, "x"];
VerificationTest[as2, <||>]
AssociateTo[as2, {"k" -> 1, "j" -> 2}];
VerificationTest[as2, <|"k" -> 1, "j" -> 2|>]
as2["k"] =.;
VerificationTest[as2, <|"j" -> 2|>]
v = {1, 2, 3};
{v[[1]], v[[3]]} = {v[[3]], v[[1]]};
VerificationTest[v, {3, 2, 1}]
{a, {b, c}} = {1, {2, 3}};
VerificationTest[a + b + c, 6]
i = 5;
i += 2;
i -= 1;
i *= 3;
i /= 2;
VerificationTest[{i--, --i, i}, {9, 7, 7}]
h[x_, y_: 2, OptionsPattern[{h, "opt" -> 3}]] := {x, y, OptionValue["opt"]};
VerificationTest[
  {h[1], h[1, 5], h[1, 5, "opt" -> 9], h[1, "opt" -> 0]},
  {{1, 2, 3}, {1, 5, 3}, {1, 5, 9}, {1, "opt" -> 0, 3}}]
Options[k] = {"Scale" -> 1, Method -> Automatic};
k[x_, opts : OptionsPattern[]] := {x OptionValue["Scale"], FilterRules[{opts}, Options[k]],
    OptionValue[Method]};
VerificationTest[k[2, "Scale" -> 10, Method -> "Fast"], {20, {"Scale" -> 10, Method -> "Fast"}, "Fast"}]
SetOptions[k, "Scale" -> 5];
VerificationTest[k[2], {10, {}, Automatic}]
VerificationTest[OptionValue[k, {"Scale" -> 2}, "Scale"], 2]
VerificationTest[k[3, "Bad" -> 1], {15, {}, Automatic}, {OptionValue::nodef}]
VerificationTest[OptionsPattern[] // FullForm, FullForm[OptionsPattern[]]]
sum[args___] := Total[{args}];
VerificationTest[{sum[], sum[1, 2, 3]}, {0, 6}]
fac = If[#1 <= 1, 1, #1 #0[#1 - 1]] &;
VerificationTest[fac[10], 3628800]
comp = Composition[Sqrt, Abs, # - 10 &];
VerificationTest[{comp[1], (Abs @* Min)[-3, 2], (Min /* Abs)[-3, 2]}, {3, 3, 3}]
op = Map[# + 1 &] /* Select[EvenQ] /* Total;
VerificationTest[op[Range[10]], 30]
VerificationTest[
  {Function[{u, v}, u^v][2, 3], (u |-> u + 1)[3], ({u, v} |-> u v)[3, 4], (#a + #b &)[<|"a" -> 1,
    "b" -> 2|>]},
  {8, 4, 12, 3}]
VerificationTest[Slot[1] & // FullForm, FullForm[#1 & ]]
VerificationTest[Scan[If[# > 2, Return[#]] &, {1, 2, 3, 4}], 3]
VerificationTest[
  {NestWhile[#/2 &, 96, EvenQ], FixedPoint[Floor[(# + 50/#)/2.] &, 50], NestWhileList[3 # + 1 &, 1,
    # < 50 &]},
  {3, 7, {1, 4, 13, 40, 121}}]
VerificationTest[FoldPairList[{Mod[#1, #2], Quotient[#1, #2]} &, 100000, {60, 60, 24}], {40, 46, 3}]
VerificationTest[
  {SequenceFold[Plus, {1, 1}, Range[3]], Fold[{#2, #1} &, {}, {a1, b1}], FoldList[Times, Range[5]]},
  {12, {b1, {a1, {}}}, {1, 2, 6, 24, 120}}]
Switch[3, _?EvenQ, "even", _Integer, Print["odd integer"]];
VerificationTest[
  {Which[False, 1, 2 > 1, 2], If[undefinedq, 1, 2, 3], Piecewise[{{1, False}}, 9]},
  {2, 3, 9}]
res = (Goto[end]; Print["never"]; Label[end]; "jumped");
VerificationTest[res, "jumped"]
Remove[p];
VerificationTest[{NameQ["p"], ValueQ[q], ValueQ[nosuch]}, {False, True, False}]

