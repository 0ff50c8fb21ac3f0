"""Graphs as Graphics: every layout places every vertex, edges and labels are drawn."""

from pathlib import Path

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


def test_a_graph_is_exported_as_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "graph.png"
    said: list[str] = []
    Session(messenger=said.append).evaluate_text(f'Export["{path.as_posix()}", CycleGraph[5]]')
    assert said == []
    assert path.read_bytes().startswith(b"\x89PNG")


def shown(text: str) -> str:
    session = Session()
    return session.show(session.evaluate_text(f"InputForm[GraphPlot[{text}]]"))


PATH = "Graph[{1 <-> 2, 2 <-> 3}, "


@pytest.mark.parametrize(
    "text, head, times",
    [
        (PATH + 'VertexShapeFunction -> "Square"]', S.Polygon, 3),
        (PATH + "VertexShapeFunction -> None]", S.Disk, 0),
        (PATH + "VertexShapeFunction -> (Circle[#1, #3[[1]]] &)]", S.Circle, 3),
        (PATH + "VertexShapeFunction -> {2 -> \"Star\"}]", S.Polygon, 1),
        (PATH + "VertexShape -> Graphics[Disk[]]]", S.Inset, 3),
        (PATH + "EdgeShapeFunction -> ({Line[#1], Point[Mean[#1]]} &)]", S.Point, 2),
        (PATH + 'EdgeShapeFunction -> "Arrow"]', S.Arrow, 2),
        (PATH + "EdgeShapeFunction -> None]", S.Line, 0),
        (PATH + 'GraphStyle -> "NameLabeled"]', S.Text, 3),
    ],
)  # fmt: skip
def test_shapes_of_vertices_and_edges(text: str, head: object, times: int) -> None:
    assert count(drawn(f"GraphPlot[{text}]"), head) == times


def test_labels_have_their_styles() -> None:
    vertices = 'VertexLabels -> "Name", VertexLabelStyle -> {Bold, 14}'
    text = shown(f'{PATH}{vertices}, EdgeLabels -> "e", EdgeLabelStyle -> Red]')
    assert text.count('Style["e", RGBColor[1, 0, 0]]') == 2
    assert "Style[1, Bold, 14]" in text


def test_highlighting_fades_the_others_or_marks_what_is_named() -> None:
    faded = shown('HighlightGraph[CycleGraph[4], {1}, GraphHighlightStyle -> "DehighlightFade"]')
    assert faded.count("Opacity[0.15]") == 3 + 4
    styled = shown("HighlightGraph[CycleGraph[4], {Style[1, Blue], 2}]")
    assert styled.count("RGBColor[0, 0, 1]") == 1
    assert styled.count("RGBColor[1, 0, 0]") == 1


def test_an_unknown_style_is_said_and_the_graph_drawn() -> None:
    said: list[str] = []
    session = Session(messenger=said.append)
    assert session.evaluate_text('GraphPlot[Graph[{1 -> 2}, GraphStyle -> "Sparkling"]]').head is S.Graphics
    assert said[0].startswith("Graph::optval: GraphStyle -> Sparkling")
