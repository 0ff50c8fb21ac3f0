"""Curves and point sets as primitives: scales, ranges, fillings, markers, wrappers around data."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.options import AUTO, NONE, RATIO, is_hidden, line_style, passed_on
from wlmini.builtins.graphics.sampling import real_value, visible
from wlmini.drawing.colors import color, rgba
from wlmini.drawing.gradients import GRADIENTS, gradient
from wlmini.drawing.settings import is_name
from wlmini.drawing.ticks import SCALED_TICKS
from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.messages import Failure

Array = Any


class Scale(NamedTuple):
    """How a coordinate is drawn: a function, its inverse, and the ticks for it."""

    forward: Callable[[Array], Array]
    backward: Callable[[Array], Array]
    ticks: Any


def guarded(function: Callable[[Array], Array]) -> Callable[[Array], Array]:
    """The function where it has values, not a number elsewhere; no warnings."""

    def apply(values: Array) -> Array:
        with np.errstate(all="ignore"):
            found = function(np.asarray(values, dtype=float))
        return np.where(np.isfinite(found), found, math.nan)

    return apply


PLAIN = Scale(lambda v: v, lambda v: v, None)
LOG = Scale(guarded(np.log), np.exp, SCALED_TICKS("Log"))
SCALES: dict[str, Scale] = {
    "Log": LOG, "Log10": LOG, "Log2": LOG,
    "Reverse": Scale(np.negative, np.negative, SCALED_TICKS("Reverse")),
    "SignedLog": Scale(
        lambda v: np.sign(v) * np.log1p(np.abs(v)), lambda v: np.sign(v) * np.expm1(np.abs(v)),
        SCALED_TICKS("SignedLog"),
    ),
    "SquareRoot": Scale(guarded(np.sqrt), np.square, SCALED_TICKS("SquareRoot")),
}  # fmt: skip


def scales_of(options: Mapping[str, Any], x: Scale = PLAIN, y: Scale = PLAIN) -> tuple[Scale, Scale]:
    """The scales that ScalingFunctions names, over those of the plot itself."""
    spec = options.get("ScalingFunctions", NONE)
    if is_list(spec) and len(spec.parts) == 2:
        return scale_of(spec.parts[0], x), scale_of(spec.parts[1], y)
    if is_list(spec) and len(spec.parts) == 1:
        return x, scale_of(spec.parts[0], y)
    return x, scale_of(spec, y)


def scale_of(spec: Any, default: Scale) -> Scale:
    if is_name(spec, "None", "Automatic", "Identity"):
        return default
    if isinstance(spec, str) and spec in SCALES:
        return SCALES[spec]
    if is_name(spec, "Log"):
        return LOG
    raise Failure("scale", spec, make_list(sorted(SCALES)), value=None)


@dataclass
class Curve:
    """One data set or function on paper: its pieces in drawn coordinates, and how it looks."""

    parts: list[Array]
    style: Any
    joined: bool = True
    label: Any = None
    wrapper: Any = None
    name: Any = None
    marker: Any = None
    colors: Array | None = None
    values: Array = field(default_factory=lambda: np.zeros((0, 2)))
    parameters: Array | None = None  # further columns for ColorFunction, a row for each point of the parts
    reach: Array | None = None  # what the range of the plot is to hold, where that is not the values

    @property
    def points(self) -> Array:
        return np.vstack(self.parts) if self.parts else np.zeros((0, 2))


# -- wrappers ----------------------------------------------------------------------------------------

WRAPPERS = {
    S.Tooltip,
    S.Legended,
    S.Labeled,
    S.Callout,
    S.Style,
    S.Annotation,
    S.Mouseover,
    S.Button,
    S.StatusArea,
}


def unwrapped(expr: Any) -> tuple[Any, list[Expr]]:
    """What is within Style[...], Legended[...] and so on, and these wrappers, outermost first."""
    found = []
    while isinstance(expr, Expr) and isinstance(expr.head, Symbol) and expr.head in WRAPPERS and expr.parts:
        found.append(expr)
        expr = expr.parts[0]
    return expr, found


def wrapped_style(style: Any, wrappers: list[Expr]) -> Any:
    """The style with what Style[...] around the data adds."""
    for wrapper in wrappers:
        if wrapper.head is S.Style:
            style = S.Directive(style, *wrapper.parts[1:])
    return style


def label_of(wrappers: list[Expr], head: Symbol = S.Legended) -> Any:
    return next((w.parts[1] for w in wrappers if w.head is head and len(w.parts) > 1), None)


# -- ranges ------------------------------------------------------------------------------------------


class Ranges(NamedTuple):
    """What PlotRange says for each direction: None, "all", or a pair with None for Automatic ends."""

    x: Any
    y: Any


def ranges(kernel: Any, options: Mapping[str, Any]) -> Ranges:
    spec = options.get("PlotRange", AUTO)
    if is_name(spec, "All", "Full"):
        return Ranges("all", "all")
    if is_list(spec) and len(spec.parts) == 2:
        first, second = spec.parts
        if (
            is_one(first)
            and is_one(second)
            and not (isinstance(first, Symbol) and isinstance(second, Symbol))
        ):
            if isinstance(first, Symbol) or isinstance(second, Symbol):
                return (
                    Ranges(one_range(kernel, first), one_range(kernel, second))
                    if names_range(first, second)
                    else (Ranges(None, ends(kernel, spec)))
                )
            return Ranges(None, ends(kernel, spec))
        return Ranges(one_range(kernel, first), one_range(kernel, second))
    if isinstance(spec, Symbol):
        return Ranges(None, None)
    return Ranges(None, one_range(kernel, spec))


def names_range(first: Any, second: Any) -> bool:
    """Whether {All, 3} or {Full, 3} is meant as a range for each direction."""
    return is_name(first, "All", "Full") or is_name(second, "All", "Full")


def is_one(spec: Any) -> bool:
    return not is_list(spec)


def one_range(kernel: Any, spec: Any) -> Any:
    if is_list(spec) and len(spec.parts) == 2:
        return ends(kernel, spec)
    if is_name(spec, "All", "Full"):
        return "all"
    size = real_value(kernel, spec) if not isinstance(spec, Symbol) else math.nan
    return None if math.isnan(size) else (-size, size)


def ends(kernel: Any, spec: Any) -> tuple[float | None, float | None]:
    found = [
        real_value(kernel, p) if not is_name(p, "Automatic", "All", "Full") else math.nan for p in spec.parts
    ]
    low, high = (None if math.isnan(v) else v for v in found)
    return low, high


def resolved(
    asked: Any, scale: Scale, values: Array, automatic: tuple[float, float] | None = None
) -> tuple[float, float]:
    """The limits in drawn coordinates."""
    finite = values[np.isfinite(values)]
    whole = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    found = whole if asked == "all" else automatic if automatic is not None else whole
    if isinstance(asked, tuple):
        low, high = (None if v is None else float(scale.forward(np.array(v))) for v in asked)
        found = (
            found[0] if low is None or math.isnan(low) else low,
            found[1] if high is None or math.isnan(high) else high,
        )
    low, high = sorted(found)
    if low == high:
        half = abs(low) * 0.5 or 1.0
        low, high = low - half, high + half
    return low, high


# -- colouring ---------------------------------------------------------------------------------------


def color_function(kernel: Any, spec: Any) -> Callable[..., Any] | None:
    """A function to RGBA for ColorFunction -> "gradient" or a function; None for Automatic."""
    if isinstance(spec, str):
        if spec not in GRADIENTS:
            raise Failure("cfun", spec, value=None)
        return lambda *arguments: gradient(spec, arguments[-1])
    if isinstance(spec, Symbol) and spec.short in ("Automatic", "None"):
        return None
    scheme = spec.parts[0] if isinstance(spec, Expr) and spec.head is S.ColorDataFunction else None
    if isinstance(scheme, str) and scheme in GRADIENTS:
        return lambda *arguments: gradient(scheme, arguments[0])

    def shade(*arguments: float) -> Any:
        found = rgba(kernel.call(spec, *map(float, arguments)))
        return (0.5, 0.5, 0.5, 1.0) if found is None else found

    return shade


def scaled_to_unit(values: Array, limits: tuple[float, float]) -> Array:
    return np.clip((values - limits[0]) / ((limits[1] - limits[0]) or 1.0), 0.0, 1.0)


def colored_line(points: Array, colors: list[Any]) -> list[Any]:
    """A line of many short pieces of their own colours."""
    return [S.List(color(c), S.Line(pack(points[i : i + 2]))) for i, c in enumerate(colors[:-1])]


# -- fillings ----------------------------------------------------------------------------------------


def filling_of(kernel: Any, options: Mapping[str, Any], index: int) -> list[tuple[Any, Any]]:
    """(goal, style) of the fillings of one curve: goals are names, numbers or {index of another curve}."""
    spec = options.get("Filling", NONE)
    if is_name(spec, "None", "False"):
        return []
    if not is_list(spec):
        layered = index and options.get("PlotLayout") in ("Stacked", "Percentile")
        below = layered and is_name(spec, "Axis", "Automatic", "Bottom", "True")
        return [(S.List(index) if below else spec, None)]
    found = []
    for rule in spec.parts:
        if isinstance(rule, Expr) and rule.head is S.Rule and rule.parts[0] == index + 1:
            goal, style = rule.parts[1], None
            if is_list(goal) and len(goal.parts) == 2:
                goal, style = goal.parts
                goal = goal if is_list(goal) or not isinstance(goal, int) else S.List(goal)
            found.append((goal, style))
    return found


def fillings(
    kernel: Any,
    options: Mapping[str, Any],
    curves: list[Curve],
    index: int,
    y_range: tuple[float, float],
    scale: Scale,
) -> list[Any]:
    """The filled areas, or stems of points, of one curve; a pair of styles is for below and above."""
    made = []
    curve = curves[index]
    for goal, style in filling_of(kernel, options, index):
        chosen = style if style is not None else options.get("FillingStyle", AUTO)
        pair = is_list(chosen) and len(chosen.parts) == 2
        for part in curve.parts:
            base = base_line(kernel, goal, part, curves, y_range, scale)
            if base is None or not len(part):
                continue
            sides = halves(part, base) if pair else [(part, base)]
            looks = chosen.parts if pair else [chosen]
            made += [
                S.List(filling_look(curve, look), area(*side, curve.joined))
                for side, look in zip(sides, looks, strict=True)
                if not is_name(look, "None")
            ]
    return made


def filling_look(curve: Curve, style: Any) -> Any:
    """The style of a filling: the curve's colour, fainter, then its own."""
    own = [] if is_name(style, "Automatic") else [style]
    faint = S.Opacity(0.25 if curve.joined or own else 0.6)
    return S.Directive(S.Opacity(1), curve.style, faint, S.AbsoluteThickness(0.8), *own)


def halves(part: Array, base: Array) -> list[tuple[Array, Array]]:
    """What of a curve lies below its base, and what lies above it, with the points where it crosses."""
    gap = part[:, 1] - base
    steps = np.nonzero(gap[:-1] * gap[1:] < 0)[0]
    share = gap[steps] / (gap[steps] - gap[steps + 1])
    points = np.column_stack([part, base])
    met = points[steps] + share[:, None] * (points[steps + 1] - points[steps])
    every = np.insert(points, steps + 1, met, axis=0)
    x, y, level = every.T
    return [(np.stack([x, f(y, level)], axis=1), level) for f in (np.minimum, np.maximum)]


def base_line(
    kernel: Any, goal: Any, part: Array, curves: list[Curve], y_range: tuple[float, float], scale: Scale
) -> Array | None:
    """The heights up to which a filling goes, at the abscissas of a curve."""
    if is_list(goal) and len(goal.parts) == 1 and isinstance(goal.parts[0], int):
        other = curves[goal.parts[0] - 1].points if 0 < goal.parts[0] <= len(curves) else np.zeros((0, 2))
        return np.interp(part[:, 0], other[:, 0], other[:, 1]) if len(other) else None
    if isinstance(goal, Symbol):
        zero = y_range[0] if scale is LOG else min(max(0.0, y_range[0]), y_range[1])
        level = {"Axis": zero, "Bottom": y_range[0], "Top": y_range[1], "Automatic": zero, "True": zero}.get(
            goal.short
        )
    else:
        level = float(scale.forward(np.array(real_value(kernel, goal))))
    return None if level is None or math.isnan(level) else np.full(len(part), level)


def area(part: Array, base: Array, joined: bool) -> Any:
    """A polygon between a curve and a base, or lines from points to it."""
    down = np.stack([part[:, 0], base], axis=1)
    if not joined:
        return S.Line(make_list([pack(np.stack([p, q])) for p, q in zip(part, down, strict=True)]))
    return S.Polygon(pack(np.vstack([part, down[::-1]])))


# -- the graphic -------------------------------------------------------------------------------------

MARKS = ["●", "■", "◆", "▲", "▼", "○", "□", "◇", "△", "▽"]


def curve_primitives(kernel: Any, options: Mapping[str, Any], curve: Curve) -> list[Any]:
    """The line or points of a curve in their style."""
    made: list[Any] = []
    if is_hidden(curve.style):
        return made
    style = line_style(curve.style)
    if curve.joined and curve.colors is None:
        made += [S.List(style, S.Line(pack(p))) for p in curve.parts if len(p)]
    elif curve.joined:
        start = 0
        for part in curve.parts:
            pieces = colored_line(part, [tuple(c) for c in curve.colors[start : start + len(part)]])  # type: ignore[index]
            made.append(S.List(style, *pieces))
            start += len(part)
    if curve.marker is not None:
        made += markers(curve)
    elif not curve.joined and len(curve.points):
        extra = []
        if curve.colors is not None:
            extra = [S.Rule(S.VertexColors, make_list([color(c) for c in curve.colors]))]
        made.append(
            S.List(
                S.Directive(S.PointSize(point_size(curve)), curve.style), S.Point(pack(curve.points), *extra)
            )
        )
    return made


def point_size(curve: Curve) -> float:
    count = len(curve.points)
    return 0.0128 if count < 300 else 0.009 if count < 1000 else 0.0055 if count < 5000 else 0.003


def markers(curve: Curve) -> list[Any]:
    """The points of a curve as Insets of a mark."""
    mark, size = curve.marker, None
    if is_list(mark) and len(mark.parts) == 2:
        mark, size = mark.parts
    content = mark if isinstance(mark, Expr) and mark.head is S.Graphics else S.Style(mark, size or 9)
    return [S.List(curve.style, *(S.Inset(content, pack(p)) for p in curve.points))]


def marker_for(options: Mapping[str, Any], index: int) -> Any:
    """The mark of one data set; None for plain points."""
    spec = options.get("PlotMarkers", NONE)
    if is_name(spec, "None"):
        return None
    if is_name(spec, "Automatic"):
        return MARKS[index % len(MARKS)]
    if is_list(spec) and spec.parts:
        if is_name(spec.parts[0], "Automatic"):
            return S.List(MARKS[index % len(MARKS)], spec.parts[1] if len(spec.parts) > 1 else 9)
        pair = len(spec.parts) == 2 and not is_list(spec.parts[0]) and isinstance(spec.parts[1], (int, float))
        return spec if pair else spec.parts[index % len(spec.parts)]
    return spec


def limits_rule(x: tuple[float, float], y: tuple[float, float]) -> Any:
    return S.List(S.List(*map(float, x)), S.List(*map(float, y)))


def plot_graphic(
    kernel: Any, options: Mapping[str, Any], primitives: list[Any], x: tuple[float, float], y: tuple[float,
    float],
    scales: tuple[Scale, Scale] = (PLAIN, PLAIN), **settings: Any,
) -> Expr:  # fmt: skip
    """The Graphics of a plot with its range, axes and the options given."""
    told = ranges(kernel, options)
    padding = [S.Scaled(0.02), S.Scaled(0.04 if told.y is None or told.y == "all" else 0.02)]
    both = [
        S.List(p, p) if t is None or t == "all" else S.List(0, 0) for p, t in zip(padding, told, strict=True)
    ]
    defaults: dict[str, Any] = {
        "AspectRatio": RATIO, "Axes": TRUE, "PlotRangeClipping": TRUE,
        "PlotRangePadding": S.List(both[0], both[1]), **settings,
    }  # fmt: skip
    specs = [s.ticks if s.ticks is not None else AUTO for s in scales]
    if any(s.ticks is not None for s in scales):
        defaults["Ticks"] = S.List(*specs)
        defaults["FrameTicks"] = S.List(S.List(specs[1], AUTO), S.List(specs[0], AUTO))
    if scales[0] is LOG or scales[1] is LOG:
        defaults["AxesOrigin"] = S.List(
            *(float(v[0]) if s is LOG else AUTO for v, s in zip((x, y), scales, strict=True))
        )
    kept = {name: value for name, value in options.items() if name != "PlotRange"}
    rules = passed_on(kept, **defaults)
    rules = [r for r in rules if r.parts[0] is not S.PlotRange]
    return S.Graphics(make_list(primitives), *rules, S.Rule(S.PlotRange, limits_rule(x, y)))


__all__ = ["FALSE", "visible"]
