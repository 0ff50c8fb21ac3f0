"""The calls of the ops of a plan: each kernel is bound to its arrays, whole or by pieces, for the threads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from ..ir import Call, Node, Shape, Tasks
from ..native.calls import merged, side_by_side
from .buffers import Scratch
from .placement import Placement
from .schedule import HANDOVER, PIECES, ROOMY, Strip, cuts, letters, work, worth
from .threads import Pool, pool

__all__ = ["Emission"]


@dataclass
class Place:
    """What a kernel sees of the engine (`ir.Site`): for one op, or for one piece of its rows."""

    node: Node
    emission: Emission
    only: int | None = None  # the slot of all scratch memory
    far: bool = False
    taken: int = 0  # bytes of scratch memory that are in use

    def __post_init__(self) -> None:
        self.batch, self.dtype = self.emission.arrays.batch, self.emission.arrays.dtype
        self.random = self.emission.random
        self.readers = self.emission.readers[self.node]
        self._offsets: dict[int, int] = defaultdict(lambda: self.taken)

    def scratch(self, slot: int, shape: Shape, dtype: Any = None) -> np.ndarray:
        memory = self.emission.scratch
        scratch = memory[(slot if self.only is None else self.only) % len(memory)]
        array, self._offsets[slot] = scratch.at(self._offsets[slot], tuple(shape), dtype or self.dtype)
        return array

    def slot(self, piece: int, count: int) -> int:
        return self.emission.slot(piece, count)

    def constant(self, key: Hashable, make: Callable[[], np.ndarray]) -> np.ndarray:
        constants = self.emission.constants
        if key not in constants:
            constants[key] = make()
        return constants[key]

    def cuts(self, extent: int, work: float, least: int = 1) -> list[tuple[int, int]]:
        return cuts(extent, min(PIECES, int(work / worth()), max(1, extent // least)))

    def buffer(self, shape: Shape, dtype: Any = None, fill: float | None = None) -> np.ndarray:
        shape, dtype = tuple(shape), np.dtype(dtype or self.dtype)
        if fill is None:
            return self.emission.arrays.borrow(shape, dtype)
        array = self.emission.arrays.own(shape, dtype)  # a block lent before is written again in every run
        array.fill(fill)
        return array


@dataclass(frozen=True)
class Piece:
    """A part of the rows of a strip, or of its columns."""

    part: slice
    columns: bool
    inner: dict[Node, np.ndarray] = field(default_factory=dict)  # its parts of what only the strip reads

    def of(self, array: np.ndarray, letter: str) -> np.ndarray:
        """That part of an array; "c": on the second axis, "w": all of it."""
        if letter == "w":
            return array
        if self.columns:
            return array[..., self.part]
        return array[:, self.part] if letter == "c" else array[self.part]


class Emission:
    """The calls made so far, and the scratch memory and constants that they share."""

    def __init__(self, arrays: Placement, readers: Mapping[Node, Sequence[Node]]) -> None:
        self.arrays, self.readers = arrays, readers
        self.random = SimpleNamespace(generator=None)
        self.constants: dict[Hashable, np.ndarray] = {}
        self.pool: Pool = pool()
        self.scratch = [Scratch() for _ in range(self.pool.size)]
        self.calls: list[Call] = []

    def emit(self, strip: Strip, inner: Sequence[Node]) -> None:
        """The calls of a strip; its `inner` nodes are read by nobody else."""
        if strip.rows or strip.columns:
            self._emit_pieces(strip, inner)
        else:
            self._emit_whole(strip.nodes[0])

    def emit_tasks(self, tasks: Tasks, amount: float) -> None:
        """The calls of tasks that may be done side by side."""
        lists: list[list[Call]] = [[] for _ in self.scratch]
        for slot, task in zip(tasks.slots or range(len(tasks.tasks)), tasks.tasks, strict=True):
            lists[slot % len(lists)] += task
        self._side_by_side(lists, amount)

    def slot(self, piece: int, count: int) -> int:
        """The same thread for the same part of every level, so that it finds in its cache what it made."""
        threads = len(self.scratch)
        return piece * threads // count + piece * threads

    def _emit_pieces(self, strip: Strip, inner: Sequence[Node]) -> None:
        itemsize = self.arrays.dtype.itemsize
        pieces = strip.pieces(itemsize)
        lists: list[list[Call]] = [[] for _ in self.scratch]
        together = strip.widest(itemsize) > ROOMY
        far = {node for node in strip.nodes if together and not strip.reads(node)}
        for number, (start, stop) in enumerate(pieces):
            slot = (number if together else self.slot(number, len(pieces))) % len(lists)
            piece = Piece(slice(start, stop), columns=strip.columns > 0)
            taken = self._compact(piece, inner, slot)
            for node in strip.nodes:
                lists[slot] += self._kernel(node, Place(node, self, slot, node in far, taken), piece)
        self._side_by_side(lists, strip.work() if len(pieces) > 1 else 0)

    def _compact(self, piece: Piece, inner: Sequence[Node], slot: int) -> int:
        """Give what only the strip reads scratch memory, where columns lie side by side; how much of it."""
        end = 0
        for node in inner:
            shape = (*node.shape, piece.part.stop - piece.part.start)
            piece.inner[node], end = self.scratch[slot].at(end, shape, self.arrays.dtype_of(node))
        return end

    def _emit_whole(self, node: Node) -> None:
        for each in self._kernel(node, Place(node, self), None):
            if isinstance(each, Tasks):
                self.emit_tasks(each, work(node, self.arrays.batch))
            else:
                self.calls.append(each)

    def _side_by_side(self, lists: list[list[Call]], amount: float) -> None:
        """A list for each thread, by threads if the work is worth it: those of the kernels, or Python's."""
        lists = [merged(each) for each in lists if each]
        made = side_by_side(lists) if len(lists) > 1 and amount >= 1.5 * worth() else None
        if made is not None:
            self.calls.append(made)
        elif len(lists) > 1 and amount >= 1.5 * HANDOVER:
            self.calls.append(partial(self.pool.run, lists))
        else:
            for each in lists:
                self.calls += each

    def _kernel(self, node: Node, place: Place, piece: Piece | None) -> Iterable[Any]:
        operands = [self._operand(node, index, piece) for index in range(len(node.inputs))]
        if piece is None:
            out = self.arrays[node]
        else:
            out = piece.inner[node] if node in piece.inner else piece.of(self.arrays[node], "r")
        if node.op.examples and node.op.batched is None and not node.batched:
            out = out[..., None]
        assert node.op.bind is not None, node
        made = node.op.native(place, out, *operands, **node.attrs) if node.op.native else None
        return node.op.bind(place, out, *operands, **node.attrs) if made is None else made

    def _operand(self, node: Node, index: int, piece: Piece | None) -> np.ndarray:
        """The part of an operand that a piece needs, with the axes the kernel expects."""
        operand = node.inputs[index]
        if piece is None:
            array = self.arrays[operand]
        elif operand in piece.inner:
            array = piece.inner[operand]
        elif piece.columns:
            array = piece.of(self.arrays[operand], "r" if operand.batched else "w")
        else:
            array = piece.of(self.arrays[operand], (letters(node) or "")[index])
        if node.op.aligned:
            return _align(array, operand, node)
        if node.op.examples and not operand.batched and index not in node.op.unbatched:
            return array[..., None]
        return array


def _align(array: np.ndarray, operand: Node, node: Node) -> np.ndarray:
    """The operand with the rank of the result: levels of length 1 before, a batch axis behind."""
    rank = max(len(each.shape) for each in (node, *node.inputs))
    levels = array.shape[:-1] if operand.batched else array.shape
    batch = array.shape[-1:] if operand.batched else (1,) * any(each.batched for each in (node, *node.inputs))
    return array.reshape((1,) * (rank - len(levels)) + levels + batch)
