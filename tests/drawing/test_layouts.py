"""Around pictures: margins, parts of the picture, grids of graphics, legends, ticks and labels."""

import numpy as np
import pytest

from tests.drawing.reading import all_of, evaluated, figure, lines
from wlmini.arrays import to_array
from wlmini.drawing.look import Look
from wlmini.drawing.panel import box_of
from wlmini.drawing.wording import words
from wlmini.expr import S
from wlmini.session import Session

pytest.importorskip("matplotlib")
TILES = "Graphics[{}, ImageSize -> {100, 50}], Graphics[{}, ImageSize -> {60, 100}]"


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(messenger=lambda text: None, printer=lambda text: None)


def size(session: Session, text: str) -> tuple[float, float]:
    box = box_of(session.kernel, evaluated(session, text))
    return box.width, box.height


@pytest.mark.parametrize("head, content", [("Graphics", "Disk[]"), ("Graphics3D", "Sphere[]")])
def test_margins_are_around_the_picture(session, head, content):
    base = f"{head}[{content}, ImageSize -> {{100, 80}}"
    assert size(session, base + ", ImageMargins -> 10]") == (120, 100)
    assert size(session, base + ", ImageMargins -> {{1, 2}, {3, 4}}]") == (103, 87)


def test_a_plot_in_a_part_of_its_picture(session):
    text = "Graphics[Disk[], ImageSize -> 100, PlotRangePadding -> None, PlotRegion -> {{0.5, 1}, {0, 0.5}}]"
    assert size(session, text) == (100, 100)
    place = figure(session, text).axes[0].get_position()
    assert (place.x0, place.x1, place.y0, place.y1) == pytest.approx((0.5, 1, 0, 0.5))


def places(session: Session, text: str) -> np.ndarray:
    return np.array([to_array(i.parts[1]) for i in all_of(evaluated(session, text), S.Inset)])


@pytest.mark.parametrize(
    "side, heights", [("Top", (-25, -50)), ("Bottom", (-75, -50)), ("Center", (-50, -50))]
)
def test_alignment_of_tiles(session, side, heights):
    found = places(session, f"GraphicsRow[{{{TILES}}}, Alignment -> {side}]")
    assert tuple(found[:, 1]) == heights
    column = places(session, f"GraphicsColumn[{{{TILES}}}, Right]")
    assert column[:, 0].tolist() == [50, 70]


def test_lines_between_tiles(session):
    grid = f"GraphicsGrid[{{{{{TILES}}}, {{{TILES}}}}}, Spacings -> 10, Dividers -> "
    assert len(lines(session, grid + "All]")) == 6
    inner = lines(session, grid + "Center]")
    assert [bool(np.ptp(line[:, 0])) for line in inner] == [False, True]
    assert inner[0][0, 0] == pytest.approx(105)
    assert len(lines(session, grid + "{{None, Red, None}, None}]")) == 1


def test_tiles_of_one_shape(session):
    found = all_of(evaluated(session, f"GraphicsRow[{{{TILES}}}, ItemAspectRatio -> 1]"), S.Inset)
    assert [[float(v) for v in i.parts[3].parts] for i in found] == [[100, 100], [60, 60]]


def test_a_label_at_the_end_of_a_curve_has_room(session):
    plot = 'Plot[x, {x, 0, 1}, PlotLabels -> {"a rather long label"}, ImageSize -> 300]'
    made = figure(session, plot)
    renderer = made.canvas.get_renderer()
    (text,) = [t for t in made.axes[0].texts if t.get_text() == "a rather long label"]
    assert text.get_window_extent(renderer).x1 <= 300.5


def test_legends_in_frames(session):
    legend = 'LineLegend[{"a"}, LegendFunction -> "Frame"]'
    framed = figure(session, f"Plot[x, {{x, 0, 1}}, PlotLegends -> {legend}]")
    plain = figure(session, 'Plot[x, {x, 0, 1}, PlotLegends -> {"a"}]')
    (frame,) = [p for p in framed.artists if type(p).__name__ == "Rectangle"]
    assert [p for p in plain.artists if type(p).__name__ == "Rectangle"] == []
    inside = [axes.get_window_extent() for axes in framed.axes[1:]]
    around = frame.get_window_extent()
    assert all(around.x0 < box.x0 and box.x1 < around.x1 for box in inside)


def test_a_legend_stays_within_the_size_asked_for(session):
    grid = evaluated(session, 'GraphicsRow[{Plot[x, {x, 0, 1}, PlotLegends -> {"long"}], Graphics[Disk[]]}]')
    asked = (150.0, 100.0)
    inner = box_of(session.kernel, all_of(grid, S.Inset)[0].parts[0], asked)
    assert inner.width <= asked[0] + 0.5
    assert inner.height <= asked[1] + 0.5


def test_axes_with_heads(session):
    made = figure(session, "Plot[x, {x, 0, 1}, AxesStyle -> Arrowheads[0.03]]")
    assert len([t for t in made.axes[0].texts if getattr(t, "arrow_patch", None) is not None]) == 2


FORMULAS = [
    ("HoldForm[Integrate[x^2, {x, 0, 1}]]", r"$\int_{0}^{1}\,x^{2}\,dx$"),
    ("HoldForm[Sum[1/n, {n, 1, k}]]", r"$\sum_{n=1}^{k}\,\dfrac{1}{n}$"),
    ("BesselJ[2, x]", r"$J_{2}(x)$"),
    ("3 Pi/2", r"$\dfrac{3\,\pi}{2}$"),
    ("x^(1/3)", r"$x^{\frac{1}{3}}$"),
]


@pytest.mark.parametrize("text, expected", FORMULAS)
def test_formulas_in_labels(session, text, expected):
    assert words(session.kernel, evaluated(session, text), Look()).text == expected


def test_steps_of_a_bar_of_colours_are_to_scale_unless_their_labels_collide(session):
    def places(levels: str) -> np.ndarray:
        bar = f"BarLegend[{{{{Red, Blue}}, {{0, 1000}}}}, {levels}]"
        made = figure(session, f"Legended[Graphics[Disk[]], {bar}]")
        low, high = made.axes[1].get_ylim()
        return (made.axes[1].get_yticks() - low) / (high - low)

    assert places("{250, 500}") == pytest.approx([0.25, 0.5])
    assert places("{1, 2, 500}") == pytest.approx([0.25, 0.5, 0.75])


@pytest.mark.parametrize("fineness", [1, 2, 3])
def test_a_legend_fits_into_its_picture_however_fine(session, fineness):
    made = figure(session, 'Plot[x, {x, 0, 1}, PlotLegends -> {"1/2 sin 2x with more words"}]')
    made.set_dpi(72 * fineness)
    renderer = made.canvas.get_renderer()
    (text,) = made.texts
    assert text.get_window_extent(renderer).x1 <= made.bbox.x1 + 0.5
