"""What an image is made of: its numbers, sizes, type, colour space, single pixels, measurements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.images.arguments import MESSAGES, color_for, is_image, need_image, need_number, real
from wlmini.builtins.images.making import need_kind
from wlmini.builtins.images.resampling import bilinear
from wlmini.expr import FALSE, TRUE, Association, Packed, S, is_list, make_list
from wlmini.images.picture import KINDS, Picture, as_kind
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any


def whole_numbers(array: Array) -> Any:
    return pack(array.astype(np.int64))


@builtin(
    "ImageData[image]",
    "ImageData[image, type]",
    options={"Interleaving": S.Automatic, "DataReversed": FALSE},
    messages=MESSAGES,
)
def image_data(kernel: Any, image: Any, kind: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """gives the numbers of an image, as reals from 0 to 1 or as a type has them, row by row from the top.

    >>> ImageData[Image[{{0, 1}, {0.5, 0.25}}]]
    {{0., 1.}, {0.5, 0.25}}
    >>> ImageData[Image[{{0, 1}, {0.2, 0.}}], "Byte"]
    {{0, 255}, {51, 0}}
    """
    picture = need_image(kernel, image)
    if kind is S.Automatic or kind == "Real":
        array = picture.array if picture.kind == "Bit" and kind is S.Automatic else picture.reals()
    else:
        array = as_kind(picture.array, picture.kind, need_kind(kind))
    if options["DataReversed"] is TRUE:
        array = array[::-1]
    if picture.channels == 1:
        return pack(array[..., 0])
    return pack(np.moveaxis(array, -1, 0) if options["Interleaving"] is FALSE else array)


@builtin("ImageDimensions[image]", messages=MESSAGES)
def image_dimensions(kernel: Any, image: Any) -> Any:
    """gives the width and the height of an image in pixels.

    >>> ImageDimensions[Image[{{0, 1, 0}, {1, 0, 1}}]]
    {3, 2}
    """
    return make_list(need_image(kernel, image).sizes)


@builtin("ImageAspectRatio[image]", messages=MESSAGES)
def image_aspect_ratio(kernel: Any, image: Any) -> Any:
    """gives the height of an image over its width.

    >>> ImageAspectRatio[Image[{{0, 1, 0, 1}, {1, 0, 1, 0}}]]
    1/2
    """
    width, height = need_image(kernel, image).sizes[:2]
    return kernel.evaluate(S.Divide(height, width))


@builtin("ImageChannels[image]", messages=MESSAGES)
def image_channels(kernel: Any, image: Any) -> Any:
    """gives the number of channels of an image.

    >>> ImageChannels[Image[{{{1, 0, 0}, {0, 1, 0}}}]]
    3
    """
    return need_image(kernel, image).channels


@builtin("ImageType[image]", messages=MESSAGES)
def image_type(kernel: Any, image: Any) -> Any:
    """gives the type of the numbers of an image: "Bit", "Byte", "Bit16", "Real32" or "Real64".

    >>> ImageType[Image[{{0, 255}}, "Byte"]]
    Byte
    """
    return need_image(kernel, image).kind


@builtin("ImageColorSpace[image]", messages=MESSAGES)
def image_color_space(kernel: Any, image: Any) -> Any:
    """gives the colour space of an image, Automatic where none was named.

    >>> ImageColorSpace[Image[{{{0, 0, 1}}}, ColorSpace -> "RGB"]]
    RGB
    """
    return need_image(kernel, image).space or S.Automatic


# -- single pixels ---------------------------------------------------------------------------------


def value_at(values: Array) -> Any:
    """The value of a pixel: a number, or the list of those of the channels."""
    return pack(values[..., 0] if values.shape[-1] == 1 else values)


def places(spec: Any, rank: int) -> tuple[Array, bool] | None:
    """Positions as rows of coordinates, and whether one alone was given."""
    array = to_array(spec)
    if array is None or array.ndim not in (1, 2) or array.shape[-1] != rank:
        return None
    return np.atleast_2d(array).astype(float), array.ndim == 1


@builtin("PixelValue[image, pos]", "PixelValue[image, pos, type]", messages=MESSAGES)
def pixel_value(kernel: Any, image: Any, pos: Any, kind: Any = S.Automatic) -> Any:
    """gives the value of the pixel at column x and row y, {x, y}, where {1, 1} is at the left of the bottom.

    >>> PixelValue[Image[{{0.25, 0.5}, {0.75, 1}}], {1, 1}]
    0.75
    >>> PixelValue[Image[{{0.25, 0.5}, {0.75, 1}}], {{1, 2}, {2, 1}}]
    {0.25, 1.}
    """
    picture = need_image(kernel, image)
    found = places(pos, picture.rank)
    if found is None:
        raise Failure("arg", pos, "a position or a list of positions is expected", value=None)
    at, alone = found
    sizes = np.array(picture.sizes)
    at = np.clip(np.ceil(at).astype(int), 1, sizes)
    index = tuple(np.moveaxis(np.column_stack([at[:, :1] - 1, (sizes - at)[:, 1:]])[:, ::-1], -1, 0))
    values = picture.array[index]
    values = picture.reals()[index] if kind is S.Automatic else as_kind(values, picture.kind, need_kind(kind))
    return value_at(values[0] if alone else values)


@builtin("ImageValue[image, pos]", "ImageValue[image, pos, type]", messages=MESSAGES)
def image_value(kernel: Any, image: Any, pos: Any, kind: Any = S.Automatic) -> Any:
    """gives the value of an image at a position, where {0, 0} is the corner at the left of the bottom and
    each pixel has the size 1; between the centres of pixels values are mixed.

    >>> ImageValue[Image[{{0, 1}}], {0.5, 0.5}]
    0.
    >>> ImageValue[Image[{{0, 1}}], {1, 0.5}]
    0.5
    """
    picture = need_image(kernel, image)
    found = places(pos, 2)
    if found is None or picture.rank != 2:
        raise Failure("arg", pos, "a position or a list of positions is expected", value=None)
    at, alone = found
    height = picture.sizes[1]
    values = bilinear(picture.reals(), height - at[:, 1] - 0.5, at[:, 0] - 0.5)
    values = values if kind is S.Automatic else as_kind(values, "Real64", need_kind(kind))
    return value_at(values[0] if alone else values)


@builtin(
    "PixelValuePositions[image, value]", "PixelValuePositions[image, value, distance]", messages=MESSAGES
)
def pixel_value_positions(kernel: Any, image: Any, value: Any, distance: Any = 0) -> Any:
    """gives the positions {x, y} of all pixels with a value, or at most a distance from it.

    >>> PixelValuePositions[Image[{{0, 1}, {0, 0}}], 1]
    {{2, 2}}
    """
    picture = need_image(kernel, image)
    near = need_number(distance, "a nonnegative number", 0)
    wanted = color_for(kernel, value, picture)
    gap = np.sqrt(((picture.reals() - wanted) ** 2).sum(axis=-1))
    found = np.argwhere(gap <= near + 1e-6)
    x, y = found[:, 1] + 1, picture.sizes[1] - found[:, 0]
    return make_list([pack(each) for each in np.column_stack([x, y])])


# -- all pixels together ---------------------------------------------------------------------------


def over_channels(function: Callable[..., Array]) -> Callable[[Picture], Any]:
    def measure(picture: Picture) -> Any:
        values = function(picture.reals().reshape(-1, picture.channels))
        return value_at(np.asarray(values))

    return measure


def intensity(picture: Picture) -> Array:
    """The mean of the channels of each pixel."""
    return picture.reals()[..., : picture.colors].mean(axis=-1)


MEASURES: dict[str, Callable[[Picture], Any]] = {
    "Dimensions": lambda picture: make_list(picture.sizes),
    "AspectRatio": lambda picture: picture.sizes[1] / picture.sizes[0],
    "Channels": lambda picture: picture.channels,
    "ColorSpace": lambda picture: picture.space or S.Automatic,
    "DataType": lambda picture: picture.kind,
    "Transparency": lambda picture: TRUE if picture.has_alpha else FALSE,
    "Min": over_channels(lambda values: values.min(axis=0)),
    "Max": over_channels(lambda values: values.max(axis=0)),
    "Mean": over_channels(lambda values: values.mean(axis=0)),
    "Median": over_channels(lambda values: np.median(values, axis=0)),
    "Total": over_channels(lambda values: values.sum(axis=0)),
    "StandardDeviation": over_channels(lambda values: values.std(axis=0, ddof=1)),
    "MinIntensity": lambda picture: float(intensity(picture).min()),
    "MaxIntensity": lambda picture: float(intensity(picture).max()),
    "MeanIntensity": lambda picture: float(intensity(picture).mean()),
    "MedianIntensity": lambda picture: float(np.median(intensity(picture))),
    "TotalIntensity": lambda picture: float(intensity(picture).sum()),
    "StandardDeviationIntensity": lambda picture: float(intensity(picture).std(ddof=1)),
}


OF_THE_WHOLE = ("Dimensions", "AspectRatio", "Channels", "ColorSpace", "DataType", "Transparency")


def measured(kernel: Any, picture: Picture, name: str, masking: Any) -> Any:
    """A measurement of an image, over the pixels where a mask is not black."""
    if masking in (S.All, S.Full, S.Automatic) or name in OF_THE_WHOLE:
        return MEASURES[name](picture)
    mask = need_image(kernel, masking)
    if mask.sizes != picture.sizes:
        raise Failure("mask", masking, picture, value=None)
    chosen = picture.array[intensity(mask) > 0]
    if not len(chosen):
        return S.Indeterminate
    return MEASURES[name](picture.with_array(chosen[None]))


@builtin(
    'ImageMeasurements[image, "prop"]',
    options={"Masking": S.All},
    messages={
        **MESSAGES,
        "prop": "`1` is no measurement of an image; there are `2`.",
        "mask": "The mask `1` does not have the size of the image `2`.",
    },
)
def image_measurements(kernel: Any, image: Any, prop: Any, *, options: dict[str, Any]) -> Any:
    """gives a measurement of an image, such as "Mean" or "Max" of each channel, or a list of several.

    >>> ImageMeasurements[Image[{{0, 1}, {1, 0}}], "Mean"]
    0.5
    """
    if is_list(image):
        return make_list([image_measurements(kernel, each, prop, options=options) for each in image.parts])
    picture = need_image(kernel, image)
    names = prop.parts if is_list(prop) else MEASURES if prop is S.All else (prop,)
    for name in names:
        if name not in MEASURES:
            raise Failure("prop", name, make_list(MEASURES), value=None)
    if prop is S.All:
        return Association.of([(name, measured(kernel, picture, name, options["Masking"])) for name in names])
    values = [measured(kernel, picture, name, options["Masking"]) for name in names]
    return make_list(values) if is_list(prop) else values[0]


@builtin(
    "ImageLevels[image]",
    "ImageLevels[image, bins]",
    "ImageLevels[image, {min, max, width}]",
    messages=MESSAGES,
)
def image_levels(kernel: Any, image: Any, bins: Any = S.Automatic) -> Any:
    """gives how many pixels have each level, {{level, count}, ...}; for each channel where there are more.

    >>> ImageLevels[Image[{{0, 1}, {1, 1}}, "Bit"]]
    {{0, 1}, {1, 3}}
    """
    picture = need_image(kernel, image)
    edges, levels = level_bins(picture, bins)
    found = []
    for channel in np.moveaxis(picture.reals(), -1, 0):
        counts, _ = np.histogram(channel, edges)
        found.append(make_list([make_list(pair) for pair in zip(levels, counts.tolist(), strict=True)]))
    return found[0] if picture.channels == 1 else make_list(found)


def level_bins(picture: Picture, bins: Any) -> tuple[Array, list[Any]]:
    """The edges of the bins that levels fall into, and the level that stands for each."""
    one = KINDS[picture.kind].one
    if bins is S.Automatic and one in (1, 255):
        return (np.arange(one + 2) - 0.5) / one, list(range(one + 1)) if one == 1 else [
            n / one for n in range(one + 1)
        ]
    if isinstance(bins, int) and bins > 0 or bins is S.Automatic:
        count = bins if isinstance(bins, int) else 256
        edges = np.linspace(0, 1, count + 1)
    else:
        numbers = [real(each) for each in bins.parts] if is_list(bins) else []
        if len(numbers) != 3 or None in numbers or not numbers[2] or numbers[2] <= 0:
            raise Failure("arg", bins, "a number of bins or {min, max, width} is expected", value=None)
        low, high, width = [each for each in numbers if each is not None]
        edges = np.arange(low, high + width / 2, width)
    return edges, [float(each) for each in edges[:-1]]


def numbers_of(kernel: Any, expr: Any) -> Array | None:
    """The array of an image or of a list of numbers."""
    return expr.reals() if is_image(expr) else expr.array if isinstance(expr, Packed) else to_array(expr)
