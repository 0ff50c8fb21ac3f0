"""Options of charts and histograms: where bars, sectors and labels stand."""

import numpy as np
import pytest

from tests.drawing.reading import all_of, arrays, evaluated, lines, option, texts
from wlmini.arrays import to_array
from wlmini.expr import S
from wlmini.session import Session

pytest.importorskip("matplotlib")


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(messenger=lambda text: None, printer=lambda text: None)


def boxes(session: Session, text: str) -> np.ndarray:
    """The corners {{left, bottom}, {right, top}} of the bars."""
    found = [
        [[float(v) for v in p.parts] for p in r.parts] for r in all_of(evaluated(session, text), S.Rectangle)
    ]
    return np.array(found)


def test_spaces_between_bars(session):
    left, right = boxes(session, "BarChart[{1, 1}, BarSpacing -> 0.5]")
    assert right[0, 0] - left[1, 0] == pytest.approx(0.5 * (left[1, 0] - left[0, 0]))
    grouped = boxes(session, "BarChart[{{1, 1}, {1, 1}}, BarSpacing -> {0, 2}]")
    assert grouped[1, 0, 0] - grouped[0, 1, 0] == pytest.approx(0)
    assert grouped[2, 0, 0] - grouped[1, 1, 0] == pytest.approx(2)


def test_layouts_of_bars(session):
    shares = boxes(session, 'BarChart[{{1, 3}, {2, 2}}, ChartLayout -> "Percentile"]')[:, :, 1]
    assert shares == pytest.approx(np.array([[0, 0.25], [0.25, 1], [0, 0.5], [0.5, 1]]))
    steps = boxes(session, 'BarChart[{1, 2, 3}, ChartLayout -> "Stepped"]')[:, :, 1]
    assert steps.tolist() == [[0, 1], [1, 3], [3, 6]]


def test_scales_of_bars(session):
    logs = boxes(session, 'BarChart[{1, 10, 100}, ScalingFunctions -> "Log"]')[:, 1, 1]
    assert np.diff(logs) == pytest.approx(np.log([10, 10]))
    roots = boxes(session, 'BarChart[{4, 9}, ScalingFunctions -> "SquareRoot", BarOrigin -> Left]')[:, 1, 0]
    assert roots.tolist() == [2, 3]


LABELS = [
    ("BarChart[{3, 5}, LabelingFunction -> Above]", [3, 5]),
    ("BarChart[{3, 5}, LabelingFunction -> (#1^2 &)]", [9, 25]),
    ("BarChart[{{3}, {5}}, LabelingFunction -> (#2[[1]] &)]", [1, 2]),
    ("BarChart[<|\"a\" -> 3|>, LabelingFunction -> (First[#3] &)]", ["a"]),
    ("Histogram[{1, 1, 2}, {0.5, 2.5, 1}, LabelingFunction -> Above]", [2, 1]),
    ("Histogram[{{1}, {5}}, {0.5, 6.5, 1}, ChartLabels -> {\"p\", \"q\"}]", ["p", "q"]),
    ("PieChart[{3, 5}, LabelingFunction -> (2 # &)]", [6, 10]),
    ("BubbleChart[{{1, 2, 3}}, LabelingFunction -> (#1[[3]] &)]", [3]),
    ("BubbleChart[{{1, 2, 3}, {2, 1, 1}}, ChartLabels -> {\"u\", \"v\"}]", ["u", "v"]),
    ("BoxWhiskerChart[{{1, 2, 3}, {4, 5}}, LabelingFunction -> (Length[#1] &)]", [3, 2]),
    ("DensityHistogram[{{1, 1}, {1, 1}, {3, 3}}, {{0, 4, 2}, {0, 4, 2}}, LabelingFunction -> Top]", [2, 1]),
    ("PairedBarChart[{1}, {2}, LabelingFunction -> Above]", [1, 2]),
    ("Histogram3D[{{1, 1}, {1, 1}}, {{0, 2, 2}, {0, 2, 2}}, LabelingFunction -> (#1 &)]", [2.0]),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", LABELS)
def test_labels(session, text, expected):
    assert texts(evaluated(session, text)) == expected


def test_labels_stand_beyond_the_ends_of_bars_up_and_down(session):
    found = all_of(evaluated(session, "BarChart[{2, -3}, LabelingFunction -> Above]"), S.Offset)
    assert [(float(o.parts[0].parts[1]) > 0, float(o.parts[1].parts[1])) for o in found] == [
        (True, 2),
        (False, -3),
    ]


def test_ranges_of_bars(session):
    found = lines(session, 'BarChart[{Around[2, 1], 4}, IntervalMarkers -> "Bars"]')
    assert found[0][:, 1].tolist() == [1, 3]
    assert lines(session, "BarChart[{Around[2, 1], 4}, IntervalMarkers -> None]") == []


def test_a_function_draws_the_elements(session):
    found = evaluated(session, "BarChart[{1, 2}, ChartElementFunction -> (Disk[Mean /@ #1, #2] &)]")
    assert [float(d.parts[1]) for d in all_of(found, S.Disk)] == [1, 2]
    assert all_of(found, S.Rectangle) == []
    assert option(found, "PlotRange").parts[1].parts[1] == 2


def test_joined_tops(session):
    (line,) = lines(session, "BarChart[{1, 3, 2}, Joined -> True]")
    assert line[:, 1].tolist() == [1, 3, 2]


def test_styles_of_groups_and_elements(session):
    chart = "BarChart[{{1, 1}, {1, 1}}, ChartStyle -> {{Opacity[0.5], None}, {Red, Blue}}]"
    pairs = [part for part in all_of(evaluated(session, chart), S.List) if len(part.parts) == 2]
    bars = [part for part in pairs if getattr(part.parts[1], "head", None) is S.Rectangle]
    shown = [session.show(part.parts[0]) for part in bars]
    assert ["Opacity[0.5]" in look for look in shown] == [True, True, False, False]
    assert ["RGBColor[1, 0, 0]" in look for look in shown] == [True, False, True, False]
    assert ["RGBColor[0, 0, 1]" in look for look in shown] == [False, True, False, True]


def test_an_element_in_the_middle_of_its_group_keeps_its_label(session):
    chart = 'BarChart[{{1, 2, 3}, {4, 5, 2}}, ChartLabels -> {{"g", "h"}, {"a", "b", "c"}}]'
    ticks = [t.parts for t in option(evaluated(session, chart), "Ticks").parts[0].parts]
    assert len({round(float(place), 6) for place, _ in ticks}) == len(ticks) == 6
    shown = sorted(session.show(label, "InputForm") for _, label in ticks)
    assert shown == ['"a"', '"a"', '"c"', '"c"', 'Column[{"b", "g"}]', 'Column[{"b", "h"}]']


def test_bars_back_to_back(session):
    found = boxes(session, "PairedBarChart[{1, 2}, {3, 4}]")
    assert found[:, :, 0].tolist() == [[-1, 0], [-2, 0], [0, 3], [0, 4]]
    upright = boxes(session, "PairedBarChart[{1, 2}, {3, 4}, BarOrigin -> Bottom]")
    assert upright[:, :, 1].tolist() == [[-1, 0], [-2, 0], [0, 3], [0, 4]]
    ticks = option(evaluated(session, "PairedBarChart[{4}, {4}]"), "Ticks").parts[0]
    assert [float(t.parts[1]) for t in ticks.parts] == [abs(float(t.parts[0])) for t in ticks.parts]
    assert min(float(t.parts[0]) for t in ticks.parts) < 0


def test_names_of_the_sides_groups_and_elements(session):
    chart = 'PairedBarChart[{1, 2}, {3, 4}, ChartLabels -> {{"l", "r"}, None, {"a", "b"}}]'
    found = evaluated(session, chart)
    assert texts(found) == ["l", "r"]
    assert [t.parts[1] for t in option(found, "Ticks").parts[1].parts] == ["a", "b"]


def test_sectors_apart(session):
    shifts = [
        to_array(t.parts[1])
        for t in all_of(evaluated(session, "PieChart[{1, 1}, SectorSpacing -> 0.2]"), S.Translate)
    ]
    assert np.array(shifts) == pytest.approx(np.array([[0, 0.2], [0, -0.2]]), abs=1e-12)


def test_boxes_of_charts(session):
    values = "{1, 2, 3, 4, 5, 6, 7, 8, 9, 30}"
    plain = boxes(session, f"BoxWhiskerChart[{{{values}}}]")[0]
    assert plain[:, 1].tolist() == [3, 8]
    wide = boxes(session, f"BoxWhiskerChart[{{{values}}}, BarSpacing -> 0]")[0]
    assert wide[1, 0] - wide[0, 0] == pytest.approx(1)
    outliers = arrays(evaluated(session, f'BoxWhiskerChart[{{{values}}}, "Outliers"]'), S.Point)
    assert outliers[0].tolist() == [[1, 30]]
    waist = arrays(evaluated(session, f'BoxWhiskerChart[{{{values}}}, "Notched"]'), S.Polygon)[0]
    reach = 1.57 * 5 / np.sqrt(10)
    assert sorted(set(waist[:, 1].round(9))) == pytest.approx([3, 5.5 - reach, 5.5, 5.5 + reach, 8])


def test_an_unknown_kind_of_box_is_refused(session):
    said: list[str] = []
    session.kernel.messenger = said.append
    assert evaluated(session, 'BoxWhiskerChart[{{1, 2}}, "Round"]').head is S.BoxWhiskerChart
    assert said[0].startswith("BoxWhiskerChart::kind: Round")


def test_violins_are_even_and_as_wide_as_their_densities(session):
    (shape,) = arrays(evaluated(session, "DistributionChart[{{1, 2, 2, 3}}]"), S.Polygon)
    half = len(shape) // 2
    assert shape[:half, 0] - 1 == pytest.approx(1 - shape[half:][::-1, 0])
    assert shape[:, 0].max() == pytest.approx(1.4)
    assert shape[shape[:, 0].argmax(), 1] == pytest.approx(2, abs=0.02)


def test_histograms_back_to_back(session):
    found = boxes(session, "PairedHistogram[{1, 1, 2}, {2}, {0.5, 2.5, 1}]")
    assert sorted(found[:, :, 0].tolist()) == [[-2, 0], [-1, 0], [0, 1]]


def test_colours_of_bins_by_their_heights(session):
    found = evaluated(session, "Histogram[{1, 1, 2}, {0.5, 2.5, 1}, ColorFunction -> (GrayLevel[#] &)]")
    assert [float(c.parts[0]) for c in all_of(found, S.GrayLevel)][-2:] == [1, 0.5]


def test_bars_in_space(session):
    pairs = "{{1, 1}, {3, 3}, {3, 3}}, {{0, 4, 2}, {0, 4, 2}}"
    found = all_of(evaluated(session, f"Histogram3D[{pairs}, BarSpacing -> 1]"), S.Cuboid)
    corners = np.array([[[float(v) for v in p.parts] for p in c.parts] for c in found])
    assert corners[:, 1, 2].tolist() == [1, 2]
    assert (corners[:, 1] - corners[:, 0])[:, :2] == pytest.approx(np.ones((2, 2)))


def test_names_of_elements_and_groups_stand_in_two_rows(session):
    chart = 'BarChart[{{1, 2}, {3, 4}}, ChartLabels -> {{"g", "h"}, {"a", "b"}}]'
    ticks = [t.parts[1] for t in option(evaluated(session, chart), "Ticks").parts[0].parts]
    assert ticks[:4] == ["a", "b", "a", "b"]
    assert [session.show(t) for t in ticks[4:]] == [
        session.show(session.evaluate_text(f'Column[{{"", "{n}"}}]')) for n in "gh"
    ]
