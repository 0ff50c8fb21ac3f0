"""The compiled twins of the passes of `cells`: a step is its products and one kernel."""

from __future__ import annotations

from functools import partial

import numpy as np

from ..ir import Call
from ..native.calls import NativeCall, call
from .cells import Backward, Cell, Forward, Pass, cell_gradient, cell_share

__all__ = ["compiled_back", "compiled_steps"]


def compiled_steps(run: Forward) -> list[Call] | None:
    """The steps forwards, or None where there is no kernel for them."""
    calls: list[Call] = []
    for t in range(run.steps):
        product = None
        if run.has_state(t):
            calls += run.multiply_state(t)
            product = run.product
        made = kernel(run, run.cell, "step", t, product)
        if made is None:
            return None
        calls += made
    return calls


def compiled_back(run: Backward, cell: Cell) -> list[Call] | None:
    """The steps backwards, with the slopes of each, or None where there is no kernel for them."""
    calls: list[Call] = list(cell_gradient(run)) if cell.cell_row is not None else []
    passed = run.spare if cell.cell_row is None else run.cell
    for t in reversed(range(run.steps)):
        if cell.cell_row is not None:
            calls += cell_share(run, t)
        carried = run.carried if t < run.steps - 1 else None
        made = kernel(run, cell, "back", t, None, run.slopes[t], run.g[t], carried, passed)
        if made is None:
            return None
        calls += made
        calls += run.carry(t, run.slope(t, cell.gradients - cell.states, cell.gradients))
        if cell.name == "gated_recurrent" and (t or run.initial):
            calls.append(partial(np.add, run.carried, run.spare, out=run.carried))
    return calls


def kernel(
    run: Pass, cell: Cell, way: str, t: int, product: np.ndarray | None, *rest: np.ndarray | None
) -> list[NativeCall] | None:
    """The kernel of one step; what is missing is zeros, or ones for factors: loops need no questions then."""
    row, name = (cell.kept - 1, "State") if cell.cell_row is None else (cell.cell_row, "CellState")
    size, dtype = run.n * run.batch, run.kept.dtype
    before, update = run.before(t, row, name), None if run.update is None else run.update[t]
    if any(each is not None and each.size != size for each in (before, update)):
        return None
    zeros = run.at.constant(("zeros", 4 * size), lambda: np.zeros(4 * size, dtype))
    ones = run.at.constant(("ones", size), lambda: np.ones(size, dtype))
    given = [product, before, update, *rest]
    missing = [zeros, zeros, ones, *(zeros for _ in rest)]
    arrays = [other if each is None else each for each, other in zip(given, missing, strict=True)]
    return call(f"{cell.kernel}_{way}", run.kept[t], *arrays, sizes=[size])
