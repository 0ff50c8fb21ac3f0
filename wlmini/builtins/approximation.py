"""Numerical approximation: from exact expressions to machine reals, or to so many digits."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from wlmini.expr import Association, BigReal, Complex, Expr, Packed, S, Symbol, is_list
from wlmini.kernel.apply import operator_of
from wlmini.kernel.numbers import MACHINE_PRECISION, big, is_exact, is_number, make_complex, normal
from wlmini.kernel.rules import NOTHING

# symbol: machine value, name in mpmath
CONSTANTS: dict[Symbol, tuple[float, str]] = {
    S.Pi: (math.pi, "pi"),
    S.E: (math.e, "e"),
    S.Degree: (math.pi / 180, "degree"),
    S.GoldenRatio: ((1 + math.sqrt(5)) / 2, "phi"),
    S.EulerGamma: (0.5772156649015329, "euler"),
    S.Catalan: (0.915965594177219, "catalan"),
    S.Glaisher: (1.2824271291006226, "glaisher"),
    S.Khinchin: (2.6854520010653062, "khinchin"),
}
NOT_FINITE = (S.Infinity, S.ComplexInfinity, S.Indeterminate)
HELD = {S.Slot: 3, S.SlotSequence: 3, S.Part: 2, S.Span: 3, S.Subscript: 2, S.Repeated: 2, S.Derivative: 3}
HOLDING = {"NHoldAll": 3, "NHoldFirst": 1, "NHoldRest": 2}
FARTHEST_EXTRA = 10_000.0  # digits that $MaxExtraPrecision = Infinity comes to
MOST_EXTRA = 50.0  # $MaxExtraPrecision: digits carried beyond those asked for, before giving up
FAR = 2.0**31  # below this a machine value tells on which side of a whole number an exact one lies
NEAR = 1e-6


def is_numeric(kernel: Any, expr: Any) -> bool:
    """Whether NumericQ holds: a number, a constant, or a numeric function of such."""
    if is_number(expr):
        return True
    if isinstance(expr, Symbol):
        return expr in CONSTANTS or "Constant" in kernel.attributes_of(expr)
    if type(expr) is not Expr or not isinstance(expr.head, Symbol) or expr.head is S.List:
        return False
    if expr.head is S.Root:
        return len(expr.parts) == 2
    if "NumericFunction" not in kernel.attributes_of(expr.head):
        return False
    return False not in [is_numeric(kernel, part) for part in expr.parts]


# heads whose numerical value a function finds from the exact arguments and the number of digits
NUMERICAL = {S.Root: S["$RootValue"]}


def approximate(kernel: Any, expr: Any, digits: float | None) -> Any:
    """The expression with its exact numbers made inexact: machine reals where `digits` is None."""
    if is_number(expr):
        return inexact(expr, digits)
    if kernel.with_numerical_values:
        value = defined_value(kernel, expr, digits)
        if value is not NOTHING:
            return value
    if isinstance(expr, Symbol):
        return constant(expr, digits)
    if type(expr) is Packed:
        return expr if expr.array.dtype.kind != "i" or digits else Packed(expr.array.astype(float))
    if type(expr) is Association:
        return Association(
            {k: kernel.evaluate(approximate(kernel, v, digits)) for k, v in expr.entries.items()}
        )
    if not isinstance(expr, Expr):
        return expr
    if expr.head is S.Power and len(expr.parts) == 2:
        return approximate_power(kernel, expr, digits)
    if isinstance(expr.head, Symbol) and expr.head in NUMERICAL:
        return NUMERICAL[expr.head](*expr.parts, S.MachinePrecision if digits is None else digits)
    if (
        expr.head is S.Integrate
        and digits is None
        and all(is_list(p) and len(p) == 3 for p in expr.parts[1:])
    ):
        return Expr(S.NIntegrate, expr.parts)  # what has no closed form
    held = held_parts(kernel, expr.head)
    parts = [
        part if held & (1 if index == 0 else 2) else approximate(kernel, part, digits)
        for index, part in enumerate(expr.parts)
    ]
    head = approximate(kernel, expr.head, digits) if isinstance(expr.head, Expr) else expr.head
    return Expr(head, parts)


def defined_value(kernel: Any, expr: Any, digits: float | None) -> Any:
    """What a definition such as N[c] = 2.5 or N[f[x_], n_] := ... gives, or NOTHING."""
    owner = operator_of(expr)
    if not isinstance(owner, Symbol) or owner not in kernel.with_numerical_values:
        return NOTHING
    rules = kernel.definitions[owner].numerical
    asked = [S.N(expr)] if digits is None else []
    for call in (*asked, S.N(expr, S.MachinePrecision if digits is None else digits)):
        value = rules.apply(call)
        if value is not NOTHING:
            return value
    return NOTHING


def approximate_power(kernel: Any, expr: Expr, digits: float | None) -> Any:
    """Whole exponents and those of square roots stay exact; the base E stays where the exponent does not."""
    base, exponent = expr.parts
    square_root = (
        isinstance(exponent, Fraction) and exponent.denominator == 2 and abs(exponent.numerator) == 1
    )
    if not (type(exponent) is int or square_root) or base is S.E:
        exponent = approximate(kernel, exponent, digits)
    if base is S.E and is_number(exponent):
        return S.Power(base, exponent)
    return S.Power(approximate(kernel, base, digits), exponent)


def held_parts(kernel: Any, head: Any) -> int:
    """Bit 1 where the first argument stays exact, bit 2 where the others do."""
    held = HELD.get(head, 0) if isinstance(head, Symbol) else 0
    for name in kernel.attributes_of(head):
        held |= HOLDING.get(name, 0)
    return held


def constant(symbol: Symbol, digits: float | None) -> Any:
    if symbol not in CONSTANTS:
        return symbol
    value, name = CONSTANTS[symbol]
    return value if digits is None else S["$PreciseConstant"](name, digits)


def inexact(value: Any, digits: float | None) -> Any:
    """A number as a machine number, or with at most so many digits."""
    if isinstance(value, Complex):
        return make_complex(inexact(value.re, digits), inexact(value.im, digits))
    if isinstance(value, (float, complex)):
        return value
    if digits is not None:
        return value if type(value) is int and value == 0 else big(value, digits)
    return machine_real(value.value if isinstance(value, BigReal) else value)


def machine_real(value: Any) -> Any:
    """A machine real, or one of its precision where the exact number is too large or too small for it."""
    try:
        plain = float(value)
    except OverflowError:
        return big(value, MACHINE_PRECISION)
    return big(value, MACHINE_PRECISION) if plain == 0.0 and value != 0 else plain


def with_digits(kernel: Any, expr: Any, digits: float) -> Any:
    """The value to so many digits; more are carried where some get lost on the way."""
    extra, given = 5.0, lowest_precision(expr)
    most = min(kernel.state.get("extra precision", MOST_EXTRA), FARTHEST_EXTRA)
    while True:
        value = kernel.evaluate(approximate(kernel, expr, digits + extra))
        if lowest_precision(value) >= digits:
            return cut(value, digits)
        if given <= digits:  # no more digits can come from numbers that have fewer
            return cut(value, digits)
        if extra >= most:
            kernel.message(S.N, "meprec", most, expr)
            return value
        extra = min(2 * extra, most)


def lowest_precision(expr: Any) -> float:
    """The precision of the least precise real of arbitrary precision in the expression."""
    if isinstance(expr, BigReal):
        return expr.precision
    if isinstance(expr, Complex):
        return min(lowest_precision(expr.re), lowest_precision(expr.im))
    if not isinstance(expr, Expr) or type(expr) is Packed:
        return math.inf
    return min([math.inf, *[lowest_precision(p) for p in expr.parts]])


def cut(expr: Any, digits: float) -> Any:
    """The expression with no more digits than asked for."""
    if isinstance(expr, BigReal):
        return big(expr, digits)
    if isinstance(expr, Complex):
        return normal(Complex(cut(expr.re, digits), cut(expr.im, digits)))
    if type(expr) is Association:
        return Association({k: cut(v, digits) for k, v in expr.entries.items()})
    if type(expr) is not Expr:
        return expr
    return Expr(expr.head, [cut(p, digits) for p in expr.parts])


def number_value(kernel: Any, expr: Any) -> Any:
    """A number close to an exact numeric expression, None where it is none.

    A machine number where that settles which whole numbers lie around it, else one of 30 digits or more.
    """
    if is_number(expr):
        return expr
    if not is_numeric(kernel, expr):
        return None
    value = kernel.evaluate(approximate(kernel, expr, None))
    if type(value) is float and abs(value) < FAR and abs(value - round(value)) > NEAR:
        return value
    if type(value) is float and math.isfinite(value):
        value = with_digits(kernel, expr, 20 + max(0, math.log10(abs(value) + 1)))
    return value if is_number(value) else None


def is_inexact(value: Any) -> bool:
    return is_number(value) and not is_exact(value)
