"""Filters: each pixel from those around it. Blur, GaussianFilter, MedianFilter, ImageConvolve, EdgeDetect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.images.arguments import MESSAGES, is_image, need_image, need_number, radii, real
from wlmini.expr import S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.limits import need_shape
from wlmini.kernel.messages import Failure

Array = Any
MODES = {"Fixed": "nearest", "Periodic": "wrap", "Reflected": "reflect"}
MESSAGES = {**MESSAGES, "kernel": "`1` is no matrix of numbers that an image can be convolved with."}


def over_planes(kernel: Any, data: Any, function: Callable[[Array], Array], kind: str | None = None) -> Any:
    """The function of each channel of an image, or of a list of numbers."""
    if not is_image(data) and is_list(data):
        array = to_array(data)
        if array is not None and array.dtype.kind != "c":
            return pack(np.asarray(function(array.astype(float))))
    picture = need_image(kernel, data)
    reals = picture.reals()
    planes = [function(reals[..., at]) for at in range(picture.channels)]
    return picture.with_reals(np.stack(planes, axis=-1), kind)


def flat(function: Callable[[Array], Array]) -> Callable[[Array], Array]:
    """A function of planes as one of lists too, each of which is a single row."""

    def made(array: Array) -> Array:
        if array.ndim > 2 or not array.size:
            raise Failure("imginv", pack(array), value=None)
        return function(np.atleast_2d(array)).reshape(array.shape)

    return made


def bessel_weights(r: float, order: int = 0, sigma: float | None = None) -> Array:
    """Weights of a Gaussian of standard deviation sigma, r/2 by default, up to r; or of its derivative."""
    count = int(np.ceil(r))
    need_shape((2 * count + 1, 2 * count + 1))
    at = np.arange(-count, count + 1)
    if not count:
        return np.ones(1)
    weights = library("scipy.special").ive(np.abs(at), (r / 2 if sigma is None else sigma) ** 2)
    weights = weights / weights.sum()
    for _ in range(order):
        weights = np.convolve(weights, [0.5, 0, -0.5], mode="same")
    return np.asarray(weights)


def smooth(
    plane: Array, widths: list[float], orders: tuple[int, ...] = (0, 0), mode: str = "nearest"
) -> Array:
    ndimage = library("scipy.ndimage")
    for axis, width in enumerate(widths):
        order = orders[axis] if axis < len(orders) else 0
        if width or order:
            plane = ndimage.correlate1d(plane, bessel_weights(width, order)[::-1], axis=axis, mode=mode)
    return plane


def widths_for(data: Any, r: Any) -> list[float]:
    """The radii along the axes of an image or an array."""
    array = None if is_image(data) or not is_list(data) else to_array(data)
    rank = data.rank if is_image(data) else 2 if array is None else array.ndim
    given = r.parts[0] if is_list(r) and len(r) == 2 and rank != 2 else r
    return radii(given, rank)


@builtin("GaussianFilter[image, r]", "GaussianFilter[image, {r, sigma}]", "GaussianFilter[data, r]",
         options={"Padding": "Fixed"}, messages=MESSAGES)  # fmt: skip
def gaussian_filter(kernel: Any, image: Any, r: Any, *, options: dict[str, Any]) -> Any:
    """gives an image, or numbers, smoothed by a Gaussian of radius r and standard deviation r/2.

    >>> Total[GaussianFilter[{0., 0., 0., 1., 0., 0., 0.}, 2]]
    1.
    """
    mode = padding_mode(options["Padding"])
    if is_list(r) and len(r) == 2 and not is_list(r.parts[0]):
        radius, sigma = (need_number(each, "a nonnegative number", 0) for each in r.parts)
        weights = np.exp(-0.5 * (np.arange(-int(radius), int(radius) + 1) / max(sigma, 1e-9)) ** 2)
        return over_planes(kernel, image, lambda plane: separable(plane, weights / weights.sum(), mode))
    widths = widths_for(image, r)
    return over_planes(kernel, image, lambda plane: smooth(plane, widths, (0,) * len(widths), mode))


def separable(plane: Array, weights: Array, mode: str) -> Array:
    for axis in range(plane.ndim):
        plane = library("scipy.ndimage").correlate1d(plane, weights, axis=axis, mode=mode)
    return plane


def padding_mode(padding: Any) -> str:
    if padding not in MODES:
        raise Failure("padding", padding, S.List(*MODES), value=None)
    return MODES[padding]


@builtin("Blur[image]", "Blur[image, r]", messages=MESSAGES)
def blur(kernel: Any, image: Any, r: Any = 2) -> Any:
    """gives an image blurred over a radius of r pixels.

    >>> ImageDimensions[Blur[ConstantImage[0.5, {5, 4}], 1]]
    {5, 4}
    """
    widths = radii(r)
    return need_image(kernel, image) and over_planes(
        kernel, need_image(kernel, image), lambda plane: smooth(plane, widths)
    )


@builtin("Sharpen[image]", "Sharpen[image, r]", messages=MESSAGES)
def sharpen(kernel: Any, image: Any, r: Any = 2) -> Any:
    """gives an image with what a blur over a radius of r pixels would take away added to it.

    >>> Round[ImageData[Sharpen[ConstantImage[0.5, {2, 1}]]], 0.001]
    {{0.5, 0.5}}
    """
    widths = radii(r)
    picture = need_image(kernel, image)
    return over_planes(kernel, picture, lambda plane: np.clip(2 * plane - smooth(plane, widths), 0, 1))


def window(widths: list[float]) -> tuple[int, ...]:
    return tuple(2 * int(each) + 1 for each in widths)


def filtered_by(name: str) -> Any:
    def run(kernel: Any, data: Any, r: Any, padding: Any) -> Any:
        size = window(widths_for(data, r))
        function = getattr(library("scipy.ndimage"), name)
        mode, outside = beyond_border(padding)
        return over_planes(
            kernel, data, lambda plane: function(plane, size=size[: plane.ndim], mode=mode, cval=outside)
        )

    return run


def beyond_border(padding: Any) -> tuple[str, float]:
    """How scipy goes on beyond the border: as a named padding, or with a number."""
    number = real(padding)
    return ("constant", number) if number is not None else (padding_mode(padding), 0.0)


by_median, by_minimum, by_maximum = (
    filtered_by(f"{each}_filter") for each in ("median", "minimum", "maximum")
)
by_mean = filtered_by("uniform_filter")
BORDER = {"Padding": "Fixed"}


@builtin("MeanFilter[image, r]", "MeanFilter[data, r]", options=BORDER, messages=MESSAGES)
def mean_filter(kernel: Any, image: Any, r: Any, *, options: dict[str, Any]) -> Any:
    """gives an image with each pixel replaced by the mean of those up to r away.

    >>> ImageData[MeanFilter[Image[{{0, 0, 3, 0, 0}}], 1]]
    {{0., 1., 1., 1., 0.}}
    """
    padding = options["Padding"]
    return over_list_ends(kernel, image, r, np.mean, padding) or by_mean(kernel, image, r, padding)


@builtin("MedianFilter[image, r]", "MedianFilter[data, r]", options=BORDER, messages=MESSAGES)
def median_filter(kernel: Any, image: Any, r: Any, *, options: dict[str, Any]) -> Any:
    """gives an image with each pixel replaced by the median of those up to r away.

    >>> MedianFilter[{1, 9, 2, 3, 3}, 1]
    {5, 2, 3, 3, 3}
    """
    padding = options["Padding"]
    return over_list_ends(kernel, image, r, np.median, padding) or by_median(kernel, image, r, padding)


@builtin("MinFilter[image, r]", "MinFilter[data, r]", options=BORDER, messages=MESSAGES)
def min_filter(kernel: Any, image: Any, r: Any, *, options: dict[str, Any]) -> Any:
    """gives an image with each pixel replaced by the least of those up to r away.

    >>> MinFilter[{1, 9, 2, 3, 3}, 1]
    {1, 1, 2, 2, 3}
    """
    padding = options["Padding"]
    return over_list_ends(kernel, image, r, np.min, padding) or by_minimum(kernel, image, r, padding)


@builtin("MaxFilter[image, r]", "MaxFilter[data, r]", options=BORDER, messages=MESSAGES)
def max_filter(kernel: Any, image: Any, r: Any, *, options: dict[str, Any]) -> Any:
    """gives an image with each pixel replaced by the largest of those up to r away.

    >>> MaxFilter[{1, 9, 2, 3, 3}, 1]
    {9, 9, 9, 3, 3}
    """
    padding = options["Padding"]
    return over_list_ends(kernel, image, r, np.max, padding) or by_maximum(kernel, image, r, padding)


EXACT = {np.mean: S.Mean, np.median: S.Median, np.min: S.Min, np.max: S.Max}


def over_list_ends(kernel: Any, data: Any, r: Any, function: Any, padding: Any) -> Any | None:
    """A filter of a list, whose elements near the ends have fewer neighbours; None for what is no list.

    With a padding other than the usual one numbers are filtered as the planes of images are.
    """
    if padding != BORDER["Padding"] and not is_image(data):
        return None
    if is_image(data) or not is_list(data) or not data.parts:
        return None
    if any(is_list(each) for each in data.parts):
        return over_matrix_ends(kernel, data, r, EXACT[function])
    width, parts = int(radii(r, 1)[0]), data.parts
    found = []
    for at in range(len(parts)):
        near = S.List(*parts[max(0, at - width) : at + width + 1])
        found.append(kernel.call(EXACT[function], near))
    return S.List(*found)


def over_matrix_ends(kernel: Any, data: Any, r: Any, function: Any) -> Any | None:
    """A filter of a matrix, whose elements near the borders have fewer neighbours."""
    rows = [each.parts for each in data.parts if is_list(each)]
    if len(rows) < len(data) or len({len(row) for row in rows}) > 1:
        return None
    down, across = (int(each) for each in radii(r))

    def value(y: int, x: int) -> Any:
        near = [
            each
            for row in rows[max(0, y - down) : y + down + 1]
            for each in row[max(0, x - across) : x + across + 1]
        ]
        return kernel.call(function, S.List(*near))

    return S.List(*[S.List(*[value(y, x) for x in range(len(rows[0]))]) for y in range(len(rows))])


@builtin("BilateralFilter[image, sigma, mu]", messages=MESSAGES)
def bilateral_filter(kernel: Any, image: Any, sigma: Any, mu: Any) -> Any:
    """gives an image smoothed over a radius sigma among pixels whose values differ by about mu at most.

    >>> ImageDimensions[BilateralFilter[ConstantImage[0.5, {5, 4}], 1, 0.1]]
    {5, 4}
    """
    widths, spread = radii(sigma), need_number(mu, "a positive number", 1e-9)

    def smoothed(plane: Array) -> Array:
        down, across = (int(np.ceil(each)) for each in widths)
        wide = np.pad(plane, ((down, down), (across, across)), mode="edge")
        total, weight = np.zeros_like(plane), np.zeros_like(plane)
        for y in range(2 * down + 1):
            for x in range(2 * across + 1):
                near = wide[y : y + plane.shape[0], x : x + plane.shape[1]]
                far = ((y - down) / max(widths[0], 1e-9)) ** 2 + ((x - across) / max(widths[1], 1e-9)) ** 2
                share = np.exp(-far / 2 - ((near - plane) / spread) ** 2 / 2)
                total += share * near
                weight += share
        return total / weight

    return over_planes(kernel, image, flat(smoothed))


@builtin(
    "TotalVariationFilter[image]",
    "TotalVariationFilter[image, t]",
    options={"MaxIterations": 40},
    messages=MESSAGES,
)
def total_variation_filter(kernel: Any, image: Any, t: Any = 0.1, *, options: dict[str, Any]) -> Any:
    """gives an image with noise removed and edges kept, the more the larger t is.

    >>> ImageDimensions[TotalVariationFilter[ConstantImage[0.5, {5, 4}]]]
    {5, 4}
    """
    strength = need_number(t, "a positive number", 0)
    steps = int(need_number(options["MaxIterations"], "a positive integer", 1))
    return over_planes(kernel, image, flat(lambda plane: without_noise(plane, strength, steps)))


def without_noise(plane: Array, strength: float, steps: int) -> Array:
    """Chambolle's projection: the plane minus the divergence of a bounded field."""
    if not strength:
        return plane
    field = np.zeros((2, *plane.shape))
    for _ in range(steps):
        residue = divergence(field) - plane / strength
        slope = np.stack(
            [np.diff(residue, axis=0, append=residue[-1:]), np.diff(residue, axis=1, append=residue[:, -1:])]
        )
        field = (field + slope / 4) / (1 + np.sqrt((slope**2).sum(axis=0)) / 4)
    return plane - strength * divergence(field)


def divergence(field: Array) -> Array:
    down, across = field
    rows = np.concatenate([down[:1], np.diff(down, axis=0)])
    columns = np.concatenate([across[:, :1], np.diff(across, axis=1)], axis=1)
    return np.asarray(rows + columns)


# -- convolution ---------------------------------------------------------------------------------------


def convolved(kernel: Any, image: Any, weights: Any, padding: Any, turned: bool) -> Any:
    matrix = weights.reals()[..., 0] if is_image(weights) else to_array(weights)
    if matrix is None or matrix.ndim > 2 or matrix.dtype.kind == "c":
        raise Failure("kernel", weights, value=None)
    matrix = np.atleast_2d(matrix).astype(float)
    if not matrix.size:
        raise Failure("kernel", weights, value=None)
    number = real(padding)
    mode, beyond = ("constant", number) if number is not None else (padding_mode(padding), 0.0)
    ndimage = library("scipy.ndimage")
    function = ndimage.convolve if turned else ndimage.correlate
    origin = [-1 if turned and n % 2 == 0 else 0 for n in matrix.shape]
    picture = need_image(kernel, image)
    settings = {"mode": mode, "cval": beyond, "origin": origin}
    return over_planes(kernel, picture, lambda plane: function(plane, matrix, **settings), real_kind(picture))


@builtin("ImageConvolve[image, kernel]", options={"Padding": "Fixed"}, messages=MESSAGES)
def image_convolve(kernel: Any, image: Any, weights: Any, *, options: dict[str, Any]) -> Any:
    """gives the convolution of an image with a matrix.

    >>> ImageData[ImageConvolve[Image[{{0, 0, 1, 0, 0}}], {{1, 2, 3}}]]
    {{0., 1., 2., 3., 0.}}
    """
    return convolved(kernel, image, weights, options["Padding"], True)


@builtin("ImageCorrelate[image, kernel]", options={"Padding": "Fixed"}, messages=MESSAGES)
def image_correlate(kernel: Any, image: Any, weights: Any, *, options: dict[str, Any]) -> Any:
    """gives the correlation of an image with a matrix.

    >>> ImageData[ImageCorrelate[Image[{{0, 0, 1, 0, 0}}], {{1, 2, 3}}]]
    {{0., 3., 2., 1., 0.}}
    """
    return convolved(kernel, image, weights, options["Padding"], False)


# -- derivatives ---------------------------------------------------------------------------------------


def steepness(plane: Array, widths: list[float]) -> Array:
    along = [tuple(int(k == axis) for k in range(len(widths))) for axis in range(len(widths))]
    return np.sqrt(sum(smooth(plane, widths, orders) ** 2 for orders in along))


def real_kind(data: Any) -> str | None:
    return None if not is_image(data) or data.kind == "Real64" else "Real32"


@builtin("GradientFilter[image, r]", messages=MESSAGES)
def gradient_filter(kernel: Any, image: Any, r: Any) -> Any:
    """gives how steep an image is at each pixel, from derivatives of a Gaussian of radius r.

    >>> ImageDimensions[GradientFilter[ConstantImage[0.5, {5, 4}], 1]]
    {5, 4}
    """
    widths = widths_for(image, r)
    return over_planes(kernel, image, lambda plane: steepness(plane, widths), real_kind(image))


@builtin("LaplacianFilter[image, r]", messages=MESSAGES)
def laplacian_filter(kernel: Any, image: Any, r: Any) -> Any:
    """gives the sum of the second derivatives of an image, over a radius of r pixels.

    >>> LaplacianFilter[{{0., 0., 0.}, {0., 1., 0.}, {0., 0., 0.}}, 1][[2, 2]] < 0
    True
    """
    widths = [int(each) for each in widths_for(image, r)]

    def curved(plane: Array) -> Array:
        return np.asarray(sum(second_difference(plane, axis, width) for axis, width in enumerate(widths)))

    return over_planes(kernel, image, curved, real_kind(image))


def second_difference(plane: Array, axis: int, width: int) -> Array:
    weights = np.zeros(2 * width + 1)
    weights[[0, width, -1]] = [1, -2, 1]
    if width > 1:
        weights = -np.ones(2 * width + 1)
        weights[width] = 2 * width
        weights = -weights
    return np.asarray(library("scipy.ndimage").correlate1d(plane, weights, axis=axis, mode="nearest"))
