"""NetReplace and NetInsertSharedArrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...expr import FALSE, TRUE, Expr, S, is_list
from ...kernel.declare import builtin, inert
from ..chains import ChainNet, element_net
from ..containers import Container
from ..elements import checked_net
from ..layer_net import LayerNet
from ..parameters import is_rule
from ..ports import Misfit
from ..registration import plain_text
from ..shared_arrays import is_shared
from ..texts import TEXTS
from ..values import Net
from .members import chain_of, end_ports
from .slicing import spliced

TEXTS.declare(
    nomatch="No layer of `1` matches `2`; the net is unchanged.",
    replacement="`1` is no net, so it cannot take the place of a layer.",
)


@builtin(
    "NetReplace[net, pattern -> layer]",
    "NetReplace[net, {rule1, rule2, ...}]",
    options={"FlattenInPlace": TRUE},
    messages=TEXTS,
)
def net_replace(kernel: Any, net: Any, rules: Any, *, options: Any) -> Any:
    """gives a net in which every layer that matches a pattern is replaced, at any depth; Nothing removes it.

    A layer as a pattern stands for all with the same parameters, whatever the sizes of their ports.

    >>> NetReplace[NetChain[{Ramp, Tanh}], ElementwiseLayer[Ramp] -> ElementwiseLayer[2 # &]][{-1}]
    {-0.964028}
    """
    whole = checked_net(net, S.NetReplace)
    given = list(rules.parts) if is_list(rules) else [rules]
    if not all(map(is_rule, given)):
        raise Misfit("replacement", rules, owner=S.NetReplace)
    found = Replacement(kernel, given, inplace=options["FlattenInPlace"] is not FALSE).of(whole)
    if found is whole:
        kernel.message(S.NetReplace, "nomatch", whole, rules)
    return found


class Replacement:
    """Rules from patterns to layers, applied to every layer of a net."""

    def __init__(self, kernel: Any, rules: Sequence[Any], *, inplace: bool) -> None:
        self.kernel, self.rules, self.inplace = kernel, rules, inplace

    def of(self, net: Net) -> Any:
        """The net after replacement; the net itself where nothing matches."""
        for rule in self.rules:
            if self.matches(net, rule.parts[0]):
                new = self.replaced(net, rule)
                return new if new is S.Nothing else element_net("replacement", new, self.kernel)
        if isinstance(net, LayerNet):
            for key, inner in net.nets.items():
                new = self.of(inner)
                net = net if new is inner else net.with_member(key, new)
            return net
        return self.inside(net) if isinstance(net, Container) else net

    def matches(self, net: Net, pattern: Any) -> bool:
        if isinstance(pattern, LayerNet):
            same = isinstance(net, LayerNet) and net.declared is pattern.declared
            return same and dict(net.given) == dict(pattern.given)  # type: ignore[attr-defined]
        if isinstance(pattern, Net):
            return net == pattern
        return self.kernel.evaluate(S.MatchQ(net, S.HoldPattern(pattern))) is TRUE

    def replaced(self, net: Net, rule: Expr) -> Any:
        """What a rule makes of a net that it matches."""
        pattern, new = rule.parts
        if isinstance(pattern, Net):
            return self.kernel.evaluate(new)
        return self.kernel.evaluate(S.Replace(net, Expr(rule.head, (S.HoldPattern(pattern), new))))

    def inside(self, net: Container) -> Any:
        new = {key: self.of(member) for key, member in net.members.items()}
        if all(new[key] is member for key, member in net.members.items()):
            return net
        gone = {key for key, member in new.items() if member is S.Nothing}
        try:
            if isinstance(net, ChainNet):
                return self.chain(net, new, gone)
            kept = {key: net.members[key] if key in gone else member for key, member in new.items()}
            changed: Container = net.copy(kept)
            for key in gone:
                changed = spliced(changed, key)
            return changed
        except Misfit as misfit:
            raise Misfit("seam", plain_text(misfit), owner=S.NetReplace) from None

    def chain(self, net: ChainNet, new: dict[Any, Any], gone: set[Any]) -> ChainNet:
        """A chain with new layers; a chain in the place of a layer is put in layer by layer."""
        pairs: list[tuple[Any, Net]] = []
        for key, member in new.items():
            if key in gone:
                continue
            opened = self.inplace and isinstance(member, ChainNet) and member is not net.members[key]
            inner = list(member.members.items()) if opened else [(None, member)]
            several = len(inner) > 1
            pairs += [(f"{key}/{name}" if several and net.named else key, each) for name, each in inner]
        if not pairs:
            raise Misfit("nothingleft", net, owner=S.NetReplace)
        keys = list(net.members)
        same = [new[key] is net.members[key] for key in (keys[0], keys[-1])]
        ports = end_ports(net, first=same[0], last=same[1])
        ports.update({name: port for name, port in net.inputs.items() if port.coder is None})
        return chain_of(pairs, ports, named=net.named, like=net)


@builtin("NetInsertSharedArrays[net]", 'NetInsertSharedArrays[net, "prefix"]', messages=TEXTS)
def net_insert_shared_arrays(kernel: Any, net: Any, prefix: Any = "") -> Any:
    """gives a net with all arrays shared under names made of their positions, so that copies stay the same.

    >>> Information[NetInsertSharedArrays[NetChain[{LinearLayer[2]}], "a/"], "ArraysPositionList"]
    {{NetArray[a/1/Weights]}, {NetArray[a/1/Biases]}}
    """
    whole = checked_net(net, S.NetInsertSharedArrays)
    if not isinstance(prefix, str):
        raise Misfit("badname", prefix, owner=S.NetInsertSharedArrays)
    paths = [path for path, _ in whole.slots() if not is_shared(path)]
    return whole.with_shared({path: prefix + "/".join(map(str, path)) for path in paths})


@builtin("NetSharedArray[name]")
def net_shared_array(kernel: Any, *name: Any) -> Expr:
    """is the old name of NetArray.

    >>> NetSharedArray["w"]
    NetArray[w]
    """
    return S.NetArray(*name)


inert(
    'NetArray["name"]',
    'NetArray[<|"Name" -> name, "Array" -> array-or-method, "Dimensions" -> {n1, ...}|>]',
    "NetArray[]",
    documentation="""stands for an array that layers have in common, as the value of an array of a layer.

    >>> net = NetChain[Table[LinearLayer[2, "Weights" -> NetArray["w"], "Biases" -> None], 3]]
    NetChain[<3, uninitialized>]

    "Array" may be a method of NetInitialize or a distribution, by which the array begins.

    >>> own = NetArray[<|"Array" -> "Identity"|>]; net = LinearLayer[2, "Weights" -> own, "Input" -> 2]
    LinearLayer[<2 -> 2, uninitialized>]
    """,
)
