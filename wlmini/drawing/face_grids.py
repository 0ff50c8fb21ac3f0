"""FaceGrids: lines on the sides of the box around a Graphics3D."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.drawing.paint import Canvas
from wlmini.drawing.settings import Settings, is_name
from wlmini.drawing.ticks import chosen
from wlmini.expr import S, is_list
from wlmini.kernel.extras import library

Array = Any


def draw_face_grids(solid: Any, canvas: Canvas, behind: bool) -> None:
    """The grid lines of FaceGrids on the far sides of the box, or on the near ones."""
    for axis, positive, spec in face_grids(solid.settings):
        corner = np.array([low for low, _ in solid.limits])
        corner[axis] = solid.limits[axis][int(positive)]
        out = np.zeros(3)
        out[axis] = 1.0 if positive else -1.0
        toward = solid.camera.axes[2] @ out
        if (toward < 0) == behind:
            others = [k for k in range(3) if k != axis]
            for k, across, marks in zip(others, others[::-1], spec, strict=True):
                draw_rulings(solid, canvas, corner, k, across, marks)


def face_grids(settings: Settings) -> list[tuple[int, bool, tuple[Any, Any]]]:
    """(direction, whether the upper side, the lines in its two directions) of the faces with grids."""
    value = settings.get("FaceGrids")
    usual = (S.Automatic, S.Automatic)
    if is_name(value, "All"):
        return [(axis, up, usual) for axis in range(3) for up in (False, True)]
    found = []
    for part in value.parts if is_list(value) else ():
        spec: Any = usual
        if is_list(part) and len(part.parts) == 2 and is_list(part.parts[0]):
            lines = part.parts[1]
            spec = tuple(lines.parts) if is_list(lines) and len(lines.parts) == 2 else (lines, lines)
            part = part.parts[0]
        numbers = [settings.real(p) or 0.0 for p in part.parts] if is_list(part) else []
        if len(numbers) == 3 and any(numbers):
            axis = int(np.argmax(np.abs(numbers)))
            found.append((axis, numbers[axis] > 0, spec))
    return found


def draw_rulings(solid: Any, canvas: Canvas, corner: Array, k: int, across: int, spec: Any) -> None:
    """Lines on a face at the ticks of one direction, along the other."""
    low, high = solid.limits[k]
    for tick in chosen(solid.kernel, spec, low, high, 5):
        if tick.major and low <= tick.place <= high:
            ends = np.array([corner, corner])
            ends[:, k] = tick.place
            ends[:, across] = solid.limits[across]
            flat, _ = solid.camera.project(ends)
            canvas.axes.add_artist(
                library("matplotlib.lines").Line2D(
                    flat[:, 0], flat[:, 1], color=(0.6, 0.6, 0.6, 1.0), linewidth=0.5,
                    zorder=canvas.next_order(),
                )
            )  # fmt: skip
