"""Equations in whole numbers: the points within the bounds that hold for the variables."""

from __future__ import annotations

from math import gcd
from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge
from wlmini.expr import S, same
from wlmini.kernel.numbers import is_number

COMPARISONS = {S.Less, S.LessEqual, S.Greater, S.GreaterEqual}


def natural_bounds(problem: Any, equations: list[Any], others: list[Any]) -> list[tuple[int, int]] | None:
    """Bounds from an equation of positive terms, such as x^2 + y^2 == 25."""
    bridge = Bridge(problem.kernel)
    unknowns = [bridge.variable(v) for v in problem.variables]
    natural = [positive(v, others, problem.domain) for v in problem.variables]
    for each in equations:
        value = bridge.to(each.parts[0]) - bridge.to(each.parts[1])
        terms = bridge.sympy.Poly(value, *unknowns).as_dict()
        total = -terms.pop((0,) * len(unknowns), 0)
        if total < 0:
            total, terms = -total, {m: -c for m, c in terms.items()}
        single = {m.index(max(m)): (max(m), c) for m in terms if sum(map(bool, m)) == 1 for c in [terms[m]]}
        good = all(c > 0 and all(e % 2 == 0 or natural[i] for i, e in enumerate(m)) for m, c in terms.items())
        if good and len(single) == len(unknowns):
            tops = [
                int((total / c) ** bridge.sympy.Rational(1, n))
                for n, c in (single[i] for i in range(len(unknowns)))
            ]
            return [(0 if n else -t, t) for n, t in zip(natural, tops, strict=True)]
    return None


def whole_numbers(problem: Any, equations: list[Any], others: list[Any]) -> list[list[Any]] | None:
    """Integer solutions within the bounds that the inequalities give."""
    given = [bounds_of(v, others) for v in problem.variables]
    if None in given:
        bounds = natural_bounds(problem, equations, others)
    else:
        bounds = [b for b in given if b is not None]
    if bounds is None:
        lines = linear_pair(problem, equations) if not others and len(equations) == 1 else None
        if lines is not None:
            return lines
        with problem.kernel.messages.quietly(S.All):
            found = problem.many_equations(equations) if equations else None
        return None if found is None or any(len(f) < len(problem.variables) for f in found) else found
    size = 1
    for low, high in bounds:
        size *= max(0, high - low + 1)
    if size > 200_000:
        return None
    bridge = Bridge(problem.kernel)
    unknowns = [bridge.variable(v) for v in problem.variables]
    tests = [bridge.to(c) for c in others if c.head is not S.Element]
    values = [bridge.to(e.parts[0]) - bridge.to(e.parts[1]) for e in equations]
    check = bridge.sympy.lambdify(unknowns, [[*values], [*tests]], "math")
    rows = points(bounds)
    kept = [row for row in rows if passes(*check(*row))]
    return [[S.Rule(n, v) for n, v in zip(problem.variables, row, strict=True)] for row in kept]


def linear_pair(problem: Any, equations: list[Any]) -> list[list[Any]] | None:
    """The whole numbers x, y with a x + b y == c, counted by C[1]."""
    if len(problem.variables) != 2:
        return None
    bridge = Bridge(problem.kernel)
    unknowns = [bridge.variable(v) for v in problem.variables]
    left, right = map(bridge.to, equations[0].parts)
    terms = bridge.sympy.Poly(left - right, *unknowns).as_dict()
    known = {(1, 0), (0, 1), (0, 0)}
    if not terms.keys() <= known or not all(c.is_Integer for c in terms.values()):
        return None
    a, b, c = int(terms.get((1, 0), 0)), int(terms.get((0, 1), 0)), -int(terms.get((0, 0), 0))
    if not a or not b:
        return None
    common = gcd(a, b)
    if c % common:
        return []
    a, b, c = a // common, b // common, c // common
    first = c * pow(a, -1, abs(b)) % abs(b)
    up = 1 if b > 0 else -1
    values = ((first, up * b), ((c - a * first) // b, -up * a))
    lines = [S.Plus(start, S.Times(step, S.C(1))) for start, step in values]
    whole = S.Element(S.C(1), S.Integers)
    return [
        [
            S.Rule(n, S.ConditionalExpression(line, whole))
            for n, line in zip(problem.variables, lines, strict=True)
        ]
    ]


def positive(name: Any, conditions: list[Any], domain: Any) -> bool:
    """Whether a variable is known not to be negative: 0 < x, or 0 < y and y < x."""
    if domain in (S.PositiveIntegers, S.NonNegativeIntegers, S.Primes):
        return True
    for each in conditions:
        if each.head in (S.Less, S.LessEqual, S.Greater, S.GreaterEqual) and len(each.parts) == 2:
            low, high = each.parts if each.head in (S.Less, S.LessEqual) else each.parts[::-1]
            if same(high, name) and not same(low, name):
                return (type(low) is int and low >= 0) or (
                    not is_number(low) and positive(low, [c for c in conditions if c is not each], domain)
                )
    return False


def passes(values: list[Any], tests: list[Any]) -> bool:
    return all(v == 0 for v in values) and all(tests)


def points(bounds: Any) -> list[tuple[int, ...]]:
    rows: list[tuple[int, ...]] = [()]
    for low, high in bounds:
        rows = [(*row, k) for row in rows for k in range(low, high + 1)]
    return rows


def bounds_of(name: Any, conditions: list[Any]) -> tuple[int, int] | None:
    """The smallest and largest whole number that comparisons with numbers leave for a variable."""
    low = high = None
    for each in conditions:
        if each.head not in COMPARISONS or len(each.parts) != 2:
            continue
        left, right = each.parts
        up = each.head in (S.Greater, S.GreaterEqual)
        if same(right, name):
            left, right, up = right, left, not up
        if not same(left, name) or type(right) is not int:
            continue
        strict = each.head in (S.Less, S.Greater)
        if up:
            low = right + strict if low is None else max(low, right + strict)
        else:
            high = right - strict if high is None else min(high, right - strict)
    return None if low is None or high is None else (low, high)
