(* Patterns, rules and definitions *)

(* MatchQ *)
VerificationTest[MatchQ[{1, 2}, {__Integer}], True]
VerificationTest[MatchQ[{a, a}, {x_, x_}], True]
VerificationTest[MatchQ[{a, b}, {x_, x_}], False]
VerificationTest[MatchQ[{a, a, a}, {a..}], True]
VerificationTest[MatchQ[{a, a, a}, {Repeated[a, 2]}], False]
VerificationTest[MatchQ[{a, a}, {Repeated[a, {2}]}], True]
VerificationTest[MatchQ[{a, a, a}, {Repeated[a, {2, 3}]}], True]
VerificationTest[MatchQ[{}, {a...}], True]
VerificationTest[MatchQ[{}, {RepeatedNull[a, 2]}], True]
VerificationTest[MatchQ[{{a, 1}, {b, 1}}, {{_, x_}..}], True]
VerificationTest[MatchQ[{{a, 1}, {b, 2}}, {{_, x_}..}], False]
VerificationTest[MatchQ[3, 1 | 2 | 3], True]
VerificationTest[MatchQ[a, Except[b]], True]
VerificationTest[MatchQ[a, Except[1, _Symbol]], True]
VerificationTest[MatchQ[a, Except[a | b]], False]
VerificationTest[MatchQ[{1, 2}, {_?NumberQ..}], True]
VerificationTest[MatchQ[5, x_ /; x > 3], True]
VerificationTest[MatchQ[1, Verbatim[_]], False]
VerificationTest[MatchQ[x_, Verbatim[x_]], True]
VerificationTest[MatchQ[{a, b, a, b}, {PatternSequence[a, b]..}], True]
VerificationTest[{a, b, c} /. {x:PatternSequence[_, _], y_} :> g[{x}, y], g[{a, b}, c]]

(* MatchQ *)
VerificationTest[MatchQ[<|"a" -> 1, "b" -> 2|>, KeyValuePattern["a" -> 1]], True]
VerificationTest[MatchQ[<|"a" -> 1, "b" -> 2|>, KeyValuePattern[{"a" -> _Integer, "b" -> x_}]], True]
VerificationTest[MatchQ[{"a" -> 1}, KeyValuePattern["a" -> 1]], True]
VerificationTest[<|"a" -> 1, "b" -> 2|> /. KeyValuePattern[{"a" -> x_, "b" -> y_}] :> x + y, 3]
VerificationTest[Cases[{<|"t" -> "x", "v" -> 1|>, <|"t" -> "y", "v" -> 2|>}, KeyValuePattern[{"t" -> "x", "v" -> v_}] :> v], {1}]

(* MatchQ *)
VerificationTest[MatchQ[<|a -> 1|>, <|a -> _|>], True]
VerificationTest[MatchQ[<|a -> 1, b -> 2|>, <|a -> _|>], False]
VerificationTest[MatchQ[<|a -> 1, b -> 2|>, <|a -> _, ___|>], True]
VerificationTest[<|a -> 1|> /. <|a -> x_|> :> x, 1]
VerificationTest[{1, 2, 3} /. {x_, y__} :> {y, x}, {2, 3, 1}]
VerificationTest[{1, 2, 3, 4, 5} /. {x__, y__} :> {{x}, {y}}, {{1}, {2, 3, 4, 5}}]
VerificationTest[{1, 2, 3, 4, 5} /. {Longest[x__], y__} :> {{x}, {y}}, {{1, 2, 3, 4}, {5}}]
VerificationTest[{1, 2, 3, 4, 5} /. {Shortest[x__], y__} :> {{x}, {y}}, {{1}, {2, 3, 4, 5}}]

(* ReplaceList *)
VerificationTest[ReplaceList[{a, b, c}, {___, x_, ___} :> x], {a, b, c}]
VerificationTest[ReplaceList[{a, b, c}, {x__, y__} :> {{x}, {y}}, 1], {{{a}, {b, c}}}]
VerificationTest[ReplaceList[a + b + c, x_ + y_ :> g[x, y]], {g[a, b + c], g[b, a + c], g[c, a + b], g[a + b, c], g[a + c, b], g[b + c, a]}]
VerificationTest[ReplaceList[x, {x -> 1, x -> 2}], {1, 2}]
VerificationTest[Block[{f}, f[x_:5] := x; {f[], f[3]}], {5, 3}]
VerificationTest[Block[{f}, f[x_, y_:2] := x + y; {f[1], f[1, 5]}], {3, 6}]
VerificationTest[Block[{f}, f[x_Integer:7, y_] := {x, y}; {f[a], f[1, a]}], {{7, a}, {1, a}}]
VerificationTest[Block[{h}, Default[h] = 9; h[x_.] := x; h[]], 9]
ClearAll[h, x];
VerificationTest[x /. a_.*x -> q[a], q[1]]
VerificationTest[MatchQ[x, _. + x], True]
VerificationTest[x^2 /. x^n_. :> n, 2]
VerificationTest[x /. x^n_. :> n, 1]
VerificationTest[a*b*c /. a*c -> d, b*d]
VerificationTest[f[a, b, c] /. f[x_, y___] :> {x, {y}}, {a, {b, c}}]
VerificationTest[SetAttributes[fl, Flat]; fl[a, b, c] /. fl[x_, y_] :> {x, y}, {fl[a], fl[b, c]}]
ClearAll[c, fl, x];
VerificationTest[SetAttributes[fl, {Flat, OneIdentity}]; fl[a, b, c] /. fl[x_, y_] :> {x, y}, {a, fl[b, c]}]
ClearAll[c, fl, x];
VerificationTest[{1, 2, 3} /. {1 -> a, 2 -> b}, {a, b, 3}]
VerificationTest[{x, y} /. {{x -> 1, y -> 2}, {x -> 3}}, {{1, 2}, {3, y}}]
VerificationTest[{x, y} /. <|x -> 1|>, {1, y}]
VerificationTest[{1, 2} /. {1 -> 2, 2 -> 1}, {2, 1}]
VerificationTest[x //. {x -> y, y -> z}, z]
VerificationTest[ReplaceRepeated[x, x -> f[x], MaxIterations -> 3], f[f[f[x]]], {ReplaceRepeated::rrlim}]

(* Replace *)
VerificationTest[Replace[{1, 2}, _Integer -> x, {1}], {x, x}]
VerificationTest[Replace[f[f[x]], f[a_] -> a, All], x]
VerificationTest[Replace[f[f[x]], f[a_] -> a, {1}], f[x]]
VerificationTest[Replace[1, {{1 -> a}, {2 -> b}}], {a, 1}]
VerificationTest[x /. y, x /. y, {ReplaceAll::reps}]

(* Replace *)
VerificationTest[Replace[1 -> 2][1], 2]
VerificationTest[Replace[{1, f[1]}, 1 -> x, {2}, Heads -> False], {1, f[x]}]
VerificationTest[Replace[f[1], f -> g, {1}, Heads -> True], g[1]]
VerificationTest[Replace[f[1], f -> g, {1}], f[1]]

(* FreeQ *)
VerificationTest[FreeQ[{1, {a}}, a], False]
VerificationTest[FreeQ[{1, {a}}, a, 1], True]
VerificationTest[FreeQ[f[1], f], False]
VerificationTest[FreeQ[a][{b}], True]

(* MemberQ *)
VerificationTest[MemberQ[{1, {a}}, a], False]
VerificationTest[MemberQ[{1, {a}}, a, 2], True]
VerificationTest[MemberQ[{1, {a}}, a, {0, Infinity}], True]
VerificationTest[MemberQ[{1, 2}, _Integer], True]
VerificationTest[MemberQ[<|a -> 1|>, 1], True]
VerificationTest[MemberQ[1][{1}], True]
VerificationTest[MemberQ[{f[1]}, f, {2}, Heads -> True], True]
VerificationTest[MatchQ[_Integer][3], True]
VerificationTest[Block[{g}, g[1] = a; g[x_] := b; {g[1], g[2]}], {a, b}]
VerificationTest[Block[{g}, g[x_] := b; g[x_Integer] := c; {g[1], g[q]}], {c, b}]
VerificationTest[Block[{g}, g[x_] := b /; x > 5; g[x_] := c; {g[1], g[7]}], {c, b}]
VerificationTest[Block[{g}, g[x_, y_] := 1; g[x__] := 2; {g[1, 2], g[1]}], {1, 2}]
VerificationTest[Block[{f, y}, f[x_] := Module[{y = x}, y^2 /; y > 2]; {f[1], f[3]}], {f[1], 9}]
ClearAll[x];
VerificationTest[f /: g[f[x_]] := x; g[f[3]], 3]
ClearAll[f, g, x];
VerificationTest[Block[{f}, f[x_] + f[y_] ^:= f[x + y]; f[1] + f[2]], f[3]]
ClearAll[x];
VerificationTest[Sin[x_] := 3, $Failed, {SetDelayed::write}]
VerificationTest[Sin[1] = 3, 3, {Set::write}]
VerificationTest[1 = 2, 2, {Set::setraw}]
VerificationTest["a" := 2, $Failed, {SetDelayed::setraw}]
VerificationTest[{a, b} = {1, 2, 3}, {1, 2, 3}, {Set::shape}]
VerificationTest[{a, b} = {1, 2}; a + b, 3]
VerificationTest[{{a, b}, c} = {{1, 2}, 3}; {a, b, c}, {1, 2, 3}]
ClearAll[c];
VerificationTest[Block[{f}, f[x_] = x^2; f[3]], 9]
ClearAll[x];
VerificationTest[Block[{f}, f[1] := 1; f[1] =.; f[1]], f[1]]
VerificationTest[f[1] =., $Failed, {Unset::norep}]
ClearAll[f];
VerificationTest[Block[{f}, f[x_] := x; f[x_] =.; f[2]], f[2]]
VerificationTest[Block[{x}, x = 5; Clear[x]; x], x]
VerificationTest[Clear[Sin], Null, {Clear::wrsym}]
VerificationTest[DownValues[f] = {f[1] -> 2}; f[1], 2]
ClearAll[f];
VerificationTest[Block[{f}, f[x_] := x + 1; DownValues[f]], {HoldPattern[f[x_]] :> x + 1}]
VerificationTest[UpValues[f] = {HoldPattern[g[f]] :> 7}; g[f], 7]
ClearAll[f, g];
VerificationTest[Block[{f}, f[1] = 2; f[2] = 3; DownValues[f]], {HoldPattern[f[1]] :> 2, HoldPattern[f[2]] :> 3}]
VerificationTest[Block[{f}, f[x_][y_] := x + y; {f[1][2], SubValues[f]}], {3, {HoldPattern[f[x_][y_]] :> x + y}}]
VerificationTest[Block[{a}, f::a = "x"; Messages[f]], {HoldPattern[f::a] :> "x"}]
ClearAll[f];
VerificationTest[Block[{a}, f::a = "x"; f::a], "x"]
ClearAll[f];
VerificationTest[Block[{g}, f /: g[f] = 2; f /: g[f] =.; g[f]], g[f]]
ClearAll[f];
VerificationTest[Block[{g}, f /: g[f] = 2; Clear[f]; g[f]], g[f]]
ClearAll[f];
VerificationTest[SetAttributes[f, Listable]; f[{1, 2}], {f[1], f[2]}]
ClearAll[f];
VerificationTest[SetAttributes[{f, g}, HoldAll]; Attributes[{f, g}], {{HoldAll}, {HoldAll}}]
ClearAll[f, g];
VerificationTest[Attributes[f] = {HoldFirst}; f[1 + 1, 1 + 1], f[1 + 1, 2]]
ClearAll[f];
VerificationTest[Unprotect[f], {}]
VerificationTest[Block[{f}, ClearAll[f]; f[x_] := 1; SetAttributes[f, Flat]; ClearAll[f]; {f[2], Attributes[f]}], {f[2], {}}]
ClearAll[f];
