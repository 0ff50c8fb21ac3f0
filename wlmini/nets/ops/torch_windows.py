"""The PyTorch forms of convolutions and poolings; padding may differ on both sides, so it is made before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..ir import Shape, TorchSite
from .window import padding_pairs, spread

__all__ = ["convolve", "deconvolve", "pool"]


def padded(torch: Any, x: Any, padding: Any, value: float = 0.0) -> Any:
    """The spatial levels with a number around them."""
    pairs = padding_pairs(padding, x.ndim - 2)
    if not any(map(any, pairs)):
        return x
    return torch.nn.functional.pad(x, [each for pair in reversed(pairs) for each in pair], value=value)


def convolve(
    torch: Any, at: TorchSite, x: Any, w: Any, b: Any = None, *, padding: Any = 0, **window: Any
) -> Any:
    """The convolution of all examples."""
    pairs = padding_pairs(padding, x.ndim - 2)
    if all(before == after for before, after in pairs):
        window["padding"] = tuple(before for before, _ in pairs)
    else:
        x = padded(torch, x, padding)
    return getattr(torch.nn.functional, f"conv{x.ndim - 2}d")(x, w, b, **window)


def deconvolve(
    torch: Any, at: TorchSite, g: Any, w: Any, *, shape: Shape, padding: Any = 0, **window: Any
) -> Any:
    """The transposed convolution to arrays of the given dimensions: what padding held is cut away."""
    rank = g.ndim - 2
    whole = getattr(torch.nn.functional, f"conv_transpose{rank}d")(g, w, **window)
    for level, (size, (before, _)) in enumerate(zip(shape[1:], padding_pairs(padding, rank), strict=True)):
        lacking = before + size - whole.shape[level + 2]
        if lacking > 0:  # positions behind the last window
            whole = torch.cat([whole, zeros_like_level(torch, whole, level + 2, lacking)], level + 2)
        whole = whole.narrow(level + 2, before, size)
    return whole


def zeros_like_level(torch: Any, x: Any, axis: int, size: int) -> Any:
    shape = [size if i == axis else length for i, length in enumerate(x.shape)]
    return torch.zeros(shape, dtype=x.dtype, device=x.device)


def pool(kind: str) -> Any:
    """The form of a pooling: "max", "mean" or "total"."""

    def form(
        torch: Any, at: TorchSite, x: Any, *, kernel: Sequence[int], stride: Any = 1, padding: Any = 0
    ) -> Any:
        rank = len(kernel)
        name = f"{'max' if kind == 'max' else 'avg'}_pool{rank}d"
        x = padded(torch, x, padding, -math.inf if kind == "max" else 0.0)
        found = getattr(torch.nn.functional, name)(x, tuple(kernel), spread(stride, rank))
        return found * math.prod(kernel) if kind == "total" else found

    return form
