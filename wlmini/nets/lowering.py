"""The way down from a net value to a graph of ops, and the cache of plans that a net value keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from .engines.numpy import ParameterStore, make_plan
from .ir import Graph, Node
from .ports import Misfit, Port, Shape

__all__ = ["Place", "Query", "lower", "plan_for", "remembered", "store_of"]


KEPT = 8  # plans, with their memory, that a net value keeps of each kind


def never(path: tuple[Any, ...]) -> bool:
    """Freeze nothing."""
    return False


@dataclass(frozen=True)
class Place:
    """Where in a net the lowering stands: the graph under construction and the path to the layer."""

    graph: Graph
    training: bool = False
    path: tuple[Any, ...] = ()
    frozen: Callable[[tuple[Any, ...]], bool] = never
    taps: dict[tuple[Any, ...], Node] = field(default_factory=dict)
    outputs: tuple[Shape, ...] = ()

    def inside(self, key: Any) -> Place:
        """The place of the member under a key."""
        return replace(self, path=(*self.path, key))

    def parameter(self, name: str, shape: tuple[int, ...]) -> Node:
        """The node of an array of the layer that stands here."""
        return self.graph.parameter((*self.path, name), shape)

    def update(self, name: str, node: Node) -> None:
        """After a step of training the array of this name becomes the node's value, unless it is frozen."""
        path = (*self.path, name)
        if not self.frozen(path):
            self.graph.update(path, node)

    def record(self, outputs: Mapping[str, Node]) -> None:
        """Keep the outputs of the member that stands here, so that NetPort can ask for them."""
        for name, node in outputs.items():
            self.taps[(*self.path, name)] = node


def port_input(graph: Graph, name: str, port: Port) -> Node:
    """The graph input of a port."""
    assert port.shape is not None
    sizes = tuple(size for size in port.shape if size is not None)
    return graph.input(name, sizes, dtype=port.kind or "real")


def lower(net: Any, *, training: bool) -> tuple[Graph, dict[str, Node], Place]:
    """The graph of a net whose shapes are all known, with its output nodes and the place of the root."""
    graph = Graph()
    place = Place(graph, training)
    inputs = {name: port_input(graph, name, port) for name, port in net.inputs.items()}
    outputs = net.lower(place, inputs)
    return graph, outputs, place


def store_of(net: Any, dtype: Any = np.float32) -> Any:
    """The arrays of a net as the engine's store (made once for each dtype)."""
    key = ("store", np.dtype(dtype))
    if key not in net.cache:
        arrays = {path: slot.value for path, slot in net.slots()}
        net.cache[key] = ParameterStore(arrays, trainable=(), dtype=dtype)
    return net.cache[key]


@dataclass(frozen=True)
class Query:
    """What a plan is made for; the key of the cache."""

    taps: tuple[tuple[Any, ...], ...]
    training: bool = False
    dtype: str = "float32"


def plan_for(net: Any, query: Query, batch: int) -> Any:
    """The plan that gives the asked outputs for batches of this size, from the net's cache."""

    def make() -> Any:
        graph, _, place = lower(net, training=query.training)
        for number, tap in enumerate(query.taps):
            if tap not in place.taps:
                raise Misfit("noport", tap[-1], net, ", ".join(net.outputs))
            graph.output(str(number), place.taps[tap])
        mode = "train" if query.training else "test"
        return make_plan(graph, batch, mode=mode, dtype=np.dtype(query.dtype).type)

    return remembered(net.cache, ("plan", query, batch), make)


def remembered(cache: dict[Any, Any], key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """The value under a key; of each kind (the first part of the key) only the latest few are kept."""
    if key not in cache:
        alike = [each for each in cache if each[0] == key[0]]
        for old in alike[: len(alike) - KEPT + 1]:
            del cache[old]
        cache[key] = make()
    return cache[key]
