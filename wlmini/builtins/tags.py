"""Definitions kept with a symbol: taking up values away, messages and defaults as lists of rules."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.assignment import evaluated_pattern, writable
from wlmini.builtins.definitions import the_symbol
from wlmini.expr import NULL, Expr, S, Symbol, make_list
from wlmini.kernel.apply import operator_of
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


@builtin(
    "TagUnset[f, lhs]",
    attributes="HoldAll",
    messages={"norep": "There is no definition for `1` with `2`.", "sym": "`1` is no symbol."},
)
def tag_unset(kernel: Any, f: Any, lhs: Any) -> Any:
    """removes the definition of lhs that is kept with the symbol f, written f/: lhs =. .

    >>> g/: h[g[1]] = 7; g/: h[g[1]] =.; h[g[1]]
    h[g[1]]
    """
    if not isinstance(f, Symbol):
        raise Failure("sym", f)
    pattern, core = evaluated_pattern(kernel, lhs)
    definition = writable(kernel, f, core)
    kernel.changed(definition)
    own = (definition.down, definition.sub) if operator_of(core) is f else ()
    if not any(rules.remove(pattern) for rules in (definition.up, *own)):
        raise Failure("norep", lhs, f)
    return NULL


@builtin("Messages[f]", attributes="HoldAll")
def messages(kernel: Any, f: Any) -> Any:
    """gives the list of rules for the messages that f was given.

    >>> f::bad = "Bad."; Messages[f]
    {HoldPattern[f::bad] :> Bad.}
    """
    definition = the_symbol(kernel, f)
    if definition is None:
        return None
    pairs = [(S.MessageName(definition.symbol, tag), text) for tag, text in definition.messages.items()]
    return make_list(S.RuleDelayed(S.HoldPattern(name), text) for name, text in pairs)


@builtin("DefaultValues[f]", attributes="HoldAll")
def default_values(kernel: Any, f: Any) -> Any:
    """gives the list of rules for Default[f, ...], the values of optional arguments that are left out.

    >>> Default[f] = 0; DefaultValues[f]
    {HoldPattern[Default[f]] :> 0}
    """
    definition = the_symbol(kernel, f)
    if definition is None:
        return None
    lefts = [
        (Expr(S.Default, (definition.symbol, *([position] if position else ()))), value)
        for position, value in definition.defaults.items()
    ]
    return make_list(S.RuleDelayed(S.HoldPattern(left), value) for left, value in lefts)
