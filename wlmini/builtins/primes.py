"""Prime numbers and factorization."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from itertools import compress, count
from typing import Any

from wlmini.expr import Complex, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

SMALL_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
SURE = 3_317_044_064_679_887_385_961_981  # below it these bases decide primality (Sorenson and Webster, 2015)
TABLE = 1 << 18  # primes below it are looked up
SIEVED = 5_000_000  # Prime and PrimePi answer up to here
MESSAGES = {
    "intpp": "Positive integer argument expected in `1`.",
    "large": "`1` is beyond what is worked out here: primes up to `2` are known.",
}


def is_int(value: Any) -> bool:
    return type(value) is int


# -- primes ------------------------------------------------------------------------------------------


def is_prime(n: int) -> bool:
    """Whether n is prime, as -n is: proved below `SURE`, a strong pseudoprime to 36 bases above."""
    n = abs(n)
    if n < TABLE:
        return flags()[n] == 1
    for p in SMALL_PRIMES:
        if n % p == 0:
            return n == p
    bases = SMALL_PRIMES if n < SURE else (*SMALL_PRIMES, *range(41, 65))
    exponent, twos = n - 1, 0
    while exponent % 2 == 0:
        exponent, twos = exponent // 2, twos + 1
    return all(passes(n, base, exponent, twos) for base in bases)


@cache
def flags() -> bytearray:
    """The sieve up to `TABLE`: it takes a millisecond, a look at it next to nothing."""
    return sieved(TABLE)


def sieved(limit: int) -> bytearray:
    """A 1 for each prime below the limit."""
    found = bytearray([1]) * limit
    found[:2] = b"\0\0"
    for p in range(2, math.isqrt(limit) + 1):
        if found[p]:
            found[p * p :: p] = bytes(len(range(p * p, limit, p)))
    return found


def passes(n: int, base: int, exponent: int, twos: int) -> bool:
    """Miller and Rabin's test to one base."""
    x = pow(base, exponent, n)
    if x in (1, n - 1):
        return True
    for _ in range(twos - 1):
        x = x * x % n
        if x == n - 1:
            return True
    return False


@builtin("PrimeQ[n]", attributes="Listable", integer_test=is_prime)
def prime_q(kernel: Any, n: Any) -> Any:
    """gives True where n is a prime number, and False otherwise.

    >>> PrimeQ[{2, 9, 97, 2^61 - 1, x}]
    {True, False, True, True, False}
    """
    if isinstance(n, Complex) and is_int(n.re) and is_int(n.im):
        return boolean(is_gaussian_prime(n.re, n.im))
    return boolean(is_int(n) and is_prime(n))


def is_gaussian_prime(re: int, im: int) -> bool:
    if re and im:
        return is_prime(re * re + im * im)
    return is_prime(re + im) and abs(re + im) % 4 == 3


@builtin("CompositeQ[n]", attributes="Listable")
def composite_q(kernel: Any, n: Any) -> Any:
    """gives True where n is a composite number, and False otherwise.

    >>> CompositeQ[{1, 4, 7}]
    {False, True, False}
    """
    return boolean(is_int(n) and abs(n) > 3 and not is_prime(n))


@cache
def primes_below(limit: int) -> tuple[int, ...]:
    return tuple(compress(range(limit), sieved(limit)))


@builtin("Prime[n]", attributes="Listable", messages=MESSAGES)
def prime(kernel: Any, n: Any) -> Any:
    """gives the prime number of index n.

    >>> Prime[{1, 2, 3, 100}]
    {2, 3, 5, 541}
    """
    if not is_int(n):
        return None
    if n < 1:
        raise Failure("intpp", S.Prime(n), value=None)
    limit = 20 if n < 6 else int(n * (math.log(n) + math.log(math.log(n)))) + 2
    if limit > SIEVED * 4:
        raise Failure("large", S.Prime(n), SIEVED * 4, value=None)
    return primes_below(rounded_limit(limit))[n - 1]


def rounded_limit(limit: int) -> int:
    """The next power of two, so that few sieves are kept."""
    return 1 << max(10, limit.bit_length())


@builtin("PrimePi[x]", attributes="Listable", messages=MESSAGES)
def prime_pi(kernel: Any, x: Any) -> Any:
    """gives the number of primes that are not greater than x.

    >>> PrimePi[{10, 100, 2.5}]
    {4, 25, 1}
    """
    limit = kernel.evaluate(S.Floor(x))
    if not is_int(limit):
        return None
    if limit > SIEVED * 4:
        raise Failure("large", S.PrimePi(x), SIEVED * 4, value=None)
    return sum(1 for p in primes_below(rounded_limit(max(2, limit))) if p <= limit)


@builtin("NextPrime[x]", "NextPrime[x, k]", attributes="Listable")
def next_prime(kernel: Any, x: Any, k: Any = 1) -> Any:
    """gives the smallest prime above x, or the prime k steps on (back where k is negative).

    >>> {NextPrime[10], NextPrime[100, -1], NextPrime[5, 3]}
    {11, 97, 13}
    """
    step = 1 if is_int(k) and k > 0 else -1
    start = kernel.evaluate(S.Floor(x) if step > 0 else S.Ceiling(x))
    if not is_int(start) or not is_int(k) or k == 0:
        return None
    for _ in range(abs(k)):
        start = following_prime(start, step)
    return start


def following_prime(n: int, step: int) -> int:
    n += step
    while not is_prime(n):
        n += step
    return n


def pair_of(limits: Any) -> bool:
    return is_list(limits) and len(limits) == 2


@builtin("RandomPrime[n]", "RandomPrime[{a, b}]", "RandomPrime[{a, b}, k]")
def random_prime(kernel: Any, limits: Any, length: Any = None) -> Any:
    """gives a prime number between a (or 2) and b, chosen at random.

    >>> PrimeQ[RandomPrime[100]]
    True
    """
    low, high = (2, limits) if is_int(limits) else limits.parts if pair_of(limits) else (None, None)
    if type(low) is not int or type(high) is not int or (length is not None and not is_int(length)):
        return None
    first = following_prime(low - 1, 1)
    if first > high:
        return None
    found: list[int] = []
    while len(found) < (1 if length is None else length):
        candidate = kernel.evaluate(S.RandomInteger(S.List(low, high)))
        if candidate > 1 and is_prime(candidate):
            found.append(candidate)
    return found[0] if length is None else make_list(found)


# -- factors -----------------------------------------------------------------------------------------


def factorization(n: int) -> list[tuple[int, int]]:
    """(prime, exponent) of n > 0, ascending."""
    found: dict[int, int] = {}
    for p in trial_divisors():
        if p * p > n or p > 2000:
            break
        while n % p == 0:
            found[p] = found.get(p, 0) + 1
            n //= p
    for p in split(n):
        found[p] = found.get(p, 0) + 1
    return sorted(found.items())


def trial_divisors() -> Iterator[int]:
    yield 2
    yield from count(3, 2)


def split(n: int) -> list[int]:
    """The prime factors of a number without small ones."""
    if n == 1:
        return []
    if is_prime(n):
        return [n]
    divisor = some_divisor(n)
    return split(divisor) + split(n // divisor)


def some_divisor(n: int) -> int:
    """A proper divisor of a composite number, by Pollard's rho method with Brent's cycle search."""
    root = math.isqrt(n)
    if root * root == n:
        return root
    for shift in count(1):
        divisor = brent_cycle(n, shift)
        if 1 < divisor < n:
            return divisor
    raise AssertionError(n)


def brent_cycle(n: int, shift: int) -> int:
    y, length, product, divisor = 2, 1, 1, 1
    while divisor == 1:
        x = y
        for _ in range(length):
            y = (y * y + shift) % n
        done = 0
        while done < length and divisor == 1:
            saved = y
            for _ in range(min(128, length - done)):
                y = (y * y + shift) % n
                product = product * abs(x - y) % n
            divisor, done = math.gcd(product, n), done + 128
        length *= 2
    while divisor == n:  # several factors met at once: go back one by one
        saved = (saved * saved + shift) % n
        divisor = math.gcd(abs(x - saved), n)
        if saved == y:
            break
    return divisor
