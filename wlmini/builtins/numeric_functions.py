"""How functions of one complex variable are declared: exact values, machine numbers, any precision."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from wlmini.expr import Complex, Expr, S, Symbol, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.numbers import is_exact, is_number, is_real, negate, sign

NUMERIC = "Listable NumericFunction"
MINUS_INFINITY = S.Times(-1, S.Infinity)

Exact = Callable[[Any, Any], Any]
Machine = Callable[[Any], Any]


def numeric_builtin(
    usage: str,
    documentation: str,
    real: Machine | None,
    complex_: Machine | None,
    precise: str,
    exact: Exact | None = None,
) -> None:
    """Declare a function of one variable.

    `real` and `complex_` work on machine numbers (a real outside the domain goes to `complex_`), `precise`
    names the function for arbitrary precision, `exact(kernel, z)` knows exact values or returns None.
    """

    def function(kernel: Any, z: Any) -> Any:
        if type(z) is float or type(z) is complex:
            return machine_value(z, real, complex_, precise)
        if is_number(z) and not is_exact(z):
            return S["$Precise"](precise, z)
        if z is S.Indeterminate:
            return z
        return exact(kernel, z) if exact else None

    function.__doc__ = documentation
    builtin(usage, attributes=NUMERIC)(function)


def machine_value(z: Any, real: Machine | None, complex_: Machine | None, precise: str) -> Any:
    """The value at a machine number; by way of arbitrary precision where it is no machine number."""
    try:
        if type(z) is float and real is not None:
            return real(z)
    except (ValueError, ZeroDivisionError):
        pass  # outside the real domain
    except OverflowError:
        return S["$Precise"](precise, z) if math.isfinite(z) else S.Indeterminate
    if complex_ is None:
        return S["$Precise"](precise, z)
    try:
        return complex_(on_cut(complex(z)))
    except (ValueError, ZeroDivisionError):
        return S.Indeterminate
    except OverflowError:
        return S["$Precise"](precise, z)


def on_cut(z: Any) -> Any:
    """A point on a branch cut, on the side the language counts it to: positive reals below, others above."""
    if type(z) is complex and z.imag == 0:
        return complex(z.real, -0.0 if z.real > 0 else 0.0)
    return z


def of_reciprocal_argument(function: Machine) -> Machine:
    return lambda z: function(on_cut(1 / z))


# -- reading arguments -----------------------------------------------------------------------------


def is_call(expr: Any, head: Symbol, count: int = 1) -> bool:
    return isinstance(expr, Expr) and expr.head is head and len(expr.parts) == count


def is_zero(z: Any) -> bool:
    return type(z) is int and z == 0


def is_minus_infinity(z: Any) -> bool:
    return isinstance(z, Expr) and same(z, MINUS_INFINITY)


def coefficient(z: Any) -> tuple[Any, Any]:
    """(number, rest) of a product; (1, z) of anything else that is no number, (z, 1) of a number."""
    if is_number(z):
        return z, 1
    if isinstance(z, Expr) and z.head is S.Times and len(z.parts) > 1 and is_number(z.parts[0]):
        rest = z.parts[1:]
        return z.parts[0], rest[0] if len(rest) == 1 else Expr(S.Times, rest)
    return 1, z


def opposite(z: Any) -> Any:
    """-z where z is written with a minus sign in front, else None."""
    if isinstance(z, Expr) and z.head is S.Plus and z.parts:
        return Expr(S.Plus, [negated(p) for p in z.parts]) if looks_negative(z.parts[0]) else None
    return negated(z) if looks_negative(z) else None


def looks_negative(z: Any) -> bool:
    number, _ = coefficient(z)
    if isinstance(number, Complex):
        return is_real(number.re) and (sign(number.re) < 0 or (sign(number.re) == 0 and sign(number.im) < 0))
    return is_real(number) and sign(number) < 0


def negated(z: Any) -> Any:
    number, rest = coefficient(z)
    changed = negate(number)
    if type(rest) is int:
        return changed
    return rest if type(changed) is int and changed == 1 else S.Times(changed, rest)


def over_i(z: Any) -> Any:
    """z/I where z is a multiple of I, else None."""
    number, rest = coefficient(z)
    if not isinstance(number, Complex) or not is_zero(number.re):
        return None
    return S.Times(number.im, rest)
