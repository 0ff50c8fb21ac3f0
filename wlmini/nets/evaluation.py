"""Running a net on batches: plans for pieces of the examples, and the pieces put together again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .batches import Batch, cut
from .engines.numpy import gradient_key
from .evaluation_options import Settings
from .ir import DataError
from .lowering import Query, length_output, plan_for, seed_name, state_name, store_of
from .ports import Misfit, complete, varying_levels
from .texts import TEXTS

__all__ = ["Outcome", "path_text", "refusing", "run_gradients", "run_taps", "usable"]

TEXTS.declare(
    uninit="`1` has no values yet for `2`; give it values with NetInitialize or NetTrain first.",
    unsized='`1` cannot be used while the shape of its port `2` is not known; give it: "`2`" -> {...}.',
    baddata="`1` cannot be evaluated on this data: `2`.",
)

PIECE = 256  # examples that go through a plan at once where BatchSize is Automatic
SHOWN = 6  # arrays that a message lists

Outcome = np.ndarray | list[np.ndarray]  # one array for all examples, or one each where shapes differ


@dataclass(frozen=True)
class Given:
    """What goes into a net: batches by input, initial states by path, gradients seeded at outputs."""

    inputs: Mapping[str, Batch]
    states: Mapping[tuple[Any, ...], np.ndarray]
    seeds: Mapping[str, np.ndarray]
    count: int

    def part(self, index: np.ndarray) -> Given:
        """The same for some of the examples."""
        return Given(
            {name: batch[index] for name, batch in self.inputs.items()},
            {path: array[index] for path, array in self.states.items()},
            {name: array[index] for name, array in self.seeds.items()},
            len(index),
        )


class refusing:
    """Around a run of a plan: data that an op cannot take are a fault of the user, about this net.

    A class, since a generator would cost a twentieth of a step of training of a small net.
    """

    def __init__(self, net: Any) -> None:
        self.net = net

    def __enter__(self) -> None:
        """Nothing is prepared."""

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, DataError):
            raise Misfit("baddata", self.net, str(error)) from None


def usable(net: Any, *, training: bool = False) -> Any:
    """The net, if it can be run: its arrays have values that make sense, its shapes are known."""
    key = ("usable", training)
    if net.cache.get(key):
        return net
    missing = [path_text(path) for path, slot in net.slots() if slot.is_open]
    if missing:
        raise Misfit("uninit", net, ", ".join(missing[:SHOWN] + ["..."] * (len(missing) > SHOWN)))
    for name, port in net.inputs.items():
        if not complete(port.shape):
            raise Misfit("unsized", net, name)
    net.check_values(training)
    net.cache[key] = True
    return net


def path_text(path: tuple[Any, ...]) -> str:
    """A position in a net as a user writes it."""
    shown = [f'"{key}"' if isinstance(key, str) else str(key) for key in path]
    return shown[0] if len(shown) == 1 else "{" + ", ".join(shown) + "}"


def pieces(given: Given, settings: Settings) -> list[np.ndarray]:
    """The examples in pieces; those of different lengths sorted, so that little is padded."""
    size = settings.batch_size or (given.count if settings.training else min(given.count, PIECE))
    sizes: Any = np.zeros(given.count, dtype=np.int64)
    for batch in given.inputs.values():
        sizes = sizes + (batch.sizes() if batch.lengths else 0)
    order = np.arange(given.count) if settings.training else np.argsort(sizes, kind="stable")
    return [order[start : start + size] for start in range(0, given.count, size)]


def query_of(net: Any, part: Given, settings: Settings, **asked: Any) -> Query:
    extents = tuple(
        (name, batch.extent) for name, batch in part.inputs.items() if varying_levels(net.inputs[name].shape)
    )
    states = tuple((path, array.shape[1:]) for path, array in part.states.items())
    seeds = tuple((name, array.shape[1:]) for name, array in part.seeds.items())
    return Query(
        training=settings.training,
        engine=settings.engine,
        extents=extents,
        states=states,
        seeds=seeds,
        **asked,
    )


def graph_inputs(net: Any, part: Given, dtype: str) -> dict[Any, np.ndarray]:
    found: dict[Any, np.ndarray] = {}
    for name, batch in part.inputs.items():
        kind = np.int64 if net.inputs[name].kind == "integer" else dtype
        found.update(batch.graph_inputs(name, kind))
    for path, array in part.states.items():
        found[state_name(path)] = np.ascontiguousarray(array, dtype=dtype)
    for name, array in part.seeds.items():
        found[seed_name(name)] = np.ascontiguousarray(array, dtype=dtype)
    return found


def run_taps(
    net: Any, taps: tuple[tuple[Any, ...], ...], given: Given, settings: Settings, random: Any
) -> list[Outcome]:
    """The values at the taps for all examples; batch statistics are those of a piece."""
    parts = pieces(given, settings)
    found: list[list[Outcome]] = [[] for _ in taps]
    for _, results in evaluated(net, given, parts, settings, random, taps=taps):
        for number, outcomes in enumerate(found):
            outcomes.append(outcome(results, str(number)))
    return [joined(outcomes, order_of(parts)) for outcomes in found]


def evaluated(
    net: Any, given: Given, parts: Sequence[np.ndarray], settings: Settings, random: Any, **asked: Any
) -> Iterator[tuple[Given, Mapping[Any, np.ndarray]]]:
    """(what goes in, what comes out) of every piece; `asked` are further fields of the query."""
    store = store_of(net, settings.engine)
    for index in parts:
        part = given.part(index)
        query = query_of(net, part, settings, **asked)
        plan = plan_for(net, query, part.count)
        run = plan.forward_backward if query.gradients else plan.run
        yield part, run(graph_inputs(net, part, settings.engine.precision), store, random)


def order_of(parts: Sequence[np.ndarray]) -> np.ndarray:
    """Where the examples stand, in the order in which they were given, in the pieces one after the other."""
    return np.argsort(np.concatenate(parts), kind="stable")


def outcome(results: Mapping[Any, np.ndarray], key: str) -> Outcome:
    """A result cut to the lengths of its examples."""
    array = np.asarray(results[key])
    names = {level: length_output(key, level) for level in range(array.ndim - 1)}
    lengths = {level: np.asarray(results[name]) for level, name in names.items() if name in results}
    return cut(array, lengths) if lengths else array


def joined(outcomes: Sequence[Outcome], order: np.ndarray) -> Outcome:
    """The pieces as one, in the order in which the examples were given."""
    straight = bool((order == np.arange(len(order))).all())
    arrays = [each for each in outcomes if isinstance(each, np.ndarray)]
    if len(arrays) == len(outcomes) and len({each.shape[1:] for each in arrays}) == 1:
        whole = arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
        return whole if straight else whole[order]
    flat = [example for each in outcomes for example in each]
    return [flat[i] for i in order]


def run_gradients(
    net: Any, by: Sequence[Any], given: Given, settings: Settings, random: Any
) -> list[Outcome]:
    """The gradients of the sum of all outputs: by inputs for each example, by arrays summed over them."""
    parts = pieces(given, settings)
    found: list[list[Any]] = [[] for _ in by]
    for part, results in evaluated(net, given, parts, settings, random, gradients=tuple(by)):
        for name, values in zip(by, found, strict=True):
            values.append(gradient_part(part, name, np.asarray(results[gradient_key(name)])))
    return [
        joined(values, order_of(parts)) if isinstance(name, str) else sum(values[1:], values[0])
        for name, values in zip(by, found, strict=True)
    ]


def gradient_part(part: Given, name: Any, gradient: np.ndarray) -> Outcome:
    """A gradient by an input cut to the lengths of its examples; one by an array once, not per example."""
    if not isinstance(name, str):
        return gradient[0]
    lengths = part.inputs[name].lengths
    return cut(gradient, lengths) if lengths else gradient
