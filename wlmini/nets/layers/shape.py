"""Layers that only rearrange."""

from __future__ import annotations

import math
from typing import Annotated, Any

from ...expr import Expr, S
from ..layer import layer
from ..ops.shape import reshape, transpose
from ..parameters import REFUSED, Kind, items
from ..ports import Misfit, Shape, element_count


def read_depth(expr: Any) -> Any:
    """How many levels to merge, or lists of levels as Flatten takes them."""
    if isinstance(expr, Expr) and expr == S.DirectedInfinity(1) or expr is S.Infinity:
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


@layer("FlattenLayer[]", "FlattenLayer[n]", "FlattenLayer[{{s11, s12, ...}, {s21, ...}, ...}]")
class FlattenLayer:
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
        found = tuple(element_count(x[i] for i in group) for group in self.groups(len(x)))
        if y is not None and len(y) == len(found) == len(x):
            return tuple(b if a is None else a for a, b in zip(x, y, strict=True)), found
        return x, found

    def forward(self, x: Any) -> Any:
        groups = self.groups(len(x.shape))
        axes = tuple(level for group in groups for level in group)
        shape = tuple(math.prod(x.shape[i] for i in group) for group in groups)
        moved = x if axes == tuple(range(len(axes))) else transpose(x, axes=axes)
        return reshape(moved, shape=shape)
