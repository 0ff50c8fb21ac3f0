"""When Enter ends an input and when it begins another line: asked from the parser."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.document import Document


def needs_more(document: Document, incomplete: Callable[[str], bool]) -> bool:
    """Whether the input goes on in another line; two empty ones at the end say that it does not."""
    text = document.text
    if not text.strip() or given_up(text):
        return False
    inside = document.line_count > 1 and bool(document.text_after_cursor.strip())
    return inside or incomplete(text)


def given_up(text: str) -> bool:
    """Whether the last two of several lines are empty."""
    lines = text.split("\n")
    return len(lines) > 2 and not "".join(lines[-2:]).strip()
