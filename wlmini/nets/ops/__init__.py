"""The ops that layers are composed of; importing this package declares them all."""

from . import (
    convolution,
    elementwise,
    folding,
    linear,
    loss,
    matrices,
    normalization,
    pooling,
    randomness,
    selection,
    shape,
    special,
)

__all__ = [
    "convolution", "elementwise", "folding", "linear", "loss", "matrices", "normalization", "pooling",
    "randomness", "selection", "shape", "special",
]  # fmt: skip
