"""Reals of arbitrary precision through mpmath: conversions, constants, functions with tracked precision.

The precision of a result follows from the precision of the arguments: each inexact argument is moved by
its uncertainty, and what the value moves by is the uncertainty of the result.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from numbers import Rational
from typing import Any, NamedTuple

import mpmath

from wlmini.expr import BigReal, Complex
from wlmini.kernel.limits import need_exponent
from wlmini.kernel.numbers import MACHINE_PRECISION, make_complex, real_imaginary, rounded
from wlmini.kernel.pi import pi_bits

GUARD_DIGITS = 12  # carried beyond the precision that is asked for
MOST_GAIN = 8  # digits that a flat function may add to the precision of its argument


@Rational.register
class Reduced(NamedTuple):
    """A fraction in lowest terms: to find their common divisor would take longer than to work them out."""

    numerator: int
    denominator: int


class NoValue(Exception):
    """The function has no finite value at these arguments."""


def to_mp(value: Any) -> Any:
    """A number as mpmath has it, rounded to the working precision."""
    if isinstance(value, (complex, Complex)):
        re, im = real_imaginary(value)
        return mpmath.mpc(to_mp(re), to_mp(im))
    if isinstance(value, BigReal):
        value = value.value
    if isinstance(value, Fraction):
        return mpmath.mpf(value.numerator) / value.denominator
    return mpmath.mpf(value)


def from_mp(value: Any, precision: float) -> Any:
    """A value of mpmath as a number of that precision; `NoValue` where it is infinite or undefined."""
    if isinstance(value, mpmath.mpc):
        return make_complex(from_mp(value.real, precision), from_mp(value.imag, precision))
    return BigReal(rounded(exactly(value), precision), precision)


def exactly(value: Any) -> Fraction:
    """The fraction that an mpmath real is."""
    if not mpmath.isfinite(value):
        raise NoValue
    sign, mantissa, exponent, _ = value._mpf_
    need_exponent(exponent)
    return dyadic(-int(mantissa) if sign else int(mantissa), exponent)


def dyadic(mantissa: int, exponent: int) -> Fraction:
    """mantissa 2^exponent."""
    if exponent >= 0 or not mantissa:
        return Fraction(mantissa << max(0, exponent))
    zeros = min(-exponent, (mantissa & -mantissa).bit_length() - 1)
    reduced: Any = Reduced(mantissa >> zeros, 1 << (-exponent - zeros))
    return Fraction(reduced)


def machine_from_mp(value: Any) -> Any:
    """A value of mpmath as a machine number, or one of that precision where it is too large for one."""
    if not mpmath.isfinite(value):
        raise NoValue
    if isinstance(value, mpmath.mpc):
        return make_complex(machine_from_mp(value.real), machine_from_mp(value.imag))
    plain = float(value)
    return plain if math.isfinite(plain) and (plain or not value) else from_mp(value, MACHINE_PRECISION)


def precision_of(value: Any) -> float:
    """The significant digits of a number; infinite where it is exact or has no precision of its own."""
    if isinstance(value, BigReal):
        return value.precision
    if isinstance(value, Complex):
        return min(precision_of(value.re), precision_of(value.im))
    return math.inf


def constant(name: str, digits: float) -> BigReal:
    """The constant that mpmath calls `name`, to so many digits."""
    with mpmath.workdps(int(digits) + GUARD_DIGITS):
        if name == "pi" and mpmath.libmp.BACKEND == "python":  # with gmpy2 mpmath's own way is the fastest
            return BigReal(rounded(dyadic(pi_bits(mpmath.mp.prec), -mpmath.mp.prec), digits), digits)
        found: BigReal = from_mp(+getattr(mpmath, name), digits)
        return found


def at_machine(function: Callable[..., Any], arguments: Iterable[Any]) -> Any:
    """The value of a function of mpmath at machine numbers."""
    with mpmath.workdps(15 + GUARD_DIGITS):
        return machine_from_mp(call(function, [to_mp(a) for a in arguments]))


def at_precision(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """The value of a function of mpmath, with as many digits as the arguments warrant."""
    given = min(precision_of(a) for a in arguments)
    with mpmath.workdps(int(given) + GUARD_DIGITS):
        numbers = [to_mp(a) for a in arguments]
        value = call(function, numbers)
        moved: Any = 0
        for index, argument in enumerate(arguments):
            precision = precision_of(argument)
            if precision != math.inf:
                nearby = list(numbers)
                nearby[index] = numbers[index] * (1 + mpmath.mpf(10) ** -precision)
                moved += abs(call(function, nearby) - value)
        return from_mp(value, digits_left(value, moved, given))


def digits_left(value: Any, uncertainty: Any, given: float) -> float:
    """The significant digits of a value with that uncertainty."""
    if not mpmath.isfinite(value):
        raise NoValue
    if not value or not uncertainty or not mpmath.isfinite(uncertainty):
        return given
    digits = float(mpmath.log10(abs(value) / uncertainty))
    return max(0.0, min(round(digits, 6), given + MOST_GAIN))


def call(function: Callable[..., Any], numbers: list[Any]) -> Any:
    try:
        return function(*numbers)
    except (ZeroDivisionError, OverflowError, ValueError, TypeError, mpmath.libmp.NoConvergence):
        raise NoValue from None


# -- functions whose branches mpmath chooses otherwise than the language ------------------------------


def arcsin(z: Any) -> Any:
    if on_real_line(z, 1):
        return mpmath.asin(z)
    return -1j * mpmath.log(1j * z + mpmath.sqrt(1 - z * z))


def arccos(z: Any) -> Any:
    return mpmath.acos(z) if on_real_line(z, 1) else mpmath.pi / 2 - arcsin(z)


def arctanh(z: Any) -> Any:
    return mpmath.atanh(z) if on_real_line(z, 1) else (mpmath.log(1 + z) - mpmath.log(1 - z)) / 2


def arccosh(z: Any) -> Any:
    if isinstance(z, mpmath.mpf) and z >= 1:
        return mpmath.acosh(z)
    return mpmath.log(z + mpmath.sqrt(z + 1) * mpmath.sqrt(z - 1))


def on_real_line(z: Any, bound: int) -> bool:
    return isinstance(z, mpmath.mpf) and abs(z) <= bound


OWN: dict[str, Callable[..., Any]] = {
    "arccos": arccos, "arccosh": arccosh, "arcsin": arcsin, "arctanh": arctanh,
    "arccot": lambda z: mpmath.atan(1 / z) if z else mpmath.pi / 2,
    "arccoth": lambda z: arctanh(1 / z),
    "arccsc": lambda z: arcsin(1 / z),
    "arccsch": lambda z: mpmath.asinh(1 / z),
    "arcsec": lambda z: arccos(1 / z),
    "arcsech": lambda z: arccosh(1 / z),
    "arctan2": lambda x, y: mpmath.atan2(y, x),
    "logistic": lambda z: 1 / (1 + mpmath.exp(-z)),
    "log2": lambda z: mpmath.log(z) / mpmath.ln2,
    "power": lambda x, y: mpmath.power(x, y),
    "erfcinv": lambda z: mpmath.erfinv(1 - z),
    "gammaregularized": lambda a, z: mpmath.gammainc(a, z, regularized=True),
    "betaregularized": lambda z, a, b: mpmath.betainc(a, b, 0, z, regularized=True),
    "jacobisn": lambda u, m: mpmath.ellipfun("sn", u, m=m),
    "jacobicn": lambda u, m: mpmath.ellipfun("cn", u, m=m),
    "jacobidn": lambda u, m: mpmath.ellipfun("dn", u, m=m),
    "legendreq": lambda n, z: mpmath.legenq(n, 0, z, type=2),
    "expint": lambda n, z: mpmath.expint(n, z),
    "lambertw": lambda z: mpmath.lambertw(z),
    "dawson": lambda z: mpmath.sqrt(mpmath.pi) / 2 * mpmath.exp(-z * z) * mpmath.erfi(z),
    "kelvinber": lambda *z: mpmath.ber(*orders(z)), "kelvinbei": lambda *z: mpmath.bei(*orders(z)),
    "kelvinker": lambda *z: mpmath.ker(*orders(z)), "kelvinkei": lambda *z: mpmath.kei(*orders(z)),
    "zetazero": lambda k: mpmath.zetazero(whole(k)), "airyaizero": lambda k: mpmath.airyaizero(whole(k)),
    "besseljzero": lambda n, k: mpmath.besseljzero(n, whole(k)),
    "besselyzero": lambda n, k: mpmath.besselyzero(n, whole(k)),
}  # fmt: skip


def orders(z: tuple[Any, ...]) -> tuple[Any, ...]:
    """(order, argument), where the order may be left out."""
    return z if len(z) > 1 else (0, *z)


def whole(k: Any) -> int:
    """The number of a zero; N makes a real of it, and looks at its neighbourhood."""
    found = int(mpmath.nint(k))
    if abs(k - found) > 1e-6 or not found:
        raise NoValue
    return found


def hypergeometric(above: int) -> Callable[..., Any]:
    """The hypergeometric function of so many parameters above, the others below, and the argument."""
    return lambda *z: mpmath.hyper(z[:above], z[above:-1], z[-1])


def function_named(name: str) -> Callable[..., Any]:
    """The function of this table, else the one that mpmath has by that name."""
    if name.startswith("hyper:"):
        return hypergeometric(int(name.partition(":")[2]))
    found = OWN.get(name) or getattr(mpmath, name, None)
    if not callable(found):
        raise NoValue
    return found
