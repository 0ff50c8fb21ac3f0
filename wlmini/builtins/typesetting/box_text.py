"""The names of boxes, and the input text that boxes mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.typesetting.graphics_boxes import meant
from wlmini.expr import Expr, is_list
from wlmini.kernel.declare import inert

inert(
    "RowBox[{box1, box2, ...}]",
    documentation="""stands for boxes side by side.

    >>> DisplayForm[RowBox[{"a", "+", "b"}]]
    a+b
    """,
)
inert(
    "FractionBox[x, y]",
    documentation="""stands for a fraction.

    >>> ToBoxes[1/2]
    FractionBox[1, 2]
    """,
)
inert(
    "SuperscriptBox[x, y]",
    documentation="""stands for x with y above to its right.

    >>> DisplayForm[SuperscriptBox["x", "2"]]
    x^2
    """,
)
inert(
    "SubscriptBox[x, y]",
    documentation="""stands for x with y below to its right.

    >>> DisplayForm[SubscriptBox["x", "1"]]
    x_1
    """,
)
inert(
    "SubsuperscriptBox[x, y, z]",
    documentation="""stands for x with y below and z above to its right.

    >>> DisplayForm[SubsuperscriptBox["x", "1", "2"]]
    x_1^2
    """,
)
inert(
    "OverscriptBox[x, y]",
    documentation="""stands for x with y above it.

    >>> ToBoxes[OverBar[x]]
    OverscriptBox[x, _]
    """,
)
inert(
    "UnderscriptBox[x, y]",
    documentation="""stands for x with y below it.

    >>> ToBoxes[Underscript[x, y]]
    UnderscriptBox[x, y]
    """,
)
inert(
    "UnderoverscriptBox[x, y, z]",
    documentation="""stands for x with y below and z above it.

    >>> ToBoxes[Underoverscript[x, y, z]]
    UnderoverscriptBox[x, y, z]
    """,
)
inert(
    "SqrtBox[x]",
    documentation="""stands for a square root.

    >>> ToBoxes[Sqrt[x]]
    SqrtBox[x]
    """,
)
inert(
    "RadicalBox[x, n]",
    documentation="""stands for an n-th root.

    >>> MakeExpression[RadicalBox["x", "3"], StandardForm]
    HoldComplete[x^(1/3)]
    """,
)
inert(
    "GridBox[{{box1, ...}, ...}]",
    documentation="""stands for boxes in rows and columns.

    >>> ToBoxes[Grid[{{a, b}}]]
    TagBox[GridBox[{{a, b}}], Grid]
    """,
)
inert(
    "StyleBox[box, options]",
    documentation="""stands for a box in a style.

    >>> DisplayForm[StyleBox["a", Bold]]
    a
    """,
)
inert(
    "FrameBox[box]",
    documentation="""stands for a box in a frame.

    >>> DisplayForm[FrameBox["a"]]
    a
    """,
)
inert(
    "PanelBox[box]",
    documentation="""stands for a box in a panel.

    >>> DisplayForm[PanelBox["a"]]
    a
    """,
)
inert(
    "TagBox[box, tag]",
    documentation="""stands for a box with a tag that tells what it means.

    >>> DisplayForm[TagBox["a", HoldForm]]
    a
    """,
)
inert(
    "FormBox[box, form]",
    documentation="""stands for a box in a form.

    >>> DisplayForm[FormBox["a", TraditionalForm]]
    a
    """,
)
inert(
    "InterpretationBox[box, expr]",
    attributes="HoldAllComplete",
    documentation="""stands for a box that shows one thing and means expr.

    >>> MakeExpression[InterpretationBox["a", 5], StandardForm]
    HoldComplete[5]
    """,
)
inert(
    "TemplateBox[{box1, ...}, tag]",
    documentation="""stands for boxes put into a template that the tag names.

    >>> Head[TemplateBox[{"a"}, "T"]]
    TemplateBox
    """,
)
inert(
    "TooltipBox[box, tip]",
    documentation="""stands for a box with a text shown under the mouse.

    >>> DisplayForm[TooltipBox["a", "tip"]]
    a
    """,
)
inert(
    "DynamicBox[expr]",
    attributes="HoldAll",
    documentation="""stands for a box that follows changes.

    >>> Head[DynamicBox[x]]
    DynamicBox
    """,
)
inert(
    "DynamicModuleBox[{x, ...}, expr]",
    attributes="HoldAll",
    documentation="""stands for a box with variables of its own.

    >>> Head[DynamicModuleBox[{x}, x]]
    DynamicModuleBox
    """,
)
inert(
    "DisplayForm[boxes]",
    documentation="""prints boxes as what they show.

    >>> DisplayForm[FractionBox["a", "b"]]
    a/b
    """,
)
inert(
    "RawBoxes[boxes]",
    documentation="""stands for boxes that are shown as they are.

    >>> ToBoxes[RawBoxes["a"]]
    a
    """,
)

Show = Callable[[Any], str]
WRAPPERS = frozenset(
    ("StyleBox", "FrameBox", "PanelBox", "TagBox", "FormBox", "TooltipBox", "BoxData", "Cell")
)
SHAPES = {
    "FractionBox": "(({0})/({1}))",
    "SuperscriptBox": "({0})^({1})",
    "SubscriptBox": "Subscript[{0}, {1}]",
    "SubsuperscriptBox": "Subsuperscript[{0}, {1}, {2}]",
    "OverscriptBox": "Overscript[{0}, {1}]",
    "UnderscriptBox": "Underscript[{0}, {1}]",
    "UnderoverscriptBox": "Underoverscript[{0}, {1}, {2}]",
    "SqrtBox": "Sqrt[{0}]",
    "RadicalBox": "(({0})^(1/({1})))",
}


def box_input(box: Any, show: Show) -> str | None:
    """The input that a box means; None for what is no box. `show` writes expressions as input."""
    if isinstance(box, str):
        return box
    if not isinstance(box, Expr):
        return None
    name = getattr(box.head, "short", "")
    if name == "RowBox" and len(box.parts) == 1 and is_list(box.parts[0]):
        return joined([box_input(each, show) for each in box.parts[0].parts])
    if name in ("GraphicsBox", "Graphics3DBox"):
        return show(meant(box))
    if name == "InterpretationBox" and len(box.parts) >= 2:
        return f"({show(box.parts[1])})"
    if name == "GridBox" and box.parts and is_list(box.parts[0]):
        rows = [cells(row, show) for row in box.parts[0].parts]
        return None if None in rows else "{" + ", ".join(map(str, rows)) + "}"
    if name in WRAPPERS and box.parts:
        return box_input(box.parts[0], show)
    inner = [box_input(each, show) for each in box.parts]
    if name not in SHAPES or None in inner:
        return None
    try:
        return SHAPES[name].format(*inner)
    except IndexError:
        return None


def joined(texts: list[str | None]) -> str | None:
    return None if None in texts else " ".join([text for text in texts if text])


def cells(row: Any, show: Show) -> str | None:
    texts = [box_input(each, show) for each in row.parts] if is_list(row) else [box_input(row, show)]
    return None if None in texts else "{" + ", ".join([str(text) for text in texts]) + "}"
