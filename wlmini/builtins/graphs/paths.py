"""Ways through a graph: shortest paths and distances, cycles, orders, spanning trees."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from wlmini.builtins.graphs.graph import Graph, graph_builtin, vertex_list, vertex_of
from wlmini.builtins.graphs.networks import numeric_weights
from wlmini.expr import Expr, S, boolean, is_list, make_list
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

METHOD = {"Method": S.Automatic}
Step = tuple[int, Any, float]  # the vertex reached, the weight as it is, and as a machine number


def steps_of(kernel: Any, graph: Graph) -> list[list[Step]]:
    """For each vertex where its edges lead and what they weigh; 1 where the graph has no weights."""
    exact = graph.weights or [1] * len(graph.edges)
    machine = numeric_weights(kernel, graph)
    steps: list[list[Step]] = [[] for _ in graph.vertices]
    for a, b, number in graph.arrows():
        steps[a].append((b, exact[number], machine[number]))
    return steps


def shortest(steps: list[list[Step]], start: int) -> tuple[dict[int, float], dict[int, tuple[int, Any]]]:
    """Distances from a vertex, and for each reached one the vertex before it with the weight of the edge."""
    if any(weight < 0 for row in steps for _, _, weight in row):
        return with_negative_weights(steps, start)
    distance, before, done = {start: 0.0}, {}, set()
    queue = [(0.0, start)]
    while queue:
        so_far, vertex = heapq.heappop(queue)
        if vertex in done:
            continue
        done.add(vertex)
        for other, exact, weight in steps[vertex]:
            if so_far + weight < distance.get(other, float("inf")):
                distance[other] = so_far + weight
                before[other] = vertex, exact
                heapq.heappush(queue, (distance[other], other))
    return distance, before


def with_negative_weights(
    steps: list[list[Step]], start: int
) -> tuple[dict[int, float], dict[int, tuple[int, Any]]]:
    """The same by Bellman and Ford: as many rounds as there are vertices."""
    distance: dict[int, float] = {start: 0.0}
    before: dict[int, tuple[int, Any]] = {}
    for _ in range(len(steps)):
        changed = False
        for vertex, row in enumerate(steps):
            for other, exact, weight in row:
                if (
                    vertex in distance
                    and distance[vertex] + weight < distance.get(other, float("inf")) - 1e-12
                ):
                    distance[other], before[other], changed = distance[vertex] + weight, (vertex, exact), True
        if not changed:
            return distance, before
    raise Failure("negcyc", value=None)


def way_to(before: dict[int, tuple[int, Any]], end: int) -> tuple[list[int], list[Any]]:
    """The vertices from the start to the end, and the weights along."""
    path, weights = [end], []
    while path[-1] in before:
        vertex, weight = before[path[-1]]
        path.append(vertex)
        weights.append(weight)
    return path[::-1], weights[::-1]


NEGATIVE = {"negcyc": "The graph has a cycle of negative weight, so that no path is shortest."}


@graph_builtin("FindShortestPath[g, s, t]", "FindShortestPath[g, s, All]", options=METHOD, messages=NEGATIVE)
def find_shortest_path(kernel: Any, graph: Graph, start: Any, end: Any, *, options: dict[str, Any]) -> Any:
    """gives the vertices of a shortest path from s to t in the graph g; {} where there is none.

    >>> FindShortestPath[{1 -> 2, 2 -> 3, 3 -> 4, 1 -> 4}, 1, 3]
    {1, 2, 3}
    """
    first = vertex_of(graph, start)
    distance, before = shortest(steps_of(kernel, graph), first)
    if end is S.All:
        ways = [way_to(before, v)[0] if v in distance else [] for v in range(len(graph.vertices))]
        return make_list(vertex_list(graph, way) for way in ways)
    last = vertex_of(graph, end)
    return vertex_list(graph, way_to(before, last)[0] if last in distance else [])


def distances_from(kernel: Any, graph: Graph, steps: list[list[Step]], start: int) -> list[Any]:
    """The distance of each vertex from one, exact where the weights are; Infinity where there is no way."""
    distance, before = shortest(steps, start)
    weighted = graph.weights is not None
    return [
        S.Infinity
        if vertex not in distance
        else kernel.evaluate(Expr(S.Plus, way_to(before, vertex)[1]))
        if weighted
        else int(distance[vertex])
        for vertex in range(len(graph.vertices))
    ]


@graph_builtin("GraphDistance[g, s, t]", "GraphDistance[g, s]", options=METHOD, messages=NEGATIVE)
def graph_distance(kernel: Any, graph: Graph, start: Any, end: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the length of the shortest path from s to t in the graph g, or to each vertex.

    >>> {GraphDistance[{1 -> 2, 2 -> 3}, 1, 3], GraphDistance[{1 -> 2, 2 -> 3}, 3, 1]}
    {2, Infinity}
    """
    found = distances_from(kernel, graph, steps_of(kernel, graph), vertex_of(graph, start))
    return make_list(found) if end is None else found[vertex_of(graph, end)]


def distance_rows(kernel: Any, graph: Graph) -> list[list[Any]]:
    steps = steps_of(kernel, graph)
    return [distances_from(kernel, graph, steps, v) for v in range(len(graph.vertices))]


@graph_builtin("GraphDistanceMatrix[g]", options=METHOD, messages=NEGATIVE)
def graph_distance_matrix(kernel: Any, graph: Graph, *, options: dict[str, Any]) -> Any:
    """gives the matrix of the distances between the vertices of the graph g.

    >>> GraphDistanceMatrix[PathGraph[{1, 2, 3}]]
    {{0, 1, 2}, {1, 0, 1}, {2, 1, 0}}
    """
    return make_list(map(make_list, distance_rows(kernel, graph)))


def extent_builtin(usage: str, documentation: str, value: Callable[[Any, Graph, list[Any]], Any]) -> None:
    """Declare a function of the eccentricities of a graph's vertices: the distances of what is farthest."""

    def function(kernel: Any, graph: Graph) -> Any:
        rows = distance_rows(kernel, graph)
        return value(kernel, graph, [kernel.call(S.Max, make_list(row)) for row in rows])

    function.__doc__ = documentation
    graph_builtin(usage)(function)


def positions_of(kernel: Any, graph: Graph, values: list[Any], which: Any) -> Any:
    """The vertices whose eccentricity is the least or the greatest."""
    wanted = kernel.call(which, make_list(values))
    return vertex_list(graph, [n for n, value in enumerate(values) if kernel.is_true(S.Equal(value, wanted))])


extent_builtin(
    "GraphDiameter[g]",
    """gives the greatest distance between any two vertices of the graph g.

    >>> GraphDiameter[CycleGraph[6]]
    3
    """,
    lambda kernel, graph, values: kernel.call(S.Max, make_list(values)),
)
extent_builtin(
    "GraphRadius[g]",
    """gives the smallest distance within which all vertices of the graph g are from some vertex.

    >>> GraphRadius[PathGraph[Range[5]]]
    2
    """,
    lambda kernel, graph, values: kernel.call(S.Min, make_list(values)),
)
extent_builtin(
    "GraphCenter[g]",
    """gives the vertices of the graph g from which no other is farther than the radius.

    >>> GraphCenter[PathGraph[Range[5]]]
    {3}
    """,
    lambda kernel, graph, values: positions_of(kernel, graph, values, S.Min),
)
extent_builtin(
    "GraphPeriphery[g]",
    """gives the vertices of the graph g from which some other is as far as the diameter.

    >>> GraphPeriphery[PathGraph[Range[5]]]
    {1, 5}
    """,
    lambda kernel, graph, values: positions_of(kernel, graph, values, S.Max),
)


@graph_builtin("VertexEccentricity[g, v]")
def vertex_eccentricity(kernel: Any, graph: Graph, vertex: Any) -> Any:
    """gives the distance from the vertex v of the graph g to the one that is farthest from it.

    >>> VertexEccentricity[PathGraph[Range[5]], 2]
    3
    """
    row = distances_from(kernel, graph, steps_of(kernel, graph), vertex_of(graph, vertex))
    return kernel.call(S.Max, make_list(row))


@graph_builtin("MeanGraphDistance[g]")
def mean_graph_distance(kernel: Any, graph: Graph) -> Any:
    """gives the mean of the distances between different vertices of the graph g.

    >>> MeanGraphDistance[PathGraph[{1, 2, 3}]]
    4/3
    """
    rows = distance_rows(kernel, graph)
    return kernel.call(
        S.Mean, make_list(d for i, row in enumerate(rows) for j, d in enumerate(row) if i != j)
    )


# -- paths and cycles ------------------------------------------------------------------------------


def bounds(spec: Any) -> tuple[int, float]:
    """The least and greatest length of n (at most), {n} (exactly) or {least, most}."""
    values = [float("inf") if v is S.Infinity else v for v in (spec.parts if is_list(spec) else (spec,))]
    if not values or not all(isinstance(v, (int, float)) for v in values):
        raise Failure("length", spec, value=None)
    if not is_list(spec):
        return 1, values[0]
    return int(values[0]), values[-1]


def wanted_count(count: Any) -> int | None:
    if count is S.All or count is S.Infinity:
        return None
    if type(count) is not int or count < 1:
        raise Failure("length", count, value=None)
    return count


LENGTH = {"length": "`1` is no number, pair of numbers, All or Infinity."}


def simple_paths(near: list[list[int]], start: int, end: int, most: float) -> Iterator[list[int]]:
    """The paths without a vertex twice, depth first on a stack of our own."""
    path, stack = [start], [iter(near[start])]
    while stack:
        following = next(stack[-1], None)
        if following is None:
            stack.pop()
            path.pop()
        elif following == end and len(path) <= most:
            yield [*path, end]
        elif following not in path and len(path) < most:
            path.append(following)
            stack.append(iter(near[following]))


@graph_builtin("FindPath[g, s, t]", "FindPath[g, s, t, k]", "FindPath[g, s, t, k, n]", messages=LENGTH)
def find_path(
    kernel: Any, graph: Graph, start: Any, end: Any, length: Any = S.Infinity, count: Any = 1
) -> Any:
    """gives a path from s to t in the graph g, of up to k edges; n of them or All.

    >>> FindPath[{1 -> 2, 2 -> 3, 1 -> 3}, 1, 3, Infinity, All]
    {{1, 3}, {1, 2, 3}}
    """
    least, most = bounds(length)
    ways = simple_paths(graph.followers(), vertex_of(graph, start), vertex_of(graph, end), most)
    found = list(islice((way for way in ways if len(way) > least), wanted_count(count)))
    return make_list(vertex_list(graph, way) for way in sorted(found, key=len))


def cycles_of(graph: Graph, start: int | None, most: float) -> Iterator[list[int]]:
    """Cycles, each once, as positions of vertices without the first one again at the end."""
    near = graph.followers()
    two_way = not graph.directed
    starts = range(len(near)) if start is None else [start]
    for first in starts:
        for way in simple_paths(near, first, first, most):
            cycle = way[:-1]
            inner = cycle[1:]
            if start is None and any(v < first for v in inner):
                continue
            if two_way and (len(cycle) == 2 or len(cycle) > 2 and cycle[1] > cycle[-1]):
                continue
            yield cycle


@graph_builtin("FindCycle[g]", "FindCycle[g, k]", "FindCycle[g, k, n]", messages=LENGTH)
def find_cycle(kernel: Any, graph: Graph, length: Any = S.Infinity, count: Any = 1) -> Any:
    """gives a cycle of the graph g as the list of its edges, of up to k edges; n of them or All.

    >>> FindCycle[{1 -> 2, 2 -> 3, 3 -> 1}] === {{DirectedEdge[1, 2], DirectedEdge[2, 3], DirectedEdge[3, 1]}}
    True
    >>> FindCycle[{1 -> 2, 2 -> 3}]
    {}
    """
    least, most = bounds(length)
    ways = cycles_of(graph, None, most)
    found = islice((way for way in ways if len(way) >= least), wanted_count(count))
    return make_list(cycle_edges(graph, way) for way in found)


def cycle_edges(graph: Graph, way: list[int]) -> Expr:
    """The edges of the graph along a cycle, undirected ones the way they are gone."""
    by_ends: dict[tuple[int, int], Expr] = {}
    for a, b, number in graph.arrows():
        edge = graph.edges[number]
        turned = Expr(edge.head, (graph.vertices[a], graph.vertices[b], *edge.parts[2:]))
        by_ends.setdefault((a, b), turned)
    return make_list(by_ends[pair] for pair in zip(way, [*way[1:], way[0]], strict=True))


@graph_builtin("FindHamiltonianCycle[g]", "FindHamiltonianCycle[g, k]", messages=LENGTH)
def find_hamiltonian_cycle(kernel: Any, graph: Graph, count: Any = 1) -> Any:
    """gives a cycle through every vertex of the graph g once, as a list of edges; k of them or All.

    >>> Length[First[FindHamiltonianCycle[CompleteGraph[5]]]]
    5
    """
    size = len(graph.vertices)
    ways = (way for way in cycles_of(graph, 0, size) if len(way) == size) if size else iter(())
    return make_list(cycle_edges(graph, way) for way in islice(ways, wanted_count(count)))


@graph_builtin("HamiltonianGraphQ[g]")
def hamiltonian_graph_q(kernel: Any, graph: Graph) -> Any:
    """tells whether the graph g has a cycle through every vertex once.

    >>> {HamiltonianGraphQ[CycleGraph[5]], HamiltonianGraphQ[StarGraph[5]]}
    {True, False}
    """
    size = len(graph.vertices)
    return boolean(size == 1 or size and any(len(way) == size for way in cycles_of(graph, 0, size)))


@graph_builtin("FindEulerianCycle[g]")
def find_eulerian_cycle(kernel: Any, graph: Graph) -> Any:
    """gives a cycle through every edge of the graph g once, as a list of edges; {} where there is none.

    >>> Length[First[FindEulerianCycle[CompleteGraph[5]]]]
    10
    """
    if not is_eulerian(graph):
        return make_list([])
    nx = library("networkx")
    multi = nx.MultiDiGraph() if graph.directed else nx.MultiGraph()
    multi.add_edges_from((a, b, n) for n, (a, b) in enumerate(graph.ends))
    ways = nx.eulerian_circuit(multi, keys=True)
    edges = [Expr(graph.edges[n].head, (graph.vertices[a], graph.vertices[b])) for a, b, n in ways]
    return make_list([make_list(edges)])


def is_eulerian(graph: Graph) -> bool:
    """Whether a way goes through every edge once and ends where it began."""
    if not graph.edges:
        return False
    if graph.directed:
        out, into = [0] * len(graph.vertices), [0] * len(graph.vertices)
        for a, b in graph.ends:
            out[a] += 1
            into[b] += 1
        balanced = out == into
    else:
        degree = [0] * len(graph.vertices)
        for a, b in graph.ends:
            degree[a] += 1
            degree[b] += 1
        balanced = all(d % 2 == 0 for d in degree)
    near = graph.neighbors()
    start = graph.ends[0][0]
    seen, queue = {start}, [start]
    for vertex in queue:
        fresh = [v for v in near[vertex] if v not in seen]
        seen.update(fresh)
        queue += fresh
    return balanced and all(a in seen for a, _ in graph.ends)


@graph_builtin("EulerianGraphQ[g]")
def eulerian_graph_q(kernel: Any, graph: Graph) -> Any:
    """tells whether a cycle goes through every edge of the graph g once.

    >>> {EulerianGraphQ[CompleteGraph[5]], EulerianGraphQ[CompleteGraph[4]]}
    {True, False}
    """
    return boolean(is_eulerian(graph))
