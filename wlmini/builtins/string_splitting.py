"""StringSplit, StringTrim, StringExtract and the splitting of text into words, by string patterns."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.string_lists import over_texts
from wlmini.builtins.string_nodes import Chain, Choice
from wlmini.builtins.string_patterns import SPACES, read
from wlmini.builtins.string_search import (
    CASE_OPTION,
    END,
    MESSAGES,
    START,
    Rewriting,
    count_limit,
    flag,
    is_case_option,
    rewriting,
    search_for,
    take,
    value_of,
)  # fmt: skip
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import rule_parts


@builtin(
    "StringSplit[text]",
    "StringSplit[text, patt]",
    "StringSplit[text, patt, n]",
    options=CASE_OPTION,
    reads_options=True,
    messages={**MESSAGES, "args": "`1` further arguments are more than the pattern and the number of parts."},
)
def string_split(kernel: Any, text: Any, *further: Any) -> Any:
    """splits a string at whitespace, or where a string pattern matches.

    >>> StringSplit["a  b c"]
    {a, b, c}
    >>> StringSplit["2024-05-17", "-"]
    {2024, 05, 17}
    >>> StringSplit["a:b,c", {":" -> "=", ","}]
    {a, =, b, c}
    """
    rules = [each for each in further if is_case_option(each)]
    arguments = [each for each in further if not is_case_option(each)]
    if len(arguments) > 2:
        raise Failure("args", len(arguments), value=None)
    spec = arguments[0] if arguments else S.Whitespace
    limit = arguments[1] if len(arguments) > 1 else S.Automatic
    options = {**CASE_OPTION, **({"IgnoreCase": rule_parts(rules[0])[1]} if rules else {})}  # type: ignore[index]
    rewrite = rewriting(kernel, spec, flag(options, "IgnoreCase"))
    count = None if limit in (S.All, S.Automatic) else count_limit(limit)
    return over_texts(
        lambda each: make_list(pieces(kernel, each, rewrite, count, limit is S.All)),
        text,
        S.StringSplit,
        *further,
    )


def pieces(kernel: Any, text: str, rewrite: Rewriting, count: int | None, keep_empty: bool) -> list[Any]:
    """The parts between the matches, with the values of rules; empty ones at the ends only where wanted."""
    parts: list[Any] = []
    position = 0
    skipping = not keep_empty
    made = 1
    for found in rewrite.search.all(text):
        if count is not None and made >= count:
            break
        before = text[position : found.start]
        position = found.end
        if before or not skipping:
            parts.append(before)
            made += 1
            skipping = False
        if rewrite.values[found.which] is not None:
            parts.append(value_of(kernel, text, found, rewrite))
            skipping = False
    parts.append(text[position:])
    while parts and not keep_empty and parts[-1] == "":
        parts.pop()
    return parts


@builtin("StringTrim[text]", "StringTrim[text, patt]", messages=MESSAGES)
def string_trim(kernel: Any, text: Any, patt: Any = S.Whitespace) -> Any:
    """removes whitespace, or what a string pattern matches, from the beginning and end of a string.

    >>> InputForm[StringTrim["  net \\t"]]
    "net"
    >>> StringTrim["--a-b--", "-" ..]
    a-b
    """

    def ends() -> list[Any]:
        node = Choice((SPACES if patt is S.Whitespace else read(patt),))
        return [Chain((START, node)), Chain((node, END))]

    search = search_for(kernel, ends, (S.StringTrim, patt), False)

    def trim(each: str) -> str:
        for found in search.all(each):
            if found.start == 0 and found.which == 0:
                first = found.end
                rest = each[first:]
                last = next((f.start for f in search.all(rest) if f.which == 1), len(rest))
                return rest[:last]
            return each[: found.start]
        return each

    return over_texts(trim, text, S.StringTrim, patt)


@builtin(
    "StringExtract[text, positions]",
    'StringExtract[text, "sep" -> positions]',
    messages={**MESSAGES, "part": "There is no part `1` among the `2` parts."},
)
def string_extract(kernel: Any, text: Any, positions: Any) -> Any:
    """takes a string apart at whitespace, or at a separator, and gives the parts at the positions.

    >>> StringExtract["a b c", 2]
    b
    >>> StringExtract["x,y,z", "," -> {1, 3}]
    {x, z}
    """
    rule = rule_parts(positions)
    separator, wanted = (rule[0], rule[1]) if rule else (S.Whitespace, positions)
    rewrite = rewriting(kernel, separator, False)

    def extract(each: str) -> Any:
        parts = pieces(kernel, each, Rewriting(rewrite.search, [None]), None, rule is not None)
        return chosen(parts, wanted)

    return over_texts(extract, text, S.StringExtract, positions)


def chosen(parts: list[Any], wanted: Any) -> Any:
    """The part at a position, or the list of those at several."""
    if is_list(wanted):
        return make_list([chosen(parts, each) for each in wanted.parts])
    if wanted is S.All:
        return make_list(parts)
    if not isinstance(wanted, int) or not 1 <= abs(wanted) <= len(parts):
        raise Failure("part", wanted, len(parts), value=None)
    return parts[wanted - 1 if wanted > 0 else wanted]


@builtin("TextWords[text]", "TextWords[text, n]", messages=MESSAGES)
def text_words(kernel: Any, text: Any, n: Any = S.Infinity) -> Any:
    """gives the words of a text, without the punctuation between them.

    >>> TextWords["To be, or not to be"]
    {To, be, or, not, to, be}
    """
    limit = count_limit(n)
    return over_texts(lambda each: make_list(take(words(kernel, each), limit)), text, S.TextWords)


@builtin("WordCount[text]", messages=MESSAGES)
def word_count(kernel: Any, text: Any) -> Any:
    """counts the words of a text.

    >>> WordCount["To be, or not to be"]
    6
    """
    return over_texts(lambda each: len(words(kernel, each)), text, S.WordCount)


WORD = S.RegularExpression(r"[^\W_]+(?:['’.\-][^\W_]+)*")


def words(kernel: Any, text: str) -> list[str]:
    """The runs of letters and digits; an apostrophe, point or hyphen inside belongs to the word."""
    search = rewriting(kernel, Expr(S.List, (WORD,)), False).search
    return [text[found.start : found.end] for found in search.all(text)]
