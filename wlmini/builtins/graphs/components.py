"""What hangs together in a graph, its centralities, cliques, and whether two graphs are the same."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.graphs.graph import Graph, graph_builtin, vertex_list, vertex_of
from wlmini.expr import Expr, S, is_list, make_list


def reached(near: list[list[int]], start: int) -> list[int]:
    """The vertices that can be reached from one, nearest first."""
    seen, queue = {start}, [start]
    for vertex in queue:
        fresh = [v for v in near[vertex] if v not in seen]
        seen.update(fresh)
        queue += fresh
    return queue


def weak_components(graph: Graph) -> list[list[int]]:
    """Vertices joined by edges of any direction; large components first."""
    near, seen, found = graph.neighbors(), set[int](), []
    for vertex in range(len(near)):
        if vertex not in seen:
            found.append(reached(near, vertex))
            seen.update(found[-1])
    return sorted(found, key=len, reverse=True)


def strong_components(graph: Graph) -> list[list[int]]:
    """Vertices each of which can be reached from each other; large components first."""
    if not graph.directed:
        return weak_components(graph) if all_undirected(graph) else sorted_by_size(graph)
    return sorted_by_size(graph)


def all_undirected(graph: Graph) -> bool:
    return all(edge.head is S.UndirectedEdge for edge in graph.edges)


def sorted_by_size(graph: Graph) -> list[list[int]]:
    """Strong components by two walks: one for the order of finishing, one backwards (Kosaraju)."""
    near = graph.followers()
    back: list[list[int]] = [[] for _ in near]
    for a, row in enumerate(near):
        for b in row:
            back[b].append(a)
    order = finishing_order(near)
    owner: dict[int, int] = {}
    for start in reversed(order):
        stack = [start] if start not in owner else []
        while stack:
            vertex = stack.pop()
            if vertex not in owner:
                owner[vertex] = start
                stack += [v for v in back[vertex] if v not in owner]
    groups: dict[int, list[int]] = {}
    for vertex in range(len(near)):
        groups.setdefault(owner[vertex], []).append(vertex)
    return sorted(groups.values(), key=len, reverse=True)


def finishing_order(near: list[list[int]]) -> list[int]:
    """The vertices in the order in which a walk in depth leaves them."""
    seen: set[int] = set()
    order = []
    for start in range(len(near)):
        if start in seen:
            continue
        seen.add(start)
        stack = [(start, iter(near[start]))]
        while stack:
            other = next((v for v in stack[-1][1] if v not in seen), None)
            if other is None:
                order.append(stack.pop()[0])
            else:
                seen.add(other)
                stack.append((other, iter(near[other])))
    return order


def chosen_components(graph: Graph, found: list[list[int]], vertex: Any) -> Expr:
    """All components, or those of the vertex or vertices that are asked for."""
    if vertex is not None:
        wanted = {vertex_of(graph, v) for v in (vertex.parts if is_list(vertex) else (vertex,))}
        found = [each for each in found if wanted & set(each)]
    return make_list(vertex_list(graph, each) for each in found)


@graph_builtin("ConnectedComponents[g]", "ConnectedComponents[g, {v1, v2, ...}]")
def connected_components(kernel: Any, graph: Graph, vertices: Any = None) -> Any:
    """gives the groups of vertices of the graph g each of which can be reached from each other; large first.

    >>> ConnectedComponents[{UndirectedEdge[1, 2], UndirectedEdge[3, 4], UndirectedEdge[4, 5]}]
    {{3, 4, 5}, {1, 2}}
    """
    return chosen_components(graph, strong_components(graph), vertices)


@graph_builtin("WeaklyConnectedComponents[g]", "WeaklyConnectedComponents[g, {v1, v2, ...}]")
def weakly_connected_components(kernel: Any, graph: Graph, vertices: Any = None) -> Any:
    """gives the groups of vertices of the graph g that edges of any direction join; large first.

    >>> WeaklyConnectedComponents[{1 -> 2, 4 -> 5, 3 -> 5}]
    {{4, 5, 3}, {1, 2}}
    """
    return chosen_components(graph, weak_components(graph), vertices)


@graph_builtin("ConnectedGraphComponents[g]")
def connected_graph_components(kernel: Any, graph: Graph) -> Any:
    """gives the connected components of the graph g as graphs; large first.

    >>> VertexCount /@ ConnectedGraphComponents[GraphDisjointUnion[CycleGraph[3], CycleGraph[5]]]
    {5, 3}
    """
    return make_list(graph.part_of(each) for each in strong_components(graph))


@graph_builtin("WeaklyConnectedGraphComponents[g]")
def weakly_connected_graph_components(kernel: Any, graph: Graph) -> Any:
    """gives the weakly connected components of the graph g as graphs; large first.

    >>> VertexCount /@ WeaklyConnectedGraphComponents[{1 -> 2, 4 -> 5, 3 -> 5}]
    {3, 2}
    """
    return make_list(graph.part_of(each) for each in weak_components(graph))
