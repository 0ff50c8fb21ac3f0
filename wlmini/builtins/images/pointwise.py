"""Images changed pixel by pixel: sums and products, ImageApply, ImageAdjust, thresholds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.images.arguments import (
    MESSAGES,
    alike,
    color_for,
    is_image,
    need_image,
    need_number,
    real,
    widest,
)
from wlmini.expr import FALSE, TRUE, S, is_list, make_list
from wlmini.images.colors import converted_picture
from wlmini.images.picture import Image, Picture
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any


def combined(kernel: Any, arguments: Sequence[Any], function: Callable[[Array, Array], Array]) -> Any:
    """Images, numbers and colours joined by a function, in turn; transparency is the first one's."""
    items = arguments[0].parts if len(arguments) == 1 and is_list(arguments[0]) else arguments
    pictures = [each for each in items if is_image(each)]
    if not pictures:
        raise Failure("imginv", items[0] if items else None, value=None)
    following = iter(alike(pictures))
    same = [next(following) if is_image(each) else each for each in items]
    model = next(each for each in same if is_image(each))
    values = [
        (each.reals() if is_image(each) else color_for(kernel, each, model))[..., : model.colors]
        for each in same
    ]
    made = np.broadcast_to(reduce(function, values), (*model.array.shape[:-1], model.colors))
    if model.has_alpha:
        made = np.concatenate([made, model.reals()[..., -1:]], axis=-1)
    return model.with_reals(made, widest(pictures))


@builtin("ImageAdd[image1, image2, ...]", "ImageAdd[image, x]", messages=MESSAGES)
def image_add(kernel: Any, *images: Any) -> Any:
    """gives the image whose pixels are the sums of those of images, numbers and colours.

    >>> ImageData[ImageAdd[Image[{{0, 0.25}}], 0.5]]
    {{0.5, 0.75}}
    """
    return combined(kernel, images, np.add)


@builtin("ImageSubtract[image1, image2, ...]", "ImageSubtract[image, x]", messages=MESSAGES)
def image_subtract(kernel: Any, *images: Any) -> Any:
    """gives the image whose pixels are those of the first image minus those of the others.

    >>> ImageData[ImageSubtract[Image[{{1, 0.75}}], Image[{{0.5, 0.5}}]]]
    {{0.5, 0.25}}
    """
    return combined(kernel, images, np.subtract)


@builtin("ImageMultiply[image1, image2, ...]", "ImageMultiply[image, x]", messages=MESSAGES)
def image_multiply(kernel: Any, *images: Any) -> Any:
    """gives the image whose pixels are the products of those of images, numbers and colours.

    >>> ImageData[ImageMultiply[Image[{{1, 0.5}}], 0.5]]
    {{0.5, 0.25}}
    """
    return combined(kernel, images, np.multiply)


@builtin("ImageDifference[image1, image2]", messages=MESSAGES)
def image_difference(kernel: Any, image1: Any, image2: Any) -> Any:
    """gives the image of the absolute differences between two images.

    >>> ImageData[ImageDifference[Image[{{0, 0.25}}], Image[{{1, 0}}]]]
    {{1., 0.25}}
    """
    return combined(kernel, (image1, image2), lambda a, b: np.abs(a - b))


# -- functions of pixels -------------------------------------------------------------------------------


def applied(kernel: Any, function: Callable[..., Any], pictures: list[Image], interleaved: bool) -> Image:
    """The picture of a function's values for each pixel of pictures, or for each number of the pixels."""
    model = pictures[0]
    shape = model.array.shape[:-1]
    if not interleaved or model.channels == 1:
        columns = [each.reals().ravel().tolist() for each in pictures]
        shape = model.array.shape
    else:
        columns = [[pack(row) for row in each.reals().reshape(-1, each.channels)] for each in pictures]
    values = to_array(make_list([function(*row) for row in zip(*columns, strict=True)]))
    if values is None or values.dtype.kind == "c" or values.ndim > 2:
        raise Failure(
            "arg",
            kernel.show(pictures[0]),
            "the function should give numbers, or lists of as many",
            value=None,
        )
    made = (
        values.reshape(*shape, -1)
        if values.ndim == 2 or shape != model.array.shape
        else values.reshape(shape)
    )
    kind = model.kind if model.kind == "Real64" else "Real32"
    done: Image = model.with_reals(made, kind)
    return done


@builtin(
    "ImageApply[f, image]", "ImageApply[f, {image1, image2, ...}]", "ImageApply[f][image]",
    options={"Interleaving": TRUE, "Masking": S.All}, messages=MESSAGES,
)  # fmt: skip
def image_apply(kernel: Any, f: Any, image: Any, *, options: dict[str, Any]) -> Any:
    """gives the image with f applied to each pixel: a number, or the list of its channels.

    >>> ImageData[ImageApply[1 - # &, Image[{{0, 0.25}}]]]
    {{1., 0.75}}
    """
    pictures = [need_image(kernel, each) for each in (image.parts if is_list(image) else (image,))]
    if not pictures:
        raise Failure("imginv", image, value=None)
    made = applied(
        kernel, lambda *row: kernel.call(f, *row), alike(pictures), options["Interleaving"] is not FALSE
    )
    if options["Masking"] is S.All:
        return made
    mask = converted_picture(need_image(kernel, options["Masking"]), "Grayscale").reals()[..., :1] > 0
    return made.with_reals(np.where(mask, made.reals(), pictures[0].reals()))


@builtin("ImageApplyIndexed[f, image]", messages=MESSAGES)
def image_apply_indexed(kernel: Any, f: Any, image: Any) -> Any:
    """gives the image with f applied to each pixel and its position {row, column}.

    >>> ImageData[ImageApplyIndexed[First[#2] / 2 &, Image[{{0}, {0}}]]]
    {{0.5}, {1.}}
    """
    picture = need_image(kernel, image)
    indices = iter(np.ndindex(picture.array.shape[:-1]))

    def value(*row: Any) -> Any:
        return kernel.call(f, *row, make_list([at + 1 for at in next(indices)]))

    return applied(kernel, value, [picture], True)


@builtin("ImageAdjust[image]", "ImageAdjust[image, c]", "ImageAdjust[image, {c, b, g}]",
         "ImageAdjust[image, corr, {min, max}]", messages=MESSAGES)  # fmt: skip
def image_adjust(kernel: Any, image: Any, corr: Any = S.Automatic, limits: Any = S.Automatic) -> Any:
    """gives an image with levels stretched to 0 to 1, or with contrast c, brightness b and gamma g changed.

    >>> ImageData[ImageAdjust[Image[{{0.25, 0.5, 0.75}}]]]
    {{0., 0.5, 1.}}
    """
    picture = need_image(kernel, image)
    if corr is S.Automatic or limits is not S.Automatic:
        picture = stretched(picture, limits)
    if corr is S.Automatic:
        return picture
    numbers = [real(each) for each in (corr.parts if is_list(corr) else (corr,))]
    if not 1 <= len(numbers) <= 3 or None in numbers:
        raise Failure("arg", corr, "a contrast, or {contrast, brightness, gamma}, is expected", value=None)
    contrast, brightness, gamma = [each or 0.0 for each in numbers] + [0.0, 0.0, 1.0][len(numbers) :]
    return picture.over_colors(lambda values: corrected(values, contrast, brightness, gamma))


def stretched(picture: Image, limits: Any) -> Image:
    found = [real(each) for each in limits.parts] if is_list(limits) else []
    ends = [each for each in found if each is not None]
    if limits is not S.Automatic and (len(found) != 2 or len(ends) != 2):
        raise Failure("arg", limits, "{min, max} is expected", value=None)
    values = picture.reals()[..., : picture.colors]
    low, high = (values.min(), values.max()) if limits is S.Automatic else (ends[0], ends[1])
    if high == low:
        return picture
    done: Image = picture.over_colors(lambda given: np.clip((given - low) / (high - low), 0, 1))
    return done


def corrected(values: Array, contrast: float, brightness: float, gamma: float) -> Array:
    """Values with their distance from the middle and their size changed, then bent."""
    spread = (values - 0.5) * (1 + contrast) + 0.5
    return np.asarray(np.clip(spread * (1 + brightness), 0, 1) ** gamma)


# -- thresholds ----------------------------------------------------------------------------------------


def cluster_threshold(levels: Array) -> float:
    """Where two groups of levels differ most from each other (Otsu)."""
    counts, edges = np.histogram(levels, bins=256, range=(0.0, max(1.0, float(levels.max()))))
    centres = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    total = np.cumsum(counts * centres)
    above = below[-1] - below
    with np.errstate(all="ignore"):
        gap = below * above * (total / below - (total[-1] - total) / above) ** 2
    best = np.nan_to_num(gap)
    ties = np.flatnonzero(best >= best.max() * (1 - 1e-9))
    return float((edges[ties[0] + 1] + edges[ties[-1] + 1]) / 2)


def entropy_threshold(levels: Array) -> float:
    """Where the two groups of levels tell most together (Kapur)."""
    counts, edges = np.histogram(levels, bins=256, range=(0.0, 1.0))
    share = counts / counts.sum()
    with np.errstate(all="ignore"):
        information = -np.nan_to_num(share * np.log(share))
        below, told = np.cumsum(share), np.cumsum(information)
        sums = np.log(below) + told / below + np.log(1 - below) + (told[-1] - told) / (1 - below)
    return float(edges[int(np.argmax(np.where(np.isfinite(sums), sums, -np.inf))) + 1])


THRESHOLDS: dict[str, Callable[[Array], float]] = {
    "Cluster": cluster_threshold,
    "Entropy": entropy_threshold,
    "Mean": lambda levels: float(levels.mean()),
    "Median": lambda levels: float(np.median(levels)),
}


def levels_of(picture: Picture) -> Array:
    return (
        converted_picture(picture, "Grayscale").reals()[..., 0]
        if picture.color_space
        else picture.reals().mean(axis=-1)
    )


def found_threshold(levels: Array, method: Any) -> float:
    name = "Cluster" if method is S.Automatic else "Cluster" if method == "Otsu" else method
    if name not in THRESHOLDS:
        raise Failure("method", method, make_list(THRESHOLDS), value=None)
    return THRESHOLDS[name](levels)


METHODS = {**MESSAGES, "method": "`1` is no method of finding a threshold; there are `2`."}


@builtin("FindThreshold[image]", options={"Method": S.Automatic}, messages=METHODS)
def find_threshold(kernel: Any, image: Any, *, options: dict[str, Any]) -> Any:
    """gives the gray level that best divides the dark pixels of an image from the bright ones.

    >>> 0.2 < FindThreshold[Image[{{0.1, 0.1, 0.9, 0.9}}]] < 0.9
    True
    """
    return found_threshold(levels_of(need_image(kernel, image)), options["Method"])


@builtin(
    "Binarize[image]", "Binarize[image, t]", "Binarize[image, {t1, t2}]", "Binarize[image, f]",
    options={"Method": S.Automatic}, messages=METHODS,
)  # fmt: skip
def binarize(kernel: Any, image: Any, t: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """gives the image that is 1 where the level is above a threshold, between two, or where f gives True.

    >>> ImageData[Binarize[Image[{{0.1, 0.6, 0.5}}], 0.5]]
    {{0, 1, 0}}
    >>> ImageData[Binarize[Image[{{0.1, 0.1, 0.8, 0.9}}]]]
    {{0, 0, 1, 1}}
    """
    if is_list(image):
        return make_list([binarize(kernel, each, t, options=options) for each in image.parts])
    picture = need_image(kernel, image)
    return bits(picture, chosen_pixels(kernel, picture, t, options["Method"]))


def bits(model: Picture, mask: Array) -> Any:
    """The image of ones where a mask holds."""
    return type(model)(mask.astype(np.uint8), "Bit", "Grayscale")


def chosen_pixels(kernel: Any, picture: Image, t: Any, method: Any) -> Array:
    if t is S.Automatic:
        levels = levels_of(picture)
        return levels > found_threshold(levels, method)
    number = real(t)
    if number is not None:
        return levels_of(picture) > number + 1e-7
    if is_list(t) and len(t) == 2:
        low, high = (need_number(each, "a number") for each in t.parts)
        levels = levels_of(picture)
        return (levels >= low - 1e-7) & (levels <= high + 1e-7)
    pixels = picture.reals().reshape(-1, picture.channels)
    told = [kernel.call(t, row[0].item() if len(row) == 1 else pack(row)) for row in pixels]
    if any(each not in (TRUE, FALSE) for each in told):
        raise Failure(
            "arg",
            t,
            "a threshold, a pair of them or a function that gives True or False is expected",
            value=None,
        )
    return np.array([each is TRUE for each in told]).reshape(picture.array.shape[:-1])


SHRINKING: dict[Any, Callable[[Array, float], Array]] = {  # absolute values above t -> what is kept of them
    "Hard": lambda size, t: size,
    "Soft": lambda size, t: size - t,
    "PiecewiseGarrote": lambda size, t: size - t**2 / np.where(size > t, size, 1),
    "Hyperbola": lambda size, t: np.sqrt(np.maximum(size**2 - t**2, 0)),
}


@builtin("Threshold[data]", "Threshold[data, t]", "Threshold[data, {type, t}]", messages=METHODS)
def threshold(kernel: Any, data: Any, t: Any = S.Automatic) -> Any:
    """gives data, a list of numbers or an image, with the values of absolute size t and less made 0.

    >>> Threshold[{0.1, -0.2, 0.5, 1.}, 0.3]
    {0, 0, 0.5, 1.}
    """
    kind, limit = t.parts if is_list(t) and len(t) == 2 else ("Hard", t)
    values = data.reals() if is_image(data) else to_array(data)
    if values is None or values.dtype.kind == "c" or not values.size:
        raise Failure("arg", data, "a list of real numbers or an image is expected", value=None)
    size = np.abs(values)
    number = real(limit)
    if number is None:
        number = found_threshold(size, limit)
    if kind not in SHRINKING:
        raise Failure("method", kind, make_list(SHRINKING), value=None)
    kept = np.sign(values) * SHRINKING[kind](size, number)
    made = np.where(size > number, values if kind == "Hard" else kept, 0)
    return data.with_reals(made) if is_image(data) else with_exact_zeros(made)


def with_exact_zeros(array: Array) -> Any:
    rows = array.tolist()

    def zeros(part: Any) -> Any:
        return make_list([zeros(each) for each in part]) if isinstance(part, list) else part or 0

    return zeros(rows)
