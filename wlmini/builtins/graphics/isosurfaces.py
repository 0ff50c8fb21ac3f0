"""Surfaces on which a function of three variables has a value: ContourPlot3D, RegionPlot3D."""

from __future__ import annotations

import math
from itertools import permutations
from typing import Any

import numpy as np

from wlmini.builtins.graphics.curves import unwrapped
from wlmini.builtins.graphics.cutting import Cut
from wlmini.builtins.graphics.field_plots import margin
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, legended, settled, table
from wlmini.builtins.graphics.sampling import Function, iterator, outside, real_value
from wlmini.builtins.graphics.space_plots import OF_FUNCTIONS, SPACE, UNUSED, boxed, surface_styles, without
from wlmini.builtins.graphics.surfaces import surface
from wlmini.drawing.settings import is_name
from wlmini.expr import Expr, S, Symbol, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
REGION = table(
    without(SPACE, "ClippingStyle", "Filling", "FillingStyle"),
    OF_FUNCTIONS,
    BoxRatios=S.List(1, 1, 1),
    Mesh=NONE,
)
CONTOUR = table(REGION, Contours=AUTO, ContourStyle=AUTO)
POINTS = 31  # along each side
MOST = 90
DEFAULT_CONTOURS = 3

# A cube as six tetrahedra about its diagonal: the ways from corner 000 to corner 111 along three edges.
PATHS = [
    np.cumsum([np.zeros(3, int), *np.eye(3, dtype=int)[list(p)]], axis=0) for p in permutations(range(3))
]
EDGES = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))
# By which corners lie above (bits): the edges that the surface crosses, as triangles.
CROSSED = {
    1: ((0, 1, 2),), 2: ((0, 3, 4),), 4: ((1, 3, 5),), 8: ((2, 4, 5),),
    3: ((1, 2, 4), (1, 4, 3)), 5: ((0, 2, 5), (0, 5, 3)), 9: ((0, 1, 5), (0, 5, 4)),
}  # fmt: skip
CASES = {**CROSSED, **{15 - bits: triangles for bits, triangles in CROSSED.items()}}


def isosurface(axes: list[Array], values: Array, level: float) -> tuple[Array, Array]:
    """(points, triangles) of the surface on which values on a grid, linear in between, are a level."""
    shape = np.array(values.shape)
    places = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    heights = values.ravel() - level
    corners = np.stack(np.meshgrid(*[np.arange(n - 1) for n in shape], indexing="ij"), axis=-1).reshape(
        -1, 1, 3
    )
    strides = np.array([shape[1] * shape[2], shape[2], 1])
    found = [tetrahedra_cut(places, heights, (corners + path) @ strides) for path in PATHS]
    points = np.concatenate([f for f in found if len(f)] or [np.zeros((0, 3))])
    if not len(points):
        return points, np.zeros((0, 3), dtype=int)
    size = float(np.max([a[-1] - a[0] for a in axes])) or 1.0
    keys = np.round(points / (1e-9 * size)).astype(np.int64)
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    triangles = inverse.reshape(-1, 3)
    flat = (triangles[:, 0] == triangles[:, 1]) | (triangles[:, 1] == triangles[:, 2])
    flat |= triangles[:, 0] == triangles[:, 2]
    return points[first], oriented(points[first], triangles[~flat], axes, values)


def oriented(points: Array, triangles: Array, axes: list[Array], values: Array) -> Array:
    """The triangles turned so that all show the same side to where the values grow."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    middles = (a + b + c) / 3
    near = [np.abs(middles[:, k, None] - axes[k][None]).argmin(axis=1) for k in range(3)]
    steps = [max(float(np.ptp(axis)) / max(len(axis) - 1, 1), 1e-300) for axis in axes]
    slopes = [g[tuple(near)] / step for g, step in zip(np.gradient(values), steps, strict=True)]
    outward = np.nan_to_num(np.stack(slopes, axis=1))
    turned = (np.cross(b - a, c - a) * outward).sum(axis=1) < 0
    return np.where(turned[:, None], triangles[:, ::-1], triangles)


def tetrahedra_cut(places: Array, heights: Array, corners: Array) -> Array:
    """The corners, three by three, of the triangles in which the level 0 cuts tetrahedra."""
    above = heights[corners]
    whole = np.isfinite(above).all(axis=1)
    corners, above = corners[whole], above[whole]
    bits = ((above > 0) * np.array([1, 2, 4, 8])).sum(axis=1)
    made = []
    for case, triangles in CASES.items():
        chosen = bits == case
        for triangle in triangles if chosen.any() else ():
            sides = [crossing(places, corners[chosen], above[chosen], *EDGES[edge]) for edge in triangle]
            made.append(np.stack(sides, axis=1).reshape(-1, 3))
    return np.concatenate(made) if made else np.zeros((0, 3))


def crossing(places: Array, corners: Array, above: Array, a: int, b: int) -> Array:
    """Where the values are 0 between two corners of each tetrahedron."""
    share = above[:, a] / (above[:, a] - above[:, b])
    start, end = places[corners[:, a]], places[corners[:, b]]
    return start + share[:, None] * (end - start)


# -- plots -------------------------------------------------------------------------------------------


def grid_values(
    kernel: Any, body: Any, spans: list[Any], options: dict[str, Any]
) -> tuple[list[Array], Array]:
    """(coordinates along the sides, values), with none where RegionFunction leaves points out."""
    spec = options["PlotPoints"]
    depth, fast = options["MaxRecursion"], options["PerformanceGoal"] == "Speed"
    count = spec if isinstance(spec, int) and spec > 1 else 20 if fast else POINTS
    if isinstance(depth, int):
        count = min((count if isinstance(spec, int) else POINTS // 2) * 2 ** min(depth, 3), MOST)
    axes = [np.linspace(low, high, count) for _, low, high in spans]
    grid = np.meshgrid(*axes, indexing="ij")
    values = Function(kernel, [s[0] for s in spans], body, options).at(*grid)
    return axes, np.where(outside(kernel, options, *grid, values), math.nan, values)


def three_spans(kernel: Any, specs: tuple[Any, Any, Any]) -> list[Any]:
    return [iterator(kernel, kernel.evaluate(s) if isinstance(s, Symbol) else s) for s in specs]


def levels_for(kernel: Any, options: dict[str, Any], values: Array) -> list[float]:
    """The values of Contours -> n or a list of them; three between the least and the greatest by default."""
    spec = options["Contours"]
    if is_list(spec):
        found = [real_value(kernel, part.parts[0] if is_list(part) else part) for part in spec.parts]
        return [level for level in found if math.isfinite(level)]
    count = spec if isinstance(spec, int) and spec > 0 else DEFAULT_CONTOURS
    finite = values[np.isfinite(values)]
    if not len(finite):
        return []
    low, high = float(finite.min()), float(finite.max())
    return [low + (high - low) * k / (count + 1) for k in range(1, count + 1)]


def drawn(
    kernel: Any, options: dict[str, Any], found: tuple[Array, Array], style: Any, span: Any
) -> list[Any]:
    """A surface as a GraphicsComplex."""
    points, triangles = found
    return surface(kernel, options, Cut(points[:, :2], points, triangles), style, span, (1, 2, 3))


@builtin("ContourPlot3D[f, {x, xmin, xmax}, {y, ymin, ymax}, {z, zmin, zmax}]",
         "ContourPlot3D[f == g, {x, xmin, xmax}, {y, ymin, ymax}, {z, zmin, zmax}]",
         "ContourPlot3D[{f1 == g1, f2 == g2, ...}, {x, xmin, xmax}, {y, ymin, ymax}, {z, zmin, zmax}]",
         attributes="HoldAll ReadProtected", options=CONTOUR, messages=MESSAGES,
         noted=("Exclusions", "WorkingPrecision"),
)  # fmt: skip
def contour_plot_3d(kernel: Any, f: Any, x: Any, y: Any, z: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of surfaces on which a function of three variables has a value, or equations hold.

    >>> ContourPlot3D[x^2 + y^2 + z^2 == 1, {x, -1, 1}, {y, -1, 1}, {z, -1, 1}]
    -Graphics3D-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.ContourPlot3D, options, UNUSED)
    spans = three_spans(kernel, (x, y, z))
    f, _ = unwrapped(kernel.evaluate(f) if isinstance(f, Symbol) else f)
    bodies = list(f.parts) if is_list(f) else [f]
    made: list[tuple[Any, tuple[Array, Array]]] = []
    for body in bodies:
        equation = isinstance(body, Expr) and body.head is S.Equal and len(body.parts) == 2
        if is_list(f) and not equation:
            raise Failure("data", f, value=None)
        function = S.Plus(body.parts[0], S.Times(-1, body.parts[1])) if equation else body
        axes, values = grid_values(kernel, function, spans, options)
        levels = [0.0] if equation else levels_for(kernel, options, values)
        names = [S.HoldForm(body)] if equation else levels
        made += [(n, isosurface(axes, values, level)) for n, level in zip(names, levels, strict=True)]
    return in_space(kernel, {**options, "PlotStyle": options["ContourStyle"]}, made, spans)


@builtin("RegionPlot3D[pred, {x, xmin, xmax}, {y, ymin, ymax}, {z, zmin, zmax}]",
         "RegionPlot3D[{pred1, pred2, ...}, {x, xmin, xmax}, {y, ymin, ymax}, {z, zmin, zmax}]",
         attributes="HoldAll ReadProtected", options=REGION, messages=MESSAGES,
         noted=("Exclusions", "WorkingPrecision"),
)  # fmt: skip
def region_plot_3d(
    kernel: Any, pred: Any, x: Any, y: Any, z: Any, *rest: Any, options: dict[str, Any]
) -> Any:
    """gives a plot of the surface of the region in space in which a condition holds.

    >>> RegionPlot3D[x^2 + y^2 < z, {x, -1, 1}, {y, -1, 1}, {z, 0, 1}]
    -Graphics3D-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.RegionPlot3D, options, UNUSED)
    spans = three_spans(kernel, (x, y, z))
    pred = kernel.evaluate(pred) if isinstance(pred, Symbol) else pred
    made = []
    for condition in pred.parts if is_list(pred) else (pred,):
        body = margin(condition)
        body = S.If(condition, 1.0, -1.0) if body is None else body
        axes, values = grid_values(kernel, body, spans, options)
        made.append((S.HoldForm(condition), isosurface(*closed(axes, values), 0.0)))
    return in_space(kernel, options, made, spans)


def closed(axes: list[Array], values: Array) -> tuple[list[Array], Array]:
    """The grid with one more layer around it, of no thickness, in which the region ends."""
    wider = [np.concatenate([axis[:1], axis, axis[-1:]]) for axis in axes]
    outer = -max(1.0, float(np.nanmax(np.abs(values), initial=0.0)))
    inside = np.where(np.isfinite(values), values, outer)
    return wider, np.pad(inside, 1, constant_values=outer)


def limits_of(kernel: Any, spec: Any, spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The sides of the box: those of PlotRange -> {{xmin, xmax}, {ymin, ymax}, {zmin, zmax}} where given."""
    told = spec.parts if is_list(spec) and len(spec) == 3 else (AUTO,) * 3
    found = []
    for pair, span in zip(told, spans, strict=True):
        ends = [real_value(kernel, p) for p in pair.parts] if is_list(pair) and len(pair) == 2 else [math.nan]
        found.append((ends[0], ends[1]) if all(map(math.isfinite, ends)) else span)
    return found


def in_space(
    kernel: Any, options: dict[str, Any], made: list[tuple[Any, tuple[Array, Array]]], spans: Any
) -> Any:
    """The Graphics3D of surfaces in their box, with a legend where one is asked for."""
    styles = surface_styles(options, len(made))
    limits = limits_of(kernel, options["PlotRange"], [(s[1], s[2]) for s in spans])
    parts = [
        p
        for (_, found), style in zip(made, styles, strict=True)
        for p in drawn(kernel, options, found, style, limits[2])
    ]
    ratios = AUTO if is_name(options["BoxRatios"], "Automatic") else options["BoxRatios"]
    graphic = boxed({**options, "BoxRatios": ratios}, parts, limits[:2], limits[2])
    return legended(kernel, graphic, options, styles, [name for name, _ in made], S.SwatchLegend)
