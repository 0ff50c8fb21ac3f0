"""Validation: the data held against a net now and then, and which net was the best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ...expr import Expr, S
from .. import samples
from ..columns import examples_at
from ..data import Column, named_data, read_columns
from ..engines.choice import Engine
from ..losses import Problem, encode_examples
from ..measurements import Asked, simple_error
from ..objective import Assessor
from ..ports import Misfit
from ..seeding import stream
from ..stored_arrays import StoredArray
from ..values import Net
from .intervals import EVERY_ROUND, Interval, Timer, with_intervals
from .record import Record
from .supplies import Generator, read_generator

__all__ = ["Held", "Validator", "read_validation", "split"]

SPLIT = 1  # the purpose of the random numbers that choose the examples held out
OWNER = S.NetTrain


@dataclass(frozen=True)
class Held:
    """What ValidationSet says: columns, a fraction, or a generator; and how often it is looked at."""

    columns: Mapping[str, Column] | None = None
    fraction: float | None = None
    generator: Generator | None = None
    interval: Interval = EVERY_ROUND


def read_validation(spec: Any, data: Any, net: Net, kernel: Any) -> Held | None:
    """What ValidationSet -> spec stands for, None where nothing is held against the net."""
    spec, interval, further = with_intervals(spec, EVERY_ROUND, S.ValidationSet)
    if spec is S["None"] or spec is S.Automatic and not isinstance(data, str):
        return None
    if further:  # a generator has {f, "RoundLength" -> n}
        spec = S.List(spec, *(S.Rule(key, value) for key, value in further.items()))
    if isinstance(spec, Expr) and spec.head is S.Scaled:
        return Held(fraction=fraction_of(spec), interval=interval)
    if spec is S.Automatic or isinstance(spec, str):
        spec = named_data(str(data if spec is S.Automatic else spec), "TestData", OWNER, kernel)
    generator = read_generator(spec, kernel)
    if generator is not None:
        return Held(generator=generator, interval=interval)
    return Held(columns=read_columns(spec, net, OWNER, kernel), interval=interval)


def fraction_of(spec: Expr) -> float:
    fraction = spec.parts[0] if len(spec.parts) == 1 else None
    if not isinstance(fraction, int | float | Fraction) or not 0 < fraction < 1:
        raise Misfit("optval", spec, S.ValidationSet, "Scaled[f] with 0 < f < 1", owner=OWNER)
    return float(fraction)


def split(
    columns: Mapping[str, Column], fraction: float, seed: int
) -> tuple[dict[str, Column], dict[str, Column]]:
    """(the rest, a random part of the examples), each in the order of the data."""
    total = len(next(iter(columns.values())))
    held = round(total * fraction)
    if not 0 < held < total:
        spec = S.Scaled(fraction)
        raise Misfit("optval", spec, S.ValidationSet, f"a part of the {total} examples", owner=OWNER)
    order = stream(seed, SPLIT).permutation(total)
    return taken(columns, np.sort(order[held:])), taken(columns, np.sort(order[:held]))


def taken(columns: Mapping[str, Column], index: np.ndarray) -> dict[str, Column]:
    return {
        name: values.chosen(index) if isinstance(values, StoredArray) else examples_at(values, index)
        for name, values in columns.items()
    }


class Validator:
    """Assesses the net with the validation data, at its interval."""

    def __init__(
        self, problem: Problem, held: Held, asked: list[Asked], engine: Engine, batch: int, kernel: Any
    ) -> None:
        self.held, self.asked, self.kernel, self.batch = held, asked, kernel, batch
        self.timer = Timer(held.interval)
        self.error = simple_error(problem)
        self.posed = problem
        if held.generator is not None:
            problem = self.generated(0)
        else:
            problem = encode_examples(problem, held.columns or {}, kernel, OWNER)
        wanted = [*asked, *([self.error] if self.error else [])]
        gathers = [gather for each in wanted for gather in each.gathers]
        taps = {each.tap for each in asked if each.tap is not None}
        self.assessor = Assessor(problem, engine, [*gathers, samples.loss, samples.count], taps=taps)

    def generated(self, number: int) -> Problem:
        """The problem with a new batch of examples from the generator."""
        assert self.held.generator is not None
        columns = self.held.generator.columns(self.posed.net, self.batch, number)
        return encode_examples(self.posed, columns, self.kernel, OWNER)

    @property
    def count(self) -> int | None:
        """How many examples there are, None where they are made."""
        return None if self.held.generator else self.assessor.problem.count

    def run(self, store: Any, record: Record) -> tuple[float, float]:
        """Validate and write down what came out; gives the rank of the net, the lower the better."""
        totals = self.assess(store, record)
        loss = float(totals[samples.loss] / totals[samples.count])
        problem = self.assessor.problem
        found = {each.key: each.value(totals, problem, store, self.kernel, OWNER) for each in self.asked}
        record.validated(loss, found)
        if self.error is None:
            return loss, loss
        return float(self.error.value(totals, problem, store)), loss

    def assess(self, store: Any, record: Record) -> Any:
        if self.held.generator is None:
            return self.assessor.run(store)
        self.assessor.totals.clear()
        for _ in range(self.held.generator.calls(self.batch)):
            problem = self.generated(record.round)
            whole = self.assessor.arrays_of(problem)
            self.assessor.take(whole, store)
        return self.assessor.totals
