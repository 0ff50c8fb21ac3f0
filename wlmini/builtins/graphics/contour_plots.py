"""Contours over the plane: ContourPlot of a function, or of equations."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.arrays import densities, shading
from wlmini.builtins.graphics.curves import unwrapped
from wlmini.builtins.graphics.field_plots import FIELD, UNUSED, clipped, framed
from wlmini.builtins.graphics.fields import (
    Field,
    boundary,
    field_mesh,
    function_field,
    points_wanted,
    polygon,
)
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import AUTO, MESSAGES, cycle, legended, settled, table
from wlmini.builtins.graphics.sampling import iterator, real_value
from wlmini.drawing.colors import color
from wlmini.drawing.settings import is_name
from wlmini.drawing.ticks import multiples, spread
from wlmini.expr import TRUE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
CONTOUR = table(
    FIELD, ContourLabels=AUTO, ContourLines=TRUE, ContourShading=AUTO, ContourStyle=AUTO, Contours=AUTO
)
LINES = S.Directive(S.GrayLevel(0), S.Opacity(0.45), S.AbsoluteThickness(0.6))


def levels_of(kernel: Any, options: dict[str, Any], span: tuple[float, float]) -> list[tuple[float, Any]]:
    """The levels that Contours means between the limits, each with its own style or None."""
    spec = options["Contours"]
    low, high = span
    if is_list(spec):
        pairs = [p.parts if is_list(p) and len(p.parts) > 1 else (p, None) for p in spec.parts]
        found = [(real_value(kernel, unlisted(pair[0])), pair[1]) for pair in pairs]
        if not all(math.isfinite(level) for level, _ in found):
            raise Failure("optval", S.Contours, spec, "a number of contours or a list of levels", value=None)
        return sorted(found, key=lambda pair: pair[0])
    if isinstance(spec, int) and spec > 0:
        return [(low + (high - low) * (i + 1) / (spec + 1), None) for i in range(spec)]
    step, _ = spread(low, high, 9)
    even = [k * step for k in multiples(low, high, step)]
    return [(v, None) for v in even if low < v < high] or [((low + high) / 2, None)]


def unlisted(expr: Any) -> Any:
    return expr.parts[0] if is_list(expr) and len(expr.parts) == 1 else expr


def contour_graphic(kernel: Any, options: dict[str, Any], field: Field) -> Any:
    """Regions between contour lines, and the lines."""
    span = clipped(kernel, options, field.values)
    chosen = levels_of(kernel, options, span)
    levels = [level for level, _ in chosen]
    edges = sorted({span[0] - 1e-9 * (1 + abs(span[0])), *levels, span[1] + 1e-9 * (1 + abs(span[1]))})
    made: list[Any] = []
    if not is_name(options["ContourShading"], "None", "False"):
        middles = np.array(
            [(a + b) / 2 for a, b in zip(np.clip(edges[:-1], *span), np.clip(edges[1:], *span), strict=True)]
        )
        shades = contour_colors(kernel, options, middles, span)
        shown = [*zip(field.regions(edges), shades, strict=False), *beyond(options, field, edges, shades)]
        for regions, shade in shown:
            made.append(S.List(shade, S.EdgeForm(), *(polygon(region) for region in regions)))
    made += contour_strokes(kernel, options, field, chosen)
    made += [*field_mesh(kernel, options, field), *boundary(options, field)]
    graphic = framed(options, made, (field.x[0], field.x[-1]), (field.y[0], field.y[-1]))
    return contour_legend(kernel, graphic, options, levels, edges, span)


def beyond(options: dict[str, Any], field: Field, edges: list[float], shades: list[Any]) -> list[Any]:
    """The regions with values below and above the range, in ClippingStyle."""
    style = options["ClippingStyle"]
    finite = field.values[np.isfinite(field.values)]
    if is_name(style, "None") or not len(finite):
        return []
    pair = style.parts if is_list(style) and len(style.parts) == 2 else (style, style)
    looks = [
        usual if is_name(own, "Automatic") else own
        for own, usual in zip(pair, (shades[0], shades[-1]), strict=True)
    ]
    least, most = float(finite.min()), float(finite.max())
    found = []
    if least < edges[0]:
        found.append((field.regions([least - 1.0, edges[0]])[0], looks[0]))
    if most > edges[-1]:
        found.append((field.regions([edges[-1], most + 1.0])[0], looks[1]))
    return [(regions, look) for regions, look in found if not is_name(look, "None")]


def contour_strokes(
    kernel: Any, options: dict[str, Any], field: Field, chosen: list[tuple[float, Any]]
) -> list[Any]:
    """The contour lines, with what is written on them."""
    style = options["ContourStyle"]
    if is_name(style, "None") or is_name(options["ContourLines"], "False"):
        return []
    styles = style.parts if is_list(style) and style.parts else (style,)
    made, written, texts = [], [], []
    for index, ((level, own), lines) in enumerate(
        zip(chosen, field.lines([level for level, _ in chosen]), strict=True)
    ):
        look = styles[index % len(styles)] if own is None or is_name(own, "Automatic") else own
        directive = LINES if is_name(look, "Automatic") else S.Directive(LINES, S.Opacity(1), look)
        tip = S.Line(make_list([pack(line) for line in lines]))
        if lines and not is_name(look, "None"):
            made.append(S.List(directive, S.Tooltip(tip, level)))
        written.append((level, lines))
    if not is_name(options["ContourLabels"], "Automatic", "None", "False"):
        texts = contour_labels(kernel, options, written, field)
    return [*made, *texts]


def contour_colors(
    kernel: Any, options: dict[str, Any], middles: Array, span: tuple[float, float]
) -> list[Any]:
    spec = options["ContourShading"]
    if is_list(spec) and spec.parts:
        return [spec.parts[i % len(spec.parts)] for i in range(len(middles))]
    return [
        color(c)
        for c in shading(kernel, {**options, "PlotRange": S.List(*span)}, middles[None], densities)[0]
    ]


def contour_labels(
    kernel: Any, options: dict[str, Any], written: list[tuple[float, list[Array]]], field: Field
) -> list[Any]:
    """The values written on the longest lines of their levels, well apart from each other."""
    spec = options["ContourLabels"]
    corner = np.array([field.x[0], field.y[0]])
    size = np.array([field.x[-1], field.y[-1]]) - corner
    taken: list[Array] = []
    made = []
    for level, lines in written:
        longest = max(lines, key=lambda line: travelled((line - corner) / size), default=None)
        if longest is None:
            continue
        place = free_place((longest - corner) / size, taken)
        taken.append(place)
        at = place * size + corner
        if isinstance(spec, Symbol):
            text = S.Style(plain(level), S.Rule(S.FontSize, 8), S.Rule(S.Background, S.GrayLevel(1, 0.6)))
            made.append(S.Text(text, pack(at)))
        else:
            made.append(kernel.call(spec, *at.tolist(), level))
    return made


def plain(level: float) -> Any:
    """A level as it is written: without a point where it is whole."""
    return int(level) if float(level).is_integer() and abs(level) < 1e6 else float(f"{level:.6g}")


def travelled(line: Array) -> float:
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


def free_place(line: Array, taken: list[Array]) -> Array:
    """The point of a line, in shares of the plot, that is furthest from others and from the frame."""
    inner = line[((line > 0.06) & (line < 0.94)).all(axis=1)]
    points = inner if len(inner) else line
    if not taken:
        return points[len(points) // 2]
    apart = np.min([np.linalg.norm(points - other, axis=1) for other in taken], axis=0)
    return points[int(apart.argmax())]


def contour_legend(
    kernel: Any, graphic: Any, options: dict[str, Any], levels: list[float], edges: list[float], span: Any
) -> Any:
    spec = options["PlotLegends"]
    if is_name(spec, "None", "False"):
        return graphic
    limits = np.clip(edges, *span)
    low, high = float(limits[0]), float(limits[-1])
    samples = np.linspace(low, high, 65)
    shades = (
        contour_colors(kernel, options, samples, span)
        if not is_list(options["ContourShading"])
        else [S.GrayLevel(0.8)]
    )
    where = (
        spec.parts[1] if isinstance(spec, Expr) and spec.head is S.Placed and len(spec.parts) > 1 else S.After
    )
    bar = S.BarLegend(S.List(make_list(shades), S.List(low, high)), make_list(levels))
    return S.Legended(graphic, S.Placed(bar, where))


DOMAIN = ("{x, xmin, xmax}", "{y, ymin, ymax}")


@builtin("ContourPlot[f, {x, xmin, xmax}, {y, ymin, ymax}]",
"ContourPlot[f == g, {x, xmin, xmax}, {y, ymin, ymax}]",
         "ContourPlot[{f1 == g1, f2 == g2, ...}, {x, xmin, xmax}, {y, ymin, ymax}]",
         attributes="HoldAll ReadProtected",
         options=CONTOUR, messages=MESSAGES,
         noted=("Exclusions", "LabelingSize", "WorkingPrecision"),
)  # fmt: skip
def contour_plot(kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the contours of a function of two variables, or of the curves on which equations hold.

    >>> ContourPlot[x^2 + y^2, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    >>> ContourPlot[x^2 + y^2 == 1, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.ContourPlot, options, UNUSED)
    spans = iterator(kernel, first), iterator(kernel, second)
    f = kernel.evaluate(f) if isinstance(f, Symbol) else f
    f, _ = unwrapped(f)
    equations = list(f.parts) if is_list(f) else [f]
    if all(isinstance(e, Expr) and e.head is S.Equal and len(e.parts) == 2 for e in equations):
        return implicit_curves(kernel, equations, spans, options)
    if is_list(f):
        raise Failure("data", f, value=None)
    return contour_graphic(
        kernel, options, function_field(kernel, f, spans, points_wanted(options, 100), options)
    )


def implicit_curves(kernel: Any, equations: list[Expr], spans: Any, options: dict[str, Any]) -> Any:
    """The curves on which left and right sides are equal."""
    styles = cycle(options, len(equations), "ContourStyle")
    made = []
    for equation, style in zip(equations, styles, strict=True):
        difference = S.Plus(equation.parts[0], S.Times(-1, equation.parts[1]))
        field = function_field(kernel, difference, spans, points_wanted(options, 160), options)
        lines = [pack(line) for line in field.lines([0.0])[0]] if np.isfinite(field.values).any() else []
        made.append(S.List(S.Directive(S.AbsoluteThickness(1.6), style), S.Line(make_list(lines))))
        mesh = field_mesh(kernel, options, field)
    graphic = framed(options, [*mesh, *made], spans[0][1:], spans[1][1:])
    looks = [S.Directive(S.AbsoluteThickness(1.6), s) for s in styles]
    return legended(kernel, graphic, options, looks, [S.HoldForm(e) for e in equations], S.LineLegend)
