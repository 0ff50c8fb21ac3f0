"""What an evaluation is asked for: outputs, values at inner layers, decoder properties, gradients, states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..expr import Association, Expr, S, is_list, make_list
from .ports import Misfit
from .texts import TEXTS

__all__ = ["Request", "Wanted", "is_all_states", "read_request"]

TEXTS.declare(
    nostates="`1` has no recurrent states.",
    wholegradient="The port `1` of `2` takes whole numbers, so there is no gradient by it.",
    nogradient="There is no input port and no array `1` in `2`; there are `3`.",
    whichoutput='`1` has the outputs `2`; say with "port" -> `3` of which one a property is asked for.',
    proplist="`1` lists properties that do not say which output they are of; give NetPort[...] or rules "
    "port -> property with the output ports `2`.",
)


@dataclass(frozen=True)
class Wanted:
    """One value that is asked for: that at a tap, with a decoder property, or a gradient by something."""

    tap: tuple[Any, ...] = ()
    how: Any = S.Automatic
    gradient: Any = None  # the name of an input, or the path of an array


@dataclass(frozen=True)
class Request:
    """All that is asked for, by the key of the result; `single`: the value alone is the result."""

    wanted: Mapping[Any, Wanted]
    single: bool

    @property
    def gradients(self) -> list[Any]:
        """What is differentiated by."""
        return [each.gradient for each in self.wanted.values() if each.gradient is not None]

    @property
    def taps(self) -> tuple[tuple[Any, ...], ...]:
        """Where values are taken."""
        return tuple(each.tap for each in self.wanted.values() if each.gradient is None)


def read_request(net: Any, prop: Any) -> Request:
    """The request that the second argument of net[data, property] is."""
    prop = current_form(prop)
    wanted = wanted_values(net, prop)
    several = is_list(prop) or isinstance(prop, Association) or is_all(prop)
    return Request(wanted, not several and len(wanted) == 1)


def wanted_values(net: Any, prop: Any) -> dict[Any, Wanted]:
    """What a property asks for, by the key of the result."""
    if is_list(prop) or isinstance(prop, Association):
        if not all(map(names_output, prop.parts)):
            raise Misfit("proplist", prop, make_list(list(net.outputs)))
        found: dict[Any, Wanted] = {}
        for each in prop.parts:
            found.update(wanted_values(net, each))
        return found
    head = prop.head if isinstance(prop, Expr) else None
    if is_all_states(prop):
        return {make_list(path): Wanted(path, S["None"]) for path in known_states(net)}
    if head is S.NetPort:
        spec = prop.parts[0] if len(prop.parts) == 1 else make_list(prop.parts)
        return {prop: Wanted(net.tap(spec), S["None"])}
    if head is S.NetPortGradient:
        return gradient_values(net, prop)
    if head is S.Rule and prop.parts[0] in net.outputs:
        return {prop.parts[0]: Wanted((prop.parts[0],), prop.parts[1])}
    if prop is S.Automatic or prop is S["None"]:
        return {name: Wanted((name,), prop) for name in net.outputs}
    if len(net.outputs) != 1:
        raise Misfit("whichoutput", net, make_list(list(net.outputs)), prop)
    name = next(iter(net.outputs))
    return {name: Wanted((name,), prop)}


def known_states(net: Any) -> Sequence[tuple[Any, ...]]:
    states = list(net.recurrent_states())
    if not states:
        raise Misfit("nostates", net)
    return states


def is_all_states(expr: Any) -> bool:
    """Whether an expression is NetPort[All, "States"]."""
    return isinstance(expr, Expr) and expr.head is S.NetPort and tuple(expr.parts) == (S.All, "States")


def is_all(prop: Any) -> bool:
    all_gradients = isinstance(prop, Expr) and prop.head is S.NetPortGradient and prop.parts[:1] == (S.All,)
    return all_gradients or is_all_states(prop)


def gradient_values(net: Any, prop: Expr) -> dict[Any, Wanted]:
    """What NetPortGradient[spec] asks for; All stands for every input and array."""
    if len(prop.parts) == 1 and prop.parts[0] is S.All:
        specs = [*real_inputs(net), *(make_list(path) for path, _ in net.slots())]
        return {S.NetPortGradient(each): Wanted(gradient=gradient_of(net, each)) for each in specs}
    spec = prop.parts[0] if len(prop.parts) == 1 else make_list(prop.parts)
    return {prop: Wanted(gradient=gradient_of(net, spec))}


def real_inputs(net: Any) -> list[str]:
    return [name for name, port in net.inputs.items() if port.kind != "integer"]


def gradient_of(net: Any, spec: Any) -> Any:
    """The name of the input, or the path of the array, to differentiate by."""
    path = tuple(spec.parts) if is_list(spec) else (spec,)
    if len(path) == 1 and path[0] in net.inputs:
        if net.inputs[path[0]].kind == "integer":
            raise Misfit("wholegradient", path[0], net)
        return path[0]
    known = {each for each, _ in net.slots()}
    found = named_path(net, path)
    if found not in known:
        names = [*net.inputs, *(make_list(each) for each in known)]
        raise Misfit("nogradient", spec, net, make_list(names[:SHOWN]))
    return found


SHOWN = 12  # names that a message lists


def named_path(net: Any, keys: Sequence[Any]) -> tuple[Any, ...]:
    """The path with layers by their keys, where a user may have called them by number, and the array by its
    present name.
    """
    path, inner = net.descend(keys)
    rest = keys[len(path) :]
    declared = getattr(inner, "declared", None)
    if rest and declared is not None:
        rest = (declared.old_options.get(rest[0], rest[0]), *rest[1:])
    return (*path, *rest)


def current_form(prop: Any) -> Any:
    """The property {"TopProbabilities", n} of version 11 as "TopProbabilities" -> n."""
    old = is_list(prop) and len(prop) == 2 and isinstance(prop.parts[0], str)
    return S.Rule(*prop.parts) if old and isinstance(prop.parts[1], int | float) else prop


def names_output(expr: Any) -> bool:
    """Whether a property says which output it is of, so that it can be one of several."""
    return isinstance(expr, Expr) and expr.head in (S.NetPort, S.NetPortGradient, S.Rule)
