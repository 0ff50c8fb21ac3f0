"""Running a program on the nodes of a layer's inputs; importing this module fills the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..ir import Node
from ..lowering import Place
from ..ports import Misfit
from . import algebra, forms, functional, lists, reductions
from .closing import Program, applied_function, named_slots
from .interpret import Trace
from .values import Scope, Value

__all__ = ["run"]

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
    function = trace.value(program.closed if applied is None else applied, Scope())
    value = trace.call(function, *arguments)
    if value is None:
        raise Misfit("notcompiled", program.function)
    found = value if isinstance(value, dict) else {"Output": value}
    return {name: trace.node(each) for name, each in found.items()}
