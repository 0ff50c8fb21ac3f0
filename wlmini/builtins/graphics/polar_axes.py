"""Axes, ticks and grid lines of angles and radii: PolarAxes, PolarTicks, PolarGridLines, PolarAxesOrigin."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.options import AUTO, NONE
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.settings import is_name
from wlmini.drawing.ticks import linear
from wlmini.expr import S, is_list, make_list

Array = Any
POLAR = {"PolarAxes": S["False"], "PolarAxesOrigin": AUTO, "PolarGridLines": NONE, "PolarTicks": AUTO}
INK, GRID = S.GrayLevel(0.35), S.GrayLevel(0.5, 0.35)
FRAME = S.Directive(INK, S.AbsoluteThickness(0.7))
LINES = S.Directive(GRID, S.AbsoluteThickness(0.5))
COMPASS = ("E", "NE", "N", "NW", "W", "SW", "S", "SE")
RINGS = 4  # radii that are marked, about
Marks = list[tuple[float, Any]]


def pair_of(value: Any) -> tuple[Any, Any]:
    """An option for angles and for radii, or one for both."""
    return (value.parts[0], value.parts[1]) if is_list(value) and len(value.parts) == 2 else (value, value)


def is_off(spec: Any) -> bool:
    return is_name(spec, "False", "None")


def has_polar(options: dict[str, Any]) -> bool:
    return not all(is_off(p) for name in ("PolarAxes", "PolarGridLines") for p in pair_of(options[name]))


def polar_parts(kernel: Any, options: dict[str, Any], radius: float) -> tuple[list[Any], float]:
    """What lies below the curves, and how far the plot reaches, for curves of this radius."""
    origin = options["PolarAxesOrigin"]
    angle, ring = 0.0, top_of(radius)
    if is_list(origin) and len(origin.parts) == 2:
        angle, ring = real_value(kernel, origin.parts[0]), real_value(kernel, origin.parts[1])
    angles, radii = marks_of(kernel, options["PolarTicks"], ring)
    made = [S.List(LINES, *grid_lines(kernel, options["PolarGridLines"], angles, radii, ring))]
    around, out = (not is_off(p) for p in pair_of(options["PolarAxes"]))
    if around:
        made.append(S.List(FRAME, S.Circle(S.List(0, 0), ring), *angle_ticks(angles, ring)))
    if out:
        made.append(
            S.List(FRAME, S.Line(S.List(S.List(0, 0), at(angle, ring))), *ring_ticks(radii, angle, ring))
        )
    return made, max(ring, radius) * (1.17 if around else 1.04)


def top_of(radius: float) -> float:
    """The next round radius."""
    marks = [t.place for t in linear(0.0, radius, RINGS) if t.major]
    step = marks[1] - marks[0] if len(marks) > 1 else radius or 1.0
    return float(step * math.ceil(radius / step - 1e-9)) or 1.0


def at(angle: float, radius: float) -> Any:
    return S.List(radius * math.cos(angle), radius * math.sin(angle))


def marks_of(kernel: Any, spec: Any, ring: float) -> tuple[Marks, Marks]:
    """The angles and the radii with ticks, and what is written there."""
    first, second = pair_of(spec)
    rings = [(t.place, t.label) for t in linear(0.0, ring, RINGS) if t.major and t.place > 0]
    return angle_marks(kernel, first), [] if is_off(second) else listed(kernel, second, rings)


def angle_marks(kernel: Any, spec: Any) -> Marks:
    if is_off(spec):
        return []
    if spec in ("Direction", "Compass"):
        return [(k * math.pi / 4, name) for k, name in enumerate(COMPASS)]
    twelfths = [k * math.pi / 6 for k in range(12)]
    if spec == "Degrees":
        return [(a, f"{30 * k}°") for k, a in enumerate(twelfths)]
    usual = [(a, kernel.evaluate(S.Times(S.Rational(k, 6), S.Pi))) for k, a in enumerate(twelfths)]
    return listed(kernel, spec, usual)


def listed(kernel: Any, spec: Any, usual: Marks) -> Marks:
    """The marks of a list of places or of {place, label}; the usual ones for anything else."""
    if not is_list(spec):
        return usual
    pairs = [p.parts if is_list(p) and len(p.parts) > 1 else (p, p) for p in spec.parts]
    return [(real_value(kernel, pair[0]), pair[1]) for pair in pairs]


def grid_lines(kernel: Any, spec: Any, angles: Marks, radii: Marks, ring: float) -> list[Any]:
    """Rays at angles and circles at radii."""
    first, second = pair_of(spec)
    rays = [] if is_off(first) else listed(kernel, first, angles)
    circles = [] if is_off(second) else listed(kernel, second, radii)
    lines = [S.Line(S.List(S.List(0, 0), at(angle, ring))) for angle, _ in rays]
    return [*lines, *(S.Circle(S.List(0, 0), r) for r, _ in circles if r > 0)]


def angle_ticks(angles: Marks, ring: float) -> list[Any]:
    """Short lines inwards from the circle, and labels outside."""
    made = []
    for angle, label in angles:
        made.append(S.Line(S.List(at(angle, ring), at(angle, 0.97 * ring))))
        made.append(S.Text(S.Style(label, S.GrayLevel(0.2), S.Rule(S.FontSize, 9)), at(angle, 1.09 * ring)))
    return made


def ring_ticks(radii: Marks, angle: float, ring: float) -> list[Any]:
    """Short lines across the ray of the radii, and labels below it."""
    across = np.array([-math.sin(angle), math.cos(angle)]) * 0.015 * ring
    made = []
    for radius, label in radii:
        place = np.array([radius * math.cos(angle), radius * math.sin(angle)])
        made.append(S.Line(S.List(pack(place), pack(place + across))))
        text = S.Style(label, S.GrayLevel(0.2), S.Rule(S.FontSize, 8))
        made.append(S.Text(text, pack(place - 3.2 * across)))
    return made


def with_polar(kernel: Any, options: dict[str, Any], graphic: Any, points: Array) -> Any:
    """A graphic with the polar axes and grid below its curves, and without the plain axes."""
    finite = points[np.isfinite(points).all(axis=1)]
    if not has_polar(options) or not len(finite):
        return graphic
    below, reach = polar_parts(kernel, options, float(np.hypot(*finite.T).max()))
    span = S.List(-reach, reach)
    replaced = {S.Axes: S.Rule(S.Axes, S["False"]), S.AspectRatio: S.Rule(S.AspectRatio, 1)}
    if is_name(options["PlotRange"], "Automatic", "All"):
        replaced[S.PlotRange] = S.Rule(S.PlotRange, S.List(span, span))
        replaced[S.PlotRangePadding] = S.Rule(S.PlotRangePadding, NONE)
    rules = [r for r in graphic.parts[1:] if r.parts[0] not in replaced]
    return S.Graphics(make_list([*below, graphic.parts[0]]), *rules, *replaced.values())
