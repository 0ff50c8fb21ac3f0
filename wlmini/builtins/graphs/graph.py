"""The graph as a value: vertices, edges and annotations; how it is read from expressions and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wlmini.expr import Atom, Expr, S, as_key, boolean, head_of, is_list, make_list
from wlmini.kernel.declare import DECLARED, arity, builtin, inert, symbol_of
from wlmini.kernel.messages import Failure

MESSAGES = {
    "graph": "A graph is expected at position 1, not `1`.",
    "inv": "`1` is no `2` of the graph.",
    "edge": "`1` is no edge: a -> b, DirectedEdge[a, b] or UndirectedEdge[a, b].",
    "wlen": "`1` has `2` values where the graph needs `3`.",
    "optval": "`1` -> `2` is not taken here; what is: `3`.",
}
EDGE_HEADS = frozenset((S.DirectedEdge, S.UndirectedEdge))
READ_AS = {S.Rule: S.DirectedEdge, S.TwoWayRule: S.UndirectedEdge}
WRAPPERS = frozenset((S.Style, S.Labeled, S.Annotation, S.Property, S.Tooltip, S.Button, S.Legended))
ANNOTATES = {S.Style: ("VertexStyle", "EdgeStyle"), S.Labeled: ("VertexLabels", "EdgeLabels")}

inert(
    "DirectedEdge[u, v]",
    "DirectedEdge[u, v, tag]",
    documentation="""is the edge from u to v; written u \\[DirectedEdge] v.

    >>> Head[First[EdgeList[{1 -> 2}]]]
    DirectedEdge
    """,
)
inert(
    "UndirectedEdge[u, v]",
    "UndirectedEdge[u, v, tag]",
    documentation="""is the edge between u and v; written u \\[UndirectedEdge] v.

    >>> Head[First[EdgeList[CycleGraph[3]]]]
    UndirectedEdge
    """,
)


class Graph(Atom):
    """Vertices in order, edges in order, and the options that came with them.

    Algorithms know the vertices by their positions from 0; `ends` are the edges in these terms.
    """

    __slots__ = ("edges", "ends", "index", "options", "vertices")
    head = S.Graph

    def __init__(
        self, vertices: Iterable[Any], edges: Iterable[Expr], options: dict[str, Any] | None = None
    ) -> None:
        self.edges = tuple(edges)
        ends = (end for edge in self.edges for end in edge.parts[:2])
        named = {as_key(vertex): vertex for vertex in (*vertices, *ends)}
        self.index = {key: position for position, key in enumerate(named)}
        self.vertices = tuple(named.values())
        self.ends = [(self.position(e.parts[0]), self.position(e.parts[1])) for e in self.edges]
        self.options = options or {}

    def position(self, vertex: Any) -> int:
        """The position of a vertex that there is."""
        return self.index[as_key(vertex)]

    def has_vertex(self, vertex: Any) -> bool:
        return as_key(vertex) in self.index

    @property
    def directed(self) -> bool:
        """Whether the edges go one way; so do those of a graph without any."""
        return all(edge.head is S.DirectedEdge for edge in self.edges)

    @property
    def weights(self) -> list[Any] | None:
        """The weights of the edges in order, where they have any."""
        found: Any = self.options.get("EdgeWeight")
        return list(found.parts) if is_list(found) and len(found) == len(self.edges) else None

    def arrows(self) -> Iterator[tuple[int, int, int]]:
        """(from, to, number of the edge) of each way an edge can be gone."""
        for number, (edge, (a, b)) in enumerate(zip(self.edges, self.ends, strict=True)):
            yield a, b, number
            if edge.head is S.UndirectedEdge and a != b:
                yield b, a, number

    def followers(self) -> list[list[int]]:
        """For each vertex those that one step along an edge reaches, each once."""
        reached: list[dict[int, None]] = [{} for _ in self.vertices]
        for a, b, _ in self.arrows():
            reached[a][b] = None
        return [list(each) for each in reached]

    def neighbors(self) -> list[list[int]]:
        """For each vertex those it shares an edge with, whichever way that goes."""
        reached: list[dict[int, None]] = [{} for _ in self.vertices]
        for a, b in self.ends:
            reached[a][b] = reached[b][a] = None
        return [list(each) for each in reached]

    def part_of(self, kept: Iterable[int], numbers: Iterable[int] | None = None) -> Graph:
        """The graph of some vertices and the edges among them (or of those the ones numbered)."""
        chosen = list(kept)
        inside = set(chosen)
        among = [n for n, (a, b) in enumerate(self.ends) if a in inside and b in inside]
        if numbers is not None:
            wanted = set(numbers)
            among = [n for n in among if n in wanted]
        return Graph(
            [self.vertices[v] for v in chosen],
            [self.edges[n] for n in among],
            self.options_for(chosen, among),
        )

    def options_for(self, kept: list[int], numbers: list[int]) -> dict[str, Any]:
        """The options where only some vertices and edges, by position, are left."""
        options = dict(self.options)
        for name, positions in (("EdgeWeight", numbers), ("VertexWeight", kept), ("VertexCoordinates", kept)):
            values: Any = options.get(name)
            if is_list(values):
                options[name] = make_list(values.parts[n] for n in positions)
        return options

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Graph)
            and self.vertices == other.vertices
            and self.edges == other.edges
            and self.options == other.options
        )

    def __hash__(self) -> int:
        return hash((self.vertices, self.edges))

    def input_form(self) -> Any:
        rules = [S.Rule(S[name], value) for name, value in self.options.items()]
        listed = [make_list(rules)] if rules else []
        return S.Graph(make_list(self.vertices), make_list(self.edges), *listed)

    def information(self, kernel: Any) -> dict[str, Any]:
        """What Information tells of it."""
        return {
            "AcyclicGraph": lambda: kernel.evaluate(S.AcyclicGraphQ(self)),
            "ConnectedGraph": lambda: kernel.evaluate(S.ConnectedGraphQ(self)),
            "DirectedGraph": lambda: boolean(self.directed),
            "EdgeCount": len(self.edges),
            "EdgeList": make_list(self.edges),
            "VertexCount": len(self.vertices),
            "VertexList": make_list(self.vertices),
        }

    def graphics(self, kernel: Any) -> Any:
        """The Graphics expression that shows the graph, for whoever draws it."""
        return kernel.evaluate(S.GraphPlot(self))

    def output_form(self) -> Any:
        return f"Graph[<{len(self.vertices)}>, <{len(self.edges)}>]"


# -- reading ---------------------------------------------------------------------------------------


def edge_of(expr: Any, directed: Any = S.Automatic) -> Expr | None:
    """The edge that an expression such as a -> b stands for; None where it is no edge."""
    if not isinstance(expr, Expr):
        return None
    head = READ_AS.get(expr.head, expr.head)
    if head not in EDGE_HEADS or not (len(expr.parts) == 2 or head is expr.head and len(expr.parts) == 3):
        return None
    if directed is S["False"] or directed is S["True"] and expr.head is S.Rule:
        head = S.UndirectedEdge if directed is S["False"] else S.DirectedEdge
    return expr if head is expr.head else Expr(head, expr.parts)


def unwrapped(expr: Any) -> tuple[Any, list[Any]]:
    """What is inside Style[x, ...], Labeled[x, ...] and the like, and the wrappers, outermost first."""
    wrappers = []
    while isinstance(expr, Expr) and expr.head in WRAPPERS and expr.parts:
        wrappers.append(expr)
        expr = expr.parts[0]
    return expr, wrappers


def read_graph(vertices: Any, edges: Any, options: dict[str, Any]) -> Graph | None:
    """The graph of lists of vertices (or None) and edges, either with wrappers around the elements."""
    found, options = [], dict(options)
    directed = options.pop("DirectedEdges", S.Automatic)
    for part in edges.parts:
        inner, wrappers = unwrapped(part)
        edge = edge_of(inner, directed)
        if edge is None:
            return None
        found.append(edge)
        note(options, edge, wrappers, 1)
    named = []
    for part in vertices.parts if vertices is not None else ():
        vertex, wrappers = unwrapped(part)
        named.append(vertex)
        note(options, vertex, wrappers, 0)
    graph = Graph(named, found, options)
    settle_weights(graph)
    return graph


def note(options: dict[str, Any], item: Any, wrappers: list[Any], which: int) -> None:
    """Keep what a wrapper says about a vertex (which = 0) or edge (which = 1) among the options."""
    for wrapper in wrappers:
        names = ANNOTATES.get(wrapper.head)
        value = wrapper.parts[1] if len(wrapper.parts) == 2 else make_list(wrapper.parts[1:])
        if names is None and is_rule(value):
            name, value = value.parts
            key = name if isinstance(name, str) else getattr(name, "short", "")
            add_rule(options, "AnnotationRules" if isinstance(name, str) else key, item, value, name)
        elif names is not None:
            add_rule(options, names[which], item, value)


def is_rule(expr: Any) -> bool:
    return head_of(expr) is S.Rule and len(expr.parts) == 2


def add_rule(options: dict[str, Any], name: str, item: Any, value: Any, inner: Any = None) -> None:
    if name == "AnnotationRules":
        value = make_list([S.Rule(inner, value)])
    before: Any = options.get(name)
    rules = before.parts if is_list(before) else ()
    options[name] = make_list([*(r for r in rules if is_rule(r)), S.Rule(item, value)])


def settle_weights(graph: Graph) -> None:
    """Weights given by rules become one for each edge or vertex, in order; 1 where none is given."""
    for name, items in (("EdgeWeight", graph.edges), ("VertexWeight", graph.vertices)):
        given = graph.options.get(name)
        if given is S.Automatic or given is None:
            graph.options.pop(name, None)
        elif is_list(given) and all(map(is_rule, given.parts)):
            if not len(given):
                del graph.options[name]
                continue
            chosen = {as_key(edge_of(r.parts[0]) or r.parts[0]): r.parts[1] for r in given.parts}
            for key, value in list(chosen.items()):
                chosen.setdefault(turned(key), value)
            graph.options[name] = make_list(chosen.get(as_key(item), 1) for item in items)
        elif not is_list(given) or len(given) != len(items):
            raise Failure("wlen", S[name], len(given) if is_list(given) else 1, len(items), value=None)


def turned(key: Any) -> Any:
    """An undirected edge the other way round; anything else as it is."""
    if isinstance(key, Expr) and key.head is S.UndirectedEdge:
        return S.UndirectedEdge(key.parts[1], key.parts[0], *key.parts[2:])
    return key


def as_graph(subject: Any) -> Graph:
    """A graph, or the one that a list of edges stands for; a message where it is neither."""
    if isinstance(subject, Graph):
        return subject
    if is_list(subject) and len(subject):
        graph = read_graph(None, subject, {})
        if graph is not None:
            return graph
    raise Failure("graph", subject, value=None)


def vertex_of(graph: Graph, vertex: Any) -> int:
    """The position of a vertex; a message where the graph has none such."""
    if not graph.has_vertex(vertex):
        raise Failure("inv", vertex, "vertex", value=None)
    return graph.position(vertex)


def edge_number(graph: Graph, expr: Any) -> int:
    """The number of an edge; rules stand for edges of either kind, undirected ones for both ways."""
    edge = edge_of(expr)
    if edge is not None:
        forms = {as_key(edge), as_key(turned(edge))}
        if isinstance(expr, Expr) and expr.head is S.Rule and not graph.directed:
            two_way = S.UndirectedEdge(*edge.parts)
            forms |= {as_key(two_way), as_key(turned(two_way))}
        for number, each in enumerate(graph.edges):
            if as_key(each) in forms:
                return number
    raise Failure("inv", expr, "edge", value=None)


def graph_builtin(
    *usages: str, messages: dict[str, str] | None = None, **more: Any
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a function whose first argument is a graph, or a list of edges that stands for one."""

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        def of_graph(kernel: Any, subject: Any, *rest: Any, **options: Any) -> Any:
            return function(kernel, as_graph(subject), *rest, **options)

        of_graph.__doc__ = function.__doc__
        builtin(*usages, messages={**MESSAGES, **(messages or {})}, **more)(of_graph)
        name = symbol_of(usages[0])
        DECLARED[name] = DECLARED[name]._replace(arity=arity(function))
        return function

    return declare


def vertex_list(graph: Graph, positions: Iterable[int]) -> Expr:
    """The vertices at the positions as a list."""
    return make_list(graph.vertices[p] for p in positions)
