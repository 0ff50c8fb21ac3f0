"""Layers compiled from functions with typed arguments, with gradients of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from ...expr import Atom, Expr, S, head_of, is_list
from ..ir import Graph, Node
from ..layer import layer
from ..lowering import Place
from ..ops.arrangement import for_each_example
from ..ops.custom import detached, with_gradient
from ..parameters import Automatic, Kind, NoneValue
from ..ports import Misfit, Shape, complete, shape_words, unify
from ..programs.closing import Program, close
from ..programs.run import run_function, shapes_by_running
from ..pure_functions import argument_count

AnyFunction = Annotated[Any, Kind("a function", lambda expr: expr)]


def plain_function(function: Any) -> Any:
    """The pure function that a compiled one was made of."""
    compiled = isinstance(function, Atom) and head_of(function) is S.CompiledFunction
    return function.function if compiled else function  # type: ignore[attr-defined]


def typed_rank(function: Any) -> int | None:
    """The rank of the arrays that a function takes, where its argument has a type."""
    parameters = getattr(function, "parameters", None)
    if isinstance(function, Atom) and parameters:
        return int(parameters[0].rank)
    if not isinstance(function, Expr) or function.head is not S.Function or len(function.parts) < 2:
        return None
    names = function.parts[0]
    name = names.parts[0] if is_list(names) and names.parts else names
    if not isinstance(name, Expr) or name.head is not S.Typed or len(name.parts) != 2:
        return None
    kind = name.parts[1]
    if isinstance(kind, str):
        return 0
    return next((part for part in reversed(kind.parts) if type(part) is int), None)


@layer(
    "CompiledLayer[func]",
    "CompiledLayer[func, None]",
    "CompiledLayer[func, gradfunc]",
    messages={
        "gradarguments": "The gradient function `1` must take two arguments, the input and the gradient "
        "of the output, or three, the output as well.",
        "gradshape": "The gradient function gives `1` for an input that is `2`.",
        "undifferentiated": "CompiledLayer[`1`, None] has no gradient, so nothing before it can be trained.",
        "compilednets": "`1` of CompiledLayer contains layers or NetArray, which only FunctionLayer can.",
        "compiledrank": "The function of CompiledLayer takes an array of rank `1`, the input is `2`.",
    },
)
class CompiledLayer:
    """stands for a layer that computes func, a function of one array with a typed argument.

    The gradient is found from func; None means that there is none; gradfunc[input, outputgradient] or
    gradfunc[input, outputgradient, output] gives that of the input.

    >>> CompiledLayer[Function[Typed[x, TypeSpecifier["PackedArray"]["Real64", 1]], x . x]][{1, 2, 3}]
    14.
    """

    Function: AnyFunction
    Gradient: Automatic | NoneValue | AnyFunction = None

    program: Any = None
    gradient: Any = None

    def prepare(self, kernel: Any) -> None:
        self.program = self.closed(self.Function, kernel)
        if self.Gradient:
            self.gradient = self.closed(self.Gradient, kernel)
            if argument_count(self.gradient.function) not in (2, 3):
                raise Misfit("gradarguments", self.Gradient)

    def closed(self, function: Any, kernel: Any) -> Program:
        program = close(plain_function(function), kernel)
        if program.nets:
            raise Misfit("compilednets", function)
        return program

    def keep(self, known: Any) -> None:
        self.program, self.gradient = known.program, known.gradient

    def shapes(self, x: Shape, y: Shape) -> Sequence[Shape]:
        rank = typed_rank(self.Function)
        if rank is not None:
            if x is not None and len(x) != rank:
                raise Misfit("compiledrank", rank, shape_words(x))
            x = (None,) * rank if x is None else x
        if not complete(x):
            return x, y
        (found,) = shapes_by_running(lambda place, nodes: [self.forward(nodes[0], place=place)], [x])
        return x, unify(found, y)

    def forward(self, x: Node, place: Place) -> Any:
        if self.Gradient is None:
            return for_each_example(run_function(self.program, place, x))
        inner = detached(x)
        place.pass_lengths(x, inner)
        value = for_each_example(run_function(self.program, place, inner))
        rule = self.rule(place) if self.Gradient else self.refuse
        self.check_gradient(x, value)
        found = with_gradient(value, x, rule=rule)
        place.pass_lengths(value, found)
        return found

    def refuse(self, x: Node, g: Node, y: Node) -> Node:
        raise Misfit("undifferentiated", self.Function)

    def rule(self, place: Place) -> Callable[[Node, Node, Node], Node]:
        """The gradient by the user's function."""

        def rule(x: Node, g: Node, y: Node) -> Node:
            count = argument_count(self.gradient.function)
            found = run_function(self.gradient, place, *(x, g, y)[:count])
            if found.shape != x.shape:
                raise Misfit("gradshape", shape_words(found.shape), shape_words(x.shape))
            return found

        return rule

    def check_gradient(self, x: Node, y: Node) -> None:
        """Run the gradient's function once on shapes, so that faults show before training."""
        if self.Gradient:
            graph = Graph()
            nodes = [graph.input(str(i), shape) for i, shape in enumerate((x.shape, y.shape, y.shape))]
            self.rule(Place(graph))(*nodes)
