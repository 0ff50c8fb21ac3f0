(* Functions on lists that are said in few words by others. *)

OrderingBy::usage = "OrderingBy[list, f] gives the positions of the elements of list in the order of the f[ei]; OrderingBy[list, f, n] gives the first n of them, OrderingBy[list, f, -n] the last n.";

OrderingBy[f_][list_] := OrderingBy[list, f];
OrderingBy[list_, f_] := Ordering[byAll[list, f]];
OrderingBy[list_, f_, n_] := Ordering[byAll[list, f], n];
OrderingBy[list_, f_, n_, p_] := Ordering[byAll[list, f], n, p];
byAll[list_, f_List] := Map[Function[each, Map[#[each] &, f]], values[list]];
byAll[list_, f_] := Map[f, values[list]];
values[a_?AssociationQ] := Values[a];
values[a_] := a;

SetAttributes[OrderingBy, Protected];

CountDistinctBy::usage = "CountDistinctBy[list, f] gives how many different values f has on the elements of list.";

CountDistinctBy[f_][list_] := CountDistinctBy[list, f];
CountDistinctBy[list_, f_] := Length[DeleteDuplicatesBy[list, f]];

SetAttributes[CountDistinctBy, Protected];

DeleteElements::usage = "DeleteElements[list, {e1, e2, ...}] gives list without the elements ei; DeleteElements[list, n -> {e1, e2, ...}] deletes at most n of each, DeleteElements[list, {n1, n2, ...} -> {e1, e2, ...}] at most ni of ei.";

DeleteElements[spec_][list_] := DeleteElements[list, spec];
DeleteElements[list_, es_List] := DeleteCases[list, Alternatives @@ Map[Verbatim, es]];
DeleteElements[list_, n : _Integer | Infinity -> es_List] := Fold[DeleteCases[#1, Verbatim[#2], 1, n] &, list, es];
DeleteElements[list_, ns_List -> es_List] /; Length[ns] === Length[es] :=
  Fold[DeleteCases[#1, Verbatim[First[#2]], 1, Last[#2]] &, list, Transpose[{es, ns}]];

SetAttributes[DeleteElements, Protected];

DeleteAdjacentDuplicates::usage = "DeleteAdjacentDuplicates[list] gives list without the elements that are the same as the one before; DeleteAdjacentDuplicates[list, test] decides by test.";

DeleteAdjacentDuplicates[list_List] := Map[First, Split[list]];
DeleteAdjacentDuplicates[list_List, test_] := Map[First, Split[list, test]];

SetAttributes[DeleteAdjacentDuplicates, Protected];

FoldWhileList::usage = "FoldWhileList[f, x, list, test] gives the values of FoldList[f, x, list] as long as test of them is True, and the first one for which it is not.";

FoldWhileList[f_, x_, list_, test_] := FoldWhileList[f, x, list, test, 1, 0];
FoldWhileList[f_, {x_, rest___}, test_] := FoldWhileList[f, x, {rest}, test, 1, 0];
FoldWhileList[f_, x_, list_, test_, m_] := FoldWhileList[f, x, list, test, m, 0];
FoldWhileList[f_, x_, list_, test_, m_, n_Integer] :=
  Module[{found = {x}, rest = List @@ list, recent},
    While[
      recent = If[m === All, found, Take[found, -Min[m, Length[found]]]];
      rest =!= {} && (IntegerQ[m] && Length[found] < m || TrueQ[test @@ recent]),
      AppendTo[found, f[Last[found], First[rest]]]; rest = Rest[rest]];
    Do[If[rest =!= {}, AppendTo[found, f[Last[found], First[rest]]]; rest = Rest[rest]], n];
    If[n < 0, Drop[found, Max[n, -Length[found]]], found]];

SetAttributes[FoldWhileList, Protected];

FoldWhile::usage = "FoldWhile[f, x, list, test] gives the last value of FoldWhileList[f, x, list, test]: the first for which test does not give True.";

FoldWhile[f_, list_, test_] := Last[FoldWhileList[f, list, test]];
FoldWhile[f_, x_, list_, test_, m___] := Last[FoldWhileList[f, x, list, test, m]];

SetAttributes[FoldWhile, Protected];

PowerRange::usage = "PowerRange[b] gives {1, 10, ...} up to b; PowerRange[a, b] gives {a, 10 a, ...}, and PowerRange[a, b, r] {a, r a, ...} up to b.";

PowerRange[b_] := PowerRange[1, b];
PowerRange[a_, b_] := PowerRange[a, b, If[TrueQ[Abs[b] < Abs[a]], 1/10, 10]];
PowerRange[a_, b_, r_] /; NumericQ[a] && NumericQ[b] && NumericQ[r] && a != 0 && r != 0 && Abs[r] != 1 :=
  Table[a r^k, {k, 0, Floor[Log[Abs[b/a]]/Log[Abs[r]] + 10^-10]}];

SetAttributes[PowerRange, Protected];

CoordinateBounds::usage = "CoordinateBounds[coords] gives the smallest and the largest value of each coordinate; CoordinateBounds[coords, pad] widens these by pad, or by Scaled[s] of the range.";

CoordinateBounds[coords_?MatrixQ] := Map[MinMax, Transpose[coords]];
CoordinateBounds[coords_, pad : Except[_Rule]] /; ArrayDepth[coords] > 1 :=
  MapThread[MinMax, {Transpose[Flatten[coords, ArrayDepth[coords] - 2]],
    If[ListQ[pad], pad, Table[pad, Last[Dimensions[coords]]]]}];
CoordinateBounds[coords_] /; ArrayDepth[coords] > 2 := CoordinateBounds[Flatten[coords, ArrayDepth[coords] - 2]];

SetAttributes[CoordinateBounds, Protected];

CoordinateBoundsArray::usage = "CoordinateBoundsArray[{{xmin, xmax}, {ymin, ymax}, ...}] gives the array of the points with whole steps in these ranges; CoordinateBoundsArray[bounds, d] takes the steps d, Into[n] n parts.";

CoordinateBoundsArray[bounds_] := CoordinateBoundsArray[bounds, 1];
CoordinateBoundsArray[bounds_?MatrixQ, d_] :=
  Outer[List, Sequence @@ MapThread[coordinateSteps, {bounds, If[ListQ[d], d, Table[d, Length[bounds]]]}]];
Into::usage = "Into[n] says that a range is to be divided into n parts.";
coordinateSteps[{a_, b_}, Into[n_]] := Subdivide[a, b, n];
coordinateSteps[{a_, b_}, d_] := Range[a, b, d];

SetAttributes[CoordinateBoundsArray, Protected];

UniqueElements::usage = "UniqueElements[{list1, list2, ...}] gives for each list the elements that none of the others has.";

UniqueElements[lists : {___List}] :=
  MapIndexed[DeleteDuplicates[DeleteElements[#1, Catenate[Delete[lists, #2]]]] &, lists];

SetAttributes[UniqueElements, Protected];

AllSameBy::usage = "AllSameBy[list, f] is True where f has the same value on all elements of list.";

AllSameBy[f_][list_] := AllSameBy[list, f];
AllSameBy[list_, f_] := SameQ @@ Map[f, values[list]];

SetAttributes[AllSameBy, Protected];

NumericalSort::usage = "NumericalSort[list] gives the elements of list in the order of their numerical values.";

NumericalSort[list_] := SortBy[list, {N, Identity}];

SetAttributes[NumericalSort, Protected];

NumericalOrder::usage = "NumericalOrder[a, b] gives 1, 0 or -1 as a stands before, with or after b by numerical value.";

NumericalOrder[a_, b_] := With[{found = Order[N[a], N[b]]}, If[found === 0, Order[a, b], found]];

SetAttributes[NumericalOrder, Protected];

AlphabeticOrder::usage = "AlphabeticOrder[a, b] gives 1, 0 or -1 as the string a stands before, with or after b in the alphabet.";

AlphabeticOrder[a_String, b_String] := Order[a, b];
AlphabeticOrder["English"][a_String, b_String] := Order[a, b];

SetAttributes[AlphabeticOrder, Protected];

AlphabeticSort::usage = "AlphabeticSort[list] gives the elements of list in the order of the alphabet.";

AlphabeticSort[list_] := Sort[list, AlphabeticOrder];
AlphabeticSort[list_, "English"] := Sort[list, AlphabeticOrder];

SetAttributes[AlphabeticSort, Protected];

LexicographicSort::usage = "LexicographicSort[list] gives the elements of list in the order of their first different parts; LexicographicSort[list, p] compares the parts by p.";

LexicographicSort[list_] := Sort[list, LexicographicOrder];
LexicographicSort[list_, p_] := Sort[list, LexicographicOrder[p]];

SetAttributes[LexicographicSort, Protected];

LexicographicOrder::usage = "LexicographicOrder[a, b] gives 1, 0 or -1 as a stands before, with or after b by the first different parts.";

LexicographicOrder[p_][a_, b_] := LexicographicOrder[a, b, p];
LexicographicOrder[a_, b_] := LexicographicOrder[a, b, Order];
LexicographicOrder[a_String, b_String, p_] := LexicographicOrder[Characters[a], Characters[b], p];
LexicographicOrder[a_, b_, p_] :=
  SelectFirst[MapThread[p, Map[Take[#, Min[Length[a], Length[b]]] &, {List @@ a, List @@ b}]], # =!= 0 &,
    Order[Length[a], Length[b]]];

SetAttributes[LexicographicOrder, Protected];

EqualTo::usage = "EqualTo[y] is the function that compares with y: EqualTo[y][x] is x == y.";
UnequalTo::usage = "UnequalTo[y] is the function that compares with y: UnequalTo[y][x] is x != y.";
GreaterThan::usage = "GreaterThan[y] is the function that compares with y: GreaterThan[y][x] is x > y.";
LessThan::usage = "LessThan[y] is the function that compares with y: LessThan[y][x] is x < y.";
GreaterEqualThan::usage = "GreaterEqualThan[y] is the function that compares with y: GreaterEqualThan[y][x] is x >= y.";
LessEqualThan::usage = "LessEqualThan[y] is the function that compares with y: LessEqualThan[y][x] is x <= y.";
SameAs::usage = "SameAs[y] is the function that compares with y: SameAs[y][x] is x === y.";

EqualTo[y_][x_] := x == y;
UnequalTo[y_][x_] := x != y;
GreaterThan[y_][x_] := x > y;
LessThan[y_][x_] := x < y;
GreaterEqualThan[y_][x_] := x >= y;
LessEqualThan[y_][x_] := x <= y;
SameAs[y_][x_] := x === y;

SetAttributes[{EqualTo, UnequalTo, GreaterThan, LessThan, GreaterEqualThan, LessEqualThan, SameAs}, Protected];

SubsetCases::usage = "SubsetCases[list, pattern] gives the subsets of elements of list that match pattern in some order, each element used once; SubsetCases[list, pattern :> rhs] gives what the rule makes of them.";
SubsetPosition::usage = "SubsetPosition[list, pattern] gives the positions of the subsets of elements that match pattern.";
SubsetCount::usage = "SubsetCount[list, pattern] gives how many subsets of elements of list match pattern, each element used once.";
SubsetReplace::usage = "SubsetReplace[list, rules] gives list with subsets of elements replaced as the rules say.";

Options[SubsetCases] = Options[SubsetCount] = {Overlaps -> False};
Options[SubsetPosition] = {Overlaps -> True};

SubsetCases[pattern_][list_] := SubsetCases[list, pattern];
SubsetCases[list_List, pattern_, n : _Integer | Infinity : Infinity, OptionsPattern[]] :=
  Map[Last, subsetMatches[list, pattern, n, OptionValue[Overlaps]]];
SubsetPosition[pattern_][list_] := SubsetPosition[list, pattern];
SubsetPosition[list_List, pattern_, n : _Integer | Infinity : Infinity, OptionsPattern[]] :=
  Map[First, subsetMatches[list, pattern, n, OptionValue[Overlaps]]];
SubsetCount[pattern_][list_] := SubsetCount[list, pattern];
SubsetCount[list_List, pattern_, OptionsPattern[]] := Length[subsetMatches[list, pattern, Infinity, OptionValue[Overlaps]]];
SubsetReplace[rules_][list_] := SubsetReplace[list, rules];
SubsetReplace[list_List, rules : _Rule | _RuleDelayed | {(_Rule | _RuleDelayed) ..}, n : _Integer | Infinity : Infinity] :=
  Module[{found = subsetMatches[list, rules, n, False]},
    Delete[ReplacePart[list, Map[First[First[#]] -> Last[#] &, found]], Map[List, Catenate[Map[Rest[First[#]] &, found]]]]];

subsetMatches[list_, pattern_, n_, overlaps_] :=
  Module[{used = <||>, found = {}, value, failed},
    Scan[
      Function[places,
        If[Length[found] < n && (overlaps =!= False || ! AnyTrue[places, KeyExistsQ[used, #] &]),
          value = subsetValue[list[[places]], pattern, failed];
          If[value =!= failed,
            AppendTo[found, {places, value}];
            If[overlaps === False, Scan[(used[#] = True) &, places]]]]],
      If[overlaps === All, Permutations, Subsets][Range[Length[list]], subsetSizes[pattern, Length[list]]]];
    found];
subsetValue[elements_, rules : _Rule | _RuleDelayed | {(_Rule | _RuleDelayed) ..}, failed_] :=
  SelectFirst[Map[Replace[#, Append[Flatten[{rules}], _ -> failed]] &, Permutations[elements]], # =!= failed &, failed];
subsetValue[elements_, pattern_, failed_] := SelectFirst[Permutations[elements], MatchQ[#, pattern] &, failed];
subsetSizes[rule : _Rule | _RuleDelayed, most_] := subsetSizes[First[rule], most];
subsetSizes[HoldPattern[Condition[pattern_, _]], most_] := subsetSizes[pattern, most];
subsetSizes[HoldPattern[PatternTest[pattern_, _]], most_] := subsetSizes[pattern, most];
subsetSizes[Verbatim[Pattern][_, pattern_], most_] := subsetSizes[pattern, most];
subsetSizes[pattern_List, most_] /; FreeQ[pattern, _Rule | _RuleDelayed | _BlankSequence | _BlankNullSequence | _Repeated | _RepeatedNull] := {Length[pattern]};
subsetSizes[_, most_] := {1, most};

SetAttributes[{SubsetCases, SubsetPosition, SubsetCount, SubsetReplace}, Protected];

NearestTo::usage = "NearestTo[x] is an operator: NearestTo[x][list] gives the elements of list nearest to x; NearestTo[x, n] the n nearest.";

Options[NearestTo] = {DistanceFunction -> Automatic, Method -> Automatic};

NearestTo[x_, options : OptionsPattern[]][list_] := Nearest[list, x, options];
NearestTo[x_, n : (_Integer | All | _List), options : OptionsPattern[]][list_] := Nearest[list, x, n, options];

SetAttributes[NearestTo, Protected];
