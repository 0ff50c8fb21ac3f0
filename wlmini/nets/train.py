"""NetTrain from its arguments to its results: all is made ready, the loop runs, what is left is kept."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..expr import Association, Expr, S, Symbol, make_list
from .columns import LARGE
from .data import read_columns
from .formats.wlnet import read_net
from .initialize import initialize, read_method
from .losses import Problem, looked_at, pose
from .measurements import measured_in_training
from .methods import usual_rate
from .objective import array_paths, begin_losses, graph_arrays
from .ports import Misfit, varying_levels
from .progress import read_reporting
from .results import Outcome, Results
from .seeding import seed_number, stream
from .stored_arrays import file_of
from .texts import TEXTS
from .training.checkpoints import load_checkpoint
from .training.facts import facts
from .training.functions import read_functions
from .training.loop import MOST_ROUNDS, Training
from .training.record import Record
from .training.stopping import Criterion, read_criterion
from .training.supplies import GeneratedSupply, StoredSupply, Variation, read_generator
from .training.validation import Held, Validator, read_validation, split
from .training_options import TrainingSettings
from .values import Net

__all__ = ["train"]

TEXTS.declare(
    scaledgenerator="No part of what a generator makes can be held out; give ValidationSet data or a "
    "generator of its own.",
    untrainable="There is nothing to train: `1` has no arrays that follow the data.",
    novalidation="There is no ValidationSet, so TrainingStoppingCriterion looks at the training data.",
    stopkey="The criterion `1` is not measured during training; name it in TrainingProgressMeasurements too.",
    othertraining="The checkpoint is of another training: its `1` is not the same. Give the data and the "
    "options that it had, or Import the net to begin anew.",
)

BEGINNING = 2  # the purpose of the random numbers that arrays begin with
AUTOMATIC_BATCH, VARYING_BATCH = 64, 16
OWNER = S.NetTrain
LIMITS = {"TrainingMemory": 0.0, "TrainingSpeed": float("inf")}


@dataclass
class Start:
    """What a training begins from: the net, its data, and the state of another one that it continues."""

    net: Net
    data: Any
    settings: TrainingSettings
    kernel: Any
    state: Mapping[str, Any]

    @property
    def seed(self) -> int:
        """The seed of the training that is continued, or a new one."""
        return int(self.state["seed"]) if self.state else self.new_seed

    def __post_init__(self) -> None:
        self.new_seed = 0 if self.state else seed_number(self.settings.seeding, self.kernel)
        self.variation = Variation(self.seed)
        self.generator = read_generator(self.data, self.kernel)
        self.held = read_validation(self.settings.validation, self.data, self.net, self.kernel)
        self.limit = LIMITS.get(self.settings.goal or "", LARGE)


def train(net: Any, data: Any, settings: TrainingSettings, kernel: Any) -> Results:
    """Train a net on data; the results hold the trained net and what happened."""
    net, state = opened(net, kernel)
    training = prepared(Start(net, data, settings, kernel, state))
    if state:
        go_on(training, state)
    if not any(slot.trainable for slot in array_paths(training.problem).values()):
        kernel.message(OWNER, "untrainable", training.problem.net)
    training.run()
    return Results(outcome(training, net, data))


def prepared(start: Start) -> Training:
    """The training, with the net fitted to the data and values in all arrays.

    Of the data only what the graph takes is kept, in the precision of the training.
    """
    columns, held = examples(start)
    loss, random = start.settings.loss, start.variation.random
    problem = pose(start.net, columns, loss, start.kernel, OWNER, start.limit, random)
    begun = initialize(problem.net, read_method("Kaiming", stream(start.seed, BEGINNING)))
    arrays = graph_arrays(problem, start.settings.engine.dtype)
    problem = begin_losses(Problem(begun, problem.terms, arrays), stream(start.seed, BEGINNING, 1))
    return made(start, problem, columns, held)


def opened(net: Any, kernel: Any) -> tuple[Net, Mapping[str, Any]]:
    """The net, and the state of its training where it comes from the file of a checkpoint."""
    name = file_of(net)
    if name is None:
        return net, {}
    stored = load_checkpoint(name)
    try:
        return read_net(stored, kernel), stored.training
    except ValueError as error:
        raise Misfit("badfile", name, str(error), owner=OWNER) from None


def examples(start: Start) -> tuple[Mapping[str, Any], Held | None]:
    """(columns to train on, or the first batch of a generator; what to validate with)."""
    held = start.held
    if start.generator is not None:
        if held is not None and held.fraction is not None:
            raise Misfit("scaledgenerator", owner=OWNER)
        size = start.settings.batch_size or AUTOMATIC_BATCH
        return start.generator.columns(start.net, size, 1), held
    columns: Mapping[str, Any] = read_columns(start.data, start.net, OWNER, start.kernel)
    if held is not None and held.fraction is not None:
        columns, apart = split(columns, held.fraction, start.seed)
        held = Held(columns=apart, interval=held.interval)
    return columns, held


def made(start: Start, problem: Problem, columns: Mapping[str, Any], held: Held | None) -> Training:
    """The training with all that takes part in it."""
    settings, kernel = start.settings, start.kernel
    dtype = settings.engine.dtype
    size = settings.batch_size or automatic_batch(problem.net)
    supply: Any = (
        StoredSupply(problem, size, dtype, start.seed, start.variation)
        if start.generator is None
        else GeneratedSupply(problem, start.generator, size, dtype, columns, start.variation)
    )
    asked = measured_in_training(settings.measurements, problem, kernel, OWNER)
    record = new_record(settings, supply)
    training = Training(problem, supply, settings, record, start.seed, kernel, asked)
    training.settled = settings.rounds is not None or settings.batches is not None
    training.tell = facts
    if held is not None:
        training.validator = Validator(problem, held, asked, settings.engine, size, kernel)
        record.validation_examples = training.validator.count
    training.criterion = criterion(settings, problem, held, kernel)
    training.checkpoints = settings.checkpoints
    reporters = read_reporting(settings.reporting, kernel)
    training.watchers = [*read_functions(settings.function), *reporters]
    return training


def automatic_batch(net: Net) -> int:
    """16 where sizes vary from example to example, else 64."""
    varying = any(varying_levels(port.shape) for port in net.inputs.values())
    return VARYING_BATCH if varying else AUTOMATIC_BATCH


def new_record(settings: TrainingSettings, supply: Any) -> Record:
    rounds = settings.rounds or MOST_ROUNDS
    if settings.batches is not None:
        rounds = min(rounds, -(-settings.batches // supply.batches))
    rate = settings.rate or usual_rate(settings.method)
    return Record(
        settings.method,
        rate,
        supply.batch,
        supply.batches,
        rounds,
        supply.count,
        current_rate=rate,
        seconds=settings.seconds,
        device=settings.target.spec,
    )


def criterion(
    settings: TrainingSettings, problem: Problem, held: Held | None, kernel: Any
) -> Criterion | None:
    """The stopping criterion; without validation data it looks at the training data and says so."""
    found = read_criterion(settings.stopping, problem, kernel)
    if found is None:
        return None
    if held is None:
        kernel.message(OWNER, "novalidation")
    if found.asked is not None and found.asked.key not in known_keys(settings, problem, kernel):
        raise Misfit("stopkey", found.asked.key, owner=OWNER)
    return found


def known_keys(settings: TrainingSettings, problem: Problem, kernel: Any) -> list[Any]:
    asked = measured_in_training(settings.measurements, problem, kernel, OWNER)
    return ["Loss", *(each.key for each in asked)]


def go_on(training: Training, state: Mapping[str, Any]) -> None:
    """Take over the state of another training; `Misfit` where the net, the data or the method are others."""
    record = training.record
    before = state["record"]
    facts = [
        ("method", state["method"], record.method),
        ("arrays", set(state["arrays"]), set(training.store)),
    ]
    for name, old, new in facts:
        if old != new:
            raise Misfit("othertraining", name, owner=OWNER)
    if any(array.dtype != training.dtype for array in state["arrays"].values()):
        raise Misfit("othertraining", "WorkingPrecision", owner=OWNER)
    sizes = [each["states"][0].size for each in state["optimizers"]]
    if sizes != [len(each.store.vector) for each, _ in training.updater.optimizers]:
        raise Misfit("othertraining", "trained arrays", owner=OWNER)
    if (before["batches"], before["examples"]) != (record.batches, record.examples):
        raise Misfit("othertraining", "data or batch size", owner=OWNER)
    if not training.settled:
        record.rounds, training.settled = before["rounds"], bool(state["settled"])
    training.restore(state)


def outcome(training: Training, net: Any, data: Any) -> Outcome:
    record = training.record
    trained = training.net_with(training.store)
    final = trained if training.best is None else training.net_with(training.final)
    return Outcome(
        record,
        trained,
        final,
        partial(training_net, Problem(trained, training.problem.terms, {})),
        training.multipliers,
        S.HoldForm(Expr(S.NetTrain, (net, named(data), *training.settings.given))),
        max(time.perf_counter() - record.started, 1e-9),
    )


def named(data: Any) -> Any:
    """Data as it is shown again: by its name or function, else only that it was there."""
    if isinstance(data, str | Symbol) or file_of(data) is not None:
        return data
    return data if isinstance(data, Expr) and data.head is S.Function else S.Skeleton(1)


def training_net(problem: Problem, kernel: Any) -> Any:
    """The net with its losses attached, as it was trained: a graph with a port for every loss."""
    losses = {
        f"Loss{number or ''}": term for number, term in enumerate(problem.terms) if term.net is not None
    }
    if not losses:
        return problem.net
    edges, ports = [], []
    for name, term in losses.items():
        looking, aiming = looked_at(term.net)
        edges.append(S.Rule(S.NetPort("Net", term.output), S.NetPort(name, looking)))
        if term.target is not None:
            edges.append(S.Rule(S.NetPort(f"{term.target}Target"), S.NetPort(name, aiming)))
            ports += [S.Rule(f"{term.target}Target", term.port.coder)] if term.port.coder else []
    nets = [("Net", problem.net), *((name, term.net) for name, term in losses.items())]
    return kernel.evaluate(S.NetGraph(Association.of(nets), make_list(edges), *ports))
