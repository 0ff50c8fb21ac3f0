"""Functions as parameters of layers: which expressions are pure functions, their slots, their arguments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..expr import Expr, Packed, S, Symbol, is_list

__all__ = [
    "PURE", "argument_count", "innermost", "is_pure", "most_arguments", "named_slots",
]  # fmt: skip

COMPOSED = (S.Composition, S.RightComposition)
PURE = (S.Function, *COMPOSED)


def is_pure(expr: Any) -> bool:
    """Whether an expression is a pure function or a composition."""
    return isinstance(expr, Expr) and expr.head in PURE


def innermost(function: Any) -> Any:
    """The function that gets the arguments: of a composition, the one applied first."""
    while isinstance(function, Expr) and function.head in COMPOSED:
        function = function.parts[-1 if function.head is S.Composition else 0]
    return function


def named_slots(function: Any) -> dict[str, None]:
    """The names of the slots of a pure function, in order; those of functions inside are their own."""
    if not isinstance(function, Expr) or function.head is not S.Function or len(function.parts) != 1:
        return {}
    return dict.fromkeys(name for name in slots(function.parts[0]) if isinstance(name, str))


def slots(expr: Any) -> Iterator[Any]:
    """The numbers and names of the slots of an expression."""
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return
    if expr.head is S.Slot:
        yield from expr.parts
    elif expr.head is S.SlotSequence:
        yield S.Infinity
    elif not (expr.head is S.Function and len(expr.parts) == 1):
        for part in (expr.head, *expr.parts):
            yield from slots(part)


def argument_count(function: Any) -> int | None:
    """How many arguments a function takes; None where that is open."""
    if not isinstance(function, Expr) or function.head is not S.Function or not function.parts:
        return TWO.get(function.short) if isinstance(function, Symbol) else None
    if len(function.parts) > 1:
        return len(function.parts[0].parts) if is_list(function.parts[0]) else 1
    found = list(slots(function.parts[0]))
    if S.Infinity in found:
        return None
    return max([number for number in found if type(number) is int], default=None)


TWO = dict.fromkeys(("Subtract", "Divide", "Power", "Mod", "ArcTan", "Surd", "Quotient"), 2)


def most_arguments(expr: Any) -> int:
    """How many arguments a function and those inside of it take at the most: by the highest slot (a slot
    with a name is one of several) or the number of variables.
    """
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return 0
    if expr.head is S.Slot and expr.parts:
        return expr.parts[0] if type(expr.parts[0]) is int else 2
    named = expr.head is S.Function and len(expr.parts) > 1 and is_list(expr.parts[0])
    own = len(expr.parts[0]) if named else 0
    return max(own, *map(most_arguments, (expr.head, *expr.parts)))
