"""The layer that joins arrays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from ...expr import make_list
from ..declaration import MANY
from ..ir import Node
from ..layer import layer
from ..lowering import Place
from ..masks import carry, positions
from ..ops import elementwise as ops
from ..ops.gather import gather
from ..ops.shape import broadcast_to, cast, concat
from ..parameters import Level
from ..ports import VARYING, Misfit, Shape, complete, shape_words, unify
from ..ranges import Rearranging


@layer(
    "CatenateLayer[]",
    "CatenateLayer[n]",
    inputs=MANY,
    messages={
        "catenatelevel": "CatenateLayer needs arrays with a level `1`, but the lowest rank of its "
        "inputs is `2`.",
        "catenatefit": "CatenateLayer joins arrays along level `1`, whose other dimensions agree; given "
        "are `2`.",
    },
)
class CatenateLayer(Rearranging):
    """stands for a layer that joins its inputs along level n (the first).

    Inputs of lower rank are repeated to the highest rank; the level counts in the input of lowest rank.

    >>> CatenateLayer[][{{1, 2}, {3, 4, 5}}]
    {1., 2., 3., 4., 5.}
    >>> CatenateLayer[][{{{1, 2}, {3, 4}}, {0}}]
    {{1., 2., 0.}, {3., 4., 0.}}
    """

    Level: Level = 1

    def axis(self, ranks: Sequence[int]) -> int:
        """The level of the result, 0-based, along which arrays of these ranks are joined."""
        low, high = min(ranks), max(ranks)
        if not 1 <= abs(self.Level) <= low:
            raise Misfit("catenatelevel", self.Level, low)
        return high - low + self.Level - 1 if self.Level > 0 else high + self.Level

    def shapes(self, *ports: Shape) -> Sequence[Shape]:
        inputs, output = list(ports[:-1]), ports[-1]
        known = [shape for shape in inputs if shape is not None]
        if len(known) < len(inputs):
            return ports
        rank = max(map(len, known))
        axis = self.axis([len(shape) for shape in known])
        rest = self.common(known, axis, rank, output)
        for number, shape in enumerate(known):
            missing = rank - len(shape)
            inputs[number] = tuple(
                size if level + missing == axis else rest[level + missing] for level, size in enumerate(shape)
            )
        return [*share(inputs, axis - rank, output), joined(inputs, rest, axis, output)]

    def common(self, known: Sequence[Any], axis: int, rank: int, output: Shape) -> list[Any]:
        """The sizes of the result, None along the level of joining."""
        found: Shape = (None,) * rank
        try:
            for shape in (*known, *([] if output is None else [output])):
                missing = rank - len(shape)
                padded = [*(None,) * missing, *shape]
                padded[axis] = None
                found = unify(found, tuple(padded))
        except (Misfit, IndexError):
            given = make_list([shape_words(shape) for shape in known])
            raise Misfit("catenatefit", self.Level, given) from None
        return list(found or ())

    def takes_empty(self, number: int, inputs: Sequence[Shape]) -> bool:
        """Whether an input may be a sequence without elements: another always has some to join."""
        known = [shape for shape in inputs if shape is not None]
        ranks = [len(shape) for shape in known]
        if len(known) < len(inputs) or self.axis(ranks) != max(ranks) - len(known[number]):
            return False
        size, *rest = known[number]
        joins = any(isinstance(shape[self.axis(ranks) - max(ranks)], int) for shape in known)
        return joins and size is VARYING and all(isinstance(each, int) for each in rest)

    def forward(self, *nodes: Node, place: Place) -> Any:
        rank = max(len(node.shape) for node in nodes)
        axis = self.axis([len(node.shape) for node in nodes])
        arrays = [repeated(node, nodes, rank) for node in nodes]
        lengths = [place.length(node, axis - rank + len(node.shape)) for node in nodes]
        found = concat(*arrays, axis=axis)
        if any(length is not None for length in lengths):
            sizes = [array.shape[axis] for array in arrays]
            order, total = moved(lengths, sizes)
            found = gather(found, order, axis=axis)
            place.set_length(found, total, axis)
        for node in nodes:
            missing = rank - len(node.shape)
            others = (level for level in range(len(node.shape)) if level + missing != axis)
            carry(place, node, found, {level: level + missing for level in others})
        return found


def share(inputs: list[Shape], axis: int, output: Shape) -> list[Shape]:
    """The inputs, the only open size of the level of joining being what the others leave of the output."""
    sizes = [shape[axis] for shape in inputs]  # type: ignore[index]
    if output is None or sizes.count(None) != 1 or VARYING in sizes or not isinstance(output[axis], int):
        return inputs
    number = sizes.index(None)
    left = (output[axis] or 0) - sum(size for size in sizes if size is not None)
    if left > 0:
        changed = list(inputs[number] or ())
        changed[axis] = left
        inputs[number] = tuple(changed)
    return inputs


def joined(inputs: Sequence[Any], rest: list[Any], axis: int, output: Shape) -> Shape:
    """The shape of the result."""
    sizes = [shape[axis - len(rest)] for shape in inputs]
    found = list(rest)
    if VARYING in sizes:
        found[axis] = VARYING
    elif complete(tuple(sizes)):
        found[axis] = sum(sizes)
    return unify(tuple(found), output)


def repeated(node: Node, nodes: Sequence[Node], rank: int) -> Node:
    """The array with the missing first levels, of the sizes that an array of full rank has."""
    missing = rank - len(node.shape)
    if not missing:
        return node
    full = next(each for each in nodes if len(each.shape) == rank)
    return broadcast_to(node, shape=(*full.shape[:missing], *node.shape))


def moved(lengths: Sequence[Node | None], sizes: Sequence[int]) -> tuple[Node, Node]:
    """Where the elements of the result stand in the inputs one after the other, and how many there are.

    Those of each input directly follow the last one before; what is left over repeats the first.
    """
    place = positions(sum(sizes))
    own = [float(size) if n is None else cast(n, to="real") for n, size in zip(lengths, sizes, strict=True)]
    order: Any = 0.0
    end: Any = reduce(ops.add, own)
    total = end
    for number in reversed(range(len(sizes))):
        start = ops.subtract(end, own[number])
        source = ops.add(ops.subtract(place, start), float(sum(sizes[:number])))
        inside = ops.multiply(ops.greater_equal(place, start), ops.less(place, end))
        order = ops.where(inside, source, order)
        end = start
    return cast(order, to="integer"), cast(total, to="integer")
