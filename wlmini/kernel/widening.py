"""Rules for Flat heads: what matches f[a, b] matches it among the arguments of f[x, a, b, y] too."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, S
from wlmini.kernel.rules import NOTHING, Rule, holds_condition

BEFORE, AFTER = S["$before"], S["$after"]
AROUND = (S.Condition, S.HoldPattern)  # what a left side may stand in


class FlatRule(Rule):
    """A definition for a Flat head; where it does not match, it is tried for some of the arguments."""

    __slots__ = ("count", "wide")

    def __init__(self, kernel: Any, lhs: Any, rhs: Any, delayed: bool, wide: tuple[Any, Any]) -> None:
        super().__init__(kernel, lhs, rhs, delayed)
        self.wide = Rule(kernel, *wide, delayed)
        while lhs.head in AROUND:
            lhs = lhs.parts[0]
        self.count = len(lhs.parts)

    def apply(self, expr: Any) -> Any:
        value = super().apply(expr)
        if value is not NOTHING or len(expr.parts) <= self.count:  # nothing would be left out
            return value
        return self.wide.apply(expr)


def definition_rule(kernel: Any, lhs: Any, rhs: Any, delayed: bool) -> Rule:
    """The rule of a definition, which under a Flat head is one for some of the arguments too."""
    wide = wide_sides(kernel, lhs, rhs)
    return Rule(kernel, lhs, rhs, delayed) if wide is None else FlatRule(kernel, lhs, rhs, delayed, wide)


def wide_sides(kernel: Any, lhs: Any, rhs: Any) -> tuple[Any, Any] | None:
    """Both sides with the arguments before and after; None where the head is not Flat or takes one argument.

    Each pattern stands for one argument there (that is what HoldPattern says under a Flat head): all the
    ways to take several would be too many.
    """
    if isinstance(lhs, Expr) and lhs.head in AROUND and lhs.parts:
        inner = wide_sides(kernel, lhs.parts[0], rhs)
        return inner and (Expr(lhs.head, (inner[0], *lhs.parts[1:])), inner[1])
    if not isinstance(lhs, Expr) or len(lhs.parts) < 2:
        return None
    attributes = kernel.attributes_of(lhs.head)
    if "Flat" not in attributes:
        return None
    first, last = (S.Pattern(name, S.BlankNullSequence()) for name in (BEFORE, AFTER))
    single = tuple(S.HoldPattern(part) for part in lhs.parts)
    if "Orderless" in attributes:
        return Expr(lhs.head, (*single, last)), among(lhs.head, (), rhs)
    return Expr(lhs.head, (first, *single, last)), among(lhs.head, (BEFORE,), rhs)


def among(head: Any, before: tuple[Any, ...], rhs: Any) -> Any:
    """A right side among the arguments that it leaves; a condition at its end stays at the end."""
    if not holds_condition(rhs):
        return Expr(head, (*before, rhs, AFTER))
    if rhs.head is S.Condition:
        return S.Condition(among(head, before, rhs.parts[0]), rhs.parts[1])
    *first, last = rhs.parts
    if last.head is S.CompoundExpression:
        last = Expr(last.head, (*last.parts[:-1], among(head, before, last.parts[-1])))
        return Expr(rhs.head, (*first, last))
    return Expr(rhs.head, (*first, among(head, before, last)))
