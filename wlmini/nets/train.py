"""The training loop of NetTrain."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from ..expr import Association, Expr, S, make_list
from .data import Column, named_data, read_columns
from .engines.numpy import ParameterStore, make_plan
from .initialize import initialize, read_method
from .ir import DataError
from .losses import Problem, pose
from .methods import RATES, make_optimizer
from .multipliers import multipliers
from .objective import Assessor, Objective, array_paths, begin_losses, graph_arrays
from .ports import Misfit
from .progress import Moment, Reporter
from .results import Results
from .seeding import generator
from .training_options import TrainingSettings

__all__ = ["train"]

AUTOMATIC_BATCH = 64
AUTOMATIC_SECONDS = 20.0  # of training where neither rounds nor a time are given
MOST_ROUNDS = 10_000
PACE_BATCHES, PACE_SECONDS = 10, 0.5  # after whichever comes first the pace is known
OWNER = S.NetTrain


def train(net: Any, data: Any, settings: TrainingSettings, kernel: Any) -> Results:
    """Train a net on data; the results hold the trained net and what happened."""
    random = generator(settings.seeding, kernel)
    whole = read_columns(data, net, OWNER, kernel)
    columns, held = validation_columns(net, data, whole, settings, random, kernel)
    problem = pose(net, columns, settings.loss, kernel, OWNER)
    begun = initialize(problem.net, read_method("Kaiming", random))
    problem = begin_losses(Problem(begun, problem.terms, problem.arrays), random)
    validation = None
    if held is not None:
        posed = pose(problem.net, held, settings.loss, kernel, OWNER)
        validation = Problem(problem.net, problem.terms, posed.arrays)
    try:
        return Training(problem, validation, settings, kernel, random).run()
    except DataError as error:
        raise Misfit("baddata", problem.net, str(error)) from None


# -- validation data -----------------------------------------------------------------------------------


def validation_columns(
    net: Any,
    data: Any,
    columns: Mapping[str, Column],
    settings: TrainingSettings,
    random: np.random.Generator,
    kernel: Any,
) -> tuple[Mapping[str, Column], Mapping[str, Column] | None]:
    """(columns to train on, columns to validate on or None)."""
    spec = settings.validation
    if spec is S["None"]:
        return columns, None
    if spec is S.Automatic:
        if not isinstance(data, str):
            return columns, None
        spec = named_data(data, "TestData", OWNER, kernel)
    if isinstance(spec, Expr) and spec.head is S.Scaled:
        return held_out(columns, spec.parts[0] if len(spec.parts) == 1 else None, random)
    if isinstance(spec, str):
        spec = named_data(spec, "TestData", OWNER, kernel)
    return columns, read_columns(spec, net, OWNER, kernel)


def held_out(
    columns: Mapping[str, Column], fraction: Any, random: np.random.Generator
) -> tuple[Mapping[str, Column], Mapping[str, Column]]:
    """A random part of the examples apart from the rest."""
    count = len(next(iter(columns.values())))
    known = isinstance(fraction, int | float | Fraction) and 0 < fraction < 1
    held = round(count * float(fraction)) if known else 0
    if not 0 < held < count:
        raise Misfit("optval", S.Scaled(fraction), S.ValidationSet, "Scaled[f] with 0 < f < 1", owner=OWNER)
    order = random.permutation(count)
    return taken(columns, np.sort(order[held:])), taken(columns, np.sort(order[:held]))


def taken(columns: Mapping[str, Column], index: np.ndarray) -> dict[str, Column]:
    return {
        name: values[index] if isinstance(values, np.ndarray) else tuple(values[i] for i in index)
        for name, values in columns.items()
    }


# -- the loop ------------------------------------------------------------------------------------------


class Training:
    """One training: the arrays while they change, and the record of what happened."""

    def __init__(
        self,
        problem: Problem,
        validation: Problem | None,
        settings: TrainingSettings,
        kernel: Any,
        random: np.random.Generator,
    ) -> None:
        self.problem, self.validation, self.settings = problem, validation, settings
        self.kernel, self.random = kernel, random
        self.dtype = np.dtype(settings.dtype)
        self.data = graph_arrays(problem, self.dtype)
        slots = array_paths(problem)
        self.multipliers = multipliers(problem.net, settings.multipliers)
        moving = {path for path, value in self.multipliers.items() if value == 0}
        trained = {path for path, slot in slots.items() if slot.trainable and path not in moving}
        arrays: dict[Any, Any] = {path: slot.value for path, slot in slots.items()}
        self.store = ParameterStore(arrays, trainable=trained, dtype=self.dtype)
        self.objective = Objective.of(problem, training=True, frozen=moving.__contains__)
        self.batch = min(settings.batch_size or AUTOMATIC_BATCH, problem.count)
        self.batches = -(-problem.count // self.batch)
        self.plans: dict[int, Any] = {}
        scale = self.store.spread(self.multipliers)
        self.optimizer = make_optimizer(settings.method, problem.net, settings.suboptions, self.store, scale)
        self.rate = settings.rate or RATES[settings.method]
        self.assessor = Assessor(validation, self.dtype) if validation else None
        self.reporter: Reporter = settings.reporting or Reporter()
        self.begin_record()

    def begin_record(self) -> None:
        self.batch_losses: list[float] = []
        self.round_losses: list[float] = []
        self.validation_losses: list[float] = []
        self.validation_errors: list[float | None] = []
        self.best: tuple[tuple[float, float], int] | None = None
        self.good = self.store.copies()
        self.rounds = self.settings.rounds or MOST_ROUNDS
        self.seconds = self.settings.seconds
        self.rounds_settled = self.settings.rounds is not None or self.seconds is not None
        self.first_batch = 0.0
        self.examples = 0
        self.reason = "MaxTrainingRounds"
        self.started = time.perf_counter()

    @property
    def elapsed(self) -> float:
        """Seconds since training began."""
        return time.perf_counter() - self.started

    def run(self) -> Results:
        """Train until the rounds or the time are over, or numbers diverge."""
        facts = {
            "method": self.settings.method, "examples": self.problem.count, "batch size": self.batch,
            "batches": self.batches, "validation": self.validation is not None,
        }  # fmt: skip
        self.reporter.begin(self.say(), facts)
        number = 0
        while number < self.rounds and not self.time_is_up():
            number += 1
            if not self.do_round(number):
                self.reason = "Diverged"
                self.kernel_message()
                break
            self.after_round(number)
        else:
            self.reason = "TimeGoal" if number < self.rounds else self.reason
        self.store.restore(self.good)
        self.reporter.end(f"Training complete after {len(self.round_losses)} rounds, {self.elapsed:.1f}s.")
        return self.results()

    def say(self) -> Callable[[str], None]:
        return self.kernel.printer if self.kernel is not None else print

    def kernel_message(self) -> None:
        if self.kernel is not None:
            self.kernel.message(OWNER, "diverged", len(self.round_losses) + 1, len(self.batch_losses) + 1)

    def time_is_up(self) -> bool:
        return self.seconds is not None and self.elapsed > self.seconds

    def do_round(self, number: int) -> bool:
        """Every example once, in random order; False where a loss or an array is no number any more."""
        order = self.random.permutation(self.problem.count)
        total, seen = 0.0, 0
        for batch in range(self.batches):
            index = order[batch * self.batch : (batch + 1) * self.batch]
            loss = self.step(index)
            if not np.isfinite(loss):
                return False
            self.batch_losses.append(loss)
            total += loss * len(index)
            seen += len(index)
            self.settle_rounds(number)
            self.report(number, batch + 1, loss)
            if self.time_is_up() and self.round_losses:
                break
        if not np.isfinite(self.store.vector).all():
            return False
        self.round_losses.append(total / seen)
        self.examples += seen
        return True

    def step(self, index: np.ndarray) -> float:
        """One batch: forward, backward, and a step of the optimizer; gives the mean loss."""
        plan = self.plan(len(index))
        part = {name: array[index] for name, array in self.data.items()}
        results = plan.forward_backward(part, self.store, self.random)
        loss = float(self.objective.total(results).mean(dtype=np.float64))
        if np.isfinite(loss):
            step = len(self.batch_losses) + 1
            self.optimizer.step(self.rate_at(step))
        return loss

    def plan(self, size: int) -> Any:
        if size not in self.plans:
            self.plans[size] = make_plan(
                self.objective.graph,
                size,
                mode="train",
                dtype=self.dtype,
                gradients_of=tuple(self.store.trainable),
                loss=self.objective.losses,
            )
        return self.plans[size]

    def rate_at(self, step: int) -> float:
        """The learning rate of a step, as "LearningRateSchedule" lowers it."""
        schedule = self.settings.suboptions.get("LearningRateSchedule", S.Automatic)
        if schedule in (S.Automatic, S["None"]):
            return self.rate
        value = self.kernel.evaluate(Expr(schedule, (step, self.rounds * self.batches)))
        if not isinstance(value, int | float):
            value = self.kernel.evaluate(S.N(value))
        if not isinstance(value, int | float):
            raise Misfit("schedule", schedule, step, value, owner=OWNER)
        return self.rate * value

    def settle_rounds(self, number: int) -> None:
        """Where neither rounds nor a time are given: as many rounds as take about 20 seconds.

        The first batch does not count, since a plan is made for it.
        """
        if self.rounds_settled:
            return
        done, now = len(self.batch_losses), time.perf_counter()
        if done == 1:
            self.first_batch = now
        elif done > PACE_BATCHES or now - self.first_batch > PACE_SECONDS:
            pace = (now - self.first_batch) / (done - 1)
            wanted = int((AUTOMATIC_SECONDS - self.elapsed) / (pace * self.batches))
            self.rounds = max(number, min(MOST_ROUNDS, number + wanted))
            self.rounds_settled = True

    def after_round(self, number: int) -> None:
        """Validate; keep the arrays if they are the best so far, or simply the latest."""
        if self.assessor is None or self.validation is None:
            self.good = self.store.copies()
            return
        found = self.assessor.run(self.store)
        error = found.error_rate(self.validation)
        self.validation_losses.append(found.loss)
        self.validation_errors.append(error)
        rank = (found.loss if error is None else error, found.loss)
        if np.isfinite(found.loss) and (self.best is None or rank < self.best[0]):
            self.best = (rank, number)
            self.good = self.store.copies()

    def report(self, number: int, batch: int, loss: float) -> None:
        done = len(self.batch_losses)
        elapsed = self.elapsed
        left = elapsed / done * (self.rounds * self.batches - done)
        if self.seconds is not None:
            left = min(left, max(0.0, self.seconds - elapsed))
        self.reporter.moment(
            Moment(
                round=number,
                rounds=self.rounds,
                batch=batch,
                batches=self.batches,
                examples_per_second=done * self.batch / elapsed,
                elapsed=elapsed,
                remaining=left,
                round_loss=self.round_losses[-1] if self.round_losses else None,
                batch_loss=loss,
                validation_loss=self.validation_losses[-1] if self.validation_losses else None,
                validation_error=self.validation_errors[-1] if self.validation_errors else None,
            )
        )

    # -- the outcome -------------------------------------------------------------------------------

    def trained_net(self) -> Any:
        paths: list[Any] = [path for path, _ in self.problem.net.slots()]
        values = {path: np.array(self.store[path], dtype=np.float32) for path in paths}
        return self.problem.net.with_arrays(values) if values else self.problem.net

    def results(self) -> Results:
        seconds, batches = self.elapsed, len(self.batch_losses)
        errors = [error for error in self.validation_errors if error is not None]
        examples = self.examples
        validated = [(i + 1) * self.batches for i in range(len(self.validation_losses))]
        return Results({
            "TrainedNet": self.trained_net(),
            "ArraysLearningRateMultipliers": Association.of(
                (make_list(path), value) for path, value in self.multipliers.items()
            ),
            "BatchLossList": self.batch_losses,
            "BatchSize": self.batch,
            "BatchesPerRound": self.batches,
            "BestValidationRound": self.best[1] if self.best else None,
            "ExamplesProcessed": examples,
            "FinalLearningRate": self.rate_at(max(1, batches)),
            "InitialLearningRate": self.rate,
            "MeanBatchesPerSecond": batches / seconds,
            "MeanExamplesPerSecond": examples / seconds,
            "OptimizationMethod": self.settings.method,
            "ReasonTrainingStopped": self.reason,
            "RoundLoss": self.round_losses[-1] if self.round_losses else float("nan"),
            "RoundLossList": self.round_losses,
            "RoundPositions": [(i + 1) * self.batches for i in range(len(self.round_losses))],
            "TargetDevice": "CPU",
            "TotalBatches": batches,
            "TotalRounds": len(self.round_losses),
            "TotalTrainingTime": seconds,
            "TrainingExamples": self.problem.count,
            "ValidationExamples": self.validation.count if self.validation else None,
            "ValidationLoss": min(self.validation_losses) if self.validation_losses else None,
            "ValidationLossList": self.validation_losses,
            "ValidationMeasurements": measured(self.validation_losses, errors, last=True),
            "ValidationMeasurementsLists": measured(self.validation_losses, errors),
            "ValidationPositions": validated,
        })  # fmt: skip


def measured(losses: list[float], errors: list[float], *, last: bool = False) -> Association:
    """Losses and error rates on the validation data, all of them or the last."""
    pairs = [(name, values) for name, values in (("Loss", losses), ("ErrorRate", errors)) if values]
    return Association.of((name, values[-1] if last else make_list(values)) for name, values in pairs)
