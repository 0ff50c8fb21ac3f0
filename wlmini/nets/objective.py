"""The graph of a training problem, and its evaluation on data without learning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .engines.numpy import ParameterStore, make_plan
from .initialize import initialize, read_method
from .ir import DataError, Graph
from .losses import Problem, Term
from .lowering import Place, never, port_input
from .ops.shape import cast
from .ports import Misfit

__all__ = ["Assessment", "Objective", "array_paths", "assess"]

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
        term
        if term.net is None
        else Term(term.output, initialize(term.net, samplers), term.weight, term.target)
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
        outputs: bool = False,
    ) -> Objective:
        """The objective of a problem, for training or for assessment."""
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
        if outputs:
            for name, node in values.items():
                graph.output(f"output {name}", node)
        return cls(graph, tuple(weights))

    def total(self, results: Mapping[Any, np.ndarray]) -> np.ndarray:
        """The weighted loss of every example."""
        total: Any = 0.0
        for key, weight in self.losses:
            part = results[key]
            total = total + weight * (part if part.ndim == 1 else part.reshape(len(part), -1).sum(1))
        return np.asarray(total)


def loss_nodes(term: Term, value: Any, place: Place) -> dict[str, Any]:
    """The outputs of a loss by name, given the output it looks at."""
    if term.net is None:
        return {term.output: value}
    fed = {"Input": cast(value, to="real")}
    if term.target is not None:
        fed["Target"] = port_input(place, term.target, term.net.inputs["Target"])
    if "Input" not in term.net.inputs:
        fed = {next(iter(term.net.inputs)): fed["Input"]}
    found: dict[str, Any] = term.net.lower(place, fed)
    return found


@dataclass(frozen=True)
class Assessment:
    """What came out for a set of examples: the loss of each, and the net's outputs."""

    losses: np.ndarray
    outputs: Mapping[str, np.ndarray]

    @property
    def loss(self) -> float:
        """The mean loss."""
        return float(self.losses.mean(dtype=np.float64))

    def error_rate(self, problem: Problem) -> float | None:
        """The fraction of wrong classes, for a problem with one classification loss."""
        terms = [term for term in problem.terms if term.is_classification]
        if len(terms) != 1 or len(problem.terms) != 1:
            return None
        predicted = self.outputs[terms[0].output].argmax(-1) + 1
        return float((predicted != true_classes(problem)).mean())


def true_classes(problem: Problem) -> np.ndarray:
    """The 1-based classes of the targets of the only classification loss."""
    (term,) = (term for term in problem.terms if term.is_classification)
    assert term.target is not None
    target = problem.arrays[term.target]
    return target.argmax(-1) + 1 if term.net.layer.Form == "Probabilities" else target


def graph_arrays(problem: Problem, dtype: Any) -> dict[str, np.ndarray]:
    """The data in the kinds of number the graph takes, converted once for all batches."""
    return {
        name: np.ascontiguousarray(array, dtype=np.int64 if is_whole(problem, name) else dtype)
        for name, array in problem.arrays.items()
    }


def is_whole(problem: Problem, name: str) -> bool:
    """Whether the graph takes whole numbers at an input."""
    port = problem.net.inputs.get(name)
    if port is None:
        term = next(term for term in problem.terms if term.target == name)
        port = term.net.inputs["Target"]
    return bool(port.kind == "integer")


class Assessor:
    """Assesses a problem again and again as its arrays change; plans are made once."""

    def __init__(self, problem: Problem, dtype: Any, piece: int = PIECE, *, training: bool = False) -> None:
        self.problem = problem
        self.arrays = graph_arrays(problem, dtype)
        self.dtype = dtype
        self.piece = min(piece, problem.count)
        self.objective = Objective.of(problem, training=training, outputs=True)
        self.mode = "train" if training else "test"
        self.plans: dict[int, Any] = {}

    def run(self, store: ParameterStore, random: Any = None) -> Assessment:
        """The losses and outputs of all examples with these arrays."""
        pieces: list[dict[Any, np.ndarray]] = []
        for start in range(0, self.problem.count, self.piece):
            part = {name: array[start : start + self.piece] for name, array in self.arrays.items()}
            size = len(next(iter(part.values())))
            if size not in self.plans:
                self.plans[size] = make_plan(self.objective.graph, size, mode=self.mode, dtype=self.dtype)
            try:
                results = self.plans[size].run(part, store, random)
            except DataError as error:
                raise Misfit("baddata", self.problem.net, str(error)) from None
            pieces.append({key: np.array(value) for key, value in results.items()})
        joined = {key: np.concatenate([piece[key] for piece in pieces]) for key in pieces[0]}
        outputs = {key[7:]: value for key, value in joined.items() if key.startswith("output ")}
        return Assessment(self.objective.total(joined), outputs)


def assess(problem: Problem, dtype: Any = np.float32, piece: int = PIECE, **mode: Any) -> Assessment:
    """The assessment of a problem with the arrays its nets hold."""
    arrays: dict[Any, Any] = {path: slot.value for path, slot in array_paths(problem).items()}
    return Assessor(problem, dtype, piece, **mode).run(
        ParameterStore(arrays, dtype=dtype), np.random.default_rng()
    )
