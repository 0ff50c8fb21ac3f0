(* Names of the language and of contexts *)
VerificationTest[Names["Map"], {"Map"}]
VerificationTest[Names["System`Map"], {"Map"}]
VerificationTest[MemberQ[Names["System`*"], "Plus"], True]
VerificationTest[SubsetQ[Names["*Plot*"], {"Plot", "ListPlot", "PlotRange"}], True]
VerificationTest[Names["Rang@"], {"Range"}]
VerificationTest[MemberQ[Names["Map@"], "MapThread"], False]
VerificationTest[Names[RegularExpression["Ma[px]"]], {"Map", "Max"}]
VerificationTest[Names["Nest" ~~ ("List" | "While")], {"NestList", "NestWhile"}]
VerificationTest[Names["map", IgnoreCase -> True], {"Map"}]
VerificationTest[Names["thereIsNoSuchName*"], {}]
VerificationTest[Contexts["Glob*"], {"Global`"}]
VerificationTest[otherplace`thing = 1; Names["otherplace`*"], {"otherplace`thing"}]

(* Attributes of what cannot be changed *)
VerificationTest[Attributes[True], {Locked, Protected}]
VerificationTest[Attributes[False], {Locked, Protected}]
VerificationTest[Attributes[List], {Locked, Protected}]
VerificationTest[Attributes[Symbol], {Locked, Protected}]

(* Equations with parameters *)
VerificationTest[Reduce[a x == b, x], (b == 0 && a == 0) || (a != 0 && x == b/a)]

(* Keys of associations change their level *)
VerificationTest[Transpose[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3, "b" -> 4|>}], <|"a" -> {1, 3}, "b" -> {2, 4}|>]
VerificationTest[Transpose[<|"a" -> {1, 2}, "b" -> {3, 4}|>], {<|"a" -> 1, "b" -> 3|>, <|"a" -> 2, "b" -> 4|>}]
VerificationTest[Transpose[<|"r" -> <|"a" -> 1|>, "s" -> <|"a" -> 2|>|>], <|"a" -> <|"r" -> 1, "s" -> 2|>|>]

(* Fractional powers in TeX *)
VerificationTest[ToString[TeXForm[x^(3/2)]], "x^{3/2}"]
VerificationTest[ToString[TeXForm[Sqrt[x]]], "\\sqrt{x}"]

(* Exact matrices *)
VerificationTest[PseudoInverse[{{1, 2}, {2, 4}}], {{1/25, 2/25}, {2/25, 4/25}}]
VerificationTest[PseudoInverse[{{1, 1, 0}, {1, 1, 0}, {0, 0, 2}}], {{1/4, 1/4, 0}, {1/4, 1/4, 0}, {0, 0, 1/2}}]
VerificationTest[PseudoInverse[{{0, 0}, {0, 0}, {0, 0}}], {{0, 0, 0}, {0, 0, 0}}]
VerificationTest[Eigenvectors[{{2, 1}, {1, 3}}], {{(-1 + Sqrt[5])/2, 1}, {(-1 - Sqrt[5])/2, 1}}]
VerificationTest[Eigenvectors[{{1, 2}, {3, 4}}], {{(-3 + Sqrt[33])/6, 1}, {(-3 - Sqrt[33])/6, 1}}]
VerificationTest[Eigenvectors[{{0, 1}, {-1, 0}}], {{-I, 1}, {I, 1}}]

(* Runs of letters and of characters *)
VerificationTest[LetterCounts["abcab", 2], <|"ab" -> 2, "bc" -> 1, "ca" -> 1|>, SameTest -> (Sort[Normal[#1]] === Sort[Normal[#2]] &)]
VerificationTest[CharacterCounts["aaab", 2], <|"aa" -> 2, "ab" -> 1|>]

(* Further functions *)
VerificationTest[Curry[f][x][y], f[y, x]]
VerificationTest[Curry[f, 2][a][b], f[a, b]]
VerificationTest[Curry[f, {2, 3, 1}][a][b][c], CurryApplied[f, {2, 3, 1}][a][b][c]]
VerificationTest[MersennePrimeExponent[{1, 2, 3, 4, 5}], {2, 3, 5, 7, 13}]
VerificationTest[PerfectNumber[{1, 2, 3, 4}], {6, 28, 496, 8128}]
VerificationTest[SolveAlways[a x + b == 0, x], {{a -> 0, b -> 0}}]
VerificationTest[SolveAlways[(a - 1) x + (b - 2) == 0, {x}], {{a -> 1, b -> 2}}]
VerificationTest[Expand[FourierSeries[x, x, 1] - (I E^(-I x) - I E^(I x))], 0]
VerificationTest[FourierCoefficient[x^2, x, 0], Pi^2/3]
VerificationTest[SeriesCoefficient[Exp[x], {x, 0, 3}], 1/6]
VerificationTest[SeriesCoefficient[1/(1 - x), {x, 0, 7}], 1]
VerificationTest[SeriesCoefficient[1/Sin[x], {x, 0, -1}], 1]

(* Exact programs *)
VerificationTest[LinearOptimization[x + y, {x + 2 y >= 3, x >= 0, y >= 1/3}, {x, y}], {x -> 0, y -> 3/2}]
VerificationTest[LinearOptimization[x + y, {3 x + y >= 1, x + 3 y >= 1}, {x, y}, "PrimalMinimumValue"], 1/2]

(* Powers of waves *)
VerificationTest[Simplify[Integrate[Sin[x]^2, x] - (x/2 - Sin[2 x]/4)], 0]
VerificationTest[Abs[N[D[Integrate[Cos[x]^5, x], x] - Cos[x]^5 /. x -> 2]] < 10^-12, True]

(* The messages of this input *)
VerificationTest[Length[$MessageList], 0]
VerificationTest[Quiet[1/0]; $MessageList, {}]

(* a table of truths that is made again *)
truths[n_] := Table[If[i > n/2, True, False], {i, n}];
VerificationTest[Table[Head[First[truths[60]]], 3], {Symbol, Symbol, Symbol}]
VerificationTest[Table[Association[Thread[Range[60] -> truths[60]]][60], 2], {True, True}]

(* The context Developer` *)
VerificationTest[Needs["Developer`"]; MemberQ[$ContextPath, "Developer`"], True]
VerificationTest[Developer`ToPackedArray[{1, 2, 3}], {1, 2, 3}]
VerificationTest[Developer`PackedArrayQ[N[Range[100]]], True]
VerificationTest[Developer`PackedArrayQ[{1, a}], False]
VerificationTest[{Developer`MachineIntegerQ[5], Developer`MachineIntegerQ[2^70]}, {True, False}]
VerificationTest[Developer`ReadRawJSONString["{\"a\": [1, 2]}"], <|"a" -> {1, 2}|>]

(* Sums from which a base is taken stand before the powers of that base *)
VerificationTest[ToString[x (1 - x), InputForm], "(1 - x)*x"]
VerificationTest[ToString[y (x - y), InputForm], "(x - y)*y"]
VerificationTest[ToString[x (1 + x), InputForm], "x*(1 + x)"]
VerificationTest[Sort[{x, 1 - x}], {1 - x, x}]

(* Infinite quantities beside factors whose sign can be told *)
VerificationTest[{Infinity Log[5], ComplexInfinity Pi, Infinity (1 - Sqrt[2])}, {Infinity, ComplexInfinity, -Infinity}]
VerificationTest[Max[1, Indeterminate], Indeterminate]

(* Names that a value would be taken for are given a $ *)
VerificationTest[ToString[With[{x = y}, Function[y, x y]], InputForm], "Function[y$, y*y$]"]
VerificationTest[ToString[With[{a = x}, x_ :> a], InputForm], "x$_ :> x"]

(* Further forms of arguments *)
VerificationTest[Lookup[{}, a, 5], 5]
VerificationTest[Normal[{<|a -> 1|>, SparseArray[{1}]}, Association], {{a -> 1}, SparseArray[{1}]}]
VerificationTest[Accuracy[N[100/7, {Infinity, 5}]], 5., SameTest -> (Abs[#1 - #2] < 10^-6 &)]
VerificationTest[
  Normal[NumericArray[{1.6, 300, -5}, "UnsignedInteger8", "ClipAndRound"]], {2, 255, 0}]
VerificationTest[Transpose[NumericArray[{{1, 2}, {3, 4}}, "Integer8"]], NumericArray[{{1, 3}, {2, 4}}, "Integer8"]]
VerificationTest[Head[Table[x, {i, 2, Infinity}]], Table, {Table::iterb}]
VerificationTest[ToString[1/(1 + y)^2 + x/(1 + y)^2, InputForm], "(1 + y)^(-2) + x/(1 + y)^2"]
VerificationTest[{MapAt[f, {a, b}, {}], ReplacePart[{a, b}, {} -> x]}, {{a, b}, {a, b}}]
VerificationTest[ReplacePart[{a, b, c}, i_ :> f[i]], {f[1], f[2], f[3]}]
VerificationTest[Variance[{a, b}], (a - b) (Conjugate[a] - Conjugate[b])/2]
VerificationTest[
  Variance[{x, y, z}],
  ((2 x - y - z) Conjugate[x] + (-x + 2 y - z) Conjugate[y] + (-x - y + 2 z) Conjugate[z])/6]
VerificationTest[{ToString[Association[a, b], InputForm], ToString[Hold[<|a -> 1|>], InputForm]}, {"Association[a, b]", "Hold[<|a -> 1|>]"}]
VerificationTest[Simplify[Log[x^2], x > 0], 2 Log[x]]
VerificationTest[ArrayReshape[Range[4], {2, 3}, "Periodic"], {{1, 2, 3}, {4, 1, 2}}]
VerificationTest[PDF[UniformDistribution[{{0, 1}, {0, 2}}], {1/2, 1/2}], 1/2]

(* Sparse arrays where lists may stand *)
VerificationTest[Normal[ArrayPad[SparseArray[{1, 2}], 1]], {0, 1, 2, 0}]
VerificationTest[Normal[Riffle[SparseArray[{1, 2}], 0]], {1, 0, 2}]
VerificationTest[MapThread[f, {SparseArray[{1, 2}], {3, 4}}], {f[1, 3], f[2, 4]}]
VerificationTest[Pick[SparseArray[{1, 0, 2}], {True, False, True}], {1, 2}]
VerificationTest[Ordering[SparseArray[{3, 1, 2}]], {2, 3, 1}]
VerificationTest[Counts[SparseArray[{1, 0, 1}]], <|1 -> 2, 0 -> 1|>]

(* What has no value cannot be changed *)
VerificationTest[Block[{zz}, Head[zz[1]++]], Increment, {Increment::rvalue}]
VerificationTest[Block[{zz}, Head[zz["k"] += 1]], AddTo, {AddTo::rvalue}]
VerificationTest[Block[{zz}, zz[3] = 4; zz[3]++; zz[3]], 5]
VerificationTest[{Log[-E], Log[-Pi], Log[Sqrt[2]]}, {1 + I Pi, I Pi + Log[Pi], Log[2]/2}]

(* zero to the power zero, exact quantities beside reals of arbitrary precision, messages that are said once *)
VerificationTest[{0.^0, 0^0.}, {Indeterminate, Indeterminate}, {Power::indet, Power::indet}]
VerificationTest[{1.5^0, 0.^2, 0^2.5}, {1., 0., 0}]
VerificationTest[Precision[1.5`20 + Pi] > 19]
VerificationTest[Abs[1.5`20 Sqrt[2] - 3/Sqrt[2]] < 10^-18]
VerificationTest[Abs[2.`30^Pi - 2^Pi] < 10^-27]
VerificationTest[1.5`20 + x, x + 1.5`20]
VerificationTest[{Norm[f[x]], Norm[v]}, {Norm[f[x]], Norm[v]}]
VerificationTest[Norm["text"], Norm["text"], {Norm::nvm}]
VerificationTest[Head[Quantity[1, "Meters"] + Quantity[2, "Seconds"]], Plus, {Quantity::compat}]
