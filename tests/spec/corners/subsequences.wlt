(* Runs of elements, changes at positions *)
VerificationTest[OperatorApplied[f][x][y], f[y, x]]
VerificationTest[OperatorApplied[Power][2] /@ {1, 2}, {1, 4}]
VerificationTest[CurryApplied[f, 3][x][y][z], f[x, y, z]]
VerificationTest[CurryApplied[2][f][x][y], f[x, y]]
VerificationTest[ReverseApplied[f][a, b, c], f[c, b, a]]
VerificationTest[ReverseApplied[f, 2][a, b, c], f[b, a, c]]
VerificationTest[ComapApply[{f, g}, {x, y}], {f[x, y], g[x, y]}]
VerificationTest[ComapApply[{f, g}][{x, y}], {f[x, y], g[x, y]}]

(* SequenceCases *)
VerificationTest[SequenceCases[{a, b, b, c, a, b, b}, {a, b..}], {{a, b, b}, {a, b, b}}]
VerificationTest[SequenceCases[{1, 2, 3}, {__}], {{1, 2, 3}}]
VerificationTest[SequenceCases[{1, 2, a, 3, 4, 5}, {__Integer}], {{1, 2}, {3, 4, 5}}]
VerificationTest[SequenceCases[{1, 2, 3}, {x_, y_} /; y > x + 0, Overlaps -> True], {{1, 2}, {2, 3}}]
VerificationTest[SequenceCases[{a, b, a, b}, {a, b}, 1], {{a, b}}]
VerificationTest[SequenceCases[{1, 2, 3, 4}, x:{_, _} :> Total[x]], {3, 7}]
VerificationTest[SequencePosition[{a, a, a}, {a, a}], {{1, 2}, {2, 3}}]
VerificationTest[SequencePosition[{a, a, a}, {a, a}, Overlaps -> False], {{1, 2}}]
VerificationTest[SequenceCount[{a, a, a}, {a, a}], 1]
VerificationTest[SequenceCount[{a, a, a}, {a, a}, Overlaps -> True], 2]

(* SequenceReplace *)
VerificationTest[SequenceReplace[{1, 2, 3, 4}, {x_, y_} :> {y, x}], {{2, 1}, {4, 3}}]
VerificationTest[SequenceReplace[{1, 2, 3, 4}, {x_, y_} :> Sequence[y, x]], {2, 1, 4, 3}]
VerificationTest[SequenceReplace[{a, b, c}, {{a} -> 1, {c} -> 2}], {1, b, 2}]
VerificationTest[SequenceReplace[{a, a, a}, {a} -> 1, 2], {1, 1, a}]
VerificationTest[SequenceReplace[x, {a} -> b], SequenceReplace[x, {a} -> b], {SequenceReplace::list}]
VerificationTest[SequenceSplit[{1, 2, a, 3, a, 4}, {a}], {{1, 2}, {3}, {4}}]
VerificationTest[LongestCommonSubsequence["abcd", "xbcy"], "bc"]
VerificationTest[LongestCommonSequence["abcde", "axcye"], "ace"]
VerificationTest[LongestCommonSubsequencePositions["abcd", "xbcy"], {{2, 3}, {2, 3}}]

(* FlattenAt *)
VerificationTest[FlattenAt[{a, {b, c}, {d, e}}, 2], {a, b, c, {d, e}}]
VerificationTest[FlattenAt[{a, {b, {c}}, {d, e}}, {2, 2}], {a, {b, c}, {d, e}}]
VerificationTest[FlattenAt[{a, {b, c}, {d, e}}, -1], {a, {b, c}, d, e}]
VerificationTest[FlattenAt[f[a, g[b, c]], 2], f[a, b, c]]
VerificationTest[FlattenAt[{a, {b}, {c, {d}}}, {{2}, {3, 2}}], {a, b, {c, d}}]

(* ReplaceAt *)
VerificationTest[ReplaceAt[{1, 2, 3, 4}, _?EvenQ -> e, 2 ;; 4], {1, e, 3, e}]
VerificationTest[ReplaceAt[a -> x, 2][{a, a}], {a, x}]
VerificationTest[ReplaceAt[{{a, a}, {a, a}}, a -> x, {All, 1}], {{x, a}, {x, a}}]

(* SubsetMap *)
VerificationTest[SubsetMap[Reverse, <|a -> 1, b -> 2, c -> 3|>, {1, 3}], <|a -> 3, b -> 2, c -> 1|>]
VerificationTest[SubsetMap[Reverse, {{a, b}, {c, d}}, {{1, 1}, {2, 2}}], {{d, b}, {c, a}}]
VerificationTest[SubsetMap[Accumulate, {1, 2, 3, 4}, All], {1, 3, 6, 10}]
VerificationTest[SubsetMap[Reverse, {1}][{a, b}], {a, b}]
