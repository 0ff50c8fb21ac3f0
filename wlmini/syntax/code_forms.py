"""CForm and FortranForm: expressions as text for the compilers of other languages."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from wlmini.expr import BigReal, Expr, S, Symbol
from wlmini.syntax.characters import string_literal
from wlmini.syntax.notation import Form, fraction_parts, total
from wlmini.syntax.printer import CALL, DIVIDE, HALF, POWER, TIMES, Printer, Style, Text

NEGATE = 480.0


def real(value: float) -> str:
    """1.5, 1., 1.e-7."""
    text = repr(value)
    mantissa, mark, exponent = text.partition("e")
    mantissa = mantissa.removesuffix("0") if mantissa.endswith(".0") else mantissa
    if not mark:
        return mantissa
    return f"{mantissa if '.' in mantissa else mantissa + '.'}e{int(exponent)}"


def big(value: BigReal) -> str:
    return real(float(value.value))


def listed(printer: Printer, expr: Expr) -> Text:
    return printer.call(expr)


def c_power(printer: Printer, expr: Expr) -> Text | None:
    """Sqrt(x) and Power(x,n): C has no operator for it."""
    if len(expr.parts) != 2:
        return None
    base, exponent = expr.parts
    if exponent in (Fraction(1, 2), Fraction(-1, 2)):
        root = f"Sqrt({printer.write(base)})"
        return (root, CALL) if exponent > 0 else (f"1/{root}", DIVIDE)
    if type(exponent) is int and exponent == -1:
        return f"1/{printer.write(base, DIVIDE)}", DIVIDE
    return f"Power({printer.write(base)},{printer.write(exponent)})", CALL


def fortran_power(printer: Printer, expr: Expr) -> Text | None:
    """x**n, or Sqrt(x)."""
    if len(expr.parts) != 2:
        return None
    base, exponent = expr.parts
    if exponent in (Fraction(1, 2), Fraction(-1, 2)) or (type(exponent) is int and exponent == -1):
        return c_power(printer, expr)
    return f"{printer.write(base, POWER)}**{printer.write(exponent, POWER - HALF)}", POWER


def product(printer: Printer, expr: Expr) -> Text | None:
    """Factors with a * between; integers below a line are reals, so that they do not divide as integers."""
    if len(expr.parts) < 2:
        return None
    first = expr.parts[0]
    if type(first) is int and first == -1:
        rest = expr.parts[1] if len(expr.parts) == 2 else S.Times(*expr.parts[1:])
        return f"-{printer.write(rest, TIMES - HALF)}", NEGATE
    above, below = fraction_parts(expr.parts)
    top = "*".join([printer.write(each, TIMES - HALF) for each in above]) or "1"
    if not below:
        return top, TIMES
    under = [f"{each}." if type(each) is int else printer.write(each, DIVIDE) for each in below]
    bottom = under[0] if len(under) == 1 else f"({'*'.join(under)})"
    return f"({top})/{bottom}" if len(above) > 1 else f"{top}/{bottom}", DIVIDE


FORMS: dict[Symbol, Form] = {S.Plus: total, S.Times: product, S.List: listed}
C = Style(
    times="*", string=string_literal, real=real, big=big, atom=lambda atom: atom.input_form(),
    reads_back=True, forms={**FORMS, S.Power: c_power}, brackets=("(", ",", ")"), name="CForm",
)  # fmt: skip
OPERATORS = {
    S.Equal: ".eq.", S.Unequal: ".ne.", S.Less: ".lt.", S.Greater: ".gt.", S.LessEqual: ".le.",
    S.GreaterEqual: ".ge.", S.And: ".and.", S.Or: ".or.",
}  # fmt: skip


def relation(printer: Printer, expr: Expr) -> Text | None:
    """Comparison and logic, which Fortran spells out."""
    if len(expr.parts) < 2:
        return None
    return OPERATORS[expr.head].join([printer.write(each, 300.0) for each in expr.parts]), 200.0


FORTRAN = C._replace(
    forms={**FORMS, S.Power: fortran_power, **dict.fromkeys(OPERATORS, relation)}, name="FortranForm"
)


def code(printer: Printer, expr: Any) -> str:
    """The text of an expression; a quotient of integers by itself is a real."""
    return real(float(expr)) if type(expr) is Fraction else printer.write(expr)
