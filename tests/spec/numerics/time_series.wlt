(* Values at times *)

ts = TimeSeries[{{1, 10}, {2, 20}, {4, 30}}];
VerificationTest[Head[ts], TemporalData]
VerificationTest[{ts["Values"], ts["Times"], ts["Path"]}, {{10, 20, 30}, {1, 2, 4}, {{1, 10}, {2, 20}, {4, 30}}}]
VerificationTest[{ts["PathLength"], ts["FirstTime"], ts["LastTime"], ts["FirstValue"], ts["LastValue"]}, {3, 1, 4, 10, 30}]
VerificationTest[{ts[2], ts[3], ts[1.5]}, {20, 25, 15.}, SameTest -> Equal]
VerificationTest[TimeSeries[{{4, 30}, {1, 10}, {2, 20}}]["Path"], ts["Path"]]
VerificationTest[Normal[ts], {{1, 10}, {2, 20}, {4, 30}}]

VerificationTest[TimeSeries[{1, 2, 3}]["Times"], {0, 1, 2}]
VerificationTest[TimeSeries[{1, 2, 3}, {{2, 4, 6}}]["Path"], {{2, 1}, {4, 2}, {6, 3}}]
VerificationTest[TimeSeries[{1, 2, 3}, {10}]["Times"], {10, 11, 12}]
VerificationTest[TemporalData[{1, 2}, {{0, 1}}]["Path"], {{0, 1}, {1, 2}}]

VerificationTest[EventSeries[{{1, a}, {3, b}}]["Values"], {a, b}]
VerificationTest[EventSeries[{{1, a}, {3, b}}][3], b]

VerificationTest[TimeSeriesWindow[ts, {1.5, 4}]["Path"], {{2, 20}, {4, 30}}]
VerificationTest[TimeSeriesShift[ts, 5]["Times"], {6, 7, 9}]
VerificationTest[TimeSeriesMap[f, ts]["Values"], {f[10], f[20], f[30]}]
VerificationTest[TimeSeriesResample[TimeSeries[{{0, 0}, {2, 4}}], 1]["Path"], {{0, 0}, {1, 2}, {2, 4}}]
VerificationTest[TimeSeriesThread[Total, {TimeSeries[{1, 2}], TimeSeries[{3, 4}]}]["Values"], {4, 6}]
VerificationTest[TimeSeriesInsert[TimeSeries[{{1, 1}, {3, 3}}], {2, 5}]["Path"], {{1, 1}, {2, 5}, {3, 3}}]

VerificationTest[Mean[TimeSeries[{1, 2, 3}]], 2]
VerificationTest[(2 TimeSeries[{1, 2, 3}] + 1)["Values"], {3, 5, 7}]
VerificationTest[Accumulate[TimeSeries[{1, 2, 3}]]["Values"], {1, 3, 6}]
VerificationTest[MovingAverage[TimeSeries[{1, 2, 3, 4}], 2]["Values"], {3/2, 5/2, 7/2}]
VerificationTest[TimeSeries[{{{2020, 1, 1}, 5}, {{2020, 1, 2}, 6}}]["Times"], {3786825600, 3786912000}, SameTest -> Equal]
VerificationTest[Head[ListLinePlot[ts]], Graphics]
