"""Peaks in sequences of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.approximation import number_value
from wlmini.expr import Atom, S, is_list, make_list, rational
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

PEAKS = {"list": "A list of real numbers is expected, not `1`.", "arg": "`1` is no nonnegative number."}


def peaks(kernel: Any, data: Any, settings: tuple[Any, ...]) -> list[tuple[int, int]]:
    """(first, last) position of each plateau that is higher than what is next to it, from 0.

    The settings are the width of a Gaussian by which the data are smoothed first, how sharp a peak is to
    be (its second difference) and how high.
    """
    array = to_array(kernel.evaluate(S.N(data)))
    if array is None or array.ndim != 1 or array.dtype.kind == "c":
        raise Failure("list", data, value=None)
    values = array.astype(float)
    width, sharp, high = (setting(kernel, settings[n] if n < len(settings) else None) for n in range(3))
    smooth = smoothed(values, width or 0.0)
    found = [p for p in plateaus(smooth) if high is None or values[p[0] : p[1] + 1].max() > high]
    return [p for p in found if not sharp or sharpness(smooth, p) > sharp]


def setting(kernel: Any, value: Any) -> float | None:
    if value is None or value is S.Automatic:
        return None
    number = number_value(kernel, value)
    if number is S.Infinity:
        return float("inf")
    if not is_real(number):
        raise Failure("arg", value, value=None)
    return to_float(number)


def smoothed(values: Any, width: float) -> Any:
    """The values after a Gaussian of that standard deviation, with the ends repeated outwards."""
    if width <= 0 or not len(values):
        return values
    reach = max(1, round(4 * width))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    return np.convolve(np.pad(values, reach, mode="edge"), weights / weights.sum(), mode="valid")


def plateaus(values: Any) -> list[tuple[int, int]]:
    """The runs of equal values with smaller ones on both sides; an end counts as such a side."""
    found, start, count = [], 0, len(values)
    while start < count:
        end = start
        while end + 1 < count and values[end + 1] == values[start]:
            end += 1
        rises = start == 0 or values[start - 1] < values[start]
        falls = end == count - 1 or values[end + 1] < values[end]
        if rises and falls and not (start == 0 and end == count - 1):
            found.append((start, end))
        start = end + 1
    return found


def sharpness(values: Any, plateau: tuple[int, int]) -> float:
    first, last = plateau
    left = values[first] - values[max(first - 1, 0)]
    right = values[last] - values[min(last + 1, len(values) - 1)]
    return float(left + right)


@builtin("PeakDetect[list]", "PeakDetect[list, sigma, s, t]", messages=PEAKS)
def peak_detect(kernel: Any, data: Any, *settings: Any) -> Any:
    """gives 1 where the list has a peak, else 0; peaks after smoothing by sigma, sharper than s, above t.

    >>> PeakDetect[{1, 3, 2, 5, 1}]
    {0, 1, 0, 1, 0}
    """
    marks = np.zeros(len(data) if is_list(data) else 0, dtype=np.int64)
    for first, last in peaks(kernel, data, settings[:3]):
        marks[first : last + 1] = 1
    return pack(marks)


@builtin("FindPeaks[list]", "FindPeaks[list, sigma, s, t]", messages=PEAKS)
def find_peaks(kernel: Any, data: Any, *settings: Any) -> Any:
    """gives {position, value} of each peak of the list after smoothing by sigma, if sharper than s, above t.

    >>> FindPeaks[{1, 3, 2, 5, 1}]
    {{2, 3}, {4, 5}}
    """
    rows = []
    data = data if is_list(data) or not isinstance(data, Atom) else data.normal()
    for first, last in peaks(kernel, data, settings[:3]):
        place = rational(first + last + 2, 2)
        value = data.parts[(first + last) // 2]
        rows.append(make_list([place, value]))
    return make_list(rows)
