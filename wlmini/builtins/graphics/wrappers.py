"""Wrappers, legends and colours of graphics: heads that stand for themselves."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.graphics.primitives import shown_inert
from wlmini.drawing.colors import hexadecimal
from wlmini.expr import Expr, S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

shown_inert(
    "Style[expr, directives, options]",
    documentation="is an expression that is shown with a style.",
    example="Style[x^2, Red, Bold]",
    value="x^2",
)
shown_inert(
    "Placed[expr, place]",
    documentation="is a label or legend together with the place where it stands.",
    example='Head[Plot[x, {x, 0, 1}, PlotLegends -> Placed[{"a"}, Below]]]',
    value="Legended",
)
shown_inert(
    "Labeled[expr, label]",
    "Labeled[expr, label, place]",
    documentation="is an expression with a label.",
    example='Labeled[x, "label"]',
    value="x",
)
shown_inert(
    "Legended[expr, legend]",
    documentation="is a graphic with a legend.",
    example='Head[Legended[Graphics[Disk[]], "a"]]',
    value="Legended",
)
shown_inert(
    "LineLegend[styles, labels]",
    documentation="is a legend of lines and what they stand for.",
    example='First[LineLegend[{Red, Blue}, {"a", "b"}]]',
    value="{RGBColor[1, 0, 0], RGBColor[0, 0, 1]}",
)
shown_inert(
    "PointLegend[styles, labels]",
    documentation="is a legend of points and what they stand for.",
    example='Last[PointLegend[{Red}, {"a"}]]',
    value="{a}",
)
shown_inert(
    "SwatchLegend[styles, labels]",
    documentation="is a legend of swatches of colour and what they stand for.",
    example='Last[SwatchLegend[{Red}, {"a"}]]',
    value="{a}",
)
shown_inert(
    "BarLegend[colors]",
    "BarLegend[{colors, {min, max}}, levels]",
    documentation="is a legend that shows a scale of colours.",
    example='First[BarLegend[{"Rainbow", {0, 1}}]]',
    value="{Rainbow, {0, 1}}",
)


@builtin(
    "RGBColor[red, green, blue]", "RGBColor[red, green, blue, opacity]", "RGBColor[{red, green, blue}]",
    'RGBColor["#rrggbb"]',
    messages={"hex": "`1` is no colour in hexadecimal digits such as #ff8000."},
)  # fmt: skip
def rgb_color(kernel: Any, *parts: Any) -> Any:
    """is a colour given by its parts of red, green and blue.

    >>> {Red, RGBColor[{0, 0, 1}], RGBColor["#ff0000"]}
    {RGBColor[1, 0, 0], RGBColor[0, 0, 1], RGBColor[1., 0., 0.]}
    """
    if len(parts) != 1:
        return None
    if is_list(parts[0]) and len(parts[0]) in (3, 4):
        return Expr(S.RGBColor, parts[0].parts)
    if not isinstance(parts[0], str):
        return None
    found = hexadecimal(parts[0])
    if found is None:
        raise Failure("hex", parts[0], value=None)
    return Expr(S.RGBColor, found if found[3] < 1 else found[:3])


shown_inert(
    "GrayLevel[g]",
    "GrayLevel[g, opacity]",
    documentation="is a grey, from 0 for black to 1 for white.",
    example="{Black, White}",
    value="{GrayLevel[0], GrayLevel[1]}",
)
shown_inert(
    "Hue[h]",
    "Hue[h, s, b]",
    "Hue[h, s, b, opacity]",
    documentation="is a colour given by hue, saturation and brightness.",
    example="ColorQ[Hue[0.6, 1, 1]]",
    value="True",
)
shown_inert(
    "CMYKColor[cyan, magenta, yellow, black]",
    documentation="is a colour given by the inks of a print.",
    example="ColorQ[CMYKColor[1, 0, 0, 0]]",
    value="True",
)
shown_inert(
    "LABColor[l, a, b]",
    documentation="is a colour given in the space L*a*b*, on a scale from 0 to 1.",
    example="ColorQ[LABColor[0.5, 0.2, 0.1]]",
    value="True",
)
shown_inert(
    "LCHColor[l, c, h]",
    documentation="is a colour given by lightness, chroma and hue.",
    example="ColorQ[LCHColor[0.5, 0.2, 0.1]]",
    value="True",
)
shown_inert(
    "LUVColor[l, u, v]",
    documentation="is a colour given in the space L*u*v*, on a scale from 0 to 1.",
    example="ColorQ[LUVColor[0.5, 0.2, 0.1]]",
    value="True",
)
shown_inert(
    "XYZColor[x, y, z]",
    documentation="is a colour given in the space CIE XYZ.",
    example="ColorQ[XYZColor[0.5, 0.2, 0.1]]",
    value="True",
)
