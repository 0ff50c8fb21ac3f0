"""The methods by which arrays begin: numbers at random, scaled by the sizes of an array, zeros, ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import to_array
from ..expr import Expr, S, is_list
from .ports import Misfit

__all__ = ["METHODS", "Beginnings", "own_sampler", "read_method"]

Sampler = Callable[[tuple[int, ...]], np.ndarray]


@dataclass(frozen=True)
class Beginnings:
    """What the arrays of a net begin with, by their kind or by the method an array has of its own."""

    kinds: Mapping[str, Sampler]
    random: np.random.Generator

    def sampler(self, kind: str, method: Any) -> Sampler:
        """What makes an array of a kind; `method` (or None) is its own."""
        return self.kinds[kind] if method is None else own_sampler(method, self.random)


def own_sampler(method: Any, random: np.random.Generator) -> Sampler:
    """What makes an array with a method of its own: the name of one, with suboptions, or a distribution."""
    if isinstance(method, str) or is_list(method):
        return read_method(method, random).kinds["weights"]
    return distribution(method, random)


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """(inputs of one output, outputs of one input) of weights: output x input x kernel sizes."""
    kernel = math.prod(shape[2:])
    return (math.prod(shape[1:]) or 1, (shape[0] if shape else 1) * kernel)


def draw(shape: tuple[int, ...], variance: float, kind: Any, random: np.random.Generator) -> np.ndarray:
    """Normal or uniform numbers of mean 0 and this variance."""
    if kind == "Normal":
        return random.normal(0, math.sqrt(variance), shape)
    if kind == "Uniform":
        edge = math.sqrt(3 * variance)
        return random.uniform(-edge, edge, shape)
    raise Misfit("optval", kind, "Distribution", '"Normal" or "Uniform"', owner=S.NetInitialize)


def kaiming(options: Mapping[str, Any], random: np.random.Generator) -> Sampler:
    """Variance 2/inputs (He et al. 2015, equation 10)."""
    kind = options["Distribution"]
    return lambda shape: draw(shape, 2 / fans(shape)[0], kind, random)


def xavier(options: Mapping[str, Any], random: np.random.Generator) -> Sampler:
    """Variance 2/(inputs + outputs) (Glorot and Bengio 2010, equation 12)."""
    kind = options["Distribution"]
    return lambda shape: draw(shape, 2 / sum(fans(shape)), kind, random)


def orthogonal(options: Mapping[str, Any], random: np.random.Generator) -> Sampler:
    """Orthonormal rows or columns, from the QR decomposition of a Gaussian matrix (Saxe et al. 2014)."""

    def sample(shape: tuple[int, ...]) -> np.ndarray:
        rows, columns = (shape or (1,))[0], math.prod(shape[1:])
        q, r = np.linalg.qr(random.normal(size=(max(rows, columns), min(rows, columns))))
        q *= np.where(np.diag(r) < 0, -1.0, 1.0)  # makes the draw uniform among orthogonal matrices
        return (q if rows >= columns else q.T).reshape(shape)

    return sample


def identity(options: Mapping[str, Any], random: np.random.Generator) -> Sampler:
    """The (rectangular) identity, for a convolution at the centre of the kernel, with noise."""
    noise = distribution(options["Distribution"], random)

    def sample(shape: tuple[int, ...]) -> np.ndarray:
        array = noise(shape)
        centre = tuple((size - 1) // 2 for size in shape[2:])
        for i in range(min(shape[:2]) if len(shape) > 1 else 0):
            array[(i, i, *centre)] += 1
        return array

    return sample


def independent(options: Mapping[str, Any], random: np.random.Generator) -> Sampler:
    """Independent numbers from the distribution given for weights."""
    return distribution(options["Weights"], random)


def distribution(spec: Any, random: np.random.Generator) -> Sampler:
    """A sampler of NormalDistribution, UniformDistribution, or of a number s: NormalDistribution[0, s]."""
    numbers = None
    if (
        isinstance(spec, Expr)
        and len(spec.parts) <= 2
        and spec.head in (S.NormalDistribution, S.UniformDistribution)
    ):
        numbers = to_array(S.List(*spec.parts)) if spec.parts else np.array([0.0, 1.0])
    elif isinstance(spec, int | float) and spec >= 0:
        return lambda shape: random.normal(0, spec, shape)
    if numbers is None or numbers.size != 2:
        expected = "a number, NormalDistribution[...] or UniformDistribution[{min, max}]"
        raise Misfit("optval", spec, "Method", expected, owner=S.NetInitialize)
    a, b = map(float, numbers.reshape(2))
    if isinstance(spec, Expr) and spec.head is S.NormalDistribution:
        return lambda shape: random.normal(a, b, shape)
    return lambda shape: random.uniform(a, b, shape)


METHODS: dict[str, tuple[Callable[[Mapping[str, Any], np.random.Generator], Sampler], dict[str, Any]]] = {
    "Kaiming": (kaiming, {"Distribution": "Normal"}),
    "Xavier": (xavier, {"Distribution": "Normal"}),
    "Orthogonal": (orthogonal, {}),
    "Random": (independent, {"Weights": S.NormalDistribution(0, 1), "Biases": S["None"]}),
    "Identity": (identity, {"Distribution": S.NormalDistribution(0, 0.01)}),
}


def read_method(spec: Any, random: np.random.Generator) -> Beginnings:
    """The samplers of Method -> name or {name, suboption -> value, ...} by the kind of array."""
    parts = [spec] if not is_list(spec) else list(spec.parts)
    name = "Kaiming" if parts and parts[0] is S.Automatic else parts[0] if parts else None
    if not isinstance(name, str) or name not in METHODS:
        raise Misfit("optval", spec, S.Method, f"one of {', '.join(METHODS)}", owner=S.NetInitialize)
    make, defaults = METHODS[name]
    options = dict(defaults)
    for rule in parts[1:]:
        if not isinstance(rule, Expr) or rule.head is not S.Rule or rule.parts[0] not in defaults:
            raise Misfit("optx", rule, f'Method -> "{name}"', owner=S.NetInitialize)
        options[rule.parts[0]] = rule.parts[1]
    biases = options.get("Biases", S["None"])
    zeros: Sampler = np.zeros if biases is S["None"] else distribution(biases, random)
    fixed: dict[str, Sampler] = {"zeros": np.zeros, "ones": np.ones, "slopes": slopes}
    return Beginnings({"weights": make(options, random), "biases": zeros, **fixed}, random)


def slopes(shape: tuple[int, ...]) -> np.ndarray:
    """The slopes of ParametricRampLayer begin at 1/10."""
    return np.full(shape, 0.1)
