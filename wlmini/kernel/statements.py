"""The statements that define symbols anew, and the symbols that definitions refer to."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Atom, Expr, S, Symbol, make_list
from wlmini.kernel.definitions import UNSET, Definition

__all__ = ["is_defined", "needed", "statements", "symbols_in"]


def is_defined(found: Definition) -> bool:
    """Whether a user said anything about a symbol."""
    if found.builtin is not None:
        return False
    rules = (found.down, found.sub, found.up, found.numerical)
    return (
        found.own is not UNSET
        or any(rules)
        or bool(found.messages)
        or bool(found.attributes)
        or found.options is not None
    )


def needed(kernel: Any, symbols: list[Symbol]) -> list[Symbol]:
    """The symbols and those that their definitions refer to, each once."""
    found: dict[Symbol, None] = {}
    waiting = list(symbols)
    while waiting:
        each = waiting.pop(0)
        definition = kernel.definitions[each]
        if each not in found and (is_defined(definition) or each in symbols):
            found[each] = None
            waiting += [symbol for part in values_of(definition) for symbol in symbols_in(part)]
    return list(found)


def values_of(definition: Definition) -> list[Any]:
    rules = [
        part
        for group in (definition.down, definition.sub, definition.up, definition.numerical)
        for r in group
        for part in (r.lhs, r.rhs)
    ]
    return rules if definition.own is UNSET else [definition.own, *rules]


def symbols_in(expr: Any) -> list[Symbol]:
    if isinstance(expr, Symbol):
        return [] if expr.context == "System`" else [expr]
    if not isinstance(expr, Expr) or isinstance(expr, Atom):
        return []
    return [found for part in (expr.head, *expr.parts) for found in symbols_in(part)]


def statements(definition: Definition) -> list[Any]:
    """The assignments that define a symbol anew, as expressions not to be evaluated yet."""
    symbol = definition.symbol
    found: list[Any] = []
    if definition.attributes:
        found.append(
            S.Set(S.Attributes(symbol), make_list([S[name] for name in sorted(definition.attributes)]))
        )
    if definition.options is not None:
        found.append(
            S.Set(
                S.Options(symbol),
                make_list([S.Rule(key, value) for key, value in definition.options.items()]),
            )
        )
    for tag, text in definition.messages.items():
        found.append(S.Set(S.MessageName(symbol, tag), text))
    if definition.own is not UNSET:
        found.append(S.Set(symbol, definition.own))
    found += [
        S.SetDelayed(rule.lhs, rule.rhs) for group in (definition.down, definition.sub) for rule in group
    ]
    found += [
        S.TagSetDelayed(symbol, rule.lhs, rule.rhs)
        for group in (definition.up, definition.numerical)
        for rule in group
    ]
    return found
