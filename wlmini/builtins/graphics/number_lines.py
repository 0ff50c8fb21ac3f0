"""Plots of numbers along a line: NumberLinePlot."""

from __future__ import annotations

import math
from typing import Any

from wlmini.builtins.graphics.curves import plot_graphic
from wlmini.builtins.graphics.list_plots import OPTIONS
from wlmini.builtins.graphics.options import AUTO, MESSAGES, cycle, settled, table
from wlmini.builtins.graphics.sampling import real_value
from wlmini.expr import FALSE, TRUE, Expr, S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


@builtin("NumberLinePlot[{x1, x2, ...}]", "NumberLinePlot[pred, x]", options=table(OPTIONS, Spacings=AUTO),
         messages=MESSAGES)  # fmt: skip
def number_line_plot(kernel: Any, data: Any, variable: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a plot of numbers and intervals along a line.

    >>> NumberLinePlot[{1, 4, Interval[{6, 8}]}]
    -Graphics-
    """
    options = settled(kernel, (), options)
    if variable is not None or not is_list(data):
        raise Failure("data", data, value=None)
    sets = [p.parts for p in data.parts] if data.parts and all(map(is_list, data.parts)) else [data.parts]
    made: list[Any] = []
    places: list[float] = []
    for row, (items, style) in enumerate(zip(sets, cycle(options, len(sets)), strict=True)):
        for item in items:
            ends = item.parts[0].parts if isinstance(item, Expr) and item.head is S.Interval else (item,)
            found = [real_value(kernel, e) for e in ends]
            places += found
            points = S.List(*(S.List(v, row + 1) for v in found))
            made.append(S.List(S.Directive(S.AbsolutePointSize(7), S.AbsoluteThickness(3), style),
                               *([S.Line(points)] if len(found) == 2 else []), S.Point(points)))  # fmt: skip
    finite = [p for p in places if math.isfinite(p)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    margin = (high - low) * 0.05 or 1.0
    ratio = S.Power(max(4.0, 10.0 / len(sets)), -1)
    return plot_graphic(kernel, options, made, (low - margin, high + margin), (0.0, len(sets) + 0.6),
                        Axes=S.List(TRUE, FALSE), AspectRatio=kernel.evaluate(ratio),
                            AxesOrigin=S.List(AUTO, 0))  # fmt: skip
