(* Functions of discrete mathematics that are short to say with others. *)

BooleanCountingFunction::usage = "BooleanCountingFunction[k, n] is the function of n variables that is true where at most k of them are; {k} where exactly k are, {min, max} where so many are, {{k1, k2, ...}} where one of these is their number.";
BooleanCountingFunction[k_Integer, n_Integer][x__] /; Length[{x}] == n := BooleanCountingFunction[{0, k}, n][x]
BooleanCountingFunction[{k_Integer}, n_Integer][x__] /; Length[{x}] == n := BooleanCountingFunction[{k, k}, n][x]
BooleanCountingFunction[{min_Integer, max_Integer}, n_Integer][x__] /; Length[{x}] == n := BooleanCountingFunction[{Range[min, max]}, n][x]
BooleanCountingFunction[{k : {__Integer}}, n_Integer][x : (True | False) ..] /; Length[{x}] == n := MemberQ[k, Count[{x}, True]]

DeBruijnSequence::usage = "DeBruijnSequence[list, n] is a cycle of elements of list in which every run of n of them occurs once.\nDeBruijnSequence[k, n] that of the numbers 0 to k - 1.";
DeBruijnSequence[k_Integer?Positive, n_Integer?Positive] := DeBruijnSequence[Range[0, k - 1], n]
DeBruijnSequence[list_List, n_Integer?Positive] := list[[1 + Flatten[Select[$Necklaces[Length[list], n], Divisible[n, Length[#]] &]]]]
DeBruijnSequence[s_String, n_Integer?Positive] := StringJoin[DeBruijnSequence[Characters[s], n]]
(* Lyndon words of at most n letters in their order, by Duval's method *)
$Necklaces[k_, n_] := Module[{w = {-1}, found = {}},
  While[w =!= {},
    w[[-1]]++;
    AppendTo[found, w];
    w = PadRight[w, n, w];
    While[w =!= {} && Last[w] == k - 1, w = Most[w]]];
  found]

Groupings::usage = "Groupings[{a1, a2, ...}, k] gives all ways to put the list into nested lists of k elements.\nGroupings[n, k] groups the numbers 1 to n. With f -> k the groups have head f.";
Groupings[n_Integer?Positive, k_] := Groupings[Range[n], k]
Groupings[list_List, k_Integer?Positive] := Groupings[list, List -> k]
Groupings[{a_}, _ -> _] := {a}
Groupings[list_List, f_ -> k_Integer] /; k > 1 := Flatten[Map[Function[sizes, Apply[f, Tuples[Map[Groupings[#, f -> k] &, TakeList[list, sizes]]], {1}]],
  Select[ReverseSort[Flatten[Permutations /@ IntegerPartitions[Length[list], {k}], 1]], AllTrue[Mod[# - 1, k - 1], # == 0 &] &]], 1]

QuadraticIrrationalQ::usage = "QuadraticIrrationalQ[x] tells whether x is a root of a quadratic polynomial with integer coefficients that is no rational number.";
QuadraticIrrationalQ[x_?NumericQ] := Quiet[With[{p = MinimalPolynomial[x, \[FormalX]]}, PolynomialQ[p, \[FormalX]] && Exponent[p, \[FormalX]] == 2]]
QuadraticIrrationalQ[_] := False

RamanujanTau::usage = "RamanujanTau[n] is the coefficient of x^n in the product of x and all (1 - x^k)^24.";
RamanujanTau::int = "`1` is no positive integer up to 10000.";
RamanujanTau[n_Integer] /; 0 < n <= 10000 := Module[{p = ConstantArray[0, n], q},
  p[[1]] = 1;
  Do[Do[p[[k + 1 ;;]] = p[[k + 1 ;;]] - p[[;; n - k]], 24], {k, n - 1}];
  p[[n]]]
RamanujanTau[n_?NumericQ] := Null /; (Message[RamanujanTau::int, n]; False)
SetAttributes[RamanujanTau, Listable];
