"""The roots of one equation in one variable: explicit ones, Root objects, or by inverse functions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd
from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable
from wlmini.expr import Complex, S, rational

HALF = Fraction(1, 2)
THIRD, TWO_THIRDS = Fraction(1, 3), Fraction(2, 3)
I = Complex(0, 1)  # noqa: E741 - the language's name
UNITS = {  # the quadratics whose roots are roots of unity
    (1, 1, 1): [S.Times(-1, S.Power(-1, THIRD)), S.Power(-1, TWO_THIRDS)],
    (1, -1, 1): [S.Power(-1, THIRD), S.Times(-1, S.Power(-1, TWO_THIRDS))],
}


class Equation:
    """left side == 0 in one variable, as SymPy sees it; `explicit` asks for radicals, however long."""

    def __init__(self, bridge: Bridge, x: Any, cubics: bool = False, quartics: bool = False) -> None:
        self.bridge, self.sympy, self.x = bridge, bridge.sympy, x
        self.explicit = {3: cubics, 4: quartics}
        self.parameters = 0
        self.lossy = False  # whether inverse functions may have lost solutions
        self.real = False

    def roots(self, value: Any) -> list[Any]:
        """The solutions, in the language, multiple ones as often as they count."""
        sympy = self.sympy
        above, below = sympy.fraction(sympy.together(value))
        polynomial = above.is_polynomial(self.x)
        found = self.polynomial_roots(above) if polynomial else self.by_kernel(above)
        if below.has(self.x):
            found = [r for r in found if not self.vanishes(below, r)]
        return found

    def vanishes(self, value: Any, root: Any) -> bool:
        """Whether an expression is 0 at a root."""
        try:
            at = self.sympy.simplify(value.subs(self.x, self.bridge.to(root)))
        except Untranslatable:
            return False
        return bool(at == 0 or (at.is_number and abs(at.evalf(20)) < 1e-15))

    # -- polynomials -----------------------------------------------------------------------------

    def polynomial_roots(self, value: Any) -> list[Any]:
        """Factor by factor."""
        if not value.has(self.x):
            return []
        _, factors = self.sympy.factor_list(value, self.x)
        found = []
        for factor, count in factors:
            if factor.has(self.x):
                found += [r for r in self.factor_roots(self.sympy.Poly(factor, self.x)) for _ in range(count)]
        return found

    def factor_roots(self, polynomial: Any) -> list[Any]:
        degree, coefficients = polynomial.degree(), polynomial.all_coeffs()
        if degree == 1:
            return [self.quotient(-coefficients[1], coefficients[0])]
        if degree == 2:
            return self.quadratic_roots(*coefficients)
        if all(c == 0 for c in coefficients[1:-1]):
            return self.binomial_roots(degree, self.sympy.cancel(-coefficients[-1] / coefficients[0]))
        step = gcd(*[n for (n,), _ in polynomial.terms()])
        if step > 1:
            return self.roots_of_power(polynomial, step)
        numeric = all(c.is_Rational for c in coefficients)
        if degree <= 4 and (not numeric or self.explicit[degree]):
            found = self.sympy.roots(polynomial)
            return [self.bridge.back(r) for r, n in found.items() for _ in range(n)]
        return root_objects(self.bridge, polynomial)

    def quotient(self, above: Any, below: Any) -> Any:
        return self.bridge.back(self.sympy.cancel(above / below))

    def quadratic_roots(self, a: Any, b: Any, c: Any) -> list[Any]:
        """(-b -+ Sqrt[b^2 - 4 a c])/(2 a), without what cancels."""
        if all(k.is_Integer for k in (a, b, c)):
            known = UNITS.get((int(a), int(b), int(c)))
            return known or self.whole_quadratic(int(a), int(b), int(c))
        sympy = self.sympy
        square = sympy.expand(b * b - 4 * a * c)
        content, rest = sympy.factor_terms(square).as_coeff_Mul() if square != 0 else (sympy.S.One, square)
        outside = 2 if content.is_Integer and content % 4 == 0 and not rest.is_number else 1
        half = (
            all(
                (k / 2).is_polynomial() and sympy.Poly(k, *k.free_symbols).content() % 2 == 0
                for k in [b]
                if k.free_symbols
            )
            if outside == 2
            else False
        )
        if half or (outside == 2 and b == 0):
            square, b, a = sympy.expand(square / 4), sympy.expand(b / 2), a / 2
        root = S.Sqrt(self.bridge.back(square))
        below = S.Power(self.bridge.back(sympy.expand(2 * a)), -1)
        minus_b = self.bridge.back(-b)
        return [S.Times(S.Plus(minus_b, S.Times(sign, root)), below) for sign in (-1, 1)]

    def whole_quadratic(self, a: int, b: int, c: int) -> list[Any]:
        inside, outside = b * b - 4 * a * c, 1
        for prime, count in self.sympy.factorint(abs(inside)).items():
            outside *= int(prime) ** (count // 2)
        inside //= outside * outside
        common = gcd(b, outside, 2 * a)
        root = S.Sqrt(inside)
        over = rational(common, 2 * a)
        return [
            S.Times(over, S.Plus(-b // common, S.Times(sign * outside // common, root))) for sign in (-1, 1)
        ]

    def binomial_roots(self, degree: int, value: Any) -> list[Any]:
        """x^n == value: one root times the roots of unity."""
        first = S.Power(self.bridge.back(value), Fraction(1, degree))
        if value.is_negative and value.is_Rational:
            first = S.Times(S.Power(self.bridge.back(-value), Fraction(1, degree)))
            turns = [rational(2 * k + 1, degree) for k in range(degree)]
        else:
            turns = [rational(2 * k, degree) for k in range(degree)]
        return [S.Times(S.Power(-1, t), first) for t in turns]

    def roots_of_power(self, polynomial: Any, step: int) -> list[Any]:
        """A polynomial in x^step: roots of what x^step is."""
        lower = self.sympy.Poly({n // step: c for (n,), c in polynomial.terms()}, self.x)
        if lower.degree() > 2 and all(c.is_Rational for c in lower.all_coeffs()):
            return root_objects(self.bridge, polynomial)
        found = []
        for root in self.factor_roots(lower):
            turns = [rational(2 * k, step) for k in range(step)]
            found += [S.Times(S.Power(-1, t), S.Power(root, Fraction(1, step))) for t in turns]
        return found

    # -- functions -------------------------------------------------------------------------------

    def by_kernel(self, value: Any) -> list[Any]:
        """A polynomial in one function of x: its roots, then the function inverted at each."""
        sympy = self.sympy
        value = sympy.expand(sympy.expand_power_exp(sympy.expand(value, power_exp=True)))
        kernels = kernels_of(value, self.x)
        if len(kernels) == 1:
            (kernel,) = kernels
            unknown = sympy.Dummy()
            swapped = self.in_kernel(value, kernel, unknown)
            if swapped is not None:
                inner = Equation(self.bridge, unknown)
                return [r for u in inner.roots(swapped) for r in self.inverted(kernel, self.plain(u))]
        return self.by_sympy(value)

    def plain(self, expr: Any) -> Any:
        return self.bridge.to(self.bridge.kernel.evaluate(expr))

    def in_kernel(self, value: Any, kernel: Any, unknown: Any) -> Any:
        sympy = self.sympy
        if isinstance(kernel, sympy.exp):
            value = value.replace(
                lambda e: isinstance(e, sympy.exp) and e.has(self.x),
                lambda e: unknown ** sympy.cancel(e.args[0] / kernel.args[0]),
            )
        swapped = sympy.together(value.subs(kernel, unknown))
        return (
            None if swapped.has(self.x) or not sympy.fraction(swapped)[0].is_polynomial(unknown) else swapped
        )

    def inverted(self, kernel: Any, level: Any) -> list[Any]:
        """kernel == level, solved for x."""
        sympy = self.sympy
        if kernel.is_Pow and not isinstance(kernel, sympy.exp):
            return self.inverted_power(kernel.args[0], kernel.args[1], level)
        inner, name = kernel.args[0], type(kernel).__name__
        if name in ("exp", "Exp1"):
            if level == 0 or (self.real and level.is_negative):
                return []
            value = S.Log(self.bridge.back(level))
            return self.deeper(
                inner, value if self.real else S.Plus(value, self.period(Complex(0, 2))), not self.real
            )
        if name in PERIODIC:
            values = PERIODIC[name](self.bridge.back(level))
            shifted = [S.Plus(v, self.period(step)) for v, step in values]
            return [r for v in shifted for r in self.deeper(inner, v, True)]
        inverse = PLAIN_INVERSES.get(name)
        if inverse is None:
            return self.by_sympy(kernel - level)
        if (
            name == "log"
            and self.sympy.im(level).is_zero is False
            and abs(self.sympy.im(level).evalf()) > 3.1416
        ):
            return []
        return [r for v in inverse(self.bridge.back(level)) for r in self.deeper(inner, v, False)]

    def inverted_power(self, base: Any, exponent: Any, level: Any) -> list[Any]:
        if base.has(self.x) and exponent.is_Rational:
            if exponent.q > 1 and (
                level.is_negative or (level.is_number and self.sympy.re(level).is_negative)
            ):
                return []
            value = self.bridge.back(level ** (1 / exponent))
            return self.deeper(base, value, False)
        if base.has(self.x):
            return self.by_sympy(base**exponent - level)
        value = self.bridge.back(self.sympy.expand_log(self.sympy.log(level) / self.sympy.log(base)))
        if self.real:
            return [] if level.is_negative or level == 0 else self.deeper(exponent, value, False)
        step = S.Times(S.Power(S.Log(self.bridge.back(base)), -1), self.period(Complex(0, 2)))
        return self.deeper(exponent, S.Plus(value, step), True)

    def period(self, step: Any) -> Any:
        """step Pi C[1]: the shift between solutions of a periodic function."""
        self.parameters = 1
        return S.Times(step, S.Pi, S.C(1))

    def deeper(self, inner: Any, value: Any, periodic: bool) -> list[Any]:
        """inner == value, where the inner expression may be x itself or a function of it again."""
        if inner == self.x:
            return [value]
        level = self.bridge.kernel.evaluate(value)
        symbol = self.bridge.variable(S.Hold(level)) if periodic else self.bridge.to(level)
        found = Equation(self.bridge, self.x)
        roots = found.roots(inner - symbol)
        if not periodic:
            return roots
        return [S.Expand(S.ReplaceAll(r, S.Rule(S.Hold(level), level))) for r in roots]

    def by_sympy(self, value: Any) -> list[Any]:
        """What SymPy finds; inverse functions may lose solutions there."""
        self.lossy = True
        found = self.sympy.solve(value, self.x)
        return [self.bridge.back(r) for r in found]


PERIODIC: dict[str, Callable[[Any], list[Any]]] = {
    "sin": lambda v: [(S.ArcSin(v), 2), (S.Subtract(S.Pi, S.ArcSin(v)), 2)],
    "cos": lambda v: [(S.Times(-1, S.ArcCos(v)), 2), (S.ArcCos(v), 2)],
    "tan": lambda v: [(S.ArcTan(v), 1)],
    "cot": lambda v: [(S.ArcCot(v), 1)],
}
PLAIN_INVERSES: dict[str, Callable[[Any], list[Any]]] = {
    "log": lambda v: [S.Power(S.E, v)],
    "asin": lambda v: [S.Sin(v)],
    "acos": lambda v: [S.Cos(v)],
    "atan": lambda v: [S.Tan(v)],
    "Abs": lambda v: [S.Times(-1, v), v],
}


def kernels_of(value: Any, x: Any) -> set[Any]:
    """The functions of x that an expression is made of by sums, products and whole powers."""
    if not value.has(x):
        return set()
    if value.is_Add or value.is_Mul:
        return set().union(*[kernels_of(a, x) for a in value.args])
    if value.is_Pow and value.exp.is_Integer:
        return kernels_of(value.base, x)
    if type(value).__name__ == "exp":
        number, rest = value.args[0].as_coeff_Mul()
        return {value.func(rest / number.q)} if number.is_Rational else {value}
    return {value}


def root_objects(bridge: Bridge, polynomial: Any) -> list[Any]:
    """Root[f, 1], Root[f, 2], ...: the roots of a polynomial that are not to be written out."""
    _, polynomial = polynomial.clear_denoms(convert=True) if polynomial.domain.is_Field else (1, polynomial)
    slot = S.Slot(1)
    terms = [S.Times(bridge.back(c), S.Power(slot, n)) for (n,), c in polynomial.terms()]
    function = S.Function(bridge.kernel.evaluate(S.Plus(*terms)))
    return [S.Root(function, k) for k in range(1, polynomial.degree() + 1)]
