(* Windows of signals, and how much of each frequency there is in them. *)

HannWindow::usage = "HannWindow[x] is a raised cosine for x from -1/2 to 1/2, and 0 outside.";
HammingWindow::usage = "HammingWindow[x] is a raised cosine that does not quite go down to 0 for x from -1/2 to 1/2, and 0 outside.";
BlackmanWindow::usage = "BlackmanWindow[x] is a sum of three cosines for x from -1/2 to 1/2, and 0 outside.";
BartlettWindow::usage = "BartlettWindow[x] is a triangle for x from -1/2 to 1/2, and 0 outside.";
WelchWindow::usage = "WelchWindow[x] is a parabola for x from -1/2 to 1/2, and 0 outside.";
CosineWindow::usage = "CosineWindow[x] is half a wave of a cosine for x from -1/2 to 1/2, and 0 outside.";
DirichletWindow::usage = "DirichletWindow[x] is 1 for x from -1/2 to 1/2, and 0 outside.";
ConnesWindow::usage = "ConnesWindow[x] is the square of a parabola for x from -1/2 to 1/2, and 0 outside.";
GaussianWindow::usage = "GaussianWindow[x] is a bell of deviation 3/10 for x from -1/2 to 1/2, and 0 outside.\nGaussianWindow[x, s] one of deviation s.";

HannWindow[x_?NumericQ] := If[Abs[x] <= 1/2, 1/2 + Cos[2 Pi x]/2, 0]
HammingWindow[x_?NumericQ] := If[Abs[x] <= 1/2, 25/46 + 21 Cos[2 Pi x]/46, 0]
BlackmanWindow[x_?NumericQ] := If[Abs[x] <= 1/2, 21/50 + Cos[2 Pi x]/2 + 2 Cos[4 Pi x]/25, 0]
BartlettWindow[x_?NumericQ] := If[Abs[x] <= 1/2, 1 - 2 Abs[x], 0]
WelchWindow[x_?NumericQ] := If[Abs[x] <= 1/2, 1 - 4 x^2, 0]
CosineWindow[x_?NumericQ] := If[Abs[x] <= 1/2, Cos[Pi x], 0]
DirichletWindow[x_?NumericQ] := If[Abs[x] <= 1/2, 1, 0]
ConnesWindow[x_?NumericQ] := If[Abs[x] <= 1/2, (1 - 4 x^2)^2, 0]
GaussianWindow[x_?NumericQ, s_ : 3/10] := If[Abs[x] <= 1/2, E^(-x^2/(2 s^2)), 0]
Scan[SetAttributes[#, {Listable, NumericFunction}] &, {HannWindow, HammingWindow, BlackmanWindow, BartlettWindow, WelchWindow, CosineWindow, DirichletWindow, ConnesWindow, GaussianWindow}];

PeriodogramArray::usage = "PeriodogramArray[list] gives the squares of the absolute values of the Fourier transform of list.\nPeriodogramArray[list, n] gives their means over parts of n elements, PeriodogramArray[list, n, d] over parts that begin d apart, PeriodogramArray[list, n, d, window] over such parts under a window.";
PeriodogramArray::part = "`1` and `2` are no length of parts of the list and no step between them.";
PeriodogramArray[x_?VectorQ] := Abs[Fourier[x]]^2
PeriodogramArray[x_?VectorQ, n_Integer] := PeriodogramArray[x, n, n, DirichletWindow]
PeriodogramArray[x_?VectorQ, n_Integer, d_Integer] := PeriodogramArray[x, n, d, DirichletWindow]
PeriodogramArray[x_?VectorQ, n_Integer, d_Integer, w_] /; 0 < n <= Length[x] && d > 0 := With[{weights = N[Map[w, Subdivide[-1/2, 1/2, Max[1, n - 1]]][[;; n]]]},
  Mean[Map[Abs[Fourier[weights #]]^2 &, Partition[x, n, d]]] n/Total[weights^2]]
PeriodogramArray[x_?VectorQ, n_, d_, _] := Null /; (Message[PeriodogramArray::part, n, d]; False)

Periodogram::usage = "Periodogram[list] plots how much of each frequency up to half of a wave an element there is in list, in decibels.";
Periodogram[x_?VectorQ, n___Integer, opts : OptionsPattern[]] := With[{a = PeriodogramArray[x, n]},
  ListLinePlot[Table[{(k - 1)/Length[a], 10 Log10[N[a[[k]]] + $MinMachineNumber]}, {k, Floor[Length[a]/2] + 1}], opts, PlotRange -> All]]

TimeValue::usage = "TimeValue[s, i, t] is what s is worth after t periods with interest i in each.\nTimeValue[Annuity[p, n], i, t] is the value at the time t of n payments p, one at the end of each period; of AnnuityDue[p, n] at the beginning, of Cashflow[{c0, c1, ...}] as they are listed.";
Annuity::usage = "Annuity[p, n] stands for n payments p, each at the end of a period.";
AnnuityDue::usage = "AnnuityDue[p, n] stands for n payments p, each at the beginning of a period.";
Cashflow::usage = "Cashflow[{c0, c1, ...}] stands for payments c0, c1, ... at the times 0, 1, ....";
EffectiveInterest::usage = "EffectiveInterest[r, q] is the yearly interest of the nominal rate r that is paid after each part q of a year; with q = 0 at every moment.";
TimeValue[Annuity[p_, n_], i_, t_ : 0] := p (1 - (1 + i)^-n)/i (1 + i)^t
TimeValue[AnnuityDue[p_, n_], i_, t_ : 0] := p (1 - (1 + i)^-n)/i (1 + i)^(t + 1)
TimeValue[Cashflow[c_List], i_, t_ : 0] := Total[c (1 + i)^(t - Range[0, Length[c] - 1])]
TimeValue[s_, i_, t_] := s (1 + i)^t /; ! MatchQ[s, _Annuity | _AnnuityDue | _Cashflow | _List]
EffectiveInterest[r_, 0] := E^r - 1
EffectiveInterest[r_, q_] := (1 + r q)^(1/q) - 1
