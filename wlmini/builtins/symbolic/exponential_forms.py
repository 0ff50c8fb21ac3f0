"""Trigonometric expressions treated as rational functions of exponentials."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, S, same


def by_exponentials(kernel: Any, head: Any, expr: Any, options: dict[str, Any]) -> Any:
    """What a function of rational expressions makes of one in which exponentials stand for Sin and Cos."""
    rules = [S.Rule(S[name], value) for name, value in options.items()]
    angles = kernel.evaluate(S.TrigToExp(expr))
    if same(angles, expr):
        return head(expr, *rules)
    found = kernel.evaluate(S.ExpToTrig(head(angles, *rules)))
    simple = kernel.evaluate(S.Simplify(found))
    return simple if complexity(simple) <= complexity(expr) else head(expr, *rules)


def complexity(expr: Any) -> int:
    """The number of heads and atoms in an expression."""
    return 1 + sum(map(complexity, expr.parts)) if isinstance(expr, Expr) else 1
