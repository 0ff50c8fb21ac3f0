"""The primitives of a Graphics as a flat list of things to draw: styles settled, coordinates numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.drawing.colors import RGBA, number
from wlmini.drawing.look import Look, directed
from wlmini.drawing.walking import Walker
from wlmini.expr import Expr, S, Symbol, is_list

Array = Any
NAMED_PLACES = {
    "Center": 0.0, "Left": -1.0, "Right": 1.0, "Bottom": -1.0, "Top": 1.0, "Baseline": -1.0, "Axis": 0.0,
}  # fmt: skip


@dataclass
class Stroke:
    """An open line."""

    points: Array
    look: Look
    arrow: bool = False
    setback: tuple[float, float] = (0.0, 0.0)


@dataclass
class Fill:
    """A closed shape: an outline and the outlines of its holes."""

    outlines: list[Array]
    look: Look
    kind: str = "fill"


@dataclass
class Dots:
    """Points, of one look or each with its colour."""

    points: Array
    look: Look
    colors: Array | None = None


@dataclass
class Patches:
    """Many polygons with colours of their own, or of their corners."""

    polygons: list[Array]
    colors: Array
    smooth: bool = False
    look: Look = field(default_factory=Look)


@dataclass
class Label:
    """A text, or any expression, at a point."""

    content: Any
    place: Array
    offset: tuple[float, float]
    direction: float
    look: Look
    points: tuple[float, float] = (0.0, 0.0)  # moved so far by Offset, in the plot's coordinates


@dataclass
class Raster:
    """A picture laid into a rectangle."""

    pixels: Array
    corners: Array
    smooth: bool = False


@dataclass
class Insert:
    """Another graphic at a point."""

    content: Any
    place: Array
    anchor: Any
    size: tuple[float | None, float | None]
    look: Look


Item = Stroke | Fill | Dots | Patches | Label | Raster | Insert


class Scene(Walker):
    """Walks primitives and collects what is to draw.

    `span` is the range of the plot, ((x0, x1), (y0, y1)), and `unit` the size of a point on paper in the
    plot's coordinates; until both are known, places given by Scaled and Offset count for nothing.
    """

    def __init__(self, kernel: Any, span: Any = None, unit: tuple[float, float] | None = None) -> None:
        super().__init__(kernel, PRIMITIVES, 2)
        self.span = span
        self.unit = unit
        self.items: list[Item] = []

    def add(self, item: Item) -> None:
        self.items.append(item)

    # -- coordinates -----------------------------------------------------------------------------

    def real(self, expr: Any) -> float | None:
        found = number(expr)
        return number(self.kernel.evaluate(S.N(expr))) if found is None and expr is not None else found

    def place(self, expr: Any) -> Array:
        """One point, with Scaled and Offset resolved; not a number where it cannot be told yet."""
        nowhere = np.array([math.nan, math.nan])
        if isinstance(expr, Expr) and expr.head in (S.Scaled, S.ImageScaled) and expr.parts:
            return self.scaled(expr)
        if isinstance(expr, Expr) and expr.head is S.Offset and expr.parts:
            base = self.place(expr.parts[1]) if len(expr.parts) > 1 else np.zeros(2)
            by = self.numeric(expr.parts[0])
            return base if by is None or self.unit is None else base + by * np.array(self.unit)
        if isinstance(expr, int) and self.vertices is not None:
            return self.vertices[expr - 1]
        if isinstance(expr, Expr) and expr.head is S.Dynamic and expr.parts:
            return self.place(self.kernel.evaluate(expr.parts[0]))
        found = self.numeric(expr)
        return nowhere if found is None or found.shape != (2,) else self.moved(found[None])[0]

    def scaled(self, expr: Expr) -> Array:
        share = self.numeric(expr.parts[0])
        if share is None or share.shape != (2,) or self.span is None:
            return np.array([math.nan, math.nan])
        (x0, x1), (y0, y1) = self.span
        found = np.array([x0 + share[0] * (x1 - x0), y0 + share[1] * (y1 - y0)])
        return found + self.place(expr.parts[1]) if len(expr.parts) > 1 else found

    def points(self, expr: Any) -> Array:
        """A list of points, as an array of rows."""
        if self.vertices is not None:
            index = to_array(expr)
            if index is not None and index.ndim == 1 and index.dtype.kind == "i":
                return self.vertices[index - 1]
        found = to_array(expr)
        if found is not None and found.ndim == 2 and found.shape[1] == 2 and found.dtype.kind in "fi":
            return self.moved(np.asarray(found, dtype=float))
        if not is_list(expr) or not expr.parts:
            return np.zeros((0, 2))
        return np.array([self.place(p) for p in expr.parts])

    def lines(self, expr: Any) -> list[Array]:
        """The point lists of Line[{p...}] or Line[{{p...}, ...}]."""
        if not is_list(expr) or not expr.parts:
            return []
        return [self.points(p) for p in expr.parts] if self.is_nested(expr) else [self.points(expr)]

    def is_nested(self, expr: Any) -> bool:
        first = expr.parts[0]
        if not is_list(first) or not first.parts:
            return False
        inner = first.parts[0]
        if self.vertices is not None:
            return True
        return is_list(inner) or isinstance(inner, Expr) and inner.head in (S.Scaled, S.Offset, S.ImageScaled)

    def extent(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """The smallest and largest coordinates of what is to draw."""
        found = [p for item in self.items for p in outline(item) if len(p)]
        if not found:
            return None
        points = np.concatenate(found)
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points):
            return None
        (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
        return (float(x0), float(x1)), (float(y0), float(y1))


def outline(item: Item) -> list[Array]:
    """Points that the range of the plot has to hold."""
    if isinstance(item, (Stroke, Dots)):
        return [item.points]
    if isinstance(item, Fill):
        return item.outlines
    if isinstance(item, Patches):
        return item.polygons
    if isinstance(item, Raster):
        return [item.corners]
    if isinstance(item, Insert) and None not in item.size:
        width, height = item.size
        assert width is not None
        assert height is not None
        half = np.array([width, height]) / 2
        return [np.array([item.place - half, item.place + half])]
    return [item.place[None]]


Draw = Callable[[Scene, Expr, Look], None]
PRIMITIVES: dict[Symbol, Draw] = {}


def draws(*heads: str) -> Callable[[Draw], Draw]:
    """Declare how these heads are drawn."""

    def declare(function: Draw) -> Draw:
        for head in heads:
            PRIMITIVES[S[head]] = function
        return function

    return declare


# -- wrappers ----------------------------------------------------------------------------------------


@draws(
    "Tooltip", "Annotation", "Button", "EventHandler", "Mouseover", "StatusArea", "PopupWindow", "Hyperlink",
    "GraphicsGroup", "Legended", "Labeled", "Item", "Highlighted", "DynamicModule", "Interpretation",
)  # fmt: skip
def draw_content(scene: Scene, expr: Expr, look: Look) -> None:
    """Wrappers of which a picture shows what is in them."""
    if expr.parts:
        scene.walk(expr.parts[0], look)


@draws("Dynamic")
def draw_dynamic(scene: Scene, expr: Expr, look: Look) -> None:
    scene.walk(scene.kernel.evaluate(expr.parts[0]) if expr.parts else S.Null, look)


@draws("Style")
def draw_style(scene: Scene, expr: Expr, look: Look) -> None:
    if expr.parts:
        scene.walk(expr.parts[0], directed(look, expr.parts[1:]))


@draws("GraphicsComplex")
def draw_complex(scene: Scene, expr: Expr, look: Look) -> None:
    """Primitives whose points are numbers of rows of a list of points."""
    if len(expr.parts) < 2:
        return
    before = scene.vertices
    scene.vertices = None
    points = scene.points(expr.parts[0])
    scene.vertices = points
    try:
        scene.walk(expr.parts[1], look)
    finally:
        scene.vertices = before


@draws("Graphics")
def draw_graphics(scene: Scene, expr: Expr, look: Look) -> None:
    if expr.parts:
        scene.walk(expr.parts[0], look)


# -- transformations ---------------------------------------------------------------------------------


def transformed(scene: Scene, content: Any, matrix: Array, look: Look) -> None:
    before = scene.matrix
    scene.matrix = matrix if before is None else before @ matrix
    try:
        scene.walk(content, look)
    finally:
        scene.matrix = before


def affine(linear: Any, shift: Any = (0.0, 0.0), about: Any = (0.0, 0.0)) -> Array:
    """The matrix of x -> linear (x - about) + about + shift."""
    linear, about = np.asarray(linear, dtype=float), np.asarray(about, dtype=float)
    made = np.eye(3)
    made[:2, :2] = linear
    made[:2, 2] = about - linear @ about + np.asarray(shift, dtype=float)
    return made


def middle(scene: Scene, content: Any) -> Array:
    """The middle of the bounding box of primitives."""
    inner = Scene(scene.kernel)
    inner.vertices = scene.vertices
    inner.walk(content, Look())
    found = inner.extent()
    return np.zeros(2) if found is None else np.array([sum(found[0]) / 2, sum(found[1]) / 2])


@draws("Translate")
def draw_translate(scene: Scene, expr: Expr, look: Look) -> None:
    content, by = expr.parts[0], scene.numeric(expr.parts[1]) if len(expr.parts) > 1 else None
    if by is not None:
        for shift in by if by.ndim == 2 else [by]:
            transformed(scene, content, affine(np.eye(2), shift), look)


@draws("Rotate")
def draw_rotate(scene: Scene, expr: Expr, look: Look) -> None:
    if len(expr.parts) < 2:
        return
    content, angle = expr.parts[0], scene.real(expr.parts[1])
    about = scene.numeric(expr.parts[2]) if len(expr.parts) > 2 else None
    if about is None:
        about = middle(scene, content)
    if angle is not None:
        cos, sin = math.cos(angle), math.sin(angle)
        transformed(scene, content, affine([[cos, -sin], [sin, cos]], about=about), look)


@draws("Scale")
def draw_scale(scene: Scene, expr: Expr, look: Look) -> None:
    if len(expr.parts) < 2:
        return
    content, factor = expr.parts[0], scene.numeric(expr.parts[1])
    about = scene.numeric(expr.parts[2]) if len(expr.parts) > 2 else None
    if about is None:
        about = middle(scene, content)
    if factor is not None:
        transformed(scene, content, affine(np.diag(np.broadcast_to(factor, 2)), about=about), look)


@draws("GeometricTransformation")
def draw_transformation(scene: Scene, expr: Expr, look: Look) -> None:
    if len(expr.parts) < 2:
        return
    for matrix in matrices(scene, expr.parts[1]):
        transformed(scene, expr.parts[0], matrix, look)


def matrices(scene: Scene, spec: Any) -> list[Array]:
    """The 3 x 3 matrices of TransformationFunction[m], m, {m, v} or a list of them."""
    if isinstance(spec, Expr) and spec.head is S.TransformationFunction and spec.parts:
        spec = spec.parts[0]
    if is_list(spec) and len(spec.parts) == 2:
        linear, shift = scene.numeric(spec.parts[0]), scene.numeric(spec.parts[1])
        if linear is not None and shift is not None and linear.shape == (2, 2) and shift.shape == (2,):
            return [affine(linear, shift)]
    found = None if not is_list(spec) else scene.numeric(spec)
    if found is not None and found.shape == (2, 2):
        return [affine(found)]
    if found is not None and found.shape == (3, 3):
        return [found]
    return [m for part in spec.parts for m in matrices(scene, part)] if is_list(spec) else []


def named_place(value: Any) -> float | None:
    """-1 to 1 of Left, Center, Right, Bottom, Top, or a number."""
    return NAMED_PLACES.get(value.short) if isinstance(value, Symbol) else number(value)


def pixel_colors(values: Array, color: RGBA) -> Array:
    return np.broadcast_to(np.array(color), (len(values), 4))
