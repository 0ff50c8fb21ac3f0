"""Ops whose gradient is another one than that of what they compute."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Site, op, same, viewed, whole

__all__ = ["detached", "reverse_gradient", "with_gradient"]


@viewed(shape=same, vjp=(None,), torch=whole(lambda torch, at, x: x.detach()))
def detached(x: np.ndarray, shape: Any) -> np.ndarray:
    """The same value, through which no gradient goes."""
    return x


def _told(g: Node, y: Node, value: Node, x: Node) -> Sequence[Node | None]:
    rule: Callable[[Node, Node, Node], Node] = y.attrs["rule"]
    return None, rule(x, g, y)


@op(shape=same, vjp=_told, inplace=(0,), torch=whole(lambda torch, at, value, x, *, rule: at.told(value, x)))
def with_gradient(
    at: Site, out: np.ndarray, value: np.ndarray, x: np.ndarray, *, rule: Callable[..., Node]
) -> Iterator[Call]:
    """The first operand; its gradient goes to the second one by `rule(x, gradient, value)`."""
    yield partial(np.copyto, out, value)


@op(shape=same, vjp=(lambda g, y, x: -g,), torch=whole(lambda torch, at, x: 2.0 * x.detach() - x))
def reverse_gradient(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """The operand as it is; its gradient changes sign on the way back."""
    yield partial(np.copyto, out, x)
