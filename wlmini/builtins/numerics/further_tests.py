"""Further tests of hypotheses: ranks and signs, pairs, several samples, fits of distributions."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.numerics.hypothesis_tests import (
    Found,
    cumulative,
    fisher,
    fit_builtin,
    fitted_normal,
    hypothesis_builtin,
    mann_whitney,
    t_test,
    tail,
    z_test,
)
from wlmini.expr import Expr, S, same
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

LEVEL = 0.05  # below which a p value speaks against normal values, where a test is chosen by that


def are_normal(samples: list[Any]) -> bool:
    """Whether Shapiro and Wilk's test lets the samples pass for normal ones."""
    shapiro = library("scipy.stats").shapiro
    return all(len(x) < 3 or np.ptp(x) == 0 or shapiro(x).pvalue >= LEVEL for x in samples)


def differences(samples: list[Any]) -> list[Any]:
    """The differences of pairs; the sample where there is only one."""
    if len(samples) == 2 and len(samples[0]) != len(samples[1]):
        raise Failure("pairs", len(samples[0]), len(samples[1]), value=None)
    return [samples[0] - samples[1]] if len(samples) == 2 else samples


def paired_t(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    return t_test(kernel, differences(samples), null, options)


def paired_z(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    return z_test(kernel, differences(samples), null, options)


def signed_rank(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    return mann_whitney(kernel, differences(samples), null, options)


def signs(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    """How many values lie above the median supposed; those on it do not count."""
    (x,) = differences(samples)
    above, below = int((x > null).sum()), int((x < null).sum())
    bdtr = library("scipy.special").bdtr
    count = above + below
    low = float(bdtr(above, count, 0.5))
    high = 1.0 - float(bdtr(above - 1, count, 0.5)) if above else 1.0
    return tail(options, low, high), float(above), S["None"]


def location(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    return (t_test if are_normal(samples) else mann_whitney)(kernel, samples, null, options)


def levene(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    if len(samples) != 2:
        raise Failure("two", value=None)
    x, y = samples
    found = library("scipy.stats").levene(x, y / (null or 1.0) ** 0.5, center="mean")
    return float(found.pvalue), float(found.statistic), S.List(1, len(x) + len(y) - 2)


def spread(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    plain = len(samples) == 1 or are_normal(samples)
    return (fisher if plain else levene)(kernel, samples, null, options)


MESSAGES = {
    "pairs": "The lists of pairs have different lengths, `1` and `2`.",
    "two": "The test compares two lists of numbers.",
    "few": "Shapiro and Wilk's test takes three or more numbers that are not all equal.",
}
hypothesis_builtin(
    "PairedTTest",
    "gives the p value of Student's test that the mean of the differences of pairs is 0.",
    ">>> PairedTTest[{{1., 2., 3., 4.}, {0., 0., 0., 0.}}]\n0.0304663",
    paired_t,
    0.0,
    MESSAGES,
)
hypothesis_builtin(
    "PairedZTest",
    "gives the p value of the normal test that the mean of the differences of pairs is 0.",
    ">>> PairedZTest[{{1., 2., 3., 4.}, {0., 0., 0., 0.}}]\n0.000107511",
    paired_z,
    0.0,
    MESSAGES,
)
hypothesis_builtin(
    "SignTest",
    "gives the p value of the test that as many values (or differences of pairs) lie above 0 as below.",
    ">>> SignTest[{1, 2, 3, 4, -1}]\n0.375",
    signs,
    0.0,
    MESSAGES,
)
hypothesis_builtin(
    "SignedRankTest",
    "gives the p value of Wilcoxon's test that values (or differences of pairs) lie symmetrically about 0.",
    ">>> SignedRankTest[{1, 2, 3, 4}]\n0.125",
    signed_rank,
    0.0,
    MESSAGES,
)
hypothesis_builtin(
    "LocationTest",
    "gives the p value of the test that the location of the data is 0, or that of two lists the same:"
    " Student's for values that may be normal, a rank test else.",
    ">>> LocationTest[{1., 2., 3., 4.}]\n0.0304663",
    location,
    0.0,
)
hypothesis_builtin(
    "VarianceTest",
    "gives the p value of the test that the variance of the data is 1, or that of two lists the same:"
    " Fisher's for values that may be normal, Levene's else.",
    ">>> VarianceTest[{{1., 2., 3.}, {2., 3., 4.}}]\n1.",
    spread,
    1.0,
    MESSAGES,
)
hypothesis_builtin(
    "LeveneTest",
    "gives the p value of Levene's test that the variances of two lists are the same.",
    ">>> LeveneTest[{{1., 2., 3.}, {2., 3., 4.}}]\n1.",
    levene,
    1.0,
    MESSAGES,
    refused=("AlternativeHypothesis",),
)


# -- distributions -----------------------------------------------------------------------------------


def shapiro_wilk(kernel: Any, x: Any, distribution: Any) -> Found:
    if not isinstance(distribution, Expr) or distribution.head is not S.NormalDistribution:
        raise Failure("normal", distribution, value=None)
    if len(x) < 3 or np.ptp(x) == 0:
        raise Failure("few", value=None)
    found = library("scipy.stats").shapiro(x)
    return float(found.pvalue), float(found.statistic), S["None"]


def anderson_darling(kernel: Any, x: Any, distribution: Any) -> Found:
    """The statistic, and its probability by Marsaglia's series for a distribution that is given."""
    n = len(x)
    heights = np.clip(cumulative(kernel, distribution, np.sort(x)), 1e-300, 1 - 1e-16)
    places = 2 * np.arange(1, n + 1) - 1
    statistic = float(-n - (places * (np.log(heights) + np.log1p(-heights[::-1]))).mean())
    limit = anderson_limit(statistic)
    return min(1.0, max(0.0, 1.0 - limit - anderson_error(n, limit))), statistic, S["None"]


def anderson_limit(z: float) -> float:
    """The distribution of Anderson and Darling's statistic of many values (G. and J. Marsaglia, 2004)."""
    if z <= 0:
        return 0.0
    if z < 2:
        terms = (2.00012, 0.247105, -0.0649821, 0.0347962, -0.0116720, 0.00168691)
        return float(z**-0.5 * np.exp(-1.2337141 / z) * sum(c * z**k for k, c in enumerate(terms)))
    terms = (1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146)
    return float(np.exp(-np.exp(sum(c * z**k for k, c in enumerate(terms)))))


def anderson_error(n: int, x: float) -> float:
    """What n values add to it."""
    if x > 0.8:
        terms = (-130.2137, 745.2337, -1705.091, 1950.646, -1116.360, 255.7844)
        return sum(c * x**k for k, c in enumerate(terms)) / n
    turn = 0.01265 + 0.1757 / n
    if x < turn:
        t = x / turn
        return float(np.sqrt(t) * (1 - t) * (49 * t - 102)) * (0.0037 / n**3 + 0.00078 / n**2 + 0.00006 / n)
    t = (x - turn) / (0.8 - turn)
    terms = (-0.00022633, 6.54034, -14.6538, 14.458, -8.259, 1.91864)
    return sum(c * t**k for k, c in enumerate(terms)) * (0.04213 / n + 0.01365 / n**2)


def cramer_von_mises(kernel: Any, x: Any, distribution: Any) -> Found:
    found = library("scipy.stats").cramervonmises(x, lambda v: cumulative(kernel, distribution, v))
    return float(found.pvalue), float(found.statistic), S["None"]


def fit_test(kernel: Any, x: Any, distribution: Any) -> Found:
    """Shapiro and Wilk's test where no distribution is given, since the normal one is fitted to the data."""
    fitted = same(distribution, fitted_normal(x)) and len(x) > 2 and np.ptp(x) > 0
    return (shapiro_wilk if fitted else cramer_von_mises)(kernel, x, distribution)


FIT_MESSAGES = {**MESSAGES, "normal": "The test is one of normal values; `1` is another distribution."}
fit_builtin(
    "ShapiroWilkTest",
    "gives the p value of Shapiro and Wilk's test that the data are normal values.",
    '>>> ShapiroWilkTest[{1., 2., 4., 3., 9.}, Automatic, "TestStatistic"] < 1\nTrue',
    shapiro_wilk,
    FIT_MESSAGES,
)
fit_builtin(
    "AndersonDarlingTest",
    "gives the p value of Anderson and Darling's test that the data come from a distribution.",
    '>>> AndersonDarlingTest[{1/4, 1/2, 3/4}, UniformDistribution[], "TestStatistic"]\n0.269431',
    anderson_darling,
)
fit_builtin(
    "CramerVonMisesTest",
    "gives the p value of Cramer and von Mises's test that the data come from a distribution.",
    '>>> CramerVonMisesTest[{1/4, 1/2, 3/4}, UniformDistribution[], "TestStatistic"]\n0.0416667',
    cramer_von_mises,
)
fit_builtin(
    "DistributionFitTest",
    "gives the p value of a test that the data come from a distribution: Shapiro and Wilk's of normal values"
    " where none is given, else that of Cramer and von Mises.",
    '>>> DistributionFitTest[{1/4, 1/2, 3/4}, UniformDistribution[], "TestStatistic"]\n0.0416667',
    fit_test,
)
