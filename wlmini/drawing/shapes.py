"""The primitives of the plane: lines, filled shapes, curves, points, texts, rasters and insets."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.drawing.colors import RGBA, number, rgba
from wlmini.drawing.look import FONTS, Look, directed
from wlmini.drawing.scene import Dots, Fill, Insert, Label, Patches, Raster, Scene, Stroke, draws, named_place
from wlmini.expr import Expr, S, Symbol, is_list

Array = Any
ROUND = 180  # points on a circle
FINE = 24  # points on a piece of a curve


def part(expr: Expr, index: int, default: Any = None) -> Any:
    return expr.parts[index] if len(expr.parts) > index else default


def options_of(expr: Expr) -> dict[str, Any]:
    """The options at the end of a primitive."""
    return {
        str(p.parts[0]): p.parts[1]
        for p in expr.parts
        if isinstance(p, Expr) and p.head in (S.Rule, S.RuleDelayed) and len(p.parts) == 2
    }


def vertex_colors(expr: Expr) -> Array | None:
    """The colours of VertexColors -> {...}."""
    given: Any = options_of(expr).get("VertexColors")
    if not is_list(given):
        return None
    plain = to_array(given)
    if plain is not None and plain.ndim == 2 and plain.shape[1] in (3, 4):
        extra = np.ones((len(plain), 4 - plain.shape[1]))
        return np.clip(np.hstack([plain, extra]), 0, 1)
    found = [rgba(p) for p in given.parts]
    return np.array(found) if found and None not in found else None


# -- lines and points --------------------------------------------------------------------------------


@draws("Line", "JoinedCurve")
def draw_line(scene: Scene, expr: Expr, look: Look) -> None:
    content = part(expr, 0)
    if isinstance(content, Expr) and content.head is S.Line or is_list(content) and is_pieces(content):
        for piece in content.parts if is_list(content) else [content]:
            scene.walk(piece, look)
        return
    for points in scene.lines(content):
        scene.add(Stroke(points, look))


def is_pieces(content: Any) -> bool:
    first: Any = content.parts[0] if content.parts else None
    return isinstance(first, Expr) and first.head in (S.Line, S.BezierCurve, S.BSplineCurve)


@draws("Point")
def draw_point(scene: Scene, expr: Expr, look: Look) -> None:
    content = part(expr, 0)
    one = isinstance(content, int) or (is_list(content) and content.parts and not is_list(content.parts[0]))
    if (
        one
        and not is_special(content.parts[0] if is_list(content) else None)
        and not is_indices(scene, content)
        or is_special(content)
    ):
        points = scene.place(content)[None]
    else:
        points = scene.points(content)
    scene.add(Dots(points, look, vertex_colors(expr)))


def is_special(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head in (S.Scaled, S.Offset, S.ImageScaled)


def is_indices(scene: Scene, content: Any) -> bool:
    return scene.vertices is not None and is_list(content)


@draws("Arrow")
def draw_arrow(scene: Scene, expr: Expr, look: Look) -> None:
    content, setback = part(expr, 0), part(expr, 1)
    gaps = scene.numeric(setback) if setback is not None else None
    both = (0.0, 0.0) if gaps is None else (float(np.ravel(gaps)[0]), float(np.ravel(gaps)[-1]))
    if isinstance(content, Expr) and content.head in (S.BezierCurve, S.BSplineCurve):
        lines = [curve_points(scene, content)]
    else:
        inner = content.parts[0] if isinstance(content, Expr) and content.head is S.Line else content
        lines = scene.lines(inner)
    for points in lines:
        scene.add(Stroke(points, look, arrow=True, setback=both))


@draws("HalfLine", "InfiniteLine")
def draw_long_line(scene: Scene, expr: Expr, look: Look) -> None:
    """Lines that leave the plot: drawn far beyond its range, which they do not widen."""
    points = scene.points(part(expr, 0)) if len(expr.parts) == 1 else scene.points(S.List(*expr.parts))
    if len(points) != 2 or scene.span is None:
        scene.add(Dots(points, replace(look, dot=("points", 0.0))))
        return
    start, other = points
    direction = other if len(expr.parts) == 2 else other - start
    far = 4 * sum(abs(b - a) for a, b in scene.span) / (np.linalg.norm(direction) or 1.0)
    begin = start if expr.head is S.HalfLine else start - far * direction
    scene.add(Stroke(np.array([begin, start + far * direction]), look))


# -- round things ------------------------------------------------------------------------------------


def ring(center: Array, radii: Array, angles: tuple[float, float] | None = None) -> Array:
    """Points on an ellipse, or on a part of it."""
    start, end = angles or (0.0, 2 * math.pi)
    count = max(8, round(ROUND * abs(end - start) / (2 * math.pi)) + 1)
    turn = np.linspace(start, end, count)
    return center + radii * np.stack([np.cos(turn), np.sin(turn)], axis=1)


def round_parts(scene: Scene, expr: Expr) -> list[tuple[Array, Array, tuple[float, float] | None]]:
    """Centres, radii and angles of Circle and Disk; one centre, or a list of them."""
    centers = scene_plain(scene, part(expr, 0, S.List(0, 0)))
    radii = scene_plain(scene, part(expr, 1, 1))
    span = scene_plain(scene, part(expr, 2)) if len(expr.parts) > 2 else None
    if centers is None or radii is None:
        return []
    many = centers[None] if centers.ndim == 1 else centers
    angles = None if span is None or span.shape != (2,) else (float(span[0]), float(span[1]))
    each = np.broadcast_to(radii[:, None], (len(many), 2)) if centers.ndim == 2 and radii.ndim == 1 else None
    return [(c, np.broadcast_to(radii, 2) if each is None else each[i], angles) for i, c in enumerate(many)]


def scene_plain(scene: Scene, expr: Any) -> Array | None:
    """Numbers, or a point given by Scaled, Offset or its number in a GraphicsComplex."""
    if isinstance(expr, Expr) and expr.head in (S.Scaled, S.Offset, S.ImageScaled):
        if expr.head is S.Offset and len(expr.parts) == 1 and scene.unit is not None:
            found = scene.numeric(expr.parts[0])
            return None if found is None else found * np.array(scene.unit)
        if expr.head is S.Scaled and not is_list(expr.parts[0]) and scene.span is not None:
            share = scene.real(expr.parts[0]) or 0.0
            return np.array(share * (scene.span[0][1] - scene.span[0][0]))
        return scene.place(expr)
    if scene.vertices is not None and isinstance(expr, int):
        return scene.vertices[expr - 1]
    return scene.numeric(expr)


@draws("Circle")
def draw_circle(scene: Scene, expr: Expr, look: Look) -> None:
    for center, radii, angles in round_parts(scene, expr):
        scene.add(Stroke(scene.moved(ring(center, radii, angles)), look))


@draws("Disk")
def draw_disk(scene: Scene, expr: Expr, look: Look) -> None:
    for center, radii, angles in round_parts(scene, expr):
        edge = ring(center, radii, angles)
        fill(scene, [np.vstack([edge, center]) if angles else edge], look)


@draws("DiskSegment")
def draw_segment(scene: Scene, expr: Expr, look: Look) -> None:
    for center, radii, angles in round_parts(scene, expr):
        fill(scene, [ring(center, radii, angles)], look)


@draws("Annulus")
def draw_annulus(scene: Scene, expr: Expr, look: Look) -> None:
    center = scene.numeric(part(expr, 0, S.List(0, 0)))
    radii = scene.numeric(part(expr, 1, S.List(0.5, 1)))
    span = scene.numeric(part(expr, 2)) if len(expr.parts) > 2 else None
    if center is None or radii is None:
        return
    angles = None if span is None else (float(span[0]), float(span[1]))
    inner, outer = ring(center, radii[0] * np.ones(2), angles), ring(center, radii[1] * np.ones(2), angles)
    fill(scene, [outer, inner] if angles is None else [np.vstack([outer, inner[::-1]])], look)


@draws("StadiumShape")
def draw_stadium(scene: Scene, expr: Expr, look: Look) -> None:
    ends, radius = scene.numeric(part(expr, 0)), scene.real(part(expr, 1))
    if ends is None or radius is None:
        return
    turn = math.atan2(*(ends[1] - ends[0])[::-1])
    caps = [
        ring(ends[1], radius * np.ones(2), (turn - math.pi / 2, turn + math.pi / 2)),
        ring(ends[0], radius * np.ones(2), (turn + math.pi / 2, turn + 3 * math.pi / 2)),
    ]
    fill(scene, [np.vstack(caps)], look)


def fill(scene: Scene, outlines: list[Array], look: Look, moved: bool = False) -> None:
    scene.add(Fill(outlines if moved else [scene.moved(o) for o in outlines], look))


# -- with corners ------------------------------------------------------------------------------------


@draws("Rectangle", "Cuboid")
def draw_rectangle(scene: Scene, expr: Expr, look: Look) -> None:
    given = [p for p in expr.parts if not (isinstance(p, Expr) and p.head is S.Rule)]
    low = scene_plain(scene, given[0]) if given else np.zeros(2)
    high = scene_plain(scene, given[1]) if len(given) > 1 else None
    if low is None:
        return
    high = low + 1 if high is None else high
    radius = scene.real(options_of(expr).get("RoundingRadius"))
    fill(scene, [rounded(low, high, radius or 0.0)], look)


def rounded(low: Array, high: Array, radius: float) -> Array:
    """The outline of a rectangle with round corners."""
    radius = min(radius, *(abs(high - low) / 2))
    if radius <= 0:
        return np.array([low, (high[0], low[1]), high, (low[0], high[1])])
    corners = [
        (high[0], low[1], -0.5),
        (high[0], high[1], 0.0),
        (low[0], high[1], 0.5),
        (low[0], low[1], 1.0),
    ]
    inward = [(-1, 1), (-1, -1), (1, -1), (1, 1)]
    pieces = [
        ring(
            np.array([x + radius * dx, y + radius * dy]),
            radius * np.ones(2),
            (a * math.pi, (a + 0.5) * math.pi),
        )
        for (x, y, a), (dx, dy) in zip(corners, inward, strict=True)
    ]
    return np.vstack(pieces)


@draws("Polygon", "Simplex")
def draw_polygon(scene: Scene, expr: Expr, look: Look) -> None:
    content = part(expr, 0)
    colors = vertex_colors(expr)
    if isinstance(content, Expr) and content.head is S.Rule:
        outer, holes = content.parts
        fill(scene, [*scene.lines(outer), *scene.lines(holes)], look, moved=True)
        return
    outlines = scene.lines(content)
    if colors is not None and outlines:
        points = np.vstack(outlines)
        scene.add(Patches([points], colors[: len(points)], smooth=True, look=look))
    elif len(outlines) > 8:
        scene.add(Patches(outlines, np.array(look.fill), look=look))
    else:
        for points in outlines:
            fill(scene, [points], look, moved=True)


@draws("Triangle")
def draw_triangle(scene: Scene, expr: Expr, look: Look) -> None:
    for points in scene.lines(part(expr, 0, S.List(S.List(0, 0), S.List(1, 0), S.List(0, 1)))):
        fill(scene, [points], look, moved=True)


@draws("Parallelogram")
def draw_parallelogram(scene: Scene, expr: Expr, look: Look) -> None:
    corner, sides = scene.numeric(part(expr, 0)), scene.numeric(part(expr, 1))
    if corner is not None and sides is not None:
        u, v = sides
        fill(scene, [np.array([corner, corner + u, corner + u + v, corner + v])], look)


@draws("RegularPolygon")
def draw_regular(scene: Scene, expr: Expr, look: Look) -> None:
    """RegularPolygon[n], [r, n], [{r, angle}, n] and [center, r, n], standing on a side."""
    *given, count = expr.parts or (3,)
    sides = int(scene.real(count) or 3)
    center = scene.numeric(given[0]) if len(given) == 2 else np.zeros(2)
    size = scene.numeric(given[-1]) if given else np.array(1.0)
    if center is None or size is None:
        return
    radius, turn = (float(size[0]), float(size[1])) if size.ndim else (float(size), 0.0)
    start = math.pi / sides - math.pi / 2 + (0.0 if not size.ndim else turn)
    angles = start + 2 * math.pi * np.arange(sides) / sides
    fill(scene, [center + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)], look)


@draws("FilledCurve")
def draw_filled(scene: Scene, expr: Expr, look: Look) -> None:
    """FilledCurve[{piece, ...}] and FilledCurve[{{piece, ...}, {piece, ...}}] with holes."""
    content = part(expr, 0)
    groups = content.parts if is_list(content) else (content,)
    if groups and not is_list(groups[0]):
        groups = (S.List(*groups),)
    outlines = [
        np.vstack([curve_points(scene, p) for p in g.parts]) for g in groups if is_list(g) and g.parts
    ]
    fill(scene, outlines, look, moved=True)


# -- curves ------------------------------------------------------------------------------------------


@draws("BezierCurve", "BSplineCurve")
def draw_curve(scene: Scene, expr: Expr, look: Look) -> None:
    scene.add(Stroke(curve_points(scene, expr), look))


def curve_points(scene: Scene, expr: Any) -> Array:
    """Points along a Line, BezierCurve or BSplineCurve."""
    if not isinstance(expr, Expr) or not expr.parts:
        return np.zeros((0, 2))
    points = scene.points(expr.parts[0])
    options = options_of(expr)
    degree = options.get("SplineDegree", 3)
    degree = min(degree if isinstance(degree, int) else 3, max(1, len(points) - 1))
    if len(points) < 3 or expr.head is S.Line:
        return points
    if expr.head is S.BezierCurve:
        return bezier(points, degree)
    return spline(points, degree, str(options.get("SplineClosed")) == "True")


def bezier(points: Array, degree: int) -> Array:
    """Bezier curves joined end to end, so many points further each."""
    pieces = []
    for first in range(0, len(points) - 1, degree):
        control = points[first : first + degree + 1]
        t = np.linspace(0, 1, FINE)[:, None]
        n = len(control) - 1
        pieces.append(sum(math.comb(n, k) * t**k * (1 - t) ** (n - k) * control[k] for k in range(n + 1)))
    return np.vstack(pieces)


def spline(points: Array, degree: int, closed: bool) -> Array:
    """A uniform B-spline by de Boor's recursion; an open one begins and ends at its end points."""
    if closed:
        points = np.vstack([points, points[:degree]])
        knots = np.arange(len(points) + degree + 1.0)
    else:
        inner = np.arange(1.0, len(points) - degree)
        knots = np.concatenate([np.zeros(degree + 1), inner, np.full(degree + 1, len(points) - degree)])
    low, high = knots[degree], knots[len(points)]
    return np.array([de_boor(points, knots, degree, t) for t in np.linspace(low, high, FINE * len(points))])


def de_boor(points: Array, knots: Array, degree: int, t: float) -> Array:
    span = int(np.clip(np.searchsorted(knots, t, side="right") - 1, degree, len(points) - 1))
    d = [points[j + span - degree] for j in range(degree + 1)]
    for r in range(1, degree + 1):
        for j in range(degree, r - 1, -1):
            low, high = knots[j + span - degree], knots[j + 1 + span - r]
            share = (t - low) / (high - low) if high > low else 0.0
            d[j] = (1 - share) * d[j - 1] + share * d[j]
    return d[degree]


# -- texts, rasters, insets --------------------------------------------------------------------------


@draws("Text")
def draw_text(scene: Scene, expr: Expr, look: Look) -> None:
    """Text[expr, place, offset, direction]."""
    spec = part(expr, 1, S.List(0, 0))
    place = scene.place(spec)
    moved = isinstance(spec, Expr) and spec.head is S.Offset and len(spec.parts) > 1
    shift = place - scene.place(spec.parts[1]) if moved else np.zeros(2)
    offset = place_pair(part(expr, 2)) or (0.0, 0.0)
    direction = scene.numeric(part(expr, 3)) if len(expr.parts) > 3 and is_list(part(expr, 3)) else None
    angle = 0.0 if direction is None else math.degrees(math.atan2(direction[1], direction[0]))
    content, turn = unrotated(scene, part(expr, 0))
    base = options_of(expr).get("BaseStyle")
    look = look if base is None else directed(look, base.parts if is_list(base) else [base])
    scene.add(Label(content, place, offset, angle + turn, look, (float(shift[0]), float(shift[1]))))


def unrotated(scene: Scene, content: Any) -> tuple[Any, float]:
    """The content of Rotate[...] around a text, and the angle in degrees."""
    if isinstance(content, Expr) and content.head is S.Rotate and len(content.parts) > 1:
        return content.parts[0], math.degrees(scene.real(content.parts[1]) or 0.0)
    return content, 0.0


def place_pair(spec: Any) -> tuple[float, float] | None:
    """{x, y} of an alignment, from -1 to 1; names too."""
    if isinstance(spec, Symbol):
        value = named_place(spec)
        if value is None:
            return None
        return (0.0, value) if spec.short in ("Top", "Bottom", "Baseline") else (value, 0.0)
    if is_list(spec) and len(spec.parts) == 2:
        x, y = map(named_place, spec.parts)
        return None if x is None or y is None else (x, y)
    return None


@draws("Raster")
def draw_raster(scene: Scene, expr: Expr, look: Look) -> None:
    """Raster[array, {{x0, y0}, {x1, y1}}, {min, max}]; the first row is the lowest."""
    values = scene.numeric(part(expr, 0))
    if values is None or values.ndim not in (2, 3):
        return
    corners = scene.numeric(part(expr, 1)) if is_list(part(expr, 1)) else None
    if corners is None:
        corners = np.array([[0, 0], [values.shape[1], values.shape[0]]], dtype=float)
    span = scene.numeric(part(expr, 2)) if is_list(part(expr, 2)) else None
    low, high = (0.0, 1.0) if span is None else (float(span[0]), float(span[1]))
    options = options_of(expr)
    scaled = np.clip((values - low) / ((high - low) or 1.0), 0, 1)
    smooth = str(options.get("Interpolation")) == "True"
    scene.add(Raster(pixels(scene, scaled, options.get("ColorFunction")), scene.moved(corners), smooth))


def pixels(scene: Scene, values: Array, function: Any) -> Array:
    """Grey, grey with opacity, RGB or RGBA values as RGBA."""
    if function is not None and values.ndim == 2 and not isinstance(function, Symbol):
        levels, index = np.unique(values, return_inverse=True)
        found = [rgba(scene.kernel.call(function, float(v))) or (0.0, 0.0, 0.0, 1.0) for v in levels]
        return np.array(found)[index].reshape(*values.shape, 4)
    if values.ndim == 2:
        values = values[..., None]
    depth = values.shape[2]
    color = values[..., :3] if depth >= 3 else np.repeat(values[..., :1], 3, axis=2)
    opacity = values[..., -1:] if depth in (2, 4) else np.ones_like(values[..., :1])
    return np.concatenate([color, opacity], axis=2)


@draws("Inset")
def draw_inset(scene: Scene, expr: Expr, look: Look) -> None:
    """Inset[expr, place, anchor, size]: graphics as such, anything else as text."""
    given = [p for p in expr.parts if not (isinstance(p, Expr) and p.head is S.Rule)]
    content = given[0] if given else ""
    default = S.Scaled(S.List(0.5, 0.5))
    place = scene.place(given[1] if len(given) > 1 and not is_name(given[1], "Automatic") else default)
    anchor = given[2] if len(given) > 2 else None
    if is_graphics(content):
        scene.add(
            Insert(content, place, anchor, inset_size(scene, given[3] if len(given) > 3 else None), look)
        )
        return
    content, turn = unrotated(scene, content)
    scene.add(Label(content, place, place_pair(anchor) or (0.0, 0.0), turn, look))


def is_name(expr: Any, *names: str) -> bool:
    return isinstance(expr, Symbol) and expr.short in names


def inset_size(scene: Scene, spec: Any) -> tuple[float | None, float | None]:
    """The width and height of an inset in the plot's coordinates, None where not said."""
    if spec is None or is_name(spec, "Automatic"):
        return None, None
    if isinstance(spec, Expr) and spec.head is S.Scaled and scene.span is not None:
        share = scene.numeric(spec.parts[0])
        (x0, x1), (y0, y1) = scene.span
        if share is not None and share.ndim:
            return float(share[0] * (x1 - x0)), float(share[1] * (y1 - y0))
        return (None, None) if share is None else (float(share * (x1 - x0)), None)
    if is_list(spec) and len(spec.parts) == 2:
        return number(spec.parts[0]), number(spec.parts[1])
    return scene.real(spec), None


def is_graphics(expr: Any) -> bool:
    """Whether an expression is a picture of its own."""
    heads = (S.Graphics, S.Graphics3D, S.Legended, S.Image)
    return getattr(expr, "head", None) in heads or (
        isinstance(expr, Expr) and expr.head in (S.Labeled, S.Show, S.Framed, S.Style, S.Pane)
        and bool(expr.parts) and is_graphics(expr.parts[0])
    )  # fmt: skip


@draws("Locator")
def draw_locator(scene: Scene, expr: Expr, look: Look) -> None:
    place = scene.place(part(expr, 0, S.List(0, 0)))
    scene.add(Label("⌖", place, (0.0, 0.0), 0.0, replace(look, size=FONTS["Medium"])))


@draws("Callout")
def draw_callout(scene: Scene, expr: Expr, look: Look) -> None:
    """A text beside a point, and a thin line between them."""
    place = scene.place(part(expr, 2) if len(expr.parts) > 2 else part(expr, 0))
    gray: RGBA = (0.4, 0.4, 0.4, 1.0)
    if scene.unit is not None and np.isfinite(place).all():
        tip = place + np.array([10.0, 10.0]) * scene.unit
        scene.add(Stroke(np.array([place, tip]), replace(look, color=gray, width=("points", 0.5))))
        scene.add(Label(part(expr, 1), tip, (-1.0, -1.0), 0.0, look))
    else:
        scene.add(Label(part(expr, 1), place, (-1.0, -1.0), 0.0, look))
