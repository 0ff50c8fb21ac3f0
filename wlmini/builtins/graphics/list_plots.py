"""Plots of lists of data: ListPlot, ListLinePlot and kin, DateListPlot, NumberLinePlot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.graphics.curve_marks import (
    SIDES,
    beside,
    clipped_ends,
    end_labels,
    fitted,
    mesh_points,
    shaded_pieces,
)
from wlmini.builtins.graphics.curves import (
    LOG,
    PLAIN,
    Curve,
    Scale,
    curve_primitives,
    fillings,
    label_of,
    marker_for,
    plot_graphic,
    ranges,
    resolved,
    scales_of,
    unwrapped,
    wrapped_style,
)  # fmt: skip
from wlmini.builtins.graphics.function_plots import layered, paint_curves, warn
from wlmini.builtins.graphics.intervals import Uncertain, interval_marks, reach_of, uncertain
from wlmini.builtins.graphics.options import (
    AUTO,
    MESSAGES,
    NONE,
    PLOT,
    cycle,
    legended,
    line_style,
    settled,
    table,
)
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.settings import is_name, is_true
from wlmini.expr import FALSE, TRUE, Association, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
OPTIONS = table(
    PLOT, DataRange=AUTO, Filling=NONE, FillingStyle=AUTO, InterpolationOrder=NONE, Joined=FALSE, Mesh=NONE,
    LabelingTarget=AUTO, MeshFunctions=AUTO, MeshShading=NONE, MeshStyle=AUTO, PlotFit=NONE,
    PlotFitElements=AUTO, PlotInteractivity=AUTO,
    PlotMarkers=NONE, ScalingFunctions=NONE, PlotLabels=NONE, LabelingFunction=AUTO,
    LabelingSize=AUTO,
    MaxPlotPoints=S.DirectedInfinity(1), PlotLayout="Overlaid", IntervalMarkers=AUTO,
    IntervalMarkersStyle=AUTO,
    ClippingStyle=NONE, TargetUnits=AUTO, MultiaxisArrangement=NONE,
)  # fmt: skip
LINES = table(OPTIONS, Joined=TRUE)
UNUSED = ("TargetUnits", "MultiaxisArrangement")
STEPS = {"Left": 0.0, "Right": 1.0, "Center": 0.5}


def data_sets(data: Any) -> list[tuple[Any, list[Expr], Any]]:
    """(points, wrappers, key) of each set that the argument of a list plot means."""
    data, outer = unwrapped(labelled_data(data))
    if hasattr(data, "normal") and data.normal() is not None:
        data = data.normal()
    if isinstance(data, Association):
        values = list(data.values())
        named = any(isinstance(key, str) for key, _ in data.items())
        if (
            values
            and all(is_list(unwrapped(v)[0]) for v in values)
            and (named or not all(map(is_pair, values)))
        ):
            return [(*with_outer(v, outer), key) for key, v in data.items()]
        keys = [k for k, _ in data.items()]
        if all(isinstance(k, (int, float)) for k in keys):
            return [(make_list([S.List(k, v) for k, v in data.items()]), outer, None)]
        return [(make_list(values), outer, None)]
    if not is_list(data):
        raise Failure("lpn", data, value=None)
    array = to_array(data)
    if array is not None and array.ndim == 2 and array.shape[1] == 2:
        return [(data, outer, None)]
    if array is not None and array.ndim == 1:
        return [(data, outer, None)]
    if data.parts and all(is_set(p) for p in data.parts):
        return [(*with_outer(p, outer), None) for p in data.parts]
    return [(data, outer, None)]


def labelled_data(data: Any) -> Any:
    """Data given as values -> labels, each value with its label around it."""
    if is_list(data) and data.parts and all(isinstance(p, Expr) and p.head is S.Rule for p in data.parts):
        return make_list([labelled_data(p) for p in data.parts])
    if not (isinstance(data, Expr) and data.head is S.Rule and all(map(is_list, data.parts))):
        return data
    values, labels = (part.parts for part in data.parts)
    return make_list([S.Labeled(v, n) for v, n in zip(values, labels, strict=False)])


def with_outer(part: Any, outer: list[Expr]) -> tuple[Any, list[Expr]]:
    inner, wrappers = unwrapped(part)
    return inner, [*outer, *wrappers]


def is_pair(expr: Any) -> bool:
    return is_list(expr) and len(expr.parts) == 2 and not any(map(is_list, expr.parts))


def is_set(expr: Any) -> bool:
    """Whether a part of the data is a set of its own: a list that is no pair of coordinates."""
    inner, wrappers = unwrapped(expr)
    if isinstance(inner, Association):
        return True
    return is_list(inner) and (
        len(inner.parts) != 2 or is_list(inner.parts[0]) or bool(wrappers) and is_list(inner.parts[0])
    )


Row = tuple[Uncertain, Uncertain]


def coordinates(
    kernel: Any, data: Any, span: tuple[float, float] | None, real: Callable[..., float] = real_value
) -> Array:
    """The points of one set: pairs, or heights over 1, 2, ... or over a range; missing ones not numbers."""
    return points_and_ranges(kernel, data, span, real)[0]


def points_and_ranges(
    kernel: Any, data: Any, span: tuple[float, float] | None, real: Callable[..., float] = real_value
) -> tuple[Array, list[Row]]:
    """The points of one set, and what is known of their ranges; none where they are plain numbers."""
    if isinstance(data, Association):
        data = make_list([S.List(k, v) for k, v in data.items()]) if data.entries else S.List()
    array = to_array(data) if real is real_value else None
    if array is not None and array.dtype.kind in "fi" and (array.ndim == 1 or array.shape[1:] == (2,)):
        found = np.asarray(array, dtype=float)
        return (found if array.ndim == 2 else over_range(found, span)), []
    plain = [unwrapped(part)[0] for part in data.parts] if is_list(data) else []
    pairs = [p for p in plain if is_list(p) and len(p.parts) == 2]
    if pairs:
        rows = [
            (uncertain(kernel, p.parts[0], real), uncertain(kernel, unwrapped(p.parts[1])[0])) for p in pairs
        ]
        return np.array([[x.value, y.value] for x, y in rows]), rows
    heights = [uncertain(kernel, p) for p in plain]
    points = over_range(np.array([h.value for h in heights], dtype=float), span)
    return points, [(Uncertain(x, x, x), h) for x, h in zip(points[:, 0].tolist(), heights, strict=True)]


def over_range(heights: Array, span: tuple[float, float] | None) -> Array:
    low, high = span or (1.0, float(max(len(heights), 1)))
    return np.stack([np.linspace(low, high, len(heights)), heights], axis=1)


def point_labels(kernel: Any, options: dict[str, Any], data: Any, points: Array) -> list[Any]:
    """The labels of single points: wrapped in Callout or Labeled, or given by LabelingFunction."""
    made = []
    parts = data.parts if is_list(data) and not is_plain(options, data) else ()
    for index, (part, place) in enumerate(zip(parts, points, strict=False)):
        inner, wrappers = unwrapped(part)
        if is_list(inner) and len(inner.parts) == 2:
            wrappers = [*wrappers, *unwrapped(inner.parts[1])[1]]
        own = [w for w in wrappers if w.head in (S.Callout, S.Labeled) and len(w.parts) > 1]
        label, where = own_label(own[0]) if own else labelled(kernel, options, inner, index)
        if label is not None and np.isfinite(place).all():
            made.append(beside(fitted(options, label), place, getattr(where, "short", "Above")))
    return made


def is_plain(options: dict[str, Any], data: Any) -> bool:
    """Whether the data are numbers only, and no function labels them."""
    return is_name(options.get("LabelingFunction", AUTO), "Automatic", "None") and to_array(data) is not None


def own_label(wrapper: Expr) -> tuple[Any, Any]:
    return wrapper.parts[1], wrapper.parts[2] if len(wrapper.parts) > 2 else S.Above


def labelled(kernel: Any, options: dict[str, Any], value: Any, index: int) -> tuple[Any, Any]:
    """The label that LabelingFunction gives a point, and where it stands."""
    spec = options["LabelingFunction"]
    if is_name(spec, "Automatic", "None"):
        return None, None
    if is_name(spec, *SIDES):
        return value, spec
    found = kernel.call(spec, value, index + 1)
    if isinstance(found, Expr) and found.head in (S.Placed, S.Callout) and len(found.parts) > 1:
        return found.parts[0], found.parts[1]
    return None if is_name(found, "None") else found, S.Above


def thinned(options: dict[str, Any], points: Array) -> Array:
    """At most MaxPlotPoints of the points, evenly among them."""
    most = options["MaxPlotPoints"]
    if not isinstance(most, int) or most < 1 or len(points) <= most:
        return points
    return points[np.linspace(0, len(points) - 1, most).round().astype(int)]


def data_range(kernel: Any, options: dict[str, Any]) -> tuple[float, float] | None:
    spec = options["DataRange"]
    if is_list(spec) and len(spec.parts) == 2:
        low, high = (real_value(kernel, p) for p in spec.parts)
        return low, high
    return None


def joined_for(options: dict[str, Any], index: int) -> bool:
    spec = options["Joined"]
    if is_list(spec):
        return bool(spec.parts) and is_true(spec.parts[index % len(spec.parts)])
    return is_true(spec)


def shaped(points: Array, order: Any) -> Array:
    """The points of a joined line for InterpolationOrder -> 0 (steps), 1, or 2 and 3 (a smooth curve)."""
    if not isinstance(order, int) or order == 1 or len(points) < 2:
        return points
    if order == 0:
        return stepped(points, 1.0)
    t = np.linspace(points[0, 0], points[-1, 0], 12 * len(points))
    return (
        np.stack([t, smooth(points[:, 0], points[:, 1], t)], axis=1) if increasing(points[:, 0]) else points
    )


def increasing(x: Array) -> bool:
    return bool((np.diff(x) > 0).all())


def smooth(x: Array, y: Array, at: Array) -> Array:
    """A cubic through points, with slopes from the neighbours of each."""
    slopes = np.gradient(y, x)
    index = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 2)
    width = x[index + 1] - x[index]
    t = (at - x[index]) / width
    h00, h10 = (1 + 2 * t) * (1 - t) ** 2, t * (1 - t) ** 2
    h01, h11 = t**2 * (3 - 2 * t), t**2 * (t - 1)
    return h00 * y[index] + h10 * width * slopes[index] + h01 * y[index + 1] + h11 * width * slopes[index + 1]


def stepped(points: Array, share: float) -> Array:
    """A line of steps; the share says where between two points it goes up."""
    x, y = points[:, 0], points[:, 1]
    at = x[:-1] + share * np.diff(x)
    across = np.concatenate([[x[0]], np.repeat(at, 2), [x[-1]]])
    return np.stack([across, np.repeat(y, 2)], axis=1)


def runs(points: Array) -> list[Array]:
    """The parts of a line between missing points."""
    good = np.isfinite(points).all(axis=1)
    edges = np.nonzero(np.diff(good.astype(int)))[0] + 1
    return [part for part in np.split(points, edges) if len(part) and np.isfinite(part).all()]


def plot_lists(kernel: Any, head: Symbol, data: Any, options: dict[str, Any], x_scale: Scale = PLAIN,
               y_scale: Scale = PLAIN, shape: Callable[[Array], Array] | None = None,
               real: Callable[..., float] = real_value, **settings: Any) -> Any:  # fmt: skip
    """A plot of one or several sets of data."""
    warn(kernel, head, options, UNUSED)
    scales = scales_of(options, x_scale, y_scale)
    sets = data_sets(data)
    span = data_range(kernel, options)
    curves: list[Curve] = []
    extra: list[Any] = []
    found = [points_and_ranges(kernel, inner, span, real) for inner, _, _ in sets]
    for (plain, _), (inner, _, _) in zip(found, sets, strict=True):
        if not len(plain) and is_list(inner) and inner.parts:
            raise Failure("lpn", data, value=None)
    columns = heaped(options, [plain for plain, _ in found])
    for index, ((inner, wrappers, key), style) in enumerate(
        zip(sets, cycle(options, len(sets)), strict=True)
    ):
        plain, rows = columns[index], found[index][1]
        every = np.stack([scales[0].forward(plain[:, 0]), scales[1].forward(plain[:, 1])], axis=1)
        points = thinned(options, every)
        joined = joined_for(options, index)
        parts = runs(points)
        form = shape or (lambda p: shaped(p, options["InterpolationOrder"]))
        drawn = [form(p) for p in parts] if joined else parts
        reach = [*drawn, points] if shape is not None else [points]
        curve = Curve(drawn, wrapped_style(style, wrappers), joined, values=points)
        curve.reach = np.vstack([*reach, reach_of(rows, scales)])
        curve.wrapper, curve.label = wrappers, key if label_of(wrappers) is None else label_of(wrappers)
        curve.marker = marker_for(options, index)
        curves.append(curve)
        extra += interval_marks(options, rows, curve.style, scales)
        extra += point_labels(kernel, options, inner, every)
    return list_graphic(kernel, options, curves, scales, extra, settings)


def heaped(options: dict[str, Any], sets: list[Array]) -> list[Array]:
    """The sets on top of each other where PlotLayout says so."""
    if options["PlotLayout"] == "Overlaid":
        return sets
    curves = [Curve([points], None, values=points) for points in sets]
    layered(options, curves)
    return [curve.values for curve in curves]


def list_graphic(kernel: Any, options: dict[str, Any], curves: list[Curve], scales: Any, extra: list[Any],
                 settings: dict[str, Any], spans: Any = None) -> Any:  # fmt: skip
    """The Graphics of data sets: range, fillings, lines, points, legend."""
    every = np.vstack([c.values if c.reach is None else c.reach for c in curves] or [np.zeros((0, 2))])
    told = ranges(kernel, options)
    x_range = resolved(told.x, scales[0], every[:, 0], from_zero(every[:, 0], scales[0]))
    y_range = resolved(told.y, scales[1], every[:, 1], from_zero(every[:, 1], scales[1]))
    x_range, y_range = spans or (x_range, y_range)
    paint_curves(kernel, options, curves, x_range, y_range)
    areas = [a for i in range(len(curves)) for a in fillings(kernel, options, curves, i, y_range, scales[1])]
    marked = [c for c in curves if c.joined]
    drawn = [p for c in curves for p in with_markers(kernel, options, c, scales)]
    mesh = [m for c in marked for m in mesh_points(kernel, options, at_data(options, c), scales)]
    clips = [m for c in marked for m in clipped_ends(options, c, y_range)]
    labels = [m for i, c in enumerate(curves) for m in end_labels(kernel, options, c, i, x_range, y_range)]
    primitives = [*areas, *drawn, *mesh, *clips, *extra, *labels]
    made = plot_graphic(kernel, options, primitives, x_range, y_range, scales, **settings)
    return list_legend(kernel, made, options, curves)


def at_data(options: dict[str, Any], curve: Curve) -> Curve:
    """For Mesh -> All the data themselves, not the points of the curve through them."""
    if not is_name(options.get("Mesh", NONE), "All", "Full"):
        return curve
    return Curve(runs(curve.values), curve.style)


def with_markers(kernel: Any, options: dict[str, Any], curve: Curve, scales: Any) -> list[Any]:
    """Marks stand at the data, not at the points of a curve between them."""
    shaded = shaded_pieces(kernel, options, curve, scales) if curve.joined else None
    if shaded is not None:
        return shaded
    if curve.marker is None or not curve.joined:
        return curve_primitives(kernel, options, curve)
    marks = Curve(runs(curve.values), curve.style, False, marker=curve.marker)
    curve.marker = None
    return [*curve_primitives(kernel, options, curve), *curve_primitives(kernel, options, marks)]


def from_zero(values: Array, scale: Scale) -> tuple[float, float] | None:
    """The range of data, with zero where it is near."""
    finite = values[np.isfinite(values)]
    if not len(finite) or scale is not PLAIN:
        return None
    low, high = float(finite.min()), float(finite.max())
    if 0 < low < 0.25 * (high - low) or (low > 0 and low < 0.35 * high and scale is PLAIN):
        low = 0.0
    if high < 0 and -high < 0.25 * (high - low):
        high = 0.0
    return low, high


def list_legend(kernel: Any, made: Any, options: dict[str, Any], curves: list[Curve]) -> Any:
    joined = any(c.joined for c in curves)
    head = S.LineLegend if joined else S.PointLegend
    styles = [line_style(c.style) if c.joined else c.style for c in curves]
    marks = [marker_for(options, i) for i in range(len(curves))]
    extra = [S.Rule(S.LegendMarkers, make_list(marks))] if any(m is not None for m in marks) else []
    labels = [c.label for c in curves]
    if any(label is not None for label in labels) and is_name(options["PlotLegends"], "None"):
        wrapped = any(label_of(c.wrapper or []) is not None for c in curves)
        if wrapped:
            options = {**options, "PlotLegends": make_list([n if n is not None else "" for n in labels])}
    names = labels if all(n is not None for n in labels) else list(range(1, len(curves) + 1))
    return legended(kernel, made, options, styles, names, head, *extra)


@builtin("ListPlot[{y1, y2, ...}]", "ListPlot[{{x1, y1}, {x2, y2}, ...}]", "ListPlot[{data1, data2, ...}]",
         options=OPTIONS, messages=MESSAGES,
         refused=("PlotFit",),
         noted=("LabelingTarget", "PlotFitElements"),
)  # fmt: skip
def list_plot(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of points: heights over 1, 2, ..., pairs of coordinates, or several sets of such.

    >>> ListPlot[{1, 4, 9, 16}]
    -Graphics-
    >>> Length[First[Cases[ListPlot[Prime[Range[20]]], _Point, Infinity]][[1]]]
    20
    """
    return plot_lists(kernel, S.ListPlot, data, settled(kernel, rest, options))


@builtin("ListLinePlot[{y1, y2, ...}]", "ListLinePlot[{{x1, y1}, {x2, y2}, ...}]",
"ListLinePlot[{data1, data2, ...}]",
         options=LINES, messages=MESSAGES,
         refused=("PlotFit",),
         noted=("LabelingTarget", "PlotFitElements"),
)  # fmt: skip
def list_line_plot(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of lines through points.

    >>> ListLinePlot[{1, 4, 9, 16}]
    -Graphics-
    >>> Cases[ListLinePlot[{1, 3}], _Line, Infinity]
    {Line[{{1., 1.}, {2., 3.}}]}
    """
    return plot_lists(kernel, S.ListLinePlot, data, settled(kernel, rest, options))


@builtin("ListLogPlot[{y1, y2, ...}]", "ListLogPlot[{{x1, y1}, {x2, y2}, ...}]",
"ListLogPlot[{data1, data2, ...}]",
         options=OPTIONS, messages=MESSAGES,
         refused=("PlotFit",),
         noted=("LabelingTarget", "PlotFitElements"),
)  # fmt: skip
def list_log_plot(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of points with a logarithmic scale upwards.

    >>> ListLogPlot[{1, 10, 100}]
    -Graphics-
    """
    return plot_lists(kernel, S.ListLogPlot, data, settled(kernel, rest, options), PLAIN, LOG)


@builtin("ListLogLinearPlot[{y1, y2, ...}]", "ListLogLinearPlot[{{x1, y1}, {x2, y2}, ...}]", options=OPTIONS,
         messages=MESSAGES,
         refused=("PlotFit",),
         noted=("LabelingTarget", "PlotFitElements"),
)  # fmt: skip
def list_log_linear_plot(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of points with a logarithmic scale along x.

    >>> ListLogLinearPlot[{1, 10, 100}]
    -Graphics-
    """
    return plot_lists(kernel, S.ListLogLinearPlot, data, settled(kernel, rest, options), LOG, PLAIN)


@builtin("ListLogLogPlot[{y1, y2, ...}]", "ListLogLogPlot[{{x1, y1}, {x2, y2}, ...}]", options=OPTIONS,
         messages=MESSAGES,
         refused=("PlotFit",),
         noted=("LabelingTarget", "PlotFitElements"),
)  # fmt: skip
def list_log_log_plot(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of points with logarithmic scales in both directions.

    >>> ListLogLogPlot[Range[20]^2]
    -Graphics-
    """
    return plot_lists(kernel, S.ListLogLogPlot, data, settled(kernel, rest, options), LOG, LOG)


@builtin("ListStepPlot[{y1, y2, ...}]", "ListStepPlot[{{x1, y1}, {x2, y2}, ...}]",
"ListStepPlot[data, Right]",
         options=LINES, messages=MESSAGES,
         refused=("PlotFit",),
         noted=("LabelingTarget", "PlotFitElements"),
)  # fmt: skip
def list_step_plot(kernel: Any, data: Any, step: Any = S.Right, *, options: dict[str, Any]) -> Any:
    """gives a plot of data as steps; Left, Center or Right says which end of a step its point is not at.

    >>> ListStepPlot[{1, 3, 2}]
    -Graphics-
    """
    name = step.short if isinstance(step, Symbol) else "Right"
    if name not in STEPS:
        raise Failure("style", step, value=None)
    options = settled(kernel, (), options)
    return plot_lists(
        kernel, S.ListStepPlot, data, options, shape=lambda p: stepped(extended(p, name), STEPS[name])
    )


def extended(points: Array, side: str) -> Array:
    """The last step as wide as the one before it."""
    if len(points) < 2:
        return points
    if side == "Left":
        return np.vstack([[2 * points[0, 0] - points[1, 0], points[0, 1]], points])
    if side == "Right":
        return np.vstack([points, [2 * points[-1, 0] - points[-2, 0], points[-1, 1]]])
    return points
