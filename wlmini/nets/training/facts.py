"""What functions of the user are told about a training: one entry of a table for each key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from ...arrays import NumericArray, pack
from ...expr import Association, Expr, Packed, S, Symbol, is_list, make_list
from ..batches import Batch
from .loop import Training
from .record import Record, latest

__all__ = ["KEYS", "facts", "keys_used", "listed_measurements"]

Fact = Callable[[Training], Any]


def of_record(f: Callable[[Record], Any]) -> Fact:
    return lambda training: f(training.record)


def numbers(values: Iterable[float]) -> Any:
    """A list of reals."""
    array = np.array(list(values), np.float64)
    return pack(array) if array.size else make_list([])


def measured(values: dict[Any, Any]) -> Association:
    return Association.of(values.items())


def listed_measurements(lists: dict[Any, list[Any]]) -> Association:
    """All values of every measurement."""
    return Association.of((key, make_list(values)) for key, values in lists.items())


def missing(value: Any) -> Any:
    return S.Missing("NotAvailable") if value is None else value


def by_array(training: Training, arrays: Any, f: Callable[[np.ndarray], Any]) -> Association:
    return Association.of((make_list(path), f(arrays[path])) for path in training.store.trainable)  # type: ignore[arg-type]


def root_mean_square(array: np.ndarray) -> float:
    return float(np.sqrt(np.square(array, dtype=np.float64).mean()))


def whole(array: np.ndarray) -> Any:
    return NumericArray(array.copy())


def flat(training: Training, arrays: Any) -> Any:
    parts = [arrays[path].ravel() for path in training.store.trainable]
    return NumericArray(np.concatenate(parts) if parts else np.zeros(0, training.dtype))


def batch_data(training: Training) -> Any:
    latest = training.latest
    arrays = {} if latest is None else latest.arrays
    return Association.of((name, batch_expr(array)) for name, array in arrays.items())


def batch_expr(array: Any) -> Any:
    """The examples of one port in a batch: an array, or a list of arrays of different lengths."""
    if isinstance(array, Batch) and array.lengths:
        return make_list(NumericArray(each) for each in array.examples())
    return NumericArray(np.array(array.array if isinstance(array, Batch) else array))


def indices(training: Training) -> Any:
    index = None if training.latest is None else training.latest.index
    return S.Missing("NotAvailable") if index is None else pack(index + 1)


def example_losses(training: Training) -> Any:
    return make_list([]) if training.latest is None else numbers(training.latest.losses)


KEYS: dict[str, Fact] = {
    "AbsoluteBatch": of_record(lambda r: r.done),
    "Batch": of_record(lambda r: r.batch),
    "BatchData": batch_data,
    "BatchIndices": indices,
    "BatchLoss": of_record(lambda r: r.batch_loss),
    "BatchLossList": of_record(lambda r: numbers(r.batch_losses)),
    "BatchMeasurements": of_record(
        lambda r: measured({"Loss": r.batch_loss, **latest(r.batch_measurements)})
    ),
    "BatchMeasurementsLists": of_record(
        lambda r: listed_measurements({"Loss": r.batch_losses, **r.batch_measurements})
    ),
    "BatchSize": of_record(lambda r: r.batch_size),
    "BatchesPerRound": of_record(lambda r: r.batches),
    "BatchesPerSecond": of_record(lambda r: r.batches_per_second),
    "BestValidationRound": of_record(lambda r: missing(r.best_round)),
    "CheckpointingFiles": of_record(lambda r: make_list(r.files)),
    "Event": lambda training: "RoundEnd" if training.record.batch == training.record.batches else "BatchEnd",
    "ExampleLosses": example_losses,
    "ExamplesPerSecond": of_record(lambda r: r.examples_per_second),
    "ExamplesProcessed": of_record(lambda r: r.seen),
    "Gradients": lambda training: by_array(training, training.store.gradients, whole),
    "GradientsRMS": lambda training: by_array(training, training.store.gradients, root_mean_square),
    "GradientsVector": lambda training: flat(training, training.store.gradients),
    "InitialLearningRate": of_record(lambda r: r.rate),
    "LearningRate": of_record(lambda r: r.current_rate),
    "MeanBatchesPerSecond": of_record(lambda r: r.batches_per_second),
    "MeanExamplesPerSecond": of_record(lambda r: r.examples_per_second),
    "Net": lambda training: training.net_with(training.store),
    "OptimizationMethod": of_record(lambda r: r.method),
    "ProgressFraction": of_record(lambda r: r.fraction),
    "Round": of_record(lambda r: r.round),
    "RoundLoss": of_record(lambda r: missing(r.round_loss)),
    "RoundLossList": of_record(lambda r: numbers(r.round_losses)),
    "RoundMeasurements": of_record(lambda r: measured(latest(r.round_measurements))),
    "RoundMeasurementsLists": of_record(lambda r: listed_measurements(r.round_measurements)),
    "TargetDevice": of_record(lambda r: r.device),
    "TimeElapsed": of_record(lambda r: r.elapsed),
    "TimeRemaining": of_record(lambda r: r.remaining),
    "TotalBatches": of_record(lambda r: r.expected),
    "TotalRounds": of_record(lambda r: r.rounds),
    "ValidationLoss": of_record(lambda r: missing(r.validation_loss)),
    "ValidationLossList": of_record(lambda r: numbers(r.validation_losses)),
    "ValidationMeasurements": of_record(lambda r: measured(latest(r.validation_measurements))),
    "ValidationMeasurementsLists": of_record(lambda r: listed_measurements(r.validation_measurements)),
    "Weights": lambda training: by_array(training, training.store, whole),
    "WeightsRMS": lambda training: by_array(training, training.store, root_mean_square),
    "WeightsVector": lambda training: flat(training, training.store),
}


def facts(training: Training, keys: Iterable[str] = tuple(KEYS)) -> Association:
    """The association that a function is given, with these keys."""
    return Association.of((key, KEYS[key](training)) for key in keys)


def keys_used(function: Any) -> tuple[str, ...]:
    """The keys that a pure function can look at: nets and gradients are only copied for those who ask."""
    if not isinstance(function, Expr) or function.head is not S.Function or not function.parts:
        return tuple(KEYS)
    given = function.parts[0] if len(function.parts) > 1 else None
    names = given.parts if isinstance(given, Expr) and is_list(given) else (given,)
    found = set(mentions(function.parts[-1], names[0] if isinstance(names[0], Symbol) else None))
    return tuple(KEYS) if None in found else tuple(key for key in KEYS if key in found)


def mentions(body: Any, name: Symbol | None) -> Iterator[str | None]:
    """The keys that a body asks its argument for, and None where it uses the argument as a whole."""
    if name is not None and body is name:
        yield None
    if not isinstance(body, Expr) or isinstance(body, Packed):
        return
    if body.head is S.Slot and len(body.parts) == 1:
        yield body.parts[0] if isinstance(body.parts[0], str) else None
        return
    if is_argument(body.head, name) and len(body.parts) == 1 and isinstance(body.parts[0], str):
        yield body.parts[0]
        return
    if body.head is S.Function and len(body.parts) == 1:
        return  # its slots are its own
    for part in (body.head, *body.parts):
        yield from mentions(part, name)


def is_argument(head: Any, name: Symbol | None) -> bool:
    """Whether a head is the argument of the function: #, or its name."""
    slot = isinstance(head, Expr) and head.head is S.Slot and head.parts in ((), (1,))
    return slot or name is not None and head is name
