"""The primitives of geometry in a few kinds: simplices, polygons, boxes, balls, spheres, cylinders, cones.

Each kind tells its dimension, measure, centroid, bounds, and the point of it that is nearest to another, as
expressions that the kernel evaluates: exact where the coordinates are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import factorial
from typing import Any

from wlmini.expr import TRUE, Expr, S, is_list, make_list

HALF = Fraction(1, 2)
Vector = list[Any]


def minus(a: Any, b: Any) -> Any:
    return S.Plus(a, S.Times(-1, b))


def over(a: Any, b: Any) -> Any:
    return S.Times(a, S.Power(b, -1))


def apart(a: Vector, b: Vector) -> Vector:
    """The vector from b to a."""
    return [minus(x, y) for x, y in zip(a, b, strict=True)]


def dot(a: Vector, b: Vector) -> Any:
    return Expr(S.Plus, [S.Times(x, y) for x, y in zip(a, b, strict=True)])


def length(a: Vector) -> Any:
    return S.Sqrt(Expr(S.Plus, [S.Power(S.Abs(x), 2) for x in a]))


def distance(a: Vector, b: Vector) -> Any:
    return length(apart(a, b))


def mean(points: list[Vector]) -> Vector:
    return [over(Expr(S.Plus, column), len(points)) for column in zip(*points, strict=True)]


def between(value: Any, low: Any, high: Any) -> Any:
    """The value held within limits."""
    return S.Min(S.Max(value, low), high)


@dataclass(frozen=True)
class Shape:
    """A region: `kind` names its rules in the tables, `points` and `sizes` are what it is made of."""

    kind: str
    dimension: int
    points: list[Vector]
    sizes: tuple[Any, ...] = ()

    @property
    def embedding(self) -> int:
        return len(self.points[0])


def vector(expr: Any) -> Vector | None:
    return list(expr.parts) if is_list(expr) and expr.parts and not any(map(is_list, expr.parts)) else None


def vectors(expr: Any) -> list[Vector] | None:
    """The points of a list of them, all of one dimension."""
    if not is_list(expr) or not len(expr):
        return None
    found = [vector(part) for part in expr.parts]
    if any(v is None or found[0] is None or len(v) != len(found[0]) for v in found):
        return None
    return [v for v in found if v is not None]


# -- reading ---------------------------------------------------------------------------------------


def read_points(parts: tuple[Any, ...]) -> Shape | None:
    if len(parts) != 1:
        return None
    single = vector(parts[0])
    points = [single] if single is not None else vectors(parts[0])
    return None if points is None else Shape("points", 0, points)


def read_line(parts: tuple[Any, ...]) -> Shape | None:
    points = vectors(parts[0]) if len(parts) == 1 else None
    return None if points is None or len(points) < 2 else Shape("line", 1, points)


def read_simplex(parts: tuple[Any, ...]) -> Shape | None:
    points = vectors(parts[0]) if len(parts) == 1 else None
    if points is None or len(points) > len(points[0]) + 1:
        return None
    return Shape("line" if len(points) == 2 else "simplex", len(points) - 1, points)


def read_triangle(parts: tuple[Any, ...]) -> Shape | None:
    if not parts:
        return Shape("simplex", 2, [[0, 0], [1, 0], [0, 1]])
    points = vectors(parts[0]) if len(parts) == 1 else None
    return None if points is None or len(points) != 3 else Shape("simplex", 2, points)


def read_polygon(parts: tuple[Any, ...]) -> Shape | None:
    points = vectors(parts[0]) if len(parts) == 1 else None
    return None if points is None or len(points) < 3 else Shape("polygon", 2, points)


def read_box(default: int | None) -> Callable[[tuple[Any, ...]], Shape | None]:
    """Two opposite corners, one corner of a unit box, or nothing."""

    def read(parts: tuple[Any, ...]) -> Shape | None:
        low = vector(parts[0]) if parts else [0] * (default or 3)
        if low is None or len(parts) > 2:
            return None
        high = vector(parts[1]) if len(parts) > 1 else [S.Plus(x, 1) for x in low]
        if high is None or len(high) != len(low):
            return None
        return Shape("box", len(low), [low, high])

    return read


def read_round(kind: str, default: int) -> Callable[[tuple[Any, ...]], Shape | None]:
    """A center and a radius, or two of an ellipse, or a sector between angles."""

    def read(parts: tuple[Any, ...]) -> Shape | None:
        center = vector(parts[0]) if parts else [0] * default
        radius: Any = parts[1] if len(parts) > 1 else 1
        if center is None or len(parts) > 3:
            return None
        full = len(center) - (kind == "sphere")
        if len(parts) == 3:
            limits = vector(parts[2])
            return (
                None
                if limits is None or len(limits) != 2
                else Shape("sector" if kind == "ball" else "arc", full, [center], (radius, *limits))
            )
        if is_list(radius):
            same = len(radius) == len(center)
            return (
                Shape("ellipsoid" if kind == "ball" else "ellipse", full, [center], radius.parts)
                if same
                else None
            )
        return Shape(kind, full, [center], (radius,))

    return read


def read_axis(kind: str) -> Callable[[tuple[Any, ...]], Shape | None]:
    """The two ends of the axis of a cylinder or cone, and a radius."""

    def read(parts: tuple[Any, ...]) -> Shape | None:
        ends = vectors(parts[0]) if parts else [[0, 0, -1], [0, 0, 1]]
        if ends is None or len(ends) != 2 or len(ends[0]) != 3 or len(parts) > 2:
            return None
        return Shape(kind, 3, ends, (parts[1] if len(parts) > 1 else 1,))

    return read


def read_parallelepiped(parts: tuple[Any, ...]) -> Shape | None:
    corner = vector(parts[0]) if len(parts) == 2 else None
    sides = vectors(parts[1]) if len(parts) == 2 else None
    if corner is None or sides is None or len(sides[0]) != len(corner):
        return None
    if len(sides) == 2 and len(corner) == 2:
        u, v = sides
        far = [S.Plus(*each) for each in zip(corner, u, v, strict=True)]
        ends = [[S.Plus(*e) for e in zip(corner, side, strict=True)] for side in sides]
        return Shape("polygon", 2, [corner, ends[0], far, ends[1]])
    return Shape("parallelepiped", len(sides), [corner, *sides])


def read_regular(parts: tuple[Any, ...]) -> Shape | None:
    """RegularPolygon[n] or [r, n]: the corners of CirclePoints."""
    count = parts[-1] if parts else None
    radius = parts[0] if len(parts) == 2 else 1
    if type(count) is not int or count < 3 or len(parts) > 2 or is_list(radius):
        return None
    start = S.Plus(over(S.Pi, count), S.Times(-HALF, S.Pi))
    angles = [S.Plus(start, S.Times(2 * k, over(S.Pi, count))) for k in range(count)]
    return Shape("polygon", 2, [[S.Times(radius, S.Cos(t)), S.Times(radius, S.Sin(t))] for t in angles])


READERS: dict[Any, Callable[[tuple[Any, ...]], Shape | None]] = {
    S.Point: read_points, S.Line: read_line, S.Triangle: read_triangle, S.Simplex: read_simplex,
    S.Tetrahedron: read_simplex, S.Polygon: read_polygon, S.Rectangle: read_box(2), S.Cuboid: read_box(None),
    S.Disk: read_round("ball", 2), S.Ball: read_round("ball", 3), S.Ellipsoid: read_round("ball", 3),
    S.Circle: read_round("sphere", 2), S.Sphere: read_round("sphere", 3), S.Cylinder: read_axis("cylinder"),
    S.Cone: read_axis("cone"), S.Parallelogram: read_parallelepiped, S.Parallelepiped: read_parallelepiped,
    S.RegularPolygon: read_regular,
}  # fmt: skip


def shape_of(region: Any) -> Shape | None:
    """The shape that a primitive is; None for all else."""
    reader = READERS.get(region.head) if isinstance(region, Expr) else None
    return reader(region.parts) if reader else None


# -- measures --------------------------------------------------------------------------------------


def unit_ball(n: int) -> Any:
    """The volume of the ball of radius 1 in n dimensions."""
    return over(S.Power(S.Pi, over(n, 2)), S.Gamma(S.Plus(over(n, 2), 1)))


def line_length(shape: Shape) -> Any:
    steps = pairwise(shape.points)
    return Expr(S.Plus, [distance(a, b) for a, b in steps])


def simplex_measure(shape: Shape) -> Any:
    first, *others = shape.points
    return spanned([apart(p, first) for p in others], factorial(len(others)))


def spanned(sides: list[Vector], share: int) -> Any:
    """The volume of the parallelepiped of the sides, divided by a number; by Gram's determinant."""
    if not sides:
        return 1
    if len(sides) == len(sides[0]):
        return over(S.Abs(S.Det(make_list(map(make_list, sides)))), share)
    gram = make_list(make_list(dot(a, b) for b in sides) for a in sides)
    return over(S.Sqrt(S.Det(gram)), share)


def crosses(points: list[Vector]) -> list[Any]:
    """Twice the signed areas of the triangles from the origin to each side of a polygon in the plane."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return [minus(S.Times(a[0], b[1]), S.Times(a[1], b[0])) for a, b in pairs]


def polygon_area(shape: Shape) -> Any:
    if shape.embedding == 2:
        return S.Times(HALF, S.Abs(Expr(S.Plus, crosses(shape.points))))
    first = shape.points[0]
    sides = [apart(p, first) for p in shape.points[1:]]
    terms = [S.Cross(make_list(a), make_list(b)) for a, b in pairwise(sides)]
    return S.Times(HALF, S.Norm(Expr(S.Plus, terms)))


def box_measure(shape: Shape) -> Any:
    low, high = shape.points
    return Expr(S.Times, [S.Abs(d) for d in apart(high, low)])


def ball_measure(shape: Shape) -> Any:
    return S.Times(unit_ball(shape.embedding), S.Power(shape.sizes[0], shape.embedding))


def sphere_measure(shape: Shape) -> Any:
    n = shape.embedding
    return S.Times(n, unit_ball(n), S.Power(shape.sizes[0], n - 1))


def sector_measure(shape: Shape) -> Any:
    radius, start, end = shape.sizes
    sizes = radius.parts if is_list(radius) else (radius, radius)
    return S.Times(HALF, *sizes, minus(end, start))


def arc_length(shape: Shape) -> Any:
    radius, start, end = shape.sizes
    return S.Times(radius, minus(end, start))


def ellipse_length(shape: Shape) -> Any:
    a, b = shape.sizes
    return S.Times(4, a, S.EllipticE(minus(1, over(S.Power(b, 2), S.Power(a, 2)))))


def cylinder_volume(shape: Shape) -> Any:
    return S.Times(S.Pi, S.Power(shape.sizes[0], 2), distance(*shape.points))


MEASURES: dict[str, Callable[[Shape], Any]] = {
    "points": lambda shape: len(shape.points),
    "line": line_length,
    "simplex": simplex_measure,
    "polygon": polygon_area,
    "box": box_measure,
    "ball": ball_measure,
    "sphere": sphere_measure,
    "ellipsoid": lambda shape: S.Times(unit_ball(shape.embedding), *shape.sizes),
    "ellipse": ellipse_length,
    "sector": sector_measure,
    "arc": arc_length,
    "cylinder": cylinder_volume,
    "cone": lambda shape: S.Times(Fraction(1, 3), cylinder_volume(shape)),
    "parallelepiped": lambda shape: spanned(shape.points[1:], 1),
}


# -- boundaries ------------------------------------------------------------------------------------


def sides_length(shape: Shape) -> Any:
    points = shape.points
    return Expr(S.Plus, [distance(a, b) for a, b in zip(points, [*points[1:], points[0]], strict=True)])


def box_boundary(shape: Shape) -> Any:
    """Each side of the box twice."""
    edges = [S.Abs(d) for d in apart(shape.points[1], shape.points[0])]
    faces = [S.Times(1, *edges[:n], *edges[n + 1 :]) for n in range(len(edges))]
    return S.Times(2, Expr(S.Plus, faces))


def simplex_boundary(shape: Shape) -> Any:
    points = shape.points
    faces = [points[:n] + points[n + 1 :] for n in range(len(points))]
    return Expr(S.Plus, [simplex_measure(Shape("simplex", len(f) - 1, f)) for f in faces])


def cylinder_boundary(shape: Shape) -> Any:
    radius = shape.sizes[0]
    return S.Times(2, S.Pi, radius, S.Plus(radius, distance(*shape.points)))


def cone_boundary(shape: Shape) -> Any:
    radius = shape.sizes[0]
    slant = S.Sqrt(S.Plus(S.Power(radius, 2), S.Power(distance(*shape.points), 2)))
    return S.Times(S.Pi, radius, S.Plus(radius, slant))


BOUNDARIES: dict[str, Callable[[Shape], Any]] = {
    "simplex": simplex_boundary,
    "polygon": sides_length,
    "box": box_boundary,
    "ball": sphere_measure,
    "ellipsoid": ellipse_length,
    "cylinder": cylinder_boundary,
    "cone": cone_boundary,
}


# -- centroids and bounds --------------------------------------------------------------------------


def line_centroid(shape: Shape) -> Vector:
    """The middles of the segments, by their lengths."""
    pairs = list(pairwise(shape.points))
    weights = [distance(a, b) for a, b in pairs]
    return weighted([mean([a, b]) for a, b in pairs], weights)


def weighted(points: list[Vector], weights: list[Any]) -> Vector:
    total = Expr(S.Plus, weights)
    columns = zip(*points, strict=True)
    return [
        over(Expr(S.Plus, [S.Times(w, x) for w, x in zip(weights, c, strict=True)]), total) for c in columns
    ]


def polygon_centroid(shape: Shape) -> Vector:
    points = shape.points
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    if shape.embedding == 2:
        thirds = [[over(S.Plus(x, y), 3) for x, y in zip(a, b, strict=True)] for a, b in pairs]
        return weighted(thirds, crosses(points))
    triangles = [[points[0], a, b] for a, b in pairwise(points[1:])]
    areas = [simplex_measure(Shape("simplex", 2, t)) for t in triangles]
    return weighted([mean(t) for t in triangles], areas)


def cone_centroid(shape: Shape) -> Vector:
    base, tip = shape.points
    return [
        S.Plus(S.Times(Fraction(3, 4), a), S.Times(Fraction(1, 4), b)) for a, b in zip(base, tip, strict=True)
    ]


def parallelepiped_centroid(shape: Shape) -> Vector:
    corner, *sides = shape.points
    columns = zip(corner, *sides, strict=True)
    return [S.Plus(c, *(S.Times(HALF, x) for x in column)) for c, *column in columns]


CENTROIDS: dict[str, Callable[[Shape], Vector]] = {
    "points": lambda shape: mean(shape.points),
    "line": line_centroid,
    "simplex": lambda shape: mean(shape.points),
    "polygon": polygon_centroid,
    "box": lambda shape: mean(shape.points),
    "ball": lambda shape: shape.points[0],
    "sphere": lambda shape: shape.points[0],
    "ellipsoid": lambda shape: shape.points[0],
    "ellipse": lambda shape: shape.points[0],
    "cylinder": lambda shape: mean(shape.points),
    "cone": cone_centroid,
    "parallelepiped": parallelepiped_centroid,
}


def extremes(shape: Shape) -> list[tuple[Any, Any]]:
    return [(S.Min(*column), S.Max(*column)) for column in zip(*shape.points, strict=True)]


def around_center(shape: Shape) -> list[tuple[Any, Any]]:
    center, n = shape.points[0], shape.embedding
    sizes = (
        shape.sizes
        if len(shape.sizes) == n and shape.kind in ("ellipsoid", "ellipse")
        else (shape.sizes[0],) * n
    )
    return [(minus(c, r), S.Plus(c, r)) for c, r in zip(center, sizes, strict=True)]


def cylinder_bounds(shape: Shape) -> list[tuple[Any, Any]]:
    """The ends of the axis, widened by what of the radius lies across each coordinate."""
    axis, radius = apart(shape.points[1], shape.points[0]), shape.sizes[0]
    total = S.Power(distance(*shape.points), 2)
    wide = [S.Times(radius, S.Sqrt(minus(1, over(S.Power(d, 2), total)))) for d in axis]
    ends = zip(*shape.points, wide, strict=True)
    if shape.kind == "cone":
        return [(S.Min(minus(a, w), b), S.Max(S.Plus(a, w), b)) for a, b, w in ends]
    return [(minus(S.Min(a, b), w), S.Plus(S.Max(a, b), w)) for a, b, w in ends]


BOUNDS: dict[str, Callable[[Shape], list[tuple[Any, Any]]]] = {
    **dict.fromkeys(("points", "line", "simplex", "polygon", "box"), extremes),
    **dict.fromkeys(("ball", "sphere", "ellipsoid", "ellipse"), around_center),
    **dict.fromkeys(("cylinder", "cone"), cylinder_bounds),
}


def is_true(kernel: Any, expr: Any) -> bool:
    return kernel.evaluate(expr) is TRUE


# -- distances --------------------------------------------------------------------------------------


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


def closed(shape: Shape) -> Shape:
    """The boundary of a polygon as a line."""
    return Shape("line", 1, [*shape.points, shape.points[0]])
