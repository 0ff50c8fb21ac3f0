"""Results over levels whose length differs from example to example: what is padding must not count."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np

from .ir import Node, constant
from .lowering import Place
from .ops.elementwise import add, multiply, where
from .ops.gather import checked_length
from .ops.shape import cast, reshape

__all__ = [
    "along",
    "carry",
    "counted",
    "demanding",
    "filled",
    "length_of",
    "levels_mask",
    "positions",
    "shortened",
]


def along(node: Node, axis: int, rank: int) -> Node:
    """A vector as an array that goes with this axis of arrays of this rank."""
    return reshape(node, shape=tuple(node.shape[0] if i == axis else 1 for i in range(rank)))


def levels_mask(place: Place, x: Node, axes: Sequence[int]) -> Node | None:
    """1 at the elements that are an example's own, 0 elsewhere; None where all are, along these axes."""
    masks = [(axis, place.mask(x, axis)) for axis in axes]
    own = [along(mask, axis, len(x.shape)) for axis, mask in masks if mask is not None]
    return reduce(multiply, own) if own else None


def length_of(place: Place, x: Node, axis: int) -> Any:
    """How many positions of a level are an example's own: a number, or a real node where that differs."""
    length = place.length(x, axis)
    return float(x.shape[axis]) if length is None else cast(length, to="real")


def counted(place: Place, x: Node, axes: Sequence[int]) -> Any:
    """How many elements along these axes are an example's own: a number or a node."""
    lengths = [length_of(place, x, axis) for axis in axes]
    fixed = math.prod(each for each in lengths if isinstance(each, float))
    return reduce(multiply, [each for each in lengths if isinstance(each, Node)], fixed)


def filled(x: Node, mask: Node | None, value: float) -> Node:
    """x with a value in the place of its padding."""
    return x if mask is None else where(mask, x, value)


def positions(size: int) -> Node:
    """The numbers 0., 1., ... of so many positions."""
    return constant(np.arange(size, dtype=float))


def shortened(length: Node, change: int, least: int = 1) -> Node:
    """The length after `change` positions more; data whose length is below `least` are refused."""
    return cast(add(cast(checked_length(length, least=least), to="real"), float(change)), to="integer")


def demanding(y: Node, length: Node, least: int) -> Node:
    """y, made only of data whose length is at least that much."""
    return add(y, multiply(cast(checked_length(length, least=least), to="real"), 0.0))


def carry(place: Place, source: Node, result: Node, moves: Mapping[int, int]) -> Node:
    """The result, whose axes have the lengths of those axes of the source that they come from."""
    for old, new in moves.items():
        place.set_length(result, place.length(source, old), new)
    return result
