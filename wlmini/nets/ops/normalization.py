"""Batch normalisation by channel: statistics of the batch, the training form and the test form."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from ..ir import Call, Node, Shape, ShapeError, Site, op, whole
from ..native.calls import NativeCall, call
from .elementwise import sqrt, square
from .shape import broadcast_to, fold, reduce_sum, reshape
from .torch_channels import affine, by_channel, normalized, variance_by_channel

__all__ = [
    "batch_norm_of_some", "batch_norm_test", "batch_norm_train", "channel_affine", "channel_mean",
    "channel_variance",
]  # fmt: skip


def _channels(x: Shape, *_: Shape, axis: int = 0) -> Shape:
    if not -len(x) <= axis < len(x):
        raise ShapeError(f"dimensions {x} have no channel level {axis + 1 if axis >= 0 else axis}")
    return (x[axis],)


def _rows_of_channels(y: Node) -> str | None:
    """Channels on the first level may be cut apart: all their statistics are their own."""
    return "r" * len(y.inputs) if y.attrs.get("axis", 0) == 0 else None


def _rows_of_affine(y: Node) -> str:
    """Where channels are not on the first level, all rows need all factors."""
    return "rrr" if y.attrs.get("axis", 0) == 0 else "rww"


def _by_channel(at: Site, *arrays: np.ndarray, axis: int) -> tuple[list[np.ndarray], int]:
    """The arrays as channel x run x run (or before x channel x rest), and the size of a channel."""
    shape = arrays[0].shape
    axis %= len(shape) - 1
    size = math.prod(shape) // max(1, shape[axis])
    if axis == 0:
        run = fold(shape[1:])
        return [each.reshape(shape[0], -1, run) for each in arrays], size
    return [each.reshape(math.prod(shape[:axis]), shape[axis], -1) for each in arrays], size


def _native(
    name: str, out: np.ndarray, x: np.ndarray, *operands: np.ndarray, axis: int,
    numbers: Sequence[float] = (), far: bool = False,
) -> list[NativeCall] | None:  # fmt: skip
    """The compiled kernel of that name on x as before x channel x rest."""
    axis %= x.ndim - 1
    sizes = [math.prod(x.shape[:axis]), x.shape[axis], math.prod(x.shape[axis + 1 :]), far]
    return call(name, out, x, *operands, sizes=sizes, numbers=numbers)


def _native_mean(at: Site, out: np.ndarray, x: np.ndarray, *, axis: int = 0) -> list[NativeCall] | None:
    return _native("channel_sum", out, x, axis=axis, numbers=[out.size / x.size])


def _native_variance(
    at: Site, out: np.ndarray, x: np.ndarray, mean: np.ndarray, *, axis: int = 0
) -> list[NativeCall] | None:
    return _native("channel_variance", out, x, mean, axis=axis, numbers=[out.size / x.size])


def _native_total(at: Site, out: np.ndarray, *operands: np.ndarray, axis: int = 0) -> list[NativeCall] | None:
    name = "channel_product" if len(operands) > 1 else "channel_sum"
    return _native(name, out, *operands, axis=axis, numbers=[1.0])


def _native_scale(
    at: Site, out: np.ndarray, x: np.ndarray, *vectors: np.ndarray, epsilon: float, axis: int = 0
) -> list[NativeCall] | None:
    return _native("scale", out, x, *vectors, axis=axis, numbers=[epsilon], far=at.far)


def _native_scale_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, *vectors: np.ndarray,
    epsilon: float, axis: int = 0,
) -> list[NativeCall] | None:  # fmt: skip
    numbers = [epsilon, g.size / len(vectors[0])]
    return _native("scale_gradient", out, g, x, *vectors, axis=axis, numbers=numbers, far=at.far)


def _across(vector: np.ndarray, axis: int) -> np.ndarray:
    """A vector over channels, to go with arrays of `_by_channel`."""
    return vector[:, None, None] if axis == 0 else vector[:, None]


def _summed(at: Site, out: np.ndarray, x: np.ndarray, other: np.ndarray | None, axis: int) -> Iterator[Call]:
    """Total[x] or Total[x other] by channel; runs are added by BLAS, their sums pairwise."""
    runs = at.scratch(0, x.shape[:-1], x.dtype)
    if other is None:
        ones = at.constant(("ones", x.shape[-1]), lambda: np.ones(x.shape[-1], x.dtype))
        yield partial(np.matmul, x, ones, out=runs)
    else:
        yield partial(np.vecdot, x, other, out=runs)
    yield partial(np.add.reduce, runs, 1 if axis == 0 else 0, None, out)


@op(
    shape=_channels,
    vjp=None,
    rows=_rows_of_channels,
    batched=lambda inputs, attrs: False,
    examples=True,
    training_only=True,
    native=_native_mean,
    torch=whole(by_channel("mean")),
)
def channel_mean(at: Site, out: np.ndarray, x: np.ndarray, *, axis: int = 0) -> Iterator[Call]:
    """The mean of each channel over the batch and all other levels."""
    (x,), size = _by_channel(at, x, axis=axis)
    yield from _summed(at, out, x, None, axis)
    yield partial(np.multiply, out, 1.0 / size, out=out)


@op(
    shape=_channels,
    rows=_rows_of_channels,
    batched=lambda inputs, attrs: False,
    examples=True,
    training_only=True,
    unbatched=(1,),
    native=_native_variance,
    torch=whole(variance_by_channel),
)
def channel_variance(
    at: Site, out: np.ndarray, x: np.ndarray, mean: np.ndarray, *, axis: int = 0
) -> Iterator[Call]:
    """The population variance of each channel, given its mean."""
    (x,), size = _by_channel(at, x, axis=axis)
    d = at.scratch(0, x.shape)
    yield partial(np.subtract, x, _across(mean, axis), out=d)
    yield from _summed(at, out, d, d, axis)
    yield partial(np.multiply, out, 1.0 / size, out=out)


@op(
    shape=lambda g, *rest, epsilon, axis=0: g,
    rows=_rows_of_channels,
    inplace=(),
    examples=True,
    unbatched=(2, 3, 4, 5, 6),
    cost=4.0,
    native=_native_scale_gradient,
)
def scale_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, mean: np.ndarray, variance: np.ndarray,
    scaling: np.ndarray, total: np.ndarray, product: np.ndarray, *, epsilon: float, axis: int = 0,
) -> Iterator[Call]:  # fmt: skip
    """s/Sqrt[v + e] (g - Mean[g] - d Mean[g d]/(v + e)), d = x - mean: the gradient by x."""
    (g, x, out), size = _by_channel(at, g, x, out, axis=axis)
    share = at.scratch(0, variance.shape, variance.dtype)
    factor = at.scratch(0, variance.shape, variance.dtype)
    yield partial(np.add, variance, epsilon, out=factor)
    yield partial(np.divide, product, factor, out=share)
    yield partial(np.multiply, share, -1.0 / size, out=share)
    yield partial(np.subtract, x, _across(mean, axis), out=out)
    yield partial(np.multiply, out, _across(share, axis), out=out)
    yield partial(np.add, out, g, out=out)
    yield from _factor(factor, variance, scaling, epsilon)
    yield partial(np.multiply, total, 1.0 / size, out=share)
    yield partial(np.subtract, out, _across(share, axis), out=out)
    yield partial(np.multiply, out, _across(factor, axis), out=out)


@op(
    shape=lambda x, mean, variance, scaling, biases, *, epsilon, axis=0: x,
    vjp=(
        lambda g, y, x, m, v, s, b: scale_gradient(
            g, x, m, v, s, _total_of(g, y), _product_of(g, y, x, m), **y.attrs
        ),
        None,
        None,
        lambda g, y, x, m, v, s, b: _product_of(g, y, x, m) / sqrt(v + y.attrs["epsilon"]),
        lambda g, y, x, m, v, s, b: _total_of(g, y),
    ),
    rows=_rows_of_channels,
    inplace=(),
    examples=True,
    unbatched=(1, 2, 3, 4),
    cost=2.0,
    training_only=True,
    native=_native_scale,
    torch=whole(normalized),
)
def scale(
    at: Site, out: np.ndarray, x: np.ndarray, mean: np.ndarray, variance: np.ndarray, scaling: np.ndarray,
    biases: np.ndarray, *, epsilon: float, axis: int = 0,
) -> Iterator[Call]:  # fmt: skip
    """scaling (x - mean)/Sqrt[variance + epsilon] + biases by channel.

    Only for the mean and the variance of the same batch: the gradient by x has the shares of both.
    """
    (x, out), _ = _by_channel(at, x, out, axis=axis)
    factor = at.scratch(0, variance.shape, variance.dtype)
    yield from _factor(factor, variance, scaling, epsilon)
    yield partial(np.subtract, x, _across(mean, axis), out=out)
    yield partial(np.multiply, out, _across(factor, axis), out=out)
    yield partial(np.add, out, _across(biases, axis), out=out)


def _factor(out: np.ndarray, variance: np.ndarray, scaling: np.ndarray, epsilon: float) -> Iterator[Call]:
    yield partial(np.add, variance, epsilon, out=out)
    yield partial(np.sqrt, out, out=out)
    yield partial(np.divide, scaling, out, out=out)


def _total_of(g: Node, y: Node) -> Node:
    return channel_sum(g, axis=y.attrs.get("axis", 0))


def _product_of(g: Node, y: Node, x: Node, mean: Node) -> Node:
    return channel_product(g, x, mean, axis=y.attrs.get("axis", 0))


@op(
    shape=_channels,
    rows=_rows_of_channels,
    batched=lambda inputs, attrs: False,
    examples=True,
    native=_native_total,
    torch=whole(by_channel("sum")),
)
def channel_sum(at: Site, out: np.ndarray, g: np.ndarray, *, axis: int = 0) -> Iterator[Call]:
    """The total of each channel."""
    (g,), _ = _by_channel(at, g, axis=axis)
    yield from _summed(at, out, g, None, axis)


@op(
    shape=_channels,
    rows=_rows_of_channels,
    batched=lambda inputs, attrs: False,
    examples=True,
    unbatched=(2,),
    native=_native_total,
    torch=whole(by_channel("product")),
)
def channel_product(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, mean: np.ndarray | None = None, *, axis: int = 0
) -> Iterator[Call]:
    """The total of g x or g (x - mean), by channel."""
    (g, x), _ = _by_channel(at, g, x, axis=axis)
    if mean is not None:
        d = at.scratch(0, x.shape)
        yield partial(np.subtract, x, _across(mean, axis), out=d)
        x = d
    yield from _summed(at, out, g, x, axis)


@op(
    shape=lambda x, factor, offset, *, axis=0: x,
    vjp=(
        lambda g, y, x, f, o: _affine_rule(g, y, f),
        lambda g, y, x, f, o: channel_product(g, x, **y.attrs),
        lambda g, y, x, f, o: channel_sum(g, **y.attrs),
    ),
    rows=_rows_of_affine,
    inplace=(0,),
    examples=True,
    unbatched=(1, 2),
    native=lambda at, out, x, f, o, *, axis=0: _native("channel_affine", out, x, f, o, axis=axis, far=at.far),
    torch=whole(affine),
)
def channel_affine(
    at: Site, out: np.ndarray, x: np.ndarray, factor: np.ndarray, offset: np.ndarray, *, axis: int = 0
) -> Iterator[Call]:
    """x times a factor plus an offset, both by channel."""
    (x, out), _ = _by_channel(at, x, out, axis=axis)
    yield partial(np.multiply, x, _across(factor, axis), out=out)
    yield partial(np.add, out, _across(offset, axis), out=out)


def _affine_rule(g: Node, y: Node, factor: Node) -> Node:
    return channel_affine(g, factor, factor * 0.0, **y.attrs)


def batch_norm_train(
    x: Node, scaling: Node, biases: Node, *, epsilon: float = 0.001, axis: int = 0
) -> tuple[Node, Node, Node]:
    """Normalisation by the batch's own statistics: (result, batch mean, population variance of the batch).

    The channel is the level `axis` (0 or -1); statistics run over the batch and all other levels.
    """
    axis %= max(1, len(x.shape))
    mean = channel_mean(x, axis=axis)
    variance = channel_variance(x, mean, axis=axis)
    return scale(x, mean, variance, scaling, biases, epsilon=epsilon, axis=axis), mean, variance


def batch_norm_test(
    x: Node, scaling: Node, biases: Node, mean: Node, variance: Node, *, epsilon: float = 0.001, axis: int = 0
) -> Node:
    """scaling (x - mean)/Sqrt[variance + epsilon] + biases, by channel on the level `axis`."""
    axis = _channel_level(x.shape, axis)
    factor = scaling / sqrt(variance + epsilon)
    return channel_affine(x, factor, biases - mean * factor, axis=axis)


def _channel_level(x: Shape, axis: int) -> int:
    _channels(x, axis=axis)
    return axis % len(x)


def batch_norm_of_some(
    x: Node, scaling: Node, biases: Node, mask: Node, *, epsilon: float = 0.001, axis: int = 0
) -> tuple[Node, Node, Node]:
    """`batch_norm_train` by the statistics of the elements whose mask is 1, not 0.

    The mask has the rank of x, with levels of length 1 where it is the same for all positions.
    """
    axis = _channel_level(x.shape, axis)
    shape = tuple(size if level == axis else 1 for level, size in enumerate(x.shape))
    mask = broadcast_to(mask, shape=x.shape)
    count = _total(mask, axis)
    mean = _total(x * mask, axis) / count
    centred = (x - reshape(mean, shape=shape)) * mask
    variance = _total(square(centred), axis) / count
    factor = scaling / sqrt(variance + epsilon)
    return centred * reshape(factor, shape=shape) + reshape(biases, shape=shape), mean, variance


def _total(x: Node, axis: int) -> Node:
    """The total of each channel, over the batch too."""
    axes = tuple(level for level in range(len(x.shape)) if level != axis)
    return reduce_sum(x, axes=axes, batch=bool(x.batched))
