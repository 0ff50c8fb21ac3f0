"""The error that a text that cannot be read raises, with the place and a caret under it."""

from __future__ import annotations


class SyntaxFailure(Exception):
    """A text is not an expression of the language; `line` and `column` count from 1."""

    def __init__(
        self, text: str, offset: int, found: str, expected: str, name: str = "", at_end: bool = False
    ) -> None:
        self.name = name
        self.offset = offset
        self.found = found
        self.expected = expected
        self.at_end = at_end  # more text could make it whole
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", start)
        self.line = text.count("\n", 0, start) + 1
        self.column = offset - start + 1
        self.source_line = text[start : len(text) if end < 0 else end].rstrip("\r")
        super().__init__(self.report())

    def report(self) -> str:
        """`file:line:column: what`, the line itself, and a caret under the place."""
        before = self.source_line[: self.column - 1]
        caret = "".join("\t" if char == "\t" else " " for char in before) + "^"
        place = f"{self.name or 'input'}:{self.line}:{self.column}"
        return f"{place}: found {self.found}, expected {self.expected}\n  {self.source_line}\n  {caret}"
