"""Images laid over and beside each other, moved and bent: ImageCompose, ImageCollage, ImageTransformation."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.images.arguments import MESSAGES, color_for, need_image, real, same_channels
from wlmini.builtins.images.borders import sampled
from wlmini.builtins.images.coloring import set_alpha_channel
from wlmini.builtins.images.pointwise import levels_of
from wlmini.builtins.images.resampling import between_pixels, need_resize
from wlmini.expr import S, head_of, is_list, make_list
from wlmini.images.colors import color_values, convert, converted_picture
from wlmini.images.picture import Image, from_reals
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any


def laid_over(under: Image, over: Image, left: int, top: int) -> Image:
    """A picture with another one on it, whose top left corner is so many pixels from its own."""
    kind = "Byte" if under.kind == "Bit" else under.kind
    under, over = same_channels([under, over])
    base, layer = under.reals(), over.reals()
    rows = slice(max(0, top), min(base.shape[0], top + layer.shape[0]))
    columns = slice(max(0, left), min(base.shape[1], left + layer.shape[1]))
    part = layer[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    if rows.start < rows.stop and columns.start < columns.stop:
        base[rows, columns] = mixed(base[rows, columns], part) if under.has_alpha else part
    done: Image = under.with_reals(base, kind)
    return done


def mixed(under: Array, over: Array) -> Array:
    """Pixels with transparency as the last channel, over others."""
    a, b = over[..., -1:], under[..., -1:]
    total = a + b * (1 - a)
    colors = (over[..., :-1] * a + under[..., :-1] * b * (1 - a)) / np.where(total == 0, 1, total)
    return np.concatenate([colors, total], axis=-1)


@builtin(
    "ImageCompose[image, overlay]", "ImageCompose[image, {overlay, opacity}]",
    "ImageCompose[image, overlay, pos]",
    messages=MESSAGES,
)  # fmt: skip
def image_compose(kernel: Any, image: Any, overlay: Any, pos: Any = S.Center) -> Any:
    """gives an image with another one laid over it, at the centre or with its centre at a position.

    >>> ImageData[ImageCompose[Image[{{0, 0, 0}}], Image[{{1}}]]]
    {{0., 1., 0.}}
    """
    picture = need_image(kernel, image)
    opacity = None
    if is_list(overlay) and len(overlay) == 2:
        overlay, opacity = overlay.parts
    layer = need_image(kernel, overlay)
    if opacity is not None:
        layer = set_alpha_channel(kernel, layer, opacity)
    x, y = placed(kernel, pos, picture)
    width, height = layer.sizes
    made = laid_over(picture, layer, round(x - width / 2), round(picture.sizes[1] - y - height / 2))
    return made if picture.has_alpha or not made.has_alpha else without_alpha(made)


def without_alpha(picture: Image) -> Image:
    return Image(picture.array[..., :-1], picture.kind, picture.space, picture.settings)


NAMED_PLACES = {"Left": 0.0, "Right": 1.0, "Bottom": 0.0, "Top": 1.0, "Center": 0.5}


def placed(kernel: Any, pos: Any, picture: Image) -> tuple[float, float]:
    """The coordinates of a position in an image: {x, y}, Scaled[...] or names of sides."""
    scale = head_of(pos) is S.Scaled
    pair = pos.parts[0] if scale and len(pos) == 1 else pos
    parts = pair.parts if is_list(pair) else (pair, S.Center)
    if not is_list(pair) and getattr(pair, "short", None) in ("Top", "Bottom"):
        parts = (S.Center, pair)
    found = []
    for part, size in zip(parts, picture.sizes, strict=False):
        name = getattr(part, "short", None)
        number = NAMED_PLACES[name] * size if name in NAMED_PLACES else real(part)
        if number is None:
            raise Failure("arg", pos, "a position {x, y} in the image is expected", value=None)
        found.append(number * size if scale and name not in NAMED_PLACES else number)
    return found[0], found[1]


# -- many images ---------------------------------------------------------------------------------------


@builtin(
    "HighlightImage[image, roi]", "HighlightImage[image, {roi1, roi2, ...}]",
    options={"Method": S.Automatic}, messages=MESSAGES,
    noted=("Method",),
)  # fmt: skip
def highlight_image(kernel: Any, image: Any, roi: Any, *, options: dict[str, Any]) -> Any:
    """gives an image with regions marked in colour: masks, rectangles, disks, lines and points, by position.

    >>> ImageChannels[HighlightImage[ConstantImage[0, {8, 8}], {{4, 4}}]]
    3
    """
    picture = converted_picture(need_image(kernel, image), "RGB")
    kind = "Byte" if picture.kind == "Bit" else picture.kind
    pixels = picture.reals()
    mark(kernel, pixels, roi, np.array([0.9, 0.2, 0.2]))
    return picture.with_reals(pixels, kind)


def mark(kernel: Any, pixels: Array, roi: Any, color: Array) -> Array:
    """Mark a region in pixels; the colour for the next ones is given back."""
    found = color_values(roi)
    if found is not None:
        return np.clip(convert(np.array(found[1]), found[0], "RGB"), 0, 1)
    if head_of(roi) is S.Style and len(roi) > 1:
        mark(kernel, pixels, roi.parts[0], mark(kernel, pixels, roi.parts[1], color))
        return color
    if is_list(roi) and not is_points(roi):
        for each in roi.parts:
            color = mark(kernel, pixels, each, color)
        return color
    mask = region_mask(kernel, roi, pixels.shape[1], pixels.shape[0])
    pixels[mask, :3] = 0.4 * pixels[mask, :3] + 0.6 * color
    return color


def is_points(roi: Any) -> bool:
    array = to_array(roi)
    return array is not None and array.shape[-1:] == (2,) and array.ndim in (1, 2)


def region_mask(kernel: Any, roi: Any, width: int, height: int) -> Array:
    """Which pixels a region covers; coordinates start at the left of the bottom."""
    if isinstance(roi, Image):
        if roi.sizes != (width, height):
            raise Failure("dims", make_list((width, height)), make_list(roi.sizes), value=None)
        return levels_of(roi) > 0.5
    rows, columns = np.mgrid[0:height, 0:width]
    x, y = columns + 0.5, height - rows - 0.5
    head = head_of(roi)
    parts = [to_array(each) for each in roi.parts] if head in REGIONS else [to_array(roi)]
    try:
        if any(each is None or each.dtype.kind == "c" for each in parts):
            raise TypeError
        arrays = [np.asarray(each, float) for each in parts]
        return REGIONS[head if head in REGIONS else S.Point](x, y, *arrays)
    except (TypeError, ValueError, IndexError):  # too many or too few coordinates
        raise Failure("arg", roi, "a mask, a list of points or a region is expected", value=None) from None


ORIGIN, UNIT = np.zeros(2), np.ones(1)


def in_rectangle(x: Array, y: Array, low: Array = ORIGIN, high: Array | None = None) -> Array:
    high = low + 1 if high is None else high
    return (x >= low[0]) & (x <= high[0]) & (y >= low[1]) & (y <= high[1])


def in_disk(x: Array, y: Array, centre: Array = ORIGIN, radius: Array = UNIT) -> Array:
    wide = np.broadcast_to(radius, (2,))
    return ((x - centre[0]) / wide[0]) ** 2 + ((y - centre[1]) / wide[1]) ** 2 <= 1


def on_circle(x: Array, y: Array, centre: Array = ORIGIN, radius: Array = UNIT) -> Array:
    return np.abs(np.hypot(x - centre[0], y - centre[1]) - float(np.atleast_1d(radius)[0])) <= 0.75


def near_points(x: Array, y: Array, points: Array) -> Array:
    found = np.zeros(x.shape, bool)
    reach = max(1.0, min(x.shape) / 60)
    for px, py in np.atleast_2d(points):
        found |= np.hypot(x - px, y - py) <= reach
    return found


def near_lines(x: Array, y: Array, points: Array) -> Array:
    found = np.zeros(x.shape, bool)
    for (ax, ay), (bx, by) in pairwise(points):
        length = (bx - ax) ** 2 + (by - ay) ** 2 or 1.0
        share = np.clip(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length, 0, 1)
        found |= np.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)) <= 1
    return found


def in_polygon(x: Array, y: Array, points: Array) -> Array:
    inside = np.zeros(x.shape, bool)
    for (ax, ay), (bx, by) in zip(points, np.roll(points, 1, axis=0), strict=True):
        with np.errstate(all="ignore"):
            inside ^= ((ay > y) != (by > y)) & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return inside


REGIONS: dict[Any, Any] = {
    S.Rectangle: in_rectangle, S.Disk: in_disk, S.Circle: on_circle, S.Point: near_points, S.Line: near_lines,
    S.Polygon: in_polygon,
}  # fmt: skip


# -- moving pixels -------------------------------------------------------------------------------------

TRANSFORMS = {
    "DataRange": S.Automatic, "PlotRange": S.Automatic, "Padding": 0, "Resampling": S.Automatic,
}  # fmt: skip


@builtin(
    "ImageTransformation[image, f]",
    "ImageTransformation[image, f, size]",
    options=TRANSFORMS,
    messages=MESSAGES,
)
def image_transformation(
    kernel: Any, image: Any, f: Any, size: Any = S.Automatic, *, options: dict[str, Any]
) -> Any:
    """gives the image whose pixel at each position p is the one of image at f[p]; {0, 0} is at the left of
    the bottom and the width is 1.

    >>> ImageData[ImageTransformation[Image[{{0, 1}}], {1 - #[[1]], #[[2]]} &]]
    {{1., 0.}}
    """
    picture = need_image(kernel, image)
    return transformed(kernel, picture, lambda point: kernel.call(f, point), size, options)


def frame(data_range: Any, sizes: tuple[int, ...]) -> list[tuple[float, float]]:
    """The coordinates of the sides of an image: {left, right} and {bottom, top}."""
    width, height = sizes
    if data_range is S.Automatic:
        return [(0.0, 1.0), (0.0, height / width)]
    if data_range is S.Full:
        return [(0.0, float(width)), (0.0, float(height))]
    array = to_array(data_range)
    if array is None or array.shape != (2, 2):
        raise Failure("arg", data_range, "{{xmin, xmax}, {ymin, ymax}} is expected", value=None)
    return [tuple(row) for row in array.astype(float).tolist()]


def transformed(kernel: Any, picture: Image, function: Any, size: Any, options: dict[str, Any]) -> Image:
    goal = picture.sizes if size is S.Automatic else need_resize(kernel, size, picture)
    (left, right), (bottom, top) = frame(options["DataRange"], picture.sizes)
    shown = options["PlotRange"]
    plot = [(left, right), (bottom, top)] if shown in (S.Automatic, S.Full) else frame(shown, goal)
    rows, columns = np.mgrid[0 : goal[1], 0 : goal[0]]
    x = plot[0][0] + (columns + 0.5) / goal[0] * (plot[0][1] - plot[0][0])
    y = plot[1][1] - (rows + 0.5) / goal[1] * (plot[1][1] - plot[1][0])
    points = [pack(np.array(pair)) for pair in zip(x.ravel(), y.ravel(), strict=True)]
    values = to_array(kernel.evaluate(S.N(make_list([function(make_list(p.parts)) for p in points]))))
    if values is None or values.shape != (len(points), 2) or values.dtype.kind == "c":
        raise Failure(
            "arg", function(make_list((0.5, 0.5))), "the function should give positions {x, y}", value=None
        )
    across = (values[:, 0].reshape(x.shape) - left) / (right - left) * picture.sizes[0] - 0.5
    down = (top - values[:, 1].reshape(x.shape)) / (top - bottom) * picture.sizes[1] - 0.5
    fixed = options["Padding"] == "Fixed"
    background = None if fixed else color_for(kernel, options["Padding"], picture)
    at = between_pixels(options["Resampling"])
    done: Image = picture.with_reals(sampled(picture.reals(), down, across, background, at))
    return done


@builtin(
    "ImagePerspectiveTransformation[image, m]", "ImagePerspectiveTransformation[image, f]",
    options={**TRANSFORMS, "DataRange": S.Automatic}, messages=MESSAGES,
)  # fmt: skip
def image_perspective_transformation(
    kernel: Any, image: Any, m: Any, size: Any = S.Automatic, *, options: dict[str, Any]
) -> Any:
    """gives an image moved by a 2 by 2, 2 by 3 or 3 by 3 matrix of a linear or perspective transformation.

    >>> ImageData[ImagePerspectiveTransformation[Image[{{0, 1}}], {{1, 0}, {0, 1}}]]
    {{0., 1.}}
    """
    picture = need_image(kernel, image)
    matrix = to_array(kernel.evaluate(S.N(m.parts[0] if head_of(m) is S.TransformationFunction else m)))
    if matrix is None or matrix.shape not in ((2, 2), (2, 3), (3, 3)):
        raise Failure("arg", m, "a matrix of a transformation is expected", value=None)
    whole = np.eye(3)
    whole[: matrix.shape[0], : matrix.shape[1]] = matrix
    try:
        back = np.linalg.inv(whole)
    except np.linalg.LinAlgError:
        raise Failure("arg", m, "the matrix has no inverse", value=None) from None

    def move(point: Any) -> Any:
        x, y, w = back @ np.array([*point.parts, 1.0])
        return make_list((float(x / w), float(y / w)))

    return transformed(kernel, picture, move, size, options)


@builtin(
    "ImageForwardTransformation[image, f]", "ImageForwardTransformation[image, f, size]",
    options={name: value for name, value in TRANSFORMS.items() if name != "Resampling"},
    messages=MESSAGES,
)  # fmt: skip
def image_forward_transformation(
    kernel: Any, image: Any, f: Any, size: Any = S.Automatic, *, options: dict[str, Any]
) -> Any:
    """gives the image to whose position f[p] the pixel of image at p goes.

    >>> ImageData[ImageForwardTransformation[Image[{{0, 1}}], {1 - #[[1]], #[[2]]} &]]
    {{1., 0.}}
    """
    picture = need_image(kernel, image)
    goal = picture.sizes if size is S.Automatic else need_resize(kernel, size, picture)
    (left, right), (bottom, top) = frame(options["DataRange"], picture.sizes)
    rows, columns = np.mgrid[0 : picture.sizes[1], 0 : picture.sizes[0]]
    x = left + (columns + 0.5) / picture.sizes[0] * (right - left)
    y = top - (rows + 0.5) / picture.sizes[1] * (top - bottom)
    points = [make_list(pair) for pair in zip(x.ravel().tolist(), y.ravel().tolist(), strict=True)]
    values = to_array(kernel.evaluate(S.N(make_list([kernel.call(f, point) for point in points]))))
    if values is None or values.shape != (len(points), 2) or values.dtype.kind == "c":
        raise Failure("arg", f, "a function that gives positions {x, y} is expected", value=None)
    made = np.empty((goal[1], goal[0], picture.channels))
    made[:] = color_for(kernel, options["Padding"], picture)
    shown = options["PlotRange"]
    if shown not in (S.Automatic, S.Full):
        (left, right), (bottom, top) = frame(shown, goal)
    across = np.floor((values[:, 0] - left) / (right - left) * goal[0]).astype(int)
    down = np.floor((top - values[:, 1]) / (top - bottom) * goal[1]).astype(int)
    inside = (across >= 0) & (across < goal[0]) & (down >= 0) & (down < goal[1])
    made[down[inside], across[inside]] = picture.reals().reshape(-1, picture.channels)[inside]
    return Image(from_reals(made, picture.kind), picture.kind, picture.space, picture.settings)
