"""What charts share: their elements, styles, spaces and labels, and bars along an axis."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from wlmini.builtins.graphics.curve_marks import SIDES, fitted
from wlmini.builtins.graphics.curves import (
    PLAIN,
    Scale,
    label_of,
    plot_graphic,
    ranges,
    resolved,
    unwrapped,
)
from wlmini.builtins.graphics.options import (
    AUTO,
    GRAPHICS,
    NONE,
    joined_style,
    legended,
    table,
)
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.colors import color
from wlmini.drawing.gradients import GRADIENTS, gradient, indexed
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, Association, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.messages import Failure

Array = Any
Span = tuple[float, float]
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
UNUSED = ("ChartElements", "LegendAppearance", "TargetUnits")
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
        self.value_ticks: Any = AUTO

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

    def add_element(
        self, kernel: Any, options: Mapping[str, Any], along: Span, up: Span, style: Any, element: Element
    ) -> None:
        """A bar, or what ChartElementFunction draws instead of it."""
        draw = options["ChartElementFunction"]
        tip = label_of(element.wrappers, S.Tooltip)
        if is_name(draw, "Automatic", "None") or isinstance(draw, str):
            self.add(*along, *up, style, tip)
            return
        self.add(*along, *up, S.Opacity(0))
        self.made.pop()
        x0, y0, x1, y1 = self.corners[-1]
        box = S.List(S.List(x0, x1), S.List(y0, y1))
        self.made.append(S.List(style, kernel.call(draw, box, element.content, S.List())))

    def label(
        self, options: Mapping[str, Any], content: Any, where: Any, along: float, ends: list[float]
    ) -> None:
        """A text at a bar: Above or After its end, at its Center, within it at Top or Bottom, or Below."""
        name = getattr(where, "short", "Above")
        away = 1.0 if ends[1] >= ends[0] else -1.0
        place, side, shift = {
            "Center": ((ends[0] + ends[1]) / 2, 0.0, 0.0), "Top": (ends[1], 1.0, -3.0),
            "Bottom": (ends[0], -1.0, 3.0), "Below": (ends[0], 1.0, -3.0), "Before": (ends[0], 1.0, -3.0),
            "Left": (ends[0], 1.0, -3.0),
        }.get(name, (ends[1], -1.0, 3.0))  # fmt: skip
        turn = away * self.sign
        x, y = self.point(along, place)
        anchor, offset = (0.0, side * turn), (0.0, shift * turn)
        if self.lying:
            anchor, offset = anchor[::-1], offset[::-1]
        text = S.Style(fitted(dict(options), content), S.GrayLevel(0.1), S.Opacity(1))
        self.made.append(S.Text(text, S.Offset(S.List(*offset), S.List(x, y)), S.List(*anchor)))


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


def chart_label(
    kernel: Any, options: Mapping[str, Any], element: Element, index: tuple[int, ...], usual: Any = S.Center
) -> tuple[Any, Any]:
    """The label of one element and where it stands, from Labeled around it or from LabelingFunction."""
    for wrapper in element.wrappers:
        if wrapper.head in (S.Labeled, S.Callout) and len(wrapper.parts) > 1:
            return wrapper.parts[1], wrapper.parts[2] if len(wrapper.parts) > 2 else S.Above
    spec = options["LabelingFunction"]
    if is_name(spec, "Automatic", "None", "Tooltip"):
        return None, None
    if isinstance(spec, Expr) and spec.head is S.Placed or isinstance(spec, Symbol) and spec.short in SIDES:
        return element.content, spec.parts[-1] if isinstance(spec, Expr) else spec
    names = S.List() if element.key is None else S.List(element.key)
    content = kernel.call(spec, element.content, S.List(*index), names)
    if isinstance(content, Expr) and content.head in (S.Placed, S.Callout) and len(content.parts) > 1:
        return content.parts[0], content.parts[1]
    return None if is_name(content, "None") else content, usual


def label_bar(
    kernel: Any, options: Mapping[str, Any], bars: Bars, element: Element, index: tuple[int, int], place: Any
) -> None:
    label, where = chart_label(kernel, options, element, index)
    if label is not None and all(map(math.isfinite, place[2])):
        bars.label(options, label, where, place[0], place[2])


def with_base(options: Mapping[str, Any], look: Any) -> Any:
    """A style with ChartBaseStyle after it."""
    base = options["ChartBaseStyle"]
    return look if is_name(base, "Automatic", "None") else S.Directive(look, base)


def element_style(options: Mapping[str, Any], group: int, index: int, count: int) -> Any:
    """The style of an element: by element, after that of its group for ChartStyle -> {groups, elements}."""
    spec = options["ChartStyle"]
    if is_list(spec) and len(spec.parts) == 2 and any(map(is_list, spec.parts)):
        groups, elements = (p.parts if is_list(p) else (p,) for p in spec.parts)
        given = [part[k % len(part)] for part, k in ((groups, group), (elements, index)) if part]
        return joined_style(
            color(indexed(index + 1)[:3]),
            S.Directive(*(p for p in given if p is not AUTO and not is_name(p, "None"))),
        )
    return chart_styles(options, count)[index]


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


def sets_in_frame(
    kernel: Any, options: Mapping[str, Any], bars: Bars, every: Array, groups: list[list[Element]],
    alone: bool, styles: list[Any],
) -> Any:  # fmt: skip
    """The Graphics of sets side by side, their labels along one side of a frame; `every` value is shown."""
    told, scale = ranges(kernel, options), bars.scale
    heights = resolved(told.x if bars.lying else told.y, scale, every)
    along = (0.5, len(groups) + 0.5)
    names = labels_for(options, groups, alone)[0 if not alone else 1]
    ticks = make_list([S.List(i + 1, n) for i, n in enumerate(names)]) if names else NONE
    sides = [S.List(scale.ticks if scale.ticks is not None else AUTO, AUTO), S.List(ticks, NONE)]
    frame = S.List(*(sides[::-1] if bars.lying else sides))
    spans = (heights, along) if bars.lying else (along, heights)
    graphic = plot_graphic(kernel, options, bars.made, *spans, Frame=TRUE, Axes=FALSE, FrameTicks=frame)
    shown = {**options, "PlotLegends": options["ChartLegends"]}
    return legended(kernel, graphic, shown, styles, [], S.SwatchLegend)
