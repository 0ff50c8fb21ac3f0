"""The order of work of a plan: ops in strips that are cut along their rows, and when memory is free again.

A strip is a run of consecutive ops that all work row by row (channels, features), or column by column
(examples): a piece goes through the whole strip while it is in cache, and pieces go to different threads. How
a strip is cut depends on shapes alone, never on the number of threads.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..ir import EACH, Node
from ..native import library

__all__ = ["HANDOVER", "PIECES", "ROOMY", "Strip", "cuts", "letters", "root", "strips", "work", "worth"]

# Element steps (of compiled kernels: 10,000 take about a microsecond) that a thread of its own is worth.
PIECE = 50_000  # for threads of the kernels, which are awake
HANDOVER = 1_000_000  # for Python's, which have to be woken
PIECES = 8  # at most, where the cache does not ask for more; products of fewer rows are slower
ROWS = 128  # at least, of a piece of a product: each arranges all of the other factor for itself
CACHE = 600_000  # bytes of operands and results of a piece that stay in a second-level cache
PANEL = 48  # columns that a product takes at a time, and fills whole lines of the cache with
ROOMY = 16_000_000  # bytes that stay in no cache: threads that read far apart then have half the speed


def worth() -> int:
    """Element steps that are worth a piece of their own."""
    return PIECE if library.active() else HANDOVER


def root(node: Node) -> Node:
    """The node whose memory this one is a view of; itself where it has its own."""
    while node.op.view is not None:
        node = node.inputs[0]
    return node


def elements(node: Node, batch: int) -> int:
    return math.prod(node.shape) * (batch * node.batched if node.batched else 1)


def work(node: Node, batch: int) -> float:
    """The work of an op in elementwise element steps."""
    cost = node.op.cost
    if callable(cost):
        return cost(node, batch) * elements(node, batch)
    return cost * max(elements(each, batch) for each in (node, *node.inputs))


def cuts(extent: int, count: int) -> list[tuple[int, int]]:
    """`range(extent)` in `count` pieces of nearly equal length, an even number of them where possible."""
    count = max(1, min(extent, count + count % 2 if count > 1 else 1))
    edges = [extent * i // count for i in range(count + 1)]
    return list(pairwise(edges))


def letters(node: Node) -> str | None:
    """One letter an operand: which part of it a piece of the node's rows needs; None: no pieces."""
    rows = node.op.rows(node) if callable(node.op.rows) else node.op.rows
    if rows is None or not node.shape or node.shape[0] < 2:
        return None
    if rows is not EACH:
        return rows[: len(node.inputs)]
    return "".join("r" if _has_rows(node, each) else "w" for each in node.inputs)


def _has_rows(node: Node, operand: Node) -> bool:
    same_rank = not node.op.aligned or len(operand.shape) == len(node.shape)
    return same_rank and bool(operand.shape) and operand.shape[0] == node.shape[0]


def columns(node: Node, batch: int) -> int:
    """The length of the batch axis, if kernels may do parts of it; 0 otherwise."""
    cut = node.op.columns and node.batched and node.dtype == "real" and library.active()
    alike = all(each.batched == node.batched or not each.batched for each in node.inputs)
    return batch * node.batched if cut and alike else 0


def by_columns(node: Node, batch: int) -> bool:
    """Whether a product is cut by columns: where these are more than rows, cuts of rows share more."""
    count = columns(node, batch)
    return bool(node.op.unbatched) and count >= max(2 * PANEL, len(node.shape) and node.shape[0])


@dataclass
class Strip:
    """Consecutive ops that share their rows or columns, or one op that is not cut from outside."""

    batch: int
    nodes: list[Node] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    whole: set[Node] = field(default_factory=set)  # memory that every piece reads all of

    def takes(self, node: Node, needs: str | None) -> bool:
        """Whether the op may be appended: it needs what is made in the strip by rows, or columns, only."""
        if self.columns:
            return columns(node, self.batch) == self.columns
        if needs is None or not self.rows or node.shape[0] != self.rows:
            return False
        made = set(self.nodes)
        return all(
            letter == "r" and each.shape[0] == root(each).shape[0]
            for letter, each in zip(needs, node.inputs, strict=True)
            if root(each) in made
        )

    def reads(self, node: Node) -> bool:
        """Whether an op of the strip reads the result of another."""
        return any(root(each) is node for other in self.nodes for each in other.inputs)

    def inner(self, readers: Mapping[Node, Sequence[Node]]) -> list[Node]:
        """What is made column by column and read by ops of the strip alone."""
        made = set(self.nodes)
        return [
            node for node in self.nodes if self.columns and readers[node] and made.issuperset(readers[node])
        ]

    def append(self, node: Node, needs: str | None) -> None:
        self.nodes.append(node)
        if self.columns:
            return
        for letter, each in zip(needs or "", node.inputs, strict=False):
            if letter != "r":
                self.whole.add(root(each))

    def pieces(self, itemsize: int) -> list[tuple[int, int]]:
        """The cuts of the rows or columns: enough for threads and for the cache, none for little work."""
        extent = self.rows or self.columns
        if self.work() < 1.5 * worth():
            return [(0, extent)]
        count = self._count(itemsize)
        if self.columns:
            panels = -(-extent // PANEL)
            return [(i * PANEL, min(j * PANEL, extent)) for i, j in cuts(panels, count)]
        return cuts(extent, extent if 2 * count > extent else count)

    def _count(self, itemsize: int) -> int:
        total, widest = self.work(), self.widest(itemsize)
        threaded = min(PIECES, max(2, int(total / worth())))
        if self.whole:  # a product: few rows at a time would leave its blocks half empty
            threaded = min(threaded, max(2, self.rows // ROWS))
        return max(threaded, math.ceil(widest / CACHE))

    def work(self) -> float:
        return sum(work(node, self.batch) for node in self.nodes)

    def widest(self, itemsize: int) -> int:
        """Bytes of the operands and the result of the op that has the most."""
        return max(self._bytes(node, itemsize) for node in self.nodes)

    def _bytes(self, node: Node, itemsize: int) -> int:
        shared = [
            each
            for each in node.inputs
            if (each.batched if self.columns else each.shape and each.shape[0] == self.rows)
        ]
        return itemsize * sum(elements(each, self.batch) for each in (node, *shared))


def strips(nodes: Iterable[Node], batch: int) -> list[Strip]:
    """The ops, in the given order, gathered into strips; leaves and views do no work."""
    found: list[Strip] = []
    for node in nodes:
        if node.op.bind is None:
            continue
        needs = letters(node)
        if not (found and found[-1].takes(node, needs)):
            cut = columns(node, batch) if by_columns(node, batch) else 0
            found.append(Strip(batch, rows=node.shape[0] if needs and not cut else 0, columns=cut))
        found[-1].append(node, needs)
    return found
