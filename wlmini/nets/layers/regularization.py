"""Layers that act in training only."""

from __future__ import annotations

from functools import reduce
from typing import Annotated, Any, Literal

from ..ir import Node, constant
from ..layer import layer
from ..lowering import Place
from ..ops.randomness import alpha_kept, kept, random_keep
from ..ops.shape import broadcast_to
from ..parameters import REFUSED, Kind, Rate, items
from ..ports import Shape, unify

DROPOUTS = {"Dropout": kept, "AlphaDropout": alpha_kept}


PORTS = ("Output", "BinaryMask")


def read_ports(expr: Any) -> Any:
    """One or both of the output ports."""
    listed = items(expr)
    names = (expr,) if listed is None else listed
    known = all(isinstance(name, str) and name in PORTS for name in names)
    return names if names and known and len(set(names)) == len(names) else REFUSED


OutputNames = Annotated[tuple[str, ...], Kind('"Output", "BinaryMask" or a list of both', read_ports)]


@layer(
    "DropoutLayer[]",
    "DropoutLayer[p]",
    options={"Method": "Dropout", "OutputPorts": "Output"},
)
class DropoutLayer:
    """stands for a layer that sets each element to 0 with probability p (0.5), in training only.

    What is left is divided by 1 - p, so that the mean stays. Method -> "AlphaDropout" keeps mean 0 and
    variance 1 of what comes from "SELU". "OutputPorts" -> "BinaryMask" gives the mask of 1s (kept) and 0s.

    >>> DropoutLayer[0.3][{1, 2, 3}]
    {1., 2., 3.}
    >>> DropoutLayer[0.3, "OutputPorts" -> "BinaryMask"][{1, 2, 3}]
    {1., 1., 1.}
    """

    Probability: Rate = 0.5
    Method: Literal["Dropout", "AlphaDropout"]
    OutputPorts: OutputNames

    def output_names(self) -> tuple[str, ...]:
        return self.OutputPorts

    def shapes(self, *ports: Shape) -> tuple[Shape, ...]:
        both = reduce(unify, ports)
        return (both,) * len(ports)

    def forward(self, x: Node, *, place: Place) -> Any:
        if not place.training or not self.Probability:
            ones = broadcast_to(constant(1.0), shape=x.shape, batch=x.batched)
            found = {"Output": x, "BinaryMask": ones}
        else:
            keep = random_keep(x, rate=self.Probability)
            found = {"Output": DROPOUTS[self.Method](x, keep, rate=self.Probability), "BinaryMask": keep}
        return tuple(found[name] for name in self.OutputPorts)
