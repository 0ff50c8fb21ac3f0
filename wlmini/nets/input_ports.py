"""The names of a layer's ports: declared, told by the layer itself, or given by InputPorts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..expr import Association, S
from .declaration import INPUT_PORTS, Declaration
from .parameters import items
from .ports import Misfit, Port, check_sides, numbered_inputs, parse_port
from .registration import option_key

__all__ = ["Naming", "name_ports"]

MOST_INPUTS = 10_000


@dataclass(frozen=True)
class Naming:
    """The ports of a layer as they were given; `undecided` while the number of inputs is open."""

    inputs: Mapping[str, Port]
    outputs: Mapping[str, Port]
    undecided: bool = False
    given: Any = S.Automatic  # the setting of InputPorts

    def decided(self, count: int) -> Naming:
        """With that many inputs of the default names."""
        names = numbered_inputs(count)
        return replace(self, inputs={name: Port() for name in names}, undecided=False, given=count)

    def rules(self) -> dict[Any, Any]:
        """The options that say it again."""
        return {} if self.given is S.Automatic else {option_key(INPUT_PORTS): self.given}


def name_ports(declared: Declaration, layer: Any, given: Mapping[str, Any]) -> Naming:
    """The ports of a layer, from its declaration and the options left over from its parameters."""
    rest = dict(given)
    setting = rest.pop(INPUT_PORTS, S.Automatic) if declared.takes_many else S.Automatic
    inputs = input_names(declared, layer, setting, rest)
    outputs = own_names(layer, "output_names") or declared.outputs
    known = [*(inputs or ()), *outputs]
    for name in rest:
        if name not in known:
            raise Misfit("optx", name, declared.name)
    usual = getattr(layer, "encoders", {})  # at ports of which nothing is said
    typed = {name: parse_port(name, rest.get(name, usual.get(name, S.Automatic))) for name in known}
    found = {name: typed[name] for name in inputs or ()}
    for name, spec in port_specs(setting, inputs or ()).items():
        found[name] = found[name].merge(parse_port(name, spec))
    results = {name: typed[name] for name in outputs}
    check_sides(found, results)
    return Naming(found, results, inputs is None, setting)


def own_names(layer: Any, method: str) -> tuple[str, ...] | None:
    """The names that the layer itself knows."""
    found = getattr(layer, method)() if hasattr(layer, method) else None
    return None if found is None else tuple(found)


def input_names(
    declared: Declaration, layer: Any, setting: Any, rest: Mapping[str, Any]
) -> tuple[str, ...] | None:
    """The names of the inputs; None while their number is open."""
    if not declared.takes_many:
        return own_names(layer, "port_names") or declared.inputs
    named = own_names(layer, "port_names")
    if setting is not S.Automatic:
        return names_of(setting) if named is None else settled_names(declared, named, setting)
    if named is not None:
        return named
    texts = [name for name in rest if isinstance(name, str)]
    numbers = [int(name[5:]) for name in texts if name.startswith("Input") and name[5:].isdigit()]
    return numbered_inputs(max(numbers)) if numbers else own_names(layer, "usual_names")


def settled_names(declared: Declaration, own: tuple[str, ...], setting: Any) -> tuple[str, ...]:
    """The names where the layer has its own: slots keep theirs, numbers give way to what is given."""
    given = names_of(setting)
    if len(given) != len(own):
        raise Misfit("inputcount", declared.name, len(own), len(given))
    if not gives_names(setting) or set(given) == set(own):
        return own
    if own not in (numbered_inputs(len(own)), ("Input",)):
        raise Misfit("optval", setting, INPUT_PORTS, f"about the ports {', '.join(own)} of {declared.name}")
    return given


def gives_names(setting: Any) -> bool:
    """Whether a setting of InputPorts says what the ports are called."""
    return isinstance(setting, Association) or names_of(setting) == (items(setting) or ())


def names_of(setting: Any) -> tuple[str, ...]:
    """The names that a setting of InputPorts means."""
    if type(setting) is int and 0 < setting <= MOST_INPUTS:
        return numbered_inputs(setting)
    if isinstance(setting, Association) and all(isinstance(key, str) for key in setting.keys()):  # noqa: SIM118
        return tuple(setting.keys())
    parts = items(setting)
    if not parts:
        expected = "Automatic, a positive integer, a list of names or of port types, or an association"
        raise Misfit("optval", setting, INPUT_PORTS, expected)
    if all(isinstance(part, str) and part not in ("Real", "Integer", "Varying") for part in parts):
        return tuple(parts)
    return numbered_inputs(len(parts))


def port_specs(setting: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The port types that a setting of InputPorts gives, by name."""
    if isinstance(setting, Association):
        return dict(setting.items())
    parts = items(setting)
    return {} if not parts or gives_names(setting) else dict(zip(names, parts, strict=True))
