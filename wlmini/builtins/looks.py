"""Assignments that say how expressions look: Format, MakeBoxes, SyntaxInformation."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, S, Symbol
from wlmini.kernel.apply import operator_of
from wlmini.kernel.evaluate import strip_condition
from wlmini.kernel.messages import Failure

FAILED = S["$Failed"]


def set_boxes(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """MakeBoxes[expr, form] := boxes."""
    if len(lhs.parts) not in (1, 2):
        raise Failure("setraw", lhs, owner=S.Set, value=FAILED)
    form = lhs.parts[1] if len(lhs.parts) == 2 else S.Blank()
    add_format(kernel, lhs, S.MakeBoxes(lhs.parts[0], form), "MakeBoxes", rhs, delayed)


def set_syntax(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """SyntaxInformation[f] = {...}."""
    if len(lhs.parts) != 1 or not isinstance(lhs.parts[0], Symbol):
        raise Failure("setraw", lhs, owner=S.Set, value=FAILED)
    kernel.state.setdefault("syntax information", {})[lhs.parts[0]] = kernel.evaluate(rhs)


def add_format(kernel: Any, lhs: Expr, pattern: Any, form: str, rhs: Any, delayed: bool) -> None:
    """A rule about the look of a symbol's expressions."""
    owner = operator_of(strip_condition(lhs.parts[0]))
    if not isinstance(owner, Symbol):
        raise Failure("setraw", lhs, owner=S.Set, value=FAILED)
    if "Protected" in kernel.definitions[owner].attributes:
        raise Failure("write", owner, lhs, value=FAILED)
    kernel.state["formats"].add(owner, form, pattern, rhs, delayed)
