"""Boxes around points, and the angles of polygons."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.geometry.regions import REGION, region
from wlmini.builtins.geometry.shapes import (
    apart,
    minus,
    vectors,
)
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin


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
