"""Divisors, primes, modular arithmetic and number sequences."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import reduce
from typing import Any

from wlmini.builtins.gaussian_integers import gaussian_factors
from wlmini.builtins.primes import factorization, is_int
from wlmini.expr import FALSE, TRUE, BigReal, Complex, Expr, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, normal

MESSAGES = {
    "exact": "The argument `1` of `2` is no exact number.",
    "int": "Integer expected at position `1` in `2`.",
    "ninv": "`1` is not invertible modulo `2`.",
}


# -- common divisors ---------------------------------------------------------------------------------


@builtin("GCD[n1, n2, ...]", attributes="Flat Listable OneIdentity Orderless", messages=MESSAGES)
def gcd(kernel: Any, *numbers: Any) -> Any:
    """gives the greatest common divisor of integers or rationals.

    >>> {GCD[12, 18], GCD[4, 6, 8], GCD[1/2, 1/3]}
    {6, 2, 1/6}
    """
    need_exact(S.GCD(*numbers))
    if not all(isinstance(n, (int, Fraction)) for n in numbers):
        return None
    return normal(reduce(gcd_of_two, map(Fraction, numbers), Fraction(0)))


def need_exact(call: Expr) -> None:
    """Complain of numbers that are known to some digits only."""
    for part in call.parts:
        if isinstance(part, (float, complex, BigReal)):
            raise Failure("exact", part, call, value=None)


def gcd_of_two(a: Fraction, b: Fraction) -> Fraction:
    return Fraction(
        math.gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator
    )


@builtin("LCM[n1, n2, ...]", attributes="Flat Listable OneIdentity Orderless", messages=MESSAGES)
def lcm(kernel: Any, *numbers: Any) -> Any:
    """gives the least common multiple of integers or rationals.

    >>> {LCM[4, 6], LCM[2, 3, 5], LCM[1/2, 1/3]}
    {12, 30, 1}
    """
    need_exact(S.LCM(*numbers))
    if not numbers or not all(isinstance(n, (int, Fraction)) for n in numbers):
        return None
    value = abs(Fraction(numbers[0]))
    for each in map(Fraction, numbers[1:]):
        value = abs(value * each) / gcd_of_two(value, each) if value and each else Fraction(0)
    return normal(value)


@builtin("ExtendedGCD[n1, n2, ...]", attributes="Listable")
def extended_gcd(kernel: Any, *numbers: Any) -> Any:
    """gives {g, {r1, r2, ...}} where g = r1 n1 + r2 n2 + ... is the greatest common divisor.

    >>> ExtendedGCD[12, 18]
    {6, {-1, 1}}
    """
    if not numbers or not all(map(is_int, numbers)):
        return None
    divisor, factors = numbers[0], [1]
    for n in numbers[1:]:
        divisor, x, y = bezout(divisor, n)
        factors = [x * f for f in factors] + [y]
    if divisor < 0:
        divisor, factors = -divisor, [-f for f in factors]
    return S.List(divisor, make_list(factors))


def bezout(a: int, b: int) -> tuple[int, int, int]:
    """(g, x, y) with g = x a + y b."""
    x, y, next_x, next_y = 1, 0, 0, 1
    while b:
        quotient, rest = divmod(a, b)
        a, b = b, rest
        x, y, next_x, next_y = next_x, next_y, x - quotient * next_x, y - quotient * next_y
    return a, x, y


@builtin("CoprimeQ[n1, n2, ...]", attributes="Listable")
def coprime_q(kernel: Any, *numbers: Any) -> Any:
    """gives True where no two of the integers have a common factor, and False otherwise.

    >>> {CoprimeQ[8, 9], CoprimeQ[6, 35, 9]}
    {True, False}
    """
    if not all(map(is_int, numbers)):
        return None if any(not is_number(n) for n in numbers) else FALSE
    return boolean(all(math.gcd(a, b) == 1 for i, a in enumerate(numbers) for b in numbers[:i]))


# -- modular arithmetic ------------------------------------------------------------------------------


@builtin("PowerMod[a, b, m]", attributes="Listable", messages=MESSAGES)
def power_mod(kernel: Any, a: Any, b: Any, m: Any) -> Any:
    """gives a to the power b modulo m; b may be negative where a has an inverse.

    >>> {PowerMod[2, 10, 1000], PowerMod[3, -1, 7]}
    {24, 5}
    """
    if not (is_int(a) and is_int(b) and is_int(m)) or m == 0:
        return None
    if b < 0 and math.gcd(a, m) != 1:
        raise Failure("ninv", a, m, value=None)
    return pow(a, b, m)


@builtin("ModularInverse[k, n]", attributes="Listable", messages=MESSAGES)
def modular_inverse(kernel: Any, k: Any, n: Any) -> Any:
    """gives the inverse of k modulo n.

    >>> ModularInverse[3, 7]
    5
    """
    return power_mod(kernel, k, -1, n)


@builtin("MultiplicativeOrder[k, n]", attributes="Listable")
def multiplicative_order(kernel: Any, k: Any, n: Any) -> Any:
    """gives the least m > 0 with k^m = 1 modulo n.

    >>> MultiplicativeOrder[2, 7]
    3
    """
    if not (is_int(k) and is_int(n)) or n == 0 or math.gcd(k, n) != 1:
        return None
    order = totient(abs(n))
    for prime, _ in factorization(order):
        while order % prime == 0 and pow(k, order // prime, n) == 1 % n:
            order //= prime
    return order


@builtin("ChineseRemainder[{r1, r2, ...}, {m1, m2, ...}]")
def chinese_remainder(kernel: Any, remainders: Any, moduli: Any) -> Any:
    """gives the least x >= 0 that leaves the remainders r modulo the m.

    >>> ChineseRemainder[{2, 3, 2}, {3, 5, 7}]
    23
    """
    rows = getattr(remainders, "parts", ()), getattr(moduli, "parts", ())
    if len(rows[0]) != len(rows[1]) or not all(map(is_int, rows[0] + rows[1])):
        return None
    x, modulus = 0, 1
    for r, m in zip(*rows, strict=True):
        divisor, inverse, _ = bezout(modulus, m)
        if (r - x) % divisor:
            return None
        x += modulus * ((r - x) // divisor * inverse % (m // divisor))
        modulus = modulus // divisor * m
    return x % modulus


# -- factors -----------------------------------------------------------------------------------------


@builtin(
    "FactorInteger[n]",
    "FactorInteger[n, k]",
    attributes="Listable",
    options={"GaussianIntegers": FALSE},
    messages=MESSAGES,
)
def factor_integer(kernel: Any, n: Any, most: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the prime factors of n, each with its exponent; those of a denominator are negative.

    With k at most k factors are pulled out. Gaussian integers have factors a + b I with a > 0 and b >= 0.

    >>> {FactorInteger[360], FactorInteger[-6], FactorInteger[3/4]}
    {{{2, 3}, {3, 2}, {5, 1}}, {{-1, 1}, {2, 1}, {3, 1}}, {{2, -2}, {3, 1}}}
    >>> FactorInteger[5, GaussianIntegers -> True]
    {{-I, 1}, {1 + 2 I, 1}, {2 + I, 1}}
    """
    need_exact(S.FactorInteger(n))
    if isinstance(n, Complex) or (options["GaussianIntegers"] is TRUE and is_int(n)):
        return make_list(S.List(p, e) for p, e in gaussian_factors(n))
    if not isinstance(n, (int, Fraction)):
        return None
    value = Fraction(n)
    if value == 0 or value == 1:
        return S.List(S.List(value.numerator, 1))
    pairs = factorization(abs(value.numerator)) + [(p, -e) for p, e in factorization(value.denominator)]
    signed = ([(-1, 1)] if value < 0 else []) + sorted(pairs)
    if is_int(most) and 0 < most < len(signed):
        rest = normal(math.prod((Fraction(p) ** e for p, e in signed[most:]), start=Fraction(1)))
        signed = [*signed[:most], (rest, 1)]
    return make_list(S.List(p, e) for p, e in signed)


@builtin("Divisors[n]", attributes="Listable")
def divisors(kernel: Any, n: Any) -> Any:
    """gives the integers that divide n.

    >>> Divisors[12]
    {1, 2, 3, 4, 6, 12}
    """
    return make_list(divisors_of(abs(n))) if is_int(n) and n else None


def divisors_of(n: int) -> list[int]:
    found = [1]
    for prime_, exponent in factorization(n):
        found = [d * prime_**k for d in found for k in range(exponent + 1)]
    return sorted(found)


@builtin("DivisorSigma[k, n]", attributes="Listable")
def divisor_sigma(kernel: Any, k: Any, n: Any) -> Any:
    """gives the sum of the divisors of n, each to the power k.

    >>> {DivisorSigma[0, 12], DivisorSigma[1, 12]}
    {6, 28}
    """
    if not (is_int(k) and is_int(n)) or n == 0:
        return None
    if k >= 0:  # by the formula for each prime, many times faster than to add up all divisors
        return math.prod(sum(p ** (k * j) for j in range(e + 1)) for p, e in factorization(abs(n)))
    return normal(sum((Fraction(d) ** k for d in divisors_of(abs(n))), Fraction(0)))


@builtin("EulerPhi[n]", attributes="Listable")
def euler_phi(kernel: Any, n: Any) -> Any:
    """gives how many positive integers up to n have no factor in common with it.

    >>> EulerPhi[{1, 10, 97}]
    {1, 4, 96}
    """
    return (totient(abs(n)) if n else 0) if is_int(n) else None


def totient(n: int) -> int:
    for p, _ in factorization(n):
        n = n // p * (p - 1)
    return n


@builtin("MoebiusMu[n]", attributes="Listable")
def moebius_mu(kernel: Any, n: Any) -> Any:
    """gives 0 where a square divides n, else 1 or -1 for an even or odd number of prime factors.

    >>> MoebiusMu[{1, 6, 12, 30}]
    {1, 1, 0, -1}
    """
    if not is_int(n) or n == 0:
        return None
    exponents = [e for _, e in factorization(abs(n))]
    return 0 if any(e > 1 for e in exponents) else (-1) ** len(exponents)


@builtin("PrimeNu[n]", attributes="Listable")
def prime_nu(kernel: Any, n: Any) -> Any:
    """gives the number of different primes that divide n.

    >>> PrimeNu[{1, 12, 30}]
    {0, 2, 3}
    """
    return len(factorization(abs(n))) if is_int(n) and n else None


@builtin("PrimeOmega[n]", attributes="Listable")
def prime_omega(kernel: Any, n: Any) -> Any:
    """gives the number of prime factors of n, repeated ones counted as often as they occur.

    >>> PrimeOmega[{1, 12, 30}]
    {0, 3, 3}
    """
    return sum(e for _, e in factorization(abs(n))) if is_int(n) and n else None


@builtin("SquareFreeQ[n]", attributes="Listable")
def square_free_q(kernel: Any, n: Any) -> Any:
    """gives True where no square divides n, and False otherwise.

    >>> SquareFreeQ[{10, 12}]
    {True, False}
    """
    return boolean(n and all(e == 1 for _, e in factorization(abs(n)))) if is_int(n) else None


@builtin("PrimePowerQ[n]", attributes="Listable")
def prime_power_q(kernel: Any, n: Any) -> Any:
    """gives True where n is a power of a prime number, and False otherwise.

    >>> PrimePowerQ[{8, 12, 7, 1}]
    {True, False, True, False}
    """
    return boolean(is_int(n) and abs(n) > 1 and len(factorization(abs(n))) == 1)


@builtin("IntegerExponent[n]", "IntegerExponent[n, b]", attributes="Listable")
def integer_exponent(kernel: Any, n: Any, b: Any = 10) -> Any:
    """gives how often b divides n: the number of zeros at the end of n in base b.

    >>> {IntegerExponent[1200], IntegerExponent[24, 2]}
    {2, 3}
    """
    if type(n) is not int or type(b) is not int or b < 2:
        return None
    if n == 0:
        return S.Infinity
    count = 0
    while n % b == 0:
        n, count = n // b, count + 1
    return count


@builtin("FromContinuedFraction[{a1, a2, ...}]")
def from_continued_fraction(kernel: Any, terms: Any) -> Any:
    """gives the number that has these terms in its continued fraction.

    >>> {FromContinuedFraction[{2, 1, 4, 3}], FromContinuedFraction[{1, {2}}]}
    {45/16, Sqrt[2]}
    """
    if not is_list(terms) or not terms.parts:
        return None
    if is_list(terms.parts[-1]):
        return recurring(list(terms.parts[:-1]), list(terms.parts[-1].parts))
    return reduce(lambda rest, term: S.Plus(term, S.Power(rest, -1)), reversed(terms.parts))


def recurring(first: list[Any], period: list[Any]) -> Any:
    """The root of the equation that terms which recur for ever satisfy, after the first terms."""
    if not period or not all(type(t) is int for t in (*first, *period)):
        return None
    a, b, c, d = convergents(period)
    p, q = a - d, 2 * c  # c y^2 + (d - a) y - b == 0
    root = S.Sqrt((a - d) ** 2 + 4 * b * c)
    if not c:
        return None
    y = S.Times(S.Plus(p, root), S.Power(q, -1))
    a, b, c, d = convergents(first)
    whole = S.Times(S.Plus(S.Times(a, y), b), S.Power(S.Plus(S.Times(c, y), d), -1))
    return S.Expand(S.Simplify(whole)) if first else S.Expand(y)


def convergents(terms: list[int]) -> tuple[int, int, int, int]:
    """(a, b, c, d) such that the terms followed by y are the terms of (a y + b)/(c y + d)."""
    a, b, c, d = 1, 0, 0, 1
    for term in terms:
        a, b, c, d = a * term + b, a, c * term + d, c
    return a, b, c, d
