"""Binding: every op of a plan gets its memory and its kernel's calls; running is calling them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..ir import Graph, Node, Tasks
from ..native.calls import NativeCall, merged
from ..native.strided import brought_first
from ..ops.shape import copying
from .emission import Emission
from .gradient import ancestors
from .passage import LARGE, Passage, passage
from .placement import Placement
from .schedule import PIECES, root, strips, worth
from .store import ParameterStore

__all__ = ["Program"]


class Program:
    """The calls of a graph for one batch size and one set of arrays, with the memory they work on."""

    def __init__(
        self,
        graph: Graph,
        batch: int,
        dtype: np.dtype[Any],
        store: ParameterStore,
        returned: Mapping[Any, Node],
        gradients: Sequence[tuple[Node, np.ndarray]],
        updates: Sequence[tuple[Node, np.ndarray]],
    ) -> None:
        self.batch = batch
        roots = [*returned.values(), *(node for node, _ in (*gradients, *updates))]
        nodes = ancestors(roots)
        kept = {root(node) for node in roots}
        self._arrays = Placement(batch, dtype, store, nodes, kept, _targets(gradients))
        self._readers = readers_of(nodes)
        self._emission = Emission(self._arrays, self._readers)
        self._draws = any(node.op.random for node in nodes)
        inputs = {name: node for name, node in graph.inputs.items() if node in set(nodes)}
        self._inlets = self._passages(inputs, inward=True)
        self._bind(nodes)
        self._outlets = self._passages(returned, inward=False)
        self._inputs = {name: self._examples_first(node) for name, node in inputs.items()}
        self._returned = {
            name: self._examples_first(node) for name, node in returned.items() if name not in self._outlets
        }
        for node, target in (*gradients, *updates):
            source = self._arrays[node]
            if source is not target:
                self._emission.calls += copying(target, source)
        self.calls = merged(self._emission.calls)
        self._compiled = all(isinstance(each, NativeCall) for each in self.calls)
        for each in (*self._inlets.values(), *self._outlets.values()):
            each.settle(self.calls)

    @property
    def memory(self) -> int:
        return self._arrays.arena.size

    def run(self, inputs: Mapping[str, Any], rng: np.random.Generator | None) -> dict[Any, np.ndarray]:
        """Take the inputs in (batch axis first), make all calls, and copy the results out."""
        if self._draws:
            self._emission.random.generator = np.random.default_rng() if rng is None else rng
        if self._compiled:
            return self._run(inputs)
        with np.errstate(all="ignore"):
            return self._run(inputs)

    def _run(self, inputs: Mapping[str, Any]) -> dict[Any, np.ndarray]:
        for name, array in self._inputs.items():
            _take_in(name, array, inputs, self._inlets.get(name))
        results = {name: each.give_out() for name, each in self._outlets.items()}
        for call in self.calls:
            call()
        for name, array in self._returned.items():
            results[name] = _taken_out(array)
        return results

    def _passages(self, nodes: Mapping[Any, Node], *, inward: bool) -> dict[Any, Passage]:
        """The passages of large arrays, whose calls are made where the program stands."""
        found: dict[Any, Passage] = {}
        for name, node in nodes.items():
            array = self._arrays[node]
            made = passage(array, inward) if node.batched == 1 else None
            work = 3.0 * array.size
            calls = None if made is None else made.calls(max(1, min(PIECES, int(work / worth()))))
            if made is not None and calls is not None:
                slots = [self._emission.slot(number, len(calls)) for number in range(len(calls))]
                self._emission.emit_tasks(Tasks(calls, slots), work)
                found[name] = made
        return found

    def _examples_first(self, node: Node) -> np.ndarray:
        array = self._arrays[node]
        if node.batched:
            return np.moveaxis(array, -1, 0)
        return np.broadcast_to(array, (self.batch, *array.shape))

    def _bind(self, nodes: list[Node]) -> None:
        plan = strips(nodes, self.batch)
        last = {
            root(each): number
            for number, strip in enumerate(plan)
            for node in strip.nodes
            for each in node.inputs
        }
        wanted = self._arrays.kept | self._arrays.targets.keys()
        for number, strip in enumerate(plan):
            inner = [node for node in strip.inner(self._readers) if node not in wanted]
            for node in strip.nodes:
                if node not in inner:
                    self._arrays.place(node, strip)
            self._emission.emit(strip, inner)
            self._arrays.give_back(last, number)


def readers_of(nodes: Sequence[Node]) -> dict[Node, list[Node]]:
    """The nodes that take each one as an operand."""
    readers: dict[Node, list[Node]] = defaultdict(list)
    for node in nodes:
        for each in node.inputs:
            readers[each].append(node)
    return readers


def _targets(gradients: Sequence[tuple[Node, np.ndarray]]) -> dict[Node, np.ndarray]:
    """Arrays outside that a node may compute straight into: its own, and nobody else's."""
    found: dict[Node, np.ndarray] = {}
    for node, target in gradients:
        if node.op.bind is not None and node not in found:
            found[node] = target
    return found


def _take_in(name: str, array: np.ndarray, inputs: Mapping[str, Any], inlet: Passage | None) -> None:
    given = inputs.get(name)
    if given is None:
        raise ValueError(f"the input {name} is missing")
    given = np.asarray(given)
    if given.shape != array.shape:
        raise ValueError(f"the input {name} has dimensions {given.shape}, the plan expects {array.shape}")
    if inlet is not None:
        inlet.take_in(given)
    elif given.dtype == array.dtype:
        np.copyto(array, given)
    else:
        with np.errstate(all="ignore"):
            np.copyto(array, given, "unsafe")


def _taken_out(array: np.ndarray) -> np.ndarray:
    """A copy, contiguous with the batch axis first; NumPy takes seven times as long for large ones."""
    copy = brought_first(array) if array.size >= LARGE else None
    return array.copy("C") if copy is None else copy
