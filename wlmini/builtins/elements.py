"""The elements that structural functions work on: an expression's parts, an association's values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wlmini.expr import Association, Expr, S, as_key, is_atom, is_list
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real

ARGUMENTS = {
    "normal": "A compound expression is expected at position `1` in `2`.",
    "list": "A list is expected at position `1` in `2`.",
    "innf": "A nonnegative integer or Infinity is expected at position `1` in `2`.",
    "intnm": "A nonnegative machine-sized integer is expected at position `1` in `2`.",
    "intpp": "A positive machine-sized integer is expected at position `1` in `2`.",
    "level": "`1` is no specification of levels, such as n, {n}, {n1, n2} or Infinity.",
    "heads": "The heads `1` and `2` of the arguments of `3` are not the same.",
}
"""Messages about arguments that functions on lists share."""


def is_compound(expr: Any) -> bool:
    """Whether an expression has elements: associations do, other atoms have none."""
    return isinstance(expr, Expr)


def elements(expr: Any) -> Sequence[Any]:
    """The parts of an expression, the values of an association; nothing for an atom."""
    if isinstance(expr, Association):
        return tuple(expr.values())
    return expr.parts if isinstance(expr, Expr) else ()


def rebuild(expr: Any, values: Iterable[Any]) -> Any:
    """The expression with other elements in place of its own: same head, same keys."""
    if isinstance(expr, Association):
        return Association(dict(zip(expr.entries, values, strict=True)))
    return Expr(expr.head, values)


def put_below(value: Any, keys: Sequence[Any], new: Any) -> Any:
    """An association with the value under the keys, one a level, replaced or added."""
    if not keys:
        return new
    if not isinstance(value, Association):
        value = Association({})
    return Association(value.entries | {as_key(keys[0]): put_below(value.get(keys[0]), keys[1:], new)})


def choose(expr: Any, positions: Sequence[int] | slice) -> Any:
    """The expression with only the elements at these positions (from 0), keys kept."""
    if isinstance(expr, Association):
        entries = list(expr.entries.items())
        chosen = entries[positions] if isinstance(positions, slice) else [entries[i] for i in positions]
        return Association(dict(chosen))
    parts = expr.parts
    chosen = parts[positions] if isinstance(positions, slice) else [parts[i] for i in positions]
    return Expr(expr.head, chosen)


def need_compound(expr: Any, call: Any, position: int = 1) -> None:
    """Complain where an argument has no elements."""
    if not is_compound(expr):
        raise Failure("normal", position, call, value=None)


def need_list(expr: Any, call: Any, position: int = 1) -> None:
    """Complain where an argument is no list."""
    if not is_list(expr):
        raise Failure("list", position, call, value=None)


def need_count(value: Any, call: Any, position: int, least: int = 0) -> int:
    """The whole number that an argument is; complains where it is none or less than `least` (0 or 1)."""
    if not is_whole(value) or value < least:
        raise Failure("intpp" if least else "intnm", position, call, value=None)
    return int(value)


def is_whole(value: Any) -> bool:
    return type(value) is int


def is_leaf(expr: Any) -> bool:
    """Whether levels end at an expression; they go on into the values of associations."""
    return is_atom(expr) and not isinstance(expr, Association)


def is_infinity(expr: Any) -> bool:
    """Whether an expression is Infinity."""
    return expr is S.Infinity or (
        isinstance(expr, Expr) and expr.head is S.DirectedInfinity and expr.parts == (1,)
    )


def limit_of(value: Any, call: Any, position: int) -> float:
    """A count that may be Infinity or UpTo[n]."""
    if is_infinity(value) or value is S.All:
        return float("inf")
    if isinstance(value, Expr) and value.head is S.UpTo and len(value.parts) == 1:
        return limit_of(value.parts[0], call, position)
    if is_real(value) and type(value) is float:
        return need_count(int(value) if value.is_integer() else value, call, position)
    return need_count(value, call, position)
