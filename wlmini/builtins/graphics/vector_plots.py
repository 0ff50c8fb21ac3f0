"""Plots of fields of vectors: VectorPlot, ListVectorPlot, StreamPlot."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.arrays import in_turn, shading, with_bar
from wlmini.builtins.graphics.field_plots import FIELD, UNUSED, framed
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, joined_style, settled, table
from wlmini.builtins.graphics.sampling import Function, iterator, outside, real_value
from wlmini.drawing.colors import color
from wlmini.drawing.contours import streams
from wlmini.drawing.gradients import VECTORS
from wlmini.drawing.settings import is_name
from wlmini.expr import TRUE, S, Symbol, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
speeds = in_turn(VECTORS)
VECTOR = table(
    FIELD, VectorPoints=AUTO, VectorScaling=AUTO, VectorSizes=AUTO, VectorStyle=AUTO,
    VectorColorFunction=AUTO,
    VectorMarkers=AUTO, VectorRange=AUTO, VectorAspectRatio=AUTO, StreamPoints=NONE, StreamStyle=AUTO,
    StreamColorFunction=NONE, StreamScale=AUTO, StreamMarkers=AUTO, VectorColorFunctionScaling=TRUE,
    DataRange=AUTO,
)  # fmt: skip
NOT_YET = (*UNUSED, "VectorMarkers", "VectorRange", "VectorAspectRatio", "StreamMarkers", "StreamScale")


def field_on(
    kernel: Any, f: Any, spans: Any, count: int, options: dict[str, Any]
) -> tuple[Array, Array, Array, Array]:
    if isinstance(f, Symbol):
        f = kernel.evaluate(f)
    if not is_list(f) or len(f.parts) != 2:
        f = S.List(S.Part(f, 1), S.Part(f, 2))
    x, y = (np.linspace(s[1], s[2], count) for s in spans)
    across, up = np.meshgrid(x, y)
    names, watched = [spans[0][0], spans[1][0]], [options, {}]  # the monitor is told of each point once
    parts = zip(f.parts, watched, strict=True)
    u, v = (Function(kernel, names, part, each).at(across, up) for part, each in parts)
    return x, y, np.nan_to_num(u), np.nan_to_num(v)


def vector_graphic(
    kernel: Any, options: dict[str, Any], places: Array, vectors: Array, x: Any, y: Any
) -> Any:
    """Arrows at places, coloured by their length."""
    lengths = np.linalg.norm(vectors, axis=1)
    vectors = vectors * ~outside(kernel, options, *places.T, *vectors.T, lengths)[:, None]
    lengths = np.linalg.norm(vectors, axis=1)
    longest = float(lengths.max()) or 1.0
    cell = min((x[1] - x[0]), (y[1] - y[0])) / math.sqrt(max(len(places), 1))
    scaled = is_name(options["VectorScaling"], "None", "Automatic")
    share = (
        np.sqrt(lengths / longest)
        if not scaled
        else np.where(lengths > 0, 0.55 + 0.45 * lengths / longest, 0)
    )
    size = (
        real_value(kernel, options["VectorSizes"])
        if isinstance(options["VectorSizes"], (int, float))
        else 1.0
    )
    steps = vectors / np.where(lengths > 0, lengths, 1)[:, None] * (share * cell * 0.95 * size)[:, None]
    spec = options["VectorColorFunction"]
    plain = is_name(spec, "None")
    shades = shading(
        kernel,
        {**options, "ColorFunction": AUTO if plain else spec, "PlotRange": S.All},
        lengths[None],
        speeds,
    )[0]
    style = options["VectorStyle"]
    made = []
    for place, step, shade in zip(places, steps, shades, strict=True):
        if step.any():
            look = joined_style(S.RGBColor(0.26, 0.39, 0.66) if plain else color(shade), style)
            made.append(S.List(look, S.Arrow(pack(np.array([place - step / 2, place + step / 2])))))
    look = S.Directive(S.Arrowheads(0.018), S.AbsoluteThickness(1.1))
    graphic = framed(options, [S.List(look, *made)], x, y)
    return with_bar(
        kernel,
        graphic,
        {**options, "ColorFunction": AUTO if plain else spec, "PlotRange": S.All},
        lengths,
        speeds,
    )


@builtin(
    "VectorPlot[{vx, vy}, {x, xmin, xmax}, {y, ymin, ymax}]",
    attributes="HoldAll ReadProtected",
    options=VECTOR,
    messages=MESSAGES,
)
def vector_plot(kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of a field of vectors as arrows.

    >>> VectorPlot[{-y, x}, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.VectorPlot, options, NOT_YET)
    spans = iterator(kernel, first), iterator(kernel, second)
    count = options["VectorPoints"] if isinstance(options["VectorPoints"], int) else 15
    x, y, u, v = field_on(kernel, f, spans, count, options)
    places = np.stack([g.ravel() for g in np.meshgrid(x, y)], axis=1)
    return vector_graphic(
        kernel, options, places, np.stack([u.ravel(), v.ravel()], axis=1), spans[0][1:], spans[1][1:]
    )


@builtin(
    "ListVectorPlot[array]",
    "ListVectorPlot[{{{x1, y1}, {vx1, vy1}}, ...}]",
    options=VECTOR,
    messages=MESSAGES,
)
def list_vector_plot(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of vectors given in an array, or at places.

    >>> ListVectorPlot[Table[{j, i}, {i, 3}, {j, 3}]]
    -Graphics-
    """
    warn(kernel, S.ListVectorPlot, options, (*NOT_YET, "EvaluationMonitor"))
    array = to_array(data)
    if array is None or array.ndim != 3 or array.shape[2] != 2:
        raise Failure("data", data, value=None)
    array = np.asarray(array, dtype=float)
    if array.shape[1] == 2 and array.shape[0] != 2:
        places, vectors = array[:, 0], array[:, 1]
    else:
        x, y = np.meshgrid(np.arange(1.0, array.shape[1] + 1), np.arange(1.0, array.shape[0] + 1))
        places, vectors = np.stack([x.ravel(), y.ravel()], axis=1), array.reshape(-1, 2)
    low, high = places.min(axis=0), places.max(axis=0)
    margin_ = 0.06 * (high - low) + 1e-9
    across, up = ((low[i] - margin_[i], high[i] + margin_[i]) for i in range(2))
    return vector_graphic(kernel, options, places, vectors, across, up)


def near(grid: Array, x: Array, y: Array, points: Array) -> Array:
    """The values of a grid at the places of it that are nearest to points."""
    i, j = (
        np.rint((p - g[0]) / (g[-1] - g[0]) * (len(g) - 1)).astype(int).clip(0, len(g) - 1)
        for g, p in zip((x, y), points.T, strict=True)
    )
    return grid[j, i]


def longest_part(line: Array, hidden: Array) -> Array:
    """The longest stretch of a line that is not hidden."""
    parts = np.split(line, np.nonzero(hidden)[0])
    marks = np.split(hidden, np.nonzero(hidden)[0])
    return max([part[~mark] for part, mark in zip(parts, marks, strict=True)], key=len)


@builtin(
    "StreamPlot[{vx, vy}, {x, xmin, xmax}, {y, ymin, ymax}]",
    attributes="HoldAll ReadProtected",
    options=VECTOR,
    messages=MESSAGES,
)
def stream_plot(kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the stream lines of a field of vectors.

    >>> StreamPlot[{-y, x}, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    warn(kernel, S.StreamPlot, options, NOT_YET)
    spans = iterator(kernel, first), iterator(kernel, second)
    x, y, u, v = field_on(kernel, f, spans, 60, options)
    density = {"Coarse": 0.6, "Fine": 1.6}.get(str(options["StreamPoints"]), 1.0)
    speed = np.hypot(u, v)
    hidden = outside(kernel, options, *np.meshgrid(x, y), u, v, speed)
    style = options["StreamStyle"]
    made = []
    for line in streams(x, y, u, v, density):
        if len(line) < 4:
            continue
        i, j = (
            int(np.clip(np.searchsorted(g, p), 0, len(g) - 1))
            for g, p in zip((x, y), line[len(line) // 2], strict=True)
        )
        line = longest_part(line, near(hidden, x, y, line))
        if len(line) < 2:
            continue
        span = (float(speed.min()), float(speed.max()))
        shade = shading(
            kernel,
            {**options, "ColorFunction": AUTO, "PlotRange": S.List(*span)},
            np.array([[speed[j, i]]]),
            speeds,
        )
        made.append(S.List(joined_style(color(shade[0, 0]), style), S.Arrow(pack(line))))
    look = S.Directive(S.Arrowheads(S.List(S.List(0.022, 0.55))), S.AbsoluteThickness(1.1))
    return framed(options, [S.List(look, *made)], spans[0][1:], spans[1][1:])
