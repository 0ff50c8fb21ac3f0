"""Fully connected layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...expr import S
from ..ir import Node
from ..layer import Array, layer
from ..lowering import Place
from ..ops.linear import linear
from ..ops.shape import flatten, reshape
from ..parameters import Automatic, Dimensions
from ..ports import Misfit, Shape, element_count, varying_levels


@layer(
    "LinearLayer[n]",
    "LinearLayer[{n1, n2, ...}]",
    "LinearLayer[]",
    options={"Weights": S.Automatic, "Biases": S.Automatic},
    aliases=("DotPlusLayer",),
)
class LinearLayer:
    """stands for a trainable fully connected layer that computes w.x + b with n outputs.

    An input of any rank is taken as the vector of its elements.

    >>> LinearLayer[2, "Weights" -> {{1, 2, 3}, {4, 5, 6}}, "Biases" -> {0, 1}][{1, 1, 1}]
    {6., 16.}
    """

    OutputDimensions: Dimensions | Automatic = None

    sizes: Mapping[str, Any]

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        weights = self.sizes["Weights"]
        if varying_levels(x):
            raise Misfit("novarying", "LinearLayer")
        if weights and len(weights) == 2 and x in (None, (None,)):
            x = (weights[1],)
        if self.OutputDimensions is not None:
            return x, self.OutputDimensions
        known = weights or self.sizes["Biases"]
        return x, (known[:1] if known and y is None else y)

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        n, m = (None if shape is None else element_count(shape) for shape in (y, x))
        return {"Weights": Array((n, m)), "Biases": Array((n,), "zeros")}

    def known(self, x: Shape, y: Shape) -> dict[str, Any]:
        if y is None or None in y or self.OutputDimensions is not None:
            return {}
        return {"OutputDimensions": y[0] if len(y) == 1 else S.List(*y)}

    def forward(self, x: Node, Weights: Node, Biases: Node | None = None, *, place: Place) -> Any:
        value = linear(flatten(x), Weights, Biases)
        (shape,) = place.outputs
        return value if shape is None or len(shape) == 1 else reshape(value, shape=shape)
