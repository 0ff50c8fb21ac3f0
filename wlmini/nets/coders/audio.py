"""The "Audio" encoders: sound as its samples, or as transforms of pieces of it."""

from __future__ import annotations

from copy import copy
from typing import Any

import numpy as np

from ...expr import Expr, S, Symbol, is_list
from ..ports import VARYING, Port
from .augmentation import KEYS, WORDS, Augmentation, is_audio, settings
from .coder import Encoder, encoder, option
from .reading import REFUSED, automatic, count, length, number, numbers, positive, real
from .signals import WINDOWS, cosine_transform, fourier, mel_filters, resampled

__all__ = ["AudioEncoder", "MFCCEncoder", "MelSpectrogramEncoder", "STFTEncoder", "SpectrogramEncoder"]

WINDOW_SECONDS = 0.025  # how long a window is where WindowSize is Automatic
LEAST = 1e-10  # what silence counts as before the logarithm


def normalization(expr: Any) -> Any:
    """None, "Max", {"Max", v} or {"RMS", v}."""
    if expr is S["None"] or expr == "Max":
        return None if expr is S["None"] else expr
    pair: tuple[Any, ...] = tuple(expr.parts) if is_list(expr) else ()
    if len(pair) == 2 and pair[0] in ("Max", "RMS") and positive(pair[1]) is not REFUSED:
        return tuple(pair)
    return REFUSED


def window_spec(expr: Any) -> Any:
    """A list of numbers, None, or a function from -1/2 to 1/2."""
    if expr is S["None"]:
        return None
    return numbers(expr) if is_list(expr) else expr


def augmentation(expr: Any) -> Any:
    """Rules for some of the ways in which sound is varied in training."""
    return REFUSED if settings(expr) is REFUSED else expr


COMMON = (
    option("rate", "SampleRate", "a positive number", positive, 16000),
    option("normalization", "Normalization", 'None, "Max", {"Max", v} or {"RMS", v}', normalization, None),
    option("target", "TargetLength", "All or a positive integer", length, S.All),
    option("augmentation", "Augmentation", WORDS, augmentation, S["None"]),
)
PIECES = (
    option("size", "WindowSize", "Automatic or a positive integer (samples)", automatic(count), S.Automatic),
    option("offset", "Offset", "Automatic or a positive integer (samples)", automatic(count), S.Automatic),
    option(
        "window", "WindowFunction", "Automatic, None, a window function or a list of numbers",
        window_spec, S.Automatic,
    ),
)  # fmt: skip
MEL = (
    option("filters", "NumberOfFilters", "a positive integer", count, 40),
    option("low", "MinimumFrequency", "Automatic or a frequency", automatic(number(0)), S.Automatic),
    option("high", "MaximumFrequency", "Automatic or a frequency", automatic(positive), S.Automatic),
)


@encoder("Audio", *COMMON)
class AudioEncoder(Encoder):
    """NetEncoder["Audio"]: the samples of sound, the mean of its channels, at one rate.

    >>> NetEncoder["Audio"][Audio[{0., 0.5, -0.25}, SampleRate -> 16000]]
    {0., 0.5, -0.25}
    >>> NetEncoder[{"Audio", "Normalization" -> "Max"}][Audio[{0., 0.5, -0.25}, SampleRate -> 16000]]
    {0., 1., -0.5}

    Augmentation varies the sound in training only (NetTrain, NetEvaluationMode -> "Train"): rules for
    "Convolution" (impulse responses), "TimeShift" (seconds), "Volume" (a factor) and "Noise" (an amplitude,
    or sound), in this order, after Normalization. A number is itself, {min, max} a number drawn between them,
    a list of Audio one that is drawn.

    >>> NetEncoder[{"Audio", "Augmentation" -> {"Volume" -> 0.5}}][Audio[{0., 0.5}, SampleRate -> 16000]]
    {0., 0.5}
    """

    rate: Any
    normalization: Any
    target: Any
    augmentation: Any
    random: np.random.Generator | None = None

    def prepare(self) -> None:
        self.variation = Augmentation(self.read_augmentation(), float(self.rate))
        self.prepare_features()
        varying = VARYING if self.target is S.All else self.target
        self.port = Port((varying, *self.widths()), "real")

    def read_augmentation(self) -> dict[str, Any]:
        """The settings of Augmentation by key."""
        given = settings(self.augmentation)
        found = {key: KEYS[key].read(value) for key, value in given.items()}
        for key, value in found.items():
            if value is REFUSED:
                raise self.refuse(given[key], f'"{key}" in "Augmentation"', KEYS[key].words)
        return found

    def in_training(self, random: np.random.Generator) -> Encoder:
        """With Augmentation, which is for training only."""
        if not self.variation:
            return self
        found = copy(self)
        found.random, found.draws = random, True
        return found

    def prepare_features(self) -> None:
        """Work out what the transforms need."""

    def widths(self) -> tuple[int, ...]:
        """The sizes of one element of the sequence."""
        return ()

    def features(self, samples: np.ndarray) -> np.ndarray:
        """The sequence for samples."""
        return samples

    def words(self) -> str:
        if self.kernel is None:
            return f'Audio[...] (for files, give the port a whole NetEncoder["{self.name}"])'
        return "Audio[...], or File[...] of sound"

    def accepts(self, expr: Any) -> bool:
        return is_audio(expr) or isinstance(expr, Expr) and expr.head is S.File

    def encoded(self, expr: Any) -> np.ndarray | None:
        sound = expr if is_audio(expr) or self.kernel is None else self.kernel.evaluate(S.Audio(expr))
        if not is_audio(sound) or not sound.samples.size:
            return None
        samples = resampled(sound.samples.mean(axis=0), float(sound.rate), float(self.rate))
        samples = self.normalized(samples)
        if self.random is not None:
            samples = self.variation.vary(samples, self.random)
        found = self.features(samples)
        if self.target is S.All:
            return found
        missing = max(self.target - len(found), 0)
        return np.pad(found[: self.target], [(0, missing), *[(0, 0)] * (found.ndim - 1)])

    def normalized(self, samples: np.ndarray) -> np.ndarray:
        """The samples with their largest one, or their root mean square, at what is wanted."""
        if self.normalization is None:
            return samples
        name, goal = ("Max", 1) if self.normalization == "Max" else self.normalization
        size = np.abs(samples).max() if name == "Max" else np.sqrt((samples**2).mean())
        return samples * (float(goal) / size) if size else samples


@encoder("AudioSTFT", *COMMON, *PIECES)
class STFTEncoder(AudioEncoder):
    """NetEncoder["AudioSTFT"]: Fourier transforms of windows, real and imaginary parts last.

    >>> Dimensions[NetEncoder["AudioSTFT"][Audio[ConstantArray[0.5, 400], SampleRate -> 16000]]]
    {1, 201, 2}
    """

    size: Any
    offset: Any
    window: Any

    def prepare_features(self) -> None:
        given = self.size
        automatic_size = len(self.window) if isinstance(self.window, tuple) else self.automatic_size()
        self.points = automatic_size if given is S.Automatic else given
        if not self.points:
            raise self.refuse(self.window, "WindowFunction", "a list of at least one number")
        self.step = max(1, self.points // 3) if self.offset is S.Automatic else self.offset
        self.bins = self.points // 2 + 1
        self.shape = self.window_values()

    def automatic_size(self) -> int:
        return max(2, round(float(self.rate) * WINDOW_SECONDS))

    def window_values(self) -> np.ndarray:
        """What the samples of a window are multiplied with."""
        places = np.linspace(-0.5, 0.5, self.points) if self.points > 1 else np.zeros(1)
        if isinstance(self.window, tuple):
            values: Any = np.array(self.window, dtype=float)
        elif self.window is None:
            values = np.ones(self.points)
        elif isinstance(self.window, Symbol) and (self.window.short in WINDOWS or self.window is S.Automatic):
            values = WINDOWS[self.window.short if self.window is not S.Automatic else "HannWindow"](places)
        else:
            found = [self.kernel.evaluate(S.N(Expr(self.window, (float(x),)))) for x in places]
            values = None if any(real(each) is None for each in found) else np.array(found, dtype=float)
        if values is None or values.shape != (self.points,):
            expected = f"a function that gives numbers, or a list of {self.points} numbers"
            raise self.refuse(self.window, "WindowFunction", expected)
        return np.asarray(values)

    def widths(self) -> tuple[int, ...]:
        return (self.bins, 2)

    def features(self, samples: np.ndarray) -> np.ndarray:
        found = fourier(samples, self.shape, self.step)
        return np.stack([found.real, found.imag], axis=-1)


@encoder("AudioSpectrogram", *COMMON, *PIECES)
class SpectrogramEncoder(STFTEncoder):
    """NetEncoder["AudioSpectrogram"]: the squared magnitudes of the Fourier transforms of windows.

    >>> Dimensions[NetEncoder["AudioSpectrogram"][Audio[ConstantArray[0.5, 400], SampleRate -> 16000]]]
    {1, 201}
    """

    def widths(self) -> tuple[int, ...]:
        return (self.bins,)

    def features(self, samples: np.ndarray) -> np.ndarray:
        return np.asarray(np.abs(fourier(samples, self.shape, self.step)) ** 2)


@encoder("AudioMelSpectrogram", *COMMON, *PIECES, *MEL)
class MelSpectrogramEncoder(SpectrogramEncoder):
    """NetEncoder["AudioMelSpectrogram"]: the spectrogram through filters that follow the ear's scale.

    >>> Dimensions[NetEncoder["AudioMelSpectrogram"][Audio[ConstantArray[0.5, 400], SampleRate -> 16000]]]
    {1, 40}
    """

    filters: int
    low: Any
    high: Any

    def prepare_features(self) -> None:
        super().prepare_features()
        low = 0.0 if self.low is S.Automatic else float(self.low)
        high = float(self.rate) / 2 if self.high is S.Automatic else float(self.high)
        if not low < high <= float(self.rate) / 2:
            expected = f"a frequency above the minimum ({low:g}) and at most half the sample rate"
            raise self.refuse(self.high, "MaximumFrequency", expected)
        self.bank = mel_filters(self.filters, self.points, float(self.rate), low, high)

    def widths(self) -> tuple[int, ...]:
        return (self.filters,)

    def features(self, samples: np.ndarray) -> np.ndarray:
        return np.asarray(super().features(samples) @ self.bank.T)


@encoder(
    "AudioMFCC", *COMMON, *PIECES, *MEL,
    option("coefficients", "NumberOfCoefficients", "a positive integer", count, 13),
)  # fmt: skip
class MFCCEncoder(MelSpectrogramEncoder):
    """NetEncoder["AudioMFCC"]: the cosine transform of the logarithm of the mel spectrogram.

    >>> Dimensions[NetEncoder["AudioMFCC"][Audio[ConstantArray[0.5, 400], SampleRate -> 16000]]]
    {1, 13}
    """

    coefficients: int

    def prepare_features(self) -> None:
        super().prepare_features()
        if self.coefficients > self.filters:
            expected = f"at most the number of filters ({self.filters})"
            raise self.refuse(self.coefficients, "NumberOfCoefficients", expected)

    def widths(self) -> tuple[int, ...]:
        return (self.coefficients,)

    def features(self, samples: np.ndarray) -> np.ndarray:
        energies = np.log(np.maximum(super().features(samples), LEAST))
        return cosine_transform(energies, self.coefficients)
