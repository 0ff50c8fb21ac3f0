"""Conditions on real numbers as formulas of polynomials: what cylindrical decomposition works on.

A formula is True, False, ("and" or "or", formulas), ("sign", polynomial, signs it may have) or
("some" or "every", symbols, formula). Quotients, absolute values, extrema and roots are written without.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.approximation import is_numeric
from wlmini.builtins.symbolic.assumptions import conjuncts
from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, occurs
from wlmini.expr import FALSE, TRUE, Expr, S, is_list, same, symbol
from wlmini.kernel.numbers import is_number

Formula = Any
SIGNS: dict[Any, frozenset[int]] = {
    S.Equal: frozenset({0}), S.Unequal: frozenset({-1, 1}), S.Less: frozenset({-1}),
    S.LessEqual: frozenset({-1, 0}), S.Greater: frozenset({1}), S.GreaterEqual: frozenset({0, 1}),
}  # fmt: skip
EVERY_SIGN = frozenset({-1, 0, 1})
OPPOSITE = {"and": "or", "or": "and", "some": "every", "every": "some"}
REAL_DOMAINS = {S.Reals: None, S.PositiveReals: S.Greater, S.NegativeReals: S.Less,
                S.NonNegativeReals: S.GreaterEqual, S.NonPositiveReals: S.LessEqual}  # fmt: skip


def joined(head: str, parts: list[Formula]) -> Formula:
    """The conjunction or disjunction, flat and without what says nothing."""
    flat: list[Formula] = []
    for part in parts:
        if part is (head == "or"):
            return part
        if part is (head == "and"):
            continue
        flat += part[1] if part[0] == head else [part]
    return flat[0] if len(flat) == 1 else (head, flat) if flat else head == "and"


def opposite(formula: Formula) -> Formula:
    if isinstance(formula, bool):
        return not formula
    kind = formula[0]
    if kind == "sign":
        return ("sign", formula[1], EVERY_SIGN - formula[2])
    if kind in ("and", "or"):
        return joined(OPPOSITE[kind], [opposite(p) for p in formula[1]])
    return (OPPOSITE[kind], formula[1], opposite(formula[2]))


class FormulaReader:
    """Reads conditions; `constants` are irrational numbers by the symbols that stand for them."""

    def __init__(self, kernel: Any, bridge: Bridge) -> None:
        self.kernel, self.bridge, self.sympy = kernel, bridge, bridge.sympy
        self.constants: dict[Any, Any] = {}
        self.fresh = 0

    def read(self, expr: Any) -> Formula:
        if expr is TRUE or expr is FALSE:
            return expr is TRUE
        if not isinstance(expr, Expr):
            raise Untranslatable(expr)
        rule = RULES.get(expr.head)
        if rule is not None:
            return rule(self, expr)
        steps = conjuncts(expr)
        if len(steps) > 1:
            return joined("and", [self.read(s) for s in steps])
        if expr.head is S.Equal and len(expr.parts) > 2:
            pairs = zip(expr.parts, expr.parts[1:], strict=False)
            return joined("and", [self.relation(S.Equal(*pair)) for pair in pairs])
        if expr.head not in SIGNS or len(expr.parts) != 2:
            raise Untranslatable(expr)
        return self.relation(expr)

    def relation(self, expr: Any) -> Formula:
        """A comparison of two terms."""
        expr = self.kernel.evaluate(expr)
        if expr is TRUE or expr is FALSE:
            return expr is TRUE
        if not isinstance(expr, Expr) or expr.head not in SIGNS or len(expr.parts) != 2:
            raise Untranslatable(expr)
        found = first_of(expr, set(CASES))
        if found is not None:
            return CASES[found.head](self, expr, found)
        power = first_root(expr)
        if power is not None:
            return self.with_root(expr, power)
        return self.polynomial_relation(expr)

    def polynomial_relation(self, expr: Expr) -> Formula:
        sympy, signs = self.sympy, SIGNS[expr.head]
        self.note_constants(expr)
        difference = self.bridge.to(self.without_constants(self.kernel.evaluate(S.Subtract(*expr.parts))))
        above, below = sympy.fraction(sympy.together(difference))
        above, below = sympy.expand(above), sympy.expand(below)
        for each in (above, below):
            generators = each.free_symbols
            if not (each.is_number and each.is_Rational) and not (generators and is_rational(sympy, each)):
                raise Untranslatable(expr)
        if below.is_number:
            return self.sign(above * below, signs)
        nonzero = self.sign(below, SIGNS[S.Unequal])
        same_zeros = expr.head in (S.Equal, S.Unequal)
        return joined(
            "and", [nonzero, self.sign(above if same_zeros else sympy.expand(above * below), signs)]
        )

    def sign(self, value: Any, signs: frozenset[int]) -> Formula:
        return int(self.sympy.sign(value)) in signs if value.is_number else ("sign", value, signs)

    def with_root(self, expr: Expr, power: Expr) -> Formula:
        """A root stands for a new quantity that is not negative."""
        base, exponent = power.parts
        name = self.new_name()
        changed = replaced(expr, power, S.Power(name, exponent.numerator))
        place = S.Equal(S.Power(name, exponent.denominator), base)
        parts = [S.GreaterEqual(name, 0), place, changed]
        return ("some", [self.bridge.to(name)], joined("and", [self.read_late(p) for p in parts]))

    def with_surd(self, expr: Expr, surd: Expr) -> Formula:
        base, index = surd.parts if surd.head is S.Surd else (*surd.parts, 3)
        if type(index) is not int or index < 2:
            raise Untranslatable(expr)
        name = self.new_name()
        parts = [S.Equal(S.Power(name, index), base), replaced(expr, surd, name)]
        parts += [S.GreaterEqual(name, 0)] if index % 2 == 0 else []
        return ("some", [self.bridge.to(name)], joined("and", [self.read_late(p) for p in parts]))

    def with_absolute(self, expr: Expr, absolute: Expr) -> Formula:
        inner = absolute.parts[0]
        cases = [(S.GreaterEqual, inner), (S.Less, S.Times(-1, inner))]
        return self.by_cases([[head(inner, 0), replaced(expr, absolute, value)] for head, value in cases])

    def with_extremum(self, expr: Expr, extremum: Expr) -> Formula:
        beyond = S.GreaterEqual if extremum.head is S.Max else S.LessEqual
        return self.by_cases(
            [
                [*[beyond(p, q) for q in extremum.parts if q is not p], replaced(expr, extremum, p)]
                for p in extremum.parts
            ]
        )

    def by_cases(self, cases: list[list[Any]]) -> Formula:
        return joined("or", [joined("and", [self.read_late(c) for c in case]) for case in cases])

    def read_late(self, expr: Any) -> Formula:
        return self.read(self.kernel.evaluate(expr))

    def new_name(self) -> Any:
        self.fresh += 1
        return symbol(f"Reduce`root{self.fresh}")

    # -- numbers that are no rational ones -----------------------------------------------------------

    def note_constants(self, expr: Any) -> None:
        """Give the irrational real numbers in an expression symbols."""
        if isinstance(expr, Expr):
            if is_numeric(self.kernel, expr) and is_irrational_atom(expr):
                self.constant(expr)
            else:
                for part in expr.parts:
                    self.note_constants(part)
        elif is_numeric(self.kernel, expr) and not is_number(expr):
            self.constant(expr)
        elif isinstance(expr, float) or is_number(expr) and not isinstance(expr, (int, Fraction)):
            raise Untranslatable(expr)

    def constant(self, expr: Any) -> None:
        if any(same(expr, known) for known in self.constants.values()):
            return
        if not self.bridge.to(expr).is_real:
            raise Untranslatable(expr)
        name = symbol(f"Reduce`constant{len(self.constants)}")
        self.constants[name] = expr

    def without_constants(self, expr: Any) -> Any:
        for name, value in self.constants.items():
            expr = replaced(expr, value, name)
        return expr

    # -- heads ---------------------------------------------------------------------------------------

    def connective(self, expr: Expr) -> Formula:
        return joined("and" if expr.head in (S.And, S.List) else "or", [self.read(p) for p in expr.parts])

    def negation(self, expr: Expr) -> Formula:
        return opposite(self.read(expr.parts[0]))

    def implication(self, expr: Expr) -> Formula:
        given, then = expr.parts
        return joined("or", [opposite(self.read(given)), self.read(then)])

    def equivalence(self, expr: Expr) -> Formula:
        parts = [self.read(p) for p in expr.parts]
        return joined("or", [joined("and", parts), joined("and", [opposite(p) for p in parts])])

    def parity(self, expr: Expr) -> Formula:
        """An odd number of the parts holds."""
        found: Formula = False
        for part in map(self.read, expr.parts):
            one = joined("and", [found, opposite(part)])
            found = joined("or", [one, joined("and", [opposite(found), part])])
        return found

    def negated(self, expr: Expr) -> Formula:
        head = S.And if expr.head is S.Nand else S.Or
        return opposite(self.connective(Expr(head, expr.parts)))

    def membership(self, expr: Expr) -> Formula:
        things, domain = expr.parts
        if domain not in REAL_DOMAINS:
            raise Untranslatable(expr)
        head = REAL_DOMAINS[domain]
        names = things.parts if isinstance(things, Expr) and things.head is S.Alternatives else (things,)
        return True if head is None else joined("and", [self.read_late(head(n, 0)) for n in names])

    def quantifier(self, expr: Expr) -> Formula:
        """Bound variables get names of their own."""
        names, *statements = expr.parts
        bound = names.parts if is_list(names) else (names,)
        fresh = {n: self.new_name() for n in bound}
        for old, new in fresh.items():
            statements = [replaced(s, old, new) for s in statements]
        every = expr.head is S.ForAll
        inner = statements[0]
        if len(statements) == 2:
            inner = S.Implies(*statements) if every else S.And(*statements)
        return ("every" if every else "some", [self.bridge.to(n) for n in fresh.values()], self.read(inner))


def is_rational(sympy: Any, value: Any) -> bool:
    """Whether it is a polynomial with rational coefficients in its symbols."""
    if not value.is_polynomial(*value.free_symbols):
        return False
    return all(c.is_Rational for c in sympy.Poly(value, *value.free_symbols).coeffs())


def is_irrational_atom(expr: Expr) -> bool:
    """Whether a numeric expression is no sum, product or whole power of others."""
    if expr.head in (S.Plus, S.Times):
        return False
    return not (expr.head is S.Power and type(expr.parts[1]) is int)


def first_of(expr: Any, heads: set[Any]) -> Any:
    """The first innermost call of one of the functions."""
    if not isinstance(expr, Expr):
        return None
    for part in expr.parts:
        found = first_of(part, heads)
        if found is not None:
            return found
    return expr if expr.head in heads else None


def first_root(expr: Any) -> Any:
    """The first innermost power with a fraction as its exponent, of what is no number."""
    if not isinstance(expr, Expr):
        return None
    for part in expr.parts:
        found = first_root(part)
        if found is not None:
            return found
    broken = expr.head is S.Power and isinstance(expr.parts[1], Fraction)
    return expr if broken and has_symbol(expr.parts[0]) else None


def has_symbol(expr: Any) -> bool:
    if isinstance(expr, Expr):
        return True in [has_symbol(p) for p in expr.parts]
    return not is_number(expr) and expr not in (S.Pi, S.E, S.EulerGamma, S.GoldenRatio, S.Catalan)


def replaced(expr: Any, old: Any, new: Any) -> Any:
    if same(expr, old):
        return new
    if not isinstance(expr, Expr) or not occurs(old, expr):
        return expr
    return Expr(expr.head, [replaced(p, old, new) for p in expr.parts])


CASES: dict[Any, Callable[[FormulaReader, Expr, Expr], Formula]] = {
    S.Abs: FormulaReader.with_absolute, S.RealAbs: FormulaReader.with_absolute,
    S.Max: FormulaReader.with_extremum, S.Min: FormulaReader.with_extremum,
    S.Surd: FormulaReader.with_surd, S.CubeRoot: FormulaReader.with_surd,
}  # fmt: skip
RULES: dict[Any, Callable[[FormulaReader, Expr], Formula]] = {
    S.And: FormulaReader.connective, S.Or: FormulaReader.connective, S.List: FormulaReader.connective,
    S.Xor: FormulaReader.parity, S.Nand: FormulaReader.negated, S.Nor: FormulaReader.negated,
    S.Not: FormulaReader.negation, S.Implies: FormulaReader.implication,
    S.Equivalent: FormulaReader.equivalence, S.Element: FormulaReader.membership,
    S.ForAll: FormulaReader.quantifier, S.Exists: FormulaReader.quantifier,
}  # fmt: skip


# -- what is done with formulas ------------------------------------------------------------------------


def prenex(formula: Formula) -> tuple[list[tuple[Any, str]], Formula]:
    """The quantified symbols from the outermost to the innermost, and the formula without quantifiers."""
    if isinstance(formula, bool) or formula[0] == "sign":
        return [], formula
    if formula[0] in ("some", "every"):
        inside, matrix = prenex(formula[2])
        return [*[(x, formula[0]) for x in formula[1]], *inside], matrix
    pulled, parts = [], []
    for part in formula[1]:
        names, matrix = prenex(part)
        pulled += names
        parts.append(matrix)
    return pulled, joined(formula[0], parts)


def polynomials_of(formula: Formula) -> list[Any]:
    if isinstance(formula, bool):
        return []
    if formula[0] == "sign":
        return [formula[1]]
    return list(dict.fromkeys([p for part in formula[1] for p in polynomials_of(part)]))


def decided(formula: Formula, sign_of: Callable[[Any], int | None]) -> bool | None:
    """The truth of a formula without quantifiers, as far as the signs that are known tell it."""
    if isinstance(formula, bool):
        return formula
    if formula[0] == "sign":
        sign = sign_of(formula[1])
        return None if sign is None else sign in formula[2]
    settling = formula[0] == "or"
    answers = [decided(p, sign_of) for p in formula[1]]
    return settling if settling in answers else None if None in answers else not settling
