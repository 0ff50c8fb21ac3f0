"""Primitives and directives of graphics: heads that the drawing room knows to draw."""

from __future__ import annotations

from wlmini.kernel.declare import inert


def shown_inert(*usages: str, documentation: str, example: str, value: str) -> None:
    """Declare a head, with an example."""
    inert(*usages, documentation=f"{documentation}\n\n>>> {example}\n{value}\n")


shown_inert(
    "Line[{p1, p2, ...}]",
    documentation="is a primitive that draws a line through points, or several through lists of them.",
    example="Graphics[Line[{{0, 0}, {1, 1}, {2, 0}}]]",
    value="-Graphics-",
)
shown_inert(
    "Point[p]",
    "Point[{p1, p2, ...}]",
    documentation="is a primitive that draws points.",
    example="Graphics[Point[{{0, 0}, {1, 1}}]]",
    value="-Graphics-",
)
shown_inert(
    "Polygon[{p1, p2, ...}]",
    "Polygon[outer -> holes]",
    documentation="is a primitive that draws a filled polygon.",
    example="Graphics[Polygon[{{0, 0}, {1, 0}, {0, 1}}]]",
    value="-Graphics-",
)
shown_inert(
    "Rectangle[{xmin, ymin}]",
    "Rectangle[{xmin, ymin}, {xmax, ymax}]",
    documentation="is a primitive that draws a filled rectangle.",
    example="Graphics[Rectangle[{0, 0}, {2, 1}]]",
    value="-Graphics-",
)
shown_inert(
    "Disk[]",
    "Disk[{x, y}, r]",
    "Disk[{x, y}, {rx, ry}]",
    "Disk[{x, y}, r, {angle1, angle2}]",
    documentation="is a primitive that draws a filled disk, ellipse or sector.",
    example="Graphics[Disk[{0, 0}, 1, {0, Pi/2}]]",
    value="-Graphics-",
)
shown_inert(
    "Circle[]",
    "Circle[{x, y}, r]",
    "Circle[{x, y}, {rx, ry}]",
    "Circle[{x, y}, r, {angle1, angle2}]",
    documentation="is a primitive that draws a circle, an ellipse or an arc.",
    example="Graphics[Circle[{0, 0}, {2, 1}]]",
    value="-Graphics-",
)
shown_inert(
    "DiskSegment[{x, y}, r, {angle1, angle2}]",
    documentation="is a primitive that draws the part of a disk that a chord cuts off.",
    example="Graphics[DiskSegment[{0, 0}, 1, {0, 2}]]",
    value="-Graphics-",
)
shown_inert(
    "Annulus[]",
    "Annulus[{x, y}, {inner, outer}]",
    documentation="is a primitive that draws a ring.",
    example="Graphics[Annulus[{0, 0}, {1, 2}]]",
    value="-Graphics-",
)
shown_inert(
    "StadiumShape[{p1, p2}, r]",
    documentation="is a primitive that draws a rectangle with two half disks.",
    example="Graphics[StadiumShape[{{0, 0}, {2, 0}}, 1]]",
    value="-Graphics-",
)
shown_inert(
    "Parallelogram[p, {v1, v2}]",
    documentation="is a primitive that draws a parallelogram with a corner and two sides.",
    example="Graphics[Parallelogram[{0, 0}, {{1, 0}, {1, 1}}]]",
    value="-Graphics-",
)
shown_inert(
    "RegularPolygon[n]",
    "RegularPolygon[r, n]",
    "RegularPolygon[{x, y}, r, n]",
    documentation="is a primitive that draws a regular polygon of n sides.",
    example="Graphics[RegularPolygon[5]]",
    value="-Graphics-",
)
shown_inert(
    "Triangle[{p1, p2, p3}]",
    documentation="is a primitive that draws a filled triangle.",
    example="Graphics[Triangle[{{0, 0}, {1, 0}, {0, 1}}]]",
    value="-Graphics-",
)
shown_inert(
    "Simplex[{p1, p2, ...}]",
    documentation="is a primitive that draws the simplex of points.",
    example="Graphics[Simplex[{{0, 0}, {1, 0}, {0, 1}}]]",
    value="-Graphics-",
)
shown_inert(
    "HalfLine[{p1, p2}]",
    "HalfLine[p, v]",
    documentation="is a primitive that draws a line from p1 through p2 without end.",
    example="Graphics[{HalfLine[{{0, 0}, {1, 1}}], Circle[]}]",
    value="-Graphics-",
)
shown_inert(
    "InfiniteLine[{p1, p2}]",
    "InfiniteLine[p, v]",
    documentation="is a primitive that draws a line through two points without ends.",
    example="Graphics[{InfiniteLine[{{0, 0}, {1, 1}}], Circle[]}]",
    value="-Graphics-",
)
shown_inert(
    "Arrow[{p1, p2, ...}]",
    "Arrow[curve, gap]",
    documentation="is a primitive that draws an arrow.",
    example="Graphics[Arrow[{{0, 0}, {1, 1}}]]",
    value="-Graphics-",
)
shown_inert(
    "BezierCurve[{p1, p2, ...}]",
    documentation="is a primitive that draws a Bezier curve with control points.",
    example="Graphics[BezierCurve[{{0, 0}, {1, 1}, {2, -1}, {3, 0}}]]",
    value="-Graphics-",
)
shown_inert(
    "BSplineCurve[{p1, p2, ...}]",
    documentation="is a primitive that draws a B-spline with control points.",
    example="Graphics[BSplineCurve[{{0, 0}, {1, 1}, {2, -1}, {3, 0}}]]",
    value="-Graphics-",
)
shown_inert(
    "JoinedCurve[{piece1, piece2, ...}]",
    documentation="is a primitive that draws a curve made of pieces.",
    example="Graphics[JoinedCurve[{Line[{{0, 0}, {1, 1}}]}]]",
    value="-Graphics-",
)
shown_inert(
    "FilledCurve[{piece1, piece2, ...}]",
    documentation="is a primitive that fills the inside of a curve made of pieces.",
    example="Graphics[FilledCurve[{Line[{{0, 0}, {1, 1}, {2, 0}}]}]]",
    value="-Graphics-",
)
shown_inert(
    "Text[expr]",
    "Text[expr, {x, y}]",
    "Text[expr, {x, y}, offset]",
    "Text[expr, {x, y}, offset, direction]",
    documentation="is a primitive that draws an expression as text at a point.",
    example='Graphics[Text["a", {0, 0}]]',
    value="-Graphics-",
)
shown_inert(
    "Raster[array]",
    "Raster[array, {{xmin, ymin}, {xmax, ymax}}, {min, max}]",
    documentation="is a primitive that draws an array of numbers as cells, the first row lowest.",
    example="Graphics[Raster[{{0, 1}, {0.5, 0.2}}]]",
    value="-Graphics-",
)
shown_inert(
    "Inset[expr]",
    "Inset[expr, place]",
    "Inset[expr, place, anchor]",
    "Inset[expr, place, anchor, size]",
    documentation="is a primitive that draws a graphic or a text within another.",
    example="Graphics[{Circle[], Inset[x^2, {0, 0}]}]",
    value="-Graphics-",
)
shown_inert(
    "Locator[{x, y}]",
    documentation="is a primitive that draws the mark of a locator.",
    example="Graphics[Locator[{0, 0}]]",
    value="-Graphics-",
)
shown_inert(
    "GraphicsComplex[{p1, p2, ...}, primitives]",
    documentation="is a group of primitives in which points are given by their numbers in a list.",
    example="Graphics[GraphicsComplex[{{0, 0}, {1, 0}, {0, 1}}, Polygon[{1, 2, 3}]]]",
    value="-Graphics-",
)
shown_inert(
    "GraphicsGroup[{g1, g2, ...}]",
    documentation="is a group of primitives that are selected together.",
    example="Graphics[GraphicsGroup[{Disk[], Circle[{2, 0}]}]]",
    value="-Graphics-",
)
shown_inert(
    "GeometricTransformation[g, f]",
    "GeometricTransformation[g, {m, v}]",
    documentation="is a primitive transformed by a matrix, or by a transformation function.",
    example="Graphics[GeometricTransformation[Disk[], {{1, 1}, {0, 1}}]]",
    value="-Graphics-",
)
shown_inert(
    "Rotate[g, angle]",
    "Rotate[g, angle, {x, y}]",
    documentation="is a primitive or an expression turned by an angle.",
    example="Graphics[Rotate[Rectangle[], Pi/4]]",
    value="-Graphics-",
)
shown_inert(
    "Translate[g, {dx, dy}]",
    documentation="is a primitive moved by a vector, or copies moved by several.",
    example="Graphics[Translate[Disk[], {{0, 0}, {3, 0}}]]",
    value="-Graphics-",
)
shown_inert(
    "Scale[g, s]",
    "Scale[g, {sx, sy}, {x, y}]",
    documentation="is a primitive scaled about a point.",
    example="Graphics[Scale[Disk[], {2, 1}]]",
    value="-Graphics-",
)
shown_inert(
    "Cuboid[{xmin, ymin, zmin}]",
    "Cuboid[{xmin, ymin, zmin}, {xmax, ymax, zmax}]",
    documentation="is a primitive of space that draws a box.",
    example="Graphics3D[Cuboid[{0, 0, 0}, {1, 2, 3}]]",
    value="-Graphics3D-",
)
shown_inert(
    "Sphere[]",
    "Sphere[{x, y, z}, r]",
    documentation="is a primitive of space that draws a sphere.",
    example="Graphics3D[Sphere[{0, 0, 0}, 2]]",
    value="-Graphics3D-",
)
shown_inert(
    "Ball[]",
    "Ball[{x, y, z}, r]",
    documentation="is a primitive of space that draws a ball.",
    example="Graphics3D[Ball[]]",
    value="-Graphics3D-",
)
shown_inert(
    "Cylinder[{p1, p2}, r]",
    documentation="is a primitive of space that draws a cylinder between two points.",
    example="Graphics3D[Cylinder[{{0, 0, 0}, {0, 0, 2}}, 1]]",
    value="-Graphics3D-",
)
shown_inert(
    "Cone[{p1, p2}, r]",
    documentation="is a primitive of space that draws a cone with its tip at p2.",
    example="Graphics3D[Cone[{{0, 0, 0}, {0, 0, 2}}, 1]]",
    value="-Graphics3D-",
)
shown_inert(
    "Tube[{p1, p2, ...}]",
    "Tube[{p1, p2, ...}, r]",
    documentation="is a primitive of space that draws a tube along a line.",
    example="Graphics3D[Tube[{{0, 0, 0}, {1, 1, 1}}, 0.1]]",
    value="-Graphics3D-",
)
shown_inert(
    "Tetrahedron[{p1, p2, p3, p4}]",
    documentation="is a primitive of space that draws a tetrahedron.",
    example="Graphics3D[Tetrahedron[{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}]]",
    value="-Graphics3D-",
)
shown_inert(
    "Directive[g1, g2, ...]",
    documentation="is a style made of several directives.",
    example="Graphics[{Directive[Red, Opacity[0.5]], Disk[]}]",
    value="-Graphics-",
)
shown_inert(
    "Opacity[a]",
    "Opacity[a, color]",
    documentation="is a directive that says how far what follows covers what lies beneath.",
    example="Graphics[{Opacity[0.5], Disk[]}]",
    value="-Graphics-",
)
shown_inert(
    "Thickness[r]",
    documentation="is a directive that gives the thickness of lines as a share of the width of the plot.",
    example="Graphics[{Thickness[0.02], Circle[]}]",
    value="-Graphics-",
)
shown_inert(
    "AbsoluteThickness[d]",
    documentation="is a directive that gives the thickness of lines in points.",
    example="Graphics[{AbsoluteThickness[3], Circle[]}]",
    value="-Graphics-",
)
shown_inert(
    "PointSize[d]",
    documentation="is a directive that gives the diameter of points as a share of the width of the plot.",
    example="Graphics[{PointSize[0.05], Point[{0, 0}]}]",
    value="-Graphics-",
)
shown_inert(
    "AbsolutePointSize[d]",
    documentation="is a directive that gives the diameter of points in points of print.",
    example="Graphics[{AbsolutePointSize[8], Point[{0, 0}]}]",
    value="-Graphics-",
)
shown_inert(
    "Dashing[{r1, r2, ...}]",
    documentation="is a directive that dashes lines, with lengths as shares of the width of the plot.",
    example="Graphics[{Dashing[{0.02, 0.01}], Circle[]}]",
    value="-Graphics-",
)
shown_inert(
    "AbsoluteDashing[{d1, d2, ...}]",
    documentation="is a directive that dashes lines, with lengths in points.",
    example="Graphics[{AbsoluteDashing[{5, 3}], Circle[]}]",
    value="-Graphics-",
)
shown_inert(
    "EdgeForm[style]",
    "EdgeForm[]",
    documentation="is a directive that gives the style of the edges of filled shapes.",
    example="Graphics[{EdgeForm[Black], Yellow, Disk[]}]",
    value="-Graphics-",
)
shown_inert(
    "FaceForm[style]",
    "FaceForm[]",
    documentation="is a directive that gives the style of the faces of filled shapes.",
    example="Graphics[{FaceForm[Red], Disk[]}]",
    value="-Graphics-",
)
shown_inert(
    'CapForm["type"]',
    documentation='is a directive that gives the form of the ends of lines: "Butt", "Round" or "Square".',
    example='Graphics[{CapForm["Round"], Line[{{0, 0}, {1, 0}}]}]',
    value="-Graphics-",
)
shown_inert(
    'JoinForm["type"]',
    documentation='is a directive that gives the form of the corners of lines: "Miter", "Round" or "Bevel".',
    example='Graphics[{JoinForm["Miter"], Line[{{0, 0}, {1, 1}, {2, 0}}]}]',
    value="-Graphics-",
)
shown_inert(
    "Arrowheads[size]",
    "Arrowheads[{{s1, place1}, ...}]",
    documentation="is a directive that gives sizes and places of the heads of arrows.",
    example="Graphics[{Arrowheads[0.1], Arrow[{{0, 0}, {1, 1}}]}]",
    value="-Graphics-",
)
shown_inert(
    "Glow[color]",
    documentation="is a directive that gives surfaces a colour that no light changes.",
    example="Graphics3D[{Glow[Red], Sphere[]}]",
    value="-Graphics3D-",
)
shown_inert(
    "Specularity[s, n]",
    documentation="is a directive that says how surfaces shine.",
    example="Graphics3D[{Specularity[White, 20], Sphere[]}]",
    value="-Graphics3D-",
)
shown_inert(
    "Haloing[]",
    documentation="is a directive that draws a halo around what follows.",
    example='Graphics[{Haloing[], Text["a"]}]',
    value="-Graphics-",
)
shown_inert(
    "Offset[{dx, dy}, place]",
    documentation="is a place moved by a number of points of print.",
    example='Graphics[Text["a", Offset[{5, 5}, {0, 0}]]]',
    value="-Graphics-",
)
shown_inert(
    "Scaled[{x, y}]",
    documentation="is a place, or a size, given as a share of the range of the plot.",
    example='Graphics[{Circle[], Text["a", Scaled[{0.5, 0.5}]]}]',
    value="-Graphics-",
)
shown_inert(
    "ImageScaled[{x, y}]",
    documentation="is a place given as a share of the whole picture.",
    example='Graphics[{Circle[], Text["a", ImageScaled[{0.5, 0.5}]]}]',
    value="-Graphics-",
)
shown_inert(
    "Callout[data, label]",
    "Callout[data, label, place]",
    documentation="is a point or curve with a label that a line leads to.",
    example='Graphics[{Circle[], Callout[{1, 0}, "a"]}]',
    value="-Graphics-",
)
shown_inert(
    "Tooltip[expr, label]",
    documentation="is an expression that shows a label under the pointer.",
    example='Graphics[Tooltip[Disk[], "disk"]]',
    value="-Graphics-",
)
shown_inert(
    "Annotation[expr, data]",
    documentation="is an expression with an annotation.",
    example='Graphics[Annotation[Disk[], "disk"]]',
    value="-Graphics-",
)
shown_inert(
    "Mouseover[expr, other]",
    documentation="is an expression that looks otherwise under the pointer.",
    example="Graphics[Mouseover[Disk[], Circle[]]]",
    value="-Graphics-",
)
