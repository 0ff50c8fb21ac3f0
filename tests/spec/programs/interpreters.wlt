(* Interpreters and systems of rules. *)

ClearAll["Global`*"];
d[c_?NumberQ, x_] := 0;
d[x_, x_] := 1;
d[y_Symbol, x_] := 0;
d[a_ + b_, x_] := d[a, x] + d[b, x];
d[a_ b_, x_] := a d[b, x] + b d[a, x];
d[a_^n_?NumberQ, x_] := n a^(n - 1) d[a, x];
d[Sin[u_], x_] := Cos[u] d[u, x];
VerificationTest[
  {d[x^3 + 2 x, x], d[x Sin[x^2], x], d[y, x]},
  {2 + 3 x^2, 2 x^2 Cos[x^2] + Sin[x^2], 0}]

ClearAll["Global`*"];
eval[n_?NumberQ, _] := n;
eval[v_String, env_] := env[v];
eval[{"+", a_, b_}, env_] := eval[a, env] + eval[b, env];
eval[{"*", a_, b_}, env_] := eval[a, env] eval[b, env];
eval[{"let", {v_, e_}, body_}, env_] := eval[body, Append[env, v -> eval[e, env]]];
eval[{"if", c_, t_, f_}, env_] := If[eval[c, env] =!= 0, eval[t, env], eval[f, env]];
eval[{"fun", v_, b_}, env_] := closure[v, b, env];
eval[{"call", f_, a_}, env_] := apply[eval[f, env], eval[a, env]];
apply[closure[v_, b_, env_], a_] := eval[b, Append[env, v -> a]];
VerificationTest[
  {eval[{"let", {"x", 5}, {"+", "x", {"*", 2, "x"}}}, <||>],
  eval[{"call", {"fun", "y", {"*", "y", "y"}}, 7}, <||>], eval[{"if", 0, 1, 2}, <||>]},
  {15, 49, 2}]

ClearAll["Global`*"];
step[{tape_, pos_, state_}] := Replace[{state, tape[[pos]]},
  {{"A", 0} :> {ReplacePart[tape, pos -> 1], pos + 1, "B"},
  {"A", 1} :> {ReplacePart[tape, pos -> 1], pos - 1, "B"},
  {"B", 0} :> {ReplacePart[tape, pos -> 1], pos - 1, "A"}, {"B", 1} :> {tape, pos, "H"}}];
final = NestWhile[step, {ConstantArray[0, 9], 5, "A"}, Last[#] =!= "H" &];
VerificationTest[
  {Total[First[final]], Length[NestWhileList[step, {ConstantArray[0, 9], 5, "A"}, Last[#] =!= "H" &]] - 1},
  {4, 6}]

ClearAll["Global`*"];
bf[prog_, input_ : {}] := Module[{p = Characters[prog], jump = <||>, st = {}, mem = <||>, ptr = 0, ip = 1,
  out = {}, in = input}, Do[Switch[p[[i]], "[", AppendTo[st, i], "]", jump[i] = Last[st];
  jump[Last[st]] = i; st = Most[st]], {i, Length[p]}]; While[ip <= Length[p],
  Switch[p[[ip]], ">", ptr++, "<", ptr--, "+", mem[ptr] = Mod[Lookup[mem, ptr, 0] + 1, 256], "-",
  mem[ptr] = Mod[Lookup[mem, ptr, 0] - 1, 256], ".", AppendTo[out, Lookup[mem, ptr, 0]], ",",
  mem[ptr] = First[in]; in = Rest[in], "[", If[Lookup[mem, ptr, 0] == 0, ip = jump[ip]], "]",
  If[Lookup[mem, ptr, 0] != 0, ip = jump[ip]]]; ip++]; FromCharacterCode[out]];
VerificationTest[
  {bf["++++++[>++++++++++++<-]>.>++++++++++[>++++++++++<-]>+."], bf[",+.", {65}]},
  {"He", "B"}]

ClearAll["Global`*"];
subst[x_, v_, e_] := e /. x -> v;
nf[e_] := e //. {app[app[app[S, f_], g_], x_] :> app[app[f, x], app[g, x]], app[app[K, x_], _] :> x,
  app[I0, x_] :> x};
VerificationTest[
  {nf[app[app[app[S, K], K], z]], nf[app[app[K, a], b]], church = Nest[s, z, 3], Depth[church],
  Level[church, {-1}], LeafCount[church]},
  {z, a, s[s[s[z]]], 4, {z}, 4}]

ClearAll["Global`*"];
unify[x_, x_] := {};
unify[v[x_], t_] := {v[x] -> t} /; FreeQ[t, v[x]];
unify[t_, v[x_]] := unify[v[x], t];
unify[f_[a__], f_[b__]] := Fold[If[#1 === $Failed, $Failed,
  With[{u = unify[#2[[1]] //. #1, #2[[2]] //. #1]}, If[u === $Failed, $Failed, Join[#1, u]]]] &, {},
  Transpose[{{a}, {b}}]] /; Length[{a}] == Length[{b}] && f =!= v;
unify[__] := $Failed;
VerificationTest[
  {unify[p[v[x], b], p[a, v[y]]], unify[p[v[x]], q[v[x]]], unify[v[x], p[v[x]]],
  unify[p[v[x], v[x]], p[a, b]]},
  {{v[x] -> a, v[y] -> b}, $Failed, $Failed, $Failed}]
