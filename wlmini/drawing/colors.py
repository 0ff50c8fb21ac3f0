"""Colours: from the heads of the language to red, green, blue and opacity, and between colour spaces."""

from __future__ import annotations

import colorsys
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from wlmini.expr import BigReal, Expr, S, Symbol, is_list

RGBA = tuple[float, float, float, float]
Triple = tuple[float, float, float]
WHITE = (0.9504285, 1.0, 1.0889004)  # of the illuminant D65, as XYZ
FROM_RGB = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
TO_RGB = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)
EDGE = (6 / 29) ** 3

NAMED: dict[str, tuple[float, ...]] = {
    "Red": (1, 0, 0), "Green": (0, 1, 0), "Blue": (0, 0, 1), "Cyan": (0, 1, 1), "Magenta": (1, 0, 1),
    "Yellow": (1, 1, 0), "Brown": (0.6, 0.4, 0.2), "Orange": (1, 0.5, 0), "Pink": (1, 0.5, 0.5),
    "Purple": (0.5, 0, 0.5), "Black": (0,), "White": (1,), "Gray": (0.5,), "LightGray": (0.85,),
    "LightRed": (1, 0.85, 0.85), "LightGreen": (0.88, 1, 0.88), "LightBlue": (0.87, 0.94, 1),
    "LightCyan": (0.9, 1, 1), "LightMagenta": (1, 0.9, 1), "LightYellow": (1, 1, 0.85),
    "LightBrown": (0.94, 0.91, 0.88), "LightOrange": (1, 0.9, 0.8), "LightPink": (1, 0.925, 0.925),
    "LightPurple": (0.94, 0.88, 0.94), "Transparent": (0, 0),
}  # fmt: skip


def number(value: Any) -> float | None:
    """A real number as a float, None for anything else."""
    if isinstance(value, (int, float, Fraction)):
        return float(value)
    return float(value.value) if isinstance(value, BigReal) else None


def numbers(parts: Sequence[Any]) -> list[float] | None:
    found = [number(p) for p in parts]
    return None if any(v is None for v in found) else [v for v in found if v is not None]


def clip(value: float) -> float:
    return min(1.0, max(0.0, value))


# -- between spaces ----------------------------------------------------------------------------------


def linear(value: float) -> float:
    """sRGB's component without its gamma."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def times(matrix: Any, vector: Sequence[float]) -> Triple:
    a, b, c = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def rgb_to_xyz(rgb: Sequence[float]) -> Triple:
    return times(FROM_RGB, [linear(v) for v in rgb])


def xyz_to_rgb(xyz: Sequence[float]) -> Triple:
    r, g, b = (clip(gamma(v)) if v > 0 else 0.0 for v in times(TO_RGB, xyz))
    return r, g, b


def forward(t: float) -> float:
    return t ** (1 / 3) if t > EDGE else t / (3 * (6 / 29) ** 2) + 4 / 29


def backward(t: float) -> float:
    return t**3 if t > 6 / 29 else 3 * (6 / 29) ** 2 * (t - 4 / 29)


def rgb_to_lab(rgb: Sequence[float]) -> Triple:
    """Lightness from 0 to 1, and a and b on the same scale."""
    x, y, z = (forward(v / w) for v, w in zip(rgb_to_xyz(rgb), WHITE, strict=True))
    return (116 * y - 16) / 100, 5 * (x - y), 2 * (y - z)


def lab_to_rgb(lab: Sequence[float]) -> Triple:
    y = (100 * lab[0] + 16) / 116
    parts = (y + lab[1] / 5, y, y - lab[2] / 2)
    return xyz_to_rgb([backward(v) * w for v, w in zip(parts, WHITE, strict=True)])


def rgb_to_lch(rgb: Sequence[float]) -> Triple:
    lightness, a, b = rgb_to_lab(rgb)
    return lightness, math.hypot(a, b), math.atan2(b, a) / (2 * math.pi) % 1


def lch_to_rgb(lch: Sequence[float]) -> Triple:
    angle = 2 * math.pi * lch[2]
    return lab_to_rgb((lch[0], lch[1] * math.cos(angle), lch[1] * math.sin(angle)))


def chromaticity(xyz: Sequence[float]) -> tuple[float, float]:
    below = xyz[0] + 15 * xyz[1] + 3 * xyz[2]
    return (4 * xyz[0] / below, 9 * xyz[1] / below) if below else (0.0, 0.0)


def rgb_to_luv(rgb: Sequence[float]) -> Triple:
    xyz = rgb_to_xyz(rgb)
    (u, v), (u0, v0) = chromaticity(xyz), chromaticity(WHITE)
    lightness = (116 * forward(xyz[1]) - 16) / 100
    return (lightness, 13 * lightness * (u - u0), 13 * lightness * (v - v0)) if lightness else (0.0, 0.0, 0.0)


def luv_to_rgb(luv: Sequence[float]) -> Triple:
    lightness = luv[0]
    if lightness <= 0:
        return 0.0, 0.0, 0.0
    u0, v0 = chromaticity(WHITE)
    u, v = luv[1] / (13 * lightness) + u0, luv[2] / (13 * lightness) + v0
    y = backward((100 * lightness + 16) / 116)
    return xyz_to_rgb((y * 9 * u / (4 * v), y, y * (12 - 3 * u - 20 * v) / (4 * v)))


def rgb_to_cmyk(rgb: Sequence[float]) -> tuple[float, ...]:
    black = 1 - max(rgb)
    return (0.0, 0.0, 0.0, 1.0) if black >= 1 else (*((1 - v - black) / (1 - black) for v in rgb), black)


def cmyk_to_rgb(cmyk: Sequence[float]) -> Triple:
    c, m, y, k = (*cmyk, 0.0)[:4]
    return (1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)


def gray_level(rgb: Sequence[float]) -> float:
    """The brightness that ColorConvert gives for a grey."""
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]


def hue_to_rgb(hsb: Sequence[float]) -> Triple:
    return colorsys.hsv_to_rgb(hsb[0] % 1, clip(hsb[1]), clip(hsb[2]))


SPACES: dict[str, tuple[str, Callable[..., Any], Callable[..., Any]]] = {
    "RGB": ("RGBColor", tuple, tuple),
    "Grayscale": ("GrayLevel", lambda rgb: (gray_level(rgb),), lambda g: (g[0],) * 3),
    "HSB": ("Hue", lambda rgb: colorsys.rgb_to_hsv(*rgb), hue_to_rgb),
    "CMYK": ("CMYKColor", rgb_to_cmyk, cmyk_to_rgb),
    "XYZ": ("XYZColor", rgb_to_xyz, xyz_to_rgb),
    "LAB": ("LABColor", rgb_to_lab, lab_to_rgb),
    "LCH": ("LCHColor", rgb_to_lch, lch_to_rgb),
    "LUV": ("LUVColor", rgb_to_luv, luv_to_rgb),
}
HEADS = {S[head]: (name, back) for name, (head, _, back) in SPACES.items()}
LENGTHS = {"Grayscale": 1, "CMYK": 4}  # of the others: 3


# -- expressions -------------------------------------------------------------------------------------


def rgba(expr: Any) -> RGBA | None:
    """The red, green, blue and opacity of a colour expression; None where it is none."""
    if isinstance(expr, Symbol):
        return named(expr)
    if not isinstance(expr, Expr) or expr.head not in HEADS:
        return None
    space, back = HEADS[expr.head]
    parts = expr.parts
    if len(parts) == 1 and isinstance(parts[0], str) and space == "RGB":
        return hexadecimal(parts[0])
    if len(parts) in (1, 2) and is_list(parts[0]):
        parts = (*parts[0].parts, *parts[1:])
    values = numbers(parts)
    if not values:
        return None
    if space == "HSB":
        values += [1.0] * (3 - len(values))
    length = LENGTHS.get(space, 3)
    if not length <= len(values) <= length + 1:
        return None
    r, g, b = back(values[:length])
    return clip(r), clip(g), clip(b), clip(values[length]) if len(values) > length else 1.0


def named(color: Symbol) -> RGBA | None:
    values = NAMED.get(color.short)
    if values is None:
        return None
    whole = values if len(values) >= 3 else (values[0],) * 3 + values[1:]
    r, g, b, a = (*whole, 1.0)[:4]
    return r, g, b, a


def hexadecimal(text: str) -> RGBA | None:
    """#rgb, #rrggbb and #rrggbbaa."""
    digits = text.removeprefix("#")
    if len(digits) in (3, 4):
        digits = "".join(2 * d for d in digits)
    try:
        values = [int(digits[i : i + 2], 16) / 255 for i in range(0, len(digits), 2)]
    except ValueError:
        return None
    return (*values, 1.0)[:4] if len(values) in (3, 4) else None  # type: ignore[return-value]


def color(values: Sequence[float]) -> Expr:
    """The RGBColor of red, green, blue and, where it is below 1, opacity."""
    parts = [float(v) for v in values]
    return Expr(S.RGBColor, parts[:3] if len(parts) > 3 and parts[3] >= 1 else parts)


def mixed(colors: Sequence[RGBA], weights: Sequence[float]) -> RGBA:
    """The colours mixed with weights that add up to 1."""
    r, g, b, a = (sum(w * c[i] for w, c in zip(weights, colors, strict=True)) for i in range(4))
    return r, g, b, a


def along(colors: Sequence[RGBA], place: float, stops: Sequence[float] | None = None) -> RGBA:
    """The colour at a place from 0 to 1 of a gradient; stops are where its colours stand."""
    if stops is None:
        stops = [i / max(1, len(colors) - 1) for i in range(len(colors))]
    if place <= stops[0] or len(colors) == 1:
        return colors[0]
    for i in range(1, len(stops)):
        if place <= stops[i]:
            share = (place - stops[i - 1]) / ((stops[i] - stops[i - 1]) or 1.0)
            return mixed(colors[i - 1 : i + 1], (1 - share, share))
    return colors[-1]
