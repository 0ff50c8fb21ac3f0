(* Graph algorithms by hand and built in. *)

ClearAll["Global`*"];
g = Graph[{1 <-> 2, 2 <-> 3, 3 <-> 1, 3 <-> 4, 5 <-> 6}];
VerificationTest[
  {VertexList[g], EdgeCount[g], ConnectedComponents[g], VertexDegree[g]},
  {{1, 2, 3, 4, 5, 6}, 5, {{1, 2, 3, 4}, {5, 6}}, {2, 2, 3, 1, 1, 1}}]
VerificationTest[
  AdjacencyMatrix[g] // Normal,
  {{0, 1, 1, 0, 0, 0}, {1, 0, 1, 0, 0, 0}, {1, 1, 0, 1, 0, 0}, {0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 1}, {0,
    0, 0, 0, 1, 0}}]
VerificationTest[
  {FindShortestPath[g, 1, 4], GraphDistance[g, 1, 4], GraphDistance[g, 1, 6]},
  {{1, 3, 4}, 2, Infinity}]
dg = Graph[{"a" -> "b", "b" -> "c", "a" -> "c", "c" -> "d"}];
wg = Graph[{1, 2, 3}, {1 \[UndirectedEdge] 2, 2 \[UndirectedEdge] 3, 1 \[UndirectedEdge] 3},
    EdgeWeight -> {1, 1, 5}];
VerificationTest[
  {GraphDistance[wg, 1, 3], FindShortestPath[wg, 1, 3], Total[PropertyValue[{FindSpanningTree[wg], #},
    EdgeWeight] & /@ EdgeList[FindSpanningTree[wg]]]},
  {2, {1, 2, 3}, 2}]
VerificationTest[
  {EdgeList[CompleteGraph[4]] // Length, PathGraph[{1, 2, 3}] // EdgeList, CycleGraph[5] // VertexCount,
    GridGraph[{2, 3}] // EdgeCount},
  {6, {1 \[UndirectedEdge] 2, 2 \[UndirectedEdge] 3}, 5, 7}]
VerificationTest[
  {GraphQ[g], DirectedGraphQ[dg], EulerianGraphQ[CycleGraph[4]], HamiltonianGraphQ[CompleteGraph[4]],
    PlanarGraphQ[CompleteGraph[5]]},
  {True, True, True, True, False}]
VerificationTest[
  {IsomorphicGraphQ[CycleGraph[4], GridGraph[{2, 2}]], BreadthFirstScan[g, 1,
    {"PrevisitVertex" -> Sow}] // Reap // Last},
  {True, {{1, 2, 3, 4}}}]
bfs[adj_, s_] := Module[{seen = {s}, q = {s}, x}, While[q =!= {}, x = First[q]; q = Rest[q];
    Do[If[! MemberQ[seen, y], AppendTo[seen, y]; AppendTo[q, y]], {y, Lookup[adj, x, {}]}]]; seen];
adj = GroupBy[Flatten[{#, Reverse[#]} & /@ List @@@ EdgeList[g], 1], First -> Last];
VerificationTest[bfs[adj, 1], {1, 2, 3, 4}]
VerificationTest[
  {VertexReplace[g, 1 -> x] // VertexList, EdgeAdd[g, 1 <-> 9] // EdgeCount, VertexDelete[g,
    3] // EdgeList, Subgraph[g, {1, 2, 3}] // EdgeCount, NeighborhoodGraph[g, 4] // VertexList,
    AdjacencyList[g, 3]},
  {{x, 2, 3, 4, 5, 6}, 6, {1 \[UndirectedEdge] 2, 5 \[UndirectedEdge] 6}, 3, {4, 3}, {1, 2, 4}}]
VerificationTest[
  FindMaximumFlow[Graph[{1 -> 2, 1 -> 3, 2 -> 4, 3 -> 4}, EdgeCapacity -> {3, 2, 2, 4}], 1, 4],
  4]
union[p_, x_] := NestWhile[p, x, p[#] =!= # &];
kruskal[edges_] := Module[{p, find, out = {}}, p[x_] := x; find[x_] := FixedPoint[p, x];
    Do[With[{a = find[e[[1]]], b = find[e[[2]]]}, If[a =!= b, p[a] = b; AppendTo[out, e]]], {e,
    SortBy[edges, Last]}]; out];
VerificationTest[kruskal[{{1, 2, 4}, {2, 3, 1}, {1, 3, 2}, {3, 4, 7}}], {{2, 3, 1}, {1, 3, 2}, {3, 4, 7}}]
floyd[m_] := Module[{d = m, n = Length[m]}, Do[d[[i, j]] = Min[d[[i, j]], d[[i, k]] + d[[k, j]]], {k, n},
    {i, n}, {j, n}]; d];
VerificationTest[
  floyd[{{0, 3, Infinity}, {Infinity, 0, 1}, {2, Infinity, 0}}],
  {{0, 3, 4}, {3, 0, 1}, {2, 5, 0}}]

