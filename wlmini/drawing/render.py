"""The door of this room: `picture` makes the bytes of a file, `pixels` the dots, of a graphics expression."""

from __future__ import annotations

import io
import warnings
from typing import Any

import numpy as np

from wlmini.drawing import boxes, legends, solid
from wlmini.drawing.colors import rgba
from wlmini.drawing.panel import BOXES, Box, blank, box_of
from wlmini.drawing.settings import Settings, image_size
from wlmini.expr import Expr, S
from wlmini.kernel.extras import library

__all__ = ["boxes", "is_drawable", "legends", "picture", "pixels", "solid"]

FORMATS = ("png", "pdf", "svg", "eps", "ps", "jpg", "jpeg")
SETTINGS = {
    "svg.fonttype": "path", "pdf.fonttype": 42, "ps.fonttype": 42, "svg.hashsalt": "wlmini",
    "mathtext.fontset": "dejavusans", "axes.unicode_minus": True, "path.simplify": False,
    "agg.path.chunksize": 20000,
}  # fmt: skip
DATES = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {"Software": None}}
MOST = 40_000  # dots in one direction


def is_drawable(expr: Any) -> bool:
    """Whether a picture can be made of the expression that is more than its text."""
    head = getattr(expr, "head", None)
    return head is not None and head in BOXES and holds_picture(expr)


def holds_picture(expr: Any) -> bool:
    """Whether a list, row or wrapper has a picture in it."""
    if expr.head in (S.List, S.Row, S.Column, S.Grid, S.TableForm, S.MatrixForm):
        return any(is_drawable(p) for p in expr.parts)
    if expr.head in (S.Style, S.Pane, S.Item, S.Tooltip, S.HoldForm, S.Labeled, S.Framed, S.Panel):
        return bool(expr.parts) and is_drawable(expr.parts[0])
    return True


def picture(
    kernel: Any, expr: Any, format: str, size: Any = None, resolution: float = 72.0, background: Any = None
) -> bytes:
    """The file of a graphics expression; `size` is an ImageSize, None for the expression's own."""
    stream = io.BytesIO()
    with library("matplotlib").rc_context(SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure = drawn(kernel, expr, size, resolution, background)
        jpeg = format in ("jpg", "jpeg")
        figure.savefig(
            stream, format=format, dpi=resolution, metadata=DATES.get(format),
            facecolor=figure.get_facecolor() if not jpeg or background is not None else "white",
        )  # fmt: skip
    return stream.getvalue()


def pixels(kernel: Any, expr: Any, size: Any = None, resolution: float = 72.0, background: Any = None) -> Any:
    """The dots of a graphics expression: an array of rows of red, green, blue and opacity, from 0 to 255."""
    with library("matplotlib").rc_context(SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure = drawn(kernel, expr, size, resolution, background)
        figure.set_dpi(resolution)
        figure.canvas.draw()
        return np.asarray(figure.canvas.buffer_rgba()).copy()


def drawn(kernel: Any, expr: Any, size: Any, resolution: float, background: Any) -> Any:
    """A figure of the expression's own size with everything painted in."""
    asked = asked_size(kernel, size)
    box: Box = box_of(kernel, expr, asked)
    scale = resolution / 72
    width, height = whole(box.width * scale) / scale, whole(box.height * scale) / scale
    figure = blank(width, height)
    color = rgba(background) if background is not None else own_background(kernel, expr)
    figure.set_facecolor(color or "white")
    box.paint(figure, 0.0, 0.0)
    return figure


def whole(dots: float) -> float:
    return float(min(max(1, round(dots)), MOST))


def own_background(kernel: Any, expr: Any) -> Any:
    """The Background of a graphic; None for white."""
    if isinstance(expr, Expr) and expr.head in (S.Graphics, S.Graphics3D):
        return rgba(Settings(kernel, expr.parts[1:]).get("Background"))
    return None


def asked_size(kernel: Any, size: Any) -> Any:
    """Width and height that ImageSize given to Export or Rasterize means; None for the picture's own."""
    if size is None or getattr(size, "short", "") == "Automatic":
        return None
    return image_size(Settings(kernel, ()), size)
