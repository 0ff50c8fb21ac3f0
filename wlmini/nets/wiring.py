"""How the members of a container are connected, and how their shapes settle each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .ports import Misfit, Port
from .registration import plain_text
from .texts import TEXTS
from .values import Net

__all__ = ["PortPath", "Wiring", "label", "port_of", "settle"]

TEXTS.declare(
    chainfit="Layer `1` gives `2`, but layer `3` expects `4` at its port `5`.",
    coderfit="The port `2` of layer `1` is for `3`, but `4` stands there, which is for `5`.",
    memberfit="In layer `1`: `2`",
    cycle="The edges go round in a circle through `1`; a graph must have a beginning.",
)

PortPath = tuple[Any, ...]  # (member, port), or (member, inner member, ..., port)


@dataclass(frozen=True)
class Wiring:
    """What feeds every input of the members, and which of their outputs are outputs of the whole.

    `feeds` leads from (member, ..., input or state) to the (member, ..., output) before it; `inputs` from the
    name of an input of the whole to the places it goes to; `outputs` from the name of an output to where it
    comes from. `muted` outputs go nowhere.
    """

    feeds: Mapping[PortPath, PortPath]
    inputs: Mapping[str, tuple[PortPath, ...]]
    outputs: Mapping[str, PortPath]
    muted: tuple[PortPath, ...] = ()
    keys: tuple[Any, ...] = field(default=())

    @cached_property
    def order(self) -> tuple[Any, ...]:
        """The members, each after those that feed it; `Misfit` where they go round in a circle."""
        before: dict[Any, list[Any]] = {key: [] for key in self.keys}
        for target, source in self.feeds.items():
            before[target[0]].append(source[0])
        done: dict[Any, bool] = {}  # False while its predecessors are being placed
        for key in self.keys:
            place_after(key, before, done)
        return tuple(done)

    @cached_property
    def consumers(self) -> Mapping[PortPath, tuple[PortPath, ...]]:
        """The places that an output goes to."""
        found: dict[PortPath, list[PortPath]] = {}
        for target, source in self.feeds.items():
            found.setdefault(source, []).append(target)
        return {source: tuple(targets) for source, targets in found.items()}

    @cached_property
    def entries(self) -> Mapping[PortPath, str]:
        """The input of the whole that goes to a place."""
        return {place: name for name, places in self.inputs.items() for place in places}

    @cached_property
    def by_target(self) -> Mapping[Any, tuple[tuple[PortPath, PortPath], ...]]:
        """(target, source) of every feed, by member."""
        found: dict[Any, list[tuple[PortPath, PortPath]]] = {key: [] for key in self.keys}
        for target, source in self.feeds.items():
            found[target[0]].append((target, source))
        return {key: tuple(pairs) for key, pairs in found.items()}


def place_after(key: Any, before: Mapping[Any, list[Any]], done: dict[Any, bool]) -> None:
    """Append a member to the order, behind all that come before it."""
    stack = [(key, iter(before[key]))]
    open_keys = {key: None}
    if key in done:
        return
    while stack:
        current, rest = stack[-1]
        following = next((each for each in rest if each not in done), None)
        if following is None:
            stack.pop()
            del open_keys[current]
            done[current] = True
        elif following in open_keys:
            raise Misfit("cycle", ", ".join(map(str, open_keys)))
        else:
            open_keys[following] = None
            stack.append((following, iter(before[following])))


def label(key: Any, net: Net) -> str:
    """A member as messages name it."""
    shown = f'"{key}"' if isinstance(key, str) else str(key)
    return f"{shown} ({net.head.short})"


def port_of(members: Mapping[Any, Net], place: PortPath, side: str) -> Port:
    """The port at a place; states are ports of vectors."""
    net: Any = members[place[0]]
    for key in place[1:-1]:
        net = net.member(key)
    ports: Mapping[str, Port] = getattr(net, side)
    name = place[-1]
    return ports[name] if name in ports else Port(net.recurrent_states().get((name,)))


def settle(members: Mapping[Any, Net], wiring: Wiring, ports: Mapping[str, Port]) -> dict[Any, Net]:
    """The members with shapes carried forwards and backwards until nothing changes."""
    nets = dict(members)
    while True:
        before = dict(nets)
        for key in wiring.order:
            nets[key] = fed(nets, key, wiring, ports)
        for key in reversed(wiring.order):
            nets[key] = drawn(nets, key, wiring, ports)
        if all(nets[key] is before[key] for key in nets):
            return nets


def fed(nets: Mapping[Any, Net], key: Any, wiring: Wiring, ports: Mapping[str, Port]) -> Net:
    """A member told what comes in."""
    net = nets[key]
    outside = {
        name: Port(ports[entry].shape, bounds=ports[entry].bounds)
        for name in net.inputs
        if (entry := wiring.entries.get((key, name))) is not None and entry in ports
    }
    if outside:
        coded = {name: ports[wiring.entries[key, name]] for name in outside}
        net = refine(key, net, outside, {}, coded)
    for target, source in wiring.by_target[key]:
        if len(target) == 2 and target[1] in net.inputs:
            given = port_of(nets, source, "outputs")
            net = joined(nets, net, target, source, given)
    return net


def drawn(nets: Mapping[Any, Net], key: Any, wiring: Wiring, ports: Mapping[str, Port]) -> Net:
    """A member told what is expected of its outputs."""
    net = nets[key]
    for name in net.outputs:
        wanted = [
            port_of(nets, target, "inputs")
            for target in wiring.consumers.get((key, name), ())
            if not is_undecided(nets, target)
        ]
        wanted += [
            ports[out] for out, source in wiring.outputs.items() if source == (key, name) and out in ports
        ]
        for port in wanted:
            if port.shape is not None:
                net = refine(key, net, {}, {name: Port(port.shape)}, {name: port})
    return net


def is_undecided(nets: Mapping[Any, Net], place: PortPath) -> bool:
    return len(place) == 2 and place[1] not in nets[place[0]].inputs and nets[place[0]].is_undecided


def joined(nets: Mapping[Any, Net], net: Net, target: PortPath, source: PortPath, given: Port) -> Net:
    """A member told what one of the members before it gives."""
    key, name = target
    try:
        return net.refined({name: Port(given.shape, bounds=given.bounds)})
    except Misfit as misfit:
        if misfit.tag == "portfit" and misfit.arguments[:2] == (name, net.head.short):
            _, _, expected, found = misfit.arguments
            here, there = label(source[0], nets[source[0]]), label(key, net)
            raise Misfit("chainfit", here, found, there, expected, name) from None
        raise Misfit("memberfit", label(key, net), plain_text(misfit)) from None


def refine(
    key: Any, net: Net, inputs: Mapping[str, Port], outputs: Mapping[str, Port], outside: Mapping[str, Port]
) -> Net:
    """The member told the types of its ports; a coder that stands outside is named where it does not fit."""
    try:
        return net.refined(inputs, outputs)
    except Misfit as misfit:
        coders = [port.coder for port in outside.values() if port.coder is not None]
        if coders and misfit.tag == "portfit":
            name, _, expected, given = misfit.arguments
            raise Misfit("coderfit", label(key, net), name, expected, coders[0], given) from None
        raise Misfit("memberfit", label(key, net), plain_text(misfit)) from None
