"""Exact roots of rational numbers in the language's canonical form: 2 Sqrt[3], 1/Sqrt[2], Sqrt[6]."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import isqrt
from typing import Any

from wlmini.expr import Complex, Expr, S
from wlmini.kernel.numbers import is_exact, multiply, negate, normal

TRIAL_LIMIT = 100_000  # factors of a radicand are looked for up to here; larger squares stay inside


def exact_power(base: Any, exponent: Any) -> Any:
    """An exact number to a fractional power; None where it is in canonical form already."""
    if not isinstance(exponent, Fraction) or not isinstance(base, (int, Fraction)):
        return complex_root(base, exponent) if isinstance(base, Complex) else None
    if base < 0:
        return negative_base(base, exponent)
    if isinstance(base, Fraction):
        return S.Times(S.Power(base.numerator, exponent), S.Power(base.denominator, -exponent))
    if base == 1:
        return 1
    return integer_power(base, exponent)


def negative_base(base: Any, exponent: Fraction) -> Any:
    """(-n)^q = n^q (-1)^q, where (-1)^(1/2) is I."""
    if base != -1:
        return S.Times(S.Power(-base, exponent), S.Power(-1, exponent))
    whole = exponent.numerator // exponent.denominator
    rest = exponent - whole
    turned = Complex(0, 1) if rest == Fraction(1, 2) else S.Power(-1, rest)
    if whole == 0 and isinstance(turned, Expr):
        return None
    return (
        S.Times((-1) ** (whole % 2), turned)
        if isinstance(turned, Expr)
        else multiply((-1) ** (whole % 2), turned)
    )


def complex_root(base: Complex, exponent: Any) -> Any:
    """The square root of an exact complex number that is a perfect square."""
    if exponent != Fraction(1, 2) or not is_exact(base):
        return None
    re, im = Fraction(base.re), Fraction(base.im)
    size = rational_root(re * re + im * im)
    if size is None:
        return None
    real, imaginary = rational_root((size + re) / 2), rational_root((size - re) / 2)
    if real is None or imaginary is None:
        return None
    return normal(Complex(normal(real), normal(imaginary if im >= 0 else -imaginary)))


def rational_root(value: Fraction) -> Fraction | None:
    """The square root of a fraction where it is one."""
    numerator, denominator = isqrt(value.numerator), isqrt(value.denominator)
    exact = numerator**2 == value.numerator and denominator**2 == value.denominator
    return Fraction(numerator, denominator) if exact else None


def integer_power(base: int, exponent: Fraction) -> Any:
    """n^(p/q) for n > 1: whole powers come out, what is left stays under one root."""
    outside, inside = Fraction(1), {}
    for prime, multiplicity in factors(base):
        total = exponent * multiplicity
        whole = int(total)  # towards zero: 2^(-3/2) is 1/(2 Sqrt[2])
        outside *= Fraction(prime) ** whole
        if total != whole:
            inside[prime] = total - whole
    roots = group_roots(inside)
    if outside == 1 and roots == [(base, exponent)]:
        return None
    parts = [S.Power(n, e) for n, e in roots]
    return Expr(S.Times, [normal(outside), *parts]) if parts else normal(outside)


def group_roots(exponents: dict[int, Fraction]) -> list[tuple[int, Fraction]]:
    """Primes of the same exponent together: {2: 1/2, 3: 1/2} -> [(6, 1/2)]."""
    grouped: dict[Fraction, int] = {}
    for prime, exponent in exponents.items():
        grouped[exponent] = grouped.get(exponent, 1) * prime
    return [(n, e) for e, n in grouped.items()]


@cache
def factors(number: int) -> list[tuple[int, int]]:
    """(factor, multiplicity): primes up to the trial limit, then what is left as a whole (or its root)."""
    found, divisor = [], 2
    while divisor * divisor <= number and divisor <= TRIAL_LIMIT:
        count = 0
        while number % divisor == 0:
            number //= divisor
            count += 1
        if count:
            found.append((divisor, count))
        divisor += 1 if divisor == 2 else 2
    if number > 1:
        root = isqrt(number)
        found.append((root, 2) if root * root == number else (number, 1))
    return found


def is_root(expr: Any) -> bool:
    """Whether a factor is n^q with a whole n > 1 and a fraction q."""
    return (
        isinstance(expr, Expr)
        and expr.head is S.Power
        and len(expr.parts) == 2
        and type(expr.parts[0]) is int
        and expr.parts[0] > 1
        and isinstance(expr.parts[1], Fraction)
    )


def absorb_radicals(number: Any, powers: list[Any]) -> tuple[Any, list[Any]]:
    """The coefficient and the factors of a product with its roots multiplied out: Sqrt[2]/2 is 1/Sqrt[2]."""
    roots = [p for p in powers if is_root(p)]
    if not isinstance(number, (int, Fraction)) or not roots or (len(roots) == 1 and number in (1, -1)):
        return number, powers
    exponents: dict[int, Fraction] = {}
    for root in roots:
        for prime, count in factors(root.parts[0]):
            exponents[prime] = exponents.get(prime, Fraction(0)) + count * root.parts[1]
    outside, exponents = move_whole_powers(abs(Fraction(number)), exponents)
    made = [S.Power(n, e) for n, e in group_roots(exponents)]
    value = normal(outside)
    return (value if number > 0 else negate(value)), sorted_like(powers, made)


def move_whole_powers(
    outside: Fraction, exponents: dict[int, Fraction]
) -> tuple[Fraction, dict[int, Fraction]]:
    """Let the primes of the coefficient meet those under the roots, then take whole powers out again."""
    left: dict[int, Fraction] = {}
    for prime, exponent in exponents.items():
        numerator, denominator = outside.numerator, outside.denominator
        while numerator % prime == 0 and exponent < 0:
            numerator, exponent = numerator // prime, exponent + 1
        while denominator % prime == 0 and exponent > 0:
            denominator, exponent = denominator // prime, exponent - 1
        whole = int(exponent)
        outside = Fraction(numerator, denominator) * Fraction(prime) ** whole
        if exponent != whole:
            left[prime] = exponent - whole
    return outside, left


def sorted_like(powers: list[Any], made: list[Any]) -> list[Any]:
    """The new roots in place of the old ones, which come before symbols in a product."""
    return made + [p for p in powers if not is_root(p)]
