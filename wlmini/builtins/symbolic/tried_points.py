"""Whole numbers for which conditions hold, found by trying those near 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.symbolic.bridge import Bridge
from wlmini.expr import S, is_list, make_list

REACHES = (10, 100, 1000)  # how far from 0 whole numbers are tried, one after the other
MOST_POINTS = 5_000_000


def tried_points(kernel: Any, expr: Any, variables: list[Any], least: int, count: int) -> list[Any]:
    """Whole numbers not below the least, near 0 first, for which a condition holds."""
    bridge = Bridge(kernel)
    unknowns = [bridge.variable(v) for v in variables]
    parts = expr.parts if expr.head is S.And or is_list(expr) else (expr,)
    tests = [bridge.sympy.lambdify(unknowns, bridge.to(p), "numpy") for p in parts]
    found: list[Any] = []
    for reach in REACHES:
        axis = np.arange(max(-reach, least), reach + 1)
        if len(axis) ** len(variables) > MOST_POINTS:
            break
        axis = axis[np.lexsort((-axis, np.abs(axis)))]
        grid = np.meshgrid(*[axis] * len(variables), indexing="ij")
        good = np.ones(grid[0].shape, dtype=bool)
        for test in tests:
            good &= np.broadcast_to(np.asarray(test(*grid), dtype=bool), good.shape)
        rows = np.stack([g[good] for g in grid], axis=-1)[:count].tolist()
        found = [make_list([S.Rule(n, v) for n, v in zip(variables, row, strict=True)]) for row in rows]
        if len(found) >= count:
            break
    return found
