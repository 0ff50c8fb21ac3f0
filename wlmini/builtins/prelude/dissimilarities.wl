(* Distances of vectors of truth values, from how often the pairs agree and differ. *)

$PairCounts[u_List, v_List] := With[{pairs = Transpose[{u /. {1 -> True, 0 -> False}, v /. {1 -> True, 0 -> False}}]},
  {Count[pairs, {True, True}], Count[pairs, {True, False}], Count[pairs, {False, True}], Count[pairs, {False, False}]}]

MatchingDissimilarity::usage = "MatchingDissimilarity[u, v] is the part of the places in which the vectors of truth values u and v differ.";
MatchingDissimilarity[u_List, v_List] /; Length[u] == Length[v] :=
  With[{n = $PairCounts[u, v]}, (n[[2]] + n[[3]])/Length[u]]

JaccardDissimilarity::usage = "JaccardDissimilarity[u, v] is the part of the places in which u and v differ of those in which one of them is true.";
JaccardDissimilarity[u_List, v_List] /; Length[u] == Length[v] :=
  With[{n = $PairCounts[u, v]}, If[n[[1]] + n[[2]] + n[[3]] == 0, 0, (n[[2]] + n[[3]])/(n[[1]] + n[[2]] + n[[3]])]]

DiceDissimilarity::usage = "DiceDissimilarity[u, v] is the number of places in which u and v differ over twice those in which both are true and once those in which they differ.";
DiceDissimilarity[u_List, v_List] /; Length[u] == Length[v] :=
  With[{n = $PairCounts[u, v]}, If[n[[1]] + n[[2]] + n[[3]] == 0, 0, (n[[2]] + n[[3]])/(2 n[[1]] + n[[2]] + n[[3]])]]

RussellRaoDissimilarity::usage = "RussellRaoDissimilarity[u, v] is the part of the places in which u and v are not both true.";
RussellRaoDissimilarity[u_List, v_List] /; Length[u] == Length[v] :=
  With[{n = $PairCounts[u, v]}, (n[[2]] + n[[3]] + n[[4]])/Length[u]]

RogersTanimotoDissimilarity::usage = "RogersTanimotoDissimilarity[u, v] is twice the number of places in which u and v differ over that number twice and those in which they agree.";
RogersTanimotoDissimilarity[u_List, v_List] /; Length[u] == Length[v] :=
  With[{n = $PairCounts[u, v]}, 2 (n[[2]] + n[[3]])/(n[[1]] + 2 (n[[2]] + n[[3]]) + n[[4]])]

SokalSneathDissimilarity::usage = "SokalSneathDissimilarity[u, v] is twice the number of places in which u and v differ over that number twice and those in which both are true.";
SokalSneathDissimilarity[u_List, v_List] /; Length[u] == Length[v] :=
  With[{n = $PairCounts[u, v]}, If[n[[1]] + n[[2]] + n[[3]] == 0, 0, 2 (n[[2]] + n[[3]])/(n[[1]] + 2 (n[[2]] + n[[3]]))]]

YuleDissimilarity::usage = "YuleDissimilarity[u, v] is 2 n10 n01/(n11 n00 + n10 n01) for the numbers of pairs of each kind in u and v.";
YuleDissimilarity[u_List, v_List] /; Length[u] == Length[v] :=
  With[{n = $PairCounts[u, v]}, If[n[[2]] n[[3]] == 0, 0, 2 n[[2]] n[[3]]/(n[[1]] n[[4]] + n[[2]] n[[3]])]]

BinaryDistance::usage = "BinaryDistance[u, v] is 0 where u and v are the same, and 1 otherwise.";
BinaryDistance[u_, v_] := If[u === v, 0, 1]

NormalizedSquaredEuclideanDistance::usage = "NormalizedSquaredEuclideanDistance[u, v] is half the squared distance of u and v from their means, over the sum of their squared lengths from them.";
NormalizedSquaredEuclideanDistance[u_List, v_List] /; Length[u] == Length[v] :=
  1/2 Norm[(u - Mean[u]) - (v - Mean[v])]^2/(Norm[u - Mean[u]]^2 + Norm[v - Mean[v]]^2)
