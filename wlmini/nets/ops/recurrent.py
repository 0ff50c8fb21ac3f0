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

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from ..ir import Call, Node, Op, Shape, ShapeError, Site, Tasks, op, viewed, whole
from .cell_kernels import compiled_back, compiled_steps
from .cells import CELLS, Backward, Calls, Cell, Forward
from .shape import copying, reshape, take
from .steps import Ends, last_row, leading, steps_weight_gradient
from .torch_recurrent import recurrent_states

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
    return (cell.rows(steps), n)


def run_forwards(
    cell: Cell, at: Site, out: np.ndarray, x: np.ndarray, w: np.ndarray, *rest: np.ndarray, given: Given = ()
) -> Iterator[Call | Tasks]:
    """The pass forwards: all that is kept of every step, the states last."""
    run = Forward(at, cell, out, x, w, dict(zip(given, rest, strict=True)))
    compiled = compiled_steps(run, cell)
    plain = (each for t in range(run.steps) for each in cell.step(run, t))
    yield from plain if compiled is None else compiled
    if cell.second is not None:
        yield from last_state(run, cell.second)


def last_state(run: Forward, block: int) -> Calls:
    """The second state after the last step that counts."""
    out, length = run.states[run.steps], run.extra.get("Length")
    if length is None:
        yield from copying(out, run.block(run.steps - 1, block))
        return
    ends = Ends(run.at, run.kept, length, block * run.n, run.n)
    yield from ends.calls()
    yield partial(run.kept.reshape(-1).take, ends.index, None, out, "clip")


def gradient_shape(cell: Cell, g: Shape, kept: Shape, w: Shape, *_: Shape, given: Given = ()) -> Shape:
    """A row for every step, and one for the states before the first where they are given."""
    initial = "State" in given or "CellState" in given
    steps = (kept[0] - cell.results(0)) // (cell.kept + 1)
    return (steps + initial, cell.gradients * w[1])


def run_backwards(
    cell: Cell, at: Site, out: np.ndarray, g: np.ndarray, kept: np.ndarray, w: np.ndarray, *rest: np.ndarray,
    given: Given = (),
) -> Iterator[Call | Tasks]:  # fmt: skip
    """The pass backwards: the gradients by the arguments of the gates."""
    run = Backward(at, cell, out, g, kept, w, dict(zip(given, rest, strict=True)))
    compiled = compiled_back(run, cell)
    yield from steps_back(run, cell) if compiled is None else compiled
    if run.initial:
        states = out[run.steps]
        yield partial(states.fill, 0)
        yield partial(np.copyto, states[: run.n], run.carried)
        if cell.second is not None:
            yield partial(np.copyto, states[run.n : 2 * run.n], run.cell)


def steps_back(run: Backward, cell: Cell) -> Calls:
    for span in run.spans():
        yield from cell.slopes(run, span)
        for t in reversed(range(span.start, span.stop)):
            yield from cell.back(run, t)


def states_shape(cell: Cell, kept: Shape, x: Shape, w: Shape, *_: Shape, given: Given = ()) -> Shape:
    steps, n = checked(cell, x, w)
    return (cell.results(steps), n)


def states_of(cell: Cell, kept: np.ndarray, shape: Shape) -> np.ndarray:
    """The states of all steps, then (where there is a second state) the last one of those."""
    return kept[-shape[0] :]


def declare(cell: Cell) -> tuple[Op, Op]:
    """The ops of a cell: the pass forwards, and reading the states out of it."""

    def of_cell(function: Callable[..., Any]) -> Callable[..., Any]:
        def bound(*arguments: Any, **attrs: Any) -> Any:
            return function(cell, *arguments, **attrs)

        bound.__doc__ = function.__doc__
        return bound

    facts: dict[str, Any] = {"examples": True, "cost": 60.0}
    forwards = op(
        name=f"{cell.name}_pass",
        shape=of_cell(kept_shape),
        unbatched=(1,),
        torch=whole(recurrent_states(cell.name)),
        **facts,
    )(of_cell(run_forwards))
    backwards = op(name=f"{cell.name}_gradient", shape=of_cell(gradient_shape), unbatched=(2,), **facts)(
        of_cell(run_backwards)
    )

    def rule(g: Node, y: Node, kept: Node, x: Node, w: Node, *rest: Node) -> list[Node | None]:
        extra = dict(zip(y.attrs["given"], rest, strict=True))
        return [None, *shares(cell, backwards(g, kept, w, *rest, **y.attrs), y, x, w, extra)]

    read = viewed(
        name=cell.name,
        shape=of_cell(states_shape),
        examples=True,
        unbatched=(2,),
        vjp=rule,
        torch=whole(lambda torch, at, kept, *rest, given: kept),
    )(of_cell(states_of))
    return forwards, read


def shares(
    cell: Cell, found: Node, y: Node, x: Node, w: Node, extra: Mapping[str, Node]
) -> list[Node | None]:
    """The gradients by the input products, the state weights and the optional operands."""
    n, steps = w.shape[1], x.shape[0]
    gates = found if found.shape[0] == steps else leading(found, count=steps)
    rows = {"start": (cell.gradients - cell.states) * n, "stop": cell.gradients * n}
    by_weights = steps_weight_gradient(gates, masked(leading(y, count=steps), extra), shift=1, **rows)
    if "State" in extra:
        first = reshape(masked(extra["State"], extra), shape=(1, n))
        by_weights = by_weights + steps_weight_gradient(leading(gates, count=1), first, **rows)
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
