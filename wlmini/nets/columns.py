"""Columns of examples on their way into a graph: encoded at once, or batch by batch where they are large."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .batches import Batch
from .coders.coder import Encoder
from .data import encode_column
from .ports import Port
from .stored_arrays import StoredArray, file_of
from .values import Net

__all__ = ["LARGE", "LazyColumn", "column_values", "examples_at", "of_type", "ready"]

LARGE = 1 << 29  # bytes of encoded examples of one port that are kept in memory
MUCH = 1 << 26  # bytes of an array that is not converted as a whole
PROBE = 4  # examples that show what all are like


class LazyColumn:
    """Examples that are encoded when a batch needs them; it is indexed as an array is."""

    def __init__(self, values: Any, encode: Callable[[Any], Any], dtype: Any = None) -> None:
        self.values, self.encode = values, encode
        probe = encode(examples_at(values, slice(0, PROBE)))
        self.dtype = np.dtype(dtype or probe.dtype)
        self.shape = (len(values), *probe.shape[1:])
        self.ndim = probe.ndim

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, index: Any) -> Any:
        return of_type(self.encode(examples_at(self.values, index)), self.dtype)

    def of_type(self, dtype: Any) -> LazyColumn:
        """The same examples as numbers of this type."""
        return self if self.dtype == dtype else LazyColumn(self.values, self.encode, dtype)


def ready(values: Any, dtype: Any) -> Any:
    """A column as numbers of this type: converted at once, or batch by batch where it is large."""
    if isinstance(values, np.ndarray) and values.dtype != dtype and values.nbytes > MUCH:
        return LazyColumn(values, lambda some: some, dtype)
    return of_type(values, dtype)


def of_type(values: Any, dtype: Any) -> Any:
    """An array, a Batch or a LazyColumn as numbers of this type."""
    if isinstance(values, LazyColumn | Batch):
        return values.of_type(dtype)
    return np.ascontiguousarray(values, dtype=dtype)


def examples_at(values: Any, index: Any) -> Any:
    """Some of the examples of a column of any kind."""
    if isinstance(index, slice) or not isinstance(values, tuple | list):
        return values[index]
    return tuple(values[i] for i in np.asarray(index).tolist())


def column_values(name: str, port: Port, values: Any, net: Net, kernel: Any, limit: float = LARGE) -> Any:
    """The encoded examples of a column, as an array or as a LazyColumn."""

    def encode(some: Any) -> Any:
        return encode_column(name, port, some, net, kernel)

    drawn = isinstance(port.coder, Encoder) and port.coder.draws
    if drawn or isinstance(values, StoredArray) or holds_files(values) or is_large(port, len(values), limit):
        return LazyColumn(values, encode)
    return encode(values)


def holds_files(values: Any) -> bool:
    return isinstance(values, tuple | list) and len(values) > 0 and file_of(values[0]) is not None


def is_large(port: Port, count: int, limit: float) -> bool:
    """Whether what an encoder makes of so many examples is too much to be kept."""
    if not isinstance(port.coder, Encoder) or not port.coder.port.shape:
        return False
    sizes = [size for size in port.coder.port.shape if isinstance(size, int)]
    return 8 * count * math.prod(sizes) > limit
