"""String patterns: read into small trees of nodes, which become one regular expression where `re` can say
them, and backtracking matchers where a condition or test must be evaluated on the way.

A matcher is called as `match(text, start, bindings, then)`; `then(end)` does the rest of the match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from wlmini.builtins.date_texts import DATE_PARTS, DATE_SEPARATOR
from wlmini.expr import Expr, S, Symbol, is_list
from wlmini.kernel.messages import Failure
from wlmini.kernel.pattern import takes

Bindings = dict[Any, str]
Then = Callable[[int], bool]
Match = Callable[[str, int, Bindings, Then], bool]
ANY = "(?s:.)"


class Writer:
    """Writes nodes as parts of one regular expression and keeps count of its groups."""

    def __init__(self) -> None:
        self.count = 0
        self.names: dict[Symbol, str] = {}
        self.items: dict[Symbol, Any] = {}
        self.exact = True  # whether the expression says all that the nodes say
        self.numbered: list[int] = []

    def group(self) -> str:
        """The name of a new group."""
        self.count += 1
        return f"g{self.count}"


@dataclass(frozen=True)
class Piece:
    """A fixed piece of a regular expression without groups."""

    regex: str
    one_character: bool = False
    pure = True

    def write(self, writer: Writer) -> str:
        return self.regex

    def matcher(self, kernel: Any, flags: int) -> Match:
        compiled = re.compile(self.regex, flags)

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            found = compiled.match(text, start)
            return found is not None and then(found.end())

        return match


@dataclass(frozen=True)
class Raw:
    """What `RegularExpression` holds; its groups are numbered $1, $2 ..."""

    regex: str
    groups: int
    pure = True

    def write(self, writer: Writer) -> str:
        shift = writer.count
        writer.numbered += range(shift + 1, shift + self.groups + 1)
        writer.count += self.groups
        shifted = BACK_REFERENCE.sub(lambda m: f"\\{int(m[1]) + shift}" if m[1] else m[0], self.regex)
        return f"(?:{shifted})"

    def matcher(self, kernel: Any, flags: int) -> Match:
        compiled = re.compile(self.regex, flags)

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            found = compiled.match(text, start)
            if found is None:
                return False
            bindings.update({i + 1: value or "" for i, value in enumerate(found.groups())})
            return then(found.end())

        return match


BACK_REFERENCE = re.compile(r"\\(?:([1-9]\d?)|.)", re.DOTALL)


@dataclass(frozen=True)
class Chain:
    """Nodes one after the other."""

    items: tuple[Any, ...]

    @property
    def pure(self) -> bool:
        return all(item.pure for item in self.items)

    def write(self, writer: Writer) -> str:
        return "".join([item.write(writer) for item in self.items])

    def matcher(self, kernel: Any, flags: int) -> Match:
        matchers = [item.matcher(kernel, flags) for item in self.items]

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            def step(index: int, position: int) -> bool:
                if index == len(matchers):
                    return then(position)
                return matchers[index](text, position, bindings, lambda end: step(index + 1, end))

            return step(0, start)

        return match


@dataclass(frozen=True)
class Choice:
    """The first of several nodes that matches."""

    items: tuple[Any, ...]

    @property
    def pure(self) -> bool:
        return all(item.pure for item in self.items)

    def write(self, writer: Writer) -> str:
        return f"(?:{'|'.join([item.write(writer) for item in self.items])})"

    def matcher(self, kernel: Any, flags: int) -> Match:
        matchers = [item.matcher(kernel, flags) for item in self.items]

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            for each in matchers:  # noqa: SIM110 - no any(...) of a generator: evaluation must not run on the C stack
                if each(text, start, bindings, then):
                    return True
            return False

        return match


@dataclass(frozen=True)
class Repeat:
    """A node several times; as often as possible where `greedy`."""

    item: Any
    least: int
    most: int | None
    greedy: bool

    @property
    def pure(self) -> bool:
        return bool(self.item.pure)

    def write(self, writer: Writer) -> str:
        counts = f"{{{self.least},{'' if self.most is None else self.most}}}"
        return f"(?:{self.item.write(writer)}){SHORTER.get(counts, counts)}{'' if self.greedy else '?'}"

    def matcher(self, kernel: Any, flags: int) -> Match:
        single = getattr(self.item, "one_character", False)
        item = self.item.matcher(kernel, flags)
        return self.run(item) if single else self.general(item)

    def run(self, item: Match) -> Match:
        """Of a node that takes one character: tried by length, without recursion."""

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            longest = start
            limit = len(text) if self.most is None else min(len(text), start + self.most)
            while longest < limit and item(text, longest, bindings, is_end):
                longest += 1
            shortest = start + self.least
            ends = range(longest, shortest - 1, -1) if self.greedy else range(shortest, longest + 1)
            for end in ends:  # noqa: SIM110 - the same
                if then(end):
                    return True
            return False

        return match

    def general(self, item: Match) -> Match:
        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            def step(count: int, position: int) -> bool:
                def more(end: int) -> bool:
                    return end > position and step(count + 1, end)

                may_go_on = self.most is None or count < self.most
                if self.greedy and may_go_on and item(text, position, bindings, more):
                    return True
                if count >= self.least and then(position):
                    return True
                return not self.greedy and may_go_on and item(text, position, bindings, more)

            return step(0, start)

        return match


SHORTER = {"{0,}": "*", "{1,}": "+"}


def is_end(end: int) -> bool:
    return True


@dataclass(frozen=True)
class Named:
    """name:p; where the name comes again it means the same text."""

    name: Symbol
    item: Any

    @property
    def pure(self) -> bool:
        return bool(self.item.pure)

    def write(self, writer: Writer) -> str:
        known = writer.names.get(self.name)
        if known is not None:
            writer.exact = writer.exact and writer.items[self.name] == self.item
            return f"(?P={known})"
        group = writer.names[self.name] = writer.group()
        writer.items[self.name] = self.item
        return f"(?P<{group}>{self.item.write(writer)})"

    def matcher(self, kernel: Any, flags: int) -> Match:
        name, item = self.name, self.item.matcher(kernel, flags)

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            def bound(end: int) -> bool:
                value = text[start:end]
                if name in bindings:
                    return bindings[name] == value and then(end)
                bindings[name] = value
                if then(end):
                    return True
                del bindings[name]
                return False

            return item(text, start, bindings, bound)

        return match


@dataclass(frozen=True)
class Tested:
    """p?test: the text matched passes the test."""

    item: Any
    test: Any
    one_character: bool = False
    pure = False

    def matcher(self, kernel: Any, flags: int) -> Match:
        item, test = self.item.matcher(kernel, flags), self.test

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            def passes(end: int) -> bool:
                return kernel.is_true(Expr(test, (text[start:end],))) and then(end)

            return item(text, start, bindings, passes)

        return match


@dataclass(frozen=True)
class Checked:
    """p /; condition, in which the names of the pattern have their texts."""

    item: Any
    condition: Any
    pure = False

    def matcher(self, kernel: Any, flags: int) -> Match:
        item, condition = self.item.matcher(kernel, flags), self.condition

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            def holds(end: int) -> bool:
                return kernel.is_true(kernel.substitute(condition, bindings)) and then(end)

            return item(text, start, bindings, holds)

        return match


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


def abbreviation(token: str) -> Any:
    if token == "*":
        return Repeat(ONE, 0, None, True)
    if token == "@":
        return Repeat(Piece(f"(?!{class_of(str.isupper)}){ANY}", one_character=True), 1, None, True)
    return Piece(re.escape(token[1] if len(token) == 2 and token[1] in "*@\\" else token))
