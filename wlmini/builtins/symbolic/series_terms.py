"""The general term of a power series: the coefficient of x^n for a symbol n."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.polynomials import in_variable, polynomial
from wlmini.expr import TRUE, Complex, Expr, S, make_list, same, symbol

I = Complex(0, 1)  # noqa: E741 - the language's name
Z = symbol("Series`z")
CHECKED = 6  # first coefficients that the formula is held against


class Term(NamedTuple):
    """A coefficient as it is from n == start on; before that they are 0."""

    value: Any
    start: int


def over_factorial(n: Any) -> Any:
    return S.Power(S.Factorial(n), -1)


def alternating(n: Any) -> Any:
    return S.Power(-1, n)


# The coefficient of x^n in f[x].
WAVES: dict[Any, Callable[[Any], Term]] = {
    S.Sin: lambda n: Term(
        S.Times(Fraction(1, 2), I, S.Power(I, n), S.Plus(-1, alternating(n)), over_factorial(n)), 0
    ),
    S.Cos: lambda n: Term(
        S.Times(Fraction(1, 2), S.Power(I, n), S.Plus(1, alternating(n)), over_factorial(n)), 0
    ),
    S.Sinh: lambda n: Term(
        S.Times(Fraction(1, 2), S.Plus(1, S.Times(-1, alternating(n))), over_factorial(n)), 0
    ),
    S.Cosh: lambda n: Term(S.Times(Fraction(1, 2), S.Plus(1, alternating(n)), over_factorial(n)), 0),
    S.ArcTan: lambda n: Term(
        S.Times(Fraction(1, 2), I, S.Power(I, n), S.Plus(-1, alternating(n)), S.Power(n, -1)), 1
    ),
    S.ArcTanh: lambda n: Term(
        S.Times(Fraction(1, 2), S.Plus(1, S.Times(-1, alternating(n))), S.Power(n, -1)), 1
    ),
}


class GeneralTerm:
    """One function of x, about 0."""

    def __init__(self, kernel: Any, x: Any, n: Any) -> None:
        self.kernel, self.x, self.n = kernel, x, n

    def of(self, f: Any) -> Term | None:
        """The term; None where no rule leads to it."""
        if not isinstance(f, Expr) or is_free(f, (self.x,)):
            return None
        if f.head is S.Plus:
            return self.of_sum(f) or self.of_fraction(f)
        if f.head is S.Times:
            return self.of_product(f) or self.of_fraction(f)
        if f.head is S.Power:
            return self.of_power(*f.parts)
        slope = self.line(f.parts[0]) if len(f.parts) == 1 else None
        if slope is None:
            return None
        if f.head is S.Log and slope[0] == 1:
            return Term(S.Times(self.signed_power(slope[1]), S.Power(self.n, -1)), 1)
        if f.head in WAVES and slope[0] == 0:
            found = WAVES[f.head](self.n)
            return Term(S.Times(S.Power(slope[1], self.n), found.value), found.start)
        return None

    def signed_power(self, a: Any) -> Any:
        """-(-a)^n, for a negative number without signs inside."""
        if isinstance(a, (int, Fraction)) and a < 0:
            return S.Times(-1, S.Power(-a, self.n))
        return S.Times(S.Power(-1, S.Plus(1, self.n)), S.Power(a, self.n))

    def line(self, f: Any) -> tuple[Any, Any] | None:
        """(c, a) of c + a x."""
        if self.kernel.evaluate(S.PolynomialQ(f, self.x)) is not TRUE:
            return None
        powers = self.kernel.evaluate(S.CoefficientList(f, self.x)).parts
        return (powers[0], powers[1]) if len(powers) == 2 else None

    def of_sum(self, f: Expr) -> Term | None:
        """Terms that all begin at the same place."""
        found = [self.of(p) for p in f.parts]
        terms = [t for t in found if t is not None]
        if len(terms) < len(found) or len({t.start for t in terms}) > 1:
            return None
        return Term(S.Plus(*[t.value for t in terms]), terms[0].start)

    def of_product(self, f: Expr) -> Term | None:
        """Constant factors, and a whole power of x beside something else."""
        outside = [p for p in f.parts if is_free(p, (self.x,))]
        inside = [p for p in f.parts if not is_free(p, (self.x,))]
        shift = 0
        rest: list[Any] = []
        for part in inside:
            exponent = self.exponent(part)
            shift, rest = (shift + exponent, rest) if exponent is not None else (shift, [*rest, part])
        if not (outside or shift) or not rest:
            return None
        found = self.of(self.kernel.evaluate(S.Times(*rest)))
        if found is None:
            return None
        moved = S.ReplaceAll(found.value, S.Rule(self.n, S.Plus(self.n, -shift)))
        return Term(S.Times(*outside, self.kernel.evaluate(moved)), found.start + shift)

    def exponent(self, part: Any) -> int | None:
        if same(part, self.x):
            return 1
        power = isinstance(part, Expr) and part.head is S.Power and same(part.parts[0], self.x)
        return part.parts[1] if power and type(part.parts[1]) is int else None

    def of_power(self, base: Any, exponent: Any) -> Term | None:
        n = self.n
        if is_free(base, (self.x,)):
            slope = self.line(exponent)
            if slope is None:
                return None
            rate = slope[1] if base is S.E else S.Times(slope[1], S.Log(base))
            return Term(S.Times(S.Power(base, slope[0]), S.Power(rate, n), over_factorial(n)), 0)
        if not is_free(exponent, (self.x,)):
            return None
        if type(exponent) is int:
            return self.of_fraction(S.Power(base, exponent))
        slope = self.line(base)
        if slope is None or slope[0] == 0:
            return None
        c, a = slope
        first = 1 if c == 1 else S.Power(c, S.Plus(exponent, S.Times(-1, n)))
        return Term(S.Times(first, S.Power(a, n), S.Binomial(exponent, n)), 0)

    def of_fraction(self, f: Any) -> Term | None:
        """A quotient of polynomials, by the inverse Z transform at 1/x; those of Fibonacci by name."""
        kernel = self.kernel
        f = kernel.evaluate(S.Together(f))
        above, below = kernel.evaluate(S.Numerator(f)), kernel.evaluate(S.Denominator(f))
        for part in (above, below):
            if kernel.evaluate(S.PolynomialQ(part, self.x)) is not TRUE:
                return None
        if is_free(below, (self.x,)):
            return None
        named = self.of_fibonacci(above, below)
        if named is not None:
            return named
        turned = kernel.evaluate(S.ReplaceAll(f, S.Rule(self.x, S.Power(Z, -1))))
        found = kernel.evaluate(S.InverseZTransform(turned, Z, self.n))
        plain = all(is_free(found, (head,)) for head in (S.InverseZTransform, S.UnitStep, S.DiscreteDelta, Z))
        return Term(found, 0) if plain else None

    def of_fibonacci(self, above: Any, below: Any) -> Term | None:
        """(a + b x)/(c (1 - x - x^2))."""
        bottom = in_variable(polynomial(self.kernel.evaluate(S.Expand(below))), self.x)
        numbers = [bottom.get(k, {}).get(frozenset(), 0) for k in range(3)]
        c = numbers[0]
        if max(bottom) != 2 or not isinstance(c, (int, Fraction)) or numbers != [c, -c, -c]:
            return None
        a, b = [self.kernel.evaluate(S.Coefficient(above, self.x, k)) for k in (0, 1)]
        n = self.n
        value = S.Plus(S.Times(a, S.Fibonacci(S.Plus(1, n))), S.Times(b, S.Fibonacci(n)))
        return Term(S.Times(value, S.Power(c, -1)), 0)


def general_coefficient(kernel: Any, function: Any, x: Any, x0: Any, n: Any) -> Any:
    """The coefficient of (x - x0)^n as Piecewise; None where there is no formula, or it does not hold."""
    if x0 is S.Infinity or not is_free(x0, (x,)):
        return None
    shifted = function if x0 == 0 else kernel.evaluate(S.ReplaceAll(function, S.Rule(x, S.Plus(x, x0))))
    found = GeneralTerm(kernel, x, n).of(shifted)
    if found is None:
        return None
    value = kernel.evaluate(found.value)
    if not holds(kernel, shifted, x, n, Term(value, found.start)):
        return None
    case = make_list([value, S.GreaterEqual(n, found.start)])
    return S.Piecewise(make_list([case]), 0)


def holds(kernel: Any, function: Any, x: Any, n: Any, term: Term) -> bool:
    """Whether the first coefficients are those of the formula."""
    for k in range(min(0, term.start), term.start + CHECKED):
        expected = kernel.evaluate(S.SeriesCoefficient(function, make_list([x, 0, k])))
        value = 0
        if k >= term.start:
            value = kernel.evaluate(S.FunctionExpand(S.ReplaceAll(term.value, S.Rule(n, k))))
        difference = kernel.evaluate(S.Simplify(S.Subtract(value, expected)))
        if not (type(difference) is int and difference == 0):
            return False
    return True
