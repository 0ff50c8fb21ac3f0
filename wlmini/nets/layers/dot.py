"""The layer that multiplies arrays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any

from ...expr import S
from ..declaration import MANY
from ..ir import Node
from ..layer import layer
from ..levels import Permutation, read_permutation
from ..lowering import Place
from ..masks import carry
from ..ops.shape import transpose
from ..parameters import REFUSED, Kind, items
from ..ports import Misfit, Shape, numbered_inputs, shape_words, unify
from ..programs.algebra import product_of


def read_transpositions(expr: Any) -> Any:
    """The permutation of the levels of every input."""
    parts = items(expr) or ()
    found = tuple(Permutation() if part is S["None"] else read_permutation(part) for part in parts)
    return REFUSED if not found or REFUSED in found else found


Transpositions = Annotated[
    Any,
    Kind("a list of None, m <-> n, {m1 <-> n1, ...} or {n1, ...}, one for each input", read_transpositions),
]


@layer(
    "DotLayer[]",
    "DotLayer[{spec1, spec2, ...}]",
    inputs=MANY,
    messages={
        "dotranks": "The inputs of DotLayer must be arrays, but input `1` is a number.",
        "dotspec": "The transposition `1` does not fit `2`, input `3` of DotLayer.",
        "dotfit": "DotLayer cannot multiply input `1`, whose last level has the size `2`, with input `3`, "
        "whose first level has the size `4` (after transposition).",
    },
)
class DotLayer:
    """stands for a layer that gives the product Dot of its inputs, transposed before as the list says.

    >>> DotLayer[][{{{1, 2}, {3, 4}}, {1, 1}}]
    {3., 7.}
    >>> DotLayer[{1 <-> 2, None}][{{{1, 2}, {3, 4}}, {1, 1}}]
    {4., 6.}
    """

    Transpositions: Transpositions = ()

    def port_names(self) -> tuple[str, ...] | None:
        count = len(self.Transpositions)
        return numbered_inputs(count) if count else None

    def axes(self, number: int, shape: Any) -> tuple[int, ...]:
        spec = self.Transpositions[number] if self.Transpositions else Permutation()
        try:
            return spec.axes(len(shape), "DotLayer")
        except Misfit:
            raise Misfit("dotspec", spec.show(), shape_words(shape), number + 1) from None

    def shapes(self, *ports: Shape) -> Sequence[Shape]:
        inputs, output = list(ports[:-1]), ports[-1]
        if any(shape is None for shape in inputs):
            return ports
        axes = [self.axes(i, shape) for i, shape in enumerate(inputs)]
        turned = [[shape[a] for a in order] for order, shape in zip(axes, inputs, strict=True)]  # type: ignore[index]
        if [] in turned:
            raise Misfit("dotranks", turned.index([]) + 1)
        result = product_shape(turned, output)
        for number, order in enumerate(axes):
            sizes = dict(zip(order, turned[number], strict=True))
            inputs[number] = tuple(sizes[axis] for axis in range(len(order)))
        return [*inputs, result]

    def forward(self, *nodes: Node, place: Place) -> Any:
        arrays = [turned(place, node, self.axes(i, node.shape)) for i, node in enumerate(nodes)]
        return product_of(place, arrays)


def product_shape(turned: list[list[Any]], output: Shape) -> Shape:
    """The shape of the product; sizes that are multiplied with each other or known outside are filled in."""
    origins = [[(i, axis) for axis in range(len(sizes))] for i, sizes in enumerate(turned)]
    left = origins[0]
    for number, (_, right) in enumerate(pairwise(origins)):
        if not left:
            raise Misfit("dotranks", number + 1)
        meet(turned, left[-1], right[0])
        left = [*left[:-1], *right[1:]]
    result = unify(tuple(turned[i][axis] for i, axis in left), output)
    for (i, axis), size in zip(left, result or (), strict=True):
        turned[i][axis] = size
    return result


def meet(turned: list[list[Any]], first: tuple[int, int], second: tuple[int, int]) -> None:
    """Two levels that are summed over together have the same size."""
    a, b = turned[first[0]][first[1]], turned[second[0]][second[1]]
    if a is not None and b is not None and a != b:
        raise Misfit("dotfit", first[0] + 1, str(a), second[0] + 1, str(b))
    turned[first[0]][first[1]] = turned[second[0]][second[1]] = b if a is None else a


def turned(place: Place, node: Node, axes: tuple[int, ...]) -> Node:
    if axes == tuple(range(len(axes))):
        return node
    return carry(place, node, transpose(node, axes=axes), {axis: level for level, axis in enumerate(axes)})
