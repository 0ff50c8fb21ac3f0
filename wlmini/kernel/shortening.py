"""Parts of expressions that are too large to be shown whole: <<n>> stands for n elements or characters."""

from __future__ import annotations

import math
from typing import Any

from wlmini.expr import Association, Atom, Delayed, Expr, Packed, S
from wlmini.integers import digits_of

DIGITS_PER_BIT = math.log10(2)
EXACT = 1 << 25  # bits of an integer whose first and last digits are worked out


class Excerpt(Atom):
    """A text in the place of a number that is too long."""

    head = S.Skeleton

    def __init__(self, text: str) -> None:
        self.text = text

    def input_form(self) -> str:
        return self.text


def size_of(expr: Any, limit: int) -> int:
    """About how many characters an expression is written with; counting ends beyond the limit."""
    total, waiting = 0, [expr]
    while waiting and total <= limit:
        one = waiting.pop()
        if isinstance(one, Packed):
            total += 3 * int(one.array.size)
        elif isinstance(one, Association):
            total += 4 * len(one)
            waiting.extend(v.value if isinstance(v, Delayed) else v for v in one.entries.values())
        elif isinstance(one, Expr):
            total += 2 * len(one.parts) + 2
            waiting.append(one.head)
            waiting.extend(one.parts)
        else:
            total += length_of(one)
    return total


def length_of(atom: Any) -> int:
    if isinstance(atom, str):
        return len(atom)
    return int(atom.bit_length() * DIGITS_PER_BIT) + 1 if isinstance(atom, int) else 4


def shortened(expr: Any, room: int) -> Any:
    """The expression, or what of it fits into about so many characters."""
    if size_of(expr, room) <= room:
        return expr
    if isinstance(expr, str):
        return middle_out(expr, room)
    if isinstance(expr, int):
        return Excerpt(long_integer(expr, room))
    if not isinstance(expr, Expr):
        return expr
    if room < 4 or not len(expr):
        return skeleton(1)
    return of_parts(expr, room)


def of_parts(expr: Expr, room: int) -> Expr:
    """The first and last parts that fit, and how many are left out between them."""
    parts = expr.parts
    count = len(parts)
    front: list[Any] = []
    left = 3 * room // 4
    while left > 0 and len(front) < count:
        part = parts[len(front)]
        if (size := size_of(part, left)) > left:
            part, size = shortened(part, left), left
        front.append(part)
        left -= size + 2
    back: list[Any] = []
    left += room // 4
    while len(front) + len(back) < count:  # those that fit whole: cutting them too would take its time
        left -= size_of(parts[count - 1 - len(back)], left) + 2
        if left < 0:
            break
        back.append(parts[count - 1 - len(back)])
    missing = count - len(front) - len(back)
    gap = [skeleton(missing)] if missing else []
    head = shortened(expr.head, room // 4)
    return Expr(head, [*front, *gap, *reversed(back)])


def skeleton(count: int) -> Expr:
    return Expr(S.HoldForm, (Expr(S.Skeleton, (count,)),))


def middle_out(text: str, room: int) -> str:
    end = room // 4
    return f"{text[: room - end]}<<{len(text) - room}>>{text[len(text) - end :]}"


def long_integer(value: int, room: int) -> str:
    """The first and last digits of an integer."""
    count = length_of(value)
    if abs(value).bit_length() > EXACT:
        return f"<<{count}>>"
    return middle_out(digits_of(value), room)
