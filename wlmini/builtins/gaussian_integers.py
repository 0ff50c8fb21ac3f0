"""Prime factors among the Gaussian integers a + b I."""

from __future__ import annotations

import math
from typing import Any

from wlmini.builtins.primes import factorization
from wlmini.expr import Complex
from wlmini.kernel.numbers import normal

Pair = tuple[int, int]  # (a, b) for a + b I


def times(x: Pair, y: Pair) -> Pair:
    return x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]


def quotient(x: Pair, y: Pair) -> Pair | None:
    """x over y, where that is whole."""
    a, b = times(x, (y[0], -y[1]))
    size = y[0] ** 2 + y[1] ** 2
    return None if a % size or b % size else (a // size, b // size)


def primes_above(p: int) -> list[Pair]:
    """The Gaussian primes of the first quadrant that divide a prime."""
    if p == 2:
        return [(1, 1)]
    if p % 4 == 3:
        return [(p, 0)]
    root = next(r for r in (pow(k, (p - 1) // 4, p) for k in range(2, p)) if r * r % p == p - 1)
    a, b = p, root
    while b * b > p:
        a, b = b, a % b
    c = math.isqrt(p - b * b)
    return sorted([(b, c), (c, b)])


def gaussian_factors(n: Any) -> list[tuple[Any, int]]:
    """(prime, exponent) of a Gaussian integer, a unit other than 1 first; of nothing else."""
    rest = (n.re, n.im) if isinstance(n, Complex) else (n, 0)
    if not all(type(part) is int for part in rest) or rest == (0, 0):
        return [(n, 1)]
    found: list[tuple[Pair, int]] = []
    for p, _ in factorization(rest[0] ** 2 + rest[1] ** 2):
        for prime in primes_above(p):
            count = 0
            while (less := quotient(rest, prime)) is not None:
                rest, count = less, count + 1
            if count:
                found.append((prime, count))
    unit = [] if rest == (1, 0) and found else [(rest, 1)]
    return [(normal(Complex(a, b)), e) for (a, b), e in [*unit, *sorted(found)]]
