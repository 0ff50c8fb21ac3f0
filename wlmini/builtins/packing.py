"""Long lists of machine numbers are packed where they are made; NumPy is read in when that first happens."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from wlmini.expr import Atom, Expr, Packed, S, is_list, make_list

PACK_FROM = 1000  # below that many numbers a plain list is as fast
IMPORT_FROM = 150_000  # below that many, reading NumPy in costs more than it saves
THREAD_FROM = 20_000  # from that many on, it pays to read NumPy in for a function of all of them
WIDEST = 2**62  # integers below it leave room for sums of a few


def is_long(count: int) -> bool:
    """Whether so many numbers are worth packing: fewer are where NumPy is there already."""
    return count >= PACK_FROM and (count >= IMPORT_FROM or "numpy" in sys.modules)


def arrays() -> Any:
    """The module of packed arrays; importing it here and late keeps NumPy out of a short script's start."""
    from wlmini import arrays

    return arrays


def is_numeric_array(value: Any) -> bool:
    """Whether a value is a NumericArray, without NumPy where there can be none."""
    return isinstance(value, Atom) and value.head is S.NumericArray


def packed_range(values: range) -> Expr:
    """The list of a range of integers."""
    if not is_long(len(values)) or max(abs(values[0]), abs(values[-1])) >= WIDEST:
        return make_list(values)
    return Packed(arrays().np.arange(values.start, values.stop, values.step))


def is_packable(value: Any) -> bool:
    """Whether a value is a machine number that arrays hold."""
    return type(value) is float or (type(value) is int and abs(value) < WIDEST)


def packed_constant(value: float, lengths: Sequence[int]) -> Expr:
    """The array of these dimensions with one machine number everywhere."""
    return Packed(arrays().np.full(tuple(lengths), value))


def compact(expr: Any, depth: int = 1) -> Any:
    """A list, or nested lists so deep, with long rows of machine numbers of one kind packed."""
    if type(expr) is not Expr or expr.head is not S.List:
        return expr
    parts = expr.parts
    if depth == 1 and not is_long(len(parts)) and not (parts and type(parts[0]) is Packed):
        return expr
    if depth > 1:
        parts = tuple([compact(p, depth - 1) for p in parts])
    kinds = {type(p) for p in parts}
    if len(kinds) != 1:
        return Expr(S.List, parts)
    kind = kinds.pop()
    if kind is Packed:
        return stacked(parts)
    made = Expr(S.List, parts)
    return packed_numbers(made) if is_long(len(parts)) else made


def packed_lists(parts: Sequence[Any]) -> tuple[Any, ...]:
    """Arguments of a Listable function, packed where they are lists long enough to be worth it."""
    least = PACK_FROM if "numpy" in sys.modules else THREAD_FROM
    return tuple([packed_numbers(p) if is_list(p) and len(p) >= least else p for p in parts])


def packed_numbers(expr: Expr) -> Expr:
    """A list packed where it holds machine numbers of one kind."""
    kinds = set(map(type, expr.parts))
    if kinds == {float} or (kinds == {int} and max(map(abs, expr.parts)) < WIDEST):
        return Packed(arrays().np.array(expr.parts))
    return expr


def stacked(rows: tuple[Packed, ...]) -> Expr:
    """Packed rows of one shape and kind as one array."""
    if len({(row.array.shape, row.array.dtype.kind) for row in rows}) > 1:
        return Expr(S.List, rows)
    return Packed(arrays().np.stack([row.array for row in rows]))
