"""Graph[...] itself, and what a graph tells of its vertices, edges and annotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wlmini.builtins.graphs.graph import (
    MESSAGES,
    Graph,
    add_rule,
    edge_number,
    edge_of,
    graph_builtin,
    is_rule,
    read_graph,
    vertex_of,
)
from wlmini.builtins.graphs.layouts import coordinates_of
from wlmini.expr import S, Symbol, as_key, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

GRAPH_OPTIONS: dict[str, Any] = {
    "AlignmentPoint": S.Center, "AnnotationRules": S.List(), "AspectRatio": S.Automatic, "Axes": S["False"],
    "AxesLabel": S["None"], "AxesOrigin": S.Automatic, "Background": S["None"],
    "BaselinePosition": S.Automatic,
    "BaseStyle": S.List(), "ContentSelectable": S.Automatic, "DirectedEdges": S.Automatic,
    "EdgeCapacity": S.Automatic, "EdgeCost": S.Automatic, "EdgeLabels": S["None"],
    "EdgeLabelStyle": S.Automatic,
    "EdgeShapeFunction": S.Automatic, "EdgeStyle": S.Automatic, "EdgeWeight": S.Automatic, "Epilog": S.List(),
    "Frame": S["False"], "FrameLabel": S["None"], "FrameStyle": S.List(), "FrameTicks": S.Automatic,
    "GraphHighlight": S.List(), "GraphHighlightStyle": S.Automatic, "GraphLayout": S.Automatic,
    "GraphStyle": S.Automatic, "ImageMargins": 0, "ImagePadding": S.All, "ImageSize": S.Automatic,
    "LabelStyle": S.List(), "PerformanceGoal": S.Automatic, "PlotLabel": S["None"], "PlotRange": S.All,
    "PlotRangePadding": S.Automatic, "PlotTheme": S.Automatic, "Prolog": S.List(),
    "VertexCapacity": S.Automatic,
    "VertexCoordinates": S.Automatic, "VertexLabels": S.Automatic, "VertexLabelStyle": S.Automatic,
    "VertexShape": S.Automatic, "VertexShapeFunction": S.Automatic, "VertexSize": S.Automatic,
    "VertexStyle": S.Automatic, "VertexWeight": S.Automatic,
}  # fmt: skip
CONSTRUCTION = {
    **MESSAGES,
    "input": "`1` is no list of edges: a -> b, DirectedEdge[a, b] or UndirectedEdge[a, b].",
}


def given_options(options: dict[str, Any]) -> dict[str, Any]:
    """The options that differ from their defaults: these a graph keeps."""
    return {name: value for name, value in options.items() if value is not GRAPH_OPTIONS.get(name)}


@builtin(
    "Graph[edges]", "Graph[vertices, edges]", "Graph[graph, options]", options=GRAPH_OPTIONS,
    messages=CONSTRUCTION,
)  # fmt: skip
def graph_(kernel: Any, first: Any, second: Any = None, *, options: dict[str, Any]) -> Any:
    """is the graph of the edges u -> v, DirectedEdge[u, v] or UndirectedEdge[u, v] between the vertices.

    >>> Graph[{1 -> 2, 2 -> 3, 3 -> 1}]
    Graph[<3>, <3>]
    >>> VertexList[Graph[{a, b, c, d}, {UndirectedEdge[c, a]}]]
    {a, b, c, d}
    """
    kept = given_options(options)
    if isinstance(first, Graph) and second is None:
        return with_options(first, kept)
    vertices, edges = (None, first) if second is None else (first, second)
    if not is_list(edges) or not (vertices is None or is_list(vertices)):
        raise Failure("input", edges, value=None)
    graph = read_graph(vertices, edges, kept)
    if graph is None:
        raise Failure("input", edges, value=None)
    return graph


def with_options(graph: Graph, options: dict[str, Any]) -> Graph:
    """The graph with more options; they replace those of the same name."""
    made = read_graph(make_list(graph.vertices), make_list(graph.edges), {**graph.options, **options})
    assert made is not None, "a graph's own edges are edges"
    return made


# -- vertices and edges ----------------------------------------------------------------------------


def matching(kernel: Any, items: Sequence[Any], pattern: Any) -> list[Any]:
    """Those of the vertices or edges that match a pattern."""
    return [item for item in items if kernel.is_true(S.MatchQ(item, pattern))]


def edge_pattern(pattern: Any) -> Any:
    """A pattern for edges, where a -> b stands for a directed and a <-> b for an undirected edge."""
    return edge_of(pattern) or pattern


@graph_builtin("VertexList[g]", "VertexList[g, pattern]")
def vertex_list_(kernel: Any, graph: Graph, pattern: Any = None) -> Any:
    """gives the vertices of the graph g, those that match a pattern where one is given.

    >>> VertexList[{1 -> 2, 2 -> 3}]
    {1, 2, 3}
    """
    return make_list(graph.vertices if pattern is None else matching(kernel, graph.vertices, pattern))


@graph_builtin("EdgeList[g]", "EdgeList[g, pattern]")
def edge_list(kernel: Any, graph: Graph, pattern: Any = None) -> Any:
    """gives the edges of the graph g, those that match a pattern where one is given.

    >>> EdgeList[{1 -> 2, 2 -> 3}] === {DirectedEdge[1, 2], DirectedEdge[2, 3]}
    True
    """
    if pattern is None:
        return make_list(graph.edges)
    return make_list(matching(kernel, graph.edges, edge_pattern(pattern)))


@graph_builtin("EdgeRules[g]")
def edge_rules(kernel: Any, graph: Graph) -> Any:
    """gives the edges of the graph g as rules.

    >>> EdgeRules[CycleGraph[3, DirectedEdges -> True]]
    {1 -> 2, 2 -> 3, 3 -> 1}
    """
    return make_list(S.Rule(*edge.parts[:2]) for edge in graph.edges)


@graph_builtin("VertexCount[g]", "VertexCount[g, pattern]")
def vertex_count(kernel: Any, graph: Graph, pattern: Any = None) -> Any:
    """gives the number of vertices of the graph g, of those that match a pattern where one is given.

    >>> VertexCount[{1 -> 2, 2 -> 3}]
    3
    """
    return len(graph.vertices if pattern is None else matching(kernel, graph.vertices, pattern))


@graph_builtin("EdgeCount[g]", "EdgeCount[g, pattern]")
def edge_count(kernel: Any, graph: Graph, pattern: Any = None) -> Any:
    """gives the number of edges of the graph g, of those that match a pattern where one is given.

    >>> EdgeCount[CompleteGraph[5]]
    10
    """
    return len(graph.edges if pattern is None else matching(kernel, graph.edges, edge_pattern(pattern)))


@graph_builtin("VertexIndex[g, v]")
def vertex_index(kernel: Any, graph: Graph, vertex: Any) -> Any:
    """gives the position of the vertex v among the vertices of the graph g.

    >>> VertexIndex[{a -> b, b -> c}, c]
    3
    """
    return vertex_of(graph, vertex) + 1


@graph_builtin("EdgeIndex[g, e]")
def edge_index(kernel: Any, graph: Graph, edge: Any) -> Any:
    """gives the position of the edge e among the edges of the graph g.

    >>> EdgeIndex[{a -> b, b -> c}, b -> c]
    2
    """
    return edge_number(graph, edge) + 1


@graph_builtin("VertexQ[g, v]")
def vertex_q(kernel: Any, graph: Graph, vertex: Any) -> Any:
    """tells whether v is a vertex of the graph g.

    >>> {VertexQ[{1 -> 2}, 2], VertexQ[{1 -> 2}, 3]}
    {True, False}
    """
    return boolean(graph.has_vertex(vertex))


@graph_builtin("EdgeQ[g, e]")
def edge_q(kernel: Any, graph: Graph, edge: Any) -> Any:
    """tells whether e is an edge of the graph g.

    >>> {EdgeQ[{1 -> 2}, 1 -> 2], EdgeQ[{1 -> 2}, 2 -> 1]}
    {True, False}
    """
    try:
        edge_number(graph, edge)
    except Failure:
        return boolean(False)
    return boolean(True)


# -- degrees ---------------------------------------------------------------------------------------


def degrees(graph: Graph, outgoing: bool, incoming: bool) -> list[int]:
    """The number of edges at each vertex that go out, come in, or both; undirected ones count once each."""
    counts = [0] * len(graph.vertices)
    for edge, (a, b) in zip(graph.edges, graph.ends, strict=True):
        both_ways = edge.head is S.UndirectedEdge
        counts[a] += outgoing or both_ways
        counts[b] += incoming or both_ways
    return counts


def at_vertex(graph: Graph, values: list[Any], vertex: Any) -> Any:
    """The values of all vertices as a list, or the one of the vertex that is asked for."""
    return make_list(values) if vertex is None else values[vertex_of(graph, vertex)]


@graph_builtin("VertexDegree[g]", "VertexDegree[g, v]")
def vertex_degree(kernel: Any, graph: Graph, vertex: Any = None) -> Any:
    """gives the number of edges at each vertex of the graph g, or at the vertex v; loops count twice.

    >>> VertexDegree[{UndirectedEdge[1, 2], UndirectedEdge[2, 3]}]
    {1, 2, 1}
    """
    return at_vertex(graph, degrees(graph, True, True), vertex)


@graph_builtin("VertexInDegree[g]", "VertexInDegree[g, v]")
def vertex_in_degree(kernel: Any, graph: Graph, vertex: Any = None) -> Any:
    """gives the number of edges that come in at each vertex of the graph g, or at the vertex v.

    >>> VertexInDegree[{1 -> 2, 3 -> 2}]
    {0, 2, 0}
    """
    return at_vertex(graph, degrees(graph, False, True), vertex)


@graph_builtin("VertexOutDegree[g]", "VertexOutDegree[g, v]")
def vertex_out_degree(kernel: Any, graph: Graph, vertex: Any = None) -> Any:
    """gives the number of edges that go out from each vertex of the graph g, or from the vertex v.

    >>> VertexOutDegree[{1 -> 2, 3 -> 2}, 3]
    1
    """
    return at_vertex(graph, degrees(graph, True, False), vertex)


@graph_builtin("MeanNeighborDegree[g]", "MeanNeighborDegree[g, v]")
def mean_neighbor_degree(kernel: Any, graph: Graph, vertex: Any = None) -> Any:
    """gives for each vertex of the graph g, or for v, the mean of the degrees of its neighbors.

    >>> MeanNeighborDegree[{UndirectedEdge[1, 2], UndirectedEdge[2, 3]}]
    {2, 1, 2}
    """
    counts = degrees(graph, True, True)
    means = [
        kernel.call(S.Mean, make_list([counts[b] for b in near])) if near else 0 for near in graph.neighbors()
    ]
    return at_vertex(graph, means, vertex)


# -- annotations -----------------------------------------------------------------------------------


@builtin(
    "AnnotationValue[{g, item}, key]", "AnnotationValue[g, key]",
    messages={**MESSAGES, "nokey": "There is no annotation `1`."},
)  # fmt: skip
def annotation_value(kernel: Any, subject: Any, key: Any) -> Any:
    """gives what the annotation named key is for a vertex or edge of the graph g, or for g as a whole.

    >>> AnnotationValue[Graph[{1 -> 2}, EdgeWeight -> {7}], EdgeWeight]
    {7}
    >>> AnnotationValue[{Graph[{1 -> 2}, EdgeWeight -> {7}], 1 -> 2}, EdgeWeight]
    7
    """
    if isinstance(subject, Graph):
        return whole_annotation(kernel, subject, key)
    if not is_list(subject) or len(subject) != 2 or not isinstance(subject.parts[0], Graph):
        return None
    graph, item = subject.parts
    return item_annotation(kernel, graph, item, key)


def option_key(key: Any) -> str:
    return key if isinstance(key, str) else getattr(key, "short", "")


def whole_annotation(kernel: Any, graph: Graph, key: Any) -> Any:
    name = option_key(key)
    if name == "VertexCoordinates":
        return coordinates_of(kernel, graph)
    found = graph.options.get(name)
    if found is None and isinstance(key, str):
        rules = graph.options.get("AnnotationRules")
        found = rule_value(rules, "GraphProperties")
        found = rule_value(found, key)
    if found is None and name in ("EdgeWeight", "VertexWeight"):
        found = make_list([1] * len(graph.edges if name == "EdgeWeight" else graph.vertices))
    return GRAPH_OPTIONS.get(name, S["$Failed"]) if found is None else found


def rule_value(rules: Any, key: Any) -> Any:
    """What a list of rules has for a key; the last one counts."""
    found = None
    for rule in rules.parts if is_list(rules) else ():
        if is_rule(rule) and as_key(rule.parts[0]) == as_key(key):
            found = rule.parts[1]
    return found


def item_annotation(kernel: Any, graph: Graph, item: Any, key: Any) -> Any:
    """The annotation of one vertex or edge: from a list of values in order, rules, or one value for all."""
    is_vertex = graph.has_vertex(item)
    number = graph.position(item) if is_vertex else edge_number(graph, item)
    own = item if is_vertex else graph.edges[number]
    if isinstance(key, str):
        found = rule_value(rule_value(graph.options.get("AnnotationRules"), own), key)
        return S["$Failed"] if found is None else found
    value = whole_annotation(kernel, graph, key)
    if is_list(value) and any(map(is_rule, value.parts)):
        found = rule_value(value, own)
        return S.Automatic if found is None else found
    items = graph.vertices if is_vertex else graph.edges
    return value.parts[number] if is_list(value) and len(value) == len(items) else value


@builtin(
    "Annotate[{g, item}, key -> value]",
    "Annotate[g, key -> value]",
    messages={**MESSAGES, "annot": "A rule name -> value is expected, with a string or a symbol, not `1`."},
)
def annotate(kernel: Any, subject: Any, rules: Any) -> Any:
    """gives the graph g with the annotation added to a vertex or edge, to several, or to g as a whole.

    >>> g = Annotate[{Graph[{1 -> 2}], 1}, "color" -> "red"]; AnnotationValue[{g, 1}, "color"]
    red
    """
    pairs = rules.parts if is_list(rules) else (rules,)
    for rule in pairs:
        if not is_rule(rule) or not isinstance(rule.parts[0], (str, Symbol)):
            raise Failure("annot", rule, value=None)
    if isinstance(subject, Graph):
        plain = {option_key(r.parts[0]): r.parts[1] for r in pairs}
        return with_options(subject, plain) if set(plain) <= set(GRAPH_OPTIONS) else None
    if not is_list(subject) or len(subject) != 2 or not isinstance(subject.parts[0], Graph):
        return None
    graph, items = subject.parts
    options = dict(graph.options)
    for item in items.parts if is_list(items) and not graph.has_vertex(items) else (items,):
        own = item if graph.has_vertex(item) else graph.edges[edge_number(graph, item)]
        for rule in pairs:
            key, value = rule.parts
            add_annotation(options, graph, own, key, value)
    return Graph(graph.vertices, graph.edges, options)


WEIGHTS = ("EdgeWeight", "VertexWeight")


def add_annotation(options: dict[str, Any], graph: Graph, own: Any, key: Any, value: Any) -> None:
    """Note an annotation of a vertex or edge: weights in the list of all, others as a rule."""
    if isinstance(key, str):
        rules = options.get("AnnotationRules", S.List())
        inner = rule_value(rules, own) or S.List()
        kept = [r for r in rules.parts if as_key(r.parts[0]) != as_key(own)]
        inner = [r for r in inner.parts if r.parts[0] != key]
        own_rules = S.Rule(own, make_list([*inner, S.Rule(key, value)]))
        options["AnnotationRules"] = make_list([*kept, own_rules])
    elif option_key(key) in WEIGHTS:
        name = option_key(key)
        items = list(map(as_key, graph.edges if name == "EdgeWeight" else graph.vertices))
        values = list(options[name].parts) if name in options else [1] * len(items)
        values[items.index(as_key(own))] = value
        options[name] = make_list(values)
    else:
        add_rule(options, option_key(key), own, value)


@graph_builtin("GraphEmbedding[g]", "GraphEmbedding[g, layout]")
def graph_embedding(kernel: Any, graph: Graph, layout: Any = None) -> Any:
    """gives the points where the vertices of the graph g are drawn.

    >>> Dimensions[GraphEmbedding[CycleGraph[5]]]
    {5, 2}
    """
    return coordinates_of(kernel, graph, layout)
