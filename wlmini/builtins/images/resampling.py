"""Images of another size: ImageResize, Thumbnail and ConformImages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.builtins.images.arguments import (
    MESSAGES,
    NAMED_SIZES,
    is_image,
    need_image,
    real,
    same_channels,
    widest,
)
from wlmini.expr import S, Symbol, head_of, is_list, make_list
from wlmini.images.picture import Image, from_reals
from wlmini.images.resizing import NAMES, kernel_called, resize
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any


def kernel_name(resampling: Any) -> str:
    """The kernel that the option Resampling names."""
    if resampling is S.Automatic:
        return "Automatic"
    if is_list(resampling) and resampling.parts and resampling.parts[0] == "Lanczos":
        resampling = "Lanczos"
    name = kernel_called(resampling)
    if name is None:
        raise Failure("arg", resampling, f"Resampling can be {', '.join(NAMES)}", value=None)
    return name


def bilinear(pixels: Array, rows: Array, columns: Array) -> Array:
    """The values at places between the centres of pixels; those beyond the border as at the border."""
    rows = np.clip(rows, 0, pixels.shape[0] - 1)
    columns = np.clip(columns, 0, pixels.shape[1] - 1)
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    low, right = np.minimum(top + 1, pixels.shape[0] - 1), np.minimum(left + 1, pixels.shape[1] - 1)
    down, across = (rows - top)[..., None], (columns - left)[..., None]
    upper = pixels[top, left] * (1 - across) + pixels[top, right] * across
    lower = pixels[low, left] * (1 - across) + pixels[low, right] * across
    return upper * (1 - down) + lower * down


# -- sizes as they are written ---------------------------------------------------------------------


def need_resize(kernel: Any, spec: Any, picture: Image) -> tuple[int, ...]:
    """The sizes that a specification asks for."""
    sizes = requested(kernel, spec, picture)
    if sizes is None or any(size < 1 for size in sizes):
        raise Failure("size", spec, value=None)
    return sizes


def requested(kernel: Any, spec: Any, picture: Image) -> tuple[int, ...] | None:
    old = picture.sizes
    name = spec.short if isinstance(spec, Symbol) else spec
    if spec is S.All or spec is S.Automatic:
        return old
    if name in NAMED_SIZES:
        return fitted(old, NAMED_SIZES[name])
    if not is_list(spec):
        size = one_size(kernel, spec, old[0])
        if head_of(spec) is S.UpTo:
            return fitted(old, size) if size and max(old) > size else old if size else None
        return None if size is None else scaled(old, size / old[0], first=size)
    if len(spec) == 1:
        size = one_size(kernel, spec.parts[0], max(old))
        return None if size is None else fitted(old, size)
    if len(spec) != picture.rank:
        return None
    return of_pair(kernel, spec, old)


def of_pair(kernel: Any, spec: Any, old: tuple[int, ...]) -> tuple[int, ...] | None:
    """Sizes given one by one; Automatic ones follow from the others, UpTo ones are limits."""
    if all(head_of(each) is S.UpTo for each in spec.parts):
        limits = [one_size(kernel, each, size) for each, size in zip(spec.parts, old, strict=True)]
        if None in limits:
            return None
        return scaled(
            old, min([1.0, *(limit / size for limit, size in zip(limits, old, strict=True) if limit)])
        )
    found = [
        None if each is S.Automatic else size if each is S.All else one_size(kernel, each, size)
        for each, size in zip(spec.parts, old, strict=True)
    ]
    if any(each is None and part is not S.Automatic for each, part in zip(found, spec.parts, strict=True)):
        return None
    given = [each / size for each, size in zip(found, old, strict=True) if each is not None]
    factor = given[0] if given else 1.0
    return tuple(each or max(1, round(size * factor)) for each, size in zip(found, old, strict=True))


def one_size(kernel: Any, spec: Any, old: int) -> int | None:
    if head_of(spec) is S.Scaled and len(spec) == 1:
        factor = real(kernel.evaluate(S.N(spec.parts[0])))
        return None if factor is None or factor <= 0 else max(1, round(old * factor))
    if head_of(spec) is S.UpTo and len(spec) == 1:
        spec = spec.parts[0]
    number = real(spec)
    return None if number is None or not 0.5 <= number < 1e6 else round(number)


def scaled(old: tuple[int, ...], factor: float, first: int | None = None) -> tuple[int, ...]:
    sizes = [max(1, round(size * factor)) for size in old]
    return tuple(sizes if first is None else [first, *sizes[1:]])


def fitted(old: tuple[int, ...], size: int) -> tuple[int, ...]:
    """Sizes in proportion, the largest of them as given."""
    return scaled(old, size / max(old))


# -- the functions ---------------------------------------------------------------------------------


@builtin(
    "ImageResize[image, width]", "ImageResize[image, {size}]", "ImageResize[image, {width, height}]",
    options={"Antialiasing": S.Automatic, "Resampling": S.Automatic}, messages=MESSAGES,
)  # fmt: skip
def image_resize(kernel: Any, image: Any, size: Any, *, options: dict[str, Any]) -> Any:
    """gives an image with another width, or other sizes; in proportion where one size only is given.

    >>> ImageDimensions[ImageResize[ConstantImage[1, {4, 2}], 8]]
    {8, 4}
    >>> ImageDimensions[ImageResize[ConstantImage[1, {4, 2}], {Automatic, 6}]]
    {12, 6}
    >>> ImageData[ImageResize[Image[{{0, 1}}], {4, 1}, Resampling -> "Nearest"]]
    {{0., 0., 1., 1.}}
    """
    if options["Antialiasing"] is not S.Automatic:
        rule = S.Rule(S.Antialiasing, options["Antialiasing"])
        kernel.message(S.ImageResize, "optnb", S.ImageResize, rule)
        options = {**options, "Antialiasing": S.Automatic}
    if is_list(image):
        return make_list([image_resize(kernel, each, size, options=options) for each in image.parts])
    picture = need_image(kernel, image)
    return resize(picture, need_resize(kernel, size, picture), kernel_name(options["Resampling"]))


@builtin("Thumbnail[image]", "Thumbnail[image, size]", messages=MESSAGES)
def thumbnail(kernel: Any, image: Any, size: Any = S.Automatic) -> Any:
    """gives a small version of an image.

    >>> ImageDimensions[Thumbnail[ConstantImage[1, {400, 200}], 40]]
    {40, 20}
    """
    picture = need_image(kernel, image)
    if size is S.Automatic:
        return picture if max(picture.sizes) <= 150 else resize(picture, fitted(picture.sizes, 150))
    number = real(size)
    return resize(picture, need_resize(kernel, size if number is None else make_list((size,)), picture))


@builtin(
    "ConformImages[{image1, image2, ...}]",
    "ConformImages[{image1, image2, ...}, size]",
    'ConformImages[{image1, image2, ...}, size, "fitting"]',
    options={"Padding": S.Automatic},
    messages={**MESSAGES, "fit": "`1` is no way of fitting; there are `2`."},
)
def conform_images(
    kernel: Any, images: Any, size: Any = S.Automatic, fitting: Any = "Stretch", *, options: dict[str, Any]
) -> Any:
    """gives images of one size, colour space and type, that of the first or the one given.

    >>> ImageDimensions /@ ConformImages[{ConstantImage[0, {4, 4}], ConstantImage[1, {2, 6}]}]
    {{4, 4}, {4, 4}}
    """
    if not is_list(images) or not images.parts:
        raise Failure("imginv", images, value=None)
    pictures = [need_image(kernel, each) for each in images.parts]
    if fitting not in FITTINGS:
        raise Failure("fit", fitting, make_list(FITTINGS), value=None)
    goal = common_size(kernel, size, pictures)
    pictures = [FITTINGS[fitting](each, goal) for each in same_channels(pictures)]
    kind = widest(pictures)
    return make_list([each.as_type(kind) for each in pictures])


def common_size(kernel: Any, size: Any, pictures: list[Image]) -> tuple[int, ...]:
    if size is S.Max or size == "Max":
        return tuple(max(each) for each in zip(*[p.sizes for p in pictures], strict=True))
    if size is S.Min or size == "Min":
        return tuple(min(each) for each in zip(*[p.sizes for p in pictures], strict=True))
    return need_resize(kernel, size, pictures[0])


def centred(picture: Image, goal: tuple[int, ...]) -> Image:
    """The picture cut or filled up with black around it to a size."""
    made = np.zeros((*goal[::-1], picture.channels), picture.array.dtype)
    into, out = [], []
    for new, old in zip(goal[::-1], picture.sizes[::-1], strict=True):
        common = min(new, old)
        into.append(slice((new - common) // 2, (new - common) // 2 + common))
        out.append(slice((old - common) // 2, (old - common) // 2 + common))
    made[tuple(into)] = picture.array[tuple(out)]
    done: Image = picture.with_array(made)
    return done


def fit_inside(picture: Image, goal: tuple[int, ...]) -> Image:
    factor = min(new / old for new, old in zip(goal, picture.sizes, strict=True))
    return centred(resize(picture, scaled(picture.sizes, factor)), goal)


def fill(picture: Image, goal: tuple[int, ...]) -> Image:
    factor = max(new / old for new, old in zip(goal, picture.sizes, strict=True))
    return centred(resize(picture, scaled(picture.sizes, factor)), goal)


FITTINGS: dict[Any, Callable[[Image, tuple[int, ...]], Image]] = {
    "Stretch": resize, "Fit": fit_inside, "Fill": fill, "Crop": centred, "Center": centred, "Pad": centred,
}  # fmt: skip


def as_image(reals: Array, kind: str, space: str | None) -> Image:
    return Image(from_reals(reals, kind), kind, space)


def is_images(expr: Any) -> bool:
    return is_list(expr) and bool(expr.parts) and all(is_image(each) for each in expr.parts)
