"""ClipPlanes: what of things in space lies on the wanted side of planes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from wlmini.drawing.settings import Settings
from wlmini.drawing.space import Dots3D, Faces, Item3D, Path3D, Text3D
from wlmini.expr import Expr, S, is_list

Array = Any


def planes_of(settings: Settings) -> list[Array]:
    """The planes {a, b, c, d}: what has a x + b y + c z + d < 0 is cut off."""
    value = settings.get("ClipPlanes")
    if isinstance(value, Expr) and value.head in (S.InfinitePlane, S.Hyperplane):
        value = S.List(value)
    if not is_list(value) or not value.parts:
        return []
    rows = value.parts if is_list(value.parts[0]) or not_number(settings, value.parts[0]) else (value,)
    found = [plane_of(settings, row) for row in rows]
    return [plane for plane in found if plane is not None]


def not_number(settings: Settings, expr: Any) -> bool:
    return isinstance(expr, Expr) and settings.real(expr) is None


def plane_of(settings: Settings, spec: Any) -> Array | None:
    """A plane from its four numbers, three points, or a point with two directions or with a normal."""
    if is_list(spec) and len(spec.parts) == 4:
        numbers = [settings.real(p) for p in spec.parts]
        return None if None in numbers else np.array(numbers, dtype=float)
    if not isinstance(spec, Expr):
        return None
    flat = [row for part in spec.parts for row in (part.parts if is_list(part) else ())]
    rows = [[settings.real(v) for v in row.parts] for row in flat if is_list(row)]
    if spec.head is S.Hyperplane and len(spec.parts) == 2 and all(map(is_list, spec.parts)):
        normal, point = (np.array([settings.real(v) for v in p.parts], dtype=float) for p in spec.parts)
        return np.append(normal, -normal @ point)
    points = np.array(rows, dtype=float)
    if points.shape != (3, 3):
        return None
    normal = np.cross(points[1] - points[0], points[2] - points[0])
    return np.append(normal, -normal @ points[0])


def cut_off(items: list[Item3D], planes: list[Array]) -> list[Item3D]:
    """The items without what lies beyond the planes."""
    for plane in planes:
        items = [part for item in items for part in one_cut(item, plane)]
    return items


def heights(points: Array, plane: Array) -> Array:
    return points @ plane[:3] + plane[3]


def one_cut(item: Item3D, plane: Array) -> list[Item3D]:
    if isinstance(item, Faces):
        return [cut_faces(item, plane)]
    if isinstance(item, Path3D):
        return [replace(item, points=part) for part in cut_line(item.points, plane)]
    if isinstance(item, Dots3D):
        kept = heights(item.points, plane) >= 0
        return [
            replace(item, points=item.points[kept], colors=None if item.colors is None else item.colors[kept])
        ]
    return [item] if isinstance(item, Text3D) and heights(item.place, plane) >= 0 else []


def cut_faces(item: Faces, plane: Array) -> Faces:
    polygons, colors, normals = [], [], []
    for index, polygon in enumerate(item.polygons):
        columns = [polygon]
        columns += [] if item.colors is None else [item.colors[index]]
        columns += [] if item.normals is None else [item.normals[index]]
        kept = cut_polygon(np.hstack(columns), heights(polygon, plane))
        if len(kept) < 3:
            continue
        polygons.append(kept[:, :3])
        colors.append(kept[:, 3:7])
        normals.append(kept[:, -3:])
    return replace(
        item, polygons=polygons, colors=None if item.colors is None else colors,
        normals=None if item.normals is None else normals,
    )  # fmt: skip


def cut_polygon(rows: Array, above: Array) -> Array:
    """The corners of a polygon that lie above, and where its sides cross."""
    if (above >= 0).all():
        return rows
    found = []
    for a, b, low, high in zip(rows, np.roll(rows, -1, axis=0), above, np.roll(above, -1), strict=True):
        if low >= 0:
            found.append(a)
        if (low >= 0) != (high >= 0):
            found.append(a + low / (low - high) * (b - a))
    return np.array(found).reshape(-1, rows.shape[1])


def cut_line(points: Array, plane: Array) -> list[Array]:
    """The parts of a line that lie above a plane."""
    above = heights(points, plane)
    steps = np.nonzero((above[:-1] >= 0) != (above[1:] >= 0))[0]
    share = (above[steps] / (above[steps] - above[steps + 1]))[:, None]
    met = points[steps] + share * (points[steps + 1] - points[steps])
    parts, start = [], points[:0]
    edges = [0, *(steps + 1).tolist(), len(points)]
    for k in range(len(edges) - 1):
        end = met[k : k + 1] if k < len(met) else points[:0]
        part = np.vstack([start, points[edges[k] : edges[k + 1]], end])
        if above[edges[k]] >= 0 and len(part) > 1:
            parts.append(part)
        start = end
    return parts
