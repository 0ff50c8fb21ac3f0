"""OutputForm of the wrappers that say how something shall look: InputForm, TableForm, Row, StringForm, ..."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from wlmini.expr import Association, Expr, S, Symbol, is_list
from wlmini.syntax.digits import output_real
from wlmini.syntax.notation import Form
from wlmini.syntax.printer import ATOM, CALL, HALF, Printer, Text

OUTPUT_FORMS: dict[Symbol, Form] = {}
PLACE = re.compile(r"`(\d*)`")
GAP = "   "


def shows(*heads: str) -> Callable[[Form], Form]:
    """Declare how OutputForm shows these heads; the function may decline with None."""

    def declare(form: Form) -> Form:
        for head in heads:
            OUTPUT_FORMS[S[head]] = form
        return form

    return declare


def derivative(printer: Printer, expr: Expr) -> Text | None:
    """Derivative[1][f] is f', Derivative[2][f] is f''."""
    match expr.head.parts, expr.parts:
        case (1 | 2 as order,), (function,):
            return printer.write(function, CALL - HALF) + "'" * order, CALL
    return None


CURRIED_FORMS: dict[Symbol, Form] = {S.Derivative: derivative}


@shows("InputForm", "FullForm")
def other_form(printer: Printer, expr: Expr) -> Text | None:
    """A wrapper that asks for another way of writing."""
    if len(expr.parts) < 1:
        return None
    write = printer.writer.input_form if expr.head is S.InputForm else printer.writer.full_form
    return write(expr.parts[0]), ATOM


@shows(
    "OutputForm", "StandardForm", "TraditionalForm", "TextForm", "HoldForm", "Style", "Framed", "Labeled",
    "Tooltip", "Annotation", "Item", "Text", "Panel", "Highlighted",
)  # fmt: skip
def content(printer: Printer, expr: Expr) -> Text | None:
    """Wrappers of which a terminal can only show what is in them."""
    return printer.show(expr.parts[0]) if expr.parts else None


@shows("Graphics", "Graphics3D")
def picture(printer: Printer, expr: Expr) -> Text:
    """A terminal shows that there is a picture."""
    return f"-{printer.name_of(expr.head)}-", ATOM


@shows("Row")
def row(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case (Expr() as items, *rest) if is_list(items):
            between = printer.write(rest[0]) if rest and not is_option(rest[0]) else ""
            return between.join(map(printer.write, items.parts)), ATOM
    return None


@shows("Skeleton")
def skeleton(printer: Printer, expr: Expr) -> Text | None:
    """<<n>>: n parts that are left out."""
    return (f"<<{printer.write(expr.parts[0])}>>", ATOM) if len(expr.parts) == 1 else None


@shows("Column")
def column(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case (Expr() as items, *_) if is_list(items):
            return "\n".join(map(printer.write, items.parts)), ATOM
    return None


@shows("Grid", "TableForm", "MatrixForm")
def table(printer: Printer, expr: Expr) -> Text | None:
    """Rows of text; MatrixForm and TableForm of a vector stand in one column."""
    if not expr.parts or not isinstance(expr.parts[0], Expr):
        return None
    items = expr.parts[0]
    values = list(items.values()) if isinstance(items, Association) else items.parts
    if not isinstance(items, Association) and not is_list(items):
        return None
    rows = [
        list(map(printer.write, line.parts)) if is_list(line) else [printer.write(line)] for line in values
    ]
    headings = next((rule.parts[1] for rule in expr.parts[1:] if is_option(rule, "TableHeadings")), None)
    return "\n".join(aligned(headed(printer, rows, headings))), ATOM


def headed(printer: Printer, rows: list[list[str]], headings: Any) -> list[list[str]]:
    """The rows with the names of TableHeadings -> {rows, columns} before and above them."""
    if not is_list(headings):
        return rows
    down, across = ([*headings.parts, None, None])[:2]
    if is_list(down):
        rows = [[name, *line] for name, line in zip(map(printer.write, down.parts), rows, strict=False)]
    if is_list(across):
        rows = [[*([""] if is_list(down) else []), *map(printer.write, across.parts)], *rows]
    return rows


def aligned(rows: list[list[str]]) -> list[str]:
    """Lines in which the cells of a column start at one place."""
    widths = [max(map(len, cells)) for cells in zip_longest(*rows, fillvalue="")]
    return [
        GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)).rstrip()
        for line in rows
    ]


def is_option(expr: Any, name: str = "") -> bool:
    if not isinstance(expr, Expr) or expr.head not in (S.Rule, S.RuleDelayed) or len(expr.parts) != 2:
        return False
    return not name or expr.parts[0] in (S[name], name)


@shows("StringForm")
def string_form(printer: Printer, expr: Expr) -> Text | None:
    """The template with each `n` replaced, a bare `` by the next one."""
    if not expr.parts or not isinstance(expr.parts[0], str):
        return None
    template, *items = expr.parts
    last = 0

    def put(match: re.Match[str]) -> str:
        nonlocal last
        last = int(match.group(1)) if match.group(1) else last + 1
        return printer.write(items[last - 1]) if 0 < last <= len(items) else match.group()

    return PLACE.sub(put, template), ATOM


@shows("NumberForm", "DecimalForm")
def number_form(printer: Printer, expr: Expr) -> Text | None:
    """Reals to n significant digits, or with {n, f} to f places after the point."""
    match expr.parts:
        case (inner,):
            return printer.show(inner)
        case (inner, int() as digits, *_) if digits > 0:
            return with_reals(printer, lambda value: output_real(value, digits)).show(inner)
        case (inner, Expr(parts=(int(), int() as places)), *_) if places >= 0:
            return with_reals(printer, lambda value: fixed(value, places)).show(inner)
    return None


def fixed(value: float, places: int) -> str:
    return f"{value:.{places}f}" if places else f"{value:.0f}."


def with_reals(printer: Printer, real: Callable[[float], str]) -> Printer:
    """A printer that differs in how it writes machine reals."""
    return Printer(printer.style._replace(real=real), printer.name_of, printer.writer)


@shows("PaddedForm")
def padded_form(printer: Printer, expr: Expr) -> Text | None:
    """NumberForm in a field of n characters and room for a sign."""
    shown = number_form(printer, expr)
    match expr.parts:
        case (_, int() as width, *_) | (_, Expr(parts=(int() as width, int())), *_) if shown is not None:
            return shown[0].rjust(width + 1), ATOM
    return shown


@shows("Quantity")
def quantity(printer: Printer, expr: Expr) -> Text | None:
    """Magnitude and unit: 3 meters."""
    match expr.parts:
        case (magnitude, str() as unit):
            return f"{printer.write(magnitude, CALL)} {unit[:1].lower()}{unit[1:]}", HALF
    return None
