"""Surfaces by angles: RevolutionPlot3D and SphericalPlot3D; and lines in space: ListLinePlot3D."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.curves import unwrapped
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import AUTO, MESSAGES, cycle, legended, settled, table
from wlmini.builtins.graphics.sampling import Function, iterator
from wlmini.builtins.graphics.space_plots import (
    FILLED,
    LINES_ON,
    OF_FUNCTIONS,
    SPACE,
    UNUSED,
    boxed,
    padded,
    parametric_surface,
    space_legend,
    surface_styles,
    widened,
    without,
)  # fmt: skip
from wlmini.expr import S, Symbol, is_list, symbol
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
TURNED = table(
    without(SPACE, *FILLED, "ClippingStyle"),
    without(OF_FUNCTIONS, "Exclusions", "WorkingPrecision"),
    BoxRatios=AUTO,
)
ANGLE = symbol("Charting`angle")


def turned(
    kernel: Any, options: dict[str, Any], rows: list[tuple[Any, Any, Any]], spans: Any, names: list[Any]
) -> Any:
    """The surfaces of triples of functions of two parameters, in one box."""
    styles = surface_styles(options, len(rows))
    made: list[Any] = []
    every = []
    for row, style in zip(rows, styles, strict=True):
        functions = [Function(kernel, [s[0] for s in spans], part) for part in row]
        parts, points = parametric_surface(kernel, options, functions, spans, style)
        made += parts
        every.append(points.reshape(-1, 3))
    flat = np.vstack(every)
    flat = flat[np.isfinite(flat).all(axis=1)]
    if not len(flat):
        raise Failure("data", names[0], value=None)
    limits = [widened((float(a), float(b))) for a, b in zip(flat.min(axis=0), flat.max(axis=0), strict=True)]
    ratios = {"BoxRatios": options["BoxRatios"]}
    graphic = boxed({**options, **ratios}, made, limits[:2], limits[2])
    return space_legend(kernel, graphic, options, styles, names, limits[2])


def second_range(rest: tuple[Any, ...]) -> Any | None:
    return rest[0] if rest and is_list(rest[0]) and len(rest[0].parts) == 3 else None


@builtin("RevolutionPlot3D[fz, {t, tmin, tmax}]", "RevolutionPlot3D[{fx, fz}, {t, tmin, tmax}]",
         "RevolutionPlot3D[fz, {t, tmin, tmax}, {angle, min, max}]", attributes="HoldAll ReadProtected",
         options=TURNED, messages=MESSAGES)  # fmt: skip
def revolution_plot_3d(kernel: Any, f: Any, first: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the surface that a curve makes when it turns about the upright axis.

    >>> RevolutionPlot3D[t^2, {t, 0, 1}]
    -Graphics3D-
    """
    second = second_range(rest)
    options = settled(kernel, rest if second is None else rest[1:], options)
    warn(kernel, S.RevolutionPlot3D, options, UNUSED)
    span = iterator(kernel, first)
    around = (ANGLE, 0.0, 2 * math.pi) if second is None else iterator(kernel, second)
    f = kernel.evaluate(f) if isinstance(f, Symbol) else f
    radius, height = f.parts if is_list(f) and len(f.parts) == 2 else (span[0], f)
    row = (S.Times(radius, S.Cos(around[0])), S.Times(radius, S.Sin(around[0])), height)
    return turned(kernel, options, [row], (span, around), [S.HoldForm(f)])


@builtin("SphericalPlot3D[r, angle, around]",
         "SphericalPlot3D[r, {angle, min, max}, {around, aroundmin, aroundmax}]",
         "SphericalPlot3D[{r1, r2, ...}, {angle, min, max}, {around, aroundmin, aroundmax}]",
         attributes="HoldAll ReadProtected", options=TURNED, messages=MESSAGES)  # fmt: skip
def spherical_plot_3d(
    kernel: Any, r: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]
) -> Any:
    """gives a plot of radii that are functions of the angle from the upright axis and of that around it.

    >>> SphericalPlot3D[1 + Cos[t], {t, 0, Pi}, {u, 0, 2 Pi}]
    -Graphics3D-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.SphericalPlot3D, options, UNUSED)
    down = (first, 0.0, math.pi) if isinstance(first, Symbol) else iterator(kernel, first)
    around = (second, 0.0, 2 * math.pi) if isinstance(second, Symbol) else iterator(kernel, second)
    radii = list(r.parts) if is_list(r) else [r]
    rows = [
        (
            S.Times(one, S.Sin(down[0]), S.Cos(around[0])),
            S.Times(one, S.Sin(down[0]), S.Sin(around[0])),
            S.Times(one, S.Cos(down[0])),
        )
        for one in radii
    ]
    return turned(kernel, options, rows, (down, around), [S.HoldForm(one) for one in radii])


LINES = without(SPACE, *LINES_ON, *FILLED, "ColorFunction", "ColorFunctionScaling", "RegionFunction")


@builtin("ListLinePlot3D[{{x1, y1, z1}, {x2, y2, z2}, ...}]", "ListLinePlot3D[{data1, data2, ...}]",
         options=LINES,
         messages=MESSAGES)  # fmt: skip
def list_line_plot_3d(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of lines through points in space.

    >>> ListLinePlot3D[{{0, 0, 0}, {1, 0, 1}, {1, 1, 2}}]
    -Graphics3D-
    """
    warn(kernel, S.ListLinePlot3D, options, ("ScalingFunctions",))
    whole = to_array(data)
    parts = [data] if whole is not None and whole.ndim == 2 else list(data.parts) if is_list(data) else []
    sets = [to_array(unwrapped(part)[0]) for part in parts]
    if not sets or any(s is None or s.ndim != 2 or s.shape[1] != 3 for s in sets):
        raise Failure("data", data, value=None)
    lines = [np.asarray(s, dtype=float) for s in sets]
    styles = cycle(options, len(lines))
    made = [
        S.List(S.Directive(S.AbsoluteThickness(1.6), style), S.Line(pack(line)))
        for line, style in zip(lines, styles, strict=True)
    ]
    every = np.vstack(lines)
    spans = [padded((float(a), float(b))) for a, b in zip(every.min(axis=0), every.max(axis=0), strict=True)]
    graphic = boxed(options, made, spans[:2], spans[2])
    return legended(kernel, graphic, options, styles, list(range(1, len(lines) + 1)), S.LineLegend)
