"""Patterns that PyTorch has one kernel for: normalisation by the batch, recurrences with their input weights.

The nodes made here exist in plans of PyTorch alone. A value may be several tensors, of which parts are taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..ir import Node, Op, TorchSite, same, whole
from ..ops.normalization import channel_mean, channel_variance, scale
from ..ops.recurrent import RECURRENT
from ..ops.steps import leading, linear_steps
from ..ops.torch_recurrent import is_plain, layer
from .gradient import ancestors

__all__ = ["fused"]


def _batch_norm(torch: Any, at: TorchSite, x: Any, scaling: Any, biases: Any, *, epsilon: float) -> Any:
    """(result, mean, population variance of the batch)."""
    y, mean, inverse = torch.native_batch_norm(x, scaling, biases, None, None, True, 0.0, epsilon)
    return y, mean, (1.0 / (inverse * inverse) - epsilon).clamp(min=0.0)


def _part(torch: Any, at: TorchSite, parts: Any, *, number: int) -> Any:
    return parts[number]


BATCH_NORM = Op("batch_norm_of_batch", shape=same, torch=whole(_batch_norm))
PART = Op("part_of_values", shape=same, torch=whole(_part))
RECURRENT_LAYER = Op("recurrent_layer", shape=same, torch=whole(layer))
LEAVES = ("input", "parameter", "constant")


@dataclass(frozen=True)
class Normalization:
    """The nodes of a normalisation by the batch's own statistics, the channels on the first level."""

    x: Node
    mean: Node
    variance: Node
    result: Node

    @classmethod
    def at(cls, node: Node) -> Normalization | None:
        """That which ends at a node."""
        if node.op is not scale or node.attrs.get("axis", 0) != 0:
            return None
        x, mean, variance, *arrays = node.inputs
        known = (
            mean.op is channel_mean
            and mean.inputs[0] is x
            and variance.op is channel_variance
            and variance.inputs == (x, mean)
            and bool(x.batched)
            and all(each.op.name in LEAVES for each in arrays)
        )
        return cls(x, mean, variance, node) if known else None

    def parts(self, x: Node) -> dict[Node, Node]:
        """What takes the place of the result and of both statistics."""
        *_, scaling, biases = self.result.inputs
        attrs = {"epsilon": self.result.attrs["epsilon"]}
        made = Node(BATCH_NORM, (x, scaling, biases), attrs, x.shape, "real", x.batched)
        return {
            old: Node(PART, (made,), {"number": number}, old.shape, "real", old.batched)
            for number, old in enumerate((self.result, self.mean, self.variance))
        }


def fused(roots: Iterable[Node]) -> dict[Node, Node]:
    """The replacement of every node that the roots depend on."""
    roots = list(roots)
    nodes = ancestors(roots)
    beginnings = {found.mean: found for found in map(Normalization.at, nodes) if found is not None}
    endless = without_ends(nodes, roots)
    replaced: dict[Node, Node] = {}
    for node in nodes:
        if node in beginnings:
            replaced |= beginnings[node].parts(replaced[beginnings[node].x])
        if node not in replaced:
            replaced[node] = with_inputs(rebuilt(node, replaced, "Length" if node in endless else ""))
    return replaced


def without_ends(nodes: Sequence[Node], roots: Collection[Node]) -> set[Node]:
    """Recurrences whose second state is wanted at no end: lengths make no difference to them then."""
    users: dict[Node, set[Node]] = {}
    for node in nodes:
        for each in node.inputs:
            users.setdefault(each, set()).add(node)
    found: set[Node] = set()
    for node in nodes:
        lengthy = node.op.name == "long_short_term_memory" and "Length" in node.attrs["given"]
        if lengthy and node not in roots and all(each.op is leading for each in users[node]):
            found |= {node, node.inputs[0]}
    return found


def with_inputs(node: Node) -> Node:
    """A recurrence and the products with its input weights as one op, where PyTorch has that."""
    if node.op.name not in RECURRENT or not is_plain(node.op.name, node.attrs["given"]):
        return node
    _, products, w, *extra = node.inputs
    if products.op is not linear_steps or not products.inputs[0].batched:
        return node
    x, weights, *biases = products.inputs
    attrs = {**node.attrs, "name": node.op.name, "biased": bool(biases)}
    return Node(RECURRENT_LAYER, (x, weights, w, *biases, *extra), attrs, node.shape, "real", node.batched)


def rebuilt(node: Node, replaced: Mapping[Node, Node], dropped: str) -> Node:
    """The node of replaced operands, without an optional one."""
    inputs, attrs = tuple(replaced[each] for each in node.inputs), node.attrs
    if dropped:
        given = attrs["given"]
        place = len(inputs) - len(given) + given.index(dropped)
        inputs = (*inputs[:place], *inputs[place + 1 :])
        attrs = {**attrs, "given": tuple(name for name in given if name != dropped)}
    elif all(new is old for new, old in zip(inputs, node.inputs, strict=True)):
        return node
    return Node(node.op, inputs, attrs, node.shape, node.dtype, node.batched)
