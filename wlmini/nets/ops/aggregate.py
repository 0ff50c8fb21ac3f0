"""Statistics along levels: products, extremes, quantiles and deviations, composed of a few ops.

Where examples have lengths of their own, `Own.mask` is 1 at the elements that count and 0 at padding.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Site, TorchSite, op
from .arrangement import element
from .elementwise import absolute, floor, greater, maximum, minimum, sqrt, square, where
from .gather import gather
from .selection import sorted_along
from .shape import cast, reduce_max, reduce_mean, reduce_sum, reshape, transpose
from .standardization import centered

__all__ = ["AGGREGATIONS", "Own", "first_product", "merged", "own_centered"]


def merged(x: Node, axes: Sequence[int]) -> Node:
    """These levels merged into one, the first; the others behind it."""
    rest = [axis for axis in range(len(x.shape)) if axis not in axes]
    moved = transpose(x, axes=(*axes, *rest)) if tuple(axes) != tuple(range(len(axes))) else x
    return reshape(moved, shape=(math.prod(x.shape[axis] for axis in axes), *(x.shape[i] for i in rest)))


def _product_rule(g: Node, y: Node, x: Node) -> Node:
    return product_gradient(g, x)


@op(shape=lambda g, x: x, cost=6.0)
def product_gradient(at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """For every element the product of the others, which is right where elements are 0, too."""
    behind = at.scratch(0, x.shape, x.dtype)
    yield partial(out[:1].fill, 1)
    yield partial(behind[-1:].fill, 1)
    if x.shape[0] > 1:
        yield partial(np.multiply.accumulate, x[:-1], 0, None, out[1:])
        yield partial(np.multiply.accumulate, x[:0:-1], 0, None, behind[-2::-1])
    yield partial(np.multiply, out, behind, out=out)
    yield partial(np.multiply, out, g, out=out)


def _torch_product(torch: Any, at: TorchSite, x: Any) -> Any:
    """The derivative by an element is the product of the others; by division it would be none at 0."""
    one = torch.ones_like(x[:1])
    before = torch.cat([one, x[:-1]]).cumprod(0)
    behind = torch.cat([one, x.flip(0)[:-1]]).cumprod(0).flip(0)
    change = ((x - x.detach()) * (before * behind).detach()).sum(0)
    return (before[-1] * x[-1]).detach() + change


@op(shape=lambda x: x[1:], vjp=(_product_rule,), onnx="ReduceProd", torch=_torch_product)
def first_product(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """The product along the first level."""
    yield partial(np.multiply.reduce, x, 0, None, out)


@dataclass(frozen=True)
class Own:
    """The axes of a statistic, which elements along them count (None: all), and how many those are."""

    axes: tuple[int, ...]
    mask: Node | None = None
    count: Any = None  # a number, or a node where it differs from example to example

    def with_padding(self, x: Node, value: float) -> Node:
        """x with a value where elements do not count."""
        return x if self.mask is None else where(self.mask, x, value)

    def number(self, x: Node) -> Any:
        """How many elements count."""
        return math.prod(x.shape[axis] for axis in self.axes) if self.mask is None else self.count


def own_total(x: Node, own: Own) -> Node:
    return reduce_sum(x if own.mask is None else x * own.mask, axes=own.axes)


def own_mean(x: Node, own: Own) -> Node:
    return reduce_mean(x, axes=own.axes) if own.mask is None else own_total(x, own) / own.count


def own_centered(x: Node, own: Own) -> Node:
    """x minus its mean, 0 where elements do not count."""
    if own.mask is None:
        return centered(x, axes=own.axes)
    kept = tuple(1 if axis in own.axes else size for axis, size in enumerate(x.shape))
    return (x - reshape(own_mean(x, own), shape=kept)) * own.mask


def own_product(x: Node, own: Own) -> Node:
    return first_product(merged(own.with_padding(x, 1.0), own.axes))


def own_max(x: Node, own: Own) -> Node:
    return reduce_max(own.with_padding(x, -math.inf), axes=own.axes)


def own_min(x: Node, own: Own) -> Node:
    return -own_max(-x, own)


def own_variance(x: Node, own: Own) -> Node:
    """The variance of the sample: n - 1 in the denominator."""
    squares = reduce_sum(square(own_centered(x, own)), axes=own.axes)
    count = own.number(x)
    return squares * (1.0 / max(1, count - 1)) if own.mask is None else squares / maximum(count - 1.0, 1.0)


def own_deviation(x: Node, own: Own) -> Node:
    """The root of the variance; where that is 0, the gradient is 0 and not a division by it."""
    variance = own_variance(x, own)
    positive = greater(variance, 0.0)
    return sqrt(where(positive, variance, 1.0)) * positive


def own_mean_deviation(x: Node, own: Own) -> Node:
    return own_total(absolute(own_centered(x, own)), own) / own.number(x)


def ordered(x: Node, own: Own) -> Node:
    """All elements that count in ascending order, along a first level; padding comes last."""
    return sorted_along(merged(own.with_padding(x, math.inf), own.axes), axis=0)


def quantile(rising: Node, own: Own, q: float) -> Node:
    """The element at the position 1/2 + q n of a sorted first level, interpolated between its neighbours."""
    if own.mask is not None:
        return _quantile_of_some(rising, own.count, q)
    size = rising.shape[0]
    place = min(max(0.5 + q * size, 1.0), float(size)) - 1.0
    low = int(place)
    high, part = min(low + 1, size - 1), place - low
    below = element(rising, low)
    return below if not part else below * (1.0 - part) + element(rising, high) * part


def _quantile_of_some(rising: Node, count: Node, q: float) -> Node:
    place = minimum(maximum(count * q + 0.5, 1.0), count) - 1.0
    low = floor(place)
    high, part = minimum(low + 1.0, count - 1.0), place - low
    below, above = (gather(rising, cast(each, to="integer"), axis=0) for each in (low, high))
    return below * (1.0 - part) + above * part


def own_median(x: Node, own: Own) -> Node:
    return quantile(ordered(x, own), own, 0.5)


def own_quartile_range(x: Node, own: Own) -> Node:
    rising = ordered(x, own)
    return quantile(rising, own, 0.75) - quantile(rising, own, 0.25)


# The function of the language -> what it is of the elements that count.
AGGREGATIONS: dict[str, Callable[[Node, Own], Node]] = {
    "InterquartileRange": own_quartile_range,
    "Max": own_max,
    "Mean": own_mean,
    "MeanDeviation": own_mean_deviation,
    "Median": own_median,
    "Min": own_min,
    "StandardDeviation": own_deviation,
    "Times": own_product,
    "Total": own_total,
    "Variance": own_variance,
}
