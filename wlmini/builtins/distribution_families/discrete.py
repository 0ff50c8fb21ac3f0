"""Families of distributions of integers."""

from __future__ import annotations

from wlmini.builtins.distribution_families.family import distribution_builtin

distribution_builtin(
    "BernoulliDistribution[p]",
    """represents the distribution of a value that is 1 with probability p, and 0 otherwise.

    >>> Variance[BernoulliDistribution[1/4]]
    3/16
    """,
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
    lambda random, size, a, b: random.integers(int(a), int(b), size, endpoint=True),
    mean="(a + b)/2", variance="((1 + b - a)^2 - 1)/12",
    density="Piecewise[{{1/(1 + b - a), a <= x <= b && x == Floor[x]}}, 0]",
    cumulative="Piecewise[{{(1 + Floor[x] - a)/(1 + b - a), a <= x <= b}, {1, x > b}}, 0]",
    quantile="a + Max[0, Ceiling[q (1 + b - a)] - 1]",
)  # fmt: skip

distribution_builtin(
    "NegativeBinomialDistribution[n, p]",
    """represents the number of failures before the n-th success of probability p.

    >>> Mean[NegativeBinomialDistribution[3, 1/2]]
    3
    """,
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
    lambda random, size, n, s, t: random.hypergeometric(int(s), int(t - s), int(n), size),
    mean="n s/t", variance="n s (t - s) (t - n)/(t^2 (t - 1))",
    density="Piecewise[{{Binomial[s, x] Binomial[t - s, n - x]/Binomial[t, n],"
    " Max[0, n + s - t] <= x <= Min[n, s] && x == Floor[x]}}, 0]",
    cumulative="Sum[Binomial[s, $k] Binomial[t - s, n - $k]/Binomial[t, n],"
    " {$k, Max[0, n + s - t], Min[n, s, Floor[x]]}]",
)  # fmt: skip

distribution_builtin(
    "LogSeriesDistribution[t]",
    """represents the logarithmic series distribution with parameter t.

    >>> PDF[LogSeriesDistribution[1/2], 1]
    1/(2 Log[2])
    """,
    lambda random, size, t: random.logseries(t, size),
    mean="t/((t - 1) Log[1 - t])", variance="-t (t + Log[1 - t])/((1 - t)^2 Log[1 - t]^2)", unit="t",
    density="Piecewise[{{-t^x/(x Log[1 - t]), x >= 1 && x == Floor[x]}}, 0]",
    cumulative="Sum[-t^$k/($k Log[1 - t]), {$k, 1, Floor[x]}]",
)  # fmt: skip
