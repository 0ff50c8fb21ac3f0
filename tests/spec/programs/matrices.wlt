(* Linear algebra as in a first course. *)

ClearAll["Global`*"];
m = {{2, 1, 1}, {1, 3, 2}, {1, 0, 0}};
VerificationTest[
  {Det[m], Inverse[m], Transpose[m], Tr[m], m . {1, 2, 3}, MatrixPower[m, 3], LinearSolve[m, {4, 5, 6}],
  MatrixRank[m], CharacteristicPolynomial[m, x], m . Inverse[m] == IdentityMatrix[3]},
  {(-1/1), {{(0/1), (0/1), (1/1)}, {(-2/1), (1/1), (3/1)}, {(3/1), (-1/1), (-5/1)}},
  {{(2/1), (1/1), (1/1)}, {(1/1), (3/1), (0/1)}, {(1/1), (2/1), (0/1)}}, 5, {7, 13, 1},
  {{(21/1), (21/1), (16/1)}, {(31/1), (37/1), (27/1)}, {(6/1), (5/1), (4/1)}}, {(6/1), (15/1), (-23/1)}, 3,
  -1 - 4 x + 5 x^2 - x^3, True}]

ClearAll["Global`*"];
magic[n_?OddQ] := Table[n Mod[i + j - 1 + Floor[n/2], n] + Mod[i + 2 j - 2, n] + 1, {i, n}, {j, n}];
m = magic[5];
VerificationTest[
  {Union[Total[m], Total /@ m, {Tr[m], Tr[Reverse /@ m]}], Sort[Flatten[m]] == Range[25]},
  {{65}, True}]

ClearAll["Global`*"];
gauss[a_, b_] := Module[{m = MapThread[Append, {a, b}], n = Length[a]},
  Do[With[{p = SelectFirst[Range[k, n], m[[#, k]] != 0 &]}, m[[{k, p}]] = m[[{p, k}]]; m[[k]] /= m[[k, k]];
  Do[If[i != k, m[[i]] -= m[[i, k]] m[[k]]], {i, n}]], {k, n}]; m[[All, -1]]];
VerificationTest[
  gauss[{{0, 2, 1}, {1, -2, -3}, {-1, 1, 2}}, {-8, 0, 3}],
  {(-4/1), (-5/1), (2/1)}]

ClearAll["Global`*"];
markov = {{9/10, 1/10}, {1/2, 1/2}};
st = First[NullSpace[Transpose[markov] - IdentityMatrix[2]]];
VerificationTest[
  {st/Total[st], MatrixPower[markov, 2], Nest[# . markov &, {1, 0}, 2],
  N[MatrixPower[markov, 50], 5][[1, 1]] // Precision},
  {{(5/6), (1/6)}, {{(43/50), (7/50)}, {(7/10), (3/10)}}, {(43/50), (7/50)}, 5.}]
