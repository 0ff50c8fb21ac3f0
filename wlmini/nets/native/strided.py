"""Kernels on arrays with strides: their levels merged where memory allows, the rest counted out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .calls import NativeCall, call

__all__ = ["broadcast", "brought_first", "elementwise", "exchange", "move"]


def broadcast(name: str, out: np.ndarray, a: np.ndarray, b: np.ndarray) -> list[NativeCall] | None:
    """An elementwise kernel of two operands that have the rank of the result."""
    return _counted(name, 4, out, a, b)


def elementwise(name: str, out: np.ndarray, *operands: np.ndarray) -> list[NativeCall] | None:
    """A kernel of single elements of equal arrays, which are contiguous, or some columns of such."""
    arrays = (out, *operands)
    if all(each.flags.c_contiguous for each in arrays):
        return call(name, *arrays, sizes=[out.size, 1])
    runs = [each.reshape(-1, each.shape[-1]) for each in arrays]
    if not all(map(np.may_share_memory, runs, arrays)):  # reshaping has copied one
        return None
    steps = [run.strides[0] // run.itemsize for run in runs]
    return call(name, *runs, sizes=[out.shape[-1], len(runs[0]), *steps], strided=True)


def move(name: str, out: np.ndarray, x: np.ndarray) -> list[NativeCall] | None:
    """Copy x into the result, or add it to it ("accumulate"); x is broadcast to its shape."""
    return _counted(name, 6, out, x)


def brought_first(x: np.ndarray) -> np.ndarray | None:
    """A contiguous copy of an array whose first axis is the last in memory, or None for other arrays."""
    if x.ndim < 2 or not np.moveaxis(x, 0, -1).flags.c_contiguous:
        return None
    out = np.empty(x.shape, x.dtype)
    made = call("transpose", out, x, sizes=[x.size // len(x), len(x)], strided=True)
    if made is None:
        return None
    made[0]()
    return out


def exchange(out: np.ndarray, x: np.ndarray, scale: float) -> list[NativeCall] | None:
    """x times a number; neighbours in memory stand along the first level of one and the last of the other."""
    if x.ndim < 4:
        between = (slice(None), *[None] * (4 - x.ndim))
        out, x = out[between], x[between]
    if x.ndim != 4:
        return None
    if out.strides[-1] != out.itemsize:
        out, x = out.swapaxes(0, -1), x.swapaxes(0, -1)
    if out.strides[-1] != out.itemsize or x.strides[0] != x.itemsize:
        return None
    sizes = [*x.shape, *(step // x.itemsize for each in (out, x) for step in each.strides)]
    return call("exchange", out, x, sizes=sizes, numbers=[scale], strided=True)


def _counted(name: str, levels: int, out: np.ndarray, *operands: np.ndarray) -> list[NativeCall] | None:
    arrays = [out, *(np.broadcast_to(each, out.shape) for each in operands)]
    shape, strides = _collapsed(out.shape, [each.strides for each in arrays])
    if len(shape) > levels:
        return None
    missing = levels - len(shape)
    sizes = [1] * missing + shape
    for each in strides:
        sizes += [0] * missing + [step // out.itemsize for step in each]
    return call(name, *arrays, sizes=sizes, strided=True)


def _collapsed(shape: Sequence[int], strides: Sequence[Sequence[int]]) -> tuple[list[int], list[list[int]]]:
    """The levels that are left when those that follow each other in memory everywhere are merged."""
    sizes: list[int] = []
    steps: list[list[int]] = [[] for _ in strides]
    for level, size in enumerate(shape):
        here = [each[level] for each in strides]
        if size == 1:
            continue
        if sizes and all(step[-1] == now * size for step, now in zip(steps, here, strict=True)):
            sizes[-1] *= size
            for step, now in zip(steps, here, strict=True):
                step[-1] = now
            continue
        sizes.append(size)
        for step, now in zip(steps, here, strict=True):
            step.append(now)
    return sizes, steps
