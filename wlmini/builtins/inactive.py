"""Symbols that are kept from acting: Inactive, Inactivate, Activate."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, S, Symbol, is_atom
from wlmini.kernel.declare import builtin, inert
from wlmini.kernel.matching import always

inert(
    "Inactive[f]",
    attributes="HoldFirst",
    documentation="""is the function f kept from being evaluated, until Activate lets it go.

    >>> Inactive[Plus][1, 2]
    Inactive[Plus][1, 2]
    """,
)
inert(
    "IgnoringInactive[patt]",
    documentation="""is a pattern for what patt matches whether parts of it are inactive or not.

    >>> MatchQ[Inactive[Sin][x], IgnoringInactive[Sin[_]]]
    True
    """,
)
LEFT_ACTIVE = frozenset(
    (S.List, S.Rule, S.RuleDelayed, S.Association, S.Hold, S.HoldForm, S.HoldComplete, S.Sequence, S.Inactive)
)


def matches(kernel: Any, pattern: Any) -> Any:
    """Whether a symbol is one of those that a pattern means; every one where there is none."""
    if pattern is None:
        return lambda symbol: True
    match = kernel.matcher(pattern)
    return lambda symbol: match(symbol, {}, always)


@builtin("Inactivate[expr]", "Inactivate[expr, patt]", attributes="HoldFirst")
def inactivate(kernel: Any, expr: Any, patt: Any = None) -> Any:
    """gives expr with Inactive[f] for each function f in it, or for those that match patt.

    >>> Inactivate[1 + 2]
    Inactive[Plus][1, 2]
    >>> Inactivate[2 + 2 3, Times]
    2 + Inactive[Times][2, 3]
    """
    wanted = matches(kernel, patt)

    def quieted(part: Any) -> Any:
        if not isinstance(part, Expr) or is_atom(part):
            return part
        head = part.head
        if isinstance(head, Symbol):
            head = S.Inactive(head) if head not in LEFT_ACTIVE and wanted(head) else head
        else:
            head = quieted(head)
        return Expr(head, [quieted(each) for each in part.parts])

    return quieted(expr)


@builtin("Activate[expr]", "Activate[expr, patt]")
def activate(kernel: Any, expr: Any, patt: Any = None) -> Any:
    """gives expr with the functions that were inactive, or those that match patt, acting again.

    >>> Activate[Inactive[Plus][1, 2]]
    3
    """
    wanted = matches(kernel, patt)

    def woken(part: Any) -> Any:
        if not isinstance(part, Expr) or is_atom(part):
            return part
        if part.head is S.Inactive and len(part.parts) == 1 and wanted(part.parts[0]):
            return part.parts[0]
        return Expr(woken(part.head), [woken(each) for each in part.parts])

    return woken(expr)
