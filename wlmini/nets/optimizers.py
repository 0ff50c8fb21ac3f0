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

from .engines.store import Flat, Memory
from .engines.threads import pool
from .ir import Call
from .native.calls import NativeCall, call, merged, side_by_side

__all__ = ["METHODS", "Method", "Optimizer"]

_FLUSH_EVERY, _FLUSH = (
    64,
    1e-25,
)  # moments of idle arrays decay into subnormal numbers, a hundred times slower

Factor = Any  # None, a number, or a vector of numbers


@dataclass
class Block:
    """Matching slices of the flat vectors, and the numbers of the step as arrays of rank 0."""

    weights: Any
    gradient: Any
    states: list[Any]
    scratch: Any
    numbers: Mapping[str, Any]
    multipliers: Any
    memory: Memory

    def all(self) -> tuple[list[Any], Any, Any, Mapping[str, Any], Any]:
        """(states, gradient, scratch, numbers, the library whose functions take `out`)."""
        return self.states, self.gradient, self.scratch, self.numbers, self.memory.library

    def apply(self, change: Any) -> Iterator[Call]:
        """Multiply a change by the multipliers and add it to the weights."""
        lib = self.memory.library
        if self.multipliers is not None:
            yield partial(lib.multiply, change, self.multipliers, out=change)
        yield partial(lib.add, self.weights, change, out=self.weights)


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
    (mean, square), g, t, n, lib = block.all()
    yield partial(lib.multiply, mean, n["beta1"], out=mean)
    yield partial(lib.add, mean, g, out=mean)
    yield partial(lib.multiply, g, g, out=t)
    yield partial(lib.multiply, square, n["beta2"], out=square)
    yield partial(lib.add, square, t, out=square)
    yield partial(lib.sqrt, square, out=t)
    yield partial(lib.add, t, n["floor"], out=t)
    yield partial(lib.divide, mean, t, out=t)
    yield partial(lib.multiply, t, n["rate"], out=t)
    yield from block.apply(t)


def _momentum_numbers(p: Mapping[str, float], rate: float, step: int) -> dict[str, float]:
    return {"momentum": p["Momentum"], "rate": -rate}


@method("SGD", states=1, numbers=_momentum_numbers, Momentum=0.93)
def sgd(block: Block) -> Iterator[Call]:
    """v = momentum v - rate g; w = w + v."""
    (velocity,), g, t, n, lib = block.all()
    yield partial(lib.multiply, velocity, n["momentum"], out=velocity)
    yield partial(lib.multiply, g, n["rate"], out=t)
    yield partial(lib.add, velocity, t, out=velocity)
    yield block.memory.copying(t, velocity)
    yield from block.apply(t)


@method("SignSGD", states=1, numbers=_momentum_numbers, Momentum=0.93)
def sign_sgd(block: Block) -> Iterator[Call]:
    """m = momentum m + (1 - momentum) g; w = w - rate Sign[m] (Bernstein et al. 2018, Signum)."""
    (mean,), g, t, n, lib = block.all()
    yield partial(lib.multiply, mean, n["momentum"], out=mean)
    yield partial(lib.add, mean, g, out=mean)  # times 1/(1 - momentum), which no sign sees
    yield partial(lib.sign, mean, out=t)
    yield partial(lib.multiply, t, n["rate"], out=t)
    yield from block.apply(t)


def _rms_numbers(p: Mapping[str, float], rate: float, step: int) -> dict[str, float]:
    return {
        "beta": p["Beta"], "rest": 1 - p["Beta"], "floor": p["Epsilon"], "momentum": p["Momentum"],
        "rate": -rate,
    }  # fmt: skip


@method("RMSProp", states=3, numbers=_rms_numbers, Beta=0.95, Epsilon=1e-6, Momentum=0.9)
def rms_prop(block: Block) -> Iterator[Call]:
    """Graves 2013, equations 38 to 41: the step is divided by the running deviation of the gradient."""
    (square, mean, velocity), g, t, n, lib = block.all()
    yield partial(lib.multiply, g, g, out=t)
    yield partial(lib.multiply, t, n["rest"], out=t)
    yield partial(lib.multiply, square, n["beta"], out=square)
    yield partial(lib.add, square, t, out=square)
    yield partial(lib.multiply, g, n["rest"], out=t)
    yield partial(lib.multiply, mean, n["beta"], out=mean)
    yield partial(lib.add, mean, t, out=mean)
    yield partial(lib.multiply, mean, mean, out=t)
    yield partial(lib.subtract, square, t, out=t)
    yield partial(lib.clip, t, 0.0, None, out=t)  # rounding may leave the variance a trifle below 0
    yield partial(lib.add, t, n["floor"], out=t)
    yield partial(lib.sqrt, t, out=t)
    yield partial(lib.divide, g, t, out=t)
    yield partial(lib.multiply, t, n["rate"], out=t)
    yield partial(lib.multiply, velocity, n["momentum"], out=velocity)
    yield partial(lib.add, velocity, t, out=velocity)
    yield block.memory.copying(t, velocity)
    yield from block.apply(t)


@dataclass
class Optimizer:
    """A method at work on a store. `l2`, `gradient_clipping`, `weight_clipping` are None, a number, or a flat
    vector with a number an element (`Flat.spread`); `multipliers` is None or such a vector."""

    store: Flat
    name: str = "ADAM"
    parameters: Mapping[str, float] = field(default_factory=dict)
    l2: Factor = None
    gradient_clipping: Factor = None
    weight_clipping: Factor = None
    multipliers: Any = None

    def __post_init__(self) -> None:
        self.method = METHODS[self.name]
        unknown = set(self.parameters) - set(self.method.parameters)
        if unknown:
            raise ValueError(f"{self.name} has no parameter {min(unknown)}")
        self.parameters = {**self.method.parameters, **self.parameters}
        self.steps = 0
        lib = self.store.memory.library
        self.states = [lib.zeros_like(self.store.vector) for _ in range(self.method.states)]
        given = self.method.numbers(self.parameters, 1.0, 1)
        self._values = np.zeros(len(given))  # what compiled kernels read
        dtype = getattr(lib, self.store.dtype.name)
        self.numbers = {name: lib.zeros((), dtype=dtype) for name in given}
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
                self.numbers[name][...] = value
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
        size, memory = len(self.store.vector), self.store.memory
        self.pool = pool()
        blocks = [slice(i, min(i + memory.block, size)) for i in range(0, size, memory.block)]
        count = min(self.pool.size, len(blocks)) if len(blocks) > 2 else 1
        lists: list[list[Call]] = [[] for _ in range(max(1, count))]
        largest = self.store.vector[: memory.block]
        scratch = [[memory.library.zeros_like(largest) for _ in range(3)] for _ in lists]
        for number, part in enumerate(blocks):
            slot = number % len(lists)
            native = self._native(part) if memory.compiled else None
            lists[slot] += native or self._calls(
                part, [each[: part.stop - part.start] for each in scratch[slot]]
            )
        lists = [merged(each) for each in lists] if memory.compiled else lists
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

    def _calls(self, part: slice, scratch: list[Any]) -> Iterator[Call]:
        weights, gradient, lib = self.store.vector[part], self.store.gradient[part], self.store.memory.library
        if self.gradient_clipping is not None:
            clipped, bound = scratch[1], _part(self.gradient_clipping, part)
            yield partial(lib.clip, gradient, -bound, bound, out=clipped)
            gradient = clipped
        if self.l2 is not None:
            decay = scratch[2]
            yield partial(lib.multiply, weights, _part(self.l2, part), out=decay)
            yield partial(lib.add, decay, gradient, out=decay)
            gradient = decay
        multipliers = None if self.multipliers is None else self.multipliers[part]
        states = [each[part] for each in self.states]
        yield from self.method.calls(
            Block(weights, gradient, states, scratch[0], self.numbers, multipliers, self.store.memory)
        )
        if self.weight_clipping is not None:
            bound = self._weight_bound(part)
            yield partial(lib.clip, weights, -bound, bound, out=weights)

    def _weight_bound(self, part: slice) -> Any:
        bound = _part(self.weight_clipping, part)
        if self.multipliers is None:
            return bound
        bounds = self.multipliers[part] * 0 + bound
        bounds[self.multipliers[part] == 0] = math.inf
        return bounds

    def _flush(self) -> None:
        lib = self.store.memory.library
        for state in self.states:
            lib.add(state, _FLUSH, out=state)
            lib.subtract(state, _FLUSH, out=state)


def _part(value: Factor, part: slice) -> Any:
    return value[part] if getattr(value, "ndim", 0) else value
