(* NDSolve with values given at two ends *)

s = NDSolveValue[{y''[x] == -y[x], y[0] == 0, y[1] == 2}, y, {x, 0, 1}];
VerificationTest[Abs[s[0.5] - 2 Sin[0.5]/Sin[1.]] < 10^-6]
VerificationTest[Abs[{s[0], s[1]} - {0, 2}], {0, 0}, SameTest -> (Max[#1 - #2] < 10^-6 &)]

c = NDSolveValue[{y''[x] == 6 x, y[0] == 0, y'[1] == 3}, y, {x, -1, 1}];
VerificationTest[Max[Abs[Table[c[t] - t^3, {t, -1, 1, 0.25}]]] < 10^-6]

VerificationTest[Abs[(u[0.3] /. First[NDSolve[{u'[x] == v[x], v'[x] == -u[x], u[0] == 0, v[1] == 1}, {u, v}, {x, 0, 1}]]) - Sin[0.3]/Cos[1.]] < 10^-6]

(* Bratu's equation: the lower solution has its greatest value near 0.1405 *)
b = NDSolveValue[{y''[x] + Exp[y[x]] == 0, y[0] == 0, y[1] == 0}, y, {x, 0, 1}];
VerificationTest[Abs[b[0.5] - 0.140539] < 10^-4]
