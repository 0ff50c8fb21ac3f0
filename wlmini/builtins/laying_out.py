"""How the text of an expression is laid out: the marks of its numbers, its width and its height."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wlmini.expr import FALSE, TRUE, S

LAYOUT = {
    "NumberMarks": S.Automatic, "PageHeight": S.Infinity, "PageWidth": S.Infinity,
    "TotalHeight": S.Infinity, "TotalWidth": S.Infinity,
}  # fmt: skip
STRING = r'"(?:[^"\\]|\\.)*"'
MARKED = rf"(?s){STRING}|(?<=[\d.])`[\d.]*"
UNMARKED = rf"(?s){STRING}|(?<![\w`$])(?:\d+\^\^)?\d+\.\d*(?![\d`])"


def laid_out(text: str, form: str, options: Mapping[str, Any]) -> str:
    """The text of an expression in a form, as the options of LAYOUT want it."""
    if form == "InputForm":
        text = with_marks(text, options["NumberMarks"])
    total, width, lines = (options[name] for name in ("TotalWidth", "PageWidth", "TotalHeight"))
    if type(total) is int and total > 0:
        text = text[:total]
    if type(width) is int and width > 0:
        text = "\n".join([piece for line in text.split("\n") for piece in broken(line, width)])
    if type(lines) is int and lines > 0:
        text = "\n".join(text.split("\n")[:lines])
    return text


def with_marks(text: str, marks: Any) -> str:
    """Numbers without the marks of their precision, or with one for machine numbers too; strings stay."""
    if marks is FALSE:
        return re.sub(MARKED, lambda m: m[0] if m[0].startswith('"') else "", text)
    if marks is TRUE:
        return re.sub(UNMARKED, lambda m: m[0] if m[0].startswith('"') else f"{m[0]}`", text)
    return text


def broken(line: str, width: int) -> list[str]:
    """A line in pieces that are no wider."""
    return [line[start : start + width] for start in range(0, len(line), width)] or [""]
