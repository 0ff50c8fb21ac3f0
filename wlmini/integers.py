"""Long integers to decimal digits and back, in less than the square of their length."""

from __future__ import annotations

import sys
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from functools import cache
from typing import Any

# Exact integers of the language have any length; Python would refuse more than 4300 digits.
sys.set_int_max_str_digits(0)

SHORT = 12_000  # digits up to which Python's own way is the faster one
LONG, PIECE = 30_000, 6_000  # bits from which it is not, and of the pieces that are then left to it


def digits_of(value: int) -> str:
    """The decimal digits of an integer; gmpy2 and `decimal` multiply long numbers faster than `int`."""
    if value.bit_length() <= LONG:
        return str(value)
    if gmpy2 := loaded_gmpy2():
        return gmpy2.mpz(value).digits()  # type: ignore[no-any-return]
    with localcontext(Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)):

        @cache
        def power(bits: int) -> Decimal:
            if bits <= PIECE:
                return Decimal(1 << bits)
            return power(bits // 2) * power(bits - bits // 2)

        def converted(number: int, bits: int) -> Decimal:
            if bits <= PIECE:
                return Decimal(number)
            half = bits // 2
            return converted(number & ((1 << half) - 1), half) + converted(
                number >> half, bits - half
            ) * power(half)

        text = str(converted(abs(value), value.bit_length()))
    return f"-{text}" if value < 0 else text


def loaded_gmpy2() -> Any:
    """The library, where mpmath has found and imported it; importing it takes longer than most numbers."""
    return sys.modules.get("gmpy2")


def times_power(value: int, base: int, exponent: int) -> int:
    """value base^exponent."""
    gmpy2 = loaded_gmpy2() if exponent > LONG else None
    return int(value * gmpy2.mpz(base) ** exponent) if gmpy2 else value * base**exponent


def integer_of(digits: str, base: int = 10) -> int:
    """The integer of digits in a base; raises ValueError where one is too large for it."""
    if len(digits) <= SHORT:
        return int(digits, base)

    @cache
    def power(count: int) -> int:
        return int(base**count) if count <= SHORT else power(count // 2) * power(count - count // 2)

    def converted(text: str) -> int:
        if len(text) <= SHORT:
            return int(text, base)
        half = len(text) // 2
        return converted(text[:-half]) * power(half) + converted(text[-half:])

    return converted(digits)
