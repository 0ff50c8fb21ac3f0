"""Operators that apply a net to every element of a sequence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any

from ...expr import Association
from ..chains import element_net
from ..ir import Node
from ..layer import MANY, InnerNet, layer
from ..lowering import Place
from ..parameters import REFUSED, Kind
from ..ports import Misfit, Port, Shape
from .inner import inner_port, refine_inner, same_size, single, split_first, with_levels

__all__ = ["NetMapOperator", "NetMapThreadOperator"]


@layer("NetMapOperator[net]", read_net=element_net)
class NetMapOperator:
    """stands for a net that applies net to every element of a sequence, always with the same arrays.

    >>> NetMapOperator[LinearLayer[1, "Weights" -> {{1, 10}}, "Biases" -> None]][{{1, 2}, {3, 4}, {5, 6}}]
    {{21.}, {43.}, {65.}}
    """

    Net: InnerNet

    port_bounds: Mapping[str, tuple[int, int]]

    def check(self) -> None:
        """The net has one input and one output."""
        self.Net = single("NetMapOperator", self.Net)

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        if x == () or y == ():
            raise Misfit("needsequence", "NetMapOperator")
        (size, element), (count, result) = split_first(x), split_first(y)
        self.Net = refine_inner(self.Net, element, result, self.port_bounds.get("Input"))
        size = same_size(size, count)
        _, inner = inner_port(self.Net, "inputs")
        _, outer = inner_port(self.Net, "outputs")
        return with_levels((size,), inner), with_levels((size,), outer)

    def forward(self, x: Node, *, place: Place) -> Any:
        (name,) = self.Net.inputs
        size = x.shape[0]
        found = self.Net.lower(place.inside("Net").folded(size), {name: place.fold(x)})
        return place.unfold(found[next(iter(self.Net.outputs))], size, math.prod(place.folds))


def read_depths(expr: Any) -> Any:
    """A depth for all inputs, or an association from input to depth."""
    if type(expr) is int and expr > 0:
        return expr
    if isinstance(expr, Association) and all(type(value) is int and value > 0 for value in expr.values()):
        return dict(expr.items())
    return REFUSED


Depths = Annotated[Any, Kind("a positive integer, or an association from inputs to depths", read_depths)]


@layer(
    "NetMapThreadOperator[net]",
    "NetMapThreadOperator[net, n]",
    "NetMapThreadOperator[net, <|in -> n, ...|>]",
    inputs=MANY,
    read_net=element_net,
    messages={
        "mapdepth": "The input `1` of `2` must have at least `3` levels, those it is mapped over.",
    },
)
class NetMapThreadOperator:
    """stands for a net that applies net to corresponding elements of its inputs, n levels deep (1).

    With an association only the inputs it names are taken apart; the others are the same for all elements.

    >>> NetMapThreadOperator[FunctionLayer[#a . #b &, "a" -> 2, "b" -> 2]][{{{1, 2}}, {{1, 1}}}]
    {3.}
    """

    Net: InnerNet
    Depths: Depths = 1

    port_bounds: Mapping[str, tuple[int, int]]

    def check(self) -> None:
        """The depths are those of inputs of the net, as soon as it is known what inputs it has."""
        for name in () if self.Net.is_undecided else self.depths:
            if name not in self.Net.inputs:
                raise Misfit("noport", name, self.Net, ", ".join(self.Net.inputs))

    @property
    def depths(self) -> Mapping[str, int]:
        """How many levels of every input are taken apart."""
        named: dict[str, int] | None = self.Depths if isinstance(self.Depths, dict) else None
        depth: Any = self.Depths
        return dict.fromkeys(self.Net.inputs, depth) if named is None else named

    @property
    def depth(self) -> int:
        """How many levels are put around the outputs."""
        return max(self.depths.values())

    def port_names(self) -> tuple[str, ...] | None:
        """The inputs are those of the net; None while their number is open."""
        return None if self.Net.is_undecided else tuple(self.Net.inputs)

    def output_names(self) -> tuple[str, ...]:
        """The outputs are those of the net."""
        return tuple(self.Net.outputs)

    def shapes(self, *shapes: Shape) -> list[Shape]:
        if self.Net.is_undecided:
            self.Net = self.Net.with_input_count(len(shapes) - len(self.Net.outputs))
            self.check()
        names = [*self.Net.inputs, *self.Net.outputs]
        given = dict(zip(names, shapes, strict=True))
        taken = {name: self.depths.get(name, 0) for name in self.Net.inputs}
        taken.update(dict.fromkeys(self.Net.outputs, self.depth))
        levels: list[Any] = [None] * self.depth
        inner = {}
        for name, shape in given.items():
            if shape is None:
                continue
            if len(shape) < taken[name]:
                raise Misfit("mapdepth", name, "NetMapThreadOperator", taken[name])
            for level in range(taken[name]):
                levels[level] = same_size(levels[level], shape[level])
            inner[name] = Port(shape[taken[name] :], bounds=self.port_bounds.get(name))
        inputs = {name: port for name, port in inner.items() if name in self.Net.inputs}
        outputs = {name: port for name, port in inner.items() if name in self.Net.outputs}
        self.Net = self.Net.refined(inputs, outputs)
        ports = self.Net.ports
        return [with_levels(levels[: taken[name]], ports[name].shape) for name in names]

    def forward(self, *nodes: Node, place: Place) -> Any:
        given = dict(zip(self.Net.inputs, nodes, strict=True))
        deepest = next(name for name in given if self.depths.get(name, 0) == self.depth)
        sizes = given[deepest].shape[: self.depth]
        here = place.inside("Net")
        for size in sizes:
            here = here.folded(size)
        found = self.Net.lower(here, {k: self.folded(place, k, node, sizes) for k, node in given.items()})
        return tuple(self.unfolded(place, found[name], sizes) for name in self.Net.outputs)

    def folded(self, place: Place, name: str, node: Any, sizes: Any) -> Any:
        """An input with its levels in the batch, repeated along those that it does not have."""
        own = self.depths.get(name, 0)
        for level, size in enumerate(sizes):
            node = place.fold(node) if level < own else place.repeat(node, size)
        return node

    def unfolded(self, place: Place, node: Any, sizes: Any) -> Any:
        """An output with its levels back."""
        outside = math.prod(place.folds)
        for level in reversed(range(len(sizes))):
            node = place.unfold(node, sizes[level], outside * math.prod(sizes[:level]))
        return node
