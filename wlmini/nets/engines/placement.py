"""Which array every node of a plan has: memory lent while it is needed, views, parameters, arrays outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..ir import Node, Shape
from .buffers import Arena, shaped
from .schedule import Strip, letters, root
from .store import ParameterStore

__all__ = ["Placement"]


class Placement:
    """The arrays of nodes; those that are `kept` stay, and those with a target are computed into it."""

    def __init__(
        self,
        batch: int,
        dtype: np.dtype[Any],
        store: ParameterStore,
        nodes: Sequence[Node],
        kept: set[Node],
        targets: Mapping[Node, np.ndarray],
    ) -> None:
        self.batch, self.dtype, self.store = batch, dtype, store
        self.kept, self.targets = kept, targets
        self.final = {root(each): node for node in nodes if node.op.bind for each in node.inputs}
        self.arena = Arena()
        self._borrowed: list[np.ndarray] = []
        self._arrays: dict[Node, np.ndarray] = {}
        self._blocks: dict[Node, np.ndarray] = {}

    def __getitem__(self, node: Node) -> np.ndarray:
        """The array of a node; leaves and views get theirs when first asked for."""
        if node not in self._arrays:
            if node.op.view is not None:
                source = self[node.inputs[0]]
                self._arrays[node] = node.op.view(source, self._shape(node))
            else:
                self._arrays[node] = self._leaf(node)
        return self._arrays[node]

    def dtype_of(self, node: Node) -> np.dtype[Any]:
        return np.dtype(np.int64) if node.dtype == "integer" else self.dtype

    def place(self, node: Node, strip: Strip) -> None:
        """Give the node its array: where it is wanted in the end, in place of an operand, or a new block."""
        if node in self.targets:
            self._arrays[node] = self.targets[node]
            return
        shape, dtype = self._shape(node), self.dtype_of(node)
        size = int(np.prod(shape)) * dtype.itemsize
        for operand in self.replaceable(node, strip):
            if self[operand].nbytes == size and self.dtype_of(operand) == dtype:
                block = self._blocks.pop(operand)
                break
        else:
            block = self.arena.take(size)
        self._blocks[node] = block
        self._arrays[node] = shaped(block, shape, dtype)

    def replaceable(self, node: Node, strip: Strip) -> Iterable[Node]:
        """Operands whose memory is done with when the op has read it."""
        needs = letters(node) or ""
        for index in node.op.inplace:
            if index >= len(node.inputs):
                continue
            operand = root(node.inputs[index])
            if strip.columns:
                aligned = node.inputs[index].shape == node.shape and bool(operand.batched)
            else:
                aligned = not strip.rows or (needs[index] == "r" and operand.shape[:1] == (strip.rows,))
            done = operand in self._blocks and self.final[operand] is node and operand not in self.kept
            if done and aligned and operand not in strip.whole:
                yield operand

    def borrow(self, shape: Shape, dtype: np.dtype[Any]) -> np.ndarray:
        """An array for the op being bound alone."""
        block = self.arena.take(int(np.prod(shape)) * dtype.itemsize)
        self._borrowed.append(block)
        return shaped(block, shape, dtype)

    def own(self, shape: Shape, dtype: np.dtype[Any]) -> np.ndarray:
        """An array that is never lent out again."""
        return shaped(self.arena.keep(int(np.prod(shape)) * dtype.itemsize), shape, dtype)

    def give_back(self, last: Mapping[Node, int], number: int) -> None:
        """Take back what the ops of a strip borrowed, and the blocks that no later strip reads."""
        while self._borrowed:
            self.arena.give(self._borrowed.pop())
        for node in [
            each for each in self._blocks if last.get(each, number) <= number and each not in self.kept
        ]:
            self.arena.give(self._blocks.pop(node))

    def _shape(self, node: Node) -> Shape:
        return (*node.shape, self.batch * node.batched) if node.batched else node.shape

    def _leaf(self, node: Node) -> np.ndarray:
        match node.op.name:
            case "parameter":
                return self._parameter(node)
            case "constant":
                return np.ascontiguousarray(node.attrs["value"], self.dtype_of(node)).reshape(node.shape)
            case "input":
                return np.empty(self._shape(node), self.dtype_of(node))
        raise AssertionError(f"{node!r} is used before it is bound")

    def _parameter(self, node: Node) -> np.ndarray:
        path = node.attrs["path"]
        if path not in self.store:
            raise KeyError(f"the array {path} is missing")
        array = self.store[path]
        if array.shape != node.shape:
            raise ValueError(f"the array {path} has dimensions {array.shape}, the graph expects {node.shape}")
        return array
