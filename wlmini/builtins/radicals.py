"""Exact roots in the language's canonical form: 2 Sqrt[3], 1/Sqrt[2], Sqrt[2/3], Sqrt[2 Pi], (-2)^(1/3).

A product of roots is worked out as the exponents of its primes and constants, and of -1. Whole powers
come out of it; what has the same exponent, or the opposite one, stands under one root.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import gcd, isqrt
from typing import Any

from wlmini.expr import Complex, Expr, S, Symbol, same
from wlmini.kernel.numbers import is_exact, multiply, negate, normal
from wlmini.kernel.ordering import sorted_canonically

TRIAL_LIMIT = 100_000  # factors of a radicand are looked for up to here; larger squares stay inside
POSITIVE = frozenset(S[name] for name in ("Pi", "E", "GoldenRatio", "EulerGamma", "Catalan", "Degree"))
HALF = Fraction(1, 2)
POWER = S.Power
Exponents = dict[Any, Fraction]  # of primes, and of positive constants


def exact_power(base: Any, exponent: Any) -> Any:
    """An exact number to a fractional power; None where it is in canonical form already."""
    if not isinstance(exponent, Fraction) or not isinstance(base, (int, Fraction)):
        return complex_root(base, exponent) if isinstance(base, Complex) else None
    if type(base) is int and base > 0 and exponent.denominator == 2 and exponent.numerator == 1:
        return integer_root(base)
    return 1 if base == 1 else power_of_exponents(base, exponent)


def is_surd(expr: Any) -> bool:
    """Whether it is the square root of a positive integer."""
    if type(expr) is not Expr or expr.head is not POWER:
        return False
    base, exponent = expr.parts
    return type(base) is int and base > 0 and type(exponent) is Fraction and exponent == HALF


def integer_root(base: int) -> Any:
    """The square root of a positive integer; the way through exponents takes four times as long."""
    outside = square_part(base)
    inside = base // outside**2
    if inside == 1:
        return outside
    return None if outside == 1 else Expr(S.Times, (outside, S.Power(inside, HALF)))


def square_part(number: int) -> int:
    """The number whose square is the largest found to divide another one.

    Above the cube root no more than two prime factors are left, which need not be told apart.
    """
    found, divisor = isqrt(number), 2
    if found * found == number:
        return found
    found = 1
    while divisor**3 <= number and divisor <= TRIAL_LIMIT:
        while number % divisor == 0:
            number //= divisor
            if number % divisor == 0:
                number //= divisor
                found *= divisor
        divisor += 1 if divisor == 2 else 2
    root = isqrt(number)
    return found * root if root * root == number else found


def power_of_exponents(base: Any, exponent: Fraction) -> Any:
    """A root of numbers and constants, such as Sqrt[4 Pi]; None where it is in canonical form already."""
    exponents: Exponents = {}
    turn = add_exponents(exponents, base, exponent)
    number, roots = canonical(Fraction(1), turn, exponents)
    if type(number) is int and number == 1 and len(roots) == 1 and same(roots[0], S.Power(base, exponent)):
        return None
    return Expr(S.Times, [number, *roots]) if roots else number


def complex_root(base: Complex, exponent: Any) -> Any:
    """The square root of an exact complex number that is a perfect square; of 2 I a root of -1 else."""
    if not isinstance(exponent, Fraction) or not is_exact(base):
        return None
    return (square_root(base) if exponent == Fraction(1, 2) else None) or imaginary_root(base, exponent)


def imaginary_root(base: Complex, exponent: Fraction) -> Any:
    if base.re != 0:
        return None
    turn = exponent / 2 if base.im > 0 else -exponent / 2
    return S.Times(S.Power(abs(base.im), exponent), S.Power(-1, turn))


def square_root(base: Complex) -> Any:
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


@lru_cache(maxsize=10_000)
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


# -- what stands under a root --------------------------------------------------------------------------


def is_constant(expr: Any) -> bool:
    """Whether an expression is a positive constant that may share a root with numbers: Pi, Log[2]."""
    if isinstance(expr, Symbol):
        return expr in POSITIVE
    if not isinstance(expr, Expr) or expr.head is not S.Log or len(expr.parts) != 1:
        return False
    return isinstance(expr.parts[0], (int, Fraction)) and expr.parts[0] > 1


def is_rational_power(expr: Any) -> bool:
    """Whether an expression is a constant, perhaps to a rational power."""
    if isinstance(expr, Expr) and expr.head is S.Power and len(expr.parts) == 2:
        return is_constant(expr.parts[0]) and isinstance(expr.parts[1], (int, Fraction))
    return is_constant(expr)


def is_radicand(expr: Any) -> bool:
    """Whether an expression is a rational number, a constant, or a product of such."""
    if isinstance(expr, Expr) and expr.head is S.Times:
        first, *rest = expr.parts
        number = isinstance(first, (int, Fraction))
        return (number or is_rational_power(first)) and False not in [is_rational_power(p) for p in rest]
    return isinstance(expr, (int, Fraction)) or is_rational_power(expr)


def is_root(expr: Any) -> bool:
    """Whether a factor is a root of a number and constants."""
    return (
        isinstance(expr, Expr)
        and expr.head is S.Power
        and len(expr.parts) == 2
        and type(expr.parts[1]) is Fraction
        and is_radicand(expr.parts[0])
    )


def add_exponents(exponents: Exponents, base: Any, exponent: Fraction | int) -> Fraction | int:
    """Take base^exponent into the table; the exponent of -1 in it."""
    if isinstance(base, (int, Fraction)):
        below = [(p, -n) for p, n in factors(base.denominator)]
        for prime, count in [*factors(abs(base.numerator)), *below]:
            exponents[prime] = exponents.get(prime, Fraction(0)) + count * exponent
        return exponent if base < 0 else 0
    if isinstance(base, Expr) and base.head is S.Times:
        return sum([add_exponents(exponents, part, exponent) for part in base.parts])
    if isinstance(base, Expr) and base.head is S.Power:
        return add_exponents(exponents, base.parts[0], base.parts[1] * exponent)
    exponents[base] = exponents.get(base, Fraction(0)) + exponent
    return 0


# -- the canonical form --------------------------------------------------------------------------------


def absorb_radicals(number: Any, powers: list[Any]) -> tuple[Any, list[Any]]:
    """The coefficient and the factors of a product with its roots multiplied out: Sqrt[2]/2 is 1/Sqrt[2]."""
    roots = [p for p in powers if is_root(p)]
    if not roots or not is_exact(number) or (len(roots) == 1 and len(powers) == 1 and number in (1, -1)):
        return number, powers
    if any(not is_constant(r.parts[0]) and not isinstance(r.parts[0], (int, Fraction)) for r in roots):
        roots = [p for p in powers if is_root(p) or is_rational_power(p)]  # Pi Sqrt[2 Pi]
    elif len(roots) == 1 and (number in (1, -1) or is_constant(roots[0].parts[0])):
        return number, powers
    exponents: Exponents = {}
    turn: Fraction | int = 0
    for root in roots:
        base, exponent = root.parts if isinstance(root, Expr) and root.head is S.Power else (root, 1)
        turn += add_exponents(exponents, base, exponent)
    size, unit = content(number)
    outside, made = canonical(size, turn, exponents)
    return multiply(outside, unit), made + [p for p in powers if not any(p is r for r in roots)]


def content(number: Any) -> tuple[Fraction, Any]:
    """A positive rational number and the number without it: 1/2 and 1 + I for 1/2 + I/2."""
    if isinstance(number, (int, Fraction)):
        return abs(Fraction(number)), 1 if number > 0 else -1
    re, im = Fraction(number.re), Fraction(number.im)
    below = re.denominator * im.denominator
    shared = Fraction(gcd(re.numerator * im.denominator, im.numerator * re.denominator), below)
    return shared, normal(Complex(normal(re / shared), normal(im / shared)))


def canonical(outside: Fraction, turn: Fraction | int, exponents: Exponents) -> tuple[Any, list[Any]]:
    """(number, roots) of a rational number times (-1)^turn times the powers of the table."""
    outside, left = move_whole_powers(outside, exponents)
    whole = turn.numerator // turn.denominator
    rest = Fraction(turn - whole)
    number = normal(outside)
    number = negate(number) if whole % 2 else number
    if rest == Fraction(1, 2):
        number, rest = multiply(number, Complex(0, 1)), Fraction(0)
    return number, group_roots(left, rest)


def move_whole_powers(outside: Fraction, exponents: Exponents) -> tuple[Fraction, Exponents]:
    """Let the primes of the coefficient meet those under the roots, then take whole powers out again."""
    left: Exponents = {}
    for prime, exponent in exponents.items():
        if not isinstance(prime, int):
            left[prime] = exponent
            continue
        numerator, denominator = outside.numerator, outside.denominator
        while numerator % prime == 0 and exponent < 0:
            numerator, exponent = numerator // prime, exponent + 1
        while denominator % prime == 0 and exponent > 0:
            denominator, exponent = denominator // prime, exponent - 1
        whole = int(exponent)  # towards zero: 2^(-3/2) is 1/(2 Sqrt[2])
        outside = Fraction(numerator, denominator) * Fraction(prime) ** whole
        if exponent != whole:
            left[prime] = exponent - whole
    return outside, left


def group_roots(exponents: Exponents, turn: Fraction) -> list[Any]:
    """What has the same or the opposite exponent under one root; -1 joins the root of its exponent."""
    grouped: dict[Fraction, tuple[list[Any], list[Any]]] = {}
    made = []
    for base, exponent in exponents.items():
        if abs(exponent) < 1 and exponent != 0:
            grouped.setdefault(abs(exponent), ([], []))[exponent < 0].append(base)
        elif exponent != 0:
            made.append(base if exponent == 1 else S.Power(base, normal(exponent)))
    if turn and turn not in grouped:
        made.append(S.Power(-1, turn))
    for exponent, (above, below) in grouped.items():
        negative = turn == exponent
        if above or negative:
            made.append(S.Power(radicand(above, below, -1 if negative else 1), exponent))
        else:
            made.append(S.Power(radicand(below, [], 1), -exponent))
    return made


def radicand(above: Iterable[Any], below: Iterable[Any], sign: int) -> Any:
    """A quotient of products of primes and constants, as the evaluator would give it."""
    number, constants = Fraction(sign), list[Any]()
    for bases, exponent in ((above, 1), (below, -1)):
        for base in bases:
            if isinstance(base, int):
                number *= Fraction(base) ** exponent
            else:
                constants.append(base if exponent == 1 else S.Power(base, -1))
    if not constants:
        return normal(number)
    parts = constants if number == 1 else [normal(number), *constants]
    return parts[0] if len(parts) == 1 else Expr(S.Times, sorted_canonically(parts))
