"""The compiled twins of the passes of `cells`: a step is its products and a kernel named after the cell."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ..ir import Call
from ..native.calls import NativeCall, call
from .cells import Backward, Cell, Forward, Pass, cell_gradient, cell_share
from .shape import filling

__all__ = ["compiled_back", "compiled_steps"]


def compiled_steps(run: Forward, cell: Cell) -> list[Call] | None:
    """The steps forwards, or None where there is no kernel for them."""
    calls: list[Call] = []
    first = cell.gradients - cell.states
    for t in range(run.steps):
        target = run.block(t, first, first + cell.states) if cell.kept else run.states[t]
        before = run.state_before(t)
        calls += filling(target, 0) if before is None else run.multiply_state(t, target)
        made = kernel(run, cell, "step", t, run.x[t], run.states[t])
        if made is None:
            return None
        calls += made
    return calls


def compiled_back(run: Backward, cell: Cell) -> list[Call] | None:
    """The steps backwards, with the slopes of each, or None where there is no kernel for them."""
    calls: list[Call] = [] if cell.second is None else list(cell_gradient(run))
    passed = run.spare if cell.second is None else run.cell
    for t in reversed(range(run.steps)):
        if cell.second is not None:
            calls += cell_share(run, t)
        after = run.carried if t < run.steps - 1 else None
        made = kernel(run, cell, "back", t, run.states[t], run.slopes[t], run.g[t], after, passed)
        if made is None:
            return None
        calls += made
        calls += run.carry(t, run.slope(t, cell.gradients - cell.states, cell.gradients))
        if cell.name == "gated_recurrent" and (t or run.initial):
            calls.append(partial(np.add, run.carried, run.spare, out=run.carried))
    return calls


def kernel(run: Pass, cell: Cell, way: str, t: int, first: np.ndarray, *rest: Any) -> list[NativeCall] | None:
    """The kernel of one step; what is missing is zeros, or ones for factors: loops need no questions then."""
    size, dtype = run.n * run.batch, run.kept.dtype
    before, update = before_step(run, cell, t), None if run.update is None else run.update[t]
    if any(each is not None and each.size != size for each in (before, update)):
        return None
    zeros = run.at.constant(("zeros", size), lambda: np.zeros(size, dtype))
    ones = run.at.constant(("ones", size), lambda: np.ones(size, dtype))
    given = (zeros if each is None else each for each in rest)
    before, update = zeros if before is None else before, ones if update is None else update
    return call(f"{cell.name}_{way}", run.kept[t], first, before, update, *given, sizes=[size])


def before_step(run: Pass, cell: Cell, t: int) -> Any:
    """The state before a step that its kernel wants: the second one, where there are two."""
    if cell.second is None:
        return run.state_before(t)
    return run.block(t - 1, cell.second) if t else run.extra.get("CellState")
