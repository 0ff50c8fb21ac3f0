"""Images of another size: ImageResize, Thumbnail; and values between pixels."""

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


def nearest(pixels: Array, rows: Array, columns: Array) -> Array:
    """The values of the pixels that places between them are nearest to."""
    last = [n - 1 for n in pixels.shape[:2]]
    return pixels[
        np.clip(np.rint(rows).astype(int), 0, last[0]), np.clip(np.rint(columns).astype(int), 0, last[1])
    ]


def bicubic(pixels: Array, rows: Array, columns: Array) -> Array:
    """The values of cubics through the pixels, with slopes from the neighbours of each."""
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    down, across = cubic_weights(rows - top), cubic_weights(columns - left)
    found = np.zeros((*rows.shape, pixels.shape[2]))
    for i, weight_down in enumerate(down):
        y = np.clip(top + i - 1, 0, pixels.shape[0] - 1)
        for j, weight_across in enumerate(across):
            x = np.clip(left + j - 1, 0, pixels.shape[1] - 1)
            found += (weight_down * weight_across)[..., None] * pixels[y, x]
    return found


def cubic_weights(t: Array) -> list[Array]:
    """The shares of the four pixels around a place, at a part t of the way between the inner two."""
    return [
        (-t + 2 * t**2 - t**3) / 2, (2 - 5 * t**2 + 3 * t**3) / 2, (t + 4 * t**2 - 3 * t**3) / 2,
        (t**3 - t**2) / 2,
    ]  # fmt: skip


BETWEEN = {
    "Bicubic": bicubic, "Bilinear": bilinear, "Cubic": bicubic, "Linear": bilinear, "Nearest": nearest,
}  # fmt: skip


def between_pixels(resampling: Any) -> Callable[[Array, Array, Array], Array]:
    """The way to values between pixels that the option Resampling names."""
    if resampling is S.Automatic:
        return bilinear
    if resampling not in BETWEEN:
        raise Failure("optval", S.Resampling, resampling, make_list(BETWEEN), value=None)
    return BETWEEN[resampling]


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


def as_image(reals: Array, kind: str, space: str | None) -> Image:
    return Image(from_reals(reals, kind), kind, space)


def is_images(expr: Any) -> bool:
    return is_list(expr) and bool(expr.parts) and all(is_image(each) for each in expr.parts)
