"""Layers that only rearrange: the same elements under other dimensions, in another order, or repeated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Any

from ...expr import S
from ..ir import Node
from ..layer import layer
from ..levels import Permutation, read_permutation
from ..lowering import Place
from ..masks import carry
from ..ops.shape import broadcast_to, cast, reshape, transpose
from ..parameters import REFUSED, Kind, Level, is_infinite, items
from ..ports import VARYING, Misfit, Shape, complete, element_count, shape_expr, unify, varying_levels
from ..ranges import Rearranging
from ..texts import TEXTS

TEXTS.declare(
    flatvarying="A level of varying length can only be merged with levels behind it.",
)


def read_depth(expr: Any) -> Any:
    """How many levels to merge, or lists of levels as Flatten takes them."""
    if is_infinite(expr):
        return math.inf
    if type(expr) is int and expr:
        return expr
    rows = items(expr)
    groups = [] if rows is None else [items(row) for row in rows]
    if not groups or any(not group or not all(type(i) is int and i > 0 for i in group) for group in groups):
        return REFUSED
    return tuple(groups)


Depth = Annotated[
    Any, Kind("Infinity, a non-zero integer, or lists of levels as in {{1, 2}, {3}}", read_depth)
]


@layer(
    "FlattenLayer[]",
    "FlattenLayer[n]",
    "FlattenLayer[{{s11, s12, ...}, {s21, ...}, ...}]",
    messages={
        "flatlevels": "The levels `1` of FlattenLayer do not fit an array of rank `2`.",
    },
)
class FlattenLayer(Rearranging):
    """stands for a layer that makes a vector of its input, or merges its first n + 1 levels (-n: its last).

    >>> FlattenLayer[][{{1, 2}, {3, 4}}]
    {1., 2., 3., 4.}
    """

    Level: Depth = math.inf

    def groups(self, rank: int) -> list[tuple[int, ...]]:
        """The levels (0-based) that become one each, in order."""
        if isinstance(self.Level, tuple):
            groups = [tuple(level - 1 for level in group) for group in self.Level]
            named = [level for group in groups for level in group]
            if len(set(named)) < len(named) or max(named) >= rank:
                raise Misfit("flatlevels", S.List(*(S.List(*group) for group in self.Level)), rank)
            return groups + [(level,) for level in range(rank) if level not in named]
        merged = int(min(abs(self.Level), max(rank - 1, 0))) + 1
        if not rank:
            return [()]
        if self.Level < 0:
            return [*((i,) for i in range(rank - merged)), tuple(range(rank - merged, rank))]
        return [tuple(range(merged)), *((i,) for i in range(merged, rank))]

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        if x is None:
            return x, y
        found = tuple(merged_size([x[i] for i in group]) for group in self.groups(len(x)))
        if y is not None and len(y) == len(found) == len(x):
            return tuple(b if a is None else a for a, b in zip(x, y, strict=True)), found
        return x, found

    def forward(self, x: Node, *, place: Place) -> Any:
        groups = self.groups(len(x.shape))
        axes = tuple(level for group in groups for level in group)
        shape = tuple(math.prod(x.shape[i] for i in group) for group in groups)
        moved = x if axes == tuple(range(len(axes))) else transpose(x, axes=axes)
        y = reshape(moved, shape=shape)
        for new, group in enumerate(groups):
            length = place.length(x, group[0]) if group else None
            rest = math.prod(x.shape[i] for i in group[1:])
            if length is not None and rest > 1:
                length = cast(cast(length, to="real") * float(rest), to="integer")
            place.set_length(y, length, new)
        return y


def merged_size(sizes: Sequence[Any]) -> Any:
    """The size of levels merged into one; only the first of them may vary."""
    if len(sizes) == 1:
        return sizes[0]
    if VARYING in sizes[1:]:
        raise Misfit("flatvarying")
    return VARYING if sizes and sizes[0] is VARYING else element_count(sizes)


# -- other dimensions ----------------------------------------------------------------------------------

REFERENCE = "ReferenceShape"


def read_reshaping(expr: Any) -> Any:
    """Dimensions, with Inherited, Automatic and All in the place of some; or "ReferenceShape"."""
    if expr == REFERENCE:
        return REFERENCE
    parts = items(expr)
    if parts is None:
        return REFUSED
    open_ones = sum(part is S.Automatic or part is S.All for part in parts)
    known = (S.Automatic, S.All, S.Inherited)
    fits = all(type(part) is int and part > 0 or any(part is each for each in known) for part in parts)
    return parts if fits and open_ones <= 1 else REFUSED


Reshaping = Annotated[
    Any,
    Kind(
        "a list of dimensions, Inherited and at most one of Automatic and All; or \"ReferenceShape\"",
        read_reshaping,
    ),
]  # fmt: skip


def reshaped(dims: Sequence[Any], x: Sequence[Any]) -> tuple[Any, ...] | None:
    """The dimensions of a reshaped array of dimensions x; None where they do not fit."""
    found = []
    for number, part in enumerate(dims):
        if part is S.Inherited and number >= len(x):
            return None
        found.append(x[number] if part is S.Inherited else part)
    total = static(x)
    if S.Automatic in found:
        known = static([size for size in found if size is not S.Automatic])
        if total % known:
            return None
        found = [total // known if size is S.Automatic else size for size in found]
    elif S.All in found:
        known = static([size for size in found if size is not S.All])
        start = next((k for k in range(len(x) + 1) if static(x[:k]) == known), None)
        if start is None:
            return None
        place = found.index(S.All)
        found[place : place + 1] = x[start:]
    return tuple(found) if static(found) == total and same_runs(found, x) else None


def static(sizes: Sequence[Any]) -> int:
    """The product of the sizes that do not vary."""
    return math.prod(size for size in sizes if size is not VARYING)


def same_runs(y: Sequence[Any], x: Sequence[Any]) -> bool:
    """Whether levels that vary have the same number of elements before them."""
    return [static(y[:i]) for i in varying_levels(tuple(y))] == [
        static(x[:i]) for i in varying_levels(tuple(x))
    ]


@layer(
    "ReshapeLayer[{d1, d2, ...}]",
    'ReshapeLayer["ReferenceShape"]',
    messages={
        "reshape": "An array of dimensions `2` cannot take the dimensions `1` of ReshapeLayer.",
    },
)
class ReshapeLayer(Rearranging):
    """stands for a layer that gives its elements, in the same order, other dimensions.

    Inherited keeps the size of the input at that level, All the sizes of all levels that are left, and
    Automatic stands for what makes the number of elements right. With "ReferenceShape" the dimensions are
    those of a second input of that name.

    >>> ReshapeLayer[{2, 3}][{1, 2, 3, 4, 5, 6}]
    {{1., 2., 3.}, {4., 5., 6.}}
    >>> ReshapeLayer[{Automatic, 2}][{1, 2, 3, 4, 5, 6}]
    {{1., 2.}, {3., 4.}, {5., 6.}}
    """

    OutputDimensions: Reshaping

    rearranged = ("Input",)

    def port_names(self) -> tuple[str, ...]:
        """A second input where the dimensions come from one."""
        return ("Input", REFERENCE) if self.OutputDimensions == REFERENCE else ("Input",)

    def shapes(self, x: Shape, *rest: Shape) -> tuple[Shape, ...]:
        if self.OutputDimensions == REFERENCE:
            both = unify(*rest)
            self.check_count(x, both)
            return x, both, both
        (y,) = rest
        if x is not None and complete(x):
            found = reshaped(self.OutputDimensions, x)
            if found is None:
                raise Misfit("reshape", S.List(*self.OutputDimensions), shape_expr(x))
            return x, unify(found, y)
        known = tuple(size if type(size) is int else None for size in self.OutputDimensions)
        return x, (y if S.All in self.OutputDimensions else unify(known, y))

    def check_count(self, x: Shape, y: Shape) -> None:
        counts = [None if shape is None else element_count(shape) for shape in (x, y)]
        if None not in counts and counts[0] != counts[1]:
            raise Misfit("reshape", shape_expr(y), shape_expr(x))

    def forward(self, x: Node, reference: Node | None = None, *, place: Place) -> Any:
        if reference is not None:
            y = reshape(x, shape=reference.shape)
            return carry(place, reference, y, {level: level for level in range(len(y.shape))})
        shape = reshaped(self.OutputDimensions, x.shape)
        assert shape is not None
        ragged = [level for level in range(len(x.shape)) if place.length(x, level) is not None]
        seen = reshaped(
            self.OutputDimensions, [VARYING if i in ragged else size for i, size in enumerate(x.shape)]
        )
        moves = dict(zip(ragged, varying_levels(seen), strict=False))
        return carry(place, x, reshape(x, shape=shape), moves)


# -- other order ---------------------------------------------------------------------------------------


def read_order(expr: Any) -> Any:
    """Exchanges of levels, or new places of the first levels among themselves."""
    found = Permutation() if items(expr) == () else read_permutation(expr)
    known = found is REFUSED or sorted(found.places) == list(range(1, len(found.places) + 1))
    return found if known else REFUSED


Swaps = Annotated[
    Any,
    Kind("a rule m <-> n, a list of such rules, or a list {n1, n2, ...} of new places of the levels",
         read_order),
]  # fmt: skip


@layer("TransposeLayer[]", "TransposeLayer[m <-> n]", "TransposeLayer[{m1 <-> n1, ...}]",
       "TransposeLayer[{n1, n2, ...}]")  # fmt: skip
class TransposeLayer(Rearranging):
    """stands for a layer that exchanges levels of its input: 1 and 2, or those of the rules, in turn.

    With a list of integers, level k of the input becomes level nk of the output.

    >>> TransposeLayer[][{{1, 2, 3}, {4, 5, 6}}]
    {{1., 4.}, {2., 5.}, {3., 6.}}
    """

    Permutation: Swaps = Permutation(((1, 2),))

    def axes(self, rank: int) -> tuple[int, ...]:
        """For every level of the output, the level of the input it comes from."""
        return self.Permutation.axes(rank, "TransposeLayer")

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        known = x if x is not None else y
        if known is None:
            return x, y
        axes = self.axes(len(known))
        if y is not None:
            back = tuple(y[axes.index(level)] for level in range(len(axes))) if len(y) == len(axes) else y
            x = unify(x, back)
        assert x is not None
        return x, tuple(x[axis] for axis in axes)

    def forward(self, x: Node, *, place: Place) -> Any:
        axes = self.axes(len(x.shape))
        y = transpose(x, axes=axes)
        return carry(place, x, y, {old: new for new, old in enumerate(axes)})


# -- repeated ------------------------------------------------------------------------------------------


def read_copies(expr: Any) -> Any:
    """How many copies, a number (or Automatic) for each new level."""
    listed = items(expr)
    parts = (expr,) if listed is None else listed
    fits = all(part is S.Automatic or type(part) is int and part > 0 for part in parts)
    return tuple(None if part is S.Automatic else part for part in parts) if parts and fits else REFUSED


Copies = Annotated[
    Any, Kind("a positive integer or Automatic, or a list of such, one for each new level", read_copies)
]


@layer(
    "ReplicateLayer[n]",
    "ReplicateLayer[{n1, n2, ...}]",
    "ReplicateLayer[spec, m]",
    messages={
        "copies": "ReplicateLayer[Automatic] needs the number of copies; give it the shape of its output, "
        'as in "Output" -> {...}.',
        "copiesrank": "ReplicateLayer makes `1` new level(s), but its output has only `2`.",
    },
)
class ReplicateLayer(Rearranging):
    """stands for a layer that gives n copies of its input, as a new first level, or as level m.

    >>> ReplicateLayer[2][{1, 2, 3}]
    {{1., 2., 3.}, {1., 2., 3.}}
    >>> ReplicateLayer[2, -1][{1, 2, 3}]
    {{1., 1.}, {2., 2.}, {3., 3.}}
    """

    Specification: Copies
    Level: Level = 1

    def start(self, rank: int) -> int:
        """The axis at which the new levels begin, for an input of this rank."""
        start = self.Level - 1 if self.Level > 0 else rank + 1 + self.Level
        if not 0 <= start <= rank:
            raise Misfit("nolevel", self.Level, "ReplicateLayer", rank + 1)
        return start

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        new: tuple[int | None, ...] = self.Specification
        known = len(x) if x is not None else None if y is None else len(y) - len(new)
        if known is None:
            return x, y
        if known < 0:
            raise Misfit("copiesrank", len(new), 0 if y is None else len(y))
        start = self.start(known)
        if y is not None and len(y) == known + len(new):
            x = unify(x, (*y[:start], *y[start + len(new) :]))
        assert x is not None
        return x, unify((*x[:start], *new, *x[start:]), y)

    def known(self, x: Shape, y: Shape) -> dict[str, Any]:
        """Numbers of copies that the output tells."""
        new = self.Specification
        if y is None or None not in new or x is None:
            return {}
        found = y[self.start(len(x)) :][: len(new)]
        return {} if None in found else {"Specification": found[0] if len(found) == 1 else S.List(*found)}

    def forward(self, x: Node, *, place: Place) -> Any:
        (shape,) = place.outputs
        rank, count = len(x.shape), len(self.Specification)
        start = self.start(rank)
        new = shape[start : start + count] if shape else (None,)
        if None in new or VARYING in new:
            raise Misfit("copies")
        flat = reshape(x, shape=(*x.shape[:start], *(1,) * count, *x.shape[start:]))
        y = broadcast_to(flat, shape=(*x.shape[:start], *new, *x.shape[start:]))
        return carry(place, x, y, {level: level + count * (level >= start) for level in range(rank)})
