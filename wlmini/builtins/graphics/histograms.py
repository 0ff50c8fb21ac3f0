"""Histograms: Histogram, PairedHistogram, SmoothHistogram, DensityHistogram, and the bins they choose."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.arrays import cells_graphic
from wlmini.builtins.graphics.chart_parts import (
    CHART,
    EDGE,
    Bars,
    Element,
    chart_label,
    chart_styles,
    colored,
    with_base,
)
from wlmini.builtins.graphics.charts import bar_axes, mirrored, name_sides, value_scale
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
from wlmini.builtins.graphics.list_plots import runs
from wlmini.builtins.graphics.options import AUTO, MESSAGES, cycle, legended, table
from wlmini.builtins.graphics.sampling import outside, real_value
from wlmini.drawing.settings import is_name
from wlmini.drawing.ticks import spread
from wlmini.expr import FALSE, TRUE, Association, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
OF_BARS = ("BarSpacing", "IntervalMarkers", "IntervalMarkersStyle", "Joined")
HISTOGRAM = table({k: v for k, v in CHART.items() if k not in OF_BARS}, Axes=TRUE, ChartLayout="Overlapped")
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
UNUSED = ("ChartElements", "LegendAppearance", "TargetUnits")


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


def counted_number(height: float) -> Any:
    """A height of a bin, whole where it is."""
    return int(height) if float(height).is_integer() else float(height)


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
    tops = [heights(kernel, values, edges, height) for values, _, _ in sets]
    groups = [[Element(kernel, counted_number(t)) for t in row] for row in tops]
    for number, ((_, wrappers, _), color) in enumerate(zip(sets, base, strict=True)):
        style = wrapped_style(color, wrappers)
        style = S.Directive(S.Opacity(0.65), style) if len(sets) > 1 and layout != "Stacked" else style
        styles.append(style)
        lows = stack if layout == "Stacked" else np.zeros(len(stack))
        least = 0.5 * float(tops[number][tops[number] > 0].min(initial=1.0))
        for i, element in enumerate(groups[number]):
            if not element.value:
                continue
            ends = [float(scale.forward(np.array(v))) for v in (lows[i], lows[i] + element.value)]
            ends[0] = ends[0] if math.isfinite(ends[0]) else float(scale.forward(np.array(least)))
            shade = colored(kernel, options, style, element.value, groups)
            span = float(edges[i]), float(edges[i + 1])
            bars.add_element(kernel, options, span, (ends[0], ends[1]), shade, element)
            label, where = chart_label(kernel, options, element, (number + 1, i + 1), S.Above)
            if label is not None:
                bars.label(options, label, where, sum(span) / 2, ends)
        if layout == "Stacked":
            stack = stack + tops[number]
    return bars, styles


def set_labels(options: Mapping[str, Any], bars: Bars, sets: list[Any], edges: Array) -> None:
    """ChartLabels names the data sets: above the highest bar of each."""
    spec = options["ChartLabels"]
    where = S.Above
    if isinstance(spec, Expr) and spec.head is S.Placed and len(spec.parts) > 1:
        spec, where = spec.parts[0], spec.parts[1]
    corners = np.array(bars.corners)
    for index, label in enumerate(spec.parts if is_list(spec) else ()):
        if index < len(sets) and len(sets[index][0]) and len(corners):
            counts = counted(sets[index][0], edges)
            best = int(counts.argmax())
            along, top = (corners[:, 1], corners[:, 2]) if bars.lying else (corners[:, 0], corners[:, 3])
            here = np.isclose(along, edges[best])
            high = float(top[here].max()) if here.any() else 0.0
            bars.label(options, label, where, float(edges[best] + edges[best + 1]) / 2, [0.0, high])


def histogram_graphic(kernel: Any, bars: Bars, options: dict[str, Any], edges: Array, scale: Any) -> Any:
    corners = np.array(bars.corners or [(float(edges[0]), 0.0, float(edges[-1]), 1.0)])
    across = (float(corners[:, 0].min()), float(corners[:, 2].max()))
    up = (float(corners[:, 1].min()), float(corners[:, 3].max()))
    told = ranges(kernel, options)
    specs = (scale, PLAIN) if bars.lying else (PLAIN, scale)
    spans = [resolved(t, s, np.array(v), v) for t, s, v in zip(told, specs, (across, up), strict=True)]
    padding = S.List(S.List(S.Scaled(0.02), S.Scaled(0.02)), S.List(S.Scaled(0.0), S.Scaled(0.05)))
    along = spans[1 if bars.lying else 0]
    low = float(along[0] - 0.02 * (along[1] - along[0]))
    origin = S.List(AUTO, low) if bars.lying else S.List(low, AUTO)
    extra: dict[str, Any] = {"AxesOrigin": origin} if scale is PLAIN else {}
    if bars.lying:
        padding = S.List(*padding.parts[::-1])
    return plot_graphic(
        kernel,
        options,
        [with_base(options, EDGE), *bars.made],
        spans[0],
        spans[1],
        specs,
        PlotRangePadding=padding,
        **extra,
    )


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
    scale = value_scale(options)
    bars, styles = bars_for(kernel, sets, edges, height, options, scale)
    set_labels(options, bars, sets, edges)
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
         options=table(HISTOGRAM, BarOrigin=S.Left), messages=BINS,
         noted=("ChartLayout",),
)  # fmt: skip
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
    bars = Bars(options["BarOrigin"], value_scale(options))
    groups = [
        [Element(kernel, counted_number(t)) for t in heights(kernel, s[0], edges, height)] for s in sets
    ]
    for sign, group, style in zip((-1.0, 1.0), groups, styles, strict=True):
        bars.sign = sign
        for i, element in enumerate(group):
            if not element.value:
                continue
            span, top = (
                (float(edges[i]), float(edges[i + 1])),
                float(bars.scale.forward(np.array(element.value))),
            )
            shade = colored(kernel, options, style, element.value, groups)
            bars.add_element(kernel, options, span, (0.0, top), shade, element)
            label, where = chart_label(kernel, options, element, (i + 1,), S.Above)
            if label is not None:
                bars.label(options, label, where, sum(span) / 2, [0.0, top])
    bars.sign, bars.value_ticks = 1.0, mirrored(bars)
    spec = options["ChartLabels"]
    names = list(spec.parts) if is_list(spec) else []
    name_sides(bars, names)
    graphic = bar_axes(kernel, options, bars, AUTO, True)
    shown = {**options, "PlotLegends": options["ChartLegends"]}
    return legended(kernel, graphic, shown, styles, names, S.SwatchLegend)


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
         options=PLOT_OPTIONS, messages=BINS,
         noted=("TargetUnits", "Exclusions", "MaxRecursion", "WorkingPrecision"),
)  # fmt: skip
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
    warn(kernel, S.SmoothHistogram, options, ("EvaluationMonitor",))
    count = options["PlotPoints"] if isinstance(options["PlotPoints"], int) else 300
    scales = scales_of(options)
    curves = []
    for (values, wrappers, key), style in zip(sets, cycle(options, len(sets)), strict=True):
        if not len(values):
            raise Failure("data", data, value=None)
        size = bandwidth(values, width, kernel)
        x = np.linspace(values.min() - 3 * size, values.max() + 3 * size, count)
        bells = np.exp(-0.5 * ((x[:, None] - values[None]) / size) ** 2).mean(axis=1) / (
            size * math.sqrt(2 * math.pi)
        )
        below = np.concatenate([[0.0], np.cumsum((bells[1:] + bells[:-1]) / 2 * np.diff(x))])
        y = {"PDF": bells, "CDF": below, "SF": 1 - below}[function]
        y = np.where(outside(kernel, options, x, y), math.nan, y)
        points = np.stack([scales[0].forward(x), scales[1].forward(y)], axis=1)
        curve = Curve(runs(points), wrapped_style(style, wrappers), values=points)
        curve.wrapper, curve.label = wrappers, label_of(wrappers) if label_of(wrappers) is not None else key
        curves.append(curve)
    every = np.concatenate([c.values[:, 0] for c in curves])
    base = {
        **options,
        "PlotRange": options["PlotRange"] if not is_name(options["PlotRange"], "Automatic") else S.All,
    }
    made = finished(kernel, base, curves, scales, (float(every.min()), float(every.max())))
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


OF_PAIRS = table(
    {
        name: value for name, value in HISTOGRAM.items()
        if name not in ("BarOrigin", "ChartElementFunction", "ChartLabels", "ChartLayout", "ChartStyle",
                        "ScalingFunctions")
    },
    AspectRatio=1, Axes=FALSE, Frame=TRUE,
)  # fmt: skip


@builtin("DensityHistogram[{{x1, y1}, {x2, y2}, ...}]", "DensityHistogram[data, bspec]",
"DensityHistogram[data, bspec, hspec]",
         options=OF_PAIRS, messages=BINS)  # fmt: skip
def density_histogram(
    kernel: Any, data: Any, bins: Any = None, height: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives a histogram of pairs in which colours show how many lie in each cell.

    >>> DensityHistogram[{{1, 1}, {1, 2}, {2, 2}, {3, 1}}]
    -Graphics-
    """
    warn(kernel, S.DensityHistogram, options, UNUSED)
    pairs = pairs_in(kernel, data)
    across, up = (edges_of(kernel, pairs[:, i], b) for i, b in enumerate(both_bins(bins)))
    counts, _, _ = np.histogram2d(pairs[:, 0], pairs[:, 1], bins=[across, up])
    if height in ("Probability", "PDF"):
        counts = counts / len(pairs)
    if height == "PDF":
        counts = counts / np.outer(np.diff(across), np.diff(up))
    return cells_graphic(kernel, counts.T, (across, up), options, "ChartLegends")


__all__ = ["density_histogram", "histogram"]
