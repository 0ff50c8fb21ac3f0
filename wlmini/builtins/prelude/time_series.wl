(* Values at times: TimeSeries, EventSeries, TemporalData. One path is kept as TemporalData[kind, {values, times}, options]. *)

TimeSeries::usage = "TimeSeries[{{t1, v1}, {t2, v2}, ...}] stands for values at times, with values between them by interpolation; TimeSeries[{v1, v2, ...}, {times}] and TimeSeries[values, {start, end, step}] as well.";
EventSeries::usage = "EventSeries[{{t1, e1}, {t2, e2}, ...}] stands for what was there at times, and nothing between them.";
TemporalData::usage = "TemporalData[values, {times}] stands for values at times; TimeSeries and EventSeries give it too.";
TemporalData::data = TimeSeries::data = EventSeries::data = "`1` is no list of times and values {{t1, v1}, ...}, and no list of values with their times.";
TemporalData::prop = "`1` is no property of values at times; there are `2`.";
TemporalData::outside = "The time `1` lies outside of the times from `2` to `3`.";
TimeSeriesWindow::usage = "TimeSeriesWindow[series, {t1, t2}] is the part of a series from t1 to t2.";
TimeSeriesShift::usage = "TimeSeriesShift[series, t] is a series with its times moved by t.";
TimeSeriesRescale::usage = "TimeSeriesRescale[series, {t1, t2}] is a series with its times moved and stretched to go from t1 to t2.";
TimeSeriesResample::usage = "TimeSeriesResample[series, {start, end, step}] or TimeSeriesResample[series, step] is a series with its values at regular times.";
TimeSeriesMap::usage = "TimeSeriesMap[f, series] applies f to each value of a series.";
TimeSeriesMapThread::usage = "TimeSeriesMapThread[f, series] applies f to each time and value of a series.";
TimeSeriesThread::usage = "TimeSeriesThread[f, {series1, series2, ...}] applies f to the lists of the values of several series at the times of them all.";
TimeSeriesInsert::usage = "TimeSeriesInsert[series, {t, v}] is a series with another value.";
TimeSeriesAggregate::usage = "TimeSeriesAggregate[series, dt, f] applies f, Mean by default, to the values in each span of length dt.";

Options[TimeSeries] = Options[TemporalData] = {ResamplingMethod -> {"Interpolation", InterpolationOrder -> 1}, TemporalRegularity -> Automatic, MissingDataMethod -> None};
Options[EventSeries] = {TemporalRegularity -> Automatic, MissingDataMethod -> None};

kind = TimeSeries | EventSeries;
moment[t_?NumericQ] := t;
moment[d : (_DateObject | _String | {_Integer, _Integer, ___?NumericQ})] := AbsoluteTime[d];
isMoment[t_] := NumericQ[t] || MatchQ[t, _DateObject | {_Integer, _Integer, ___?NumericQ}] || StringQ[t] && DateObjectQ[Quiet[DateObject[t]]];
given[opts___] := Flatten[{opts}];
sorted[values_, times_] := With[{order = Ordering[times]}, {values[[order]], times[[order]]}];
made[k_, values_, times_, opts___] := TemporalData[k, sorted[values, Map[moment, times]], given[opts]];

(* making them *)

Scan[Function[k,
  k[pairs : {{_?isMoment, _} ..}, opts : OptionsPattern[]] := made[k, pairs[[All, 2]], pairs[[All, 1]], opts];
  k[values_List, {times_List}, opts : OptionsPattern[]] := made[k, values, times, opts] /; Length[values] == Length[times];
  k[values_List, {start_?isMoment}, opts : OptionsPattern[]] := made[k, values, moment[start] + Range[0, Length[values] - 1], opts];
  k[values_List, {start_?isMoment, end_?isMoment}, opts : OptionsPattern[]] := made[k, values, Subdivide[moment[start], moment[end], Length[values] - 1], opts];
  k[values_List, {start_?isMoment, _, step_?NumericQ}, opts : OptionsPattern[]] := made[k, values, moment[start] + step Range[0, Length[values] - 1], opts];
  k[values : {Except[_List] ..}, opts : OptionsPattern[]] := made[k, values, Range[0, Length[values] - 1], opts];
  k[series : TemporalData[_, {_, _}, _], opts : OptionsPattern[]] := made[k, series["Values"], series["Times"], opts];
  k[data_, ___] := Null /; (Message[k::data, data]; False)],
  {TimeSeries, EventSeries}];
TemporalData[data_, rest___] := TimeSeries[data, rest] /; ListQ[data];

(* what they say of themselves *)

properties = {"Values", "Times", "Path", "PathLength", "FirstTime", "LastTime", "FirstValue", "LastValue", "FirstDate", "LastDate", "Dates", "DatePath", "PathFunction", "MinimumTimeIncrement", "ValueList", "TimeList", "Paths", "PathCount", "Regular"};
series = TemporalData[_, {_, _}, _];
TemporalData[_, {v_, _}, _]["Values"] := v;
TemporalData[_, {_, t_}, _]["Times"] := t;
TemporalData[k_, {v_, t_}, o_][name_String] := Switch[name,
  "Path", Transpose[{t, v}], "Paths", {Transpose[{t, v}]}, "PathLength", Length[v], "PathCount", 1,
  "ValueList", {v}, "TimeList", {t},
  "FirstTime", First[t], "LastTime", Last[t], "FirstValue", First[v], "LastValue", Last[v],
  "FirstDate", DateObject[First[t]], "LastDate", DateObject[Last[t]],
  "Dates", Map[DateObject, t], "DatePath", Transpose[{Map[DateObject, t], v}],
  "PathFunction", Function[time, TemporalData[k, {v, t}, o][time]],
  "MinimumTimeIncrement", Min[Differences[t]], "Regular", SameQ @@ Differences[t] || Length[t] < 3,
  _, Message[TemporalData::prop, name, properties]; $Failed];
TemporalData[TimeSeries, {v_, t_}, o_][time_?isMoment] := between[o, v, t, moment[time]];
TemporalData[EventSeries, {v_, t_}, _][time_?isMoment] :=
  With[{place = FirstPosition[t, x_ /; x == moment[time]]}, If[MissingQ[place], Missing[], v[[First[place]]]]];
TemporalData[k_, {v_, t_}, o_][times : {__?NumericQ}] := Map[TemporalData[k, {v, t}, o], times];

orderOf[opts_] := Module[{method = ResamplingMethod /. opts /. ResamplingMethod -> {"Interpolation", InterpolationOrder -> 1}},
  If[MatchQ[method, {"Interpolation", ___}], InterpolationOrder /. Rest[method] /. InterpolationOrder -> 1, method]];
between[opts_, v_, t_, time_] := Module[{order = orderOf[opts], place = LengthWhile[t, # <= time &]},
  Which[
    time < First[t], Message[TemporalData::outside, time, First[t], Last[t]]; Indeterminate,
    time > Last[t], Message[TemporalData::outside, time, First[t], Last[t]]; Indeterminate,
    t[[place]] == time || order === None, v[[place]],
    order === 0, v[[place + 1]],
    order === 1, v[[place]] + (v[[place + 1]] - v[[place]]) (time - t[[place]])/(t[[place + 1]] - t[[place]]),
    True, Interpolation[Transpose[{t, v}], InterpolationOrder -> order][time]]];

TemporalData /: Normal[TemporalData[_, {v_, t_}, _]] := Transpose[{t, v}];
TemporalData /: Length[TemporalData[_, {v_, _}, _]] := Length[v];

TemporalData /: (plot : ListPlot | ListLinePlot | ListStepPlot | ListLogPlot | DateListPlot)[s : series, opts___] := plot[s["Path"], opts];
TemporalData /: (plot : ListPlot | ListLinePlot | ListStepPlot | ListLogPlot | DateListPlot)[all : {series ..}, opts___] := plot[Map[#["Path"] &, all], opts];

(* values alone *)

with[s_, values_] := ReplacePart[s, {2, 1} -> values];
TimeSeriesMap[f_, s : series] := with[s, Map[f, s["Values"]]];
TimeSeriesMapThread[f_, s : series] := with[s, MapThread[f, {s["Times"], s["Values"]}]];
TimeSeriesThread[f_, all : {series ..}] := With[{times = Union @@ Map[#["Times"] &, all]},
  made[First[all][[1]], Map[Function[t, f[Map[#[t] &, all]]], times], times]];
Scan[Function[f, TemporalData /: f[s : series] := f[s["Values"]]],
  {Mean, Median, Variance, StandardDeviation, Total, Min, Max, MinMax, Skewness, Kurtosis}];
Scan[Function[f, TemporalData /: f[s : series] := TimeSeriesMap[f, s]],
  {Abs, ArcTan, Cos, Cosh, Log, Sign, Sin, Sinh, Tan, Tanh, Round, Floor, Ceiling, N}];
TemporalData /: Plus[a___?NumericQ, s : series] := TimeSeriesMap[# + a &, s] /; Length[{a}] > 0;
TemporalData /: Times[a___?NumericQ, s : series] := TimeSeriesMap[# a &, s] /; Length[{a}] > 0;
TemporalData /: Power[s : series, p_?NumericQ] := TimeSeriesMap[#^p &, s];
TemporalData /: Power[b_?NumericQ, s : series] := TimeSeriesMap[b^# &, s];
TemporalData /: Plus[s : series, u : series] := TimeSeriesThread[Total, {s, u}];
TemporalData /: Times[s : series, u : series] := TimeSeriesThread[Apply[Times], {s, u}];
TemporalData /: Accumulate[s : series] := with[s, Accumulate[s["Values"]]];

(* values and times *)

TemporalData /: Differences[s : series] := TemporalData[s[[1]], {Differences[s["Values"]], Rest[s["Times"]]}, s[[3]]];
TemporalData /: MovingAverage[s : series, n_Integer?Positive] :=
  TemporalData[s[[1]], {MovingAverage[s["Values"], n], Drop[s["Times"], n - 1]}, s[[3]]];
TimeSeriesWindow[s : series, {low_, high_}] := With[{
    a = If[low === Automatic, -Infinity, moment[low]], b = If[high === Automatic, Infinity, moment[high]]},
  chosen[s, Map[a <= # <= b &, s["Times"]]]];
chosen[s_, marks_] := TemporalData[s[[1]], {Pick[s["Values"], marks], Pick[s["Times"], marks]}, s[[3]]];
TimeSeriesShift[s : series, t_?NumericQ] := ReplacePart[s, {2, 2} -> s["Times"] + t];
TimeSeriesRescale[s : series, {a_, b_}] := ReplacePart[s, {2, 2} -> Rescale[s["Times"], {s["FirstTime"], s["LastTime"]}, {moment[a], moment[b]}]];
TimeSeriesInsert[s : series, {t_, v_}] := made[s[[1]], Append[s["Values"], v], Append[s["Times"], t], s[[3]]];
TimeSeriesResample[s : series] := TimeSeriesResample[s, s["MinimumTimeIncrement"]];
TimeSeriesResample[s : series, step_?NumericQ] := TimeSeriesResample[s, {s["FirstTime"], s["LastTime"], step}];
TimeSeriesResample[s : series, {times_List}] := made[s[[1]], Map[s, times], times, s[[3]]];
TimeSeriesResample[s : series, {a_, b_, step_}] := TimeSeriesResample[s, {Range[moment[a], moment[b], step]}];
TimeSeriesAggregate[s : series, dt_?NumericQ, f_ : Mean] := Module[{start = s["FirstTime"], groups},
  groups = GroupBy[s["Path"], Floor[(First[#] - start)/dt] & -> Last];
  made[s[[1]], Map[f, Values[groups]], start + dt Keys[groups], s[[3]]]];

Format[TemporalData[k_, {v_, t_}, _]] := Row[{k, "[<", Length[v], " points>]"}];

Scan[SetAttributes[#, Protected] &, {TimeSeries, EventSeries, TemporalData, TimeSeriesWindow, TimeSeriesShift, TimeSeriesRescale, TimeSeriesResample, TimeSeriesMap, TimeSeriesMapThread, TimeSeriesThread, TimeSeriesInsert, TimeSeriesAggregate}];
