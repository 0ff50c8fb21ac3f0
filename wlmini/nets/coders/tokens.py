"""The "Tokens" coders: text as a sequence of words of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from ...expr import Expr, S, is_list
from .coder import argument, decoder, encoder, option
from .reading import REFUSED, anything, flag, items
from .sequences import SequenceDecoder
from .text import FORM, TARGET_LENGTH, SequenceEncoder, input_depth

__all__ = ["TokensDecoder", "TokensEncoder"]

UNKNOWN = "\ufffd"  # what the code of unknown words is decoded to
BOUNDARY = re.compile(r"\b")


def words_of(expr: Any) -> Any:
    """A list of different strings."""
    found = items(expr)
    strings = found and all(isinstance(each, str) and each for each in found)
    return found if found and strings and len(set(found)) == len(found) else REFUSED


TOKENS = argument(
    "tokens",
    "Tokens",
    "a list of different words (the dictionaries of languages do not come along)",
    words_of,
)
IGNORE_CASE = option("ignore_case", "IgnoreCase", "True or False", flag, default=True)


def unique(tokens: tuple[str, ...], ignore_case: bool) -> list[str]:
    """The tokens as they are looked up; those that differ in capitals only count once where case does not."""
    return list(dict.fromkeys(each.lower() for each in tokens)) if ignore_case else list(tokens)


@encoder(
    "Tokens",
    TOKENS,
    FORM,
    IGNORE_CASE,
    option("split", "SplitPattern", "None or a string pattern", anything, S.WordBoundary),
    TARGET_LENGTH,
)
class TokensEncoder(SequenceEncoder):
    """NetEncoder[{"Tokens", words}]: the places of words in the list, one more than its length for others.

    >>> NetEncoder[{"Tokens", {"the", "cat"}}]["The cat sat"]
    {1, 2, 3}
    """

    tokens: tuple[str, ...]
    ignore_case: bool
    split: Any

    def prepare(self) -> None:
        known = unique(self.tokens, self.ignore_case)
        self.places = {token: place for place, token in enumerate(known, 1)}
        self.size = self.filler = len(known) + 1
        self.prepare_port()

    def words(self) -> str:
        return "a list of words" if self.split is S["None"] else "a string of words"

    def accepts(self, expr: Any) -> bool:
        if isinstance(expr, Expr) and expr.head is S.TextElement:
            return all(isinstance(each, str) for each in strings(expr))
        if self.split is S["None"]:
            return is_list(expr) and all(isinstance(each, str) for each in expr.parts)
        return isinstance(expr, str)

    def codes(self, expr: Any) -> np.ndarray | None:
        pieces = self.pieces(expr)
        if pieces is None:
            return None
        if self.ignore_case:
            pieces = [piece.lower() for piece in pieces]
        return np.array([self.places.get(piece, self.size) for piece in pieces], dtype=np.int64)

    def pieces(self, expr: Any) -> list[str] | None:
        """The words of one example; space between words is no word unless the list has it."""
        if not isinstance(expr, str):
            return list(strings(expr))
        if self.split is S.WordBoundary:
            found: Any = BOUNDARY.split(expr)
        else:
            value = self.kernel.evaluate(S.StringSplit(expr, self.split))
            found = value.parts if is_list(value) else [None]
        if not all(isinstance(each, str) for each in found):
            return None
        trimmed = [each if each in self.places else each.strip() for each in found]
        return [each for each in trimmed if each]


def strings(expr: Any) -> Iterator[Any]:
    """The strings inside lists and TextElement[...], in order; options of TextElement do not count."""
    if is_list(expr) or isinstance(expr, Expr) and expr.head is S.TextElement:
        for part in expr.parts[:1] if expr.head is S.TextElement else expr.parts:
            yield from strings(part)
    else:
        yield expr


@decoder("Tokens", TOKENS, IGNORE_CASE, input_depth())
class TokensDecoder(SequenceDecoder):
    """NetDecoder[{"Tokens", words}]: the most likely words; the class after the last is of unknown words.

    >>> NetDecoder[{"Tokens", {"the", "cat"}}][{{0.75, 0.25, 0.}, {0.25, 0.75, 0.}}]
    the cat
    """

    tokens: tuple[str, ...]
    ignore_case: bool

    def prepare(self) -> None:
        self.texts = [*unique(self.tokens, self.ignore_case), UNKNOWN]
        self.prepare_port()

    def joined(self, texts: list[str]) -> str:
        return " ".join(texts)
