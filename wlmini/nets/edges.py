"""The edges of a graph, as they are written, and the wiring that they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ..expr import Expr, S, is_list, make_list
from .parameters import is_rule
from .ports import Misfit
from .registration import listed
from .texts import TEXTS
from .values import Net
from .wiring import PortPath, Wiring, label

__all__ = ["edge_expressions", "leave_open_places", "read_edges"]

TEXTS.declare(
    edge="`1` is no edge; an edge is a rule between layers (by name or number) and NetPort[...].",
    novertex="There is no layer `1` in the graph; its layers are `2`.",
    twofeeds="More than one edge leads to the port `1` of `2`.",
    ambiguous="It is not clear which port of layer `1` an edge means; give one of `2` as NetPort[{layer, "
    '"port"}].',
    toomanyedges="`1` edges lead to layer `2`, which has `3` free inputs; its inputs are `4`.",
    nooutput="The graph has no output.",
)


@dataclass
class Draft:
    """A wiring while its edges are read. `loose` are sources for a member whose inputs are not named."""

    members: dict[Any, Net]
    feeds: dict[PortPath, PortPath] = field(default_factory=dict)
    inputs: dict[str, list[PortPath]] = field(default_factory=dict)
    outputs: dict[str, PortPath] = field(default_factory=dict)
    muted: list[PortPath] = field(default_factory=list)
    loose: dict[Any, list[Any]] = field(default_factory=dict)

    def connect(self, source: Any, target: PortPath) -> None:
        """Feed a place from a source: a place, or the name of an input of the graph."""
        taken = target in self.feeds or any(target in places for places in self.inputs.values())
        if taken:
            raise Misfit("twofeeds", target[-1], label(target[0], self.members[target[0]]))
        if isinstance(source, str):
            self.inputs.setdefault(source, []).append(target)
        else:
            self.feeds[target] = source


@dataclass(frozen=True)
class End:
    """One end of an edge: a member, a port of a member, a port of the graph (`key` None), or nothing."""

    key: Any = None
    path: PortPath = ()
    nothing: bool = False

    @property
    def is_outer(self) -> bool:
        """Whether it is a port of the graph."""
        return self.key is None and not self.nothing


def read_edges(members: Mapping[Any, Net], edges: Sequence[Any]) -> tuple[dict[Any, Net], Wiring]:
    """The members (with as many inputs as edges lead to) and their wiring; `Misfit` where it is none."""
    draft = Draft(dict(members))
    for edge in edges:
        if not is_rule(edge):
            raise Misfit("edge", edge)
        for left, right in pairwise(stations(edge)):
            for target in each_end(right):
                for source in each_end(left):
                    add_edge(draft, read_end(draft, source), read_end(draft, target), edge)
    for key, sources in draft.loose.items():
        assign(draft, key, sources)
    leave_open(draft)
    inputs = {name: tuple(places) for name, places in draft.inputs.items()}
    wiring = Wiring(draft.feeds, inputs, draft.outputs, tuple(draft.muted), tuple(draft.members))
    if wiring.order and not draft.outputs:  # the order finds circles
        raise Misfit("nooutput")
    return draft.members, wiring


def stations(edge: Any) -> list[Any]:
    """a -> b -> c as [a, b, c]."""
    found = []
    while is_rule(edge):
        found.append(edge.parts[0])
        edge = edge.parts[1]
    return [*found, edge]


def each_end(expr: Any) -> Iterable[Any]:
    return expr.parts if is_list(expr) else (expr,)


def read_end(draft: Draft, expr: Any) -> End:
    """What one end of an edge is."""
    if expr is S["None"]:
        return End(nothing=True)
    if isinstance(expr, Expr) and expr.head is S.NetPort and expr.parts:
        path = expr.parts[0].parts if is_list(expr.parts[0]) else expr.parts
        if len(path) == 1 and isinstance(path[0], str) and not is_list(expr.parts[0]):
            return End(path=(path[0],))
        key = member_key(draft, path[0])
        return End(key, (key, *path[1:]))
    key = member_key(draft, expr)
    return End(key, (key,))


def member_key(draft: Draft, key: Any) -> Any:
    """The key of a member that an edge names, by name or by number."""
    if isinstance(key, str | int) and key in draft.members:
        return key
    keys = list(draft.members)
    if type(key) is int and 0 < key <= len(keys):
        return keys[key - 1]
    raise Misfit("novertex", key, listed(keys))


def add_edge(draft: Draft, source: End, target: End, edge: Any) -> None:
    if source.nothing or target.nothing and source.is_outer or source.is_outer and target.is_outer:
        raise Misfit("edge", edge)
    if source.is_outer:
        draft.inputs.setdefault(source.path[0], [])
    origin: Any = source.path[0] if source.is_outer else output_place(draft, source)
    if target.nothing:
        draft.muted.append(origin)
    elif target.is_outer:
        name = target.path[0]
        if name in draft.outputs:
            raise Misfit("twofeeds", name, "NetGraph")
        draft.outputs[name] = origin
    elif len(target.path) == 1:
        draft.loose.setdefault(target.key, []).append(origin)
    else:
        draft.connect(origin, input_place(draft, target))


def inner_net(draft: Draft, path: PortPath) -> Net:
    """The member that all keys of a path but the last lead to."""
    net: Any = draft.members[path[0]]
    for key in path[1:-1]:
        found = net.key_of(key)
        if found is None:
            raise Misfit("noport", make_list(path), net, listed(net.member_names()))
        net = net.member(found)
    return net  # type: ignore[no-any-return]


def output_place(draft: Draft, end: End) -> PortPath:
    """The output that an edge begins at."""
    path = end.path
    net = inner_net(draft, path)
    if len(path) > 1:
        if path[-1] in net.outputs or (path[-1],) in net.recurrent_states():
            return path
        found = net.key_of(path[-1])
        if found is None:
            raise Misfit("noport", path[-1], label(end.key, net), listed(net.outputs))
        net = net.member(found)
    if len(net.outputs) != 1:
        raise Misfit("ambiguous", label(end.key, net), listed(net.outputs))
    return (*path, next(iter(net.outputs)))


def input_place(draft: Draft, end: End) -> PortPath:
    """The input or state that an edge leads to."""
    path = end.path
    net = inner_net(draft, path)
    name = path[-1]
    if len(path) == 2 and net.is_undecided and isinstance(name, str) and name[5:].isdigit():
        count = max(int(name[5:]), len(net.inputs))
        draft.members[path[0]] = net = net.with_input_count(count)
    if len(path) == 2 and name in net.inputs or (name,) in net.recurrent_states():
        return path
    raise Misfit("noport", name, label(end.key, net), listed(net.inputs))


def assign(draft: Draft, key: Any, sources: Sequence[Any]) -> None:
    """Give the inputs of a member, in their order, the sources of the edges that name only the member."""
    net = draft.members[key]
    claimed = {target[1] for target in draft.feeds if target[0] == key and len(target) == 2}
    claimed |= {
        place[1]
        for places in draft.inputs.values()
        for place in places
        if place[0] == key and len(place) == 2
    }
    if net.is_undecided:
        net = draft.members[key] = net.with_input_count(len(sources) + len(claimed))
    free = [name for name in net.inputs if name not in claimed]
    if len(sources) > len(free):
        raise Misfit("toomanyedges", len(sources), label(key, net), len(free), listed(net.inputs))
    if len(sources) < len(free) and not net.takes_list:
        raise Misfit("ambiguous", label(key, net), listed(net.inputs))
    for name, source in zip(free, sources, strict=False):
        draft.connect(source, (key, name))


def leave_open(draft: Draft) -> None:
    """Ports that nothing is connected to become ports of the graph."""
    fed = {*draft.feeds, *(place for places in draft.inputs.values() for place in places)}
    for key, net in draft.members.items():
        if net.is_undecided:
            raise Misfit("undecided", label(key, net))
    leave_open_places(draft.members, fed, draft.inputs)
    used = {*draft.feeds.values(), *draft.outputs.values(), *draft.muted}
    outs = [
        (key, name) for key, net in draft.members.items() for name in net.outputs if (key, name) not in used
    ]
    for name, place in numbered(outs, draft.outputs):
        draft.outputs[name] = place


def leave_open_places(
    members: Mapping[Any, Net], fed: set[PortPath], inputs: dict[str, list[PortPath]]
) -> None:
    """Inputs of members that nothing goes to become inputs of the graph."""
    places = [(key, name) for key, net in members.items() for name in net.inputs if (key, name) not in fed]
    for name, place in numbered(places, inputs):
        inputs.setdefault(name, []).append(place)


def numbered(places: Sequence[PortPath], taken: Mapping[str, Any]) -> list[tuple[str, PortPath]]:
    """Names for open ports: their own, with numbers where several have the same."""
    counts = Counter(place[-1] for place in places)
    seen: Counter[str] = Counter()
    found = []
    for place in places:
        name = place[-1]
        if counts[name] > 1 or name in taken:
            seen[name] += 1
            while f"{name}{seen[name]}" in taken:
                seen[name] += 1
            name = f"{name}{seen[name]}"
        found.append((name, place))
    return found


# -- back to expressions ---------------------------------------------------------------------------------


def edge_expressions(members: Mapping[Any, Net], wiring: Wiring) -> list[Expr]:
    """Edges that mean the wiring."""
    found = []
    for name, places in wiring.inputs.items():
        found += [S.Rule(S.NetPort(name), port_expression(members, place, "inputs")) for place in places]
    for key in members:
        for target, source in wiring.by_target[key]:
            left = port_expression(members, source, "outputs")
            found.append(S.Rule(left, port_expression(members, target, "inputs")))
    for name, source in wiring.outputs.items():
        found.append(S.Rule(port_expression(members, source, "outputs"), S.NetPort(name)))
    return [*found, *(S.Rule(S.NetPort(make_list(place)), S["None"]) for place in wiring.muted)]


def port_expression(members: Mapping[Any, Net], place: PortPath, side: str) -> Any:
    """The end of an edge: the member alone where it has no other port."""
    ports = getattr(members[place[0]], side)
    alone = len(place) == 2 and list(ports) == [place[1]]
    return place[0] if alone else S.NetPort(make_list(place))
