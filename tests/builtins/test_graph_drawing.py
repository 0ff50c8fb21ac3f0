"""Graphs as Graphics: every layout places every vertex, edges and labels are drawn."""

import pytest

from wlmini.builtins.graphs.layouts import LAYOUTS
from wlmini.expr import Expr, S
from wlmini.session import Session


def drawn(text: str) -> Expr:
    found = Session().evaluate_text(text)
    assert isinstance(found, Expr)
    assert found.head is S.Graphics
    return found


def count(expr: object, head: object) -> int:
    if not isinstance(expr, Expr):
        return 0
    return (expr.head is head) + sum(count(part, head) for part in expr.parts)


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_layouts_place_all_vertices_apart(layout: str) -> None:
    found = Session().evaluate_text(f'GraphEmbedding[GridGraph[{{3, 3}}], "{layout}"]')
    places = {tuple(point.parts) for point in found.parts}
    assert len(places) == 9


@pytest.mark.parametrize(
    "text, head, times",
    [
        ("GraphPlot[{1 -> 2, 2 -> 3}]", S.Arrow, 2),
        ("GraphPlot[CycleGraph[5]]", S.Line, 5),
        ("GraphPlot[CycleGraph[5]]", S.Disk, 5),
        ('GraphPlot[{1 -> 2}, VertexLabels -> "Name"]', S.Text, 2),
        ('GraphPlot[Graph[{Labeled[1 -> 2, "x"]}]]', S.Text, 1),
        ("GraphPlot[{1 -> 1, 1 -> 2, 1 -> 2}]", S.Arrow, 3),
        ("GraphPlot[Graph[{}, {}]]", S.Disk, 0),
    ],
)
def test_what_is_drawn(text: str, head: object, times: int) -> None:
    assert count(drawn(text), head) == times


def test_a_graph_tells_its_graphics() -> None:
    session = Session()
    graph = session.evaluate_text("Graph[{1 -> 2}]")
    assert graph.graphics(session.kernel).head is S.Graphics
