"""NetUnfold: the net that does one step of a recurrent net."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..expr import S, make_list
from ..kernel.declare import builtin
from .chains import ChainNet
from .containers import Container
from .elements import checked_net, layer_of
from .graphs import GraphNet, as_graph
from .layer_net import LayerNet
from .ports import VARYING, Misfit, Port
from .states import recurrent_net
from .texts import TEXTS
from .values import Net
from .wiring import Wiring

ATTENTION = (S.AttentionLayer, S.SequenceAttentionLayer)
States = list[tuple[tuple[Any, ...], tuple[Any, ...]]]  # (initial, final), each a path in the net
Step = tuple[Net, States]


@builtin(
    "NetUnfold[net]",
    messages=TEXTS.with_own(
        unfoldable="`1` cannot be unfolded: `2` does not go through a sequence element by element.",
        statefed="`1` cannot be unfolded: the state `2` of one of its layers comes from another layer.",
    ),
)
def net_unfold(kernel: Any, net: Any) -> Any:
    """gives the net that does one step of a recurrent net, with the states as further inputs and outputs.

    A layer at the end of a chain that takes the last element of a sequence is left out. The states of
    attention with a causal mask are its past keys and values: {} at the first step.

    >>> Information[NetUnfold[GatedRecurrentLayer[2, "Input" -> {"Varying", 3}]], "InputPortNames"]
    {Input, State1}
    """
    whole = checked_net(net, S.NetUnfold)
    looks_back = any(is_causal(layer) for layer in whole.leaf_layers())
    step, count = unfolded(whole if looks_back else recurrent_net(whole, S.NetUnfold))
    if not count:
        raise Misfit("nostates", net, owner=S.NetUnfold)
    return step


def is_causal(layer: Any) -> bool:
    """Whether it is attention that looks back."""
    return layer.head in ATTENTION and bool(layer.layer.Mask)


def unfolded(net: Net) -> tuple[GraphNet, int]:
    """The step of a net, whose states are the ports State1, State2, ... and OutState1, ...; how many."""
    whole, ports = without_last(as_graph(net))
    check_states(whole)
    members: dict[Any, Net] = {}
    inputs, outputs = dict(whole.wiring.inputs), dict(whole.wiring.outputs)
    count = 0
    for key, member in whole.members.items():
        members[key], states = one_step(member)
        for before, after in states:
            count += 1
            inputs[f"State{count}"] = ((key, *before),)
            outputs[f"OutState{count}"] = (key, *after)
    wiring = Wiring(whole.wiring.feeds, inputs, outputs, whole.wiring.muted, tuple(members))
    return GraphNet(members, wiring, ports, named=whole.named), count


def without_last(graph: GraphNet) -> tuple[GraphNet, dict[str, Port]]:
    """The graph without a SequenceLastLayer at its only output, and the type that this output keeps."""
    wiring = graph.wiring
    ends = [place[0] for place in wiring.outputs.values()]
    if len(ends) != 1 or graph.members[ends[0]].head is not S.SequenceLastLayer or len(graph.members) == 1:
        return graph, {}
    (name,) = wiring.outputs
    feeds, entry = dict(wiring.feeds), (ends[0], "Input")
    if entry not in feeds:
        return graph, {}
    outputs = {name: feeds.pop(entry)}
    members = {key: member for key, member in graph.members.items() if key != ends[0]}
    new = Wiring(feeds, wiring.inputs, outputs, wiring.muted, tuple(members))
    ports = {name: port for name, port in graph.inputs.items() if port.coder is None}
    return GraphNet(members, new, ports, named=graph.named), dict(graph.outputs)


def check_states(graph: GraphNet) -> None:
    """`Misfit` where an edge leads to or from a state."""
    for target, source in graph.wiring.feeds.items():
        for place, side in ((target, "inputs"), (source, "outputs")):
            if len(place) > 2 or place[1] not in getattr(graph.members[place[0]], side):
                raise Misfit("statefed", graph, place[-1], owner=S.NetUnfold)


def one_step(net: Net) -> Step:
    """The net for one element of a sequence, with ports of the same names, and its states."""
    if isinstance(net, Container):
        step, count = unfolded(net)
        return step, [((f"State{i}",), (f"OutState{i}",)) for i in range(1, count + 1)]
    if isinstance(net, LayerNet) and net.has_states and net.head is not S.NetFoldOperator:
        return over_one(net), [((2, state), (2, state)) for state in net.states]
    rule = STEPS.get(net.head.short)
    found = rule(net) if rule is not None and isinstance(net, LayerNet) else None
    if found is None:
        raise Misfit("unfoldable", net, net.head, owner=S.NetUnfold)
    return found


def element_shape(net: LayerNet, name: str) -> tuple[Any, ...]:
    """The sizes of one element of the sequence at an input."""
    shape = net.inputs[name].shape
    element = None if shape is None else shape[1:]
    if element is None or None in element:
        raise Misfit("unsized", net, name, owner=S.NetUnfold)
    return element


def one_long(element: tuple[Any, ...]) -> Net:
    """The layer that makes an element a sequence of that element alone."""
    return layer_of("ReshapeLayer", None, OutputDimensions=make_list((1, *element)), Input=make_list(element))


def over_one(net: LayerNet) -> Net:
    """A layer over the sequence of the one element that its input is."""
    (name,) = net.inputs
    before = one_long(element_shape(net, name))
    after = layer_of("SequenceLastLayer", None)
    return ChainNet({1: before, 2: net.with_ports({name: Port() for name in net.ports}), 3: after})


# -- layers without states -------------------------------------------------------------------------------


def mapped(net: LayerNet) -> Step:
    """What an operator maps over the sequence."""
    inner = net.nets["Net"]
    (entry,), (exit_,) = inner.inputs, inner.outputs
    if (entry, exit_) == ("Input", "Output"):
        return inner, []
    wiring = Wiring({}, {"Input": ((1, entry),)}, {"Output": (1, exit_)}, keys=(1,))
    return GraphNet({1: inner}, wiring, {}), []


def folded(net: LayerNet) -> Step:
    """What an operator folds over the sequence; what is fed back are its states."""
    return net.nets["Net"], [((target,), (source,)) for source, target in net.layer.feedback.items()]


def attending(net: LayerNet) -> Step | None:
    """The query of the step attends to the past and the new keys; both together are the next past."""
    if not is_causal(net) or len(net.inputs["Query"].shape or ()) != net.layer.tail + 1:
        return None
    attention = net.with_ports({name: Port() for name in net.ports})
    members: dict[Any, Net] = {"attention": attention}
    feeds: dict[Any, Any] = {}
    inputs: dict[str, Any] = {"Query": (("attention", "Query"),)}
    outputs: dict[str, Any] = {"Output": ("attention", "Output")}
    ports = {"Query": Port(element_shape(net, "Query"))}
    grown = [name for name in net.inputs if name != "Query"]
    for number, name in enumerate(grown, 1):
        element, new, whole = element_shape(net, name), f"new {name}", f"all {name}"
        ports[f"State{number}"] = Port((VARYING, *element))
        members |= {
            new: one_long(element),
            whole: layer_of("CatenateLayer", None, InputPorts=make_list(PAST)),
        }
        feeds |= {(whole, PAST[1]): (new, "Output"), ("attention", name): (whole, "Output")}
        inputs |= {name: ((new, "Input"),), f"State{number}": ((whole, PAST[0]),)}
        outputs[f"OutState{number}"] = (whole, "Output")
    wiring = Wiring(feeds, inputs, outputs, keys=tuple(members))
    states = [((f"State{i}",), (f"OutState{i}",)) for i in range(1, len(grown) + 1)]
    return GraphNet(members, wiring, ports, named=True), states


def of_any_rank(net: LayerNet) -> Step:
    """A layer that does the same to every number."""
    return net.forgetful(), []


def of_elements(levels: Callable[[Any, int], Any]) -> Callable[[LayerNet], Step | None]:
    """A layer that works along levels, if the sequence is not among them."""

    def step(net: LayerNet) -> Step | None:
        shape = net.inputs["Input"].shape
        if shape is None or len(shape) == 1 or 0 in levels(net.layer, len(shape)):
            return None
        return over_one(net), []

    return step


def joined(net: LayerNet) -> Step | None:
    """Elements are joined one level higher than the sequences were."""
    level = net.layer.Level
    if level == 1 or len({len(port.shape or ()) for port in net.inputs.values()}) != 1:
        return None
    within = level if level < 0 else level - 1
    return layer_of("CatenateLayer", None, Level=within, InputPorts=make_list(list(net.inputs))), []


ANY_RANK = (
    "DropoutLayer", "ElementwiseLayer", "EmbeddingLayer", "ThreadingLayer", "TotalLayer", "UnitVectorLayer",
)  # fmt: skip
PAST = ["Past", "New"]  # what is joined to the keys or values of a step
STEPS: dict[str, Callable[[LayerNet], Step | None]] = {
    "NetMapOperator": mapped,
    "NetFoldOperator": folded,
    "AttentionLayer": attending,
    "SequenceAttentionLayer": attending,
    "CatenateLayer": joined,
    "SoftmaxLayer": of_elements(lambda layer, rank: [layer.axis(rank) % rank]),
    "NormalizationLayer": of_elements(lambda layer, rank: [*layer.aggregated(rank), *layer.scaled(rank)]),
    **dict.fromkeys(ANY_RANK, of_any_rank),
}
