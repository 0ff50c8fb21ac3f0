"""Pictures brought to a size: stretched, fitted inside with a border, or filling it with the rest cut off."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...expr import S, is_list
from ...images.resizing import resized
from .reading import REFUSED, real

__all__ = ["METHODS", "alignment", "fitted"]

METHODS = ("Stretch", "Fit", "Fill")
# Which axis of {width, [depth,] height} a name belongs to, and how far along its levels it is.
SIDES = {
    S.Left: (0, 0.0), S.Right: (0, 1.0), S.Top: (-1, 0.0), S.Bottom: (-1, 1.0), S.Back: (1, 0.0),
    S.Front: (1, 1.0),
}  # fmt: skip


def share(part: Any, axis: int) -> float | None:
    """How much of the spare room is before a picture along an axis; from -1 to 1 where it is a number."""
    if part is S.Center or part is S.Automatic:
        return 0.5
    if part in SIDES:
        wanted, found = SIDES[part]
        return found if wanted == axis or wanted == -1 and axis > 0 else None
    found_number = real(part)
    if found_number is None or not -1 <= found_number <= 1:
        return None
    along = (found_number + 1) / 2
    return along if axis == 0 else 1 - along


def shares(expr: Any, rank: int) -> list[float] | None:
    """The shares for every axis, the width first."""
    if is_list(expr):
        parts = list(expr.parts)
    elif expr in SIDES:
        axis = SIDES[expr][0] % rank
        parts = [expr if each == axis else S.Center for each in range(rank)]
    else:
        parts = [expr] * rank
    found = [share(part, axis) for axis, part in enumerate(parts)]
    return None if len(found) != rank or None in found else [each for each in found if each is not None]


def alignment(expr: Any) -> Any:
    """Where a picture stands in a size that it does not fill, or what is cut off."""
    rank = len(expr) if is_list(expr) else 3 if expr in (S.Front, S.Back) else 2
    return expr if rank in (2, 3) and shares(expr, rank) is not None else REFUSED


def fitted(
    stack: np.ndarray,
    goal: tuple[int, ...],
    method: str,
    kernel: str = "Automatic",
    place: Any = S.Center,
    padding: Any = None,
) -> np.ndarray:
    """Pictures of one size (the first axis counts them, the last are channels) brought to another size."""
    old = stack.shape[1:-1]
    if old == goal:
        return stack
    factors = [new / each for new, each in zip(goal, old, strict=True)]
    factor = min(factors) if method == "Fit" else max(factors)
    inner = goal if method == "Stretch" else tuple(max(1, round(each * factor)) for each in old)
    for axis, new in enumerate(inner, 1):
        stack = resized(stack, new, axis, kernel)
    if inner == goal:
        return stack
    before = (shares(place, len(goal)) or [0.5] * len(goal))[::-1]
    starts = [round(abs(g - i) * part) for g, i, part in zip(goal, inner, before, strict=True)]
    return padded(stack, goal, starts, padding) if method == "Fit" else cut(stack, goal, starts)


def cut(stack: np.ndarray, goal: tuple[int, ...], starts: list[int]) -> np.ndarray:
    return stack[(slice(None), *(slice(at, at + n) for at, n in zip(starts, goal, strict=True)))]


def padded(stack: np.ndarray, goal: tuple[int, ...], starts: list[int], padding: Any) -> np.ndarray:
    result = np.empty((len(stack), *goal, stack.shape[-1]), dtype=stack.dtype)
    result[:] = padding
    inner = tuple(slice(at, at + n) for at, n in zip(starts, stack.shape[1:-1], strict=True))
    result[(slice(None), *inner)] = stack
    return result
