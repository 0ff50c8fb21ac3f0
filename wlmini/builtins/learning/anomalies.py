"""Examples that do not fit the others, and the distribution that examples seem to come from."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.learning.examples import DATA, method_of, plain
from wlmini.builtins.learning.features import Reader
from wlmini.builtins.learning.methods import as_number, seed_of, unwarned
from wlmini.builtins.learning.reduction import inputs_of
from wlmini.expr import Atom, S, boolean, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

OPTIONS: dict[str, Any] = {
    "AcceptanceThreshold": 0.001, "FeatureExtractor": S.Identity, "FeatureNames": S.Automatic,
    "FeatureTypes": S.Automatic, "Method": S.Automatic, "PerformanceGoal": S.Automatic, "RandomSeeding": 1234,
    "TargetDevice": "CPU", "TimeGoal": S.Automatic, "TrainingProgressReporting": S.Automatic,
}  # fmt: skip
KINDS = ("GaussianMixture", "KernelDensityEstimation", "Multinormal")


class LearnedDistribution(Atom):
    """A density over examples: fitted to them, with the densities that they have themselves."""

    __slots__ = ("densities", "head", "kind", "model", "reader", "threshold")

    def __init__(self, head: Any, inputs: list[Any], options: dict[str, Any]) -> None:
        self.head = head
        self.reader = Reader(inputs, options["FeatureNames"], options["FeatureTypes"])
        self.threshold = as_number(options["AcceptanceThreshold"]) or 0.001
        rows = self.reader.encode(inputs)
        if not rows.shape[1]:
            raise Failure("bdfmt", make_list(inputs), value=None)
        if len(rows) == 1:
            rows = np.repeat(rows, 2, axis=0)  # one example is a narrow distribution around it
        name, own = method_of(options["Method"], None)
        self.kind = "Multinormal" if name is S.Automatic else name
        if self.kind not in KINDS:
            raise Failure("mlmpty", name, make_list(KINDS), value=None)
        self.model = self.fitted(rows, own, seed_of(options["RandomSeeding"]))
        self.densities = self.log_densities(inputs)

    def fitted(self, rows: Any, own: dict[str, Any], seed: int) -> Any:
        if self.kind == "KernelDensityEstimation":
            width = max(1e-3, len(rows) ** (-1 / (rows.shape[1] + 4)))
            return library("sklearn.neighbors").KernelDensity(bandwidth=width).fit(rows)
        count = min(int(own.get("ComponentsNumber", 3)), len(rows)) if self.kind == "GaussianMixture" else 1
        mixture = library("sklearn.mixture")
        with unwarned():
            return mixture.GaussianMixture(count, random_state=seed, reg_covar=1e-6).fit(rows)

    def log_densities(self, inputs: list[Any]) -> Any:
        """Logarithms of the density, in the units of the data."""
        scale = sum(np.log(c.width) for c in self.reader.columns if c.kind == "Numerical")
        return self.scores(inputs) - scale

    def scores(self, inputs: list[Any]) -> Any:
        """Logarithms of the density, in the units of the model."""
        return self.model.score_samples(self.reader.encode(inputs)) if inputs else np.zeros(0)

    def rarity(self, inputs: list[Any]) -> Any:
        """The probability of an example at least as unlikely, by samples of the distribution."""
        samples = self.samples(10_000)
        typical = np.sort(self.model.score_samples(samples))
        return np.searchsorted(typical, self.scores(inputs), side="right") / len(typical)

    def anomalous(self, inputs: list[Any], threshold: float | None = None) -> Any:
        return self.rarity(inputs) < (self.threshold if threshold is None else threshold)

    def samples(self, count: int) -> Any:
        """Rows drawn from the distribution, the same ones each time."""
        if self.kind == "KernelDensityEstimation":
            return self.model.sample(count, random_state=1)
        return self.model.sample(count)[0]

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """An AnomalyDetectorFunction tells whether an example, or each of a list, is anomalous."""
        if self.head is not S.AnomalyDetectorFunction or not arguments or len(arguments) > 2:
            return None
        wanted = arguments[1] if len(arguments) > 1 else "Decision"
        one = self.reader.is_one(arguments[0])
        inputs = [arguments[0]] if one else list(plain(arguments[0]).parts)
        if wanted == "RarerProbability":
            values: list[Any] = [float(v) for v in self.rarity(inputs)]
        elif wanted == "Decision":
            values = [boolean(v) for v in self.anomalous(inputs)]
        else:
            raise Failure("noprop", wanted, make_list(["Decision", "RarerProbability"]), value=None)
        return values[0] if one else make_list(values)

    def information(self, kernel: Any) -> dict[str, Any]:
        return {
            "ExampleNumber": len(self.densities), "FeatureTypes": self.reader.kinds, "Method": self.kind,
        }  # fmt: skip

    def input_form(self) -> Any:
        return f"{self.head.short}[<>]"

    def output_form(self) -> Any:
        return f"{self.head.short}[Input type: {self.reader.input_type}, Method: {self.kind}]"


@builtin(
    "LearnDistribution[examples]",
    options=OPTIONS,
    messages=DATA,
    refused=("FeatureExtractor",),
    noted=("TargetDevice",),
)
def learn_distribution(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a distribution that the examples may come from.

    >>> Head[LearnDistribution[{1.2, 2.1, 1.7, 2.5, 1.9}]]
    LearnedDistribution
    """
    return LearnedDistribution(S.LearnedDistribution, inputs_of(data), options)


@builtin("LearnedDistribution[...]", messages=DATA)
def learned_distribution(kernel: Any, *parts: Any) -> Any:
    """is what LearnDistribution gives; RarerProbability takes it.

    >>> RarerProbability[LearnDistribution[{1.2, 2.1, 1.7, 2.5, 1.9}], 100] < 0.01
    True
    """
    return None


@builtin("RarerProbability[dist, example]", messages={"ldist": "`1` is no learned distribution."})
def rarer_probability(kernel: Any, distribution: Any, example: Any) -> Any:
    """gives the probability that the learned distribution gives something less likely than the example.

    >>> RarerProbability[LearnDistribution[{1.2, 2.1, 1.7, 2.5, 1.9}], 1.88] > 0.5
    True
    """
    if not isinstance(distribution, LearnedDistribution):
        raise Failure("ldist", distribution, value=None)
    one = distribution.reader.is_one(example)
    inputs = [example] if one else list(plain(example).parts)
    found = distribution.rarity(inputs)
    return float(found[0]) if one else pack(found)


@builtin(
    "AnomalyDetection[examples]",
    options=OPTIONS,
    messages=DATA,
    refused=("FeatureExtractor",),
    noted=("TargetDevice",),
)
def anomaly_detection(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives a function that tells which inputs are anomalous among ones such as the examples.

    >>> f = AnomalyDetection[{1.2, 2.1, 1.7, 2.5, 1.9}]; f[{2., 50.}]
    {False, True}
    """
    return LearnedDistribution(S.AnomalyDetectorFunction, inputs_of(data), options)


@builtin("AnomalyDetectorFunction[...]", messages=DATA)
def anomaly_detector_function(kernel: Any, *parts: Any) -> Any:
    """is what AnomalyDetection gives: applied to an input, or a list of them, it tells what is anomalous.

    >>> Head[AnomalyDetection[{1.2, 2.1, 1.7}]]
    AnomalyDetectorFunction
    """
    return None


def marked(data: Any, options: dict[str, Any]) -> tuple[list[Any], Any]:
    """The examples, and for each whether it is anomalous among the typical ones.

    A single far value would widen a distribution fitted to all, so it is fitted to those near the middle.
    """
    inputs = inputs_of(data)
    rows = Reader(inputs, options["FeatureNames"], options["FeatureTypes"]).encode(inputs)
    away = np.sqrt(((rows - np.median(rows, axis=0)) ** 2).sum(axis=1))
    typical = [e for e, near in zip(inputs, away <= 4 * np.median(away) + 1e-12, strict=True) if near]
    model = LearnedDistribution(S.AnomalyDetectorFunction, typical or inputs, options)
    return inputs, model.anomalous(inputs)


@builtin(
    "FindAnomalies[examples]",
    options=OPTIONS,
    messages=DATA,
    refused=("FeatureExtractor",),
    noted=("TargetDevice",),
)
def find_anomalies(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives the examples that do not fit the others.

    >>> FindAnomalies[{1.2, 2.1, 1.7, 2.5, 1.9, 60.}]
    {60.}
    """
    inputs, odd = marked(data, options)
    return make_list(e for e, is_odd in zip(inputs, odd, strict=True) if is_odd)


@builtin(
    "DeleteAnomalies[examples]",
    options=OPTIONS,
    messages=DATA,
    refused=("FeatureExtractor",),
    noted=("TargetDevice",),
)
def delete_anomalies(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """gives the examples without those that do not fit the others.

    >>> DeleteAnomalies[{1.2, 2.1, 1.7, 2.5, 1.9, 60.}]
    {1.2, 2.1, 1.7, 2.5, 1.9}
    """
    inputs, odd = marked(data, options)
    return make_list(e for e, is_odd in zip(inputs, odd, strict=True) if not is_odd)
