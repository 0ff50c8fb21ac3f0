"""Numbers that go into exponents, and powers of logarithms: 2 2^n is 2^(1 + n), E^(2 Log[x]) is x^2."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.expr import Complex, Expr, S, same
from wlmini.kernel.numbers import is_exact, is_number, normal, power


def absorb_powers(number: Any, powers: list[Any]) -> tuple[Any, list[Any]]:
    """The coefficient of a product without the factors that its powers of whole numbers take up."""
    if type(number) is not int and type(number) is not Fraction:
        return number, powers
    for place, factor in enumerate(powers):
        if not isinstance(factor, Expr) or factor.head is not S.Power or type(factor.parts[0]) is not int:
            continue
        base, exponent = factor.parts
        if is_number(exponent):
            continue
        number, count = (1, 1) if base == -1 == number else without(number, base)
        if count:
            powers = [*powers[:place], S.Power(base, S.Plus(count, exponent)), *powers[place + 1 :]]
    return number, powers


def without(number: Any, base: int) -> tuple[Any, int]:
    """(the rest, how often the base is a factor): -2 times for a quarter of 1 and the base 2."""
    if base < 2:
        return number, 0
    count, above, below = 0, number.numerator, number.denominator
    while above % base == 0:
        above, count = above // base, count + 1
    while below % base == 0:
        below, count = below // base, count - 1
    return (normal(Fraction(above, below)), count) if count else (number, 0)


def exponential(exponent: Any) -> Any:
    """E^exponent where it is a plain value: E^Log[x], E^(I Pi q) for multiples of a quarter turn."""
    if not isinstance(exponent, Expr):
        return None
    if exponent.head is S.Times and len(exponent.parts) == 2 and exponent.parts[1] is S.Pi:
        turns = exponent.parts[0]
        if isinstance(turns, Complex) and is_exact(turns) and turns.re == 0:
            doubled = Fraction(turns.im) * 2
            if doubled.denominator == 1:
                return normal(power(Complex(0, 1), int(doubled) % 4)) if int(doubled) % 4 else 1
        return None
    if exponent.head is S.Plus:
        found = [logarithm_in(term) for term in exponent.parts]
        if not any(found):
            return None
        rest = [t for t, f in zip(exponent.parts, found, strict=True) if f is None]
        return S.Times(S.Power(S.E, S.Plus(*rest)), *[S.Power(*f) for f in found if f])
    logarithm = logarithm_in(exponent)
    return S.Power(*logarithm) if logarithm else None


def logarithm_in(term: Any) -> tuple[Any, Any] | None:
    """(x, a) of a Log[x]."""
    if not isinstance(term, Expr):
        return None
    if term.head is S.Log and len(term.parts) == 1:
        return term.parts[0], 1
    if term.head is S.Times:
        for place, factor in enumerate(term.parts):
            if isinstance(factor, Expr) and factor.head is S.Log and len(factor.parts) == 1:
                return factor.parts[0], S.Times(*term.parts[:place], *term.parts[place + 1 :])
    return None


def logarithmic_power(base: Any, exponent: Any) -> Any:
    """b^(a Log[x]/Log[b]) = x^a."""
    if not isinstance(exponent, Expr) or exponent.head is not S.Times:
        return None
    below = S.Power(S.Log(base), -1)
    rest = [p for p in exponent.parts if not same(p, below)]
    found = logarithm_in(Expr(S.Times, rest)) if len(rest) == len(exponent.parts) - 1 else None
    return S.Power(*found) if found else None
