(* Definitions: values, rules by specificity, parts, options, messages *)

(* values *)
VerificationTest[Block[{x}, x = 3; x^2], 9]
VerificationTest[Block[{a, b}, {a, b} = {1, 2}; a + b], 3]
VerificationTest[Block[{x = 5}, x =.; x], x]
VerificationTest[Block[{x = 5}, Clear[x]; ValueQ[x]], False]
VerificationTest[Block[{x}, (x = 2) + 1], 3]
VerificationTest[Module[{u, v}, u = v = 4; {u, v}], {4, 4}]
VerificationTest[5 = 6, 6, {Set::setraw}]

(* functions and the order of their rules *)
VerificationTest[Module[{f}, f[n_] := n f[n - 1]; f[0] = 1; f[10]], 3628800]
VerificationTest[Module[{f}, f[x_] := general; f[x_Integer] := integer; f[0] := zero; {f[0], f[1], f[a]}], {zero, integer, general}]
VerificationTest[Module[{f}, f[x_, y_] := two; f[x__] := many; {f[1], f[1, 2], f[1, 2, 3]}], {many, two, many}]
VerificationTest[Module[{f}, f[x_ /; x > 0] := positive; f[x_] := other; {f[1], f[-1]}], {positive, other}]
VerificationTest[Module[{f}, f[x_] := positive /; x > 0; f[x_] := other; {f[1], f[-1]}], {positive, other}]
VerificationTest[Module[{f}, f[x_] /; x > 0 := positive; f[x_] := other; {f[1], f[-1]}], {positive, other}]
VerificationTest[Module[{f}, f[{x_, y_}] := x + y; f[{1, 2}]], 3]
VerificationTest[Module[{f}, f[x_] := 1; f[y_] := 2; f[a]], 2]
VerificationTest[Module[{f}, f[x_, y_ : 10] := {x, y}; {f[1], f[1, 2]}], {{1, 10}, {1, 2}}]
VerificationTest[Module[{f}, f[x_]["k"] := x^2; f[3]["k"]], 9]
VerificationTest[Module[{f}, f[x_] := (f[x] = x^2); f[4]; f[4]], 16]
VerificationTest[Module[{f, a = 1}, f[x_] = x + a; a = 5; f[1]], 2]
VerificationTest[Module[{f}, f[x_List] := list; f[x_Association] := assoc; {f[{}], f[<||>]}], {list, assoc}]
VerificationTest[Module[{f}, f[x_] := Module[{y = x}, y + 1]; f[y]], 1 + y]
VerificationTest[Module[{f}, f[x_] := Function[y, x + y]; f[y][1]], 1 + y]
VerificationTest[Module[{f}, f[x__Integer] := {x}; f[1, 2]], {1, 2}]
VerificationTest[Module[{fib}, fib[0] = 0; fib[1] = 1; fib[n_] := fib[n] = fib[n - 1] + fib[n - 2]; fib[100]], 354224848179261915075]

(* up values *)
VerificationTest[Module[{g}, g /: Length[g[n_]] := n; Length[g[9]]], 9]
VerificationTest[Module[{p}, p /: p[a_] + p[b_] := p[a + b]; p[1] + p[2]], p[3], SameTest -> (#1[[1]] === #2[[1]] &)]
VerificationTest[Module[{sq, area}, area[sq] ^= 4; area[sq]], 4]

(* changing *)
VerificationTest[Block[{k = 1}, {k++, k}], {1, 2}]
VerificationTest[Block[{k = 1}, {++k, k}], {2, 2}]
VerificationTest[Block[{k = 1}, k += 4; k -= 1; k *= 6; k /= 2; k], 12]
VerificationTest[Block[{l = {1}}, AppendTo[l, 2]; PrependTo[l, 0]; l], {0, 1, 2}]
VerificationTest[Block[{l = {1, 2, 3}}, l[[2]] = x; l], {1, x, 3}]
VerificationTest[Block[{l = {1, 2, 3}}, l[[-1]]++; l], {1, 2, 4}]
VerificationTest[Block[{m = {{1, 2}, {3, 4}}}, m[[All, 1]] = {a, b}; m], {{a, 2}, {b, 4}}]
VerificationTest[Block[{m = {{1, 2}, {3, 4}}}, m[[1]] = 0; m], {0, {3, 4}}]
VerificationTest[Block[{l = {1, 2, 3, 4}}, l[[2 ;; 3]] = 0; l], {1, 0, 0, 4}]
VerificationTest[Block[{a = <|"x" -> 1|>}, a["y"] = 2; a], <|"x" -> 1, "y" -> 2|>]
VerificationTest[Block[{a = <|"x" -> 1|>}, a[["x"]] = 5; a], <|"x" -> 5|>]

(* protection *)
VerificationTest[Plus[1, 1] = 3, 3, {Set::write}]
VerificationTest[Pi = 3, 3, {Set::wrsym}]

(* options *)
VerificationTest[Module[{f}, Options[f] = {n -> 2}; f[x_, OptionsPattern[]] := x^OptionValue[n]; {f[a], f[a, n -> 3]}], {a^2, a^3}]
VerificationTest[Module[{f}, Options[f] = {"s" -> 1}; f[OptionsPattern[]] := OptionValue["s"]; {f[], f["s" -> 7]}], {1, 7}]
VerificationTest[Module[{f}, Options[f] = {p -> 1, q -> 2}; Options[f, q]], {q -> 2}]
VerificationTest[Module[{f}, Options[f] = {p -> 1}; SetOptions[f, p -> 9]; Options[f]], {p -> 9}]
VerificationTest[FilterRules[{a -> 1, b -> 2}, {b}], {b -> 2}]

(* looking *)
VerificationTest[Block[{f}, f[1] = 2; DownValues[f]], {HoldPattern[f[1]] :> 2}]
VerificationTest[Block[{x = 5}, OwnValues[x]], {HoldPattern[x] :> 5}]

(* messages *)
VerificationTest[Module[{f}, f::bad = "Bad `1`."; f::bad], "Bad `1`."]
VerificationTest[Quiet[1/0], ComplexInfinity]
VerificationTest[Check[1/0, failed], failed, {Power::infy}]
VerificationTest[Check[1 + 1, failed], 2]
VerificationTest[Quiet[Check[1/0, failed]], failed]
VerificationTest[Check[Quiet[1/0], failed], ComplexInfinity]

(* Settings of the interpreter as values *)
VerificationTest[Block[{$RecursionLimit = 50}, $RecursionLimit], 50]
VerificationTest[Block[{$RecursionLimit = 50}, 1]; $RecursionLimit, 1024]
VerificationTest[Block[{$ContextPath = {"System`"}}, $ContextPath], {"System`"}]
VerificationTest[BeginPackage["sometimes`"]; EndPackage[]; First[$ContextPath], "sometimes`"]

(* Wrong names *)
VerificationTest[Options[op] = {"A" -> 1}; op[x_, OptionsPattern[]] := {x, OptionValue["A"]}; op[1, "A" -> 5], {1, 5}]
VerificationTest[op[1, "C" -> 7], {1, 1}, {OptionValue::nodef}]
VerificationTest[Unset[5], $Failed, {Unset::usraw}]
VerificationTest[{FailureQ[$Failed], FailureQ[Failure["x", <||>]], FailureQ[2]}, {True, True, False}]

(* associations are values: a change reaches the variable that is changed, and no other *)
VerificationTest[Block[{a = <|1 -> x|>, b}, b = a; a[2] = y; {a, b}], {<|1 -> x, 2 -> y|>, <|1 -> x|>}]
VerificationTest[Block[{a = <||>, l = {}}, Do[a[i] = i^2; AppendTo[l, a], {i, 3}]; Map[Length, l]], {1, 2, 3}]
VerificationTest[Block[{a = <||>, f}, f[b_] := (a["new"] = 1; Length[b]); {f[a], Length[a]}], {0, 1}]
VerificationTest[Block[{a = <|1 -> 2|>}, {a, a[3] = 4, a}], {<|1 -> 2|>, 4, <|1 -> 2, 3 -> 4|>}]
VerificationTest[Block[{a = <|"k" -> 1|>}, a["k"] = 2; a["k"]++; a], <|"k" -> 3|>]
VerificationTest[Block[{a = <||>}, Do[a[i] = i, {i, 200}]; Total[a]], 20100]

(* names by patterns; assertions are off until they are switched on *)
VerificationTest[abcOneXyz = 1; abcTwoXyz = 2; Names["Global`abc*Xyz"], {"abcOneXyz", "abcTwoXyz"}]
VerificationTest[Clear["abc*Xyz"]; {ValueQ[abcOneXyz], ValueQ[abcTwoXyz]}, {False, False}]
VerificationTest[Assert[1 > 2], Null]
VerificationTest[On[Assert]; Assert[1 > 2], Assert[1 > 2], {Assert::asrtf}]
VerificationTest[Off[Assert]; Assert[1 > 2], Null]
VerificationTest[ToString[1/2, InputForm, PageWidth -> Infinity], "1/2"]

(* Which rule comes first *)
VerificationTest[twice[x_, y_] := 1; twice[x_, x_] := 2; {twice[a, a], twice[a, b]}, {2, 1}]
VerificationTest[slope[c_?NumberQ, x_] := 0; slope[x_, x_] := 1; slope[y_Symbol, x_] := 0; {slope[3, u], slope[u, u], slope[v, u]}, {0, 1, 0}]
VerificationTest[sorted[_] := 0; sorted[_?EvenQ] := 2; sorted[_Integer] := 1; {sorted[4], sorted[3], sorted[q]}, {2, 1, 0}]

(* Options, names and facts of symbols *)
VerificationTest[OptionQ /@ {a -> 1, "a" :> 2, {a -> 1, {b -> 2}}, {}, a, {a}, 1 -> 2}, {True, True, True, True, False, False, False}]
VerificationTest[older[x_, opts___?OptionQ] := {x, "Size" /. {opts} /. "Size" -> 1}; {older[0], older[0, "Size" -> 5]}, {{0, 1}, {0, 5}}]
VerificationTest[{NameQ["Plus"], NameQ["NoNameLikeThisOne"]}, {True, False}]
VerificationTest[told::usage = "told[x] tells."; Information[told, "Usage"], "told[x] tells."]
