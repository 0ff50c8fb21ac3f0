"""NetStateObject: a net that remembers its recurrent states; NetUnfold: one step of a recurrent net."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..expr import Association, Atom, S, Symbol, make_list
from ..kernel.declare import builtin
from .application import apply_net
from .chains import ChainNet
from .elements import checked_net, layer_of
from .graphs import GraphNet
from .layer_net import LayerNet
from .ports import Misfit, Port
from .registration import TEXTS
from .values import Net
from .wiring import Wiring

STATE_TEXTS = {
    **TEXTS,
    "seed": "`1` gives no states; give an association from the positions of states to vectors.",
    "unfoldable": "`1` cannot be unfolded: `2` is no layer that goes through a sequence step by step.",
    "nobatch": "A NetStateObject takes one sequence at a time, since it carries the states of one.",
}
ALL_STATES = S.NetPort(S.All, "States")


class StateObject(Atom):
    """A net and its current states; every application changes them."""

    __slots__ = ("net", "states")
    head = S.NetStateObject

    def __init__(self, net: Net, states: dict[Any, Any]) -> None:
        self.net, self.states = net, states

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """The value for the data, with the states left by the last application."""
        if not arguments:
            raise Misfit("netargs", self, 0)
        data, prop = arguments[0], arguments[1] if len(arguments) > 1 else None
        name = next(iter(self.net.inputs))
        inputs = data if isinstance(data, Association) else Association.of([(name, data)])
        if self.states:
            pairs = [*inputs.items(), (ALL_STATES, Association.of(self.states.items()))]
            inputs = Association.of(pairs)
        rest = arguments[2:]
        found = apply_net(self.net, kernel, (inputs, ALL_STATES, *rest))
        value = apply_net(self.net, kernel, (inputs, *(() if prop is None else (prop,)), *rest))
        self.states = dict(found.items())
        return value

    def member(self, key: Any) -> Any:
        """The states, the net, or a part of the net."""
        if key == "States":
            return Association.of(self.states.items())
        return self.net if key == "Net" else self.net.member(key)

    def member_names(self) -> list[Any]:
        return ["States", *self.net.member_names()]

    def is_named(self) -> bool:
        return True

    def input_form(self) -> Any:
        return S.NetStateObject(self.net.construction(), Association.of(self.states.items()))

    def output_form(self) -> str:
        """A stub with that of the net."""
        return f"NetStateObject[<{self.net.output_form()}>]"


@builtin("NetStateObject[net]", "NetStateObject[net, states]", messages=STATE_TEXTS)
def net_state_object(kernel: Any, net: Any, seed: Any = None) -> Any:
    """stands for a recurrent net that begins each application with the states that the last one left.

    >>> NetStateObject[BasicRecurrentLayer[2]]
    NetStateObject[<BasicRecurrentLayer[<?x? -> ?x2, uninitialized>]>]
    """
    whole = recurrent_net(net, S.NetStateObject)
    if seed is not None and not isinstance(seed, Association):
        raise Misfit("seed", seed, owner=S.NetStateObject)
    return StateObject(whole, {} if seed is None else dict(seed.items()))


def recurrent_net(value: Any, owner: Symbol) -> Net:
    """The value, if it is a net with recurrent states."""
    net = checked_net(value, owner)
    if not net.recurrent_states():
        raise Misfit("nostates", net, owner=owner)
    return net


# -- one step ------------------------------------------------------------------------------------------


@builtin("NetUnfold[net]", messages=STATE_TEXTS)
def net_unfold(kernel: Any, net: Any) -> Any:
    """gives the net that does one step of a recurrent net, with the states as further inputs and outputs.

    >>> Information[NetUnfold[GatedRecurrentLayer[2, "Input" -> {"Varying", 3}]], "InputPortNames"]
    {Input, State1}
    """
    return unfolded(recurrent_net(net, S.NetUnfold))


def unfolded(net: Net) -> GraphNet:
    """A graph of the steps of the layers of a chain, or of one layer."""
    members: dict[Any, Net] = {}
    feeds: dict[Any, Any] = {}
    inputs: dict[str, tuple[Any, ...]] = {}
    outputs: dict[str, Any] = {}
    last: Any = None
    for key, layer in steps_of(net):
        step, states = one_step(layer)
        members[key] = step
        entry, exit_ = (key, next(iter(step.inputs))), (key, next(iter(step.outputs)))
        if last is None:
            inputs["Input"] = (entry,)
        else:
            feeds[entry] = last
        for before, after in states:
            number = sum(name.startswith("State") for name in inputs) + 1
            inputs[f"State{number}"] = ((key, *before),)
            outputs[f"OutState{number}"] = (key, *after)
        last = exit_
    ordered = {"Output": last, **outputs}
    wiring = Wiring(feeds, inputs, ordered, keys=tuple(members))
    return GraphNet(members, wiring, {}, named=all(isinstance(key, str) for key in members))


def steps_of(net: Net) -> Iterator[tuple[Any, Net]]:
    """The layers of a net in a row; one that takes the last element of a sequence has no step."""
    if not isinstance(net, ChainNet):
        yield 1, net
        return
    layers = list(net.members.items())
    if layers[-1][1].head is S.SequenceLastLayer:
        layers = layers[:-1]
    yield from layers


def one_step(net: Net) -> tuple[Net, list[tuple[tuple[Any, ...], tuple[Any, ...]]]]:
    """The net for one element of a sequence, and the paths of its (initial, final) states."""
    if isinstance(net, LayerNet) and net.head is S.NetMapOperator:
        return net.nets["Net"], []
    if isinstance(net, LayerNet) and net.head is S.NetFoldOperator:
        feedback = net.layer.feedback
        return net.nets["Net"], [((target,), (source,)) for source, target in feedback.items()]
    if isinstance(net, LayerNet) and net.states:
        (name,) = net.inputs
        shape = net.inputs[name].shape
        element = None if shape is None else shape[1:]
        if element is None or None in element:
            raise Misfit("unsized", net, name, owner=S.NetUnfold)
        return recurrent_step(net, element), [((2, state), (2, state)) for state in net.states]
    if isinstance(net, LayerNet) and net.head in (S.ElementwiseLayer, S.DropoutLayer):
        return net, []
    raise Misfit("unfoldable", net, net.head, owner=S.NetUnfold)


def recurrent_step(net: LayerNet, element: tuple[Any, ...]) -> Net:
    """A recurrent layer over the one element that its input is."""
    before = layer_of(
        "ReshapeLayer", None, OutputDimensions=make_list((1, *element)), Input=make_list(element)
    )
    after = layer_of("SequenceLastLayer", None)
    layer = net.with_ports({name: Port() for name in net.ports})
    return ChainNet({1: before, 2: layer, 3: after})
