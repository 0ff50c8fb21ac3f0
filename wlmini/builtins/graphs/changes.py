"""Graphs made from graphs: vertices and edges added, deleted, renamed; subgraphs, unions, products."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from wlmini.builtins.graphs.construction import GRAPH_OPTIONS, given_options, matching, with_options
from wlmini.builtins.graphs.graph import (
    MESSAGES,
    Graph,
    as_graph,
    edge_number,
    edge_of,
    graph_builtin,
    vertex_of,
)
from wlmini.builtins.graphs.matrices import around, starts
from wlmini.expr import Expr, S, as_key, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

PATTERNS = frozenset((S.Blank, S.Pattern, S.PatternTest, S.Alternatives, S.Condition, S.Except))


def grown(graph: Graph, vertices: Iterable[Any], edges: Iterable[Expr]) -> Graph:
    """The graph with more vertices and edges; new edges of a weighted graph weigh 1."""
    added = list(edges)
    options = {k: v for k, v in graph.options.items() if k != "VertexCoordinates"}
    if graph.weights is not None:
        options["EdgeWeight"] = make_list([*graph.weights, *([1] * len(added))])
    more = list(vertices)
    made = Graph([*graph.vertices, *more], [*graph.edges, *added], options)
    if "VertexWeight" in options:
        new = len(made.vertices) - len(graph.vertices)
        options["VertexWeight"] = make_list([*options["VertexWeight"].parts, *([1] * new)])
    return made


def edges_in(items: Any, graph: Graph) -> list[Expr]:
    """One edge or a list of them; a rule is undirected where all edges of the graph are."""
    undirected = bool(graph.edges) and all(e.head is S.UndirectedEdge for e in graph.edges)
    found = []
    for item in items.parts if is_list(items) else (items,):
        edge = edge_of(item, S["False"] if undirected and head_of(item) is S.Rule else S.Automatic)
        if edge is None:
            raise Failure("edge", item, value=None)
        found.append(edge)
    return found


@graph_builtin("VertexAdd[g, v]", "VertexAdd[g, {v1, v2, ...}]")
def vertex_add(kernel: Any, graph: Graph, vertices: Any) -> Any:
    """gives the graph g with the vertex v added, or several.

    >>> VertexList[VertexAdd[{1 -> 2}, {3, 4}]]
    {1, 2, 3, 4}
    """
    return grown(graph, starts(graph, vertices), ())


@graph_builtin("EdgeAdd[g, e]", "EdgeAdd[g, {e1, e2, ...}]")
def edge_add(kernel: Any, graph: Graph, edges: Any) -> Any:
    """gives the graph g with the edge e added, or several.

    >>> EdgeRules[EdgeAdd[{1 -> 2}, 2 -> 3]]
    {1 -> 2, 2 -> 3}
    """
    return grown(graph, (), edges_in(edges, graph))


def is_pattern(expr: Any) -> bool:
    return isinstance(expr, Expr) and (expr.head in PATTERNS or any(map(is_pattern, expr.parts)))


@graph_builtin("VertexDelete[g, v]", "VertexDelete[g, {v1, v2, ...}]", "VertexDelete[g, pattern]")
def vertex_delete(kernel: Any, graph: Graph, vertices: Any) -> Any:
    """gives the graph g without the vertex v, or several, and without their edges.

    >>> EdgeRules[VertexDelete[{1 -> 2, 2 -> 3, 3 -> 1}, 1]]
    {2 -> 3}
    """
    if is_pattern(vertices):
        gone = {graph.position(v) for v in matching(kernel, graph.vertices, vertices)}
    else:
        gone = {vertex_of(graph, v) for v in starts(graph, vertices)}
    return graph.part_of(v for v in range(len(graph.vertices)) if v not in gone)


@graph_builtin("EdgeDelete[g, e]", "EdgeDelete[g, {e1, e2, ...}]", "EdgeDelete[g, pattern]")
def edge_delete(kernel: Any, graph: Graph, edges: Any) -> Any:
    """gives the graph g without the edge e, or several; the vertices stay.

    >>> EdgeRules[EdgeDelete[{1 -> 2, 2 -> 3}, 1 -> 2]]
    {2 -> 3}
    """
    if is_pattern(edges):
        found = matching(kernel, graph.edges, edge_of(edges) or edges)
        gone = {number for number, edge in enumerate(graph.edges) if edge in found}
    else:
        gone = {edge_number(graph, e) for e in (edges.parts if is_list(edges) else (edges,))}
    return graph.part_of(range(len(graph.vertices)), [n for n in range(len(graph.edges)) if n not in gone])


def renamed(graph: Graph, names: dict[Any, Any]) -> Graph:
    """The graph with other names for some vertices, known by their keys."""

    def name(vertex: Any) -> Any:
        return names.get(as_key(vertex), vertex)

    edges = [Expr(e.head, (name(e.parts[0]), name(e.parts[1]), *e.parts[2:])) for e in graph.edges]
    return Graph(map(name, graph.vertices), edges, graph.options)


@graph_builtin("VertexReplace[g, {v1 -> w1, ...}]", "VertexReplace[g, v -> w]")
def vertex_replace(kernel: Any, graph: Graph, rules: Any) -> Any:
    """gives the graph g with w1 in the place of the vertex v1, and so on.

    >>> EdgeRules[VertexReplace[{1 -> 2, 2 -> 3}, {1 -> a, 3 -> c}]]
    {a -> 2, 2 -> c}
    """
    found = {}
    for vertex in graph.vertices:
        value = kernel.evaluate(S.Replace(vertex, rules))
        found[as_key(vertex)] = value
    return renamed(graph, found)


@graph_builtin("IndexGraph[g]", "IndexGraph[g, r]", options=GRAPH_OPTIONS)
def index_graph(kernel: Any, graph: Graph, first: Any = 1, *, options: dict[str, Any]) -> Any:
    """gives the graph g with its vertices named 1, 2, ... in order, or from r on.

    >>> EdgeRules[IndexGraph[{a -> b, b -> c}]]
    {1 -> 2, 2 -> 3}
    """
    if type(first) is not int:
        return None
    named = renamed(graph, {as_key(v): first + n for n, v in enumerate(graph.vertices)})
    return with_options(named, given_options(options))


@graph_builtin(
    "Subgraph[g, {v1, v2, ...}]", "Subgraph[g, {e1, e2, ...}]", "Subgraph[g, pattern]", options=GRAPH_OPTIONS
)
def subgraph(kernel: Any, graph: Graph, items: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph of some vertices of the graph g and the edges among them, or of some edges.

    >>> EdgeRules[Subgraph[{1 -> 2, 2 -> 3, 3 -> 4}, {1, 2, 3}]]
    {1 -> 2, 2 -> 3}
    """
    if isinstance(items, Graph):
        items = make_list([*items.vertices, *items.edges])
    if is_pattern(items):
        items = make_list(matching(kernel, [*graph.vertices, *graph.edges], edge_of(items) or items))
    chosen, numbers = [], []
    for item in items.parts if is_list(items) else (items,):
        if graph.has_vertex(item):
            chosen.append(graph.position(item))
        elif edge_of(item) is not None:
            numbers.append(edge_number(graph, item))
    ends = [v for n in numbers for v in graph.ends[n]]
    inside = set(chosen)
    among = [n for n, (a, b) in enumerate(graph.ends) if a in inside and b in inside]
    part = graph.part_of(dict.fromkeys([*chosen, *ends]), {*numbers, *among})
    return with_options(part, given_options(options))


@graph_builtin(
    "NeighborhoodGraph[g, v]",
    "NeighborhoodGraph[g, {v1, v2, ...}]",
    "NeighborhoodGraph[g, v, k]",
    options=GRAPH_OPTIONS,
)
def neighborhood_graph(
    kernel: Any, graph: Graph, vertices: Any, depth: Any = 1, *, options: dict[str, Any]
) -> Any:
    """gives the graph of the vertex v of the graph g and all up to k (1 by default) steps away.

    >>> VertexCount[NeighborhoodGraph[PathGraph[Range[9]], 5, 2]]
    5
    """
    start = [vertex_of(graph, v) for v in starts(graph, vertices)]
    reached = around(graph.neighbors(), start, depth)
    part = graph.part_of([*dict.fromkeys(start), *sorted(reached - set(start))])
    return with_options(part, given_options(options))


@graph_builtin("ReverseGraph[g]", options=GRAPH_OPTIONS)
def reverse_graph(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """gives the graph g with its directed edges the other way round.

    >>> EdgeRules[ReverseGraph[{1 -> 2, 2 -> 3}]]
    {2 -> 1, 3 -> 2}
    """
    edges = [S.DirectedEdge(e.parts[1], e.parts[0], *e.parts[2:]) if e.head is S.DirectedEdge else e
             for e in graph.edges]  # fmt: skip
    return with_options(Graph(graph.vertices, edges, graph.options), given_options(options))


@graph_builtin("UndirectedGraph[g]", options=GRAPH_OPTIONS)
def undirected_graph(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """gives the graph g with undirected edges; two that go opposite ways become one.

    >>> EdgeCount[UndirectedGraph[{1 -> 2, 2 -> 1, 2 -> 3}]]
    2
    """
    chosen: dict[Any, int] = {}
    for number, (a, b) in enumerate(graph.ends):
        key = (*sorted((a, b)), *map(as_key, graph.edges[number].parts[2:]))
        chosen.setdefault(key, number)
    part = graph.part_of(range(len(graph.vertices)), chosen.values())
    edges = [Expr(S.UndirectedEdge, e.parts) for e in part.edges]
    return with_options(Graph(part.vertices, edges, part.options), given_options(options))


@graph_builtin("DirectedGraph[g]", 'DirectedGraph[g, "Acyclic"]', options=GRAPH_OPTIONS)
def directed_graph(kernel: Any, graph: Graph, conversion: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the graph g with an edge each way for every undirected one, or one way only for "Acyclic".

    >>> EdgeCount[DirectedGraph[CycleGraph[3]]]
    6
    """
    if conversion not in (None, "Acyclic"):
        return None
    edges = []
    for edge, (a, b) in zip(graph.edges, graph.ends, strict=True):
        u, v, *tag = edge.parts
        if edge.head is S.DirectedEdge or a == b:
            edges.append(S.DirectedEdge(u, v, *tag))
        elif conversion == "Acyclic":
            edges.append(S.DirectedEdge(*((u, v) if a < b else (v, u)), *tag))
        else:
            edges += [S.DirectedEdge(u, v, *tag), S.DirectedEdge(v, u, *tag)]
    kept = {k: v for k, v in graph.options.items() if k != "EdgeWeight"}
    return with_options(Graph(graph.vertices, edges, kept), given_options(options))


@graph_builtin("SimpleGraph[g]", options=GRAPH_OPTIONS)
def simple_graph(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """gives the graph g without loops and with one edge only between any two vertices.

    >>> EdgeRules[SimpleGraph[{1 -> 2, 1 -> 2, 2 -> 2}]]
    {1 -> 2}
    """
    first: dict[Any, int] = {}
    for number, (edge, (a, b)) in enumerate(zip(graph.edges, graph.ends, strict=True)):
        if a != b:
            first.setdefault((a, b) if edge.head is S.DirectedEdge else frozenset((a, b)), number)
    return with_options(graph.part_of(range(len(graph.vertices)), first.values()), given_options(options))


@graph_builtin("GraphComplement[g]", options=GRAPH_OPTIONS)
def graph_complement(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """gives the graph of the same vertices with an edge exactly where the graph g has none.

    >>> EdgeCount[GraphComplement[CycleGraph[5]]]
    5
    """
    there = {(a, b) for a, b, _ in graph.arrows()}
    directed = graph.directed and bool(graph.edges)
    head, count = (S.DirectedEdge if directed else S.UndirectedEdge), len(graph.vertices)
    pairs = [(a, b) for a in range(count) for b in range(count) if a != b and (directed or a < b)]
    edges = [head(graph.vertices[a], graph.vertices[b]) for a, b in pairs if (a, b) not in there]
    return Graph(graph.vertices, edges, given_options(options))


@graph_builtin("LineGraph[g]", options=GRAPH_OPTIONS)
def line_graph(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """gives the graph whose vertices are the edges of the graph g, joined where they meet.

    >>> EdgeCount[LineGraph[StarGraph[4]]]
    3
    """
    ends, count = graph.ends, len(graph.ends)
    if graph.directed and graph.edges:
        pairs = [(i, j) for i in range(count) for j in range(count) if ends[i][1] == ends[j][0]]
        head = S.DirectedEdge
    else:
        pairs = [(i, j) for i in range(count) for j in range(i + 1, count) if set(ends[i]) & set(ends[j])]
        head = S.UndirectedEdge
    return Graph(range(1, count + 1), [head(i + 1, j + 1) for i, j in pairs], given_options(options))


# -- several graphs --------------------------------------------------------------------------------


def combining_builtin(usage: str, documentation: str, combine: Callable[[list[Graph]], Graph]) -> None:
    """Declare a function of several graphs."""

    def function(kernel: Any, *graphs: Any, options: dict[str, Any]) -> Any:
        if not graphs:
            return None
        return with_options(combine([as_graph(g) for g in graphs]), given_options(options))

    function.__doc__ = documentation
    builtin(usage, options=GRAPH_OPTIONS, messages=MESSAGES)(function)


def edge_key(edge: Expr) -> Any:
    """The same for an undirected edge and its other way round."""
    ends = tuple(map(as_key, edge.parts[:2]))
    return frozenset(ends) if edge.head is S.UndirectedEdge else ends


def all_vertices(graphs: list[Graph]) -> list[Any]:
    return list({as_key(v): v for g in graphs for v in g.vertices}.values())


def united(graphs: list[Graph]) -> Graph:
    edges = {edge_key(e): e for g in reversed(graphs) for e in g.edges}
    ordered = {edge_key(e): edges[edge_key(e)] for g in graphs for e in g.edges}
    return Graph(sorted_vertices(all_vertices(graphs)), ordered.values())


def sorted_vertices(vertices: list[Any]) -> list[Any]:
    """Integers in order; other vertices as they came."""
    return sorted(vertices) if all(type(v) is int for v in vertices) else vertices


def common(graphs: list[Graph]) -> Graph:
    shared = set.intersection(*({edge_key(e) for e in g.edges} for g in graphs))
    edges = [e for e in graphs[0].edges if edge_key(e) in shared]
    return Graph(sorted_vertices(all_vertices(graphs)), edges)


def remaining(graphs: list[Graph]) -> Graph:
    gone = {edge_key(e) for g in graphs[1:] for e in g.edges}
    edges = [e for e in graphs[0].edges if edge_key(e) not in gone]
    return Graph(sorted_vertices(all_vertices(graphs)), edges)


def side_by_side(graphs: list[Graph]) -> Graph:
    """Vertices named 1, 2, ... through all the graphs in turn."""
    edges, start = [], 1
    for graph in graphs:
        edges += [e.head(start + a, start + b) for e, (a, b) in zip(graph.edges, graph.ends, strict=True)]
        start += len(graph.vertices)
    return Graph(range(1, start), edges)


combining_builtin(
    "GraphUnion[g1, g2, ...]",
    """gives the graph of all vertices and edges of the graphs.

    >>> EdgeRules[GraphUnion[{1 -> 2}, {2 -> 3, 1 -> 2}]]
    {1 -> 2, 2 -> 3}
    """,
    united,
)
combining_builtin(
    "GraphIntersection[g1, g2, ...]",
    """gives the graph of all vertices, and the edges that are in each of the graphs.

    >>> EdgeRules[GraphIntersection[{1 -> 2, 2 -> 3}, {2 -> 3, 3 -> 1}]]
    {2 -> 3}
    """,
    common,
)
combining_builtin(
    "GraphDifference[g1, g2]",
    """gives the graph of all vertices, and the edges of g1 that are not in g2.

    >>> EdgeRules[GraphDifference[{1 -> 2, 2 -> 3}, {2 -> 3}]]
    {1 -> 2}
    """,
    remaining,
)
combining_builtin(
    "GraphDisjointUnion[g1, g2, ...]",
    """gives the graphs side by side, with their vertices named 1, 2, ... in turn.

    >>> EdgeRules[GraphDisjointUnion[{a -> b}, {a -> b}]]
    {1 -> 2, 3 -> 4}
    """,
    side_by_side,
)
combining_builtin(
    "GraphSum[g1, g2, ...]",
    """gives the graph whose matrix of numbers of edges is the sum of those of the graphs.

    >>> EdgeCount[GraphSum[Graph[{1 -> 2}], Graph[{1 -> 2, 2 -> 3}]]]
    3
    """,
    lambda graphs: Graph(sorted_vertices(all_vertices(graphs)), [e for g in graphs for e in g.edges]),
)
