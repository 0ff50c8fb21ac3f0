"""Plots over the plane: ContourPlot, DensityPlot, RegionPlot, and those of lists of values and of vectors."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.arrays import densities, shading, with_bar, with_clipping
from wlmini.builtins.graphics.curves import color_function, scaled_to_unit
from wlmini.builtins.graphics.cutting import cut, kept_by_region
from wlmini.builtins.graphics.fields import (
    Field,
    boundary,
    field_mesh,
    function_field,
    points_wanted,
    polygon,
)
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import (
    AUTO,
    GRAPHICS,
    MESSAGES,
    NONE,
    cycle,
    legended,
    passed_on,
    settled,
    table,
)
from wlmini.builtins.graphics.sampling import Function, iterator, real_value
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin

Array = Any
FIELD = table(
    GRAPHICS, AspectRatio=1, BoundaryStyle=NONE, ClippingStyle=NONE, ColorFunction=AUTO,
    ColorFunctionScaling=TRUE,
    EvaluationMonitor=NONE, Exclusions=AUTO, Frame=TRUE, MaxRecursion=AUTO, Mesh=NONE, MeshFunctions=S.List(),
    MeshStyle=AUTO, PerformanceGoal=AUTO, PlotLegends=NONE, PlotPoints=AUTO, PlotRange=AUTO, PlotTheme=AUTO,
    RegionFunction=AUTO, WorkingPrecision=S.MachinePrecision, PlotRangeClipping=TRUE, PlotHighlighting=AUTO,
    ScalingFunctions=NONE, LabelingSize=AUTO,
)  # fmt: skip
REGION = table({k: v for k, v in FIELD.items() if k != "ClippingStyle"}, BoundaryStyle=AUTO, PlotStyle=AUTO)
UNUSED = ("ScalingFunctions",)


def clipped(kernel: Any, options: dict[str, Any], z: Array) -> tuple[float, float]:
    """The range of values that is shown."""
    finite = z[np.isfinite(z)]
    if not len(finite):
        return 0.0, 1.0
    spec = options["PlotRange"]
    if is_list(spec) and len(spec.parts) == 3:
        spec = spec.parts[2]
    if is_list(spec) and len(spec.parts) == 2 and not any(map(is_list, spec.parts)):
        low, high = (real_value(kernel, p) for p in spec.parts)
        return low, high
    if is_name(spec, "All", "Full"):
        return float(finite.min()), float(finite.max())
    low, high = np.quantile(finite, [0.005, 0.995])
    reach = 0.5 * (high - low)
    return max(float(finite.min()), float(low - reach)), min(float(finite.max()), float(high + reach))


def framed(options: dict[str, Any], primitives: list[Any], x: Any, y: Any, **further: Any) -> Any:
    """The Graphics of a plot over a rectangle."""
    rules = [
        r
        for r in passed_on(options, Frame=TRUE, AspectRatio=1, **further)
        if r.parts[0] not in (S.PlotRange, S.PlotRangePadding)
    ]
    span = S.List(S.List(*map(float, x)), S.List(*map(float, y)))
    pad = options.get("PlotRangePadding", AUTO)
    pad = S.List(S.Scaled(0.02), S.Scaled(0.02)) if is_name(pad, "Automatic") else pad
    return S.Graphics(
        make_list(primitives), *rules, S.Rule(S.PlotRange, span), S.Rule(S.PlotRangePadding, pad)
    )


# -- densities ---------------------------------------------------------------------------------------


def density_graphic(kernel: Any, options: dict[str, Any], field: Field) -> Any:
    """A raster of colours in its frame."""
    raster = density_layer(kernel, options, field)
    further = [*field_mesh(kernel, options, field), *boundary(options, field)]
    given = {**options, "PlotRangePadding": NONE}
    sides = [(g[0], g[-1]) for g in (field.x, field.y)]
    graphic = framed(given, [raster, *further], *sides, PlotRangePadding=NONE)
    span = clipped(kernel, options, field.values)
    shown = np.clip(field.values, *span)
    return with_bar(kernel, graphic, {**options, "PlotRange": S.List(*span)}, shown, densities)


def density_layer(kernel: Any, options: dict[str, Any], field: Field) -> Any:
    """The raster of the values of a field."""
    x, y, z, covered = field.raster()
    span = clipped(kernel, options, z)
    shades = shading(kernel, {**options, "PlotRange": S.List(*span)}, np.clip(z, *span), densities)
    shades = with_clipping(options, shades, z, span)
    shades[..., 3] *= np.where(np.isfinite(z), covered, 0.0)
    dx, dy = (x[1] - x[0]) / 2, (y[1] - y[0]) / 2
    corners = S.List(S.List(float(x[0] - dx), float(y[0] - dy)), S.List(float(x[-1] + dx), float(y[-1] + dy)))
    opaque = bool((shades[..., 3] >= 1).all())
    return S.Raster(
        pack(np.round(shades[..., :3] if opaque else shades, 5)),
        corners,
        S.List(0, 1),
        S.Rule(S.Interpolation, FALSE if options.get("InterpolationOrder") == 0 else TRUE),
    )


@builtin(
    "DensityPlot[f, {x, xmin, xmax}, {y, ymin, ymax}]",
    attributes="HoldAll ReadProtected",
    options=FIELD,
    messages=MESSAGES,
    noted=("Exclusions", "LabelingSize", "WorkingPrecision"),
)
def density_plot(kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of a function of two variables as colours.

    >>> DensityPlot[Sin[x] Sin[y], {x, 0, 3}, {y, 0, 3}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.DensityPlot, options, UNUSED)
    spans = iterator(kernel, first), iterator(kernel, second)
    return density_graphic(
        kernel, options, function_field(kernel, f, spans, points_wanted(options, 120), options)
    )


@builtin("RegionPlot[pred, {x, xmin, xmax}, {y, ymin, ymax}]",
"RegionPlot[{pred1, pred2, ...}, {x, xmin, xmax}, {y, ymin, ymax}]",
         attributes="HoldAll ReadProtected", options=REGION,
             messages=MESSAGES,
         noted=("Exclusions", "LabelingSize", "WorkingPrecision"),
)  # fmt: skip
def region_plot(kernel: Any, pred: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the region in which a condition holds.

    >>> RegionPlot[x^2 + y^2 < 1, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.RegionPlot, options, UNUSED)
    spans = iterator(kernel, first), iterator(kernel, second)
    conditions = list(pred.parts) if is_list(pred) else [pred]
    made = []
    styles = cycle(options, len(conditions))
    for index, (condition, style) in enumerate(zip(conditions, styles, strict=True)):
        field = condition_field(kernel, condition, spans, points_wanted(options, 150), options)
        made += region_parts(kernel, options, field, style, index == 0)
    graphic = framed(options, made, spans[0][1:], spans[1][1:])
    return legended(kernel, graphic, options, styles, [S.HoldForm(c) for c in conditions], S.SwatchLegend)


def region_parts(kernel: Any, options: dict[str, Any], field: Field, style: Any, mesh: bool) -> list[Any]:
    """A region with its edge."""
    if not len(field.values):
        return []
    whole = field.regions([float(field.values.min()) - 1.0, float(field.values.max()) + 1.0])[0]
    inside = [S.List(S.Directive(S.Opacity(0.3), style), *(polygon(region) for region in whole))]
    shade = color_function(kernel, options["ColorFunction"])
    if shade is not None:
        inside = [colored_region(options, field, shade)]
    edge = options["BoundaryStyle"]
    made = [*inside, *(field_mesh(kernel, options, field) if mesh else [])]
    if not is_name(edge, "None"):
        look = [] if is_name(edge, "Automatic") else [edge]
        lines = [pack(line) for line in within(field)]
        made.append(S.List(S.Directive(S.AbsoluteThickness(1.2), style, *look), S.Line(make_list(lines))))
    return made


def within(field: Field) -> list[Array]:
    """The parts of the outline of a region that do not run along the frame."""
    found = []
    for line in field.outline():
        at_frame = np.zeros(len(line), dtype=int)
        for bit, (k, limit) in enumerate(
            ((0, field.x[0]), (0, field.x[-1]), (1, field.y[0]), (1, field.y[-1]))
        ):
            at_frame += (line[:, k] == limit) << bit
        along = (at_frame[:-1] & at_frame[1:]) > 0
        found += [part for part in np.split(line, np.nonzero(along)[0] + 1) if len(part) > 1]
    return found


def colored_region(options: dict[str, Any], field: Field, shade: Any) -> Any:
    """A region with the colours of ColorFunction at its points."""
    x, y, _, covered = field.raster()
    across, up = np.meshgrid(x, y)
    if options["ColorFunctionScaling"] is not FALSE:
        across, up = scaled_to_unit(across, (x[0], x[-1])), scaled_to_unit(up, (y[0], y[-1]))
    dots = np.zeros((*covered.shape, 4))
    for i, j in np.argwhere(covered > 0).tolist():
        dots[i, j] = shade(float(across[i, j]), float(up[i, j]))
    dots[..., 3] *= covered
    corners = S.List(S.List(float(x[0]), float(y[0])), S.List(float(x[-1]), float(y[-1])))
    return S.Raster(pack(np.round(dots, 4)), corners, S.List(0, 1))


def condition_field(
    kernel: Any, condition: Any, spans: Any, count: tuple[int, int], options: dict[str, Any]
) -> Field:
    """The part of a rectangle on which a condition holds, up to its edge."""
    body = margin(condition)
    values = S.If(condition, 1.0, -1.0) if body is None else body
    x, y = (np.linspace(low, high, n) for (_, low, high), n in zip(spans, count, strict=True))
    function = Function(kernel, [s[0] for s in spans], values, options)
    region = kept_by_region(kernel, {"RegionFunction": AUTO, **options})

    def holds(u: Array, v: Array, found: Array) -> Array:
        return (found[:, 0] >= 0) & region(u, v, found)

    z = function.at(*np.meshgrid(x, y))
    return Field(x, y, z, cut(x, y, z, function.at, holds))


def margin(condition: Any) -> Any:
    """An expression positive where an inequality, or an And or Or of such, holds; None for others."""
    if not isinstance(condition, Expr) or len(condition.parts) < 2:
        return None
    if condition.head in (S.Less, S.LessEqual, S.Greater, S.GreaterEqual):
        sign = -1 if condition.head in (S.Less, S.LessEqual) else 1
        steps = [
            S.Plus(S.Times(sign, a), S.Times(-sign, b))
            for a, b in zip(condition.parts, condition.parts[1:], strict=False)
        ]
        return steps[0] if len(steps) == 1 else S.Min(*steps)
    if condition.head in (S.And, S.Or):
        inner = [margin(p) for p in condition.parts]
        return (
            None
            if any(p is None for p in inner)
            else Expr(S.Min if condition.head is S.And else S.Max, inner)
        )
    return None
