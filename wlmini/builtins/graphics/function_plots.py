"""Plots of functions of one variable: Plot, LogPlot and its kin, ParametricPlot, PolarPlot, DiscretePlot."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.builtins.graphics.curve_marks import (
    clipped_ends,
    end_labels,
    excluded_ends,
    mesh_points,
    shaded_pieces,
)
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
from wlmini.expr import FALSE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
EXCLUDED = 1e-6  # of the width, that a curve keeps away from where it is excluded
LAYOUTS = ("Overlaid", "Stacked", "Percentile")
OPTIONS = table(
    PLOT, Exclusions=AUTO, ExclusionsStyle=NONE, Filling=NONE, FillingStyle=AUTO, MaxRecursion=AUTO,
    Mesh=NONE,
    MeshShading=NONE, MeshStyle=AUTO, PlotInteractivity=AUTO, PlotLayout="Overlaid",
    TargetUnits=AUTO, PlotPoints=AUTO, ScalingFunctions=NONE, RegionFunction=AUTO,
    WorkingPrecision=S.MachinePrecision,
    ClippingStyle=AUTO, PlotLabels=NONE, LabelingSize=AUTO, MeshFunctions=AUTO, EvaluationMonitor=NONE,
)  # fmt: skip
UNUSED: tuple[str, ...] = ()


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
    layered(options, curves)
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
    if is_name(options["Exclusions"], "None"):
        good = np.isfinite(y)
        return Curve([np.stack([x[good], y[good]], axis=1)], None, values=np.stack([x, y], axis=1))
    cuts = scales[0].forward(excluded(function, options["Exclusions"], scales[0].backward(x)))
    if len(cuts):
        around = np.concatenate([cuts - EXCLUDED * (x[-1] - x[0]), cuts + EXCLUDED * (x[-1] - x[0])])
        x, y = inserted(x, y, Drawn.at(around), around)
    parts = [p for part in pieces(x, y) for p in parted(part, cuts)]
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
    lines = [p for c in curves for p in drawn_curve(kernel, options, c, scales)]
    labels = [m for i, c in enumerate(curves) for m in end_labels(kernel, options, c, i, x_range, y_range)]
    marks = [m for c in curves for m in clipped_ends(options, c, y_range)]
    marks += [m for c in curves for m in excluded_ends(options, c, x_range, y_range)]
    return plot_graphic(kernel, options, [*areas, *lines, *marks, *labels], x_range, y_range, scales)


def paint_curves(kernel: Any, options: dict[str, Any], curves: list[Curve], x: Any, y: Any) -> None:
    """Give the curves the colours of ColorFunction."""
    shade = color_function(kernel, options["ColorFunction"])
    if shade is None:
        return
    for curve in curves:
        points = curve.points
        if options["ColorFunctionScaling"] is not FALSE:
            points = np.stack([scaled_to_unit(points[:, 0], x), scaled_to_unit(points[:, 1], y)], axis=1)
        if curve.parameters is not None:
            points = np.column_stack([points, scaled_parameters(options, curve.parameters)])
        curve.colors = np.array([shade(*p) for p in points]).reshape(-1, 4)


def scaled_parameters(options: dict[str, Any], columns: Array) -> Array:
    """Further arguments of ColorFunction, between 0 and 1 where they are scaled."""
    if options["ColorFunctionScaling"] is FALSE or not len(columns):
        return columns
    spans = [(float(c.min()), float(c.max())) for c in columns.T]
    return np.stack([scaled_to_unit(c, s) for c, s in zip(columns.T, spans, strict=True)], axis=1)


def drawn_curve(kernel: Any, options: dict[str, Any], curve: Curve, scales: Any) -> list[Any]:
    """A curve, or its pieces in the styles of MeshShading, with its mesh."""
    shaded = shaded_pieces(kernel, options, curve, scales)
    line = curve_primitives(kernel, options, curve) if shaded is None else shaded
    return [*line, *mesh_points(kernel, options, curve, scales)]


def layered(options: dict[str, Any], curves: list[Curve]) -> None:
    """Put the curves on top of each other for PlotLayout -> "Stacked", as shares of all for "Percentile"."""
    layout = options.get("PlotLayout", "Overlaid")
    if layout not in LAYOUTS:
        raise Failure("optval", S.PlotLayout, layout, ", ".join(LAYOUTS), value=None)
    good = [c.values[np.isfinite(c.values).all(axis=1)] for c in curves]
    if layout == "Overlaid" or not all(map(len, good)):
        return
    x = np.unique(np.concatenate([g[:, 0] for g in good]))
    heights = np.array([np.interp(x, *g.T) for g in good])
    sums = np.cumsum(heights, axis=0)
    sums = sums if layout == "Stacked" else sums / np.where(sums[-1] == 0, 1.0, sums[-1])
    for curve, total in zip(curves, sums, strict=True):
        curve.values = np.stack([x, total], axis=1)
        curve.parts = [curve.values]


def excluded(function: Function, spec: Any, x: Array) -> Array:
    """Where Exclusions -> {x == 1, 2, ...} cuts: at numbers, and where the sides of equations are equal."""
    found: list[float] = []
    for item in spec.parts if is_list(spec) else () if isinstance(spec, Symbol) else (spec,):
        item = item.parts[0] if is_list(item) and item.parts else item
        if isinstance(item, Expr) and item.head is S.Equal and len(item.parts) == 2:
            gap = S.Plus(item.parts[0], S.Times(-1, item.parts[1]))
            found += zeros(Function(function.kernel, function.variables, gap), x)
        else:
            found.append(real_value(function.kernel, item))
    cuts = np.unique([c for c in found if x[0] < c < x[-1]])
    return cuts


def zeros(gap: Function, x: Array) -> list[float]:
    """Where a function is zero or passes it."""
    y = gap.at(x)
    found = x[y == 0].tolist()
    for k in np.nonzero(y[:-1] * y[1:] < 0)[0].tolist():
        low, high = x[k], x[k + 1]
        for _ in range(50):
            middle = (low + high) / 2
            low, high = (middle, high) if gap.at(np.array([middle]))[0] * y[k] > 0 else (low, middle)
        found.append((low + high) / 2)
    return found


def inserted(x: Array, y: Array, more: Array, at: Array) -> tuple[Array, Array]:
    order = np.argsort(np.concatenate([x, at]), kind="stable")
    return np.concatenate([x, at])[order], np.concatenate([y, more])[order]


def parted(part: Array, cuts: Array) -> list[Array]:
    """The pieces of a line between abscissas at which it is cut."""
    edges = np.searchsorted(part[:, 0], cuts)
    return [piece for piece in np.split(part, edges) if len(piece) > 1]


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
         messages=MESSAGES,
         noted=("TargetUnits", "WorkingPrecision"),
)  # fmt: skip
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
         options=OPTIONS, messages=MESSAGES,
         noted=("TargetUnits", "WorkingPrecision"),
)  # fmt: skip
def log_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of functions with a logarithmic scale upwards.

    >>> LogPlot[Exp[x], {x, 0, 5}]
    -Graphics-
    """
    return plot_functions(kernel, S.LogPlot, f, range_, rest, options, PLAIN, LOG)


@builtin("LogLinearPlot[f, {x, xmin, xmax}]", "LogLinearPlot[{f1, f2, ...}, {x, xmin, xmax}]",
attributes="HoldAll ReadProtected",
         options=OPTIONS, messages=MESSAGES,
         noted=("TargetUnits", "WorkingPrecision"),
)  # fmt: skip
def log_linear_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of functions with a logarithmic scale along x.

    >>> LogLinearPlot[Log[x], {x, 1, 100}]
    -Graphics-
    """
    return plot_functions(kernel, S.LogLinearPlot, f, range_, rest, options, LOG, PLAIN)


@builtin("LogLogPlot[f, {x, xmin, xmax}]", "LogLogPlot[{f1, f2, ...}, {x, xmin, xmax}]",
attributes="HoldAll ReadProtected",
         options=OPTIONS, messages=MESSAGES,
         noted=("TargetUnits", "WorkingPrecision"),
)  # fmt: skip
def log_log_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of functions with logarithmic scales in both directions.

    >>> LogLogPlot[x^3, {x, 1, 100}]
    -Graphics-
    """
    return plot_functions(kernel, S.LogLogPlot, f, range_, rest, options, LOG, LOG)
