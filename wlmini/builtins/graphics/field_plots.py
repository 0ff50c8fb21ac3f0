"""Plots over the plane: ContourPlot, DensityPlot, RegionPlot, and those of lists of values and of vectors."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.arrays import densities, shading, values_of, with_bar
from wlmini.builtins.graphics.curves import unwrapped
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import (
    AUTO,
    GRAPHICS,
    MESSAGES,
    NONE,
    cycle,
    legended,
    passed_on,
    settled,
    table,
)
from wlmini.builtins.graphics.sampling import Function, iterator, outside, real_value
from wlmini.drawing.colors import color
from wlmini.drawing.contours import contour_lines, contour_regions, on_grid
from wlmini.drawing.settings import is_name
from wlmini.drawing.ticks import multiples, spread
from wlmini.expr import TRUE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
FIELD = table(
    GRAPHICS, AspectRatio=1, BoundaryStyle=NONE, ClippingStyle=NONE, ColorFunction=AUTO,
    ColorFunctionScaling=TRUE,
    EvaluationMonitor=NONE, Exclusions=AUTO, Frame=TRUE, MaxRecursion=AUTO, Mesh=NONE, MeshFunctions=S.List(),
    MeshStyle=AUTO, PerformanceGoal=AUTO, PlotLegends=NONE, PlotPoints=AUTO, PlotRange=AUTO, PlotTheme=AUTO,
    RegionFunction=AUTO, WorkingPrecision=S.MachinePrecision, PlotRangeClipping=TRUE, PlotHighlighting=AUTO,
    ScalingFunctions=NONE, LabelingSize=AUTO,
)  # fmt: skip
CONTOUR = table(
    FIELD, ContourLabels=AUTO, ContourLines=TRUE, ContourShading=AUTO, ContourStyle=AUTO, Contours=AUTO
)
LISTED = table(CONTOUR, DataRange=AUTO, InterpolationOrder=NONE, MaxPlotPoints=AUTO)
UNUSED = ("BoundaryStyle", "ClippingStyle", "MeshFunctions", "ScalingFunctions")
LINES = S.Directive(S.GrayLevel(0), S.Opacity(0.45), S.AbsoluteThickness(0.6))


def grid_of(
    kernel: Any, body: Any, spans: Any, count: int, options: dict[str, Any]
) -> tuple[Array, Array, Array]:
    """The values of a function of two variables on a grid; outside RegionFunction none."""
    x, y = (np.linspace(low, high, count) for _, low, high in spans)
    across, up = np.meshgrid(x, y)
    z = Function(kernel, [s[0] for s in spans], body, options).at(across, up)
    return x, y, kept(kernel, options, x, y, z)


def kept(kernel: Any, options: dict[str, Any], x: Array, y: Array, z: Array) -> Array:
    """The values on a grid, where RegionFunction leaves them out none."""
    return np.where(outside(kernel, options, *np.meshgrid(x, y), z), math.nan, z)


def points_wanted(options: dict[str, Any], default: int) -> int:
    spec = options["PlotPoints"]
    fast = options.get("PerformanceGoal") == "Speed"
    count = spec.parts[0] if is_list(spec) else spec
    return (
        max(default, 4 * count) if isinstance(count, int) and count > 1 else default // 2 if fast else default
    )


def clipped(kernel: Any, options: dict[str, Any], z: Array) -> tuple[float, float]:
    """The range of values that is shown."""
    finite = z[np.isfinite(z)]
    if not len(finite):
        return 0.0, 1.0
    spec = options["PlotRange"]
    if is_list(spec) and len(spec.parts) == 3:
        spec = spec.parts[2]
    if is_list(spec) and len(spec.parts) == 2 and not any(map(is_list, spec.parts)):
        low, high = (real_value(kernel, p) for p in spec.parts)
        return low, high
    if is_name(spec, "All", "Full"):
        return float(finite.min()), float(finite.max())
    low, high = np.quantile(finite, [0.005, 0.995])
    reach = 0.5 * (high - low)
    return max(float(finite.min()), float(low - reach)), min(float(finite.max()), float(high + reach))


def framed(options: dict[str, Any], primitives: list[Any], x: Any, y: Any, **further: Any) -> Any:
    """The Graphics of a plot over a rectangle."""
    rules = [
        r
        for r in passed_on(options, Frame=TRUE, AspectRatio=1, **further)
        if r.parts[0] not in (S.PlotRange, S.PlotRangePadding)
    ]
    span = S.List(S.List(*map(float, x)), S.List(*map(float, y)))
    pad = options.get("PlotRangePadding", AUTO)
    pad = S.List(S.Scaled(0.02), S.Scaled(0.02)) if is_name(pad, "Automatic") else pad
    return S.Graphics(
        make_list(primitives), *rules, S.Rule(S.PlotRange, span), S.Rule(S.PlotRangePadding, pad)
    )


# -- contours ----------------------------------------------------------------------------------------


def levels_of(kernel: Any, options: dict[str, Any], span: tuple[float, float]) -> list[float]:
    """The levels that Contours means between the limits."""
    spec = options["Contours"]
    low, high = span
    if is_list(spec):
        items = [p.parts[0] if is_list(p) and p.parts else p for p in spec.parts]
        return sorted(v for v in (real_value(kernel, p) for p in items) if math.isfinite(v))
    if isinstance(spec, int) and spec > 0:
        return [low + (high - low) * (i + 1) / (spec + 1) for i in range(spec)]
    step, _ = spread(low, high, 9)
    found = [k * step for k in multiples(low, high, step)]
    return [v for v in found if low < v < high] or [(low + high) / 2]


def contour_graphic(kernel: Any, options: dict[str, Any], x: Array, y: Array, z: Array) -> Any:
    """Regions between contour lines, and the lines."""
    span = clipped(kernel, options, z)
    levels = levels_of(kernel, options, span)
    finite = z[np.isfinite(z)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    edges = sorted(
        {min(low, span[0]) - 1e-9 * (1 + abs(low)), *levels, max(high, span[1]) + 1e-9 * (1 + abs(high))}
    )
    made: list[Any] = []
    if not is_name(options["ContourShading"], "None", "False"):
        middles = np.array(
            [(a + b) / 2 for a, b in zip(np.clip(edges[:-1], *span), np.clip(edges[1:], *span), strict=True)]
        )
        shades = contour_colors(kernel, options, middles, span)
        for regions, shade in zip(contour_regions(x, y, z, edges), shades, strict=False):
            made.append(S.List(shade, S.EdgeForm(), *(polygon(region) for region in regions)))
    style = options["ContourStyle"]
    if not is_name(style, "None") and not is_name(options["ContourLines"], "False"):
        styles = style.parts if is_list(style) and style.parts else (style,)
        for index, lines in enumerate(contour_lines(x, y, z, levels)):
            look = styles[index % len(styles)]
            directive = LINES if is_name(look, "Automatic") else S.Directive(LINES, S.Opacity(1), look)
            tip = S.Line(make_list([pack(line) for line in lines]))
            made.append(S.List(directive, S.Tooltip(tip, levels[index])))
            made += contour_labels(options, lines, levels[index])
    graphic = framed(options, made, (x[0], x[-1]), (y[0], y[-1]))
    return contour_legend(kernel, graphic, options, levels, edges, span)


def contour_colors(
    kernel: Any, options: dict[str, Any], middles: Array, span: tuple[float, float]
) -> list[Any]:
    spec = options["ContourShading"]
    if is_list(spec) and spec.parts:
        return [spec.parts[i % len(spec.parts)] for i in range(len(middles))]
    return [
        color(c)
        for c in shading(kernel, {**options, "PlotRange": S.List(*span)}, middles[None], densities)[0]
    ]


def polygon(region: list[Array]) -> Any:
    outer = pack(region[0][:-1])
    if len(region) == 1:
        return S.Polygon(outer)
    return S.Polygon(S.Rule(outer, make_list([pack(hole[:-1]) for hole in region[1:]])))


def contour_labels(options: dict[str, Any], lines: list[Array], level: float) -> list[Any]:
    """The value written on the longest line of a level."""
    if is_name(options["ContourLabels"], "Automatic", "None", "False") or not lines:
        return []
    longest = max(lines, key=len)
    place = longest[len(longest) // 2]
    return [
        S.Text(
            S.Style(round(level, 6), S.Rule(S.FontSize, 8), S.Rule(S.Background, S.GrayLevel(1, 0.6))),
            pack(place),
        )
    ]


def contour_legend(
    kernel: Any, graphic: Any, options: dict[str, Any], levels: list[float], edges: list[float], span: Any
) -> Any:
    spec = options["PlotLegends"]
    if is_name(spec, "None", "False"):
        return graphic
    limits = np.clip(edges, *span)
    low, high = float(limits[0]), float(limits[-1])
    samples = np.linspace(low, high, 65)
    shades = (
        contour_colors(kernel, options, samples, span)
        if not is_list(options["ContourShading"])
        else [S.GrayLevel(0.8)]
    )
    where = (
        spec.parts[1] if isinstance(spec, Expr) and spec.head is S.Placed and len(spec.parts) > 1 else S.After
    )
    bar = S.BarLegend(S.List(make_list(shades), S.List(low, high)), make_list(levels))
    return S.Legended(graphic, S.Placed(bar, where))


DOMAIN = ("{x, xmin, xmax}", "{y, ymin, ymax}")


@builtin("ContourPlot[f, {x, xmin, xmax}, {y, ymin, ymax}]",
"ContourPlot[f == g, {x, xmin, xmax}, {y, ymin, ymax}]",
         "ContourPlot[{f1 == g1, f2 == g2, ...}, {x, xmin, xmax}, {y, ymin, ymax}]",
         attributes="HoldAll ReadProtected",
         options=CONTOUR, messages=MESSAGES)  # fmt: skip
def contour_plot(kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the contours of a function of two variables, or of the curves on which equations hold.

    >>> ContourPlot[x^2 + y^2, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    >>> ContourPlot[x^2 + y^2 == 1, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.ContourPlot, options, UNUSED)
    spans = iterator(kernel, first), iterator(kernel, second)
    f = kernel.evaluate(f) if isinstance(f, Symbol) else f
    f, _ = unwrapped(f)
    equations = list(f.parts) if is_list(f) else [f]
    if all(isinstance(e, Expr) and e.head is S.Equal and len(e.parts) == 2 for e in equations):
        return implicit_curves(kernel, equations, spans, options)
    if is_list(f):
        raise Failure("data", f, value=None)
    return contour_graphic(kernel, options, *grid_of(kernel, f, spans, points_wanted(options, 100), options))


def implicit_curves(kernel: Any, equations: list[Expr], spans: Any, options: dict[str, Any]) -> Any:
    """The curves on which left and right sides are equal."""
    styles = cycle(options, len(equations), "ContourStyle")
    made = []
    for equation, style in zip(equations, styles, strict=True):
        difference = S.Plus(equation.parts[0], S.Times(-1, equation.parts[1]))
        x, y, z = grid_of(kernel, difference, spans, points_wanted(options, 160), options)
        lines = [pack(line) for line in contour_lines(x, y, z, [0.0])[0]] if np.isfinite(z).any() else []
        made.append(S.List(S.Directive(S.AbsoluteThickness(1.6), style), S.Line(make_list(lines))))
    graphic = framed(options, made, spans[0][1:], spans[1][1:])
    looks = [S.Directive(S.AbsoluteThickness(1.6), s) for s in styles]
    return legended(kernel, graphic, options, looks, [S.HoldForm(e) for e in equations], S.LineLegend)


# -- densities ---------------------------------------------------------------------------------------


def density_graphic(kernel: Any, options: dict[str, Any], x: Array, y: Array, z: Array) -> Any:
    """A raster of colours."""
    span = clipped(kernel, options, z)
    shades = shading(kernel, {**options, "PlotRange": S.List(*span)}, np.clip(z, *span), densities)
    shades[~np.isfinite(z)] = (1, 1, 1, 0)
    dx, dy = (x[1] - x[0]) / 2, (y[1] - y[0]) / 2
    corners = S.List(S.List(float(x[0] - dx), float(y[0] - dy)), S.List(float(x[-1] + dx), float(y[-1] + dy)))
    opaque = bool(np.isfinite(z).all())
    raster = S.Raster(
        pack(np.round(shades[..., :3] if opaque else shades, 5)),
        corners,
        S.List(0, 1),
        S.Rule(S.Interpolation, TRUE),
    )
    graphic = framed(
        {**options, "PlotRangePadding": NONE}, [raster], (x[0], x[-1]), (y[0], y[-1]), PlotRangePadding=NONE
    )
    return with_bar(kernel, graphic, {**options, "PlotRange": S.List(*span)}, np.clip(z, *span), densities)


@builtin(
    "DensityPlot[f, {x, xmin, xmax}, {y, ymin, ymax}]",
    attributes="HoldAll ReadProtected",
    options=FIELD,
    messages=MESSAGES,
)
def density_plot(kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of a function of two variables as colours.

    >>> DensityPlot[Sin[x] Sin[y], {x, 0, 3}, {y, 0, 3}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.DensityPlot, options, UNUSED)
    spans = iterator(kernel, first), iterator(kernel, second)
    return density_graphic(kernel, options, *grid_of(kernel, f, spans, points_wanted(options, 120), options))


@builtin("RegionPlot[pred, {x, xmin, xmax}, {y, ymin, ymax}]",
"RegionPlot[{pred1, pred2, ...}, {x, xmin, xmax}, {y, ymin, ymax}]",
         attributes="HoldAll ReadProtected", options=table(FIELD, PlotStyle=AUTO),
             messages=MESSAGES)  # fmt: skip
def region_plot(kernel: Any, pred: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the region in which a condition holds.

    >>> RegionPlot[x^2 + y^2 < 1, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.RegionPlot, options, UNUSED[1:])
    spans = iterator(kernel, first), iterator(kernel, second)
    conditions = list(pred.parts) if is_list(pred) else [pred]
    made = []
    styles = cycle(options, len(conditions))
    for condition, style in zip(conditions, styles, strict=True):
        x, y, z = condition_grid(kernel, condition, spans, points_wanted(options, 150), options)
        low, high = float(np.nanmin(z)), float(np.nanmax(z))
        if high < 0:
            continue
        regions = contour_regions(x, y, z, [0.0, max(high, 0.0) + 1.0])[0] if low < 0 else [[box_of(spans)]]
        lines = [pack(line) for line in contour_lines(x, y, z, [0.0])[0]] if low < 0 < high else []
        made.append(S.List(S.Directive(S.Opacity(0.3), style), *(polygon(r) for r in regions)))
        made.append(S.List(S.Directive(S.AbsoluteThickness(1.2), style), S.Line(make_list(lines))))
    graphic = framed(options, made, spans[0][1:], spans[1][1:])
    return legended(kernel, graphic, options, styles, [S.HoldForm(c) for c in conditions], S.SwatchLegend)


def box_of(spans: Any) -> Array:
    (_, x0, x1), (_, y0, y1) = spans
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]])


def condition_grid(
    kernel: Any, condition: Any, spans: Any, count: int, options: dict[str, Any]
) -> tuple[Array, Array, Array]:
    """Values that are positive where the condition holds, so that contours show its edge exactly."""
    body = margin(condition)
    if body is None:
        body = S.If(condition, 1.0, -1.0)
    return grid_of(kernel, body, spans, count, options)


def margin(condition: Any) -> Any:
    """An expression positive where an inequality, or an And or Or of such, holds; None for others."""
    if not isinstance(condition, Expr) or len(condition.parts) < 2:
        return None
    if condition.head in (S.Less, S.LessEqual, S.Greater, S.GreaterEqual):
        sign = -1 if condition.head in (S.Less, S.LessEqual) else 1
        steps = [
            S.Plus(S.Times(sign, a), S.Times(-sign, b))
            for a, b in zip(condition.parts, condition.parts[1:], strict=False)
        ]
        return steps[0] if len(steps) == 1 else S.Min(*steps)
    if condition.head in (S.And, S.Or):
        inner = [margin(p) for p in condition.parts]
        return (
            None
            if any(p is None for p in inner)
            else Expr(S.Min if condition.head is S.And else S.Max, inner)
        )
    return None


# -- lists of values ---------------------------------------------------------------------------------


def listed_grid(kernel: Any, data: Any, options: dict[str, Any]) -> tuple[Array, Array, Array]:
    """A matrix of heights, or points {x, y, z}, as values on a grid."""
    array = to_array(unwrapped(data)[0])
    if array is not None and array.ndim == 2 and array.shape[1] == 3 and array.shape[0] > 3:
        x, y, z = (np.asarray(array[:, i], dtype=float) for i in range(3))
        across, up = np.linspace(x.min(), x.max(), 100), np.linspace(y.min(), y.max(), 100)
        return across, up, kept(kernel, options, across, up, on_grid(x, y, z, *np.meshgrid(across, up)))
    z = values_of(kernel, data)
    spec = options["DataRange"]
    x, y = np.arange(1.0, z.shape[1] + 1), np.arange(1.0, z.shape[0] + 1)
    if is_list(spec) and len(spec.parts) == 2 and all(map(is_list, spec.parts)):
        (x0, x1), (y0, y1) = ([real_value(kernel, v) for v in p.parts] for p in spec.parts)
        x, y = np.linspace(x0, x1, z.shape[1]), np.linspace(y0, y1, z.shape[0])
    if min(z.shape) < 2:
        raise Failure("data", data, value=None)
    return x, y, kept(kernel, options, x, y, z)


@builtin("ListContourPlot[array]", "ListContourPlot[{{x1, y1, z1}, ...}]", options=LISTED, messages=MESSAGES)
def list_contour_plot(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of the contours of an array of values.

    >>> ListContourPlot[Table[i j, {i, 5}, {j, 5}]]
    -Graphics-
    """
    warn(kernel, S.ListContourPlot, options, (*UNUSED, "EvaluationMonitor"))
    return contour_graphic(kernel, options, *listed_grid(kernel, data, options))


@builtin(
    "ListDensityPlot[array]", "ListDensityPlot[{{x1, y1, z1}, ...}]", options=table(LISTED), messages=MESSAGES
)
def list_density_plot(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of an array of values as colours.

    >>> ListDensityPlot[Table[i j, {i, 5}, {j, 5}]]
    -Graphics-
    """
    warn(kernel, S.ListDensityPlot, options, (*UNUSED, "EvaluationMonitor"))
    return density_graphic(kernel, options, *listed_grid(kernel, data, options))


__all__ = ["contour_graphic"]
