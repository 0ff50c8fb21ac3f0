"""Ops of lengths: how many positions of a level are an example's own, where examples differ in that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from ..ir import Call, DataError, Node, Site, op

__all__ = ["agreed_length", "checked_length", "positions_mask"]


@op(
    shape=lambda length, *, size: (size,),
    vjp=(None,),
    dtype="real",
    examples=True,
)
def positions_mask(at: Site, out: np.ndarray, length: np.ndarray, *, size: int) -> Iterator[Call]:
    """1 at the first `length` positions of each example, 0 after them."""
    index = at.constant(("positions", size), lambda: np.arange(size)[:, None])
    yield partial(np.less, index, length, out=out, casting="unsafe")


@op(shape=lambda length, *, least: length, vjp=(None,), dtype="integer")
def checked_length(at: Site, out: np.ndarray, length: np.ndarray, *, least: int) -> Iterator[Call]:
    """The lengths, none of which may be less than `least`."""

    def check() -> None:
        if length.min() < least:
            raise DataError(f"a sequence of length {length.min()} is too short: at least {least} is needed")
        np.copyto(out, length)

    yield check


@op(shape=lambda a, *b, size: a, dtype="integer", examples=True, name="agreed_length")
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
