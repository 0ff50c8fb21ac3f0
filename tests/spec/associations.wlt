(* Associations: making, asking, choosing, combining. *)

(* Making *)
VerificationTest[<|"a" -> 1, "b" -> 2|>, Association["a" -> 1, "b" -> 2]]
VerificationTest[<|"a" -> 1, "a" -> 2|>, <|"a" -> 2|>]
VerificationTest[Keys[<|"a" -> 1, "b" -> 2, "a" -> 3|>], {"a", "b"}]
VerificationTest[Association[{"a" -> 1, "b" -> 2}], <|"a" -> 1, "b" -> 2|>]
VerificationTest[<|{"a" -> 1}, <|"b" -> 2|>|>, <|"a" -> 1, "b" -> 2|>]
VerificationTest[<|1 + 1 -> 2 + 2|>, <|2 -> 4|>]
VerificationTest[Length[<|1 -> a, 1. -> b|>], 2]
VerificationTest[AssociationQ[<||>], True]
VerificationTest[AssociationQ[{1 -> 2}], False]
VerificationTest[Head[<||>], Association]
VerificationTest[Normal[<|"a" -> 1|>], {"a" -> 1}]
VerificationTest[AtomQ[<|"a" -> 1|>], True]
VerificationTest[<|a -> 1|> === <|a -> 1|>, True]
VerificationTest[<|a -> 1, b -> 2|> === <|b -> 2, a -> 1|>, False]

(* Looking up *)
VerificationTest[<|"a" -> 1|>["a"], 1]
VerificationTest[<|"a" -> 1|>["b"], Missing["KeyAbsent", "b"]]
VerificationTest[<|"a" -> 1|>[["a"]], 1]
VerificationTest[<|2 -> "x", 1 -> "y"|>[[1]], "x"]
VerificationTest[<|2 -> "x", 1 -> "y"|>[[Key[1]]], "y"]
VerificationTest[Key["a"][<|"a" -> 1|>], 1]
VerificationTest[Lookup[<|"a" -> 1|>, "a"], 1]
VerificationTest[Lookup[<|"a" -> 1|>, "b"], Missing["KeyAbsent", "b"]]
VerificationTest[Lookup[<|"a" -> 1|>, "b", 0], 0]
VerificationTest[Lookup[<|"a" -> 1|>, {"a", "b"}, 0], {1, 0}]
VerificationTest[Lookup[{<|"a" -> 1|>, <|"a" -> 2|>}, "a"], {1, 2}]
VerificationTest[Lookup["a"][<|"a" -> 1|>], 1]
VerificationTest[Lookup[{"a" -> 1}, "a"], 1]
VerificationTest[Module[{n = 0}, Lookup[<|"a" -> 1|>, "a", n = 5]; n], 0]
VerificationTest[KeyExistsQ[<|"a" -> 1|>, "a"], True]
VerificationTest[KeyExistsQ["b"][<|"a" -> 1|>], False]
VerificationTest[KeyMemberQ[<|1 -> a, "x" -> b|>, _String], True]
VerificationTest[KeyFreeQ[<|1 -> a|>, _String], True]

(* Keys and Values *)
VerificationTest[Keys[<|"a" -> 1, "b" -> 2|>], {"a", "b"}]
VerificationTest[Values[<|"a" -> 1, "b" -> 2|>], {1, 2}]
VerificationTest[Keys[{"a" -> 1, "b" :> 2}], {"a", "b"}]
VerificationTest[Keys["a" -> 1], "a"]
VerificationTest[Values[{<|"a" -> 1|>, <|"b" -> 2|>}], {{1}, {2}}]
VerificationTest[Keys[<|"a" -> 1|>, f], {f["a"]}]
VerificationTest[Values[<||>], {}]

(* Choosing by key *)
VerificationTest[KeyTake[<|"a" -> 1, "b" -> 2, "c" -> 3|>, {"c", "a"}], <|"c" -> 3, "a" -> 1|>]
VerificationTest[KeyTake[<|"a" -> 1|>, {"x"}], <||>]
VerificationTest[KeyTake["a"][<|"a" -> 1, "b" -> 2|>], <|"a" -> 1|>]
VerificationTest[KeyDrop[<|"a" -> 1, "b" -> 2|>, "a"], <|"b" -> 2|>]
VerificationTest[KeyDrop[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3|>}, {"a"}], {<|"b" -> 2|>, <||>}]
VerificationTest[KeySelect[<|1 -> a, 2 -> b|>, EvenQ], <|2 -> b|>]
VerificationTest[KeySelect[EvenQ][<|1 -> a, 2 -> b|>], <|2 -> b|>]
VerificationTest[KeySort[<|"b" -> 1, "a" -> 2|>] // Keys, {"a", "b"}]
VerificationTest[KeySort[<|1 -> a, 3 -> b, 2 -> c|>, Greater] // Keys, {3, 2, 1}]
VerificationTest[KeySortBy[<|1 -> a, 2 -> b|>, Minus] // Keys, {2, 1}]

(* Mapping *)
VerificationTest[KeyMap[f, <|a -> 1, b -> 2|>], <|f[a] -> 1, f[b] -> 2|>]
VerificationTest[KeyMap[f][<|a -> 1|>], <|f[a] -> 1|>]
VerificationTest[KeyMap[0 &, <|a -> 1, b -> 2|>], <|0 -> 2|>]
VerificationTest[KeyValueMap[List, <|a -> 1, b -> 2|>], {{a, 1}, {b, 2}}]
VerificationTest[KeyValueMap[f][<|a -> 1|>], {f[a, 1]}]
VerificationTest[AssociationMap[f, {a, b}], <|a -> f[a], b -> f[b]|>]
VerificationTest[AssociationMap[Reverse, <|a -> 1|>], <|1 -> a|>]
VerificationTest[AssociationThread[{a, b}, {1, 2}], <|a -> 1, b -> 2|>]
VerificationTest[AssociationThread[{a, b} -> {1, 2}], <|a -> 1, b -> 2|>]
VerificationTest[AssociationThread[{a, a}, {1, 2}], <|a -> 2|>]

(* Combining *)
VerificationTest[Merge[{<|a -> 1|>, <|a -> 2, b -> 3|>}, Total], <|a -> 3, b -> 3|>]
VerificationTest[Merge[{a -> 1, a -> 2}, Identity], <|a -> {1, 2}|>]
VerificationTest[Merge[Total][{<|a -> 1|>, <|a -> 2|>}], <|a -> 3|>]
VerificationTest[Merge[{}, Total], <||>]
VerificationTest[KeyUnion[{<|a -> 1|>, <|b -> 2|>}],
  {<|a -> 1, b -> Missing["KeyAbsent", b]|>, <|a -> Missing["KeyAbsent", a], b -> 2|>}]
VerificationTest[KeyIntersection[{<|a -> 1, b -> 2|>, <|b -> 3|>}], {<|b -> 2|>, <|b -> 3|>}]
VerificationTest[KeyComplement[{<|a -> 1, b -> 2|>, <|b -> 3|>}], <|a -> 1|>]
VerificationTest[PositionIndex[{a, b, a}], <|a -> {1, 3}, b -> {2}|>]
VerificationTest[JoinAcross[{<|"k" -> 1, "a" -> x|>}, {<|"k" -> 1, "b" -> y|>}, "k"], {<|"k" -> 1, "a" -> x, "b" -> y|>}]
VerificationTest[JoinAcross[{<|"k" -> 1|>}, {<|"k" -> 2|>}, "k"], {}]

(* Changing in place *)
VerificationTest[Module[{t = <|"a" -> 1|>}, AssociateTo[t, "b" -> 2]; t], <|"a" -> 1, "b" -> 2|>]
VerificationTest[Module[{t = <|"a" -> 1|>}, AssociateTo[t, {"a" -> 5, "c" -> 6}]; t], <|"a" -> 5, "c" -> 6|>]
VerificationTest[Module[{t = <|"a" -> 1, "b" -> 2|>}, KeyDropFrom[t, "a"]; t], <|"b" -> 2|>]
VerificationTest[Module[{t = <|"a" -> 1|>}, t["b"] = 2; t], <|"a" -> 1, "b" -> 2|>]

(* Missing *)
VerificationTest[MissingQ[Missing["NotAvailable"]], True]
VerificationTest[MissingQ[1], False]
VerificationTest[DeleteMissing[{1, Missing[], 2}], {1, 2}]
VerificationTest[DeleteMissing[<|"a" -> Missing[], "b" -> 2|>], <|"b" -> 2|>]
VerificationTest[DeleteMissing[{{1, Missing[]}, {2, 3}}, 1, 1], {{2, 3}}]
VerificationTest[DeleteMissing[{{1, Missing[]}, {2, 3}}, 2], {{1}, {2, 3}}]

(* Delayed values *)
VerificationTest[Module[{n = 0}, With[{t = <|"a" :> ++n|>}, {t["a"], t["a"]}]], {1, 2}]

(* Dataset *)
VerificationTest[Normal[Dataset[{1, 2}]], {1, 2}]
VerificationTest[Dataset[{<|"a" -> 1|>, <|"a" -> 2|>}][Total, "a"], 3]
VerificationTest[Normal[Dataset[{<|"a" -> 1|>, <|"a" -> 2|>}][All, "a"]], {1, 2}]
VerificationTest[Normal[Dataset[{<|"a" -> 1|>, <|"a" -> 2|>}][Select[#a > 1 &]]], {<|"a" -> 2|>}]
VerificationTest[Dataset[{<|"a" -> 1|>, <|"a" -> 2|>}][2, "a"], 2]
VerificationTest[Normal[Dataset[{<|"k" -> 1, "v" -> 2|>, <|"k" -> 1, "v" -> 3|>}][GroupBy["k"], Total, "v"]], <|1 -> 5|>]
VerificationTest[Query[All, "a"][{<|"a" -> 1|>, <|"a" -> 2|>}], {1, 2}]
VerificationTest[Query[Max, "a"][{<|"a" -> 1|>, <|"a" -> 2|>}], 2]

(* Length of a Dataset *)
VerificationTest[Length[Dataset[{<|"a" -> 1|>, <|"a" -> 2|>}]], 2]

(* Dimensions of datasets *)
VerificationTest[Dimensions[Dataset[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3, "b" -> 4|>, <|"a" -> 5, "b" -> 6|>}]], {3, 2}]
