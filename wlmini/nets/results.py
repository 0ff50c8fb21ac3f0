"""NetTrainResultsObject: everything a training has to tell, by property."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..expr import Association, Atom, Expr, S, is_list, make_list
from .display import cut, laid_out
from .ports import Misfit
from .texts import TEXTS
from .training.facts import listed_measurements, measured, numbers
from .training.record import Record, latest

__all__ = ["PROPERTIES", "Outcome", "Results", "check_property"]

TEXTS.declare(
    trainprop="`1` is no property of a training; the properties are `2`.",
)


@dataclass(frozen=True)
class Outcome:
    """What is left of a training."""

    record: Record
    trained: Any  # the net
    final: Any  # the latest net, where it is not the best
    training_net: Callable[[Any], Any]
    multipliers: Mapping[Any, float]
    input_form: Any
    seconds: float


Property = Callable[[Outcome, Any], Any]


def of_record(f: Callable[[Record], Any]) -> Property:
    return lambda outcome, kernel: f(outcome.record)


def known(value: Any) -> Any:
    return S["None"] if value is None else value


def plot(lines: Mapping[str, list[tuple[float, float]]], label: str, kernel: Any) -> Any:
    """A picture of lines over the rounds."""
    kept = {name: points for name, points in lines.items() if points}
    data = make_list(make_list(map(make_list, points)) for points in kept.values())
    options = [
        S.Rule(S.PlotLegends, make_list(kept)),
        S.Rule(S.AxesLabel, make_list(["rounds", label])),
        S.Rule(S.PlotRange, S.All),
    ]
    return kernel.evaluate(Expr(S.ListLinePlot, (data, *options)))


def over_rounds(record: Record, positions: list[int], values: list[Any]) -> list[tuple[float, float]]:
    """Points (rounds done, value) for the values that are numbers."""
    pairs = zip(positions, values, strict=False)
    return [(at / record.batches, value) for at, value in pairs if isinstance(value, int | float)]


def loss_plot(outcome: Outcome, kernel: Any) -> Any:
    """The losses of the rounds and of the validations."""
    record = outcome.record
    lines = {
        "training": over_rounds(record, record.round_positions, record.round_losses),
        "validation": over_rounds(record, record.validation_positions, record.validation_losses),
    }
    return plot(lines, "loss", kernel)


def final_plots(outcome: Outcome, kernel: Any) -> Any:
    """A picture for the loss and for every measurement that is a number."""
    record = outcome.record
    found = [("Loss", loss_plot(outcome, kernel))]
    for key, values in record.round_measurements.items():
        if key == "Loss" or not all(isinstance(value, int | float) for value in values):
            continue
        checked = record.validation_measurements.get(key, [])
        lines = {
            "training": over_rounds(record, record.round_positions, values),
            "validation": over_rounds(record, record.validation_positions, checked),
        }
        found.append((key, plot(lines, key if isinstance(key, str) else repr(key), kernel)))
    return Association.of(found)


def best_validation_loss(record: Record) -> float | None:
    """The loss of the validation that gave the net."""
    if not record.validation_losses:
        return None
    rounds = [-(-at // record.batches) for at in record.validation_positions]
    best = record.best_round
    return record.validation_losses[rounds.index(best)] if best in rounds else min(record.validation_losses)


PROPERTIES: dict[str, Property] = {
    "TrainedNet": lambda outcome, kernel: outcome.trained,
    "ArraysLearningRateMultipliers": lambda outcome, kernel: Association.of(
        (make_list(path), value) for path, value in outcome.multipliers.items()
    ),
    "BatchLossList": of_record(lambda r: numbers(r.batch_losses)),
    "BatchMeasurementsLists": of_record(
        lambda r: listed_measurements({"Loss": r.batch_losses, **r.batch_measurements})
    ),
    "BatchSize": of_record(lambda r: r.batch_size),
    "BatchesPerRound": of_record(lambda r: r.batches),
    "BestValidationRound": of_record(lambda r: known(r.best_round)),
    "CheckpointingFiles": of_record(lambda r: make_list(r.files)),
    "ExamplesProcessed": of_record(lambda r: r.seen),
    "FinalLearningRate": of_record(lambda r: r.current_rate),
    "FinalNet": lambda outcome, kernel: outcome.final,
    "FinalPlots": final_plots,
    "InitialLearningRate": of_record(lambda r: r.rate),
    "LossPlot": loss_plot,
    "MeanBatchesPerSecond": lambda o, kernel: (o.record.done - o.record.done_before) / o.seconds,
    "MeanExamplesPerSecond": lambda o, kernel: (
        (o.record.done - o.record.done_before) * o.record.seen / max(1, o.record.done) / o.seconds
    ),
    "NetTrainInputForm": lambda outcome, kernel: outcome.input_form,
    "OptimizationMethod": of_record(lambda r: r.method),
    "ReasonTrainingStopped": of_record(lambda r: r.reason),
    "RoundLoss": of_record(lambda r: S.Indeterminate if r.round_loss is None else r.round_loss),
    "RoundLossList": of_record(lambda r: numbers(r.round_losses)),
    "RoundMeasurements": of_record(lambda r: measured(latest(r.round_measurements))),
    "RoundMeasurementsLists": of_record(lambda r: listed_measurements(r.round_measurements)),
    "RoundPositions": of_record(lambda r: make_list(r.round_positions)),
    "TargetDevice": of_record(lambda r: r.device),
    "TotalBatches": of_record(lambda r: r.done),
    "TotalRounds": of_record(lambda r: len(r.round_losses)),
    "TotalTrainingTime": lambda outcome, kernel: outcome.record.before + outcome.seconds,
    "TrainingExamples": of_record(lambda r: known(r.examples)),
    "TrainingNet": lambda outcome, kernel: outcome.training_net(kernel),
    "ValidationExamples": of_record(lambda r: known(r.validation_examples)),
    "ValidationLoss": of_record(lambda r: known(best_validation_loss(r))),
    "ValidationLossList": of_record(lambda r: numbers(r.validation_losses)),
    "ValidationMeasurements": of_record(lambda r: measured(latest(r.validation_measurements))),
    "ValidationMeasurementsLists": of_record(lambda r: listed_measurements(r.validation_measurements)),
    "ValidationPositions": of_record(lambda r: make_list(r.validation_positions)),
}


def check_property(name: Any, owner: Any) -> None:
    """Complain of an unknown property before a training is spent on it."""
    for each in name.parts if is_list(name) else (name,):
        if each not in (S.All, "Properties", *PROPERTIES):
            raise Misfit("trainprop", each, ", ".join(PROPERTIES), owner=owner)


def summary_rows(outcome: Outcome, write: Callable[[Any], str]) -> list[list[str]]:
    """Facts of a training in words, one a row."""
    record = outcome.record
    examples = "generated" if record.examples is None else str(record.examples)
    batches = f"{record.batches} batch{'es' if record.batches != 1 else ''} of {record.batch_size}"
    rows = [
        ["trained", f"{len(record.round_losses)} rounds of {batches} by {record.method}"],
        ["examples", examples],
        ["time", f"{outcome.seconds:.3g} s"],
        ["stopped by", str(record.reason)],
    ]
    columns = [("training", {"Loss": record.round_losses, **record.round_measurements})]
    if record.validation_losses:
        rows[1][1] += f" and {record.validation_examples} to validate"
        rows.append(["best round", str(record.best_round)])
        validated = {"Loss": record.validation_losses, **record.validation_measurements}
        columns.append(("validation", validated))
    for title, measured_there in columns:
        rows += [[f"{title} {key}", last_number(values, write)] for key, values in measured_there.items()]
    return [["", *row] for row in rows]


def last_number(values: list[Any], write: Callable[[Any], str]) -> str:
    """The last of some values, and the first where it tells how far it has come."""
    if not values:
        return ""
    if not isinstance(values[-1], int | float):
        return cut(write(values[-1]))
    began = f" (began at {values[0]:.4g})" if len(values) > 1 else ""
    return f"{values[-1]:.4g}{began}"


class Results(Atom):
    """The outcome of NetTrain[net, data, All]."""

    __slots__ = ("outcome",)
    head = S.NetTrainResultsObject

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def get(self, name: Any, owner: Any, kernel: Any) -> Any:
        """The value of one property, or the list of those of a list of properties."""
        if is_list(name):
            return make_list([self.get(each, owner, kernel) for each in name.parts])
        if name == "Properties":
            return make_list(PROPERTIES)
        check_property(name, owner)
        return self if name is S.All else PROPERTIES[name](self.outcome, kernel)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """results["property"]."""
        return self.get(arguments[0], self.head, kernel) if len(arguments) == 1 else None

    def summary(self, write: Any) -> str:
        """What was done, how long it took, and what came out."""
        return "\n".join([f"{self.head.short}:", *laid_out(summary_rows(self.outcome, write))])

    def output_form(self) -> str:
        """A stub."""
        record = self.outcome.record
        loss = "none" if record.round_loss is None else f"{record.round_loss:.4g}"
        return f"NetTrainResultsObject[<{len(record.round_losses)} rounds, loss {loss}>]"

    def input_form(self) -> str:
        """Results hold what a session did; they are not written to be read back."""
        return self.output_form()
