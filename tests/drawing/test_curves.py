"""Options of plots of curves and data: where marks, labels and fillings stand."""

import numpy as np
import pytest

from tests.drawing.reading import all_of, area, arrays, evaluated, lines, option, texts
from wlmini.drawing.look import Look
from wlmini.drawing.wording import words
from wlmini.expr import S
from wlmini.session import Session

pytest.importorskip("matplotlib")


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(messenger=lambda text: None, printer=lambda text: None)


def test_mesh_lies_where_a_mesh_function_has_its_levels(session):
    found = arrays(
        evaluated(session, "Plot[x^2, {x, 0, 2}, Mesh -> {{1, 2.25}}, MeshFunctions -> {#2 &}]"), S.Point
    )
    assert np.vstack(found) == pytest.approx(np.array([[1, 1], [1.5, 2.25]]), abs=1e-3)


def test_so_many_mesh_points_lie_evenly(session):
    found = arrays(evaluated(session, "Plot[3 x, {x, 0, 4}, Mesh -> 3]"), S.Point)
    assert np.vstack(found) == pytest.approx(np.array([[1, 3], [2, 6], [3, 9]]), abs=1e-6)


def test_mesh_shading_cuts_a_curve_at_the_levels(session):
    plot = "Plot[x, {x, 0, 1}, Mesh -> {{0.25, 0.5}}, MeshShading -> {Red, Blue, None}]"
    found = lines(session, plot)
    assert [v for p in found for v in (p[0, 0], p[-1, 0])] == pytest.approx([0, 0.25, 0.25, 0.5])
    styles = [str(d) for d in all_of(evaluated(session, plot), S.Directive)]
    assert any("RGBColor[1, 0, 0]" in s for s in styles)
    assert any("RGBColor[0, 0, 1]" in s for s in styles)


def test_a_curve_is_cut_where_it_is_excluded(session):
    left, right = lines(session, "Plot[x, {x, 0, 2}, Exclusions -> {x^2 == 2}]")
    assert left[-1, 0] == pytest.approx(np.sqrt(2), abs=1e-5)
    assert left[-1, 0] < np.sqrt(2) < right[0, 0]
    assert len(lines(session, "Plot[x, {x, 0, 2}, Exclusions -> {1, x == 1.5}]")) == 3


def test_exclusions_have_a_style_of_line_and_of_points(session):
    plot = "Plot[If[x < 1, 1, 2], {x, 0, 2}, ExclusionsStyle -> {Red, Blue}]"
    jump = lines(session, plot)[-1]
    assert jump == pytest.approx(np.array([[1, 1], [1, 2]]), abs=1e-2)
    assert np.vstack(arrays(evaluated(session, plot), S.Point)) == pytest.approx(jump)


def test_clipping_style_marks_where_a_curve_leaves_the_range(session):
    found = lines(session, "Plot[x^2, {x, -2, 2}, PlotRange -> {0, 1}, ClippingStyle -> Red]")[1:]
    assert [(p[0, 0], p[1, 0], p[0, 1]) for p in found] == [
        pytest.approx((-2, -1, 1), abs=0.05), pytest.approx((1, 2, 1), abs=0.05)
    ]  # fmt: skip


def test_no_style_hides_a_curve_and_leaves_its_filling(session):
    plot = "Plot[{2, x}, {x, 0, 2}, PlotStyle -> {None, Red}, Filling -> {1 -> {2}}]"
    assert len(lines(session, plot)) == 1
    assert area(arrays(evaluated(session, plot), S.Polygon)[0]) == pytest.approx(2)


def test_a_pair_of_filling_styles_is_for_below_and_above(session):
    found = evaluated(session, "Plot[x, {x, -1, 2}, Filling -> Axis, FillingStyle -> {Red, Blue}]")
    below, above = arrays(found, S.Polygon)
    assert area(below) == pytest.approx(0.5, abs=1e-2)
    assert area(above) == pytest.approx(2.0, abs=1e-2)
    assert below[:, 1].max() == pytest.approx(0, abs=1e-9)


def test_layouts_put_curves_on_top_of_each_other(session):
    stacked = lines(session, 'Plot[{1, x}, {x, 0, 2}, PlotLayout -> "Stacked"]')
    assert stacked[1][:, 1] == pytest.approx(1 + stacked[1][:, 0])
    shares = lines(session, 'ListLinePlot[{{1, 2, 3}, {1, 2, 1}}, PlotLayout -> "Percentile"]')
    assert shares[0][:, 1] == pytest.approx([0.5, 0.5, 0.75])
    assert shares[1][:, 1] == pytest.approx([1, 1, 1])


def test_stacked_fillings_end_at_the_curve_below(session):
    plot = 'ListLinePlot[{{1, 1, 1}, {2, 2, 2}}, PlotLayout -> "Stacked", Filling -> Axis]'
    assert [area(p) for p in arrays(evaluated(session, plot), S.Polygon)] == pytest.approx([2, 4])


BARS = [  # (data, where a bar begins and where it ends)
    ("ListPlot[{{1, Around[2, 0.5]}}, IntervalMarkers -> \"Bars\"]", [[1, 1.5], [1, 2.5]]),
    ("ListPlot[{{1, Around[2, {0.5, 1}]}}, IntervalMarkers -> \"Bars\"]", [[1, 1.5], [1, 3]]),
    ("ListPlot[{Around[2, 1]}, IntervalMarkers -> \"Bars\"]", [[1, 1], [1, 3]]),
    ("ListPlot[{{Around[3, 1], 2}}, IntervalMarkers -> \"Bars\"]", [[2, 2], [4, 2]]),
    ("ListPlot[{{1, Interval[{2, 5}]}}, IntervalMarkers -> \"Bars\"]", [[1, 2], [1, 5]]),
    ("ListLogPlot[{{1, Around[2, 1]}}, IntervalMarkers -> \"Bars\"]", [[1, 0], [1, np.log(3)]]),
]  # fmt: skip


@pytest.mark.parametrize("text, ends", BARS)
def test_ranges_of_uncertain_values(session, text, ends):
    assert lines(session, text)[0] == pytest.approx(np.array(ends))


def test_uncertain_values_are_points_and_widen_the_range(session):
    found = evaluated(session, "ListPlot[Table[{x, Around[x, 2]}, {x, 0, 3}]]")
    assert arrays(found, S.Point)[0] == pytest.approx(np.array([[x, x] for x in range(4)]))
    low, high = option(found, "PlotRange").parts[1].parts
    assert (low, high) == (-2, 5)


def test_interval_markers(session):
    data = "{{0, Around[1, 1]}, {1, Around[3, 1]}}"
    bands = evaluated(session, f'ListPlot[{data}, IntervalMarkers -> "Bands"]')
    assert area(arrays(bands, S.Polygon)[0]) == pytest.approx(2)
    circle = evaluated(session, 'ListPlot[{{Around[0, 2], Around[0, 1]}}, IntervalMarkers -> "Ellipses"]')
    assert area(arrays(circle, S.Polygon)[0]) == pytest.approx(2 * np.pi, rel=0.01)
    assert lines(session, f"ListPlot[{data}, IntervalMarkers -> None]") == []
    assert len(all_of(evaluated(session, f"ListPlot[{data}]"), S.Offset)) == 8  # two wings of two ends each


def test_an_unknown_interval_marker_is_refused(session):
    said: list[str] = []
    session.kernel.messenger = said.append
    assert evaluated(session, 'ListPlot[{Around[1, 2]}, IntervalMarkers -> "Wings"]').head is S.ListPlot
    assert said[0].startswith("ListPlot::optval: IntervalMarkers -> Wings")


def test_at_most_so_many_points(session):
    found = arrays(evaluated(session, "ListPlot[Range[1000], MaxPlotPoints -> 50]"), S.Point)
    assert len(found[0]) == 50
    assert (found[0][0].tolist(), found[0][-1].tolist()) == ([1, 1], [1000, 1000])


LABELS = [
    ("ListPlot[{3, 5}, LabelingFunction -> Above]", [3, 5]),
    ("ListPlot[{3, 5}, LabelingFunction -> (10 # &)]", [30, 50]),
    ("ListPlot[{{1, 3}, {2, 5}} -> {\"a\", \"b\"}]", ["a", "b"]),
    ("Plot[{x, x^2}, {x, 0, 1}, PlotLabels -> {\"a\", None}]", ["a"]),
    ("Plot[Callout[x, \"c\", Above], {x, 0, 1}]", ["c"]),
    ("DiscretePlot[n^2, {n, 2}, LabelingFunction -> Above]", [1.0, 4.0]),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", LABELS)
def test_labels(session, text, expected):
    assert texts(evaluated(session, text)) == expected


def test_a_label_stands_at_the_highest_point_seen(session):
    found = evaluated(session, 'Plot[Labeled[1 - x^2, "top", Above], {x, -1, 2}]')
    place = all_of(found, S.Offset)[0].parts[1]
    assert [float(v) for v in place.parts] == pytest.approx([0, 1], abs=0.02)


def test_long_labels_are_broken(session):
    found = evaluated(
        session, 'ListPlot[{Labeled[1, "one two three four five six"]}, LabelingSize -> 40, ImageSize -> 200]'
    )
    shown = words(session.kernel, all_of(found, S.Pane)[0], Look(size=10.0)).text
    assert max(map(len, shown.split("\n"))) <= 40 / 5
    assert " ".join(shown.split("\n")) == "one two three four five six"


def test_polar_axes_and_grid(session):
    plot = "PolarPlot[2, {t, 0, 2 Pi}, PolarAxes -> True, PolarGridLines -> {{0, Pi/2}, {1}}]"
    radii = sorted(float(c.parts[1]) for c in all_of(evaluated(session, plot), S.Circle))
    assert radii == [1, 2]
    assert len(texts(evaluated(session, plot))) > 12
    assert all_of(evaluated(session, "PolarPlot[2, {t, 0, 2 Pi}]"), S.Circle) == []


def test_extents_of_discrete_values(session):
    found = evaluated(session, "DiscretePlot[n, {n, 1, 2}, ExtentSize -> 1/2]")
    corners = [[[float(v) for v in p.parts] for p in r.parts] for r in all_of(found, S.Rectangle)]
    assert corners == [[[0.75, 0], [1.25, 1]], [[1.75, 0], [2.25, 2]]]


def test_conditions_on_a_number_line(session):
    found = evaluated(session, "NumberLinePlot[x^2 < 4, {x, -5, 5}]")
    (piece,) = arrays(found, S.Line)
    assert piece[:, 0] == pytest.approx([-2, 2], abs=1e-9)
    assert len(all_of(found, S.Point)) == 2  # open ends: a white point in each


def test_dates_that_follow_a_start(session):
    one, other = lines(session, "DateListPlot[{{1, 2, 3}, {4, 5, 6}}, {2020, 1, 1}]")
    assert np.diff(one[:, 0]) == pytest.approx([86400, 86400])
    assert other[:, 1].tolist() == [4, 5, 6]


def test_monochrome_curves_differ_by_their_dashes(session):
    found = evaluated(session, 'Plot[{x, 2 x, 3 x}, {x, 0, 1}, PlotTheme -> "Monochrome"]')
    assert len({str(d) for d in all_of(found, S.AbsoluteDashing)}) == 2


def test_quantiles_of_data_lie_on_the_line_of_their_own(session):
    found = evaluated(session, "QuantilePlot[{3, 1, 2}, {1, 2, 3}]")
    assert arrays(found, S.Point)[0] == pytest.approx(np.array([[1, 1], [2, 2], [3, 3]]))


def test_heights_of_a_dendrogram_are_the_distances_of_joining(session):
    heights = {link: sorted(p[1, 1] for p in lines(
        session, f'Dendrogram[{{0, 1, 5}}, ClusterDissimilarityFunction -> "{link}"]')) for link in (
        "Single", "Complete", "Average")}  # fmt: skip
    assert heights["Single"] == pytest.approx([1, 4])
    assert heights["Complete"] == pytest.approx([1, 5])
    assert heights["Average"] == pytest.approx([1, 4.5])


def test_colours_by_the_parameter_of_a_curve(session):
    plot = "ParametricPlot[{Cos[t], Sin[t]}, {t, 0, 2}, ColorFunction -> (RGBColor[#3, 0, 0] &)]"
    shades = [float(c.parts[0]) for c in all_of(evaluated(session, plot), S.RGBColor)]
    inner = [s for s in shades if s not in (0.368417, 0.0)]
    assert inner == sorted(inner)
    assert max(inner) > 0.95
    shade = "ColorFunctionScaling -> False, ColorFunction -> (RGBColor[#4/3, 0, 0] &)"
    polar = f"PolarPlot[1 + t, {{t, 0, 2}}, {shade}]"
    radii = [3 * float(c.parts[0]) for c in all_of(evaluated(session, polar), S.RGBColor)]
    assert max(radii) == pytest.approx(3, abs=0.02)
