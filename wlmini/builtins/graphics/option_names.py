"""Names of options of graphics, and of the values they take: each stands for itself."""

from wlmini.kernel.declare import inert

inert(
    "AlignmentPoint",
    documentation="is an option that says which point of a graphic is aligned where it is inset.",
)
inert("Axes", documentation="is an option that says whether axes are drawn: True, False or {x, y}.")
inert(
    "AxesEdge",
    documentation="is an option that says on which edges of the box of a Graphics3D the axes stand.",
)
inert("AxesLabel", documentation="is an option that gives labels at the ends of the axes.")
inert("AxesOrigin", documentation="is an option that says where the axes of a plot cross.")
inert("AxesStyle", documentation="is an option that gives the style of axes, their ticks and labels.")
inert(
    "BarOrigin",
    documentation=(
        "is an option that says from which side the bars of a chart rise: Bottom, Left, Top or Right."
    ),
)
inert(
    "BarSpacing",
    documentation="is an option that gives the space between the bars of a chart, and between its groups.",
)
inert(
    "BaseStyle",
    documentation="is an option that gives the style that everything in a graphic has to begin with.",
)
inert("BaselinePosition", documentation="is an option that says where the baseline of an object stands.")
inert(
    "BoxRatios", documentation="is an option that gives the ratios of the sides of the box of a Graphics3D."
)
inert("BoxStyle", documentation="is an option that gives the style of the box of a Graphics3D.")
inert("Boxed", documentation="is an option that says whether the box around a Graphics3D is drawn.")
inert("ChartBaseStyle", documentation="is an option that gives the style of all elements of a chart.")
inert(
    "ChartElementFunction",
    documentation="is an option that is a function that draws the elements of a chart.",
)
inert("ChartLabels", documentation="is an option that gives the labels of the elements of a chart.")
inert(
    "ChartLayout",
    documentation=(
        'is an option that says how the data sets of a chart stand to each other: "Grouped", '
        '"Stacked", "Overlapped" or "Percentile".'
    ),
)
inert("ChartLegends", documentation="is an option that gives the legends of a chart.")
inert("ChartStyle", documentation="is an option that gives the styles of the elements of a chart.")
inert(
    "ClippingStyle",
    documentation="is an option that gives the style of parts of a surface or curve that the range cuts off.",
)
inert(
    "ColorFunction",
    documentation=(
        "is an option that is a function, or the name of a gradient, that colours points by their "
        "coordinates."
    ),
)
inert(
    "ColorFunctionScaling",
    documentation=(
        "is an option that says whether the arguments of ColorFunction are scaled to lie between 0 and 1."
    ),
)
inert("ContourLabels", documentation="is an option that says how the contour lines of a plot are labelled.")
inert(
    "ContourShading",
    documentation="is an option that says how the regions between contour lines are coloured.",
)
inert("ContourStyle", documentation="is an option that gives the style of contour lines.")
inert("Contours", documentation="is an option that gives the number of contour lines, or their levels.")
inert(
    "CoordinatesToolOptions",
    documentation="is an option that holds options for reading coordinates off a graphic.",
)
inert(
    "DataRange",
    documentation=(
        "is an option that gives the coordinates that the first and the last of a list of data have."
    ),
)
inert(
    "DataReversed",
    documentation="is an option that says whether rows and columns of data are shown in reverse order.",
)
inert("DateTicksFormat", documentation="is an option that says how dates at ticks are written.")
inert("Epilog", documentation="is an option that gives primitives that are drawn after a graphic.")
inert("Exclusions", documentation="is an option that says at which points a plot leaves a curve out.")
inert(
    "ExclusionsStyle",
    documentation="is an option that gives the style of what stands where a curve is left out.",
)
inert(
    "ExtentSize",
    documentation="is an option that gives the size of intervals in which a discrete plot shows its values.",
)
inert(
    "Filling",
    documentation="is an option that says up to what the space under a curve or at points is filled.",
)
inert("FillingStyle", documentation="is an option that gives the style of fillings.")
inert("FontColor", documentation="is an option that gives the colour of text.")
inert("FontFamily", documentation="is an option that gives the family of fonts of text.")
inert("FontSize", documentation="is an option that gives the size of text in points.")
inert("FontSlant", documentation="is an option that says whether text is slanted.")
inert("FontTracking", documentation="is an option that says how far letters stand apart.")
inert("FontVariations", documentation="is an option that holds further settings of a font.")
inert("FontWeight", documentation="is an option that says how heavy letters are.")
inert("Frame", documentation="is an option that says on which sides a frame is drawn around a plot.")
inert(
    "FrameLabel",
    documentation=(
        "is an option that gives the labels of the sides of a frame: {bottom, left} or {{left, "
        "right}, {bottom, top}}."
    ),
)
inert("FrameStyle", documentation="is an option that gives the style of a frame.")
inert("FrameTicks", documentation="is an option that gives the ticks on the sides of a frame.")
inert("FrameTicksStyle", documentation="is an option that gives the style of the ticks of a frame.")
inert("GridLines", documentation="is an option that gives grid lines: None, Automatic or {xs, ys}.")
inert("GridLinesStyle", documentation="is an option that gives the style of grid lines.")
inert("ImageMargins", documentation="is an option that gives the space around a graphic as it is shown.")
inert(
    "ImagePadding",
    documentation=(
        "is an option that gives the space for labels around a plot: All, None, a number or "
        "{{left, right}, {bottom, top}}."
    ),
)
inert(
    "ImageSize",
    documentation=(
        "is an option that gives the size of a graphic: its width in points, {width, height}, or a "
        "name such as Large."
    ),
)
inert("IntervalMarkers", documentation="is an option that says how uncertainties are drawn.")
inert(
    "IntervalMarkersStyle", documentation="is an option that gives the style of the marks of uncertainties."
)
inert("Joined", documentation="is an option that says whether points are joined by a line.")
inert("LabelStyle", documentation="is an option that gives the style of all labels of a graphic.")
inert("LabelingFunction", documentation="is an option that says how the elements of a chart are labelled.")
inert("LabelingSize", documentation="is an option that gives the greatest size of labels.")
inert("LegendFunction", documentation="is an option that is a function that wraps a legend.")
inert("LegendLabel", documentation="is an option that gives the title of a legend.")
inert("LegendLayout", documentation="is an option that says how the entries of a legend are arranged.")
inert("LegendMargins", documentation="is an option that gives the space around a legend.")
inert("LegendMarkerSize", documentation="is an option that gives the size of the samples in a legend.")
inert("LegendMarkers", documentation="is an option that gives the samples in a legend.")
inert("Lighting", documentation="is an option that says from where a Graphics3D is lit.")
inert("LocatorStyle", documentation="is an option that gives the style of a locator.")
inert("MaxRecursion", documentation="is an option that says how often a plot may halve its steps.")
inert("Mesh", documentation="is an option that says which mesh of points or lines is drawn on a plot.")
inert("MeshFunctions", documentation="is an option that gives the functions whose levels are mesh lines.")
inert("MeshShading", documentation="is an option that gives colours for the parts between mesh lines.")
inert("MeshStyle", documentation="is an option that gives the style of a mesh.")
inert("NormalsFunction", documentation="is an option that says how the normals of a surface are found.")
inert("PlotHighlighting", documentation="is an option that says how a plot answers the pointer.")
inert("PlotInteractivity", documentation="is an option that says whether a plot answers the pointer.")
inert("PlotLabel", documentation="is an option that gives the title of a plot.")
inert("PlotLabels", documentation="is an option that gives labels for the curves of a plot.")
inert(
    "PlotLayout",
    documentation=(
        'is an option that says how the curves of a plot stand to each other: "Overlaid" or "Stacked".'
    ),
)
inert(
    "PlotLegends",
    documentation=(
        'is an option that gives the legend of a plot: Automatic, "Expressions", a list of labels, '
        "or a legend."
    ),
)
inert("PlotMarkers", documentation="is an option that gives the marks at the points of a plot.")
inert(
    "PlotPoints",
    documentation="is an option that says at how many points a plot evaluates its function to begin with.",
)
inert("PlotRange", documentation="is an option that gives the range of coordinates that a plot shows.")
inert(
    "PlotRangeClipping",
    documentation="is an option that says whether primitives are cut off at the range of a plot.",
)
inert(
    "PlotRangePadding",
    documentation="is an option that says how far the coordinates of a plot go beyond its range.",
)
inert("PlotRegion", documentation="is an option that says which part of its area a graphic fills.")
inert("PlotStyle", documentation="is an option that gives the styles of curves, points or surfaces in turn.")
inert(
    "PlotTheme",
    documentation=(
        'is an option that names a set of styles for a plot, such as "Scientific", "Minimal" or "Detailed".'
    ),
)
inert(
    "PreserveImageOptions",
    documentation="is an option that says whether the size of an earlier graphic is kept.",
)
inert("Prolog", documentation="is an option that gives primitives that are drawn before a graphic.")
inert("RegionFunction", documentation="is an option that is a function that says where a plot is drawn.")
inert(
    "RotateLabel",
    documentation="is an option that says whether labels of a frame are turned along its sides.",
)
inert("RotationAction", documentation="is an option that says how a Graphics3D behaves when it is turned.")
inert("RoundingRadius", documentation="is an option that gives the radius of the corners of a rectangle.")
inert(
    "ScalingFunctions",
    documentation=(
        'is an option that gives the functions by which coordinates are scaled, such as "Log" or "Reverse".'
    ),
)
inert(
    "SphericalRegion", documentation="is an option that says whether a Graphics3D leaves room for turning it."
)
inert("SplineClosed", documentation="is an option that says whether a spline returns to its first point.")
inert("SplineDegree", documentation="is an option that gives the degree of a spline.")
inert("StreamColorFunction", documentation="is an option that is a function that colours stream lines.")
inert("StreamMarkers", documentation="is an option that gives the marks on stream lines.")
inert(
    "StreamPoints",
    documentation="is an option that gives the number of stream lines, or points they go through.",
)
inert("StreamScale", documentation="is an option that gives the size of the arrows on stream lines.")
inert("StreamStyle", documentation="is an option that gives the style of stream lines.")
inert("TargetUnits", documentation="is an option that gives the units in which quantities are plotted.")
inert("Ticks", documentation="is an option that gives the ticks of axes: None, Automatic or {xs, ys}.")
inert("TicksStyle", documentation="is an option that gives the style of ticks.")
inert("VectorAspectRatio", documentation="is an option that gives the ratio of width to length of arrows.")
inert("VectorColorFunction", documentation="is an option that is a function that colours arrows.")
inert("VectorMarkers", documentation="is an option that gives the form of arrows.")
inert("VectorPoints", documentation="is an option that gives the number of arrows, or their places.")
inert("VectorRange", documentation="is an option that gives the range of lengths that are drawn.")
inert("VectorScaling", documentation="is an option that says how the lengths of arrows are scaled.")
inert("VectorSizes", documentation="is an option that gives the sizes of arrows.")
inert("VectorStyle", documentation="is an option that gives the style of arrows.")
inert("VertexColors", documentation="is an option that gives the colours of the corners of a primitive.")
inert("VertexNormals", documentation="is an option that gives the normals at the corners of a polygon.")
inert(
    "VertexTextureCoordinates",
    documentation="is an option that gives the places in a texture of the corners of a polygon.",
)
inert("ViewAngle", documentation="is an option that gives the angle under which a Graphics3D is seen.")
inert(
    "ViewCenter",
    documentation="is an option that gives the point of a Graphics3D that is in the middle of the picture.",
)
inert(
    "ViewPoint", documentation="is an option that gives the point in space from which a Graphics3D is seen."
)
inert(
    "ViewProjection",
    documentation='is an option that says how space is projected: "Perspective" or "Orthographic".',
)
inert("ViewRange", documentation="is an option that gives the range of distances that are seen.")
inert("ViewVector", documentation="is an option that gives the place and direction of the camera.")
inert("ViewVertical", documentation="is an option that gives the direction that is up in the picture.")
inert("WorkingPrecision", documentation="is an option that gives the digits with which values are computed.")
inert("Above", documentation="stands for a place above an object.")
inert("After", documentation="stands for a place after an object, where legends stand.")
inert("Axis", documentation="stands for an axis, as in Filling -> Axis.")
inert("Baseline", documentation="stands for the baseline of text.")
inert("Before", documentation="stands for a place before an object.")
inert("Below", documentation="stands for a place below an object.")
inert("Bold", documentation="stands for bold letters in Style.")
inert("Bottom", documentation="stands for the bottom, as an alignment, a side or a place.")
inert("Center", documentation="stands for the middle, as an alignment or a place.")
inert("Italic", documentation="stands for slanted letters in Style.")
inert("Large", documentation="stands for a large size of an object, a font, a line or a point.")
inert("Larger", documentation="stands for a size of font larger than before.")
inert("Left", documentation="stands for the left, as an alignment, a side or a place.")
inert("Medium", documentation="stands for a middle size of an object, a font, a line or a point.")
inert("Plain", documentation="stands for letters neither bold nor slanted in Style.")
inert("Right", documentation="stands for the right, as an alignment, a side or a place.")
inert("Small", documentation="stands for a small size of an object, a font, a line or a point.")
inert("Smaller", documentation="stands for a size of font smaller than before.")
inert("Tiny", documentation="stands for a tiny size of an object, a font, a line or a point.")
inert("Top", documentation="stands for the top, as an alignment, a side or a place.")
inert("Underlined", documentation="stands for underlined text in Style.")
inert("Alignment", documentation="is an option that says how objects are aligned in a layout.")
inert("CalloutMarker", documentation="is an option that gives the mark at the end of the line of a callout.")
inert("Full", documentation="stands for the whole of a range or size.")
inert("Graphics3DBox", documentation="is the form in which a notebook keeps a Graphics3D.")
inert("GraphicsBox", documentation="is the form in which a notebook keeps a Graphics.")
inert("GraphicsBoxOptions", documentation="holds the options that a notebook has for graphics.")
inert("ImageResolution", documentation="is an option that gives the dots per inch of a picture in a file.")
inert("ItemSize", documentation="is an option that gives the sizes of the items of a layout.")
inert("LeaderSize", documentation="is an option that gives the length of the line of a callout.")
inert("PolarAxes", documentation="is an option that says whether axes of angles and of radii are drawn.")
inert(
    "PolarAxesOrigin",
    documentation="is an option {angle, radius} that says where the axes of a polar plot stand.",
)
inert(
    "PolarGridLines",
    documentation="is an option that gives the rays and circles of the grid of a polar plot.",
)
inert("PolarTicks", documentation="is an option that gives the ticks of angles and of radii of a polar plot.")
inert(
    "StreamColorFunctionScaling",
    documentation="is an option that says whether the arguments of StreamColorFunction are scaled to 0 to 1.",
)
inert(
    "ReferenceLineStyle",
    documentation="is an option that gives the style of the line that a plot of quantiles is compared with.",
)
