"""Pictures from and to the bytes of PNG, JPEG and the like, by Pillow."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np

from wlmini.images.colors import converted_picture
from wlmini.images.picture import Image
from wlmini.kernel.extras import library

__all__ = ["decode", "encode"]

MODES = {"1": "1", "L": "L", "LA": "LA", "RGB": "RGB", "RGBA": "RGBA", "CMYK": "CMYK", "I;16": "I;16"}
SPACE_OF_MODE = {"CMYK": "CMYK", "RGB": "RGB", "RGBA": "RGB"}
WITHOUT_ALPHA = {"JPEG", "BMP"}


def decode(data: bytes) -> list[Image]:
    """The pictures in a file, more than one where it is animated or has pages."""
    opening = library("PIL.Image")
    try:
        opened = opening.open(BytesIO(data))
        frames = []
        for number in range(getattr(opened, "n_frames", 1)):
            opened.seek(number)
            frames.append(picture_of(opened))
    except library("PIL").UnidentifiedImageError:
        raise ValueError("it is no picture of a known format") from None
    except (OSError, SyntaxError) as error:
        raise ValueError(str(error) or "the file is damaged") from None
    return frames


def picture_of(opened: Any) -> Image:
    """A frame of a file as a picture."""
    mode = opened.mode
    if mode in ("I;16", "I;16B", "I", "I;16L"):
        return Image(np.clip(np.asarray(opened), 0, 65535).astype(np.uint16), "Bit16", "Grayscale")
    if mode == "F":
        return Image(np.asarray(opened, np.float32), "Real32", "Grayscale")
    if mode == "P":
        opened = opened.convert("RGBA" if "transparency" in opened.info else "RGB")
    elif mode not in MODES:
        opened = opened.convert("RGBA" if "A" in mode or "a" in mode else "RGB")
    array = np.array(opened)
    kind = "Bit" if opened.mode == "1" else "Byte"
    return Image(array.astype(np.uint8), kind, SPACE_OF_MODE.get(opened.mode, "Grayscale"))


def encode(pictures: list[Image], name: str, **options: Any) -> bytes:
    """The bytes of a file of a format, by Pillow's name of it, with one picture or several."""
    frames = [frame_of(picture, name) for picture in pictures]
    further = {"save_all": True, "append_images": frames[1:], **options} if len(frames) > 1 else options
    into = BytesIO()
    frames[0].save(into, name, **further)
    return into.getvalue()


def frame_of(picture: Image, name: str) -> Any:
    """Pillow's image of a picture, in a form that the format can hold."""
    making = library("PIL.Image")
    if picture.color_space not in ("Grayscale", "RGB") and not (
        picture.space == "CMYK" and name in ("JPEG", "TIFF")
    ):
        picture = screenable(picture)
    if picture.kind == "Bit" and picture.channels == 1 and name not in WITHOUT_ALPHA:
        return making.fromarray(picture.array[..., 0].astype(bool))
    if picture.kind == "Bit16" and picture.channels == 1 and name in ("PNG", "TIFF"):
        return making.fromarray(picture.array[..., 0])
    array = picture.as_type("Byte").array
    if picture.has_alpha and name in WITHOUT_ALPHA:
        array = array[..., :-1]
    if picture.space == "CMYK":
        return making.fromarray(np.ascontiguousarray(array[..., :4]), "CMYK")
    return making.fromarray(np.ascontiguousarray(array[..., 0] if array.shape[-1] == 1 else array))


def screenable(picture: Image) -> Image:
    """The picture as RGB, or in shades of gray."""
    if picture.color_space is None:
        raise ValueError(f"a picture of {picture.channels} channels has no colours")
    made: Image = converted_picture(picture, "RGB")
    return made
