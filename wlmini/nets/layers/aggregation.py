"""Layers that make few numbers of many: statistics along levels, totals, orderings."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from ...expr import S, Symbol
from ..ir import Node
from ..layer import layer
from ..levels import EVERY, FROM_SECOND, Levels
from ..lowering import Place
from ..masks import carry_rest, demanding, filled, own_elements
from ..ops.aggregate import AGGREGATIONS
from ..ops.elementwise import add
from ..ops.gather import gather
from ..ops.lengths import checked_length
from ..ops.selection import sort_order
from ..ops.shape import cast, take
from ..parameters import REFUSED, Kind
from ..ports import Misfit, Shape, unify


def read_statistic(expr: Any) -> Any:
    return expr.short if isinstance(expr, Symbol) and expr.short in AGGREGATIONS else REFUSED


Statistic = Annotated[str, Kind(f"one of {', '.join(AGGREGATIONS)}", read_statistic)]


def aggregated(place: Place, x: Any, function: str, axes: tuple[int, ...]) -> Any:
    """The statistic along axes of what is an example's own."""
    y = AGGREGATIONS[function](x, own_elements(place, x, axes))
    return carry_rest(place, x, y, axes)


@layer("AggregationLayer[f]", "AggregationLayer[f, n]", "AggregationLayer[f, n1;;n2]")
class AggregationLayer:
    """stands for a layer that takes a statistic f along levels of its input, by default 2;;All.

    f is Mean, Total, Max, Min, Times, Median, Variance, StandardDeviation, MeanDeviation or
    InterquartileRange. The levels go away; All leaves a number.

    >>> AggregationLayer[Mean][{{1, 2, 3}, {4, 5, 9}}]
    {2., 6.}
    >>> AggregationLayer[Max, 1][{{1, 5}, {4, 2}}]
    {4., 5.}
    """

    Function: Statistic
    Levels: Levels = FROM_SECOND

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        if x is None:
            return x, y
        axes = self.Levels.axes(len(x), "AggregationLayer")
        return x, tuple(size for axis, size in enumerate(x) if axis not in axes)

    def forward(self, x: Node, *, place: Place) -> Any:
        return aggregated(place, x, self.Function, self.Levels.axes(len(x.shape), "AggregationLayer"))


@layer("SummationLayer[]")
class SummationLayer:
    """stands for a layer that adds up all elements of its input.

    >>> SummationLayer[][{{1, 2}, {3, 4}}]
    10.
    """

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        return x, ()

    def forward(self, x: Node, *, place: Place) -> Any:
        return aggregated(place, x, "Total", EVERY.axes(len(x.shape), "SummationLayer")) if x.shape else x


def read_count(expr: Any) -> Any:
    """How many positions: a number (negative: from the end), 0 standing for all."""
    if expr is S.All:
        return 0
    return expr if type(expr) is int and expr else REFUSED


Count = Annotated[int, Kind("All or a non-zero integer", read_count)]


@layer(
    "OrderingLayer[]",
    "OrderingLayer[n]",
    "OrderingLayer[-n]",
    messages={
        "fewelements": "`1` takes `2` elements, but its input has only `3`.",
    },
)
class OrderingLayer:
    """stands for a layer that gives the positions of the elements of a vector in ascending order.

    OrderingLayer[n] gives the first n of them, OrderingLayer[-n] the last n.

    >>> OrderingLayer[][{30, 10, 20}]
    {2, 3, 1}
    >>> OrderingLayer[-1][{30, 10, 20}]
    {1}
    """

    Positions: Count = 0

    kinds: ClassVar[dict[str, str]] = {"Output": "integer"}

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        x = unify(x, (None,)) if x is None or len(x) != 1 else x
        (size,) = x or (None,)
        if not self.Positions:
            both = unify(x, y)
            return both, both
        count = abs(self.Positions)
        if isinstance(size, int) and size < count:
            raise Misfit("fewelements", "OrderingLayer", count, size)
        return x, (count,)

    def known(self, x: Shape, y: Shape) -> dict[str, Any]:
        """All of them, where no number is given."""
        return {} if self.Positions else {"Positions": S.All}

    def bounds(self, x: Shape, y: Shape) -> dict[str, tuple[int, int]]:
        """Positions are between 1 and the length."""
        size = x[0] if x else None
        return {"Output": (1, size)} if isinstance(size, int) else {}

    def forward(self, x: Node, *, place: Place) -> Any:
        length = place.length(x)
        found = add(sort_order(filled(x, place.mask(x), float("inf")), axis=0), 1.0)
        count, size = abs(self.Positions), x.shape[0]
        if self.Positions > 0:
            found = take(found, axis=0, start=0, stop=count)
            found = found if length is None else demanding(found, length, count)
        elif self.Positions < 0 and length is None:
            found = take(found, axis=0, start=size - count, stop=size)
        elif self.Positions < 0:
            last = cast(checked_length(length, least=count), to="real") + [
                float(i - count) for i in range(count)
            ]
            found = gather(found, cast(last, to="integer"), axis=0)
        return cast(found, to="integer")
