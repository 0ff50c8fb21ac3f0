"""ImageCollage: a rectangle shared out among images by their weights."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.images.arguments import MESSAGES, color_for, need_image, real, same_channels, widest
from wlmini.builtins.images.making import need_sizes
from wlmini.expr import Association, Expr, S, head_of, is_list, make_list
from wlmini.images.picture import Image, from_reals
from wlmini.images.resizing import resize
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

WIDTH = 512  # of a collage whose size is not given
SHAPES = np.linspace(0.4, 1.6, 25)  # heights for a width of 1 that are tried then
FITTINGS = ("Fill", "Fit", "Stretch")


class Cell(NamedTuple):
    """A part of the rectangle for one image."""

    picture: Image
    left: float
    top: float
    width: float
    height: float

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """left, top, right and bottom in whole pixels; neighbours share their edges."""
        left, top = round(self.left), round(self.top)
        right, bottom = round(self.left + self.width), round(self.top + self.height)
        return left, top, max(right, left + 1), max(bottom, top + 1)


Weighted = list[tuple[Any, float]]


@builtin(
    "ImageCollage[{image1, image2, ...}]",
    "ImageCollage[{weight1 -> image1, ...}]",
    "ImageCollage[{weight1, ...} -> {image1, ...}]",
    "ImageCollage[<|image1 -> weight1, ...|>]",
    'ImageCollage[images, "fitting"]',
    'ImageCollage[images, "fitting", size]',
    options={"Background": S.Automatic, "ImagePadding": 0, "Method": S.Automatic},
    messages={
        **MESSAGES,
        "fitting": "`1` is no way of fitting; there are `2`.",
        "pad": "ImagePadding -> `1` is no number of pixels.",
        "weight": "`1` is no positive weight of an image.",
    },
)
def image_collage(
    kernel: Any, images: Any, fitting: Any = "Fill", size: Any = S.Automatic, *, options: dict[str, Any]
) -> Any:
    """gives one image made of several, each with room in proportion to its weight.

    >>> ImageDimensions[ImageCollage[{ConstantImage[0, {4, 4}], ConstantImage[1, {4, 4}]}, "Fill", {60, 30}]]
    {60, 30}
    """
    if fitting is S.Automatic:
        fitting = "Fill"
    if fitting not in FITTINGS:
        raise Failure("fitting", fitting, make_list(FITTINGS), value=None)
    if options["Method"] is not S.Automatic:
        raise Failure("optnb", S.ImageCollage, S.Rule(S.Method, options["Method"]), value=None)
    margin = real(options["ImagePadding"])
    if margin is None or margin < 0:
        raise Failure("pad", options["ImagePadding"], value=None)
    named = weighted(images)
    pictures = same_channels([need_image(kernel, each) for each, _ in named])
    items = [(picture, weight) for picture, (_, weight) in zip(pictures, named, strict=True)]
    width, height = extent(items, size)
    color = S.White if options["Background"] is S.Automatic else options["Background"]
    board = np.empty((height, width, pictures[0].channels))
    board[...] = color_for(kernel, color, pictures[0])
    for cell in cells(items, 0.0, 0.0, width, height):
        put(board, cell, fitting, round(margin))
    kind = widest(pictures)
    kind = "Byte" if kind == "Bit" else kind
    return Image(from_reals(np.clip(board, 0, 1), kind), kind, pictures[0].space)


def weighted(images: Any) -> Weighted:
    """The images with their weights, heaviest first."""
    if isinstance(images, Association):
        pairs = [(key, value) for key, value in zip(images.keys(), images.values(), strict=True)]
    elif head_of(images) is S.Rule and is_list(images.parts[0]) and is_list(images.parts[1]):
        weights, items = images.parts[0].parts, images.parts[1].parts
        if len(weights) != len(items):
            raise Failure("imginv", images, value=None)
        pairs = list(zip(items, weights, strict=True))
    elif is_list(images) and images.parts:
        pairs = [pair(each) for each in images.parts]
    else:
        raise Failure("imginv", images, value=None)
    if not pairs:
        raise Failure("imginv", images, value=None)
    return sorted([(each, need_weight(weight)) for each, weight in pairs], key=lambda found: -found[1])


def pair(item: Any) -> tuple[Any, Any]:
    """An image and its weight, of weight -> image or an image alone."""
    if isinstance(item, Expr) and item.head is S.Rule and len(item.parts) == 2:
        return item.parts[1], item.parts[0]
    return item, 1


def need_weight(weight: Any) -> float:
    value = real(weight)
    if value is None or not 0 < value < math.inf:
        raise Failure("weight", weight, value=None)
    return value


def extent(items: Weighted, size: Any) -> tuple[int, int]:
    """Width and height in pixels: those given, or the shape in which the images lose least."""
    if is_list(size):
        width, height, *_ = need_sizes(size)
        return width, height
    width = WIDTH if size is S.Automatic else need_sizes(size)[0]
    best = min(SHAPES, key=lambda shape: sum(map(loss, cells(items, 0.0, 0.0, 1.0, shape))))
    return width, max(1, round(width * best))


def loss(cell: Cell) -> float:
    """How much the shape of a cell differs from that of its image, in proportion to its area."""
    wide, high = cell.picture.sizes
    return abs(math.log(cell.width / cell.height * high / wide)) * cell.width * cell.height


def cells(items: Weighted, left: float, top: float, width: float, height: float) -> Iterator[Cell]:
    """The rectangle cut across its longer side, again and again, into parts of about equal weight."""
    if len(items) == 1:
        yield Cell(items[0][0], left, top, width, height)
        return
    sums = np.cumsum([weight for _, weight in items])
    middle = int(np.argmin(np.abs(sums[:-1] / sums[-1] - 0.5))) + 1
    share = float(sums[middle - 1] / sums[-1])
    first, second = items[:middle], items[middle:]
    if width >= height:
        yield from cells(first, left, top, width * share, height)
        yield from cells(second, left + width * share, top, width * (1 - share), height)
    else:
        yield from cells(first, left, top, width, height * share)
        yield from cells(second, left, top + height * share, width, height * (1 - share))


def put(board: Any, cell: Cell, fitting: str, margin: int) -> None:
    """Draw the image of a cell on the board."""
    left, top, right, bottom = cell.bounds
    left, top, right, bottom = left + margin, top + margin, right - margin, bottom - margin
    room = board[top:bottom, left:right]
    high, wide = room.shape[:2]
    if not high or not wide or right <= left or bottom <= top:
        return
    factors = (wide / cell.picture.sizes[0], high / cell.picture.sizes[1])
    if fitting != "Stretch":
        factors = ((max if fitting == "Fill" else min)(factors),) * 2
    sizes = tuple(max(1, round(n * f)) for n, f in zip(cell.picture.sizes, factors, strict=True))
    pixels = resize(cell.picture, sizes).reals()
    over = [max(0, (have - want) // 2) for have, want in zip(pixels.shape, room.shape[:2], strict=False)]
    pixels = pixels[over[0] : over[0] + high, over[1] : over[1] + wide]
    down, across = (high - pixels.shape[0]) // 2, (wide - pixels.shape[1]) // 2
    room[down : down + pixels.shape[0], across : across + pixels.shape[1]] = pixels
