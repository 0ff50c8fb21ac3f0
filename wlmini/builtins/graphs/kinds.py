"""Of which kind a graph is: simple, directed, connected, a tree, ..."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.graphs.components import reached, strong_components, weak_components
from wlmini.builtins.graphs.construction import degrees
from wlmini.builtins.graphs.graph import Graph
from wlmini.builtins.graphs.layouts import is_tree
from wlmini.builtins.graphs.networks import network
from wlmini.builtins.graphs.spanning import topological
from wlmini.expr import S, boolean
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library


def structure_builtin(usage: str, documentation: str, holds: Callable[[Graph], bool]) -> None:
    """Declare a test that is False for all that is no graph."""

    def function(kernel: Any, subject: Any) -> Any:
        return boolean(isinstance(subject, Graph) and holds(subject))

    function.__doc__ = documentation
    builtin(usage)(function)


def is_acyclic(graph: Graph) -> bool:
    """Whether no way along the edges leads back; an undirected edge is not gone twice."""
    if graph.directed:
        return topological(graph) is not None
    if any(edge.head is S.DirectedEdge for edge in graph.edges):
        return bool(library("networkx").is_directed_acyclic_graph(network(graph, True)))
    return len(graph.edges) == len(graph.vertices) - len(weak_components(graph))


def two_colors(graph: Graph) -> dict[int, int] | None:
    """A side for each vertex such that every edge joins the two sides; None where there is none."""
    near, side = graph.neighbors(), dict[int, int]()
    for start in range(len(near)):
        for vertex in reached(near, start) if start not in side else ():
            side[vertex] = next((1 - side[v] for v in near[vertex] if v in side and v != vertex), 0)
    return None if any(side[a] == side[b] for a, b in graph.ends) else side


structure_builtin(
    "AcyclicGraphQ[g]",
    """tells whether g is a graph without cycles.

    >>> {AcyclicGraphQ[Graph[{1 -> 2, 2 -> 3}]], AcyclicGraphQ[CycleGraph[3]]}
    {True, False}
    """,
    is_acyclic,
)
structure_builtin(
    "ConnectedGraphQ[g]",
    """tells whether g is a graph where every vertex can be reached from every other.

    >>> {ConnectedGraphQ[CycleGraph[3]], ConnectedGraphQ[Graph[{1 -> 2}]]}
    {True, False}
    """,
    lambda graph: len(strong_components(graph)) == 1,
)
structure_builtin(
    "WeaklyConnectedGraphQ[g]",
    """tells whether g is a graph whose vertices are all joined by edges of any direction.

    >>> {WeaklyConnectedGraphQ[Graph[{1 -> 2}]], WeaklyConnectedGraphQ[Graph[{1, 2}, {}]]}
    {True, False}
    """,
    lambda graph: len(weak_components(graph)) == 1,
)
structure_builtin(
    "TreeGraphQ[g]",
    """tells whether g is a graph that is a tree: connected and without cycles.

    >>> {TreeGraphQ[StarGraph[4]], TreeGraphQ[CycleGraph[4]]}
    {True, False}
    """,
    lambda graph: len(graph.vertices) > 0 and is_tree(graph),
)
structure_builtin(
    "PathGraphQ[g]",
    """tells whether g is a graph that is a path or a cycle without branches.

    >>> {PathGraphQ[PathGraph[{1, 2, 3}]], PathGraphQ[StarGraph[4]]}
    {True, False}
    """,
    lambda graph: (
        bool(graph.edges)
        and len(weak_components(graph)) == 1
        and max(degrees(graph, True, True)) <= 2
        and (not all_directed(graph) or max(*degrees(graph, True, False), *degrees(graph, False, True)) <= 1)
    ),
)
structure_builtin(
    "BipartiteGraphQ[g]",
    """tells whether g is a graph whose vertices fall into two sides, with edges only between them.

    >>> {BipartiteGraphQ[CycleGraph[4]], BipartiteGraphQ[CycleGraph[5]]}
    {True, False}
    """,
    lambda graph: two_colors(graph) is not None,
)
structure_builtin(
    "PlanarGraphQ[g]",
    """tells whether g is a graph that can be drawn without edges that cross.

    >>> {PlanarGraphQ[CompleteGraph[4]], PlanarGraphQ[CompleteGraph[5]]}
    {True, False}
    """,
    lambda graph: bool(library("networkx").check_planarity(network(graph, False))[0]),
)


def all_directed(graph: Graph) -> bool:
    return bool(graph.edges) and graph.directed


def has_loop(graph: Graph) -> bool:
    return any(a == b for a, b in graph.ends)


def repeats_edge(graph: Graph) -> bool:
    """Whether two edges join the same vertices the same way."""
    seen: set[tuple[int, int]] = set()
    for edge, (a, b) in zip(graph.edges, graph.ends, strict=True):
        ways = {(a, b)} if edge.head is S.DirectedEdge else {(a, b), (b, a)}
        if ways & seen:
            return True
        seen |= ways
    return False


def is_mixed(graph: Graph) -> bool:
    return len({edge.head for edge in graph.edges}) > 1


def is_complete(graph: Graph) -> bool:
    """Whether every vertex has an edge to every other."""
    count = len(graph.vertices)
    pairs = {(a, b) for a, b, _ in graph.arrows() if a != b}
    return count > 0 and len(pairs) == count * (count - 1)


structure_builtin(
    "GraphQ[g]",
    """tells whether g is a graph.

    >>> {GraphQ[Graph[{1 -> 2}]], GraphQ[{1 -> 2}]}
    {True, False}
    """,
    lambda graph: True,
)
structure_builtin(
    "DirectedGraphQ[g]",
    """tells whether g is a graph whose edges are all directed.

    >>> {DirectedGraphQ[Graph[{1 -> 2}]], DirectedGraphQ[CycleGraph[3]]}
    {True, False}
    """,
    lambda graph: graph.directed,
)
structure_builtin(
    "UndirectedGraphQ[g]",
    """tells whether g is a graph whose edges are all undirected.

    >>> {UndirectedGraphQ[Graph[{1 -> 2}]], UndirectedGraphQ[CycleGraph[3]]}
    {False, True}
    """,
    lambda graph: all(edge.head is S.UndirectedEdge for edge in graph.edges),
)
structure_builtin(
    "MixedGraphQ[g]",
    """tells whether g is a graph with directed and undirected edges.

    >>> MixedGraphQ[Graph[{DirectedEdge[1, 2], UndirectedEdge[2, 3]}]]
    True
    """,
    is_mixed,
)
structure_builtin(
    "LoopFreeGraphQ[g]",
    """tells whether g is a graph without edges from a vertex to itself.

    >>> {LoopFreeGraphQ[Graph[{1 -> 2}]], LoopFreeGraphQ[Graph[{1 -> 1}]]}
    {True, False}
    """,
    lambda graph: not has_loop(graph),
)
structure_builtin(
    "MultigraphQ[g]",
    """tells whether g is a graph with several edges between the same vertices.

    >>> {MultigraphQ[Graph[{1 -> 2, 1 -> 2}]], MultigraphQ[Graph[{1 -> 2, 2 -> 1}]]}
    {True, False}
    """,
    repeats_edge,
)
structure_builtin(
    "SimpleGraphQ[g]",
    """tells whether g is a graph without loops and without several edges between the same vertices.

    >>> {SimpleGraphQ[CycleGraph[3]], SimpleGraphQ[Graph[{1 -> 1}]]}
    {True, False}
    """,
    lambda graph: not (has_loop(graph) or repeats_edge(graph) or is_mixed(graph)),
)
structure_builtin(
    "WeightedGraphQ[g]",
    """tells whether g is a graph whose edges or vertices have weights.

    >>> {WeightedGraphQ[Graph[{1 -> 2}]], WeightedGraphQ[Graph[{1 -> 2}, EdgeWeight -> {3}]]}
    {False, True}
    """,
    lambda graph: "EdgeWeight" in graph.options or "VertexWeight" in graph.options,
)
structure_builtin(
    "EdgeWeightedGraphQ[g]",
    """tells whether g is a graph whose edges have weights.

    >>> EdgeWeightedGraphQ[Graph[{1 -> 2}, EdgeWeight -> {3}]]
    True
    """,
    lambda graph: "EdgeWeight" in graph.options,
)
structure_builtin(
    "CompleteGraphQ[g]",
    """tells whether g is a graph with an edge from every vertex to every other.

    >>> {CompleteGraphQ[CycleGraph[3]], CompleteGraphQ[CycleGraph[4]]}
    {True, False}
    """,
    is_complete,
)
structure_builtin(
    "EmptyGraphQ[g]",
    """tells whether g is a graph without edges.

    >>> {EmptyGraphQ[Graph[{1, 2}, {}]], EmptyGraphQ[Graph[{1 -> 2}]]}
    {True, False}
    """,
    lambda graph: not graph.edges,
)
