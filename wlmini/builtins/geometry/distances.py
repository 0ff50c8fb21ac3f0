"""Distances of points from regions, and the nearest points of these."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from wlmini.builtins.geometry.regions import REGION, member, point_in, region
from wlmini.builtins.geometry.shapes import (
    Shape,
    Vector,
    apart,
    between,
    closed,
    distance,
    is_true,
    length,
    minus,
    nearest_distance,
    on_segment,
    over,
    vectors,
)
from wlmini.expr import TRUE, S, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


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
