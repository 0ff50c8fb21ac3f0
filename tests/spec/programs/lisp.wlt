(* An interpreter of a small Lisp, with closures in environments. *)

ClearAll["Global`*"];
tokens[s_] := StringSplit[StringReplace[s, {"(" -> " ( ", ")" -> " ) "}]];
atom[t_] := Which[StringMatchQ[t, NumberString], ToExpression[t], True, sym[t]];
read[{"(", rest___}] := Module[{ts = {rest}, out = {}, v}, While[First[ts] =!= ")", {v, ts} = read[ts];
    AppendTo[out, v]]; {out, Rest[ts]}];
read[{t_, rest___}] := {atom[t], {rest}};
readAll[s_] := First /@ Rest[NestWhileList[read[Last[#]] &, {Null, tokens[s]}, Last[#] =!= {} &]];
$envs = 0;
newEnv[outer_: None] := (outerOf[++$envs] = outer; $envs);
find[e_, n_] := Which[e === None, Throw["unbound: " <> n, "lisp"], KeyExistsQ[vars, {e, n}], e, True,
    find[outerOf[e], n]];
vars = <||>;
global = newEnv[];
Scan[(vars[{global, #[[1]]}] = #[[2]]) &, {{"+", Plus}, {"*", Times}, {"-", Subtract}, {"<", Less}, {"=",
    Equal}, {"list", List}, {"car", First}, {"cdr", Rest}, {"cons", Prepend[#2, #1] &}, {"null?",
    # === {} &}}];
ev[n_?NumberQ, _] := n;
ev[sym[n_], e_] := vars[{find[e, n], n}];
ev[{sym["quote"], x_}, _] := x;
ev[{sym["if"], c_, a_, b_}, e_] := If[TrueQ[ev[c, e]], ev[a, e], ev[b, e]];
ev[{sym["define"], sym[n_], x_}, e_] := (vars[{e, n}] = ev[x, e]; Null);
ev[{sym["define"], {sym[n_], ps___}, body__}, e_] := ev[{sym["define"], sym[n], {sym["lambda"], {ps},
    body}}, e];
ev[{sym["lambda"], ps_, body__}, e_] := closure[ps[[All, 1]], {body}, e];
ev[{sym["let"], bs_, body__}, e_] := ev[{{sym["lambda"], bs[[All, 1]], body}, Sequence @@ bs[[All, 2]]}, e];
ev[{sym["begin"], xs__}, e_] := Last[ev[#, e] & /@ {xs}];
ev[{f_, args___}, e_] := app[ev[f, e], ev[#, e] & /@ {args}];
app[closure[ps_, body_, e_], args_] := Module[{env = newEnv[e]}, MapThread[(vars[{env, #1}] = #2) &, {ps,
    args}]; Last[ev[#, env] & /@ body]];
app[f_, args_] := f @@ args;
run[s_] := Catch[Last[ev[#, global] & /@ readAll[s]], "lisp"];
VerificationTest[tokens["(+ 1 (* 2 3))"], {"(", "+", "1", "(", "*", "2", "3", ")", ")"}]
VerificationTest[readAll["(+ 1 (* 2 3)) x"], {{sym["+"], 1, {sym["*"], 2, 3}}, sym["x"]}]
VerificationTest[run["(+ 1 (* 2 3))"], 7]
VerificationTest[
  run["(define (fact n) (if (< n 2) 1 (* n (fact (- n 1))))) (fact 20)"],
  2432902008176640000]
VerificationTest[
  run["(define (map f l) (if (null? l) (quote ()) (cons (f (car l)) (map f (cdr l))))) (map (lambda (x) (* x x)) (list 1 2 3 4))"],
  {1, 4, 9, 16}]
VerificationTest[run["(define (adder n) (lambda (x) (+ x n))) ((adder 5) 10)"], 15]
VerificationTest[run["(let ((x 2) (y 3)) (* x y))"], 6]
VerificationTest[run["(foo 1)"], "unbound: foo"]
VerificationTest[run["(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (fib 12)"], 144]
VerificationTest[run["(begin (define z 4) (* z z))"], 16]

