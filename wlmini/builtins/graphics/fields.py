"""Values over a rectangle, with their contours, the edge of the region they are wanted in, and meshes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphics.cutting import Cut, cut, has_region, kept_by_region
from wlmini.builtins.graphics.mesh import has_mesh, mesh_levels, mesh_look
from wlmini.builtins.graphics.sampling import Function
from wlmini.drawing.contours import (
    contour_lines,
    contour_regions,
    in_triangles,
    triangle_lines,
    triangle_regions,
)
from wlmini.drawing.settings import is_name
from wlmini.expr import S, is_list, make_list

Array = Any
FINE = 480  # dots of a raster along each side where its edge is not that of the plot
MESH = S.Directive(S.GrayLevel(0, 0.4), S.AbsoluteThickness(0.5))
EDGE = S.Directive(S.GrayLevel(0.3), S.AbsoluteThickness(0.8))


@dataclass
class Field:
    """Values on a grid, and where that is only a part of the rectangle the triangles of it."""

    x: Array
    y: Array
    z: Array
    part: Cut | None = None

    @property
    def values(self) -> Array:
        """All values that are shown."""
        return self.z if self.part is None else self.part.values[:, 0]

    @property
    def columns(self) -> tuple[Array, Array, Array]:
        """The coordinates and values of all points."""
        if self.part is not None:
            return (*self.part.points.T, self.part.values[:, 0])
        across, up = np.meshgrid(self.x, self.y)
        return across, up, self.z

    def regions(self, levels: list[float]) -> list[list[list[Array]]]:
        if self.part is None:
            return contour_regions(self.x, self.y, self.z, levels)
        if not len(self.part.triangles):
            return []
        return triangle_regions(*self.columns, levels, self.part.triangles)

    def lines(self, levels: list[float], heights: Array | None = None) -> list[list[Array]]:
        """Where the values, or others given for the same points, have each level."""
        heights = self.values if heights is None else heights
        if self.part is None:
            return contour_lines(self.x, self.y, heights, levels)
        if not len(self.part.triangles):
            return [[] for _ in levels]
        x, y = self.part.points.T
        return triangle_lines(x, y, heights, levels, self.part.triangles)

    def raster(self) -> tuple[Array, Array, Array, Array]:
        """x, y, values, and how much of each dot lies in the region."""
        if self.part is None:
            return self.x, self.y, self.z, np.ones(self.z.shape)
        x, y = (np.linspace(g[0], g[-1], FINE) for g in (self.x, self.y))
        half_x, half_y = (x[1] - x[0]) / 4, (y[1] - y[0]) / 4
        across, up = np.meshgrid(x, y)
        corners = [
            in_triangles(*self.columns, self.part.triangles, across + dx, up + dy)
            for dx in (-half_x, half_x)
            for dy in (-half_y, half_y)
        ]
        inside = np.isfinite(corners)
        sums = np.where(inside, corners, 0.0).sum(axis=0)
        covered = inside.mean(axis=0)
        return x, y, np.where(covered > 0, sums / np.maximum(4 * covered, 1e-9), np.nan), covered

    def outline(self) -> list[Array]:
        """The edge of the region."""
        if self.part is not None:
            return [self.part.points[line] for line in self.part.edge()]
        a, b, c, d = self.x[0], self.x[-1], self.y[0], self.y[-1]
        return [np.array([[a, c], [b, c], [b, d], [a, d], [a, c]])]


def field_of(
    kernel: Any, options: dict[str, Any], x: Array, y: Array, z: Array, value: Callable[..., Array]
) -> Field:
    """A field, cut where RegionFunction says."""
    if not has_region(options):
        return Field(x, y, z)
    return Field(x, y, z, cut(x, y, z, value, kept_by_region(kernel, options)))


def function_field(
    kernel: Any, body: Any, spans: Any, count: tuple[int, int], options: dict[str, Any]
) -> Field:
    """The values of a function of two variables on a grid."""
    x, y = (np.linspace(low, high, n) for (_, low, high), n in zip(spans, count, strict=True))
    function = Function(kernel, [s[0] for s in spans], body, options)
    return field_of(kernel, options, x, y, function.at(*np.meshgrid(x, y)), function.at)


def polygon(region: list[Array]) -> Any:
    outer = pack(region[0][:-1])
    if len(region) == 1:
        return S.Polygon(outer)
    return S.Polygon(S.Rule(outer, make_list([pack(hole[:-1]) for hole in region[1:]])))


def points_wanted(options: dict[str, Any], usual: int) -> tuple[int, int]:
    """How many points a grid has along each side, by PlotPoints, MaxRecursion and PerformanceGoal."""
    spec, depth = options["PlotPoints"], options.get("MaxRecursion")
    fast = options.get("PerformanceGoal") == "Speed"
    counts = spec.parts if is_list(spec) and len(spec.parts) == 2 else (spec, spec)
    given = [c if isinstance(c, int) and c > 1 else 15 if isinstance(depth, int) else 0 for c in counts]
    times = 2 ** min(depth, 4) if isinstance(depth, int) else 1 if fast else 4
    found = [min(g * times, 600) if g else usual // 2 if fast else usual for g in given]
    found = [
        n if isinstance(depth, int) or not g else max(n, usual) for g, n in zip(given, found, strict=True)
    ]
    return found[0], found[1]


def field_mesh(kernel: Any, options: dict[str, Any], field: Field) -> list[Any]:
    """The lines of Mesh on a field."""
    if not has_mesh(options):
        return []
    if is_name(options["Mesh"], "All", "Full"):
        options = {**options, "Mesh": S.List(len(field.x) - 2, len(field.y) - 2)}
    made = []
    for index, (heights, levels, styles) in enumerate(mesh_levels(kernel, options, field.columns, (1, 2))):
        for lines, style in zip(ordered_lines(field, levels, heights), styles, strict=True):
            if lines:
                look = mesh_look(options, index, MESH, style)
                made.append(S.List(look, S.Line(make_list([pack(line) for line in lines]))))
    return made


def ordered_lines(field: Field, levels: list[float], heights: Array) -> list[list[Array]]:
    """The lines of levels that may be given in any order."""
    found = field.lines(sorted(set(levels)), heights) if levels else []
    return [found[sorted(set(levels)).index(level)] for level in levels]


def boundary(options: dict[str, Any], field: Field, usual: Any = None) -> list[Any]:
    """The edge of the region in BoundaryStyle."""
    style = options.get("BoundaryStyle")
    style = usual if is_name(style, "Automatic") else None if is_name(style, "None") else style
    if style is None:
        return []
    lines = [pack(line) for line in field.outline()]
    return [S.List(S.Directive(EDGE, style), S.Line(make_list(lines)))]
