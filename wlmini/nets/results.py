"""NetTrainResultsObject: everything a training has to tell, by property."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..arrays import pack
from ..expr import Atom, S, is_list, make_list
from .ports import Misfit

__all__ = ["PROPERTIES", "Results"]

PROPERTIES = (
    "ArraysLearningRateMultipliers", "BatchLossList", "BatchSize", "BatchesPerRound", "BestValidationRound",
    "ExamplesProcessed", "FinalLearningRate", "InitialLearningRate", "MeanBatchesPerSecond",
    "MeanExamplesPerSecond", "OptimizationMethod", "ReasonTrainingStopped", "RoundLoss", "RoundLossList",
    "RoundPositions", "TargetDevice", "TotalBatches", "TotalRounds", "TotalTrainingTime", "TrainedNet",
    "TrainingExamples", "ValidationExamples", "ValidationLoss", "ValidationLossList",
    "ValidationMeasurements", "ValidationMeasurementsLists", "ValidationPositions",
)  # fmt: skip
NOT_BUILT = {
    "TrainingNet", "LossPlot", "FinalPlots", "RoundMeasurements", "RoundMeasurementsLists",
    "BatchMeasurementsLists", "NetTrainInputForm", "CheckpointingFiles", "ExampleLosses",
}  # fmt: skip


def check_property(name: Any, owner: Any) -> None:
    """Complain of an unknown property before a training is spent on it."""
    for each in name.parts if is_list(name) else (name,):
        if each in NOT_BUILT:
            raise Misfit("notbuilt", f'the property "{each}"', owner=owner)
        if each not in (S.All, "Properties", *PROPERTIES):
            raise Misfit("trainprop", each, ", ".join(PROPERTIES), owner=owner)


class Results(Atom):
    """The outcome of NetTrain[net, data, All]."""

    __slots__ = ("values",)
    head = S.NetTrainResultsObject

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def get(self, name: Any, owner: Any) -> Any:
        """The value of one property, or the list of those of a list of properties."""
        if is_list(name):
            return make_list([self.get(each, owner) for each in name.parts])
        if name == "Properties":
            return make_list(PROPERTIES)
        check_property(name, owner)
        value = self.values[name]
        return pack(value) if isinstance(value, list) else S["None"] if value is None else value

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """results["property"]."""
        return self.get(arguments[0], self.head) if len(arguments) == 1 else None

    def output_form(self) -> str:
        """A stub."""
        rounds, loss = self.values["TotalRounds"], self.values["RoundLoss"]
        return f"NetTrainResultsObject[<{rounds} rounds, loss {loss:.4g}>]"

    def input_form(self) -> str:
        """Results hold what a session did; they are not written to be read back."""
        return self.output_form()
