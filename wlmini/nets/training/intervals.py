"""How often something happens during training: every so many seconds, batches, rounds or examples."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from ...expr import Expr, S, Symbol, is_list
from ..ports import Misfit

__all__ = ["EVERY_ROUND", "SECONDS", "Interval", "Timer", "read_amount", "with_intervals"]

SECONDS = {
    "Milliseconds": 0.001, "Millisecond": 0.001, "Seconds": 1, "Second": 1, "Minutes": 60, "Minute": 60,
    "Hours": 3600, "Hour": 3600, "Days": 86400, "Day": 86400,
}  # fmt: skip
UNITS = {
    "Rounds": "Rounds", "Round": "Rounds", "Batches": "Batches", "Batch": "Batches",
    "Examples": "Examples", "Example": "Examples", "Percent": "Percent",
}  # fmt: skip
EXPECTED = 'a number, or a Quantity of "Seconds", "Batches", "Rounds", "Examples" or "Percent"'


@dataclass(frozen=True)
class Interval:
    """An amount of a unit, and the least time in seconds from one event to the next."""

    amount: float
    unit: str
    least: float = 0.0

    def batches(self, now: Any) -> float:
        """How many batches the interval lasts, where it is not one of time."""
        whole = {
            "Batches": 1,
            "Rounds": now.batches,
            "Examples": 1 / max(1, now.batch_size),
            "Percent": now.expected / 100,
        }
        return max(1.0, self.amount * whole[self.unit])


EVERY_ROUND = Interval(1, "Rounds")


class Timer:
    """Tells after every batch whether an interval is over."""

    def __init__(self, interval: Interval) -> None:
        self.interval = interval
        self.last = 0.0 if interval.unit == "Seconds" else -math.inf

    def due(self, now: Any) -> bool:
        """Whether it is time again; `now` says where training stands."""
        interval = self.interval
        if interval.unit == "Seconds":
            over = now.elapsed - self.last >= max(interval.amount, interval.least)
        else:
            step = interval.batches(now)
            over = int(now.done / step) > int((now.done - 1) / step)
            over = over and now.elapsed - self.last >= interval.least
        if over:
            self.last = now.elapsed
        return over


def read_amount(value: Any, unit: str) -> Interval | None:
    """The interval that a number (of the given unit) or a Quantity is, None where it is neither."""
    if isinstance(value, Expr) and value.head is S.Quantity and len(value.parts) == 2:
        amount, name = value.parts
        name = name.short if isinstance(name, Symbol) else name
        if name in SECONDS and positive(amount):
            return Interval(float(amount) * SECONDS[name], "Seconds")
        return Interval(float(amount), UNITS[name]) if name in UNITS and positive(amount) else None
    return Interval(float(value), unit) if positive(value) else None


def positive(value: Any) -> bool:
    return isinstance(value, int | float | Fraction) and value >= 0


def with_intervals(spec: Any, default: Interval, option: Any) -> tuple[Any, Interval, dict[str, Any]]:
    """(form, its interval, further rules) of a form or {form, "Interval" -> ..., ...}."""
    if not (is_list(spec) and len(spec) > 1 and all(map(is_rule, spec.parts[1:]))):
        return spec, default, {}
    rules = {rule.parts[0]: rule.parts[1] for rule in spec.parts[1:]}
    interval = default
    if "Interval" in rules:
        found = read_amount(rules.pop("Interval"), default.unit)
        if found is None:
            raise Misfit("optval", spec, option, f'with "Interval" -> {EXPECTED}', owner=S.NetTrain)
        interval = replace(found, least=default.least)
    if "MinimumInterval" in rules:
        found = read_amount(rules.pop("MinimumInterval"), "Seconds")
        if found is None or found.unit != "Seconds":
            raise Misfit("optval", spec, option, 'with "MinimumInterval" -> seconds', owner=S.NetTrain)
        interval = replace(interval, least=found.amount)
    return spec.parts[0], interval, rules


def is_rule(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Rule and isinstance(expr.parts[0], str)
