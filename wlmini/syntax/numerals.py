"""Number literals to values: 42, 16^^ff, 1.5, 1.5`20, 2.5``10, 1*^-5."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from wlmini.expr import BigReal, rational
from wlmini.integers import integer_of

NUMBER = (
    r"(?:[0-9]+\^\^[0-9a-zA-Z]+(?:\.(?!\.)[0-9a-zA-Z]*)?|[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)"
    r"(?:``[+-]?[0-9]+(?:\.(?!\.)[0-9]*)?|`(?:[+-]?[0-9]+(?:\.(?!\.)[0-9]*)?)?)?(?:\*\^[+-]?[0-9]+)?"
)
PARTS = r"(?:([0-9]+)\^\^)?([0-9a-zA-Z.]+)(`{0,2})([-+0-9.]*)(?:\*\^([-+0-9]+))?"
LARGEST_EXPONENT = 10**6  # of a literal: its digits are worked out while it is read
DIGITS = 100_000  # after the point: more of them are not kept
MACHINE_DIGITS = 17  # more significant digits than this make an arbitrary-precision real
MACHINE_PRECISION = 53 * math.log10(2)

Number = int | float | Fraction | BigReal


def read_number(text: str) -> Number:
    """The value of a number literal; raises ValueError where a digit is too large for the base."""
    if text.isdecimal():
        return integer_of(text)
    match = re.fullmatch(PARTS, text)
    assert match, f"the lexer takes no such number: {text!r}"
    base_text, digits, mark, accuracy, exponent_text = match.groups()
    base, exponent = int(base_text or 10), int(exponent_text or 0)
    if abs(exponent) > LARGEST_EXPONENT:
        raise OverflowError(exponent)
    if not 2 <= base <= 36:
        raise ValueError(f"a base from 2 to 36, not {base}")
    whole, point, fraction = digits.partition(".")
    if not point and not mark:
        return scaled(integer_of(whole, base), base, exponent)
    fraction = fraction[:DIGITS]
    significant = len((whole + fraction).lstrip("0")) * math.log10(base)
    if not accuracy and (mark or significant <= MACHINE_DIGITS):
        return machine_real(whole, fraction, base, exponent)
    value = Fraction(scaled(integer_of(whole + fraction or "0", base), base, exponent - len(fraction)))
    return BigReal(value, precision_of(value, mark, accuracy, len(fraction) * math.log10(base)))


def scaled(mantissa: int, base: int, exponent: int) -> int | Fraction:
    """mantissa * base^exponent, exactly."""
    return mantissa * base**exponent if exponent >= 0 else rational(mantissa, base**-exponent)


def machine_real(whole: str, fraction: str, base: int, exponent: int) -> float | BigReal:
    """The nearest machine number, or an arbitrary-precision one outside the range of these."""
    if base == 10:
        value = float(f"{whole}.{fraction}e{exponent}")
        if value and not math.isinf(value):
            return value
    exact = Fraction(scaled(integer_of(whole + fraction or "0", base), base, exponent - len(fraction)))
    try:
        value = float(exact)
    except OverflowError:
        return BigReal(exact, MACHINE_PRECISION)
    return value if value or not exact else BigReal(exact, MACHINE_PRECISION)


def precision_of(value: Fraction, mark: str, given: str, fraction_digits: float) -> float:
    """Significant decimal digits: as given after one mark, counted from the point after two or none."""
    if mark == "`":
        return float(given)
    accuracy = float(given) if mark else fraction_digits
    return accuracy + magnitude(value) if value else accuracy


def magnitude(value: Fraction) -> float:
    """log10 of the size of a number that may be too large or too small for a machine real."""
    return math.log10(abs(value.numerator)) - math.log10(value.denominator)
