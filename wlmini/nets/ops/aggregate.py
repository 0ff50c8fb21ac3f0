"""Statistics along levels: products, extremes, quantiles and deviations, composed of a few ops."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from ..ir import Call, Node, Site, op
from .elementwise import absolute, greater, sqrt, square, where
from .selection import sorted_along
from .shape import reduce_max, reduce_mean, reduce_sum, reshape, take, transpose
from .standardization import centered

__all__ = ["AGGREGATIONS", "first_product", "merged", "reduce_product"]


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


@op(shape=lambda x: x[1:], vjp=(_product_rule,), onnx="ReduceProd", torch="prod")
def first_product(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """The product along the first level."""
    yield partial(np.multiply.reduce, x, 0, None, out)


def reduce_product(x: Node, *, axes: Sequence[int]) -> Node:
    """The product along axes of the example."""
    return first_product(merged(x, axes))


def reduce_min(x: Node, *, axes: Sequence[int]) -> Node:
    return -reduce_max(-x, axes=tuple(axes))


def reduce_variance(x: Node, *, axes: Sequence[int]) -> Node:
    """The variance of the sample: n - 1 in the denominator."""
    count = math.prod(x.shape[axis] for axis in axes)
    return reduce_sum(square(centered(x, axes=tuple(axes))), axes=tuple(axes)) * (1.0 / max(1, count - 1))


def reduce_deviation(x: Node, *, axes: Sequence[int]) -> Node:
    """The root of the variance; where that is 0, the gradient is 0 and not a division by it."""
    variance = reduce_variance(x, axes=axes)
    positive = greater(variance, 0.0)
    return sqrt(where(positive, variance, 1.0)) * positive


def reduce_mean_deviation(x: Node, *, axes: Sequence[int]) -> Node:
    return reduce_mean(absolute(centered(x, axes=tuple(axes))), axes=axes)


def quantile(ordered: Node, q: float) -> Node:
    """The element at the position 1/2 + q n of a sorted first level, interpolated between its neighbours."""
    size = ordered.shape[0]
    place = min(max(0.5 + q * size, 1.0), float(size)) - 1.0
    low = int(place)
    high, part = min(low + 1, size - 1), place - low
    below = _at(ordered, low)
    return below if not part else below * (1.0 - part) + _at(ordered, high) * part


def _at(x: Node, position: int) -> Node:
    return reshape(take(x, axis=0, start=position, stop=position + 1), shape=x.shape[1:])


def reduce_median(x: Node, *, axes: Sequence[int]) -> Node:
    return quantile(sorted_along(merged(x, axes), axis=0), 0.5)


def reduce_quartile_range(x: Node, *, axes: Sequence[int]) -> Node:
    ordered = sorted_along(merged(x, axes), axis=0)
    return quantile(ordered, 0.75) - quantile(ordered, 0.25)


def _maximum(x: Node, *, axes: Sequence[int]) -> Node:
    return reduce_max(x, axes=tuple(axes))


def _total(x: Node, *, axes: Sequence[int]) -> Node:
    return reduce_sum(x, axes=tuple(axes))


# The function of the language -> what it is along axes of an example.
AGGREGATIONS: dict[str, Callable[..., Node]] = {
    "InterquartileRange": reduce_quartile_range,
    "Max": _maximum,
    "Mean": reduce_mean,
    "MeanDeviation": reduce_mean_deviation,
    "Median": reduce_median,
    "Min": reduce_min,
    "StandardDeviation": reduce_deviation,
    "Times": reduce_product,
    "Total": _total,
    "Variance": reduce_variance,
}
