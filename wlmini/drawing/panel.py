"""One Graphics as a box of a known size that can be painted into a figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.drawing.colors import rgba
from wlmini.drawing.frame import decorate
from wlmini.drawing.look import Look, styled
from wlmini.drawing.paint import PAINTERS, Canvas
from wlmini.drawing.scene import Insert, Label, Scene
from wlmini.drawing.settings import (
    Settings,
    Span,
    aspect,
    image_size,
    is_name,
    is_true,
    padded,
    plot_range,
    sides,
)  # fmt: skip
from wlmini.drawing.shapes import is_graphics, place_pair
from wlmini.expr import Expr, S, is_list
from wlmini.kernel.extras import library

Margins = tuple[float, float, float, float]  # left, right, bottom, top, in points
LEAST = 10.0  # points that a plot has at least, however large its labels are
SPARE = 2.0


class Box:
    """Something with a width and a height in points that paints itself into a figure."""

    width: float
    height: float

    def paint(self, figure: Any, x: float, y: float) -> None:
        """Paint with the lower left corner at a point of the figure."""
        raise NotImplementedError


def blank(width: float, height: float) -> Any:
    """A figure of so many points, drawn by Agg."""
    figure = library("matplotlib.figure").Figure(figsize=(width / 72, height / 72), dpi=72)
    library("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
    return figure


def put_axes(figure: Any, x: float, y: float, width: float, height: float) -> Any:
    """Axes at a place of the figure, all in points."""
    across, up = figure.get_size_inches() * 72
    return figure.add_axes((x / across, y / up, width / across, height / up))


class Panel(Box):
    """A Graphics: its range, its plot and the room around it."""

    def __init__(
        self, kernel: Any, expr: Expr, asked: tuple[float | None, float | None] | None = None
    ) -> None:
        self.kernel = kernel
        self.content = expr.parts[0] if expr.parts else S.List()
        self.settings = Settings(kernel, expr.parts[1:])
        base = self.settings.get("BaseStyle")
        self.look = Look() if base is None else styled(Look(), base)
        flat = self.scene(None, None)
        self.unknown = flat.unknown
        span, told = plot_range(self.settings, flat.extent())
        self.inner = span
        self.span: Span = padded(self.settings, span, told)
        size = asked or image_size(self.settings, self.settings.get("ImageSize"))
        self.lay_out(*size, flat)

    def scene(self, span: Span | None, unit: tuple[float, float] | None, extra: bool = False) -> Scene:
        """What is to draw; with Prolog and Epilog where `extra`."""
        found = Scene(self.kernel, span, unit)
        for part in [
            *([self.settings.get("Prolog")] if extra else []),
            self.content,
            *([self.settings.get("Epilog")] if extra else []),
        ]:
            if part is not None:
                found.walk(S.List(part), self.look)
        return found

    # -- sizes -----------------------------------------------------------------------------------

    def lay_out(self, width: float | None, height: float | None, flat: Scene) -> None:
        """Settle the size of the plot such that it and the labels around it fill what was asked for."""
        ratio = aspect(self.settings, self.span)
        if width is None and height is None:
            width = 360.0
        guess_w = width if width is not None else (height or 360.0) / (ratio or 1.0)
        guess_h = height if height is not None else guess_w * (ratio or 1.0)
        plot = (0.85 * guess_w, 0.85 * guess_h)
        for _ in range(2):  # the ticks, and so their room, depend on the size of the plot
            margins = self.margins(guess_w, guess_h, plot, flat)
            plot = self.settle(width, height, ratio, margins)

    def settle(
        self, width: float | None, height: float | None, ratio: float | None, margins: Margins
    ) -> tuple[float, float]:
        """The size of the plot, and of the whole, where the margins are known."""
        left, right, bottom, top = margins
        if width is not None and height is None:
            plot_w = max(width - left - right, LEAST)
            plot_h = plot_w * (ratio or 1.0)
        elif width is None:
            plot_h = max((height or 360.0) - bottom - top, LEAST)
            plot_w = plot_h / (ratio or 1.0)
        else:
            assert height is not None
            plot_w, plot_h = max(width - left - right, LEAST), max(height - bottom - top, LEAST)
            if ratio is not None:
                plot_w, plot_h = min(plot_w, plot_h / ratio), min(plot_h, plot_w * ratio)
        self.plot = (max(plot_w, 1.0), max(plot_h, 1.0))
        # NumPy's own floats are no numbers of the language, and these get into expressions.
        self.width = float(width if width is not None else plot_w + left + right)
        self.height = float(height if height is not None else plot_h + bottom + top)
        self.corner = (
            left + (self.width - left - right - plot_w) / 2,
            bottom + (self.height - bottom - top - plot_h) / 2,
        )
        return self.plot

    def margins(self, width: float, height: float, room: tuple[float, float], flat: Scene) -> Margins:
        """The room that ticks and labels take around the plot."""
        given = self.settings.get("ImagePadding")
        if given is not None and not is_name(given, "All"):
            found = [0.0 if is_name(s, "None") else self.settings.real(s) for s in sides(given)]
            if None not in found:
                return tuple(v or 0.0 for v in found)  # type: ignore[return-value]
        figure = blank(width, height)
        axes = put_axes(figure, 0.1 * width, 0.1 * height, *room)
        canvas = Canvas(self.kernel, axes, room[0])
        canvas.measures = True
        decorate(canvas, self.settings, self.span, room)
        for item in self.labels(room, flat):
            PAINTERS[Label](canvas, item)
        around = axes.get_tightbbox(figure.canvas.get_renderer())
        inside = axes.get_window_extent()
        if around is None:
            return 0.0, 0.0, 0.0, 0.0
        spare = SPARE if self.has_marks() else 0.0
        return (
            max(0.0, inside.x0 - around.x0) + spare,
            max(0.0, around.x1 - inside.x1) + spare,
            max(0.0, inside.y0 - around.y0) + spare,
            max(0.0, around.y1 - inside.y1) + spare,
        )

    def labels(self, room: tuple[float, float], flat: Scene) -> list[Label]:
        """The texts that are seen, where they stand when the plot has this size."""
        if not any(isinstance(item, Label) for item in flat.items):
            return []
        (x0, x1), (y0, y1) = self.span
        placed = self.scene(self.span, ((x1 - x0) / room[0], (y1 - y0) / room[1]))
        return [item for item in placed.items if isinstance(item, Label) and self.is_seen(item)]

    def is_seen(self, item: Label) -> bool:
        """Whether a text stands within the range, where that cuts off what is outside."""
        (x0, x1), (y0, y1) = self.span
        x, y = item.place - np.array(item.points)
        return not self.clipped() or bool(x0 <= x <= x1 and y0 <= y <= y1)

    def has_marks(self) -> bool:
        shown = [self.settings.get(name) for name in ("Frame", "Axes", "PlotLabel")]
        return any(value is not None and not is_name(value, "False", "None") for value in shown)

    def clipped(self) -> bool:
        return is_true(self.settings.get("PlotRangeClipping"))

    # -- painting --------------------------------------------------------------------------------

    def paint(self, figure: Any, x: float, y: float) -> None:
        for head in self.unknown:
            self.kernel.message(S.Graphics, "gprim", head)
        color = self.settings.get("Background")
        found = rgba(color)
        if found is not None:
            add_rectangle(figure, x, y, self.width, self.height, found)
        axes = put_axes(figure, x + self.corner[0], y + self.corner[1], *self.plot)
        canvas = Canvas(self.kernel, axes, self.plot[0], self.clipped())
        decorate(canvas, self.settings, self.span, self.plot)
        (x0, x1), (y0, y1) = self.span
        unit = ((x1 - x0) / self.plot[0], (y1 - y0) / self.plot[1])
        for item in self.scene(self.span, unit, extra=True).items:
            if isinstance(item, Insert):
                self.insert(figure, item, x, y)
            elif not isinstance(item, Label) or self.is_seen(item):
                PAINTERS[type(item)](canvas, item)
        axes.set_axisbelow(not is_true(self.settings.get("AxesFront")))
        axes.set_xlim(x0, x1)
        axes.set_ylim(y0, y1)

    def insert(self, figure: Any, item: Insert, x: float, y: float) -> None:
        """Paint a graphic within this one."""
        if not np.isfinite(item.place).all():
            return
        (x0, x1), (y0, y1) = self.span
        across, up = self.plot[0] / (x1 - x0), self.plot[1] / (y1 - y0)
        width = None if item.size[0] is None else item.size[0] * across
        height = None if item.size[1] is None else item.size[1] * up
        asked = (0.4 * self.plot[0], None) if width is None and height is None else (width, height)
        box = box_of(self.kernel, item.content, asked)
        left = x + self.corner[0] + (item.place[0] - x0) * across
        low = y + self.corner[1] + (item.place[1] - y0) * up
        at = anchor(box, item.anchor)
        box.paint(figure, left - at[0], low - at[1])


def anchor(box: Box, spec: Any) -> tuple[float, float]:
    """The point of a box, from its lower left corner, that stands at the given place."""
    if isinstance(spec, Expr) and spec.head is S.Scaled and is_list(spec.parts[0]):
        share = [float(v) for v in spec.parts[0].parts]
        return share[0] * box.width, share[1] * box.height
    if isinstance(spec, Expr) and spec.head is S.ImageScaled and is_list(spec.parts[0]):
        share = [float(v) for v in spec.parts[0].parts]
        return share[0] * box.width, share[1] * box.height
    pair = place_pair(spec) or (0.0, 0.0)
    if isinstance(box, Panel) and is_list(spec) and all(isinstance(p, (int, float)) for p in spec.parts):
        (x0, x1), (y0, y1) = box.span
        return (
            box.corner[0] + (pair[0] - x0) / (x1 - x0) * box.plot[0],
            box.corner[1] + (pair[1] - y0) / (y1 - y0) * box.plot[1],
        )
    return (pair[0] + 1) / 2 * box.width, (pair[1] + 1) / 2 * box.height


def add_rectangle(
    figure: Any, x: float, y: float, width: float, height: float, color: Any, **style: Any
) -> None:
    """A filled rectangle at a place of the figure, in points."""
    across, up = figure.get_size_inches() * 72
    figure.add_artist(
        library("matplotlib.patches").Rectangle(
            (x / across, y / up), width / across, height / up, transform=figure.transFigure,
            facecolor=color, zorder=-1, **{"edgecolor": "none", **style},
        )
    )  # fmt: skip


BOXES: dict[Any, Any] = {}
"""Head -> maker(kernel, expr, asked size) of the box; other modules add to it."""


def box_of(kernel: Any, expr: Any, asked: tuple[float | None, float | None] | None = None) -> Box:
    """The box of a graphic, a legend, a grid, or of anything else as text."""
    head = getattr(expr, "head", None)
    make = BOXES.get(head)
    if make is not None:
        found = make(kernel, expr, asked)
        if found is not None:
            return found  # type: ignore[no-any-return]
    return BOXES[None](kernel, expr, asked)  # type: ignore[no-any-return]


class Inner(Box):
    """A picture in a part of a larger one: PlotRegion within it, ImageMargins around it."""

    def __init__(self, box: Box, place: tuple[float, float], size: tuple[float, float], color: Any) -> None:
        self.box, self.place, self.color = box, place, color
        self.width, self.height = size

    def paint(self, figure: Any, x: float, y: float) -> None:
        if self.color is not None:
            add_rectangle(figure, x, y, self.width, self.height, self.color)
        self.box.paint(figure, x + self.place[0], y + self.place[1])


def with_margins(kernel: Any, expr: Any, asked: Any, make: Callable[..., Box]) -> Box:
    """The box of a graphic with PlotRegion and ImageMargins."""
    settings = Settings(kernel, expr.parts[1:])
    region = plot_region(settings)
    box = make(kernel, expr, asked)
    color = rgba(settings.get("Background"))
    if region is not None:
        (x0, x1), (y0, y1) = region
        whole = box.width, box.height
        box = make(kernel, expr, ((x1 - x0) * whole[0], (y1 - y0) * whole[1]))
        box = Inner(box, (x0 * whole[0], y0 * whole[1]), whole, color)
    found = [settings.real(p) or 0.0 for p in sides(settings.get("ImageMargins", 0))]
    if not any(found):
        return box
    left, right, low, top = found
    return Inner(box, (left, low), (box.width + left + right, box.height + low + top), color)


def plot_region(settings: Settings) -> Span | None:
    """The shares {{x0, x1}, {y0, y1}} of the picture that the plot may fill."""
    value = settings.get("PlotRegion")
    if not is_list(value) or len(value.parts) != 2 or not all(map(is_list, value.parts)):
        return None
    x, y = ([settings.real(p) or 0.0 for p in pair.parts] for pair in value.parts)
    good = len(x) == len(y) == 2 and x[0] < x[1] and y[0] < y[1]
    return ((x[0], x[1]), (y[0], y[1])) if good else None


def make_panel(kernel: Any, expr: Any, asked: Any) -> Box:
    return with_margins(kernel, expr, asked, Panel)


def make_graph(kernel: Any, expr: Any, asked: Any) -> Box | None:
    """A Graph, which tells its own Graphics; None where the expression is no graph."""
    graphics = getattr(expr, "graphics", None)
    return None if graphics is None else box_of(kernel, graphics(kernel), asked)


BOXES[S.Graphics] = make_panel
BOXES[S.Graph] = make_graph
__all__ = ["BOXES", "Box", "Panel", "add_rectangle", "blank", "box_of", "is_graphics", "put_axes"]
