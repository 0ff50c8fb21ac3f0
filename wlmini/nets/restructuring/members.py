"""What all restructuring needs: a net as members with wiring, and back; positions; names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...expr import S, is_list
from ..chains import ChainNet
from ..containers import Container
from ..graphs import GraphNet
from ..ports import Misfit, Port, parse_port
from ..registration import listed
from ..texts import TEXTS
from ..values import Net
from ..wiring import PortPath, Wiring

__all__ = [
    "as_chain", "chain_of", "end_ports", "given_ports", "key_at",
    "rekeyed", "unique_names",
]  # fmt: skip

TEXTS.declare(
    position="There is no layer `1` in `2`; its layers are `3`.",
    nothingleft="Nothing would be left of `1`.",
    nametaken="There is a layer `1` in `2` already.",
    seam="What comes before and after the removed layers does not fit: `1`",
    badname="`1` is no name for a layer or port; a name is a string.",
)


def as_chain(net: Net) -> ChainNet:
    """A chain as it is, any other net as a chain of it alone."""
    return net if isinstance(net, ChainNet) else ChainNet({1: net}, dict(net.ports))


def given_ports(options: Mapping[str, Any]) -> dict[str, Port]:
    """The port types that options give, those left Automatic apart."""
    return {name: parse_port(name, spec) for name, spec in options.items() if spec is not S.Automatic}


def key_at(net: Net, spec: Any, owner: Any) -> Any:
    """The key of the member that a position means."""
    found = net.key_of(spec)
    if found is None:
        names = net.member_names() if isinstance(net, Container) else []
        raise Misfit("position", spec, net, listed(names), owner=owner)
    return found


def end_ports(net: Container, *, first: bool, last: bool) -> dict[str, Port]:
    """The ports of a chain that a part of it keeps, by whether it has its first and its last layer."""
    kept: dict[str, Port] = {}
    if first:
        kept.update(net.inputs)
    if last:
        kept.update(net.outputs)
    return kept


def unique_names(pairs: Iterable[tuple[Any, Net]]) -> list[tuple[Any, Net]]:
    """Members with names that occur once: later ones of a name get numbers."""
    seen: Counter[Any] = Counter()
    taken: set[Any] = set()
    found = []
    for key, net in pairs:
        name = key
        while name in taken:
            seen[key] += 1
            name = f"{key}{seen[key]}"
        taken.add(name)
        found.append((name, net))
    return found


def named_pairs(pairs: Iterable[tuple[Any, Net]]) -> list[tuple[str, Net]]:
    """Members with names that occur once, their position where they have none."""
    positions = ((key if isinstance(key, str) else str(i), net) for i, (key, net) in enumerate(pairs, 1))
    return unique_names(positions)


def chain_of(
    pairs: Sequence[tuple[Any, Net]], ports: Mapping[str, Port], *, named: bool, like: ChainNet | None = None
) -> ChainNet:
    """The chain of these members; where they have no names, they are numbered anew."""
    if not named:
        pairs = [(number, net) for number, (_, net) in enumerate(pairs, 1)]
    members = dict(pairs)
    first, last = next(iter(members.values())), list(members.values())[-1]
    fitting = {name: port for name, port in ports.items() if name in first.inputs or name in last.outputs}
    multipliers = S.Automatic if like is None else like.multipliers
    return ChainNet(members, fitting, named=named, multipliers=multipliers)


def rekeyed(net: Container, rename: Callable[[Any], Any], *, named: bool) -> GraphNet:
    """A graph with other keys for its members."""
    new = {key: rename(key) for key in net.members}

    def moved(place: PortPath) -> PortPath:
        return (new[place[0]], *place[1:])

    wiring = net.wiring
    changed = replace(
        wiring,
        feeds={moved(target): moved(source) for target, source in wiring.feeds.items()},
        inputs={name: tuple(map(moved, places)) for name, places in wiring.inputs.items()},
        outputs={name: moved(place) for name, place in wiring.outputs.items()},
        muted=tuple(map(moved, wiring.muted)),
        keys=tuple(new.values()),
    )
    members = {new[key]: member for key, member in net.members.items()}
    return GraphNet(members, changed, net.ports, named=named, multipliers=net.multipliers)


def keys_of(spec: Any) -> tuple[Any, ...]:
    """A position as keys from outer to inner."""
    return tuple(spec.parts) if is_list(spec) else (spec,)


def wired(
    feeds: Mapping[PortPath, PortPath], inputs: Any, outputs: Any, muted: Any, keys: Iterable[Any]
) -> Wiring:
    """A wiring from its parts."""
    return Wiring(
        dict(feeds), {k: tuple(v) for k, v in inputs.items()}, dict(outputs), tuple(muted), tuple(keys)
    )
