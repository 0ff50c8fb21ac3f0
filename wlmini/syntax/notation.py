"""How the heads look that are not simply operators or calls: sums, quotients, patterns, slots, parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.expr import BigReal, Complex, Expr, S, Symbol
from wlmini.syntax.operators import SHOWN
from wlmini.syntax.printer import ATOM, CALL, DIVIDE, HALF, NEGATE, PLUS, POWER, TIMES, Printer, Text

Form = Callable[[Printer, Expr], Text | None]
FORMS: dict[Symbol, Form] = {}
IDENTIFIER = r"[^\W\d_][^\W_]*"
BLANKS = {S.Blank: "_", S.BlankSequence: "__", S.BlankNullSequence: "___"}
NUMBERS = (int, float, Fraction, BigReal)
PATTERN, ASSIGN = 150.0, 40.0
HALVES = Fraction(1, 2), Fraction(-1, 2)


def shows(*heads: str) -> Callable[[Form], Form]:
    """Declare how these heads are written; the function may decline with None."""

    def declare(form: Form) -> Form:
        for head in heads:
            FORMS[S[head]] = form
        return form

    return declare


@shows("List")
def braces(printer: Printer, expr: Expr) -> Text:
    return f"{{{printer.sequence(expr.parts)}}}", ATOM


ENTRIES = (S.Rule, S.RuleDelayed, S.Association)


@shows("Association")
def association(printer: Printer, expr: Expr) -> Text | None:
    if not all(isinstance(part, Expr) and part.head in ENTRIES for part in expr.parts):
        return None
    return f"<|{printer.sequence(expr.parts)}|>", ATOM


# Arithmetic


def is_negative(value: Any) -> bool:
    return type(value) in NUMBERS and (value.value if type(value) is BigReal else value) < 0


def negative(value: Any) -> Any:
    return BigReal(-value.value, value.precision) if type(value) is BigReal else -value


def positive(expr: Any) -> Any:
    """The term with its sign taken away, None where it has none: 2*x for -2*x."""
    if is_negative(expr):
        return negative(expr)
    if (
        not isinstance(expr, Expr)
        or expr.head is not S.Times
        or len(expr.parts) < 2
        or not is_negative(expr.parts[0])
    ):
        return None
    first, *rest = expr.parts
    if type(first) is int and first == -1 and not is_number(rest[0]):
        return rest[0] if len(rest) == 1 else S.Times(*rest)
    if type(first) is int and first == -1 and is_negative(rest[0]):
        return None
    return S.Times(negative(first), *rest)


def turned(expr: Any) -> Any:
    """2*I*x for -2*I*x, None for terms of other kinds."""
    if not isinstance(expr, Expr) or expr.head is not S.Times or len(expr.parts) < 2:
        return None
    first, *rest = expr.parts
    if type(first) is not Complex or first.re != 0 or not is_negative(first.im):
        return None
    return S.Times(Complex(0, negative(first.im)), *rest)


def is_number(value: Any) -> bool:
    return type(value) in NUMBERS


@shows("Plus")
def total(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) < 2:
        return None
    text = printer.write(expr.parts[0], PLUS)
    for term in expr.parts[1:]:
        opposite = positive(term) or turned(term)
        text += (
            f" + {printer.write(term, PLUS)}" if opposite is None else f" - {printer.write(opposite, PLUS)}"
        )
    return text, PLUS


@shows("Times")
def product(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) < 2:
        return None
    first = expr.parts[0]
    if type(first) is int and first == -1 and not is_number(expr.parts[1]):
        operand = printer.write(positive(expr), NEGATE)
        return f"-({operand})" if operand[:1] == "-" else f"-{operand}", NEGATE
    above, below = fraction_parts(expr.parts)
    if below and type(first) is Fraction and first.numerator == -1:
        if printer.style.reads_back:  # -1/2*x
            return factors_text(printer, list(expr.parts)), TIMES
        return f"-{printer.write(positive(expr), TIMES)}", min(TIMES, NEGATE)
    if not below:
        return factors_text(printer, above), TIMES
    return f"{of_factors(printer, above, DIVIDE - HALF)}/{of_factors(printer, below, DIVIDE)}", DIVIDE


def factors_text(printer: Printer, factors: list[Any]) -> str:
    """The factors side by side; 2 (-3), since 2 -3 would read as a difference."""
    first, *rest = [factor_text(printer, factor) for factor in factors]
    return printer.style.times.join([first, *(f"({text})" if text[:1] == "-" else text for text in rest)])


def factor_text(printer: Printer, factor: Any) -> str:
    """A factor; (2*I)*x and (-I)*x in InputForm, 2 I x and (I/3) x in OutputForm."""
    if type(factor) is Complex and factor.re == 0:
        text = printer.write(factor)
        plain = type(factor.im) is int and (not printer.style.reads_back or factor.im == 1)
        return text if plain else f"({text})"
    return printer.write(factor, TIMES)


def of_factors(printer: Printer, factors: list[Any], over: float) -> str:
    if not factors:
        return "1"
    return printer.write(factors[0] if len(factors) == 1 else S.Times(*factors), over)


def fraction_parts(factors: tuple[Any, ...]) -> tuple[list[Any], list[Any]]:
    """What stands above and what below the line of a quotient."""
    above: list[Any] = []
    below: list[Any] = []
    for index, factor in enumerate(factors):
        opposite = inverse(factor)
        if index == 0 and type(factor) is Fraction:
            above += [] if factor.numerator == 1 else [factor.numerator]
            below.append(factor.denominator)
        elif opposite is not None:
            below.append(opposite)
        else:
            above.append(factor)
    return above, below


def inverse(factor: Any) -> Any:
    """1/factor for a power with a negative exponent, else None."""
    if not isinstance(factor, Expr) or factor.head is not S.Power or len(factor.parts) != 2:
        return None
    base, exponent = factor.parts
    opposite = None if type(exponent) is float else positive(exponent)
    if opposite is None:
        return None
    return base if type(opposite) is int and opposite == 1 else S.Power(base, opposite)


@shows("Power")
def power(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) != 2:
        return None
    base, exponent = expr.parts
    if type(exponent) is Fraction and exponent in HALVES:
        root = f"Sqrt[{printer.write(base)}]"
        return (root, CALL) if exponent > 0 else (f"1/{root}", DIVIDE)
    if type(exponent) is int and exponent == -1 and not printer.style.reads_back:
        return f"1/{printer.write(base, DIVIDE)}", DIVIDE
    return f"{printer.write(base, POWER)}^{printer.write(exponent, POWER - HALF)}", POWER


@shows("Inequality")
def inequality(printer: Printer, expr: Expr) -> Text | None:
    own = SHOWN[S.Less].precedence
    heads = [SHOWN.get(head) if type(head) is Symbol else None for head in expr.parts[1::2]]
    if len(expr.parts) < 3 or len(expr.parts) % 2 == 0:
        return None
    text = printer.write(expr.parts[0], own)
    for operator, part in zip(heads, expr.parts[2::2], strict=True):
        if operator is None or operator.kind != "compare":
            return None
        text += operator.shown + printer.write(part, own)
    return (text, own) if len(set(heads)) > 1 else None


# Patterns


@shows("Blank", "BlankSequence", "BlankNullSequence")
def blank(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case ():
            return BLANKS[expr.head], ATOM
        case (Symbol() as head,):
            return BLANKS[expr.head] + printer.name_of(head), ATOM
    return None


@shows("Pattern")
def pattern(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case (Symbol() as name, Expr(head=Symbol() as head) as inner) if head in BLANKS:
            shown = blank(printer, inner)
            if shown is not None:
                return printer.name_of(name) + shown[0], ATOM
    match expr.parts:
        case (Symbol() as name, inner):
            return f"{printer.name_of(name)}:{printer.write(inner, PATTERN)}", PATTERN
    return None


@shows("Optional")
def optional(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case (Expr(head=Symbol(short="Pattern" | "Blank")) as inner,):
            text = printer.write(inner)
            return (text + ".", ATOM) if text.endswith("_") and not text.endswith("__") else None
        case (Symbol(), _):
            return None
        case (inner, default):
            return f"{printer.write(inner, PATTERN - HALF)}:{printer.write(default, PATTERN)}", PATTERN
    return None


# Slots, messages, parts


@shows("Slot")
def slot(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case (int() as number,) if number >= 0:
            return f"#{number}", ATOM
        case (str() as name,) if re.fullmatch(IDENTIFIER, name):
            return f"#{name}", ATOM
    return None


@shows("SlotSequence")
def slot_sequence(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case (int() as number,) if number >= 0:
            return f"##{number}", ATOM
    return None


@shows("Out")
def out(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case ():
            return "%", ATOM
        case (int() as number,) if number > 0:
            return f"%{number}", ATOM
        case (-2 | -3 as number,):
            return "%" * -number, ATOM
    return None


@shows("MessageName")
def message_name(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case (Symbol() as owner, str() as tag) if re.fullmatch(IDENTIFIER, tag):
            return f"{printer.name_of(owner)}::{tag}", ATOM
    return None


@shows("Part")
def part(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) < 2:
        return None
    return f"{printer.write(expr.parts[0], CALL - HALF)}[[{printer.sequence(expr.parts[1:])}]]", CALL


@shows("TagSet", "TagSetDelayed", "TagUnset")
def tag_set(printer: Printer, expr: Expr) -> Text | None:
    match expr.head.short, expr.parts:
        case "TagUnset", (owner, left):
            end = " =."
        case "TagSet" | "TagSetDelayed" as name, (owner, left, right):
            end = f"{' = ' if name == 'TagSet' else ' := '}{printer.write(right, ASSIGN - HALF)}"
        case _:
            return None
    return f"{printer.write(owner, ASSIGN)} /: {printer.write(left, ASSIGN)}{end}", ASSIGN
