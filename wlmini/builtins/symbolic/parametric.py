"""Real solutions of an equation with parameters, each with the condition under which it is one."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.cylindrical import free_symbols, real_solution
from wlmini.expr import FALSE, TRUE, Expr, S, same


def real_branches(kernel: Any, equation: Any, x: Any) -> list[Any] | None:
    """The values of x, as ConditionalExpression where they are real for some values of the parameters only.

    Conditions that say the parameters are single values, as a == 0, are left out: solutions are general ones.
    """
    whole = real_solution(kernel, equation, [x])
    if whole is None or whole is FALSE:
        return None if whole is None else []
    found: dict[Any, list[Any]] = {}
    for case in cases(whole):
        value = next((c.parts[1] for c in case if c.head is S.Equal and same(c.parts[0], x)), None)
        if value is None:
            return None
        rest = [c for c in case if not same(c.parts[0], x)]
        if any(c.head is S.Equal for c in rest):
            continue
        found.setdefault(value, []).append(S.And(*[c for c in rest if c.head is not S.Element]))
    if len(found) > 1:
        found = {value: [inside(c) for c in conditions] for value, conditions in found.items()}
    return [conditional(kernel, value, conditions) for value, conditions in found.items()]


STRICT = {S.LessEqual: S.Less, S.GreaterEqual: S.Greater}


def inside(condition: Any) -> Any:
    """The condition without the borders of its region, at which solutions fall together."""
    if not isinstance(condition, Expr):
        return STRICT.get(condition, condition)
    return Expr(STRICT.get(condition.head, condition.head), [inside(p) for p in condition.parts])


def conditional(kernel: Any, value: Any, conditions: list[Any]) -> Any:
    condition = kernel.evaluate(S.Or(*[kernel.evaluate(c) for c in conditions]))
    if condition is not TRUE and len(free_symbols(condition)) == 1:
        name = free_symbols(condition)[0]
        condition = without_points(kernel, condition, name)
    return value if condition is TRUE else S.ConditionalExpression(value, condition)


def without_points(kernel: Any, condition: Any, name: Any) -> Any:
    """a < 0 || a > 0, where only the general case is meant, is no condition."""
    missing = real_solution(kernel, S.Not(condition), [name])
    single = isinstance(missing, Expr) and all(p.head is S.Equal for p in alternatives(missing))
    return TRUE if missing is FALSE or single else condition


def alternatives(condition: Any) -> list[Any]:
    return list(condition.parts) if condition.head is S.Or else [condition]


def cases(condition: Any) -> list[list[Any]]:
    """The condition as alternatives of lists of simple ones."""
    if condition.head is S.Or:
        return [case for p in condition.parts for case in cases(p)]
    if condition.head is S.And:
        found: list[list[Any]] = [[]]
        for part in condition.parts:
            found = [f + case for f in found for case in cases(part)]
        return found
    return [[condition]]
