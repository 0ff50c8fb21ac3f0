"""Products: the fully connected layer and general matrix products."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Shape, ShapeError, Site, TorchSite, op, whole
from ..native.calls import NativeCall, call
from ..native.panels import matrix_product
from .elementwise import broadcast
from .shape import adding, reshape, sum_to, transpose

__all__ = ["dot", "linear", "mapped", "matmul", "products"]


SMALL = 16_384  # multiplications that take a plain loop less time than a call of NumPy

Native = list[NativeCall] | None


def products(
    at: Site, out: np.ndarray, a: np.ndarray, b: np.ndarray, bias: np.ndarray | None = None, slot: int = 0
) -> Sequence[Call]:
    """The calls of a.b + bias by row, for matrices or stacks of them."""
    made = matrix_product(partial(at.scratch, slot), out, a, b, bias)
    if made is not None:
        return made
    calls = [partial(np.matmul, a, b, out=out)]
    return calls if bias is None else [*calls, *adding(out, out, bias if out.ndim == 1 else bias[:, None])]


def _small_product(
    out: np.ndarray, w: np.ndarray, x: np.ndarray, b: np.ndarray | None = None
) -> list[NativeCall] | None:
    """w.x + b, for a matrix w with any strides."""
    columns = out.size // len(out)
    if w.size * columns > SMALL or not (out.flags.c_contiguous and x.flags.c_contiguous):
        return None
    sizes = [len(out), columns, w.shape[1], *(step // w.itemsize for step in w.strides)]
    return call("product", out, w, x, b, sizes=sizes, strided=True)


def _small_outer(at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray) -> Native:
    small = g.size * x.shape[0] <= SMALL
    return call("product_transposed", out, g, x, sizes=[*out.shape, g.shape[1]]) if small else None


@op(
    shape=lambda g, w: (w[1],),
    rows="wc",
    columns=True,
    unbatched=(1,),
    cost=lambda y, batch: y.inputs[1].shape[0] / 8,
    native=lambda at, out, g, w: _small_product(out, w.T, g),
)
def linear_input_gradient(at: Site, out: np.ndarray, g: np.ndarray, w: np.ndarray) -> Iterator[Call]:
    """Transpose[w].g."""
    yield from products(at, out, w.T, g)


def _linear_shape(x: Shape, w: Shape, b: Shape | None = None) -> Shape:
    if len(x) != 1 or len(w) != 2 or w[1] != x[0]:
        raise ShapeError(f"weights of dimensions {w} do not fit an input vector of dimensions {x}")
    if b is not None and b != w[:1]:
        raise ShapeError(f"biases of dimensions {b} do not fit weights of dimensions {w}")
    return w[:1]


def product_by_rows(torch: Any, at: TorchSite, x: Any, w: Any, b: Any = None) -> Any:
    """w.x + b along the last level, in PyTorch."""
    return torch.nn.functional.linear(x, w, b)


def _linear_cost(y: Node, batch: int) -> float:
    return y.inputs[1].shape[1] / 8


@op(
    shape=_linear_shape,
    vjp=(
        lambda g, y, x, w, *b: linear_input_gradient(g, w),
        lambda g, y, x, w, *b: _weight_gradient(g, x),
        lambda g, y, x, w, b: sum_to(g, b),
    ),
    rows="wrr",
    columns=True,
    unbatched=(1, 2),
    cost=_linear_cost,
    native=lambda at, out, x, w, b=None: _small_product(out, w, x, b),
    onnx="Gemm",
    torch=whole(product_by_rows),
)
def linear(
    at: Site, out: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray | None = None
) -> Iterator[Call]:
    """w.x + b for a vector x; w and b are the same for all examples."""
    yield from products(at, out, w, x, b)


def _weight_gradient(g: Node, x: Node) -> Node:
    if x.batched:
        return linear_weight_gradient(g, x)
    return reshape(g, shape=(*g.shape, 1)) * x


@op(
    shape=lambda g, x: (g[0], x[0]),
    rows="rw",
    batched=lambda inputs, attrs: False,
    cost=lambda y, batch: batch / 8,
    native=_small_outer,
)
def linear_weight_gradient(at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """The sum over the examples of the outer products of g and x."""
    yield from products(at, out, g, x.T)


def _product(a: Shape, b: Shape) -> Shape:
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-2]:
        raise ShapeError(f"arrays of dimensions {a} and {b} have no matrix product")
    return (*broadcast(a[:-2], b[:-2]), a[-2], b[-1])


def _swapped(x: Node) -> Node:
    rank = len(x.shape)
    return transpose(x, axes=(*range(rank - 2), rank - 1, rank - 2))


def _left_rule(g: Node, y: Node, a: Node, b: Node) -> Node:
    return sum_to(matmul(g, _swapped(b)), a)


def _right_rule(g: Node, y: Node, a: Node, b: Node) -> Node:
    return sum_to(matmul(_swapped(a), g), b)


@op(
    shape=_product,
    vjp=(
        _left_rule,
        _right_rule,
    ),
    aligned=True,
    cost=lambda y, batch: y.inputs[0].shape[-1] / 4,
    onnx="MatMul",
    torch="matmul",
)
def matmul(at: Site, out: np.ndarray, a: np.ndarray, b: np.ndarray) -> Iterator[Call]:
    """The product of matrices in the last two levels; levels before them go along, broadcast."""
    if at.node.batched:
        a, b, out = (np.moveaxis(each, -1, 0) for each in (a, b, out))
    yield partial(np.matmul, a, b, out=out)


def _mapped(x: Shape, m: Shape, *, axis: int) -> Shape:
    if not 0 <= axis < len(x) or len(m) != 2 or m[1] != x[axis]:
        raise ShapeError(f"a matrix of dimensions {m} does not fit level {axis + 1} of dimensions {x}")
    return (*x[:axis], m[0], *x[axis + 1 :])


def _mapped_rule(g: Node, y: Node, x: Node, m: Node) -> Node:
    return mapped(g, np.ascontiguousarray(m.attrs["value"].T), axis=y.attrs["axis"])


def _torch_mapped(torch: Any, at: TorchSite, x: Any, m: Any, *, axis: int) -> Any:
    return torch.tensordot(m, x.to(m.dtype), ([1], [axis])).movedim(0, axis)


@op(
    shape=_mapped,
    vjp=(_mapped_rule, None),
    unbatched=(1,),
    cost=lambda y, batch: y.inputs[1].shape[1] / 8,
    torch=_torch_mapped,
)
def mapped(at: Site, out: np.ndarray, x: np.ndarray, m: np.ndarray, *, axis: int) -> Iterator[Call]:
    """A constant matrix times the vectors along an axis."""
    before = math.prod(x.shape[:axis])
    yield partial(np.matmul, m, x.reshape(before, m.shape[1], -1), out=out.reshape(before, m.shape[0], -1))


def dot(a: Node, b: Node) -> Node:
    """The product of matrices or vectors: a vector is a row on the left and a column on the right."""
    left = reshape(a, shape=(1, *a.shape)) if len(a.shape) == 1 else a
    right = reshape(b, shape=(*b.shape, 1)) if len(b.shape) == 1 else b
    product = matmul(left, right)
    shape = product.shape[: -1 if len(b.shape) == 1 else None]
    if len(a.shape) == 1:
        shape = (*product.shape[:-2], *product.shape[-1:]) if len(b.shape) > 1 else product.shape[:-2]
    return reshape(product, shape=shape)
