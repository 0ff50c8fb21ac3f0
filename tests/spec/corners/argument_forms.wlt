(* Sets of associations are sets of their rules *)
VerificationTest[Union[<|a -> 1|>, <|a -> 1, b -> 2|>], <|a -> 1, b -> 2|>]
VerificationTest[Intersection[<|a -> 1, b -> 2|>, <|a -> 1|>], <|a -> 1|>]
VerificationTest[Complement[<|a -> 1, b -> 2|>, <|a -> 1|>], <|b -> 2|>]

(* Heads among what is searched and replaced *)
VerificationTest[DeleteCases[{f[1], f}, f, Infinity, Heads -> True], {1}]
VerificationTest[DeleteCases[{f[1, 2], f}, f, Infinity], {f[1, 2]}]
VerificationTest[FirstCase[{f[1]}, f, none, Infinity], none]
VerificationTest[FirstCase[{f[1]}, f, none, Infinity, Heads -> True], f]
VerificationTest[ReplacePart[{a, b, c}, {0} -> f, Heads -> True], f[a, b, c]]

(* Operator forms of folding *)
VerificationTest[Fold[f][{a, b, c}], f[f[a, b], c]]
VerificationTest[FoldList[f][{a, b}], {a, f[a, b]}]

(* Return ends a Scan *)
VerificationTest[Scan[If[# > 1, Return[#]] &, {1, 2, 3}], 2]
VerificationTest[Scan[If[# > 5, Return[#]] &, {1, 2, 3}], Null]
VerificationTest[s = 0; Scan[(If[# > 1, Return[s]]; s += #) &, {1, 2, 3}], 1]

(* Orders for sorting *)
VerificationTest[Sort[{3, 1, Pi, 2.5}, NumericalOrder], {1, 2.5, 3, Pi}]
VerificationTest[{NumericalOrder[1, 2], NumericalOrder[E, 2], NumericalOrder[x, x]}, {1, -1, 0}]
VerificationTest[{AlphabeticOrder["a", "b"], AlphabeticOrder["b", "a"], AlphabeticOrder["a", "a"]}, {1, -1, 0}]

(* Whole terms leave Floor and Ceiling *)
VerificationTest[Floor[x + 2], 2 + Floor[x]]
VerificationTest[Ceiling[x + y - 3], -3 + Ceiling[x + y]]
VerificationTest[Floor[x + y], Floor[x + y]]

(* Numbers that are known to be irrational *)
VerificationTest[{Element[Pi, Rationals], Element[E, Integers], Element[Sqrt[2], Rationals]}, {False, False, False}]
VerificationTest[Element[2^(1/3), Integers], False]

(* Real roots *)
VerificationTest[{Surd[-8, 3], Surd[16, 4], Surd[16, -4], Surd[5, 1]}, {-2, 2, 1/2, 5}]
VerificationTest[Surd[-2, 3], -2^(1/3)]
VerificationTest[Abs[Surd[-2., 5] + 2.^(1/5)] < 10^-12, True]
VerificationTest[Head[Surd[x, 3]], Surd]
VerificationTest[Surd[-4, 2], Indeterminate, {Surd::noneg}]
VerificationTest[D[Surd[x, 3], x], 1/(3*Surd[x, 3]^2)]

(* Angles of points with a known tangent *)
VerificationTest[{ArcTan[-1, -Sqrt[3]], ArcTan[Sqrt[3], -1], ArcTan[-Sqrt[3], 1]}, {-2*Pi/3, -Pi/6, 5*Pi/6}]
VerificationTest[ArcTan[0, Sqrt[2]], Pi/2]

(* Whether something is zero *)
VerificationTest[PossibleZeroQ[{0.3, 0., 0, 1}], {False, True, True, False}]
VerificationTest[PossibleZeroQ[Sqrt[2] + Sqrt[3] - Sqrt[5 + 2*Sqrt[6]]], True]
VerificationTest[PossibleZeroQ[E^Pi - 23], False]
VerificationTest[PossibleZeroQ[(x + 1)^2 - x^2 - 2*x - 1], True]
VerificationTest[PossibleZeroQ[x], False]
VerificationTest[PossibleZeroQ[Sqrt[x^2] - x, Assumptions -> x > 0], True]

(* Piecewise evaluates its values and conditions, and ends at a condition that holds *)
VerificationTest[Piecewise[{{1 + 1, x > 0}}] === Piecewise[{{2, x > 0}}, 0], True]
VerificationTest[Piecewise[{{a + a, x > 1 + 0}, {3, True}}, 7] === Piecewise[{{2*a, x > 1}}, 3], True]
VerificationTest[CDF[UniformDistribution[{0, 2}], x], Piecewise[{{x/2, 0 <= x <= 2}, {1, x > 2}}, 0]]
VerificationTest[D[UnitStep[x], x], Piecewise[{{Indeterminate, x == 0}}, 0]]
VerificationTest[UniformDistribution[], UniformDistribution[{0, 1}]]

(* Clipping the infinite *)
VerificationTest[Clip[{Infinity, -Infinity, 0}], {1, -1, 0}]

(* Modular inverses and determinants *)
VerificationTest[Inverse[{{1, 2}, {3, 4}}, Modulus -> 5], {{3, 1}, {4, 2}}]
VerificationTest[Mod[{{1, 2}, {3, 4}}.Inverse[{{1, 2}, {3, 4}}, Modulus -> 7], 7], {{1, 0}, {0, 1}}]
VerificationTest[Det[{{1, 2}, {3, 4}}, Modulus -> 5], 3]
VerificationTest[Inverse[{{1, 2}, {3, 4}}, Method -> "DivisionFreeRowReduction"], {{-2, 1}, {3/2, -1/2}}]
VerificationTest[MatchQ[Inverse[{{1, 2}, {3, 4}}, Modulus -> 2], _Inverse], True, {Inverse::sing}]

(* Simplifying within a time, inequalities, and sums of angles *)
VerificationTest[Simplify[(x^2 - 1)/(x - 1), TimeConstraint -> 5], 1 + x]
VerificationTest[FullSimplify[x > 1 && x > 2], x > 2]
VerificationTest[FullSimplify[ArcTan[1/2] + ArcTan[1/3]], Pi/4]
VerificationTest[FullSimplify[4*ArcTan[1/5] - ArcTan[1/239]], Pi/4]
VerificationTest[FreeQ[FullSimplify[ArcTan[1/2] + ArcTan[1/4]], ArcTan], False]

(* Thresholds *)
VerificationTest[Threshold[{0.5, 2., -4.}, {"PiecewiseGarrote", 1}], {0, 1.5, -3.75}, SameTest -> Equal]
VerificationTest[Threshold[{0.5, 5., -5.}, {"Hyperbola", 3}], {0, 4., -4.}, SameTest -> Equal]

(* Compiled functions take exact complex numbers *)
VerificationTest[Compile[{{x, _Complex}}, x^2][1 + I], 0. + 2.*I]

(* A method of drawing random numbers *)
VerificationTest[
  SeedRandom[1, Method -> "MersenneTwister"]; a = RandomReal[]; SeedRandom[1, Method -> "MersenneTwister"];
  a == RandomReal[],
  True
]
VerificationTest[SeedRandom[1]; a = RandomReal[]; SeedRandom[1, Method -> "MersenneTwister"]; a == RandomReal[], False]

(* Tiny elements of sparse arrays *)
VerificationTest[Normal[Chop[SparseArray[{1, 10.^-15}]]], {1, 0}]

(* Parts of what has none, and values of what is no variable *)
VerificationTest[x = 5; x[[1]] = 2, 2, {Set::partd}]
VerificationTest[ClearAll[x]; Head[AppendTo[{1}, 2]], AppendTo, {AppendTo::rvalue}]
VerificationTest[Head[Symbol[1]], Symbol, {Symbol::string}]

(* Nearest colours, dates and quantities, its methods and its operator *)
VerificationTest[Nearest[{Red, Blue}, RGBColor[0.9, 0, 0]], {Red}]
VerificationTest[
  Nearest[{DateObject[{2020, 1, 1}], DateObject[{2021, 1, 1}]} -> "Index", DateObject[{2020, 3, 1}]], {1}
]
VerificationTest[Nearest[{Quantity[1, "Meters"], Quantity[300, "Centimeters"]} -> "Index", Quantity[2.5, "Meters"]], {2}]
VerificationTest[{Nearest[{1, 2, 5}, 4, Method -> "Scan"], Nearest[{1, 2, 5}, 4, Method -> "KDTree"]}, {{5}, {5}}]
VerificationTest[{NearestTo[3][{1, 2, 5}], NearestTo[3, 2][{1, 2, 5}]}, {{2}, {2, 1}}]

(* What is no element *)
VerificationTest[{NotElement[1/2, Integers], NotElement[2, Integers]}, {True, False}]
VerificationTest[!Element[x, Reals] === NotElement[x, Reals], True]
VerificationTest[!NotElement[x, Reals] === Element[x, Reals], True]

(* Rescaled images *)
VerificationTest[Max[Abs[ImageData[Rescale[Image[{{0.2, 0.4, 0.3}}]]] - {{0, 1, 0.5}}]] < 10^-5, True]

(* Reports of tests by what went wrong *)
VerificationTest[
  report = Quiet[TestReport[{VerificationTest[1/0, 1], VerificationTest[1, 1], VerificationTest[1/0, ComplexInfinity]}]];
  {Keys[report["TestsFailedWrongResults"]], Keys[report["TestsFailedWithMessages"]], report["TestsFailedIndices"]},
  {{1}, {3}, {1, 3}}
]

(* Definitions of the language do not take names away *)
VerificationTest[PossibleZeroQ[1]; Context[lists], "Global`"]

(* Colours of light *)
VerificationTest[ColorData["VisibleSpectrum"][530][[2]] > 0.5 > ColorData["VisibleSpectrum"][530][[1]], True]
