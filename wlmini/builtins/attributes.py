"""Attributes of symbols, and their protection."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.assignment import attribute_names, symbols_of
from wlmini.expr import NULL, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

KNOWN = frozenset(
    [
        "Constant",
        "Flat",
        "HoldAll",
        "HoldAllComplete",
        "HoldFirst",
        "HoldRest",
        "Listable",
        "Locked",
        "NHoldAll",
        "NHoldFirst",
        "NHoldRest",
        "NumericFunction",
        "OneIdentity",
        "Orderless",
        "Protected",
        "ReadProtected",
        "SequenceHold",
        "Stub",
        "Temporary",
    ]
)
UNKNOWN = {
    "attnf": "`1` is no attribute that is known.",
    "ssle": "A symbol or the name of one, a string, is expected in place of `1`.",
}


@builtin("Attributes[symbol]", attributes="HoldAll Listable", messages=UNKNOWN)
def attributes(kernel: Any, symbol: Any) -> Any:
    """gives the list of attributes of a symbol.

    >>> Attributes[Plus]
    {Flat, Listable, NumericFunction, OneIdentity, Orderless, Protected}
    """
    owners = symbols_of(kernel, symbol if isinstance(symbol, Symbol) else kernel.evaluate(symbol))
    if not owners:
        raise Failure("ssle", symbol, value=None)
    return make_list(S[n] for n in sorted(kernel.definitions[owners[0]].attributes))


def known_names(spec: Any) -> frozenset[str]:
    """The names of attributes; a message where one is unknown."""
    names = frozenset(attribute_names(spec))
    for name in sorted(names - KNOWN):
        raise Failure("attnf", S[name], owner=S.Attributes, value=None)
    return names


def change_attributes(kernel: Any, spec: Any, change_set: Any) -> Any:
    owners = symbols_of(kernel, kernel.evaluate(spec) if isinstance(spec, Expr) else spec)
    if not owners and not is_list(spec):
        raise Failure("sym", spec, 1, value=None)
    for symbol in owners:
        old = kernel.definitions[symbol].attributes
        if "Locked" in old:
            raise Failure("locked", symbol, owner=S.Attributes, value=NULL)
        kernel.set_attributes(symbol, change_set(old))
    return NULL


@builtin("SetAttributes[symbol, attributes]", attributes="HoldFirst")
def set_attributes(kernel: Any, symbol: Any, names: Any) -> Any:
    """adds attributes to those of a symbol, or of a list of symbols.

    >>> SetAttributes[f, Listable]; f[{1, 2}]
    {f[1], f[2]}
    """
    return change_attributes(kernel, symbol, lambda old: old | known_names(names))


@builtin("ClearAttributes[symbol, attributes]", attributes="HoldFirst")
def clear_attributes(kernel: Any, symbol: Any, names: Any) -> Any:
    """takes attributes away from a symbol, or from a list of symbols.

    >>> SetAttributes[f, {Flat, Listable}]; ClearAttributes[f, Flat]; Attributes[f]
    {Listable}
    """
    return change_attributes(kernel, symbol, lambda old: old - frozenset(attribute_names(names)))


@builtin("Protect[s1, s2, ...]", attributes="HoldAll", messages=UNKNOWN)
def protect(kernel: Any, *symbols: Any) -> Any:
    """keeps definitions of the symbols from being changed.

    >>> f[1] = 2; Protect[f]
    {f}
    """
    return mark_protected(kernel, symbols, protected=True)


@builtin("Unprotect[s1, s2, ...]", attributes="HoldAll", messages=UNKNOWN)
def unprotect(kernel: Any, *symbols: Any) -> Any:
    """lets definitions of the symbols be changed again.

    >>> Unprotect[Plus]
    {Plus}
    """
    return mark_protected(kernel, symbols, protected=False)


def mark_protected(kernel: Any, symbols: tuple[Any, ...], *, protected: bool) -> Any:
    """The names of those whose protection changed."""
    changed = []
    for spec in symbols:
        if not isinstance(spec, (Expr, Symbol, str)):
            kernel.message(S.Protect if protected else S.Unprotect, "ssym", spec)
    for symbol in (s for spec in symbols for s in symbols_of(kernel, spec)):
        old = kernel.definitions[symbol].attributes
        if "Locked" in old:
            kernel.message(S.Protect if protected else S.Unprotect, "locked", symbol)
        elif ("Protected" in old) != protected:
            kernel.set_attributes(symbol, old | {"Protected"} if protected else old - {"Protected"})
            changed.append(symbol)
    return make_list(kernel.name_of(s) for s in changed)
