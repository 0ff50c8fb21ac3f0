"""What the interpreter computes with, and the table of what each symbol does with it.

A *value* is a node, a tuple of values for a list, a dict for an association, something callable (`Closure`,
`Operator`, a net), or an expression without nodes: a number, a word, a symbol.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ...expr import Association, Atom, Delayed, Expr, S, Symbol, is_list, make_list
from ..ir import Node, Shape, ShapeError
from ..ops import arrangement
from ..ops.arrangement import element
from ..ops.selection import pick
from ..ops.shape import reshape, take

__all__ = [
    "FORMS", "MEANINGS", "OPERATOR", "RAGGED", "Closure", "Held", "Operator", "Pending", "Scope", "Splice",
    "Value", "concrete", "elements", "form", "from_expr", "is_whole", "item", "meaning", "nodes_in", "select",
    "shape_of", "stack", "to_expr",
]  # fmt: skip

Value = Any
OPERATOR = "an operator form"  # the entry of MEANINGS that is no name of a symbol
RAGGED: set[str] = set()  # the names whose functions may meet levels of varying length
MEANINGS: dict[str, Callable[..., Value]] = {}  # name -> (trace, *values) -> value, None: declined
FORMS: dict[str, Callable[..., Value]] = {}  # name -> (trace, scope, *held parts) -> value


def meaning(*names: str, ragged: bool = False) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Declare what functions of these names do with values; `ragged` ones mind the lengths of examples."""

    def declare(function: Callable[..., Value]) -> Callable[..., Value]:
        MEANINGS.update(dict.fromkeys(names, function))
        RAGGED.update(names if ragged else ())
        return function

    return declare


def form(*names: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Declare what heads of these names do, whose parts are not evaluated beforehand."""

    def declare(function: Callable[..., Value]) -> Callable[..., Value]:
        FORMS.update(dict.fromkeys(names, function))
        return function

    return declare


@dataclass
class Scope:
    """Names and slots with their values; what is not found here is looked up outside."""

    names: dict[Symbol, Value] = field(default_factory=dict)
    outer: Scope | None = None
    slots: tuple[Value, ...] | None = None

    def holder(self, name: Symbol) -> Scope | None:
        """The innermost scope that has the name."""
        scope: Scope | None = self
        while scope is not None and name not in scope.names:
            scope = scope.outer
        return scope

    def arguments(self) -> tuple[Value, ...]:
        """The arguments of the innermost pure function with slots."""
        scope: Scope | None = self
        while scope is not None:
            if scope.slots is not None:
                return scope.slots
            scope = scope.outer
        return ()


@dataclass(frozen=True, eq=False)
class Closure:
    """A pure function with the scope it stands in."""

    function: Expr
    scope: Scope


@dataclass(frozen=True, eq=False)
class Operator:
    """A function waiting for its last argument: Map[f], a composition."""

    head: Symbol
    arguments: tuple[Value, ...]


@dataclass(frozen=True, eq=False)
class Pending:
    """An array of the layer whose dimensions are those of what it is first combined with."""

    name: str


class Splice(tuple[Value, ...]):
    """Values that take their places among arguments: Sequence[...], ##."""

    __slots__ = ()


class Held(Atom):
    """A value on its way through rules of the kernel, which see a list or a number."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    @property
    def head(self) -> Symbol:  # type: ignore[override]
        if isinstance(self.value, Node):
            return S.List if self.value.shape else S.Real
        return S.Association if isinstance(self.value, dict) else S.Function


def concrete(value: Value) -> bool:
    """Whether a value is an expression that the kernel can evaluate."""
    if isinstance(value, tuple):
        return all(map(concrete, value))
    if isinstance(value, dict):
        return all(map(concrete, value.values()))
    return not isinstance(value, Node | Closure | Operator | Pending | Held)


def to_expr(value: Value) -> Any:
    """The expression of a value; what is none is held in it."""
    if isinstance(value, tuple):
        return make_list(map(to_expr, value))
    if isinstance(value, dict) and concrete(value):
        return Association.of((key, to_expr(each)) for key, each in value.items())
    return Held(value) if isinstance(value, Node | Closure | Operator | Pending | dict) else value


def from_expr(expr: Any) -> Value:
    """The value of an expression without variables."""
    if isinstance(expr, Held):
        return expr.value
    if is_list(expr):
        return tuple(map(from_expr, expr.parts))
    if isinstance(expr, Association):
        return {key: from_expr(value) for key, value in expr.items()}
    assert not isinstance(expr, Delayed)
    return expr


def is_whole(value: Value) -> bool:
    return type(value) is int


def is_number(value: Value) -> bool:
    return type(value) in (int, float, Fraction)


def shape_of(value: Value) -> Shape:
    """The dimensions of a value; those of a list are as far as its first parts say."""
    if isinstance(value, Node):
        return value.shape
    if isinstance(value, tuple):
        return (len(value), *(shape_of(value[0]) if value else ()))
    return ()


def stack(nodes: Sequence[Node]) -> Node:
    """Arrays of equal dimensions as the parts of one."""
    if not nodes:
        raise ShapeError("an empty list is no array of a net")
    shapes = {node.shape for node in nodes}
    if len(shapes) > 1:
        raise ShapeError(f"parts of dimensions {', '.join(map(str, sorted(shapes)))} make no array")
    return arrangement.stack(nodes)


def elements(value: Value) -> list[Value]:
    """The parts of a list or of an array."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, Node) and value.shape:
        return unstacked(value)
    raise ShapeError("a list or an array is needed where a single value stands")


def unstacked(node: Node) -> list[Value]:
    """The parts of an array, by halves: the gradient of n parts then takes n log n elements, not n^2."""
    size = node.shape[0]
    if size == 1:
        return [reshape(node, shape=node.shape[1:])]
    middle = size // 2
    first, second = ((0, middle), (middle, size))
    halves = [take(node, axis=0, start=start, stop=stop) for start, stop in (first, second)]
    return [part for half in halves for part in unstacked(half)]


def item(value: Value, position: int) -> Value:
    """The part at a position (0-based) of the first level."""
    if isinstance(value, tuple):
        return value[position]
    return element(value, position)


def select(value: Value, axis: int, positions: Sequence[int]) -> Value:
    """The parts at these positions (0-based) of a level, as an array of the same rank."""
    if isinstance(value, tuple):
        if axis:
            return tuple(select(each, axis - 1, positions) for each in value)
        return tuple(value[i] for i in positions)
    if not isinstance(value, Node) or axis >= len(value.shape):
        raise ShapeError("a list or an array is needed where a single value stands")
    start, stop = (positions[0], positions[-1] + 1) if positions else (0, 0)
    if list(positions) == list(range(start, stop)) and positions:
        whole = len(positions) == value.shape[axis]
        return value if whole else take(value, axis=axis, start=start, stop=stop)
    return pick(value, axis=axis, positions=tuple(positions))


def nodes_in(value: Value) -> Iterator[Node]:
    """The nodes of a value, those in lists too."""
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from nodes_in(each)


def spliced(values: Sequence[Value]) -> Iterator[Value]:
    """The values with what Sequence holds in its place."""
    for value in values:
        if isinstance(value, Splice):
            yield from value
        else:
            yield value
