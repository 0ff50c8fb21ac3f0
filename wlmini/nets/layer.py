"""How a layer is declared, and the net value of one layer.

    @layer("LinearLayer[n]", "LinearLayer[]", options={"Weights": S.Automatic, "Biases": S.Automatic})
    class LinearLayer:
        '''is a trainable fully connected layer ... (documentation, examples)'''

        OutputDimensions: Dimensions | Automatic = None

        def shapes(self, x, y): ...     # both shapes, refined by each other and by self.sizes
        def arrays(self, x, y): ...     # names, shapes and beginnings of the arrays
        def forward(self, x, Weights, Biases=None): ...     # composes ops

Annotated fields are parameters: positional in their order, or named where `options` gives their
default. Options without an annotation are arrays. `shapes` may be left out where the ops' own shape
rules are enough; `forward` takes `place` where training differs or arrays are updated.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..arrays import NumericArray, to_array
from ..expr import Atom, Expr, S, Symbol, head_of, symbol
from ..kernel.declare import symbol_of
from .ir import Graph, ShapeError
from .lowering import Place, port_input
from .ops import shape as shape_ops
from .parameters import ABSENT, REFUSED, Kind, is_rule, kinds_of, read_parameter, rules_out_of_lists
from .ports import Misfit, Port, Shape, complete, parse_port
from .registration import SYMBOL_OPTIONS, register
from .values import Net, Slot

__all__ = ["LAYERS", "Array", "Declaration", "LayerNet", "layer", "make_layer"]

MULTIPLIERS = "LearningRateMultipliers"


@dataclass(frozen=True)
class Array:
    """What a layer says of one array: its shape, its beginning (weights, zeros, ones), if it is trained."""

    shape: Shape
    initial: str = "weights"
    trainable: bool = True
    shareable: bool = True


@dataclass(frozen=True)
class Declaration:
    """A declared layer: the class and what its annotations and options say."""

    name: str
    usages: tuple[str, ...]
    cls: type
    kinds: Mapping[str, tuple[Kind, ...]]
    positional: tuple[str, ...]
    options: Mapping[str, Any]
    array_names: tuple[str, ...]
    old_options: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[str, ...] = ("Input",)
    outputs: tuple[str, ...] = ("Output",)

    @property
    def head(self) -> Symbol:
        """The symbol of the layer."""
        return symbol(self.name)

    @property
    def least(self) -> int:
        """How many positional parameters must be given."""
        return sum(not hasattr(self.cls, name) for name in self.positional)

    def takes_none(self, array: str) -> bool:
        """Whether None may switch the array off: `forward` has a default for it."""
        forward = self.cls.forward  # type: ignore[attr-defined]
        names = forward.__code__.co_varnames[: forward.__code__.co_argcount]
        return array in names[len(names) - len(forward.__defaults__ or ()) :]

    def takes_place(self) -> bool:
        """Whether `forward` wants to know the place it is lowered at."""
        code = self.cls.forward.__code__  # type: ignore[attr-defined]
        return "place" in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


LAYERS: dict[str, Declaration] = {}


def layer(
    *usages: str,
    options: Mapping[str, Any] | None = None,
    old_options: Mapping[str, str] | None = None,
    inputs: tuple[str, ...] = ("Input",),
    outputs: tuple[str, ...] = ("Output",),
    aliases: tuple[str, ...] = (),
) -> Callable[[type], type]:
    """Declare the decorated class as the layer that the first usage names."""

    def declare(cls: type) -> type:
        name = symbol_of(usages[0])
        defaults = dict(options or {})
        hints = typing.get_type_hints(cls, include_extras=True)
        kinds = {key: found for key, hint in hints.items() if (found := tuple(kinds_of(hint)))}
        declared = LAYERS[name] = Declaration(
            name,
            usages,
            cls,
            kinds,
            positional=tuple(key for key in kinds if key not in defaults),
            options=defaults,
            array_names=tuple(key for key in defaults if key not in kinds),
            old_options=old_options or {},
            inputs=inputs,
            outputs=outputs,
        )
        shown = {**defaults, MULTIPLIERS: S.Automatic}
        register(
            name,
            usages,
            lambda kernel, *arguments: make_layer(declared, kernel, arguments),
            documentation=cls.__doc__ or "",
            options=shown,
            aliases=aliases,
        )
        return cls

    return declare


def option_key(name: str) -> Any:
    """How the name of an option is written: a few are symbols, the others strings."""
    return symbol(name) if name in SYMBOL_OPTIONS else name


def make_layer(declared: Declaration, kernel: Any, arguments: tuple[Any, ...]) -> LayerNet:
    """The net value of a layer from the evaluated arguments of its head."""
    arguments = rules_out_of_lists(arguments)
    count = next((i for i, each in enumerate(arguments) if is_rule(each)), len(arguments))
    if not declared.least <= count <= len(declared.positional) or not all(map(is_rule, arguments[count:])):
        found = sum(not is_rule(each) for each in arguments)
        raise Misfit("argforms", declared.name, found, ", ".join(declared.usages))
    given = dict(zip(declared.positional, arguments[:count], strict=False))
    for rule in arguments[count:]:
        key = rule.parts[0]
        name = key.short if isinstance(key, Symbol) else key
        name = declared.old_options.get(name, name) if isinstance(name, str) else name
        if name not in known_names(declared):
            raise Misfit("optx", key, declared.name)
        given.setdefault(name, rule.parts[1])
    return LayerNet(declared, given, kernel)


def known_names(declared: Declaration) -> set[str]:
    return {*declared.kinds, *declared.options, *declared.inputs, *declared.outputs, MULTIPLIERS}


class LayerNet(Net):
    """The net value of one layer. `given` are the expressions it was made from, `values` its arrays."""

    __slots__ = ("declared", "given", "head", "layer", "values")

    def __init__(self, declared: Declaration, given: Mapping[str, Any], kernel: Any = None) -> None:
        self.declared = declared
        self.head = declared.head
        self.cache = {}
        arrays, ports = declared.array_names, (*declared.inputs, *declared.outputs)
        self.given = {key: value for key, value in given.items() if key not in (*arrays, *ports)}
        self.layer = self.read_parameters(kernel)
        self.values = {key: self.read_array(key, given.get(key, S.Automatic)) for key in arrays}
        read = {name: parse_port(name, given.get(name, S.Automatic)) for name in ports}
        self.inputs = {name: read[name] for name in declared.inputs}
        self.outputs = {name: read[name] for name in declared.outputs}
        self.settle()

    def copy(self, **changes: Any) -> LayerNet:
        """The same layer with other ports or values, settled again."""
        new = object.__new__(LayerNet)
        for name in ("declared", "head", "given", "layer", "values", "inputs", "outputs"):
            setattr(new, name, changes.get(name, getattr(self, name)))
        new.cache = {}
        if "values" in changes or "given" in changes:
            new.layer = new.read_parameters(None, self.layer)
        new.settle()
        return new

    def read_parameters(self, kernel: Any, known: Any = None) -> Any:
        """An object of the declared class with its fields set from the given expressions."""
        made = self.declared.cls()
        for name, kinds in self.declared.kinds.items():
            expr = self.given.get(name, self.declared.options.get(name))
            if expr is None:
                continue
            value = read_parameter(kinds, expr) if known is None else getattr(known, name)
            if value is REFUSED:
                expected = " or ".join(kind.words for kind in kinds)
                raise Misfit("param", expr, name, self.declared.name, expected)
            setattr(made, name, value)
        if known is not None:
            if hasattr(made, "keep"):
                made.keep(known)
            return made
        if hasattr(made, "prepare"):
            made.prepare(kernel)
        if hasattr(made, "check"):
            made.check()
        return made

    def read_array(self, name: str, expr: Any) -> Any:
        """The array given for a name: NumPy's, None for Automatic, ABSENT for None."""
        if expr is S.Automatic:
            return None
        if expr is S["None"] and self.declared.takes_none(name):
            return ABSENT
        if isinstance(expr, Expr | Atom) and head_of(expr) is S.NetArray:
            shareable = getattr(self.declared.cls, "shareable", lambda name: True)(name)
            tag = ("notbuilt", "sharing arrays with NetArray") if shareable else ("noshare", name, self.head)
            raise Misfit(*tag)
        array = to_array(expr)
        if array is None or array.dtype.kind == "c" or not array.ndim:
            raise Misfit("param", expr, name, self.declared.name, "an array of numbers or Automatic")
        return np.ascontiguousarray(array, dtype=np.float32)

    # Shapes

    def settle(self) -> None:
        """Let the ports, the parameters and the given arrays determine each other as far as they do."""
        layer = self.layer
        layer.sizes = {
            name: value.shape if isinstance(value, np.ndarray) else None
            for name, value in self.values.items()
        }
        names = [*self.inputs, *self.outputs]
        while True:
            before = [port.shape for port in self.ports.values()]
            found = self.related(before)
            self.absorb(dict(zip(names, found, strict=True)))
            if [port.shape for port in self.ports.values()] == before:
                break
        self.check_arrays()

    def related(self, shapes: list[Shape]) -> Sequence[Shape]:
        """The shapes of the ports as the layer's own rule refines them."""
        if not hasattr(self.layer, "shapes"):
            return self.derived(shapes)
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
                ports[name] = merged
            setattr(self, side, ports)

    def fitted(self, name: str, port: Port, wanted: Port) -> Port:
        try:
            return port.merge(wanted)
        except Misfit as misfit:
            given, expected = misfit.arguments
            raise Misfit("portfit", name, self.declared.name, expected, given) from None

    def met(self, name: str, port: Port, outside: Port) -> Port:
        """The port told what stands outside of it: its own type is the one expected."""
        try:
            return port.merge(outside)
        except Misfit as misfit:
            raise Misfit("portfit", name, self.declared.name, *misfit.arguments) from None

    def derived(self, shapes: list[Shape]) -> list[Shape]:
        """The output shapes by the ops' own rules, once all inputs are known."""
        count = len(self.inputs)
        if not all(complete(shape) for shape in shapes[:count]):
            return shapes
        graph = Graph()
        nodes = {name: port_input(graph, name, port) for name, port in self.inputs.items()}
        return [*shapes[:count], *(node.shape for node in self.lower(Place(graph), nodes).values())]

    def check_arrays(self) -> None:
        for name, array in self.arrays().items():
            value = self.values[name]
            if isinstance(value, np.ndarray):
                try:
                    Port(array.shape).with_shape(value.shape)
                except Misfit as misfit:
                    expected, given = misfit.arguments
                    raise Misfit("arrayfit", name, self.declared.name, expected, given) from None

    def arrays(self) -> dict[str, Array]:
        """What the layer says of its arrays, those switched off by None left out."""
        if not self.values:
            return {}
        found = self.layer.arrays(*(port.shape for port in self.ports.values()))
        return {name: array for name, array in found.items() if self.values[name] is not ABSENT}

    # The protocol of Net

    def slots(self) -> Iterator[tuple[tuple[Any, ...], Slot]]:
        for name, array in self.arrays().items():
            value = self.values[name]
            shape = array.shape if value is None else value.shape
            yield (name,), Slot(shape, array.initial, array.trainable, value)

    def with_arrays(self, values: Mapping[tuple[Any, ...], Any]) -> LayerNet:
        return self.copy(values={**self.values, **{path[0]: value for path, value in values.items()}})

    def refined(self, inputs: Mapping[str, Port], outputs: Mapping[str, Port] | None = None) -> LayerNet:
        new_inputs = {k: self.met(k, port, inputs.get(k, port)) for k, port in self.inputs.items()}
        wanted = outputs or {}
        new_outputs = {k: self.met(k, port, wanted.get(k, port)) for k, port in self.outputs.items()}
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
        nodes = [as_kind(inputs[name], wanted.get(name)) for name in self.inputs]
        arrays = {}
        for name, slot in self.arrays().items():
            if not complete(slot.shape):
                raise Misfit("noshape", name, self.declared.name)
            arrays[name] = place.parameter(name, typing.cast(Any, slot.shape))
        here = replace(place, outputs=tuple(port.shape for port in self.outputs.values()))
        extra = {"place": here} if self.declared.takes_place() else {}
        try:
            value = self.layer.forward(*nodes, **arrays, **extra)
        except ShapeError as error:
            raise Misfit("layershape", self.declared.name, str(error)) from None
        outputs = dict(zip(self.outputs, value if isinstance(value, tuple) else (value,), strict=True))
        place.record(outputs)
        return outputs

    def check_values(self, training: bool) -> None:
        check = getattr(self.layer, "check_values", None)
        if check and not training:
            check(self.values)

    def member(self, key: Any) -> Any:
        name = key.short if isinstance(key, Symbol) else key
        name = self.declared.old_options.get(name, name) if isinstance(name, str) else name
        if name in self.values:
            return show_array(self.values[name])
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
        default = self.declared.options.get(name, getattr(self.declared.cls, name, None))
        value = self.given.get(name, default)
        return S.Automatic if value is None else value

    def member_names(self) -> list[Any]:
        return [*self.values, *map(option_key, self.declared.kinds), *self.inputs, *self.outputs]

    def multiplier_rules(self) -> Any:
        return self.given.get(MULTIPLIERS, S.Automatic)

    def construction(self) -> Expr:
        parts = [self.given[name] for name in self.declared.positional if name in self.given]
        leading = len(parts)
        if any(name not in self.given for name in self.declared.positional[:leading]):
            leading, parts = 0, []  # a later parameter was given by its name
        skip = self.declared.positional[:leading]
        named = {option_key(k): v for k, v in self.given.items() if k not in skip}
        named.update({k: show_array(v) for k, v in self.values.items() if v is not None})
        shown = {k: port.show() for k, port in self.ports.items()}
        named.update({k: v for k, v in shown.items() if v is not S.Automatic})
        return Expr(self.head, [*parts, *(S.Rule(k, v) for k, v in named.items())])

    def output_form(self) -> str:
        """A stub: the head, its parameters, and whether arrays are missing."""
        size = " -> ".join(port_stub(port) for port in self.ports.values())
        return f"{self.declared.name}[<{size}{', uninitialized' if self.is_open else ''}>]"


def port_stub(port: Port) -> str:
    if port.shape is None:
        return "?"
    return "x".join("?" if size is None else str(size) for size in port.shape) or "real"


def as_kind(node: Any, kind: str | None) -> Any:
    """Whole numbers become reals where the layer does not ask for whole numbers."""
    if node.dtype == "integer" and kind != "integer":
        return shape_ops.cast(node, to="real")
    return node


def show_array(value: Any) -> Any:
    if value is None:
        return S.Automatic
    return S["None"] if value is ABSENT else NumericArray(value)
