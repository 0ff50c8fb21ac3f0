"""Discrete Fourier, cosine and sine transforms, convolutions and correlations of lists."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, machine

MESSAGES = {
    "fftl": "A nonempty list, or rectangular array, of numbers is expected instead of `1`.",
    "fpopt": "The FourierParameters `1` are no pair of numbers.",
    "type": "The type `1` of the transform is none of 1, 2, 3 and 4.",
    "kldims": "The kernel `1` and the list `2` do not have the same number of levels.",
    "ohp": "The overhang `1` is neither an integer that is a place in the kernel nor a pair of such.",
}
DEFAULT = {"FourierParameters": S.List(0, 1)}


def data_of(kernel: Any, data: Any) -> Any:
    array = to_array(kernel.evaluate(S.N(data))) if is_list(data) else None
    if array is None or not array.size:
        raise Failure("fftl", data, value=None)
    return array


def fourier_parameters(kernel: Any, options: dict[str, Any]) -> tuple[float, float]:
    pair = options["FourierParameters"]
    if is_list(pair) and len(pair) == 2:
        values = [kernel.evaluate(S.N(p)) for p in pair.parts]
        if all(map(is_number, values)):
            return float(machine(values[0]).real), float(machine(values[1]).real)
    raise Failure("fpopt", pair, value=None)


def transformed(array: Any, a: float, b: float) -> Any:
    """The sums of u E^(2 Pi I b r s/n) over n^((1 - a)/2), along every axis."""
    if b == -1:
        found = np.fft.fftn(array)
    elif b == 1:
        found = np.fft.ifftn(array) * array.size
    else:
        found = array.astype(complex)
        for axis, n in enumerate(array.shape):
            k = np.arange(n)
            matrix = np.exp(2j * np.pi * b * np.outer(k, k) / n)
            found = np.moveaxis(np.tensordot(matrix, found, axes=(1, axis)), 0, axis)
    return pack(np.asarray(found / array.size ** ((1 - a) / 2), dtype=complex))


@builtin("Fourier[list]", "Fourier[list, {p1, p2, ...}]", options=DEFAULT, messages=MESSAGES)
def fourier(kernel: Any, data: Any, places: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the discrete Fourier transform of a list or array of numbers, or its values at places only.

    >>> Chop[Fourier[{1, 0, 0, 0}]]
    {0.5, 0.5, 0.5, 0.5}
    """
    a, b = fourier_parameters(kernel, options)
    found = transformed(data_of(kernel, data), a, b)
    return found if places is None else S.Part(found, places)


@builtin("InverseFourier[list]", options=DEFAULT, messages=MESSAGES)
def inverse_fourier(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives the list whose discrete Fourier transform is the one given.

    >>> Chop[InverseFourier[Fourier[{1, 2, 3}]]]
    {1., 2., 3.}
    """
    a, b = fourier_parameters(kernel, options)
    array = data_of(kernel, data)
    if abs(b) == 1:
        found = transformed(array, -a, -b).array
        return pack(found if np.abs(found.imag).max() > 0 else found.real)
    found = array.astype(complex)
    for axis, n in enumerate(array.shape):
        k = np.arange(n)
        matrix = np.linalg.inv(np.exp(2j * np.pi * b * np.outer(k, k) / n))
        found = np.moveaxis(np.tensordot(matrix, found, axes=(1, axis)), 0, axis)
    return pack(found * array.size ** ((1 - a) / 2))


@builtin("FourierMatrix[n]", options=DEFAULT, messages=MESSAGES)
def fourier_matrix(kernel: Any, n: Any, *, options: dict[str, Any]) -> Any:
    """gives the n by n matrix m with Fourier[v] == m.v.

    >>> FourierMatrix[2] . {1, 1}
    {Sqrt[2], 0}
    """
    if type(n) is not int or n < 1:
        return None
    fourier_parameters(kernel, options)  # for its message
    a, b = options["FourierParameters"].parts
    scale = S.Power(n, S.Times(S.Plus(a, -1), S.Power(2, -1)))

    def entry(r: int, s: int) -> Any:
        turn = S.Times(2, S.Pi, S.I, b, r * s, S.Power(n, -1))
        return S.Times(scale, S.Power(S.E, turn))

    return make_list([make_list([entry(r, s) for s in range(n)]) for r in range(n)])


def trigonometric(name: str, array: Any, kind: Any) -> Any:
    if kind not in (1, 2, 3, 4):
        raise Failure("type", kind, value=None)
    function = getattr(library("scipy.fft"), name)
    scale = 1.0
    for n in array.shape:
        points = n - 1 if (kind == 1 and name == "dctn") else n + 1 if kind == 1 else n
        scale *= (np.sqrt(0.5 / points), 0.5 / np.sqrt(n), 1 / np.sqrt(n), np.sqrt(0.5 / n))[kind - 1]
    return pack(function(array, type=kind) * scale)


@builtin("FourierDCT[list]", "FourierDCT[list, type]", messages=MESSAGES)
def fourier_dct(kernel: Any, data: Any, kind: Any = 2) -> Any:
    """gives the discrete cosine transform of a list, of type 1, 2, 3 or 4.

    >>> FourierDCT[{1, 1}]
    {1.41421, 0.}
    """
    return trigonometric("dctn", data_of(kernel, data), kind)


@builtin("FourierDST[list]", "FourierDST[list, type]", messages=MESSAGES)
def fourier_dst(kernel: Any, data: Any, kind: Any = 2) -> Any:
    """gives the discrete sine transform of a list, of type 1, 2, 3 or 4.

    >>> FourierDST[{1, 1}]
    {1., 0.}
    """
    return trigonometric("dstn", data_of(kernel, data), kind)


# -- convolution -------------------------------------------------------------------------------------


def combined(kernel: Any, ker: Any, items: Any, spec: tuple[Any, ...], turned: bool) -> Any:
    """The convolution (with the kernel turned) or correlation of two lists, level by level."""
    shape, sizes = list(dimensions(ker)), list(dimensions(items))
    if len(shape) != len(sizes) or not shape:
        raise Failure("kldims", ker, items, value=None)
    overhang = spec[0] if spec else None
    padding = spec[1] if len(spec) > 1 else None
    times = spec[2] if len(spec) > 2 else S.Times
    plus = spec[3] if len(spec) > 3 else S.Plus
    lows, highs = overhangs(overhang, shape, turned)
    fast = fast_way(ker, items, padding) if times is S.Times and plus is S.Plus else None
    if fast is not None:
        ends = [ends_of(*each, turned) for each in zip(shape, lows, highs, strict=True)]
        widths = [(low - 1, size - high) for size, (low, high) in zip(shape, ends, strict=True)]
        if all(n + left + right >= k for n, k, (left, right) in zip(sizes, shape, widths, strict=True)):
            return pack(fast_product(fast[0], padded(fast[1], widths, padding), turned))
    return slow_product(ker, items, lows, highs, padding, times, plus, turned)


def dimensions(expr: Any) -> tuple[int, ...]:
    """The lengths along the levels of a rectangular array."""
    if not is_list(expr):
        return ()
    inner = [dimensions(p) for p in expr.parts]
    return (len(expr), *(inner[0] if inner and all(i == inner[0] for i in inner) else ()))


def overhangs(spec: Any, shape: list[int], turned: bool) -> tuple[list[int], list[int]]:
    """Where in the kernel the first and the last element of the list are to stand, along every level."""
    if spec is None:
        return ([-1] * len(shape), [1] * len(shape)) if turned else ([1] * len(shape), [-1] * len(shape))
    pair = spec.parts if is_list(spec) else (spec, spec)
    if len(pair) == 1:
        pair = (pair[0], pair[0])
    levels = [list(p.parts) if is_list(p) else [p] * len(shape) for p in pair]
    if len(pair) != 2 or not all(
        type(k) is int and 0 < abs(k) <= n for level in levels for k, n in zip(level, shape, strict=True)
    ):
        raise Failure("ohp", spec, value=None)
    return levels[0], levels[1]


def fast_way(ker: Any, items: Any, padding: Any) -> Any:
    """The two arrays, where they and the padding are numbers whose products and sums fit the machine."""
    if padding is not None and type(padding) not in (int, float):
        return None
    arrays = [a for a in map(to_array, (ker, items)) if a is not None and a.size]
    if len(arrays) < 2:
        return None
    if all(a.dtype.kind == "i" for a in arrays) and type(padding) is not float:
        most = [int(np.abs(a.astype(float)).max()) for a in arrays]
        return arrays if arrays[0].size * most[0] * max(most[1], abs(padding or 0)) < EXACT else None
    exact = [a for a in arrays if a.dtype.kind == "i"]
    return None if exact and padding is not None else arrays


EXACT = 2**62  # sums of integers below it are computed by the machine


def padded(items: Any, widths: list[tuple[int, int]], padding: Any) -> Any:
    """The array continued beyond its ends, from its other end or by the padding."""
    if not any(map(any, widths)):
        return items
    if padding is None:
        return np.pad(items, widths, mode="wrap")
    return np.pad(items, widths, constant_values=padding)


def fast_product(ker: Any, items: Any, turned: bool) -> Any:
    windows = np.lib.stride_tricks.sliding_window_view(items, ker.shape)
    used = np.flip(ker) if turned else ker
    axes = tuple(range(ker.ndim))
    return np.tensordot(windows, used, axes=(tuple(a + ker.ndim for a in axes), axes))


def ends_of(size: int, low: int, high: int, turned: bool) -> tuple[int, int]:
    """The places in a kernel, counted from 1, where the first and the last element of a list are to stand."""
    low, high = (k if k > 0 else size + 1 + k for k in (low, high))
    # place k of the kernel turned around is place size + 1 - k
    return (size + 1 - low, size + 1 - high) if turned else (low, high)


def slow_product(
    ker: Any, items: Any, lows: list[int], highs: list[int], padding: Any, times: Any, plus: Any, turned: bool
) -> Any:
    """Element by element along the first level, and so on below."""
    values = list(items.parts)
    low, high = ends_of(len(ker), lows[0], highs[0], turned)
    rows = list(ker.parts)[::-1] if turned else list(ker.parts)
    found = []
    for start in range(1 - low, len(values) - high + 1):
        terms = []
        for k, weight in enumerate(rows):
            item = element(values, start + k, padding)
            if item is NO_ELEMENT:
                continue
            if is_list(weight):
                terms.append(slow_product(weight, item, lows[1:], highs[1:], padding, times, plus, turned))
            else:
                terms.append(Expr(times, (weight, item)))
        found.append(Expr(plus, terms[::-1] if turned else terms))
    return make_list(found)


NO_ELEMENT = object()


def element(values: list[Any], index: int, padding: Any) -> Any:
    """The element at an index; beyond the ends from the list again, or from the padding."""
    if 0 <= index < len(values):
        return values[index]
    if padding is None:
        return values[index % len(values)]
    if is_list(padding):
        if not len(padding):
            return NO_ELEMENT
        padding = padding.parts[index % len(padding)]
    return filled(padding, dimensions(values[0])) if values and not is_list(padding) else padding


def filled(value: Any, sizes: tuple[int, ...]) -> Any:
    """An array that holds one value everywhere."""
    for size in reversed(sizes):
        value = make_list([value] * size)
    return value


def product_builtin(name: str, sentence: str, example: str, turned: bool) -> None:
    """Declare a product of a kernel that moves along a list."""

    def function(kernel: Any, ker: Any, items: Any, *spec: Any) -> Any:
        if not is_list(ker) or not is_list(items):
            return None
        return combined(kernel, ker, items, spec, turned)

    function.__doc__ = f"{sentence}\n\n{example}"
    usages = ("ker, list", "ker, list, k", "ker, list, {k1, k2}", "ker, list, k, p", "ker, list, k, p, g, h")
    builtin(*(f"{name}[{usage}]" for usage in usages), messages=MESSAGES)(function)


product_builtin(
    "ListConvolve",
    "gives the convolution of a kernel with a list: sums of products, the kernel turned around.",
    ">>> ListConvolve[{x, y}, {a, b, c}]\n{b x + a y, c x + b y}",
    True,
)
product_builtin(
    "ListCorrelate",
    "gives the correlation of a kernel with a list: sums of products, the kernel moved along.",
    ">>> ListCorrelate[{x, y}, {a, b, c}]\n{a x + b y, b x + c y}",
    False,
)
