"""The mechanism of printing: text and precedence of each expression, parentheses only where they are needed.

What single heads look like stands in tables: the operators in grammar/operators.toml, the rest in
`notation` and `layout`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from wlmini.expr import NULL, Association, Atom, BigReal, Complex, Expr, Packed, S, Symbol
from wlmini.integers import digits_of
from wlmini.syntax.operators import SHOWN, Operator

ATOM = 1000.0
CALL, NEGATE, DIVIDE, TIMES, POWER, PLUS = 670.0, 480.0, 470.0, 400.0, 590.0, 310.0
HALF = 0.5  # asked of an operand that may also have the operator's own precedence

Text = tuple[str, float]  # how an expression is written and how tightly that holds together


class Style(NamedTuple):
    """What tells InputForm from OutputForm."""

    times: str
    string: Callable[[str], str]
    real: Callable[[float], str]
    big: Callable[[BigReal], str]
    atom: Callable[[Atom], Any]
    reads_back: bool
    forms: Mapping[Symbol, Callable[[Printer, Expr], Text | None]] = {}
    curried: Mapping[Symbol, Callable[[Printer, Expr], Text | None]] = {}
    integer: Callable[[int], str] = digits_of
    brackets: tuple[str, str, str] = ("[", ", ", "]")
    name: str = "OutputForm"  # of the form, for definitions that the user gave


class Printer:
    """Writes expressions in one style; `name_of` tells how a symbol prints."""

    def __init__(self, style: Style, name_of: Callable[[Symbol], str], writer: Any) -> None:
        self.style = style
        self.name_of = name_of
        self.writer = writer  # for wrappers that ask for another form, and for what the session knows

    def styled(self, style: Style) -> Printer:
        """A printer of the same session with another style."""
        return Printer(style, self.name_of, self.writer)

    def write(self, expr: Any, over: float = 0.0) -> str:
        """The text of an expression, in parentheses unless it binds tighter than `over`."""
        text, precedence = self.show(expr)
        return text if precedence > over else f"({text})"

    def show(self, expr: Any) -> Text:
        if self.writer.formats:
            given = self.writer.formats.find(expr, self.style.name)
            if given is not None:
                return self.show(given)
        leaf = LEAVES.get(type(expr))
        if leaf is not None:
            return leaf(self, expr)
        if not isinstance(expr, Expr):
            return self.atom(expr)
        head = expr.head
        if type(head) is Symbol:
            form = self.style.forms.get(head)
            if form is not None:
                shown = form(self, expr)
                if shown is not None:
                    return shown
            operator = SHOWN.get(head)
            if operator is not None:
                shown = ARRANGED[operator.kind](self, operator, expr.parts)
                if shown is not None:
                    return shown
        elif isinstance(head, Expr) and head.head in self.style.curried:
            shown = self.style.curried[head.head](self, expr)
            if shown is not None:
                return shown
        return self.call(expr)

    def call(self, expr: Expr) -> Text:
        """`head[part, part]`."""
        opened, comma, closed = self.style.brackets
        inside = comma.join([self.write(part) for part in expr.parts])
        return f"{self.write(expr.head, CALL - HALF)}{opened}{inside}{closed}", CALL

    def sequence(self, parts: Any) -> str:
        return ", ".join([self.write(part) for part in parts])

    def atom(self, value: Any) -> Text:
        """A net, a NumericArray, ...: it says itself what it looks like."""
        if not isinstance(value, Atom):
            return str(value), ATOM
        looks = self.style.atom(value)
        return (looks, ATOM) if isinstance(looks, str) else self.show(looks)

    def packed(self, value: Packed) -> Text:
        return self.rows(value.array.tolist()), ATOM

    def rows(self, items: list[Any]) -> str:
        """Nested lists of Python numbers."""
        if items and type(items[0]) is list:
            return "{" + ", ".join(map(self.rows, items)) + "}"
        if items and type(items[0]) is float:
            return "{" + ", ".join(map(self.style.real, items)) + "}"
        if items and type(items[0]) is int and self.style.integer is str:
            return "{" + str(items)[1:-1] + "}"
        return "{" + self.sequence(items) + "}"

    def association(self, value: Association) -> Text:
        return f"<|{self.sequence(value.parts)}|>", ATOM


def signed(text: str) -> Text:
    return text, NEGATE if text.startswith("-") else ATOM


def sum_of(re: Any, im: Any) -> Any:
    """A complex number as the expression that reads back to it."""
    imaginary = S.I if type(im) is int and im == 1 else S.Times(im, S.I)
    return imaginary if type(re) is int and re == 0 else S.Plus(re, imaginary)


LEAVES: dict[type, Callable[[Printer, Any], Text]] = {
    Symbol: lambda printer, value: (printer.name_of(value), ATOM),
    int: lambda printer, value: (printer.style.integer(value), ATOM if value >= 0 else NEGATE),
    float: lambda printer, value: signed(printer.style.real(value)),
    str: lambda printer, value: (printer.style.string(value), ATOM),
    Fraction: lambda printer, value: (f"{value.numerator}/{value.denominator}", DIVIDE),
    complex: lambda printer, value: printer.show(sum_of(value.real, value.imag)),
    Complex: lambda printer, value: printer.show(sum_of(value.re, value.im)),
    BigReal: lambda printer, value: signed(printer.style.big(value)),
    Packed: Printer.packed,
    Association: Printer.association,
}


# How the operands stand around an operator; None where there are too few or too many of them.


def flat(printer: Printer, operator: Operator, parts: tuple[Any, ...]) -> Text | None:
    if len(parts) < 2:
        return None
    own = operator.precedence
    if operator.head is S.CompoundExpression and parts[-1] is NULL:  # `a; ` says Null by saying nothing
        return "; ".join([*(printer.write(part, own) for part in parts[:-1]), ""]), own
    return operator.shown.join([printer.write(part, operator.over) for part in parts]), own


def left(printer: Printer, operator: Operator, parts: tuple[Any, ...]) -> Text | None:
    if len(parts) != 2:
        return None
    own = operator.precedence
    return f"{printer.write(parts[0], own - HALF)}{operator.shown}{printer.write(parts[1], own)}", own


def right(printer: Printer, operator: Operator, parts: tuple[Any, ...]) -> Text | None:
    if len(parts) != 2:
        return None
    own = operator.precedence
    return f"{printer.write(parts[0], own)}{operator.shown}{printer.write(parts[1], own - HALF)}", own


def span(printer: Printer, operator: Operator, parts: tuple[Any, ...]) -> Text | None:
    return flat(printer, operator, parts) if len(parts) in (2, 3) else None


def prefix(printer: Printer, operator: Operator, parts: tuple[Any, ...]) -> Text | None:
    if len(parts) != 1:
        return None
    operand = printer.write(parts[0], operator.precedence)
    if operand[:1] == operator.shown[-1]:  # `!` before `!a` would still read, `--` before `-a` would not
        operand = f"({operand})"
    return operator.shown + operand, operator.precedence


def postfix(printer: Printer, operator: Operator, parts: tuple[Any, ...]) -> Text | None:
    if len(parts) != 1:
        return None
    operand = printer.write(parts[0], operator.precedence)
    if operator.shown[0] == operand[-1:]:  # `x_.` before `..`
        operand = f"({operand})"
    return operand + operator.shown, operator.precedence


ARRANGED: dict[str, Callable[[Printer, Operator, tuple[Any, ...]], Text | None]] = {
    "flat": flat, "compare": flat, "sum": flat, "product": flat, "span": span, "left": left, "test": left,
    "right": right, "assign": right, "prefix": prefix, "postfix": postfix,
}  # fmt: skip
