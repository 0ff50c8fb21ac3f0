"""Data with weights, and the Dirichlet distribution of lists of shares."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.distribution_families.family import DERIVED
from wlmini.builtins.numerics.derived_distributions import (
    Derived,
    minus,
    observations,
    over,
    plus,
    unknown,
)
from wlmini.builtins.random import generator
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "data": "`1` has no list of data with a list of as many weights, none of them negative and not all zero.",
    "parms": "The parameters of `1` are no list of two or more positive numbers.",
    "num": "`1` has no numerical parameters.",
}


# -- weighted data -----------------------------------------------------------------------------------


@builtin("WeightedData[{x1, x2, ...}, {w1, w2, ...}]", messages=MESSAGES)
def weighted_data(kernel: Any, data: Any, weights: Any) -> Any:
    """stands for data in which the elements count with weights.

    >>> data = WeightedData[{1, 2, 3}, {1, 1, 2}]; {Mean[data], Median[data], CentralMoment[data, 2]}
    {9/4, 2, 11/16}
    >>> {Variance[WeightedData[{1, 2, 3}, {1, 1, 2}]], Variance[WeightedData[{1, 2, 6}, {2, 2, 2}]]}
    {11/10, 7}
    """
    if isinstance(weights, Expr) and not is_list(weights) and is_list(data):
        return S.WeightedData(data, S.Map(weights, data))
    whole = S.WeightedData(data, weights)
    if not fits(whole):
        raise Failure("data", whole, value=None)
    numbers = to_array(kernel.evaluate(S.N(weights)))
    if numbers is not None and (numbers.dtype.kind == "c" or (numbers < 0).any() or not numbers.any()):
        raise Failure("data", whole, value=None)
    return None


def fits(d: Expr) -> bool:
    return len(d) == 2 and all(map(is_list, d.parts)) and len(d.parts[0]) == len(d.parts[1]) > 0


def mean(kernel: Any, d: Any) -> Any:
    return plus(*[S.Times(w, x) for x, w in observations(d)])


def variance(kernel: Any, d: Any) -> Any:
    """That of weights that say how reliable the elements are: with equal ones it is that of a list."""
    squares = [S.Power(share, 2) for _, share in observations(d)]
    return over(S.CentralMoment(d, 2), minus(1, plus(*squares)))


def density(kernel: Any, d: Any, x: Any) -> Any:
    return plus(*[S.Times(w, S.Boole(S.Equal(each, x))) for each, w in observations(d)])


def cumulative(kernel: Any, d: Any, x: Any) -> Any:
    return plus(*[S.Times(w, S.Boole(S.LessEqual(each, x))) for each, w in observations(d)])


def sample(kernel: Any, d: Any, shape: Any) -> Any:
    data, weights = (to_array(kernel.evaluate(S.N(part))) for part in d.parts)
    if data is None or weights is None:
        raise Failure("num", d, value=None)
    return generator(kernel).choice(data, size=shape or (), p=weights / weights.sum())


def quantile(kernel: Any, d: Any, q: Any) -> Any:
    """The least element up to which there is a part q of the weight."""
    order = kernel.evaluate(S.Ordering(d.parts[0]))
    if not is_list(order):
        return None
    known = observations(d)
    reached: Any = 0
    for place in order.parts:
        x, share = known[place - 1]
        reached = kernel.evaluate(plus(reached, share))
        if kernel.is_true(S.GreaterEqual(reached, q)):
            return x
    return None


DERIVED["WeightedData"] = Derived(mean, variance, density, cumulative, sample, fits, quantile)


# -- shares ------------------------------------------------------------------------------------------


@builtin("DirichletDistribution[{a1, a2, ...}]", messages=MESSAGES)
def dirichlet_distribution(kernel: Any, parameters: Any) -> Any:
    """represents lists of shares of a whole, the last share left out, by the parameters of all of them.

    >>> Mean[DirichletDistribution[{1, 2, 3}]]
    {1/6, 1/3}
    >>> PDF[DirichletDistribution[{1, 2, 3}], {1/4, 1/4}]
    15/4
    """
    numbers = to_array(kernel.evaluate(S.N(parameters))) if is_list(parameters) else None
    wrong = numbers is not None and (numbers.ndim != 1 or not (numbers > 0).all())
    if not is_list(parameters) or len(parameters) < 2 or wrong:
        raise Failure("parms", S.DirichletDistribution(parameters), value=None)
    return None


def shares(d: Expr) -> tuple[list[Any], Any]:
    """The parameters and their sum."""
    return list(d.parts[0].parts), S.Total(d.parts[0])


def dirichlet_mean(kernel: Any, d: Any) -> Any:
    a, whole = shares(d)
    return make_list([over(each, whole) for each in a[:-1]])


def dirichlet_variance(kernel: Any, d: Any) -> Any:
    a, whole = shares(d)
    below = S.Times(S.Power(whole, 2), plus(whole, 1))
    return make_list([over(S.Times(each, minus(whole, each)), below) for each in a[:-1]])


def dirichlet_density(kernel: Any, d: Any, x: Any) -> Any:
    a, whole = shares(d)
    if not is_list(x) or len(x) != len(a) - 1:
        return None
    rest = minus(1, plus(*x.parts))
    powers = [S.Power(share, minus(each, 1)) for share, each in zip((*x.parts, rest), a, strict=True)]
    value = over(S.Times(S.Gamma(whole), *powers), S.Times(*[S.Gamma(each) for each in a]))
    inside = S.And(*[S.Greater(share, 0) for share in (*x.parts, rest)])
    return S.Piecewise(S.List(S.List(value, inside)), 0)


def dirichlet_sample(kernel: Any, d: Any, shape: Any) -> Any:
    a = to_array(kernel.evaluate(S.N(d.parts[0])))
    if a is None:
        raise Failure("num", d, value=None)
    return np.asarray(generator(kernel).dirichlet(a, size=shape))[..., :-1]


DERIVED["DirichletDistribution"] = Derived(
    dirichlet_mean,
    dirichlet_variance,
    dirichlet_density,
    unknown,
    dirichlet_sample,
    lambda d: len(d) == 1 and is_list(d.parts[0]) and len(d.parts[0]) > 1,
)
