(* Intervals of real numbers: Interval[{min, max}, ...] and how one reckons with them. *)

Interval::usage = "Interval[{min, max}] is an interval of real numbers; Interval[{min1, max1}, {min2, max2}, ...] the union of several.";
Interval::nvld = "`1` is no interval: {min, max} with real ends, or a real number, is expected.";
IntervalUnion::usage = "IntervalUnion[interval1, interval2, ...] is the interval of all points that lie in any of them.";
IntervalIntersection::usage = "IntervalIntersection[interval1, interval2, ...] is the interval of the points that lie in all of them.";
IntervalMemberQ::usage = "IntervalMemberQ[interval, x] tells whether a number, or all of another interval, lies in an interval.";

realEnd[x_] := x === Infinity || x === -Infinity || (NumericQ[x] && Im[N[x]] == 0);
ends = {_, _};

Interval[a___, x_?realEnd, b___] := Interval[a, {x, x}, b];
Interval[a___, {x_?realEnd, y_?realEnd}, b___] := Interval[a, {y, x}, b] /; x > y;
Interval[a__] := With[{merged = merge[{a}]}, Interval @@ merged /; merged =!= {a}] /; MatchQ[{a}, {{_?realEnd, _?realEnd} ..}];
Interval[a___] := Null /; MemberQ[{a}, _?(NumberQ[#] && ! realEnd[#] &) | _String | {} | {_} | {_, _, __}] &&
  (Message[Interval::nvld, SelectFirst[{a}, ! MatchQ[#, {_, _}] &]]; False);

merge[spans_] := Fold[joined, {}, Sort[spans, #1[[1]] < #2[[1]] || (#1[[1]] == #2[[1]] && #1[[2]] <= #2[[2]]) &]];
joined[{}, span_] := {span};
joined[{done___, {a_, b_}}, {c_, d_}] := If[c <= b, {done, {a, Max[b, d]}}, {done, {a, b}, {c, d}}];

IntervalUnion[sets___Interval] := Interval @@ Join @@ Map[List @@ # &, {sets}];
IntervalIntersection[one_Interval] := one;
IntervalIntersection[a_Interval, b_Interval, rest___Interval] := IntervalIntersection[
  Interval @@ Select[Flatten[Outer[{Max[#1[[1]], #2[[1]]], Min[#1[[2]], #2[[2]]]} &, List @@ a, List @@ b, 1], 1], #[[1]] <= #[[2]] &],
  rest];

IntervalMemberQ[Interval[spans___], x_?realEnd] := AnyTrue[{spans}, #[[1]] <= x <= #[[2]] &];
IntervalMemberQ[Interval[spans___], Interval[others___]] :=
  AllTrue[{others}, Function[other, AnyTrue[{spans}, #[[1]] <= other[[1]] && other[[2]] <= #[[2]] &]]];
IntervalMemberQ[set_Interval, list_List] := Map[IntervalMemberQ[set, #] &, list];
IntervalMemberQ[sets_List, x_] := Map[IntervalMemberQ[#, x] &, sets];
IntervalMemberQ[set_Interval] := False;

(* sums and products *)

corner[a_, b_] := If[TrueQ[a == 0] || TrueQ[b == 0], 0, a b];
sumOf[{a_, b_}, {c_, d_}] := {a + c, b + d};
productOf[{a_, b_}, {c_, d_}] := With[{all = {corner[a, c], corner[a, d], corner[b, c], corner[b, d]}}, {Min[all], Max[all]}];
pairs[f_, a_, b_] := Interval @@ Flatten[Outer[f, a, b, 1], 1];

Interval /: Interval[a__List] + Interval[b__List] := pairs[sumOf, {a}, {b}];
Interval /: Interval[a__List] + x_?realEnd := pairs[sumOf, {a}, {{x, x}}];
Interval /: Interval[a__List] Interval[b__List] := pairs[productOf, {a}, {b}];
Interval /: Interval[a__List] x_?realEnd := pairs[productOf, {a}, {{x, x}}];

(* powers *)

reciprocal[{a_, b_}] := Which[
  TrueQ[a == 0] && TrueQ[b == 0], {},
  TrueQ[a == 0], {{1/b, Infinity}},
  TrueQ[b == 0], {{-Infinity, 1/a}},
  a < 0 < b, {{-Infinity, 1/a}, {1/b, Infinity}},
  True, {{1/b, 1/a}}];
evenOf[f_, {a_, b_}] := If[a <= 0 <= b, {f[0], Max[f[a], f[b]]}, {Min[f[a], f[b]], Max[f[a], f[b]]}];
risingOf[f_, {a_, b_}] := {f[a], f[b]};
fallingOf[f_, {a_, b_}] := {f[b], f[a]};
each[shape_, f_, spans_] := Interval @@ Map[shape[f, #] &, spans];

Interval /: Interval[a__List]^-1 := Interval @@ Join @@ Map[reciprocal, {a}];
Interval /: Interval[a__List]^n_Integer?Negative := (Interval[a]^-n)^-1 /; n < -1;
Interval /: Interval[a__List]^n_Integer?Positive := each[If[EvenQ[n], evenOf, risingOf], #^n &, {a}];
Interval /: Interval[a__List]^p_Rational?Positive := each[risingOf, #^p &, {a}] /; AllTrue[{a}, First[#] >= 0 &];
Interval /: Interval[a__List]^p_Rational?Negative := (Interval[a]^-p)^-1 /; AllTrue[{a}, First[#] >= 0 &];
Interval /: b_?realEnd^Interval[a__List] := each[If[b >= 1, risingOf, fallingOf], b^# &, {a}] /; b > 0;

(* functions: rising, falling, even, and waves *)

Scan[
  Function[f, Interval /: f[Interval[a__List]] := each[risingOf, f, {a}]],
  {ArcTan, ArcSinh, ArcTanh, ArcSin, CubeRoot, Ceiling, Erf, Floor, IntegerPart, LogisticSigmoid, Ramp, Round, Sign, Sinh, Tanh, UnitStep}
];
Interval /: Log[Interval[a__List]] := each[risingOf, Log, {a}] /; AllTrue[{a}, First[#] >= 0 &];
Scan[Function[f, Interval /: f[Interval[a__List]] := each[fallingOf, f, {a}]], {ArcCos, Erfc}];
Scan[Function[f, Interval /: f[Interval[a__List]] := each[evenOf, f, {a}]], {Abs, Cosh}];

reaches[{a_, b_}, at_, period_] := Ceiling[(a - at)/period] <= Floor[(b - at)/period];
wave[f_, top_, {a_, b_}] := If[a === -Infinity || b === Infinity, {-1, 1}, {
  If[reaches[{a, b}, top - Pi, 2 Pi], -1, Min[f[a], f[b]]],
  If[reaches[{a, b}, top, 2 Pi], 1, Max[f[a], f[b]]]}];
Interval /: Sin[Interval[a__List]] := Interval @@ Map[wave[Sin, Pi/2, #] &, {a}];
Interval /: Cos[Interval[a__List]] := Interval @@ Map[wave[Cos, 0, #] &, {a}];
Interval /: Tan[Interval[a__List]] := Interval @@ Map[If[reaches[#, Pi/2, Pi], {-Infinity, Infinity}, risingOf[Tan, #]] &, {a}];

(* ends and comparisons *)

Interval /: Min[Interval[a__List], rest___] := Min[a, rest];
Interval /: Max[Interval[a__List], rest___] := Max[a, rest];
lowest[Interval[a__List]] := Min[a];
lowest[x_?realEnd] := x;
highest[Interval[a__List]] := Max[a];
highest[x_?realEnd] := x;
point = _Interval | _?realEnd;
Scan[
  Function[{f}, With[{g = f[[2]], h = f[[3]], turned = f[[1]]},
    Interval /: turned[x : point, y_Interval] := With[{v = decided[g, h, x, y]}, v /; BooleanQ[v]];
    Interval /: turned[x_Interval, y : point] := With[{v = decided[g, h, x, y]}, v /; BooleanQ[v]]]],
  {{Less, Less, "up"}, {LessEqual, LessEqual, "up"}, {Greater, Greater, "down"}, {GreaterEqual, GreaterEqual, "down"}}
];
decided[g_, "up", x_, y_] := Which[g[highest[x], lowest[y]], True, ! g[lowest[x], highest[y]], False, True, Null];
decided[g_, "down", x_, y_] := Which[g[lowest[x], highest[y]], True, ! g[highest[x], lowest[y]], False, True, Null];
apart[x_, y_] := highest[x] < lowest[y] || highest[y] < lowest[x];
Interval /: Equal[x_Interval, y : point] := False /; apart[x, y];
Interval /: Unequal[x_Interval, y : point] := True /; apart[x, y];

Scan[SetAttributes[#, Protected] &, {Interval, IntervalUnion, IntervalIntersection, IntervalMemberQ}];
