"""Normalisation of every example by its own statistics, over any levels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import EACH, Call, Node, Shape, ShapeError, Site, TorchSite, op, same
from ..native.calls import NativeCall, call

__all__ = ["centered", "standardized", "unit_scale", "window_sum"]


def _levels(x: Shape, *, axes: Sequence[int], **_: float) -> Shape:
    if not all(0 <= axis < len(x) for axis in axes):
        raise ShapeError(f"levels {tuple(axis + 1 for axis in axes)} of dimensions {x} do not exist")
    return x


def _own_rows(y: Node) -> str | None:
    return EACH if 0 not in y.attrs["axes"] else None


NARROW = 8  # columns: with fewer, NumPy adds along rows faster than a kernel goes down columns


def _native(
    name: str, out: np.ndarray, *operands: np.ndarray, axes: Sequence[int], numbers: Sequence[float] = ()
) -> list[NativeCall] | None:
    """The compiled kernel of that name, along axes that follow each other."""
    x, axes = operands[0], sorted(axes)
    if not axes or axes[-1] - axes[0] != len(axes) - 1:
        return None
    rest = math.prod(x.shape[axes[-1] + 1 :])
    sizes = [math.prod(x.shape[: axes[0]]), math.prod(x.shape[axis] for axis in axes), rest]
    return call(name, out, *operands, sizes=sizes, numbers=numbers) if rest >= NARROW else None


def _scaling(name: str) -> Callable[..., list[NativeCall] | None]:
    def native(
        at: Site, out: np.ndarray, *operands: np.ndarray, axes: Sequence[int], epsilon: float, count: float
    ) -> list[NativeCall] | None:
        return _native(name, out, *operands, axes=axes, numbers=[epsilon, count])

    return native


def _row(at: Site, x: np.ndarray, axes: Sequence[int]) -> np.ndarray:
    """Scratch memory for one number for all elements along the axes."""
    shape = tuple(1 if axis in axes else size for axis, size in enumerate(x.shape))
    return at.scratch(0, shape, x.dtype)


def _sum(at: Site, x: np.ndarray, axes: Sequence[int], row: np.ndarray) -> Iterator[Call]:
    """Total[x], one axis after the other: long runs of additions would lose digits in single precision.

    einsum takes half the time of a reduction of inner axes.
    """
    *outer, last = sorted(axes)
    levels = list(range(x.ndim))
    kept = levels[:last] + levels[last + 1 :]
    sizes = [x.shape[level] for level in kept]
    part = at.scratch(0, tuple(sizes), x.dtype) if outer else row.reshape(sizes)
    yield partial(np.einsum, x, levels, kept, out=part)
    if outer:
        yield from _sum(at, part, outer, np.squeeze(row, last))


def _centered_rule(g: Node, y: Node, x: Node) -> Node:
    return centered(g, axes=y.attrs["axes"])


def _window_rule(g: Node, y: Node, x: Node) -> Node:
    return window_sum(g, **y.attrs)


def _torch_centered(torch: Any, at: TorchSite, x: Any, *, axes: Sequence[int]) -> Any:
    x = x.to(at.dtype)
    return x - x.mean(tuple(axes), keepdim=True)


@op(
    shape=_levels,
    vjp=(_centered_rule,),
    rows=_own_rows,
    inplace=(0,),
    cost=2.0,
    native=lambda at, out, x, *, axes: _native("centered", out, x, axes=axes),
    torch=_torch_centered,
)
def centered(at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int]) -> Iterator[Call]:
    """x minus its mean along the axes."""
    yield from _less_mean(at, out, x, axes)


def _less_mean(at: Site, out: np.ndarray, x: np.ndarray, axes: Sequence[int]) -> Iterator[Call]:
    row = _row(at, x, axes)
    yield from _sum(at, x, axes, row)
    yield partial(np.multiply, row, 1.0 / math.prod(x.shape[axis] for axis in axes), out=row)
    yield partial(np.subtract, x, row, out=out)


def _product_sum(x: np.ndarray, y: np.ndarray, axes: Sequence[int], row: np.ndarray) -> Call:
    """Total[x y] along the axes, without the products in memory."""
    levels = list(range(x.ndim))
    kept = [level for level in levels if level not in axes]
    flat = row.reshape([x.shape[level] for level in kept])
    return partial(np.einsum, x, levels, y, levels, kept, out=flat)


def _inverse(
    x: np.ndarray, axes: Sequence[int], epsilon: float, count: float, row: np.ndarray
) -> Iterator[Call]:
    """1/Sqrt[Total[x^2]/count + epsilon] along the axes, into the row."""
    yield _product_sum(x, x, axes, row)
    yield partial(np.multiply, row, 1.0 / count, out=row)
    yield partial(np.add, row, epsilon, out=row)
    yield partial(np.sqrt, row, out=row)
    yield partial(np.reciprocal, row, out=row)


@op(shape=lambda g, x, **_: x, rows=_own_rows, cost=5.0, native=_scaling("unit_scale_gradient"))
def unit_scale_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, *,
    axes: Sequence[int], epsilon: float, count: float,
) -> Iterator[Call]:  # fmt: skip
    """r (g - x r^2 Total[g x]/count) with r = 1/Sqrt[Total[x^2]/count + epsilon]."""
    yield from _scaled_back(at, out, g, x, axes, epsilon, count)


def _scaled_back(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, axes: Sequence[int], epsilon: float, count: float
) -> Iterator[Call]:
    scale, share = _row(at, x, axes), _row(at, x, axes)
    yield from _inverse(x, axes, epsilon, count, scale)
    yield _product_sum(g, x, axes, share)
    yield partial(np.multiply, share, scale, out=share)
    yield partial(np.multiply, share, scale, out=share)
    yield partial(np.multiply, share, -1.0 / count, out=share)
    yield partial(np.multiply, x, share, out=out)
    yield partial(np.add, out, g, out=out)
    yield partial(np.multiply, out, scale, out=out)


def _torch_unit_scale(
    torch: Any, at: TorchSite, x: Any, *, axes: Sequence[int], epsilon: float, count: float
) -> Any:
    x = x.to(at.dtype)
    return x * torch.rsqrt((x * x).sum(tuple(axes), keepdim=True) / count + epsilon)


@op(
    shape=_levels,
    vjp=(lambda g, y, x: unit_scale_gradient(g, x, **y.attrs),),
    rows=_own_rows,
    cost=3.0,
    native=_scaling("unit_scale"),
    torch=_torch_unit_scale,
)
def unit_scale(
    at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int], epsilon: float, count: float
) -> Iterator[Call]:
    """x/Sqrt[Total[x^2]/count + epsilon], the total being along the axes."""
    row = _row(at, x, axes)
    yield from _inverse(x, axes, epsilon, count, row)
    yield partial(np.multiply, x, row, out=out)


@op(shape=lambda g, x, **_: x, rows=_own_rows, cost=8.0, native=_scaling("standardized_gradient"))
def standardized_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, *,
    axes: Sequence[int], epsilon: float, count: float,
) -> Iterator[Call]:  # fmt: skip
    """r (g - Mean[g] - d r^2 Total[g d]/count), r = 1/Sqrt[Total[d^2]/count + epsilon], d = x - Mean[x]."""
    d = at.scratch(0, x.shape)
    yield from _less_mean(at, d, x, axes)
    yield from _scaled_back(at, out, g, d, axes, epsilon, count)
    yield from _less_mean(at, out, out, axes)


def _torch_standardized(
    torch: Any, at: TorchSite, x: Any, *, axes: Sequence[int], epsilon: float, count: float
) -> Any:
    last = tuple(range(x.ndim - len(axes), x.ndim))
    if tuple(sorted(axes)) == last and count == math.prod(x.shape[axis] for axis in last):
        return torch.nn.functional.layer_norm(x, x.shape[last[0] :], eps=epsilon)
    d = _torch_centered(torch, at, x, axes=axes)
    return _torch_unit_scale(torch, at, d, axes=axes, epsilon=epsilon, count=count)


@op(
    shape=_levels,
    vjp=(lambda g, y, x: standardized_gradient(g, x, **y.attrs),),
    rows=_own_rows,
    cost=5.0,
    native=_scaling("standardized"),
    torch=_torch_standardized,
)
def standardized(
    at: Site, out: np.ndarray, x: np.ndarray, *, axes: Sequence[int], epsilon: float, count: float
) -> Iterator[Call]:
    """d/Sqrt[Total[d^2]/count + epsilon], d = x - Mean[x], totals and means being along the axes."""
    yield from _less_mean(at, out, x, axes)
    row = _row(at, x, axes)
    yield from _inverse(out, axes, epsilon, count, row)
    yield partial(np.multiply, out, row, out=out)


def _torch_window_sum(torch: Any, at: TorchSite, x: Any, *, reach: int) -> Any:
    reach = min(reach, x.shape[0] - 1)
    around = torch.zeros_like(x[:1]).expand(reach, *x.shape[1:])
    return torch.cat([around, x, around]).unfold(0, 2 * reach + 1, 1).sum(-1)


@op(shape=same, vjp=(_window_rule,), cost=lambda y, batch: 2.0 * y.attrs["reach"], torch=_torch_window_sum)
def window_sum(at: Site, out: np.ndarray, x: np.ndarray, *, reach: int) -> Iterator[Call]:
    """The sums of all elements that are at most `reach` positions away along the first level."""
    yield partial(np.copyto, out, x)
    for step in range(1, min(reach, x.shape[0] - 1) + 1):
        yield partial(np.add, out[step:], x[:-step], out=out[step:])
        yield partial(np.add, out[:-step], x[step:], out=out[:-step])
