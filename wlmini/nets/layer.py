"""How a layer is declared.

    @layer("LinearLayer[n]", "LinearLayer[]", options={"Weights": S.Automatic, "Biases": S.Automatic})
    class LinearLayer:
        '''is a trainable fully connected layer ... (documentation, examples)'''

        OutputDimensions: Dimensions | Automatic = None

        def shapes(self, x, y): ...     # both shapes, refined by each other and by self.sizes
        def arrays(self, x, y): ...     # names, shapes and beginnings of the arrays
        def forward(self, x, Weights, Biases=None): ...     # composes ops

Annotated fields are parameters: positional in their order, or named where `options` gives their
default. Options without an annotation are arrays. `forward` takes `place` where training differs, arrays
are updated, or the lengths of examples matter.

With `inputs=MANY` a layer has any number of inputs, named by its `port_names()` or by InputPorts. A layer
with `state_shapes(...)` has recurrent states: `forward` takes them by keyword (`states`) and gives
`(outputs, final states)`. A field annotated `InnerNet` holds a net; `read_net` says how it is read.

The texts of the messages that only this layer raises are its `messages`.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from typing import Any

from ..expr import S, Symbol
from ..kernel.declare import symbol_of
from .declaration import (
    INPUT_PORTS,
    LAYERS,
    MANY,
    MULTIPLIERS,
    Array,
    Declaration,
    InnerNet,
    NetReader,
)
from .layer_net import LayerNet
from .parameters import REFUSED, is_rule, is_rules, kinds_of, read_parameter, rules_out_of_lists
from .ports import Misfit
from .registration import register
from .texts import TEXTS

__all__ = [
    "LAYERS", "MANY", "MULTIPLIERS", "Array", "Declaration", "InnerNet", "LayerNet", "layer", "make_layer",
]  # fmt: skip


def layer(
    *usages: str,
    options: Mapping[str, Any] | None = None,
    old_options: Mapping[str, str] | None = None,
    inputs: tuple[str, ...] = ("Input",),
    outputs: tuple[str, ...] = ("Output",),
    read_net: NetReader | None = None,
    aliases: tuple[str, ...] = (),
    messages: Mapping[str, str] | None = None,
) -> Callable[[type], type]:
    """Declare the decorated class as the layer that the first usage names."""

    def declare(cls: type) -> type:
        name = symbol_of(usages[0])
        defaults = dict(options or {})
        hints = typing.get_type_hints(cls, include_extras=True)
        kinds = {key: found for key, hint in hints.items() if (found := tuple(kinds_of(hint)))}
        (inner,) = kinds_of(InnerNet)
        declared = LAYERS[name] = Declaration(
            name,
            usages,
            cls,
            kinds,
            positional=tuple(key for key in kinds if key not in defaults),
            options=defaults,
            array_names=tuple(key for key in defaults if key not in kinds),
            old_options={**(old_options or {}), **({"Inputs": INPUT_PORTS} if inputs is MANY else {})},
            inputs=inputs,
            outputs=outputs,
            nets=tuple(key for key, found in kinds.items() if inner in found),
            read_net=read_net,
        )
        shown = {**defaults, MULTIPLIERS: S.Automatic}
        if declared.takes_many:
            shown[INPUT_PORTS] = S.Automatic
        register(
            name,
            usages,
            lambda kernel, *arguments: make_layer(declared, kernel, arguments),
            documentation=cls.__doc__ or "",
            options=shown,
            aliases=aliases,
        )
        TEXTS.declare(**(messages or {}))
        return cls

    return declare


def options_out_of_lists(declared: Declaration, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments with lists of options taken apart; a list of rules may also be a parameter."""
    found: list[Any] = []
    for number, each in enumerate(arguments):
        kinds = declared.kinds[declared.positional[number]] if number < len(declared.positional) else ()
        is_parameter = is_rules(each) and read_parameter(kinds, each) is not REFUSED
        found += [each] if is_parameter else rules_out_of_lists((each,))
    return tuple(found)


def make_layer(declared: Declaration, kernel: Any, arguments: tuple[Any, ...]) -> LayerNet:
    """The net value of a layer from the evaluated arguments of its head."""
    arguments = options_out_of_lists(declared, arguments)
    count = next((i for i, each in enumerate(arguments) if is_rule(each)), len(arguments))
    if not declared.least <= count <= len(declared.positional) or not all(map(is_rule, arguments[count:])):
        found = sum(not is_rule(each) for each in arguments)
        raise Misfit("argforms", declared.name, found, ", ".join(declared.usages))
    given = dict(zip(declared.positional, arguments[:count], strict=False))
    for rule in arguments[count:]:
        key = rule.parts[0]
        name = key.short if isinstance(key, Symbol) else key
        name = declared.old_options.get(name, name) if isinstance(name, str) else name
        given.setdefault(name, rule.parts[1])
    return LayerNet(declared, given, kernel)
