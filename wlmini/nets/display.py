"""The tables that a front end shows for a net: ports, layers, their parameters and output shapes, edges."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .ports import VARYING, Port, shape_words

__all__ = ["coder_table", "container_table", "cut", "laid_out", "layer_table", "shape_text"]

Write = Callable[[Any], str]  # the text of an expression
ROWS = 60  # of layers; more are left out in the middle
PARAMETERS = 44  # characters of the parameters of one layer
WIDE = 80  # characters of one parameter in a row of its own


def shape_text(port: Port) -> str:
    """A shape as it stands in a table: 20×24×24, 3, real, integer."""
    if port.shape is None:
        return "?"
    if not port.shape:
        return port.kind or "real"
    sizes = ["?" if size is None else "n" if size is VARYING else str(size) for size in port.shape]
    return "×".join(sizes)


def port_row(name: str, port: Port) -> list[str]:
    """A port: its name, what goes through it, its coder."""
    coder = "" if port.coder is None else str(port.coder.output_form())
    bounds = ""
    if port.kind == "integer":
        limits = "" if port.bounds is None else f" from {port.bounds[0]} to {port.bounds[1]}"
        bounds = f"integers{limits}" if port.shape else f"integer{limits}"
    words = bounds if bounds and not port.shape else shape_words(port.shape).removeprefix("a ")
    return ["", name, words if not bounds or not port.shape else f"{words} of {bounds}", coder]


def parameters_text(net: Any, write: Write) -> str:
    """What a layer was made with, ports and arrays apart."""
    declared = getattr(net, "declared", None)
    if declared is None:
        count = len(getattr(net, "members", ()))
        return f"{count} layer{'s' if count != 1 else ''}"
    leading = [write(net.given[name]) for name in declared.positional if name in net.given]
    others = {key: value for key, value in net.given.items() if key not in declared.positional}
    named = [f"{key} -> {write(value)}" for key, value in others.items()]
    inner = [each.head.short for each in net.nets.values()]
    return cut(", ".join([*inner, *leading, *named]))


def cut(text: str, room: int = PARAMETERS) -> str:
    """The beginning of a text that is too long."""
    return text if len(text) <= room else text[: room - 3] + "..."


def array_line(net: Any) -> str:
    """How many arrays and parameters there are, and whether they have values."""
    slots = [slot for _, slot in net.slots()]
    if not slots:
        return "no arrays"
    known = [math.prod(slot.shape) for slot in slots if slot.sized]
    total = f"{sum(known):,} parameters" if len(known) == len(slots) else "sizes not all known"
    state = ", uninitialized" if net.is_open else ""
    return f"{len(slots)} array{'s' if len(slots) != 1 else ''}, {total}{state}"


def container_table(net: Any, write: Write, sources: Callable[[Any], str]) -> str:
    """A chain or graph: inputs, one row a layer, outputs; for a graph what comes before each layer."""
    rows = [port_row(name, port) for name, port in net.inputs.items()]
    for key, member in net.members.items():
        shapes = ", ".join(shape_text(port) for port in member.outputs.values())
        mark = " (uninitialized)" if member.is_open else ""
        rows.append([str(key), member.head.short, parameters_text(member, write), shapes + mark])
        rows[-1].append(sources(key))
    rows += [port_row(name, port) for name, port in net.outputs.items()]
    return "\n".join([f"{net.head.short}: {array_line(net)}", *laid_out(shortened(rows))])


def layer_table(net: Any, write: Write) -> str:
    """A layer: its parameters, arrays and ports."""
    rows: list[Sequence[str]] = []
    for name in net.declared.kinds:
        if name not in net.nets:
            rows.append(["", name, write(net.member(name))])
    rows += [["", key, inner.output_form()] for key, inner in net.nets.items()]
    for path, slot in net.slots():
        sizes = shape_words(slot.shape).removeprefix("a ")
        rows.append(["", str(path[-1]), sizes + (" (uninitialized)" if slot.is_open else "")])
    rows += [port_row(name, port) for name, port in net.ports.items()]
    return "\n".join([f"{net.head.short}: {array_line(net)}", *laid_out(rows)])


def coder_table(coder: Any, write: Write) -> str:
    """An encoder or decoder: its parameters, and the type of its port."""
    rows: list[Sequence[str]] = [
        ["", name, cut(write(value), WIDE)] for name, value in coder.parameters.items()
    ]
    side = "Output" if coder.head.short == "NetEncoder" else "Input"
    rows.append(port_row(side, coder.port))
    return "\n".join([f"{coder.head.short}: {coder.name}", *laid_out(rows)])


def shortened(rows: list[Any]) -> list[Any]:
    """The rows, those in the middle left out where there are very many."""
    if len(rows) <= ROWS:
        return rows
    half = ROWS // 2
    return [*rows[:half], ["", f"... {len(rows) - 2 * half} more ..."], *rows[-half:]]


def laid_out(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows of cells as lines, in columns."""
    cells = [list(row) for row in rows]
    count = max(map(len, cells), default=0)
    full = [row + [""] * (count - len(row)) for row in cells]
    widths = [max(len(row[i]) for row in full) for i in range(count)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in full)
    return ["  " + line.rstrip() for line in lines]
