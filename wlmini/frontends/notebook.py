"""Notebooks and Markdown files as scripts: their input cells and code blocks, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from wlmini.expr import Expr, Symbol, symbol
from wlmini.session import Session
from wlmini.syntax.failure import SyntaxFailure
from wlmini.syntax.parse import Reader
from wlmini.syntax.write import input_form

INPUT_STYLES = {"Input", "Code", "InputOnly"}
NEW_LINE = "\uf3a3"  # \[IndentingNewLine]


class Piece(NamedTuple):
    """A piece of code of a file: what it is called in messages, and its text, or why there is none."""

    name: str
    text: str
    fault: str = ""


class Unreadable(Exception):
    """A box that stands for no input; the text names it."""


def is_document(file: str) -> bool:
    """Whether a file holds code in pieces, by its extension."""
    return Path(file).suffix.lower() in PIECES


def values(session: Session, text: str, file: str) -> Iterator[Any]:
    """The value of each expression in the pieces; one that cannot be read is named, and the rest goes on."""
    for piece in PIECES[Path(file).suffix.lower()](text, file):
        if piece.fault:
            session.kernel.messenger(f"Notebook::cell: {piece.name} cannot be read: {piece.fault}")
            continue
        try:
            for reading in session.read(piece.text, piece.name):
                yield session.evaluate(reading.expr)
        except SyntaxFailure as failure:
            session.kernel.messenger(f"Notebook::cell: Cannot read {failure}")


# -- Markdown ------------------------------------------------------------------------------------------

FENCE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[ \t]*\{?\.?([\w-]*)[^\n]*\n(.*?)^ {0,3}\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL
)
LANGUAGES = {"wolfram", "mathematica", "wl", "wolframlanguage", "wolfram-language", "wls"}


def markdown_pieces(text: str, file: str) -> Iterator[Piece]:
    """The fenced blocks in the language."""
    if not text.endswith("\n"):
        text += "\n"
    for found in FENCE.finditer(text):
        if found[2].lower() in LANGUAGES:
            line = text.count("\n", 0, found.start()) + 1
            yield Piece(f"the block at line {line} of {file}", found[3])


# -- notebooks -----------------------------------------------------------------------------------------


def notebook_pieces(text: str, file: str) -> Iterator[Piece]:
    """The input cells of a notebook, as text that can be read."""
    for number, cell in enumerate(input_cells(notebook_in(text)), 1):
        name = f"input cell {number} of {file}"
        try:
            yield Piece(name, cell_text(cell.parts[0]))
        except Unreadable as fault:
            yield Piece(name, "", str(fault))


def notebook_in(text: str) -> Any:
    """The expression Notebook[...] that the file holds between its comments."""
    for reading in Reader(text):
        return reading.expr
    return None


def head_name(expr: Any) -> str:
    """The name at the head of an expression, "" where there is none."""
    head = getattr(expr, "head", None)
    return head.short if isinstance(head, Symbol) and isinstance(expr, Expr) else ""


def input_cells(expr: Any) -> Iterator[Expr]:
    """The cells to be evaluated, in order, whatever groups they are in."""
    match head_name(expr):
        case "Notebook" | "CellGroupData" | "List":
            for part in expr.parts[:1] if head_name(expr) != "List" else expr.parts:
                yield from input_cells(part)
        case "Cell" if head_name(expr.parts[0]) == "CellGroupData":
            yield from input_cells(expr.parts[0])
        case "Cell" if len(expr.parts) > 1 and expr.parts[1] in INPUT_STYLES and is_evaluatable(expr):
            yield expr


def is_evaluatable(cell: Expr) -> bool:
    rules = [part.parts for part in cell.parts[2:] if head_name(part) == "Rule"]
    return not any(name_of(key) == "Evaluatable" and name_of(value) == "False" for key, value in rules)


def name_of(expr: Any) -> str:
    return expr.short if isinstance(expr, Symbol) else ""


def cell_text(contents: Any) -> str:
    """The input in a cell: boxes, several of them on lines of their own, or plain text."""
    if isinstance(contents, str):
        return contents.replace(NEW_LINE, "\n")
    match head_name(contents):
        case "BoxData":
            return lines_of(contents.parts[0])
        case "TextData":
            return "".join(map(plain_text, parts_of(contents.parts[0]))).replace(NEW_LINE, "\n")
    raise Unreadable(f"its contents are {head_name(contents) or contents!r}")


def parts_of(expr: Any) -> tuple[Any, ...]:
    return expr.parts if head_name(expr) == "List" else (expr,)


def lines_of(boxes: Any) -> str:
    """The text of boxes beside each other, which are expressions of their own."""
    texts = [text_of(box) for box in parts_of(boxes)]
    return "\n".join([text for text in texts if text.strip()])


def plain_text(part: Any) -> str:
    """A piece of text in a cell of text: bare, styled, or boxes within a cell."""
    if isinstance(part, str):
        return part
    match head_name(part):
        case "StyleBox" | "ButtonBox":
            return plain_text(part.parts[0])
        case "Cell" | "BoxData":
            return cell_text(part if head_name(part) == "BoxData" else part.parts[0])
    return text_of(part)


# -- boxes to text -------------------------------------------------------------------------------------


def text_of(box: Any) -> str:
    """The input text that a box stands for; raises Unreadable."""
    if isinstance(box, str):
        return token_text(box)
    name = head_name(box)
    if name not in BOXES:
        raise Unreadable(f"there is no input form for {name or input_form(box)}")
    return BOXES[name](*box.parts)


def token_text(token: str) -> str:
    """A token as it is; the ends of lines in a row of boxes are only layout."""
    if token.startswith('"'):
        return token
    return " " if token.strip(" \t") in (NEW_LINE, "\n") else token.replace(NEW_LINE, "\n")


def row(items: Any, *options: Any) -> str:
    """Boxes side by side; names and numbers that would run into one another are kept apart."""
    parts = list(parts_of(items))
    operated = with_operator(parts)
    if operated is not None:
        return operated
    text = ""
    for part in parts:
        following = text_of(part)
        text += " " + following if runs_together(text, following) else following
    return text


def runs_together(text: str, following: str) -> bool:
    """Whether a name or number would go on, as with x and y, but not with 2 and x."""
    if not text or not following:
        return False
    last, first = text[-1], following[0]
    return (last.isalnum() or last in "$_`") and (
        first.isalpha() or first in "$" or first.isdigit() and last != "_"
    )


def quoted_apart(box: Any) -> str:
    """The text of a box in parentheses, where it is more than a name or number."""
    text = text_of(box)
    return text if re.fullmatch(r"[\w$]+", text) else f"({text})"


def with_operator(parts: list[Any]) -> str | None:
    """Sums, products, integrals and cases, whose sign stands before what it is of; None for other rows."""
    sign = parts[0] if parts else None
    body = parts[1:]
    if not body:
        return None
    limited = isinstance(sign, Expr) and head_name(sign) in LIMITS
    mark = sign.parts[0] if isinstance(sign, Expr) and limited else sign
    if mark == "\u222b":
        return integral(sign, body)
    if isinstance(sign, Expr) and limited and mark in BIG:
        limits = sign.parts[1:]
        return f"{BIG[mark]}[{row(Expr(LIST, body))}, {range_of(limits)}]"
    if mark == "\uf361":
        return f"Piecewise[{text_of(body[0])}]"
    return None


LIST, SUBSCRIPT = symbol("List"), symbol("SubscriptBox")
LIMITS = {"UnderoverscriptBox", "UnderscriptBox", "SubsuperscriptBox"}
BIG = {"\u2211": "Sum", "\u220f": "Product"}


def range_of(limits: Any) -> str:
    """{i, a, b} of i = a below and b above a sign."""
    text = text_of(limits[0])
    variable, equals, start = text.partition("=")
    if not equals or len(limits) < 2:
        return f"{{{text}}}" if len(limits) < 2 else f"{{{text}, {text_of(limits[1])}}}"
    return f"{{{variable}, {start}, {text_of(limits[1])}}}"


def integral(sign: Any, body: list[Any]) -> str:
    """Integrate[f, x], with limits where the sign has them."""
    inner = list(parts_of(body[0].parts[0])) if len(body) == 1 and head_name(body[0]) == "RowBox" else body
    last = inner[-1]
    pair = parts_of(last.parts[0]) if head_name(last) == "RowBox" else ()
    if len(pair) != 2 or pair[0] not in ("\uf74c", "\u2146"):
        raise Unreadable("an integral does not say over what it goes")
    variable, function = text_of(pair[1]), row(Expr(LIST, inner[:-1])) or "1"
    if isinstance(sign, str):
        return f"Integrate[{function}, {variable}]"
    low, high = (text_of(each) for each in sign.parts[1:3])
    return f"Integrate[{function}, {{{variable}, {low}, {high}}}]"


SUPERSCRIPTS = {
    "\u2032": "{}'", "\u2033": "{}''", "'": "{}'", "''": "{}''", "\uf3c7": "Transpose[{}]",
    "\uf3c8": "Conjugate[{}]", "\u2020": "ConjugateTranspose[{}]", "\uf3c9": "ConjugateTranspose[{}]",
    "\uf3ce": "ConjugateTranspose[{}]",
}  # fmt: skip


def superscript(base: Any, power: Any, *options: Any) -> str:
    if isinstance(power, str) and power in SUPERSCRIPTS:
        return SUPERSCRIPTS[power].format(quoted_apart(base))
    inside = parts_of(power.parts[0]) if head_name(power) in ("RowBox", "TagBox") else ()
    if head_name(power) == "TagBox" and name_of(power.parts[1]) == "Derivative":
        order = text_of(power.parts[0]).strip().removeprefix("(").removesuffix(")")
        return f"Derivative[{order}][{text_of(base)}]"
    orders = text_of(inside[1]) if len(inside) == 3 and (inside[0], inside[2]) == ("(", ")") else ""
    if isinstance(base, str) and re.fullmatch(r"\d+(, *\d+)*", orders):
        return f"Derivative[{orders}][{base}]"
    return f"(({text_of(base)})^({text_of(power)}))"


def subscript(base: Any, *indices: Any) -> str:
    return (
        f"Subscript[{', '.join([text_of(each) for each in (base, *indices) if head_name(each) != 'Rule'])}]"
    )


def call(head: str, *boxes: Any) -> str:
    return f"{head}[{', '.join(map(text_of, boxes))}]"


def grid(rows: Any, *options: Any) -> str:
    lines = [f"{{{', '.join(map(text_of, parts_of(line)))}}}" for line in parts_of(rows)]
    return f"{{{', '.join(lines)}}}"


def interpretation(boxes: Any, expr: Any, *options: Any) -> str:
    """The expression that boxes stand for, whatever they look like."""
    return f"({input_form(expr).replace('$CellContext`', '')})"


MARKS = {
    "_": "OverBar",
    "\u00af": "OverBar",
    "^": "OverHat",
    "~": "OverTilde",
    ".": "OverDot",
    "\u21c0": "OverVector",
}


def overscript(base: Any, mark: Any, *options: Any) -> str:
    if isinstance(mark, str) and mark in MARKS:
        return f"{MARKS[mark]}[{text_of(base)}]"
    return f"Overscript[{text_of(base)}, {text_of(mark)}]"


SAME_NAME = (  # template boxes whose tag is the head of the call
    "Abs Norm Floor Ceiling Round IntegerPart Binomial Sqrt Factorial Conjugate Transpose Inverse Det "
    "ConjugateTranspose Gamma Zeta BesselJ LegendreP Subscript C Boole Re Im Mod"
)
TEMPLATES = frozenset(SAME_NAME.split())


def template(arguments: Any, tag: Any, *options: Any) -> str:
    """The call that a template box stands for."""
    if tag not in TEMPLATES or head_name(arguments) != "List":
        raise Unreadable(f"there is no input form for the template {tag}")
    return f"{tag}[{', '.join(map(text_of, arguments.parts))}]"


def inside(box: Any, *rest: Any) -> str:
    """A box around another one that only changes how it looks."""
    return lines_of(box.parts[0]) if head_name(box) == "BoxData" else text_of(box)


PLAIN = (  # boxes that only change how what is in them looks
    "StyleBox FormBox TagBox FrameBox AdjustmentBox ErrorBox ItemBox PanelBox PaneBox "
    "TooltipBox ButtonBox RotationBox"
)
BOXES: dict[str, Callable[..., str]] = {
    "RowBox": row,
    "SuperscriptBox": superscript,
    "SubscriptBox": subscript,
    "SubsuperscriptBox": lambda base, low, high, *_: superscript(Expr(SUBSCRIPT, (base, low)), high),
    "FractionBox": lambda top, bottom, *_: f"(({text_of(top)})/({text_of(bottom)}))",
    "SqrtBox": lambda box, *_: f"Sqrt[{text_of(box)}]",
    "RadicalBox": lambda box, n, *_: f"(({text_of(box)})^(1/({text_of(n)})))",
    "OverscriptBox": overscript,
    "UnderscriptBox": lambda base, mark, *_: f"Underscript[{text_of(base)}, {text_of(mark)}]",
    "UnderoverscriptBox": lambda base, *marks: call("Underoverscript", base, *marks[:2]),
    "GridBox": grid,
    "InterpretationBox": interpretation,
    "TemplateBox": template,
    "Cell": lambda contents, *_: cell_text(contents),
    "BoxData": lines_of,
    **dict.fromkeys(PLAIN.split(), inside),
}  # fmt: skip

PIECES: dict[str, Callable[[str, str], Iterator[Piece]]] = {
    ".nb": notebook_pieces, ".md": markdown_pieces, ".markdown": markdown_pieces,
}  # fmt: skip
