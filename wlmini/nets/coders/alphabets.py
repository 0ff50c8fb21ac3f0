"""The alphabets of the "Characters" coders: which code each character has.

A specification is a string (its characters get the next codes), a class such as DigitCharacter, a range
of character codes m;;n, Automatic (printable ASCII with tab and newline), StartOfString, EndOfString or
_ (any other character), a rule specification -> n or -> Automatic (one code for all of it), or a list of
these, which count on. A class without a rule gives its ASCII characters a code each, in their order; with
a rule it stands for all its characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import numpy as np

from ...expr import Expr, S, Symbol, is_list
from ..parameters import is_rule

__all__ = ["Alphabet", "read_alphabet"]

PRINTABLE = "\t\n" + "".join(map(chr, range(32, 127)))
UNKNOWN = "\ufffd"
FREQUENT = 0x400  # characters whose codes are looked up in a table
NOTHING = np.zeros(0, dtype=np.int64)
CLASSES: dict[Symbol, Callable[[str], bool]] = {
    S.LetterCharacter: str.isalpha,
    S.DigitCharacter: str.isdigit,
    S.WordCharacter: str.isalnum,
    S.WhitespaceCharacter: str.isspace,
    S.PunctuationCharacter: lambda c: unicodedata.category(c)[0] in ("P", "S"),
}
ENDS = (S.StartOfString, S.EndOfString)


class Alphabet:
    """Codes of characters, of classes of them, of the ends of a string and of all other characters."""

    def __init__(self, spec: Any) -> None:
        self.codes: dict[str, int] = {}
        self.classes: list[tuple[Callable[[str], bool], int]] = []
        self.ends: dict[Any, int] = {}
        self.other: int | None = None
        self.size = 0
        self.valid = True
        self.add(spec)
        self.texts = self.first_texts()
        self.found: dict[str, int | None] = {}
        self.tables: dict[bool, np.ndarray] = {}

    def add(self, spec: Any) -> None:
        """Count on with a specification; `valid` becomes false where it is none."""
        characters = listed(spec)
        if is_list(spec):
            for part in spec.parts:
                self.add(part)
        elif is_rule(spec):
            self.assign(*spec.parts)
        elif characters is not None:
            for each in characters:
                if each not in self.codes:
                    self.codes[each] = self.next()
        else:
            self.mark(spec, self.next())

    def next(self) -> int:
        self.size += 1
        return self.size

    def assign(self, spec: Any, code: Any) -> None:
        """One code for all that a specification stands for."""
        if code is S.Automatic:
            code = self.size + 1
        if type(code) is not int or code < 1:
            self.valid = False
            return
        self.size = max(self.size, code)
        characters = listed(spec)
        if isinstance(spec, Symbol) and spec in CLASSES:
            self.classes.append((CLASSES[spec], code))
        elif characters is not None:
            self.codes.update(dict.fromkeys(characters, code))
        else:
            self.mark(spec, code)

    def mark(self, spec: Any, code: int) -> None:
        """A code for an end of the string, or for all other characters."""
        if isinstance(spec, Symbol) and spec in ENDS:
            self.ends[spec] = code
        elif isinstance(spec, Expr) and spec.head is S.Blank and not spec.parts:
            self.other = code
        else:
            self.valid = False

    def first_texts(self) -> list[str]:
        """What each code is decoded to: its first character; nothing for the ends of a string."""
        texts = [UNKNOWN] * self.size
        for belongs, code in self.classes:
            texts[code - 1] = next(c for c in PRINTABLE if belongs(c))
        for character, code in reversed(self.codes.items()):
            texts[code - 1] = character
        for code in self.ends.values():
            texts[code - 1] = ""
        return texts

    @property
    def last(self) -> int:
        """The code that fills up sequences which are too short: EndOfString, else the last one."""
        return self.ends.get(S.EndOfString, self.size)

    def code(self, character: str) -> int | None:
        """The code of a character, None where it has none."""
        if character not in self.found:
            found = self.codes.get(character)
            for belongs, code in self.classes:
                found = code if found is None and belongs(character) else found
            self.found[character] = self.other if found is None else found
        return self.found[character]

    def encode(self, text: str, ignore_case: bool) -> np.ndarray | None:
        """The codes of a text with its ends; None where a character has none."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        table = self.table(ignore_case)
        codes = table[points] if not len(points) or points.max() < FREQUENT else NOTHING
        if len(codes) < len(points) or (codes == 0).any():
            found = [self.code(each) for each in (map(self.same_letter, text) if ignore_case else text)]
            if None in found:
                return None
            codes = np.array(found, dtype=np.int64)
        start, end = ([self.ends[each]] if each in self.ends else [] for each in ENDS)
        return np.concatenate([np.array(start, np.int64), codes, np.array(end, np.int64)])

    def table(self, ignore_case: bool) -> np.ndarray:
        """The codes of the first characters of Unicode, 0 where there is none: lookup by array."""
        if ignore_case not in self.tables:
            letters = map(self.same_letter, map(chr, range(FREQUENT))) if ignore_case else None
            found = [self.code(each) or 0 for each in letters or map(chr, range(FREQUENT))]
            self.tables[ignore_case] = np.array(found, dtype=np.int64)
        return self.tables[ignore_case]

    def same_letter(self, character: str) -> str:
        """The small letter, or the capital one where the alphabet has only that."""
        small, capital = character.lower()[:1], character.upper()
        return capital if small not in self.codes and capital in self.codes else small

    def unknown(self, text: str) -> list[str]:
        """The characters of a text that have no code."""
        return sorted({each for each in text if self.code(each) is None})


def listed(spec: Any) -> str | None:
    """The characters that a specification lists."""
    if isinstance(spec, str):
        return spec
    if spec is S.Automatic:
        return PRINTABLE
    if isinstance(spec, Symbol) and spec in CLASSES:
        return "".join(c for c in PRINTABLE if CLASSES[spec](c))
    if isinstance(spec, Expr) and spec.head is S.Span and len(spec.parts) == 2:
        low, high = spec.parts
        if type(low) is int and type(high) is int and 0 <= low <= high < 0x110000:
            return "".join(map(chr, range(low, high + 1)))
    return None


def read_alphabet(spec: Any) -> Alphabet | None:
    """The alphabet of a specification, None where it is none."""
    made = Alphabet(spec)
    return made if made.valid and made.size else None
