"""Operators that apply a net again and again: along a sequence with a state, or to its own output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from ...expr import S, is_list
from ..chains import element_net
from ..ir import Node, constant
from ..layer import MANY, InnerNet, layer
from ..lowering import Place
from ..ops.arrangement import element, stack
from ..ops.elementwise import where
from ..ops.shape import broadcast_to
from ..parameters import REFUSED, Kind, Size, is_rule, items
from ..ports import Misfit, Port, Shape, unify, varying_levels
from .inner import refine_inner, same_size, single, split_first, with_levels

__all__ = ["NetFoldOperator", "NetNestOperator"]


def read_feedback(expr: Any) -> Any:
    """Rules from an output to the input it feeds in the next step."""
    parts = expr.parts if is_list(expr) else (expr,)
    if not parts or not all(is_rule(part) and all(isinstance(e, str) for e in part.parts) for part in parts):
        return REFUSED
    return {part.parts[0]: part.parts[1] for part in parts}


def read_names(expr: Any) -> Any:
    if expr is S.Automatic:
        return None
    parts = (expr,) if isinstance(expr, str) else items(expr)
    known = parts is not None and all(isinstance(part, str) for part in parts)
    return tuple(parts or ()) if known else REFUSED


Feedback = Annotated[Any, Kind('a list of rules {"output" -> "input", ...}', read_feedback)]
Names = Annotated[Any, Kind("Automatic or a list of names of ports", read_names)]


@layer(
    "NetFoldOperator[net]",
    'NetFoldOperator[net, {"out" -> "in", ...}]',
    'NetFoldOperator[net, {"out" -> "in", ...}, {"const", ...}]',
    'NetFoldOperator[net, {"out" -> "in", ...}, {"const", ...}, {"out", ...}]',
    inputs=MANY,
    read_net=element_net,
    messages={
        "nosequence": "Every input of `2` in `1` is fed back or constant; one must take the "
        "elements of a sequence.",
        "nostateshape": "The size of the state `1` of `2` is not known; give the net inside the shape of "
        "its ports.",
        "varyingstate": "The state `1` of `2` is `3`: a fold cannot begin it "
        "with zeros, nor carry one that grows; apply the net inside step by step.",
    },
)
class NetFoldOperator:
    """stands for a net that applies net to one element of a sequence after another, carrying states along.

    Each output named in a rule is what the input beside it gets in the next step; the first step gets zeros.
    The rule is "Output" -> "State" where none is given. Inputs named as constants are the same in all steps.

    >>> NetFoldOperator[FunctionLayer[#Input + #State &, "Input" -> 1, "State" -> 1]][{{1}, {2}, {3}}]
    {{1.}, {3.}, {6.}}
    """

    Net: InnerNet
    Feedback: Feedback = None
    Constants: Names = ()
    Outputs: Names = None

    port_bounds: Mapping[str, tuple[int, int]]

    def check(self) -> None:
        """Every name is that of a port of the net, on the right side."""
        if self.Net.is_undecided:
            self.Net = self.Net.with_input_count(self.least_count())
        for source, target in self.feedback.items():
            self.check_port(source, self.Net.outputs)
            self.check_port(target, self.Net.inputs)
        for name in self.Constants or ():
            self.check_port(name, self.Net.inputs)
        for name in self.Outputs or ():
            self.check_port(name, self.Net.outputs)
        if not self.sequences:
            raise Misfit("nosequence", "NetFoldOperator", self.Net.head.short)

    def least_count(self) -> int:
        """How many inputs a net with an open number of them needs, so that one takes the sequence."""
        used = {*self.feedback.values(), *(self.Constants or ())}
        numbers = {int(name[5:]) for name in used if name.startswith("Input") and name[5:].isdigit()}
        if not numbers:
            raise Misfit("undecided", self.Net.head.short)
        return max(*numbers, len(numbers) + 1)

    @property
    def feedback(self) -> dict[str, str]:
        """The input that gets each fed-back output in the next step."""
        given: dict[str, str] | None = self.Feedback
        return {"Output": "State"} if given is None else given

    def check_port(self, name: str, ports: Mapping[str, Port]) -> None:
        if name not in ports:
            raise Misfit("noport", name, self.Net, ", ".join(ports))

    @property
    def sequences(self) -> list[str]:
        """The inputs that take another element in every step."""
        return [
            n for n in self.Net.inputs if n not in self.feedback.values() and n not in (self.Constants or ())
        ]

    def port_names(self) -> tuple[str, ...]:
        """Sequences and constants; what is fed back is a state."""
        return tuple(name for name in self.Net.inputs if name not in self.feedback.values())

    def output_names(self) -> tuple[str, ...]:
        """The outputs that are wanted: those named, or all."""
        return self.Outputs or tuple(self.Net.outputs)

    def state_shapes(self, *shapes: Shape) -> dict[str, Shape]:
        """The inputs that are fed back."""
        return {name: self.Net.inputs[name].shape for name in self.feedback.values()}

    def shapes(self, *shapes: Shape) -> list[Shape]:
        names = [*self.port_names(), *self.output_names()]
        length: Any = None
        inner: dict[str, Shape] = {}
        for name, shape in zip(names, shapes, strict=True):
            if name in (self.Constants or ()):
                inner[name] = shape
                continue
            if shape == ():
                raise Misfit("needsequence", "NetFoldOperator")
            size, inner[name] = split_first(shape)
            length = same_size(length, size)
        self.refine(inner)
        ports = self.Net.ports
        constants = self.Constants or ()
        return [
            ports[name].shape if name in constants else with_levels((length,), ports[name].shape)
            for name in names
        ]

    def refine(self, inner: Mapping[str, Shape]) -> None:
        """Tell the net what its ports get; what is fed back has one shape at both ends."""
        known = {
            name: Port(shape, bounds=self.port_bounds.get(name))
            for name, shape in inner.items()
            if shape is not None
        }
        for source, target in self.feedback.items():
            ports = self.Net.ports
            both = unify(unify(ports[source].shape, ports[target].shape), inner.get(source))
            known[source] = known[target] = Port(both)
        before = self.Net
        self.Net = self.Net.refined(
            {n: p for n, p in known.items() if n in self.Net.inputs},
            {n: p for n, p in known.items() if n in self.Net.outputs},
        )
        if self.Net is not before:
            self.refine(inner)

    def forward(self, *nodes: Node, place: Place, states: Any) -> Any:
        given = dict(zip(self.port_names(), nodes, strict=True))
        sequences = self.sequences
        length = given[sequences[0]].shape[0]
        mask = next((m for n in sequences if (m := place.mask(given[n])) is not None), None)
        current = {name: self.beginning(name, states.get(name), nodes[0]) for name in self.feedback.values()}
        made: dict[str, list[Any]] = {name: [] for name in self.output_names()}
        here = place.inside("Net")
        for step in range(length):
            fed = {n: taken(place, x, step) if n in sequences else x for n, x in given.items()}
            found = self.Net.lower(here, {**fed, **current})
            for source, target in self.feedback.items():
                current[target] = held(mask, step, found[source], current[target])
            for name, values in made.items():
                values.append(found[name])
        stacked = tuple(stack(values) for values in made.values())
        return stacked, current

    def beginning(self, name: str, given: Any, like: Any) -> Any:
        """The state before the first step."""
        if given is not None:
            return given
        shape = self.Net.inputs[name].shape
        if shape is None or None in shape:
            raise Misfit("nostateshape", name, "NetFoldOperator")
        if varying_levels(shape):
            raise Misfit("varyingstate", name, "NetFoldOperator", Port(shape).words())
        return broadcast_to(constant(0.0), shape=tuple(shape), batch=like.batched or 1)


def taken(place: Place, x: Node, step: int) -> Node:
    """One element of a sequence, with the lengths along its own levels."""
    found = element(x, step)
    place.set_lengths(found, {axis - 1: each for axis, each in place.lengths_of(x).items() if axis})
    return found


def held(mask: Any, step: int, new: Any, old: Any) -> Any:
    """The next state; where a sequence has ended, the last one stays."""
    return new if mask is None else where(element(mask, step), new, old)


@layer("NetNestOperator[net, n]", read_net=element_net)
class NetNestOperator:
    """stands for a net that applies net n times, always with the same arrays.

    >>> NetNestOperator[ElementwiseLayer[2 # &], 3][{1, 2}]
    {8., 16.}
    """

    Net: InnerNet
    Times: Size

    def check(self) -> None:
        """The net has one input and one output."""
        self.Net = single("NetNestOperator", self.Net)

    def shapes(self, x: Shape, y: Shape) -> tuple[Shape, Shape]:
        both = unify(x, y)
        for _ in range(2):
            self.Net = refine_inner(self.Net, both, both)
            ports = self.Net.ports.values()
            for port in ports:
                both = unify(both, port.shape)
        return both, both

    def forward(self, x: Node, *, place: Place) -> Any:
        (name,), (output,) = self.Net.inputs, self.Net.outputs
        for _ in range(self.Times):
            x = self.Net.lower(place.inside("Net"), {name: x})[output]
        return x
