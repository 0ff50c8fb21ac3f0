"""Ops that move or add up elements: reshape, transpose, slices, joins, broadcasting and sums."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import EACH, Call, Node, Shape, ShapeError, Site, Tasks, TorchSite, op, same, viewed, whole
from ..native.calls import NativeCall, call
from ..native.strided import broadcast, move
from .pieces import pieces

__all__ = [
    "broadcast_to", "cast", "concat", "flatten", "pad", "reduce_max", "reduce_mean", "reduce_sum",
    "reshape", "sum_to", "take", "transpose",
]  # fmt: skip


def copying(out: np.ndarray, x: np.ndarray) -> Sequence[Call]:
    """The call that copies x, broadcast if need be, into an array or a part of one."""
    return move("copy", out, x) or [partial(np.copyto, out, x)]


def adding(out: np.ndarray, x: np.ndarray, y: np.ndarray) -> Sequence[Call]:
    """The call that adds two arrays, broadcast if need be."""
    return broadcast("add", out, x, y) or [partial(np.add, x, y, out=out)]


def filling(out: np.ndarray, value: float) -> Sequence[Call]:
    """The call that fills an array with a number."""
    return call("fill", out, sizes=[out.size], numbers=[value]) or [partial(out.fill, value)]


def _reshaped(x: Shape, *, shape: Sequence[int]) -> Shape:
    if math.prod(x) != math.prod(shape):
        raise ShapeError(f"{math.prod(x)} elements of dimensions {x} cannot take dimensions {tuple(shape)}")
    return tuple(shape)


def _reshape_rule(g: Node, y: Node, x: Node) -> Node:
    return reshape(g, shape=x.shape)


@viewed(
    shape=_reshaped,
    vjp=(_reshape_rule,),
    rows=EACH,
    onnx="Reshape",
    torch=lambda torch, at, x, *, shape: x.reshape(shape),
)
def reshape(x: np.ndarray, shape: Shape) -> np.ndarray:
    """The same elements in row-major order under other dimensions (attribute `shape`)."""
    return x.reshape(shape)


def flatten(x: Node) -> Node:
    """All elements of the example as a vector."""
    return reshape(x, shape=(math.prod(x.shape),))


def _permuted(x: Shape, *, axes: Sequence[int]) -> Shape:
    if sorted(axes) != list(range(len(x))):
        raise ShapeError(f"{tuple(axes)} is no permutation of the {len(x)} levels of dimensions {x}")
    return tuple(x[axis] for axis in axes)


def _transpose_rule(g: Node, y: Node, x: Node) -> Node:
    return transpose(g, axes=tuple(int(axis) for axis in np.argsort(y.attrs["axes"])))


def _permute(torch: Any, at: TorchSite, x: Any, *, axes: Sequence[int]) -> Any:
    return x.permute(tuple(axes))


@op(shape=_permuted, vjp=(_transpose_rule,), dtype="same", cost=3.0, onnx="Transpose", torch=_permute)
def transpose(at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int]) -> Iterator[Tasks]:
    """Level `axes[i]` of the operand becomes level i of the result (NumPy's convention).

    It is cut along the level that is, or will be, folded into the batch: threads have their parts of that.
    """
    x = x.transpose(*axes, *range(len(axes), x.ndim))
    if not axes:
        yield Tasks([copying(out, x)])
        return
    level = 0 if at.node.inputs[0].op.name == "_unfold" else axes.index(0)
    to, given = np.moveaxis(out, level, 0), np.moveaxis(x, level, 0)
    yield pieces(at, len(to), 3.0 * x.size, lambda slot, i, j: copying(to[i:j], given[i:j]))


def _taken(x: Shape, *, axis: int, start: int, stop: int, step: int = 1) -> Shape:
    if not (0 <= axis < len(x) and 0 <= start < stop <= x[axis]):
        raise ShapeError(
            f"positions {start + 1} to {stop} at level {axis + 1} of dimensions {x} do not exist"
        )
    return (*x[:axis], len(range(start, stop, step)), *x[axis + 1 :])


def _section(x: np.ndarray, axis: int, start: int, stop: int, step: int = 1) -> np.ndarray:
    return x[(slice(None),) * axis + (slice(start, stop, step),)]


@op(
    shape=_taken,
    vjp=(lambda g, y, x: pad_like(g, x, **y.attrs),),
    dtype="same",
    onnx="Slice",
    torch=lambda torch, at, x, **span: _section(x, **span),
)
def take(at: Site, out: np.ndarray, x: np.ndarray, **span: int) -> Iterator[Call]:
    """The positions `start` to before `stop` by `step` (0-based) along an axis."""
    yield from copying(out, _section(x, **span))


def _torch_scatter(
    torch: Any, at: TorchSite, x: Any, *, like: Shape, axis: int, start: int, stop: int, step: int = 1
) -> Any:
    taken = at.constant(("taken", start, stop, step), lambda: np.arange(start, stop, step))
    return torch.zeros(like, dtype=x.dtype, device=x.device).index_add(axis, taken, x)


@op(shape=lambda g, *, like, **_: like, vjp=(lambda g, y, x: take(g, **_span(y)),), torch=_torch_scatter)
def scatter(at: Site, out: np.ndarray, g: np.ndarray, *, like: Shape, **span: int) -> Iterator[Call]:
    """An array of zeros of dimensions `like` with the operand at the positions of `take`."""
    yield from filling(out, 0)
    yield from copying(_section(out, **span), g)


def _span(y: Node) -> dict[str, Any]:
    return {key: value for key, value in y.attrs.items() if key != "like"}


def pad_like(g: Node, x: Node, **span: int) -> Node:
    return scatter(g, like=x.shape, **span)


def _joined(*shapes: Shape, axis: int) -> Shape:
    first = shapes[0]
    rests = {(*each[:axis], *each[axis + 1 :]) for each in shapes}
    if len(rests) > 1 or not 0 <= axis < len(first):
        raise ShapeError(
            f"arrays of dimensions {', '.join(map(str, shapes))} do not join at level {axis + 1}"
        )
    return (*first[:axis], sum(each[axis] for each in shapes), *first[axis + 1 :])


def _concat_rule(g: Node, y: Node, *inputs: Node) -> list[Node]:
    axis, start, parts = y.attrs["axis"], 0, []
    for each in inputs:
        stop = start + each.shape[axis]
        parts.append(sum_to(take(g, axis=axis, start=start, stop=stop), each))
        start = stop
    return parts


def _cat(torch: Any, at: TorchSite, *parts: Any, axis: int) -> Any:
    return torch.cat(parts, axis)


@op(shape=_joined, vjp=_concat_rule, dtype="same", onnx="Concat", torch=_cat)
def concat(at: Site, out: np.ndarray, *parts: np.ndarray, axis: int) -> Iterator[Call]:
    """The operands one after the other along an axis."""
    start = 0
    for each in parts:
        stop = start + each.shape[axis]
        section = _section(out, axis, start, stop)
        yield from copying(section, each if each.ndim == out.ndim else each[..., None])
        start = stop


def _padded(x: Shape, *, widths: Sequence[tuple[int, int]], value: float = 0.0) -> Shape:
    if len(widths) != len(x):
        raise ShapeError(f"{len(widths)} padding widths for the {len(x)} levels of dimensions {x}")
    return tuple(size + sum(width) for size, width in zip(x, widths, strict=True))


def _pad_rule(g: Node, y: Node, x: Node) -> Node:
    for axis, (before, _) in enumerate(y.attrs["widths"]):
        g = take(g, axis=axis, start=before, stop=before + x.shape[axis])
    return g


def _torch_pad(
    torch: Any, at: TorchSite, x: Any, *, widths: Sequence[tuple[int, int]], value: float = 0.0
) -> Any:
    return torch.nn.functional.pad(x, [each for pair in reversed(widths) for each in pair], value=value)


@op(shape=_padded, vjp=(_pad_rule,), onnx="Pad", torch=_torch_pad)
def pad(
    at: Site, out: np.ndarray, x: np.ndarray, *, widths: Sequence[tuple[int, int]], value: float = 0.0
) -> Iterator[Call]:
    """`value` before and after every level, by the (before, after) pairs of `widths`."""
    inside = tuple(slice(before, out.shape[i] - after) for i, (before, after) in enumerate(widths))
    yield from filling(out, value)
    yield from copying(out[inside], x)


def _broadcast(x: Shape, *, shape: Shape, batch: int = 0) -> Shape:
    fits = len(x) <= len(shape) and all(
        a in (1, b) for a, b in zip(reversed(x), reversed(shape), strict=False)
    )
    if not fits:
        raise ShapeError(f"an array of dimensions {x} does not extend to {shape}")
    return shape


def _expand(torch: Any, at: TorchSite, x: Any, *, shape: Shape, batch: int = 0) -> Any:
    return x.expand(*((at.rows,) if at.node.batched else ()), *shape)


@op(
    shape=_broadcast,
    vjp=(lambda g, y, x: sum_to(g, x),),
    rows=EACH,
    aligned=True,
    batched=lambda inputs, attrs: inputs[0].batched or int(attrs.get("batch", 0)),
    onnx="Expand",
    torch=whole(_expand),
)
def broadcast_to(at: Site, out: np.ndarray, x: np.ndarray, *, shape: Shape, batch: int = 0) -> Iterator[Call]:
    """The operand repeated along missing levels and those of length 1; with `batch`, for every example.

    `batch` is the factor of the result (True: 1), see `Node.batched`.
    """
    yield from copying(out, x)


def _reduced(x: Shape, *, axes: Sequence[int], batch: bool = False) -> Shape:
    if not all(0 <= axis < len(x) for axis in axes):
        raise ShapeError(
            f"levels {tuple(axis + 1 for axis in axes)} of an array of dimensions {x} do not exist"
        )
    return tuple(size for axis, size in enumerate(x) if axis not in axes)


def _over_batch(inputs: tuple[Node, ...], attrs: Mapping[str, Any]) -> int:
    return 0 if attrs.get("batch", False) else inputs[0].batched


def _kept(x: Node, axes: Sequence[int]) -> Shape:
    return tuple(1 if axis in axes else size for axis, size in enumerate(x.shape))


def _spread(g: Node, y: Node, x: Node) -> Node:
    kept = reshape(g, shape=_kept(x, y.attrs["axes"]))
    return broadcast_to(kept, shape=x.shape, batch=x.batched)


def _keeps_rows(y: Node) -> str | None:
    return EACH if y.shape and 0 not in y.attrs["axes"] else None


def _native_sum(out: np.ndarray, x: np.ndarray, axes: Sequence[int]) -> list[NativeCall] | None:
    """The compiled sum over array axes that follow each other, or over all but some that do."""
    kept = [axis for axis in range(x.ndim) if axis not in axes]
    if axes and kept and axes[0] == 0 and axes[-1] == x.ndim - 1 and kept[-1] - kept[0] == len(kept) - 1:
        sizes = [math.prod(x.shape[: kept[0]]), out.size, math.prod(x.shape[kept[-1] + 1 :])]
        return call("channel_sum", out, x, sizes=sizes, numbers=[1.0])
    if not axes or list(axes) != list(range(axes[0], axes[-1] + 1)):
        return None
    before, rest = math.prod(x.shape[: axes[0]]), math.prod(x.shape[axes[-1] + 1 :])
    size = math.prod(x.shape[axes[0] : axes[-1] + 1])
    if rest == 1:
        return call("channel_sum", out, x, sizes=[1, before, size], numbers=[1.0])
    return call("level_sum", out, x, sizes=[before, size, rest])


def summing(at: Site, out: np.ndarray, x: np.ndarray, axes: Sequence[int]) -> Iterator[Call]:
    """The calls of a sum over array axes; trailing ones become products with ones, four times faster."""
    axes = sorted(axes)
    kept = x.ndim - len(axes)
    native = _native_sum(out, x, axes)
    if native is not None:
        yield from native
    elif not axes:
        yield from copying(out, x)
    elif axes == list(range(kept, x.ndim)) and math.prod(x.shape[kept:]) >= 16:
        yield from _row_sums(at, out, x.reshape(*x.shape[:kept], -1, x.shape[-1]), x.shape[kept:])
    else:
        yield partial(np.add.reduce, x, tuple(axes), None, out)


def _row_sums(at: Site, out: np.ndarray, x: np.ndarray, summed: Shape) -> Iterator[Call]:
    # Runs of up to 4,096 are added by BLAS, their sums pairwise: exact enough in float32.
    run = fold(summed)
    x = x.reshape(*x.shape[:-2], -1, run)
    ones = at.constant(("ones", run), lambda: np.ones(run, x.dtype))
    partial_sums = at.scratch(0, x.shape[:-1], x.dtype)
    yield partial(np.matmul, x, ones, out=partial_sums)
    yield partial(np.add.reduce, partial_sums, -1, None, out)


def fold(shape: Sequence[int], limit: int = 4096) -> int:
    """The product of as many trailing dimensions as stay within the limit; at least the last."""
    run = shape[-1]
    for size in reversed(shape[:-1]):
        if run * size > limit:
            break
        run *= size
    return run


def _batched_axes(x: Any, at: TorchSite, axes: Sequence[int], *, batch: bool = False) -> list[int]:
    """The axes of a tensor that are these of an example, and that of the batch."""
    first = bool(at.node.inputs[0].batched)
    return [*([0] if batch and first else []), *(axis + first for axis in axes)]


def _torch_sum(torch: Any, at: TorchSite, x: Any, *, axes: Sequence[int], batch: bool = False) -> Any:
    summed = _batched_axes(x, at, axes, batch=batch)
    return x.sum(summed) if summed else x


def _torch_max(torch: Any, at: TorchSite, x: Any, *, axes: Sequence[int]) -> Any:
    return torch.amax(x, _batched_axes(x, at, axes)) if axes else x


@op(
    shape=_reduced,
    vjp=(_spread,),
    rows=_keeps_rows,
    batched=_over_batch,
    onnx="ReduceSum",
    torch=whole(_torch_sum),
)
def reduce_sum(
    at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int], batch: bool = False
) -> Iterator[Call]:
    """The sum along axes of the example and, with `batch`, over the examples."""
    examples = len(axes) + out.ndim == x.ndim - 1  # the batch axis goes too
    yield from summing(at, out, x, (*axes, x.ndim - 1) if examples else axes)


def reduce_mean(x: Node, *, axes: Sequence[int]) -> Node:
    """The mean along axes of the example."""
    return reduce_sum(x, axes=tuple(axes)) * (1.0 / max(1, math.prod(x.shape[axis] for axis in axes)))


def _max_rule(g: Node, y: Node, x: Node) -> Node:
    kept = _kept(x, y.attrs["axes"])
    return max_share(reshape(g, shape=kept), x, reshape(y, shape=kept))


@op(
    shape=_reduced,
    vjp=(_max_rule,),
    rows=_keeps_rows,
    batched=_over_batch,
    onnx="ReduceMax",
    torch=whole(_torch_max),
)
def reduce_max(at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int]) -> Iterator[Call]:
    """The greatest element along axes of the example."""
    yield partial(np.maximum.reduce, x, tuple(axes), None, out)


def _own_maxima(y: Node) -> str | None:
    """Rows may be cut apart where each has maxima of its own."""
    return EACH if y.shape[:1] == y.inputs[2].shape[:1] else None


@op(shape=lambda g, x, y: x, rows=_own_maxima, aligned=True)
def max_share(at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, y: np.ndarray) -> Iterator[Call]:
    """The gradient of `reduce_max`: greatest elements that are equal share it."""
    axes = tuple(axis for axis in range(x.ndim) if y.shape[axis] != x.shape[axis])
    shares = at.scratch(0, y.shape, x.dtype)
    yield partial(np.equal, x, y, out=out, casting="unsafe")
    yield partial(np.add.reduce, out, axes, None, shares, True)
    yield partial(np.divide, g, shares, out=shares)
    yield partial(np.multiply, out, shares, out=out)


def sum_to(g: Node, like: Node) -> Node:
    """The gradient of an operand that was broadcast: the sum over what it was repeated along."""
    extra = len(g.shape) - len(like.shape)
    axes = [*range(extra)]
    axes += [i + extra for i, size in enumerate(like.shape) if size == 1 != g.shape[i + extra]]
    batch = bool(g.batched and not like.batched)
    if axes or batch:
        g = reduce_sum(g, axes=tuple(axes), batch=batch)
    return g if g.shape == like.shape else reshape(g, shape=like.shape)


@op(
    shape=same,
    vjp=(lambda g, y, x: g if x.dtype == "real" else None,),
    rows=EACH,
    onnx="Cast",
    torch=whole(lambda torch, at, x: x.to(at.dtype)),
)
def _real(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    yield partial(np.copyto, out, x, "unsafe")


@op(
    shape=same,
    vjp=(None,),
    rows=EACH,
    dtype="integer",
    onnx="Cast",
    torch=whole(lambda torch, at, x: x.long()),
)
def _integer(at: Site, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    yield partial(np.copyto, out, x, "unsafe")


def cast(x: Node, *, to: str) -> Node:
    """The node as "real" or, cut towards zero, as "integer"."""
    return x if x.dtype == to else {"real": _real, "integer": _integer}[to](x)
