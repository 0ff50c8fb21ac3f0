"""What operators need of the nets inside of them: reading, ports, and shapes in both directions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...expr import make_list
from ..parameters import items
from ..ports import Misfit, Port, Shape, unify
from ..texts import TEXTS
from ..values import Net

__all__ = [
    "inner_port",
    "pair_of_nets",
    "refine_inner",
    "same_size",
    "single",
    "split_first",
    "with_levels",
]

TEXTS.declare(
    oneport="`1` needs a net with one input and one output; the ports of `2` are `3`.",
)


def single(operator: str, net: Net) -> Any:
    """The net, if it has one input and one output."""
    if net.is_undecided:
        net = net.with_input_count(1)
    if len(net.inputs) != 1 or len(net.outputs) != 1:
        raise Misfit("oneport", operator, net.head.short, make_list(list(net.ports)))
    return net


def pair_of_nets(operator: str, expr: Any, read: Any, names: Sequence[str]) -> dict[str, Any]:
    """Two nets from a list of two."""
    parts = items(expr)
    if parts is None or len(parts) != 2:
        raise Misfit("param", expr, "nets", operator, "a list of two nets")
    return {name: read(name, part) for name, part in zip(names, parts, strict=True)}


def inner_port(net: Net, side: str) -> tuple[str, Shape]:
    """(name, shape) of the only port of a net on one side."""
    ((name, port),) = getattr(net, side).items()
    return name, port.shape


def refine_inner(net: Net, x: Shape, y: Shape, bounds: tuple[int, int] | None = None) -> Any:
    """A net with one input and one output, told the shapes of both and the bounds of the input."""
    inputs = {inner_port(net, "inputs")[0]: Port(x, bounds=bounds)}
    outputs = {inner_port(net, "outputs")[0]: Port(y)}
    return net.refined(inputs if x is not None else {}, outputs if y is not None else {})


def with_levels(levels: Mapping[int, Any] | Sequence[Any], shape: Shape) -> Shape:
    """Further levels before those of a shape."""
    return None if shape is None else (*levels, *shape)


def split_first(shape: Shape) -> tuple[Any, Shape]:
    """(first size, shape of an element); (None, None) where the shape is not known."""
    if shape is None:
        return None, None
    return (shape[0], shape[1:]) if shape else (None, ())


def same_size(a: Any, b: Any) -> Any:
    """The size that satisfies both."""
    found = unify((a,), (b,))
    return found[0] if found else None
