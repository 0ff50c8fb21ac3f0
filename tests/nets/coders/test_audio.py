"""Sound against NumPy's and SciPy's transforms and closed formulas."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wlmini.expr import S, make_list
from wlmini.nets.coders.audio import (
    AudioEncoder,
    MelSpectrogramEncoder,
    MFCCEncoder,
    SpectrogramEncoder,
    STFTEncoder,
)
from wlmini.nets.coders.signals import WINDOWS, cosine_transform, mel_filters, resampled
from wlmini.nets.ports import VARYING
from wlmini.session import Session

signal = pytest.importorskip("scipy.signal")
fft = pytest.importorskip("scipy.fft")
RNG = np.random.default_rng(3)
SAMPLES = RNG.standard_normal(1000)
SESSION = Session()


def audio(samples: Any, rate: int = 16000) -> Any:
    rows = make_list(samples.tolist()) if samples.ndim == 1 else make_list(map(make_list, samples.tolist()))
    return SESSION.evaluate(S.Audio(rows, S.Rule(S.SampleRate, rate)))


def framed(samples: np.ndarray, size: int, offset: int) -> np.ndarray:
    """Pieces that cover all samples, the last one filled up with zeros."""
    starts = range(0, max(len(samples) - size, 0) + offset, offset)
    padded = np.concatenate([samples, np.zeros(size + offset)])
    count = -(-max(len(samples) - size, 0) // offset) + 1
    return np.array([padded[start : start + size] for start in starts][:count])


@pytest.mark.parametrize("old, new", [(8000, 16000), (16000, 8000), (44100, 16000), (16000, 22050)])
@pytest.mark.parametrize("length", [1000, 999, 37])
def test_resampling(old: int, new: int, length: int) -> None:
    expected = signal.resample(SAMPLES[:length], round(length * new / old))
    assert np.allclose(resampled(SAMPLES[:length], old, new), expected)


def test_a_wave_stays_a_wave() -> None:
    """A sine of few periods in the window, at another rate."""
    wave = np.sin(2 * np.pi * 5 * np.arange(400) / 400)
    assert np.allclose(resampled(wave, 400, 1000), np.sin(2 * np.pi * 5 * np.arange(1000) / 1000))


def test_samples() -> None:
    two = np.stack([SAMPLES, 0.5 * SAMPLES])
    assert np.allclose(AudioEncoder().encode([audio(two)])[0], 0.75 * SAMPLES)
    loud = AudioEncoder(normalization=("Max", 0.5)).encode([audio(SAMPLES)])[0]
    assert np.isclose(np.abs(loud).max(), 0.5)
    even = AudioEncoder(normalization=("RMS", 0.1)).encode([audio(SAMPLES)])[0]
    assert np.isclose(np.sqrt((even**2).mean()), 0.1)
    assert AudioEncoder(target=1200).encode([audio(SAMPLES)])[0][1000:].tolist() == [0] * 200
    assert AudioEncoder().port.shape == (VARYING,)
    assert [len(each) for each in AudioEncoder().encode([audio(SAMPLES), audio(SAMPLES[:7])])] == [1000, 7]
    assert AudioEncoder(normalization="Max").encode([audio(np.zeros(3))]).tolist() == [[0, 0, 0]]


@pytest.mark.parametrize("size, offset", [(64, 32), (100, 33), (64, 64), (7, 3)])
def test_fourier_transforms(size: int, offset: int) -> None:
    coder = STFTEncoder(size=size, offset=offset, window=None)
    found = coder.encode([audio(SAMPLES)])[0]
    expected = np.fft.rfft(framed(SAMPLES, size, offset))
    assert np.allclose(found[..., 0] + 1j * found[..., 1], expected)
    assert coder.port.shape == (VARYING, size // 2 + 1, 2)


def test_power() -> None:
    """With a Hann window, against SciPy's window of the same formula."""
    coder = SpectrogramEncoder()
    window = signal.windows.hann(400, sym=True)
    expected = np.abs(np.fft.rfft(framed(SAMPLES, 400, 133) * window)) ** 2
    assert np.allclose(coder.encode([audio(SAMPLES)])[0], expected)
    assert coder.port.shape == (VARYING, 201)


@pytest.mark.parametrize(
    "name, scipys",
    [("HannWindow", "hann"), ("BlackmanWindow", "blackman"), ("BartlettWindow", "bartlett"),
     ("DirichletWindow", "boxcar")],
)  # fmt: skip
def test_windows(name: str, scipys: str) -> None:
    expected = getattr(signal.windows, scipys)(33, sym=True)
    assert np.allclose(WINDOWS[name](np.linspace(-0.5, 0.5, 33)), expected, atol=1e-12)


def test_mel_filters() -> None:
    """Triangles over the frequencies of the bins; their tops are equally far apart in mel."""
    rate, size, count = 16000.0, 400, 10
    bank = mel_filters(count, size, rate, 100.0, 6000.0)
    mels = np.linspace(2595 * np.log10(1 + 100 / 700), 2595 * np.log10(1 + 6000 / 700), count + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    for row, (low, top, high) in zip(bank, zip(edges, edges[1:], edges[2:], strict=False), strict=True):
        expected = np.interp(np.arange(201) * 40.0, [low, top, high], [0, 1, 0], left=0, right=0)
        assert np.allclose(row, expected)


def test_mel_spectrogram_and_coefficients() -> None:
    power = SpectrogramEncoder().encode([audio(SAMPLES)])[0]
    mel = MelSpectrogramEncoder(filters=20).encode([audio(SAMPLES)])[0]
    assert np.allclose(mel, power @ mel_filters(20, 400, 16000.0, 0.0, 8000.0).T)
    found = MFCCEncoder(filters=20, coefficients=13).encode([audio(SAMPLES)])[0]
    assert np.allclose(found, fft.dct(np.log(mel), norm="ortho")[:, :13])


def test_cosine_transform() -> None:
    rows = RNG.standard_normal((4, 17))
    assert np.allclose(cosine_transform(rows, 17), fft.dct(rows, norm="ortho"))


def test_silence_has_coefficients() -> None:
    assert np.isfinite(MFCCEncoder().encode([audio(np.zeros(500))])[0]).all()


def test_target_length_counts_windows() -> None:
    coder = MFCCEncoder(target=20)
    found = coder.encode([audio(SAMPLES)])[0]
    assert found.shape == coder.port.shape == (20, 13)
    assert not found[6:].any()
    assert found[:6].any()
