"""Polynomials as tables of coefficients: the form in which algebra is done."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from wlmini.expr import Expr, S, as_key, from_key
from wlmini.kernel.numbers import add, is_exact, is_number, is_zero, multiply

# monomial -> coefficient; a monomial is the set of its (base key, exponent > 0) pairs
Monomial = frozenset[tuple[Hashable, int]]
Polynomial = dict[Monomial, Any]
ONE: Monomial = frozenset()


def vanishes(number: Any) -> bool:
    return is_exact(number) and is_zero(number)


def plus(a: Polynomial, b: Polynomial) -> Polynomial:
    found = dict(a)
    for monomial, number in b.items():
        total = add(found[monomial], number) if monomial in found else number
        if vanishes(total):
            found.pop(monomial, None)
        else:
            found[monomial] = total
    return found


def merged(a: Monomial, b: Monomial) -> Monomial:
    if not a or not b:
        return a or b
    exponents = dict(a)
    for base, exponent in b:
        exponents[base] = exponents.get(base, 0) + exponent
    return frozenset(exponents.items())


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    found: Polynomial = {}
    for left, x in a.items():
        for right, y in b.items():
            monomial, number = merged(left, right), multiply(x, y)
            found[monomial] = add(found[monomial], number) if monomial in found else number
    return {m: n for m, n in found.items() if not vanishes(n)}


def power(a: Polynomial, exponent: int) -> Polynomial:
    """By repeated multiplication: for sparse polynomials that is less work than squaring."""
    found: Polynomial = {ONE: 1}
    for _ in range(exponent):
        found = times(found, a)
    return found


def polynomial(expr: Any, opaque: Any = ()) -> Polynomial:
    """The expression multiplied out; whatever is no sum, product or whole power counts as a base.

    Expressions in `opaque` are bases as they stand.
    """
    if is_number(expr):
        return {} if vanishes(expr) else {ONE: expr}
    if not isinstance(expr, Expr) or expr in opaque:
        return {frozenset([(as_key(expr), 1)]): 1}
    if expr.head is S.Plus:
        total: Polynomial = {}
        for part in expr.parts:
            total = plus(total, polynomial(part, opaque))
        return total
    if expr.head is S.Times:
        product: Polynomial = {ONE: 1}
        for part in expr.parts:
            product = times(product, polynomial(part, opaque))
        return product
    if expr.head is S.Power and len(expr.parts) == 2 and type(expr.parts[1]) is int and expr.parts[1] > 0:
        base, exponent = expr.parts
        if isinstance(base, Expr) and base.head in (S.Plus, S.Times):
            return power(polynomial(base, opaque), exponent)
        return {frozenset([(as_key(base), exponent)]): 1}
    return {frozenset([(as_key(expr), 1)]): 1}


def term(monomial: Monomial, number: Any) -> Any:
    """number times the monomial, as an expression."""
    factors = [from_key(base) if e == 1 else S.Power(from_key(base), e) for base, e in monomial]
    if not factors:
        return number
    if type(number) is int and number == 1:
        return factors[0] if len(factors) == 1 else Expr(S.Times, factors)
    return Expr(S.Times, [number, *factors])


def expression(table: Polynomial) -> Any:
    """The sum of the terms, to be evaluated."""
    terms = [term(m, n) for m, n in table.items()]
    return terms[0] if len(terms) == 1 else Expr(S.Plus, terms) if terms else 0


def in_variable(table: Polynomial, variable: Any) -> dict[int, Polynomial]:
    """Exponent of the variable -> what it is multiplied by."""
    key = as_key(variable)
    found: dict[int, Polynomial] = {}
    for monomial, number in table.items():
        exponent = dict(monomial).get(key, 0)
        rest = frozenset(pair for pair in monomial if pair[0] != key)
        found.setdefault(exponent, {})[rest] = number
    return found


def exact(expr: Any) -> bool:
    """Whether no inexact number stands in the expression."""
    if isinstance(expr, Expr):
        return False not in [exact(p) for p in expr.parts]
    return not is_number(expr) or is_exact(expr)
