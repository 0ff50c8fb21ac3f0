"""Recurrent cells: the calls of each step of the basic, the gated (GRU) and the long short-term memory.

A cell is two passes over arrays that are bound once: forwards, step by step, and backwards. Backwards, the
slopes of all steps are computed at once from what was kept; the loop that follows only multiplies them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Site
from .shape import copying

__all__ = ["CELLS", "Backward", "Calls", "Cell", "Forward", "Pass", "cell_gradient", "cell_share"]

Calls = Iterator[Call]


@dataclass(frozen=True)
class Cell:
    """A recurrence: how many blocks of n rows its arrays have, and the calls of its two passes.

    `halved` are the gates that are sigmoids, (1 + Tanh[x/2])/2: their blocks of products and of state
    weights get the factor 1/2, so that one Tanh does for all gates of a step.
    """

    name: str
    kernel: str  # of the compiled kernels of its steps, before "_step" and "_back"
    inputs: int  # gates, in the products of the inputs
    states: int  # gates, in the state weights
    kept: int  # blocks kept of every step; the last one is the state
    gradients: int  # blocks of the gradient of a step: inputs first, states last
    halved: tuple[slice, slice]
    step: Callable[[Forward, int], Calls]
    slopes: Callable[[Backward], Calls]
    back: Callable[[Backward, int], Calls]
    cell_row: int | None = None  # the block of the second state, which is read out at the end


class Pass:
    """What both passes know: the arrays of the op, cut by step and block of n rows."""

    def __init__(self, at: Site, kept: np.ndarray, w: np.ndarray, extra: Mapping[str, np.ndarray]) -> None:
        self.at, self.kept, self.w, self.extra = at, kept, w, extra
        self.n, self.steps, self.batch = w.shape[1], len(kept), kept.shape[-1]
        self.mask, self.update = extra.get("Mask"), extra.get("Update")

    def rows(self) -> np.ndarray:
        """Scratch memory for one block of one step."""
        return self.at.scratch(0, (self.n, self.batch))

    def block(self, t: int | slice, first: int, last: int | None = None) -> Any:
        """Blocks `first` to before `last` (one block by default) kept of a step, or of several."""
        return self.kept[t][..., first * self.n : (first + 1 if last is None else last) * self.n, :]

    def before(self, t: int, block: int, name: str) -> Any:
        """A state before a step: kept from the step before, or given, or None for zeros."""
        return self.block(t - 1, block) if t else self.extra.get(name)


class Forward(Pass):
    """One pass forwards: the arrays and scratch memory of its steps."""

    def __init__(self, at: Site, kept: np.ndarray, w: np.ndarray, extra: Mapping, cell: Cell) -> None:
        super().__init__(at, kept, w, extra)
        self.cell = cell
        self.weights = at.buffer(w.shape) if cell.halved[1].stop else w
        self.product = at.scratch(0, (len(w), self.batch))
        self.masked, self.spare, self.fresh = (self.rows() for _ in range(3))

    def begin(self, x: np.ndarray) -> Calls:
        """Products and weights with their factor of 1/2."""
        gates = self.block(slice(None), 0, self.cell.inputs)
        yield from copying(gates, x)
        for array, halved in ((gates, self.cell.halved[0]), (self.weights, self.cell.halved[1])):
            span = slice(halved.start * self.n, halved.stop * self.n)
            if span.stop:
                part = array[..., span, :]
                if array is self.weights:
                    yield partial(np.copyto, array, self.w)
                yield partial(np.multiply, part, 0.5, out=part)

    def multiply_state(self, t: int) -> Calls:
        """The products of the state weights and the state before."""
        state = self.before(t, self.cell.kept - 1, "State")
        if self.mask is not None:
            yield partial(np.multiply, state, self.mask, out=self.masked)
            state = self.masked
        yield partial(np.matmul, self.weights, state, out=self.product)

    def has_state(self, t: int) -> bool:
        return t > 0 or "State" in self.extra

    def renewed(self, t: int, new: np.ndarray) -> tuple[list[Call], np.ndarray]:
        """New contents after dropout."""
        if self.update is None:
            return [], new
        return [partial(np.multiply, new, self.update[t], out=self.fresh)], self.fresh


def sigmoid(gates: np.ndarray) -> Calls:
    """From halved arguments, whose Tanh is taken already."""
    yield partial(np.multiply, gates, 0.5, out=gates)
    yield partial(np.add, gates, 0.5, out=gates)


class Backward(Pass):
    """One pass backwards. `out` has the slopes of every step before it has the gradients."""

    def __init__(
        self, at: Site, out: np.ndarray, g: np.ndarray, kept: np.ndarray, w: np.ndarray, extra: Mapping
    ) -> None:
        super().__init__(at, kept, w, extra)
        self.out, self.g, self.slopes = out, g, out[: self.steps]
        self.total, self.carried, self.spare, self.cell = (self.rows() for _ in range(4))
        self.initial = "State" in extra or "CellState" in extra
        self.bend = self.total  # o Tanh'[c] of all steps, where there is a second state
        self.ending = np.empty(0, np.bool_)  # which examples end at a step

    def slope(self, t: int | slice, first: int, last: int | None = None) -> Any:
        """Blocks of the slopes."""
        return self.slopes[t][..., first * self.n : (first + 1 if last is None else last) * self.n, :]

    def arriving(self, t: int) -> tuple[list[Call], np.ndarray]:
        """The gradient by the state after a step: from outside and from the step after it."""
        if t == self.steps - 1:
            return [], self.g[t]
        return [partial(np.add, self.g[t], self.carried, out=self.total)], self.total

    def carry(self, t: int, gates: np.ndarray) -> Calls:
        """The gradient by the state before a step, through its products."""
        if t or self.initial:
            yield partial(np.matmul, self.w.T, gates, out=self.carried)
            if self.mask is not None:
                yield partial(np.multiply, self.carried, self.mask, out=self.carried)

    def times_before(self, slope: np.ndarray, block: int, name: str) -> Calls:
        """Multiply a block of slopes of all steps with a state before them."""
        yield partial(np.multiply, slope[1:], self.block(slice(None, -1), block), out=slope[1:])
        first = self.extra.get(name)
        yield partial(np.multiply, slope[0], 0 if first is None else first, out=slope[0])


# -- basic: s = Tanh[x + w.s'] --------------------------------------------------------------------------


def basic_step(run: Forward, t: int) -> Calls:
    state = run.block(t, 0)
    if run.has_state(t):
        yield from run.multiply_state(t)
        yield partial(np.add, state, run.product, out=state)
    yield partial(np.tanh, state, out=state)


def basic_slopes(run: Backward) -> Calls:
    yield partial(np.multiply, run.kept, run.kept, out=run.slopes)
    yield partial(np.subtract, 1, run.slopes, out=run.slopes)


def basic_back(run: Backward, t: int) -> Calls:
    calls, total = run.arriving(t)
    yield from calls
    gradient = run.slope(t, 0)
    yield partial(np.multiply, total, gradient, out=gradient)
    yield from run.carry(t, gradient)


# -- gated: kept are memory m, input i, reset r, the state's product q for the memory, and the state s ----


def gated_step(run: Forward, t: int) -> Calls:
    """s = (1 - i) m + i s' with m = Tanh[x + r q]; state weights come as input, reset, memory."""
    memory, gates, reset, product = run.block(t, 0), run.block(t, 1, 3), run.block(t, 2), run.block(t, 3)
    before = run.before(t, 4, "State")
    if before is not None:
        yield from run.multiply_state(t)
        yield partial(np.add, gates, run.product[: 2 * run.n], out=gates)
        yield partial(np.copyto, product, run.product[2 * run.n :])
    else:
        yield partial(product.fill, 0)
    yield partial(np.tanh, gates, out=gates)
    yield from sigmoid(gates)
    yield partial(np.multiply, reset, product, out=run.spare)
    yield partial(np.add, memory, run.spare, out=memory)
    yield partial(np.tanh, memory, out=memory)
    yield from mixed(run, t, memory, before)


def mixed(run: Forward, t: int, memory: np.ndarray, before: np.ndarray | None) -> Calls:
    calls, new = run.renewed(t, memory)
    state, gate = run.block(t, 4), run.block(t, 1)
    yield from calls
    yield partial(np.subtract, 0 if before is None else before, new, out=state)
    yield partial(np.multiply, state, gate, out=state)
    yield partial(np.add, state, new, out=state)


def gated_slopes(run: Backward) -> Calls:
    """By memory (1 - i)(1 - m^2), input (s' - m) i(1 - i), reset q r(1 - r) and q r times the first."""
    every = slice(None)
    memory, gates, gate, reset, product = (
        run.block(every, 0), run.block(every, 1, 3), run.block(every, 1), run.block(every, 2),
        run.block(every, 3),
    )  # fmt: skip
    by_memory, by_gates, by_gate, by_reset, by_product = (
        run.slope(every, 0), run.slope(every, 1, 3), run.slope(every, 1), run.slope(every, 2),
        run.slope(every, 3),
    )  # fmt: skip
    yield partial(np.subtract, 1, gates, out=by_gates)
    yield partial(np.multiply, by_gates, gates, out=by_gates)
    yield from gated_change(run, by_product, memory)
    yield partial(np.multiply, by_gate, by_product, out=by_gate)
    yield partial(np.multiply, memory, memory, out=by_memory)
    yield partial(np.subtract, 1, by_memory, out=by_memory)
    yield partial(np.subtract, 1, gate, out=by_product)
    yield partial(np.multiply, by_memory, by_product, out=by_memory)
    if run.update is not None:
        yield partial(np.multiply, by_memory, run.update, out=by_memory)
    yield partial(np.multiply, by_memory, reset, out=by_product)
    yield partial(np.multiply, by_reset, by_memory, out=by_reset)
    yield partial(np.multiply, by_reset, product, out=by_reset)


def gated_change(run: Backward, out: np.ndarray, memory: np.ndarray) -> Calls:
    """s' - m for all steps."""
    if run.update is None:
        yield partial(np.negative, memory, out=out)
    else:
        yield partial(np.multiply, memory, run.update, out=out)
        yield partial(np.negative, out, out=out)
    yield partial(np.add, out[1:], run.block(slice(None, -1), 4), out=out[1:])
    if "State" in run.extra:
        yield partial(np.add, out[0], run.extra["State"], out=out[0])


def gated_back(run: Backward, t: int) -> Calls:
    calls, total = run.arriving(t)
    yield from calls
    yield partial(np.multiply, total, run.block(t, 1), out=run.spare)
    gradients = run.slopes[t].reshape(4, run.n, run.batch)
    yield partial(np.multiply, total, gradients, out=gradients)
    yield from run.carry(t, run.slope(t, 1, 4))
    if t or run.initial:
        yield partial(np.add, run.carried, run.spare, out=run.carried)


# -- long short-term memory: kept are memory m, input i, forget f, output o, cell c, Tanh[c], state s -------


def memory_step(run: Forward, t: int) -> Calls:
    """c = f c' + i m, s = o Tanh[c]."""
    gates, memory, entry, forget, exit_ = (
        run.block(t, 0, 4), run.block(t, 0), run.block(t, 1), run.block(t, 2), run.block(t, 3),
    )  # fmt: skip
    cell, bent, state = (run.block(t, row) for row in (4, 5, 6))
    before = run.before(t, 4, "CellState")
    if run.has_state(t):
        yield from run.multiply_state(t)
        yield partial(np.add, gates, run.product, out=gates)
    yield partial(np.tanh, gates, out=gates)
    yield from sigmoid(run.block(t, 1, 4))
    calls, new = run.renewed(t, memory)
    yield from calls
    yield partial(np.multiply, entry, new, out=cell)
    if before is not None:
        yield partial(np.multiply, forget, before, out=run.spare)
        yield partial(np.add, cell, run.spare, out=cell)
    yield partial(np.tanh, cell, out=bent)
    yield partial(np.multiply, exit_, bent, out=state)


def memory_slopes(run: Backward) -> Calls:
    """Of c by memory i(1 - m^2), input m i(1 - i), forget c' f(1 - f); of s by output and by c."""
    every = slice(None)
    gates, memory, entry, exit_, bent = (
        run.block(every, 1, 4), run.block(every, 0), run.block(every, 1), run.block(every, 3),
        run.block(every, 5),
    )  # fmt: skip
    by_memory, by_gates, by_entry, by_forget, by_exit = (
        run.slope(every, 0), run.slope(every, 1, 4), *(run.slope(every, row) for row in (1, 2, 3)),
    )  # fmt: skip
    yield partial(np.subtract, 1, gates, out=by_gates)
    yield partial(np.multiply, by_gates, gates, out=by_gates)
    yield partial(np.multiply, by_entry, memory, out=by_entry)
    yield from run.times_before(by_forget, 4, "CellState")
    yield partial(np.multiply, by_exit, bent, out=by_exit)
    yield partial(np.multiply, memory, memory, out=by_memory)
    yield partial(np.subtract, 1, by_memory, out=by_memory)
    yield partial(np.multiply, by_memory, entry, out=by_memory)
    if run.update is not None:
        yield partial(np.multiply, by_entry, run.update, out=by_entry)
        yield partial(np.multiply, by_memory, run.update, out=by_memory)
    run.bend = run.at.buffer(bent.shape)
    yield partial(np.multiply, bent, bent, out=run.bend)
    yield partial(np.subtract, 1, run.bend, out=run.bend)
    yield partial(np.multiply, run.bend, exit_, out=run.bend)


def memory_back(run: Backward, t: int) -> Calls:
    if t == run.steps - 1:
        yield from cell_gradient(run)
    calls, total = run.arriving(t)
    yield from calls
    yield from cell_share(run, t)
    by_exit = run.slope(t, 3)
    yield partial(np.multiply, total, by_exit, out=by_exit)
    yield partial(np.multiply, total, run.bend[t], out=run.spare)
    yield partial(np.add, run.cell, run.spare, out=run.cell)
    others = run.slope(t, 0, 3).reshape(3, run.n, run.batch)
    yield partial(np.multiply, run.cell, others, out=others)
    yield partial(np.multiply, run.cell, run.block(t, 2), out=run.cell)
    yield from run.carry(t, run.slopes[t])


def cell_gradient(run: Backward) -> Calls:
    """What the last cell state begins with; where lengths differ, it arrives at the end of each example."""
    if "Length" in run.extra:
        run.ending = run.at.scratch(0, (run.batch,), np.bool_)
        yield partial(run.cell.fill, 0)
    else:
        yield partial(np.copyto, run.cell, run.g[run.steps])


def cell_share(run: Backward, t: int) -> Calls:
    if "Length" in run.extra:
        yield partial(np.equal, run.extra["Length"], t + 1, out=run.ending)
        yield partial(np.multiply, run.g[run.steps], run.ending, out=run.spare)
        yield partial(np.add, run.cell, run.spare, out=run.cell)


NO_GATES = slice(0, 0)
BASIC = Cell(
    "basic_recurrent", "basic", 1, 1, 1, 1, (NO_GATES, NO_GATES), basic_step, basic_slopes, basic_back
)
GATED = Cell(
    "gated_recurrent", "gated", 3, 3, 5, 4, (slice(1, 3), slice(0, 2)), gated_step, gated_slopes, gated_back
)
MEMORY = Cell(
    "long_short_term_memory", "memory", 4, 4, 7, 4, (slice(1, 4), slice(1, 4)),
    memory_step, memory_slopes, memory_back, cell_row=4,
)  # fmt: skip
CELLS = (BASIC, GATED, MEMORY)
