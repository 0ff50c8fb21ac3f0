"""NetGraph: layers connected by edges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..expr import Expr, S, is_list, make_list
from .chains import ChainNet, read_members, read_ports
from .containers import Container
from .declaration import MULTIPLIERS
from .edges import edge_expressions, read_edges
from .elements import is_net, read_elements
from .parameters import is_rule, rules_out_of_lists
from .ports import Misfit, Port
from .registration import net_builtin
from .values import Net
from .wiring import Wiring

__all__ = ["GraphNet", "as_graph"]


class GraphNet(Container):
    """Members connected by edges in any way without circles."""

    __slots__ = ()
    head = S.NetGraph

    def copy(self, members: Mapping[Any, Net], ports: Mapping[str, Port] | None = None) -> GraphNet:
        given = self.ports if ports is None else ports
        return GraphNet(members, self.wiring, given, named=self.named, multipliers=self.multipliers)

    def sources(self, key: Any) -> str:
        wiring = self.wiring
        names = [entry for place, entry in wiring.entries.items() if place[0] == key]
        names += [source_text(self.members, source) for _, source in wiring.by_target[key]]
        return "<- " + ", ".join(names) if names else ""

    def construction(self) -> Expr:
        edges = make_list(edge_expressions(self.members, self.wiring))
        return S.NetGraph(self.member_expressions(), edges, *self.option_rules())


def source_text(members: Mapping[Any, Net], source: tuple[Any, ...]) -> str:
    """Where an edge begins, as a table says it: the member, with its port where it has several."""
    alone = len(source) == 2 and len(members[source[0]].outputs) == 1
    return str(source[0]) if alone else "/".join(map(str, source))


def as_graph(net: Net) -> GraphNet:
    """The smallest graph that does what a net does."""
    if isinstance(net, GraphNet):
        return net
    if isinstance(net, ChainNet):
        return GraphNet(net.members, net.wiring, net.ports, named=net.named, multipliers=net.multipliers)
    wiring = Wiring(
        feeds={},
        inputs={name: ((1, name),) for name in net.inputs},
        outputs={name: (1, name) for name in net.outputs},
        keys=(1,),
    )
    return GraphNet({1: net}, wiring, net.ports)


@net_builtin(
    "NetGraph[{layer1, layer2, ...}, {m1 -> n1, m2 -> n2, ...}]",
    "NetGraph[<|name1 -> layer1, ...|>, {name1 -> name2, ...}]",
    "NetGraph[net]",
    options={MULTIPLIERS: S.Automatic},
)
def make_graph(kernel: Any, *arguments: Any) -> GraphNet:
    """stands for a net of layers that are connected by edges; what is not connected becomes a port.

    An edge leads from layer to layer, from NetPort["name"] (an input of the graph) or to NetPort["name"] (an
    output); NetPort[{layer, "port"}] names one port of a layer, {a, b} -> c gives c several inputs.

    >>> NetGraph[{ElementwiseLayer[2 # &], Ramp}, {NetPort["x"] -> 1 -> 2, 2 -> NetPort["y"]}][{1, -2}]
    {2., 0.}
    """
    if len(arguments) == 1 and is_net(arguments[0]):
        return as_graph(arguments[0])
    rest = rules_out_of_lists(arguments[2:])
    if len(arguments) < 2 or not is_list(arguments[1]) or not all(map(is_rule, rest)):
        forms = (
            "NetGraph[{layer1, ...}, {m -> n, ...}], NetGraph[<|name -> layer, ...|>, {name -> name, ...}]"
        )
        raise Misfit("argforms", "NetGraph", len(arguments), forms)
    named, elements = read_elements(arguments[0])
    members = read_members(elements, kernel)
    members, wiring = read_edges(members, arguments[1].parts)
    ports, multipliers = read_ports(rest, S.NetGraph)
    return GraphNet(members, wiring, ports, named=named, multipliers=multipliers)
