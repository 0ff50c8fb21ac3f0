"""Expressions to text: InputForm, OutputForm and FullForm on one line."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import methodcaller
from typing import Any

from wlmini.expr import Atom, BigReal, Complex, Expr, S, Symbol
from wlmini.integers import digits_of
from wlmini.syntax.characters import string_literal
from wlmini.syntax.code_forms import FORTRAN, C, code
from wlmini.syntax.digits import input_big, input_real, output_big, output_real
from wlmini.syntax.grids import GRID_FORMS
from wlmini.syntax.layout import CURRIED_FORMS, OUTPUT_FORMS
from wlmini.syntax.notation import FORMS
from wlmini.syntax.number_forms import NUMBER_FORMS
from wlmini.syntax.printer import Printer, Style
from wlmini.syntax.tree import tree

__all__ = ["Writer", "full_form", "input_form", "output_form"]

INPUT = Style(
    times="*",
    string=string_literal,
    real=input_real,
    big=input_big,
    atom=methodcaller("input_form"),
    reads_back=True,
    forms=FORMS,
    name="InputForm",
)
OUTPUT = Style(
    times=" ",
    string=str,
    real=output_real,
    big=output_big,
    atom=methodcaller("output_form"),
    reads_back=False,
    forms={**FORMS, **OUTPUT_FORMS, **GRID_FORMS, **NUMBER_FORMS},
    curried=CURRIED_FORMS,
)
HOLDING = frozenset((S.Hold, S.HoldComplete, S.HoldForm, S.HoldPattern, S.Unevaluated))  # as it was written
MINUS_INFINITY = S.Times(-1, S.Infinity)


class Writer:
    """Writes expressions.

    `name_of` tells how a symbol prints (a session hides contexts on its path), `call` the value of a function
    that an option names, and `formats` finds what the user said about the look of an expression.
    """

    def __init__(
        self,
        name_of: Callable[[Symbol], str] = repr,
        call: Callable[..., Any] = lambda function, *arguments: Expr(function, arguments),
        formats: Any = None,
    ) -> None:
        self.name_of = name_of
        self.call = call
        self.formats = formats
        self.held = 0  # how many Holds are around, in FullForm
        self.input = Printer(INPUT, name_of, self)
        self.output = Printer(OUTPUT, name_of, self)

    def write(self, expr: Any, form: str = "OutputForm") -> str:
        """The text of an expression in the form of that name, OutputForm where there is no such form."""
        return WRITERS.get(form, Writer.output_form)(self, expr)

    def input_form(self, expr: Any) -> str:
        """The text that reads back to the expression."""
        return self.input.write(expr)

    def output_form(self, expr: Any) -> str:
        """What a terminal shows: strings bare, reals to six digits; on one line but for tables."""
        return self.output.write(expr)

    def tex_form(self, expr: Any) -> str:
        from wlmini.syntax import tex

        return tex.TexPrinter(tex.TEX, self.name_of, self).write(expr).rstrip()

    def c_form(self, expr: Any) -> str:
        return code(Printer(C, self.name_of, self), expr)

    def fortran_form(self, expr: Any) -> str:
        return code(Printer(FORTRAN, self.name_of, self), expr)

    def tree_form(self, expr: Any) -> str:
        return tree(self.output, expr)

    def styled(self, form: str) -> Callable[[Any], str]:
        """OutputForm where the user's definitions for another form hold."""
        return Printer(OUTPUT._replace(name=form), self.name_of, self).write

    def full_form(self, expr: Any) -> str:
        """Heads and parts without any notation: Plus[1, Times[2, x]]."""
        leaf = FULL.get(type(expr))
        if leaf is not None:
            return leaf(self, expr) if expr is not S.Infinity or self.held else "DirectedInfinity[1]"
        if isinstance(expr, Expr):
            if expr.head is S.Times and not self.held and expr == MINUS_INFINITY:
                return "DirectedInfinity[-1]"
            head = self.full_form(expr.head)
            head = f"({head})" if head[0] == "-" else head
            holding = expr.head in HOLDING
            self.held += holding
            try:
                return f"{head}[{', '.join(map(self.full_form, expr.parts))}]"
            finally:
                self.held -= holding
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


WRITERS: dict[str, Callable[[Writer, Any], str]] = {
    "InputForm": Writer.input_form,
    "FullForm": Writer.full_form,
    "TeXForm": Writer.tex_form,
    "CForm": Writer.c_form,
    "FortranForm": Writer.fortran_form,
    "TreeForm": Writer.tree_form,
    "StandardForm": lambda writer, expr: writer.styled("StandardForm")(expr),
    "TraditionalForm": lambda writer, expr: writer.styled("TraditionalForm")(expr),
}
WRITER = Writer()
input_form, output_form, full_form = WRITER.input_form, WRITER.output_form, WRITER.full_form
