"""Grids of values cut along the edge of where they are wanted: triangles that end exactly at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.graphics.sampling import outside
from wlmini.drawing.contours import in_triangles, triangle_lines
from wlmini.drawing.settings import is_name
from wlmini.expr import S

Array = Any
Value = Callable[[Array, Array], Array]  # of two parameters: a column for each coordinate or value
Keep = Callable[[Array, Array, Array], Array]  # of parameters and values: where they are wanted
HALVINGS = 12
SNAP = 2.0**-9  # of a side, within which a crossing is taken for its end


class Cut(NamedTuple):
    """Triangles over a plane of two parameters, with values at their corners."""

    points: Array
    values: Array
    triangles: Array

    def edge(self) -> list[Array]:
        """The outlines, as numbers of points."""
        sides = np.sort(np.concatenate([self.triangles[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 0))]), 1)
        single, count = np.unique(sides, axis=0, return_counts=True)
        return chained(single[count == 1])


def has_region(options: dict[str, Any]) -> bool:
    return not is_name(options.get("RegionFunction", S.Automatic), "Automatic", "None", "True")


def cut(u: Array, v: Array, values: Array, value: Value, keep: Keep) -> Cut:
    """The part of a grid (rows along v) on which values are numbers and wanted.

    Where the edge crosses a side of a triangle is found by halving it, so that the edge does not follow
    the grid.
    """
    across, up = np.meshgrid(u, v)
    points = np.stack([across.ravel(), up.ravel()], axis=1)
    flat = values.reshape(len(points), -1)
    inside = wanted(points, flat, keep)
    corners = halves(len(v), len(u))
    count = inside[corners].sum(axis=1)
    whole, mixed = corners[count == 3], corners[(count == 1) | (count == 2)]
    if not len(mixed):
        return compact(points, flat, whole)
    sides = np.concatenate([mixed[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 0))])
    sides = np.unique(np.sort(sides[inside[sides].sum(axis=1) == 1], axis=1), axis=0)
    good = np.where(inside[sides[:, 0]], sides[:, 0], sides[:, 1])
    ends = sides.sum(axis=1) - good
    crossings = halved(points[good], points[ends], value, keep)
    numbers = {tuple(side): len(points) + i for i, side in enumerate(sides.tolist())}
    # An edge that runs through points of the grid has its crossings there, not in a bunch around each.
    reach = SNAP * np.abs(points[good] - points[ends]).max(axis=1)
    for other, usable in (
        (ends, np.isfinite(flat[ends]).all(axis=1)),
        (good, np.ones(len(good), dtype=bool)),
    ):
        near = usable & (np.abs(crossings - points[other]).max(axis=1) <= reach)
        numbers.update({tuple(sides[i].tolist()): int(other[i]) for i in np.nonzero(near)[0].tolist()})
    pieces = [part for row in mixed.tolist() for part in trimmed(row, inside, numbers)]
    points = np.vstack([points, crossings])
    flat = np.vstack([flat, value(*crossings.T).reshape(len(crossings), -1)])
    return compact(points, flat, np.vstack([whole, np.array(pieces, dtype=int).reshape(-1, 3)]))


def wanted(points: Array, values: Array, keep: Keep) -> Array:
    found = np.isfinite(values).all(axis=1)
    u, v = points[found].T
    found[found] = keep(u, v, values[found])
    return found


def halves(rows: int, columns: int) -> Array:
    """The cells of a grid, each as two triangles of numbers of points."""
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    return np.concatenate([np.stack(t, axis=-1).reshape(-1, 3) for t in ((a, b, c), (a, c, d))])


def halved(start: Array, end: Array, value: Value, keep: Keep) -> Array:
    """The last wanted points on the ways from wanted points to others."""
    for _ in range(HALVINGS):
        middle = (start + end) / 2
        inside = wanted(middle, value(*middle.T).reshape(len(middle), -1), keep)[:, None]
        start, end = np.where(inside, middle, start), np.where(inside, end, middle)
    return start


def trimmed(row: list[int], inside: Array, numbers: dict[tuple[int, ...], int]) -> list[list[int]]:
    """One triangle without its unwanted corners, as one or two triangles."""
    found = []
    for a, b in zip(row, [*row[1:], row[0]], strict=True):
        if inside[a]:
            found.append(a)
        if inside[a] != inside[b]:
            found.append(numbers[(min(a, b), max(a, b))])
    return [[found[0], found[i], found[i + 1]] for i in range(1, len(found) - 1)]


def compact(points: Array, values: Array, triangles: Array) -> Cut:
    """Only the points that triangles have; triangles without area are left out."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    size = np.abs((b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0]))
    triangles = triangles[size > 1e-9 * (size.max() if len(size) else 1.0)]
    used, index = np.unique(triangles, return_inverse=True)
    return Cut(points[used], values[used], index.reshape(-1, 3))


def chained(sides: Array) -> list[Array]:
    """Lines made of sides that share their ends."""
    ahead: dict[int, list[int]] = {}
    for a, b in sides.tolist():
        ahead.setdefault(a, []).append(b)
        ahead.setdefault(b, []).append(a)
    found = []
    while ahead:
        line = [next(iter(ahead))]
        while ahead.get(line[-1]):
            after = ahead[line[-1]].pop()
            ahead[after].remove(line[-1])
            line.append(after)
        for number in line:
            if not ahead.get(number, True):
                del ahead[number]
        found.append(np.array(line))
    return [line for line in found if len(line) > 1]


def kept_by_region(kernel: Any, options: dict[str, Any]) -> Keep:
    """Where RegionFunction, of parameters and values, gives True."""
    return lambda u, v, values: ~outside(kernel, options, u, v, *values.T)


def lines_at(made: Cut, heights: Array, levels: list[float]) -> list[list[tuple[Array, Array]]]:
    """For each level the lines on which heights at the corners have it, as (points, values)."""
    if not len(made.triangles) or not levels or not np.ptp(heights):
        return [[] for _ in levels]
    x, y = made.points.T
    every = triangle_lines(x, y, heights, levels, made.triangles)
    columns = made.values.T
    return [
        [
            (line, np.stack([in_triangles(x, y, z, made.triangles, *line.T) for z in columns], 1))
            for line in lines
        ]
        for lines in every
    ]
