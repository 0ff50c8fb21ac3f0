"""What may stand for a layer inside a container: sizes, functions, names of functions."""

from __future__ import annotations

from typing import Any

from ..expr import Association, Atom, Expr, Packed, Symbol, symbol
from ..kernel.sources import load
from .functions import NAMED, SYMBOLS
from .layer import LAYERS, LayerNet
from .parameters import is_rule, items
from .ports import Misfit
from .pure_functions import is_pure, most_arguments
from .texts import TEXTS
from .values import Net

__all__ = ["as_net", "checked_net", "is_net", "layer_of", "read_elements"]

TEXTS.declare(
    notlayer="Element `1` of the net, `2`, is not a layer, a size, a function or a list of such.",
    layernotbuilt="Element `1` of the net is `2`[...], a layer that is not built yet.",
    notlist="`1` is no list or association of layers.",
    nonet="`1` is not a net.",
)


THREADED = {"Plus", "Subtract", "Times", "Divide", "Power", "Surd", "Min", "Max", "Mod"}


def read_elements(expr: Any) -> tuple[bool, list[tuple[Any, Any]]]:
    """Whether the elements have names, and their (key, element) pairs."""
    if isinstance(expr, Association):
        return True, list(expr.items())
    parts = items(expr)
    if parts is None:
        raise Misfit("notlist", expr)
    if parts and all(map(is_rule, parts)):
        return True, [tuple(part.parts) for part in parts]  # type: ignore[misc]
    return False, list(enumerate(parts, 1))


def layer_of(name: str, kernel: Any, **given: Any) -> LayerNet:
    """A layer that something short stands for."""
    if name not in LAYERS:
        load(symbol(name))
    return LayerNet(LAYERS[name], given, kernel)


def as_net(key: Any, element: Any, kernel: Any) -> Net:
    """The net that an element stands for."""
    if isinstance(element, Net):
        return element
    if type(element) is int and element > 0:
        return layer_of("LinearLayer", kernel, OutputDimensions=element)
    if is_function(element):
        several = takes_several(element)
        return layer_of("ThreadingLayer" if several else "ElementwiseLayer", kernel, Function=element)
    name = layer_name(element)
    if name:
        raise Misfit("layernotbuilt", key, name)
    raise Misfit("notlayer", key, element)


def is_function(element: Any) -> bool:
    """Whether an element is applied to every number of the input."""
    if isinstance(element, str):
        return element in NAMED
    if isinstance(element, Symbol):
        return element.short in SYMBOLS or element.short in THREADED
    return is_pure(element)


def takes_several(element: Any) -> bool:
    """Whether a function has several inputs: Plus and the like, #1 - #2 &, #a + #b &."""
    if isinstance(element, Symbol):
        return element.short in THREADED
    return isinstance(element, Expr) and most_arguments(element) > 1


def layer_name(element: Any) -> str | None:
    """The name of the layer or container that an inert expression would be."""
    if not isinstance(element, Expr) or isinstance(element, Packed) or not isinstance(element.head, Symbol):
        return None
    name = element.head.short
    return name if name.endswith(("Layer", "Operator")) or name in ("NetGraph", "NetChain") else None


def is_net(value: Any) -> bool:
    """Whether a value is a net."""
    return isinstance(value, Atom) and isinstance(value, Net)


def checked_net(value: Any, owner: Symbol) -> Net:
    """The value, if it is a net; a message of the owner if not."""
    if not is_net(value):
        raise Misfit("nonet", value, owner=owner)
    return value  # type: ignore[no-any-return]
