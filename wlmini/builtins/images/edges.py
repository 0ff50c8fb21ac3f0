"""Lines where images are steepest: EdgeDetect."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.images.arguments import MESSAGES, need_image, need_number, radii
from wlmini.builtins.images.filtering import BORDER, padding_mode, smooth
from wlmini.builtins.images.pointwise import bits, cluster_threshold, levels_of
from wlmini.expr import S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

Array = Any
Slopes = tuple[Array, Array]  # downwards and to the right


def gaussian_slopes(levels: Array, widths: list[float], mode: str) -> Slopes:
    """The slopes of the levels after a Gaussian."""
    return smooth(levels, widths, (1, 0), mode), smooth(levels, widths, (0, 1), mode)


def sobel_slopes(levels: Array, widths: list[float], mode: str) -> Slopes:
    """The differences of neighbours, weighted 1, 2, 1 across, of the smoothed levels."""
    even = smooth(levels, [max(w - 1, 0) for w in widths], (0, 0), mode)
    sobel = library("scipy.ndimage").sobel
    return sobel(even, axis=0, mode=mode) / 8, sobel(even, axis=1, mode=mode) / 8


def exponential_slopes(levels: Array, widths: list[float], mode: str) -> Slopes:
    """The slopes after the exponential filter of Shen and Castan, which keeps edges in their places."""
    ndimage = library("scipy.ndimage")
    even = levels
    for axis, width in enumerate(widths):
        reach = 4 * int(np.ceil(width)) + 1
        weights = np.exp(-np.abs(np.arange(-reach, reach + 1)) / max(width / 2, 1e-9))
        even = ndimage.correlate1d(even, weights / weights.sum(), axis=axis, mode=mode)
    step = np.array([-0.5, 0.0, 0.5])
    down, across = (ndimage.correlate1d(even, step, axis=axis, mode=mode) for axis in (0, 1))
    return down, across


SLOPES = {"Canny": gaussian_slopes, "ShenCastan": exponential_slopes, "Sobel": sobel_slopes}


@builtin(
    "EdgeDetect[image]", "EdgeDetect[image, r]", "EdgeDetect[image, r, t]",
    options={"Method": S.Automatic, **BORDER},
    messages={**MESSAGES, "method": "`1` is no method of finding edges; there are `2`."},
)  # fmt: skip
def edge_detect(kernel: Any, image: Any, r: Any = 2, t: Any = S.Automatic, *, options: dict[str, Any]) -> Any:
    """gives the image of the lines where an image is steepest, at a radius r and above a threshold t.

    >>> ImageType[EdgeDetect[Image[{{0, 0, 1, 1}, {0, 0, 1, 1}}], 1]]
    Bit
    """
    picture = need_image(kernel, image)
    method = options["Method"]
    method = method.parts[0] if is_list(method) and method.parts else method
    if method is not S.Automatic and method not in SLOPES:
        raise Failure("method", method, S.List(*SLOPES), value=None)
    mode = padding_mode(options["Padding"])
    down, across = SLOPES["Canny" if method is S.Automatic else method](levels_of(picture), radii(r), mode)
    steep = np.hypot(down, across)
    highest = steep.max()
    if highest < 1e-9:
        return bits(picture, np.zeros(steep.shape, bool))
    number = (
        cluster_threshold(steep / highest) * highest if t is S.Automatic else need_number(t, "a number", 0)
    )
    ridge = is_ridge(steep, down, across)
    strong, weak = ridge & (steep > number), ridge & (steep > number * 0.4)
    labels, count = library("scipy.ndimage").label(weak, np.ones((3, 3)))
    kept = np.zeros(count + 1, bool)
    kept[np.unique(labels[strong])] = True
    kept[0] = False
    return bits(picture, kept[labels])


def is_ridge(steep: Array, down: Array, across: Array) -> Array:
    """Whether a pixel is steeper than its two neighbours in the direction of the slope."""
    wide = np.pad(steep, 1)
    angle = np.round(np.arctan2(down, across) / (np.pi / 4)).astype(int) % 4
    found = np.zeros(steep.shape, bool)
    height, width = steep.shape
    for turn, (y, x) in enumerate([(0, 1), (1, 1), (1, 0), (1, -1)]):
        ahead = wide[1 + y : 1 + y + height, 1 + x : 1 + x + width]
        behind = wide[1 - y : 1 - y + height, 1 - x : 1 - x + width]
        found |= (angle == turn) & (steep >= ahead) & (steep > behind)
    return found
