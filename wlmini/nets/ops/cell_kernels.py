"""The compiled twins of the passes of `cells`: a step is its products and a kernel named after the cell.

Units are cut into pieces for threads: forwards, a piece of the products goes on into the same piece of the
kernel; backwards, a piece of the kernel follows the same piece of the products of the step after it. So the
threads meet once a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Tasks
from ..native.calls import NativeCall, call
from ..native.panels import matrix_product
from .cells import Backward, Cell, Forward, Pass, cell_gradient, cell_share
from .shape import adding, copying, filling

__all__ = ["compiled_back", "compiled_steps"]

LEAST = 16  # units of a piece: products of fewer rows are slow
POINTWISE = 20.0  # element steps of a number of a block in a kernel of a cell

Compiled = list[Call | Tasks]


class Stage:
    """What threads do between two meetings: calls by piece of the units."""

    def __init__(self, run: Pass, cell: Cell) -> None:
        self.run = run
        work = cell.states * run.n * run.batch * (run.n / 8 + POINTWISE)
        cuts = run.at.cuts(run.n, work, LEAST)
        self.pieces = [(number, slice(i, j)) for number, (i, j) in enumerate(cuts)]
        self.slots = [run.at.slot(number, len(cuts)) for number in range(len(cuts))]
        self.memory: dict[int, np.ndarray] = {}
        self.calls: list[list[Call]] = [[] for _ in self.pieces]

    def end(self) -> Compiled:
        """The calls so far; what follows is another stage."""
        made, self.calls = self.calls, [[] for _ in self.pieces]
        return [*made[0]] if len(made) == 1 else [Tasks(made, self.slots)]

    def add(self, piece: int, calls: Sequence[Call]) -> None:
        self.calls[piece] += calls

    def product(self, piece: int, out: np.ndarray, a: np.ndarray, b: np.ndarray) -> None:
        """out = a.b by matrices of our own, or by BLAS."""
        made = matrix_product(partial(self.scratch, piece), out, a, b)
        self.add(piece, [partial(np.matmul, a, b, out=out)] if made is None else made)

    def scratch(self, piece: int, shape: tuple[int, ...]) -> np.ndarray:
        """What the products of a piece work in, one after the other."""
        slot = self.slots[piece]
        if slot not in self.memory:
            self.memory[slot] = self.run.at.scratch(slot, shape)
        return self.memory[slot]


def compiled_steps(run: Forward, cell: Cell) -> Compiled | None:
    """The steps forwards, or None where there is no kernel for them."""
    calls: Compiled = []
    stage = Stage(run, cell)
    blocks = run.w.reshape(cell.states, run.n, -1)
    for t in range(run.steps):
        target = steps_products(run, cell, t).reshape(cell.states, run.n, run.batch)
        state = run.state_before(t)
        if state is None:
            calls += filling(target, 0)
        elif run.mask is not None:
            calls.append(partial(np.multiply, state, run.mask, out=run.masked))
            state = run.masked
        for number, units in stage.pieces:
            if state is not None and len(stage.pieces) == 1:
                stage.product(number, steps_products(run, cell, t), run.w, state)
            elif state is not None:
                repeated = np.broadcast_to(state, (cell.states, *state.shape))
                stage.product(number, target[:, units], blocks[:, units], repeated)
            made = kernel(run, cell, "step", t, units, run.x[t], run.states[t])
            if made is None:
                return None
            stage.add(number, made)
        calls += stage.end()
    return calls


def steps_products(run: Pass, cell: Cell, t: int) -> np.ndarray:
    """Where the products of the state before a step stand."""
    first = cell.gradients - cell.states
    found: np.ndarray = run.block(t, first, first + cell.states) if cell.kept else run.states[t]
    return found


def compiled_back(run: Backward, cell: Cell) -> Compiled | None:
    """The steps backwards, with the slopes of each, or None where there is no kernel for them."""
    calls: Compiled = [] if cell.second is None else list(cell_gradient(run))
    passed = run.spare if cell.second is None else run.cell
    weights = run.at.buffer((run.n, len(run.w)))
    calls += copying(weights, run.w.T)
    stage = Stage(run, cell)
    for t in reversed(range(run.steps)):
        if cell.second is not None and "Length" in run.extra:
            calls += [*stage.end(), *cell_share(run, t)]
        after = run.carried if t < run.steps - 1 else None
        for number, units in stage.pieces:
            made = kernel(run, cell, "back", t, units, run.states[t], run.slopes[t], run.g[t], after, passed)
            if made is None:
                return None
            stage.add(number, made)
        if t or run.initial:
            calls += stage.end()
            gates = run.slope(t, cell.gradients - cell.states, cell.gradients)
            for number, units in stage.pieces:
                carry(run, cell, stage, number, units, weights, gates)
    return [*calls, *stage.end()]


def carry(
    run: Backward, cell: Cell, stage: Stage, number: int, units: slice, weights: np.ndarray, gates: np.ndarray
) -> None:
    """The gradient by the state before a step, through its products."""
    out = run.carried[units]
    stage.product(number, out, weights[units], gates)
    if run.mask is not None:
        stage.add(number, [partial(np.multiply, out, run.mask[units], out=out)])
    if cell.name == "gated_recurrent":
        stage.add(number, adding(out, out, run.spare[units]))


def kernel(
    run: Pass, cell: Cell, way: str, t: int, units: slice, first: np.ndarray, *rest: Any
) -> list[NativeCall] | None:
    """The kernel of some units of a step; what is missing is zeros, or ones for factors."""
    size, dtype = run.n * run.batch, run.kept.dtype
    before, update = before_step(run, cell, t), None if run.update is None else run.update[t]
    if any(each is not None and each.size != size for each in (before, update)):
        return None
    zeros = run.at.constant(("zeros", run.n, run.batch), lambda: np.zeros((run.n, run.batch), dtype))
    ones = run.at.constant(("ones", run.n, run.batch), lambda: np.ones((run.n, run.batch), dtype))
    before, update = zeros if before is None else before, ones if update is None else update
    kept = run.block(t, 0, cell.kept)
    given = (kept, first, before, update, *(zeros if each is None else each for each in rest))
    sizes = [(units.stop - units.start) * run.batch, size]
    return call(f"{cell.name}_{way}", *(each[units.start :] for each in given), sizes=sizes)


def before_step(run: Pass, cell: Cell, t: int) -> Any:
    """The state before a step that its kernel wants: the second one, where there are two."""
    if cell.second is None:
        return run.state_before(t)
    return run.block(t - 1, cell.second) if t else run.extra.get("CellState")
