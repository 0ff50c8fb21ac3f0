"""The arrays of a net while an engine works on them: trainable ones in one flat vector."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import Any

import numpy as np

__all__ = ["ParameterStore", "aligned_empty"]

_LINE = 64  # bytes: arrays start on cache lines


def aligned_empty(size: int, dtype: Any) -> np.ndarray:
    """An uninitialised vector that starts on a cache line."""
    dtype = np.dtype(dtype)
    memory = np.empty(size * dtype.itemsize + _LINE, np.uint8)
    start = -memory.ctypes.data % _LINE
    return memory[start : start + size * dtype.itemsize].view(dtype)


class ParameterStore:
    """Arrays by path. `vector` and `gradient` hold the trainable ones and their gradients.

    `store[path]` is a view: writing into it changes the array. Gaps between arrays are 0 in both vectors.
    """

    def __init__(
        self, arrays: Mapping[Hashable, Any], trainable: Collection[Hashable] = (), dtype: Any = np.float32
    ) -> None:
        self.dtype = np.dtype(dtype)
        self.spans: dict[Hashable, slice] = {}
        self._views: dict[Hashable, np.ndarray] = {}
        self.gradients: dict[Hashable, np.ndarray] = {}
        step, end = _LINE // self.dtype.itemsize, 0
        for path in arrays:
            if path in trainable:
                size = np.size(arrays[path])
                self.spans[path] = slice(end, end + size)
                end += -(-size // step) * step
        self.vector, self.gradient = self._zeros(end), self._zeros(end)
        for path, value in arrays.items():
            value = np.asarray(value, self.dtype)
            if path in self.spans:
                self._views[path] = self.vector[self.spans[path]].reshape(value.shape)
                self.gradients[path] = self.gradient[self.spans[path]].reshape(value.shape)
            else:
                self._views[path] = aligned_empty(value.size, self.dtype).reshape(value.shape)
            self._views[path][...] = value

    def _zeros(self, size: int) -> np.ndarray:
        vector = aligned_empty(size, self.dtype)
        vector.fill(0)
        return vector

    def __getitem__(self, path: Hashable) -> np.ndarray:
        return self._views[path]

    def __contains__(self, path: object) -> bool:
        return path in self._views

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self._views)

    def __len__(self) -> int:
        return len(self._views)

    @property
    def trainable(self) -> Collection[Hashable]:
        return self.spans.keys()

    def copies(self) -> dict[Hashable, np.ndarray]:
        """A snapshot of every array."""
        return {path: view.copy() for path, view in self._views.items()}

    def restore(self, arrays: Mapping[Hashable, Any]) -> None:
        """Write a snapshot (or any arrays by path) back."""
        for path, value in arrays.items():
            self._views[path][...] = value

    def spread(self, values: Mapping[Hashable, float], default: float = 1.0) -> np.ndarray | None:
        """One number a path as a flat vector beside `vector`; None where all are the default."""
        if all(values.get(path, default) == default for path in self.spans):
            return None
        vector = self._zeros(self.vector.size)
        for path, span in self.spans.items():
            vector[span] = values.get(path, default)
        return vector
