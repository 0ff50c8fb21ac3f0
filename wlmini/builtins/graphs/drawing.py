"""A graph as Graphics: edges as lines or arrows, vertices as disks, labels beside them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphs.construction import GRAPH_OPTIONS, given_options, item_annotation, with_options
from wlmini.builtins.graphs.graph import Graph, edge_number, graph_builtin
from wlmini.builtins.graphs.layouts import Points, placed
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.messages import Failure

EDGE_COLOR, VERTEX_COLOR, MARKED = (
    S.RGBColor(0.55, 0.6, 0.7),
    S.RGBColor(0.3, 0.45, 0.75),
    S.RGBColor(1, 0, 0),
)
PASSED_ON = ("AspectRatio", "Axes", "Background", "BaseStyle", "Epilog", "Frame", "FrameLabel", "ImageSize",
             "PlotLabel", "PlotRange", "Prolog")  # fmt: skip
SIZES = {S.Tiny: 0.05, S.Small: 0.15, S.Medium: 0.3, S.Large: 0.5}
ROUND = 24  # points of a loop


def graphics_of(kernel: Any, graph: Graph) -> Expr:
    """The Graphics expression that shows the graph."""
    points = placed(kernel, graph)
    radius = scale_of(points)
    edges = [drawn_edge(kernel, graph, n, points, radius) for n in range(len(graph.edges))]
    vertices = [drawn_vertex(kernel, graph, n, points, radius) for n in range(len(graph.vertices))]
    options = [S.Rule(S[name], graph.options[name]) for name in PASSED_ON if name in graph.options]
    return S.Graphics(make_list([make_list(edges), make_list(vertices)]), *options)


def scale_of(points: Points) -> float:
    """The radius of a vertex: a part of the mean distance that the number of vertices leaves."""
    if len(points) < 2:
        return 0.1
    extent = max(float(np.ptp(points[:, 0])), float(np.ptp(points[:, 1])), 1e-6)
    return 0.12 * extent / math.sqrt(len(points)) + 0.005 * extent


def style_of(kernel: Any, graph: Graph, item: Any, name: str, default: Any) -> list[Any]:
    """The directives of a vertex or edge: by default a color, or as its style or highlight says."""
    own = item_annotation(kernel, graph, item, S[name])
    highlighted: Any = graph.options.get("GraphHighlight")
    if is_list(highlighted) and item in highlighted.parts:
        return [S.Thick, MARKED]
    if own is S.Automatic:
        return [default]
    return [default, *(own.parts if is_list(own) else (own,))]


def drawn_edge(kernel: Any, graph: Graph, number: int, points: Points, radius: float) -> Expr:
    """One edge as a line or an arrow with its label; parallel ones bend, loops go round."""
    edge, (a, b) = graph.edges[number], graph.ends[number]
    bend = sum(1 for n in range(number) if set(graph.ends[n]) == {a, b})
    path = loop(points[a], radius) if a == b else curve(points[a], points[b], bend, radius)
    listed = pack(path.round(6))
    back_off = pack(np.array([0.0, radius]))
    shape = S.Arrow(listed, back_off) if edge.head is S.DirectedEdge else S.Line(listed)
    style = style_of(kernel, graph, edge, "EdgeStyle", EDGE_COLOR)
    label = label_of(kernel, graph, edge, "EdgeLabels")
    middle = pack(path[len(path) // 2] if len(path) > 2 else path.mean(axis=0))
    return make_list([*style, shape, *([S.Text(label, middle)] if label is not None else [])])


def loop(center: Points, radius: float) -> Points:
    angles = np.linspace(-math.pi / 2, 1.5 * math.pi, ROUND)
    return (
        center + np.array([0, 2 * radius]) + 2 * radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    )


def curve(start: Points, end: Points, bend: int, radius: float) -> Points:
    """The straight way, or one that swings out for the edges after the first."""
    if not bend:
        return np.stack([start, end])
    across = np.array([start[1] - end[1], end[0] - start[0]]) / max(float(np.hypot(*(end - start))), 1e-9)
    t = np.linspace(0, 1, 11)[:, None]
    swing = (1.5 * radius * bend * (1 if bend % 2 else -1)) * 4 * t * (1 - t)
    path: Points = start + t * (end - start) + swing * across
    return path


def drawn_vertex(kernel: Any, graph: Graph, number: int, points: Points, radius: float) -> Expr:
    """One vertex as a disk with its label."""
    vertex, place = graph.vertices[number], points[number]
    size = item_annotation(kernel, graph, vertex, S.VertexSize)
    size = SIZES.get(size, size)
    grown = radius * (size / 0.3 if isinstance(size, (int, float)) and size > 0 else 1)
    style = style_of(kernel, graph, vertex, "VertexStyle", VERTEX_COLOR)
    label = label_of(kernel, graph, vertex, "VertexLabels")
    beside = pack((place + 1.5 * grown).round(6))
    text = [] if label is None else [S.Black, S.Text(label, beside)]
    return make_list([*style, S.Disk(pack(place.round(6)), float(grown)), *text])


def label_of(kernel: Any, graph: Graph, item: Any, name: str) -> Any | None:
    """The label of a vertex or edge; None where it has none."""
    label = item_annotation(kernel, graph, item, S[name])
    if label in (S["None"], S.Automatic):
        return None
    if label == "Name" or label is S.Placed or label is S.All:
        return item
    if label in ("EdgeWeight", "VertexWeight"):
        return item_annotation(kernel, graph, item, S[label])
    if isinstance(label, Expr) and label.head is S.Placed and label.parts:
        return item if label.parts[0] == "Name" else label.parts[0]
    return label


@graph_builtin("GraphPlot[g]", options=GRAPH_OPTIONS)
def graph_plot(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """draws the graph g as Graphics, with the options of Graph.

    >>> Head[GraphPlot[{1 -> 2, 2 -> 3}]]
    Graphics
    """
    return graphics_of(kernel, with_options(graph, given_options(options)))


@graph_builtin("LayeredGraphPlot[g]", options=GRAPH_OPTIONS)
def layered_graph_plot(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """draws the graph g as Graphics with its vertices in rows, roots above.

    >>> Head[LayeredGraphPlot[{1 -> 2, 1 -> 3}]]
    Graphics
    """
    given = {"GraphLayout": "LayeredEmbedding", **given_options(options)}
    return graphics_of(kernel, with_options(graph, given))


@graph_builtin("HighlightGraph[g, items]", options=GRAPH_OPTIONS)
def highlight_graph(kernel: Any, graph: Graph, items: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph g with the vertices and edges among items, or a subgraph, drawn in another style.

    >>> HighlightGraph[CycleGraph[4], {1, 2}]
    Graph[<4>, <4>]
    """
    marked = [own for each in listed_items(items) for own in named_items(graph, each)]
    return with_options(graph, {**given_options(options), "GraphHighlight": make_list(marked)})


def listed_items(items: Any) -> list[Any]:
    """What is to be highlighted one by one; lists within lists are groups of it."""
    if is_list(items):
        return [each for part in items.parts for each in listed_items(part)]
    return [items]


def named_items(graph: Graph, item: Any) -> list[Any]:
    """The vertices and edges of g that an item means: itself, a styled one, or those of a subgraph."""
    if isinstance(item, Graph):
        return [*item.vertices, *item.edges]
    if isinstance(item, Expr) and item.head is S.Style and item.parts:
        return named_items(graph, item.parts[0])
    if graph.has_vertex(item):
        return [item]
    try:
        return [graph.edges[edge_number(graph, item)]]
    except Failure:
        return []
