"""Plots in space: Plot3D, ListPlot3D, ListPointPlot3D, ParametricPlot3D, Histogram3D."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.arrays import values_of
from wlmini.builtins.graphics.charts import CHART, EDGE, SINGLE
from wlmini.builtins.graphics.curves import color_function, scaled_to_unit, unwrapped
from wlmini.builtins.graphics.function_plots import functions_of, warn
from wlmini.builtins.graphics.histograms import BINS, both_bins, edges_of, pairs_in
from wlmini.builtins.graphics.making import GRAPHICS_3D
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, cycle, legended, same_value, settled, table
from wlmini.builtins.graphics.sampling import Function, iterator, outside, real_value, visible
from wlmini.drawing.colors import color
from wlmini.drawing.contours import triangles
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
SPACE = table(
    GRAPHICS_3D, Axes=TRUE, BoxRatios=S.List(1, 1, 0.4), BoundaryStyle=AUTO, ClippingStyle=AUTO,
    ColorFunction=AUTO,
    ColorFunctionScaling=TRUE, EvaluationMonitor=NONE, Exclusions=AUTO, Filling=NONE, FillingStyle=AUTO,
    MaxRecursion=AUTO, Mesh=AUTO, MeshFunctions=S.List(), MeshShading=NONE, MeshStyle=AUTO,
    NormalsFunction=AUTO,
    PerformanceGoal=AUTO, PlotLegends=NONE, PlotPoints=AUTO, PlotRange=AUTO, PlotStyle=AUTO, PlotTheme=AUTO,
    RegionFunction=AUTO, WorkingPrecision=S.MachinePrecision, DataRange=AUTO, ScalingFunctions=NONE,
    InterpolationOrder=NONE, PlotHighlighting=AUTO,
)  # fmt: skip
UNUSED = (
    "BoundaryStyle", "ClippingStyle", "MeshFunctions", "MeshShading", "NormalsFunction",
    "ScalingFunctions", "Filling",
)  # fmt: skip
DROPPED = {"PlotRange", "DisplayFunction", "Method"}
GRID = S.Directive(S.GrayLevel(0, 0.45), S.AbsoluteThickness(0.5))


def space_rules(options: dict[str, Any], **changed: Any) -> list[Any]:
    """The rules that a Graphics3D gets."""
    values = {k: v for k, v in options.items() if k in GRAPHICS_3D and k not in DROPPED}
    values = {
        **changed,
        **{k: v for k, v in values.items() if k not in changed or not same_value(v, SPACE.get(k))},
    }
    return [S.Rule(S[k], v) for k, v in sorted(values.items()) if not same_value(v, GRAPHICS_3D.get(k))]


def z_range(kernel: Any, options: dict[str, Any], z: Array) -> tuple[float, float]:
    finite = z[np.isfinite(z)]
    spec = options["PlotRange"]
    if is_list(spec) and len(spec.parts) == 3:
        spec = spec.parts[2]
    if is_list(spec) and len(spec.parts) == 2 and not any(map(is_list, spec.parts)):
        low, high = (real_value(kernel, p) for p in spec.parts)
        if math.isfinite(low) and math.isfinite(high):
            return low, high
    if not len(finite):
        return 0.0, 1.0
    return (float(finite.min()), float(finite.max())) if is_name(spec, "All", "Full") else visible(finite)


def surface(kernel: Any, options: dict[str, Any], points: Array, style: Any, span: Any) -> list[Any]:
    """A grid of points as a GraphicsComplex of polygons, with mesh lines."""
    rows, columns = points.shape[:2]
    flat = points.reshape(-1, 3)
    index = np.arange(rows * columns).reshape(rows, columns) + 1
    cells = np.stack([index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]], axis=2).reshape(-1, 4)
    good = np.isfinite(flat).all(axis=1)
    cells = cells[good[cells - 1].all(axis=1)]
    flat = np.where(np.isfinite(flat), flat, 0.0)
    rules = vertex_rules(kernel, options, flat, span)
    mesh = mesh_of(options, index, good)
    body = S.List(S.List(S.Directive(S.EdgeForm(), style), S.Polygon(pack(cells))), *mesh)
    return [S.GraphicsComplex(pack(flat), body, *rules)]


def vertex_rules(kernel: Any, options: dict[str, Any], flat: Array, span: Any) -> list[Any]:
    """The colours that ColorFunction gives the points."""
    shade = color_function(kernel, options["ColorFunction"])
    if shade is None:
        return []
    values = flat
    if options["ColorFunctionScaling"] is not FALSE:
        limits = [
            (float(flat[:, 0].min()), float(flat[:, 0].max())),
            (float(flat[:, 1].min()), float(flat[:, 1].max())),
            span,
        ]
        values = np.stack([scaled_to_unit(flat[:, k], limits[k]) for k in range(3)], axis=1)
    by_height = (
        isinstance(options["ColorFunction"], str)
        or isinstance(options["ColorFunction"], Expr)
        and (options["ColorFunction"].head is S.ColorDataFunction)
    )
    colors = [shade(*((row[2],) if by_height else row)) for row in values.tolist()]
    return [S.Rule(S.VertexColors, pack(np.array(colors)[:, :3]))]


def mesh_of(options: dict[str, Any], index: Array, good: Array) -> list[Any]:
    """Mesh lines along rows and columns."""
    spec = options["Mesh"]
    if is_name(spec, "None", "False"):
        return []
    count = spec if isinstance(spec, int) else 15
    every = is_name(spec, "All", "Full")
    made = []
    for grid in (index, index.T):
        chosen = (
            range(len(grid))
            if every
            else np.unique(np.linspace(0, len(grid) - 1, count + 2).round().astype(int))
        )
        for i in chosen:
            made += [run for run in runs(grid[i], good) if len(run) > 1]
    style = options["MeshStyle"]
    look = GRID if is_name(style, "Automatic") else S.Directive(GRID, style)
    return [S.List(look, S.Line(make_list([pack(run) for run in made])))]


def runs(line: Array, good: Array) -> list[Array]:
    """The parts of a mesh line between missing points."""
    return [part[good[part - 1]] for part in np.split(line, np.nonzero(~good[line - 1])[0])]


@builtin("Plot3D[f, {x, xmin, xmax}, {y, ymin, ymax}]",
"Plot3D[{f1, f2, ...}, {x, xmin, xmax}, {y, ymin, ymax}]",
         attributes="HoldAll ReadProtected", options=SPACE, messages=MESSAGES)  # fmt: skip
def plot_3d(kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of a function of two variables as a surface.

    >>> Plot3D[x^2 - y^2, {x, -1, 1}, {y, -1, 1}]
    -Graphics3D-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.Plot3D, options, UNUSED)
    spans = iterator(kernel, first), iterator(kernel, second)
    variables = [s[0] for s in spans]
    found = functions_of(kernel, f, variables, [s[1] + 0.4836 * (s[2] - s[1]) for s in spans])
    fast = options["PerformanceGoal"] == "Speed"
    count = options["PlotPoints"] if isinstance(options["PlotPoints"], int) else 31 if fast else 49
    count = max(count, 2)
    x, y = np.meshgrid(*(np.linspace(s[1], s[2], count) for s in spans))
    heights = [Function(kernel, variables, inner, options).at(x, y) for inner, _ in found]
    heights = [np.where(outside(kernel, options, x, y, z), math.nan, z) for z in heights]
    span = z_range(kernel, options, np.concatenate([z.ravel() for z in heights]))
    styles = surface_styles(options, len(found))
    made = [
        part
        for z, style in zip(heights, styles, strict=True)
        for part in surface(kernel, options, np.stack([x, y, z], axis=2), style, span)
    ]
    graphic = boxed(options, made, [(s[1], s[2]) for s in spans], span)
    return legended(kernel, graphic, options, styles, [S.HoldForm(i) for i, _ in found], S.SwatchLegend)


def surface_styles(options: dict[str, Any], count: int) -> list[Any]:
    """The default colours of surfaces: orange first, as the language has it."""
    base = [S.RGBColor(0.97, 0.76, 0.4), S.RGBColor(0.47, 0.6, 0.85), S.RGBColor(0.63, 0.78, 0.35)]
    if not is_name(options["PlotStyle"], "Automatic"):
        return cycle(options, count)
    return [base[i] if i < len(base) else style for i, style in enumerate(cycle(options, count))]


def boxed(
    options: dict[str, Any],
    made: list[Any],
    flat: list[tuple[float, float]],
    span: tuple[float, float],
    **changed: Any,
) -> Any:
    """The Graphics3D of a surface over a rectangle."""
    spans = [*flat, span if span[0] < span[1] else (span[0] - 0.5, span[1] + 0.5)]
    limits = S.List(*(S.List(float(a), float(b)) for a, b in spans))
    rules = space_rules(options, Axes=TRUE, BoxRatios=S.List(1, 1, 0.4), **changed)
    return S.Graphics3D(make_list(made), *rules, S.Rule(S.PlotRange, limits))


@builtin(
    "ListPlot3D[array]", "ListPlot3D[{{x1, y1, z1}, {x2, y2, z2}, ...}]", options=SPACE, messages=MESSAGES
)
def list_plot_3d(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of an array of heights, or of points in space, as a surface.

    >>> ListPlot3D[Table[i j, {i, 4}, {j, 4}]]
    -Graphics3D-
    """
    warn(kernel, S.ListPlot3D, options, (*UNUSED, "EvaluationMonitor"))
    array = to_array(data)
    style = surface_styles(options, 1)[0]
    if array is not None and array.ndim == 2 and array.shape[1] == 3 and len(array) > 3:
        points = np.asarray(array, dtype=float)
        span = z_range(kernel, options, points[:, 2])
        cells = triangles(points[:, 0], points[:, 1]) + 1
        cells = cells[~outside(kernel, options, *points.T)[cells - 1].any(axis=1)]
        body = S.List(
            S.Directive(S.EdgeForm(S.Directive(S.GrayLevel(0, 0.3), S.AbsoluteThickness(0.4))), style),
            S.Polygon(pack(cells)),
        )
        made = [S.GraphicsComplex(pack(points), body, *vertex_rules(kernel, options, points, span))]
        flat = [(float(points[:, k].min()), float(points[:, k].max())) for k in range(2)]
        return boxed(options, made, flat, span)
    z = values_of(kernel, data)
    if min(z.shape) < 2:
        raise Failure("data", data, value=None)
    ranges = [(1.0, float(z.shape[1])), (1.0, float(z.shape[0]))]
    spec = options["DataRange"]
    if is_list(spec) and len(spec.parts) == 2 and all(map(is_list, spec.parts)):
        ranges = [(real_value(kernel, p.parts[0]), real_value(kernel, p.parts[1])) for p in spec.parts]
    x, y = np.meshgrid(np.linspace(*ranges[0], z.shape[1]), np.linspace(*ranges[1], z.shape[0]))
    z = np.where(outside(kernel, options, x, y, z), math.nan, z)
    span = z_range(kernel, options, z)
    return boxed(options, surface(kernel, options, np.stack([x, y, z], axis=2), style, span), ranges, span)


@builtin("ListPointPlot3D[{{x1, y1, z1}, {x2, y2, z2}, ...}]", "ListPointPlot3D[{data1, data2, ...}]",
"ListPointPlot3D[array]",
         options=SPACE, messages=MESSAGES)  # fmt: skip
def list_point_plot_3d(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of points in space.

    >>> ListPointPlot3D[{{1, 2, 3}, {2, 3, 1}, {0, 1, 1}}]
    -Graphics3D-
    """
    warn(kernel, S.ListPointPlot3D, options, (*UNUSED, "EvaluationMonitor"))
    array = to_array(data)
    if array is not None and array.ndim == 2 and array.shape[1] == 3:
        sets = [np.asarray(array, dtype=float)]
    elif array is not None and array.ndim == 2:
        x, y = np.meshgrid(np.arange(1.0, array.shape[1] + 1), np.arange(1.0, array.shape[0] + 1))
        sets = [np.stack([x.ravel(), y.ravel(), array.ravel()], axis=1)]
    else:
        found = [to_array(unwrapped(p)[0]) for p in data.parts] if is_list(data) else []
        if not found or any(p is None or p.ndim != 2 or p.shape[1] != 3 for p in found):
            raise Failure("data", data, value=None)
        sets = [np.asarray(p, dtype=float) for p in found if p is not None]
    sets = [p[~outside(kernel, options, *p.T)] for p in sets]
    if not all(map(len, sets)):
        raise Failure("data", data, value=None)
    styles = cycle(options, len(sets))
    made = [
        S.List(
            S.Directive(S.PointSize(0.015), style),
            S.Point(pack(p)),
        )
        for p, style in zip(sets, styles, strict=True)
    ]
    every = np.vstack(sets)
    spans = [(float(a), float(b)) for a, b in zip(every.min(axis=0), every.max(axis=0), strict=True)]
    graphic = boxed(options, made, [padded(s) for s in spans[:2]], padded(spans[2]))
    return legended(kernel, graphic, options, styles, [], S.PointLegend)


def padded(span: tuple[float, float]) -> tuple[float, float]:
    margin = 0.03 * (span[1] - span[0]) or 0.5
    return span[0] - margin, span[1] + margin


@builtin("ParametricPlot3D[{fx, fy, fz}, {u, umin, umax}]",
"ParametricPlot3D[{fx, fy, fz}, {u, umin, umax}, {v, vmin, vmax}]",
         attributes="HoldAll ReadProtected", options=table(SPACE, BoxRatios=AUTO),
             messages=MESSAGES)  # fmt: skip
def parametric_plot_3d(kernel: Any, f: Any, first: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of a curve or surface in space with coordinates that are functions of parameters.

    >>> ParametricPlot3D[{Cos[t], Sin[t], t}, {t, 0, 6}]
    -Graphics3D-
    """
    second = rest[0] if rest and is_list(rest[0]) and len(rest[0].parts) == 3 else None
    options = settled(kernel, rest[1:] if second is not None else rest, options)
    warn(kernel, S.ParametricPlot3D, options, UNUSED)
    spans = [iterator(kernel, s) for s in (first, second) if s is not None]
    f = kernel.evaluate(f) if isinstance(f, Symbol) else f
    if not is_list(f):
        f = make_list([S.Part(f, k) for k in (1, 2, 3)])
    triples = list(f.parts) if all(map(is_list, f.parts)) else [f]
    made: list[Any] = []
    every = []
    styles = surface_styles(options, len(triples)) if second is not None else cycle(options, len(triples))
    for triple, style in zip(triples, styles, strict=True):
        if len(triple.parts) != 3:
            raise Failure("data", f, value=None)
        watched = [options, {}, {}]  # the monitor is told of each point once
        functions = [
            Function(kernel, [s[0] for s in spans], p, o) for p, o in zip(triple.parts, watched, strict=True)
        ]
        if second is None:
            t = np.linspace(spans[0][1], spans[0][2], 400)
            points = np.stack([g.at(t) for g in functions], axis=1)
            points[outside(kernel, options, *points.T, t)] = math.nan
            made.append(
                S.List(
                    S.Directive(S.AbsoluteThickness(1.6), style),
                    S.Line(pack(points[np.isfinite(points).all(axis=1)])),
                )
            )
        else:
            u, v = np.meshgrid(*(np.linspace(s[1], s[2], 49) for s in spans))
            points = np.stack([g.at(u, v) for g in functions], axis=2)
            points[outside(kernel, options, *np.moveaxis(points, 2, 0), u, v)] = math.nan
            finite = points[np.isfinite(points).all(axis=2)]
            span = (float(finite[:, 2].min()), float(finite[:, 2].max())) if len(finite) else (0.0, 1.0)
            made += surface(kernel, options, points, style, span)
        every.append(points.reshape(-1, 3))
    flat = np.vstack(every)
    flat = flat[np.isfinite(flat).all(axis=1)]
    if not len(flat):
        flat = np.zeros((1, 3))
    limits = [(float(a), float(b)) for a, b in zip(flat.min(axis=0), flat.max(axis=0), strict=True)]
    ratios = {"BoxRatios": options["BoxRatios"]}
    return boxed({**options, **ratios}, made, [widened(s) for s in limits[:2]], widened(limits[2]))


def widened(span: tuple[float, float]) -> tuple[float, float]:
    return span if span[1] > span[0] else (span[0] - 0.5, span[1] + 0.5)


@builtin("Histogram3D[{{x1, y1}, {x2, y2}, ...}]", "Histogram3D[data, bspec]",
"Histogram3D[data, bspec, hspec]",
         options=table(GRAPHICS_3D, CHART, Axes=TRUE, BoxRatios=S.List(1, 1, 0.6)),
             messages=BINS)  # fmt: skip
def histogram_3d(
    kernel: Any, data: Any, bins: Any = None, height: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives a histogram of pairs with bars in space.

    >>> Histogram3D[{{1, 1}, {1, 2}, {2, 2}, {3, 1}}]
    -Graphics3D-
    """
    pairs = pairs_in(kernel, data)
    across, up = (edges_of(kernel, pairs[:, i], b) for i, b in enumerate(both_bins(bins)))
    counts, _, _ = np.histogram2d(pairs[:, 0], pairs[:, 1], bins=[across, up])
    if height in ("Probability", "PDF"):
        areas = np.outer(np.diff(across), np.diff(up)) if height == "PDF" else 1.0
        counts = counts / len(pairs) / areas
    shade = color_function(kernel, options["ColorFunction"])
    made: list[Any] = [EDGE, SINGLE]
    for i, row in enumerate(counts.tolist()):
        for j, count in enumerate(row):
            if count:
                low = S.List(float(across[i]), float(up[j]), 0.0)
                bar = S.Cuboid(low, S.List(float(across[i + 1]), float(up[j + 1]), float(count)))
                made.append(bar if shade is None else S.List(color(shade(count / counts.max())), bar))
    flat = [(float(e[0]), float(e[-1])) for e in (across, up)]
    rules = space_rules(options, Axes=TRUE, BoxRatios=S.List(1, 1, 0.6))
    limits = S.List(*(S.List(*s) for s in (*flat, (0.0, float(counts.max()) * 1.02))))
    return S.Graphics3D(make_list(made), *rules, S.Rule(S.PlotRange, limits))
