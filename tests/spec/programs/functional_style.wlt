(* Dispatch by patterns, own control structures, currying, fixed points, lists of every kind. *)

ClearAll["Global`*"];
area[circle[r_]] := Pi r^2;
area[rect[w_, h_]] := w h;
area[tri[a_, b_, c_]] := With[{s = (a + b + c)/2}, Sqrt[s (s - a) (s - b) (s - c)]];
area[shapes_List] := Total[area /@ shapes];
area[x_] := Failure["NoArea", <|"MessageTemplate" -> "No area of `1`", "MessageParameters" -> {x}|>];
VerificationTest[area[{circle[1], rect[2, 3], tri[3, 4, 5]}], 12 + Pi]
VerificationTest[area["blob"]["Message"], "No area of blob"]
VerificationTest[FailureQ[area[3]], True]
unit /: unit[a_, u_] + unit[b_, u_] := unit[a + b, u];
unit /: unit[a_, u_] unit[b_, v_] := unit[a b, u v];
unit /: unit[a_, u_]^n_ := unit[a^n, u^n];
unit /: x_?NumberQ unit[a_, u_] := unit[x a, u];
unit[a_, u_ v_] /; False := 0;
convert[unit[a_, u_], rules_] := With[{e = u /. rules}, unit[a (e /. unit[q_, _] :> q), 1] /;
    NumberQ[e /. unit[q_, _] :> q]];
VerificationTest[
  {unit[3, m] + unit[4, m], unit[3, m] unit[2, s], 2 unit[3, m], unit[2, m]^2, unit[6, m] unit[2, s]^-1,
    unit[1, m] + unit[1, s]},
  {unit[7, m], unit[6, m*s], unit[6, m], unit[4, m^2], unit[3, m/s], unit[1, m] + unit[1, s]}]
validate[rec_Association] := Enclose[ConfirmBy[rec["age"], IntegerQ, "age"]; ConfirmMatch[rec["name"],
    _String, "name"]; ConfirmAssert[rec["age"] >= 0]; rec, Function[f, f["Information"]]];
VerificationTest[
  validate /@ {<|"name" -> "A", "age" -> 3|>, <|"name" -> 5, "age" -> 3|>, <|"name" -> "B", "age" -> "x"|>},
  {<|"name" -> "A", "age" -> 3|>, "name", "age"}]
SetAttributes[repeatUntil, HoldAll];
repeatUntil[body_, cond_] := While[True, body; If[cond, Break[]]];
k = 0;
repeatUntil[k++, k >= 5];
VerificationTest[k, 5]
SetAttributes[forEach, HoldAll];
forEach[v_Symbol, list_, body_] := Block[{v}, Scan[Function[e, v = e; body], list]];
forEach[z, {1, 2}, Print["z=", z]];
SetAttributes[unless, HoldRest];
unless[c_, b_] := If[! c, b];
VerificationTest[{unless[False, "ran"], unless[True, Print["no"]]}, {"ran", Null}]
SetAttributes[debug, HoldFirst];
debug[e_] := (Print[HoldForm[e], " = ", e]; e);
debug[1 + 2];
compose[fs___] := Fold[Composition[#2, #1] &, Identity, {fs}];
VerificationTest[compose[# + 1 &, # 2 &][3], 8]
curry[f_, n_] := If[n == 1, f, Function[x, curry[f[x, ##] &, n - 1]]];
VerificationTest[curry[Plus, 3][1][2][3], 6]
pipeline = RightComposition[Select[OddQ], Map[#^2 &], Total];
VerificationTest[pipeline[Range[5]], 35]
lazy[n_] := {n, lazy[n + 1] &};
takeLazy[{h_, t_}, k_] := If[k == 0, {}, Prepend[If[k == 1, {}, takeLazy[{t[][[1]], t[][[2]]}, k - 1]], h]];
VerificationTest[takeLazy[lazy[5], 4], {5, 6, 7, 8}]
trampoline[f_, args_] := NestWhile[#[] &, f @@ args, MatchQ[#, _Function] &];
even[0] := True;
even[n_] := odd[n - 1] &;
odd[0] := False;
odd[n_] := With[{m = n - 1}, Function[even[m]]];
even[n_] := With[{m = n - 1}, Function[odd[m]]];
VerificationTest[trampoline[even, {1001}], False]
Y = Function[f, Function[x, f[Function[y, x[x][y]]]][Function[x, f[Function[y, x[x][y]]]]]];
VerificationTest[Y[Function[self, Function[n, If[n == 0, 1, n self[n - 1]]]]][6], 720]
church[n_] := Function[f, Function[x, Nest[f, x, n]]];
add[a_, b_] := Function[f, Function[x, a[f][b[f][x]]]];
VerificationTest[add[church[3], church[4]][# + 1 &][0], 7]
match[expr_] := Replace[expr, {_Integer?Positive -> "pos", _Integer -> "int", {x_, y_} /; x == y -> "pair",
    {__} -> "list", _String -> "str", f_[___] :> SymbolName[f], _ -> "other"}];
VerificationTest[
  match /@ {5, -2, {1, 1}, {1, 2}, "s", g[1], h},
  {"pos", "int", "pair", "list", "str", "g", "other"}]
accumulateBy[f_][l_] := Rest[FoldList[f, First[l], l]];
VerificationTest[accumulateBy[Max][{3, 1, 4, 1, 5}], {3, 3, 4, 4, 5}]
groupAdj[l_] := Split[l, #2 - #1 == 1 &];
VerificationTest[{First[#], Last[#]} & /@ groupAdj[{1, 2, 3, 5, 6, 9}], {{1, 3}, {5, 6}, {9, 9}}]
zipWith[f_, ls__] := MapThread[f, {ls}];
VerificationTest[zipWith[Plus, {1, 2}, {3, 4}, {5, 6}], {9, 12}]
VerificationTest[
  {Outer[List, {a, b}, {1, 2}], Tuples[{0, 1}, 2], Subsets[{1, 2, 3}, {2}], Permutations[{1, 2, 3},
    {2}] // Length, Riffle[{1, 2, 3}, x], Partition[Range[7], 3], Partition[Range[7], UpTo[3]],
    Partition[Range[5], 2, 1, 1], RotateLeft[{1, 2, 3}], TakeDrop[{1, 2, 3}, 1], Gather[{1, 2, 1}],
    Split[{1, 1, 2}], Position[{1, 2, 1}, 1], Flatten[{{1, {2}}, 3}, 1], Join[{1}, {2}], Insert[{1, 3}, 2,
    2], Delete[{1, 2, 3}, 2], ReplacePart[{1, 2}, 1 -> x], MapAt[f, {1, 2}, 2], Take[{1, 2, 3}, -2],
    Drop[{1, 2, 3}, 1], Most[{1, 2}], {1, 2, 3, 4}[[;; ;; 2]], {1, 2, 3}[[{1, -1}]], Total[{{1, 2}, {3,
    4}}], Array[f, {2, 2}], Range[0, 1, 1/4], Table[i j, {i, 2}, {j, i}], Thread[f[{1, 2}, x]],
    Inner[Times, {1, 2}, {3, 4}, Plus], Sort[{3, 1, 2}, Greater], SortBy[{"bb", "a"}, StringLength],
    Ordering[{3, 1, 2}], Reverse[{1, 2}], Commonest[{1, 1, 2}], Median[{1, 2, 3, 4}], Variance[{1, 2, 3}],
    Quantile[{1, 2, 3, 4}, 1/2], Clip[5, {0, 3}], Rescale[{0, 5, 10}], PadLeft[{1}, 3], PadRight[{1, 2}, 3,
    x], ArrayPad[{1}, 1], Accumulate[{1, 2}], Differences[{1, 4}], Mean[{1, 2}], MinMax[{3, 1}],
    Nearest[{1, 5, 9}, 6], DeleteDuplicatesBy[{1, -1, 2}, Abs], Complement[{1, 2}, {2}], Intersection[{1,
    2}, {2, 3}], SymmetricDifference[{1, 2}, {2, 3}], ContainsAll[{1, 2}, {1}], DisjointQ[{1}, {2}],
    SubsetQ[{1, 2}, {1}], FirstCase[{a, 1}, _Integer], FirstPosition[{a, b}, b], SelectFirst[{1, 2},
    EvenQ], Count[{1, 1, 2}, 1], FreeQ[{1, 2}, 3], LengthWhile[{1, 1, 2}, # == 1 &], TakeWhile[{1, 2, 3},
    # < 3 &], Extract[{{1, 2}}, {1, 2}], Level[f[g[x]], {1}], Depth[f[g[x]]]},
  {{{{a, 1}, {a, 2}}, {{b, 1}, {b, 2}}}, {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{1, 2}, {1, 3}, {2, 3}}, 6, {1,
    x, 2, x, 3}, {{1, 2, 3}, {4, 5, 6}}, {{1, 2, 3}, {4, 5, 6}, {7}}, {{1, 2}, {2, 3}, {3, 4}, {4, 5}, {5,
    1}}, {2, 3, 1}, {{1}, {2, 3}}, {{1, 1}, {2}}, {{1, 1}, {2}}, {{1}, {3}}, {1, {2}, 3}, {1, 2}, {1, 2,
    3}, {1, 3}, {x, 2}, {1, f[2]}, {2, 3}, {2, 3}, {1}, {1, 3}, {1, 3}, {4, 6}, {{f[1, 1], f[1, 2]}, {f[2,
    1], f[2, 2]}}, {0, 1/4, 1/2, 3/4, 1}, {{1}, {2, 4}}, {f[1, x], f[2, x]}, 11, {3, 2, 1}, {"a", "bb"},
    {2, 3, 1}, {2, 1}, {1}, 5/2, 1, 2, 3, {0, 1/2, 1}, {0, 0, 1}, {1, 2, x}, {0, 1, 0}, {1, 3}, {3}, 3/2,
    {1, 3}, {5}, {1, 2}, {1}, {2}, {1, 3}, True, True, True, 1, {2}, 2, 2, True, 2, {1, 2}, 2, {g[x]}, 3}]

