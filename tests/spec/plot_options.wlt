(* Options of plots are taken in silence: a test fails on a message. *)

(* Curves and data *)

VerificationTest[Head[Plot[x^2, {x, 0, 2}, Mesh -> {{1}}, MeshFunctions -> {#2 &}, MeshStyle -> Red]], Graphics]
VerificationTest[Head[Plot[x, {x, 0, 1}, Mesh -> 3, MeshShading -> {Red, Blue}]], Graphics]
VerificationTest[Head[Plot[Floor[x], {x, 0, 3}, Exclusions -> {1, 2}, ExclusionsStyle -> Dashed]], Graphics]
VerificationTest[Head[Plot[x^2, {x, -2, 2}, PlotRange -> {0, 1}, ClippingStyle -> Red]], Graphics]
VerificationTest[Head[Plot[{x, x^2}, {x, 0, 1}, PlotLabels -> {"a", "b"}]], Graphics]
VerificationTest[Head[Plot[{Sin[x], Cos[x]}, {x, 0, 6}, Filling -> {1 -> {2}}, FillingStyle -> {Red, Blue}]], Graphics]
VerificationTest[Head[ListPlot[Table[{x, Around[x, 1]}, {x, 3}], IntervalMarkers -> "Bars"]], Graphics]
VerificationTest[Head[ListPlot[{1, 2, 3}, LabelingFunction -> Above, LabelingSize -> 30]], Graphics]
VerificationTest[Head[ListLinePlot[{{1, 2, 3}, {2, 1, 1}}, PlotLayout -> "Stacked", Filling -> Axis]], Graphics]
VerificationTest[Head[ListPlot[Range[100], MaxPlotPoints -> 10]], Graphics]
VerificationTest[Head[DiscretePlot[n, {n, 5}, ExtentSize -> 1/2]], Graphics]
VerificationTest[Head[PolarPlot[1, {t, 0, 2 Pi}, PolarAxes -> True, PolarTicks -> {"Degrees", Automatic}]], Graphics]
VerificationTest[Head[NumberLinePlot[x^2 < 2, {x, -3, 3}]], Graphics]
VerificationTest[Head[QuantilePlot[{1, 2, 4, 8}]], Graphics]
VerificationTest[Head[Dendrogram[{1, 2, 10, 12}]], Graphics]

(* Charts *)

VerificationTest[Head[BarChart[{Around[3, 1], 2}, LabelingFunction -> Above, BarSpacing -> 1]], Graphics]
VerificationTest[Head[BarChart[{1, 10}, ScalingFunctions -> "Log", ChartBaseStyle -> Opacity[0.5]]], Graphics]
VerificationTest[Head[PairedBarChart[{1, 2}, {3, 4}, BarSpacing -> 0.5, ChartStyle -> "Pastel"]], Graphics]
VerificationTest[Head[BoxWhiskerChart[{{1, 2, 3}, {2, 5, 6}}, "Notched", BarSpacing -> 0.3]], Graphics]
VerificationTest[Head[PieChart[{1, 2}, SectorSpacing -> 0.1, ChartBaseStyle -> EdgeForm[Thick]]], Graphics]
VerificationTest[Head[DistributionChart[{{1, 2, 2, 3}, {2, 4, 5, 5}}]], Graphics]

(* Over the plane *)

VerificationTest[Head[ContourPlot[x y, {x, -1, 1}, {y, -1, 1}, RegionFunction -> (#1^2 + #2^2 < 1 &), BoundaryStyle -> Red]], Graphics]
VerificationTest[Head[DensityPlot[x y, {x, -1, 1}, {y, -1, 1}, Mesh -> 5, MeshFunctions -> {#3 &}]], Graphics]
VerificationTest[Head[ListDensityPlot[{{1, 2}, {3, 5}}, InterpolationOrder -> 0]], Graphics]
VerificationTest[Head[VectorPlot[{y, -x}, {x, -1, 1}, {y, -1, 1}, VectorPoints -> 5, VectorScaling -> None]], Graphics]
VerificationTest[Head[StreamPlot[{y, -x}, {x, -1, 1}, {y, -1, 1}, StreamPoints -> {{{0.5, 0}, Red}}, StreamScale -> Full]], Graphics]
VerificationTest[Head[VectorDensityPlot[{y, -x}, {x, -1, 1}, {y, -1, 1}]], Graphics]
VerificationTest[Head[ListStreamPlot[Table[{-y, x}, {y, -2, 2}, {x, -2, 2}]]], Graphics]

(* In space *)

VerificationTest[Head[Plot3D[x y, {x, -1, 1}, {y, -1, 1}, FaceGrids -> All, Lighting -> "Neutral", SphericalRegion -> True]], Graphics3D]
VerificationTest[Head[Plot3D[x y, {x, -1, 1}, {y, -1, 1}, Filling -> Bottom, ClippingStyle -> None]], Graphics3D]
VerificationTest[Head[ParametricPlot3D[{Cos[t], Sin[t], t}, {t, 0, 6}, ColorFunction -> Function[{x, y, z}, Hue[z]]]], Graphics3D]
VerificationTest[Head[RevolutionPlot3D[t^2, {t, 0, 1}]], Graphics3D]
VerificationTest[Head[SphericalPlot3D[1, {t, 0, Pi}, {u, 0, 2 Pi}]], Graphics3D]
VerificationTest[Head[Graphics3D[Sphere[], ViewAngle -> 0.5, ViewCenter -> {0.5, 0.5, 0.5}, ImageMargins -> 5]], Graphics3D]

(* Around pictures *)

VerificationTest[Head[GraphicsGrid[{{Graphics[Disk[]], Graphics[Circle[]]}}, Dividers -> All, Alignment -> Left]], Graphics]
VerificationTest[ImageDimensions[Rasterize[Graphics[Disk[], ImageSize -> {40, 40}], ImageSize -> 40]], {40, 40}]
VerificationTest[Head[ListPlot[Range[10], MaxPlotPoints -> Infinity]], Graphics]
