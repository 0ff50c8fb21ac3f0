"""Distributions of what is made of values of others: transformed, ordered, elements of lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.builtins.distribution_families.family import DERIVED
from wlmini.builtins.numerics.derived_distributions import (
    MESSAGES,
    Derived,
    draw,
    is_infinite,
    minus,
    normal_parts,
    over,
    plus,
)
from wlmini.builtins.numerics.functions import NumericFunction, numeric_value
from wlmini.builtins.numerics.probability import is_discrete
from wlmini.builtins.random import generator
from wlmini.expr import Expr, S, head_of, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number
from wlmini.kernel.substitute import mentions

# -- transformed -------------------------------------------------------------------------------------


def parts_of(d: Expr) -> tuple[Any, list[Any], list[Any]]:
    """(expression, variables, distributions) of TransformedDistribution[expr, {x ~ dist, ...}]."""
    spec = d.parts[1]
    pairs = spec.parts if is_list(spec) else (spec,)
    return d.parts[0], [p.parts[0] for p in pairs], [p.parts[1] for p in pairs]


def transformed_sample(kernel: Any, d: Any, shape: Any) -> Any:
    expr, variables, bases = parts_of(d)
    values = [np.atleast_1d(draw(kernel, b, shape)).astype(float) for b in bases]
    found = NumericFunction(kernel, expr, variables).on_arrays(*values)
    return found if shape else found[0]


def are_distributed(spec: Any) -> bool:
    """Whether it is x \\[Distributed] dist, or a list of such."""
    pairs = spec.parts if is_list(spec) else (spec,)
    return all(isinstance(p, Expr) and p.head is S.Distributed and len(p.parts) == 2 for p in pairs)


@builtin("TransformedDistribution[expr, x \\[Distributed] dist]", messages=MESSAGES)
def transformed_distribution(kernel: Any, expr: Any, spec: Any) -> Any:
    """represents the distribution of an expression in values of distributions.

    >>> Mean[TransformedDistribution[x^2 + 1, x \\[Distributed] NormalDistribution[3, 1]]]
    11
    >>> TransformedDistribution[2 x + 1, x \\[Distributed] NormalDistribution[3, 1]]
    NormalDistribution[7, 2]
    """
    whole = S.TransformedDistribution(expr, spec)
    if not are_distributed(spec):
        raise Failure("parms", whole, value=None)
    return in_a_family(kernel, *parts_of(whole))


def in_a_family(kernel: Any, expr: Any, names: list[Any], bases: list[Any]) -> Any:
    """The distribution of a sum of multiples, where that is one of the same family; else None."""
    heads = {head_of(b) for b in bases}
    rule = CLOSED.get(heads.pop()) if len(heads) == 1 else None
    if rule is None or any(is_list(x) for x in names):
        return None
    whole = kernel.evaluate(S.Expand(expr))
    factors = [kernel.evaluate(S.Coefficient(whole, x)) for x in names]
    rest = kernel.evaluate(S.Expand(minus(whole, plus(*map(S.Times, factors, names)))))
    if any(mentions(e, x) if not is_number(x) else True for e in (*factors, rest) for x in names):
        return None
    return rule(kernel, rest, factors, bases)


def normal_sum(kernel: Any, rest: Any, factors: list[Any], bases: list[Any]) -> Any:
    mean = plus(rest, *[S.Times(f, b.parts[0]) for f, b in zip(factors, bases, strict=True)])
    squares = [S.Power(S.Times(f, b.parts[1]), 2) for f, b in zip(factors, bases, strict=True)]
    if len(bases) == 1:
        return S.NormalDistribution(mean, S.Times(S.Abs(factors[0]), bases[0].parts[1]))
    return S.NormalDistribution(mean, S.Sqrt(plus(*squares)))


def poisson_sum(kernel: Any, rest: Any, factors: list[Any], bases: list[Any]) -> Any:
    plain = same(rest, 0) and all(same(f, 1) for f in factors)
    return S.PoissonDistribution(plus(*[b.parts[0] for b in bases])) if plain else None


def moved_uniform(kernel: Any, rest: Any, factors: list[Any], bases: list[Any]) -> Any:
    if len(bases) > 1 or not is_list(bases[0].parts[0]) or len(bases[0].parts[0]) != 2:
        return None
    ends = [kernel.evaluate(plus(rest, S.Times(factors[0], end))) for end in bases[0].parts[0].parts]
    return S.UniformDistribution(S.Sort(make_list(ends))) if all(map(is_number, ends)) else None


def stretched_exponential(kernel: Any, rest: Any, factors: list[Any], bases: list[Any]) -> Any:
    if len(bases) > 1 or not same(rest, 0) or not kernel.is_true(S.Greater(factors[0], 0)):
        return None
    return S.ExponentialDistribution(over(bases[0].parts[0], factors[0]))


CLOSED: dict[Any, Callable[..., Any]] = {
    S.NormalDistribution: normal_sum,
    S.PoissonDistribution: poisson_sum,
    S.UniformDistribution: moved_uniform,
    S.ExponentialDistribution: stretched_exponential,
}


def transformed_variance(kernel: Any, d: Any) -> Any:
    expr, spec = d.parts
    return minus(S.Expectation(S.Power(expr, 2), spec), S.Power(S.Expectation(expr, spec), 2))


def transformed_cumulative(kernel: Any, d: Any, x: Any) -> Any:
    expr, spec = d.parts
    found = kernel.evaluate(S.Probability(S.LessEqual(expr, x), spec))
    return None if mentions(found, S.Probability) else found


def transformed_density(kernel: Any, d: Any, x: Any) -> Any:
    """The probability of a value where those are discrete; else the slope of the cumulative distribution."""
    expr, spec = d.parts
    if all(map(is_discrete, parts_of(d)[2])):
        found = kernel.evaluate(S.Probability(S.Equal(expr, x), spec))
        return None if mentions(found, S.Probability) else found
    at = kernel.evaluate(S.Unique())
    below = transformed_cumulative(kernel, d, at)
    return None if below is None else S.ReplaceAll(kernel.evaluate(S.D(below, at)), S.Rule(at, x))


DERIVED["TransformedDistribution"] = Derived(
    lambda k, d: S.Expectation(d.parts[0], d.parts[1]),
    transformed_variance,
    transformed_density,
    transformed_cumulative,
    transformed_sample,
    lambda d: len(d) == 2 and are_distributed(d.parts[1]),
)

# -- order statistics --------------------------------------------------------------------------------


def is_order(d: Expr) -> bool:
    return len(d) == 2 and is_list(d.parts[0]) and len(d.parts[0]) == 2


@builtin("OrderDistribution[{dist, n}, k]", messages=MESSAGES)
def order_distribution(kernel: Any, sample: Any, k: Any) -> Any:
    """represents the k-th smallest of n independent values of a distribution.

    >>> CDF[OrderDistribution[{UniformDistribution[], 3}, 3], 1/2]
    1/8
    >>> Mean[OrderDistribution[{UniformDistribution[], 3}, 1]]
    1/4
    """
    whole = S.OrderDistribution(sample, k)
    if not is_order(whole):
        raise Failure("parms", whole, value=None)
    n = sample.parts[1]
    if type(n) is int and type(k) is int and not 0 < k <= n:
        raise Failure("parms", whole, value=None)
    return None


def order_cumulative(kernel: Any, d: Any, x: Any) -> Any:
    """At least k of the n values are not greater than x."""
    (base, n), k = d.parts[0].parts, d.parts[1]
    below = S.CDF(base, x)
    if type(n) is not int or type(k) is not int:
        return S.BetaRegularized(below, k, plus(minus(n, k), 1))
    above = minus(1, below)
    return plus(
        *[S.Times(S.Binomial(n, j), S.Power(below, j), S.Power(above, n - j)) for j in range(k, n)],
        S.Power(below, n),
    )


def order_density(kernel: Any, d: Any, x: Any) -> Any:
    (base, n), k = d.parts[0].parts, d.parts[1]
    if is_discrete(base):
        return minus(order_cumulative(kernel, d, x), order_cumulative(kernel, d, minus(x, 1)))
    below = S.CDF(base, x)
    ways = over(S.Factorial(n), S.Times(S.Factorial(minus(k, 1)), S.Factorial(minus(n, k))))
    powers = S.Power(below, minus(k, 1)), S.Power(minus(1, below), minus(n, k))
    return S.Times(ways, *powers, S.PDF(base, x))


def order_moment(kernel: Any, d: Any, power: int) -> Any:
    """By its density, under the values of the distribution."""
    (base, n), k = d.parts[0].parts, d.parts[1]
    x = kernel.evaluate(S.Unique())
    below = S.CDF(base, x)
    ways = over(S.Factorial(n), S.Times(S.Factorial(minus(k, 1)), S.Factorial(minus(n, k))))
    powers = S.Power(below, minus(k, 1)), S.Power(minus(1, below), minus(n, k))
    return S.Expectation(S.Times(S.Power(x, power), ways, *powers), S.Distributed(x, base))


def order_sample(kernel: Any, d: Any, shape: Any) -> Any:
    (base, n), k = d.parts[0].parts, d.parts[1]
    if type(n) is not int or type(k) is not int:
        raise Failure("num", d, value=None)
    return np.sort(draw(kernel, base, (*shape, n)), axis=-1)[..., k - 1]


DERIVED["OrderDistribution"] = Derived(
    lambda k, d: order_moment(k, d, 1),
    lambda k, d: minus(order_moment(k, d, 2), S.Power(order_moment(k, d, 1), 2)),
    order_density,
    order_cumulative,
    order_sample,
    is_order,
)

# -- triangular --------------------------------------------------------------------------------------


def corners(d: Expr) -> tuple[Any, Any, Any]:
    """(min, peak, max); the peak is in the middle where none is given."""
    low, high = d.parts[0].parts if d.parts else (0, 1)
    return low, d.parts[1] if len(d) > 1 else over(plus(low, high), 2), high


def is_triangular(d: Expr) -> bool:
    if not d.parts:
        return True
    return len(d) < 3 and is_list(d.parts[0]) and len(d.parts[0]) == 2


@builtin(
    "TriangularDistribution[]",
    "TriangularDistribution[{min, max}]",
    "TriangularDistribution[{min, max}, c]",
    messages=MESSAGES,
)
def triangular_distribution(kernel: Any, *parameters: Any) -> Any:
    """represents values from min to max whose density rises straight to c and falls straight from there.

    >>> {Mean[TriangularDistribution[{0, 6}]], PDF[TriangularDistribution[{0, 6}, 2], 2]}
    {3, 1/3}
    """
    whole = S.TriangularDistribution(*parameters)
    if not is_triangular(whole) or kernel.is_true(S.Not(S.LessEqual(*corners(whole)))):
        raise Failure("parms", whole, value=None)
    return None if parameters else S.TriangularDistribution(S.List(0, 1))


def triangular_mean(kernel: Any, d: Any) -> Any:
    return over(plus(*corners(d)), 3)


def triangular_variance(kernel: Any, d: Any) -> Any:
    low, peak, high = corners(d)
    squares = [S.Power(x, 2) for x in (low, peak, high)]
    mixed = [S.Times(-1, x, y) for x, y in ((low, peak), (low, high), (peak, high))]
    return S.Expand(over(plus(*squares, *mixed), 18))


def triangular_density(kernel: Any, d: Any, x: Any) -> Any:
    low, peak, high = corners(d)
    width = minus(high, low)
    up = over(S.Times(2, minus(x, low)), S.Times(width, minus(peak, low)))
    down = over(S.Times(2, minus(high, x)), S.Times(width, minus(high, peak)))
    falling = S.Inequality(peak, S.Less, x, S.LessEqual, high)
    cases = S.List(S.List(up, S.LessEqual(low, x, peak)), S.List(down, falling))
    return S.Piecewise(cases, 0)


def triangular_cumulative(kernel: Any, d: Any, x: Any) -> Any:
    low, peak, high = corners(d)
    width = minus(high, low)
    up = over(S.Power(minus(x, low), 2), S.Times(width, minus(peak, low)))
    down = minus(1, over(S.Power(minus(high, x), 2), S.Times(width, minus(high, peak))))
    cases = S.List(
        S.List(up, S.LessEqual(low, x, peak)),
        S.List(down, S.Inequality(peak, S.Less, x, S.LessEqual, high)),
        S.List(1, S.Greater(x, high)),
    )
    return S.Piecewise(cases, 0)


def triangular_sample(kernel: Any, d: Any, shape: Any) -> Any:
    ends: list[Any] = [numeric_value(kernel, end) for end in corners(d)]
    if None in ends:
        raise Failure("num", d, value=None)
    random: Any = generator(kernel)
    return random.triangular(*ends, size=shape or None)


DERIVED["TriangularDistribution"] = Derived(
    triangular_mean,
    triangular_variance,
    triangular_density,
    triangular_cumulative,
    triangular_sample,
    is_triangular,
)

# -- marginals ---------------------------------------------------------------------------------------


@builtin("MarginalDistribution[dist, k]", "MarginalDistribution[dist, {k1, k2, ...}]", messages=MESSAGES)
def marginal_distribution(kernel: Any, base: Any, which: Any) -> Any:
    """gives the distribution of the k-th element of lists, or of several elements.

    >>> MarginalDistribution[MultinormalDistribution[{1, 2}, {{4, 1}, {1, 9}}], 2]
    NormalDistribution[2, 3]
    """
    places = which.parts if is_list(which) else (which,)
    head = head_of(base)
    if head not in (S.MultinormalDistribution, S.ProductDistribution):
        return None
    size = len(base) if head is S.ProductDistribution else len(base.parts[-1])
    if not all(type(p) is int and 0 < p <= size for p in places) or is_infinite(which):
        raise Failure("parms", S.MarginalDistribution(base, which), value=None)
    if head is S.ProductDistribution:
        kept = [base.parts[p - 1] for p in places]
        return S.ProductDistribution(*kept) if is_list(which) else kept[0]
    mean, spread = normal_parts(base)
    if is_list(which):
        return S.MultinormalDistribution(S.Part(mean, which), S.Part(spread, which, which))
    return S.NormalDistribution(S.Part(mean, which), S.Sqrt(S.Part(spread, which, which)))
