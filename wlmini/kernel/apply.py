"""Applying builtins to arguments: arity, options, operator forms, lookup in associations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from wlmini.expr import Association, Atom, BigReal, Expr, S, Symbol, head_of
from wlmini.kernel.arguments import is_option
from wlmini.kernel.control import Flow, ReturnFrom
from wlmini.kernel.declare import Builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_exact, is_number
from wlmini.kernel.permissions import Refused
from wlmini.kernel.rules import NOTHING
from wlmini.kernel.without_effect import heed

# Patterns of usages, which only operator forms ask about: they are compiled when one is first met.
CURRIED = r"\$?\w+\[([^\]\[]*)\]\[([^\]\[]*)\]"
PLAIN = r"\$?\w+\[(.*)\]$"
PLAIN_VALUES = {int, float, str}
S_LIST = S.List  # looked up once
MONITORS = ("EvaluationMonitor", "StepMonitor")  # options whose delayed values are evaluated time and again


def operator_of(expr: Any) -> Any:
    """The symbol at the head of the head ... of an expression."""
    while isinstance(expr, Expr):
        expr = expr.head
    return expr


# -- builtins --------------------------------------------------------------------------------------


def apply_builtin(kernel: Any, definition: Any, builtin: Builtin, expr: Expr) -> Any:
    """The builtin's value for the call, or None where it leaves the call as it stands."""
    least, most = builtin.arity
    if least < 0:
        return None
    parts, function = expr.parts, builtin.function
    assert function is not None
    try:
        if builtin.options and not builtin.reads_options:
            positional, options = split_options(kernel, definition, builtin, expr)
            if not accepts(kernel, builtin, expr.head, len(positional)):
                return None
            value = function(kernel, *positional, options=options)
        elif len(parts) < least or (most is not None and len(parts) > most):
            accepts(kernel, builtin, expr.head, len(parts))
            return None
        else:
            value = function(kernel, *parts)
        if value is None and len(parts) > 1 and "NumericFunction" in definition.attributes:
            return as_inexact(kernel, expr)
        if type(value) is Expr and value.head is S_LIST and value.tick != kernel.tick:
            stamp(kernel, value, parts if builtin.structural else None)
        return value
    except Failure as failure:
        if failure.tag == "normal" and (plain := with_lists(parts)) is not None:
            return in_kind(parts, kernel.evaluate(Expr(expr.head, plain)), builtin)
        kernel.message(failure.owner or expr.head, failure.tag, *failure.arguments)
        return failure.value
    except ReturnFrom as end:
        if end.head is not expr.head:
            raise
        return end.value
    except PASSING:
        raise
    except OverflowError:  # a number too large for what the function, or Python, can do with it
        kernel.message(S.General, "ovfl")
        return None
    except Exception as fault:
        if str(fault).startswith("Maximum allowed"):  # what NumPy says of a size that no memory holds
            raise MemoryError from fault
        report_fault(kernel, expr.head, fault)
        return None


def with_lists(parts: tuple[Any, ...]) -> list[Any] | None:
    """The arguments with lists in place of arrays of bytes or numbers; None where there are none of these."""
    plain = [listed(part) if isinstance(part, Atom) else None for part in parts]
    if not any(each is not None for each in plain):
        return None
    return [part if each is None else each for part, each in zip(parts, plain, strict=True)]


def listed(atom: Atom) -> Any | None:
    """The list of an atom that can be made again from one."""
    elements: Any = atom.normal()
    is_array = elements is not None and head_of(elements) is S_LIST and atom.rebuilt(elements) is not None
    return elements if is_array else None


def in_kind(parts: tuple[Any, ...], value: Any, builtin: Builtin) -> Any:
    """A list of elements that were only rearranged, as the kind of array that they come from."""
    if not builtin.structural or head_of(value) is not S_LIST:
        return value
    return next(part for part in parts if isinstance(part, Atom) and listed(part)).rebuilt(value)


def as_inexact(kernel: Any, expr: Expr) -> Any:
    """The call with inexact numbers for Pi, Sqrt[2] and the like, where another argument is inexact."""
    if not any(is_number(p) and not is_exact(p) for p in expr.parts):
        return None
    others = [p for p in expr.parts if not is_number(p)]
    if not others or not all(kernel.is_true(S.NumericQ(p)) for p in others):
        return None
    digits = min([p.precision for p in expr.parts if isinstance(p, BigReal)], default=S.MachinePrecision)
    if any(isinstance(p, float) for p in expr.parts):
        digits = S.MachinePrecision
    parts = [p if is_number(p) else kernel.evaluate(S.N(p, digits)) for p in expr.parts]
    return Expr(expr.head, parts) if all(map(is_number, parts)) else None


def stamp(kernel: Any, value: Expr, sources: tuple[Any, ...] | None) -> None:
    """Mark a list as evaluated where its elements are: plain values, or those of evaluated arguments."""
    tick = kernel.tick
    if sources is None:
        found = value.parts
        if found and type(found[0]) in PLAIN_VALUES and set(map(type, found)) <= PLAIN_VALUES:
            value.tick = tick
        return
    if kernel.with_up_values:  # one may be for the list as a whole
        return
    for part in sources:
        if type(part) is Expr and part.tick != tick or part is S.Nothing:
            return
    value.tick = tick


PASSING = (Flow, RecursionError, MemoryError, BrokenPipeError)  # what a session itself deals with


def report_fault(kernel: Any, head: Any, fault: Exception) -> None:
    """A fault of ours or of a library: users get a message, developers the traceback by kernel.faults."""
    if isinstance(fault, Refused):
        kernel.message(head if isinstance(head, Symbol) else S.General, "sandbox", fault.action)
        return
    kernel.faults.append(fault)
    kernel.message(S.General, "interr", head, f"{type(fault).__name__}: {fault}")


def split_options(
    kernel: Any, definition: Any, builtin: Builtin, expr: Expr
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The positional arguments, and the options: those given over the symbol's defaults."""
    parts = expr.parts
    end = len(parts)
    options = current_options(definition, builtin)
    while end > builtin.arity[0] and is_option_for(parts[end - 1], options):
        end -= 1
    for rule in option_rules(parts[end:]):
        name = option_name(rule.parts[0])
        if name not in options:
            value = S["$Failed"] if builtin.strict else None
            raise Failure("optx", rule.parts[0], expr, owner=expr.head, value=value)
        now = rule.head is S.RuleDelayed and name not in MONITORS
        options[name] = kernel.evaluate(rule.parts[1]) if now else rule.parts[1]
    if end < len(parts) or definition.options is not None:
        heed(kernel, builtin, options)
    return parts[:end], options


def is_option_for(part: Any, options: Mapping[str, Any]) -> bool:
    """Whether an argument is an option: a rule, or a list of rules for options that there are."""
    return is_option(part) and (part.head is not S.List or names_options(part, options))


def names_options(part: Any, options: Mapping[str, Any]) -> bool:
    """Whether an argument is a rule, or a list of rules, for options that there are."""
    rules = option_rules((part,)) if is_option(part) else []
    return bool(rules) and all(option_name(rule.parts[0]) in options for rule in rules)


def current_options(definition: Any, builtin: Builtin) -> dict[str, Any]:
    """The defaults of a builtin's options, with what SetOptions changed."""
    if definition.options is None:
        return dict(builtin.options)
    return {option_name(key): value for key, value in definition.options.items()}


def option_rules(parts: Any) -> list[Expr]:
    """The rules among arguments, those in lists too; the first of a name wins, so later ones come first."""
    rules: list[Expr] = []
    for part in parts:
        rules += option_rules(part.parts) if part.head is S.List else [part]
    return rules[::-1] if isinstance(parts, tuple) else rules


def option_name(key: Any) -> str:
    """Options are known by name, whether given as a symbol or a string."""
    return key.short if isinstance(key, Symbol) else key if isinstance(key, str) else repr(key)


def accepts(kernel: Any, builtin: Builtin, head: Any, given: int) -> bool:
    """Whether the number of arguments is right; a message says what is expected where it is not."""
    least, most = builtin.arity
    if given >= least and (most is None or given <= most):
        return True
    if given and any(given == len(order[0]) for order in operator_orders(builtin)):
        return False
    name = head.short if isinstance(head, Symbol) else builtin.name
    if most is None:
        kernel.message(head, *(("argmu", name, least) if given == 1 else ("argm", name, given, least)))
    elif least == most == 1:
        kernel.message(head, "argx", name, given)
    elif least == most:
        kernel.message(head, *(("argr", name, least) if given == 1 else ("argrx", name, given, least)))
    elif most == least + 1:
        kernel.message(
            head, *(("argtu", name, least, most) if given == 1 else ("argt", name, given, least, most))
        )
    elif given == 1:
        kernel.message(head, "argbu", name, least, most)
    else:
        kernel.message(head, "argb", name, given, least, most)
    return False


# -- operator forms: Map[f][list] ------------------------------------------------------------------


@cache
def names_in(usage_arguments: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\W.*", "", name.strip()) for name in usage_arguments.split(",") if name.strip())


def operator_orders(builtin: Builtin) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """(names in the first brackets, in the second, in the plain call) of each usage f[a][b]."""
    plain = re.match(PLAIN, builtin.usages[0])
    found = [re.match(CURRIED, usage) for usage in builtin.usages[1:]]
    names = names_in(plain[1]) if plain else ()
    return [(names_in(m[1]), names_in(m[2]), names) for m in found if m]


def apply_operator(kernel: Any, head: Any, expr: Expr) -> Any:
    """Map[f][list] -> Map[f, list], as a usage with two pairs of brackets declares it."""
    if not isinstance(head, Expr) or not isinstance(head.head, Symbol):
        return apply_value(kernel, head, expr)
    builtin = kernel.definitions[head.head].builtin
    if builtin is not None:
        options = [p for p in head.parts if names_options(p, builtin.options)]
        parts = head.parts[: len(head.parts) - len(options)]
        for first, second, plain in operator_orders(builtin):
            if len(first) == len(parts) and len(second) == len(expr.parts):
                given = dict(zip(first + second, parts + expr.parts, strict=True))
                order = [n for n in plain if n in given]
                if len(order) == len(given):
                    return Expr(head.head, [*(given[n] for n in order), *options])
    return apply_value(kernel, head, expr)


def apply_value(kernel: Any, head: Any, expr: Expr) -> Any:
    """assoc[key] and Key[key][assoc]: an association looks its argument up."""
    if isinstance(head, Expr) and head.head is S.Key and len(expr.parts) == 1:
        head, expr = expr.parts[0], Expr(expr.parts[0], (head,))
    if isinstance(head, Association) and len(expr.parts) == 1:
        key = expr.parts[0]
        if head_of(key) is S.Key:
            key = key.parts[0]
        value = head.get(key)
        return S.Missing("KeyAbsent", key) if value is None else value
    if isinstance(head, Association) and expr.parts:
        return Expr(Expr(head, expr.parts[:1]), expr.parts[1:])
    return NOTHING
