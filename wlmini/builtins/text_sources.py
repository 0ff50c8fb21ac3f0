"""Texts that are read piece by piece: those that are there as a whole, and standard input."""

from __future__ import annotations

import re
import sys


class Source:
    """A text that is being read, and how far."""

    def __init__(self, name: str, text: str, binary: bool = False) -> None:
        self.name = name
        self.text = text
        self.binary = binary  # whether each character stands for a byte
        self.position = 0

    def close(self) -> None:
        """There is nothing to let go of."""

    def take(self, pattern: re.Pattern[str]) -> str | None:
        """What the pattern matches from here on, and past it; None at the end."""
        found = pattern.match(self.text, self.position)
        if found is None or self.position >= len(self.text):
            return None
        self.position = found.end()
        return found[1]

    def complete(self) -> None:
        """Have all of the text that there will be; it is there from the start."""

    def rest(self) -> str:
        """All that is left."""
        self.complete()
        text = self.text[self.position :]
        self.position = len(self.text)
        return text

    def ready(self) -> str:
        """What there is without waiting."""
        return self.rest()


class StandardInput(Source):
    """Standard input, read no further than is asked for: someone may be typing it."""

    def __init__(self) -> None:
        super().__init__("stdin", "")

    def more(self) -> bool:
        """Read one more line; False at the end."""
        line = sys.stdin.readline()
        self.text += line
        return line != ""

    def take(self, pattern: re.Pattern[str]) -> str | None:
        """What the pattern matches, with as many more lines as it takes."""
        if self.position >= len(self.text) and not self.more():
            return None
        found = super().take(pattern)
        while found is None and self.text[self.position :].isspace() and self.more():
            found = super().take(pattern)
        return found

    def complete(self) -> None:
        self.text += sys.stdin.read()

    def ready(self) -> str:
        """The next line."""
        self.more()
        text, self.position = self.text[self.position :], len(self.text)
        return text
