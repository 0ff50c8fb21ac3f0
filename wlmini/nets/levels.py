"""Levels of an array as layers name them: a number, a span such as 2;;All, a list; and orders of levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from ..expr import Expr, S
from .ir import Node
from .ops.shape import reshape, transpose
from .parameters import REFUSED, Kind, items
from .ports import Misfit
from .texts import TEXTS

__all__ = [
    "EVERY", "FROM_SECOND", "LevelList", "Levels", "Permutation", "axis_of", "complement", "read_permutation",
    "spread",
]  # fmt: skip

TEXTS.declare(
    nolevel="The level `1` of `2` is not in an array of rank `3`.",
)


def axis_of(level: int, rank: int, name: str) -> int:
    """A level (from 1, or -1 from the end) as an axis of an array of this rank."""
    axis = level - 1 if level > 0 else rank + level
    if not 0 <= axis < rank:
        raise Misfit("nolevel", level, name, rank)
    return axis


@dataclass(frozen=True)
class LevelList:
    """Levels as they were given: all from one to another (`span`), or those that are listed."""

    levels: tuple[int, ...]
    span: bool = False

    def axes(self, rank: int, name: str) -> tuple[int, ...]:
        """The axes of an array of this rank; `Misfit` where it does not have the levels."""
        if not self.span:
            return tuple(axis_of(level, rank, name) for level in self.levels)
        first, last = (axis_of(level, rank, name) for level in self.levels)
        if first > last:
            raise Misfit("nolevel", S.Span(*self.levels), name, rank)
        return tuple(range(first, last + 1))

    def show(self) -> Any:
        """The levels as they are written."""
        if not self.span:
            return self.levels[0] if len(self.levels) == 1 else S.List(*self.levels)
        first, last = (S.All if level == -1 else level for level in self.levels)
        return S.All if (first, last) == (1, S.All) else S.Span(first, last)


EVERY, FROM_SECOND = LevelList((1, -1), True), LevelList((2, -1), True)


def is_level(expr: Any) -> bool:
    return type(expr) is int and expr != 0


def read_levels(expr: Any) -> Any:
    """The levels an expression names."""
    if expr is S.All:
        return EVERY
    if is_level(expr):
        return LevelList((expr,))
    if isinstance(expr, Expr) and expr.head is S.Span and len(expr.parts) == 2:
        ends = (expr.parts[0], -1 if expr.parts[1] is S.All else expr.parts[1])
        return LevelList(ends, True) if all(map(is_level, ends)) else REFUSED
    parts = items(expr)
    fits = parts is not None and all(map(is_level, parts)) and len(set(parts)) == len(parts)
    return LevelList(parts) if fits and parts is not None else REFUSED


Levels = Annotated[
    LevelList, Kind("a level n, a span n1;;n2, a list of different levels {n1, n2, ...} or All", read_levels)
]


@dataclass(frozen=True)
class Permutation:
    """An order of levels: exchanges of two levels in turn, or the new places of the first levels."""

    swaps: tuple[tuple[int, int], ...] = ()
    places: tuple[int, ...] = ()

    def axes(self, rank: int, name: str) -> tuple[int, ...]:
        """For every level of the result the axis of an array of this rank that it comes from."""
        order = list(range(rank))
        if self.places:
            targets = [place - 1 for place in self.places] + order[len(self.places) :]
            if sorted(targets) != order:
                raise Misfit("nolevel", len(self.places), name, rank)
            return tuple(targets.index(axis) for axis in range(rank))
        for pair in self.swaps:
            a, b = (axis_of(level, rank, name) for level in pair)
            order[a], order[b] = order[b], order[a]
        return tuple(order)

    def show(self) -> Any:
        """The permutation as it is written."""
        if self.places:
            return S.List(*self.places)
        rules = [S.TwoWayRule(*swap) for swap in self.swaps]
        return rules[0] if len(rules) == 1 else S.List(*rules)


def read_permutation(expr: Any) -> Any:
    """m <-> n, {m1 <-> n1, ...}, or {n1, ...} where level k becomes level nk."""
    parts = items(expr)
    swaps = tuple(map(read_swap, (expr,) if parts is None else parts))
    if swaps and REFUSED not in swaps:
        return Permutation(swaps=swaps)
    return Permutation(places=parts) if parts and all(type(each) is int for each in parts) else REFUSED


def read_swap(expr: Any) -> Any:
    fits = isinstance(expr, Expr) and expr.head is S.TwoWayRule and len(expr.parts) == 2
    return tuple(expr.parts) if fits and all(map(is_level, expr.parts)) else REFUSED


def complement(axes: Sequence[int], rank: int) -> tuple[int, ...]:
    """The other axes of an array of this rank."""
    return tuple(axis for axis in range(rank) if axis not in axes)


def spread(array: Node, axes: Sequence[int], shape: Sequence[int]) -> Node:
    """An array whose levels are these axes, in that order, as one that goes with arrays of this shape."""
    order = tuple(sorted(range(len(axes)), key=lambda i: axes[i]))
    turned = array if order == tuple(range(len(order))) else transpose(array, axes=order)
    return reshape(turned, shape=tuple(size if axis in axes else 1 for axis, size in enumerate(shape)))
