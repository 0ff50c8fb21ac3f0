"""Binding: every op of a plan gets its memory and its kernel's calls; running is calling them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from ..ir import Call, Graph, Node, Shape, Tasks
from ..native.calls import NativeCall, merged, side_by_side
from ..native.strided import brought_first
from ..ops.shape import copying
from .buffers import Arena, Scratch, shaped
from .gradient import ancestors
from .passage import LARGE, Passage, passage
from .schedule import HANDOVER, PIECES, ROOMY, Strip, cuts, letters, root, strips, work, worth
from .store import ParameterStore
from .threads import Pool, pool

__all__ = ["Program"]


@dataclass
class Place:
    """What a kernel sees of the engine (`ir.Site`): for one op, or for one piece of its rows."""

    node: Node
    program: Program
    only: int | None = None  # the slot of all scratch memory
    far: bool = False
    taken: int = 0  # bytes of scratch memory that are in use

    def __post_init__(self) -> None:
        self.batch, self.dtype, self.random = self.program.batch, self.program.dtype, self.program.random
        self._offsets: dict[int, int] = defaultdict(lambda: self.taken)

    def scratch(self, slot: int, shape: Shape, dtype: Any = None) -> np.ndarray:
        scratch = self.program.scratch[(slot if self.only is None else self.only) % len(self.program.scratch)]
        array, self._offsets[slot] = scratch.at(self._offsets[slot], tuple(shape), dtype or self.dtype)
        return array

    def slot(self, piece: int, count: int) -> int:
        return self.program.slot(piece, count)

    def constant(self, key: Hashable, make: Callable[[], np.ndarray]) -> np.ndarray:
        constants = self.program.constants
        if key not in constants:
            constants[key] = make()
        return constants[key]

    def cuts(self, extent: int, work: float, least: int = 1) -> list[tuple[int, int]]:
        return cuts(extent, min(PIECES, int(work / worth()), max(1, extent // least)))

    def buffer(self, shape: Shape, dtype: Any = None, fill: float | None = None) -> np.ndarray:
        dtype = np.dtype(dtype or self.dtype)
        size = int(np.prod(shape)) * dtype.itemsize
        if fill is not None:  # new memory: a block lent before is written again in every run
            array = shaped(self.program.arena.keep(size), tuple(shape), dtype)
            array.fill(fill)
            return array
        block = self.program.arena.take(size)
        self.program.borrowed.append(block)
        return shaped(block, tuple(shape), dtype)


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


class Program:
    """The calls of a graph for one batch size and one set of arrays, with the memory they work on."""

    def __init__(
        self,
        graph: Graph,
        batch: int,
        dtype: np.dtype[Any],
        store: ParameterStore,
        returned: Mapping[Any, Node],
        gradients: Sequence[tuple[Node, np.ndarray]],
        updates: Sequence[tuple[Node, np.ndarray]],
    ) -> None:
        self.batch, self.dtype, self.store = batch, dtype, store
        self.random = SimpleNamespace(generator=None)
        self.constants: dict[Hashable, np.ndarray] = {}
        self.arena, self.borrowed = Arena(), []  # type: tuple[Arena, list[np.ndarray]]
        self.pool: Pool = pool()
        self.scratch = [Scratch() for _ in range(self.pool.size)]
        self.calls: list[Call] = []
        self._arrays: dict[Node, np.ndarray] = {}
        self._blocks: dict[Node, np.ndarray] = {}
        roots = [*returned.values(), *(node for node, _ in (*gradients, *updates))]
        nodes = ancestors(roots)
        self._draws = any(node.op.random for node in nodes)
        inputs = {name: node for name, node in graph.inputs.items() if node in set(nodes)}
        self._inlets = self._passages(inputs, inward=True)
        self._bind(nodes, {root(node) for node in roots}, _targets(gradients))
        self._outlets = self._passages(returned, inward=False)
        self._inputs = {name: self._examples_first(node) for name, node in inputs.items()}
        self._returned = {
            name: self._examples_first(node) for name, node in returned.items() if name not in self._outlets
        }
        for node, target in (*gradients, *updates):
            source = self.array(node)
            if source is not target:
                self.calls += copying(target, source)
        self.calls = merged(self.calls)
        self._compiled = all(isinstance(each, NativeCall) for each in self.calls)
        for each in (*self._inlets.values(), *self._outlets.values()):
            each.settle(self.calls)

    @property
    def memory(self) -> int:
        return self.arena.size

    def run(self, inputs: Mapping[str, Any], rng: np.random.Generator | None) -> dict[Any, np.ndarray]:
        """Take the inputs in (batch axis first), make all calls, and copy the results out."""
        if self._draws:
            self.random.generator = np.random.default_rng() if rng is None else rng
        if self._compiled:
            return self._run(inputs)
        with np.errstate(all="ignore"):
            return self._run(inputs)

    def _run(self, inputs: Mapping[str, Any]) -> dict[Any, np.ndarray]:
        for name, array in self._inputs.items():
            _take_in(name, array, inputs, self._inlets.get(name))
        results = {name: each.give_out() for name, each in self._outlets.items()}
        for call in self.calls:
            call()
        for name, array in self._returned.items():
            results[name] = _taken_out(array)
        return results

    def _passages(self, nodes: Mapping[Any, Node], *, inward: bool) -> dict[Any, Passage]:
        """The passages of large arrays, whose calls are made where the program stands."""
        found: dict[Any, Passage] = {}
        for name, node in nodes.items():
            array = self.array(node)
            made = passage(array, inward) if node.batched == 1 else None
            work = 3.0 * array.size
            calls = None if made is None else made.calls(max(1, min(PIECES, int(work / worth()))))
            if made is not None and calls is not None:
                slots = [self.slot(number, len(calls)) for number in range(len(calls))]
                self._side_by_side(self._dealt(Tasks(calls, slots)), work)
                found[name] = made
        return found

    def _examples_first(self, node: Node) -> np.ndarray:
        array = self.array(node)
        if node.batched:
            return np.moveaxis(array, -1, 0)
        return np.broadcast_to(array, (self.batch, *array.shape))

    # Memory

    def array(self, node: Node) -> np.ndarray:
        """The array of a node; leaves and views get theirs when first asked for."""
        if node not in self._arrays:
            if node.op.view is not None:
                source = self.array(node.inputs[0])
                self._arrays[node] = node.op.view(source, self._shape(node))
            else:
                self._arrays[node] = self._leaf(node)
        return self._arrays[node]

    def _shape(self, node: Node) -> Shape:
        return (*node.shape, self.batch * node.batched) if node.batched else node.shape

    def _dtype(self, node: Node) -> np.dtype[Any]:
        return np.dtype(np.int64) if node.dtype == "integer" else self.dtype

    def _leaf(self, node: Node) -> np.ndarray:
        match node.op.name:
            case "parameter":
                return self._parameter(node)
            case "constant":
                return np.ascontiguousarray(node.attrs["value"], self._dtype(node)).reshape(node.shape)
            case "input":
                return np.empty(self._shape(node), self._dtype(node))
        raise AssertionError(f"{node!r} is used before it is bound")

    def _parameter(self, node: Node) -> np.ndarray:
        path = node.attrs["path"]
        if path not in self.store:
            raise KeyError(f"the array {path} is missing")
        array = self.store[path]
        if array.shape != node.shape:
            raise ValueError(f"the array {path} has dimensions {array.shape}, the graph expects {node.shape}")
        return array

    # Binding

    def _bind(self, nodes: list[Node], kept: set[Node], targets: dict[Node, np.ndarray]) -> None:
        plan = strips(nodes, self.batch)
        last = {
            root(each): number
            for number, strip in enumerate(plan)
            for node in strip.nodes
            for each in node.inputs
        }
        final = {root(each): node for node in nodes if node.op.bind for each in node.inputs}
        readers: dict[Node, list[Node]] = defaultdict(list)
        for node in nodes:
            for each in node.inputs:
                readers[each].append(node)
        for number, strip in enumerate(plan):
            wanted = kept | targets.keys()
            inner = [node for node in strip.inner(readers) if node not in wanted]
            for node in strip.nodes:
                if node not in inner:
                    self._place(node, strip, kept, final, targets)
            self._emit(strip, inner)
            while self.borrowed:
                self.arena.give(self.borrowed.pop())
            for node in [
                each for each in self._blocks if last.get(each, number) <= number and each not in kept
            ]:
                self.arena.give(self._blocks.pop(node))

    def _place(
        self,
        node: Node,
        strip: Strip,
        kept: set[Node],
        final: Mapping[Node, Node],
        targets: dict[Node, np.ndarray],
    ) -> None:
        """Give the node its array: where it is wanted in the end, in place of an operand, or a new block."""
        if node in targets:
            self._arrays[node] = targets[node]
            return
        shape, dtype = self._shape(node), self._dtype(node)
        size = int(np.prod(shape)) * dtype.itemsize
        for operand in self._replaceable(node, strip, kept, final):
            if self.array(operand).nbytes == size and self._dtype(operand) == dtype:
                block = self._blocks.pop(operand)
                break
        else:
            block = self.arena.take(size)
        self._blocks[node] = block
        self._arrays[node] = shaped(block, shape, dtype)

    def _replaceable(
        self, node: Node, strip: Strip, kept: set[Node], final: Mapping[Node, Node]
    ) -> Iterable[Node]:
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
            done = operand in self._blocks and final[operand] is node and operand not in kept
            if done and aligned and operand not in strip.whole:
                yield operand

    def _emit(self, strip: Strip, inner: Sequence[Node]) -> None:
        if strip.rows or strip.columns:
            self._emit_pieces(strip, inner)
        else:
            self._emit_whole(strip.nodes[0])

    def _emit_pieces(self, strip: Strip, inner: Sequence[Node]) -> None:
        pieces = strip.pieces(self.dtype.itemsize)
        lists: list[list[Call]] = [[] for _ in self.scratch]
        together = strip.widest(self.dtype.itemsize) > ROOMY
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
            piece.inner[node], end = self.scratch[slot].at(end, shape, self._dtype(node))
        return end

    def _emit_whole(self, node: Node) -> None:
        for each in self._kernel(node, Place(node, self), None):
            if isinstance(each, Tasks):
                self._side_by_side(self._dealt(each), work(node, self.batch))
            else:
                self.calls.append(each)

    def _dealt(self, tasks: Tasks) -> list[list[Call]]:
        """The calls of the tasks by the thread that makes them."""
        lists: list[list[Call]] = [[] for _ in self.scratch]
        for slot, task in zip(tasks.slots or range(len(tasks.tasks)), tasks.tasks, strict=True):
            lists[slot % len(lists)] += task
        return lists

    def slot(self, piece: int, count: int) -> int:
        """The same thread for the same part of every level, so that it finds in its cache what it made."""
        threads = len(self.scratch)
        return piece * threads // count + piece * threads

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
            out = self._arrays[node]
        else:
            out = piece.inner[node] if node in piece.inner else piece.of(self._arrays[node], "r")
        if node.op.examples and node.op.batched is None and not node.batched:
            out = out[..., None]
        assert node.op.bind is not None, node
        made = node.op.native(place, out, *operands, **node.attrs) if node.op.native else None
        return node.op.bind(place, out, *operands, **node.attrs) if made is None else made

    def _operand(self, node: Node, index: int, piece: Piece | None) -> np.ndarray:
        """The part of an operand that a piece needs, with the axes the kernel expects."""
        operand = node.inputs[index]
        if piece is None:
            array = self.array(operand)
        elif operand in piece.inner:
            array = piece.inner[operand]
        elif piece.columns:
            array = piece.of(self.array(operand), "r" if operand.batched else "w")
        else:
            array = piece.of(self.array(operand), (letters(node) or "")[index])
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


def _targets(gradients: Sequence[tuple[Node, np.ndarray]]) -> dict[Node, np.ndarray]:
    """Arrays outside that a node may compute straight into: its own, and nobody else's."""
    found: dict[Node, np.ndarray] = {}
    for node, target in gradients:
        if node.op.bind is not None and node not in found:
            found[node] = target
    return found


def _take_in(name: str, array: np.ndarray, inputs: Mapping[str, Any], inlet: Passage | None) -> None:
    given = inputs.get(name)
    if given is None:
        raise ValueError(f"the input {name} is missing")
    given = np.asarray(given)
    if given.shape != array.shape:
        raise ValueError(f"the input {name} has dimensions {given.shape}, the plan expects {array.shape}")
    if inlet is not None:
        inlet.take_in(given)
    elif given.dtype == array.dtype:
        np.copyto(array, given)
    else:
        with np.errstate(all="ignore"):
            np.copyto(array, given, "unsafe")


def _taken_out(array: np.ndarray) -> np.ndarray:
    """A copy, contiguous with the batch axis first; NumPy takes seven times as long for large ones."""
    copy = brought_first(array) if array.size >= LARGE else None
    return array.copy("C") if copy is None else copy
