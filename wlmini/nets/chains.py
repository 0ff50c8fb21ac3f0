"""NetChain: layers one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ..expr import Association, Expr, Packed, S, Symbol, as_key, is_list
from .containers import Container, port_list
from .declaration import MULTIPLIERS
from .elements import as_net, layer_of, read_elements
from .parameters import is_rule, rules_out_of_lists
from .ports import Misfit, Port, parse_port
from .registration import net_builtin
from .texts import TEXTS
from .values import Net
from .wiring import Wiring, label

__all__ = ["ChainNet", "element_net", "read_members", "read_ports"]

TEXTS.declare(
    doublename="The name `1` is given to more than one layer.",
    emptychain="A net needs at least one layer.",
    chainports="Layer `1` inside a chain must have one input and one output; its ports are `2`.",
)


class ChainNet(Container):
    """Members in a row: the output of each is the input of the next."""

    __slots__ = ()
    head = S.NetChain

    def __init__(
        self,
        members: Mapping[Any, Net],
        ports: Mapping[str, Port] | None = None,
        *,
        named: bool = False,
        multipliers: Any = S.Automatic,
    ) -> None:
        members = dict(members)
        for key, net, needs_input, needs_output in joints(members):
            if net.is_undecided and needs_input:
                net = members[key] = net.with_input_count(1)
            if needs_input and len(net.inputs) != 1 or needs_output and len(net.outputs) != 1:
                raise Misfit("chainports", label(key, net), port_list(net))
        super().__init__(members, row(members), ports, named=named, multipliers=multipliers)

    def copy(self, members: Mapping[Any, Net], ports: Mapping[str, Port] | None = None) -> ChainNet:
        given = self.ports if ports is None else ports
        return ChainNet(members, given, named=self.named, multipliers=self.multipliers)

    @property
    def is_undecided(self) -> bool:
        return next(iter(self.members.values())).is_undecided

    @property
    def takes_list(self) -> bool:
        return next(iter(self.members.values())).takes_list

    def with_input_count(self, count: int) -> ChainNet:
        """The chain whose first layer has that many inputs."""
        first = next(iter(self.members))
        return self.copy({**self.members, first: self.members[first].with_input_count(count)})

    def construction(self) -> Expr:
        return S.NetChain(self.member_expressions(), *self.option_rules())


def row(members: Mapping[Any, Net]) -> Wiring:
    """The wiring of a chain."""
    keys = list(members)
    feeds = {}
    for before, after in pairwise(keys):
        (name,), (source,) = members[after].inputs, members[before].outputs
        feeds[(after, name)] = (before, source)
    inputs = {name: ((keys[0], name),) for name in members[keys[0]].inputs}
    outputs = {name: (keys[-1], name) for name in members[keys[-1]].outputs}
    return Wiring(feeds, inputs, outputs, keys=tuple(keys))


def joints(members: Mapping[Any, Net]) -> Iterator[tuple[Any, Net, bool, bool]]:
    """(key, member, something comes before it, something comes after it)."""
    last = len(members) - 1
    for number, (key, net) in enumerate(list(members.items())):
        yield key, net, number > 0, number < last


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
    ports, multipliers = read_ports(arguments[1:], S.NetChain)
    members = read_members(ending_as(elements, ports.get("Output")), kernel)
    return ChainNet(members, ports, named=named, multipliers=multipliers)


def ending_as(elements: Sequence[tuple[Any, Any]], output: Port | None) -> Sequence[tuple[Any, Any]]:
    """The elements, of which a last 1 stands for one number where that is what the output is to be.

    So programs for version 11.0 wrote it: NetChain[{20, Tanh, 1}, "Output" -> "Scalar"].
    """
    if output is None or output.shape != () or not elements or elements[-1][1] != 1:
        return elements
    one = layer_of("LinearLayer", None, OutputDimensions=S.List())
    return [*elements[:-1], (elements[-1][0], one)]


def read_members(elements: Sequence[tuple[Any, Any]], kernel: Any) -> dict[Any, Net]:
    """The nets of the elements of a container by key."""
    if not elements:
        raise Misfit("emptychain")
    if len({as_key(key) for key, _ in elements}) < len(elements):
        raise Misfit("doublename", next(k for i, (k, _) in enumerate(elements) if k in dict(elements[:i])))
    return {key: element_net(key, element, kernel) for key, element in elements}


def read_ports(rules: Sequence[Any], head: Symbol) -> tuple[dict[str, Port], Any]:
    """The port types, and the learning-rate multipliers, that options give."""
    ports: dict[str, Port] = {}
    multipliers: Any = S.Automatic
    for rule in rules:
        name, value = rule.parts
        if isinstance(name, Symbol) and name.short == MULTIPLIERS:
            multipliers = value
        elif isinstance(name, str):
            ports.setdefault(name, parse_port(name, value))
        else:
            raise Misfit("optx", name, head)
    return ports, multipliers


def element_net(key: Any, element: Any, kernel: Any) -> Net:
    """The net of one element, lists and associations being chains of their own."""
    if is_list(element) or isinstance(element, Association | Packed):
        return make_chain(kernel, element)
    return as_net(key, element, kernel)
