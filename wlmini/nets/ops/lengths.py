"""Ops of lengths: how many positions of a level are an example's own, where examples differ in that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, DataError, Node, Site, TorchSite, op, whole

__all__ = ["agreed_length", "checked_length", "positions_mask"]


def _torch_mask(torch: Any, at: TorchSite, length: Any, *, size: int) -> Any:
    index = at.constant(("positions", size), lambda: np.arange(size))
    return (index < length.unsqueeze(-1)).to(at.dtype)


@op(
    shape=lambda length, *, size: (size,),
    vjp=(None,),
    dtype="real",
    examples=True,
    torch=whole(_torch_mask),
)
def positions_mask(at: Site, out: np.ndarray, length: np.ndarray, *, size: int) -> Iterator[Call]:
    """1 at the first `length` positions of each example, 0 after them."""
    index = at.constant(("positions", size), lambda: np.arange(size)[:, None])
    yield partial(np.less, index, length, out=out, casting="unsafe")


def _torch_checked(torch: Any, at: TorchSite, length: Any, *, least: int) -> Any:
    at.demand(length >= least, f"a sequence of length {{}} is too short: at least {least} is needed", length)
    return length


@op(shape=lambda length, *, least: length, vjp=(None,), dtype="integer", torch=whole(_torch_checked))
def checked_length(at: Site, out: np.ndarray, length: np.ndarray, *, least: int) -> Iterator[Call]:
    """The lengths, none of which may be less than `least`."""

    def check() -> None:
        if length.min() < least:
            raise DataError(f"a sequence of length {length.min()} is too short: at least {least} is needed")
        np.copyto(out, length)

    yield check


def _torch_agreed(torch: Any, at: TorchSite, a: Any, *b: Any, size: int) -> Any:
    other = b[0] if b else torch.full_like(a, size)
    at.demand(a == other, "sequences that belong together have the lengths {} and {}", a, other)
    return a


@op(
    shape=lambda a, *b, size: a,
    dtype="integer",
    examples=True,
    name="agreed_length",
    torch=whole(_torch_agreed),
)
def _agreed_length(at: Site, out: np.ndarray, a: np.ndarray, *b: np.ndarray, size: int) -> Iterator[Call]:
    other = b[0] if b else np.full(a.shape, size)

    def check() -> None:
        wrong = np.flatnonzero(a != other)
        if len(wrong):
            one, two = a[wrong[0]], other[wrong[0]]
            raise DataError(f"sequences that belong together have the lengths {one} and {two}")

    yield check
    yield partial(np.copyto, out, a)


def agreed_length(a: Node | None, b: Node | None, *, size: int) -> Node:
    """The length of two sequences, which must be the same; one that is not given is `size` everywhere."""
    known = [each for each in (a, b) if each is not None]
    return _agreed_length(*known, size=size)
