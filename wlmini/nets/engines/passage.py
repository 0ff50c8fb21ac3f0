"""Large arrays on their way into a program and out of it, by calls of the program itself.

Outside the examples come first, inside last. The calls are bound to memory that stands in for the arrays
outside; before a run they are pointed at those.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..ir import Call
from ..native.calls import NativeCall
from ..native.strided import exchange
from .schedule import cuts

__all__ = ["LARGE", "Passage", "passage"]

LARGE = 1 << 14  # elements that are worth it


class Passage:
    """Between an array inside and those outside, one a run."""

    def __init__(self, inside: np.ndarray, inward: bool) -> None:
        self.inside, self.inward = inside, inward
        self.outside = np.empty((inside.shape[-1], *inside.shape[:-1]), inside.dtype)
        self._pointers: list[tuple[np.ndarray, Any, int]] = []

    def calls(self, pieces: int) -> list[list[NativeCall]] | None:
        """The calls that move everything, in so many pieces, or None where kernels do not."""
        inside = self.inside.reshape(-1, self.inside.shape[-1])
        outside = self.outside.reshape(len(self.outside), -1).T
        to, given = (inside, outside) if self.inward else (outside, inside)
        made = [exchange(to[i:j], given[i:j], 1.0) for i, j in cuts(len(to), pieces)]
        found = [each for each in made if each is not None]
        return found if len(found) == len(made) else None

    def settle(self, calls: Sequence[Call]) -> None:
        """Find the pointers to the array outside in the calls of the finished program."""
        start = self.outside.ctypes.data
        for each in calls:
            if isinstance(each, NativeCall):
                pointers = each.records["p"]
                within = (pointers >= start) & (pointers < start + self.outside.nbytes)
                for row, column in np.argwhere(within):
                    self._pointers.append((pointers, (row, column), int(pointers[row, column]) - start))

    def take_in(self, given: np.ndarray) -> None:
        """Read this array in the next run."""
        fits = given.dtype == self.outside.dtype and given.flags.c_contiguous and given.flags.aligned
        if not fits:
            with np.errstate(all="ignore"):
                np.copyto(self.outside, given, "unsafe")
        self._point(given if fits else self.outside)

    def give_out(self) -> np.ndarray:
        """The new array that the next run writes."""
        made = np.empty_like(self.outside)
        self._point(made)
        return made

    def _point(self, array: np.ndarray) -> None:
        start = array.ctypes.data
        for pointers, place, offset in self._pointers:
            pointers[place] = start + offset


def passage(array: np.ndarray, inward: bool) -> Passage | None:
    """The passage of an array with the examples on its last axis; None where NumPy moves it as well."""
    fits = array.ndim > 1 and array.size >= LARGE and array.dtype.kind == "f" and array.flags.c_contiguous
    return Passage(array, inward) if fits else None
