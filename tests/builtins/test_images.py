"""Images and files: what comes back from each format, and what is said where something is wrong."""

import sys

import numpy as np
import pytest

from wlmini.images.colors import SPACES, convert
from wlmini.images.files import decode, encode
from wlmini.images.picture import KINDS, Image, as_kind, from_reals
from wlmini.session import Session


@pytest.fixture
def said():
    return []


@pytest.fixture
def session(said):
    return Session(messenger=said.append)


def value(session, text):
    return session.show(session.evaluate_text(text), "InputForm")


COLORS = np.random.default_rng(1).uniform(0.05, 0.95, (5, 4, 3))


@pytest.mark.parametrize("space", [name for name in SPACES if name != "Grayscale"])
def test_colour_spaces_lead_back(space):
    assert np.allclose(convert(convert(COLORS, "RGB", space), space, "RGB"), COLORS, atol=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_types_keep_black_and_white(kind):
    array = from_reals(np.array([0.0, 1.0]), kind)
    assert as_kind(array, kind, "Byte").tolist() == [0, 255]


@pytest.mark.parametrize("name", ["PNG", "BMP", "TIFF", "WEBP", "JPEG", "GIF"])
def test_formats_keep_sizes_and_colours(name):
    flat = Image(np.full((6, 8, 3), 128, np.uint8), "Byte", "RGB")
    (back,) = decode(encode([flat], name))
    assert back.sizes == (8, 6)
    assert back.kind == "Byte"
    assert np.abs(back.array[..., :3].astype(int) - 128).max() <= 3


@pytest.mark.parametrize(
    "array, kind",
    [
        (np.array([[0, 51], [102, 255]], np.uint8), "Byte"),
        (np.array([[0, 1], [1, 1]], np.uint8), "Bit"),
        (np.array([[0, 1000], [40000, 65535]], np.uint16), "Bit16"),
        (np.arange(16, dtype=np.uint8).reshape(2, 2, 4), "Byte"),
        (np.arange(8, dtype=np.uint8).reshape(2, 2, 2), "Byte"),
    ],
)
def test_png_loses_nothing(array, kind):
    picture = Image(array, kind)
    (back,) = decode(encode([picture], "PNG"))
    assert back.kind == kind
    assert np.array_equal(back.array, picture.array)


def test_animations_have_frames(session, tmp_path):
    text = f'f = Export["{tmp_path / "a.gif"}", {{ConstantImage[0, {{4, 4}}], ConstantImage[1, {{4, 4}}]}}];'
    session.evaluate_text(text)
    assert value(session, "Length[Import[f]]") == "2"
    assert value(session, 'Import[f, "ImageCount"]') == "2"


@pytest.mark.parametrize(
    "text, tag",
    [
        ('ImportString["no picture", "PNG"]', "Import.*fmterr|ImportString::fmterr"),
        ("ImageResize[Image[{{1}}], {0, 1}]", "ImageResize::size"),
        ('ImageResize[Image[{{1}}], 5, Resampling -> "None such"]', "ImageResize::arg"),
        ("ImagePad[Image[{{1}}], x]", "ImagePad::arg"),
        ("ImagePad[Image[{{1}}], 1, blue]", "ImagePad::color"),
        ("ImagePad[Image[{{1}}], -1]", "ImagePad::arg"),
        ('Image[{{1}}, "Byte8"]', "Image::type"),
        ('Image[{{1}}, ColorSpace -> "Nice"]', "Image::cspace"),
        ("Image[{{a}}]", "Image::imgarray"),
        ("ImageAdd[Image[{{1}}], Image[{{1, 2}}]]", "ImageAdd::dims"),
        ("ImageApply[f, Image[{{1}}]]", "ImageApply::arg"),
        ("GaussianFilter[Image[{{1}}], -1]", "GaussianFilter::radius"),
        ("ImageConvolve[Image[{{1}}], a]", "ImageConvolve::kernel"),
        ('ColorConvert[RGBColor[1, 0, 0], "None such"]', "ColorConvert::cspace"),
        ('ImageMeasurements[Image[{{1}}], "Weight"]', "ImageMeasurements::prop"),
        ('ComponentMeasurements[{{1}}, "Weight"]', "ComponentMeasurements::prop"),
        ("ColorCombine[{}]", "ColorCombine::imginv"),
        ("ImageAssemble[{}]", "ImageAssemble::imginv"),
        ("ImageTransformation[Image[{{1}}], f]", "ImageTransformation::arg"),
        ("ConstantImage[1, {0, 1}]", "ConstantImage::size"),
    ],
)
def test_what_is_wrong_is_said(session, said, text, tag):
    session.evaluate_text(text)
    assert not session.kernel.faults
    assert any(f"{each}: " in said[0] for each in tag.split("|")), said


def test_pictures_without_pillow_say_how_to_get_it(session, said, monkeypatch):
    for name in [*sys.modules]:
        if name == "PIL" or name.startswith("PIL."):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "PIL", None)
    session.evaluate_text('ExportString[Image[{{1}}], "PNG"]')
    assert "wlmini[images]" in said[0]
    assert value(session, "ImageData[ImageResize[Image[{{1}}], 1]]") == "{{1.}}"
