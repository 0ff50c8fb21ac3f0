"""Plots of curves and regions given by parameters: ParametricPlot, PolarPlot."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.curve_marks import clipped_ends, end_labels, excluded_ends
from wlmini.builtins.graphics.curves import (
    PLAIN,
    Curve,
    fillings,
    label_of,
    plot_graphic,
    ranges,
    resolved,
    scales_of,
    unwrapped,
    wrapped_style,
)
from wlmini.builtins.graphics.function_plots import (
    EXCLUDED,
    OPTIONS,
    drawn_curve,
    evaluated_iterator,
    excluded,
    functions_of,
    paint_curves,
    points_and_depth,
    warn,
    with_legend,
)
from wlmini.builtins.graphics.options import (
    AUTO,
    MESSAGES,
    cycle,
    settled,
    table,
)
from wlmini.builtins.graphics.polar_axes import POLAR, with_polar
from wlmini.builtins.graphics.sampling import Function, iterator, outside, refined, visible
from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
PARAMETRIC = table({k: v for k, v in OPTIONS.items() if k != "PlotLayout"}, AspectRatio=AUTO)


def parametric(kernel: Any, found: list[tuple[Function, Function, list[Expr]]], span: tuple[float, float],
               options: dict[str, Any], bodies: list[Any], polar: bool = False) -> Any:  # fmt: skip
    """The plot of curves given by two functions of a parameter."""
    count, depth = points_and_depth(options)
    styles = cycle(options, len(found))
    scales = scales_of(options)
    curves = []
    for (across, up, wrappers), style, body in zip(found, styles, bodies, strict=True):
        t = curve_parameters(across, up, span, max(count, 200), depth)
        cuts = excluded(across, options["Exclusions"], t)
        near = EXCLUDED * (span[1] - span[0])
        t = np.unique(np.concatenate([t, cuts - near, cuts, cuts + near]))
        points = np.stack([across.at(t), up.at(t)], axis=1)
        points[np.isin(t, cuts)] = math.nan
        points[outside(kernel, options, *points.T, t, *radii(polar, points))] = math.nan
        further = np.column_stack([t, *radii(polar, points)])
        points = np.stack([scale.forward(c) for scale, c in zip(scales, points.T, strict=True)], axis=1)
        good = np.isfinite(points).all(axis=1)
        numbers = [n[good[n]] for n in np.split(np.arange(len(t)), np.nonzero(~good)[0])]
        numbers = [n for n in numbers if len(n) > 1]
        curve = Curve([points[n] for n in numbers], wrapped_style(style, wrappers), values=points[good])
        curve.parameters = further[np.concatenate(numbers)] if numbers else further[:0]
        curve.wrapper, curve.label, curve.name = wrappers, label_of(wrappers), body
        curves.append(curve)
    every = np.vstack([c.values for c in curves] or [np.zeros((0, 2))])
    told = ranges(kernel, options)
    x = resolved(told.x, scales[0], every[:, 0], None if len(every) == 0 else visible(every[:, 0]))
    y = resolved(told.y, scales[1], every[:, 1], None if len(every) == 0 else visible(every[:, 1]))
    paint_curves(kernel, options, curves, x, y)
    lines = [a for i in range(len(curves)) for a in fillings(kernel, options, curves, i, y, scales[1])]
    lines += [p for c in curves for p in drawn_curve(kernel, options, c, scales)]
    lines += [m for c in curves for m in (*clipped_ends(options, c, y), *excluded_ends(options, c, x, y))]
    lines += [m for i, c in enumerate(curves) for m in end_labels(kernel, options, c, i, x, y)]
    made = plot_graphic(kernel, options, lines, x, y, scales, AspectRatio=AUTO)
    made = with_polar(kernel, options, made, every) if polar else made
    return with_legend(kernel, made, options, curves, bodies)


def radii(polar: bool, points: Array) -> list[Array]:
    """What RegionFunction of a polar plot gets after the angle."""
    return [np.hypot(*points.T)] if polar else []


def curve_parameters(
    across: Function, up: Function, span: tuple[float, float], count: int, depth: int
) -> Array:
    """Parameters that are close where the curve bends."""
    t, _ = refined(across, *span, count, depth)
    other, _ = refined(up, *span, count, depth)
    return np.unique(np.concatenate([t, other]))


@builtin("ParametricPlot[{fx, fy}, {t, tmin, tmax}]",
"ParametricPlot[{{fx, fy}, {gx, gy}, ...}, {t, tmin, tmax}]",
         "ParametricPlot[{fx, fy}, {u, umin, umax}, {v, vmin, vmax}]", attributes="HoldAll ReadProtected",
         options=PARAMETRIC,
         messages=MESSAGES,
         noted=("TargetUnits", "WorkingPrecision"),
)  # fmt: skip
def parametric_plot(kernel: Any, f: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of curves, or of a region, with coordinates that are functions of parameters.

    >>> ParametricPlot[{Cos[t], Sin[t]}, {t, 0, 2 Pi}]
    -Graphics-
    """
    second = rest[0] if rest and is_list(rest[0]) and len(rest[0].parts) == 3 else None
    options = settled(kernel, rest[1:] if second is not None else rest, options)
    warn(kernel, S.ParametricPlot, options)
    variable, low, high = iterator(kernel, evaluated_iterator(kernel, range_))
    f, outer = unwrapped(kernel.evaluate(f) if isinstance(f, Symbol) else f)
    if not is_list(f):
        with kernel.messages.hushed():
            size = Function(kernel, [variable], f).value((low + high) / 2)
        f = pairs_of(f, size)
    if second is not None:
        return parametric_region(kernel, f, (variable, low, high), iterator(kernel, second), options)
    curves = [(inner, [*outer, *w]) for inner, w in map(unwrapped, f.parts)] if is_list(f) else []
    if not all(is_list(inner) and len(inner.parts) == 2 for inner, _ in curves):
        curves = [(f, outer)]
    if not all(is_list(inner) and len(inner.parts) == 2 for inner, _ in curves):
        raise Failure("data", f, value=None)
    found = [
        (
            Function(kernel, [variable], inner.parts[0], options),  # whose monitor is told of each point
            Function(kernel, [variable], inner.parts[1]),
            w,
        )
        for inner, w in curves
    ]
    bodies = [S.HoldForm(inner) for inner, _ in curves]
    return parametric(kernel, found, (low, high), options, bodies)  # type: ignore[arg-type]


def pairs_of(f: Any, value: Any) -> Any:
    """A pair, or a list of pairs, given by an expression that evaluates to such."""
    if is_list(value) and value.parts and is_list(value.parts[0]):
        return make_list([S.List(S.Part(f, i + 1, 1), S.Part(f, i + 1, 2)) for i in range(len(value.parts))])
    return S.List(S.Part(f, 1), S.Part(f, 2))


def parametric_region(kernel: Any, f: Any, first: Any, second: Any, options: dict[str, Any]) -> Any:
    """A filled region of two parameters, with mesh lines."""
    if not is_list(f) or len(f.parts) != 2:
        raise Failure("data", f, value=None)
    count = 30
    (_, a, b), (_, c, d) = first, second
    u, v = np.meshgrid(np.linspace(a, b, count), np.linspace(c, d, count), indexing="ij")
    names = [first[0], second[0]]
    functions = [Function(kernel, names, f.parts[0], options), Function(kernel, names, f.parts[1])]
    x, y = (g.at(u.ravel(), v.ravel()).reshape(u.shape) for g in functions)
    left_out = outside(kernel, options, x, y, u, v).ravel()
    points = np.stack([x.ravel(), y.ravel()], axis=1)
    cells = []
    for i in range(count - 1):
        for j in range(count - 1):
            cells.append(
                [i * count + j + 1, i * count + j + 2, (i + 1) * count + j + 2, (i + 1) * count + j + 1]
            )
    cells = [cell for cell in cells if not left_out[np.array(cell) - 1].any()]
    style = cycle(options, 1)[0]
    lines = [np.arange(count) + i * count + 1 for i in (0, 10, 19, count - 1)]
    lines += [np.arange(count) * count + i + 1 for i in (0, 10, 19, count - 1)]
    shown = [part for line in lines for part in unbroken(line, left_out)]
    mesh = S.List(
        S.Directive(S.GrayLevel(0.3), S.AbsoluteThickness(0.5)),
        S.Line(make_list([pack(line) for line in shown])),
    )
    body = S.GraphicsComplex(
        pack(points), S.List(S.List(style, S.Opacity(0.4), S.Polygon(pack(np.array(cells)))), mesh)
    )
    told = ranges(kernel, options)
    spans = resolved(told.x, PLAIN, x.ravel()), resolved(told.y, PLAIN, y.ravel())
    return plot_graphic(kernel, options, [body], *spans, AspectRatio=AUTO, Frame=TRUE, Axes=FALSE)


def unbroken(line: Array, left_out: Array) -> list[Array]:
    """The stretches of a line of points, counted from 1, between those left out."""
    parts = np.split(line, np.nonzero(left_out[line - 1])[0])
    kept = [part[~left_out[part - 1]] for part in parts]
    return [part for part in kept if len(part) > 1]


@builtin("PolarPlot[r, {angle, min, max}]", "PolarPlot[{r1, r2, ...}, {angle, min, max}]",
attributes="HoldAll ReadProtected",
         options=table(PARAMETRIC, POLAR), messages=MESSAGES,
         noted=("TargetUnits", "WorkingPrecision"),
)  # fmt: skip
def polar_plot(kernel: Any, r: Any, range_: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of radii that are functions of an angle.

    >>> PolarPlot[1 + Cos[t], {t, 0, 2 Pi}]
    -Graphics-
    >>> Cases[PolarPlot[2, {t, 0, 2 Pi}, PolarAxes -> True], _Circle, Infinity]
    {Circle[{0, 0}, 2.]}
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.PolarPlot, options)
    variable, low, high = iterator(kernel, evaluated_iterator(kernel, range_))
    found = functions_of(kernel, r, [variable], [low + 0.4836 * (high - low)])
    curves = [
        (
            Function(kernel, [variable], S.Times(inner, S.Cos(variable)), options),
            Function(kernel, [variable], S.Times(inner, S.Sin(variable))),
            wrappers,
        )
        for inner, wrappers in found
    ]
    return parametric(kernel, curves, (low, high), options, [S.HoldForm(i) for i, _ in found], polar=True)
