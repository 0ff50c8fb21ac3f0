"""Values that are not certain, Around[x, d] and Interval[{a, b}], and how plots mark their ranges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.options import AUTO
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.settings import is_name
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.messages import Failure

Array = Any
MARKERS = ("Bands", "Bars", "Ellipses", "Fences", "Points", "Rectangles")
WING = 3.0  # points that the end of a fence has on each side
TURN = np.linspace(0.0, 2.0 * math.pi, 49)


class Uncertain(NamedTuple):
    """A number with the lower and the upper end of where it may lie."""

    value: float
    low: float
    high: float

    @property
    def wide(self) -> bool:
        return self.high > self.low


def uncertain(kernel: Any, expr: Any, real: Any = real_value) -> Uncertain:
    """The number that an expression means, with its range where it has one."""
    if isinstance(expr, Expr) and expr.head is S.Around and len(expr.parts) == 2:
        middle, size = real_value(kernel, expr.parts[0]), expr.parts[1]
        down, up = size.parts if is_list(size) and len(size.parts) == 2 else (size, size)
        return Uncertain(middle, middle - real_value(kernel, down), middle + real_value(kernel, up))
    if isinstance(expr, Expr) and expr.head is S.Interval and len(expr.parts) == 1 and is_list(expr.parts[0]):
        low, high = (real_value(kernel, p) for p in expr.parts[0].parts)
        return Uncertain((low + high) / 2, low, high)
    value = real(kernel, expr)
    return Uncertain(value, value, value)


def marker_kind(options: dict[str, Any]) -> str | None:
    """The form in which ranges are marked; None for not at all."""
    spec = options["IntervalMarkers"]
    if is_name(spec, "None"):
        return None
    if is_name(spec, "Automatic"):
        return "Fences"
    if spec not in MARKERS:
        raise Failure("optval", S.IntervalMarkers, spec, ", ".join(MARKERS), value=None)
    return str(spec)


def interval_look(options: dict[str, Any], style: Any, kind: str) -> Any:
    """The style of ranges: that of the data, then IntervalMarkersStyle."""
    own = options.get("IntervalMarkersStyle", AUTO)
    thin = S.AbsoluteThickness(1)
    base = [style, thin, *([S.Opacity(0.25)] if kind in ("Bands", "Ellipses", "Rectangles") else [])]
    return S.Directive(*base, *([] if is_name(own, "Automatic", "None") else [own]))


def interval_marks(
    options: dict[str, Any], rows: Sequence[tuple[Uncertain, Uncertain]], style: Any, scales: Any
) -> list[Any]:
    """The marks of the ranges of points {x, y}, in drawn coordinates."""
    kind = marker_kind(options)
    shown = [row for row in rows if row[0].wide or row[1].wide]
    if kind is None or not shown:
        return []
    boxes = np.array(
        [[forward(axis, scale) for axis, scale in zip(row, scales, strict=True)] for row in shown]
    )
    made = [KINDS[kind](boxes[np.isfinite(boxes).all(axis=(1, 2))])]
    return [S.List(interval_look(options, style, kind), *made)]


def forward(number: Uncertain, scale: Any) -> list[float]:
    """Lower end, number and upper end as they are drawn; ends beyond a logarithm's reach stop far below."""
    low, value, high = (float(scale.forward(np.array(v))) for v in (number.low, number.value, number.high))
    return [low if math.isfinite(low) else value - 10.0, value, high]


def bars(boxes: Array) -> Any:
    """Lines from the lower to the upper ends."""
    (x0, x, x1), (y0, y, y1) = np.moveaxis(boxes[:, 0], 1, 0), np.moveaxis(boxes[:, 1], 1, 0)
    upright = np.stack([np.stack([x, y0], 1), np.stack([x, y1], 1)], axis=1)[y1 > y0]
    level = np.stack([np.stack([x0, y], 1), np.stack([x1, y], 1)], axis=1)[x1 > x0]
    return S.Line(make_list([pack(line) for line in (*upright, *level)]))


def fences(boxes: Array) -> Any:
    """Bars with short lines across at their ends."""
    wings = []
    for (x0, x, x1), (y0, y, y1) in boxes.tolist():
        if y1 > y0:
            wings += [across(S.List(x, end), (WING, 0)) for end in (y0, y1)]
        if x1 > x0:
            wings += [across(S.List(end, y), (0, WING)) for end in (x0, x1)]
    return S.List(bars(boxes), S.Line(make_list(wings)))


def across(place: Any, by: tuple[float, float]) -> Any:
    return S.List(S.Offset(S.List(-by[0], -by[1]), place), S.Offset(S.List(*by), place))


def bands(boxes: Array) -> Any:
    """One area between all lower and all upper ends."""
    order = np.argsort(boxes[:, 0, 1], kind="stable")
    x, low, high = boxes[order, 0, 1], boxes[order, 1, 0], boxes[order, 1, 2]
    return S.Polygon(pack(np.vstack([np.stack([x, low], 1), np.stack([x, high], 1)[::-1]])))


def points(boxes: Array) -> Any:
    """Points at the ends."""
    (x0, x, x1), (y0, y, y1) = np.moveaxis(boxes[:, 0], 1, 0), np.moveaxis(boxes[:, 1], 1, 0)
    ends = [np.stack(pair, axis=1)[wide] for pair, wide in
            (((x, y0), y1 > y0), ((x, y1), y1 > y0), ((x0, y), x1 > x0), ((x1, y), x1 > x0))]  # fmt: skip
    return S.Point(pack(np.vstack(ends)))


def ellipses(boxes: Array) -> Any:
    """Ellipses through the four ends; of unequal ends each quarter has its own radii."""
    shapes = []
    for (x0, x, x1), (y0, y, y1) in boxes.tolist():
        cos, sin = np.cos(TURN), np.sin(TURN)
        wide, tall = np.where(cos > 0, x1 - x, x - x0), np.where(sin > 0, y1 - y, y - y0)
        shapes.append(S.Polygon(pack(np.stack([x + wide * cos, y + tall * sin], axis=1))))
    return S.List(*shapes)


def rectangles(boxes: Array) -> Any:
    return S.List(*(S.Rectangle(S.List(x[0], y[0]), S.List(x[2], y[2])) for x, y in boxes.tolist()))


KINDS = {
    "Bands": bands, "Bars": bars, "Ellipses": ellipses, "Fences": fences, "Points": points,
    "Rectangles": rectangles,
}  # fmt: skip


def reach_of(rows: Sequence[tuple[Uncertain, Uncertain]], scales: Any) -> Array:
    """The corners of all ranges in drawn coordinates, for the range of the plot."""
    ends = [pair for x, y in rows if x.wide or y.wide for pair in ((x.low, y.low), (x.high, y.high))]
    if not ends:
        return np.zeros((0, 2))
    return np.stack(
        [scale.forward(column) for scale, column in zip(scales, np.array(ends).T, strict=True)], 1
    )
