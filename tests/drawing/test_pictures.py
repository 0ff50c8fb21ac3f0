"""Pictures of graphics: their sizes, their files, and the colours of single dots."""

import numpy as np
import pytest

from wlmini.drawing.render import picture, pixels
from wlmini.session import Session

pytest.importorskip("matplotlib")
SIZE = "ImageSize -> 100"
RED, GREEN, BLUE, WHITE, BLACK = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0)


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(messenger=lambda text: None, printer=lambda text: None)


def drawn(session: Session, text: str) -> np.ndarray:
    """Red, green and blue of each dot of a picture."""
    found = pixels(session.kernel, session.evaluate_text(text))[..., :3]
    assert not session.kernel.faults, session.kernel.faults[0]
    return found


def share(dots: np.ndarray, color: tuple[int, ...], slack: int = 40) -> float:
    """Which part of the dots has about the colour."""
    return float((np.abs(dots.astype(int) - color).max(axis=2) <= slack).mean())


def at(dots: np.ndarray, x: float, y: float) -> tuple[int, ...]:
    """The dot at shares of the width and, from below, of the height."""
    return tuple(dots[int((1 - y) * (len(dots) - 1)), int(x * (dots.shape[1] - 1))].tolist())


SIZES = [  # (a graphic, its width and height)
    ("Graphics[Disk[], ImageSize -> 100]", (100, 100)),
    ("Graphics[Rectangle[{0, 0}, {2, 1}], ImageSize -> 120]", (120, 60)),
    ("Graphics[Disk[], ImageSize -> {80, 50}]", (80, 50)),
    ("Graphics[Disk[], ImageSize -> Small]", (180, 180)),
    ("Graphics[Disk[], ImageSize -> 100, AspectRatio -> 1/2]", (100, 50)),
    ("Graphics[Disk[], ImageSize -> {Automatic, 90}]", (90, 90)),
    ("Graphics3D[Sphere[], ImageSize -> {90, 70}]", (90, 70)),
    ("Plot[x, {x, 0, 1}, ImageSize -> {200, 100}]", (200, 100)),
    ("Show[Graphics[Disk[]], ImageSize -> 60]", (60, 60)),
    ("Graphics[Raster[{{0, 1}}], ImageSize -> 100]", (100, 50)),
]


@pytest.mark.parametrize("text, size", SIZES)
def test_sizes(session, text, size):
    height, width = drawn(session, text).shape[:2]
    assert (width, height) == size


def test_a_plot_is_as_wide_as_asked_and_about_golden(session):
    dots = drawn(session, "Plot[Sin[x], {x, 0, 6}]")
    assert dots.shape[1] == 360
    assert 205 < len(dots) < 245


AREAS = [  # (primitives in a square, a colour, which share of the picture it has)
    ("{Red, Rectangle[{0, 0}, {0.5, 1}]}", RED, 0.5),
    ("{Blue, Disk[{0.5, 0.5}, 0.5]}", BLUE, np.pi / 4),
    ("{Blue, Disk[{0.5, 0.5}, 0.5, {0, Pi}]}", BLUE, np.pi / 8),
    ("{Blue, Annulus[{0.5, 0.5}, {0.25, 0.5}]}", BLUE, np.pi * 3 / 16),
    ("{Green, Polygon[{{0, 0}, {1, 0}, {0, 1}}]}", GREEN, 0.5),
    ("{Green, Triangle[{{0, 0}, {1, 0}, {0, 1}}]}", GREEN, 0.5),
    ("{Red, Polygon[{{0, 0}, {1, 0}, {1, 1}, {0, 1}} -> {{{0.5, 0}, {1, 0}, {1, 1}, {0.5, 1}}}]}", RED, 0.5),
    ("{Red, {Blue, Rectangle[{0, 0}, {0.5, 1}]}, Rectangle[{0.5, 0}, {1, 1}]}", RED, 0.5),
    ("{Directive[Red, EdgeForm[]], Rectangle[]}", RED, 1),
    ("Style[Rectangle[], Green]", GREEN, 1),
    ("{Red, Translate[Rectangle[{0, 0}, {0.5, 0.5}], {0.5, 0.5}]}", RED, 0.25),
    ("{Red, Scale[Rectangle[{0, 0}, {1, 1}], 0.5]}", RED, 0.25),
    ("{Red, Rotate[Rectangle[{0.25, 0.25}, {0.75, 0.75}], Pi/4]}", RED, 0.25),
    ("{Red, GeometricTransformation[Rectangle[], {{0.5, 0}, {0, 0.5}}]}", RED, 0.25),
    ("{Red, GeometricTransformation[Rectangle[], ScalingTransform[{0.5, 1}]]}", RED, 0.5),
    ("GraphicsComplex[{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {Red, Polygon[{1, 2, 3}]}]", RED, 0.5),
    ("{Red, FilledCurve[{Line[{{0, 0}, {1, 0}, {1, 1}, {0, 1}}]}]}", RED, 1),
    ("{FaceForm[Blue], Rectangle[]}", BLUE, 1),
    ("{FaceForm[], EdgeForm[], Rectangle[]}", WHITE, 1),
    ("{Opacity[0], Red, Rectangle[]}", WHITE, 1),
    ("{Red, PointSize[0.5], Point[{0.5, 0.5}]}", RED, np.pi / 16),
    ("{Red, Thickness[0.2], CapForm[\"Butt\"], Line[{{0, 0.5}, {1, 0.5}}]}", RED, 0.2),
    ("{Red, AbsoluteThickness[10], Line[{{0, 0.5}, {1, 0.5}}]}", RED, 0.1),
    ("{Red, Rectangle[Scaled[{0, 0}], Scaled[{0.5, 0.5}]]}", RED, 0.25),
    ("{Red, Tooltip[Rectangle[{0, 0}, {1, 0.5}], 1]}", RED, 0.5),
    ("{Hue[1/3], Rectangle[]}", GREEN, 1),
    ("{GrayLevel[0], Rectangle[]}", BLACK, 1),
    ("{CMYKColor[0, 1, 1, 0], Rectangle[]}", RED, 1),
    ('{RGBColor["#00f"], Rectangle[]}', BLUE, 1),
    ("{Red, StadiumShape[{{0.25, 0.5}, {0.75, 0.5}}, 0.25]}", RED, 0.25 + np.pi / 16),
    ("{Red, Parallelogram[{0, 0}, {{0.5, 0}, {0.5, 1}}]}", RED, 0.5),
    ("{Red, Rectangle[{0, 0}, {1, 1}, RoundingRadius -> 0.5]}", RED, np.pi / 4),
    ("Raster[{{{1, 0, 0}, {0, 0, 1}}}, {{0, 0}, {1, 1}}]", RED, 0.5),
    ("Inset[Graphics[{Red, Rectangle[]}, PlotRangePadding -> None], {0.5, 0.5}, Center, {0.5, 0.5}]", RED,
    0.25),
]  # fmt: skip


@pytest.mark.parametrize("primitives, color, expected", AREAS)
def test_areas(session, primitives, color, expected):
    text = f"Graphics[{primitives}, PlotRange -> {{{{0, 1}}, {{0, 1}}}}, {SIZE}]"
    assert share(drawn(session, text), color) == pytest.approx(expected, abs=0.03)


def test_a_raster_begins_below_and_an_array_above(session):
    raster = drawn(session, f"Graphics[Raster[{{{{0, 0}}, {{1, 1}}}}], {SIZE}]")
    assert at(raster, 0.5, 0.2) == BLACK
    array = drawn(session, f"ArrayPlot[{{{{1, 1}}, {{0, 0}}}}, Frame -> False, {SIZE}]")
    assert at(array, 0.5, 0.8) == BLACK
    assert at(array, 0.5, 0.2) == WHITE


def test_colour_rules_and_functions_colour_the_cells(session):
    dots = drawn(
        session,
        f'ArrayPlot[{{{{"a", "b"}}}}, ColorRules -> {{"a" -> Red, "b" -> Blue}}, Frame -> False, {SIZE}]',
    )
    assert (at(dots, 0.25, 0.5), at(dots, 0.75, 0.5)) == (RED, BLUE)
    dots = drawn(
        session, f"ArrayPlot[{{{{0, 1}}}}, ColorFunction -> (RGBColor[#, 0, 0] &), Frame -> False, {SIZE}]"
    )
    assert (at(dots, 0.25, 0.5), at(dots, 0.75, 0.5)) == (BLACK, RED)


def test_prolog_lies_below_and_epilog_above(session):
    above, below = "Epilog -> {Green, Disk[{0.5, 0.5}, 0.2]}", "Prolog -> {Blue, Rectangle[]}"
    text = f"Graphics[{{Red, Rectangle[]}}, {below}, {above}, {SIZE}]"
    dots = drawn(session, text)
    assert at(dots, 0.5, 0.5) == GREEN
    assert at(dots, 0.2, 0.2) == RED


def test_background_fills_the_picture(session):
    assert share(drawn(session, f"Graphics[{{}}, Background -> Blue, {SIZE}]"), BLUE) == 1


CHANGES = [  # options that show: a plot with them is not the plot without
    'PlotLabel -> "title"', "Frame -> True", "GridLines -> Automatic", "Axes -> False", "PlotRange -> {0, 2}",
    "PlotStyle -> Red", "Filling -> Axis", "AxesLabel -> {x, y}", "Ticks -> None", "AspectRatio -> 1",
    "AxesOrigin -> {1, 1}", "Mesh -> 5", 'ColorFunction -> "Rainbow"', "AxesStyle -> Red",
    "TicksStyle -> Red",
    "LabelStyle -> Large", 'PlotTheme -> "Scientific"', "Background -> Yellow", "PlotRangePadding -> 1",
    'ScalingFunctions -> "Reverse"', "Epilog -> Disk[{1, 0}, 0.5]", 'PlotLegends -> {"a"}',
    "ImagePadding -> 30",
    "PlotStyle -> Dashed", "PlotStyle -> Thick", 'Frame -> True, FrameLabel -> {"a", "b"}',
    "Frame -> True, FrameTicks -> None", "Frame -> True, FrameStyle -> Blue", "GridLines -> {{1, 2}, None}",
    "GridLines -> Automatic, GridLinesStyle -> Red", 'Ticks -> {{{1, "one"}}, Automatic}',
    'PlotLabels -> {"s"}',
    "Filling -> Bottom, FillingStyle -> Red", "Prolog -> Disk[{1, 0}, 0.5]", "BaseStyle -> FontSize -> 16",
]  # fmt: skip


@pytest.fixture(scope="module")
def plain(session):
    return drawn(session, "Plot[Sin[x], {x, 0, 3}, ImageSize -> 150]")


@pytest.mark.parametrize("options", CHANGES)
def test_options_show(session, plain, options):
    dots = drawn(session, f"Plot[Sin[x], {{x, 0, 3}}, ImageSize -> 150, {options}]")
    assert dots.shape != plain.shape or (dots != plain).any()


PLOTS = [
    "Plot[{Sin[x], Tan[x]}, {x, 0, 6}]", "LogPlot[Exp[x], {x, 0, 9}]", "LogLogPlot[x^2, {x, 1, 10}]",
    "LogLinearPlot[Log[x], {x, 1, 99}]", "ParametricPlot[{Cos[t], Sin[2 t]}, {t, 0, 7}]",
    "ParametricPlot[{r Cos[t], r Sin[t]}, {r, 1, 2}, {t, 0, 3}]", "PolarPlot[1 + Cos[t], {t, 0, 7}]",
    "DiscretePlot[n^2, {n, 5}]", "ListPlot[{1, 4, 9}, PlotMarkers -> Automatic]",
    "ListLinePlot[{{1, 2}, {3, 5}}]",
    "ListLogPlot[{1, 10, 100}]", "ListLogLogPlot[{1, 10, 100}]", "ListStepPlot[{1, 3, 2}]",
    "ListPolarPlot[Range[9]]", "DateListPlot[{{{2020, 1, 1}, 1}, {{2020, 5, 1}, 3}}]",
    "NumberLinePlot[{1, 2, 5}]",
    "BarChart[{{1, 2}, {3, 4}}, ChartLayout -> \"Stacked\"]", "BarChart[{1, -2}, BarOrigin -> Left]",
    "RectangleChart[{{1, 2}, {2, 1}}]", "PieChart[{1, 2, 3}]", "BubbleChart[{{1, 1, 1}, {2, 2, 3}}]",
    "BoxWhiskerChart[{{1, 2, 3}, {2, 5, 9}}]", "PairedBarChart[{1, 2}, {2, 1}]", "Histogram[{1, 2, 2, 3}]",
    "PairedHistogram[{1, 2, 2}, {1, 1, 2}]", "SmoothHistogram[{1, 2, 2, 3}]",
    "DensityHistogram[{{1, 1}, {2, 2}}]",
    "ArrayPlot[{{1, 0}, {0, 1}}]", "MatrixPlot[{{1, -1}, {0, 2}}]",
    "ContourPlot[x y, {x, -1, 1}, {y, -1, 1}]",
    "ContourPlot[x^2 + y^2 == 1, {x, -2, 2}, {y, -2, 2}]", "DensityPlot[x y, {x, -1, 1}, {y, -1, 1}]",
    "RegionPlot[x < y, {x, 0, 1}, {y, 0, 1}]", "ListContourPlot[{{1, 2}, {3, 5}}]",
    "ListDensityPlot[{{1, 2}, {3, 5}}]",
    "VectorPlot[{y, -x}, {x, -1, 1}, {y, -1, 1}, VectorPoints -> 5]",
    "ListVectorPlot[{{{1, 2}, {3, 4}}, {{1, 1}, {2, 2}}}]",
    "StreamPlot[{y, -x}, {x, -1, 1}, {y, -1, 1}]", "Plot3D[x y, {x, 0, 1}, {y, 0, 1}, PlotPoints -> 5]",
    "ListPlot3D[{{1, 2}, {3, 5}}]", "ListPointPlot3D[{{1, 2, 3}, {2, 1, 1}}]",
    "ParametricPlot3D[{Cos[t], Sin[t], t}, {t, 0, 6}]", "Histogram3D[{{1, 1}, {2, 2}}]",
    "Graphics3D[{Sphere[], Cuboid[{1, 1, 1}], Cylinder[{{0, 0, 0}, {0, 0, 2}}, 1]}]",
    "Graphics3D[Tube[{{2, 0, 0}, {2, 0, 2}}]]",
    "GraphicsRow[{Graphics[Disk[]], Graphics[Circle[]]}]",
    "GraphicsGrid[{{Graphics[Disk[]]}, {Graphics[Circle[]]}}]",
    "Legended[Graphics[Disk[]], SwatchLegend[{Red}, {\"a\"}]]", "Grid[{{Graphics[Disk[]], 2}}]",
    "Labeled[Graphics[Disk[]], \"a\"]", "Manipulate[Graphics[Disk[{0, 0}, r]], {r, 1, 2}]",
]  # fmt: skip


@pytest.mark.parametrize("text", PLOTS)
def test_plots_are_drawn(session, text):
    """Something is there, and nothing said that a part of it could not be drawn."""
    said: list[str] = []
    session.kernel.messenger = said.append
    dots = drawn(session, text)
    assert said == []
    assert (dots != 255).any()
    assert min(dots.shape[:2]) > 20


FORMATS = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<?xml", "eps": b"%!PS", "jpg": b"\xff\xd8"}


@pytest.mark.parametrize("format, start", FORMATS.items())
def test_files_of_each_format(session, tmp_path, format, start):
    graphic = session.evaluate_text("Graphics[{Red, Disk[]}, ImageSize -> 40]")
    assert picture(session.kernel, graphic, format).startswith(start)
    name = tmp_path / f"a.{format}"
    assert session.evaluate_text(f'Export["{name}", Graphics[Disk[]], ImageSize -> 40]') == str(name)
    assert name.read_bytes().startswith(start)


def test_resolution_multiplies_the_dots(session):
    graphic = session.evaluate_text("Graphics[Disk[], ImageSize -> 40]")
    assert pixels(session.kernel, graphic, None, 144).shape[:2] == (80, 80)


def test_a_picture_is_the_same_twice(session):
    graphic = session.evaluate_text("Plot[x, {x, 0, 1}, ImageSize -> 80]")
    for format in ("png", "svg", "pdf"):
        assert picture(session.kernel, graphic, format) == picture(session.kernel, graphic, format)


def test_what_cannot_be_drawn_is_named(session):
    said: list[str] = []
    session.kernel.messenger = said.append
    pixels(session.kernel, session.evaluate_text("Graphics[{Unheard[1], Disk[]}, ImageSize -> 40]"))
    assert len(said) == 1
    assert said[0].startswith("Graphics::gprim: Unheard")
