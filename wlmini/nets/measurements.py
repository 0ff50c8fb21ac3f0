"""NetMeasurements: how well a net does on data; each measurement is one entry of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import pack
from ..expr import Association, Expr, S, is_list, make_list
from .data import decoder_labels, read_columns
from .evaluation import usable
from .evaluation_options import read_settings
from .losses import Problem, pose
from .objective import PIECE, Assessment, assess, true_classes
from .ports import Misfit

__all__ = ["MEASUREMENTS", "measure"]

OWNER = S.NetMeasurements


@dataclass(frozen=True)
class Trial:
    """A problem, what came out, and for classifications the classes on both sides (1-based)."""

    problem: Problem
    found: Assessment
    argument: Any = None

    @property
    def output(self) -> np.ndarray:
        return self.found.outputs[self.problem.terms[0].output].astype(np.float64)

    @property
    def truth(self) -> np.ndarray:
        return true_classes(self.problem).reshape(-1)

    @property
    def probabilities(self) -> np.ndarray:
        return self.output.reshape(-1, self.output.shape[-1])

    @property
    def predicted(self) -> np.ndarray:
        return self.probabilities.argmax(-1) + 1

    @property
    def residuals(self) -> np.ndarray:
        target = self.problem.terms[0].target
        assert target is not None
        return self.output - self.problem.arrays[target]

    @property
    def labels(self) -> list[Any]:
        port = self.problem.net.outputs[self.problem.terms[0].output]
        return list(decoder_labels(port) or range(1, self.output.shape[-1] + 1))

    def confusion(self) -> np.ndarray:
        """c_ij: how often class i was classified as j."""
        classes = self.output.shape[-1]
        matrix = np.zeros((classes, classes), dtype=np.int64)
        np.add.at(matrix, (self.truth - 1, self.predicted - 1), 1)
        return matrix


def accuracy(trial: Trial) -> float:
    """How often the true class is the likeliest, or among the n likeliest."""
    if trial.argument is None:
        return float((trial.predicted == trial.truth).mean())
    if type(trial.argument) is not int or trial.argument < 1:
        raise Misfit("optval", trial.argument, "Accuracy", "a positive integer", owner=OWNER)
    order = np.argsort(-trial.probabilities, axis=-1, kind="stable")[:, : trial.argument]
    return float((order + 1 == trial.truth[:, None]).any(-1).mean())


def kappa(trial: Trial) -> float:
    """(p - e)/(1 - e) with the agreement p and that expected by chance, e (Cohen 1960)."""
    matrix = trial.confusion() / len(trial.truth)
    expected = float((matrix.sum(0) * matrix.sum(1)).sum())
    return float((np.trace(matrix) - expected) / (1 - expected)) if expected < 1 else 1.0


def by_class(f: Callable[..., np.ndarray]) -> Callable[[Trial], Association]:
    """A measurement for each class, from its true and false positives and negatives."""

    def measurement(trial: Trial) -> Association:
        matrix = trial.confusion()
        tp = np.diag(matrix)
        fp, fn = matrix.sum(0) - tp, matrix.sum(1) - tp
        tn = matrix.sum() - tp - fp - fn
        with np.errstate(all="ignore"):
            values = f(tp=tp, fp=fp, fn=fn, tn=tn)
        shown = [S.Indeterminate if np.isnan(value) else value.item() for value in values]
        return Association.of(zip(trial.labels, shown, strict=True))

    return measurement


def explained(trial: Trial) -> float:
    target = trial.problem.terms[0].target
    assert target is not None
    values = trial.problem.arrays[target]
    return float(np.square(trial.residuals).sum() / np.square(values - values.mean(0)).sum())


CLASSIFICATION: dict[str, Callable[[Trial], Any]] = {
    "Accuracy": accuracy,
    "ErrorRate": lambda trial: 1 - accuracy(trial),
    "CohenKappa": kappa,
    "ConfusionMatrix": lambda trial: pack(trial.confusion()),
    "Precision": by_class(lambda tp, fp, fn, tn: tp / (tp + fp)),
    "Recall": by_class(lambda tp, fp, fn, tn: tp / (tp + fn)),
    "Specificity": by_class(lambda tp, fp, fn, tn: tn / (tn + fp)),
    "F1Score": by_class(lambda tp, fp, fn, tn: 2 * tp / (2 * tp + fp + fn)),
    "FalsePositiveRate": by_class(lambda tp, fp, fn, tn: fp / (fp + tn)),
    "FalseNegativeRate": by_class(lambda tp, fp, fn, tn: fn / (fn + tp)),
    "FalseDiscoveryRate": by_class(lambda tp, fp, fn, tn: fp / (fp + tp)),
    "FalseOmissionRate": by_class(lambda tp, fp, fn, tn: fn / (fn + tn)),
    "NegativePredictiveValue": by_class(lambda tp, fp, fn, tn: tn / (tn + fn)),
    "TruePositiveNumber": by_class(lambda tp, fp, fn, tn: tp),
    "TrueNegativeNumber": by_class(lambda tp, fp, fn, tn: tn),
    "FalsePositiveNumber": by_class(lambda tp, fp, fn, tn: fp),
    "FalseNegativeNumber": by_class(lambda tp, fp, fn, tn: fn),
    "Entropy": lambda trial: trial.found.loss,
    "Perplexity": lambda trial: float(np.exp(trial.found.loss)),
}
REGRESSION: dict[str, Callable[[Trial], Any]] = {
    "MeanSquare": lambda trial: float(np.square(trial.residuals).mean()),
    "MeanDeviation": lambda trial: float(np.abs(trial.residuals).mean()),
    "StandardDeviation": lambda trial: float(np.sqrt(np.square(trial.residuals).mean())),
    "RSquared": lambda trial: 1 - explained(trial),
    "FractionVarianceUnexplained": explained,
}
MEASUREMENTS: dict[str, Callable[[Trial], Any]] = {
    "Loss": lambda trial: trial.found.loss,
    **CLASSIFICATION,
    **REGRESSION,
}


def measure(net: Any, data: Any, spec: Any, options: Mapping[str, Any], kernel: Any) -> Any:
    """The value of one measurement, or the list of several."""
    rules = [S.Rule(S[name], value) for name, value in options.items() if name != "LossFunction"]
    settings = read_settings(rules, net)
    columns = read_columns(data, net, OWNER, kernel)
    problem = pose(net, columns, options["LossFunction"], kernel, OWNER)
    usable(problem.net, training=settings.training)
    found = assess(
        problem, np.dtype(settings.dtype), settings.batch_size or PIECE, training=settings.training
    )
    if is_list(spec):
        return make_list(single(problem, found, each) for each in spec.parts)
    return single(problem, found, spec)


def single(problem: Problem, found: Assessment, spec: Any) -> Any:
    name, argument = spec, None
    if isinstance(spec, Expr) and spec.head is S.Rule:
        name, argument = spec.parts
    one = len(problem.terms) == 1
    possible = {"Loss": MEASUREMENTS["Loss"]}
    if one and problem.terms[0].is_classification:
        possible.update(CLASSIFICATION)
    elif one and problem.terms[0].target is not None:
        possible.update(REGRESSION)
    if not isinstance(name, str) or name not in possible:
        raise Misfit("measurement", spec, ", ".join(map(str, possible)), owner=OWNER)
    return possible[name](Trial(problem, found, argument))
