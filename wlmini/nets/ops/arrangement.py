"""Made of the ops of `shape`: an element, a stack, a vector among other levels, a value for each example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..ir import Node, as_node
from .shape import broadcast_to, concat, reshape, take, transpose

__all__ = ["alike", "element", "for_each_example", "on_axis", "stack", "swapped"]


def element(x: Node, position: int, *, axis: int = 0) -> Node:
    """The element at a fixed position (from 0) of a level, which goes away."""
    found = take(x, axis=axis, start=position, stop=position + 1)
    return reshape(found, shape=(*x.shape[:axis], *x.shape[axis + 1 :]))


def stack(nodes: Sequence[Node]) -> Node:
    """Arrays of equal dimensions as the elements of one, along a new first level."""
    parts = [reshape(node, shape=(1, *node.shape)) for node in nodes]
    return parts[0] if len(parts) == 1 else concat(*parts, axis=0)


def on_axis(vector: Node, axis: int, rank: int) -> Node:
    """A vector with levels of length 1 around it, to go with this axis of arrays of this rank."""
    return reshape(vector, shape=tuple(vector.shape[0] if i == axis else 1 for i in range(rank)))


def swapped(x: Node) -> Node:
    """The last two levels exchanged: the matrices in them transposed."""
    rank = len(x.shape)
    return transpose(x, axes=(*range(rank - 2), rank - 1, rank - 2))


def for_each_example(x: Node, factor: int = 1) -> Node:
    """The value, repeated for every example where it is the same for all; `factor` as in `Node.batched`."""
    x = as_node(x)
    return x if x.batched or not factor else broadcast_to(x, shape=x.shape, batch=factor)


def alike(*nodes: Any) -> list[Node]:
    """The nodes, all different from example to example where one is."""
    made = [as_node(each) for each in nodes]
    factor = max(each.batched for each in made)
    return [for_each_example(each, factor) for each in made]
