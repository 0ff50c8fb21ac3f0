"""Layers of arrays: arrays that are learnt or drawn at random, factors and summands, and places kept free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...expr import S
from ..ir import Node
from ..layer import MANY, Array, layer
from ..ports import Misfit, Shape, unify, varying_levels


@layer("NetArrayLayer[]", options={"Array": S.Automatic}, inputs=(), aliases=("ConstantArrayLayer",))
class NetArrayLayer:
    """stands for a layer without an input, whose output is its array "Array", which training changes.

    >>> NetArrayLayer["Array" -> {1, 2, 3}][]
    {1., 2., 3.}
    """

    sizes: Mapping[str, Any]

    def shapes(self, y: Shape) -> tuple[Shape]:
        return (unify(self.sizes["Array"], y),)

    def arrays(self, y: Shape) -> dict[str, Array]:
        return {"Array": Array(y)}

    def forward(self, Array: Node) -> Any:
        return Array


@layer("ConstantTimesLayer[]", options={"Scaling": S.Automatic})
class ConstantTimesLayer:
    """stands for a layer that multiplies its input with an array "Scaling", which training changes.

    >>> ConstantTimesLayer["Scaling" -> {1, 2, 3}][{1, 1, 10}]
    {1., 2., 30.}
    """

    sizes: Mapping[str, Any]

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = fixed(unify(unify(x, y), self.sizes["Scaling"]), "ConstantTimesLayer")
        return both, both

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        return {"Scaling": Array(x, "ones")}

    def forward(self, x: Node, Scaling: Node) -> Any:
        return x * Scaling


@layer("ConstantPlusLayer[]", options={"Biases": S.Automatic})
class ConstantPlusLayer:
    """stands for a layer that adds an array "Biases" to its input; training changes it.

    >>> ConstantPlusLayer["Biases" -> {1, 2, 3}][{1, 1, 10}]
    {2., 3., 13.}
    """

    sizes: Mapping[str, Any]

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = fixed(unify(unify(x, y), self.sizes["Biases"]), "ConstantPlusLayer")
        return both, both

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        return {"Biases": Array(x, "zeros")}

    def forward(self, x: Node, Biases: Node) -> Any:
        return x + Biases


def fixed(shape: Shape, name: str) -> Shape:
    """A shape of which no size varies: an array has one."""
    if varying_levels(shape):
        raise Misfit("novarying", name)
    return shape


@layer("PlaceholderLayer[]", inputs=MANY)
class PlaceholderLayer:
    """stands for a layer that is not chosen yet: it has ports, but cannot be evaluated.

    >>> NetExtract[PlaceholderLayer["Input" -> 3, "Output" -> 2], "Output"]
    2
    """

    def usual_names(self) -> tuple[str, ...]:
        """The inputs where InputPorts says nothing."""
        return ("Input",)

    def shapes(self, *ports: Shape) -> tuple[Shape, ...]:
        return ports

    def forward(self, *nodes: Node) -> Any:
        raise Misfit("placeholder")
