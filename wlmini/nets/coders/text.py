"""The "Characters" and "UTF8" coders: text as sequences of codes."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...expr import S
from ..ports import VARYING, Port
from .alphabets import read_alphabet
from .coder import Encoder, Parameter, argument, decoder, encoder, option, unit_vectors
from .reading import REFUSED, choice, flag, length
from .sequences import SequenceDecoder

__all__ = ["CharactersDecoder", "CharactersEncoder", "SequenceEncoder", "UTF8Encoder"]

FORM = argument("form", "Form", '"Index" or "UnitVector"', choice("Index", "UnitVector"), "Index")
TARGET_LENGTH = option("target", "TargetLength", "All or a positive integer", length, S.All)
BYTES = 248  # the largest byte of UTF-8, 247, has the code 248
ALPHABET_WORDS = (
    "an alphabet: strings, classes of characters, ranges m;;n, StartOfString, EndOfString, _, or rules from "
    "one of them to a positive integer or Automatic, in a list where they are several"
)


class SequenceEncoder(Encoder):
    """What turns texts into codes from 1 to `size`, or unit vectors; a target length cuts or fills up."""

    form: str
    target: Any
    size: int
    filler: int

    def prepare_port(self) -> None:
        count = VARYING if self.target is S.All else self.target
        indexed = self.form == "Index"
        self.port = Port((count,), "integer", (1, self.size)) if indexed else Port((count, self.size), "real")

    def codes(self, expr: Any) -> np.ndarray | None:
        """The codes of one example; None where it has none."""
        raise NotImplementedError

    def accepts(self, expr: Any) -> bool:
        return isinstance(expr, str)

    def encoded(self, expr: Any) -> np.ndarray | None:
        codes = self.codes(expr)
        if codes is None:
            return None
        if self.target is not S.All:
            codes = fitted(codes, self.target, self.filler)
        return codes if self.form == "Index" else unit_vectors(codes, self.size)


def fitted(codes: np.ndarray, target: int, filler: int) -> np.ndarray:
    """The codes cut or filled up to a length."""
    missing = max(target - len(codes), 0)
    return np.concatenate([codes[:target], np.full(missing, filler, codes.dtype)])


def alphabet(expr: Any) -> Any:
    return REFUSED if read_alphabet(expr) is None else expr


ALPHABET = argument("alphabet", "Alphabet", ALPHABET_WORDS, alphabet, S.Automatic)
IGNORE_CASE = option("ignore_case", "IgnoreCase", "True or False", flag, default=False)


@encoder("Characters", ALPHABET, FORM, IGNORE_CASE, TARGET_LENGTH)
class CharactersEncoder(SequenceEncoder):
    """NetEncoder[{"Characters", alphabet, form}]: the codes of the characters of a string.

    >>> NetEncoder["Characters"]["Aa"]
    {36, 68}
    >>> NetEncoder[{"Characters", {"abc", "xyz" -> Automatic, _, EndOfString}}]["cz?"]
    {3, 4, 5, 6}
    """

    alphabet: Any
    ignore_case: bool

    def prepare(self) -> None:
        found = read_alphabet(self.alphabet)
        assert found is not None
        self.table = found
        self.size, self.filler = found.size, found.last
        self.prepare_port()

    def words(self) -> str:
        return f"a string of characters that have a code (there are {self.size} codes)"

    def codes(self, expr: Any) -> np.ndarray | None:
        found = self.table.encode(expr, self.ignore_case)
        if found is None:
            unknown = ", ".join(f'"{each}"' for each in self.table.unknown(expr)[:5])
            raise self.misfit(expr, f"{self.words()}; without one are {unknown}, which _ would admit")
        return found


@encoder("UTF8", FORM, TARGET_LENGTH)
class UTF8Encoder(SequenceEncoder):
    """NetEncoder["UTF8"]: the bytes of a string plus 1.

    >>> NetEncoder["UTF8"]["A"]
    {66}
    """

    def prepare(self) -> None:
        self.size, self.filler = BYTES, 1
        self.prepare_port()

    def words(self) -> str:
        return "a string"

    def codes(self, expr: Any) -> np.ndarray | None:
        try:
            return np.frombuffer(expr.encode(), dtype=np.uint8).astype(np.int64) + 1
        except UnicodeEncodeError:  # half of a surrogate pair
            return None


def input_depth(default: int = 2) -> Parameter:
    """The parameter that tells whether a sequence of vectors is decoded, or one vector."""
    words = "1 (a vector) or 2 (a sequence of vectors)"
    return option(
        "depth", "InputDepth", words, lambda e: e if type(e) is int and e in (1, 2) else REFUSED, default
    )


@decoder("Characters", ALPHABET, input_depth())
class CharactersDecoder(SequenceDecoder):
    """NetDecoder[{"Characters", alphabet}]: the string of the most likely characters.

    >>> NetDecoder[{"Characters", "abc"}][{{0.1, 0.2, 0.7}, {0.6, 0.3, 0.1}}]
    ca
    >>> NetDecoder[{"Characters", "ab"}][{{0.25, 0.75}, {0.5, 0.5}}, "TopDecisions" -> 2]
    {ba, bb}
    """

    alphabet: Any

    def prepare(self) -> None:
        found = read_alphabet(self.alphabet)
        assert found is not None
        self.texts = found.texts
        self.prepare_port()

    def joined(self, texts: list[str]) -> str:
        return "".join(texts)
