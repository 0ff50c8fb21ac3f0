"""Factors and summands that are learnt: small graphs of an array and a layer that threads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...expr import S
from ..chains import read_ports
from ..declaration import LAYERS, MULTIPLIERS
from ..edges import read_edges
from ..elements import layer_of
from ..graphs import GraphNet
from ..layer import make_layer
from ..parameters import is_rule, rules_out_of_lists
from ..ports import Misfit
from ..registration import net_builtin
from .constants import NetArrayLayer

__all__ = ["constant_plus", "constant_times"]

RULE = S.Rule
ARRAY_LAYER = NetArrayLayer.__name__


def options_of(owner: str, arguments: tuple[Any, ...]) -> dict[Any, Any]:
    """The options given; of those given twice the first counts."""
    rules = rules_out_of_lists(arguments)
    if not all(map(is_rule, rules)):
        raise Misfit("argforms", owner, len(arguments), f"{owner}[]")
    return {rule.parts[0]: rule.parts[1] for rule in reversed(rules)}


def array_member(owner: str, key: str, beginning: str, array: Any) -> Any:
    """The layer of the array; what is wrong with the array is said of the layer that was asked for."""
    rules = (RULE("Array", array), RULE("Beginning", beginning))
    try:
        return make_layer(LAYERS[ARRAY_LAYER], None, rules)
    except Misfit as misfit:
        if misfit.tag != "param":
            raise
        raise Misfit("param", misfit.arguments[0], key, owner, misfit.arguments[3]) from None


def threaded(
    owner: str, key: str, beginning: str, function: Any, given: Mapping[Any, Any], kernel: Any
) -> GraphNet:
    """The graph that threads a function over its input and an array."""
    for name in given:
        if name not in (key, "Input", "Output", S[MULTIPLIERS]):
            raise Misfit("optx", name, owner)
    rest = [RULE(name, value) for name, value in given.items() if name != key]
    ports, multipliers = read_ports(rest, S[owner])
    thread, array = function.short, array_member(owner, key, beginning, given.get(key, S.Automatic))
    layer = layer_of("ThreadingLayer", kernel, Function=function, Broadcasting=S["None"])
    edges = (RULE(S.NetPort("Input"), thread), RULE(key, thread))
    members, wiring = read_edges({key: array, thread: layer}, edges)
    return GraphNet(members, wiring, ports, named=True, multipliers=multipliers)


@net_builtin("ConstantTimesLayer[]", options={"Scaling": S.Automatic, MULTIPLIERS: S.Automatic})
def constant_times(kernel: Any, *arguments: Any) -> GraphNet:
    """stands for a NetGraph that multiplies its input with an array "Scaling", which training changes.

    >>> ConstantTimesLayer["Scaling" -> {1, 2, 3}][{1, 1, 10}]
    {1., 2., 30.}
    """
    given = options_of("ConstantTimesLayer", arguments)
    return threaded("ConstantTimesLayer", "Scaling", "Ones", S.Times, given, kernel)


@net_builtin("ConstantPlusLayer[]", options={"Biases": S.Automatic, MULTIPLIERS: S.Automatic})
def constant_plus(kernel: Any, *arguments: Any) -> GraphNet:
    """stands for a NetGraph that adds an array "Biases" to its input; training changes it.

    >>> ConstantPlusLayer["Biases" -> {1, 2, 3}][{1, 1, 10}]
    {2., 3., 13.}
    """
    given = options_of("ConstantPlusLayer", arguments)
    return threaded("ConstantPlusLayer", "Biases", "Zeros", S.Plus, given, kernel)
