"""Linear and quadratic equations and linear systems, with numbers and symbols as coefficients."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

from wlmini.builtins.radicals import factors, rational_root
from wlmini.builtins.symbolic.algebra import is_polynomial
from wlmini.builtins.symbolic.bridge import Bridge, attempt
from wlmini.builtins.symbolic.factoring import cancelled
from wlmini.builtins.symbolic.polynomials import (
    ONE,
    Monomial,
    Polynomial,
    expression,
    in_variable,
    merged,
    plus,
    polynomial,
    times,
)
from wlmini.expr import Expr, S, as_key, rational
from wlmini.kernel.messages import Failure
from wlmini.kernel.ordering import order_key

ROOTS_OF_UNITY = {
    (1, 1, 1): [S.Times(-1, S.Power(-1, Fraction(1, 3))), S.Power(-1, Fraction(2, 3))],
    (1, -1, 1): [S.Power(-1, Fraction(1, 3)), S.Times(-1, S.Power(-1, Fraction(2, 3)))],
}
LARGEST_SYMBOLIC = 4  # unknowns of a system that determinants with symbols are written out for


def table(kernel: Any, equation: Expr, unknowns: Any) -> Polynomial | None:
    """Left side minus right side, multiplied out; None for what is no polynomial with rational numbers."""
    difference = kernel.evaluate(S.Expand(S.Subtract(*equation.parts)))
    if not is_polynomial(kernel, difference, unknowns):
        return None
    found = polynomial(difference, opaque=tuple(unknowns))
    return found if all(isinstance(n, (int, Fraction)) for n in found.values()) else None


def plain_roots(kernel: Any, equation: Expr, x: Any) -> list[Any] | None:
    """The roots of an equation of degree 1 or 2 in x; None for any other."""
    whole = table(kernel, equation, (x,))
    if whole is None:
        return None
    powers = in_variable(whole, x)
    degree = max(powers, default=0)
    if degree == 1:
        return [quotient(kernel, negative(powers.get(0, {})), powers[1])]
    if degree != 2:
        return None
    return quadratic_roots(kernel, *[powers.get(n, {}) for n in (2, 1, 0)])


# -- polynomials as tables -----------------------------------------------------------------------------


def scaled(a: Polynomial, number: Any) -> Polynomial:
    return {m: n * number for m, n in a.items()}


def negative(a: Polynomial) -> Polynomial:
    return scaled(a, -1)


def content(*tables: Polynomial) -> Fraction:
    """The positive rational number that leaves whole coefficients without a common factor."""
    numbers = [Fraction(n) for each in tables for n in each.values()]
    if not numbers:
        return Fraction(1)
    below = lcm(*[n.denominator for n in numbers])
    return Fraction(reduce(gcd, [int(n * below) for n in numbers]), below)


def shared_powers(*tables: Polynomial) -> Monomial:
    """The largest monomial that all terms are multiples of."""
    monomials = [dict(m) for each in tables for m in each]
    bases = set.intersection(*[set(m) for m in monomials]) if monomials else set()
    return frozenset((base, min(m[base] for m in monomials)) for base in bases)


def divided(a: Polynomial, monomial: Monomial, number: Any = 1) -> Polynomial:
    """Every term divided by a monomial and a number that go into it."""
    found: Polynomial = {}
    for each, coefficient in a.items():
        exponents = dict(each)
        for base, exponent in monomial:
            exponents[base] -= exponent
        found[frozenset((b, e) for b, e in exponents.items() if e)] = rational_quotient(coefficient, number)
    return found


def rational_quotient(a: Any, b: Any) -> Any:
    value = Fraction(a) / Fraction(b)
    return value.numerator if value.denominator == 1 else value


def leading(a: Polynomial, names: list[Any]) -> Monomial:
    """The largest monomial in the lexicographic order of the bases."""
    return max(a, key=lambda m: [dict(m).get(name, 0) for name in names])


def names_in(*tables: Polynomial) -> list[Any]:
    found = {base for each in tables for monomial in each for base, _ in monomial}
    return sorted(found, key=lambda base: order_key(base[1] if type(base) is tuple else base))


def quotient(kernel: Any, above: Polynomial, below: Polynomial) -> Any:
    """above/below in lowest terms; a denominator starts with a positive coefficient of its highest power."""
    if not above:
        return 0
    monomial = shared_powers(above, below)
    above, below = divided(above, monomial), divided(below, monomial)
    number = content(above) / content(below)
    above, below = divided(above, ONE, content(above)), divided(below, ONE, content(below))
    if below[leading(below, names_in(below))] < 0:
        above, below = negative(above), negative(below)
    above, below = scaled(above, number.numerator), scaled(below, number.denominator)
    if len(below) == 1 and ONE in below and len(above) > 1 and number.denominator == 1:
        return kernel.evaluate(expression(above))
    found = kernel.evaluate(S.Times(expression(above), S.Power(expression(below), -1)))
    return lowest(kernel, found) if len(above) > 1 and len(below) > 1 else found


def lowest(kernel: Any, found: Any) -> Any:
    """Without common factors that are sums; without SymPy those are left."""
    try:
        other = attempt(cancelled, Bridge(kernel), found)
    except Failure:
        return found
    return found if other is None else other


# -- quadratic equations -------------------------------------------------------------------------------


def quadratic_roots(kernel: Any, a: Polynomial, b: Polynomial, c: Polynomial) -> list[Any]:
    """(-b -+ Sqrt[b^2 - 4 a c])/(2 a), without what cancels."""
    number = content(a, b, c)
    a, b, c = [divided(t, ONE, number) for t in (a, b, c)]
    if all(set(t) <= {ONE} for t in (a, b, c)):
        return whole_quadratic(*[t.get(ONE, 0) for t in (a, b, c)])
    if not b:
        return pure_square(kernel, a, negative(c))
    square = plus(times(b, b), scaled(times(a, c), -4))
    root = root_of_square(square)
    if root is not None:
        return [quotient(kernel, plus(negative(b), scaled(root, sign)), scaled(a, 2)) for sign in (-1, 1)]
    outside, inside = square_part(square)
    shared = content(b, outside, scaled(a, 2))
    minus_b, outside = divided(negative(b), ONE, shared), divided(outside, ONE, shared)
    below = S.Power(expression(divided(scaled(a, 2), ONE, shared)), -1)
    surd = S.Times(expression(outside), S.Sqrt(expression(inside)))
    return [S.Times(S.Plus(expression(minus_b), S.Times(sign, surd)), below) for sign in (-1, 1)]


def whole_quadratic(a: int, b: int, c: int) -> list[Any]:
    """The roots for whole coefficients without a common factor."""
    if a < 0:
        a, b, c = -a, -b, -c
    if (a, b, c) in ROOTS_OF_UNITY:
        return ROOTS_OF_UNITY[a, b, c]
    inside, outside = b * b - 4 * a * c, 1
    if inside == 0:
        return [rational(-b, 2 * a)] * 2
    for prime, count in factors(abs(inside)):
        outside *= prime ** (count // 2)
    inside //= outside * outside
    common = gcd(b, outside, 2 * a)
    over, root = rational(common, 2 * a), S.Sqrt(inside)
    return [S.Times(over, S.Plus(-b // common, S.Times(sign * outside // common, root))) for sign in (-1, 1)]


def pure_square(kernel: Any, a: Polynomial, value: Polynomial) -> list[Any]:
    """x^2 == value/a: the roots of numerator and denominator by themselves, as for positive symbols."""
    if not value:
        return [0, 0]
    shared = shared_powers(a, value)
    above, below = divided(value, shared), divided(a, shared)
    if len(below) == 1 and next(iter(below.values())) < 0:
        above, below = negative(above), negative(below)
    parts = []
    for each in (above, below):
        outside, inside = square_part(each)
        minus = len(inside) == 1 and next(iter(inside.values())) < 0
        root = S.Sqrt(expression(negative(inside) if minus else inside))
        parts.append(S.Times(expression(outside), *([S.I] if minus else []), root))
    whole = kernel.evaluate(S.PowerExpand(S.Times(parts[0], S.Power(parts[1], -1))))
    return [S.Times(-1, whole), whole]


def square_part(a: Polynomial) -> tuple[Polynomial, Polynomial]:
    """(s, r) with s^2 r the polynomial, s a number times a monomial."""
    number = content(a)
    outside = Fraction(1)
    for value, exponent in ((number.numerator, 1), (number.denominator, -1)):
        for prime, count in factors(value):
            outside *= Fraction(prime) ** (exponent * (count // 2))
    monomial = frozenset((base, e // 2) for base, e in shared_powers(a) if e > 1)
    inside = divided(a, merged(monomial, monomial), outside * outside)
    return {monomial: rational_quotient(outside, 1)}, inside


def root_of_square(square: Polynomial) -> Polynomial | None:
    """The polynomial whose square this is; None where there is none."""
    if not square:
        return {}
    names, rest = names_in(square), square
    root: Polynomial = {}
    while rest:
        first = leading(rest, names)
        if not root:
            size = rational_root(Fraction(rest[first])) if rest[first] > 0 else None
            if size is None or any(e % 2 for _, e in first):
                return None
            term: Polynomial = {frozenset((b, e // 2) for b, e in first): rational_quotient(size, 1)}
            start = next(iter(term))
        else:
            exponents = dict(first)
            if any(exponents.get(b, 0) < e for b, e in start):
                return None
            term = divided({first: rest[first]}, start, 2 * root[start])
            if next(iter(term)) in root:
                return None
        rest = plus(rest, negative(times(plus(scaled(root, 2), term), term)))
        root = plus(root, term)
    return root


# -- linear systems ------------------------------------------------------------------------------------


def linear_system(kernel: Any, equations: list[Any], unknowns: list[Any]) -> list[dict[Any, Any]] | None:
    """The solution of a linear system, {unknown: value}, in a list; an empty one where there is none.

    None where the system is not linear, or has symbols as coefficients and is not square. Unknowns that stay
    free are the first ones.
    """
    rows, sides = [], []
    for equation in equations:
        whole = table(kernel, equation, unknowns)
        row = None if whole is None else linear_row(whole, unknowns)
        if row is None:
            return None
        rows.append(row[0])
        sides.append(row[1])
    if all(set(entry) <= {ONE} for row in rows for entry in row):
        matrix = [[Fraction(entry.get(ONE, 0)) for entry in row] for row in rows]
        return eliminated(kernel, matrix, sides, unknowns)
    return by_determinants(kernel, rows, sides, unknowns)


def linear_row(whole: Polynomial, unknowns: list[Any]) -> tuple[list[Polynomial], Polynomial] | None:
    """The coefficients of the unknowns and what stands on the right side."""
    places = {as_key(x): place for place, x in enumerate(unknowns)}
    row: list[Polynomial] = [{} for _ in unknowns]
    side: Polynomial = {}
    for monomial, number in whole.items():
        mine = [(base, e) for base, e in monomial if base in places]
        if not mine:
            side[monomial] = -number
        elif len(mine) > 1 or mine[0][1] != 1:
            return None
        else:
            row[places[mine[0][0]]][monomial - {mine[0]}] = number
    return row, side


def eliminated(
    kernel: Any, rows: list[list[Fraction]], sides: list[Polynomial], unknowns: list[Any]
) -> list[dict[Any, Any]]:
    """Gauss and Jordan, from the last unknown to the first."""
    pivots: dict[int, int] = {}  # column -> row
    done = 0
    for column in reversed(range(len(unknowns))):
        found = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if found is None:
            continue
        rows[done], rows[found] = rows[found], rows[done]
        sides[done], sides[found] = sides[found], sides[done]
        pivot = rows[done][column]
        rows[done], sides[done] = [v / pivot for v in rows[done]], scaled(sides[done], 1 / pivot)
        for r in range(len(rows)):
            factor = rows[r][column]
            if r != done and factor:
                rows[r] = [v - factor * w for v, w in zip(rows[r], rows[done], strict=True)]
                sides[r] = plus(sides[r], scaled(sides[done], -factor))
        pivots[column] = done
        done += 1
    if any(sides[done:]):
        return []
    return [
        {unknowns[c]: solved(kernel, rows[pivots[c]], sides[pivots[c]], unknowns, c) for c in sorted(pivots)}
    ]


def solved(kernel: Any, row: list[Fraction], side: Polynomial, unknowns: list[Any], column: int) -> Any:
    """The value of an unknown: the right side less the unknowns that stay free."""
    free = [(c, v) for c, v in enumerate(row) if c != column and v]
    value = divided(side, ONE)
    for place, coefficient in free:
        value = plus(value, {frozenset([(as_key(unknowns[place]), 1)]): rational_quotient(-coefficient, 1)})
    return kernel.evaluate(expression(value)) if free else quotient(kernel, value, {ONE: 1})


def by_determinants(
    kernel: Any, rows: list[list[Polynomial]], sides: list[Polynomial], unknowns: list[Any]
) -> list[dict[Any, Any]] | None:
    """Cramer's rule for a regular square system with symbols."""
    if len(rows) != len(unknowns) or len(rows) > LARGEST_SYMBOLIC:
        return None
    whole = determinant(rows)
    if not whole:
        return None
    found = {}
    for place, unknown in enumerate(unknowns):
        changed = [[*r[:place], s, *r[place + 1 :]] for r, s in zip(rows, sides, strict=True)]
        found[unknown] = quotient(kernel, determinant(changed), whole)
    return [found]


def determinant(rows: list[list[Polynomial]]) -> Polynomial:
    """By the first row."""
    if len(rows) == 1:
        return rows[0][0]
    total: Polynomial = {}
    for place, entry in enumerate(rows[0]):
        if entry:
            minor = determinant([[*r[:place], *r[place + 1 :]] for r in rows[1:]])
            total = plus(total, scaled(times(entry, minor), -1 if place % 2 else 1))
    return total
