"""The ops that layers are composed of; importing this package declares them all."""

from . import (
    aggregate,
    convolution,
    distributions,
    elementwise,
    folding,
    gather,
    linear,
    loss,
    matrices,
    normalization,
    pooling,
    randomness,
    selection,
    shape,
    special,
    standardization,
)

__all__ = [
    "aggregate", "convolution", "distributions", "elementwise", "folding", "gather", "linear", "loss",
    "matrices", "normalization", "pooling", "randomness", "selection", "shape", "special",
    "standardization",
]  # fmt: skip
