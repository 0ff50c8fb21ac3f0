"""The ops that layers are composed of; importing this package declares them all."""

from . import (
    attention,
    convolution,
    ctc,
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
    "attention", "convolution", "ctc", "elementwise", "folding", "linear", "loss", "normalization",
    "pooling", "randomness", "recurrent", "shape", "special", "steps",
]  # fmt: skip
