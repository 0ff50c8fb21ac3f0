"""The ops that layers are composed of; importing this package declares them all."""

from . import (
    convolution,
    elementwise,
    folding,
    linear,
    loss,
    normalization,
    pooling,
    randomness,
    shape,
    special,
)

__all__ = [
    "convolution", "elementwise", "folding", "linear", "loss", "normalization", "pooling", "randomness",
    "shape", "special",
]  # fmt: skip
