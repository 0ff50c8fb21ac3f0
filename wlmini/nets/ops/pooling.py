"""Pooling over one to three spatial levels: maximum, mean and total of windows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Shape, ShapeError, Site, op, whole
from ..native.calls import NativeCall, call
from .torch_windows import pool
from .window import Window

__all__ = ["pool_max", "pool_mean", "pool_total"]


def _shape(x: Shape, *, kernel: Sequence[int], stride: Any = 1, padding: Any = 0) -> Shape:
    if len(x) != len(kernel) + 1:
        raise ShapeError(
            f"a pooling window of dimensions {tuple(kernel)} does not fit an input of dimensions {x}"
        )
    sizes = Window.of(kernel, stride, 1, padding).sizes(x[1:])
    if min(sizes) < 1:
        raise ShapeError(f"a pooling window of dimensions {tuple(kernel)} is larger than the input {x[1:]}")
    return (x[0], *sizes)


def _cost(y: Node, batch: int) -> float:
    return 2.0 * math.prod(y.attrs["kernel"])


def _native(
    name: str, x: np.ndarray, y: np.ndarray, *arrays: np.ndarray, factor: float = 1.0,
    kernel: Sequence[int], stride: Any = 1, padding: Any = 0,
) -> list[NativeCall] | None:  # fmt: skip
    """The compiled kernel of that name; x has the sizes of the input, y those of the result."""
    window, missing = Window.of(kernel, stride, 1, padding), 3 - len(kernel)
    before = [pair[0] for pair in window.padding]
    sizes = [x.shape[0]]
    for each, rest in (
        (x.shape[1:-1], 1), (y.shape[1:-1], 1), (window.kernel, 1), (window.stride, 1), (before, 0),
    ):  # fmt: skip
        sizes += [rest] * missing + list(each)
    return call(name, *arrays, sizes=[*sizes, x.shape[-1]], numbers=[factor])


def _steps(x: np.ndarray, level: int, size: int, kernel: int, stride: int) -> list[np.ndarray]:
    """What each kernel position along one spatial level sees: `kernel` strided views."""
    before = (slice(None),) * (level + 1)
    return [x[(*before, slice(k, k + stride * (size - 1) + 1, stride))] for k in range(kernel)]


def _padded(at: Site, window: Window, x: np.ndarray, value: float) -> tuple[list[Call], np.ndarray]:
    if not window.pads:
        return [], x
    padded = at.buffer((x.shape[0], *window.padded(x.shape[1:-1]), x.shape[-1]), fill=value)
    return [partial(np.copyto, window.inside(padded), x)], padded


def _pooled(at: Site, ufunc: Any, window: Window, out: np.ndarray, x: np.ndarray) -> Iterator[Call]:
    """A window's maximum or total is that of its rows': one level after the other."""
    sizes = out.shape[1:-1]
    for level, size in enumerate(sizes):
        last = level == len(sizes) - 1
        target = out if last else at.scratch(0, (*x.shape[: level + 1], size, *x.shape[level + 2 :]))
        steps = _steps(x, level, size, window.kernel[level], window.stride[level])
        if len(steps) == 1:
            yield partial(np.copyto, target, steps[0])
        else:
            yield partial(ufunc, steps[0], steps[1], out=target)
        for step in steps[2:]:
            yield partial(ufunc, target, step, out=target)
        x = target


def _cells(window: Window, x: np.ndarray, sizes: Sequence[int]) -> list[np.ndarray]:
    """For every kernel position, in row-major order, the elements of x it sees from each output position."""
    view = window.view(x, sizes)
    return [view[(slice(None), *position)] for position in np.ndindex(window.kernel)]


@op(
    shape=lambda g, x, y, **_: x,
    rows="rrr",
    examples=True,
    cost=10.0,
    native=lambda at, out, g, x, y, **window: _native("pool_max_gradient", x, y, out, g, x, y, **window),
)
def pool_max_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, y: np.ndarray, *,
    kernel: Sequence[int], stride: Any = 1, padding: Any = 0,
) -> Iterator[Call]:  # fmt: skip
    """The gradient goes to the first greatest element of each window, in row-major order."""
    window = Window.of(kernel, stride, 1, padding)
    calls, x = _padded(at, window, x, -np.inf)
    yield from calls
    whole = _scatter_target(at, window, out)
    sizes = g.shape[1:-1]
    direct = _disjoint(window)
    if not (direct and _covers(window, whole.shape[1:-1], sizes)):
        yield partial(whole.fill, 0)
    rest, hit = at.scratch(0, g.shape), at.scratch(0, g.shape, np.bool_)
    share, left = at.scratch(0, (0,) if direct else g.shape), g
    *early, (_, last) = zip(_cells(window, x, sizes), _cells(window, whole, sizes), strict=True)
    for seen, cell in early:
        # What a window has left to give is 0 once an element took it: later equal ones get nothing.
        target = cell if direct else share
        yield partial(np.equal, seen, y, out=hit)
        yield partial(np.multiply, left, hit, out=target)
        yield partial(np.subtract, left, target, out=rest)
        left = rest
        if not direct:
            yield partial(np.add, cell, share, out=cell)
    yield partial(np.copyto, last, left) if direct else partial(np.add, last, left, out=last)
    if window.pads:
        yield partial(np.copyto, out, window.inside(whole))


@op(
    shape=lambda g, *, like, **_: like,
    rows="r",
    examples=True,
    cost=lambda y, batch: 1.0 + math.prod(y.attrs["kernel"]),
    native=lambda at, out, g, *, like, **window: _native("pool_total_gradient", out, g, out, g, **window),
)
def pool_total_gradient(
    at: Site,
    out: np.ndarray,
    g: np.ndarray,
    *,
    like: Shape,
    kernel: Sequence[int],
    stride: Any = 1,
    padding: Any = 0,
) -> Iterator[Call]:
    """Every element gets the gradients of the windows that contain it."""
    window = Window.of(kernel, stride, 1, padding)
    whole = _scatter_target(at, window, out)
    yield partial(whole.fill, 0)
    for cell in _cells(window, whole, g.shape[1:-1]):
        yield partial(np.add, cell, g, out=cell)
    if window.pads:
        yield partial(np.copyto, out, window.inside(whole))


@op(
    shape=_shape,
    vjp=(lambda g, y, x: pool_max_gradient(g, x, y, **y.attrs),),
    rows="r",
    examples=True,
    cost=_cost,
    native=lambda at, out, x, **window: _native("pool_max", x, out, out, x, **window),
    onnx="MaxPool",
    torch=whole(pool("max")),
)
def pool_max(
    at: Site, out: np.ndarray, x: np.ndarray, *, kernel: Sequence[int], stride: Any = 1, padding: Any = 0
) -> Iterator[Call]:
    """The maximum of each window; padding never wins (it is -Infinity)."""
    window = Window.of(kernel, stride, 1, padding)
    calls, x = _padded(at, window, x, -np.inf)
    yield from calls
    yield from _pooled(at, np.maximum, window, out, x)


def _totals(
    at: Site, out: np.ndarray, x: np.ndarray, kernel: Sequence[int], stride: Any, padding: Any
) -> Iterator[Call]:
    window = Window.of(kernel, stride, 1, padding)
    calls, x = _padded(at, window, x, 0.0)
    yield from calls
    yield from _pooled(at, np.add, window, out, x)


@op(
    shape=_shape,
    vjp=(lambda g, y, x: pool_total_gradient(g, like=x.shape, **y.attrs),),
    rows="r",
    examples=True,
    cost=_cost,
    native=lambda at, out, x, **window: _native("pool_total", x, out, out, x, **window),
    torch=whole(pool("total")),
)
def pool_total(
    at: Site, out: np.ndarray, x: np.ndarray, *, kernel: Sequence[int], stride: Any = 1, padding: Any = 0
) -> Iterator[Call]:
    """The total of each window; padding is 0."""
    yield from _totals(at, out, x, kernel, stride, padding)


def _mean_rule(g: Node, y: Node, x: Node) -> Node:
    return pool_total_gradient(g * (1.0 / math.prod(y.attrs["kernel"])), like=x.shape, **y.attrs)


def _native_mean(at: Site, out: np.ndarray, x: np.ndarray, **window: Any) -> list[NativeCall] | None:
    return _native("pool_total", x, out, out, x, factor=1.0 / math.prod(window["kernel"]), **window)


@op(
    shape=_shape,
    vjp=(_mean_rule,),
    rows="r",
    examples=True,
    cost=_cost,
    native=_native_mean,
    onnx="AveragePool",
    torch=whole(pool("mean")),
)
def pool_mean(
    at: Site, out: np.ndarray, x: np.ndarray, *, kernel: Sequence[int], stride: Any = 1, padding: Any = 0
) -> Iterator[Call]:
    """The mean of each window; padding is 0 and counts."""
    yield from _totals(at, out, x, kernel, stride, padding)
    yield partial(np.multiply, out, 1.0 / math.prod(kernel), out=out)


def _scatter_target(at: Site, window: Window, out: np.ndarray) -> np.ndarray:
    if not window.pads:
        return out
    return at.scratch(0, (out.shape[0], *window.padded(out.shape[1:-1]), out.shape[-1]))


def _disjoint(window: Window) -> bool:
    return all(k <= s for k, s in zip(window.kernel, window.stride, strict=True))


def _covers(window: Window, shape: Sequence[int], sizes: Sequence[int]) -> bool:
    """Whether disjoint windows leave no element of the (padded) input out."""
    spans = zip(window.kernel, window.stride, sizes, shape, strict=True)
    return all(k == s and s * n == size for k, s, n, size in spans)
