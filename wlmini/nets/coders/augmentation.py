"""How the "Audio" encoders vary sound in training: a room, a shift in time, loudness, noise.

The length of the signal stays. What is drawn is drawn anew for every example and every time it is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ...expr import Association, Atom, S, is_list
from ..parameters import is_rule
from .reading import REFUSED, items, numbers, real
from .signals import resampled

__all__ = ["KEYS", "WORDS", "Augmentation", "is_audio", "settings"]

Step = Callable[[np.ndarray, Any, float, np.random.Generator], np.ndarray]
LONGEST = 1 << 20  # seconds that a shift can have


def is_audio(expr: Any) -> bool:
    """Whether an expression is sound."""
    return isinstance(expr, Atom) and expr.head is S.Audio  # type: ignore[attr-defined]


# -- what settings can be ------------------------------------------------------------------------------


def between(least: float, most: float) -> Callable[[Any], Any]:
    """A number within bounds, or {min, max}, as a pair."""

    def read(expr: Any) -> Any:
        found = items(expr)
        values = [real(each) for each in ((expr,) if found is None else found)]
        pair = [each for each in values if each is not None and least <= each <= most]
        if len(pair) < len(values) or len(pair) != (1 if found is None else 2) or pair[0] > pair[-1]:
            return REFUSED
        return pair[0], pair[-1]

    return read


def is_sound(expr: Any) -> bool:
    return is_audio(expr) and expr.samples.size > 0


def sounds(expr: Any) -> Any:
    """Audio, or a list of Audio, as a tuple."""
    found = expr.parts if is_list(expr) else (expr,)
    return tuple(found) if found and all(map(is_sound, found)) else REFUSED


def noise(expr: Any) -> Any:
    """Sounds, or the bounds of an amplitude."""
    found = sounds(expr)
    return between(0, np.inf)(expr) if found is REFUSED else found


def responses(expr: Any) -> Any:
    """Sounds, or a list of numbers, as a tuple of either."""
    found = sounds(expr)
    if found is not REFUSED:
        return found
    values = numbers(expr)
    return REFUSED if values is REFUSED or not values else (np.array(values, dtype=float),)


# -- what is done with samples -------------------------------------------------------------------------


def at_rate(setting: tuple[Any, ...], rate: float) -> tuple[Any, ...]:
    """A setting with the samples, at a rate, in place of sounds."""
    return tuple(
        resampled(each.samples.mean(axis=0), float(each.rate), rate) if is_audio(each) else each
        for each in setting
    )


def chosen(sources: Any, random: np.random.Generator) -> np.ndarray:
    """The samples of one of several sounds."""
    return np.asarray(sources[int(random.integers(len(sources)))])


def convolved(samples: np.ndarray, setting: Any, rate: float, random: np.random.Generator) -> np.ndarray:
    """The sound in a room, by its impulse response."""
    response = chosen(setting, random)
    size = len(samples) + len(response) - 1
    spectrum = np.fft.rfft(samples, size) * np.fft.rfft(response, size)
    return np.asarray(np.fft.irfft(spectrum, size)[: len(samples)])


def shifted(samples: np.ndarray, setting: Any, rate: float, random: np.random.Generator) -> np.ndarray:
    """The sound some seconds later, or earlier; silence comes in at the other end."""
    by = round(random.uniform(*setting) * rate)
    found = np.zeros_like(samples)
    kept = max(len(samples) - abs(by), 0)
    if kept:
        found[max(by, 0) :][:kept] = samples[max(-by, 0) :][:kept]
    return found


def louder(samples: np.ndarray, setting: Any, rate: float, random: np.random.Generator) -> np.ndarray:
    """The sound by a factor."""
    return samples * random.uniform(*setting)


def noisy(samples: np.ndarray, setting: Any, rate: float, random: np.random.Generator) -> np.ndarray:
    """The sound with numbers of an amplitude, or with another sound from a random place on, over and over."""
    if not isinstance(setting[0], np.ndarray):
        return samples + random.uniform(-1, 1, len(samples)) * random.uniform(*setting)
    other = chosen(setting, random)
    return samples + np.resize(np.roll(other, -int(random.integers(len(other)))), len(samples))


class Kind(NamedTuple):
    """One way of varying sound: its settings in words, their reader, and what it does with samples."""

    words: str
    read: Callable[[Any], Any]
    apply: Step


# In the order in which they are applied: loudness does not change the noise of the place.
KEYS: dict[str, Kind] = {
    "Convolution": Kind(
        "Audio, a list of Audio, or a list of numbers (impulse responses)", responses, convolved
    ),
    "TimeShift": Kind("a number of seconds or {min, max}", between(-LONGEST, LONGEST), shifted),
    "Volume": Kind("a factor that is not negative or {min, max}", between(0, 1e6), louder),
    "Noise": Kind("an amplitude that is not negative, {min, max}, Audio or a list of Audio", noise, noisy),
}
WORDS = f"None, or rules in a list or an association for some of {', '.join(KEYS)}"


def settings(expr: Any) -> Any:
    """The values by key of what describes an augmentation; REFUSED where it is no rules of known keys."""
    if expr is S["None"]:
        return {}
    rules = expr.parts if is_list(expr) or isinstance(expr, Association) else (expr,)
    pairs = [rule.parts for rule in rules if is_rule(rule)]
    if len(pairs) < len(rules) or not all(isinstance(key, str) and key in KEYS for key, _ in pairs):
        return REFUSED
    return dict(pairs)


class Augmentation:
    """The steps that samples go through; `found` has what their readers made of the settings."""

    def __init__(self, found: dict[str, Any], rate: float) -> None:
        self.steps = [(kind.apply, at_rate(found[key], rate)) for key, kind in KEYS.items() if key in found]
        self.rate = rate

    def __bool__(self) -> bool:
        return bool(self.steps)

    def vary(self, samples: np.ndarray, random: np.random.Generator) -> np.ndarray:
        """Other samples, as many."""
        for apply, setting in self.steps:
            samples = apply(samples, setting, self.rate, random)
        return samples
