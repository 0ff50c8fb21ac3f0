"""Surfaces of plots in space as polygons: their colours, meshes, edges and fillings."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.curves import color_function, scaled_to_unit
from wlmini.builtins.graphics.cutting import Cut, Keep, Value, chained, compact, cut, halves
from wlmini.builtins.graphics.mesh import mesh_levels, mesh_look
from wlmini.builtins.graphics.options import AUTO, NONE
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.colors import color
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, Expr, S, is_list, make_list

Array = Any
Pair = tuple[float, float]
GRID = S.Directive(S.GrayLevel(0, 0.45), S.AbsoluteThickness(0.5))
EDGE = S.Directive(S.GrayLevel(0.2), S.AbsoluteThickness(0.7))
USUAL = 15  # mesh lines of each kind


def triangulated(u: Array, v: Array, points: Array, value: Value, keep: Keep | None) -> Cut:
    """A grid of points of space, over two parameters, as triangles; cut where not all of it is wanted."""
    flat = points.reshape(-1, 3)
    across, up = np.meshgrid(u, v)
    places = np.stack([across.ravel(), up.ravel()], axis=1)
    whole = keep is None or bool(np.isfinite(flat).all() and keep(places[:, 0], places[:, 1], flat).all())
    if whole and np.isfinite(flat).all():
        return compact(places, flat, halves(len(v), len(u)))
    return cut(u, v, points.reshape(len(v), len(u), 3), value, keep or every_one)


def every_one(u: Array, v: Array, values: Array) -> Array:
    return np.ones(len(u), dtype=bool)


def surface(
    kernel: Any, options: dict[str, Any], made: Cut, style: Any, span: Pair, usual: tuple[int, ...] = (1, 2)
) -> list[Any]:
    """Triangles of space as a GraphicsComplex of polygons, with mesh lines and the edge.

    The columns that mesh functions and colours get are x, y, z and the two parameters.
    """
    points, triangles = made.values, made.triangles
    if not len(triangles):
        return []
    rules = vertex_rules(kernel, options, made, span)
    rules.append(S.Rule(S.VertexNormals, pack(vertex_normals(points, triangles))))
    shown = [] if is_name(style, "None") else [S.Polygon(pack(triangles + 1))]
    body = S.GraphicsComplex(pack(points), S.List(S.Directive(S.EdgeForm(), style), *shown), *rules)
    lines = mesh_lines(kernel, options, made, usual)
    return [body, *lines, *edge_lines(options, made)]


def vertex_normals(points: Array, triangles: Array) -> Array:
    """The mean directions of the triangles at each point."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    directions = np.cross(b - a, c - a)
    found = np.zeros_like(points, dtype=float)
    for k in range(3):
        np.add.at(found, triangles[:, k], directions)
    size = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.where(size > 0, size, 1.0)


def vertex_rules(kernel: Any, options: dict[str, Any], made: Cut, span: Pair) -> list[Any]:
    """The colours that ColorFunction gives the points."""
    found = point_colors(kernel, options, np.hstack([made.values, made.points]), span)
    return [] if found is None else [S.Rule(S.VertexColors, pack(found[:, :3]))]


def point_colors(kernel: Any, options: dict[str, Any], columns: Array, span: Pair) -> Array | None:
    """The colours of ColorFunction for rows x, y, z and parameters; gradients go by z."""
    spec = options["ColorFunction"]
    shade = color_function(kernel, spec)
    if shade is None or not len(columns):
        return None
    if options["ColorFunctionScaling"] is not FALSE:
        limits = [(float(c.min()), float(c.max())) for c in columns.T]
        limits[2] = span
        columns = np.stack([scaled_to_unit(c, s) for c, s in zip(columns.T, limits, strict=True)], axis=1)
    by_height = isinstance(spec, str) or isinstance(spec, Expr) and spec.head is S.ColorDataFunction
    rows = columns[:, 2:3] if by_height else columns
    return np.array([shade(*row) for row in rows.tolist()]).reshape(-1, 4)


# -- lines on surfaces -------------------------------------------------------------------------------


def mesh_lines(kernel: Any, options: dict[str, Any], made: Cut, usual: tuple[int, ...]) -> list[Any]:
    """The lines of Mesh on a surface."""
    spec = options["Mesh"]
    if is_name(spec, "None", "False"):
        return []
    look = GRID
    if is_name(spec, "All", "Full"):
        sides = np.concatenate([made.triangles[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 0))])
        sides = np.unique(np.sort(sides, axis=1), axis=0)
        return [S.List(mesh_look(options, 0, look), S.Line(make_list([pack(made.values[s]) for s in sides])))]
    options = {**options, "Mesh": USUAL if is_name(spec, "Automatic") else spec}
    columns = [*made.values.T, *made.points.T]
    found = []
    for index, (heights, levels, styles) in enumerate(mesh_levels(kernel, options, columns, usual, USUAL)):
        for level, style in zip(levels, styles, strict=True):
            lines = level_lines(made.values, made.triangles, heights, level)
            if lines:
                own = mesh_look(options, index, look, style)
                found.append(S.List(own, S.Line(make_list([pack(line) for line in lines]))))
    return found


def level_lines(points: Array, triangles: Array, heights: Array, level: float) -> list[Array]:
    """The lines on which heights at the corners of triangles in space have a level."""
    above = heights[triangles] > level
    mixed = triangles[above.any(axis=1) & ~above.all(axis=1)]
    if not len(mixed):
        return []
    sides = np.sort(np.stack([mixed[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 0))], axis=1), axis=2)
    crossed = (heights[sides[..., 0]] > level) != (heights[sides[..., 1]] > level)
    pairs = sides[crossed].reshape(-1, 2, 2)
    keys, index = np.unique(pairs.reshape(-1, 2), axis=0, return_inverse=True)
    start, end = (heights[keys[:, k]] for k in (0, 1))
    share = ((level - start) / (end - start))[:, None]
    places = points[keys[:, 0]] + share * (points[keys[:, 1]] - points[keys[:, 0]])
    return [places[line] for line in chained(np.ravel(index).reshape(-1, 2))]


def edge_lines(options: dict[str, Any], made: Cut) -> list[Any]:
    """The edge of a surface in BoundaryStyle."""
    style = options["BoundaryStyle"]
    if is_name(style, "None") or is_name(style, "Automatic") and is_name(options["Mesh"], "None", "False"):
        return []
    own = [] if is_name(style, "Automatic") else [style]
    lines = [pack(made.values[line]) for line in made.edge()]
    base = GRID if is_name(style, "Automatic") else EDGE
    return [S.List(S.Directive(base, *own), S.Line(make_list(lines)))] if lines else []


# -- fillings ----------------------------------------------------------------------------------------


def filling_level(kernel: Any, options: dict[str, Any], span: Pair) -> float | None:
    """The height that Filling goes down or up to; None without one."""
    spec = options["Filling"]
    if is_name(spec, "None", "False"):
        return None
    named = {"Bottom": span[0], "Top": span[1], "Axis": min(max(0.0, span[0]), span[1])}
    if is_name(spec, *named, "Automatic", "True"):
        return named.get(spec.short, span[0])
    found = real_value(kernel, spec)
    return min(max(found, span[0]), span[1])


def filling_style(options: dict[str, Any], style: Any) -> Any:
    own = options["FillingStyle"]
    return S.Directive(style, S.Opacity(0.5), *([] if is_name(own, "Automatic") else [own]))


def walls(options: dict[str, Any], made: Cut, level: float, style: Any) -> list[Any]:
    """The walls between the edge of a surface and a height."""
    found = []
    for line in made.edge():
        rim = made.values[line]
        foot = np.column_stack([rim[:, :2], np.full(len(rim), level)])
        found += [pack(np.stack(quad)) for quad in zip(rim[:-1], rim[1:], foot[1:], foot[:-1], strict=True)]
    look = S.Directive(S.EdgeForm(), filling_style(options, style))
    return [S.List(look, S.Polygon(make_list(found)))] if found else []


def stems(options: dict[str, Any], points: Array, level: float, style: Any) -> list[Any]:
    """Lines between points and a height."""
    foot = np.column_stack([points[:, :2], np.full(len(points), level)])
    lines = [pack(np.stack(pair)) for pair in zip(points, foot, strict=True)]
    look = S.Directive(S.AbsoluteThickness(0.8), filling_style(options, style))
    return [S.List(look, S.Line(make_list(lines)))] if lines else []


def colored_dots(found: Array | None) -> list[Any]:
    """The VertexColors of points, where there are any."""
    return [] if found is None else [S.Rule(S.VertexColors, make_list([color(c) for c in found]))]


def within_range(options: dict[str, Any], span: Pair, keep: Keep | None) -> Keep | None:
    """For ClippingStyle -> None only what lies in the range of heights is wanted."""
    if not is_name(options["ClippingStyle"], "None"):
        return keep
    slack = 1e-9 * (span[1] - span[0])

    def inside(u: Array, v: Array, values: Array) -> Array:
        z = values[:, 2]
        found = (z >= span[0] - slack) & (z <= span[1] + slack)
        return found if keep is None else found & keep(u, v, values)

    return inside


def clip_styles(options: dict[str, Any]) -> tuple[Any, Any] | None:
    """The styles of what lies below and above the range; None for those of the surface."""
    style = options["ClippingStyle"]
    if is_name(style, "Automatic", "None"):
        return None
    pair = style.parts if is_list(style) and len(style.parts) == 2 else (style, style)
    return pair[0], pair[1]


__all__ = ["AUTO", "NONE", "surface"]
