"""Plots of functions at single points: DiscretePlot."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.curves import (
    Curve,
    label_of,
    marker_for,
    ranges,
    resolved,
    scales_of,
    wrapped_style,
)
from wlmini.builtins.graphics.function_plots import functions_of, warn
from wlmini.builtins.graphics.list_plots import OPTIONS as LIST_OPTIONS
from wlmini.builtins.graphics.list_plots import list_graphic, point_labels, runs
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, cycle, line_style, settled, table
from wlmini.builtins.graphics.sampling import Function, outside, real_value, visible
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, S, Symbol, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.iterators import read as read_iterator
from wlmini.kernel.messages import Failure

Array = Any
OF_DATA = {
    "DataRange", "InterpolationOrder", "IntervalMarkers", "IntervalMarkersStyle", "LabelingTarget", "Mesh",
    "MaxPlotPoints", "MeshFunctions", "MeshShading", "MeshStyle", "MultiaxisArrangement", "PlotFit",
    "PlotFitElements", "PlotLayout", "TargetUnits",
}  # fmt: skip
OPTIONS = table(
    {name: value for name, value in LIST_OPTIONS.items() if name not in OF_DATA},
    EvaluationMonitor=NONE, ExtentSize=NONE, Filling=S.Axis, Joined=FALSE, PlotMarkers=NONE,
    RegionFunction=AUTO, WorkingPrecision=S.MachinePrecision,
)  # fmt: skip


@builtin("DiscretePlot[f, {n, nmin, nmax}]", "DiscretePlot[f, {n, nmin, nmax, step}]",
         "DiscretePlot[f, {n, list}]", attributes="HoldAll ReadProtected", options=OPTIONS,
         messages=MESSAGES,
         noted=("WorkingPrecision",),
)  # fmt: skip
def discrete_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the values of functions at single points, with stems down to the axis.

    >>> DiscretePlot[PrimePi[n], {n, 1, 20}]
    -Graphics-
    >>> Length[Cases[DiscretePlot[n, {n, 4}, ExtentSize -> 1/2], _Rectangle, Infinity]]
    4
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.DiscretePlot, options)
    spec = kernel.evaluate(range_) if not is_list(range_) else range_
    loop = read_iterator(kernel, spec)
    if loop.variable is None:
        raise Failure("pllim", range_, value=None)
    at = list(loop.values)
    x = np.array([real_value(kernel, v) for v in at])
    scales = scales_of(options)
    curves, extra = [], []
    found = functions_of(kernel, f, [loop.variable], at[:1] or [1.0])
    for index, ((inner, wrappers), style) in enumerate(zip(found, cycle(options, len(found)), strict=True)):
        function = Function(kernel, [loop.variable], inner, options)
        y = np.array([function.real(v) for v in at])
        y = np.where(outside(kernel, options, x, y), math.nan, y)
        drawn = np.stack([scale.forward(c) for scale, c in zip(scales, (x, y), strict=True)], axis=1)
        made = Curve(runs(drawn), wrapped_style(style, wrappers), options["Joined"] is TRUE, values=drawn)
        made.wrapper, made.name = wrappers, S.HoldForm(inner)
        made.label = made.name if label_of(wrappers) is None else label_of(wrappers)
        made.marker = marker_for(options, index)
        curves.append(made)
        extra += point_labels(kernel, options, S.List(*y.tolist()), drawn)
    return extended(kernel, options, curves, scales, extra)


def extended(kernel: Any, options: dict[str, Any], curves: list[Curve], scales: Any, extra: list[Any]) -> Any:
    """The graphic of values, which stems or, for ExtentSize, bars join to the axis."""
    every = np.vstack([c.values for c in curves] or [np.zeros((0, 2))])
    low, high = visible(every[:, 1])
    sizes = extent(kernel, options["ExtentSize"], np.unique(every[:, 0]))
    told = ranges(kernel, options)
    y_range = resolved(told.y, scales[1], every[:, 1], (min(0.0, low), max(0.0, high)))
    x = every[:, 0]
    if sizes is not None:
        extra = [*(bar for c in curves for bar in bars(options, c, sizes, y_range)), *extra]
        options = {**options, "Filling": NONE}
        x = np.concatenate([x - sizes[0], x + sizes[1]])
    x_range = resolved(told.x, scales[0], x)
    return list_graphic(kernel, options, curves, scales, extra, {}, (x_range, y_range))


def extent(kernel: Any, spec: Any, x: Array) -> tuple[float, float] | None:
    """How far the bars of ExtentSize reach to the left and to the right of their points."""
    if is_name(spec, "None", "False"):
        return None
    step = float(np.diff(x).min()) if len(x) > 1 else 1.0
    if is_name(spec, "Full", "All", "Automatic", "Left", "Right"):
        share = {"Left": (1.0, 0.0), "Right": (0.0, 1.0)}.get(spec.short, (0.5, 0.5))
        return share[0] * step, share[1] * step
    pair = spec.parts if is_list(spec) and len(spec.parts) == 2 else None
    found = [real_value(kernel, p) for p in pair] if pair else [real_value(kernel, spec) / 2] * 2
    if isinstance(spec, (Symbol, str)) or not all(map(math.isfinite, found)):
        raise Failure("optval", S.ExtentSize, spec, "None, Full, Left, Right, a number or a pair", value=None)
    return found[0], found[1]


def bars(
    options: dict[str, Any], curve: Curve, sizes: tuple[float, float], y: tuple[float, float]
) -> list[Any]:
    """A bar for each value, filled unless there is no filling, with a line at its height."""
    base = min(max(0.0, y[0]), y[1])
    made = []
    filled = not is_name(options["Filling"], "None")
    for x, height in curve.points.tolist():
        left, right = x - sizes[0], x + sizes[1]
        corners = sorted((base, height))
        if filled:
            box = S.Rectangle(S.List(left, corners[0]), S.List(right, corners[1]))
            made.append(S.List(S.Directive(curve.style, S.Opacity(0.25)), box))
        made.append(
            S.List(line_style(curve.style), S.Line(pack(np.array([[left, height], [right, height]]))))
        )
    return made
