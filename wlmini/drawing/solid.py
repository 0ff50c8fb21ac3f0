"""Graphics3D as a box: primitives of space, seen from a view point, drawn from far to near."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from wlmini.drawing.camera import Camera, half_height, vector, view_of, view_range
from wlmini.drawing.colors import rgba
from wlmini.drawing.face_grids import draw_face_grids
from wlmini.drawing.frame import GRAY, LABELS
from wlmini.drawing.halving import cut_off, planes_of
from wlmini.drawing.lighting import lights_of, lit, normals
from wlmini.drawing.look import Look, styled
from wlmini.drawing.paint import Canvas, edge_options, font
from wlmini.drawing.panel import BOXES, Box, add_rectangle, put_axes, with_margins
from wlmini.drawing.settings import Settings, image_size, is_name, is_true
from wlmini.drawing.space import Dots3D, Faces, Path3D, Space, Text3D
from wlmini.drawing.ticks import chosen
from wlmini.drawing.wording import words
from wlmini.expr import Expr, S, is_list
from wlmini.kernel.extras import library

Array = Any
FACE = Look(color=(0.93, 0.93, 0.93, 1.0))
EDGES = [(a, b) for a in range(8) for b in range(a + 1, 8) if bin(a ^ b).count("1") == 1]
MARGIN = 0.03
CREASE = 0.6  # cosine, below which a face is at an edge of its surface, and lit by its own direction


class Solid(Box):
    """A Graphics3D."""

    def __init__(
        self, kernel: Any, expr: Expr, asked: tuple[float | None, float | None] | None = None
    ) -> None:
        self.kernel = kernel
        self.settings = Settings(kernel, expr.parts[1:])
        base = self.settings.get("BaseStyle")
        self.space = Space(kernel)
        self.space.walk(
            S.List(expr.parts[0] if expr.parts else S.List()), FACE if base is None else styled(FACE, base)
        )
        self.limits = self.ranges(self.space.extent())
        low, high = np.array(self.limits).T
        view = view_of(self.settings)
        self.camera = Camera(low, high, self.ratios(high - low), view, self.vertical(), self.is_flat())
        self.lights = lights_of(self.settings, self.camera)
        self.seen = view_range(self.settings)
        slack = 1e-7 * (high - low)
        self.walls = [np.append(axis, s - axis @ low) for axis, s in zip(np.eye(3), slack, strict=True)]
        self.walls += [np.append(-axis, s + axis @ high) for axis, s in zip(np.eye(3), slack, strict=True)]
        self.space.items = cut_off(self.space.items, planes_of(self.settings))
        width, height = asked or image_size(self.settings, self.settings.get("ImageSize"))
        corners, _ = self.camera.project(self.corners())
        span = np.ptp(corners, axis=0)
        ratio = self.settings.real(self.settings.get("AspectRatio")) or float(span[1] / span[0])
        self.width = width if width is not None else (height or 360.0) / ratio
        self.height = float(height if height is not None else self.width * min(max(ratio, 0.3), 3.0))
        self.paper = self.paper_of(corners)

    def paper_of(self, corners: Array) -> tuple[Array, Array]:
        """What of the paper is to be seen: the box, the ball around it, or what the angle of view holds."""
        angle = half_height(self.settings, self.camera)
        if is_true(self.settings.get("SphericalRegion")):
            angle = angle or float(np.linalg.norm(self.camera.ratios)) / 2
        if angle is None and self.settings.get("ViewCenter") is not None:
            reach = np.abs(corners).max(axis=0)
            return -reach, reach
        if angle is not None:
            reach = np.array([angle * self.width / self.height, angle])
            return -reach, reach
        return corners.min(axis=0), corners.max(axis=0)

    # -- options ---------------------------------------------------------------------------------

    def ranges(self, found: list[tuple[float, float]]) -> list[tuple[float, float]]:
        spec = self.settings.get("PlotRange")
        given: list[Any] = [None] * 3
        if is_list(spec) and len(spec.parts) == 3:
            given = list(spec.parts)
        elif is_list(spec) and len(spec.parts) == 2 and not any(map(is_list, spec.parts)):
            given = [None, None, spec]
        elif spec is not None and self.settings.real(spec) is not None:
            size = self.settings.real(spec)
            given = [S.List(-size, size)] * 3  # type: ignore[operator]
        made = []
        for limits, (low, high) in zip(given, found, strict=True):
            if is_list(limits) and len(limits.parts) == 2:
                a, b = map(self.settings.real, limits.parts)
                low, high = low if a is None else a, high if b is None else b
            if low == high:
                low, high = low - 0.5, high + 0.5
            made.append((low, high))
        return made

    def ratios(self, size: Array) -> Array:
        spec = self.settings.get("BoxRatios")
        if is_list(spec) and len(spec.parts) == 3:
            found = [self.settings.real(p) for p in spec.parts]
            if None not in found:
                return np.array(found, dtype=float)
        return np.where(size > 0, size, 1.0)

    def vertical(self) -> Array:
        return vector(self.settings, self.settings.get("ViewVertical"), (0.0, 0.0, 1.0))

    def is_flat(self) -> bool:
        return self.settings.get("ViewProjection") == "Orthographic"

    def corners(self) -> Array:
        return np.array([[self.limits[k][c >> k & 1] for k in range(3)] for c in range(8)])

    # -- painting --------------------------------------------------------------------------------

    def paint(self, figure: Any, x: float, y: float) -> None:
        for head in self.space.unknown:
            self.kernel.message(S.Graphics3D, "gprim", head)
        color = rgba(self.settings.get("Background"))
        if color is not None:
            add_rectangle(figure, x, y, self.width, self.height, color)
        axes = put_axes(figure, x, y, self.width, self.height)
        axes.set_axis_off()
        canvas = Canvas(self.kernel, axes, self.width, clip=False)
        self.set_limits(axes)
        boxed = not is_name(self.settings.get("Boxed"), "False")
        shown = [is_true(p) for p in self.axes_shown()]
        if boxed:
            self.draw_box(canvas, behind=True)
        draw_face_grids(self, canvas, behind=True)
        self.draw_items(canvas)
        draw_face_grids(self, canvas, behind=False)
        if boxed:
            self.draw_box(canvas, behind=False)
        self.draw_axes(canvas, shown)
        self.draw_title(axes)

    def axes_shown(self) -> Any:
        spec = self.settings.get("Axes")
        return spec.parts if is_list(spec) and len(spec.parts) == 3 else [spec] * 3

    def set_limits(self, axes: Any) -> None:
        """The limits of the paper: the box with room for labels around it, to scale."""
        low, high = self.paper
        size = high - low
        labelled = any(map(is_true, self.axes_shown()))
        title = self.settings.get("PlotLabel") is not None
        room = 26.0 if labelled else 3.0
        label = self.settings.get("AxesLabel") is not None
        room += 12.0 if labelled and label else 0.0
        wide, tall = max(self.width - 2 * room, 20.0), max(self.height - 2 * room * 0.8 - 16.0 * title, 20.0)
        scale = max(size[0] / wide, size[1] / tall)
        middle = (low + high) / 2
        axes.set_xlim(middle[0] - scale * self.width / 2, middle[0] + scale * self.width / 2)
        drop = 8.0 * scale * title
        axes.set_ylim(middle[1] - scale * self.height / 2 + drop, middle[1] + scale * self.height / 2 + drop)
        self.scale = scale

    def draw_title(self, axes: Any) -> None:
        content = self.settings.get("PlotLabel")
        if content is not None and not is_name(content, "None"):
            found = words(self.kernel, content, replace(self.settings.look("LabelStyle", LABELS), size=11.0))
            axes.text(
                0.5, 0.99, found.text, transform=axes.transAxes, ha="center", va="top", **font(found.look)
            )

    def draw_box(self, canvas: Canvas, behind: bool) -> None:
        """The edges of the box: those at the hidden corner first, the others after the content."""
        corners = self.corners()
        flat, depth = self.camera.project(corners)
        far = int(depth.argmin())
        look = self.settings.look("BoxStyle", Look(color=GRAY, width=("points", 0.5)))
        for a, b in EDGES:
            if (far in (a, b)) == behind:
                canvas.axes.add_artist(
                    library("matplotlib.lines").Line2D(
                        flat[[a, b], 0], flat[[a, b], 1], color=look.stroke,
                        linewidth=canvas.points(look.width),
                        zorder=canvas.next_order(), alpha=0.6 if behind else 0.9,
                    )
                )  # fmt: skip

    def draw_items(self, canvas: Canvas) -> None:
        """Everything in one order from far to near."""
        pieces: list[tuple[float, Any]] = []
        for item in self.space.items:
            pieces += PIECES[type(item)](self, canvas, item)
        pieces.sort(key=lambda piece: piece[0])
        collections = library("matplotlib.collections")
        run: list[Any] = []
        for _, piece in [*pieces, (0.0, None)]:
            if isinstance(piece, tuple):
                run.append(piece)
                continue
            if run:
                canvas.axes.add_collection(
                    collections.PolyCollection(
                        [p[0] for p in run], facecolors=[p[1] for p in run], edgecolors=[p[2] for p in run],
                        linewidths=[p[3] for p in run], capstyle="round",
                        joinstyle="round", zorder=canvas.next_order(),
                    ), autolim=False,
                )  # fmt: skip
                run = []
            if piece is not None:
                piece.set_zorder(canvas.next_order())
                canvas.axes.add_artist(piece)

    def draw_axes(self, canvas: Canvas, shown: list[bool]) -> None:
        """Ticks and labels along the edges at the outline of the box."""
        specs = self.settings.get("Ticks")
        specs = specs.parts if is_list(specs) and len(specs.parts) == 3 else [specs] * 3
        names = self.settings.get("AxesLabel")
        names = (
            list(names.parts) if is_list(names) else [] if names is None else [S["None"], S["None"], names]
        )
        look = self.settings.look("LabelStyle", LABELS)
        edges: Any = self.settings.get("AxesEdge")
        for k in range(3):
            own = edges.parts[k] if is_list(edges) and len(edges.parts) == 3 else edges
            if shown[k] and not is_name(own, "None"):
                self.draw_axis(canvas, k, specs[k], names[k] if k < len(names) else None, look)

    def axis_edge(self, k: int) -> tuple[int, int]:
        """The edge of an axis: the one that AxesEdge says, else the lowest or the leftmost of the outline."""
        told: Any = self.settings.get("AxesEdge")
        own: Any = told.parts[k] if is_list(told) and len(told.parts) == 3 else None
        if is_list(own) and len(own.parts) == 2:
            signs = [(self.settings.real(p) or 0.0) > 0 for p in own.parts]
            others = [n for n in range(3) if n != k]
            start = sum(1 << n for n, positive in zip(others, signs, strict=True) if positive)
            return start, start | 1 << k
        flat, depth = self.camera.project(self.corners())
        far, near = int(depth.argmin()), int(depth.argmax())
        edges = [(a, b) for a, b in EDGES if a ^ b == 1 << k and far not in (a, b) and near not in (a, b)]
        edges = edges or [(a, b) for a, b in EDGES if a ^ b == 1 << k]
        middles = [flat[[a, b]].mean(axis=0) for a, b in edges]
        key = (lambda i: middles[i][0]) if k == 2 else (lambda i: middles[i][1])
        return edges[min(range(len(edges)), key=key)]

    def draw_axis(self, canvas: Canvas, k: int, spec: Any, name: Any, look: Look) -> None:
        start, end = self.axis_edge(k)
        corners = self.corners()
        ends, _ = self.camera.project(corners[[start, end]])
        middle, _ = self.camera.project(corners.mean(axis=0))
        along = (ends[1] - ends[0]) / (np.linalg.norm(ends[1] - ends[0]) or 1.0)
        out = np.array([along[1], -along[0]])
        out = out if np.dot(out, ends.mean(axis=0) - middle[0]) > 0 else -out
        room = float(np.linalg.norm(ends[1] - ends[0])) / self.scale
        low, high = self.limits[k]
        spec = S.Automatic if spec is None else spec
        marks = [t for t in chosen(self.kernel, spec, low, high, max(2, round(room / 38))) if t.major]
        across = "left" if out[0] > 0.35 else "right" if out[0] < -0.35 else "center"
        up = "bottom" if out[1] > 0.5 else "top" if out[1] < -0.5 else "center"
        style = font(replace(look, size=look.size - 1.5))
        lines = library("matplotlib.lines")
        if is_name(self.settings.get("Boxed"), "False"):
            canvas.axes.add_artist(
                lines.Line2D(ends[:, 0], ends[:, 1], color=GRAY, linewidth=0.6, zorder=canvas.next_order())
            )
        for tick in marks:
            if not low - 1e-9 <= tick.place <= high + 1e-9:
                continue
            base = ends[0] + (tick.place - low) / (high - low) * (ends[1] - ends[0])
            tip = base - 4 * self.scale * out
            canvas.axes.add_artist(
                lines.Line2D(
                    [base[0], tip[0]],
                    [base[1], tip[1]],
                    color=GRAY,
                    linewidth=0.6,
                    zorder=canvas.next_order(),
                )
            )
            text = tick.label if isinstance(tick.label, str) else words(self.kernel, tick.label, look).text
            canvas.axes.text(*(base + 4 * self.scale * out), text, ha=across, va=up, **style)
        found = words(self.kernel, name, look) if name is not None else None
        if found is not None and found.text:
            canvas.axes.text(
                *(ends.mean(axis=0) + 27 * self.scale * out),
                found.text,
                ha="center",
                va="center",
                **font(found.look),
            )


# -- pieces with their depth ---------------------------------------------------------------------------


def faces(solid: Solid, canvas: Canvas, item: Faces) -> list[tuple[float, Any]]:
    """Each polygon on paper with its colours."""
    made: list[tuple[float, Any]] = []
    by_length: dict[int, list[int]] = {}
    for index, polygon in enumerate(item.polygons):
        if len(polygon) >= 3:
            by_length.setdefault(len(polygon), []).append(index)
    for indices in by_length.values():
        made += equal_faces(solid, canvas, item, indices)
    return made


def equal_faces(solid: Solid, canvas: Canvas, item: Faces, indices: list[int]) -> list[tuple[float, Any]]:
    """Polygons with the same number of corners, all at once: a surface has thousands."""
    points = np.array([item.polygons[i] for i in indices])
    low, high = np.array(solid.limits).T
    outside = (points < low - 1e-9).all(axis=1) | (points > high + 1e-9).all(axis=1)
    kept = np.isfinite(points).all(axis=(1, 2)) & ~outside.any(axis=1)
    points = np.clip(points[kept], low, high)
    count, corners = points.shape[:2]
    if not count:
        return []
    flat, depth = solid.camera.project(points.reshape(-1, 3))
    flat, near = flat.reshape(count, corners, 2), depth.reshape(count, corners).mean(axis=1)
    shades = np.broadcast_to(np.array(item.look.fill), (count, 4))
    if item.colors is not None:
        shades = np.array([item.colors[i] for i, keep in zip(indices, kept, strict=True) if keep]).mean(
            axis=1
        )
    if item.colors is not None and item.look.opacity is not None:
        shades = np.concatenate([shades[:, :3], np.full((count, 1), item.look.opacity)], axis=1)
    near_enough = in_sight(solid, near)
    if not item.look.glow:
        shades = shaded(
            solid, item, points, shades, [i for i, keep in zip(indices, kept, strict=True) if keep]
        )
    edge = edge_options(canvas, item.look)
    outlined = item.edges and edge["linewidth"]
    made: list[tuple[float, Any]] = []
    for place, depth_, shade, seen in zip(
        flat, near.tolist(), map(tuple, shades.tolist()), near_enough.tolist(), strict=True
    ):
        if not seen:
            continue
        seam = 0.4 if shade[3] >= 1 else 0.0  # hides the hair between neighbours
        line = (edge["edgecolor"], edge["linewidth"]) if outlined else (shade, seam)
        made.append((depth_, (place, shade if item.look.filled else (0, 0, 0, 0), *line)))
    return made


def in_sight(solid: Solid, nearness: Array) -> Array:
    """What lies between the distances of ViewRange."""
    if solid.seen is None:
        return np.ones(len(nearness), dtype=bool)
    distance = solid.camera.distance - nearness
    return (distance >= solid.seen[0]) & (distance <= solid.seen[1])


def shaded(solid: Solid, item: Faces, points: Array, shades: Array, indices: list[int]) -> Array:
    """The colours of faces in the light; without light those of their corners, or black."""
    if solid.lights is None:
        return (
            shades if item.colors is not None else np.concatenate([0 * shades[:, :3], shades[:, 3:]], axis=1)
        )
    placed = solid.camera.place(points.reshape(-1, 3)).reshape(points.shape)
    facing = normals(placed)
    if item.normals is not None:
        mean = np.array([item.normals[i] for i in indices]).mean(axis=1)
        # A normal of space turns against the stretching of the box that its surface goes through.
        mean = mean * solid.camera.size / solid.camera.ratios @ solid.camera.axes.T
        size = np.linalg.norm(mean, axis=1, keepdims=True)
        mean = mean / np.where(size > 0, size, 1.0)
        turned = np.abs((mean * facing).sum(axis=1, keepdims=True))
        facing = np.where(turned > CREASE, mean, facing)
    return lit(shades, facing, placed.mean(axis=1), solid.lights)


def low_corner(solid: Solid) -> Array:
    low, high = np.array(solid.limits).T
    return low - 1e-6 * (high - low)


def high_corner(solid: Solid) -> Array:
    low, high = np.array(solid.limits).T
    return high + 1e-6 * (high - low)


def lines(solid: Solid, canvas: Canvas, item: Path3D) -> list[tuple[float, Any]]:
    """The segments of a line, a little nearer than they are so that they lie on surfaces."""
    points = item.points[np.isfinite(item.points).all(axis=1)]
    inside = (points >= low_corner(solid)).all() and (points <= high_corner(solid)).all()
    if not inside and len(points) > 1:
        parts = cut_off([replace(item, points=points)], solid.walls)
        return [piece for part in parts for piece in lines(solid, canvas, part)]  # type: ignore[arg-type]
    if len(points) < 2:
        return []
    flat, depth = solid.camera.project(points)
    width = canvas.points(item.look.width)
    made: list[tuple[float, Any]] = []
    step = max(1, len(points) // 60)
    for i in range(0, len(points) - 1, step):
        part = slice(i, min(i + step + 1, len(points)))
        near = float(depth[part].mean()) + 0.02
        if not in_sight(solid, np.array([near]))[0]:
            continue
        if item.look.dashes:
            made.append((near, dashed_line(canvas, flat[part], item.look, width)))
        else:  # there and back again: a polygon without inside, drawn together with the others
            there = flat[part]
            made.append((near, (np.vstack([there, there[::-1]]), (0, 0, 0, 0), item.look.stroke, width)))
    if item.arrow:
        made.append((float(depth[-1]) + 0.02, head(solid, flat[-2], flat[-1], item.look)))
    return made


def dashed_line(canvas: Canvas, points: Array, look: Look, width: float) -> Any:
    return library("matplotlib.lines").Line2D(
        points[:, 0],
        points[:, 1],
        color=look.stroke,
        linewidth=width,
        linestyle=canvas.dashes(look.dashes, width),
    )


def head(solid: Solid, start: Array, tip: Array, look: Look) -> Any:
    direction = (tip - start) / (np.linalg.norm(tip - start) or 1.0)
    side, size = np.array([-direction[1], direction[0]]), 10 * solid.scale
    corners = np.array([tip, tip - size * (direction - 0.35 * side), tip - size * (direction + 0.35 * side)])
    return library("matplotlib.patches").Polygon(corners, facecolor=look.stroke, edgecolor="none")


def dots(solid: Solid, canvas: Canvas, item: Dots3D) -> list[tuple[float, Any]]:
    artist = library("matplotlib.lines").Line2D
    size = canvas.points(item.look.dot)
    flat, depth = solid.camera.project(item.points)
    made = []
    inside = (item.points >= low_corner(solid)).all(axis=1) & (item.points <= high_corner(solid)).all(axis=1)
    for i, (place, near) in enumerate(zip(flat, depth, strict=True)):
        if not inside[i] or not in_sight(solid, np.array([near]))[0]:
            continue
        color = item.look.stroke if item.colors is None else item.colors[i]
        dot = artist(
            [place[0]], [place[1]], marker="o", markersize=size, color=color, markeredgewidth=0, linestyle=""
        )
        made.append((float(near) + 0.03, dot))
    return made


def texts(solid: Solid, canvas: Canvas, item: Text3D) -> list[tuple[float, Any]]:
    found = words(solid.kernel, item.content, item.look)
    flat, depth = solid.camera.project(item.place)
    look = found.look if found.look.color != FACE.color else replace(found.look, color=(0.0, 0.0, 0.0, 1.0))
    made = library("matplotlib.text").Text(*flat[0], found.text, ha="center", va="center", **font(look))
    return [(float(depth[0]) + 0.05, made)] if math.isfinite(depth[0]) else []


PIECES: dict[type, Any] = {Faces: faces, Path3D: lines, Dots3D: dots, Text3D: texts}


def make_solid(kernel: Any, expr: Any, asked: Any) -> Box:
    return with_margins(kernel, expr, asked, Solid)


BOXES[S.Graphics3D] = make_solid
