"""Images of another size: the kernels that pixels are mixed by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.images.picture import Image

__all__ = ["NAMES", "kernel_called", "resize", "resized"]

SMALL = 16  # columns of a matrix from which on products one by one are quicker than moving the axes
Array = Any
Weight = Callable[[Array], Array]


def cubic(x: Array) -> Array:
    near, far = 1.5 * x**3 - 2.5 * x**2 + 1, -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2
    return np.where(x < 1, near, np.where(x < 2, far, 0))


def lanczos(x: Array) -> Array:
    return np.where(x < 3, np.sinc(x) * np.sinc(x / 3), 0)


def quadratic(x: Array) -> Array:
    return np.where(x < 0.5, 0.75 - x**2, np.where(x < 1.5, 0.5 * (x - 1.5) ** 2, 0))


def windowed(window: Weight) -> tuple[float, Weight]:
    return 3.0, lambda x: np.where(x < 3, np.sinc(x) * window(x / 3), 0)


KERNELS: dict[str, tuple[float, Weight]] = {  # reach in pixels, and the weight at a distance
    "Linear": (1.0, lambda x: np.clip(1 - x, 0, None)),
    "Quadratic": (1.5, quadratic),
    "Cubic": (2.0, cubic),
    "Lanczos": (3.0, lanczos),
    "Gaussian": (2.0, lambda x: np.exp(-2 * x**2)),
    "Cosine": (1.0, lambda x: np.where(x < 1, 0.5 + 0.5 * np.cos(np.pi * x), 0)),
    "Hann": windowed(lambda x: 0.5 + 0.5 * np.cos(np.pi * x)),
    "Hamming": windowed(lambda x: 0.54 + 0.46 * np.cos(np.pi * x)),
    "Blackman": windowed(lambda x: 0.42 + 0.5 * np.cos(np.pi * x) + 0.08 * np.cos(2 * np.pi * x)),
    "Bartlett": windowed(lambda x: 1 - x),
    "Welch": windowed(lambda x: 1 - x**2),
}
OTHER_NAMES = {
    "Bilinear": "Linear", "Biquadratic": "Quadratic", "Bicubic": "Cubic", "Constant": "Nearest",
    "Resample": "Nearest", "Antialiasing": "Linear",
}  # fmt: skip
NAMES = ("Nearest", *KERNELS, *OTHER_NAMES)


def kernel_called(name: Any) -> str | None:
    """The kernel of a name, old names among them; None where there is none."""
    found = OTHER_NAMES.get(name, name) if isinstance(name, str) else None
    return found if found == "Nearest" or found in KERNELS else None


def resized(pixels: Array, new: int, axis: int, name: str) -> Array:
    """The array with another number of pixels along an axis; shrinking means over all that fall together."""
    old = pixels.shape[axis]
    if old == new:
        return pixels
    places = (np.arange(new) + 0.5) * old / new - 0.5
    if name == "Nearest":
        return np.take(pixels, np.clip(np.floor(places + 0.5).astype(int), 0, old - 1), axis)
    reach, weight = KERNELS[
        "Linear" if name == "Automatic" and new < old else "Cubic" if name == "Automatic" else name
    ]
    stretch = max(1.0, old / new)
    count = int(np.ceil(reach * stretch)) * 2 + 1
    at = np.floor(places).astype(int)[:, None] + np.arange(count) - count // 2
    weights = weight(np.abs(at - places[:, None]) / stretch)
    weights /= weights.sum(axis=1, keepdims=True)
    matrix = np.zeros((new, old), np.result_type(pixels, np.float32))
    np.add.at(matrix, (np.arange(new)[:, None], np.clip(at, 0, old - 1)), weights)
    return mixed(matrix, pixels, axis)


def mixed(matrix: Array, pixels: Array, axis: int) -> Array:
    """The matrix times the vectors along an axis, without moving axes where a product can do without."""
    shape = pixels.shape
    behind = int(np.prod(shape[axis + 1 :]))
    if 1 < behind < SMALL:
        return np.moveaxis(np.tensordot(matrix, pixels, (1, axis)), 0, axis)
    if behind == 1:
        product = pixels.reshape(-1, shape[axis]) @ matrix.T
    else:
        product = np.matmul(matrix, pixels.reshape(-1, shape[axis], behind))
    return product.reshape(*shape[:axis], len(matrix), *shape[axis + 1 :])


def resize(picture: Image, sizes: tuple[int, ...], name: str = "Automatic") -> Image:
    """The picture with other sizes; width first, as they are written."""
    if sizes == picture.sizes:
        return picture
    if name == "Nearest":
        array = picture.array
        for axis, size in enumerate(sizes[::-1]):
            array = resized(array, size, axis, name)
        return (
            Image(array, picture.kind, picture.space, picture.settings)
            if picture.rank == 2
            else picture.with_array(array)
        )
    reals = picture.reals()
    for axis, size in enumerate(sizes[::-1]):
        reals = resized(reals, size, axis, name)
    made: Image = picture.with_reals(reals)
    return made
