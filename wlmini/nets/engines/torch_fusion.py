"""Patterns that PyTorch has one kernel for: normalisation by the batch, and by the values of each example.

The nodes made here exist in plans of PyTorch alone. A value may be several tensors, of which parts are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..ir import Node, Op, TorchSite, same, whole
from ..ops.normalization import center, channel_mean, channel_mean_square, scale
from ..ops.standardization import centered, unit_scale
from .gradient import ancestors

__all__ = ["fused"]


def _batch_norm(torch: Any, at: TorchSite, x: Any, scaling: Any, biases: Any, *, epsilon: float) -> Any:
    """(result, mean, population variance of the batch)."""
    y, mean, inverse = torch.native_batch_norm(x, scaling, biases, None, None, True, 0.0, epsilon)
    return y, mean, (1.0 / (inverse * inverse) - epsilon).clamp(min=0.0)


def _layer_norm(torch: Any, at: TorchSite, x: Any, *, levels: int, epsilon: float) -> Any:
    return torch.nn.functional.layer_norm(x, x.shape[x.ndim - levels :], eps=epsilon)


def _part(torch: Any, at: TorchSite, parts: Any, *, number: int) -> Any:
    return parts[number]


BATCH_NORM = Op("batch_norm_of_batch", shape=same, torch=whole(_batch_norm))
LAYER_NORM = Op("layer_norm_of_example", shape=same, torch=whole(_layer_norm))
PART = Op("part_of_values", shape=same, torch=whole(_part))
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
        centred, variance, *arrays = node.inputs
        mean = centred.inputs[1] if centred.op is center else None
        known = (
            mean is not None
            and mean.op is channel_mean
            and mean.inputs[0] is centred.inputs[0]
            and variance.op is channel_mean_square
            and variance.inputs[0] is centred
            and bool(centred.batched)
            and all(each.op.name in LEAVES for each in arrays)
        )
        return cls(centred.inputs[0], mean, variance, node) if known and mean is not None else None

    def parts(self, x: Node) -> dict[Node, Node]:
        """What takes the place of the result and of both statistics."""
        _, _, scaling, biases = self.result.inputs
        attrs = {"epsilon": self.result.attrs["epsilon"]}
        made = Node(BATCH_NORM, (x, scaling, biases), attrs, x.shape, "real", x.batched)
        return {
            old: Node(PART, (made,), {"number": number}, old.shape, "real", old.batched)
            for number, old in enumerate((self.result, self.mean, self.variance))
        }


def fused(roots: Iterable[Node]) -> dict[Node, Node]:
    """The replacement of every node that the roots depend on."""
    nodes = ancestors(roots)
    beginnings = {}
    for found in filter(None, map(Normalization.at, nodes)):
        beginnings[found.mean] = found
    replaced: dict[Node, Node] = {}
    for node in nodes:
        if node in beginnings:
            replaced |= beginnings[node].parts(replaced[beginnings[node].x])
        if node not in replaced:
            replaced[node] = rebuilt(node, replaced)
    return replaced


def rebuilt(node: Node, replaced: Mapping[Node, Node]) -> Node:
    """The node with its operands replaced, or one for it and the operand that it ends a pattern with."""
    inputs = tuple(replaced[each] for each in node.inputs)
    levels = normalized_levels(node)
    if levels:
        attrs = {"levels": levels, "epsilon": node.attrs["epsilon"]}
        inner = inputs[0].inputs
        return Node(LAYER_NORM, inner, attrs, node.shape, node.dtype, node.batched)
    if all(new is old for new, old in zip(inputs, node.inputs, strict=True)):
        return node
    return Node(node.op, inputs, node.attrs, node.shape, node.dtype, node.batched)


def normalized_levels(node: Node) -> int:
    """How many last levels of every example are centred and brought to unit variance; 0: none are."""
    if node.op is not unit_scale or node.inputs[0].op is not centered:
        return 0
    axes, size = sorted(node.attrs["axes"]), 1
    for axis in axes:
        size *= node.shape[axis]
    last = axes == list(range(len(node.shape) - len(axes), len(node.shape)))
    same_axes = sorted(node.inputs[0].attrs["axes"]) == axes
    return len(axes) if last and same_axes and node.attrs["count"] == size else 0
