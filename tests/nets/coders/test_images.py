"""Pictures as arrays: axes, colours, sizes, statistics, files, and whole batches against single pictures."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wlmini.arrays import pack
from wlmini.expr import S, make_list
from wlmini.images.picture import Image, Image3D
from wlmini.nets.coders.fitting import fitted
from wlmini.nets.coders.images import Image3DDecoder, Image3DEncoder, ImageDecoder, ImageEncoder
from wlmini.nets.ports import Misfit
from wlmini.session import Session

from ..talk import Talk

RNG = np.random.default_rng(8)
BYTES = RNG.integers(0, 256, (4, 6, 3), dtype=np.uint8)
COLORED = Image(BYTES, "Byte", "RGB")
GRAY = Image(RNG.integers(0, 256, (4, 6), dtype=np.uint8), "Byte", "Grayscale")
SIZE = (6, 4)


def one(coder: Any, picture: Any) -> np.ndarray:
    found: np.ndarray = coder.encode([picture])[0]
    return found


def test_channels_come_first() -> None:
    coder = ImageEncoder(SIZE)
    assert coder.port.shape == (3, 4, 6)
    assert np.allclose(one(coder, COLORED), np.transpose(BYTES / 255, (2, 0, 1)))


def test_order_of_the_axes() -> None:
    assert np.allclose(one(ImageEncoder(SIZE, interleaved=True), COLORED), BYTES / 255)
    turned = ImageEncoder(SIZE, transposed=True)
    assert turned.port.shape == (3, 6, 4)
    assert np.allclose(one(turned, COLORED), np.transpose(BYTES / 255, (2, 1, 0)))
    both = ImageEncoder(SIZE, interleaved=True, transposed=True)
    assert np.allclose(one(both, COLORED), np.transpose(BYTES / 255, (1, 0, 2)))


def test_colors() -> None:
    """The brightness of red, green and blue; gray is as much of each."""
    found = one(ImageEncoder(SIZE, space="Grayscale"), COLORED)
    assert np.allclose(found, [(BYTES / 255) @ [0.299, 0.587, 0.114]])
    assert np.allclose(one(ImageEncoder(SIZE), GRAY), np.repeat(GRAY.reals()[..., 0][None], 3, axis=0))
    hue = one(ImageEncoder((1, 1), space="HSB"), Image(np.array([[[0.0, 0.5, 0.0]]]), "Real64", "RGB"))
    assert np.allclose(hue.ravel(), [1 / 3, 1, 0.5])


def test_transparency_is_dropped() -> None:
    alpha = np.concatenate([BYTES, BYTES[..., :1]], axis=-1)
    assert np.allclose(one(ImageEncoder(SIZE), Image(alpha, "Byte", "RGB")), one(ImageEncoder(SIZE), COLORED))


def test_types_of_images() -> None:
    reals = np.array([[0.0, 0.25], [0.5, 1.0]])
    coder = ImageEncoder((2, 2), space="Grayscale")
    for kind, one_is in (("Bit", 1), ("Byte", 255), ("Bit16", 65535)):
        picture = Image(np.rint(reals * one_is).astype(np.uint16), kind, "Grayscale")
        assert np.allclose(one(coder, picture)[0], np.rint(reals * one_is) / one_is), kind
    assert np.allclose(one(coder, Image(reals, "Real64", "Grayscale"))[0], reals)


def test_mean_and_variance() -> None:
    plain = one(ImageEncoder(SIZE), COLORED)
    assert np.allclose(one(ImageEncoder(SIZE, mean=0.5, variance=0.25), COLORED), (plain - 0.5) / 0.5)
    listed = one(ImageEncoder(SIZE, mean=(0.1, 0.2, 0.3), variance=(1, 4, 9)), COLORED)
    for channel, (mean, deviation) in enumerate([(0.1, 1), (0.2, 2), (0.3, 3)]):
        assert np.allclose(listed[channel], (plain[channel] - mean) / deviation, atol=1e-6)
    assert np.allclose(one(ImageEncoder(SIZE, mean=COLORED), COLORED), 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"mean": (0.1, 0.2)},
        {"variance": 0},
        {"variance": (1, 1, -1)},
        {"variance": Image(np.array([[0.0, 1.0]]), "Real64")},
        {"mean": Image3D(BYTES, "Byte")},
    ],
)
def test_statistics_that_do_not_fit(wrong: dict[str, Any]) -> None:
    with pytest.raises(Misfit, match="coderarg"):
        ImageEncoder(SIZE, **wrong)


def test_stretching_is_that_of_image_resize() -> None:
    """Integer types are rounded by ImageResize, so within half a step of a byte."""
    session = Session()
    for size in ((3, 2), (12, 9), (6, 2)):
        resized = session.evaluate(S.ImageResize(COLORED, make_list(size)))
        found = one(ImageEncoder(size), COLORED)
        assert np.abs(found - np.transpose(resized.array / 255, (2, 0, 1))).max() <= 0.51 / 255


def test_shrinking_by_half_with_nearest_takes_pixels() -> None:
    coder = ImageEncoder((3, 2), resampling="Nearest")
    found = one(coder, COLORED)
    assert np.allclose(found, np.transpose(BYTES[1::2, 1::2] / 255, (2, 0, 1)))


@pytest.mark.parametrize(
    "place, row", [(S.Top, 0), (S.Center, 1), (S.Bottom, 2), (make_list([S.Left, S.Bottom]), 2), (1, 0)]
)
def test_fitting_inside(place: Any, row: int) -> None:
    """A flat picture in a square: a border of the colour, the picture where Alignment says."""
    picture = Image(np.full((2, 4), 0.75), "Real64", "Grayscale")
    coder = ImageEncoder((4, 4), space="Grayscale", method="Fit", padding=0.25, alignment=place)
    expected = np.full((4, 4), 0.25)
    expected[row : row + 2] = 0.75
    assert np.allclose(one(coder, picture), expected)


def test_color_of_the_border() -> None:
    coder = ImageEncoder((1, 3), method="Fit", padding=S.RGBColor(0, 0.5, 1))
    found = one(coder, Image(np.ones((1, 1, 3)), "Real64", "RGB"))
    assert np.allclose(found[:, 0, 0], [0, 0.5, 1])
    assert np.allclose(found[:, 1, 0], [1, 1, 1])


@pytest.mark.parametrize("place, start", [(S.Left, 0), (S.Center, 1), (S.Right, 2)])
def test_filling_cuts_off(place: Any, start: int) -> None:
    """A picture of the right height and twice the width keeps its pixels."""
    coder = ImageEncoder((2, 2), space="Grayscale", method="Fill", alignment=place)
    wide = Image(np.arange(8.0).reshape(2, 4) / 8, "Real64", "Grayscale")
    assert np.allclose(one(coder, wide)[0], wide.array[:, start : start + 2, 0])


def test_enlarging_stays_between_black_and_white() -> None:
    steps = Image(np.array([[0.0, 1.0, 0.0, 1.0]]), "Real64", "Grayscale")
    found = one(ImageEncoder((16, 4), space="Grayscale"), steps)
    assert found.min() >= 0
    assert found.max() <= 1


def test_a_batch_is_its_pictures() -> None:
    """Pictures of several sizes, types and colours, in their order."""
    pictures = [
        COLORED,
        GRAY,
        Image(BYTES[:2, :3], "Byte", "RGB"),
        COLORED,
        Image(BYTES / 255, "Real64", "RGB"),
    ]
    coder = ImageEncoder((5, 5), mean=0.5, method="Fit")
    batch = coder.encode(pictures)
    assert batch.dtype == np.float32
    for found, picture in zip(batch, pictures, strict=True):
        assert np.allclose(found, one(coder, picture), atol=1e-6)


def test_many_pictures_go_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wlmini.nets.coders.images.PIECE", 50)
    pictures = [Image(RNG.integers(0, 256, (4, 6), dtype=np.uint8), "Byte", "Grayscale") for _ in range(7)]
    found = ImageEncoder(SIZE, space="Grayscale").encode(pictures)
    assert np.allclose(found[:, 0], [each.array[..., 0] / 255 for each in pictures])


def test_arrays_pass_and_mix_with_pictures() -> None:
    coder = ImageEncoder(SIZE)
    array = np.transpose(BYTES / 255, (2, 0, 1))
    expr = pack(array)
    assert coder.is_one(COLORED)
    assert np.allclose(coder.encode([COLORED, expr]), [array, array], atol=1e-6)
    assert not coder.is_one(make_list([COLORED]))


def test_files(tmp_path: Path) -> None:
    making = pytest.importorskip("PIL.Image")
    into = BytesIO()
    making.fromarray(BYTES).save(into, "PNG")
    (tmp_path / "a.png").write_bytes(into.getvalue())
    (tmp_path / "b.png").write_bytes(b"no picture")
    coder = ImageEncoder(SIZE)
    assert np.allclose(one(coder, S.File(str(tmp_path / "a.png"))), one(coder, COLORED))
    for name in ("b.png", "c.png"):
        with pytest.raises(Misfit, match="encode"):
            coder.encode([S.File(str(tmp_path / name))])
    with pytest.raises(Misfit, match="encode"):
        coder.encode([S.File(1)])


@pytest.mark.parametrize(
    "options", [{}, {"interleaved": True}, {"transposed": True}, {"mean": 0.5, "variance": 4}]
)
def test_decoding_undoes_encoding(options: dict[str, Any]) -> None:
    array = ImageEncoder(SIZE, **options).encode([COLORED])
    (found,) = ImageDecoder(**options).decode(array, S.Automatic, None)
    assert isinstance(found, Image)
    assert (found.kind, found.color_space, found.sizes) == ("Real32", "RGB", SIZE)
    assert np.allclose(found.array, BYTES / 255, atol=1e-6)


def test_solid_pictures() -> None:
    """Slices from the top, then rows, then columns; sizes are written {width, depth, height}."""
    data = RNG.random((2, 3, 4, 1))
    solid = Image3D(data, "Real64", "Grayscale")
    coder = Image3DEncoder((4, 3, 2), space="Grayscale")
    assert coder.port.shape == (1, 2, 3, 4)
    assert np.allclose(one(coder, solid), data[..., 0][None])
    (back,) = Image3DDecoder(space="Grayscale").decode(coder.encode([solid]), S.Automatic, None)
    assert np.allclose(back.array, data, atol=1e-6)
    flat = one(Image3DEncoder((4, 3, 1), space="Grayscale"), solid)
    assert np.allclose(flat[0, 0], data[..., 0].mean(axis=0))


def test_sizes_that_agree_are_left_alone() -> None:
    stack = RNG.random((2, 3, 4, 1))
    assert fitted(stack, (3, 4), "Fit") is stack


def test_a_generator_may_give_files(tmp_path: Path) -> None:
    talk = Talk()
    talk(f'Export["{tmp_path}/a.png", Image[{{{{0, 1}}, {{1, 0}}}}]]')
    talk('net = NetChain[{FlattenLayer[], 1}, "Input" -> NetEncoder[{"Image", {2, 2}, "Grayscale"}]]')
    give = f'Function[ConstantArray[File["{tmp_path}/a.png"] -> {{1.}}, #BatchSize]]'
    options = (
        "MaxTrainingRounds -> 300, BatchSize -> 2, RandomSeeding -> 1, TrainingProgressReporting -> None"
    )
    talk(f"done = NetTrain[net, {give}, RandomSeeding -> 1, {options}]")
    assert talk("Abs[First[done[Image[{{0, 1}, {1, 0}}]]] - 1] < 0.1") is S["True"]
    assert not talk.said
