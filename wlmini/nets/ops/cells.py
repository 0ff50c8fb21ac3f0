"""Recurrent cells: the calls of each step of the basic, the gated (GRU) and the long short-term memory.

A cell is two passes over arrays that are bound once: forwards, step by step, and backwards. Backwards, the
slopes of a few steps at a time are computed from what was kept; the loop over these steps then only
multiplies them.
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

CACHE = 400_000  # bytes of the steps whose slopes are computed at once: what a second-level cache holds

Calls = Iterator[Call]


@dataclass(frozen=True)
class Cell:
    """A recurrence: how many blocks of n rows its arrays have, and the calls of its two passes."""

    name: str
    inputs: int  # gates, in the products of the inputs
    states: int  # gates, in the state weights
    kept: int  # blocks kept of every step besides the state
    gradients: int  # blocks of the gradient of a step: inputs first, states last
    step: Callable[[Forward, int], Calls]
    slopes: Callable[[Backward, slice], Calls]
    back: Callable[[Backward, int], Calls]
    second: int | None = None  # the block of the second state, of which the last one is a result

    def rows(self, steps: int) -> int:
        """How many blocks of n rows a pass over so many steps leaves: gates, then states."""
        return steps * self.kept + self.results(steps)

    def results(self, steps: int) -> int:
        return steps + (self.second is not None)


class Pass:
    """What both passes know: the arrays of the op, cut by step and block of n rows."""

    def __init__(
        self, at: Site, cell: Cell, kept: np.ndarray, w: np.ndarray, extra: Mapping[str, np.ndarray]
    ) -> None:
        self.at, self.w, self.extra = at, w, extra
        self.n, self.batch = w.shape[1], kept.shape[-1]
        self.steps = (len(kept) - cell.results(0)) // (cell.kept + 1)
        gates = self.steps * cell.kept
        held = min(2, self.steps) if self.brief(extra) else self.steps  # a step reads the one before
        self.kept = kept[: held * cell.kept].reshape(held, cell.kept * self.n, self.batch)
        self.states = kept[gates:]
        self.mask, self.update = extra.get("Mask"), extra.get("Update")

    def brief(self, extra: Mapping[str, np.ndarray]) -> bool:
        """Whether what steps leave besides their states is done with after the step that follows."""
        return False

    def rows(self) -> np.ndarray:
        """Scratch memory for one block of one step."""
        return self.at.scratch(0, (self.n, self.batch))

    def block(self, t: int | slice, first: int, last: int | None = None) -> Any:
        """Blocks `first` to before `last` (one block by default) kept of a step, or of several."""
        step = t if isinstance(t, slice) else t % len(self.kept)
        return self.kept[step][..., first * self.n : (first + 1 if last is None else last) * self.n, :]

    def state_before(self, t: int) -> Any:
        """The state before a step; None for zeros."""
        return self.states[t - 1] if t else self.extra.get("State")


class Forward(Pass):
    """One pass forwards: the arrays and scratch memory of its steps."""

    def __init__(
        self, at: Site, cell: Cell, kept: np.ndarray, x: np.ndarray, w: np.ndarray, extra: Mapping
    ) -> None:
        super().__init__(at, cell, kept, w, extra)
        self.x = x
        self.product = at.scratch(0, (len(w), self.batch))
        self.masked, self.spare, self.fresh = (self.rows() for _ in range(3))

    def brief(self, extra: Mapping[str, np.ndarray]) -> bool:
        """Where no gradient will be taken, and the last of the second states is that of the last step."""
        return "Length" not in extra and all(each.op.view is not None for each in self.at.readers)

    def multiply_state(self, t: int, out: np.ndarray) -> Calls:
        """The products of the state weights and the state before."""
        state = self.state_before(t)
        if self.mask is not None:
            yield partial(np.multiply, state, self.mask, out=self.masked)
            state = self.masked
        yield partial(np.matmul, self.w, state, out=out)

    def arguments(self, t: int, out: np.ndarray) -> Calls:
        """What the gates are functions of: products of the input and of the state before."""
        if self.state_before(t) is None:
            yield partial(np.copyto, out, self.x[t])
        else:
            yield from self.multiply_state(t, out)
            yield partial(np.add, out, self.x[t], out=out)

    def renewed(self, t: int, new: np.ndarray) -> tuple[list[Call], np.ndarray]:
        """New contents after dropout."""
        if self.update is None:
            return [], new
        return [partial(np.multiply, new, self.update[t], out=self.fresh)], self.fresh


def halve(gates: np.ndarray) -> Call:
    """Before `Tanh`, which then gives sigmoids: (1 + Tanh[x/2])/2."""
    return partial(np.multiply, gates, 0.5, out=gates)


def sigmoid(gates: np.ndarray) -> Calls:
    """After `Tanh`."""
    yield partial(np.multiply, gates, 0.5, out=gates)
    yield partial(np.add, gates, 0.5, out=gates)


class Backward(Pass):
    """One pass backwards. `out` has the slopes of a step before it has the gradients."""

    def __init__(
        self, at: Site, cell: Cell, out: np.ndarray, g: np.ndarray, kept: np.ndarray, w: np.ndarray,
        extra: Mapping,
    ) -> None:  # fmt: skip
        super().__init__(at, cell, kept, w, extra)
        self.out, self.g, self.slopes = out, g, out[: self.steps]
        self.total, self.carried, self.spare, self.cell = (self.rows() for _ in range(4))
        self.initial = "State" in extra or "CellState" in extra
        size = (cell.kept + 1 + cell.gradients) * self.total.nbytes
        self.length = max(1, min(self.steps, CACHE // max(1, size)))  # of the spans
        self.bend = (
            at.scratch(0, (self.length, self.n, self.batch)) if cell.second is not None else self.total
        )
        self.ending = at.scratch(0, (self.batch,), np.bool_)  # which examples end at a step

    def spans(self) -> list[slice]:
        """The steps, last ones first, in pieces whose arrays stay in cache."""
        starts = range(0, self.steps, self.length)
        return [slice(start, min(start + self.length, self.steps)) for start in reversed(starts)]

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

    def with_before(
        self, ufunc: Callable[..., Any], out: np.ndarray, of: np.ndarray, first: Any, span: slice
    ) -> Calls:
        """The function of `out` and a state before each step: of the step before, or `first` at the start."""
        skipped = span.start == 0
        yield partial(ufunc, out[skipped:], of[span.start - 1 + skipped : span.stop - 1], out=out[skipped:])
        if skipped:
            yield partial(ufunc, out[0], 0 if first is None else first, out=out[0])


# -- basic: s = Tanh[x + w.s'] --------------------------------------------------------------------------


def basic_step(run: Forward, t: int) -> Calls:
    state = run.states[t]
    yield from run.arguments(t, state)
    yield partial(np.tanh, state, out=state)


def basic_slopes(run: Backward, span: slice) -> Calls:
    states, slopes = run.states[span], run.slopes[span]
    yield partial(np.multiply, states, states, out=slopes)
    yield partial(np.subtract, 1, slopes, out=slopes)


def basic_back(run: Backward, t: int) -> Calls:
    calls, total = run.arriving(t)
    yield from calls
    gradient = run.slope(t, 0)
    yield partial(np.multiply, total, gradient, out=gradient)
    yield from run.carry(t, gradient)


# -- gated: kept are memory m, input i, reset r, and the state's product q for the memory ------------------


def gated_step(run: Forward, t: int) -> Calls:
    """s = (1 - i) m + i s' with m = Tanh[x + r q]; state weights come as input, reset, memory."""
    memory, gates, reset, product = run.block(t, 0), run.block(t, 1, 3), run.block(t, 2), run.block(t, 3)
    n, both = run.n, run.block(t, 1, 4)
    before = run.state_before(t)
    if before is not None:
        yield from run.multiply_state(t, both)
        yield partial(np.add, gates, run.x[t, n:], out=gates)
    else:
        yield partial(np.copyto, gates, run.x[t, n:])
        yield partial(product.fill, 0)
    yield halve(gates)
    yield partial(np.tanh, gates, out=gates)
    yield from sigmoid(gates)
    yield partial(np.multiply, reset, product, out=memory)
    yield partial(np.add, memory, run.x[t, :n], out=memory)
    yield partial(np.tanh, memory, out=memory)
    yield from mixed(run, t, memory, before)


def mixed(run: Forward, t: int, memory: np.ndarray, before: np.ndarray | None) -> Calls:
    calls, new = run.renewed(t, memory)
    state, gate = run.states[t], run.block(t, 1)
    yield from calls
    yield partial(np.subtract, 0 if before is None else before, new, out=state)
    yield partial(np.multiply, state, gate, out=state)
    yield partial(np.add, state, new, out=state)


def gated_slopes(run: Backward, span: slice) -> Calls:
    """By memory (1 - i)(1 - m^2), input (s' - m) i(1 - i), reset q r(1 - r) and q r times the first."""
    memory, gate, reset, product = (run.block(span, row) for row in range(4))
    by_memory, by_gate, by_reset, by_product = (run.slope(span, row) for row in range(4))
    gates, by_gates = run.block(span, 1, 3), run.slope(span, 1, 3)
    yield partial(np.subtract, 1, gates, out=by_gates)
    yield partial(np.multiply, by_gates, gates, out=by_gates)
    yield from gated_change(run, by_product, memory, span)
    yield partial(np.multiply, by_gate, by_product, out=by_gate)
    yield partial(np.multiply, memory, memory, out=by_memory)
    yield partial(np.subtract, 1, by_memory, out=by_memory)
    yield partial(np.subtract, 1, gate, out=by_product)
    yield partial(np.multiply, by_memory, by_product, out=by_memory)
    if run.update is not None:
        yield partial(np.multiply, by_memory, run.update[span], out=by_memory)
    yield partial(np.multiply, by_memory, reset, out=by_product)
    yield partial(np.multiply, by_reset, by_memory, out=by_reset)
    yield partial(np.multiply, by_reset, product, out=by_reset)


def gated_change(run: Backward, out: np.ndarray, memory: np.ndarray, span: slice) -> Calls:
    """s' - m for these steps."""
    if run.update is None:
        yield partial(np.negative, memory, out=out)
    else:
        yield partial(np.multiply, memory, run.update[span], out=out)
        yield partial(np.negative, out, out=out)
    yield from run.with_before(np.add, out, run.states, run.extra.get("State"), span)


def gated_back(run: Backward, t: int) -> Calls:
    calls, total = run.arriving(t)
    yield from calls
    yield partial(np.multiply, total, run.block(t, 1), out=run.spare)
    gradients = run.slopes[t].reshape(4, run.n, run.batch)
    yield partial(np.multiply, total, gradients, out=gradients)
    yield from run.carry(t, run.slope(t, 1, 4))
    if t or run.initial:
        yield partial(np.add, run.carried, run.spare, out=run.carried)


# -- long short-term memory: kept are memory m, input i, forget f, output o, cell state c, Tanh[c] ----------


def memory_step(run: Forward, t: int) -> Calls:
    """c = f c' + i m, s = o Tanh[c]."""
    gates, memory, entry, forget, exit_ = (
        run.block(t, 0, 4), run.block(t, 0), run.block(t, 1), run.block(t, 2), run.block(t, 3),
    )  # fmt: skip
    cell, bent = run.block(t, 4), run.block(t, 5)
    before = run.block(t - 1, 4) if t else run.extra.get("CellState")
    yield from run.arguments(t, gates)
    yield halve(run.block(t, 1, 4))
    yield partial(np.tanh, gates, out=gates)
    yield from sigmoid(run.block(t, 1, 4))
    calls, new = run.renewed(t, memory)
    yield from calls
    yield partial(np.multiply, entry, new, out=cell)
    if before is not None:
        yield partial(np.multiply, forget, before, out=run.spare)
        yield partial(np.add, cell, run.spare, out=cell)
    yield partial(np.tanh, cell, out=bent)
    yield partial(np.multiply, exit_, bent, out=run.states[t])


def memory_slopes(run: Backward, span: slice) -> Calls:
    """Of c by memory i(1 - m^2), input m i(1 - i), forget c' f(1 - f); of s by output and by c."""
    gates, by_gates = run.block(span, 1, 4), run.slope(span, 1, 4)
    memory, entry, exit_, bent = (run.block(span, row) for row in (0, 1, 3, 5))
    by_memory, by_entry, by_forget, by_exit = (run.slope(span, row) for row in range(4))
    bend = run.bend[: span.stop - span.start]
    yield partial(np.subtract, 1, gates, out=by_gates)
    yield partial(np.multiply, by_gates, gates, out=by_gates)
    yield partial(np.multiply, by_entry, memory, out=by_entry)
    yield from run.with_before(
        np.multiply, by_forget, run.block(slice(None), 4), run.extra.get("CellState"), span
    )
    yield partial(np.multiply, by_exit, bent, out=by_exit)
    yield partial(np.multiply, memory, memory, out=by_memory)
    yield partial(np.subtract, 1, by_memory, out=by_memory)
    yield partial(np.multiply, by_memory, entry, out=by_memory)
    if run.update is not None:
        yield partial(np.multiply, by_entry, run.update[span], out=by_entry)
        yield partial(np.multiply, by_memory, run.update[span], out=by_memory)
    yield partial(np.multiply, bent, bent, out=bend)
    yield partial(np.subtract, 1, bend, out=bend)
    yield partial(np.multiply, bend, exit_, out=bend)


def memory_back(run: Backward, t: int) -> Calls:
    if t == run.steps - 1:
        yield from cell_gradient(run)
    calls, total = run.arriving(t)
    yield from calls
    yield from cell_share(run, t)
    by_exit = run.slope(t, 3)
    yield partial(np.multiply, total, by_exit, out=by_exit)
    yield partial(np.multiply, total, run.bend[t % run.length], out=run.spare)
    yield partial(np.add, run.cell, run.spare, out=run.cell)
    others = run.slope(t, 0, 3).reshape(3, run.n, run.batch)
    yield partial(np.multiply, run.cell, others, out=others)
    yield partial(np.multiply, run.cell, run.block(t, 2), out=run.cell)
    yield from run.carry(t, run.slopes[t])


def cell_gradient(run: Backward) -> Calls:
    """What the last cell state begins with; where lengths differ, it arrives at the end of each example."""
    if "Length" in run.extra:
        yield partial(run.cell.fill, 0)
    else:
        yield from copying(run.cell, run.g[run.steps])


def cell_share(run: Backward, t: int) -> Calls:
    if "Length" in run.extra:
        yield partial(np.equal, run.extra["Length"], t + 1, out=run.ending)
        yield partial(np.multiply, run.g[run.steps], run.ending, out=run.spare)
        yield partial(np.add, run.cell, run.spare, out=run.cell)


CELLS = (
    Cell("basic_recurrent", 1, 1, 0, 1, basic_step, basic_slopes, basic_back),
    Cell("gated_recurrent", 3, 3, 4, 4, gated_step, gated_slopes, gated_back),
    Cell("long_short_term_memory", 4, 4, 6, 4, memory_step, memory_slopes, memory_back, second=4),
)
