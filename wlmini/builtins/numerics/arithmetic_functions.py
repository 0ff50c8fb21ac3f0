"""More of number theory: residue symbols, primitive roots, sums of powers, arithmetic functions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from wlmini.builtins.primes import factorization
from wlmini.expr import S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "intpp": "A positive integer is expected instead of `1`.",
    "frob": "`1` is no list of positive integers.",
    "frob2": "`1` have a common divisor; infinitely many numbers are no combination of them.",
}


def is_int(n: Any) -> bool:
    return type(n) is int


@builtin("JacobiSymbol[n, m]", attributes="Listable", messages=MESSAGES)
def jacobi_symbol(kernel: Any, n: Any, m: Any) -> Any:
    """gives the Jacobi symbol of n over m, for odd m the product of Legendre's symbols.

    >>> {JacobiSymbol[2, 7], JacobiSymbol[3, 7], JacobiSymbol[6, 9]}
    {1, -1, 0}
    """
    return kronecker(n, m) if is_int(n) and is_int(m) else None


@builtin("KroneckerSymbol[n, m]", attributes="Listable", messages=MESSAGES)
def kronecker_symbol(kernel: Any, n: Any, m: Any) -> Any:
    """gives the Kronecker symbol of n over m, Jacobi's symbol for any m.

    >>> KroneckerSymbol[3, {2, 4, 5}]
    {-1, 1, -1}
    """
    return kronecker(n, m) if is_int(n) and is_int(m) else None


def kronecker(a: int, n: int) -> int:
    if n == 0:
        return int(abs(a) == 1)
    if a % 2 == 0 and n % 2 == 0:
        return 0
    sign = -1 if n < 0 and a < 0 else 1
    n = abs(n)
    twos = (n & -n).bit_length() - 1
    n >>= twos
    if twos % 2 and a % 8 in (3, 5):
        sign = -sign
    a %= n
    while a:
        while a % 2 == 0:
            a //= 2
            if n % 8 in (3, 5):
                sign = -sign
        a, n = n, a
        if a % 4 == 3 and n % 4 == 3:
            sign = -sign
        a %= n
    return sign if n == 1 else 0


@builtin("PrimitiveRoot[n]", "PrimitiveRoot[n, k]", attributes="Listable", messages=MESSAGES)
def primitive_root(kernel: Any, n: Any, least: Any = 1) -> Any:
    """gives a primitive root of n: a number whose powers are all that have no divisor in common with n.

    >>> {PrimitiveRoot[7], PrimitiveRoot[10]}
    {3, 7}
    """
    if not is_int(n) or not is_int(least) or n < 2:
        return None
    if n > 1 and n % 2 == 0 and least == 1 and has_primitive_root(n):
        half = n // 2
        root = next(roots_of(half, 1), 1) if half > 1 else 1
        return root if n <= 4 else root if root % 2 else root + half
    return next(roots_of(n, least), None) if has_primitive_root(n) else None


def has_primitive_root(n: int) -> bool:
    odd = n // 2 if n % 2 == 0 else n
    return n in (2, 4) or (odd % 2 == 1 and len(factorization(odd)) == 1)


def roots_of(n: int, least: int) -> Iterator[int]:
    """The primitive roots from a number on."""
    order = totient(n)
    primes = [p for p, _ in factorization(order)]
    for g in range(max(1, least), n + (n == 1)):
        if math.gcd(g, n) == 1 and all(pow(g, order // p, n) != 1 % n for p in primes):
            yield g


def totient(n: int) -> int:
    value = 1
    for p, k in factorization(n):
        value *= (p - 1) * p ** (k - 1)
    return value


@builtin("PrimitiveRootList[n]", messages=MESSAGES)
def primitive_root_list(kernel: Any, n: Any) -> Any:
    """gives all primitive roots of n.

    >>> {PrimitiveRootList[7], PrimitiveRootList[8]}
    {{3, 5}, {}}
    """
    if not is_int(n) or n < 1:
        raise Failure("intpp", n, value=None)
    return make_list(roots_of(n, 1) if n > 1 and has_primitive_root(n) else [])


@builtin("CarmichaelLambda[n]", attributes="Listable")
def carmichael_lambda(kernel: Any, n: Any) -> Any:
    """gives the least k for which m^k is 1 modulo n for all m without a divisor in common with n.

    >>> CarmichaelLambda[{8, 15, 561}]
    {2, 4, 80}
    """
    if not is_int(n) or n == 0:
        return 0 if is_int(n) else None
    orders = [2 ** (k - 2) if p == 2 and k > 2 else (p - 1) * p ** (k - 1) for p, k in factorization(abs(n))]
    return math.lcm(1, *orders)


@builtin("LiouvilleLambda[n]", attributes="Listable")
def liouville_lambda(kernel: Any, n: Any) -> Any:
    """gives -1 to the power of the number of prime factors of n, counted as often as they occur.

    >>> LiouvilleLambda[{1, 2, 4, 12}]
    {1, -1, 1, -1}
    """
    return (-1) ** sum(k for _, k in factorization(abs(n))) if is_int(n) and n else None


@builtin("MangoldtLambda[n]", attributes="Listable")
def mangoldt_lambda(kernel: Any, n: Any) -> Any:
    """gives Log[p] where n is a power of the prime p, and 0 for other integers.

    >>> MangoldtLambda[{1, 6, 8}]
    {0, 0, Log[2]}
    """
    if not is_int(n) or n < 1:
        return None
    factors = factorization(n)
    return S.Log(factors[0][0]) if len(factors) == 1 else 0


@builtin("PerfectNumberQ[n]", attributes="Listable")
def perfect_number_q(kernel: Any, n: Any) -> Any:
    """gives True where n is the sum of its divisors below it.

    >>> PerfectNumberQ[{6, 12, 28}]
    {True, False, True}
    """
    if not is_int(n) or n < 2:
        return boolean(False)
    total = 1
    for p, k in factorization(n):
        total *= (p ** (k + 1) - 1) // (p - 1)
    return boolean(total == 2 * n)


MERSENNE_EXPONENTS = (  # of all Mersenne primes up to the last one whose place is certain
    2, 3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127, 521, 607, 1279, 2203, 2281, 3217, 4253, 4423, 9689, 9941,
    11213, 19937, 21701, 23209, 44497, 86243, 110503, 132049, 216091, 756839, 859433, 1257787, 1398269,
    2976221, 3021377, 6972593, 13466917, 20996011, 24036583, 25964951, 30402457, 32582657, 37156667,
    42643801, 43112609, 57885161,
)  # fmt: skip


@builtin("MersennePrimeExponent[n]", attributes="Listable")
def mersenne_prime_exponent(kernel: Any, n: Any) -> Any:
    """gives the n-th number p for which 2^p - 1 is prime.

    >>> MersennePrimeExponent[{1, 2, 3, 10}]
    {2, 3, 5, 89}
    """
    return MERSENNE_EXPONENTS[n - 1] if is_int(n) and 0 < n <= len(MERSENNE_EXPONENTS) else None


@builtin("PerfectNumber[n]", attributes="Listable")
def perfect_number(kernel: Any, n: Any) -> Any:
    """gives the n-th perfect number, which is the sum of its divisors below it.

    >>> PerfectNumber[{1, 2, 3, 4}]
    {6, 28, 496, 8128}
    """
    if not is_int(n) or not 0 < n <= len(MERSENNE_EXPONENTS):
        return None
    p = MERSENNE_EXPONENTS[n - 1]
    return 2 ** (p - 1) * (2**p - 1)


@builtin("DivisorSum[n, f]", "DivisorSum[n, f, test]")
def divisor_sum(kernel: Any, n: Any, function: Any, test: Any = None) -> Any:
    """gives the sum of f[d] over the divisors d of n, those that pass the test where there is one.

    >>> {DivisorSum[12, # &], DivisorSum[12, #^2 &, OddQ]}
    {28, 10}
    """
    divisors = kernel.evaluate(S.Divisors(n))
    if not is_list(divisors):
        return None
    kept = [d for d in divisors.parts if test is None or kernel.call(test, d) is S["True"]]
    return S.Plus(*[kernel.call(function, d) for d in kept])


@builtin("Convergents[x, n]", "Convergents[x]", "Convergents[list]")
def convergents(kernel: Any, x: Any, count: Any = None) -> Any:
    """gives the convergents of the continued fraction of x, the first n of them, or those of its terms.

    >>> {Convergents[Pi, 4], Convergents[{1, 2, 2}], Convergents[47/17]}
    {{3, 22/7, 333/106, 355/113}, {1, 3/2, 7/5}, {2, 3, 11/4, 47/17}}
    """
    if not is_list(x):
        x = kernel.evaluate(S.ContinuedFraction(x) if count is None else S.ContinuedFraction(x, count))
    if not is_list(x):
        return None
    terms = list(x.parts)
    if terms and is_list(terms[-1]):
        return None
    return make_list([S.FromContinuedFraction(make_list(terms[: k + 1])) for k in range(len(terms))])


# -- sums --------------------------------------------------------------------------------------------


@builtin("PowersRepresentations[n, k, p]")
def powers_representations(kernel: Any, n: Any, k: Any, p: Any) -> Any:
    """gives all ways to write n as a sum of k p-th powers of whole numbers, in rising order.

    >>> PowersRepresentations[50, 2, 2]
    {{1, 7}, {5, 5}}
    """
    if not (is_int(n) and is_int(k) and is_int(p)) or n < 0 or k < 1 or p < 1:
        return None

    def ways(rest: int, count: int, least: int) -> Iterator[tuple[int, ...]]:
        if count == 1:
            root = kernel_root(rest, p)
            if root >= least and root**p == rest:
                yield (root,)
            return
        first = least
        while count * first**p <= rest:
            for tail in ways(rest - first**p, count - 1, first):
                yield (first, *tail)
            first += 1

    return make_list([make_list(way) for way in ways(n, k, 0)])


def kernel_root(n: int, p: int) -> int:
    """The whole part of the p-th root."""
    root = round(n ** (1 / p))
    while root**p > n:
        root -= 1
    while (root + 1) ** p <= n:
        root += 1
    return root


@builtin("SquaresR[d, n]", attributes="Listable")
def squares_r(kernel: Any, d: Any, n: Any) -> Any:
    """gives the number of ways to write n as a sum of d squares of integers, in order and with signs.

    >>> {SquaresR[2, 25], SquaresR[4, 4]}
    {12, 24}
    """
    if not is_int(d) or not is_int(n) or d < 1 or n < 0:
        return 0 if is_int(n) and n < 0 and is_int(d) else None
    counts = [1] + [0] * n
    for _ in range(d):
        counts = [
            sum((1 if r == 0 else 2) * counts[m - r * r] for r in range(math.isqrt(m) + 1))
            for m in range(n + 1)
        ]
    return counts[n]


@builtin("PartitionsQ[n]", attributes="Listable")
def partitions_q(kernel: Any, n: Any) -> Any:
    """gives the number of ways to write n as a sum of different positive integers.

    >>> PartitionsQ[{5, 10}]
    {3, 10}
    """
    if not is_int(n):
        return None
    if n < 0:
        return 0
    counts = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(n, part - 1, -1):
            counts[total] += counts[total - part]
    return counts[n]


@builtin("FrobeniusSolve[{a1, a2, ...}, b]", "FrobeniusSolve[{a1, a2, ...}, b, m]", messages=MESSAGES)
def frobenius_solve(kernel: Any, parts: Any, total: Any, most: Any = None) -> Any:
    """gives all lists of whole numbers x with a1 x1 + a2 x2 + ... == b.

    >>> FrobeniusSolve[{3, 5}, 15]
    {{0, 3}, {5, 0}}
    """
    coefficients = positive(parts)
    if not is_int(total):
        return None

    def ways(index: int, rest: int) -> Iterator[tuple[int, ...]]:
        if index == len(coefficients) - 1:
            if rest % coefficients[index] == 0:
                yield (rest // coefficients[index],)
            return
        for x in range(rest // coefficients[index] + 1):
            for tail in ways(index + 1, rest - x * coefficients[index]):
                yield (x, *tail)

    found = [make_list(way) for way in ways(0, total)] if total >= 0 else []
    return make_list(found if most is None else found[:most])


def positive(parts: Any) -> list[int]:
    if not is_list(parts) or not len(parts) or not all(is_int(a) and a > 0 for a in parts.parts):
        raise Failure("frob", parts, value=None)
    return list(parts.parts)


@builtin("FrobeniusNumber[{a1, a2, ...}]", messages=MESSAGES)
def frobenius_number(kernel: Any, parts: Any) -> Any:
    """gives the largest integer that is no sum of multiples of a1, a2, ...

    >>> {FrobeniusNumber[{3, 5}], FrobeniusNumber[{6, 9, 20}]}
    {7, 43}
    """
    coefficients = sorted(positive(parts))
    if math.gcd(*coefficients) != 1:
        return S.Infinity
    least = coefficients[0]
    reach = [0, *[None] * (least - 1)]
    for a in coefficients[1:]:
        spread(reach, a, least)
    return max(r for r in reach if r is not None) - least


def spread(reach: list[Any], a: int, modulus: int) -> None:
    """Let the least number in each class of residues take steps of a too."""
    common = math.gcd(a, modulus)
    for start in range(common):
        values = [reach[r] for r in range(start, modulus, common) if reach[r] is not None]
        if not values:
            continue
        n = min(values)
        for _ in range(modulus // common - 1):
            n += a
            r = n % modulus
            n = reach[r] if reach[r] is not None and reach[r] < n else n
            reach[r] = n


@builtin("EulerE[n]", "EulerE[n, x]", attributes="Listable")
def euler_e(kernel: Any, n: Any, x: Any = None) -> Any:
    """gives the Euler number of index n, or the Euler polynomial in x.

    >>> {EulerE[{0, 2, 4, 6}], EulerE[2, x]}
    {{1, -1, 5, -61}, -x + x^2}
    """
    if not is_int(n) or n < 0:
        return None
    numbers = euler_numbers(n)
    if x is None:
        return numbers[n]
    moved = S.Plus(x, S.Times(-1, S.Power(2, -1)))
    terms = [
        S.Times(math.comb(n, k) * numbers[k], S.Power(2, -k), S.Power(moved, n - k)) for k in range(n + 1)
    ]
    return S.Expand(S.Plus(*terms))


def euler_numbers(n: int) -> list[int]:
    found = [1]
    for k in range(1, n + 1):
        found.append(0 if k % 2 else -sum(math.comb(k, j) * found[j] for j in range(0, k, 2)))
    return found


@builtin("Subfactorial[n]", attributes="Listable")
def subfactorial(kernel: Any, n: Any) -> Any:
    """gives the number of permutations of n things that leave none in its place.

    >>> Subfactorial[{0, 1, 4, 5}]
    {1, 0, 9, 44}
    """
    if not is_int(n) or n < 0:
        return None
    value = 1
    for k in range(1, n + 1):
        value = k * value + (-1) ** k
    return value
