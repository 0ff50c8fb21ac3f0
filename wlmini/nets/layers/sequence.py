"""Layers that take sequences apart or turn them around; every example of a batch may have its own length."""

from __future__ import annotations

import math
from typing import Annotated, Any, ClassVar

import numpy as np

from ...expr import S
from ..ir import Node, constant
from ..layer import layer
from ..lowering import Place
from ..masks import carry, positions, reversed_sequence, shortened
from ..ops.arrangement import element, on_axis
from ..ops.elementwise import equal, where
from ..ops.gather import gather
from ..ops.shape import cast, concat, reshape, take
from ..parameters import REFUSED, Kind, is_infinite
from ..ports import Misfit, Shape, unify
from ..ranges import Rearranging
from ..texts import TEXTS

TEXTS.declare(
    shortsequence="The input of `1` must have at least `2` elements.",
)


def sequence_of(x: Shape, name: str) -> Shape:
    """The shape of a sequence: at least one level."""
    if x == ():
        raise Misfit("needsequence", name)
    return x


def shorter(x: Shape, y: Shape, name: str) -> tuple[Shape, Shape]:
    """Sequences of which the second is one element shorter than the first."""
    x, y = sequence_of(x, name), sequence_of(y, name)
    if x is not None:
        y = unify(y, (x[0] - 1 if isinstance(x[0], int) else x[0], *x[1:]))
    elif y is not None:
        x = (y[0] + 1 if isinstance(y[0], int) else y[0], *y[1:])
    if x is not None and x[0] == 1:
        raise Misfit("shortsequence", name, 2)
    return x, y


@layer("SequenceLastLayer[]")
class SequenceLastLayer(Rearranging):
    """stands for a layer that gives the last element of a sequence.

    >>> SequenceLastLayer[][{{1, 2}, {3, 4}}]
    {3., 4.}
    """

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        x = sequence_of(x, "SequenceLastLayer")
        if x is None:
            return (None if y is None else (None, *y)), y
        rest = unify(x[1:], y) or ()
        return (x[0], *rest), rest

    def forward(self, x: Node, *, place: Place) -> Any:
        length, size = place.length(x), x.shape[0]
        if length is None:
            y = element(x, size - 1)
        else:
            y = gather(x, cast(cast(length, to="real") - 1.0, to="integer"), axis=0)
        return carry(place, x, y, {level: level - 1 for level in range(1, len(x.shape))})


@layer("SequenceMostLayer[]")
class SequenceMostLayer(Rearranging):
    """stands for a layer that drops the last element of a sequence.

    >>> SequenceMostLayer[][{1, 2, 3}]
    {1., 2.}
    """

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        return shorter(x, y, "SequenceMostLayer")

    def forward(self, x: Node, *, place: Place) -> Any:
        return dropped(place, x, 0)


@layer("SequenceRestLayer[]")
class SequenceRestLayer(Rearranging):
    """stands for a layer that drops the first element of a sequence.

    >>> SequenceRestLayer[][{1, 2, 3}]
    {2., 3.}
    """

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        return shorter(x, y, "SequenceRestLayer")

    def forward(self, x: Node, *, place: Place) -> Any:
        return dropped(place, x, 1)


def dropped(place: Place, x: Any, start: int) -> Any:
    """All elements but one, from a start."""
    y = take(x, axis=0, start=start, stop=x.shape[0] - 1 + start)
    length = place.length(x)
    if length is not None:
        place.set_length(y, shortened(length, -1, least=2))
    return y


@layer("SequenceReverseLayer[]")
class SequenceReverseLayer(Rearranging):
    """stands for a layer that turns a sequence around.

    >>> SequenceReverseLayer[][{{1, 2}, {3, 4}}]
    {{3., 4.}, {1., 2.}}
    """

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = unify(sequence_of(x, "SequenceReverseLayer"), y)
        return both, both

    def forward(self, x: Node, *, place: Place) -> Any:
        return reversed_sequence(place, x)


def read_limit(expr: Any) -> Any:
    if is_infinite(expr):
        return math.inf
    return expr if type(expr) is int and expr > 0 else REFUSED


Limit = Annotated[float, Kind("a positive integer or Infinity", read_limit)]


@layer("SequenceIndicesLayer[]", options={"Maximum": S.Infinity})
class SequenceIndicesLayer:
    """stands for a layer that numbers the elements of a sequence: 1, 2, ..., but at most "Maximum".

    >>> SequenceIndicesLayer[][{5., 6., 7.}]
    {1, 2, 3}
    >>> SequenceIndicesLayer["Maximum" -> 2][{5., 6., 7.}]
    {1, 2, 2}
    """

    Maximum: Limit

    kinds: ClassVar[dict[str, str]] = {"Output": "integer"}

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        x = sequence_of(x, "SequenceIndicesLayer")
        return x, (None if x is None else x[:1])

    def bounds(self, x: Shape, y: Shape) -> dict[str, tuple[int, int]]:
        """Numbers end at the length or the maximum, whichever is less."""
        size = x[0] if x and isinstance(x[0], int) else math.inf
        high = min(size, self.Maximum)
        return {} if high == math.inf else {"Output": (1, int(high))}

    def forward(self, x: Node) -> Any:
        return constant(np.minimum(np.arange(1, x.shape[0] + 1), self.Maximum).astype(np.int64))


@layer("AppendLayer[]", inputs=("Input", "Element"))
class AppendLayer(Rearranging):
    """stands for a layer that puts the array at the port "Element" behind the elements of its input.

    >>> AppendLayer[][<|"Input" -> {{1, 2}}, "Element" -> {3, 4}|>]
    {{1., 2.}, {3., 4.}}
    """

    def shapes(self, x: Shape, element: Shape, y: Shape) -> tuple[Shape, Shape, Shape]:
        return longer(x, element, y, "AppendLayer")

    def forward(self, x: Node, element: Node, *, place: Place) -> Any:
        row, length = reshape(element, shape=(1, *element.shape)), place.length(x)
        y = concat(x, row, axis=0)
        if length is None:
            return y
        at_end = equal(positions(x.shape[0] + 1), cast(length, to="real"))
        y = where(on_axis(at_end, 0, len(x.shape)), row, y)
        place.set_length(y, shortened(length, 1))
        return y


@layer("PrependLayer[]", inputs=("Input", "Element"))
class PrependLayer(Rearranging):
    """stands for a layer that puts the array at the port "Element" before the elements of its input.

    >>> PrependLayer[][<|"Input" -> {{1, 2}}, "Element" -> {3, 4}|>]
    {{3., 4.}, {1., 2.}}
    """

    def shapes(self, x: Shape, element: Shape, y: Shape) -> tuple[Shape, Shape, Shape]:
        return longer(x, element, y, "PrependLayer")

    def forward(self, x: Node, element: Node, *, place: Place) -> Any:
        y = concat(reshape(element, shape=(1, *element.shape)), x, axis=0)
        length = place.length(x)
        if length is not None:
            place.set_length(y, shortened(length, 1))
        return y


def longer(x: Shape, element: Shape, y: Shape, name: str) -> tuple[Shape, Shape, Shape]:
    """A sequence, one more element for it, and the two together."""
    y, x = shorter(y, x, name) if x != () and y != () else (sequence_of(y, name), sequence_of(x, name))
    rests = [None if shape is None else shape[1:] for shape in (x, y)]
    element = unify(unify(rests[0], rests[1]), element)
    if element is not None:
        x = unify(x, (None, *element)) if x is not None else (None, *element)
        y = unify(y, (None, *element)) if y is not None else (None, *element)
    return x, element, y
