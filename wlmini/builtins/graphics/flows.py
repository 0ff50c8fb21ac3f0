"""Fields of vectors in the plane as arrows and as stream lines."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphics.arrays import in_turn
from wlmini.builtins.graphics.curves import color_function, scaled_to_unit
from wlmini.builtins.graphics.options import joined_style
from wlmini.builtins.graphics.sampling import outside, real_value
from wlmini.drawing.colors import color
from wlmini.drawing.contours import streams
from wlmini.drawing.gradients import VECTORS
from wlmini.drawing.settings import is_name
from wlmini.expr import FALSE, Expr, S, Symbol, is_list
from wlmini.kernel.messages import Failure

Array = Any
speeds = in_turn(VECTORS)
BLUE = S.RGBColor(0.26, 0.39, 0.66)
SHARES = {"Tiny": 0.3, "Small": 0.55, "Medium": 0.8, "Large": 1.2, "Full": 1.0}
COUNTS = {"Automatic": 15, "All": 15, "Coarse": 8, "Fine": 26, "Regular": 15}
ARROWS = ("Arrow", "Automatic")
PLAIN = ("Segment", "Line", "Dot", "Point")
GRID = 60  # points along each side on which streams are followed
PIECES = 7  # of one colour that a stream has
SCALINGS = {
    "VectorColorFunction": "VectorColorFunctionScaling", "StreamColorFunction": "StreamColorFunctionScaling",
}  # fmt: skip
AT_TAIL = {"Start": 0.0, "Centered": 0.5, "Center": 0.5, "End": 1.0}


@dataclass
class Flow:
    """A field of vectors over a rectangle."""

    value: Callable[[Array, Array], tuple[Array, Array]]
    x: tuple[float, float]
    y: tuple[float, float]
    places: Array | None = None  # where vectors are given, for a list of them

    def rows(self, kernel: Any, options: dict[str, Any], places: Array) -> Array:
        """x, y, vx, vy and the size of the vector at places; no numbers outside RegionFunction."""
        u, v = self.value(*places.T)
        found = np.stack([*places.T, u, v, np.hypot(u, v)], axis=1)
        good = np.isfinite(found).all(axis=1)
        good[good] = ~outside(kernel, options, *found[good].T)
        found[~good, 2:] = math.nan
        return found


def one_of(option: str, spec: Any, names: tuple[str, ...]) -> str:
    """A value that is one of some names."""
    name = spec if isinstance(spec, str) else spec.short if isinstance(spec, Symbol) else ""
    if name not in names:
        raise Failure("optval", S[option], spec, ", ".join(names), value=None)
    return name


# -- arrows ------------------------------------------------------------------------------------------


def vector_places(kernel: Any, flow: Flow, spec: Any) -> Array:
    """Where vectors stand: so many along each side, or the points that are listed."""
    given = to_array(spec) if is_list(spec) else None
    if given is not None and given.ndim == 2 and given.shape[1] == 2:
        return np.asarray(given, dtype=float)
    if flow.places is not None and is_name(spec, "Automatic", "All"):
        return flow.places
    counts = spec.parts if is_list(spec) and len(spec.parts) == 2 else (spec, spec)
    sides = [np.linspace(*span, one_count(c)) for span, c in zip((flow.x, flow.y), counts, strict=True)]
    return np.stack([g.ravel() for g in np.meshgrid(*sides)], axis=1)


def one_count(spec: Any) -> int:
    if isinstance(spec, int) and spec > 0:
        return spec
    return COUNTS[one_of("VectorPoints", spec, tuple(COUNTS))]


def vector_lengths(kernel: Any, options: dict[str, Any], sizes: Array) -> Array:
    """How long vectors are drawn, as shares of the space each has, by VectorScaling and VectorSizes."""
    largest = float(sizes.max(initial=0.0)) or 1.0
    unit = sizes / largest
    spec = options["VectorScaling"]
    if is_name(spec, "None"):
        shares = np.ones(len(unit))
    elif is_name(spec, "Automatic"):
        shares = 0.55 + 0.45 * unit
    elif isinstance(spec, str):
        one_of("VectorScaling", spec, ("Linear", "Log", "SquareRoot"))
        least = float(sizes[sizes > 0].min(initial=largest))
        logs = np.log(np.maximum(sizes, least) / least) / (math.log(largest / least) or 1.0)
        shares = {"Linear": unit, "Log": 0.2 + 0.8 * logs, "SquareRoot": np.sqrt(unit)}[spec]
    else:
        shares = np.array([real_value(kernel, kernel.call(spec, float(v))) for v in unit])
    return np.where(sizes > 0, resized(kernel, options["VectorSizes"], shares), 0.0)


def resized(kernel: Any, spec: Any, shares: Array) -> Array:
    """The lengths times VectorSizes, or spread over the range {least, most} that it gives."""
    if is_list(spec) and len(spec.parts) == 2:
        least, most = (one_size(kernel, p) for p in spec.parts)
        span = float(np.ptp(shares)) if len(shares) else 0.0
        return most if not span else least + (most - least) * (shares - shares.min()) / span
    return shares * (1.0 if is_name(spec, "Automatic") else one_size(kernel, spec))


def one_size(kernel: Any, spec: Any) -> float:
    return SHARES[spec.short] if is_name(spec, *SHARES) else real_value(kernel, spec)


def in_range(kernel: Any, options: dict[str, Any], rows: Array) -> Array:
    """The vectors with sizes within VectorRange; longer ones count as the largest, or are left out."""
    spec = options["VectorRange"]
    if not is_list(spec) or len(spec.parts) != 2:
        return rows
    low, high = (real_value(kernel, p) for p in spec.parts)
    sizes = rows[:, 4]
    if is_name(options["ClippingStyle"], "None"):
        return rows[(sizes >= low) & (sizes <= high)]
    kept = np.clip(sizes, low, high)
    scaled = rows.copy()
    scaled[:, 2:4] *= (kept / np.where(sizes > 0, sizes, 1.0))[:, None]
    scaled[:, 4] = kept
    return scaled


def vector_arrows(kernel: Any, options: dict[str, Any], flow: Flow) -> tuple[list[Any], Array]:
    """The arrows of a field, and the sizes of its vectors."""
    places = vector_places(kernel, flow, options["VectorPoints"])
    rows = flow.rows(kernel, options, places)
    rows = in_range(kernel, options, rows[np.isfinite(rows).all(axis=1)])
    spec, at = options["VectorMarkers"], "Centered"
    if isinstance(spec, Expr) and spec.head is S.Placed and len(spec.parts) == 2:
        spec, at = spec.parts[0], one_of("VectorMarkers", spec.parts[1], tuple(AT_TAIL))
    marker = one_of("VectorMarkers", spec, (*ARROWS, *PLAIN))
    cell = min(flow.x[1] - flow.x[0], flow.y[1] - flow.y[0]) / math.sqrt(max(len(places), 1))
    lengths = 0.95 * cell * vector_lengths(kernel, options, rows[:, 4])
    steps = rows[:, 2:4] / np.where(rows[:, 4:] > 0, rows[:, 4:], 1.0) * lengths[:, None]
    looks = row_colors(kernel, options, "VectorColorFunction", rows, rows[:, 4])
    made = []
    for row, step, look in zip(rows, steps, looks, strict=True):
        ends = pack(np.array([row[:2] - AT_TAIL[at] * step, row[:2] + (1 - AT_TAIL[at]) * step]))
        style = joined_style(look, options["VectorStyle"])
        if marker in ("Dot", "Point"):
            made.append(S.List(style, S.AbsolutePointSize(3), S.Point(pack(row[:2])), S.Line(ends)))
        elif step.any():
            made.append(S.List(style, S.Line(ends) if marker in PLAIN else S.Arrow(ends)))
    return made, rows[:, 4]


def row_colors(kernel: Any, options: dict[str, Any], name: str, rows: Array, sizes: Array) -> list[Any]:
    """A colour for each row x, y, vx, vy, size: by size, or by a function of the five."""
    spec = options[name]
    if is_name(spec, "None", "False"):
        return [BLUE] * len(rows)
    if not len(rows):
        return []
    span = (float(np.nanmin(sizes)), float(np.nanmax(sizes)))
    shade = color_function(kernel, spec)
    if shade is None:
        return [color(c) for c in speeds(rows[:, 4], span)]
    if options[SCALINGS[name]] is not FALSE:
        limits = [(float(c.min()), float(c.max())) for c in rows[:, :4].T] + [span]
        rows = np.stack([scaled_to_unit(c, limit) for c, limit in zip(rows.T, limits, strict=True)], axis=1)
    return [color(shade(*row)) for row in rows.tolist()]


# -- streams -----------------------------------------------------------------------------------------


def stream_lines(
    kernel: Any, flow: Flow, spec: Any, field: tuple[Array, Array, Array, Array]
) -> list[tuple[Array, Any]]:
    """The streams that StreamPoints asks for, each with a style of its own or None."""
    if is_list(spec) and spec.parts and is_list(spec.parts[0]):
        seeds = [p.parts if is_list(p.parts[0]) else (p, None) for p in spec.parts if is_list(p)]
        found = []
        for seed in seeds:
            place = to_array(seed[0])
            if place is None or place.shape != (2,):
                raise Failure("optval", S.StreamPoints, spec, "a number of streams or a list of points")
            inside = flow.x[0] <= place[0] <= flow.x[1] and flow.y[0] <= place[1] <= flow.y[1]
            lines = streams(field, 1.0, np.asarray(place, dtype=float)[None]) if inside else []
            found += [(line, seed[1] if len(seed) > 1 else None) for line in lines]
        return found
    if is_list(spec):
        spec = spec.parts[0] if spec.parts else S.Automatic
    if isinstance(spec, int) and spec > 0:
        return [(line, None) for line in so_many(spec, field)]
    density = {"Coarse": 0.6, "Fine": 1.6}.get(str(spec), 1.0)
    return [(line, None) for line in streams(field, density, None)]


def so_many(count: int, field: Any) -> list[Array]:
    """About so many streams, the longest of them."""
    low, high = 0.05, 6.0
    for _ in range(7):
        middle = math.sqrt(low * high)
        enough = len(streams(field, middle, None)) >= count
        low, high = (low, middle) if enough else (middle, high)
    return sorted(streams(field, high, None), key=len)[-count:]


def stream_arrows(kernel: Any, options: dict[str, Any], flow: Flow) -> tuple[list[Any], Array]:
    """The streams of a field in pieces of their colours, and the speeds on a grid."""
    x, y = (np.linspace(*span, GRID) for span in (flow.x, flow.y))
    across, up = np.meshgrid(x, y)
    rows = flow.rows(kernel, options, np.stack([across.ravel(), up.ravel()], axis=1))
    u, v, speed = (c.reshape(GRID, GRID) for c in rows[:, 2:].T)
    marker = one_of("StreamMarkers", options["StreamMarkers"], (*ARROWS, *PLAIN))
    longest = stream_scale(kernel, options["StreamScale"], flow)
    made = []
    for line, own in stream_lines(kernel, flow, options["StreamPoints"], (x, y, u, v)):
        for part in split_by_length(line, longest):
            if len(part) < 2:
                continue
            style = options["StreamStyle"] if own is None or is_name(own, "Automatic") else own
            made.append(one_stream(kernel, options, flow, part, style, marker in ARROWS, speed))
    return made, speed[np.isfinite(speed)]


def one_stream(
    kernel: Any, options: dict[str, Any], flow: Flow, line: Array, style: Any, tipped: bool, speed: Array
) -> Any:
    """A stream as pieces with colours; the one in the middle has the head."""
    edges = np.unique(np.linspace(0, len(line) - 1, PIECES + 1).round().astype(int))
    middles = line[(edges[:-1] + edges[1:]) // 2]
    rows = np.column_stack([middles, *flow.value(*middles.T)])
    rows = np.column_stack([rows, np.hypot(rows[:, 2], rows[:, 3])])
    looks = row_colors(kernel, options, "StreamColorFunction", np.nan_to_num(rows), speed)
    made = []
    for k, look in enumerate(looks):
        piece = pack(line[edges[k] : edges[k + 1] + 1])
        head = tipped and k == len(looks) // 2
        made.append(S.List(joined_style(look, style), S.Arrow(piece) if head else S.Line(piece)))
    return S.List(*made)


def stream_scale(kernel: Any, spec: Any, flow: Flow) -> float:
    """The length that pieces of streams have at most."""
    spec = spec.parts[0] if is_list(spec) and spec.parts else spec
    if is_name(spec, "Automatic", "None", "Full"):
        return math.inf
    share = {"Tiny": 0.04, "Small": 0.08, "Medium": 0.15, "Large": 0.3}.get(getattr(spec, "short", ""))
    found = real_value(kernel, spec) if share is None else share
    if not found > 0:
        raise Failure("optval", S.StreamScale, spec, "None, Full, Small and the like, or a positive number")
    return found * math.hypot(flow.x[1] - flow.x[0], flow.y[1] - flow.y[0])


def split_by_length(line: Array, longest: float) -> list[Array]:
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    part = np.floor(np.concatenate([[0.0], np.cumsum(steps)]) / longest) if math.isfinite(longest) else None
    if part is None:
        return [line]
    cuts = np.nonzero(np.diff(part))[0] + 1
    return [line[max(0, a) : b + 1] for a, b in zip([0, *cuts], [*cuts, len(line) - 1], strict=True)]
