"""Cliques, covers and communities of a graph, and whether two graphs are the same."""

from __future__ import annotations

from itertools import combinations, islice
from typing import Any

from wlmini.builtins.graphs.graph import MESSAGES, Graph, as_graph, graph_builtin, vertex_list
from wlmini.builtins.graphs.kinds import all_directed
from wlmini.builtins.graphs.networks import network
from wlmini.builtins.graphs.paths import LENGTH, bounds, wanted_count
from wlmini.expr import Association, Expr, S, boolean, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library

# -- cliques and covers ----------------------------------------------------------------------------


def cliques(graph: Graph, spec: Any, count: Any) -> Expr:
    """Groups of vertices all joined to each other and not within a larger one; the largest first."""
    found = (
        [sorted(c) for c in library("networkx").find_cliques(network(graph, False))] if graph.vertices else []
    )
    found.sort(key=lambda c: (-len(c), c))
    if spec is not None:
        least, most = bounds(spec)
        found = [c for c in found if least <= len(c) <= most]
    elif count == 1 and found:
        found = found[:1]
    return make_list(vertex_list(graph, c) for c in islice(found, wanted_count(count)))


@graph_builtin("FindClique[g]", "FindClique[g, n]", "FindClique[g, n, k]", messages=LENGTH)
def find_clique(kernel: Any, graph: Graph, size: Any = None, count: Any = 1) -> Any:
    """gives a largest group of vertices of the graph g that are all joined to each other; k of them or All.

    >>> FindClique[{UndirectedEdge[1, 2], UndirectedEdge[2, 3], UndirectedEdge[1, 3], UndirectedEdge[3, 4]}]
    {{1, 2, 3}}
    """
    return cliques(graph, size, count)


@graph_builtin(
    "FindIndependentVertexSet[g]",
    "FindIndependentVertexSet[g, n]",
    "FindIndependentVertexSet[g, n, k]",
    messages=LENGTH,
)
def find_independent_vertex_set(kernel: Any, graph: Graph, size: Any = None, count: Any = 1) -> Any:
    """gives a largest group of vertices of the graph g of which no two are joined; k of them or All.

    >>> Length[First[FindIndependentVertexSet[CycleGraph[6]]]]
    3
    """
    there = {frozenset(ends) for ends in graph.ends}
    pairs = [p for p in combinations(range(len(graph.vertices)), 2) if frozenset(p) not in there]
    edges = [S.UndirectedEdge(graph.vertices[a], graph.vertices[b]) for a, b in pairs]
    return cliques(Graph(graph.vertices, edges), size, count)


@graph_builtin("FindVertexCover[g]")
def find_vertex_cover(kernel: Any, graph: Graph) -> Any:
    """gives a smallest group of vertices of the graph g such that every edge ends at one of them.

    >>> Length[FindVertexCover[StarGraph[5]]]
    1
    """
    apart = find_independent_vertex_set(kernel, graph).parts
    free = set(apart[0].parts) if apart else set()
    return make_list(v for v in graph.vertices if v not in free)


@graph_builtin("FindGraphCommunities[g]")
def find_graph_communities(kernel: Any, graph: Graph) -> Any:
    """gives groups of vertices of the graph g with many edges within and few between them; large first.

    >>> Sort /@ FindGraphCommunities[GraphDisjointUnion[CompleteGraph[4], CompleteGraph[3]]]
    {{1, 2, 3, 4}, {5, 6, 7}}
    """
    if not graph.edges:
        return make_list(make_list([v]) for v in graph.vertices)
    found = library("networkx").community.greedy_modularity_communities(network(graph, False))
    groups = sorted((sorted(each) for each in found), key=len, reverse=True)
    return make_list(vertex_list(graph, each) for each in groups)


@graph_builtin("VertexConnectivity[g]")
def vertex_connectivity(kernel: Any, graph: Graph) -> Any:
    """gives the smallest number of vertices without which the graph g falls apart.

    >>> VertexConnectivity[CycleGraph[5]]
    2
    """
    return library("networkx").node_connectivity(network(graph)) if len(graph.vertices) > 1 else 0


@graph_builtin("EdgeConnectivity[g]")
def edge_connectivity(kernel: Any, graph: Graph) -> Any:
    """gives the smallest number of edges without which the graph g falls apart.

    >>> EdgeConnectivity[CycleGraph[5]]
    2
    """
    return library("networkx").edge_connectivity(network(graph)) if len(graph.vertices) > 1 else 0


# -- the same graph --------------------------------------------------------------------------------


def isomorphisms(first: Graph, second: Graph) -> Any:
    """The ways to map the vertices of one graph to those of the other so that edges go to edges."""
    isomorphism = library("networkx").algorithms.isomorphism
    directed = all_directed(first)
    if directed != all_directed(second) or len(first.edges) != len(second.edges):
        return iter(())
    matcher = isomorphism.DiGraphMatcher if directed else isomorphism.GraphMatcher
    return matcher(network(first), network(second)).isomorphisms_iter()


@builtin("IsomorphicGraphQ[g1, g2]", messages=MESSAGES)
def isomorphic_graph_q(kernel: Any, first: Any, second: Any) -> Any:
    """tells whether the graphs g1 and g2 are the same but for the names of their vertices.

    >>> IsomorphicGraphQ[CycleGraph[3], CompleteGraph[3]]
    True
    """
    if not isinstance(first, Graph) or not isinstance(second, Graph):
        return boolean(False)
    return boolean(next(isomorphisms(first, second), None) is not None)


@builtin("FindGraphIsomorphism[g1, g2]", "FindGraphIsomorphism[g1, g2, n]", messages={**MESSAGES, **LENGTH})
def find_graph_isomorphism(kernel: Any, first: Any, second: Any, count: Any = 1) -> Any:
    """gives which vertex of g2 each of g1 becomes, so that edges become edges; n ways or All.

    >>> FindGraphIsomorphism[PathGraph[{1, 2}], PathGraph[{a, b}], All]
    {<|1 -> a, 2 -> b|>, <|1 -> b, 2 -> a|>}
    """
    one, other = as_graph(first), as_graph(second)
    found = islice(isomorphisms(one, other), wanted_count(count))
    pairs = [[(one.vertices[a], other.vertices[b]) for a, b in sorted(each.items())] for each in found]
    return make_list(Association.of(each) for each in pairs)
