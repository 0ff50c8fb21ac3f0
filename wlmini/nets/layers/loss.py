"""Loss layers: what training makes small."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ..coders.boolean import BooleanEncoder
from ..ir import Node
from ..layer import layer
from ..lowering import Place
from ..masks import counted, filled, levels_mask, matched
from ..ops.ctc import ctc_loss
from ..ops.elementwise import absolute, ramp, square
from ..ops.loss import (
    binary_negative_log,
    cross_entropy_index,
    cross_entropy_probabilities,
    difference,
    same_dimensions,
)
from ..ops.shape import reduce_sum
from ..parameters import NonNegative
from ..ports import Misfit, Shape, shape_words, unify

INPUTS, OUTPUTS = ("Input", "Target"), ("Loss",)


def mean_loss(place: Place, function: Any, x: Any, target: Any, levels: int) -> Any:
    """The mean of what a function gives for input and target, which have that many levels in common.

    Of sequences, only elements count that are an example's own.
    """
    x, target, lengths = matched(place, x, target, levels)
    losses = function(x, target)
    place.set_lengths(losses, lengths)
    axes = tuple(range(len(losses.shape)))
    if not axes:
        return losses
    own = filled(losses, levels_mask(place, losses, axes), 0.0)
    return reduce_sum(own, axes=axes) * (1.0 / counted(place, losses, axes))


def like_target(x: Shape, target: Shape, loss: Shape) -> tuple[Shape, Shape, Shape]:
    """Input and target are of one shape."""
    both = unify(x, target)
    return both, both, ()


@layer("MeanSquaredLossLayer[]", inputs=INPUTS, outputs=OUTPUTS)
class MeanSquaredLossLayer:
    """stands for a loss: the mean of (input - target)^2 over all elements.

    >>> MeanSquaredLossLayer[][<|"Input" -> {1, 2}, "Target" -> {1, 4}|>]
    2.
    """

    def shapes(self, x: Shape, target: Shape, loss: Shape) -> tuple[Shape, Shape, Shape]:
        return like_target(x, target, loss)

    def forward(self, x: Node, target: Node, *, place: Place) -> Any:
        return mean_loss(place, lambda a, b: square(difference(a, b)), x, target, len(x.shape))


@layer("MeanAbsoluteLossLayer[]", inputs=INPUTS, outputs=OUTPUTS)
class MeanAbsoluteLossLayer:
    """stands for a loss: the mean of Abs[input - target] over all elements.

    >>> MeanAbsoluteLossLayer[][<|"Input" -> {1, 2}, "Target" -> {1, 5}|>]
    1.5
    """

    def shapes(self, x: Shape, target: Shape, loss: Shape) -> tuple[Shape, Shape, Shape]:
        return like_target(x, target, loss)

    def forward(self, x: Node, target: Node, *, place: Place) -> Any:
        return mean_loss(place, lambda a, b: absolute(difference(a, b)), x, target, len(x.shape))


@layer(
    "CrossEntropyLossLayer[form]",
    inputs=INPUTS,
    outputs=OUTPUTS,
    messages={
        "needvector": 'The input of `1`["Index"] must be a vector of probabilities, but it is a number.',
    },
)
class CrossEntropyLossLayer:
    """stands for a loss: minus the logarithm of the probability that the input gives to the target.

    The input are probabilities. By form the target is the "Index" of a class, or "Probabilities", or for
    "Binary" numbers from 0 to 1. Where there is more than one, the loss is their mean.

    >>> CrossEntropyLossLayer["Index"][<|"Input" -> {0.7, 0.2, 0.1}, "Target" -> 1|>]
    0.356675
    """

    Form: Literal["Index", "Probabilities", "Binary"]

    port_bounds: Mapping[str, tuple[int, int]]

    @property
    def kinds(self) -> dict[str, str]:
        """Indices are whole numbers."""
        return {"Target": "integer"} if self.Form == "Index" else {}

    def bounds(self, x: Shape, target: Shape, loss: Shape) -> dict[str, tuple[int, int]]:
        """An index is between 1 and the number of classes."""
        classes = x[-1] if x else None
        return {"Target": (1, classes)} if self.Form == "Index" and classes else {}

    def shapes(self, x: Shape, target: Shape, loss: Shape) -> tuple[Shape, Shape, Shape]:
        if self.Form != "Index":
            return like_target(x, target, loss)
        if x == ():
            raise Misfit("needvector", "CrossEntropyLossLayer")
        if x is not None:
            target = unify(x[:-1], target)
        if target is not None:
            x = unify(x, (*target, None))
        return self.with_classes(x), target, ()

    def with_classes(self, x: Shape) -> Shape:
        """The input has as many classes as the target may be, where it does not say itself."""
        low, high = self.port_bounds.get("Target", (0, 0))
        return (*x[:-1], high) if x and x[-1] is None and low == 1 else x

    def forward(self, x: Node, target: Node, *, place: Place) -> Any:
        function = LOSSES[self.Form]
        return mean_loss(place, function, x, target, len(x.shape) - (self.Form != "Binary"))


LOSSES = {
    "Binary": lambda x, target: binary_negative_log(*same_dimensions(x, target)),
    "Index": cross_entropy_index,
    "Probabilities": cross_entropy_probabilities,
}


@layer("ContrastiveLossLayer[]", "ContrastiveLossLayer[margin]", inputs=INPUTS, outputs=OUTPUTS)
class ContrastiveLossLayer:
    """stands for a loss of distances: those of different things (target True) are to be at least the margin.

    It is Max[margin - input, 0] where the target is True, and the input itself where it is False.

    >>> ContrastiveLossLayer[][<|"Input" -> 0.125, "Target" -> True|>]
    0.375
    >>> ContrastiveLossLayer[][<|"Input" -> 0.125, "Target" -> False|>]
    0.125
    """

    Margin: NonNegative = 0.5

    encoders = {"Target": BooleanEncoder()}  # noqa: RUF012

    def shapes(self, x: Shape, target: Shape, loss: Shape) -> tuple[Shape, Shape, Shape]:
        return (), (), ()

    def forward(self, x: Node, target: Node) -> Any:
        return target * ramp(self.Margin - x) + (1.0 - target) * x


@layer(
    "CTCLossLayer[]",
    inputs=INPUTS,
    messages={
        "ctcblank": "The input of CTCLossLayer must have at least two columns: labels, and last the blank.",
        "ctclength": "The target of CTCLossLayer has length `1`, which is more than the length `2` of "
        "its input.",
    },
)
class CTCLossLayer:
    """stands for a loss of sequences that are not aligned (connectionist temporal classification).

    The input are probabilities of labels and, last, of a blank, step by step; the target are labels, no more
    than there are steps. The loss is minus the logarithm of the probability of all alignments: readings of
    the steps that become the target when repeated labels are joined and blanks then left out.

    >>> CTCLossLayer[][<|"Input" -> {{0.5, 0.5}, {0.5, 0.5}}, "Target" -> {1}|>]
    0.287682
    """

    kinds = {"Target": "integer"}  # noqa: RUF012

    def shapes(self, x: Shape, target: Shape, loss: Shape) -> tuple[Shape, Shape, Shape]:
        for port, shape, levels, words in (
            ("Input", x, 2, "a matrix (a sequence of probabilities)"),
            ("Target", target, 1, "a vector (a sequence of labels)"),
        ):
            if shape is not None and len(shape) != levels:
                raise Misfit("portfit", port, "CTCLossLayer", words, shape_words(shape))
        x, target = unify(x, (None, None)), unify(target, (None,))
        if x and x[1] == 1:
            raise Misfit("ctcblank")
        if x and target and type(x[0]) is type(target[0]) is int and target[0] > x[0]:
            raise Misfit("ctclength", target[0], x[0])
        return x, target, ()

    def bounds(self, x: Shape, target: Shape, loss: Shape) -> dict[str, tuple[int, int]]:
        """Labels are those of the input, without the blank."""
        classes = x[1] if x else None
        return {"Target": (1, classes - 1)} if classes else {}

    def forward(self, x: Node, target: Node, *, place: Place) -> Any:
        return ctc_loss(x, target, Length=place.length(x), TargetLength=place.length(target))
