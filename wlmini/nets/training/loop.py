"""The training loop: one batch after the other, and what is done between them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ...expr import Association, Expr, S
from ...kernel.interrupts import abort, noticed
from ...kernel.messages import Failure
from ..evaluation import refusing
from ..losses import Problem
from ..measurements import Asked
from ..multipliers import multipliers
from ..objective import Objective, Planner, array_paths, graph_inputs
from ..ports import Misfit
from ..samples import Sample, Totals
from ..seeding import stream
from ..texts import TEXTS
from .checkpoints import Checkpoint, snapshot
from .gauges import Gauges
from .record import Record, extend
from .stopping import Criterion
from .supplies import Supply
from .updating import Updater
from .validation import Validator

__all__ = ["MOST_ROUNDS", "Training", "Watcher"]

TEXTS.declare(
    schedule="The learning-rate schedule `1` gives at step `2` no number but `3`.",
    diverged="The numbers diverged in round `1` (step `2`), so training stopped; the net is the last good "
    "one. Lower LearningRate, or scale the data.",
    nomemory="There is not enough memory to go on; a smaller BatchSize needs less.",
    halted="Training stopped in round `1` after `2` steps; the net is the one so far.",
    interrupted="Training was interrupted in round `1` after `2` steps; the net is the one so far. A "
    "second interrupt aborts at once.",
    nocheckpoint="The checkpoint `1` could not be written: `2`. Training goes on.",
)

AUTOMATIC_SECONDS = 20.0  # of training where neither rounds nor a time are given
MOST_ROUNDS = 10_000
PACE_BATCHES, PACE_SECONDS = 10, 0.5  # after whichever comes first the pace is known
KEPT_EVERY = 16  # batches at least from one copy of the arrays, to fall back on, to the next
WILD = 10  # times the first loss: arrays that give more are on the way to diverge
CHANCE = 4  # the purpose of the random numbers that ops draw
OWNER = S.NetTrain


class Watcher:
    """Sees every batch; reporters and functions of the user override what they need."""

    def begin(self, training: Training) -> None:
        """Training starts."""

    def batch(self, training: Training) -> str | None:
        """A batch is done; "StopTraining" and "AbortTraining" may be asked for."""
        return None

    def end(self, training: Training) -> None:
        """Training is over."""


@dataclass
class Latest:
    """The latest batch: what went in, which examples they are, and the loss of each."""

    arrays: Mapping[str, Any]
    index: np.ndarray | None
    losses: np.ndarray


class Training:
    """One training: the arrays while they change, and all that takes part."""

    def __init__(
        self,
        problem: Problem,
        supply: Supply,
        settings: Any,
        record: Record,
        seed: int,
        kernel: Any,
        asked: list[Asked],
    ) -> None:
        self.problem, self.supply, self.settings, self.record = problem, supply, settings, record
        self.seed, self.kernel, self.asked = seed, kernel, asked
        self.random = stream(seed, CHANCE)
        self.engine = settings.engine
        self.dtype = self.engine.dtype
        self.multipliers = multipliers(problem.net, settings.multipliers)
        self.store = self.make_store()
        scale = self.store.spread(self.multipliers)
        self.updater = Updater(problem.net, settings, self.store, scale)
        self.planner = self.make_planner()
        self.gauges = Gauges(asked)
        self.validator: Validator | None = None
        self.criterion: Criterion | None = None
        self.checkpoints: Sequence[Checkpoint] = ()
        self.watchers: list[Watcher] = []
        self.tell: Callable[[Training], Association] = lambda training: Association.of([])
        self.best: tuple[tuple[float, float], dict[Any, np.ndarray]] | None = None
        self.good, self.good_at = self.store.copies(), 0
        self.settled = True  # whether the number of rounds is
        self.first_batch = 0.0
        self.latest: Latest | None = None
        self.inside = False  # of a round that another training began
        self.final: dict[Any, np.ndarray] = {}

    def make_store(self) -> Any:
        slots = array_paths(self.problem)
        frozen = {path for path, value in self.multipliers.items() if value == 0}
        trained = {path for path, slot in slots.items() if slot.trainable and path not in frozen}
        arrays: dict[Any, Any] = {path: slot.value for path, slot in slots.items()}
        return self.engine.store(arrays, trained)

    def make_planner(self) -> Planner:
        frozen = {path for path, value in self.multipliers.items() if value == 0}
        measured = any(each.gathers for each in self.asked)
        make = partial(
            Objective.of,
            self.problem,
            training=True,
            frozen=frozen.__contains__,
            outputs=self.problem.net.outputs if measured else (),
            taps={each.tap for each in self.asked if each.tap is not None},
        )
        return Planner(self.problem.net, make, True, self.engine, tuple(self.store.trainable))

    # -- running ---------------------------------------------------------------------------------------

    def run(self) -> None:
        """Train until the rounds or the time are over, or something else ends it."""
        with noticed() as self.notice:
            for watcher in self.watchers:
                watcher.begin(self)
            try:
                self.rounds()
            except BaseException as end:
                self.record.reason = "DataFailure" if isinstance(end, Misfit) else "Aborted"
                raise
            finally:
                self.settle_arrays()
                for watcher in self.watchers:
                    watcher.end(self)

    def rounds(self) -> None:
        """One round after the other."""
        record = self.record
        try:
            while record.reason is None and not self.is_complete():
                self.one_round()
        except Misfit as trouble:
            self.give_up(trouble)
        except MemoryError:
            self.give_up(Misfit("nomemory", owner=OWNER))
        record.reason = record.reason or "MaxTrainingRounds"
        if record.reason == "TimeGoal" and self.settings.rounds is None:
            record.rounds = record.round  # there was only an estimate

    def is_complete(self) -> bool:
        record, settings = self.record, self.settings
        if settings.batches is not None and record.done >= settings.batches:
            return True
        timed = settings.rounds is None and settings.batches is None and settings.seconds is not None
        if timed and record.round >= record.rounds:
            record.rounds = record.round + 1  # the estimate was too low: only the time counts
        return record.round >= record.rounds and not self.inside

    def give_up(self, trouble: Misfit) -> None:
        """Training cannot go on: say so; before the first batch there is no net to give."""
        if not self.record.done:
            raise trouble
        self.kernel.message(OWNER, trouble.tag, *trouble.arguments)
        self.kernel.message(OWNER, "halted", self.record.round, self.record.done)
        self.record.reason = "DataFailure"

    def one_round(self) -> None:
        """Every example once, or what a round is for a generator."""
        record = self.record
        if not self.inside:
            record.begin_round()
            self.gauges.clear()
        self.inside = False
        self.supply.begin(record.round)
        while record.batch < record.batches and record.reason is None:
            self.one_batch()
        if 0 < record.batch < record.batches and record.reason != "Diverged":
            self.end_round()

    def look_for_end(self) -> None:
        """Whether the time or the batches are used up, or the user asked for an end."""
        record, most = self.record, self.settings.batches
        if self.notice.insisted:
            abort()
        if self.notice.asked:
            record.reason = "Interrupted"
            self.kernel.message(OWNER, "interrupted", record.round, record.done)
        elif record.seconds is not None and record.elapsed - record.before > record.seconds:
            record.reason = "TimeGoal"
        elif most is not None and record.done >= most:
            record.reason = "MaxTrainingRounds"

    def one_batch(self) -> None:
        if not self.step():
            return
        self.settle_rounds()
        ended = self.record.batch == self.record.batches
        if ended:
            self.end_round()
        self.judge(ended)
        for watcher in self.watchers:
            self.obey(watcher.batch(self))
        for checkpoint in self.checkpoints:
            if checkpoint.timer.due(self.record):
                self.keep(checkpoint)
        if self.record.reason is None:
            self.look_for_end()

    def obey(self, order: str | None) -> None:
        if order == "AbortTraining":
            abort()
        if order == "StopTraining":
            self.record.reason = "StopTraining"

    def step(self) -> bool:
        """Forward, backward and a step of the optimizer; False where the numbers diverge."""
        record = self.record
        part, index = self.supply.take(record.batch)
        size = len(next(iter(part.values())))
        objective, plan = self.planner.plan(part)
        with refusing(self.problem.net):
            results = plan.forward_backward(graph_inputs(part), self.store, self.random)
        losses = objective.total(results)
        loss = float(losses.mean(dtype=np.float64))
        if not np.isfinite(loss) or self.is_due() and not self.keep_good(loss):
            self.diverge()
            return False
        record.current_rate = self.rate_at(record.done + 1)
        self.updater.step(record.done, record.current_rate)
        self.latest = Latest(part, index, losses)
        record.add(loss, size)
        if self.gauges.any:
            sample = Sample(self.problem, dict(objective.losses), part, results)
            extend(record.batch_measurements, self.gauges.add(sample, record, self.value))
        return True

    def is_due(self) -> bool:
        return self.record.done - self.good_at >= max(KEPT_EVERY, self.record.batches)

    def keep_good(self, loss: float) -> bool:
        """Copy the arrays unless they are much worse than at first; False where one is no number any more."""
        if not self.store.is_finite():
            return False
        self.good_at = self.record.done
        if abs(loss) <= WILD * max(abs(self.record.batch_losses[0]), 1e-6):
            self.good = self.store.copies()
        return True

    def diverge(self) -> None:
        record = self.record
        record.reason = "Diverged"
        self.kernel.message(OWNER, "diverged", record.round, record.done + 1)
        self.store.restore(self.good)

    def rate_at(self, step: int) -> float:
        """The learning rate of a step, as "LearningRateSchedule" lowers it."""
        schedule = self.settings.suboptions.get("LearningRateSchedule", S.Automatic)
        if schedule in (S.Automatic, S["None"]):
            return self.record.rate
        value = self.kernel.evaluate(S.N(Expr(schedule, (step, self.record.expected))))
        if not isinstance(value, int | float):
            raise Misfit("schedule", schedule, step, value, owner=OWNER)
        return self.record.rate * value

    def settle_rounds(self) -> None:
        """Where no rounds are given: as many as the time allows, about 20 seconds if none is given.

        The first batch does not count, since a plan is made for it.
        """
        if self.settled:
            return
        record, now = self.record, time.perf_counter()
        done = record.done - record.done_before
        if done == 1:
            self.first_batch = now
        elif done > PACE_BATCHES or now - self.first_batch > PACE_SECONDS:
            pace = (now - self.first_batch) / (done - 1)
            limit = AUTOMATIC_SECONDS if record.seconds is None else record.seconds
            wanted = int((limit - record.elapsed + record.before) / (pace * record.batches))
            most = MOST_ROUNDS if record.seconds is None else record.round + wanted
            record.rounds = max(record.round, min(most, record.round + wanted))
            self.settled = True

    # -- between batches -------------------------------------------------------------------------------

    def value(self, asked: Asked, totals: Totals) -> Any:
        return asked.value(totals, self.problem, self.store, self.kernel, OWNER)

    def end_round(self) -> None:
        self.record.end_round(self.gauges.values(self.value))

    def judge(self, ended: bool) -> None:
        """Validate where it is time, keep the best arrays, and ask whether more training is of use."""
        record, checked = self.record, ended
        if self.validator is not None:
            checked = self.validator.timer.due(record)
            if checked:
                self.validate(self.validator)
        tell = partial(self.tell, self)
        if checked and self.criterion is not None and self.criterion.stop(record, tell, self.kernel):
            record.reason = "TrainingStoppingCriterion"

    def validate(self, validator: Validator) -> None:
        rank = validator.run(self.store, self.record)
        if np.isfinite(rank[1]) and (self.best is None or rank < self.best[0]):
            self.best = (rank, self.store.copies())
            self.record.best_round = self.record.round

    def keep(self, checkpoint: Checkpoint) -> None:
        """Write a checkpoint; a full disk does not end the training."""
        try:
            path = checkpoint.write(self.net_with(self.store), self.state(), self.record)
        except (OSError, ValueError) as error:
            self.kernel.message(OWNER, "nocheckpoint", str(checkpoint.path), str(error))
        except Failure as failure:
            self.kernel.message(OWNER, failure.tag, *failure.arguments)
        else:
            if str(path) not in self.record.files:
                self.record.files.append(str(path))

    # -- the arrays ------------------------------------------------------------------------------------

    def settle_arrays(self) -> None:
        """At the end: the best validated arrays where there are such, else the latest."""
        if not self.store.is_finite():
            self.store.restore(self.good)
        self.final = self.store.copies()
        if self.best is not None:
            self.store.restore(self.best[1])

    def net_with(self, arrays: Any) -> Any:
        """The net with these arrays."""
        paths: list[Any] = [path for path, _ in self.problem.net.slots()]
        values = {path: np.array(arrays[path], dtype=np.float32) for path in paths}
        return self.problem.net.with_arrays(values) if values else self.problem.net

    def state(self) -> dict[str, Any]:
        """All that decides how the training goes on."""
        chance = self.kernel.state.get("random")
        return {
            "seed": self.seed,
            "method": self.settings.method,
            "arrays": self.store.copies(),
            "optimizers": self.updater.state(),
            "random": snapshot(self.random),
            "supply": self.supply.state(inside=self.record.batch < self.record.batches),
            "session": None if chance is None else snapshot(chance),
            "record": self.record.state(),
            "gauges": self.gauges.state(),
            "criterion": None if self.criterion is None else self.criterion.state(),
            "best": None if self.best is None else {"rank": list(self.best[0]), "arrays": self.best[1]},
            "settled": self.settled,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from the state of another training of the same net and data."""
        self.store.restore(state["arrays"])
        self.updater.restore(state["optimizers"])
        self.random.bit_generator.state = state["random"]
        self.record.restore(state["record"])
        self.gauges.restore(state["gauges"])
        if self.criterion is not None and state["criterion"] is not None:
            self.criterion.restore(state["criterion"])
        if state["best"] is not None:
            first, second = state["best"]["rank"]
            self.best = ((first, second), state["best"]["arrays"])
        self.inside = 0 < self.record.batch < self.record.batches
        self.supply.restore(state["supply"])
        self.good, self.good_at = self.store.copies(), self.record.done
        if state["session"] is not None and self.supply.count is None:
            chance = np.random.default_rng()
            chance.bit_generator.state = state["session"]
            self.kernel.state["random"] = chance
