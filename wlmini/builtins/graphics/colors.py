"""Functions of colours: mixing, darkening, gradients and colour lists."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.approximation import number_value
from wlmini.builtins.random import generator
from wlmini.drawing.colors import RGBA, SPACES, along, color, mixed, number, rgba
from wlmini.drawing.gradients import GRADIENTS, LISTS, gradient, html_names, indexed, stops
from wlmini.expr import Expr, S, boolean, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    "color": "A colour is expected instead of `1`.",
    "arg": "`1` is no list of colours, of pairs of places and colours, or name of a gradient.",
    "notent": "`1` is no colour scheme that is built in; ColorData[] lists the kinds of schemes.",
    "ncolor": "`1` is no name of a colour in the scheme `2`.",
}


def need_color(expr: Any) -> RGBA:
    found = rgba(expr)
    if found is None:
        raise Failure("color", expr, value=None)
    return found


def like(expr: Any, values: RGBA) -> Expr:
    """The colour in the head of another: greys stay greys."""
    if isinstance(expr, Expr) and expr.head is S.GrayLevel and values[0] == values[1] == values[2]:
        return Expr(S.GrayLevel, [float(values[0])] + ([] if values[3] >= 1 else [float(values[3])]))
    return color(values)


def all_like(colors: list[Any], values: RGBA) -> Expr:
    gray = all(isinstance(c, Expr) and c.head is S.GrayLevel for c in colors)
    return like(colors[0] if gray else None, values)


def toward(kernel: Any, expr: Any, share: Any, other: RGBA) -> Any:
    """A colour mixed with a share of another, in lists as well."""
    if is_list(expr):
        return make_list([toward(kernel, part, share, other) for part in expr.parts])
    part = number(number_value(kernel, share))
    if part is None:
        return None
    if head_of(expr) is S.Image:
        return S.ImageAdd(S.ImageMultiply(expr, 1 - part), part * other[0])
    return like(expr, mixed([need_color(expr), (*other[:3], need_color(expr)[3])], [1 - part, part]))


@builtin("Darker[color]", "Darker[color, f]", "Darker[image, f]", messages=MESSAGES)
def darker(kernel: Any, expr: Any, f: Any = None) -> Any:
    """gives a colour mixed with a third, or the fraction f, of black.

    >>> Darker[RGBColor[1, 0.5, 0], 1/2]
    RGBColor[0.5, 0.25, 0.]
    >>> Darker[White, 1/4]
    GrayLevel[0.75]
    """
    return toward(kernel, expr, 1 / 3 if f is None else f, (0.0, 0.0, 0.0, 1.0))


@builtin("Lighter[color]", "Lighter[color, f]", "Lighter[image, f]", messages=MESSAGES)
def lighter(kernel: Any, expr: Any, f: Any = None) -> Any:
    """gives a colour mixed with a third, or the fraction f, of white.

    >>> Lighter[RGBColor[1, 0, 0.5], 1/2]
    RGBColor[1., 0.5, 0.75]
    >>> Lighter[Black, 1/4]
    GrayLevel[0.25]
    """
    return toward(kernel, expr, 1 / 3 if f is None else f, (1.0, 1.0, 1.0, 1.0))


@builtin("Blend[{color1, color2, ...}]", "Blend[{color1, color2, ...}, x]",
         "Blend[{{x1, color1}, {x2, color2}, ...}, x]", "Blend[{color1, ...}, {w1, ...}]",
             messages=MESSAGES)  # fmt: skip
def blend(kernel: Any, colors: Any, place: Any = None) -> Any:
    """mixes colours, in equal parts, with weights, or at a place from 0 to 1 between them.

    >>> Blend[{Red, Blue}]
    RGBColor[0.5, 0., 0.5]
    >>> Blend[{Red, Blue}, 0.25]
    RGBColor[0.75, 0., 0.25]
    >>> Blend[{{0, Black}, {2, White}}, 1]
    GrayLevel[0.5]
    """
    if isinstance(colors, str):
        if colors not in GRADIENTS:
            raise Failure("arg", colors, value=None)
        spec: list[Any] = [color(c) for c in stops(colors)]
    else:
        spec = list(colors.parts) if is_list(colors) else []
    if not spec:
        raise Failure("arg", colors, value=None)
    if all(is_list(p) and len(p.parts) == 2 for p in spec):
        return at_stops(kernel, spec, place)
    found = [need_color(p) for p in spec]
    if is_list(place):
        weights = [number(number_value(kernel, w)) for w in place.parts]
        if None in weights or len(weights) != len(found) or not sum(w or 0 for w in weights):
            return None
        total = sum(w or 0.0 for w in weights)
        return all_like(spec, mixed(found, [(w or 0.0) / total for w in weights]))
    if place is None:
        return all_like(spec, mixed(found, [1 / len(found)] * len(found)))
    where = number(number_value(kernel, place))
    return None if where is None else all_like(spec, along(found, where))


def at_stops(kernel: Any, spec: list[Any], place: Any) -> Any:
    """The colour at a place between {place, colour} pairs."""
    where = number(number_value(kernel, place)) if place is not None else None
    places = [number(number_value(kernel, p.parts[0])) for p in spec]
    if where is None or None in places:
        return None
    order = sorted(range(len(spec)), key=lambda i: places[i] or 0.0)
    found = [need_color(spec[i].parts[1]) for i in order]
    return all_like([p.parts[1] for p in spec], along(found, where, [places[i] or 0.0 for i in order]))


@builtin("ColorQ[expr]")
def color_q(kernel: Any, expr: Any) -> Any:
    """tests whether an expression is a colour.

    >>> {ColorQ[Red], ColorQ[Hue[0.3]], ColorQ[1]}
    {True, True, False}
    """
    return boolean(isinstance(expr, Expr) and rgba(expr) is not None)


@builtin("RandomColor[]", "RandomColor[n]")
def random_color(kernel: Any, n: Any = None) -> Any:
    """gives a random colour, or a list of n of them.

    >>> {Head[RandomColor[]], Length[RandomColor[3]]}
    {RGBColor, 3}
    """
    if n is not None and (not isinstance(n, int) or n < 0):
        return None
    values = [color(row) for row in generator(kernel).random((1 if n is None else n, 3))]
    return values[0] if n is None else make_list(values)


def converted(expr: Any, space: str) -> Any:
    """A colour in another space; None where there is no such space."""
    values = rgba(expr)
    if values is None or space not in SPACES:
        return None
    head, forward, _ = SPACES[space]
    parts = [float(v) for v in forward(values[:3])]
    return Expr(S[head], parts if values[3] >= 1 else [*parts, values[3]])


# -- colour schemes ----------------------------------------------------------------------------------

KINDS = ("Gradients", "Indexed", "Named", "Physical")
WAVELENGTHS: dict[Any, tuple[int, int]] = {"VisibleSpectrum": (380, 750)}  # in nanometres


@builtin(
    "ColorData[]",
    'ColorData["scheme"]',
    'ColorData["scheme", x]',
    "ColorData[n]",
    "ColorData[n, i]",
    messages=MESSAGES,
)
def color_data(kernel: Any, scheme: Any = None, place: Any = None) -> Any:
    """gives a colour scheme as a function, or a colour or property of it.

    >>> ColorData[97, 1]
    RGBColor[0.368417, 0.506779, 0.709798]
    >>> Head[ColorData["Rainbow"][0.3]]
    RGBColor
    >>> ColorData["HTML", "Gold"]
    RGBColor[1., 0.843137, 0.]
    """
    if scheme is None:
        return make_list(KINDS)
    if scheme == "Gradients":
        return make_list(sorted(GRADIENTS))
    if scheme == "Indexed":
        return make_list(sorted(LISTS))
    if scheme == "Physical":
        return make_list(WAVELENGTHS)
    if scheme == "Named":
        return make_list(["HTML"])
    if not is_scheme(scheme):
        raise Failure("notent", scheme, value=None)
    kind = "HTML" if scheme == "HTML" else "Gradients" if isinstance(scheme, str) else "Indexed"
    if place is None:
        return S.ColorDataFunction(scheme, kind)
    return shade(kernel, scheme, place)


@builtin("ColorDataFunction[scheme, kind, x]", "ColorDataFunction[scheme, kind][x]", messages=MESSAGES)
def color_data_function(kernel: Any, scheme: Any, kind: Any, x: Any = None) -> Any:
    """is a colour scheme as a function: applied to a number, or a name, it gives a colour.

    >>> ColorData[97][2]
    RGBColor[0.880722, 0.611041, 0.142051]
    """
    return shade(kernel, scheme, x) if x is not None and is_scheme(scheme) else None


def is_scheme(name: Any) -> bool:
    if isinstance(name, str):
        return name == "HTML" or name in GRADIENTS
    return type(name) is int and name in LISTS


def shade(kernel: Any, scheme: Any, place: Any) -> Any:
    """A colour of a scheme, or a property of it."""
    if scheme == "HTML":
        names = html_names()
        if place == "Names":
            return make_list(sorted(names))
        found = names.get(place.replace(" ", "").lower()) if isinstance(place, str) else None
        if found is None:
            raise Failure("ncolor", place, scheme, value=None)
        return color([round(v, 6) for v in (rgba(S.RGBColor(found)) or (0.0,) * 4)[:3]])
    if isinstance(place, str):
        return scheme_property(scheme, place)
    if is_list(place):
        return make_list([shade(kernel, scheme, p) for p in place.parts])
    where = number(number_value(kernel, place))
    if where is None:
        return None
    if scheme in WAVELENGTHS:
        low, high = WAVELENGTHS[scheme]
        where = (where - low) / (high - low)
    return (
        color(gradient(scheme, where)[:3])
        if isinstance(scheme, str)
        else color(indexed(int(where), scheme)[:3])
    )


def scheme_property(scheme: Any, name: str) -> Any:
    if name == "ColorList" and not isinstance(scheme, str):
        return make_list([color(c) for c in LISTS[scheme]])
    if name == "Range":
        if scheme in WAVELENGTHS:
            return make_list(WAVELENGTHS[scheme])
        return S.List(0, 1) if isinstance(scheme, str) else S.List(1, S.DirectedInfinity(1), 1)
    if name == "Name":
        return scheme
    if name in ("ColorFunction", "ColorList"):
        return S.ColorDataFunction(scheme, "Gradients" if isinstance(scheme, str) else "Indexed")
    raise Failure("notent", name, value=None)
