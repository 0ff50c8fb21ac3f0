"""Texts that are read piece by piece: those that are there as a whole, and standard input."""

from __future__ import annotations

import re
import sys

from wlmini.syntax.parse import incomplete

CHARACTER = re.compile(r"([\s\S])")


class Source:
    """A text that is being read, and how far."""

    passed = 0  # characters that were read and are no longer kept

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

    def more(self) -> bool:
        """Have some more of the text; False where there is no more."""
        return False

    def unread(self) -> str:
        return self.text[self.position :]

    def whole_expression(self) -> None:
        """Have so much of the text that an expression can be read from it."""
        while (not self.unread().strip() or incomplete(self.unread())) and self.more():
            pass

    def complete(self) -> None:
        """Have all of the text that there will be."""
        while self.more():
            pass

    def rest(self) -> str:
        """All that is left."""
        self.complete()
        text, self.position = self.unread(), len(self.text)
        return text

    def ready(self) -> str:
        """What there is without waiting."""
        return self.rest()


class Awaited(Source):
    """A text that comes little by little, of which no more is waited for than is asked for."""

    def take(self, pattern: re.Pattern[str]) -> str | None:
        """What the pattern matches, with as much more of the text as it takes."""
        while not self.suffices(pattern) and self.more():
            pass
        return super().take(pattern)

    def suffices(self, pattern: re.Pattern[str]) -> bool:
        """Whether what a pattern finds in what has come could be no other with more of the text."""
        found = pattern.match(self.text, self.position)
        to_end = r"\Z" in pattern.pattern
        if found is None or self.position >= len(self.text):
            return bool(self.unread().strip()) and not to_end
        return found.end() < len(self.text) or pattern is CHARACTER or to_end and found[0] != found[1]


class StandardInput(Awaited):
    """Standard input, read line by line: someone may be typing it."""

    def __init__(self) -> None:
        super().__init__("stdin", "")
        self.ended = False

    def more(self) -> bool:
        """Wait for one more line, or for the end."""
        line = "" if self.ended else sys.stdin.readline()
        self.passed += self.position
        self.text, self.position = self.unread() + line, 0
        self.ended = not line
        return not self.ended

    def complete(self) -> None:
        self.text += sys.stdin.read()
        self.ended = True

    def ready(self) -> str:
        """The next line."""
        self.more()
        text, self.position = self.unread(), len(self.text)
        return text
