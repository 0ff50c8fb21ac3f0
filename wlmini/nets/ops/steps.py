"""Sequences step by step: products of every element with one matrix, and the last element that counts.

A sequence has its steps on the first level: T x k.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Shape, ShapeError, Site, Tasks, op, viewed, whole
from ..native.calls import call
from .linear import product_by_rows, products
from .pieces import pieces
from .shape import adding, pad_like, reshape, transpose
from .torch_recurrent import at_length

__all__ = ["Ends", "at_end", "last_row", "leading", "linear_steps", "steps_weight_gradient"]


# -- one matrix for all steps ---------------------------------------------------------------------------


@op(
    shape=lambda g, w: (g[0], w[1]),
    rows="rw",
    unbatched=(1,),
    cost=lambda y, batch: y.inputs[1].shape[0] / 8,
)
def linear_steps_input_gradient(at: Site, out: np.ndarray, g: np.ndarray, w: np.ndarray) -> Iterator[Call]:
    """Transpose[w].g for every step."""
    yield from product_of_steps(at, out, g, w.T)


def product_of_steps(at: Site, out: np.ndarray, x: np.ndarray, w: np.ndarray) -> Sequence[Call]:
    """The calls of w.x for every step; examples that stand alone make one product of all steps."""
    if x.ndim == 2:
        return products(at, out, x, w.T)
    if x.shape[-1] == 1:
        return products(at, out[..., 0], x[..., 0], w.T)
    return products(at, out, np.broadcast_to(w, (len(x), *w.shape)), x)


def _linear_shape(x: Shape, w: Shape, b: Shape | None = None) -> Shape:
    if len(x) != 2 or len(w) != 2 or w[1] != x[1]:
        raise ShapeError(f"weights of dimensions {w} do not fit a sequence of dimensions {x}")
    if b is not None and b != w[:1]:
        raise ShapeError(f"biases of dimensions {b} do not fit weights of dimensions {w}")
    return (x[0], w[0])


@op(
    shape=_linear_shape,
    vjp=(
        lambda g, y, x, w, *b: linear_steps_input_gradient(g, w),
        lambda g, y, x, w, *b: _weights_rule(g, x),
        lambda g, y, x, w, b: _biases_rule(g),
    ),
    rows="rww",
    unbatched=(1, 2),
    cost=lambda y, batch: y.inputs[1].shape[1] / 8,
    torch=whole(product_by_rows),
)
def linear_steps(
    at: Site, out: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray | None = None
) -> Iterator[Call]:
    """w.x + b for every step x of a sequence; w and b are the same for all steps and examples."""
    yield from product_of_steps(at, out, x, w)
    if b is not None:
        yield from adding(out, out, b if out.ndim == 2 else b[:, None])


@op(
    shape=lambda g, x, *, shift=0, start=0, stop=None: (len(range(g[0])[start:stop]), x[0]),
    batched=lambda inputs, attrs: False,
    examples=True,
    cost=lambda y, batch: y.inputs[0].shape[1] * batch / 8,
)
def _weight_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, *, shift: int = 0, start: int = 0,
    stop: int | None = None,
) -> Iterator[Call | Tasks]:  # fmt: skip
    """Of g and x with the steps on the last level: then steps and examples side by side are one product."""
    if g.shape[1] == shift:
        yield partial(out.fill, 0)
        return
    before = shift * g.shape[-1]
    left, right = (each.reshape(len(each), -1) for each in (g, x))
    left, right = left[start:stop, before:], right[:, : right.shape[1] - before]
    # Pieces of fewer rows are slower: each of them arranges all of the other factor for itself.
    yield pieces(
        at,
        len(out),
        out.size * right.shape[1] / 8,
        lambda slot, i, j: products(at, out[i:j], left[i:j], right.T, slot=slot),
        least=128,
    )


def steps_weight_gradient(g: Node, x: Node, **attrs: Any) -> Node:
    """The sum over steps and examples of the outer products of g at a step and x `shift` steps before.

    `start` and `stop` choose numbers of g.
    """
    return _weight_gradient(transpose(g, axes=(1, 0)), transpose(x, axes=(1, 0)), **attrs)


@op(
    shape=lambda g: g[1:],
    batched=lambda inputs, attrs: False,
    examples=True,
    native=lambda at, out, g: call("channel_sum", out, g, sizes=g.shape, numbers=[1.0]),
)
def steps_total(at: Site, out: np.ndarray, g: np.ndarray) -> Iterator[Call]:
    """The sum over steps and examples."""
    total = at.scratch(0, g.shape[1:])
    ones = at.constant(("ones", g.shape[-1]), lambda: np.ones(g.shape[-1], g.dtype))
    yield partial(np.add.reduce, g, 0, None, total)
    yield partial(np.matmul, total, ones, out=out)


def _weights_rule(g: Node, x: Node) -> Node:
    return steps_weight_gradient(g, x)


def _biases_rule(g: Node) -> Node:
    return steps_total(g)


# -- rows of a sequence ---------------------------------------------------------------------------------


def _leading_rule(g: Node, y: Node, x: Node) -> Node:
    return pad_like(g, x, axis=0, start=0, stop=y.attrs["count"])


@viewed(
    shape=lambda x, *, count: (count, *x[1:]),
    vjp=(_leading_rule,),
    torch=lambda torch, at, x, *, count: x[:count],
)
def leading(x: np.ndarray, shape: Shape) -> np.ndarray:
    """The first `count` steps."""
    return x[: shape[0]]


def _last_rule(g: Node, y: Node, x: Node) -> Node:
    return pad_like(reshape(g, shape=(1, *y.shape)), x, axis=0, start=x.shape[0] - 1, stop=x.shape[0])


@viewed(shape=lambda x: x[1:], vjp=(_last_rule,), torch=lambda torch, at, x: x[-1])
def last_row(x: np.ndarray, shape: Shape) -> np.ndarray:
    """The last step."""
    return x[-1]


class Ends:
    """Where the element that a length (one an example) points at stands in a sequence.

    Of every step the rows from `start`, `count` of them, are meant.
    """

    def __init__(self, at: Site, x: np.ndarray, length: np.ndarray, start: int, count: int) -> None:
        self.length, self.batch = length, x.shape[-1]
        self.step = math.prod(x.shape[1:])
        self.first = at.scratch(0, (self.batch,), np.intp)
        self.index = at.scratch(0, (count, self.batch), np.intp)

        def base() -> np.ndarray:
            rows = np.arange(start, start + count, dtype=np.intp)[:, None] * self.batch
            return rows + np.arange(self.batch, dtype=np.intp) - self.step

        self.base = at.constant(("ends", self.step, start, count, self.batch), base)

    def calls(self) -> Iterator[Call]:
        """Compute the positions."""
        yield partial(np.multiply, self.length, self.step, out=self.first)
        yield partial(np.add, self.base, self.first, out=self.index)


@op(shape=lambda g, length, *, like: like, examples=True)
def at_end_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, length: np.ndarray, *, like: Shape
) -> Iterator[Call]:
    """Zeros, with g at the last step that counts."""
    ends = Ends(at, out, length, 0, math.prod(like[1:]))
    yield partial(out.fill, 0)
    yield from ends.calls()
    yield partial(out.reshape(-1).put, ends.index, g.reshape(ends.index.shape), "clip")


@op(
    shape=lambda x, length: x[1:],
    examples=True,
    vjp=(lambda g, y, x, length: at_end_gradient(g, length, like=x.shape), None),
    torch=whole(lambda torch, at, x, length: at_length(torch, x, length)),
)
def at_end(at: Site, out: np.ndarray, x: np.ndarray, length: np.ndarray) -> Iterator[Call]:
    """The step at the length of the example, a whole number from 1."""
    ends = Ends(at, x, length, 0, math.prod(x.shape[1:-1]))
    yield from ends.calls()
    yield partial(x.reshape(-1).take, ends.index, None, out.reshape(ends.index.shape), "clip")
