"""The PyTorch engine: a graph runs forwards by the torch forms of its ops, PyTorch differentiates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..ir import INPUT, DataError, Graph, Node
from .bound import BoundPlan
from .fusion import share
from .gradient import ancestors
from .numpy import gradient_key, selected
from .torch_devices import Runner, Torch
from .torch_forms import NoFormError, bound
from .torch_fusion import fused
from .torch_store import TorchStore

__all__ = ["NoFormError", "TorchPlan", "make_torch_plan"]

LEAVES = ("input", "parameter", "constant")


class TorchPlan(BoundPlan):
    """A graph made ready for batches of one size; `make_torch_plan` makes it."""

    def __init__(
        self,
        home: Torch,
        graph: Graph,
        batch: int,
        dtype: np.dtype[Any],
        outputs: Mapping[str, Node],
        losses: Sequence[tuple[Node, float]],
        gradients_of: Collection[Hashable],
        updates: Mapping[Hashable, Node],
    ) -> None:
        super().__init__()
        self.home, self.graph, self.batch, self.dtype = home, graph, batch, dtype
        self.outputs, self.losses, self.updates = outputs, losses, updates
        self.gradients_of = tuple(gradients_of)
        for node in ancestors([*outputs.values(), *updates.values(), *(node for node, _ in losses)]):
            if node.op.torch is None and node.op.name not in LEAVES:
                raise NoFormError(node.op.name)

    def bind(self, arrays: TorchStore, *, training: bool) -> TorchProgram:
        """The steps of a forward pass, or of a step of training, bound to these arrays."""
        return TorchProgram(self, arrays, training=training)


def make_torch_plan(
    home: Torch,
    graph: Graph,
    batch: int,
    *,
    mode: str = "test",
    dtype: Any = np.float32,
    gradients_of: Collection[Hashable] = (),
    loss: Sequence[tuple[str, float]] = (),
    outputs: Collection[str] | None = None,
) -> TorchPlan:
    """The plan of a graph for a device; as `engines.numpy.make_plan`."""
    chosen, updates, new = selected(graph, batch, mode, loss, outputs)
    losses = {name: graph.outputs[name] for name, _ in loss}
    roots = [new[node] for node in (*chosen.values(), *updates.values(), *losses.values())]
    shared = share(roots)
    final = fused(shared[node] for node in roots)

    def found(nodes: Mapping[Any, Node]) -> dict[Any, Node]:
        return {name: final[shared[new[node]]] for name, node in nodes.items()}

    weighted = [(found(losses)[name], weight) for name, weight in loss]
    return TorchPlan(
        home, graph, batch, np.dtype(dtype), found(chosen), weighted, gradients_of, found(updates)
    )


@dataclass
class Place:
    """What a form sees of the engine (`ir.TorchSite`)."""

    node: Node
    program: TorchProgram

    def __post_init__(self) -> None:
        self.batch, self.dtype, self.device = self.program.batch, self.program.dtype, self.program.device
        self.rows = self.batch * self.node.batched if self.node.batched else 1

    @property
    def generator(self) -> Any:
        return self.program.runner.generator

    def constant(self, key: Hashable, make: Callable[[], np.ndarray]) -> Any:
        constants = self.program.constants
        if key not in constants:
            constants[key] = self.program.tensor(make())
        return constants[key]

    def demand(self, good: Any, text: str, *values: Any) -> None:
        self.program.demands.append((good, text, values))

    def told(self, value: Any, x: Any) -> Any:
        """The value, its gradient going to x by the rule of the node."""
        return self.program.told(self.node, value, x)


class TorchProgram:
    """The forms of a graph bound for one batch size and one set of arrays."""

    def __init__(self, plan: TorchPlan, store: TorchStore, *, training: bool) -> None:
        self.plan, self.store, self.home, self.batch = plan, store, plan.home, plan.batch
        self.torch, self.device = plan.home.torch, plan.home.device
        self.dtype = getattr(self.torch, plan.dtype.name)
        self.constants: dict[Hashable, Any] = {}
        self.demands: list[tuple[Any, str, tuple[Any, ...]]] = []
        self.losses = plan.losses if training else []
        self.updates = plan.updates if training else {}
        roots = [*plan.outputs.values(), *self.updates.values(), *(node for node, _ in self.losses)]
        nodes = ancestors(roots)
        self.draws = any(node.op.random for node in nodes)
        wanted = plan.gradients_of if training else ()
        self.inputs = {name: self.empty(node) for name, node in plan.graph.inputs.items() if node in nodes}
        self.leaves = {node: self.leaf(node) for node in nodes if node.op.name in LEAVES}
        self.differentiated = {name: self.differentiable(name) for name in wanted}
        self.steps = self.bound(node for node in nodes if node.op.name not in LEAVES)
        self.last = last_uses(nodes, roots)
        self.found: dict[Node, Any] = {}
        self.rules: dict[Node, Rule] = {}
        self.runner = Runner(self.home, self.compute)

    def tensor(self, array: np.ndarray) -> Any:
        """An array on the device."""
        kind = np.dtype(np.int64) if array.dtype.kind in "iu" else self.plan.dtype
        whole = array if array.dtype.kind == "b" else np.array(array, kind)
        return self.torch.from_numpy(np.array(whole)).to(self.device)

    def empty(self, node: Node) -> Any:
        dtype = self.torch.int64 if node.dtype == "integer" else self.dtype
        shape = (self.batch * node.batched, *node.shape)
        return self.torch.zeros(shape, dtype=dtype, device=self.device)

    def leaf(self, node: Node) -> Any:
        match node.op.name:
            case "input":
                return self.inputs[node.attrs["name"]]
            case "constant":
                value = np.asarray(node.attrs["value"])
                return self.tensor(value.astype(np.int64 if node.dtype == "integer" else self.plan.dtype))
        path = node.attrs["path"]
        if path not in self.store:
            raise KeyError(f"the array {path} is missing")
        tensor = self.store.tensors[path]
        if tuple(tensor.shape) != node.shape:
            raise ValueError(
                f"the array {path} has dimensions {tuple(tensor.shape)}, the graph expects {node.shape}"
            )
        return tensor

    def differentiable(self, name: Hashable) -> Any:
        """The leaf of an input or an array, made one that PyTorch differentiates by."""
        graph = self.plan.graph
        node = graph.inputs[name] if name in graph.inputs else graph.parameters[name]  # type: ignore[index]
        if node not in self.leaves:
            made = self.empty(node) if node.op.name == "input" else self.leaf(node)
            return made.detach().requires_grad_()
        self.leaves[node] = self.leaves[node].detach().requires_grad_()
        return self.leaves[node]

    def bound(self, nodes: Iterable[Node]) -> list[tuple[Node, Callable[..., Any]]]:
        return [(node, bound(self.torch, Place(node, self), node)) for node in nodes]

    # Running

    def run(self, inputs: Mapping[str, Any], rng: np.random.Generator | None) -> dict[Any, np.ndarray]:
        """Take the inputs in (batch axis first), run all steps, and copy the results out."""
        with self.home.working():
            for name, tensor in self.inputs.items():
                self.take_in(name, tensor, inputs)
            chance = np.random.default_rng() if rng is None and self.draws else rng
            seed = int(chance.integers(0, 1 << 62)) if chance is not None and self.draws else None
            results, flags = self.runner.run(seed)
            if flags is not None and not flags.all():
                self.refuse(flags)
            return {name: self.taken_out(tensor) for name, tensor in results.items()}

    def take_in(self, name: str, tensor: Any, inputs: Mapping[str, Any]) -> None:
        if name not in inputs:
            raise ValueError(f"the input {name} is missing")
        given = np.asarray(inputs[name])
        if given.shape != tuple(tensor.shape):
            expected = tuple(tensor.shape)
            raise ValueError(f"the input {name} has dimensions {given.shape}, the plan expects {expected}")
        kind = np.int64 if tensor.dtype == self.torch.int64 else self.plan.dtype
        tensor.copy_(self.torch.from_numpy(np.require(given.astype(kind, copy=False), None, ["C", "W"])))

    def taken_out(self, tensor: Any) -> np.ndarray:
        return np.array(tensor.cpu().numpy())

    def refuse(self, flags: Any) -> None:
        """Say what is wrong with the data."""
        good, text, values = self.demands[int((~flags).nonzero()[0])]
        wrong = ~good.broadcast_to(self.torch.broadcast_shapes(good.shape, *(v.shape for v in values)))
        raise DataError(text.format(*(v.broadcast_to(wrong.shape)[wrong][0].item() for v in values)))

    def compute(self) -> tuple[dict[Any, Any], Any]:
        """(results by name, whether each demand on the data is met); gradients and updates are written."""
        torch, plan = self.torch, self.plan
        self.demands.clear()
        with torch.set_grad_enabled(bool(self.differentiated)), self.home.precision():
            found = self.evaluated(self.steps, self.leaves)
            total = self.total(found)
        results: dict[Any, Any] = {
            name: self.result(node, found[node]) for name, node in plan.outputs.items()
        }
        if self.differentiated:
            results |= self.differentiate(total)
        with torch.no_grad():
            for path, node in self.updates.items():
                self.store.tensors[path].copy_(found[node])
            flags = torch.stack([good.all() for good, _, _ in self.demands]) if self.demands else None
        self.found = {}
        return results, flags

    def evaluated(
        self, steps: Sequence[tuple[Node, Callable[..., Any]]], known: Mapping[Node, Any]
    ) -> dict[Node, Any]:
        """The values of all nodes that are needed afterwards."""
        self.found = found = dict(known)
        for node, run in steps:
            found[node] = run(*(found[each] for each in node.inputs))
            for each in self.last.get(node, ()):
                del found[each]
        return found

    def total(self, found: Mapping[Node, Any]) -> Any:
        """What is differentiated: the mean over the batch of the weighted losses."""
        total: Any = 0.0
        for node, weight in self.losses:
            share_of_one = weight / self.batch if node.batched else weight
            total = total + found[node].to(self.dtype).sum() * share_of_one
        return total

    def differentiate(self, total: Any) -> dict[Any, Any]:
        """Leave gradients of trained arrays in the store; those of others are returned."""
        torch, leaves = self.torch, list(self.differentiated.values())
        if getattr(total, "requires_grad", False):
            gradients = torch.autograd.grad(total, leaves, allow_unused=True)
        else:
            gradients = [None] * len(leaves)
        returned, targets, sources = {}, [], []
        for (name, leaf), gradient in zip(self.differentiated.items(), gradients, strict=True):
            made = torch.zeros_like(leaf) if gradient is None else gradient
            if name in self.store.gradient_tensors:
                targets.append(self.store.gradient_tensors[name])
                sources.append(made)
            else:
                returned[gradient_key(name)] = self.every_example(made, name in self.plan.graph.inputs)
        if targets:
            with torch.no_grad():
                torch._foreach_copy_(targets, sources)
        return returned

    def result(self, node: Node, tensor: Any) -> Any:
        dtype = self.torch.int64 if node.dtype == "integer" else self.dtype
        return self.every_example(tensor.detach().to(dtype), bool(node.batched))

    def every_example(self, tensor: Any, batched: bool) -> Any:
        return tensor if batched else tensor.expand(self.batch, *tensor.shape)

    # Gradients that are told

    def told(self, node: Node, value: Any, x: Any) -> Any:
        """The value, its gradient going to x as the rule of the node says."""
        program, found = self, self.found

        class Told(self.torch.autograd.Function):  # type: ignore[misc, name-defined]
            @staticmethod
            def forward(ctx: Any, value: Any, x: Any) -> Any:
                ctx.save_for_backward(value, x)
                return value.view_as(value)

            @staticmethod
            def backward(ctx: Any, gradient: Any) -> Any:
                value, x = ctx.saved_tensors
                return None, program.by_rule(node, found, value, x, gradient)

        return Told.apply(value.detach(), x)

    def by_rule(self, node: Node, found: Mapping[Node, Any], value: Any, x: Any, gradient: Any) -> Any:
        """What the rule makes of the gradient, from the values that it asks for."""
        if node not in self.rules:
            self.rules[node] = self.rule(node, found)
        rule = self.rules[node]
        known = {**rule.leaves, **found, node.inputs[1]: x, node: value, rule.given: gradient}
        with self.home.precision():
            for each, run in rule.steps:
                known[each] = run(*(known[operand] for operand in each.inputs))
        return known[rule.made].expand(x.shape)

    def rule(self, node: Node, found: Mapping[Node, Any]) -> Rule:
        """The nodes of a gradient that is told, bound."""
        given = Node(INPUT, (), {"name": "gradient"}, node.shape, "real", node.batched)
        assert callable(node.op.vjp), node
        _, made = node.op.vjp(given, node, *node.inputs)
        assert made is not None, node
        needed = missing(made, {*found, *node.inputs, node, given})
        leaves = {each: self.leaf(each) for each in needed if each.op.name in LEAVES}
        steps = self.bound(each for each in needed if each.op.name not in LEAVES)
        return Rule(given, made, leaves, steps)


@dataclass
class Rule:
    """The gradient of a node as its rule tells it: from the gradient that is given to the node made of it."""

    given: Node
    made: Node
    leaves: Mapping[Node, Any]
    steps: list[tuple[Node, Callable[..., Any]]]


def missing(root: Node, known: Collection[Node]) -> list[Node]:
    """The nodes on the way from what is known to the root, in order of making."""
    found: dict[int, Node] = {}
    stack = [root]
    while stack:
        node = stack.pop()
        if node not in known and node.order not in found:
            found[node.order] = node
            stack.extend(node.inputs)
    return [found[order] for order in sorted(found)]


def last_uses(nodes: Sequence[Node], roots: Collection[Node]) -> dict[Node, list[Node]]:
    """The values that are done with after each step; all are kept for gradients that are told by rules."""
    if any(node.op.name == "with_gradient" for node in nodes):
        return {}
    last = {each: node for node in nodes for each in node.inputs}
    kept, done = set(roots), {}  # type: tuple[set[Node], dict[Node, list[Node]]]
    for each, node in last.items():
        if each not in kept and each.op.name not in LEAVES:
            done.setdefault(node, []).append(each)
    return done
