"""Boxes that hold other boxes or text: legends beside plots, rows, columns, grids, labels, frames."""

from __future__ import annotations

from typing import Any

from wlmini.drawing.colors import rgba
from wlmini.drawing.look import Look, directed
from wlmini.drawing.paint import font
from wlmini.drawing.panel import BOXES, Box, add_rectangle, blank, box_of
from wlmini.drawing.settings import Settings, is_name
from wlmini.drawing.wording import words
from wlmini.expr import Expr, S, Symbol, is_list

GAP = 8.0
ROWS = {S.LineLegend, S.PointLegend, S.SwatchLegend}  # lie along the plot where they stand above or below it


class TextBox(Box):
    """A text."""

    def __init__(self, kernel: Any, expr: Any, look: Look | None = None) -> None:
        self.words = words(kernel, expr, look or Look(size=10.0))
        self.style = font(self.words.look)
        # Letters are fitted to the dots, so that a text may be wider in a finer picture, or in a coarse one.
        sizes = [self.measured(fineness) for fineness in (1, 4)]
        self.width, self.height = (max(side) + 2 for side in zip(*sizes, strict=True))

    def measured(self, fineness: int) -> tuple[float, float]:
        """The width and height in points, with so many dots to a point."""
        figure = blank(10, 10)
        figure.set_dpi(72 * fineness)
        text = figure.text(0, 0, self.words.text, **self.style)
        found = text.get_window_extent(figure.canvas.get_renderer())
        return float(found.width) / fineness, float(found.height) / fineness

    def paint(self, figure: Any, x: float, y: float) -> None:
        across, up = figure.get_size_inches() * 72
        figure.text(
            (x + 1) / across,
            (y + self.height / 2) / up,
            self.words.text,
            ha="left",
            va="center",
            **self.style,
        )


class Placement(Box):
    """Boxes at places inside a larger one."""

    def __init__(self, boxes: list[tuple[Box, float, float]], width: float, height: float) -> None:
        self.boxes = boxes
        self.width, self.height = width, height
        self.background: Any = None
        self.border: Any = None

    def paint(self, figure: Any, x: float, y: float) -> None:
        if self.background is not None or self.border is not None:
            color = self.background or "none"
            edge = {} if self.border is None else {"edgecolor": self.border, "linewidth": 0.8}
            add_rectangle(figure, x, y, self.width, self.height, color, **edge)
        for box, left, low in self.boxes:
            box.paint(figure, x + left, y + low)


def beside(left: Box, right: Box, gap: float = GAP) -> Placement:
    height = max(left.height, right.height)
    return Placement(
        [
            (left, 0.0, (height - left.height) / 2),
            (right, left.width + gap, (height - right.height) / 2),
        ],
        left.width + gap + right.width,
        height,
    )


def stacked(top: Box, bottom: Box, gap: float = GAP) -> Placement:
    width = max(top.width, bottom.width)
    return Placement(
        [
            (top, (width - top.width) / 2, bottom.height + gap),
            (bottom, (width - bottom.width) / 2, 0.0),
        ],
        width,
        top.height + gap + bottom.height,
    )


def placed(box: Box, other: Box, where: Any) -> Box:
    """A legend or label where Placed[..., where] puts it: After, Above, Below, ..., or {x, y} inside."""
    name = where.short if isinstance(where, Symbol) else ""
    if name in ("Left", "Before"):
        return beside(other, box)
    if name in ("Above", "Top"):
        return stacked(other, box)
    if name in ("Below", "Bottom"):
        return stacked(box, other)
    if name == "Center":
        where = S.List(0.5, 0.5)
    if isinstance(where, Expr) and where.head is S.Scaled and where.parts:
        where = where.parts[0]
    if is_list(where) and len(where.parts) == 2:
        return inside(box, other, where)
    return beside(box, other)


SHARES = {"Left": 0.02, "Right": 0.98, "Center": 0.5, "Top": 0.98, "Bottom": 0.02}


def inside(box: Box, other: Box, where: Any) -> Placement:
    """One box within the plot of another, at shares of its width and height."""
    shares = [SHARES.get(p.short, 0.5) if isinstance(p, Symbol) else float(p) for p in where.parts]
    corner = getattr(box, "corner", (0.0, 0.0))
    plot = getattr(box, "plot", (box.width, box.height))
    left = corner[0] + shares[0] * max(plot[0] - other.width, 0.0)
    low = corner[1] + shares[1] * max(plot[1] - other.height, 0.0)
    return Placement([(box, 0.0, 0.0), (other, left, low)], box.width, box.height)


def makes(*heads: str) -> Any:
    """Declare how the box of these heads is made."""

    def declare(function: Any) -> Any:
        for head in heads:
            BOXES[S[head]] = function
        return function

    return declare


def options_of(expr: Expr) -> list[Any]:
    return [p for p in expr.parts if isinstance(p, Expr) and p.head in (S.Rule, S.RuleDelayed)]


@makes("Legended")
def legended(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    """The graphic at its own size, the legends around it; or all of it at the size asked for."""
    if len(expr.parts) < 2:
        return None
    box = box_of(kernel, expr.parts[0], asked)
    whole = with_legends(kernel, box, expr.parts[1])
    taken = (whole.width - box.width, whole.height - box.height)
    if asked is None or max(taken) <= 0:
        return whole
    width, height = (
        None if side is None else max(side - t, side / 3) for side, t in zip(asked, taken, strict=True)
    )
    return with_legends(kernel, box_of(kernel, expr.parts[0], (width, height)), expr.parts[1])


def with_legends(kernel: Any, box: Box, spec: Any) -> Box:
    """A box with the legend, or the list of legends, around it."""
    for legend in spec.parts if is_list(spec) else [spec]:
        where: Any = S.After
        if isinstance(legend, Expr) and legend.head is S.Placed and len(legend.parts) >= 2:
            legend, where = legend.parts[0], legend.parts[1]
            if is_list(where) and where.parts and is_list(where.parts[0]):
                where = where.parts[0]
        if is_name(where, "Above", "Below", "Top", "Bottom") and getattr(legend, "head", None) in ROWS:
            legend = Expr(legend.head, (*legend.parts, S.Rule(S.LegendLayout, "Row")))
        if not is_name(legend, "None"):
            box = placed(box, box_of(kernel, legend), where)
    return box


@makes("Labeled")
def labeled(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    if len(expr.parts) < 2:
        return None
    box = box_of(kernel, expr.parts[0], asked)
    content: Any = expr.parts[1]
    where: Any = expr.parts[2] if len(expr.parts) > 2 else S.Bottom
    contents = content.parts if is_list(content) else (content,)
    places = where.parts if is_list(where) else (where,)
    for label, place in zip(contents, places, strict=False):
        box = placed(box, box_of(kernel, label), place)
    return box


@makes("Framed", "Panel")
def framed(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    if not expr.parts:
        return None
    box = box_of(kernel, expr.parts[0], asked)
    made = Placement([(box, 5.0, 5.0)], box.width + 10, box.height + 10)
    made.border = (0.6, 0.6, 0.6, 1.0)
    made.background = rgba(Settings(kernel, options_of(expr)).get("Background"))
    return made


@makes("Style", "Pane", "Item", "Tooltip", "Show", "HoldForm", "Magnify")
def content(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    """Wrappers around pictures; around text they style it."""
    inner: Any = expr.parts[0] if expr.parts else None
    return box_of(kernel, inner, asked) if is_picture(inner) or is_list(inner) else None


@makes("Row")
def row(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    """Pictures side by side; a row of text only is a text."""
    items: Any = expr.parts[0] if expr.parts else None
    if not is_list(items) or not any(map(is_picture, items.parts)):
        return None
    return table(kernel, [list(items.parts)], asked, 4.0)


@makes("Column")
def column(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    items: Any = expr.parts[0] if expr.parts else None
    if not is_list(items) or not any(map(is_picture, items.parts)):
        return None
    return table(kernel, [[p] for p in items.parts], asked, 4.0)


@makes("Grid", "TableForm", "MatrixForm", "List")
def grid(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    items: Any = expr if is_list(expr) else expr.parts[0] if expr.parts else None
    if not is_list(items) or not items.parts:
        return None
    if all(map(is_list, items.parts)):
        return table(kernel, [list(p.parts) for p in items.parts], asked, 6.0)
    return table(kernel, [list(items.parts)], asked, 6.0) if any(map(is_picture, items.parts)) else None


def is_picture(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head in BOXES and expr.head is not S.List


def table(kernel: Any, rows: list[list[Any]], asked: Any, gap: float) -> Placement:
    """Rows of boxes, centred in their columns."""
    boxes = [[box_of(kernel, cell) for cell in line] for line in rows]
    count = max(map(len, boxes))
    widths = [max((line[i].width for line in boxes if i < len(line)), default=0.0) for i in range(count)]
    heights = [max((box.height for box in line), default=0.0) for line in boxes]
    width, height = sum(widths) + gap * (count - 1), sum(heights) + gap * (len(heights) - 1)
    found = []
    for r, line in enumerate(boxes):
        low = height - sum(heights[: r + 1]) - gap * r
        for c, box in enumerate(line):
            left = sum(widths[:c]) + gap * c
            found.append((box, left + (widths[c] - box.width) / 2, low + (heights[r] - box.height) / 2))
    return Placement(found, width, height)


@makes("Animate", "Manipulate", "ListAnimate")
def first_picture(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    """What moves, as it is at the beginning: each variable at its least value."""
    if not expr.parts:
        return None
    content: Any = expr.parts[0]
    if expr.head is S.ListAnimate:
        items = kernel.evaluate(content)
        return box_of(kernel, items.parts[0], asked) if is_list(items) and items.parts else None
    starts = [S.Set(*start) for start in map(first_value, expr.parts[1:]) if start is not None]
    return box_of(kernel, kernel.evaluate(S.Block(S.List(*starts), content)), asked)


def first_value(spec: Any) -> tuple[Any, Any] | None:
    """The variable and first value of {u, min, max}, {u, {v1, v2, ...}} and {{u, initial, label}, ...}."""
    if not is_list(spec) or len(spec.parts) < 2:
        return None
    variable, start = spec.parts[0], spec.parts[1]
    if is_list(variable) and variable.parts:
        start = variable.parts[1] if len(variable.parts) > 1 else start
        variable = variable.parts[0]
    start = start.parts[0] if is_list(start) and start.parts else start
    return (variable, start) if isinstance(variable, Symbol) else None


def text_box(kernel: Any, expr: Any, asked: Any) -> Box:
    look = Look(size=10.0)
    return TextBox(kernel, expr, directed(look, ()))


BOXES[None] = text_box
