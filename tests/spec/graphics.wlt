(* Colours *)

VerificationTest[Red, RGBColor[1, 0, 0]]
VerificationTest[{Green, Blue, Black, White}, {RGBColor[0, 1, 0], RGBColor[0, 0, 1], GrayLevel[0], GrayLevel[1]}]
VerificationTest[{Cyan, Magenta, Yellow}, {RGBColor[0, 1, 1], RGBColor[1, 0, 1], RGBColor[1, 1, 0]}]
VerificationTest[{Orange, Pink, Purple, Brown}, {RGBColor[1, 0.5, 0], RGBColor[1, 0.5, 0.5], RGBColor[0.5, 0, 0.5], RGBColor[0.6, 0.4, 0.2]}]
VerificationTest[{Gray, LightGray}, {GrayLevel[0.5], GrayLevel[0.85]}]
VerificationTest[Head[Red], RGBColor]
VerificationTest[Hold[Red], Hold[Red]]
VerificationTest[List @@ Red, {1, 0, 0}]
VerificationTest[MatchQ[Blue, _RGBColor], True]
VerificationTest[{ColorQ[Red], ColorQ[GrayLevel[0.3]], ColorQ[Hue[0.2]], ColorQ[1], ColorQ["Red"]}, {True, True, True, False, False}]
VerificationTest[Blend[{Red, Blue}], RGBColor[0.5, 0., 0.5]]
VerificationTest[Blend[{Red, Blue}, 0.25], RGBColor[0.75, 0., 0.25]]
VerificationTest[Blend[{Red, Green, Blue}, 0.5], RGBColor[0., 1., 0.]]
VerificationTest[Blend[{Red, Blue}, {1, 3}], RGBColor[0.25, 0., 0.75]]
VerificationTest[Blend[{{0, Red}, {10, Blue}}, 5], RGBColor[0.5, 0., 0.5]]
VerificationTest[Darker[Blue, 1/2], RGBColor[0., 0., 0.5]]
VerificationTest[Lighter[Red, 1/2], RGBColor[1., 0.5, 0.5]]
VerificationTest[Head[Darker[Orange]], RGBColor]
VerificationTest[ColorData[97, 1], RGBColor[0.368417, 0.506779, 0.709798]]
VerificationTest[ColorData[97][2], RGBColor[0.880722, 0.611041, 0.142051]]
VerificationTest[Head[ColorData["Rainbow"]], ColorDataFunction]
VerificationTest[Head[ColorData["Rainbow"][0.5]], RGBColor]
VerificationTest[ColorData["Rainbow"][0.3] === ColorData["Rainbow", 0.3], True]
VerificationTest[MemberQ[ColorData["Gradients"], "SunsetColors"], True]
VerificationTest[Length[RandomColor[4]], 4]
VerificationTest[Head[RandomColor[]], RGBColor]

(* Directives with names *)

VerificationTest[{Thick, Thin}, {Thickness[Large], Thickness[Tiny]}]
VerificationTest[Dashed, Dashing[{Small, Small}]]
VerificationTest[Dotted, Dashing[{0, Small}]]
VerificationTest[DotDashed, Dashing[{0, Small, Small, Small}]]
VerificationTest[{Left, Right, Top, Bottom, Center}, {Left, Right, Top, Bottom, Center}]
VerificationTest[Attributes[PlotRange], {Protected}]

(* Graphics are expressions *)

VerificationTest[Head[Graphics[Disk[]]], Graphics]
VerificationTest[Graphics[{Red, Disk[]}][[1]], {RGBColor[1, 0, 0], Disk[]}]
VerificationTest[Graphics[{Red, Disk[]}] /. Red -> Blue, Graphics[{Blue, Disk[]}]]
VerificationTest[Cases[Graphics[{Circle[], Disk[], Circle[{1, 1}]}], _Circle, Infinity], {Circle[], Circle[{1, 1}]}]
VerificationTest[ToString[Graphics[Disk[]]], "-Graphics-"]
VerificationTest[ToString[Graphics3D[Sphere[]]], "-Graphics3D-"]
VerificationTest[ToString[{Graphics[Disk[]], 1}], "{-Graphics-, 1}"]
VerificationTest[ToString[Graphics[Disk[]], InputForm], "Graphics[Disk[]]"]
VerificationTest[{Graphics[Disk[], Axes -> True][[2]]}, {Axes -> True}]
VerificationTest[MatchQ[Graphics[Disk[]], Graphics[_Disk]], True]

(* Plots of functions *)

VerificationTest[Head[Plot[Sin[x], {x, 0, 1}]], Graphics]
VerificationTest[Length[Cases[Plot[x^2, {x, 0, 1}], _Line, Infinity]], 1]
VerificationTest[Length[Cases[Plot[{x, x^2, x^3}, {x, 0, 1}], _Line, Infinity]], 3]
VerificationTest[Length[Cases[Plot[1/x, {x, -1, 1}], _Line, Infinity]], 2]
VerificationTest[Attributes[Plot], {HoldAll, Protected, ReadProtected}]
VerificationTest[x = 7; Plot[x^2, {x, 0, 1}]; x, 7]
VerificationTest[Clear[x]; Head[Plot[Evaluate[Table[x^n, {n, 3}]], {x, 0, 1}]], Graphics]
VerificationTest[Max[Cases[Plot[x^2, {x, 0, 2}], Line[p_] :> p[[All, 2]], Infinity]], 4.]
VerificationTest[Cases[Plot[x, {x, 0, 1}, PlotStyle -> Red], RGBColor[1, 0, 0], Infinity], {RGBColor[1, 0, 0]}]
VerificationTest[Head[Plot[x, {x, 0, 1}, PlotLegends -> {"a"}]], Legended]
VerificationTest[Head[Plot[Sin[x], {x, 0, 1}, PlotLegends -> "Expressions"]], Legended]
VerificationTest[FreeQ[Plot[x, {x, 0, 1}], Polygon], True]
VerificationTest[FreeQ[Plot[x, {x, 0, 1}, Filling -> Axis], Polygon], False]
VerificationTest[MemberQ[Plot[x, {x, 0, 1}, AspectRatio -> 1], AspectRatio -> 1, Infinity], True]
VerificationTest[f[t_ /; t > 2] := 1; f[t_] := 0; Head[Plot[f[t], {t, 0, 4}]], Graphics]
VerificationTest[Head[Plot[Piecewise[{{1, x < 1}}, 2], {x, 0, 3}]], Graphics]
VerificationTest[Plot[x, {x, 0}], Plot[x, {x, 0}], {Plot::pllim}]
VerificationTest[Plot[x, {x, 0, b}], Plot[x, {x, 0, b}], {Plot::plln}]
VerificationTest[Head[ParametricPlot[{Cos[t], Sin[t]}, {t, 0, 1}]], Graphics]
VerificationTest[Head[PolarPlot[1, {t, 0, 1}]], Graphics]
VerificationTest[Head /@ {LogPlot[x, {x, 1, 2}], LogLogPlot[x, {x, 1, 2}], LogLinearPlot[x, {x, 1, 2}]}, {Graphics, Graphics, Graphics}]
VerificationTest[Head[DiscretePlot[n^2, {n, 1, 5}]], Graphics]

(* Plots of data *)

VerificationTest[Cases[ListPlot[{1, 4, 9}], Point[p_] :> p, Infinity], {{{1., 1.}, {2., 4.}, {3., 9.}}}]
VerificationTest[Cases[ListLinePlot[{{0, 1}, {2, 3}}], _Line, Infinity], {Line[{{0., 1.}, {2., 3.}}]}]
VerificationTest[Length[Cases[ListLinePlot[{{1, 2, 3}, {3, 2, 1}}], _Line, Infinity]], 2]
VerificationTest[Length[Cases[ListLinePlot[{1, 2, Missing[], 4, 5}], _Line, Infinity]], 2]
VerificationTest[Cases[ListLinePlot[{5, 6}, DataRange -> {0, 10}], _Line, Infinity], {Line[{{0., 5.}, {10., 6.}}]}]
VerificationTest[Length[Cases[ListPlot[{1, 2, 3}, Joined -> True], _Line, Infinity]], 1]
VerificationTest[Head[ListPlot[<|1 -> 2, 3 -> 4|>]], Graphics]
VerificationTest[Head[ListLogPlot[{1, 10, 100}]], Graphics]
VerificationTest[Head[DateListPlot[{{{2020, 1, 1}, 1}, {{2021, 1, 1}, 2}}]], Graphics]
VerificationTest[Head[ListLinePlot[{{1, 2, 3}, {2, 3, 4}}, PlotLegends -> {"a", "b"}]], Legended]
VerificationTest[Head[ListStepPlot[{1, 2, 3}]], Graphics]

(* Charts *)

VerificationTest[Head[BarChart[{1, 2, 3}]], Graphics]
VerificationTest[Length[Cases[BarChart[{1, 2, 3}], _Rectangle, Infinity]], 3]
VerificationTest[Head[BarChart[{1, 2}, ChartLegends -> {"a", "b"}]], Legended]
VerificationTest[Head[PieChart[{1, 2, 3}]], Graphics]
VerificationTest[Head[Histogram[{1, 2, 2, 3}]], Graphics]
VerificationTest[Length[Cases[Histogram[Range[10], {0.5, 10.5, 2}], _Rectangle, Infinity]], 5]
VerificationTest[Head[SmoothHistogram[{1., 2., 2.5}]], Graphics]
VerificationTest[Head[BoxWhiskerChart[{1, 2, 3, 4}]], Graphics]

(* The plane and space *)

VerificationTest[Head[ContourPlot[x y, {x, 0, 1}, {y, 0, 1}]], Graphics]
VerificationTest[Head[DensityPlot[x y, {x, 0, 1}, {y, 0, 1}]], Graphics]
VerificationTest[Head[RegionPlot[x < y, {x, 0, 1}, {y, 0, 1}]], Graphics]
VerificationTest[Head[ArrayPlot[{{1, 0}, {0, 1}}]], Graphics]
VerificationTest[Head[MatrixPlot[{{1, 0}, {0, 1}}]], Graphics]
VerificationTest[FreeQ[ArrayPlot[{{1, 0}, {0, 1}}], Raster], False]
VerificationTest[Head[VectorPlot[{y, -x}, {x, -1, 1}, {y, -1, 1}]], Graphics]
VerificationTest[Head[Plot3D[x y, {x, 0, 1}, {y, 0, 1}]], Graphics3D]
VerificationTest[Head[ListPlot3D[{{1, 2}, {3, 4}}]], Graphics3D]
VerificationTest[Head[ParametricPlot3D[{t, t, t}, {t, 0, 1}]], Graphics3D]
VerificationTest[Attributes[Plot3D], {HoldAll, Protected, ReadProtected}]

(* Together *)

VerificationTest[Head[Show[Plot[x, {x, 0, 1}], ListPlot[{1, 2}]]], Graphics]
VerificationTest[Show[Graphics[Disk[]], Axes -> True], Graphics[Disk[], Axes -> True]]
VerificationTest[Head[Show[{Graphics[Disk[]], Graphics[Circle[]]}]], Graphics]
VerificationTest[Head[GraphicsRow[{Graphics[Disk[]], Graphics[Circle[]]}]], Graphics]
VerificationTest[Head[GraphicsColumn[{Graphics[Disk[]]}]], Graphics]
VerificationTest[Head[GraphicsGrid[{{Graphics[Disk[]]}}]], Graphics]
VerificationTest[Length[Cases[GraphicsRow[{Graphics[Disk[]], Graphics[Circle[]]}], _Inset, Infinity]], 2]
VerificationTest[Show[Graphics[Disk[]], 1], Show[Graphics[Disk[]], 1], {Show::gtype}]

(* Transformations *)

VerificationTest[RotationTransform[Pi/2][{1, 0}], {0, 1}]
VerificationTest[RotationTransform[Pi][{x, y}], {-x, -y}]
VerificationTest[RotationTransform[Pi, {1, 0}][{0, 0}], {2, 0}]
VerificationTest[TranslationTransform[{a, b}][{x, y}], {a + x, b + y}]
VerificationTest[ScalingTransform[{2, 3}][{x, y}], {2 x, 3 y}]
VerificationTest[ReflectionTransform[{0, 1}][{2, 3}], {2, -3}]
VerificationTest[TransformationFunction[{{1, 0, 1}, {0, 1, 2}, {0, 0, 1}}][{0, 0}], {1, 2}]
VerificationTest[RotationTransform[Pi/2, {0, 0, 1}][{1, 0, 0}], {0, 1, 0}]

(* RegionFunction leaves out what it does not give True for. *)

VerificationTest[Max[Cases[Plot[x, {x, 0, 2}, RegionFunction -> Function[{x, y}, x < 1]], Line[p_] :> p[[All, 1]], Infinity]] <= 1]
VerificationTest[Length[Cases[Plot[x, {x, 0, 2}, RegionFunction -> Function[{x, y}, Abs[x - 1] > 1/2]], _Line, Infinity]], 2]
VerificationTest[Min[Cases[ParametricPlot[{Cos[t], Sin[t]}, {t, 0, 2 Pi}, RegionFunction -> Function[{x, y, t}, y > 0]], Line[p_] :> p[[All, 2]], Infinity]] > 0]
VerificationTest[Max[Cases[PolarPlot[t, {t, 0, 6}, RegionFunction -> Function[{x, y, t, r}, r < 3]], Line[p_] :> Norm /@ p, Infinity]] < 3]
VerificationTest[
  Min[Cases[Plot3D[x + y, {x, -1, 1}, {y, -1, 1}, Mesh -> None, RegionFunction -> Function[{x, y, z}, z > 0]],
    GraphicsComplex[p_, g_, ___] :> Extract[p, List /@ Union[Flatten[Cases[g, Polygon[q_] :> q, Infinity]]]][[All, 3]], Infinity]] > 0]

(* Surfaces on which functions of three variables have a value. *)

VerificationTest[
  Max[Abs[Flatten[Cases[ContourPlot3D[x^2 + y^2 + z^2 == 1, {x, -1.5, 1.5}, {y, -1.5, 1.5}, {z, -1.5, 1.5}], GraphicsComplex[p_, ___] :> (Norm /@ p - 1), Infinity]]]] < 0.05]
VerificationTest[Head[ContourPlot3D[x y z, {x, -1, 1}, {y, -1, 1}, {z, -1, 1}, Contours -> {0.1, 0.3}]], Graphics3D]
VerificationTest[
  AllTrue[Join @@ Cases[RegionPlot3D[x^2 + y^2 < z, {x, -1, 1}, {y, -1, 1}, {z, 0, 1}], GraphicsComplex[p_, ___] :> p, Infinity], #[[1]]^2 + #[[2]]^2 < #[[3]] + 0.05 &]]
VerificationTest[AbsoluteOptions[Graphics[Line[{{0, 0}, {2, 1}}]], PlotRange], {PlotRange -> {{0., 2.}, {0., 1.}}}]

(* monitors *)
VerificationTest[seen = Reap[Plot[x^2, {x, 2, 3}, EvaluationMonitor :> Sow[x]]][[2, 1]]; {Min[seen], Max[seen], Length[seen] > 20}, {2., 3., True}]
VerificationTest[count = 0; DiscretePlot[n^2, {n, 1, 5}, EvaluationMonitor :> count++]; count, 5]
