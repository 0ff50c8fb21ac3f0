"""What streams are made of: texts read piece by piece, and files and programs that are written to."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from wlmini.builtins.commands import fed
from wlmini.builtins.laying_out import LAYOUT
from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import ask
from wlmini.kernel.whole_files import named_path
from wlmini.syntax.parse import incomplete


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

    def complete(self) -> None:
        """Have so much of the text that an expression can be read from it."""

    def take(self, pattern: re.Pattern[str]) -> str | None:
        """What the pattern matches from here on, and past it; None at the end."""
        found = pattern.match(self.text, self.position)
        if found is None or self.position >= len(self.text):
            return None
        self.position = found.end()
        return found[1]

    def rest(self) -> str:
        """All that is left."""
        text = self.text[self.position :]
        self.position = len(self.text)
        return text

    def ready(self) -> str:
        """What there is without waiting."""
        return self.rest()


class StandardInput(Source):
    """Standard input, of which a further line is waited for only where what has come does not do."""

    def __init__(self) -> None:
        super().__init__("stdin", "")
        self.ended = False

    def unread(self) -> str:
        return self.text[self.position :]

    def fill(self) -> None:
        """Wait for one more line, or for the end."""
        line = sys.stdin.readline()
        self.passed += self.position
        self.text, self.position = self.unread() + line, 0
        self.ended = not line

    def take(self, pattern: re.Pattern[str]) -> str | None:
        while not self.ended and not self.suffices(pattern):
            self.fill()
        return super().take(pattern)

    def suffices(self, pattern: re.Pattern[str]) -> bool:
        """Whether what a pattern finds in the lines that have come could be no other with more of them."""
        found = pattern.match(self.text, self.position)
        if found is None or self.position >= len(self.text):
            return bool(self.unread().strip()) and r"\Z" not in pattern.pattern
        return found.end() < len(self.text) or r"\Z" not in pattern.pattern or found[0] != found[1]

    def complete(self) -> None:
        while not self.ended and (not self.unread().strip() or incomplete(self.unread())):
            self.fill()

    def rest(self) -> str:
        text = super().rest() + sys.stdin.read()
        self.ended = True
        return text


class Target:
    """A file that is being written."""

    form = "InputForm"  # that Write writes expressions in
    layout: Mapping[str, Any] = LAYOUT

    def __init__(self, name: str, mode: str, codec: str = "utf-8") -> None:
        self.name = name
        ask("write", name)
        self.codec = codec
        self.file = named_path(name).open(mode)

    def write(self, text: str) -> None:
        self.write_bytes(text.encode(self.codec, errors="replace"))

    def write_bytes(self, data: bytes) -> None:
        """Write so that others who read the file see it at once."""
        self.file.write(data)
        self.file.flush()

    def close(self) -> None:
        self.file.close()


class Fed(Target):
    """A program that what is written is given to; it has ended when the stream is closed."""

    def __init__(self, name: str, command: str, codec: str) -> None:
        self.name, self.codec = name, codec
        self.running = fed(command)

    def write(self, text: str) -> None:
        self.write_bytes(text.encode(self.codec, errors="replace"))

    def write_bytes(self, data: bytes) -> None:
        assert self.running.stdin is not None
        try:
            self.running.stdin.write(data)
            self.running.stdin.flush()
        except BrokenPipeError:
            raise Failure("ended", value=None) from None

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self.running.communicate()


class Standard:
    """Standard output or standard error."""

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, text: str) -> None:
        stream = getattr(sys, self.name)
        stream.write(text)
        stream.flush()

    def write_bytes(self, data: bytes) -> None:
        getattr(sys, self.name).buffer.write(data)

    def close(self) -> None:
        """The process closes these itself."""
