"""Quantities: magnitudes with units, their conversion and comparison."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.builtins.units import (
    DEGREES,
    Unit,
    base_unit,
    is_temperature,
    measure,
    named_unit,
    parsed,
    simple,
    spoken,
)
from wlmini.expr import Expr, S, boolean, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, multiply, normal

MESSAGES = {
    "unkunit": "The unit `1` is not built in; there are those of the international system and usual others.",
    "compat": "`1` and `2` are units of different kinds.",
    "quant": "A quantity is expected in place of `1`.",
}


def taught(kernel: Any) -> None:
    """See that the kernel knows how to reckon with quantities: rules written in the language."""
    if not kernel.state.get("quantity rules"):
        kernel.state["quantity rules"] = True
        kernel.evaluate(S["$QuantityRules"])


def known(unit: Any) -> tuple[Any, Unit]:
    """A unit by its proper names, and what it is made of."""
    name = parsed(unit)
    size = None if name is None else measure(name)
    if size is None:
        raise Failure("unkunit", unit, value=None, owner=S.Quantity)
    return name, size


def conversion(unit: Any, target: Any) -> Any:
    """How many of the target are one of the unit."""
    (_, own), (_, other) = known(unit), known(target)
    if own.powers != other.powers:
        raise Failure("compat", unit, target, owner=S.Quantity)
    factor = own.size / other.size
    return normal(factor) if isinstance(factor, Fraction) else factor


@builtin("Quantity[magnitude, unit]", "Quantity[unit]", attributes="HoldRest", messages=MESSAGES)
def quantity(kernel: Any, magnitude: Any, unit: Any = None) -> Any:
    """is a magnitude with a unit such as "Hours", "Meters"/"Seconds" or "Megabytes".

    >>> Quantity[2, "Hours"] + Quantity[30, "Minutes"]
    150 minutes
    >>> Quantity[100, "Meters"] / Quantity[8, "Seconds"] // QuantityMagnitude
    25/2
    """
    taught(kernel)
    if unit is None:
        return S.Quantity(1, magnitude) if isinstance(magnitude, str) else None
    given = unit if isinstance(unit, str) else kernel.evaluate(unit)
    name = parsed(given)
    if is_list(magnitude):
        return make_list([S.Quantity(each, given) for each in magnitude.parts])
    if name is None:
        if isinstance(given, str):
            kernel.message(S.Quantity, "unkunit", given)
        return None
    name = kernel.evaluate(name)
    if isinstance(name, int) or name == "DimensionlessUnit":
        return kernel.call(S.Times, magnitude, 1 if isinstance(name, str) else name)
    return S.Quantity(magnitude, name) if name != unit else None


def parts_of(expr: Any) -> tuple[Any, Any]:
    """Magnitude and unit of a quantity."""
    if head_of(expr) is not S.Quantity or len(expr) != 2:
        raise Failure("quant", expr, value=None)
    return expr.parts


def scaled(kernel: Any, magnitude: Any, factor: Any) -> Any:
    return multiply(magnitude, factor) if is_number(magnitude) else kernel.call(S.Times, magnitude, factor)


def converted(kernel: Any, expr: Any, unit: Any) -> Any:
    """The magnitude of a quantity in another unit."""
    magnitude, own = parts_of(expr)
    if head_of(own) is S.MixedUnit and head_of(magnitude) is S.MixedMagnitude:
        pairs = zip(magnitude.parts[0].parts, own.parts[0].parts, strict=True)
        return kernel.call(S.Plus, *[converted(kernel, S.Quantity(m, u), unit) for m, u in pairs])
    name = known(unit)[0]
    if own == name:
        return magnitude
    if is_temperature(own) and is_temperature(name) and (own in DEGREES or name in DEGREES):
        here, there = simple(own), simple(name)
        assert here
        assert there
        kelvins = kernel.call(S.Plus, scaled(kernel, magnitude, normal(here.size)), normal(here.zero))
        shifted = kernel.call(S.Plus, kelvins, normal(-there.zero))
        return scaled(kernel, shifted, normal(1 / there.size))
    return scaled(kernel, magnitude, conversion(own, unit))


@builtin("QuantityMagnitude[quantity]", "QuantityMagnitude[quantity, unit]", messages=MESSAGES)
def quantity_magnitude(kernel: Any, expr: Any, unit: Any = None) -> Any:
    """gives the magnitude of a quantity, in a unit.

    >>> QuantityMagnitude[Quantity[90, "Minutes"], "Hours"]
    3/2
    """
    if is_list(expr):
        return make_list([quantity_magnitude(kernel, each, unit) for each in expr.parts])
    if is_number(expr):
        return expr
    return parts_of(expr)[0] if unit is None else converted(kernel, expr, unit)


@builtin("QuantityUnit[quantity]", attributes="Listable", messages=MESSAGES)
def quantity_unit(kernel: Any, expr: Any) -> Any:
    """gives the unit of a quantity.

    >>> QuantityUnit[Quantity[5, "Meters"]]
    Meters
    """
    return "DimensionlessUnit" if is_number(expr) else parts_of(expr)[1]


def in_mixed_units(kernel: Any, expr: Any, unit: Any) -> Any:
    """A quantity as whole numbers of all units but the last, which takes the rest."""
    names = unit.parts[0].parts
    counts = []
    for name in names[:-1]:
        count = kernel.call(S.IntegerPart, converted(kernel, expr, name))
        counts.append(count)
        expr = kernel.evaluate(S.Subtract(expr, S.Quantity(count, name)))
    counts.append(converted(kernel, expr, names[-1]))
    return S.Quantity(S.MixedMagnitude(make_list(counts)), unit)


@builtin("UnitConvert[quantity, unit]", "UnitConvert[quantity]", messages=MESSAGES)
def unit_convert(kernel: Any, expr: Any, unit: Any = "SIBase") -> Any:
    """gives a quantity in another unit, or in base units of the international system.

    >>> UnitConvert[Quantity[2, "Hours"], "Minutes"]
    120 minutes
    >>> UnitConvert[Quantity[36, "Kilometers"/"Hours"], "Meters"/"Seconds"]
    10 meters per second
    """
    if is_list(expr):
        return make_list([unit_convert(kernel, each, unit) for each in expr.parts])
    if is_number(expr):
        expr = S.Quantity(expr, "DimensionlessUnit")
    if head_of(unit) is S.Quantity:
        unit = parts_of(unit)[1]
    if head_of(unit) is S.MixedUnit and len(unit) == 1 and is_list(unit.parts[0]) and unit.parts[0].parts:
        return in_mixed_units(kernel, expr, unit)
    if unit in ("SIBase", "SI", "Metric"):
        unit = base_unit(known(parts_of(expr)[1])[1].powers)
    return S.Quantity(converted(kernel, expr, unit), known(unit)[0])


@builtin("UnitSimplify[quantity]", messages=MESSAGES)
def unit_simplify(kernel: Any, expr: Any) -> Any:
    """gives a quantity in one unit where its own is a product of several of one kind.

    >>> UnitSimplify[Quantity[2, "Meters" "Kilometers"]]
    2000 meters squared
    >>> UnitSimplify[Quantity[6, "Kilograms" "Meters"/"Seconds"^2]]
    6 newtons
    """
    if is_list(expr):
        return make_list([unit_simplify(kernel, each) for each in expr.parts])
    if is_number(expr):
        return expr
    if isinstance(parts_of(expr)[1], str):
        return expr
    name = named_unit(known(parts_of(expr)[1])[1].powers)
    return unit_convert(kernel, expr, name or "SIBase")


@builtin("CompatibleUnitQ[q1, q2, ...]", messages=MESSAGES)
def compatible_unit_q(kernel: Any, *given: Any) -> Any:
    """tells whether quantities or units are all of one kind.

    >>> CompatibleUnitQ["Feet", "Meters", "Seconds"]
    False
    """
    try:
        kinds = [known(each.parts[1] if head_of(each) is S.Quantity else each)[1].powers for each in given]
    except Failure:
        return boolean(False)
    return boolean(all(kind == kinds[0] for kind in kinds))


@builtin("KnownUnitQ[unit]")
def known_unit_q(kernel: Any, unit: Any) -> Any:
    """tells whether a unit is built in.

    >>> KnownUnitQ /@ {"Meters", "Zorkmids"}
    {True, False}
    """
    return boolean(parsed(unit) is not None)


DIMENSIONS = {
    "s": "TimeUnit", "m": "LengthUnit", "kg": "MassUnit", "A": "ElectricCurrentUnit", "K": "TemperatureUnit",
    "mol": "AmountUnit", "cd": "LuminousIntensityUnit", "B": "InformationUnit", "rad": "AngleUnit",
    "USD": "MoneyUnit",
}  # fmt: skip


@builtin("UnitDimensions[unit]", messages=MESSAGES)
def unit_dimensions(kernel: Any, unit: Any) -> Any:
    """gives the kinds of base units that a unit is made of, with their exponents.

    >>> UnitDimensions["Meters"/"Seconds"]
    {{LengthUnit, 1}, {TimeUnit, -1}}
    """
    powers = known(unit.parts[1] if head_of(unit) is S.Quantity else unit)[1].powers
    pairs = sorted((DIMENSIONS[base], power) for base, power in powers.items())
    return make_list([make_list((name, normal(power))) for name, power in pairs])


@builtin("QuantityQ[expr]")
def quantity_q(kernel: Any, expr: Any) -> Any:
    """tells whether an expression is a quantity with a unit that is built in.

    >>> QuantityQ /@ {Quantity[1, "Hours"], 1}
    {True, False}
    """
    return boolean(head_of(expr) is S.Quantity and len(expr) == 2 and parsed(expr.parts[1]) is not None)


# -- what the rules of $QuantityRules ask ----------------------------------------------------------


@builtin("$QuantityPlus[q1, q2]", messages=MESSAGES)
def quantity_plus(kernel: Any, first: Any, second: Any) -> Any:
    """gives the sum of two quantities of a kind, in the smaller of their units.

    >>> $QuantityPlus[Quantity[1, "Meters"], Quantity[1, "Centimeters"]]
    101 centimeters
    """
    if not are_quantities(first, second):
        return None
    unit = smaller(first.parts[1], second.parts[1])
    return S.Quantity(S.Plus(converted(kernel, first, unit), converted(kernel, second, unit)), unit)


def are_quantities(*given: Any) -> bool:
    """Whether the functions below, which the rules call, were given what they are made for."""
    return all(head_of(each) is S.Quantity and len(each) == 2 for each in given)


def smaller(unit: Any, other: Any) -> Any:
    """The smaller of two units of a kind."""
    return unit if known(unit)[1].size <= known(other)[1].size else other


@builtin("$QuantityTimes[q1, q2]", messages=MESSAGES)
def quantity_times(kernel: Any, first: Any, second: Any) -> Any:
    """gives the product of two quantities; units of one kind become one.

    >>> $QuantityTimes[Quantity[2, "Meters"], Quantity[3, "Meters"]]
    6 meters squared
    """
    if not are_quantities(first, second):
        return None
    factor: Any = 1
    for inner in factors(second.parts[1]):
        for outer in factors(first.parts[1]):
            if base_of(inner) != base_of(outer) and same_kind(base_of(inner), base_of(outer)):
                each = conversion(base_of(inner), base_of(outer))
                factor = S.Times(factor, S.Power(each, exponent_of(inner)))
                second = S.Quantity(second.parts[0], replaced(second.parts[1], inner, base_of(outer)))
    unit = kernel.evaluate(S.Times(first.parts[1], second.parts[1]))
    value = S.Times(first.parts[0], second.parts[0], factor)
    return value if unit == 1 else S.Quantity(value, unit)


def factors(unit: Any) -> list[Any]:
    return list(unit.parts) if isinstance(unit, Expr) and unit.head is S.Times else [unit]


def base_of(factor: Any) -> Any:
    return factor.parts[0] if isinstance(factor, Expr) and factor.head is S.Power else factor


def exponent_of(factor: Any) -> Any:
    return factor.parts[1] if isinstance(factor, Expr) and factor.head is S.Power else 1


def same_kind(unit: Any, other: Any) -> bool:
    return known(unit)[1].powers == known(other)[1].powers


def replaced(unit: Any, factor: Any, base: Any) -> Any:
    """A product of units with another base in place of that of one factor."""
    return S.Times(*[S.Power(base, exponent_of(each)) if each is factor else each for each in factors(unit)])


@builtin("$QuantityPower[unit, n]")
def quantity_power(kernel: Any, unit: Any, n: Any) -> Any:
    """gives a power of a unit, the exponents in it multiplied.

    >>> $QuantityPower["Meters"^2, 1/2]
    Meters
    """
    powers = [S.Power(base_of(each), S.Times(exponent_of(each), n)) for each in factors(unit)]
    return S.Times(*powers)


@builtin("$QuantityOrder[q1, q2]", messages=MESSAGES)
def quantity_order(kernel: Any, first: Any, second: Any) -> Any:
    """gives the difference of two quantities of a kind as a number, for comparisons.

    >>> $QuantityOrder[Quantity[1, "Feet"], Quantity[12, "Inches"]]
    0
    """
    if not are_quantities(first, second):
        return None
    unit = smaller(first.parts[1], second.parts[1])
    return S.Subtract(converted(kernel, first, unit), converted(kernel, second, unit))


@builtin("$QuantityText[unit, one]")
def quantity_text(kernel: Any, unit: Any, one: Any) -> Any:
    """gives the words for a unit, for one of it or for more.

    >>> $QuantityText["Feet", True]
    foot
    """
    return spoken(unit, one is S["True"])
