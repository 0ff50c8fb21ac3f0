"""Convolution without columns: compiled twins of the ops of `convolution`, where their kernels are faster.

A row of the result is a product of the weights with runs of memory of the input, which needs no copy. That
takes a stride of 1 along the last spatial level, and rows (positions x batch) of some vectors' length.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..ir import Call, Shape, Site, Tasks
from ..native import library
from ..native.calls import NativeCall, call
from ..native.panels import panel_memory
from .pieces import pieces
from .shape import copying
from .window import Window

__all__ = ["compiled_convolution", "compiled_input_gradient", "compiled_weight_gradient"]

SHARES = 8  # of the rows, at most, with sums of their own in the gradient by the weights
WASTE = 1.3  # products with zeros around the gradient by the result, against those that count
FEW = 8  # channels that are worth transforming tiles
SIDES = {4: 96, 2: 192}  # results along the side of a tile, the best first; columns of products at a time
MANY = 256  # channels: so many make products that are worth their columns
Made = list[Call | Tasks] | None


def _planes(x: np.ndarray) -> np.ndarray:
    """An array of one or two spatial levels as one of two."""
    return x[:, None] if x.ndim == 3 else x


def _steps(x: np.ndarray) -> list[int]:
    return [step // x.itemsize for step in x.strides]


def _fits(window: Window, weights: Sequence[int], x: np.ndarray, row: int) -> bool:
    """Whether the kernels can do it, and are faster than columns."""
    known = library.active() and library.level_name != "portable C" and len(window.kernel) in (1, 2)
    if not known or window.stride[-1] != 1 or math.prod(window.kernel) == 1 or min(weights[:2]) >= MANY:
        return False
    whole = x.flags.c_contiguous and x.dtype.kind == "f"
    return whole and row * x.itemsize >= max(512, library.lib.wl_window_bytes(library.level))


Pads = Sequence[tuple[int, int]]  # zeros before and after each spatial level


def _padded(at: Site, x: np.ndarray, pads: Pads) -> tuple[list[Tasks], np.ndarray]:
    """The array with zeros around its spatial levels, and what brings it there."""
    if not any(map(any, pads)):
        return [], x
    sizes = [size + sum(pair) for size, pair in zip(x.shape[1:-1], pads, strict=True)]
    padded = at.buffer((x.shape[0], *sizes, x.shape[-1]), fill=0.0)
    inside = tuple(slice(b, b + size) for (b, _), size in zip(pads, x.shape[1:-1], strict=True))
    to = padded[(slice(None), *inside)]
    return [pieces(at, len(x), 3.0 * x.size, lambda slot, i, j: copying(to[i:j], x[i:j]))], padded


def _geometry(window: Window, outputs: int, channels: int, x: np.ndarray, y: np.ndarray) -> list[int]:
    """Sizes and steps as the kernels want them, for all rows of y, the result or its gradient."""
    kernel, stride, dilation = (
        (1,) * (2 - len(each)) + each for each in (window.kernel, window.stride, window.dilation)
    )
    of_x, of_y = _steps(x), _steps(y)
    return [
        outputs, channels, *kernel, y.shape[2] * y.shape[3], 0, y.shape[1],
        of_x[0], of_x[1] * stride[0], of_x[1] * dilation[0], of_x[2] * dilation[1], of_y[0], of_y[1],
    ]  # fmt: skip


def _made(name: str, *arrays: np.ndarray | None, **facts: Any) -> list[NativeCall]:
    """The call of a kernel on arrays that `_fits` has looked at."""
    made = call(name, *arrays, **facts)
    assert made is not None, name
    return made


class _Tiles(NamedTuple):
    """A convolution by tiles: results along the side of one, and how many of them at a time."""

    side: int
    together: int

    def sizes(self, x: np.ndarray, pads: Pads) -> list[int]:
        """What the kernels want to know besides the geometry: x has no zeros around it."""
        return [self.together * x.shape[-1], self.side, *x.shape[1:3], pads[0][0], pads[1][0]]


def _tiles(window: Window, w: np.ndarray, out: np.ndarray) -> _Tiles | None:
    """The tiles of the kernel that takes fewer multiplications; None where there is none for this."""
    (height, width, batch), (outputs, channels) = out.shape[1:], w.shape[1:3]
    fits = window.kernel == (3, 3) and {*window.stride, *window.dilation} == {1}
    many = min(outputs, channels) >= FEW and outputs + channels <= MANY
    if not (fits and many) or batch * out.itemsize < library.lib.wl_vector_bytes(library.level):
        return None
    panel = library.lib.wl_window_bytes(library.level) // out.itemsize
    for side, columns in SIDES.items():
        if height % side or width % side:
            continue
        whole = width // side
        count = -(-whole // max(1, -(-whole * batch // columns)))
        least = whole % count or count
        if least * batch >= panel:
            return _Tiles(side, count)
    return None


def _convolved(
    at: Site, out: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray | None, window: Window, pads: Pads
) -> list[Call | Tasks]:
    """The calls of a convolution; `w` (groups x outputs x channels x kernel) may have any strides."""
    out, w, groups = _planes(out), w[:, :, :, None] if w.ndim == 4 else w, len(w)
    tiles = _tiles(window, w, out)
    if tiles:
        return _convolved_by_tiles(at, out, x, w, b, window, pads, tiles)
    copied, x = _padded(at, x, pads)
    x = _planes(x)
    block = library.lib.wl_window_outputs(library.level)
    outputs, channels = w.shape[1:3]
    size = -(-outputs // block) * block * math.prod(w.shape[2:])
    packed = at.buffer((groups, size))
    calls: list[Any] = [*copied]
    tasks: list[list[Call]] = []
    for group in range(groups):
        sizes = [outputs, channels, *w.shape[3:], *_steps(w[group])]
        calls += _made("pack_windows", packed[group], w[group], sizes=sizes, strided=True)
        mine = slice(group * outputs, (group + 1) * outputs)
        seen = x[group * channels : (group + 1) * channels]
        geometry = _geometry(window, outputs, channels, seen, out)
        biases = None if b is None else b[mine]
        for start, stop in at.cuts(out.shape[1], out.size * math.prod(w.shape[2:]) / 8 / groups):
            geometry[5:7] = start, stop
            tasks.append([*_made("convolve", out[mine], seen, packed[group], biases, sizes=geometry)])
    return [*calls, Tasks(tasks)]


def _convolved_by_tiles(
    at: Site, out: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray | None, window: Window,
    pads: Pads, tiles: _Tiles,
) -> list[Call | Tasks]:  # fmt: skip
    """`_convolved` for kernels of 3 x 3: fewer multiplications, on transformed tiles."""
    block = library.lib.wl_window_outputs(library.level)
    (groups, outputs, channels), columns = w.shape[:3], tiles.together * out.shape[-1]
    side, numbers = tiles.side, (tiles.side + 2) ** 2
    packed = at.buffer((groups, numbers * -(-outputs // block) * block * channels))
    calls: list[Any] = []
    tasks: list[list[Call]] = []
    for group in range(groups):
        sizes = [outputs, channels, 3, 3, *_steps(w[group]), side]
        calls += _made("pack_winograd", packed[group], w[group], sizes=sizes, strided=True)
        mine = slice(group * outputs, (group + 1) * outputs)
        seen = x[group * channels : (group + 1) * channels]
        geometry = [*_geometry(window, outputs, channels, seen, out), *tiles.sizes(x, pads)]
        biases = None if b is None else b[mine]
        for start, stop in at.cuts(out.shape[1] // side, 4 * out.size / 8 / groups * channels):
            geometry[5:7] = side * start, side * stop
            memory = at.scratch(len(tasks), (numbers * ((outputs + channels) * columns + 32),))
            arrays = (out[mine], seen, packed[group], biases, memory)
            tasks.append([*_made("winograd", *arrays, sizes=geometry)])
    return [*calls, Tasks(tasks)]


def compiled_convolution(
    at: Site, out: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray | None = None, *,
    stride: Any = 1, dilation: Any = 1, padding: Any = 0, groups: int = 1,
) -> Made:  # fmt: skip
    window = Window.of(w.shape[2:], stride, dilation, padding)
    if not _fits(window, w.shape, x, math.prod(out.shape[-2:])):
        return None
    return _convolved(at, out, x, w.reshape(groups, -1, *w.shape[1:]), b, window, window.padding)


def compiled_input_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, w: np.ndarray, *, shape: Shape,
    stride: Any = 1, dilation: Any = 1, padding: Any = 0, groups: int = 1,
) -> Made:  # fmt: skip
    """For strides of 1 it is a convolution of g, with zeros around it, with the weights turned around."""
    window = Window.of(w.shape[2:], stride, dilation, padding)
    reach = [(k - 1) * d for k, d in zip(window.kernel, window.dilation, strict=True)]
    pads = [(r - b, r - a) for r, (b, a) in zip(reach, window.padding, strict=True)]
    few = math.prod(shape[1:]) <= WASTE * math.prod(g.shape[1:-1])
    if set(window.stride) != {1} or not few or any(min(pair) < 0 for pair in pads):
        return None
    if not _fits(window, w.shape, g, math.prod(out.shape[-2:])):
        return None
    turned = np.flip(w.reshape(groups, -1, *w.shape[1:]), tuple(range(3, 3 + len(reach))))
    plain = Window.of(window.kernel, 1, window.dilation)
    return _convolved(at, out, g, turned.swapaxes(1, 2), None, plain, pads)


def compiled_weight_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, *, kernel: Shape,
    stride: Any = 1, dilation: Any = 1, padding: Any = 0, groups: int = 1,
) -> Made:  # fmt: skip
    window = Window.of(kernel, stride, dilation, padding)
    if not _fits(window, out.shape, x, math.prod(g.shape[-2:])) or not g.flags.c_contiguous:
        return None
    g, outputs, channels = _planes(g), out.shape[0] // groups, out.shape[1]
    tiles = _tiles(window, out.reshape(groups, outputs, *out.shape[1:]), g)
    side = 1 if tiles is None else tiles.side
    calls, x = _padded(at, x, window.padding) if tiles is None else ([], x)
    x = _planes(x)
    cuts = at.cuts(g.shape[1] // side, side * math.prod(g.shape[1:]) * out.size / 8)[:SHARES]
    sums = at.buffer((len(cuts), *out.shape))
    tasks: list[list[Call]] = []
    for number, (start, stop) in enumerate(cuts):
        task: list[Call] = []
        memory = tiles and at.scratch(number, (_gradient_memory(tiles, outputs, channels, g),))
        for group in range(groups):
            mine = slice(group * outputs, (group + 1) * outputs)
            seen = x[group * channels : (group + 1) * channels]
            geometry = _geometry(window, outputs, channels, seen, g)
            geometry[5:7] = side * start, side * stop
            arrays = [sums[number][mine], g[mine], seen]
            if tiles is None:
                task += _made("window_gradient", *arrays, sizes=geometry)
            else:
                geometry += tiles.sizes(x, window.padding)
                task += _made("winograd_gradient", *arrays, None, memory, sizes=geometry)
        tasks.append(task)
    return [*calls, Tasks(tasks), *_made("level_sum", out, sums, sizes=[1, len(cuts), out.size])]


def _gradient_memory(tiles: _Tiles, outputs: int, channels: int, g: np.ndarray) -> int:
    """How many numbers `winograd_gradient` works in."""
    lanes = library.lib.wl_vector_bytes(library.level) // g.itemsize
    row = -(-channels // lanes) * lanes
    each = (channels + outputs) * tiles.together * g.shape[-1] + 32 + outputs * row
    return (tiles.side + 2) ** 2 * each + panel_memory(g.itemsize)
