"""SmoothKernelDistribution: a bell at each of the data."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.distribution_families.family import DERIVED
from wlmini.builtins.numerics.derived_distributions import Derived
from wlmini.builtins.numerics.functions import numeric_value
from wlmini.builtins.random import generator
from wlmini.expr import Expr, S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

MESSAGES = {"parms": "`1` has no list of two or more real numbers, or no positive width of the bells."}


def is_smooth(d: Expr) -> bool:
    return 1 <= len(d) <= 2 and is_list(d.parts[0]) and len(d.parts[0]) > 1


def read(kernel: Any, d: Expr) -> tuple[Any, float]:
    """The data and the width of the bells: Silverman's rule, unless it is given."""
    data = to_array(kernel.evaluate(S.N(d.parts[0])))
    if data is None or data.ndim != 1 or data.dtype.kind == "c":
        raise Failure("parms", d, owner=S.SmoothKernelDistribution, value=None)
    if len(d) > 1 and d.parts[1] not in (S.Automatic, "Silverman"):
        width = numeric_value(kernel, d.parts[1])
        if not isinstance(width, (int, float)) or width <= 0:
            raise Failure("parms", d, owner=S.SmoothKernelDistribution, value=None)
        return data, float(width)
    low, high = np.quantile(data, [0.25, 0.75])
    spread = min(float(data.std(ddof=1)), float(high - low) / 1.34) or float(data.std(ddof=1)) or 1.0
    return data, 0.9 * spread * len(data) ** -0.2


@builtin("SmoothKernelDistribution[data]", "SmoothKernelDistribution[data, width]", messages=MESSAGES)
def smooth_kernel_distribution(kernel: Any, *parameters: Any) -> Any:
    """represents the distribution that has a bell of some width at each of the data.

    >>> Mean[SmoothKernelDistribution[{1, 2, 6}]]
    3.
    >>> PDF[SmoothKernelDistribution[{-1, 1}, 1], 0] - PDF[NormalDistribution[], 1.]
    0.
    """
    d = S.SmoothKernelDistribution(*parameters)
    if not is_smooth(d):
        raise Failure("parms", d, value=None)
    read(kernel, d)
    return None


def mean(kernel: Any, d: Any) -> Any:
    return float(read(kernel, d)[0].mean())


def variance(kernel: Any, d: Any) -> Any:
    data, width = read(kernel, d)
    return float(data.var() + width**2)


def density(kernel: Any, d: Any, x: Any) -> Any:
    data, width = read(kernel, d)
    at = numeric_value(kernel, x)
    if not isinstance(at, (int, float)):
        return None
    return float(np.exp(-(((at - data) / width) ** 2) / 2).mean() / (width * np.sqrt(2 * np.pi)))


def cumulative(kernel: Any, d: Any, x: Any) -> Any:
    data, width = read(kernel, d)
    at = numeric_value(kernel, x)
    if not isinstance(at, (int, float)):
        return None
    return float(library("scipy.special").ndtr((at - data) / width).mean())


def sample(kernel: Any, d: Any, shape: Any) -> Any:
    data, width = read(kernel, d)
    random = generator(kernel)
    return random.choice(data, size=shape or ()) + width * random.standard_normal(shape or ())


DERIVED["SmoothKernelDistribution"] = Derived(mean, variance, density, cumulative, sample, is_smooth)
