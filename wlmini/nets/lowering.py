"""The way down from a net value to a graph of ops, and the cache of plans that a net value keeps."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from .engines.choice import NUMPY, Engine, NoFormError
from .ir import Graph, Node
from .ops.arrangement import element, on_axis
from .ops.folding import fold_level, repeat_folded, unfold_level
from .ops.lengths import positions_mask
from .ops.shape import cast
from .ports import Misfit, Port, Shape
from .texts import TEXTS

__all__ = [
    "Extent", "Place", "Query", "length_name", "length_output", "lower", "lowered", "plan_for", "planned",
    "port_input", "remembered", "seed_name", "state_name", "store_of",
]  # fmt: skip

TEXTS.declare(
    notongpu='The operation `1` of `2` cannot run on a GPU; TargetDevice -> "CPU" runs it.',
)


KEPT = 8  # plans, with their memory, that a net value keeps of each kind


def never(path: tuple[Any, ...]) -> bool:
    """Freeze nothing."""
    return False


@dataclass(frozen=True)
class Place:
    """Where in a net the lowering stands: the graph under construction and the path to the layer.

    `lengths` holds, for values whose examples have different lengths along a level, how many positions of
    it are an example's own. `states` are the initial recurrent states given from outside, by path;
    `folds` the sizes of the levels that stand folded into the batch here, outermost first.
    """

    graph: Graph
    training: bool = False
    path: tuple[Any, ...] = ()
    frozen: Callable[[tuple[Any, ...]], bool] = never
    taps: dict[tuple[Any, ...], Node] = field(default_factory=dict)
    outputs: tuple[Shape, ...] = ()
    lengths: dict[Node, dict[int, Node]] = field(default_factory=dict)
    states: Mapping[tuple[Any, ...], Node] = field(default_factory=dict)
    folds: tuple[int, ...] = ()

    def inside(self, key: Any) -> Place:
        """The place of the member under a key."""
        return replace(self, path=(*self.path, key))

    def state(self, name: str, connected: Node | None) -> Node | None:
        """The initial value of a recurrent state: what is connected to it, or given from outside."""
        return self.states.get((*self.path, name)) if connected is None else connected

    def update(self, name: str, node: Node) -> None:
        """After a step of training the array of this name becomes the node's value, unless it is frozen."""
        path = (*self.path, name)
        if not self.frozen(path):
            self.graph.update(path, node)

    def record(self, outputs: Mapping[str, Node]) -> None:
        """Keep the outputs of the member that stands here, so that NetPort can ask for them."""
        for name, node in outputs.items():
            self.taps[(*self.path, name)] = self.unfolded(node)

    def unfolded(self, node: Node) -> Node:
        """The value with the levels that are folded into the batch here back in their places."""
        factor = math.prod(self.folds)
        for size in reversed(self.folds):
            factor //= size
            node = unfold_level(node, size, factor)
        return node

    def folded(self, size: int) -> Place:
        """The place of a net that runs over all elements of a level of this size at once."""
        return replace(self, folds=(*self.folds, size))

    def fold(self, x: Node) -> Node:
        """The value with its first level in the batch, the lengths along its other levels with it."""
        found = fold_level(x)
        inner = {axis - 1: each for axis, each in self.lengths_of(x).items() if axis}
        self.set_lengths(found, {axis: repeated_length(each, x.shape[0]) for axis, each in inner.items()})
        return found

    def repeat(self, x: Node, size: int) -> Node:
        """The value for every element of a level of this size that stands in the batch."""
        found = repeat_folded(x, size)
        lengths = self.lengths_of(x).items()
        self.set_lengths(found, {axis: repeated_length(each, size) for axis, each in lengths})
        return found

    def unfold(self, x: Node, size: int, factor: int) -> Node:
        """The level that `fold` took away, before the others; all its elements have the same lengths."""
        found = unfold_level(x, size, factor)
        for axis, length in self.lengths_of(x).items():
            each = element(unfold_level(cast(length, to="real"), size, factor), 0)
            self.set_length(found, cast(each, to="integer"), axis + 1)
        return found

    # Lengths

    def length(self, node: Node, axis: int = 0) -> Node | None:
        """The length of each example along a level, as whole numbers; None where all are full."""
        return self.lengths_of(node).get(axis)

    def lengths_of(self, node: Node) -> Mapping[int, Node]:
        """The lengths of each example along the levels that vary, by axis."""
        return self.lengths.get(node, {})

    def mask(self, node: Node, axis: int = 0) -> Node | None:
        """1 at the positions of a level that are an example's own, 0 after them; None where all are."""
        length = self.length(node, axis)
        return None if length is None else positions_mask(length, size=node.shape[axis])

    def set_length(self, node: Node, length: Node | None, axis: int = 0) -> None:
        """Say how many positions of a level of the value are an example's own."""
        if length is not None:
            self.lengths.setdefault(node, {})[axis] = length

    def set_lengths(self, node: Node, lengths: Mapping[int, Node]) -> None:
        """Say it for several levels."""
        for axis, length in lengths.items():
            self.set_length(node, length, axis)

    def pass_lengths(self, source: Node, result: Node) -> None:
        """Give a result of the same levels the lengths of the value it comes from."""
        for axis, length in self.lengths_of(source).items():
            self.lengths.setdefault(result, {}).setdefault(axis, length)


def repeated_length(length: Node, size: int) -> Node:
    """A length of the example for every element of a level in the batch."""
    return cast(repeat_folded(cast(length, to="real"), size), to="integer")


@dataclass(frozen=True)
class Extent:
    """The actual shape of what comes in through a port, and the levels along which examples differ."""

    shape: tuple[int, ...]
    ragged: tuple[int, ...] = ()


def length_name(name: str, level: int) -> str:
    """The name of the graph input that holds the lengths of a port's examples along a level."""
    return f"length {level} of {name}"


def state_name(path: tuple[Any, ...]) -> str:
    """The name of the graph input that holds the initial value of a recurrent state."""
    return f"state {path}"


def seed_name(output: str) -> str:
    """The name of the graph input that holds the gradient given at an output."""
    return f"seed {output}"


def length_output(key: str, level: int) -> str:
    """The name under which the lengths of a result along a level come out beside it."""
    return f"{key} length {level}"


def port_input(place: Place, name: str, port: Port, extent: Extent | None = None) -> Node:
    """The graph input of a port, of the port's shape or (where that varies) of an actual one."""
    shape = extent.shape if extent else port.shape
    assert shape is not None
    sizes = tuple(size for size in shape if size is not None)
    node = place.graph.input(name, sizes, dtype=port.kind or "real")
    for level in extent.ragged if extent else ():
        length = place.graph.input(length_name(name, level), (), dtype="integer")
        place.set_length(node, length, level)
    return node


def lower(
    net: Any,
    *,
    training: bool,
    extents: Mapping[str, Extent] | None = None,
    states: Mapping[tuple[Any, ...], tuple[int, ...]] | None = None,
) -> tuple[Graph, dict[str, Node], Place]:
    """The graph of a net whose shapes are all known, with its output nodes and the place of the root."""
    graph = Graph()
    given = {path: graph.input(state_name(path), shape) for path, shape in (states or {}).items()}
    place = Place(graph, training, states=given)
    return graph, lowered(net, place, extents or {}), place


def lowered(net: Any, place: Place, extents: Mapping[str, Extent]) -> dict[str, Node]:
    """The output nodes of a net whose inputs are those of the graph."""
    inputs = {name: port_input(place, name, port, extents.get(name)) for name, port in net.inputs.items()}
    outputs: dict[str, Node] = net.lower(place, inputs)
    return outputs


def store_of(net: Any, engine: Engine = NUMPY) -> Any:
    """The arrays of a net as the engine's store (made once for each engine)."""
    key = ("store", engine)
    if key not in net.cache:
        arrays = {path: slot.value for path, slot in net.slots()}
        net.cache[key] = engine.store(arrays)
    return net.cache[key]


@dataclass(frozen=True)
class Query:
    """What a plan is made for; the key of the cache."""

    taps: tuple[tuple[Any, ...], ...] = ()
    training: bool = False
    engine: Engine = NUMPY
    extents: tuple[tuple[str, Extent], ...] = ()
    states: tuple[tuple[tuple[Any, ...], tuple[int, ...]], ...] = ()
    gradients: tuple[Any, ...] = ()
    seeds: tuple[tuple[str, tuple[int, ...]], ...] = ()


def plan_for(net: Any, query: Query, batch: int) -> Any:
    """The plan that answers a query for batches of this size, from the net's cache."""

    def make() -> Any:
        graph, outputs, place = lower(
            net, training=query.training, extents=dict(query.extents), states=dict(query.states)
        )
        mode = "train" if query.training else "test"
        plan = partial(planned, net, query.engine, graph, batch, mode=mode)
        if query.gradients:
            shown = {name: outputs[name] for name in net.outputs}  # final states come out as well
            losses = seeded(graph, shown, place, dict(query.seeds))
            weights = [(name, float(batch)) for name in losses]
            return plan(gradients_of=query.gradients, loss=weights)
        for number, tap in enumerate(query.taps):
            if tap not in place.taps:
                raise Misfit("noport", tap[-1], net, ", ".join(net.outputs))
            tapped(graph, place, str(number), place.taps[tap])
        return plan()

    return remembered(net.cache, ("plan", query, batch), make)


def planned(net: Any, engine: Engine, graph: Graph, batch: int, **asked: Any) -> Any:
    """The plan of the graph of a net; `Misfit` where it has an op that the engine does not run."""
    try:
        return engine.plan(graph, batch, **asked)
    except NoFormError as error:
        raise Misfit("notongpu", str(error), net) from None


def tapped(graph: Graph, place: Place, key: str, node: Node) -> None:
    """Make a value an output, with the lengths of its examples beside it."""
    graph.output(key, node)
    for level, length in place.lengths_of(node).items():
        graph.output(length_output(key, level), length)


def seeded(
    graph: Graph, outputs: Mapping[str, Node], place: Place, seeds: Mapping[str, tuple[int, ...]]
) -> list[str]:
    """Outputs whose sum is differentiated: padding left out, each times the gradient given for it."""
    names = []
    for name, node in outputs.items():
        if seeds and name not in seeds or node.dtype == "integer":
            continue
        for level, length in place.lengths_of(node).items():
            mask = positions_mask(length, size=node.shape[level])
            node = node * on_axis(mask, level, len(node.shape))
        if name in seeds:
            node = node * graph.input(seed_name(name), seeds[name])
        names.append(f"seeded {name}")
        graph.output(names[-1], node)
    return names


def remembered(cache: dict[Any, Any], key: tuple[Any, ...], make: Callable[[], Any], kept: int = KEPT) -> Any:
    """The value under a key, made where it is not there; of each kind (the first part of the key) only those
    used last are kept.
    """
    if key in cache:
        found = cache.pop(key)
    else:
        found = make()
        alike = [each for each in cache if each[0] == key[0]]
        for old in alike[: max(0, len(alike) - kept + 1)]:
            del cache[old]
    cache[key] = found
    return found
