"""Layers that pick parts of an array: by fixed parts, and by positions that are data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from ...expr import Expr, S
from ..ir import Node
from ..layer import layer
from ..lowering import Place
from ..masks import carry, carry_rest, demanding
from ..ops.arrangement import element
from ..ops.elementwise import floor
from ..ops.gather import flat_position, gather
from ..ops.lengths import checked_length
from ..ops.shape import cast, reshape, take
from ..parameters import REFUSED, Kind, items
from ..ports import VARYING, Misfit, Shape, unify
from ..ranges import Rearranging


@dataclass(frozen=True)
class PartSpec:
    """What is taken of one level: positions from `first` to `last` by `step`, or one that goes away."""

    first: int = 1
    last: int = -1
    step: int = 1
    single: bool = False

    @property
    def fixed(self) -> bool:
        """Whether both ends are counted from the same side."""
        return (self.first > 0) == (self.last > 0)

    @property
    def everything(self) -> bool:
        return (self.first, self.last, self.step) == (1, -1, 1) and not self.single

    @property
    def needed(self) -> int:
        """The least length of a level that has these positions."""
        ends = (max(self.first, self.last), -min(self.first, self.last))
        return max(ends) if self.fixed else self.first - self.last - 1

    @property
    def count(self) -> int:
        """How many positions there are, where both ends are counted from the same side."""
        return (self.last - self.first) // self.step + 1

    def show(self) -> Any:
        return self.first if self.single else S.Span(self.first, self.last, self.step)


def read_part(expr: Any) -> PartSpec | None:
    """One part of a level; None where it is none."""
    if expr is S.All:
        return PartSpec()
    if type(expr) is int and expr:
        return PartSpec(expr, expr, single=True)
    if not (isinstance(expr, Expr) and expr.head is S.Span and len(expr.parts) in (2, 3)):
        return None
    first, last, step = (*expr.parts, 1)[:3]
    last = -1 if last is S.All else last
    if not all(type(each) is int and each for each in (first, last, step)) or step < 1:
        return None
    found = PartSpec(first, last, step)
    if found.fixed and last < first:
        return None
    return found


def read_parts(expr: Any) -> Any:
    """The parts of the levels, the first level first."""
    listed = items(expr)
    parts = [read_part(each) for each in ((expr,) if listed is None else listed)]
    return REFUSED if not parts or None in parts else tuple(parts)


Parts = Annotated[
    Any,
    Kind("a position, a span i;;j or i;;j;;k with positions in ascending order, All, or a list of such",
         read_parts),
]  # fmt: skip


@layer(
    "PartLayer[i]",
    "PartLayer[i;;j]",
    "PartLayer[i;;j;;k]",
    "PartLayer[{spec1, spec2, ...}]",
    aliases=("SplitLayer",),
    messages={
        "partrank": "PartLayer has specifications of `1` levels, but its input has only `2`.",
        "nosuchpart": "The part `1` of PartLayer is not in a level of length `2`, or is empty.",
        "partends": "The part `1` of a level of varying length cannot begin at its end and end at its "
        "beginning.",
    },
)
class PartLayer(Rearranging):
    """stands for a layer that takes a part of its input: one position, or a span of positions.

    A list has one specification for each level; negative positions count from the end.

    >>> PartLayer[2][{{1, 2}, {3, 4}}]
    {3., 4.}
    >>> PartLayer[{All, 2 ;; 3}][{{1, 2, 3}, {4, 5, 6}}]
    {{2., 3.}, {5., 6.}}
    """

    Specification: Parts

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        if x is None:
            return x, y
        parts: Sequence[PartSpec] = self.Specification
        if len(parts) > len(x):
            raise Misfit("partrank", len(parts), len(x))
        found = [self.size(part, size) for part, size in zip(parts, x, strict=False) if not part.single]
        for part, size in zip(parts, x, strict=False):
            self.check_part(part, size)
        return x, unify((*found, *x[len(parts) :]), y)

    def size(self, part: PartSpec, size: Any) -> Any:
        """How many positions of a level of this size are taken."""
        if part.fixed and not part.everything:
            return part.count
        if not isinstance(size, int):
            return size
        first, last = resolved(part, size)
        return max(0, (last - first) // part.step + 1) or None

    def check_part(self, part: PartSpec, size: Any) -> None:
        if size is VARYING and part.first < 0 < part.last:
            raise Misfit("partends", part.show())
        first, last = resolved(part, size) if isinstance(size, int) else (0, 0)
        if isinstance(size, int) and not 0 <= first <= last < size:
            raise Misfit("nosuchpart", part.show(), size)

    def forward(self, x: Node, *, place: Place) -> Any:
        axis = 0
        for number, part in enumerate(self.Specification):
            if not part.everything:
                x = taken(place, x, axis, part, own=place.length(x, axis))
            axis += not self.Specification[number].single
        return x


def resolved(part: PartSpec, size: int) -> tuple[int, int]:
    """The first and the last position (from 0) in a level of this size."""
    first, last = (end - 1 if end > 0 else size + end for end in (part.first, part.last))
    return first, last


def taken(place: Place, x: Node, axis: int, part: PartSpec, own: Node | None) -> Node:
    """The part of one level; `own` is the length of that level where it varies."""
    first, last = resolved(part, x.shape[axis])
    if own is not None and part.fixed and part.first < 0:
        numbers = [float(part.first + step) for step in range(0, part.last - part.first + 1, part.step)]
        index = cast(checked_length(own, least=part.needed), to="real") + numbers
        y = gather(x, cast(index, to="integer"), axis=axis)
    else:
        y = take(x, axis=axis, start=first, stop=last + 1, step=part.step)
        y = y if own is None else demanding(y, own, part.needed)
    if own is not None and not part.fixed:
        count = floor((cast(own, to="real") + float(part.last - part.first + 1)) * (1.0 / part.step)) + 1.0
        place.set_length(y, cast(count, to="integer"), axis)
    carry(place, x, y, {level: level for level in range(len(x.shape)) if level != axis})
    return carry_rest(place, y, element(y, 0, axis=axis), (axis,)) if part.single else y


@layer(
    "ExtractLayer[]",
    inputs=("Input", "Position"),
    messages={
        "extractdepth": "ExtractLayer is given positions of `1` integers, but its input has only `2` "
        "level(s).",
    },
)
class ExtractLayer(Rearranging):
    """stands for a layer that takes the elements of its input at the positions given at "Position".

    A position is a list of as many integers as there are levels to descend, or a single integer. An array of
    positions gives an array of elements; negative integers count from the end.

    >>> ExtractLayer[][<|"Input" -> {10, 20, 30}, "Position" -> {2}|>]
    20.
    >>> ExtractLayer[][<|"Input" -> {{1, 2}, {3, 4}}, "Position" -> {{1, 2}, {-1, -1}}|>]
    {2., 4.}
    """

    kinds: ClassVar[dict[str, str]] = {"Position": "integer"}
    rearranged = ("Input",)

    def shapes(self, x: Shape, position: Shape, y: Shape) -> tuple[Shape, Shape, Shape]:
        if x == ():
            raise Misfit("needsequence", "ExtractLayer")
        depth = None if position is None else position[-1] if position else 1
        if depth is None or x is None:
            return x, position, y
        if not isinstance(depth, int) or depth > len(x):
            raise Misfit("extractdepth", "any" if depth is VARYING else depth, len(x))
        assert position is not None
        return x, position, unify((*position[:-1], *x[depth:]), y)

    def forward(self, x: Node, position: Node, *, place: Place) -> Any:
        p = cast(position, to="integer")
        p = p if p.shape else reshape(p, shape=(1,))
        depth, levels = p.shape[-1], len(p.shape) - 1
        lengths = {axis: place.length(x, axis) for axis in range(depth)}
        ragged = {axis: length for axis, length in lengths.items() if length is not None}
        flat = flat_position(p, *ragged.values(), sizes=x.shape[:depth], ragged=tuple(ragged))
        y = gather(reshape(x, shape=(math.prod(x.shape[:depth]), *x.shape[depth:])), flat, axis=0)
        carry(place, position, y, {level: level for level in range(levels)})
        return carry(place, x, y, {level: level - depth + levels for level in range(depth, len(x.shape))})
