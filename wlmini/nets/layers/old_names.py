"""Layers by the names of version 11.0, which make the layers that took their place."""

from __future__ import annotations

from typing import Any

from ...expr import S
from ..declaration import LAYERS
from ..elements import layer_of
from ..layer import make_layer
from ..parameters import is_rule, rules_out_of_lists
from ..ports import Misfit
from ..registration import net_builtin


def only(name: str, arguments: tuple[Any, ...], usage: str) -> tuple[Any, dict[str, Any]]:
    """The one argument that such a layer takes, and the types of its ports."""
    rules = [each for each in arguments[1:] if is_rule(each)]
    if not arguments or len(rules) < len(arguments) - 1:
        raise Misfit("argforms", name, len(arguments), usage)
    return arguments[0], {str(rule.parts[0]): rule.parts[1] for rule in rules}


@net_builtin("ScalarTimesLayer[c]")
def scalar_times(kernel: Any, *arguments: Any) -> Any:
    """stands for ElementwiseLayer[c # &]: the name of version 11.0.

    >>> ScalarTimesLayer[3][{1, 2}]
    {3., 6.}
    """
    factor, ports = only("ScalarTimesLayer", arguments, "ScalarTimesLayer[c]")
    return layer_of("ElementwiseLayer", kernel, Function=S.Function(S.Times(factor, S.Slot(1))), **ports)


@net_builtin("ScalarPlusLayer[c]")
def scalar_plus(kernel: Any, *arguments: Any) -> Any:
    """stands for ElementwiseLayer[c + # &]: the name of version 11.0.

    >>> ScalarPlusLayer[3][{1, 2}]
    {4., 5.}
    """
    summand, ports = only("ScalarPlusLayer", arguments, "ScalarPlusLayer[c]")
    return layer_of("ElementwiseLayer", kernel, Function=S.Function(S.Plus(summand, S.Slot(1))), **ports)


@net_builtin("UpsampleLayer[n]")
def upsample(kernel: Any, *arguments: Any) -> Any:
    """stands for ResizeLayer[{Scaled[n], Scaled[n]}, Resampling -> "Nearest"]: the name of version 11.0.

    >>> UpsampleLayer[2][{{{1, 2}}}]
    {{{1., 1., 2., 2.}, {1., 1., 2., 2.}}}
    """
    factor, ports = only("UpsampleLayer", arguments, "UpsampleLayer[n]")
    if type(factor) is not int or factor < 1:
        raise Misfit("param", factor, "n", "UpsampleLayer", "a positive integer")
    sizes = S.List(S.Scaled(factor), S.Scaled(factor))
    return layer_of("ResizeLayer", kernel, Dimensions=sizes, Resampling="Nearest", **ports)


@net_builtin("BroadcastPlusLayer[]", options={"InputPorts": S.Automatic})
def broadcast_plus(kernel: Any, *arguments: Any) -> Any:
    """stands for ThreadingLayer[Plus]: the name of version 11.0.

    >>> BroadcastPlusLayer[][{{{1, 2}, {3, 4}}, {{10, 20}}}]
    {{11., 22.}, {13., 24.}}
    """
    rules = rules_out_of_lists(arguments)
    if not all(map(is_rule, rules)):
        raise Misfit("argforms", "BroadcastPlusLayer", len(arguments), "BroadcastPlusLayer[]")
    layer_of("ThreadingLayer", kernel, Function=S.Plus)  # its declaration is known from here on
    return make_layer(LAYERS["ThreadingLayer"], kernel, (S.Plus, *rules))
