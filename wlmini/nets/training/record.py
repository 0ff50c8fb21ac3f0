"""Where a training stands and what has happened in it so far: numbers only, nothing is computed here."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Record", "extend", "latest"]

LASTING = (
    "round", "batch", "done", "seen", "rounds", "batch_losses", "round_losses", "validation_losses",
    "round_positions", "validation_positions", "round_measurements", "batch_measurements",
    "validation_measurements", "best_round", "files", "round_total", "round_seen",
)  # fmt: skip


@dataclass
class Record:
    """Changes with every batch; reporters and functions read it."""

    method: str
    rate: float  # at the beginning
    batch_size: int
    batches: int  # in a round
    rounds: int  # planned; fewer where time or a criterion ends training
    examples: int | None = None  # to train on; None where a generator makes them
    validation_examples: int | None = None
    device: Any = "CPU"  # as it was asked for
    current_rate: float = 0.0
    # the position
    round: int = 0
    batch: int = 0  # in the round
    done: int = 0  # batches altogether
    seen: int = 0  # examples altogether
    seconds: float | None = None  # a limit to the time
    # the history
    batch_losses: list[float] = field(default_factory=list)
    round_losses: list[float] = field(default_factory=list)
    validation_losses: list[float] = field(default_factory=list)
    round_positions: list[int] = field(default_factory=list)
    validation_positions: list[int] = field(default_factory=list)
    round_measurements: dict[Any, list[Any]] = field(default_factory=dict)
    batch_measurements: dict[Any, list[Any]] = field(default_factory=dict)
    validation_measurements: dict[Any, list[Any]] = field(default_factory=dict)
    best_round: int | None = None
    files: list[str] = field(default_factory=list)
    reason: str | None = None
    # this round
    round_total: float = 0.0
    round_seen: int = 0
    # time
    started: float = field(default_factory=time.perf_counter)
    before: float = 0.0  # seconds of the training that this one continues
    done_before: int = 0

    @property
    def elapsed(self) -> float:
        """Seconds of training."""
        return time.perf_counter() - self.started + self.before

    @property
    def expected(self) -> int:
        """How many batches there will be, as far as known."""
        return max(1, self.rounds * self.batches)

    @property
    def fraction(self) -> float:
        """How much of the training is done."""
        by_time = 0.0 if self.seconds is None else (self.elapsed - self.before) / max(self.seconds, 1e-9)
        return min(1.0, max(self.done / self.expected, by_time))

    @property
    def remaining(self) -> float:
        """Seconds still to go."""
        pace = (self.elapsed - self.before) / max(1, self.done - self.done_before)
        left = pace * max(0, self.expected - self.done)
        if self.seconds is None:
            return left
        return min(left, max(0.0, self.seconds - (self.elapsed - self.before)))

    @property
    def batches_per_second(self) -> float:
        """The mean of this run."""
        return (self.done - self.done_before) / max(self.elapsed - self.before, 1e-9)

    @property
    def examples_per_second(self) -> float:
        """The mean of this run."""
        return self.batches_per_second * self.seen / max(1, self.done)

    @property
    def batch_loss(self) -> float:
        """The loss of the latest batch."""
        return self.batch_losses[-1] if self.batch_losses else float("nan")

    @property
    def round_loss(self) -> float | None:
        """The mean loss of the latest whole round."""
        return self.round_losses[-1] if self.round_losses else None

    @property
    def validation_loss(self) -> float | None:
        """The loss of the latest validation."""
        return self.validation_losses[-1] if self.validation_losses else None

    def begin_round(self) -> None:
        """The next round starts."""
        self.round += 1
        self.batch, self.round_seen, self.round_total = 0, 0, 0.0

    def add(self, loss: float, count: int) -> None:
        """A batch is done."""
        self.batch_losses.append(loss)
        self.round_total += loss * count
        self.round_seen += count
        self.seen += count
        self.batch += 1
        self.done += 1

    def end_round(self, measurements: dict[Any, Any]) -> None:
        """A round is done, or what there was time for."""
        self.round_losses.append(self.round_total / max(1, self.round_seen))
        self.round_positions.append(self.done)
        extend(self.round_measurements, {"Loss": self.round_losses[-1], **measurements})

    def validated(self, loss: float, measurements: dict[Any, Any]) -> None:
        """The net was held against the validation data."""
        self.validation_losses.append(loss)
        self.validation_positions.append(self.done)
        extend(self.validation_measurements, {"Loss": loss, **measurements})

    def state(self) -> dict[str, Any]:
        """What a continued training needs to know."""
        fixed = {"batches": self.batches, "examples": self.examples}
        return {**fixed, **{name: getattr(self, name) for name in LASTING}, "before": self.elapsed}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on where another training was; the rounds to be done are those asked for now."""
        rounds = self.rounds
        for name in (*LASTING, "before"):
            setattr(self, name, state[name])
        self.rounds = rounds
        self.done_before = self.done


def extend(lists: dict[Any, list[Any]], values: dict[Any, Any]) -> None:
    """Add one value to each of the lists."""
    for key, value in values.items():
        lists.setdefault(key, []).append(value)


def latest(lists: dict[Any, list[Any]]) -> dict[Any, Any]:
    """The last value of each of the lists."""
    return {key: values[-1] for key, values in lists.items() if values}
