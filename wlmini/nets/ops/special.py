"""Special functions without SciPy: error function, gamma function and their kin.

Where the standard library has the function, it is the oracle: the error function is a Chebyshev series
fitted to `math.erf` when first needed, the gamma functions are the library's own, element by element.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache, partial
from statistics import NormalDist
from typing import Any

import numpy as np

from ..ir import EACH, Call, Node, Site, TorchSite, op, same, whole
from .elementwise import FUNCTIONS, elementwise, exp, unary

__all__ = ["digamma", "erf", "erfc", "gamma", "gelu", "inverse_erf", "log_gamma"]

_EDGE = 6.0  # beyond it erf is 1 to the last bit of a double


@cache
def _erf_series(degree: int) -> np.ndarray:
    """Chebyshev coefficients of erf(x)/x on [0, 6], in t = x^2/18 - 1."""
    nodes = np.cos(np.pi * (np.arange(degree + 1) + 0.5) / (degree + 1))
    x = np.sqrt((nodes + 1.0) * (_EDGE * _EDGE / 2.0))
    values = np.array([math.erf(each) / each for each in x])
    return np.polynomial.chebyshev.chebfit(nodes, values, degree)


def _erf(x: np.ndarray, out: np.ndarray) -> None:
    t = np.minimum(np.square(x, dtype=np.float64), _EDGE * _EDGE)
    t *= 2.0 / (_EDGE * _EDGE)
    t -= 1.0
    series = np.polynomial.chebyshev.chebval(t, _erf_series(60))
    np.multiply(np.clip(x, -_EDGE, _EDGE), series, out=out, casting="unsafe")


def _elementwise(function: Callable[[float], float]) -> Callable[..., Iterator[Call]]:
    """The kernel of a function of the standard library, applied element by element."""

    def guarded(value: float) -> float:
        try:
            return function(value)
        except (ValueError, OverflowError):
            return limit(value)

    limit = _LIMITS.get(function, lambda value: math.nan)
    ufunc = np.frompyfunc(guarded, 1, 1)

    def kernel(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
        yield lambda: np.copyto(out, ufunc(x.astype(np.float64)), "unsafe")

    return kernel


def _inverse_erf(value: float) -> float:
    if abs(value) >= 1.0:
        return math.copysign(math.inf, value) if abs(value) == 1.0 else math.nan
    guess = NormalDist().inv_cdf((value + 1.0) / 2.0) / math.sqrt(2.0)
    slope = 2.0 / math.sqrt(math.pi) * math.exp(-guess * guess)
    return guess - (math.erf(guess) - value) / slope  # one step of Newton regains what value + 1 rounded off


def _digamma(value: float) -> float:
    if value <= 0 and value == math.floor(value):
        return math.nan
    if value < 0:
        return _digamma(1.0 - value) - math.pi / math.tan(math.pi * value)
    total = 0.0
    while value < 8.0:
        total -= 1.0 / value
        value += 1.0
    r = 1.0 / (value * value)
    tail = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r / 132))))
    return total + math.log(value) - 0.5 / value - tail


def _trigamma(value: float) -> float:
    if value <= 0 and value == math.floor(value):
        return math.nan
    if value < 0:
        return (math.pi / math.sin(math.pi * value)) ** 2 - _trigamma(1.0 - value)
    total = 0.0
    while value < 8.0:
        total += 1.0 / (value * value)
        value += 1.0
    r = 1.0 / (value * value)
    return total + 1.0 / value + r / 2 + r / value * (1 / 6 - r * (1 / 30 - r * (1 / 42 - r / 30)))


_LIMITS: dict[Any, Callable[[float], float]] = {
    math.gamma: lambda value: math.inf if value > 0 else math.nan,
    math.lgamma: lambda value: math.inf,
}


def _torch_gamma(torch: Any, at: TorchSite, x: Any) -> Any:
    """By its logarithm; below 0 the sign changes at every whole number, where there is no value."""
    sign = torch.where(x < 0, 1.0 - 2.0 * torch.remainder(torch.floor(x), 2.0), 1.0)
    found = torch.exp(torch.lgamma(x)) * sign
    return torch.where((x <= 0) & (x == torch.floor(x)), torch.nan, found)


def _erf_kernel(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    yield partial(_erf, x, out)


def _bell(x: Node) -> Node:
    return (2.0 / math.sqrt(math.pi)) * exp(-(x * x))


def _below(x: np.ndarray, out: np.ndarray) -> Iterator[Call]:
    """The normal distribution function."""
    yield partial(np.multiply, x, math.sqrt(0.5), out=out)
    yield partial(_erf, out, out)
    yield partial(np.multiply, out, 0.5, out=out)
    yield partial(np.add, out, 0.5, out=out)


@op(shape=same, rows=EACH, columns=True, cost=170.0, native=elementwise("gelu_gradient"))
def gelu_gradient(at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """g (P + x P'), with the normal distribution function P of x."""
    density = at.scratch(0, x.shape, x.dtype)
    yield from _below(x, out)
    yield partial(np.multiply, x, x, out=density)
    yield partial(np.multiply, density, -0.5, out=density)
    yield partial(np.exp, density, out=density)
    yield partial(np.multiply, density, 1.0 / math.sqrt(2.0 * math.pi), out=density)
    yield partial(np.multiply, density, x, out=density)
    yield partial(np.add, out, density, out=out)
    yield partial(np.multiply, out, g, out=out)


@op(
    shape=same,
    vjp=(lambda g, y, x: gelu_gradient(g, x),),
    rows=EACH,
    cost=160.0,
    columns=True,
    native=elementwise("gelu"),
    torch="gelu",
)
def gelu(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """x times the normal distribution function of x."""
    yield from _below(x, out)
    yield partial(np.multiply, out, x, out=out)


erf = unary("erf", _erf_kernel, lambda y, x: _bell(x), 150.0, onnx="Erf", torch="erf")
erfc = unary("erfc", _elementwise(math.erfc), lambda y, x: -_bell(x), 300.0, torch="erfc")
inverse_erf = unary(
    "inverse_erf",
    _elementwise(_inverse_erf),
    lambda y, x: (math.sqrt(math.pi) / 2.0) * exp(y * y),
    600.0,
    torch="erfinv",
)
trigamma = op(shape=same, name="trigamma", rows=EACH, inplace=(0,), cost=600.0)(_elementwise(_trigamma))
digamma = unary("digamma", _elementwise(_digamma), lambda y, x: trigamma(x), 600.0, torch="digamma")
gamma = unary(
    "gamma", _elementwise(math.gamma), lambda y, x: y * digamma(x), 300.0, torch=whole(_torch_gamma)
)
log_gamma = unary("log_gamma", _elementwise(math.lgamma), lambda y, x: digamma(x), 300.0, torch="lgamma")

FUNCTIONS |= {each.name: each for each in (erf, gelu, erfc, inverse_erf, digamma, gamma, log_gamma)}
FUNCTIONS["inverse_erfc"] = lambda x: inverse_erf(1.0 - x)
