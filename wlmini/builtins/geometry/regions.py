"""What is asked of regions: area, length, volume, centroid, bounds, membership, distance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.comparison import is_numeric
from wlmini.builtins.geometry.further_shapes import MEMBERS as FURTHER_MEMBERS
from wlmini.builtins.geometry.further_shapes import shape_of
from wlmini.builtins.geometry.meshes import Mesh
from wlmini.builtins.geometry.shapes import (
    BOUNDARIES,
    BOUNDS,
    CENTROIDS,
    MEASURES,
    Shape,
    Vector,
    apart,
    closed,
    dot,
    is_true,
    minus,
    nearest_distance,
    over,
    vector,
    vectors,
)
from wlmini.expr import Expr, S, boolean, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

REGION = {
    "reg": "`1` is no region that can be measured here.",
    "dim": "`1` is no region of dimension `2`.",
    "spans": "`1` are not `2` ranges {t, tmin, tmax} of parameters.",
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


def parametric_measure(kernel: Any, coordinates: Any, spans: tuple[Any, ...], dimension: int) -> Any:
    """The measure of the points with coordinates that are functions of parameters between limits."""
    names = [span.parts[0] for span in spans if isinstance(span, Expr) and len(span.parts) == 3]
    if len(spans) != dimension or len(names) != dimension:
        raise Failure("spans", make_list(spans), dimension, value=None)
    found = vector(coordinates)
    if found is None and dimension == 1:
        found = [names[0], coordinates]  # the graph of a function
    if found is None or len(found) < dimension:
        raise Failure("reg", coordinates, value=None)
    sides = [[S.D(x, name) for x in found] for name in names]
    gram = S.Det(make_list(make_list(dot(a, b) for b in sides) for a in sides))
    real = S.And(*[S.LessEqual(low, name, high) for name, low, high in (span.parts for span in spans)])
    body = kernel.evaluate(S.Simplify(S.Sqrt(S.Simplify(gram)), real))
    return S.Integrate(body, *spans)


def measure_builtin(usage: str, documentation: str, dimension: int, *more: str) -> None:
    """Declare the measure of regions of one dimension; Undefined for regions of another."""

    def function(kernel: Any, expr: Any, *spans: Any) -> Any:
        if spans:
            return parametric_measure(kernel, expr, spans, dimension)
        if isinstance(expr, Mesh):
            return expr.measure if expr.points.shape[1] == dimension else S.Undefined
        if region(expr).dimension != dimension:
            return S.Undefined
        return measured(kernel, expr, MEASURES)

    function.__doc__ = documentation
    builtin(usage, *more, messages=REGION)(function)


measure_builtin(
    "ArcLength[region]",
    """gives the length of a region of dimension 1.

    >>> {ArcLength[Line[{{0, 0}, {3, 4}}]], ArcLength[Circle[{0, 0}, r]]}
    {5, 2 Pi r}
    >>> ArcLength[{Cos[t], Sin[t], t}, {t, 0, 2 Pi}]
    2 Sqrt[2] Pi
    """,
    1,
    "ArcLength[{x1, x2, ...}, {t, tmin, tmax}]",
    "ArcLength[y, {x, xmin, xmax}]",
)
measure_builtin(
    "Area[region]",
    """gives the area of a region of dimension 2.

    >>> {Area[Disk[{0, 0}, r]], Area[Polygon[{{0, 0}, {4, 0}, {0, 3}}]]}
    {Pi r^2, 6}
    """,
    2,
    "Area[{x1, x2, ...}, {s, smin, smax}, {t, tmin, tmax}]",
)
measure_builtin(
    "Volume[region]",
    """gives the volume of a region of dimension 3.

    >>> {Volume[Ball[]], Volume[Cuboid[{0, 0, 0}, {1, 2, 3}]]}
    {(4 Pi)/3, 6}
    """,
    3,
    "Volume[{x1, x2, ...}, {r, rmin, rmax}, {s, smin, smax}, {t, tmin, tmax}]",
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
    not_negative = S.Function(S.GreaterEqual(S.Slot(1), 0))
    return S.And(S.Apply(S.And, S.Map(not_negative, found)), S.LessEqual(S.Total(found), 1))


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
    **FURTHER_MEMBERS,
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


def within_sides(kernel: Any, shape: Shape, p: Vector) -> Any:
    """A point given by symbols is on the inner side of every side; None where not all corners are."""
    turns = [kernel.evaluate(S.Sign(inner_side(*corner))) for corner in corners(shape.points)]
    if not set(turns) <= {0, 1} and not set(turns) <= {0, -1}:
        return None
    turn = next((t for t in turns if t), 1)
    sides = zip(shape.points, [*shape.points[1:], shape.points[0]], strict=True)
    tests = [S.GreaterEqual(S.Expand(S.Times(turn, inner_side(a, b, p))), 0) for a, b in sides]
    return kernel.evaluate(Expr(S.And, tests))


def corners(points: list[Vector]) -> list[tuple[Vector, Vector, Vector]]:
    return list(zip(points, [*points[1:], points[0]], [*points[2:], *points[:2]], strict=True))


def inner_side(a: Vector, b: Vector, p: Vector) -> Any:
    """Positive where p is to the left of the way from a to b."""
    along, off = apart(b, a), apart(p, a)
    return minus(S.Times(along[0], off[1]), S.Times(along[1], off[0]))


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
        known = all(is_numeric(kernel, c) for c in (*p, *[c for q in shape.points for c in q]))
        return boolean(in_polygon(kernel, shape, p)) if known else within_sides(kernel, shape, p)
    rule = MEMBERS.get(shape.kind)
    if rule is None:
        raise Failure("reg", expr, value=None)
    return kernel.evaluate(rule(shape, p))
