"""Arrays as cells of colour: ArrayPlot, MatrixPlot, and the cells of histograms of two variables."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.curve_marks import fitted
from wlmini.builtins.graphics.curves import color_function, scaled_to_unit
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import AUTO, GRAPHICS, MESSAGES, NONE, legended, passed_on, table
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.colors import color, rgba
from wlmini.drawing.gradients import DENSITY, DIVERGING, GRADIENTS, from_hexadecimal
from wlmini.drawing.settings import is_name, is_true, sides
from wlmini.drawing.ticks import multiples, spread
from wlmini.expr import FALSE, TRUE, Expr, S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import is_rules

Array = Any
ARRAY = table(
    GRAPHICS, AspectRatio=AUTO, ClippingStyle=NONE, ColorFunction=AUTO, ColorFunctionScaling=TRUE,
    ColorRules=AUTO,
    DataRange=S.All, DataReversed=FALSE, Frame=AUTO, FrameTicks=NONE, MaxPlotPoints=S.DirectedInfinity(1),
    Mesh=FALSE,
    MeshStyle=AUTO, PlotInteractivity=AUTO,
    PixelConstrained=FALSE, PlotLegends=NONE, PlotRange=S.All, PlotTheme=AUTO,
    TargetUnits=AUTO,
    PerformanceGoal=AUTO, PlotHighlighting=AUTO,
)  # fmt: skip
UNUSED = ("PixelConstrained", "TargetUnits")


def matrix_of(kernel: Any, data: Any) -> list[list[Any]]:
    """The rows of a matrix; a SparseArray and the like become plain first."""
    if not is_list(data):
        normal = data.normal() if hasattr(data, "normal") else None
        data = normal if normal is not None else kernel.evaluate(S.Normal(data))
    if not is_list(data) or not data.parts or not all(map(is_list, data.parts)):
        raise Failure("data", data, value=None)
    return [list(row.parts) for row in data.parts]


def values_of(kernel: Any, data: Any) -> Array:
    """The matrix as numbers, ragged rows filled up; what is no number counts as none."""
    array = to_array(data)
    if array is not None and array.ndim == 2 and array.dtype.kind in "fi":
        return np.asarray(array, dtype=float)
    rows = matrix_of(kernel, data)
    width = max(map(len, rows))
    found = [[real_value(kernel, v) if not is_color(v) else math.nan for v in row] for row in rows]
    return np.array([row + [math.nan] * (width - len(row)) for row in found])


def is_color(expr: Any) -> bool:
    return isinstance(expr, Expr) and rgba(expr) is not None


def explicit_colors(kernel: Any, data: Any, options: Mapping[str, Any], shades: Array) -> None:
    """Put in colours that stand in the matrix, and those of ColorRules."""
    rules = options["ColorRules"]
    has_rules = is_list(rules) and is_rules(rules) or isinstance(rules, Expr) and rules.head is S.Rule
    if to_array(data) is not None and not has_rules:
        return
    for i, row in enumerate(matrix_of(kernel, data)):
        for j, value in enumerate(row):
            given = kernel.evaluate(S.Replace(value, rules)) if has_rules else value
            found = rgba(given) if isinstance(given, Expr) else None
            if found is not None:
                shades[i, j] = found
            elif is_name(value, "None"):
                shades[i, j] = (1, 1, 1, 0)


def shading(kernel: Any, options: Mapping[str, Any], values: Array, default: Callable[..., Array]) -> Array:
    """RGBA for each number."""
    shade = color_function(kernel, options["ColorFunction"])
    finite = values[np.isfinite(values)]
    span = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    told = value_range(kernel, options)
    span = told or span
    if shade is None:
        return default(values, span)
    scaled = scaled_to_unit(values, span) if options["ColorFunctionScaling"] is not FALSE else values
    levels, index = np.unique(scaled, return_inverse=True)
    found = np.array([shade(float(v)) if math.isfinite(v) else (1.0, 1.0, 1.0, 0.0) for v in levels])
    return found[index].reshape(*values.shape, 4)


def with_clipping(options: dict[str, Any], shades: Array, z: Array, span: tuple[float, float]) -> Array:
    """The colours with those of ClippingStyle where values lie outside the range."""
    style = options["ClippingStyle"]
    if is_name(style, "None", "Automatic"):
        return shades
    low, high = style.parts if is_list(style) and len(style.parts) == 2 else (style, style)
    for beyond, look in ((z < span[0], low), (z > span[1], high)):
        color_ = rgba(look)
        if color_ is not None:
            shades[beyond] = color_
    return shades


def value_range(kernel: Any, options: Mapping[str, Any]) -> tuple[float, float] | None:
    """PlotRange -> {min, max} or a list with the range of values as its third part."""
    spec = options["PlotRange"]
    if is_list(spec) and len(spec.parts) == 3:
        spec = spec.parts[2]
    if is_list(spec) and len(spec.parts) == 2 and not any(map(is_list, spec.parts)):
        low, high = (real_value(kernel, p) for p in spec.parts)
        if math.isfinite(low) and math.isfinite(high):
            return low, high
    return None


def grays(values: Array, span: tuple[float, float]) -> Array:
    """Large values dark, as ArrayPlot has them; missing ones dark red."""
    level = 1 - scaled_to_unit(values, span if span[0] != span[1] else (min(0.0, span[0]), max(1.0, span[1])))
    made = np.stack([level, level, level, np.ones_like(level)], axis=-1)
    made[~np.isfinite(values)] = (0.6, 0.3, 0.3, 1.0)
    return made


def diverging(values: Array, span: tuple[float, float]) -> Array:
    """Blue below zero, white at it, orange above, as MatrixPlot has them."""
    stops = np.array(from_hexadecimal(DIVERGING))
    size = max(abs(span[0]), abs(span[1])) or 1.0
    place = np.clip((np.sign(values) * np.abs(values / size) ** 0.7 + 1) / 2, 0, 1)
    place = np.where(np.isfinite(place), place, 0.5)
    return np.stack([np.interp(place, np.linspace(0, 1, len(stops)), stops[:, i]) for i in range(4)], axis=-1)


def index_ticks(count: int, reverse: bool) -> Any:
    """Ticks at the middles of rows or columns, numbered from 1."""
    step = max(1, round(spread(0, count, 4)[0]))
    numbers = sorted({1, count, *(k * int(step) for k in multiples(1, count, step))} - {0})
    if len(numbers) > 2 and numbers[-1] - numbers[-2] < step / 2:
        numbers.pop(-2)
    return make_list([S.List(float(count - n + 0.5 if reverse else n - 0.5), n) for n in numbers])


def array_graphic(
    kernel: Any, head: Any, data: Any, options: dict[str, Any], default: Callable[..., Array], ticks: bool
) -> Any:
    warn(kernel, head, options, UNUSED)
    values = values_of(kernel, data)
    shades = shading(kernel, options, values, default)
    told = value_range(kernel, options)
    if told is not None:
        shades = with_clipping(options, shades, values, told)
    explicit_colors(kernel, data, options, shades)
    shades = blended(options["MaxPlotPoints"], shades)
    reverse = options["DataReversed"]
    flip_rows, flip_columns = (
        [is_true(p) for p in reverse.parts] if is_list(reverse) else [is_true(reverse), False]
    )
    shades = shades[::-1] if not flip_rows else shades
    shades = shades[:, ::-1] if flip_columns else shades
    rows, columns = values.shape
    corners = data_corners(kernel, options, rows, columns)
    primitives = [
        S.Raster(
            pack(np.round(shades[..., :3] if (shades[..., 3] >= 1).all() else shades, 6)),
            corners,
            S.List(0, 1),
        )
    ]
    if not is_name(options["Mesh"], "False", "None"):
        primitives.append(mesh_lines(kernel, options, rows, columns))
    shown = cell_ticks(kernel, options["FrameTicks"], values.shape, (not flip_rows, flip_columns), ticks)
    if corners.parts[0] != S.List(0, 0) and is_list(options["FrameTicks"]):
        shown = options["FrameTicks"]
    given = {k: v for k, v in options.items() if k not in ("PlotRange", "FrameTicks")}
    frame = TRUE if is_name(options["Frame"], "Automatic") else options["Frame"]
    labels = options["FrameLabel"]
    if is_list(labels) and len(labels.parts) == 2 and not any(map(is_list, labels.parts)):
        given["FrameLabel"] = S.List(S.List(labels.parts[0], NONE), S.List(labels.parts[1], NONE))
    rules = passed_on({**given, "Frame": frame}, FrameTicks=shown, AspectRatio=AUTO, PlotRangeClipping=TRUE)
    rules = [r for r in rules if r.parts[0] not in (S.FrameTicks, S.PlotRange)]
    span = S.List(S.List(0, columns), S.List(0, rows)) if corners.parts[0] == S.List(0, 0) else S.All
    extra = [] if is_name(shown, "None") else [S.Rule(S.FrameTicks, shown)]
    none = extra or [S.Rule(S.FrameTicks, NONE)]
    margin = S.Rule(S.PlotRangePadding, S.List(0, 0))
    rules = [
        r
        for r in rules
        if r.parts[0] is not S.PlotRangePadding or not is_name(options["PlotRangePadding"], "Automatic")
    ]
    made = S.Graphics(make_list(primitives), *rules, *none, margin, S.Rule(S.PlotRange, span))
    return with_bar(kernel, made, options, values, default)


def blended(most: Any, shades: Array) -> Array:
    """At most so many cells in each direction, with the mean colours of those they stand for."""
    pair = most.parts if is_list(most) and len(most.parts) == 2 else (most, most)
    for axis, limit in enumerate(pair):
        if isinstance(limit, int) and 0 < limit < shades.shape[axis]:
            parts = np.array_split(shades, limit, axis=axis)
            shades = np.concatenate([p.mean(axis=axis, keepdims=True) for p in parts], axis=axis)
    return shades


def cell_ticks(
    kernel: Any, asked: Any, shape: tuple[int, ...], turned: tuple[bool, bool], usual: bool
) -> Any:
    """FrameTicks, whose places are numbers of rows and columns, at the middles of cells."""
    if is_name(asked, "None", "False") and not usual:
        return NONE
    if is_list(asked):
        found = sides(asked)
        if len(asked.parts) == 2 and not all(is_pair(p) for p in asked.parts):
            found = asked.parts[0], NONE, asked.parts[1], NONE
        specs = [one_side(kernel, spec, shape[k // 2], turned[k // 2]) for k, spec in enumerate(found)]
        return S.List(S.List(*specs[:2]), S.List(*specs[2:]))
    if is_name(asked, "None", "False"):
        return NONE
    auto = [index_ticks(count, turn) for count, turn in zip(shape, turned, strict=True)]
    return S.List(S.List(auto[0], NONE), S.List(auto[1], NONE))


def is_pair(spec: Any) -> bool:
    """Whether a part of FrameTicks is for two sides opposite to each other."""
    one = (Symbol, type(NONE))
    return (
        is_list(spec) and len(spec.parts) == 2 and all(is_list(p) or isinstance(p, one) for p in spec.parts)
    )


def one_side(kernel: Any, spec: Any, count: int, turned: bool) -> Any:
    if is_name(spec, "Automatic", "All", "True"):
        return index_ticks(count, turned)
    if not is_list(spec):
        return spec
    made = []
    for tick in spec.parts:
        parts = tick.parts if is_list(tick) and tick.parts else (tick, tick)
        place = real_value(kernel, parts[0])
        made.append(S.List(float(count - place + 0.5 if turned else place - 0.5), *parts[1:]))
    return make_list(made)


def data_corners(kernel: Any, options: Mapping[str, Any], rows: int, columns: int) -> Any:
    spec = options["DataRange"]
    if is_list(spec) and len(spec.parts) == 2 and all(map(is_list, spec.parts)):
        (x0, x1), (y0, y1) = ([real_value(kernel, v) for v in p.parts] for p in spec.parts)
        return S.List(S.List(x0, y0), S.List(x1, y1))
    return S.List(S.List(0, 0), S.List(columns, rows))


def mesh_lines(kernel: Any, options: Mapping[str, Any], rows: int, columns: int) -> Any:
    lines = [S.List(S.List(0, i), S.List(columns, i)) for i in range(rows + 1)]
    lines += [S.List(S.List(j, 0), S.List(j, rows)) for j in range(columns + 1)]
    style = options["MeshStyle"]
    look = S.Directive(S.GrayLevel(0.6), S.AbsoluteThickness(0.5))
    return S.List(look if is_name(style, "Automatic") else S.Directive(look, style), S.Line(make_list(lines)))


def with_bar(kernel: Any, made: Any, options: Mapping[str, Any], values: Array, default: Callable[..., Array],
             name: str = "PlotLegends") -> Any:  # fmt: skip
    """The graphic with a bar of its colours where a legend is asked for."""
    spec = options[name]
    if is_name(spec, "None", "False"):
        return made
    where: Any = S.After
    if isinstance(spec, Expr) and spec.head is S.Placed and len(spec.parts) > 1:
        spec, where = spec.parts
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    if is_list(spec) and spec.parts:
        levels = np.unique(finite)
        swatches = [color(c) for c in shading(kernel, options, levels[None], default)[0]]
        return legended(kernel, made, {"PlotLegends": spec}, swatches, [], S.SwatchLegend)
    samples = np.linspace(low, high, 33)
    shades = shading(kernel, {**options, "PlotRange": S.List(low, high)}, samples[None], default)[0]
    given = spec.parts if isinstance(spec, Expr) and spec.head is S.BarLegend else ()
    extra = [p for p in given if isinstance(p, Expr) and p.head is S.Rule]
    bar = S.BarLegend(S.List(make_list([color(c) for c in shades]), S.List(low, high)), *extra)
    return S.Legended(made, S.Placed(bar, where))


@builtin("ArrayPlot[array]", options=ARRAY, messages=MESSAGES)
def array_plot(kernel: Any, array: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of an array as cells, larger values darker.

    >>> ArrayPlot[{{0, 1}, {1, 0}}]
    -Graphics-
    >>> ArrayPlot[{{"a", "b"}}, ColorRules -> {"a" -> Red, "b" -> Blue}]
    -Graphics-
    """
    return array_graphic(kernel, S.ArrayPlot, array, options, grays, False)


@builtin("MatrixPlot[m]", options=table(ARRAY, FrameTicks=AUTO), messages=MESSAGES)
def matrix_plot(kernel: Any, m: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of a matrix as cells: zero white, positive numbers orange, negative ones blue.

    >>> MatrixPlot[{{1, -2}, {0, 3}}]
    -Graphics-
    """
    return array_graphic(kernel, S.MatrixPlot, m, options, diverging, True)


def in_turn(hexadecimal: str) -> Callable[..., Array]:
    """The gradient of evenly spaced colours, from the least to the largest value."""
    stops = np.array(from_hexadecimal(hexadecimal))

    def shade(values: Array, span: tuple[float, float]) -> Array:
        place = np.nan_to_num(scaled_to_unit(values, span))
        return np.stack(
            [np.interp(place, np.linspace(0, 1, len(stops)), stops[:, i]) for i in range(4)], axis=-1
        )

    return shade


densities = in_turn(GRADIENTS[DENSITY])


def cells_graphic(
    kernel: Any, values: Array, edges: tuple[Array, Array], options: dict[str, Any], legend: str
) -> Any:
    """Rectangles with colours for the cells between edges; empty ones are left out."""
    shades = shading(kernel, {**options, "PlotRange": S.All}, values, light)
    made: list[Any] = []
    texts: list[Any] = []
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            if value:
                low, high = (
                    (float(edges[0][j]), float(edges[1][i])),
                    (float(edges[0][j + 1]), float(edges[1][i + 1])),
                )
                made.append(S.List(color(shades[i, j]), S.Rectangle(S.List(*low), S.List(*high))))
                texts += cell_text(kernel, options, value, (j + 1, i + 1), (low, high))
    span = S.List(
        S.List(float(edges[0][0]), float(edges[0][-1])), S.List(float(edges[1][0]), float(edges[1][-1]))
    )
    given = {k: v for k, v in options.items() if k != "PlotRange" or not is_name(v, "Automatic")}
    rules = [
        r for r in passed_on(given, Frame=TRUE, AspectRatio=1, Axes=FALSE) if r.parts[0] is not S.PlotRange
    ]
    base = [] if is_name(options["ChartBaseStyle"], "Automatic", "None") else [options["ChartBaseStyle"]]
    graphic = S.Graphics(S.List(*base, *made, *texts), *rules, S.Rule(S.PlotRange, span))
    return with_bar(kernel, graphic, {**options, "PlotRange": S.All}, values, light, legend)


def cell_text(
    kernel: Any, options: dict[str, Any], value: float, index: tuple[int, int], box: tuple[Any, Any]
) -> list[Any]:
    """What LabelingFunction says of a cell: a name of a place for its value, or a function of it."""
    spec = options["LabelingFunction"]
    if is_name(spec, "Automatic", "None", "Tooltip"):
        return []
    plain: Any = int(value) if float(value).is_integer() else float(value)
    label = plain if isinstance(spec, Symbol) else kernel.call(spec, plain, S.List(*index))
    if isinstance(label, Expr) and label.head is S.Placed and label.parts:
        label = label.parts[0]
    middle = S.List(*((a + b) / 2 for a, b in zip(*box, strict=True)))
    return [S.Text(S.Style(fitted(options, label), S.GrayLevel(0.1), S.Opacity(1)), middle)]


def light(values: Array, span: tuple[float, float]) -> Array:
    """From nearly white at zero to blue."""
    return BLUES(values, (0.0, span[1]))


BLUES = in_turn("f0f4fa b7cbe4 6f97c6 3a689f 1d3f6b")
