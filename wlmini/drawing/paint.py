"""Things to draw as matplotlib's artists."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.drawing.colors import RGBA
from wlmini.drawing.look import HEADS, Length, Look
from wlmini.drawing.scene import Dots, Fill, Label, Patches, Raster, Stroke
from wlmini.drawing.wording import Words, words
from wlmini.kernel.extras import library

Array = Any
FAMILIES = {
    "Times": "serif", "Times New Roman": "serif", "Georgia": "serif", "Courier": "monospace",
    "Courier New": "monospace", "Helvetica": "sans-serif", "Arial": "sans-serif",
}  # fmt: skip
ORDER = 2.0  # of everything inside the plot, so that what comes later lies above


class Canvas:
    """A set of axes to draw on, and the width of its plot in points."""

    def __init__(self, kernel: Any, axes: Any, width: float, clip: bool = True) -> None:
        self.kernel = kernel
        self.axes = axes
        self.width = width
        self.clip = clip
        self.order = ORDER
        self.measures = False  # only the room that labels take is wanted

    def next_order(self) -> float:
        self.order += 1e-4
        return self.order

    def points(self, size: Length) -> float:
        """A thickness or size in points."""
        return size[1] if size[0] == "points" else size[1] * self.width

    def dashes(self, pattern: tuple[Length, ...], width: float) -> Any:
        """Dashes as matplotlib takes them: an offset and an even number of lengths."""
        if not pattern:
            return "solid"
        found = [max(self.points(d), 0.0) for d in pattern]
        found = found * 2 if len(found) % 2 else found
        found = [
            max(d, max(width, 0.6)) if i % 2 == 0 else max(d, 1.0) + width / 2 for i, d in enumerate(found)
        ]
        return (0, found)


def paint_stroke(canvas: Canvas, item: Stroke) -> None:
    width = canvas.points(item.look.width)
    points = item.points
    if item.arrow and len(points) > 1:
        points = draw_heads(canvas, item, width)
    line = library("matplotlib.lines").Line2D(
        points[:, 0],
        points[:, 1],
        color=item.look.stroke,
        linewidth=width,
        linestyle=canvas.dashes(item.look.dashes, width),
        solid_capstyle=item.look.cap,
        dash_capstyle=item.look.cap,
        solid_joinstyle=item.look.join,
        zorder=canvas.next_order(),
        clip_on=canvas.clip,
    )
    canvas.axes.add_artist(line)


def draw_heads(canvas: Canvas, item: Stroke, width: float) -> Array:
    """Draw the arrow's heads; the line's points, shortened so that they do not stick out."""
    to_points = canvas.axes.transData
    pixels = to_points.transform(item.points) * 72 / canvas.axes.figure.dpi
    pixels = shortened(pixels, item.setback[0] / scale(canvas), item.setback[1] / scale(canvas))
    heads = item.look.heads if item.look.heads is not None else ((HEADS["Medium"] * 0.75 + width, 1.0),)
    back = to_points.inverted()
    for size, place in heads:
        if not size:
            continue
        tip, direction = at_share(pixels, place)
        direction = direction if size > 0 else -direction
        side = np.array([-direction[1], direction[0]])
        size = abs(size)
        corners = [tip, tip - size * direction + 0.36 * size * side, tip - 0.8 * size * direction,
                   tip - size * direction - 0.36 * size * side]  # fmt: skip
        shape = back.transform(np.array(corners) * canvas.axes.figure.dpi / 72)
        patch = library("matplotlib.patches").Polygon(
            shape,
            facecolor=item.look.stroke,
            edgecolor="none",
            zorder=canvas.next_order(),
            clip_on=canvas.clip,
        )
        canvas.axes.add_artist(patch)
    at_end = any(place >= 1 and size > 0 for size, place in heads)
    at_start = any(place <= 0 and size for size, place in heads)
    size = max((abs(s) for s, _ in heads), default=0.0) * 0.7
    pixels = shortened(pixels, size if at_start else 0.0, size if at_end else 0.0)
    return back.transform(pixels * canvas.axes.figure.dpi / 72)


def scale(canvas: Canvas) -> float:
    """Plot coordinates in a point."""
    low, high = canvas.axes.get_xlim()
    return abs(high - low) / canvas.width


def at_share(points: Array, share: float) -> tuple[Array, Array]:
    """The point at a share of the way along a line, and the direction there."""
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    total = np.concatenate([[0.0], np.cumsum(steps)])
    goal = min(max(share, 0.0), 1.0) * total[-1]
    index = int(min(max(np.searchsorted(total, goal) - 1, 0), len(steps) - 1))
    while index > 0 and not steps[index]:
        index -= 1
    step = points[index + 1] - points[index]
    direction = step / (steps[index] or 1.0)
    return points[index] + (goal - total[index]) * direction, direction


def shortened(points: Array, start: float, end: float) -> Array:
    """The line without so much of its length at the start and at the end."""
    total = float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())
    if not (start or end) or total <= start + end:
        return points
    first, _ = at_share(points, start / total)
    last, _ = at_share(points, 1 - end / total)
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    inside = points[(lengths > start) & (lengths < total - end)]
    return np.vstack([first[None], inside, last[None]])


def edge_options(canvas: Canvas, look: Look) -> dict[str, Any]:
    """The line around a shape."""
    edge = look.edge
    if edge is None:
        return {"edgecolor": "none", "linewidth": 0}
    width = canvas.points(edge.width or ("points", 0.5))
    color: RGBA = edge.color or (0.0, 0.0, 0.0, 1.0)
    color = (*color[:3], edge.opacity if edge.opacity is not None else color[3])
    return {"edgecolor": color, "linewidth": width, "linestyle": canvas.dashes(edge.dashes, width)}


def paint_fill(canvas: Canvas, item: Fill) -> None:
    paths = library("matplotlib.path").Path
    outlines = [o for o in item.outlines if len(o) > 1 and np.isfinite(o).all()]
    if not outlines:
        return
    closed = [paths(np.vstack([o, o[:1]]), closed=True) for o in outlines]
    # Holes are cut out where their outline runs against that of the shape.
    path = paths.make_compound_path(*oriented(closed)) if len(closed) > 1 else closed[0]
    patch = library("matplotlib.patches").PathPatch(
        path,
        facecolor=item.look.fill if item.look.filled else "none",
        joinstyle="round" if item.look.join == "round" else item.look.join,
        zorder=canvas.next_order(),
        clip_on=canvas.clip,
        **edge_options(canvas, item.look),
    )
    canvas.axes.add_artist(patch)


def signed_area(points: Array) -> float:
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def oriented(closed: list[Any]) -> list[Any]:
    """The first outline one way round, the others the other way."""
    paths = library("matplotlib.path").Path
    found = []
    for index, path in enumerate(closed):
        points = path.vertices
        turn = (signed_area(points[:-1]) > 0) == (index == 0)
        found.append(path if turn else paths(points[::-1], closed=True))
    return found


def paint_patches(canvas: Canvas, item: Patches) -> None:
    collections = library("matplotlib.collections")
    if item.smooth:
        for points in item.polygons:
            paint_smooth(canvas, points, item.colors)
        return
    options = edge_options(canvas, item.look)
    if options["linewidth"] == 0:  # a hair of its own colour closes the seams between neighbours
        options = {"edgecolor": "face", "linewidth": 0.3}
    made = collections.PolyCollection(
        item.polygons, facecolors=item.colors, zorder=canvas.next_order(), clip_on=canvas.clip, **options
    )
    canvas.axes.add_collection(made, autolim=False)


def paint_smooth(canvas: Canvas, points: Array, colors: Array) -> None:
    """A polygon with a colour at each corner, as triangles around its first corner."""
    collections = library("matplotlib.collections")
    fan = [[points[0], points[i], points[i + 1]] for i in range(1, len(points) - 1)]
    blend = [(colors[0] + colors[i] + colors[i + 1]) / 3 for i in range(1, len(points) - 1)]
    made = collections.PolyCollection(fan, facecolors=blend, edgecolor="face", linewidth=0.3)
    made.set_zorder(canvas.next_order())
    canvas.axes.add_collection(made, autolim=False)


def paint_dots(canvas: Canvas, item: Dots) -> None:
    size = canvas.points(item.look.dot)
    if not size or not len(item.points):
        return
    made = canvas.axes.scatter(
        item.points[:, 0],
        item.points[:, 1],
        s=size**2,
        c=[item.look.stroke] if item.colors is None else item.colors,
        linewidths=0,
        zorder=canvas.next_order(),
        clip_on=canvas.clip,
    )
    made.set_label("_")


def font(look: Look) -> dict[str, Any]:
    """What matplotlib's Text takes for a look."""
    found: dict[str, Any] = {
        "fontsize": look.size,
        "color": look.ink,
        "fontweight": "bold" if look.bold else "normal",
        "fontstyle": "italic" if look.slanted else "normal",
    }
    if look.font:
        found["fontfamily"] = FAMILIES.get(look.font, "sans-serif")
    if look.background is not None:
        found["bbox"] = {"facecolor": look.background, "edgecolor": "none", "pad": 1.5}
    return found


ALIGN_X = [(-0.34, "left"), (0.34, "center"), (9.0, "right")]
ALIGN_Y = [(-0.34, "bottom"), (0.34, "center"), (9.0, "top")]


def paint_label(canvas: Canvas, item: Label) -> None:
    if not np.isfinite(item.place).all():
        return
    found: Words = words(canvas.kernel, item.content, item.look)
    if not found.text:
        return
    across = next(name for limit, name in ALIGN_X if item.offset[0] <= limit)
    up = next(name for limit, name in ALIGN_Y if item.offset[1] <= limit)
    canvas.axes.text(
        *item.place,
        found.text,
        ha=across,
        va=up,
        rotation=item.direction if math.isfinite(item.direction) else 0,
        rotation_mode="anchor",
        zorder=canvas.next_order() + 1,
        clip_on=False,
        **font(found.look),
    )


def paint_raster(canvas: Canvas, item: Raster) -> None:
    (x0, y0), (x1, y1) = item.corners
    span = canvas.axes.get_xlim(), canvas.axes.get_ylim()
    made = canvas.axes.imshow(
        item.pixels,
        extent=(x0, x1, y0, y1),
        origin="lower",
        interpolation="bilinear" if item.smooth else "nearest",
        aspect="auto",
        zorder=canvas.next_order(),
    )
    made.set_clip_on(canvas.clip)
    canvas.axes.set_xlim(*span[0])
    canvas.axes.set_ylim(*span[1])


PAINTERS: dict[type, Callable[[Canvas, Any], None]] = {
    Stroke: paint_stroke, Fill: paint_fill, Patches: paint_patches, Dots: paint_dots, Label: paint_label,
    Raster: paint_raster,
}  # fmt: skip
