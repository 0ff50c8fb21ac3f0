(* Trace: the chains of expressions that an evaluation comes to. *)

VerificationTest[Trace[2^3 + 4], {{HoldForm[2^3], HoldForm[8]}, HoldForm[8 + 4], HoldForm[12]}]
VerificationTest[Trace[a + b], {}]
VerificationTest[Block[{x = 3}, Trace[x + 1]], {{HoldForm[x], HoldForm[3]}, HoldForm[3 + 1], HoldForm[4]}]
VerificationTest[Trace[If[1 < 2, a, b]], {{HoldForm[1 < 2], HoldForm[True]}, HoldForm[If[True, a, b]], HoldForm[a]}]
VerificationTest[
  ClearAll[fac]; fac[n_] := n fac[n - 1]; fac[1] = 1; ReleaseHold[Trace[fac[3], fac[_]] /. fac -> f], {f[3], {f[2], {f[1]}}}]
VerificationTest[
  ClearAll[fib]; fib[0] = 0; fib[1] = 1; fib[n_] := fib[n - 1] + fib[n - 2]; Trace[fib[3], fib],
  {HoldForm[fib[3]], HoldForm[fib[3 - 1] + fib[3 - 2]],
    {HoldForm[fib[2]], HoldForm[fib[2 - 1] + fib[2 - 2]], {HoldForm[fib[1]], HoldForm[1]}, {HoldForm[fib[0]], HoldForm[0]}},
    {HoldForm[fib[1]], HoldForm[1]}}]
VerificationTest[Trace[{1, 2} + 1, TraceDepth -> 1][[-1]], HoldForm[{2, 3}]]
VerificationTest[Reap[TraceScan[Sow, 2 + 3, _Integer]], {5, {{HoldForm[2], HoldForm[3], HoldForm[5]}}}]
VerificationTest[Trace[Map[g, {1, 2}]], {HoldForm[Map[g, {1, 2}]], HoldForm[{g[1], g[2]}]}]
VerificationTest[Trace[(#^2 &)[1 + 1]], {{HoldForm[1 + 1], HoldForm[2]}, HoldForm[(#^2 &)[2]], HoldForm[2^2], HoldForm[4]}]

(* Options: what is taken in beside the expressions that fit, and where nothing is written down *)
VerificationTest[
  ClearAll[fac]; fac[n_] := n fac[n - 1]; fac[1] = 1; Trace[fac[3], fac[_], TraceForward -> True],
  {HoldForm[fac[3]], {HoldForm[fac[2]], {HoldForm[fac[1]], HoldForm[1]}, HoldForm[2]}, HoldForm[6]}]
VerificationTest[
  ClearAll[fib]; fib[n_] := fib[n - 1] + fib[n - 2]; fib[0] = fib[1] = 1; Trace[fib[4], fib[2], TraceAbove -> True],
  {HoldForm[fib[4]], {HoldForm[fib[3]], {HoldForm[fib[2]], HoldForm[2]}, HoldForm[3]}, {HoldForm[fib[2]], HoldForm[2]}, HoldForm[5]}]
VerificationTest[
  ClearAll[log, fac]; log[a_ b_] := log[a] + log[b]; fac[n_] := n fac[n - 1]; fac[1] = 1; Trace[log[fac[2] y], TraceOff -> fac],
  {{{HoldForm[fac[2]], HoldForm[2]}, HoldForm[2 y]}, HoldForm[log[2 y]], HoldForm[log[2] + log[y]]}]
VerificationTest[FreeQ[Trace[log[fac[2] y], TraceOn -> fac], log], True]
VerificationTest[Trace[Module[{v = 3}, v = v + 1; v], v = _] =!= {}, True]
VerificationTest[Trace[Module[{v = 3}, v = v + 1; v], v = _, MatchLocalNames -> False], {}]
VerificationTest[Trace[Fold[h, 0, {1, 2}]], {HoldForm[Fold[h, 0, {1, 2}]], HoldForm[h[h[0, 1], 2]]}]

(* What a builtin applies a function to is written down, application by application *)
VerificationTest[
  Trace[Fold[Plus, 0, {1, 2}]],
  {HoldForm[Fold[Plus, 0, {1, 2}]], {HoldForm[0 + 1], HoldForm[1]}, {HoldForm[1 + 2], HoldForm[3]}, HoldForm[3]}]
VerificationTest[
  Trace[Map[EvenQ, {1, 2}]],
  {HoldForm[EvenQ /@ {1, 2}], HoldForm[{EvenQ[1], EvenQ[2]}],
    {HoldForm[EvenQ[1]], HoldForm[False]}, {HoldForm[EvenQ[2]], HoldForm[True]}, HoldForm[{False, True}]}]
VerificationTest[
  Trace[Select[{1, 2}, EvenQ]],
  {HoldForm[Select[{1, 2}, EvenQ]], {HoldForm[EvenQ[1]], HoldForm[False]}, {HoldForm[EvenQ[2]], HoldForm[True]}, HoldForm[{2}]}]
VerificationTest[
  Trace[Nest[#^2 &, 2, 2]],
  {HoldForm[Nest[#^2 &, 2, 2]], {HoldForm[(#^2 &)[2]], HoldForm[2^2], HoldForm[4]},
    {HoldForm[(#^2 &)[4]], HoldForm[4^2], HoldForm[16]}, HoldForm[16]}]
