"""Recurrent layers over whole sequences: ops made of the cells of `cells`.

The products of all steps with the input weights are made before (`linear_steps`): the ops here take them,
T x gates n, and the state weights. One pass forwards keeps everything that the pass backwards needs, in one
array that no other op looks into; reading the states out of it is the op that has the gradient. Optional
operands come last; `given` names them in their order:

    State, CellState    the state before the first step, otherwise zeros
    Mask                numbers that the state is multiplied with before its products (dropout)
    Update              T x n numbers that the new contents are multiplied with (dropout)
    Length              how many steps count, where examples differ

Masks have no gradient. The gates are memory, input, reset of the gated unit (of its state weights: input,
reset, memory), and memory, input, forget, output of the long short-term memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from ..ir import Node, Op, Shape, ShapeError, Site, op
from .cell_kernels import compiled_back, compiled_steps
from .cells import CELLS, Backward, Calls, Cell, Forward
from .shape import copying, reshape, take
from .steps import Ends, last_row, leading, steps_weight_gradient

__all__ = ["RECURRENT", "recurrent"]

Given = tuple[str, ...]


def checked(cell: Cell, x: Shape, w: Shape, *_: Shape, given: Given = ()) -> Shape:
    """The shape of the states."""
    n = w[-1] if w else 0
    if len(x) != 2 or w != (cell.states * n, n) or x[1] != cell.inputs * n:
        raise ShapeError(f"state weights of dimensions {w} do not fit products of dimensions {x}")
    return (x[0], n)


def kept_shape(cell: Cell, x: Shape, w: Shape, *_: Shape, given: Given = ()) -> Shape:
    steps, n = checked(cell, x, w)
    return (steps, cell.kept * n)


def run_forwards(
    cell: Cell, at: Site, out: np.ndarray, x: np.ndarray, w: np.ndarray, *rest: np.ndarray, given: Given = ()
) -> Calls:
    """The pass forwards: all that is kept of every step."""
    run = Forward(at, out, w, dict(zip(given, rest, strict=True)), cell)
    yield from run.begin(x)
    compiled = compiled_steps(run)
    if compiled is not None:
        yield from compiled
        return
    for t in range(run.steps):
        yield from cell.step(run, t)


def gradient_shape(cell: Cell, g: Shape, kept: Shape, w: Shape, *_: Shape, given: Given = ()) -> Shape:
    """A row for every step, and one for the states before the first where they are given."""
    initial = "State" in given or "CellState" in given
    return (kept[0] + initial, cell.gradients * w[1])


def run_backwards(
    cell: Cell, at: Site, out: np.ndarray, g: np.ndarray, kept: np.ndarray, w: np.ndarray, *rest: np.ndarray,
    given: Given = (),
) -> Calls:  # fmt: skip
    """The pass backwards: the gradients by the arguments of the gates."""
    run = Backward(at, out, g, kept, w, dict(zip(given, rest, strict=True)))
    compiled = compiled_back(run, cell)
    if compiled is None:
        yield from cell.slopes(run)
        for t in reversed(range(run.steps)):
            yield from cell.back(run, t)
    else:
        yield from compiled
    if run.initial:
        states = out[run.steps]
        yield partial(states.fill, 0)
        yield partial(np.copyto, states[: run.n], run.carried)
        if cell.cell_row is not None:
            yield partial(np.copyto, states[run.n : 2 * run.n], run.cell)


def states_shape(cell: Cell, kept: Shape, x: Shape, w: Shape, *_: Shape, given: Given = ()) -> Shape:
    steps, n = checked(cell, x, w)
    return (steps + (cell.cell_row is not None), n)


def read_states(
    cell: Cell, at: Site, out: np.ndarray, kept: np.ndarray, x: np.ndarray, w: np.ndarray, *rest: np.ndarray,
    given: Given = (),
) -> Calls:  # fmt: skip
    """The states of all steps, then (where there is a second state) the last one of those."""
    steps, n = len(kept), w.shape[1]
    yield from copying(out[:steps], kept[:, -n:])
    if cell.cell_row is not None:
        length = dict(zip(given, rest, strict=True)).get("Length")
        yield from last_cell(at, out[steps], kept, cell.cell_row * n, length)


def last_cell(at: Site, out: np.ndarray, kept: np.ndarray, row: int, length: np.ndarray | None) -> Calls:
    """The second state after the last step that counts."""
    if length is None:
        yield from copying(out, kept[-1, row : row + len(out)])
        return
    ends = Ends(at, kept, length, row, len(out))
    yield from ends.calls()
    yield partial(kept.reshape(-1).take, ends.index, None, out, "clip")


def declare(cell: Cell) -> tuple[Op, Op]:
    """The ops of a cell: the pass forwards, and reading the states out of it."""

    def of_cell(function: Callable[..., Any]) -> Callable[..., Any]:
        def bound(*arguments: Any, **attrs: Any) -> Any:
            return function(cell, *arguments, **attrs)

        bound.__doc__ = function.__doc__
        return bound

    facts: dict[str, Any] = {"examples": True, "cost": 60.0}
    forwards = op(name=f"{cell.name}_pass", shape=of_cell(kept_shape), unbatched=(1,), **facts)(
        of_cell(run_forwards)
    )
    backwards = op(name=f"{cell.name}_gradient", shape=of_cell(gradient_shape), unbatched=(2,), **facts)(
        of_cell(run_backwards)
    )

    def rule(g: Node, y: Node, kept: Node, x: Node, w: Node, *rest: Node) -> list[Node | None]:
        extra = dict(zip(y.attrs["given"], rest, strict=True))
        return [None, *shares(cell, backwards(g, kept, w, *rest, **y.attrs), y, x, w, extra)]

    read = op(name=cell.name, shape=of_cell(states_shape), examples=True, unbatched=(2,), vjp=rule)(
        of_cell(read_states)
    )
    return forwards, read


def shares(
    cell: Cell, found: Node, y: Node, x: Node, w: Node, extra: Mapping[str, Node]
) -> list[Node | None]:
    """The gradients by the input products, the state weights and the optional operands."""
    n, steps = w.shape[1], x.shape[0]
    gates = found if found.shape[0] == steps else leading(found, count=steps)
    by_states = blocks(gates, cell.gradients - cell.states, cell.gradients, n)
    by_weights = steps_weight_gradient(by_states, masked(leading(y, count=steps), extra), shift=1)
    if "State" in extra:
        first = reshape(masked(extra["State"], extra), shape=(1, n))
        by_weights = by_weights + steps_weight_gradient(leading(by_states, count=1), first)
    by_extra = {} if found is gates else initial_shares(last_row(found), n)
    return [blocks(gates, 0, cell.inputs, n), by_weights, *map(by_extra.get, extra)]


def initial_shares(row: Node, n: int) -> dict[str, Node]:
    """The gradients by the states before the first step."""
    names = ("State", "CellState")[: row.shape[0] // n]
    return {name: take(row, axis=0, start=i * n, stop=(i + 1) * n) for i, name in enumerate(names)}


def masked(state: Node, extra: Mapping[str, Node]) -> Node:
    return state * extra["Mask"] if "Mask" in extra else state


def blocks(x: Node, first: int, last: int, n: int) -> Node:
    """Blocks of n rows of every step."""
    whole = (first * n, last * n) == (0, x.shape[1])
    return x if whole else take(x, axis=1, start=first * n, stop=last * n)


RECURRENT = {cell.name: declare(cell) for cell in CELLS}


def recurrent(name: str, x: Node, w: Node, **extra: Node | None) -> Node:
    """The states of all steps by the products of the inputs, the state weights and optional operands.

    For the long short-term memory a row with the last cell state follows.
    """
    forwards, read = RECURRENT[name]
    given = tuple(key for key, node in extra.items() if node is not None)
    operands = (x, w, *(extra[key] for key in given))
    return read(forwards(*operands, given=given), *operands, given=given)
