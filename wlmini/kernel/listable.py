"""Listable functions: element by element over lists, value by value over associations."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from wlmini.expr import Association, Atom, Expr, Packed, S
from wlmini.kernel.parts import open_threaded, stamped

MACHINE = {int, float}
TRANSLATED_FROM = 1000  # elements that make it worth translating a function of them and an integer
LONG = 50  # elements that make it worth trying a function of machine numbers on all of them at once


def threaded_value(kernel: Any, definition: Any, expr: Expr) -> Any:
    """The value of a Listable function of lists, or of atoms that it threads over; else None."""
    lists = length = atom = None
    for part in expr.parts:
        if not isinstance(part, Expr):
            atom = part if isinstance(part, Atom) else atom
            continue
        if type(part) is Association:
            return thread_values(kernel, expr)
        if part.head is S.List:
            lists, length = True, max(length or 0, len(part))
    if not lists:
        return None if atom is None else atom.thread(kernel, expr.head, expr.parts)
    if any(type(p) is Packed for p in expr.parts):
        packed = kernel.vectorize(expr.head, expr.parts)
        if packed is not None:
            return packed
    elif length is not None and length >= LONG:
        found = at_once(kernel, definition, expr, length)
        if found is not None:
            return found
    return thread(kernel, expr)


def at_once(kernel: Any, definition: Any, expr: Expr, length: int) -> Any:
    """A function of machine numbers over long lists of them; None where that is not all they hold."""
    if definition.machine is not None and len(expr.parts) == 2:
        if length >= TRANSLATED_FROM:
            found = translated(kernel, expr)
            if found is not None:
                return found
        found = thread_numbers(kernel, definition.machine, expr, length)
        if found is not None:
            return found
    return kernel.vectorize(expr.head, expr.parts)


def translated(kernel: Any, expr: Expr) -> Expr | None:
    """A function of a list of integers and an integer; None where its translation does not do it."""
    a, b = expr.parts
    if type(a) is Expr and type(b) is int:
        form, values = S.Function(Expr(expr.head, (S.Slot(1), b))), a.parts
    elif type(b) is Expr and type(a) is int:
        form, values = S.Function(Expr(expr.head, (a, S.Slot(1)))), b.parts
    else:
        return None
    found = kernel.accelerator.mapped(form, values) if type(values[0]) is int else None
    return None if found is None else stamped(kernel, found)


def as_list(part: Any) -> Any:
    """The list that an atom such as a SparseArray stands for; anything else as it is."""
    value = part.normal() if isinstance(part, Atom) else None
    return value if isinstance(value, Expr) and value.head is S.List else part


def thread(kernel: Any, expr: Expr) -> Any:
    """f[{a, b}, c] -> {f[a, c], f[b, c]} for a Listable head; atoms that are arrays count too."""
    if any(isinstance(p, Atom) for p in expr.parts):
        expr = Expr(expr.head, [as_list(p) for p in expr.parts])
    lists = [p for p in expr.parts if isinstance(p, Expr) and p.head is S.List]
    length = len(lists[0])
    if any(len(p) != length for p in lists):
        kernel.message(S.Thread, "tdlen", expr)
        return None
    opened = open_threaded(expr.parts, lists[0])
    if opened is not None:
        return Expr(expr.head, opened)
    columns = [p.parts if isinstance(p, Expr) and p.head is S.List else (p,) * length for p in expr.parts]
    return Expr(S.List, [Expr(expr.head, row) for row in zip(*columns, strict=True)])


def thread_numbers(kernel: Any, machine: Any, expr: Expr, length: int) -> Any:
    """A function of two machine numbers for each pair; None where it does not do them all."""
    columns = [p.parts if isinstance(p, Expr) and p.head is S.List else (p,) * length for p in expr.parts]
    if any(len(column) != length for column in columns):
        return None
    if not set(map(type, columns[0])) | set(map(type, columns[1])) <= MACHINE:
        return None
    try:
        found = list(map(machine, *columns))
        kinds = set(map(type, found))
        if not kinds <= MACHINE or (float in kinds and not all(map(math.isfinite, found))):
            return None
    except OverflowError:  # an integer too large for a real
        return None
    return stamped(kernel, found)


def thread_values(kernel: Any, expr: Expr) -> Any:
    """f[<|k -> a|>, c] -> <|k -> f[a, c]|> for a Listable head; None where the keys differ."""
    associations = [p for p in expr.parts if type(p) is Association]
    keys = list(associations[0].entries)
    if any(list(a.entries) != keys for a in associations):
        return None
    columns = [list(p.values()) if type(p) is Association else [p] * len(keys) for p in expr.parts]
    rows = zip(*columns, strict=True) if keys else ()
    values = [kernel.evaluate(Expr(expr.head, row)) for row in rows]
    return Association(dict(zip(keys, values, strict=True)))


def machine_value(function: Callable[[Any, Any], Any], a: Any, b: Any) -> Any:
    """The function of two machine numbers; None where one is no such number or the result overflows."""
    kind, other = type(a), type(b)
    if (kind is int or kind is float) and (other is int or other is float):
        try:
            value = function(a, b)
        except OverflowError:  # an integer too large for a real
            return None
        if type(value) is not float or -math.inf < value < math.inf:
            return value
    return None
