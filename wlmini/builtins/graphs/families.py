"""Well-known graphs: complete, cycle, path, grid, star, ... and random ones."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise, product
from typing import Any

from wlmini.builtins.graphs.construction import GRAPH_OPTIONS, given_options
from wlmini.builtins.graphs.graph import Graph
from wlmini.builtins.random import generator
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

FAMILY = {
    "pint": "A positive integer is expected, not `1`.",
    "pints": "A list of positive integers is expected, not `1`.",
    "range": "The number of edges is to be between 0 and `1`, not `2`.",
    "noname": "There is no graph `1` here; there are `2`.",
}


def counted(n: Any) -> int:
    """A positive integer; a message for all else."""
    if type(n) is not int or n < 1:
        raise Failure("pint", n, value=None)
    return n


def family(
    count: int, pairs: Iterable[tuple[int, int]], options: dict[str, Any], layout: Any = None
) -> Graph:
    """The graph of vertices 1 ... count with edges in order; DirectedEdges says whether they go one way."""
    kept = given_options(options)
    directed = kept.pop("DirectedEdges", None) is S["True"]
    if layout is not None:
        kept.setdefault("GraphLayout", layout)
    if directed:
        return Graph(range(1, count + 1), [S.DirectedEdge(a, b) for a, b in pairs], kept)
    edges = [S.UndirectedEdge(a, b) for a, b in sorted(tuple(sorted(p)) for p in pairs)]
    return Graph(range(1, count + 1), edges, kept)


@builtin("CompleteGraph[n]", "CompleteGraph[{n1, n2, ...}]", options=GRAPH_OPTIONS, messages=FAMILY)
def complete_graph(kernel: Any, size: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph of n vertices all joined to each other, or of parts joined each to all others.

    >>> EdgeCount[CompleteGraph[4]]
    6
    >>> EdgeCount[CompleteGraph[{2, 3}]]
    6
    """
    if not is_list(size):
        count = counted(size)
        return family(count, combinations(range(1, count + 1), 2), options, "CircularEmbedding")
    owner = [part for part, n in enumerate(size.parts) for _ in range(counted(n))]
    pairs = ((a + 1, b + 1) for a, b in combinations(range(len(owner)), 2) if owner[a] != owner[b])
    return family(len(owner), pairs, options, "BipartiteEmbedding" if len(size) == 2 else None)


@builtin("CycleGraph[n]", options=GRAPH_OPTIONS, messages=FAMILY)
def cycle_graph(kernel: Any, size: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph of n vertices in a ring.

    >>> VertexDegree[CycleGraph[4]]
    {2, 2, 2, 2}
    """
    count = counted(size)
    pairs = [(a, a % count + 1) for a in range(1, count + 1)]
    if count == 2 and options["DirectedEdges"] is not S["True"]:
        pairs = pairs[:1]
    return family(count, pairs, options, "CircularEmbedding")


@builtin("PathGraph[{v1, v2, ...}]", options=GRAPH_OPTIONS, messages=FAMILY)
def path_graph(kernel: Any, vertices: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph whose edges lead from each vertex of the list to the next.

    >>> EdgeCount[PathGraph[{a, b, c}]]
    2
    """
    if not is_list(vertices):
        return None
    kept = given_options(options)
    head = S.DirectedEdge if kept.pop("DirectedEdges", None) is S["True"] else S.UndirectedEdge
    return Graph(vertices.parts, [head(a, b) for a, b in pairwise(vertices.parts)], kept)


@builtin("StarGraph[n]", options=GRAPH_OPTIONS, messages=FAMILY)
def star_graph(kernel: Any, size: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph of n vertices whose first is joined to all others.

    >>> VertexDegree[StarGraph[4]]
    {3, 1, 1, 1}
    """
    count = counted(size)
    return family(count, [(1, b) for b in range(2, count + 1)], options, "StarEmbedding")


@builtin("WheelGraph[n]", options=GRAPH_OPTIONS, messages=FAMILY)
def wheel_graph(kernel: Any, size: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph of n vertices whose first is joined to a ring of all others.

    >>> VertexDegree[WheelGraph[5]]
    {4, 3, 3, 3, 3}
    """
    count = counted(size)
    ring = [(a, a + 1 if a < count else 2) for a in range(2, count + 1)] if count > 3 else [(2, 3)]
    return family(count, [*((1, b) for b in range(2, count + 1)), *ring], options, "StarEmbedding")


@builtin("GridGraph[{m, n, ...}]", options=GRAPH_OPTIONS, messages=FAMILY)
def grid_graph(kernel: Any, sizes: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph of points in m rows and n columns, or more directions, joined to their neighbors.

    >>> {VertexCount[GridGraph[{3, 4}]], EdgeCount[GridGraph[{3, 4}]]}
    {12, 17}
    """
    if not is_list(sizes) or not len(sizes):
        raise Failure("pints", sizes, value=None)
    dimensions = [counted(n) for n in sizes.parts]
    strides, total = [], 1
    for n in dimensions:
        strides.append(total)
        total *= n
    pairs = []
    for place in product(*(range(n) for n in reversed(dimensions))):
        digits = place[::-1]
        number = 1 + sum(d * s for d, s in zip(digits, strides, strict=True))
        pairs += [
            (number, number + s) for d, s, n in zip(digits, strides, dimensions, strict=True) if d + 1 < n
        ]
    layout = make_list(["GridEmbedding", S.Rule("Dimension", sizes)])
    return family(total, pairs, options, layout if len(dimensions) <= 2 else None)


@builtin("HypercubeGraph[n]", options=GRAPH_OPTIONS, messages=FAMILY)
def hypercube_graph(kernel: Any, size: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph of the corners and edges of a cube in n dimensions.

    >>> {VertexCount[HypercubeGraph[3]], EdgeCount[HypercubeGraph[3]]}
    {8, 12}
    """
    dimension = counted(size)
    pairs = [
        (a + 1, (a | 1 << k) + 1) for a in range(2**dimension) for k in range(dimension) if not a >> k & 1
    ]
    return family(2**dimension, pairs, options)


@builtin("CirculantGraph[n, j]", "CirculantGraph[n, {j1, j2, ...}]", options=GRAPH_OPTIONS, messages=FAMILY)
def circulant_graph(kernel: Any, size: Any, jumps: Any, *, options: dict[str, Any]) -> Any:
    """gives the graph of n vertices in a ring, each joined to those j (or j1, j2, ...) places away.

    >>> EdgeCount[CirculantGraph[6, {1, 2}]]
    12
    """
    count, steps = counted(size), jumps.parts if is_list(jumps) else (jumps,)
    if not all(type(j) is int for j in steps):
        raise Failure("pints", jumps, value=None)
    pairs = {tuple(sorted((a + 1, (a + j) % count + 1))) for a in range(count) for j in steps if j % count}
    return family(count, pairs, options, "CircularEmbedding")  # type: ignore[arg-type]


@builtin("PetersenGraph[]", "PetersenGraph[n, k]", options=GRAPH_OPTIONS, messages=FAMILY)
def petersen_graph(kernel: Any, size: Any = 5, jump: Any = 2, *, options: dict[str, Any]) -> Any:
    """gives the graph of a ring of n vertices, each joined to one of a star with jumps of k.

    >>> {VertexCount[PetersenGraph[]], EdgeCount[PetersenGraph[]]}
    {10, 15}
    """
    n, k = counted(size), counted(jump)
    inner = {tuple(sorted((a + 1, (a + k) % n + 1))) for a in range(n)}
    ring = {tuple(sorted((n + a + 1, n + (a + 1) % n + 1))) for a in range(n)}
    return family(2 * n, [*inner, *((a + 1, n + a + 1) for a in range(n)), *ring], options)  # type: ignore[list-item]


@builtin("TuranGraph[n, k]", options=GRAPH_OPTIONS, messages=FAMILY)
def turan_graph(kernel: Any, size: Any, parts: Any, *, options: dict[str, Any]) -> Any:
    """gives the complete graph of k parts, as equal as can be, with n vertices in all.

    >>> EdgeCount[TuranGraph[6, 3]]
    12
    """
    n, k = counted(size), counted(parts)
    sizes = [n // k + (part < n % k) for part in range(k)]
    owner = [part for part, count in enumerate(sizes) for _ in range(count)]
    pairs = ((a + 1, b + 1) for a, b in combinations(range(n), 2) if owner[a] != owner[b])
    return family(n, pairs, options)


@builtin("CompleteKaryTree[n]", "CompleteKaryTree[n, k]", options=GRAPH_OPTIONS, messages=FAMILY)
def complete_kary_tree(kernel: Any, levels: Any, arity: Any = 2, *, options: dict[str, Any]) -> Any:
    """gives the tree of n levels where each vertex but the last ones has k (2 by default) branches.

    >>> VertexCount[CompleteKaryTree[3]]
    7
    """
    n, k = counted(levels), counted(arity)
    count = sum(k**level for level in range(n))
    pairs = [((b - 2) // k + 1, b) for b in range(2, count + 1)]
    layout = make_list(["LayeredEmbedding", S.Rule("RootVertex", 1)])
    return family(count, pairs, options, layout)


@builtin("KaryTree[n]", "KaryTree[n, k]", options=GRAPH_OPTIONS, messages=FAMILY)
def kary_tree(kernel: Any, size: Any, arity: Any = 2, *, options: dict[str, Any]) -> Any:
    """gives the tree of n vertices where each has up to k (2 by default) branches, filled in order.

    >>> EdgeCount[KaryTree[9, 3]]
    8
    """
    n, k = counted(size), counted(arity)
    layout = make_list(["LayeredEmbedding", S.Rule("RootVertex", 1)])
    return family(n, [((b - 2) // k + 1, b) for b in range(2, n + 1)], options, layout)


# -- random ----------------------------------------------------------------------------------------


@builtin(
    "RandomGraph[{n, m}]",
    "RandomGraph[{n, m}, k]",
    "RandomGraph[dist]",
    options=GRAPH_OPTIONS,
    messages=FAMILY,
)
def random_graph(kernel: Any, spec: Any, count: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a random graph of n vertices and m edges, or k of them; or one of a distribution of graphs.

    >>> g = RandomGraph[{10, 20}]; {VertexCount[g], EdgeCount[g]}
    {10, 20}
    """
    if count is not None:
        return make_list(one_random(kernel, spec, options) for _ in range(counted(count)))
    return one_random(kernel, spec, options)


def one_random(kernel: Any, spec: Any, options: dict[str, Any]) -> Graph:
    """One graph of a size or a distribution."""
    if isinstance(spec, Expr) and spec.head in DISTRIBUTIONS:
        count, pairs = DISTRIBUTIONS[spec.head](generator(kernel), *spec.parts)
        return family(count, pairs, options)
    if not is_list(spec) or len(spec) != 2 or type(spec.parts[1]) is not int:
        raise Failure("pints", spec, value=None)
    n, m = counted(spec.parts[0]), spec.parts[1]
    directed = options["DirectedEdges"] is S["True"]
    most = n * (n - 1) // (1 if directed else 2)
    if not 0 <= m <= most:
        raise Failure("range", most, m, value=None)
    chosen = generator(kernel).choice(most, size=m, replace=False).tolist() if m else []
    pairs = [directed_pair(c, n) if directed else undirected_pair(c) for c in sorted(chosen)]
    return family(n, pairs, options)


def directed_pair(code: int, n: int) -> tuple[int, int]:
    """The pair of different numbers from 1 to n with a number from 0 to n (n - 1) - 1."""
    a, b = divmod(code, n - 1)
    return a + 1, b + 1 + (b >= a)


def undirected_pair(code: int) -> tuple[int, int]:
    """The pair a < b of positive numbers with a number from 0: those with a smaller b come first."""
    b = int(((8 * code + 1) ** 0.5 - 1) / 2)
    while (b + 1) * (b + 2) // 2 <= code:
        b += 1
    while b * (b + 1) // 2 > code:
        b -= 1
    return code - b * (b + 1) // 2 + 1, b + 2


def bernoulli(random: Any, n: Any, p: Any) -> tuple[int, list[tuple[int, int]]]:
    pairs = list(combinations(range(1, counted(n) + 1), 2))
    kept = random.random(len(pairs)) < float(p)
    return n, [pair for pair, keep in zip(pairs, kept, strict=True) if keep]


def uniform(random: Any, n: Any, m: Any) -> tuple[int, list[tuple[int, int]]]:
    most = counted(n) * (n - 1) // 2
    if type(m) is not int or not 0 <= m <= most:
        raise Failure("range", most, m, value=None)
    return n, [undirected_pair(c) for c in random.choice(most, size=m, replace=False).tolist()]


def attached(random: Any, n: Any, k: Any) -> tuple[int, list[tuple[int, int]]]:
    """Vertices come one by one and are joined to k earlier ones, rather to those of many edges."""
    pairs: list[tuple[int, int]] = []
    ends = [1]
    for vertex in range(2, counted(n) + 1):
        chosen: set[int] = set()
        while len(chosen) < min(counted(k), vertex - 1):
            chosen.add(ends[int(random.integers(len(ends)))])
        pairs += [(a, vertex) for a in sorted(chosen)]
        ends += [*chosen, *([vertex] * len(chosen))]
    return n, pairs


def small_world(random: Any, n: Any, p: Any, k: Any = 2) -> tuple[int, list[tuple[int, int]]]:
    """A ring where each vertex is joined to the k next ones; edges go elsewhere with probability p."""
    counted(n)
    edges: set[tuple[int, int]] = set()
    for a, jump in product(range(n), range(1, counted(k) + 1)):
        b = (a + jump) % n
        if random.random() < float(p):
            free = [c for c in range(n) if c != a and ordered(a, c) not in edges]
            b = free[int(random.integers(len(free)))] if free else b
        if a != b:
            edges.add(ordered(a, b))
    return n, [(a + 1, b + 1) for a, b in edges]


def ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


DISTRIBUTIONS = {
    S.BernoulliGraphDistribution: bernoulli,
    S.UniformGraphDistribution: uniform,
    S.BarabasiAlbertGraphDistribution: attached,
    S.WattsStrogatzGraphDistribution: small_world,
}
