"""How numbers are laid out: NumberForm, ScientificForm, PaddedForm and their kin, with all their options."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import partial
from typing import Any, NamedTuple

from wlmini.expr import BigReal, Expr, S, Symbol, is_list
from wlmini.syntax.digits import decimal_digits, special
from wlmini.syntax.layout import is_option
from wlmini.syntax.notation import Form
from wlmini.syntax.printer import ATOM, Printer, Text

Exponent = Callable[[int], Any]
HIGHEST, LOWEST = 5, -5  # powers of ten that are written out
DIGITS = 6
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


class Look(NamedTuple):
    """What a form and its options say about the look of a number."""

    digits: int | None = None  # significant ones
    places: int | None = None  # after the point
    exponent: Exponent = lambda power: None
    blocks: tuple[float, float] = (math.inf, math.inf)
    separators: tuple[str, str] = (",", " ")
    point: str = "."
    padding: tuple[str, str] = ("", "")
    negative: tuple[str, str] = ("-", "")
    positive: tuple[str, str] = ("", "")
    pads_sign: bool = False
    multiplier: str = ""
    arrange: Callable[[str, str, str], str] | None = None
    percent: bool = False

    @property
    def padded(self) -> bool:
        return bool(self.padding[0])


# -- options ---------------------------------------------------------------------------------------


def pair(value: Any) -> tuple[Any, Any]:
    return (value.parts[0], value.parts[1]) if is_list(value) and len(value) == 2 else (value, value)


def blocks(value: Any) -> tuple[float, float]:
    """How many digits form a block before and after the point."""
    left, right = [each if type(each) is int and each > 0 else math.inf for each in pair(value)]
    return left, right


def texts(value: Any) -> tuple[str, str]:
    left, right = pair(value)
    return str(left), str(right)


def sign(value: Any) -> tuple[str, str]:
    """What stands before and after a number of one sign."""
    if is_list(value) and len(value) == 2:
        return str(value.parts[0]), str(value.parts[1])
    return str(value), ""


def read_signs(look: Look, printer: Printer, value: Any) -> Look:
    if not is_list(value) or len(value) != 2:
        return look
    negative, positive = value.parts
    return look._replace(negative=sign(negative), positive=sign(positive))


def read_exponent(look: Look, printer: Printer, value: Any) -> Look:
    """ExponentFunction -> f: f[power] is the exponent, Null means none."""
    if value is S.Automatic:
        return look

    def exponent(power: int) -> Any:
        found = printer.writer.call(value, power)
        return found if type(found) is int else None

    return look._replace(exponent=exponent)


def read_threshold(look: Look, printer: Printer, value: Any) -> Look:
    if not is_list(value) or len(value) != 2:
        return look
    low, high = [each if type(each) is int else math.inf for each in value.parts]
    return look._replace(exponent=lambda power: power if power <= low or power >= high else None)


def read_step(look: Look, printer: Printer, value: Any) -> Look:
    if type(value) is not int or value < 1:
        return look
    plain = look.exponent

    def exponent(power: int) -> Any:
        found = plain(power)
        return None if found is None else found - found % value

    return look._replace(exponent=exponent)


def read_format(look: Look, printer: Printer, value: Any) -> Look:
    if value is S.Automatic:
        return look

    def arrange(mantissa: str, base: str, exponent: str) -> str:
        return str(printer.writer.output_form(printer.writer.call(value, mantissa, base, exponent)))

    return look._replace(arrange=arrange)


OPTIONS: dict[str, Callable[[Look, Printer, Any], Look]] = {
    "ScientificNotationThreshold": read_threshold,
    "ExponentFunction": read_exponent,
    "ExponentStep": read_step,
    "DigitBlock": lambda look, printer, value: look._replace(blocks=blocks(value)),
    "NumberSeparator": lambda look, printer, value: look._replace(separators=texts(value)),
    "NumberPoint": lambda look, printer, value: look._replace(point=str(value)),
    "NumberPadding": lambda look, printer, value: look._replace(padding=texts(value)),
    "NumberSigns": read_signs,
    "SignPadding": lambda look, printer, value: look._replace(pads_sign=value is S["True"]),
    "NumberMultiplier": lambda look, printer, value: look._replace(multiplier=str(value)),
    "NumberFormat": read_format,
}
NAMED = {S[name]: name for name in OPTIONS}


def looked(printer: Printer, expr: Expr, look: Look) -> Look | None:
    """The look with the digits and options of a form; None where its arguments mean nothing."""
    given = [part for part in expr.parts[1:] if not is_option(part)]
    rules = {part.parts[0]: part.parts[1] for part in reversed(expr.parts[1:]) if is_option(part)}
    match given:
        case [] | [Symbol(short="Automatic" | "All")]:
            pass
        case [int() as digits] if digits > 0:
            look = look._replace(digits=digits)
        case [Expr(parts=(digits, int() as places)) as pair_of] if is_list(pair_of) and places >= 0:
            look = look._replace(digits=digits if type(digits) is int else None, places=places)
        case _:
            return None
    names = {name if isinstance(name, str) else NAMED.get(name): value for name, value in rules.items()}
    for name, read in OPTIONS.items():
        if name in names:
            look = read(look, printer, names[name])
    return look


# -- numbers ---------------------------------------------------------------------------------------


def whole_number(look: Look, value: int) -> str:
    if look.percent:
        return whole_number(look._replace(percent=False), value * 100) + "%"
    return signed(look, value < 0, grouped(look, str(abs(value)), ""), look.digits)


def real_number(look: Look, value: float) -> str:
    """A machine real, rounded to the digits and places of the look."""
    if not math.isfinite(value):
        return special(value)
    if look.percent:
        return real_number(look._replace(percent=False), float(Decimal(repr(value)) * 100)).rstrip(".") + "%"
    return decimal_number(look, Decimal(repr(abs(value))), math.copysign(1, value) < 0 and value != 0)


def big_number(look: Look, value: BigReal) -> str:
    """An arbitrary-precision real, with as many digits as it has where no other number is asked for."""
    have = max(round(value.precision), 1)
    digits, power = decimal_digits(abs(value.value), have) if value.value else ("0", 0)
    number = Decimal(f"{digits[0]}.{digits[1:]}e{power}")
    shown = min(look.digits or have, have)
    return decimal_number(look._replace(digits=shown), number, value.value < 0)


def decimal_number(look: Look, number: Decimal, is_negative: bool) -> str:
    count = look.digits or (DIGITS if look.places is None else 16)
    number = Context(prec=count, rounding=ROUND_HALF_UP).plus(number)
    power = number.adjusted() if number else 0
    exponent = look.exponent(power) if number else None
    shifted = number if exponent is None else number.scaleb(-exponent)
    if look.places is not None:
        step = Decimal(1).scaleb(-look.places)
        shifted = shifted.quantize(step, ROUND_HALF_UP, Context(prec=400))
    whole, _, fraction = f"{shifted:f}".partition(".")
    if look.places is None:
        fraction = fraction.rstrip("0")
    mantissa = grouped(look, whole, fraction)
    mantissa = mantissa if fraction else mantissa + look.point
    width = None if look.digits is None else look.digits - len(fraction)
    if exponent in (None, 0):
        return signed(look, is_negative, mantissa, width)
    if look.arrange is not None:
        return signed(look, is_negative, look.arrange(mantissa, "10", str(exponent)), width)
    if look.multiplier:
        return signed(look, is_negative, f"{mantissa}{look.multiplier}10^{exponent}", width)
    return signed(look, is_negative, f"{mantissa}*^{exponent}", width)


def grouped(look: Look, whole: str, fraction: str) -> str:
    """The digits in blocks, with the point between."""
    left, right = look.blocks
    if left < math.inf:
        size, first = int(left), len(whole) % int(left)
        pieces = [whole[:first]] if first else []
        pieces += [whole[i : i + size] for i in range(first, len(whole), size)]
        whole = look.separators[0].join(pieces)
    if right < math.inf:
        size = int(right)
        fraction = look.separators[1].join([fraction[i : i + size] for i in range(0, len(fraction), size)])
    return f"{whole}{look.point}{fraction}" if fraction else whole


def signed(look: Look, is_negative: bool, text: str, width: int | None) -> str:
    """The digits between the marks of their sign, padded at the left to the width and room for a sign."""
    before, after = look.negative if is_negative else look.positive
    if not look.padded or width is None:
        return f"{before}{text}{after}"
    used = len(text.partition(look.point)[0])
    missing = max(width + 1 - used - len(before), 0)
    filling = (look.padding[0] * missing)[:missing]
    return f"{before}{filling}{text}{after}" if look.pads_sign else f"{filling}{before}{text}{after}"


# -- forms -----------------------------------------------------------------------------------------


def usual(power: int) -> int | None:
    return power if power < LOWEST or power > HIGHEST else None


LOOKS: dict[Symbol, Look] = {
    S.NumberForm: Look(exponent=usual),
    S.DecimalForm: Look(),
    S.ScientificForm: Look(exponent=lambda power: power),
    S.EngineeringForm: Look(exponent=lambda power: power - power % 3),
    S.AccountingForm: Look(negative=("(", ")")),
    S.PaddedForm: Look(exponent=usual, padding=(" ", "0")),
    S.PercentForm: Look(percent=True),
}


def number_form(printer: Printer, expr: Expr) -> Text | None:
    """The expression with its numbers as the form has them."""
    look = looked(printer, expr, LOOKS[expr.head]) if expr.parts else None
    if look is None:
        return None
    return with_numbers(printer, look).show(expr.parts[0])


def with_numbers(printer: Printer, look: Look) -> Printer:
    """A printer that writes numbers with a look of their own."""
    style = printer.style._replace(
        integer=partial(whole_number, look), real=partial(real_number, look), big=partial(big_number, look)
    )
    return printer.styled(style)


def base_form(printer: Printer, expr: Expr) -> Text | None:
    """Numbers in another base, which stands below them: 11_2."""
    match expr.parts:
        case (inner, int() as base) if 2 <= base <= 36:
            style = printer.style._replace(
                integer=lambda value: f"{'-' * (value < 0)}{in_base(abs(value), base)}_{base}",
                real=lambda value: f"{real_in_base(value, base)}_{base}",
            )
            return printer.styled(style).show(inner)[0], ATOM
    return None


def in_base(number: int, base: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, base)
        digits = ALPHABET[digit] + digits
    return digits or "0"


def real_in_base(value: float, base: int) -> str:
    """A machine real in a base, with the digits that six decimal ones are worth."""
    if not math.isfinite(value) or not value:
        return "0." if not value else special(value)
    size = math.floor(math.log(abs(value), base)) + 1
    kept = max(math.ceil(DIGITS * math.log(10, base)) - size, 0)
    whole, fraction = divmod(round(abs(value) * base**kept), base**kept)
    digits = in_base(fraction, base).rjust(kept, "0").rstrip("0") if kept else ""
    return f"{'-' * (value < 0)}{in_base(whole, base)}.{digits}"


NUMBER_FORMS: dict[Symbol, Form] = {**dict.fromkeys(LOOKS, number_form), S.BaseForm: base_form}
