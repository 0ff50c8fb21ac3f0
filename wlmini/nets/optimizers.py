"""Training methods: each a declared rule of a few vector operations on the flat arrays of a store.

A step is one pass in blocks that stay in cache, whatever the number of layers, with gradient clipping,
L2 regularisation, learning-rate multipliers and weight clipping on the way.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from .engines.store import ParameterStore
from .engines.threads import pool
from .ir import Call
from .native.calls import NativeCall, call, merged, side_by_side

__all__ = ["METHODS", "Method", "Optimizer"]

BLOCK = 1 << 16  # elements: smaller blocks cost more in calls than they save in cache misses
_FLUSH_EVERY, _FLUSH = (
    64,
    1e-25,
)  # moments of idle arrays decay into subnormal numbers, a hundred times slower

Factor = np.ndarray | float | None


@dataclass
class Block:
    """Matching slices of the flat vectors, and the numbers of the step as arrays of rank 0."""

    weights: np.ndarray
    gradient: np.ndarray
    states: list[np.ndarray]
    scratch: np.ndarray
    numbers: Mapping[str, np.ndarray]
    multipliers: np.ndarray | None

    def apply(self, change: np.ndarray) -> Iterator[Call]:
        """Multiply a change by the multipliers and add it to the weights."""
        if self.multipliers is not None:
            yield partial(np.multiply, change, self.multipliers, out=change)
        yield partial(np.add, self.weights, change, out=self.weights)


@dataclass(frozen=True)
class Method:
    """A training method: parameters with defaults, number of state vectors, numbers of a step, calls."""

    name: str
    parameters: Mapping[str, float]
    states: int
    numbers: Callable[[Mapping[str, float], float, int], Mapping[str, float]]
    calls: Callable[[Block], Iterator[Call]]


METHODS: dict[str, Method] = {}


def method(name: str, *, states: int, numbers: Any, **parameters: float) -> Callable[[Any], Method]:
    """Declare the decorated kernel as a training method."""

    def declare(calls: Callable[[Block], Iterator[Call]]) -> Method:
        METHODS[name] = Method(name, parameters, states, numbers, calls)
        return METHODS[name]

    return declare


def _adam_numbers(p: Mapping[str, float], rate: float, step: int) -> dict[str, float]:
    # The moments are held divided by (1 - beta), which saves two passes; these numbers put it right.
    first = (1 - p["Beta1"]) / (1 - p["Beta1"] ** step)
    second = math.sqrt((1 - p["Beta2"]) / (1 - p["Beta2"] ** step))
    return {
        "beta1": p["Beta1"],
        "beta2": p["Beta2"],
        "floor": p["Epsilon"] / second,
        "rate": -rate * first / second,
    }


@method("ADAM", states=2, numbers=_adam_numbers, Beta1=0.9, Beta2=0.999, Epsilon=1e-5)
def adam(block: Block) -> Iterator[Call]:
    """Kingma and Ba 2015, algorithm 1."""
    (mean, square), g, t, n = block.states, block.gradient, block.scratch, block.numbers
    yield partial(np.multiply, mean, n["beta1"], out=mean)
    yield partial(np.add, mean, g, out=mean)
    yield partial(np.multiply, g, g, out=t)
    yield partial(np.multiply, square, n["beta2"], out=square)
    yield partial(np.add, square, t, out=square)
    yield partial(np.sqrt, square, out=t)
    yield partial(np.add, t, n["floor"], out=t)
    yield partial(np.divide, mean, t, out=t)
    yield partial(np.multiply, t, n["rate"], out=t)
    yield from block.apply(t)


def _momentum_numbers(p: Mapping[str, float], rate: float, step: int) -> dict[str, float]:
    return {"momentum": p["Momentum"], "rate": -rate}


@method("SGD", states=1, numbers=_momentum_numbers, Momentum=0.93)
def sgd(block: Block) -> Iterator[Call]:
    """v = momentum v - rate g; w = w + v."""
    (velocity,), t, n = block.states, block.scratch, block.numbers
    yield partial(np.multiply, velocity, n["momentum"], out=velocity)
    yield partial(np.multiply, block.gradient, n["rate"], out=t)
    yield partial(np.add, velocity, t, out=velocity)
    yield partial(np.copyto, t, velocity)
    yield from block.apply(t)


@method("SignSGD", states=1, numbers=_momentum_numbers, Momentum=0.93)
def sign_sgd(block: Block) -> Iterator[Call]:
    """m = momentum m + (1 - momentum) g; w = w - rate Sign[m] (Bernstein et al. 2018, Signum)."""
    (mean,), t, n = block.states, block.scratch, block.numbers
    yield partial(np.multiply, mean, n["momentum"], out=mean)
    yield partial(np.add, mean, block.gradient, out=mean)  # times 1/(1 - momentum), which no sign sees
    yield partial(np.sign, mean, out=t)
    yield partial(np.multiply, t, n["rate"], out=t)
    yield from block.apply(t)


def _rms_numbers(p: Mapping[str, float], rate: float, step: int) -> dict[str, float]:
    return {
        "beta": p["Beta"], "rest": 1 - p["Beta"], "floor": p["Epsilon"], "momentum": p["Momentum"],
        "rate": -rate,
    }  # fmt: skip


@method("RMSProp", states=3, numbers=_rms_numbers, Beta=0.95, Epsilon=1e-6, Momentum=0.9)
def rms_prop(block: Block) -> Iterator[Call]:
    """Graves 2013, equations 38 to 41: the step is divided by the running deviation of the gradient."""
    (square, mean, velocity), g, t, n = block.states, block.gradient, block.scratch, block.numbers
    yield partial(np.multiply, g, g, out=t)
    yield partial(np.multiply, t, n["rest"], out=t)
    yield partial(np.multiply, square, n["beta"], out=square)
    yield partial(np.add, square, t, out=square)
    yield partial(np.multiply, g, n["rest"], out=t)
    yield partial(np.multiply, mean, n["beta"], out=mean)
    yield partial(np.add, mean, t, out=mean)
    yield partial(np.multiply, mean, mean, out=t)
    yield partial(np.subtract, square, t, out=t)
    yield partial(np.maximum, t, 0.0, out=t)  # rounding may leave the variance a trifle below 0
    yield partial(np.add, t, n["floor"], out=t)
    yield partial(np.sqrt, t, out=t)
    yield partial(np.divide, g, t, out=t)
    yield partial(np.multiply, t, n["rate"], out=t)
    yield partial(np.multiply, velocity, n["momentum"], out=velocity)
    yield partial(np.add, velocity, t, out=velocity)
    yield partial(np.copyto, t, velocity)
    yield from block.apply(t)


@dataclass
class Optimizer:
    """A method at work on a store. `l2`, `gradient_clipping`, `weight_clipping` are None, a number, or a flat
    vector with a number an element (`ParameterStore.spread`); `multipliers` is None or such a vector."""

    store: ParameterStore
    name: str = "ADAM"
    parameters: Mapping[str, float] = field(default_factory=dict)
    l2: Factor = None
    gradient_clipping: Factor = None
    weight_clipping: Factor = None
    multipliers: np.ndarray | None = None

    def __post_init__(self) -> None:
        self.method = METHODS[self.name]
        unknown = set(self.parameters) - set(self.method.parameters)
        if unknown:
            raise ValueError(f"{self.name} has no parameter {min(unknown)}")
        self.parameters = {**self.method.parameters, **self.parameters}
        self.steps = 0
        dtype = self.store.dtype
        self.states = [np.zeros_like(self.store.vector) for _ in range(self.method.states)]
        given = self.method.numbers(self.parameters, 1.0, 1)
        self._values = np.zeros(len(given))  # what compiled kernels read
        self.numbers = {name: np.zeros((), dtype) for name in given}
        self._lists = self._bind()

    def step(self, rate: float) -> None:
        """Change the store's weights by its gradient with this learning rate."""
        self.steps += 1
        values = self.method.numbers(self.parameters, rate, self.steps)
        self._values[:] = list(values.values())
        if self._compiled:
            self._run()
        else:
            for name, value in values.items():
                self.numbers[name][()] = value
            with np.errstate(all="ignore"):
                self._run()
        if self.steps % _FLUSH_EVERY == 0:
            self._flush()

    def _run(self) -> None:
        if len(self._lists) > 1:
            self.pool.run(self._lists)
        else:
            for each in self._lists[0]:
                each()

    def _bind(self) -> list[list[Call]]:
        size = self.store.vector.size
        self.pool = pool()
        blocks = [slice(i, min(i + BLOCK, size)) for i in range(0, size, BLOCK)]
        count = min(self.pool.size, len(blocks)) if len(blocks) > 2 else 1
        lists: list[list[Call]] = [[] for _ in range(max(1, count))]
        scratch = [np.empty((3, min(BLOCK, size)), self.store.dtype) for _ in lists]
        for number, part in enumerate(blocks):
            slot = number % len(lists)
            native = self._native(part)
            lists[slot] += native or self._calls(part, scratch[slot][:, : part.stop - part.start])
        lists = [merged(each) for each in lists]
        self._compiled = all(isinstance(each, NativeCall) for calls in lists for each in calls)
        together = side_by_side(lists) if len(lists) > 1 else None
        return lists if together is None else [[together]]

    def _native(self, part: slice) -> list[NativeCall] | None:
        """The whole step of a block as one call of the compiled kernel that bears the name of the method."""
        states = [each[part] for each in self.states]
        bounds = None if self.weight_clipping is None else self._weight_bound(part)
        factors = [*(_part(v, part) for v in (self.multipliers, self.gradient_clipping, self.l2)), bounds]
        size = part.stop - part.start
        return call(
            self.name,
            self.store.vector[part],
            self.store.gradient[part],
            *(*states, None, None, None)[:3],
            self._values,
            *(None if each is None else np.full(size, each, self.store.dtype) for each in factors),
            sizes=[size],
            mixed=True,
        )

    def _calls(self, part: slice, scratch: np.ndarray) -> Iterator[Call]:
        weights, gradient = self.store.vector[part], self.store.gradient[part]
        if self.gradient_clipping is not None:
            clipped, bound = scratch[1], _part(self.gradient_clipping, part)
            yield partial(np.clip, gradient, -bound, bound, out=clipped)
            gradient = clipped
        if self.l2 is not None:
            decay = scratch[2]
            yield partial(np.multiply, weights, _part(self.l2, part), out=decay)
            yield partial(np.add, decay, gradient, out=decay)
            gradient = decay
        multipliers = None if self.multipliers is None else self.multipliers[part]
        states = [each[part] for each in self.states]
        yield from self.method.calls(Block(weights, gradient, states, scratch[0], self.numbers, multipliers))
        if self.weight_clipping is not None:
            bound = self._weight_bound(part)
            yield partial(np.clip, weights, -bound, bound, out=weights)

    def _weight_bound(self, part: slice) -> Any:
        bound = _part(self.weight_clipping, part)
        if self.multipliers is None:
            return bound
        return np.where(self.multipliers[part] == 0, np.inf, bound).astype(self.store.dtype)

    def _flush(self) -> None:
        for state in self.states:
            np.add(state, _FLUSH, out=state)
            np.subtract(state, _FLUSH, out=state)


def _part(value: Factor, part: slice) -> Any:
    return value[part] if isinstance(value, np.ndarray) and value.ndim else value
