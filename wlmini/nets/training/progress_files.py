"""Progress written to a file: a row a round as CSV or TSV, or all rounds as JSON or Wolfram Language."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from typing import Any

from ...expr import Association, make_list
from ...kernel.messages import Failure
from ...kernel.permissions import ask
from ...kernel.whole_files import named_path, write_whole
from ..ports import Misfit
from ..texts import TEXTS
from .intervals import Interval, Timer
from .loop import OWNER, Training, Watcher
from .record import Record, latest
from .rows import means

__all__ = ["SUFFIXES", "FileWatcher"]

TEXTS.declare(
    noprogressfile="The progress file `1` could not be written: `2`. Training goes on.",
)

FIELDS: dict[str, Callable[[Record], Any]] = {
    "ProgressFraction": lambda r: r.fraction,
    "Round": lambda r: r.round,
    "TotalRounds": lambda r: r.rounds,
    "Batch": lambda r: r.batch,
    "AbsoluteBatch": lambda r: r.done,
    "TimeElapsed": lambda r: r.elapsed,
    "TimeRemaining": lambda r: r.remaining,
    "ExamplesPerSecond": lambda r: r.examples_per_second,
    "LearningRate": lambda r: r.current_rate,
    "BatchLoss": lambda r: r.batch_loss,
    "RoundLoss": lambda r: r.round_loss,
    "ValidationLoss": lambda r: r.validation_loss,
}
Row = dict[str, Any]


def as_table(rows: list[Row], separator: str) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=separator, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows([{name: "" if value is None else value for name, value in row.items()} for row in rows])
    return out.getvalue()


def as_json(rows: list[Row], kernel: Any) -> str:
    plain = [
        {
            name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in row.items()
        }
        for row in rows
    ]
    return json.dumps(plain, indent=1) + "\n"


def as_language(rows: list[Row], kernel: Any) -> str:
    items = [
        Association.of((name, value) for name, value in row.items() if value is not None) for row in rows
    ]
    return str(kernel.show(make_list(items), "InputForm")) + "\n"


SUFFIXES: dict[str, Callable[[list[Row], Any], str]] = {
    ".csv": lambda rows, kernel: as_table(rows, ","),
    ".tsv": lambda rows, kernel: as_table(rows, "\t"),
    ".json": as_json,
    ".wl": as_language,
}


class FileWatcher(Watcher):
    """Writes what has happened so far, at every interval; the file is whole at any moment."""

    def __init__(self, name: str, interval: Interval) -> None:
        self.path, self.timer = named_path(name), Timer(interval)
        ask("write", str(self.path))
        if not self.path.parent.is_dir():
            raise Misfit("nofolder", str(self.path.parent), "TrainingProgressReporting", owner=OWNER)
        self.rows: list[Row] = []

    def batch(self, training: Training) -> str | None:
        if self.timer.due(training.record):
            self.add(training)
        return None

    def end(self, training: Training) -> None:
        if training.record.done and (not self.rows or self.rows[-1]["AbsoluteBatch"] != training.record.done):
            self.add(training)

    def add(self, training: Training) -> None:
        record = training.record
        row = {name: field(record) for name, field in FIELDS.items()}
        row |= {f"Round{name}": value for name, value in means(latest(record.round_measurements)).items()}
        values = means(latest(record.validation_measurements))
        row |= {f"Validation{name}": value for name, value in values.items()}
        self.rows.append(row)
        try:
            text = SUFFIXES[self.path.suffix.lower()](self.rows, training.kernel)
            write_whole(self.path, text.encode())
        except OSError as error:
            training.kernel.message(OWNER, "noprogressfile", str(self.path), error.strerror or str(error))
        except Failure as failure:
            training.kernel.message(OWNER, failure.tag, *failure.arguments)
