"""How graphs look: their themes, the styles of what is highlighted, and the shapes of vertices and edges."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphs.graph import Graph
from wlmini.drawing.settings import is_name
from wlmini.expr import Expr, S, is_list, make_list

Array = Any


@dataclass(frozen=True)
class Theme:
    """The colours of vertices and edges, how large vertices are, and whether they bear their names."""

    vertex: Any
    edge: Any
    size: float = 1.0
    named: bool = False
    border: Any = None


def theme(vertex: tuple[float, ...], edge: tuple[float, ...], **further: Any) -> Theme:
    return Theme(S.RGBColor(*vertex), S.RGBColor(*edge), **further)


PLAIN = theme((0.3, 0.45, 0.75), (0.55, 0.6, 0.7))
BLACK = (0.1, 0.1, 0.1)
THEMES = {
    "Default": PLAIN,
    "None": PLAIN,
    "Classic": theme((0.55, 0.1, 0.1), (0.4, 0.1, 0.1), size=0.7),
    "SmallNetwork": theme((0.93, 0.5, 0.2), (0.5, 0.5, 0.5), size=1.3),
    "LargeNetwork": theme((0.2, 0.35, 0.6), (0.75, 0.78, 0.82), size=0.5),
    "BasicBlack": theme(BLACK, (0.4, 0.4, 0.4)),
    "BasicBlue": theme((0.15, 0.35, 0.7), (0.45, 0.6, 0.8)),
    "BasicGreen": theme((0.2, 0.55, 0.25), (0.5, 0.72, 0.5)),
    "BasicGold": theme((0.8, 0.6, 0.1), (0.75, 0.68, 0.5)),
    "Monochrome": theme((1, 1, 1), BLACK, border=S.RGBColor(*BLACK)),
    "Scientific": theme((0.15, 0.3, 0.55), (0.3, 0.3, 0.3), size=0.8),
    "Business": theme((0.1, 0.5, 0.6), (0.6, 0.65, 0.7), size=1.2),
    "Web": theme((0.25, 0.65, 0.85), (0.7, 0.75, 0.8), size=1.1),
    "Marketing": theme((0.85, 0.25, 0.4), (0.8, 0.7, 0.7), size=1.2),
    "Minimal": theme((0.35, 0.35, 0.35), (0.7, 0.7, 0.7), size=0.6),
    "NameLabeled": theme((0.95, 0.95, 0.88), (0.5, 0.5, 0.5), size=2.2, named=True, border=S.GrayLevel(0.4)),
}


def theme_of(kernel: Any, graph: Graph) -> Theme:
    """The theme of GraphStyle or PlotTheme."""
    for option in ("GraphStyle", "PlotTheme"):
        name = graph.options.get(option, S.Automatic)
        if is_name(name, "Automatic", "None"):
            continue
        if name in THEMES:
            return THEMES[name]
        kernel.message(S.Graph, "optval", S[option], name, ", ".join(sorted(THEMES)))
    return PLAIN


# -- highlighting ------------------------------------------------------------------------------------

MARKED: list[Any] = [S.Thick, S.RGBColor(1, 0, 0)]
NAMED: dict[str, list[Any]] = {
    "Thick": [S.AbsoluteThickness(3)],
    "Dashed": [S.RGBColor(1, 0, 0), S.Dashed],
    "Dotted": [S.RGBColor(1, 0, 0), S.Dotted],
    "Automatic": MARKED,
}
FADED: dict[str, list[Any]] = {
    "DehighlightFade": [S.Opacity(0.15)],
    "DehighlightGray": [S.GrayLevel(0.85)],
    "DehighlightHide": [S.Opacity(0)],
}


def highlight_of(kernel: Any, graph: Graph, item: Any) -> list[Any]:
    """The directives that highlighting adds to an item: to those named, or for some styles to others."""
    marked: Any = graph.options.get("GraphHighlight")
    if not is_list(marked) or not marked.parts:
        return []
    style = graph.options.get("GraphHighlightStyle", S.Automatic)
    chosen = item in marked.parts
    if is_list(style) and any(isinstance(p, Expr) and p.head is S.Rule for p in style.parts):
        rules = {p.parts[0]: p.parts[1] for p in style.parts if isinstance(p, Expr) and p.head is S.Rule}
        return ([rules[item]] if item in rules else MARKED) if chosen else []
    if isinstance(style, str) and style not in NAMED and style not in FADED:
        kernel.message(S.Graph, "optval", S.GraphHighlightStyle, style, ", ".join([*NAMED, *FADED]))
        style = S.Automatic
    if isinstance(style, str) and style in FADED:
        return [] if chosen else FADED[style]
    if not chosen:
        return []
    if is_name(style, "Automatic"):
        return MARKED
    return NAMED[style] if isinstance(style, str) else [*MARKED[1:], *listed(style)]


def listed(style: Any) -> list[Any]:
    """The directives of a style."""
    if is_name(style, "Automatic", "None"):
        return []
    return list(style.parts) if is_list(style) else [style]


# -- shapes of vertices ------------------------------------------------------------------------------


def corners(count: int, turn: float, inner: float = 1.0) -> Array:
    """The corners of a regular polygon; with an inner radius those of a star."""
    total = count if inner == 1.0 else 2 * count
    angles = turn + 2 * math.pi * np.arange(total) / total
    radii = np.where(np.arange(total) % 2 == 1, inner, 1.0)
    return np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)


UP = math.pi / 2
POLYGONS = {
    "Square": corners(4, math.pi / 4),
    "Diamond": corners(4, UP),
    "Triangle": corners(3, UP),
    "Pentagon": corners(5, UP),
    "Hexagon": corners(6, UP),
    "Star": corners(5, UP, 0.4),
    "UpTriangle": corners(3, UP),
    "DownTriangle": corners(3, -UP),
    "FivePointStar": corners(5, UP, 0.4),
}


def vertex_shape(kernel: Any, shape: Any, function: Any, place: Array, vertex: Any, radius: float) -> Any:
    """What stands at a vertex: a disk, a named shape, a graphic, or what a function draws."""
    at = pack(place.round(6))
    if not is_name(shape, "Automatic", "None"):
        return S.Inset(shape, at, S.Center, S.List(2 * radius, 2 * radius))
    if is_name(function, "Automatic") or function == "Circle":
        return S.Disk(at, float(radius))
    if is_name(function, "None"):
        return make_list([])
    if function == "Point":
        return S.Point(at)
    if isinstance(function, str):
        if function not in POLYGONS:
            names = ", ".join(["Circle", "Point", *POLYGONS])
            kernel.message(S.Graph, "optval", S.VertexShapeFunction, function, names)
            return S.Disk(at, float(radius))
        return S.Polygon(pack((place + 1.2 * radius * POLYGONS[function]).round(6)))
    return kernel.call(function, at, vertex, S.List(float(radius), float(radius)))


# -- shapes of edges ---------------------------------------------------------------------------------

DASHES = {"DashedLine": S.Dashed, "DottedLine": S.Dotted}
EDGE_SHAPES = ("Arrow", "CurvedArc", "DashedLine", "DottedLine", "Line")


def edge_shape(kernel: Any, function: Any, path: Array, edge: Expr, back_off: float) -> list[Any]:
    """The primitives of an edge along a path: a line or an arrow, a named shape, or what a function draws."""
    directed = edge.head is S.DirectedEdge
    if isinstance(function, str):
        if function not in EDGE_SHAPES:
            kernel.message(S.Graph, "optval", S.EdgeShapeFunction, function, ", ".join(EDGE_SHAPES))
        directed = function == "Arrow" or directed and function not in ("Line", *DASHES)
    elif is_name(function, "None"):
        return []
    elif not is_name(function, "Automatic"):
        return [kernel.call(function, pack(path.round(6)), edge)]
    points = pack(path.round(6))
    dashes = [DASHES[function]] if isinstance(function, str) and function in DASHES else []
    return [*dashes, S.Arrow(points, pack(np.array([0.0, back_off]))) if directed else S.Line(points)]


def arc(start: Array, end: Array) -> Array:
    """A bow from one point to another."""
    t = np.linspace(0, 1, 17)[:, None]
    across = np.array([start[1] - end[1], end[0] - start[0]])
    return start + t * (end - start) + 0.18 * 4 * t * (1 - t) * across
