"""The graph of a training problem, and its evaluation on data without learning."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from ..expr import make_list
from .batches import Batch
from .columns import ready
from .engines.choice import Engine
from .evaluation import refusing
from .initialize import initialize, read_method
from .ir import Graph, Node
from .layer_net import read_as
from .losses import Problem, Term, looked_at, loss_key, output_key
from .lowering import Extent, Place, lowered, never, planned, port_input, remembered
from .ports import Misfit
from .samples import Gather, Sample, Totals
from .values import Net

__all__ = [
    "Assessor", "Objective", "Planner", "array_paths", "begin_losses", "graph_arrays", "graph_inputs",
]  # fmt: skip

LOSS_PLACE = "LossFunction"  # under this key stand the arrays of nets that compute losses
PIECE = 256  # examples assessed at once
KEPT = 24  # plans, for different lengths of sequences


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
        extents: Mapping[str, Extent] | None = None,
    ) -> Objective:
        """The objective of a problem; `outputs` of the net and `taps` inside it come out as well."""
        graph = Graph()
        place = Place(graph, training, frozen=frozen)
        net, sizes = problem.net, extents or {}
        values = lowered(net, place, sizes)
        weights = attached(problem, place, values, sizes)
        for name in outputs:
            graph.output(output_key(name), values[name])
        for path in taps:
            if path not in place.taps:
                raise Misfit("noport", make_list(path), net, ", ".join(net.outputs))
            graph.output(tap_key(path), place.taps[path])
        return cls(graph, weights)

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


def attached(
    problem: Problem, place: Place, values: Mapping[str, Node], sizes: Mapping[str, Extent]
) -> tuple[tuple[str, float], ...]:
    """The losses made outputs of the graph: their keys and weights."""
    weights = []
    for number, term in enumerate(problem.terms):
        here = replace(place, path=(LOSS_PLACE, number))
        for name, node in loss_nodes(term, values[term.output], here, sizes).items():
            key = loss_key(number, name)
            place.graph.output(key, node)
            weights.append((key, term.weight))
    return tuple(weights)


def loss_nodes(term: Term, value: Node, place: Place, sizes: Mapping[str, Extent]) -> dict[str, Node]:
    """The outputs of a loss by name, given the output it looks at."""
    if term.net is None:
        return {term.output: value}
    looking, aiming = looked_at(term.net)
    fed = {looking: read_as(place, value, "real")}
    if term.target is not None:
        fed[aiming] = port_input(place, term.target, term.net.inputs[aiming], sizes.get(term.target))
    for name in term.extras:
        known = place.graph.inputs.get(name)
        port = term.net.inputs[name]
        fed[name] = port_input(place, name, port, sizes.get(name)) if known is None else known
    found: dict[str, Node] = term.net.lower(place, fed)
    return found


def graph_arrays(problem: Problem, dtype: Any) -> dict[str, Any]:
    """The data in the kinds of number the graph takes."""
    return {
        name: ready(array, np.int64 if is_whole(problem, name) else dtype)
        for name, array in problem.arrays.items()
    }


def is_whole(problem: Problem, name: str) -> bool:
    """Whether the graph takes whole numbers at an input."""
    port = problem.net.inputs.get(name)
    if port is None:
        term = next(term for term in problem.terms if name == term.target or name in term.extras)
        port = term.net.inputs["Target" if name == term.target else name]
    return bool(port.kind == "integer")


class Planner:
    """The plans of an objective for batches of any size, and of any lengths where these vary."""

    def __init__(
        self,
        net: Net,
        make: Callable[..., Objective],
        training: bool,
        engine: Engine,
        gradients_of: Collection[Any] = (),
    ) -> None:
        self.net, self.make, self.training = net, make, training
        self.engine, self.gradients_of = engine, gradients_of
        self.kept: dict[Any, Any] = {}

    def plan(self, part: Mapping[str, Any]) -> tuple[Objective, Any]:
        """The objective and the plan for a batch, from those made last."""
        extents = tuple((name, each.extent) for name, each in part.items() if isinstance(each, Batch))
        objective = self.remembered("objective", extents, lambda: self.make(extents=dict(extents)))
        size = len(next(iter(part.values())))
        return objective, self.remembered("plan", (size, extents), lambda: self.made(objective, size))

    def remembered(self, kind: str, key: Any, make: Callable[[], Any]) -> Any:
        return remembered(self.kept, (kind, key), make, KEPT)

    def made(self, objective: Objective, size: int) -> Any:
        return planned(
            self.net,
            self.engine,
            objective.graph,
            size,
            mode="train" if self.training else "test",
            gradients_of=self.gradients_of,
            loss=objective.losses if self.gradients_of else (),
        )


def graph_inputs(part: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """The values of the graph's inputs for a batch."""
    found: dict[str, np.ndarray] = {}
    for name, each in part.items():
        if isinstance(each, Batch):
            found.update(each.graph_inputs(name, each.dtype))
        else:
            found[name] = each
    return found


class Assessor:
    """Assesses a problem again and again as its arrays change, in pieces; plans are made once."""

    def __init__(
        self,
        problem: Problem,
        engine: Engine,
        gathers: Iterable[Gather],
        piece: int = PIECE,
        *,
        taps: Iterable[tuple[Any, ...]] = (),
        training: bool = False,
    ) -> None:
        self.problem = problem
        self.dtype = engine.dtype
        self.arrays = graph_arrays(problem, self.dtype)
        self.piece = min(piece, problem.count)
        asked: dict[str, Any] = {"outputs": problem.net.outputs, "taps": tuple(taps), "training": training}
        self.planner = Planner(problem.net, partial(Objective.of, problem, **asked), training, engine)
        self.totals = Totals(gathers)

    def run(self, store: Any, random: Any = None) -> Totals:
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

    def take(self, part: Mapping[str, Any], store: Any, random: Any = None) -> None:
        """Some examples more."""
        objective, plan = self.planner.plan(part)
        with refusing(self.problem.net):
            results = plan.run(graph_inputs(part), store, random)
        self.totals.add(Sample(self.problem, dict(objective.losses), part, results))
