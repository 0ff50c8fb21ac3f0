"""Softmax and the losses; cross entropies take probabilities, the planner finds the fused forms."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from ..ir import EACH, Call, DataError, Node, Shape, ShapeError, Site, TorchSite, op, same, whole
from ..native.calls import NativeCall, call
from .elementwise import log, maximum
from .shape import reduce_sum, reshape
from .torch_logarithms import chosen_negative, class_places, log_of_at_least

__all__ = [
    "binary_negative_log", "cross_entropy_index", "cross_entropy_probabilities", "difference", "log_softmax",
    "same_dimensions", "softmax", "softmax_cross_entropy_index", "softmax_cross_entropy_probabilities",
]  # fmt: skip

# Probabilities are kept this far above 0 in a logarithm: Log gives -69 instead of -Infinity, and a
# net that is certain and wrong still gets a finite gradient.
TINY = 1e-30


def _along(x: Shape, *, axis: int = -1) -> Shape:
    if not -len(x) <= axis < len(x):
        raise ShapeError(f"there is no level {axis + 1 if axis >= 0 else axis} in dimensions {x}")
    return x


def _axis(at: Site, axis: int) -> int:
    """The array axis of an axis of the example."""
    return axis % len(at.node.shape)


def _level(at: TorchSite, axis: int) -> int:
    """The axis of a tensor of all examples."""
    return axis % len(at.node.shape) + bool(at.node.batched)


def _native(
    name: str, at: Site, x: np.ndarray, *arrays: np.ndarray, axis: int = -1
) -> list[NativeCall] | None:
    """The compiled kernel of that name along an axis of x."""
    axis %= len(at.node.inputs[0].shape)
    sizes = [math.prod(x.shape[:axis]), x.shape[axis], math.prod(x.shape[axis + 1 :])]
    return call(name, *arrays, sizes=sizes)


def _along_axis(name: str) -> Callable[..., list[NativeCall] | None]:
    def native(at: Site, out: np.ndarray, *operands: np.ndarray, axis: int = -1) -> list[NativeCall] | None:
        return _native(name, at, operands[0], out, *operands, axis=axis)

    return native


def _shifted(at: Site, out: np.ndarray, x: np.ndarray, axis: int) -> tuple[list[Call], np.ndarray]:
    """The calls of x - Max[x] along an axis, and a scratch row of the reduced shape."""
    row = at.scratch(0, (*x.shape[:axis], 1, *x.shape[axis + 1 :]), x.dtype)
    calls: list[Call] = [
        partial(np.maximum.reduce, x, axis, None, row, True),
        partial(np.subtract, x, row, out=out),
    ]
    return calls, row


@op(shape=same, cost=5.0, native=_along_axis("softmax_gradient"))
def softmax_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, y: np.ndarray, *, axis: int = -1
) -> Iterator[Call]:
    """y (g - Total[g y]) along the axis."""
    axis = _axis(at, axis)
    row = at.scratch(0, (*y.shape[:axis], 1, *y.shape[axis + 1 :]), y.dtype)
    yield partial(np.multiply, g, y, out=out)
    yield partial(np.add.reduce, out, axis, None, row, True)
    yield partial(np.subtract, g, row, out=out)
    yield partial(np.multiply, out, y, out=out)


@op(
    shape=_along,
    vjp=(lambda g, y, x: softmax_gradient(g, y, **y.attrs),),
    inplace=(0,),
    cost=15.0,
    native=_along_axis("softmax"),
    onnx="Softmax",
    torch=whole(lambda torch, at, x, *, axis=-1: torch.softmax(x, _level(at, axis))),
)
def softmax(at: Site, out: np.ndarray, x: np.ndarray, *, axis: int = -1) -> Iterator[Call]:
    """Exp[x] divided by its total along an axis, shifted by the maximum so that nothing overflows."""
    axis = _axis(at, axis)
    calls, row = _shifted(at, out, x, axis)
    yield from calls
    # A power kept above the subnormal numbers: those take a hundred times as long to add.
    yield partial(np.maximum, out, -80.0 if x.dtype == np.float32 else -700.0, out=out)
    yield partial(np.exp, out, out=out)
    yield partial(np.add.reduce, out, axis, None, row, True)
    yield partial(np.divide, out, row, out=out)


@op(shape=same, cost=15.0, native=_along_axis("log_softmax_gradient"))
def log_softmax_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, y: np.ndarray, *, axis: int = -1
) -> Iterator[Call]:
    """g - Exp[y] Total[g] along the axis."""
    axis = _axis(at, axis)
    row = at.scratch(0, (*y.shape[:axis], 1, *y.shape[axis + 1 :]), y.dtype)
    yield partial(np.add.reduce, g, axis, None, row, True)
    yield partial(np.exp, y, out=out)
    yield partial(np.multiply, out, row, out=out)
    yield partial(np.subtract, g, out, out=out)


@op(
    shape=_along,
    vjp=(lambda g, y, x: log_softmax_gradient(g, y, **y.attrs),),
    cost=18.0,
    native=_along_axis("log_softmax"),
    onnx="LogSoftmax",
    torch=whole(lambda torch, at, x, *, axis=-1: torch.log_softmax(x, _level(at, axis))),
)
def log_softmax(at: Site, out: np.ndarray, x: np.ndarray, *, axis: int = -1) -> Iterator[Call]:
    """Log[softmax[x]] along an axis, without the detour through probabilities."""
    axis = _axis(at, axis)
    powers = at.scratch(0, x.shape, x.dtype)
    calls, row = _shifted(at, out, x, axis)
    yield from calls
    yield partial(np.exp, out, out=powers)
    yield partial(np.add.reduce, powers, axis, None, row, True)
    yield partial(np.log, row, out=row)
    yield partial(np.subtract, out, row, out=out)


def _indexed(p: Shape, target: Shape) -> Shape:
    if not p or p[:-1] != target:
        raise ShapeError(f"targets of dimensions {target} do not fit probabilities of dimensions {p}")
    return target


def _check(target: np.ndarray, classes: int) -> None:
    """Refuse classes out of range."""
    low, high = target.min(), target.max()
    if low < 1 or high > classes:
        raise DataError(f"the class index {low if low < 1 else high} is not between 1 and {classes}")


class Lookup:
    """Positions of the elements chosen by 1-based class indices along the last level of an array."""

    def __init__(self, at: Site, x: np.ndarray, target: np.ndarray) -> None:
        self.target, self.classes = target, x.shape[-2]
        self.flat = x.reshape(-1)
        self.index = at.scratch(0, target.shape, np.intp)
        self.step = x.shape[-1]
        shape = (math.prod(target.shape[:-1]), self.step)

        def base() -> np.ndarray:
            rows, columns = np.indices(shape, np.intp)
            return (rows * self.classes * self.step + columns - self.step).reshape(target.shape)

        self.base = at.constant(("lookup", shape, self.classes), base)

    def calls(self) -> Iterator[Call]:
        """Compute the positions."""
        yield partial(np.multiply, self.target, self.step, out=self.index)
        yield partial(np.add, self.index, self.base, out=self.index)


def _torch_index(torch: Any, at: TorchSite, p: Any, target: Any) -> Any:
    return chosen_negative(torch, log_of_at_least(torch, p), class_places(torch, at, target, p.shape[-1]))


def _torch_logit_index(torch: Any, at: TorchSite, x: Any, target: Any) -> Any:
    places = class_places(torch, at, target, x.shape[-1])
    return chosen_negative(torch, torch.log_softmax(x, -1), places)


def _torch_weighted(torch: Any, at: TorchSite, p: Any, target: Any) -> Any:
    return -(target * log_of_at_least(torch, p)).sum(-1)


def _torch_binary(torch: Any, at: TorchSite, p: Any, target: Any) -> Any:
    yes, no = log_of_at_least(torch, p), log_of_at_least(torch, 1.0 - p)
    return -(target * yes + (1.0 - target) * no)


@op(shape=lambda g, p, t: p, examples=True, cost=4.0)
def index_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, p: np.ndarray, target: np.ndarray
) -> Iterator[Call]:
    """The gradient of `cross_entropy_index`: -g/p at the target class, elsewhere 0."""
    lookup = Lookup(at, p, target)
    chosen = at.scratch(0, target.shape, p.dtype)
    yield from lookup.calls()
    yield partial(lookup.flat.take, lookup.index, None, chosen, "clip")
    yield partial(np.maximum, chosen, TINY, out=chosen)
    yield partial(np.divide, g, chosen, out=chosen)
    yield partial(np.negative, chosen, out=chosen)
    yield partial(out.fill, 0)
    yield partial(out.reshape(-1).put, lookup.index, chosen, "clip")


@op(
    shape=_indexed,
    examples=True,
    vjp=(lambda g, y, p, t: index_gradient(g, p, t), None),
    cost=10.0,
    torch=whole(_torch_index),
)
def cross_entropy_index(at: Site, out: np.ndarray, p: np.ndarray, target: np.ndarray) -> Iterator[Call]:
    """-Log of the probability of the target class (1-based), for each position before the last level."""
    lookup = Lookup(at, p, target)
    yield partial(_check, target, lookup.classes)
    yield from lookup.calls()
    yield partial(lookup.flat.take, lookup.index, None, out, "clip")
    yield from _negative_log(out)


def _negative_log(out: np.ndarray) -> Iterator[Call]:
    yield partial(np.maximum, out, TINY, out=out)
    yield partial(np.log, out, out=out)
    yield partial(np.negative, out, out=out)


def _native_indexed(
    at: Site, name: str, out: np.ndarray, x: np.ndarray, target: np.ndarray, *arrays: np.ndarray
) -> list[NativeCall] | None:
    if target.dtype != np.int64:
        return None
    sizes = [math.prod(target.shape[:-1]), x.shape[-2], x.shape[-1]]
    check = partial(_check, target, x.shape[-2])
    return call(name, out, *arrays, x, target, sizes=sizes, mixed=True, check=check)


@op(
    shape=lambda g, p, t: p,
    examples=True,
    inplace=(1,),
    cost=4.0,
    native=lambda at, out, g, p, t: _native_indexed(at, "logit_index_gradient", out, p, t, g),
)
def logit_index_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, p: np.ndarray, target: np.ndarray
) -> Iterator[Call]:
    """g (p - UnitVector[target]): the gradient of the fused softmax and cross entropy."""
    lookup = Lookup(at, p, target)
    chosen = at.scratch(0, target.shape, p.dtype)
    flat = out.reshape(-1)
    yield from lookup.calls()
    yield partial(np.multiply, p, g[..., None, :], out=out)
    yield partial(flat.take, lookup.index, None, chosen, "clip")
    yield partial(np.subtract, chosen, g, out=chosen)
    yield partial(flat.put, lookup.index, chosen, "clip")


@op(
    shape=_indexed,
    examples=True,
    vjp=(lambda g, y, x, t: logit_index_gradient(g, softmax(x, axis=-1), t), None),
    cost=20.0,
    native=lambda at, out, x, t: _native_indexed(at, "softmax_cross_entropy_index", out, x, t),
    torch=whole(_torch_logit_index),
)
def softmax_cross_entropy_index(
    at: Site, out: np.ndarray, x: np.ndarray, target: np.ndarray
) -> Iterator[Call]:
    """`cross_entropy_index` of the softmax of x, exact also where a probability would be rounded to 0."""
    axis = len(at.node.inputs[0].shape) - 1
    lookup = Lookup(at, x, target)
    shifted = at.scratch(0, x.shape, x.dtype)
    calls, row = _shifted(at, shifted, x, axis)
    yield partial(_check, target, lookup.classes)
    yield from lookup.calls()
    yield from calls
    yield partial(shifted.reshape(-1).take, lookup.index, None, out, "clip")
    yield partial(np.exp, shifted, out=shifted)
    yield partial(np.add.reduce, shifted, axis, None, row, True)
    yield partial(np.log, row, out=row)
    yield partial(np.subtract, row.reshape(out.shape), out, out=out)


def _paired(x: Shape, target: Shape) -> Shape:
    if x != target or not x:
        raise ShapeError(f"targets of dimensions {target} do not fit an input of dimensions {x}")
    return x[:-1]


def cross_entropy_probabilities(p: Node, target: Node) -> Node:
    """-Total[target Log[p]] along the last level."""
    _paired(p.shape, target.shape)
    return weighted_negative_log(p, target)


def _weighted_rule(g: Node, y: Node, p: Node, target: Node) -> Node:
    column = reshape(g, shape=(*g.shape, 1))
    return -(column * target / maximum(p, TINY))


def _target_rule(g: Node, y: Node, p: Node, target: Node) -> Node:
    return -(reshape(g, shape=(*g.shape, 1)) * log(maximum(p, TINY)))


@op(shape=_paired, examples=True, vjp=(_weighted_rule, _target_rule), cost=10.0, torch=whole(_torch_weighted))
def weighted_negative_log(at: Site, out: np.ndarray, p: np.ndarray, target: np.ndarray) -> Iterator[Call]:
    """-Total[target Log[p]] along the last level."""
    axis = len(at.node.inputs[0].shape) - 1
    terms = at.scratch(0, p.shape, p.dtype)
    yield partial(np.maximum, p, TINY, out=terms)
    yield partial(np.log, terms, out=terms)
    yield partial(np.multiply, terms, target, out=terms)
    yield partial(np.add.reduce, terms, axis, None, out)
    yield partial(np.negative, out, out=out)


def softmax_cross_entropy_probabilities(x: Node, target: Node) -> Node:
    """`cross_entropy_probabilities` of the softmax of x, through `log_softmax`."""
    _paired(x.shape, target.shape)
    return -reduce_sum(target * log_softmax(x, axis=-1), axes=(len(x.shape) - 1,))


@op(
    shape=same,
    vjp=(
        lambda g, y, p, t: g * (p - t) / maximum(p * (1.0 - p), TINY),
        lambda g, y, p, t: g * (log(maximum(1.0 - p, TINY)) - log(maximum(p, TINY))),
    ),
    rows=EACH,
    aligned=True,
    cost=25.0,
    torch=whole(_torch_binary),
)
def binary_negative_log(at: Site, out: np.ndarray, p: np.ndarray, target: np.ndarray) -> Iterator[Call]:
    """-(t Log[p] + (1 - t) Log[1 - p])."""
    no = at.scratch(0, out.shape)
    yield partial(np.subtract, 1, p, out=no)
    yield partial(np.maximum, no, TINY, out=no)
    yield partial(np.log, no, out=no)
    yield partial(np.maximum, p, TINY, out=out)
    yield partial(np.log, out, out=out)
    yield partial(np.subtract, out, no, out=out)
    yield partial(np.multiply, out, target, out=out)
    yield partial(np.add, out, no, out=out)
    yield partial(np.negative, out, out=out)


def same_dimensions(x: Node, target: Node) -> tuple[Node, Node]:
    """Both, once it is sure that they have the same dimensions."""
    if x.shape != target.shape:
        raise ShapeError(f"targets of dimensions {target.shape} do not fit an input of dimensions {x.shape}")
    return x, target


def difference(x: Node, target: Node) -> Node:
    """x - target, of the same dimensions."""
    same_dimensions(x, target)
    return x - target
