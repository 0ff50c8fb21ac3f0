"""Options of functions of images, against sums and products by hand."""

import numpy as np
import pytest

from wlmini.arrays import to_array
from wlmini.session import Session

pytest.importorskip("scipy")


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(messenger=lambda text: None, printer=lambda text: None)


def data(session: Session, text: str) -> np.ndarray:
    found = to_array(session.evaluate_text(f"ImageData[{text}]"))
    assert found is not None
    return np.asarray(found, dtype=float)


FILTERS = [  # of {{0, 0.3, 0.9}} with a radius of one
    ("MeanFilter", '"Fixed"', [0.1, 0.4, 0.7]), ("MeanFilter", "1", [1.3 / 3, 0.4, 2.2 / 3]),
    ("MeanFilter", '"Periodic"', [0.4, 0.4, 0.4]), ("MeanFilter", '"Reflected"', [0.1, 0.4, 0.7]),
    ("MaxFilter", "1", [1, 0.9, 1]), ("MinFilter", "0", [0, 0, 0]), ("MinFilter", "1", [0, 0, 0.3]),
    ("MedianFilter", '"Periodic"', [0.3, 0.3, 0.3]),
]  # fmt: skip


@pytest.mark.parametrize("name, padding, expected", FILTERS)
def test_filters_beyond_the_border(session, name, padding, expected):
    # A single row is its own neighbour above and below for all of these but numbers.
    image = "Image[{{0, 0.3, 0.9}, {0, 0.3, 0.9}, {0, 0.3, 0.9}}]"
    found = data(session, f"{name}[{image}, 1, Padding -> {padding}]")[1]
    assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("method", ["Canny", "ShenCastan", "Sobel"])
def test_methods_find_the_edge_of_a_step(session, method):
    image = "Image[Table[If[j > 10, 1., 0.], {i, 20}, {j, 20}]]"
    found = data(session, f'EdgeDetect[{image}, 2, Method -> "{method}"]')
    columns = np.flatnonzero(found[10])
    assert len(columns) == 1
    assert columns[0] in (9, 10)


def test_an_unknown_method_is_refused(session):
    said: list[str] = []
    other = Session(messenger=said.append)
    other.evaluate_text('EdgeDetect[Image[{{0, 1}}], 1, Method -> "Guess"]')
    assert said[0].startswith("EdgeDetect::method: Guess is no method")


def test_gaps_between_assembled_images(session):
    row = "{ConstantImage[0.5, {2, 1}], ConstantImage[0.5, {1, 1}]}"
    found = data(session, f"ImageAssemble[{{{row}, {row}}}, Spacings -> {{1, 2}}, Background -> 1]")
    assert found.shape == (4, 4)
    assert found[0] == pytest.approx([0.5, 0.5, 1, 0.5], abs=0.01)
    assert (found[1:3] == 1).all()


def test_padding_of_images_made_alike(session):
    images = "{ConstantImage[0, {3, 1}], ConstantImage[0, {1, 1}]}"
    text = f'Last[ConformImages[{images}, {{3, 1}}, "Pad", Padding -> 1]]'
    assert data(session, text).tolist() == [[1, 0, 1]]


@pytest.mark.parametrize("name", ["Nearest", "Bilinear", "Bicubic"])
def test_values_between_pixels(session, name):
    ramp = 'Image[{{0, 0.25, 0.5, 0.75, 1}}, "Real"]'
    options = f'DataRange -> {{{{0, 5}}, {{0, 1}}}}, Resampling -> "{name}"'
    middle = data(session, f"ImageTransformation[{ramp}, # + {{0.1, 0}} &, {options}]")[0, 1:3]
    exact = np.array([0.25, 0.5]) + (0 if name == "Nearest" else 0.025)
    assert middle == pytest.approx(exact, abs=1e-6)


def test_cubics_between_pixels_meet_parabolas(session):
    squares = 'Image[Table[(j/10.)^2, {1}, {j, 8}], "Real64"]'
    text = f'ImageTransformation[{squares}, # + {{0.5, 0}} &, Resampling -> "Bicubic"'
    found = data(session, text + ", DataRange -> {{0.5, 8.5}, {0, 1}}]")[0, 1:6]
    assert found == pytest.approx([(j + 0.5) ** 2 / 100 for j in range(2, 7)])


def test_a_part_of_the_plane_after_a_transformation(session):
    text = "ImageForwardTransformation[Image[{{0.2, 0.4}}], # &, {2, 1}, PlotRange -> {{0, 2}, {0, 1/2}}]"
    assert data(session, text)[0] == pytest.approx([0.4, 0], abs=0.01)  # both pixels fall on the left half


def test_dithering_keeps_the_mean(session):
    gray = "ConstantImage[0.4, {30, 30}]"
    assert data(session, f"ColorQuantize[{gray}, {{0, 1}}]").mean() == 0
    found = data(session, f"ColorQuantize[{gray}, {{0, 1}}, Dithering -> True]")
    assert set(np.unique(found)) == {0, 1}
    assert found.mean() == pytest.approx(0.4, abs=0.02)


def test_colours_by_halving_alone(session):
    values = 'Image[{{0, 0.1, 0.2, 0.9}}, "Real64"]'
    cut = data(session, f'ColorQuantize[{values}, 2, Method -> "MedianCut"]')[0]
    assert cut == pytest.approx([0.05, 0.05, 0.05, 0.55])  # 0.2 is nearer to the mean of the other half
    means = data(session, f'ColorQuantize[{values}, 2, Method -> "KMeans"]')[0]
    assert means == pytest.approx([0.1, 0.1, 0.1, 0.9])
