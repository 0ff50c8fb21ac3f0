"""More kinds of shapes: rings, sectors, stadiums, capsules, intervals, polygons with holes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.builtins.geometry.shapes import (
    BOUNDARIES,
    BOUNDS,
    CENTROIDS,
    HALF,
    MEASURES,
    READERS,
    Shape,
    Vector,
    apart,
    distance,
    dot,
    extremes,
    mean,
    minus,
    on_segment,
    over,
    read_polygon,
    shape_of,
    unit_ball,
    vector,
    vectors,
    weighted,
)
from wlmini.expr import Expr, S, head_of, is_list

__all__ = ["MEMBERS", "shape_of"]
FULL = (0, S.Times(2, S.Pi))


def square(x: Any) -> Any:
    return S.Power(x, 2)


# -- rings and sectors -------------------------------------------------------------------------------


def read_annulus(parts: tuple[Any, ...]) -> Shape | None:
    """Annulus[{x, y}, {inner, outer}, {t1, t2}]."""
    center = vector(parts[0]) if parts else [0, 0]
    radii = vector(parts[1]) if len(parts) > 1 else [HALF, 1]
    angles = vector(parts[2]) if len(parts) > 2 else list(FULL)
    if center is None or radii is None or angles is None or len(parts) > 3:
        return None
    return Shape("annulus", 2, [center], (*radii, *angles)) if len(radii) == len(angles) == 2 else None


def span(shape: Shape) -> tuple[Any, Any, Any, Any]:
    """(inner radius, outer radius, first angle, last angle) of a ring or sector of circles."""
    if shape.kind == "annulus":
        return shape.sizes  # type: ignore[return-value]
    radius, start, end = shape.sizes
    return (radius if shape.kind == "arc" else 0), radius, start, end


def ring_measure(shape: Shape) -> Any:
    inner, outer, start, end = span(shape)
    return S.Times(HALF, minus(square(outer), square(inner)), minus(end, start))


def ring_boundary(shape: Shape) -> Any:
    """The arcs, and the straight sides where the ring is not full."""
    inner, outer, start, end = span(shape)
    angle = minus(end, start)
    sides = S.If(S.Equal(angle, FULL[1]), 0, S.Times(2, minus(outer, inner)))
    return S.Plus(S.Times(S.Plus(inner, outer), angle), sides)


def ring_centroid(shape: Shape) -> Vector:
    """On the bisector of the angles; of an ellipse's sector, scaled by its half axes."""
    radius, *angles = (shape.sizes[0], *shape.sizes[-2:])
    start, end = angles
    scales = [1, 1]
    if shape.kind == "arc":
        far: Any = radius
    elif is_list(radius):
        far, scales = Fraction(2, 3), list(radius.parts)
    else:
        inner, outer = span(shape)[:2]
        cubes, squares = (minus(S.Power(outer, n), S.Power(inner, n)) for n in (3, 2))
        far = S.Times(Fraction(2, 3), over(cubes, squares))
    angle = minus(end, start)
    across = over(minus(S.Sin(end), S.Sin(start)), angle), over(minus(S.Cos(start), S.Cos(end)), angle)
    center = shape.points[0]
    return [S.Simplify(S.Plus(c, S.Times(far, k, t))) for c, k, t in zip(center, scales, across, strict=True)]


def ring_bounds(shape: Shape) -> list[tuple[Any, Any]]:
    """Of a full ring."""
    return [(minus(c, shape.sizes[1]), S.Plus(c, shape.sizes[1])) for c in shape.points[0]]


def in_ring(shape: Shape, p: Vector) -> Any:
    inner, outer, start, end = span(shape)
    off = apart(p, shape.points[0])
    away = dot(off, off)
    turned = S.If(S.Equal(away, 0), start, S.Mod(S.ArcTan(*off), FULL[1], start))
    return S.And(S.LessEqual(square(inner), away, square(outer)), S.LessEqual(turned, end))


# -- stadiums and capsules -----------------------------------------------------------------------------


def read_rounded(size: int) -> Any:
    """StadiumShape[{p1, p2}, r] in the plane, CapsuleShape in space."""

    def read(parts: tuple[Any, ...]) -> Shape | None:
        ends = vectors(parts[0]) if parts else [[-1, *[0] * (size - 1)], [1, *[0] * (size - 1)]]
        if ends is None or len(ends) != 2 or len(ends[0]) != size or len(parts) > 2:
            return None
        return Shape("rounded", size, ends, (parts[1] if len(parts) > 1 else 1,))

    return read


def rounded_measure(shape: Shape) -> Any:
    """Two halves of a ball and what is between them."""
    n, r = shape.embedding, shape.sizes[0]
    middle = S.Times(unit_ball(n - 1), S.Power(r, n - 1), distance(*shape.points))
    return S.Plus(S.Times(unit_ball(n), S.Power(r, n)), middle)


def rounded_boundary(shape: Shape) -> Any:
    n, r = shape.embedding, shape.sizes[0]
    ends = S.Times(n, unit_ball(n), S.Power(r, n - 1))
    return S.Plus(ends, S.Times(n - 1, unit_ball(n - 1), S.Power(r, n - 2), distance(*shape.points)))


def rounded_bounds(shape: Shape) -> list[tuple[Any, Any]]:
    r = shape.sizes[0]
    return [(minus(low, r), S.Plus(high, r)) for low, high in extremes(shape)]


def in_rounded(shape: Shape, p: Vector) -> Any:
    start, end = shape.points
    return S.LessEqual(distance(p, on_segment(start, end, p)), shape.sizes[0])


# -- intervals and polygons of many parts ----------------------------------------------------------------


def read_interval(parts: tuple[Any, ...]) -> Shape | None:
    ends = vectors(S.List(*parts))
    return None if ends is None or len(ends[0]) != 2 else Shape("interval", 1, [[e] for e in parts], ())


def interval_measure(shape: Shape) -> Any:
    return Expr(S.Plus, [minus(e.parts[1], e.parts[0]) for (e,) in shape.points])


def interval_centroid(shape: Shape) -> Vector:
    pairs = [e.parts for (e,) in shape.points]
    return weighted([[over(S.Plus(*p), 2)] for p in pairs], [minus(p[1], p[0]) for p in pairs])


def interval_bounds(shape: Shape) -> list[tuple[Any, Any]]:
    ends = [x for (e,) in shape.points for x in e.parts]
    return [(S.Min(*ends), S.Max(*ends))]


def read_polygons(parts: tuple[Any, ...]) -> Shape | None:
    """Polygon[points], Polygon[outer -> {hole, ...}] and Polygon[{polygon, ...}]."""
    single = read_polygon(parts)
    if single is not None or len(parts) != 1:
        return single
    if head_of(parts[0]) is S.Rule:
        outer, inside = parts[0].parts
        holes = inside.parts if is_list(inside) and vectors(inside) is None else (inside,)
        found = [read_polygon((outer,)), *[read_polygon((hole,)) for hole in holes]]
        signs = (1, *[-1] * len(holes))
    else:
        pieces = parts[0].parts if is_list(parts[0]) else ()
        found, signs = [read_polygons((piece,)) for piece in pieces], (1,) * len(pieces)
    known = [each for each in found if each is not None and each.embedding == 2]
    if not known or len(known) < len(found):
        return None
    points = [p for each in known for p in each.points]
    return Shape("polygons", 2, points, tuple(zip(signs, known, strict=True)))


def pieces_measure(shape: Shape) -> Any:
    return Expr(S.Plus, [S.Times(sign, MEASURES[each.kind](each)) for sign, each in shape.sizes])


def pieces_centroid(shape: Shape) -> Vector:
    weights = [S.Times(sign, MEASURES[each.kind](each)) for sign, each in shape.sizes]
    return weighted([CENTROIDS[each.kind](each) for _, each in shape.sizes], weights)


def pieces_boundary(shape: Shape) -> Any:
    return Expr(S.Plus, [BOUNDARIES[each.kind](each) for _, each in shape.sizes])


READERS.update({
    S.Annulus: read_annulus, S.StadiumShape: read_rounded(2), S.CapsuleShape: read_rounded(3),
    S.Interval: read_interval, S.Polygon: read_polygons,
})  # fmt: skip
MEASURES.update({
    "annulus": ring_measure, "rounded": rounded_measure, "interval": interval_measure,
    "polygons": pieces_measure,
})  # fmt: skip
BOUNDARIES.update({
    "annulus": ring_boundary, "rounded": rounded_boundary, "polygons": pieces_boundary,
})  # fmt: skip
CENTROIDS.update({
    "annulus": ring_centroid, "sector": ring_centroid, "arc": ring_centroid,
    "rounded": lambda shape: mean(shape.points), "interval": interval_centroid, "polygons": pieces_centroid,
})  # fmt: skip
BOUNDS.update({
    "annulus": ring_bounds, "rounded": rounded_bounds, "interval": interval_bounds, "polygons": extremes,
})  # fmt: skip
MEMBERS = {
    "annulus": in_ring,
    "rounded": in_rounded,
    "interval": lambda shape, p: S.IntervalMemberQ(S.Interval(*[e for (e,) in shape.points]), p[0]),
}
