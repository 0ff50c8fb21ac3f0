"""OutputForm of what takes several lines: tables, grids and columns; and Short and Shallow."""

from __future__ import annotations

import math
from itertools import zip_longest
from typing import Any, NamedTuple

from wlmini.expr import Association, Expr, Packed, S, Symbol, is_list
from wlmini.syntax.layout import is_option
from wlmini.syntax.notation import Form
from wlmini.syntax.printer import ATOM, Printer, Text

GAP, BLANKS = 3, 1  # blanks between columns, blank lines between rows
LINE = 78  # characters in the lines that Short counts
SPANNING = (S.SpanFromLeft, S.SpanFromAbove, S.SpanFromBoth)
Cell = list[str]  # its lines


class Shape(NamedTuple):
    """How a table is laid out."""

    gap: int = GAP
    blanks: int = BLANKS
    alignments: tuple[Any, ...] = (S.Left,)
    headings: tuple[Any, Any] = (None, None)
    depth: float = 2
    across: bool = False


def option(expr: Expr, name: str) -> Any:
    """The value of an option among the arguments, None where it is not given."""
    return next((part.parts[1] for part in expr.parts[1:] if is_option(part, name)), None)


def set_option(printer: Printer, expr: Expr, name: str) -> Any:
    """The value of an option, given with the table or set for all of them."""
    given = option(expr, name)
    if given is None:
        rules = printer.writer.call(S.Options, expr.head, S[name])
        given = rules.parts[0].parts[1] if is_list(rules) and rules.parts else None
    return given


def shape_of(printer: Printer, expr: Expr) -> Shape:
    """What the options of a table say."""
    shape = Shape()
    spacing = set_option(printer, expr, "TableSpacing")
    if is_list(spacing) and spacing.parts and all(type(each) is int for each in spacing.parts):
        shape = shape._replace(blanks=spacing.parts[0], gap=spacing.parts[1] if len(spacing) > 1 else GAP)
    alignment = option(expr, "Alignment") or set_option(printer, expr, "TableAlignments")
    if alignment is not None and alignment is not S.Automatic:
        shape = shape._replace(alignments=sides(alignment))
    headings = set_option(printer, expr, "TableHeadings")
    if is_list(headings) or headings is S.Automatic:
        both = headings.parts if is_list(headings) else (headings, headings)
        shape = shape._replace(headings=(*both, None, None)[:2])
    depth, directions = set_option(printer, expr, "TableDepth"), set_option(printer, expr, "TableDirections")
    first = directions.parts[0] if is_list(directions) and directions.parts else directions
    levels = math.inf if expr.head is S.TableForm else 2
    return shape._replace(depth=depth if type(depth) is int else levels, across=first is S.Row)


def sides(alignment: Any) -> tuple[Any, ...]:
    """The sides to which columns are aligned, in turn."""
    first = alignment.parts[0] if is_list(alignment) and alignment.parts else alignment
    found = first.parts if is_list(first) else alignment.parts if is_list(alignment) else (first,)
    return tuple(each for each in found if isinstance(each, (Symbol, str))) or (S.Left,)


# -- tables ----------------------------------------------------------------------------------------


def table(printer: Printer, expr: Expr) -> Text | None:
    """Rows of text; MatrixForm and TableForm of a vector stand in one column."""
    if not expr.parts or not isinstance(expr.parts[0], Expr):
        return None
    items = expr.parts[0]
    if not isinstance(items, Association) and not is_list(items):
        return None
    shape = shape_of(printer, expr)
    if isinstance(items, Association) and shape.headings == (None, None):
        shape = shape._replace(headings=(S.List(*items.keys()), None))
    lines = items.values() if isinstance(items, Association) else items.parts
    rows = [cells(printer, row, shape) for row in lines]
    if shape.across:
        rows = (
            [[cell for row in rows for cell in row]] if all(len(row) == 1 for row in rows) else turned(rows)
        )
    return "\n".join(aligned(headed(printer, rows, shape.headings), shape)), ATOM


def cells(printer: Printer, row: Any, shape: Shape) -> list[Cell]:
    """The cells of a row; lists deeper down stand in columns of their own."""
    if not is_list(row) or shape.depth < 2:
        return [cell(printer, row)]
    if shape.depth <= 2:
        return [cell(printer, each) for each in row.parts]
    return [
        [printer.write(part) for part in each.parts] if is_list(each) else cell(printer, each)
        for each in row.parts
    ]


def cell(printer: Printer, item: Any) -> Cell:
    return [""] if item in SPANNING else printer.write(item).split("\n")


def turned(rows: list[list[Cell]]) -> list[list[Cell]]:
    return [list(column) for column in zip_longest(*rows, fillvalue=[""])]


def headed(printer: Printer, rows: list[list[Cell]], headings: tuple[Any, Any]) -> list[list[Cell]]:
    """The rows with the names of TableHeadings -> {rows, columns} before and above them."""
    down, across = (
        names(printer, spec, count)
        for spec, count in zip(headings, (len(rows), max(map(len, rows), default=0)), strict=True)
    )
    if down is not None:
        rows = [[name, *line] for name, line in zip(down, rows, strict=False)]
    if across is not None:
        rows = [[*([[""]] if down is not None else []), *across], *rows]
    return rows


def names(printer: Printer, spec: Any, count: int) -> list[Cell] | None:
    """The names of rows or columns, numbers where they are Automatic."""
    if spec is S.Automatic:
        return [[str(index)] for index in range(1, count + 1)]
    return [cell(printer, each) for each in spec.parts] if is_list(spec) else None


def aligned(rows: list[list[Cell]], shape: Shape) -> list[str]:
    """Lines in which the cells of a column stand below each other."""
    columns = zip_longest(*rows, fillvalue=[""])
    widths = [max(len(line) for one in column for line in one) for column in columns]
    lines: list[str] = []
    for row in rows:
        height = max(map(len, row), default=1)
        lines += [""] * (shape.blanks if lines else 0)
        for index in range(height):
            texts = [one[index] if index < len(one) else "" for one in row]
            lines.append(line(texts, widths, shape))
    return lines


def line(texts: list[str], widths: list[int], shape: Shape) -> str:
    placed = [
        place(text, width, shape.alignments[min(index, len(shape.alignments) - 1)])
        for index, (text, width) in enumerate(zip(texts, widths, strict=False))
    ]
    return (" " * shape.gap).join(placed).rstrip()


def place(text: str, width: int, side: Any) -> str:
    """The text at one side of a column, a decimal point counting as the right."""
    if side is S.Right or side == ".":
        return text.rjust(width)
    return text.center(width) if side is S.Center else text.ljust(width)


def column(printer: Printer, expr: Expr) -> Text | None:
    match expr.parts:
        case (Expr() as items, *rest) if is_list(items):
            given = [each for each in rest if not is_option(each)]
            side = given[0] if given else option(expr, "Alignment")
            shape = Shape(blanks=0, alignments=(S.Left,) if side is None else sides(side))
            return "\n".join(aligned([[cell(printer, item)] for item in items.parts], shape)), ATOM
    return None


def multicolumn(printer: Printer, expr: Expr) -> Text | None:
    """The elements in n columns, or in n rows for {n, Automatic}."""
    match expr.parts:
        case (Expr() as items, int() as count, *_) if is_list(items) and count > 0:
            height = -(-len(items) // count)
            stacks = [items.parts[i : i + height] for i in range(0, len(items), height)] if height else []
            rows = turned([[cell(printer, item) for item in stack] for stack in stacks])
            return "\n".join(aligned(rows, Shape())), ATOM
    return None


# -- parts left out --------------------------------------------------------------------------------


def short(printer: Printer, expr: Expr) -> Text | None:
    """The longest text of at most so many lines: parts in the middle of long sequences are left out."""
    if not expr.parts:
        return None
    inner, *rest = expr.parts
    if is_list(inner) and len(inner.parts) == 1 and isinstance(inner.parts[0], Expr):
        inner = inner.parts[0]
    lines = rest[0] if rest and isinstance(rest[0], (int, float)) else 1
    room = int(LINE * lines)
    whole = printer.write(inner)
    if len(whole) <= room or not isinstance(inner, Expr):
        return whole, ATOM
    low, high = 0, len(inner) - 1  # the largest number of parts kept that fits
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if len(printer.write(thinned(inner, middle))) <= room else (low, middle - 1)
        )
    return printer.write(thinned(inner, low)), ATOM


def thinned(expr: Any, kept: int, deep: int = 4) -> Any:
    """The expression with at most so many parts at each level, those in the middle as <<n>>."""
    if not isinstance(expr, Expr):
        return expr
    parts = [Packed(p) if getattr(p, "ndim", 0) else p for p in expr.parts]
    if len(parts) > kept:
        first = (kept + 1) // 2
        left_out = S.Skeleton(len(parts) - kept)
        parts = [*parts[:first], left_out, *parts[len(parts) - (kept - first) :]]
    return Expr(expr.head, [thinned(part, max(kept, 1), deep - 1) if deep else part for part in parts])


def shallow(printer: Printer, expr: Expr) -> Text | None:
    """The expression with what lies deeper than 4 levels or beyond 10 parts left out."""
    if not expr.parts:
        return None
    depth, length = 4, 10
    match expr.parts[1:]:
        case (int() as depth,):
            pass
        case (Expr(parts=(first, second)),):
            depth = first if type(first) is int else 10**6
            length = second if type(second) is int else 10**6
    return printer.write(cut(expr.parts[0], depth, length)), ATOM


def cut(expr: Any, depth: int, length: int) -> Any:
    if not isinstance(expr, Expr) or not expr.parts:
        return expr
    if depth <= 1:
        return S.Skeleton(len(expr))
    parts = [cut(part, depth - 1, length) for part in expr.parts[:length]]
    rest = len(expr.parts) - length
    return Expr(expr.head, [*parts, S.Skeleton(rest)] if rest > 0 else parts)


GRID_FORMS: dict[Symbol, Form] = {
    S.TableForm: table, S.MatrixForm: table, S.Grid: table, S.TextGrid: table, S.Column: column,
    S.Multicolumn: multicolumn, S.Short: short, S.Shallow: shallow,
}  # fmt: skip
