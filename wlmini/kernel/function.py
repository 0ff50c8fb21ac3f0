"""Pure functions: filling arguments into slots and named parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.expr import Association, Expr, Packed, S, Symbol, head_of, is_atom
from wlmini.kernel import control
from wlmini.kernel.listable import thread
from wlmini.kernel.rules import NOTHING
from wlmini.kernel.substitute import KEEPING, spliced

Filler = Callable[[Expr, tuple[Any, ...]], Any]  # (function, arguments) -> filled-in body
FILLERS = 4096  # compiled bodies kept


def apply_function(kernel: Any, expr: Expr, function: Expr) -> Any:
    """The value of Function[...][arguments]: the body filled in, which Return may end."""
    if not function.parts:
        return expr
    held = function_attributes(function) if len(function.parts) > 2 else frozenset()
    parts = expr.parts if "HoldAllComplete" in held else arguments(kernel, expr.parts, held)
    if "Listable" in held and any(head_of(p) is S.List for p in parts):
        return thread(kernel, Expr(function, parts))
    value = kernel.accelerator.apply(function, parts)
    if value is not NOTHING:
        return value
    body = fill(kernel, function, parts)
    if body is None:
        return expr
    if type(body) is Expr and kernel.may_return(body):
        try:
            return kernel.evaluate(body)
        except control.Return as end:
            return end.value
    return body


def function_attributes(function: Expr) -> frozenset[str]:
    """The attributes in the third argument of Function."""
    spec = function.parts[2]
    return frozenset(
        s.short for s in (spec.parts if isinstance(spec, Expr) else (spec,)) if isinstance(s, Symbol)
    )


def arguments(kernel: Any, parts: tuple[Any, ...], held: frozenset[str]) -> tuple[Any, ...]:
    """The arguments evaluated unless held, with Sequence spliced and Unevaluated stripped."""
    first, rest = "HoldAll" in held or "HoldFirst" in held, "HoldAll" in held or "HoldRest" in held
    flat: list[Any] = []
    for index, part in enumerate(parts):
        value = part if (rest if index else first) else kernel.evaluate(part)
        if type(value) is Expr and value.head is S.Sequence:
            flat.extend(value.parts)
        elif type(value) is Expr and value.head is S.Unevaluated and len(value.parts) == 1:
            flat.append(value.parts[0])
        else:
            flat.append(value)
    return tuple(flat)


def fill(kernel: Any, function: Expr, parts: tuple[Any, ...]) -> Any:
    """The body with the arguments in place; None, after a message, where there are too few."""
    if len(function.parts) == 1 or function.parts[0] is S.Null:
        return slot_filler(kernel, function)(function, parts)
    spec, body = function.parts[0], function.parts[1]
    names = spec.parts if head_of(spec) is S.List else (spec,)
    if not all(isinstance(name, Symbol) for name in names):
        kernel.message(S.Function, "flpar", spec, function)
        return None
    if len(names) > len(parts):
        kernel.message(S.Function, "fpct", spec, function, len(parts))
        return None
    return kernel.substitute(body, dict(zip(names, parts, strict=False)))


def slot_filler(kernel: Any, function: Expr) -> Filler:
    """The compiled body of a function with slots."""
    found: Filler | None = kernel.fillers.get(function)
    if found is None:
        body = function.parts[0] if len(function.parts) == 1 else function.parts[1]
        found = compile_slots(kernel, body) or (lambda function, arguments: body)
        if len(kernel.fillers) >= FILLERS:
            kernel.fillers.clear()
        kernel.fillers[function] = found
    return found


def compile_slots(kernel: Any, expr: Any) -> Filler | None:
    """The filler of a subexpression, or None where it has no slot of this function."""
    if not isinstance(expr, Expr) or isinstance(expr, Packed) or is_atom(expr):
        return None
    if expr.head is S.Slot and len(expr.parts) == 1:
        return slot(kernel, expr)
    if expr.head is S.SlotSequence and len(expr.parts) == 1 and isinstance(expr.parts[0], int):
        start = expr.parts[0] - 1
        return lambda function, arguments: Expr(S.Sequence, arguments[start:])
    if expr.head is S.Function and (len(expr.parts) < 2 or expr.parts[0] is S.Null):
        return None
    head = compile_slots(kernel, expr.head)
    parts = [compile_slots(kernel, p) for p in expr.parts]
    if head is None and not any(parts):
        return None
    old_head, pairs = expr.head, list(zip(expr.parts, parts, strict=True))
    places = [i for i, p in enumerate(expr.parts) if head_of(p) is S.SlotSequence and parts[i]]
    places = [] if old_head in KEEPING else places

    def filled(function: Expr, arguments: tuple[Any, ...]) -> Any:
        values = [p if make is None else make(function, arguments) for p, make in pairs]
        new_head = old_head if head is None else head(function, arguments)
        return Expr(new_head, spliced(values, places) if places else values)

    return filled


def slot(kernel: Any, expr: Expr) -> Filler:
    """#n, #0 and #name."""
    which = expr.parts[0]
    if isinstance(which, str):
        return lambda function, arguments: named_slot(kernel, expr, which, function, arguments)
    if which == 0:
        return lambda function, arguments: function
    index = which - 1

    def numbered(function: Expr, arguments: tuple[Any, ...]) -> Any:
        if index < len(arguments):
            return arguments[index]
        kernel.message(S.Function, "slotn", which, function, Expr(function, arguments))
        return expr

    return numbered


def named_slot(kernel: Any, expr: Expr, name: str, function: Expr, arguments: tuple[Any, ...]) -> Any:
    """#name: the value under that key in the first argument."""
    if arguments and isinstance(arguments[0], Association):
        value = arguments[0].get(name)
        return S.Missing("KeyAbsent", name) if value is None else value
    kernel.message(S.Function, "slota", name, Expr(function, arguments))
    return expr
