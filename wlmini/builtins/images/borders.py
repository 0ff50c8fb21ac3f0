"""Images cut, padded, divided, turned and assembled: ImageCrop, ImagePad, ImagePartition, ImageAssemble."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.images.arguments import (
    MESSAGES,
    color_for,
    evaluated_real,
    need_image,
    real,
    same_channels,
    widest,
)
from wlmini.builtins.images.resampling import between_pixels, bilinear, need_resize
from wlmini.expr import S, Symbol, head_of, is_list, make_list
from wlmini.images.picture import Image, from_reals
from wlmini.images.resizing import resize
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
PADDINGS = {"Fixed": "edge", "Periodic": "wrap", "Reflected": "symmetric"}
SIDES = {
    "Left": (0, 1.0), "Right": (0, 0.0), "Top": (1, 0.0), "Bottom": (1, 1.0), "Center": (2, 0.5),
}  # fmt: skip


def whole(value: Any) -> int | None:
    number = real(value)
    return None if number is None else round(number)


def margins(spec: Any) -> list[list[int]] | None:
    """{{left, right}, {bottom, top}} of what ImagePad takes: m, {h, v} or all of them."""
    if not is_list(spec):
        number = whole(spec)
        return None if number is None else [[number] * 2] * 2
    if len(spec) != 2:
        return None
    pairs = []
    for side in spec.parts:
        values = [whole(each) for each in (side.parts if is_list(side) else (side, side))]
        if len(values) != 2 or None in values:
            return None
        pairs.append([each for each in values if each is not None])
    return pairs


def padded(kernel: Any, picture: Image, sides: list[list[int]], padding: Any) -> Image:
    """The picture with margins added, or taken where they are negative."""
    (left, right), (bottom, top) = sides
    height, width = picture.array.shape[:2]
    rows = slice(max(0, -top), height - max(0, -bottom))
    columns = slice(max(0, -left), width - max(0, -right))
    array = picture.array[rows, columns]
    if not array.size:
        raise Failure(
            "arg", make_list([make_list(each) for each in sides]), "nothing of the image is left", value=None
        )
    widths = ((max(0, top), max(0, bottom)), (max(0, left), max(0, right)), (0, 0))
    if isinstance(padding, str) or padding is S["None"]:
        if padding not in PADDINGS:
            raise Failure("padding", padding, make_list(PADDINGS), value=None)
        array = np.pad(array, widths, mode=PADDINGS[padding])  # type: ignore[call-overload]
    elif any(sum(widths, ())):
        made = np.empty([n + sum(w) for n, w in zip(array.shape, widths, strict=True)], array.dtype)
        made[:] = from_reals(color_for(kernel, padding, picture), picture.kind)
        made[widths[0][0] : made.shape[0] - widths[0][1], widths[1][0] : made.shape[1] - widths[1][1]] = array
        array = made
    done: Image = picture.with_array(array)
    return done


@builtin(
    "ImagePad[image, m]", "ImagePad[image, m, padding]", "ImagePad[image, {{left, right}, {bottom, top}}]",
    messages=MESSAGES,
)  # fmt: skip
def image_pad(kernel: Any, image: Any, m: Any, padding: Any = 0) -> Any:
    """gives an image with m pixels added on each side, black ones or as padding says; taken for negative m.

    >>> ImageDimensions[ImagePad[ConstantImage[1, {4, 3}], {{1, 2}, {0, 0}}]]
    {7, 3}
    >>> ImageData[ImagePad[Image[{{1}}], 1]]
    {{0., 0., 0.}, {0., 1., 0.}, {0., 0., 0.}}
    """
    picture = need_image(kernel, image)
    sides = margins(m)
    if sides is None:
        raise Failure(
            "arg", m, "a number of pixels or {{left, right}, {bottom, top}} is expected", value=None
        )
    return padded(kernel, picture, sides, padding)


def border_of(array: Array) -> list[list[int]]:
    """How many pixels of the same colour there are along each side: {{left, right}, {bottom, top}}."""
    differs = (array != array[0, 0]).any(axis=-1)
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not len(rows):
        return [[0, 0], [0, 0]]
    height, width = differs.shape
    return [[int(columns[0]), int(width - 1 - columns[-1])], [int(height - 1 - rows[-1]), int(rows[0])]]


@builtin(
    "ImageCrop[image]", "ImageCrop[image, {width, height}]", "ImageCrop[image, size, side]",
    options={"Padding": S["None"]}, messages=MESSAGES,
)  # fmt: skip
def image_crop(
    kernel: Any, image: Any, size: Any = S.Automatic, side: Any = S.Center, *, options: dict[str, Any]
) -> Any:
    """gives an image cut to a size around its centre, or without the border of one colour.

    >>> ImageDimensions[ImageCrop[ConstantImage[1, {10, 8}], {4, 2}]]
    {4, 2}
    >>> ImageData[ImageCrop[Image[{{0, 0, 0}, {0, 1, 0}, {0, 0, 0}}]]]
    {{1.}}
    """
    if is_list(image):
        return make_list([image_crop(kernel, each, size, side, options=options) for each in image.parts])
    picture = need_image(kernel, image)
    if size is S.Automatic:
        sides = [[-each for each in pair] for pair in border_of(picture.array)]
        return padded(kernel, picture, sides, 0)
    goal = need_resize(kernel, size if is_list(size) else make_list((size, size)), picture)
    if options["Padding"] is S["None"]:
        goal = tuple(min(pair) for pair in zip(goal, picture.sizes, strict=True))
    return padded(
        kernel,
        picture,
        growth(goal, picture.sizes, side),
        0 if options["Padding"] is S["None"] else options["Padding"],
    )


def growth(goal: tuple[int, ...], old: tuple[int, ...], side: Any) -> list[list[int]]:
    """The margins that bring a picture to a size, kept at the side that is named."""
    shares: list[float] = [0.5, 0.5]
    for each in side.parts if is_list(side) else (side,):
        name = each.short if isinstance(each, Symbol) else None
        if name not in SIDES:
            raise Failure(
                "arg", side, "Left, Right, Top, Bottom, Center or two of them are expected", value=None
            )
        axis, share = SIDES[name]
        if axis < 2:
            shares[axis] = share
    found = []
    for new, before, share in zip(goal, old, shares, strict=True):
        first = int(np.floor((new - before) * (1 - share)))
        found.append([first, new - before - first])
    return found


@builtin("BorderDimensions[image]", messages=MESSAGES)
def border_dimensions(kernel: Any, image: Any) -> Any:
    """gives how wide the border of one colour is: {{left, right}, {bottom, top}}.

    >>> BorderDimensions[Image[{{0, 0, 0}, {0, 1, 0}, {0, 0, 0}}]]
    {{1, 1}, {1, 1}}
    """
    return make_list([make_list(pair) for pair in border_of(need_image(kernel, image).array)])


# -- taking --------------------------------------------------------------------------------------------


def rows_kept(spec: Any, length: int) -> slice:
    """What n, -n, {n} and {m, n} select of so many rows or columns."""
    if spec is S.All:
        return slice(None)
    if isinstance(spec, int) and spec:
        return slice(0, min(spec, length)) if spec > 0 else slice(max(0, length + spec), length)
    ends: list[Any] = list(spec.parts) if is_list(spec) else []
    if 1 <= len(ends) <= 2 and all(isinstance(each, int) and each for each in ends):
        first, last = (each if each > 0 else length + 1 + each for each in (ends[0], ends[-1]))
        if 1 <= first <= last and first <= length:
            return slice(first - 1, min(last, length))
    raise Failure("arg", spec, "n, -n or {m, n} within the image is expected", value=None)


@builtin("ImageTake[image, n]", "ImageTake[image, {row1, row2}, {col1, col2}]", messages=MESSAGES)
def image_take(kernel: Any, image: Any, rows: Any, columns: Any = S.All) -> Any:
    """gives the first n rows of an image, the last for -n, and those columns that are asked for.

    >>> ImageData[ImageTake[Image[{{0, 1}, {1, 1}}], -1]]
    {{1., 1.}}
    >>> ImageDimensions[ImageTake[ConstantImage[1, {5, 5}], {2, 3}, {1, 4}]]
    {4, 2}
    """
    picture = need_image(kernel, image)
    height, width = picture.array.shape[:2]
    return picture.with_array(picture.array[rows_kept(rows, height), rows_kept(columns, width)])


@builtin("ImageTrim[image, {{x1, y1}, {x2, y2}}]", "ImageTrim[image, positions, r]", messages=MESSAGES)
def image_trim(kernel: Any, image: Any, positions: Any, r: Any = 0) -> Any:
    """gives the smallest part of an image with all of some positions in it, and r pixels around.

    >>> ImageDimensions[ImageTrim[ConstantImage[1, {10, 10}], {{2, 3}, {6, 9}}]]
    {5, 7}
    """
    picture = need_image(kernel, image)
    margin = whole(r)
    points = (
        [[real(each) for each in p.parts] for p in positions.parts if is_list(p)]
        if is_list(positions)
        else []
    )
    if not points or margin is None or any(len(p) != 2 or None in p for p in points):
        raise Failure("arg", positions, "a list of positions is expected", value=None)
    width, height = picture.sizes
    at = np.clip(np.ceil(np.array(points, float)), 1, [width, height]).astype(int)
    (left, bottom), (right, top) = at.min(axis=0) - margin, at.max(axis=0) + margin
    sides = [[1 - max(1, left), min(width, right) - width], [1 - max(1, bottom), min(height, top) - height]]
    return padded(kernel, picture, sides, 0)


@builtin("ImagePartition[image, size]", "ImagePartition[image, size, offset]", messages=MESSAGES)
def image_partition(kernel: Any, image: Any, size: Any, offset: Any = None) -> Any:
    """gives the matrix of the parts of a size that an image divides into.

    >>> Dimensions[ImagePartition[ConstantImage[1, {6, 4}], 2]]
    {2, 3}
    """
    picture = need_image(kernel, image)
    width, height = two_numbers(size)
    across, down = (width, height) if offset is None else two_numbers(offset)
    rows, columns = picture.array.shape[:2]
    return make_list(
        [
            make_list(
                [
                    picture.with_array(picture.array[y : y + height, x : x + width])
                    for x in range(0, columns - width + 1, across)
                ]
            )
            for y in range(0, rows - height + 1, down)
        ]
    )


def two_numbers(spec: Any) -> tuple[int, int]:
    values = [whole(each) for each in (spec.parts if is_list(spec) else (spec, spec))]
    if len(values) != 2 or any(each is None or each < 1 for each in values):
        raise Failure("size", spec, value=None)
    return int(values[0] or 0), int(values[1] or 0)


# -- turning -------------------------------------------------------------------------------------------


def flipped(array: Array, side: Any) -> Array | None:
    match getattr(side, "short", None):
        case "Top" | "Bottom":
            return array[::-1]
        case "Left" | "Right":
            return array[:, ::-1]
    return None


@builtin(
    "ImageReflect[image]",
    "ImageReflect[image, side]",
    "ImageReflect[image, side1 -> side2]",
    messages=MESSAGES,
)
def image_reflect(kernel: Any, image: Any, side: Any = S.Top) -> Any:
    """gives an image upside down, or with left and right exchanged, or side1 brought to side2.

    >>> ImageData[ImageReflect[Image[{{0, 1}}], Left]]
    {{1., 0.}}
    >>> ImageData[ImageReflect[Image[{{0}, {1}}]]]
    {{1.}, {0.}}
    """
    picture = need_image(kernel, image)
    if head_of(side) in (S.Rule, S.TwoWayRule) and len(side) == 2:
        array = turned_over(picture.array, *side.parts)
    else:
        array = flipped(picture.array, side)
    if array is None:
        raise Failure("arg", side, "Left, Right, Top, Bottom or a rule of them is expected", value=None)
    return picture.with_array(np.ascontiguousarray(array))


def turned_over(array: Array, old: Any, new: Any) -> Array | None:
    """The array mirrored so that one side comes to another."""
    sides = {each.short for each in (old, new) if isinstance(each, Symbol)}
    if sides in ({"Left", "Right"}, {"Top", "Bottom"}):
        return flipped(array, old)
    if sides in ({"Left", "Top"}, {"Right", "Bottom"}):
        return np.swapaxes(array, 0, 1)
    if sides in ({"Left", "Bottom"}, {"Right", "Top"}):
        return np.swapaxes(array[::-1, ::-1], 0, 1)
    return array if len(sides) == 1 else None


ROTATING = {"Background": 0, "Resampling": S.Automatic, "Masking": S.Full}


@builtin(
    "ImageRotate[image]", "ImageRotate[image, angle]", "ImageRotate[image, side1 -> side2]",
    "ImageRotate[image, angle, size]", options=ROTATING, reads_options=True,
    messages=MESSAGES,
)  # fmt: skip
def image_rotate(kernel: Any, image: Any, *further: Any) -> Any:
    """gives an image turned counterclockwise by a quarter turn, or by an angle in radians.

    >>> ImageData[ImageRotate[Image[{{0, 1}}]]]
    {{1.}, {0.}}
    >>> ImageData[ImageRotate[Image[{{0, 1}}], Pi]]
    {{1., 0.}}
    """
    picture = need_image(kernel, image)
    options = dict(ROTATING)
    given = [each for each in further if not took_option(each, options, S.ImageRotate(image, *further))]
    angle, size = [*given, S.Left, S.Automatic][:1] + [*given[1:], S.Automatic][:1]
    number = quarter(angle)
    if number is None:
        number = evaluated_real(kernel, angle)
    if number is None:
        raise Failure("arg", angle, "an angle or a side is expected", value=None)
    turns = number / (np.pi / 2)
    if abs(turns - round(turns)) < 1e-9:
        return picture.with_array(np.ascontiguousarray(np.rot90(picture.array, round(turns))))
    if options["Masking"] not in (S.Full, S.All, S.Automatic):
        raise Failure("optval", S.Masking, options["Masking"], "Full", value=None)
    at = between_pixels(options["Resampling"])
    background = color_for(kernel, options["Background"], picture)
    made = rotated(picture, number, background, at)
    if size is S.Automatic:
        return made
    goal = picture.sizes if size in (S.All, S.Full, "SameImage") else need_resize(kernel, size, picture)
    return padded(kernel, made, growth(goal, made.sizes, S.Center), options["Background"])


def took_option(part: Any, options: dict[str, Any], call: Any) -> bool:
    """Whether an argument is a rule for an option, which is taken over; one between sides is none."""
    if head_of(part) is not S.Rule or quarter(part) is not None:
        return False
    name = getattr(part.parts[0], "short", part.parts[0])
    if name not in options:
        raise Failure("optx", part.parts[0], call, value=None)
    options[name] = part.parts[1]
    return True


ORDER = ("Right", "Top", "Left", "Bottom")  # counterclockwise


def quarter(side: Any) -> float | None:
    """The angle that brings Top to a side, or one side to another."""
    old, new = side.parts if head_of(side) is S.Rule and len(side) == 2 else (S.Top, side)
    names = [getattr(each, "short", None) for each in (old, new)]
    if names[0] not in ORDER or names[1] not in ORDER:
        return None
    return (ORDER.index(str(names[1])) - ORDER.index(str(names[0]))) * np.pi / 2


def rotated(picture: Image, angle: float, background: Array, at: Any = bilinear) -> Image:
    """The picture turned counterclockwise, large enough to hold all of it."""
    cos, sin = np.cos(angle), np.sin(angle)
    width, height = picture.sizes
    new_width = int(np.ceil(abs(width * cos) + abs(height * sin) - 1e-9))
    new_height = int(np.ceil(abs(width * sin) + abs(height * cos) - 1e-9))
    y, x = np.mgrid[0:new_height, 0:new_width]
    x, y = x + 0.5 - new_width / 2, new_height / 2 - y - 0.5
    columns, rows = cos * x + sin * y + width / 2 - 0.5, height / 2 - (-sin * x + cos * y) - 0.5
    made: Image = picture.with_reals(sampled(picture.reals(), rows, columns, background, at))
    return made


def sampled(
    pixels: Array, rows: Array, columns: Array, background: Array | None, at: Any = bilinear
) -> Array:
    """The values at places between pixels; the background beyond the border, where there is one."""
    height, width = pixels.shape[:2]
    outside = (
        (rows < -0.5 - 1e-9)
        | (rows > height - 0.5 + 1e-9)
        | (columns < -0.5 - 1e-9)
        | (columns > width - 0.5 + 1e-9)
    )
    found = at(pixels, rows, columns)
    if background is not None:
        found[outside] = background
    return found


# -- putting together ----------------------------------------------------------------------------------


@builtin(
    "ImageAssemble[{{image11, ...}, ...}]",
    'ImageAssemble[{{image11, ...}, ...}, "fitting"]',
    options={"Background": S.Automatic, "Spacings": 0},
    messages={
        **MESSAGES,
        "grid": "The heights in a row, or the widths of the rows, differ.",
    },
)
def image_assemble(kernel: Any, images: Any, fitting: Any = S["None"], *, options: dict[str, Any]) -> Any:
    """gives one image made of a matrix, or a row, of images.

    >>> ImageDimensions[ImageAssemble[{{ConstantImage[0, {2, 3}], ConstantImage[1, {4, 3}]}}]]
    {6, 3}
    """
    rows = [row.parts if is_list(row) else (row,) for row in images.parts] if is_list(images) else []
    if rows and all(not is_list(row) for row in images.parts):
        rows = [images.parts]
    pictures = [[need_image(kernel, each) for each in row] for row in rows]
    flat = same_channels([each for row in pictures for each in row]) if rows and all(rows) else []
    if not flat:
        raise Failure("imginv", images, value=None)
    kind = widest(flat)
    following = iter([each.as_type(kind) for each in flat])
    grid = [[next(following) for _ in row] for row in pictures]
    if fitting is not S["None"]:
        grid = to_cells(grid, fitting)
    background = 0 if options["Background"] is S.Automatic else options["Background"]
    gaps = spacings(options["Spacings"])
    try:
        rows_ = [joined(kernel, row, gaps[0], 1, background) for row in grid]
        return joined(kernel, rows_, gaps[1], 0, background)
    except ValueError:
        raise Failure("grid", value=None) from None


def spacings(spec: Any) -> tuple[int, int]:
    """The pixels between columns and between rows."""
    pair = spec.parts if is_list(spec) and len(spec) == 2 else (spec, spec)
    found = [0 if each in (S["None"], S.Automatic) else whole(each) for each in pair]
    if any(each is None or each < 0 for each in found):
        raise Failure("optval", S.Spacings, spec, "a number of pixels or a pair of them", value=None)
    return int(found[0] or 0), int(found[1] or 0)


def joined(kernel: Any, pictures: list[Image], gap: int, axis: int, background: Any) -> Image:
    """Pictures beside or below each other, with gaps between them."""
    parts = [each.array for each in pictures]
    if gap and len(parts) > 1:
        side = ((gap, 0), (0, 0)) if axis else ((0, 0), (0, gap))
        parts[1:] = [padded(kernel, each, [list(p) for p in side], background).array for each in pictures[1:]]
    done: Image = pictures[0].with_array(np.concatenate(parts, axis=axis))
    return done


def to_cells(grid: list[list[Image]], fitting: Any) -> list[list[Image]]:
    """The pictures of a grid brought to the sizes of its rows and columns."""
    if fitting not in ("Fit", "Fill", "Stretch"):
        raise Failure("arg", fitting, "None, Fit, Fill or Stretch is expected", value=None)
    heights = [max(each.sizes[1] for each in row) for row in grid]
    widths = [max(row[at].sizes[0] for row in grid if at < len(row)) for at in range(max(map(len, grid)))]
    return [
        [resize(each, (widths[x], heights[y])) for x, each in enumerate(row)] for y, row in enumerate(grid)
    ]
