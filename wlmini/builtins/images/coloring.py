"""Colours and channels of images: ColorConvert, ColorSeparate, AlphaChannel, ColorQuantize, Colorize."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.images.arguments import (
    MESSAGES,
    alike,
    color_for,
    is_image,
    need_image,
    opaque,
    real,
    same_channels,
    widest,
)
from wlmini.builtins.images.making import need_space
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.images.colors import SPACES, color_values, convert, converted_picture
from wlmini.images.picture import CHANNELS, Image, Picture
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
SPACE_NAMES = {
    "RGB": "RGB", "Grayscale": "Grayscale", "GrayLevel": "Grayscale", "Hue": "HSB", "HSB": "HSB",
    "RGBColor": "RGB", "CMYK": "CMYK", "CMYKColor": "CMYK", "XYZ": "XYZ", "XYZColor": "XYZ", "LAB": "LAB",
    "LABColor": "LAB", "LUV": "LUV", "LUVColor": "LUV", "LCH": "LCH", "LCHColor": "LCH",
}  # fmt: skip


@builtin("ColorConvert[color, space]", "ColorConvert[image, space]", messages=MESSAGES)
def color_convert(kernel: Any, color: Any, space: Any) -> Any:
    """gives a colour, or an image, in another colour space.

    >>> ColorConvert[RGBColor[1, 0, 0], "HSB"]
    Hue[0., 1., 1.]
    >>> ImageData[ColorConvert[Image[{{{1, 0, 0}, {1, 1, 1}}}], "Grayscale"]]
    {{0.299, 1.}}
    """
    name = getattr(space, "short", space)
    wanted = SPACE_NAMES.get(name) if isinstance(name, str) else None
    if wanted is None:
        raise Failure("cspace", space, make_list(SPACES), value=None)
    return converted(kernel, color, wanted)


def converted(kernel: Any, color: Any, space: str) -> Any:
    if is_list(color):
        return make_list([converted(kernel, each, space) for each in color.parts])
    if isinstance(color, Picture):
        return converted_picture(color, space)
    found = color_values(color)
    if found is None:
        raise Failure("imginv", color, value=None)
    old, values, opacity = found
    if old == space:
        return color
    made = convert(np.array(values), old, space).tolist()
    return Expr(SPACES[space].head, [*made, *(() if opacity is None else (opacity,))])


@builtin("ColorNegate[image]", "ColorNegate[color]", messages=MESSAGES)
def color_negate(kernel: Any, image: Any) -> Any:
    """gives an image, or a colour, with each value replaced by 1 minus it.

    >>> ImageData[ColorNegate[Image[{{0, 0.25}}]]]
    {{1., 0.75}}
    >>> ColorNegate[RGBColor[1, 0, 0]]
    RGBColor[0, 1, 1]
    """
    if is_list(image):
        return make_list([color_negate(kernel, each) for each in image.parts])
    found = color_values(image)
    if found is not None and found[0] in ("RGB", "Grayscale"):
        parts = image.parts[0].parts if is_list(image.parts[0]) else image.parts
        count = CHANNELS[found[0]]
        return Expr(
            image.head, [*(kernel.evaluate(S.Subtract(1, each)) for each in parts[:count]), *parts[count:]]
        )
    if found is not None:
        space, values, opacity = found
        made = convert(1 - convert(np.array(values), space, "RGB"), "RGB", space).tolist()
        return Expr(image.head, [*made, *(() if opacity is None else (opacity,))])
    return need_image(kernel, image).over_colors(lambda values: 1 - values)


@builtin("ColorSeparate[image]", "ColorSeparate[image, space]", messages=MESSAGES)
def color_separate(kernel: Any, image: Any, space: Any = None) -> Any:
    """gives the list of the channels of an image, each an image; of one channel where its name is given.

    >>> ImageData /@ ColorSeparate[Image[{{{1, 0.5, 0}}}]]
    {{{1.}}, {{0.5}}, {{0.}}}
    """
    picture = need_image(kernel, image)
    if space is not None and space not in SPACES:
        return one_channel(picture, space)
    if space is not None:
        picture = converted_picture(picture, space)
    return make_list([gray(picture, picture.array[..., at]) for at in range(picture.channels)])


LETTERS = {  # name of a channel: colour space, which
    "Red": ("RGB", 0), "R": ("RGB", 0), "Green": ("RGB", 1), "G": ("RGB", 1), "Blue": ("RGB", 2),
    "Hue": ("HSB", 0),
    "H": ("HSB", 0),
    "Saturation": ("HSB", 1), "S": ("HSB", 1), "Brightness": ("HSB", 2),
    "Cyan": ("CMYK", 0), "C": ("CMYK", 0), "Magenta": ("CMYK", 1), "M": ("CMYK", 1), "Yellow": ("CMYK", 2),
    "Black": ("CMYK", 3), "K": ("CMYK", 3), "L": ("LAB", 0), "Intensity": ("Grayscale", 0),
    "Gray": ("Grayscale", 0),
    "GrayLevel": ("Grayscale", 0),
}  # fmt: skip


def one_channel(picture: Image, name: Any) -> Image:
    name = getattr(name, "short", name)
    if name in ("Alpha", "Opacity") and picture.has_alpha:
        return gray(picture, picture.array[..., -1])
    if name not in LETTERS:
        raise Failure("cspace", name, make_list([*SPACES, *LETTERS]), value=None)
    space, at = LETTERS[name]
    found = converted_picture(picture, space)
    return gray(found, found.array[..., at])


def gray(picture: Image, array: Array) -> Image:
    return type(picture)(array, picture.kind, "Grayscale")


@builtin("ColorCombine[{image1, image2, ...}]", "ColorCombine[{image1, ...}, space]", messages=MESSAGES)
def color_combine(kernel: Any, images: Any, space: Any = S.Automatic) -> Any:
    """gives the image that has some images as its channels.

    >>> ImageData[ColorCombine[{Image[{{1}}], Image[{{0.5}}], Image[{{0}}]}]]
    {{{1., 0.5, 0.}}}
    """
    if not is_list(images) or not images.parts:
        raise Failure("imginv", images, value=None)
    pictures = alike([need_image(kernel, each) for each in images.parts])
    kind = widest(pictures)
    array = np.concatenate([each.as_type(kind).array for each in pictures], axis=-1)
    return Image(array, kind, need_space(space))


# -- transparency --------------------------------------------------------------------------------------


@builtin("AlphaChannel[image]", messages=MESSAGES)
def alpha_channel(kernel: Any, image: Any) -> Any:
    """gives the transparency of an image as a gray image, 1 for opaque.

    >>> ImageData[AlphaChannel[Image[{{{1, 0, 0, 0.5}}}]]]
    {{0.5}}
    """
    picture = need_image(kernel, image)
    return gray(picture, picture.array[..., -1] if picture.has_alpha else opaque(picture))


@builtin("RemoveAlphaChannel[image]", "RemoveAlphaChannel[image, color]", messages=MESSAGES)
def remove_alpha_channel(kernel: Any, image: Any, color: Any = None) -> Any:
    """gives an image without its transparency, laid over a colour where one is given.

    >>> ImageChannels[RemoveAlphaChannel[Image[{{{1, 0, 0, 0.5}}}]]]
    3
    """
    picture = need_image(kernel, image)
    if not picture.has_alpha:
        return picture
    plain = type(picture)(picture.array[..., :-1], picture.kind, picture.space, picture.settings)
    if color is None:
        return plain
    share = picture.reals()[..., -1:]
    return plain.with_reals(plain.reals() * share + color_for(kernel, color, plain) * (1 - share))


@builtin("SetAlphaChannel[image]", "SetAlphaChannel[image, alpha]", messages=MESSAGES)
def set_alpha_channel(kernel: Any, image: Any, alpha: Any = 1) -> Any:
    """gives an image with a transparency: a number for all pixels, or a gray image.

    >>> ImageChannels[SetAlphaChannel[Image[{{{1, 0, 0}}}], 0.5]]
    4
    """
    picture = need_image(kernel, image)
    if isinstance(alpha, Picture):
        channel = converted_picture(alpha, "Grayscale").reals()[..., :1]
    else:
        number = real(alpha)
        if number is None:
            raise Failure("imginv", alpha, value=None)
        channel = np.full((*picture.array.shape[:-1], 1), number)
    if channel.shape[:-1] != picture.array.shape[:-1]:
        raise Failure("dims", make_list(picture.sizes), make_list(channel.shape[1::-1]), value=None)
    kind = "Byte" if picture.kind == "Bit" else picture.kind
    made = np.concatenate([picture.reals()[..., : picture.colors], channel], axis=-1)
    return picture.with_reals(made, kind, picture.space or picture.color_space)


# -- few colours ---------------------------------------------------------------------------------------


METHODS = {"Automatic": 10, "KMeans": 10, "MedianCut": 0}  # how often means are moved


def clusters(values: Array, count: int, moves: int = 10) -> tuple[Array, Array]:
    """The means of groups of near values, and the group of each: boxes are halved, then means moved."""
    distinct, inverse, sizes = np.unique(values, axis=0, return_inverse=True, return_counts=True)
    groups = [np.arange(len(distinct))]
    while len(groups) < min(count, len(distinct)):
        spread = [np.ptp(distinct[g], axis=0).max() if len(g) > 1 else -1 for g in groups]
        widest_group = groups.pop(int(np.argmax(spread)))
        axis = int(np.argmax(np.ptp(distinct[widest_group], axis=0)))
        ordered = widest_group[np.argsort(distinct[widest_group, axis], kind="stable")]
        half = np.searchsorted(np.cumsum(sizes[ordered]), sizes[ordered].sum() / 2, side="right")
        half = min(max(1, int(half)), len(ordered) - 1)
        groups += [ordered[:half], ordered[half:]]
    means = np.array([np.average(distinct[g], axis=0, weights=sizes[g]) for g in groups])
    nearest = ((distinct[:, None] - means) ** 2).sum(axis=-1).argmin(axis=1)
    for _ in range(moves):
        nearest = ((distinct[:, None] - means) ** 2).sum(axis=-1).argmin(axis=1)
        means = np.array(
            [
                np.average(distinct[nearest == n], axis=0, weights=sizes[nearest == n])
                if (nearest == n).any()
                else m
                for n, m in enumerate(means)
            ]
        )
    return means, nearest[inverse.ravel()]


@builtin(
    "ColorQuantize[image]",
    "ColorQuantize[image, n]",
    "ColorQuantize[image, {color1, ...}]",
    options={"Dithering": S.Automatic, "Method": S.Automatic},
    messages=MESSAGES,
)
def color_quantize(kernel: Any, image: Any, n: Any = 8, *, options: dict[str, Any]) -> Any:
    """gives an image that has at most n colours, or only the ones given.

    >>> ImageData[ColorQuantize[Image[{{0, 0.1, 0.9, 1}}], {0, 1}]]
    {{0., 0., 1., 1.}}
    """
    picture = need_image(kernel, image)
    values = picture.reals().reshape(-1, picture.channels)
    if is_list(n):
        means = np.array([color_for(kernel, each, picture) for each in n.parts])
        groups = ((values[:, None] - means) ** 2).sum(axis=-1).argmin(axis=1)
    elif isinstance(n, int) and n > 0:
        means, groups = clusters(values, n, moves_of(options["Method"]))
    else:
        raise Failure("value", n, "a positive integer or a list of colours", value=None)
    if dithers(options["Dithering"]):
        return picture.with_reals(dithered(picture.reals(), means))
    return picture.with_reals(means[groups].reshape(picture.array.shape))


def moves_of(method: Any) -> int:
    """How often means are moved by the method of finding colours."""
    name = "Automatic" if method is S.Automatic else method
    if name not in METHODS:
        raise Failure("optval", S.Method, method, make_list(METHODS), value=None)
    return METHODS[name]


def dithers(spec: Any) -> bool:
    """Whether errors of colours are handed on to the pixels around."""
    if spec in (S.Automatic, S["None"], S["False"]):
        return False
    if spec is S["True"] or spec == "FloydSteinberg":
        return True
    raise Failure("optval", S.Dithering, spec, 'True, None or "FloydSteinberg"', value=None)


def dithered(pixels: Array, palette: Array) -> Array:
    """Each pixel in the nearest colour; its error goes on to those that follow, as Floyd and Steinberg do."""
    left = pixels.copy()
    height, width = left.shape[:2]
    for y in range(height):
        for x in range(width):
            nearest = palette[((palette - left[y, x]) ** 2).sum(axis=1).argmin()]
            error = (left[y, x] - nearest) / 16
            left[y, x] = nearest
            for dy, dx, share in ((0, 1, 7), (1, -1, 3), (1, 0, 5), (1, 1, 1)):
                if y + dy < height and 0 <= x + dx < width:
                    left[y + dy, x + dx] += share * error
    return left


@builtin("DominantColors[image]", "DominantColors[image, n]", messages=MESSAGES)
def dominant_colors(kernel: Any, image: Any, n: Any = S.Automatic) -> Any:
    """gives the colours that an image has most of, at most n, the most frequent one first.

    >>> DominantColors[Image[{{{1, 0, 0}, {1, 0, 0}, {0, 0, 1}}}], 2]
    {RGBColor[1., 0., 0.], RGBColor[0., 0., 1.]}
    """
    picture = converted_picture(need_image(kernel, image), "RGB")
    count = 5 if n is S.Automatic else n
    if not isinstance(count, int) or count < 1:
        raise Failure("value", n, "a positive integer", value=None)
    means, groups = clusters(picture.reals()[..., :3].reshape(-1, 3), count)
    order = np.argsort(-np.bincount(groups, minlength=len(means)), kind="stable")
    used = [at for at in order if (groups == at).any()]
    return make_list([Expr(S.RGBColor, means[at].tolist()) for at in used])


PALETTE = np.array(  # colours far apart, for components by number
    [
        [0.24, 0.6, 0.8], [0.95, 0.63, 0.14], [0.56, 0.69, 0.19], [0.92, 0.39, 0.21],
        [0.53, 0.47, 0.7], [0.77, 0.43, 0.1], [0.36, 0.62, 0.78], [1.0, 0.75, 0.0],
        [0.65, 0.38, 0.61], [0.57, 0.59, 0.0], [0.92, 0.33, 0.33], [0.4, 0.52, 0.85],
    ]
)  # fmt: skip


@builtin("Colorize[matrix]", "Colorize[image]", options={"ColorFunction": S.Automatic}, messages=MESSAGES)
def colorize(kernel: Any, matrix: Any, *, options: dict[str, Any]) -> Any:
    """gives an image with a colour for each number of a matrix, black for 0, or for each level of an image.

    >>> ImageDimensions[Colorize[{{0, 1, 2}, {0, 1, 1}}]]
    {3, 2}
    """
    function = options["ColorFunction"]
    array = matrix.reals()[..., 0] if is_image(matrix) else to_array(matrix)
    if array is None or array.ndim != 2 or not array.size:
        raise Failure("imginv", matrix, value=None)
    if array.dtype.kind == "i" and function is S.Automatic:
        colors = PALETTE[(array - 1) % len(PALETTE)]
        colors[array == 0] = 0
        return Image(np.rint(colors * 255).astype(np.uint8), "Byte", "RGB")
    low, span = array.min(), np.ptp(array) or 1
    share = (array - low) / span if array.dtype.kind == "i" or not is_image(matrix) else np.clip(array, 0, 1)
    return Image(np.rint(colored(kernel, share, function) * 255).astype(np.uint8), "Byte", "RGB")


def colored(kernel: Any, share: Array, function: Any) -> Array:
    """The colours that a function, or a name that ColorData knows, gives for numbers from 0 to 1."""
    levels = np.rint(share * 255).astype(int)
    if function is S.Automatic:
        hues = np.stack([0.7 * (1 - np.arange(256) / 255), np.ones(256), np.ones(256)], axis=-1)
        return convert(hues, "HSB", "RGB")[levels]
    if isinstance(function, str):
        function = kernel.evaluate(S.ColorData(function))
    table = np.zeros((256, 3))
    for level in np.unique(levels):
        found = color_values(kernel.call(function, level / 255))
        if found is None:
            raise Failure("arg", function, "a function that gives colours is expected", value=None)
        table[level] = convert(np.array(found[1]), found[0], "RGB")
    return table[levels]


def blended(kernel: Any, images: Any) -> list[Image]:
    return same_channels([need_image(kernel, each) for each in images])
