"""The picture of a confusion matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..expr import S, make_list

__all__ = ["confusion_picture"]

PAPER, INK = np.array([0.97, 0.98, 1.0]), np.array([0.16, 0.35, 0.58])
COUNTED = 25  # classes, up to which the counts are written into the cells


def confusion_picture(matrix: np.ndarray, labels: Sequence[Any]) -> Any:
    """Rows are the true classes from the top, columns the predicted; darker is a larger part of a row."""
    size = len(matrix)
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    cells: list[Any] = []
    for i, j in np.ndindex(matrix.shape):
        cells += cell(j, size - 1 - i, float(shares[i, j]), int(matrix[i, j]), counted=size <= COUNTED)
    across = make_list(make_list([j + 0.5, label]) for j, label in enumerate(labels))
    down = make_list(make_list([size - 0.5 - i, label]) for i, label in enumerate(labels))
    none = S["None"]
    options = {
        S.Frame: S["True"],
        S.FrameTicks: S.List(S.List(down, none), S.List(across, none)),
        S.FrameLabel: S.List(S.List("actual class", none), S.List("predicted class", none)),
        S.PlotRange: S.List(S.List(0, size), S.List(0, size)),
        S.PlotRangePadding: none,
        S.AspectRatio: 1,
    }
    return S.Graphics(make_list(cells), *(S.Rule(name, value) for name, value in options.items()))


def cell(x: int, y: int, share: float, count: int, *, counted: bool) -> list[Any]:
    """A square, and its count in a colour that can be read on it."""
    fill = S.RGBColor(*map(float, PAPER + (INK - PAPER) * share))
    square = S.List(S.Directive(S.EdgeForm(S.White), fill), S.Rectangle(S.List(x, y), S.List(x + 1, y + 1)))
    if not counted:
        return [square]
    colour = S.White if share > 0.5 else S.Black
    return [square, S.Text(S.Style(count, colour), S.List(x + 0.5, y + 0.5))]
