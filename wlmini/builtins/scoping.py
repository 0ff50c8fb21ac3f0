"""Local names and local values: Module, Block, With, Function."""

from __future__ import annotations

from itertools import count
from typing import Any

from wlmini.builtins.settings import SETTINGS
from wlmini.expr import Expr, S, Symbol, is_list, make_list, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.definitions import UNSET
from wlmini.kernel.interrupts import held
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import RuleSet

MESSAGES = {
    "lvlist": "Local variables `1` are to be given as a list.",
    "lvsym": "`1` in the list of local variables is neither a symbol nor an assignment to one.",
    "lvset": "`1` in the list of local variables is an assignment to something other than a symbol.",
    "lvw": "`1` in the list of local variables of With is no assignment to a symbol.",
    "lvws": "Every local variable of With needs a value, `1` has none.",
    "dup": "The local variable `1` is named twice in `2`.",
}


def local_variables(spec: Any, lacking: str = "lvsym") -> list[tuple[Symbol, Any, bool]]:
    """(name, initial value or UNSET, delayed) of each item in {x, y = 1, z := 2}."""
    if not is_list(spec):
        raise Failure("lvlist", spec, value=None)
    found: list[tuple[Symbol, Any, bool]] = []
    for item in spec.parts:
        if isinstance(item, Symbol):
            found.append((item, UNSET, False))
        elif (
            isinstance(item, Expr)
            and item.head in (S.Set, S.SetDelayed)
            and isinstance(item.parts[0], Symbol)
        ):
            found.append((item.parts[0], item.parts[1], item.head is S.SetDelayed))
        else:
            assigns = isinstance(item, Expr) and item.head in (S.Set, S.SetDelayed)
            raise Failure("lvset" if assigns else lacking, item, value=None)
    names = [name for name, _, _ in found]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            raise Failure("dup", name, spec, value=None)
    return found


@builtin("Module[{x, y, ...}, expr]", "Module[{x = x0, ...}, expr]", attributes="HoldAll", messages=MESSAGES)
def module(kernel: Any, spec: Any, body: Any) -> Any:
    """evaluates expr with new local variables in place of x, y, ...

    >>> x = 7; {Module[{x = 1}, x + 1], x}
    {2, 7}
    """
    numbers = kernel.state.setdefault("module numbers", count(1))
    number = next(numbers)
    names: dict[Symbol, Symbol] = {}
    for name, value, delayed in local_variables(spec):
        if value is not UNSET and not delayed:
            value = kernel.evaluate(value)
        names[name] = fresh = symbol(f"{name.name}${number}")
        definition = kernel.definitions[fresh]
        definition.set_attributes(frozenset({"Temporary"}))
        if value is not UNSET:
            definition.own = value
    return kernel.evaluate(kernel.substitute(body, names))


@builtin("Block[{x, y, ...}, expr]", "Block[{x = x0, ...}, expr]", attributes="HoldAll", messages=MESSAGES)
def block(kernel: Any, spec: Any, body: Any) -> Any:
    """evaluates expr with local values for x, y, ...; the old ones are restored afterwards.

    >>> x = 7; f := x^2; {Block[{x = 2}, f], f}
    {4, 49}
    """
    values = [
        (name, value if value is UNSET or delayed else kernel.evaluate(value))
        for name, value, delayed in local_variables(spec)
    ]
    saved = [(name, save(kernel, name)) for name, _ in values]
    try:
        for name, value in values:
            hide(kernel, name, value)
        return kernel.evaluate(body)
    finally:
        with held():
            for name, old in saved:
                restore(kernel, name, old)


def save(kernel: Any, name: Symbol) -> Any:
    """What there is to restore: the value of a setting of the interpreter, else the definitions."""
    if name in SETTINGS:
        return kernel.symbol_value(name)
    definition = kernel.definitions[name]
    return definition.own, definition.down, definition.sub, definition.up


def hide(kernel: Any, name: Symbol, value: Any) -> None:
    """Give the symbol only this value, and no rules."""
    if name in SETTINGS:
        if value is not UNSET:
            SETTINGS[name](kernel, value)
        return
    kernel.set_own(name, value)
    definition = kernel.definitions[name]
    if definition.down or definition.sub or definition.up:
        kernel.changed(definition)
    definition.down, definition.sub, definition.up = RuleSet(), RuleSet(), RuleSet()


def restore(kernel: Any, name: Symbol, old: Any) -> None:
    if name in SETTINGS:
        SETTINGS[name](kernel, old)
        return
    definition = kernel.definitions[name]
    kernel.changed(definition)
    definition.own, definition.down, definition.sub, definition.up = old


@builtin("With[{x = x0, y = y0, ...}, expr]", attributes="HoldAll", messages=MESSAGES)
def with_(kernel: Any, *specs_and_body: Any) -> Any:
    """puts values in place of x, y, ... in expr, then evaluates it.

    >>> With[{n = 3}, Hold[n]]
    Hold[3]
    """
    if len(specs_and_body) < 2:
        return None
    *specs, body = specs_and_body
    if len(specs) > 1:  # With[{a = 1}, {b = a}, body] nests
        body = Expr(S.With, (*specs[1:], body))
    values: dict[Symbol, Any] = {}
    for name, value, delayed in local_variables(specs[0], "lvw"):
        if value is UNSET:
            raise Failure("lvws", name, value=None)
        values[name] = value if delayed else kernel.evaluate(value)
    return kernel.evaluate(kernel.substitute(body, values))


@builtin(
    "Function[body]",
    "Function[x, body]",
    "Function[{x, y, ...}, body]",
    "Function[params, body, attributes]",
    attributes="HoldAll",
    messages={"flpar": "Parameters `1` of `2` are neither a symbol nor a list of symbols."},
)
def function(kernel: Any, first: Any, body: Any = None, attributes: Any = None) -> Any:
    """is a pure function, written body &, with # or #1 for its first argument, #2 for the second, ...

    >>> Map[#^2 &, {1, 2, 3}]
    {1, 4, 9}
    >>> Function[{x, y}, x - y][5, 3]
    2
    """
    return None


@builtin("Unique[]", "Unique[x]", "Unique[{x, y, ...}]")
def unique(kernel: Any, x: Any = "$") -> Any:
    """gives a new symbol that was never used before.

    >>> Unique[a] === Unique[a]
    False
    """
    if is_list(x):
        return make_list(S.Unique(each) for each in x.parts)
    number = next(kernel.state.setdefault("module numbers", count(1)))
    if isinstance(x, str):
        return kernel.contexts.lookup(f"{x}{number}")
    return symbol(f"{x.name}${number}") if isinstance(x, Symbol) else None
