"""Probabilities and expectations, estimates of distributions from data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.distribution_families.family import FAMILIES
from wlmini.builtins.distributions import family_of
from wlmini.builtins.numerics.derived_distributions import data_of, normal_parts, observations
from wlmini.builtins.numerics.functions import (
    NumericFunction,
    free_variables,
    numeric_value,
    plain_number,
    put,
)
from wlmini.expr import Expr, S, Symbol, head_of, is_list, make_list, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number
from wlmini.kernel.substitute import mentions

MESSAGES = {
    "dist": "`1` is not of the form x \\[Distributed] dist.",
    "length": "There are not as many variables in `1` as `2` has values.",
    "nodist": "`1` is no distribution with parameters that can be estimated.",
    "data": "`1` is no list of numbers.",
    "nodraw": "No values of `1` can be drawn.",
    "estim": "The ParameterEstimator `1` is none of those that are built: `2`.",
    "moments": "The first moments do not settle the parameters `1`, of which there may be two.",
    "nmconv": "The search for the most likely parameters did not settle.",
}
MOMENTS = ("MethodOfMoments", "MethodOfCentralMoments", "MethodOfCumulants", "MethodOfFactorialMoments")
CLOSED: dict[str, Callable[[Any], list[Any]]] = {  # the most likely parameters
    "NormalDistribution": lambda x: [x.mean(), x.std()],
    "ExponentialDistribution": lambda x: [1 / x.mean()],
    "PoissonDistribution": lambda x: [x.mean()],
    "GeometricDistribution": lambda x: [1 / (1 + x.mean())],
    "BernoulliDistribution": lambda x: [x.mean()],
    "LaplaceDistribution": lambda x: [np.median(x), np.abs(x - np.median(x)).mean()],
    "LogNormalDistribution": lambda x: [np.log(x).mean(), np.log(x).std()],
    "RayleighDistribution": lambda x: [np.sqrt((x**2).mean() / 2)],
    "UniformDistribution": lambda x: [x.min(), x.max()],
}


def read_distributed(spec: Any) -> list[tuple[Any, Any]]:
    """(variable, distribution) of each x \\[Distributed] dist."""
    pairs = spec.parts if is_list(spec) and len(spec) else (spec,)
    for pair in pairs:
        if (
            not isinstance(pair, Expr)
            or pair.head is not S.Distributed
            or len(pair.parts) != 2
            or not isinstance(pair.parts[1], Expr)
        ):
            raise Failure("dist", pair, value=None)
    return [each for p in pairs for each in independent(*p.parts)]


def independent(variable: Any, distribution: Any) -> list[tuple[Any, Any]]:
    """The pairs of which a list of variables with independent values is made; the pair itself else."""
    head, parts = distribution.head, distribution.parts
    if not is_list(variable):
        return [(variable, distribution)]
    if head is S.UniformDistribution and parts and is_list(parts[0]) and all(map(is_list, parts[0].parts)):
        parts = [S.UniformDistribution(limits) for limits in parts[0].parts]
    elif head is not S.ProductDistribution:
        return [(variable, distribution)]
    if len(parts) != len(variable):
        raise Failure("length", variable, distribution, value=None)
    return list(zip(variable.parts, parts, strict=True))


def is_discrete(distribution: Any) -> bool:
    family = family_of(distribution)
    return family is not None and "Floor[x]" in family.density or "Bernoulli" in repr(distribution.head)


# -- expectation -------------------------------------------------------------------------------------


@builtin(
    "Expectation[expr, x \\[Distributed] dist]",
    "Expectation[expr, {x1 \\[Distributed] dist1, ...}]",
    messages=MESSAGES,
)
def expectation(kernel: Any, expr: Any, spec: Any) -> Any:
    """gives the mean of an expression in values of distributions.

    >>> Expectation[2 x + 3, x \\[Distributed] NormalDistribution[m, s]]
    3 + 2 m
    >>> Expectation[x^2, x \\[Distributed] PoissonDistribution[2]]
    6
    """
    if head_of(expr) is S.Conditioned and len(expr) == 2:
        inside, given = (S.Expectation(e, spec) for e in (S.Times(expr.parts[0], boole(expr)), boole(expr)))
        return S.Times(inside, S.Power(given, -1))
    value = expr
    for variable, distribution in read_distributed(spec):
        value = kernel.evaluate(mean_over(kernel, value, variable, distribution))
        if value is None or value is S["None"]:
            return None
    return value


def boole(conditioned: Any) -> Any:
    return S.Boole(conditioned.parts[1])


def of_normal_vector(kernel: Any, expr: Any, variables: Any, distribution: Any) -> Any:
    """The mean of a polynomial of at most the second degree in the elements of a normal vector."""
    if distribution.head is not S.MultinormalDistribution or not kernel.is_true(
        S.PolynomialQ(expr, variables)
    ):
        return S["None"]
    rules = kernel.evaluate(S.CoefficientRules(expr, variables))
    middle = kernel.evaluate(S.Mean(distribution))
    spread = kernel.evaluate(normal_parts(distribution)[1])
    if not (is_list(rules) and is_list(middle) and is_list(spread) and len(middle) == len(variables)):
        return S["None"]
    terms = []
    for rule in rules.parts:
        powers, factor = rule.parts
        places = [i for i, power in enumerate(powers.parts) for _ in range(power)]
        if len(places) > 2:
            return S["None"]
        product = S.Times(*[middle.parts[i] for i in places])
        shared = spread.parts[places[0]].parts[places[1]] if len(places) == 2 else 0
        terms.append(S.Times(factor, S.Plus(product, shared)))
    return S.Plus(*terms)


def mean_over(kernel: Any, expr: Any, variable: Any, distribution: Any) -> Any:
    if is_list(distribution):
        return S.Mean(make_list([put(expr, [variable], [v]) for v in distribution.parts]))
    if distribution.head in (S.EmpiricalDistribution, S.WeightedData):
        data = data_of(distribution) if distribution.head is S.EmpiricalDistribution else distribution
        return S.Plus(*[S.Times(share, put(expr, [variable], [v])) for v, share in observations(data)])
    if is_list(variable):
        return of_normal_vector(kernel, expr, variable, distribution)
    polynomial = kernel.is_true(S.PolynomialQ(expr, variable))
    coefficients = kernel.evaluate(S.CoefficientList(expr, variable)) if polynomial else None
    if coefficients is not None and is_list(coefficients) and len(coefficients) <= 3:
        moments = [
            1,
            S.Mean(distribution),
            S.Plus(S.Variance(distribution), S.Power(S.Mean(distribution), 2)),
        ]
        return S.Expand(S.Plus(*[S.Times(c, m) for c, m in zip(coefficients.parts, moments, strict=False)]))
    found = finite_sum(kernel, expr, variable, distribution)
    if found is None and family_of(distribution) is not None:
        found = whole_mean(kernel, expr, variable, distribution)
    return S["None"] if found is None else found


Z = symbol("Expectation`z")
COUNTING = ("PoissonDistribution", "GeometricDistribution", "NegativeBinomialDistribution")  # 0, 1, 2, ...


def whole_mean(kernel: Any, expr: Any, variable: Any, distribution: Any) -> Any:
    """The integral of the expression times the density, or the sum; None where that has no closed form."""
    density = kernel.evaluate(S.PDF(distribution, variable))
    if is_discrete(distribution):
        if distribution.head.short not in COUNTING or head_of(density) is not S.Piecewise:
            return None
        likely = density.parts[0].parts[0].parts[0]
        value = kernel.evaluate(S.Sum(S.Times(expr, likely), S.List(variable, 0, S.Infinity)))
    else:
        span = S.List(variable, S.Times(-1, S.Infinity), S.Infinity)
        given = S.Rule(S.Assumptions, S.And(*facts_about(distribution)))
        value = kernel.evaluate(S.Integrate(S.Times(expr, density), span, given))
        if mentions(value, S.Erfc):  # pieces on both sides of 0 come with Erf and Erfc of the same
            value = kernel.evaluate(S.Simplify(S.ReplaceAll(value, ERF_ALONE)))
    return None if any(mentions(value, head) for head in (S.Integrate, S.Sum, variable)) else value


ERF_ALONE = S.RuleDelayed(
    S.Erfc(S.Pattern(Z, S.Blank())), S.Plus(1, S.Times(-1, S.Erf(Z)))
)  # fmt: skip


def facts_about(distribution: Any) -> list[Any]:
    """What holds of the parameters of a distribution that are symbols."""
    family = family_of(distribution)
    named = zip(family.parameters, distribution.parts, strict=False) if family is not None else ()
    positive = family.positive if family is not None else ""
    return [
        S.Greater(p, 0) if name in positive else S.Element(p, S.Reals)
        for name, p in named
        if isinstance(p, Symbol)
    ]


def finite_sum(kernel: Any, expr: Any, variable: Any, distribution: Any) -> Any:
    """The sum over the values of a distribution that has few of them."""
    places = support(kernel, distribution)
    if places is None:
        return None
    return S.Plus(*[S.Times(put(expr, [variable], [k]), S.PDF(distribution, k)) for k in places])


def support(kernel: Any, distribution: Any) -> Any:
    """The values that a distribution with finitely many can take; None for others."""
    parts = distribution.parts
    name = distribution.head.short if isinstance(distribution.head, Symbol) else ""
    if name == "BernoulliDistribution":
        return range(2)
    if name == "BinomialDistribution" and type(parts[0]) is int:
        return range(parts[0] + 1)
    if (
        name == "DiscreteUniformDistribution"
        and is_list(parts[0])
        and all(type(p) is int for p in parts[0].parts)
    ):
        return range(parts[0].parts[0], parts[0].parts[1] + 1)
    if name == "HypergeometricDistribution" and all(type(p) is int for p in parts):
        n, s, t = parts
        return range(max(0, n + s - t), min(n, s) + 1)
    return None


def numeric_mean(kernel: Any, expr: Any, pairs: list[tuple[Any, Any]]) -> Any:
    """By integration or summation for one variable, else by drawing values."""
    variable, distribution = pairs[0]
    if len(pairs) == 1 and family_of(distribution) is not None:
        density = kernel.evaluate(S.PDF(distribution, variable))
        body = S.Times(expr, density)
        if is_discrete(distribution):
            first, last = (kernel.evaluate(S.Quantile(distribution, q)) for q in (1e-12, 1 - 1e-12))
            if is_number(first) and is_number(last):
                low, high = (round(plain_number(numeric_value(kernel, v))) for v in (first, last))
                return S.N(S.Plus(*[put(body, [variable], [k]) for k in range(low - 2, high + 3)]))
        minus = S.Times(-1, S.Infinity)
        middle = kernel.evaluate(S.N(S.Mean(distribution)))
        spots = [minus, middle, S.Infinity] if is_number(middle) else [minus, 0, S.Infinity]
        return S.NIntegrate(body, S.List(variable, *spots))
    return drawn_mean(kernel, expr, pairs)


DRAWN = 400_000  # values whose mean stands for that of the distributions, where the expression is translated
FEW = 5_000  # where it is evaluated for each of them


def drawn_mean(kernel: Any, expr: Any, pairs: list[tuple[Any, Any]]) -> float:
    """The mean over values that are drawn."""
    names = [each for v, _ in pairs for each in (v.parts if is_list(v) else (v,))]
    function = NumericFunction(kernel, expr, names)
    size = FEW if function.fast is None else DRAWN
    columns: list[Any] = []
    for _, distribution in pairs:
        values = to_array(kernel.evaluate(S.RandomVariate(distribution, size)))
        if values is None:
            raise Failure("nodraw", distribution, value=None)
        columns += list(values.T) if values.ndim == 2 else [values]
    found = np.asarray(function.on_arrays(*columns), dtype=float)
    return float(np.mean(found[np.isfinite(found)]))


@builtin("NExpectation[expr, x \\[Distributed] dist]", messages=MESSAGES)
def n_expectation(kernel: Any, expr: Any, spec: Any) -> Any:
    """gives a numerical value of the mean of an expression in values of distributions.

    >>> Round[NExpectation[Cos[x], x \\[Distributed] NormalDistribution[]], 0.0001]
    0.6065
    """
    return numeric_mean(kernel, expr, read_distributed(spec))


# -- estimates ---------------------------------------------------------------------------------------


@builtin("LogLikelihood[dist, data]", messages=MESSAGES)
def log_likelihood(kernel: Any, distribution: Any, data: Any) -> Any:
    """gives the logarithm of the probability (density) of the data under a distribution.

    >>> LogLikelihood[ExponentialDistribution[1], {1, 2, 4}]
    -7
    """
    if not is_list(data):
        return None
    return S.Total(make_list([S.Log(S.PDF(distribution, v)) for v in data.parts]))


@builtin("Likelihood[dist, data]", messages=MESSAGES)
def likelihood(kernel: Any, distribution: Any, data: Any) -> Any:
    """gives the probability (density) of the data under a distribution.

    >>> Likelihood[BernoulliDistribution[1/3], {1, 0, 1}]
    2/27
    """
    return S.Times(*[S.PDF(distribution, v) for v in data.parts]) if is_list(data) else None


def estimates(
    kernel: Any, data: Any, distribution: Any, starts: Any, options: dict[str, Any]
) -> dict[Any, Any]:
    """Parameter -> most likely value, or that with which moments are those of the data."""
    array = to_array(kernel.evaluate(S.N(data)))
    if array is None or array.dtype.kind == "c" or not array.size or not array.ndim:
        raise Failure("data", data, value=None)
    if not (isinstance(distribution, Expr) and isinstance(distribution.head, Symbol)):
        raise Failure("nodist", distribution, value=None)
    parts = distribution.parts
    given = parts[0].parts if len(parts) == 1 and is_list(parts[0]) else parts
    names = free_variables(kernel, distribution)
    if not names:
        raise Failure("nodist", distribution, value=None)
    estimator = options["ParameterEstimator"]
    if estimator in MOMENTS:
        return by_moments(kernel, array, distribution, names, starts)
    if estimator != "MaximumLikelihood":
        raise Failure("estim", estimator, make_list(["MaximumLikelihood", *MOMENTS]), value=None)
    closed = CLOSED.get(distribution.head.short)
    if closed is not None and list(given) == names:
        return dict(zip(names, [float(v) for v in closed(array)], strict=True))
    return searched(kernel, array, distribution, names, starts)


def by_moments(kernel: Any, array: Any, distribution: Any, names: list[Any], starts: Any) -> dict[Any, Any]:
    """The parameters, two at most, for which mean and variance are those of the data.

    So many equations in raw, central or factorial moments, or in cumulants, say the same.
    """
    pairs = [(S.Mean(distribution), array.mean()), (S.Variance(distribution), array.var())]
    told = [(kernel.evaluate(e), float(v)) for e, v in pairs]
    if len(names) == 1:  # the second moment, where the first does not depend on the parameter
        told = [(e, v) for e, v in told if free_variables(kernel, e)][:1]
    if len(names) > 2 or len(told) < len(names):
        raise Failure("moments", make_list(names), value=None)
    equations = make_list([S.Equal(e, v) for e, v in told])
    with kernel.messages.quietly(S.All):
        solved = kernel.evaluate(S.Solve(equations, make_list(names), S.Reals))
    for rules in solved.parts if is_list(solved) else ():
        values = [numeric_value(kernel, r.parts[1]) for r in rules.parts]
        fits = len(values) == len(names) and all(type(v) in (int, float) for v in values)
        if fits and is_allowed(put(distribution, names, values)):
            return {r.parts[0]: float(v) for r, v in zip(rules.parts, values, strict=True)}
    listed = is_list(starts) and all(is_list(p) for p in starts.parts)
    first = dict(p.parts for p in starts.parts) if listed else {}
    specs = make_list([S.List(n, first.get(n, 1)) for n in names])
    rules = kernel.evaluate(S.FindRoot(equations, specs))
    if not is_list(rules):
        raise Failure("moments", make_list(names), value=None)
    return {r.parts[0]: float(numeric_value(kernel, r.parts[1])) for r in rules.parts}


def is_allowed(distribution: Any) -> bool:
    """Whether the parameters that are to be positive, or between 0 and 1, are so."""
    family = FAMILIES.get(distribution.head.short)
    if family is None:
        return True
    parts = distribution.parts
    given = parts[0].parts if len(parts) == 1 and is_list(parts[0]) else parts
    named = dict(zip(family.parameters, given, strict=False))
    low = [named.get(n, 1) for n in family.positive]
    unit = [named.get(n, 0) for n in family.unit]
    return all(v > 0 for v in low) and all(0 <= v <= 1 for v in unit)


def searched(kernel: Any, array: Any, distribution: Any, names: list[Any], starts: Any) -> dict[Any, Any]:
    """The parameters with the greatest likelihood, by descent from the given starts or from 1."""
    listed = is_list(starts) and all(is_list(p) for p in starts.parts)
    given = dict(p.parts for p in starts.parts) if listed else {}
    first = [float(numeric_value(kernel, given.get(n, 1))) for n in names]
    unit = distribution.head.short in ("BinomialDistribution", "NegativeBinomialDistribution")

    def cost(point: Any) -> float:
        with kernel.messages.quietly(S.All):
            expr = put(distribution, names, [float(p) for p in point])
            total = numeric_value(kernel, S.LogLikelihood(expr, make_list(array.tolist())))
        return 1e12 if total is None or type(total) is complex else -total

    start = np.array(first) * (0.5 if unit else 1.0)
    found = library("scipy.optimize").minimize(
        cost, start, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-10, "maxiter": 2000}
    )
    if not found.success:
        kernel.message(S.FindDistributionParameters, "nmconv")
    return dict(zip(names, [float(v) for v in found.x], strict=True))


@builtin("FindDistributionParameters[data, dist]", "FindDistributionParameters[data, dist, {{p, p0}, ...}]",
         options={"ParameterEstimator": "MaximumLikelihood", "WorkingPrecision": S.Automatic},
         messages=MESSAGES,
         refused=("WorkingPrecision",),
)  # fmt: skip
def find_distribution_parameters(
    kernel: Any, data: Any, distribution: Any, starts: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives rules for the parameters of a distribution for which the data are most likely.

    >>> FindDistributionParameters[{1, 2, 3}, PoissonDistribution[m]]
    {m -> 2.}
    """
    found = estimates(kernel, data, distribution, starts, options)
    return make_list([S.Rule(n, v) for n, v in found.items()])


@builtin("EstimatedDistribution[data, dist]", "EstimatedDistribution[data, dist, {{p, p0}, ...}]",
         options={"ParameterEstimator": "MaximumLikelihood", "WorkingPrecision": S.Automatic},
         messages=MESSAGES,
         refused=("WorkingPrecision",),
)  # fmt: skip
def estimated_distribution(
    kernel: Any, data: Any, distribution: Any, starts: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives the distribution with the parameters for which the data are most likely.

    >>> EstimatedDistribution[{1, 2, 3}, ExponentialDistribution[k]]
    ExponentialDistribution[0.5]
    """
    found = estimates(kernel, data, distribution, starts, options)
    return put(distribution, list(found), list(found.values()))
