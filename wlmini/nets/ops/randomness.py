"""Random ops, drawn from the generator of the run; used in training only."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..ir import Call, Node, Shape, Site, op

__all__ = [
    "alpha_dropout", "alpha_kept", "dropout", "kept", "random_keep", "random_offset", "random_scale",
]  # fmt: skip

_ALPHA = -1.7580993408473766  # what SELU tends to for very negative inputs


def _batch_like(x: Shape, *, rate: float, batch: bool = True) -> Shape:
    return x


@op(
    shape=_batch_like,
    vjp=(None,),
    batched=lambda inputs, attrs: attrs.get("batch", True),
    cost=8.0,
    training_only=True,
    random=True,
)
def random_keep(
    at: Site, out: np.ndarray, x: np.ndarray, *, rate: float, batch: bool = True
) -> Iterator[Call]:
    """1 with probability 1 - rate, otherwise 0: independent draws for every element.

    Every example has draws of its own, unless `batch` is False.
    """
    drawn = at.scratch(0, out.shape, np.float32)

    def draw() -> None:
        at.random.generator.random(out=drawn, dtype=np.float32)
        np.greater_equal(drawn, np.float32(rate), out=out)

    yield draw


@op(
    shape=lambda x, *, most: (1,),
    vjp=(None,),
    batched=lambda inputs, attrs: True,
    dtype="integer",
    training_only=True,
    random=True,
)
def random_offset(at: Site, out: np.ndarray, x: np.ndarray, *, most: int) -> Iterator[Call]:
    """A whole number from 0 to `most` for every example."""
    yield lambda: np.copyto(out, at.random.generator.integers(0, most + 1, out.shape))


def random_scale(like: Node, *, rate: float, batch: bool = True) -> Node:
    """0 with the given probability, otherwise 1/(1 - rate), for every element of a node of that shape."""
    return random_keep(like, rate=rate, batch=batch) * (1.0 / (1.0 - rate))


def dropout(x: Node, *, rate: float = 0.5) -> Node:
    """Each element 0 with the given probability, otherwise divided by 1 - rate."""
    return kept(x, random_keep(x, rate=rate), rate=rate)


def kept(x: Node, keep: Node, *, rate: float) -> Node:
    """The elements that are kept, divided by 1 - rate."""
    return x * (keep * (1.0 / (1.0 - rate)))


def alpha_dropout(x: Node, *, rate: float = 0.5) -> Node:
    """Dropout that keeps mean 0 and variance 1, for nets with SELU (Klambauer et al. 2017, section 3)."""
    return alpha_kept(x, random_keep(x, rate=rate), rate=rate)


def alpha_kept(x: Node, keep: Node, *, rate: float) -> Node:
    """The elements that are kept, others at the limit of SELU, shifted and scaled."""
    dropped = x * keep + (1.0 - keep) * _ALPHA
    a = ((1.0 - rate) * (1.0 + rate * _ALPHA**2)) ** -0.5
    return dropped * a - a * rate * _ALPHA
