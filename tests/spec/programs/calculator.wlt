(* A calculator: tokens, a parser by recursive descent, postfix code and a machine for it. *)

ClearAll["Global`*"];
tokenize[s_String] := StringCases[s,
    {d : (DigitCharacter .. ~~ ("." ~~ DigitCharacter ...) ...) :> num[ToExpression[d]],
   w : (LetterCharacter ~~ WordCharacter ...) :> id[w],
    op : ("+" | "-" | "*" | "/" | "^" | "(" | ")" | ",") :> tok[op]}];
VerificationTest[
  tokenize["3.5*(x1 + 2)^2"],
  {num[3.5], tok["*"], tok["("], id["x1"], tok["+"], num[2], tok[")"], tok["^"], num[2]}]
parse[s_] := Module[{ts = tokenize[s], pos = 1, peek, next, expr, term, factor, base, args},
  peek[] := If[pos <= Length[ts], ts[[pos]], tok["end"]];
  next[] := With[{t = peek[]}, pos++; t];
  expr[] := Module[{v = term[]}, While[MatchQ[peek[], tok["+" | "-"]], v = node[First[next[]], v, term[]]];
    v];
  term[] := Module[{v = factor[]}, While[MatchQ[peek[], tok["*" | "/"]], v = node[First[next[]], v,
    factor[]]]; v];
  factor[] := Module[{b = base[]}, If[peek[] === tok["^"], next[]; node["^", b, factor[]], b]];
  base[] := Switch[peek[],
    num[_], First[next[]],
    id[_], With[{name = First[next[]]}, If[peek[] === tok["("], next[]; call[name, Sequence @@ args[]],
    var[name]]],
    tok["("], next[]; With[{v = expr[]}, If[next[] =!= tok[")"], Throw["expected )"]]; v],
    tok["-"], next[]; node["neg", factor[]],
    _, Throw["unexpected " <> ToString[First[peek[]]]]];
  args[] := Module[{a = {}}, If[peek[] === tok[")"], next[]; Return[{}]];
    AppendTo[a, expr[]]; While[peek[] === tok[","], next[]; AppendTo[a, expr[]]];
    If[next[] =!= tok[")"], Throw["expected )"]]; a];
  Catch[With[{v = expr[]}, If[pos <= Length[ts], Throw["trailing input"], v]]]];
ev[n_?NumberQ, _] := n;
ev[var[v_], env_] := Lookup[env, v, Missing["Unbound", v]];
ev[node["neg", a_], env_] := -ev[a, env];
ev[node[op_, a_, b_], env_] := (op /. {"+" -> Plus, "-" -> Subtract, "*" -> Times, "/" -> Divide,
    "^" -> Power})[ev[a, env], ev[b, env]];
ev[call["max", a__], env_] := Max @@ (ev[#, env] & /@ {a});
ev[call["sqrt", a_], env_] := Sqrt[ev[a, env]];
ev[s_String, _] := "error: " <> s;
env = <|"x" -> 3, "y" -> 4|>;
Do[Print[s, " => ", ev[parse[s], env]], {s, {"1+2*3", "(1+2)*3", "2^3^2", "-x^2", "sqrt(x^2+y^2)",
    "max(1, y, x)*2", "10/4", "z+1", "(1+2", "2 + * 3", "1 2", "7-2-1"}}];
VerificationTest[parse["a*b+c"], node["+", node["*", var["a"], var["b"]], var["c"]]]
rpn[node[op_, a_, b_]] := Join[rpn[a], rpn[b], {op}];
rpn[node["neg", a_]] := Append[rpn[a], "neg"];
rpn[var[v_]] := {v};
rpn[x_] := {x};
VerificationTest[StringRiffle[rpn[parse["(a+b)*(c-d)^2"]], " "], "a b + c d - 2 ^ *"]
vm[code_, env_] := Fold[Switch[#2, "+" | "*" | "-" | "/" | "^", Append[Drop[#1, -2], (#2 /. {"+" -> Plus,
    "-" -> Subtract, "*" -> Times, "/" -> Divide, "^" -> Power}) @@ Take[#1, -2]],
   _String, Append[#1, env[#2]], _, Append[#1, #2]] &, {}, code];
VerificationTest[vm[rpn[parse["(x+y)*(x-y)^2"]], env], {7}]

