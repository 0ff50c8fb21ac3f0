"""Layers that act in training only."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ..layer import layer
from ..ops.randomness import alpha_dropout, dropout
from ..parameters import REFUSED, Kind, real
from ..ports import Misfit, Shape, unify


def read_rate(expr: Any) -> Any:
    value = real(expr)
    return value if value is not None and 0 <= value < 1 else REFUSED


Rate = Annotated[float, Kind("a number p with 0 <= p < 1", read_rate)]
DROPOUTS = {"Dropout": dropout, "AlphaDropout": alpha_dropout}


@layer(
    "DropoutLayer[]",
    "DropoutLayer[p]",
    options={"Method": "Dropout", "OutputPorts": "Output"},
)
class DropoutLayer:
    """stands for a layer that sets each element to 0 with probability p (0.5), in training only.

    What is left is divided by 1 - p, so that the mean stays.

    >>> DropoutLayer[0.3][{1, 2, 3}]
    {1., 2., 3.}
    """

    Probability: Rate = 0.5
    Method: Literal["Dropout", "AlphaDropout"]
    OutputPorts: Literal["Output", "BinaryMask"]

    def check(self) -> None:
        """The second output port waits for a layer that needs it."""
        if self.OutputPorts != "Output":
            raise Misfit("notbuilt", 'the port "BinaryMask" of DropoutLayer')

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = unify(x, y)
        return both, both

    def forward(self, x: Any, *, place: Any) -> Any:
        if not place.training or not self.Probability:
            return x
        return DROPOUTS[self.Method](x, rate=self.Probability)
