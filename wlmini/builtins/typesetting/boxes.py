"""Boxes: ToBoxes and MakeBoxes make them of expressions, MakeExpression reads them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.builtins.typesetting.box_text import box_input
from wlmini.builtins.typesetting.graphics_boxes import graphics_box
from wlmini.expr import Association, Atom, BigReal, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import NOTHING
from wlmini.syntax.characters import NAMED, string_literal
from wlmini.syntax.digits import input_big, input_real
from wlmini.syntax.failure import SyntaxFailure
from wlmini.syntax.notation import fraction_parts, positive
from wlmini.syntax.operators import SHOWN
from wlmini.syntax.printer import ATOM, CALL, DIVIDE, HALF, NEGATE, PLUS, POWER, TIMES

Box = Any
Boxed = tuple[Box, float]  # the box and how tightly what it shows holds together
Maker = Callable[["Boxes", Expr], "Boxed | None"]
MAKERS: dict[Symbol, Maker] = {}
SIGNS = {
    S.Rule: "Rule", S.RuleDelayed: "RuleDelayed", S.Equal: "Equal", S.Unequal: "NotEqual",
    S.LessEqual: "LessEqual", S.GreaterEqual: "GreaterEqual", S.Element: "Element",
    S.DirectedEdge: "DirectedEdge", S.UndirectedEdge: "UndirectedEdge",
}  # fmt: skip


def row(*items: Box) -> Box:
    return S.RowBox(make_list(items))


class Boxes:
    """Makes boxes for one form, StandardForm or TraditionalForm."""

    def __init__(self, kernel: Any, form: str) -> None:
        self.kernel = kernel
        self.form = form
        self.brackets = ("(", ")") if form == "TraditionalForm" else ("[", "]")

    def box(self, expr: Any, over: float = 0.0) -> Box:
        """The box of an expression, in parentheses unless it binds tighter than `over`."""
        made, precedence = self.make(expr)
        return made if precedence > over else row("(", made, ")")

    def make(self, expr: Any) -> Boxed:
        given = self.given(expr)
        if given is not None:
            return given, ATOM
        if isinstance(expr, Association):
            return row("<|", *self.inside(expr.parts), "|>"), ATOM
        if not isinstance(expr, Expr):
            return self.leaf(expr)
        if isinstance(expr.head, Symbol):
            maker = MAKERS.get(expr.head)
            made = maker(self, expr) if maker is not None else self.operator(expr)
            if made is not None:
                return made
        opened, closed = self.brackets
        return row(self.box(expr.head, CALL - HALF), opened, *self.inside(expr.parts), closed), CALL

    def given(self, expr: Any) -> Box | None:
        """What definitions of the user say."""
        if self.kernel.with_up_values and isinstance(expr, Expr):
            value = self.kernel.up_value(S.MakeBoxes(expr, S[self.form]))
            if value is not NOTHING:
                return self.kernel.evaluate(value)
        formats = self.kernel.state.get("formats")
        if not formats:
            return None
        found = formats.boxes(expr, S[self.form])
        if found is not None:
            return found
        look = formats.find(expr, self.form)
        return None if look is None else self.box(look)

    def inside(self, parts: Any) -> list[Box]:
        """What stands between brackets: nothing, one box, or a row with commas."""
        if not parts:
            return []
        boxes = [self.box(part) for part in parts]
        if len(boxes) == 1:
            return boxes
        return [row(*[each for box in boxes for each in (",", box)][1:])]

    def leaf(self, value: Any) -> Boxed:
        if isinstance(value, Symbol):
            return self.kernel.name_of(value), ATOM
        if isinstance(value, str):
            return string_literal(value), ATOM
        if isinstance(value, Fraction):
            box = S.FractionBox(str(abs(value.numerator)), str(value.denominator))
            return (row("-", box), NEGATE) if value < 0 else (box, ATOM)
        if isinstance(value, (int, float, BigReal)):
            return signed(number(value))
        if isinstance(value, Atom):
            looks = value.output_form()
            return (looks, ATOM) if isinstance(looks, str) else self.make(looks)
        return self.make(S.Plus(value.real, S.Times(value.imag, S.I))) if isinstance(value, complex) else (
            self.make(S.Plus(value.re, S.Times(value.im, S.I)))
        )  # fmt: skip

    def operator(self, expr: Expr) -> Boxed | None:
        """An infix operator of the table between boxes."""
        operator = SHOWN.get(expr.head)
        if operator is not None and operator.kind == "prefix" and len(expr.parts) == 1:
            return row(
                operator.shown.strip(), self.box(expr.parts[0], operator.precedence)
            ), operator.precedence
        if operator is None or len(expr.parts) < 2 or operator.kind in ("prefix", "postfix", "span"):
            return None
        own = operator.precedence
        sign = NAMED[SIGNS[expr.head]] if expr.head in SIGNS else operator.shown.strip()
        boxes = [self.box(part, own) for part in expr.parts]
        return row(*[each for box in boxes for each in (sign, box)][1:]), own


def number(value: Any) -> str:
    """Reals carry their mark, as in 1.5`."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, BigReal):
        return input_big(value)
    digits, star, exponent = input_real(value).partition("*")
    return f"{digits}`{star}{exponent}"


def signed(text: str) -> Boxed:
    return (row("-", text[1:]), NEGATE) if text.startswith("-") else (text, ATOM)


def makes(*heads: str) -> Callable[[Maker], Maker]:
    """Declare how these heads become boxes; the function may decline with None."""

    def declare(maker: Maker) -> Maker:
        MAKERS.update({S[head]: maker for head in heads})
        return maker

    return declare


@makes("Blank", "BlankSequence", "BlankNullSequence", "Pattern", "Slot", "SlotSequence", "MessageName", "Out")
def as_input(boxes: Boxes, expr: Expr) -> Boxed:
    """What is one word of input: x_, #1, f::tag."""
    return str(boxes.kernel.show(expr, "InputForm")), ATOM


@makes("Function")
def pure_function(boxes: Boxes, expr: Expr) -> Boxed | None:
    return (row(boxes.box(expr.parts[0], 90.0), "&"), 90.0) if len(expr.parts) == 1 else None


@makes("List")
def braces(boxes: Boxes, expr: Expr) -> Boxed:
    return row("{", *boxes.inside(expr.parts), "}"), ATOM


@makes("Plus")
def total(boxes: Boxes, expr: Expr) -> Boxed | None:
    if len(expr.parts) < 2:
        return None
    items = [boxes.box(expr.parts[0], PLUS - HALF)]
    for term in expr.parts[1:]:
        opposite = positive(term)
        items += ["+", boxes.box(term, PLUS)] if opposite is None else ["-", boxes.box(opposite, PLUS)]
    return row(*items), PLUS


@makes("Times")
def product(boxes: Boxes, expr: Expr) -> Boxed | None:
    if len(expr.parts) < 2:
        return None
    opposite = positive(expr)
    if opposite is not None:
        return row("-", boxes.box(opposite, TIMES - HALF)), NEGATE
    above, below = fraction_parts(expr.parts)
    if below:
        top, bottom = [together(factors) for factors in (above, below)]
        return S.FractionBox(boxes.box(top), boxes.box(bottom)), DIVIDE
    factors = [boxes.box(part, TIMES) for part in expr.parts]
    return row(*[each for box in factors for each in (" ", box)][1:]), TIMES


def together(factors: list[Any]) -> Any:
    return 1 if not factors else factors[0] if len(factors) == 1 else S.Times(*factors)


@makes("Power")
def power(boxes: Boxes, expr: Expr) -> Boxed | None:
    if len(expr.parts) != 2:
        return None
    base, exponent = expr.parts
    if exponent in (Fraction(1, 2), Fraction(-1, 2)):
        root = S.SqrtBox(boxes.box(base))
        return (root, ATOM) if exponent > 0 else (S.FractionBox("1", root), DIVIDE)
    if isinstance(exponent, (int, Fraction)) and exponent < 0:
        under = base if exponent == -1 else S.Power(base, -exponent)
        return S.FractionBox("1", boxes.box(under)), DIVIDE
    if isinstance(exponent, Fraction):
        raised = row(str(exponent.numerator), "/", str(exponent.denominator))
    else:
        raised = boxes.box(exponent)
    return S.SuperscriptBox(boxes.box(base, POWER), raised), POWER


SCRIPTS = {
    S.Subscript: S.SubscriptBox, S.Superscript: S.SuperscriptBox, S.Subsuperscript: S.SubsuperscriptBox,
    S.Overscript: S.OverscriptBox, S.Underscript: S.UnderscriptBox, S.Underoverscript: S.UnderoverscriptBox,
}  # fmt: skip


@makes(*[head.short for head in SCRIPTS])
def script(boxes: Boxes, expr: Expr) -> Boxed | None:
    count = 3 if expr.head in (S.Subsuperscript, S.Underoverscript) else 2
    if expr.head is S.Subscript and len(expr.parts) > 2:
        return S.SubscriptBox(boxes.box(expr.parts[0], CALL), *boxes.inside(expr.parts[1:])), CALL
    if len(expr.parts) != count:
        return None
    first, *rest = expr.parts
    return SCRIPTS[expr.head](boxes.box(first, CALL), *[boxes.box(each) for each in rest]), CALL


OVER = {"OverBar": "_", "OverHat": "^", "OverTilde": "~", "OverDot": ".", "OverVector": "\u21c0"}


@makes(*OVER)
def accent(boxes: Boxes, expr: Expr) -> Boxed | None:
    if len(expr.parts) != 1:
        return None
    return S.OverscriptBox(boxes.box(expr.parts[0], CALL), OVER[expr.head.short]), CALL


@makes("Grid", "MatrixForm", "TableForm", "Column")
def grid(boxes: Boxes, expr: Expr) -> Boxed | None:
    if not expr.parts or not is_list(expr.parts[0]):
        return None
    rows = [each.parts if is_list(each) else (each,) for each in expr.parts[0].parts]
    cells = make_list([make_list([boxes.box(cell) for cell in line]) for line in rows])
    table = S.GridBox(cells)
    if expr.head is S.MatrixForm:
        return S.TagBox(row("(", "\u2061", table, "\u2061", ")"), "MatrixForm"), ATOM
    return S.TagBox(table, expr.head.short), ATOM


@makes("Row")
def items_in_row(boxes: Boxes, expr: Expr) -> Boxed | None:
    if not expr.parts or not is_list(expr.parts[0]):
        return None
    return row(*[boxes.box(each) for each in expr.parts[0].parts]), ATOM


@makes("Style")
def styled(boxes: Boxes, expr: Expr) -> Boxed | None:
    return (S.StyleBox(boxes.box(expr.parts[0]), *expr.parts[1:]), ATOM) if expr.parts else None


@makes("Framed", "Panel")
def framed(boxes: Boxes, expr: Expr) -> Boxed | None:
    head = S.FrameBox if expr.head is S.Framed else S.PanelBox
    return (head(boxes.box(expr.parts[0])), ATOM) if expr.parts else None


@makes("HoldForm", "Defer", "StandardForm", "TraditionalForm", "OutputForm")
def content(boxes: Boxes, expr: Expr) -> Boxed | None:
    if len(expr.parts) != 1:
        return None
    if expr.head in (S.StandardForm, S.TraditionalForm):
        inner = Boxes(boxes.kernel, expr.head.short)
        return S.FormBox(inner.box(expr.parts[0]), expr.head), ATOM
    return S.TagBox(boxes.box(expr.parts[0]), expr.head), ATOM


@makes("Interpretation")
def interpreted(boxes: Boxes, expr: Expr) -> Boxed | None:
    if len(expr.parts) < 2:
        return None
    return S.InterpretationBox(boxes.box(expr.parts[0]), expr.parts[-1]), ATOM


@makes("Graphics", "Graphics3D")
def drawn(boxes: Boxes, expr: Expr) -> Boxed | None:
    return (graphics_box(boxes.box, expr), ATOM) if expr.parts else None


@makes("DisplayForm", "RawBoxes")
def as_they_are(boxes: Boxes, expr: Expr) -> Boxed | None:
    return (expr.parts[0], ATOM) if len(expr.parts) == 1 else None


# -- builtins --------------------------------------------------------------------------------------

MESSAGES = {
    "form": "`1` is no form that boxes are made for; StandardForm and TraditionalForm are.",
    "sntx": "`1`",
    "box": "`1` is no box that can be read.",
}


def form_name(form: Any) -> str:
    if form not in (S.StandardForm, S.TraditionalForm):
        raise Failure("form", form, value=None)
    return str(form.short)


@builtin("ToBoxes[expr]", "ToBoxes[expr, form]", messages=MESSAGES)
def to_boxes(kernel: Any, expr: Any, form: Any = S.StandardForm) -> Any:
    """gives the boxes that show expr in StandardForm or another form.

    >>> ToBoxes[x^2]
    SuperscriptBox[x, 2]
    >>> ToBoxes[a/b + 1]
    RowBox[{1, +, FractionBox[a, b]}]
    """
    return Boxes(kernel, form_name(form)).box(expr)


@builtin("MakeBoxes[expr]", "MakeBoxes[expr, form]", attributes="HoldAllComplete", messages=MESSAGES)
def make_boxes(kernel: Any, expr: Any, form: Any = S.StandardForm) -> Any:
    """gives the boxes that show expr, unevaluated; MakeBoxes[f[x_], form_] := boxes says how f looks.

    >>> MakeBoxes[1 + 1]
    RowBox[{1, +, 1}]
    """
    return Boxes(kernel, form_name(kernel.evaluate(form))).box(expr)


@builtin("MakeExpression[boxes]", "MakeExpression[boxes, form]", messages=MESSAGES)
def make_expression(kernel: Any, boxes: Any, form: Any = S.StandardForm) -> Any:
    """gives the expression that boxes show, in HoldComplete.

    >>> MakeExpression[RowBox[{"1", "+", "1"}], StandardForm]
    HoldComplete[1 + 1]
    """
    text = box_input(boxes, lambda expr: str(kernel.show(expr, "InputForm")))
    if text is None:
        raise Failure("box", boxes)
    try:
        return S.HoldComplete(*[reading.expr for reading in kernel.read(text)])
    except SyntaxFailure as failure:
        raise Failure("sntx", str(failure)) from None
