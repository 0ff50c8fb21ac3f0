"""OutputForm of the wrappers that say how something shall look: InputForm, TableForm, Row, StringForm, ..."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.expr import Expr, S, Symbol, is_list, rational
from wlmini.syntax.notation import Form
from wlmini.syntax.printer import ATOM, CALL, HALF, Printer, Text

OUTPUT_FORMS: dict[Symbol, Form] = {}
PLACE = r"`(\d*)`"


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


@shows(
    "InputForm", "FullForm", "TeXForm", "CForm", "FortranForm", "TreeForm", "StandardForm", "TraditionalForm",
)  # fmt: skip
def other_form(printer: Printer, expr: Expr) -> Text | None:
    """A wrapper that asks for another way of writing."""
    if len(expr.parts) < 1:
        return None
    return printer.writer.write(expr.parts[0], expr.head.short), ATOM


@shows(
    "OutputForm", "TextForm", "HoldForm", "Format", "Defer", "Style", "Framed", "Labeled", "Tooltip",
    "Annotation", "Item", "Text", "Panel", "Highlighted", "Pane", "TextCell", "ExpressionCell",
    "Interpretation", "Hyperlink", "Rotate", "Magnify", "Deploy", "Button", "Legended", "Dynamic",
    "EventHandler", "Mouseover", "Iconize",
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


COMBINING = {
    "OverBar": "\u0304", "OverHat": "\u0302", "OverTilde": "\u0303", "OverDot": "\u0307",
    "OverVector": "\u20d7", "UnderBar": "\u0332",
}  # fmt: skip
RAISED = {"SuperStar": "*", "SuperDagger": "\u2020", "SuperPlus": "+", "SuperMinus": "-"}


@shows(*COMBINING, *RAISED)
def mark(printer: Printer, expr: Expr) -> Text | None:
    """A letter with an accent, or anything with a sign above to its right."""
    if len(expr.parts) != 1:
        return None
    written, name = printer.write(expr.parts[0], CALL), expr.head.short
    if name in RAISED:
        return f"{written}^{RAISED[name]}", CALL
    return (written + COMBINING[name], ATOM) if len(written) == 1 else None


@shows("Subscript", "Superscript", "Subsuperscript")
def script(printer: Printer, expr: Expr) -> Text | None:
    """x_1, x^2 and x_1^2."""
    if len(expr.parts) < 2:
        return None
    base, *rest = [printer.write(part, CALL) for part in expr.parts]
    if expr.head is S.Subsuperscript:
        return (f"{base}_{rest[0]}^{rest[1]}", CALL) if len(rest) == 2 else None
    return f"{base}{'_' if expr.head is S.Subscript else '^'}{','.join(rest)}", CALL


@shows("Invisible")
def invisible(printer: Printer, expr: Expr) -> Text | None:
    return (" " * len(printer.write(expr.parts[0])), ATOM) if expr.parts else None


@shows("Spacer")
def spacer(printer: Printer, expr: Expr) -> Text:
    return " ", ATOM


@shows("DisplayForm", "RawBoxes")
def display(printer: Printer, expr: Expr) -> Text | None:
    """Boxes as what they show."""
    return (shown_box(printer, expr.parts[0]), ATOM) if len(expr.parts) == 1 else None


BOXES = {
    "FractionBox": "{0}/{1}", "SuperscriptBox": "{0}^{1}", "SubscriptBox": "{0}_{1}",
    "SubsuperscriptBox": "{0}_{1}^{2}", "SqrtBox": "Sqrt[{0}]", "OverscriptBox": "{0}",
    "UnderscriptBox": "{0}", "StyleBox": "{0}", "FrameBox": "{0}", "PanelBox": "{0}", "TagBox": "{0}",
    "FormBox": "{0}", "TooltipBox": "{0}", "InterpretationBox": "{0}", "BoxData": "{0}",
}  # fmt: skip


def shown_box(printer: Printer, box: Any) -> str:
    """The text of a box."""
    if not isinstance(box, Expr):
        return printer.write(box)
    if box.head is S.RowBox and box.parts and is_list(box.parts[0]):
        return "".join([shown_box(printer, each) for each in box.parts[0].parts])
    if box.head is S.GridBox and box.parts and is_list(box.parts[0]):
        rows = [row.parts if is_list(row) else (row,) for row in box.parts[0].parts]
        return "\n".join("   ".join(shown_box(printer, cell) for cell in row) for row in rows)
    shape = BOXES.get(getattr(box.head, "short", ""))
    if shape is None or not box.parts:
        return printer.write(box)
    return shape.format(*[shown_box(printer, each) for each in (*box.parts, "", "")[:3]])


@shows("Skeleton")
def skeleton(printer: Printer, expr: Expr) -> Text | None:
    """<<n>>: n parts that are left out."""
    return (f"<<{printer.write(expr.parts[0])}>>", ATOM) if len(expr.parts) == 1 else None


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

    return re.sub(PLACE, put, template), ATOM


@shows("SeriesData")
def series(printer: Printer, expr: Expr) -> Text | None:
    """The terms in order, then the order of what is left out: 1 + x + O[x]^2."""
    match expr.parts:
        case x, x0, Expr(parts=coefficients), int() as least, int() as order, int() as below if below > 0:
            at_infinity = x0 is S.Infinity
            base = S.Power(x, -1) if at_infinity else x if x0 == 0 else S.Plus(minus(x0), x)
            if at_infinity:
                powers = [S.Power(x, rational(-n, below)) for n in range(least, least + len(coefficients))]
            else:
                powers = [power(base, rational(n, below)) for n in range(least, least + len(coefficients))]
            terms = [product(c, p) for c, p in zip(coefficients, powers, strict=True) if c != 0]
            rest = power(S.O(base), rational(order, below))
            return printer.show(Expr(S.Plus, [*terms, rest]) if terms else rest)
    return None


def minus(value: Any) -> Any:
    return -value if isinstance(value, (int, Fraction)) else S.Times(-1, value)


def power(base: Any, exponent: Any) -> Any:
    return 1 if exponent == 0 else base if exponent == 1 else S.Power(base, exponent)


def product(coefficient: Any, factor: Any) -> Any:
    """coefficient factor, as a canonical product would be written."""
    if factor == 1 or coefficient == 1:
        return coefficient if factor == 1 else factor
    parts = (
        coefficient.parts if isinstance(coefficient, Expr) and coefficient.head is S.Times else (coefficient,)
    )
    return Expr(S.Times, (*parts, factor))
