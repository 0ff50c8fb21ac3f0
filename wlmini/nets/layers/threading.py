"""Layers that combine several inputs element by element."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Annotated, Any

from ...expr import S, Symbol
from ..broadcasting import EQUAL, axes_in_result, related
from ..declaration import MANY
from ..functions import CALLS, NAMED, SYMBOLS, body_of, check, takes, translate, variable
from ..ir import Node
from ..layer import layer
from ..lowering import Place
from ..masks import carry
from ..ops.elementwise import add, broadcast
from ..ops.shape import broadcast_to, reshape
from ..parameters import REFUSED, Kind, items
from ..ports import Misfit, Shape, numbered_inputs, unify
from ..pure_functions import argument_count, innermost, is_pure, named_slots


def read_function(expr: Any) -> Any:
    """A function of several numbers: a symbol or name of the tables, or a pure function or composition."""
    if isinstance(expr, str):
        return expr if expr in NAMED else REFUSED
    if isinstance(expr, Symbol):
        return expr if expr.short in CALLS or expr.short in SYMBOLS else REFUSED
    return expr if is_pure(expr) else REFUSED


def read_level(expr: Any) -> Any:
    if expr is S["None"]:
        return EQUAL
    return None if expr is S.Automatic else expr if type(expr) is int and expr else REFUSED


def read_broadcasting(expr: Any) -> Any:
    """None, Automatic or a level for all inputs; a tuple of such for each."""
    parts = items(expr)
    if parts is None:
        return read_level(expr)
    found = tuple(map(read_level, parts))
    return REFUSED if not found or REFUSED in found else found


NumbersFunction = Annotated[
    Any, Kind('a function of numbers: Plus, Times, "GELU" ... or a pure function of them', read_function)
]
Broadcasting = Annotated[
    Any, Kind("None, Automatic, a level n or -n, or a list of such, one for each input", read_broadcasting)
]


@layer(
    "ThreadingLayer[f]",
    "ThreadingLayer[f, bspec]",
    inputs=MANY,
    messages={
        "threadarity": "The function `1` of ThreadingLayer takes `2` arguments, but there are `3` inputs.",
        "speccount": "`1` lists `2` specifications for `3` inputs.",
    },
)
class ThreadingLayer:
    """stands for a layer that applies f to corresponding elements of its inputs.

    The inputs have the same rank, and dimensions that are equal or 1; ThreadingLayer[f, n] inserts missing
    levels at level n of an input, ThreadingLayer[f, -1] at its end.

    >>> ThreadingLayer[Subtract][{{1, 2}, {10, 20}}]
    {-9., -18.}
    >>> ThreadingLayer[Times, -1][{{1, 2}, {{1, 2, 3}, {4, 5, 6}}}]
    {{1., 2., 3.}, {8., 10., 12.}}
    """

    Function: NumbersFunction
    Broadcasting: Broadcasting = None

    kernel: Any = None
    bodies: Any = None

    def prepare(self, kernel: Any) -> None:
        self.kernel, self.bodies = kernel, {}
        names = self.port_names()
        if names is not None:
            self.body(len(names))

    def keep(self, known: Any) -> None:
        self.kernel, self.bodies = known.kernel, known.bodies

    def port_names(self) -> tuple[str, ...] | None:
        slots = named_slots(self.Function)
        if slots:
            return tuple(slots)
        count = self.count()
        return None if count is None else numbered_inputs(count)

    def count(self) -> int | None:
        """How many inputs there are, as far as the function or the list of specifications tells."""
        if isinstance(self.Broadcasting, tuple):
            return len(self.Broadcasting)
        if isinstance(self.Function, str):
            return 1
        if isinstance(self.Function, Symbol) and self.Function.short not in CALLS:
            return 1
        return argument_count(innermost(self.Function))

    def variables(self, count: int) -> list[Symbol]:
        slots = named_slots(self.Function)
        return [variable(name) for name in slots] if slots else [variable(i) for i in range(1, count + 1)]

    def body(self, count: int) -> Any:
        """The function applied to variables."""
        if count not in self.bodies:
            variables = self.variables(count)
            wanted = argument_count(innermost(self.Function))
            if len(variables) != count or (wanted is not None and not named_slots(self.Function) and
                                           wanted > count):  # fmt: skip
                raise Misfit("threadarity", self.Function, wanted or len(variables), count)
            self.bodies[count] = self.checked(variables)
        return self.bodies[count]

    def checked(self, variables: Sequence[Symbol]) -> Any:
        arguments: Any = variables
        if named_slots(self.Function):
            arguments = [S.Association(*(S.Rule(each.short[1:], each) for each in variables))]
        if isinstance(self.Function, Symbol) and not accepts(self.Function.short, len(variables)):
            raise Misfit("threadarity", self.Function, "another number of", len(variables))
        body = body_of(self.Function, self.kernel, arguments)
        check(body, variables)
        return body

    def specs(self, count: int) -> list[Any]:
        """The specification of every input."""
        if not isinstance(self.Broadcasting, tuple):
            return [self.Broadcasting] * count
        if len(self.Broadcasting) != count:
            raise Misfit("speccount", "ThreadingLayer", len(self.Broadcasting), count)
        return list(self.Broadcasting)

    def shapes(self, *ports: Shape) -> Sequence[Shape]:
        self.body(len(ports) - 1)
        return related("ThreadingLayer", self.specs(len(ports) - 1), ports)

    def forward(self, *nodes: Node, place: Place) -> Any:
        rank = max(len(node.shape) for node in nodes)
        placed = [axes_in_result(spec, len(node.shape), rank) for spec, node in
                  zip(self.specs(len(nodes)), nodes, strict=True)]  # fmt: skip
        aligned = [inserted(node, axes, rank) for node, axes in zip(nodes, placed, strict=True)]
        shape = broadcast(*(node.shape for node in aligned))
        variables = self.variables(len(nodes))
        value = translate(self.body(len(nodes)), dict(zip(variables, aligned, strict=True)))
        if value.shape != shape or not value.batched:
            value = broadcast_to(value, shape=shape, batch=True)
        for node, axes in zip(nodes, placed, strict=True):
            carry(place, node, value, dict(enumerate(axes)))
        return value


def accepts(name: str, count: int) -> bool:
    return takes(CALLS[name], count) if name in CALLS else count == 1


def inserted(node: Node, axes: Sequence[int], rank: int) -> Node:
    """The array with levels of length 1 where the result has levels that it has not."""
    if len(axes) == rank:
        return node
    sizes = dict(zip(axes, node.shape, strict=True))
    return reshape(node, shape=tuple(sizes.get(level, 1) for level in range(rank)))


@layer("TotalLayer[]", inputs=MANY)
class TotalLayer:
    """stands for a layer that adds up its inputs, all of the same dimensions.

    >>> TotalLayer[][{{1, 2}, {10, 20}, {100, 200}}]
    {111., 222.}
    """

    def shapes(self, *ports: Shape) -> Sequence[Shape]:
        both: Shape = None
        for port in ports:
            both = unify(both, port)
        return [both] * len(ports)

    def forward(self, *nodes: Node) -> Any:
        return reduce(add, nodes)
