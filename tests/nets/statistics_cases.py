"""The cases of ops that gather elements, and of statistics of an example."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.nets.ir import Node, as_node
from wlmini.nets.ops import (
    aggregate,
    distributions,
    folding,
    gather,
    lengths,
    linear,
    normalization,
    randomness,
    selection,
    slopes,
    standardization,
)
from wlmini.nets.ops import convolution as conv
from wlmini.nets.ops.elementwise import tanh
from wlmini.nets.ops.shape import broadcast_to, cast, reshape

from .op_cases import Case, classes, w, x


def _at(axis: int) -> Callable[[Node, Node], Node]:
    """x at the positions (from 1) of a second operand, along an axis."""

    def run(a: Node, index: Node) -> Node:
        flat = gather.flat_position(reshape(index, shape=(*index.shape, 1)), sizes=(a.shape[axis],))
        return gather.gather(a, flat, axis=axis)

    return run


def _unit_vectors(index: Node) -> Node:
    flat = gather.flat_position(reshape(index, shape=(*index.shape, 1)), sizes=(4,))
    return gather.one_hot(flat, size=4)


GATHERS: list[Case] = [
    Case("gather rows of weights", _at(0), [w(5, 3), classes(5, 4)],
         lambda t, a, i: t.nn.functional.embedding(i - 1, a)),
    Case("gather one row", _at(0), [w(5, 3), classes(5)]),
    Case("gather columns of weights", _at(1), [w(2, 5), classes(5, 2, 2)]),
    Case("gather from examples", _at(0), [x(4, 2), classes(4, 6)]),
    Case("gather inside", _at(1), [x(2, 4, 3), classes(4, 3)]),
    Case("one_hot", _unit_vectors, [classes(4, 3)],
         lambda t, i: t.nn.functional.one_hot(i - 1, 4).double().requires_grad_()),
]  # fmt: skip


def _moment(name: str, *args: Any, **options: Any) -> Callable[..., Any]:
    return lambda torch, a: getattr(torch, name)(a, *args, **options)


def _statistic(name: str, *axes: int, torch: Any = None, shape: tuple[int, ...] = (3, 5)) -> Case:
    def run(a: Node) -> Node:
        return aggregate.AGGREGATIONS[name](a, aggregate.Own(axes))

    return Case(f"{name} along {axes}", run, [x(*shape)], torch)


STATISTICS: list[Case] = [
    _statistic("Mean", 1, torch=_moment("mean", 2)),
    _statistic("Total", 0, 1),
    _statistic("Max", 1, torch=_moment("amax", 2)),
    _statistic("Min", 1, torch=_moment("amin", 2)),
    _statistic("Min", 0, 2, shape=(3, 2, 2)),
    _statistic("Times", 1, torch=_moment("prod", 2)),
    _statistic("Times", 0, 1, shape=(2, 2)),
    _statistic("Times", 0, shape=(1, 2)),
    _statistic("Variance", 1, torch=_moment("var", 2)),
    _statistic("StandardDeviation", 0, torch=_moment("std", 1)),
    _statistic("MeanDeviation", 1),
    _statistic("Median", 1, torch=_moment("quantile", 0.5, dim=2)),
    _statistic("Median", 0, shape=(4, 2)),
    _statistic("InterquartileRange", 1),
    _statistic("InterquartileRange", 0, 1, shape=(3, 2)),
]


def _masked(name: str) -> Case:
    """Of 5 columns the first 3 count."""

    def run(a: Node) -> Node:
        mask = (np.arange(5) < 3).astype(float)
        own = aggregate.Own((1,), as_node(mask), as_node(3.0))
        return aggregate.AGGREGATIONS[name](a, own)

    first = next(case for case in STATISTICS if case.name == f"{name} along (1,)")
    reference = first.torch
    torch = None if reference is None else (lambda t, a: reference(t, a[:, :, :3]))
    return Case(f"{name} of some", run, [x(3, 5)], torch)


_ALONG_ROWS = ["Max", "Mean", "MeanDeviation", "Median", "Min", "Times", "Variance", "InterquartileRange"]
SOME: list[Case] = [_masked(name) for name in _ALONG_ROWS]


def _layer_norm(torch: Any, a: Any) -> Any:
    return torch.nn.functional.layer_norm(a, a.shape[2:], eps=0.001)


def _standardized(*axes: int) -> Callable[[Node], Node]:
    def run(a: Node) -> Node:
        count = math.prod(a.shape[axis] for axis in axes)
        return standardization.standardized(a, axes=axes, epsilon=0.001, count=count)

    return run


def _unbiased(a: Node) -> Node:
    return standardization.standardized(a, axes=(1,), epsilon=0.1, count=3)


STANDARDIZATIONS: list[Case] = [
    Case("centered", lambda a: standardization.centered(a, axes=(1,)), [x(2, 4)]),
    Case("standardized by rows", _standardized(1), [x(3, 4)], _layer_norm),
    Case("standardized by the first level", _standardized(0), [x(4, 2)]),
    Case("standardized by two levels", _standardized(1, 2), [x(2, 3, 2)], _layer_norm),
    Case("standardized without bias", _unbiased, [x(2, 4)]),
    Case("unit_scale", lambda a: standardization.unit_scale(a, axes=(1,), epsilon=0.1, count=3), [x(2, 4)]),
    Case("window_sum", lambda a: standardization.window_sum(a, reach=2), [x(5, 2)]),
    Case("window_sum of few", lambda a: standardization.window_sum(a, reach=4), [x(2, 2)]),
]


def _some_norm(a: Node, s: Node, b: Node, length: Node) -> Node:
    """Batch normalization of the first positions of each example."""
    mask = reshape(lengths.positions_mask(length, size=4), shape=(1, 4))
    return normalization.batch_norm_of_some(a, s, b, mask)[0] * mask


BATCH_STATISTICS: list[Case] = [
    Case("batch_norm_of_some", _some_norm, [x(2, 4), w(2), w(2), classes(4)], mode="train"),
]


def _transposed(shape: tuple[int, ...], **attrs: Any) -> Callable[..., Node]:
    return lambda a, kernel: conv.convolution_input_gradient(a, kernel, shape=shape, **attrs)


def _torch_transposed(**attrs: Any) -> Callable[..., Any]:
    def run(torch: Any, a: Any, kernel: Any) -> Any:
        return getattr(torch.nn.functional, f"conv_transpose{a.ndim - 2}d")(a, kernel, **attrs)

    return run


TRANSPOSED: list[Case] = [
    Case("transposed convolution 1D", _transposed((3, 11), stride=2, dilation=2), [x(2, 4), w(2, 3, 3)],
         _torch_transposed(stride=2, dilation=2)),
    Case("transposed convolution 2D", _transposed((3, 4, 6), padding=1), [x(2, 4, 6), w(2, 3, 3, 3)],
         _torch_transposed(padding=1)),
    Case("transposed convolution grouped", _transposed((6, 4, 5), groups=2), [x(4, 3, 3), w(4, 3, 2, 3)],
         _torch_transposed(groups=2)),
    Case("transposed convolution beyond", _transposed((2, 8), stride=4), [x(1, 2), w(1, 2, 3)],
         _torch_transposed(stride=4, output_padding=1)),
]  # fmt: skip


def _drawn(name: str, *parameters: tuple[float, float], skips: tuple[int, ...] = ()) -> Case:
    """Draws from a distribution whose parameters are within these bounds; the same in every run."""

    def run(*nodes: Node) -> Node:
        return distributions.DISTRIBUTIONS[name].draw(*(broadcast_to(node, shape=(4, 3)) for node in nodes))

    operands = [x(3, low=low, high=high) for low, high in parameters]
    return Case(name, run, operands, mode="train", skips=set(skips))


DRAWS: list[Case] = [
    _drawn("NormalDistribution", (-1, 1), (0.5, 2)),
    _drawn("UniformDistribution", (-1, 0), (1, 2)),
    _drawn("ExponentialDistribution", (0.5, 2)),
    _drawn("GammaDistribution", (1, 3), (0.5, 2), skips=(0,)),
    _drawn("PoissonDistribution", (1, 5)),
    _drawn("MaxwellDistribution", (0.5, 2)),
    _drawn("RayleighDistribution", (0.5, 2)),
    _drawn("ChiDistribution", (1, 3), skips=(0,)),
    _drawn("HalfNormalDistribution", (0.5, 2)),
    _drawn("WeibullDistribution", (1, 2), (0.5, 2)),
    _drawn("NakagamiDistribution", (1, 3), (0.5, 2), skips=(0,)),
    _drawn("ChiSquareDistribution", (1, 3), skips=(0,)),
    _drawn("ErlangDistribution", (1, 3), (0.5, 2), skips=(0,)),
    _drawn("LogGammaDistribution", (1, 3), (0.1, 0.3), (0, 1), skips=(0,)),
    _drawn("ExpGammaDistribution", (1, 3), (0.5, 2), (0, 1), skips=(0,)),
    _drawn("InverseGammaDistribution", (1, 3), (0.5, 2), skips=(0,)),
    _drawn("BernoulliDistribution", (0.3, 0.7)),
    _drawn("BinomialDistribution", (5.1, 5.9), (0.3, 0.7)),
    _drawn("NegativeBinomialDistribution", (2.1, 3.9), (0.3, 0.7)),
    _drawn("DiscreteUniformDistribution", (1.1, 1.9), (5.1, 5.9)),
]


def _folded(a: Node) -> Node:
    """An op on the elements of a level that is folded into the batch."""
    return folding.unfold_level(tanh(folding.fold_level(a)) * 2.0, a.shape[0], 1)


def _crop(a: Node) -> Node:
    spots = cast(randomness.random_offset(a, most=2), to="real") + np.arange(3.0)
    return gather.gather(a, cast(spots, to="integer"), axis=1)


def _rounded(a: Node) -> Node:
    """Whole numbers have gradient 0."""
    p = gather.flat_position(reshape(cast(a, to="integer"), shape=(3, 1)), sizes=(4,))
    return gather.one_hot(p, size=4) + reshape(a, shape=(3, 1))


LEVELS: list[Case] = [
    Case("sloped_ramp", slopes.sloped_ramp, [x(3, 4), w(3, 1)], None),
    Case("mapped", lambda a: linear.mapped(a, np.arange(6.0).reshape(2, 3), axis=1), [x(2, 3, 2)]),
    Case("gather rows of examples", _at(1), [x(3, 4, 3), classes(4, 2)]),
    Case("checked_length", lambda n: cast(lengths.checked_length(n, least=1), to="real"), [classes(4)]),
    Case("position of a real", _rounded, [x(3, low=1.1, high=3.9)]),
    Case("pick backwards", lambda a: selection.pick(a, axis=1, positions=(3, 1)), [x(2, 5)]),
    Case("pick all backwards", lambda a: selection.pick(a, axis=0, positions=(2, 1, 0)), [x(3, 2)]),
    Case("folded level", _folded, [x(3, 2)]),
    Case("positions_mask", lambda length: lengths.positions_mask(length, size=4), [classes(4)]),
    Case("random crop", _crop, [x(2, 5)], mode="train"),
]

MORE_CASES: list[Case] = [
    *GATHERS,
    *STATISTICS,
    *SOME,
    *STANDARDIZATIONS,
    *BATCH_STATISTICS,
    *TRANSPOSED,
    *DRAWS,
    *LEVELS,
]
