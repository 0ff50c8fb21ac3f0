"""Reverse differentiation: a graph of ops grows the nodes of its gradients, by the rules of the ops."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ..ir import Node

__all__ = ["NoGradientError", "ancestors", "gradients"]


class NoGradientError(ValueError):
    """A gradient was asked for through an op that has none."""


def ancestors(roots: Iterable[Node]) -> list[Node]:
    """All nodes the roots depend on and the roots themselves, in order of making."""
    found: dict[int, Node] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node.order not in found:
            found[node.order] = node
            stack.extend(node.inputs)
    return [found[order] for order in sorted(found)]


def gradients(seeds: Sequence[tuple[Node, Node]], wanted: Collection[Node]) -> dict[Node, Node]:
    """The gradient node of each wanted node, given pairs of (node, gradient at that node).

    Wanted nodes on which nothing depends are missing from the result.
    """
    order = ancestors(node for node, _ in seeds)
    depends = set(wanted)
    for node in order:
        if any(each in depends for each in node.inputs):
            depends.add(node)
    found: dict[Node, Node] = {}
    for node, gradient in seeds:
        _accumulate(found, node, gradient)
    for node in reversed(order):
        if node in found and node.inputs and node in depends:
            for each, share in _shares(node, found[node], depends):
                _accumulate(found, each, share)
    return {node: found[node] for node in wanted if node in found}


def _accumulate(found: dict[Node, Node], node: Node, gradient: Node) -> None:
    found[node] = found[node] + gradient if node in found else gradient


def _shares(node: Node, gradient: Node, depends: set[Node]) -> Iterable[tuple[Node, Node]]:
    rules = node.op.vjp
    if rules is None:
        raise NoGradientError(f"the op {node.op.name} has no gradient")
    if callable(rules):
        shares = rules(gradient, node, *node.inputs)
        yield from (
            (i, s) for i, s in zip(node.inputs, shares, strict=True) if i in depends and s is not None
        )
        return
    for each, rule in zip(node.inputs, rules, strict=False):
        if rule is not None and each in depends:
            share = rule(gradient, node, *node.inputs)
            if share is not None:
                yield each, share
