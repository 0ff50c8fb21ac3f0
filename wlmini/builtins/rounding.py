"""Rounding to whole numbers and multiples, and division with remainder."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.approximation import number_value
from wlmini.builtins.numeric_functions import NUMERIC, is_minus_infinity
from wlmini.expr import BigReal, S, head_of
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import (
    add,
    is_exact,
    is_number,
    is_real,
    make_complex,
    multiply,
    negate,
    real_imaginary,
)

DIVISION = {
    "indet": "Indeterminate expression `1` encountered.",
    "infy": "Infinite expression `1` encountered.",
}


def rounded_by(kernel: Any, x: Any, whole: Callable[[Any], int], unit: Any, function: Any) -> Any:
    """The multiple of `unit` that `whole` finds for x; for complex numbers part by part."""
    if unit is not None:
        if is_real(unit) and multiply(unit, 1) == 0:
            return S.Indeterminate
        return S.Times(unit, function(S.Times(x, S.Power(unit, -1))))
    if type(x) is int:
        return x
    if x is S.Infinity or x is S.ComplexInfinity or x is S.Indeterminate or is_minus_infinity(x):
        return x
    value = number_value(kernel, x)
    if not is_number(value):
        return None
    parts = [whole(plain(part)) for part in real_imaginary(value) if finite(part)]
    return make_complex(*parts) if len(parts) == 2 else None


def whole_terms_outside(x: Any, function: Any) -> Any:
    """Floor[n + x] as n + Floor[x] for a whole number n; None where there is none."""
    if head_of(x) is not S.Plus or type(x.parts[0]) is not int:
        return None
    return S.Plus(x.parts[0], function(S.Plus(*x.parts[1:])))


def plain(value: Any) -> Any:
    """A real as one that math.floor takes."""
    return value.value if isinstance(value, BigReal) else value


def finite(value: Any) -> bool:
    return type(value) is not float or math.isfinite(value)


def truncated(value: Any) -> int:
    return math.trunc(value)


@builtin("Floor[x]", "Floor[x, a]", attributes=NUMERIC)
def floor(kernel: Any, x: Any, unit: Any = None) -> Any:
    """gives the greatest integer, or multiple of a, that is not greater than x.

    >>> {Floor[2.7], Floor[-2.7], Floor[Pi], Floor[7.5, 2]}
    {2, -3, 3, 6}
    """
    value = rounded_by(kernel, x, math.floor, unit, S.Floor)
    return whole_terms_outside(x, S.Floor) if value is None and unit is None else value


@builtin("Ceiling[x]", "Ceiling[x, a]", attributes=NUMERIC)
def ceiling(kernel: Any, x: Any, unit: Any = None) -> Any:
    """gives the least integer, or multiple of a, that is not less than x.

    >>> {Ceiling[2.1], Ceiling[-2.1], Ceiling[7, 5]}
    {3, -2, 10}
    """
    value = rounded_by(kernel, x, math.ceil, unit, S.Ceiling)
    return whole_terms_outside(x, S.Ceiling) if value is None and unit is None else value


@builtin("Round[x]", "Round[x, a]", attributes=NUMERIC)
def round_(kernel: Any, x: Any, unit: Any = None) -> Any:
    """gives the integer, or multiple of a, nearest to x; halves go to the even one.

    >>> {Round[2.5], Round[3.5], Round[17/3], Round[3.14159, 0.01]}
    {2, 4, 6, 3.14}
    """
    return rounded_by(kernel, x, round, unit, S.Round)


@builtin("IntegerPart[x]", attributes=NUMERIC)
def integer_part(kernel: Any, x: Any) -> Any:
    """gives the part of x before the decimal point.

    >>> {IntegerPart[2.7], IntegerPart[-2.7]}
    {2, -2}
    """
    return rounded_by(kernel, x, truncated, None, S.IntegerPart)


@builtin("FractionalPart[x]", attributes=NUMERIC)
def fractional_part(kernel: Any, x: Any) -> Any:
    """gives the part of x after the decimal point.

    >>> {FractionalPart[2.75], FractionalPart[-7/3], FractionalPart[5]}
    {0.75, -1/3, 0}
    """
    whole = rounded_by(kernel, x, truncated, None, S.IntegerPart)
    return None if not is_number(whole) else S.Plus(x, S.Times(-1, whole))


# -- division with remainder -------------------------------------------------------------------------


def of_integers(function: Callable[[int, int], int]) -> Callable[[Any, Any], Any]:
    """A function of two integers of which the second is not 0; None where they are anything else."""
    return lambda m, n: function(m, n) if type(m) is int and type(n) is int and n else None


@builtin(
    "Mod[m, n]", "Mod[m, n, d]", attributes=NUMERIC, messages=DIVISION, machine=of_integers(operator.mod)
)
def mod(kernel: Any, m: Any, n: Any, offset: Any = 0) -> Any:
    """gives the remainder when m is divided by n, with the sign of n; from d on where an offset d is given.

    >>> {Mod[7, 3], Mod[-7, 3], Mod[5.5, 2], Mod[6, 3, 1]}
    {1, 2, 1.5, 3}
    """
    if type(m) is int and type(n) is int and n and type(offset) is int:
        return (m - offset) % n + offset
    return remainder(kernel, m, n, offset)


def remainder(kernel: Any, m: Any, n: Any, offset: Any) -> Any:
    quotient = whole_quotient(kernel, m, n, offset, S.Mod)
    if quotient is None or quotient is S.Indeterminate:
        return quotient
    if is_number(m) and is_number(n):
        return add(m, negate(multiply(n, quotient)))
    return S.Plus(m, S.Times(-1, n, quotient))


def whole_quotient(kernel: Any, m: Any, n: Any, offset: Any, owner: Any) -> Any:
    """Floor[(m - offset)/n]; None where these are no real numbers."""
    if is_number(n) and plain(n) == 0:
        tag = "infy" if owner is not S.Mod else "indet"
        value = S.ComplexInfinity if owner is S.Quotient else S.Indeterminate
        raise Failure(tag, owner(m, n), value=value)
    if is_real(m) and is_real(n) and is_real(offset):
        reals = [plain(x) for x in (m, n, offset)]
        if all(is_exact(x) for x in (m, n, offset)):
            return math.floor((Fraction(reals[0]) - reals[2]) / reals[1])
        try:
            ratio = (reals[0] - reals[2]) / reals[1]
        except (OverflowError, ZeroDivisionError):  # too large or too small for a machine real
            ratio = (Fraction(reals[0]) - Fraction(reals[2])) / Fraction(reals[1])
        return math.floor(ratio) if finite(ratio) else None
    value = number_value(kernel, kernel.evaluate(S.Times(S.Plus(m, S.Times(-1, offset)), S.Power(n, -1))))
    if not is_number(value):
        return None
    if is_real(value):
        return math.floor(plain(value))
    return kernel.evaluate(S.Round(value))


@builtin(
    "Quotient[m, n]", "Quotient[m, n, d]", attributes=NUMERIC, messages=DIVISION,
    machine=of_integers(operator.floordiv),
)  # fmt: skip
def quotient(kernel: Any, m: Any, n: Any, offset: Any = 0) -> Any:
    """gives the integer quotient of m and n, rounded down.

    >>> {Quotient[7, 3], Quotient[-7, 3], Quotient[7.5, 2]}
    {2, -3, 3}
    """
    return whole_quotient(kernel, m, n, offset, S.Quotient)


@builtin("QuotientRemainder[m, n]", attributes="Listable")
def quotient_remainder(kernel: Any, m: Any, n: Any) -> Any:
    """gives the list of the integer quotient and the remainder of m and n.

    >>> QuotientRemainder[17, 5]
    {3, 2}
    """
    found = kernel.evaluate(S.Quotient(m, n))
    return S.List(found, S.Mod(m, n)) if is_number(found) else None


@builtin("Divisible[n, m]", attributes="Listable")
def divisible(kernel: Any, n: Any, m: Any) -> Any:
    """gives True where n is divisible by m, and False otherwise.

    >>> Divisible[{9, 10, 12}, 3]
    {True, False, True}
    """
    if is_exact(n) and is_exact(m) and is_number(n) and m != 0:
        value = kernel.evaluate(S.Times(n, S.Power(m, -1)))
        return S.IntegerQ(value)
    return None
