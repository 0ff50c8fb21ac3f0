"""How windows meet what they move over: kernels of convolutions and poolings along the spatial levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..ir import Shape

__all__ = ["Window", "padding_pairs", "spatial_size", "spread"]


def spatial_size(size: int, kernel: int, stride: int, dilation: int, padding: tuple[int, int]) -> int:
    """The number of positions a window has along one level; less than 1 where it does not fit."""
    return (size + sum(padding) - dilation * (kernel - 1) - 1) // stride + 1


def spread(value: Any, rank: int) -> tuple[Any, ...]:
    """One value for each spatial level: a number stands for all of them."""
    return (value,) * rank if isinstance(value, int) else tuple(value)


def padding_pairs(value: Any, rank: int) -> tuple[tuple[int, int], ...]:
    """(before, after) for each spatial level."""
    return tuple((each, each) if isinstance(each, int) else tuple(each) for each in spread(value, rank))


@dataclass(frozen=True)
class Window:
    """How kernel positions and output positions meet the input, along every spatial level."""

    kernel: Shape
    stride: Shape
    dilation: Shape
    padding: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, kernel: Sequence[int], stride: Any = 1, dilation: Any = 1, padding: Any = 0) -> Window:
        rank = len(kernel)
        return cls(tuple(kernel), spread(stride, rank), spread(dilation, rank), padding_pairs(padding, rank))

    def sizes(self, spatial: Sequence[int]) -> Shape:
        """The spatial dimensions of the result."""
        given = zip(spatial, self.kernel, self.stride, self.dilation, self.padding, strict=True)
        return tuple(spatial_size(*each) for each in given)

    def view(self, x: np.ndarray, out: Sequence[int]) -> np.ndarray:
        """(channels, *padded spatial, batch) seen as (channels, *kernel, *out, batch), without a copy."""
        steps = x.strides[1:-1]
        kernel = tuple(s * d for s, d in zip(steps, self.dilation, strict=True))
        moves = tuple(s * d for s, d in zip(steps, self.stride, strict=True))
        shape = (x.shape[0], *self.kernel, *out, x.shape[-1])
        return as_strided(x, shape, (x.strides[0], *kernel, *moves, x.strides[-1]))

    def padded(self, spatial: Sequence[int]) -> Shape:
        return tuple(size + sum(pad) for size, pad in zip(spatial, self.padding, strict=True))

    def inside(self, x: np.ndarray) -> np.ndarray:
        """The part of a padded array that is the input."""
        cuts = (slice(b, size - a) for (b, a), size in zip(self.padding, x.shape[1:-1], strict=True))
        return x[(slice(None), *cuts)]

    @property
    def pads(self) -> bool:
        return any(any(pair) for pair in self.padding)
