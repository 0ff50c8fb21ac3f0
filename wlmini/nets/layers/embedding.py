"""Layers that take whole numbers: embeddings and unit vectors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...expr import S
from ..ir import Node
from ..layer import Array, layer
from ..lowering import Place
from ..ops.gather import flat_position, gather, one_hot
from ..ops.shape import cast, reshape
from ..parameters import Automatic, Size
from ..ports import Misfit, Shape, unify
from ..texts import TEXTS

TEXTS.declare(
    classes="The input of `1` must be integers from 1 to `2`, but its port has those of `3`.",
)


def positive(x: Any, count: int) -> Any:
    """Whole numbers from 1 to the count, as positions from 0."""
    p = cast(x, to="integer")
    return flat_position(reshape(p, shape=(*p.shape, 1)), sizes=(count,))


class Indexed:
    """A layer whose input are classes from 1 to a count, told by a parameter, an array or the input."""

    kinds: Mapping[str, str] = {"Input": "integer"}
    port_bounds: Mapping[str, tuple[int, int]]

    def told(self) -> int | None:
        """The count by the input's own bounds."""
        low, high = self.port_bounds.get("Input", (0, 0))
        return high if low == 1 else None

    def count(self) -> int | None:
        raise NotImplementedError

    def bounds(self, x: Shape, y: Shape) -> dict[str, tuple[int, int]]:
        """Classes are between 1 and the count."""
        count = self.count()
        return {} if count is None else {"Input": (1, count)}

    def check_bounds(self) -> None:
        """The input must not have more classes than the layer."""
        count, told = self.count(), self.port_bounds.get("Input")
        if count is not None and told is not None and told != (1, count):
            raise Misfit("classes", type(self).__name__, count, S.List(*told))

    def extended(self, x: Shape, y: Shape, size: int | None) -> tuple[Shape, Shape]:
        """The output has one more level than the input, of this size."""
        self.check_bounds()
        if x is not None:
            y = unify(y, (*x, size))
        elif y is not None:
            if not y:
                raise Misfit("needsequence", type(self).__name__)
            y = unify(y, (*y[:-1], size))
        return (x if y is None else unify(x, y[:-1])), y


@layer(
    "EmbeddingLayer[size, n]", "EmbeddingLayer[size]", "EmbeddingLayer[]", options={"Weights": S.Automatic}
)
class EmbeddingLayer(Indexed):
    """stands for a trainable layer that gives for every integer from 1 to n a vector of length size.

    "Weights" are a matrix of n rows; row i is the vector of i. n may come from the encoder at the input.

    >>> EmbeddingLayer[2, 3, "Weights" -> {{1, 2}, {3, 4}, {5, 6}}][{3, 1}]
    {{5., 6.}, {1., 2.}}
    """

    OutputDimension: Size | Automatic = None
    ClassCount: Size | Automatic = None

    sizes: Mapping[str, Any]

    def count(self) -> int | None:
        weights = self.sizes["Weights"]
        return self.ClassCount or (weights[0] if weights else None) or self.told()

    def width(self) -> int | None:
        weights = self.sizes["Weights"]
        return self.OutputDimension or (weights[1] if weights and len(weights) == 2 else None)

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        return self.extended(x, y, self.width())

    def known(self, x: Shape, y: Shape) -> dict[str, Any]:
        width = self.width() or (y[-1] if y else None)
        found = {"OutputDimension": width, "ClassCount": self.count()}
        return {name: value for name, value in found.items() if value is not None}

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        return {"Weights": Array((self.count(), self.width() or (y[-1] if y else None)))}

    def forward(self, x: Node, Weights: Node) -> Any:
        return gather(Weights, positive(x, Weights.shape[0]), axis=0)


@layer("UnitVectorLayer[n]", "UnitVectorLayer[]")
class UnitVectorLayer(Indexed):
    """stands for a layer that gives for every integer i from 1 to n a vector of n zeros, but a 1 at i.

    >>> UnitVectorLayer[3][{2, 3}]
    {{0., 1., 0.}, {0., 0., 1.}}
    """

    ClassCount: Size | Automatic = None

    width: int | None = None

    def count(self) -> int | None:
        return self.ClassCount or self.told() or self.width

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        x, y = self.extended(x, y, self.ClassCount or self.told())
        self.width = y[-1] if y and isinstance(y[-1], int) else None
        return x, y

    def known(self, x: Shape, y: Shape) -> dict[str, Any]:
        return {} if self.count() is None else {"ClassCount": self.count()}

    def forward(self, x: Node, *, place: Place) -> Any:
        (shape,) = place.outputs
        size = shape[-1] if shape else None
        if size is None:
            raise Misfit("unsized", "UnitVectorLayer", "Output")
        return one_hot(positive(x, size), size=size)
