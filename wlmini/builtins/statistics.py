"""Descriptive statistics of lists, column by column in matrices: means, spreads, quantiles, correlations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from wlmini.arrays import pack
from wlmini.builtins.distributions import distribution_mean, distribution_quantile, distribution_variance
from wlmini.builtins.statistic_data import (
    MESSAGES,
    by_column,
    columns,
    data_of,
    is_distribution,
    is_reals,
    over,
    total,
)
from wlmini.expr import S, Symbol, is_list, make_list, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import add, exact_or_float, is_number, is_real, multiply, normal
from wlmini.kernel.substitute import mentions

QUANTILE_METHOD = S.List(S.List(0, 0), S.List(1, 0))
QUARTILE_METHOD = S.List(S.List(Fraction(1, 2), 0), S.List(0, 1))


@builtin("$DistributionMean[distribution]")
def mean_of_distribution(kernel: Any, expr: Any) -> Any:
    """is the mean of a distribution, which Mean asks for.

    >>> $DistributionMean[NormalDistribution[m, s]]
    m
    """
    return distribution_mean(kernel, expr) if is_distribution(expr) else None


@builtin("TrimmedMean[list]", "TrimmedMean[list, f]", messages=MESSAGES)
def trimmed_mean(kernel: Any, expr: Any, part: Any = Fraction(1, 20)) -> Any:
    """gives the mean of list without the parts f of the smallest and of the largest elements.

    >>> TrimmedMean[{-10, 1, 2, 3, 100}, 1/5]
    2
    """
    data = data_of(expr)
    low, high = part.parts if is_list(part) and len(part) == 2 else (part, part)
    if data is None or not (is_real(low) and is_real(high)):
        return None
    count = len(data)
    below, above = (math.floor(exact_or_float(f) * count) for f in (low, high))
    return S.Mean(make_list(in_order(data)[below : count - above]))


# -- spreads -----------------------------------------------------------------------------------------


@builtin("Variance[list]", messages=MESSAGES)
def variance(kernel: Any, expr: Any) -> Any:
    """gives the variance of the elements of list (over one less than their number), or of a distribution.

    >>> {Variance[{1, 2, 3, 4}], Variance[{1., 3.}], Variance[{{1, 2}, {3, 6}}]}
    {5/3, 2., {2, 8}}
    """
    if is_distribution(expr):
        return distribution_variance(kernel, expr)
    data = data_of(expr, least=2)
    if data is None:
        return None
    if is_reals(data):
        return pack(data.array.var(axis=0, ddof=1))
    return by_column(S.Variance, data) or covariance_of(kernel, data, data)


def covariance_of(kernel: Any, a: Any, b: Any) -> Any:
    """The unbiased covariance of two lists; of symbols as a sum of few terms."""
    if not all(map(is_number, (*a.parts, *b.parts))):
        return symbolic_covariance(kernel, a.parts, b.parts)
    first, second = deviations(kernel, a), deviations(kernel, b)
    products = [S.Times(x, S.Conjugate(y)) for x, y in zip(first, second, strict=True)]
    return over(total([kernel.evaluate(p) for p in products]), len(first) - 1)


def symbolic_covariance(kernel: Any, a: Sequence[Any], b: Sequence[Any]) -> Any:
    """The covariance with the mean's denominator before it: (2 x - y - z) Conjugate[x] + ... over 6."""
    size, turned = len(a), [S.Conjugate(y) for y in b]
    if size == 2:
        return S.Times(Fraction(1, 2), S.Subtract(*a), S.Subtract(*turned))
    others = [[S.Times(size - 1 if i == j else -1, x) for j, x in enumerate(a)] for i in range(size)]
    terms = [S.Times(S.Plus(*row), y) for row, y in zip(others, turned, strict=True)]
    return S.Times(Fraction(1, size * (size - 1)), S.Plus(*terms))


def deviations(kernel: Any, data: Any) -> list[Any]:
    """The elements less their mean."""
    middle = kernel.evaluate(S.Mean(data))
    return [kernel.evaluate(S.Plus(v, S.Times(-1, middle))) for v in data.parts]


@builtin("StandardDeviation[list]", messages=MESSAGES)
def standard_deviation(kernel: Any, expr: Any) -> Any:
    """gives the standard deviation of the elements of list, or of a distribution.

    >>> {StandardDeviation[{1, 2, 3}], StandardDeviation[{1., 3.}]}
    {1, 1.41421}
    """
    if not is_distribution(expr) and data_of(expr, least=2) is None:
        return None
    return S.Sqrt(S.Variance(expr))


@builtin("MeanDeviation[list]", messages=MESSAGES)
def mean_deviation(kernel: Any, expr: Any) -> Any:
    """gives the mean of how far the elements of list lie from their mean.

    >>> MeanDeviation[{1, 2, 6}]
    2
    """
    data = data_of(expr)
    if data is None:
        return None
    return by_column(S.MeanDeviation, data) or S.Mean(S.Abs(S.Plus(data, S.Times(-1, S.Mean(data)))))


@builtin("MedianDeviation[list]", messages=MESSAGES)
def median_deviation(kernel: Any, expr: Any) -> Any:
    """gives the median of how far the elements of list lie from their median.

    >>> MedianDeviation[{1, 2, 6}]
    1
    """
    data = data_of(expr)
    if data is None:
        return None
    return by_column(S.MedianDeviation, data) or S.Median(S.Abs(S.Plus(data, S.Times(-1, S.Median(data)))))


@builtin("CentralMoment[list, r]", messages=MESSAGES)
def central_moment(kernel: Any, expr: Any, r: Any) -> Any:
    """gives the mean of the r-th powers of the distances from the mean.

    >>> {CentralMoment[{1, 2, 3, 4}, 2], CentralMoment[NormalDistribution[m, s], 4]}
    {5/4, 3 s^4}
    """
    if is_distribution(expr):
        return expected_power(kernel, expr, r, S.Mean(expr))
    data = data_of(expr)
    if data is None:
        return None
    powers = [S.Power(d, r) for d in deviations(kernel, data)]
    return over(total([kernel.evaluate(p) for p in powers]), len(data))


@builtin("Moment[list, r]", messages=MESSAGES)
def moment(kernel: Any, expr: Any, r: Any) -> Any:
    """gives the mean of the r-th powers of the elements of list.

    >>> {Moment[{1, 2, 3}, 2], Moment[PoissonDistribution[3], 2]}
    {14/3, 12}
    """
    if is_distribution(expr):
        return expected_power(kernel, expr, r, 0)
    data = data_of(expr)
    return None if data is None else S.Mean(S.Power(data, r))


def expected_power(kernel: Any, distribution: Any, r: Any, middle: Any) -> Any:
    """The mean of the r-th powers of the distances from the middle; None where no form of it is found."""
    if distribution.head is S.WeightedData:
        data, weights = distribution.parts
        return S.Mean(S.WeightedData(S.Power(S.Subtract(data, middle), r), weights))
    x = symbol("Moment`x")
    power = kernel.evaluate(S.Expand(S.Power(S.Subtract(x, middle), r)))
    value = kernel.evaluate(S.Simplify(S.Expectation(power, S.Distributed(x, distribution))))
    return None if mentions(value, S.Expectation) or mentions(value, x) else value


def standardized_moment(kernel: Any, distribution: Any, r: int) -> Any:
    """The r-th central moment over that power of the standard deviation."""
    above, below = (kernel.evaluate(S.CentralMoment(distribution, k)) for k in (r, 2))
    if mentions(above, S.CentralMoment) or mentions(below, S.CentralMoment):
        return None
    found = kernel.evaluate(S.Times(above, S.Power(below, Fraction(-r, 2))))
    positive = [S.Greater(p, 0) for p in distribution.parts if isinstance(p, Symbol)]
    return S.Simplify(S.PowerExpand(found), S.And(*positive)) if positive else S.Simplify(found)


@builtin("Skewness[list]", messages=MESSAGES)
def skewness(kernel: Any, expr: Any) -> Any:
    """gives the third central moment over the power 3/2 of the second.

    >>> Skewness[{1, 2, 3, 10.}]
    1.01823
    >>> Skewness[ExponentialDistribution[a]]
    2
    """
    if is_distribution(expr):
        return standardized_moment(kernel, expr, 3)
    data = data_of(expr)
    if data is None:
        return None
    return S.Times(S.CentralMoment(data, 3), S.Power(S.CentralMoment(data, 2), Fraction(-3, 2)))


@builtin("Kurtosis[list]", messages=MESSAGES)
def kurtosis(kernel: Any, expr: Any) -> Any:
    """gives the fourth central moment over the square of the second.

    >>> Kurtosis[{1, 2, 3, 4}]
    41/25
    >>> Kurtosis[NormalDistribution[m, s]]
    3
    """
    if is_distribution(expr):
        return standardized_moment(kernel, expr, 4)
    data = data_of(expr)
    if data is None:
        return None
    return S.Times(S.CentralMoment(data, 4), S.Power(S.CentralMoment(data, 2), -2))


# -- order statistics --------------------------------------------------------------------------------


def in_order(data: Any) -> list[Any]:
    """The real elements in ascending order; exact numeric expressions among them are compared by value."""
    keys = []
    for value in data.parts:
        if not is_real(value):
            raise Failure("rectn", data, value=None)
        keys.append(exact_or_float(value))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return [data.parts[i] for i in order]


@builtin("Median[list]", messages=MESSAGES)
def median(kernel: Any, expr: Any) -> Any:
    """gives the middle one of the elements of list in order, or the mean of the two in the middle.

    >>> {Median[{5, 1, 3}], Median[{1, 2, 3, 4}], Median[{{1, 2}, {3, 9}, {2, 4}}]}
    {3, 5/2, {2, 4}}
    """
    if is_distribution(expr):
        return S.Quantile(expr, Fraction(1, 2))
    data = data_of(expr)
    if data is None:
        return None
    per_column = by_column(S.Median, data)
    if per_column is not None:
        return per_column
    ordered = in_order(data)
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else S.Times(Fraction(1, 2), S.Plus(ordered[half - 1], ordered[half]))


@builtin("Quantile[list, q]", "Quantile[list, q, {{a, b}, {c, d}}]", messages=MESSAGES)
def quantile(kernel: Any, expr: Any, q: Any, method: Any = QUANTILE_METHOD) -> Any:
    """gives the quantile q of list (or one for each of a list q), or of a distribution.

    >>> {Quantile[{1, 2, 3, 4, 5}, 1/2], Quantile[Range[10], {1/4, 3/4}]}
    {3, {3, 8}}
    """
    if is_distribution(expr):
        return distribution_quantile(kernel, expr, q)
    data = data_of(expr)
    if data is None:
        return None
    if not is_list(method) or len(method) != 2 or not all(is_list(p) and len(p) == 2 for p in method.parts):
        raise Failure("qmeth", method, value=None)
    if is_list(q):
        return make_list([S.Quantile(data, p, method) for p in q.parts])
    per_column = by_column(S.Quantile, data, q, method)
    if per_column is not None:
        return per_column
    if not is_real(q) or not 0 <= exact_or_float(q) <= 1:
        raise Failure("nquan", q, value=None)
    return quantile_of(in_order(data), q, method)


def quantile_of(ordered: list[Any], q: Any, method: Any) -> Any:
    """Between the elements around position a + (n + b) q, moved by c + d times the fraction."""
    (a, b), (c, d) = (pair.parts for pair in method.parts)
    position = add(a, multiply(add(len(ordered), b), q))
    plain = exact_or_float(position)
    low, high = (ordered[min(max(k, 1), len(ordered)) - 1] for k in (math.floor(plain), math.ceil(plain)))
    fraction = plain - math.floor(plain)
    if fraction == 0:
        return low
    weight = add(c, multiply(d, normal(fraction) if isinstance(fraction, Fraction) else fraction))
    if weight == 0 or weight == 1:
        return high if weight == 1 else low
    return S.Plus(low, S.Times(weight, S.Plus(high, S.Times(-1, low))))


@builtin("Quartiles[list]", messages=MESSAGES)
def quartiles(kernel: Any, expr: Any) -> Any:
    """gives the quantiles 1/4, 1/2 and 3/4 of list, interpolated.

    >>> Quartiles[{1, 2, 3, 4}]
    {3/2, 5/2, 7/2}
    """
    quarters = make_list([Fraction(k, 4) for k in (1, 2, 3)])
    if is_distribution(expr):
        return S.Quantile(expr, quarters)
    return None if data_of(expr) is None else S.Quantile(expr, quarters, QUARTILE_METHOD)


@builtin("InterquartileRange[list]", messages=MESSAGES)
def interquartile_range(kernel: Any, expr: Any) -> Any:
    """gives the distance between the upper and the lower quartile.

    >>> InterquartileRange[{1, 2, 3, 4}]
    2
    """
    if data_of(expr) is None:
        return None
    low, high = (S.Quantile(expr, Fraction(k, 4), QUARTILE_METHOD) for k in (1, 3))
    return S.Plus(high, S.Times(-1, low))


# -- rescaled data -----------------------------------------------------------------------------------


@builtin("Standardize[list]", "Standardize[list, f1]", "Standardize[list, f1, f2]", messages=MESSAGES)
def standardize(kernel: Any, expr: Any, middle: Any = S.Mean, spread: Any = S.StandardDeviation) -> Any:
    """moves and scales the elements of list (or the columns of a matrix) to mean 0 and standard deviation 1.

    >>> Standardize[{1, 2, 3}]
    {-1, 0, 1}
    >>> Standardize[{1., 5.}, Mean, 1 &]
    {-2., 2.}
    """
    data = data_of(expr)
    if data is None:
        return None
    found = columns(data)
    if found is not None:
        return S.Transpose(make_list([S.Standardize(column, middle, spread) for column in found]))
    shift, scale = kernel.call(middle, data), kernel.call(spread, data)
    return over(S.Plus(data, S.Times(-1, shift)), scale)
