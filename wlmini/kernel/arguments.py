"""What patterns among arguments say: options, names, defaults of absent arguments, repetitions."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, S, head_of
from wlmini.kernel.matching import MANY

DEFAULTS = {S.Plus: 0, S.Times: 1, S.Power: 1}


def is_option(expr: Any) -> bool:
    """Whether an argument is a rule or (nested) lists of rules, as options are given."""
    if not isinstance(expr, Expr):
        return False
    if expr.head in (S.Rule, S.RuleDelayed):
        return len(expr.parts) == 2
    return expr.head is S.List and all(map(is_option, expr.parts))


def name_of(pattern: Any) -> Any:
    """The symbol of name:p, or None."""
    return pattern.parts[0] if isinstance(pattern, Expr) and pattern.head is S.Pattern else None


def optional_default(pattern: Any, head: Any, kernel: Any = None, position: int = 0) -> Any:
    """The value of an absent optional argument; None where the pattern is not optional."""
    if not isinstance(pattern, Expr) or pattern.head is not S.Optional:
        return None
    if len(pattern.parts) > 1:
        return pattern.parts[1]
    if kernel is not None:
        given = kernel.default_value(head, position)
        if given is not None:
            return given
    return DEFAULTS.get(head, Expr(S.Sequence))


def without_optional(pattern: Any) -> Any:
    return pattern.parts[0] if isinstance(pattern, Expr) and pattern.head is S.Optional else pattern


def repeat_counts(pattern: Expr) -> tuple[int, int]:
    """How often Repeated or RepeatedNull repeats: at least, at most."""
    least = 0 if pattern.head is S.RepeatedNull else 1
    if len(pattern.parts) < 2:
        return least, MANY
    spec = pattern.parts[1]
    bounds = spec.parts if head_of(spec) is S.List else (least, spec)
    low, high = bounds if len(bounds) == 2 else (bounds[0], bounds[0])
    return (low if isinstance(low, int) else least), (high if isinstance(high, int) else MANY)
