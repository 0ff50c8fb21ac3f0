"""Families of distributions of real numbers."""

from __future__ import annotations

import numpy as np

from wlmini.builtins.distribution_families.family import distribution_builtin

distribution_builtin(
    "NormalDistribution[m, s]",
    """represents the normal distribution with mean m and standard deviation s.

    >>> Mean[NormalDistribution[2, 3]]
    2
    """,
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
    lambda random, size, a, b: b * random.weibull(a, size),
    mean="b Gamma[1 + 1/a]", variance="b^2 (Gamma[1 + 2/a] - Gamma[1 + 1/a]^2)", positive="ab",
    density="Piecewise[{{a/b (x/b)^(a - 1) E^(-(x/b)^a), x > 0}}, 0]",
    cumulative="Piecewise[{{1 - E^(-(x/b)^a), x > 0}}, 0]",
    quantile="b (-Log[1 - q])^(1/a)",
)  # fmt: skip

distribution_builtin(
    "FRatioDistribution[n, m]",
    """represents the distribution of the ratio of two variances with n and m degrees of freedom.

    >>> Mean[FRatioDistribution[2, 5]]
    5/3
    """,
    lambda random, size, n, m: random.f(n, m, size),
    mean="Piecewise[{{m/(m - 2), m > 2}}, Indeterminate]",
    variance="Piecewise[{{2 m^2 (m + n - 2)/((m - 4) (m - 2)^2 n), m > 4}}, Indeterminate]", positive="nm",
    density="Piecewise[{{m^(m/2) n^(n/2) x^(n/2 - 1) (m + n x)^(-(m + n)/2)/Beta[n/2, m/2], x > 0}}, 0]",
    cumulative="Piecewise[{{BetaRegularized[n x/(m + n x), n/2, m/2], x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "ParetoDistribution[k, a]",
    """represents the Pareto distribution with least value k and shape a.

    >>> Mean[ParetoDistribution[2, 3]]
    3
    """,
    lambda random, size, k, a: k * (1 + random.pareto(a, size)),
    mean="Piecewise[{{a k/(a - 1), a > 1}}, Indeterminate]",
    variance="Piecewise[{{a k^2/((a - 2) (a - 1)^2), a > 2}}, Indeterminate]", positive="ka",
    density="Piecewise[{{a k^a x^(-1 - a), x >= k}}, 0]",
    cumulative="Piecewise[{{1 - (k/x)^a, x >= k}}, 0]",
    quantile="k (1 - q)^(-1/a)",
)  # fmt: skip

distribution_builtin(
    "RayleighDistribution[s]",
    """represents the Rayleigh distribution with scale s.

    >>> PDF[RayleighDistribution[1], 1]
    1/Sqrt[E]
    """,
    lambda random, size, s: random.rayleigh(s, size),
    mean="Sqrt[Pi] s/Sqrt[2]", variance="(2 - Pi/2) s^2", positive="s",
    density="Piecewise[{{x E^(-x^2/(2 s^2))/s^2, x > 0}}, 0]",
    cumulative="Piecewise[{{1 - E^(-x^2/(2 s^2)), x > 0}}, 0]",
    quantile="s Sqrt[-2 Log[1 - q]]",
)  # fmt: skip

distribution_builtin(
    "MaxwellDistribution[s]",
    """represents the Maxwell distribution with scale s.

    >>> Variance[MaxwellDistribution[1]]
    (-8 + 3 Pi)/Pi
    """,
    lambda random, size, s: s * np.sqrt(random.chisquare(3, size)),
    mean="2 Sqrt[2/Pi] s", variance="(3 Pi - 8) s^2/Pi", positive="s",
    density="Piecewise[{{Sqrt[2/Pi] x^2 E^(-x^2/(2 s^2))/s^3, x > 0}}, 0]",
    cumulative="Piecewise[{{Erf[x/(Sqrt[2] s)] - Sqrt[2/Pi] x E^(-x^2/(2 s^2))/s, x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "HalfNormalDistribution[t]",
    """represents the size of a normal value of mean 0, with inverse scale t.

    >>> Mean[HalfNormalDistribution[2]]
    1/2
    """,
    lambda random, size, t: np.abs(random.normal(0, np.sqrt(np.pi / 2) / t, size)),
    mean="1/t", variance="(Pi - 2)/(2 t^2)", positive="t",
    density="Piecewise[{{2 t E^(-t^2 x^2/Pi)/Pi, x > 0}}, 0]",
    cumulative="Piecewise[{{Erf[t x/Sqrt[Pi]], x > 0}}, 0]",
    quantile="Sqrt[Pi] InverseErf[q]/t",
)  # fmt: skip

distribution_builtin(
    "ChiDistribution[n]",
    """represents the square root of a chi-squared value with n degrees of freedom.

    >>> CDF[ChiDistribution[2], 0]
    0
    """,
    lambda random, size, n: np.sqrt(random.chisquare(n, size)),
    mean="Sqrt[2] Gamma[(1 + n)/2]/Gamma[n/2]",
    variance="n - 2 Gamma[(1 + n)/2]^2/Gamma[n/2]^2", positive="n",
    density="Piecewise[{{2^(1 - n/2) x^(n - 1) E^(-x^2/2)/Gamma[n/2], x > 0}}, 0]",
    cumulative="Piecewise[{{1 - GammaRegularized[n/2, x^2/2], x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "GumbelDistribution[a, b]",
    """represents Gumbel's distribution of least values with location a and scale b.

    >>> Mean[GumbelDistribution[0, 1]]
    -EulerGamma
    """,
    lambda random, size, a, b: -random.gumbel(-a, b, size),
    mean="a - b EulerGamma", variance="b^2 Pi^2/6", defaults=(0, 1), positive="b",
    density="E^((x - a)/b - E^((x - a)/b))/b",
    cumulative="1 - E^(-E^((x - a)/b))",
    quantile="a + b Log[-Log[1 - q]]",
)  # fmt: skip

distribution_builtin(
    "ExtremeValueDistribution[a, b]",
    """represents the distribution of greatest values with location a and scale b.

    >>> Mean[ExtremeValueDistribution[0, 1]]
    EulerGamma
    """,
    lambda random, size, a, b: random.gumbel(a, b, size),
    mean="a + b EulerGamma", variance="b^2 Pi^2/6", defaults=(0, 1), positive="b",
    density="E^((a - x)/b - E^((a - x)/b))/b",
    cumulative="E^(-E^((a - x)/b))",
    quantile="a - b Log[-Log[q]]",
)  # fmt: skip

distribution_builtin(
    "InverseGammaDistribution[a, b]",
    """represents 1 over a gamma value with shape a and scale 1/b.

    >>> Mean[InverseGammaDistribution[3, 4]]
    2
    """,
    lambda random, size, a, b: b / random.gamma(a, 1, size),
    mean="Piecewise[{{b/(a - 1), a > 1}}, Indeterminate]",
    variance="Piecewise[{{b^2/((a - 2) (a - 1)^2), a > 2}}, Indeterminate]", positive="ab",
    density="Piecewise[{{(b/x)^a E^(-b/x)/(x Gamma[a]), x > 0}}, 0]",
    cumulative="Piecewise[{{GammaRegularized[a, b/x], x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "InverseGaussianDistribution[m, k]",
    """represents the inverse Gaussian distribution with mean m and scale k.

    >>> Variance[InverseGaussianDistribution[2, 4]]
    2
    """,
    lambda random, size, m, k: random.wald(m, k, size),
    mean="m", variance="m^3/k", positive="mk",
    density="Piecewise[{{Sqrt[k/(2 Pi x^3)] E^(-k (x - m)^2/(2 m^2 x)), x > 0}}, 0]",
    cumulative="Piecewise[{{Erfc[Sqrt[k/x] (m - x)/(Sqrt[2] m)]/2"
    " + E^(2 k/m) Erfc[Sqrt[k/x] (m + x)/(Sqrt[2] m)]/2, x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "ArcSinDistribution[{a, b}]",
    """represents the arc sine distribution between a and b.

    >>> Variance[ArcSinDistribution[{0, 4}]]
    2
    """,
    lambda random, size, a, b: a + (b - a) * random.beta(0.5, 0.5, size),
    mean="(a + b)/2", variance="(b - a)^2/8", defaults=(0, 1),
    density="Piecewise[{{1/(Pi Sqrt[(b - x) (x - a)]), a < x < b}}, 0]",
    cumulative="Piecewise[{{2 ArcSin[Sqrt[(x - a)/(b - a)]]/Pi, a < x < b}, {1, x >= b}}, 0]",
    quantile="a + (b - a) Sin[Pi q/2]^2",
)  # fmt: skip
