"""The PyTorch forms of batch normalisation; statistics are taken in single precision at least."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir import TorchSite

__all__ = ["affine", "by_channel", "normalized"]


def by_channel(kind: str) -> Callable[..., Any]:
    """The form of a statistic of each channel, over the batch and all other levels."""

    def form(torch: Any, at: TorchSite, x: Any, other: Any = None, *, axis: int = 0) -> Any:
        x = x.to(at.dtype)
        axis %= x.ndim - 1
        axes = [0, *(level + 1 for level in range(x.ndim - 1) if level != axis)]
        match kind:
            case "mean":
                return x.mean(axes)
            case "mean square":
                return (x * x).mean(axes)
            case "sum":
                return x.sum(axes)
        return (x * other).sum(axes)

    return form


def across(vector: Any, x: Any, axis: int) -> Any:
    """A vector over channels, to go with all examples; numbers go with all."""
    if not hasattr(vector, "ndim"):
        return vector
    axis %= x.ndim - 1
    return vector.reshape(*(-1 if level == axis else 1 for level in range(x.ndim - 1)))


def affine(torch: Any, at: TorchSite, x: Any, factor: Any, offset: Any, *, axis: int = 0) -> Any:
    """x times a factor plus an offset, both by channel."""
    return x * across(factor, x, axis) + across(offset, x, axis)


def normalized(
    torch: Any,
    at: TorchSite,
    d: Any,
    variance: Any,
    scaling: Any,
    biases: Any,
    *,
    epsilon: float,
    axis: int = 0,
) -> Any:
    """scaling d/Sqrt[variance + epsilon] + biases; PyTorch itself goes back through mean and variance."""
    return affine(torch, at, d, scaling * torch.rsqrt(variance + epsilon), biases, axis=axis)
