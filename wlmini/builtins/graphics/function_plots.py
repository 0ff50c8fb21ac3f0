"""Plots of functions of one variable: Plot, LogPlot and its kin, ParametricPlot, PolarPlot, DiscretePlot."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.curves import (
    LOG,
    PLAIN,
    Curve,
    Scale,
    color_function,
    curve_primitives,
    fillings,
    label_of,
    plot_graphic,
    ranges,
    resolved,
    scaled_to_unit,
    scales_of,
    unwrapped,
    wrapped_style,
)  # fmt: skip
from wlmini.builtins.graphics.option_values import mend
from wlmini.builtins.graphics.options import (
    AUTO,
    MESSAGES,
    NONE,
    PLOT,
    THEMES,
    cycle,
    legended,
    line_style,
    settled,
    table,
)  # fmt: skip
from wlmini.builtins.graphics.sampling import (
    Function,
    evenly,
    iterator,
    outside,
    pieces,
    real_value,
    refined,
    visible,
)
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.iterators import read as read_iterator
from wlmini.kernel.messages import Failure

Array = Any
OPTIONS = table(
    PLOT, Exclusions=AUTO, ExclusionsStyle=NONE, Filling=NONE, FillingStyle=AUTO, MaxRecursion=AUTO,
    Mesh=NONE,
    MeshShading=NONE, MeshStyle=AUTO, PlotInteractivity=AUTO, PlotLayout="Overlaid",
    TargetUnits=AUTO, PlotPoints=AUTO, ScalingFunctions=NONE, RegionFunction=AUTO,
    WorkingPrecision=S.MachinePrecision,
    ClippingStyle=AUTO, PlotLabels=NONE, LabelingSize=AUTO, MeshFunctions=AUTO, EvaluationMonitor=NONE,
)  # fmt: skip
UNUSED = ("ExclusionsStyle", "ClippingStyle", "MeshFunctions")


def warn(kernel: Any, head: Symbol, options: dict[str, Any], names: tuple[str, ...] = UNUSED) -> None:
    """Say which of the options given have no effect yet, or a wrong value."""
    mend(kernel, head, options)
    theme: Any = options.get("PlotTheme")
    for name in theme.parts if is_list(theme) else [theme]:
        if isinstance(name, str) and name not in THEMES:
            kernel.message(head, "optnb", head, S.Rule(S.PlotTheme, name))
    for name in names:
        value = options.get(name, NONE)
        if not is_name(value, "None", "Automatic", "False") and not (is_list(value) and not value.parts):
            kernel.message(head, "optnb", head, name)


def functions_of(
    kernel: Any, body: Any, variables: list[Symbol], probe: list[float]
) -> list[tuple[Any, list[Expr]]]:
    """(function, wrappers) of each curve that is to plot."""
    if isinstance(body, Symbol) and body not in variables:
        body = kernel.evaluate(body)
    body, outer = unwrapped(body)
    if is_list(body):
        return [(inner, [*outer, *wrappers]) for inner, wrappers in map(unwrapped, body.parts)]
    with kernel.messages.hushed():
        value = Function(kernel, variables, body).value(*probe)
    value, inside = unwrapped(value)
    if is_list(value) and value.parts and not inside:
        return [(S.Part(body, i + 1), outer) for i in range(len(value.parts))]
    if inside:
        return [(S.Part(body, 1), [*outer, *inside])]
    return [(body, outer)]


def points_and_depth(options: dict[str, Any]) -> tuple[int, int]:
    """How many points to begin with, and how often steps are halved."""
    count, depth = options["PlotPoints"], options["MaxRecursion"]
    fast = options.get("PerformanceGoal") == "Speed"
    found = count if isinstance(count, int) and count > 1 else 60 if fast else 120
    return found, depth if isinstance(depth, int) and depth >= 0 else 3 if fast else 6


def plot_functions(kernel: Any, head: Symbol, body: Any, spec: Any, rest: Any, options: dict[str, Any],
                   x_scale: Scale = PLAIN, y_scale: Scale = PLAIN) -> Any:  # fmt: skip
    """A plot of one or several functions of a variable."""
    options = settled(kernel, rest, options)
    warn(kernel, head, options)
    variable, low, high = iterator(kernel, evaluated_iterator(kernel, spec))
    scales = scales_of(options, x_scale, y_scale)
    start, end = (float(v) for v in scales[0].forward(np.array([low, high])))
    if not (math.isfinite(start) and math.isfinite(end)):
        raise Failure("plln", low, spec, value=None)
    found = functions_of(kernel, body, [variable], [low + 0.4836 * (high - low)])
    styles = cycle(options, len(found))
    curves, bodies = [], []
    for (inner, wrappers), style in zip(found, styles, strict=True):
        function = Function(kernel, [variable], inner, options)
        curve = sampled(function, (start, end), scales, options)
        curve.style, curve.wrapper, curve.label = wrapped_style(style, wrappers), wrappers, label_of(wrappers)
        curve.name = S.HoldForm(inner)
        curves.append(curve)
        bodies.append(curve.name)
    made = finished(kernel, options, curves, scales, (start, end))
    return with_legend(kernel, made, options, curves, bodies)


def evaluated_iterator(kernel: Any, spec: Any) -> Any:
    """An iterator given by a symbol or function is evaluated."""
    return spec if is_list(spec) else kernel.evaluate(spec)


def sampled(function: Function, span: tuple[float, float], scales: Any, options: dict[str, Any]) -> Curve:
    """The function's curve in drawn coordinates."""
    count, depth = points_and_depth(options)
    if span[0] > span[1]:
        span = span[1], span[0]

    class Drawn:
        @staticmethod
        def at(u: Array) -> Array:
            at = scales[0].backward(u)
            values = function.at(at)
            return scales[1].forward(
                np.where(outside(function.kernel, options, at, values), math.nan, values)
            )

    x, y = refined(Drawn, *span, count, depth)  # type: ignore[arg-type]
    whole = is_name(options["Exclusions"], "None")
    good = np.isfinite(y)
    parts = [np.stack([x[good], y[good]], axis=1)] if whole else pieces(x, y)
    return Curve(parts, None, values=np.stack([x, y], axis=1))


def finished(
    kernel: Any, options: dict[str, Any], curves: list[Curve], scales: Any, span: tuple[float, float]
) -> Any:
    """The Graphics of curves: range, colours, fillings, mesh."""
    told = ranges(kernel, options)
    heights = np.concatenate([c.values[:, 1] for c in curves]) if curves else np.zeros(0)
    if not np.isfinite(heights).any():
        heights = np.zeros(0)
    x_range = resolved(told.x, scales[0], np.array(span), (min(span), max(span)))
    even = np.concatenate([evenly(c.values) for c in curves]) if curves else np.zeros(0)
    y_range = resolved(told.y, scales[1], heights, visible(heights, even))
    paint_curves(kernel, options, curves, x_range, y_range)
    areas = [a for i in range(len(curves)) for a in fillings(kernel, options, curves, i, y_range, scales[1])]
    lines = [p for c in curves for p in (*curve_primitives(kernel, options, c), *mesh_points(options, c))]
    labels = [m for i, c in enumerate(curves) for m in end_labels(kernel, options, c, i)]
    settings = {} if not labels else {"PlotRangeClipping": FALSE}
    return plot_graphic(kernel, options, [*areas, *lines, *labels], x_range, y_range, scales, **settings)


def paint_curves(kernel: Any, options: dict[str, Any], curves: list[Curve], x: Any, y: Any) -> None:
    """Give the curves the colours of ColorFunction."""
    shade = color_function(kernel, options["ColorFunction"])
    if shade is None:
        return
    for curve in curves:
        points = curve.points
        if options["ColorFunctionScaling"] is not FALSE:
            points = np.stack([scaled_to_unit(points[:, 0], x), scaled_to_unit(points[:, 1], y)], axis=1)
        curve.colors = np.array([shade(*p) for p in points]).reshape(-1, 4)


def mesh_points(options: dict[str, Any], curve: Curve) -> list[Any]:
    """The points of Mesh -> n, All or Full on a curve."""
    spec = options.get("Mesh", NONE)
    points = curve.points
    if is_name(spec, "None", "False", "Automatic") or not len(points):
        return []
    if isinstance(spec, int):
        at = np.linspace(points[0, 0], points[-1, 0], spec + 2)[1:-1]
        points = np.stack([at, np.interp(at, points[:, 0], points[:, 1])], axis=1)
    style = options.get("MeshStyle", AUTO)
    look = curve.style if is_name(style, "Automatic") else S.Directive(curve.style, style)
    return [S.List(S.Directive(S.PointSize(0.011), look), S.Point(pack(points)))]


def end_labels(kernel: Any, options: dict[str, Any], curve: Curve, index: int) -> list[Any]:
    """PlotLabels, Labeled and Callout: the label of a curve at its right end."""
    spec = options.get("PlotLabels", NONE)
    named = spec == "Expressions" or is_name(spec, "Automatic", "All")
    label = spec.parts[index] if is_list(spec) and index < len(spec.parts) else curve.name if named else None
    for head in (S.Labeled, S.Callout):
        label = label_of(curve.wrapper or [], head) if label is None else label
    points = curve.points
    if label is None or not len(points):
        return []
    return [S.Text(S.Style(label, curve.style), S.Offset(S.List(5, 0), pack(points[-1])), S.List(-1, 0))]


def with_legend(
    kernel: Any, made: Any, options: dict[str, Any], curves: list[Curve], bodies: list[Any]
) -> Any:
    styles = [line_style(c.style) for c in curves]
    named = [(s, c.label) for s, c in zip(styles, curves, strict=True) if c.label is not None]
    if named and is_name(options["PlotLegends"], "None"):
        legend = S.LineLegend(make_list([s for s, _ in named]), make_list([n for _, n in named]))
        return S.Legended(made, S.Placed(legend, S.After))
    automatic = is_name(options["PlotLegends"], "Automatic")
    labels = bodies if not automatic or len(bodies) > 0 else []
    return legended(kernel, made, options, styles, labels, S.LineLegend)


@builtin("Plot[f, {x, xmin, xmax}]", "Plot[{f1, f2, ...}, {x, xmin, xmax}]",
attributes="HoldAll ReadProtected",
options=OPTIONS,
         messages=MESSAGES)  # fmt: skip
def plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of a function, or of several, of a variable between two limits.

    >>> Plot[Sin[x], {x, 0, 2 Pi}]
    -Graphics-
    >>> Head[Plot[{x, x^2}, {x, 0, 1}, PlotLegends -> {"a", "b"}]]
    Legended
    >>> Length[Cases[Plot[{x, x^2}, {x, 0, 1}], _Line, Infinity]]
    2
    """
    return plot_functions(kernel, S.Plot, f, range_, rest, options)


@builtin("LogPlot[f, {x, xmin, xmax}]", "LogPlot[{f1, f2, ...}, {x, xmin, xmax}]",
attributes="HoldAll ReadProtected",
         options=OPTIONS, messages=MESSAGES)  # fmt: skip
def log_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of functions with a logarithmic scale upwards.

    >>> LogPlot[Exp[x], {x, 0, 5}]
    -Graphics-
    """
    return plot_functions(kernel, S.LogPlot, f, range_, rest, options, PLAIN, LOG)


@builtin("LogLinearPlot[f, {x, xmin, xmax}]", "LogLinearPlot[{f1, f2, ...}, {x, xmin, xmax}]",
attributes="HoldAll ReadProtected",
         options=OPTIONS, messages=MESSAGES)  # fmt: skip
def log_linear_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of functions with a logarithmic scale along x.

    >>> LogLinearPlot[Log[x], {x, 1, 100}]
    -Graphics-
    """
    return plot_functions(kernel, S.LogLinearPlot, f, range_, rest, options, LOG, PLAIN)


@builtin("LogLogPlot[f, {x, xmin, xmax}]", "LogLogPlot[{f1, f2, ...}, {x, xmin, xmax}]",
attributes="HoldAll ReadProtected",
         options=OPTIONS, messages=MESSAGES)  # fmt: skip
def log_log_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of functions with logarithmic scales in both directions.

    >>> LogLogPlot[x^3, {x, 1, 100}]
    -Graphics-
    """
    return plot_functions(kernel, S.LogLogPlot, f, range_, rest, options, LOG, LOG)


# -- parametric --------------------------------------------------------------------------------------

PARAMETRIC = table(OPTIONS, AspectRatio=AUTO)


def parametric(kernel: Any, found: list[tuple[Function, Function, list[Expr]]], span: tuple[float, float],
               options: dict[str, Any], bodies: list[Any], polar: bool = False) -> Any:  # fmt: skip
    """The plot of curves given by two functions of a parameter."""
    count, depth = points_and_depth(options)
    styles = cycle(options, len(found))
    curves = []
    for (across, up, wrappers), style in zip(found, styles, strict=True):
        t = curve_parameters(across, up, span, max(count, 200), depth)
        points = np.stack([across.at(t), up.at(t)], axis=1)
        points[outside(kernel, options, *points.T, t, *radii(polar, points))] = math.nan
        good = np.isfinite(points).all(axis=1)
        cuts = np.nonzero(~good)[0]
        parts = [p[np.isfinite(p).all(axis=1)] for p in np.split(points, cuts)]
        curve = Curve([p for p in parts if len(p) > 1], wrapped_style(style, wrappers), values=points[good])
        curve.wrapper, curve.label = wrappers, label_of(wrappers)
        curves.append(curve)
    every = np.vstack([c.values for c in curves] or [np.zeros((0, 2))])
    told = ranges(kernel, options)
    x = resolved(told.x, PLAIN, every[:, 0], None if len(every) == 0 else visible(every[:, 0]))
    y = resolved(told.y, PLAIN, every[:, 1], None if len(every) == 0 else visible(every[:, 1]))
    paint_curves(kernel, options, curves, x, y)
    lines = [p for c in curves for p in (*curve_primitives(kernel, options, c), *mesh_points(options, c))]
    made = plot_graphic(kernel, options, lines, x, y, AspectRatio=AUTO)
    return with_legend(kernel, made, options, curves, bodies)


def radii(polar: bool, points: Array) -> list[Array]:
    """What RegionFunction of a polar plot gets after the angle."""
    return [np.hypot(*points.T)] if polar else []


def curve_parameters(
    across: Function, up: Function, span: tuple[float, float], count: int, depth: int
) -> Array:
    """Parameters that are close where the curve bends."""
    t, _ = refined(across, *span, count, depth)
    other, _ = refined(up, *span, count, depth)
    return np.unique(np.concatenate([t, other]))


@builtin("ParametricPlot[{fx, fy}, {t, tmin, tmax}]",
"ParametricPlot[{{fx, fy}, {gx, gy}, ...}, {t, tmin, tmax}]",
         "ParametricPlot[{fx, fy}, {u, umin, umax}, {v, vmin, vmax}]", attributes="HoldAll ReadProtected",
         options=PARAMETRIC,
         messages=MESSAGES)  # fmt: skip
def parametric_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of curves, or of a region, with coordinates that are functions of parameters.

    >>> ParametricPlot[{Cos[t], Sin[t]}, {t, 0, 2 Pi}]
    -Graphics-
    """
    second = rest[0] if rest and is_list(rest[0]) and len(rest[0].parts) == 3 else None
    options = settled(kernel, rest[1:] if second is not None else rest, options)
    warn(kernel, S.ParametricPlot, options)
    variable, low, high = iterator(kernel, evaluated_iterator(kernel, range_))
    f, outer = unwrapped(kernel.evaluate(f) if isinstance(f, Symbol) else f)
    if not is_list(f):
        with kernel.messages.hushed():
            size = Function(kernel, [variable], f).value((low + high) / 2)
        f = pairs_of(f, size)
    if second is not None:
        return parametric_region(kernel, f, (variable, low, high), iterator(kernel, second), options)
    curves = [(inner, [*outer, *w]) for inner, w in map(unwrapped, f.parts)] if is_list(f) else []
    if not all(is_list(inner) and len(inner.parts) == 2 for inner, _ in curves):
        curves = [(f, outer)]
    if not all(is_list(inner) and len(inner.parts) == 2 for inner, _ in curves):
        raise Failure("data", f, value=None)
    found = [
        (
            Function(kernel, [variable], inner.parts[0], options),
            Function(kernel, [variable], inner.parts[1]),
            w,
        )
        for inner, w in curves
    ]
    bodies = [S.HoldForm(inner) for inner, _ in curves]
    return parametric(kernel, found, (low, high), options, bodies)


def pairs_of(f: Any, value: Any) -> Any:
    """A pair, or a list of pairs, given by an expression that evaluates to such."""
    if is_list(value) and value.parts and is_list(value.parts[0]):
        return make_list([S.List(S.Part(f, i + 1, 1), S.Part(f, i + 1, 2)) for i in range(len(value.parts))])
    return S.List(S.Part(f, 1), S.Part(f, 2))


def parametric_region(kernel: Any, f: Any, first: Any, second: Any, options: dict[str, Any]) -> Any:
    """A filled region of two parameters, with mesh lines."""
    if not is_list(f) or len(f.parts) != 2:
        raise Failure("data", f, value=None)
    count = 30
    (_, a, b), (_, c, d) = first, second
    u, v = np.meshgrid(np.linspace(a, b, count), np.linspace(c, d, count), indexing="ij")
    names = [first[0], second[0]]
    functions = [Function(kernel, names, f.parts[0], options), Function(kernel, names, f.parts[1])]
    x, y = (g.at(u.ravel(), v.ravel()).reshape(u.shape) for g in functions)
    left_out = outside(kernel, options, x, y, u, v).ravel()
    points = np.stack([x.ravel(), y.ravel()], axis=1)
    cells = []
    for i in range(count - 1):
        for j in range(count - 1):
            cells.append(
                [i * count + j + 1, i * count + j + 2, (i + 1) * count + j + 2, (i + 1) * count + j + 1]
            )
    cells = [cell for cell in cells if not left_out[np.array(cell) - 1].any()]
    style = cycle(options, 1)[0]
    lines = [np.arange(count) + i * count + 1 for i in (0, 10, 19, count - 1)]
    lines += [np.arange(count) * count + i + 1 for i in (0, 10, 19, count - 1)]
    shown = [part for line in lines for part in unbroken(line, left_out)]
    mesh = S.List(
        S.Directive(S.GrayLevel(0.3), S.AbsoluteThickness(0.5)),
        S.Line(make_list([pack(line) for line in shown])),
    )
    body = S.GraphicsComplex(
        pack(points), S.List(S.List(style, S.Opacity(0.4), S.Polygon(pack(np.array(cells)))), mesh)
    )
    told = ranges(kernel, options)
    spans = resolved(told.x, PLAIN, x.ravel()), resolved(told.y, PLAIN, y.ravel())
    return plot_graphic(kernel, options, [body], *spans, AspectRatio=AUTO, Frame=TRUE, Axes=FALSE)


def unbroken(line: Array, left_out: Array) -> list[Array]:
    """The stretches of a line of points, counted from 1, between those left out."""
    parts = np.split(line, np.nonzero(left_out[line - 1])[0])
    kept = [part[~left_out[part - 1]] for part in parts]
    return [part for part in kept if len(part) > 1]


@builtin("PolarPlot[r, {angle, min, max}]", "PolarPlot[{r1, r2, ...}, {angle, min, max}]",
attributes="HoldAll ReadProtected",
         options=PARAMETRIC, messages=MESSAGES)  # fmt: skip
def polar_plot(kernel: Any, r: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of radii that are functions of an angle.

    >>> PolarPlot[1 + Cos[t], {t, 0, 2 Pi}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.PolarPlot, options)
    variable, low, high = iterator(kernel, evaluated_iterator(kernel, range_))
    found = functions_of(kernel, r, [variable], [low + 0.4836 * (high - low)])
    curves = [
        (
            Function(kernel, [variable], S.Times(inner, S.Cos(variable)), options),
            Function(kernel, [variable], S.Times(inner, S.Sin(variable))),
            wrappers,
        )
        for inner, wrappers in found
    ]
    return parametric(kernel, curves, (low, high), options, [S.HoldForm(i) for i, _ in found], polar=True)


# -- discrete ----------------------------------------------------------------------------------------


@builtin("DiscretePlot[f, {n, nmin, nmax}]", "DiscretePlot[f, {n, nmin, nmax, step}]",
"DiscretePlot[f, {n, list}]",
         attributes="HoldAll ReadProtected", options=table(OPTIONS, Filling=S.Axis, ExtentSize=NONE,
         Joined=FALSE,
         PlotMarkers=NONE),
         messages=MESSAGES)  # fmt: skip
def discrete_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the values of functions at single points, with stems down to the axis.

    >>> DiscretePlot[PrimePi[n], {n, 1, 20}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.DiscretePlot, options, (*UNUSED, "ExtentSize"))
    spec = kernel.evaluate(range_) if not is_list(range_) else range_
    loop = read_iterator(kernel, spec)
    if loop.variable is None:
        raise Failure("pllim", range_, value=None)
    at = list(loop.values)
    x = np.array([real_value(kernel, v) for v in at])
    found = functions_of(kernel, f, [loop.variable], at[:1] or [1.0])
    curves = []
    for (inner, wrappers), style in zip(found, cycle(options, len(found)), strict=True):
        function = Function(kernel, [loop.variable], inner, options)
        y = np.array([function.real(v) for v in at])
        y = np.where(outside(kernel, options, x, y), math.nan, y)
        points = np.stack([x, y], axis=1)[np.isfinite(y)]
        made = Curve(
            [points], wrapped_style(style, wrappers), joined=options["Joined"] is TRUE, values=points
        )
        made.label, made.wrapper = label_of(wrappers), wrappers
        curves.append(made)
    scales = scales_of(options)
    heights = np.concatenate([c.values[:, 1] for c in curves] or [np.zeros(0)])
    told = ranges(kernel, options)
    y_low, y_high = visible(heights)
    x_range = resolved(told.x, scales[0], x)
    y_range = resolved(told.y, scales[1], heights, (min(0.0, y_low), max(0.0, y_high)))
    areas = [a for i in range(len(curves)) for a in fillings(kernel, options, curves, i, y_range, scales[1])]
    lines = [p for c in curves for p in curve_primitives(kernel, options, c)]
    graphic = plot_graphic(kernel, options, [*areas, *lines], x_range, y_range, scales)
    styles = [c.style for c in curves]
    return legended(kernel, graphic, options, styles, [S.HoldForm(i) for i, _ in found], S.PointLegend)
