"""Attention: scores of queries and keys, their weights, and the weighted sums of values.

Between `examples_first` and `examples_last` the memory of a value is laid out head by head, example by
example, so that products are those of BLAS. Only the ops of this module and elementwise ones may see such a
value; its node has the dimensions of one example, as any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Shape, ShapeError, Site, Tasks, TorchSite, op, whole
from ..native.calls import call
from ..native.strided import exchange
from .linear import products as multiplied
from .pieces import pieces
from .randomness import dropout

__all__ = ["attend", "attention_weights", "examples_first", "examples_last", "products"]

TINY = 1e-30
CACHE = 150_000  # bytes of scores that several passes go over


def _by_example(x: np.ndarray) -> np.ndarray:
    """The array of a value laid out head by head, example by example, with the examples first."""
    return x.reshape(-1).reshape(x.shape[0], x.shape[-1], *x.shape[1:-1]).swapaxes(0, 1)


def _by_head(x: np.ndarray) -> np.ndarray:
    """The matrices of all heads of all examples."""
    return x.reshape(-1).reshape(x.shape[-1] * x.shape[0], *x.shape[1:-1])


def _permuted(x: Shape, *, axes: Sequence[int], scale: float = 1.0) -> Shape:
    return tuple(x[axis] for axis in axes)


def _restored(x: Shape, *, axes: Sequence[int], scale: float = 1.0) -> Shape:
    return tuple(x[list(axes).index(i)] for i in range(len(x)))


def _moved(at: Site, out: np.ndarray, x: np.ndarray, scale: float) -> Tasks:
    """The calls of scale x, by heads where there are several; otherwise along the longest level inside."""
    level = 1 if out.shape[1] > 1 else 1 + int(np.argmax(out.shape[1:-1]))
    out, x = out.swapaxes(0, level), x.swapaxes(0, level)
    return pieces(
        at,
        len(x),
        3.0 * x.size,
        lambda slot, i, j: _times(out[i:j].swapaxes(0, level), x[i:j].swapaxes(0, level), scale),
    )


def _times(out: np.ndarray, x: np.ndarray, scale: float) -> Iterator[Call]:
    made = exchange(out, x, scale)
    if made is not None:
        yield from made
        return
    yield partial(np.copyto, out, x)
    if scale != 1:  # by itself: a product of arrays of two layouts takes twice as long as both
        yield partial(np.multiply, out, scale, out=out)


def _torch_first(torch: Any, at: TorchSite, x: Any, *, axes: Sequence[int], scale: float = 1.0) -> Any:
    found = x.permute(0, *(axis + 1 for axis in axes))
    return found if scale == 1 else found * scale


def _torch_last(torch: Any, at: TorchSite, x: Any, *, axes: Sequence[int], scale: float = 1.0) -> Any:
    return _torch_first(torch, at, x, axes=[list(axes).index(i) for i in range(len(axes))], scale=scale)


@op(
    shape=_permuted,
    examples=True,
    vjp=(lambda g, y, x: _last(g, y.attrs),),
    cost=3.0,
    torch=whole(_torch_first),
)
def examples_first(
    at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int], scale: float = 1.0
) -> Iterator[Tasks]:
    """The levels in the order of `axes`, times `scale`, laid out example by example."""
    yield _moved(at, _by_example(out), x.transpose(-1, *axes), scale)


@op(
    shape=_restored,
    examples=True,
    vjp=(lambda g, y, x: examples_first(g, **y.attrs),),
    cost=3.0,
    torch=whole(_torch_last),
)
def examples_last(
    at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int], scale: float = 1.0
) -> Iterator[Tasks]:
    """The reverse of `examples_first`."""
    yield _moved(at, out.transpose(-1, *axes), _by_example(x), scale)


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


def _torch_products(
    torch: Any, at: TorchSite, a: Any, b: Any, *, left: bool = False, right: bool = False
) -> Any:
    return torch.matmul(a.mT if left else a, b.mT if right else b)


@op(
    shape=_product_shape,
    examples=True,
    vjp=(_left_rule, _right_rule),
    cost=_product_cost,
    torch=whole(_torch_products),
)
def products(
    at: Site, out: np.ndarray, a: np.ndarray, b: np.ndarray, *, left: bool = False, right: bool = False
) -> Iterator[Call | Tasks]:
    """The matrix product of every head; `left` and `right` say which operands are transposed before."""
    out, a, b = map(_by_head, (out, a, b))
    a = a.swapaxes(-1, -2) if left else a
    b = b.swapaxes(-1, -2) if right else b
    yield pieces(
        at,
        len(out),
        out.size * a.shape[-1] / 8,
        lambda slot, i, j: multiplied(at, out[i:j], a[i:j], b[i:j], slot=slot),
    )


# -- weights: heads x keys x queries, so that what is done along the keys is done for all queries at once ---


@op(shape=lambda g, y: y, examples=True, inplace=(0,), cost=4.0)
def attention_weights_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, y: np.ndarray
) -> Iterator[Call | Tasks]:
    """y (g - Total[g y]) along the keys."""
    out, g, y = map(_by_head, (out, g, y))
    yield pieces(
        at,
        len(out),
        4.0 * out.size,
        lambda slot, i, j: _gradient(at, slot, *(each[i:j] for each in (out, g, y))),
    )


def _gradient(at: Site, slot: int, out: np.ndarray, g: np.ndarray, y: np.ndarray) -> Iterator[Call]:
    made = call("softmax_gradient", out, g, y, sizes=out.shape)
    if made is not None:
        yield from made
        return
    size = _blocks(out)
    all_terms, row = at.scratch(slot, out[:size].shape), at.scratch(slot, _row(out[:size]))
    for i in range(0, len(out), size):
        part = slice(i, i + size)
        terms, total = all_terms[: len(out[part])], row[: len(out[part])]
        yield partial(np.multiply, g[part], y[part], out=terms)
        yield partial(np.add.reduce, terms, -2, None, total, True)
        yield partial(np.subtract, g[part], total, out=out[part])
        yield partial(np.multiply, out[part], y[part], out=out[part])


def _blocks(x: np.ndarray) -> int:
    """How many heads at once stay in cache."""
    return max(1, min(len(x), CACHE // (x[0].size * x.itemsize)))


def _row(x: np.ndarray) -> Shape:
    return (*x.shape[:-2], 1, x.shape[-1])


def _weights_shape(scores: Shape, *mask: Shape, window: int = 0) -> Shape:
    if len(scores) != 3 or any(each != scores[1:2] for each in mask):
        raise ShapeError(f"a mask of dimensions {mask} does not fit scores of dimensions {scores}")
    return scores


def _torch_weights(torch: Any, at: TorchSite, scores: Any, mask: Any = None, *, window: int = 0) -> Any:
    keys, queries = scores.shape[2:]
    hidden = []
    if window:
        hidden.append(at.constant(("window", keys, queries, window), lambda: _unseen(keys, queries, window)))
    if mask is not None:
        hidden.append((mask == 0)[:, None, :, None])
    for cover in hidden:
        scores = scores.masked_fill(cover, -1e30)
    weights = torch.softmax(scores, -2)
    for cover in hidden:
        weights = weights.masked_fill(cover, 0.0)
    return weights


@op(
    shape=_weights_shape,
    examples=True,
    vjp=(lambda g, y, x, *mask: attention_weights_gradient(g, y), None),
    inplace=(0,),
    cost=15.0,
    torch=whole(_torch_weights),
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
        keys, queries = scores.shape[1:3]
        hidden.append(at.constant(("window", keys, queries, window), lambda: _unseen(keys, queries, window)))
    if mask is not None:
        absent = at.buffer((scores.shape[0], mask.shape[1], mask.shape[0], 1), np.bool_)
        yield partial(np.equal, mask.T[None, :, :, None], 0, out=absent)
        hidden.append(absent.reshape(-1, mask.shape[0], 1))
    out, scores = _by_head(out), _by_head(scores)
    if hidden and not np.shares_memory(out, scores):
        yield partial(np.copyto, out, scores)
    x = out if hidden else scores
    yield pieces(
        at,
        len(out),
        15.0 * out.size,
        lambda slot, i, j: _softmax(at, slot, out[i:j], x[i:j], _section(hidden, i, j)),
    )


def _section(hidden: list[np.ndarray], i: int, j: int) -> list[np.ndarray]:
    """Masks of some of the heads; one that is the same for all of them stays whole."""
    return [each[i:j] if len(each) > 1 else each for each in hidden]


def _unseen(keys: int, queries: int, window: int) -> np.ndarray:
    """Which keys a query does not see."""
    behind = np.arange(queries) - np.arange(keys)[:, None]
    unseen = behind < 0 if window < 0 else (behind < 0) | (behind >= window)
    return unseen[None]


def _softmax(at: Site, slot: int, out: np.ndarray, x: np.ndarray, hidden: list[np.ndarray]) -> Iterator[Call]:
    made = None if hidden else call("softmax", out, x, sizes=out.shape)
    if made is not None:
        yield from made
        return
    size = _blocks(out)
    row = at.scratch(slot, _row(out[:size]))
    for i in range(0, len(out), size):
        part = slice(i, i + size)
        covers = _section(hidden, i, i + size)
        yield from _softmax_part(out[part], x[part], row[: len(out[part])], covers)


def _softmax_part(
    out: np.ndarray, x: np.ndarray, row: np.ndarray, hidden: list[np.ndarray]
) -> Iterator[Call]:
    for cover in hidden:
        yield partial(np.copyto, out, -1e30, where=cover)
    yield partial(np.maximum.reduce, x, -2, None, row, True)
    yield partial(np.subtract, x, row, out=out)
    # A power kept above the subnormal numbers: those take a hundred times as long to add.
    yield partial(np.maximum, out, -80.0 if x.dtype == np.float32 else -700.0, out=out)
    yield partial(np.exp, out, out=out)
    for cover in hidden:
        yield partial(np.copyto, out, 0.0, where=cover)
    yield partial(np.add.reduce, out, -2, None, row, True)
    if hidden:
        yield partial(np.maximum, row, TINY, out=row)
    yield partial(np.divide, 1.0, row, out=row)
    yield partial(np.multiply, out, row, out=out)


# -- the whole ------------------------------------------------------------------------------------------

HEADS = (1, 0, 2)  # positions x heads x numbers become heads x positions x numbers
PAIRS = (1, 2, 0)  # queries x heads x keys become heads x keys x queries


def dot_scores(query: Node, key: Node, scale: float) -> Node:
    """The products of every query and every key, by head."""
    right = examples_first(query, axes=HEADS, scale=scale)
    return products(examples_first(key, axes=HEADS), right, right=True)


def attend(
    scores: Node, value: Node, *, mask: Node | None = None, window: int = 0, rate: float = 0.0
) -> tuple[Node, Node]:
    """(weighted sums of the values: queries x heads x numbers, weights: queries x heads x keys)."""
    weights = attention_weights(scores, mask, window=window)
    kept = dropout(weights, rate=rate) if rate else weights
    sums = products(kept, examples_first(value, axes=HEADS), left=True)
    return examples_last(sums, axes=HEADS), examples_last(weights, axes=PAIRS)
