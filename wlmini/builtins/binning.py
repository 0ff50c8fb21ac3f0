"""Counting in bins, and statistics over a window that moves along a list."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import pairwise
from typing import Any

from wlmini.builtins.approximation import number_value
from wlmini.builtins.statistic_data import elements, over
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import add, exact_or_float, is_real, multiply

MESSAGES = {
    "rvec": "A list of real numbers is expected instead of `1`.",
    "bins": "`1` is no width, {min, max, width} or {{b1, b2, ...}} with rising limits.",
    "window": "`1` is no window: a positive integer not above `2`, or a list of weights, is expected.",
}


def numbers_of(kernel: Any, expr: Any) -> list[Any]:
    """The elements as numbers that compare exactly."""
    data = elements(expr)
    values = None if data is None else [number_value(kernel, p) for p in data.parts]
    if values is None or not all(map(is_real, values)):
        raise Failure("rvec", expr, value=None)
    return [exact_or_float(v) for v in values]


def limits_of(kernel: Any, values: list[Any], spec: Any) -> list[Any]:
    """The limits of the bins that a specification means."""
    if is_list(spec) and len(spec) == 1 and is_list(spec.parts[0]):
        limits = list(spec.parts[0].parts)
    elif is_list(spec) and len(spec) == 3:
        limits = steps(*spec.parts)
    elif is_real(spec) and exact_or_float(spec) > 0 and values:
        plain = exact_or_float(spec)
        first, last = math.floor(min(values) / plain), math.floor(max(values) / plain) + 1
        limits = [multiply(k, spec) for k in range(first, last + 1)]
    else:
        raise Failure("bins", spec, value=None)
    found = [number_value(kernel, b) for b in limits]
    rising = all(map(is_real, found)) and all(
        exact_or_float(a) < exact_or_float(b) for a, b in pairwise(found)
    )
    if not rising or not found:
        raise Failure("bins", spec, value=None)
    return limits


def steps(low: Any, high: Any, width: Any) -> list[Any]:
    """low, low + width, ... up to high."""
    if not all(map(is_real, (low, high, width))) or exact_or_float(width) <= 0:
        raise Failure("bins", S.List(low, high, width), value=None)
    count = (exact_or_float(high) - exact_or_float(low)) / exact_or_float(width)
    whole = math.floor(count + 1e-9) if isinstance(count, float) else math.floor(count)
    return [add(low, multiply(k, width)) for k in range(whole + 1)]


def counted(kernel: Any, values: list[Any], limits: list[Any]) -> list[int]:
    """How many values lie in each bin; the lower limit belongs to it."""
    edges = [exact_or_float(number_value(kernel, b)) for b in limits]
    counts = [0] * (len(edges) - 1)
    for value in values:
        place = bisect_right(edges, value) - 1
        if 0 <= place < len(counts):
            counts[place] += 1
    return counts


@builtin(
    "BinCounts[list]",
    "BinCounts[list, dx]",
    "BinCounts[list, {min, max, dx}]",
    "BinCounts[list, {{b1, b2, ...}}]",
    messages=MESSAGES,
)
def bin_counts(kernel: Any, expr: Any, spec: Any = 1) -> Any:
    """counts how many elements of list lie in bins of width dx, or between the limits given.

    >>> {BinCounts[{1, 3, 2, 1, 4, 5, 6}, {0, 10, 5}], BinCounts[{1, 2.5, 7}, {{0, 2, 4}}]}
    {{5, 2}, {1, 1}}
    """
    values = numbers_of(kernel, expr)
    return make_list(counted(kernel, values, limits_of(kernel, values, spec)))


# -- moving windows ----------------------------------------------------------------------------------


def windows(expr: Any, width: Any) -> list[Expr] | None:
    """The runs of so many successive elements."""
    data = elements(expr)
    if data is None:
        return None
    if type(width) is not int or not 0 < width <= len(data):
        raise Failure("window", width, len(data), value=None)
    parts = data.parts
    return [make_list(parts[i : i + width]) for i in range(len(parts) - width + 1)]


@builtin("MovingAverage[list, r]", "MovingAverage[list, {w1, w2, ...}]", messages=MESSAGES)
def moving_average(kernel: Any, expr: Any, width: Any) -> Any:
    """gives the averages of runs of r successive elements of list, with the weights w where they are given.

    >>> {MovingAverage[{1, 3, 5, 7}, 2], MovingAverage[{a, b, c}, {1, 2}]}
    {{2, 4, 6}, {(a + 2 b)/3, (b + 2 c)/3}}
    """
    if not is_list(width):
        runs = windows(expr, width)
        return None if runs is None else make_list([S.Mean(run) for run in runs])
    runs = windows(expr, len(width))
    return None if runs is None else make_list([over(S.Dot(width, run), S.Total(width)) for run in runs])


@builtin("MovingMedian[list, r]", messages=MESSAGES)
def moving_median(kernel: Any, expr: Any, width: Any) -> Any:
    """gives the medians of runs of r successive elements of list.

    >>> MovingMedian[{1, 5, 2, 8, 3}, 3]
    {2, 5, 3}
    """
    runs = windows(expr, width)
    return None if runs is None else make_list([S.Median(run) for run in runs])


@builtin("MovingMap[f, list, n]", "MovingMap[f, n][list]", messages=MESSAGES)
def moving_map(kernel: Any, function: Any, expr: Any, length: Any) -> Any:
    """applies f to runs of n + 1 successive elements of list.

    >>> MovingMap[Total, {1, 2, 3, 4}, 1]
    {3, 5, 7}
    """
    runs = windows(expr, length + 1 if type(length) is int else length)
    return None if runs is None else make_list([Expr(function, (run,)) for run in runs])


@builtin("ExponentialMovingAverage[list, a]", messages=MESSAGES)
def exponential_moving_average(kernel: Any, expr: Any, part: Any) -> Any:
    """gives averages y that start with the first element and follow list by y + a (x - y).

    >>> ExponentialMovingAverage[{1, 3, 5}, 1/2]
    {1, 2, 7/2}
    """
    data = elements(expr)
    if data is None or not len(data):
        return None
    found = [data.parts[0]]
    for value in data.parts[1:]:
        change = S.Times(part, S.Plus(value, S.Times(-1, found[-1])))
        found.append(kernel.evaluate(S.Plus(found[-1], change)))
    return make_list(found)
