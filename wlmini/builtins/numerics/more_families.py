"""More probability distributions: formulas and samplers of the less common families."""

from __future__ import annotations

import numpy as np

from wlmini.builtins.distribution_families import distribution_builtin

distribution_builtin(
    "FRatioDistribution[n, m]",
    """represents the distribution of the ratio of two variances with n and m degrees of freedom.

    >>> Mean[FRatioDistribution[2, 5]]
    5/3
    """,
    ("n", "m"),
    lambda random, size, n, m: random.f(n, m, size),
    mean="Piecewise[{{m/(m - 2), m > 2}}, Indeterminate]",
    variance="Piecewise[{{2 m^2 (m + n - 2)/((m - 4) (m - 2)^2 n), m > 4}}, Indeterminate]", positive="nm",
    density="Piecewise[{{m^(m/2) n^(n/2) x^(n/2 - 1) (m + n x)^(-(m + n)/2)/Beta[n/2, m/2], x > 0}}, 0]",
    cumulative="Piecewise[{{BetaRegularized[n x/(m + n x), n/2, m/2], x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "NegativeBinomialDistribution[n, p]",
    """represents the number of failures before the n-th success of probability p.

    >>> Mean[NegativeBinomialDistribution[3, 1/2]]
    3
    """,
    ("n", "p"),
    lambda random, size, n, p: random.negative_binomial(n, p, size),
    mean="n (1 - p)/p", variance="n (1 - p)/p^2", positive="n", unit="p",
    density="Piecewise[{{(1 - p)^x p^n Binomial[n + x - 1, n - 1], x >= 0 && x == Floor[x]}}, 0]",
    cumulative="Piecewise[{{BetaRegularized[p, n, Floor[x] + 1], x >= 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "HypergeometricDistribution[n, s, t]",
    """represents the number of successes in n draws from t things of which s are successes.

    >>> Mean[HypergeometricDistribution[5, 10, 20]]
    5/2
    """,
    ("n", "s", "t"),
    lambda random, size, n, s, t: random.hypergeometric(int(s), int(t - s), int(n), size),
    mean="n s/t", variance="n s (t - s) (t - n)/(t^2 (t - 1))",
    density="Piecewise[{{Binomial[s, x] Binomial[t - s, n - x]/Binomial[t, n],"
    " Max[0, n + s - t] <= x <= Min[n, s] && x == Floor[x]}}, 0]",
    cumulative="Sum[Binomial[s, $k] Binomial[t - s, n - $k]/Binomial[t, n],"
    " {$k, Max[0, n + s - t], Min[n, s, Floor[x]]}]",
)  # fmt: skip

distribution_builtin(
    "ParetoDistribution[k, a]",
    """represents the Pareto distribution with least value k and shape a.

    >>> Mean[ParetoDistribution[2, 3]]
    3
    """,
    ("k", "a"),
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
    ("s",),
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
    ("s",),
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
    ("t",),
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
    ("n",),
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
    ("a", "b"),
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
    ("a", "b"),
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
    ("a", "b"),
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
    ("m", "k"),
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
    ("a", "b"),
    lambda random, size, a, b: a + (b - a) * random.beta(0.5, 0.5, size),
    mean="(a + b)/2", variance="(b - a)^2/8", defaults=(0, 1),
    density="Piecewise[{{1/(Pi Sqrt[(b - x) (x - a)]), a < x < b}}, 0]",
    cumulative="Piecewise[{{2 ArcSin[Sqrt[(x - a)/(b - a)]]/Pi, a < x < b}, {1, x >= b}}, 0]",
    quantile="a + (b - a) Sin[Pi q/2]^2",
)  # fmt: skip

distribution_builtin(
    "LogSeriesDistribution[t]",
    """represents the logarithmic series distribution with parameter t.

    >>> PDF[LogSeriesDistribution[1/2], 1]
    1/(2 Log[2])
    """,
    ("t",),
    lambda random, size, t: random.logseries(t, size),
    mean="t/((t - 1) Log[1 - t])", variance="-t (t + Log[1 - t])/((1 - t)^2 Log[1 - t]^2)", unit="t",
    density="Piecewise[{{-t^x/(x Log[1 - t]), x >= 1 && x == Floor[x]}}, 0]",
    cumulative="Sum[-t^$k/($k Log[1 - t]), {$k, 1, Floor[x]}]",
)  # fmt: skip
