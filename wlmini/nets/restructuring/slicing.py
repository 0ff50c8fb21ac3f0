"""NetTake, NetDrop, NetDelete and NetInsert."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...expr import Expr, S, is_list
from ...kernel.declare import builtin
from ..chains import ChainNet, element_net
from ..containers import Container
from ..edges import leave_open_places, numbered
from ..elements import checked_net
from ..graphs import GraphNet
from ..parameters import is_rule
from ..ports import Misfit, parse_port
from ..registration import plain_text
from ..texts import TEXTS
from ..values import Net
from ..wiring import PortPath, label
from .members import (
    as_chain,
    chain_of,
    end_ports,
    key_at,
    wired,
)

TEXTS.declare(
    order="Layer `1` does not come before layer `2` in `3`.",
    chainonly="`1` works on chains; `2` is none.",
    unnamed='The layers of `1` have names, so the new one needs one as well: "name" -> layer.',
    through="Layer `1` has not one input and one output, so it cannot be taken out of the middle.",
)


@builtin(
    "NetTake[net, end]",
    "NetTake[net, {start, end}]",
    'NetTake[net, spec, "port" -> type, ...]',
    messages=TEXTS,
)
def net_take(kernel: Any, net: Any, spec: Any, *rules: Any) -> Any:
    """gives the part of a net up to a layer, or from one layer to another.

    >>> NetTake[NetChain[{Ramp, ElementwiseLayer[2 # &], Tanh}], 2][{-1, 3}]
    {0., 6.}
    """
    net = checked_net(net, S.NetTake)
    ports = {}
    for rule in rules:
        if not is_rule(rule) or not isinstance(rule.parts[0], str):
            raise Misfit("optx", rule, S.NetTake, owner=S.NetTake)
        ports[rule.parts[0]] = parse_port(*rule.parts)
    start, ends = read_range(net, spec)
    taken = taken_chain(net, start, ends) if is_plain(net, start, ends) else taken_graph(net, start, ends)
    return taken.with_ports(ports) if ports else taken


def read_range(net: Net, spec: Any) -> tuple[list[Any], list[Any]]:
    """(starts, ends) of a specification; no starts mean the inputs, no ends the outputs of the net."""
    if is_list(spec) and len(spec) == 2:
        return each_of(spec.parts[0]), each_of(spec.parts[1])
    return [], each_of(spec)


def each_of(spec: Any) -> list[Any]:
    """The places that one side of a range names."""
    if spec is S.All:
        return []
    return list(spec.parts) if is_list(spec) else [spec]


def is_plain(net: Net, starts: Sequence[Any], ends: Sequence[Any]) -> bool:
    """Whether a chain is cut at whole layers."""
    simple = all(isinstance(each, int | str) for each in (*starts, *ends))
    return isinstance(net, ChainNet) and simple and len(starts) <= 1 and len(ends) <= 1


def taken_chain(net: Any, starts: Sequence[Any], ends: Sequence[Any]) -> ChainNet:
    keys = list(net.members)
    first = keys.index(key_at(net, starts[0], S.NetTake)) if starts else 0
    last = keys.index(key_at(net, ends[0], S.NetTake)) if ends else len(keys) - 1
    if first > last:
        raise Misfit("order", keys[first], keys[last], net, owner=S.NetTake)
    pairs = [(key, net.members[key]) for key in keys[first : last + 1]]
    ports = end_ports(net, first=first == 0, last=last == len(keys) - 1)
    return chain_of(pairs, ports, named=net.named, like=net)


def taken_graph(net: Net, starts: Sequence[Any], ends: Sequence[Any]) -> Net:
    """The part of a graph that leads to the ends, from the starts on."""
    whole: Container = net if isinstance(net, Container) else as_chain(net)
    wiring = whole.wiring
    outputs = end_places(whole, ends)
    begin = {start_key(whole, each) for each in starts}
    kept = ancestors(whole, [place[0] for place in outputs.values()], begin)
    if begin - kept:
        end = next(iter(outputs.values()))[0]
        raise Misfit("order", next(iter(begin - kept)), end, net, owner=S.NetTake)
    feeds = {t: s for t, s in wiring.feeds.items() if t[0] in kept and t[0] not in begin}
    inputs = {name: [place for place in places if place[0] in kept] for name, places in wiring.inputs.items()}
    inputs = {name: places for name, places in inputs.items() if places}
    same = {*inputs, *(name for name, place in outputs.items() if wiring.outputs.get(name) == place)}
    members = {key: member for key, member in whole.members.items() if key in kept}
    fed = {*feeds, *(place for places in inputs.values() for place in places)}
    leave_open_places(members, fed, inputs)
    muted = [place for place in wiring.muted if place[0] in kept]
    ports = {name: port for name, port in whole.ports.items() if name in same}
    new = wired(feeds, inputs, outputs, muted, members)
    return GraphNet(members, new, ports, named=whole.named, multipliers=whole.multipliers)


def end_places(net: Container, ends: Sequence[Any]) -> dict[str, PortPath]:
    """The outputs of a part by name: those of the net, or of the layers and ports that are named."""
    if not ends:
        return dict(net.wiring.outputs)
    places = []
    for end in ends:
        if isinstance(end, Expr) and end.head is S.NetPort:
            spec = end.parts[0] if len(end.parts) == 1 else S.List(*end.parts)
            path = net.tap(spec)
            places.append(net.wiring.outputs[path[0]] if len(path) == 1 else path)
        else:
            key = key_at(net, end, S.NetTake)
            places += [(key, name) for name in net.members[key].outputs]
    known: dict[PortPath, str] = {place: name for name, place in net.wiring.outputs.items()}
    if len(places) == 1:
        return {known.get(places[0], str(places[0][-1])): places[0]}
    return {known.get(place, f"{place[-1]}{number}"): place for number, place in enumerate(places, 1)}


def start_key(net: Container, spec: Any) -> Any:
    if isinstance(spec, Expr) and spec.head is S.NetPort:
        part = spec.parts[0]
        return key_at(net, part.parts[0] if is_list(part) else part, S.NetTake)
    return key_at(net, spec, S.NetTake)


def ancestors(net: Container, ends: Sequence[Any], starts: set[Any]) -> set[Any]:
    """The members that lead to some, none of those before the starts."""
    found: set[Any] = set()
    stack = list(ends)
    while stack:
        key = stack.pop()
        if key in found:
            continue
        found.add(key)
        if key not in starts:
            stack += [source[0] for _, source in net.wiring.by_target[key]]
    return found


@builtin("NetDrop[net, n]", "NetDrop[net, {start, end}]", messages=TEXTS)
def net_drop(kernel: Any, net: Any, spec: Any) -> Any:
    """gives a chain without its first n layers (-n: its last), or without those from start to end.

    >>> NetDrop[NetChain[{Ramp, ElementwiseLayer[2 # &], Tanh}], -1][{-1, 3}]
    {0., 6.}
    """
    chain = checked_net(net, S.NetDrop)
    if not isinstance(chain, ChainNet):
        raise Misfit("chainonly", S.NetDrop, chain, owner=S.NetDrop)
    keys = list(chain.members)
    if is_list(spec) and len(spec) in (1, 2):
        ends = [keys.index(key_at(chain, part, S.NetDrop)) for part in (spec.parts[0], spec.parts[-1])]
        gone = set(keys[ends[0] : ends[1] + 1])
    elif type(spec) is int:
        gone = set(keys[:spec] if spec >= 0 else keys[spec:])
        if abs(spec) > len(keys):
            raise Misfit("position", spec, chain, str(len(keys)), owner=S.NetDrop)
    else:
        last = keys.index(key_at(chain, spec, S.NetDrop))
        gone = set(keys[: last + 1])
    return without(chain, gone, S.NetDrop)


def without(chain: ChainNet, gone: set[Any], owner: Any) -> ChainNet:
    """A chain without some of its layers."""
    keys = list(chain.members)
    pairs = [(key, net) for key, net in chain.members.items() if key not in gone]
    if not pairs:
        raise Misfit("nothingleft", chain, owner=owner)
    ports = end_ports(chain, first=keys[0] not in gone, last=keys[-1] not in gone)
    try:
        return chain_of(pairs, ports, named=chain.named, like=chain)
    except Misfit as misfit:
        raise Misfit("seam", plain_text(misfit), owner=owner) from None


@builtin("NetDelete[net, layer]", "NetDelete[net, {layer1, layer2, ...}]", messages=TEXTS)
def net_delete(kernel: Any, net: Any, spec: Any) -> Any:
    """gives a net without a layer; what came before it leads to what came after it.

    >>> NetDelete[NetChain[{Ramp, ElementwiseLayer[2 # &], Tanh}], {2, 3}][{-1, 3}]
    {0., 3.}
    """
    whole = checked_net(net, S.NetDelete)
    if not isinstance(whole, Container):
        raise Misfit("position", spec, whole, "{}", owner=S.NetDelete)
    specs = list(spec.parts) if is_list(spec) else [spec]
    ports = [each.parts[0] for each in specs if isinstance(each, Expr) and each.head is S.NetPort]
    keys = {key_at(whole, each, S.NetDelete) for each in specs if not isinstance(each, Expr)}
    if isinstance(whole, ChainNet) and not ports:
        return without(whole, keys, S.NetDelete)
    for name in ports:
        whole = without_output(whole, name)
    for key in keys:
        whole = spliced(whole, key)
    return whole


def without_output(net: Container, name: Any) -> GraphNet:
    """A graph in which an output leads nowhere."""
    wiring = net.wiring
    if name not in wiring.outputs:
        raise Misfit("noport", name, net, ", ".join(wiring.outputs), owner=S.NetDelete)
    if len(wiring.outputs) == 1:
        raise Misfit("nothingleft", net, owner=S.NetDelete)
    outputs = {each: place for each, place in wiring.outputs.items() if each != name}
    new = wired(wiring.feeds, wiring.inputs, outputs, (*wiring.muted, wiring.outputs[name]), net.members)
    ports = {each: port for each, port in net.ports.items() if each != name}
    return GraphNet(net.members, new, ports, named=net.named, multipliers=net.multipliers)


def spliced(net: Container, key: Any) -> GraphNet:
    """A graph without a member, its source leading to all that it led to."""
    member, wiring = net.members[key], net.wiring
    if len(net.members) == 1:
        raise Misfit("nothingleft", net, owner=S.NetDelete)
    if len(member.inputs) != 1 or len(member.outputs) != 1:
        if any(source[0] == key for source in wiring.feeds.values()):
            raise Misfit("through", label(key, member), owner=S.NetDelete)
        return without_end(net, key)
    entry, exit_ = (key, next(iter(member.inputs))), (key, next(iter(member.outputs)))
    source, outer = wiring.feeds.get(entry), wiring.entries.get(entry)
    after = [target for target, each in wiring.feeds.items() if each == exit_]
    feeds = {t: s for t, s in wiring.feeds.items() if t != entry and s != exit_}
    inputs = {name: [p for p in places if p != entry] for name, places in wiring.inputs.items()}
    outputs = dict(wiring.outputs)
    for target in after:
        if source is not None:
            feeds[target] = source
        elif outer is not None:
            inputs[outer].append(target)
    for name, place in wiring.outputs.items():
        if place == exit_ and source is not None:
            outputs[name] = source
        elif place == exit_:
            raise Misfit("through", label(key, member), owner=S.NetDelete)
    members = {each: one for each, one in net.members.items() if each != key}
    new = wired(feeds, inputs, outputs, wiring.muted, members)
    try:
        return GraphNet(members, new, net.ports, named=net.named, multipliers=net.multipliers)
    except Misfit as misfit:
        raise Misfit("seam", plain_text(misfit), owner=S.NetDelete) from None


def without_end(net: Container, key: Any) -> GraphNet:
    """A graph without a member that nothing follows; what came before it becomes an output if it was none."""
    wiring = net.wiring
    feeds = {t: s for t, s in wiring.feeds.items() if t[0] != key}
    inputs = {name: [p for p in places if p[0] != key] for name, places in wiring.inputs.items()}
    inputs = {name: places for name, places in inputs.items() if places}
    outputs = {name: place for name, place in wiring.outputs.items() if place[0] != key}
    muted = [place for place in wiring.muted if place[0] != key]
    used = {*feeds.values(), *outputs.values(), *muted}
    loose = dict.fromkeys(s for t, s in wiring.feeds.items() if t[0] == key and s not in used)
    outputs.update(numbered(list(loose), outputs))
    members = {each: one for each, one in net.members.items() if each != key}
    same = {name for name, place in outputs.items() if wiring.outputs.get(name) == place}
    ports = {name: port for name, port in net.ports.items() if name in inputs or name in same}
    new = wired(feeds, inputs, outputs, muted, members)
    return GraphNet(members, new, ports, named=net.named, multipliers=net.multipliers)


@builtin("NetInsert[net, layer, i]", 'NetInsert[net, "name" -> layer, i]', messages=TEXTS)
def net_insert(kernel: Any, net: Any, new: Any, spec: Any) -> Any:
    """gives a chain with a layer put before the layer at position i.

    >>> NetInsert[NetChain[{Ramp, Tanh}], ElementwiseLayer[# - 1 &], 1][{0.5}]
    {0.}
    """
    chain = as_chain(checked_net(net, S.NetInsert))
    name, element = new.parts if is_rule(new) else (None, new)
    check_name(chain, name, S.NetInsert)
    pairs = list(chain.members.items())
    end = type(spec) is int and spec in (len(pairs) + 1, -1)
    place = list(chain.members).index(key_at(chain, spec, S.NetInsert)) if not end else len(pairs)
    pairs.insert(place, (name, element_net(name, element, kernel)))
    ports = end_ports(chain, first=place > 0, last=place < len(pairs) - 1)
    return chain_of(pairs, ports, named=chain.named, like=chain)


def check_name(chain: ChainNet, name: Any, owner: Any) -> None:
    """`Misfit` unless a new layer has a name where the others have, one that is free."""
    if chain.named and name is None:
        raise Misfit("unnamed", chain, owner=owner)
    check_free(chain, name, owner)


def check_free(chain: ChainNet, name: Any, owner: Any) -> None:
    """`Misfit` where the chain has a layer of that name."""
    if name in chain.members:
        raise Misfit("nametaken", name, chain, owner=owner)
