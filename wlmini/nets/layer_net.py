"""The net value of one layer."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..arrays import NumericArray, real_array
from ..expr import Atom, Expr, S, Symbol, head_of
from .declaration import MULTIPLIERS, Array, Declaration
from .display import layer_table
from .input_ports import name_ports
from .ir import Node, ShapeError
from .language_net import LanguageNet
from .lowering import Place
from .ops import shape as shape_ops
from .parameters import ABSENT, REFUSED, expression_of, read_parameter
from .ports import Misfit, Port, Shape, complete, met, told, unify, varying_levels
from .registration import option_key
from .shared_arrays import Shared, read_shared
from .texts import TEXTS
from .values import Net, Slot, inner_values, member_slots, shared_member

__all__ = ["LayerNet"]

TEXTS.declare(
    noshare="The array `1` of `2` follows the batches during training and cannot be shared.",
    selffit="The ports and parameters of `1` do not agree: `2` against `3`.",
    layershape="`1`: `2`.",
    varyingarray="The array `1` of `2` cannot have a level of varying length; give `2` other levels.",
)


class LayerNet(LanguageNet):
    """The net value of one layer. `given` are the expressions it was made from, `values` its arrays."""

    __slots__ = ("declared", "given", "head", "layer", "naming", "nets", "values")

    def __init__(self, declared: Declaration, given: Mapping[str, Any], kernel: Any = None) -> None:
        self.declared = declared
        self.head = declared.head
        self.cache = {}
        arrays = declared.array_names
        known = (*declared.kinds, MULTIPLIERS)
        self.given = {key: value for key, value in given.items() if key in known}
        self.nets: dict[str, Net] = {}
        self.layer = self.read_parameters(kernel)
        self.values = {key: self.read_array(key, given.get(key, S.Automatic)) for key in arrays}
        rest = {key: value for key, value in given.items() if key not in known and key not in arrays}
        self.naming = name_ports(declared, self.layer, rest)
        self.inputs, self.outputs = dict(self.naming.inputs), dict(self.naming.outputs)
        self.settle()

    def copy(self, **changes: Any) -> LayerNet:
        """The same layer with other ports, values or inner nets, settled again."""
        new = object.__new__(LayerNet)
        for name in ("declared", "head", "given", "layer", "values", "inputs", "outputs", "naming", "nets"):
            setattr(new, name, changes.get(name, getattr(self, name)))
        new.cache = {}
        if "values" in changes or "given" in changes or self.nets:
            new.layer = new.read_parameters(None, self.layer)
        new.settle()
        return new

    # Parameters, arrays, inner nets

    def read_parameters(self, kernel: Any, known: Any = None) -> Any:
        """An object of the declared class with its fields set from the given expressions."""
        made = self.declared.cls()
        for name, kinds in self.declared.kinds.items():
            expr = self.given.get(name, self.declared.options.get(name))
            if expr is None or name in self.declared.nets:
                continue
            value = read_parameter(kinds, expr) if known is None else getattr(known, name)
            if value is REFUSED:
                expected = " or ".join(kind.words for kind in kinds)
                raise Misfit("param", expr, name, self.declared.name, expected)
            setattr(made, name, value)
        self.read_nets(made, kernel)
        if known is not None:
            if hasattr(made, "keep"):
                made.keep(known)
            return made
        if hasattr(made, "prepare"):
            made.prepare(kernel)
        if hasattr(made, "check"):
            made.check()
        return made

    def read_nets(self, made: Any, kernel: Any) -> None:
        """The inner nets: those there are, else as `nets_of` or the declared fields find them."""
        read = self.declared.read_net
        if not self.nets and read is not None:
            if hasattr(made, "nets_of"):
                self.nets = made.nets_of(self.given, lambda key, expr: read(key, expr, kernel))
            else:
                named = [name for name in self.declared.nets if name in self.given]
                self.nets = {name: read(name, self.given[name], kernel) for name in named}
        for name, net in self.nets.items():
            setattr(made, name, net)

    def read_array(self, name: str, expr: Any) -> Any:
        """The array given for a name: NumPy's, None for Automatic, ABSENT for None."""
        if expr is S.Automatic:
            return None
        if expr is S["None"] and self.declared.takes_none(name):
            return ABSENT
        if isinstance(expr, Expr | Atom) and head_of(expr) is S.NetArray:
            shareable = getattr(self.declared.cls, "shareable", lambda name: True)(name)
            if not shareable:
                raise Misfit("noshare", name, self.head)
            return read_shared(typing.cast(Expr, expr))
        array = real_array(expr)
        if array is None or not array.ndim and not isinstance(expr, int | float):
            raise Misfit("param", expr, name, self.declared.name, "an array of numbers or Automatic")
        return np.ascontiguousarray(array, dtype=np.float32).reshape(array.shape)

    # Ports

    @property
    def is_undecided(self) -> bool:
        """Whether the number of inputs is still open."""
        return self.naming.undecided

    def with_input_count(self, count: int) -> LayerNet:
        """The layer with that many inputs; `Misfit` where it has another number of them."""
        if not self.is_undecided:
            if len(self.inputs) != count:
                raise Misfit("inputcount", self.head, len(self.inputs), count)
            return self
        if count < 1:
            raise Misfit("inputcount", self.head, "one or more", count)
        naming = self.naming.decided(count)
        return self.copy(naming=naming, inputs=dict(naming.inputs))

    def settle(self) -> None:
        """Let the ports, the parameters and the given arrays determine each other as far as they do."""
        if self.is_undecided:
            return
        layer = self.layer
        layer.sizes = {name: getattr(value, "shape", None) for name, value in self.values.items()}
        names = [*self.inputs, *self.outputs]
        while True:
            before = [port.shape for port in self.ports.values()]
            layer.port_bounds = {name: port.bounds for name, port in self.ports.items() if port.bounds}
            found = self.related(before)
            self.absorb(dict(zip(names, found, strict=True)))
            if [port.shape for port in self.ports.values()] == before:
                break
        if self.nets:
            self.nets = {name: getattr(layer, name) for name in self.nets}
        self.check_arrays()

    def related(self, shapes: list[Shape]) -> Sequence[Shape]:
        """The shapes of the ports as the layer's own rule refines them."""
        try:
            found: Sequence[Shape] = self.layer.shapes(*shapes)
        except Misfit as misfit:
            if misfit.tag != "fit":
                raise
            raise Misfit("selffit", self.declared.name, *misfit.arguments) from None
        return found

    def absorb(self, shapes: Mapping[str, Shape]) -> None:
        """Bring these shapes into the ports."""
        kinds = getattr(self.layer, "kinds", {})
        bounds = self.layer.bounds(*shapes.values()) if hasattr(self.layer, "bounds") else {}
        for side in ("inputs", "outputs"):
            ports = {}
            for name, port in getattr(self, side).items():
                merged = self.fitted(name, port, Port(shapes[name], kinds.get(name), bounds.get(name)))
                newer = side == "outputs" and name in bounds
                ports[name] = replace(merged, bounds=bounds[name]) if newer else merged
            setattr(self, side, ports)

    def fitted(self, name: str, port: Port, wanted: Port) -> Port:
        try:
            return port.merge(wanted)
        except Misfit as misfit:
            given, expected = misfit.arguments
            raise Misfit("portfit", name, self.declared.name, expected, given) from None

    def check_arrays(self) -> None:
        for name, array in self.arrays().items():
            value = self.values[name]
            if isinstance(value, np.ndarray) or isinstance(value, Shared) and value.shape is not None:
                try:
                    Port(array.shape).with_shape(value.shape)
                except Misfit as misfit:
                    expected, given = misfit.arguments
                    raise Misfit("arrayfit", name, self.declared.name, expected, given) from None

    def arrays(self) -> dict[str, Array]:
        """What the layer says of its arrays, those switched off by None left out."""
        if not self.values or self.is_undecided:
            return {}
        found = self.layer.arrays(*(port.shape for port in self.ports.values()))
        own = {name: array for name, array in found.items() if self.values[name] is not ABSENT}
        for name, array in own.items():
            if varying_levels(array.shape):
                raise Misfit("varyingarray", name, self.declared.name)
        return own

    @property
    def has_states(self) -> bool:
        """Whether `forward` takes and gives states."""
        return hasattr(self.layer, "state_shapes")

    @property
    def states(self) -> dict[str, Shape]:
        """The recurrent states by name: ports that show only where something is connected to them."""
        if not self.has_states or self.is_undecided:
            return {}
        found: dict[str, Shape] = self.layer.state_shapes(*(port.shape for port in self.ports.values()))
        return found

    # The protocol of Net

    @property
    def takes_list(self) -> bool:
        return self.declared.takes_many

    def takes_empty(self, name: str) -> bool:
        rule = getattr(self.layer, "takes_empty", None)
        if rule is None or name not in self.inputs:
            return False
        return bool(rule([*self.inputs].index(name), [port.shape for port in self.inputs.values()]))

    @property
    def draws(self) -> bool:
        return bool(getattr(self.layer, "draws", False))

    def recurrent_states(self) -> dict[tuple[Any, ...], Shape]:
        found: dict[tuple[Any, ...], Shape] = {(name,): shape for name, shape in self.states.items()}
        if getattr(self.layer, "passes_states", False):
            for key, net in self.nets.items():
                found.update({(key, *path): shape for path, shape in net.recurrent_states().items()})
        return found

    def leaf_layers(self) -> Iterator[Net]:
        yield self
        for net in self.nets.values():
            yield from net.leaf_layers()

    def slots(self) -> Iterator[tuple[tuple[Any, ...], Slot]]:
        for name, array in self.arrays().items():
            value = self.values[name]
            if isinstance(value, Shared):
                shape = unify(array.shape, value.shape)
                yield value.path, Slot(shape, array.initial, array.trainable, value.value, value.method)
            else:
                shape = array.shape if value is None else value.shape
                yield (name,), Slot(shape, array.initial, array.trainable, value)
        yield from member_slots(self.nets)

    def with_arrays(self, values: Mapping[tuple[Any, ...], Any]) -> LayerNet:
        nets = {}
        for key, net in self.nets.items():
            inside = inner_values(values, key)
            nets[key] = net.with_arrays(inside) if inside else net
        own = {path[0]: value for path, value in values.items() if path[0] in self.values}
        for name, value in self.values.items():
            if isinstance(value, Shared) and value.path in values:
                own[name] = value.with_value(values[value.path])
            elif isinstance(value, Shared) and name in own:
                own[name] = value.with_value(own[name])
        return self.copy(values={**self.values, **own}, nets=nets)

    @property
    def shares(self) -> bool:
        own = any(isinstance(value, Shared) for value in self.values.values())
        return own or any(net.shares for net in self.nets.values())

    def forgetful(self) -> LayerNet:
        nets = {key: net.forgetful() for key, net in self.nets.items()}
        return self.copy(inputs=dict(self.naming.inputs), outputs=dict(self.naming.outputs), nets=nets)

    def with_shared(self, names: Mapping[tuple[Any, ...], str]) -> LayerNet:
        nets = {key: net.with_shared(inner_values(names, key)) for key, net in self.nets.items()}
        shareable = getattr(self.declared.cls, "shareable", lambda name: True)
        values = dict(self.values)
        for name, value in self.values.items():
            if (name,) in names and shareable(name) and value is not ABSENT and not isinstance(value, Shared):
                values[name] = Shared(names[(name,)], getattr(value, "shape", None), value)
        return self.copy(values=values, nets=nets)

    def with_member(self, key: Any, net: Net) -> LayerNet:
        """The same layer with another inner net."""
        return self.copy(nets={**self.nets, key: net})

    def refined(self, inputs: Mapping[str, Port], outputs: Mapping[str, Port] | None = None) -> LayerNet:
        wanted, name = outputs or {}, self.declared.name
        new_inputs = {k: told(k, port, inputs.get(k), name) for k, port in self.inputs.items()}
        new_outputs = {k: met(k, port, wanted.get(k), name) for k, port in self.outputs.items()}
        if new_inputs == self.inputs and new_outputs == self.outputs:
            return self
        return self.copy(inputs=new_inputs, outputs=new_outputs)

    def with_ports(self, ports: Mapping[str, Port]) -> LayerNet:
        return self.copy(
            inputs={name: ports.get(name, port) for name, port in self.inputs.items()},
            outputs={name: ports.get(name, port) for name, port in self.outputs.items()},
        )

    def lower(self, place: Place, inputs: Mapping[str, Any]) -> dict[str, Any]:
        wanted = getattr(self.layer, "kinds", {})
        nodes = [read_as(place, inputs[name], wanted.get(name)) for name in self.inputs]
        try:
            value = self.layer.forward(*nodes, **self.lowered_arrays(place), **self.extras(place, inputs))
        except ShapeError as error:
            raise Misfit("layershape", self.declared.name, str(error)) from None
        value, finals = value if self.has_states else (value, {})
        found = dict(zip(self.outputs, value if isinstance(value, tuple) else (value,), strict=True))
        if place.lengths:
            self.mark_lengths(place, nodes, found)
        found.update(finals)
        place.record(found)
        return found

    def lowered_arrays(self, place: Place) -> dict[str, Node]:
        arrays = {}
        for name, slot in self.arrays().items():
            if not complete(slot.shape):
                raise Misfit("noshape", name, self.declared.name)
            value = self.values[name]
            path = value.path if isinstance(value, Shared) else (*place.path, name)
            arrays[name] = place.graph.parameter(path, typing.cast(Any, slot.shape))
        return arrays

    def extras(self, place: Place, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """What `forward` asks for besides nodes and arrays."""
        found: dict[str, Any] = {}
        if self.declared.takes("place"):
            found["place"] = replace(place, outputs=tuple(port.shape for port in self.outputs.values()))
        if self.has_states:
            found["states"] = {name: place.state(name, inputs.get(name)) for name in self.states}
        return found

    def mark_lengths(self, place: Place, nodes: Sequence[Node], outputs: Mapping[str, Node]) -> None:
        """Outputs with varying levels have, unless told otherwise, the lengths of the inputs."""
        for name, node in outputs.items():
            for level in varying_levels(self.outputs[name].shape):
                if place.length(node, level) is None:
                    lengths = (place.length(each, level) for each in nodes)
                    place.set_length(node, next((each for each in lengths if each), None), level)

    @property
    def further_outputs(self) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(self.declared.cls, "further_outputs", ())
        return found

    def check_values(self, training: bool) -> None:
        check = getattr(self.layer, "check_values", None)
        if check and not training:
            check(self.values)
        for net in self.nets.values():
            net.check_values(training)

    def key_of(self, key: Any) -> Any:
        return key if key in self.nets else None

    def member(self, key: Any) -> Any:
        name = key.short if isinstance(key, Symbol) else key
        name = self.declared.old_options.get(name, name) if isinstance(name, str) else name
        if name in self.nets:
            inner = self.nets[name]
            return inner.array_expr() if hasattr(inner, "array_expr") else inner
        if name in self.values:
            value = self.values[name]
            return show_array(value.value if isinstance(value, Shared) else value)
        if isinstance(name, Expr):
            return shared_member(self, name)
        if name in self.declared.kinds:
            return self.parameter_expr(name)
        if name == MULTIPLIERS:
            return self.multiplier_rules()
        port = self.ports.get(name)
        return None if port is None else port.show()

    def parameter_expr(self, name: str) -> Any:
        """The value of a parameter: as given, or its default, or as far as the layer has worked it out."""
        known = getattr(self.layer, "known", None)
        worked_out = known(*(port.shape for port in self.ports.values())) if known else {}
        if name in worked_out:
            return worked_out[name]
        written = {**self.declared.options, **self.given}
        return written[name] if name in written else expression_of(getattr(self.declared.cls, name, None))

    def member_names(self) -> list[Any]:
        fields = [option_key(name) for name in self.declared.kinds if name not in self.nets]
        return [*self.nets, *self.values, *fields, *self.inputs, *self.outputs]

    def multiplier_rules(self) -> Any:
        return self.given.get(MULTIPLIERS, S.Automatic)

    def construction(self) -> Expr:
        given = {**self.given, **self.net_expressions()}
        parts = [given[name] for name in self.declared.positional if name in given]
        leading = len(parts)
        if any(name not in given for name in self.declared.positional[:leading]):
            leading, parts = 0, []  # a later parameter was given by its name
        skip = self.declared.positional[:leading]
        named = {option_key(k): v for k, v in given.items() if k not in skip}
        named.update({k: show_array(v) for k, v in self.values.items() if v is not None})
        named.update(self.naming.rules())
        shown = {k: port.show() for k, port in self.ports.items()}
        named.update({k: v for k, v in shown.items() if v is not S.Automatic})
        return Expr(self.head, [*parts, *(S.Rule(k, v) for k, v in named.items())])

    def net_expressions(self) -> dict[str, Any]:
        """The fields that hold inner nets as expressions that make them."""
        if hasattr(self.layer, "net_expressions"):
            found: dict[str, Any] = self.layer.net_expressions()
            return found
        return {name: net.construction() for name, net in self.nets.items()}

    def summary(self, write: Any) -> str:
        return layer_table(self, write)

    def output_form(self) -> str:
        """A stub: the head, its parameters, and whether arrays are missing."""
        size = " -> ".join(ports_stub(side.values()) for side in (self.inputs, self.outputs) if side)
        return f"{self.declared.name}[<{size}{', uninitialized' if self.is_open else ''}>]"


def ports_stub(ports: Iterable[Port]) -> str:
    """The shapes of the ports of one side; braces stand around several."""
    sizes = [port_stub(port) for port in ports]
    return sizes[0] if len(sizes) == 1 else "{" + ", ".join(sizes) + "}"


def port_stub(port: Port) -> str:
    if port.shape is None:
        return "?"
    return "x".join("?" if size is None else str(size) for size in port.shape) or port.kind or "real"


def read_as(place: Place, node: Node, kind: str | None) -> Node:
    """Whole numbers where the layer asks for whole numbers, else reals."""
    wanted = "integer" if kind == "integer" else "real"
    made = shape_ops.cast(node, to=wanted)
    if made is not node:
        place.pass_lengths(node, made)
    return made


def show_array(value: Any) -> Any:
    if isinstance(value, Shared):
        return value.expression()
    if value is None:
        return S.Automatic
    return S["None"] if value is ABSENT else NumericArray(value)
