"""The formats of pictures: PNG, JPEG, GIF, BMP, TIFF, WebP and their elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.images.arguments import DRAWN, real
from wlmini.expr import S, head_of, is_list, make_list
from wlmini.images.files import decode, encode
from wlmini.images.picture import Image
from wlmini.kernel.formats import file_format
from wlmini.kernel.messages import Failure

ELEMENTS: dict[str, Callable[[list[Image]], Any]] = {
    "Graphics": lambda frames: frames[0],
    "Image": lambda frames: frames[0],
    "ImageList": make_list,
    "Data": lambda frames: pack(frames[0].data().astype(np.int64)),
    "GrayLevels": lambda frames: pack(frames[0].reals()[..., : frames[0].colors].mean(axis=-1)),
    "RGBColorArray": lambda frames: colors_in(frames[0]),
    "ImageSize": lambda frames: make_list(frames[0].sizes),
    "ImageCount": len,
    "ColorSpace": lambda frames: frames[0].color_space,
    "ImageChannels": lambda frames: frames[0].channels,
    "DataType": lambda frames: frames[0].kind,
    "BitDepth": lambda frames: {"Bit": 1, "Byte": 8, "Bit16": 16}.get(frames[0].kind, 32),
}


def colors_in(picture: Image) -> Any:
    head = {1: S.GrayLevel, 3: S.RGBColor, 4: S.CMYKColor}[picture.colors]
    rows = picture.reals()[..., : picture.colors].tolist()
    return make_list([make_list([head(*pixel) for pixel in row]) for row in rows])


def read_picture(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    """What the element says of the pictures in a file; all of them where nothing is asked for."""
    frames = decode(data)
    if element == "Automatic":
        return frames[0] if len(frames) == 1 else make_list(frames)
    return ELEMENTS[element](frames)


def writer(name: str) -> Any:
    """The writer of images, and of what Rasterize makes images of, as Pillow's format of a name."""

    def write(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes | None:
        several = value.parts if is_list(value) and name in ("GIF", "TIFF", "WEBP") else (value,)
        frames = [drawn(kernel, each, options) for each in several]
        pictures = [each for each in frames if each is not None]
        if not pictures or len(pictures) < len(frames):
            return None
        return encode(pictures, name, **settings(name, options))

    return write


def drawn(kernel: Any, value: Any, options: dict[str, Any]) -> Image | None:
    """The image that a value is or that drawing it gives; its size as ImageSize says."""
    size = options.get("ImageSize", S.Automatic)
    if head_of(value) in DRAWN:
        given = () if size is S.Automatic else (S.Rule(S.ImageSize, size),)
        value = kernel.evaluate(S.Rasterize(value, *given))
    elif isinstance(value, Image) and size is not S.Automatic:
        value = kernel.evaluate(S.ImageResize(value, size))
    return value if isinstance(value, Image) else None


def settings(name: str, options: dict[str, Any]) -> dict[str, Any]:
    """Pillow's words for the options of a format."""
    level = options.get("CompressionLevel", S.Automatic)
    found: dict[str, Any] = {}
    if level is not S.Automatic:
        number = real(level)
        if number is None or not 0 <= number <= 1:
            raise Failure("arg", level, "CompressionLevel is a number from 0 to 1", value=None)
        found = (
            {"compress_level": round(number * 9)} if name == "PNG" else {"quality": round(100 - 95 * number)}
        )
    elif name == "JPEG":
        found = {"quality": 85}
    if name == "GIF":
        times = options.get("DisplayDurations", S.Automatic)
        number = real(times)
        found = {"duration": round(1000 * (0.1 if number is None else number)), "loop": 0}
    return found


OPTIONS = {"ImageSize": S.Automatic, "CompressionLevel": S.Automatic}
NAMES = ("Automatic", *ELEMENTS)
file_format(
    "PNG",
    extensions=("png",),
    binary=True,
    read=read_picture,
    write=writer("PNG"),
    elements=NAMES,
    options=OPTIONS,
)
file_format(
    "JPEG",
    extensions=("jpg", "jpeg"),
    binary=True,
    read=read_picture,
    write=writer("JPEG"),
    elements=NAMES,
    options=OPTIONS,
)
file_format(
    "GIF", extensions=("gif",), binary=True, read=read_picture, write=writer("GIF"), elements=NAMES,
    options={"ImageSize": S.Automatic, "DisplayDurations": S.Automatic},
)  # fmt: skip
file_format(
    "BMP", extensions=("bmp",), binary=True, read=read_picture, write=writer("BMP"), elements=NAMES,
    options={"ImageSize": S.Automatic},
)  # fmt: skip
file_format(
    "TIFF", extensions=("tif", "tiff"), binary=True, read=read_picture, write=writer("TIFF"), elements=NAMES,
    options={"ImageSize": S.Automatic},
)  # fmt: skip
file_format(
    "WebP",
    extensions=("webp",),
    binary=True,
    read=read_picture,
    write=writer("WEBP"),
    elements=NAMES,
    options=OPTIONS,
)
