"""Expressions to text: InputForm, OutputForm and FullForm on one line."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import methodcaller
from typing import Any

from wlmini.expr import Atom, BigReal, Complex, Expr, S, Symbol
from wlmini.integers import digits_of
from wlmini.syntax.characters import string_literal
from wlmini.syntax.digits import input_big, input_real, output_big, output_real
from wlmini.syntax.layout import CURRIED_FORMS, OUTPUT_FORMS
from wlmini.syntax.notation import FORMS
from wlmini.syntax.printer import Printer, Style

__all__ = ["Writer", "full_form", "input_form", "output_form"]

INPUT = Style(
    times="*",
    string=string_literal,
    real=input_real,
    big=input_big,
    atom=methodcaller("input_form"),
    reads_back=True,
    forms=FORMS,
)
OUTPUT = Style(
    times=" ",
    string=str,
    real=output_real,
    big=output_big,
    atom=methodcaller("output_form"),
    reads_back=False,
    forms={**FORMS, **OUTPUT_FORMS},
    curried=CURRIED_FORMS,
)


class Writer:
    """Writes expressions; `name_of` tells how a symbol prints (a session hides contexts on its path)."""

    def __init__(self, name_of: Callable[[Symbol], str] = repr) -> None:
        self.name_of = name_of
        self.input = Printer(INPUT, name_of)
        self.output = Printer(OUTPUT, name_of, self)

    def input_form(self, expr: Any) -> str:
        """The text that reads back to the expression."""
        return self.input.write(expr)

    def output_form(self, expr: Any) -> str:
        """What a terminal shows: strings bare, reals to six digits; on one line but for tables."""
        return self.output.write(expr)

    def full_form(self, expr: Any) -> str:
        """Heads and parts without any notation: Plus[1, Times[2, x]]."""
        leaf = FULL.get(type(expr))
        if leaf is not None:
            return leaf(self, expr)
        if isinstance(expr, Expr):
            head = self.full_form(expr.head)
            head = f"({head})" if head[0] == "-" else head
            return f"{head}[{', '.join(map(self.full_form, expr.parts))}]"
        if isinstance(expr, Atom):
            looks = expr.input_form()
            return looks if isinstance(looks, str) else self.full_form(looks)
        return str(expr)


FULL: dict[type, Callable[[Writer, Any], str]] = {
    Symbol: lambda writer, value: writer.name_of(value),
    int: lambda writer, value: digits_of(value),
    float: lambda writer, value: machine(value),
    str: lambda writer, value: string_literal(value),
    BigReal: lambda writer, value: input_big(value),
    Fraction: lambda writer, value: f"Rational[{value.numerator}, {value.denominator}]",
    complex: lambda writer, value: writer.full_form(S.Complex(value.real, value.imag)),
    Complex: lambda writer, value: writer.full_form(S.Complex(value.re, value.im)),
}


def machine(value: float) -> str:
    """A machine real with its mark: 1.5`, 1.`*^-6."""
    digits, star, exponent = input_real(value).partition("*")
    return f"{digits}`{star}{exponent}" if digits[-1] in ".0123456789" else digits


WRITER = Writer()
input_form, output_form, full_form = WRITER.input_form, WRITER.output_form, WRITER.full_form
