"""What is put on curves: mesh points, shading between them, labels, and lines where they are cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.curves import Curve, line_style
from wlmini.builtins.graphics.mesh import has_mesh, mesh_levels, mesh_look, shades_between
from wlmini.builtins.graphics.options import AUTO, NONE
from wlmini.builtins.graphics.sampling import real_value
from wlmini.drawing.settings import is_name
from wlmini.expr import Expr, S, is_list

Array = Any
Pair = tuple[float, float]
DOT = S.PointSize(0.011)
LEADER = S.Directive(S.GrayLevel(0.5), S.AbsoluteThickness(0.6))
SIDES: dict[str, tuple[Pair, Pair]] = {  # how far a label is moved, and which of its points is put there
    "Above": ((0, 4), (0, -1)), "Top": ((0, 4), (0, -1)), "Below": ((0, -4), (0, 1)),
    "Bottom": ((0, -4), (0, 1)), "Right": ((5, 0), (-1, 0)), "After": ((5, 0), (-1, 0)),
    "Left": ((-5, 0), (1, 0)), "Before": ((-5, 0), (1, 0)), "Center": ((0, 0), (0, 0)),
}  # fmt: skip


# -- mesh --------------------------------------------------------------------------------------------


def in_data(points: Array, scales: Any) -> list[Array]:
    """The coordinates of drawn points as they are in the data."""
    return [scale.backward(points[:, k]) for k, scale in enumerate(scales)]


def mesh_points(kernel: Any, options: dict[str, Any], curve: Curve, scales: Any) -> list[Any]:
    """The points of Mesh on a curve."""
    if not has_mesh(options) or not len(curve.points):
        return []
    look = S.Directive(DOT, curve.style)
    if is_name(options["Mesh"], "All", "Full", "True"):
        return [S.List(mesh_look(options, 0, look), S.Point(pack(curve.points)))]
    made = []
    found = mesh_levels(kernel, options, in_data(curve.points, scales), (1,))
    for index, (heights, levels, styles) in enumerate(found):
        for level, style in zip(levels, styles, strict=True):
            at = crossings(curve, heights, level)
            if len(at):
                made.append(S.List(mesh_look(options, index, look, style), S.Point(pack(at))))
    return made


def crossings(curve: Curve, heights: Array, level: float) -> Array:
    """The points of a curve at which heights at its points pass a level."""
    found = [np.zeros((0, 2))]
    start = 0
    for part in curve.parts:
        above = heights[start : start + len(part)] - level
        start += len(part)
        found.append(between(part, above, passes(above)))
    return np.vstack(found)


def passes(above: Array) -> Array:
    """The steps in which the sign changes."""
    return np.nonzero((above[:-1] <= 0) & (above[1:] > 0) | (above[:-1] >= 0) & (above[1:] < 0))[0]


def between(part: Array, above: Array, steps: Array) -> Array:
    share = (above[steps] / (above[steps] - above[steps + 1]))[:, None]
    return part[steps] + share * (part[steps + 1] - part[steps])


def shaded_pieces(kernel: Any, options: dict[str, Any], curve: Curve, scales: Any) -> list[Any] | None:
    """The curve in pieces between the levels of its mesh, in the styles of MeshShading."""
    shades = shades_between(options)
    if not shades or not has_mesh(options) or not len(curve.points):
        return None
    found = mesh_levels(kernel, options, in_data(curve.points, scales), (1,))
    if not found:
        return None
    heights, levels, _ = found[0]
    made, start = [], 0
    for part in curve.parts:
        own = heights[start : start + len(part)]
        start += len(part)
        for piece, middle in cut_at(part, own, sorted(levels)):
            style = shades[int(np.searchsorted(sorted(levels), middle)) % len(shades)]
            if not is_name(style, "None"):
                look = S.Directive(line_style(curve.style), *([] if is_name(style, "Automatic") else [style]))
                made.append(S.List(look, S.Line(pack(piece))))
    return made


def cut_at(part: Array, heights: Array, levels: list[float]) -> list[tuple[Array, float]]:
    """The pieces of a line between levels, each with a height in it."""
    steps = np.concatenate([passes(heights - level) for level in levels] or [np.zeros(0, dtype=int)])
    ends = np.vstack([between(part, heights - v, passes(heights - v)) for v in levels] or [np.zeros((0, 2))])
    order = np.lexsort((np.linalg.norm(ends - part[steps], axis=1), steps))
    pieces, before, start = [], part[:1], 1
    for k in order.tolist():
        inner = part[start : steps[k] + 1]
        pieces.append(np.vstack([before, inner, ends[k : k + 1]]))
        before, start = ends[k : k + 1], int(steps[k]) + 1
    pieces.append(np.vstack([before, part[start:]]))
    return [(p, middle_height(p, part, heights)) for p in pieces if len(p) > 1]


def middle_height(piece: Array, part: Array, heights: Array) -> float:
    """The height near the middle of a piece."""
    middle = (piece[(len(piece) - 1) // 2] + piece[len(piece) // 2]) / 2
    steps = np.linalg.norm(part - middle, axis=1)
    near = np.argsort(steps)[:2]
    weight = steps[near][::-1] + 1e-300
    return float((heights[near] * weight).sum() / weight.sum())


# -- labels ------------------------------------------------------------------------------------------


def beside(label: Any, place: Array, side: str) -> Any:
    """A text beside a point."""
    shift, anchor = SIDES.get(side, SIDES["Above"])
    at = pack(np.asarray(place, dtype=float))
    return S.Text(label, S.Offset(S.List(*shift), at) if any(shift) else at, S.List(*anchor))


def fitted(options: dict[str, Any], label: Any) -> Any:
    """A label within the width of LabelingSize."""
    size = options.get("LabelingSize", AUTO)
    size = size.parts[0] if is_list(size) and size.parts else size
    return label if is_name(size, "Automatic", "Full", "None") else S.Pane(label, size)


def end_labels(kernel: Any, options: dict[str, Any], curve: Curve, index: int, x: Pair, y: Pair) -> list[Any]:
    """PlotLabels, Labeled and Callout: the label of a curve, at its right end unless told otherwise."""
    found = label_and_place(options, curve, index)
    points = curve.points
    seen = (points[:, 0] >= x[0]) & (points[:, 0] <= x[1]) & (points[:, 1] >= y[0]) & (points[:, 1] <= y[1])
    if found is None or not seen.any():
        return []
    label, where, leads = found
    place, side = place_on(kernel, points[seen], where)
    text = S.Style(fitted(options, label), curve.style)
    if not leads or side in ("Right", "After", "Left", "Before"):
        return [beside(text, place, side)]
    shift, anchor = SIDES.get(side, SIDES["Above"])
    at = pack(place)
    far = S.Offset(S.List(*(4.0 * s for s in shift)), at)
    return [S.List(LEADER, S.Line(S.List(at, far))), S.Text(text, far, S.List(*anchor))]


def label_and_place(options: dict[str, Any], curve: Curve, index: int) -> tuple[Any, Any, bool] | None:
    """The label of a curve, where it stands, and whether a line leads to it."""
    spec = options.get("PlotLabels", NONE)
    if isinstance(spec, Expr) and spec.head is S.Placed and len(spec.parts) > 1:
        places = spec.parts[1]
        where = places.parts[index % len(places.parts)] if is_list(places) and places.parts else places
        inner = label_and_place({**options, "PlotLabels": spec.parts[0]}, curve, index)
        return None if inner is None else (inner[0], where, inner[2])
    if spec == "Expressions" or is_name(spec, "Automatic", "All"):
        return None if curve.name is None else (curve.name, AUTO, False)
    if isinstance(spec, (str, Expr)) and not is_list(spec):
        spec = S.List(spec)
    if is_list(spec) and index < len(spec.parts) and not is_name(spec.parts[index], "None"):
        return spec.parts[index], AUTO, False
    for wrapper in curve.wrapper or []:
        if wrapper.head in (S.Labeled, S.Callout) and len(wrapper.parts) > 1:
            places = [p for p in wrapper.parts[2:] if not (isinstance(p, Expr) and p.head is S.Rule)]
            return wrapper.parts[1], places[0] if places else AUTO, wrapper.head is S.Callout
    return None


def place_on(kernel: Any, points: Array, where: Any) -> tuple[Array, str]:
    """The point of a curve that Above, Left, an abscissa and the like mean, and the side of the label."""
    side = "Above"
    if is_list(where) and len(where.parts) == 2 and is_name(where.parts[1], *SIDES):
        where, side = where.parts[0], where.parts[1].short
    if is_name(where, "Left", "Before"):
        return points[0], "Left"
    if is_name(where, "Above", "Top"):
        return points[int(points[:, 1].argmax())], "Above"
    if is_name(where, "Below", "Bottom"):
        return points[int(points[:, 1].argmin())], "Below"
    if is_name(where, "Center"):
        return points[len(points) // 2], "Above"
    if isinstance(where, Expr) and where.head is S.Scaled and where.parts:
        share = real_value(kernel, where.parts[0])
        return points[int(np.clip(round(share * (len(points) - 1)), 0, len(points) - 1))], side
    at = real_value(kernel, where) if isinstance(where, (int, float, Expr)) and not is_list(where) else np.nan
    if np.isfinite(at):
        return points[int(np.abs(points[:, 0] - at).argmin())], side
    return points[-1], "Right"


# -- where curves are cut ----------------------------------------------------------------------------


def clipped_ends(options: dict[str, Any], curve: Curve, y: Pair) -> list[Any]:
    """Lines along the range where ClippingStyle shows that a curve goes beyond it."""
    style = options.get("ClippingStyle", AUTO)
    if is_name(style, "Automatic", "None", "False"):
        return []
    pair = style.parts if is_list(style) and len(style.parts) == 2 else (style, style)
    made = []
    for part in curve.parts:
        for limit, beyond, look in ((y[0], part[:, 1] < y[0], pair[0]), (y[1], part[:, 1] > y[1], pair[1])):
            if is_name(look, "None"):
                continue
            for run in stretches(beyond):
                ends = part[[max(run[0] - 1, 0), min(run[-1] + 1, len(part) - 1)], 0]
                line = np.stack([ends, np.full(2, limit)], axis=1)
                own = [] if is_name(look, "Automatic") else [look]
                made.append(S.List(S.Directive(line_style(curve.style), *own), S.Line(pack(line))))
    return made


def stretches(marked: Array) -> list[Array]:
    """The runs of places that are marked."""
    at = np.nonzero(marked)[0]
    return [run for run in np.split(at, np.nonzero(np.diff(at) > 1)[0] + 1) if len(run)]


def excluded_ends(options: dict[str, Any], curve: Curve, x: Pair, y: Pair) -> list[Any]:
    """Lines across the gaps of a curve, and points at their ends, in ExclusionsStyle."""
    style = options.get("ExclusionsStyle", NONE)
    if is_name(style, "None", "Automatic"):
        return []
    line, point = style.parts if is_list(style) and len(style.parts) == 2 else (style, None)
    made = []
    for before, after in gaps(curve.parts, x):
        ends = np.array([before[-1], after[0]])
        ends[:, 1] = np.clip(ends[:, 1], *y)
        if not is_name(line, "None"):
            made.append(S.List(S.Directive(line_style(curve.style), line), S.Line(pack(ends))))
        if point is not None and not is_name(point, "None"):
            made.append(S.List(S.Directive(DOT, curve.style, point), S.Point(pack(ends))))
    return made


def gaps(parts: Sequence[Array], x: Pair) -> list[tuple[Array, Array]]:
    """The pairs of parts of a curve that follow each other with hardly a distance between them."""
    near = 0.01 * (x[1] - x[0])
    return [(a, b) for a, b in pairwise(parts) if 0 <= b[0, 0] - a[-1, 0] <= near]
