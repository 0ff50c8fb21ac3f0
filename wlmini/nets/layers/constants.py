"""Layers without a computation: arrays that are learnt, and places kept free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from ...expr import S
from ..ir import Node
from ..layer import MANY, Array, layer
from ..parameters import REFUSED, Kind
from ..ports import Misfit, Shape, unify

BEGINNINGS = {"Random": "weights", "Ones": "ones", "Zeros": "zeros"}


def read_beginning(expr: Any) -> Any:
    """How the array begins, as initialisation calls it."""
    return BEGINNINGS.get(expr, REFUSED) if isinstance(expr, str) else REFUSED


Beginning = Annotated[str, Kind(f"one of {', '.join(BEGINNINGS)}", read_beginning)]


@layer(
    "NetArrayLayer[]",
    options={"Array": S.Automatic, "Beginning": "Random"},
    inputs=(),
    aliases=("ConstantArrayLayer",),
)
class NetArrayLayer:
    """stands for a layer without an input, whose output is its array "Array", which training changes.

    "Beginning" says what NetInitialize puts into the array: "Random", "Ones" or "Zeros".

    >>> NetArrayLayer["Array" -> {1, 2, 3}][]
    {1., 2., 3.}
    """

    Beginning: Beginning = "weights"

    sizes: Mapping[str, Any]

    def shapes(self, y: Shape) -> tuple[Shape]:
        return (unify(self.sizes["Array"], y),)

    def arrays(self, y: Shape) -> dict[str, Array]:
        return {"Array": Array(y, self.Beginning)}

    def forward(self, Array: Node) -> Any:
        return Array


@layer(
    "PlaceholderLayer[]",
    inputs=MANY,
    messages={
        "placeholder": "PlaceholderLayer only keeps a place and computes nothing; put another layer there.",
    },
)
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
