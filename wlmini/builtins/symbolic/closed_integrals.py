"""Definite integrals of a few forms whose values are known: arcs of circles, and those of Bose and Fermi."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.expr import Expr, S, head_of, make_list, same


def between_bounds(kernel: Any, f: Any, x: Any, bounds: tuple[Any, Any], given: Any) -> Any:
    """The integral of f over x, None where it is of none of the forms."""
    table = S["$KnownIntegral"](f, make_list([x, *bounds]))
    found = kernel.evaluate(S.Assuming(given, table))
    if found is not S["$Failed"]:
        return found
    if bounds[1] is S.Infinity and type(bounds[0]) is int and bounds[0] == 0:
        found = kernel.evaluate(S["$BoseIntegral"](f, x))
        return None if found is S["$Failed"] else found
    return None if has_infinity(*bounds) else over_arc(kernel, f, make_list([x, *bounds]), given)


def over_arc(kernel: Any, f: Any, span: Any, given: Any) -> Any:
    """p[x] q[x]^(k/2) where q is a quadratic that is positive between the bounds."""
    parts: list[Any] = []
    under: Any = None
    for term in parts_of(kernel.evaluate(S.Expand(f))):
        factors = term.parts if head_of(term) is S.Times else (term,)
        roots = [p for p in factors if is_odd_root(p)]
        if len(roots) != 1 or under is not None and not same(roots[0].parts[0], under):
            return None
        under = roots[0].parts[0]
        power = (roots[0].parts[1].numerator - 1) // 2
        parts.append(S.Times(*[p for p in factors if p is not roots[0]], S.Power(under, power)))
    if under is None:
        return None
    found = kernel.evaluate(S["$ArcIntegral"](S.Expand(S.Plus(*parts)), under, span))
    return None if found is S["$Failed"] else kernel.evaluate(S.Refine(found, given))


def is_odd_root(expr: Any) -> bool:
    """Whether it is a power q^(k/2), k odd and positive."""
    if not isinstance(expr, Expr) or expr.head is not S.Power:
        return False
    exponent = expr.parts[1]
    return isinstance(exponent, Fraction) and exponent.denominator == 2 and exponent > 0


def parts_of(expr: Any) -> tuple[Any, ...]:
    return expr.parts if isinstance(expr, Expr) and expr.head is S.Plus else (expr,)


def has_infinity(*bounds: Any) -> bool:
    return any(not is_free(b, (S.Infinity, S.DirectedInfinity, S.ComplexInfinity)) for b in bounds)
