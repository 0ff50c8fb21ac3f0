"""Numbers to text: shortest digits that read back for InputForm, six significant ones for OutputForm."""

from __future__ import annotations

import math
from fractions import Fraction

from wlmini.expr import BigReal
from wlmini.integers import digits_of, times_power

# Reals print without an exponent as long as that is within these; 10^6 is 1.*^6.
LOWEST, HIGHEST = -5, 5
OUTPUT_DIGITS = 6
SURE = 1e-3  # logarithms of numbers that memory holds are far closer than that


def input_real(value: float) -> str:
    """The shortest text that reads back to this machine real: 0.1, 1., 1.*^-6."""
    if 1e-4 <= abs(value) < 1e6:
        text = repr(value)
        return text[:-1] if text.endswith(".0") else text
    if not math.isfinite(value):
        return special(value)
    mantissa, _, exponent = f"{value!r}".partition("e")
    if exponent:
        sign, digits = split_sign(mantissa)
        return sign + placed(digits.replace(".", ""), int(exponent))
    sign, digits = split_sign(mantissa)
    whole, _, fraction = digits.partition(".")
    stripped = (whole + fraction).lstrip("0")
    exponent_of_first = len(whole) - 1 if whole.strip("0") else len(stripped) - len(fraction) - 1
    return sign + placed(stripped, exponent_of_first) if stripped else sign + "0."


def output_real(value: float, digits: int = OUTPUT_DIGITS) -> str:
    """A machine real rounded to some significant digits: 0.333333, 1., 1.23457*^7."""
    if not math.isfinite(value):
        return special(value)
    if not value:
        return "0."
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    sign, rounded = split_sign(mantissa)
    return sign + placed(rounded.replace(".", ""), int(exponent))


def special(value: float) -> str:
    if math.isnan(value):
        return "Indeterminate"
    return "Infinity" if value > 0 else "-Infinity"


def split_sign(text: str) -> tuple[str, str]:
    return ("-", text[1:]) if text.startswith("-") else ("", text)


def placed(digits: str, exponent: int, pad: bool = False, mark: str = "") -> str:
    """The digits with their point: `exponent` is the power of ten of the first one."""
    digits = digits if pad else digits.rstrip("0")
    if exponent < LOWEST or exponent > HIGHEST and not (pad and exponent < len(digits)):
        return f"{digits[:1]}.{digits[1:]}{mark}*^{exponent}"
    if exponent < 0:
        return f"0.{'0' * (-exponent - 1)}{digits}{mark}"
    digits = digits.ljust(exponent + 1, "0")
    return f"{digits[: exponent + 1]}.{digits[exponent + 1 :]}{mark}"


def decimal_digits(value: Fraction, count: int) -> tuple[str, int]:
    """The first `count` digits of a positive number, rounded, and the power of ten of the first."""
    exponent = value.numerator.bit_length() - value.denominator.bit_length()
    exponent = math.floor(exponent * math.log10(2)) + 1
    while below(value, exponent):
        exponent -= 1
    above, under = scaled(value, count - 1 - exponent)
    digits = digits_of(halves_up(above, under))
    return (digits[:count], exponent + 1) if len(digits) > count else (digits, exponent)


def halves_up(above: int, under: int) -> int:
    """The quotient rounded; by a power of two it is a shift, which is faster for long numbers."""
    if under & (under - 1) == 0:
        return (2 * above + under) >> under.bit_length()
    return (2 * above + under) // (2 * under)


def scaled(value: Fraction, power: int) -> tuple[int, int]:
    """Numerator and denominator of the value times a power of ten; reducing them would take too long."""
    above, under = value.numerator, value.denominator
    if power >= 0:
        return times_power(above, 5, power) << power, under  # two thirds of the work that 10**power takes
    return above, times_power(under, 5, -power) << -power


def below(value: Fraction, exponent: int) -> bool:
    """Whether a positive value is less than a power of ten; in most cases its logarithm tells."""
    beyond = math.log2(value.numerator) - math.log2(value.denominator) - exponent * math.log2(10)
    if abs(beyond) > SURE:
        return beyond < 0
    above, under = scaled(value, -exponent)
    return above < under


def input_big(value: BigReal) -> str:
    """The digits that the precision promises and a few more, then the precision: 3.1415926536`6."""
    sign = "-" if value.value < 0 else ""
    mark = "`" + input_real(value.precision)
    if not value.value:
        return f"0``{input_real(value.precision)}"
    digits, exponent = decimal_digits(abs(value.value), math.ceil(max(value.precision, 1)) + 5)
    return sign + placed(digits, exponent, mark=mark)


def output_big(value: BigReal) -> str:
    """The digits that the precision promises, zeros at the end included."""
    sign = "-" if value.value < 0 else ""
    if not value.value:
        return "0." if value.precision < 1 else f"0.*^-{round(value.precision)}"
    return sign + placed(*decimal_digits(abs(value.value), max(round(value.precision), 1)), pad=True)
