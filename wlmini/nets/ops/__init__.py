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
    recurrent,
    shape,
    special,
    steps,
)

__all__ = [
    "convolution", "elementwise", "folding", "linear", "loss", "normalization", "pooling", "randomness",
    "recurrent", "shape", "special", "steps",
]  # fmt: skip
