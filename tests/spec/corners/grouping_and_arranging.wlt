(* Grouping, subsets, padding, folding *)

(* GroupBy *)
VerificationTest[GroupBy[{1, 2, 3, 4}, EvenQ, Total], <|False -> 4, True -> 6|>]
VerificationTest[GroupBy[{{a, x, 1}, {a, y, 2}, {b, x, 3}}, {#1[[1]] & , #1[[2]] & }], <|a -> <|x -> {{a, x, 1}}, y -> {{a, y, 2}}|>, b -> <|x -> {{b, x, 3}}|>|>]
VerificationTest[GroupBy[<|p -> 1, q -> 2, r -> 3|>, OddQ], <|True -> <|p -> 1, r -> 3|>, False -> <|q -> 2|>|>]
VerificationTest[GroupBy[{<|"k" -> 1, "v" -> 2|>, <|"k" -> 1, "v" -> 3|>}, Key["k"] -> Key["v"]], <|1 -> {2, 3}|>]
VerificationTest[GroupBy[EvenQ][{1, 2}], <|False -> {1}, True -> {2}|>]
VerificationTest[GroupBy[{{a, x, 1}, {a, y, 2}}, {First, (#1[[2]] & ) -> Last}, Total], <|a -> <|x -> 1, y -> 2|>|>]
VerificationTest[GatherBy[{{a, x}, {a, y}, {b, x}}, {First, Last}], {{{{a, x}}, {{a, y}}}, {{{b, x}}}}]
VerificationTest[SplitBy[{1, 1, 2, 3, 3}, Identity], {{1, 1}, {2}, {3, 3}}]
VerificationTest[SplitBy[{1, 3, 2, 4, 5}, OddQ], {{1, 3}, {2, 4}, {5}}]

(* Split *)
VerificationTest[Split[{1, 1, 2, 2, 1}], {{1, 1}, {2, 2}, {1}}]
VerificationTest[Split[{1, 2, 3, 1, 2}, Less], {{1, 2, 3}, {1, 2}}]
VerificationTest[Split[f[1, 1, 2]], f[f[1, 1], f[2]]]
VerificationTest[Gather[{1, 2, 1}], {{1, 1}, {2}}]
VerificationTest[Gather[{1, 2, 3, 4}, Mod[#1 - #2, 2] == 0 & ], {{1, 3}, {2, 4}}]
VerificationTest[CountDistinctBy[{1, 2, 3}, OddQ], 2]
VerificationTest[Tally[{a, b, a}], {{a, 2}, {b, 1}}]
VerificationTest[Tally[{1, 2, 3}, Mod[#1 - #2, 2] == 0 & ], {{1, 2}, {2, 1}}]

(* Tuples *)
VerificationTest[Tuples[{a, b}, 2], {{a, a}, {a, b}, {b, a}, {b, b}}]
VerificationTest[Tuples[{{a, b}, {c}}], {{a, c}, {b, c}}]
VerificationTest[Tuples[{a, b}, {1, 2}], {{{a, a}}, {{a, b}}, {{b, a}}, {{b, b}}}]
VerificationTest[Tuples[f[a, b], 2], {f[a, a], f[a, b], f[b, a], f[b, b]}]
VerificationTest[Tuples[{a, b}, 0], {{}}]
VerificationTest[Tuples[f[{a, b}, {c}]], {f[a, c], f[b, c]}]

(* Subsets *)
VerificationTest[Subsets[{a, b, c}], {{}, {a}, {b}, {c}, {a, b}, {a, c}, {b, c}, {a, b, c}}]
VerificationTest[Subsets[{a, b, c}, {2, 3}], {{a, b}, {a, c}, {b, c}, {a, b, c}}]
VerificationTest[Subsets[{a, b, c}, All, 2], {{}, {a}}]
VerificationTest[Subsets[{a, b, c}, All, {2}], {{a}}]
VerificationTest[Subsets[{a, b, c}, {0, 3, 2}], {{}, {a, b}, {a, c}, {b, c}}]
VerificationTest[Subsets[{a, b, c}, All, {-1}], {{a, b, c}}]
VerificationTest[Subsets[{a, b, c}, All, {8, 5, -1}], {{a, b, c}, {b, c}, {a, c}, {a, b}}]
VerificationTest[Subsets[f[a, b]], {f[], f[a], f[b], f[a, b]}]
VerificationTest[Subsets[{a, b}, Infinity], {{}, {a}, {b}, {a, b}}]

(* Permutations *)
VerificationTest[Permutations[{a, b, c}, {2}], {{a, b}, {a, c}, {b, a}, {b, c}, {c, a}, {c, b}}]
VerificationTest[Permutations[{a, b, c}, 1], {{}, {a}, {b}, {c}}]
VerificationTest[Permutations[{a, b}, {0, 2}], {{}, {a}, {b}, {a, b}, {b, a}}]
VerificationTest[Permutations[{a, b}, All], {{}, {a}, {b}, {a, b}, {b, a}}]
VerificationTest[Permutations[f[a, b]], {f[a, b], f[b, a]}]

(* ArrayReshape *)
VerificationTest[ArrayReshape[Range[6], {2, 3}], {{1, 2, 3}, {4, 5, 6}}]
VerificationTest[ArrayReshape[Range[5], {2, 3}], {{1, 2, 3}, {4, 5, 0}}]
VerificationTest[ArrayReshape[Range[5], {2, 3}, x], {{1, 2, 3}, {4, 5, x}}]
VerificationTest[ArrayReshape[Range[10], {2, 3}], {{1, 2, 3}, {4, 5, 6}}]
VerificationTest[ArrayReshape[{a, b, c}, 4], {a, b, c, 0}]

(* ArrayPad *)
VerificationTest[ArrayPad[{a, b}, {1, 2}, x], {x, a, b, x, x}]
VerificationTest[ArrayPad[{{1}}, {{1, 0}, {0, 1}}], {{0, 0}, {1, 0}}]
VerificationTest[ArrayPad[{1, 2, 3}, 2, "Reversed"], {2, 1, 1, 2, 3, 3, 2}]
VerificationTest[ArrayPad[{1, 2, 3, 4}, {-1, 1}], {2, 3, 4, 0}]

(* PadLeft *)
VerificationTest[PadLeft[{a, b}, 4], {0, 0, a, b}]
VerificationTest[PadLeft[{a, b}, 4, x], {x, x, a, b}]
VerificationTest[PadLeft[{a, b}, 5, x, 1], {x, x, a, b, x}]
VerificationTest[PadLeft[{{a}, {b, c}}], {{0, a}, {b, c}}]
VerificationTest[PadLeft[{{a}, {b, c}}, {3, 2}], {{0, 0}, {0, a}, {b, c}}]

(* PadRight *)
VerificationTest[PadRight[{a, b}, 4], {a, b, 0, 0}]
VerificationTest[PadRight[{a, b}, 5, {x, y}], {a, b, x, y, x}]
VerificationTest[PadRight[{a, b, c}, 5, {x, y}], {a, b, c, y, x}]
VerificationTest[PadRight[{a, b}, 5, x, 1], {x, a, b, x, x}]
VerificationTest[PadRight[{{a}, {b, c}}], {{a, 0}, {b, c}}]
VerificationTest[PadRight[{a, b}, 6, {a, b}], {a, b, a, b, a, b}]
VerificationTest[PadRight[f[a], 3, f[x]], f[a, f[x], f[x]]]
VerificationTest[PadRight[{}, 3, x], {x, x, x}]
VerificationTest[PadLeft[{1}, -3], {1, 0, 0}]
VerificationTest[PadLeft[{{1, 2}, {3}}, Automatic, x], {{1, 2}, {x, 3}}]

(* Riffle *)
VerificationTest[Riffle[{a, b, c}, x, {2, -1, 2}], {a, x, b, x, c, x}]
VerificationTest[Riffle[{a, b, c}, x, {1, -2, 2}], {x, a, x, b, x, c}]
VerificationTest[Riffle[{a, b, c, d}, x, {1, -1, 3}], {x, a, b, x, c, d, x}]
VerificationTest[Riffle[{a}, x], {a}]
VerificationTest[Riffle[{}, x], {}]
VerificationTest[Riffle[{a, b}, {}], {a, b}]
VerificationTest[Catenate[{<|a -> 1|>, {2}}], {1, 2}]
VerificationTest[Catenate[<|p -> {1}, q -> {2}|>], {1, 2}]

(* Insert *)
VerificationTest[Insert[{a, b}, x, 2], {a, x, b}]
VerificationTest[Insert[{a, b}, x, -1], {a, b, x}]
VerificationTest[Insert[{a, b}, x, {{1}, {2}}], {x, a, x, b}]
VerificationTest[Insert[{a, {b}}, x, {2, 1}], {a, {x, b}}]
VerificationTest[Insert[<|a -> 1, b -> 2|>, c -> 3, 2], <|a -> 1, c -> 3, b -> 2|>]
VerificationTest[Insert[<|"a" -> 1, "b" -> 2|>, "c" -> 3, Key["b"]], <|"a" -> 1, "c" -> 3, "b" -> 2|>]
VerificationTest[Insert[x, 2][{a, b}], {a, x, b}]
VerificationTest[Insert[{a, b}, x, 7], Insert[{a, b}, x, 7], {Insert::ins}]
VerificationTest[Insert[f[a], x, 1], f[x, a]]

(* Delete *)
VerificationTest[Delete[{a, b, c}, {{1}, {3}}], {b}]
VerificationTest[Delete[{a, b, c}, 0], Sequence[a, b, c]]
VerificationTest[Delete[<|a -> 1, b -> 2|>, Key[a]], <|b -> 2|>]
VerificationTest[Delete[<|"a" -> 1, "b" -> 2|>, "a"], <|"b" -> 2|>]
VerificationTest[Delete[<|"a" -> 1, "b" -> 2|>, 1], <|"b" -> 2|>]
VerificationTest[Delete[2][{a, b}], {a}]
VerificationTest[Delete[{a, b, c}, {}], {a, b, c}]

(* DeleteElements *)
VerificationTest[DeleteElements[{a, b, a, c}, {a}], {b, c}]
VerificationTest[DeleteElements[{a, b, a, c}, 1 -> {a}], {b, a, c}]
VerificationTest[DeleteElements[{a, b, a, a}, {2, 0} -> {a, b}], {b, a}]
VerificationTest[DeleteElements[{a}][{a, b}], {b}]
VerificationTest[DeleteDuplicates[{a, b, a}], {a, b}]
VerificationTest[DeleteDuplicates[{1, 2, 3}, Mod[#1 - #2, 2] == 0 & ], {1, 2}]
VerificationTest[DeleteDuplicatesBy[{1, 2, 3}, OddQ], {1, 2}]
VerificationTest[DeleteDuplicatesBy[OddQ][{1, 2, 3}], {1, 2}]
VerificationTest[DeleteAdjacentDuplicates[{a, a, b, a}], {a, b, a}]
VerificationTest[FoldList[f, {a, b, c}], {a, f[a, b], f[f[a, b], c]}]
VerificationTest[Fold[f, x, g[a, b]], f[f[x, a], b]]
VerificationTest[Fold[f, x, <|p -> a|>], f[x, a]]
VerificationTest[FoldList[f, x, g[a]], g[x, f[x, a]]]
VerificationTest[FoldWhile[Plus, 0, {1, 2, 3, 4}, #1 < 4 & ], 6]
VerificationTest[FoldWhile[Plus, {1, 2, 3, 4}, #1 < 4 & ], 6]
VerificationTest[FoldWhileList[Plus, 0, {1, 2, 3, 4}, #1 < 4 & ], {0, 1, 3, 6}]
VerificationTest[FoldPair[{#1 + #2, #1*#2} & , 1, {2, 3}], 5]

(* FoldPairList *)
VerificationTest[FoldPairList[{p[#1, #2], q[#1, #2]} & , s, {a, b}], {p[s, a], p[q[s, a], b]}]
VerificationTest[FoldPairList[{#1 + #2, #1*#2} & , 1, {2, 3}, f], {f[{3, 2}], f[{5, 6}]}]
VerificationTest[FoldPairList[TakeDrop, {a, b, c, d, e}, {1, 2}], {{a}, {b, c}}]

(* NestWhile *)
VerificationTest[NestWhile[#1/2 & , 16, EvenQ], 1]
VerificationTest[NestWhile[#1 + 1 & , 1, #2 - #1 < 5 & , 2, 3], 4]
VerificationTest[NestWhile[#1 + 1 & , 1, #1 < 5 & , 1, 2], 3]
VerificationTest[NestWhile[#1 + 1 & , 1, #1 < 5 & , 1, Infinity, 2], 7]
VerificationTest[NestWhile[#1 + 1 & , 1, #1 < 5 & , 1, Infinity, -1], 4]
VerificationTest[NestWhileList[#1/2 & , 16, EvenQ], {16, 8, 4, 2, 1}]
VerificationTest[NestWhileList[#1 + 1 & , 1, #1 < 5 & , 1, 2], {1, 2, 3}]
VerificationTest[NestList[f, x, 2], {x, f[x], f[f[x]]}]
VerificationTest[FixedPoint[Floor[#1/2] & , 10], 0]
VerificationTest[FixedPoint[#1 + 1 & , 0, 5], 5]
VerificationTest[FixedPointList[Floor[#1/2] & , 10], {10, 5, 2, 1, 0, 0}]
VerificationTest[FixedPointList[#1 + 1 & , 0, 3], {0, 1, 2, 3}]
VerificationTest[FixedPoint[#1/2. & , 1., SameTest -> (Abs[#1 - #2] < 0.1 & )], 0.0625]
VerificationTest[Accumulate[{}], {}]
VerificationTest[Accumulate[<|a -> 1, b -> 2|>], <|a -> 1, b -> 3|>]

(* Differences *)
VerificationTest[Differences[{1, 4, 9}], {3, 5}]
VerificationTest[Differences[{1, 4, 9, 16}, 1, 2], {8, 12}]
VerificationTest[Differences[{{1, 2}, {4, 8}}, {1, 1}], {{3}}]
VerificationTest[Differences[{{1, 2}, {4, 8}}, {0, 1}], {{1}, {4}}]
VerificationTest[Differences[{a}], {}]
VerificationTest[Ratios[{1, 2, 6}], {2, 3}]
VerificationTest[Ratios[{1, 2, 6, 24}, 2], {3/2, 4/3}]
