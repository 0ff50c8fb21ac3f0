"""NetReplacePart: nets with parts replaced, all replacements made at once and then checked together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..arrays import real_array
from ..expr import Expr, S, Symbol, is_list
from .chains import element_net
from .containers import Container
from .declaration import MULTIPLIERS
from .layer import LayerNet
from .ports import Misfit, Port, parse_port
from .shared_arrays import is_shared
from .texts import TEXTS
from .values import Net

__all__ = ["replace_parts"]

TEXTS.declare(
    replace="The part `1` of `2` cannot be replaced by `3`.",
)

Change = tuple[tuple[Any, ...], Any]


def replace_parts(net: Net, rules: Any, kernel: Any) -> Net:
    """The net with the parts that the rules name replaced."""
    given = rules.parts if is_list(rules) else (rules,)
    changes: list[Change] = []
    for rule in given:
        if not isinstance(rule, Expr) or rule.head is not S.Rule:
            raise Misfit("replace", rule, net, S.Missing(), owner=S.NetReplacePart)
        left, right = rule.parts
        changes.append((tuple(left.parts) if is_list(left) else (left,), right))
    return replaced(net, changes, kernel)


def replaced(net: Net, changes: Sequence[Change], kernel: Any) -> Net:
    if isinstance(net, LayerNet):
        return replaced_layer(net, changes, kernel)
    assert isinstance(net, Container)
    return replaced_members(net, changes, kernel)


def replaced_layer(net: LayerNet, changes: Sequence[Change], kernel: Any) -> LayerNet:
    """A layer made anew with other parameters, arrays, ports or inner nets."""
    net, changes = replaced_inside(net, changes, kernel)
    if not changes:
        return net
    declared = net.declared
    given = {**net.given, **{k: v for k, v in construction_arrays(net).items() if v is not S.Automatic}}
    changed: dict[str, Any] = {}
    for path, value in changes:
        if not path:
            raise Misfit("replace", S.List(), net, value, owner=S.NetReplacePart)
        key = path[0].short if isinstance(path[0], Symbol) else path[0]
        name = declared.old_options.get(key, key) if isinstance(key, str) else key
        if len(path) > 1 or net.member(name) is None and name != MULTIPLIERS:
            raise Misfit("replace", S.List(*path), net, value, owner=S.NetReplacePart)
        if name in net.ports:
            changed[name] = changed_port(name, net.ports[name], value).show()
        else:
            changed[name] = value
    return made_anew(net, {**given, **changed}, kernel)


def made_anew(net: LayerNet, given: Mapping[str, Any], kernel: Any) -> LayerNet:
    """A layer with other parameters that keeps as much of its ports as fits them."""
    *early, last = ({**ports, **given} for ports in port_choices(net))
    for each in early:
        try:
            return LayerNet(net.declared, each, kernel)
        except Misfit as misfit:
            if misfit.tag not in ("selffit", "portfit", "arrayfit"):
                raise
    return LayerNet(net.declared, last, kernel)


def replaced_inside(net: LayerNet, changes: Sequence[Change], kernel: Any) -> tuple[LayerNet, list[Change]]:
    """The layer with its inner nets and shared arrays replaced, and the changes that are left."""
    inner: dict[Any, list[Change]] = {}
    rest, shared = [], {}
    for path, value in changes:
        if path and path[0] in net.nets:
            inner.setdefault(path[0], []).append((path[1:], value))
        elif path and is_shared(path):
            shared[path] = array_given(net, path[0], value)
        else:
            rest.append((path, value))
    for key, each in inner.items():
        whole = [value for path, value in each if not path]
        new = element_net(key, whole[-1], kernel) if whole else replaced(net.nets[key], each, kernel)
        net = net.with_member(key, new)
    return (net.with_arrays(shared) if shared else net), rest


def array_given(net: Net, key: Any, value: Any) -> np.ndarray | None:
    """The value that a shared array gets; None makes it uninitialised."""
    if net.member(key) is None:
        raise Misfit("replace", key, net, value, owner=S.NetReplacePart)
    if value is S.Automatic:
        return None
    array = real_array(value)
    if array is None:
        raise Misfit("param", value, key, net.head.short, "an array of numbers or Automatic")
    return np.array(array, dtype=np.float32, order="C")


def port_choices(net: LayerNet) -> list[dict[str, Any]]:
    """The ports to keep where something else changes: all, or the inputs, or only those with coders."""
    coded = {name: port.show() for name, port in net.ports.items() if port.coder}
    inputs = {name: port.show() for name, port in net.inputs.items()}
    return [{name: port.show() for name, port in net.ports.items()}, {**coded, **inputs}, coded]


def construction_arrays(net: LayerNet) -> dict[str, Any]:
    return {name: net.member(name) for name in net.values}


def changed_port(name: str, old: Port, value: Any) -> Port:
    """The port after "port" -> value: None strips the coder; a coder keeps nothing of the old type."""
    return old.bare() if value is S["None"] else parse_port(name, value)


def replaced_members(net: Container, changes: Sequence[Change], kernel: Any) -> Container:
    members, ports = dict(net.members), dict(net.ports)
    inner: dict[Any, list[Change]] = {}
    shared = {path: array_given(net, path[0], value) for path, value in changes if path and is_shared(path)}
    for path, value in changes:
        if not path:
            raise Misfit("replace", S.List(), net, value, owner=S.NetReplacePart)
        key = net.key_of(path[0])
        if path in shared or path == (S.LearningRateMultipliers,):
            continue
        if key is None and path[0] in ports and len(path) == 1:
            ports[path[0]] = changed_port(path[0], ports[path[0]], value)
        elif key is None:
            raise Misfit("replace", S.List(*path), net, value, owner=S.NetReplacePart)
        elif len(path) == 1:
            members[key] = element_net(key, value, kernel)
        else:
            inner.setdefault(key, []).append((path[1:], value))
    for key, each in inner.items():
        members[key] = replaced(members[key], each, kernel)
    kept = {
        name: port if name_given(changes, name) else loose(net, port, name) for name, port in ports.items()
    }
    made = settled_again(net, members, kept)
    for path, value in changes:
        if path == (S.LearningRateMultipliers,):
            made.multipliers = value
    return made.with_arrays(shared) if shared else made


def settled_again(net: Container, members: dict[Any, Net], ports: dict[str, Port]) -> Container:
    """The container with its new members; where these do not fit, the old ones forget what they learnt."""
    try:
        return net.copy(members, ports)
    except Misfit as misfit:
        same = {key for key, member in members.items() if member is net.members[key]}
        loose = {key: member.forgetful() if key in same else member for key, member in members.items()}
        try:
            return net.copy(loose, ports)
        except Misfit:
            raise misfit from None


def name_given(changes: Sequence[Change], name: str) -> bool:
    return any(path == (name,) for path, _ in changes)


def loose(net: Container, port: Port, name: str) -> Port:
    """A port of the chain that was not replaced: inputs stay, outputs follow the layers, coders stay."""
    return port if name in net.inputs or port.coder else Port()
