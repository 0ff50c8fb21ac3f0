"""Where the roots of polynomials lie: their number, and intervals that hold one each."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge, attempt, symbols_in
from wlmini.expr import Complex, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import simple

MESSAGES = {
    "poly": "`1` is no polynomial in `2` with rational coefficients.",
    "bounds": "`1` are no bounds {x, a, b} with rational or complex rational numbers a and b.",
    "nalg": "`1` is no explicit algebraic number.",
    "width": "The width `1` is no positive rational number.",
}
WIDTH = Fraction(1, 2**10)  # of an isolating interval that is asked for without one


def rational_polynomial(bridge: Bridge, expr: Any, x: Any) -> Any:
    """As SymPy's; a message where it is none."""
    unknown = bridge.variable(x)
    value = attempt(lambda: bridge.sympy.Poly(bridge.to(expr), unknown))
    if value is None or not all(c.is_Rational for c in value.coeffs()):
        raise Failure("poly", expr, x, value=None)
    return value


@builtin("CountRoots[poly, x]", "CountRoots[poly, {x, a, b}]", messages=MESSAGES)
def count_roots(kernel: Any, expr: Any, spec: Any) -> Any:
    """gives how many real roots a polynomial has, or has from a to b; multiple ones count as such.

    Complex a and b are corners of a rectangle.

    >>> {CountRoots[x^3 - 3 x + 1, x], CountRoots[(x - 1)^2 (x - 3), {x, 0, 2}]}
    {3, 2}
    >>> CountRoots[x^4 - 1, {x, -2 - 2 I, 2 + 2 I}]
    4
    """
    bridge = Bridge(kernel)
    if not is_list(spec):
        return counted(bridge, rational_polynomial(bridge, expr, spec), None, None)
    ends = spec.parts[1:]
    if len(ends) != 2 or not all(isinstance(e, (int, Fraction, Complex)) for e in ends):
        infinite = len(ends) == 2 and all(is_end(e) for e in ends)
        if not infinite:
            raise Failure("bounds", spec, value=None)
    polynomial = rational_polynomial(bridge, expr, spec.parts[0])
    low, high = [None if not isinstance(e, (int, Fraction, Complex)) else bridge.to(e) for e in ends]
    return counted(bridge, polynomial, low, high)


def is_end(value: Any) -> bool:
    return isinstance(value, (int, Fraction)) or value in (S.Infinity, S.DirectedInfinity(-1))


def counted(bridge: Bridge, polynomial: Any, low: Any, high: Any) -> int:
    """Each factor's roots as often as the factor counts."""
    return sum(int(factor.count_roots(low, high)) * times for factor, times in polynomial.factor_list()[1])


@builtin("RootIntervals[poly]", "RootIntervals[{poly1, poly2, ...}]", "RootIntervals[poly, Complexes]",
         messages=MESSAGES)  # fmt: skip
def root_intervals(kernel: Any, given: Any, domain: Any = S.Reals) -> Any:
    """gives intervals that hold one real root each, and for each the numbers of the polynomials that have it.

    >>> RootIntervals[x^2 - 2]
    {{{-2, -1}, {1, 2}}, {{1}, {1}}}
    """
    polynomials = list(given.parts) if is_list(given) else [given]
    names = symbols_in(make_list(polynomials))
    if len(names) != 1 or domain not in (S.Reals, S.Complexes):
        raise Failure("poly", given, S.List(*names), value=None)
    bridge = Bridge(kernel)
    values = [rational_polynomial(bridge, p, names[0]) for p in polynomials]
    found = attempt(isolated, bridge, values, domain is S.Complexes)
    if found is None:
        return None
    return make_list(
        [make_list([interval for interval, _ in found]), make_list([which for _, which in found])]
    )


def isolated(bridge: Bridge, values: list[Any], everywhere: bool) -> list[tuple[Any, Any]]:
    """(interval or rectangle, the polynomials that have the root in it)."""
    factors: dict[Any, list[int]] = {}
    for place, value in enumerate(values, 1):
        for factor, _ in value.factor_list()[1]:
            factors.setdefault(factor, []).append(place)
    whole = bridge.sympy.prod([f.as_expr() for f in factors])
    product = bridge.sympy.Poly(whole, values[0].gen)
    found = product.intervals(all=True, sqf=True) if everywhere else (product.intervals(sqf=True), [])
    rows = [((a, b), [w for f, w in factors.items() if f.count_roots(a, b)]) for a, b in found[0]]
    rows += [((a, b), [w for f, w in factors.items() if f.count_roots(a, b)]) for a, b in found[1]]
    return [
        (make_list([bridge.value(a), bridge.value(b)]), make_list(sorted({n for w in which for n in w})))
        for (a, b), which in rows
    ]


@builtin("IsolatingInterval[a]", "IsolatingInterval[a, dx]", messages=MESSAGES)
def isolating_interval(kernel: Any, number: Any, width: Any = None) -> Any:
    """gives an interval {low, high} of rational numbers, of width dx at most, that holds the number a.

    No other root of the minimal polynomial of a lies in it.

    >>> IsolatingInterval[Sqrt[2], 1/10]
    {11/8, 23/16}
    """
    if width is not None and not (isinstance(width, (int, Fraction)) and width > 0):
        raise Failure("width", width, value=None)
    bridge = Bridge(kernel)
    value = attempt(bridge.to, number)
    if value is None or not (value.is_number and value.is_real and value.is_algebraic):
        raise Failure("nalg", number, value=None)
    if value.is_Rational:
        return make_list([number, number])
    found = attempt(around, bridge, value, Fraction(width or WIDTH))
    return found and make_list([simple(f) for f in found])


def around(bridge: Bridge, value: Any, width: Fraction) -> list[Fraction]:
    """Halve from whole bounds on until the width is small enough and no other root is inside."""
    sympy = bridge.sympy
    polynomial = sympy.Poly(sympy.minimal_polynomial(value, sympy.Symbol("x")))
    low = Fraction(int(sympy.floor(value)))
    high = low + 1

    def crowded() -> bool:
        ends = [sympy.Rational(e.numerator, e.denominator) for e in (low, high)]
        return bool(polynomial.count_roots(*ends) > 1)

    while high - low > width or crowded():
        middle = (low + high) / 2
        above = bool(value > sympy.Rational(middle.numerator, middle.denominator))
        low, high = (middle, high) if above else (low, middle)
    return [low, high]
