"""Text to expressions: the LALR table of grammar/wolfram.lark, driven over the lexer's tokens.

Lark works the table out once (`tables`). The loop that drives it is our own: Lark takes 0.15 s to
import, which a start of the interpreter should not pay, and spends twice the time on each token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from wlmini.expr import NULL, Expr, S, Symbol, symbol
from wlmini.syntax.characters import Decoded
from wlmini.syntax.failure import SyntaxFailure
from wlmini.syntax.lexer import CLOSERS, Lexer, Token
from wlmini.syntax.operators import TABLES, Operator
from wlmini.syntax.resolve import Suffix, UnpairedTilde, resolve

__all__ = ["Reader", "Reading", "SyntaxFailure", "incomplete", "parse"]

LIST, PART = S.List, S.Part
CALL_PRECEDENCE = 670


class Reading(NamedTuple):
    """An expression and where it stands in the text."""

    expr: Any
    start: int
    end: int


def begin(*items: Any) -> list[Any]:
    return list(items)


def extend(items: list[Any], item: Any) -> list[Any]:
    items.append(item)
    return items


def part(head: Any, places: list[Any]) -> Expr:
    return Expr(PART, (head, *places))


def call_chain(chain: list[Any], arguments: list[Any]) -> list[Any]:
    return extend(chain, Suffix(CALL_PRECEDENCE, lambda head: Expr(head, arguments)))


def part_chain(chain: list[Any], places: list[Any]) -> list[Any]:
    return extend(chain, Suffix(CALL_PRECEDENCE, lambda head: part(head, places)))


def message(owner: Any, tag: str) -> Expr:
    if isinstance(owner, Expr) and owner.head is S.MessageName and len(owner.parts) < 4:
        return Expr(S.MessageName, (*owner.parts, tag))
    return Expr(S.MessageName, (owner, tag))


def fence(operator: Operator, arguments: list[Any]) -> Expr:
    return Expr(operator.head, arguments)


ACTIONS: dict[str | None, Callable[..., Any] | None] = {
    None: None,
    "begin": begin,
    "extend": extend,
    "resolve": resolve,
    "call": Expr,
    "part": part,
    "call_chain": call_chain,
    "part_chain": part_chain,
    "message": message,
    "test": S.PatternTest,
    "typed": S.TypeSpecifier,
    "braces": lambda items: Expr(LIST, items),
    "association": lambda items: Expr(S.Association, items),
    "fence": fence,
    "nothing": list,
}
ROWS = TABLES.rows


class Reduction(NamedTuple):
    """A rule with the places of its one or two parts, counted from the end of the values; 0 for none."""

    origin: str
    size: int
    build: Callable[..., Any] | None
    first: int
    second: int


def reduction(origin: str, size: int, action: str | None, kept: tuple[int, ...]) -> Reduction:
    first, second, *_ = *(place - size for place in kept), 0, 0
    return Reduction(origin, size, ACTIONS[action], first, second)


RULES = [reduction(*rule) for rule in TABLES.rules]


class Reader:
    """The top-level expressions of a text, each read only when it is asked for.

    Names are resolved while their expression is read: a `BeginPackage` that has been evaluated
    in between changes what the next ones mean.
    """

    def __init__(self, text: str, resolve: Callable[[str], Symbol] = symbol, name: str = "") -> None:
        self.source = Decoded(text)
        self.lexer = Lexer(self.source, resolve, name)

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        lexer = self.lexer
        try:
            if not lexer.more():
                raise StopIteration
            start = lexer.start
            expr = self.expression(lexer.tokens())
        except UnpairedTilde:
            place, lexer.at = lexer.at, len(lexer.text)
            raise lexer.failure(place, lexer.found(place), "a second `~`") from None
        except SyntaxFailure:
            lexer.at = len(lexer.text)
            raise
        return Reading(expr, self.source.place(start), self.source.place(lexer.at))

    def expression(self, tokens: Iterable[Token]) -> Any:
        """The value of one expression's tokens."""
        rows, rules = ROWS, RULES
        states = [TABLES.start]
        values: list[Any] = []
        for kind, value, place in tokens:
            while True:
                action = rows[states[-1]].get(kind)
                if action is None:
                    raise self.failure(kind, place, rows[states[-1]])
                if action >= 0:
                    states.append(action)
                    values.append(value)
                    break
                origin, size, build, first, second = rules[~action]
                if build is None:
                    if origin == "start":
                        return values[-1]
                    values[-size:] = [values[first]]
                elif size:
                    values[-size:] = [
                        build(values[first], values[second]) if second else build(values[first])
                    ]
                else:
                    values.append(build())
                    states.append(0)
                if size > 1:
                    del states[1 - size :]
                states[-1] = rows[states[-2]][origin]
        raise AssertionError("unreachable: the last token is $END")

    def failure(self, kind: str, place: int, row: dict[str, int]) -> SyntaxFailure:
        """What was found at a token that the grammar has no place for, and what would have fitted."""
        lexer = self.lexer
        at_end = kind == "$END" and place >= len(lexer.text.rstrip())
        found = "the end of the text" if at_end else "the end of the line" if kind == "$END" else ""
        expected = "an expression" if "ATOM" in row else "an operator"
        if lexer.open and lexer.open[-1][0] in row:
            expected += f" or {self.closer()}"
        return lexer.failure(place, found or lexer.found(place), expected, at_end)

    def closer(self) -> str:
        """The innermost bracket that waits to be closed, in words."""
        kind, start = self.lexer.open[-1]
        names = {"_PART_END": "]]", "_VECTOR_END": ">", "_MAP_END": "|>"}
        text = names.get(kind) or next(char for char, end in CLOSERS.items() if end == kind)
        line = self.lexer.text.count("\n", 0, start) + 1
        return f"`{text}` for the `{self.lexer.text[start]}` of line {line}"


def parse(text: str, resolve: Callable[[str], Symbol] = symbol, name: str = "") -> Any:
    """The one expression that a text is, Null for an empty one; raises SyntaxFailure on more than one."""
    reader = Reader(text, resolve, name)
    first = next(reader, None)
    if first is None:
        return NULL
    if reader.lexer.more():
        raise reader.lexer.failure(reader.lexer.start, "a second expression", "the end of the text")
    return first.expr


def incomplete(text: str) -> bool:
    """Whether a text is a good beginning that needs more lines."""
    try:
        for _ in Reader(text, lambda name: NULL):
            pass
    except SyntaxFailure as failure:
        return failure.at_end
    return False
