(* Reports over records: grouping, joining, pivoting associations. *)

ClearAll["Global`*"];
data = {<|"name" -> "Ann", "dept" -> "IT", "pay" -> 100|>, <|"name" -> "Bob", "dept" -> "HR",
    "pay" -> 80|>, <|"name" -> "Cy", "dept" -> "IT", "pay" -> 120|>};
VerificationTest[GroupBy[data, #dept &, Total[#pay & /@ #] &], <|"IT" -> 220, "HR" -> 80|>]
VerificationTest[GroupBy[data, Key["dept"] -> Key["name"]], <|"IT" -> {"Ann", "Cy"}, "HR" -> {"Bob"}|>]
VerificationTest[Query[GroupBy["dept"], Mean, "pay"][data], <|"IT" -> 110, "HR" -> 80|>]
VerificationTest[Merge[data, Identity]["pay"], {100, 80, 120}]
ds = Dataset[data];
VerificationTest[
  {KeySort[<|"b" -> 1, "a" -> 2|>], KeyMap[ToUpperCase, <|"a" -> 1|>], KeySelect[<|1 -> a, 2 -> b|>,
    EvenQ], KeyTake[<|"a" -> 1, "b" -> 2|>, {"b"}], AssociationMap[#^2 &, {1, 2}], AssociationThread[{"x",
    "y"}, {1, 2}]},
  {<|"a" -> 2, "b" -> 1|>, <|"A" -> 1|>, <|2 -> b|>, <|"b" -> 2|>, <|1 -> 1, 2 -> 4|>, <|"x" -> 1,
    "y" -> 2|>}]
VerificationTest[
  {Lookup[<|"a" -> 1|>, {"a", "z"}, 0], <|"a" -> 1|>["q"], Values[<|"a" -> 1|>], Keys[{"a" -> 1}],
    Normal[<|"a" -> 1|>], MapIndexed[#2 &, <|"a" -> 1|>]},
  {{1, 0}, Missing["KeyAbsent", "q"], {1}, {"a"}, {"a" -> 1}, <|"a" -> {Key["a"]}|>}]
VerificationTest[
  {Merge[{<|"a" -> 1|>, <|"a" -> 2, "b" -> 3|>}, Total], Join[<|"a" -> 1|>, <|"a" -> 9|>], <|<|"a" -> 1|>,
    "b" -> 2|>, Union[{1, 2}, {2, 3}], KeyUnion[{<|"a" -> 1|>, <|"b" -> 2|>}], KeyIntersection[{<|"a" -> 1,
    "b" -> 2|>, <|"b" -> 3|>}]},
  {<|"a" -> 3, "b" -> 3|>, <|"a" -> 9|>, <|"a" -> 1, "b" -> 2|>, {1, 2, 3}, {<|"a" -> 1,
    "b" -> Missing["KeyAbsent", "b"]|>, <|"a" -> Missing["KeyAbsent", "a"], "b" -> 2|>}, {<|"b" -> 2|>,
    <|"b" -> 3|>}}]
VerificationTest[
  JoinAcross[{<|"id" -> 1, "x" -> "p"|>, <|"id" -> 2, "x" -> "q"|>}, {<|"id" -> 2, "y" -> "r"|>}, "id"],
  {<|"id" -> 2, "x" -> "q", "y" -> "r"|>}]
VerificationTest[
  {Transpose[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3, "b" -> 4|>}], PositionIndex[{a, b, a}], Counts[{a, b,
    a}], CountsBy[{1, 2, 3}, OddQ], GatherBy[Range[6], Mod[#, 3] &], SplitBy[{1, 1, 2, 3}, OddQ]},
  {<|"a" -> {1, 3}, "b" -> {2, 4}|>, <|a -> {1, 3}, b -> {2}|>, <|a -> 2, b -> 1|>, <|True -> 2,
    False -> 1|>, {{1, 4}, {2, 5}, {3, 6}}, {{1, 1}, {2}, {3}}}]
VerificationTest[
  {MaximalBy[data, #pay &][[All, "name"]], MinimalBy[data, #pay &][[1, "name"]], data[[All, "pay"]],
    Total[data[[All, "pay"]]], SelectFirst[data, #dept == "HR" &]["name"], Pick[{1, 2, 3}, {True, False,
    True}], Position[data, "IT"]},
  {{"Cy"}, "Bob", {100, 80, 120}, 300, "Bob", {1, 3}, {{1, Key["dept"]}, {3, Key["dept"]}}}]
VerificationTest[
  {Map[If[AssociationQ[#], Append[#, "bonus" -> #pay/10], #] &, data][[1]], Association[data[[1]],
    "pay" -> 1], Insert[<|"a" -> 1|>, "z" -> 0, 1], Prepend[<|"a" -> 1|>, "b" -> 2], Delete[<|"a" -> 1,
    "b" -> 2|>, "a"], Rest[<|"a" -> 1, "b" -> 2|>]},
  {<|"name" -> "Ann", "dept" -> "IT", "pay" -> 100, "bonus" -> 10|>, <|"name" -> "Ann", "dept" -> "IT",
    "pay" -> 1|>, <|"z" -> 0, "a" -> 1|>, <|"b" -> 2, "a" -> 1|>, <|"b" -> 2|>, <|"b" -> 2|>}]
VerificationTest[
  {MapAt[f, <|"a" -> 1, "b" -> 2|>, Key["b"]], ReplacePart[<|"a" -> 1|>, "a" -> 5], MapThread[f,
    {<|"a" -> 1|>, <|"a" -> 2|>}], Apply[Plus, <|"a" -> 1, "b" -> 2|>], f @@@ {<|"a" -> 1|>},
    KeyValueMap[List, <|"a" -> 1|>], Fold[Plus, 0, <|"a" -> 1, "b" -> 2|>], SortBy[<|"a" -> 2, "b" -> 1|>,
    Identity], Reverse[<|"a" -> 2, "b" -> 1|>]},
  {<|"a" -> 1, "b" -> f[2]|>, <|"a" -> 5|>, <|"a" -> f[1, 2]|>, 3, {f[1]}, {{"a", 1}}, 3, <|"b" -> 1,
    "a" -> 2|>, <|"b" -> 1, "a" -> 2|>}]
pivot = GroupBy[data, {#dept &, #name &}, #[[1, "pay"]] &];
VerificationTest[pivot, <|"IT" -> <|"Ann" -> 100, "Cy" -> 120|>, "HR" -> <|"Bob" -> 80|>|>]
Scan[Print[StringPadRight[#name, 6], StringPadLeft[ToString[#pay], 5]] &, data];
VerificationTest[
  {AssociationQ[<||>], Length[<|a -> 1|>], KeyExistsQ[<|a -> 1|>, a], KeyMemberQ[<|a -> 1|>, a],
    KeyFreeQ[<|a -> 1|>, b], MemberQ[<|a -> 1|>, 1], First[<|a -> 1|>], Catenate[{<|a -> 1|>, <|b -> 2|>}],
    MissingQ[<||>["x"]], DeleteMissing[{1, Missing[], 2}], DeleteMissing[<|a -> Missing[], b -> 2|>]},
  {True, 1, True, True, True, True, 1, {1, 2}, True, {1, 2}, <|b -> 2|>}]
VerificationTest[
  {Select[<|a -> 1, b -> 2|>, # > 1 &], Cases[<|a -> 1, b -> 2|>, x_ /; x > 1], DeleteCases[<|a -> 1,
    b -> 2|>, 1], Count[<|a -> 1, b -> 1|>, 1], Position[<|a -> 1, b -> 2|>, 2], AllTrue[<|a -> 2|>,
    EvenQ], Thread[{1, 2} -> {3, 4}], <|a -> 1|> /. 1 -> 2, <|a -> 1|> == <|a -> 1|>, <|a -> 1,
    b -> 2|> === <|b -> 2, a -> 1|>},
  {<|b -> 2|>, {2}, <|b -> 2|>, 2, {{Key[b]}}, True, {1 -> 3, 2 -> 4}, <|a -> 2|>, True, False}]

