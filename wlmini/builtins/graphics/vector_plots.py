"""Plots of fields of vectors: VectorPlot, StreamPlot, those of lists, and those over a density."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.graphics.arrays import densities, with_bar
from wlmini.builtins.graphics.field_plots import FIELD, density_layer, framed
from wlmini.builtins.graphics.fields import Field, boundary, field_of
from wlmini.builtins.graphics.flows import Flow, speeds, stream_arrows, vector_arrows
from wlmini.builtins.graphics.function_plots import warn
from wlmini.builtins.graphics.listed_fields import bilinear
from wlmini.builtins.graphics.options import AUTO, MESSAGES, NONE, settled, table
from wlmini.builtins.graphics.sampling import Function, iterator, real_value
from wlmini.drawing.contours import on_grid
from wlmini.drawing.settings import is_name
from wlmini.expr import TRUE, S, Symbol, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Array = Any
SAMPLED = {"Exclusions", "LabelingSize", "MaxRecursion", "Mesh", "MeshFunctions", "MeshStyle", "PlotPoints"}
VECTOR = table(
    {name: value for name, value in FIELD.items() if name not in SAMPLED | {"ColorFunction"}},
    ClippingStyle=AUTO, VectorPoints=AUTO, VectorScaling=AUTO, VectorSizes=AUTO, VectorStyle=AUTO,
    VectorColorFunction=AUTO, VectorColorFunctionScaling=TRUE, VectorMarkers=AUTO, VectorRange=AUTO,
    VectorAspectRatio=AUTO, StreamPoints=NONE, StreamStyle=AUTO, StreamColorFunction=AUTO,
    StreamColorFunctionScaling=TRUE, StreamScale=AUTO, StreamMarkers=AUTO,
)  # fmt: skip
STREAM = table(VECTOR, StreamPoints=AUTO, VectorPoints=NONE)
LISTED = {"DataRange": AUTO}
OVER_DENSITY = {"ColorFunction": AUTO}
UNUSED = ("EvaluationMonitor", "ScalingFunctions", "VectorAspectRatio")
VECTOR_LOOK = S.Directive(S.Arrowheads(0.018), S.AbsoluteThickness(1.1))
STREAM_LOOK = S.Directive(S.Arrowheads(S.List(S.List(0.022, 0.5))), S.AbsoluteThickness(1.1))
BACKGROUND = 120  # points of a density along each side


def function_flow(kernel: Any, f: Any, first: Any, second: Any) -> Flow:
    """The field {vx, vy} of two variables."""
    spans = iterator(kernel, first), iterator(kernel, second)
    f = kernel.evaluate(f) if isinstance(f, Symbol) else f
    if not is_list(f) or len(f.parts) != 2:
        f = S.List(S.Part(f, 1), S.Part(f, 2))
    across, up = (Function(kernel, [s[0] for s in spans], part) for part in f.parts)
    return Flow(lambda x, y: (across.at(x, y), up.at(x, y)), spans[0][1:], spans[1][1:])


def listed_flow(kernel: Any, data: Any, options: dict[str, Any]) -> Flow:
    """Vectors in an array, or pairs of a place and a vector, linear in between."""
    array = to_array(data)
    if array is None or array.ndim not in (3, 4) or array.shape[-1] != 2:
        raise Failure("data", data, value=None)
    array = np.asarray(array, dtype=float)
    if array.ndim == 4:
        array = array.reshape(-1, 2, 2)
    if array.shape[1] == 2 and array.shape[0] != 2:
        places, vectors = array[:, 0], array[:, 1]
        at = [(places[:, 0], places[:, 1], vectors[:, k]) for k in (0, 1)]
        return padded_flow(lambda x, y: (on_grid(*at[0], x, y), on_grid(*at[1], x, y)), places)
    sides = [np.arange(1.0, n + 1) for n in (array.shape[1], array.shape[0])]
    spec = options["DataRange"]
    if is_list(spec) and len(spec.parts) == 2 and all(map(is_list, spec.parts)):
        ends = [[real_value(kernel, v) for v in p.parts] for p in spec.parts]
        sides = [np.linspace(e[0], e[1], len(s)) for e, s in zip(ends, sides, strict=True)]
    between = [bilinear(sides[0], sides[1], array[:, :, k]) for k in (0, 1)]
    places = np.stack([g.ravel() for g in np.meshgrid(*sides)], axis=1)
    return padded_flow(lambda x, y: (between[0](x, y), between[1](x, y)), places)


def padded_flow(value: Any, places: Array) -> Flow:
    low, high = places.min(axis=0), places.max(axis=0)
    margin = 0.06 * (high - low) + 1e-9
    x, y = ((float(low[i] - margin[i]), float(high[i] + margin[i])) for i in range(2))
    return Flow(value, x, y, places)


def flow_graphic(
    kernel: Any, head: Symbol, options: dict[str, Any], flow: Flow, below: Field | None = None
) -> Any:
    """Arrows and streams, where asked for, over a density where there is one."""
    warn(kernel, head, options, UNUSED)
    made: list[Any] = [] if below is None else [density_layer(kernel, {**options, **COLORS}, below)]
    sizes = np.zeros(0)
    shown = not is_name(options["VectorPoints"], "None")
    if not is_name(options["StreamPoints"], "None"):
        streams, sizes = stream_arrows(kernel, options, flow)
        made.append(S.List(STREAM_LOOK, *streams))
    if shown:
        arrows, sizes = vector_arrows(kernel, options, flow)
        made.append(S.List(VECTOR_LOOK, *arrows))
    made += boundary(options, edge_of(kernel, options, flow)) if "BoundaryStyle" in options else []
    graphic = framed(options, made, flow.x, flow.y)
    if below is not None:
        given = {**options, "PlotRange": S.All}
        return with_bar(kernel, graphic, given, below.values, densities)
    spec = options["VectorColorFunction" if shown else "StreamColorFunction"]
    given = {**options, "ColorFunction": AUTO if is_name(spec, "None") else spec, "PlotRange": S.All}
    given["ColorFunctionScaling"] = TRUE
    return with_bar(kernel, graphic, given, sizes, speeds) if len(sizes) else graphic


COLORS = {"PlotRange": S.All, "ClippingStyle": NONE}


def edge_of(kernel: Any, options: dict[str, Any], flow: Flow) -> Field:
    """The sizes of the vectors, for the outline of the region."""
    x, y = (np.linspace(*span, 40) for span in (flow.x, flow.y))
    if is_name(options["BoundaryStyle"], "None"):
        return Field(x, y, np.zeros((40, 40)))

    def value(u: Array, v: Array) -> Array:
        return np.stack([*flow.value(u, v), np.hypot(*flow.value(u, v))], axis=-1)

    return field_of(kernel, options, x, y, value(*np.meshgrid(x, y)), value)


@builtin("VectorPlot[{vx, vy}, {x, xmin, xmax}, {y, ymin, ymax}]", attributes="HoldAll ReadProtected",
         options=VECTOR, messages=MESSAGES,
         noted=("WorkingPrecision",),
)  # fmt: skip
def vector_plot(kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of a field of vectors as arrows.

    >>> VectorPlot[{-y, x}, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    >>> Length[Cases[VectorPlot[{1, x}, {x, 0, 1}, {y, 0, 1}, VectorPoints -> 4], _Arrow, Infinity]]
    16
    """
    options = settled(kernel, rest, options)
    return flow_graphic(kernel, S.VectorPlot, options, function_flow(kernel, f, first, second))


@builtin("StreamPlot[{vx, vy}, {x, xmin, xmax}, {y, ymin, ymax}]", attributes="HoldAll ReadProtected",
         options=STREAM, messages=MESSAGES,
         noted=("WorkingPrecision",),
)  # fmt: skip
def stream_plot(kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """gives a plot of the stream lines of a field of vectors.

    >>> StreamPlot[{-y, x}, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    """
    options = settled(kernel, rest, options)
    return flow_graphic(kernel, S.StreamPlot, options, function_flow(kernel, f, first, second))


@builtin("ListVectorPlot[array]", "ListVectorPlot[{{{x1, y1}, {vx1, vy1}}, ...}]",
         options=table(VECTOR, LISTED), messages=MESSAGES,
         noted=("WorkingPrecision",),
)  # fmt: skip
def list_vector_plot(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of vectors given in an array, or at places.

    >>> ListVectorPlot[Table[{j, i}, {i, 3}, {j, 3}]]
    -Graphics-
    """
    return flow_graphic(kernel, S.ListVectorPlot, options, listed_flow(kernel, data, options))


@builtin("ListStreamPlot[array]", "ListStreamPlot[{{{x1, y1}, {vx1, vy1}}, ...}]",
         options=table(STREAM, LISTED), messages=MESSAGES,
         noted=("WorkingPrecision",),
)  # fmt: skip
def list_stream_plot(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a plot of the stream lines of vectors given in an array, or at places.

    >>> ListStreamPlot[Table[{-i, j}, {i, -3, 3}, {j, -3, 3}]]
    -Graphics-
    """
    return flow_graphic(kernel, S.ListStreamPlot, options, listed_flow(kernel, data, options))


def over_density(kernel: Any, head: Symbol, f: Any, first: Any, second: Any, options: dict[str, Any]) -> Any:
    """The arrows or streams of {vx, vy} over the density of a number, or of the sizes of the vectors."""
    f = kernel.evaluate(f) if isinstance(f, Symbol) else f
    vectors, number = f, None
    if is_list(f) and len(f.parts) == 2 and is_list(f.parts[0]):
        vectors, number = f.parts
    flow = function_flow(kernel, vectors, first, second)
    spans = iterator(kernel, first), iterator(kernel, second)
    x, y = (np.linspace(*span, BACKGROUND) for span in (flow.x, flow.y))
    given = Function(kernel, [s[0] for s in spans], number)
    value = given.at if number is not None else lambda u, v: np.hypot(*flow.value(u, v))
    below = Field(x, y, value(*np.meshgrid(x, y)))
    return flow_graphic(kernel, head, options, flow, below)


@builtin("VectorDensityPlot[{vx, vy}, {x, xmin, xmax}, {y, ymin, ymax}]",
         "VectorDensityPlot[{{vx, vy}, s}, {x, xmin, xmax}, {y, ymin, ymax}]",
         attributes="HoldAll ReadProtected",
         options=table(VECTOR, OVER_DENSITY, VectorColorFunction=NONE, VectorStyle=S.GrayLevel(0.15)),
         messages=MESSAGES,
         noted=("WorkingPrecision",),
)  # fmt: skip
def vector_density_plot(
    kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]
) -> Any:
    """gives a plot of a field of vectors as arrows over colours of a number s, or of their sizes.

    >>> VectorDensityPlot[{-y, x}, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    """
    return over_density(kernel, S.VectorDensityPlot, f, first, second, settled(kernel, rest, options))


@builtin("StreamDensityPlot[{vx, vy}, {x, xmin, xmax}, {y, ymin, ymax}]",
         "StreamDensityPlot[{{vx, vy}, s}, {x, xmin, xmax}, {y, ymin, ymax}]",
         attributes="HoldAll ReadProtected",
         options=table(STREAM, OVER_DENSITY, StreamColorFunction=NONE, StreamStyle=S.GrayLevel(0.15)),
         messages=MESSAGES,
         noted=("WorkingPrecision",),
)  # fmt: skip
def stream_density_plot(
    kernel: Any, f: Any, first: Any, second: Any, *rest: Any, options: dict[str, Any]
) -> Any:
    """gives a plot of the stream lines of a field over colours of a number s, or of the vectors' sizes.

    >>> StreamDensityPlot[{-y, x}, {x, -1, 1}, {y, -1, 1}]
    -Graphics-
    """
    return over_density(kernel, S.StreamDensityPlot, f, first, second, settled(kernel, rest, options))
