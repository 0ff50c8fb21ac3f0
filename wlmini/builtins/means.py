"""Means of lists, column by column in matrices."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.builtins.packing import arrays
from wlmini.builtins.statistic_data import MESSAGES, data_of, is_distribution, is_reals, over, total
from wlmini.expr import Packed, S
from wlmini.kernel.declare import builtin


@builtin("Mean[list]", messages=MESSAGES)
def mean(kernel: Any, expr: Any) -> Any:
    """gives the mean of the elements of list, of the columns of a matrix, or of a distribution.

    >>> {Mean[{1, 2, 3, 4}], Mean[{a, b}], Mean[{{1, 2}, {3, 4}}]}
    {5/2, (a + b)/2, {2, 3}}
    >>> Mean[NormalDistribution[m, s]]
    m
    """
    if is_distribution(expr):
        return S["$DistributionMean"](expr)
    data = data_of(expr)
    if data is None:
        return None
    if is_reals(data):
        return arrays().pack(data.array.mean(axis=0))
    return over(S.Total(data) if type(data) is Packed else total(data.parts), len(data))


@builtin("GeometricMean[list]", messages=MESSAGES)
def geometric_mean(kernel: Any, expr: Any) -> Any:
    """gives the geometric mean of the elements of list.

    >>> GeometricMean[{1, 4, 16}]
    4
    """
    data = data_of(expr)
    return None if data is None else S.Power(S.Times(*data.parts), Fraction(1, len(data)))


@builtin("HarmonicMean[list]", messages=MESSAGES)
def harmonic_mean(kernel: Any, expr: Any) -> Any:
    """gives the harmonic mean of the elements of list.

    >>> HarmonicMean[{1, 2, 4}]
    12/7
    """
    data = data_of(expr)
    return None if data is None else over(len(data), S.Plus(*[S.Power(v, -1) for v in data.parts]))


@builtin("RootMeanSquare[list]", messages=MESSAGES)
def root_mean_square(kernel: Any, expr: Any) -> Any:
    """gives the square root of the mean of the squares of the elements of list.

    >>> RootMeanSquare[{1, 7}]
    5
    """
    data = data_of(expr)
    return None if data is None else S.Sqrt(S.Mean(S.Power(data, 2)))
