"""Levels folded into the batch, so that a net made for one element runs over all elements at once; masks.

A folded value has the level's positions as further examples: (T, 3) over a batch of N is (3,) over T N.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from ..ir import Call, Node, Shape, ShapeError, Site, as_node, op, viewed
from .shape import broadcast_to, reshape, transpose

__all__ = ["fold_level", "positions_mask", "repeat_folded", "unfold_level"]


def _without_last(x: Shape) -> Shape:
    if not x:
        raise ShapeError("a number has no level to fold into the batch")
    return x[:-1]


@viewed(
    shape=_without_last,
    vjp=(lambda g, y, x: _fold_rule(g, x),),
    batched=lambda inputs, attrs: inputs[0].batched * inputs[0].shape[-1],
)
def _fold(x: np.ndarray, shape: Shape) -> np.ndarray:
    """The last level as part of the batch axis, before the examples."""
    return x.reshape(shape)


@viewed(
    shape=lambda x, *, size: (*x, size),
    vjp=(lambda g, y, x: _fold(g),),
    batched=lambda inputs, attrs: inputs[0].batched // attrs["size"],
)
def _unfold(x: np.ndarray, shape: Shape, size: int = 0) -> np.ndarray:
    """The level that `_fold` took away."""
    return x.reshape(shape)


def _fold_rule(g: Node, x: Node) -> Node:
    return _unfold(g, size=x.shape[-1])


def fold_level(x: Node) -> Node:
    """The first level folded into the batch: what follows sees one element of it as an example."""
    x = as_node(x)
    x = x if x.batched else broadcast_to(x, shape=x.shape, batch=1)
    rank = len(x.shape)
    return _fold(x if rank == 1 else transpose(x, axes=(*range(1, rank), 0)))


def unfold_level(x: Node, size: int, factor: int) -> Node:
    """The first level of the given size that was folded, back in its place; `factor` is that after."""
    if not x.batched:  # the same for all elements: a constant
        x = broadcast_to(x, shape=x.shape, batch=size * factor)
    y = _unfold(x, size=size)
    rank = len(y.shape)
    return y if rank == 1 else transpose(y, axes=(rank - 1, *range(rank - 1)))


def repeat_folded(x: Node, size: int) -> Node:
    """A value of the example for every element of a folded level of the given size."""
    if not x.batched:
        return x
    return _fold(broadcast_to(reshape(x, shape=(*x.shape, 1)), shape=(*x.shape, size)))


@op(
    shape=lambda length, *, size: (size,),
    vjp=(None,),
    dtype="real",
    examples=True,
)
def positions_mask(at: Site, out: np.ndarray, length: np.ndarray, *, size: int) -> Iterator[Call]:
    """1 at the first `length` positions of each example, 0 after them."""
    index = at.constant(("positions", size), lambda: np.arange(size)[:, None])
    yield partial(np.less, index, length, out=out, casting="unsafe")
