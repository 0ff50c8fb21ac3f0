"""What is asked of regions: area, length, volume, centroid, bounds, membership, distance."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from wlmini.builtins.geometry.meshes import Mesh
from wlmini.builtins.geometry.shapes import (
    BOUNDARIES,
    BOUNDS,
    CENTROIDS,
    MEASURES,
    Shape,
    Vector,
    apart,
    between,
    distance,
    dot,
    is_true,
    length,
    minus,
    over,
    shape_of,
    vector,
    vectors,
)
from wlmini.expr import TRUE, Expr, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

REGION = {
    "reg": "`1` is no region that can be measured here.",
    "dim": "`1` is no region of dimension `2`.",
    "pt": "`1` is no point of a space of `2` dimensions.",
}


def listed(rule: Callable[[Shape], Any]) -> Callable[[Shape], Any]:
    """What a rule gives, as a list; pairs in it too."""
    return lambda shape: nested(rule(shape))


def nested(value: Any) -> Any:
    return make_list(map(nested, value)) if isinstance(value, (list, tuple)) else value


def region(expr: Any) -> Shape:
    """The shape of a region; a message for what is none."""
    found = shape_of(expr)
    if found is None:
        raise Failure("reg", expr, value=None)
    return found


LISTED_CENTROIDS = {kind: listed(rule) for kind, rule in CENTROIDS.items()}
LISTED_BOUNDS = {kind: listed(rule) for kind, rule in BOUNDS.items()}


def measured(kernel: Any, expr: Any, table: dict[str, Callable[[Shape], Any]]) -> Any:
    shape = region(expr)
    rule = table.get(shape.kind)
    if rule is None:
        raise Failure("reg", expr, value=None)
    return kernel.evaluate(rule(shape))


def measure_builtin(usage: str, documentation: str, dimension: int) -> None:
    """Declare the measure of regions of one dimension; Undefined for regions of another."""

    def function(kernel: Any, expr: Any) -> Any:
        if isinstance(expr, Mesh):
            return expr.measure if expr.points.shape[1] == dimension else S.Undefined
        if region(expr).dimension != dimension:
            return S.Undefined
        return measured(kernel, expr, MEASURES)

    function.__doc__ = documentation
    builtin(usage, messages=REGION)(function)


measure_builtin(
    "ArcLength[region]",
    """gives the length of a region of dimension 1.

    >>> {ArcLength[Line[{{0, 0}, {3, 4}}]], ArcLength[Circle[{0, 0}, r]]}
    {5, 2 Pi r}
    """,
    1,
)
measure_builtin(
    "Area[region]",
    """gives the area of a region of dimension 2.

    >>> {Area[Disk[{0, 0}, r]], Area[Polygon[{{0, 0}, {4, 0}, {0, 3}}]]}
    {Pi r^2, 6}
    """,
    2,
)
measure_builtin(
    "Volume[region]",
    """gives the volume of a region of dimension 3.

    >>> {Volume[Ball[]], Volume[Cuboid[{0, 0, 0}, {1, 2, 3}]]}
    {(4 Pi)/3, 6}
    """,
    3,
)


def boundary_builtin(usage: str, documentation: str, dimension: int) -> None:
    """Declare the measure of the boundary of regions of one dimension."""

    def function(kernel: Any, expr: Any) -> Any:
        if region(expr).dimension != dimension:
            return S.Undefined
        return measured(kernel, expr, BOUNDARIES)

    function.__doc__ = documentation
    builtin(usage, messages=REGION)(function)


boundary_builtin(
    "Perimeter[region]",
    """gives the length of the boundary of a region of dimension 2.

    >>> {Perimeter[Rectangle[{0, 0}, {2, 3}]], Perimeter[Disk[]]}
    {10, 2 Pi}
    """,
    2,
)
boundary_builtin(
    "SurfaceArea[region]",
    """gives the area of the boundary of a region of dimension 3.

    >>> {SurfaceArea[Ball[]], SurfaceArea[Cuboid[]]}
    {4 Pi, 6}
    """,
    3,
)


@builtin("RegionMeasure[region]", "RegionMeasure[region, d]", messages=REGION)
def region_measure(kernel: Any, expr: Any, dimension: Any = None) -> Any:
    """gives the length, area or volume of a region, as its dimension is; in dimension d where that is told.

    >>> {RegionMeasure[Circle[]], RegionMeasure[Disk[]], RegionMeasure[Point[{1, 2}]]}
    {2 Pi, Pi, 1}
    """
    if isinstance(expr, Mesh):
        return expr.measure
    if type(dimension) is int and dimension != region(expr).dimension:
        return S.Infinity if dimension < region(expr).dimension else 0
    return measured(kernel, expr, MEASURES)


@builtin("RegionCentroid[region]", messages=REGION)
def region_centroid(kernel: Any, expr: Any) -> Any:
    """gives the center of mass of a region.

    >>> RegionCentroid[Triangle[{{0, 0}, {3, 0}, {0, 3}}]]
    {1, 1}
    """
    return measured(kernel, expr, LISTED_CENTROIDS)


@builtin("RegionBounds[region]", messages=REGION)
def region_bounds(kernel: Any, expr: Any) -> Any:
    """gives the least and greatest of each coordinate of the points of a region.

    >>> RegionBounds[Disk[{1, 2}, 3]]
    {{-2, 4}, {-1, 5}}
    """
    return measured(kernel, expr, LISTED_BOUNDS)


@builtin("RegionDimension[region]", messages=REGION)
def region_dimension(kernel: Any, expr: Any) -> Any:
    """gives the dimension of a region: 0 for points, 1 for curves, and so on.

    >>> RegionDimension /@ {Point[{0, 0}], Circle[], Disk[], Ball[]}
    {0, 1, 2, 3}
    """
    return region(expr).dimension


@builtin("RegionEmbeddingDimension[region]", messages=REGION)
def region_embedding_dimension(kernel: Any, expr: Any) -> Any:
    """gives the dimension of the space that a region is in.

    >>> RegionEmbeddingDimension /@ {Circle[], Sphere[]}
    {2, 3}
    """
    return region(expr).embedding


@builtin("RegionQ[expr]")
def region_q(kernel: Any, expr: Any) -> Any:
    """tells whether expr is a region that can be measured.

    >>> {RegionQ[Disk[]], RegionQ[x]}
    {True, False}
    """
    return boolean(shape_of(expr) is not None)


# -- points and regions ----------------------------------------------------------------------------


def point_in(shape: Shape, point: Any) -> Vector:
    found = vector(point)
    if found is None or len(found) != shape.embedding:
        raise Failure("pt", point, shape.embedding, value=None)
    return found


def holds_ball(shape: Shape, p: Vector) -> Any:
    return S.LessEqual(squares(p, shape), S.Power(shape.sizes[0], 2))


def squares(p: Vector, shape: Shape) -> Any:
    """The square of the distance from the center."""
    return Expr(S.Plus, [S.Power(d, 2) for d in apart(p, shape.points[0])])


def scaled_squares(p: Vector, shape: Shape) -> Any:
    terms = zip(apart(p, shape.points[0]), shape.sizes, strict=True)
    return Expr(S.Plus, [over(S.Power(d, 2), S.Power(r, 2)) for d, r in terms])


def in_box(shape: Shape, p: Vector) -> Any:
    low, high = shape.points
    return Expr(S.And, [S.LessEqual(a, x, b) for a, x, b in zip(low, p, high, strict=True)])


def in_simplex(shape: Shape, p: Vector) -> Any:
    """All barycentric coordinates are at least 0."""
    first, *others = shape.points
    sides = [apart(q, first) for q in others]
    if len(sides) != shape.embedding:
        return S.Equal(nearest_distance(shape, p), 0)
    matrix = S.Transpose(make_list(map(make_list, sides)))
    found = S.LinearSolve(matrix, make_list(apart(p, first)))
    return S.And(S.AllTrue(found, S.NonNegative), S.LessEqual(S.Total(found), 1))


def in_cylinder(shape: Shape, p: Vector) -> Any:
    """Along the axis between the ends, and no farther from it than the radius there."""
    start, end = shape.points
    axis, off = apart(end, start), apart(p, start)
    along = over(dot(off, axis), dot(axis, axis))
    wide = S.Times(shape.sizes[0], minus(1, along)) if shape.kind == "cone" else shape.sizes[0]
    away = [minus(o, S.Times(along, a)) for o, a in zip(off, axis, strict=True)]
    return S.And(S.LessEqual(0, along, 1), S.LessEqual(dot(away, away), S.Power(wide, 2)))


def on_a_segment(shape: Shape, p: Vector) -> Any:
    return S.Equal(nearest_distance(shape, p), 0)


MEMBERS: dict[str, Callable[[Shape, Vector], Any]] = {
    "points": lambda shape, p: boolean(any(p == q for q in shape.points)),
    "line": on_a_segment,
    "simplex": in_simplex,
    "box": in_box,
    "ball": holds_ball,
    "sphere": lambda shape, p: S.Equal(squares(p, shape), S.Power(shape.sizes[0], 2)),
    "ellipsoid": lambda shape, p: S.LessEqual(scaled_squares(p, shape), 1),
    "ellipse": lambda shape, p: S.Equal(scaled_squares(p, shape), 1),
    "cylinder": in_cylinder,
    "cone": in_cylinder,
}


def in_polygon(kernel: Any, shape: Shape, p: Vector) -> bool:
    """Whether a ray from the point crosses the sides an odd number of times, or the point is on one."""
    if is_true(kernel, S.Equal(nearest_distance(closed(shape), p), 0)):
        return True
    inside = False
    x, y = p
    points = shape.points
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        if is_true(kernel, S.Greater(a[1], y)) != is_true(kernel, S.Greater(b[1], y)):
            share = over(minus(y, a[1]), minus(b[1], a[1]))
            crossing = S.Plus(a[0], S.Times(share, minus(b[0], a[0])))
            inside ^= is_true(kernel, S.Less(x, crossing))
    return inside


def closed(shape: Shape) -> Shape:
    """The boundary of a polygon as a line."""
    return Shape("line", 1, [*shape.points, shape.points[0]])


@builtin("RegionMember[region, point]", "RegionMember[region][point]", messages=REGION)
def region_member(kernel: Any, expr: Any, point: Any = None) -> Any:
    """tells whether a point is in a region; for each of a list of points.

    >>> RegionMember[Disk[], {1/2, 1/2}]
    True
    >>> RegionMember[Rectangle[], {{1/2, 1/2}, {2, 0}}]
    {True, False}
    """
    if point is None:
        return None
    shape = region(expr)
    if vectors(point) is not None:
        return make_list(member(kernel, shape, expr, each) for each in point.parts)
    return member(kernel, shape, expr, point)


def member(kernel: Any, shape: Shape, expr: Any, point: Any) -> Any:
    p = point_in(shape, point)
    if shape.kind == "polygon" and shape.embedding == 2:
        return boolean(in_polygon(kernel, shape, p))
    rule = MEMBERS.get(shape.kind)
    if rule is None:
        raise Failure("reg", expr, value=None)
    return kernel.evaluate(rule(shape, p))


# -- distances -------------------------------------------------------------------------------------


def on_segment(a: Vector, b: Vector, p: Vector) -> Vector:
    """The point of a segment that is nearest to p."""
    along = apart(b, a)
    share = between(over(dot(apart(p, a), along), dot(along, along)), 0, 1)
    return [S.Plus(x, S.Times(share, d)) for x, d in zip(a, along, strict=True)]


def nearest_distance(shape: Shape, p: Vector) -> Any:
    """The least of the distances to the points or segments that a shape is made of."""
    points = shape.points
    if shape.kind == "points":
        return S.Min(*(distance(p, q) for q in points))
    if shape.kind != "line":
        points = [*points, points[0]]
    pairs = pairwise(points)
    return S.Min(*(distance(p, on_segment(a, b, p)) for a, b in pairs))


def from_center(shape: Shape, p: Vector) -> Any:
    return minus(distance(p, shape.points[0]), shape.sizes[0])


def clamped(shape: Shape, p: Vector) -> Vector:
    low, high = shape.points
    return [between(x, a, b) for x, a, b in zip(p, low, high, strict=True)]


def distance_to(kernel: Any, shape: Shape, expr: Any, p: Vector) -> Any:
    """The distance of a point from a region; 0 inside."""
    if shape.kind == "ball":
        return S.Max(0, from_center(shape, p))
    if shape.kind == "sphere":
        return S.Abs(from_center(shape, p))
    if shape.kind == "box":
        return distance(p, clamped(shape, p))
    if shape.kind in ("points", "line"):
        return nearest_distance(shape, p)
    if shape.kind in ("polygon", "simplex") and shape.dimension == shape.embedding == 2:
        inside = member(kernel, shape, expr, make_list(p)) is TRUE
        return 0 if inside else nearest_distance(closed(shape), p)
    raise Failure("reg", expr, value=None)


@builtin("RegionDistance[region, point]", "RegionDistance[region][point]", messages=REGION)
def region_distance(kernel: Any, expr: Any, point: Any = None) -> Any:
    """gives the distance of a point from the nearest point of a region.

    >>> {RegionDistance[Disk[], {3, 4}], RegionDistance[Line[{{0, 0}, {2, 0}}], {1, 5}]}
    {4, 5}
    """
    if point is None:
        return None
    shape = region(expr)
    if vectors(point) is not None:
        return make_list(distance_to(kernel, shape, expr, point_in(shape, each)) for each in point.parts)
    return distance_to(kernel, shape, expr, point_in(shape, point))


@builtin("SignedRegionDistance[region, point]", "SignedRegionDistance[region][point]", messages=REGION)
def signed_region_distance(kernel: Any, expr: Any, point: Any = None) -> Any:
    """gives the distance of a point from the boundary of a region, negative inside it.

    >>> SignedRegionDistance[Disk[{0, 0}, 3], {1, 0}]
    -2
    """
    if point is None:
        return None
    shape = region(expr)
    p = point_in(shape, point)
    if shape.kind == "ball":
        return from_center(shape, p)
    if shape.kind == "box" and member(kernel, shape, expr, point) is TRUE:
        low, high = shape.points
        gaps = [each for x, a, b in zip(p, low, high, strict=True) for each in (minus(x, a), minus(b, x))]
        return S.Times(-1, S.Min(*gaps))
    if shape.kind in ("polygon", "simplex") and member(kernel, shape, expr, point) is TRUE:
        return S.Times(-1, nearest_distance(closed(shape), p))
    return distance_to(kernel, shape, expr, p)


@builtin("RegionNearest[region, point]", "RegionNearest[region][point]", messages=REGION)
def region_nearest(kernel: Any, expr: Any, point: Any = None) -> Any:
    """gives the point of a region that is nearest to a point.

    >>> {RegionNearest[Rectangle[], {3, 1/2}], RegionNearest[Circle[], {0, 5}]}
    {{1, 1/2}, {0, 1}}
    """
    if point is None:
        return None
    shape = region(expr)
    p = point_in(shape, point)
    if shape.kind == "box":
        return make_list(clamped(shape, p))
    if shape.kind in ("ball", "sphere"):
        if shape.kind == "ball" and member(kernel, shape, expr, point) is TRUE:
            return point
        center, radius = shape.points[0], shape.sizes[0]
        out = apart(p, center)
        share = over(radius, length(out))
        return make_list(S.Plus(c, S.Times(share, d)) for c, d in zip(center, out, strict=True))
    if shape.kind == "points":
        return nearest_of(kernel, shape.points, p)
    if shape.kind in ("line", "polygon", "simplex") and shape.dimension <= 2:
        if shape.kind != "line" and member(kernel, shape, expr, point) is TRUE:
            return point
        points = shape.points if shape.kind == "line" else closed(shape).points
        candidates = [on_segment(a, b, p) for a, b in pairwise(points)]
        return nearest_of(kernel, candidates, p)
    raise Failure("reg", expr, value=None)


def nearest_of(kernel: Any, candidates: list[Vector], p: Vector) -> Any:
    """The candidate at the least distance."""
    best, least = None, None
    for each in candidates:
        away = kernel.evaluate(distance(p, each))
        if least is None or is_true(kernel, S.Less(away, least)):
            best, least = each, away
    return make_list(best or [])


# -- bounds of points ------------------------------------------------------------------------------


@builtin("CoordinateBounds[points]", "CoordinateBounds[points, d]", messages=REGION)
def coordinate_bounds(kernel: Any, points: Any, margin: Any = 0) -> Any:
    """gives the least and greatest of each coordinate of the points, with a margin of d or Scaled[s].

    >>> CoordinateBounds[{{1, 2}, {5, 0}, {3, 7}}]
    {{1, 5}, {0, 7}}
    """
    found = vectors(points)
    if found is None:
        return None
    margins = list(margin.parts) if is_list(margin) else [margin] * len(found[0])
    rows = []
    for column, wide in zip(zip(*found, strict=True), margins, strict=True):
        low, high = S.Min(*column), S.Max(*column)
        if isinstance(wide, Expr) and wide.head is S.Scaled:
            wide = S.Times(wide.parts[0], minus(high, low))
        pair = wide.parts if is_list(wide) else (wide, wide)
        rows.append(make_list([minus(low, pair[0]), S.Plus(high, pair[-1])]))
    return make_list(rows)


@builtin("CoordinateBoundingBox[points]", "CoordinateBoundingBox[points, d]", messages=REGION)
def coordinate_bounding_box(kernel: Any, points: Any, margin: Any = 0) -> Any:
    """gives the two corners of the box around the points, with a margin of d or Scaled[s].

    >>> CoordinateBoundingBox[{{1, 2}, {5, 0}, {3, 7}}]
    {{1, 0}, {5, 7}}
    """
    bounds = coordinate_bounds(kernel, points, margin)
    return None if bounds is None else S.Transpose(bounds)


@builtin("BoundingRegion[points]", messages=REGION)
def bounding_region(kernel: Any, points: Any) -> Any:
    """gives the smallest box along the axes that has all the points in it.

    >>> BoundingRegion[{{1, 2}, {5, 0}, {3, 7}}]
    Rectangle[{1, 0}, {5, 7}]
    """
    found = vectors(points)
    if found is None:
        return None
    corners = kernel.evaluate(coordinate_bounding_box(kernel, points)).parts
    return (S.Rectangle if len(found[0]) == 2 else S.Cuboid)(*corners)


@builtin("PolygonAngle[polygon]", "PolygonAngle[polygon, p]", messages=REGION)
def polygon_angle(kernel: Any, polygon: Any, corner: Any = None) -> Any:
    """gives the inner angles at the corners of a convex polygon, or the one at p.

    >>> PolygonAngle[Polygon[{{0, 0}, {1, 0}, {0, 1}}]]
    {Pi/2, Pi/4, Pi/4}
    """
    points = region(polygon).points
    angles = [
        S.VectorAngle(make_list(apart(points[n - 1], p)), make_list(apart(points[(n + 1) % len(points)], p)))
        for n, p in enumerate(points)
    ]
    if corner is None:
        return make_list(angles)
    places = [n for n, p in enumerate(points) if make_list(p) == corner]
    return angles[places[0]] if places else None
