"""Charts of bars: BarChart, RectangleChart, PairedBarChart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.chart_parts import (
    CHART,
    EDGE,
    SINGLE,
    UNUSED,
    Bars,
    Element,
    chart_styles,
    colored,
    element_style,
    groups_of,
    label_bar,
    labels_for,
    spacing_of,
    stacked_bounds,
    with_base,
)
from wlmini.builtins.graphics.curves import (
    LOG,
    PLAIN,
    Scale,
    plot_graphic,
    ranges,
    resolved,
    scales_of,
    wrapped_style,
)
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.intervals import interval_marks, reach_of, uncertain
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, joined_style, legended, table
from wlmini.drawing.settings import is_name, is_true
from wlmini.drawing.ticks import linear
from wlmini.expr import FALSE, TRUE, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
HEAPED = ("Stacked", "Percentile", "Overlapped")
Place = tuple[float, int, list[float]]  # the middle of a bar, its number in the group, and its ends


def value_scale(options: Mapping[str, Any]) -> Scale:
    """The scale of the values: the one that ScalingFunctions names, or the second of two."""
    spec = options["ScalingFunctions"]
    one = spec.parts[0] if is_list(spec) and len(spec.parts) == 1 else spec
    return scales_of({"ScalingFunctions": one})[1]


def base_of(groups: list[list[Element]], scale: Scale) -> float:
    """Where bars begin: zero, or the power of ten below the least value."""
    if scale is not LOG:
        return 0.0
    every = [e.value for g in groups for e in g if e.value > 0]
    return 10.0 ** math.floor(math.log10(min(every)) - 1e-9) if every else 1.0


def bars_of(
    kernel: Any, bars: Bars, groups: list[list[Element]], options: Mapping[str, Any], styles: list[list[Any]],
    widths: bool = False,
) -> tuple[list[float], list[Place]]:  # fmt: skip
    """Put the bars of groups on an axis; the middles of groups, and of elements."""
    layout = options["ChartLayout"] if isinstance(options["ChartLayout"], str) else "Grouped"
    between, apart = spacing_of(kernel, options)
    base = base_of(groups, bars.scale)
    place = 0.5
    group_places, element_places = [], []
    for number, group in enumerate(groups):
        start = place
        bounds = stacked_bounds([e.value for e in group], layout, base)
        for index, (element, (low, high)) in enumerate(zip(group, bounds, strict=True)):
            width = element.numbers[0] if widths and len(element.numbers) > 1 else 1.0
            shade = colored(kernel, options, styles[number][index], high, groups)
            ends = [float(bars.scale.forward(np.array(v))) for v in (low, high)]
            style = wrapped_style(shade, element.wrappers)
            bars.add_element(kernel, options, (place, place + width), (ends[0], ends[1]), style, element)
            element_places.append((place + width / 2, index, ends))
            label_bar(kernel, options, bars, element, (number + 1, index + 1), element_places[-1])
            if layout not in HEAPED:
                place += width + between
        if layout in HEAPED:
            place += 1 + between + (0.15 if len(groups) > 1 else 0)
            group_places.append((start + start + 1) / 2)
        else:
            group_places.append((start + place - between) / 2)
            place += apart - between
    return group_places, element_places


def bar_graphic(kernel: Any, head: Any, data: Any, options: dict[str, Any], widths: bool = False) -> Any:
    warn(kernel, head, options, UNUSED)
    groups, alone = groups_of(kernel, data, pairs=widths)
    bars = Bars(options["BarOrigin"], value_scale(options))
    styles = element_styles(options, groups)
    group_places, element_places = bars_of(kernel, bars, groups, options, styles, widths)
    if not bars.corners:
        raise Failure("data", data, value=None)
    bars.made += [*joined_tops(options, bars, groups, element_places, styles)]
    bars.made += uncertain_tops(kernel, options, bars, groups, element_places)
    by_group, by_element, where = labels_for(options, groups, alone)
    ticks = group_ticks(options, bars, group_places, element_places, by_group, by_element, where)
    made = bar_axes(kernel, options, bars, ticks, bool(by_group or by_element))
    names = [e.key for e in max(groups, key=len)]
    known = names if all(n is not None for n in names) else []
    legends = {**options, "PlotLegends": options["ChartLegends"]}
    return legended(
        kernel, made, legends, chart_styles(options, max(map(len, groups))), known, S.SwatchLegend
    )


def element_styles(options: Mapping[str, Any], groups: list[list[Element]]) -> list[list[Any]]:
    """The style of each element; without colours asked for, all of a single set have the same."""
    count = max(map(len, groups))
    told = not is_name(options["ChartStyle"], "Automatic") or not is_name(options["ChartLegends"], "None")
    if len(groups) == 1 and not told:
        return [[joined_style(SINGLE, AUTO)] * count]
    return [
        [element_style(options, g, e, count) for e in range(len(group))] for g, group in enumerate(groups)
    ]


def joined_tops(
    options: Mapping[str, Any], bars: Bars, groups: list[list[Element]], places: list[Place], styles: Any
) -> list[Any]:
    """Lines through the ends of the bars: along a single set, or along each element of the groups."""
    if not is_true(options["Joined"]):
        return []
    lines: dict[int, list[Any]] = {}
    for middle, index, ends in places:
        lines.setdefault(index if len(groups) > 1 else 0, []).append(bars.point(middle, ends[1]))
    look = S.Directive(S.AbsoluteThickness(1.4), S.GrayLevel(0.25))
    return [
        S.List(
            look if len(groups) == 1 else S.Directive(look, styles[0][index]), S.Line(pack(np.array(line)))
        )
        for index, line in lines.items()
    ]


def uncertain_tops(
    kernel: Any, options: dict[str, Any], bars: Bars, groups: list[list[Element]], places: list[Place]
) -> list[Any]:
    """The ranges of values given by Around, at the ends of their bars."""
    rows = []
    for element, (middle, _, ends) in zip((e for g in groups for e in g), places, strict=True):
        content = element.content.parts[-1] if is_list(element.content) else element.content
        value = uncertain(kernel, content)
        shift = float(bars.scale.backward(np.array(ends[1]))) - value.value
        if value.wide:
            along = uncertain(kernel, middle)
            up = value._replace(value=value.value + shift, low=value.low + shift, high=value.high + shift)
            rows.append((up, along) if bars.lying else (along, up))
    scales = (bars.scale, PLAIN) if bars.lying else (PLAIN, bars.scale)
    if rows and not is_name(options["IntervalMarkers"], "None"):
        bars.corners += [(*low, *high) for low, high in reach_of(rows, scales).reshape(-1, 2, 2).tolist()]
    return interval_marks(options, rows, S.GrayLevel(0.2), scales)


def bar_axes(kernel: Any, options: dict[str, Any], bars: Bars, ticks: Any, labelled: bool) -> Any:
    """The Graphics of bars with the axis of values, and labels along the other."""
    corners = np.array(bars.corners)
    x = (float(corners[:, 0].min()), float(corners[:, 2].max()))
    y = (float(corners[:, 1].min()), float(corners[:, 3].max()))
    told = ranges(kernel, options)
    scales = (bars.scale, PLAIN) if bars.lying else (PLAIN, bars.scale)
    x_range = resolved(told.x, scales[0], np.array(x), x)
    y_range = resolved(told.y, scales[1], np.array(y), y)
    value_ticks = bars.scale.ticks if bars.scale.ticks is not None else bars.value_ticks
    specs = S.List(value_ticks, ticks) if bars.lying else S.List(ticks, value_ticks)
    pad = S.List(S.Scaled(0.03), S.Scaled(0.03))
    low = (x if bars.lying else y)[0]
    top = S.List(S.Scaled(0.08 if low < 0 else 0.0), S.Scaled(0.08))
    shown: dict[str, Any] = {
        "Axes": S.List(TRUE, FALSE) if bars.lying and not labelled else S.List(TRUE, TRUE)
    }
    frame_ticks = S.List(S.List(specs.parts[1], AUTO), S.List(specs.parts[0], NONE))
    given = {k: v for k, v in options.items() if k != "Axes" or v != CHART["Axes"]}
    return plot_graphic(
        kernel, given, [S.List(with_base(options, EDGE), *bars.made)], x_range, y_range, Ticks=specs,
        FrameTicks=frame_ticks, PlotRangePadding=S.List(top, pad) if bars.lying else S.List(pad, top),
        PlotRangeClipping=FALSE, AxesOrigin=bar_origin(bars, x_range, y_range, ticks), **shown,
    )  # fmt: skip


def bar_origin(bars: Bars, x: tuple[float, float], y: tuple[float, float], ticks: Any) -> Any:
    """Where the axes cross: labels of bars that go below zero stand clear of them."""
    labelled = is_list(ticks) or ticks is AUTO
    if bars.lying:
        return S.List(before(x, 0.08) if labelled and x[0] < 0 else AUTO, before(y))
    return S.List(before(x), before(y, 0.08) if labelled and y[0] < 0 else AUTO)


def before(span: tuple[float, float], share: float = 0.03) -> float:
    """Where the axis stands that is left of, or below, the first bar."""
    return span[0] - share * (span[1] - span[0])


def in_two_rows(elements: list[tuple[float, Any]], groups: list[Any]) -> list[Any]:
    """Ticks of elements, and below them those of groups; one tick has both where they share a place."""
    made = []
    for tick in groups:
        place, label = tick.parts
        above = next((e for e in elements if math.isclose(e[0], place, abs_tol=1e-9)), (place, ""))
        elements = [e for e in elements if e is not above]
        made.append(S.List(place, S.Column(S.List(above[1], label))))
    return [*(S.List(*each) for each in elements), *made]


def group_ticks(
    options: Mapping[str, Any], bars: Bars, groups: list[float], elements: list[Place], by_group: list[Any],
    by_element: list[Any], where: Any,
) -> Any:  # fmt: skip
    """The labels below bars as ticks of the axis along them; others are put at the bars as text."""
    ticks = [S.List(float(p), label) for p, label in zip(groups, by_group, strict=False)]
    if not by_element:
        return make_list(ticks) if ticks else NONE
    places = [(p, by_element[i], ends) for p, i, ends in elements if i < len(by_element)]
    below = is_name(where, "Automatic", "Axis", "Below", "Bottom", "Before")
    if below and (not by_group or not bars.lying):
        return make_list(in_two_rows([(float(p), label) for p, label, _ in places], ticks))
    for place, label, ends in places:
        bars.label(options, label, where if not is_name(where, "Automatic") else S.Bottom, place, ends)
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


# -- back to back ------------------------------------------------------------------------------------


@builtin("PairedBarChart[{y1, y2, ...}, {z1, z2, ...}]", options=table(CHART, BarOrigin=S.Left),
         messages=MESSAGES)  # fmt: skip
def paired_bar_chart(kernel: Any, first: Any, second: Any, *, options: dict[str, Any]) -> Any:
    """gives a chart of two sets of bars that lie back to back.

    >>> PairedBarChart[{1, 2, 3}, {2, 3, 1}]
    -Graphics-
    >>> Length[Cases[PairedBarChart[{1, 2, 3}, {2, 3, 1}], _Rectangle, Infinity]]
    6
    """
    warn(kernel, S.PairedBarChart, options, UNUSED)
    sides = [groups_of(kernel, d) for d in (first, second)]
    scale = value_scale(options)
    if scale is LOG:
        raise Failure("scale", options["ScalingFunctions"], S.List("SignedLog", "SquareRoot"), value=None)
    bars = Bars(options["BarOrigin"], scale)
    alone = all(single for _, single in sides)
    base = chart_styles(options, 2)
    for sign, side, (groups, _) in zip((-1.0, 1.0), (0, 1), sides, strict=True):
        bars.sign = sign
        styles = [[base[side]] * len(g) for g in groups] if alone else element_styles(options, groups)
        group_places, element_places = bars_of(kernel, bars, groups, options, styles)
        bars.made += uncertain_tops(kernel, options, bars, groups, element_places)
    bars.sign = 1.0
    names, by_group, by_element = paired_labels(options, sides[1][0], alone)
    ticks = group_ticks(options, bars, group_places, element_places, by_group, by_element, AUTO)
    bars.value_ticks = mirrored(bars)
    name_sides(bars, names)
    made = bar_axes(kernel, options, bars, ticks, bool(by_group or by_element))
    shown = {**options, "PlotLegends": options["ChartLegends"]}
    styles_ = base if alone else chart_styles(options, max(len(g) for s, _ in sides for g in s))
    return legended(kernel, made, shown, styles_, names, S.SwatchLegend)


def paired_labels(
    options: Mapping[str, Any], groups: list[list[Element]], alone: bool
) -> tuple[list[Any], list[Any], list[Any]]:
    """(labels of the two sides, of groups, of elements) of ChartLabels -> {sides, groups, elements}."""
    spec = options["ChartLabels"]
    parts = spec.parts if is_list(spec) else ()
    if len(parts) in (2, 3) and all(is_list(p) or is_name(p, "None") for p in parts):
        found = [list(p.parts) if is_list(p) else [] for p in parts]
        return found[0], found[1] if len(found) == 3 else [], found[-1]
    by_group, by_element, _ = labels_for(options, groups, alone)
    return [], by_group, by_element


def mirrored(bars: Bars) -> Any:
    """Ticks of a value axis that grows to both sides."""
    corners = np.array(bars.corners)
    ends = corners[:, [0, 2]] if bars.lying else corners[:, [1, 3]]
    marks = linear(float(ends.min()), float(ends.max()), 7)
    return make_list([S.List(t.place, t.label.lstrip("−") if t.major else "") for t in marks if t.major])


def name_sides(bars: Bars, names: list[Any]) -> None:
    """The names of the two sides, beside the bars of each."""
    corners = np.array(bars.corners)
    low, high = corners.min(axis=0)[:2], corners.max(axis=0)[2:]
    up = 0 if bars.lying else 1
    for name, end in zip(names, (low[up], high[up]), strict=False):
        place = (
            S.List(float(end) / 2, float(high[1])) if bars.lying else S.List(float(high[0]), float(end) / 2)
        )
        shift, anchor = ((0, 4), (0, -1)) if bars.lying else ((6, 0), (-1, 0))
        text = S.Style(name, S.GrayLevel(0.1), S.Opacity(1), S.Bold)
        bars.made.append(S.Text(text, S.Offset(S.List(*shift), place), S.List(*anchor)))
