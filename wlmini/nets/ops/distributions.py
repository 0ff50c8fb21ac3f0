"""Arrays of random numbers from distributions whose parameters are nodes.

Location, scale and power parameters enter by formulas over standard draws and so have gradients (the
"reparametrization" of Kingma and Welling 2014); parameters of shape and counts have gradient 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, DataError, Node, Op, Site, op, same, whole
from . import torch_draws as drawn
from .elementwise import absolute, exp, less, log, power, sqrt

__all__ = ["DISTRIBUTIONS", "FITS"]

Draw = Callable[..., np.ndarray]


def _every_example(inputs: Any, attrs: Any) -> bool:
    return True


def _standard(
    name: str, draw: Callable[[np.random.Generator], Callable[..., Any]], doc: str, torch: Any
) -> Op:
    """Declare draws of a fixed distribution: one number for every element of every example."""

    def kernel(at: Site, out: np.ndarray, like: np.ndarray) -> Iterator[Call]:
        drawn = at.scratch(0, out.shape, np.float64)  # so that both precisions draw the same
        yield lambda: draw(at.random.generator)(out=drawn)
        yield partial(np.copyto, out, drawn, "unsafe")

    kernel.__doc__ = doc
    return op(
        shape=same, name=name, vjp=(None,), batched=_every_example, cost=15.0, random=True, torch=whole(torch)
    )(kernel)  # fmt: skip


uniform = _standard("random_uniform", lambda r: r.random, "Uniform on 0 to 1.", drawn.uniform)
normal = _standard(
    "random_normal", lambda r: r.standard_normal, "Normal with mean 0 and variance 1.", drawn.normal
)
exponential = _standard(
    "random_exponential", lambda r: r.standard_exponential, "Exponential with mean 1.", drawn.exponential
)


def _parametric(name: str, draw: Draw, doc: str, count: int, torch: Any) -> Op:
    """Declare draws whose parameters vary from element to element."""

    def kernel(at: Site, out: np.ndarray, *parameters: np.ndarray) -> Iterator[Call]:
        def run() -> None:
            try:
                np.copyto(out, draw(at.random.generator, out.shape, *parameters), "unsafe")
            except ValueError as error:
                raise DataError(f"parameters of a distribution are not allowed ({error})") from None

        yield run

    kernel.__doc__ = doc
    return op(
        shape=same, name=name, vjp=(None,) * count, aligned=True, batched=_every_example,
        cost=60.0, random=True, torch=whole(torch),
    )(kernel)  # fmt: skip


def _binomial(random: np.random.Generator, size: Any, n: np.ndarray, p: np.ndarray) -> np.ndarray:
    return random.binomial(n.astype(np.int64), p, size)


def _integers(random: np.random.Generator, size: Any, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    return random.integers(low.astype(np.int64), high.astype(np.int64), size, endpoint=True)


gamma = _parametric(
    "random_gamma", lambda r, s, a: r.standard_gamma(a, s), "Gamma with scale 1.", 1, drawn.gamma
)
poisson = _parametric("random_poisson", lambda r, s, a: r.poisson(a, s), "Poisson.", 1, drawn.poisson)
binomial = _parametric("random_binomial", _binomial, "Binomial.", 2, drawn.binomial)
negative_binomial = _parametric(
    "random_negative_binomial",
    lambda r, s, n, p: r.negative_binomial(n, p, s),
    "Failures before success number n.",
    2,
    drawn.negative_binomial,
)
integers = _parametric("random_integers", _integers, "Whole numbers, both ends included.", 2, drawn.integers)


@dataclass(frozen=True)
class Distribution:
    """What each parameter may be, their usual values if it has some, and the draw.

    `draw` takes a node for each parameter, all of the dimensions of the result, and gives a node.
    """

    parameters: tuple[str, ...]
    usual: tuple[float, ...]
    draw: Callable[..., Node]

    @property
    def count(self) -> int:
        """How many parameters there are."""
        return len(self.parameters)


DISTRIBUTIONS: dict[str, Distribution] = {}


REAL, POSITIVE, CHANCE, COUNT = "a number", "a positive number", "a number from 0 to 1", "a whole number"
# Whether a number may be such a parameter.
FITS: dict[str, Callable[[float], bool]] = {
    REAL: lambda value: True,
    POSITIVE: lambda value: value > 0,
    CHANCE: lambda value: 0 <= value <= 1,
    COUNT: lambda value: value == math.floor(value),
}


def distribution(
    name: str, *parameters: str, usual: tuple[float, ...] = ()
) -> Callable[[Callable[..., Node]], Callable[..., Node]]:
    """Enter the decorated function into the table: a distribution with parameters of these kinds."""

    def enter(draw: Callable[..., Node]) -> Callable[..., Node]:
        DISTRIBUTIONS[name] = Distribution(parameters, usual, draw)
        return draw

    return enter


@distribution("NormalDistribution", REAL, POSITIVE, usual=(0.0, 1.0))
def _normal(mean: Node, deviation: Node) -> Node:
    return normal(mean) * deviation + mean


@distribution("UniformDistribution", REAL, REAL, usual=(0.0, 1.0))
def _uniform(low: Node, high: Node) -> Node:
    return uniform(low) * (high - low) + low


@distribution("ExponentialDistribution", POSITIVE)
def _exponential(rate: Node) -> Node:
    return exponential(rate) / rate


@distribution("GammaDistribution", POSITIVE, POSITIVE)
def _gamma(form: Node, scale: Node) -> Node:
    return gamma(form) * scale


@distribution("PoissonDistribution", POSITIVE)
def _poisson(mean: Node) -> Node:
    return poisson(mean)


@distribution("MaxwellDistribution", POSITIVE)
def _maxwell(scale: Node) -> Node:
    return sqrt(gamma(0.0 * scale + 1.5) * 2.0) * scale


@distribution("RayleighDistribution", POSITIVE)
def _rayleigh(scale: Node) -> Node:
    return sqrt(exponential(scale) * 2.0) * scale


@distribution("ChiDistribution", POSITIVE)
def _chi(degrees: Node) -> Node:
    return sqrt(_chi_square(degrees))


@distribution("HalfNormalDistribution", POSITIVE)
def _half_normal(theta: Node) -> Node:
    return absolute(normal(theta)) * math.sqrt(math.pi / 2.0) / theta


@distribution("WeibullDistribution", POSITIVE, POSITIVE)
def _weibull(form: Node, scale: Node) -> Node:
    return power(exponential(form), 1.0 / form) * scale


@distribution("NakagamiDistribution", POSITIVE, POSITIVE)
def _nakagami(form: Node, spread: Node) -> Node:
    return sqrt(gamma(form) * (spread / form))


@distribution("ChiSquareDistribution", POSITIVE)
def _chi_square(degrees: Node) -> Node:
    return gamma(degrees * 0.5) * 2.0


@distribution("ErlangDistribution", COUNT, POSITIVE)
def _erlang(count: Node, rate: Node) -> Node:
    return gamma(count) / rate


@distribution("LogGammaDistribution", POSITIVE, POSITIVE, REAL)
def _log_gamma(form: Node, scale: Node, location: Node) -> Node:
    return exp(gamma(form) * scale) + (location - 1.0)


@distribution("ExpGammaDistribution", POSITIVE, POSITIVE, REAL)
def _exp_gamma(form: Node, scale: Node, location: Node) -> Node:
    return log(gamma(form)) * scale + location


@distribution("InverseGammaDistribution", POSITIVE, POSITIVE)
def _inverse_gamma(form: Node, scale: Node) -> Node:
    return scale / gamma(form)


@distribution("BernoulliDistribution", CHANCE)
def _bernoulli(p: Node) -> Node:
    return less(uniform(p), p)


@distribution("BinomialDistribution", COUNT, CHANCE)
def _binomials(n: Node, p: Node) -> Node:
    return binomial(n, p)


@distribution("NegativeBinomialDistribution", POSITIVE, CHANCE)
def _negative_binomials(n: Node, p: Node) -> Node:
    return negative_binomial(n, p)


@distribution("DiscreteUniformDistribution", COUNT, COUNT)
def _discrete_uniform(low: Node, high: Node) -> Node:
    return integers(low, high)
