"""Conditions on one real variable as sets of SymPy's, for what is not about polynomials."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.assumptions import conjuncts
from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable
from wlmini.expr import FALSE, TRUE, Expr, S

ORDER = {S.Less, S.LessEqual, S.Greater, S.GreaterEqual, S.Inequality, S.Unequal}


def has_order(expr: Any) -> bool:
    """Whether an inequality stands in the condition: the variables in it are real then."""
    return isinstance(expr, Expr) and (
        expr.head in ORDER - {S.Unequal} or True in [has_order(p) for p in expr.parts]
    )


def set_of(bridge: Bridge, expr: Any, x: Any) -> Any:
    """The real numbers for which a condition holds."""
    sympy = bridge.sympy
    if expr is TRUE or expr is FALSE:
        return sympy.S.Reals if expr is TRUE else sympy.S.EmptySet
    if expr.head is S.And or expr.head is S.Or:
        sets = [set_of(bridge, p, x) for p in expr.parts]
        return sympy.Intersection(*sets) if expr.head is S.And else sympy.Union(*sets)
    if expr.head is S.Not:
        return sympy.Complement(sympy.S.Reals, set_of(bridge, expr.parts[0], x))
    steps = conjuncts(expr)
    if len(steps) > 1:
        return sympy.Intersection(*[set_of(bridge, p, x) for p in steps])
    if expr.head is S.Element:
        domains = {S.Reals: sympy.S.Reals, S.Integers: sympy.S.Integers, S.Complexes: sympy.S.Reals}
        if expr.parts[1] not in domains or bridge.to(expr.parts[0]) != x:
            raise Untranslatable(expr)
        return domains[expr.parts[1]]
    relation = bridge.to(expr)
    if relation in (sympy.true, sympy.false):
        return sympy.S.Reals if relation == sympy.true else sympy.S.EmptySet
    if isinstance(relation, sympy.Eq):
        return sympy.solveset(relation.lhs - relation.rhs, x, sympy.S.Reals)
    if isinstance(relation, sympy.Ne):
        return sympy.Complement(sympy.S.Reals, sympy.solveset(relation.lhs - relation.rhs, x, sympy.S.Reals))
    return sympy.solve_univariate_inequality(relation, x, relational=False)


def in_set(bridge: Bridge, solutions: Any, x: Any) -> Any:
    """x in the set, as a condition; pieces in increasing order."""
    sympy = bridge.sympy
    if solutions is sympy.S.EmptySet:
        return FALSE
    if solutions in (sympy.S.Reals, sympy.Interval(-sympy.oo, sympy.oo)):
        return S.Element(x, S.Reals)
    if isinstance(solutions, sympy.FiniteSet):
        return S.Or(*[S.Equal(x, bridge.back(v)) for v in sorted(solutions, key=lambda v: v.evalf())])
    if isinstance(solutions, sympy.Interval):
        return in_interval(bridge, solutions, x)
    if isinstance(solutions, sympy.Union):
        pieces = sorted(solutions.args, key=lambda p: p.inf.evalf())
        return S.Or(*[in_set(bridge, p, x) for p in pieces])
    if isinstance(solutions, sympy.Complement) and isinstance(solutions.args[1], sympy.FiniteSet):
        parts = [S.Unequal(x, bridge.back(v)) for v in solutions.args[1]]
        whole = solutions.args[0] == sympy.S.Reals
        return S.And(*([] if whole else [in_set(bridge, solutions.args[0], x)]), *parts)
    raise Untranslatable(solutions)


def in_interval(bridge: Bridge, interval: Any, x: Any) -> Any:
    low, high = bridge.back(interval.start), bridge.back(interval.end)
    below = S.Less if interval.left_open else S.LessEqual
    above = S.Less if interval.right_open else S.LessEqual
    if interval.start.is_infinite:
        return above(x, high)
    if interval.end.is_infinite:
        return (S.Greater if interval.left_open else S.GreaterEqual)(x, low)
    if below is above:
        return below(low, x, high)
    return S.Inequality(low, below, x, above, high)
