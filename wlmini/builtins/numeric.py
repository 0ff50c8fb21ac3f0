"""Numerical values: N, precision and accuracy, mathematical constants."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.approximation import approximate, is_numeric, lowest_precision, number_value, with_digits
from wlmini.expr import Association, BigReal, Complex, Expr, Packed, S, boolean, is_list, make_list
from wlmini.kernel.declare import DECLARED, Builtin, builtin, symbol_of, variable
from wlmini.kernel.limits import INEXACT
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import (
    MACHINE_PRECISION,
    big,
    exact_value,
    is_exact,
    is_number,
    is_real,
    make_complex,
    normal,
    real_imaginary,
    simple,
    to_float,
)


def constant_builtin(name: str, documentation: str) -> None:
    """Declare a symbol that stands for a number."""
    DECLARED[name] = Builtin(
        name=symbol_of(name),
        usages=(name,),
        function=None,
        documentation=documentation,
        attributes=frozenset({"Constant", "Protected", "ReadProtected"}),
        arity=(-1, -1),
    )


constant_builtin("Pi", "is the ratio of a circle's circumference to its diameter, about 3.14159.")
constant_builtin("E", "is the base of natural logarithms, about 2.71828.")
constant_builtin("Degree", "is the number of radians in a degree, Pi/180.")
constant_builtin("GoldenRatio", "is (1 + Sqrt[5])/2, about 1.61803.")
constant_builtin("EulerGamma", "is Euler's constant, about 0.577216.")
constant_builtin("Catalan", "is Catalan's constant, about 0.915966.")
constant_builtin("Glaisher", "is Glaisher's constant, about 1.28243.")
constant_builtin("Khinchin", "is Khinchin's constant, about 2.68545.")


@variable("I", "is the imaginary unit, Sqrt[-1].", attributes="Locked ReadProtected")
def imaginary_unit(kernel: Any) -> Any:
    return Complex(0, 1)


MOST_DIGITS = int(INEXACT * math.log10(2))
PRECISION_MESSAGES = {
    "precmx": "A real holds at most `2` digits here, not `1`.",
    "precbd": "The precision `1` is no positive number of digits, nor MachinePrecision or Infinity.",
    "meprec": "`1` extra digits did not suffice to find all the digits of `2` that were asked for.",
}


@builtin("N[expr]", "N[expr, n]", "N[expr, {p, a}]", messages=PRECISION_MESSAGES)
def numerical_value(kernel: Any, expr: Any, digits: Any = S.MachinePrecision) -> Any:
    """gives the numerical value of expr, to n digits; with {p, a} to a digits after the point.

    >>> {N[1/3], N[Pi], N[x^2 + 2]}
    {0.333333, 3.14159, 2. + x^2}
    >>> N[Pi, 30]
    3.14159265358979323846264338328
    """
    if is_list(digits) and len(digits) == 2:
        return to_accuracy(kernel, expr, *digits.parts)
    wanted = digits_of(kernel, digits)
    return approximate(kernel, expr, None) if wanted is None else with_digits(kernel, expr, wanted)


ENDLESS = (S.Infinity, S.DirectedInfinity(1))


def to_accuracy(kernel: Any, expr: Any, digits: Any, accuracy: Any) -> Any:
    """The value to so many digits after the decimal point, and no more than so many in all."""
    if accuracy in ENDLESS:
        return numerical_value(kernel, expr, digits)
    most = MOST_DIGITS if digits in ENDLESS else digits_of(kernel, digits)
    after = number_value(kernel, accuracy)
    if not is_real(after):
        raise Failure("precbd", accuracy, value=None)
    if is_list(expr):
        return make_list([to_accuracy(kernel, part, digits, accuracy) for part in expr.parts])
    rough = kernel.evaluate(S.Abs(approximate(kernel, expr, None)))
    if not is_real(rough) or not to_float(rough):
        return approximate(kernel, expr, None)
    wanted = max(to_float(after) + math.log10(to_float(rough)), 1)
    return with_digits(kernel, expr, wanted if most is None else min(wanted, most))


def digits_of(kernel: Any, digits: Any) -> float | None:
    """The number of digits that is meant, None for machine numbers."""
    if digits is S.MachinePrecision:
        return None
    value = number_value(kernel, digits)
    if not is_real(value) or to_float(value) <= 0:
        raise Failure("precbd", digits, value=None)
    if to_float(value) > MOST_DIGITS:
        raise Failure("precmx", digits, MOST_DIGITS, value=None)
    return to_float(value)


# -- precision and accuracy --------------------------------------------------------------------------


@builtin("Precision[x]")
def precision(kernel: Any, x: Any) -> Any:
    """gives the number of significant digits of x.

    >>> {Precision[1/3], Precision[1.5], Precision[1.5`20]}
    {Infinity, MachinePrecision, 20.}
    """
    if has_machine_numbers(x):
        return S.MachinePrecision
    found = lowest_precision(x)
    return S.Infinity if found == math.inf else float(found)


def has_machine_numbers(expr: Any) -> bool:
    if isinstance(expr, (float, complex)):
        return True
    if type(expr) is Packed:
        return bool(expr.array.dtype.kind in "fc")
    return isinstance(expr, Expr) and True in [has_machine_numbers(p) for p in expr.parts]


@builtin("Accuracy[x]")
def accuracy(kernel: Any, x: Any) -> Any:
    """gives the number of significant digits of x to the right of the decimal point.

    >>> {Accuracy[2], Accuracy[123.`10]}
    {Infinity, 7.91009}
    """
    numbers = [a for a in inexact_parts(x) if to_float(a) != 0]
    if not numbers:
        return S.Infinity if not inexact_parts(x) else 307.6526555685887
    return min(digits_after_point(a) for a in numbers)


def inexact_parts(expr: Any) -> list[Any]:
    """The inexact real numbers in an expression."""
    if is_number(expr):
        return [part for part in real_imaginary(expr) if not is_exact(part)]
    if not isinstance(expr, Expr):
        return []
    return [number for part in expr.parts for number in inexact_parts(part)]


def digits_after_point(value: Any) -> float:
    digits = value.precision if isinstance(value, BigReal) else MACHINE_PRECISION
    return digits - math.log10(abs(to_float(value)))


@builtin("SetPrecision[expr, n]", messages=PRECISION_MESSAGES)
def set_precision(kernel: Any, expr: Any, digits: Any) -> Any:
    """gives expr with all numbers in it set to n digits; Infinity makes them exact.

    >>> SetPrecision[0.5, 20]
    0.50000000000000000000
    >>> SetPrecision[0.125, Infinity]
    1/8
    """
    if digits is S.Infinity:
        return map_numbers(expr, lambda x: simple(exact_value(x)))
    wanted = digits_of(kernel, digits)
    if wanted is None:
        return map_numbers(expr, to_float)
    return map_numbers(
        kernel.evaluate(approximate(kernel, expr, wanted)),
        lambda x: BigReal(big(exact_value(x), wanted).value, wanted),
    )


@builtin("SetAccuracy[expr, n]", messages=PRECISION_MESSAGES)
def set_accuracy(kernel: Any, expr: Any, digits: Any) -> Any:
    """gives expr with all numbers in it set to n digits to the right of the decimal point.

    >>> Precision[SetAccuracy[123.25, 10]]
    12.0908
    """
    wanted = digits_of(kernel, digits)
    if wanted is None:
        return None

    def with_accuracy(x: Any) -> Any:
        size = math.log10(abs(to_float(x))) if to_float(x) else 0.0
        return big(exact_value(x), max(0.0, wanted + size))

    return map_numbers(expr, with_accuracy)


def map_numbers(expr: Any, change: Callable[[Any], Any]) -> Any:
    """The expression with each real number in it changed."""
    if isinstance(expr, Complex | complex):
        re, im = real_imaginary(expr)
        return make_complex(change(re), change(im))
    if is_real(expr):
        return change(expr)
    if type(expr) is Association:
        return Association({k: map_numbers(v, change) for k, v in expr.entries.items()})
    if not isinstance(expr, Expr):
        return expr
    if expr.head is S.Power and type(expr.parts[1]) is int:
        return S.Power(map_numbers(expr.parts[0], change), expr.parts[1])
    return Expr(expr.head, [map_numbers(p, change) for p in expr.parts])


# -- near numbers ------------------------------------------------------------------------------------


@builtin("Chop[expr]", "Chop[expr, delta]")
def chop(kernel: Any, expr: Any, delta: Any = 1e-10) -> Any:
    """puts 0 for the inexact numbers in expr that are smaller than delta.

    >>> Chop[{1.*^-12, 1. + 1.*^-15 I, 2}]
    {0, 1., 2}
    """
    limit = to_float(delta) if is_real(delta) else None
    if limit is None:
        return None

    def small_to_zero(x: Any) -> Any:
        return 0 if not is_exact(x) and abs(to_float(x)) < limit else x

    return chop_numbers(expr, small_to_zero)


def chop_numbers(expr: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(expr, (complex, Complex)):
        re, im = map(change, real_imaginary(expr))
        return re if type(im) is int and im == 0 else make_complex(re, im)
    if is_real(expr):
        return change(expr)
    if type(expr) is Association:
        return Association({k: chop_numbers(v, change) for k, v in expr.entries.items()})
    return Expr(expr.head, [chop_numbers(p, change) for p in expr.parts]) if isinstance(expr, Expr) else expr


@builtin("Rationalize[x]", "Rationalize[x, dx]")
def rationalize(kernel: Any, x: Any, delta: Any = None) -> Any:
    """gives a rational number close to x, within dx where that is given.

    >>> {Rationalize[0.75], Rationalize[Pi, 0.01], Rationalize[N[Pi]]}
    {3/4, 22/7, 3.14159}
    """
    if delta is None:
        return map_numbers(x, close_rational)
    width = number_value(kernel, delta)
    value = number_value(kernel, x)
    if is_real(value) and is_real(width):
        if exact_value(width) == 0:
            value = kernel.evaluate(S.N(x, 30)) if is_exact(value) else value
            return simple(shortest(value))
        return simple(
            simplest(
                exact_value(value) - abs(exact_value(width)), exact_value(value) + abs(exact_value(width))
            )
        )
    if not isinstance(x, Expr):
        return x
    return Expr(x.head, [S.Rationalize(p, delta) for p in x.parts])


def close_rational(x: Any) -> Any:
    """A fraction p/q with |p/q - x| < 10^-4/q^2, where there is one; else x."""
    if is_exact(x):
        return x
    target = exact_value(x)
    for fraction in convergents(target):
        if abs(fraction - target) * fraction.denominator**2 < Fraction(1, 10_000):
            return simple(fraction)
        if fraction.denominator > 10**8:
            break
    return x


def convergents(target: Fraction) -> list[Fraction]:
    """The convergents of the continued fraction."""
    found, rest = [], target
    p0, q0, p1, q1 = 0, 1, 1, 0
    while True:
        whole = rest.numerator // rest.denominator
        p0, q0, p1, q1 = p1, q1, whole * p1 + p0, whole * q1 + q0
        found.append(Fraction(p1, q1))
        if rest == whole or len(found) > 60:
            return found
        rest = 1 / (rest - whole)


def shortest(value: Any) -> Fraction:
    """The first convergent that is the number up to its precision."""
    target = exact_value(value)
    digits = value.precision if isinstance(value, BigReal) else MACHINE_PRECISION
    for fraction in convergents(target):
        if abs(fraction - target) <= abs(target) / Fraction(10) ** int(digits):
            return fraction
    return target


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of smallest denominator in an interval."""
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest(-high, -low)
    whole = math.ceil(low)
    if whole <= high:
        return Fraction(whole)
    floor = low.numerator // low.denominator
    return floor + 1 / simplest(1 / (high - floor), 1 / (low - floor))


# -- asking ------------------------------------------------------------------------------------------


@builtin("NumericQ[expr]")
def numeric_q(kernel: Any, expr: Any) -> Any:
    """gives True where expr is a numerical quantity, such as Sin[2] or Pi.

    >>> {NumericQ[Sin[2]], NumericQ[x], NumericQ[Pi]}
    {True, False, True}
    """
    return boolean(is_numeric(kernel, expr))


@builtin("Numerator[expr]", attributes="Listable")
def numerator(kernel: Any, expr: Any) -> Any:
    """gives the numerator of expr.

    >>> {Numerator[3/4], Numerator[a/b]}
    {3, a}
    """
    return fraction_parts(expr)[0]


@builtin("Denominator[expr]", attributes="Listable")
def denominator(kernel: Any, expr: Any) -> Any:
    """gives the denominator of expr.

    >>> {Denominator[3/4], Denominator[a/b^2], Denominator[5]}
    {4, b^2, 1}
    """
    return fraction_parts(expr)[1]


def fraction_parts(expr: Any) -> tuple[Any, Any]:
    """(numerator, denominator): factors with negative exponents go below."""
    above: list[Any] = []
    below: list[Any] = []
    for factor in expr.parts if isinstance(expr, Expr) and expr.head is S.Times else (expr,):
        over, under = factor_parts(factor)
        above.append(over)
        below.append(under)
    return S.Times(*above), S.Times(*below)


def factor_parts(factor: Any) -> tuple[Any, Any]:
    if isinstance(factor, Fraction):
        return factor.numerator, factor.denominator
    if isinstance(factor, Complex) and is_exact(factor):
        below = math.lcm(Fraction(factor.re).denominator, Fraction(factor.im).denominator)
        return normal(
            Complex(simple(Fraction(factor.re) * below), simple(Fraction(factor.im) * below))
        ), below
    if isinstance(factor, Expr) and factor.head is S.Power and len(factor.parts) == 2:
        base, exponent = factor.parts
        if is_real(exponent) and exact_value(exponent) < 0:
            return 1, S.Power(base, S.Times(-1, exponent))
        first = exponent.parts[0] if isinstance(exponent, Expr) and exponent.head is S.Times else None
        if is_real(first) and exact_value(first) < 0:
            return 1, S.Power(base, S.Times(-1, exponent))
    return factor, 1
