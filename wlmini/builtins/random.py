"""Random numbers, choices and permutations from the session's generator."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.approximation import number_value
from wlmini.expr import BigReal, Complex, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.limits import need_shape
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import big, exact_value, is_real, machine, to_float

STATE = "random"
WORD = 2**62  # ranges below this are drawn as machine integers
MESSAGES = {
    "unifr": "The endpoints `1` are no range of real numbers.",
    "array": "The dimensions `1` are no nonnegative integer or list of such.",
    "lrwl": "`1` is no list to choose from, nor a rule of weights and such a list.",
    "wghtv": "The weights `1` are not one nonnegative number for each element, or they are all zero.",
    "smplen": "`1` elements cannot be taken from the `2` there are without taking one twice.",
    "seed": "`1` is no seed; an integer or a string is expected.",
    "method": "The method `1` of drawing random numbers is not built in; there are `2`.",
    "precn": "WorkingPrecision `1` is neither MachinePrecision nor a positive number of digits.",
}


def generator(kernel: Any) -> np.random.Generator:
    """The session's generator, as SeedRandom left it; seeded by the system at first."""
    found: np.random.Generator = kernel.state.setdefault(STATE, None) or fresh(kernel, None)
    return found


METHODS: dict[Any, Callable[[int | None], Any]] = {
    S.Automatic: np.random.PCG64,
    "MersenneTwister": np.random.MT19937,
}


def fresh(kernel: Any, seed: int | None, method: Any = S.Automatic) -> np.random.Generator:
    kernel.state[STATE] = np.random.Generator(METHODS[method](seed))
    return kernel.state[STATE]  # type: ignore[no-any-return]


def seed_number(seed: Any) -> int:
    """The nonnegative integer that NumPy takes for an integer or a string."""
    if isinstance(seed, str):
        return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:16], "big")
    if type(seed) is not int:
        raise Failure("seed", seed, value=None)
    return seed if seed >= 0 else 2**64 - seed


@builtin("SeedRandom[n]", "SeedRandom[]", options={"Method": S.Automatic}, messages=MESSAGES)
def seed_random(kernel: Any, seed: Any = None, *, options: dict[str, Any]) -> Any:
    """starts the random numbers anew from the seed n, an integer or a string; SeedRandom[] from the system's.

    >>> SeedRandom[7]; a = RandomReal[]; SeedRandom[7]; a == RandomReal[]
    True
    """
    method = options["Method"]
    if method not in METHODS:
        raise Failure("method", method, make_list(METHODS), value=None)
    fresh(kernel, None if seed is None or seed is S.Automatic else seed_number(seed), method)
    return S.Null


@builtin(
    "BlockRandom[expr]", attributes="HoldFirst", options={"RandomSeeding": S.Inherited}, messages=MESSAGES
)
def block_random(kernel: Any, expr: Any, *, options: dict[str, Any]) -> Any:
    """evaluates expr and then puts the random numbers back to where they were.

    >>> BlockRandom[RandomReal[]] == RandomReal[]
    True
    """
    saved = generator(kernel)
    state = saved.bit_generator.state
    seeding = options["RandomSeeding"]
    try:
        if seeding is not S.Inherited:
            fresh(kernel, None if seeding is S.Automatic else seed_number(seeding))
        return kernel.evaluate(expr)
    finally:
        saved.bit_generator.state = state
        kernel.state[STATE] = saved


# -- dimensions --------------------------------------------------------------------------------------


def shape_of(spec: Any) -> tuple[int, ...] | None:
    """The dimensions that n or {n1, n2, ...} means; None (one value) where nothing is given."""
    if spec is None:
        return None
    dimensions = spec.parts if is_list(spec) else (spec,)
    if not all(type(d) is int and d >= 0 for d in dimensions):
        raise Failure("array", spec, value=None)
    need_shape(dimensions, 8)
    return tuple(dimensions)


def filled(shape: tuple[int, ...] | None, draw: Callable[[], Any]) -> Any:
    """One drawn value, or nested lists of them."""
    if not shape:
        return draw()
    return make_list([filled(shape[1:], draw) for _ in range(shape[0])])


def as_list(array: Any) -> Any:
    """An array as a list; a rank-0 one as its number."""
    return pack(array)


def end_points(kernel: Any, limits: Any, default_low: Any) -> tuple[Any, Any] | None:
    """(low, high) of {low, high}, or of one bound."""
    pair = limits.parts if is_list(limits) else (default_low, limits)
    if len(pair) != 2:
        return None
    low, high = [number_value(kernel, bound) for bound in pair]
    return None if low is None or high is None else (low, high)


# -- numbers -----------------------------------------------------------------------------------------


@builtin("RandomInteger[{min, max}]", "RandomInteger[max]", "RandomInteger[{min, max}, n]", messages=MESSAGES)
def random_integer(kernel: Any, limits: Any = 1, size: Any = None) -> Any:
    """gives a random integer between min (or 0) and max, or an array of n (or {n1, n2, ...}) of them.

    >>> MemberQ[{1, 2, 3}, RandomInteger[{1, 3}]]
    True
    >>> Dimensions[RandomInteger[9, {2, 5}]]
    {2, 5}
    """
    if isinstance(limits, Expr) and not is_list(limits):
        return S.RandomVariate(limits, *(() if size is None else (size,)))
    pair = end_points(kernel, limits, 0)
    if pair is None or not all(type(b) is int for b in pair):
        raise Failure("unifr", limits, value=None)
    low, high = sorted(pair)
    shape, random = shape_of(size), generator(kernel)
    if high - low < WORD and abs(low) < WORD:
        return as_list(random.integers(low, high, size=shape, endpoint=True))
    return filled(shape, lambda: low + below(random, high - low + 1))


def below(random: np.random.Generator, limit: int) -> int:
    """A random integer from 0 to limit - 1, whatever its size."""
    bits = limit.bit_length()
    while True:
        value = int.from_bytes(random.bytes((bits + 7) // 8), "big") >> (-bits % 8)
        if value < limit:
            return value


@builtin(
    "RandomReal[{min, max}]", "RandomReal[max]", "RandomReal[{min, max}, n]",
    options={"WorkingPrecision": S.MachinePrecision}, messages=MESSAGES,
)  # fmt: skip
def random_real(kernel: Any, limits: Any = 1, size: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a random real number between min (or 0) and max, or an array of n (or {n1, n2, ...}) of them.

    >>> 0 <= RandomReal[] <= 1
    True
    >>> Length[RandomReal[{-1, 1}, 100]]
    100
    >>> Precision[RandomReal[{2, 3}, WorkingPrecision -> 30]]
    30.
    """
    digits = digits_wanted(options["WorkingPrecision"])
    if isinstance(limits, Expr) and not is_list(limits):
        precision = S.Rule(S.WorkingPrecision, options["WorkingPrecision"])
        return S.RandomVariate(limits, *(() if size is None else (size,)), *((precision,) if digits else ()))
    pair = end_points(kernel, limits, 0)
    if pair is None or not all(map(is_real, pair)):
        raise Failure("unifr", limits, value=None)
    if digits is not None:
        return filled(shape_of(size), lambda: between(kernel, *pair, digits))
    low, high = map(to_float, pair)
    return as_list(low + (high - low) * generator(kernel).random(shape_of(size)))


def digits_wanted(precision: Any) -> float | None:
    """The digits that WorkingPrecision asks for; None for machine numbers."""
    if precision in (S.MachinePrecision, S.Automatic):
        return None
    if not is_real(precision) or to_float(precision) <= 0:
        raise Failure("precn", precision, value=None)
    return to_float(precision)


def between(kernel: Any, low: Any, high: Any, digits: float) -> BigReal:
    """A random real from low to high of so many digits."""
    part = Fraction(below(generator(kernel), limit := 10 ** math.ceil(digits + 3)), limit)
    return big(exact_value(low) + (exact_value(high) - exact_value(low)) * part, digits)


@builtin(
    "RandomComplex[{min, max}]", "RandomComplex[max]", "RandomComplex[{min, max}, n]",
    options={"WorkingPrecision": S.MachinePrecision}, messages=MESSAGES,
)  # fmt: skip
def random_complex(kernel: Any, limits: Any = None, size: Any = None, *, options: dict[str, Any]) -> Any:
    """gives a complex number in the rectangle between min (or 0) and max (or 1 + I), or an array of them.

    >>> Head[RandomComplex[]]
    Complex
    """
    pair = (0, 1 + 1j) if limits is None else end_points(kernel, limits, 0)
    if pair is None:
        raise Failure("unifr", limits, value=None)
    digits = digits_wanted(options["WorkingPrecision"])
    if digits is not None:
        return filled(shape_of(size), lambda: precise_complex(kernel, pair, digits))
    low, high = (complex(machine(b)) for b in pair)
    random, shape = generator(kernel), shape_of(size)
    width = high - low
    return as_list(low + width.real * random.random(shape) + 1j * width.imag * random.random(shape))


def precise_complex(kernel: Any, pair: tuple[Any, Any], digits: float) -> Any:
    """A random number in the rectangle between two corners, each part of so many digits."""
    (left, right), (bottom, top) = ([kernel.evaluate(part(each)) for each in pair] for part in (S.Re, S.Im))
    parts = [between(kernel, low, high, digits) for low, high in ((left, right), (bottom, top))]
    return kernel.evaluate(S.Plus(parts[0], S.Times(Complex(0, 1), parts[1])))


# -- choices -----------------------------------------------------------------------------------------


def weighted(kernel: Any, source: Any) -> tuple[Expr, np.ndarray | None]:
    """(elements, probabilities or None) of a list, or of weights -> list."""
    if isinstance(source, Expr) and source.head is S.Rule and len(source.parts) == 2:
        weights, elements = source.parts
        values = to_array(kernel.evaluate(S.N(weights)))
        if values is None or not is_list(elements) or not are_weights(values, len(elements)):
            raise Failure("wghtv", weights, value=None)
        return elements, values / values.sum()
    if type(source) is not Expr and not is_list(source):
        source = kernel.evaluate(S.Values(source)) if isinstance(source, Expr) else source
    if not isinstance(source, Expr) or not len(source):
        raise Failure("lrwl", source, value=None)
    return source, None


def are_weights(values: np.ndarray, count: int) -> bool:
    if values.shape != (count,) or values.dtype.kind == "c":
        return False
    return bool((values >= 0).all() and values.sum() > 0)


def picked(elements: Expr, indices: Any) -> Any:
    """The elements at an array of indices, in nested lists of its shape."""
    if indices.ndim == 0:
        return elements.parts[int(indices)]
    array = getattr(elements, "array", None)
    if array is not None:
        return pack(array[indices])
    parts = elements.parts
    if indices.ndim == 1:
        return make_list([parts[i] for i in indices.tolist()])
    return make_list([picked(elements, row) for row in indices])


@builtin("RandomChoice[list]", "RandomChoice[list, n]", "RandomChoice[weights -> list, n]", messages=MESSAGES)
def random_choice(kernel: Any, source: Any, size: Any = None) -> Any:
    """gives a random element of list, or n (or {n1, n2, ...}) of them, with probabilities as the weights.

    >>> MemberQ[{a, b, c}, RandomChoice[{a, b, c}]]
    True
    >>> RandomChoice[{0, 1} -> {x, y}, 3]
    {y, y, y}
    """
    elements, probabilities = weighted(kernel, source)
    chosen = generator(kernel).choice(len(elements), size=shape_of(size), p=probabilities)
    return picked(elements, np.asarray(chosen))


@builtin("RandomSample[list]", "RandomSample[list, n]", "RandomSample[weights -> list, n]", messages=MESSAGES)
def random_sample(kernel: Any, source: Any, size: Any = None) -> Any:
    """gives n different elements of list chosen at random; all of them, in random order, where n is left out.

    >>> Sort[RandomSample[Range[5]]]
    {1, 2, 3, 4, 5}
    >>> Length[RandomSample[Range[100], 3]]
    3
    """
    elements, probabilities = weighted(kernel, source)
    available = len(elements) if probabilities is None else int(np.count_nonzero(probabilities))
    count = sample_size(size, available)
    chosen = generator(kernel).choice(len(elements), size=count, replace=False, p=probabilities)
    value = picked(elements, chosen)
    return value if elements.head is S.List else Expr(elements.head, value.parts)


def sample_size(size: Any, available: int) -> int:
    if size is None:
        return available
    if isinstance(size, Expr) and size.head is S.UpTo and len(size.parts) == 1 and type(size.parts[0]) is int:
        return min(size.parts[0], available)
    if type(size) is not int or size < 0:
        raise Failure("array", size, value=None)
    if size > available:
        raise Failure("smplen", size, available, value=None)
    return size


@builtin("RandomPermutation[n]", "RandomPermutation[n, k]", messages=MESSAGES)
def random_permutation(kernel: Any, degree: Any, count: Any = None) -> Any:
    """gives a permutation of n things chosen at random, as Cycles, or a list of k of them.

    >>> Head[RandomPermutation[5]]
    Cycles
    """
    if type(degree) is not int or degree < 0:
        raise Failure("array", degree, value=None)
    random = generator(kernel)
    return filled(shape_of(count), lambda: cycles(random.permutation(degree).tolist()))


def cycles(images: list[int]) -> Expr:
    """The cycles of a permutation of 0 ... n - 1, counted from 1; those of length 1 are left out."""
    found, seen = [], set()
    for start in range(len(images)):
        cycle, position = [], start
        while position not in seen:
            seen.add(position)
            cycle.append(position + 1)
            position = images[position]
        if len(cycle) > 1:
            found.append(make_list(cycle))
    return S.Cycles(make_list(found))
