"""What training shows while it runs: the reporters of TrainingProgressReporting."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..expr import Expr, S, is_list
from .ports import Misfit

__all__ = ["Moment", "PrintReporter", "Reporter", "read_reporting"]

INTERVAL = 2.0  # seconds between two rows of "Print"


@dataclass(frozen=True)
class Moment:
    """Where training stands."""

    round: int
    rounds: int
    batch: int
    batches: int
    examples_per_second: float
    elapsed: float
    remaining: float
    round_loss: float | None
    batch_loss: float
    validation_loss: float | None = None
    validation_error: float | None = None

    @property
    def fraction(self) -> float:
        """How much of the training is done."""
        return ((self.round - 1) * self.batches + self.batch) / max(1, self.rounds * self.batches)


class Reporter:
    """Reports nothing; "Print" overrides what it wants to tell."""

    def begin(self, say: Callable[[str], None], facts: dict[str, Any]) -> None:
        """Training starts; `say` prints a line."""

    def moment(self, now: Moment) -> None:
        """A batch is done."""

    def end(self, text: str) -> None:
        """Training is over."""


COLUMNS = (
    ("%", 5, lambda m: f"{100 * m.fraction:.0f}"),
    ("round", 12, lambda m: f"{m.round}/{m.rounds}"),
    ("batch", 12, lambda m: f"{m.batch}/{m.batches}"),
    ("inputs/s", 10, lambda m: f"{m.examples_per_second:.0f}"),
    ("elapsed", 9, lambda m: clock(m.elapsed)),
    ("left", 9, lambda m: clock(m.remaining)),
    ("round loss", 12, lambda m: figure(m.round_loss)),
    ("batch loss", 12, lambda m: figure(m.batch_loss)),
    ("val. loss", 12, lambda m: figure(m.validation_loss)),
    ("val. error", 12, lambda m: "" if m.validation_error is None else f"{100 * m.validation_error:.2f}%"),
)


def clock(seconds: float) -> str:
    return f"{seconds:.1f}s" if seconds < 100 else f"{seconds / 60:.1f}min"


def figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


class PrintReporter(Reporter):
    """A header, a row every two seconds and after the last batch, and a closing line."""

    def __init__(self, interval: float = INTERVAL) -> None:
        self.interval = interval
        self.say: Callable[[str], None] = print
        self.last = 0.0
        self.validated = False

    def begin(self, say: Callable[[str], None], facts: dict[str, Any]) -> None:
        self.say, self.last = say, time.perf_counter()
        self.validated = bool(facts.get("validation"))
        say(
            f"Training: {facts['method']}, {facts['examples']} examples, batch size {facts['batch size']}, "
            f"{facts['batches']} batches a round"
        )
        say("".join(name.rjust(width) for name, width, _ in self.columns()))

    def columns(self) -> tuple[Any, ...]:
        return COLUMNS if self.validated else COLUMNS[:-2]

    def moment(self, now: Moment) -> None:
        clock_now = time.perf_counter()
        if clock_now - self.last < self.interval and now.fraction < 1:
            return
        self.last = clock_now
        self.say("".join(show(now).rjust(width) for _, width, show in self.columns()))

    def end(self, text: str) -> None:
        self.say(text)


REPORTING = 'Automatic, "Print", {"Print", "Interval" -> seconds} or None'


def read_reporting(spec: Any) -> Reporter:
    """The reporter that TrainingProgressReporting asks for; Automatic prints, there being no notebook."""
    if spec is S["None"]:
        return Reporter()
    if spec is S.Automatic or spec == "Print":
        return PrintReporter()
    if is_list(spec) and len(spec) == 2 and spec.parts[0] == "Print":
        rule = spec.parts[1]
        if isinstance(rule, Expr) and rule.head is S.Rule and rule.parts[0] == "Interval":
            seconds = rule.parts[1]
            if (
                isinstance(seconds, Expr)
                and seconds.head is S.Quantity
                and seconds.parts[1] in ("Seconds", "Second")
            ):
                seconds = seconds.parts[0]
            if isinstance(seconds, int | float):
                return PrintReporter(float(seconds))
    form = spec.parts[0] if is_list(spec) and len(spec) else spec
    if form in ("Panel", "ProgressIndicator", "Print") or isinstance(form, Expr):
        raise Misfit("optbuilt", S.TrainingProgressReporting, spec, owner=S.NetTrain)
    raise Misfit("optval", spec, S.TrainingProgressReporting, REPORTING, owner=S.NetTrain)
