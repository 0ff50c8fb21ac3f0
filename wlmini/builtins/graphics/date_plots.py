"""Plots of values at dates: DateListPlot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from wlmini.builtins.graphics.curves import unwrapped
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.list_plots import LINES, plot_lists
from wlmini.builtins.graphics.options import AUTO, MESSAGES, settled, table
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.ticks import DATE_TICKS
from wlmini.expr import FALSE, TRUE, Association, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

DATED = table(LINES, Joined=AUTO, Axes=FALSE, Frame=TRUE, DateTicksFormat=AUTO, DateFunction=AUTO)


def date_value(kernel: Any, expr: Any) -> float:
    """A date as seconds since 1900."""
    plain = real_value(kernel, expr) if not isinstance(expr, (str, Expr)) else math.nan
    if not math.isnan(plain):
        return plain
    return real_value(kernel, kernel.evaluate(S.AbsoluteTime(expr)))


@builtin("DateListPlot[{{date1, y1}, {date2, y2}, ...}]", "DateListPlot[{y1, y2, ...}, start]",
         "DateListPlot[{data1, data2, ...}]", options=DATED, messages=MESSAGES,
         refused=("PlotFit",),
         noted=("LabelingTarget", "PlotFitElements"),
)  # fmt: skip
def date_list_plot(kernel: Any, data: Any, start: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a plot of values at dates.

    >>> DateListPlot[{{{2020, 1, 1}, 3}, {{2020, 2, 1}, 5}, {{2020, 3, 1}, 4}}]
    -Graphics-
    """
    options = settled(kernel, (), options)
    warn(kernel, S.DateListPlot, options, ("DateTicksFormat", "DateFunction"))
    if options["Joined"] is AUTO:
        options = {**options, "Joined": TRUE}
    data = (
        kernel.evaluate(S.Normal(data))
        if getattr(data, "head", None) in (S.TimeSeries, S.TemporalData)
        else data
    )
    if start is not None:
        if not is_list(data):
            raise Failure("lpn", data, value=None)
        first = start.parts[0] if is_list(start) and start.parts and is_list(start.parts[0]) else start
        begin = date_value(kernel, first)
        sets = [p.parts for p in data.parts] if data.parts and all(map(is_list, data.parts)) else None
        dated = [dated_from(begin, values) for values in sets or [data.parts]]
        data = make_list(dated) if sets else dated[0]
    elif isinstance(data, Association):
        keyed = all(is_list(v) for v in data.values())
        data = data if keyed else make_list([S.List(k, v) for k, v in data.items()])
    ticks = S.List(S.List(AUTO, AUTO), S.List(DATE_TICKS(), AUTO))
    if is_list(data) and data.parts and is_dated(data.parts[0]):
        data = S.List(data)
    return plot_lists(kernel, S.DateListPlot, data, {k: v for k, v in options.items() if k not in ("Frame",
        "Axes")
                      or v is not DATED[k]}, real=date_value, Frame=TRUE, Axes=FALSE,
                          FrameTicks=ticks)  # fmt: skip


def dated_from(begin: float, values: Sequence[Any]) -> Any:
    """Values of days that follow each other."""
    return make_list([S.List(begin + 86400.0 * i, v) for i, v in enumerate(values)])


def is_dated(part: Any) -> bool:
    """Whether a part is a pair of a date and a value."""
    part, _ = unwrapped(part)
    return is_list(part) and len(part.parts) == 2 and not (is_list(part.parts[1]))
