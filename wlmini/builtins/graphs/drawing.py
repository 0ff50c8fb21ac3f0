"""A graph as Graphics: edges as lines or arrows, vertices as disks, labels beside them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphs.construction import GRAPH_OPTIONS, given_options, item_annotation, with_options
from wlmini.builtins.graphs.graph import Graph, edge_number, graph_builtin
from wlmini.builtins.graphs.layouts import Points, placed
from wlmini.builtins.graphs.looks import Theme, arc, edge_shape, highlight_of, listed, theme_of, vertex_shape
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.messages import Failure

PASSED_ON = ("AspectRatio", "Axes", "Background", "BaseStyle", "Epilog", "Frame", "FrameLabel",
             "ImageMargins", "ImageSize", "PlotLabel", "PlotRange", "Prolog")  # fmt: skip
SIZES = {S.Tiny: 0.05, S.Small: 0.15, S.Medium: 0.3, S.Large: 0.5}
ROUND = 24  # points of a loop
LEAST = 0.3  # that a picture is wide for its height, or high for its width


def graphics_of(kernel: Any, graph: Graph) -> Expr:
    """The Graphics expression that shows the graph."""
    points = placed(kernel, graph)
    radius = scale_of(points)
    theme = theme_of(kernel, graph)
    edges = [drawn_edge(kernel, graph, n, points, radius, theme) for n in range(len(graph.edges))]
    vertices = [drawn_vertex(kernel, graph, n, points, radius, theme) for n in range(len(graph.vertices))]
    options = [S.Rule(S[name], graph.options[name]) for name in PASSED_ON if name in graph.options]
    if not {"AspectRatio", "PlotRange"} & set(graph.options) and len(points) > 1:
        options.append(S.Rule(S.PlotRange, shown_range(points, radius)))
    return S.Graphics(make_list([make_list(edges), make_list(vertices)]), *options)


def shown_range(points: Points, radius: float) -> Expr:
    """The room of the vertices, and of a graph on a line some to both of its sides."""
    low, high = points.min(axis=0) - 2.2 * radius, points.max(axis=0) + 2.2 * radius
    middle, size = (low + high) / 2, high - low
    size = np.maximum(size, LEAST * size.max())
    return S.List(*(S.List(float(m - s / 2), float(m + s / 2)) for m, s in zip(middle, size, strict=True)))


def scale_of(points: Points) -> float:
    """The radius of a vertex: a part of the mean distance that the number of vertices leaves."""
    if len(points) < 2:
        return 0.1
    extent = max(float(np.ptp(points[:, 0])), float(np.ptp(points[:, 1])), 1e-6)
    return 0.08 * extent / math.sqrt(len(points)) + 0.005 * extent


def style_of(kernel: Any, graph: Graph, item: Any, name: str, default: Any) -> list[Any]:
    """The directives of a vertex or edge: a color by default, its own style, then that of highlighting."""
    own = item_annotation(kernel, graph, item, S[name])
    return [default, *listed(own), *highlight_of(kernel, graph, item)]


def drawn_edge(kernel: Any, graph: Graph, number: int, points: Points, radius: float, theme: Theme) -> Expr:
    """One edge as a line or an arrow with its label; parallel ones bend, loops go round."""
    edge, (a, b) = graph.edges[number], graph.ends[number]
    bend = sum(1 for n in range(number) if set(graph.ends[n]) == {a, b})
    path = loop(points[a], radius) if a == b else curve(points[a], points[b], bend, radius)
    function = item_annotation(kernel, graph, edge, S.EdgeShapeFunction)
    if function == "CurvedArc" and len(path) == 2:
        path = arc(path[0], path[1])
    shape = edge_shape(kernel, function, path, edge, radius)
    style = style_of(kernel, graph, edge, "EdgeStyle", theme.edge)
    label = label_of(kernel, graph, edge, "EdgeLabels")
    middle = pack(path[len(path) // 2] if len(path) > 2 else path.mean(axis=0))
    text = [] if label is None else [S.Text(written(kernel, graph, edge, label, "EdgeLabelStyle"), middle)]
    return make_list([*style, *shape, *text])


def written(kernel: Any, graph: Graph, item: Any, label: Any, name: str) -> Any:
    """A label in its style."""
    own = [graph.options.get("LabelStyle", S.List()), item_annotation(kernel, graph, item, S[name])]
    directives = [d for style in own for d in listed(style)]
    return S.Style(label, *directives) if directives else label


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


def drawn_vertex(kernel: Any, graph: Graph, number: int, points: Points, radius: float, theme: Theme) -> Expr:
    """One vertex as its shape with its label."""
    vertex, place = graph.vertices[number], points[number]
    size = item_annotation(kernel, graph, vertex, S.VertexSize)
    size = SIZES.get(size, size)
    grown = radius * (size / 0.3 if isinstance(size, (int, float)) and size > 0 else theme.size)
    border = [] if theme.border is None else [S.EdgeForm(theme.border)]
    style = style_of(kernel, graph, vertex, "VertexStyle", theme.vertex)
    look, function = (
        item_annotation(kernel, graph, vertex, S[n]) for n in ("VertexShape", "VertexShapeFunction")
    )
    shape = vertex_shape(kernel, look, function, place, vertex, grown)
    label = label_of(kernel, graph, vertex, "VertexLabels")
    label = vertex if label is None and theme.named else label
    if label is None:
        return make_list([*border, *style, shape])
    spec = item_annotation(kernel, graph, vertex, S.VertexLabels)
    where = S.Center if theme.named and not is_placed(spec) else spec.parts[-1] if is_placed(spec) else None
    shift = LABELS.get(getattr(where, "short", ""), (1.3, 1.3))
    anchor = [S.List(*(-float(np.sign(v)) for v in shift))] if where is not None else []
    text = S.Text(written(kernel, graph, vertex, label, "VertexLabelStyle"),
                  pack((place + np.array(shift) * grown).round(6)), *anchor)  # fmt: skip
    return make_list([*border, *style, shape, S.Black, S.Opacity(1), text])


LABELS = {
    "Center": (0.0, 0.0), "Above": (0.0, 1.2), "Top": (0.0, 1.2), "Below": (0.0, -1.2), "Bottom": (0.0, -1.2),
    "Left": (-1.3, 0.0), "Before": (-1.3, 0.0), "Right": (1.3, 0.0), "After": (1.3, 0.0),
}  # fmt: skip


def is_placed(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Placed and len(expr.parts) > 1


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
    given = given_options(options)
    marked, rules = [], []
    for each in listed_items(items):
        own = named_items(graph, each)
        marked += own
        if isinstance(each, Expr) and each.head is S.Style and len(each.parts) > 1:
            rules += [S.Rule(item, S.Directive(*each.parts[1:])) for item in own]
    if rules and "GraphHighlightStyle" not in given:
        given["GraphHighlightStyle"] = make_list(rules)
    return with_options(graph, {**given, "GraphHighlight": make_list(marked)})


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
