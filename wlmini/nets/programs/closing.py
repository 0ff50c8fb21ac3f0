"""Making a function independent of the session: its nets made, its names resolved, its ports named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...expr import Association, Atom, Expr, Packed, S, Symbol
from ...kernel.definitions import UNSET
from ...kernel.rules import Rule
from ..parameters import is_rule
from ..ports import Misfit, numbered_inputs
from ..pure_functions import argument_count, named_slots
from ..shared_arrays import read_shared
from ..texts import TEXTS
from ..values import Net
from .array_net import ArrayNet

__all__ = ["Member", "Program", "close", "input_names", "output_names"]

TEXTS.declare(
    innernet="`1`, inside the function of a layer, does not make a net.",
    arrayname="An array inside of a function cannot be called `1`; choose another name of letters "
    "and digits.",
)

BUILDERS = ("NetChain", "NetGraph", "NetInitialize", "NetModel", "NetReplacePart")


class Member(Atom):
    """A net inside of a function, by the key it has in the layer."""

    __slots__ = ("key", "source")
    head = S.Function

    def __init__(self, key: str, source: Any) -> None:
        self.key, self.source = key, source

    def input_form(self) -> Any:
        return self.source


@dataclass
class Program:
    """A closed function: its expression with nets as `Member`s, and what the symbols in it stand for."""

    function: Any
    closed: Any = None
    kernel: Any = None
    nets: dict[str, Net] = field(default_factory=dict)
    own: dict[Symbol, Any] = field(default_factory=dict)
    rules: dict[Symbol, list[Rule]] = field(default_factory=dict)


def close(function: Any, kernel: Any) -> Program:
    """The program of a function as it stands in the session."""
    program = Program(function, kernel=kernel)
    program.closed = closed(function, program)
    return program


def closed(expr: Any, program: Program) -> Any:
    """The expression with its nets made; the definitions of its symbols are kept in the program."""
    if isinstance(expr, Net):
        return member(expr, expr, program)
    if isinstance(expr, Symbol):
        resolve(expr, program)
        return expr
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return expr
    if expr.head is S.NetArray:
        return S.NetArray(declare_array(expr, program))
    if isinstance(expr.head, Symbol) and builds_net(expr.head) and program.kernel is not None:
        made = program.kernel.evaluate(expr)
        if isinstance(made, Net):
            return member(made, expr, program)
        raise Misfit("innernet", expr)
    parts = [closed(part, program) for part in expr.parts]
    if isinstance(expr, Association):
        return Expr(S.Association, parts)
    return Expr(closed(expr.head, program), parts)


def builds_net(head: Symbol) -> bool:
    name = head.short
    layer = name.endswith(("Layer", "Operator")) and head.context == "System`"
    return (layer and name != "FunctionLayer") or name in BUILDERS


def member(net: Net, source: Any, program: Program) -> Member:
    key = f"Net{sum(name.startswith('Net') for name in program.nets) + 1}"
    program.nets[key] = net
    return Member(key, source)


def resolve(name: Symbol, program: Program) -> None:
    """Keep what a symbol of the user stands for; symbols met in definitions likewise."""
    if name.context == "System`" or program.kernel is None or name in program.own or name in program.rules:
        return
    definition = program.kernel.definitions[name]
    if definition.own is not UNSET:
        program.own[name] = None  # a name that stands for itself again is met once
        program.own[name] = closed(definition.own, program)
    elif definition.down:
        rules = program.rules[name] = []
        for rule in definition.down:
            rules.append(Rule(program.kernel, rule.lhs, closed(rule.rhs, program), rule.delayed))


def declare_array(expr: Expr, program: Program) -> str:
    """The array that NetArray[...] means, made known to the program; its name."""
    known = expr.parts[0] if len(expr.parts) == 1 else None
    if isinstance(known, Expr) and program.kernel is not None:
        expr = S.NetArray(program.kernel.evaluate(known))
    made = ArrayNet(read_shared(expr))
    name = made.shared.name
    met = program.nets.get(name)
    if met is not None and not isinstance(met, ArrayNet):
        raise Misfit("arrayname", name)
    program.nets[name] = made if met is None else met.joined(made)
    return name


# -- ports -------------------------------------------------------------------------------------------


def input_names(function: Any) -> tuple[str, ...] | None:
    """The input ports of a function: named slots, one, or (for Apply[f]) one an argument; None: unknown."""
    applied = applied_function(function)
    if applied is not None:
        count = argument_count(applied)
        return None if count is None else numbered_inputs(count)
    named = named_slots(function)
    return tuple(named) or ("Input",)


def applied_function(function: Any) -> Any:
    """f of Apply[f]."""
    is_operator = isinstance(function, Expr) and function.head is S.Apply and len(function.parts) == 1
    return function.parts[0] if is_operator else None


def output_names(program: Program) -> tuple[str, ...]:
    """The output ports: the keys of the association that a function ends with, or one."""
    applied = applied_function(program.function)
    body = applied if applied is not None else program.function
    if isinstance(body, Symbol) and program.rules.get(body):
        body = program.rules[body][0].rhs
    while isinstance(body, Expr) and body.head in LAST_PART and body.parts:
        body = body.parts[0] if body.head is S.Function and len(body.parts) == 1 else body.parts[-1]
    if isinstance(body, Expr) and body.head is S.Association and body.parts:
        keys = [part.parts[0] for part in body.parts if is_rule(part)]
        if len(keys) == len(body.parts) and all(isinstance(key, str) for key in keys):
            return tuple(keys)
    return ("Output",)


LAST_PART = (S.Function, S.Module, S.With, S.Block, S.CompoundExpression)
