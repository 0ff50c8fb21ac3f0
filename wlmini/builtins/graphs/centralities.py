"""How central the vertices of a graph are, how much they cluster."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphs.construction import degrees
from wlmini.builtins.graphs.graph import Graph, graph_builtin, vertex_of
from wlmini.builtins.graphs.kinds import all_directed
from wlmini.builtins.graphs.matrices import counts
from wlmini.builtins.graphs.networks import network, weighted_network
from wlmini.expr import S, make_list, rational
from wlmini.kernel.extras import library

# -- centralities ----------------------------------------------------------------------------------


@graph_builtin("DegreeCentrality[g]", 'DegreeCentrality[g, "In"]', 'DegreeCentrality[g, "Out"]')
def degree_centrality(kernel: Any, graph: Graph, which: Any = "All") -> Any:
    """gives the number of edges at each vertex of the graph g, or of those that come in or go out.

    >>> DegreeCentrality[StarGraph[4]]
    {3, 1, 1, 1}
    """
    ways = {"All": (True, True), "In": (False, True), "Out": (True, False)}
    return make_list(degrees(graph, *ways[which])) if which in ways else None


@graph_builtin("ClosenessCentrality[g]")
def closeness_centrality(kernel: Any, graph: Graph) -> Any:
    """gives for each vertex of the graph g one over the mean distance to those that can be reached.

    >>> ClosenessCentrality[PathGraph[{1, 2, 3}]]
    {0.666667, 1., 0.666667}
    """
    nx = library("networkx")
    made = weighted_network(kernel, graph)
    values = []
    for vertex in range(len(graph.vertices)):
        lengths = nx.single_source_dijkstra_path_length(made, vertex)
        total = sum(lengths.values())
        values.append((len(lengths) - 1) / total if total else 0.0)
    return pack(np.array(values))


@graph_builtin("BetweennessCentrality[g]")
def betweenness_centrality(kernel: Any, graph: Graph) -> Any:
    """gives for each vertex of the graph g how many shortest paths between others go through it.

    >>> BetweennessCentrality[PathGraph[{1, 2, 3}]]
    {0., 1., 0.}
    """
    found = library("networkx").betweenness_centrality(network(graph), normalized=False)
    return pack(np.array([float(found[v]) for v in range(len(graph.vertices))]))


@graph_builtin("EdgeBetweennessCentrality[g]")
def edge_betweenness_centrality(kernel: Any, graph: Graph) -> Any:
    """gives for each edge of the graph g how many shortest paths between vertices go through it.

    >>> EdgeBetweennessCentrality[PathGraph[{1, 2, 3}]]
    {2., 2.}
    """
    found = library("networkx").edge_betweenness_centrality(network(graph), normalized=False)
    return pack(np.array([float(found.get((a, b), found.get((b, a), 0.0))) for a, b in graph.ends]))


@graph_builtin("PageRankCentrality[g]", "PageRankCentrality[g, alpha]")
def page_rank_centrality(kernel: Any, graph: Graph, alpha: Any = 0.85) -> Any:
    """gives for each vertex of the graph g how often a walk that follows edges, alpha of the time, is there.

    >>> PageRankCentrality[CycleGraph[4]]
    {0.25, 0.25, 0.25, 0.25}
    """
    damping = kernel.evaluate(S.N(alpha))
    if type(damping) is not float:
        return None
    matrix = counts(graph).astype(float)
    size, out = len(matrix), matrix.sum(axis=1)
    step = np.where(out[:, None] > 0, matrix / np.maximum(out, 1)[:, None], 1 / max(size, 1))
    rank = np.linalg.solve(np.eye(size) - damping * step.T, np.full(size, (1 - damping) / max(size, 1)))
    return pack(rank / rank.sum())


@graph_builtin("EigenvectorCentrality[g]")
def eigenvector_centrality(kernel: Any, graph: Graph) -> Any:
    """gives for each vertex of the graph g a weight that is proportional to the sum of its neighbors'.

    >>> EigenvectorCentrality[CycleGraph[4]]
    {0.25, 0.25, 0.25, 0.25}
    """
    values, vectors = np.linalg.eig(counts(graph).T.astype(float))
    leading = np.abs(np.real(vectors[:, int(np.argmax(values.real))]))
    return pack(leading / leading.sum())


@graph_builtin("KatzCentrality[g, alpha]", "KatzCentrality[g, alpha, beta]")
def katz_centrality(kernel: Any, graph: Graph, alpha: Any, beta: Any = 1) -> Any:
    """gives the x with x = alpha a.x + beta, where a tells which vertices lead to which in the graph g.

    >>> KatzCentrality[CycleGraph[4], 0.25]
    {2., 2., 2., 2.}
    """
    factor, base = kernel.evaluate(S.N(alpha)), kernel.evaluate(S.N(beta))
    if type(factor) is not float or type(base) is not float:
        return None
    matrix = counts(graph).T.astype(float)
    return pack(np.linalg.solve(np.eye(len(matrix)) - factor * matrix, np.full(len(matrix), base)))


@graph_builtin("LocalClusteringCoefficient[g]", "LocalClusteringCoefficient[g, v]")
def local_clustering_coefficient(kernel: Any, graph: Graph, vertex: Any = None) -> Any:
    """gives for each vertex of the graph g, or for v, the part of the pairs of its neighbors that are joined.

    >>> LocalClusteringCoefficient[CompleteGraph[3]]
    {1, 1, 1}
    """
    values = [rational(joined, pairs) if pairs else 0 for joined, pairs in triangles(graph)]
    return make_list(values) if vertex is None else values[vertex_of(graph, vertex)]


@graph_builtin("GlobalClusteringCoefficient[g]")
def global_clustering_coefficient(kernel: Any, graph: Graph) -> Any:
    """gives the part of the pairs of neighbors of vertices of the graph g that are joined.

    >>> GlobalClusteringCoefficient[CompleteGraph[3]]
    1
    """
    found = triangles(graph)
    pairs = sum(each[1] for each in found)
    return rational(sum(each[0] for each in found), pairs) if pairs else 0


@graph_builtin("MeanClusteringCoefficient[g]")
def mean_clustering_coefficient(kernel: Any, graph: Graph) -> Any:
    """gives the mean of the local clustering coefficients of the vertices of the graph g.

    >>> MeanClusteringCoefficient[CompleteGraph[3]]
    1
    """
    return kernel.call(S.Mean, local_clustering_coefficient(kernel, graph))


def triangles(graph: Graph) -> list[tuple[int, int]]:
    """For each vertex the number of joined pairs among its neighbors, and of all pairs."""
    near = [set(row) - {v} for v, row in enumerate(graph.neighbors())]
    return [
        (sum(b in near[a] for a, b in combinations(sorted(row), 2)), len(row) * (len(row) - 1) // 2)
        for row in near
    ]


@graph_builtin("GraphDensity[g]")
def graph_density(kernel: Any, graph: Graph) -> Any:
    """gives the number of edges of the graph g over that of the complete graph.

    >>> GraphDensity[CycleGraph[4]]
    2/3
    """
    size = len(graph.vertices)
    most = size * (size - 1) // (1 if all_directed(graph) else 2)
    return rational(len(graph.edges), most) if most else 0


@graph_builtin("GraphReciprocity[g]")
def graph_reciprocity(kernel: Any, graph: Graph) -> Any:
    """gives the part of the edges of the graph g that are also there the other way round.

    >>> GraphReciprocity[{1 -> 2, 2 -> 1, 2 -> 3}]
    2/3
    """
    ways = {(a, b) for a, b, _ in graph.arrows() if a != b}
    return rational(sum((b, a) in ways for a, b in ways), len(ways)) if ways else 0
