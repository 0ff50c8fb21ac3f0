"""The symbols that stand for characters and places in string patterns."""

from __future__ import annotations

from typing import Any

from wlmini.kernel.declare import builtin, inert


@builtin(
    'RegularExpression["regex"]',
    messages={"regex": "The regular expression `1` cannot be used: `2`."},
)
def regular_expression(kernel: Any, regex: Any) -> Any:
    """is a string pattern in the notation of regular expressions; $1 in a replacement is the first group.

    >>> StringReplace["2024-05", RegularExpression["(\\\\d+)-(\\\\d+)"] -> "$2/$1"]
    05/2024
    """
    return None


inert(
    "DigitCharacter",
    documentation="""stands for a digit from 0 to 9 in a string pattern.

    >>> StringCases["a1b22", DigitCharacter ..]
    {1, 22}
    """,
)
inert(
    "LetterCharacter",
    documentation="""stands for a letter in a string pattern.

    >>> StringCases["a1b22", LetterCharacter]
    {a, b}
    """,
)
inert(
    "WordCharacter",
    documentation="""stands for a letter or digit in a string pattern.

    >>> StringCases["to be", WordCharacter ..]
    {to, be}
    """,
)
inert(
    "HexadecimalCharacter",
    documentation="""stands for a hexadecimal digit in a string pattern.

    >>> StringCases["ff zz", HexadecimalCharacter ..]
    {ff}
    """,
)
inert(
    "PunctuationCharacter",
    documentation="""stands for a punctuation character in a string pattern.

    >>> StringDelete["Well, well!", PunctuationCharacter]
    Well well
    """,
)
inert(
    "WhitespaceCharacter",
    documentation="""stands for a space, tab, end of line or the like in a string pattern.

    >>> StringCount["a b  c", WhitespaceCharacter]
    3
    """,
)
inert(
    "Whitespace",
    documentation="""stands for one or more whitespace characters in a string pattern.

    >>> StringReplace["a   b", Whitespace -> "-"]
    a-b
    """,
)
inert(
    "NumberString",
    documentation="""stands for the characters of a number in a string pattern.

    >>> StringCases["x = 1.5, y = -2", NumberString]
    {1.5, -2}
    """,
)
inert(
    "StartOfString",
    documentation="""stands for the beginning of the text in a string pattern.

    >>> StringReplace["aaa", StartOfString ~~ "a" -> "b"]
    baa
    """,
)
inert(
    "EndOfString",
    documentation="""stands for the end of the text in a string pattern.

    >>> StringReplace["aaa", "a" ~~ EndOfString -> "b"]
    aab
    """,
)
inert(
    "StartOfLine",
    documentation="""stands for the beginning of a line in a string pattern.

    >>> StringCases["ab\\ncd", StartOfLine ~~ _]
    {a, c}
    """,
)
inert(
    "EndOfLine",
    documentation="""stands for the end of a line in a string pattern.

    >>> StringCases["ab\\ncd", _ ~~ EndOfLine]
    {b, d}
    """,
)
inert(
    "WordBoundary",
    documentation="""stands for the place between a word and what is beside it in a string pattern.

    >>> StringCount["the theme", WordBoundary ~~ "the" ~~ WordBoundary]
    1
    """,
)
inert(
    "CaseSensitive[p]",
    documentation="""is a string pattern that minds the case of letters, whatever IgnoreCase says.

    >>> StringCases["aAbB", CaseSensitive["a"] | "b", IgnoreCase -> True]
    {a, b, B}
    """,
)


inert(
    "DatePattern[elements]",
    "DatePattern[elements, separator]",
    documentation="""is a string pattern for dates made of elements as DateString has them.

    >>> StringCases["on 2024-05-17", DatePattern[{"Year", "-", "Month", "-", "Day"}]]
    {2024-05-17}
    """,
)
