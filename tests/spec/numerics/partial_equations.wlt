(* NDSolve of equations in time and one dimension of space, against solutions in closed form. *)

heat = NDSolveValue[{D[u[t, x], t] == D[u[t, x], x, x], u[0, x] == Sin[x], u[t, 0] == 0, u[t, Pi] == 0}, u, {t, 0, 1}, {x, 0, Pi}];
VerificationTest[Abs[heat[1, Pi/2] - Exp[-1]] < 10^-4]
VerificationTest[Abs[heat[0.5, 1] - Exp[-0.5] Sin[1.]] < 10^-4]
VerificationTest[Head[heat], InterpolatingFunction]
VerificationTest[Max[Abs[heat["Domain"] - {{0, 1}, {0, Pi}}]] < 10^-9]
VerificationTest[Abs[Derivative[1, 0][heat][0.5, 1.] + Exp[-0.5] Sin[1.]] < 10^-3]

wave = NDSolveValue[{D[u[t, x], t, t] == D[u[t, x], x, x], u[0, x] == Sin[x], Derivative[1, 0][u][0, x] == 0, u[t, 0] == 0, u[t, Pi] == 0}, u, {t, 0, 2 Pi}, {x, 0, Pi}];
VerificationTest[Abs[{wave[2 Pi, Pi/2] - 1, wave[1, 1] - Cos[1.] Sin[1.]}], {0, 0}, SameTest -> (Max[Abs[#1 - #2]] < 10^-3 &)]

moved = NDSolveValue[{D[u[t, x], t] + D[u[t, x], x] == 0, u[0, x] == Sin[2 Pi x], u[t, 0] == u[t, 1]}, u, {t, 0, 1}, {x, 0, 1}];
VerificationTest[Abs[moved[0.37, 0.6] - Sin[2 Pi (0.6 - 0.37)]] < 10^-3]

(* derivatives given at the ends *)
flux = NDSolveValue[{D[u[t, x], t] == D[u[t, x], x, x], u[0, x] == Cos[Pi x], Derivative[0, 1][u][t, 0] == 0, Derivative[0, 1][u][t, 1] == 0}, u, {t, 0, 0.2}, {x, 0, 1}];
VerificationTest[Abs[flux[0.1, 0] - Exp[-Pi^2 0.1]] < 10^-3]

(* a source, an end that moves, and the place before the time *)
VerificationTest[
  Abs[NDSolveValue[{D[u[x, t], t] == D[u[x, t], x, x] + x - 2 t, u[x, 0] == 0, u[0, t] == -t^2, u[1, t] == t - t^2}, u[0.5, 1], {x, 0, 1}, {t, 0, 1}] + 0.5] < 10^-3]

(* a system *)
VerificationTest[
  Max[Abs[(({u[1, 1], v[1, 1]} /. First[NDSolve[{D[u[t, x], t] == D[v[t, x], x, x], D[v[t, x], t] == -D[u[t, x], x, x],
     u[0, x] == Sin[x], v[0, x] == 0, u[t, 0] == 0, u[t, Pi] == 0, v[t, 0] == 0, v[t, Pi] == 0}, {u, v}, {t, 0, 1}, {x, 0, Pi}]]) -
     {Cos[1.] Sin[1.], Sin[1.] Sin[1.]})]] < 10^-3]

(* without values at the beginning there is no solution *)
VerificationTest[
  Head[Quiet[NDSolve[{D[u[t, x], t] == D[u[t, x], x, x], u[t, 0] == 0, u[t, Pi] == 0}, u, {t, 0, 1}, {x, 0, Pi}]]], NDSolve]
