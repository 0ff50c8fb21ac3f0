"""Plots of lists by other coordinates: ListPolarPlot, StackedListPlot."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.curves import label_of, unwrapped
from wlmini.builtins.graphics.list_plots import LINES, OPTIONS, coordinates, data_sets, plot_lists
from wlmini.builtins.graphics.options import AUTO, MESSAGES, settled, table
from wlmini.builtins.graphics.polar_axes import POLAR, with_polar
from wlmini.expr import S, is_list, make_list
from wlmini.kernel.declare import builtin


@builtin("ListPolarPlot[{r1, r2, ...}]", "ListPolarPlot[{{angle1, r1}, {angle2, r2}, ...}]",
         options=table(OPTIONS, POLAR, AspectRatio=AUTO), messages=MESSAGES,
         refused=("PlotFit",),
         noted=("LabelingTarget", "PlotFitElements"),
)  # fmt: skip
def list_polar_plot(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of radii at angles that are given, or spread evenly over a full turn.

    >>> ListPolarPlot[Range[20]]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    sets = []
    for inner, wrappers, _ in data_sets(data):
        found = coordinates(kernel, inner, None)
        plain = not (is_list(inner) and inner.parts and is_list(inner.parts[0]))
        turn = 2 * math.pi * np.arange(len(found)) / max(len(found), 1) if plain else found[:, 0]
        points = pack(np.stack([found[:, 1] * np.cos(turn), found[:, 1] * np.sin(turn)], axis=1))
        label = label_of(wrappers)
        sets.append(points if label is None else S.Legended(points, label))
    made = plot_lists(kernel, S.ListPolarPlot, make_list(sets), options, AspectRatio=AUTO)
    every = np.vstack([np.asarray(to_array(unwrapped(points)[0]), dtype=float) for points in sets])
    if made.head is S.Legended:
        return S.Legended(with_polar(kernel, options, made.parts[0], every), *made.parts[1:])
    return with_polar(kernel, options, made, every)


UNBUILT = ("LabelingTarget", "PlotFit", "PlotFitElements")
STACKED = table(
    {name: value for name, value in LINES.items() if name not in UNBUILT},
    PlotLayout="Stacked",
    Filling=S.Axis,
)


@builtin("StackedListPlot[{data1, data2, ...}]", options=STACKED,
         messages=MESSAGES)  # fmt: skip
def stacked_list_plot(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of lines through data sets that lie on top of each other.

    >>> Cases[StackedListPlot[{{1, 2, 1}, {1, 1, 1}}], Line[p_] :> p[[All, 2]], Infinity]
    {{1., 2., 1.}, {2., 3., 2.}}
    """
    return plot_lists(kernel, S.StackedListPlot, data, settled(kernel, (), options))
