"""Images brought to one size: ConformImages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.images.arguments import MESSAGES, need_image, same_channels, widest
from wlmini.builtins.images.borders import growth, padded
from wlmini.builtins.images.resampling import need_resize, scaled
from wlmini.expr import S, is_list, make_list
from wlmini.images.picture import Image
from wlmini.images.resizing import resize
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


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
    padding = 0 if options["Padding"] is S.Automatic else options["Padding"]
    pictures = [FITTINGS[fitting](kernel, each, goal, padding) for each in same_channels(pictures)]
    kind = widest(pictures)
    return make_list([each.as_type(kind) for each in pictures])


def common_size(kernel: Any, size: Any, pictures: list[Image]) -> tuple[int, ...]:
    if size is S.Max or size == "Max":
        return tuple(max(each) for each in zip(*[p.sizes for p in pictures], strict=True))
    if size is S.Min or size == "Min":
        return tuple(min(each) for each in zip(*[p.sizes for p in pictures], strict=True))
    return need_resize(kernel, size, pictures[0])


def centred(kernel: Any, picture: Image, goal: tuple[int, ...], padding: Any) -> Image:
    """The picture cut or filled up to a size around its centre."""
    return padded(kernel, picture, growth(goal, picture.sizes, S.Center), padding)


def stretch(kernel: Any, picture: Image, goal: tuple[int, ...], padding: Any) -> Image:
    return resize(picture, goal)


def fit_inside(kernel: Any, picture: Image, goal: tuple[int, ...], padding: Any) -> Image:
    factor = min(new / old for new, old in zip(goal, picture.sizes, strict=True))
    return centred(kernel, resize(picture, scaled(picture.sizes, factor)), goal, padding)


def fill(kernel: Any, picture: Image, goal: tuple[int, ...], padding: Any) -> Image:
    factor = max(new / old for new, old in zip(goal, picture.sizes, strict=True))
    return centred(kernel, resize(picture, scaled(picture.sizes, factor)), goal, padding)


FITTINGS: dict[Any, Callable[[Any, Image, tuple[int, ...], Any], Image]] = {
    "Stretch": stretch, "Fit": fit_inside, "Fill": fill, "Crop": centred, "Center": centred, "Pad": centred,
}  # fmt: skip
