"""Levels folded into the batch, so that a net made for one element runs over all elements at once.

A folded value has the level's positions as further examples: (T, 3) over a batch of N is (3,) over T N.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..ir import Node, Shape, ShapeError, TorchSite, viewed, whole
from .arrangement import for_each_example
from .shape import broadcast_to, reshape, transpose

__all__ = ["fold_level", "repeat_folded", "unfold_level"]


def _without_last(x: Shape) -> Shape:
    if not x:
        raise ShapeError("a number has no level to fold into the batch")
    return x[:-1]


# In PyTorch, with the batch as the first axis, the elements of an example stand together: that costs no copy.


def _torch_fold(torch: Any, at: TorchSite, x: Any) -> Any:
    return x.movedim(-1, 1).flatten(0, 1)


def _torch_unfold(torch: Any, at: TorchSite, x: Any, *, size: int) -> Any:
    return x.unflatten(0, (-1, size)).movedim(1, -1)


@viewed(
    shape=_without_last,
    vjp=(lambda g, y, x: _fold_rule(g, x),),
    batched=lambda inputs, attrs: inputs[0].batched * inputs[0].shape[-1],
    torch=whole(_torch_fold),
)
def _fold(x: np.ndarray, shape: Shape) -> np.ndarray:
    """The last level as part of the batch axis, before the examples."""
    return x.reshape(shape)


@viewed(
    shape=lambda x, *, size: (*x, size),
    vjp=(lambda g, y, x: _fold(g),),
    batched=lambda inputs, attrs: inputs[0].batched // attrs["size"],
    torch=whole(_torch_unfold),
)
def _unfold(x: np.ndarray, shape: Shape, size: int = 0) -> np.ndarray:
    """The level that `_fold` took away."""
    return x.reshape(shape)


def _fold_rule(g: Node, x: Node) -> Node:
    return _unfold(g, size=x.shape[-1])


def fold_level(x: Node) -> Node:
    """The first level folded into the batch: what follows sees one element of it as an example."""
    x = for_each_example(x)
    rank = len(x.shape)
    return _fold(x if rank == 1 else transpose(x, axes=(*range(1, rank), 0)))


def unfold_level(x: Node, size: int, factor: int) -> Node:
    """The first level of the given size that was folded, back in its place; `factor` is that after."""
    y = _unfold(for_each_example(x, size * factor), size=size)
    rank = len(y.shape)
    return y if rank == 1 else transpose(y, axes=(rank - 1, *range(rank - 1)))


def repeat_folded(x: Node, size: int) -> Node:
    """A value of the example for every element of a folded level of the given size."""
    if not x.batched:
        return x
    return _fold(broadcast_to(reshape(x, shape=(*x.shape, 1)), shape=(*x.shape, size)))
