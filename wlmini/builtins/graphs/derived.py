"""Graphs from relations, contractions, powers and products; walks, tours, matchings and colorings."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, permutations, product
from typing import Any

import numpy as np

from wlmini.arrays import to_array
from wlmini.builtins.graphs.construction import GRAPH_OPTIONS, given_options, with_options
from wlmini.builtins.graphs.graph import MESSAGES, Graph, as_graph, graph_builtin, vertex_list, vertex_of
from wlmini.builtins.graphs.matrices import around
from wlmini.builtins.graphs.networks import network
from wlmini.builtins.graphs.paths import distance_rows
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

DERIVED = {
    **MESSAGES,
    "pos": "A positive integer is expected, not `1`.",
    "list": "A list is expected, not `1`.",
    "event": "`1` is no event of a scan; there are `2`.",
    "prod": "`1` is no kind of product; there are `2`.",
}


def between(directed: bool) -> Any:
    return S.DirectedEdge if directed else S.UndirectedEdge


@builtin("RelationGraph[f, {v1, v2, ...}]", "RelationGraph[f, {v1, ...}, {w1, ...}]", options=GRAPH_OPTIONS,
         messages=DERIVED)  # fmt: skip
def relation_graph(
    kernel: Any, relation: Any, first: Any, second: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives the graph with an edge from v to w exactly where f[v, w] is True.

    >>> EdgeRules[RelationGraph[Less, {1, 2, 3}]]
    {1 -> 2, 1 -> 3, 2 -> 3}
    """
    if not is_list(first) or second is not None and not is_list(second):
        raise Failure("list", first, value=None)
    others = first if second is None else second
    holds = {
        (i, j)
        for (i, v), (j, w) in product(enumerate(first.parts), enumerate(others.parts))
        if kernel.is_true(Expr(relation, (v, w)))
    }
    kept = given_options(options)
    directed = kept.pop("DirectedEdges", S.Automatic)
    symmetric = second is None and all((j, i) in holds for i, j in holds)
    if directed is S["False"] or directed is S.Automatic and symmetric:
        holds = {(i, j) for i, j in holds if second is not None or i <= j or (j, i) not in holds}
        head = S.UndirectedEdge
    else:
        head = S.DirectedEdge
    edges = [head(first.parts[i], others.parts[j]) for i, j in sorted(holds)]
    return Graph([*first.parts, *others.parts], edges, kept)


@builtin(
    "NearestNeighborGraph[{p1, p2, ...}]", "NearestNeighborGraph[{p1, p2, ...}, k]",
    options=GRAPH_OPTIONS, messages=DERIVED,
)  # fmt: skip
def nearest_neighbor_graph(kernel: Any, points: Any, count: Any = 1, *, options: dict[str, Any]) -> Any:
    """gives the graph that joins each point to the k (1 by default) other ones nearest to it.

    >>> EdgeCount[NearestNeighborGraph[{1, 2, 10, 11}]]
    2
    """
    array = to_array(kernel.evaluate(S.N(points)))
    if array is None or array.ndim not in (1, 2) or not array.size:
        raise Failure("list", points, value=None)
    if type(count) is not int or count < 1:
        raise Failure("pos", count, value=None)
    rows = array.reshape(len(array), -1).astype(float)
    apart = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = np.argsort(apart, axis=1, kind="stable")[:, : min(count, len(rows) - 1)]
    pairs = {(min(i, int(j)), max(i, int(j))) for i, row in enumerate(nearest) for j in row}
    edges = [S.UndirectedEdge(points.parts[i], points.parts[j]) for i, j in sorted(pairs)]
    kept = given_options(options)
    if rows.shape[1] == 2:
        kept.setdefault("VertexCoordinates", points)
    return Graph(points.parts, edges, kept)


@graph_builtin("VertexContract[g, {v1, v2, ...}]", options=GRAPH_OPTIONS)
def vertex_contract(kernel: Any, graph: Graph, vertices: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph g with the vertices v1, v2, ... made into one, which keeps the name v1.

    >>> VertexList[VertexContract[CycleGraph[5], {1, 3}]]
    {1, 2, 4, 5}
    """
    if not is_list(vertices) or not len(vertices):
        raise Failure("inv", vertices, "list of vertices", value=None)
    groups = (
        [vertices]
        if graph.has_vertex(vertices.parts[0]) or not is_list(vertices.parts[0])
        else vertices.parts
    )
    return with_options(contracted(graph, [[vertex_of(graph, v) for v in g.parts] for g in groups]),
                        given_options(options))  # fmt: skip


def contracted(graph: Graph, groups: list[list[int]]) -> Graph:
    """Each group of vertices as its first one; loops and repeated edges that come of it are left out."""
    into = {v: group[0] for group in groups for v in group}
    seen: dict[Any, Expr] = {}
    for edge, (a, b) in zip(graph.edges, graph.ends, strict=True):
        i, j = into.get(a, a), into.get(b, b)
        if i != j:
            key = (i, j) if edge.head is S.DirectedEdge else frozenset((i, j))
            seen.setdefault(key, Expr(edge.head, (graph.vertices[i], graph.vertices[j], *edge.parts[2:])))
    kept = [graph.vertices[v] for v in range(len(graph.vertices)) if into.get(v, v) == v]
    return Graph(kept, seen.values())


@graph_builtin("GraphPower[g, n]", options=GRAPH_OPTIONS, messages=DERIVED)
def graph_power(kernel: Any, graph: Graph, steps: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph with an edge from each vertex of the graph g to those up to n steps away.

    >>> EdgeCount[GraphPower[PathGraph[Range[4]], 2]]
    5
    """
    if type(steps) is not int or steps < 1:
        raise Failure("pos", steps, value=None)
    directed, near = graph.directed and bool(graph.edges), graph.followers()
    pairs = [(a, b) for a in range(len(near)) for b in sorted(around(near, [a], steps) - {a})]
    head = between(directed)
    edges = [head(graph.vertices[a], graph.vertices[b]) for a, b in pairs if directed or a < b]
    return Graph(graph.vertices, edges, given_options(options))


PRODUCTS: dict[str, Callable[[Any, Any, bool, bool], bool]] = {
    "Cartesian": lambda same_a, same_b, edge_a, edge_b: same_a and edge_b or edge_a and same_b,
    "Lexicographic": lambda same_a, same_b, edge_a, edge_b: edge_a or same_a and edge_b,
    "Strong": lambda same_a, same_b, edge_a, edge_b: (same_a or edge_a) and (same_b or edge_b)
    and not (same_a and same_b),
    "Tensor": lambda same_a, same_b, edge_a, edge_b: edge_a and edge_b,
}  # fmt: skip


@builtin("GraphProduct[g1, g2]", 'GraphProduct[g1, g2, "op"]', options=GRAPH_OPTIONS, messages=DERIVED)
def graph_product(
    kernel: Any, first: Any, second: Any, kind: Any = "Cartesian", *, options: dict[str, Any]
) -> Any:
    """gives the product of two graphs: "Cartesian", "Tensor", "Strong" or "Lexicographic".

    >>> IsomorphicGraphQ[GraphProduct[PathGraph[Range[2]], PathGraph[Range[3]]], GridGraph[{2, 3}]]
    True
    """
    if kind not in PRODUCTS:
        raise Failure("prod", kind, make_list(sorted(PRODUCTS)), value=None)
    one, other = as_graph(first), as_graph(second)
    ways = [{(a, b) for a, b, _ in g.arrows()} for g in (one, other)]
    directed = one.directed and other.directed and bool(one.edges or other.edges)
    size, rule, head = len(other.vertices), PRODUCTS[kind], between(directed)
    places = list(product(range(len(one.vertices)), range(size)))
    edges = [
        head(a * size + b + 1, c * size + d + 1)
        for (a, b), (c, d) in permutations(places, 2)
        if (directed or (a, b) < (c, d)) and rule(a == c, b == d, (a, c) in ways[0], (b, d) in ways[1])
    ]
    return Graph(range(1, len(places) + 1), edges, given_options(options))


# -- walks -----------------------------------------------------------------------------------------

EVENTS = ("PrevisitVertex", "PostvisitVertex", "DiscoverVertex", "FrontierEdge", "UnvisitedVertex")


def scan_events(events: Any) -> dict[str, Any]:
    rules = events.parts if is_list(events) else (events,)
    found = {str(r.parts[0]): r.parts[1] for r in rules if isinstance(r, Expr) and r.head is S.Rule}
    for name in found:
        if name not in EVENTS:
            raise Failure("event", name, make_list(EVENTS), value=None)
    return found


def scan(
    kernel: Any, graph: Graph, start: Any, events: dict[str, Any], walk: Callable[[list[list[int]], int], Any]
) -> Any:
    """The vertex that each was reached from, with the functions of the events called on the way."""
    root = vertex_of(graph, start)
    before, order, left = walk(graph.followers(), root)
    depth = {root: 0}
    for vertex in order:
        depth.setdefault(vertex, depth[before[vertex]] + 1)
        name, parent = graph.vertices[vertex], graph.vertices[before[vertex]]
        if "DiscoverVertex" in events:
            kernel.call(events["DiscoverVertex"], name, parent, depth[vertex])
        if "FrontierEdge" in events and vertex != root:
            kernel.call(events["FrontierEdge"], between(graph.directed)(parent, name))
        if "PrevisitVertex" in events:
            kernel.call(events["PrevisitVertex"], name)
    for vertex in left:
        if "PostvisitVertex" in events:
            kernel.call(events["PostvisitVertex"], graph.vertices[vertex])
    for vertex in range(len(graph.vertices)):
        if vertex not in before and "UnvisitedVertex" in events:
            kernel.call(events["UnvisitedVertex"], graph.vertices[vertex])
    return vertex_list(graph, [before.get(v, v) for v in range(len(graph.vertices))])


def breadth(near: list[list[int]], root: int) -> tuple[dict[int, int], list[int], list[int]]:
    before, order = {root: root}, [root]
    for vertex in order:
        for other in near[vertex]:
            if other not in before:
                before[other] = vertex
                order.append(other)
    return before, order, order


def depth_first(near: list[list[int]], root: int) -> tuple[dict[int, int], list[int], list[int]]:
    before, order, left = {root: root}, [root], []
    stack = [(root, iter(near[root]))]
    while stack:
        vertex, following = stack[-1]
        other = next((v for v in following if v not in before), None)
        if other is None:
            left.append(vertex)
            stack.pop()
        else:
            before[other] = vertex
            order.append(other)
            stack.append((other, iter(near[other])))
    return before, order, left


@graph_builtin("BreadthFirstScan[g, s, {event -> f, ...}]", messages=DERIVED)
def breadth_first_scan(kernel: Any, graph: Graph, start: Any, events: Any = None) -> Any:
    """goes through the graph g from s, near vertices first, calls f at the events and gives predecessors.

    >>> Reap[BreadthFirstScan[{1 -> 2, 1 -> 3, 2 -> 4}, 1, {"PrevisitVertex" -> Sow}]][[2, 1]]
    {1, 2, 3, 4}
    """
    return scan(kernel, graph, start, scan_events(make_list([]) if events is None else events), breadth)


@graph_builtin("DepthFirstScan[g, s, {event -> f, ...}]", messages=DERIVED)
def depth_first_scan(kernel: Any, graph: Graph, start: Any, events: Any = None) -> Any:
    """goes through the graph g from s, as deep as it can first, calls f at the events and gives predecessors.

    >>> Reap[DepthFirstScan[{1 -> 2, 1 -> 3, 2 -> 4}, 1, {"PrevisitVertex" -> Sow}]][[2, 1]]
    {1, 2, 4, 3}
    """
    return scan(kernel, graph, start, scan_events(make_list([]) if events is None else events), depth_first)


# -- tours, matchings, colorings -------------------------------------------------------------------


@builtin("FindShortestTour[{p1, p2, ...}]", "FindShortestTour[g]", options={"DistanceFunction": S.Automatic},
         messages=DERIVED)  # fmt: skip
def find_shortest_tour(kernel: Any, subject: Any, *, options: dict[str, Any]) -> Any:
    """gives the length of a short tour through all points or vertices, and the order in which it visits them.

    >>> FindShortestTour[{{0, 0}, {1, 1}, {1, 0}, {0, 1}}][[1]]
    4
    """
    if isinstance(subject, Graph):
        rows: Any = make_list(map(make_list, distance_rows(kernel, subject)))
        names: Any = subject.vertices
    elif is_list(subject) and len(subject):
        measure = options["DistanceFunction"]
        measure = S.EuclideanDistance if measure is S.Automatic else measure
        rows = kernel.call(S.Outer, measure, subject, subject, 1)
        names = range(1, len(subject) + 1)
    else:
        raise Failure("list", subject, value=None)
    away = to_array(kernel.evaluate(S.N(rows)))
    if away is None or not np.isfinite(away).all():
        return None
    tour = improved(away, nearest_first(away))
    closed = [*tour, tour[0]]
    steps = [rows.parts[a].parts[b] for a, b in pairwise(closed)]
    return make_list([Expr(S.Plus, steps), make_list(names[n] for n in closed)])


def nearest_first(away: Any) -> list[int]:
    tour, left = [0], set(range(1, len(away)))
    while left:
        tour.append(min(left, key=lambda n: (away[tour[-1], n], n)))
        left.remove(tour[-1])
    return tour


def improved(away: Any, tour: list[int]) -> list[int]:
    """Pieces turned round as long as that makes the tour shorter; all orders tried where there are few."""
    size = len(tour)
    if size <= 8:
        orders = ([0, *rest] for rest in permutations(range(1, size)))
        return min(orders, key=lambda o: sum(away[o[n - 1], o[n]] for n in range(size)))
    better = True
    while better:
        better = False
        for i in range(1, size - 1):
            for j in range(i + 1, size):
                a, b, c, d = tour[i - 1], tour[i], tour[j], tour[(j + 1) % size]
                if away[a, c] + away[b, d] < away[a, b] + away[c, d] - 1e-12:
                    tour[i : j + 1] = reversed(tour[i : j + 1])
                    better = True
    return tour


@graph_builtin("FindIndependentEdgeSet[g]")
def find_independent_edge_set(kernel: Any, graph: Graph) -> Any:
    """gives as many edges of the graph g as there can be of which no two share a vertex.

    >>> Length[FindIndependentEdgeSet[CycleGraph[6]]]
    3
    """
    pairs = library("networkx").max_weight_matching(network(graph, False), maxcardinality=True)
    chosen = {frozenset(pair) for pair in pairs}
    numbers: dict[frozenset[int], int] = {}
    for number, ends in enumerate(graph.ends):
        numbers.setdefault(frozenset(ends), number)
    return make_list(graph.edges[n] for n in sorted(numbers[pair] for pair in chosen))


@graph_builtin("FindVertexColoring[g]")
def find_vertex_coloring(kernel: Any, graph: Graph) -> Any:
    """gives a number for each vertex of the graph g such that edges join different ones, with few numbers.

    >>> FindVertexColoring[PathGraph[Range[4]]]
    {1, 2, 1, 2}
    """
    near = [set(row) - {v} for v, row in enumerate(graph.neighbors())]
    for most in range(1, len(near) + 1):
        colors = colored(near, most)
        if colors is not None:
            first: dict[int, int] = {}
            return make_list(first.setdefault(c, len(first) + 1) for c in colors)
    return make_list([])


def colored(near: list[set[int]], most: int, tries: int = 200_000) -> list[int] | None:
    """A coloring with so many colors, vertices of many edges first, by going back where none is left."""
    order = sorted(range(len(near)), key=lambda v: -len(near[v]))
    colors = [-1] * len(near)
    place = 0
    while 0 <= place < len(order):
        tries -= 1
        if tries < 0:
            return None
        vertex = order[place]
        used = {colors[v] for v in near[vertex]}
        limit = min(most, max((colors[order[p]] for p in range(place)), default=-1) + 2)
        color = next((c for c in range(colors[vertex] + 1, limit) if c not in used), None)
        colors[vertex] = -1 if color is None else color
        place += -1 if color is None else 1
    return colors if place >= 0 else None


@graph_builtin("KCoreComponents[g, k]", messages=DERIVED)
def k_core_components(kernel: Any, graph: Graph, least: Any) -> Any:
    """gives the groups of vertices of the graph g that are joined, each to k or more of its group.

    >>> KCoreComponents[EdgeAdd[CompleteGraph[4], UndirectedEdge[4, 5]], 2]
    {{1, 2, 3, 4}}
    """
    if type(least) is not int or least < 0:
        raise Failure("pos", least, value=None)
    near = [set(row) - {v} for v, row in enumerate(graph.neighbors())]
    kept = set(range(len(near)))
    while weak := {v for v in kept if len(near[v] & kept) < least}:
        kept -= weak
    groups: list[list[int]] = []
    for vertex in sorted(kept):
        if not any(vertex in group for group in groups):
            inside = [sorted(row & kept) for row in near]
            groups.append(sorted(around(inside, [vertex], S.Infinity)))
    return make_list(vertex_list(graph, group) for group in sorted(groups, key=len, reverse=True))


@graph_builtin("FindMinimumCut[g]")
def find_minimum_cut(kernel: Any, graph: Graph) -> Any:
    """gives the smallest number of edges that join two parts of the graph g, and the parts.

    >>> First[FindMinimumCut[CycleGraph[5]]]
    2
    """
    if len(graph.vertices) < 2:
        return None
    value, parts = library("networkx").stoer_wagner(network(graph, False))
    return make_list([int(value), make_list(vertex_list(graph, sorted(part)) for part in parts)])
