"""Conditions over finite domains: residues of whole numbers, and True and False."""

from __future__ import annotations

from itertools import product
from math import gcd
from typing import Any

from wlmini.builtins.symbolic.boolean_algebra import atoms_of, holds
from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable
from wlmini.expr import FALSE, TRUE, Expr, S, as_key, is_list, same
from wlmini.kernel.messages import Failure

LARGEST_SEARCH = 300_000  # combinations of residues that are tried
RESIDUES = {S.Equal: True, S.Unequal: False}


def residues(kernel: Any, expr: Any, variables: list[Any], modulus: Any) -> list[tuple[int, ...]] | None:
    """The solutions modulo a number; None where there are too many combinations to try."""
    if type(modulus) is not int or modulus < 1:
        raise Failure("modp", modulus, value=None)
    equations = relations(expr)
    bridge = Bridge(kernel)
    unknowns = [bridge.variable(v) for v in variables]
    values = []
    for each in equations:
        difference = bridge.to(kernel.evaluate(S.Subtract(*each.parts)))
        polynomial = bridge.sympy.Poly(difference, *unknowns)
        if not all(c.is_Rational and gcd(int(c.q), modulus) == 1 for c in polynomial.coeffs()):
            raise Untranslatable(each)
        terms = [(m, int(c.p) * pow(int(c.q), -1, modulus) % modulus) for m, c in polynomial.terms()]
        values.append((terms, RESIDUES[each.head]))
    if modulus ** len(variables) > LARGEST_SEARCH:
        return None
    rows = product(range(modulus), repeat=len(variables))
    return [row for row in rows if all((value(t, row, modulus) == 0) is zero for t, zero in values)]


def value(terms: list[Any], row: tuple[int, ...], modulus: int) -> int:
    total = 0
    for exponents, number in terms:
        for x, n in zip(row, exponents, strict=True):
            number = number * pow(x, n, modulus) % modulus
        total += number
    return total % modulus


def relations(expr: Any) -> list[Expr]:
    """The equations that hold together."""
    if isinstance(expr, Expr) and (expr.head is S.And or is_list(expr)):
        return [r for p in expr.parts for r in relations(p)]
    if not isinstance(expr, Expr) or expr.head not in RESIDUES or len(expr.parts) != 2:
        raise Untranslatable(expr)
    return [expr]


def assignments(expr: Any, variables: list[Any]) -> list[tuple[bool, ...]] | None:
    """The truth values of the variables for which a statement holds; None for what has others in it."""
    if expr is TRUE or expr is FALSE:
        return list(product((True, False), repeat=len(variables))) if expr is TRUE else []
    atoms = atoms_of(expr, {})
    if any(not any(same(a, v) for v in variables) for a in atoms):
        return None
    keys = [as_key(v) for v in variables]
    rows = product((True, False), repeat=len(variables))
    return [row for row in rows if holds(expr, dict(zip(keys, row, strict=True)))]
