(* Scoping, options, messages, flow, iterators *)
VerificationTest[Block[{x = 2}, x^2], 4]
ClearAll[x];
VerificationTest[Block[{x}, x = 5; Block[{x = 1}, x = 7]; x], 5]

(* Module *)
VerificationTest[Module[{x = 2}, x^2], 4]
ClearAll[x];
VerificationTest[Module[{x}, Head[x]], Symbol]
VerificationTest[Module[{x = 1, y = x}, y], x]
ClearAll[x];

(* With *)
VerificationTest[With[{x = 2}, Hold[x]], Hold[2]]
ClearAll[x];
VerificationTest[With[{x := 1 + 1}, Hold[x]], Hold[1 + 1]]
ClearAll[x];
VerificationTest[With[{a = 1}, {b = a + 1}, {c = b + 1}, {a, b, c}], {1, 2, 3}]
ClearAll[c];
VerificationTest[With[{x = 1, y = x}, y], x]
ClearAll[x];
VerificationTest[With[{x = y}, Function[y, x + y]][3], y + 3]
ClearAll[x];
VerificationTest[Block[{f}, Module[{f}, f[x_] := x + 1; f[2]]], 3]
VerificationTest[Module[{x}, x =.], Null]
ClearAll[x];
VerificationTest[Block[{$RecursionLimit = 50}, 1], 1]

(* Module *)
VerificationTest[Module[{1}, 2], Module[{1}, 2], {Module::lvsym}]
VerificationTest[Module[{x, x}, 2], Module[{x, x}, 2], {Module::dup}]
VerificationTest[Module[{x_ = 2}, 2], Module[{x_ = 2}, 2], {Module::lvset}]
VerificationTest[Module[x, 2], Module[x, 2], {Module::lvlist}]
VerificationTest[Block[x, 2], Block[x, 2], {Block::lvlist}]
VerificationTest[With[{x}, 2], With[{x}, 2], {With::lvws}]

(* Function *)
VerificationTest[Function[{x, y}, x + y][1, 2], 3]
VerificationTest[Function[{x, y}, x + y][1], Function[{x, y}, x + y][1], {Function::fpct}]
VerificationTest[Function[x, Hold[x], HoldAll][1 + 1], Hold[1 + 1]]
VerificationTest[Function[Null, Hold[#1], HoldAll][1 + 1], Hold[1 + 1]]
VerificationTest[Function[x, x + 1, Listable][{1, 2}], {2, 3}]
VerificationTest[(#1 + #2 & )[1, 2, 3], 3]
VerificationTest[(##1 & )[1, 2], Sequence[1, 2]]
VerificationTest[({##2} & )[1, 2, 3], {2, 3}]
VerificationTest[(#a & )[<|"a" -> 5|>], 5]
VerificationTest[(#a + #b & )[<|"a" -> 5, "b" -> 6|>], 11]
VerificationTest[(#name & )[<|"x" -> 1|>], Missing["KeyAbsent", "name"]]
VerificationTest[(#a & )[5], (#a & )[5], {Function::slota}]
VerificationTest[(#2 & )[1], (#2 & )[1], {Function::slotn}]
VerificationTest[Function[{x, y}, x + y][3, 4], 7]
VerificationTest[(If[#1 > 1, #1*#0[#1 - 1], 1] & )[5], 120]
VerificationTest[Function[{x}, Function[{y}, x + y]][y][1], 1 + y]
VerificationTest[Attributes[Function], {HoldAll, Protected}]

(* Options *)
VerificationTest[Options[f] = {a -> 1, b -> 2}; Options[f], {a -> 1, b -> 2}]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1, b -> 2}; Options[f, b], {b -> 2}]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1, b -> 2}; Options[f, {a, b}], {a -> 1, b -> 2}]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1}; SetOptions[f, a -> 5]; Options[f], {a -> 5}]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1}; f[OptionsPattern[]] := OptionValue[a]; {f[], f[a -> 2]}, {1, 2}]
ClearAll[f];
VerificationTest[Options[f] = {"a" -> 1}; f[OptionsPattern[]] := OptionValue["a"]; {f[], f["a" -> 2], f[a -> 3]}, {1, 2, 3}]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1, b -> 2}; f[OptionsPattern[]] := OptionValue[{a, b}]; f[b -> 7], {1, 7}]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1}; f[x_, o:OptionsPattern[]] := {x, {o}}; f[1, a -> 2], {1, {a -> 2}}]
ClearAll[f, o, x];
VerificationTest[Options[f] = {a -> 1}; f[x_, o:OptionsPattern[]] := g[FilterRules[{o}, Options[f]]]; f[1, a -> 2], g[{a -> 2}]]
ClearAll[f, g, o];
VerificationTest[f[OptionsPattern[{a -> 5}]] := OptionValue[a]; {f[], f[a -> 2]}, {5, 2}]
ClearAll[f];
VerificationTest[Options[g] = {c -> 3}; f[OptionsPattern[g]] := OptionValue[c]; {f[], f[c -> 2]}, {3, 2}]
ClearAll[c, f, g];
VerificationTest[Options[g] = {c -> 3}; f[OptionsPattern[{g, d -> 4}]] := {OptionValue[c], OptionValue[d]}; {f[], f[c -> 2]}, {{3, 4}, {2, 4}}]
ClearAll[c, f, g];
VerificationTest[OptionValue[{a -> 1}, a], 1]

(* Options *)
VerificationTest[Options[f] = {a -> 1}; OptionValue[f, a], 1]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1}; OptionValue[f, {a -> 7}, a], 7]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1}; f[OptionsPattern[]] := OptionValue[a]; f[zz -> 3], 1, {OptionValue::nodef}]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1}; f[OptionsPattern[]] := OptionValue[a]; f[{a -> 3}], 3]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1}; f[OptionsPattern[]] := OptionValue[a]; f[a -> 3, a -> 4], 3]
ClearAll[f];
VerificationTest[Options[f] = {a -> 1}; f[OptionsPattern[]] := OptionValue[a]; f[a :> 1 + 1], 2]
ClearAll[f];

(* FilterRules *)
VerificationTest[FilterRules[{a -> 1, b -> 2}, a], {a -> 1}]
VerificationTest[FilterRules[{a -> 1, b -> 2}, Except[a]], {b -> 2}]
VerificationTest[FilterRules[{a -> 1, "b" -> 2}, {b}], {"b" -> 2}]
VerificationTest[FilterRules[{a -> 1, b -> 2}, {b -> 9}], {b -> 2}]
VerificationTest[Block[{x}, f::x = "v `1` w `2`"; Message[f::x, 1, 2]], Null, {f::x}]
ClearAll[f, x];

(* Quiet *)
VerificationTest[Quiet[1/0, Power::infy], ComplexInfinity]
VerificationTest[Quiet[1/0, {Power::infy}], ComplexInfinity]
VerificationTest[Quiet[1/0, Sin::x], ComplexInfinity, {Power::infy}]
VerificationTest[Quiet[1/0, All, Power::infy], ComplexInfinity, {Power::infy}]
VerificationTest[Quiet[1/0, None], ComplexInfinity, {Power::infy}]

(* Check *)
VerificationTest[Check[1/0, q], q, {Power::infy}]
VerificationTest[Check[1/0, q, Power::infy], q, {Power::infy}]
VerificationTest[Check[1/0, q, Sin::x], ComplexInfinity, {Power::infy}]
VerificationTest[Check[1, q], 1]
VerificationTest[f::x, f::x]
VerificationTest[StringQ[General::argx], True]
VerificationTest[Message[General::argx, f, 2], Null, {General::argx}]
ClearAll[f];
VerificationTest[Block[{f}, f[] := (Return[3]; 4); f[]], 3]
VerificationTest[Block[{f}, f[x_] := Module[{}, Do[If[i > x, Return[i, Module]], {i, 10}]; 99]; f[3]], 4]

(* Do *)
VerificationTest[Block[{f}, f[x_] := Do[If[i > x, Return[i, Do]], {i, 10}]; f[3]], 4]
VerificationTest[Block[{s}, Do[If[i == 3, Break[]]; s = i, {i, 10}]; s], 2]
VerificationTest[Block[{s}, s = 0; Do[If[i == 3, Continue[]]; s += i, {i, 4}]; s], 7]
VerificationTest[Block[{i}, i = 0; While[True, i++; If[i > 4, Break[]]]; i], 5]
VerificationTest[Block[{i}, For[i = 0, i < 5, i++]; i], 5]
VerificationTest[Block[{i, s}, s = 0; For[i = 0, i < 5, i++, If[i == 2, Continue[]]; s += i]; s], 8]

(* Catch *)
VerificationTest[Catch[Throw[1]; 2], 1]
VerificationTest[Catch[Throw[1, a], a], 1]
VerificationTest[Catch[Throw[1, a], _, f], f[1, a]]
VerificationTest[Catch[Throw[1, a], a, f], f[1, a]]
VerificationTest[Catch[{Catch[Throw[1, a], b], 2}, a], 1]
VerificationTest[Catch[2], 2]
VerificationTest[Catch[Do[If[i > 3, Throw[i]], {i, 10}]], 4]

(* Switch *)
VerificationTest[Switch[3, 1, a, 3, b], b]
VerificationTest[Switch[3, 1, a, _, c], c]
VerificationTest[Switch[3, 1, a, 2, b], Switch[3, 1, a, 2, b]]
VerificationTest[Switch[3, _?EvenQ, a, _?OddQ, b], b]
VerificationTest[Switch[{1, 2}, {_, _}, p], p]
VerificationTest[Switch[1, 2], Switch[1, 2], {Switch::argct}]

(* Which *)
VerificationTest[Which[False, 1, True, 2], 2]
VerificationTest[Which[False, 1], Null]
VerificationTest[Which[x, 1, True, 2], Which[x, 1, True, 2]]
VerificationTest[Which[False, 0, x, 1, True, 2], Which[x, 1, True, 2]]

(* If *)
VerificationTest[If[True, 1], 1]
VerificationTest[If[False, 1], Null]
VerificationTest[If[x, 1, 2], If[x, 1, 2]]
VerificationTest[If[x, 1, 2, 3], 3]
VerificationTest[If[x, 1 + 1, 2], If[x, 1 + 1, 2]]

(* Reap *)
VerificationTest[Reap[Sow[1]; Sow[2]], {2, {{1, 2}}}]
VerificationTest[Reap[Sow[1, a]; Sow[2, b]], {2, {{1}, {2}}}]
VerificationTest[Reap[Sow[1, a]; Sow[2, b], a], {2, {{1}}}]
VerificationTest[Reap[Sow[1, {a, b}]], {1, {{1}, {1}}}]
VerificationTest[Reap[Sow[1, a]; Sow[2, b], _, f], {2, {f[a, {1}], f[b, {2}]}}]
VerificationTest[Reap[Sow[1, a], {a, b}], {1, {{{1}}, {}}}]
VerificationTest[Reap[Sow[1, {a, a}]], {1, {{1, 1}}}]
VerificationTest[Reap[Sow[1]; Reap[Sow[2]]], {{2, {{2}}}, {{1}}}]
VerificationTest[Reap[Sow[1, x]; Sow[2, x]; 3, _, Rule], {3, {x -> {1, 2}}}]

(* Table *)
VerificationTest[Table[i, {i, 3}], {1, 2, 3}]
VerificationTest[Table[i, {i, 2, 4}], {2, 3, 4}]
VerificationTest[Table[i, {i, 4, 2, -1}], {4, 3, 2}]
VerificationTest[Table[i, {i, {a, b}}], {a, b}]
VerificationTest[Table[{i, j}, {i, 2}, {j, i}], {{{1, 1}}, {{2, 1}, {2, 2}}}]
VerificationTest[Table[i, {i, 0, 1, 1/2}], {0, 1/2, 1}]
VerificationTest[Table[i, {i, 0., 1, 0.5}], {0., 0.5, 1.}]
VerificationTest[Table[i, {i, a, a + 2}], {a, a + 1, a + 2}]
VerificationTest[Table[i, {i, 3, 1}], {}]
VerificationTest[Table[i, {i, x}], Table[i, {i, x}], {Table::iterb}]
VerificationTest[Table[x, 2, 2], {{x, x}, {x, x}}]
VerificationTest[Do[1, {i, 3}], Null]
VerificationTest[Block[{n}, n = 0; Do[n++, 5]; n], 5]

(* Range *)
VerificationTest[Range[3], {1, 2, 3}]
VerificationTest[Range[2, 4], {2, 3, 4}]
VerificationTest[Range[1, 10, 3], {1, 4, 7, 10}]
VerificationTest[Range[0, 1, 1/3], {0, 1/3, 2/3, 1}]
VerificationTest[Range[x], Range[x], {Range::range}]
VerificationTest[Range[1.5, 3], {1.5, 2.5}]

(* Subdivide *)
VerificationTest[Subdivide[10, 2], {0, 5, 10}]
VerificationTest[Subdivide[1, 2, 2], {1, 3/2, 2}]
VerificationTest[Subdivide[{0, 0}, {1, 2}, 2], {{0, 0}, {1/2, 1}, {1, 2}}]
VerificationTest[ConstantArray[0, 3], {0, 0, 0}]
VerificationTest[ConstantArray[x, {2, 2}], {{x, x}, {x, x}}]
VerificationTest[RotateLeft[{a, b, c}], {b, c, a}]
VerificationTest[RotateRight[{a, b, c}, 1], {c, a, b}]
VerificationTest[RotateLeft[{{a, b}, {c, d}}, {0, 1}], {{b, a}, {d, c}}]
VerificationTest[Reverse[{{a, b}, {c, d}}, 2], {{b, a}, {d, c}}]
VerificationTest[Reverse[{{a, b}, {c, d}}, {1, 2}], {{d, c}, {b, a}}]
VerificationTest[Transpose[{{{a, b}}, {{c, d}}}, {3, 1, 2}], {{{a, c}, {b, d}}}]
VerificationTest[Diagonal[{{a, b}, {c, d}}, 1], {b}]

(* Level *)
VerificationTest[Level[f[g[x], y], {1}], {g[x], y}]
VerificationTest[Level[f[g[x], y], {-1}], {x, y}]
VerificationTest[Level[f[g[x], y], 2], {x, g[x], y}]
VerificationTest[Level[f[g[x], y], {0, Infinity}], {x, g[x], y, f[g[x], y]}]
VerificationTest[Level[f[x], {1}, Heads -> True], {f, x}]
VerificationTest[Level[f[x], {1}, h], h[x]]
VerificationTest[Depth[f[g[x]]], 3]
VerificationTest[Depth[5], 1]
VerificationTest[LeafCount[f[g[x], y]], 4]
VerificationTest[Pick[{{a, b}, {c, d}}, {{True, False}, {False, True}}], {{a}, {d}}]
VerificationTest[Pick[{a, b}, {x, y}, _Symbol], {a, b}]
VerificationTest[SelectFirst[{1, 2, 3}, EvenQ], 2]
VerificationTest[Select[{1, 2, 3, 4}, EvenQ, 1], {2}]
VerificationTest[AnyTrue[{1, 4}, EvenQ], True]

(* AllTrue *)
VerificationTest[AllTrue[{{1, 2}, {3}}, IntegerQ, 2], True]
VerificationTest[AllTrue[{}, f], True]
VerificationTest[AllTrue[{a, b}, f], f[a] && f[b]]
VerificationTest[ContainsAll[{a, b, c}, {a, b}], True]
VerificationTest[ContainsAny[{a}, {b, a}], True]
VerificationTest[ContainsNone[{a}, {b}], True]
VerificationTest[ContainsOnly[{a, a}, {a, b}], True]
VerificationTest[ContainsExactly[{b, a}, {a, b}], True]

(* Thread *)
VerificationTest[Thread[{a, b} -> {1, 2}], {a -> 1, b -> 2}]
VerificationTest[Thread[f[{a, b}, {c, d}], List, 1], {f[a, {c, d}], f[b, {c, d}]}]
VerificationTest[Thread[f[a + b, c], Plus], f[a, c] + f[b, c]]

(* Splice *)
VerificationTest[{1, Splice[{2, 3}], 4}, {1, 2, 3, 4}]
VerificationTest[f[Splice[{2, 3}]], f[Splice[{2, 3}]]]
VerificationTest[f[Splice[{2, 3}, f]], f[2, 3]]
VerificationTest[f[1, Splice[{2, 3}, _], 4], f[1, 2, 3, 4]]
VerificationTest[f[Nothing], f[Nothing]]
VerificationTest[{1, 2} + Threaded[{10, 20}], {11, 22}]
VerificationTest[{{1, 2}, {3, 4}, {5, 6}} + Threaded[{10, 20}], {{11, 22}, {13, 24}, {15, 26}}]
VerificationTest[Sequence[1, 2], Sequence[1, 2]]
VerificationTest[{Sequence[], 1}, {1}]
VerificationTest[Unevaluated[1 + 1], Unevaluated[1 + 1]]
VerificationTest[ReleaseHold[{Hold[1 + 1], HoldForm[2]}], {2, 2}]
VerificationTest[Names["nosuch*"], {}]
VerificationTest[Symbol["abc"], abc]
VerificationTest[Distribute[f[a + b, c]], f[a, c] + f[b, c]]
VerificationTest[(f @* g)[x], f[g[x]]]
VerificationTest[(f /* g)[x], g[f[x]]]
VerificationTest[Identity @* f, f]
VerificationTest[TakeList[{a, b, c, d}, {1, 2}], {{a}, {b, c}}]
VerificationTest[TakeList[{a, b, c, d}, {1, All}], {{a}, {b, c, d}}]
VerificationTest[Commonest[{a, b, a}], {a}]
VerificationTest[Signature[{2, 1}], -1]
