"""Distributions made of data or of others: empirical, mixture, truncated, product."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.distribution_families.family import DERIVED
from wlmini.builtins.numerics.functions import NumericFunction, numeric_value
from wlmini.builtins.random import generator
from wlmini.expr import Expr, S, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {"parms": "The parameters of `1` are wrong.", "num": "`1` has no numerical parameters."}
Asked = Callable[..., Any]


class Derived(NamedTuple):
    """What is known of a kind of distribution; each function takes the kernel and the distribution."""

    mean: Asked
    variance: Asked
    density: Asked
    cumulative: Asked
    sample: Asked  # (kernel, distribution, shape) -> array
    fits: Callable[[Expr], bool] = bool  # whether the parameters are what the others take them for
    quantile: Asked | None = None  # where it need not be searched for


def draw(kernel: Any, distribution: Any, shape: Any) -> Any:
    """An array of values of any distribution."""
    size = make_list(shape or (1,))
    found = to_array(kernel.evaluate(S.RandomVariate(distribution, size)))
    if found is None:
        raise Failure("num", distribution, value=None)
    return found if shape else found[0]


def unknown(kernel: Any, d: Any, *x: Any) -> None:
    return None


def plus(*terms: Any) -> Any:
    return S.Plus(*terms)


def minus(a: Any, b: Any) -> Any:
    return S.Plus(a, S.Times(-1, b))


def over(a: Any, b: Any) -> Any:
    return S.Times(a, S.Power(b, -1))


# -- mixtures ----------------------------------------------------------------------------------------


def is_mixture(d: Expr) -> bool:
    return len(d) == 2 and all(map(is_list, d.parts)) and len(d.parts[0]) == len(d.parts[1])  # type: ignore[arg-type]


def shares(distribution: Expr) -> list[tuple[Any, Any]]:
    weights, parts = distribution.parts
    whole = S.Total(weights)
    return [(over(w, whole), d) for w, d in zip(weights.parts, parts.parts, strict=True)]


def mixed(head: Any) -> Asked:
    return lambda kernel, d, *x: plus(*[S.Times(w, Expr(head, (p, *x))) for w, p in shares(d)])


def mixture_variance(kernel: Any, d: Any) -> Any:
    squares = [S.Times(w, plus(S.Variance(p), S.Power(S.Mean(p), 2))) for w, p in shares(d)]
    return minus(plus(*squares), S.Power(S.Mean(d), 2))


def mixture_sample(kernel: Any, d: Any, shape: Any) -> Any:
    weights = np.array([numeric_value(kernel, w) for w, _ in shares(d)], dtype=float)
    which = generator(kernel).choice(len(weights), size=shape or (), p=weights)
    columns = np.stack([draw(kernel, p, shape) for _, p in shares(d)])
    return np.take_along_axis(columns, np.asarray(which)[None], axis=0)[0]


@builtin("MixtureDistribution[{w1, w2, ...}, {dist1, dist2, ...}]", messages=MESSAGES)
def mixture_distribution(kernel: Any, weights: Any, distributions: Any) -> Any:
    """represents the mixture of distributions with the weights w1, w2, ...

    >>> Mean[MixtureDistribution[{1, 3}, {NormalDistribution[0, 1], NormalDistribution[4, 1]}]]
    3
    """
    whole = S.MixtureDistribution(weights, distributions)
    if not is_mixture(whole):
        raise Failure("parms", whole, value=None)


DERIVED["MixtureDistribution"] = Derived(
    mixed(S.Mean),
    mixture_variance,
    mixed(S.PDF),
    mixed(S.CDF),
    mixture_sample,
    is_mixture,
)

# -- truncated ---------------------------------------------------------------------------------------


def limits_of(d: Expr) -> tuple[Any, Any, Any]:
    (low, high), base = d.parts[0].parts, d.parts[1]
    return low, high, base


def is_infinite(x: Any) -> bool:
    return x is S.Infinity or (isinstance(x, Expr) and x.head in (S.DirectedInfinity, S.Times))


def mass(d: Expr) -> Any:
    low, high, base = limits_of(d)
    return minus(cdf_at(base, high, 1), cdf_at(base, low, 0))


def cdf_at(base: Any, x: Any, beyond: int) -> Any:
    return beyond if is_infinite(x) else S.CDF(base, x)


def inside(d: Expr, x: Any, value: Any, above: Any) -> Any:
    low, high, _ = limits_of(d)
    cases = S.List(S.List(value, S.LessEqual(low, x, high)), S.List(above, S.Greater(x, high)))
    return S.Piecewise(cases, 0)


def truncated_density(kernel: Any, d: Any, x: Any) -> Any:
    return inside(d, x, over(S.PDF(limits_of(d)[2], x), mass(d)), 0)


def truncated_cumulative(kernel: Any, d: Any, x: Any) -> Any:
    low, _, base = limits_of(d)
    return inside(d, x, over(minus(S.CDF(base, x), cdf_at(base, low, 0)), mass(d)), 1)


def numeric_moment(kernel: Any, d: Any, power: int) -> Any:
    low, high, base = limits_of(d)
    x = kernel.evaluate(S.Unique())
    body = S.Times(S.Power(x, power), S.PDF(base, x))
    return over(S.NIntegrate(kernel.evaluate(body), S.List(x, low, high)), mass(d))


def truncated_sample(kernel: Any, d: Any, shape: Any) -> Any:
    low, high, base = limits_of(d)
    ends = ((low, -np.inf), (high, np.inf))
    bounds = [far if is_infinite(x) else numeric_value(kernel, x) for x, far in ends]
    count = int(np.prod(shape)) if shape else 1
    found: list[float] = []
    for _ in range(10_000):
        values = draw(kernel, base, (max(64, 2 * count),))
        found += values[(values >= bounds[0]) & (values <= bounds[1])].tolist()
        if len(found) >= count:
            break
    else:
        raise Failure("num", d, value=None)
    return np.array(found[:count]).reshape(shape) if shape else found[0]


@builtin("TruncatedDistribution[{min, max}, dist]", messages=MESSAGES)
def truncated_distribution(kernel: Any, limits: Any, base: Any) -> Any:
    """represents the values of a distribution that lie between min and max.

    >>> PDF[TruncatedDistribution[{0, 1}, UniformDistribution[{0, 4}]], 1/2]
    1
    """
    if not is_list(limits) or len(limits) != 2:
        raise Failure("parms", S.TruncatedDistribution(limits, base), value=None)


DERIVED["TruncatedDistribution"] = Derived(
    lambda k, d: numeric_moment(k, d, 1),
    lambda k, d: minus(numeric_moment(k, d, 2), S.Power(numeric_moment(k, d, 1), 2)),
    truncated_density,
    truncated_cumulative,
    truncated_sample,
    lambda d: len(d) == 2 and is_list(d.parts[0]) and len(d.parts[0]) == 2,
)

# -- of data -----------------------------------------------------------------------------------------


def is_weighted(data: Any) -> bool:
    """Whether it is {x1, x2, ...} -> {w1, w2, ...} or WeightedData of these."""
    return (
        head_of(data) in (S.Rule, S.WeightedData)
        and len(data) == 2
        and all(map(is_list, data.parts))
        and len(data.parts[0]) == len(data.parts[1]) > 0
    )


def is_empirical(d: Expr) -> bool:
    return len(d) == 1 and (is_weighted(d.parts[0]) or is_list(d.parts[0]) and len(d.parts[0]) > 0)


def data_of(d: Expr) -> Any:
    """The data, as WeightedData where they have weights."""
    data = d.parts[0]
    return S.WeightedData(*data.parts) if is_weighted(data) else data


def observations(data: Any) -> list[tuple[Any, Any]]:
    """(element, share of the whole weight) of plain or weighted data."""
    if is_list(data):
        return [(x, Fraction(1, len(data))) for x in data.parts]
    values, weights = data.parts
    whole = S.Total(weights)
    return [(x, over(w, whole)) for x, w in zip(values.parts, weights.parts, strict=True)]


def empirical_density(kernel: Any, d: Any, x: Any) -> Any:
    return plus(*[S.Times(share, S.Boole(S.Equal(x, v))) for v, share in observations(data_of(d))])


def empirical_cumulative(kernel: Any, d: Any, x: Any) -> Any:
    return plus(*[S.Times(share, S.Boole(S.GreaterEqual(x, v))) for v, share in observations(data_of(d))])


def empirical_sample(kernel: Any, d: Any, shape: Any) -> Any:
    values, shares = zip(*observations(data_of(d)), strict=True)
    exact = to_array(make_list(values))
    numbers = to_array(kernel.evaluate(S.N(make_list(values))))
    weights = to_array(kernel.evaluate(S.N(make_list(shares))))
    if numbers is None or weights is None:
        raise Failure("num", d, value=None)
    chosen: Any = exact if exact is not None and exact.dtype.kind == "i" else numbers
    return generator(kernel).choice(chosen, size=shape or (), p=weights / weights.sum())


@builtin(
    "EmpiricalDistribution[{x1, x2, ...}]",
    "EmpiricalDistribution[{x1, x2, ...} -> {w1, w2, ...}]",
    messages=MESSAGES,
)
def empirical_distribution(kernel: Any, data: Any) -> Any:
    """represents the distribution in which each of the data has the same probability, or one by its weight.

    >>> {CDF[EmpiricalDistribution[{1, 2, 2, 5}], 2], Mean[EmpiricalDistribution[{1, 2, 2, 5}]]}
    {3/4, 5/2}
    >>> Mean[EmpiricalDistribution[{1, 2, 3} -> {2, 3, 5}]]
    23/10
    """
    whole = S.EmpiricalDistribution(data)
    if not is_empirical(whole):
        raise Failure("parms", whole, value=None)


def population_variance(kernel: Any, d: Any) -> Any:
    return S.CentralMoment(data_of(d), 2)


DERIVED["EmpiricalDistribution"] = Derived(
    lambda k, d: S.Mean(data_of(d)),
    population_variance,
    empirical_density,
    empirical_cumulative,
    empirical_sample,
    is_empirical,
    lambda k, d, q: S.Quantile(data_of(d), q),
)

# -- of several variables ----------------------------------------------------------------------------


def normal_parts(d: Expr) -> tuple[Any, Any]:
    if len(d.parts) == 1:
        return S.ConstantArray(0, S.Length(d.parts[0])), d.parts[0]
    return d.parts[0], d.parts[1]


def multinormal_density(kernel: Any, d: Any, x: Any) -> Any:
    mean, covariance = normal_parts(d)
    gap = minus(x, mean)
    exponent = S.Times(-1, S.Power(2, -1), S.Dot(gap, S.Inverse(covariance), gap))
    turns = S.Power(S.Times(2, S.Pi), S.Times(S.Length(covariance), S.Power(2, -1)))
    size = S.Times(turns, S.Sqrt(S.Det(covariance)))
    return over(S.Power(S.E, exponent), size)


def multinormal_sample(kernel: Any, d: Any, shape: Any) -> Any:
    mean, covariance = (to_array(kernel.evaluate(S.N(p))) for p in normal_parts(d))
    if mean is None or covariance is None:
        raise Failure("num", d, value=None)
    return generator(kernel).multivariate_normal(mean, covariance, size=shape, method="cholesky")


@builtin("MultinormalDistribution[m, s]", "MultinormalDistribution[s]", messages=MESSAGES)
def multinormal_distribution(kernel: Any, *parameters: Any) -> Any:
    """represents the normal distribution of vectors with mean m and covariance matrix s.

    >>> PDF[MultinormalDistribution[{{1, 0}, {0, 1}}], {0, 0}]
    1/(2 Pi)
    """


DERIVED["MultinormalDistribution"] = Derived(
    lambda k, d: normal_parts(d)[0],
    lambda k, d: S.Diagonal(normal_parts(d)[1]),
    multinormal_density,
    unknown,
    multinormal_sample,
    lambda d: len(d) in (1, 2),
)


def each(head: Any) -> Asked:
    return lambda kernel, d: make_list([Expr(head, (p,)) for p in d.parts])


def product_of(head: Any) -> Asked:
    return lambda kernel, d, x: S.Times(*[Expr(head, (p, v)) for p, v in zip(d.parts, x.parts, strict=True)])


def product_sample(kernel: Any, d: Any, shape: Any) -> Any:
    return np.stack([draw(kernel, p, shape) for p in d.parts], axis=-1)


@builtin("ProductDistribution[dist1, dist2, ...]", messages=MESSAGES)
def product_distribution(kernel: Any, *parts: Any) -> Any:
    """represents lists of independent values of the distributions.

    >>> Mean[ProductDistribution[PoissonDistribution[2], NormalDistribution[5, 1]]]
    {2, 5}
    """


DERIVED["ProductDistribution"] = Derived(
    each(S.Mean), each(S.Variance), product_of(S.PDF), product_of(S.CDF), product_sample
)


@builtin("ProbabilityDistribution[pdf, {x, min, max}]", messages=MESSAGES)
def probability_distribution(kernel: Any, density: Any, spec: Any) -> Any:
    """represents the distribution with a probability density given as an expression in x.

    >>> PDF[ProbabilityDistribution[2 x, {x, 0, 1}], 1/2]
    1
    """
    if not is_list(spec) or len(spec) != 3:
        raise Failure("parms", S.ProbabilityDistribution(density, spec), value=None)


def own_density(kernel: Any, d: Any, x: Any) -> Any:
    density, spec = d.parts
    name, low, high = spec.parts
    at = S.ReplaceAll(density, S.Rule(name, x))
    tests = S.And(
        S["True"] if is_infinite(low) else S.LessEqual(low, x),
        S["True"] if is_infinite(high) else S.LessEqual(x, high),
    )
    return S.Piecewise(S.List(S.List(at, tests)), 0)


def own_moment(power: int) -> Asked:
    def moment(kernel: Any, d: Any) -> Any:
        density, spec = d.parts
        return S.NIntegrate(S.Times(S.Power(spec.parts[0], power), density), spec)

    return moment


def own_cumulative(kernel: Any, d: Any, x: Any) -> Any:
    density, spec = d.parts
    if numeric_value(kernel, x) is None:
        return None
    name, low, high = spec.parts
    below = S.NIntegrate(density, S.List(name, low, x))
    above = S["False"] if is_infinite(high) else S.Greater(x, high)
    return S.If(above, 1, below)


def own_sample(kernel: Any, d: Any, shape: Any) -> Any:
    density, spec = d.parts
    name, *limits = spec.parts
    low, high = [
        np.sign(i - 0.5) * 40.0 if is_infinite(x) else float(numeric_value(kernel, x))
        for i, x in enumerate(limits)
    ]
    grid = np.linspace(low, high, 20_001)
    values = np.maximum(NumericFunction(kernel, density, [name]).on_arrays(grid), 0.0)
    steps = np.concatenate([[0.0], np.cumsum((values[1:] + values[:-1]) / 2)])
    return np.interp(generator(kernel).random(shape or ()), steps / steps[-1], grid)


DERIVED["ProbabilityDistribution"] = Derived(
    own_moment(1),
    lambda k, d: minus(own_moment(2)(k, d), S.Power(own_moment(1)(k, d), 2)),
    own_density,
    own_cumulative,
    own_sample,
    lambda d: len(d) == 2 and is_list(d.parts[1]) and len(d.parts[1]) == 3,
)
