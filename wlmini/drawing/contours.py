"""Contours of values on a grid, by matplotlib: lines at levels, and the regions between them."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.kernel.extras import library

Array = Any


def axes() -> Any:
    return library("matplotlib.figure").Figure().add_subplot()


def contour_lines(x: Array, y: Array, z: Array, levels: list[float]) -> list[list[Array]]:
    """For each level the lines on which the values have it."""
    made = axes().contour(x, y, np.ma.masked_invalid(z), levels=levels)
    return [lines_of(path) for path in made.get_paths()]


def contour_regions(x: Array, y: Array, z: Array, levels: list[float]) -> list[list[list[Array]]]:
    """For each step between two levels its regions: an outline and the outlines of holes."""
    made = axes().contourf(x, y, np.ma.masked_invalid(z), levels=levels)
    return [regions_of(path) for path in made.get_paths()]


def triangle_regions(
    x: Array, y: Array, z: Array, levels: list[float], triangles: Array
) -> list[list[list[Array]]]:
    """The regions between levels of values at the corners of triangles."""
    made = axes().tricontourf(library("matplotlib.tri").Triangulation(x, y, triangles), z, levels=levels)
    return [regions_of(path) for path in made.get_paths()]


def triangle_lines(x: Array, y: Array, z: Array, levels: list[float], triangles: Array) -> list[list[Array]]:
    """For each level the lines on which values at the corners of triangles have it."""
    made = axes().tricontour(library("matplotlib.tri").Triangulation(x, y, triangles), z, levels=levels)
    return [lines_of(path) for path in made.get_paths()]


def in_triangles(x: Array, y: Array, z: Array, triangles: Array, across: Array, up: Array) -> Array:
    """Values at the corners of triangles, interpolated at other points; outside no numbers."""
    tri = library("matplotlib.tri")
    grid = tri.Triangulation(x, y, triangles)
    return np.ma.filled(tri.LinearTriInterpolator(grid, z)(across, up), np.nan)


def triangles(x: Array, y: Array) -> Array:
    """The Delaunay triangles of scattered points, as rows of three indices."""
    return library("matplotlib.tri").Triangulation(x, y).triangles


def on_grid(x: Array, y: Array, z: Array, across: Array, up: Array) -> Array:
    """Values at scattered points, interpolated linearly on a grid."""
    tri = library("matplotlib.tri")
    found = tri.LinearTriInterpolator(tri.Triangulation(x, y), z)(across, up)
    return np.ma.filled(found, np.nan)


def lines_of(path: Any) -> list[Array]:
    return [polygon for polygon in split(path) if len(polygon) > 1]


def split(path: Any) -> list[Array]:
    """The separate lines of a path; closed ones end where they began."""
    vertices, codes = path.vertices, path.codes
    if codes is None:
        return [vertices] if len(vertices) else []
    starts = np.nonzero(codes == 1)[0]
    ends = [*starts[1:], len(vertices)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        line = vertices[start:end].copy()
        if codes[end - 1] == 79:  # CLOSEPOLY: the vertex itself says nothing
            line[-1] = line[0]
        found.append(line)
    return found


def regions_of(path: Any) -> list[list[Array]]:
    """Outlines with their holes; holes run the other way round than the outline before them."""
    found: list[list[Array]] = []
    for outline in split(path):
        if len(outline) < 4:
            continue
        if area(outline) > 0 or not found:
            found.append([outline])
        else:
            found[-1].append(outline)
    return found


def area(points: Array) -> float:
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def streams(field: Any, density: float, seeds: Array | None) -> list[Array]:
    """Stream lines of (x, y, u, v) on a grid: evenly apart, or those through the points given."""
    x, y, u, v = field
    hidden = ~np.isfinite(u)
    made = axes().streamplot(
        x, y, np.ma.masked_array(np.nan_to_num(u), hidden), np.ma.masked_array(np.nan_to_num(v), hidden),
        density=density, start_points=seeds, broken_streamlines=seeds is None, minlength=0.05,
    )  # fmt: skip
    lines: list[list[Array]] = []
    for segment in made.lines.get_segments():
        if lines and np.allclose(lines[-1][-1], segment[0]):
            lines[-1] += list(segment[1:])
        else:
            lines.append(list(segment))
    return [np.array(line) for line in lines]
