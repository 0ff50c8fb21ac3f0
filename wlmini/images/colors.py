"""Colour spaces: how each is reached from RGB and leads back, for arrays with the channels last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from wlmini.expr import S, Symbol
from wlmini.images.picture import CHANNELS, Picture

__all__ = ["HEADS", "SPACES", "color_values", "convert", "converted_picture"]

Array = Any
GRAY = np.array([0.299, 0.587, 0.114])  # the shares of red, green and blue in brightness
TO_XYZ = np.array(  # sRGB to XYZ as seen under D50, the light of the profile connection space
    [
        [0.4360747, 0.3850649, 0.1430804],
        [0.2225045, 0.7168786, 0.0606169],
        [0.0139322, 0.0971045, 0.7141733],
    ]
)
WHITE = TO_XYZ.sum(axis=1)
BEND, SLOPE = (
    (6 / 29) ** 3,
    (29 / 3) ** 3,
)  # where the curve of lightness becomes a straight line, and its slope


def gray_of(rgb: Array) -> Array:
    return (rgb @ GRAY)[..., None]


def rgb_of_gray(gray: Array) -> Array:
    return np.repeat(gray, 3, axis=-1)


def linear(rgb: Array) -> Array:
    """Light from the values of a screen."""
    curved = np.clip((np.abs(rgb) + 0.055) / 1.055, 0, None) ** 2.4
    return np.where(np.abs(rgb) <= 0.04045, rgb / 12.92, np.sign(rgb) * curved)


def screen(light: Array) -> Array:
    """The values of a screen for light."""
    curved = 1.055 * np.abs(light) ** (1 / 2.4) - 0.055
    return np.where(np.abs(light) <= 0.0031308, light * 12.92, np.sign(light) * curved)


def xyz_of(rgb: Array) -> Array:
    return linear(rgb) @ TO_XYZ.T


def rgb_of_xyz(xyz: Array) -> Array:
    return screen(xyz @ np.linalg.inv(TO_XYZ).T)


def lab_of(rgb: Array) -> Array:
    share = xyz_of(rgb) / WHITE
    x, y, z = np.moveaxis(np.where(share > BEND, np.cbrt(share), (SLOPE * share + 16) / 116), -1, 0)
    return np.stack([1.16 * y - 0.16, 5 * (x - y), 2 * (y - z)], axis=-1)


def rgb_of_lab(lab: Array) -> Array:
    light, a, b = np.moveaxis(lab, -1, 0)
    y = (light + 0.16) / 1.16
    roots = np.stack([y + a / 5, y, y - b / 2], axis=-1)
    share = np.where(roots > 6 / 29, roots**3, (116 * roots - 16) / SLOPE)
    return rgb_of_xyz(share * WHITE)


def lightness_and_chroma(xyz: Array) -> tuple[Array, Array, Array]:
    x, y, z = np.moveaxis(xyz, -1, 0)
    total = x + 15 * y + 3 * z
    safe = np.where(total == 0, 1, total)
    return y, np.where(total == 0, 0, 4 * x / safe), np.where(total == 0, 0, 9 * y / safe)


WHITE_U, WHITE_V = (float(each) for each in lightness_and_chroma(WHITE)[1:])


def luv_of(rgb: Array) -> Array:
    y, u, v = lightness_and_chroma(xyz_of(rgb))
    light = np.where(y > BEND, 1.16 * np.cbrt(y) - 0.16, SLOPE * y / 100)
    return np.stack([light, 13 * light * (u - WHITE_U), 13 * light * (v - WHITE_V)], axis=-1)


def rgb_of_luv(luv: Array) -> Array:
    light, u, v = np.moveaxis(luv, -1, 0)
    safe = np.where(light == 0, 1, 13 * light)
    u, v = u / safe + WHITE_U, v / safe + WHITE_V
    y = np.where(light > 0.08, ((light + 0.16) / 1.16) ** 3, light * 100 / SLOPE)
    x, z = y * 9 * u / (4 * v), y * (12 - 3 * u - 20 * v) / (4 * v)
    return rgb_of_xyz(np.stack([x, y, z], axis=-1) * (light != 0)[..., None])


def lch_of(rgb: Array) -> Array:
    light, a, b = np.moveaxis(lab_of(rgb), -1, 0)
    return np.stack([light, np.hypot(a, b), np.arctan2(b, a) / (2 * np.pi) % 1], axis=-1)


def rgb_of_lch(lch: Array) -> Array:
    light, chroma, hue = np.moveaxis(lch, -1, 0)
    angle = 2 * np.pi * hue
    return rgb_of_lab(np.stack([light, chroma * np.cos(angle), chroma * np.sin(angle)], axis=-1))


def hsb_of(rgb: Array) -> Array:
    red, green, blue = np.moveaxis(rgb, -1, 0)
    most, least = rgb.max(axis=-1), rgb.min(axis=-1)
    span = most - least
    safe = np.where(span == 0, 1, span)
    hue = np.select(
        [span == 0, most == red, most == green],
        [np.zeros_like(most), (green - blue) / safe % 6, (blue - red) / safe + 2],
        (red - green) / safe + 4,
    )
    return np.stack([hue / 6, span / np.where(most == 0, 1, most), most], axis=-1)


def rgb_of_hsb(hsb: Array) -> Array:
    hue, saturation, brightness = np.moveaxis(hsb, -1, 0)
    turns = (np.array([5, 3, 1]) + hue[..., None] * 6) % 6
    dips = np.clip(np.minimum(turns, 4 - turns), 0, 1)
    return brightness[..., None] * (1 - saturation[..., None] * dips)


def cmyk_of(rgb: Array) -> Array:
    black = 1 - rgb.max(axis=-1, keepdims=True)
    rest = np.where(black >= 1, 1, 1 - black)
    return np.concatenate([np.where(black >= 1, 0, (1 - rgb - black) / rest), black], axis=-1)


def rgb_of_cmyk(cmyk: Array) -> Array:
    return (1 - cmyk[..., :3]) * (1 - cmyk[..., 3:])


class Space(NamedTuple):
    """A colour space: the head of its colours, the way from RGB and the way back."""

    head: Symbol
    of_rgb: Callable[[Array], Array]
    to_rgb: Callable[[Array], Array]
    bounded: bool = True  # whether all values lie between 0 and 1


def unchanged(rgb: Array) -> Array:
    return rgb


SPACES = {
    "RGB": Space(S.RGBColor, unchanged, unchanged),
    "Grayscale": Space(S.GrayLevel, gray_of, rgb_of_gray),
    "HSB": Space(S.Hue, hsb_of, rgb_of_hsb),
    "CMYK": Space(S.CMYKColor, cmyk_of, rgb_of_cmyk),
    "XYZ": Space(S.XYZColor, xyz_of, rgb_of_xyz, bounded=False),
    "LAB": Space(S.LABColor, lab_of, rgb_of_lab, bounded=False),
    "LUV": Space(S.LUVColor, luv_of, rgb_of_luv, bounded=False),
    "LCH": Space(S.LCHColor, lch_of, rgb_of_lch, bounded=False),
}
HEADS = {space.head: name for name, space in SPACES.items()}


def convert(colors: Array, old: str, new: str) -> Array:
    """Colours of one space, the last axis its channels, in another one."""
    if old == new:
        return colors
    return SPACES[new].of_rgb(SPACES[old].to_rgb(colors))


def color_values(color: Any) -> tuple[str, list[float], float | None] | None:
    """The space, the values and the opacity of a colour such as RGBColor[1, 0, 0]; None for what is none."""
    head = getattr(color, "head", None)
    space = HEADS.get(head) if isinstance(head, Symbol) else None
    if space is None:
        return None
    values = numbers_in(color)
    count = CHANNELS[space]
    if values is None or not values:
        return None
    if space == "HSB" and len(values) < 3:
        values = values + [1.0] * (3 - len(values))
    if len(values) not in (count, count + 1):
        return None
    return space, values[:count], values[count] if len(values) > count else None


def numbers_in(color: Any) -> list[float] | None:
    """The arguments of a colour as reals; a text such as "#ff0000" is read as red, green and blue."""
    parts = (
        color.parts[0].parts
        if len(color) == 1 and getattr(color.parts[0], "head", None) is S.List
        else color.parts
    )
    if len(parts) == 1 and isinstance(parts[0], str) and color.head is S.RGBColor:
        return hexadecimal(parts[0])
    try:
        return [float(each) for each in parts]
    except (TypeError, ValueError):
        return None


def hexadecimal(text: str) -> list[float] | None:
    digits = text.removeprefix("#")
    digits = "".join([each * 2 for each in digits]) if len(digits) in (3, 4) else digits
    try:
        return [int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)]
    except ValueError:
        return None


def converted_picture(picture: Picture, space: str) -> Any:
    """The picture in another colour space, its transparency kept."""
    old = picture.color_space
    if old is None or old == space == picture.space:
        return picture
    reals = picture.reals()
    colors = convert(reals[..., : picture.colors], old, space)
    if picture.has_alpha:
        colors = np.concatenate([colors, reals[..., picture.colors :]], axis=-1)
    kind = (
        picture.kind if SPACES[space].bounded and SPACES[old].bounded and picture.kind != "Bit" else "Real32"
    )
    kind = (
        "Bit" if picture.kind == "Bit" and space == "Grayscale" else "Byte" if picture.kind == "Bit" else kind
    )
    return picture.with_reals(colors, kind, space)
