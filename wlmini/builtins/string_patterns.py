"""String patterns: read into small trees of nodes, which become one regular expression where `re` can say
them, and backtracking matchers where a condition or test must be evaluated on the way.

A matcher is called as `match(text, start, bindings, then)`; `then(end)` does the rest of the match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from wlmini.builtins.date_texts import DATE_PARTS, DATE_SEPARATOR
from wlmini.builtins.string_nodes import (
    ANY,
    Chain,
    Checked,
    Choice,
    Named,
    Piece,
    Raw,
    Repeat,
    Tested,
    Writer,
)
from wlmini.expr import Expr, S, Symbol, is_list
from wlmini.kernel.messages import Failure
from wlmini.kernel.pattern import takes

# -- reading ---------------------------------------------------------------------------------------

CHARACTERS = {
    S.DigitCharacter: "[0-9]", S.LetterCharacter: r"[^\W\d_]", S.WordCharacter: r"[^\W_]",
    S.WhitespaceCharacter: r"\s", S.HexadecimalCharacter: "[0-9a-fA-F]",
    S.PunctuationCharacter: r"(?:[^\w\s]|_)",
}  # fmt: skip
PIECES = {
    S.StartOfString: r"\A", S.EndOfString: r"\Z", S.StartOfLine: "(?m:^)", S.EndOfLine: "(?m:$)",
    S.WordBoundary: r"\b", S.NumberString: r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)",
}  # fmt: skip
ONE = Piece(ANY, one_character=True)
SPACES = Repeat(Piece(r"\s", one_character=True), 1, None, True)


def read(pattern: Any, greedy: bool = True) -> Any:
    """The node of a string pattern; a part that means nothing in strings raises `Failure`."""
    if isinstance(pattern, str):
        return Piece(re.escape(pattern), one_character=len(pattern) == 1)
    if isinstance(pattern, Symbol):
        return read_symbol(pattern)
    reader = READERS.get(pattern.head) if isinstance(pattern, Expr) else None
    node = reader(greedy, *pattern.parts) if reader and takes(reader, len(pattern.parts)) else None
    if node is None:
        raise wrong(pattern)
    return node


def wrong(pattern: Any) -> Failure:
    return Failure("invld", pattern, owner=S.StringExpression, value=None)


def read_symbol(name: Symbol) -> Any:
    if name in CHARACTERS:
        return Piece(CHARACTERS[name], one_character=True)
    if name not in PIECES and name is not S.Whitespace:
        raise wrong(name)
    return SPACES if name is S.Whitespace else Piece(PIECES[name])


def read_chain(greedy: bool, *parts: Any) -> Any:
    return Chain(tuple(read(p, greedy) for p in parts))


def read_choice(greedy: bool, *parts: Any) -> Any:
    return Choice(tuple(read(p, greedy) for p in parts))


def read_blank(greedy: bool, *heads: Any) -> Any:
    return None if heads else ONE


def read_sequence(least: int) -> Callable[..., Any]:
    return lambda greedy, *heads: None if heads else Repeat(ONE, least, None, greedy)


def read_repeated(least: int) -> Callable[..., Any]:
    """p.. and p..., Repeated[p, most], Repeated[p, {count}], Repeated[p, {least, most}]."""

    def reader(greedy: bool, item: Any, counts: Any = None) -> Any:
        low, high = least, None
        if isinstance(counts, int):
            high = counts
        elif is_list(counts) and len(counts) in (1, 2):
            low, high = counts.parts[0], counts.parts[-1]
        elif counts is not None:
            return None
        return Repeat(read(item, greedy), low, None if isinstance(high, Expr) else high, greedy)

    return reader


def read_pattern(greedy: bool, name: Any, item: Any) -> Any:
    return Named(name, read(item, greedy))


def read_test(greedy: bool, item: Any, test: Any) -> Any:
    return tested(read(item, greedy), test)


def tested(node: Any, test: Any) -> Any:
    """p?test; the test sees the characters of x__ one by one."""
    if isinstance(node, Named):
        return Named(node.name, tested(node.item, test))
    if isinstance(node, Repeat) and node.item is ONE:
        return Repeat(tested(ONE, test), node.least, node.most, node.greedy)
    if node is ONE and test in TESTS:
        return Piece(class_of(TESTS[test]), one_character=True)
    return Tested(node, test, one_character=getattr(node, "one_character", False))


TESTS: dict[Any, Callable[[str], bool]] = {
    S.DigitQ: "0123456789".__contains__, S.LetterQ: str.isalpha,
    S.UpperCaseQ: str.isupper, S.LowerCaseQ: str.islower,
}  # fmt: skip


@cache
def class_of(holds: Callable[[str], bool]) -> str:
    """The class of all characters of the basic plane that pass a test, as ranges."""
    inside = [code for code in range(0x10000) if holds(chr(code))]
    starts = [code for before, code in zip([-2, *inside], inside, strict=False) if code != before + 1]
    ends = [code for code, after in zip(inside, [*inside[1:], -2], strict=True) if after != code + 1]
    return "[" + "".join([f"\\u{a:04x}-\\u{b:04x}" for a, b in zip(starts, ends, strict=True)]) + "]"


def read_condition(greedy: bool, item: Any, condition: Any) -> Any:
    return Checked(read(item, greedy), condition)


def read_except(greedy: bool, refused: Any, accepted: Any = None) -> Any:
    """Except[c]: one character that c does not match; Except[c, p]: what p matches where c does not."""
    node = read(refused, greedy)
    if not node.pure:
        return None
    other = ONE if accepted is None else read(accepted, greedy)
    refusal = Piece(f"(?!{node.write(Writer())})")
    if other is ONE:
        return Piece(refusal.regex + ANY, one_character=True)
    return Chain((refusal, other))


def read_regular(greedy: bool, text: Any) -> Any:
    if not isinstance(text, str):
        return None
    regex = python_regex(text)
    try:
        return Raw(regex, re.compile(regex).groups)
    except (re.error, RecursionError, OverflowError) as error:
        raise Failure("regex", text, str(error), owner=S.RegularExpression, value=None) from None


POSIX = {
    "alpha": "a-zA-Z\u00aa-\u02af\u0370-\u1fff", "digit": "0-9", "alnum": "a-zA-Z0-9",
    "upper": "A-Z", "lower": "a-z",
    "space": r"\s", "blank": r" \t", "punct": r"!-/:-@\[-`{-~", "xdigit": "0-9a-fA-F", "word": r"\w",
    "cntrl": r"\x00-\x1f\x7f", "print": r"\x20-\x7e", "graph": r"\x21-\x7e",
}  # fmt: skip


def python_regex(text: str) -> str:
    """Perl's spelling of a regular expression as Python's: [[:alpha:]], (?<name>..), leading (?i), \\z."""
    text = re.sub(r"\[:(\w+):\]", lambda m: POSIX.get(m[1], m[0]), text)
    text = re.sub(r"\(\?<(?![=!])", "(?P<", text)
    text = re.sub(r"(?<!\\)((?:\\\\)*)\\z", r"\1\\Z", text)
    text = re.sub(r"(?<!\\)((?:\\\\)*)\\h", r"\1[ \\t]", text)
    leading = re.match(r"\(\?([aimsx]+)\)", text)
    return f"(?{leading[1]}:{text[leading.end() :]})" if leading else text


def read_date(greedy: bool, elements: Any, separator: Any = None) -> Any:
    """DatePattern[{"Year", "Month", ...}]: a date of these elements, with separators where none are given."""
    parts = elements.parts if is_list(elements) else (elements,)
    if not all(isinstance(part, str) for part in parts):
        return None
    between = Piece(DATE_SEPARATOR) if separator is None else read(separator, greedy)
    nodes: list[Any] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if before in DATE_PARTS and part in DATE_PARTS:
            nodes.append(between)
        nodes.append(Piece(DATE_PARTS[part]) if part in DATE_PARTS else read(part, greedy))
    return Chain(tuple(nodes))


def read_scoped(prefix: str) -> Callable[..., Any]:
    def reader(greedy: bool, item: Any) -> Any:
        node = read(item, greedy)
        return Piece(f"(?{prefix}:{node.write(Writer())})") if node.pure else None

    return reader


READERS: dict[Any, Callable[..., Any]] = {
    S.StringExpression: read_chain,
    S.PatternSequence: read_chain,
    S.Alternatives: read_choice,
    S.List: read_choice,
    S.Blank: read_blank,
    S.BlankSequence: read_sequence(1),
    S.BlankNullSequence: read_sequence(0),
    S.Repeated: read_repeated(1),
    S.RepeatedNull: read_repeated(0),
    S.Pattern: read_pattern,
    S.PatternTest: read_test,
    S.Condition: read_condition,
    S.Except: read_except,
    S.RegularExpression: read_regular,
    S.CaseSensitive: read_scoped("-i"),
    S.DatePattern: read_date,
    S.Longest: lambda greedy, item: read(item, True),
    S.Shortest: lambda greedy, item: read(item, False),
    S.HoldPattern: lambda greedy, item: read(item, greedy),
    S.Verbatim: lambda greedy, item: read(item, greedy),
}


def read_abbreviated(pattern: Any) -> Any:
    """A pattern of StringMatchQ, where * and @ in a string stand for characters and \\* for themselves."""
    if isinstance(pattern, Expr) and pattern.head in (S.Alternatives, S.List):
        return Choice(tuple(read_abbreviated(p) for p in pattern.parts))
    if not isinstance(pattern, str) or not re.search(r"[*@\\]", pattern):
        return read(pattern)
    return Chain(tuple(abbreviation(token) for token in re.findall(r"\\[\s\S]|[\s\S]", pattern)))


def spelled(pattern: Any) -> list[str]:
    """The plain words that a pattern names, in which letters may be wrong."""
    if isinstance(pattern, Expr) and pattern.head in (S.Alternatives, S.List):
        return [word for part in pattern.parts for word in spelled(part)]
    return [pattern] if isinstance(pattern, str) and not re.search(r"[*@\\]", pattern) else []


def abbreviation(token: str) -> Any:
    if token == "*":
        return Repeat(ONE, 0, None, True)
    if token == "@":
        return Repeat(Piece(f"(?!{class_of(str.isupper)}){ANY}", one_character=True), 1, None, True)
    return Piece(re.escape(token[1] if len(token) == 2 and token[1] in "*@\\" else token))
