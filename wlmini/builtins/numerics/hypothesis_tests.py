"""Tests of hypotheses about data: means, variances, distributions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.numerics.functions import numeric_value
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number

MESSAGES = {
    "rctnln": "A list of at least two real numbers, or a pair of such lists, is expected instead of `1`.",
    "alt": 'The alternative hypothesis `1` is none of "Unequal", "Less" and "Greater".',
    "prop": "`1` is no property of the test that is built; those are `2`.",
}
PROPERTIES = (
    "PValue",
    "TestStatistic",
    "TestData",
    "TestDataTable",
    "TestConclusion",
    "ShortTestConclusion",
    "DegreesOfFreedom",
    "Properties",
)
OPTIONS = {
    "AlternativeHypothesis": "Unequal",
    "SignificanceLevel": 0.05,
    "VerifyTestAssumptions": S.Automatic,
}
Found = tuple[float, float, Any]  # p value, statistic, degrees of freedom


def samples_of(kernel: Any, data: Any) -> list[Any]:
    """One or two lists of real numbers."""
    pair = is_list(data) and len(data) == 2 and all(map(is_list, data.parts))
    arrays = [to_array(kernel.evaluate(S.N(d))) for d in (data.parts if pair else (data,))]
    if any(a is None or a.ndim != 1 or len(a) < 2 or a.dtype.kind == "c" for a in arrays):
        raise Failure("rctnln", data, value=None)
    return arrays


def tail(options: dict[str, Any], low: float, high: float) -> float:
    """The p value from the probabilities of a smaller and of a greater statistic."""
    match options["AlternativeHypothesis"]:
        case "Unequal":
            return min(1.0, 2 * min(low, high))
        case "Less":
            return low
        case "Greater":
            return high
    raise Failure("alt", options["AlternativeHypothesis"], value=None)


def t_test(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    """Student's test; Welch's where two samples have different variances."""
    special = library("scipy.special")
    if len(samples) == 1:
        (x,) = samples
        statistic, freedom = (x.mean() - null) / (x.std(ddof=1) / np.sqrt(len(x))), len(x) - 1.0
    else:
        x, y = samples
        a, b = x.var(ddof=1) / len(x), y.var(ddof=1) / len(y)
        if fisher(kernel, samples, 1.0, {**options, "AlternativeHypothesis": "Unequal"})[0] > 0.05:
            freedom = len(x) + len(y) - 2.0
            pooled = (x.var(ddof=1) * (len(x) - 1) + y.var(ddof=1) * (len(y) - 1)) / freedom
            spread = np.sqrt(pooled * (1 / len(x) + 1 / len(y)))
        else:
            spread, freedom = np.sqrt(a + b), (a + b) ** 2 / (a**2 / (len(x) - 1) + b**2 / (len(y) - 1))
        statistic = (x.mean() - y.mean() - null) / spread
    low = float(special.stdtr(freedom, statistic))
    return tail(options, low, float(special.stdtr(freedom, -statistic))), float(statistic), freedom


def z_test(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    variance = sum(x.var(ddof=1) / len(x) for x in samples)
    gap = samples[0].mean() - (samples[1].mean() if len(samples) == 2 else 0.0) - null
    statistic = gap / np.sqrt(variance)
    normal = library("scipy.special").ndtr
    return tail(options, float(normal(statistic)), float(normal(-statistic))), float(statistic), S["None"]


def fisher(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    special = library("scipy.special")
    if len(samples) == 1:
        (x,) = samples
        statistic = (len(x) - 1) * x.var(ddof=1) / (null or 1.0)
        low, high = special.chdtr(len(x) - 1, statistic), special.chdtrc(len(x) - 1, statistic)
        return tail(options, float(low), float(high)), float(statistic), len(x) - 1
    x, y = samples
    statistic = x.var(ddof=1) / y.var(ddof=1) / (null or 1.0)
    freedom = len(x) - 1, len(y) - 1
    low, high = special.fdtr(*freedom, statistic), special.fdtrc(*freedom, statistic)
    return tail(options, float(low), float(high)), float(statistic), make_list(freedom)


def mann_whitney(kernel: Any, samples: list[Any], null: float, options: dict[str, Any]) -> Found:
    if len(samples) == 1:
        found = library("scipy.stats").wilcoxon(samples[0] - null, alternative=alternative(options))
    else:
        x, y = samples
        found = library("scipy.stats").mannwhitneyu(
            x - null, y, alternative=alternative(options), method="asymptotic"
        )
    return float(found.pvalue), float(found.statistic), S["None"]


def alternative(options: dict[str, Any]) -> str:
    names = {"Unequal": "two-sided", "Less": "less", "Greater": "greater"}
    found = names.get(options["AlternativeHypothesis"])
    if found is None:
        raise Failure("alt", options["AlternativeHypothesis"], value=None)
    return found


NOTED = ("VerifyTestAssumptions",)


def hypothesis_builtin(
    name: str,
    sentence: str,
    example: str,
    run: Callable[..., Found],
    null: float,
    messages: dict[str, str] | None = None,
    refused: tuple[str, ...] = (),
) -> None:
    """Declare a test of data against a value, or of two lists against each other."""

    def function(
        kernel: Any, data: Any, value: Any = None, wanted: Any = "PValue", *, options: dict[str, Any]
    ) -> Any:
        samples = samples_of(kernel, data)
        hypothesis = null if value is None or value is S.Automatic else numeric_value(kernel, value)
        if not isinstance(hypothesis, float | int):
            return None
        return answer(run(kernel, samples, hypothesis, options), name, wanted, options)

    function.__doc__ = f"{sentence}\n\n{example}"
    usages = (f"{name}[data]", f"{name}[data, value]", f"{name}[{{data1, data2}}, value, property]")
    said = {**MESSAGES, **(messages or {})}
    builtin(*usages, options=OPTIONS, messages=said, refused=refused, noted=NOTED)(function)


def title(name: str) -> str:
    """The name of a test in words: "T" of TTest, "Mann-Whitney" of MannWhitneyTest."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "-", name.removesuffix("Test"))


def answer(found: Found, name: str, wanted: Any, options: dict[str, Any]) -> Any:
    p, statistic, freedom = found
    if is_list(wanted):
        return make_list([answer(found, name, w, options) for w in wanted.parts])
    match wanted:
        case "PValue":
            return p
        case "TestStatistic":
            return statistic
        case "TestData":
            return S.List(statistic, p)
        case "TestDataTable":
            rows = make_list([title(name)]), S.List("Statistic", "P-Value")
            return S.TableForm(S.List(S.List(statistic, p)), S.Rule(S.TableHeadings, make_list(rows)))
        case "ShortTestConclusion":
            return "Reject" if p < float(options["SignificanceLevel"]) else "Do not reject"
        case "DegreesOfFreedom":
            return freedom
        case "TestConclusion":
            level = options["SignificanceLevel"]
            verdict = "is rejected" if p < float(level) else "is not rejected"
            return f"The null hypothesis {verdict} at the {100 * float(level):g} percent level by {name}."
        case "Properties":
            return make_list(PROPERTIES)
    raise Failure("prop", wanted, make_list(PROPERTIES), value=None)


hypothesis_builtin(
    "TTest",
    "gives the p value of Student's test that the mean of the data is 0, or that of two lists is the same.",
    ">>> TTest[{1., 2., 3., 4.}]\n0.0304663",
    t_test,
    0.0,
)
hypothesis_builtin(
    "ZTest",
    "gives the p value of the normal test that the mean of the data is 0, or that of two lists is the same.",
    ">>> ZTest[{1., 2., 3., 4.}]\n0.000107511",
    z_test,
    0.0,
)
hypothesis_builtin(
    "FisherRatioTest",
    "gives the p value of the test that the variance of the data is 1, or that of two lists is the same.",
    ">>> FisherRatioTest[{{1., 2., 3.}, {2., 3., 4.}}]\n1.",
    fisher,
    1.0,
)
hypothesis_builtin(
    "MannWhitneyTest",
    "gives the p value of the rank test that the medians of two lists are the same.",
    ">>> MannWhitneyTest[{{1., 2., 3.}, {1., 2., 3.}}]\n1.",
    mann_whitney,
    0.0,
)


# -- distributions -----------------------------------------------------------------------------------


def cumulative(kernel: Any, distribution: Any, points: Any) -> Any:
    values = kernel.evaluate(S.N(S.CDF(distribution, make_list(points.tolist()))))
    array = to_array(values)
    if array is None:
        raise Failure("rctnln", distribution, value=None)
    return array


def fitted_normal(x: Any) -> Any:
    return S.NormalDistribution(float(x.mean()), float(x.std(ddof=1)))


def kolmogorov(kernel: Any, x: Any, distribution: Any) -> Found:
    stats = library("scipy.stats")
    if is_list(distribution):
        y = to_array(kernel.evaluate(S.N(distribution)))
        if y is None or y.ndim != 1 or not len(y):
            raise Failure("rctnln", distribution, value=None)
        found = stats.ks_2samp(x, y)
        return float(found.pvalue), float(found.statistic), S["None"]
    n, ordered = len(x), np.sort(x)
    heights = cumulative(kernel, distribution, ordered)
    steps = np.arange(1, n + 1) / n
    statistic = float(max((steps - heights).max(), (heights - steps + 1 / n).max()))
    return float(stats.kstwo.sf(statistic, n)), statistic, S["None"]


def pearson(kernel: Any, x: Any, distribution: Any) -> Found:
    """Counts in bins of equal probability."""
    bins = max(2, int(np.ceil(2 * len(x) ** 0.4)))
    heights = cumulative(kernel, distribution, np.asarray(x))
    counts = np.bincount(np.clip((heights * bins).astype(int), 0, bins - 1), minlength=bins)
    expected = len(x) / bins
    statistic = float(((counts - expected) ** 2 / expected).sum())
    return float(library("scipy.special").chdtrc(bins - 1, statistic)), statistic, bins - 1


def fit_builtin(
    name: str,
    sentence: str,
    example: str,
    run: Callable[..., Found],
    messages: dict[str, str] | None = None,
) -> None:
    """Declare a test of data against a distribution, a normal one where none is given."""

    def function(
        kernel: Any,
        data: Any,
        distribution: Any = S.Automatic,
        wanted: Any = "PValue",
        *,
        options: dict[str, Any],
    ) -> Any:
        array = to_array(kernel.evaluate(S.N(data)))
        if array is None or array.ndim != 1 or len(array) < 2:
            raise Failure("rctnln", data, value=None)
        tested = fitted_normal(array) if distribution is S.Automatic else distribution
        if not isinstance(tested, Expr) or is_number(tested):
            return None
        return answer(run(kernel, array, tested), name, wanted, options)

    function.__doc__ = f"{sentence}\n\n{example}"
    usages = (f"{name}[data]", f"{name}[data, dist]", f"{name}[data, dist, property]")
    said = {**MESSAGES, **(messages or {})}
    builtin(*usages, options=OPTIONS, messages=said, refused=("AlternativeHypothesis",), noted=NOTED)(
        function
    )


fit_builtin(
    "KolmogorovSmirnovTest",
    "gives the p value of Kolmogorov and Smirnov's test that the data come from a distribution.",
    '>>> KolmogorovSmirnovTest[{0.1, 0.4, 0.7}, UniformDistribution[], "TestStatistic"]\n0.3',
    kolmogorov,
)
fit_builtin(
    "PearsonChiSquareTest",
    "gives the p value of Pearson's test that the data come from a distribution.",
    '>>> PearsonChiSquareTest[{0.1, 0.4, 0.7, 0.9}, UniformDistribution[], "DegreesOfFreedom"]\n3',
    pearson,
)
