"""Finding string patterns in texts, and the builtins that search, test, replace and split by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from wlmini.builtins.string_distances import nearly
from wlmini.builtins.string_lists import over_texts
from wlmini.builtins.string_nodes import Bindings, Chain, Choice, Match, Piece, Writer
from wlmini.builtins.string_patterns import read, read_abbreviated, spelled
from wlmini.expr import FALSE, TRUE, Association, Expr, S, Symbol, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.records import record
from wlmini.kernel.rules import rule_parts

MESSAGES = {
    "strse": "A string or a list of strings is expected at position `1` in `2`.",
    "srep": "`1` is no valid string replacement rule.",
    "posint": "The number of results, `1`, should be a positive integer or Infinity.",
    "bool": "The option `1` should be True or False and not `2`.",
}
SEARCH_OPTIONS = {"IgnoreCase": FALSE, "Overlaps": FALSE}
CASE_OPTION = {"IgnoreCase": FALSE}
KEPT = 512  # compiled searches
FEW = (
    8  # letters that are faster found one after the other: each time in a hundredth of a look at all of them
)


class Found(NamedTuple):
    """A match: where it is, which of the patterns it was, and what the names and groups mean."""

    start: int
    end: int
    which: int
    bindings: Bindings


class Search:
    """String patterns compiled to be looked for together; at each place the first that matches counts."""

    def __init__(self, kernel: Any, nodes: Sequence[Any], flags: int) -> None:
        self.kernel = kernel
        self.nodes = nodes
        self.flags = flags
        self.letters = self.single_letters()
        self.joined = ""
        self.compiled: re.Pattern[str] | None = None
        self.matchers: list[Match] = []
        self.names: list[dict[Symbol, str]] = []
        self.numbered: list[list[int]] = []
        if nodes and all(node.pure for node in nodes):
            self.join()

    def join(self) -> None:
        """All the patterns as one regular expression, a group r0, r1, ... each."""
        writer = Writer()
        parts = []
        for index, node in enumerate(self.nodes):
            writer.names, writer.items, writer.numbered, writer.loose = {}, {}, [], set()
            writer.count += 1
            parts.append(f"(?P<r{index}>{node.write(writer)})")
            self.names.append(writer.names)
            self.numbered.append(writer.numbered)
        self.joined = "|".join(parts) if writer.exact else ""
        if self.letters is None:
            self.compile()

    def compile(self) -> None:
        try:
            self.compiled = re.compile(self.joined, self.flags) if self.joined else None
        except re.error as error:
            raise Failure("regex", self.joined, str(error), owner=S.RegularExpression, value=None) from None

    @property
    def regex(self) -> re.Pattern[str] | None:
        """All the patterns together; it takes a while to compile, and single letters are found without."""
        if self.compiled is None and self.joined:
            self.compile()
        return self.compiled

    def single_letters(self) -> dict[str, str] | None:
        """The group of each letter, where all the patterns are single letters."""
        found: dict[str, str] = {}
        for index, node in enumerate(self.nodes):
            regex = getattr(node, "regex", "")
            if self.flags or not regex or re.escape(regex[-1]) != regex:
                return None
            found.setdefault(regex[-1], f"r{index}")
        return found

    def found(self, match: re.Match[str]) -> Found:
        index = int((match.lastgroup or "r0")[1:])
        bindings: Bindings = {name: match[group] or "" for name, group in self.names[index].items()}
        bindings.update({i + 1: match[group] or "" for i, group in enumerate(self.numbered[index])})
        return Found(match.start(), match.end(), index, bindings)

    def at(self, text: str, start: int) -> Found | None:
        """The match that begins just there."""
        if self.regex is not None:
            match = self.regex.match(text, start)
            return None if match is None else self.found(match)
        return next(iter(self.each_at(text, start, only_first=True)), None)

    def whole(self, text: str) -> Found | None:
        """The match of all of the text."""
        return Search(self.kernel, [Chain((Choice(tuple(self.nodes)), END))], self.flags).at(text, 0)

    def each_at(self, text: str, start: int, only_first: bool = False) -> list[Found]:
        """The matches that begin just there, one for each end."""
        self.matchers = self.matchers or [node.matcher(self.kernel, self.flags) for node in self.nodes]
        found: dict[int, Found] = {}
        for index, match in enumerate(self.matchers):
            bindings: Bindings = {}

            def note(end: int, index: int = index, bindings: Bindings = bindings) -> bool:
                found.setdefault(end, Found(start, end, index, dict(bindings)))
                return only_first

            if match(text, start, bindings, note):
                break
        return list(found.values())

    def all(self, text: str) -> Iterator[Found]:
        """The matches from left to right that do not overlap."""
        if self.regex is not None:
            for match in self.regex.finditer(text):
                yield self.found(match)
            return
        position = 0
        while position <= len(text):
            found = self.at(text, position)
            if found is not None:
                yield found
            position = position + 1 if found is None or found.end == position else found.end

    def overlapping(self, text: str) -> Iterator[Found]:
        """A match for each place where one begins."""
        for start in range(len(text) + 1):
            found = self.at(text, start)
            if found is not None:
                yield found

    def every(self, text: str) -> Iterator[Found]:
        """All matches there are."""
        for start in range(len(text) + 1):
            yield from self.each_at(text, start)


END = Piece(r"\Z")
START = Piece(r"\A")


def search_for(kernel: Any, nodes: Callable[[], Sequence[Any]], key: Any, ignore_case: bool) -> Search:
    """The search for patterns, from the store of those compiled before."""
    store = kernel.state.setdefault("string searches", {})
    found = store.get((key, ignore_case))
    if found is None:
        if len(store) >= KEPT:
            store.clear()
        found = store[key, ignore_case] = Search(kernel, nodes(), re.IGNORECASE if ignore_case else 0)
    return found


# -- arguments -------------------------------------------------------------------------------------


def flag(options: dict[str, Any], name: str) -> bool:
    """The value of an option that is True or False."""
    value = options[name]
    if value is not TRUE and value is not FALSE:
        raise Failure("bool", name, value, value=None)
    return value is TRUE


def count_limit(count: Any) -> int | None:
    """How many matches are wanted; None where all."""
    if count in (S.All, S.Infinity) or count == S.DirectedInfinity(1):
        return None
    if not isinstance(count, int) or count < 0:
        raise Failure("posint", count, value=None)
    return count


def take(items: Iterable[Any], count: int | None) -> Iterator[Any]:
    """The first `count` of the items."""
    if count is None:
        yield from items
        return
    remaining = iter(items)
    for _ in range(count):
        item = next(remaining, None)
        if item is None:
            return
        yield item


def is_case_option(expr: Any) -> bool:
    """Whether an argument is an option, as in the operator form StringFreeQ[patt, IgnoreCase -> True]."""
    rule = rule_parts(expr)
    return rule is not None and rule[0] in (S.IgnoreCase, S.Overlaps, "IgnoreCase", "Overlaps")


@record
class Rewriting:
    """Patterns and what each becomes: (right side, whether it was delayed), or None for itself."""

    search: Search
    values: list[tuple[Any, bool] | None]

    def constants(self) -> dict[str | None, str] | None:
        """The text that each group of the search becomes, where all of them are texts without $1."""
        texts = [value[0] for value in self.values if value is not None]
        if len(texts) < len(self.values) or not all(isinstance(t, str) and "$" not in t for t in texts):
            return None
        return {f"r{index}": text for index, text in enumerate(texts)}


def rewriting(kernel: Any, spec: Any, ignore_case: bool) -> Rewriting:
    """Patterns, or rules pattern -> value, one or a list of them."""
    items = spec.parts if is_list(spec) or isinstance(spec, Association) else (spec,)
    rules = [rule_parts(item) for item in items]
    nodes: list[Any] = []
    values: list[tuple[Any, bool] | None] = []
    for item, rule in zip(items, rules, strict=True):
        left, right, delayed = rule or (item, None, False)
        value = right
        if delayed and isinstance(right, Expr) and right.head is S.Condition and len(right) == 2:
            value, condition = right.parts
            left = S.Condition(left, condition)
        nodes.append(left)
        values.append(None if rule is None else (value, delayed))
    key = S.List(*nodes)
    return Rewriting(search_for(kernel, lambda: [read(each) for each in nodes], key, ignore_case), values)


def value_of(kernel: Any, text: str, found: Found, rewrite: Rewriting) -> Any:
    """What a match becomes."""
    rule = rewrite.values[found.which]
    if rule is None:
        return text[found.start : found.end]
    value, delayed = rule
    if isinstance(value, str) and "$" in value and rewrite.search.nodes:
        return fill_groups(value, text[found.start : found.end], found.bindings)
    names = {name: part for name, part in found.bindings.items() if isinstance(name, Symbol)}
    groups = len(names) < len(found.bindings)
    if groups:
        value = fill_everywhere(value, text[found.start : found.end], found.bindings)
    if names:
        value = kernel.substitute(value, names)
    return kernel.evaluate(value) if names or delayed or groups else value


def fill_groups(value: str, whole: str, bindings: Bindings) -> str:
    """$1, $2, ... of a replacement by the groups of a RegularExpression, $0 by the whole match."""
    if not any(isinstance(key, int) for key in bindings) and "$0" not in value:
        return value
    return re.sub(r"\$(\d)", lambda m: whole if m[1] == "0" else bindings.get(int(m[1]), ""), value)


def fill_everywhere(value: Any, whole: str, bindings: Bindings) -> Any:
    """The groups filled into all strings of an expression."""
    if isinstance(value, str):
        return fill_groups(value, whole, bindings)
    if type(value) is not Expr:
        return value
    return Expr(value.head, [fill_everywhere(part, whole, bindings) for part in value.parts])


def matches(search: Search, text: str, overlaps: Any) -> Iterator[Found]:
    """The matches as the option Overlaps wants them."""
    if overlaps is TRUE:
        return search.overlapping(text)
    return search.every(text) if overlaps is S.All else search.all(text)


# -- searching -------------------------------------------------------------------------------------


@builtin(
    "StringCases[text, patt]", "StringCases[text, patt, n]", "StringCases[patt][text]",
    options=SEARCH_OPTIONS, messages=MESSAGES,
)  # fmt: skip
def string_cases(kernel: Any, text: Any, patt: Any, n: Any = S.Infinity, *, options: dict[str, Any]) -> Any:
    """gives the parts of a string that match a string pattern, or what rules make of them.

    >>> StringCases["a1b22c333", DigitCharacter ..]
    {1, 22, 333}
    >>> StringCases["k1=v1; k2=v2", k : WordCharacter .. ~~ "=" ~~ v : WordCharacter .. :> {k, v}]
    {{k1, v1}, {k2, v2}}
    """
    if is_case_option(patt):
        return None
    rewrite = rewriting(kernel, patt, flag(options, "IgnoreCase"))
    limit = count_limit(n)

    def cases(each: str) -> Any:
        found = take(matches(rewrite.search, each, options["Overlaps"]), limit)
        return make_list([value_of(kernel, each, f, rewrite) for f in found])

    return over_texts(cases, text, S.StringCases, patt)


@builtin(
    "StringPosition[text, patt]", "StringPosition[text, patt, n]", "StringPosition[patt][text]",
    options={"IgnoreCase": FALSE, "Overlaps": TRUE}, messages=MESSAGES,
)  # fmt: skip
def string_position(
    kernel: Any, text: Any, patt: Any, n: Any = S.Infinity, *, options: dict[str, Any]
) -> Any:
    """gives the positions {start, end} at which a string pattern matches.

    >>> StringPosition["abracadabra", "abra"]
    {{1, 4}, {8, 11}}
    >>> StringPosition["aaa", "aa"]
    {{1, 2}, {2, 3}}
    """
    if is_case_option(patt):
        return None
    search = rewriting(kernel, patt, flag(options, "IgnoreCase")).search
    limit = count_limit(n)

    def positions(each: str) -> Any:
        found = take(matches(search, each, options["Overlaps"]), limit)
        return make_list([make_list((f.start + 1, f.end)) for f in found])

    return over_texts(positions, text, S.StringPosition, patt)


@builtin(
    "StringCount[text, patt]", "StringCount[patt][text]", options=SEARCH_OPTIONS, messages=MESSAGES,
)  # fmt: skip
def string_count(kernel: Any, text: Any, patt: Any, *, options: dict[str, Any]) -> Any:
    """counts how often a string pattern occurs in a string.

    >>> StringCount["abracadabra", "a"]
    5
    """
    if is_case_option(patt):
        return None
    search = rewriting(kernel, patt, flag(options, "IgnoreCase")).search
    return over_texts(
        lambda each: len(list(matches(search, each, options["Overlaps"]))), text, S.StringCount, patt
    )


def tested(kernel: Any, head: Symbol, text: Any, patt: Any, options: dict[str, Any], frame: Any) -> Any:
    """Whether the pattern, put into a frame, is found in the text; None for an operator form."""
    if is_case_option(patt):
        return None
    search = search_for(kernel, lambda: [frame(read(patt))], (head, patt), flag(options, "IgnoreCase"))
    return over_texts(lambda each: boolean(next(search.all(each), None) is not None), text, head, patt)


@builtin(
    "StringContainsQ[text, patt]", "StringContainsQ[patt][text]", options=CASE_OPTION, messages=MESSAGES,
)  # fmt: skip
def string_contains_q(kernel: Any, text: Any, patt: Any, *, options: dict[str, Any]) -> Any:
    """tells whether a string has a part that matches a string pattern.

    >>> StringContainsQ["neural network", "net"]
    True
    >>> StringContainsQ["a"] /@ {"bar", "foo"}
    {True, False}
    """
    return tested(kernel, S.StringContainsQ, text, patt, options, lambda node: node)


@builtin(
    "StringFreeQ[text, patt]", "StringFreeQ[patt][text]", options=CASE_OPTION, messages=MESSAGES,
)  # fmt: skip
def string_free_q(kernel: Any, text: Any, patt: Any, *, options: dict[str, Any]) -> Any:
    """tells whether no part of a string matches a string pattern.

    >>> StringFreeQ["abc", "d"]
    True
    """
    value = tested(kernel, S.StringFreeQ, text, patt, options, lambda node: node)
    return None if value is None else opposite(value)


def opposite(value: Any) -> Any:
    """True for False, through lists."""
    if is_list(value):
        return make_list([opposite(part) for part in value.parts])
    return boolean(value is FALSE)


@builtin(
    "StringStartsQ[text, patt]", "StringStartsQ[patt][text]", options=CASE_OPTION, messages=MESSAGES,
)  # fmt: skip
def string_starts_q(kernel: Any, text: Any, patt: Any, *, options: dict[str, Any]) -> Any:
    """tells whether the beginning of a string matches a string pattern.

    >>> StringStartsQ["train.csv", "train"]
    True
    """
    return tested(kernel, S.StringStartsQ, text, patt, options, lambda node: Chain((START, node)))


@builtin(
    "StringEndsQ[text, patt]", "StringEndsQ[patt][text]", options=CASE_OPTION, messages=MESSAGES,
)  # fmt: skip
def string_ends_q(kernel: Any, text: Any, patt: Any, *, options: dict[str, Any]) -> Any:
    """tells whether the end of a string matches a string pattern.

    >>> StringEndsQ[{"a.csv", "b.txt"}, ".csv"]
    {True, False}
    """
    return tested(kernel, S.StringEndsQ, text, patt, options, lambda node: Chain((Choice((node,)), END)))


@builtin(
    "StringMatchQ[text, patt]", "StringMatchQ[patt][text]",
    options={**CASE_OPTION, "SpellingCorrection": FALSE}, messages=MESSAGES,
)  # fmt: skip
def string_match_q(kernel: Any, text: Any, patt: Any, *, options: dict[str, Any]) -> Any:
    """tells whether all of a string matches a string pattern; * in a plain string stands for any characters.

    >>> StringMatchQ["epoch12", "epoch" ~~ DigitCharacter ..]
    True
    >>> StringMatchQ[{"a.csv", "b.txt"}, "*.csv"]
    {True, False}
    """
    if is_case_option(patt):
        return None
    search = search_for(
        kernel,
        lambda: [Chain((START, Choice((read_abbreviated(patt),)), END))],
        (S.StringMatchQ, patt),
        flag(options, "IgnoreCase"),
    )
    words = spelled(patt) if flag(options, "SpellingCorrection") else []
    return over_texts(
        lambda each: boolean(search.at(each, 0) is not None or any(nearly(each, word) for word in words)),
        text,
        S.StringMatchQ,
        patt,
    )


# -- changing --------------------------------------------------------------------------------------


@builtin(
    "StringReplace[text, rules]", "StringReplace[text, rules, n]", "StringReplace[rules][text]",
    options=CASE_OPTION, messages=MESSAGES,
)  # fmt: skip
def string_replace(
    kernel: Any, text: Any, rules: Any, n: Any = S.Infinity, *, options: dict[str, Any]
) -> Any:
    """replaces the parts of a string that match string patterns, from left to right.

    >>> StringReplace["black cat", {"black" -> "white", "cat" -> "dog"}]
    white dog
    >>> StringReplace["a1b2", d : DigitCharacter :> "<" <> d <> ">"]
    a<1>b<2>
    """
    if not isinstance(rules, Expr):
        raise Failure("srep", rules, value=None)
    rewrite = rewriting(kernel, rules, flag(options, "IgnoreCase"))
    if None in rewrite.values:
        raise Failure("srep", rules, value=None)
    limit = count_limit(n)
    return over_texts(lambda each: replaced(kernel, each, rewrite, limit), text, S.StringReplace, rules)


def exchanged(text: str, values: dict[str, str]) -> str:
    """The text with letters exchanged for other texts: one after the other where that comes to the same."""
    if len(values) > FEW or any(letter in value for letter in values for value in values.values()):
        return text.translate({ord(letter): value for letter, value in values.items()})
    for letter, value in values.items():
        text = text.replace(letter, value)
    return text


def replaced(kernel: Any, text: str, rewrite: Rewriting, limit: int | None) -> Any:
    """The text with its matches rewritten; a StringExpression where a value is no string."""
    search, constants = rewrite.search, rewrite.constants()
    if constants is not None and limit is None:
        if search.letters is not None:  # without a call back for each match
            return exchanged(text, {letter: constants[group] for letter, group in search.letters.items()})
        if search.regex is not None:
            return search.regex.sub(lambda match: constants[match.lastgroup], text)
    pieces: list[Any] = []
    position = 0
    for found in take(rewrite.search.all(text), limit):
        pieces += (text[position : found.start], value_of(kernel, text, found, rewrite))
        position = found.end
    pieces.append(text[position:])
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(pieces)
    return Expr(S.StringExpression, [piece for piece in pieces if piece != ""])
