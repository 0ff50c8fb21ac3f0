"""Loss layers: what training makes small."""

from __future__ import annotations

from typing import Any, Literal

from ..layer import layer
from ..ops.loss import cross_entropy_binary, cross_entropy_index, cross_entropy_probabilities, mean_squared
from ..ops.shape import reduce_mean
from ..ports import Misfit, Shape, unify

INPUTS, OUTPUTS = ("Input", "Target"), ("Loss",)


@layer("MeanSquaredLossLayer[]", inputs=INPUTS, outputs=OUTPUTS)
class MeanSquaredLossLayer:
    """stands for a loss: the mean of (input - target)^2 over all elements.

    >>> MeanSquaredLossLayer[][<|"Input" -> {1, 2}, "Target" -> {1, 4}|>]
    2.
    """

    def shapes(self, x: Shape, target: Shape, loss: Shape) -> tuple[Shape, Shape, Shape]:
        both = unify(x, target)
        return both, both, ()

    def forward(self, x: Any, target: Any) -> Any:
        return mean_squared(x, target)


@layer("CrossEntropyLossLayer[form]", inputs=INPUTS, outputs=OUTPUTS)
class CrossEntropyLossLayer:
    """stands for a loss: minus the logarithm of the probability that the input gives to the target.

    The input are probabilities. By form the target is the "Index" of a class, or "Probabilities", or for
    "Binary" numbers from 0 to 1. Where there is more than one, the loss is their mean.

    >>> CrossEntropyLossLayer["Index"][<|"Input" -> {0.7, 0.2, 0.1}, "Target" -> 1|>]
    0.356675
    """

    Form: Literal["Index", "Probabilities", "Binary"]

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
            both = unify(x, target)
            return both, both, ()
        if x == ():
            raise Misfit("needvector", "CrossEntropyLossLayer")
        if x is not None:
            target = unify(x[:-1], target)
        if target is not None:
            x = unify(x, (*target, None))
        return x, target, ()

    def forward(self, x: Any, target: Any) -> Any:
        if self.Form == "Binary":
            return cross_entropy_binary(x, target)
        losses = (cross_entropy_index if self.Form == "Index" else cross_entropy_probabilities)(x, target)
        return reduce_mean(losses, axes=tuple(range(len(losses.shape)))) if losses.shape else losses
