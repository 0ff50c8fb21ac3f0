"""Probabilities of what is said about values of distributions."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import Any

from wlmini.builtins.distributions import family_of
from wlmini.builtins.numerics.derived_distributions import data_of, minus, observations
from wlmini.builtins.numerics.functions import put
from wlmini.builtins.numerics.probability import (
    MESSAGES,
    facts_about,
    is_discrete,
    numeric_mean,
    read_distributed,
    support,
)
from wlmini.expr import FALSE, TRUE, Expr, S, head_of, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.substitute import mentions

MOST_CASES = 100_000  # combinations of values that are gone through


@builtin("Probability[predicate, x \\[Distributed] dist]", messages=MESSAGES)
def probability(kernel: Any, predicate: Any, spec: Any) -> Any:
    """gives the probability that a predicate holds for a value of a distribution.

    >>> Probability[x > 2, x \\[Distributed] ExponentialDistribution[1]]
    E^(-2)
    >>> Probability[x == 2, x \\[Distributed] BinomialDistribution[4, 1/2]]
    3/8
    """
    if head_of(predicate) is S.Conditioned and len(predicate) == 2:
        both, given = (S.Probability(p, spec) for p in (S.And(*predicate.parts), predicate.parts[1]))
        return S.Times(both, S.Power(given, -1))
    pairs = read_distributed(spec)
    if any(is_list(variable) for variable, _ in pairs):
        return None
    outcomes = [outcomes_of(kernel, distribution) for _, distribution in pairs]
    if all(found is not None for found in outcomes):
        return by_cases(kernel, predicate, [v for v, _ in pairs], outcomes)
    if len(pairs) > 1:
        return by_integration(kernel, predicate, pairs)
    found = by_cumulative(kernel, predicate, *pairs[0])
    return by_intervals(kernel, predicate, *pairs[0]) if found is None else found


def outcomes_of(kernel: Any, distribution: Any) -> list[tuple[Any, Any]] | None:
    """(value, probability) of each value of data, or of a distribution that has finitely many."""
    if is_list(distribution) or distribution.head is S.WeightedData:
        return observations(distribution)
    if distribution.head is S.EmpiricalDistribution:
        return observations(data_of(distribution))
    values = support(kernel, distribution)
    return None if values is None else [(v, S.PDF(distribution, v)) for v in values]


def by_cases(kernel: Any, predicate: Any, names: list[Any], outcomes: list[Any]) -> Any:
    """The sum of the probabilities of the combinations of values for which the predicate holds."""
    if prod(map(len, outcomes)) > MOST_CASES:
        return None
    known = [[(v, kernel.evaluate(p)) for v, p in found] for found in outcomes]
    terms = []
    for case in product(*known):
        truth = kernel.evaluate(put(predicate, names, [v for v, _ in case]))
        if truth is not FALSE:
            terms.append(S.Times(*[p for _, p in case], 1 if truth is TRUE else S.Boole(truth)))
    return S.Plus(*terms)


def by_intervals(kernel: Any, predicate: Any, x: Any, distribution: Any) -> Any:
    """The probability of what comes down to intervals of x that do not overlap."""
    with kernel.messages.quietly(S.All):
        reduced = kernel.evaluate(S.Reduce(predicate, x, S.Reals))
    pieces = reduced.parts if head_of(reduced) is S.Or else (reduced,)
    found = [by_cumulative(kernel, piece, x, distribution) for piece in pieces]
    return None if any(f is None for f in found) else S.Plus(*found)


def by_integration(kernel: Any, predicate: Any, pairs: list[tuple[Any, Any]]) -> Any:
    """The probability of what is said about independent values that are all continuous."""
    if any(family_of(d) is None or is_discrete(d) for _, d in pairs):
        return None
    if all(d.head is S.NormalDistribution for _, d in pairs):
        return of_normal_sum(kernel, predicate, pairs)
    spans = [span_of(kernel, x, d) for x, d in pairs]
    facts = [fact for _, d in pairs for fact in facts_about(d)]
    body = S.Times(S.Boole(predicate), *[density for density, _ in spans])
    given = S.Rule(S.Assumptions, S.And(*facts))
    value = kernel.evaluate(S.Integrate(body, *[span for _, span in spans], given))
    lost = any(mentions(value, head) for head in (S.Integrate, S.Boole, S.Piecewise, *[x for x, _ in pairs]))
    return None if lost else S.Simplify(value, S.And(*facts))


def span_of(kernel: Any, x: Any, distribution: Any) -> tuple[Any, Any]:
    """(density, {x, min, max}), where it is not 0."""
    density = kernel.evaluate(S.PDF(distribution, x))
    low, high = S.Times(-1, S.Infinity), S.Infinity
    if head_of(density) is S.Piecewise and len(density.parts[0].parts) == 1:
        value, condition = density.parts[0].parts[0].parts
        limits = interval_of(condition, x)
        if limits is not None:
            least, _, most, _ = limits
            return value, S.List(x, low if least is None else least, high if most is None else most)
    return density, S.List(x, low, high)


def of_normal_sum(kernel: Any, predicate: Any, pairs: list[tuple[Any, Any]]) -> Any:
    """The probability of a comparison of two sums of multiples of independent normal values."""
    compared = (S.Less, S.LessEqual, S.Greater, S.GreaterEqual)
    if head_of(predicate) not in compared or len(predicate) != 2:
        return None
    spec = make_list([S.Distributed(x, d) for x, d in pairs])
    whole = kernel.evaluate(S.TransformedDistribution(minus(*predicate.parts), spec))
    if head_of(whole) is not S.NormalDistribution:
        return None
    gap = pairs[0][0]
    return by_cumulative(kernel, Expr(predicate.head, (gap, 0)), gap, whole)


def by_cumulative(kernel: Any, predicate: Any, x: Any, distribution: Any) -> Any:
    """The probability of comparisons of x with limits, from the cumulative distribution."""
    if predicate in (TRUE, FALSE):
        return int(predicate is TRUE)
    limits = interval_of(predicate, x)
    if limits is None:
        return None
    low, with_low, high, with_high = limits
    discrete = is_discrete(distribution)
    above: Any = 1 if high is None else S.CDF(distribution, high)
    below: Any = 0 if low is None else S.CDF(distribution, low)
    if discrete and high is not None and not with_high:
        above = S.Plus(above, S.Times(-1, S.PDF(distribution, high)))
    if discrete and low is not None and with_low:
        below = S.Plus(below, S.Times(-1, S.PDF(distribution, low)))
    if same(low, high) and low is not None:
        return S.PDF(distribution, low) if discrete else 0
    return S.Plus(above, S.Times(-1, below))


def interval_of(predicate: Any, x: Any) -> tuple[Any, bool, Any, bool] | None:
    """(low, included, high, included) of a comparison or a conjunction of two."""
    if not isinstance(predicate, Expr):
        return None
    head, parts = predicate.head, list(predicate.parts)
    if head is S.And and len(parts) == 2:
        a, b = (interval_of(p, x) for p in parts)
        if a is None or b is None:
            return None
        low = (a[0], a[1]) if a[0] is not None else (b[0], b[1])
        high = (a[2], a[3]) if a[2] is not None else (b[2], b[3])
        return (*low, *high)
    if head is S.Inequality:
        relations, parts = parts[1::2], parts[::2]
    else:
        relations = [head] * (len(parts) - 1)
    if head is S.Equal and len(parts) == 2 and same(parts[0], x):
        return parts[1], True, parts[1], True
    if any(r in (S.Greater, S.GreaterEqual) for r in relations):
        turned = {S.Greater: S.Less, S.GreaterEqual: S.LessEqual}
        relations, parts = [turned.get(r, r) for r in relations[::-1]], parts[::-1]
    if not all(r in (S.Less, S.LessEqual) for r in relations) or sum(same(p, x) for p in parts) != 1:
        return None
    place = next(i for i, p in enumerate(parts) if same(p, x))
    least = parts[place - 1] if place else None
    most = parts[place + 1] if place + 1 < len(parts) else None
    with_least = place > 0 and relations[place - 1] is S.LessEqual
    return least, with_least, most, place < len(relations) and relations[place] is S.LessEqual


@builtin("NProbability[predicate, x \\[Distributed] dist]", messages=MESSAGES)
def n_probability(kernel: Any, predicate: Any, spec: Any) -> Any:
    """gives a numerical value of the probability that a predicate holds.

    >>> NProbability[x > 1, x \\[Distributed] NormalDistribution[]]
    0.158655
    """
    found = probability(kernel, predicate, spec)
    return numeric_mean(kernel, S.Boole(predicate), read_distributed(spec)) if found is None else S.N(found)
