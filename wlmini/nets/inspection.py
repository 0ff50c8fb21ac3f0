"""Information on nets: the properties that Information[net, property] gives."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from ..arrays import NumericArray
from ..expr import Association, S, make_list
from .drawing import layers_graph, ops_graph, summary_graphic
from .multipliers import multipliers
from .ports import shape_expr
from .shared_arrays import is_shared

__all__ = ["information"]

Property = Callable[[Any], Any]
UNITS = ((10**9, "Gigabytes"), (10**6, "Megabytes"), (10**3, "Kilobytes"), (1, "Bytes"))


def by_position(f: Callable[[Any], Any]) -> Property:
    """An association from the position of each array to something about it."""
    return lambda net: Association.of((make_list(path), f(slot)) for path, slot in net.slots())


def value_of(slot: Any) -> Any:
    return S.Automatic if slot.value is None else NumericArray(slot.value)


def sizes_of(slot: Any) -> Any:
    return S.Automatic if slot.shape is None else shape_expr(slot.shape)


def count_of(slot: Any) -> Any:
    return math.prod(slot.shape) if slot.sized else S.Automatic


def total(net: Any, weight: int = 1) -> Any:
    counts = [count_of(slot) for _, slot in net.slots()]
    return S.Automatic if S.Automatic in counts else weight * sum(counts)


def bytes_of(slot: Any) -> Any:
    return 4 * count_of(slot) if slot.sized else S.Automatic


def size_of(count: Any) -> Any:
    """A number of bytes as a quantity in the largest unit of which there is at least one."""
    if not isinstance(count, int):
        return count
    scale, unit = next((each for each in UNITS if count >= each[0]), UNITS[-1])
    return S.Quantity(count if scale == 1 else count / scale, unit)


def topology_hash(net: Any) -> str:
    """A number in base 16 for what a net computes, whatever the values of its arrays."""
    layers = [(path, layer.head.short, sorted(map(repr, layer.given.items()))) for path, layer in leaves(net)]
    edges = [sorted(map(repr, each.wiring.feeds.items())) for each in containers(net)]
    return hashlib.sha256(repr((layers, edges)).encode()).hexdigest()[:32]


def containers(net: Any) -> Iterator[Any]:
    """The net and all inside that consist of members."""
    members = getattr(net, "members", None)
    if members is not None:
        yield net
        for member in members.values():
            yield from containers(member)


def leaves(net: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """(position, layer) of every layer, those of containers in their place."""
    members = getattr(net, "members", None)
    if members is None:
        yield path, net
        return
    for key, member in members.items():
        yield from leaves(member, (*path, key))


def ports(which: str) -> Property:
    return lambda net: Association.of((name, port.show()) for name, port in getattr(net, which).items())


def layer_counts(net: Any) -> Association:
    return Association.of(Counter(layer.head for _, layer in leaves(net)).items())


PROPERTIES: dict[str, Property] = {
    "Arrays": by_position(value_of),
    "ArraysByteCounts": by_position(bytes_of),
    "ArraysCount": lambda net: sum(1 for _ in net.slots()),
    "ArraysDimensions": by_position(sizes_of),
    "ArraysElementCounts": by_position(count_of),
    "ArraysLearningRateMultipliers": lambda net: Association.of(
        (make_list(path), value) for path, value in multipliers(net).items()
    ),
    "ArraysList": lambda net: make_list(value_of(slot) for _, slot in net.slots()),
    "ArraysPositionList": lambda net: make_list(make_list(path) for path, _ in net.slots()),
    "ArraysSizes": by_position(lambda slot: size_of(bytes_of(slot))),
    "ArraysTotalByteCount": lambda net: total(net, 4),
    "ArraysTotalElementCount": total,
    "ArraysTotalSize": lambda net: size_of(total(net, 4)),
    "InputForm": lambda net: net.construction(),
    "InputPortNames": lambda net: make_list(net.inputs),
    "InputPorts": ports("inputs"),
    "LayerTypeCounts": layer_counts,
    "Layers": lambda net: Association.of((make_list(path), layer) for path, layer in leaves(net)),
    "LayersCount": lambda net: sum(1 for _ in leaves(net)),
    "LayersList": lambda net: make_list(layer for _, layer in leaves(net)),
    "OutputPortNames": lambda net: make_list(net.outputs),
    "OutputPorts": ports("outputs"),
    "RecurrentStatesCount": lambda net: len(net.recurrent_states()),
    "RecurrentStatesPositionList": lambda net: make_list(make_list(path) for path in net.recurrent_states()),
    "LayersGraph": layers_graph,
    "MXNetNodeGraph": ops_graph,
    "MXNetNodeGraphPlot": ops_graph,
    "SummaryGraphic": summary_graphic,
    "SharedArraysCount": lambda net: sum(is_shared(path) for path, _ in net.slots()),
    "TopologyHash": topology_hash,
}


def full_graphic(net: Any, kernel: Any) -> Any:
    """The picture of the net with the nets inside of it opened."""
    return summary_graphic(kernel.evaluate(S.NetFlatten(net)))


def information(net: Any, kernel: Any) -> dict[str, Any]:
    """Every property as a call that computes it."""
    found: dict[str, Any] = {name: (lambda f=f: f(net)) for name, f in PROPERTIES.items()}
    found["FullSummaryGraphic"] = lambda: full_graphic(net, kernel)
    return found
