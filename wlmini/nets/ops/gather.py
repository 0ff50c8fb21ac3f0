"""Ops of positions that are data: picking elements by them, and one-hot vectors."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, DataError, Node, Shape, ShapeError, Site, TorchSite, op, whole

__all__ = ["flat_position", "gather", "one_hot"]

ROW = 8  # elements that go along with a position from which on copying rows is quicker


def _check_axis(x: Shape, axis: int) -> None:
    if not 0 <= axis < len(x):
        raise ShapeError(f"there is no level {axis + 1} in dimensions {x}")


def _gathered(x: Shape, index: Shape, *, axis: int = 0) -> Shape:
    _check_axis(x, axis)
    return (*x[:axis], *index, *x[axis + 1 :])


def _gather_rule(g: Node, y: Node, x: Node, index: Node) -> Node:
    axis = y.attrs.get("axis", 0)
    return gather_gradient(g, index, like=x.shape, axis=axis, batched=x.batched)


def _torch_gather(torch: Any, at: TorchSite, x: Any, index: Any, *, axis: int = 0) -> Any:
    """As rows of a table, whose gradients PyTorch adds up in the same order every time."""
    of_x, of_index = (int(bool(each.batched)) for each in at.node.inputs)
    levels = tuple(x.shape[of_x:])
    before, size, after = levels[:axis], levels[axis], levels[axis + 1 :]
    index = index.clamp(0, size - 1)
    rows = x.movedim(axis + of_x, of_x)
    if of_x:
        index = index if of_index else index.expand(len(x), *index.shape)
        index = index + size * torch.arange(len(x), device=x.device).reshape(-1, *(1,) * (index.ndim - 1))
        rows = rows.flatten(0, 1)
    found = torch.nn.functional.embedding(index, rows.reshape(len(rows), -1))
    found = found.reshape(*index.shape, *before, *after)
    batched = of_x or of_index
    places = index.ndim - batched
    order = [*range(batched + places, batched + places + axis), *range(batched, batched + places)]
    rest = range(batched + places + axis, found.ndim)
    return found.permute(*range(batched), *order, *rest)


@op(
    shape=_gathered,
    vjp=(_gather_rule, None),
    dtype="same",
    cost=6.0,
    onnx="Gather",
    torch=whole(_torch_gather),
)
def gather(at: Site, out: np.ndarray, x: np.ndarray, index: np.ndarray, *, axis: int = 0) -> Iterator[Call]:
    """The elements of x at the positions (0-based) of an integer array, along an axis.

    The levels of the positions take the place of the axis; where x or the positions differ between
    examples, every example has its own.
    """
    of_x, of_index = (each.batched for each in at.node.inputs)
    if of_x:
        yield from _gather_batched(at, out, x, index if of_index else index[..., None], axis)
    elif not of_index:
        yield partial(np.take, x, index, axis, out, "clip")
    else:
        found = at.buffer((*x.shape[:axis], *index.shape, *x.shape[axis + 1 :]), x.dtype)
        yield partial(np.take, x, index, axis, found, "clip")
        yield partial(np.copyto, out, np.moveaxis(found, axis + index.ndim - 1, -1))


def _gather_batched(at: Site, out: np.ndarray, x: np.ndarray, index: np.ndarray, axis: int) -> Iterator[Call]:
    """Elements of every example: by their places in memory, or, where those are many at once, as rows."""
    before, after, batch = math.prod(x.shape[:axis]), math.prod(x.shape[axis + 1 : -1]), x.shape[-1]
    index = index.reshape(-1, index.shape[-1])
    if before * after < ROW:
        places = at.constant(("places", after, batch), lambda: np.arange(after * batch).reshape(after, batch))
        flat = at.scratch(0, (len(index), after, batch), np.int64)
        yield partial(np.multiply, index[:, None], after * batch, out=flat)
        yield partial(np.add, flat, places, out=flat)
        yield partial(np.take, x.reshape(before, -1), flat.reshape(-1), 1, out.reshape(before, -1), "clip")
        return
    shaped = x.reshape(before, -1, after, batch).transpose(1, 3, 0, 2)
    rows, flat = at.buffer(shaped.shape, x.dtype), at.scratch(0, (len(index), batch), np.int64)
    found = at.buffer((len(index), batch, before, after), x.dtype)
    yield partial(np.copyto, rows, shaped)
    yield partial(np.multiply, index, batch, out=flat)
    yield partial(np.add, flat, np.arange(batch), out=flat)
    yield partial(np.take, rows.reshape(-1, before, after), flat, 0, found, "clip")
    yield partial(np.copyto, out.reshape(before, -1, after, batch), found.transpose(2, 0, 3, 1))


def _is_batched(inputs: tuple[Node, ...], attrs: Mapping[str, Any]) -> bool:
    return bool(attrs["batched"])


@op(shape=lambda g, index, *, like, **_: like, batched=_is_batched, cost=20.0)
def gather_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, index: np.ndarray, *, like: Shape, axis: int, batched: bool
) -> Iterator[Call]:
    """Every element gets the gradients of the places it was gathered for, added up."""
    of_g, of_index = (each.batched for each in at.node.inputs)
    g = g if of_g else g[..., None]
    index = index if of_index else index[..., None]
    yield partial(_scatter_rows, out, g, index, like, axis, batched)


def _scatter_rows(
    out: np.ndarray, g: np.ndarray, index: np.ndarray, like: Shape, axis: int, batched: bool
) -> None:
    before, size, after, batch = math.prod(like[:axis]), like[axis], math.prod(like[axis + 1 :]), g.shape[-1]
    count = math.prod(index.shape[:-1])
    keys = np.broadcast_to(index.reshape(count, -1), (count, batch))
    if batched:
        keys = keys * batch + np.arange(batch)
    rows = g.reshape(before, count, after, batch).transpose(1, 3, 0, 2).reshape(count * batch, -1)
    if before == 1 and not batched:
        _sums_by_key(keys.reshape(-1), rows, out.reshape(size, -1))
        return
    sums = _sums_by_key(
        keys.reshape(-1), rows, np.empty((size * batch if batched else size, rows.shape[1]), rows.dtype)
    )
    shaped = sums.reshape(size, -1, before, after).transpose(2, 0, 3, 1)
    np.copyto(out.reshape(before, size, after, -1), shaped)


def _sums_by_key(keys: np.ndarray, rows: np.ndarray, out: np.ndarray) -> np.ndarray:
    """Row k of the result is the sum of the rows whose key is k."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    out.fill(0)
    out[ordered[starts]] = np.add.reduceat(rows[order], starts, axis=0)
    return out


def _positions(p: Shape, *lengths: Shape, sizes: Sequence[int], ragged: Sequence[int] = ()) -> Shape:
    if not p or p[-1] != len(sizes):
        raise ShapeError(f"positions of dimensions {p} do not have {len(sizes)} entries each")
    return p[:-1]


def _torch_flat_position(
    torch: Any, at: TorchSite, p: Any, *lengths: Any, sizes: Sequence[int], ragged: Sequence[int] = ()
) -> Any:
    own = dict(zip(ragged, lengths, strict=True))
    found = torch.zeros_like(p[..., 0])
    for level, (part, size) in enumerate(zip(p.unbind(-1), sizes, strict=True)):
        length = own[level] if level in own else torch.full_like(p[:, 0].reshape(len(p), -1)[:, 0], size)
        length = length.reshape(-1, *(1,) * (part.ndim - 1))
        good = (part != 0) & (part.abs() <= length)
        at.demand(good, "there is no position {} in a level of length {}", part, length)
        found = found * size + torch.where(part < 0, part + length, part - 1)
    return found


@op(
    shape=_positions,
    vjp=lambda g, y, *inputs: [None] * len(inputs),
    dtype="integer",
    examples=True,
    cost=4.0,
    torch=whole(_torch_flat_position),
)
def flat_position(
    at: Site, out: np.ndarray, p: np.ndarray, *lengths: np.ndarray,
    sizes: Sequence[int], ragged: Sequence[int] = (),
) -> Iterator[Call]:  # fmt: skip
    """Positions {i1, ..., is} in levels of these sizes (from 1, or -1 from the end) as one number from 0.

    Of the levels listed in `ragged` only the first positions are an example's own: so many as `lengths` say.
    """
    parts = np.moveaxis(p, len(at.node.inputs[0].shape) - 1, 0)
    own = dict(zip(ragged, lengths, strict=True))
    calls = [
        partial(_add_level, out, part, size, own.get(level, size))
        for level, (part, size) in enumerate(zip(parts, sizes, strict=True))
    ]
    yield partial(out.fill, 0)
    yield from calls


def _add_level(out: np.ndarray, part: np.ndarray, size: int, length: Any) -> None:
    wrong = (part == 0) | (np.abs(part) > length)
    if wrong.any():
        value, most = (np.broadcast_to(each, part.shape)[wrong].flat[0] for each in (part, length))
        raise DataError(f"there is no position {value} in a level of length {most}")
    np.multiply(out, size, out=out)
    np.add(out, np.where(part < 0, part + length, part - 1), out=out)


def _torch_one_hot(torch: Any, at: TorchSite, index: Any, *, size: int) -> Any:
    numbers = at.constant(("numbers", size), lambda: np.arange(size))
    return (index.unsqueeze(-1) == numbers).to(at.dtype)


@op(shape=lambda index, *, size: (*index, size), vjp=(None,), onnx="OneHot", torch=_torch_one_hot)
def one_hot(at: Site, out: np.ndarray, index: np.ndarray, *, size: int) -> Iterator[Call]:
    """For every integer i from 0 on a vector of zeros with a 1 at place i (from 0)."""
    levels = len(at.node.inputs[0].shape)
    numbers = np.arange(size).reshape((size,) + (1,) * (index.ndim - levels))
    yield partial(np.equal, np.expand_dims(index, levels), numbers, out=out, casting="unsafe")
