"""Paths through all vertices of a graph, and the vertices or edges without which it falls apart."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.graphs.graph import Graph, graph_builtin, vertex_list, vertex_of
from wlmini.builtins.graphs.networks import network
from wlmini.expr import S, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

MOST_TRIES = 2_000_000  # steps of a search that may be given up
MESSAGES = {
    "tries": "No path through all vertices came up in `1` steps of search.",
    "board": "`1` and `2` are no positive integers, the sides of a board.",
}


def neighbours(graph: Graph) -> list[list[int]]:
    ahead: list[list[int]] = [[] for _ in graph.vertices]
    for a, b, _ in graph.arrows():
        ahead[a].append(b)
    return ahead


def path_through_all(ahead: list[list[int]], start: int, end: int | None) -> list[int] | None:
    """By search that goes first where there are fewest ways on (Warnsdorff)."""
    size = len(ahead)
    path, used = [start], {start}
    open_ways = [ways_on(ahead, start, used)]
    for _ in range(MOST_TRIES):
        if len(path) == size and (end is None or path[-1] == end):
            return path
        if open_ways[-1] and len(path) < size:
            vertex = open_ways[-1].pop()
            path.append(vertex)
            used.add(vertex)
            early = vertex == end and len(path) < size
            open_ways.append([] if early else ways_on(ahead, vertex, used))
            continue
        open_ways.pop()
        used.discard(path.pop())
        if not path:
            return None
    raise Failure("tries", MOST_TRIES, value=None)


def ways_on(ahead: list[list[int]], vertex: int, used: set[int]) -> list[int]:
    """The free neighbours, the one with fewest free neighbours of its own last."""
    free = [v for v in ahead[vertex] if v not in used]
    return sorted(free, key=lambda v: -sum(w not in used for w in ahead[v]))


@graph_builtin("FindHamiltonianPath[g]", "FindHamiltonianPath[g, s, t]", messages=MESSAGES)
def find_hamiltonian_path(kernel: Any, graph: Graph, s: Any = None, t: Any = None) -> Any:
    """gives the vertices of a path through every vertex of the graph g once, or of one from s to t.

    >>> FindHamiltonianPath[PathGraph[{1, 2, 3}], 3, 1]
    {3, 2, 1}
    """
    ahead = neighbours(graph)
    starts = range(len(ahead)) if s is None else [vertex_of(graph, s)]
    end = None if t is None else vertex_of(graph, t)
    for start in starts:
        found = path_through_all(ahead, start, end)
        if found is not None:
            return vertex_list(graph, found)
    return make_list([])


@builtin("KnightTourGraph[m, n]", messages=MESSAGES)
def knight_tour_graph(kernel: Any, m: Any, n: Any) -> Any:
    """gives the graph of the moves of a knight on a board of m by n squares.

    >>> {VertexCount[KnightTourGraph[3, 4]], EdgeCount[KnightTourGraph[8, 8]]}
    {12, 168}
    """
    if not (type(m) is int and type(n) is int and m > 0 and n > 0):
        raise Failure("board", m, n, value=None)
    squares = [(i, j) for i in range(m) for j in range(n)]
    places = {square: k for k, square in enumerate(squares, 1)}
    moves = ((1, 2), (2, 1), (2, -1), (1, -2))
    pairs = [((i, j), (i + a, j + b)) for i, j in squares for a, b in moves if (i + a, j + b) in places]
    edges = [S.UndirectedEdge(places[p], places[q]) for p, q in pairs]
    return S.Graph(make_list(range(1, m * n + 1)), make_list(edges))


@graph_builtin("FindEdgeCut[g]", "FindEdgeCut[g, s, t]")
def find_edge_cut(kernel: Any, graph: Graph, s: Any = None, t: Any = None) -> Any:
    """gives fewest edges of the graph g without which it falls apart, or s and t do.

    >>> Length[FindEdgeCut[CycleGraph[5]]]
    2
    """
    if len(graph.vertices) < 2:
        return make_list([])
    ends = () if s is None else (vertex_of(graph, s), vertex_of(graph, t))
    found = library("networkx").minimum_edge_cut(network(graph), *ends)
    chosen = {frozenset(pair) for pair in found}
    return make_list(e for e, pair in zip(graph.edges, graph.ends, strict=True) if frozenset(pair) in chosen)


@graph_builtin("FindVertexCut[g]", "FindVertexCut[g, s, t]")
def find_vertex_cut(kernel: Any, graph: Graph, s: Any = None, t: Any = None) -> Any:
    """gives fewest vertices of the graph g without which it, or s from t, falls apart; none where it cannot.

    >>> FindVertexCut[StarGraph[4]]
    {1}
    """
    nx, net = library("networkx"), network(graph)
    size = len(graph.vertices)
    if size < 2 or all(net.has_edge(a, b) for a in range(size) for b in range(size) if a != b):
        return make_list([])
    ends = () if s is None else (vertex_of(graph, s), vertex_of(graph, t))
    if ends and net.has_edge(*ends):
        return make_list([])
    return vertex_list(graph, sorted(nx.minimum_node_cut(net, *ends)))
