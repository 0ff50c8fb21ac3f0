"""Matrix products by a kernel of our own, where it is faster than BLAS."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from . import library
from .calls import NativeCall, call

__all__ = ["matrix_product", "panel_memory"]

# Multiplications up to which the kernel gains on OpenBLAS, and bytes of a row of the result from which on:
# with AVX-512 5 to 30 % by itself on products of a few dozen megaflops, with AVX2 as much on small ones. On
# others, and with one vector a row, it loses a little, but its calls go with others, and to other threads.
LIMITS = {"AVX-512": (1 << 26, 64), "AVX2": (1 << 26, 64)}
DEPTH, ROWS = 160, 512  # what panels.h takes at a time
Memory = Callable[[tuple[int, ...]], np.ndarray]


def panel_memory(itemsize: int) -> int:
    """How many numbers of the second factor the kernel packs at a time."""
    return int(library.lib.wl_window_bytes(library.level) // itemsize * (DEPTH + 1))


def matrix_product(
    memory: Memory, out: np.ndarray, a: np.ndarray, b: np.ndarray, bias: np.ndarray | None = None
) -> list[NativeCall] | None:
    """out = a.b + bias by row, for matrices of any strides or stacks of them; None where BLAS is to do it."""
    if not library.active() or out.ndim not in (2, 3):
        return None
    rows, columns, inner = *out.shape[-2:], a.shape[-1]
    most, least = LIMITS.get(library.level_name, (0, 0))
    if rows * columns * inner > most:
        return None
    few = rows < library.lib.wl_window_outputs(library.level) or inner < 8
    few = few or columns * out.itemsize < least
    if few or out.strides[-1] != out.itemsize:
        return None
    steps = [[step // out.itemsize for step in each.strides] for each in (out, a, b)]
    stacks = [each[0] if len(each) > 2 else 0 for each in steps]
    strides = [steps[0][-2], *steps[1][-2:], *steps[2][-2:]]
    sizes = [rows, columns, inner, *strides, len(out) if out.ndim > 2 else 1, *stacks]
    place = memory((panel_memory(out.itemsize) + ROWS * (DEPTH + 1),))
    return call("matrix_product", out, a, b, bias, place, sizes=sizes, strided=True)
