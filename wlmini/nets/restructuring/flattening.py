"""NetFlatten and NetRename."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from ...expr import Expr, S, Symbol, is_list
from ...kernel.declare import builtin
from ..chains import ChainNet
from ..containers import Container
from ..elements import checked_net
from ..graphs import GraphNet, as_graph
from ..layer_net import LayerNet
from ..parameters import is_infinite, is_rule
from ..ports import Misfit
from ..registration import listed
from ..texts import TEXTS
from ..values import Net
from ..wiring import PortPath
from .members import chain_of, rekeyed, wired

TEXTS.declare(
    rename='`1` is no renaming; give "old" -> "new", NetPort["old"] -> NetPort["new"], a list, or a '
    "function of names.",
    noname="There is no layer or port `1` to be renamed; there are `2`.",
    level="`1` is no level; give a positive integer, {n}, {n1, n2} or Infinity.",
    heads="The setting `1` of AllowedHeads is not Automatic, NetChain, NetGraph or a list of them.",
)

HEADS = {"NetChain": ChainNet, "NetGraph": GraphNet}


@builtin(
    "NetFlatten[net]",
    "NetFlatten[net, level]",
    options={"AllowedHeads": S.Automatic},
    messages=TEXTS,
)
def net_flatten(kernel: Any, net: Any, level: Any = S.Infinity, *, options: Any) -> Any:
    """gives a net without nets inside of nets, down to a level (Infinity).

    >>> Length[Normal[NetFlatten[NetChain[{Ramp, NetChain[{Tanh, Ramp}]}]]]]
    3
    """
    endless = is_infinite(level)
    if not endless and (type(level) is not int or level < 0):
        raise Misfit("level", level, owner=S.NetFlatten)
    heads = read_heads(options["AllowedHeads"])
    return flat(checked_net(net, S.NetFlatten), 10**6 if endless else level, heads)


def read_heads(spec: Any) -> tuple[type, ...]:
    """The kinds of containers that are opened."""
    if spec is S.Automatic:
        return (ChainNet, GraphNet)
    parts = spec.parts if is_list(spec) else (spec,)
    if not all(isinstance(part, Symbol) and part.short in HEADS for part in parts):
        raise Misfit("heads", spec, owner=S.NetFlatten)
    return tuple(HEADS[part.short] for part in parts)


def flat(net: Net, level: int, heads: tuple[type, ...]) -> Net:
    """A net with the containers inside opened, so many levels deep."""
    if isinstance(net, LayerNet):
        for key, inner in net.nets.items():
            net = net.with_member(key, flat(inner, level, heads))
        return net
    if not isinstance(net, Container) or not level:
        return net
    members = {key: flat(member, level - 1, heads) for key, member in net.members.items()}
    if all(members[key] is net.members[key] for key in members):
        if not any(isinstance(member, heads) for member in members.values()):
            return net if isinstance(net, ChainNet) else as_row(net)
    else:
        net = net.copy(members)
    inside = [member for member in net.members.values() if isinstance(member, heads)]
    if isinstance(net, ChainNet) and all(isinstance(member, ChainNet) for member in inside):
        return opened_chain(net, heads)
    graph = as_graph(net)
    for name in [name for name, member in graph.members.items() if isinstance(member, heads)]:
        graph = opened(graph, name)
    return as_row(settled_names(graph))


def opened_chain(net: ChainNet, heads: tuple[type, ...]) -> ChainNet:
    """A chain of chains as one chain; names of layers inside come after that of their chain."""
    pairs: list[tuple[Any, Net]] = []
    named = net.named or any(getattr(member, "named", False) for member in net.members.values())
    for key, member in net.members.items():
        if isinstance(member, heads) and isinstance(member, Container):
            for inner, each in member.members.items():
                name: Any = f"{key}/{inner}"
                pairs.append((name if named else None, each))
        else:
            pairs.append((str(key) if named else key, member))
    return chain_of(pairs, net.ports, named=named, like=net)


def opened(graph: GraphNet, key: Any) -> GraphNet:
    """A graph with the members of one of its members in the place of that."""
    inner = graph.members[key]
    assert isinstance(inner, Container)

    def inside(place: PortPath) -> PortPath:
        return ((key, place[0]) if not isinstance(key, tuple) else (*key, place[0]), *place[1:])

    def source(place: PortPath) -> PortPath:
        if place[0] != key:
            return place
        return inside(inner.wiring.outputs[place[1]]) if len(place) == 2 else inside(place[1:])

    def targets(place: PortPath) -> list[PortPath]:
        if place[0] != key:
            return [place]
        known = len(place) == 2 and place[1] in inner.wiring.inputs
        return [inside(each) for each in inner.wiring.inputs[place[1]]] if known else [inside(place[1:])]

    wiring = graph.wiring
    feeds = {inside(t): inside(s) for t, s in inner.wiring.feeds.items()}
    feeds.update({t: source(s) for target, s in wiring.feeds.items() for t in targets(target)})
    inputs = {n: [t for place in places for t in targets(place)] for n, places in wiring.inputs.items()}
    outputs = {name: source(place) for name, place in wiring.outputs.items()}
    muted = [*(source(place) for place in wiring.muted), *(inside(place) for place in inner.wiring.muted)]
    members: dict[Any, Net] = {}
    for each, member in graph.members.items():
        if each == key:
            members.update({inside((name,))[0]: one for name, one in inner.members.items()})
        else:
            members[each] = member
    new = wired(feeds, inputs, outputs, muted, members)
    return GraphNet(members, new, graph.ports, named=graph.named, multipliers=graph.multipliers)


def settled_names(graph: GraphNet) -> GraphNet:
    """Keys that came from inside as names "outer/inner", or numbers where nothing has a name."""
    texts = any(isinstance(part, str) for key in graph.members for part in key_parts(key))
    if texts:
        return rekeyed(graph, lambda key: "/".join(map(str, key_parts(key))), named=True)
    numbers = {key: number for number, key in enumerate(graph.members, 1)}
    return rekeyed(graph, numbers.__getitem__, named=False)


def key_parts(key: Any) -> tuple[Any, ...]:
    return key if isinstance(key, tuple) else (key,)


def as_row(graph: Container) -> Container:
    """A graph whose layers stand in a row as a chain."""
    order = list(graph.wiring.order)
    wiring = graph.wiring
    straight = all(
        len(wiring.by_target[after]) == 1 and wiring.by_target[after][0][1][0] == before
        for before, after in pairwise(order)
    )
    single = all(len(graph.members[key].outputs) == 1 for key in order[:-1])
    inner = all(len(graph.members[key].inputs) == 1 for key in order[1:])
    at_ends = all(place[0] == order[0] for places in wiring.inputs.values() for place in places)
    at_ends = at_ends and all(place[0] == order[-1] and len(place) == 2 for place in wiring.outputs.values())
    own_names = all(wiring.inputs.get(n) == ((order[0], n),) for n in graph.members[order[0]].inputs)
    own_names = own_names and all(wiring.outputs.get(n) for n in graph.members[order[-1]].outputs)
    if not (straight and single and inner and at_ends and own_names) or wiring.muted:
        return graph
    return chain_of([(key, graph.members[key]) for key in order], graph.ports, named=graph.named)


# -- names -------------------------------------------------------------------------------------------------


@builtin(
    'NetRename[net, "old" -> "new"]',
    'NetRename[net, NetPort["old"] -> NetPort["new"]]',
    "NetRename[net, {rule1, rule2, ...}]",
    "NetRename[net, f]",
    "NetRename[net, spec, level]",
    messages=TEXTS,
)
def net_rename(kernel: Any, net: Any, spec: Any, level: Any = 1) -> Any:
    """gives a net with other names for its layers, on the first level or those that level means.

    >>> Keys[Normal[NetRename[NetChain[<|"a" -> Ramp, "b" -> Tanh|>], "a" -> "first"]]]
    {first, b}
    """
    low, high = read_levels(level)
    whole = checked_net(net, S.NetRename)
    if not isinstance(whole, Container):
        raise Misfit("noname", spec, "{}", owner=S.NetRename)
    rules = list(spec.parts) if is_list(spec) else [spec]
    if len(rules) == 1 and not is_rule(rules[0]):
        return renamed(whole, lambda key: applied(kernel, rules[0], key), low, high)
    layers, ports = {}, {}
    for rule in rules:
        if not is_rule(rule):
            raise Misfit("rename", rule, owner=S.NetRename)
        old, new = rule.parts
        if is_port(old) and is_port(new):
            ports[old.parts[0]] = new.parts[0]
        else:
            layers[old] = new
    known = [*whole.members, *whole.ports]
    for name in (*layers, *ports):
        at_first_level = name in whole.members or whole.key_of(name) is not None or name in whole.ports
        if (low, high) == (1, 1) and not at_first_level:
            raise Misfit("noname", name, listed(known), owner=S.NetRename)
    if layers:
        whole = renamed(whole, lambda key: layers.get(key, key), low, high)
    return with_port_names(whole, ports) if ports else whole


def is_port(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.NetPort and len(expr.parts) == 1


def applied(kernel: Any, function: Any, key: Any) -> Any:
    return kernel.evaluate(Expr(function, (key,)))


def read_levels(spec: Any) -> tuple[int, int]:
    """(first, last) level of n, {n}, {n1, n2}, Infinity."""
    top = 10**6
    parts = list(spec.parts) if is_list(spec) else [1, spec]
    numbers = [top if is_infinite(part) else part for part in parts]
    if len(numbers) == 1:
        numbers *= 2
    if len(numbers) != 2 or not all(type(each) is int and each >= 1 for each in numbers):
        raise Misfit("level", spec, owner=S.NetRename)
    return numbers[0], numbers[1]


def renamed(net: Container, rename: Callable[[Any], Any], low: int, high: int) -> Container:
    """A container with other keys for its members on some levels."""
    members = {}
    for key, member in net.members.items():
        deeper = isinstance(member, Container) and high > 1
        members[key] = renamed(member, rename, max(low - 1, 1), high - 1) if deeper else member  # type: ignore[arg-type]
    net = net.copy(members) if any(members[key] is not net.members[key] for key in members) else net
    if low > 1:
        return net
    new = {key: rename(key) for key in net.members}
    if new == {key: key for key in net.members}:
        return net
    for name in new.values():
        if not isinstance(name, str):
            new = {key: str(each) if type(each) is int else each for key, each in new.items()}
        if not isinstance(name, str | int):
            raise Misfit("badname", name, owner=S.NetRename)
    if len(set(new.values())) < len(new):
        twice = next(name for name in new.values() if list(new.values()).count(name) > 1)
        raise Misfit("nametaken", twice, net, owner=S.NetRename)
    if isinstance(net, ChainNet):
        pairs = [(new[key], member) for key, member in net.members.items()]
        return chain_of(pairs, net.ports, named=True, like=net)
    return rekeyed(net, new.__getitem__, named=True)


def with_port_names(net: Container, names: Mapping[str, Any]) -> GraphNet:
    """A graph with other names for its ports."""
    for old, new in names.items():
        if old not in net.ports:
            raise Misfit("noname", old, listed(net.ports), owner=S.NetRename)
        if not isinstance(new, str):
            raise Misfit("badname", new, owner=S.NetRename)
        if new in net.ports and new not in names:
            raise Misfit("nametaken", new, net, owner=S.NetRename)
    wiring = net.wiring
    inputs = {names.get(name, name): places for name, places in wiring.inputs.items()}
    outputs = {names.get(name, name): place for name, place in wiring.outputs.items()}
    ports = {names.get(name, name): port for name, port in net.ports.items()}
    new_wiring = wired(wiring.feeds, inputs, outputs, wiring.muted, net.members)
    return GraphNet(net.members, new_wiring, ports, named=net.named, multipliers=net.multipliers)
