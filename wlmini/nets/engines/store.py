"""The arrays of a net while an engine works on them: trainable ones in one flat vector."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call

__all__ = ["Flat", "Memory", "ParameterStore", "aligned_empty", "flat_spans"]

_LINE = 64  # bytes: arrays start on cache lines


def aligned_empty(size: int, dtype: Any) -> np.ndarray:
    """An uninitialised vector that starts on a cache line."""
    dtype = np.dtype(dtype)
    memory = np.empty(size * dtype.itemsize + _LINE, np.uint8)
    start = -memory.ctypes.data % _LINE
    return memory[start : start + size * dtype.itemsize].view(dtype)


def flat_spans(
    arrays: Mapping[Hashable, Any], trainable: Collection[Hashable], dtype: np.dtype[Any]
) -> tuple[dict[Hashable, slice], int]:
    """Where the trainable arrays lie in a flat vector, and how long it is: the same for all engines."""
    spans: dict[Hashable, slice] = {}
    step, end = _LINE // dtype.itemsize, 0
    for path in arrays:
        if path in trainable:
            size = np.size(arrays[path])
            spans[path] = slice(end, end + size)
            end += -(-size // step) * step
    return spans, end


class Memory:
    """Where vectors lie and the library that computes with them: here the machine's own, and NumPy."""

    library: Any = np
    block = 1 << 16  # elements: smaller blocks cost more in calls than they save in cache misses
    compiled = True  # whether compiled kernels reach it

    def placed(self, array: np.ndarray) -> Any:
        """The vector there."""
        return array

    def host(self, vector: Any) -> np.ndarray:
        """A copy of a vector of there as an array."""
        return np.array(vector)

    def copying(self, target: Any, source: Any) -> Call:
        """The call that copies one vector into another."""
        return partial(np.copyto, target, source)


MEMORY = Memory()


class Flat:
    """Trainable arrays in one vector, and their gradients in another: what optimizers see of a store."""

    def __init__(
        self, vector: Any, gradient: Any, spans: dict[Hashable, slice], dtype: Any, memory: Memory
    ) -> None:
        self.vector, self.gradient, self.spans, self.memory = vector, gradient, spans, memory
        self.dtype = np.dtype(dtype)

    def part(self, start: int, stop: int) -> Flat:
        """A stretch of the vectors."""
        if (start, stop) == (0, len(self.vector)):
            return self
        spans = {
            path: slice(span.start - start, span.stop - start)
            for path, span in self.spans.items()
            if start <= span.start < stop
        }
        return Flat(self.vector[start:stop], self.gradient[start:stop], spans, self.dtype, self.memory)

    def spread(self, values: Mapping[Hashable, float], default: float = 1.0) -> Any:
        """One number a path as a flat vector beside `vector`; None where all are the default."""
        if all(values.get(path, default) == default for path in self.spans):
            return None
        vector = np.zeros(len(self.vector), self.dtype)
        for path, span in self.spans.items():
            vector[span] = values.get(path, default)
        return self.memory.placed(vector)

    def is_finite(self) -> bool:
        """Whether all trainable arrays hold numbers."""
        return bool(self.memory.library.isfinite(self.vector).all())


class ParameterStore(Flat):
    """Arrays by path. `vector` and `gradient` hold the trainable ones and their gradients.

    `store[path]` is a view: writing into it changes the array. Gaps between arrays are 0 in both vectors.
    """

    def __init__(
        self, arrays: Mapping[Hashable, Any], trainable: Collection[Hashable] = (), dtype: Any = np.float32
    ) -> None:
        self.dtype = np.dtype(dtype)
        self._views: dict[Hashable, np.ndarray] = {}
        self.gradients: dict[Hashable, np.ndarray] = {}
        spans, end = flat_spans(arrays, trainable, self.dtype)
        super().__init__(self._zeros(end), self._zeros(end), spans, dtype, MEMORY)
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
