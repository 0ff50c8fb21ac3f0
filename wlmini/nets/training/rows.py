"""Progress as plain text: a header, a row now and then, a closing line; or a line for every tenth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...expr import Association
from .intervals import Interval, Timer
from .loop import Training, Watcher
from .record import Record, latest

__all__ = ["COLUMNS", "PercentWatcher", "RowWatcher", "clock", "closing", "figure", "header", "means"]

Column = tuple[str, int, Callable[[Record], str]]


def clock(seconds: float) -> str:
    """A time for people."""
    if seconds < 100:
        return f"{seconds:.1f}s"
    return f"{seconds / 60:.1f}min" if seconds < 6000 else f"{seconds / 3600:.1f}h"


def figure(value: Any) -> str:
    """A number in a few digits, nothing where there is none."""
    return f"{value:.4g}" if isinstance(value, int | float) else ""


COLUMNS: tuple[Column, ...] = (
    ("%", 5, lambda r: f"{100 * r.fraction:.0f}"),
    ("round", 12, lambda r: f"{r.round}/{r.rounds}"),
    ("batch", 12, lambda r: f"{r.batch}/{r.batches}"),
    ("inputs/s", 10, lambda r: f"{r.examples_per_second:.0f}"),
    ("elapsed", 9, lambda r: clock(r.elapsed)),
    ("left", 9, lambda r: clock(r.remaining)),
    ("round loss", 12, lambda r: figure(r.round_loss)),
    ("batch loss", 12, lambda r: figure(r.batch_loss)),
)
VALIDATION: tuple[Column, ...] = (("val. loss", 12, lambda r: figure(r.validation_loss)),)


def means(values: dict[Any, Any]) -> dict[str, float]:
    """The measurements that are numbers, those of classes averaged, the others left out."""
    found = {}
    for key, value in values.items():
        if isinstance(value, Association):
            numbers = [each for each in value.values() if isinstance(each, int | float)]
            value = sum(numbers) / len(numbers) if numbers else None
        if key != "Loss" and isinstance(value, int | float):
            found[key if isinstance(key, str) else repr(key)] = float(value)
    return found


def header(record: Record) -> str:
    """What is trained on, and how."""
    examples = "generated examples" if record.examples is None else f"{record.examples} examples"
    return (
        f"Training: {record.method}, {examples}, batch size {record.batch_size}, "
        f"{record.batches} batches a round"
    )


ENDS = {
    "Aborted": "Training was aborted",
    "Interrupted": "Training was ended",
    "StopTraining": "Training was ended by the progress function",
    "Diverged": "Training diverged",
    "DataFailure": "Training ended early",
}


def closing(record: Record) -> str:
    """How it ended."""
    start = ENDS.get(record.reason or "", "Training complete")
    return f"{start} after {record.round} rounds, {clock(record.elapsed)}."


class RowWatcher(Watcher):
    """Prints a row at every interval and after the last batch."""

    def __init__(self, interval: Interval) -> None:
        self.timer = Timer(interval)
        self.columns: tuple[Column, ...] = COLUMNS

    def begin(self, training: Training) -> None:
        self.columns = COLUMNS
        if training.validator is not None:
            asked = tuple(measured(each.key) for each in training.asked if each.is_number)
            self.columns = (*COLUMNS, *VALIDATION, *asked)
        training.kernel.printer(header(training.record))
        training.kernel.printer("".join(name.rjust(width) for name, width, _ in self.columns))

    def batch(self, training: Training) -> str | None:
        if self.timer.due(training.record) or training.record.done == training.record.expected:
            self.row(training)
        return None

    def row(self, training: Training) -> None:
        cells = (show(training.record).rjust(width) for _, width, show in self.columns)
        training.kernel.printer("".join(cells))

    def end(self, training: Training) -> None:
        training.kernel.printer(closing(training.record))


def measured(key: Any) -> Column:
    """The column of a validation measurement."""
    name = key if isinstance(key, str) else repr(key)
    shown = name if len(name) < 11 else name[:10]

    def show(record: Record) -> str:
        return figure(means(latest(record.validation_measurements)).get(name))

    return shown, 12, show


class PercentWatcher(Watcher):
    """Prints a line whenever another tenth of the training is done."""

    def __init__(self) -> None:
        self.tenths = 0

    def batch(self, training: Training) -> str | None:
        tenths = int(10 * training.record.fraction)
        if tenths > self.tenths:
            self.tenths = tenths
            left = clock(training.record.remaining)
            training.kernel.printer(f"{10 * tenths}% of the training done, {left} left")
        return None
