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

from ..ir import Call, Node, Op, Shape, Site, op
from .elementwise import absolute, broadcast, exp, less, log, power, sqrt
from .shape import broadcast_to

__all__ = ["DISTRIBUTIONS"]

Draw = Callable[..., np.ndarray]


def _every_example(inputs: Any, attrs: Any) -> bool:
    return True


def _standard(name: str, draw: Callable[[np.random.Generator], Callable[..., Any]], doc: str) -> Op:
    """Declare draws of a fixed distribution: one number for every element of every example."""

    def kernel(at: Site, out: np.ndarray, *, shape: Shape) -> Iterator[Call]:
        drawn = at.scratch(0, out.shape, np.float64)  # so that both precisions draw the same
        yield lambda: draw(at.random.generator)(out=drawn)
        yield partial(np.copyto, out, drawn, "unsafe")

    kernel.__doc__ = doc
    made = op(
        shape=lambda *, shape: shape, name=name, batched=_every_example, cost=15.0, random=True
    )(kernel)  # fmt: skip
    return made


uniform = _standard("random_uniform", lambda r: r.random, "Uniform on 0 to 1.")
normal = _standard("random_normal", lambda r: r.standard_normal, "Normal with mean 0 and variance 1.")
exponential = _standard("random_exponential", lambda r: r.standard_exponential, "Exponential with mean 1.")


def _parametric(name: str, draw: Draw, doc: str, count: int) -> Op:
    """Declare draws whose parameters vary from element to element."""

    def kernel(at: Site, out: np.ndarray, *parameters: np.ndarray) -> Iterator[Call]:
        yield lambda: np.copyto(out, draw(at.random.generator, out.shape, *parameters), "unsafe")

    kernel.__doc__ = doc
    return op(
        shape=broadcast, name=name, vjp=(None,) * count, aligned=True, batched=_every_example,
        cost=60.0, random=True,
    )(kernel)  # fmt: skip


def _binomial(random: np.random.Generator, size: Any, n: np.ndarray, p: np.ndarray) -> np.ndarray:
    return random.binomial(n.astype(np.int64), p, size)


def _integers(random: np.random.Generator, size: Any, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    return random.integers(low.astype(np.int64), high.astype(np.int64), size, endpoint=True)


gamma = _parametric("random_gamma", lambda r, s, a: r.standard_gamma(a, s), "Gamma with scale 1.", 1)
poisson = _parametric("random_poisson", lambda r, s, a: r.poisson(a, s), "Poisson.", 1)
binomial = _parametric("random_binomial", _binomial, "Binomial.", 2)
negative_binomial = _parametric(
    "random_negative_binomial",
    lambda r, s, n, p: r.negative_binomial(n, p, s),
    "Failures before success number n.",
    2,
)
integers = _parametric("random_integers", _integers, "Whole numbers, both ends included.", 2)


@dataclass(frozen=True)
class Distribution:
    """How many parameters there are, their usual values if it has some, and the draw.

    `draw` takes the dimensions of the result and a node for each parameter, and gives a node.
    """

    count: int
    usual: tuple[float, ...]
    draw: Callable[..., Node]


DISTRIBUTIONS: dict[str, Distribution] = {}


def distribution(
    name: str, count: int, *usual: float
) -> Callable[[Callable[..., Node]], Callable[..., Node]]:
    """Enter the decorated function into the table: a distribution of `count` parameters."""

    def enter(draw: Callable[..., Node]) -> Callable[..., Node]:
        DISTRIBUTIONS[name] = Distribution(count, usual, draw)
        return draw

    return enter


def _filled(shape: Shape, parameter: Node) -> Node:
    """The parameter with the dimensions of the result."""
    return broadcast_to(parameter, shape=shape)


@distribution("NormalDistribution", 2, 0.0, 1.0)
def _normal(shape: Shape, mean: Node, deviation: Node) -> Node:
    return normal(shape=shape) * deviation + mean


@distribution("UniformDistribution", 2, 0.0, 1.0)
def _uniform(shape: Shape, low: Node, high: Node) -> Node:
    return uniform(shape=shape) * (high - low) + low


@distribution("ExponentialDistribution", 1)
def _exponential(shape: Shape, rate: Node) -> Node:
    return exponential(shape=shape) / rate


@distribution("GammaDistribution", 2)
def _gamma(shape: Shape, form: Node, scale: Node) -> Node:
    return gamma(_filled(shape, form)) * scale


@distribution("PoissonDistribution", 1)
def _poisson(shape: Shape, mean: Node) -> Node:
    return poisson(_filled(shape, mean))


@distribution("MaxwellDistribution", 1)
def _maxwell(shape: Shape, scale: Node) -> Node:
    return sqrt(gamma(_filled(shape, 0.0 * scale + 1.5)) * 2.0) * scale


@distribution("RayleighDistribution", 1)
def _rayleigh(shape: Shape, scale: Node) -> Node:
    return sqrt(exponential(shape=shape) * 2.0) * scale


@distribution("ChiDistribution", 1)
def _chi(shape: Shape, degrees: Node) -> Node:
    return sqrt(_chi_square(shape, degrees))


@distribution("HalfNormalDistribution", 1)
def _half_normal(shape: Shape, theta: Node) -> Node:
    return absolute(normal(shape=shape)) * math.sqrt(math.pi / 2.0) / theta


@distribution("WeibullDistribution", 2)
def _weibull(shape: Shape, form: Node, scale: Node) -> Node:
    return power(exponential(shape=shape), 1.0 / form) * scale


@distribution("NakagamiDistribution", 2)
def _nakagami(shape: Shape, form: Node, spread: Node) -> Node:
    return sqrt(gamma(_filled(shape, form)) * (spread / form))


@distribution("ChiSquareDistribution", 1)
def _chi_square(shape: Shape, degrees: Node) -> Node:
    return gamma(_filled(shape, degrees * 0.5)) * 2.0


@distribution("ErlangDistribution", 2)
def _erlang(shape: Shape, count: Node, rate: Node) -> Node:
    return gamma(_filled(shape, count)) / rate


@distribution("LogGammaDistribution", 3)
def _log_gamma(shape: Shape, form: Node, scale: Node, location: Node) -> Node:
    return exp(gamma(_filled(shape, form)) * scale) + (location - 1.0)


@distribution("ExpGammaDistribution", 3)
def _exp_gamma(shape: Shape, form: Node, scale: Node, location: Node) -> Node:
    return log(gamma(_filled(shape, form))) * scale + location


@distribution("InverseGammaDistribution", 2)
def _inverse_gamma(shape: Shape, form: Node, scale: Node) -> Node:
    return scale / gamma(_filled(shape, form))


@distribution("BernoulliDistribution", 1)
def _bernoulli(shape: Shape, p: Node) -> Node:
    return less(uniform(shape=shape), p)


@distribution("BinomialDistribution", 2)
def _binomials(shape: Shape, n: Node, p: Node) -> Node:
    return binomial(_filled(shape, n), p)


@distribution("NegativeBinomialDistribution", 2)
def _negative_binomials(shape: Shape, n: Node, p: Node) -> Node:
    return negative_binomial(_filled(shape, n), p)


@distribution("DiscreteUniformDistribution", 2)
def _discrete_uniform(shape: Shape, low: Node, high: Node) -> Node:
    return integers(_filled(shape, low), high)
