"""The graph of a training problem, and its evaluation on data without learning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..expr import make_list
from .columns import LazyColumn
from .engines.numpy import ParameterStore, make_plan
from .initialize import initialize, read_method
from .ir import DataError, Graph
from .losses import Problem, Term, looked_at
from .lowering import Place, never, port_input
from .ops.shape import cast
from .ports import Misfit
from .samples import Gather, Sample, Totals

__all__ = ["Assessor", "Objective", "array_paths", "begin_losses", "graph_arrays"]

LOSS_PLACE = "LossFunction"  # under this key stand the arrays of nets that compute losses
PIECE = 256  # examples assessed at once


def array_paths(problem: Problem) -> dict[tuple[Any, ...], Any]:
    """Every array of the problem: those of the net by path, those of loss nets under LOSS_PLACE."""
    slots = dict(problem.net.slots())
    for number, term in enumerate(problem.terms):
        if term.net is not None:
            slots.update({(LOSS_PLACE, number, *path): slot for path, slot in term.net.slots()})
    return slots


def begin_losses(problem: Problem, random: np.random.Generator) -> Problem:
    """The problem with values in the arrays of its loss nets."""
    samplers = read_method("Kaiming", random)
    terms = [
        term if term.net is None else replace(term, net=initialize(term.net, samplers))
        for term in problem.terms
    ]
    return Problem(problem.net, tuple(terms), problem.arrays)


@dataclass(frozen=True)
class Objective:
    """A graph whose outputs are the losses by number and, with `outputs`, the net's own outputs."""

    graph: Graph
    losses: tuple[tuple[str, float], ...]

    @classmethod
    def of(
        cls,
        problem: Problem,
        *,
        training: bool,
        frozen: Callable[[tuple[Any, ...]], bool] = never,
        outputs: Iterable[str] = (),
        taps: Iterable[tuple[Any, ...]] = (),
    ) -> Objective:
        """The objective of a problem; `outputs` of the net and `taps` inside it come out as well."""
        graph = Graph()
        place = Place(graph, training, frozen=frozen)
        net = problem.net
        values = net.lower(place, {name: port_input(place, name, port) for name, port in net.inputs.items()})
        weights = []
        for number, term in enumerate(problem.terms):
            here = Place(graph, training, (LOSS_PLACE, number))
            for name, node in loss_nodes(term, values[term.output], here).items():
                key = f"loss {number} {name}"
                graph.output(key, node)
                weights.append((key, term.weight))
        for name in outputs:
            graph.output(f"output {name}", values[name])
        for path in taps:
            if path not in place.taps:
                raise Misfit("noport", make_list(path), net, ", ".join(net.outputs))
            graph.output(tap_key(path), place.taps[path])
        return cls(graph, tuple(weights))

    def total(self, results: Mapping[Any, np.ndarray]) -> np.ndarray:
        """The weighted loss of every example."""
        total: Any = 0.0
        for key, weight in self.losses:
            part = results[key]
            total = total + weight * (part if part.ndim == 1 else part.reshape(len(part), -1).sum(1))
        return np.asarray(total)


def tap_key(path: tuple[Any, ...]) -> str:
    """Under which name the value at an inner port comes out."""
    return f"tap {path!r}"


def loss_nodes(term: Term, value: Any, place: Place) -> dict[str, Any]:
    """The outputs of a loss by name, given the output it looks at."""
    if term.net is None:
        return {term.output: value}
    looking, aiming = looked_at(term.net)
    fed = {looking: cast(value, to="real")}
    if term.target is not None:
        fed[aiming] = port_input(place, term.target, term.net.inputs[aiming])
    for name in term.extras:
        known = place.graph.inputs.get(name)
        fed[name] = port_input(place, name, term.net.inputs[name]) if known is None else known
    found: dict[str, Any] = term.net.lower(place, fed)
    return found


def graph_arrays(problem: Problem, dtype: Any) -> dict[str, Any]:
    """The data in the kinds of number the graph takes, converted once for all batches."""
    return {
        name: of_type(array, np.int64 if is_whole(problem, name) else dtype)
        for name, array in problem.arrays.items()
    }


def of_type(array: Any, dtype: Any) -> Any:
    if isinstance(array, LazyColumn):
        return array.of_type(dtype)
    return np.ascontiguousarray(array, dtype=dtype)


def is_whole(problem: Problem, name: str) -> bool:
    """Whether the graph takes whole numbers at an input."""
    port = problem.net.inputs.get(name)
    if port is None:
        term = next(term for term in problem.terms if name == term.target or name in term.extras)
        port = term.net.inputs["Target" if name == term.target else name]
    return bool(port.kind == "integer")


class Assessor:
    """Assesses a problem again and again as its arrays change, in pieces; plans are made once."""

    def __init__(
        self,
        problem: Problem,
        dtype: Any,
        gathers: Iterable[Gather],
        piece: int = PIECE,
        *,
        taps: Iterable[tuple[Any, ...]] = (),
        training: bool = False,
    ) -> None:
        self.problem = problem
        self.arrays = graph_arrays(problem, dtype)
        self.dtype = dtype
        self.piece = min(piece, problem.count)
        self.objective = Objective.of(problem, training=training, outputs=problem.net.outputs, taps=taps)
        self.mode = "train" if training else "test"
        self.totals = Totals(gathers)
        self.plans: dict[int, Any] = {}

    def run(self, store: ParameterStore, random: Any = None) -> Totals:
        """What was asked to be gathered, for all examples with these arrays."""
        self.totals.clear()
        for start in range(0, self.problem.count, self.piece):
            self.take(
                {name: array[start : start + self.piece] for name, array in self.arrays.items()},
                store,
                random,
            )
        return self.totals

    def arrays_of(self, problem: Problem) -> dict[str, Any]:
        """Other examples of the same problem, ready to be taken."""
        return graph_arrays(problem, self.dtype)

    def take(self, part: Mapping[str, Any], store: ParameterStore, random: Any = None) -> None:
        """Some examples more."""
        size = len(next(iter(part.values())))
        if size not in self.plans:
            self.plans[size] = make_plan(self.objective.graph, size, mode=self.mode, dtype=self.dtype)
        try:
            results = self.plans[size].run(part, store, random)
        except DataError as error:
            raise Misfit("baddata", self.problem.net, str(error)) from None
        self.totals.add(Sample(self.problem, dict(self.objective.losses), part, results))
