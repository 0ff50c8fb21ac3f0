"""What string patterns consist of: nodes that become regular expressions, or match step by step."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wlmini.expr import Expr, Symbol
from wlmini.kernel.records import record

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
        self.loose: set[Symbol] = set()  # names that stand for nothing in some of the matches
        self.exact = True  # whether the expression says all that the nodes say
        self.numbered: list[int] = []

    def group(self) -> str:
        """The name of a new group."""
        self.count += 1
        return f"g{self.count}"


@record
class Piece:
    """A fixed piece of a regular expression without groups."""

    regex: str
    one_character: bool = False

    @property
    def pure(self) -> bool:
        return True

    def write(self, writer: Writer) -> str:
        return self.regex

    def matcher(self, kernel: Any, flags: int) -> Match:
        compiled = re.compile(self.regex, flags)

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            found = compiled.match(text, start)
            return found is not None and then(found.end())

        return match


@record
class Raw:
    """What `RegularExpression` holds; its groups are numbered $1, $2 ..."""

    regex: str
    groups: int

    @property
    def pure(self) -> bool:
        return True

    def write(self, writer: Writer) -> str:
        shift = writer.count
        writer.numbered += range(shift + 1, shift + self.groups + 1)
        writer.count += self.groups
        shifted = re.sub(BACK_REFERENCE, lambda m: f"\\{int(m[1]) + shift}" if m[1] else m[0], self.regex)
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


BACK_REFERENCE = r"(?s)\\(?:([1-9]\d?)|.)"


@record
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


@record
class Choice:
    """The first of several nodes that matches."""

    items: tuple[Any, ...]

    @property
    def pure(self) -> bool:
        return all(item.pure for item in self.items)

    def write(self, writer: Writer) -> str:
        if not self.items:
            return r"(?!)"  # of no alternatives none is ever found
        known, found, texts = writer.names, dict(writer.names), []
        for item in self.items:
            writer.names = dict(known)
            texts.append(item.write(writer))
            own = writer.names.keys() - known.keys()
            writer.exact = writer.exact and not own & found.keys()
            found.update(writer.names)
        writer.names = found
        writer.loose |= found.keys() - known.keys()
        return f"(?:{'|'.join(texts)})"

    def matcher(self, kernel: Any, flags: int) -> Match:
        matchers = [item.matcher(kernel, flags) for item in self.items]

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            for each in matchers:  # noqa: SIM110 - no any(...) of a generator: evaluation must not run on the C stack
                if each(text, start, bindings, then):
                    return True
            return False

        return match


@record
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
        known = set(writer.names)
        first = self.item.write(writer)
        if writer.names.keys() <= known or self.most == 0:
            return f"(?:{first}){self.counts(self.least, self.most)}"
        again = self.item.write(writer)  # in which the names stand for what they were the first time
        more = self.counts(max(self.least - 1, 0), None if self.most is None else self.most - 1)
        if self.least:
            return f"{first}(?:{again}){more}"
        writer.loose |= writer.names.keys() - known
        return f"(?:{first}(?:{again}){more}){self.counts(0, 1)}"

    def counts(self, least: int, most: int | None) -> str:
        """How often a part of an expression comes."""
        times = f"{{{least},{'' if most is None else most}}}"
        return SHORTER.get(times, times) + ("" if self.greedy else "?")

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


@record
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
            same = writer.items[self.name] == self.item and self.name not in writer.loose
            writer.exact = writer.exact and same
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


@record
class Tested:
    """p?test: the text matched passes the test."""

    item: Any
    test: Any
    one_character: bool = False

    @property
    def pure(self) -> bool:
        return False

    def matcher(self, kernel: Any, flags: int) -> Match:
        item, test = self.item.matcher(kernel, flags), self.test

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            def passes(end: int) -> bool:
                return kernel.is_true(Expr(test, (text[start:end],))) and then(end)

            return item(text, start, bindings, passes)

        return match


@record
class Checked:
    """p /; condition, in which the names of the pattern have their texts."""

    item: Any
    condition: Any

    @property
    def pure(self) -> bool:
        return False

    def matcher(self, kernel: Any, flags: int) -> Match:
        item, condition = self.item.matcher(kernel, flags), self.condition

        def match(text: str, start: int, bindings: Bindings, then: Then) -> bool:
            def holds(end: int) -> bool:
                return kernel.is_true(kernel.substitute(condition, bindings)) and then(end)

            return item(text, start, bindings, holds)

        return match
