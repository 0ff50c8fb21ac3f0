"""A grid over one dimension of space: derivatives by differences of fourth order, values at the ends."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.numerics.interpolation import lagrange

ORDER = 4  # of the error of the differences


class Grid:
    """Points from low to high with their difference matrices; a periodic one leaves out the last point."""

    def __init__(self, low: float, high: float, count: int, periodic: bool) -> None:
        self.all = np.linspace(low, high, count)
        self.periodic = periodic
        self.points = self.all[:-1] if periodic else self.all
        self.matrices: dict[int, Any] = {}

    def matrix(self, rank: int) -> Any:
        """The matrix that takes values at the points to derivatives there."""
        if rank not in self.matrices:
            self.matrices[rank] = self.wrapped(rank) if self.periodic else self.one_sided(rank)
        return self.matrices[rank]

    def derivative(self, values: Any, rank: int) -> Any:
        return values if rank == 0 else self.matrix(rank) @ values

    def wrapped(self, rank: int) -> Any:
        count, step = len(self.points), self.all[1] - self.all[0]
        reach = (rank + ORDER - 1) // 2
        places = np.arange(-reach, reach + 1)
        weights = lagrange(places * step, 0.0, rank)
        found = np.zeros((count, count))
        for place, weight in zip(places, weights, strict=True):
            found += weight * np.eye(count)[:, (np.arange(count) - place) % count]
        return found

    def one_sided(self, rank: int) -> Any:
        """Differences around each point; near the ends from as many points on one side and one more."""
        count = len(self.points)
        reach = (rank + ORDER - 1) // 2
        found = np.zeros((count, count))
        for i in range(count):
            inside = reach <= i < count - reach
            size = 2 * reach + 1 if inside else rank + ORDER
            first = i - reach if inside else min(max(i - reach, 0), count - size)
            nodes = self.points[first : first + size]
            found[i, first : first + size] = lagrange(nodes, self.points[i], rank)
        return found

    def closed(self, values: Any) -> Any:
        """Values at all points, the last one of a period too; points are along the last axis."""
        return np.concatenate([values, values[..., :1]], axis=-1) if self.periodic else values


def points_for(profiles: list[Any], low: float, high: float, least: int, most: int) -> int:
    """So many points that the functions of the place lie between them as interpolation says."""
    count = least
    while 2 * count - 1 <= most:
        fine = np.linspace(low, high, 4 * count - 3)
        if all(smooth(f(fine), low, high) for f in profiles):
            return count
        count = 2 * count - 1
    return count


def smooth(values: Any, low: float, high: float) -> bool:
    """Whether every fourth value, and cubics through them, foretell those in between."""
    nodes = values[::4]
    a, b, c, d = nodes[:-3], nodes[1:-2], nodes[2:-1], nodes[3:]
    guess = (-a + 9 * b + 9 * c - d) / 16
    wanted = values[6:-6:4]
    size = float(np.max(np.abs(values))) or 1.0
    return bool(np.max(np.abs(guess - wanted), initial=0.0) < TOLERANCE * size)


TOLERANCE = 1e-5
