"""Where the vertices of a graph are drawn: springs, circles, layers, grids, ..."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.graphs.graph import Graph
from wlmini.expr import S, is_list
from wlmini.kernel.messages import Failure

Points = np.ndarray[Any, Any]
STEPS = 120  # of the springs; enough for the temperature to fall to nearly nothing
EXACT = 1500  # vertices: beyond, all pairs would take too much memory and the circle has to do


def coordinates_of(kernel: Any, graph: Graph, layout: Any = None) -> Any:
    """The points of the vertices as a list, by the layout asked for or the graph's own."""
    return pack(placed(kernel, graph, layout).round(6)) if graph.vertices else S.List()


def placed(kernel: Any, graph: Graph, layout: Any = None) -> Points:
    """The points of the vertices: given ones, else those of a layout."""
    given = graph.options.get("VertexCoordinates")
    if layout is None and is_list(given):
        points = given_points(kernel, graph, given)
        if points is not None:
            return points
    chosen = graph.options.get("GraphLayout") if layout is None else layout
    name, details = layout_name(chosen)
    if name is None:
        name = "LayeredEmbedding" if is_tree(graph) else "SpringElectricalEmbedding"
    method = LAYOUTS.get(name)
    if method is None:
        raise Failure("optnb", S.Graph, S.Rule(S.GraphLayout, chosen), owner=S.Graph, value=None)
    return method(graph, details)


def layout_name(layout: Any) -> tuple[str | None, dict[str, Any]]:
    """(name, its own options) of a layout such as "CircularEmbedding" or {"GridEmbedding", ...}."""
    parts = layout.parts if is_list(layout) else (layout,)
    name = parts[0] if parts and isinstance(parts[0], str) else None
    rules = [p for p in parts if getattr(p, "head", None) is S.Rule]
    return name, {str(rule.parts[0]): rule.parts[1] for rule in rules}


def given_points(kernel: Any, graph: Graph, given: Any) -> Points | None:
    """VertexCoordinates as an array; points missing from a list of rules are put on a circle."""
    if all(getattr(p, "head", None) is S.Rule for p in given.parts):
        points = circle(graph, {})
        for rule in given.parts:
            place = to_array(kernel.evaluate(S.N(rule.parts[1])))
            if graph.has_vertex(rule.parts[0]) and place is not None and place.shape == (2,):
                points[graph.position(rule.parts[0])] = place
        return points
    array = to_array(kernel.evaluate(S.N(given)))
    if array is None or array.ndim != 2 or array.shape[0] != len(graph.vertices) or array.shape[1] < 2:
        return None
    return array[:, :2].astype(float)


def is_tree(graph: Graph) -> bool:
    """Whether the graph is connected and has no cycle, whichever way its edges go."""
    count = len(graph.vertices)
    return len(graph.edges) == count - 1 and len(levels_from(graph, 0)) == count


def levels_from(graph: Graph, root: int) -> dict[int, int]:
    """The number of steps from a vertex to each that can be reached, in the order they are."""
    near, levels, queue = graph.neighbors(), {root: 0}, [root]
    for vertex in queue:
        for other in near[vertex]:
            if other not in levels:
                levels[other] = levels[vertex] + 1
                queue.append(other)
    return levels


# -- layouts ---------------------------------------------------------------------------------------


def circle(graph: Graph, details: dict[str, Any]) -> Points:
    angles = math.pi / 2 - 2 * math.pi * np.arange(len(graph.vertices)) / max(1, len(graph.vertices))
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def spring(graph: Graph, details: dict[str, Any]) -> Points:
    """Vertices repel each other and edges pull, while a falling temperature bounds each move."""
    count = len(graph.vertices)
    points = circle(graph, {}) + 0.05 * np.random.default_rng(1).random((count, 2))
    if count < 2 or count > EXACT:
        return points
    pull = np.zeros((count, count))
    for a, b in graph.ends:
        pull[a, b] = pull[b, a] = a != b
    ideal = 1 / math.sqrt(count)
    for heat in np.linspace(0.2, 0.002, STEPS):
        apart = points[:, None] - points[None]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 0.01)
        strength = ideal**2 / distance**2 - pull * distance / ideal
        moves = (apart * strength[..., None]).sum(axis=1) - 0.05 * points  # held together by a weak centre
        length = np.maximum(np.hypot(moves[:, 0], moves[:, 1]), 1e-9)
        points = points + moves / length[:, None] * np.minimum(length, heat)[:, None]
    return points / ideal


def spectral(graph: Graph, details: dict[str, Any]) -> Points:
    """The two slowest waves on the graph as coordinates."""
    count = len(graph.vertices)
    if count < 3:
        return circle(graph, {})
    laplacian = np.zeros((count, count))
    for a, b in graph.ends:
        if a != b:
            laplacian[a, b] = laplacian[b, a] = -1
    np.fill_diagonal(laplacian, -laplacian.sum(axis=0))
    points: Points = np.linalg.eigh(laplacian)[1][:, 1:3] * math.sqrt(count)
    return points


def random_places(graph: Graph, details: dict[str, Any]) -> Points:
    return np.random.default_rng(len(graph.edges)).random((len(graph.vertices), 2)) * math.sqrt(
        len(graph.vertices)
    )


def line(graph: Graph, details: dict[str, Any]) -> Points:
    return np.stack([np.arange(len(graph.vertices), dtype=float), np.zeros(len(graph.vertices))], axis=1)


def star(graph: Graph, details: dict[str, Any]) -> Points:
    """One vertex, that of the most edges unless it is told, with the others around it."""
    near = graph.neighbors()
    center = max(range(len(near)), key=lambda v: len(near[v]), default=0)
    if graph.has_vertex(details.get("Center")):
        center = graph.position(details["Center"])
    others = [v for v in range(len(near)) if v != center]
    points = np.zeros((len(near), 2))
    points[others] = circle(graph.part_of(others), {})
    return points


def grid(graph: Graph, details: dict[str, Any]) -> Points:
    """Columns of the height that "Dimension" -> {rows, columns} says, or a square."""
    dimensions: Any = details.get("Dimension")
    rows = dimensions.parts[0] if is_list(dimensions) else math.ceil(math.sqrt(len(graph.vertices)))
    places = np.arange(len(graph.vertices))
    return np.stack([places // rows, places % rows], axis=1).astype(float)


def bipartite(graph: Graph, details: dict[str, Any]) -> Points:
    """Two columns, by the parity of the number of steps from a first vertex."""
    side: dict[int, int] = {}
    for vertex in range(len(graph.vertices)):
        if vertex not in side:
            side.update({v: level % 2 for v, level in levels_from(graph, vertex).items()})
    heights = [0, 0]
    points = np.zeros((len(graph.vertices), 2))
    for vertex in range(len(graph.vertices)):
        column = side[vertex]
        points[vertex] = column, -heights[column]
        heights[column] += 1
    return points


def layered(graph: Graph, details: dict[str, Any]) -> Points:
    """Rows by the number of steps from the roots; in a tree each vertex stands over its branches."""
    count = len(graph.vertices)
    points = np.zeros((count, 2))
    seen: set[int] = set()
    width = 0.0
    for root in roots(graph, details):
        if root not in seen:
            width = hang(graph, root, seen, points, width)
    return points


def roots(graph: Graph, details: dict[str, Any]) -> list[int]:
    """Where layers start: the root that is told, vertices that no edge reaches, then all others."""
    told = details.get("RootVertex")
    reached = {b for a, b, _ in graph.arrows() if a != b}
    first = [graph.position(told)] if told is not None and graph.has_vertex(told) else []
    return [*first, *(v for v in range(len(graph.vertices)) if v not in reached), *range(len(graph.vertices))]


def hang(graph: Graph, root: int, seen: set[int], points: Points, width: float) -> float:
    """Place what hangs on a root to the right of `width`; the new width. Depth first, without recursion."""
    near = graph.followers() if graph.directed else graph.neighbors()
    branches: dict[int, list[int]] = {}
    queue = [(root, 0)]
    seen.add(root)
    order = []
    for vertex, depth in queue:
        points[vertex, 1] = -depth
        order.append(vertex)
        branches[vertex] = [v for v in near[vertex] if v not in seen]
        seen.update(branches[vertex])
        queue += [(v, depth + 1) for v in branches[vertex]]
    stack = [root]
    while stack:
        vertex = stack.pop()
        stack += reversed(branches[vertex])
        if not branches[vertex]:
            points[vertex, 0] = width
            width += 1
    for vertex in reversed(order):
        if branches[vertex]:
            points[vertex, 0] = points[branches[vertex], 0].mean()
    return width


LAYOUTS: dict[str, Callable[[Graph, dict[str, Any]], Points]] = {
    "BipartiteEmbedding": bipartite,
    "CircularEmbedding": circle,
    "GridEmbedding": grid,
    "LayeredDigraphEmbedding": layered,
    "LayeredEmbedding": layered,
    "LinearEmbedding": line,
    "RandomEmbedding": random_places,
    "SpectralEmbedding": spectral,
    "SpringElectricalEmbedding": spring,
    "SpringEmbedding": spring,
    "StarEmbedding": star,
}
