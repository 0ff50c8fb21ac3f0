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

PositionLargest::usage = "PositionLargest[list] gives the positions of the largest elements of list.\nPositionLargest[list, n] those of the n largest, the largest first.";
PositionSmallest::usage = "PositionSmallest[list] gives the positions of the smallest elements of list.\nPositionSmallest[list, n] those of the n smallest, the smallest first.";
PositionLargest[x_List] := Flatten[Position[x, m_ /; m == Max[x], {1}, Heads -> False]]
PositionSmallest[x_List] := Flatten[Position[x, m_ /; m == Min[x], {1}, Heads -> False]]
PositionLargest[x_List, n_Integer?NonNegative] := Take[Ordering[-x], UpTo[n]]
PositionSmallest[x_List, n_Integer?NonNegative] := Take[Ordering[x], UpTo[n]]
PositionLargest[x_Association, n___] := Keys[x][[PositionLargest[Values[x], n]]]
PositionSmallest[x_Association, n___] := Keys[x][[PositionSmallest[Values[x], n]]]

FindTransientRepeat::usage = "FindTransientRepeat[list, n] gives {first, run}: list is the elements of first and then those of run at least n times over.";
FindRepeat::usage = "FindRepeat[list] gives the shortest list that repeated makes up list, the last time perhaps not to its end.";
FindTransientRepeat[x_List, n_Integer?Positive] := SelectFirst[
  Flatten[Table[{Take[x, t], x[[t + 1 ;; t + p]]}, {t, 0, Length[x] - 1}, {p, 1, Floor[(Length[x] - t)/n]}], 1],
  $Repeats[Drop[x, Length[First[#]]], Length[Last[#]]] &, {x, {}}]
FindRepeat[x_List] := Take[x, SelectFirst[Range[Length[x]], $Repeats[x, #] &, 0]]
FindRepeat[x_String] := StringJoin[FindRepeat[Characters[x]]]
$Repeats[x_, p_] := Drop[x, p] === Drop[x, -p]

QPochhammer::usage = "QPochhammer[a, q, n] is the product of 1 - a q^k for k from 0 to n - 1.";
QPochhammer[a_, q_, n_Integer?NonNegative] := Product[1 - a q^k, {k, 0, n - 1}]
QFactorial::usage = "QFactorial[n, q] is the product of the sums 1 + q + ... + q^(k - 1) for k from 1 to n.";
QFactorial[n_Integer?NonNegative, q_] := Product[Sum[q^j, {j, 0, k - 1}], {k, n}]
QBinomial::usage = "QBinomial[n, m, q] is the Gaussian binomial coefficient, the q-analogue of Binomial[n, m].";
QBinomial[n_Integer?NonNegative, m_Integer, q_] := If[0 <= m <= n, Cancel[QPochhammer[q, q, n]/(QPochhammer[q, q, m] QPochhammer[q, q, n - m])], 0]

BellY::usage = "BellY[n, k, {x1, x2, ...}] is the partial Bell polynomial in x1, x2, ....";
BellY[0, 0, _List] := 1
BellY[_Integer, 0, _List] := 0
BellY[0, _Integer, _List] := 0
BellY[n_Integer?Positive, k_Integer?Positive, x_List] := If[k > n, 0, Expand[Sum[Binomial[n - 1, i - 1] $At[x, i] BellY[n - i, k - 1, x], {i, n - k + 1}]]]
$At[x_, i_] := If[i <= Length[x], x[[i]], 0]

FiniteAbelianGroupCount::usage = "FiniteAbelianGroupCount[n] is the number of Abelian groups with n elements.";
FiniteAbelianGroupCount[n_Integer?Positive] := Times @@ PartitionsP[Last /@ FactorInteger[n]] /; n > 1
FiniteAbelianGroupCount[1] := 1
SetAttributes[FiniteAbelianGroupCount, Listable];

BooleanFunction::usage = "BooleanFunction[k, n] is the k-th function of n truth values: the digits of k in base 2 are its table, from all true on.";
BooleanFunction[k_Integer, n_Integer?NonNegative][x : (True | False) ...] /; Length[{x}] == n := IntegerDigits[k, 2, 2^n][[1 + FromDigits[{x} /. {True -> 0, False -> 1}, 2]]] == 1
BooleanFunction[k_Integer, n_Integer?NonNegative, {x___}] := BooleanMinimize[$Table[k, {x}, n]] /; Length[{x}] == n
$Table[k_, x_, n_] := Or @@ MapThread[If[#1 == 1, And @@ MapThread[If[#1, #2, ! #2] &, {#2, x}], False] &, {IntegerDigits[k, 2, 2^n], Tuples[{True, False}, n]}]
BooleanMinterms::usage = "BooleanMinterms[k, {a1, a2, ...}] is the conjunction of the variables, or their negations where k has a digit 0 in base 2.";
BooleanMinterms[k_Integer, x_List] := And @@ MapThread[If[#1 == 1, #2, ! #2] &, {IntegerDigits[k, 2, Length[x]], x}]
BooleanMinterms[k : {__Integer}, x_List] := Or @@ Map[BooleanMinterms[#, x] &, k]
BooleanMaxterms::usage = "BooleanMaxterms[k, {a1, a2, ...}] is the disjunction of the variables, or their negations where k has a digit 0 in base 2.";
BooleanMaxterms[k_Integer, x_List] := Or @@ MapThread[If[#1 == 1, #2, ! #2] &, {IntegerDigits[k, 2, Length[x]], x}]
BooleanMaxterms[k : {__Integer}, x_List] := And @@ Map[BooleanMaxterms[#, x] &, k]

FindIntegerNullVector::usage = "FindIntegerNullVector[{x1, x2, ...}] finds integers, not all 0, whose sum of products with x1, x2, ... is 0 to the digits that are known.\nFindIntegerNullVector[{x1, x2, ...}, d] finds them with a norm of at most d.";
FindIntegerNullVector[x : {__?NumericQ}, d_ : Infinity] := Module[{digits = $Digits[x], n = Length[x], rows, found},
  rows = LatticeReduce[Table[Append[UnitVector[n, i], Round[10^(digits - 2) $Exact[x[[i]]]/$Exact[Max[Abs[x]]]]], {i, n}]];
  found = SelectFirst[rows, Norm[Most[#]] <= Min[d, 10^((digits - 3)/n)] && Abs[Last[#]] <= 100 Norm[Most[#]] &, None];
  (Most[found] Sign[FirstCase[Most[found], Except[0]]]) /; found =!= None]
$Digits[x_] := With[{p = Select[Precision /@ x, NumberQ]}, If[AnyTrue[x, MachineNumberQ] || p === {}, 14, Min[60, Floor[Min[p]]]]]
$Exact[x_] := If[Precision[x] === Infinity, N[x, 80], SetPrecision[x, Infinity]]

RootApproximant::usage = "RootApproximant[x] finds an algebraic number that the number x may be.\nRootApproximant[x, n] one of degree at most n.";
RootApproximant[x_?NumericQ, n_Integer : 4] := Module[{v, y = $Exact[x], digits = $Digits[{x}], roots},
  v = Catch[Do[With[{f = FindIntegerNullVector[N[y^Range[0, k], digits], 10^(0.6 digits/(k + 1))]}, If[ListQ[f], Throw[f]]], {k, n}]; None];
  roots = If[ListQ[v], \[FormalX] /. Solve[v . \[FormalX]^Range[0, Length[v] - 1] == 0, \[FormalX]], {}];
  First[SortBy[roots, Abs[N[#, 20] - x] &]] /; roots =!= {}]

NLimit::usage = "NLimit[f, x -> x0] finds the limit of f as x goes to x0, by values ever nearer to it.";
NLimit[f_, x_ -> x0_] := Module[{steps = 10.^-Range[1, 4, 1/4], values}, values = If[x0 === Infinity, f /. x -> 1/steps, f /. x -> x0 + steps];
  InterpolatingPolynomial[Transpose[{steps, values}][[-5 ;;]], 0] /; VectorQ[values, NumericQ]]
