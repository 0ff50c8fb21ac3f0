"""Plots of how data are distributed: QuantilePlot, SmoothDensityHistogram, DistributionChart."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.chart_parts import (
    CHART,
    Bars,
    chart_styles,
    colored,
    groups_of,
    sets_in_frame,
    with_base,
)
from wlmini.builtins.graphics.charts import value_scale
from wlmini.builtins.graphics.curves import PLAIN, Curve, wrapped_style
from wlmini.builtins.graphics.field_plots import FIELD, density_graphic
from wlmini.builtins.graphics.fields import field_of, points_wanted
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.histograms import BINS, bandwidth, pairs_in, samples
from wlmini.builtins.graphics.list_plots import OPTIONS as LIST_OPTIONS
from wlmini.builtins.graphics.list_plots import list_graphic
from wlmini.builtins.graphics.options import AUTO, MESSAGES, cycle, settled, table
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, TRUE, S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
REACH = 3.0  # bandwidths that a smooth density is shown beyond the data
NOT_OF_POINTS = (
    "DataRange", "Filling", "FillingStyle", "InterpolationOrder", "IntervalMarkers", "IntervalMarkersStyle",
    "Joined", "LabelingFunction", "LabelingSize", "LabelingTarget", "MaxPlotPoints", "Mesh", "MeshFunctions",
    "MeshShading", "MeshStyle", "MultiaxisArrangement", "PlotFit", "PlotFitElements", "PlotLayout",
    "ScalingFunctions", "TargetUnits",
)  # fmt: skip
QUANTILES = table(
    {name: value for name, value in LIST_OPTIONS.items() if name not in NOT_OF_POINTS},
    AspectRatio=1, Axes=FALSE, Frame=TRUE, ReferenceLineStyle=AUTO,
)  # fmt: skip


@builtin("QuantilePlot[list]", "QuantilePlot[list, dist]", "QuantilePlot[list, reference]",
         "QuantilePlot[{list1, list2, ...}, reference]", options=QUANTILES, messages=MESSAGES)  # fmt: skip
def quantile_plot(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the quantiles of data against those of a distribution or of other data.

    Without a reference that is the normal distribution with the mean and standard deviation of the data.

    >>> QuantilePlot[{1.2, 0.3, 2.5, 1.9}, NormalDistribution[]]
    -Graphics-
    >>> Cases[QuantilePlot[{1, 2, 3}, {2, 4, 6}], Point[p_] :> p, Infinity]
    {{{2., 1.}, {4., 2.}, {6., 3.}}}
    """
    reference = rest[0] if rest and getattr(rest[0], "head", None) is not S.Rule else None
    options = settled(kernel, rest if reference is None else rest[1:], options)
    warn(kernel, S.QuantilePlot, options, ())
    sets = samples(kernel, data)
    curves = []
    for (values, wrappers, key), style in zip(sets, cycle(options, len(sets)), strict=True):
        if not len(values):
            raise Failure("data", data, value=None)
        points = np.stack([reference_quantiles(kernel, values, reference), np.sort(values)], axis=1)
        curve = Curve([points], wrapped_style(style, wrappers), False, values=points)
        curve.wrapper, curve.label = wrappers, key
        curves.append(curve)
    every = np.vstack([c.values for c in curves])
    ends = np.array([every.min(), every.max()])
    own = options["ReferenceLineStyle"]
    made: list[Any] = []
    if not is_name(own, "None"):
        look = S.Directive(S.GrayLevel(0.5), S.Dashed, S.AbsoluteThickness(1))
        look = look if is_name(own, "Automatic") else S.Directive(look, own)
        made = [S.List(look, S.Line(pack(np.stack([ends, ends], axis=1))))]
    return list_graphic(kernel, options, curves, (PLAIN, PLAIN), made, {"Frame": TRUE, "AspectRatio": 1})


def reference_quantiles(kernel: Any, values: Array, reference: Any) -> Array:
    """The quantiles of the reference at the places of sorted values: (i - 1/2)/n of the way."""
    at = (np.arange(len(values)) + 0.5) / len(values)
    if is_list(reference):
        other = np.sort(samples(kernel, reference)[0][0])
        return np.quantile(other, at, method="hazen")
    if reference is None:
        spread = float(values.std(ddof=1)) if len(values) > 1 else 1.0
        reference = S.NormalDistribution(float(values.mean()), spread or 1.0)
    found = np.array([real_value(kernel, kernel.evaluate(S.Quantile(reference, float(p)))) for p in at])
    if not np.isfinite(found).all():
        raise Failure("data", reference, value=None)
    return found


# -- densities of pairs ------------------------------------------------------------------------------


def density_at(pairs: Array, widths: list[float], x: Array, y: Array) -> Array:
    """The mean of Gaussian bells around pairs, on a grid."""
    bells = [
        np.exp(-0.5 * ((grid[:, None] - pairs[None, :, k]) / width) ** 2) / (width * math.sqrt(2 * math.pi))
        for k, (grid, width) in enumerate(zip((x, y), widths, strict=True))
    ]
    return np.asarray(bells[1] @ bells[0].T) / len(pairs)


SMOOTH = {k: v for k, v in FIELD.items() if k not in ("Exclusions", "LabelingSize", "WorkingPrecision")}


@builtin("SmoothDensityHistogram[{{x1, y1}, {x2, y2}, ...}]", "SmoothDensityHistogram[data, bandwidth]",
         options=SMOOTH, messages=BINS)  # fmt: skip
def smooth_density_histogram(kernel: Any, data: Any, width: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a plot of colours of a smooth estimate of the density of pairs.

    >>> SmoothDensityHistogram[{{1, 1}, {1, 2}, {2, 2}, {3, 1}}]
    -Graphics-
    """
    warn(kernel, S.SmoothDensityHistogram, options, ("EvaluationMonitor", "ScalingFunctions"))
    pairs = pairs_in(kernel, data)
    given = width.parts if is_list(width) and len(width.parts) == 2 else (width, width)
    widths = [bandwidth(pairs[:, k], spec, kernel) for k, spec in enumerate(given)]
    counts = points_wanted(options, 120)
    x, y = (
        np.linspace(column.min() - REACH * w, column.max() + REACH * w, n)
        for column, w, n in zip(pairs.T, widths, counts, strict=True)
    )

    def value(u: Array, v: Array) -> Array:
        one = np.exp(
            -0.5
            * (((u[:, None] - pairs[:, 0]) / widths[0]) ** 2 + ((v[:, None] - pairs[:, 1]) / widths[1]) ** 2)
        )
        return one.mean(axis=1) / (2 * math.pi * widths[0] * widths[1])

    return density_graphic(
        kernel, options, field_of(kernel, options, x, y, density_at(pairs, widths, x, y), value)
    )


# -- violins -----------------------------------------------------------------------------------------

NOT_OF_VIOLINS = (
    "BarSpacing", "ChartElementFunction", "ChartLayout", "IntervalMarkers", "IntervalMarkersStyle", "Joined",
    "LabelingFunction", "LabelingSize",
)  # fmt: skip
VIOLINS = table({k: v for k, v in CHART.items() if k not in NOT_OF_VIOLINS}, Axes=FALSE, Frame=TRUE)


@builtin("DistributionChart[{x1, x2, ...}]", "DistributionChart[{data1, data2, ...}]", options=VIOLINS,
         messages=MESSAGES)  # fmt: skip
def distribution_chart(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a chart of the smooth density of each data set, drawn to both sides of a middle line.

    >>> DistributionChart[{{1, 2, 2, 3}, {2, 4, 4, 7}}]
    -Graphics-
    """
    warn(kernel, S.DistributionChart, options, ("ChartElements", "LegendAppearance", "TargetUnits"))
    groups, alone = groups_of(kernel, data)
    single = is_name(options["ChartStyle"], "Automatic") and is_name(options["ChartLegends"], "None")
    styles = chart_styles(options, 1) * len(groups) if single else chart_styles(options, len(groups))
    scale = value_scale(options)
    bars = Bars(options["BarOrigin"], scale)
    for index, (group, style) in enumerate(zip(groups, styles, strict=True)):
        values = np.array([e.value for e in group])
        values = scale.forward(values[np.isfinite(values)])
        if len(values):
            shade = colored(kernel, options, style, float(np.median(values)), groups)
            look = with_base(options, wrapped_style(shade, [] if alone else group[0].wrappers))
            bars.made.append(S.List(look, violin(kernel, bars, index + 1.0, values)))
            middle = S.List(*bars.point(index + 1.0, float(np.median(values))))
            bars.made.append(S.List(S.GrayLevel(1), S.AbsolutePointSize(4), S.Point(middle)))
    every = np.concatenate([np.asarray(scale.forward(np.array([e.value for e in g]))) for g in groups])
    return sets_in_frame(kernel, options, bars, every, groups, alone, styles)


def violin(kernel: Any, bars: Bars, at: float, values: Array) -> Any:
    """The outline of a density to both sides of a line."""
    size = bandwidth(values, None, kernel)
    y = np.linspace(values.min(), values.max(), 121)
    bells = np.exp(-0.5 * ((y[:, None] - values[None]) / size) ** 2).mean(axis=1)
    half = 0.4 * bells / bells.max()
    right = np.stack([at + half, y], axis=1)
    left = np.stack([at - half, y], axis=1)[::-1]
    return S.Polygon(pack(np.array([bars.point(*corner) for corner in np.vstack([right, left]).tolist()])))
