"""Layers that apply a function to every number, and softmax."""

from __future__ import annotations

from typing import Annotated, Any

from ...expr import Expr, Packed, S, Symbol, is_list
from ..functions import NAMED, SYMBOLS, VARIABLE, body_of, check, translate
from ..layer import layer
from ..ops.loss import softmax
from ..ops.shape import broadcast_to
from ..parameters import REFUSED, Kind, Level
from ..ports import Misfit, Shape, unify


def read_function(expr: Any) -> Any:
    """A function of one number: a symbol or name of the tables, or a pure function or composition."""
    if isinstance(expr, str):
        return expr if expr in NAMED else REFUSED
    if isinstance(expr, Symbol):
        return expr if expr.short in SYMBOLS else REFUSED
    heads = (S.Function, S.Composition, S.RightComposition)
    return expr if isinstance(expr, Expr) and expr.head in heads and most_arguments(expr) <= 1 else REFUSED


def most_arguments(expr: Any) -> int:
    """The highest slot, or the number of named variables, of a pure function and those inside of it."""
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return 0
    if expr.head is S.Slot and expr.parts and type(expr.parts[0]) is int:
        return expr.parts[0]
    named = expr.head is S.Function and len(expr.parts) > 1 and is_list(expr.parts[0])
    own = len(expr.parts[0]) if named else 0
    return max(own, *map(most_arguments, (expr.head, *expr.parts)))


NumberFunction = Annotated[
    Any, Kind('a function of one number: Ramp, Tanh, "GELU" ... or a pure function of them', read_function)
]  # fmt: skip


@layer("ElementwiseLayer[f]")
class ElementwiseLayer:
    """stands for a layer that applies the function f to every element of its input.

    >>> ElementwiseLayer[Ramp][{-1, 0, 2}]
    {0., 0., 2.}
    >>> ElementwiseLayer[#^2 + 1 &][{1, 2, 3}]
    {2., 5., 10.}
    """

    Function: NumberFunction

    body: Any = None

    def prepare(self, kernel: Any) -> None:
        """Apply the function to a variable and see whether ops can say what comes out."""
        self.body = body_of(self.Function, kernel)
        check(self.body)

    def keep(self, known: Any) -> None:
        self.body = known.body

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = unify(x, y)
        return both, both

    def forward(self, x: Any) -> Any:
        value = translate(self.body, {VARIABLE: x})
        return value if value.batched else broadcast_to(value, shape=x.shape, batch=True)


@layer("SoftmaxLayer[]", "SoftmaxLayer[n]")
class SoftmaxLayer:
    """stands for a layer that takes Exp of its input and divides by the total, along level n (the last).

    >>> SoftmaxLayer[][{1, 1, 1, 1}]
    {0.25, 0.25, 0.25, 0.25}
    """

    Level: Level = -1

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = unify(x, y)
        if both is not None:
            self.axis(len(both))
        return both, both

    def axis(self, rank: int) -> int:
        """The level as an axis of an array of this rank."""
        axis = self.Level - 1 if self.Level > 0 else rank + self.Level
        if not 0 <= axis < rank:
            raise Misfit("nolevel", self.Level, "SoftmaxLayer", rank)
        return axis

    def forward(self, x: Any) -> Any:
        return softmax(x, axis=self.axis(len(x.shape)))
