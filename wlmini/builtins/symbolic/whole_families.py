"""Whole solutions as Solve gives them: families with C[1], or points."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.whole_solutions import (
    any_whole,
    bounds_of,
    family_values,
    linear_family,
    whole_rows,
)
from wlmini.expr import FALSE, TRUE, S


def whole_solutions(problem: Any, equations: list[Any], others: list[Any]) -> list[list[Any]] | None:
    """None where the whole numbers that solve it are too many to list and no family."""
    kernel, variables = problem.kernel, problem.variables
    conditions = [*equations, *others, *bounds_of(problem.domain, variables)]
    whole = kernel.evaluate(S.And(*conditions))
    if whole is TRUE or whole is FALSE:
        return [] if whole is FALSE else None
    family = linear_family(kernel, whole, variables)
    if isinstance(family, bool):
        return []
    if family is not None:
        return [[S.Rule(v, e) for v, e in zip(variables, members(kernel, family), strict=True)]]
    rows = whole_rows(kernel, whole, variables)
    return rows if rows is None else [list(map(S.Rule, variables, row)) for row in rows]


def members(kernel: Any, family: Any) -> list[Any]:
    count = len(family[1])
    values = family_values(kernel, family)
    return [S.ConditionalExpression(v, any_whole(count)) for v in values] if count else values
