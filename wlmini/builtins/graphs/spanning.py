"""Orders, spanning trees, closures and flows of a graph."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.graphs.construction import GRAPH_OPTIONS, given_options, with_options
from wlmini.builtins.graphs.graph import Graph, graph_builtin, vertex_list, vertex_of
from wlmini.builtins.graphs.networks import network, numeric_weights, weighted_network
from wlmini.builtins.graphs.paths import METHOD
from wlmini.expr import S, is_list
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

# -- orders and trees ------------------------------------------------------------------------------


def topological(graph: Graph) -> list[int] | None:
    """The vertices so that every edge leads forward; None where a cycle forbids it."""
    near, waiting = graph.followers(), [0] * len(graph.vertices)
    for row in near:
        for b in row:
            waiting[b] += 1
    ready = [v for v, count in enumerate(waiting) if not count]
    for vertex in ready:
        for b in near[vertex]:
            waiting[b] -= 1
            if not waiting[b]:
                ready.append(b)
    return ready if len(ready) == len(near) else None


@graph_builtin("TopologicalSort[g]", messages={"dag": "`1` is no directed graph without cycles."})
def topological_sort(kernel: Any, graph: Graph) -> Any:
    """gives the vertices of the graph g in an order where every edge leads from an earlier to a later one.

    >>> TopologicalSort[{2 -> 3, 1 -> 2}]
    {1, 2, 3}
    """
    order = topological(graph) if graph.directed else None
    if order is None:
        raise Failure("dag", graph, value=None)
    return vertex_list(graph, order)


def spanning(kernel: Any, graph: Graph) -> list[int]:
    """The numbers of edges that join all that is joined, of least weight in all (Kruskal)."""
    weights = numeric_weights(kernel, graph)
    group = list(range(len(graph.vertices)))

    def leader(vertex: int) -> int:
        while group[vertex] != vertex:
            group[vertex] = group[group[vertex]]
            vertex = group[vertex]
        return vertex

    chosen = []
    for number in sorted(range(len(graph.edges)), key=lambda n: weights[n]):
        a, b = map(leader, graph.ends[number])
        if a != b:
            group[a] = b
            chosen.append(number)
    return chosen


@graph_builtin("FindSpanningTree[g]", options=GRAPH_OPTIONS | METHOD)
def find_spanning_tree(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """gives a tree of edges of the graph g that joins all its vertices, with the least total weight.

    >>> EdgeCount[FindSpanningTree[CompleteGraph[5]]]
    4
    """
    numbers = arborescence(kernel, graph) if graph.directed and graph.edges else spanning(kernel, graph)
    kept = {k: v for k, v in given_options(options).items() if k != "Method"}
    return with_options(graph.part_of(range(len(graph.vertices)), numbers), kept)


def arborescence(kernel: Any, graph: Graph) -> list[int]:
    """The same for directed edges: every vertex but one is reached by one edge."""
    nx = library("networkx")
    made = weighted_network(kernel, graph)
    try:
        tree = nx.minimum_spanning_arborescence(made)
    except nx.NetworkXException:
        return spanning(kernel, graph)
    pairs = set(tree.edges)
    first: dict[tuple[int, int], int] = {}
    for number, ends in enumerate(graph.ends):
        first.setdefault(ends, number)
    return [first[pair] for pair in pairs]


@graph_builtin("TransitiveClosureGraph[g]", options=GRAPH_OPTIONS)
def transitive_closure_graph(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """gives the graph with an edge from each vertex to all that can be reached from it in the graph g.

    >>> EdgeRules[TransitiveClosureGraph[{1 -> 2, 2 -> 3}]]
    {1 -> 2, 1 -> 3, 2 -> 3}
    """
    made = library("networkx").transitive_closure(network(graph), reflexive=None)
    return from_pairs(graph, sorted(made.edges), options)


@graph_builtin("TransitiveReductionGraph[g]", options=GRAPH_OPTIONS)
def transitive_reduction_graph(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """gives the graph of the fewest edges in which the same vertices can be reached as in the graph g.

    >>> EdgeRules[TransitiveReductionGraph[{1 -> 2, 2 -> 3, 1 -> 3}]]
    {1 -> 2, 2 -> 3}
    """
    if topological(graph) is None:
        return None
    made = library("networkx").transitive_reduction(network(graph))
    return from_pairs(graph, sorted(made.edges), options)


def from_pairs(graph: Graph, pairs: list[tuple[int, int]], options: dict[str, Any]) -> Graph:
    """The graph of the same vertices with edges between positions."""
    head = S.DirectedEdge if graph.directed else S.UndirectedEdge
    edges = [head(graph.vertices[a], graph.vertices[b]) for a, b in pairs]
    return Graph(graph.vertices, edges, given_options(options))


@graph_builtin(
    "FindMaximumFlow[g, s, t]", "FindMaximumFlow[g, s, t, property]", options={"EdgeCapacity": S.Automatic}
)
def find_maximum_flow(
    kernel: Any, graph: Graph, source: Any, target: Any, wanted: Any = "FlowValue", *, options: dict[str, Any]
) -> Any:
    """gives the greatest flow from s to t in the graph g, where edges bear 1 or their EdgeCapacity.

    >>> FindMaximumFlow[CompleteGraph[4], 1, 4]
    3
    """
    if wanted != "FlowValue":
        return None
    given = options["EdgeCapacity"]
    capacities: Any = (
        given if is_list(given) else graph.options.get("EdgeCapacity", graph.options.get("EdgeWeight"))
    )
    bears = capacities.parts if is_list(capacities) else [1] * len(graph.edges)
    if len(bears) != len(graph.edges):
        return None
    made = network(graph, True)
    for a, b, number in graph.arrows():
        made.edges[a, b]["capacity"] = made.edges[a, b].get("capacity", 0) + bears[number]
    return library("networkx").maximum_flow_value(made, vertex_of(graph, source), vertex_of(graph, target))
