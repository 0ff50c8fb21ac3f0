"""Exponentials, logarithms and hyperbolic functions with their inverses."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.numeric_functions import (
    MINUS_INFINITY,
    NUMERIC,
    is_call,
    is_minus_infinity,
    is_zero,
    negated,
    numeric_builtin,
    of_reciprocal_argument,
    opposite,
    over_i,
)
from wlmini.builtins.radicals import factors
from wlmini.expr import Complex, Expr, S, Symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_exact, is_number, is_real, normal, sign

I = Complex(0, 1)  # noqa: E741
HALF = Fraction(1, 2)


@builtin("Exp[z]", attributes=f"{NUMERIC} ReadProtected")
def exp(kernel: Any, z: Any) -> Any:
    """gives E to the power z.

    >>> {Exp[0], Exp[1.], Exp[x]}
    {1, 2.71828, E^x}
    """
    if type(z) is float:
        try:
            return math.exp(z)
        except OverflowError:
            return S["$Precise"]("exp", z)
    return cmath.exp(z) if type(z) is complex and z.real < 700 else S.Power(S.E, z)


# -- logarithms --------------------------------------------------------------------------------------


def log_exact(kernel: Any, z: Any) -> Any:
    if z in LOG_VALUES and is_plain(z):
        return LOG_VALUES[z]
    if isinstance(z, (int, Fraction)):
        return log_of_rational(z)
    if isinstance(z, Complex) and is_zero(z.re):
        angle = S.Times(Complex(0, HALF * sign(z.im)), S.Pi)
        return angle if abs(z.im) == 1 else S.Plus(angle, S.Log(abs(z.im)))
    if is_minus_infinity(z):
        return S.Infinity
    if is_call(z, S.Power, 2) and z.parts[0] is S.E and is_real(z.parts[1]):
        return z.parts[1]
    if is_call(z, S.Power, 2) and all(isinstance(p, (int, Fraction)) for p in z.parts) and z.parts[0] > 0:
        return S.Times(z.parts[1], S.Log(z.parts[0]))
    if isinstance(z, Expr) and z.head is S.Times and is_real(z.parts[0]) and sign(z.parts[0]) < 0:
        positive = kernel.evaluate(S.Times(-1, z))  # Log[-Pi] = I Pi + Log[Pi]
        side = kernel.evaluate(S.Sign(positive))
        return S.Plus(S.Times(I, S.Pi), S.Log(positive)) if type(side) is int and side == 1 else None
    return None


def is_plain(z: Any) -> bool:
    return isinstance(z, (int, Symbol))


LOG_VALUES: dict[Any, Any] = {
    0: MINUS_INFINITY, 1: 0, S.E: 1, S.Infinity: S.Infinity, S.ComplexInfinity: S.Infinity,
}  # fmt: skip


def log_of_rational(z: Any) -> Any:
    """Log[-2] = I Pi + Log[2], Log[1/2] = -Log[2]."""
    if z < 0:
        return S.Plus(S.Times(I, S.Pi), S.Log(-z))
    if isinstance(z, Fraction) and z.numerator == 1:
        return S.Times(-1, S.Log(z.denominator))
    return None


def machine_log(z: float) -> Any:
    return math.log(z) if z else S.Indeterminate


@builtin("Log[z]", "Log[b, z]", attributes=NUMERIC)
def log(kernel: Any, base: Any, z: Any = None) -> Any:
    """gives the natural logarithm of z, or the logarithm to base b.

    >>> {Log[1], Log[E^2], Log[-1], Log[2.]}
    {0, 2, I Pi, 0.693147}
    >>> {Log[2, 8], Log[10, 1/100], Log[2, 10.]}
    {3, -2, 3.32193}
    """
    if z is not None:
        return log_to_base(base, z)
    z = base
    if type(z) is float:
        return machine_log(z) if z >= 0 else complex(math.log(-z), math.pi)
    if type(z) is complex:
        return cmath.log(z) if z else S.Indeterminate
    if is_number(z) and not is_exact(z):
        return S["$Precise"]("log", z)
    return z if z is S.Indeterminate else log_exact(kernel, z)


def log_to_base(base: Any, z: Any) -> Any:
    """The logarithm to a base: exact for powers of it, else a quotient."""
    if (
        isinstance(base, (int, Fraction))
        and isinstance(z, (int, Fraction))
        and base > 0
        and z > 0
        and base != 1
    ):
        found = exponent_of(Fraction(base), Fraction(z))
        if found is not None:
            return found
    if type(base) is int and type(z) is float and z > 0 and base in (2, 10):
        return math.log2(z) if base == 2 else math.log10(z)
    return S.Times(S.Log(z), S.Power(S.Log(base), -1))


def exponent_of(base: Fraction, z: Fraction) -> int | Fraction | None:
    """The rational e with base^e = z, where there is one."""
    if z == 1:
        return 0
    mine, theirs = multiplicities(base), multiplicities(z)
    if mine.keys() != theirs.keys():
        return None
    quotients = {Fraction(theirs[p], mine[p]) for p in mine}
    return normal(quotients.pop()) if len(quotients) == 1 else None


def multiplicities(value: Fraction) -> dict[int, int]:
    """Prime -> exponent of a positive rational."""
    found = {p: -n for p, n in factors(value.denominator)}
    return {**found, **dict(factors(value.numerator))}


def log_in(base: int) -> Callable[[Any, Any], Any]:
    return lambda kernel, z: S.Log(base, z)


numeric_builtin(
    "Log2[z]",
    """gives the logarithm of z to base 2.

    >>> {Log2[1024], Log2[3.]}
    {10, 1.58496}
    """,
    lambda z: math.log2(z) if z else S.Indeterminate, lambda z: cmath.log(z) / math.log(2), "log2", log_in(2),
)  # fmt: skip
numeric_builtin(
    "Log10[z]",
    """gives the logarithm of z to base 10.

    >>> {Log10[1000], Log10[2.]}
    {3, 0.30103}
    """,
    lambda z: math.log10(z) if z else S.Indeterminate, cmath.log10, "log10", log_in(10),
)  # fmt: skip


# -- hyperbolic functions ----------------------------------------------------------------------------

# function: value at 0, Infinity, -Infinity; whether odd; f(I x) as factor and circular function; inverse
SHAPES: dict[Symbol, tuple[Any, Any, Any, bool, Any, Symbol, Symbol]] = {
    S.Sinh: (0, S.Infinity, MINUS_INFINITY, True, I, S.Sin, S.ArcSinh),
    S.Cosh: (1, S.Infinity, S.Infinity, False, 1, S.Cos, S.ArcCosh),
    S.Tanh: (0, 1, -1, True, I, S.Tan, S.ArcTanh),
    S.Coth: (S.ComplexInfinity, 1, -1, True, Complex(0, -1), S.Cot, S.ArcCoth),
    S.Sech: (1, 0, 0, False, 1, S.Sec, S.ArcSech),
    S.Csch: (S.ComplexInfinity, 0, 0, True, Complex(0, -1), S.Csc, S.ArcCsch),
}


def hyperbolic(function: Symbol) -> Callable[[Any, Any], Any]:
    """The exact values and symmetries of a hyperbolic function."""
    at_zero, at_infinity, at_minus_infinity, odd, factor, circular, inverse = SHAPES[function]

    def exact(kernel: Any, z: Any) -> Any:
        if is_zero(z):
            return at_zero
        if z is S.Infinity:
            return at_infinity
        if is_minus_infinity(z):
            return at_minus_infinity
        positive = opposite(z)
        if positive is not None:
            value = Expr(function, (positive,))
            return S.Times(-1, value) if odd else value
        imaginary = over_i(z)
        if imaginary is not None:
            return S.Times(factor, Expr(circular, (imaginary,)))
        return z.parts[0] if is_call(z, inverse) else None

    return exact


def inverted(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda z: 1 / function(z)


def vanishing(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """1/f where f may grow beyond every machine number."""

    def value(z: Any) -> Any:
        try:
            return 1 / function(z)
        except OverflowError:
            return 0.0

    return value


numeric_builtin(
    "Sinh[z]",
    """gives the hyperbolic sine of z.

    >>> {Sinh[0], Sinh[1.], Sinh[I x]}
    {0, 1.1752, I Sin[x]}
    """,
    math.sinh, cmath.sinh, "sinh", hyperbolic(S.Sinh),
)  # fmt: skip
numeric_builtin(
    "Cosh[z]",
    """gives the hyperbolic cosine of z.

    >>> {Cosh[0], Cosh[1.], Cosh[-x]}
    {1, 1.54308, Cosh[x]}
    """,
    math.cosh, cmath.cosh, "cosh", hyperbolic(S.Cosh),
)  # fmt: skip
numeric_builtin(
    "Tanh[z]",
    """gives the hyperbolic tangent of z.

    >>> {Tanh[0], Tanh[1.], Tanh[Infinity]}
    {0, 0.761594, 1}
    """,
    math.tanh, cmath.tanh, "tanh", hyperbolic(S.Tanh),
)  # fmt: skip
numeric_builtin(
    "Coth[z]",
    """gives the hyperbolic cotangent of z.

    >>> {Coth[0], Coth[1.]}
    {ComplexInfinity, 1.31304}
    """,
    inverted(math.tanh), inverted(cmath.tanh), "coth", hyperbolic(S.Coth),
)  # fmt: skip
numeric_builtin(
    "Sech[z]",
    """gives the hyperbolic secant of z.

    >>> {Sech[0], Sech[1.]}
    {1, 0.648054}
    """,
    vanishing(math.cosh), inverted(cmath.cosh), "sech", hyperbolic(S.Sech),
)  # fmt: skip
numeric_builtin(
    "Csch[z]",
    """gives the hyperbolic cosecant of z.

    >>> {Csch[0], Csch[1.]}
    {ComplexInfinity, 0.850918}
    """,
    vanishing(math.sinh), inverted(cmath.sinh), "csch", hyperbolic(S.Csch),
)  # fmt: skip


def inverse_hyperbolic(
    function: Symbol, values: dict[Any, Any], circular: Symbol | None
) -> Callable[[Any, Any], Any]:
    """Tabulated values; where `circular` names a function g, f is odd and f(I z) = I g(z)."""

    def exact(kernel: Any, z: Any) -> Any:
        if is_plain(z) and z in values:
            return values[z]
        positive = opposite(z) if circular else None
        if positive is not None:
            return S.Times(-1, Expr(function, (positive,)))
        imaginary = over_i(z) if circular else None
        return None if imaginary is None else S.Times(I, Expr(circular, (imaginary,)))

    return exact


QUARTER = S.Times(Complex(0, HALF), S.Pi)

numeric_builtin(
    "ArcSinh[z]",
    """gives the inverse hyperbolic sine of z.

    >>> {ArcSinh[0], ArcSinh[1.]}
    {0, 0.881374}
    """,
    math.asinh, cmath.asinh, "asinh", inverse_hyperbolic(S.ArcSinh, {0: 0, S.Infinity: S.Infinity}, S.ArcSin),
)  # fmt: skip
numeric_builtin(
    "ArcCosh[z]",
    """gives the inverse hyperbolic cosine of z.

    >>> {ArcCosh[1], ArcCosh[2.]}
    {0, 1.31696}
    """,
    math.acosh, lambda z: cmath.acosh(complex(z.real, z.imag + 0.0)), "arccosh",
    inverse_hyperbolic(S.ArcCosh, {1: 0, 0: QUARTER, -1: S.Times(I, S.Pi), S.Infinity: S.Infinity}, None),
)  # fmt: skip
numeric_builtin(
    "ArcTanh[z]",
    """gives the inverse hyperbolic tangent of z.

    >>> {ArcTanh[0], ArcTanh[0.5], ArcTanh[1]}
    {0, 0.549306, Infinity}
    """,
    math.atanh, cmath.atanh, "arctanh",
    inverse_hyperbolic(S.ArcTanh, {0: 0, 1: S.Infinity, -1: MINUS_INFINITY}, S.ArcTan),
)  # fmt: skip
numeric_builtin(
    "ArcCoth[z]",
    """gives the inverse hyperbolic cotangent of z.

    >>> {ArcCoth[2.], ArcCoth[1]}
    {0.549306, Infinity}
    """,
    of_reciprocal_argument(math.atanh), of_reciprocal_argument(cmath.atanh), "arccoth",
    inverse_hyperbolic(S.ArcCoth, {0: QUARTER, 1: S.Infinity, -1: MINUS_INFINITY, S.Infinity: 0}, None),
)  # fmt: skip
numeric_builtin(
    "ArcSech[z]",
    """gives the inverse hyperbolic secant of z.

    >>> {ArcSech[1], ArcSech[0.5]}
    {0, 1.31696}
    """,
    of_reciprocal_argument(math.acosh), of_reciprocal_argument(cmath.acosh), "arcsech",
    inverse_hyperbolic(S.ArcSech, {1: 0, 0: S.Infinity}, None),
)  # fmt: skip
numeric_builtin(
    "ArcCsch[z]",
    """gives the inverse hyperbolic cosecant of z.

    >>> {ArcCsch[1.], ArcCsch[0]}
    {0.881374, ComplexInfinity}
    """,
    of_reciprocal_argument(math.asinh), of_reciprocal_argument(cmath.asinh), "arccsch",
    inverse_hyperbolic(S.ArcCsch, {0: S.ComplexInfinity, S.Infinity: 0}, None),
)  # fmt: skip


@builtin("LogisticSigmoid[z]", attributes=NUMERIC)
def logistic_sigmoid(kernel: Any, z: Any) -> Any:
    """gives 1/(1 + E^-z), which rises from 0 to 1.

    >>> {LogisticSigmoid[0], LogisticSigmoid[2.], LogisticSigmoid[Infinity]}
    {1/2, 0.880797, 1}
    """
    if type(z) is float:
        return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
    if type(z) is complex:
        return 1 / (1 + cmath.exp(-z))
    if is_number(z) and not is_exact(z):
        return S["$Precise"]("logistic", z)
    if is_zero(z):
        return HALF
    if z is S.Infinity or is_minus_infinity(z):
        return 1 if z is S.Infinity else 0
    return None


@builtin("Haversine[z]", attributes=NUMERIC)
def haversine(kernel: Any, z: Any) -> Any:
    """gives (1 - Cos[z])/2.

    >>> {Haversine[Pi], Haversine[1.]}
    {1, 0.229849}
    """
    numeric = is_number(z) and not is_exact(z)
    if numeric or isinstance(z, Expr) or z is S.Pi:
        value = kernel.evaluate(S.Cos(z))
        if is_number(value):
            return S.Times(HALF, S.Plus(1, S.Times(-1, value)))
    return 0 if is_zero(z) else None


@builtin("Sinc[z]", attributes=NUMERIC)
def sinc(kernel: Any, z: Any) -> Any:
    """gives Sin[z]/z, and 1 at 0.

    >>> {Sinc[0], Sinc[Pi/2], Sinc[1.]}
    {1, 2/Pi, 0.841471}
    """
    if is_zero(z):
        return 1
    if is_number(z) and not is_exact(z):
        return S.Times(S.Sin(z), S.Power(z, -1)) if z else 1.0
    if is_number(z) or opposite(z) is not None:
        positive = opposite(z)
        return None if positive is None else S.Sinc(negated(z))
    value = kernel.evaluate(S.Sin(z))
    return None if is_call(value, S.Sin) else S.Times(value, S.Power(z, -1))
