"""The cases of ops of sequences: steps, recurrent cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.nets.ir import Node
from wlmini.nets.ops import steps
from wlmini.nets.ops.recurrent import recurrent

from .op_cases import Case, Operand, classes, w, x

T, N = 4, 2  # steps and states of the cases

STEPS: list[Case] = [
    Case("linear_steps", steps.linear_steps, [x(T, 3), w(2, 3), w(2)]),
    Case("linear_steps without biases", steps.linear_steps, [x(T, 3), w(2, 3)]),
    Case("linear_steps of a constant", steps.linear_steps, [w(T, 3), w(2, 3), w(2)]),
    Case("steps_weight_gradient", lambda g, a: steps.steps_weight_gradient(g, a, shift=1),
         [x(T, 2), x(T, 3)], skips={0, 1}, mode="train"),
    Case("leading", lambda a: steps.leading(a, count=2), [x(T, 3)]),
    Case("last_row", steps.last_row, [x(T, 3)]),
    Case("at_end", steps.at_end, [x(T, 2, 3), classes(T)]),
    Case("at_end of a constant", steps.at_end, [w(T, 3), classes(T)]),
]  # fmt: skip

# Which optional operands are given; a name in lower case: the same for all examples.
EXTRAS = [
    (), ("State",), ("State", "Mask"), ("Mask", "Update"), ("state", "Update"), ("Length",),
    ("State", "Length"),
]  # fmt: skip
CELL_EXTRAS = [
    ("State", "CellState"), ("CellState",), ("State", "CellState", "Mask", "Update", "Length"),
]  # fmt: skip


def operand(name: str, t: int) -> Operand:
    shapes = {"Update": (t, N), "Length": ()}
    if name == "Length":
        return classes(t)
    made = w if name.islower() else x
    return made(*shapes.get(name, (N,)))


def calling(name: str, extras: tuple[str, ...]) -> Callable[..., Node]:
    """The states of a cell; `extras` name the operands after the first two."""

    def run(a: Node, weights: Node, *rest: Node) -> Node:
        given: dict[str, Any] = dict(zip(map(str.title, extras), rest, strict=True))
        named = {"Cellstate": "CellState"}
        return recurrent(name, a, weights, **{named.get(key, key): node for key, node in given.items()})

    return run


def cell_case(name: str, gates: int, extras: tuple[str, ...], t: int = T) -> Case:
    operands = [x(t, gates * N), w(gates * N, N), *(operand(each, t) for each in extras)]
    masks = {i + 2 for i, each in enumerate(extras) if each in ("Mask", "Update")}
    return Case(f"{name} {' '.join(extras)} {t}", calling(name, extras), operands, skips=masks)


CELLS: list[Case] = [
    *(cell_case("basic_recurrent", 1, each) for each in EXTRAS if "Update" not in each),
    *(cell_case("gated_recurrent", 3, each) for each in EXTRAS),
    *(cell_case("long_short_term_memory", 4, each) for each in [*EXTRAS, *CELL_EXTRAS]),
    *(
        cell_case(name, gates, each, t=1)
        for name, gates in (("basic_recurrent", 1), ("gated_recurrent", 3), ("long_short_term_memory", 4))
        for each in ((), ("State",))
    ),
]

CONSTANTS: list[Case] = [
    Case(f"{name} of constants", calling(name, ("state",)), [w(T, gates * N), w(gates * N, N), w(N)])
    for name, gates in (("basic_recurrent", 1), ("gated_recurrent", 3), ("long_short_term_memory", 4))
]

CASES = [*STEPS, *CELLS, *CONSTANTS]
