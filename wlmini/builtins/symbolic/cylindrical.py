"""Conditions on real numbers solved by cylindrical decomposition: bounds, one variable after the other."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, attempt, occurs, symbols_in
from wlmini.builtins.symbolic.cells import CONTEXT, DIGITS, Cell, Decomposition, Place
from wlmini.builtins.symbolic.formulas_of_reals import (
    Formula,
    FormulaReader,
    decided,
    polynomials_of,
    prenex,
)
from wlmini.builtins.symbolic.plain_equations import plain_roots
from wlmini.expr import FALSE, TRUE, Expr, S, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, simple

MESSAGES = {
    "ivar": "`1` is no variable.",
    "npoly": "`1` is no combination of polynomial equations and inequalities with real coefficients.",
}


class Piece(NamedTuple):
    """Neighbouring cells over which the same holds for the later variables."""

    cells: list[Cell]
    holds: Any

    @property
    def is_point(self) -> bool:
        return len(self.cells) == 1 and self.cells[0].is_point


class RealSystem:
    """One condition, the cells in which it is decided, and how they are described.

    `variables` come last in the order; other symbols of the condition are parameters before them.
    """

    def __init__(self, kernel: Any, expr: Any, variables: list[Any]) -> None:
        self.kernel = kernel
        free = [s for s in free_symbols(expr) if not any(same(s, v) for v in variables)]
        self.names = [*free, *variables]
        self.bridge = Bridge(kernel)
        symbols = [self.bridge.variable(v) for v in self.names]
        reader = FormulaReader(kernel, self.bridge)
        quantified, matrix = prenex(reader.read(expr))
        self.constants = {self.bridge.to(name): value for name, value in reader.constants.items()}
        fixed = {x: self.number(value) for x, value in self.constants.items()}
        order = [*fixed, *symbols, *[x for x, _ in quantified]]
        kinds = {x: any if kind == "some" else all for x, kind in quantified}
        self.free = symbols
        self.skipped = len(fixed)
        self.space: Decomposition | None = None
        self.parts: tuple[Cell, ...] = self.cells(matrix, order, fixed, kinds)

    def cells(
        self, matrix: Formula, order: list[Any], fixed: dict[Any, Any], kinds: dict[Any, Any]
    ) -> tuple[Cell, ...]:
        if isinstance(matrix, bool):
            return (Cell(None, None, Fraction(0), matrix, ()),)
        self.space = space = Decomposition(self.bridge.sympy, order, polynomials_of(matrix), fixed, kinds)
        found = space.cells(lambda signs: decided(matrix, lambda value: space.sign_of(value, signs)))
        first = kinds.get(order[0])
        if first is not None:
            return (Cell(None, None, Fraction(0), first(c.inside for c in found), ()),)
        return found

    def number(self, value: Any) -> Any:
        """An irrational constant to the digits that cells are told apart by."""
        return CONTEXT.mpf(str(self.bridge.to(value).evalf(DIGITS + 20)))

    # -- what holds ----------------------------------------------------------------------------------

    def condition(self) -> Any:
        """The condition as bounds of the first variable, then the others, in the language."""
        cells = self.over_constants()
        if len(cells) == 1 and cells[0].inside is not None:
            return self.everywhere(0) if cells[0].inside else FALSE
        with self.kernel.messages.quietly(S.All):
            return self.kernel.evaluate(self.described(cells, 0, {}, {}))

    def over_constants(self) -> tuple[Cell, ...]:
        """The cells of the first variable: those over the values of the constants."""
        cells = self.parts
        for _ in range(self.skipped):
            if cells[0].inside is not None:
                break
            cells = cells[0].parts
        return cells

    def everywhere(self, level: int) -> Any:
        """True for all values of the variables from a level on."""
        names = self.names[level:]
        if not names:
            return TRUE
        return S.Element(names[0] if len(names) == 1 else Expr(S.Alternatives, names), S.Reals)

    def described(
        self, cells: tuple[Cell, ...], level: int, base: dict[Any, Any], known: dict[Any, Any]
    ) -> Any:
        """The cells over a base point; `known` are coordinates that are single numbers."""
        pieces: list[Piece] = []
        for cell in cells:
            piece = Piece([cell], self.over(cell, level, base, known))
            wider = self.joined(pieces[-1], piece, level, base, known) if pieces else None
            pieces[-1:] = [wider] if wider is not None else [*pieces[-1:], piece]
        shown = [self.shown(p, level, base, known) for p in pieces if p.holds is not FALSE]
        return S.Or(*shown) if len(shown) != 1 else shown[0]

    def over(self, cell: Cell, level: int, base: dict[Any, Any], known: dict[Any, Any]) -> Any:
        """What holds for the later variables over a cell."""
        if cell.inside is not None:
            return self.everywhere(level + 1) if cell.inside else FALSE
        point = {**base, self.free[level]: cell.sample}
        if cell.is_point and len(known) == level:
            value = self.bound(cell.low, level, base, known)
            known = {**known, self.names[level]: value}
        return self.kernel.evaluate(self.described(cell.parts, level + 1, point, known))

    def joined(self, one: Piece, other: Piece, level: int, base: Any, known: Any) -> Piece | None:
        """Two neighbours as one, where the same holds over both, or over a point as over the interval."""
        cells = [*one.cells, *other.cells]
        if same(one.holds, other.holds):
            return Piece(cells, one.holds)
        points = [p.is_point for p in (one, other)]
        if FALSE in (one.holds, other.holds) or points[0] is points[1]:
            return None
        point, interval = (one, other) if points[0] else (other, one)
        value = self.bound(point.cells[0].low, level, base, known)
        there = [S.ReplaceAll(p.holds, S.Rule(self.names[level], value)) for p in (interval, point)]
        moved, held = [once(self.kernel.evaluate(t)) for t in there]
        return Piece(cells, interval.holds) if same(moved, held) else None

    def shown(self, piece: Piece, level: int, base: Any, known: Any) -> Any:
        name, first, last = self.names[level], piece.cells[0], piece.cells[-1]
        if first.low is None and last.high is None:
            own: Any = S.Element(name, S.Reals)
        else:
            ends = [None if p is None else self.bound(p, level, base, known) for p in (first.low, last.high)]
            own = bounds(name, ends, first.is_point, last.is_point, piece.is_point)
        if piece.holds is TRUE:
            return own
        first, *more = piece.holds.parts if piece.holds.head is S.And else (piece.holds,)
        return S.And(*together(first, own), *more) if first.head is S.Element else S.And(own, piece.holds)

    # -- roots ---------------------------------------------------------------------------------------

    def bound(self, place: Place | None, level: int, base: dict[Any, Any], known: dict[Any, Any]) -> Any:
        """The root as an expression in the variables before."""
        assert place is not None
        if isinstance(place.value, Fraction) and len(known) == level:
            return simple(place.value)
        sympy, symbol = self.bridge.sympy, self.free[level]
        ranked = sorted(place.roots, key=lambda r: (sympy.degree(r[0], symbol), sympy.count_ops(r[0])))
        polynomial, number = ranked[0]
        exact = {
            x: sympy.Rational(v.numerator, v.denominator)
            for x, v in base.items()
            if isinstance(v, Fraction) and len(known) == level
        }
        polynomial = self.not_degenerate(sympy.expand(polynomial.subs(exact)), symbol, base)
        if len(known) == level and not self.constants and any(occurs(S.Root, v) for v in known.values()):
            return self.algebraic(polynomial, symbol, place.value, known)
        found = self.closest(polynomial, level, place.value, {**self.constants_at(), **base})
        if found is None:
            slot = self.bridge.variable(S.Slot(1))
            leading = sympy.LC(polynomial, symbol)
            sign = -1 if leading.could_extract_minus_sign() else 1
            body = S.Function(self.plain(sympy.expand(sign * polynomial).subs(symbol, slot)))
            found = self.kernel.evaluate(S.Root(body, number))
        if len(known) < level or not known:
            return found
        rules = make_list([S.Rule(k, v) for k, v in known.items()])
        return self.kernel.evaluate(S.Simplify(S.ReplaceAll(found, rules)))

    def algebraic(self, polynomial: Any, symbol: Any, value: Any, known: dict[Any, Any]) -> Any:
        """A root over Root objects as a Root object of its own: those are eliminated by resultants."""
        sympy = self.bridge.sympy
        for name, number in known.items():
            lower = self.bridge.variable(name)
            if polynomial.has(lower):
                minimal = sympy.minimal_polynomial(self.bridge.to(number), lower)
                polynomial = sympy.resultant(minimal, polynomial, lower)
        for factor, _ in sympy.factor_list(polynomial, symbol)[1]:
            for root in sympy.Poly(factor, symbol).real_roots():
                if abs(root.evalf(60) - sympy.Float(str(value), 60)) < sympy.Float("1e-40"):
                    return self.bridge.value(root)
        raise Untranslatable(polynomial)

    def not_degenerate(self, polynomial: Any, symbol: Any, base: dict[Any, Any]) -> Any:
        """Without leading terms that are 0 all over the cell below."""
        sympy, space = self.bridge.sympy, self.space
        assert space is not None
        point = {**self.constants_at(), **base}
        while True:
            leading = sympy.LC(polynomial, symbol)
            if leading.is_number or space.sign(leading, point):
                return polynomial
            polynomial = sympy.expand(polynomial - leading * symbol ** sympy.degree(polynomial, symbol))

    def constants_at(self) -> dict[Any, Any]:
        return {x: self.number(v) for x, v in self.constants.items()}

    def plain(self, value: Any) -> Any:
        """In the language, constants for their symbols."""
        found = self.bridge.value(value)
        rules = [S.Rule(self.bridge.meanings[x], v) for x, v in self.constants.items()]
        return self.kernel.evaluate(S.ReplaceAll(found, make_list(rules))) if rules else found

    def closest(self, polynomial: Any, level: int, value: Any, base: dict[Any, Any]) -> Any:
        """The explicit root of degree 1 or 2 that has the value at the base point."""
        roots = plain_roots(self.kernel, S.Equal(self.bridge.value(polynomial), 0), self.names[level])
        if roots is None:
            return None
        rules = [S.Rule(self.bridge.meanings[x], self.inexact(v)) for x, v in base.items()]
        roots = [self.kernel.evaluate(r) for r in roots]
        wanted = float(value)

        def distance(root: Any) -> float:
            found = self.kernel.evaluate(S.N(S.ReplaceAll(root, make_list(rules))))
            return abs(complex(found) - wanted) if isinstance(found, (int, float, complex)) else 1e300

        best = min(roots, key=distance)
        constants = [S.Rule(self.bridge.meanings[x], v) for x, v in self.constants.items()]
        return self.kernel.evaluate(S.ReplaceAll(best, make_list(constants))) if constants else best

    def inexact(self, value: Any) -> Any:
        return simple(value) if isinstance(value, Fraction) else float(value)

    # -- points --------------------------------------------------------------------------------------

    def points(self, count: int) -> list[list[Any]]:
        """Points at which the condition holds, one of a cell."""
        cells = self.over_constants()
        found: list[list[Any]] = []
        with self.kernel.messages.quietly(S.All):
            self.collect(cells, 0, {}, {}, found, count)
        return found

    def collect(
        self, cells: tuple[Cell, ...], level: int, base: Any, known: Any, found: list[list[Any]], count: int
    ) -> None:
        for cell in cells:
            if len(found) >= count or cell.inside is False:
                continue
            if isinstance(cell.sample, Fraction):
                value = simple(cell.sample)
            else:
                value = self.bound(cell.low, level, base, known)
            here = {**known, self.names[level]: value}
            if level + 1 == len(self.names) or cell.inside:
                rest = dict.fromkeys(self.names[level + 1 :], 0)
                found.append(list({**here, **rest}.values()))
            else:
                point = {**base, self.free[level]: cell.sample}
                self.collect(cell.parts, level + 1, point, here, found, count)


def once(condition: Any) -> Any:
    """Alternatives without repetitions."""
    if not isinstance(condition, Expr) or condition.head is not S.Or:
        return condition
    parts = list(dict.fromkeys(condition.parts))
    return parts[0] if len(parts) == 1 else Expr(S.Or, parts)


def together(element: Expr, own: Any) -> tuple[Any, ...]:
    """A statement that variables are any real number, and one about another: in one where that can be."""
    if not (isinstance(own, Expr) and own.head is S.Element):
        return (element, own)
    names: list[Any] = []
    for each in (own, element):
        part = each.parts[0]
        names += part.parts if isinstance(part, Expr) and part.head is S.Alternatives else [part]
    return (S.Element(Expr(S.Alternatives, names), S.Reals),)


def bounds(name: Any, ends: list[Any], low_in: bool, high_in: bool, point: bool) -> Any:
    """low < name < high and the like."""
    low, high = ends
    if point:
        return S.Equal(name, low)
    if low is None:
        return (S.LessEqual if high_in else S.Less)(name, high)
    if high is None:
        return (S.GreaterEqual if low_in else S.Greater)(name, low)
    below, above = (S.LessEqual if low_in else S.Less), (S.LessEqual if high_in else S.Less)
    return below(low, name, high) if below is above else S.Inequality(low, below, name, above, high)


def free_symbols(expr: Any, bound: tuple[Any, ...] = ()) -> list[Any]:
    """The symbols of a condition that no quantifier binds, as they come."""
    if not isinstance(expr, Expr):
        return [s for s in symbols_in(expr) if not any(same(s, b) for b in bound)]
    if expr.head in (S.ForAll, S.Exists):
        names = expr.parts[0]
        bound = (*bound, *(names.parts if is_list(names) else (names,)))
        parts = expr.parts[1:]
    else:
        parts = expr.parts
    found: list[Any] = []
    for part in parts:
        found += [s for s in free_symbols(part, bound) if not any(same(s, f) for f in found)]
    return found


def real_system(kernel: Any, expr: Any, variables: list[Any]) -> RealSystem | None:
    """The decided condition; None where it is not about polynomials, or takes too long."""
    return attempt(RealSystem, kernel, expr, variables)


def real_solution(kernel: Any, expr: Any, variables: list[Any]) -> Any:
    """The condition solved over the reals; None where that cannot be done."""
    if expr is TRUE or expr is FALSE:
        return expr
    system = real_system(kernel, expr, variables)
    return None if system is None else attempt(system.condition)


@builtin("CylindricalDecomposition[ineqs, {x1, x2, ...}]", messages=MESSAGES)
def cylindrical_decomposition(kernel: Any, expr: Any, names: Any) -> Any:
    """gives the region where inequalities and equations hold as bounds of x1, then of x2 by x1, and so on.

    >>> CylindricalDecomposition[x^2 + y^2 < 1, {x, y}]
    -1 < x < 1 && -Sqrt[1 - x^2] < y < Sqrt[1 - x^2]
    >>> CylindricalDecomposition[x y > 1, {x, y}]
    (x < 0 && y < 1/x) || (x > 0 && y > 1/x)
    """
    variables = list(names.parts) if is_list(names) else [names]
    for each in variables:
        if is_number(each) or isinstance(each, str):
            raise Failure("ivar", each, value=None)
    if is_list(expr):
        expr = kernel.evaluate(S.And(*expr.parts))
    found = real_solution(kernel, expr, variables)
    if found is None:
        raise Failure("npoly", expr, value=None)
    return found
