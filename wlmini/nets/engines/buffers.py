"""Memory of a plan: an arena of blocks that are lent and given back, and scratch memory by thread."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..ir import Shape
from .store import aligned_empty

__all__ = ["Arena", "Scratch"]


class Arena:
    """Lends blocks of bytes; a block that was given back serves later requests of up to its size."""

    def __init__(self) -> None:
        self._free: list[np.ndarray] = []
        self.size = 0  # bytes ever allocated

    def take(self, size: int) -> np.ndarray:
        """A block of at least that many bytes: the smallest free one that is not twice too large."""
        fitting = [each for each in self._free if size <= each.size <= max(4096, 2 * size)]
        if fitting:
            best = min(fitting, key=lambda each: each.size)
            self._free = [each for each in self._free if each is not best]
            return best
        return self.keep(size)

    def keep(self, size: int) -> np.ndarray:
        """A block that was never lent before; unless it is given back, it is nobody else's."""
        self.size += size
        return aligned_empty(max(1, size), np.uint8)

    def give(self, block: np.ndarray) -> None:
        self._free.append(block)


def shaped(block: np.ndarray, shape: Shape, dtype: Any) -> np.ndarray:
    """The first bytes of a block as an array."""
    dtype = np.dtype(dtype)
    return block[: math.prod(shape) * dtype.itemsize].view(dtype).reshape(shape)


class Scratch:
    """The scratch memory of one thread: every task starts again at its beginning."""

    def __init__(self) -> None:
        self._memory = aligned_empty(1 << 20, np.uint8)

    def at(self, offset: int, shape: Shape, dtype: Any) -> tuple[np.ndarray, int]:
        """An array at an offset, and the offset behind it; memory grows as needed."""
        size = math.prod(shape) * np.dtype(dtype).itemsize
        if offset + size > self._memory.size:
            # Arrays already lent keep the old memory alive.
            self._memory = aligned_empty(max(offset + size, 2 * self._memory.size), np.uint8)
        end = offset + size
        return shaped(self._memory[offset:end], shape, dtype), -(-end // 64) * 64
