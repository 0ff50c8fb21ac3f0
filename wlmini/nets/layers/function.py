"""Layers compiled from functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from ...expr import Expr, S
from ..declaration import MANY
from ..ir import Graph, Node
from ..layer import layer
from ..lowering import Extent, Place, port_input
from ..ops.shape import broadcast_to
from ..parameters import Kind
from ..ports import VARYING, Misfit, Port, Shape, complete, unify, varying_levels
from ..programs.closing import Member, Program, close, input_names, output_names
from ..programs.run import run

PROBES = 6, 7  # lengths that stand for a varying one while shapes are derived

AnyFunction = Annotated[Any, Kind("a function", lambda expr: expr)]


def read_program(key: Any, function: Any, kernel: Any) -> Program:
    return close(function, kernel)


@layer("FunctionLayer[f]", inputs=MANY, read_net=read_program)
class FunctionLayer:
    """stands for a layer that does what f does: arithmetic, functions of lists, loops, other layers.

    Slots with names are ports with these names; FunctionLayer[Apply[f]] has a port for each argument of f. An
    association as the result gives an output port for each of its keys.

    >>> FunctionLayer[Total[#^2] &][{1, 2, 3}]
    14.
    >>> FunctionLayer[#a . #b &][<|"a" -> {1, 2}, "b" -> {3, 4}|>]
    11.
    """

    Function: AnyFunction

    program: Any = None

    def nets_of(self, given: Any, read: Callable[[Any, Any], Any]) -> dict[str, Any]:
        """The layers and arrays inside of the function, by the keys that NetExtract takes."""
        self.program = read("Function", given["Function"])
        for name in self.program.nets:
            if hasattr(FunctionLayer, name) or not name.isidentifier():
                raise Misfit("arrayname", name)
        return dict(self.program.nets)

    def keep(self, known: Any) -> None:
        self.program = known.program

    def port_names(self) -> tuple[str, ...] | None:
        return input_names(self.Function)

    def output_names(self) -> tuple[str, ...]:
        return output_names(self.Function)

    def net_expressions(self) -> dict[str, Any]:
        """The function with the nets as they are now in their places."""
        return {"Function": self.rebuilt(self.program.closed)}

    def rebuilt(self, expr: Any) -> Any:
        if isinstance(expr, Member):
            return getattr(self, expr.key).construction()
        if isinstance(expr, Expr) and expr.head is S.NetArray:
            return getattr(self, expr.parts[0]).construction()
        if not isinstance(expr, Expr) or not self.program.nets:
            return expr
        return Expr(self.rebuilt(expr.head), [self.rebuilt(part) for part in expr.parts])

    def shapes(self, *ports: Shape) -> Sequence[Shape]:
        """The outputs by running the function on nodes of the inputs' shapes, once these are known."""
        outputs = self.output_names()
        inputs = ports[: len(ports) - len(outputs)]
        if not all(complete(shape) for shape in inputs):
            return ports
        first = self.probed(inputs, PROBES[0])
        varies = any(map(varying_levels, inputs))
        second = self.probed(inputs, PROBES[1]) if varies else first
        found = [tuple(x if x == y else VARYING for x, y in zip(*both, strict=True)) for both in
                 zip(first, second, strict=True)]  # fmt: skip
        given = ports[len(inputs) :]
        return [*inputs, *(unify(a, b) for a, b in zip(found, given, strict=True))]

    def probed(self, inputs: Sequence[Shape], length: int) -> list[tuple[int, ...]]:
        """The shapes of the outputs where every varying level has this length."""
        place, nodes = Place(Graph()), []
        for number, shape in enumerate(inputs):
            sizes: Any = tuple(length if size is VARYING else size for size in shape or ())
            extent = Extent(sizes, varying_levels(shape))
            nodes.append(port_input(place, f"{number}", Port(shape), extent))
        return [node.shape for node in self.computed(place, nodes, settling=True)]

    def computed(self, place: Place, nodes: Sequence[Node], *, settling: bool) -> list[Node]:
        names = self.port_names() or tuple(f"Input{i}" for i in range(1, len(nodes) + 1))
        inputs = dict(zip(names, nodes, strict=True))
        found = run(self.program, place, self, inputs, settling=settling)
        if tuple(found) != self.output_names():
            raise Misfit("outputs", self.Function, ", ".join(found), ", ".join(self.output_names()))
        return list(found.values())

    def forward(self, *nodes: Any, place: Any) -> Any:
        nodes_out = [spread(node) for node in self.computed(place, nodes, settling=False)]
        return tuple(nodes_out)


def spread(node: Node) -> Node:
    """The value for every example, where it is the same for all."""
    return node if node.batched else broadcast_to(node, shape=node.shape, batch=True)
