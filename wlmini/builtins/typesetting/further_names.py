"""Names of operators without a meaning, of options of text, of addresses and settings."""

from __future__ import annotations

from wlmini.kernel.declare import inert

inert(
    "Inherited",
    documentation="""stands, in Block[{x = Inherited}, ...], for the value that x has outside.

    >>> Inherited
    Inherited
    """,
)
inert(
    "PlusMinus[x, y]",
    documentation=r"""is x plus or minus y, without a meaning of its own.

    >>> TeXForm[PlusMinus[x, y]]
    x\pm y
    """,
)
inert(
    "CircleTimes[x, y, ...]",
    documentation=r"""is an operator without a meaning of its own.

    >>> TeXForm[CircleTimes[x, y]]
    x\otimes y
    """,
)
inert(
    "CirclePlus[x, y, ...]",
    documentation=r"""is an operator without a meaning of its own.

    >>> TeXForm[CirclePlus[x, y]]
    x\oplus y
    """,
)
inert(
    "CircleDot[x, y, ...]",
    documentation="""is an operator without a meaning of its own.

    >>> CircleDot[x, y]
    CircleDot[x, y]
    """,
)
inert(
    "NonCommutativeMultiply[x, y, ...]",
    attributes="Flat OneIdentity",
    documentation="""is a product without a meaning of its own that keeps the order of its factors, x ** y.

    >>> p /: p ** q := 1 + q ** p; a ** p ** q ** b
    a**(1 + q**p)**b
    """,
)
inert(
    "DoubleLongRightArrow[x, y]",
    documentation="""is an operator without a meaning of its own.

    >>> DoubleLongRightArrow[x, y]
    DoubleLongRightArrow[x, y]
    """,
)
inert(
    "FormatType",
    documentation="""is an option of Cell, Text and streams: the form in which expressions are written.

    >>> FormatType -> TraditionalForm
    FormatType -> TraditionalForm
    """,
)
inert(
    "PageWidth",
    documentation="""is an option of ToString and of streams: how many characters a line holds.

    >>> ToString[123456, PageWidth -> 3]
    123
    456
    """,
)
inert(
    "TotalWidth",
    documentation="""is an option of ToString: how many characters there may be in all.

    >>> ToString[123456, TotalWidth -> 3]
    123
    """,
)
inert(
    "NumberMarks",
    documentation="""is an option of ToString and InputForm: whether numbers carry marks of their precision.

    >>> ToString[1.5, InputForm, NumberMarks -> False]
    1.5
    """,
)
inert(
    "CharacterEncoding",
    documentation="""is an option of functions that read and write text: how characters become bytes.

    >>> CharacterEncoding -> "UTF8"
    CharacterEncoding -> UTF8
    """,
)
inert(
    "IgnoreCase",
    documentation="""is an option of functions of strings: whether upper and lower case are the same.

    >>> StringCount["aA", "a", IgnoreCase -> True]
    2
    """,
)
inert(
    "Overlaps",
    documentation="""is an option of functions of strings: whether matches may overlap, or All of them count.

    >>> StringCount["aaa", "aa", Overlaps -> True]
    2
    """,
)
inert(
    'HTTPRequest["address"]',
    documentation="""stands for a request to a server.

    >>> Head[HTTPRequest["https://example.org"]]
    HTTPRequest
    """,
)
inert(
    "HTTPResponse[body, data]",
    documentation="""stands for the answer of a server.

    >>> Head[HTTPResponse["ok"]]
    HTTPResponse
    """,
)
inert(
    'LocalObject["name"]',
    documentation="""stands for an object kept on this computer.

    >>> Head[LocalObject["a"]]
    LocalObject
    """,
)
inert(
    'TypeSpecifier["name"]',
    documentation="""stands for a type of compiled code.

    >>> TypeSpecifier["Integer64"]
    TypeSpecifier[Integer64]
    """,
)
inert(
    "MetaInformation",
    documentation="""is an option of objects that carry data about themselves.

    >>> MetaInformation -> <||>
    MetaInformation -> <||>
    """,
)
inert(
    "Dividers",
    documentation="""is an option of Grid and Column: lines between the elements, which text does not show.

    >>> Grid[{{a, b}}, Dividers -> All]
    a   b
    """,
)
inert(
    "Spacings",
    documentation="""is an option of Grid and Column: the space between the elements.

    >>> Grid[{{a, b}}, Spacings -> 2]
    a   b
    """,
)
inert(
    "MixedMagnitude[{m1, m2, ...}]",
    documentation="""is the magnitude of a quantity in several units.

    >>> MixedMagnitude[{1, 2}]
    MixedMagnitude[{1, 2}]
    """,
)
inert(
    "MixedUnit[{u1, u2, ...}]",
    documentation="""is the unit of a quantity in several units.

    >>> MixedUnit[{"Feet", "Inches"}]
    MixedUnit[{Feet, Inches}]
    """,
)
inert(
    "CopyTag",
    documentation="""is a style of Button and of text to be copied.

    >>> CopyTag
    CopyTag
    """,
)
