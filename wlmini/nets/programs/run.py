"""Running a program on the nodes of a layer's inputs; importing this module fills the tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..ir import Graph, Node, ShapeError
from ..lowering import Extent, Place, port_input
from ..ports import VARYING, Misfit, Port, Shape, varying_levels
from ..pure_functions import named_slots
from ..texts import TEXTS
from . import algebra, forms, functional, lists, reductions
from .closing import Program, applied_function
from .interpret import Trace
from .values import Scope, Value

__all__ = ["run", "run_function", "shapes_by_running"]

TEXTS.declare(
    outputs="The function `1` gives `2` where `3` is expected.",
)

PROBES = 6, 7  # lengths that stand for a varying one while shapes are derived

TABLES = algebra, forms, functional, lists, reductions  # each fills the tables of `values`


def run(
    program: Program, place: Place, nets: Any, inputs: Mapping[str, Node], *, settling: bool = False
) -> dict[str, Node]:
    """The nodes that the program's function gives, by output port."""
    trace = Trace(program, place, nets, settling=settling)
    applied = applied_function(program.closed)
    arguments: tuple[Value, ...] = tuple(inputs.values())
    if applied is None and named_slots(program.function):
        arguments = (dict(inputs),)
    called = program.closed if applied is None else applied
    return arrays_of(trace, called, arguments)


def arrays_of(trace: Trace, function: Any, arguments: Sequence[Value]) -> dict[str, Node]:
    """The arrays that a function gives, by name."""
    try:
        value = trace.call(trace.value(function, Scope()), *arguments)
        if value is None:
            raise Misfit("notcompiled", trace.program.function)
        found = value if isinstance(value, dict) else {"Output": value}
        return {name: trace.node(each) for name, each in found.items()}
    except ShapeError as error:
        raise Misfit("inprogram", trace.program.function, str(error)) from None


def run_function(program: Program, place: Place, *nodes: Node) -> Node:
    """The array that a program without nets gives for arrays."""
    found = arrays_of(Trace(program, place, None), program.closed, nodes)
    if list(found) != ["Output"]:
        raise Misfit("outputs", program.function, ", ".join(found), "one array")
    return found["Output"]


def shapes_by_running(
    compute: Callable[[Place, list[Node]], Sequence[Node]], inputs: Sequence[Shape]
) -> list[Shape]:
    """The shapes of the results for inputs of these shapes; levels that follow a varying one vary."""
    first = probed(compute, inputs, PROBES[0])
    second = probed(compute, inputs, PROBES[1]) if any(map(varying_levels, inputs)) else first
    pairs = zip(first, second, strict=True)
    return [tuple(x if x == y else VARYING for x, y in zip(*pair, strict=True)) for pair in pairs]


def probed(compute: Any, inputs: Sequence[Shape], length: int) -> list[tuple[int, ...]]:
    """The shapes of the results where every varying level has this length."""
    place, nodes = Place(Graph()), []
    for number, shape in enumerate(inputs):
        sizes: Any = tuple(length if size is VARYING else size for size in shape or ())
        extent = Extent(sizes, varying_levels(shape))
        nodes.append(port_input(place, str(number), Port(shape), extent))
    return [node.shape for node in compute(place, nodes)]
