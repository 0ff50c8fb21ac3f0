"""Further families of distributions: of waiting times, of shares, of ranks, of bounded values."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.distribution_families.family import distribution_builtin


def zipf(random: Any, size: Any, r: float) -> Any:
    return random.zipf(1 + r, size)


distribution_builtin(
    "ErlangDistribution[k, l]",
    """represents the waiting time for k events of a Poisson process with rate l.

    >>> Mean[ErlangDistribution[3, 2]]
    3/2
    """,
    lambda random, size, k, rate: random.gamma(k, 1 / rate, size),
    mean="k/l", variance="k/l^2", positive="kl",
    density="Piecewise[{{E^(-l x) l^k x^(k - 1)/Gamma[k], x > 0}}, 0]",
    cumulative="Piecewise[{{1 - GammaRegularized[k, l x], x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "PascalDistribution[n, p]",
    """represents the number of trials with probability p each until there are n successes.

    >>> {Mean[PascalDistribution[2, 1/3]], PDF[PascalDistribution[2, 1/2], 3]}
    {6, 1/4}
    """,
    lambda random, size, n, p: n + random.negative_binomial(n, p, size),
    mean="n/p", variance="n (1 - p)/p^2", positive="n", unit="p",
    density="Piecewise[{{(1 - p)^(x - n) p^n Binomial[x - 1, n - 1], x >= n && x == Floor[x]}}, 0]",
    cumulative="Sum[(1 - p)^($k - n) p^n Binomial[$k - 1, n - 1], {$k, n, Floor[x]}]",
)  # fmt: skip

distribution_builtin(
    "ZipfDistribution[r]",
    """represents positive integers with probabilities as their powers to -1 - r.

    >>> PDF[ZipfDistribution[1], 2]
    3/(2 Pi^2)
    """,
    zipf,
    mean="Zeta[r]/Zeta[1 + r]", variance="Zeta[r - 1]/Zeta[1 + r] - (Zeta[r]/Zeta[1 + r])^2", positive="r",
    density="Piecewise[{{x^(-1 - r)/Zeta[1 + r], x >= 1 && x == Floor[x]}}, 0]",
    cumulative="Piecewise[{{HarmonicNumber[Floor[x], 1 + r]/Zeta[1 + r], x >= 1}}, 0]",
)  # fmt: skip

distribution_builtin(
    "KumaraswamyDistribution[a, b]",
    """represents values between 0 and 1 of which a part (1 - x^a)^b lies above x.

    >>> CDF[KumaraswamyDistribution[2, 1], 1/2]
    1/4
    """,
    lambda random, size, a, b: (1 - random.random(size) ** (1 / b)) ** (1 / a),
    mean="b Beta[1 + 1/a, b]", variance="b Beta[1 + 2/a, b] - (b Beta[1 + 1/a, b])^2", positive="ab",
    density="Piecewise[{{a b x^(a - 1) (1 - x^a)^(b - 1), 0 < x < 1}}, 0]",
    cumulative="Piecewise[{{1 - (1 - x^a)^b, 0 < x < 1}, {1, x >= 1}}, 0]",
    quantile="(1 - (1 - q)^(1/b))^(1/a)",
)  # fmt: skip

distribution_builtin(
    "PowerDistribution[k, a]",
    """represents values between 0 and 1/k of which a part (k x)^a lies below x.

    >>> Mean[PowerDistribution[1, 2]]
    2/3
    """,
    lambda random, size, k, a: random.random(size) ** (1 / a) / k,
    mean="a/((1 + a) k)", variance="a/((1 + a)^2 (2 + a) k^2)", positive="ka",
    density="Piecewise[{{a k^a x^(a - 1), 0 < x <= 1/k}}, 0]",
    cumulative="Piecewise[{{(k x)^a, 0 < x <= 1/k}, {1, x > 1/k}}, 0]",
    quantile="q^(1/a)/k",
)  # fmt: skip

distribution_builtin(
    "NakagamiDistribution[m, w]",
    """represents the Nakagami distribution with shape m, whose squares have mean w.

    >>> PDF[NakagamiDistribution[1, 2], 1]
    1/Sqrt[E]
    """,
    lambda random, size, m, w: np.sqrt(random.gamma(m, w / m, size)),
    mean="Sqrt[w/m] Gamma[m + 1/2]/Gamma[m]", variance="w - w (Gamma[m + 1/2]/Gamma[m])^2/m", positive="mw",
    density="Piecewise[{{2 (m/w)^m x^(2 m - 1) E^(-m x^2/w)/Gamma[m], x > 0}}, 0]",
    cumulative="Piecewise[{{1 - GammaRegularized[m, m x^2/w], x > 0}}, 0]",
)  # fmt: skip

distribution_builtin(
    "SechDistribution[m, s]",
    """represents the distribution whose density is a hyperbolic secant, with mean m and deviation s.

    >>> CDF[SechDistribution[0, 1], 0]
    1/2
    """,
    lambda random, size, m, s: m + 2 * s / np.pi * np.log(np.tan(np.pi / 2 * random.random(size))),
    mean="m", variance="s^2", defaults=(0, 1), positive="s",
    density="Sech[Pi (x - m)/(2 s)]/(2 s)",
    cumulative="2 ArcTan[E^(Pi (x - m)/(2 s))]/Pi",
    quantile="m + 2 s Log[Tan[Pi q/2]]/Pi",
)  # fmt: skip

distribution_builtin(
    "WignerSemicircleDistribution[r]",
    """represents the distribution whose density is half a circle of radius r about 0.

    >>> {Variance[WignerSemicircleDistribution[4]], CDF[WignerSemicircleDistribution[4], 0]}
    {4, 1/2}
    """,
    lambda random, size, r: r * (2 * random.beta(1.5, 1.5, size) - 1),
    mean="0", variance="r^2/4", positive="r",
    density="Piecewise[{{2 Sqrt[r^2 - x^2]/(Pi r^2), -r < x < r}}, 0]",
    cumulative="Piecewise[{{1/2 + x Sqrt[r^2 - x^2]/(Pi r^2) + ArcSin[x/r]/Pi, -r <= x <= r}, {1, x > r}},"
    " 0]",
)  # fmt: skip
