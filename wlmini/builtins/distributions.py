"""Probability distributions: a table of formulas and samplers, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from wlmini.arrays import pack
from wlmini.builtins.approximation import number_value
from wlmini.builtins.random import generator, shape_of
from wlmini.expr import Expr, S, Symbol, is_list, make_list, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, sign, to_float
from wlmini.syntax.parse import parse

Sampler = Callable[..., Any]
MESSAGES = {
    "dist": "`1` is no distribution that is built yet; those are `2`.",
    "parms": "The parameters of `1` are wrong: it takes `2`.",
    "array": "The dimensions `1` are no nonnegative integer or list of such.",
    "num": "The parameters of `1` are no numbers, so no values can be drawn.",
}


@dataclass(frozen=True)
class Family:
    """A family of distributions; formulas are in the parameters, x (a value) and q (a probability).

    `positive` names the parameters that are greater than 0, `unit` those between 0 and 1.
    """

    parameters: tuple[str, ...]
    sample: Sampler
    mean: str
    variance: str
    density: str
    cumulative: str
    quantile: str = ""
    defaults: tuple[Any, ...] = ()
    positive: str = ""
    unit: str = ""


def uniform_pair(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """UniformDistribution[{a, b}] and DiscreteUniformDistribution[{a, b}] keep their parameters in a list."""
    return arguments[0].parts if len(arguments) == 1 and is_list(arguments[0]) else arguments


FAMILIES: dict[str, Family] = {
    "NormalDistribution": Family(
        ("m", "s"),
        lambda random, size, m, s: random.normal(m, s, size),
        mean="m", variance="s^2", defaults=(0, 1), positive="s",
        density="E^(-(x - m)^2/(2 s^2))/(Sqrt[2 Pi] s)",
        cumulative="Erfc[(m - x)/(Sqrt[2] s)]/2",
        quantile="m - Sqrt[2] s InverseErfc[2 q]",
    ),
    "UniformDistribution": Family(
        ("a", "b"),
        lambda random, size, a, b: random.uniform(a, b, size),
        mean="(a + b)/2", variance="(b - a)^2/12", defaults=(0, 1),
        density="Piecewise[{{1/(b - a), a <= x <= b}}, 0]",
        cumulative="Piecewise[{{(x - a)/(b - a), a <= x <= b}, {1, x > b}}, 0]",
        quantile="a + q (b - a)",
    ),
    "ExponentialDistribution": Family(
        ("k",),
        lambda random, size, k: random.exponential(1 / k, size),
        mean="1/k", variance="1/k^2", positive="k",
        density="Piecewise[{{k E^(-k x), x >= 0}}, 0]",
        cumulative="Piecewise[{{1 - E^(-k x), x >= 0}}, 0]",
        quantile="-Log[1 - q]/k",
    ),
    "GammaDistribution": Family(
        ("a", "b"),
        lambda random, size, a, b: random.gamma(a, b, size),
        mean="a b", variance="a b^2", positive="ab",
        density="Piecewise[{{x^(a - 1) E^(-x/b)/(b^a Gamma[a]), x > 0}}, 0]",
        cumulative="Piecewise[{{1 - Gamma[a, x/b]/Gamma[a], x > 0}}, 0]",
    ),
    "ChiSquareDistribution": Family(
        ("n",),
        lambda random, size, n: random.chisquare(n, size),
        mean="n", variance="2 n", positive="n",
        density="Piecewise[{{x^(n/2 - 1) E^(-x/2)/(2^(n/2) Gamma[n/2]), x > 0}}, 0]",
        cumulative="Piecewise[{{1 - Gamma[n/2, x/2]/Gamma[n/2], x > 0}}, 0]",
    ),
    "BetaDistribution": Family(
        ("a", "b"),
        lambda random, size, a, b: random.beta(a, b, size),
        mean="a/(a + b)", variance="a b/((a + b)^2 (1 + a + b))", positive="ab",
        density="Piecewise[{{x^(a - 1) (1 - x)^(b - 1)/Beta[a, b], 0 < x < 1}}, 0]",
        cumulative="Piecewise[{{Beta[x, a, b]/Beta[a, b], 0 < x < 1}, {1, x >= 1}}, 0]",
    ),
    "StudentTDistribution": Family(
        ("n",),
        lambda random, size, n: random.standard_t(n, size),
        mean="Piecewise[{{0, n > 1}}, Indeterminate]",
        variance="Piecewise[{{n/(n - 2), n > 2}}, Indeterminate]", positive="n",
        density="(n/(n + x^2))^((1 + n)/2)/(Sqrt[n] Beta[n/2, 1/2])",
        cumulative="Piecewise[{{Beta[n/(n + x^2), n/2, 1/2]/(2 Beta[n/2, 1/2]), x <= 0}},"
        " 1 - Beta[n/(n + x^2), n/2, 1/2]/(2 Beta[n/2, 1/2])]",
    ),
    "LaplaceDistribution": Family(
        ("m", "b"),
        lambda random, size, m, b: random.laplace(m, b, size),
        mean="m", variance="2 b^2", defaults=(0, 1), positive="b",
        density="E^(-Abs[x - m]/b)/(2 b)",
        cumulative="Piecewise[{{1 - E^(-(x - m)/b)/2, x >= m}}, E^((x - m)/b)/2]",
        quantile="Piecewise[{{m + b Log[2 q], q <= 1/2}}, m - b Log[2 (1 - q)]]",
    ),
    "LogisticDistribution": Family(
        ("m", "b"),
        lambda random, size, m, b: random.logistic(m, b, size),
        mean="m", variance="b^2 Pi^2/3", defaults=(0, 1), positive="b",
        density="E^(-(x - m)/b)/(b (1 + E^(-(x - m)/b))^2)",
        cumulative="1/(1 + E^(-(x - m)/b))",
        quantile="m - b Log[1/q - 1]",
    ),
    "LogNormalDistribution": Family(
        ("m", "s"),
        lambda random, size, m, s: random.lognormal(m, s, size),
        mean="E^(m + s^2/2)", variance="E^(2 m + s^2) (E^s^2 - 1)", positive="s",
        density="Piecewise[{{E^(-(Log[x] - m)^2/(2 s^2))/(Sqrt[2 Pi] x s), x > 0}}, 0]",
        cumulative="Piecewise[{{Erfc[(m - Log[x])/(Sqrt[2] s)]/2, x > 0}}, 0]",
        quantile="E^(m - Sqrt[2] s InverseErfc[2 q])",
    ),
    "CauchyDistribution": Family(
        ("a", "b"),
        lambda random, size, a, b: a + b * random.standard_cauchy(size),
        mean="Indeterminate", variance="Indeterminate", defaults=(0, 1), positive="b",
        density="1/(b Pi (1 + (x - a)^2/b^2))",
        cumulative="1/2 + ArcTan[(x - a)/b]/Pi",
        quantile="a + b Tan[Pi (q - 1/2)]",
    ),
    "WeibullDistribution": Family(
        ("a", "b"),
        lambda random, size, a, b: b * random.weibull(a, size),
        mean="b Gamma[1 + 1/a]", variance="b^2 (Gamma[1 + 2/a] - Gamma[1 + 1/a]^2)", positive="ab",
        density="Piecewise[{{a/b (x/b)^(a - 1) E^(-(x/b)^a), x > 0}}, 0]",
        cumulative="Piecewise[{{1 - E^(-(x/b)^a), x > 0}}, 0]",
        quantile="b (-Log[1 - q])^(1/a)",
    ),
    "BernoulliDistribution": Family(
        ("p",),
        lambda random, size, p: (random.random(size) < p) * 1,
        mean="p", variance="(1 - p) p", unit="p",
        density="Piecewise[{{1 - p, x == 0}, {p, x == 1}}, 0]",
        cumulative="Piecewise[{{0, x < 0}, {1 - p, 0 <= x < 1}}, 1]",
        quantile="Piecewise[{{0, q <= 1 - p}}, 1]",
    ),
    "BinomialDistribution": Family(
        ("n", "p"),
        lambda random, size, n, p: random.binomial(int(n), p, size),
        mean="n p", variance="n (1 - p) p", unit="p",
        density="Piecewise[{{(1 - p)^(n - x) p^x Binomial[n, x], 0 <= x <= n && x == Floor[x]}}, 0]",
        cumulative="Sum[(1 - p)^(n - $k) p^$k Binomial[n, $k], {$k, 0, Min[n, Floor[x]]}]",
    ),
    "PoissonDistribution": Family(
        ("m",),
        lambda random, size, m: random.poisson(m, size),
        mean="m", variance="m", positive="m",
        density="Piecewise[{{E^(-m) m^x/x!, x >= 0 && x == Floor[x]}}, 0]",
        cumulative="E^(-m) Sum[m^$k/$k!, {$k, 0, Floor[x]}]",
    ),
    "GeometricDistribution": Family(
        ("p",),
        lambda random, size, p: random.geometric(p, size) - 1,
        mean="1/p - 1", variance="(1 - p)/p^2", unit="p",
        density="Piecewise[{{(1 - p)^x p, x >= 0 && x == Floor[x]}}, 0]",
        cumulative="Piecewise[{{1 - (1 - p)^(1 + Floor[x]), x >= 0}}, 0]",
    ),
    "DiscreteUniformDistribution": Family(
        ("a", "b"),
        lambda random, size, a, b: random.integers(int(a), int(b), size, endpoint=True),
        mean="(a + b)/2", variance="((1 + b - a)^2 - 1)/12",
        density="Piecewise[{{1/(1 + b - a), a <= x <= b && x == Floor[x]}}, 0]",
        cumulative="Piecewise[{{(1 + Floor[x] - a)/(1 + b - a), a <= x <= b}, {1, x > b}}, 0]",
        quantile="a + Max[0, Ceiling[q (1 + b - a)] - 1]",
    ),
}  # fmt: skip


# -- reading a distribution --------------------------------------------------------------------------


def family_of(distribution: Any) -> Family | None:
    if isinstance(distribution, Expr) and isinstance(distribution.head, Symbol):
        return FAMILIES.get(distribution.head.short)
    return None


def parameters_of(kernel: Any, distribution: Expr) -> dict[str, Any]:
    """Parameter name -> value; wrong ones fail."""
    family = FAMILIES[distribution.head.short]
    given = uniform_pair(distribution.parts) or family.defaults
    if len(given) != len(family.parameters):
        raise Failure("parms", distribution.head, make_list(family.parameters), owner=distribution.head, value=None)
    found = dict(zip(family.parameters, given, strict=True))
    for name, value in found.items():
        number = number_value(kernel, value)
        if number is not None and not admissible(family, name, number):
            raise Failure("parms", distribution, wanted(family), owner=distribution.head, value=None)
    return found


def admissible(family: Family, name: str, number: Any) -> bool:
    if not is_real(number):
        return False
    if name in family.positive:
        return sign(number) > 0
    return name not in family.unit or 0 <= to_float(number) <= 1


def wanted(family: Family) -> str:
    """What the parameters must be, in words."""
    limits = [f"{name} > 0" for name in family.positive] + [f"0 <= {name} <= 1" for name in family.unit]
    return f"{', '.join(family.parameters)}" + (f" with {', '.join(limits)}" if limits else "")


@cache
def formula(text: str) -> Any:
    """A formula of the table as an expression; names it does not share with the language are local ones."""
    return parse(text, lambda name: symbol(f"Distribution`{name}" if name.strip("$").islower() else name))


def filled_in(kernel: Any, distribution: Expr, text: str, **others: Any) -> Any:
    """A formula with the distribution's parameters (and x or q) in their places."""
    values = {**parameters_of(kernel, distribution), **others}
    return put(formula(text), {symbol(f"Distribution`{name}"): value for name, value in values.items()})


def put(expr: Any, values: dict[Symbol, Any]) -> Any:
    if isinstance(expr, Symbol):
        return values.get(expr, expr)
    if not isinstance(expr, Expr):
        return expr
    return Expr(put(expr.head, values), [put(p, values) for p in expr.parts])


def distribution_mean(kernel: Any, distribution: Expr) -> Any:
    return filled_in(kernel, distribution, FAMILIES[distribution.head.short].mean)


def distribution_variance(kernel: Any, distribution: Expr) -> Any:
    return filled_in(kernel, distribution, FAMILIES[distribution.head.short].variance)


# -- asking a distribution ---------------------------------------------------------------------------


def at_value(kernel: Any, distribution: Any, x: Any, owner: Symbol, field: str) -> Any:
    """The formula of a distribution at x, element by element in a list."""
    family = family_of(distribution)
    if family is None:
        return None
    if is_list(x):
        return make_list([Expr(owner, (distribution, p)) for p in x.parts])
    return filled_in(kernel, distribution, getattr(family, field), x=x)


@builtin("PDF[dist, x]", "PDF[dist][x]", messages=MESSAGES)
def pdf(kernel: Any, distribution: Any, x: Any) -> Any:
    """gives the probability density (or the probability, where it is discrete) of a distribution at x.

    >>> {PDF[NormalDistribution[0, 1], 0], PDF[BinomialDistribution[4, 1/2], 2]}
    {1/Sqrt[2 Pi], 3/8}
    """
    return at_value(kernel, distribution, x, S.PDF, "density")


@builtin("CDF[dist, x]", "CDF[dist][x]", messages=MESSAGES)
def cdf(kernel: Any, distribution: Any, x: Any) -> Any:
    """gives the probability that a value of a distribution is not greater than x.

    >>> {CDF[NormalDistribution[], 1.], CDF[ExponentialDistribution[2], 0]}
    {0.841345, 0}
    """
    return at_value(kernel, distribution, x, S.CDF, "cumulative")


@builtin("SurvivalFunction[dist, x]", messages=MESSAGES)
def survival_function(kernel: Any, distribution: Any, x: Any) -> Any:
    """gives the probability that a value of a distribution is greater than x.

    >>> SurvivalFunction[ExponentialDistribution[1], 2.]
    0.135335
    """
    if family_of(distribution) is None:
        return None
    return S.Plus(1, S.Times(-1, S.CDF(distribution, x)))


@builtin("InverseCDF[dist, q]", messages=MESSAGES)
def inverse_cdf(kernel: Any, distribution: Any, q: Any) -> Any:
    """gives the value below which a part q of a distribution lies.

    >>> {InverseCDF[NormalDistribution[], 0.975], InverseCDF[UniformDistribution[{2, 4}], 1/2]}
    {1.95996, 3}
    """
    return distribution_quantile(kernel, distribution, q)


def distribution_quantile(kernel: Any, distribution: Any, q: Any) -> Any:
    family = family_of(distribution)
    if family is None:
        return None
    if not family.quantile:
        raise Failure("nyi", S.Quantile(distribution, q), value=None)
    if is_list(q):
        return make_list([S.Quantile(distribution, p) for p in q.parts])
    return filled_in(kernel, distribution, family.quantile, q=q)


# -- drawing -----------------------------------------------------------------------------------------


@builtin("RandomVariate[dist]", "RandomVariate[dist, n]", messages=MESSAGES)
def random_variate(kernel: Any, distribution: Any, size: Any = None) -> Any:
    """gives a value drawn from a distribution, or an array of n (or {n1, n2, ...}) of them.

    >>> Dimensions[RandomVariate[NormalDistribution[0, 1], {3, 2}]]
    {3, 2}
    >>> RandomVariate[BernoulliDistribution[1], 4]
    {1, 1, 1, 1}
    """
    family = family_of(distribution)
    if family is None:
        raise Failure("dist", distribution, make_list(S[name] for name in FAMILIES), value=None)
    values = [number_value(kernel, v) for v in parameters_of(kernel, distribution).values()]
    if not all(map(is_real, values)):
        raise Failure("num", distribution, value=None)
    return pack(family.sample(generator(kernel), shape_of(size), *map(to_float, values)))

