"""Pi to any number of bits by the series of the Chudnovsky brothers, in integers.

Python divides long integers in the square of their length: here Newton's iteration turns quotients and roots
into products. At 10^5 digits that takes half the time of mpmath without gmpy2.
"""

from __future__ import annotations

from functools import lru_cache
from math import isqrt

TERM_BITS = 47.11  # log2(640320^3/1728): what a term of the series adds
A, B, C = 13591409, 545140134, 640320**3 // 24
ROOT, FACTOR = 10005, 426880  # 426880 Sqrt[10005] is Sqrt[640320^3]/12
GUARD = 64  # bits for the rounding on the way
SHORT = 2000  # bits up to which Python's own division is the faster one
SLACK = 10  # bits that a step of Newton's iteration may fall short of doubling


@lru_cache(maxsize=8)
def pi_bits(bits: int) -> int:
    """Pi 2^bits as an integer; the last bit may be off."""
    working = bits + GUARD
    above, below = series(int(working / TERM_BITS) + 2)
    cut = max(0, below.bit_length() - working - GUARD)
    above, below = above >> cut, below >> cut
    quotient = above * reciprocal(below, working) >> below.bit_length()
    return FACTOR * ROOT * (quotient * inverse_root(ROOT, working) >> working) >> GUARD


def series(terms: int) -> tuple[int, int]:
    """Numerator and denominator of Pi/(426880 Sqrt[10005]) by so many terms."""
    half = terms // 2
    p, q, t = split(0, half)
    _, other_q, other_t = split(half, terms)
    return q * other_q, other_q * t + p * other_t


def split(first: int, end: int) -> tuple[int, int, int]:
    """The products of the factors above and below of some terms, and their sum over the latter."""
    if end - first == 1:
        p = (6 * first - 5) * (2 * first - 1) * (6 * first - 1) if first else 1
        t = p * (A + B * first)
        return p, C * first**3 if first else 1, -t if first & 1 else t
    middle = (first + end) // 2
    p, q, t = split(first, middle)
    other_p, other_q, other_t = split(middle, end)
    return p * other_p, q * other_q, other_q * t + p * other_t


def reciprocal(value: int, bits: int) -> int:
    """2^(bits + n)/value for a value of n bits."""
    if bits <= SHORT:
        top = value >> max(0, value.bit_length() - bits - SLACK)
        return (1 << (bits + top.bit_length())) // top
    half = bits // 2 + SLACK
    found = reciprocal(value, half) << (bits - half)
    top = value >> max(0, value.bit_length() - bits - SLACK)
    rest = (1 << bits) - (found * top >> top.bit_length())
    return found + (found * rest >> bits)


def inverse_root(value: int, bits: int) -> int:
    """2^bits/Sqrt[value] for a short value."""
    if bits <= SHORT:
        return isqrt((1 << 2 * bits) // value)
    half = bits // 2 + SLACK
    found = inverse_root(value, half) << (bits - half)
    rest = (1 << bits) - value * (found * found >> bits)
    return found + (found * rest >> (bits + 1))
