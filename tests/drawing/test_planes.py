"""Plots over the plane: edges of regions, contours, meshes, vectors and streams."""

import numpy as np
import pytest

from tests.drawing.reading import all_of, area, arrays, evaluated, lines, texts
from wlmini.arrays import to_array
from wlmini.expr import Expr, S
from wlmini.session import Session

pytest.importorskip("matplotlib")
DISK = "RegionFunction -> Function[{x, y}, x^2 + y^2 < 1]"
SQUARE = "{x, -2, 2}, {y, -2, 2}"


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(messenger=lambda text: None, printer=lambda text: None)


def total_area(found) -> float:
    """The area of polygons, without their holes."""
    whole = 0.0
    for polygon in all_of(found, S.Polygon):
        shape = polygon.parts[0]
        if isinstance(shape, Expr) and shape.head is S.Rule:
            outer, holes = to_array(shape.parts[0]), [to_array(h) for h in shape.parts[1].parts]
            whole += area(outer) - sum(area(h) for h in holes)
        else:
            whole += area(to_array(shape))
    return whole


def test_contours_end_exactly_at_the_edge_of_a_region(session):
    found = evaluated(session, f"ContourPlot[x, {SQUARE}, {DISK}, BoundaryStyle -> Red]")
    assert total_area(found) == pytest.approx(np.pi, rel=2e-3)
    edge = arrays(found, S.Line)[-1]
    assert np.hypot(*edge.T) == pytest.approx(1, abs=1e-3)


def test_a_region_with_a_hole(session):
    ring = "RegionFunction -> (1 < #1^2 + #2^2 < 4 &)"
    found = evaluated(session, f"ContourPlot[x y, {{x, -3, 3}}, {{y, -3, 3}}, {ring}]")
    assert total_area(found) == pytest.approx(3 * np.pi, rel=2e-3)


def test_the_dots_of_a_density_fade_at_the_edge(session):
    raster = all_of(evaluated(session, f"DensityPlot[x, {SQUARE}, {DISK}]"), S.Raster)[0]
    opacity = to_array(raster.parts[0])[..., 3]
    assert opacity.mean() == pytest.approx(np.pi / 16, rel=1e-2)
    assert ((opacity > 0) & (opacity < 1)).any()


@pytest.mark.parametrize("condition", ["x^2 + y^2 < 1", "Norm[{x, y}] < 1", "Max[x^2 + y^2, 0] <= 1"])
def test_regions_have_smooth_edges_whatever_the_condition(session, condition):
    found = evaluated(session, f"RegionPlot[{condition}, {SQUARE}]")
    assert total_area(found) == pytest.approx(np.pi, rel=3e-3)
    assert np.hypot(*arrays(found, S.Line)[0].T) == pytest.approx(1, abs=2e-3)


def test_the_edge_of_a_region_does_not_run_along_the_frame(session):
    edges = lines(session, f"RegionPlot[x > 0, {SQUARE}]")
    assert len(edges) == 1
    assert edges[0][:, 0] == pytest.approx(np.zeros(len(edges[0])), abs=1e-3)


def test_a_region_in_colours(session):
    found = evaluated(session, f"RegionPlot[x > 0, {SQUARE}, ColorFunction -> (GrayLevel[#1] &)]")
    dots = to_array(all_of(found, S.Raster)[0].parts[0])
    assert dots[..., 3].mean() == pytest.approx(0.5, abs=0.01)
    middle = dots[len(dots) // 2]
    assert middle[-1, 0] == pytest.approx(1, abs=0.01)
    assert middle[len(middle) * 3 // 4, 0] == pytest.approx(0.75, abs=0.01)


def test_meshes_of_functions_of_the_plane(session):
    plot = f"DensityPlot[x + y, {SQUARE}, Mesh -> {{{{0}}, {{1, 3}}}}, MeshFunctions -> {{#1 &, #3 &}}]"
    upright, *slanted = lines(session, plot)
    assert upright[:, 0] == pytest.approx(np.zeros(len(upright)), abs=1e-9)
    assert [line.sum(axis=1).mean() for line in slanted] == pytest.approx([1, 3])


def test_contours_with_styles_of_their_own(session):
    found = evaluated(
        session, f"ContourPlot[x, {SQUARE}, Contours -> {{{{1, Red}}, -1}}, ContourLabels -> All]"
    )
    assert sorted(texts(found)) == [-1, 1]
    levels = {round(float(line[:, 0].mean())) for line in arrays(found, S.Line)}
    assert levels == {-1, 1}


def test_labels_of_contours_stand_apart(session):
    found = evaluated(
        session, f"ContourPlot[x^2 + y^2, {SQUARE}, Contours -> {{1, 2, 3}}, ContourLabels -> All]"
    )
    places = np.array([to_array(t.parts[1]) for t in all_of(found, S.Text)])
    gaps = np.linalg.norm(places[:, None] - places[None], axis=2)[np.triu_indices(3, 1)]
    assert gaps.min() > 1
    assert (places**2).sum(axis=1) == pytest.approx([1, 2, 3], abs=0.02)


def test_what_lies_beyond_the_range_is_left_white_or_styled(session):
    base = f"ContourPlot[x, {SQUARE}, PlotRange -> {{-1, 1}}"
    assert total_area(evaluated(session, base + "]")) == pytest.approx(8, rel=1e-3)
    assert total_area(evaluated(session, base + ", ClippingStyle -> Automatic]")) == pytest.approx(
        16, rel=1e-3
    )


def test_values_between_those_of_a_list(session):
    data = "{{0, 1}, {0, 1}}"
    smooth = lines(
        session, f"ListContourPlot[{data}, Contours -> {{0.25}}, DataRange -> {{{{0, 4}}, {{0, 1}}}}]"
    )
    assert smooth[0][:, 0] == pytest.approx([1, 1])
    steps = lines(session, f"ListContourPlot[{data}, Contours -> {{0.25}}, InterpolationOrder -> 0]")
    assert steps[0][:, 0] == pytest.approx(np.full(len(steps[0]), 1.5), abs=1e-6)


def test_fewer_points_of_a_list(session):
    found = evaluated(session, "ListDensityPlot[Table[i, {i, 90}, {j, 90}], MaxPlotPoints -> 30]")
    assert to_array(all_of(found, S.Raster)[0].parts[0]).shape[:2] == (30, 30)


# -- cells -------------------------------------------------------------------------------------------


def test_ticks_of_cells_are_numbers_of_rows_and_columns(session):
    found = evaluated(
        session, 'ArrayPlot[{{1, 2}, {3, 4}, {5, 6}}, FrameTicks -> {{{{1, "a"}}, None}, {{2}, None}}]'
    )
    ticks = next(r.parts[1] for r in found.parts[1:] if r.parts[0] is S.FrameTicks)
    (left, _), (bottom, _) = (side.parts for side in ticks.parts)
    assert left.parts[0].parts[0] == 2.5  # the middle of the first row, which is above
    assert bottom.parts[0].parts[0] == 1.5


def test_fewer_cells_are_the_means_of_those_they_stand_for(session):
    found = evaluated(session, "ArrayPlot[{{0, 0, 1, 1}, {0, 0, 1, 1}}, MaxPlotPoints -> 2]")
    assert to_array(all_of(found, S.Raster)[0].parts[0]).tolist() == [[[1] * 3, [0] * 3]] * 2


# -- vectors -----------------------------------------------------------------------------------------


def arrows(session: Session, text: str) -> np.ndarray:
    return np.array(arrays(evaluated(session, text), S.Arrow))


@pytest.mark.parametrize("points, count", [("4", 16), ("{2, 3}", 6), ("{{0, 0}, {1, 1}}", 2), ("Coarse", 64)])
def test_so_many_vectors(session, points, count):
    assert len(arrows(session, f"VectorPlot[{{1, 1}}, {SQUARE}, VectorPoints -> {points}]")) == count


def lengths(found: np.ndarray) -> np.ndarray:
    return np.linalg.norm(found[:, 1] - found[:, 0], axis=1)


def test_scaling_of_vectors(session):
    plot = f"VectorPlot[{{x, 0}}, {SQUARE}, VectorPoints -> {{{{0.5, 0}}, {{1, 0}}, {{2, 0}}}}"
    same = lengths(arrows(session, plot + ", VectorScaling -> None]"))
    assert same == pytest.approx(np.full(3, same[0]))
    linear = lengths(arrows(session, plot + ', VectorScaling -> "Linear"]'))
    assert linear / linear[0] == pytest.approx([1, 2, 4])
    squared = lengths(arrows(session, plot + ", VectorScaling -> (#^2 &)]"))
    assert squared / squared[0] == pytest.approx([1, 4, 16])
    halved = lengths(arrows(session, plot + ", VectorScaling -> None, VectorSizes -> 0.5]"))
    assert halved == pytest.approx(same / 2)


def test_places_and_forms_of_vectors(session):
    plot = f"VectorPlot[{{1, 0}}, {SQUARE}, VectorPoints -> {{{{0, 0}}}}"
    start, end = arrows(session, plot + "]")[0]
    assert start + end == pytest.approx([0, 0])
    begun = arrows(session, plot + ', VectorMarkers -> Placed["Arrow", "Start"]]')[0]
    assert begun[0] == pytest.approx([0, 0])
    assert len(arrows(session, plot + ', VectorMarkers -> "Segment"]')) == 0
    assert len(lines(session, plot + ', VectorMarkers -> "Segment"]')) == 1


def test_vectors_out_of_range_are_shortened_or_left_out(session):
    places = "VectorPoints -> {{1, 0}, {2, 0}}"
    plot = f'VectorPlot[{{x, 0}}, {SQUARE}, {places}, VectorScaling -> "Linear", VectorRange -> {{0, 1}}'
    one, other = lengths(arrows(session, plot + "]"))
    assert one == pytest.approx(other)
    assert len(arrows(session, plot + ", ClippingStyle -> None]")) == 1


def test_vectors_stay_in_their_region(session):
    found = arrows(session, f"VectorPlot[{{1, 0}}, {SQUARE}, RegionFunction -> (#1 > 0 &)]").mean(axis=1)
    assert (found[:, 0] > 0).all()


def stream_points(session: Session, text: str) -> np.ndarray:
    found = evaluated(session, text)
    return np.vstack([*arrays(found, S.Arrow), *arrays(found, S.Line)])


def test_a_stream_through_a_point_follows_the_field(session):
    points = stream_points(session, f"StreamPlot[{{-y, x}}, {SQUARE}, StreamPoints -> {{{{1, 0}}}}]")
    assert np.hypot(*points.T) == pytest.approx(1, abs=0.02)


def test_about_so_many_streams(session):
    found = evaluated(session, f"StreamPlot[{{1, x}}, {SQUARE}, StreamPoints -> 12]")
    assert len(all_of(found, S.Arrow)) == 12


def test_streams_in_short_pieces(session):
    plot = f"StreamPlot[{{1, 0}}, {SQUARE}, StreamPoints -> {{{{0, 0}}}}, StreamScale -> "
    assert len(all_of(evaluated(session, plot + "None]"), S.Arrow)) == 1
    pieces = len(all_of(evaluated(session, plot + "0.1]"), S.Arrow))
    assert pieces == pytest.approx(4 / (0.1 * np.hypot(4, 4)), abs=1.5)


def test_colours_of_vectors_and_streams_by_functions(session):
    red = f"VectorPlot[{{x, y}}, {SQUARE}, VectorPoints -> 3, VectorColorFunction -> (RGBColor[1, 0, 0] &)]"
    assert session.show(all_of(evaluated(session, red), S.RGBColor)[0]) == "RGBColor[1., 0., 0.]"
    places = "VectorPoints -> {{1, 0}, {2, 0}}, VectorColorFunctionScaling -> False"
    size = f"VectorPlot[{{x, 0}}, {SQUARE}, {places}, VectorColorFunction -> (GrayLevel[#5/2] &)]"
    shades = [float(c.parts[0]) for c in all_of(evaluated(session, size), S.RGBColor)]
    assert shades == pytest.approx([0.5, 1])


def test_a_density_of_the_sizes_of_vectors(session):
    found = evaluated(session, f"StreamDensityPlot[{{{{-y, x}}, x}}, {SQUARE}, ColorFunction -> GrayLevel]")
    dots = to_array(all_of(found, S.Raster)[0].parts[0])[..., 0]
    assert dots[0] == pytest.approx(np.linspace(0, 1, dots.shape[1]), abs=0.02)


def test_lists_of_vectors(session):
    plot = "ListVectorPlot[Table[{1, 0}, {3}, {4}], DataRange -> {{0, 3}, {0, 2}}]"
    middles = arrows(session, plot).mean(axis=1)
    assert sorted(map(tuple, middles.round(6).tolist())) == [(x, y) for x in range(4) for y in range(3)]
    streams = stream_points(
        session, "ListStreamPlot[Table[{-i, j}, {i, -3, 3}, {j, -3, 3}], StreamPoints -> {{{6, 4}}}]"
    )
    assert np.hypot(streams[:, 0] - 4, streams[:, 1] - 4) == pytest.approx(2, abs=0.05)


# -- smooth densities --------------------------------------------------------------------------------


def test_a_smooth_density_of_pairs_is_a_sum_of_bells(session):
    found = evaluated(session, "SmoothDensityHistogram[{{0, 0}, {0, 0}}, 1, ColorFunction -> GrayLevel]")
    dots = to_array(all_of(found, S.Raster)[0].parts[0])[..., 0]
    x = np.linspace(-3, 3, dots.shape[0])
    bell = np.exp(-0.5 * (x[:, None] ** 2 + x[None] ** 2))
    expected = (bell - bell.min()) / (bell.max() - bell.min())
    assert dots == pytest.approx(expected, abs=0.02)


def test_an_edge_through_points_of_the_grid_is_one_line(session):
    (edge,) = lines(session, f"RegionPlot[x + y > 0, {SQUARE}]")
    assert edge.sum(axis=1) == pytest.approx(0, abs=1e-2)
    assert np.linalg.norm(np.diff(edge, axis=0), axis=1).sum() == pytest.approx(np.hypot(4, 4), rel=1e-2)
