"""The parts of expressions: spliced, flattened, compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wlmini.expr import Expr, S


def splice(parts: Any) -> tuple[Any, ...]:
    """The parts with those of Sequence[...] in its place."""
    flat: list[Any] = []
    for part in parts:
        if type(part) is Expr and part.head is S.Sequence:
            flat.extend(splice(part.parts))
        else:
            flat.append(part)
    return tuple(flat)


def flatten(head: Any, parts: tuple[Any, ...]) -> list[Any]:
    """The parts with those of nested expressions of the same head in their place."""
    flat: list[Any] = []
    for part in parts:
        if type(part) is Expr and part.head is head:
            flat.extend(flatten(head, part.parts))
        else:
            flat.append(part)
    return flat


def same_parts(a: Expr, b: Expr) -> bool:
    """Whether two expressions of one head have identical parts."""
    return a is b or (
        len(a.parts) == len(b.parts) and all(x is y for x, y in zip(a.parts, b.parts, strict=True))
    )


def is_unevaluated(expr: Any) -> bool:
    return type(expr) is Expr and expr.head is S.Unevaluated and len(expr.parts) == 1


def open_threaded(parts: tuple[Any, ...], beside: Any) -> list[Any] | None:
    """The parts with Threaded[list] opened, where the list beside it has no more levels; else None."""
    threaded = [p for p in parts if type(p) is Expr and p.head is S.Threaded and len(p.parts) == 1]
    if not threaded or levels(beside) > levels(threaded[0].parts[0]):
        return None
    return [p.parts[0] if p in threaded else p for p in parts]


def levels(expr: Any) -> int:
    """How many lists lie in each other, by their first elements."""
    depth = 0
    while isinstance(expr, Expr) and expr.head is S.List:
        depth += 1
        expr = expr.parts[0] if len(expr) else None
    return depth


def stamped(kernel: Any, values: Iterable[Any]) -> Expr:
    """The list of values that are evaluated as of now."""
    made = Expr(S.List, values)
    if not kernel.with_up_values:  # one may be for the list as a whole
        made.tick = kernel.tick
    return made
