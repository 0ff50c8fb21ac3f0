"""Polynomials that graphs have: how many ways there are to colour them, and the like."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.graphs.graph import Graph, graph_builtin
from wlmini.expr import S, is_list, make_list

Edges = tuple[tuple[int, int], ...]
Terms = dict[tuple[int, int], int]  # powers of x and y -> coefficient


def plain_edges(graph: Graph) -> Edges:
    return tuple(sorted((min(a, b), max(a, b)) for a, b in graph.ends))


def tutte(edges: Edges, known: dict[Edges, Terms]) -> Terms:
    """By deletion and contraction of an edge that is no loop and no bridge."""
    if not edges:
        return {(0, 0): 1}
    if edges not in known:
        known[edges] = tutte_of_edge(edges, known)
    return known[edges]


def tutte_of_edge(edges: Edges, known: dict[Edges, Terms]) -> Terms:
    (a, b), rest = edges[0], edges[1:]
    if a == b:
        return {(x, y + 1): c for (x, y), c in tutte(rest, known).items()}
    merged = tutte(tuple(sorted(joined(rest, a, b))), known)
    if not connected(rest, a, b):
        return {(x + 1, y): c for (x, y), c in merged.items()}
    found = dict(tutte(rest, known))
    for power, count in merged.items():
        found[power] = found.get(power, 0) + count
    return found


def joined(edges: Edges, a: int, b: int) -> list[tuple[int, int]]:
    """The edges with the vertex b taken for a."""
    moved = [(a if p == b else p, a if q == b else q) for p, q in edges]
    return [(min(p, q), max(p, q)) for p, q in moved]


def connected(edges: Edges, a: int, b: int) -> bool:
    reached, grown = {a}, True
    while grown:
        more = {q for p, q in edges if p in reached} | {p for p, q in edges if q in reached}
        grown = not more <= reached
        reached |= more
    return b in reached


def parts_count(graph: Graph) -> int:
    """How many connected components the graph has."""
    left, count = set(range(len(graph.vertices))), 0
    while left:
        reached, fresh = set(), {left.pop()}
        while fresh:
            reached |= fresh
            near = {q for p, q in graph.ends if p in fresh} | {p for p, q in graph.ends if q in fresh}
            fresh = near - reached
        left -= reached
        count += 1
    return count


@graph_builtin("TuttePolynomial[g, {x, y}]")
def tutte_polynomial(kernel: Any, graph: Graph, names: Any) -> Any:
    """gives the Tutte polynomial of the graph g in x and y.

    >>> TuttePolynomial[CycleGraph[3], {x, y}]
    x + x^2 + y
    """
    if not is_list(names) or len(names) != 2:
        return None
    x, y = names.parts
    terms = tutte(plain_edges(graph), {})
    return S.Plus(*[S.Times(c, S.Power(x, i), S.Power(y, j)) for (i, j), c in terms.items()])


@graph_builtin("ChromaticPolynomial[g, k]")
def chromatic_polynomial(kernel: Any, graph: Graph, k: Any) -> Any:
    """gives the polynomial in k that counts the colourings of the graph g by k colours, neighbours differing.

    >>> ChromaticPolynomial[CompleteGraph[4], 4]
    24
    >>> Factor[ChromaticPolynomial[CycleGraph[4], k]]
    (-1 + k) k (3 - 3 k + k^2)
    """
    components = parts_count(graph)
    rank = len(graph.vertices) - components
    terms = tutte(plain_edges(graph), {})
    found = [S.Times(c, S.Power(S.Plus(1, S.Times(-1, k)), i)) for (i, j), c in terms.items() if not j]
    sign = -1 if rank % 2 else 1
    return S.Expand(S.Times(sign, S.Power(k, components), S.Plus(*found)))


@graph_builtin("FlowPolynomial[g, k]")
def flow_polynomial(kernel: Any, graph: Graph, k: Any) -> Any:
    """gives the polynomial in k that counts the flows modulo k of the graph g that are nowhere 0.

    >>> FlowPolynomial[CycleGraph[3], k]
    -1 + k
    """
    spare = len(graph.edges) - len(graph.vertices) + parts_count(graph)
    terms = tutte(plain_edges(graph), {})
    found = [S.Times(c, S.Power(S.Plus(1, S.Times(-1, k)), j)) for (i, j), c in terms.items() if not i]
    return S.Expand(S.Times(-1 if spare % 2 else 1, S.Plus(*found)))


@graph_builtin("FindEdgeCover[g]")
def find_edge_cover(kernel: Any, graph: Graph) -> Any:
    """gives fewest edges of the graph g that meet all vertices; none where a vertex has no edge.

    >>> Length[FindEdgeCover[CycleGraph[5]]]
    3
    """
    matched = kernel.evaluate(S.FindIndependentEdgeSet(graph)).parts
    numbers = dict(zip(graph.edges, graph.ends, strict=True))
    chosen = [edge for edge in graph.edges if edge in matched]
    covered = {end for edge in chosen for end in numbers[edge]}
    for vertex in range(len(graph.vertices)):
        if vertex in covered:
            continue
        edge = next((e for e in graph.edges if vertex in numbers[e]), None)
        if edge is None:
            return make_list([])
        chosen.append(edge)
        covered.update(numbers[edge])
    return make_list(chosen)
