"""Units: what each is made of, their names, and how one is converted into another."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from wlmini.expr import Expr, S

Powers = dict[str, Fraction]  # base unit -> exponent
BASES = {
    "s": "Seconds", "m": "Meters", "kg": "Kilograms", "A": "Amperes", "K": "Kelvins", "mol": "Moles",
    "cd": "Candelas", "B": "Bytes", "rad": "Radians", "USD": "USDollars",
    "batch": "Batches", "round": "Rounds", "example": "Examples",
}  # fmt: skip


class Unit(NamedTuple):
    """A size in base units, and for degrees of temperature where its zero lies."""

    size: Fraction | float
    powers: Powers
    zero: Fraction = Fraction(0)


PI = 3.141592653589793
# name: (size, "base units"), where m2 is a square and s-1 a reciprocal; sizes are texts to stay exact.
TABLE: dict[str, tuple[str, str]] = {
    "Seconds": ("1", "s"), "Minutes": ("60", "s"), "Hours": ("3600", "s"), "Days": ("86400", "s"),
    "Weeks": ("604800", "s"), "Fortnights": ("1209600", "s"), "Months": ("2628000", "s"),
    "Years": ("31536000", "s"), "Decades": ("315360000", "s"), "Centuries": ("3153600000", "s"),
    "Hertz": ("1", "s-1"), "RevolutionsPerMinute": ("1/60", "s-1"), "Meters": ("1", "m"),
    "Inches": ("0.0254", "m"), "Feet": ("0.3048", "m"), "Yards": ("0.9144", "m"),
    "Miles": ("1609.344", "m"), "NauticalMiles": ("1852", "m"), "Angstroms": ("1e-10", "m"),
    "Microns": ("1e-6", "m"), "Fathoms": ("1.8288", "m"), "Furlongs": ("201.168", "m"),
    "Mils": ("0.0000254", "m"), "AstronomicalUnit": ("149597870700", "m"),
    "LightYears": ("9460730472580800", "m"), "Parsecs": ("30856775814913673", "m"),
    "Hectares": ("10000", "m2"), "Acres": ("4046.8564224", "m2"), "Ares": ("100", "m2"),
    "Barns": ("1e-28", "m2"), "Liters": ("0.001", "m3"), "Gallons": ("0.003785411784", "m3"),
    "Quarts": ("0.000946352946", "m3"), "Pints": ("0.000473176473", "m3"),
    "Cups": ("0.0002365882365", "m3"), "FluidOunces": ("0.0000295735295625", "m3"),
    "Tablespoons": ("0.00001478676478125", "m3"), "Teaspoons": ("0.00000492892159375", "m3"),
    "Barrels": ("0.158987294928", "m3"), "Grams": ("0.001", "kg"), "Kilograms": ("1", "kg"),
    "MetricTons": ("1000", "kg"), "Tonnes": ("1000", "kg"), "Pounds": ("0.45359237", "kg"),
    "Ounces": ("0.028349523125", "kg"), "Stones": ("6.35029318", "kg"), "ShortTons": ("907.18474", "kg"),
    "LongTons": ("1016.0469088", "kg"), "Carats": ("0.0002", "kg"), "Grains": ("0.00006479891", "kg"),
    "AtomicMassUnit": ("1.66053906892e-27", "kg"), "Amperes": ("1", "A"), "Coulombs": ("1", "A s"),
    "Volts": ("1", "kg m2 s-3 A-1"), "Ohms": ("1", "kg m2 s-3 A-2"), "Farads": ("1", "kg-1 m-2 s4 A2"),
    "Henries": ("1", "kg m2 s-2 A-2"), "Webers": ("1", "kg m2 s-2 A-1"), "Teslas": ("1", "kg s-2 A-1"),
    "Siemens": ("1", "kg-1 m-2 s3 A2"), "Newtons": ("1", "kg m s-2"),
    "PoundsForce": ("4.4482216152605", "kg m s-2"), "Dynes": ("1e-5", "kg m s-2"),
    "Joules": ("1", "kg m2 s-2"), "Ergs": ("1e-7", "kg m2 s-2"), "Calories": ("4.184", "kg m2 s-2"),
    "ThermochemicalCalories": ("4.184", "kg m2 s-2"), "DietaryCalories": ("4184", "kg m2 s-2"),
    "Electronvolts": ("1.602176634e-19", "kg m2 s-2"),
    "BritishThermalUnitsIT": ("1055.05585262", "kg m2 s-2"), "WattHours": ("3600", "kg m2 s-2"),
    "Watts": ("1", "kg m2 s-3"), "Horsepower": ("745.69987158227022", "kg m2 s-3"),
    "Pascals": ("1", "kg m-1 s-2"), "Bars": ("100000", "kg m-1 s-2"),
    "Atmospheres": ("101325", "kg m-1 s-2"), "Torr": ("101325/760", "kg m-1 s-2"),
    "PoundsForcePerInchSquared": ("6894.757293168361", "kg m-1 s-2"), "Knots": ("1852/3600", "m s-1"),
    "SpeedOfLight": ("299792458", "m s-1"), "StandardAccelerationOfGravity": ("9.80665", "m s-2"),
    "PlanckConstant": ("6.62607015e-34", "kg m2 s-1"), "ElementaryCharge": ("1.602176634e-19", "A s"),
    "BoltzmannConstant": ("1.380649e-23", "kg m2 s-2 K-1"), "AvogadroConstant": ("6.02214076e23", "mol-1"),
    "AvogadroNumber": ("6.02214076e23", ""), "MolarGasConstant": ("8.31446261815324", "kg m2 s-2 K-1 mol-1"),
    "FaradayConstant": ("96485.3321233100184", "A s mol-1"),
    "Kelvins": ("1", "K"), "KelvinsDifference": ("1", "K"), "DegreesCelsiusDifference": ("1", "K"),
    "DegreesFahrenheitDifference": ("5/9", "K"), "DegreesRankine": ("5/9", "K"), "Moles": ("1", "mol"),
    "Candelas": ("1", "cd"), "Lumens": ("1", "cd"), "Lux": ("1", "cd m-2"), "Becquerels": ("1", "s-1"),
    "Grays": ("1", "m2 s-2"), "Sieverts": ("1", "m2 s-2"), "Bits": ("1/8", "B"), "Bytes": ("1", "B"),
    "Radians": ("1", "rad"), "Steradians": ("1", "rad2"), "USDollars": ("1", "USD"),
    "DimensionlessUnit": ("1", ""), "Percent": ("1/100", ""), "PartsPerMillion": ("1/1000000", ""),
    "Dozens": ("12", ""), "Batches": ("1", "batch"), "Rounds": ("1", "round"), "Examples": ("1", "example"),
}  # fmt: skip
# Constants of nature that are known to some digits only: CODATA 2022, and nominal ones of the astronomers.
MEASURED: dict[str, tuple[float, str]] = {
    "ReducedPlanckConstant": (6.62607015e-34 / (2 * PI), "kg m2 s-1"),
    "GravitationalConstant": (6.6743e-11, "m3 kg-1 s-2"), "ElectronMass": (9.1093837139e-31, "kg"),
    "ProtonMass": (1.67262192595e-27, "kg"), "NeutronMass": (1.67492750056e-27, "kg"),
    "ElectricConstant": (8.8541878188e-12, "A2 s4 kg-1 m-3"),
    "MagneticConstant": (1.25663706127e-6, "kg m s-2 A-2"),
    "CoulombConstant": (8.9875517862e9, "kg m3 s-4 A-2"), "FineStructureConstant": (7.2973525643e-3, ""),
    "StefanBoltzmannConstant": (5.670374419184429e-8, "kg s-3 K-4"),
    "RydbergConstant": (10973731.568157, "m-1"), "BohrRadius": (5.29177210544e-11, "m"),
    "BohrMagneton": (9.2740100657e-24, "A m2"), "SolarMass": (1.98841e30, "kg"),
    "SolarRadius": (6.957e8, "m"), "SolarLuminosity": (3.828e26, "kg m2 s-3"),
    "EarthMass": (5.9722e24, "kg"), "LunarMass": (7.346e22, "kg"), "JupiterMass": (1.89813e27, "kg"),
}  # fmt: skip
DERIVED = (  # units with names of their own that a product of others is put as
    "Newtons", "Joules", "Watts", "Pascals", "Coulombs", "Volts", "Ohms", "Siemens", "Farads", "Teslas",
    "Webers", "Henries",
)  # fmt: skip
CELSIUS = Unit(Fraction(1), {"K": Fraction(1)}, Fraction("273.15"))
FAHRENHEIT = Unit(Fraction(5, 9), {"K": Fraction(1)}, Fraction("459.67") * Fraction(5, 9))
DEGREES = {"DegreesCelsius": CELSIUS, "DegreesFahrenheit": FAHRENHEIT}
ANGLES = {
    "AngularDegrees": PI / 180, "ArcMinutes": PI / 10800, "ArcSeconds": PI / 648000, "Revolutions": 2 * PI,
    "Gradians": PI / 200,
}  # fmt: skip
PREFIXES = {
    "Yotta": 24, "Zetta": 21, "Exa": 18, "Peta": 15, "Tera": 12, "Giga": 9, "Mega": 6, "Kilo": 3, "Hecto": 2,
    "Deca": 1, "Deci": -1, "Centi": -2, "Milli": -3, "Micro": -6, "Nano": -9, "Pico": -12, "Femto": -15,
    "Atto": -18,
}  # fmt: skip
BINARY = {"Kibi": 10, "Mebi": 20, "Gibi": 30, "Tebi": 40, "Pebi": 50, "Exbi": 60}
PREFIXED = frozenset((
    "Seconds", "Meters", "Grams", "Amperes", "Kelvins", "Moles", "Liters", "Hertz", "Newtons", "Joules",
    "Watts", "Pascals", "Volts", "Ohms", "Farads", "Henries", "Teslas", "Webers", "Coulombs",
    "Electronvolts", "Bytes", "Bits", "Calories", "WattHours", "Bars", "Lumens", "Lux", "Becquerels",
    "Grays", "Sieverts", "Siemens", "Parsecs", "Tonnes",
))  # fmt: skip
SYMBOLS = {
    "s": "Seconds", "sec": "Seconds", "min": "Minutes", "h": "Hours", "hr": "Hours", "d": "Days",
    "yr": "Years", "ms": "Milliseconds", "us": "Microseconds", "ns": "Nanoseconds", "m": "Meters",
    "km": "Kilometers", "cm": "Centimeters", "mm": "Millimeters", "um": "Micrometers", "nm": "Nanometers",
    "in": "Inches", "ft": "Feet", "yd": "Yards", "mi": "Miles", "kg": "Kilograms", "g": "Grams",
    "mg": "Milligrams", "lb": "Pounds", "oz": "Ounces", "L": "Liters", "l": "Liters", "mL": "Milliliters",
    "ml": "Milliliters", "B": "Bytes", "kB": "Kilobytes", "KB": "Kilobytes", "MB": "Megabytes",
    "GB": "Gigabytes", "TB": "Terabytes", "KiB": "Kibibytes", "MiB": "Mebibytes", "GiB": "Gibibytes",
    "Hz": "Hertz", "kHz": "Kilohertz", "MHz": "Megahertz", "GHz": "Gigahertz", "N": "Newtons",
    "J": "Joules", "kJ": "Kilojoules", "W": "Watts", "kW": "Kilowatts", "kWh": "KilowattHours",
    "Pa": "Pascals", "kPa": "Kilopascals", "V": "Volts", "A": "Amperes", "Ohm": "Ohms", "F": "Farads",
    "C": "Coulombs", "T": "Teslas", "K": "Kelvins", "mol": "Moles", "eV": "Electronvolts",
    "cal": "Calories", "kcal": "Kilocalories", "mph": "MilesPerHour", "kph": "KilometersPerHour",
    "Foot": "Feet", "Inch": "Inches", "Hertzs": "Hertz", "Siemenss": "Siemens", "Luxs": "Lux",
    "Century": "Centuries", "Henry": "Henries", "Dollars": "USDollars", "Dollar": "USDollars",
    "Celsius": "DegreesCelsius", "Fahrenheit": "DegreesFahrenheit", "DegreeCelsius": "DegreesCelsius",
    "DegreeFahrenheit": "DegreesFahrenheit", "Degrees": "AngularDegrees", "Degree": "AngularDegrees",
    "Metres": "Meters", "Litres": "Liters", "Kilometres": "Kilometers", "PoundForce": "PoundsForce",
    "Calorie": "Calories", "Mole": "Moles", "Horsepowers": "Horsepower",
}  # fmt: skip
SINGULAR = {
    "Feet": "Foot", "Inches": "Inch", "Centuries": "Century", "Henries": "Henry", "Hertz": "Hertz",
    "Lux": "Lux", "Siemens": "Siemens", "DegreesCelsius": "degree Celsius",
    "DegreesFahrenheit": "degree Fahrenheit", "PoundsForce": "PoundForce", "Batches": "Batch",
}  # fmt: skip


def powers_of(text: str) -> Powers:
    """{"kg": 1, "m": 2, "s": -2} for "kg m2 s-2"."""
    found: Powers = {}
    for word in text.split():
        name = word.rstrip("-0123456789")
        found[name] = Fraction(int(word[len(name) :] or 1))
    return found


def simple(name: str) -> Unit | None:
    """A unit of the tables, or one of those with a prefix."""
    if name in TABLE:
        size, text = TABLE[name]
        return Unit(Fraction(size), powers_of(text))
    if name in MEASURED:
        value, text = MEASURED[name]
        return Unit(value, powers_of(text))
    if name in DEGREES:
        return DEGREES[name]
    if name in ANGLES:
        return Unit(ANGLES[name], {"rad": Fraction(1)})
    for prefixes, base in ((PREFIXES, 10), (BINARY, 2)):
        for prefix, power in prefixes.items():
            rest = name[len(prefix) :]
            if name.startswith(prefix) and rest[:1].islower() and rest.capitalize() in PREFIXED_NAMES:
                inner = simple(PREFIXED_NAMES[rest.capitalize()])
                return inner and inner._replace(size=inner.size * Fraction(base) ** power)
    return None


PREFIXED_NAMES = {name.capitalize(): name for name in PREFIXED}


def unit_name(unit: Any) -> str | None:
    """The name in the table for "Hours", "Hour", "hours" and "h"; None for what is no unit by itself."""
    if not isinstance(unit, str) or not unit:
        return None
    upper = unit[:1].upper() + unit[1:]
    for name in (unit, upper):
        for candidate in (SYMBOLS.get(name, name), SYMBOLS.get(name + "s", name + "s")):
            if simple(candidate) is not None:
                return candidate
    return None


def parsed(unit: Any) -> Any:
    """The unit with the names of the table: "MetersPerSecond" is a quotient. None where it is unknown."""
    if isinstance(unit, str):
        name = unit_name(unit)
        if name is None and unit in SYMBOLS:
            return parsed(SYMBOLS[unit])
        if name is None and "Per" in unit[1:-3]:
            above, _, below = unit.partition("Per")
            top, bottom = parsed(above), parsed(below)
            return None if top is None or bottom is None else S.Times(top, S.Power(bottom, -1))
        return name
    if unit == 1 and type(unit) is int:
        return "DimensionlessUnit"
    if not isinstance(unit, Expr) or unit.head not in (S.Times, S.Power, S.Divide):
        return None
    if unit.head is S.Power:
        base = parsed(unit.parts[0])
        return None if base is None else S.Power(base, *unit.parts[1:])
    factors = [parsed(part) if not isinstance(part, (int, Fraction, float)) else part for part in unit.parts]
    return None if any(each is None for each in factors) else Expr(unit.head, factors)


def measure(unit: Any) -> Unit | None:
    """Size and base units of a unit: a name, or a product of powers."""
    if isinstance(unit, str):
        return simple(unit)
    if isinstance(unit, (int, Fraction, float)):
        return Unit(Fraction(unit), {})
    if not isinstance(unit, Expr):
        return None
    if unit.head is S.Power and len(unit.parts) == 2 and isinstance(unit.parts[1], (int, Fraction)):
        inner, exponent = measure(unit.parts[0]), unit.parts[1]
        return inner and raised(inner, Fraction(exponent))
    if unit.head is S.Times:
        product = Unit(Fraction(1), {})
        for part in unit.parts:
            factor = measure(part)
            if factor is None:
                return None
            product = multiplied(product, factor)
        return product
    return None


def raised(unit: Unit, exponent: Fraction) -> Unit:
    size: Any = (
        unit.size**exponent.numerator if exponent.denominator == 1 else float(unit.size) ** float(exponent)
    )
    return Unit(size, {base: power * exponent for base, power in unit.powers.items()})


def multiplied(a: Unit, b: Unit) -> Unit:
    powers = dict(a.powers)
    for base, power in b.powers.items():
        powers[base] = powers.get(base, Fraction(0)) + power
    return Unit(a.size * b.size, {base: power for base, power in powers.items() if power})


def is_temperature(unit: Any) -> bool:
    return unit in DEGREES or unit == "Kelvins"


def named_unit(powers: Powers) -> str | None:
    """The unit with a name of its own that is of this kind."""
    return next((name for name in DERIVED if powers_of(TABLE[name][1]) == powers), None)


def base_unit(powers: Powers) -> Any:
    """The product of base units of the international system."""
    factors = [
        BASES[base]
        if power == 1
        else S.Power(BASES[base], power.numerator if power.denominator == 1 else power)
        for base, power in sorted(powers.items(), key=lambda item: BASES[item[0]])
    ]
    if not factors:
        return "DimensionlessUnit"
    return factors[0] if len(factors) == 1 else S.Times(*factors)


POWERS = {2: " squared", 3: " cubed"}


def spoken(unit: Any, one: bool = False) -> str:
    """How a unit is printed: meters, kilometers per hour, meters^2."""
    if isinstance(unit, str):
        return spoken_name(unit, one)
    if isinstance(unit, Expr) and unit.head is S.Power:
        base, exponent = unit.parts
        if isinstance(exponent, (int, Fraction)) and exponent < 0:
            return f"per {spoken(base if exponent == -1 else S.Power(base, -exponent), True)}"
        return f"{spoken(base, one)}{POWERS.get(exponent, f'^{exponent}')}"
    if isinstance(unit, Expr) and unit.head is S.Times:
        above = [part for part in unit.parts if not is_below(part)]
        below = [part for part in unit.parts if is_below(part)]
        words = [spoken(part, one or index < len(above) - 1) for index, part in enumerate(above)]
        return " ".join([*words, *[spoken(part) for part in below]])
    return str(unit)


def is_below(part: Any) -> bool:
    return (
        isinstance(part, Expr)
        and part.head is S.Power
        and isinstance(part.parts[1], (int, Fraction))
        and part.parts[1] < 0
    )


def spoken_name(name: str, one: bool) -> str:
    """ "kilometers" for "Kilometers", "foot" for one of "Feet"."""
    if one:
        name = SINGULAR.get(name) or (name.removesuffix("s") if not name.startswith("Degrees") else name)
    letters = "".join([(" " + c.lower()) if c.isupper() and i else c.lower() for i, c in enumerate(name)])
    return (
        letters.replace("celsius", "Celsius")
        .replace("fahrenheit", "Fahrenheit")
        .replace("u s dollar", "US dollar")
    )
