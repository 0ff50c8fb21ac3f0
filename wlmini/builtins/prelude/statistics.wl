(* Statistics that are short to say with others. *)

ContraharmonicMean::usage = "ContraharmonicMean[list] is the sum of the squares of the elements of list over their sum.";
ContraharmonicMean[x_List] := Total[x^2]/Total[x]

Entropy::usage = "Entropy[list] gives the information that an element of list carries, to the base E; Entropy[k, list] to the base k. A string is a list of characters.";
Entropy[x_List] := Entropy[E, x]
Entropy[x_String] := Entropy[E, x]
Entropy[k_, x_String] := Entropy[k, Characters[x]]
Entropy[k_, x_List] := With[{p = Values[Counts[x]]/Length[x]}, Total[p Log[k, 1/p]]]

QuartileDeviation::usage = "QuartileDeviation[list] is half the distance between the quartiles of list.";
QuartileDeviation[x_] := InterquartileRange[x]/2

QuartileSkewness::usage = "QuartileSkewness[list] is how much further the upper quartile lies from the median than the lower one, over their distance.";
QuartileSkewness[x_] := With[{q = Quartiles[x]}, (q[[3]] - 2 q[[2]] + q[[1]])/(q[[3]] - q[[1]])]

FactorialMoment::usage = "FactorialMoment[list, r] is the mean of the products x (x - 1) ... (x - r + 1).";
FactorialMoment[x_List, r_] := Mean[FactorialPower[x, r]]

AbsoluteCorrelation::usage = "AbsoluteCorrelation[v, w] is the mean of the products of the elements of v and w.";
AbsoluteCorrelation[v_List, w_List] := v . Conjugate[w]/Length[v]

WinsorizedMean::usage = "WinsorizedMean[list, f] is the mean of list with the part f of its smallest and of its largest elements put to the nearest of the others.";
WinsorizedMean[x_List] := WinsorizedMean[x, 1/20]
WinsorizedMean[x_List, f_?NumericQ] := WinsorizedMean[x, {f, f}]
WinsorizedMean[x_List, {f_, g_}] := Mean[$Winsorized[x, f, g]]

WinsorizedVariance::usage = "WinsorizedVariance[list, f] is the variance of list with the part f of its smallest and of its largest elements put to the nearest of the others.";
WinsorizedVariance[x_List] := WinsorizedVariance[x, 1/20]
WinsorizedVariance[x_List, f_?NumericQ] := WinsorizedVariance[x, {f, f}]
WinsorizedVariance[x_List, {f_, g_}] := Variance[$Winsorized[x, f, g]]

$Winsorized[x_, f_, g_] := With[{s = Sort[x], n = Length[x]}, Clip[x, {s[[1 + Floor[f n]]], s[[n - Floor[g n]]]}]]

TrimmedVariance::usage = "TrimmedVariance[list, f] is the variance of list without the part f of its smallest and of its largest elements.";
TrimmedVariance[x_List] := TrimmedVariance[x, 1/20]
TrimmedVariance[x_List, f_?NumericQ] := TrimmedVariance[x, {f, f}]
TrimmedVariance[x_List, {f_, g_}] := With[{n = Length[x]}, Variance[Take[Sort[x], {1 + Floor[f n], n - Floor[g n]}]]]

BinLists::usage = "BinLists[list, {min, max, dx}] gives the elements of list that lie in bins of width dx from min to max.";
BinLists[x_List] := BinLists[x, 1]
BinLists[x_List, dx_?NumericQ] := BinLists[x, {Floor[Min[x], dx], Floor[Max[x], dx] + dx, dx}]
BinLists[x_List, {min_?NumericQ, max_?NumericQ, dx_?NumericQ}] := BinLists[x, {Range[min, max, dx]}]
BinLists[x_List, {b_List}] := Map[Function[p, Select[x, p[[1]] <= # < p[[2]] &]], Partition[b, 2, 1]]

SpearmanRho::usage = "SpearmanRho[v, w] is the correlation of the ranks of the elements of v and w, equal ones by their mean rank.";
SpearmanRho::pair = KendallTau::pair = GoodmanKruskalGamma::pair = "`1` and `2` are no lists of the same length above 1.";
SpearmanRho[v_List, w_List] /; $Paired[v, w] := Correlation[$Ranks[v], $Ranks[w]]
SpearmanRho[v_, w_] := Null /; (Message[SpearmanRho::pair, v, w]; False)
$Paired[v_, w_] := VectorQ[v] && VectorQ[w] && Length[v] == Length[w] > 1
$Ranks[v_] := With[{groups = PositionIndex[Sort[v]]}, Lookup[Map[Mean, groups], v]]

KendallTau::usage = "KendallTau[v, w] tells by how many more pairs of elements v and w rise together than apart, as part of those that are not equal.";
KendallTau[v_List, w_List] /; $Paired[v, w] := With[{a = $Signs[v], b = $Signs[w]}, a . b/Sqrt[(a . a) (b . b)]]
KendallTau[v_, w_] := Null /; (Message[KendallTau::pair, v, w]; False)
$Signs[v_] := Sign[Subtract @@@ Subsets[v, {2}]]

GoodmanKruskalGamma::usage = "GoodmanKruskalGamma[v, w] tells by how many more pairs of elements v and w rise together than apart, over the number of both.";
GoodmanKruskalGamma[v_List, w_List] /; $Paired[v, w] := With[{c = $Signs[v] $Signs[w]}, Total[c]/Total[Abs[c]]]
GoodmanKruskalGamma[v_, w_] := Null /; (Message[GoodmanKruskalGamma::pair, v, w]; False)

BlomqvistBeta::usage = "BlomqvistBeta[v, w] is the correlation of the signs of the elements of v and w less their medians.";
BlomqvistBeta[v_List, w_List] := With[{a = Sign[v - Median[v]], b = Sign[w - Median[w]]}, a . b/Sqrt[(a . a) (b . b)]]

CorrelationFunction::usage = "CorrelationFunction[list, h] is how elements h places apart are correlated.";
CovarianceFunction::usage = "CovarianceFunction[list, h] is the mean product of the deviations of elements h places apart.";
CovarianceFunction[x_?VectorQ, h_Integer] /; Abs[h] < Length[x] := With[{d = x - Mean[x], k = Abs[h]}, Drop[d, k] . Drop[d, -k]/Length[x]]
CovarianceFunction[x_?VectorQ, {h_Integer}] := Table[CovarianceFunction[x, k], {k, 0, h}]
CorrelationFunction[x_?VectorQ, h_Integer] /; Abs[h] < Length[x] := CovarianceFunction[x, h]/CovarianceFunction[x, 0]
CorrelationFunction[x_?VectorQ, {h_Integer}] := Table[CorrelationFunction[x, k], {k, 0, h}]
