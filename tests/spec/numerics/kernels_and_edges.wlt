(* ListConvolve and ListCorrelate with kernels that hang over the edges. *)

ClearAll["Global`*"];
cross = {{0, 1, 0}, {1, 0, 1}, {0, 1, 0}};
dot = ReplacePart[ConstantArray[0, {4, 4}], {2, 3} -> 1];
VerificationTest[ListCorrelate[cross, dot, {2, 2}, 0], {{0, 0, 1, 0}, {0, 1, 0, 1}, {0, 0, 1, 0}, {0, 0, 0, 0}}]
VerificationTest[ListCorrelate[cross, RotateLeft[dot, {1, 0}], {2, 2}],
  RotateLeft[{{0, 0, 1, 0}, {0, 1, 0, 1}, {0, 0, 1, 0}, {0, 0, 0, 0}}, {1, 0}], TestID -> "around the edges"]
VerificationTest[ListCorrelate[cross, N[dot], {2, 2}, 0.], N[ListCorrelate[cross, dot, {2, 2}, 0]]]

(* the same by symbols, which no numbers take a shorter way for *)
items = Array[a, {3, 4}]; values = Array[Prime[3 #1 + #2] &, {3, 4}]; kernel = {{1, 2}, {3, 5}};
same[f_, spec___] := (f[kernel, items, spec] /. a[i_, j_] :> values[[i, j]]) === f[kernel, values, spec];
VerificationTest[
  {same[ListConvolve], same[ListCorrelate], same[ListConvolve, 1], same[ListCorrelate, 2],
   same[ListConvolve, {1, -1}], same[ListCorrelate, {-1, 1}, 7], same[ListConvolve, {{1, 2}, {2, 1}}, 3],
   same[ListCorrelate, {2, 2}, 0], same[ListConvolve, {2, 1}, 0]}, ConstantArray[True, 9]]

(* sums beyond the integers of the machine stay exact *)
VerificationTest[ListConvolve[{10^12, 10^12}, {10^12, 10^12, 1}], {2 10^24, 10^24 + 10^12}]
VerificationTest[ListConvolve[{1, 1}, {1, 2, 3}, {1, -1}, 10^30], {1 + 10^30, 3, 5, 3 + 10^30}]
