"""Histograms of pairs with bars in space: Histogram3D."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.graphics.arrays import densities, with_bar
from wlmini.builtins.graphics.chart_parts import (
    CHART,
    EDGE,
    SINGLE,
    Element,
    chart_label,
    chart_styles,
    colored,
    spacing_of,
    with_base,
)
from wlmini.builtins.graphics.charts import value_scale
from wlmini.builtins.graphics.curve_marks import fitted
from wlmini.builtins.graphics.curves import PLAIN
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.histograms import BINS, both_bins, edges_of, pairs_in
from wlmini.builtins.graphics.making import GRAPHICS_3D
from wlmini.builtins.graphics.options import legended, table
from wlmini.builtins.graphics.space_plots import space_rules, without
from wlmini.drawing.settings import is_name
from wlmini.expr import TRUE, S, make_list
from wlmini.kernel.declare import builtin

Array = Any
OF_BARS = (
    "AspectRatio", "BarOrigin", "ChartElementFunction", "ChartElements", "ChartLabels", "ChartLayout",
    "IntervalMarkers", "IntervalMarkersStyle", "Joined", "LegendAppearance",
)  # fmt: skip


@builtin("Histogram3D[{{x1, y1}, {x2, y2}, ...}]", "Histogram3D[data, bspec]",
"Histogram3D[data, bspec, hspec]",
         options=table(GRAPHICS_3D, without(CHART, *OF_BARS), Axes=TRUE, BoxRatios=S.List(1, 1, 0.6)),
             messages=BINS)  # fmt: skip
def histogram_3d(
    kernel: Any, data: Any, bins: Any = None, height: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives a histogram of pairs with bars in space.

    >>> Histogram3D[{{1, 1}, {1, 2}, {2, 2}, {3, 1}}]
    -Graphics3D-
    """
    warn(kernel, S.Histogram3D, options, ("TargetUnits",))
    pairs = pairs_in(kernel, data)
    across, up = (edges_of(kernel, pairs[:, i], b) for i, b in enumerate(both_bins(bins)))
    counts, _, _ = np.histogram2d(pairs[:, 0], pairs[:, 1], bins=[across, up])
    if height in ("Probability", "PDF"):
        areas = np.outer(np.diff(across), np.diff(up)) if height == "PDF" else 1.0
        counts = counts / len(pairs) / areas
    gap = 0.0 if is_name(options["BarSpacing"], "Automatic") else spacing_of(kernel, options)[0]
    shrink = 0.5 * gap / (1.0 + gap)
    told = options["ChartStyle"]
    base = SINGLE if is_name(told, "Automatic") else chart_styles(options, 1)[0]
    groups = [[Element(kernel, count) for count in row] for row in counts.tolist()]
    scale = value_scale(options)
    made: list[Any] = [with_base(options, EDGE), base]
    tops = scale.forward(counts)
    floor = (
        0.0
        if scale is PLAIN
        else float(np.nanmin(tops)) - 0.1 * (float(np.ptp(tops[np.isfinite(tops)])) or 1.0)
    )
    for i, row in enumerate(groups):
        for j, element in enumerate(row):
            if element.value:
                (x0, x1), (y0, y1) = narrowed(across[i : i + 2], shrink), narrowed(up[j : j + 2], shrink)
                bar = S.Cuboid(S.List(x0, y0, floor), S.List(x1, y1, float(tops[i, j])))
                shade = colored(kernel, options, None, element.value, groups)
                made.append(bar if shade is None else S.List(shade, bar))
                made += bar_texts(
                    kernel, options, element, (i + 1, j + 1), (x0, x1, y0, y1, float(tops[i, j]))
                )
    flat = [(float(e[0]), float(e[-1])) for e in (across, up)]
    rules = space_rules(options, Axes=TRUE, BoxRatios=S.List(1, 1, 0.6))
    top = float(np.nanmax(tops))
    limits = S.List(*(S.List(*s) for s in (*flat, (floor, top + 0.02 * (top - floor)))))
    graphic = S.Graphics3D(make_list(made), *rules, S.Rule(S.PlotRange, limits))
    shown = {**options, "PlotLegends": options["ChartLegends"]}
    if is_name(options["ColorFunction"], "Automatic", "None"):
        return legended(kernel, graphic, shown, [base], [], S.SwatchLegend)
    return with_bar(kernel, graphic, {**shown, "PlotRange": S.All}, counts[counts > 0], densities)


def narrowed(edges: Array, share: float) -> tuple[float, float]:
    size = float(edges[1] - edges[0])
    return float(edges[0]) + share * size, float(edges[1]) - share * size


def bar_texts(
    kernel: Any, options: dict[str, Any], element: Element, index: tuple[int, int], box: tuple[float, ...]
) -> list[Any]:
    """What LabelingFunction says of a bar, on its top."""
    label, _ = chart_label(kernel, options, element, index)
    if label is None:
        return []
    place = S.List((box[0] + box[1]) / 2, (box[2] + box[3]) / 2, box[4])
    return [S.Text(S.Style(fitted(options, label), S.GrayLevel(0)), place)]
