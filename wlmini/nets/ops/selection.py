"""Ops that pick elements by position: static positions, sorting, running sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from ..ir import EACH, Call, Node, Shape, ShapeError, Site, TorchSite, op, whole

__all__ = ["along", "pick", "running_sum", "sort_order", "sorted_along"]


def _picked(x: Shape, *, axis: int, positions: Sequence[int]) -> Shape:
    size = x[axis] if 0 <= axis < len(x) else 0
    if not positions or not all(0 <= each < size for each in positions):
        wrong = [each + 1 for each in positions if not 0 <= each < size]
        raise ShapeError(f"positions {wrong} at level {axis + 1} of dimensions {x} do not exist")
    return (*x[:axis], len(positions), *x[axis + 1 :])


def _pick_rule(g: Node, y: Node, x: Node) -> Node:
    return unpick(g, like=x.shape, **y.attrs)


def _other_rows(y: Node) -> str | None:
    """Rows go along as long as the axis is another one."""
    return EACH if y.attrs["axis"] else None


def _torch_pick(torch: Any, at: TorchSite, x: Any, *, axis: int, positions: Sequence[int]) -> Any:
    return x.index_select(axis, at.constant(("picked", *positions), lambda: np.array(positions)))


@op(
    shape=_picked,
    vjp=(_pick_rule,),
    rows=_other_rows,
    dtype="same",
    onnx="Gather",
    torch=_torch_pick,
)
def pick(at: Site, out: np.ndarray, x: np.ndarray, *, axis: int, positions: Sequence[int]) -> Iterator[Call]:
    """The elements at a fixed list of positions (0-based, in any order, repeated or not) along an axis."""
    run = _run(positions)
    if run is not None:
        yield partial(np.copyto, out, x[(slice(None),) * axis + (run,)])
    else:
        yield partial(np.take, x, np.array(positions), axis, out, "clip")


def _torch_unpick(
    torch: Any, at: TorchSite, x: Any, *, like: Shape, axis: int, positions: Sequence[int]
) -> Any:
    places = at.constant(("picked", *positions), lambda: np.array(positions))
    return torch.zeros(like, dtype=x.dtype, device=x.device).index_add(axis, places, x)


@op(
    shape=lambda g, *, like, **_: like,
    rows=_other_rows,
    vjp=(lambda g, y, x: pick(g, **_where(y)),),
    torch=_torch_unpick,
)
def unpick(
    at: Site, out: np.ndarray, g: np.ndarray, *, like: Shape, axis: int, positions: Sequence[int]
) -> Iterator[Call]:
    """Zeros of dimensions `like`, to which the operand's elements are added at the positions of `pick`."""
    run = _run(positions)
    if run is not None:
        if len(positions) < like[axis]:
            yield partial(out.fill, 0)
        yield partial(np.copyto, out[(slice(None),) * axis + (run,)], g)
        return
    order = np.argsort(positions, kind="stable")
    present, starts = np.unique(np.array(positions)[order], return_index=True)
    if not np.array_equal(order, np.arange(len(order))):
        ordered = at.scratch(0, g.shape, g.dtype)
        yield partial(np.take, g, order, axis, ordered, "clip")
        g = ordered
    if len(present) == like[axis]:
        yield partial(np.add.reduceat, g, starts, axis, None, out)
        return
    sums = at.scratch(0, (*g.shape[:axis], len(present), *g.shape[axis + 1 :]), g.dtype)
    yield partial(np.add.reduceat, g, starts, axis, None, sums)
    yield partial(out.fill, 0)
    yield partial(out.__setitem__, (slice(None),) * axis + (present,), sums)


def _run(positions: Sequence[int]) -> slice | None:
    """The positions as a slice, where they are equally far apart: a copy is four times faster then."""
    steps = {b - a for a, b in pairwise(positions)}
    if len(steps) != 1 or 0 in steps:
        return None
    (step,) = steps
    end = positions[-1] + (1 if step > 0 else -1)
    return slice(positions[0], end if end >= 0 else None, step)


def _where(y: Node) -> dict[str, Any]:
    return {key: value for key, value in y.attrs.items() if key != "like"}


def _one_axis(x: Shape, *, axis: int, **_: Any) -> Shape:
    if not 0 <= axis < len(x):
        raise ShapeError(f"there is no level {axis + 1} in dimensions {x}")
    return x


def _torch_order(torch: Any, at: TorchSite, x: Any, *, axis: int) -> Any:
    return torch.argsort(x, dim=axis + bool(at.node.batched), stable=True).to(at.dtype)


@op(shape=_one_axis, vjp=(None,), cost=30.0, torch=whole(_torch_order))
def sort_order(at: Site, out: np.ndarray, x: np.ndarray, *, axis: int) -> Iterator[Call]:
    """The positions (0-based) that put the elements along an axis in ascending order; equal ones stay."""
    yield lambda: np.copyto(out, np.argsort(x, axis, kind="stable"), "unsafe")


def _along_shape(x: Shape, order: Shape, *, axis: int) -> Shape:
    if len(x) != len(order) or any(
        a != b for i, (a, b) in enumerate(zip(x, order, strict=True)) if i != axis
    ):
        raise ShapeError(f"positions of dimensions {order} do not fit an array of dimensions {x}")
    return order


def _along_rule(g: Node, y: Node, x: Node, order: Node) -> Node:
    return spread_along(g, order, like=x.shape, axis=y.attrs["axis"])


@op(
    shape=_along_shape,
    vjp=(_along_rule, None),
    examples=True,
    torch=whole(lambda torch, at, x, order, *, axis: x.gather(axis + 1, order.long())),
    onnx="GatherElements",
)
def along(at: Site, out: np.ndarray, x: np.ndarray, order: np.ndarray, *, axis: int) -> Iterator[Call]:
    """The elements at the positions (0-based) that the second array gives along an axis."""
    yield lambda: np.copyto(out, np.take_along_axis(x, order.astype(np.intp), axis))


@op(shape=lambda g, order, *, like, axis: like, examples=True)
def spread_along(
    at: Site, out: np.ndarray, g: np.ndarray, order: np.ndarray, *, like: Shape, axis: int
) -> Iterator[Call]:
    """The gradient of `along`: elements are added at their positions."""
    grid = [np.arange(size).reshape([-1 if i == k else 1 for i in range(g.ndim)])
            for k, size in enumerate(g.shape)]  # fmt: skip
    yield partial(out.fill, 0)
    yield lambda: np.add.at(out, (*grid[:axis], order.astype(np.intp), *grid[axis + 1 :]), g)


def sorted_along(x: Node, *, axis: int) -> Node:
    """The elements along an axis in ascending order."""
    return along(x, sort_order(x, axis=axis), axis=axis)


def _running_rule(g: Node, y: Node, x: Node) -> Node:
    return running_sum(g, axis=y.attrs["axis"], backwards=not y.attrs.get("backwards", False))


def _torch_running_sum(torch: Any, at: TorchSite, x: Any, *, axis: int, backwards: bool = False) -> Any:
    axis += bool(at.node.batched)
    return x.flip(axis).cumsum(axis).flip(axis) if backwards else x.cumsum(axis)


@op(shape=_one_axis, vjp=(_running_rule,), onnx="CumSum", torch=whole(_torch_running_sum))
def running_sum(
    at: Site, out: np.ndarray, x: np.ndarray, *, axis: int, backwards: bool = False
) -> Iterator[Call]:
    """The sums of the elements up to each position along an axis; backwards, from each position on."""
    if backwards:
        x, out = np.flip(x, axis), np.flip(out, axis)
    yield partial(np.add.accumulate, x, axis, None, out)
