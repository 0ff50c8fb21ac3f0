r"""Named characters and the escapes of texts and strings: \[Alpha], \:03b1, \.41, \n."""

from __future__ import annotations

import re
from bisect import bisect_right

from wlmini.syntax.operators import TABLES

KINDS = ("constant", "letter", "shape", "space", "operator", "raw")
NAMED: dict[str, str] = {name: char for kind in KINDS for name, char in TABLES.characters[kind].items()}
NAMES: dict[str, str] = {char: name for name, char in reversed(NAMED.items())}
SPACES = "".join(TABLES.characters["space"].values())
OPERATOR_CHARACTERS = "".join(TABLES.characters["operator"].values())
# π reads as Pi where it stands alone, as a letter in a longer name.
CONSTANTS: dict[str, str] = {NAMED[name]: symbol for name, symbol in TABLES.characters["symbol"].items()}

ENCODED = r"\[(\w+)\]|:([0-9a-fA-F]{4})|\.([0-9a-fA-F]{2})|\|([0-9a-fA-F]{6})"
# Kept as texts: `re` compiles them when first used, which most starts never do.
IN_TEXT = rf"\\(?:\\|{ENCODED})"
IN_STRING = rf"(?s:\\(?:{ENCODED}|([0-7]{{3}})|\r?(.)))"
ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    '"': '"',
    "\\": "\\",
    "\n": "",
    "<": "",
    ">": "",
}
WRITTEN = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
PRIVATE_OR_CONTROL = '["\\\\\x00-\x1f\x7f-\x9f\ue000-\uf8ff]'


def encoded_character(match: re.Match[str]) -> str | None:
    """The character that an escape by name or by number stands for, None for an unknown name."""
    name, *numbers = match.groups()[:4]
    if name is not None:
        return NAMED.get(name)
    number = next((each for each in numbers if each is not None), None)
    return None if number is None or int(number, 16) > 0x10FFFF else chr(int(number, 16))


class Decoded:
    """A text in which the named characters are replaced, with the way back to the places in the original."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.places: list[int] = []
        self.shifts: list[int] = []
        self.text = self.decode() if "\\" in original else original

    def decode(self) -> str:
        pieces: list[str] = []
        done = shift = 0
        for match in re.finditer(IN_TEXT, self.original):
            found = encoded_character(match)
            if found is None or found in '"\\':  # a quote must not end the string that it stands in
                continue
            pieces += self.original[done : match.start()], found
            self.places.append(match.start() - shift + len(found))
            done = match.end()
            shift += match.end() - match.start() - len(found)
            self.shifts.append(shift)
        pieces.append(self.original[done:])
        return "".join(pieces)

    def place(self, offset: int) -> int:
        """The offset in the original of an offset in the decoded text."""
        before = bisect_right(self.places, offset)
        return offset + (self.shifts[before - 1] if before else 0)


def string_value(body: str) -> str:
    """What stands between the quotes of a string literal, with its escapes read."""
    return re.sub(IN_STRING, unescape, body) if "\\" in body else body


def unescape(match: re.Match[str]) -> str:
    octal, plain = match.group(5), match.group(6)
    if octal is not None:
        return chr(int(octal, 8))
    if plain is not None:
        return ESCAPES.get(plain, match.group())
    found = encoded_character(match)
    return match.group() if found is None else found


def string_literal(value: str) -> str:
    """The literal that reads back to this string."""
    return f'"{re.sub(PRIVATE_OR_CONTROL, escape, value)}"'


def escape(match: re.Match[str]) -> str:
    char = match.group()
    known = WRITTEN.get(char)
    if known is not None:
        return known
    name = NAMES.get(char)
    return f"\\[{name}]" if name is not None else f"\\:{ord(char):04x}"
