"""How large a value may become: what memory holds, and what exact arithmetic does in bearable time."""

from __future__ import annotations

import math
import os
from fractions import Fraction
from functools import cache
from typing import Any

from wlmini.expr import BigReal, S
from wlmini.kernel.messages import Failure

INEXACT = 1 << 25  # bits before or after the point of a real: $MaxNumber is about 10^(10^7) here
BITS = 1 << 31  # of an exact number: more is an overflow, as $MaxNumber bounds numbers elsewhere
ELEMENT = 40  # bytes that an element of a list takes at least


@cache
def memory() -> int:
    """The bytes that a single value may take: half of what the machine has."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):
        return 1 << 32


def need_room(count: int, size: int = ELEMENT) -> None:
    """Refuse so many elements of a size where memory would not hold them."""
    if count * size > memory():
        raise MemoryError


def need_shape(dimensions: Any, size: int = ELEMENT) -> None:
    """Refuse an array of these dimensions where memory would not hold it."""
    need_room(math.prod(max(d, 1) for d in dimensions), size)


def bits_of(value: Any) -> int:
    """The size of an exact number."""
    if isinstance(value, Fraction):
        return max(value.numerator.bit_length(), value.denominator.bit_length())
    return value.bit_length() if isinstance(value, int) else 0


def is_huge(base: Any, exponent: int) -> bool:
    """Whether an exact power has more digits than memory should be spent on."""
    if isinstance(base, BigReal):
        return abs(bits_of(base.value.numerator) - bits_of(base.value.denominator)) * abs(exponent) > INEXACT
    return (bits_of(base) - 1) * abs(exponent) > BITS


def need_exponent(exponent: int) -> None:
    """Refuse a real of a size that no fraction can hold."""
    if exponent > INEXACT:
        raise Failure("ovfl", owner=S.General, value=S.Overflow())
    if exponent < -INEXACT:
        raise Failure("unfl", owner=S.General, value=S.Underflow())


def need_bits(bits: float) -> None:
    """Refuse an exact result of so many bits, with Wolfram's message and value for it."""
    if bits > BITS:
        raise Failure("ovfl", owner=S.General, value=S.Overflow())
