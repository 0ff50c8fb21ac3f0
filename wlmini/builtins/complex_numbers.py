"""Absolute value, sign and the parts of complex numbers."""

from __future__ import annotations

import cmath
import math
from fractions import Fraction
from typing import Any

from wlmini.builtins.approximation import number_value
from wlmini.builtins.numeric_functions import (
    NUMERIC,
    coefficient,
    is_call,
    is_minus_infinity,
)
from wlmini.expr import Complex, Expr, S, head_of
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import (
    add,
    is_number,
    is_real,
    is_zero,
    machine,
    make_complex,
    multiply,
    negate,
    real_imaginary,
    sign,
)

MINUS_ONE_TO_ONE, ZERO_TO_ONE = S.List(-1, 1), S.List(0, 1)


@builtin("Abs[z]", attributes=NUMERIC)
def abs_(kernel: Any, z: Any) -> Any:
    """gives the absolute value of z.

    >>> {Abs[-3], Abs[3 + 4 I], Abs[-2.5], Abs[-x]}
    {3, 5, 2.5, Abs[x]}
    """
    if is_number(z):
        return absolute(z)
    if z is S.Infinity or z is S.ComplexInfinity or is_minus_infinity(z):
        return S.Infinity
    value = number_value(kernel, z)
    if is_real(value):
        return S.Times(-1, z) if sign(value) < 0 else z
    if is_number(value):
        return S.Sqrt(S.Plus(S.Power(S.Re(z), 2), S.Power(S.Im(z), 2)))
    if is_call(z, S.Abs):
        return z
    if is_call(z, S.Power, 2) and z.parts[0] is S.E:
        return S.Power(S.E, S.Re(z.parts[1]))
    return S.Indeterminate if z is S.Indeterminate else of_product(S.Abs, z)


def absolute(z: Any) -> Any:
    if is_real(z):
        return negate(z) if sign(z) < 0 else z
    if isinstance(z, complex):
        return abs(z)
    squares = add(multiply(z.re, z.re), multiply(z.im, z.im))
    return S.Sqrt(squares)


def of_product(function: Any, z: Any) -> Any:
    """f[2 x] = f[2] f[x]: numbers, and factors such as Pi, come out of a product."""
    number, rest = coefficient(z)
    if type(rest) is int or (type(number) is int and number == 1):
        if is_call(z, S.Power, 2) and is_real(z.parts[1]) and function is S.Abs:
            return S.Power(S.Abs(z.parts[0]), z.parts[1])
        return None
    return S.Times(Expr(function, (number,)), Expr(function, (rest,)))


@builtin("Sign[x]", attributes=NUMERIC)
def sign_(kernel: Any, x: Any) -> Any:
    """gives -1, 0 or 1 depending on whether x is negative, zero or positive; z/Abs[z] for complex z.

    >>> {Sign[-2.5], Sign[0], Sign[Pi - 3]}
    {-1, 0, 1}
    """
    value = x if is_number(x) else number_value(kernel, x)
    if is_real(value):
        return sign(value)
    if is_number(x):
        return S.Times(x, S.Power(S.Abs(x), -1))
    if x is S.Infinity or is_minus_infinity(x):
        return 1 if x is S.Infinity else -1
    return of_product(S.Sign, x)


@builtin("Re[z]", attributes=NUMERIC)
def re(kernel: Any, z: Any) -> Any:
    """gives the real part of z.

    >>> {Re[2 + 3 I], Re[1.5], Re[Pi]}
    {2, 1.5, Pi}
    """
    if is_number(z):
        return real_imaginary(z)[0]
    if z is S.Infinity or is_minus_infinity(z):
        return z
    return part_of_sum(kernel, z, 0)


@builtin("Im[z]", attributes=NUMERIC)
def im(kernel: Any, z: Any) -> Any:
    """gives the imaginary part of z.

    >>> {Im[2 + 3 I], Im[1.5], Im[2 + Pi I]}
    {3, 0, Pi}
    """
    if is_number(z):
        return real_imaginary(z)[1]
    if z is S.Infinity or is_minus_infinity(z):
        return 0
    return part_of_sum(kernel, z, 1)


def part_of_sum(kernel: Any, z: Any, which: int) -> Any:
    """The real part (0) or the imaginary one (1): numeric and imaginary terms are told apart from others.

    Re[2 x] is 2 Re[x], Re[x + I y] is Re[x] - Im[y]; Re[x + y] stays.
    """
    plain, done = [], []
    for term in z.parts if isinstance(z, Expr) and z.head is S.Plus else (z,):
        number, rest = coefficient(term)
        if is_real_valued(kernel, rest):
            done.append(S.Times(real_imaginary(number)[which], rest))
        elif is_real(number):
            plain.append(term)
        else:
            done += imaginary_term(number, rest, which)
    if not done and len(plain) == 1:
        number, rest = coefficient(plain[0])
        return None if type(number) is int and number == 1 else S.Times(number, (S.Re, S.Im)[which](rest))
    return S.Plus(*done, *([(S.Re, S.Im)[which](S.Plus(*plain))] if plain else [])) if done else None


REAL_VALUED = (S.Abs, S.Arg, S.Re, S.Im)


def is_real_valued(kernel: Any, z: Any) -> bool:
    """Whether an expression is known to be real: a number, a constant, Abs[x] and the like."""
    if type(z) is int or isinstance(z, Expr) and z.head in REAL_VALUED:
        return True
    return bool(is_real(number_value(kernel, z)))


def imaginary_term(number: Any, rest: Any, which: int) -> list[Any]:
    """The part of (a + b I) z: a Re[z] - b Im[z], or a Im[z] + b Re[z]."""
    a, b = real_imaginary(number)
    if which:
        return [S.Times(a, S.Im(rest)), S.Times(b, S.Re(rest))]
    return [S.Times(a, S.Re(rest)), S.Times(-1, b, S.Im(rest))]


def split_numeric(kernel: Any, z: Any) -> tuple[Any, Any] | None:
    """(real, imaginary) of an exact sum of terms with real or imaginary coefficients."""
    terms = z.parts if isinstance(z, Expr) and z.head is S.Plus else (z,)
    reals: list[Any] = []
    imaginaries: list[Any] = []
    for term in terms:
        number, rest = coefficient(term)
        if not (type(rest) is int or is_real(number_value(kernel, rest))):
            return None
        re_, im_ = real_imaginary(number)
        reals.append(S.Times(re_, rest))
        imaginaries.append(S.Times(im_, rest))
    return S.Plus(*reals), S.Plus(*imaginaries)


@builtin("ReIm[z]", attributes="Listable")
def re_im(kernel: Any, z: Any) -> Any:
    """gives the list {Re[z], Im[z]}.

    >>> ReIm[2 + 3 I]
    {2, 3}
    """
    return S.List(S.Re(z), S.Im(z))


@builtin("AbsArg[z]", attributes="Listable")
def abs_arg(kernel: Any, z: Any) -> Any:
    """gives the list {Abs[z], Arg[z]}.

    >>> AbsArg[2 I]
    {2, Pi/2}
    """
    return S.List(S.Abs(z), S.Arg(z))


@builtin("Conjugate[z]", attributes=NUMERIC)
def conjugate(kernel: Any, z: Any) -> Any:
    """gives the complex conjugate of z.

    >>> {Conjugate[2 + 3 I], Conjugate[4], Conjugate[Pi]}
    {2 - 3 I, 4, Pi}
    """
    if isinstance(z, complex):
        return z.conjugate()
    if isinstance(z, Complex):
        return make_complex(z.re, negate(z.im))
    if is_real(z) or z is S.Infinity or is_minus_infinity(z):
        return z
    if isinstance(z, Expr) and z.head in REAL_VALUED:
        return z
    if is_call(z, S.Conjugate):
        return z.parts[0]
    value = number_value(kernel, z)
    if is_real(value):
        return z
    if value is None:
        return of_product(S.Conjugate, z)
    parts = split_numeric(kernel, z)
    return None if parts is None else S.Plus(parts[0], S.Times(Complex(0, -1), parts[1]))


@builtin("Arg[z]", attributes=NUMERIC)
def arg(kernel: Any, z: Any) -> Any:
    """gives the angle of the complex number z, between -Pi and Pi.

    >>> {Arg[1], Arg[-1], Arg[1 + I], Arg[2. I]}
    {0, Pi, Pi/4, 1.5708}
    """
    value = z if is_number(z) else number_value(kernel, z)
    if is_real(value):
        return 0 if sign(value) >= 0 else math.pi if type(z) is float else S.Pi
    if isinstance(z, complex):
        return cmath.phase(machine(z))
    if isinstance(z, Complex):
        return S.ArcTan(z.re, z.im)
    if z is S.Infinity or is_minus_infinity(z):
        return 0 if z is S.Infinity else S.Pi
    number, rest = coefficient(z)
    positive = is_real(number) and sign(number) > 0 and type(rest) is not int
    return S.Arg(rest) if positive and not (type(number) is int and number == 1) else None


@builtin("UnitStep[x]", "UnitStep[x1, x2, ...]", attributes=f"{NUMERIC} Orderless")
def unit_step(kernel: Any, *numbers: Any) -> Any:
    """gives 0 where x, or one of several, is negative and 1 otherwise.

    >>> {UnitStep[{-1, 0, 2.5}], UnitStep[2, x]}
    {{0, 1, 1}, UnitStep[x]}
    """
    values = [step_at(kernel, each) for each in numbers]
    if 0 in values:
        return 0
    left = [each for each, value in zip(numbers, values, strict=True) if value is None]
    return (Expr(S.UnitStep, left) if left else 1) if len(left) < len(numbers) or not numbers else None


def step_at(kernel: Any, x: Any) -> int | None:
    """0 for a negative number and 1 for another one."""
    value = x if is_real(x) else number_value(kernel, x)
    if is_real(value):
        return 0 if sign(value) < 0 else 1
    return (1 if x is S.Infinity else 0) if x is S.Infinity or is_minus_infinity(x) else None


@builtin("HeavisideTheta[x]", attributes=NUMERIC)
def heaviside_theta(kernel: Any, x: Any) -> Any:
    """gives 0 for negative x and 1 for positive x.

    >>> {HeavisideTheta[-2], HeavisideTheta[0], HeavisideTheta[3.]}
    {0, HeavisideTheta[0], 1}
    """
    value = x if is_real(x) else number_value(kernel, x)
    return None if not is_real(value) or sign(value) == 0 else max(0, sign(value))


@builtin("Ramp[x]", attributes=NUMERIC)
def ramp(kernel: Any, x: Any) -> Any:
    """gives x where x is positive, and 0 otherwise.

    >>> Ramp[{-1.5, 2, Pi}]
    {0., 2, Pi}
    """
    value = x if is_real(x) else number_value(kernel, x)
    if is_real(value):
        return x if sign(value) > 0 else 0.0 if type(x) is float else 0
    return (x if x is S.Infinity else 0) if x is S.Infinity or is_minus_infinity(x) else None


@builtin("Unitize[x]", "Unitize[x, dx]", attributes=NUMERIC)
def unitize(kernel: Any, x: Any, delta: Any = 0) -> Any:
    """gives 0 where x is zero (or less than dx in size), and 1 otherwise.

    >>> Unitize[{0, 3, -2.5, 0.}]
    {0, 1, 1, 0}
    """
    value = x if is_number(x) else number_value(kernel, x)
    if not is_number(value) or not is_real(delta):
        return None
    if sign(delta) == 0:
        return 0 if is_zero(value) else 1
    return 0 if abs(machine(value)) < abs(machine(delta)) else 1


@builtin("DiscreteDelta[n, ...]", attributes=NUMERIC)
def discrete_delta(kernel: Any, *numbers: Any) -> Any:
    """gives 1 where all numbers are zero, and 0 otherwise.

    >>> {DiscreteDelta[0], DiscreteDelta[0, 2]}
    {1, 0}
    """
    if not all(map(is_number, numbers)):
        return None
    return 1 if all(map(is_zero, numbers)) else 0


@builtin("KroneckerDelta[n1, n2, ...]", attributes="Listable NumericFunction Orderless")
def kronecker_delta(kernel: Any, *numbers: Any) -> Any:
    """gives 1 where all numbers are equal, and 0 otherwise; one number is compared with 0.

    >>> {KroneckerDelta[2, 2], KroneckerDelta[1, 2], KroneckerDelta[0]}
    {1, 0, 1}
    """
    if not all(map(is_number, numbers)):
        return None
    first = numbers[0] if len(numbers) > 1 else 0
    return 1 if all(is_zero(add(n, negate(first))) for n in numbers) else 0


def bounds_of_pair(pair: Any) -> tuple[Any, Any] | None:
    """(low, high) of {low, high}."""
    return (
        tuple(pair.parts) if isinstance(pair, Expr) and pair.head is S.List and len(pair.parts) == 2 else None
    )


@builtin("Clip[x]", "Clip[x, {min, max}]", "Clip[x, {min, max}, {below, above}]")
def clip(kernel: Any, x: Any, limits: Any = MINUS_ONE_TO_ONE, outside: Any = None) -> Any:
    """gives x where it lies between min and max, else the nearer of the two (or the value for that side).

    >>> Clip[{-2, 0.5, 3}]
    {-1, 0.5, 1}
    >>> Clip[7, {0, 5}, {-1, 99}]
    99
    """
    pair = bounds_of_pair(limits)
    replaced = pair if outside is None else bounds_of_pair(outside)
    if pair is None or replaced is None:
        return None
    if isinstance(x, Expr) and x.head is S.List:
        rest = (limits,) if outside is None else (limits, outside)
        return S.List(*[S.Clip(p, *rest) for p in x.parts])
    value = infinite_bound(kernel, x)
    low, high = (infinite_bound(kernel, b) for b in pair)
    if not is_real(value) or low is None or high is None:
        return None
    if comparable(value) < comparable(low):
        return replaced[0]
    return replaced[1] if comparable(value) > comparable(high) else x


def infinite_bound(kernel: Any, bound: Any) -> Any:
    """A real bound as a number, infinite ones as floats."""
    if bound is S.Infinity or is_minus_infinity(bound):
        return math.inf if bound is S.Infinity else -math.inf
    value = number_value(kernel, bound)
    return value if is_real(value) else None


def comparable(value: Any) -> Any:
    return getattr(value, "value", value) if not isinstance(value, (int, float, Fraction)) else value


@builtin("Rescale[x, {min, max}]", "Rescale[list]", "Rescale[x, {min, max}, {ymin, ymax}]")
def rescale(kernel: Any, x: Any, source: Any = None, target: Any = ZERO_TO_ONE) -> Any:
    """maps the interval from min to max onto that from 0 to 1, or from ymin to ymax.

    >>> {Rescale[{1, 2, 5}], Rescale[2.5, {0, 10}], Rescale[5, {0, 10}, {-1, 1}]}
    {{0, 1/4, 1}, 0.25, 0}
    """
    if head_of(x) is S.Image:
        return S.Image(Expr(S.Rescale, [S.ImageData(x)] + ([] if source is None else [source, target])))
    if source is None:
        source = S.List(S.Min(x), S.Max(x))
        source = kernel.evaluate(source)
    old, new = bounds_of_pair(source), bounds_of_pair(target)
    if old is None or new is None:
        return None
    if kernel.is_true(S.Equal(*old)):
        return S.Times(0, x)
    width = S.Plus(old[1], S.Times(-1, old[0]))
    part = S.Times(S.Plus(x, S.Times(-1, old[0])), S.Power(width, -1))
    return S.Plus(S.Times(part, S.Plus(new[1], S.Times(-1, new[0]))), new[0])
