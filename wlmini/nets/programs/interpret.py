"""The interpreter: expressions to values, calls to what the tables, the kernel or the user say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...arrays import to_array
from ...expr import Association, Atom, Expr, Packed, S, Symbol, head_of, is_list
from ...kernel.rules import NOTHING
from ..functions import CALLS, NAMED, SYMBOLS, apply_call, number_of, takes
from ..ir import Node, ShapeError, constant
from ..lowering import Place
from ..ops.shape import broadcast_to, reshape
from ..ports import VARYING, Misfit, Port
from ..texts import TEXTS
from ..values import Net
from .closing import Program
from .values import (
    FORMS,
    MEANINGS,
    OPERATOR,
    RAGGED,
    Closure,
    Held,
    Operator,
    Pending,
    Scope,
    Value,
    concrete,
    elements,
    from_expr,
    is_number,
    nodes_in,
    spliced,
    stack,
    to_expr,
)

__all__ = ["Trace"]

TEXTS.declare(
    notcompiled="`1` cannot be computed inside a net.",
    inprogram="`1` cannot be computed inside a net: `2`.",
    endless="The calls inside of `1` do not come to an end before data are known.",
    conditional="The definition of `1` has a condition, which cannot be decided before data are known.",
)

EFFECTS = {
    "Abort", "Break", "Continue", "Echo", "Exit", "Export", "Goto", "Input", "Pause", "Print", "Put", "Quit",
    "Return", "Run", "Throw",
}  # fmt: skip
DEEPEST = 200  # calls within calls; a recursion that only data could end goes on for ever here
PARAMETERS = {"Clip", "Rescale", "Threshold"}  # whose first argument alone is threaded over


class Trace:
    """One run of a program on nodes. While `settling`, the nets inside learn the shapes they meet."""

    def __init__(self, program: Program, place: Place, nets: Any, *, settling: bool = False) -> None:
        self.program, self.place, self.nets, self.settling = program, place, nets, settling
        self.depth = 0

    # -- expressions -------------------------------------------------------------------------------

    def value(self, expr: Any, scope: Scope) -> Value:
        """The value of an expression; `Misfit` naming the innermost part that has none."""
        if isinstance(expr, Symbol):
            return self.symbol_value(expr, scope)
        if isinstance(expr, Packed) or not isinstance(expr, Expr):
            return from_expr(expr)
        if isinstance(expr, Association):
            return FORMS["Association"](self, scope, *expr.parts)
        if is_list(expr):
            return tuple(self.values(expr.parts, scope))
        try:
            found = self.call_value(expr, scope)
        except ShapeError as error:
            raise Misfit("inprogram", shown(expr), str(error)) from None
        if found is None:
            raise Misfit("notcompiled", shown(expr))
        return found

    def values(self, parts: Sequence[Any], scope: Scope) -> list[Value]:
        return list(spliced([self.value(part, scope) for part in parts]))

    def symbol_value(self, name: Symbol, scope: Scope) -> Value:
        holder = scope.holder(name)
        if holder is not None:
            return self.lifted(holder.names[name])
        own = self.program.own.get(name)
        return name if own is None else self.value(own, Scope())

    def lifted(self, value: Value) -> Value:
        """A value from outside of a function that runs over all elements of a level, for each of them."""
        if isinstance(value, tuple):
            return value if concrete(value) else type(value)(map(self.lifted, value))
        if isinstance(value, dict):
            return {key: self.lifted(each) for key, each in value.items()}
        if not isinstance(value, Node) or not value.batched:
            return value
        factor = 1
        for size in self.place.folds:
            value = self.place.repeat(value, size) if factor >= value.batched else value
            factor *= size
        return value

    def call_value(self, expr: Expr, scope: Scope) -> Value:
        head = expr.head
        if isinstance(head, Symbol) and scope.holder(head) is None and head.short in FORMS:
            function = FORMS[head.short]
            fits = takes(function, len(expr.parts) + 2)
            return function(self, scope, *expr.parts) if fits else None
        function = self.value(head, scope)
        return self.call(function, *self.values(expr.parts, scope))

    # -- calls -------------------------------------------------------------------------------------

    def call(self, function: Value, *arguments: Value) -> Value:
        """The value of a function at values; None where nothing says it."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Misfit("endless", self.program.function)
        try:
            return self.call_any(function, arguments)
        finally:
            self.depth -= 1

    def called(self, function: Value, *arguments: Value) -> Value:
        """As `call`, but what cannot be computed is an error."""
        found = self.call(function, *arguments)
        if found is None:
            raise Misfit("notcompiled", Expr(shown(function), [shown(each) for each in arguments]))
        return found

    def call_any(self, function: Value, arguments: tuple[Value, ...]) -> Value:
        if isinstance(function, Symbol):
            return self.call_symbol(function, arguments)
        if isinstance(function, Closure):
            return self.call_closure(function, arguments)
        if isinstance(function, Expr) and function.head is S.Function:
            return self.call_closure(Closure(function, Scope()), arguments)
        if isinstance(function, Expr) and isinstance(function.head, Symbol):
            function = Operator(function.head, tuple(map(from_expr, function.parts)))
        if isinstance(function, Operator):
            return MEANINGS[OPERATOR](self, function, arguments)
        if isinstance(function, Net):
            return self.call_net("", function, arguments)
        if isinstance(function, dict) and len(arguments) == 1:
            return function.get(arguments[0])
        if isinstance(function, Atom) and hasattr(function, "key"):
            return self.call_net(function.key, getattr(self.nets, function.key), arguments)
        if isinstance(function, Atom) and head_of(function) is S.CompiledFunction:
            return self.call_any(function.function, arguments)  # type: ignore[attr-defined]
        if isinstance(function, str) and function in NAMED:
            return self.elementwise(function, arguments)
        return None

    def call_symbol(self, name: Symbol, arguments: tuple[Value, ...]) -> Value:
        if name in self.program.rules:
            return self.by_rules(name, arguments)
        tabled = MEANINGS.get(name.short)
        if all(map(concrete, arguments)) and not (tabled and any(map(is_callable, arguments))):
            return self.evaluated(name, arguments)
        if tabled and takes(tabled, len(arguments) + 1):
            self.check_lengths(name.short, arguments)
            found = tabled(self, *arguments)
            if found is not None:
                return found
        return self.elementwise(name, arguments)

    def check_lengths(self, name: str, arguments: Sequence[Value]) -> None:
        """An error where examples differ in length and the function does not mind it."""
        if name not in RAGGED and any(self.place.lengths_of(node) for node in nodes_in(arguments)):
            raise ShapeError(f"{name} of an array of varying length")

    def parts(self, value: Value) -> list[Value]:
        """The parts of a list or an array whose first level does not vary; they have its other lengths."""
        found = elements(value)
        lengths = self.place.lengths_of(value) if isinstance(value, Node) else {}
        if 0 in lengths:
            raise ShapeError("the parts of an array of varying length")
        for axis, length in lengths.items():
            for part in found:
                self.place.set_length(part, length, axis - 1)
        return found

    def evaluated(self, name: Symbol, arguments: Sequence[Value]) -> Value:
        """What the kernel says of a call without nodes."""
        if self.program.kernel is None or name.short.startswith("Random") or name.short in EFFECTS:
            return None
        expr = Expr(name, [to_expr(each) for each in arguments])
        return from_expr(self.program.kernel.evaluate(expr))

    def by_rules(self, name: Symbol, arguments: tuple[Value, ...]) -> Value:
        """The right side of the user's rule that fits, computed."""
        expr = Expr(name, [to_expr(each) for each in arguments])
        for rule in self.program.rules[name]:
            if rule.conditional and not all(map(concrete, arguments)):
                raise Misfit("conditional", rule.lhs)
            found = rule.apply(expr)
            if found is not NOTHING:
                return self.value(found, Scope())
        return None

    def call_closure(self, closure: Closure, arguments: tuple[Value, ...]) -> Value:
        parts = closure.function.parts
        if not parts or (len(parts) > 2 and parts[2] != S.List()):  # attributes change what a call means
            return None
        if len(parts) == 1 or parts[0] is S.Null:
            inner = Scope(outer=closure.scope, slots=arguments)
            return self.value(parts[-1] if len(parts) == 1 else parts[1], inner)
        names = parts[0].parts if is_list(parts[0]) else (parts[0],)
        names = tuple(each.parts[0] if untyped(each) else each for each in names)
        if len(names) > len(arguments):
            raise ShapeError(f"a function of {len(names)} arguments is given {len(arguments)}")
        return self.value(parts[1], Scope(dict(zip(names, arguments, strict=False)), closure.scope))

    def call_net(self, key: str, net: Net, arguments: Sequence[Value]) -> Value:
        """A layer inside the function applied to arrays: one for each port, or an association of them."""
        if not key:
            return None
        given = arguments[0] if len(arguments) == 1 and isinstance(arguments[0], dict) else None
        if given is None:
            if len(arguments) == 1 and isinstance(arguments[0], tuple) and wants_list(net):
                arguments = arguments[0]
            if net.is_undecided:
                net = net.with_input_count(len(arguments))
            if len(net.inputs) != len(arguments):
                raise Misfit("inputcount", net.head, len(net.inputs), len(arguments))
            given = dict(zip(net.inputs, arguments, strict=True))
        nodes = {name: self.node(value) for name, value in given.items()}
        if self.settling:
            net = net.refined({name: Port(self.port_shape(node)) for name, node in nodes.items()})
            setattr(self.nets, key, net)
        found = net.lower(self.place.inside(key), nodes)
        return found[next(iter(net.outputs))] if len(net.outputs) == 1 else dict(found)

    def port_shape(self, node: Node) -> Any:
        lengths = self.place.lengths_of(node)
        return tuple(VARYING if axis in lengths else size for axis, size in enumerate(node.shape))

    # -- arrays ------------------------------------------------------------------------------------

    def number(self, value: Value) -> float | None:
        """The machine number of a value without nodes that is one, if need be after N."""
        if is_number(value):
            return float(value)
        found = number_of(value)
        if found is None and isinstance(value, Expr) and self.program.kernel is not None:
            found = number_of(self.program.kernel.evaluate(S.N(value)))
        return found

    def node(self, value: Value) -> Node:
        """The array of a value; lists are stacked."""
        if isinstance(value, Node):
            return value
        if isinstance(value, Pending):
            raise Misfit("arraysize", value.name)
        if isinstance(value, tuple):
            array = to_array(to_expr(value)) if concrete(value) else None
            if array is not None and array.dtype.kind in "iuf" and array.size:
                return constant(array.astype(np.float64))
            return self.stacked([self.node(each) for each in value])
        number = self.number(value)
        if number is None:
            raise Misfit("notcompiled", shown(value))
        return constant(number)

    def stacked(self, nodes: list[Node]) -> Node:
        """Arrays as the parts of one, which has their lengths a level deeper."""
        found = stack(nodes)
        for node in nodes:
            for axis, length in self.place.lengths_of(node).items():
                self.place.set_length(found, length, axis + 1)
        return found

    def elementwise(self, name: Any, arguments: Sequence[Value]) -> Value:
        """A function of numbers threaded over arrays, levels counted from the first as Listable does."""
        short = name.short if isinstance(name, Symbol) else ""
        if not isinstance(name, str) and short not in CALLS and short not in SYMBOLS:
            return None
        count = 1 if short in PARAMETERS else len(arguments)
        arguments = self.settled(arguments)
        rest = tuple(map(self.parameter, arguments[count:]))
        operands = [self.operand(each) for each in arguments[:count]]
        nodes = [each for each in operands if isinstance(each, Node)]
        shape = max((node.shape for node in nodes), key=len, default=())
        aligned = [align(each, shape) if isinstance(each, Node) else each for each in operands]
        found = apply_call(name, (*aligned, *rest))
        if isinstance(found, Node):
            found = found if found.shape == shape else broadcast_to(found, shape=shape)
            for node in nodes:
                self.place.pass_lengths(node, found)
        return found

    def operand(self, value: Value) -> Value:
        number = None if isinstance(value, Node | tuple) else self.number(value)
        return self.node(value) if number is None else number

    def parameter(self, value: Value) -> Value:
        return tuple(map(self.parameter, value)) if isinstance(value, tuple) else self.word(value)

    def word(self, value: Value) -> Value:
        return value if isinstance(value, str) else self.operand(value)

    def settled(self, arguments: Sequence[Value]) -> tuple[Value, ...]:
        """The arguments with arrays of open size taken to be as large as the largest of the others."""
        if not any(isinstance(each, Pending) for each in arguments):
            return tuple(arguments)
        known = [self.node(each) for each in arguments if not isinstance(each, Pending)]
        if not known or any(self.place.lengths_of(node) for node in known):
            return tuple(map(self.node, arguments))  # which says that the size is missing
        shape = max((node.shape for node in known), key=len)
        return tuple(
            self.array(each.name, shape) if isinstance(each, Pending) else each for each in arguments
        )

    def array(self, name: str, shape: tuple[int, ...]) -> Node:
        """The learnable array of this name."""
        net = getattr(self.nets, name).with_shape(shape)
        setattr(self.nets, name, net)
        found: Node = net.lower(self.place.inside(name), {})["Output"]
        return found

    def at(self, place: Place) -> Trace:
        """The same run at another place."""
        other = Trace(self.program, place, self.nets, settling=self.settling)
        other.depth = self.depth
        return other


def align(node: Node, shape: tuple[int, ...]) -> Node:
    """The array with levels of length 1 after its own, up to the rank of the shape it is a beginning of."""
    if node.shape == shape or not node.shape:
        return node
    if node.shape != shape[: len(node.shape)]:
        raise ShapeError(f"dimensions {node.shape} and {shape} do not fit element by element")
    return reshape(node, shape=(*node.shape, *(1,) * (len(shape) - len(node.shape))))


def is_callable(value: Value) -> bool:
    return isinstance(value, Closure | Operator | Net) or (isinstance(value, Atom) and hasattr(value, "key"))


def untyped(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Typed and len(expr.parts) == 2


def wants_list(net: Net) -> bool:
    """Whether a list of arrays is one for each input."""
    return net.is_undecided or len(net.inputs) > 1


def shown(value: Value) -> Any:
    """An expression for a message, values in it as the shapes they have."""
    if isinstance(value, Held):
        return shown(value.value)
    if isinstance(value, Node):
        return "array " + "x".join(map(str, value.shape)) if value.shape else "number"
    if isinstance(value, Closure):
        return value.function
    if isinstance(value, Pending):
        return S.NetArray(value.name)
    if isinstance(value, tuple):
        return S.List(*map(shown, value))
    if isinstance(value, Expr) and not isinstance(value, Packed | Association):
        return Expr(shown(value.head), [shown(part) for part in value.parts])
    return value
