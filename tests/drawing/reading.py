"""What is in a graphic: its primitives as arrays, and the artists that draw it."""

from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.drawing.panel import blank, box_of
from wlmini.drawing.render import pixels
from wlmini.expr import Expr, S
from wlmini.session import Session

assert pixels  # all makers of boxes are known once this is imported


def evaluated(session: Session, text: str) -> Any:
    found = session.evaluate_text(text)
    assert not session.kernel.faults, session.kernel.faults[0]
    return found


def all_of(expr: Any, head: Any) -> list[Expr]:
    """The parts of an expression with a head, from the left."""
    if not isinstance(expr, Expr):
        return []
    own = [expr] if expr.head is head else []
    return own + [found for part in expr.parts for found in all_of(part, head)]


def arrays(expr: Any, head: Any) -> list[np.ndarray]:
    """The coordinates of primitives; those of several lines or polygons in one are taken apart."""
    found = []
    for primitive in all_of(expr, head):
        array = to_array(primitive.parts[0])
        parts = [array] if array is not None else [to_array(p) for p in primitive.parts[0].parts]
        for part in parts:
            assert part is not None
            found += list(part) if part.ndim == 3 else [part]
    return [np.asarray(p, dtype=float) for p in found]


def lines(session: Session, text: str) -> list[np.ndarray]:
    return arrays(evaluated(session, text), S.Line)


def option(expr: Any, name: str) -> Any:
    graphic = all_of(expr, S.Graphics) or all_of(expr, S.Graphics3D)
    return next(p.parts[1] for p in graphic[0].parts[1:] if p.parts[0] is S[name])


def texts(expr: Any) -> list[Any]:
    """What is written, without styles."""
    found = []
    for text in all_of(expr, S.Text):
        content: Any = text.parts[0]
        while isinstance(content, Expr) and content.head in (S.Style, S.Pane):
            content = content.parts[0]
        found.append(content)
    return found


def figure(session: Session, text: str) -> Any:
    """The figure that a graphic is painted into."""
    box = box_of(session.kernel, evaluated(session, text))
    made = blank(box.width, box.height)
    box.paint(made, 0, 0)
    return made


def area(points: np.ndarray) -> float:
    x, y = points.T
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
