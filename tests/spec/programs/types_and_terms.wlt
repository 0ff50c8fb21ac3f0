(* Normal forms, lambda calculus without capture, types by inference, rewriting. *)

ClearAll["Global`*"];
nnf[!(a_ && b_)] := nnf[!a] || nnf[!b];
nnf[!(a_ || b_)] := nnf[!a] && nnf[!b];
nnf[!!a_] := nnf[a];
nnf[a_ && b_] := nnf[a] && nnf[b];
nnf[a_ || b_] := nnf[a] || nnf[b];
nnf[Implies[a_, b_]] := nnf[!a || b];
nnf[x_] := x;
VerificationTest[nnf[!(p && (q || !r))], !p || (!q && r)]
VerificationTest[nnf[!Implies[p, q]], !Implies[p, q]]
VerificationTest[
  {BooleanConvert[(p || q) && r, "DNF"], LogicalExpand[!(p && q)], TautologyQ[p || !p],
    SatisfiableQ[p && !p], BooleanTable[p && q, {p, q}], Simplify[p && (p || q)]},
  {(p && r) || (q && r), !p || !q, True, False, {True, False, False, False}, p}]
fv[v_String] := {v};
fv[lam[x_, b_]] := Complement[fv[b], {x}];
fv[app[f_, a_]] := Union[fv[f], fv[a]];
sub[v_String, x_, e_] := If[v === x, e, v];
sub[app[f_, a_], x_, e_] := app[sub[f, x, e], sub[a, x, e]];
sub[lam[y_, b_], x_, e_] := Which[y === x, lam[y, b], MemberQ[fv[e], y], With[{z = y <> "'"}, lam[z,
    sub[sub[b, y, z], x, e]]], True, lam[y, sub[b, x, e]]];
step[app[lam[x_, b_], a_]] := sub[b, x, a];
step[app[f_, a_]] := With[{g = step[f]}, If[g =!= f, app[g, a], app[f, step[a]]]];
step[lam[x_, b_]] := lam[x, step[b]];
step[x_] := x;
nf[t_] := FixedPoint[step, t, 100];
show[v_String] := v;
show[lam[x_, b_]] := "(\\" <> x <> "." <> show[b] <> ")";
show[app[f_, a_]] := "(" <> show[f] <> " " <> show[a] <> ")";
VerificationTest[show[nf[app[lam["x", lam["y", "x"]], "y"]]], "(\\y'.y)"]
two = lam["f", lam["x", app["f", app["f", "x"]]]];
VerificationTest[show[nf[app[app[two, two], "g"]]], "(\\x.(g (g (g (g x)))))"]
$tv = 0;
newT[] := tv[++$tv];
unifyT[a_, a_, s_] := s;
unifyT[tv[n_], t_, s_] := Append[s /. tv[n] -> t, tv[n] -> t] /; FreeQ[t, tv[n]];
unifyT[t_, tv[n_], s_] := unifyT[tv[n], t, s];
unifyT[arr[a_, b_], arr[c_, d_], s_] := With[{s1 = unifyT[a, c, s]}, If[s1 === $Failed, $Failed,
    unifyT[b //. s1, d //. s1, s1]]];
unifyT[_, _, _] := $Failed;
infer[n_Integer, _, s_] := {"Int", s};
infer[v_String, env_, s_] := {env[v] //. s, s};
infer[lam[x_, b_], env_, s_] := With[{t = newT[]}, With[{r = infer[b, Append[env, x -> t], s]}, {arr[t,
    r[[1]]] //. r[[2]], r[[2]]}]];
infer[app[f_, a_], env_, s_] := Module[{rf = infer[f, env, s], ra, t = newT[], u}, ra = infer[a, env,
    rf[[2]]]; u = unifyT[rf[[1]] //. ra[[2]], arr[ra[[1]], t], ra[[2]]]; If[u === $Failed,
    Throw["type error"], {t //. u, u}]];
VerificationTest[Catch[First[infer[lam["x", "x"], <||>, {}]]], arr[tv[1], tv[1]]]
VerificationTest[Catch[First[infer[app[lam["x", "x"], 3], <||>, {}]]], "Int"]
VerificationTest[
  Catch[First[infer[lam["f", lam["x", app["f", app["f", "x"]]]], <||>, {}]]],
  arr[arr[tv[6], tv[6]], arr[tv[6], tv[6]]]]
VerificationTest[Catch[First[infer[app[3, 4], <||>, {}]]], "type error"]
words = {x___, a_, inv[a_], y___} :> {x, y};
words2 = {x___, inv[a_], a_, y___} :> {x, y};
VerificationTest[{a, b, inv[b], inv[a], c} //. {words, words2}, {c}]
simp = {x_ + 0 :> x, 0*x_ :> 0, x_^1 :> x, Log[E^x_] :> x, Sin[x_]^2 + Cos[x_]^2 :> 1};
VerificationTest[
  {Sin[t]^2 + Cos[t]^2 + z /. simp, a Sin[q]^2 + a Cos[q]^2 // Simplify, Log[E^k] //. simp},
  {z + Cos[t]^2 + Sin[t]^2, a, Log[E^k]}]
f[x_, y_: 1, z___] := {x, y, {z}};
VerificationTest[{f[1], f[1, 2], f[1, 2, 3, 4]}, {{1, 1, {}}, {1, 2, {}}, {1, 2, {3, 4}}}]
g[{a_, b_}, {c_, d_}] := {a c - b d, a d + b c};
VerificationTest[Fold[g, {1, 0}, ConstantArray[{0, 1}, 3]], {0, -1}]
h[n_ /; n > 3] := "big";
h[n_?EvenQ] := "even";
h[_] := "other";
VerificationTest[h /@ {10, 2, 1}, {"big", "even", "other"}]
VerificationTest[
  {Cases[{1, "a", x, 2.5, {1}, f[x]}, _Integer | _String], Cases[{{1, 2}, {3}}, {x_, _} :> x], Cases[f[1,
    g[2, h[3]]], _Integer, Infinity], Cases[{a -> 1, b -> 2}, (k_ -> v_) :> k], DeleteCases[{1, 2, "x"},
    _String], Position[{{1, x}, x}, x], Count[{1, x, 2}, _Integer]},
  {{1, "a"}, {1}, {1, 2}, {a, b}, {1, 2}, {{1, 2}, {2}}, 2}]
VerificationTest[
  {MatchQ[{1, 2, 3}, {__Integer}], MatchQ[{1, "a"}, {_Integer, _String}], MatchQ[f[], f[___]], MatchQ[{a,
    a}, {x_, x_}], MatchQ[5, x_ /; x > 3], MatchQ["abc", _String?(StringLength[#] == 3 &)], MatchQ[{1,
    {2}}, {_, {_}}], MatchQ[1 + x, _Plus], MatchQ[<|"a" -> 1|>, KeyValuePattern["a" -> _]], MatchQ[{1, 2},
    {OrderlessPatternSequence[2, 1]}], MatchQ[2, Except[1]], MatchQ[{}, {___}], MatchQ[x^2, x_^n_],
    MatchQ[x, x_^n_.], MatchQ[1/2, Rational[_, _]], MatchQ[3 I, Complex[0, 3]]},
  {True, True, False, True, True, True, True, True, True, True, True, True, True, True, True, True}]
VerificationTest[
  {x /. {x -> y, y -> x}, {x, y} /. {x -> y, y -> x}, x //. {x -> y, y -> z}, f[f[x]] /. f[a_] :> a,
    Replace[{1, {2}}, _Integer -> 0, {1}], Replace[{1, {2}}, _Integer -> 0, Infinity], ReplaceAll[{1, 2},
    1 -> a], ReplaceRepeated[5, n_Integer /; n > 1 :> n - 1], Replace[x, {y -> 1, _ -> 2}], {1, 2,
    3} /. {a_, b___} :> {b, a}, ReplaceAt[{1, 2}, _ -> z, 2], {a, b} /. List -> Plus,
    Hold[1 + 1] /. (1 + 1) -> 3, Hold[x + 1] /. x -> 2},
  {y, {y, x}, z, {x, 1, {}}, {0, {2}}, {0, {0}}, {a, 2}, 1, 2, {2, 3, 1}, {1, z}, a + b, Hold[1 + 1],
    Hold[2 + 1]}]
VerificationTest[
  {a + b /. a + b -> c, a + b + d /. a + b -> c, a^2 /. a -> b, 2 a /. a -> 3, Sqrt[x] /. x -> 4,
    1/x /. x -> 0 // Quiet, {x^2, y^2} /. Power -> List, f[x] /. f -> Sin, x_ /. x_ -> 3, Verbatim[x_]},
  {c, c + d, b^2, 6, 2, ComplexInfinity, {{x, 2}, {y, 2}}, {x, 1, {}}, 3, Verbatim[x_]}]

