"""NetChain: layers one after the other, and how their shapes settle each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..expr import Association, Expr, Packed, S, Symbol, as_key, is_list, make_list
from .elements import as_net, read_elements
from .layer import MULTIPLIERS
from .lowering import Place
from .parameters import is_rule, rules_out_of_lists
from .ports import Misfit, Port, parse_port
from .registration import net_builtin, plain_text
from .values import Net, Slot

__all__ = ["ChainNet", "make_chain"]


class ChainNet(Net):
    """Members by key in order: numbers from 1 on, or names."""

    __slots__ = ("members", "multipliers", "named")
    head = S.NetChain

    def __init__(
        self,
        members: Mapping[Any, Net],
        ports: Mapping[str, Port] | None = None,
        *,
        named: bool = False,
        multipliers: Any = S.Automatic,
    ) -> None:
        self.cache = {}
        self.named = named
        self.multipliers = multipliers
        nets = list(members.values())
        for key, net, needs_input, needs_output in joints(members):
            if needs_input and len(net.inputs) != 1 or needs_output and len(net.outputs) != 1:
                raise Misfit("chainports", label(key, net), make_list(list(net.ports)))
        given = ports or {}
        for name in given:
            if name not in nets[0].inputs and name not in nets[-1].outputs:
                raise Misfit("noport", name, self.head, ", ".join((*nets[0].inputs, *nets[-1].outputs)))
        first = {name: hoisted(port, given.get(name)) for name, port in nets[0].inputs.items()}
        last = {name: hoisted(port, given.get(name)) for name, port in nets[-1].outputs.items()}
        self.members = settle(members, first, last)
        nets = list(self.members.values())
        self.inputs = {name: port.merge(nets[0].inputs[name].bare()) for name, port in first.items()}
        self.outputs = {name: port.merge(nets[-1].outputs[name].bare()) for name, port in last.items()}

    def copy(self, members: Mapping[Any, Net], ports: Mapping[str, Port] | None = None) -> ChainNet:
        """The chain with other members or ports, settled again."""
        given = self.ports if ports is None else ports
        return ChainNet(members, given, named=self.named, multipliers=self.multipliers)

    def slots(self) -> Iterator[tuple[tuple[Any, ...], Slot]]:
        for key, net in self.members.items():
            for path, slot in net.slots():
                yield (key, *path), slot

    def with_arrays(self, values: Mapping[tuple[Any, ...], Any]) -> ChainNet:
        members = dict(self.members)
        for key, net in self.members.items():
            inside = {path[1:]: value for path, value in values.items() if path[0] == key}
            if inside:
                members[key] = net.with_arrays(inside)
        return self.copy(members)

    def refined(self, inputs: Mapping[str, Port], outputs: Mapping[str, Port] | None = None) -> ChainNet:
        wanted = {**inputs, **(outputs or {})}
        ports = {name: merged(name, port, wanted.get(name)) for name, port in self.ports.items()}
        return self if ports == self.ports else self.copy(self.members, ports)

    def with_ports(self, ports: Mapping[str, Port]) -> ChainNet:
        nets = dict(self.members)
        keys = list(nets)
        for key, side in ((keys[0], "inputs"), (keys[-1], "outputs")):
            inner = {n: Port() for n in getattr(nets[key], side) if n in ports}
            nets[key] = nets[key].with_ports(inner) if inner else nets[key]
        return self.copy(nets, {**self.ports, **ports})

    def lower(self, place: Place, inputs: Mapping[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = dict(inputs)
        for key, net in self.members.items():
            wanted = list(net.inputs)
            fed = values if len(wanted) != 1 else {wanted[0]: next(iter(values.values()))}
            values = net.lower(place.inside(key), fed)
        place.record(values)
        return values

    def recurrent_states(self) -> dict[tuple[Any, ...], Any]:
        return {
            (key, *path): shape
            for key, net in self.members.items()
            for path, shape in net.recurrent_states().items()
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
        return key if key in self.members else None

    def member(self, key: Any) -> Any:
        found = self.key_of(key)
        if found is not None:
            return self.members[found]
        if isinstance(key, Symbol) and key.short == MULTIPLIERS:
            return self.multipliers
        port = self.ports.get(key) if isinstance(key, str) else None
        return None if port is None else port.show()

    def member_names(self) -> list[Any]:
        return list(self.members)

    def multiplier_rules(self) -> Any:
        return self.multipliers

    def is_named(self) -> bool:
        return self.named

    def construction(self) -> Expr:
        inner: Any = make_list([net.construction() for net in self.members.values()])
        if self.named:
            inner = Association.of((key, net.construction()) for key, net in self.members.items())
        shown: dict[Any, Any] = {name: port.show() for name, port in self.ports.items()}
        if self.multipliers is not S.Automatic:
            shown[S.LearningRateMultipliers] = self.multipliers
        return S.NetChain(inner, *(S.Rule(k, v) for k, v in shown.items() if v is not S.Automatic))

    def output_form(self) -> str:
        """A stub: the number of layers, and whether arrays are missing."""
        return f"NetChain[<{len(self.members)}{', uninitialized' if self.is_open else ''}>]"


def merged(name: str, port: Port, wanted: Port | None) -> Port:
    try:
        return port.merge(wanted)
    except Misfit as misfit:
        expected, given = misfit.arguments
        raise Misfit("portfit", name, S.NetChain, expected, given) from None


def joints(members: Mapping[Any, Net]) -> Iterator[tuple[Any, Net, bool, bool]]:
    """(key, member, something comes before it, something comes after it)."""
    last = len(members) - 1
    for number, (key, net) in enumerate(members.items()):
        yield key, net, number > 0, number < last


def hoisted(inner: Port, own: Port | None) -> Port:
    """The port of the chain: what is given for it, with the coder of the layer at its end if it has none."""
    if own is None:
        return Port(coder=inner.coder, kind=inner.kind, bounds=inner.bounds)
    return own if own.coder or not inner.coder else own.merge(Port(coder=inner.coder))


def label(key: Any, net: Net) -> str:
    shown = f'"{key}"' if isinstance(key, str) else str(key)
    return f"{shown} ({net.head.short})"


def shapes_of(ports: Mapping[str, Port]) -> dict[str, Port]:
    return {name: Port(port.shape) for name, port in ports.items()}


def settle(members: Mapping[Any, Net], first: Mapping[str, Port], last: Mapping[str, Port]) -> dict[Any, Net]:
    """The members with shapes carried forwards and backwards until nothing changes."""
    keys, nets = list(members), list(members.values())
    end = len(nets) - 1
    while True:
        before = list(nets)
        nets[0] = refine(keys[0], nets[0], shapes_of(first), {})
        for i in range(1, end + 1):
            nets[i] = joined(keys, nets, i)
        nets[end] = refine(keys[end], nets[end], {}, shapes_of(last))
        for i in range(end - 1, -1, -1):
            (name,), (port,) = nets[i].outputs, nets[i + 1].inputs.values()
            nets[i] = refine(keys[i], nets[i], {}, {name: Port(port.shape)})
        if all(new is old for new, old in zip(nets, before, strict=True)):
            return dict(zip(keys, nets, strict=True))


def joined(keys: Sequence[Any], nets: Sequence[Net], i: int) -> Net:
    """Member i, told what the member before it gives."""
    (given,), (name,) = nets[i - 1].outputs.values(), nets[i].inputs
    try:
        return nets[i].refined({name: Port(given.shape)})
    except Misfit as misfit:
        if (
            misfit.tag == "portfit"
            and misfit.arguments[0] == name
            and misfit.arguments[1] == nets[i].head.short
        ):
            _, _, expected, found = misfit.arguments
            here, there = label(keys[i - 1], nets[i - 1]), label(keys[i], nets[i])
            raise Misfit("chainfit", here, found, there, expected, name) from None
        raise Misfit("memberfit", label(keys[i], nets[i]), plain_text(misfit)) from None


def refine(key: Any, net: Net, inputs: Mapping[str, Port], outputs: Mapping[str, Port]) -> Net:
    try:
        return net.refined(inputs, outputs)
    except Misfit as misfit:
        raise Misfit("memberfit", label(key, net), plain_text(misfit)) from None


# -- construction ------------------------------------------------------------------------------------


@net_builtin(
    "NetChain[{layer1, layer2, ...}]",
    "NetChain[<|name1 -> layer1, ...|>]",
    options={MULTIPLIERS: S.Automatic},
)
def make_chain(kernel: Any, *arguments: Any) -> ChainNet:
    """stands for a net in which the output of each layer is the input of the next.

    Numbers stand for LinearLayer, functions for ElementwiseLayer, lists for chains within the chain.

    >>> NetChain[{LinearLayer[2, "Weights" -> {{1, 0}, {0, 2}}, "Biases" -> {0, -3}], Ramp}][{4, 1}]
    {4., 0.}
    """
    arguments = (*arguments[:1], *rules_out_of_lists(arguments[1:]))
    if not arguments or not all(map(is_rule, arguments[1:])):
        raise Misfit(
            "argforms",
            "NetChain",
            len(arguments),
            "NetChain[{layer1, ...}], NetChain[<|name1 -> layer1, ...|>]",
        )
    named, elements = read_elements(arguments[0])
    if not elements:
        raise Misfit("emptychain")
    if len({as_key(key) for key, _ in elements}) < len(elements):
        raise Misfit("doublename", next(k for i, (k, _) in enumerate(elements) if k in dict(elements[:i])))
    members = {key: element_net(key, element, kernel) for key, element in elements}
    ports: dict[str, Port] = {}
    multipliers: Any = S.Automatic
    for rule in arguments[1:]:
        name, value = rule.parts
        if isinstance(name, Symbol) and name.short == MULTIPLIERS:
            multipliers = value
        elif isinstance(name, str):
            ports.setdefault(name, parse_port(name, value))
        else:
            raise Misfit("optx", name, S.NetChain)
    return ChainNet(members, ports, named=named, multipliers=multipliers)


def element_net(key: Any, element: Any, kernel: Any) -> Net:
    """The net of one element, lists and associations being chains of their own."""
    if is_list(element) or isinstance(element, Association | Packed):
        return make_chain(kernel, element)
    return as_net(key, element, kernel)
