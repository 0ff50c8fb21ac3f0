"""The table of probability distributions: formulas and samplers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wlmini.expr import Expr, make_list, symbol
from wlmini.kernel.declare import builtin, symbol_of

Sampler = Callable[..., Any]  # (generator, shape, parameters...) -> array


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


MESSAGES = {"parms": "The parameters of `1` are wrong: it takes `2`."}
FAMILIES: dict[str, Family] = {}
DERIVED: dict[str, Any] = {}  # distributions made of others, by their functions instead of formulas


def distribution_builtin(
    usage: str, documentation: str, parameters: tuple[str, ...], sample: Sampler, **fields: Any
) -> None:
    """Declare a family of distributions; its symbol without arguments stands for the default parameters."""
    name = symbol_of(usage)
    family = FAMILIES[name] = Family(parameters, sample, **fields)

    def function(kernel: Any, *arguments: Any) -> Any:
        if arguments or not family.defaults:
            return None
        paired = "[{" in usage  # as in UniformDistribution[{a, b}]
        return Expr(symbol(name), (make_list(family.defaults),) if paired else family.defaults)

    function.__doc__ = documentation
    builtin(usage, messages=MESSAGES)(function)


distribution_builtin(
    "NormalDistribution[m, s]",
    """represents the normal distribution with mean m and standard deviation s.

    >>> Mean[NormalDistribution[2, 3]]
    2
    """,
    ("m", "s"),
    lambda random, size, m, s: random.normal(m, s, size),
    mean="m", variance="s^2", defaults=(0, 1), positive="s",
    density="E^(-(x - m)^2/(2 s^2))/(Sqrt[2 Pi] s)",
    cumulative="Erfc[(m - x)/(Sqrt[2] s)]/2",
    quantile="m - Sqrt[2] s InverseErfc[2 q]",
)  # fmt: skip

distribution_builtin(
    "UniformDistribution[{a, b}]",
    """represents the uniform distribution of real numbers between a and b.

    >>> Variance[UniformDistribution[{0, 6}]]
    3
    """,
    ("a", "b"),
    lambda random, size, a, b: random.uniform(a, b, size),
    mean="(a + b)/2", variance="(b - a)^2/12", defaults=(0, 1),
    density="Piecewise[{{1/(b - a), a <= x <= b}}, 0]",
    cumulative="Piecewise[{{(x - a)/(b - a), a <= x <= b}, {1, x > b}}, 0]",
    quantile="a + q (b - a)",
)  # fmt: skip

distribution_builtin(
    "ExponentialDistribution[k]",
    """represents the exponential distribution with rate k.

    >>> Mean[ExponentialDistribution[4]]
    1/4
    """,
    ("k",),
    lambda random, size, k: random.exponential(1 / k, size),
    mean="1/k", variance="1/k^2", positive="k",
    density="Piecewise[{{k E^(-k x), x >= 0}}, 0]",
    cumulative="Piecewise[{{1 - E^(-k x), x >= 0}}, 0]",
    quantile="-Log[1 - q]/k",
)  # fmt: skip

distribution_builtin(
    "GammaDistribution[a, b]",
    """represents the gamma distribution with shape a and scale b.

    >>> Mean[GammaDistribution[2, 3]]
    6
    """,
    ("a", "b"),
    lambda random, size, a, b: random.gamma(a, b, size),
    mean="a b", variance="a b^2", positive="ab",
    density="Piecewise[{{x^(a - 1) E^(-x/b)/(b^a Gamma[a]), x > 0}}, 0]",
    cumulative="Piecewise[{{1 - Gamma[a, x/b]/Gamma[a], x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "ChiSquareDistribution[n]",
    """represents the chi-squared distribution with n degrees of freedom.

    >>> Variance[ChiSquareDistribution[3]]
    6
    """,
    ("n",),
    lambda random, size, n: random.chisquare(n, size),
    mean="n", variance="2 n", positive="n",
    density="Piecewise[{{x^(n/2 - 1) E^(-x/2)/(2^(n/2) Gamma[n/2]), x > 0}}, 0]",
    cumulative="Piecewise[{{1 - Gamma[n/2, x/2]/Gamma[n/2], x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "BetaDistribution[a, b]",
    """represents the beta distribution with shapes a and b.

    >>> Mean[BetaDistribution[1, 3]]
    1/4
    """,
    ("a", "b"),
    lambda random, size, a, b: random.beta(a, b, size),
    mean="a/(a + b)", variance="a b/((a + b)^2 (1 + a + b))", positive="ab",
    density="Piecewise[{{x^(a - 1) (1 - x)^(b - 1)/Beta[a, b], 0 < x < 1}}, 0]",
    cumulative="Piecewise[{{Beta[x, a, b]/Beta[a, b], 0 < x < 1}, {1, x >= 1}}, 0]",
)  # fmt: skip

distribution_builtin(
    "StudentTDistribution[n]",
    """represents Student's t distribution with n degrees of freedom.

    >>> Variance[StudentTDistribution[5]]
    5/3
    """,
    ("n",),
    lambda random, size, n: random.standard_t(n, size),
    mean="Piecewise[{{0, n > 1}}, Indeterminate]",
    variance="Piecewise[{{n/(n - 2), n > 2}}, Indeterminate]", positive="n",
    density="(n/(n + x^2))^((1 + n)/2)/(Sqrt[n] Beta[n/2, 1/2])",
    cumulative="Piecewise[{{Beta[n/(n + x^2), n/2, 1/2]/(2 Beta[n/2, 1/2]), x <= 0}},"
    " 1 - Beta[n/(n + x^2), n/2, 1/2]/(2 Beta[n/2, 1/2])]",
)  # fmt: skip

distribution_builtin(
    "LaplaceDistribution[m, b]",
    """represents the double exponential distribution with mean m and scale b.

    >>> Variance[LaplaceDistribution[0, 2]]
    8
    """,
    ("m", "b"),
    lambda random, size, m, b: random.laplace(m, b, size),
    mean="m", variance="2 b^2", defaults=(0, 1), positive="b",
    density="E^(-Abs[x - m]/b)/(2 b)",
    cumulative="Piecewise[{{1 - E^(-(x - m)/b)/2, x >= m}}, E^((x - m)/b)/2]",
    quantile="Piecewise[{{m + b Log[2 q], q <= 1/2}}, m - b Log[2 (1 - q)]]",
)  # fmt: skip

distribution_builtin(
    "LogisticDistribution[m, b]",
    """represents the logistic distribution with mean m and scale b.

    >>> CDF[LogisticDistribution[0, 1], 0]
    1/2
    """,
    ("m", "b"),
    lambda random, size, m, b: random.logistic(m, b, size),
    mean="m", variance="b^2 Pi^2/3", defaults=(0, 1), positive="b",
    density="E^(-(x - m)/b)/(b (1 + E^(-(x - m)/b))^2)",
    cumulative="1/(1 + E^(-(x - m)/b))",
    quantile="m - b Log[1/q - 1]",
)  # fmt: skip

distribution_builtin(
    "LogNormalDistribution[m, s]",
    """represents the distribution of E^x where x is normal with mean m and standard deviation s.

    >>> Mean[LogNormalDistribution[0, 1]]
    Sqrt[E]
    """,
    ("m", "s"),
    lambda random, size, m, s: random.lognormal(m, s, size),
    mean="E^(m + s^2/2)", variance="E^(2 m + s^2) (E^s^2 - 1)", positive="s",
    density="Piecewise[{{E^(-(Log[x] - m)^2/(2 s^2))/(Sqrt[2 Pi] x s), x > 0}}, 0]",
    cumulative="Piecewise[{{Erfc[(m - Log[x])/(Sqrt[2] s)]/2, x > 0}}, 0]",
    quantile="E^(m - Sqrt[2] s InverseErfc[2 q])",
)  # fmt: skip

distribution_builtin(
    "CauchyDistribution[a, b]",
    """represents the Cauchy distribution around a with scale b.

    >>> CDF[CauchyDistribution[0, 1], 1]
    3/4
    """,
    ("a", "b"),
    lambda random, size, a, b: a + b * random.standard_cauchy(size),
    mean="Indeterminate", variance="Indeterminate", defaults=(0, 1), positive="b",
    density="1/(b Pi (1 + (x - a)^2/b^2))",
    cumulative="1/2 + ArcTan[(x - a)/b]/Pi",
    quantile="a + b Tan[Pi (q - 1/2)]",
)  # fmt: skip

distribution_builtin(
    "WeibullDistribution[a, b]",
    """represents the Weibull distribution with shape a and scale b.

    >>> Mean[WeibullDistribution[1, 3]]
    3
    """,
    ("a", "b"),
    lambda random, size, a, b: b * random.weibull(a, size),
    mean="b Gamma[1 + 1/a]", variance="b^2 (Gamma[1 + 2/a] - Gamma[1 + 1/a]^2)", positive="ab",
    density="Piecewise[{{a/b (x/b)^(a - 1) E^(-(x/b)^a), x > 0}}, 0]",
    cumulative="Piecewise[{{1 - E^(-(x/b)^a), x > 0}}, 0]",
    quantile="b (-Log[1 - q])^(1/a)",
)  # fmt: skip

distribution_builtin(
    "BernoulliDistribution[p]",
    """represents the distribution of a value that is 1 with probability p, and 0 otherwise.

    >>> Variance[BernoulliDistribution[1/4]]
    3/16
    """,
    ("p",),
    lambda random, size, p: (random.random(size) < p) * 1,
    mean="p", variance="(1 - p) p", unit="p",
    density="Piecewise[{{1 - p, x == 0}, {p, x == 1}}, 0]",
    cumulative="Piecewise[{{0, x < 0}, {1 - p, 0 <= x < 1}}, 1]",
    quantile="Piecewise[{{0, q <= 1 - p}}, 1]",
)  # fmt: skip

distribution_builtin(
    "BinomialDistribution[n, p]",
    """represents the number of successes in n trials with probability p each.

    >>> Mean[BinomialDistribution[10, 1/2]]
    5
    """,
    ("n", "p"),
    lambda random, size, n, p: random.binomial(int(n), p, size),
    mean="n p", variance="n (1 - p) p", unit="p",
    density="Piecewise[{{(1 - p)^(n - x) p^x Binomial[n, x], 0 <= x <= n && x == Floor[x]}}, 0]",
    cumulative="Sum[(1 - p)^(n - $k) p^$k Binomial[n, $k], {$k, 0, Min[n, Floor[x]]}]",
)  # fmt: skip

distribution_builtin(
    "PoissonDistribution[m]",
    """represents the Poisson distribution with mean m.

    >>> PDF[PoissonDistribution[2], 0]
    E^(-2)
    """,
    ("m",),
    lambda random, size, m: random.poisson(m, size),
    mean="m", variance="m", positive="m",
    density="Piecewise[{{E^(-m) m^x/x!, x >= 0 && x == Floor[x]}}, 0]",
    cumulative="E^(-m) Sum[m^$k/$k!, {$k, 0, Floor[x]}]",
)  # fmt: skip

distribution_builtin(
    "GeometricDistribution[p]",
    """represents the number of failures before the first success of probability p.

    >>> Mean[GeometricDistribution[1/3]]
    2
    """,
    ("p",),
    lambda random, size, p: random.geometric(p, size) - 1,
    mean="1/p - 1", variance="(1 - p)/p^2", unit="p",
    density="Piecewise[{{(1 - p)^x p, x >= 0 && x == Floor[x]}}, 0]",
    cumulative="Piecewise[{{1 - (1 - p)^(1 + Floor[x]), x >= 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "DiscreteUniformDistribution[{a, b}]",
    """represents the uniform distribution of integers from a to b.

    >>> Mean[DiscreteUniformDistribution[{1, 6}]]
    7/2
    """,
    ("a", "b"),
    lambda random, size, a, b: random.integers(int(a), int(b), size, endpoint=True),
    mean="(a + b)/2", variance="((1 + b - a)^2 - 1)/12",
    density="Piecewise[{{1/(1 + b - a), a <= x <= b && x == Floor[x]}}, 0]",
    cumulative="Piecewise[{{(1 + Floor[x] - a)/(1 + b - a), a <= x <= b}, {1, x > b}}, 0]",
    quantile="a + Max[0, Ceiling[q (1 + b - a)] - 1]",
)  # fmt: skip
