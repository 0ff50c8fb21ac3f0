"""HistogramList: the bins that a histogram has, as lists."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.approximation import number_value
from wlmini.builtins.binning import limits_of, numbers_of
from wlmini.builtins.graphics.histograms import BINS, edges_of, heights
from wlmini.expr import S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_real, normal, to_float

MESSAGES = {**BINS, "rvec": "A list of real numbers is expected instead of `1`."}
FINEST = 10**12  # denominator of a limit that is taken for an exact one


def bins(kernel: Any, values: list[Any], spec: Any) -> list[Any]:
    """The limits of the bins: as they are given, or round numbers."""
    if is_list(spec) and len(spec) == 1 and (is_list(spec.parts[0]) or is_real(spec.parts[0])):
        return limits_of(kernel, values, spec if is_list(spec.parts[0]) else spec.parts[0])
    if is_list(spec) and len(spec) == 3:
        return limits_of(kernel, values, spec)
    edges = edges_of(kernel, np.array([to_float(v) for v in values]), spec)
    return [normal(Fraction(float(e)).limit_denominator(FINEST)) for e in edges]


@builtin(
    "HistogramList[list]",
    "HistogramList[list, bspec]",
    "HistogramList[list, bspec, hspec]",
    messages=MESSAGES,
)
def histogram_list(kernel: Any, expr: Any, spec: Any = S.Automatic, height: Any = "Count") -> Any:
    """gives {limits, heights}: the limits of the bins and how many elements of list lie in each.

    The bins are a number of them, {width}, {min, max, width} or {{b1, b2, ...}}, heights as of Histogram.

    >>> HistogramList[{1, 3, 2, 1, 4, 5, 6}, {0, 10, 5}]
    {{0, 5, 10}, {5, 2}}
    >>> HistogramList[{1, 3, 2, 1, 4, 5, 6}, {{0, 5, 10}}, "Probability"]
    {{0, 5, 10}, {0.714286, 0.285714}}
    """
    values = numbers_of(kernel, expr)
    limits = bins(kernel, values, spec)
    edges = np.array([to_float(number_value(kernel, b)) for b in limits])
    found = heights(kernel, np.array([to_float(v) for v in values]), edges, height)
    whole = height in ("Count", S.Automatic)
    return S.List(make_list(limits), pack(found.astype(int) if whole else found))
