"""Pictures of nets: layers as boxes in the order in which they are computed, edges as arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..expr import Expr, S
from .display import shape_text
from .engines.gradient import ancestors
from .lowering import Extent, lower
from .ports import VARYING, Misfit, complete

__all__ = ["layers_graph", "ops_graph", "summary_graphic"]

WIDTH, HEIGHT = 2.1, 0.5  # of a box
STEP, GAP = 2.8, 1.0  # from column to column, from row to row
FILL = (0.87, 0.92, 0.97)
PORT_FILL = (0.95, 0.95, 0.93)

Point = tuple[float, float]


def edges_of(net: Any) -> Iterator[tuple[Any, Any]]:
    """(from, to) of every edge between layers and ports; ports are ("in", name) and ("out", name)."""
    wiring = net.wiring
    for name, places in wiring.inputs.items():
        yield from ((("in", name), place[0]) for place in places)
    for target, source in wiring.feeds.items():
        yield source[0], target[0]
    for name, source in wiring.outputs.items():
        yield source[0], ("out", name)


def depths(net: Any) -> dict[Any, int]:
    """The column of every node: one behind the furthest of those before it."""
    found: dict[Any, int] = {("in", name): 0 for name in net.inputs}
    edges = list(edges_of(net))
    for key in (*net.wiring.order, *(("out", name) for name in net.outputs)):
        found[key] = 1 + max((found[a] for a, b in edges if b == key), default=0)
    last = max(found.values())
    found.update({("out", name): last for name in net.outputs})
    return found


def places(net: Any) -> dict[Any, Point]:
    """Where the middle of every node is."""
    columns: dict[int, list[Any]] = {}
    for key, depth in depths(net).items():
        columns.setdefault(depth, []).append(key)
    return {
        key: (depth * STEP, ((len(keys) - 1) / 2 - row) * GAP)
        for depth, keys in columns.items()
        for row, key in enumerate(keys)
    }


def summary_graphic(net: Any) -> Expr:
    """A Graphics of the layers of a container, or of a layer between its ports."""
    if not hasattr(net, "wiring"):
        return summary_graphic(single(net))
    where = places(net)
    shapes: list[Any] = [S.GrayLevel(0.45), S.Arrowheads(0.02)]
    top = max(place[1] for place in where.values())
    detours = iter(range(1, 1000))
    for a, b in edges_of(net):
        long = where[b][0] - where[a][0] > 1.5 * STEP
        shapes.append(arrow(where[a], where[b], top + 0.45 * GAP + 0.18 * next(detours) if long else None))
    for key, place in where.items():
        shapes += box(net, key, place)
    return S.Graphics(S.List(*shapes), S.Rule(S.AspectRatio, S.Automatic), S.Rule(S.ImageSize, 1000))


def single(net: Any) -> Any:
    """A layer as a graph of it alone."""
    from_inputs = {name: ((1, name),) for name in net.inputs}
    to_outputs = {name: (1, name) for name in net.outputs}
    return Lone(net, from_inputs, to_outputs)


class Lone:
    """A net by itself, as what draws containers wants to see it."""

    def __init__(self, net: Any, inputs: Mapping[str, Any], outputs: Mapping[str, Any]) -> None:
        self.members, self.inputs, self.outputs, self.ports = {1: net}, net.inputs, net.outputs, net.ports
        self.wiring = LoneWiring(inputs, outputs)


class LoneWiring:
    """The wiring of one net."""

    def __init__(self, inputs: Mapping[str, Any], outputs: Mapping[str, Any]) -> None:
        self.inputs, self.outputs, self.order = inputs, outputs, (1,)
        self.feeds: dict[Any, Any] = {}


def arrow(start: Point, end: Point, height: float | None) -> Expr:
    """From the right side of one box to the left side of another; over what is in between where it is far."""
    begin, stop = point(start, WIDTH / 2), point(end, -WIDTH / 2)
    if height is None:
        return S.Arrow(S.List(begin, stop))
    rise, fall = start[0] + WIDTH / 2 + 0.25, end[0] - WIDTH / 2 - 0.25
    return S.Arrow(S.List(begin, S.List(rise, height), S.List(fall, height), stop))


def point(place: Point, across: float, up: float = 0.0) -> Expr:
    return S.List(place[0] + across, place[1] + up)


def box(net: Any, key: Any, place: Point) -> list[Any]:
    """The box of a layer, with its name, kind and output shape, or that of a port."""
    is_port = isinstance(key, tuple)
    fill = PORT_FILL if is_port else FILL
    corners = point(place, -WIDTH / 2, -HEIGHT / 2), point(place, WIDTH / 2, HEIGHT / 2)
    style = S.Directive(S.RGBColor(*fill), S.EdgeForm(S.GrayLevel(0.6)))
    first, second = port_lines(net, key) if is_port else layer_lines(net, key)
    return [
        S.List(style, S.Rectangle(*corners)),
        text(first, point(place, 0, HEIGHT / 5), 10),
        text(second, point(place, 0, -HEIGHT / 4), 8),
    ]


def text(words: str, where: Expr, size: int) -> Expr:
    return S.Text(S.Style(words, size, S.GrayLevel(0.1)), where)


def port_lines(net: Any, key: tuple[str, str]) -> tuple[str, str]:
    side, name = key
    return name, shape_text((net.inputs if side == "in" else net.outputs)[name])


def layer_lines(net: Any, key: Any) -> tuple[str, str]:
    member = net.members[key]
    kind = member.head.short.removesuffix("Layer")
    shape = ", ".join(shape_text(port) for port in member.outputs.values())
    return (f"{key}: {kind}" if isinstance(key, str) else kind), shape


def layers_graph(net: Any) -> Expr:
    """Graph[...] with the layers of a container as vertices."""
    if not hasattr(net, "wiring"):
        return S.Graph(S.List(1), S.List())
    edges = [S.DirectedEdge(source[0], target[0]) for target, source in net.wiring.feeds.items()]
    return S.Graph(S.List(*net.members), S.List(*dict.fromkeys(edges)))


def ops_graph(net: Any) -> Expr:
    """Graph[...] of the ops that a net is made of, as an engine gets them; Missing while sizes are open.

    Levels of any length are taken to be 8 long.
    """
    ports = net.inputs.items()
    if net.is_undecided or not all(complete(port.shape) for _, port in ports):
        return S.Missing("NotAvailable")
    sizes = {name: tuple(8 if size is VARYING else size for size in port.shape) for name, port in ports}
    try:
        _, outputs, _ = lower(net, training=False, extents={k: Extent(each) for k, each in sizes.items()})
    except Misfit:
        return S.Missing("NotAvailable")
    nodes = ancestors(outputs.values())
    names = {node: f"{number} {node.op.name}" for number, node in enumerate(nodes, 1)}
    edges = [S.DirectedEdge(names[each], names[node]) for node in nodes for each in node.inputs]
    return S.Graph(S.List(*names.values()), S.List(*dict.fromkeys(edges)))
