"""Convolution over one to three spatial levels, as blocked products of weights with columns.

With the batch as the last axis a column block is a few long runs of memory, and its product lands in
the result without another copy. Blocks are sized to stay in the second-level cache and depend on
shapes only, so that results do not depend on the number of threads.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, product
from typing import Any

import numpy as np

from ..ir import Call, Node, Shape, ShapeError, Site, Tasks, op, whole
from ..native.strided import move
from .direct_convolution import compiled_convolution, compiled_input_gradient, compiled_weight_gradient
from .normalization import channel_sum
from .shape import adding, copying
from .torch_windows import convolve, deconvolve
from .window import Window

__all__ = ["convolution", "convolution_input_gradient"]

BLOCK = 160_000  # elements of a column block: 640 kB in float32, within a second-level cache of 1 MB
WIDTH = 2048  # positions of a block: longer ones make products with few rows a quarter slower
ROWS = 200  # rows of a product that are worth a task of their own


def _shape(
    x: Shape, w: Shape, b: Shape | None = None, *,
    stride: Any = 1, dilation: Any = 1, padding: Any = 0, groups: int = 1,
) -> Shape:  # fmt: skip
    if len(x) != len(w) - 1 or not 2 <= len(x) <= 4:
        raise ShapeError(f"weights of dimensions {w} do not convolve an input of dimensions {x}")
    if w[1] * groups != x[0] or w[0] % groups:
        raise ShapeError(f"weights of dimensions {w} in {groups} groups do not fit {x[0]} channels")
    if b is not None and b != w[:1]:
        raise ShapeError(f"biases of dimensions {b} do not fit {w[0]} output channels")
    sizes = Window.of(w[2:], stride, dilation, padding).sizes(x[1:])
    if min(sizes) < 1:
        raise ShapeError(
            f"a kernel of dimensions {w[2:]} does not fit an input of spatial dimensions {x[1:]}"
        )
    return (w[0], *sizes)


def _blocks(sizes: Sequence[int], rows: int, batch: int, block: int = BLOCK) -> list[tuple[slice, ...]]:
    """Runs of consecutive output positions whose columns (of `rows` elements each) fill one block."""
    width = min(WIDTH, block // rows)
    for level in range(len(sizes)):
        inner = math.prod(sizes[level + 1 :]) * batch
        if inner <= width or level == len(sizes) - 1:
            break
    step = max(1, min(width // inner, -(-sizes[level] // 2)))
    heads = product(*(range(size) for size in sizes[:level]))
    return [
        (*(slice(i, i + 1) for i in head), slice(start, min(start + step, sizes[level])))
        for head in heads
        for start in range(0, sizes[level], step)
    ]


def _matrix(x: np.ndarray, block: tuple[slice, ...]) -> np.ndarray:
    """A block of output positions of (channels, *out, batch) as a matrix of channels x positions."""
    part = x[(slice(None), *block)]
    matrix = part.reshape(part.shape[0], -1)
    assert np.may_share_memory(matrix, x), "blocks are runs of memory"
    return matrix


@dataclass
class Columns:
    """The columns of one group of channels: copied block by block into scratch memory."""

    windows: np.ndarray
    rank: int
    plain: bool  # a kernel of one position without stride: the input is its own columns

    def source(self, block: tuple[slice, ...]) -> np.ndarray:
        return self.windows[(slice(None),) * (self.rank + 1) + block]

    def need(self, blocks: Sequence[tuple[slice, ...]]) -> int:
        """How many elements of scratch memory the largest of the blocks takes."""
        return 0 if self.plain else max(self.source(block).size for block in blocks)

    def block(self, memory: np.ndarray, block: tuple[slice, ...]) -> tuple[list[Call], np.ndarray]:
        """The calls that fill the columns of a block, and their matrix (rows x positions)."""
        source = self.source(block)
        rows = math.prod(source.shape[: self.rank + 1])
        if self.plain:
            return [], source.reshape(rows, -1)
        target = memory[: source.size].reshape(source.shape)
        return list(copying(target, source)), target.reshape(rows, -1)


def _pad_input(at: Site, window: Window, x: np.ndarray) -> tuple[list[Call], np.ndarray]:
    """The input with zeros around it, and the calls that bring it there."""
    if not window.pads:
        return [], x
    padded = at.buffer((x.shape[0], *window.padded(x.shape[1:-1]), x.shape[-1]), fill=0.0)
    return list(copying(window.inside(padded), x)), padded


def _groups(window: Window, x: np.ndarray, out: Sequence[int], groups: int) -> list[Columns]:
    size = x.shape[0] // groups
    rank = len(window.kernel)
    plain = math.prod(window.kernel) == 1 and set(window.stride) == {1}
    parts = (x[i * size : (i + 1) * size] for i in range(groups))
    return [Columns(window.view(each, out), rank, plain) for each in parts]


def _cost(y: Node, batch: int) -> float:
    return math.prod(y.inputs[1].shape[1:]) / 8


@op(
    shape=lambda g, x, *, kernel, groups=1, **_: (g[0], x[0] // groups, *kernel),
    batched=lambda inputs, attrs: False,
    examples=True,
    cost=lambda y, batch: math.prod(y.inputs[0].shape[1:]) * batch / 8,
    native=compiled_weight_gradient,
)
def convolution_weight_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, x: np.ndarray, *, kernel: Shape,
    stride: Any = 1, dilation: Any = 1, padding: Any = 0, groups: int = 1,
) -> Iterator[Call | Tasks]:  # fmt: skip
    """The products of g with the columns of x, added up over blocks."""
    window = Window.of(kernel, stride, dilation, padding)
    calls, x = _pad_input(at, window, x)
    yield from calls
    sizes = g.shape[1:-1]
    columns = _groups(window, x, sizes, groups)
    blocks = _blocks(sizes, math.prod(out.shape[1:]), g.shape[-1])
    shares = _shares(blocks, out.size)
    # The products are columns.Transpose[g], the transpose of what is wanted: a quarter faster.
    sums = at.buffer((len(shares), groups, math.prod(out.shape[1:]), g.shape[0] // groups))
    tasks = []
    for task, share in enumerate(shares):
        product = at.scratch(task, sums.shape[1:])
        memory = at.scratch(task, (columns[0].need(share),))
        tasks.append(_weight_task(share, g, columns, sums[task], product, memory))
    yield Tasks(tasks)
    yield partial(np.add.reduce, sums, 0, None, sums[0])
    yield partial(np.copyto, out.reshape(groups, -1, sums.shape[2]), sums[0].transpose(0, 2, 1))


def _settings(y: Node) -> dict[str, Any]:
    return {key: value for key, value in y.attrs.items() if key != "shape"}


def _again(h: Node, y: Node, g: Node, w: Node) -> Node:
    return convolution(h, w, **_settings(y))


@op(
    shape=lambda g, w, *, shape, **_: shape,
    vjp=(
        _again,
        lambda h, y, g, w: convolution_weight_gradient(g, h, kernel=w.shape[2:], **_settings(y)),
    ),
    examples=True,
    unbatched=(1,),
    cost=lambda y, batch: math.prod(y.inputs[1].shape[2:]) * y.inputs[1].shape[0] / 8,
    native=compiled_input_gradient,
    torch=whole(deconvolve),
)
def convolution_input_gradient(
    at: Site, out: np.ndarray, g: np.ndarray, w: np.ndarray, *, shape: Shape,
    stride: Any = 1, dilation: Any = 1, padding: Any = 0, groups: int = 1,
) -> Iterator[Call | Tasks]:  # fmt: skip
    """The transposed convolution: columns Transpose[w].g, added up where windows overlap."""
    window = Window.of(w.shape[2:], stride, dilation, padding)
    whole = out
    if window.pads:
        whole = at.buffer((out.shape[0], *window.padded(out.shape[1:-1]), out.shape[-1]))
    size, each = w.shape[1], w.shape[0] // groups
    least = -(-ROWS // math.prod(window.kernel))
    tasks: list[list[Call]] = []
    for group in range(groups):
        rows = slice(group * each, (group + 1) * each)
        for start, stop in at.cuts(size, out.size * _scatter_work(w) / groups, least):
            target = whole[group * size + start : group * size + stop]
            tasks.append(_scattered(at, len(tasks), target, g[rows], w[rows, start:stop], window))
    yield Tasks(tasks)
    if window.pads:
        yield from copying(out, window.inside(whole))


@op(
    shape=_shape,
    vjp=(
        lambda g, y, x, w, *b: convolution_input_gradient(g, w, shape=x.shape, **y.attrs),
        lambda g, y, x, w, *b: convolution_weight_gradient(g, x, kernel=w.shape[2:], **y.attrs),
        lambda g, y, x, w, b: channel_sum(g),
    ),
    examples=True,
    unbatched=(1, 2),
    cost=_cost,
    native=compiled_convolution,
    onnx="Conv",
    torch=whole(convolve),
)
def convolution(
    at: Site, out: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray | None = None, *,
    stride: Any = 1, dilation: Any = 1, padding: Any = 0, groups: int = 1,
) -> Iterator[Call | Tasks]:  # fmt: skip
    """Cross-correlation of (channels, *spatial) with (outputs, channels/groups, *kernel), plus b.

    Padding is with zeros. `stride` and `dilation` are a number or one a spatial level, `padding` a
    number, one a level, or (before, after) pairs.
    """
    window = Window.of(w.shape[2:], stride, dilation, padding)
    calls, x = _pad_input(at, window, x)
    yield from calls
    sizes, each = out.shape[1:-1], w.shape[0] // groups
    columns = _groups(window, x, sizes, groups)
    tasks: list[list[Call]] = []
    for block in _blocks(sizes, math.prod(w.shape[1:]), out.shape[-1]):
        task: list[Call] = []
        target = _matrix(out, block)
        memory = at.scratch(len(tasks), (columns[0].need([block]),))
        for g, part in enumerate(columns):
            rows = slice(g * each, (g + 1) * each)
            fill, matrix = part.block(memory, block)
            task += [*fill, partial(np.matmul, w[rows].reshape(each, -1), matrix, out=target[rows])]
        if b is not None:
            task += adding(target, target, b[:, None])
        tasks.append(task)
    yield Tasks(tasks)


def _scatter_work(w: np.ndarray) -> float:
    return math.prod(w.shape[2:]) * (w.shape[0] / 16 + 1)


def _scattered(
    at: Site, task: int, target: np.ndarray, g: np.ndarray, w: np.ndarray, window: Window
) -> list[Call]:
    """The calls of one task: the columns of some input channels, block by block, added into them."""
    sizes, rank = g.shape[1:-1], len(window.kernel)
    weights = w.reshape(w.shape[0], -1).T
    windows = window.view(target, sizes)
    calls: list[Call] = [partial(target.fill, 0)]
    blocks = _blocks(sizes, weights.shape[0], g.shape[-1], 2 * BLOCK)  # fewer, longer additions
    width = max(_matrix(g, block).shape[1] for block in blocks)
    memory = at.scratch(task, (weights.shape[0] * width,), g.dtype)
    for block in blocks:
        source = _matrix(g, block)
        columns = memory[: weights.shape[0] * source.shape[1]].reshape(weights.shape[0], -1)
        calls.append(partial(np.matmul, weights, source, out=columns))
        parts = windows[(slice(None),) * (rank + 1) + block]
        shaped = columns.reshape(parts.shape)
        for position in np.ndindex(window.kernel):
            index = (slice(None), *position)
            added = move("accumulate", parts[index], shaped[index])
            calls += added or [partial(np.add, parts[index], shaped[index], out=parts[index])]
    return calls


def _shares(blocks: list[Any], size: int) -> list[list[Any]]:
    """The blocks in at most 8 runs; fewer where the sums themselves are large."""
    count = min(len(blocks), max(2, min(8, 2_000_000 // size)))
    edges = [len(blocks) * i // count for i in range(count + 1)]
    return [blocks[a:b] for a, b in pairwise(edges)]


def _weight_task(
    blocks: list[Any], g: np.ndarray, columns: list[Columns],
    total: np.ndarray, product: np.ndarray, memory: np.ndarray,
) -> list[Call]:  # fmt: skip
    calls: list[Call] = []
    each = g.shape[0] // len(columns)
    for number, block in enumerate(blocks):
        source, target = _matrix(g, block), product if number else total
        for group, part in enumerate(columns):
            rows = slice(group * each, (group + 1) * each)
            fill, matrix = part.block(memory, block)
            calls += [*fill, partial(np.matmul, matrix, source[rows].T, out=target[group])]
        if number:
            calls += adding(total, total, product)
    return calls
