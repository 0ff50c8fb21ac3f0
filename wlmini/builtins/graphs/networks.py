"""The way to networkx: a graph as it knows them, with vertices counted from 0."""

from __future__ import annotations

from typing import Any

from wlmini.arrays import to_array
from wlmini.builtins.graphs.graph import Graph
from wlmini.expr import S, make_list
from wlmini.kernel.extras import library


def network(graph: Graph, directed: bool | None = None) -> Any:
    """The networkx graph without weights; undirected edges go both ways in a directed one."""
    nx = library("networkx")
    as_directed = graph.directed and bool(graph.edges) if directed is None else directed
    made = nx.DiGraph() if as_directed else nx.Graph()
    made.add_nodes_from(range(len(graph.vertices)))
    made.add_edges_from((a, b) for a, b, _ in graph.arrows())
    return made


def weighted_network(kernel: Any, graph: Graph, directed: bool | None = None) -> Any:
    """The networkx graph whose edges have a "weight"; of parallel edges the lightest counts."""
    made, weights = network(graph, directed), numeric_weights(kernel, graph)
    for a, b, number in graph.arrows():
        data = made.edges[a, b]
        data["weight"] = min(weights[number], data.get("weight", weights[number]))
    return made


def numeric_weights(kernel: Any, graph: Graph) -> list[float]:
    """The weights of the edges as machine numbers; 1 where they have none."""
    if graph.weights is None:
        return [1.0] * len(graph.edges)
    values = to_array(kernel.evaluate(S.N(make_list(graph.weights))))
    return [1.0] * len(graph.edges) if values is None else [float(v) for v in values]
