"""Cylindrical algebraic decomposition: cells of real space on each of which polynomials keep their signs.

Works on SymPy's polynomials with rational coefficients alone. A coordinate is a Fraction, or a real number to
DIGITS digits where it is irrational; what is below NOTHING there counts as 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import combinations
from math import floor
from typing import Any, NamedTuple

from mpmath.ctx_mp import MPContext

DIGITS = 120
NOTHING = 1e-45
MOST_CELLS = 60_000  # of one decomposition, after which it is given up

CONTEXT = MPContext()
CONTEXT.dps = DIGITS

Truth = Callable[[dict[Any, int]], "bool | None"]


class TooMany(Exception):
    """A decomposition into more cells than are made."""


class Place(NamedTuple):
    """A real root over a base point: its value, and (polynomial, number of the root) for each that has it."""

    value: Any
    roots: tuple[tuple[Any, int], ...]


class Cell(NamedTuple):
    """A point (low is high) or an open interval of one coordinate, over a point of the ones before.

    `inside` says whether the formula holds all over the cell; None where that depends on what `parts` say.
    """

    low: Place | None
    high: Place | None
    sample: Any
    inside: bool | None
    parts: tuple[Cell, ...]

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low is self.high


class Decomposition:
    """The space of the variables, the first ones at the bottom; `fixed` are values of leading ones.

    `quantified` maps variables at the end to `any` or `all`; they are decided, not described.
    """

    def __init__(
        self,
        sympy: Any,
        variables: list[Any],
        polynomials: Iterable[Any],
        fixed: dict[Any, Any],
        quantified: dict[Any, Any],
    ) -> None:
        self.sympy, self.variables, self.fixed, self.quantified = sympy, variables, fixed, quantified
        self.levels: list[dict[Any, None]] = [{} for _ in variables]
        self.factors: dict[Any, tuple[int, list[tuple[Any, int]]]] = {}
        self.made = 0
        for each in polynomials:
            self.enter(each)
        for level in reversed(range(1, len(variables))):
            for each in projection(sympy, list(self.levels[level]), variables[level]):
                self.enter(each)

    def enter(self, value: Any) -> None:
        """Its irreducible factors at the level of the last variable in each."""
        if value in self.factors or value.is_number:
            return
        content, factors = self.sympy.factor_list(value)
        self.factors[value] = (int(self.sympy.sign(content)), factors)
        for factor, _ in factors:
            self.levels[self.level(factor)].setdefault(factor)

    def level(self, value: Any) -> int:
        return max(i for i, x in enumerate(self.variables) if value.has(x))

    def cells(self, truth: Truth) -> tuple[Cell, ...]:
        """The cells of the first variable, each with those over it."""
        return self.stack(0, {}, {}, truth)

    def stack(
        self, level: int, base: dict[Any, Any], signs: dict[Any, int], truth: Truth
    ) -> tuple[Cell, ...]:
        variable = self.variables[level]
        places = [] if variable in self.fixed else self.places(level, base)
        bounds = [(p, q, between(p, q)) for p, q in zip([None, *places], [*places, None], strict=True)]
        order = [bounds[0]]
        for place, above in zip(places, bounds[1:], strict=True):
            order += [(place, place, place.value), above]
        if variable in self.fixed:
            order = [(None, None, self.fixed[variable])]
        quantifier = self.quantified.get(variable)
        found: list[Cell] = []
        for low, high, sample in order:
            cell = self.cell(level, {**base, variable: sample}, signs, truth, (low, high))
            found.append(cell)
            if quantifier is not None and cell.inside is (quantifier is any):
                break  # decided
        return tuple(found)

    def cell(
        self, level: int, point: dict[Any, Any], signs: dict[Any, int], truth: Truth, bounds: tuple[Any, Any]
    ) -> Cell:
        self.made += 1
        if self.made > MOST_CELLS:
            raise TooMany
        low, high = bounds
        zeros = {f for f, _ in low.roots} if low is high and low is not None else set()
        here = {f: 0 if f in zeros else self.sign(f, point) for f in self.levels[level]}
        signs = {**signs, **here}
        sample = point[self.variables[level]]
        answer = truth(signs)
        if answer is not None or level + 1 == len(self.variables):
            return Cell(low, high, sample, bool(answer), ())
        parts = self.stack(level + 1, point, signs, truth)
        quantifier = self.quantified.get(self.variables[level + 1])
        if quantifier is not None:
            return Cell(low, high, sample, quantifier(p.inside for p in parts), ())
        values = {p.inside for p in parts}
        return Cell(low, high, sample, values.pop() if len(values) == 1 else None, parts)

    def sign_of(self, value: Any, signs: dict[Any, int]) -> int | None:
        """The sign of a polynomial from those of its factors; None while one of them is open."""
        if value.is_number:
            return int(self.sympy.sign(value))
        total, factors = self.factors[value]
        known = [(signs.get(f), n) for f, n in factors]
        if any(s == 0 for s, _ in known):
            return 0
        for s, n in known:
            if s is None:
                return None
            total *= s**n
        return total

    def sign(self, value: Any, point: dict[Any, Any]) -> int:
        coefficients = self.over(value, None, point)
        number = coefficients[0] if coefficients else 0
        return (number > 0) - (number < 0)

    def over(self, value: Any, variable: Any, point: dict[Any, Any]) -> list[Any]:
        """The coefficients of a polynomial in one variable (or its value) at a point, the highest first."""
        names = [x for x in self.variables if x in point and value.has(x)]
        terms = self.sympy.Poly(value, *names, *([] if variable is None else [variable]), domain="QQ").terms()
        total: dict[int, Any] = {}
        for monomial, coefficient in terms:
            number: Any = Fraction(int(coefficient.p), int(coefficient.q))
            for name, exponent in zip(names, monomial, strict=False):
                if exponent:
                    number = self.product(number, self.power(point[name], exponent))
            degree = 0 if variable is None else monomial[-1]
            total[degree] = self.sum(total.get(degree, Fraction(0)), number)
        found = [self.settled(total.get(n, Fraction(0))) for n in range(max(total, default=0), -1, -1)]
        while found and found[0] == 0:
            found.pop(0)
        return found

    def places(self, level: int, base: dict[Any, Any]) -> list[Place]:
        """The real roots of the polynomials of a level over a point, in increasing order."""
        found: list[tuple[Any, Any, int]] = []
        for each in self.levels[level]:
            coefficients = self.over(each, self.variables[level], base)
            roots = sorted(self.real_roots(coefficients), key=self.real)
            found += [(r, each, k) for k, r in enumerate(roots, 1)]
        found.sort(key=lambda item: self.real(item[0]))
        places: list[Place] = []
        for value, each, number in found:
            if places and abs(self.real(places[-1].value) - self.real(value)) < NOTHING:
                exact = value if isinstance(value, Fraction) else places[-1].value
                places[-1] = Place(exact, (*places[-1].roots, (each, number)))
            else:
                places.append(Place(value, ((each, number),)))
        return places

    # -- numbers -----------------------------------------------------------------------------------

    def real(self, value: Any) -> Any:
        if isinstance(value, Fraction):
            return CONTEXT.mpf(value.numerator) / value.denominator
        return value

    def power(self, value: Any, exponent: int) -> Any:
        return value**exponent

    def product(self, a: Any, b: Any) -> Any:
        both = isinstance(a, Fraction) and isinstance(b, Fraction)
        return a * b if both else self.real(a) * self.real(b)

    def sum(self, a: Any, b: Any) -> Any:
        both = isinstance(a, Fraction) and isinstance(b, Fraction)
        return a + b if both else self.real(a) + self.real(b)

    def settled(self, value: Any) -> Any:
        return Fraction(0) if not isinstance(value, Fraction) and abs(value) < NOTHING else value

    def real_roots(self, coefficients: list[Any]) -> list[Any]:
        """The different real roots."""
        if len(coefficients) < 2:
            return []
        if all(isinstance(c, Fraction) for c in coefficients):
            return self.exact_roots(coefficients)
        return self.numeric_roots(square_free([self.real(c) for c in coefficients]))

    def exact_roots(self, coefficients: list[Any]) -> list[Any]:
        x = self.sympy.Symbol("x")
        numbers = [self.sympy.Rational(c.numerator, c.denominator) for c in coefficients]
        found: list[Any] = []
        for factor, _ in self.sympy.Poly(numbers, x).factor_list()[1]:
            parts = [Fraction(int(c.p), int(c.q)) for c in factor.all_coeffs()]
            found += (
                [-parts[1] / parts[0]] if len(parts) == 2 else self.numeric_roots(list(map(self.real, parts)))
            )
        return found

    def numeric_roots(self, coefficients: list[Any]) -> list[Any]:
        """Those of a polynomial without multiple roots."""
        if len(coefficients) == 2:
            return [-coefficients[1] / coefficients[0]]
        if len(coefficients) == 3:
            a, b, c = coefficients
            square = b * b - 4 * a * c
            root = CONTEXT.sqrt(square) if square >= 0 else None
            return [] if root is None else [(-b - root) / (2 * a), (-b + root) / (2 * a)]
        roots = CONTEXT.polyroots(coefficients, maxsteps=400, extraprec=4 * DIGITS)
        return [CONTEXT.re(r) for r in roots if abs(CONTEXT.im(r)) < NOTHING]


def square_free(coefficients: list[Any]) -> list[Any]:
    """Without multiple roots: divided by what it has in common with its derivative."""
    degree = len(coefficients) - 1
    a, b = coefficients, [c * (degree - k) for k, c in enumerate(coefficients[:-1])]
    while len(b) > 1:
        a, b = b, divided(a, b)[1]
    return coefficients if b else divided(coefficients, a)[0]


def divided(a: list[Any], b: list[Any]) -> tuple[list[Any], list[Any]]:
    """(quotient, remainder), in which what is next to nothing is dropped."""
    rest, quotient = list(a), []
    while len(rest) >= len(b):
        factor = rest[0] / b[0]
        quotient.append(factor)
        rest = [r - factor * (b[k] if k < len(b) else 0) for k, r in enumerate(rest)][1:]
    scale = max([abs(c) for c in a])
    while rest and abs(rest[0]) < NOTHING * scale:
        rest.pop(0)
    return quotient, rest


def between(low: Place | None, high: Place | None) -> Fraction:
    """A simple number between two roots."""
    if low is None:
        return Fraction(0 if high is None else -floor_of(-high.value) - 1)
    if high is None:
        return Fraction(floor_of(low.value) + 1)
    below = 1
    while True:
        above = floor_of(low.value * below) + 1
        if above < high.value * below:
            return Fraction(above, below)
        below *= 2


def floor_of(value: Any) -> int:
    return floor(value) if isinstance(value, Fraction) else int(CONTEXT.floor(value))


def projection(sympy: Any, polynomials: list[Any], x: Any) -> list[Any]:
    """Coefficients, discriminants, resultants: where they keep their signs, the roots in x stay apart."""
    found: dict[Any, None] = {}
    for each in polynomials:
        coefficients = sympy.Poly(each, x).all_coeffs()
        for c in coefficients:
            found.setdefault(c)
            if c.is_number and c != 0:
                break
        if len(coefficients) > 2:
            found.setdefault(sympy.discriminant(each, x))
    for a, b in combinations(polynomials, 2):
        found.setdefault(sympy.resultant(a, b, x))
    return [f for f in found if not f.is_number]
