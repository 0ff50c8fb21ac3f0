"""Graphs as matrices and back: who is joined to whom, distances, incidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.graphs.construction import GRAPH_OPTIONS, given_options
from wlmini.builtins.graphs.graph import Graph, graph_builtin, vertex_list, vertex_of
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real

MATRIX = {"square": "`1` is no square matrix.", "vlen": "There are `1` vertices for a matrix of `2` rows."}


def counts(graph: Graph) -> Any:
    """How many edges lead from each vertex to each."""
    matrix = np.zeros((len(graph.vertices),) * 2, dtype=np.int64)
    for a, b, _ in graph.arrows():
        matrix[a, b] += 1
    return matrix


@graph_builtin("AdjacencyMatrix[g]")
def adjacency_matrix(kernel: Any, graph: Graph) -> Any:
    """gives the matrix of the numbers of edges from each vertex of the graph g to each.

    >>> Normal[AdjacencyMatrix[{1 -> 2, 2 -> 3}]]
    {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}
    """
    return kernel.evaluate(S.SparseArray(pack(counts(graph))))


@graph_builtin("WeightedAdjacencyMatrix[g]")
def weighted_adjacency_matrix(kernel: Any, graph: Graph) -> Any:
    """gives the matrix of the weights of the edges from each vertex of the graph g to each, 0 for none.

    >>> Normal[WeightedAdjacencyMatrix[Graph[{1 -> 2}, EdgeWeight -> {5}]]]
    {{0, 5}, {0, 0}}
    """
    rows: list[list[Any]] = [[0] * len(graph.vertices) for _ in graph.vertices]
    weights = graph.weights or [1] * len(graph.edges)
    for a, b, number in graph.arrows():
        rows[a][b] = weights[number] if rows[a][b] == 0 else S.Plus(rows[a][b], weights[number])
    return kernel.evaluate(S.SparseArray(make_list(map(make_list, rows))))


@graph_builtin("IncidenceMatrix[g]")
def incidence_matrix(kernel: Any, graph: Graph) -> Any:
    """gives the matrix that tells for each vertex of the graph g and each edge whether it is an end of it.

    >>> Normal[IncidenceMatrix[{1 -> 2, 2 -> 3}]]
    {{-1, 0}, {1, -1}, {0, 1}}
    """
    matrix = np.zeros((len(graph.vertices), len(graph.edges)), dtype=np.int64)
    for number, (edge, (a, b)) in enumerate(zip(graph.edges, graph.ends, strict=True)):
        matrix[a, number] += -1 if edge.head is S.DirectedEdge else 1
        matrix[b, number] += 1
        if a == b:
            matrix[a, number] = -2 if edge.head is S.DirectedEdge else 2
    return kernel.evaluate(S.SparseArray(pack(matrix)))


@graph_builtin("KirchhoffMatrix[g]")
def kirchhoff_matrix(kernel: Any, graph: Graph) -> Any:
    """gives the matrix of degrees of the graph g less the numbers of edges.

    >>> Normal[KirchhoffMatrix[PathGraph[{1, 2, 3}]]]
    {{1, -1, 0}, {-1, 2, -1}, {0, -1, 1}}
    """
    matrix = counts(graph)
    np.fill_diagonal(matrix, 0)
    return kernel.evaluate(S.SparseArray(pack(np.diag(matrix.sum(axis=1)) - matrix)))


@graph_builtin("AdjacencyList[g]", "AdjacencyList[g, v]", "AdjacencyList[g, v, d]")
def adjacency_list(kernel: Any, graph: Graph, vertex: Any = None, depth: Any = 1) -> Any:
    """gives the vertices that share an edge with v, or are up to d steps away; lists for all without v.

    >>> AdjacencyList[{1 -> 2, 2 -> 3}, 2]
    {1, 3}
    >>> AdjacencyList[CycleGraph[4]]
    {{2, 4}, {1, 3}, {2, 4}, {1, 3}}
    """
    near = graph.neighbors()
    if vertex is None:
        return make_list(vertex_list(graph, sorted(each)) for each in near)
    return vertex_list(
        graph, sorted(around(near, [vertex_of(graph, vertex)], depth) - {vertex_of(graph, vertex)})
    )


def around(near: list[list[int]], start: list[int], depth: Any) -> set[int]:
    """The vertices that some steps reach."""
    if depth is not S.Infinity and not is_real(depth):
        raise Failure("inv", depth, "distance", value=None)
    seen, ring = set(start), set(start)
    steps = 0
    while ring and (depth is S.Infinity or steps < depth):
        ring = {b for a in ring for b in near[a]} - seen
        seen |= ring
        steps += 1
    return seen


@graph_builtin("VertexInComponent[g, v]", "VertexInComponent[g, v, k]")
def vertex_in_component(kernel: Any, graph: Graph, vertex: Any, depth: Any = S.Infinity) -> Any:
    """gives the vertices from which the vertex v (or some of a list) can be reached in up to k steps.

    >>> VertexInComponent[{1 -> 2, 2 -> 3}, 2]
    {2, 1}
    """
    back: list[list[int]] = [[] for _ in graph.vertices]
    for a, b, _ in graph.arrows():
        back[b].append(a)
    return reached_list(graph, back, vertex, depth)


@graph_builtin("VertexOutComponent[g, v]", "VertexOutComponent[g, v, k]")
def vertex_out_component(kernel: Any, graph: Graph, vertex: Any, depth: Any = S.Infinity) -> Any:
    """gives the vertices that can be reached from the vertex v (or some of a list) in up to k steps.

    >>> VertexOutComponent[{1 -> 2, 2 -> 3}, 2]
    {2, 3}
    """
    return reached_list(graph, graph.followers(), vertex, depth)


def reached_list(graph: Graph, near: list[list[int]], vertex: Any, depth: Any) -> Expr:
    start = [vertex_of(graph, v) for v in starts(graph, vertex)]
    reached = around(near, start, depth)
    return vertex_list(graph, [*start, *sorted(reached - set(start))])


def starts(graph: Graph, vertex: Any) -> tuple[Any, ...]:
    """One vertex, or several in a list."""
    return vertex.parts if is_list(vertex) and not graph.has_vertex(vertex) else (vertex,)


# -- graphs from matrices --------------------------------------------------------------------------


def rows_of(kernel: Any, matrix: Any) -> list[tuple[Any, ...]]:
    """The rows of a square matrix; a message where it is none."""
    plain = kernel.evaluate(S.Normal(matrix))
    if is_list(plain) and all(is_list(row) and len(row) == len(plain) for row in plain.parts):
        return [row.parts for row in plain.parts]
    raise Failure("square", matrix, value=None)


def matrix_graph(
    kernel: Any, vertices: Any, matrix: Any, options: dict[str, Any], count: Callable[[Any], int]
) -> Graph:
    """The graph of a matrix: directed unless it is symmetric, or as the option says."""
    rows = rows_of(kernel, matrix)
    if vertices is not None and not is_list(vertices):
        raise Failure("list", vertices, value=None)
    names = list(range(1, len(rows) + 1)) if vertices is None else list(vertices.parts)
    if len(names) != len(rows):
        raise Failure("vlen", len(names), len(rows), value=None)
    directed = options["DirectedEdges"]
    symmetric = all(rows[i][j] == rows[j][i] for i in range(len(rows)) for j in range(i))
    two_way = directed is S["False"] or directed is S.Automatic and symmetric
    head = S.UndirectedEdge if two_way else S.DirectedEdge
    edges, weights = [], []
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if not (two_way and j < i):
                edges += [head(names[i], names[j])] * count(value)
                weights += [value] * count(value)
    kept = {k: v for k, v in given_options(options).items() if k != "DirectedEdges"}
    if count is not whole and "EdgeWeight" not in kept:
        kept["EdgeWeight"] = make_list(weights)
    return Graph(names, edges, kept)


def whole(value: Any) -> int:
    """How many edges an entry of an adjacency matrix means."""
    return value if type(value) is int and value > 0 else 0


def is_weight(value: Any) -> int:
    """Whether an entry of a matrix of weights is an edge: Infinity means none."""
    return int(value is not S.Infinity)


@builtin("AdjacencyGraph[matrix]", "AdjacencyGraph[vertices, matrix]", options=GRAPH_OPTIONS, messages=MATRIX)
def adjacency_graph(kernel: Any, first: Any, second: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the graph with the number of edges from vertex i to j that the matrix has there.

    >>> EdgeRules[AdjacencyGraph[{{0, 1}, {0, 0}}]]
    {1 -> 2}
    """
    vertices, matrix = (None, first) if second is None else (first, second)
    return matrix_graph(kernel, vertices, matrix, options, whole)


@builtin(
    "WeightedAdjacencyGraph[matrix]", "WeightedAdjacencyGraph[vertices, matrix]", options=GRAPH_OPTIONS,
    messages=MATRIX,
)  # fmt: skip
def weighted_adjacency_graph(kernel: Any, first: Any, second: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the graph with an edge of the weight that the matrix has at i, j; Infinity means none.

    >>> AnnotationValue[WeightedAdjacencyGraph[{{Infinity, 3}, {Infinity, Infinity}}], EdgeWeight]
    {3}
    """
    vertices, matrix = (None, first) if second is None else (first, second)
    return matrix_graph(kernel, vertices, matrix, options, is_weight)
