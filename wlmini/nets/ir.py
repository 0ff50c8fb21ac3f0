"""The op graph: typed, shaped nodes, and the declaration of an op. Knows neither Wolfram nor an engine.

Shapes are per example, tuples of ints without a batch axis. A node is `batched` where its value differs
from example to example; parameters, constants and statistics of a batch are not.

An op is declared once, with everything that is known about it:

    @op(shape=same, vjp=(lambda g, y, x: ramp_gradient(g, y),), rows=EACH, onnx="Relu", torch="relu")
    def ramp(at, out, x):
        yield partial(np.maximum, x, 0, out=out)

The function is its NumPy kernel: given the arrays of the result and of the operands it yields the calls
that compute the one from the others, so that a plan binds arrays once and running is calling. Batched
arrays carry the batch as their **last** axis: rows of channels or features are then contiguous, whatever
a net does along its other axes runs over whole batches at a time, and a linear layer is one product W.x.
Calling the op on nodes makes a node: `ramp(x)`; attributes are keywords.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

import numpy as np

__all__ = [
    "EACH",
    "Call",
    "DataError",
    "Graph",
    "Node",
    "Op",
    "Shape",
    "ShapeError",
    "Site",
    "Tasks",
    "Whole",
    "as_node",
    "constant",
    "declared_ops",
    "op",
    "same",
    "viewed",
    "whole",
]  # fmt: skip

Shape = tuple[int, ...]
Call = Callable[[], Any]
Rule = Callable[..., "Node | None"]


class ShapeError(ValueError):
    """Operands that do not fit an op; the text says what was expected and what was given."""


class DataError(ValueError):
    """Data that an op cannot take, found while it runs; the text says what is wrong."""


@dataclass(frozen=True)
class Tasks:
    """Calls that may run side by side: each task is a list of calls, done in order by one thread.

    The slot of a task says which thread makes it, and which scratch memory it uses; without `slots` tasks are
    numbered through.
    """

    tasks: Sequence[Sequence[Call]]
    slots: Sequence[int] | None = None


class Site(Protocol):
    """What an engine offers the kernel of an op while it is bound.

    Operands of `aligned` ops come with the rank of the result, levels of length 1 before their own (and
    a batch axis of length 1 where the result is batched and the operand is not).
    """

    node: Node
    batch: int
    dtype: np.dtype[Any]
    random: Any  # an object whose `generator` is the numpy Generator of the run
    far: bool  # whether the result fits into no cache and is not read soon
    readers: Sequence[Node]  # what takes the result as an operand

    def scratch(self, slot: int, shape: Shape, dtype: Any = None) -> np.ndarray:
        """Memory that the task of a slot of this op may use while it runs; others get it afterwards."""
        ...

    def slot(self, piece: int, count: int) -> int:
        """The slot of a task for one of so many pieces of a level; neighbours have the same thread."""
        ...

    def constant(self, key: Any, make: Callable[[], np.ndarray]) -> np.ndarray:
        """An array made once for the whole plan; nobody writes into it."""
        ...

    def cuts(self, extent: int, work: float, least: int = 1) -> list[tuple[int, int]]:
        """`range(extent)` in pieces worth a thread each, by the work in elementwise element steps."""
        ...

    def buffer(self, shape: Shape, dtype: Any = None, fill: float | None = None) -> np.ndarray:
        """Memory shared by the tasks of this op; with `fill` it is filled once and never lent out again."""
        ...


class TorchSite(Protocol):
    """What the PyTorch engine offers the form of an op."""

    node: Node
    batch: int  # examples; `rows` of the batch axis for a batched result
    rows: int
    dtype: Any  # of real values
    device: Any
    generator: Any  # of all random numbers of the plan

    def constant(self, key: Any, make: Callable[[], np.ndarray]) -> Any:
        """The tensor of an array, made once for the whole plan."""
        ...

    def demand(self, good: Any, text: str, *values: Any) -> None:
        """Data where a tensor of truths is false are a `DataError`, found when the plan has run.

        `text` has a {} for the first wrong element of each of the `values`. Only for forms of `whole`.
        """
        ...

    def told(self, value: Any, x: Any) -> Any:
        """The value, its gradient going to x by the rule of the node."""
        ...


@dataclass(frozen=True)
class Whole:
    """A form that sees all examples at once."""

    form: Callable[..., Any]


def whole(form: Callable[..., Any]) -> Whole:
    """The form of an op for batched tensors as they are: with the batch as their first axis."""
    return Whole(form)


Torch = str | Callable[..., Any] | Whole | None

EACH = "each"  # rows of the result need the same rows of every operand that has them


@dataclass(frozen=True, eq=False)
class Op:
    """A declared op.

    `rows`: how the leading axis may be cut: None not at all, EACH, or one letter an operand: "r" the same
    rows, "c" the same columns (second axis), "w" the whole of it. `columns`: the batch axis may be cut
    instead, by kernels that take parts of it (their NumPy twins may not). A `view` op costs nothing: its
    function takes the operand's array and the array shape of the result and gives a NumPy view;
    `inplace` lists the operands whose memory the result may take. `cost` is the work, one elementwise
    pass being 1: a number an element of the largest array, or a function of node and batch size that
    gives it for an element of the result. Arrays of an `examples` op always have
    a batch axis, except operands listed in `unbatched`. `batched` tells the factor of a result (True: that of
    the operands). `native` is the twin of the function in compiled kernels: same signature, same calls, or
    None where it declines. `torch` is the form that PyTorch runs and differentiates: the name of a function
    of its elements, or a function `(torch, at, *operands, **attributes)` of tensors of one example, or of all
    examples where it is `whole`.
    """

    name: str
    shape: Callable[..., Shape]
    bind: Callable[..., Iterator[Call | Tasks]] | None = None
    view: Callable[..., np.ndarray] | None = None
    vjp: tuple[Rule | None, ...] | Callable[..., Sequence[Node | None]] | None = None
    rows: str | Callable[[Node], str | None] | None = None
    columns: bool = False
    inplace: tuple[int, ...] = ()
    aligned: bool = False
    unbatched: tuple[int, ...] = ()
    examples: bool = False
    batched: Callable[[tuple[Node, ...], Mapping[str, Any]], int] | None = None
    dtype: str = "real"
    cost: float | Callable[[Node, int], float] = 1.0
    training_only: bool = False
    random: bool = False
    onnx: str | None = None
    torch: Torch = None
    native: Callable[..., Iterable[Call | Tasks] | None] | None = None
    documentation: str = ""

    def __call__(self, *operands: Any, **attrs: Any) -> Node:
        inputs = tuple(as_node(each) for each in operands if each is not None)
        for index in self.unbatched:
            if index < len(inputs) and inputs[index].batched:
                raise ShapeError(f"operand {index + 1} of {self.name} must not depend on the example")
        factor = self._factor(inputs)
        if self.examples and factor:
            inputs = tuple(
                each if each.batched or index in self.unbatched else _repeated(each, factor)
                for index, each in enumerate(inputs)
            )
        shape = self.shape(*(each.shape for each in inputs), **attrs)
        batched = factor if self.batched is None else self.batched(inputs, attrs)
        batched = (factor or 1) if batched is True else int(batched)
        dtype = inputs[0].dtype if self.dtype == "same" else self.dtype
        return Node(self, inputs, attrs, shape, dtype, batched)

    def _factor(self, inputs: tuple[Node, ...]) -> int:
        """What the operands agree on: how many rows of the batch axis an example has, 0 for none."""
        factors = {each.batched for each in inputs if each.batched}
        if len(factors) > 1:
            raise ShapeError(f"operands of {self.name} are folded into the batch in different ways")
        return factors.pop() if factors else 0

    def __repr__(self) -> str:
        return f"<op {self.name}>"


_serial = count()
_declared: dict[str, Op] = {}


class Node:
    """One value of a graph: an op applied to nodes. Later nodes have a larger `order`.

    `batched` is how many positions of the batch axis belong to one example: 0 where the value is the same
    for all, 1 as a rule, more where levels were folded into the batch (`ops.folding`).
    """

    __slots__ = ("attrs", "batched", "dtype", "inputs", "op", "order", "shape")

    def __init__(
        self,
        op: Op,
        inputs: tuple[Node, ...],
        attrs: Mapping[str, Any],
        shape: Shape,
        dtype: str,
        batched: int,
    ) -> None:
        self.op = op
        self.inputs = inputs
        self.attrs = attrs
        self.shape = shape
        self.dtype = dtype
        self.batched = batched
        self.order = next(_serial)

    def __repr__(self) -> str:
        fold = "" if self.batched == 1 else f" x{self.batched}" if self.batched else " unbatched"
        return f"<{self.op.name} {self.shape}{fold}>"

    def __add__(self, other: Any) -> Node:
        return _declared["add"](self, other)

    def __sub__(self, other: Any) -> Node:
        return _declared["subtract"](self, other)

    def __mul__(self, other: Any) -> Node:
        return _declared["multiply"](self, other)

    def __truediv__(self, other: Any) -> Node:
        return _declared["divide"](self, other)

    def __radd__(self, other: Any) -> Node:
        return _declared["add"](other, self)

    def __rsub__(self, other: Any) -> Node:
        return _declared["subtract"](other, self)

    def __rmul__(self, other: Any) -> Node:
        return _declared["multiply"](other, self)

    def __rtruediv__(self, other: Any) -> Node:
        return _declared["divide"](other, self)

    def __neg__(self) -> Node:
        return _declared["multiply"](self, -1.0)


def _leaf(name: str) -> Op:
    return Op(name, shape=lambda *_, shape, **__: shape)


INPUT, PARAMETER, CONSTANT = _leaf("input"), _leaf("parameter"), _leaf("constant")


def constant(value: Any) -> Node:
    """The node of a fixed number or array, the same for every example."""
    array = np.asarray(value)
    dtype = "integer" if array.dtype.kind in "iu" and array.ndim else "real"
    return Node(CONSTANT, (), {"value": array}, array.shape, dtype, 0)


def _repeated(x: Node, factor: int) -> Node:
    return _declared["broadcast_to"](x, shape=x.shape, batch=factor)


def as_node(value: Any) -> Node:
    return value if isinstance(value, Node) else constant(value)


@dataclass
class Graph:
    """Named inputs, parameters and outputs, and what training writes back into arrays."""

    inputs: dict[str, Node] = field(default_factory=dict)
    parameters: dict[Any, Node] = field(default_factory=dict)
    outputs: dict[str, Node] = field(default_factory=dict)
    updates: dict[Any, Node] = field(default_factory=dict)

    def input(self, name: str, shape: Iterable[int], dtype: str = "real") -> Node:
        """The batched input of that name; asking again gives the same node."""
        if name not in self.inputs:
            shape = tuple(shape)
            if 0 in shape:
                raise ShapeError(f"every level of the input {name} has a length of at least 1, not {shape}")
            self.inputs[name] = Node(INPUT, (), {"name": name}, shape, dtype, 1)
        return self.inputs[name]

    def parameter(self, path: Any, shape: Iterable[int]) -> Node:
        """The array at a path such as `(2, "Weights")`; asking again gives the same node (sharing)."""
        if path not in self.parameters:
            self.parameters[path] = Node(PARAMETER, (), {"path": path}, tuple(shape), "real", 0)
        found = self.parameters[path]
        if found.shape != tuple(shape):
            raise ShapeError(f"the array {path} has dimensions {found.shape}, not {tuple(shape)}")
        return found

    def output(self, name: str, node: Node) -> Node:
        self.outputs[name] = node
        return node

    def update(self, path: Any, node: Node) -> None:
        """After a training step the array at the path becomes the node's value."""
        if node.batched or node.shape != self.parameters[path].shape:
            raise ShapeError(f"the array {path} cannot be updated by {node!r}")
        self.updates[path] = node


def op(*, shape: Callable[..., Shape], name: str | None = None, **facts: Any) -> Callable[[Any], Op]:
    """Declare the decorated kernel as an op; the fields of `Op` are the keywords."""

    def declare(kernel: Callable[..., Any]) -> Op:
        facts["view" if facts.pop("viewed", False) else "bind"] = kernel
        made = Op(name or kernel.__name__, shape, documentation=kernel.__doc__ or "", **facts)
        assert made.name not in _declared, f"the op {made.name} is declared twice"
        _declared[made.name] = made
        return made

    return declare


def viewed(**facts: Any) -> Callable[[Any], Op]:
    """Declare an op whose function `(x, array shape of the result) -> view` moves no data."""
    return op(viewed=True, dtype="same", **facts)


def declared_ops() -> Mapping[str, Op]:
    """Every op of the modules imported so far, by name."""
    return _declared


def same(first: Shape, *_: Shape, **__: Any) -> Shape:
    """The shape rule of an op whose result is like its first operand."""
    return first
