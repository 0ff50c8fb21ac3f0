"""Histograms: Histogram, PairedHistogram, SmoothHistogram, DensityHistogram, and the bins they choose."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.arrays import cells_graphic
from wlmini.builtins.graphics.charts import CHART, EDGE, Bars, chart_styles
from wlmini.builtins.graphics.curves import (
    PLAIN,
    Curve,
    label_of,
    plot_graphic,
    ranges,
    resolved,
    scales_of,
    unwrapped,
    wrapped_style,
)
from wlmini.builtins.graphics.function_plots import OPTIONS as PLOT_OPTIONS
from wlmini.builtins.graphics.function_plots import finished, warn, with_legend
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, cycle, legended, table
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.settings import is_name
from wlmini.drawing.ticks import spread
from wlmini.expr import FALSE, TRUE, Association, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
HISTOGRAM = table(CHART, Axes=TRUE, ChartLayout="Overlapped", BarSpacing=NONE)
BINS = {
    **MESSAGES,
    "bins": "`1` is no specification of bins.",
    "height": "`1` is no height function of a histogram.",
}
NAMES = (
    "Count",
    "Probability",
    "PDF",
    "Intensity",
    "CDF",
    "CumulativeCount",
    "SurvivalCount",
    "Survival",
    "LogCount",
    "SF",
)
UNUSED = ("ChartElementFunction", "ChartElements", "LegendAppearance", "TargetUnits", "Joined")


def samples(kernel: Any, data: Any) -> list[tuple[Array, list[Expr], Any]]:
    """(numbers, wrappers, key) of each data set."""
    data, outer = unwrapped(data)
    if hasattr(data, "normal") and data.normal() is not None:
        data = data.normal()
    if isinstance(data, Association):
        if any(is_list(unwrapped(v)[0]) for v in data.values()):
            return [(*numbers_in(kernel, v, outer), k) for k, v in data.items()]
        data = make_list(list(data.values()))
    if not is_list(data):
        raise Failure("data", data, value=None)
    array = to_array(data)
    if array is not None and array.ndim == 1 or not data.parts:
        return [(*numbers_in(kernel, data, outer), None)]
    if any(is_list(unwrapped(p)[0]) for p in data.parts):
        return [(*numbers_in(kernel, p, outer), None) for p in data.parts]
    return [(*numbers_in(kernel, data, outer), None)]


def numbers_in(kernel: Any, expr: Any, outer: list[Expr]) -> tuple[Array, list[Expr]]:
    inner, wrappers = unwrapped(expr)
    array = to_array(inner)
    if array is None or array.dtype.kind not in "fi":
        array = np.array([real_value(kernel, unwrapped(p)[0]) for p in inner.parts] if is_list(inner) else [])
    array = np.asarray(array, dtype=float).ravel()
    return array[np.isfinite(array)], [*outer, *wrappers]


# -- bins --------------------------------------------------------------------------------------------


def edges_of(kernel: Any, values: Array, spec: Any) -> Array:
    """The limits of the bins that a specification means for these values."""
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    if is_name(spec, "Automatic") or spec is None or isinstance(spec, str):
        return named_edges(values, low, high, spec if isinstance(spec, str) else "Automatic")
    if is_list(spec):
        return listed_edges(kernel, values, spec, low, high)
    if isinstance(spec, int) and spec > 0:
        return nice_edges(low, high, (high - low) / spec if high > low else 1.0)
    found = kernel.call(spec, pack(values)) if isinstance(spec, Expr) else None
    if found is not None and is_list(found):
        return np.asarray(to_array(found), dtype=float)
    raise Failure("bins", spec, value=None)


def listed_edges(kernel: Any, values: Array, spec: Any, low: float, high: float) -> Array:
    parts = spec.parts
    if len(parts) == 1 and is_list(parts[0]):
        return np.array([real_value(kernel, p) for p in parts[0].parts])
    if len(parts) == 1:
        width = real_value(kernel, parts[0])
        if isinstance(parts[0], str):
            return named_edges(values, low, high, parts[0])
        if width > 0:
            return width * np.arange(math.floor(low / width), math.floor(high / width) + 2)
    if len(parts) == 2 and isinstance(parts[0], str) and isinstance(parts[1], int):
        return nice_edges(low, high, (high - low) / parts[1])
    if len(parts) == 2:
        first, last = (real_value(kernel, p) for p in parts)
        if math.isfinite(first) and math.isfinite(last):
            step = spread(first, last, 10)[0]
            return np.arange(first, last + step / 2, step)
    if len(parts) == 3:
        start, end, width = (real_value(kernel, p) for p in parts)
        if width > 0 and end > start:
            return start + width * np.arange(math.floor((end - start) / width + 1e-9) + 1)
    raise Failure("bins", spec, value=None)


def nice_edges(low: float, high: float, width: float) -> Array:
    """Bins of a round width near the one wanted."""
    power = 10.0 ** math.floor(math.log10(width)) if width > 0 else 1.0
    step = (
        min((1.0, 2.0, 5.0, 10.0), key=lambda f: abs(math.log(f * power / width)) if width > 0 else f) * power
    )
    return step * np.arange(math.floor(low / step + 1e-9), math.floor(high / step + 1e-9) + 2)


def named_edges(values: Array, low: float, high: float, name: str) -> Array:
    """Bins by the rules of Sturges, Scott, Freedman and Diaconis, Knuth (as Scott) and Wand (as Scott)."""
    count = max(len(values), 1)
    if name == "Sturges":
        return nice_edges(low, high, (high - low) / (math.ceil(math.log2(count)) + 1) or 1.0)
    if name == "FreedmanDiaconis" and len(values):
        q1, q3 = np.quantile(values, [0.25, 0.75])
        return nice_edges(low, high, 2 * float(q3 - q1) / count ** (1 / 3) or (high - low) or 1.0)
    if name == "Log":
        return np.geomspace(max(low, 1e-300), high, 12)
    if name not in ("Automatic", "Scott", "Knuth", "Wand", "Integer"):
        raise Failure("bins", name, value=None)
    deviation = float(values.std(ddof=1)) if len(values) > 1 else 1.0
    return nice_edges(low, high, 3.49 * deviation / count ** (1 / 3) or (high - low) or 1.0)


def heights(kernel: Any, values: Array, edges: Array, spec: Any) -> Array:
    """The heights of bins for a height specification."""
    counts = counted(values, edges).astype(float)
    widths, total = np.diff(edges), max(len(values), 1)
    if spec is None or is_name(spec, "Automatic") or spec == "Count":
        return counts
    if isinstance(spec, str) and spec in NAMES:
        below = np.cumsum(counts)
        return {
            "Probability": counts / total, "PDF": counts / total / widths, "Intensity": counts / widths,
            "CDF": below / total, "CumulativeCount": below, "SurvivalCount": below[-1] - below + counts,
            "Survival": 1 - (below - counts) / total, "SF": 1 - (below - counts) / total,
            "LogCount": np.log(np.maximum(counts, 1)),
        }[spec]  # fmt: skip
    if isinstance(spec, str):
        raise Failure("height", spec, value=None)
    pairs = make_list([S.List(float(a), float(b)) for a, b in pairwise(edges)])
    found = to_array(kernel.call(spec, pairs, pack(counts.astype(int))))
    if found is None or found.shape != counts.shape:
        raise Failure("height", spec, value=None)
    return np.asarray(found, dtype=float)


def counted(values: Array, edges: Array) -> Array:
    """How many values lie in each bin; the lower limit belongs to it."""
    index: Array = np.searchsorted(edges, values, side="right") - 1
    index = index[(index >= 0) & (index < len(edges) - 1)]
    return np.bincount(index, minlength=len(edges) - 1)


def bars_for(
    kernel: Any, sets: list[Any], edges: Array, height: Any, options: Mapping[str, Any], scale: Any
) -> tuple[Bars, list[Any]]:
    """The bars of the data sets, and their styles."""
    bars = Bars(options["BarOrigin"], scale)
    layout = options["ChartLayout"]
    plain = is_name(options["ChartStyle"], "Automatic")
    base = [S.RGBColor(0.98, 0.81, 0.49)] if plain and len(sets) == 1 else chart_styles(options, len(sets))
    stack = np.zeros(len(edges) - 1)
    styles = []
    for (values, wrappers, _), color in zip(sets, base, strict=True):
        tops = heights(kernel, values, edges, height)
        style = wrapped_style(color, wrappers)
        style = S.Directive(S.Opacity(0.65), style) if len(sets) > 1 and layout != "Stacked" else style
        styles.append(style)
        lows = stack if layout == "Stacked" else np.zeros(len(tops))
        for i, top in enumerate(tops):
            if top:
                ends = [float(scale.forward(np.array(v))) for v in (lows[i], lows[i] + top)]
                ends[0] = (
                    ends[0]
                    if math.isfinite(ends[0])
                    else float(scale.forward(np.array(0.5 * tops[tops > 0].min())))
                )
                bars.add(float(edges[i]), float(edges[i + 1]), ends[0], ends[1], style)
        if layout == "Stacked":
            stack = stack + tops
    return bars, styles


def histogram_graphic(kernel: Any, bars: Bars, options: dict[str, Any], edges: Array, scale: Any) -> Any:
    corners = np.array(bars.corners or [(float(edges[0]), 0.0, float(edges[-1]), 1.0)])
    across = (float(corners[:, 0].min()), float(corners[:, 2].max()))
    up = (float(corners[:, 1].min()), float(corners[:, 3].max()))
    told = ranges(kernel, options)
    spans = resolved(told.x, PLAIN, np.array(across), across), resolved(told.y, scale, np.array(up), up)
    specs = (PLAIN, scale)
    padding = S.List(S.List(S.Scaled(0.02), S.Scaled(0.02)), S.List(S.Scaled(0.0), S.Scaled(0.05)))
    low = S.List(float(spans[0][0] - 0.02 * (spans[0][1] - spans[0][0])), AUTO)
    extra: dict[str, Any] = {} if bars.lying else {"AxesOrigin": low}
    if scale is not PLAIN:
        extra = {}
    return plot_graphic(kernel, options, [EDGE, *bars.made], *spans, specs, PlotRangePadding=padding, **extra)


@builtin("Histogram[{x1, x2, ...}]", "Histogram[{x1, x2, ...}, bspec]",
"Histogram[{x1, x2, ...}, bspec, hspec]",
         "Histogram[{data1, data2, ...}]", options=HISTOGRAM, messages=BINS)  # fmt: skip
def histogram(
    kernel: Any, data: Any, bins: Any = None, height: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives a histogram: bins as n, {width}, {min, max, width}, {{b1, b2, ...}} or "Scott", and the like.

    >>> Histogram[{1, 2, 2, 3, 3, 3}]
    -Graphics-
    >>> Cases[Histogram[{1, 2, 2, 3, 3, 3}, {0.5, 3.5, 1}], Rectangle[_, {_, h_}] :> h, Infinity]
    {1., 2., 3.}
    """
    warn(kernel, S.Histogram, options, UNUSED)
    sets = samples(kernel, data)
    every = np.concatenate([s[0] for s in sets])
    edges = edges_of(kernel, every, bins)
    if len(edges) < 2 or not (np.diff(edges) > 0).all():
        raise Failure("bins", bins, value=None)
    scale = scales_of(options)[1]
    bars, styles = bars_for(kernel, sets, edges, height, options, scale)
    graphic = histogram_graphic(kernel, bars, options, edges, scale)
    names = [k for _, _, k in sets]
    legends = [label_of(w) for _, w, _ in sets]
    if any(n is not None for n in legends) and is_name(options["ChartLegends"], "None"):
        options = {**options, "ChartLegends": make_list([n for n in legends if n is not None])}
    known = names if all(n is not None for n in names) else []
    return legended(
        kernel, graphic, {**options, "PlotLegends": options["ChartLegends"]}, styles, known, S.SwatchLegend
    )


@builtin("PairedHistogram[{x1, x2, ...}, {y1, y2, ...}]", "PairedHistogram[data1, data2, bspec, hspec]",
         options=HISTOGRAM, messages=BINS)  # fmt: skip
def paired_histogram(kernel: Any, first: Any, second: Any, bins: Any = None, height: Any = None, *,
                     options: dict[str, Any]) -> Any:  # fmt: skip
    """gives two histograms back to back.

    >>> PairedHistogram[{1, 2, 2, 3}, {2, 3, 3, 3}]
    -Graphics-
    """
    warn(kernel, S.PairedHistogram, options, UNUSED)
    sets = [samples(kernel, d)[0] for d in (first, second)]
    edges = edges_of(kernel, np.concatenate([s[0] for s in sets]), bins)
    styles = chart_styles(options, 2)
    bars = Bars(S.Left)
    for side, (values, _, _), style in zip((-1, 1), sets, styles, strict=True):
        for i, top in enumerate(heights(kernel, values, edges, height)):
            bars.add(float(edges[i]), float(edges[i + 1]), 0.0, side * float(top), style)
    corners = np.array(bars.corners)
    x, y = (float(corners[:, 0].min()), float(corners[:, 2].max())), (float(edges[0]), float(edges[-1]))
    origin = S.List(1.04 * x[0], AUTO)
    graphic = plot_graphic(kernel, options, [EDGE, *bars.made], x, y, AxesOrigin=origin)
    return legended(
        kernel, graphic, {**options, "PlotLegends": options["ChartLegends"]}, styles, [], S.SwatchLegend
    )


# -- smooth ------------------------------------------------------------------------------------------


def bandwidth(values: Array, spec: Any, kernel: Any) -> float:
    """The width of the bell put at each value: Silverman's rule, unless told."""
    plain = (
        real_value(kernel, spec)
        if spec is not None and not isinstance(spec, str) and not is_name(spec, "Automatic")
        else math.nan
    )
    if plain > 0:
        return plain
    q1, q3 = np.quantile(values, [0.25, 0.75])
    deviation = float(values.std(ddof=1)) if len(values) > 1 else 1.0
    wide = min(deviation, float(q3 - q1) / 1.34) or deviation or 1.0
    return 0.9 * wide * len(values) ** -0.2


@builtin("SmoothHistogram[{x1, x2, ...}]", "SmoothHistogram[{x1, x2, ...}, bandwidth]",
         "SmoothHistogram[{x1, x2, ...}, bandwidth, \"function\"]", "SmoothHistogram[{data1, data2, ...}]",
         options=PLOT_OPTIONS, messages=BINS)  # fmt: skip
def smooth_histogram(
    kernel: Any, data: Any, width: Any = None, function: Any = "PDF", *, options: dict[str, Any]
) -> Any:
    """gives a plot of a smooth estimate of the density of data.

    >>> SmoothHistogram[{1, 2, 2, 3, 3, 3}]
    -Graphics-
    """
    if function not in ("PDF", "CDF", "SF"):
        raise Failure("height", function, value=None)
    sets = samples(kernel, data)
    options = {**options, "Filling": options["Filling"]}
    curves = []
    for (values, wrappers, key), style in zip(sets, cycle(options, len(sets)), strict=True):
        if not len(values):
            raise Failure("data", data, value=None)
        size = bandwidth(values, width, kernel)
        x = np.linspace(values.min() - 3 * size, values.max() + 3 * size, 300)
        bells = np.exp(-0.5 * ((x[:, None] - values[None]) / size) ** 2).mean(axis=1) / (
            size * math.sqrt(2 * math.pi)
        )
        below = np.concatenate([[0.0], np.cumsum((bells[1:] + bells[:-1]) / 2 * np.diff(x))])
        y = {"PDF": bells, "CDF": below, "SF": 1 - below}[function]
        points = np.stack([x, y], axis=1)
        curve = Curve([points], wrapped_style(style, wrappers), values=points)
        curve.wrapper, curve.label = wrappers, label_of(wrappers) if label_of(wrappers) is not None else key
        curves.append(curve)
    every = np.concatenate([c.values[:, 0] for c in curves])
    base = {
        **options,
        "PlotRange": options["PlotRange"] if not is_name(options["PlotRange"], "Automatic") else S.All,
    }
    made = finished(kernel, base, curves, (PLAIN, PLAIN), (float(every.min()), float(every.max())))
    return with_legend(kernel, made, options, curves, [c.label or i + 1 for i, c in enumerate(curves)])


# -- of two variables --------------------------------------------------------------------------------


def pairs_in(kernel: Any, data: Any) -> Array:
    array = to_array(unwrapped(data)[0])
    if array is None or array.ndim != 2 or array.shape[1] != 2:
        raise Failure("data", data, value=None)
    return np.asarray(array, dtype=float)


def both_bins(spec: Any) -> tuple[Any, Any]:
    """A bin specification for each of two variables, or one for both."""
    if is_list(spec) and len(spec.parts) == 2 and (is_list(spec.parts[0]) or isinstance(spec.parts[0], int)):
        return spec.parts[0], spec.parts[1]
    return spec, spec


@builtin("DensityHistogram[{{x1, y1}, {x2, y2}, ...}]", "DensityHistogram[data, bspec]",
"DensityHistogram[data, bspec, hspec]",
         options=table(HISTOGRAM, AspectRatio=1, Axes=FALSE, Frame=TRUE), messages=BINS)  # fmt: skip
def density_histogram(
    kernel: Any, data: Any, bins: Any = None, height: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives a histogram of pairs in which colours show how many lie in each cell.

    >>> DensityHistogram[{{1, 1}, {1, 2}, {2, 2}, {3, 1}}]
    -Graphics-
    """
    pairs = pairs_in(kernel, data)
    across, up = (edges_of(kernel, pairs[:, i], b) for i, b in enumerate(both_bins(bins)))
    counts, _, _ = np.histogram2d(pairs[:, 0], pairs[:, 1], bins=[across, up])
    if height in ("Probability", "PDF"):
        counts = counts / len(pairs)
    return cells_graphic(kernel, counts.T, (across, up), options, "ChartLegends")


__all__ = ["density_histogram", "histogram"]
