"""Distances of images and colours, and further filters: ImageDistance, ColorDistance, ImageFilter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.images.arguments import MESSAGES, alike, need_image, need_number, radii, real
from wlmini.builtins.images.filtering import flat, over_planes, window
from wlmini.builtins.images.morphology import as_given, foreground, over_levels
from wlmini.expr import S, is_list, make_list
from wlmini.images.colors import color_values, convert
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

Array = Any
DISTANCES: dict[Any, Callable[[Array, Array], float]] = {
    S.Automatic: lambda a, b: float(np.sqrt(((a - b) ** 2).sum())),
    S.EuclideanDistance: lambda a, b: float(np.sqrt(((a - b) ** 2).sum())),
    S.SquaredEuclideanDistance: lambda a, b: float(((a - b) ** 2).sum()),
    S.ManhattanDistance: lambda a, b: float(np.abs(a - b).sum()),
    S.ChessboardDistance: lambda a, b: float(np.abs(a - b).max()),
    "MeanEuclideanDistance": lambda a, b: float(np.sqrt(((a - b) ** 2).sum(axis=-1)).mean()),
    "MeanSquaredEuclideanDistance": lambda a, b: float(((a - b) ** 2).sum(axis=-1).mean()),
    "RootMeanSquare": lambda a, b: float(np.sqrt(((a - b) ** 2).mean())),
    "MeanManhattanDistance": lambda a, b: float(np.abs(a - b).sum(axis=-1).mean()),
}


def need_distance(function: Any, table: Any = DISTANCES) -> Any:
    if function not in table:
        raise Failure("arg", function, "this distance is not built yet", value=None)
    return table[function]


@builtin("ImageDistance[image1, image2]", options={"DistanceFunction": S.Automatic}, messages=MESSAGES)
def image_distance(kernel: Any, image1: Any, image2: Any, *, options: dict[str, Any]) -> Any:
    """gives how far two images of one size are apart, all their pixels taken as one vector.

    >>> ImageDistance[Image[{{0, 0}}], Image[{{0, 1}}]]
    1.
    """
    first, second = alike([need_image(kernel, image1), need_image(kernel, image2)])
    return need_distance(options["DistanceFunction"])(first.reals(), second.reals())


@builtin("ColorDistance[color1, color2]", options={"DistanceFunction": S.Automatic}, messages=MESSAGES)
def color_distance(kernel: Any, color1: Any, color2: Any, *, options: dict[str, Any]) -> Any:
    """gives how far apart two colours are, as the distance in the colour space LAB.

    >>> ColorDistance[RGBColor[1, 0, 0], RGBColor[1, 0, 0]]
    0.
    """
    if is_list(color1):
        return make_list([color_distance(kernel, each, color2, options=options) for each in color1.parts])
    if options["DistanceFunction"] not in (S.Automatic, "CIE76", S.EuclideanDistance):
        need_distance(options["DistanceFunction"], {})
    places = []
    for color in (color1, color2):
        found = color_values(kernel.evaluate(color))
        if found is None:
            raise Failure("color", color, value=None)
        places.append(convert(np.array(found[1]), found[0], "LAB"))
    return float(np.sqrt(((places[0] - places[1]) ** 2).sum()))


@builtin("ImageClip[image]", "ImageClip[image, {min, max}]", messages=MESSAGES)
def image_clip(kernel: Any, image: Any, limits: Any = S.Automatic) -> Any:
    """gives an image with values below 0, or min, and above 1, or max, brought to these.

    >>> ImageData[ImageClip[Image[{{-0.5, 0.5, 2}}]]]
    {{0., 0.5, 1.}}
    """
    ends = [0.0, 1.0] if limits is S.Automatic else [real(each) for each in getattr(limits, "parts", ())]
    if len(ends) != 2 or any(each is None for each in ends):
        raise Failure("arg", limits, "{min, max} is expected", value=None)
    return need_image(kernel, image).over_colors(lambda values: np.clip(values, ends[0], ends[1]))


# -- filters -------------------------------------------------------------------------------------------


@builtin("ImageFilter[f, image, r]", messages=MESSAGES)
def image_filter(kernel: Any, f: Any, image: Any, r: Any) -> Any:
    """gives an image with each pixel replaced by f of the matrix of the pixels up to r away.

    >>> ImageData[ImageFilter[Max, Image[{{0, 1, 0, 0}}], 1]]
    {{1., 1., 1., 0.}}
    """
    down, across = (int(each) for each in radii(r))

    def filtered(plane: Array) -> Array:
        wide = np.pad(plane, ((down, down), (across, across)), mode="edge")
        near = np.lib.stride_tricks.sliding_window_view(wide, (2 * down + 1, 2 * across + 1))
        values = [kernel.call(f, pack(each)) for each in near.reshape(-1, *near.shape[2:])]
        found = to_array(make_list(values))
        if found is None or found.ndim != 1 or found.dtype.kind == "c":
            raise Failure("arg", f, "the function should give a number for a matrix", value=None)
        return found.reshape(plane.shape)

    picture = need_image(kernel, image)
    return over_planes(kernel, picture, filtered, picture.kind if picture.kind == "Real64" else "Real32")


@builtin("StandardDeviationFilter[image, r]", messages=MESSAGES)
def standard_deviation_filter(kernel: Any, image: Any, r: Any) -> Any:
    """gives an image, or matrix, with each pixel replaced by the standard deviation of those up to r away.

    >>> ImageDimensions[StandardDeviationFilter[ConstantImage[0.5, {4, 3}], 1]]
    {4, 3}
    """
    size = window(radii(r))
    count = size[0] * size[1]

    def spread(plane: Array) -> Array:
        mean, square = (
            library("scipy.ndimage").uniform_filter(x, size, mode="nearest") for x in (plane, plane**2)
        )
        return np.sqrt(np.clip(square - mean**2, 0, None) * count / max(1, count - 1))

    return over_planes(kernel, image, flat(spread))


@builtin("RangeFilter[image, r]", messages=MESSAGES)
def range_filter(kernel: Any, image: Any, r: Any) -> Any:
    """gives an image, or matrix, with each pixel replaced by the range of the values up to r away.

    >>> ImageData[RangeFilter[Image[{{0, 0, 1, 1, 1}}], 1]]
    {{0., 1., 1., 0., 0.}}
    """
    size = window(radii(r))
    ndimage = library("scipy.ndimage")
    return over_planes(
        kernel,
        image,
        flat(
            lambda plane: (
                ndimage.maximum_filter(plane, size, mode="nearest")
                - ndimage.minimum_filter(plane, size, mode="nearest")
            )
        ),
    )


# -- shapes --------------------------------------------------------------------------------------------


@builtin("TopHatTransform[image, r]", messages=MESSAGES)
def top_hat_transform(kernel: Any, image: Any, r: Any) -> Any:
    """gives an image less its opening: the bright spots that are smaller.

    >>> ImageData[TopHatTransform[Image[{{0, 0, 0}, {0, 1, 0}, {0, 0, 0}}], 1]][[2]]
    {0., 1., 0.}
    """
    picture = need_image(kernel, image)
    return picture.with_reals(
        picture.reals() - over_levels(kernel, picture, r, "grey_erosion", "grey_dilation").reals()
    )


@builtin("BottomHatTransform[image, r]", messages=MESSAGES)
def bottom_hat_transform(kernel: Any, image: Any, r: Any) -> Any:
    """gives the closing of an image less the image: the dark spots that are smaller.

    >>> ImageData[BottomHatTransform[Image[{{1, 1, 1}, {1, 0, 1}, {1, 1, 1}}], 1]][[2]]
    {0., 1., 0.}
    """
    picture = need_image(kernel, image)
    return picture.with_reals(
        over_levels(kernel, picture, r, "grey_dilation", "grey_erosion").reals() - picture.reals()
    )


@builtin("FillingTransform[image]", messages=MESSAGES)
def filling_transform(kernel: Any, image: Any) -> Any:
    """gives an image with its holes, which no way leads out of, filled.

    >>> ImageData[FillingTransform[Image[{{1, 1, 1}, {1, 0, 1}, {1, 1, 1}}, "Bit"]]]
    {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}
    """
    return as_given(image, library("scipy.ndimage").binary_fill_holes(foreground(kernel, image)))


@builtin("Thinning[image]", "Thinning[image, n]", messages=MESSAGES)
def thinning(kernel: Any, image: Any, n: Any = S.Infinity) -> Any:
    """gives an image whose shapes are worn away to lines one pixel wide, in at most n rounds.

    >>> Total[ImageData[Thinning[Image[ConstantArray[1, {3, 9}], "Bit"]]], 2] < 27
    True
    """
    limit = (
        10**6 if n in (S.Infinity, S.DirectedInfinity(1)) else int(need_number(n, "a nonnegative integer", 0))
    )
    mask = foreground(kernel, image)
    for _ in range(limit):
        worn = worn_once(worn_once(mask, 0), 1)
        if (worn == mask).all():
            break
        mask = worn
    return as_given(image, mask)


def worn_once(mask: Array, turn: int) -> Array:
    """One half round: border pixels that hold nothing together go (Zhang and Suen)."""
    wide = np.pad(mask, 1)
    height, width = mask.shape
    ring = [(0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0)]  # from above, clockwise
    near = [wide[y : y + height, x : x + width] for y, x in ring]
    count = sum(each.astype(int) for each in near)
    steps = sum((~a & b).astype(int) for a, b in zip(near, [*near[1:], near[0]], strict=True))
    up, right, down, left = near[0], near[2], near[4], near[6]
    open_sides = (
        ~(up & right & down) & ~(right & down & left)
        if turn == 0
        else ~(up & right & left) & ~(up & down & left)
    )
    return mask & ~((count >= 2) & (count <= 6) & (steps == 1) & open_sides)
