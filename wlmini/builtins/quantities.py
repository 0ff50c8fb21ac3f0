"""Quantities: magnitudes with units of time, length, mass and data, and their conversion."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.expr import S, head_of
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, multiply, normal

MESSAGES = {
    "unit": "The unit `1` is not built in; there are those of time, length, mass and amounts of data.",
    "compat": "`1` and `2` are units of different kinds.",
    "quant": "A quantity is expected in place of `1`.",
}

# (kind, size in the kind's smallest unit that is exact here): seconds, meters, kilograms, bytes
UNITS: dict[str, tuple[str, Fraction]] = {
    "Nanoseconds": ("time", Fraction(1, 10**9)), "Microseconds": ("time", Fraction(1, 10**6)),
    "Milliseconds": ("time", Fraction(1, 1000)), "Seconds": ("time", Fraction(1)),
    "Minutes": ("time", Fraction(60)), "Hours": ("time", Fraction(3600)), "Days": ("time", Fraction(86400)),
    "Weeks": ("time", Fraction(604800)), "Years": ("time", Fraction(31536000)),
    "Nanometers": ("length", Fraction(1, 10**9)), "Micrometers": ("length", Fraction(1, 10**6)),
    "Millimeters": ("length", Fraction(1, 1000)), "Centimeters": ("length", Fraction(1, 100)),
    "Meters": ("length", Fraction(1)), "Kilometers": ("length", Fraction(1000)),
    "Inches": ("length", Fraction(254, 10000)), "Feet": ("length", Fraction(3048, 10000)),
    "Yards": ("length", Fraction(9144, 10000)), "Miles": ("length", Fraction(1609344, 1000)),
    "Milligrams": ("mass", Fraction(1, 10**6)), "Grams": ("mass", Fraction(1, 1000)),
    "Kilograms": ("mass", Fraction(1)), "Pounds": ("mass", Fraction(45359237, 10**8)),
    "Bits": ("data", Fraction(1, 8)), "Bytes": ("data", Fraction(1)), "Kilobytes": ("data", Fraction(10**3)),
    "Megabytes": ("data", Fraction(10**6)), "Gigabytes": ("data", Fraction(10**9)),
    "Kibibytes": ("data", Fraction(2**10)), "Mebibytes": ("data", Fraction(2**20)),
    "Gibibytes": ("data", Fraction(2**30)),
}  # fmt: skip
SHORT = {
    "s": "Seconds", "min": "Minutes", "h": "Hours", "ms": "Milliseconds", "m": "Meters", "km": "Kilometers",
    "cm": "Centimeters", "mm": "Millimeters", "kg": "Kilograms", "g": "Grams", "B": "Bytes",
    "kB": "Kilobytes", "MB": "Megabytes", "GB": "Gigabytes", "Foot": "Feet", "Inch": "Inches",
}  # fmt: skip


def unit_name(unit: Any) -> str | None:
    """The name in the table for "Hours", "Hour", "hours" and "h"."""
    if not isinstance(unit, str):
        return None
    for name in (SHORT.get(unit, unit), SHORT.get(unit[:1].upper() + unit[1:], unit[:1].upper() + unit[1:])):
        for candidate in (name, name + "s"):
            if candidate in UNITS:
                return candidate
    return None


def conversion(unit: Any, target: Any) -> Fraction:
    """How many of the target are one of the unit."""
    names = [unit_name(each) for each in (unit, target)]
    for name, given in zip(names, (unit, target), strict=True):
        if name is None:
            raise Failure("unit", given, value=None)
    (kind, size), (other, target_size) = [UNITS[name] for name in names if name is not None]
    if kind != other:
        raise Failure("compat", unit, target)
    return size / target_size


@builtin("Quantity[magnitude, unit]", "Quantity[unit]", messages=MESSAGES)
def quantity(kernel: Any, magnitude: Any, unit: Any = None) -> Any:
    """is a magnitude with a unit such as "Hours", "Meters" or "Megabytes".

    >>> QuantityMagnitude[Quantity[2, "Hour"]]
    2
    """
    if unit is None:
        return S.Quantity(1, magnitude) if isinstance(magnitude, str) else None
    name = unit_name(unit)
    return S.Quantity(magnitude, name) if name is not None and name != unit else None


def parts_of(expr: Any) -> tuple[Any, Any]:
    """Magnitude and unit of a quantity."""
    if head_of(expr) is not S.Quantity or len(expr) != 2:
        raise Failure("quant", expr, value=None)
    return expr.parts


@builtin("QuantityMagnitude[quantity]", "QuantityMagnitude[quantity, unit]", messages=MESSAGES)
def quantity_magnitude(kernel: Any, expr: Any, unit: Any = None) -> Any:
    """gives the magnitude of a quantity, in a unit.

    >>> QuantityMagnitude[Quantity[90, "Minutes"], "Hours"]
    3/2
    """
    if is_number(expr):
        return expr
    magnitude, own = parts_of(expr)
    return magnitude if unit is None else kernel.call(S.Times, magnitude, normal(conversion(own, unit)))


@builtin("QuantityUnit[quantity]", messages=MESSAGES)
def quantity_unit(kernel: Any, expr: Any) -> Any:
    """gives the unit of a quantity.

    >>> QuantityUnit[Quantity[5, "Meters"]]
    Meters
    """
    return parts_of(expr)[1]


@builtin("UnitConvert[quantity, unit]", messages=MESSAGES)
def unit_convert(kernel: Any, expr: Any, unit: Any) -> Any:
    """gives a quantity in another unit.

    >>> QuantityMagnitude[UnitConvert[Quantity[2, "Hours"], "Minutes"]]
    120
    """
    magnitude, own = parts_of(expr)
    factor = normal(conversion(own, unit))
    value = multiply(magnitude, factor) if is_number(magnitude) else kernel.call(S.Times, magnitude, factor)
    return S.Quantity(value, unit_name(unit))


@builtin("QuantityQ[expr]")
def quantity_q(kernel: Any, expr: Any) -> Any:
    """tells whether an expression is a quantity with a unit that is built in.

    >>> QuantityQ /@ {Quantity[1, "Hours"], 1}
    {True, False}
    """
    known = head_of(expr) is S.Quantity and len(expr) == 2 and unit_name(expr.parts[1]) is not None
    return S["True"] if known else S["False"]
