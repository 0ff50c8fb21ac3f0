"""NetAppend, NetPrepend and NetJoin."""

from __future__ import annotations

from typing import Any

from ...expr import Association, S, is_list
from ...kernel.declare import builtin
from ..chains import ChainNet, element_net
from ..containers import Container
from ..elements import checked_net
from ..graphs import GraphNet, as_graph
from ..parameters import is_rule
from ..ports import Misfit
from ..registration import listed
from ..texts import TEXTS
from ..values import Net
from .members import as_chain, chain_of, given_ports, named_pairs, wired
from .slicing import check_free

TEXTS.declare(
    openends="`1` has the `2` ports `3`; to put something there it must have one.",
)

PORT_OPTIONS = {"Input": S.Automatic, "Output": S.Automatic}


@builtin(
    "NetAppend[net, layer]",
    'NetAppend[net, "name" -> layer]',
    "NetAppend[net, {layer1, layer2, ...}]",
    options=PORT_OPTIONS,
    messages=TEXTS,
)
def net_append(kernel: Any, net: Any, new: Any, *, options: Any) -> Any:
    """gives a net with a layer, or several, put after its output; a decoder there is taken off.

    >>> NetAppend[NetChain[{Ramp}], ElementwiseLayer[2 # &]][{-1, 3}]
    {0., 6.}
    """
    return extended(kernel, checked_net(net, S.NetAppend), new, given_ports(options), S.NetAppend)


@builtin(
    "NetPrepend[net, layer]",
    'NetPrepend[net, "name" -> layer]',
    "NetPrepend[net, {layer1, layer2, ...}]",
    options=PORT_OPTIONS,
    messages=TEXTS,
)
def net_prepend(kernel: Any, net: Any, new: Any, *, options: Any) -> Any:
    """gives a net with a layer, or several, put before its input; an encoder there is taken off.

    >>> NetPrepend[NetChain[{Ramp}], ElementwiseLayer[# - 2 &]][{-1, 3}]
    {0., 1.}
    """
    return extended(kernel, checked_net(net, S.NetPrepend), new, given_ports(options), S.NetPrepend)


def extended(kernel: Any, net: Any, new: Any, ports: Any, owner: Any) -> Net:
    """A net with new layers at its end, or (NetPrepend) at its beginning."""
    before = owner is S.NetPrepend
    chain = net if isinstance(net, ChainNet) else None
    pairs = [named_element(kernel, each) for each in elements(new)]
    side = net.inputs if before else net.outputs
    if len(side) != 1:
        raise Misfit("openends", net, "input" if before else "output", listed(side), owner=owner)
    if chain is None and isinstance(net, GraphNet):
        tail = chain_of(pairs, {}, named=all(isinstance(name, str) for name, _ in pairs))
        return joined_graph([tail, net] if before else [net, tail], ports)
    chain = as_chain(net) if chain is None else chain
    for name, _ in pairs:
        check_free(chain, name, owner)
    kept = dict(chain.outputs if before else chain.inputs)
    own = list(chain.members.items())
    return chain_in_row(pairs + own if before else own + pairs, {**kept, **ports}, chain)


def chain_in_row(pairs: list[tuple[Any, Net]], ports: Any, like: ChainNet) -> ChainNet:
    """The chain of these members: all have names where one has."""
    named = any(isinstance(key, str) for key, _ in pairs)
    return chain_of(named_pairs(pairs) if named else pairs, ports, named=named, like=like)


def elements(new: Any) -> list[Any]:
    if isinstance(new, Association):
        return [S.Rule(*pair) for pair in new.items()]
    return list(new.parts) if is_list(new) else [new]


def named_element(kernel: Any, element: Any) -> tuple[Any, Net]:
    name, value = element.parts if is_rule(element) else (None, element)
    return name, element_net(name, value, kernel)


@builtin("NetJoin[net1, net2, ...]", options=PORT_OPTIONS, messages=TEXTS)
def net_join(kernel: Any, *nets: Any, options: Any) -> Any:
    """gives one net of the layers of several, one net after the other; coders in between are taken off.

    >>> NetJoin[NetChain[{Ramp}], NetChain[{ElementwiseLayer[2 # &], Ramp}]][{-1, 3}]
    {0., 6.}
    """
    found = [checked_net(each, S.NetJoin) for each in nets]
    if not found:
        raise Misfit("argforms", "NetJoin", 0, "NetJoin[net1, net2, ...]", owner=S.NetJoin)
    ports = given_ports(options)
    if any(isinstance(each, GraphNet) for each in found):
        return joined_graph(found, ports)
    chains = [as_chain(each) for each in found]
    pairs = [pair for chain in chains for pair in chain.members.items()]
    kept = {**chains[0].inputs, **chains[-1].outputs, **ports}
    return chain_in_row(pairs, kept, chains[0])


def joined_graph(nets: list[Net], ports: Any) -> GraphNet:
    """One graph of several nets, the output of each being the input of the next."""
    graphs = [as_graph(net) for net in nets]
    named = any(graph.named for graph in graphs)
    flat = [(key, number, net) for number, graph in enumerate(graphs) for key, net in graph.members.items()]
    keys = [key for key, _ in named_pairs((key, net) for key, _, net in flat)] if named else []
    new = {(number, key): keys[i] if named else i + 1 for i, (key, number, _) in enumerate(flat)}
    feeds: dict[Any, Any] = {}
    muted: list[Any] = []
    for number, graph in enumerate(graphs):
        moved = mover(new, number)
        feeds.update({moved(t): moved(s) for t, s in graph.wiring.feeds.items()})
        muted += map(moved, graph.wiring.muted)
        if number:
            feeds.update(seam(graphs[number - 1], graph, mover(new, number - 1), moved))
    first, last = mover(new, 0), mover(new, len(graphs) - 1)
    inputs = {name: list(map(first, places)) for name, places in graphs[0].wiring.inputs.items()}
    outputs = {name: last(place) for name, place in graphs[-1].wiring.outputs.items()}
    members = {new[(number, key)]: net for key, number, net in flat}
    kept = {**graphs[0].inputs, **graphs[-1].outputs, **ports}
    return GraphNet(members, wired(feeds, inputs, outputs, muted, members), kept, named=named)


def mover(new: Any, number: int) -> Any:
    return lambda place: (new[(number, place[0])], *place[1:])


def seam(before: Container, after: Container, moved_before: Any, moved: Any) -> dict[Any, Any]:
    """The feeds from the only output of one graph to the only input of the next."""
    for net, side, ports in ((before, "output", before.outputs), (after, "input", after.inputs)):
        if len(ports) != 1:
            raise Misfit("openends", net, side, listed(ports), owner=S.NetJoin)
    (source,), (targets,) = before.wiring.outputs.values(), after.wiring.inputs.values()
    return {moved(target): moved_before(source) for target in targets}
