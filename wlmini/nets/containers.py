"""What chains and graphs of nets have in common: members by key, wiring, ports, arrays, surgery's needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..expr import Association, Expr, S, Symbol, make_list
from .declaration import MULTIPLIERS
from .display import container_table
from .language_net import LanguageNet
from .lowering import Place
from .ports import Misfit, Port, check_sides, met, told
from .shared_arrays import is_shared, known_arrays
from .values import Net, Slot, inner_values, member_slots, shared_member
from .wiring import Wiring, port_of, settle

__all__ = ["Container", "port_list"]


class Container(LanguageNet):
    """Members by key in order (numbers from 1 on, or names), and how they are connected."""

    __slots__ = ("members", "multipliers", "named", "wiring")
    members: dict[Any, Net]
    wiring: Wiring
    named: bool
    multipliers: Any

    def __init__(
        self,
        members: Mapping[Any, Net],
        wiring: Wiring,
        ports: Mapping[str, Port] | None = None,
        *,
        named: bool = False,
        multipliers: Any = S.Automatic,
    ) -> None:
        self.cache = {}
        self.named, self.multipliers, self.wiring = named, multipliers, wiring
        given = ports or {}
        for name in given:
            if name not in wiring.inputs and name not in wiring.outputs:
                raise Misfit("noport", name, self.head, ", ".join((*wiring.inputs, *wiring.outputs)))
        check_sides(chosen(given, wiring.inputs), chosen(given, wiring.outputs))
        inputs = {name: self.entry(members, name, given.get(name)) for name in wiring.inputs}
        outputs = {
            name: hoisted(port_of(members, place, "outputs"), given.get(name))
            for name, place in wiring.outputs.items()
        }
        self.members = settle(members, wiring, {**inputs, **outputs})
        if self.shares and (known := known_arrays(self.members.values())):
            self.members = {key: net.with_arrays(known) for key, net in self.members.items()}
        self.inputs = {name: self.settled(name, port) for name, port in inputs.items()}
        self.outputs = {
            name: given_by(port_of(self.members, wiring.outputs[name], "outputs").bare(), port)
            for name, port in outputs.items()
        }

    def entry(self, members: Mapping[Any, Net], name: str, given: Port | None) -> Port:
        """The input port of that name, before the members have told their shapes."""
        port = given
        for place in self.wiring.inputs[name]:
            port = hoisted(port_of(members, place, "inputs"), port)
        assert port is not None
        return port

    def settled(self, name: str, port: Port) -> Port:
        """The input port of that name, after the members have told their shapes."""
        for place in self.wiring.inputs[name]:
            port = met(name, port, port_of(self.members, place, "inputs").bare(), self.head)
        return port

    def copy(self, members: Mapping[Any, Net], ports: Mapping[str, Port] | None = None) -> Container:
        """The same container with other members under the same keys, or other ports, settled again."""
        raise NotImplementedError

    def member_expressions(self) -> Any:
        """The list or association of expressions that make the members."""
        if self.named:
            return Association.of((key, net.construction()) for key, net in self.members.items())
        return make_list([net.construction() for net in self.members.values()])

    def option_rules(self) -> list[Expr]:
        """What a construction says of ports and multipliers."""
        shown: dict[Any, Any] = {name: port.show() for name, port in self.ports.items()}
        if self.multipliers is not S.Automatic:
            shown[S.LearningRateMultipliers] = self.multipliers
        return [S.Rule(name, value) for name, value in shown.items() if value is not S.Automatic]

    # The protocol of Net

    @property
    def is_undecided(self) -> bool:
        return False

    def slots(self) -> Iterator[tuple[tuple[Any, ...], Slot]]:
        yield from member_slots(self.members)

    def with_arrays(self, values: Mapping[tuple[Any, ...], Any]) -> Container:
        inside: dict[Any, dict[tuple[Any, ...], Any]] = {}
        for path, value in values.items():
            inside.setdefault(path[0], {})[path[1:]] = value
        shared = {path: value for path, value in values.items() if is_shared(path)}
        members = {}
        for key, net in self.members.items():
            own = {**inside.get(key, {}), **shared}
            members[key] = net.with_arrays(own) if own else net
        return self.copy(members)

    def takes_empty(self, name: str) -> bool:
        places = self.wiring.inputs.get(name, ())
        return bool(places) and all(
            len(place) == 2 and self.members[place[0]].takes_empty(place[1]) for place in places
        )

    @property
    def shares(self) -> bool:
        if "shares" not in self.cache:
            self.cache["shares"] = any(net.shares for net in self.members.values())
        return bool(self.cache["shares"])

    def forgetful(self) -> Container:
        members = {key: net.forgetful() for key, net in self.members.items()}
        return self.copy(members, {name: port for name, port in self.ports.items() if port.coder})

    def with_shared(self, names: Mapping[tuple[Any, ...], str]) -> Container:
        return self.copy(
            {key: net.with_shared(inner_values(names, key)) for key, net in self.members.items()}
        )

    def with_member(self, key: Any, net: Net) -> Container:
        """The same container with another net under a key."""
        return self.copy({**self.members, key: net})

    def refined(self, inputs: Mapping[str, Port], outputs: Mapping[str, Port] | None = None) -> Container:
        wanted, head = outputs or {}, self.head
        ports = {name: told(name, port, inputs.get(name), head) for name, port in self.inputs.items()}
        ports.update({name: met(name, port, wanted.get(name), head) for name, port in self.outputs.items()})
        return self if ports == self.ports else self.copy(self.members, ports)

    def with_ports(self, ports: Mapping[str, Port]) -> Container:
        nets = dict(self.members)
        ends = [
            *((place, "inputs") for name in ports for place in self.wiring.inputs.get(name, ())),
            *((self.wiring.outputs[name], "outputs") for name in ports if name in self.wiring.outputs),
        ]
        for place, side in ends:
            if len(place) == 2 and place[1] in getattr(nets[place[0]], side):
                nets[place[0]] = nets[place[0]].with_ports({place[1]: Port()})
        return self.copy(nets, {**self.ports, **ports})

    def lower(self, place: Place, inputs: Mapping[str, Any]) -> dict[str, Any]:
        here = place
        made: dict[tuple[Any, ...], Any] = {}
        for target, entry in self.wiring.entries.items():
            if len(target) > 2:
                here = with_state(here, target, inputs[entry])
        for key in self.wiring.order:
            net = self.members[key]
            fed = {name: inputs[at] for name in ports_of(net) if (at := self.wiring.entries.get((key, name)))}
            for target, source in self.wiring.by_target[key]:
                value = made[source] if len(source) == 2 else here.taps[(*here.path, *source)]
                if len(target) == 2:
                    fed[target[1]] = value
                else:
                    here = with_state(here, target, value)
            for name, node in net.lower(here.inside(key), fed).items():
                made[(key, name)] = node
        found = {}
        for name, source in self.wiring.outputs.items():
            found[name] = made[source] if len(source) == 2 else here.taps[(*here.path, *source)]
        place.record(found)
        return found

    def recurrent_states(self) -> dict[tuple[Any, ...], Any]:
        return {
            (key, *path): shape
            for key, net in self.members.items()
            for path, shape in net.recurrent_states().items()
            if (key, *path) not in self.wiring.feeds and (key, *path) not in self.wiring.entries
        }

    def leaf_layers(self) -> Iterator[Net]:
        for net in self.members.values():
            yield from net.leaf_layers()

    def check_values(self, training: bool) -> None:
        for net in self.members.values():
            net.check_values(training)

    def key_of(self, key: Any) -> Any:
        """The key of the member that a user calls by name or number; None where there is none."""
        if type(key) is int and key not in self.members:
            keys = list(self.members)
            index = key - 1 if key > 0 else len(keys) + key
            return keys[index] if key and 0 <= index < len(keys) else None
        return key if isinstance(key, str | int) and key in self.members else None

    def member(self, key: Any) -> Any:
        found = self.key_of(key)
        if found is not None:
            return self.members[found]
        if isinstance(key, Symbol) and key.short == MULTIPLIERS:
            return self.multipliers
        if isinstance(key, Expr):
            return shared_member(self, key)
        port = self.ports.get(key) if isinstance(key, str) else None
        return None if port is None else port.show()

    def member_names(self) -> list[Any]:
        return list(self.members)

    def multiplier_rules(self) -> Any:
        return self.multipliers

    def is_named(self) -> bool:
        return self.named

    def summary(self, write: Any) -> str:
        return container_table(self, write, self.sources)

    def sources(self, key: Any) -> str:
        """What comes before a member, where that is not plain."""
        return ""

    def output_form(self) -> str:
        """A stub: the number of layers, and whether arrays are missing."""
        missing = ", uninitialized" if self.is_open else ""
        return f"{self.head.short}[<{len(self.members)}{missing}>]"


def chosen(ports: Mapping[str, Port], names: Iterable[str]) -> dict[str, Port]:
    """The ports of these names."""
    return {name: ports[name] for name in names if name in ports}


def ports_of(net: Net) -> list[str]:
    """The names under which values go into a net: its inputs, and its own states."""
    return [*net.inputs, *(path[0] for path in net.recurrent_states() if len(path) == 1)]


def with_state(place: Place, target: tuple[Any, ...], value: Any) -> Place:
    """The place with the initial value of a state further inside."""
    return replace(place, states={**place.states, (*place.path, *target): value})


def given_by(inner: Port, own: Port) -> Port:
    """An output of the whole told what the member gives: a range of whole numbers is that of the member."""
    found = own.merge(inner)
    return found if inner.bounds is None else replace(found, bounds=inner.bounds)


def hoisted(inner: Port, own: Port | None) -> Port:
    """The port of the whole: what is given for it, with the coder of the layer at its end if it has none."""
    if own is None:
        return Port(coder=inner.coder, kind=inner.kind, bounds=inner.bounds)
    return own if own.coder or not inner.coder else own.merge(Port(coder=inner.coder))


def port_list(net: Net) -> Any:
    return make_list(list(net.ports))
