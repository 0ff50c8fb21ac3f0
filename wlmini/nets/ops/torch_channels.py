"""The PyTorch forms of batch normalisation; statistics are taken in single precision at least."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir import TorchSite

__all__ = ["affine", "by_channel", "normalized", "variance_by_channel"]


def others(x: Any, axis: int) -> list[int]:
    """All axes but that of the channels."""
    axis %= x.ndim - 1
    return [0, *(level + 1 for level in range(x.ndim - 1) if level != axis)]


def across(vector: Any, x: Any, axis: int) -> Any:
    """A vector over channels, to go with all examples."""
    axis %= x.ndim - 1
    return vector.reshape(*(-1 if level == axis else 1 for level in range(x.ndim - 1)))


def by_channel(kind: str) -> Callable[..., Any]:
    """The form of a statistic of each channel: "mean", "sum", or the "product" with x (or x - mean)."""

    def form(torch: Any, at: TorchSite, g: Any, x: Any = None, mean: Any = None, *, axis: int = 0) -> Any:
        g = g.to(at.dtype)
        if mean is not None:
            x = x - across(mean, x, axis)
        if kind == "mean":
            return g.mean(others(g, axis))
        return (g if x is None else g * x).sum(others(g, axis))

    return form


def variance_by_channel(torch: Any, at: TorchSite, x: Any, mean: Any, *, axis: int = 0) -> Any:
    """The mean of the squares of x - mean."""
    d = x.to(at.dtype) - across(mean, x, axis)
    return (d * d).mean(others(x, axis))


def affine(torch: Any, at: TorchSite, x: Any, factor: Any, offset: Any, *, axis: int = 0) -> Any:
    """x times a factor plus an offset, both by channel."""
    return torch.addcmul(across(offset, x, axis), x.to(at.dtype), across(factor, x, axis))


def normalized(
    torch: Any, at: TorchSite, x: Any, mean: Any, variance: Any, scaling: Any, biases: Any, *,
    epsilon: float, axis: int = 0,
) -> Any:  # fmt: skip
    """scaling (x - mean)/Sqrt[variance + epsilon] + biases; PyTorch goes back through both statistics."""
    factor = scaling * torch.rsqrt(variance + epsilon)
    return (x - across(mean, x, axis)) * across(factor, x, axis) + across(biases, x, axis)
