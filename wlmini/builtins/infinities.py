"""Arithmetic with infinite quantities: Infinity, -Infinity, ComplexInfinity and those of other directions."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Complex, Expr, S, Symbol, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_exact, is_number, is_real, is_zero, multiply, sign

INFINITE = (S.Infinity, S.ComplexInfinity, S.Indeterminate)
MINUS = S.Times(-1, S.Infinity)


def is_infinity(expr: Any) -> bool:
    """Whether an expression is an infinite quantity, or Indeterminate, by itself."""
    if not isinstance(expr, Expr):
        return expr is S.Infinity or expr is S.ComplexInfinity or expr is S.Indeterminate
    if expr.head is S.DirectedInfinity:
        return True
    return expr.head is S.Times and len(expr.parts) == 2 and expr.parts[1] is S.Infinity and same(expr, MINUS)


def is_infinite(term: Any) -> bool:
    """Whether a term of a sum is infinite, or a multiple of such."""
    if not isinstance(term, Expr):
        return term is S.Infinity or term is S.ComplexInfinity or term is S.Indeterminate
    return term.head is S.DirectedInfinity or (
        term.head is S.Times and True in [p in INFINITE for p in term.parts if type(p) is Symbol]
    )


def indeterminate(kernel: Any, expr: Any) -> Any:
    kernel.message(S.Infinity, "indet", expr)
    return S.Indeterminate


def infinite_sum(kernel: Any, infinite: list[Any]) -> Any:
    """The sum where some terms are infinite: the infinity, or Indeterminate where they differ."""
    first = infinite[0]
    if S.Indeterminate in infinite:
        return S.Indeterminate
    if all(same(t, first) for t in infinite) and (first is not S.ComplexInfinity or len(infinite) == 1):
        return first
    return indeterminate(kernel, Expr(S.Plus, infinite))


def infinite_product(kernel: Any, number: Any, others: list[Any]) -> Any:
    """A product with an infinity among its factors; None where others have no known sign."""
    if S.Indeterminate in others:
        return S.Indeterminate
    if is_zero(number):
        return indeterminate(kernel, Expr(S.Times, (number, *others)))
    for other in [o for o in others if not is_infinity(o)]:
        if (side := side_of(kernel, other)) is None:
            return None
        number = multiply(number, side)
    others = [o for o in others if is_infinity(o)]
    if S.ComplexInfinity in others:
        return S.ComplexInfinity
    directions = [direction(o) for o in others]
    if not all(map(is_number, directions)):
        return None
    for each in directions:
        number = multiply(number, each)
    if not is_real(number):
        return S.DirectedInfinity(number)
    if sign(number) > 0:
        return S.Infinity
    return MINUS


def side_of(kernel: Any, factor: Any) -> int | None:
    """1 or -1 for a factor such as Log[5] or 1 - Sqrt[2], whose sign can be told."""
    side = kernel.evaluate(S.Sign(factor))
    return side if type(side) is int and side else None


def direction(infinity: Any) -> Any:
    """The direction of an infinite quantity that has one."""
    if isinstance(infinity, Expr):
        return infinity.parts[0] if infinity.head is S.DirectedInfinity else -1
    return 1


def infinite_base(kernel: Any, base: Any, exponent: Any) -> Any:
    """An infinite quantity to a number."""
    if base is S.Indeterminate or not is_real(exponent):
        return S.Indeterminate if base is S.Indeterminate else None
    if is_zero(exponent):
        return indeterminate(kernel, Expr(S.Power, (base, exponent)))
    if sign(exponent) < 0:
        return 0
    if base is S.Infinity or base is S.ComplexInfinity:
        return base
    if type(exponent) is int and is_number(direction(base)):
        return S.Times(S.Power(direction(base), exponent), S.Infinity)
    return S.DirectedInfinity(S.Power(direction(base), exponent))


def infinite_exponent(kernel: Any, base: Any, exponent: Any) -> Any:
    """2^Infinity, (1/2)^Infinity, 2^-Infinity, E^Infinity."""
    if exponent is S.Indeterminate or base is S.Indeterminate:
        return S.Indeterminate
    if exponent is S.ComplexInfinity or type(base) is int and base == 1:
        return indeterminate(kernel, Expr(S.Power, (base, exponent)))
    growing = exponent is S.Infinity
    if not growing and not same(exponent, MINUS):
        return None
    if base is S.E:
        return S.Infinity if growing else 0
    if base is S.Infinity:
        return S.ComplexInfinity if growing else 0
    if not is_real(base) or is_zero(base):
        return 0 if is_real(base) and growing else None
    if sign(base) < 0:
        return S.ComplexInfinity if growing == (base < -1) and base != -1 else 0 if base != -1 else None
    large = base > 1
    return S.Infinity if large == growing else 0


@builtin("DirectedInfinity[]", "DirectedInfinity[z]")
def directed_infinity(kernel: Any, direction: Any = None) -> Any:
    """is an infinite quantity in the direction z.

    >>> {DirectedInfinity[-1], I Infinity === DirectedInfinity[2 I]}
    {-Infinity, True}
    """
    if direction is None or direction is S.ComplexInfinity or direction is S.Indeterminate:
        return S.ComplexInfinity
    if is_real(direction):
        if is_zero(direction):
            return S.ComplexInfinity
        return S.Infinity if sign(direction) > 0 else MINUS
    if not isinstance(direction, Complex) or not is_exact(direction):
        return None
    unit = kernel.evaluate(S.Sign(direction))
    return None if same(unit, direction) else S.DirectedInfinity(unit)
