"""Audio as a value: samples of channels at a rate; what is asked of it and made of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.random import generator
from wlmini.expr import Atom, Expr, S, boolean, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

Samples = np.ndarray[Any, Any]
RATE = 44100
LONGEST = 10**6  # seconds
AUDIO = {
    "audio": "`1` is no audio: Audio[file], or Audio of samples from -1 to 1, a list for each channel.",
    "nofile": "The file `1` cannot be read as sound: `2`.",
    "time": "`1` is no time: seconds, or a Quantity of time.",
    "rate": "`1` is no sample rate.",
    "gen": "`1` is no kind of sound; there are `2`.",
    "differ": "The sample rates `1` differ; AudioResample makes them equal.",
}


class Audio(Atom):
    """Samples, a row for each channel, and how many of them there are in a second."""

    __slots__ = ("rate", "samples")
    head = S.Audio

    def __init__(self, samples: Samples, rate: float) -> None:
        self.samples, self.rate = samples, rate

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Audio)
            and self.rate == other.rate
            and np.array_equal(self.samples, other.samples)
        )

    def __hash__(self) -> int:
        return hash((Audio, self.rate, self.samples.shape))

    @property
    def seconds(self) -> float:
        return float(self.samples.shape[1] / self.rate)

    def input_form(self) -> Any:
        return S.Audio(pack(self.samples), S.Rule(S.SampleRate, self.rate))

    def output_form(self) -> Any:
        return f"Audio[<{self.samples.shape[0]} channels, {self.seconds:.4g} s, {self.rate} Hz>]"


def audio_of(subject: Any) -> Audio:
    if not isinstance(subject, Audio):
        raise Failure("audio", subject, value=None)
    return subject


def seconds_of(kernel: Any, time: Any) -> float:
    """A time in seconds, given as a number or a Quantity."""
    if isinstance(time, Expr) and time.head is S.Quantity:
        time = kernel.evaluate(S.QuantityMagnitude(S.UnitConvert(time, "Seconds")))
    if not is_real(time) or abs(to_float(time)) > LONGEST:
        raise Failure("time", time, value=None)
    return to_float(time)


# -- files -----------------------------------------------------------------------------------------


def read_wave(path: str) -> Audio:
    """The sound of a WAV file, with samples from -1 to 1."""
    wavfile = library("scipy.io.wavfile")
    try:
        rate, rows = wavfile.read(os.path.expanduser(path))
    except (OSError, ValueError) as fault:
        raise Failure("nofile", path, str(fault), owner=S.Audio, value=None) from None
    columns = rows.reshape(len(rows), -1).T
    if columns.dtype == np.uint8:
        return Audio((columns.astype(float) - 128) / 128, rate)
    if columns.dtype.kind == "i":
        return Audio(columns / -float(np.iinfo(columns.dtype).min), rate)
    return Audio(columns.astype(float), rate)


def write_wave(path: str, audio: Audio) -> None:
    """A WAV file of 16 bits a sample."""
    whole = np.round(np.clip(audio.samples, -1, 1 - 2**-15) * 2**15).astype(np.int16)
    library("scipy.io.wavfile").write(os.path.expanduser(path), int(audio.rate), whole.T)


@builtin(
    "Audio[samples]", "Audio[file]", options={"SampleRate": S.Automatic}, messages=AUDIO,
)  # fmt: skip
def audio_(kernel: Any, source: Any, *, options: dict[str, Any]) -> Any:
    """is sound: from a file, or from samples between -1 and 1, a list for each channel if there are several.

    >>> AudioLength[Audio[{0., 0.5, -0.5, 0.}, SampleRate -> 8000]]
    4
    """
    if isinstance(source, Audio):
        return source
    if isinstance(source, Expr) and source.head is S.File and source.parts:
        source = source.parts[0]
    if isinstance(source, str):
        return read_wave(source)
    array = to_array(kernel.evaluate(S.N(source)))
    if array is None or array.ndim not in (1, 2) or not array.size or array.dtype.kind not in "fi":
        raise Failure("audio", source, value=None)
    rate = options["SampleRate"]
    rate = RATE if rate is S.Automatic else rate
    if not is_real(rate) or to_float(rate) <= 0:
        raise Failure("rate", rate, value=None)
    return Audio(array.astype(float).reshape(-1, array.shape[-1]), rate)


# -- what it is ------------------------------------------------------------------------------------


def audio_builtin(usage: str, documentation: str, value: Callable[[Audio], Any]) -> None:
    """Declare a property of audio."""

    def function(kernel: Any, subject: Any) -> Any:
        return value(audio_of(subject))

    function.__doc__ = documentation
    builtin(usage, messages=AUDIO)(function)


audio_builtin(
    "AudioData[audio]",
    """gives the samples of audio, a list for each channel.

    >>> AudioData[Audio[{0., 0.5, -0.5}]]
    {{0., 0.5, -0.5}}
    """,
    lambda audio: pack(audio.samples),
)
audio_builtin(
    "AudioSampleRate[audio]",
    """gives the number of samples in a second of audio, in hertz.

    >>> QuantityMagnitude[AudioSampleRate[Audio[{0., 0.5}, SampleRate -> 8000]]]
    8000
    """,
    lambda audio: S.Quantity(audio.rate, "Hertz"),
)
audio_builtin(
    "AudioChannels[audio]",
    """gives the number of channels of audio.

    >>> AudioChannels[Audio[{{0., 0.5}, {0., 0.1}}]]
    2
    """,
    lambda audio: len(audio.samples),
)
audio_builtin(
    "AudioLength[audio]",
    """gives the number of samples in a channel of audio.

    >>> AudioLength[Audio[{0., 0.5, -0.5}]]
    3
    """,
    lambda audio: audio.samples.shape[1],
)
audio_builtin(
    "Duration[audio]",
    """gives how long audio lasts, in seconds.

    >>> QuantityMagnitude[Duration[Audio[ConstantArray[0., 4000], SampleRate -> 8000]]]
    0.5
    """,
    lambda audio: S.Quantity(audio.seconds, "Seconds"),
)
audio_builtin(
    "AudioReverse[audio]",
    """gives audio backwards.

    >>> AudioData[AudioReverse[Audio[{0., 0.5, -0.5}]]]
    {{-0.5, 0.5, 0.}}
    """,
    lambda audio: Audio(audio.samples[:, ::-1], audio.rate),
)
audio_builtin(
    "AudioNormalize[audio]",
    """gives audio as loud as it can be: its largest sample is 1.

    >>> AudioData[AudioNormalize[Audio[{0., 0.25, -0.5}]]]
    {{0., 0.5, -1.}}
    """,
    lambda audio: Audio(audio.samples / max(float(np.abs(audio.samples).max(initial=0)), 1e-300), audio.rate),
)
audio_builtin(
    "AudioChannelSeparate[audio]",
    """gives the channels of audio one by one.

    >>> AudioChannels /@ AudioChannelSeparate[Audio[{{0., 0.5}, {0., 0.1}}]]
    {1, 1}
    """,
    lambda audio: make_list(Audio(row[None], audio.rate) for row in audio.samples),
)


@builtin("AudioQ[expr]")
def audio_q(kernel: Any, expr: Any) -> Any:
    """tells whether expr is audio.

    >>> {AudioQ[Audio[{0., 0.5}]], AudioQ[{0., 0.5}]}
    {True, False}
    """
    return boolean(isinstance(expr, Audio))


# -- changing it -----------------------------------------------------------------------------------


@builtin("AudioAmplify[audio, s]", messages=AUDIO)
def audio_amplify(kernel: Any, subject: Any, factor: Any) -> Any:
    """gives audio with its samples multiplied by s.

    >>> AudioData[AudioAmplify[Audio[{0., 0.5, -0.25}], 2]]
    {{0., 1., -0.5}}
    """
    if not is_real(factor):
        return None
    audio = audio_of(subject)
    return Audio(audio.samples * to_float(factor), audio.rate)


@builtin("AudioTrim[audio, t]", "AudioTrim[audio, {t1, t2}]", "AudioTrim[audio]", messages=AUDIO)
def audio_trim(kernel: Any, subject: Any, times: Any = None) -> Any:
    """gives the first t seconds of audio (the last if t is negative), or from t1 to t2, or without silence.

    >>> AudioLength[AudioTrim[Audio[ConstantArray[0., 8000], SampleRate -> 8000], {0.25, 0.5}]]
    2000
    """
    audio = audio_of(subject)
    if times is None:
        loud = np.nonzero(np.abs(audio.samples).max(axis=0) > 1e-3)[0]
        first, last = (int(loud[0]), int(loud[-1]) + 1) if len(loud) else (0, 0)
        return Audio(audio.samples[:, first:last], audio.rate)
    if is_list(times) and len(times) == 2:
        first, last = (position(kernel, audio, t) for t in times.parts)
    else:
        edge = position(kernel, audio, times)
        first, last = (0, edge) if seconds_of(kernel, times) >= 0 else (edge, audio.samples.shape[1])
    return Audio(audio.samples[:, first:last], audio.rate)


def position(kernel: Any, audio: Audio, time: Any) -> int:
    """The number of the sample at a time; from the end where it is negative."""
    seconds = audio.seconds if time is S.Infinity else seconds_of(kernel, time)
    place = round(seconds * to_float(audio.rate))
    length = audio.samples.shape[1]
    return min(max(place + length if place < 0 else place, 0), length)


@builtin("AudioResample[audio, rate]", messages=AUDIO)
def audio_resample(kernel: Any, subject: Any, rate: Any) -> Any:
    """gives audio with another number of samples in a second.

    >>> AudioLength[AudioResample[Audio[ConstantArray[0., 8000], SampleRate -> 8000], 4000]]
    4000
    """
    audio = audio_of(subject)
    if isinstance(rate, Expr) and rate.head is S.Quantity:
        rate = kernel.evaluate(S.QuantityMagnitude(rate))
    if not is_real(rate) or to_float(rate) <= 0:
        raise Failure("rate", rate, value=None)
    length = max(1, round(audio.samples.shape[1] * to_float(rate) / to_float(audio.rate)))
    return Audio(library("scipy.signal").resample(audio.samples, length, axis=1), rate)


@builtin("AudioPad[audio, t]", "AudioPad[audio, {t1, t2}]", messages=AUDIO)
def audio_pad(kernel: Any, subject: Any, times: Any) -> Any:
    """gives audio with t seconds of silence after it, or t1 before and t2 after.

    >>> AudioLength[AudioPad[Audio[{0.5, 0.5}, SampleRate -> 8], {1, 2}]]
    26
    """
    audio = audio_of(subject)
    pair = times.parts if is_list(times) and len(times) == 2 else (0, times)
    room = [round(seconds_of(kernel, t) * to_float(audio.rate)) for t in pair]
    if min(room) < 0:
        raise Failure("time", times, value=None)
    return Audio(np.pad(audio.samples, [(0, 0), (room[0], room[1])]), audio.rate)


def several(parts: tuple[Any, ...]) -> list[Audio]:
    """Audio of one rate, with as many channels each as the one that has most."""
    listed = parts[0].parts if len(parts) == 1 and is_list(parts[0]) else parts
    found = [audio_of(each) for each in listed]
    if len({a.rate for a in found}) != 1:
        raise Failure("differ", make_list(a.rate for a in found), value=None)
    count = max(len(a.samples) for a in found)
    return [Audio(np.resize(a.samples, (count, a.samples.shape[1])), a.rate) for a in found]


@builtin("AudioJoin[audio1, audio2, ...]", "AudioJoin[{audio1, audio2, ...}]", messages=AUDIO)
def audio_join(kernel: Any, *parts: Any) -> Any:
    """gives audio one after another.

    >>> AudioData[AudioJoin[Audio[{0.5}], Audio[{0.25, 0.}]]]
    {{0.5, 0.25, 0.}}
    """
    found = several(parts) if parts else []
    return Audio(np.concatenate([a.samples for a in found], axis=1), found[0].rate) if found else None


@builtin("AudioOverlay[{audio1, audio2, ...}]", messages=AUDIO)
def audio_overlay(kernel: Any, parts: Any) -> Any:
    """gives audio all at once: samples are added up.

    >>> AudioData[AudioOverlay[{Audio[{0.5}], Audio[{0.25, 0.125}]}]]
    {{0.75, 0.125}}
    """
    found = several((parts,))
    longest = max(a.samples.shape[1] for a in found)
    padded = [np.pad(a.samples, [(0, 0), (0, longest - a.samples.shape[1])]) for a in found]
    return Audio(np.sum(padded, axis=0), found[0].rate)


@builtin("AudioChannelMix[audio]", messages=AUDIO)
def audio_channel_mix(kernel: Any, subject: Any) -> Any:
    """gives the mean of the channels of audio as one channel.

    >>> AudioData[AudioChannelMix[Audio[{{0.5, 0.}, {0.25, 0.}}]]]
    {{0.375, 0.}}
    """
    audio = audio_of(subject)
    return Audio(audio.samples.mean(axis=0, keepdims=True), audio.rate)


# -- making it -------------------------------------------------------------------------------------

SHAPES: dict[str, Callable[[Samples], Samples]] = {
    "Sawtooth": lambda turns: 2 * (turns % 1) - 1,
    "Sin": lambda turns: np.sin(2 * np.pi * turns),
    "Square": lambda turns: np.where(turns % 1 < 0.5, 1.0, -1.0),
    "Triangle": lambda turns: 1 - 4 * np.abs((turns + 0.25) % 1 - 0.5),
}
KINDS = (*sorted(SHAPES), "Impulse", "Silence", "White")


@builtin(
    'AudioGenerator["kind"]', 'AudioGenerator[{"Sin", freq}]', "AudioGenerator[kind, t]",
    options={"SampleRate": RATE}, messages=AUDIO,
)  # fmt: skip
def audio_generator(kernel: Any, spec: Any, duration: Any = 1, *, options: dict[str, Any]) -> Any:
    """gives t seconds of a wave such as {"Sin", frequency}, of "White" noise, "Silence" or an "Impulse".

    >>> AudioLength[AudioGenerator[{"Sin", 440}, 0.5, SampleRate -> 8000]]
    4000
    """
    parts = spec.parts if is_list(spec) and spec.parts else (spec, 440)
    name, frequency = parts[0], parts[1] if len(parts) > 1 else 440
    if not is_real(options["SampleRate"]) or to_float(options["SampleRate"]) <= 0:
        raise Failure("rate", options["SampleRate"], value=None)
    rate = to_float(options["SampleRate"])
    count = round(seconds_of(kernel, duration) * rate)
    if name not in KINDS or not is_real(frequency):
        raise Failure("gen", spec, make_list(KINDS), value=None)
    if name in SHAPES:
        samples = SHAPES[name](np.arange(count) / rate * to_float(frequency))
    elif name == "White":
        samples = generator(kernel).uniform(-1, 1, count)
    else:
        samples = np.zeros(count)
        samples[:1] = float(name == "Impulse")
    return Audio(samples[None], options["SampleRate"])


@builtin(
    "AudioMeasurements[audio, property]", messages={**AUDIO, "prop": "`1` is no property; there are `2`."}
)
def audio_measurements(kernel: Any, subject: Any, wanted: Any) -> Any:
    """gives a measurement of the samples of audio: "RMSAmplitude", "Max", "Min", "Mean" and the like.

    >>> AudioMeasurements[Audio[{0.5, -0.5}], {"Max", "RMSAmplitude"}]
    {0.5, 0.5}
    """
    audio = audio_of(subject)
    if is_list(wanted):
        return make_list(audio_measurements(kernel, audio, each) for each in wanted.parts)
    if wanted not in MEASURED:
        raise Failure("prop", wanted, make_list(sorted(MEASURED)), value=None)
    return float(MEASURED[wanted](audio.samples))


MEASURED: dict[str, Callable[[Samples], Any]] = {
    "Max": np.max,
    "MaxAbs": lambda samples: np.abs(samples).max(),
    "Mean": np.mean,
    "Min": np.min,
    "Power": lambda samples: (samples**2).mean(),
    "RMSAmplitude": lambda samples: np.sqrt((samples**2).mean()),
    "StandardDeviation": lambda samples: samples.std(ddof=1),
    "Total": np.sum,
    "ZeroCrossings": lambda samples: (np.diff(np.signbit(samples), axis=-1) != 0).sum(),
}


@builtin("SpectrogramArray[audio]", "SpectrogramArray[list, n, d]", messages=AUDIO)
def spectrogram_array(kernel: Any, subject: Any, size: Any = None, step: Any = None) -> Any:
    """gives the Fourier transforms of pieces of n samples that begin d samples after each other.

    >>> Dimensions[SpectrogramArray[Range[64.], 16, 8]]
    {7, 16}
    """
    if isinstance(subject, Audio):
        samples = subject.samples.mean(axis=0)
    else:
        found = to_array(kernel.evaluate(S.N(subject)))
        if found is None or found.ndim != 1:
            raise Failure("audio", subject, value=None)
        samples = found
    n = size if type(size) is int else 2 ** max(1, int(np.log2(max(4, len(samples))) / 2 + 1))
    d = step if type(step) is int else max(1, n // 3)
    if not 0 < n <= len(samples) or d < 1:
        return None
    pieces = np.lib.stride_tricks.sliding_window_view(samples, n)[::d]
    return pack(np.conj(np.fft.fft(pieces, axis=1)) / np.sqrt(n))


@builtin("Spectrogram[audio]", "Spectrogram[list, n, d]", messages=AUDIO)
def spectrogram(kernel: Any, subject: Any, size: Any = None, step: Any = None) -> Any:
    """draws how strong the frequencies are in sound as it goes on.

    >>> Head[Spectrogram[Range[64.], 16, 8]]
    Graphics
    """
    found = spectrogram_array(kernel, subject, size, step)
    if found is None:
        return None
    strength = np.abs(found.array[:, : max(1, found.array.shape[1] // 2)])
    levels = np.log1p(strength).T
    shades = 1 - levels / max(float(levels.max(initial=0)), 1e-300)
    options = S.Rule(S.AspectRatio, 0.5), S.Rule(S.Frame, S["True"])
    return S.Graphics(make_list([S.Raster(pack(shades))]), *options)
