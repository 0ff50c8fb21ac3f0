"""Conditions on whole numbers: linear ones by families, bounded ones by points, x y == n by divisors."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import Any

from wlmini.builtins.symbolic.bridge import Untranslatable
from wlmini.builtins.symbolic.cells import Cell, floor_of
from wlmini.builtins.symbolic.cylindrical import RealSystem, free_symbols
from wlmini.builtins.symbolic.plain_equations import linear_row, table
from wlmini.builtins.symbolic.polynomials import ONE, expression
from wlmini.builtins.symbolic.solution_options import modular_solutions
from wlmini.expr import FALSE, TRUE, Expr, S, as_key, is_list, same
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number

MOST_POINTS = 3000  # values that are tried one by one
BOUNDS = {
    S.Integers: None, S.PositiveIntegers: (S.GreaterEqual, 1), S.NonNegativeIntegers: (S.GreaterEqual, 0),
    S.NegativeIntegers: (S.LessEqual, -1), S.NonPositiveIntegers: (S.LessEqual, 0),
    S.Primes: (S.GreaterEqual, 2),
}  # fmt: skip
Column = list[int]


def whole_condition(kernel: Any, expr: Any, variables: list[Any], domain: Any) -> Any:
    """The condition solved for whole numbers; None where that cannot be done."""
    if any(not any(same(s, v) for v in variables) for s in free_symbols(expr)):
        return None
    within = kernel.evaluate(S.And(expr, *bounds_of(domain, variables)))
    if within is TRUE or within is FALSE:
        return within
    family = linear_family(kernel, within, variables)
    if family is not None:
        return family_condition(kernel, variables, family)
    if obstructed(kernel, within, variables):
        return FALSE
    if domain is S.Integers:
        pell = pell_condition(kernel, within, variables)
        if pell is not None:
            return pell
    if len(variables) == 1 and domain is not S.Primes:
        return ranges(kernel, within, variables[0])
    rows = whole_rows(kernel, within, variables)
    if rows is None:
        return None
    rows = [r for r in rows if domain is not S.Primes or all(is_prime(kernel, n) for n in r)]
    return kernel.evaluate(
        S.Or(*[S.And(*[S.Equal(v, n) for v, n in zip(variables, r, strict=True)]) for r in rows])
    )


MODULI = (3, 4, 5, 7, 8, 9, 11, 13, 16)
MOST_RESIDUES = 2500


def obstructed(kernel: Any, expr: Any, variables: list[Any]) -> bool:
    """Whether the equations have no solution modulo some number, and so none in whole numbers."""
    parts = expr.parts if isinstance(expr, Expr) and expr.head is S.And else (expr,)
    equations = [p for p in parts if isinstance(p, Expr) and p.head is S.Equal]
    if not equations:
        return False
    small = [m for m in MODULI if m ** len(variables) <= MOST_RESIDUES]
    try:
        return any(not modular_solutions(kernel, equations, variables, m).parts for m in small)
    except Failure:  # coefficients that are no whole numbers
        return False


def bounds_of(domain: Any, variables: list[Any]) -> list[Any]:
    bound = BOUNDS[domain]
    return [] if bound is None else [bound[0](v, bound[1]) for v in variables]


def is_prime(kernel: Any, number: int) -> bool:
    return kernel.evaluate(S.PrimeQ(number)) is TRUE


def whole_rows(kernel: Any, expr: Any, variables: list[Any]) -> list[tuple[int, ...]] | None:
    """The solutions, where there are finitely many that can be listed."""
    found = by_divisors(kernel, expr, variables)
    if found is None:
        found = Points(kernel).rows(expr, variables)
    return None if found is None else sorted(found)


# -- linear equations ------------------------------------------------------------------------------------


def equations_of(expr: Any) -> list[Expr] | None:
    parts = expr.parts if isinstance(expr, Expr) and (expr.head is S.And or is_list(expr)) else (expr,)
    good = all(isinstance(p, Expr) and p.head is S.Equal and len(p.parts) == 2 for p in parts)
    return list(parts) if good else None


def linear_family(kernel: Any, expr: Any, variables: list[Any]) -> tuple[Column, list[Column]] | bool | None:
    """(one solution, vectors to all others); False where there is none, None for other equations."""
    equations = equations_of(expr)
    if equations is None:
        return None
    rows, sides = [], []
    for each in equations:
        whole = table(kernel, each, variables)
        row = None if whole is None else linear_row(whole, variables)
        if row is None or not all(set(entry) <= {ONE} for entry in (*row[0], row[1])):
            return None
        numbers = [Fraction(entry.get(ONE, 0)) for entry in (*row[0], row[1])]
        scale = 1
        for n in numbers:
            scale *= n.denominator
        whole_numbers = [int(n * scale) for n in numbers]
        rows.append(whole_numbers[:-1])
        sides.append(whole_numbers[-1])
    return solved(rows, sides)


def solved(rows: list[Column], sides: Column) -> tuple[Column, list[Column]] | bool:
    """The whole solutions of a linear system: its columns are combined until they are a staircase."""
    height, width = len(rows), len(rows[0])
    columns = [[row[c] for row in rows] + [int(k == c) for k in range(width)] for c in range(width)]
    point = [0] * (height + width)
    done = 0
    for r in range(height):
        pivot = bring_forward(columns, done, r)
        missing = sides[r] - point[r]
        if not pivot and missing or pivot and missing % columns[done][r]:
            return False
        if pivot:
            step = missing // columns[done][r]
            point = [p + step * c for p, c in zip(point, columns[done], strict=True)]
            done += 1
    return staircase(point[height:], [c[height:] for c in columns[done:]])


def bring_forward(columns: list[Column], start: int, row: int) -> bool:
    """Leave one of the columns from the start on with an entry in the row, as the first of them."""
    while True:
        inside = [k for k in range(start, len(columns)) if columns[k][row]]
        if not inside:
            return False
        least = min(inside, key=lambda k: abs(columns[k][row]))
        columns[start], columns[least] = columns[least], columns[start]
        if columns[start][row] < 0:
            columns[start] = [-c for c in columns[start]]
        if len(inside) == 1:
            return True
        for k in range(start + 1, len(columns)):
            step = columns[k][row] // columns[start][row]
            columns[k] = [a - step * b for a, b in zip(columns[k], columns[start], strict=True)]


def staircase(point: Column, columns: list[Column]) -> tuple[Column, list[Column]]:
    """The vectors with as many leading zeros as can be, the point reduced by them."""
    done = 0
    for r in range(len(point)):
        if bring_forward(columns, done, r):
            step = point[r] // columns[done][r]
            point = [p - step * c for p, c in zip(point, columns[done], strict=True)]
            done += 1
    return point, columns


def family_values(kernel: Any, family: tuple[Column, list[Column]]) -> list[Any]:
    """The coordinates with C[1], C[2], ... for any whole numbers."""
    point, columns = family
    names = [S.C(k) for k in range(1, len(columns) + 1)]
    return [
        kernel.evaluate(S.Plus(p, *[S.Times(c[r], n) for c, n in zip(columns, names, strict=True)]))
        for r, p in enumerate(point)
    ]


def any_whole(count: int) -> Any:
    names = [S.C(k) for k in range(1, count + 1)]
    return S.Element(names[0] if count == 1 else Expr(S.Alternatives, names), S.Integers)


def family_condition(kernel: Any, variables: list[Any], family: Any) -> Any:
    if family is False:
        return FALSE
    equal = [S.Equal(v, e) for v, e in zip(variables, family_values(kernel, family), strict=True)]
    count = len(family[1])
    return kernel.evaluate(S.And(*([any_whole(count)] if count else []), *equal))


# -- one variable, and points ----------------------------------------------------------------------------


def span(cell: Cell) -> tuple[int | None, int | None]:
    """The least and the largest whole number in a cell; None for no bound."""
    if cell.low is not None and cell.is_point:
        value = cell.low.value
        whole = isinstance(value, Fraction) and value.denominator == 1
        return (int(value), int(value)) if whole else (1, 0)
    low = None if cell.low is None else floor_of(cell.low.value) + 1
    high = None if cell.high is None else -floor_of(-cell.high.value) - 1
    return low, high


def spans(cells: tuple[Cell, ...]) -> list[tuple[int | None, int | None]]:
    """The runs of whole numbers in the cells where the condition may hold."""
    found: list[tuple[int | None, int | None]] = []
    for cell in cells:
        low, high = span(cell)
        if cell.inside is False or (low is not None and high is not None and low > high):
            continue
        last = found[-1][1] if found else None
        if found and last is not None and low == last + 1:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def ranges(kernel: Any, expr: Any, x: Any) -> Any:
    """The whole numbers of a condition in one variable: single ones, or all beyond a bound."""
    parts: list[Any] = []
    open_ended = False
    for low, high in spans(RealSystem(kernel, expr, [x]).over_constants()):
        if low is not None and high is not None:
            if high - low > MOST_POINTS:
                return kernel.evaluate(S.And(S.Element(x, S.Integers), S.LessEqual(low, x, high)))
            parts += [S.Equal(x, n) for n in range(low, high + 1)]
        else:
            open_ended = True
            if low is not None:
                parts.append(S.GreaterEqual(x, low))
            elif high is not None:
                parts.append(S.LessEqual(x, high))
    if open_ended:
        return kernel.evaluate(
            S.And(S.Element(x, S.Integers), S.Or(*parts)) if parts else S.Element(x, S.Integers)
        )
    return kernel.evaluate(S.Or(*parts))


class Points:
    """The whole points of a bounded region, coordinate by coordinate."""

    def __init__(self, kernel: Any) -> None:
        self.kernel, self.tried = kernel, 0

    def rows(self, expr: Any, variables: list[Any]) -> list[tuple[int, ...]] | None:
        """None where a coordinate has no bounds, or there are too many points to try."""
        if expr is TRUE or expr is FALSE:
            return [] if expr is FALSE else [()] if not variables else None
        x, *rest = variables
        found: list[tuple[int, ...]] = []
        for low, high in spans(RealSystem(self.kernel, expr, variables).over_constants()):
            if low is None or high is None or high - low > MOST_POINTS:
                return None
            for n in range(low, high + 1):
                self.tried += 1
                if self.tried > MOST_POINTS:
                    return None
                more = self.rows(self.kernel.evaluate(S.ReplaceAll(expr, S.Rule(x, n))), rest)
                if more is None:
                    return None
                found += [(n, *row) for row in more]
        return found


# -- products --------------------------------------------------------------------------------------------


def by_divisors(kernel: Any, expr: Any, variables: list[Any]) -> list[tuple[int, ...]] | None:
    """An equation of two unknowns that says of a product what number it is, alone or with conditions."""
    parts = expr.parts if isinstance(expr, Expr) and expr.head is S.And else (expr,)
    equal = [p for p in parts if isinstance(p, Expr) and p.head is S.Equal and len(p.parts) == 2]
    if len(variables) != 2 or len(equal) != 1:
        return None
    zero = kernel.evaluate(S.Numerator(S.Together(S.Subtract(*equal[0].parts))))
    whole = table(kernel, S.Equal(zero, 0), variables)
    if whole is None or not all(type(n) is int for n in whole.values()):
        return None
    found = of_bilinear(kernel, whole, variables)
    if found is None:
        found = of_two_factors(kernel, whole, variables)
    return (
        None
        if found is None
        else [row for row in dict.fromkeys(found) if holds(kernel, expr, variables, row)]
    )


def of_bilinear(kernel: Any, whole: Any, variables: list[Any]) -> list[tuple[int, ...]] | None:
    """a x y + b x + c y + d == 0: (a x + c)(a y + b) == b c - a d."""
    x, y = map(as_key, variables)
    monomials = [frozenset([(x, 1), (y, 1)]), frozenset([(x, 1)]), frozenset([(y, 1)]), ONE]
    a, b, c, d = [whole.get(m, 0) for m in monomials]
    number = b * c - a * d
    if not set(whole) <= set(monomials) or not a or not number:
        return None
    found: list[tuple[int, ...]] = []
    for e in signed_divisors(kernel, number):
        (p, over_p), (q, over_q) = divmod(e - c, a), divmod(number // e - b, a)
        if not over_p and not over_q:
            found.append((p, q))
    return found


def of_two_factors(kernel: Any, whole: Any, variables: list[Any]) -> list[tuple[int, ...]] | None:
    """(a x + b y)(c x + d y) == n, as x^2 - y^2 == n."""
    rest = {m: n for m, n in whole.items() if m != ONE}
    number = -whole.get(ONE, 0)
    listed = kernel.evaluate(S.FactorList(expression(rest)))
    if not number or not is_list(listed) or len(listed) != 3 or any(f.parts[1] != 1 for f in listed.parts):
        return None
    content, *factors = [f.parts[0] for f in listed.parts]
    tables = [table(kernel, S.Equal(f, 0), variables) for f in factors]
    rows = [None if t is None else linear_row(t, variables) for t in tables]
    if None in rows or type(content) is not int or number % content:
        return None
    matrix = [[entry.get(ONE, 0) for entry in row[0]] for row in rows if row is not None]
    product = number // content
    pairs = [(e, product // e) for e in signed_divisors(kernel, product)]
    points = [solved(matrix, list(pair)) for pair in pairs]
    return [tuple(p[0]) for p in points if not isinstance(p, bool) and not p[1]]


def signed_divisors(kernel: Any, number: int) -> list[int]:
    positive = kernel.evaluate(S.Divisors(abs(number)))
    if not is_list(positive):
        raise Untranslatable(number)
    return [sign * n for sign in (-1, 1) for n in positive.parts]


def holds(kernel: Any, condition: Any, variables: list[Any], row: tuple[int, ...]) -> bool:
    rules = [S.Rule(v, n) for v, n in zip(variables, row, strict=True)]
    with kernel.messages.quietly(S.All):
        return kernel.evaluate(S.ReplaceAll(condition, S.List(*rules))) is TRUE and all(map(is_number, row))


# -- Pell's equation -------------------------------------------------------------------------------------


def pell_condition(kernel: Any, expr: Any, variables: list[Any]) -> Any:
    """x^2 - d y^2 == 1, alone or with x > 0 and y > 0: powers of the smallest solution; None for others."""
    parts = expr.parts if isinstance(expr, Expr) and expr.head is S.And else (expr,)
    equal = [p for p in parts if isinstance(p, Expr) and p.head is S.Equal]
    others = [p for p in parts if not any(p is e for e in equal)]
    positive = [kernel.evaluate(S.Greater(v, 0)) for v in variables]
    signed = len(others) == 2 and all(any(same(p, o) for o in others) for p in positive)
    d = pell_number(kernel, equal, variables)
    if d is None or others and not signed:
        return None
    least, sums = 1 if signed else 0, pell_sums(d)
    where = S.And(S.Element(S.C(1), S.Integers), S.GreaterEqual(S.C(1), least))
    cases = [
        S.And(where, *[S.Equal(v, S.Times(s, e)) for v, s, e in zip(variables, signs, sums, strict=True)])
        for signs in ([(1, 1)] if signed else [(-1, -1), (-1, 1), (1, -1), (1, 1)])
    ]
    return kernel.evaluate(S.Or(*cases) if len(cases) > 1 else cases[0])


def pell_number(kernel: Any, equations: list[Any], variables: list[Any]) -> int | None:
    """d, where the only equation is x^2 - d y^2 == 1 and d is positive and no square."""
    whole = table(kernel, equations[0], variables) if len(equations) == 1 and len(variables) == 2 else None
    if whole is None:
        return None
    x, y = [frozenset([(as_key(v), 2)]) for v in variables]
    scale = whole.get(x, 0)
    if set(whole) != {x, y, ONE} or scale == 0 or whole[ONE] != -scale:
        return None
    d = -Fraction(whole[y]) / Fraction(scale)
    return int(d) if d.denominator == 1 and d > 0 and isqrt(int(d)) ** 2 != d else None


def pell_sums(d: int) -> tuple[Any, Any]:
    """x and y as half the sum and the difference of powers of p + q Sqrt[d] and p - q Sqrt[d]."""
    p, q = smallest_solution(d)
    root = S.Sqrt(d)
    small, large = [S.Power(S.Plus(p, S.Times(s * q, root)), S.C(1)) for s in (-1, 1)]
    x = S.Times(Fraction(1, 2), S.Plus(small, large))
    y = S.Times(Fraction(-1, 2), S.Power(root, -1), S.Plus(small, S.Times(-1, large)))
    return x, y


def smallest_solution(d: int) -> tuple[int, int]:
    """By the continued fraction of the square root of d."""
    root = isqrt(d)
    m, below, a = 0, 1, root
    (p0, p), (q0, q) = (1, a), (0, 1)
    while p * p - d * q * q != 1:
        m = below * a - m
        below = (d - m * m) // below
        a = (root + m) // below
        p0, p = p, a * p + p0
        q0, q = q, a * q + q0
    return p, q
