"""Examples of one port as an array: padded to the longest where their lengths differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from .lowering import Extent, length_name
from .ports import VARYING

__all__ = ["Batch", "cut"]

STEP = 8  # lengths of padded batches are multiples of it, so that fewer plans are made


@dataclass(frozen=True)
class Batch:
    """An array with a leading axis of examples; `lengths` tells, by level, how much of it is each one's own.

    What lies behind an example's own elements is a copy of its last ones: nothing that is computed there
    is stranger than what is computed before.
    """

    array: np.ndarray
    lengths: Mapping[int, np.ndarray] = field(default_factory=dict)
    levels: tuple[int, ...] = ()  # those along which other examples may have another length

    @classmethod
    def of(cls, arrays: Sequence[np.ndarray]) -> Batch:
        """The batch of arrays of one rank; empty ones are padded with zeros, to be masked by their length."""
        shapes = np.array([each.shape for each in arrays], dtype=np.int64).reshape(len(arrays), -1)
        if not len(arrays) or (shapes == shapes[0]).all() and shapes[0].all():
            return cls(np.stack(arrays) if len(arrays) else np.zeros(0))
        longest = np.maximum(shapes.max(axis=0), 1)
        dtype = np.result_type(*{each.dtype for each in arrays})
        padded = np.empty((len(arrays), *longest), dtype)
        for target, each in zip(padded, arrays, strict=True):
            fill_padded(target, each)
        ragged = np.flatnonzero((shapes != longest).any(axis=0))
        levels = tuple(int(level) for level in ragged)
        return cls(padded, {level: shapes[:, level] for level in levels}, levels)

    def __len__(self) -> int:
        return len(self.array)

    def __getitem__(self, index: Any) -> Batch:
        """The batch of some of the examples, no longer than the longest of them needs."""
        array = self.array[index]
        lengths = {level: lengths[index] for level, lengths in self.lengths.items()}
        kept = {}
        for level, each in lengths.items():
            size = max(1, int(each.max()))
            if (each == size).all():
                array = section(array, level, size)
                continue
            array = section(array, level, min(array.shape[level + 1], rounded(size)))
            kept[level] = each
        return Batch(array, kept, self.levels)

    @property
    def shape(self) -> tuple[Any, ...]:
        """The number of examples, and the sizes of each with those that vary as VARYING."""
        sizes = enumerate(self.array.shape[1:])
        return (len(self), *(VARYING if level in self.levels else size for level, size in sizes))

    @property
    def ndim(self) -> int:
        """The levels of the array, that of the examples included."""
        return self.array.ndim

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the numbers."""
        return self.array.dtype

    def varying(self, levels: tuple[int, ...]) -> Batch:
        """The same batch of examples that may have other lengths along these levels."""
        return replace(self, levels=tuple(sorted({*self.levels, *levels})))

    def of_type(self, dtype: Any) -> Batch:
        """The same examples as numbers of this type."""
        return replace(self, array=np.ascontiguousarray(self.array, dtype=dtype))

    def mask(self) -> np.ndarray:
        """True at the elements that are an example's own."""
        found = np.ones(self.array.shape, dtype=bool)
        for level, lengths in self.lengths.items():
            size = self.array.shape[level + 1]
            own = np.arange(size) < lengths[:, None]
            found &= own.reshape(len(self), *(size if i == level else 1 for i in range(self.ndim - 1)))
        return found

    @property
    def extent(self) -> Extent:
        """Its actual shape, for a plan."""
        return Extent(self.array.shape[1:], tuple(self.lengths))

    def graph_inputs(self, name: str, dtype: Any) -> Iterator[tuple[str, np.ndarray]]:
        """The values of the graph inputs of a port."""
        yield name, np.ascontiguousarray(self.array, dtype=dtype)
        for level, lengths in self.lengths.items():
            yield length_name(name, level), lengths

    def sizes(self) -> np.ndarray:
        """The length of each example, all levels multiplied."""
        size = np.ones(len(self.array), dtype=np.int64)
        for each in self.lengths.values():
            size *= each
        return size

    def examples(self) -> list[np.ndarray]:
        """The arrays of the examples, without what was padded."""
        return cut(self.array, self.lengths)


def rounded(size: int) -> int:
    """A length of a padded batch that many others share."""
    return -(-size // STEP) * STEP


def section(array: np.ndarray, level: int, size: int) -> np.ndarray:
    """The first positions along a level of the examples."""
    return array[(slice(None),) * (level + 1) + (slice(0, size),)]


def fill_padded(target: np.ndarray, array: np.ndarray) -> None:
    """Write an array to the front of a larger one and its last elements behind it."""
    if not array.size:
        target[...] = 0
        return
    index = np.ix_(*(np.minimum(np.arange(n), m - 1) for n, m in zip(target.shape, array.shape, strict=True)))
    target[...] = array[index]


def cut(array: np.ndarray, lengths: Mapping[int, np.ndarray]) -> list[np.ndarray]:
    """The examples of a padded array, each at its own length."""
    found = []
    for number, example in enumerate(array):
        own = [slice(None)] * example.ndim
        for level, each in lengths.items():
            own[level] = slice(0, int(each[number]))
        found.append(example[tuple(own)])
    return found
