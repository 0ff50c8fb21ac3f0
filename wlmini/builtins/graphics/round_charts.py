"""Charts without bars: PieChart, BubbleChart, BoxWhiskerChart."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.chart_parts import (
    CHART,
    EDGE,
    UNUSED,
    Bars,
    chart_label,
    chart_styles,
    colored,
    groups_of,
    labels_for,
    sets_in_frame,
    spacing_of,
    with_base,
)
from wlmini.builtins.graphics.charts import value_scale
from wlmini.builtins.graphics.curve_marks import beside, fitted
from wlmini.builtins.graphics.curves import plot_graphic, ranges, resolved, scales_of, wrapped_style
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import AUTO, MESSAGES, legended, passed_on, table
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any


SIDES_OF_BARS = ("BarOrigin", "BarSpacing", "IntervalMarkers", "IntervalMarkersStyle", "Joined")
ROUND = {k: v for k, v in CHART.items() if k not in SIDES_OF_BARS}


@builtin("PieChart[{y1, y2, ...}]", "PieChart[{{y1, y2, ...}, {z1, z2, ...}}]",
         options=table({k: v for k, v in ROUND.items() if k != "ScalingFunctions"}, AspectRatio=AUTO,
                       Axes=FALSE, SectorOrigin=AUTO, SectorSpacing=AUTO), messages=MESSAGES,
         noted=("ChartLayout",),
)  # fmt: skip
def pie_chart(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a chart of sectors with sizes y1, y2, ..., in rings for several sets.

    >>> PieChart[{1, 2, 3}, ChartLabels -> {"a", "b", "c"}]
    -Graphics-
    """
    warn(kernel, S.PieChart, options, (*UNUSED, "ChartElementFunction"))
    groups, _ = groups_of(kernel, data)
    styles = chart_styles(options, max(map(len, groups)))
    _, names, where = labels_for(options, groups, True)
    begin, inner = sector_origin(kernel, options["SectorOrigin"])
    apart, gap = sector_spacing(kernel, options["SectorSpacing"])
    made: list[Any] = []
    texts: list[Any] = []
    for ring, group in enumerate(groups):
        whole = sum(e.value for e in group if e.value > 0) or 1.0
        angle = begin
        low = inner if ring == 0 and inner else ring * (1.0 + gap)
        high = ring * (1.0 + gap) + 1.0
        for index, element in enumerate(group):
            turn = 2 * math.pi * max(element.value, 0.0) / whole
            shade = colored(kernel, options, styles[index], element.value, groups)
            out = apart * np.array([math.cos(angle - turn / 2), math.sin(angle - turn / 2)])
            shape = sector(low, high, (angle - turn, angle))
            made.append(S.List(wrapped_style(shade, element.wrappers),
                               S.Translate(shape, pack(out)) if apart else shape))  # fmt: skip
            label, place = (names[index], where) if index < len(names) else (
                chart_label(kernel, options, element, (ring + 1, index + 1)))  # fmt: skip
            if label is not None:
                texts += sector_label(options, label, place, (low, high), angle - turn / 2, out)
            angle -= turn
    edge = S.EdgeForm(S.Directive(S.GrayLevel(1), S.AbsoluteThickness(1)))
    rules = passed_on(
        {k: v for k, v in options.items() if k not in ("PlotRange",) or not is_name(v, "Automatic")},
        AspectRatio=AUTO,
    )
    keys = [e.key for e in groups[0]]
    graphic = S.Graphics(S.List(with_base(options, edge), *made, *texts), *rules)
    return legended(kernel, graphic, {**options, "PlotLegends": options["ChartLegends"]}, styles,
                    keys if all(k is not None for k in keys) else [], S.SwatchLegend)  # fmt: skip


def sector_spacing(kernel: Any, spec: Any) -> tuple[float, float]:
    """How far sectors are moved out, and the space between rings."""
    first, second = spec.parts if is_list(spec) and len(spec.parts) == 2 else (spec, 0)
    named = {"None": 0.0, "Tiny": 0.02, "Small": 0.05, "Medium": 0.1, "Large": 0.2, "Automatic": 0.0}
    found = [named.get(getattr(p, "short", ""), math.nan) if is_name(p, *named) else real_value(kernel, p)
             for p in (first, second)]  # fmt: skip
    return found[0], found[1]


def sector_label(
    options: dict[str, Any], label: Any, where: Any, radii: tuple[float, float], angle: float, out: Array
) -> list[Any]:
    """The label in the middle of a sector, near its rim, outside of it, or there with a line to it."""
    name = where if isinstance(where, str) else ""
    direction = np.array([math.cos(angle), math.sin(angle)])
    inside = {"RadialInner": 0.25, "RadialOuter": 0.85, "RadialEdge": 1.0}.get(name, 0.55)
    far = radii[1] + 0.15 if "Outside" in name or "Callout" in name else (
        radii[0] + inside * (radii[1] - radii[0]))  # fmt: skip
    content = fitted(options, label)
    style = S.Directive(S.GrayLevel(0.1), S.Opacity(1))
    if "Callout" not in name:
        return [S.List(style, S.Text(content, pack(out + far * direction)))]
    line = S.List(
        S.AbsoluteThickness(0.7), S.Line(pack(np.stack([out + r * direction for r in (radii[1], far)])))
    )
    side = 1 if direction[0] < 0 else -1
    return [S.List(style, line, S.Text(content, pack(out + (far + 0.03) * direction), S.List(side, 0)))]


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
         options=table({k: v for k, v in ROUND.items() if k != "ChartLayout"}, Axes=FALSE, Frame=TRUE,
                       BubbleSizes=AUTO, BubbleScale=AUTO), messages=MESSAGES)  # fmt: skip
def bubble_chart(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a chart of disks at {x, y} with areas that stand for z.

    >>> BubbleChart[{{1, 1, 2}, {2, 3, 5}}]
    -Graphics-
    """
    warn(kernel, S.BubbleChart, options, (*UNUSED, "BubbleScale", "ChartElementFunction"))
    groups, alone = groups_of(kernel, data, pairs=True)
    every = [e for g in groups for e in g if len(e.numbers) == 3]
    if not every:
        raise Failure("data", data, value=None)
    scales = scales_of(options)
    table_ = np.array([e.numbers for e in every])
    for k, scale in enumerate(scales):
        table_[:, k] = scale.forward(table_[:, k])
    small, large = (0.05, 0.17)
    if is_list(options["BubbleSizes"]) and len(options["BubbleSizes"].parts) == 2:
        small, large = (real_value(kernel, p) for p in options["BubbleSizes"].parts)
    sizes = table_[:, 2]
    spread = (sizes.max() - sizes.min()) or 1.0
    styles = chart_styles(options, len(groups))
    told = ranges(kernel, options)
    spans = [widened((float(c.min()), float(c.max()))) for c in (table_[:, 0], table_[:, 1])]
    x, y = (resolved(t, s, np.array(v), v) for t, s, v in zip(told, scales, spans, strict=True))
    _, names, where = labels_for(options, groups, alone)
    made, texts = [], []
    rows = iter(table_)
    for number, (group, style) in enumerate(zip(groups, styles, strict=True)):
        for index, e in enumerate(e for e in group if len(e.numbers) == 3):
            place = next(rows)
            share = small + (large - small) * math.sqrt(max(0.0, (e.numbers[2] - sizes.min()) / spread))
            radius = S.List(share / 2 * (x[1] - x[0]), share / 2 * 1.618 * (y[1] - y[0]))
            shade = colored(kernel, options, style, e.numbers[2], groups)
            look = wrapped_style(shade, e.wrappers)
            made.append(S.List(look, S.Opacity(0.7), S.Disk(pack(place[:2]), radius)))
            label, at = (names[index], where) if alone and index < len(names) else (
                chart_label(kernel, options, e, (number + 1, index + 1)))  # fmt: skip
            if label is not None:
                side = getattr(at, "short", "Center")
                texts.append(
                    beside(fitted(options, label), place[:2], "Center" if side == "Automatic" else side)
                )
    graphic = plot_graphic(
        kernel, options, [with_base(options, EDGE), *made, *texts], x, y, scales, Frame=TRUE, Axes=FALSE
    )
    return legended(
        kernel, graphic, {**options, "PlotLegends": options["ChartLegends"]}, styles, [], S.SwatchLegend
    )


def widened(span: tuple[float, float]) -> tuple[float, float]:
    margin = 0.12 * (span[1] - span[0]) or 1.0
    return span[0] - margin, span[1] + margin


@builtin("BoxWhiskerChart[{x1, x2, ...}]", "BoxWhiskerChart[{data1, data2, ...}]",
         'BoxWhiskerChart[data, "spec"]', options=table({k: v for k, v in CHART.items() if k not in (
         "ChartLayout", "IntervalMarkers", "IntervalMarkersStyle", "Joined")}, Axes=FALSE, Frame=TRUE),
         messages={**MESSAGES, "kind": "`1` is no kind of box; there are `2`."})  # fmt: skip
def box_whisker_chart(kernel: Any, data: Any, spec: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a chart of boxes from the first to the third quartile, with whiskers to the extremes.

    >>> BoxWhiskerChart[{{1, 2, 3, 4, 9}, {2, 4, 5, 6}}]
    -Graphics-
    """
    warn(kernel, S.BoxWhiskerChart, options, (*UNUSED, "ChartElementFunction"))
    groups, alone = groups_of(kernel, data)
    single = is_name(options["ChartStyle"], "Automatic") and is_name(options["ChartLegends"], "None")
    styles = chart_styles(options, 1) * len(groups) if single else chart_styles(options, len(groups))
    scale = value_scale(options)
    bars = Bars(options["BarOrigin"], scale)
    kind = spec if isinstance(spec, str) else spec.parts[0] if is_list(spec) and spec.parts else "Median"
    if kind not in KINDS:
        raise Failure("kind", kind, make_list(KINDS), value=None)
    half = 0.5 / (1.0 + box_spacing(kernel, options))
    for index, (group, style) in enumerate(zip(groups, styles, strict=True)):
        values = np.array([e.value for e in group])
        values = values[np.isfinite(values)]
        shade = colored(kernel, options, style, float(np.median(values)) if len(values) else 0.0, groups)
        look = with_base(options, wrapped_style(shade, [] if alone else group[0].wrappers))
        drawn = scale.forward(values)
        box(bars, index + 1.0, drawn[np.isfinite(drawn)], look, kind, half)
        label_box(kernel, options, bars, values, index)
    every = scale.forward(np.array([e.value for g in groups for e in g]))
    if not is_name(options["LabelingFunction"], "Automatic", "None", "Tooltip"):
        every = np.append(every, np.nanmax(every) + 0.08 * (np.nanmax(every) - np.nanmin(every)))
    return sets_in_frame(kernel, options, bars, every, groups, alone, styles)


def box_spacing(kernel: Any, options: dict[str, Any]) -> float:
    return 2 / 3 if is_name(options["BarSpacing"], "Automatic") else spacing_of(kernel, options)[0]


def label_box(kernel: Any, options: dict[str, Any], bars: Bars, values: Array, index: int) -> None:
    """What LabelingFunction says of the data of a box, above its whisker."""
    spec = options["LabelingFunction"]
    if is_name(spec, "Automatic", "None", "Tooltip") or not len(values):
        return
    top = float(bars.scale.forward(np.array(values.max())))
    label = kernel.call(spec, pack(values), S.List(index + 1))
    bars.label(options, label, S.Above, index + 1.0, [top, top])


def box(bars: Bars, at: float, values: Array, style: Any, kind: str, half: float) -> None:
    """One box: quartiles, median, whiskers, and points far out where asked for."""
    if not len(values):
        return
    low, middle, high = (float(np.quantile(values, q, method="hazen")) for q in (0.25, 0.5, 0.75))
    bottom, top = float(values.min()), float(values.max())
    if kind == "Outliers":
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
        segment(bars, (at - half / 2, bottom), (at + half / 2, bottom)),
        segment(bars, (at - half / 2, top), (at + half / 2, top)),
    ]))))  # fmt: skip
    if kind == "Notched":
        bars.made.append(
            S.List(S.Directive(edge, style), notched(bars, at, (low, middle, high), len(values), half))
        )
        bars.corners.append((*bars.point(at - half, low), *bars.point(at + half, high)))
        half = half / 2
    else:
        bars.add(at - half, at + half, low, high, S.Directive(edge, style))
    if kind == "Diamond":
        mean, error = float(values.mean()), 1.96 * float(values.std(ddof=1)) / math.sqrt(len(values))
        corners = [(at - half / 2, mean), (at, mean - error), (at + half / 2, mean), (at, mean + error)]
        shape = S.Polygon(S.List(*(S.List(*bars.point(*c)) for c in corners)))
        bars.made.append(S.List(S.GrayLevel(1), S.Opacity(0.7), shape))
    if kind == "Basic":
        return
    middle = float(values.mean()) if kind == "Mean" else middle
    bars.made.append(
        S.List(
            S.GrayLevel(1),
            S.AbsoluteThickness(1.6),
            S.Line(segment(bars, (at - half, middle), (at + half, middle))),
        )
    )


KINDS = ("Basic", "Diamond", "Mean", "Median", "Notched", "Outliers")


def notched(bars: Bars, at: float, levels: tuple[float, float, float], count: int, half: float) -> Any:
    """A box with a waist over the interval in which the median is to be expected."""
    low, middle, high = levels
    reach = 1.57 * (high - low) / math.sqrt(count)
    below, above = max(middle - reach, low), min(middle + reach, high)
    right = [(half, low), (half, below), (half / 2, middle), (half, above), (half, high)]
    outline = [(at + w, y) for w, y in right] + [(at - w, y) for w, y in reversed(right)]
    return S.Polygon(S.List(*(S.List(*bars.point(*corner)) for corner in outline)))


def segment(bars: Bars, a: tuple[float, float], b: tuple[float, float]) -> Any:
    return pack(np.array([bars.point(*a), bars.point(*b)]))
