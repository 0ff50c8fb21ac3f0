"""Legends: LineLegend, PointLegend, SwatchLegend and BarLegend as boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from wlmini.drawing.boxes import GAP, Placement, TextBox, makes, options_of
from wlmini.drawing.colors import along, rgba
from wlmini.drawing.frame import GRAY, TEXT
from wlmini.drawing.gradients import DENSITY, GRADIENTS, stops
from wlmini.drawing.look import Edge, Look, styled
from wlmini.drawing.paint import PAINTERS, Canvas
from wlmini.drawing.panel import Box, put_axes
from wlmini.drawing.scene import Dots, Fill, Label, Stroke
from wlmini.drawing.settings import Settings, is_name, is_true
from wlmini.drawing.ticks import linear
from wlmini.drawing.wording import words
from wlmini.expr import Expr, S, is_list

WORDS = Look(color=TEXT, size=10.0)
SAMPLE = {"LineLegend": 22.0, "PointLegend": 12.0, "SwatchLegend": 11.0}
CLOSE = 9.0  # points between two labels of a bar that can be read
SWATCH = Edge((0.0, 0.0, 0.0, 1.0), 0.25, ("points", 0.4))


class Sample(Box):
    """What a legend shows beside a text: a piece of line, a point with its marker, or a swatch."""

    def __init__(self, kernel: Any, kind: str, look: Look, marker: Any, joined: bool) -> None:
        self.kernel, self.kind, self.look, self.marker, self.joined = kernel, kind, look, marker, joined
        self.width, self.height = SAMPLE[kind], 11.0

    def paint(self, figure: Any, x: float, y: float) -> None:
        axes = put_axes(figure, x, y, self.width, self.height)
        axes.set_axis_off()
        axes.set_xlim(0, self.width)
        axes.set_ylim(0, self.height)
        canvas = Canvas(self.kernel, axes, 360.0, clip=False)
        middle = self.height / 2
        if self.kind == "SwatchLegend":
            corners = np.array([[0, 0], [self.width, 0], [self.width, self.height], [0, self.height]])
            PAINTERS[Fill](canvas, Fill([corners], replace(self.look, edge=self.look.edge or SWATCH)))
            return
        if self.joined:
            PAINTERS[Stroke](canvas, Stroke(np.array([[0, middle], [self.width, middle]]), self.look))
        place = np.array([self.width / 2, middle])
        if self.marker is not None and not is_name(self.marker, "None", "Automatic"):
            PAINTERS[Label](canvas, Label(self.marker, place, (0.0, 0.0), 0.0, self.look))
        elif self.kind == "PointLegend":
            PAINTERS[Dots](canvas, Dots(place[None], replace(self.look, dot=("points", 6.0))))


@makes("LineLegend", "PointLegend", "SwatchLegend")
def legend(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    """Samples with their labels below each other, or side by side."""
    plain = [p for p in expr.parts if not (isinstance(p, Expr) and p.head in (S.Rule, S.RuleDelayed))]
    settings = Settings(kernel, options_of(expr))
    if len(plain) < 2:
        return None
    styles = plain[0].parts if is_list(plain[0]) else (plain[0],)
    labels = plain[1].parts if is_list(plain[1]) else (plain[1],)
    markers = settings.get("LegendMarkers")
    joined = settings.get("Joined")
    look = settings.look("LabelStyle", WORDS)
    rows = []
    for index, label in enumerate(labels):
        style = styles[index % len(styles)]
        marker = marker_at(markers, index)
        kind = expr.head.short
        line = kind == "LineLegend" or is_true(joined)
        sample = Sample(kernel, kind, styled(Look(width=("points", 1.6)), style), marker, line)
        rows.append((sample, TextBox(kernel, label, look)))
    title = settings.get("LegendLabel")
    head = (
        None if title is None or is_name(title, "None") else TextBox(kernel, title, replace(look, bold=False))
    )
    layout = settings.get("LegendLayout")
    made = arranged(rows, head, isinstance(layout, str) and "Row" in layout, settings)
    return wrapped(kernel, made, settings.get("LegendFunction"))


def wrapped(kernel: Any, box: Box, function: Any) -> Box:
    """The legend in the frame or panel of LegendFunction."""
    name = function if isinstance(function, str) else getattr(function, "short", "")
    if function is None or name in ("None", "Identity"):
        return box
    head = function
    if name not in ("Frame", "Framed", "Panel", "Background"):  # a function around it: what it makes counts
        head = getattr(kernel.call(function, S.Null), "head", None)
        if getattr(head, "short", "") not in ("Framed", "Panel"):
            return box
    made = Placement([(box, 5.0, 5.0)], box.width + 10, box.height + 10)
    if name != "Background":
        made.border = (0.6, 0.6, 0.6, 1.0)
    if name in ("Panel", "Background") or getattr(head, "short", "") == "Panel":
        made.background = (0.95, 0.95, 0.95, 1.0)
    return made


def marker_at(markers: Any, index: int) -> Any:
    """The marker of one entry, from one for all or a list of markers or of {marker, size}."""
    if is_list(markers) and markers.parts:
        marker = markers.parts[index % len(markers.parts)]
        return marker.parts[0] if is_list(marker) and marker.parts else marker
    return markers


def arranged(
    rows: list[tuple[Sample, TextBox]], head: TextBox | None, across: bool, settings: Settings
) -> Box:
    boxes: list[tuple[Box, float, float]] = []
    lines = [max(sample.height, text.height) for sample, text in rows]
    wide = [sample.width + 5 + text.width for sample, text in rows]
    top = head.height + 4 if head else 0.0
    gap = 4.0
    height = (max(lines) if across else sum(lines) + gap * (len(lines) - 1)) + top
    width = sum(wide) + 2 * GAP * (len(wide) - 1) if across else max(wide)
    x, y = 0.0, height - top
    for (sample, text), line, room in zip(rows, lines, wide, strict=True):
        low = y - line
        boxes.append((sample, x, low + (line - sample.height) / 2))
        boxes.append((text, x + sample.width + 5, low + (line - text.height) / 2))
        if across:
            x += room + 2 * GAP
        else:
            y -= line + gap
    if head:
        boxes.append((head, 0.0, height - head.height))
        width = max(width, head.width)
    return Placement(boxes, width, height)


# -- bars --------------------------------------------------------------------------------------------


class Bar(Box):
    """A bar of colours with a scale beside it."""

    def __init__(
        self,
        kernel: Any,
        colors: Any,
        span: tuple[float, float],
        limits: list[float],
        height: float,
        title: Any,
    ) -> None:
        self.kernel, self.colors, self.span, self.limits = kernel, colors, span, limits
        self.bar_height = height
        self.title = None if title is None else TextBox(kernel, title, WORDS)
        self.ticks = self.marks()
        longest = max(
            (TextBox(kernel, str(t.label), replace(WORDS, size=9.0)).width for t in self.ticks), default=0.0
        )
        self.width = max(12.0 + 6 + longest, self.title.width if self.title else 0.0)
        self.height = height + 10 + (self.title.height + 2 if self.title else 0.0)

    def marks(self) -> list[Any]:
        if not self.limits:
            return [t for t in linear(*self.span, max(3, round(self.bar_height / 34))) if t.major]
        texts = linear(*self.span, len(self.limits))
        known = {round(t.place, 12): t.label for t in texts if t.major}
        return [type(texts[0])(v, known.get(round(v, 12), f"{v:.4g}".replace("-", "−"))) for v in self.limits]

    def bands(self, edges: Any) -> Any:
        """Where steps of colour end: to scale, or as high as each other where their labels would collide."""
        room = self.bar_height / ((edges[-1] - edges[0]) or 1.0)
        inner = np.diff(self.limits) * room if len(self.limits) > 1 else np.array([np.inf])
        return (
            edges if not self.limits or inner.min() >= CLOSE else np.linspace(edges[0], edges[-1], len(edges))
        )

    def paint(self, figure: Any, x: float, y: float) -> None:
        axes = put_axes(figure, x, y + 5, 12.0, self.bar_height)
        low, high = self.span
        edges = np.linspace(low, high, 257)
        if self.limits:
            edges = np.array(sorted({low, *self.limits, high}))
        middles = (edges[:-1] + edges[1:]) / 2
        shades = np.array([self.colors((m - low) / ((high - low) or 1.0)) for m in middles])
        bands = self.bands(edges)
        for index, shade in enumerate(shades):
            axes.axhspan(bands[index], bands[index + 1], color=shade, linewidth=0)
        axes.set_xlim(0, 1)
        axes.set_ylim(bands[0], bands[-1])
        axes.set_xticks([])
        axes.yaxis.tick_right()
        places = np.interp([t.place for t in self.ticks], edges, bands)
        axes.yaxis.set_ticks(places, [t.label for t in self.ticks])
        axes.tick_params(
            axis="y", direction="in", length=3, width=0.6, color=GRAY, labelsize=9.0, labelcolor=TEXT, pad=3
        )
        for spine in axes.spines.values():
            spine.set(color=GRAY, linewidth=0.5)
        if self.title:
            self.title.paint(figure, x, y + 8 + self.bar_height)


@makes("BarLegend")
def bar_legend(kernel: Any, expr: Expr, asked: Any) -> Box | None:
    """BarLegend[{colours, {min, max}}, levels]."""
    plain = [p for p in expr.parts if not (isinstance(p, Expr) and p.head in (S.Rule, S.RuleDelayed))]
    settings = Settings(kernel, options_of(expr))
    if not plain:
        return None
    spec, span = plain[0], (0.0, 1.0)
    if is_list(spec) and len(spec.parts) == 2 and is_list(spec.parts[1]):
        low, high = map(settings.real, spec.parts[1].parts)
        span = (low or 0.0, high if high is not None else 1.0)
        spec = spec.parts[0]
    levels = [settings.real(p) for p in plain[1].parts] if len(plain) > 1 and is_list(plain[1]) else []
    limits = [v for v in levels if v is not None]
    title = settings.get("LegendLabel")
    title = None if title is None or is_name(title, "None") else title
    height = settings.real(settings.get("LegendMarkerSize")) or 180.0
    return Bar(kernel, shading(kernel, spec), span, limits, height, title)


def shading(kernel: Any, spec: Any) -> Any:
    """A function from 0..1 to red, green, blue and opacity, for a gradient, colours, or a function."""
    if isinstance(spec, str) and spec in GRADIENTS or spec is None or is_name(spec, "Automatic"):
        found = stops(spec if isinstance(spec, str) else DENSITY)
        return lambda place: along(found, place)
    if is_list(spec):
        colors = [c for c in map(rgba, spec.parts) if c is not None]
        if colors:
            return lambda place: along(colors, place)
    return lambda place: rgba(kernel.call(spec, float(place))) or (0.5, 0.5, 0.5, 1.0)


__all__ = ["Bar", "Sample", "bar_legend", "legend", "words"]
