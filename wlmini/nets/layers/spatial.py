"""Layers that pad, resize, crop and transform arrays along spatial levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np

from ...expr import FALSE, Expr, S
from ..ir import Node, constant
from ..layer import layer
from ..lowering import Place
from ..masks import filled, positions, shortened
from ..ops.arrangement import element, on_axis
from ..ops.elementwise import floor, greater_equal, less_equal, maximum, minimum, modulo
from ..ops.gather import gather
from ..ops.linear import mapped, matmul
from ..ops.randomness import random_keep, random_offset
from ..ops.selection import pick
from ..ops.shape import broadcast_to, cast, concat, pad, reduce_sum, reshape, take, transpose
from ..parameters import REFUSED, Automatic, Flag, Kind, items, real
from ..ports import VARYING, Misfit, Shape, shape_expr, shape_words, unify

# -- padding -------------------------------------------------------------------------------------------


def read_widths(expr: Any) -> Any:
    """How much to add (before, after) each level."""
    rows = items(expr)
    pairs = [items(row) for row in rows or ()]
    fits = all(p is not None and len(p) == 2 and all(type(n) is int and n >= 0 for n in p) for p in pairs)
    return tuple(pairs) if pairs and fits else REFUSED


def read_fill(expr: Any) -> Any:
    value = real(expr)
    return expr if expr in ("Fixed", "Reflected") else REFUSED if value is None else value


Widths = Annotated[Any, Kind("a list {{before, after}, ...} of non-negative integers", read_widths)]
Fill = Annotated[Any, Kind('a number, "Fixed" or "Reflected"', read_fill)]


@layer(
    "PaddingLayer[{{m1, n1}, {m2, n2}, ...}]",
    options={"Padding": 0},
    messages={
        "padlevels": "PaddingLayer pads `1` levels, but its input has only `2`.",
    },
)
class PaddingLayer:
    """stands for a layer that adds mi elements before and ni elements after those of level i.

    They are 0 or the number given as Padding; "Fixed" repeats the outermost elements, "Reflected" mirrors.

    >>> PaddingLayer[{{1, 2}}][{1, 2, 3}]
    {0., 1., 2., 3., 0., 0.}
    >>> PaddingLayer[{{2, 1}}, Padding -> "Reflected"][{1, 2, 3}]
    {3., 2., 1., 2., 3., 2.}
    """

    Widths: Widths
    Padding: Fill

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        if x is None and y is None:
            return x, y
        rank = len(x if x is not None else y or ())
        if rank < len(self.Widths):
            raise Misfit("padlevels", len(self.Widths), rank)
        totals = [sum(pair) for pair in self.Widths] + [0] * (rank - len(self.Widths))
        if y is not None and len(y) == rank:
            x = unify(x, tuple(moved(size, -total) for size, total in zip(y, totals, strict=True)))
        assert x is not None
        return x, tuple(moved(size, total) for size, total in zip(x, totals, strict=True))

    def forward(self, x: Node, *, place: Place) -> Any:
        source = x
        for axis, (before, after) in enumerate(self.Widths):
            own = place.length(source, axis)
            if own is not None and before + after:
                x = self.padded_each(x, axis, before, after, cast(own, to="real"))
            elif before + after:
                x = self.padded(x, axis, before, after)
        for axis, (before, after) in enumerate(self.Widths):
            own = place.length(source, axis)
            place.set_length(x, None if own is None else shortened(own, before + after), axis)
        return x

    def padded(self, x: Node, axis: int, before: int, after: int) -> Node:
        """One level with elements before and after it."""
        if not isinstance(self.Padding, str):
            widths = tuple((before, after) if i == axis else (0, 0) for i in range(len(x.shape)))
            return pad(x, widths=widths, value=float(self.Padding))
        spots = np.arange(-before, x.shape[axis] + after)
        return pick(x, axis=axis, positions=tuple(SPOTS[self.Padding](spots, x.shape[axis]).tolist()))

    def padded_each(self, x: Node, axis: int, before: int, after: int, length: Node) -> Node:
        """The same where examples end at positions of their own."""
        spots = positions(x.shape[axis] + before + after) - float(before)
        last = length - 1.0
        if self.Padding == "Reflected":
            period = maximum(last + last, 1.0)
            turned = modulo(spots, period)
            spots = minimum(turned, period - turned)
        y = gather(x, cast(minimum(maximum(spots, 0.0), last), to="integer"), axis=axis)
        if isinstance(self.Padding, str):
            return y
        inside = greater_equal(spots, 0.0) * less_equal(spots, last)
        return filled(y, on_axis(inside, axis, len(y.shape)), float(self.Padding))


def moved(size: Any, total: int) -> Any:
    """A size and so many more; below 1 it is none at all."""
    if not isinstance(size, int):
        return size
    return size + total if size + total > 0 else None


def mirrored(spots: np.ndarray, size: int) -> np.ndarray:
    """Positions beyond the ends, mirrored at the outermost elements, which are not repeated."""
    if size == 1:
        return np.zeros_like(spots)
    period = 2 * (size - 1)
    turned = np.mod(spots, period)
    return np.minimum(turned, period - turned)


SPOTS = {"Fixed": lambda spots, size: np.clip(spots, 0, size - 1), "Reflected": mirrored}


# -- another size --------------------------------------------------------------------------------------


DENSE = 256  # sizes up to which a matrix product is quicker than picking neighbours


@dataclass(frozen=True)
class Scaling:
    """A size relative to that of the input."""

    factor: float

    def of(self, size: int) -> int:
        return max(1, round_half_even(self.factor * size))


def round_half_even(value: float) -> int:
    return int(np.rint(value))


def read_new_size(expr: Any) -> Any:
    if expr is S.All:
        return Scaling(1.0)
    if isinstance(expr, Expr) and expr.head is S.Scaled and len(expr.parts) == 1:
        factor = real(expr.parts[0])
        return Scaling(factor) if factor is not None and factor > 0 else None
    return expr if type(expr) is int and expr > 0 else None


def read_new_sizes(expr: Any) -> Any:
    parts = [read_new_size(part) for part in items(expr) or ()]
    return tuple(parts) if parts and None not in parts else REFUSED


NewSizes = Annotated[
    Any, Kind("a list with a positive integer, Scaled[r] or All for each spatial level", read_new_sizes)
]


@layer(
    "ResizeLayer[{d}]",
    "ResizeLayer[{d1, d2, ...}]",
    options={"Interleaving": FALSE, "Resampling": S.Automatic, "Scheme": S.Automatic},
    messages={
        "resizelevels": "ResizeLayer with `1` sizes needs an input of `2` levels, one of them the channels, "
        "but it is `3`.",
        "nearest": 'Resampling -> "Nearest" is possible for sizes Scaled[n] with an integer n only, not '
        "for `1`.",
    },
)
class ResizeLayer:
    """stands for a layer that resizes its input to given spatial sizes, numbers, Scaled[r] or All.

    Resampling is "Linear" or, for Scaled[n], "Nearest". With the "Scheme" "Point" the outermost elements keep
    their places; with "Bin" elements are cells, and the outermost edges keep theirs.

    >>> ResizeLayer[{3}][{{0, 10}}]
    {{0., 5., 10.}}
    >>> ResizeLayer[{Scaled[2]}, Resampling -> "Nearest"][{{1, 2}}]
    {{1., 1., 2., 2.}}
    """

    Dimensions: NewSizes
    Interleaving: Flag
    Resampling: Literal["Linear", "Nearest"] | Automatic
    Scheme: Literal["Point", "Bin"] | Automatic

    def check(self) -> None:
        """Nearest elements are those of cells that whole numbers of new cells make."""
        if self.Resampling == "Nearest":
            for size in self.Dimensions:
                if not (isinstance(size, Scaling) and size.factor == int(size.factor)):
                    raise Misfit("nearest", S.Scaled(size.factor) if isinstance(size, Scaling) else size)

    def axes(self, rank: int) -> range:
        return range(rank - 1) if self.Interleaving else range(1, rank)

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        rank = len(self.Dimensions) + 1
        for shape in (x, y):
            if shape is not None and len(shape) != rank:
                raise Misfit("resizelevels", rank - 1, rank, shape_words(shape))
        unknown = (None,) * rank
        before, after = list(unify(x, unknown) or ()), list(unify(y, unknown) or ())
        channel = rank - 1 if self.Interleaving else 0
        before[channel] = after[channel] = (unify((before[channel],), (after[channel],)) or (None,))[0]
        for axis, new in zip(self.axes(rank), self.Dimensions, strict=True):
            old = before[axis]
            if old is VARYING and new != Scaling(1.0):
                raise Misfit("novarying", "ResizeLayer")
            if not isinstance(new, Scaling):
                after[axis] = new
            elif old is not None:
                after[axis] = new.of(old) if isinstance(old, int) else old
        return tuple(before), tuple(after)

    def forward(self, x: Node) -> Any:
        for axis, new in zip(self.axes(len(x.shape)), self.Dimensions, strict=True):
            size = x.shape[axis]
            target = new.of(size) if isinstance(new, Scaling) else new
            if target != size:
                x = self.resized(x, axis, size, target)
        return x

    def resized(self, x: Node, axis: int, size: int, target: int) -> Node:
        """One level brought to another size."""
        if self.Resampling == "Nearest" and self.Scheme != "Point":
            return pick(x, axis=axis, positions=tuple(i * size // target for i in range(target)))
        spots = self.spots(size, target)
        if self.Resampling == "Nearest":
            return pick(x, axis=axis, positions=tuple(np.rint(spots).astype(int).tolist()))
        low = np.minimum(np.floor(spots), max(0, size - 2)).astype(int)
        high, part = np.minimum(low + 1, size - 1), spots - low
        if size <= DENSE:
            matrix = np.zeros((target, size))
            np.add.at(matrix, (np.arange(target), low), 1.0 - part)
            np.add.at(matrix, (np.arange(target), high), part)
            return mapped(x, constant(matrix), axis=axis)
        part = part.reshape((1,) * axis + (-1,) + (1,) * (len(x.shape) - axis - 1))
        below, above = (pick(x, axis=axis, positions=tuple(p.tolist())) for p in (low, high))
        return below + (above - below) * part

    def spots(self, size: int, target: int) -> np.ndarray:
        """Where in the old level, from 0 to size - 1, the elements of the new one lie."""
        index = np.arange(target)
        if self.Scheme == "Bin":
            return np.clip((index + 0.5) * size / target - 0.5, 0, size - 1)
        return index * ((size - 1) / max(1, target - 1))


# -- images ------------------------------------------------------------------------------------------


def read_image_size(expr: Any) -> Any:
    parts = items(expr)
    fits = parts is not None and len(parts) == 2 and all(type(n) is int and n > 0 for n in parts)
    return parts if fits else REFUSED


def read_two_chances(expr: Any) -> Any:
    parts = [real(part) for part in items(expr) or ()]
    fits = len(parts) == 2 and all(part is not None and 0 <= part <= 1 for part in parts)
    return tuple(parts) if fits else REFUSED


ImageSizes = Annotated[Any, Kind("a list {height, width} of positive integers", read_image_size)]
TwoChances = Annotated[Any, Kind("a list of two numbers from 0 to 1", read_two_chances)]


def image_shapes(name: str, x: Shape, y: Shape, sizes: Sequence[int]) -> tuple[Shape, Shape]:
    """channels x height x width before and after, of which the latter has given sizes."""
    x, y = unify(x, (None, None, None)), unify(y, (None, *sizes))
    assert x is not None
    assert y is not None
    channels = unify(x[:1], y[:1]) or (None,)
    if VARYING in (*x, *y):
        raise Misfit("novarying", name)
    return (*channels, *x[1:]), (*channels, *y[1:])


@layer(
    "ImageAugmentationLayer[{h, w}]",
    options={"ReflectionProbabilities": S.List(0, 0)},
    messages={
        "crop": "ImageAugmentationLayer[`1`] cannot cut that out of an image with the spatial sizes `2`.",
    },
)
class ImageAugmentationLayer:
    """stands for a layer that cuts an image of height h and width w out of a larger one.

    In training the place is random, and the image is turned upside down and left to right with the
    "ReflectionProbabilities" {vertical, horizontal}; otherwise it is the middle that is cut out.

    >>> ImageAugmentationLayer[{1, 2}][{{{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}}]
    {{{6., 7.}}}
    """

    Dimensions: ImageSizes
    ReflectionProbabilities: TwoChances

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        x, y = image_shapes("ImageAugmentationLayer", x, y, self.Dimensions)
        assert x is not None
        for size, new in zip(x[1:], self.Dimensions, strict=True):
            if size is not None and size < new:
                raise Misfit("crop", S.List(*self.Dimensions), shape_expr(x[1:]))
        return x, y

    def forward(self, x: Node, *, place: Place) -> Any:
        for axis, new in enumerate(self.Dimensions, 1):
            room = x.shape[axis] - new
            chance = self.ReflectionProbabilities[axis - 1]
            if place.training and (room or chance):
                index = positions(new)
                if chance:
                    turned = random_keep(broadcast_to(constant(0.0), shape=(1,), batch=1), rate=1.0 - chance)
                    index = index + turned * (new - 1.0 - index - index)
                if room:
                    index = index + cast(random_offset(x, most=room), to="real")
                x = gather(x, cast(index, to="integer"), axis=axis)
            elif room:
                x = take(x, axis=axis, start=room // 2, stop=room // 2 + new)
        return x


@layer("SpatialTransformationLayer[{h, w}]", inputs=("Input", "Parameters"))
class SpatialTransformationLayer:
    """stands for a layer that makes an image of height h and width w by an affine map of another one.

    The six numbers at the port "Parameters" are zoom, skew and translation, first horizontally, then
    vertically: {zh, sh, th, sv, zv, tv}. The element at {u, v}, both from -1 to 1, comes from
    {zh u + sh v + th, sv u + zv v + tv}, interpolated linearly; outside of the image there are zeros.

    >>> SpatialTransformationLayer[{1, 3}][<|"Input" -> {{{1, 2, 3}}}, "Parameters" -> {-1, 0, 0, 0, 1, 0}|>]
    {{{3., 2., 1.}}}
    """

    Dimensions: ImageSizes

    def shapes(self, x: Shape, parameters: Shape, y: Shape) -> tuple[Shape, Shape, Shape]:
        x, y = image_shapes("SpatialTransformationLayer", x, y, self.Dimensions)
        return x, unify(parameters, (6,)), y

    def forward(self, x: Node, parameters: Node) -> Any:
        channels, height, width = x.shape
        grid = unit_grid(*self.Dimensions)
        places = matmul(reshape(parameters, shape=(2, 3)), constant(grid))
        across, down = (
            (element(places, i) + 1.0) * ((size - 1) / 2.0) for i, size in enumerate((width, height))
        )
        pixels = transpose(reshape(x, shape=(channels, height * width)), axes=(1, 0))
        y = sampled(pixels, down, across, height, width)
        return reshape(transpose(y, axes=(1, 0)), shape=(channels, *self.Dimensions))


def unit_grid(height: int, width: int) -> np.ndarray:
    """The coordinates (u, v, 1) of the elements of an image, row by row, as three rows."""
    ends = [np.linspace(-1, 1, size) if size > 1 else np.zeros(1) for size in (height, width)]
    v, u = np.meshgrid(*ends, indexing="ij")
    return np.stack([u.ravel(), v.ravel(), np.ones(u.size)])


def sampled(pixels: Node, down: Node, across: Node, height: int, width: int) -> Node:
    """Pixels (places x channels) at fractional rows and columns, by the four around each, zero outside."""
    top, left = floor(down), floor(across)
    indices, shares = [], []
    for row, share_down in ((top, top + 1.0 - down), (top + 1.0, down - top)):
        for column, share_across in ((left, left + 1.0 - across), (left + 1.0, across - left)):
            inside = within(row, height) * within(column, width)
            row_in, column_in = (
                minimum(maximum(each, 0.0), size - 1.0) for each, size in ((row, height), (column, width))
            )
            indices.append(row_in * float(width) + column_in)
            shares.append(reshape(share_down * share_across * inside, shape=(1, *down.shape, 1)))
    parts = gather(pixels, cast(concat(*indices, axis=0), to="integer"), axis=0)
    four = reshape(parts, shape=(4, *down.shape, pixels.shape[1]))
    return reduce_sum(four * concat(*shares, axis=0), axes=(0,))


def within(position: Node, size: int) -> Node:
    """1 where a position is one of a level, else 0."""
    return greater_equal(position, 0.0) * less_equal(position, size - 1.0)
