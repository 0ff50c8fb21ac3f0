"""The measurements taken while a net is trained: of every batch, or now and then, and over a round."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..measurements import Asked
from ..samples import Sample, Totals
from .intervals import Timer

__all__ = ["Gauges"]

Value = Callable[[Asked, Totals], Any]


class Gauge:
    """Measurements that are taken together: what was gathered in this round, and when it is time."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.asked = asked
        interval = asked[0].interval
        self.timer = None if interval is None else Timer(interval)
        self.totals = Totals([gather for each in asked for gather in each.gathers])

    def values(self, totals: Totals, value: Value) -> dict[Any, Any]:
        """The measurements, as far as anything was gathered for them."""
        missing = self.totals.gathers and not totals.sums
        return {} if missing else {each.key: value(each, totals) for each in self.asked}

    def add(self, sample: Sample, record: Any, value: Value) -> dict[Any, Any]:
        """Take a batch in, if it is time; gives the measurements of it alone that are numbers."""
        if not self.totals.gathers or self.timer is not None and not self.timer.due(record):
            return {}
        single = self.totals.add(sample)
        return {each.key: value(each, single) for each in self.asked if each.is_number}


class Gauges:
    """All measurements of a training."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        always = [each for each in asked if each.interval is None]
        seldom = [[each] for each in asked if each.interval is not None]
        self.gauges = [Gauge(each) for each in (always, *seldom) if each]
        self.any = any(gauge.totals.gathers for gauge in self.gauges)

    def add(self, sample: Sample, record: Any, value: Value) -> dict[Any, Any]:
        """Take a batch in; gives what was measured of it."""
        return {key: found for each in self.gauges for key, found in each.add(sample, record, value).items()}

    def values(self, value: Value) -> dict[Any, Any]:
        """The measurements over the round."""
        return {key: found for each in self.gauges for key, found in each.values(each.totals, value).items()}

    def clear(self) -> None:
        """A round begins."""
        for each in self.gauges:
            each.totals.clear()

    def state(self) -> list[dict[Any, Any]]:
        """What a continued training needs to know."""
        return [dict(each.totals.sums) for each in self.gauges]

    def restore(self, state: Sequence[Mapping[Any, Any]]) -> None:
        """Go on where another training was."""
        for each, sums in zip(self.gauges, state, strict=True):
            each.totals.sums = dict(sums)
