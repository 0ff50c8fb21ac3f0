"""Image, Image3D and other ways to make an image out of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.images.arguments import MESSAGES, color_for, is_image, need_image, real
from wlmini.builtins.random import generator
from wlmini.expr import FALSE, S, boolean, is_list, make_list
from wlmini.images.colors import SPACES, converted_picture
from wlmini.images.picture import CHANNELS, KINDS, Image, Image3D, Picture, from_numbers, kind_of
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

OPTIONS = {
    "BaselinePosition": S.Automatic,
    "ColorSpace": S.Automatic, "Interleaving": S.Automatic, "ImageSize": S.Automatic,
    "Magnification": S.Automatic, "ImageResolution": S.Automatic, "MetaInformation": S["None"],
}  # fmt: skip
KEPT = ("ImageSize", "Magnification", "ImageResolution", "MetaInformation")


def need_kind(kind: Any) -> str:
    found = kind_of(kind)
    if found is None:
        raise Failure("type", kind, make_list(KINDS), value=None)
    return found


def need_space(space: Any) -> str | None:
    """The colour space of an option; None where it is left open."""
    if space is S.Automatic or space is S["None"]:
        return None
    if space not in SPACES:
        raise Failure("cspace", space, make_list(SPACES), value=None)
    return str(space)


def kept_settings(options: dict[str, Any]) -> tuple[Any, ...]:
    """The options of display that an image carries along."""
    return tuple(
        S.Rule(S[name], options[name]) for name in KEPT if options[name] not in (S.Automatic, S["None"])
    )


def make(cls: type[Picture], kernel: Any, data: Any, kind: Any, options: dict[str, Any]) -> Picture | None:
    """The image of numbers, or of another image with another type or other options."""
    space = need_space(options["ColorSpace"])
    settings = kept_settings(options)
    wanted = None if kind is S.Automatic else need_kind(kind)
    if isinstance(data, Picture):
        made = data if wanted is None else data.as_type(wanted)
        made = made if space is None else converted_picture(made, space)
        return type(made)(made.array, made.kind, made.space, settings or made.settings)
    picture = from_numbers(cls, data, wanted, options["Interleaving"] is not FALSE)
    if picture is None or (space and picture.channels not in (CHANNELS[space], CHANNELS[space] + 1)):
        return None
    picture.space, picture.settings = space, settings
    return picture


@builtin(
    "Image[data]",
    "Image[data, type]",
    "Image[image, type]",
    options=OPTIONS,
    messages={**MESSAGES, "imgarray": "`1` is no array of numbers that makes an image."},
)
def image(kernel: Any, data: Any, kind: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """is an image of gray levels {{g11, ...}, ...}, 0 black and 1 white, or of pixels with several channels.

    >>> ImageDimensions[Image[{{0, 0.5, 1}, {1, 0.5, 0}}]]
    {3, 2}
    >>> ImageData[Image[{{0, 255}, {51, 0}}, "Byte"]]
    {{0., 1.}, {0.2, 0.}}
    """
    if not is_image(data) and not is_numeric(data):
        if isinstance(data, (str, int, float)):
            raise Failure("imgarray", data, value=None)
        data = need_image(kernel, data)
    made = make(Image, kernel, data, kind, options)
    if made is None:
        raise Failure("imgarray", data, value=None)
    return made


def is_numeric(data: Any) -> bool:
    return is_list(data) or getattr(data, "head", None) is S.NumericArray


@builtin(
    "Image3D[data]",
    "Image3D[data, type]",
    "Image3D[{image1, image2, ...}]",
    options=OPTIONS,
    messages={**MESSAGES, "imgarray": "`1` is no array of numbers that makes an image."},
)
def image_3d(kernel: Any, data: Any, kind: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """is a three-dimensional image, given as its slices from the top.

    >>> ImageDimensions[Image3D[{{{0, 1, 1}}, {{1, 0, 0}}}]]
    {3, 1, 2}
    """
    if is_list(data) and data.parts and all(isinstance(each, Image) for each in data.parts):
        slices = data.parts
        if len({(each.array.shape, each.kind) for each in slices}) > 1:
            raise Failure("imgarray", data, value=None)
        stacked = Image3D(np.stack([each.array for each in slices]), slices[0].kind, slices[0].space)
        return make(Image3D, kernel, stacked, kind, options)
    made = make(Image3D, kernel, data, kind, options)
    if made is None:
        raise Failure("imgarray", data, value=None)
    return made


def need_sizes(size: Any) -> tuple[int, ...]:
    """{width, height} as numbers; n stands for {n, n}."""
    array = to_array(size)
    if array is not None and array.dtype.kind == "i" and array.min(initial=1) > 0 and array.ndim < 2:
        sizes = tuple(int(each) for each in np.atleast_1d(array))
        if len(sizes) <= 3:
            return sizes * 2 if len(sizes) == 1 else sizes
    raise Failure("size", size, value=None)


@builtin("ConstantImage[color, size]", "ConstantImage[color, size, type]", options=OPTIONS, messages=MESSAGES)
def constant_image(
    kernel: Any, color: Any, size: Any, kind: Any = S.Automatic, *, options: dict[str, Any]
) -> Any:
    """gives an image of one colour, or gray level, everywhere.

    >>> ImageData[ConstantImage[0.5, {3, 1}]]
    {{0.5, 0.5, 0.5}}
    >>> ImageChannels[ConstantImage[RGBColor[1, 0, 0], 10]]
    3
    """
    sizes = need_sizes(size)
    plain = real(color) is not None or getattr(color, "head", None) is S.GrayLevel
    count = len(color) if is_list(color) else 1 if plain else 3
    cls = Image if len(sizes) == 2 else Image3D
    model = cls(np.zeros((*sizes[::-1], count)), "Real32", None if plain or is_list(color) else "RGB")
    filled = np.broadcast_to(color_for(kernel, color, model), model.array.shape)
    made = model.with_reals(filled, "Real32" if kind is S.Automatic else need_kind(kind))
    return make(cls, kernel, made, S.Automatic, options)


@builtin(
    "RandomImage[]", "RandomImage[max]", "RandomImage[dist]", "RandomImage[dist, size]",
    "RandomImage[dist, size, type]",
    options=OPTIONS, messages=MESSAGES,
    refused=("Interleaving",),
)  # fmt: skip
def random_image(
    kernel: Any, dist: Any = 1, size: Any = 150, kind: Any = S.Automatic, *, options: dict[str, Any]
) -> Any:
    """gives an image of random gray levels between 0 and max, those of a pair, or of a distribution.

    >>> ImageDimensions[RandomImage[1, {5, 4}]]
    {5, 4}
    """
    sizes = need_sizes(size)
    space = need_space(options["ColorSpace"])
    shape = (*sizes[::-1], CHANNELS[space or "Grayscale"])
    found = [0.0, real(dist)] if not is_list(dist) else [real(each) for each in dist.parts]
    ends = [each for each in found if each is not None]
    if len(ends) == len(found) == 2:
        values: Any = generator(kernel).uniform(min(ends), max(ends), size=shape)
    else:
        values = to_array(kernel.evaluate(S.RandomVariate(dist, make_list(shape))))
        if values is None:
            raise Failure(
                "arg", dist, "a number, a pair of numbers or a distribution is expected", value=None
            )
    picture = Image if len(sizes) == 2 else Image3D
    made = picture(np.zeros(shape, np.float32), "Real32", space)
    filled = made.with_reals(values, "Real32" if kind is S.Automatic else need_kind(kind))
    filled.settings = kept_settings(options)
    return filled


@builtin("ImageQ[expr]")
def image_q(kernel: Any, expr: Any) -> Any:
    """tells whether an expression is an image.

    >>> ImageQ[Image[{{0, 1}}]]
    True
    >>> ImageQ[{{0, 1}}]
    False
    """
    return boolean(is_image(expr))
