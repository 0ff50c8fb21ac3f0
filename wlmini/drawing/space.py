"""Primitives of space as polygons, lines, points and texts, ready to be projected."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.drawing.look import Look, directed
from wlmini.drawing.shapes import options_of, vertex_colors
from wlmini.drawing.walking import Walker
from wlmini.expr import Expr, S, Symbol, is_list

Array = Any
ROUND, FINE = 36, 60  # facets around round things, and around a sphere on its own


@dataclass
class Faces:
    """Polygons of one look, or each corner with its own colour; smooth ones have normals at the corners."""

    polygons: list[Array]
    look: Look
    colors: list[Array] | None = None
    normals: list[Array] | None = None  # at the corners; without them a face is lit by its own
    edges: bool = True


@dataclass
class Path3D:
    """A line in space."""

    points: Array
    look: Look
    arrow: bool = False


@dataclass
class Dots3D:
    """Points in space."""

    points: Array
    look: Look
    colors: Array | None = None


@dataclass
class Text3D:
    """A text at a point in space."""

    content: Any
    place: Array
    look: Look


Item3D = Faces | Path3D | Dots3D | Text3D


class Space(Walker):
    """Walks primitives of space and collects what is to draw."""

    def __init__(self, kernel: Any) -> None:
        super().__init__(kernel, SOLIDS, 3)
        self.items: list[Item3D] = []
        self.colors: Array | None = None
        self.normals: Array | None = None

    def point_lists(self, expr: Any) -> list[Array]:
        """The lists of points of Line[{p...}], Polygon[{{p...}, ...}] and the like; indices are looked up."""
        if self.vertices is not None:
            found = to_array(expr)
            if found is not None and found.dtype.kind == "i" and found.ndim in (1, 2):
                rows = found if found.ndim == 2 else found[None]
                return [self.vertices[row - 1] for row in rows]
            if is_list(expr):
                rows = [to_array(part) for part in expr.parts if is_list(part)]
                return [self.vertices[row - 1] for row in rows if row is not None]
        found = self.numeric(expr)
        if found is not None and found.ndim in (2, 3) and found.shape[-1] == 3:
            return [self.moved(p) for p in (found if found.ndim == 3 else found[None])]
        if is_list(expr) and expr.parts and is_list(expr.parts[0]):
            return [p for part in expr.parts for p in self.point_lists(part)]
        return []

    def color_lists(self, expr: Any) -> list[Array] | None:
        """The colours of the corners, of a GraphicsComplex with VertexColors."""
        return None if self.colors is None else self.rows_of(self.colors, expr)

    def rows_of(self, table: Array, expr: Any) -> list[Array] | None:
        """The rows of a table of the points that the numbers of corners mean."""
        found = to_array(expr)
        if found is not None and found.dtype.kind == "i":
            return [table[row - 1] for row in (found if found.ndim == 2 else found[None])]
        rows = [to_array(part) for part in expr.parts] if is_list(expr) else []
        return [table[row - 1] for row in rows if row is not None] or None

    def extent(self) -> list[tuple[float, float]]:
        found = []
        for item in self.items:
            if isinstance(item, Faces):
                found += item.polygons
            elif isinstance(item, Text3D):
                found.append(item.place[None])
            else:
                found.append(item.points)
        points = np.vstack(found) if found else np.array([[0.0] * 3, [1.0] * 3])
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points):
            return [(0.0, 1.0)] * 3
        return [(float(a), float(b)) for a, b in zip(points.min(axis=0), points.max(axis=0), strict=True)]


Draw3D = Callable[[Space, Expr, Look], None]
SOLIDS: dict[Symbol, Draw3D] = {}


def draws(*heads: str) -> Callable[[Draw3D], Draw3D]:
    def declare(function: Draw3D) -> Draw3D:
        for head in heads:
            SOLIDS[S[head]] = function
        return function

    return declare


@draws(
    "Tooltip",
    "Annotation",
    "Button",
    "EventHandler",
    "Mouseover",
    "GraphicsGroup",
    "Legended",
    "Labeled",
    "Graphics3D",
)
def draw_content(space: Space, expr: Expr, look: Look) -> None:
    if expr.parts:
        space.walk(expr.parts[0], look)


@draws("Style")
def draw_style(space: Space, expr: Expr, look: Look) -> None:
    if expr.parts:
        space.walk(expr.parts[0], directed(look, expr.parts[1:]))


@draws("GraphicsComplex")
def draw_complex(space: Space, expr: Expr, look: Look) -> None:
    before = space.vertices, space.colors, space.normals
    points = space.numeric(expr.parts[0])
    if points is None or len(expr.parts) < 2:
        return
    space.vertices, space.colors = space.moved(points), vertex_colors(expr)
    space.normals = (
        space.numeric(options_of(expr)["VertexNormals"]) if "VertexNormals" in options_of(expr) else None
    )
    try:
        space.walk(expr.parts[1], look)
    finally:
        space.vertices, space.colors, space.normals = before


@draws("Translate", "Scale", "GeometricTransformation", "Rotate")
def draw_moved(space: Space, expr: Expr, look: Look) -> None:
    """Copies of primitives that a matrix or a vector moves."""
    if len(expr.parts) < 2:
        return
    for matrix in transformations(space, expr):
        before = space.matrix
        space.matrix = matrix if before is None else before @ matrix
        space.walk(expr.parts[0], look)
        space.matrix = before


def transformations(space: Space, expr: Expr) -> list[Array]:
    name, spec = expr.head.short, expr.parts[1]
    if isinstance(spec, Expr) and spec.head is S.TransformationFunction and spec.parts:
        spec = spec.parts[0]
    found = space.numeric(spec)
    about = space.numeric(expr.parts[-1]) if len(expr.parts) > 2 else None
    center = about if about is not None and about.shape == (3,) else np.zeros(3)
    if found is None:
        return []
    if name == "Translate":
        return [affine(np.eye(3), shift) for shift in (found if found.ndim == 2 else found[None])]
    if name == "Scale":
        linear = np.diag(np.broadcast_to(found, 3))
        return [affine(linear, center - linear @ center)]
    if name == "Rotate":
        axis = space.numeric(expr.parts[2]) if len(expr.parts) > 2 else np.array([0.0, 0.0, 1.0])
        return [affine(turn(float(found), axis), np.zeros(3))]
    if found.shape == (4, 4):
        return [found]
    return [affine(found, np.zeros(3))] if found.shape == (3, 3) else []


def affine(linear: Array, shift: Array) -> Array:
    made = np.eye(4)
    made[:3, :3], made[:3, 3] = linear, shift
    return made


def turn(angle: float, axis: Array) -> Array:
    """The rotation by an angle about an axis."""
    x, y, z = axis / (np.linalg.norm(axis) or 1.0)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + math.sin(angle) * cross + (1 - math.cos(angle)) * cross @ cross


# -- plain things ------------------------------------------------------------------------------------


@draws("Line")
def draw_line(space: Space, expr: Expr, look: Look) -> None:
    for points in space.point_lists(expr.parts[0]):
        space.items.append(Path3D(points, look))


@draws("Arrow")
def draw_arrow(space: Space, expr: Expr, look: Look) -> None:
    content = expr.parts[0]
    content = content.parts[0] if isinstance(content, Expr) and content.head in (S.Tube, S.Line) else content
    for points in space.point_lists(content):
        space.items.append(Path3D(points, look, arrow=True))


@draws("Point")
def draw_point(space: Space, expr: Expr, look: Look) -> None:
    found = space.numeric(expr.parts[0])
    if found is not None and space.vertices is not None:
        found = space.vertices[np.atleast_1d(found).astype(int) - 1]
    elif found is not None and found.shape == (3,):
        found = space.moved(found[None])
    elif found is not None:
        found = space.moved(found)
    if found is not None and found.ndim == 2 and found.shape[1] == 3:
        space.items.append(Dots3D(found, look, vertex_colors(expr)))


@draws("Text", "Inset")
def draw_text(space: Space, expr: Expr, look: Look) -> None:
    place = space.numeric(expr.parts[1]) if len(expr.parts) > 1 else np.zeros(3)
    if place is not None and place.shape == (3,):
        space.items.append(Text3D(expr.parts[0], space.moved(place[None])[0], look))


@draws("Polygon", "Triangle", "Simplex")
def draw_polygon(space: Space, expr: Expr, look: Look) -> None:
    found = space.point_lists(expr.parts[0])
    colors = space.color_lists(expr.parts[0])
    own = vertex_colors(expr)
    if own is not None and len(found) == 1:
        colors = [own]
    normals = None if space.normals is None else space.rows_of(space.normals, expr.parts[0])
    space.items.append(Faces(found, look, colors, normals))


def solid(
    space: Space, faces: Sequence[Array], look: Look, edges: bool = True, normals: list[Array] | None = None
) -> None:
    normals = None if space.matrix is not None else normals
    shapes = [space.moved(np.asarray(f, dtype=float)) for f in faces]
    space.items.append(Faces(shapes, look, normals=normals, edges=edges))


@draws("Cuboid", "Cube")
def draw_cuboid(space: Space, expr: Expr, look: Look) -> None:
    low = space.numeric(expr.parts[0]) if expr.parts else np.zeros(3)
    high = space.numeric(expr.parts[1]) if len(expr.parts) > 1 else None
    if low is None:
        return
    if look.edge is None:
        look = directed(look, [S.EdgeForm(S.GrayLevel(0.15))])
    for corner in low if low.ndim == 2 else [low]:
        solid(space, box_faces(corner, corner + 1 if high is None else high), look)


def box_faces(low: Array, high: Array) -> list[Array]:
    (a, b, c), (d, e, f) = low, high
    return [
        np.array(face)
        for face in (
            [(a, b, c), (a, e, c), (d, e, c), (d, b, c)], [(a, b, f), (d, b, f), (d, e, f), (a, e, f)],
            [(a, b, c), (d, b, c), (d, b, f), (a, b, f)], [(a, e, c), (a, e, f), (d, e, f), (d, e, c)],
            [(a, b, c), (a, b, f), (a, e, f), (a, e, c)], [(d, b, c), (d, e, c), (d, e, f), (d, b, f)],
        )
    ]  # fmt: skip


@draws("Tetrahedron")
def draw_tetrahedron(space: Space, expr: Expr, look: Look) -> None:
    points = space.numeric(expr.parts[0]) if expr.parts else None
    if points is not None and points.shape == (4, 3):
        solid(space, [points[list(f)] for f in ((0, 1, 2), (0, 1, 3), (0, 2, 3), (1, 2, 3))], look)


# -- round things ------------------------------------------------------------------------------------


@draws("Sphere", "Ball", "Ellipsoid")
def draw_sphere(space: Space, expr: Expr, look: Look) -> None:
    centers = space.numeric(expr.parts[0]) if expr.parts else np.zeros(3)
    radius = space.numeric(expr.parts[1]) if len(expr.parts) > 1 else np.array(1.0)
    if centers is None or radius is None:
        return
    count = FINE if centers.ndim == 1 else ROUND // 2
    up = np.linspace(0, math.pi, count // 2 + 1)
    around = np.linspace(0, 2 * math.pi, count + 1)
    grid = np.stack(
        [
            np.outer(np.sin(up), np.cos(around)),
            np.outer(np.sin(up), np.sin(around)),
            np.outer(np.cos(up), np.ones(len(around))),
        ],
        axis=-1,
    )
    for center in centers if centers.ndim == 2 else [centers]:
        solid(space, quads(center + radius * grid), look, edges=False, normals=quads(grid / radius))


def quads(grid: Array) -> list[Array]:
    """The cells of a grid of points."""
    cells = np.stack([grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]], axis=2)
    return list(cells.reshape(-1, 4, 3))


def frame_of(direction: Array) -> tuple[Array, Array]:
    """Two directions at right angles to one, and to each other."""
    other = (
        np.array([1.0, 0, 0])
        if abs(direction[0]) < 0.9 * np.linalg.norm(direction)
        else np.array([0, 1.0, 0])
    )
    first = np.cross(direction, other)
    first /= np.linalg.norm(first) or 1.0
    second = np.cross(direction, first)
    return first, second / (np.linalg.norm(second) or 1.0)


def round_solid(space: Space, ends: Array, radii: tuple[float, float], look: Look) -> None:
    """A cylinder or cone between two points, closed at its ends."""
    first, second = frame_of(ends[1] - ends[0])
    around = np.linspace(0, 2 * math.pi, ROUND + 1)
    circle = np.outer(np.cos(around), first) + np.outer(np.sin(around), second)
    rings = [end + r * circle for end, r in zip(ends, radii, strict=True)]
    solid(space, quads(np.array(rings)), look, edges=False)
    for ring, r in zip(rings, radii, strict=True):
        if r:
            solid(space, [ring[:-1]], look)


@draws("Cylinder", "Cone")
def draw_cylinder(space: Space, expr: Expr, look: Look) -> None:
    ends = space.numeric(expr.parts[0]) if expr.parts else np.array([[0, 0, -1.0], [0, 0, 1.0]])
    radius = space.numeric(expr.parts[1]) if len(expr.parts) > 1 else np.array(1.0)
    if ends is None or radius is None:
        return
    r = float(radius)
    for pair in ends if ends.ndim == 3 else [ends]:
        round_solid(space, pair, (r, r if expr.head is S.Cylinder else 0.0), look)


@draws("Tube")
def draw_tube(space: Space, expr: Expr, look: Look) -> None:
    content = expr.parts[0]
    content = content.parts[0] if isinstance(content, Expr) and content.head is S.Line else content
    radius = space.numeric(expr.parts[1]) if len(expr.parts) > 1 else None
    before, space.matrix = space.matrix, None
    lines = space.point_lists(content)
    space.matrix = before
    for points in lines:
        size = 0.02 * float(np.ptp(points, axis=0).max()) if radius is None else float(np.ravel(radius)[0])
        around = np.linspace(0, 2 * math.pi, 13)
        rings = []
        for index, point in enumerate(points):
            ahead = points[min(index + 1, len(points) - 1)] - points[max(index - 1, 0)]
            first, second = frame_of(ahead)
            rings.append(point + size * (np.outer(np.cos(around), first) + np.outer(np.sin(around), second)))
        solid(space, quads(np.array(rings)), look, edges=False)
