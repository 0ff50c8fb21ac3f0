"""The NumPy engine: a graph is planned once for a batch size and a mode, and then runs as bound calls."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from ..ir import Graph, Node, constant
from ..ops.shape import broadcast_to
from .bind import Program
from .bound import BoundPlan
from .fusion import RULES, evaluation_rules, rewrite, share
from .gradient import ancestors, gradients
from .store import ParameterStore
from .threads import pool, set_threads

__all__ = ["ParameterStore", "Plan", "gradient_key", "make_plan", "selected", "set_threads"]


def gradient_key(name: Hashable) -> tuple[str, Hashable]:
    """Where `forward_backward` returns the gradient of an input or of an array that is not trained."""
    return ("gradient", name)


class Plan(BoundPlan):
    """A graph made ready for batches of one size; `make_plan` makes it."""

    def __init__(
        self,
        graph: Graph,
        batch: int,
        dtype: np.dtype[Any],
        outputs: Mapping[str, Node],
        differentiated: Mapping[Hashable, Node],
        updates: Mapping[Hashable, Node],
    ) -> None:
        super().__init__()
        self.graph, self.batch, self.dtype = graph, batch, dtype
        self.outputs, self.gradients, self.updates = outputs, differentiated, updates

    def bind(self, arrays: ParameterStore, *, training: bool) -> Program:
        """The calls of a forward pass, or of a step of training, bound to these arrays."""
        returned: dict[Any, Node] = dict(self.outputs)
        trained: list[tuple[Node, np.ndarray]] = []
        updates: list[tuple[Node, np.ndarray]] = []
        if training:
            for name, node in self.gradients.items():
                if name in arrays.gradients:
                    trained.append((node, arrays.gradients[name]))
                else:
                    returned[gradient_key(name)] = node
            updates = [(node, arrays[path]) for path, node in self.updates.items()]
        return Program(self.graph, self.batch, self.dtype, arrays, returned, trained, updates)

    @property
    def memory(self) -> int:
        """Bytes of buffers that the bound programs hold."""
        return sum(program.memory for program in self._programs.values())


def make_plan(
    graph: Graph,
    batch: int,
    *,
    mode: str = "test",
    dtype: Any = np.float32,
    gradients_of: Collection[Hashable] = (),
    loss: Sequence[tuple[str, float]] = (),
    outputs: Collection[str] | None = None,
) -> Plan:
    """Plan a graph for batches of one size.

    `loss` names outputs with weights; the gradients of the batch mean of their weighted sum (elements of
    an array are added up) are taken by what `gradients_of` lists: paths of arrays and names of inputs.
    In mode "train" `forward_backward` also makes the graph's updates; a plan in mode "test" refuses
    graphs with ops for training.
    """
    chosen, updates, new = selected(graph, batch, mode, loss, outputs)
    seeds = [
        (new[graph.outputs[name]], _seed(new[graph.outputs[name]], weight, batch)) for name, weight in loss
    ]
    leaves = {name: _leaf(graph, name) for name in gradients_of}
    found = gradients(seeds, set(leaves.values()))
    grown = {name: found.get(leaf, _nothing(leaf)) for name, leaf in leaves.items()}
    final = share([*(new[node] for node in (*chosen.values(), *updates.values())), *grown.values()])
    return Plan(
        graph,
        batch,
        np.dtype(dtype),
        {name: final[new[node]] for name, node in chosen.items()},
        {name: final[node] for name, node in grown.items()},
        {path: final[new[node]] for path, node in updates.items()},
    )


def selected(
    graph: Graph,
    batch: int,
    mode: str,
    loss: Sequence[tuple[str, float]],
    outputs: Collection[str] | None,
) -> tuple[dict[str, Node], dict[Hashable, Node], dict[Node, Node]]:
    """(outputs, updates, what every node on the way to them and to the losses is rewritten to)."""
    if batch < 1:
        raise ValueError(f"a batch has at least one example, not {batch}")
    if mode not in ("test", "train"):
        raise ValueError(f'the mode is "test" or "train", not {mode!r}')
    chosen = {name: graph.outputs[name] for name in (graph.outputs if outputs is None else outputs)}
    updates = dict(graph.updates) if mode == "train" else {}
    forward = [*chosen.values(), *updates.values(), *(graph.outputs[name] for name, _ in loss)]
    if mode == "test":
        _refuse_training_ops(forward)
    return chosen, updates, rewrite(forward, evaluation_rules(batch) if mode == "test" else RULES)


def _refuse_training_ops(roots: Sequence[Node]) -> None:
    for node in ancestors(roots):
        if node.op.training_only:
            raise ValueError(f'the op {node.op.name} is for training; plan with mode "train"')


def _seed(node: Node, weight: float, batch: int) -> Node:
    share_of_one = weight / batch if node.batched else weight
    return broadcast_to(constant(float(share_of_one)), shape=node.shape, batch=node.batched)


def _leaf(graph: Graph, name: Hashable) -> Node:
    return graph.inputs[name] if name in graph.inputs else graph.parameters[name]


def _nothing(leaf: Node) -> Node:
    return broadcast_to(constant(0.0), shape=leaf.shape, batch=leaf.batched)


def threads() -> int:
    """How many threads plans made now will use."""
    return pool().size
