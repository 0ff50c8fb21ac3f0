"""TreeForm as text: each part on a line of its own, below and to the right of its head."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, is_atom
from wlmini.syntax.printer import Printer


def tree(printer: Printer, expr: Any, indent: str = "") -> str:
    """The lines of an expression, those of its parts indented."""
    if is_atom(expr) or not isinstance(expr, Expr) or not expr.parts:
        return indent + printer.write(expr)
    lines = [indent + printer.write(expr.head)]
    lines += [tree(printer, part, indent + "  ") for part in expr.parts]
    return "\n".join(lines)
