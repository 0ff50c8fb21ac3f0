"""Circular functions and their inverses: exact values at fractions of Pi, symmetries, numbers."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.approximation import number_value
from wlmini.builtins.numeric_functions import (
    NUMERIC,
    coefficient,
    is_minus_infinity,
    is_zero,
    numeric_builtin,
    of_reciprocal_argument,
    opposite,
    over_i,
)
from wlmini.expr import Complex, Expr, S, Symbol, as_key
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_exact, is_number, is_real, machine, sign
from wlmini.kernel.substitute import mentions

HALF = Fraction(1, 2)
ROOT2, ROOT3, ROOT5 = S.Sqrt(2), S.Sqrt(3), S.Sqrt(5)

# values at multiples of Pi; each table covers 0 ... 1/2
SINES: dict[Fraction, Any] = {
    Fraction(0): 0,
    Fraction(1, 12): S.Times(S.Plus(-1, ROOT3), S.Power(S.Times(2, ROOT2), -1)),
    Fraction(1, 10): S.Times(Fraction(1, 4), S.Plus(-1, ROOT5)),
    Fraction(1, 6): HALF,
    Fraction(1, 5): S.Sqrt(S.Plus(Fraction(5, 8), S.Times(Fraction(-1, 8), ROOT5))),
    Fraction(1, 4): S.Power(2, -HALF),
    Fraction(3, 10): S.Times(Fraction(1, 4), S.Plus(1, ROOT5)),
    Fraction(1, 3): S.Times(HALF, ROOT3),
    Fraction(2, 5): S.Sqrt(S.Plus(Fraction(5, 8), S.Times(Fraction(1, 8), ROOT5))),
    Fraction(5, 12): S.Times(S.Plus(1, ROOT3), S.Power(S.Times(2, ROOT2), -1)),
    HALF: 1,
}
TANGENTS: dict[Fraction, Any] = {
    Fraction(0): 0,
    Fraction(1, 12): S.Plus(2, S.Times(-1, ROOT3)),
    Fraction(1, 10): S.Sqrt(S.Plus(1, S.Times(-2, S.Power(5, -HALF)))),
    Fraction(1, 6): S.Power(3, -HALF),
    Fraction(1, 5): S.Sqrt(S.Plus(5, S.Times(-2, ROOT5))),
    Fraction(1, 4): 1,
    Fraction(3, 10): S.Sqrt(S.Plus(1, S.Times(2, S.Power(5, -HALF)))),
    Fraction(1, 3): ROOT3,
    Fraction(2, 5): S.Sqrt(S.Plus(5, S.Times(2, ROOT5))),
    Fraction(5, 12): S.Plus(2, ROOT3),
    HALF: S.ComplexInfinity,
}
SECANTS: dict[Fraction, Any] = {
    Fraction(0): 1,
    Fraction(1, 12): S.Times(ROOT2, S.Plus(-1, ROOT3)),
    Fraction(1, 10): S.Sqrt(S.Plus(2, S.Times(-2, S.Power(5, -HALF)))),
    Fraction(1, 6): S.Times(2, S.Power(3, -HALF)),
    Fraction(1, 5): S.Plus(-1, ROOT5),
    Fraction(1, 4): ROOT2,
    Fraction(3, 10): S.Sqrt(S.Plus(2, S.Times(2, S.Power(5, -HALF)))),
    Fraction(1, 3): 2,
    Fraction(2, 5): S.Plus(1, ROOT5),
    Fraction(5, 12): S.Times(ROOT2, S.Plus(1, ROOT3)),
    HALF: S.ComplexInfinity,
}


def sine_like(z: Any) -> tuple[Any, Any]:
    """f(inner(z)) for inner in ArcSin, ArcCos, ArcTan, as (Sin, Cos) of an angle whose inner value is z."""
    return S.Sqrt(S.Plus(1, S.Times(-1, S.Power(z, 2)))), S.Power(S.Plus(1, S.Power(z, 2)), -HALF)


# inner function -> (sine, cosine) of it
ANGLES: dict[Symbol, Callable[[Any], tuple[Any, Any]]] = {
    S.ArcSin: lambda z: (z, sine_like(z)[0]),
    S.ArcCos: lambda z: (sine_like(z)[0], z),
    S.ArcTan: lambda z: (S.Times(z, sine_like(z)[1]), sine_like(z)[1]),
}
OWN_INVERSE = {
    S.Sin: S.ArcSin,
    S.Cos: S.ArcCos,
    S.Tan: S.ArcTan,
    S.Cot: S.ArcCot,
    S.Sec: S.ArcSec,
    S.Csc: S.ArcCsc,
}
OF_ANGLE: dict[Symbol, Callable[[Any, Any], Any]] = {
    S.Sin: lambda s, c: s,
    S.Cos: lambda s, c: c,
    S.Tan: lambda s, c: S.Times(s, S.Power(c, -1)),
    S.Cot: lambda s, c: S.Times(c, S.Power(s, -1)),
    S.Sec: lambda s, c: S.Power(c, -1),
    S.Csc: lambda s, c: S.Power(s, -1),
}
ODD = frozenset({S.Sin, S.Tan, S.Cot, S.Csc})
# Sin[I x] = I Sinh[x] and so on
HYPERBOLIC: dict[Symbol, tuple[Any, Symbol]] = {
    S.Sin: (Complex(0, 1), S.Sinh), S.Cos: (1, S.Cosh), S.Tan: (Complex(0, 1), S.Tanh),
    S.Cot: (Complex(0, -1), S.Coth), S.Sec: (1, S.Sech), S.Csc: (Complex(0, -1), S.Csch),
}  # fmt: skip
# value at z + Pi/2: sign and function
QUARTER_TURN: dict[Symbol, tuple[int, Symbol]] = {
    S.Sin: (1, S.Cos), S.Cos: (-1, S.Sin), S.Tan: (-1, S.Cot),
    S.Cot: (-1, S.Tan), S.Sec: (-1, S.Csc), S.Csc: (1, S.Sec),
}  # fmt: skip


# -- exact values ------------------------------------------------------------------------------------


def multiple_of_pi(z: Any) -> Fraction | None:
    """r where z is r Pi with a rational r, or so many Degree."""
    number, rest = coefficient(z)
    if not isinstance(number, (int, Fraction)):
        return None
    if rest is S.Pi:
        return Fraction(number)
    if rest is S.Degree:
        return Fraction(number) / 180
    return Fraction(0) if is_zero(number) else None


def at_sine(turn: Fraction) -> tuple[int, Symbol, Fraction]:
    """Sin[turn Pi] as a sign, a function and an angle between 0 and a quarter of Pi, or one of the table."""
    turn %= 2
    sign_, turn = (1, turn) if turn < 1 else (-1, turn - 1)
    turn = min(turn, 1 - turn)
    return (sign_, S.Cos, HALF - turn) if turn > Fraction(1, 4) else (sign_, S.Sin, turn)


def at_tangent(turn: Fraction) -> tuple[int, Symbol, Fraction]:
    turn %= 1
    sign_, turn = (1, turn) if turn <= HALF else (-1, 1 - turn)
    return (sign_, S.Cot, HALF - turn) if turn > Fraction(1, 4) else (sign_, S.Tan, turn)


def at_secant(turn: Fraction) -> tuple[int, Symbol, Fraction]:
    turn %= 2
    turn = min(turn, 2 - turn)
    sign_, turn = (1, turn) if turn <= HALF else (-1, 1 - turn)
    return (sign_, S.Csc, HALF - turn) if turn > Fraction(1, 4) else (sign_, S.Sec, turn)


# function -> (its reduction, how far its angle is turned for that, table)
REDUCTIONS: dict[
    Symbol, tuple[Callable[[Fraction], tuple[int, Symbol, Fraction]], Any, dict[Fraction, Any]]
] = {
    S.Sin: (at_sine, lambda r: r, SINES),
    S.Cos: (at_sine, lambda r: r + HALF, SINES),
    S.Tan: (at_tangent, lambda r: r, TANGENTS),
    S.Cot: (at_tangent, lambda r: HALF - r, TANGENTS),
    S.Sec: (at_secant, lambda r: r, SECANTS),
    S.Csc: (at_secant, lambda r: r - HALF, SECANTS),
}
COFUNCTIONS = frozenset({S.Cos, S.Cot, S.Csc})


def at_multiple(function: Symbol, turn: Fraction) -> Any:
    """The function at turn Pi: its value where a table has it, else at an angle below a quarter of Pi."""
    reduction, turned, table = REDUCTIONS[function]
    sign_, name, angle = reduction(turned(turn))
    value = table.get(HALF - angle if name in COFUNCTIONS else angle)
    if value is None:
        if name is function and angle == turn:
            return None
        value = Expr(name, (S.Times(angle, S.Pi),))
    if value is S.ComplexInfinity:
        return value
    return value if sign_ > 0 else S.Times(-1, value)


def circular(function: Symbol) -> Callable[[Any, Any], Any]:
    """The exact values and symmetries of a circular function."""

    def exact(kernel: Any, z: Any) -> Any:
        turn = multiple_of_pi(z)
        if turn is not None:
            return at_multiple(function, turn)
        positive = opposite(z)
        if positive is not None:
            value = Expr(function, (positive,))
            return S.Times(-1, value) if function in ODD else value
        imaginary = over_i(z)
        if imaginary is not None:
            factor, name = HYPERBOLIC[function]
            return S.Times(factor, Expr(name, (imaginary,)))
        if z is S.Infinity:
            return S.Interval(S.List(-1, 1)) if function in (S.Sin, S.Cos) else S.Indeterminate
        if isinstance(z, Expr):
            return of_inverse(function, z) if len(z.parts) == 1 else shifted(function, z)
        return None

    return exact


def of_inverse(function: Symbol, z: Expr) -> Any:
    """Sin[ArcSin[x]] = x, Sin[ArcCos[x]] = Sqrt[1 - x^2], ..."""
    if z.head is OWN_INVERSE[function]:
        return z.parts[0]
    angle = ANGLES.get(z.head)
    return OF_ANGLE[function](*angle(z.parts[0])) if angle else None


def shifted(function: Symbol, z: Expr) -> Any:
    """Sin[x + Pi] = -Sin[x], Sin[x + Pi/2] = Cos[x], ... for whole multiples of Pi/2 in a sum."""
    if z.head is not S.Plus:
        return None
    for index, part in enumerate(z.parts):
        turn = multiple_of_pi(part)
        if turn is not None and turn and (turn * 2).denominator == 1:
            rest = Expr(S.Plus, z.parts[:index] + z.parts[index + 1 :])
            sign_ = 1
            for _ in range(int(turn * 2) % 4):
                factor, function = QUARTER_TURN[function]
                sign_ *= factor
            return S.Times(sign_, Expr(function, (rest,)))
    return None


def inverted(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda z: 1 / function(z)


numeric_builtin(
    "Sin[z]",
    """gives the sine of z, an angle in radians.

    >>> {Sin[Pi/6], Sin[30 Degree], Sin[1.]}
    {1/2, 1/2, 0.841471}
    >>> Sin[-x]
    -Sin[x]
    >>> Sin[1`20]
    0.84147098480789650665
    """,
    math.sin, cmath.sin, "sin", circular(S.Sin),
)  # fmt: skip
numeric_builtin(
    "Cos[z]",
    """gives the cosine of z, an angle in radians.

    >>> {Cos[Pi/3], Cos[0.5], Cos[-x]}
    {1/2, 0.877583, Cos[x]}
    >>> Cos[x + Pi]
    -Cos[x]
    """,
    math.cos, cmath.cos, "cos", circular(S.Cos),
)  # fmt: skip
numeric_builtin(
    "Tan[z]",
    """gives the tangent of z, an angle in radians.

    >>> {Tan[Pi/4], Tan[Pi/2], Tan[1.]}
    {1, ComplexInfinity, 1.55741}
    """,
    math.tan, cmath.tan, "tan", circular(S.Tan),
)  # fmt: skip
numeric_builtin(
    "Cot[z]",
    """gives the cotangent of z, an angle in radians.

    >>> {Cot[Pi/4], Cot[Pi/6]}
    {1, Sqrt[3]}
    """,
    inverted(math.tan), inverted(cmath.tan), "cot", circular(S.Cot),
)  # fmt: skip
numeric_builtin(
    "Sec[z]",
    """gives the secant of z, which is 1/Cos[z].

    >>> {Sec[Pi/3], Sec[1.]}
    {2, 1.85082}
    """,
    inverted(math.cos), inverted(cmath.cos), "sec", circular(S.Sec),
)  # fmt: skip
numeric_builtin(
    "Csc[z]",
    """gives the cosecant of z, which is 1/Sin[z].

    >>> {Csc[Pi/6], Csc[0]}
    {2, ComplexInfinity}
    """,
    inverted(math.sin), inverted(cmath.sin), "csc", circular(S.Csc),
)  # fmt: skip


# -- inverse functions -------------------------------------------------------------------------------


def known_angles(kernel: Any, table: dict[Fraction, Any]) -> dict[Any, Fraction]:
    """The table of a circular function read backwards; made once for a kernel."""
    made = kernel.state.setdefault("angles", {})
    if id(table) not in made:
        values = [(kernel.evaluate(value), angle) for angle, value in table.items()]
        made[id(table)] = {as_key(value): angle for value, angle in values}
    found: dict[Any, Fraction] = made[id(table)]
    return found


def angle_of(kernel: Any, table: dict[Fraction, Any], z: Any) -> Fraction | None:
    """r with f(r Pi) = z for an odd function f that the table gives; None where z is no such value."""
    angles = known_angles(kernel, table)
    if as_key(z) in angles:
        return angles[as_key(z)]
    positive = opposite(z)
    found = None if positive is None else angles.get(as_key(kernel.evaluate(positive)))
    return None if found is None else -found


def arcsin_exact(kernel: Any, z: Any) -> Any:
    angle = angle_of(kernel, SINES, z)
    if angle is not None:
        return S.Times(angle, S.Pi)
    if z is S.Infinity or is_minus_infinity(z):
        return S.Times(Complex(0, -1) if z is S.Infinity else Complex(0, 1), S.Infinity)
    return odd_inverse(S.ArcSin, S.ArcSinh, z)


def odd_inverse(function: Symbol, hyperbolic: Symbol, z: Any) -> Any:
    """f(-z) = -f(z) and f(I z) = I g(z)."""
    positive = opposite(z)
    if positive is not None:
        return S.Times(-1, Expr(function, (positive,)))
    imaginary = over_i(z)
    return None if imaginary is None else S.Times(Complex(0, 1), Expr(hyperbolic, (imaginary,)))


def arccos_exact(kernel: Any, z: Any) -> Any:
    angle = angle_of(kernel, SINES, z)
    return None if angle is None else S.Times(HALF - angle, S.Pi)


def arctan_exact(kernel: Any, z: Any) -> Any:
    if z is S.Infinity:
        return S.Times(HALF, S.Pi)
    angle = angle_of(kernel, TANGENTS, z)
    return S.Times(angle, S.Pi) if angle is not None else odd_inverse(S.ArcTan, S.ArcTanh, z)


def arccot_exact(kernel: Any, z: Any) -> Any:
    if z is S.Infinity or is_minus_infinity(z):
        return 0
    angle = angle_of(kernel, TANGENTS, z)
    if angle is not None:
        return S.Times((HALF if angle >= 0 else -HALF) - angle, S.Pi)
    positive = opposite(z)
    return None if positive is None else S.Times(-1, S.ArcCot(positive))


def of_reciprocal(function: Symbol) -> Callable[[Any, Any], Any]:
    """ArcSec[z] is ArcCos[1/z] where z is a number with a known angle."""

    def exact(kernel: Any, z: Any) -> Any:
        if is_zero(z):
            return S.ComplexInfinity
        inverse = kernel.evaluate(S.Power(z, -1))
        angle = angle_of(kernel, SINES, inverse)
        if angle is None:
            return None
        return S.Times(angle if function is S.ArcSin else HALF - angle, S.Pi)

    return exact


numeric_builtin(
    "ArcSin[z]",
    """gives the angle between -Pi/2 and Pi/2 whose sine is z.

    >>> {ArcSin[1], ArcSin[-1/2], ArcSin[0.5]}
    {Pi/2, -Pi/6, 0.523599}
    """,
    math.asin, cmath.asin, "arcsin", arcsin_exact,
)  # fmt: skip
numeric_builtin(
    "ArcCos[z]",
    """gives the angle between 0 and Pi whose cosine is z.

    >>> {ArcCos[0], ArcCos[-1], ArcCos[0.5]}
    {Pi/2, Pi, 1.0472}
    """,
    math.acos, cmath.acos, "arccos", arccos_exact,
)  # fmt: skip
numeric_builtin(
    "ArcCot[z]",
    """gives the angle between -Pi/2 and Pi/2 whose cotangent is z.

    >>> {ArcCot[1], ArcCot[0]}
    {Pi/4, Pi/2}
    """,
    lambda z: math.atan(1 / z) if z else math.pi / 2, of_reciprocal_argument(cmath.atan),
    "arccot", arccot_exact,
)  # fmt: skip
numeric_builtin(
    "ArcSec[z]",
    """gives the angle between 0 and Pi whose secant is z.

    >>> ArcSec[2]
    Pi/3
    """,
    of_reciprocal_argument(math.acos), of_reciprocal_argument(cmath.acos), "arcsec", of_reciprocal(S.ArcCos),
)  # fmt: skip
numeric_builtin(
    "ArcCsc[z]",
    """gives the angle between -Pi/2 and Pi/2 whose cosecant is z.

    >>> ArcCsc[2]
    Pi/6
    """,
    of_reciprocal_argument(math.asin), of_reciprocal_argument(cmath.asin), "arccsc", of_reciprocal(S.ArcSin),
)  # fmt: skip


@builtin(
    "ArcTan[z]",
    "ArcTan[x, y]",
    attributes=NUMERIC,
    messages={"indet": "Indeterminate expression `1` encountered."},
)
def arctan(kernel: Any, x: Any, y: Any = None) -> Any:
    """gives the angle between -Pi/2 and Pi/2 whose tangent is z, or the angle of the point {x, y}.

    >>> {ArcTan[1], ArcTan[-1, 1], ArcTan[2.]}
    {Pi/4, (3 Pi)/4, 1.10715}
    """
    if y is not None:
        return angle_of_point(kernel, x, y)
    if x is S.Indeterminate:
        return x
    if not is_number(x) or is_exact(x):
        return arctan_exact(kernel, x)
    if type(x) is float:
        return math.atan(x)
    return cmath.atan(x) if type(x) is complex else S["$Precise"]("atan", x)


def angle_in_closed_form(kernel: Any, x: Any, y: Any) -> Any:
    """ArcTan[x, y] where y/x is the tangent of a known angle, such as Sqrt[3]."""
    across, up = number_value(kernel, x), number_value(kernel, y)
    if not (is_real(across) and is_real(up)):
        return None
    if sign(across) == 0:
        return S.Times(HALF * sign(up), S.Pi) if sign(up) else None
    base = kernel.evaluate(S.ArcTan(S.Times(y, S.Power(x, -1))))
    if mentions(base, S.ArcTan):
        return None
    return base if sign(across) > 0 else S.Plus(base, S.Times(1 if sign(up) >= 0 else -1, S.Pi))


def angle_of_point(kernel: Any, x: Any, y: Any) -> Any:
    """ArcTan[x, y]."""
    if not (is_real(x) and is_real(y)):
        return angle_in_closed_form(kernel, x, y)
    if not (is_exact(x) and is_exact(y)):
        if type(x) is float or type(y) is float:
            return math.atan2(float(machine(y).real), float(machine(x).real))
        return S["$Precise"]("arctan2", x, y)
    if x == 0:
        if y == 0:
            raise Failure("indet", S.ArcTan(x, y), value=S.Indeterminate)
        return S.Times(HALF * sign(y), S.Pi)
    if y == 0:
        return 0 if x > 0 else S.Pi
    base = S.ArcTan(Fraction(y) / x if (Fraction(y) / x).denominator > 1 else int(Fraction(y) / x))
    return base if x > 0 else S.Plus(base, S.Times(sign(y), S.Pi))
