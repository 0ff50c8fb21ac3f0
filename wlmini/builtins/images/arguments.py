"""What the functions of images take as arguments: images, graphics to be drawn, sizes, colours, paddings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.expr import Expr, S, head_of, is_list, make_list
from wlmini.images.colors import color_values, convert
from wlmini.images.picture import CHANNELS, Image, Picture
from wlmini.kernel.limits import need_room
from wlmini.kernel.messages import Failure

Array = Any
MESSAGES = {
    "imginv": "An image or graphics is expected in place of `1`.",
    "arg": "`1` is no specification that is understood here: `2`.",
    "size": "`1` is no size of an image: a width, {width, height}, Scaled[s] and the like are.",
    "radius": "`1` is no radius: a nonnegative number, or a list of two, is.",
    "color": "`1` is no colour or gray level.",
    "padding": "`1` is no padding that works here; there are `2`.",
    "dims": "The images have different sizes, `1` and `2`.",
    "chan": "The images have different numbers of channels, `1` and `2`.",
    "value": "`1` should be `2`.",
    "type": "`1` is no type of an image; there are `2`.",
    "cspace": "`1` is no colour space; there are `2`.",
    "optval": "`1` -> `2` is not taken here; what is: `3`.",
}
DRAWN = {S.Graphics, S.Graphics3D, S.Grid, S.Graph, S.Style, S.Legended, S.Labeled, S.TableForm, S.MatrixForm}
NAMED_SIZES = {"Tiny": 100, "Small": 180, "Medium": 360, "Large": 576}


def is_image(expr: Any) -> bool:
    return isinstance(expr, Picture)


def need_image(kernel: Any, expr: Any) -> Image:
    """The image that an expression is, or that drawing it gives; a message where there is none."""
    if isinstance(expr, Picture):
        return expr  # type: ignore[return-value]
    if head_of(expr) in DRAWN:
        drawn = kernel.evaluate(S.Rasterize(expr))
        if isinstance(drawn, Image):
            return drawn
    raise Failure("imginv", expr, value=None)


def need_number(value: Any, expected: str, least: float = -np.inf) -> float:
    """A real number not below a limit."""
    number = real(value)
    if number is None or number < least:
        raise Failure("value", value, expected, value=None)
    return number


def real(value: Any) -> float | None:
    """The machine real that a number is."""
    array = to_array(value) if not is_list(value) else None
    if array is None or array.ndim or array.dtype.kind == "c":
        return None
    return float(array)


def evaluated_real(kernel: Any, value: Any) -> float | None:
    """The machine real that a numeric expression such as Pi/4 is."""
    found = real(value)
    return real(kernel.evaluate(S.N(value))) if found is None else found


def radii(value: Any, rank: int = 2) -> list[float]:
    """The radius along rows of pixels upwards and sideways: r stands for {r, r}."""
    parts = list(value.parts) if is_list(value) else [value] * rank
    numbers = [real(each) for each in parts]
    if len(numbers) != rank or any(each is None or each < 0 for each in numbers):
        raise Failure("radius", value, value=None)
    for each in numbers:
        need_room(int(each or 0))
    return [each for each in numbers if each is not None]


def color_for(kernel: Any, color: Any, picture: Picture) -> Array:
    """The values of a colour, or gray level, for the channels of a picture."""
    color = kernel.evaluate(color)
    number = real(color)
    if number is not None:
        values = np.full(picture.colors, number)
    elif is_list(color):
        listed = to_array(color)
        if listed is None or listed.shape not in ((picture.colors,), (picture.channels,)):
            raise Failure("color", color, value=None)
        if len(listed) == picture.channels:
            return listed.astype(float)
        values = listed
    else:
        found = color_values(color)
        if found is None:
            raise Failure("color", color, value=None)
        space, given, opacity = found
        values = convert(np.array(given), space, picture.color_space or "RGB")
        if picture.has_alpha:
            return np.append(values, 1.0 if opacity is None else opacity)
    return np.append(values, 1.0) if picture.has_alpha else np.asarray(values, float)


def alike(pictures: Sequence[Image]) -> list[Image]:
    """Images of one colour space, gray ones made coloured where others are; sizes must agree."""
    first = pictures[0]
    for each in pictures[1:]:
        if each.array.shape[:-1] != first.array.shape[:-1]:
            raise Failure("dims", make_list(first.sizes), make_list(each.sizes), value=None)
    return same_channels(pictures)


def same_channels(pictures: Sequence[Image]) -> list[Image]:
    """Images with as many channels as the one with most: gray is repeated, transparency added."""
    colors = max(each.colors for each in pictures)
    alpha = any(each.has_alpha for each in pictures)
    space = next(each.space for each in pictures if each.colors == colors)
    return [with_channels(each, colors, alpha, space) for each in pictures]


def with_channels(picture: Image, colors: int, alpha: bool, space: str | None) -> Image:
    array = picture.array
    plain = array[..., : picture.colors]
    if picture.colors != colors:
        if picture.colors != 1:
            raise Failure("chan", picture.colors, colors, value=None)
        plain = np.repeat(plain, colors, axis=-1)
    if alpha:
        one = picture.as_type(picture.kind).array[..., -1:] if picture.has_alpha else opaque(picture)
        plain = np.concatenate([plain, one], axis=-1)
    return type(picture)(plain, picture.kind, space, picture.settings)


def opaque(picture: Image) -> Array:
    """A channel of full opacity."""
    return np.full(
        (*picture.array.shape[:-1], 1),
        {"Byte": 255, "Bit16": 65535}.get(picture.kind, 1),
        picture.array.dtype,
    )


WIDEST = ["Bit", "Byte", "Bit16", "Real32", "Real64"]


def widest(pictures: Sequence[Picture]) -> str:
    """The type that holds the numbers of all pictures."""
    return max((each.kind for each in pictures), key=WIDEST.index)


def over_list(function: Any, value: Any) -> Any:
    """The function of a value, or of each in a list."""
    return make_list([function(each) for each in value.parts]) if is_list(value) else function(value)


def packed(array: Array) -> Any:
    return pack(array)


def position(part: Any, shape: tuple[int, ...]) -> bool:
    """Whether an expression is a list of as many numbers as there are axes."""
    return is_list(part) and len(part) == len(shape)


def count_channels(space: str | None) -> int | None:
    return CHANNELS.get(space or "")


def is_rule(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head in (S.Rule, S.RuleDelayed)
