"""Plots of numbers along a line: NumberLinePlot."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.builtins.graphics.curves import (
    PLAIN,
    label_of,
    plot_graphic,
    ranges,
    resolved,
    unwrapped,
    wrapped_style,
)
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import AUTO, MESSAGES, PLOT, cycle, legended, settled, table
from wlmini.builtins.graphics.sampling import Function, iterator, real_value
from wlmini.expr import FALSE, TRUE, Expr, S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
POINTS = 2001  # at which a condition is looked at
OPTIONS = table(
    {k: v for k, v in PLOT.items() if k not in ("ColorFunction", "ColorFunctionScaling")}, Spacings=AUTO
)
Piece = tuple[float, float, bool, bool]  # from, to, and whether the ends belong to it


@builtin("NumberLinePlot[{x1, x2, ...}]", "NumberLinePlot[{data1, data2, ...}]",
         "NumberLinePlot[pred, {x, xmin, xmax}]", options=OPTIONS, attributes="HoldAll",
         messages=MESSAGES)  # fmt: skip
def number_line_plot(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of numbers and intervals along a line, or of where conditions hold.

    >>> NumberLinePlot[{1, 4, Interval[{6, 8}]}]
    -Graphics-
    >>> Cases[NumberLinePlot[{1, 4}], Point[p_] :> p[[All, 1]], Infinity]
    {{1.}, {4.}}
    """
    span = rest[0] if rest and is_list(rest[0]) and len(rest[0].parts) == 3 else None
    options = settled(kernel, rest[1:] if span is not None else rest, options)
    warn(kernel, S.NumberLinePlot, options, ())
    if span is not None:
        variable, low, high = iterator(kernel, span)
        conditions = list(data.parts) if is_list(data) else [data]
        rows: Any = [(holding(Function(kernel, [variable], c), low, high), []) for c in conditions]
        names: list[Any] = [S.HoldForm(c) for c in conditions]
    else:
        rows = number_rows(kernel, kernel.evaluate(data))
        names = [label_of(w) for _, w in rows]
        low, high = bounds(rows)
    return drawn(kernel, options, rows, names, (low, high))


def number_rows(kernel: Any, data: Any) -> list[tuple[list[Piece], list[Expr]]]:
    """The numbers and intervals of each set, with the wrappers around it."""
    if isinstance(data, Expr) and data.head is S.Interval:
        data = S.List(data)
    if not is_list(data):
        raise Failure("data", data, value=None)
    inner = [unwrapped(p) for p in data.parts]
    several = bool(inner) and all(is_list(p) for p, _ in inner)
    found = []
    for items, wrappers in inner if several else [(data, [])]:
        pieces = [piece for item in items.parts for piece in pieces_of(kernel, unwrapped(item)[0])]
        if not pieces:
            raise Failure("data", data, value=None)
        found.append((pieces, wrappers))
    return found


def pieces_of(kernel: Any, item: Any) -> list[Piece]:
    if isinstance(item, Expr) and item.head is S.Interval:
        ends = [[real_value(kernel, e) for e in pair.parts] for pair in item.parts if is_list(pair)]
        return [(a, b, True, True) for a, b in ends]
    value = real_value(kernel, item)
    if math.isnan(value):
        raise Failure("data", item, value=None)
    return [(value, value, True, True)]


def bounds(rows: list[tuple[list[Piece], list[Expr]]]) -> tuple[float, float]:
    finite = [e for pieces, _ in rows for a, b, _, _ in pieces for e in (a, b) if math.isfinite(e)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    margin = (high - low) * 0.05 or 1.0
    return low - margin, high + margin


def holding(condition: Function, low: float, high: float) -> list[Piece]:
    """The pieces of an interval on which a condition holds, with ends found by halving."""
    x = np.linspace(low, high, POINTS)
    good = [holds(condition, v) for v in x.tolist()]
    found: list[Piece] = []
    start: float | None = low if good[0] else None
    for k in range(1, POINTS):
        if good[k] == good[k - 1]:
            continue
        edge = halved(condition, float(x[k - 1]), float(x[k]), good[k - 1])
        if start is None:
            start = edge
        else:
            found.append((start, edge, holds(condition, start), holds(condition, edge)))
            start = None
    return [*found, (start, high, holds(condition, start), True)] if start is not None else found


def holds(condition: Function, value: float) -> bool:
    return condition.value(value) is TRUE


def halved(condition: Function, low: float, high: float, before: bool) -> float:
    for _ in range(48):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(condition, middle) == before else (low, middle)
    return float(f"{(low + high) / 2:.12g}")


def drawn(
    kernel: Any, options: dict[str, Any], rows: Any, names: list[Any], span: tuple[float, float]
) -> Any:
    """The rows above each other: intervals as thick lines, open ends as circles."""
    gap = 1.0 if options["Spacings"] is AUTO else real_value(kernel, options["Spacings"])
    styles = [wrapped_style(s, w) for s, (_, w) in zip(cycle(options, len(rows)), rows, strict=True)]
    made: list[Any] = []
    for index, ((pieces, _), style) in enumerate(zip(rows, styles, strict=True)):
        height = 1.0 + gap * index
        for low, high, closed, closed_too in pieces:
            made.append(S.List(S.Directive(S.AbsoluteThickness(3), style), *piece_marks(
                low, high, closed, closed_too, height, span)))  # fmt: skip
    told = ranges(kernel, options)
    x = resolved(told.x, PLAIN, np.array(span), span)
    top = 1.6 + gap * (len(rows) - 1)
    ratio = kernel.evaluate(S.Power(max(4.0, 10.0 / len(rows)), -1))
    graphic = plot_graphic(kernel, options, made, x, (0.0, top), Axes=S.List(TRUE, FALSE), AspectRatio=ratio,
                           AxesOrigin=S.List(AUTO, 0))  # fmt: skip
    labels = names if all(n is not None for n in names) else list(range(1, len(rows) + 1))
    return legended(kernel, graphic, options, styles, labels, S.PointLegend)


def piece_marks(
    low: float, high: float, closed: bool, closed_too: bool, y: float, span: tuple[float, float]
) -> list[Any]:
    """A point, or a line with its ends, as far as it is seen."""
    ends = [min(max(e, span[0]), span[1]) for e in (low, high)]
    line = [S.Line(S.List(S.List(ends[0], y), S.List(ends[1], y)))] if high > low else []
    dots = [(e, c) for e, c in {low: closed, high: closed_too}.items() if math.isfinite(e)]
    full = [S.List(e, y) for e, c in dots if c]
    empty = [S.List(e, y) for e, c in dots if not c]
    return [
        *line,
        *([S.AbsolutePointSize(7), S.Point(S.List(*full))] if full else []),
        *([S.AbsolutePointSize(7), S.Point(S.List(*empty)), S.GrayLevel(1), S.AbsolutePointSize(4),
           S.Point(S.List(*empty))] if empty else []),
    ]  # fmt: skip
