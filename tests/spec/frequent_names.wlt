(* The names that programs use most: each is tried once at least, here where no topic of its own does it. *)

(* Contexts and packages *)
VerificationTest[{Begin["shed`"], Context[], End[]}, {"shed`", "shed`", "shed`"}]
VerificationTest[Begin["one`"]; Begin["`two`"]; {Context[], End[], End[]}, {"one`two`", "one`two`", "one`"}]
VerificationTest[Head[Begin[3]], Begin, {Begin::cxt}]
VerificationTest[BeginPackage["barn`"]; MemberQ[$ContextPath, "barn`"], True]
VerificationTest[EndPackage[]; First[$ContextPath], "barn`"]
VerificationTest[Needs["barn`"], Null]
VerificationTest[Head[Needs[3]], Needs, {Needs::cxt}]
VerificationTest[SyntaxInformation[noSuchFunction], {}]
VerificationTest[SyntaxInformation[myPlot] = {"ArgumentsPattern" -> {_, _}}; SyntaxInformation[myPlot], {"ArgumentsPattern" -> {_, _}}]

(* Negation, truth values *)
VerificationTest[{Not[True], Not[False], Not[Not[a]]}, {False, True, a}]
VerificationTest[{Not[a < b], Not[a == b]}, {a >= b, a != b}]
VerificationTest[Head[Not[a]], Not]
VerificationTest[Attributes[Not], {Protected}]
VerificationTest[Not[1, 2], Not[1, 2], {Not::argx}]
VerificationTest[{BooleanQ[True], BooleanQ[False], BooleanQ[1], BooleanQ[a]}, {True, True, False, False}]
VerificationTest[BooleanQ[], BooleanQ[], {BooleanQ::argx}]
VerificationTest[{Majority[True, True, False], Majority[True, False, False]}, {True, False}]
VerificationTest[{And[], Or[], Xor[], And[a], Or[a]}, {True, False, False, a, a}]
VerificationTest[{SameQ[], SameQ[a], SameQ[1, 1., 1], Equal[], Equal[a]}, {True, True, False, True, True}]
VerificationTest[{TrueQ[a], TrueQ[1 < 2], ListQ[{}], ListQ[f[1]], ListQ[<|a -> 1|>]}, {False, True, True, False, False}]
VerificationTest[{Boole[True], Boole[{True, {False}}], Boole[a]}, {1, {1, {0}}, Boole[a]}]

(* Slots and chains of functions *)
VerificationTest[{Slot[1], SlotSequence[1]}, {#, ##}]
VerificationTest[Function[Slot[2]][a, b], b]
VerificationTest[Function[Slot["a"]][<|"a" -> 1|>], 1]
VerificationTest[Attributes[Slot], {NHoldAll, Protected}]
VerificationTest[RightComposition[h1, h2][x], h2[h1[x]]]
VerificationTest[h1 /* h2 /* h3, RightComposition[h1, h2, h3]]
VerificationTest[{RightComposition[], RightComposition[h1], RightComposition[h1, Identity, h2]}, {Identity, h1, h1 /* h2}]
VerificationTest[(h1 /* h2)[x, y], h2[h1[x, y]]]

(* Alternatives *)
VerificationTest[{MatchQ[1, Alternatives[1, 2]], MatchQ[3, 1 | 2], MatchQ[a, Alternatives[]]}, {True, False, False}]
VerificationTest[Cases[{1, "a", 2.}, _Integer | _String], {1, "a"}]
VerificationTest[Head[a | b], Alternatives]

(* Tests of tensors *)
VerificationTest[{TensorQ[{{1, 2}, {3, 4}}], TensorQ[{1, 2}]}, {True, True}]
VerificationTest[TensorQ[{{1, 2}, {3}}], False]

(* Options of deleting *)
VerificationTest[Options[DeleteCases], {Heads -> False}]
VerificationTest[DeleteCases[f[f, 1], f, Heads -> False], f[1]]
VerificationTest[Options[Position], {Heads -> True}]

(* Attributes of the most frequent functions *)
VerificationTest[Attributes[{Table, Block, Module, With, Function}], ConstantArray[{HoldAll, Protected}, 5]]
VerificationTest[Attributes[{Length, Flatten, Select, Total, Thread}], ConstantArray[{Protected}, 5]]
VerificationTest[Attributes[If], {HoldRest, Protected}]
VerificationTest[Attributes[Join], {Flat, OneIdentity, Protected}]
VerificationTest[Attributes[Association], {HoldAllComplete, Protected}]
VerificationTest[Attributes[Rule], {Protected, SequenceHold}]
VerificationTest[Attributes[RuleDelayed], {HoldRest, Protected, SequenceHold}]
VerificationTest[Attributes[Plus], {Flat, Listable, NumericFunction, OneIdentity, Orderless, Protected}]
VerificationTest[Attributes[Sum], {HoldAll, Protected, ReadProtected}]
VerificationTest[Attributes[Integrate], {Protected, ReadProtected}]
VerificationTest[Attributes[Exp], {Listable, NumericFunction, Protected, ReadProtected}]
VerificationTest[Attributes[Part], {NHoldRest, Protected, ReadProtected}]
VerificationTest[Attributes[{Pi, E, Degree}], ConstantArray[{Constant, Protected, ReadProtected}, 3]]

(* Names of options stand for themselves, and so do their settings *)
VerificationTest[
  {ImageSize, PerformanceGoal, GridLines, Frame, FrameLabel, PlotLabel, ColorFunction, FrameTicks, BaseStyle} ===
  {ImageSize, PerformanceGoal, GridLines, Frame, FrameLabel, PlotLabel, ColorFunction, FrameTicks, BaseStyle}, True]
VerificationTest[Union[Head /@ {TableHeadings, Alignment, ChartLabels, Resampling, FontFamily, FontSize}], {Symbol}]
VerificationTest[Union[Head /@ {Spacings, PlotTheme, Appearance, ControlType, ChartStyle, BoxRatios, Padding}], {Symbol}]
VerificationTest[Union[Head /@ {LabelStyle, FrameStyle, Boxed, AxesLabel, TableAlignments, RuntimeOptions}], {Symbol}]
VerificationTest[Union[Head /@ {Full, Medium, Inherited, SpanFromLeft, Delimiter}], {Symbol}]
VerificationTest[Attributes[{ImageSize, Frame, AspectRatio, ColorSpace, Padding}], ConstantArray[{Protected}, 5]]
VerificationTest[ImageSize = 3, 3, {Set::wrsym}]
VerificationTest[Lookup[Options[Plot], {Frame, GridLines, PlotLabel, FrameLabel}], {False, None, None, None}]
VerificationTest[FilterRules[{Frame -> True, foo -> 1}, Options[Plot]], {Frame -> True}]

(* Wrappers for pictures are expressions *)
VerificationTest[List @@ Directive[Red, Opacity[1/2]], {Red, Opacity[1/2]}]
VerificationTest[{Head[PointSize[Large]], Head[EdgeForm[Red]], Head[Offset[{1, 2}]], Head[Placed[a, Above]]}, {PointSize, EdgeForm, Offset, Placed}]
VerificationTest[Cases[Graphics[{PointSize[0.1], Opacity[0.5], Point[{0, 0}]}], _PointSize | _Opacity, Infinity], {PointSize[0.1], Opacity[0.5]}]
VerificationTest[Graphics[{Disk[]}, Frame -> True, GridLines -> Automatic][[2 ;;]], Graphics[Frame -> True, GridLines -> Automatic]]
VerificationTest[Head[ListPointPlot3D[{{1, 2, 3}, {2, 3, 4}}]], Graphics3D]
VerificationTest[Head[Rasterize[x]], Image]
VerificationTest[Head[Colorize[{{1, 2}, {0, 1}}]], Image]

(* Layouts keep their contents *)
VerificationTest[Grid[{{1, 2}, {3, 4}}][[1]], {{1, 2}, {3, 4}}]
VerificationTest[Grid[{{1 + 1}}], Grid[{{2}}]]
VerificationTest[{Item[x][[1]], Framed[x][[1]], Rotate[x, Pi][[2]]}, {x, x, Pi}]
VerificationTest[Grid[{{1, SpanFromLeft}}, Spacings -> {1, 2}, Alignment -> Left] /. Grid[_, o___] :> {o}, {Spacings -> {1, 2}, Alignment -> Left}]

(* What needs a front end stays as it is and never fails *)
VerificationTest[Head[Manipulate[x^2, {x, 0, 1}]], Manipulate]
VerificationTest[Attributes[{Manipulate, DynamicModule}][[All, 1]], {HoldAll, HoldAll}]
VerificationTest[First[Attributes[Dynamic]], HoldFirst]
VerificationTest[pressed = 0; Button["go", pressed = 1]; pressed, 0]
VerificationTest[Head[Button["go", Print[1]]], Button]
VerificationTest[shown = 2; Dynamic[shown] /. Dynamic[v_] :> Hold[v], Hold[shown]]
VerificationTest[Head[DynamicModule[{y = 1}, y]], DynamicModule]
VerificationTest[{Head[TabView[{1, 2}]], Head[SetterBar[1, {1, 2}]], Head[ProgressIndicator[0.5]]}, {TabView, SetterBar, ProgressIndicator}]

(* Operators without meaning of their own *)
VerificationTest[{CirclePlus[a, b], CircleTimes[a, b], CircleDot[a, b]} /. {CirclePlus -> Plus, CircleTimes -> Times, CircleDot -> List}, {a + b, a b, {a, b}}]
VerificationTest[{Head[SuperStar[x]], SuperStar[x][[1]]}, {SuperStar, x}]
VerificationTest[FullForm[a \[CirclePlus] b] // ToString, "CirclePlus[a, b]"]
VerificationTest[FullForm[a \[CircleTimes] b] // ToString, "CircleTimes[a, b]"]

(* Objects that name things elsewhere *)
VerificationTest[{File["x"][[1]], URL["http://a.b"][[1]]}, {"x", "http://a.b"}]
VerificationTest[Head[Entity["Country", "France"]], Entity]
VerificationTest[Entity["Country", "France"][[2]], "France"]

(* Older names *)
VerificationTest[Random[Integer, {4, 4}], 4]
VerificationTest[MemberQ[{0, 1}, Random[Integer]], True]
VerificationTest[0 <= Random[] <= 1, True]
VerificationTest[2 <= Random[Real, {2, 3}] <= 3, True]

(* Measuring and testing *)
VerificationTest[RepeatedTiming[1 + 1][[2]], 2]
VerificationTest[NumberQ[First[RepeatedTiming[1 + 1]]], True]
VerificationTest[TestReport[{VerificationTest[1 + 1, 2]}]["AllTestsSucceeded"], True]
VerificationTest[TestReport[{VerificationTest[1 + 1, 2], VerificationTest[1, 2]}]["TestsFailedCount"], 1]
