"""Wrappers that say how things are laid out: rows, columns, tables, text with marks."""

from __future__ import annotations

from wlmini.expr import S
from wlmini.kernel.declare import inert

TABLES = {
    "TableAlignments": S.Automatic, "TableDepth": S.Infinity, "TableDirections": S.Column,
    "TableHeadings": S["None"], "TableSpacing": S.Automatic,
}  # fmt: skip
GRID = {
    "Alignment": S.List(S.Center, S.Baseline), "Background": S["None"], "BaseStyle": S.List(),
    "BaselinePosition": S.Automatic, "Dividers": S["None"], "Frame": S["None"], "FrameStyle": S.Automatic,
    "ItemSize": S.Automatic, "ItemStyle": S["None"], "Spacings": S.Automatic,
}  # fmt: skip

inert(
    "TableForm[list]",
    "TableForm[list, TableHeadings -> headings]",
    documentation="""prints with the elements of list in rows and columns.

    >>> TableForm[{a, b}, TableSpacing -> {0, 3}]
    a
    b
    """,
    options=TABLES,
)
inert(
    "MatrixForm[list]",
    documentation="""prints with the elements of list as a matrix.

    >>> MatrixForm[{{1, 2}}]
    1   2
    """,
    options=TABLES,
)
inert(
    "Grid[{{a, b, ...}, ...}]",
    documentation="""prints with the elements in rows and columns.

    >>> Grid[{{a, b}}]
    a   b
    """,
    options=GRID,
)
inert(
    "TextGrid[{{a, b, ...}, ...}]",
    documentation="""prints with texts in rows and columns.

    >>> TextGrid[{{"one", 1}}]
    one   1
    """,
    options=GRID,
)
PLACING = {
    "Alignment": S.Automatic, "Background": S["None"], "BaselinePosition": S.Automatic, "BaseStyle": S.List(),
    "Frame": S["None"], "FrameStyle": S.Automatic,
}  # fmt: skip
inert(
    "Column[{a, b, ...}]",
    "Column[{a, b, ...}, alignment]",
    options={
        **PLACING,
        "Dividers": S["None"],
        "ItemSize": S.Automatic,
        "ItemStyle": S["None"],
        "Spacings": S.Automatic,
    },
    documentation="""prints with the elements below each other.

    >>> Column[{a, b}]
    a
    b
    """,
)
inert(
    "Row[{a, b, ...}]",
    "Row[{a, b, ...}, separator]",
    options={
        **PLACING,
        "FrameMargins": S.Automatic,
        "ImageMargins": 0,
        "ImageSize": S.Automatic,
        "RoundingRadius": 0,
    },
    documentation="""prints with the elements side by side.

    >>> Row[{a, b}, "-"]
    a-b
    """,
)
inert(
    "Multicolumn[list, n]",
    documentation="""prints with the elements of list in n columns, filled one after the other.

    >>> Multicolumn[{1, 2}, 2]
    1   2
    """,
)
inert(
    "TableHeadings",
    documentation="""is an option of TableForm: {names of rows, names of columns}, None or Automatic.

    >>> TableForm[{{1}}, TableHeadings -> {{r}, None}]
    r   1
    """,
)
inert(
    "TableAlignments",
    documentation="""is an option of TableForm: Left, Right or Center in the columns.

    >>> TableForm[{{1, 22}}, TableAlignments -> Right]
    1   22
    """,
)
inert(
    "TableDirections",
    documentation="""is an option of TableForm: Column or Row, the way in which the levels of the list go.

    >>> TableForm[{1, 2}, TableDirections -> Row]
    1   2
    """,
)
inert(
    "TableSpacing",
    documentation="""is an option of TableForm: {blank lines between rows, blanks between columns}.

    >>> TableForm[{{a, b}, {c, d}}, TableSpacing -> {0, 1}]
    a b
    c d
    """,
)
inert(
    "TableDepth",
    documentation="""is an option of TableForm: how many levels of the list are laid out.

    >>> TableForm[{{1, 2}}, TableDepth -> 1]
    {1, 2}
    """,
)
inert(
    "SpanFromLeft",
    documentation="""stands in a Grid for a place that the element to its left spreads over.

    >>> Grid[{{a, SpanFromLeft}}]
    a
    """,
)
inert(
    "SpanFromAbove",
    documentation="""stands in a Grid for a place that the element above it spreads over.

    >>> Grid[{{a, b}, {SpanFromAbove, c}}][[1, 1]]
    {a, b}
    """,
)
inert(
    "SpanFromBoth",
    documentation="""stands in a Grid for a place that the element to its upper left spreads over.

    >>> Grid[{{SpanFromBoth, a}}]
    a
    """,
)
inert(
    "Subscript[x, y]",
    "Subscript[x, y1, y2, ...]",
    attributes="NHoldRest",
    documentation="""is x with y below to its right.

    >>> Subscript[x, 1]
    x_1
    """,
)
inert(
    "Superscript[x, y]",
    documentation="""is x with y above to its right.

    >>> Superscript[x, y]
    x^y
    """,
)
inert(
    "Subsuperscript[x, y, z]",
    documentation="""is x with y below and z above to its right.

    >>> Subsuperscript[x, 1, 2]
    x_1^2
    """,
)
inert(
    "Overscript[x, y]",
    documentation="""is x with y above it.

    >>> Head[Overscript[x, y]]
    Overscript
    """,
)
inert(
    "Underscript[x, y]",
    documentation="""is x with y below it.

    >>> Head[Underscript[x, y]]
    Underscript
    """,
)
inert(
    "Underoverscript[x, y, z]",
    documentation="""is x with y below and z above it.

    >>> Head[Underoverscript[x, y, z]]
    Underoverscript
    """,
)
inert(
    "OverBar[x]",
    documentation=r"""is x with a bar above it.

    >>> TeXForm[OverBar[x]]
    \bar{x}
    """,
)
inert(
    "OverHat[x]",
    documentation=r"""is x with a hat on it.

    >>> TeXForm[OverHat[x]]
    \hat{x}
    """,
)
inert(
    "OverTilde[x]",
    documentation=r"""is x with a tilde above it.

    >>> TeXForm[OverTilde[x]]
    \tilde{x}
    """,
)
inert(
    "OverDot[x]",
    "OverDot[x, n]",
    documentation=r"""is x with a dot, or n dots, above it.

    >>> TeXForm[OverDot[x]]
    \dot{x}
    """,
)
inert(
    "OverVector[x]",
    documentation=r"""is x with an arrow above it.

    >>> TeXForm[OverVector[x]]
    \vec{x}
    """,
)
inert(
    "UnderBar[x]",
    documentation=r"""is x with a bar below it.

    >>> TeXForm[UnderBar[x]]
    \underline{x}
    """,
)
inert(
    "SuperStar[x]",
    documentation="""is x with a star above to its right.

    >>> TeXForm[SuperStar[x]]
    x^*
    """,
)
inert(
    "SuperDagger[x]",
    documentation=r"""is x with a dagger above to its right.

    >>> TeXForm[SuperDagger[x]]
    x^{\dagger }
    """,
)
inert(
    "SuperPlus[x]",
    documentation="""is x with a plus sign above to its right.

    >>> TeXForm[SuperPlus[x]]
    x^+
    """,
)
inert(
    "SuperMinus[x]",
    documentation="""is x with a minus sign above to its right.

    >>> TeXForm[SuperMinus[x]]
    x^-
    """,
)
inert(
    "Skeleton[n]",
    documentation="""stands for n parts that are left out, printed <<n>>.

    >>> Skeleton[3]
    <<3>>
    """,
)
inert(
    "Short[expr]",
    "Short[expr, n]",
    documentation="""prints in about one line, or n lines, with parts in the middle left out.

    >>> Short[{1, 2, 3}]
    {1, 2, 3}
    """,
)
inert(
    "Shallow[expr]",
    "Shallow[expr, {depth, length}]",
    documentation="""prints with what lies deep, or far along, left out.

    >>> Shallow[{1, {2, {3, {4, {5}}}}}]
    {1, {2, {3, <<2>>}}}
    """,
)
inert(
    'StringForm["template", e1, e2, ...]',
    documentation="""prints as the template with the expressions in place of `1`, `2`, ... or of each ``.

    >>> StringForm["`1` of `2`", 3, x]
    3 of x
    """,
)
inert(
    "Framed[expr]",
    documentation="""prints as expr in a frame, which a terminal does not show.

    >>> Framed[a]
    a
    """,
)
inert(
    "Panel[expr]",
    documentation="""prints as expr in a panel, which a terminal does not show.

    >>> Panel[a]
    a
    """,
)
inert(
    "Pane[expr]",
    "Pane[expr, width]",
    documentation="""prints as expr in a pane of some size, which a terminal does not show.

    >>> Pane[a, 50]
    a
    """,
)
inert(
    "Item[expr, options]",
    documentation="""is an element of a Grid or Column with options of its own.

    >>> Column[{Item[a, Alignment -> Right], b}]
    a
    b
    """,
)
inert(
    "TextCell[expr]",
    'TextCell[expr, "style"]',
    documentation="""stands for a cell of text, and prints as expr.

    >>> TextCell["a", "Section"]
    a
    """,
)
inert(
    "ExpressionCell[expr]",
    'ExpressionCell[expr, "style"]',
    documentation="""stands for a cell with an expression, and prints as expr.

    >>> ExpressionCell[a]
    a
    """,
)
inert(
    "Highlighted[expr]",
    documentation="""prints as expr marked, which a terminal does not show.

    >>> Highlighted[a]
    a
    """,
)
inert(
    "Interpretation[shown, meaning]",
    attributes="HoldAll",
    documentation="""prints as shown and stands for meaning.

    >>> Interpretation[a, 5]
    a
    """,
)
inert(
    "Defer[expr]",
    attributes="HoldAll",
    documentation="""prints as expr, unevaluated.

    >>> Defer[1 + 1]
    1 + 1
    """,
)
inert(
    "Hyperlink[label, address]",
    "Hyperlink[address]",
    documentation="""prints as a label that leads to an address.

    >>> Hyperlink["docs", "https://example.org"]
    docs
    """,
)
inert(
    "Invisible[expr]",
    documentation="""takes the place of expr and shows nothing.

    >>> StringLength[ToString[Invisible[abc]]]
    3
    """,
)
inert(
    "Spacer[n]",
    documentation="""prints as empty space.

    >>> StringTrim[ToString[Spacer[10]]] <> "."
    .
    """,
)
inert(
    "Magnify[expr, factor]",
    documentation="""prints as expr made larger, which a terminal does not show.

    >>> Magnify[a, 2]
    a
    """,
)
inert(
    "Deploy[expr]",
    documentation="""prints as expr, which a notebook does not let be edited.

    >>> Deploy[a]
    a
    """,
)
inert(
    "Format[expr]",
    "Format[expr, form]",
    documentation="""prints as expr; Format[f[x_]] := look says how f[x] shall look.

    >>> Format[f[x_]] := {"f", x}; f[3]
    {f, 3}
    """,
)
