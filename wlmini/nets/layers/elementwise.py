"""Layers that apply a function to every number, and softmax."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from ...expr import S, Symbol
from ..functions import NAMED, VARIABLE, body_of, check, is_unary, translate
from ..ir import Node
from ..layer import Array, layer
from ..levels import LevelList, Levels, axis_of, spread
from ..lowering import Place
from ..masks import filled, levels_mask
from ..ops.loss import softmax
from ..ops.shape import broadcast_to
from ..ops.slopes import sloped_ramp
from ..parameters import REFUSED, Kind, Level
from ..ports import Shape, unify
from ..pure_functions import is_pure, most_arguments


def read_function(expr: Any) -> Any:
    """A function of one number: a symbol or name of the tables, or a pure function or composition."""
    if isinstance(expr, str):
        return expr if expr in NAMED else REFUSED
    if isinstance(expr, Symbol):
        return expr if is_unary(expr.short) else REFUSED
    return expr if is_pure(expr) and most_arguments(expr) <= 1 else REFUSED


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

    def forward(self, x: Node) -> Any:
        value = translate(self.body, {VARIABLE: x})
        return value if value.batched else broadcast_to(value, shape=x.shape, batch=True)


@layer(
    "ParametricRampLayer[]",
    "ParametricRampLayer[a]",
    "ParametricRampLayer[a1;;a2]",
    "ParametricRampLayer[{a, b, ...}]",
    options={"Slope": S.Automatic},
)
class ParametricRampLayer:
    """stands for a layer that multiplies what is negative by a trainable slope, and leaves the rest.

    "Slope" has the dimensions of the levels given (the first level); {} stands for one slope for all.

    >>> ParametricRampLayer["Slope" -> {0.5, 2}][{-1, -1}]
    {-0.5, -2.}
    >>> NetInitialize[ParametricRampLayer[{}, "Input" -> 3]][{-1, 0, 2}]
    {-0.1, 0., 2.}
    """

    Levels: Levels = LevelList((1,))

    sizes: Mapping[str, Any]

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = unify(x, y)
        slope = self.sizes["Slope"]
        if both is not None:
            axes = self.Levels.axes(len(both), "ParametricRampLayer")
            if slope and len(slope) == len(axes):
                told = dict(zip(axes, slope, strict=True))
                both = tuple(told.get(i) if size is None else size for i, size in enumerate(both))
        return both, both

    def arrays(self, x: Shape, y: Shape) -> dict[str, Array]:
        axes = () if x is None else self.Levels.axes(len(x), "ParametricRampLayer")
        shape = None if x is None else tuple(x[i] for i in axes)
        return {"Slope": Array(shape, "slopes")}

    def forward(self, x: Node, Slope: Node) -> Any:
        axes = self.Levels.axes(len(x.shape), "ParametricRampLayer")
        return sloped_ramp(x, spread(Slope, axes, x.shape))


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
        return axis_of(self.Level, rank, "SoftmaxLayer")

    def forward(self, x: Node, *, place: Place) -> Any:
        axis = self.axis(len(x.shape))
        return softmax(filled(x, levels_mask(place, x, (axis,)), float("-inf")), axis=axis)
