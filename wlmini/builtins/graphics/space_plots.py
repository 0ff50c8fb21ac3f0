"""Plots in space: Plot3D, ListPlot3D, ListPointPlot3D, ParametricPlot3D, Histogram3D."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.arrays import densities, with_bar
from wlmini.builtins.graphics.curves import unwrapped
from wlmini.builtins.graphics.cutting import compact, has_region
from wlmini.builtins.graphics.fields import points_wanted
from wlmini.builtins.graphics.function_plots import functions_of, warn
from wlmini.builtins.graphics.listed_fields import bilinear, listed_field
from wlmini.builtins.graphics.making import GRAPHICS_3D
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, cycle, legended, same_value, settled, table
from wlmini.builtins.graphics.sampling import Function, iterator, outside, real_value, visible
from wlmini.builtins.graphics.surfaces import (
    clip_styles,
    colored_dots,
    filling_level,
    point_colors,
    stems,
    surface,
    triangulated,
    walls,
    within_range,
)
from wlmini.drawing.colors import color
from wlmini.drawing.contours import triangles
from wlmini.drawing.settings import is_name
from wlmini.expr import TRUE, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
SPACE = table(
    GRAPHICS_3D, Axes=TRUE, BoxRatios=S.List(1, 1, 0.4), BoundaryStyle=AUTO, ClippingStyle=AUTO,
    ColorFunction=AUTO, ColorFunctionScaling=TRUE, Filling=NONE, FillingStyle=AUTO, Mesh=AUTO,
    MeshFunctions=S.List(), MeshShading=NONE, MeshStyle=AUTO, NormalsFunction=AUTO, PerformanceGoal=AUTO,
    PlotLegends=NONE, PlotRange=AUTO, PlotStyle=AUTO, PlotTheme=AUTO, RegionFunction=AUTO,
    ScalingFunctions=NONE, PlotHighlighting=AUTO,
)  # fmt: skip
OF_FUNCTIONS = {
    "EvaluationMonitor": NONE, "Exclusions": AUTO, "MaxRecursion": AUTO, "PlotPoints": AUTO,
    "WorkingPrecision": S.MachinePrecision,
}  # fmt: skip
OF_DATA = {"DataRange": AUTO, "InterpolationOrder": NONE, "MaxPlotPoints": S.DirectedInfinity(1)}
FILLED = ("Filling", "FillingStyle")
LINES_ON = (
    "BoundaryStyle",
    "ClippingStyle",
    "Mesh",
    "MeshFunctions",
    "MeshShading",
    "MeshStyle",
    "NormalsFunction",
)
UNUSED = ("MeshShading", "NormalsFunction", "ScalingFunctions")
DROPPED = {"PlotRange", "DisplayFunction", "Method"}


def without(options: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name not in names}


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


@builtin("Plot3D[f, {x, xmin, xmax}, {y, ymin, ymax}]",
"Plot3D[{f1, f2, ...}, {x, xmin, xmax}, {y, ymin, ymax}]",
         attributes="HoldAll ReadProtected", options=table(SPACE, OF_FUNCTIONS),
         messages=MESSAGES,
         noted=("Exclusions", "WorkingPrecision"),
)  # fmt: skip
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
    counts = points_wanted(options, 49)
    u, v = (np.linspace(s[1], s[2], n) for s, n in zip(spans, counts, strict=True))
    functions = [Function(kernel, variables, inner, options) for inner, _ in found]
    heights = [f.at(*np.meshgrid(u, v)) for f in functions]
    span = z_range(kernel, options, np.concatenate([kept_heights(kernel, options, u, v, z) for z in heights]))
    styles = surface_styles(options, len(found))
    made: list[Any] = []
    for function, z, style in zip(functions, heights, styles, strict=True):
        made += height_surface(kernel, options, (u, v, z), function.at, style, span)
    graphic = boxed(options, made, [(s[1], s[2]) for s in spans], span)
    return space_legend(kernel, graphic, options, styles, [S.HoldForm(i) for i, _ in found], span)


def kept_heights(kernel: Any, options: dict[str, Any], u: Array, v: Array, z: Array) -> Array:
    """The heights where RegionFunction wants them."""
    if not has_region(options):
        return z.ravel()
    return np.where(outside(kernel, options, *np.meshgrid(u, v), z), math.nan, z).ravel()


def height_surface(
    kernel: Any, options: dict[str, Any], grid: tuple[Array, Array, Array], value: Any, style: Any, span: Any
) -> list[Any]:
    """A surface of heights over a grid, cut by RegionFunction, with what Filling puts below."""
    u, v, z = grid
    across, up = np.meshgrid(u, v)
    keep = kept_points(kernel, options) if has_region(options) else None

    def point(x: Array, y: Array) -> Array:
        return np.stack([x, y, value(x, y)], axis=-1)

    keep = within_range(options, span, keep)
    made = triangulated(u, v, np.stack([across, up, z], axis=-1), point, keep)
    parts = surface(kernel, options, made, style, span) + clipped_parts(options, made, span)
    level = filling_level(kernel, options, span)
    return parts if level is None else [*parts, *walls(options, made, level, style)]


def clipped_parts(options: dict[str, Any], made: Any, span: tuple[float, float]) -> list[Any]:
    """What lies beyond the range, flat at its ends, in ClippingStyle."""
    looks = clip_styles(options)
    found = []
    z = made.values[:, 2]
    for style, beyond, height in zip(looks or (), (z < span[0], z > span[1]), span, strict=False):
        chosen = made.triangles[beyond[made.triangles].all(axis=1)]
        if len(chosen) and not is_name(style, "None"):
            flat = np.column_stack([made.values[:, :2], np.full(len(z), height)])
            body = S.Polygon(pack(chosen + 1))
            found.append(S.List(S.EdgeForm(), style, S.GraphicsComplex(pack(flat), body)))
    return found


def kept_points(kernel: Any, options: dict[str, Any]) -> Any:
    """Where RegionFunction, of the coordinates, gives True."""
    return lambda u, v, values: ~outside(kernel, options, *values.T)


def space_legend(
    kernel: Any, graphic: Any, options: dict[str, Any], styles: list[Any], names: list[Any], span: Any
) -> Any:
    """The legend of surfaces: a bar of colours where a function gives these."""
    automatic = is_name(options["PlotLegends"], "Automatic", "True")
    if automatic and not is_name(options["ColorFunction"], "Automatic", "None"):
        given = {**options, "PlotRange": S.All}
        return with_bar(kernel, graphic, given, np.array(span), densities)
    return legended(kernel, graphic, options, styles, names, S.SwatchLegend)


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


@builtin("ListPlot3D[array]", "ListPlot3D[{{x1, y1, z1}, {x2, y2, z2}, ...}]",
         options=table(SPACE, OF_DATA), messages=MESSAGES)  # fmt: skip
def list_plot_3d(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of an array of heights, or of points in space, as a surface.

    >>> ListPlot3D[Table[i j, {i, 4}, {j, 4}]]
    -Graphics3D-
    """
    warn(kernel, S.ListPlot3D, options, UNUSED)
    array = to_array(data)
    style = surface_styles(options, 1)[0]
    if array is not None and array.ndim == 2 and array.shape[1] == 3 and len(array) > 3:
        points = np.asarray(array, dtype=float)
        span = z_range(kernel, options, points[:, 2])
        cells = triangles(points[:, 0], points[:, 1])
        cells = cells[~outside(kernel, options, *points.T)[cells].any(axis=1)]
        cut_ = compact(points[:, :2], points, cells)
        made = surface(kernel, options, cut_, style, span)
        level = filling_level(kernel, options, span)
        made += [] if level is None else walls(options, cut_, level, style)
        flat = [(float(points[:, k].min()), float(points[:, k].max())) for k in range(2)]
        return space_legend(kernel, boxed(options, made, flat, span), options, [style], [], span)
    field = listed_field(kernel, data, without(options, "RegionFunction"))
    x, y, z = field.x, field.y, field.z
    span = z_range(kernel, options, kept_heights(kernel, options, x, y, z))
    if is_name(options["Mesh"], "Automatic") and max(z.shape) <= 40 and options["InterpolationOrder"] != 0:
        options = {**options, "Mesh": S.List(S.List(*x[1:-1].tolist()), S.List(*y[1:-1].tolist()))}
    made = height_surface(kernel, options, (x, y, z), bilinear(x, y, z), style, span)
    ranges = [(float(x[0]), float(x[-1])), (float(y[0]), float(y[-1]))]
    return space_legend(kernel, boxed(options, made, ranges, span), options, [style], [], span)


@builtin("ListPointPlot3D[{{x1, y1, z1}, {x2, y2, z2}, ...}]", "ListPointPlot3D[{data1, data2, ...}]",
"ListPointPlot3D[array]",
         options=without(SPACE, *LINES_ON), messages=MESSAGES)  # fmt: skip
def list_point_plot_3d(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of points in space.

    >>> ListPointPlot3D[{{1, 2, 3}, {2, 3, 1}, {0, 1, 1}}]
    -Graphics3D-
    """
    warn(kernel, S.ListPointPlot3D, options, UNUSED)
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
    every = np.vstack(sets)
    spans = [padded((float(a), float(b))) for a, b in zip(every.min(axis=0), every.max(axis=0), strict=True)]
    told = z_range(kernel, options, every[:, 2])
    spans[2] = spans[2] if is_name(options["PlotRange"], "Automatic", "All", "Full") else told
    level = filling_level(kernel, options, spans[2])
    made: list[Any] = []
    for points, style in zip(sets, styles, strict=True):
        shades = point_colors(kernel, options, points, spans[2])
        made += [] if level is None else stems(options, points, level, style)
        dots = S.Point(pack(points), *colored_dots(shades))
        made.append(S.List(S.Directive(S.PointSize(0.015), style), dots))
    graphic = boxed(options, made, spans[:2], spans[2])
    return space_legend(kernel, graphic, options, styles, [], spans[2])


def padded(span: tuple[float, float]) -> tuple[float, float]:
    margin = 0.03 * (span[1] - span[0]) or 0.5
    return span[0] - margin, span[1] + margin


@builtin("ParametricPlot3D[{fx, fy, fz}, {u, umin, umax}]",
"ParametricPlot3D[{fx, fy, fz}, {u, umin, umax}, {v, vmin, vmax}]",
         attributes="HoldAll ReadProtected",
         options=table(without(SPACE, *FILLED, "ClippingStyle"), OF_FUNCTIONS, BoxRatios=AUTO),
             messages=MESSAGES,
         noted=("Exclusions", "WorkingPrecision"),
)  # fmt: skip
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
        draw = space_curve if second is None else parametric_surface
        parts, points = draw(kernel, options, functions, spans, style)
        made += parts
        every.append(points)
    flat = np.vstack(every)
    flat = flat[np.isfinite(flat).all(axis=1)]
    if not len(flat):
        flat = np.zeros((1, 3))
    limits = [(float(a), float(b)) for a, b in zip(flat.min(axis=0), flat.max(axis=0), strict=True)]
    ratios = {"BoxRatios": options["BoxRatios"]}
    graphic = boxed({**options, **ratios}, made, [widened(s) for s in limits[:2]], widened(limits[2]))
    return space_legend(kernel, graphic, options, styles, [S.HoldForm(t) for t in triples], limits[2])


def space_curve(
    kernel: Any, options: dict[str, Any], functions: list[Function], spans: Any, style: Any
) -> tuple[list[Any], Array]:
    """A curve in space, in one colour or in those of ColorFunction."""
    _, low, high = spans[0]
    spec = options["PlotPoints"]
    t = np.linspace(low, high, 8 * spec if isinstance(spec, int) and spec > 50 else 400)
    points = np.stack([g.at(t) for g in functions], axis=1)
    points[outside(kernel, options, *points.T, t)] = math.nan
    good = np.isfinite(points).all(axis=1)
    span = (float(points[good, 2].min()), float(points[good, 2].max())) if good.any() else (0.0, 1.0)
    shades = point_colors(kernel, options, np.column_stack([points, t])[good], span)
    look = S.Directive(S.AbsoluteThickness(1.6), style)
    kept = points[good]
    if shades is None:
        return [S.List(look, S.Line(pack(kept)))], points
    pieces = [S.List(color(shades[k]), S.Line(pack(kept[k : k + 2]))) for k in range(len(kept) - 1)]
    return [S.List(look, *pieces)], points


def parametric_surface(
    kernel: Any, options: dict[str, Any], functions: list[Function], spans: Any, style: Any
) -> tuple[list[Any], Array]:
    """A surface given by functions of two parameters."""
    u, v = (np.linspace(s[1], s[2], n) for s, n in zip(spans, points_wanted(options, 61), strict=True))

    def point(a: Array, b: Array) -> Array:
        return np.stack([g.at(a, b) for g in functions], axis=-1)

    points = point(*np.meshgrid(u, v))

    def keep(a: Array, b: Array, values: Array) -> Array:
        return ~outside(kernel, options, *values.T, a, b)

    made = triangulated(u, v, points, point, keep if has_region(options) else None)
    span = (
        (float(made.values[:, 2].min()), float(made.values[:, 2].max())) if len(made.values) else (0.0, 1.0)
    )
    return surface(kernel, options, made, style, span, (4, 5)), made.values


def widened(span: tuple[float, float]) -> tuple[float, float]:
    return span if span[1] > span[0] else (span[0] - 0.5, span[1] + 0.5)
