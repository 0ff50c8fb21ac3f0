"""The format WAV: sound as lists of numbers between -1 and 1, one a channel."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.kernel.extras import library
from wlmini.kernel.formats import file_format


def read_wav(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    rate, samples = library("scipy.io.wavfile").read(BytesIO(data))
    samples = samples[:, None] if samples.ndim == 1 else samples
    match element:
        case "SampleRate":
            return int(rate)
        case "AudioChannels" | "Channels":
            return samples.shape[1]
        case "Duration":
            return len(samples) / rate
        case "SampleDepth":
            return samples.dtype.itemsize * 8
    return pack(as_reals(samples).T)


def as_reals(samples: Any) -> Any:
    """Samples as reals from -1 to 1; those of one byte are written above zero."""
    if samples.dtype == np.uint8:
        return (samples.astype(float) - 128) / 128
    if samples.dtype.kind == "i":
        return samples / float(2 ** (samples.dtype.itemsize * 8 - 1))
    return samples.astype(float)


def write_wav(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    samples, rate = to_array(value), options["SampleRate"]
    if samples is None or samples.ndim not in (1, 2) or samples.dtype.kind == "c":
        raise ValueError("a list of numbers, or a list for each channel, is expected")
    if not isinstance(rate, int) or rate < 1:
        raise ValueError("SampleRate should be a positive integer")
    steps = np.rint(np.clip(samples, -1, 1) * 32767).astype(np.int16)
    into = BytesIO()
    library("scipy.io.wavfile").write(into, rate, steps if steps.ndim == 1 else steps.T)
    return into.getvalue()


ELEMENTS = ("Data", "SampleRate", "AudioChannels", "Channels", "Duration", "SampleDepth")
file_format(
    "WAV", extensions=("wav", "wave"), read=read_wav, write=write_wav, binary=True, elements=ELEMENTS,
    options={"SampleRate": 44100},
)  # fmt: skip
