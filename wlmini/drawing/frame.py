"""Axes, frames, ticks, grid lines and labels around a plot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wlmini.drawing.look import Look, directed, styled
from wlmini.drawing.paint import Canvas, font
from wlmini.drawing.settings import Pair, Settings, Span, frame_sides, is_name, is_true, sides
from wlmini.drawing.ticks import DATE_TICKS, Tick, chosen
from wlmini.drawing.wording import words
from wlmini.expr import Expr, S, is_list

GRAY = (0.35, 0.35, 0.35, 1.0)
TEXT = (0.2, 0.2, 0.2, 1.0)
LINES = Look(color=GRAY, width=("points", 0.6), size=9.0)
LABELS = Look(color=TEXT, size=10.0)
GRID = Look(color=(0.5, 0.5, 0.5, 0.35), width=("points", 0.5))
ACROSS, UP = 52.0, 38.0  # points of room that a tick's label has in each direction
LONG, SHORT = 4.0, 2.2
NAMES = ("left", "right", "bottom", "top")


def decorate(canvas: Canvas, settings: Settings, span: Span, size: tuple[float, float]) -> None:
    """Draw everything around the plot on the axes, whose limits become the range."""
    axes = canvas.axes
    axes.set_xlim(*span[0])
    axes.set_ylim(*span[1])
    axes.patch.set_visible(False)
    shown = frame_sides(settings.get("Frame"))
    labels = settings.look("LabelStyle", settings.look("BaseStyle", LABELS))
    if any(shown):
        frame(canvas, settings, span, size, shown, labels)
    else:
        plain_axes(canvas, settings, span, size, labels)
    title(canvas, settings, labels)
    if not canvas.measures:
        grid(canvas, settings, span, size)


def title(canvas: Canvas, settings: Settings, labels: Look) -> None:
    content = settings.get("PlotLabel")
    if content is None or is_name(content, "None"):
        return
    found = words(canvas.kernel, content, replace(labels, size=labels.size + 1))
    canvas.axes.set_title(found.text, pad=9, **font(found.look))


# -- ticks -------------------------------------------------------------------------------------------


def tick_list(canvas: Canvas, spec: Any, span: Pair, room: float, each: float) -> list[Tick]:
    spec = S.Automatic if spec is None or is_name(spec, "True", "All") else spec
    wanted = max(
        2, round(room / (each * 1.35 if isinstance(spec, Expr) and spec.head is DATE_TICKS else each))
    )
    found = chosen(canvas.kernel, spec, *span, wanted)
    slack = 1e-9 * (span[1] - span[0])
    return [t for t in found if span[0] - slack <= t.place <= span[1] + slack]


def set_ticks(canvas: Canvas, axis: Any, marks: list[Tick], labels: Look, skip: float | None = None) -> None:
    """Put the marks on an axis of matplotlib; the label at `skip` is left out."""
    long = [t for t in marks if t.major]
    shown = []
    turned = 0.0
    for tick in long:
        content, turn = turned_label(canvas, tick.label)
        turned = turn or turned
        hidden = skip is not None and abs(tick.place - skip) < 1e-9 * (1 + abs(skip))
        text = content if isinstance(content, str) else words(canvas.kernel, content, labels).text
        shown.append("" if hidden else text)
    axis.set_ticks([t.place for t in long], shown)
    short = [] if canvas.measures else [t.place for t in marks if not t.major]
    axis.set_ticks(short, minor=True)
    style = font(labels)
    style.pop("bbox", None)
    for text in axis.get_ticklabels():
        text.update(style)
        if turned:
            text.set(
                rotation=turned,
                ha="right" if axis.axis_name == "x" else "center",
                va="top",
                rotation_mode="anchor",
            )


def turned_label(canvas: Canvas, label: Any) -> tuple[Any, float]:
    """The label within Rotate[label, angle], and the angle in degrees."""
    if isinstance(label, Expr) and label.head is S.Rotate and len(label.parts) > 1:
        angle = Settings(canvas.kernel, ()).real(label.parts[1])
        return label.parts[0], 57.29577951308232 * (angle or 0.0)
    return label, 0.0


def mark_lengths(axes: Any, look: Look, width: float, **where: Any) -> None:
    axes.tick_params(which="major", direction="in", length=LONG, width=width, color=look.stroke, **where)
    axes.tick_params(
        which="minor", direction="in", length=SHORT, width=width * 0.8, color=look.stroke, **where
    )


# -- a frame -----------------------------------------------------------------------------------------


def frame(
    canvas: Canvas,
    settings: Settings,
    span: Span,
    size: tuple[float, float],
    shown: tuple[bool, ...],
    labels: Look,
) -> None:
    axes = canvas.axes
    styles = [styled(LINES, s) if s is not None else LINES for s in sides(settings.get("FrameStyle"))]
    for name, visible, look in zip(NAMES, shown, styles, strict=True):
        spine = axes.spines[name]
        spine.set(visible=visible, color=look.stroke, linewidth=canvas.points(look.width))
    width = canvas.points(styles[0].width)
    mark_lengths(axes, styles[0], width)
    specs = sides(settings.get("FrameTicks"))
    ink = replace(labels, size=labels.size - 1)
    ink = restyled(ink, settings, "FrameStyle") if settings.get("FrameStyle") is not None else ink
    ink = settings.look("FrameTicksStyle", ink)
    frame_axis(canvas, axes.yaxis, specs[0], specs[1], span[1], size[1], UP, ink, shown[:2])
    frame_axis(canvas, axes.xaxis, specs[2], specs[3], span[0], size[0], ACROSS, ink, shown[2:])
    frame_labels(canvas, settings, labels)


def restyled(look: Look, settings: Settings, name: str) -> Look:
    """A look with what an option for lines says of colour and font."""
    value = settings.get(name)
    first = sides(value)[0] if is_list(value) and len(value.parts) in (2, 4) else value
    return styled(look, first) if first is not None else look


def frame_axis(
    canvas: Canvas,
    axis: Any,
    spec: Any,
    far: Any,
    span: Pair,
    room: float,
    each: float,
    ink: Look,
    shown: Any,
) -> None:
    """The ticks on a side and on the side opposite to it, there without labels unless it has its own."""
    near = spec if shown[0] else S["None"]
    set_ticks(canvas, axis, tick_list(canvas, near, span, room, each), ink)
    own = is_list(far) or is_name(far, "All")
    mirrored = shown[1] and not own and not is_name(far, "None")
    opposite = {"x": "top", "y": "right"}[axis.axis_name]
    canvas.axes.tick_params(axis=axis.axis_name, which="both", **{opposite: mirrored})
    if own and shown[1]:
        second = getattr(canvas.axes, f"secondary_{axis.axis_name}axis")(opposite)
        other = getattr(second, f"{axis.axis_name}axis")
        set_ticks(canvas, other, tick_list(canvas, far, span, room, each), ink)
        mark_lengths(second, LINES, 0.6)


def frame_labels(canvas: Canvas, settings: Settings, labels: Look) -> None:
    value = settings.get("FrameLabel")
    if value is None or is_name(value, "None"):
        return
    if not is_list(value):
        value = S.List(value, S["None"])
    left, right, bottom, top = sides(value)
    upright = is_name(settings.get("RotateLabel"), "False")
    axes = canvas.axes
    look = settings.look("FrameStyle", labels) if not is_list(settings.get("FrameStyle")) else labels
    for content, put in ((bottom, axes.set_xlabel), (left, axes.set_ylabel)):
        found = words(canvas.kernel, content, look)
        if found.text:
            level = {"rotation": 0, "ha": "right"} if upright and content is left else {}
            put(found.text, labelpad=5, **level, **font(found.look))
    for content, place, turn in ((top, (0.5, 1.03), 0.0), (right, (1.05, 0.5), 0.0 if upright else 270.0)):
        found = words(canvas.kernel, content, look)
        if found.text:
            bottom_up = {"ha": "center", "va": "bottom"} if content is top else {"ha": "left", "va": "center"}
            axes.text(
                *place, found.text, rotation=turn, transform=axes.transAxes, **bottom_up, **font(found.look)
            )


# -- axes through the plot ---------------------------------------------------------------------------


def plain_axes(
    canvas: Canvas, settings: Settings, span: Span, size: tuple[float, float], labels: Look
) -> None:
    axes = canvas.axes
    across, up = map(is_true, settings.pair("Axes"))
    origin = crossing(settings, span)
    specs = settings.pair("Ticks")
    looks = [styled(LINES, s) if s is not None else LINES for s in settings.pair("AxesStyle")]
    for name in ("right", "top"):
        axes.spines[name].set_visible(False)
    axes.tick_params(which="both", top=False, right=False)
    texts = [replace(labels, size=labels.size - 1)] * 2
    texts = [
        styled(t, s) if s is not None else t for t, s in zip(texts, settings.pair("AxesStyle"), strict=True)
    ]
    texts = [
        styled(t, s) if s is not None else t for t, s in zip(texts, settings.pair("TicksStyle"), strict=True)
    ]
    for index, (shown, side, axis) in enumerate(((across, "bottom", axes.xaxis), (up, "left", axes.yaxis))):
        spine, look = axes.spines[side], looks[index]
        spine.set(visible=shown, color=look.stroke, linewidth=canvas.points(look.width))
        if not shown:
            axis.set_ticks([])
            continue
        other = origin[1 - index]
        spine.set_position(("data", other))
        if looks[index].heads:
            axis_arrow(axes, index, other, looks[index], canvas.points(look.width))
        width = canvas.points(look.width)
        mark_lengths(axes, look, width, axis="xy"[index])
        marks = tick_list(canvas, specs[index], span[index], size[index], (ACROSS, UP)[index])
        low, high = span[1 - index]
        inside = low + 0.02 * (high - low) < other < high and (up if index == 0 else across)
        set_ticks(canvas, axis, marks, texts[index], skip=origin[index] if inside else None)
    axes_labels(canvas, settings, origin, labels, (across, up))


def axis_arrow(axes: Any, index: int, other: float, look: Look, width: float) -> None:
    """A head at the end of an axis, where AxesStyle has Arrowheads."""
    ends = [("axes fraction", "data"), ("data", "axes fraction")][index]
    tip, start = ((1.0, other), (0.97, other)) if index == 0 else ((other, 1.0), (other, 0.97))
    size = max(size for size, _ in look.heads or ((8.0, 1.0),))
    axes.annotate(
        "", tip, xycoords=ends, xytext=start, textcoords=ends,
        arrowprops={"arrowstyle": "-|>", "color": look.stroke, "linewidth": width, "mutation_scale": size},
    )  # fmt: skip


def crossing(settings: Settings, span: Span) -> Pair:
    """Where the axes cross: at zero where it is in the range, else at the lower end."""
    value = settings.get("AxesOrigin")
    given = value.parts if is_list(value) and len(value.parts) == 2 else (None, None)
    found = []
    for spec, (low, high) in zip(given, span, strict=True):
        plain = settings.real(spec)
        found.append(plain if plain is not None else 0.0 if low <= 0 <= high else low)
    return found[0], found[1]


def axes_labels(
    canvas: Canvas, settings: Settings, origin: Pair, labels: Look, shown: tuple[bool, bool]
) -> None:
    """AxesLabel stands at the ends of the axes."""
    value = settings.get("AxesLabel")
    if value is None or is_name(value, "None"):
        return
    across, up = value.parts if is_list(value) and len(value.parts) == 2 else (S["None"], value)
    axes = canvas.axes
    first, second = words(canvas.kernel, across, labels), words(canvas.kernel, up, labels)
    if first.text and shown[0]:
        axes.annotate(
            first.text, (1, origin[1]), xycoords=("axes fraction", "data"), xytext=(5, 0),
            textcoords="offset points", ha="left", va="center", **font(first.look),
        )  # fmt: skip
    if second.text and shown[1]:
        axes.annotate(
            second.text, (origin[0], 1), xycoords=("data", "axes fraction"), xytext=(0, 4),
            textcoords="offset points", ha="center", va="bottom", **font(second.look),
        )  # fmt: skip


# -- grid lines --------------------------------------------------------------------------------------


def grid(canvas: Canvas, settings: Settings, span: Span, size: tuple[float, float]) -> None:
    value = settings.given.get("GridLines")
    if value is None or is_name(value, "None"):
        return
    across, up = value.parts if is_list(value) and len(value.parts) == 2 else (value, value)
    look = GRID
    style = settings.get("GridLinesStyle")
    looks = (
        [look, look]
        if style is None
        else [
            styled(look, s)
            for s in (style.parts if is_list(style) and len(style.parts) == 2 else (style, style))
        ]
    )
    ticks = settings.pair("FrameTicks" if any(frame_sides(settings.get("Frame"))) else "Ticks")
    for index, spec in enumerate((across, up)):
        scaled = isinstance(ticks[index], Expr) and not is_list(ticks[index])
        spec = ticks[index] if is_name(spec, "Automatic", "All", "Full") and scaled else spec
        draw_grid(canvas, spec, looks[index], index, span[index], size[index])


def draw_grid(canvas: Canvas, spec: Any, look: Look, index: int, span: Pair, room: float) -> None:
    draw = (canvas.axes.axvline, canvas.axes.axhline)[index]
    if is_list(spec):
        for part in spec.parts:
            style = directed(look, part.parts[1:]) if is_list(part) and len(part.parts) > 1 else look
            marks = chosen(
                canvas.kernel, S.List(part.parts[0] if is_list(part) and part.parts else part), *span, 5
            )
            line(canvas, draw, marks, style)
        return
    marks = [t for t in tick_list(canvas, spec, span, room, (ACROSS, UP)[index]) if t.major]
    line(canvas, draw, marks, look)


def line(canvas: Canvas, draw: Any, marks: list[Tick], look: Look) -> None:
    width = canvas.points(look.width)
    for tick in marks:
        draw(
            tick.place, color=look.stroke, linewidth=width, zorder=0.5,
            linestyle=canvas.dashes(look.dashes, width),
        )  # fmt: skip
