"""Plots over the plane of lists of values: ListContourPlot, ListDensityPlot."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.graphics.arrays import values_of
from wlmini.builtins.graphics.contour_plots import CONTOUR, contour_graphic
from wlmini.builtins.graphics.curves import unwrapped
from wlmini.builtins.graphics.field_plots import FIELD, UNUSED, density_graphic
from wlmini.builtins.graphics.fields import Field, field_of
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.list_plots import smooth
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, table
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.contours import on_grid
from wlmini.expr import S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
SAMPLED = {"Exclusions", "MaxRecursion", "PlotPoints", "WorkingPrecision"}  # of functions, not of values
GIVEN = {"DataRange": AUTO, "InterpolationOrder": NONE, "MaxPlotPoints": AUTO}


def listed(options: dict[str, Any]) -> dict[str, Any]:
    """The options of a plot of a function that one of values has."""
    return table({k: v for k, v in options.items() if k not in SAMPLED}, GIVEN)


def listed_field(kernel: Any, data: Any, options: dict[str, Any]) -> Field:
    """A matrix of heights, or points {x, y, z}, as values on a grid."""
    array = to_array(unwrapped(data)[0])
    if array is not None and array.ndim == 2 and array.shape[1] == 3 and array.shape[0] > 3:
        x, y, z = (np.asarray(array[:, i], dtype=float) for i in range(3))
        across, up = np.linspace(x.min(), x.max(), 100), np.linspace(y.min(), y.max(), 100)
        heights = on_grid(x, y, z, *np.meshgrid(across, up))
        return field_of(kernel, options, across, up, heights, lambda u, v: on_grid(x, y, z, u, v))
    z = values_of(kernel, data)
    if min(z.shape) < 2:
        raise Failure("data", data, value=None)
    x, y = (np.arange(1.0, n + 1) for n in z.shape[::-1])
    spec = options["DataRange"]
    if is_list(spec) and len(spec.parts) == 2 and all(map(is_list, spec.parts)):
        (x0, x1), (y0, y1) = ([real_value(kernel, v) for v in p.parts] for p in spec.parts)
        x, y = np.linspace(x0, x1, z.shape[1]), np.linspace(y0, y1, z.shape[0])
    x, y, z = thinned(options["MaxPlotPoints"], x, y, z)
    x, y, z = finer(options["InterpolationOrder"], x, y, z)
    return field_of(kernel, options, x, y, z, bilinear(x, y, z))


def thinned(most: Any, x: Array, y: Array, z: Array) -> tuple[Array, Array, Array]:
    """At most so many values in each direction."""
    if not isinstance(most, int) or most < 2:
        return x, y, z
    i, j = (np.linspace(0, n - 1, min(n, most)).round().astype(int) for n in z.shape)
    return x[j], y[i], z[np.ix_(i, j)]


def finer(order: Any, x: Array, y: Array, z: Array) -> tuple[Array, Array, Array]:
    """A smooth surface through the values for orders above 1, and steps for order 0."""
    if order == 0:
        i, j = (np.repeat(np.arange(n), 2) for n in z.shape)
        return stepped(x), stepped(y), z[np.ix_(i, j)]
    if not isinstance(order, int) or order < 2 or not np.isfinite(z).all():
        return x, y, z
    wide, high = (np.linspace(g[0], g[-1], min(8 * len(g), 400)) for g in (x, y))
    rows = np.array([smooth(x, row, wide) for row in z])
    return wide, high, np.array([smooth(y, column, high) for column in rows.T]).T


def stepped(edges: Array) -> Array:
    """Two coordinates for each value: where its step begins and where it ends."""
    middles = (edges[:-1] + edges[1:]) / 2
    near = 1e-9 * (edges[-1] - edges[0])
    return np.concatenate([edges[:1], np.stack([middles - near, middles + near], 1).ravel(), edges[-1:]])


def bilinear(x: Array, y: Array, z: Array) -> Any:
    """The values between those of a grid, linear along each side."""

    def value(u: Array, v: Array) -> Array:
        j, i = (np.clip(np.searchsorted(g, p, side="right") - 1, 0, len(g) - 2) for g, p in ((x, u), (y, v)))
        s, t = (u - x[j]) / (x[j + 1] - x[j]), (v - y[i]) / (y[i + 1] - y[i])
        low, high = (z[k, j] * (1 - s) + z[k, j + 1] * s for k in (i, i + 1))
        return low * (1 - t) + high * t

    return value


@builtin(
    "ListContourPlot[array]",
    "ListContourPlot[{{x1, y1, z1}, ...}]",
    options=listed(CONTOUR),
    messages=MESSAGES,
    noted=("LabelingSize",),
)
def list_contour_plot(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of the contours of an array of values.

    >>> ListContourPlot[Table[i j, {i, 5}, {j, 5}]]
    -Graphics-
    """
    warn(kernel, S.ListContourPlot, options, (*UNUSED, "EvaluationMonitor"))
    return contour_graphic(kernel, options, listed_field(kernel, data, options))


@builtin(
    "ListDensityPlot[array]",
    "ListDensityPlot[{{x1, y1, z1}, ...}]",
    options=listed(FIELD),
    messages=MESSAGES,
    noted=("LabelingSize",),
)
def list_density_plot(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of an array of values as colours.

    >>> ListDensityPlot[Table[i j, {i, 5}, {j, 5}]]
    -Graphics-
    """
    warn(kernel, S.ListDensityPlot, options, (*UNUSED, "EvaluationMonitor"))
    return density_graphic(kernel, options, listed_field(kernel, data, options))
