"""The "Image" and "Image3D" coders: pictures as arrays of numbers from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...expr import Atom, Expr, S, is_list, make_list
from ...images.colors import SPACES, color_values, convert
from ...images.files import decode
from ...images.picture import CHANNELS, KINDS, Image, Image3D, Picture, to_reals
from ...images.resizing import NAMES, kernel_called
from ...kernel.permissions import ask
from ...kernel.whole_files import named_path
from ..ports import Port
from .coder import ENCODERS, Coder, Decoder, Encoder, Parameter, argument, decoder, encoder, option, stacked
from .fitting import METHODS, alignment, fitted
from .reading import REFUSED, automatic, bounded, choice, flag, number, numbers, size

__all__ = ["Image3DDecoder", "Image3DEncoder", "ImageDecoder", "ImageEncoder"]

WIDEST = 1 << 16  # pixels along an axis
PIECE = 1 << 22  # numbers that are converted at once: what fits into the cache of a processor


def sizes(rank: int) -> Any:
    """A reader of one size for all axes, or one for each, the width first."""

    def read(expr: Any) -> Any:
        parts = expr.parts if is_list(expr) else (expr,) * rank
        fine = len(parts) == rank and all(bounded(size(each), WIDEST) is not REFUSED for each in parts)
        return tuple(parts) if fine else REFUSED

    return read


def average(expr: Any) -> Any:
    """A mean or variance: None, a number, one for each channel, or a picture."""
    if expr is S["None"]:
        return None
    if isinstance(expr, Atom) and isinstance(expr, Picture):
        return expr
    found = numbers(expr) if is_list(expr) else number(-np.inf)(expr)
    return found


def background(expr: Any) -> Any:
    """A gray level or a colour; Black and White are symbols only until they are evaluated."""
    return expr if number(0)(expr) is not REFUSED or color_values(expr) else REFUSED


COLORS = argument(  # at its place in version 11, by name since
    "space", "ColorSpace", f"one of {', '.join(SPACES)}", choice(*SPACES), "RGB",
)  # fmt: skip
TRANSPOSED = option("transposed", "DataTransposed", "True or False", flag, default=False)
INTERLEAVED = option("interleaved", "Interleaving", "True or False", flag, default=False)
AVERAGE_WORDS = "None, a number, a list of numbers (one for each channel), or an image"
AVERAGES = (
    option("mean", "MeanImage", AVERAGE_WORDS, average, None),
    option("variance", "VarianceImage", AVERAGE_WORDS, average, None),
)
FITTING = (
    option("method", "Method", ", ".join(METHODS), choice(*METHODS), "Stretch"),
    option(
        "resampling", "Resampling", f"Automatic or one of {', '.join(NAMES)}",
        automatic(lambda expr: kernel_called(expr) or REFUSED), S.Automatic,
    ),
    option("alignment", "Alignment", "Center, Left, Right, Top, Bottom or a list of these", alignment,
           S.Center),
    option("padding", "Padding", "a color or a gray level", background, S.GrayLevel(0)),
)  # fmt: skip


def size_argument(rank: int, words: str) -> Parameter:
    return argument("sizes", "ImageSize", words, sizes(rank), (128,) * rank)


class PictureCoder(Coder):
    """What encoders and decoders of pictures share: colours, the order of the axes, mean and variance."""

    space: str
    interleaved: bool
    transposed = False
    mean: Any
    variance: Any
    kind: type[Picture]

    def prepare(self) -> None:
        self.channels = CHANNELS[self.space]
        for name, given in (("MeanImage", self.mean), ("VarianceImage", self.variance)):
            if isinstance(given, tuple) and len(given) != self.channels:
                raise self.refuse(given, name, f"a list of {self.channels} numbers, one for each channel")
            if isinstance(given, Picture) and not (isinstance(given, self.kind) and given.color_space):
                raise self.refuse(given, name, f"an {self.kind.head.short} of a colour space")
        low = self.variance
        values = low.reals() if isinstance(low, Picture) else np.asarray(1 if low is None else low, float)
        if not values.min() > 0:
            raise self.refuse(low, "VarianceImage", "a positive number, or a list or image of such")
        shape: list[Any] = [*self.spatial_sizes(), self.channels]
        if not self.interleaved:
            shape = [shape[-1], *shape[:-1]]
        self.port = Port(tuple(shape), "real")

    def spatial_sizes(self) -> list[Any]:
        """The sizes of the levels of the array that are axes of the picture."""
        return [None] * self.kind.rank

    def arranged(self, pixels: np.ndarray) -> np.ndarray:
        """A batch of pixels, channels last, with the levels in the order of the port."""
        if self.transposed:
            pixels = np.swapaxes(pixels, 1, 2)
        return pixels if self.interleaved else np.moveaxis(pixels, -1, 1)

    def pixels(self, array: np.ndarray) -> np.ndarray:
        """The pixels, channels last, of the array of one example."""
        pixels = array if self.interleaved else np.moveaxis(array, 0, -1)
        return np.swapaxes(pixels, 0, 1) if self.transposed else pixels

    def statistic(self, given: Any, spatial: tuple[int, ...]) -> Any:
        """A mean or variance as numbers that go with pixels of these sizes."""
        if isinstance(given, Picture):
            stack = colored(given.array[None], given, self.space)
            assert stack is not None
            return np.clip(fitted(stack, spatial, "Stretch")[0], stack.min(), stack.max())
        return np.asarray(given, dtype=np.float64)


class PictureEncoder(PictureCoder, Encoder):
    """Pictures to arrays: colours, size, mean and variance; all pictures of one size at once."""

    sizes: tuple[int, ...]
    method: str
    resampling: Any
    alignment: Any
    padding: Any

    def spatial_sizes(self) -> list[Any]:
        return list(self.sizes if self.transposed else self.sizes[::-1])

    def words(self) -> str:
        shape = "x".join(map(str, self.port.shape or ()))
        return f"an image, File[...] of one, or its {shape} array"

    def accepts(self, expr: Any) -> bool:
        return isinstance(expr, self.kind) or isinstance(expr, Expr) and expr.head is S.File

    def encode(self, exprs: Sequence[Any]) -> Any:
        """The array of all examples, pictures of one size and type in one go."""
        if all(map(self.accepts, exprs)):
            return self.arranged(self.batch([self.picture(expr) for expr in exprs]))
        return stacked([self.encode_one(expr) for expr in exprs])

    def encoded(self, expr: Any) -> np.ndarray:
        found: np.ndarray = self.encode([expr])[0]
        return found

    def picture(self, expr: Any) -> Picture:
        """The picture that an example is, or that its file holds."""
        if isinstance(expr, Picture):
            return expr
        if len(expr) != 1 or not isinstance(expr.parts[0], str):
            raise self.misfit(expr)
        path = named_path(expr.parts[0])
        ask("read", str(path))
        try:
            frames = decode(path.read_bytes())
        except (OSError, ValueError) as fault:
            reason = getattr(fault, "strerror", None) or str(fault)
            raise self.misfit(expr, f"{self.words()} ({reason})") from None
        return self.joined(frames)

    def joined(self, frames: Sequence[Image]) -> Picture:
        """The picture of the frames of a file: the first."""
        return frames[0]

    def batch(self, pictures: Sequence[Picture]) -> np.ndarray:
        """The pixels of pictures, channels last."""
        result = np.empty((len(pictures), *self.sizes[::-1], self.channels), dtype=np.float32)
        groups: dict[Any, list[int]] = {}
        for place, each in enumerate(pictures):
            groups.setdefault((each.array.shape, each.kind, each.color_space), []).append(place)
        for places in groups.values():
            step = max(1, PIECE // pictures[places[0]].array.size)
            for start in range(0, len(places), step):
                part = places[start : start + step]
                where = part if len(groups) > 1 else slice(start, start + step)  # a slice is quicker
                result[where] = self.alike([pictures[place] for place in part])
        return self.normalized(result)

    def alike(self, pictures: Sequence[Picture]) -> np.ndarray:
        """The pixels of pictures of one size, type and colour space."""
        first = pictures[0]
        late = first.color_space == "Grayscale" and self.space == "RGB" and self.method != "Fit"
        stack = colored(
            np.stack([each.array for each in pictures]), first, "Grayscale" if late else self.space
        )
        if stack is None:
            raise self.misfit(first, f"an image with the channels of a colour space, not {first.channels}")
        kernel = "Automatic" if self.resampling is S.Automatic else self.resampling
        padding = self.color() if self.method == "Fit" else None
        found = fitted(stack, self.sizes[::-1], self.method, kernel, self.alignment, padding)
        if found is not stack:  # mixing pixels can overshoot
            found = np.clip(found, min(0.0, float(stack.min())), max(1.0, float(stack.max())))
        return np.repeat(found, 3, axis=-1) if late else found  # gray is enlarged before it is tripled

    def color(self) -> np.ndarray:
        """The values of the channels of the colour around pictures."""
        found = color_values(self.padding)
        space, values = ("Grayscale", [float(self.padding)]) if found is None else found[:2]
        converted: np.ndarray = convert(np.array(values), space, self.space)
        return converted

    def normalized(self, pixels: np.ndarray) -> np.ndarray:
        """Minus the mean, over the standard deviation."""
        if self.mean is not None:
            pixels -= self.statistic(self.mean, pixels.shape[1:-1]).astype(np.float32)
        if self.variance is not None:
            pixels /= np.sqrt(self.statistic(self.variance, pixels.shape[1:-1])).astype(np.float32)
        return pixels


def colored(stack: np.ndarray, like: Picture, space: str) -> np.ndarray | None:
    """Pixels of pictures like one as reals of a colour space, transparency dropped; None without colours."""
    old = like.color_space
    if old is None:
        return None
    if old == space and like.channels == CHANNELS[space]:
        one = KINDS[like.kind].one
        reals = stack.astype(np.float32)
        return np.divide(reals, one, out=reals) if one > 1 else reals
    reals = to_reals(stack[..., : CHANNELS[old]], like.kind)
    return np.asarray(convert(reals, old, space), dtype=np.float32)


class PictureDecoder(PictureCoder, Decoder):
    """Arrays to pictures."""

    def words(self) -> str:
        return self.port.bare().words()

    def properties(self) -> list[str]:
        return ["Image"]

    def targets(self, indexed: bool, shape: Any) -> Encoder | None:
        """Pictures brought to the size of the output."""
        if shape is None or not all(isinstance(each, int) for each in shape):
            return None
        sizes = shape[: self.kind.rank] if self.interleaved else shape[1:]
        made = ENCODERS[self.name].converted(self)
        width_first = sizes if self.transposed else sizes[::-1]
        found = made.replaced([("ImageSize", make_list(width_first))]) if made else None
        return found if isinstance(found, Encoder) else None

    def value(self, array: np.ndarray, name: str, given: Any, random: Any) -> Any:
        if given is not None:
            raise self.refuse(given, name, "without an argument")
        pixels = np.asarray(self.pixels(array), dtype=np.float64)
        if self.variance is not None:
            pixels = pixels * np.sqrt(self.statistic(self.variance, pixels.shape[:-1]))
        if self.mean is not None:
            pixels = pixels + self.statistic(self.mean, pixels.shape[:-1])
        return self.kind(np.ascontiguousarray(pixels, dtype=np.float32), "Real32", self.space)


@encoder(
    "Image",
    size_argument(2, "a size or a list {width, height}"),
    COLORS, TRANSPOSED, INTERLEAVED, *AVERAGES, *FITTING,
)  # fmt: skip
class ImageEncoder(PictureEncoder):
    """NetEncoder[{"Image", {width, height}}]: a picture as an array of channels, rows and columns.

    >>> NetEncoder[{"Image", {2, 1}, ColorSpace -> "Grayscale"}][Image[{{0, 1}}]]
    {{{0., 1.}}}
    >>> Dimensions[NetEncoder[{"Image", {5, 4}}][Image[{{0, 1}}]]]
    {3, 4, 5}
    """

    kind = Image


@encoder(
    "Image3D",
    size_argument(3, "a size or a list {width, depth, height}"),
    COLORS, INTERLEAVED, *AVERAGES, *FITTING,
)  # fmt: skip
class Image3DEncoder(PictureEncoder):
    """NetEncoder[{"Image3D", {w, d, h}}]: a solid picture as an array of channels, slices, rows, columns.

    >>> Dimensions[NetEncoder[{"Image3D", {4, 3, 2}}][Image3D[{{{0, 1}}}]]]
    {3, 2, 3, 4}
    """

    kind = Image3D

    def joined(self, frames: Sequence[Image]) -> Picture:
        """The frames of a file as slices."""
        first = frames[0]
        alike = [f for f in frames if f.array.shape == first.array.shape and f.kind == first.kind]
        return Image3D(np.stack([each.array for each in alike]), first.kind, first.space)


@decoder("Image", COLORS, TRANSPOSED, INTERLEAVED, *AVERAGES)
class ImageDecoder(PictureDecoder):
    """NetDecoder["Image"]: an array of channels, rows and columns as a picture.

    >>> ImageData[NetDecoder[{"Image", ColorSpace -> "Grayscale"}][{{{0, 1}, {0.5, 0.25}}}]]
    {{0., 1.}, {0.5, 0.25}}
    """

    kind = Image


@decoder("Image3D", COLORS, INTERLEAVED, *AVERAGES)
class Image3DDecoder(PictureDecoder):
    """NetDecoder["Image3D"]: an array of channels, slices, rows and columns as a solid picture.

    >>> ImageDimensions[NetDecoder[{"Image3D", ColorSpace -> "Grayscale"}][{{{{0, 1, 0}, {0, 0, 1}}}}]]
    {3, 2, 1}
    """

    kind = Image3D
