"""Levels whose length differs from example to example: padding must not count, and lengths go along."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np

from .ir import Node, constant
from .lowering import Place
from .ops.aggregate import Own
from .ops.arrangement import on_axis
from .ops.elementwise import add, less, multiply, where
from .ops.gather import gather
from .ops.lengths import agreed_length, checked_length
from .ops.selection import pick
from .ops.shape import cast, take

__all__ = [
    "carry",
    "carry_rest",
    "counted",
    "demanding",
    "filled",
    "length_of",
    "levels_mask",
    "matched",
    "own_elements",
    "positions",
    "reversed_sequence",
    "shortened",
]


def levels_mask(place: Place, x: Node, axes: Sequence[int]) -> Node | None:
    """1 at the elements that are an example's own, 0 elsewhere; None where all are, along these axes."""
    masks = [(axis, place.mask(x, axis)) for axis in axes]
    own = [on_axis(mask, axis, len(x.shape)) for axis, mask in masks if mask is not None]
    return reduce(multiply, own) if own else None


def length_of(place: Place, x: Node, axis: int) -> Any:
    """How many positions of a level are an example's own: a number, or a real node where that differs."""
    length = place.length(x, axis)
    return float(x.shape[axis]) if length is None else cast(length, to="real")


def counted(place: Place, x: Node, axes: Sequence[int]) -> Any:
    """How many elements along these axes are an example's own: a number or a node."""
    lengths = [length_of(place, x, axis) for axis in axes]
    count: Any = math.prod(each for each in lengths if isinstance(each, float))
    for each in lengths:
        count = each * count if isinstance(each, Node) else count
    return count


def own_elements(place: Place, x: Node, axes: Sequence[int]) -> Own:
    """What counts along these axes: all of them, or each example's own positions."""
    mask = levels_mask(place, x, axes)
    return Own(tuple(axes)) if mask is None else Own(tuple(axes), mask, counted(place, x, axes))


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


def matched(place: Place, x: Node, y: Node, levels: int) -> tuple[Node, Node, dict[int, Node]]:
    """Two values whose first levels belong together, padded alike, and the lengths of these levels.

    Examples whose lengths are not the same are refused when they come.
    """
    lengths = {}
    for axis in range(levels):
        ends = place.length(x, axis), place.length(y, axis)
        if ends != (None, None):
            size = min(x.shape[axis], y.shape[axis])
            full = x.shape[axis] if ends[0] is None else y.shape[axis]
            lengths[axis] = agreed_length(*ends, size=full)
            x, y = first_positions(x, axis, size), first_positions(y, axis, size)
    return x, y, lengths


def first_positions(x: Node, axis: int, size: int) -> Node:
    """The first positions of a level."""
    return x if x.shape[axis] == size else take(x, axis=axis, start=0, stop=size)


def reversed_sequence(place: Place, x: Node) -> Node:
    """A sequence from its last element to its first; padding stays behind."""
    length, size = place.length(x), x.shape[0]
    if length is None:
        y = pick(x, axis=0, positions=tuple(reversed(range(size))))
    else:
        count, index = cast(length, to="real"), positions(size)
        turned = where(less(index, count), count - 1.0 - index, index)
        y = gather(x, cast(turned, to="integer"), axis=0)
    place.pass_lengths(x, y)
    return y


def carry_rest(place: Place, source: Node, result: Node, gone: Sequence[int]) -> Node:
    """The result, whose axes are those of the source but for some that are gone, with their lengths."""
    rest = [axis for axis in range(len(source.shape)) if axis not in gone]
    return carry(place, source, result, {old: new for new, old in enumerate(rest)})


def carry(place: Place, source: Node, result: Node, moves: Mapping[int, int]) -> Node:
    """The result, whose axes have the lengths of those axes of the source that they come from."""
    for old, new in moves.items():
        place.set_length(result, place.length(source, old), new)
    return result
