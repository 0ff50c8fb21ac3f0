"""The walk through directives and primitives, which those of the plane and of space share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.drawing.look import Look, direct
from wlmini.expr import Expr, S, Symbol, is_list

Array = Any
Drawing = Callable[[Any, Expr, Look], None]
SILENT = {  # what draws nothing, and is no primitive that is not known
    "Rule", "RuleDelayed", "AbsoluteOptions", "Antialiasing", "Haloing", "Blur", "PlotRange", "Null",
    "Texture", "Shadowing", "DropShadowing", "SurfaceAppearance", "MaterialShading", "StyleHints",
    "ColorFunction", "Nothing",
}  # fmt: skip


class Walker:
    """Goes through an expression, keeps the look that directives give, and draws primitives by a table."""

    def __init__(self, kernel: Any, table: Mapping[Symbol, Drawing], dimension: int) -> None:
        self.kernel = kernel
        self.table = table
        self.dimension = dimension
        self.unknown: set[Any] = set()
        self.matrix: Array | None = None  # the transformation in force
        self.vertices: Array | None = None  # of the GraphicsComplex around

    def walk(self, expr: Any, look: Look) -> Look:
        """Draw an expression; the look after it, where it was a directive."""
        if is_list(expr):
            self.sequence(expr.parts, look)
            return look
        changed = direct(look, expr)
        if changed is not None:
            return changed
        if isinstance(expr, Expr) and isinstance(expr.head, Symbol):
            draw = self.table.get(expr.head)
            if draw is not None:
                draw(self, expr, look)
            elif expr.head.short not in SILENT:
                self.unknown.add(expr.head)
        return look

    def sequence(self, parts: Sequence[Any], look: Look) -> None:
        for part in parts:
            look = self.walk(part, look)

    def numeric(self, expr: Any) -> Array | None:
        """The array of numbers of an expression, symbolic constants as their values."""
        found = to_array(expr)
        if found is None:
            found = to_array(self.kernel.evaluate(S.N(expr)))
        return None if found is None or found.dtype.kind == "c" else np.asarray(found, dtype=float)

    def moved(self, points: Array) -> Array:
        """The points after the transformation in force."""
        if self.matrix is None:
            return points
        axes = self.dimension
        return points @ self.matrix[:axes, :axes].T + self.matrix[:axes, axes]
