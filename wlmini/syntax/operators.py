"""The operator table of grammar/operators.toml as the lexer, the resolver and the printer use it."""

from __future__ import annotations

from wlmini.expr import Symbol, symbol
from wlmini.syntax.tables import load

TABLES = load()

PREFIX_KINDS = frozenset({"prefix", "negate"})
POSTFIX_KINDS = frozenset({"postfix", "derivative", "put"})


class Operator:
    """One row of the table."""

    __slots__ = ("head", "kind", "over", "precedence", "prefix", "shown", "texts")

    def __init__(
        self, text: list[str], head: str, precedence: int, kind: str, shown: str = "", over: int = 0
    ) -> None:
        self.texts = text
        self.head: Symbol = symbol(head)
        self.precedence = precedence
        self.kind = kind
        self.prefix = kind in PREFIX_KINDS
        self.shown = shown
        self.over = over or precedence

    @property
    def family(self) -> object:
        """What may stand together in one run: the same head for flat operators, else the same kind."""
        return self.head if self.kind == "flat" else self.kind

    def __repr__(self) -> str:
        return f"Operator({self.texts[0]!r}, {self.head!r}, {self.precedence}, {self.kind!r})"


OPERATORS: tuple[Operator, ...] = tuple(Operator(**row) for row in TABLES.operators)


def spellings(operators: list[Operator]) -> dict[str, Operator]:
    """Every spelling of these operators."""
    return {text: operator for operator in operators for text in operator.texts}


# What may stand before an operand, after one, around some.
PREFIX = spellings([each for each in OPERATORS if each.prefix])
AFTER = spellings([each for each in OPERATORS if not each.prefix and each.kind not in ("fence", "test")])
FENCES = [each for each in OPERATORS if each.kind == "fence"]
# How the printer writes the head of an expression.
SHOWN: dict[Symbol, Operator] = {each.head: each for each in OPERATORS if each.shown}


def spelled(text: str) -> list[Operator]:
    """The operators written so, in the order of the table (`?+` asks)."""
    return [each for each in OPERATORS if text in each.texts]
