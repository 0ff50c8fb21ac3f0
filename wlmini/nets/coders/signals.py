"""Sound as numbers: sample rates, windows, short Fourier transforms, mel filters, the cosine transform."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

__all__ = ["WINDOWS", "cosine_transform", "fourier", "mel_filters", "pieces", "resampled"]

# At x from -1/2 to 1/2.
WINDOWS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "BartlettWindow": lambda x: 1 - 2 * np.abs(x),
    "BlackmanWindow": lambda x: 0.42 + 0.5 * np.cos(2 * np.pi * x) + 0.08 * np.cos(4 * np.pi * x),
    "CosineWindow": lambda x: np.cos(np.pi * x),
    "DirichletWindow": np.ones_like,
    "HammingWindow": lambda x: 25 / 46 + 21 / 46 * np.cos(2 * np.pi * x),
    "HannWindow": lambda x: np.cos(np.pi * x) ** 2,
    "WelchWindow": lambda x: 1 - 4 * x**2,
}


def resampled(samples: np.ndarray, old: float, new: float) -> np.ndarray:
    """The signal at another rate: its spectrum is cut off or continued with zeros."""
    if old == new or not len(samples):
        return samples
    before, after = len(samples), max(1, round(len(samples) * new / old))
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(after // 2 + 1, dtype=complex)
    least = min(before, after)
    count = least // 2 + 1
    kept[:count] = spectrum[:count]
    if least % 2 == 0:  # the component at half the rate stands for two, at both signs
        kept[count - 1] *= 2 if after < before else 0.5 if after > before else 1
    return np.asarray(np.fft.irfft(kept, after) * (after / before))


def pieces(samples: np.ndarray, size: int, offset: int) -> np.ndarray:
    """Pieces of a size that begin an offset after each other; zeros fill up the last one."""
    count = max(0, -(-(len(samples) - size) // offset)) + 1
    padded = np.zeros((count - 1) * offset + size)
    padded[: len(samples)] = samples[: len(padded)]
    return np.lib.stride_tricks.sliding_window_view(padded, size)[::offset]


def fourier(samples: np.ndarray, window: np.ndarray, offset: int) -> np.ndarray:
    """The Fourier transforms of windowed pieces, nonnegative frequencies only."""
    return np.asarray(np.fft.rfft(pieces(samples, len(window), offset) * window, axis=1))


def mel(frequency: float) -> float:
    return float(2595 * np.log10(1 + frequency / 700))


def mel_filters(count: int, size: int, rate: float, low: float, high: float) -> np.ndarray:
    """Triangles, equally wide on the mel scale, over the frequencies of a Fourier transform."""
    edges = 700 * (10 ** (np.linspace(mel(low), mel(high), count + 2) / 2595) - 1)
    frequencies = np.arange(size // 2 + 1) * rate / size
    rising = (frequencies - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - frequencies) / (edges[2:] - edges[1:-1])[:, None]
    return np.clip(np.minimum(rising, falling), 0, None)


def cosine_transform(rows: np.ndarray, count: int) -> np.ndarray:
    """The first coefficients of the orthonormal cosine transform (DCT-II) of each row."""
    n = rows.shape[1]
    waves = np.cos(np.pi * np.arange(count)[:, None] * (2 * np.arange(n) + 1) / (2 * n)) * np.sqrt(2 / n)
    waves[0] /= np.sqrt(2)
    return np.asarray(rows @ waves.T)
