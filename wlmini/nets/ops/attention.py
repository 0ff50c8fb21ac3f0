"""Attention: scores of queries and keys, their weights, and the weighted sums of values.

Between `examples_first` and `examples_last` the memory of a value is laid out example by example, head by
head, so that products are those of BLAS. Only the ops of this module and elementwise ones may see such a
value; its node has the dimensions of one example, as any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Shape, ShapeError, Site, Tasks, as_node, op
from .randomness import dropout
from .shape import broadcast_to

__all__ = ["attend", "attention_weights", "examples_first", "examples_last", "products"]

TINY = 1e-30


def _by_example(x: np.ndarray) -> np.ndarray:
    """The array of a value laid out example by example, with the examples first."""
    return x.reshape(-1).reshape(x.shape[-1], *x.shape[:-1])


def _permuted(x: Shape, *, axes: Sequence[int], scale: float = 1.0) -> Shape:
    return tuple(x[axis] for axis in axes)


def _restored(x: Shape, *, axes: Sequence[int], scale: float = 1.0) -> Shape:
    return tuple(x[list(axes).index(i)] for i in range(len(x)))


def _times(out: np.ndarray, x: np.ndarray, scale: float) -> Call:
    return partial(np.copyto, out, x) if scale == 1 else partial(np.multiply, x, scale, out=out)


@op(
    shape=_permuted,
    examples=True,
    vjp=(lambda g, y, x: _last(g, y.attrs),),
    cost=3.0,
)
def examples_first(
    at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int], scale: float = 1.0
) -> Iterator[Call]:
    """The levels in the order of `axes`, times `scale`, laid out example by example."""
    yield _times(_by_example(out), x.transpose(-1, *axes), scale)


@op(
    shape=_restored,
    examples=True,
    vjp=(lambda g, y, x: examples_first(g, **y.attrs),),
    cost=3.0,
)
def examples_last(
    at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int], scale: float = 1.0
) -> Iterator[Call]:
    """The reverse of `examples_first`."""
    yield _times(out.transpose(-1, *axes), _by_example(x), scale)


def _last(g: Node, attrs: Mapping[str, Any]) -> Node:
    return examples_last(g, **attrs)


# -- products of all heads of all examples --------------------------------------------------------------


def _matrix(x: Shape, turned: bool) -> tuple[int, int]:
    return (x[-1], x[-2]) if turned else (x[-2], x[-1])


def _product_shape(a: Shape, b: Shape, *, left: bool = False, right: bool = False) -> Shape:
    (rows, inner), (other, columns) = _matrix(a, left), _matrix(b, right)
    if len(a) != 3 or len(b) != 3 or a[0] != b[0] or inner != other:
        raise ShapeError(f"arrays of dimensions {a} and {b} have no product by heads")
    return (a[0], rows, columns)


def _left_rule(g: Node, y: Node, a: Node, b: Node) -> Node:
    left, right = y.attrs.get("left", False), y.attrs.get("right", False)
    return products(b, g, left=right, right=True) if left else products(g, b, right=not right)


def _right_rule(g: Node, y: Node, a: Node, b: Node) -> Node:
    left, right = y.attrs.get("left", False), y.attrs.get("right", False)
    return products(g, a, left=True, right=left) if right else products(a, g, left=not left)


def _product_cost(y: Node, batch: int) -> float:
    return _matrix(y.inputs[0].shape, y.attrs.get("left", False))[1] / 8


@op(shape=_product_shape, examples=True, vjp=(_left_rule, _right_rule), cost=_product_cost)
def products(
    at: Site, out: np.ndarray, a: np.ndarray, b: np.ndarray, *, left: bool = False, right: bool = False
) -> Iterator[Call | Tasks]:
    """The matrix product of every head; `left` and `right` say which operands are transposed before."""
    out, a, b = map(_by_example, (out, a, b))
    a = a.swapaxes(-1, -2) if left else a
    b = b.swapaxes(-1, -2) if right else b
    pieces = at.cuts(len(out), out.size * a.shape[-1] / 8)
    yield Tasks([[partial(np.matmul, a[i:j], b[i:j], out=out[i:j])] for i, j in pieces])


# -- weights --------------------------------------------------------------------------------------------


@op(shape=lambda g, y: y, examples=True, inplace=(0,), cost=4.0)
def attention_weights_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, y: np.ndarray
) -> Iterator[Call | Tasks]:
    """y (g - Total[g y]) along the keys."""
    out, g, y = map(_by_example, (out, g, y))
    tasks = []
    for number, (i, j) in enumerate(at.cuts(len(out), out.size * 4.0)):
        row = at.scratch(number, (j - i, *out.shape[1:-1]))
        tasks.append(
            [
                partial(np.vecdot, g[i:j], y[i:j], out=row),
                partial(np.subtract, g[i:j], row[..., None], out=out[i:j]),
                partial(np.multiply, out[i:j], y[i:j], out=out[i:j]),
            ]
        )
    yield Tasks(tasks)


def _weights_shape(scores: Shape, *mask: Shape, window: int = 0) -> Shape:
    if len(scores) != 3 or any(each != scores[-1:] for each in mask):
        raise ShapeError(f"a mask of dimensions {mask} does not fit scores of dimensions {scores}")
    return scores


@op(
    shape=_weights_shape,
    examples=True,
    vjp=(lambda g, y, x, *mask: attention_weights_gradient(g, y), None),
    inplace=(0,),
    cost=15.0,
)
def attention_weights(
    at: Site, out: np.ndarray, scores: np.ndarray, mask: np.ndarray | None = None, *, window: int = 0
) -> Iterator[Call | Tasks]:
    """Exp[scores] divided by its total along the keys.

    Keys whose `mask` is 0 get the weight 0. With a `window` query i sees key i and those before it, as many
    as the window holds (below 0: all). Where a query sees no key, all its weights are 0.
    """
    hidden = []
    if window:
        hidden.append(at.constant(("window", scores.shape[1:3], window), lambda: _unseen(scores, window)))
    if mask is not None:
        absent = at.buffer((mask.shape[1], 1, 1, mask.shape[0]), np.bool_)
        yield partial(np.equal, mask.T[:, None, None], 0, out=absent)
        hidden.append(absent)
    out, scores = _by_example(out), _by_example(scores)
    if hidden and not np.shares_memory(out, scores):
        yield partial(np.copyto, out, scores)
    tasks = []
    for number, (i, j) in enumerate(at.cuts(len(out), out.size * 15.0)):
        covers = [each[i:j] if len(each) > 1 else each for each in hidden]
        tasks.append([*_softmax(at, number, out[i:j], (out if hidden else scores)[i:j], covers)])
    yield Tasks(tasks)


def _unseen(scores: np.ndarray, window: int) -> np.ndarray:
    """Which keys (last) a query (before) does not see."""
    behind = np.subtract.outer(np.arange(scores.shape[1]), np.arange(scores.shape[2]))
    unseen = behind < 0 if window < 0 else (behind < 0) | (behind >= window)
    return unseen[None, None]


def _softmax(at: Site, task: int, out: np.ndarray, x: np.ndarray, hidden: list[np.ndarray]) -> Iterator[Call]:
    row = at.scratch(task, (*out.shape[:-1], 1))
    for cover in hidden:
        yield partial(np.copyto, out, -1e30, where=cover)
    yield partial(np.maximum.reduce, x, -1, None, row, True)
    yield partial(np.subtract, x, row, out=out)
    # A power kept above the subnormal numbers: those take a hundred times as long to add.
    yield partial(np.maximum, out, -80.0 if x.dtype == np.float32 else -700.0, out=out)
    yield partial(np.exp, out, out=out)
    for cover in hidden:
        yield partial(np.copyto, out, 0.0, where=cover)
    yield partial(np.add.reduce, out, -1, None, row, True)
    if hidden:
        yield partial(np.maximum, row, TINY, out=row)
    yield partial(np.divide, 1.0, row, out=row)
    yield partial(np.multiply, out, row, out=out)


# -- the whole ------------------------------------------------------------------------------------------

HEADS = (1, 0, 2)  # positions x heads x numbers become heads x positions x numbers


def dot_scores(query: Node, key: Node, scale: float) -> Node:
    """The products of every query and every key, by head."""
    left = examples_first(query, axes=HEADS, scale=scale)
    return products(left, examples_first(key, axes=HEADS), right=True)


def attend(
    scores: Node, value: Node, *, mask: Node | None = None, window: int = 0, rate: float = 0.0
) -> tuple[Node, Node]:
    """(weighted sums of the values: queries x heads x numbers, weights: queries x heads x keys)."""
    weights = attention_weights(scores, mask, window=window)
    kept = dropout(weights, rate=rate) if rate else weights
    sums = products(kept, examples_first(value, axes=HEADS))
    return examples_last(sums, axes=HEADS), examples_last(weights, axes=HEADS)


def alike(*nodes: Any) -> list[Node]:
    """The nodes, all different from example to example where one is."""
    made = [as_node(each) for each in nodes]
    factor = max(each.batched for each in made)
    return [
        each if each.batched or not factor else broadcast_to(each, shape=each.shape, batch=factor)
        for each in made
    ]
