"""Charts without bars: PieChart, BubbleChart, BoxWhiskerChart."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.charts import (
    CHART,
    EDGE,
    UNUSED,
    Bars,
    bar_label,
    chart_styles,
    groups_of,
    labels_for,
)  # fmt: skip
from wlmini.builtins.graphics.curves import PLAIN, label_of, plot_graphic, ranges, resolved, wrapped_style
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, legended, passed_on, table
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any


@builtin("PieChart[{y1, y2, ...}]", "PieChart[{{y1, y2, ...}, {z1, z2, ...}}]",
         options=table(CHART, AspectRatio=AUTO, Axes=FALSE, SectorOrigin=AUTO, SectorSpacing=AUTO),
             messages=MESSAGES)  # fmt: skip
def pie_chart(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a chart of sectors with sizes y1, y2, ..., in rings for several sets.

    >>> PieChart[{1, 2, 3}, ChartLabels -> {"a", "b", "c"}]
    -Graphics-
    """
    warn(kernel, S.PieChart, options, (*UNUSED, "SectorSpacing"))
    groups, _ = groups_of(kernel, data)
    styles = chart_styles(options, max(map(len, groups)))
    _, names, where = labels_for(options, groups, True)
    begin, inner = sector_origin(kernel, options["SectorOrigin"])
    made: list[Any] = []
    for ring, group in enumerate(groups):
        whole = sum(e.value for e in group if e.value > 0) or 1.0
        angle = begin
        low = inner if ring == 0 and inner else ring
        for index, element in enumerate(group):
            turn = 2 * math.pi * max(element.value, 0.0) / whole
            span = (angle - turn, angle)
            style = wrapped_style(styles[index], element.wrappers)
            made.append(S.List(style, sector(low, ring + 1, span)))
            label = names[index] if index < len(names) else label_of(element.wrappers, S.Labeled)
            if label is None:
                label, where = bar_label(kernel, options, element.value, element)
            if label is not None:
                outside = is_name(where, "RadialOutside", "RadialCallout", "RadialOuter") or (
                    isinstance(where, str)
                    and "Outside" in where
                    or isinstance(where, str)
                    and "Callout" in where
                )
                far = ring + 1.15 if outside else (low + ring + 1) / 2 + 0.1
                middle = angle - turn / 2
                made.append(
                    S.List(
                        S.GrayLevel(0.1),
                        S.Text(label, S.List(far * math.cos(middle), far * math.sin(middle))),
                    )
                )
            angle -= turn
    edge = S.EdgeForm(S.Directive(S.GrayLevel(1), S.AbsoluteThickness(1)))
    rules = passed_on(
        {k: v for k, v in options.items() if k not in ("PlotRange",) or not is_name(v, "Automatic")},
        AspectRatio=AUTO,
    )
    keys = [e.key for e in groups[0]]
    graphic = S.Graphics(S.List(edge, *made), *rules)
    return legended(kernel, graphic, {**options, "PlotLegends": options["ChartLegends"]}, styles,
                    keys if all(k is not None for k in keys) else [], S.SwatchLegend)  # fmt: skip


def sector_origin(kernel: Any, spec: Any) -> tuple[float, float]:
    """Where the first sector begins, and the radius of the hole."""
    if is_list(spec) and len(spec.parts) == 2:
        first, hole = spec.parts
        first = first.parts[0] if is_list(first) else first
        begin = math.pi if is_name(first, "Automatic") else real_value(kernel, first)
        return begin, real_value(kernel, hole)
    if is_name(spec, "Automatic"):
        return math.pi, 0.0
    return real_value(kernel, spec), 0.0


def sector(low: float, high: float, span: tuple[float, float]) -> Any:
    angles = S.List(*map(float, span))
    if low:
        return S.Annulus(S.List(0, 0), S.List(float(low), float(high)), angles)
    return S.Disk(S.List(0, 0), float(high), angles)


@builtin("BubbleChart[{{x1, y1, z1}, {x2, y2, z2}, ...}]", "BubbleChart[{data1, data2, ...}]",
         options=table(CHART, Axes=FALSE, Frame=TRUE, BubbleSizes=AUTO, BubbleScale=AUTO),
             messages=MESSAGES)  # fmt: skip
def bubble_chart(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a chart of disks at {x, y} with areas that stand for z.

    >>> BubbleChart[{{1, 1, 2}, {2, 3, 5}}]
    -Graphics-
    """
    warn(kernel, S.BubbleChart, options, (*UNUSED, "BubbleScale"))
    groups, _ = groups_of(kernel, data, pairs=True)
    every = [e for g in groups for e in g if len(e.numbers) == 3]
    if not every:
        raise Failure("data", data, value=None)
    table_ = np.array([e.numbers for e in every])
    small, large = (0.05, 0.17)
    if is_list(options["BubbleSizes"]) and len(options["BubbleSizes"].parts) == 2:
        small, large = (real_value(kernel, p) for p in options["BubbleSizes"].parts)
    sizes = table_[:, 2]
    spread = (sizes.max() - sizes.min()) or 1.0
    styles = chart_styles(options, len(groups))
    x, y = ((float(c.min()), float(c.max())) for c in (table_[:, 0], table_[:, 1]))
    x, y = (widened(v) for v in (x, y))
    made = []
    for group, style in zip(groups, styles, strict=True):
        for e in group:
            share = small + (large - small) * math.sqrt(max(0.0, (e.numbers[2] - sizes.min()) / spread))
            radius = S.List(share / 2 * (x[1] - x[0]), share / 2 * 1.618 * (y[1] - y[0]))
            disk = S.Disk(S.List(*e.numbers[:2]), radius)
            made.append(S.List(wrapped_style(style, e.wrappers), S.Opacity(0.7), disk))
            label = label_of(e.wrappers, S.Labeled)
            if label is not None:
                made.append(S.Text(label, S.List(*e.numbers[:2])))
    graphic = plot_graphic(kernel, options, [EDGE, *made], x, y, Frame=TRUE, Axes=FALSE)
    return legended(
        kernel, graphic, {**options, "PlotLegends": options["ChartLegends"]}, styles, [], S.SwatchLegend
    )


def widened(span: tuple[float, float]) -> tuple[float, float]:
    margin = 0.12 * (span[1] - span[0]) or 1.0
    return span[0] - margin, span[1] + margin


@builtin("BoxWhiskerChart[{x1, x2, ...}]", "BoxWhiskerChart[{data1, data2, ...}]",
'BoxWhiskerChart[data, "spec"]',
         options=table(CHART, Axes=FALSE, Frame=TRUE), messages=MESSAGES)  # fmt: skip
def box_whisker_chart(kernel: Any, data: Any, spec: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a chart of boxes from the first to the third quartile, with whiskers to the extremes.

    >>> BoxWhiskerChart[{{1, 2, 3, 4, 9}, {2, 4, 5, 6}}]
    -Graphics-
    """
    warn(kernel, S.BoxWhiskerChart, options, UNUSED)
    groups, alone = groups_of(kernel, data)
    single = is_name(options["ChartStyle"], "Automatic") and is_name(options["ChartLegends"], "None")
    styles = chart_styles(options, 1) * len(groups) if single else chart_styles(options, len(groups))
    bars = Bars(options["BarOrigin"])
    kind = spec if isinstance(spec, str) else spec.parts[0] if is_list(spec) and spec.parts else ""
    for index, (group, style) in enumerate(zip(groups, styles, strict=True)):
        values = np.array([e.value for e in group])
        box(
            bars,
            index + 1.0,
            values[np.isfinite(values)],
            wrapped_style(style, group[0].wrappers if alone is False else []),
            kind,
        )
    every = np.array([e.value for g in groups for e in g])
    told = ranges(kernel, options)
    heights = resolved(told.x if bars.lying else told.y, PLAIN, every)
    along = (0.5, len(groups) + 0.5)
    names = labels_for(options, groups, alone)[0 if not alone else 1]
    ticks = make_list([S.List(i + 1, n) for i, n in enumerate(names)]) if names else NONE
    frame = (
        S.List(S.List(ticks, NONE), S.List(AUTO, AUTO))
        if bars.lying
        else S.List(S.List(AUTO, AUTO), S.List(ticks, NONE))
    )
    spans = (heights, along) if bars.lying else (along, heights)
    graphic = plot_graphic(kernel, options, bars.made, *spans, Frame=TRUE, Axes=FALSE, FrameTicks=frame)
    return legended(
        kernel, graphic, {**options, "PlotLegends": options["ChartLegends"]}, styles, [], S.SwatchLegend
    )


def box(bars: Bars, at: float, values: Array, style: Any, kind: str) -> None:
    """One box: quartiles, median, whiskers, and points far out where asked for."""
    if not len(values):
        return
    low, middle, high = (float(np.quantile(values, q, method="hazen")) for q in (0.25, 0.5, 0.75))
    bottom, top = float(values.min()), float(values.max())
    if kind in ("Outliers", "Diamond") and kind == "Outliers":
        reach = 1.5 * (high - low)
        inside = values[(values >= low - reach) & (values <= high + reach)]
        outside = values[(values < low - reach) | (values > high + reach)]
        bottom, top = float(inside.min()), float(inside.max())
        points = [S.List(*bars.point(at, float(v))) for v in outside]
        if points:
            bars.made.append(S.List(style, S.AbsolutePointSize(4), S.Point(make_list(points))))
    edge = S.EdgeForm(S.Directive(S.GrayLevel(0.3), S.AbsoluteThickness(0.8)))
    bars.made.append(S.List(S.GrayLevel(0.3), S.AbsoluteThickness(0.8), S.Line(make_list([
        segment(bars, (at, bottom), (at, low)), segment(bars, (at, high), (at, top)),
        segment(bars, (at - 0.15, bottom), (at + 0.15, bottom)), segment(bars, (at - 0.15, top), (at + 0.15,
        top)),
    ]))))  # fmt: skip
    bars.add(at - 0.3, at + 0.3, low, high, S.Directive(edge, style))
    bars.made.append(
        S.List(
            S.GrayLevel(1),
            S.AbsoluteThickness(1.6),
            S.Line(segment(bars, (at - 0.3, middle), (at + 0.3, middle))),
        )
    )


def segment(bars: Bars, a: tuple[float, float], b: tuple[float, float]) -> Any:
    return pack(np.array([bars.point(*a), bars.point(*b)]))
