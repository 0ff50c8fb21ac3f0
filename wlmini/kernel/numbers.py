"""Arithmetic on numbers: exact integers and rationals, machine reals and complexes, reals of any precision.

An exact number beside an inexact one becomes inexact; a machine real beside one of arbitrary precision
makes the result a machine real, as in the language.
"""

from __future__ import annotations

import cmath
import math
from fractions import Fraction
from typing import Any

from wlmini.expr import BigReal, Complex

REALS = frozenset((int, float, Fraction, BigReal))
NUMBERS = REALS | {complex, Complex}
MACHINE_PRECISION = 53 * math.log10(2)  # 15.9546 decimal digits
BITS_PER_DIGIT = math.log2(10)
EXTRA_BITS = 8  # kept below the precision, so that sums of many terms do not lose a digit
LONG_BITS = 10_000  # from there on the time that reals take is looked at


def is_number(value: Any) -> bool:
    # To ask whether something is no Fraction takes `isinstance` ten times as long as all of this.
    return type(value) in NUMBERS or isinstance(value, (int, float, complex))


def is_real(value: Any) -> bool:
    return type(value) in REALS or isinstance(value, (int, float))


def is_exact(value: Any) -> bool:
    if isinstance(value, Complex):
        return is_exact(value.re) and is_exact(value.im)
    return type(value) is int or type(value) is Fraction or isinstance(value, int)


def simple(value: Fraction) -> int | Fraction:
    """A fraction, or the integer that it is."""
    return value.numerator if value.denominator == 1 else value


def normal(value: Any) -> Any:
    """The usual form of a result: whole fractions are integers, a complex with an exact 0 in it is real."""
    if isinstance(value, Fraction):
        return simple(value)
    if isinstance(value, Complex) and isinstance(value.im, (int, Fraction)) and value.im == 0:
        return value.re
    return value


def real_imaginary(value: Any) -> tuple[Any, Any]:
    if isinstance(value, Complex):
        return value.re, value.im
    if isinstance(value, complex):
        return value.real, value.imag
    return value, 0


def make_complex(re: Any, im: Any) -> Any:
    """re + im I in its usual form."""
    if isinstance(re, float) or isinstance(im, float):
        return complex(to_float(re), to_float(im))
    return normal(Complex(re, im))


def to_float(value: Any) -> float:
    """A machine real; infinite where the number is too large for one."""
    try:
        return float(value.value if isinstance(value, BigReal) else value)
    except OverflowError:
        return math.copysign(math.inf, sign(value))


def machine(value: Any) -> float | complex:
    """The machine number nearest to any number."""
    if isinstance(value, complex):
        return value
    if isinstance(value, Complex):
        return complex(to_float(value.re), to_float(value.im))
    return to_float(value)


def rounded(value: Fraction, precision: float) -> Fraction:
    """The value to so many significant digits, and a few bits more."""
    if value == 0 or value.denominator.bit_length() + value.numerator.bit_length() < 64:
        return value
    bits = int(precision * BITS_PER_DIGIT) + EXTRA_BITS
    shift = bits - (abs(value.numerator).bit_length() - value.denominator.bit_length())
    above, below = value.numerator, value.denominator  # of any length: reducing them would take too long
    if bits > LONG_BITS and shift > -EXTRA_BITS and below & (below - 1) == 0:
        return value  # it is no longer than it may be, and to reduce it once more would take a while
    above, below = (above << shift, below) if shift >= 0 else (above, below << -shift)
    nearest = (2 * above + below) // (2 * below)
    return Fraction(nearest, 1 << shift) if shift >= 0 else Fraction(nearest << -shift)


def accuracy_loss(value: BigReal) -> Fraction:
    """The uncertainty of a real of arbitrary precision."""
    return abs(value.value) / Fraction(10) ** int(value.precision) if value.value else Fraction(0)


def big(value: Any, precision: float) -> BigReal:
    """An exact or inexact real as one of that precision."""
    if isinstance(value, BigReal):
        return BigReal(rounded(value.value, precision), min(precision, value.precision))
    return BigReal(rounded(Fraction(value), precision), precision)


def sum_precision(a: Any, b: Any, total: Fraction) -> float:
    """The digits that are left in a sum: errors add, cancellation loses digits."""
    inexact = [x for x in (a, b) if isinstance(x, BigReal)]
    errors = [log10(x.value) - x.precision for x in inexact if x.value]
    if not errors or not total:
        return min(x.precision for x in inexact)
    error = max(errors) + math.log10(sum(10.0 ** (e - max(errors)) for e in errors))
    return max(0.0, log10(total) - error)


def log10(value: Fraction) -> float:
    """The decimal logarithm of the size of a fraction, however large or small it is."""
    return math.log10(abs(value.numerator)) - math.log10(value.denominator)


def exact_value(value: Any) -> Fraction:
    return value.value if isinstance(value, BigReal) else Fraction(value)


def add(a: Any, b: Any) -> Any:
    """a + b."""
    kinds = type(a), type(b)
    if kinds == (int, int):
        return a + b
    if complex in kinds or Complex in kinds:
        return combine_complex(a, b, add)
    if float in kinds:
        return finite(to_float(a) + to_float(b), a, b, Fraction.__add__)
    if BigReal in kinds:
        total = exact_value(a) + exact_value(b)
        precision = sum_precision(a, b, total)
        return BigReal(rounded(total, precision), precision)
    return normal(a + b)


def finite(value: float, a: Any, b: Any, operation: Any) -> Any:
    """The machine real, or one of arbitrary precision where it would be too large for a machine."""
    if math.isfinite(value) or not all(math.isfinite(x) for x in (a, b) if isinstance(x, float)):
        return value
    return BigReal(rounded(operation(exact_value(a), exact_value(b)), MACHINE_PRECISION), MACHINE_PRECISION)


def combine_complex(a: Any, b: Any, operation: Any) -> Any:
    """A sum part by part."""
    (ar, ai), (br, bi) = real_imaginary(a), real_imaginary(b)
    return make_complex(operation(ar, br), operation(ai, bi))


def multiply(a: Any, b: Any) -> Any:
    """a b; an exact 0 times anything finite is 0."""
    kinds = type(a), type(b)
    if kinds == (int, int):
        return a * b
    if type(a) is int and a == 0 or type(b) is int and b == 0:
        return 0
    if complex in kinds or Complex in kinds:
        return multiply_complex(a, b)
    if float in kinds:
        return finite(to_float(a) * to_float(b), a, b, Fraction.__mul__)
    if BigReal in kinds:
        precision = min(x.precision for x in (a, b) if isinstance(x, BigReal))
        return BigReal(rounded(exact_value(a) * exact_value(b), precision), precision)
    return normal(a * b)


def multiply_complex(a: Any, b: Any) -> Any:
    if isinstance(a, (complex, float)) or isinstance(b, (complex, float)):
        return machine(a) * machine(b)
    (ar, ai), (br, bi) = real_imaginary(a), real_imaginary(b)
    re = add(multiply(ar, br), multiply(-1, multiply(ai, bi)))
    return make_complex(re, add(multiply(ar, bi), multiply(ai, br)))


def reciprocal(value: Any) -> Any:
    """1/value for a nonzero number."""
    if isinstance(value, (float, complex)):
        return 1 / value
    if isinstance(value, BigReal):
        return BigReal(rounded(1 / value.value, value.precision), value.precision)
    if isinstance(value, Complex):
        size = add(multiply(value.re, value.re), multiply(value.im, value.im))
        scale = reciprocal(size)
        return make_complex(multiply(value.re, scale), multiply(multiply(-1, value.im), scale))
    return normal(1 / Fraction(value))


def negate(value: Any) -> Any:
    return multiply(-1, value)


def is_zero(value: Any) -> bool:
    """Whether a number is 0, exact or not."""
    re, im = real_imaginary(value)
    return bool(exact_or_float(re) == 0 and exact_or_float(im) == 0)


def exact_or_float(value: Any) -> Any:
    return value.value if isinstance(value, BigReal) else value


def sign(value: Any) -> int:
    """-1, 0 or 1 of a real."""
    plain = exact_or_float(value)
    return int(plain > 0) - int(plain < 0)


def less(a: Any, b: Any) -> bool:
    """a < b of two reals, exact where both are."""
    return bool(exact_or_float(a) < exact_or_float(b))


def equal(a: Any, b: Any) -> bool:
    """Numerical equality: inexact reals agree up to their last 7 binary digits."""
    if is_exact(a) and is_exact(b):
        return bool(a == b)
    if not (is_real(a) and is_real(b)):
        x, y = machine(a), machine(b)
        return bool(x == y) or abs(x - y) <= 2.0**-46 * max(abs(x), abs(y))
    x, y = exact_or_float(a), exact_or_float(b)
    if x == y:
        return True
    if isinstance(a, BigReal) and isinstance(b, BigReal):
        return bool(abs(x - y) <= max(accuracy_loss(a), accuracy_loss(b)))
    x, y = to_float(a), to_float(b)
    if not (math.isfinite(x) and math.isfinite(y)):
        return bool(x == y)
    return abs(x - y) <= 2.0**-46 * max(abs(x), abs(y))


def power(base: Any, exponent: int) -> Any:
    """base^n for a whole n; base is not 0 where n is negative."""
    if exponent < 0:
        value = power(base, -exponent)
        return math.inf if value == 0.0 and isinstance(value, float) else reciprocal(value)
    if isinstance(base, (int, Fraction)):
        return normal(base**exponent)
    if isinstance(base, (float, complex)):
        return machine_power(base, exponent)
    result: Any = 1
    while exponent:
        if exponent & 1:
            result = multiply(result, base)
        exponent >>= 1
        base = multiply(base, base) if exponent else base
    return result


def machine_power(base: Any, exponent: Any) -> Any:
    """A power of machine numbers; infinite where it overflows."""
    if exponent == 0.5 and (isinstance(base, complex) or base < 0):
        return cmath.sqrt(base)  # exact for negative numbers: no rounding in the real part
    try:
        return base**exponent
    except OverflowError:
        return math.inf
