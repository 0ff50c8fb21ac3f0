"""Listable functions on packed arrays, the whole array at once.

`vectorized` is asked before a Listable function is threaded element by element. It declines with None
wherever NumPy's answer could differ from that: integers that may overflow, exact results that stay
symbolic, values outside the real domain, results that are not finite.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from wlmini.expr import Packed, S, Symbol

Array = Any
Operation = Callable[..., Array]
LIMIT = 2**62  # sizes of integers stay below it


def vectorized(head: Symbol, arguments: Sequence[Any]) -> Packed | None:
    """The value of head[arguments] where these are packed arrays of one shape, or numbers; else None."""
    operation = OPERATIONS.get(head)
    if operation is None:
        return None
    if any(type(a) is Fraction for a in arguments) and all(not is_inexact(a) for a in arguments):
        return None  # the results are exact
    arrays = [operand(a) for a in arguments]
    shapes = {a.shape for a in arrays if a is not None and a.shape}
    if any(a is None for a in arrays) or len(shapes) != 1:
        return None
    with np.errstate(all="ignore"):
        value = operation(*arrays)
    if value is None or value.dtype.kind not in "ifc" or value.shape not in shapes:
        return None
    if value.dtype.kind != "i" and not np.isfinite(value).all():
        return None
    return Packed(value)


def operand(value: Any) -> Array | None:
    """A packed array, or a number as an array of rank 0."""
    kind = type(value)
    if kind is Packed:
        return value.array
    if kind is float or kind is complex:
        return np.asarray(value)
    if kind is int:
        return np.asarray(value) if abs(value) < LIMIT else None
    return np.asarray(float(value)) if kind is Fraction else None


def is_inexact(value: Any) -> bool:
    return value.array.dtype.kind != "i" if type(value) is Packed else isinstance(value, (float, complex))


def is_integer(array: Array) -> bool:
    return bool(array.dtype.kind == "i")


def largest(array: Array) -> int:
    """The largest size of an integer in the array."""
    return max(abs(int(array.max(initial=0))), abs(int(array.min(initial=0))))


def all_integers(arrays: Sequence[Array]) -> bool:
    return all(map(is_integer, arrays))


# -- arithmetic --------------------------------------------------------------------------------------


def add(*arrays: Array) -> Array | None:
    if all_integers(arrays) and sum(map(largest, arrays)) >= LIMIT:
        return None
    return reduce(np.add, arrays)


def multiply(*arrays: Array) -> Array | None:
    if all_integers(arrays):
        return (
            reduce(np.multiply, arrays) if math.prod([max(1, largest(a)) for a in arrays]) < LIMIT else None
        )
    if any(is_integer(a) and not a.shape and a == 0 for a in arrays):
        return None  # exact 0 times anything is exact 0
    return reduce(np.multiply, arrays)


def power(base: Array, exponent: Array) -> Array | None:
    if is_integer(base) and is_integer(exponent):
        grows = exponent.min(initial=0) >= 0
        small = grows and largest(exponent) * math.log2(max(2, largest(base))) < 62
        undefined = (exponent == 0).any()  # 0^0
        return np.power(base, exponent) if small and not undefined else None
    if is_integer(exponent) and not exponent.shape:
        return whole_power(base, int(exponent))
    return np.power(base, exponent)


def whole_power(base: Array, exponent: int) -> Array | None:
    if exponent == 0:
        return None  # x^0 is exact 1
    return base * base if exponent == 2 else 1 / base if exponent == -1 else np.power(base, float(exponent))


def divide(a: Array, b: Array) -> Array | None:
    return None if all_integers((a, b)) else np.divide(a, b)


def subtract(a: Array, b: Array) -> Array | None:
    return add(a, -b)


def remainder(a: Array, b: Array) -> Array | None:
    complex_ = a.dtype.kind == "c" or b.dtype.kind == "c"
    return None if complex_ or (b == 0).any() else np.mod(a, b)


def quotient(a: Array, b: Array) -> Array | None:
    if a.dtype.kind == "c" or b.dtype.kind == "c" or (b == 0).any():
        return None
    return whole(np.floor_divide(a, b))


# -- functions of one variable -----------------------------------------------------------------------


def inexact(function: Operation, domain: Callable[[Array], Array] | None = None) -> Operation:
    """A function whose values at integers stay exact: reals (within the domain) and complex numbers only."""

    def apply(z: Array) -> Array | None:
        if is_integer(z) or (domain is not None and z.dtype.kind == "f" and not domain(z).all()):
            return None
        return function(z)

    return apply


def whole(values: Array) -> Array | None:
    """Whole-valued reals as integers."""
    if is_integer(values):
        return values
    return values.astype(np.int64) if np.isfinite(values).all() and (np.abs(values) < LIMIT).all() else None


def rounding(function: Operation) -> Operation:
    def apply(*arrays: Array) -> Array | None:
        if len(arrays) != 1 or arrays[0].dtype.kind == "c":
            return None
        return arrays[0] if is_integer(arrays[0]) else whole(function(arrays[0]))

    return apply


def real_only(function: Operation) -> Operation:
    """A function of reals and integers, which keeps integers integers."""
    return lambda z, *more: None if more or z.dtype.kind == "c" else function(z)


def integers_only(function: Operation) -> Operation:
    return lambda *arrays: reduce(function, arrays) if all_integers(arrays) else None


def sigmoid(z: Array) -> Array:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def arc_tangent(x: Array, y: Array | None = None) -> Array | None:
    if y is None:
        return None if is_integer(x) else np.arctan(x)
    return None if all_integers((x, y)) or "c" in (x.dtype.kind, y.dtype.kind) else np.arctan2(y, x)


def logarithm(*arrays: Array) -> Array | None:
    z = arrays[-1]
    if is_integer(z) or len(arrays) > 1 or (z.dtype.kind == "f" and not (z > 0).all()):
        return None
    return np.log(z)


def imaginary(z: Array) -> Array:
    return z.imag.copy() if z.dtype.kind == "c" else np.zeros(z.shape, dtype=np.int64)


def signs(z: Array) -> Array | None:
    return None if z.dtype.kind == "c" else np.sign(z).astype(np.int64)


def within_one(z: Array) -> Array:
    return np.abs(z) <= 1


OPERATIONS: dict[Symbol, Operation] = {
    S.Plus: add, S.Times: multiply, S.Power: power, S.Subtract: subtract, S.Divide: divide,
    S.Minus: lambda z: -z if not is_integer(z) or largest(z) < LIMIT else None,
    S.Mod: remainder, S.Quotient: quotient,
    S.Sqrt: inexact(np.sqrt, lambda z: z >= 0), S.Exp: inexact(np.exp), S.Log: logarithm,
    S.Log2: inexact(np.log2, lambda z: z > 0), S.Log10: inexact(np.log10, lambda z: z > 0),
    S.Sin: inexact(np.sin), S.Cos: inexact(np.cos), S.Tan: inexact(np.tan),
    S.ArcSin: inexact(np.arcsin, within_one), S.ArcCos: inexact(np.arccos, within_one), S.ArcTan: arc_tangent,
    S.Sinh: inexact(np.sinh), S.Cosh: inexact(np.cosh), S.Tanh: inexact(np.tanh),
    S.ArcSinh: inexact(np.arcsinh), S.ArcCosh: inexact(np.arccosh, lambda z: z >= 1),
    S.ArcTanh: inexact(np.arctanh, within_one),
    S.LogisticSigmoid: inexact(sigmoid),
    S.Ramp: real_only(lambda z: np.maximum(z, 0)),
    S.UnitStep: real_only(lambda z: (z >= 0).astype(np.int64)),
    S.Unitize: real_only(lambda z: (z != 0).astype(np.int64)),
    S.Sign: signs, S.Abs: lambda z: np.abs(z) if not is_integer(z) or largest(z) < LIMIT else None,
    S.Re: lambda z: z.real.copy(), S.Im: imaginary, S.Conjugate: np.conjugate,
    S.Floor: rounding(np.floor), S.Ceiling: rounding(np.ceil), S.Round: rounding(np.rint),
    S.IntegerPart: rounding(np.trunc),
    S.FractionalPart: real_only(lambda z: None if is_integer(z) else z - np.trunc(z)),
    S.BitAnd: integers_only(np.bitwise_and), S.BitOr: integers_only(np.bitwise_or),
    S.BitXor: integers_only(np.bitwise_xor),
}  # fmt: skip
