(* Functions of lists: positions, levels, order *)

(* Flatten *)
VerificationTest[Flatten[{{1, {2}}, 3}, 1], {1, {2}, 3}]
VerificationTest[Flatten[f[f[1], g[f[2]]]], f[1, g[f[2]]]]
VerificationTest[Flatten[f[1, g[2, g[3]]], Infinity, g], f[1, 2, 3]]
VerificationTest[Flatten[{{a, b}, {c, d, e}}, {{2}, {1}}], {{a, c}, {b, d}, {e}}]
VerificationTest[Flatten[{{{a, b}, {c}}, {{d}}}, {{1, 2}}], {{a, b}, {c}, {d}}]
VerificationTest[Flatten[{{{a, b}, {c}}, {{d}}}, {{3}, {1, 2}}], {{a, c, d}, {b}}]
VerificationTest[Flatten[{{{a, b}, {c, e}}, {{d, f}, {g, h}}}, {{1}, {2, 3}}], {{a, b, c, e}, {d, f, g, h}}]
VerificationTest[Flatten[{{a, b}, {c, d}}, {{2, 1}}], {a, c, b, d}]
VerificationTest[Flatten[{{a, b}, {c, d}}, {2}], {{a, c}, {b, d}}]
VerificationTest[Flatten[{a, b}, 0], {a, b}]
VerificationTest[Flatten[x], Flatten[x], {Flatten::normal}]

(* FlattenAt *)
VerificationTest[FlattenAt[{a, {b, c}, {d, e}}, 2], {a, b, c, {d, e}}]
VerificationTest[FlattenAt[{a, {b, c}, {d, e}}, {{2}, {3}}], {a, b, c, d, e}]
VerificationTest[FlattenAt[{a, {b, {c}}, {d, e}}, {2, 2}], {a, {b, c}, {d, e}}]
VerificationTest[FlattenAt[{a, {b, c}, {d, e}}, -1], {a, {b, c}, d, e}]
VerificationTest[FlattenAt[f[a, g[b, c]], 2], f[a, b, c]]

(* MapIndexed *)
VerificationTest[MapIndexed[f, {{a}, {b}}, {2}], {{f[a, {1, 1}]}, {f[b, {2, 1}]}}]
VerificationTest[MapIndexed[f, {{a}, {b}}, 2], {f[{f[a, {1, 1}]}, {1}], f[{f[b, {2, 1}]}, {2}]}]
VerificationTest[MapIndexed[f, <|x -> 1|>], <|x -> f[1, {Key[x]}]|>]
VerificationTest[MapIndexed[f, g[a, b], Heads -> True], f[g, {0}][f[a, {1}], f[b, {2}]]]
VerificationTest[MapIndexed[f, {a, b}, {0}], f[{a, b}, {}]]

(* MapThread *)
VerificationTest[MapThread[f, {<|a -> 1, b -> 2|>, <|a -> 3, b -> 4|>}], <|a -> f[1, 3], b -> f[2, 4]|>]
VerificationTest[MapThread[f, {}], {}]
VerificationTest[MapThread[f][{{a, b}, {c, d}}], {f[a, c], f[b, d]}]

(* MapAt *)
VerificationTest[MapAt[f, {{a, b}, {c, d}}, {2, 1}], {{a, b}, {f[c], d}}]
VerificationTest[MapAt[f, {{a, b}, {c, d}}, {All, 1}], {{f[a], b}, {f[c], d}}]
VerificationTest[MapAt[f, {a, b, c, d}, 2 ;; 3], {a, f[b], f[c], d}]
VerificationTest[MapAt[f, {a, b, c, d}, {{1}, {1}}], {f[f[a]], b, c, d}]
VerificationTest[MapAt[f, <|a -> 1, b -> 2|>, Key[b]], <|a -> 1, b -> f[2]|>]
VerificationTest[MapAt[f, <|"a" -> 1, "b" -> 2|>, "b"], <|"a" -> 1, "b" -> f[2]|>]
VerificationTest[MapAt[f, <|"a" -> 1, "b" -> 2|>, 1], <|"a" -> f[1], "b" -> 2|>]
VerificationTest[MapAt[f, <|"a" -> 1, "b" -> 2|>, {{"a"}, {"b"}}], <|"a" -> f[1], "b" -> f[2]|>]
VerificationTest[MapAt[f, 2][{a, b}], {a, f[b]}]
VerificationTest[MapAt[h, f[a, b], {{1}, {0}}], h[f][h[a], b]]
VerificationTest[MapAt[f, {<|"x" -> 1|>, <|"x" -> 2|>}, {All, "x"}], {<|"x" -> f[1]|>, <|"x" -> f[2]|>}]
VerificationTest[MapApply[f][{{a, b}, {c}}], {f[a, b], f[c]}]

(* ReplacePart *)
VerificationTest[ReplacePart[{a, b, c}, {1, 3} -> x], {a, b, c}]
VerificationTest[ReplacePart[{{a, b}, {c, d}}, {2, 1} -> x], {{a, b}, {x, d}}]
VerificationTest[ReplacePart[{{a, b}, {c, d}}, {i_, i_} -> x], {{x, b}, {c, x}}]
VerificationTest[ReplacePart[{{a, b}, {c, d}}, {i_, j_} :> i + j], {{2, 3}, {3, 4}}]
VerificationTest[ReplacePart[{a, b, c}, i_?EvenQ -> x], {a, x, c}]
VerificationTest[ReplacePart[{a, b, c}, 0 -> f], f[a, b, c]]
VerificationTest[ReplacePart[{a, b, c}, 7 -> f], {a, b, c}]
VerificationTest[ReplacePart[<|a -> 1, b -> 2|>, Key[b] -> x], <|a -> 1, b -> x|>]
VerificationTest[ReplacePart[<|"a" -> 1, "b" -> 2|>, "b" -> x], <|"a" -> 1, "b" -> x|>]
VerificationTest[ReplacePart[{a, b, c}, x, 2], {a, x, c}]
VerificationTest[ReplacePart[f[a, b], 1 :> q], f[q, b]]
VerificationTest[ReplacePart[{a, b, c, d}, {1 | 3 -> x}], {x, b, x, d}]

(* ReplaceAt *)
VerificationTest[ReplaceAt[{a, a, a}, a -> x, 2], {a, x, a}]
VerificationTest[ReplaceAt[{a, a, a}, a -> x, {{1}, {3}}], {x, a, x}]
VerificationTest[ReplaceAt[{{a, a}, {a, a}}, a -> x, {2, 1}], {{a, a}, {x, a}}]
VerificationTest[ReplaceAt[{1, 2, 3, 4}, _?EvenQ -> e, 2 ;; 4], {1, e, 3, e}]
VerificationTest[ReplaceAt[a -> x, 2][{a, a}], {a, x}]
VerificationTest[ReplaceAt[{{a, a}, {a, a}}, a -> x, {All, 1}], {{x, a}, {x, a}}]

(* SubsetMap *)
VerificationTest[SubsetMap[Reverse, {a, b, c, d}, {1, 3}], {c, b, a, d}]
VerificationTest[SubsetMap[Reverse, {a, b, c, d}, 2 ;; 4], {a, d, c, b}]
VerificationTest[SubsetMap[Reverse, <|a -> 1, b -> 2, c -> 3|>, {1, 3}], <|a -> 3, b -> 2, c -> 1|>]
VerificationTest[SubsetMap[Reverse, {{a, b}, {c, d}}, {{1, 1}, {2, 2}}], {{d, b}, {c, a}}]

(* Outer *)
VerificationTest[Outer[f, {a, b}, {c, d}], {{f[a, c], f[a, d]}, {f[b, c], f[b, d]}}]
VerificationTest[Outer[f, {{a, b}, {c, d}}, {{1, 2}, {3, 4}}, 1], {{f[{a, b}, {1, 2}], f[{a, b}, {3, 4}]}, {f[{c, d}, {1, 2}], f[{c, d}, {3, 4}]}}]
VerificationTest[Outer[f, {{a, b}}, {x, y}], {{{f[a, x], f[a, y]}, {f[b, x], f[b, y]}}}]
VerificationTest[Outer[g, f[a, b], f[c]], f[f[g[a, c]], f[g[b, c]]]]
VerificationTest[Outer[f, {a, b}], {f[a], f[b]}]
VerificationTest[Outer[Times, {1, 2}, {3, 4}], {{3, 4}, {6, 8}}]
VerificationTest[Outer[f, {a}, g[b]], Outer[f, {a}, g[b]], {Outer::heads}]
VerificationTest[Outer[f, {}, {a}], {}]
VerificationTest[Outer[f, {a, b}, {}], {{}, {}}]

(* Inner *)
VerificationTest[Inner[f, {a, b}, {x, y}], f[a, x] + f[b, y]]
VerificationTest[Inner[f, {{a, b}, {c, d}}, {x, y}, g], {g[f[a, x], f[b, y]], g[f[c, x], f[d, y]]}]
VerificationTest[Inner[f, {{a, b}, {c, d}}, {{x, y}, {z, w}}, g], {{g[f[a, x], f[b, z]], g[f[a, y], f[b, w]]}, {g[f[c, x], f[d, z]], g[f[c, y], f[d, w]]}}]
VerificationTest[Inner[f, {a, b}, {x, y, z}, g], Inner[f, {a, b}, {x, y, z}, g], {Inner::incom}]

(* Array *)
VerificationTest[Array[f, {2, 2}, 0, Plus], f[0, 0] + f[0, 1] + f[1, 0] + f[1, 1]]
VerificationTest[Array[f, 3, {0, 1}], {f[0], f[1/2], f[1]}]
VerificationTest[Array[f, {2, 3}, {{0, 1}, {0, 10}}], {{f[0, 0], f[0, 5], f[0, 10]}, {f[1, 0], f[1, 5], f[1, 10]}}]
VerificationTest[Array[f, 0], {}]
VerificationTest[Array[3 & , 2], {3, 3}]

(* Position *)
VerificationTest[Position[{a, {a, b}}, a, 1], {{1}}]
VerificationTest[Position[{a, {a, b}}, a, {2}], {{2, 1}}]
VerificationTest[Position[{a, b, a}, a, Infinity, 1], {{1}}]
VerificationTest[Position[f[f, a], f], {{0}, {1}}]
VerificationTest[Position[f[f, a], f, Heads -> False], {{1}}]
VerificationTest[Position[<|a -> 1, b -> 2|>, 2], {{Key[b]}}]
VerificationTest[Position[{1, 2, 3}, _?EvenQ], {{2}}]
VerificationTest[Position[_Integer][{1, a}], {{1}}]
VerificationTest[Position[x^2 + y, _Symbol, Heads -> False], {{1, 1}, {2}}]
VerificationTest[Position[{1, 2}, _], {{0}, {1}, {2}, {}}]
VerificationTest[Position[{1, 2}, _, {0, 1}], {{0}, {1}, {2}, {}}]
VerificationTest[Position[{{1, 2}, {3}}, _, {-1}], {{0}, {1, 0}, {1, 1}, {1, 2}, {2, 0}, {2, 1}}]

(* FirstPosition *)
VerificationTest[FirstPosition[{a, b, a}, a], {1}]
VerificationTest[FirstPosition[{a, b, a}, c], Missing["NotFound"]]
VerificationTest[FirstPosition[{a, b, a}, c, q], q]
VerificationTest[FirstPosition[{a, {b}}, b, None, 1], None]
VerificationTest[FirstPosition[<|x -> 1|>, 1], {Key[x]}]
VerificationTest[FirstPosition[b][{a, b}], {2}]

(* Cases *)
VerificationTest[Cases[{1, a, 2.5}, _Integer], {1}]
VerificationTest[Cases[{f[1], f[2]}, f[x_] :> x^2], {1, 4}]
VerificationTest[Cases[{{1}, {2}}, _Integer, {2}], {1, 2}]
VerificationTest[Cases[{{1}, {2}}, _Integer, Infinity, 1], {1}]
VerificationTest[Cases[f[1, a], _Integer], {1}]
VerificationTest[Cases[_Integer][{1, a}], {1}]
VerificationTest[Cases[{x, y[x]}, _Symbol, Infinity, Heads -> True], {List, x, y, x}]
VerificationTest[Cases[<|a -> 1, b -> c|>, _Integer], {1}]
VerificationTest[Cases[{1, {2, {3}}}, _Integer, {0, Infinity}], {1, 2, 3}]
VerificationTest[Cases[{1, {2, {3}}}, _, {-1}], {1, 2, 3}]
VerificationTest[Cases[3, _Integer, {0}], {3}]
VerificationTest[Cases[{{a, 1}, {b, 2}}, {x_, y_} -> {y, x}], {{1, a}, {2, b}}]
VerificationTest[Cases[{1, 2, 3}, x_ /; x > 1], {2, 3}]

(* FirstCase *)
VerificationTest[FirstCase[{a, 1, 2}, _Integer], 1]
VerificationTest[FirstCase[{a, b}, _Integer], Missing["NotFound"]]
VerificationTest[FirstCase[{a, b}, _Integer, none], none]
VerificationTest[FirstCase[{f[3]}, f[x_] :> x], 3]
VerificationTest[FirstCase[{{1}}, _Integer, x, {2}], 1]
VerificationTest[FirstCase[_Integer][{a, 2}], 2]

(* DeleteCases *)
VerificationTest[DeleteCases[{1, a, 2}, _Integer], {a}]
VerificationTest[DeleteCases[{1, {2, a}}, _Integer, {2}], {1, {a}}]
VerificationTest[DeleteCases[{1, {2, a}}, _Integer, Infinity], {{a}}]
VerificationTest[DeleteCases[<|a -> 1, b -> x|>, _Integer], <|b -> x|>]
VerificationTest[DeleteCases[_Integer][{1, a}], {a}]

(* Count *)
VerificationTest[Count[{1, a, 2}, _Integer], 2]
VerificationTest[Count[{1, {1}}, 1, Infinity], 2]
VerificationTest[Count[<|a -> 1, b -> 1|>, 1], 2]
VerificationTest[Count[_Integer][{1, 2}], 2]
VerificationTest[Count[f[f], f, {0, Infinity}, Heads -> True], 2]
VerificationTest[Sort[f[3, 1, 2]], f[1, 2, 3]]
VerificationTest[Sort[<|a -> 3, b -> 1|>], <|b -> 1, a -> 3|>]

(* SortBy *)
VerificationTest[SortBy[{{2, a}, {1, b}}, First], {{1, b}, {2, a}}]
VerificationTest[SortBy[{{2, a}, {1, b}, {1, a}}, {First, Last}], {{1, a}, {1, b}, {2, a}}]
VerificationTest[SortBy[<|a -> 3, b -> 1|>, Minus], <|a -> 3, b -> 1|>]
VerificationTest[SortBy[{3, 1, 2}, Minus, Greater], {1, 2, 3}]
VerificationTest[SortBy[Minus][{1, 3, 2}], {3, 2, 1}]
VerificationTest[ReverseSort[{1, 3, 2}], {3, 2, 1}]
VerificationTest[ReverseSort[{1, 3, 2}, Greater], {1, 2, 3}]
VerificationTest[ReverseSortBy[{1, 3, 2}, Minus], {1, 2, 3}]

(* TakeLargest *)
VerificationTest[TakeLargest[{1, 5, 3}, 2], {5, 3}]
VerificationTest[TakeLargest[{1, 5, 3}, UpTo[7]], {5, 3, 1}]
VerificationTest[TakeLargest[<|a -> 1, b -> 5|>, 1], <|b -> 5|>]
VerificationTest[TakeSmallest[{4, 5, 3}, 2], {3, 4}]
VerificationTest[TakeLargestBy[{-9, 5, 3}, Abs, 2], {-9, 5}]
VerificationTest[TakeSmallestBy[{-9, 5, 3}, Abs, 2], {3, 5}]
VerificationTest[TakeLargestBy[Abs, 1][{1, -5}], {-5}]
VerificationTest[TakeLargest[2][{1, 5, 3}], {5, 3}]
VerificationTest[MaximalBy[{-9, 5, 9}, Abs], {-9, 9}]
VerificationTest[MaximalBy[{-9, 5, 9, 3}, Abs, 3], {-9, 9, 5}]
VerificationTest[MinimalBy[{-9, 5, 9, 3}, Abs, 2], {3, 5}]
VerificationTest[MinimalBy[<|a -> 2, b -> 1|>, Identity], <|b -> 1|>]
VerificationTest[MaximalBy[{}, f], {}]
VerificationTest[MaximalBy[Abs][{1, -5}], {-5}]
