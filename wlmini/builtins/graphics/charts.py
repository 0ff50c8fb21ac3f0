"""Charts of values: BarChart, RectangleChart, PieChart, BubbleChart, BoxWhiskerChart, PairedBarChart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from wlmini.builtins.graphics.curves import (
    LOG,
    PLAIN,
    Scale,
    label_of,
    plot_graphic,
    ranges,
    resolved,
    scales_of,
    unwrapped,
    wrapped_style,
)
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import (
    AUTO,
    GRAPHICS,
    MESSAGES,
    NONE,
    joined_style,
    legended,
    table,
)
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.colors import color
from wlmini.drawing.gradients import GRADIENTS, gradient, indexed
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, Association, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
CHART = table(
    GRAPHICS, AspectRatio=S.Power(S.GoldenRatio, -1), Axes=S.List(FALSE, TRUE), BarOrigin=S.Bottom,
    BarSpacing=AUTO,
    ChartBaseStyle=AUTO, ChartElementFunction=AUTO, ChartElements=AUTO, ChartLabels=NONE, ChartLayout=AUTO,
    ChartLegends=NONE, ChartStyle=AUTO, ColorFunction=AUTO, ColorFunctionScaling=TRUE, Joined=FALSE,
    LabelingFunction=AUTO,
    LabelingSize=AUTO, LegendAppearance=AUTO, PerformanceGoal=AUTO, PlotTheme=AUTO, ScalingFunctions=NONE,
    PlotRange=AUTO, PlotInteractivity=AUTO, TargetUnits=AUTO, PlotHighlighting=AUTO, IntervalMarkers=AUTO,
    IntervalMarkersStyle=AUTO,
)  # fmt: skip
UNUSED = ("ChartElementFunction", "ChartElements", "LegendAppearance", "TargetUnits", "IntervalMarkersStyle")
SINGLE = S.RGBColor(0.982864, 0.7431472, 0.3262672)
EDGE = S.EdgeForm(S.Directive(S.GrayLevel(0.0), S.Opacity(0.35), S.AbsoluteThickness(0.5)))


class Element:
    """One value of a chart with the wrappers around it."""

    def __init__(self, kernel: Any, expr: Any, key: Any = None) -> None:
        self.content, self.wrappers = unwrapped(expr)
        self.key = key
        self.numbers: list[float] = (
            [real_value(kernel, p) for p in self.content.parts]
            if is_list(self.content)
            else [real_value(kernel, middle_of(self.content))]
        )

    @property
    def value(self) -> float:
        return self.numbers[-1] if self.numbers else math.nan


def middle_of(expr: Any) -> Any:
    return expr.parts[0] if isinstance(expr, Expr) and expr.head is S.Around and expr.parts else expr


def groups_of(kernel: Any, data: Any, pairs: bool = False) -> tuple[list[list[Element]], bool]:
    """The data sets of a chart, and whether there is one only; `pairs`: an element is a list of numbers."""
    data, _ = unwrapped(data)
    if hasattr(data, "normal") and data.normal() is not None:
        data = data.normal()
    items = (
        list(data.items())
        if isinstance(data, Association)
        else [(None, p) for p in data.parts]
        if is_list(data)
        else []
    )
    if not items:
        raise Failure("data", data, value=None)
    inner = [unwrapped(p)[0] for _, p in items]
    nested = [is_list(p) or isinstance(p, Association) for p in inner]
    deep = [is_list(p) and bool(p.parts) and (is_list(unwrapped(p.parts[0])[0])) for p in inner]
    several = any(deep) if pairs else any(nested)
    if not several:
        return [[Element(kernel, p, key) for key, p in items]], True
    groups = []
    for _, part in items:
        content, wrappers = unwrapped(part)
        if isinstance(content, Association):
            groups.append([Element(kernel, v, k) for k, v in content.items()])
        else:
            parts = content.parts if is_list(content) else (content,)
            groups.append([Element(kernel, p) for p in parts])
        for element in groups[-1]:
            element.wrappers = [*wrappers, *element.wrappers]
    return groups, False


def chart_styles(options: Mapping[str, Any], count: int) -> list[Any]:
    """A style for each of so many elements, from ChartStyle."""
    spec = options["ChartStyle"]
    if isinstance(spec, str) and spec in GRADIENTS:
        places = [i / max(1, count - 1) for i in range(count)]
        return [color(gradient(spec, p)) for p in places]
    if isinstance(spec, Expr) and spec.head is S.ColorDataFunction:
        return chart_styles({**options, "ChartStyle": spec.parts[0]}, count)
    if isinstance(spec, int):
        return [color(indexed(i + 1)) for i in range(count)]
    given = list(spec.parts) if is_list(spec) else [spec]
    flat = [p for p in given if not is_list(p)] or [AUTO]
    return [joined_style(color(indexed(i + 1)[:3]), flat[i % len(flat)]) for i in range(count)]


def labels_for(
    options: Mapping[str, Any], groups: list[list[Element]], alone: bool
) -> tuple[list[Any], list[Any], Any]:
    """(labels of groups, labels of elements, where these stand)."""
    spec, where = options["ChartLabels"], AUTO
    if isinstance(spec, Expr) and spec.head is S.Placed and len(spec.parts) >= 2:
        spec, where = spec.parts[0], spec.parts[1]
    keys = [e.key for e in groups[0]]
    if is_name(spec, "Automatic", "True"):
        spec = make_list(keys) if all(k is not None for k in keys) else NONE
    if not is_list(spec):
        return [], [], where
    parts = list(spec.parts)
    if not alone and len(parts) == 2 and all(is_list(p) or is_name(p, "None") or is_placed(p) for p in parts):
        first, second = (
            list(p.parts) if is_list(p) else list(p.parts[0].parts) if is_placed(p) else [] for p in parts
        )
        return first, second, where
    return (
        ([], parts, where)
        if alone or len(parts) == max(map(len, groups)) != len(groups)
        else (parts, [], where)
    )


def is_placed(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Placed and bool(expr.parts) and is_list(expr.parts[0])


def spacing_of(kernel: Any, options: Mapping[str, Any]) -> tuple[float, float]:
    """The space between bars and between groups, in widths of a bar."""
    spec = options["BarSpacing"]
    names = {"None": 0.0, "Tiny": 0.05, "Small": 0.15, "Medium": 0.3, "Large": 0.6}
    items = spec.parts if is_list(spec) else (spec,)
    found = [
        names.get(getattr(p, "short", ""), math.nan) if isinstance(p, type(AUTO)) else real_value(kernel, p)
        for p in items
    ]
    if is_name(spec, "Automatic"):
        return 0.15, 0.7
    return found[0], found[1] if len(found) > 1 else 0.7


# -- bars --------------------------------------------------------------------------------------------


class Bars:
    """Rectangles along an axis, drawn upright or lying as BarOrigin says."""

    def __init__(self, origin: Any, scale: Scale = PLAIN) -> None:
        self.lying = is_name(origin, "Left", "Right")
        self.sign = -1.0 if is_name(origin, "Top", "Right") else 1.0
        self.scale = scale
        self.made: list[Any] = []
        self.corners: list[tuple[float, float, float, float]] = []

    def point(self, along: float, up: float) -> tuple[float, float]:
        up *= self.sign
        return (up, along) if self.lying else (along, up)

    def add(self, left: float, right: float, low: float, high: float, style: Any, tip: Any = None) -> None:
        if math.isnan(low) or math.isnan(high):
            return
        a, b = self.point(left, low), self.point(right, high)
        start, end = [min(p) for p in zip(a, b, strict=True)], [max(p) for p in zip(a, b, strict=True)]
        bar = S.Rectangle(S.List(*map(float, start)), S.List(*map(float, end)))
        self.made.append(S.List(style, bar if tip is None else S.Tooltip(bar, tip)))
        self.corners.append((start[0], start[1], end[0], end[1]))

    def text(
        self, content: Any, along: float, up: float, offset: tuple[float, float], shift: tuple[float, float]
    ) -> None:
        x, y = self.point(along, up)
        if self.lying:
            offset, shift = offset[::-1], shift[::-1]
        self.made.append(S.Text(content, S.Offset(S.List(*shift), S.List(x, y)), S.List(*offset)))


def stacked_bounds(values: Sequence[float], layout: str, base: float) -> list[tuple[float, float]]:
    """Where the bars of a group begin and end for a layout."""
    if layout == "Stepped":
        ends = [base, *(base + np.nancumsum(values))]
        return list(pairwise(map(float, ends)))
    if layout not in ("Stacked", "Percentile"):
        return [(base, v) for v in values]
    total = sum(abs(v) for v in values if not math.isnan(v)) or 1.0
    found, top, bottom = [], 0.0, 0.0
    for value in values:
        share = (0.0 if math.isnan(value) else value) / (total if layout == "Percentile" else 1.0)
        if share >= 0:
            found.append((top, top + share))
            top += share
        else:
            found.append((bottom, bottom + share))
            bottom += share
    return found


def bar_label(kernel: Any, options: Mapping[str, Any], value: float, element: Element) -> tuple[Any, Any]:
    """The label of one bar and where it stands, from LabelingFunction or Labeled around the value."""
    own = label_of(element.wrappers, S.Labeled)
    if own is not None:
        return own, S.Above
    spec = options["LabelingFunction"]
    if is_name(spec, "Automatic", "None"):
        return None, None
    if is_name(spec, "Above", "Center", "Bottom", "Top", "Below"):
        return element.content, spec
    content = kernel.call(spec, element.content)
    if isinstance(content, Expr) and content.head is S.Placed and len(content.parts) > 1:
        return content.parts[0], content.parts[1]
    return content, S.Center


def bars_of(
    kernel: Any, groups: list[list[Element]], options: Mapping[str, Any], widths: bool, scale: Scale
) -> tuple[Bars, Any, Any]:
    """The bars of a chart, the middles of groups, and of elements."""
    layout = options["ChartLayout"] if isinstance(options["ChartLayout"], str) else "Grouped"
    between, apart = spacing_of(kernel, options)
    alone = len(groups) == 1
    by_element = (
        not alone
        or not is_name(options["ChartStyle"], "Automatic")
        or not is_name(options["ChartLegends"], "None")
    )
    count = max(map(len, groups))
    styles = chart_styles(options, count) if by_element else [joined_style(SINGLE, AUTO)] * count
    bars = Bars(options["BarOrigin"], scale)
    base = 0.0
    if scale is LOG:
        every = [e.value for g in groups for e in g if e.value > 0]
        base = 10.0 ** math.floor(math.log10(min(every)) - 1e-9) if every else 1.0
    place = 0.5
    group_places, element_places = [], []
    for group in groups:
        start = place
        bounds = stacked_bounds([e.value for e in group], layout, base)
        for index, (element, (low, high)) in enumerate(zip(group, bounds, strict=True)):
            width = element.numbers[0] if widths and len(element.numbers) > 1 else 1.0
            style = wrapped_style(colored(kernel, options, styles[index], high, groups), element.wrappers)
            ends = [float(scale.forward(np.array(v))) for v in (low, high)]
            bars.add(place, place + width, ends[0], ends[1], style, label_of(element.wrappers, S.Tooltip))
            middle = place + width / 2
            element_places.append((middle, index, ends))
            label, where = bar_label(kernel, options, high, element)
            if label is not None:
                inside = is_name(where, "Center")
                at, offset, shift = (
                    (sum(ends) / 2, (0.0, 0.0), (0.0, 0.0)) if inside else (ends[1], (0.0, -1.0), (0.0, 2.0))
                )
                bars.text(label, middle, at, offset, shift)
            if layout not in ("Stacked", "Percentile", "Overlapped"):
                place += width + between
        if layout in ("Stacked", "Percentile", "Overlapped"):
            place += 1 + between + (0.15 if len(groups) > 1 else 0)
            group_places.append((start + start + 1) / 2)
        else:
            group_places.append((start + place - between) / 2)
            place += apart - between
    return bars, group_places, element_places


def colored(
    kernel: Any, options: Mapping[str, Any], style: Any, height: float, groups: list[list[Element]]
) -> Any:
    """The style with the colour that ColorFunction gives for the height."""
    spec = options["ColorFunction"]
    if is_name(spec, "Automatic", "None"):
        return style
    every = [e.value for g in groups for e in g]
    low, high = min([0.0, *every]), max([0.0, *every])
    share = (height - low) / ((high - low) or 1.0)
    given = share if options["ColorFunctionScaling"] is not FALSE else height
    return (
        color(gradient(spec, given))
        if isinstance(spec, str) and spec in GRADIENTS
        else kernel.call(spec, given)
    )


def bar_graphic(kernel: Any, head: Any, data: Any, options: dict[str, Any], widths: bool = False) -> Any:
    warn(kernel, head, options, UNUSED)
    groups, alone = groups_of(kernel, data, pairs=widths)
    scale = scales_of(options)[1]
    bars, group_places, element_places = bars_of(kernel, groups, options, widths, scale)
    if not bars.corners:
        raise Failure("data", data, value=None)
    by_group, by_element, where = labels_for(options, groups, alone)
    ticks = group_ticks(kernel, bars, group_places, element_places, by_group, by_element, where)
    corners = np.array(bars.corners)
    x = (float(corners[:, 0].min()), float(corners[:, 2].max()))
    y = (float(corners[:, 1].min()), float(corners[:, 3].max()))
    told = ranges(kernel, options)
    x_range, y_range = (
        resolved(told.x, PLAIN, np.array(x), x),
        resolved(told.y, PLAIN if bars.lying else scale, np.array(y), y),
    )
    value_ticks = scale.ticks if scale.ticks is not None else AUTO
    specs = S.List(value_ticks, ticks) if bars.lying else S.List(ticks, value_ticks)
    pad = S.List(S.Scaled(0.03), S.Scaled(0.03))
    top = S.List(S.Scaled(0.0), S.Scaled(0.05))
    base = options["ChartBaseStyle"]
    style = S.Directive(EDGE, *([] if is_name(base, "Automatic") else [base]))
    shown: dict[str, Any] = {
        "Axes": S.List(TRUE, FALSE) if bars.lying and not by_element and not by_group else S.List(TRUE, TRUE)
    }
    frame_ticks = S.List(S.List(specs.parts[1], AUTO), S.List(specs.parts[0], NONE))
    given = {k: v for k, v in options.items() if k != "Axes" or v != CHART["Axes"]}
    made = plot_graphic(
        kernel, given, [S.List(style, *bars.made)], x_range, y_range, Ticks=specs, FrameTicks=frame_ticks,
        PlotRangePadding=S.List(top, pad) if bars.lying else S.List(pad, top), PlotRangeClipping=FALSE,
        AxesOrigin=bar_origin(bars, x_range, y_range, ticks),
        **shown,
    )  # fmt: skip
    count = max(map(len, groups))
    names = [e.key for e in max(groups, key=len)]
    known = names if all(n is not None for n in names) else []
    return legended(kernel, made, {**options, "PlotLegends": options["ChartLegends"]}, chart_styles(options,
    count), known,
                    S.SwatchLegend)  # fmt: skip


def bar_origin(bars: Bars, x: tuple[float, float], y: tuple[float, float], ticks: Any) -> Any:
    """Where the axes cross: labels of bars that go below zero stand clear of them."""
    labelled = is_list(ticks)
    if bars.lying:
        return S.List(x[0] if labelled and x[0] < 0 else AUTO, before(y))
    return S.List(before(x), y[0] if labelled and y[0] < 0 else AUTO)


def before(span: tuple[float, float]) -> float:
    """Where the axis stands that is left of, or below, the first bar."""
    return span[0] - 0.03 * (span[1] - span[0])


def group_ticks(
    kernel: Any,
    bars: Bars,
    groups: list[float],
    elements: Any,
    by_group: list[Any],
    by_element: list[Any],
    where: Any,
) -> Any:
    """The labels below bars as ticks of the axis along them; others are put at the bars as text."""
    ticks = [S.List(float(p), label) for p, label in zip(groups, by_group, strict=False)]
    if not by_element:
        return make_list(ticks) if ticks else NONE
    places = [(p, by_element[i], ends) for p, i, ends in elements if i < len(by_element)]
    if is_name(where, "Automatic", "Axis", "Below", "Bottom") and not by_group:
        return make_list([S.List(float(p), label) for p, label, _ in places])
    for place, label, ends in places:
        if is_name(where, "Center"):
            bars.text(label, place, sum(ends) / 2, (0.0, 0.0), (0.0, 0.0))
        elif is_name(where, "Above", "Top"):
            bars.text(label, place, ends[1], (0.0, -1.0), (0.0, 2.0))
        else:
            bars.text(label, place, ends[0], (0.0, -1.0), (0.0, 2.0))
    return make_list(ticks) if ticks else NONE


@builtin("BarChart[{y1, y2, ...}]", "BarChart[{{y1, y2, ...}, ...}]", options=CHART, messages=MESSAGES)
def bar_chart(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a chart of bars with heights y1, y2, ..., in groups for lists of lists.

    >>> BarChart[{1, 3, 2}, ChartLabels -> {"a", "b", "c"}]
    -Graphics-
    >>> Length[Cases[BarChart[{{1, 2}, {3, 4}}], _Rectangle, Infinity]]
    4
    """
    return bar_graphic(kernel, S.BarChart, data, options)


@builtin("RectangleChart[{{width1, height1}, {width2, height2}, ...}]", options=CHART, messages=MESSAGES)
def rectangle_chart(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a chart of bars of which widths and heights are given.

    >>> RectangleChart[{{1, 2}, {3, 1}}]
    -Graphics-
    """
    return bar_graphic(kernel, S.RectangleChart, data, options, widths=True)


@builtin("PairedBarChart[{y1, y2, ...}, {z1, z2, ...}]", options=CHART, messages=MESSAGES)
def paired_bar_chart(kernel: Any, first: Any, second: Any, *, options: dict[str, Any]) -> Any:
    """gives a chart of two sets of bars that lie back to back.

    >>> PairedBarChart[{1, 2, 3}, {2, 3, 1}]
    -Graphics-
    """
    warn(kernel, S.PairedBarChart, options, UNUSED)
    left, right = (groups_of(kernel, d)[0][0] for d in (first, second))
    styles = chart_styles(options, 2)
    bars = Bars(S.Left)
    for side, group, style in ((-1, left, styles[0]), (1, right, styles[1])):
        for index, element in enumerate(group):
            bars.add(index + 0.55, index + 1.45, 0.0, side * element.value, style)
    corners = np.array(bars.corners)
    x, y = (float(corners[:, 0].min()), float(corners[:, 2].max())), (0.5, max(len(left), len(right)) + 0.5)
    _, names, _ = labels_for(options, [left], True)
    ticks = make_list([S.List(i + 1, n) for i, n in enumerate(names)]) if names else NONE
    return plot_graphic(
        kernel,
        {**options, "Axes": AUTO},
        [EDGE, *bars.made],
        x,
        y,
        Axes=S.List(TRUE, TRUE),
        Ticks=S.List(AUTO, ticks),
    )
