"""Rewriting before planning: a table of patterns that are better said with another op, and sharing.

A rule gets a node whose operands are rewritten already and gives its replacement, or None to decline.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from ..ir import CONSTANT, Node
from ..ops.attention import examples_first, examples_last
from ..ops.elementwise import multiply, ramp, softplus
from ..ops.loss import softmax_cross_entropy_index, softmax_cross_entropy_probabilities
from ..ops.normalization import channel_mean
from ..ops.pooling import pool_max
from ..ops.shape import broadcast_to, reshape, transpose
from ..ops.window import padding_pairs
from .gradient import ancestors

__all__ = ["RULES", "evaluation_rules", "rewrite", "share"]

Uses = Counter[Node]
Rules = dict[str, Callable[[Node, Uses], Node | None]]


def _over_softmax(node: Node) -> Node | None:
    """The logits, where the first operand is a softmax along the last level."""
    first = node.inputs[0]
    if first.op.name != "softmax" or first.attrs.get("axis", -1) % len(first.shape) != len(first.shape) - 1:
        return None
    return first.inputs[0]


def _index_of_softmax(node: Node, uses: Uses) -> Node | None:
    logits = _over_softmax(node)
    return None if logits is None else softmax_cross_entropy_index(logits, node.inputs[1])


def _probabilities_of_softmax(node: Node, uses: Uses) -> Node | None:
    logits = _over_softmax(node)
    return None if logits is None else softmax_cross_entropy_probabilities(logits, node.inputs[1])


def _binary_of_sigmoid(node: Node, uses: Uses) -> Node | None:
    p, target = node.inputs
    if p.op.name != "sigmoid":
        return None
    logits = p.inputs[0]
    return softplus(logits) - target * logits


def _pool_of_ramp(node: Node, uses: Uses) -> Node | None:
    """The ramp of the maxima is the maximum of the ramps, on fewer elements."""
    (x,) = node.inputs
    pads = padding_pairs(node.attrs.get("padding", 0), len(node.attrs["kernel"]))
    if x.op is not ramp or uses[x] > 1 or any(map(any, pads)):
        return None
    return ramp(pool_max(x.inputs[0], **node.attrs))


def _unbiased(x: Node, uses: Uses, most: int) -> tuple[Node, Node] | None:
    """A linear op over channels without its biases, and the biases; None where others read its result."""
    if x.op.name not in ("convolution", "linear") or len(x.inputs) < 3 or uses[x] > most:
        return None
    return x.op(*x.inputs[:2], **x.attrs), x.inputs[2]


def _mean_of_biased(node: Node, uses: Uses) -> Node | None:
    """Biases before a batch normalisation only move its mean: they are added to that."""
    found = None if node.attrs.get("axis", 0) else _unbiased(node.inputs[0], uses, 3)
    return None if found is None else channel_mean(found[0], axis=0) + found[1]


def _centered_of_biased(node: Node, uses: Uses) -> Node | None:
    """What is centred does not depend on biases, which have gradient 0."""
    x, mean, *rest = node.inputs
    if mean.op.name != "add" or mean.inputs[0].op is not channel_mean:
        return None
    found = _unbiased(x, uses, 3)
    if found is None or found[1] is not mean.inputs[1]:
        return None
    unbiased = mean.inputs[0].inputs[0]
    return node.op(unbiased, mean.inputs[0], *rest, **node.attrs)


def _same_shape(node: Node, uses: Uses) -> Node | None:
    """A reshape to the dimensions that are there already; who reads it reads its operand then."""
    (x,) = node.inputs
    if x.shape != node.shape:
        return None
    uses[x] += uses[node] - 1
    return x


def _first_of_transposed(node: Node, uses: Uses) -> Node | None:
    """A transposition before an operand of attention is part of the way into its layout."""
    (x,) = node.inputs
    if x.op is not transpose or uses[x] > 1:
        return None
    axes = tuple(x.attrs["axes"][axis] for axis in node.attrs["axes"])
    return examples_first(x.inputs[0], **{**node.attrs, "axes": axes})


def _transposed_of_last(node: Node, uses: Uses) -> Node | None:
    """The same on the way back."""
    (x,) = node.inputs
    if x.op is not examples_last or uses[x] > 1:
        return None
    places = list(node.attrs["axes"])
    axes = tuple(places.index(axis) for axis in x.attrs["axes"])
    return examples_last(x.inputs[0], **{**x.attrs, "axes": axes})


RULES: Rules = {
    "binary_negative_log": _binary_of_sigmoid,
    "channel_mean": _mean_of_biased,
    "channel_variance": _centered_of_biased,
    "cross_entropy_index": _index_of_softmax,
    "examples_first": _first_of_transposed,
    "pool_max": _pool_of_ramp,
    "reshape": _same_shape,
    "scale": _centered_of_biased,
    "transpose": _transposed_of_last,
    "weighted_negative_log": _probabilities_of_softmax,
}


def _folded(node: Node, uses: Uses, *, batch: int) -> Node | None:
    """An affine function by channel goes into the weights before it, where they are fewer than results."""
    x, factor, offset = node.inputs
    linear = x.op.name in ("convolution", "linear") and uses[x] == 1 and x.batched
    if not linear or node.attrs.get("axis", 0):
        return None
    weights, *biases = x.inputs[1:]
    if math.prod(weights.shape) > batch * x.batched * math.prod(x.shape):
        return None
    column = reshape(factor, shape=(*factor.shape, *(1 for _ in weights.shape[1:])))
    offset = biases[0] * factor + offset if biases else offset
    return x.op(x.inputs[0], weights * column, offset, **x.attrs)


def evaluation_rules(batch: int) -> Rules:
    """The table for plans without training: normalisation with fixed statistics is an affine function."""
    return RULES | {"channel_affine": partial(_folded, batch=batch)}


def rewrite(roots: Iterable[Node], rules: Rules = RULES) -> dict[Node, Node]:
    """The replacement of every node the roots depend on, by the table; leaves stay themselves."""
    roots = list(roots)
    nodes = ancestors(roots)
    uses: Uses = Counter(each for node in nodes for each in node.inputs)
    uses.update(roots)
    replaced: dict[Node, Node] = {}
    for node in nodes:
        made = _rebuilt(node, replaced)
        uses[made] = uses[node]
        rule = rules.get(made.op.name)
        new = rule(made, uses) if rule else None
        replaced[node] = made if new is None else new
    return replaced


def _rebuilt(node: Node, replaced: dict[Node, Node]) -> Node:
    inputs = tuple(replaced[each] for each in node.inputs)
    if all(new is old for new, old in zip(inputs, node.inputs, strict=True)):
        return node
    return Node(node.op, inputs, node.attrs, node.shape, node.dtype, node.batched)


def _times_constant(node: Node) -> Node:
    """A product with one number for all elements, as the gradient of a loss begins, without its array."""
    for repeated, other in (node.inputs, node.inputs[::-1]):
        number = repeated.inputs[0] if repeated.op is broadcast_to else repeated
        alike = other.shape == node.shape and other.batched == node.batched and other.dtype == "real"
        if number is not repeated and number.op is CONSTANT and number.shape == () and alike:
            return other if number.attrs["value"] == 1 else other * number
    return node


def share(roots: Iterable[Node]) -> dict[Node, Node]:
    """One node for all that compute the same from the same; random ops are never the same."""
    first: dict[Any, Node] = {}
    shared: dict[Node, Node] = {}
    for node in ancestors(roots):
        made = _rebuilt(node, shared)
        made = _times_constant(made) if made.op is multiply else made
        key = _key(made)
        shared[node] = made if key is None else first.setdefault(key, made)
    return shared


def _key(node: Node) -> Any:
    if node.op.random or node.op.name == "input" or node.op.name == "parameter":
        return None
    if node.op.name == "constant":
        value = node.attrs["value"]
        return ("constant", value.shape, value.dtype.str, value.tobytes())
    return (node.op.name, tuple(each.order for each in node.inputs), repr(sorted(node.attrs.items())))
