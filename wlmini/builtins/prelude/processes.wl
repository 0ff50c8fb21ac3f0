(* Random processes: what they are at a time, where they settle, and paths of them. *)

DiscreteMarkovProcess::usage = "DiscreteMarkovProcess[{p1, p2, ...}, m] is the process that starts in state i with probability pi and goes from i to j with probability m[[i, j]]; DiscreteMarkovProcess[i, m] starts in state i. process[t] is the distribution of its state after t steps.";
DiscreteMarkovProcess::mat = "`1` is no square matrix of probabilities whose rows have the sum 1, or `2` is no state or list of probabilities for it.";
DiscreteMarkovProcess[i_Integer, m_?SquareMatrixQ] := DiscreteMarkovProcess[UnitVector[Length[m], i], m] /; 1 <= i <= Length[m]
DiscreteMarkovProcess[p0_, m_] := Null /; FreeQ[{p0, m}, _Pattern | _Blank | _Slot] && ! $Markov[p0, m] && (Message[DiscreteMarkovProcess::mat, m, p0]; False)
DiscreteMarkovProcess[p0_List, m_][t_Integer?NonNegative] := EmpiricalDistribution[Range[Length[m]] -> p0 . MatrixPower[m, t]]
$Markov[p0_, m_] := MatchQ[m, {__List}] && SquareMatrixQ[m] && (MatchQ[p0, _List] && Length[p0] == Length[m] || IntegerQ[p0] && 1 <= p0 <= Length[m]) &&
  ! TrueQ[Chop[Max[Abs[Total[m, {2}] - 1]]] > 10^-8]

StationaryDistribution::usage = "StationaryDistribution[process] is the distribution of the states of a DiscreteMarkovProcess after very many steps.";
StationaryDistribution[DiscreteMarkovProcess[p0_List, m_]] := With[{fixed = NullSpace[Transpose[m] - IdentityMatrix[Length[m]]]},
  EmpiricalDistribution[Range[Length[m]] -> First[fixed]/Total[First[fixed]]] /; Length[fixed] == 1]

WienerProcess::usage = "WienerProcess[m, s] is Brownian motion with drift m and volatility s; process[t] is its distribution at time t.";
WienerProcess[] := WienerProcess[0, 1]
WienerProcess[m_, s_][t_] := NormalDistribution[m t, s Sqrt[t]]
PoissonProcess::usage = "PoissonProcess[r] counts events that come with rate r; process[t] is the distribution of their number until t.";
PoissonProcess[r_][t_] := PoissonDistribution[r t]
BernoulliProcess::usage = "BernoulliProcess[p] gives 1 with probability p at each step, and 0 otherwise.";
BernoulliProcess[p_][_] := BernoulliDistribution[p]
BinomialProcess::usage = "BinomialProcess[p] counts the successes of trials with probability p; process[n] is the distribution of their number after n steps.";
BinomialProcess[p_][n_] := BinomialDistribution[n, p]
RandomWalkProcess::usage = "RandomWalkProcess[p] goes one up with probability p and one down otherwise, from 0 on.";
RandomWalkProcess[p_][n_] := TransformedDistribution[2 \[FormalX] - n, \[FormalX] \[Distributed] BinomialDistribution[n, p]]
GeometricBrownianMotionProcess::usage = "GeometricBrownianMotionProcess[m, s, x0] grows from x0 at the rate m with volatility s; process[t] is its distribution at time t.";
GeometricBrownianMotionProcess[m_, s_, x0_][t_] := LogNormalDistribution[Log[x0] + (m - s^2/2) t, s Sqrt[t]]

RandomFunction::usage = "RandomFunction[process, {t0, t1}] gives a path of a process in whole steps as a TimeSeries.\nRandomFunction[process, {t0, t1, dt}] gives one in steps of dt.";
RandomFunction::proc = "No paths of `1` can be drawn; there are those of `2` with numbers for their parameters, over {t0, t1} or {t0, t1, dt}.";
RandomFunction[p_, {t0_?NumericQ, t1_?NumericQ, dt_ : 1}] := With[{times = Range[t0, t1, dt]}, With[{path = $Path[p, times, dt]}, TimeSeries[path, {times}] /; VectorQ[path, NumericQ]]]
RandomFunction[p_, __] := Null /; (Message[RandomFunction::proc, p, {DiscreteMarkovProcess, WienerProcess, PoissonProcess, BernoulliProcess, BinomialProcess, RandomWalkProcess, GeometricBrownianMotionProcess}]; False)

$Path[DiscreteMarkovProcess[p0_List, m_], times_, _] := NestList[RandomChoice[m[[#]] -> Range[Length[m]]] &, RandomChoice[p0 -> Range[Length[m]]], Length[times] - 1]
$Path[WienerProcess[m_, s_], times_, dt_] := N[m First[times] + s Sqrt[First[times]] RandomVariate[NormalDistribution[]]] + Accumulate[Prepend[RandomVariate[NormalDistribution[m dt, s Sqrt[dt]], Length[times] - 1], 0.]]
$Path[PoissonProcess[r_], times_, dt_] := Accumulate[Prepend[RandomVariate[PoissonDistribution[r dt], Length[times] - 1], If[First[times] > 0, RandomVariate[PoissonDistribution[r First[times]]], 0]]]
$Path[BernoulliProcess[p_], times_, _] := RandomVariate[BernoulliDistribution[p], Length[times]]
$Path[BinomialProcess[p_], times_, _] := Accumulate[Prepend[RandomVariate[BernoulliDistribution[p], Length[times] - 1], 0]]
$Path[RandomWalkProcess[p_], times_, _] := Accumulate[Prepend[2 RandomVariate[BernoulliDistribution[p], Length[times] - 1] - 1, 0]]
$Path[GeometricBrownianMotionProcess[m_, s_, x0_], times_, dt_] := x0 Exp[$Path[WienerProcess[m - s^2/2, s], times, dt]]
$Path[___] := $Failed
