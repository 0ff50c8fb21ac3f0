"""The ramp with a slope that is learnt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from ..ir import EACH, Call, Node, Site, op, whole
from .elementwise import broadcast, minimum
from .shape import sum_to

__all__ = ["sloped_ramp"]


@op(shape=lambda g, x, slope: x, rows=EACH, aligned=True, cost=5.0)
def sloped_ramp_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, slope: np.ndarray
) -> Iterator[Call]:
    """g, times the slope where x is negative."""
    negative, change = at.scratch(0, x.shape, np.bool_), at.scratch(0, slope.shape, slope.dtype)
    yield partial(np.less, x, 0, out=negative)
    yield partial(np.subtract, slope, 1, out=change)
    yield partial(np.multiply, negative, change, out=out)
    yield partial(np.add, out, 1, out=out)
    yield partial(np.multiply, out, g, out=out)


def _slope_rule(g: Node, y: Node, x: Node, slope: Node) -> Node:
    return sum_to(g * minimum(x, 0.0), slope)


@op(
    shape=broadcast,
    vjp=(lambda g, y, x, slope: sum_to(sloped_ramp_gradient(g, x, slope), x), _slope_rule),
    rows=EACH,
    aligned=True,
    cost=4.0,
    onnx="PRelu",
    torch=whole(lambda torch, at, x, slope: torch.where(x < 0, x * slope, x)),
)
def sloped_ramp(at: Site, out: np.ndarray, x: np.ndarray, slope: np.ndarray) -> Iterator[Call]:
    """x where it is not negative, elsewhere x times the slope."""
    positive = at.scratch(0, out.shape, out.dtype)
    yield partial(np.minimum, x, 0, out=out)
    yield partial(np.multiply, out, slope, out=out)
    yield partial(np.maximum, x, 0, out=positive)
    yield partial(np.add, out, positive, out=out)
