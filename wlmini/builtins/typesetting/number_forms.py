"""Forms of numbers and of code, and the options that say how numbers look."""

from __future__ import annotations

from typing import Any

from wlmini.expr import S
from wlmini.kernel.declare import inert

LOOK: dict[str, Any] = {
    "DigitBlock": S.Infinity, "ExponentFunction": S.Automatic, "ExponentStep": 1, "NumberFormat": S.Automatic,
    "NumberMultiplier": "\u00d7", "NumberPadding": S.List("", ""), "NumberPoint": ".",
    "NumberSeparator": S.List(",", " "), "NumberSigns": S.List("-", ""),
    "ScientificNotationThreshold": S.List(-5, 6), "SignPadding": S["False"],
}  # fmt: skip
OWN: dict[str, dict[str, Any]] = {  # what is another way in a form
    "AccountingForm": {"NumberSigns": S.List(S.List("(", ")"), "")},
    "PaddedForm": {"NumberPadding": S.List(" ", "0")},
    "EngineeringForm": {"ExponentStep": 3},
}

inert(
    "NumberForm[expr, n]",
    "NumberForm[expr, {n, f}]",
    options=LOOK,
    documentation="""prints with real numbers to n digits, f of them after the point.

    >>> NumberForm[3.14159, 3]
    3.14
    >>> NumberForm[2.5, {5, 3}]
    2.500
    """,
)
inert(
    "DecimalForm[expr]",
    "DecimalForm[expr, n]",
    "DecimalForm[expr, {n, f}]",
    options=LOOK,
    documentation="""prints with real numbers written out, never with an exponent.

    >>> DecimalForm[1.5*^8]
    150000000.
    """,
)
inert(
    "ScientificForm[expr]",
    "ScientificForm[expr, n]",
    options=LOOK,
    documentation="""prints with real numbers as a mantissa from 1 to 10 and a power of ten.

    >>> ScientificForm[12345.]
    1.2345*^4
    """,
)
inert(
    "EngineeringForm[expr]",
    "EngineeringForm[expr, n]",
    options=LOOK | OWN["EngineeringForm"],
    documentation="""prints with real numbers as a mantissa and a power of ten whose exponent 3 divides.

    >>> EngineeringForm[12345.]
    12.345*^3
    """,
)
inert(
    "AccountingForm[expr]",
    "AccountingForm[expr, n]",
    options=LOOK | OWN["AccountingForm"],
    documentation="""prints with negative numbers in brackets and without exponents.

    >>> AccountingForm[{-5, 1.5*^7}]
    {(5), 15000000.}
    """,
)
inert(
    "PaddedForm[expr, n]",
    "PaddedForm[expr, {n, f}]",
    options=LOOK | OWN["PaddedForm"],
    documentation="""prints with numbers padded to the width of n digits and a sign.

    >>> "[" <> ToString[PaddedForm[42, 4]] <> "]"
    [   42]
    """,
)
inert(
    "PercentForm[expr]",
    "PercentForm[expr, n]",
    options=LOOK,
    documentation="""prints with real numbers as percentages.

    >>> PercentForm[0.25]
    25%
    """,
)
inert(
    "BaseForm[expr, n]",
    documentation="""prints with numbers in base n, which stands below their digits.

    >>> BaseForm[255, 16]
    ff_16
    """,
)
inert(
    "CForm[expr]",
    documentation="""prints as a C compiler reads it.

    >>> CForm[x^2 + Sin[y]]
    Power(x,2) + Sin(y)
    """,
)
inert(
    "FortranForm[expr]",
    documentation="""prints as a Fortran compiler reads it.

    >>> FortranForm[x^2 + Sin[y]]
    x**2 + Sin(y)
    """,
)
inert(
    "TeXForm[expr]",
    documentation=r"""prints as TeX.

    >>> TeXForm[x/y]
    \frac{x}{y}
    """,
)
inert(
    "TreeForm[expr]",
    documentation="""prints as a tree, each part on a line below its head.

    >>> TreeForm[f[x]]
    f
      x
    """,
)
inert(
    "InputForm[expr]",
    documentation="""prints as input that reads back to expr.

    >>> InputForm["a" + 1]
    1 + "a"
    """,
)
inert(
    "FullForm[expr]",
    documentation="""prints with heads and brackets only.

    >>> FullForm[a + 1]
    Plus[1, a]
    """,
)
inert(
    "OutputForm[expr]",
    documentation="""prints as results are printed.

    >>> OutputForm["a"]
    a
    """,
)
inert(
    "StandardForm[expr]",
    documentation="""prints as a notebook would; here as results are printed.

    >>> StandardForm[a + b]
    a + b
    """,
)
inert(
    "TraditionalForm[expr]",
    documentation="""prints in the notation of mathematics; here as results are printed.

    >>> TraditionalForm[a + b]
    a + b
    """,
)
inert(
    "TextForm[expr]",
    documentation="""prints as text.

    >>> TextForm["a"]
    a
    """,
)
inert(
    "DigitBlock",
    documentation="""is an option of NumberForm and its kin: how many digits form a block.

    >>> NumberForm[1234567, DigitBlock -> 3]
    1,234,567
    """,
)
inert(
    "NumberSeparator",
    documentation="""is an option of NumberForm and its kin: what stands between blocks of digits.

    >>> NumberForm[1234567, DigitBlock -> 3, NumberSeparator -> " "]
    1 234 567
    """,
)
inert(
    "NumberPoint",
    documentation="""is an option of NumberForm and its kin: what stands for the decimal point.

    >>> NumberForm[2.5, NumberPoint -> ","]
    2,5
    """,
)
inert(
    "NumberSigns",
    documentation="""is an option of NumberForm and its kin: the marks of negative and positive numbers.

    >>> NumberForm[5, NumberSigns -> {"-", "+"}]
    +5
    """,
)
inert(
    "NumberPadding",
    documentation="""is an option of NumberForm and its kin: what fills up at the left and the right.

    >>> PaddedForm[7, 3, NumberPadding -> {"0", ""}]
    0007
    """,
)
inert(
    "SignPadding",
    documentation="""is an option of NumberForm and its kin: whether padding goes between sign and digits.

    >>> PaddedForm[-7, 3, NumberPadding -> {"0", ""}, SignPadding -> True]
    -007
    """,
)
inert(
    "NumberMultiplier",
    documentation="""is an option of NumberForm and its kin: the sign between mantissa and power of ten.

    >>> ScientificForm[1.5*^8, NumberMultiplier -> "x"]
    1.5x10^8
    """,
)
inert(
    "NumberFormat",
    documentation="""is an option of NumberForm and its kin: a function of mantissa, base and exponent.

    >>> ScientificForm[1.5*^8, NumberFormat -> (Row[{#1, "e", #3}] &)]
    1.5e8
    """,
)
inert(
    "ExponentFunction",
    documentation="""is an option of NumberForm and its kin: the exponent to be shown for a power of ten.

    >>> NumberForm[1.5*^8, ExponentFunction -> (Null &)]
    150000000.
    """,
)
inert(
    "ExponentStep",
    documentation="""is an option of NumberForm and its kin: what exponents are multiples of.

    >>> ScientificForm[12345., ExponentStep -> 3]
    12.345*^3
    """,
)
inert(
    "ScientificNotationThreshold",
    documentation="""is an option of NumberForm and its kin: powers of ten at which exponents begin.

    >>> NumberForm[1234., ScientificNotationThreshold -> {-2, 3}]
    1.234*^3
    """,
)
inert(
    "$Pre",
    documentation="""is a function that acts on each input before it is evaluated.

    >>> ValueQ[$Pre]
    False
    """,
)
inert(
    "$Post",
    documentation="""is a function that acts on each value after it was evaluated.

    >>> ValueQ[$Post]
    False
    """,
)
inert(
    "$PrePrint",
    documentation="""is a function that acts on each value before it is printed.

    >>> ValueQ[$PrePrint]
    False
    """,
)
