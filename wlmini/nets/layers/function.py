"""Layers compiled from functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from ...expr import Expr, S, Symbol
from ..declaration import MANY
from ..ir import Node
from ..layer import layer
from ..lowering import Place
from ..ops.arrangement import for_each_example
from ..parameters import Kind
from ..ports import Misfit, Shape, complete, numbered_inputs, unify
from ..programs.closing import Member, Program, close, input_names, output_names
from ..programs.run import run, shapes_by_running

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
        return output_names(self.program)

    def net_expressions(self) -> dict[str, Any]:
        """The function with the nets as they are now in their places."""
        return {"Function": self.rebuilt(self.program.closed)}

    def rebuilt(self, expr: Any) -> Any:
        if isinstance(expr, Member):
            return getattr(self, expr.key).construction()
        if isinstance(expr, Symbol):  # a variable that holds a net would lose what the net has learnt
            own = self.program.own.get(expr)
            return expr if own is None or not holds_net(own) else self.rebuilt(own)
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
        found = shapes_by_running(lambda place, nodes: self.computed(place, nodes, settling=True), inputs)
        given = ports[len(inputs) :]
        return [*inputs, *(unify(a, b) for a, b in zip(found, given, strict=True))]

    def computed(self, place: Place, nodes: Sequence[Node], *, settling: bool) -> list[Node]:
        names = self.port_names() or numbered_inputs(len(nodes))
        inputs = dict(zip(names, nodes, strict=True))
        found = run(self.program, place, self, inputs, settling=settling)
        if tuple(found) != self.output_names():
            raise Misfit("outputs", self.Function, ", ".join(found), ", ".join(self.output_names()))
        return list(found.values())

    def forward(self, *nodes: Node, place: Place) -> Any:
        nodes_out = [for_each_example(node) for node in self.computed(place, nodes, settling=False)]
        return tuple(nodes_out)


def holds_net(expr: Any) -> bool:
    """Whether a net, or an array, stands somewhere in a closed expression."""
    if isinstance(expr, Member):
        return True
    return isinstance(expr, Expr) and (
        expr.head is S.NetArray or any(map(holds_net, (expr.head, *expr.parts)))
    )
