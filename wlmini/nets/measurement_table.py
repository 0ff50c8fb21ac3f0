"""The measurements by name: what each needs to be gathered, and how its value comes from the sums."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..arrays import pack
from ..expr import FALSE, TRUE, Association, S, make_list
from . import samples
from .confusion_picture import confusion_picture
from .data import decoder_labels
from .losses import Problem
from .ports import Misfit
from .samples import Gather, Totals

__all__ = ["MEASUREMENTS", "Measurement", "View"]


@dataclass(frozen=True)
class View:
    """What the value of a measurement is made from."""

    totals: Totals
    problem: Problem
    argument: Any = None
    averaging: Any = None  # None, "Macro" or "Micro"
    owner: Any = S.NetMeasurements
    kernel: Any = None

    @property
    def labels(self) -> list[Any]:
        """The classes of the classification, as a user calls them."""
        term = self.problem.measured
        if term.form == "Binary":
            return [FALSE, TRUE]
        port = self.problem.net.outputs[term.output]
        classes = port.shape[-1] if port.shape else 0
        return list(decoder_labels(port) or range(1, (classes or 0) + 1))


@dataclass(frozen=True)
class Measurement:
    """One declared measurement. `better` is 1 where more is better, -1 where less is."""

    name: str
    kind: str  # of the problem: "class", "number" or "any"
    gathers: tuple[Gather, ...]
    value: Callable[[View], Any]
    better: int = 0
    by_class: bool = False
    ranked: tuple[Gather, ...] = ()  # what is gathered where an argument is given

    def needed(self, argument: Any) -> tuple[Gather, ...]:
        """What has to be gathered."""
        return self.ranked if self.ranked and argument is not None else self.gathers


MEASUREMENTS: dict[str, Measurement] = {}


def measurement(
    name: str,
    kind: str,
    *gathers: Gather,
    better: int = 0,
    by_class: bool = False,
    ranked: tuple[Gather, ...] = (),
) -> Any:
    """Declare the decorated function as the value of a measurement."""

    def declare(value: Callable[[View], Any]) -> Any:
        MEASUREMENTS[name] = Measurement(name, kind, gathers, value, better, by_class, ranked)
        return value

    return declare


# -- any problem -----------------------------------------------------------------------------------------


@measurement("Loss", "any", samples.loss, samples.count, better=-1)
def mean_loss(view: View) -> float:
    return float(view.totals[samples.loss] / view.totals[samples.count])


# -- classifications -------------------------------------------------------------------------------------


HITS, RANKS = (samples.hits, samples.classified), (samples.ranks, samples.classified)


@measurement("Accuracy", "class", *HITS, ranked=RANKS, better=1)
def accuracy(view: View) -> float:
    """How often the true class is the likeliest, or among the n likeliest."""
    if view.argument is None:
        return float(view.totals[samples.hits] / view.totals[samples.classified])
    if type(view.argument) is not int or view.argument < 1:
        raise Misfit("optval", view.argument, "Accuracy", "a positive integer", owner=view.owner)
    return float(view.totals[samples.ranks][: view.argument].sum() / view.totals[samples.classified])


@measurement("ErrorRate", "class", *HITS, ranked=RANKS, better=-1)
def error_rate(view: View) -> float:
    return 1 - accuracy(view)


def agreement(view: View, chance: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> float:
    """(p - e)/(1 - e) with the agreement p and that expected by chance, e."""
    matrix = view.totals[samples.confusion] / view.totals[samples.confusion].sum()
    expected = float(chance(matrix.sum(0), matrix.sum(1)).sum())
    return float((np.trace(matrix) - expected) / (1 - expected)) if expected < 1 else 1.0


@measurement("CohenKappa", "class", samples.confusion, better=1)
def kappa(view: View) -> float:
    """Cohen 1960: classes by chance as often as each side has them."""
    return agreement(view, lambda a, b: a * b)


@measurement("ScottPi", "class", samples.confusion, better=1)
def scott_pi(view: View) -> float:
    """Scott 1955: classes by chance as often as both sides have them together."""
    return agreement(view, lambda a, b: np.square((a + b) / 2))


@measurement("Entropy", "class", samples.entropy, samples.count, better=-1)
def entropy(view: View) -> float:
    return float(view.totals[samples.entropy] / view.totals[samples.count])


@measurement("Perplexity", "class", samples.entropy, samples.count, better=-1)
def perplexity(view: View) -> float:
    return float(np.exp(entropy(view)))


@measurement("ConfusionMatrix", "class", samples.confusion)
def confusion_matrix(view: View) -> Any:
    return pack(view.totals[samples.confusion])


@measurement("ConfusionMatrixPlot", "class", samples.confusion)
def confusion_plot(view: View) -> Any:
    """The matrix as an array of squares, with rows for the true classes and columns for the predicted."""
    return confusion_picture(view.totals[samples.confusion], view.labels)


# -- classes, one by one ---------------------------------------------------------------------------------


def formula(f: Callable[..., Any], view: View) -> Any:
    """What a formula of true and false positives and negatives gives for every class, or averaged."""
    matrix = view.totals[samples.confusion]
    tp = np.diag(matrix).astype(np.float64)
    fp, fn = matrix.sum(0) - tp, matrix.sum(1) - tp
    tn = matrix.sum() - tp - fp - fn
    counts = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
    if view.averaging == "Micro":
        counts = {name: np.asarray(values.sum()) for name, values in counts.items()}
    with np.errstate(all="ignore"):
        values = f(**counts) if view.argument is None else f(**counts, argument=view.argument)
    return by_label(view, np.asarray(values, np.float64))


def by_label(view: View, values: np.ndarray) -> Any:
    """An association from the classes to their values, or one number where they are averaged."""
    if not values.ndim:
        return shown(values)
    if view.averaging == "Macro":
        known = values[~np.isnan(values)]
        return float(known.mean()) if len(known) else S.Indeterminate
    return Association.of(zip(view.labels, map(shown, values), strict=True))


def shown(value: Any) -> Any:
    return S.Indeterminate if np.isnan(value) else float(value)


def f_score(tp: Any, fp: Any, fn: Any, tn: Any, argument: Any = 1) -> Any:
    """Van Rijsbergen's F with recall beta times as important as precision."""
    if not isinstance(argument, int | float) or argument <= 0:
        raise Misfit("optval", argument, "FScore", "a positive number", owner=S.NetMeasurements)
    weight = float(argument) ** 2
    return (1 + weight) * tp / ((1 + weight) * tp + weight * fn + fp)


def matthews(tp: Any, fp: Any, fn: Any, tn: Any) -> Any:
    """Matthews 1975; 0 where a row or a column is empty."""
    product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return np.where(product == 0, 0.0, (tp * tn - fp * fn) / np.sqrt(np.where(product == 0, 1, product)))


FORMULAS: dict[str, tuple[int, Callable[..., Any]]] = {
    "Precision": (1, lambda tp, fp, fn, tn: tp / (tp + fp)),
    "Recall": (1, lambda tp, fp, fn, tn: tp / (tp + fn)),
    "Specificity": (1, lambda tp, fp, fn, tn: tn / (tn + fp)),
    "F1Score": (1, lambda tp, fp, fn, tn: 2 * tp / (2 * tp + fp + fn)),
    "FScore": (1, f_score),
    "FalsePositiveRate": (-1, lambda tp, fp, fn, tn: fp / (fp + tn)),
    "FalseNegativeRate": (-1, lambda tp, fp, fn, tn: fn / (fn + tp)),
    "FalseDiscoveryRate": (-1, lambda tp, fp, fn, tn: fp / (fp + tp)),
    "FalseOmissionRate": (-1, lambda tp, fp, fn, tn: fn / (fn + tn)),
    "NegativePredictiveValue": (1, lambda tp, fp, fn, tn: tn / (tn + fn)),
    "Informedness": (1, lambda tp, fp, fn, tn: tp / (tp + fn) + tn / (tn + fp) - 1),
    "Markedness": (1, lambda tp, fp, fn, tn: tp / (tp + fp) + tn / (tn + fn) - 1),
    "MatthewsCorrelationCoefficient": (1, matthews),
    "TruePositiveNumber": (1, lambda tp, fp, fn, tn: tp),
    "TrueNegativeNumber": (1, lambda tp, fp, fn, tn: tn),
    "FalsePositiveNumber": (-1, lambda tp, fp, fn, tn: fp),
    "FalseNegativeNumber": (-1, lambda tp, fp, fn, tn: fn),
}
for each, (direction, function) in FORMULAS.items():
    measurement(each, "class", samples.confusion, better=direction, by_class=True)(partial(formula, function))


# -- classes against thresholds --------------------------------------------------------------------------


def joined(view: View) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities (a column for each class) and whether each class is the true one."""
    parts = view.totals[samples.scores]
    p = np.concatenate([part[0] for part in parts])
    truth = np.concatenate([part[1] for part in parts])
    return p, truth[:, None] == np.arange(p.shape[1])


def curve(score: np.ndarray, positive: np.ndarray) -> np.ndarray:
    """Points (false positive rate, true positive rate) for falling thresholds, from (0, 0) to (1, 1)."""
    order = np.argsort(-score, kind="stable")
    last = np.append(np.flatnonzero(np.diff(score[order])), len(order) - 1)  # of every run of equal scores
    with np.errstate(all="ignore"):
        rates = [np.cumsum(hit[order])[last] / hit.sum() for hit in (~positive, positive)]
    return np.concatenate([[[0.0, 0.0]], np.stack(rates, 1)])


def area(points: np.ndarray) -> float:
    """The area under a curve of points, by trapezoids."""
    x, y = points.T
    return float((np.diff(x) * (y[1:] + y[:-1]) / 2).sum())


@measurement("AreaUnderROCCurve", "class", samples.scores, better=1, by_class=True)
def area_under_curve(view: View) -> Any:
    """For each class against the others; "Micro" takes all decisions together."""
    p, positive = joined(view)
    if view.averaging == "Micro":
        return area(curve(p.ravel(), positive.ravel()))
    return by_label(view, np.array([area(curve(*pair)) for pair in zip(p.T, positive.T, strict=True)]))


@measurement("ROCCurve", "class", samples.scores)
def roc_curve(view: View) -> Any:
    p, positive = joined(view)
    points = [curve(*pair) for pair in zip(p.T, positive.T, strict=True)]
    return Association.of((label, pack(each)) for label, each in zip(view.labels, points, strict=True))


@measurement("ROCCurvePlot", "class", samples.scores)
def roc_plot(view: View) -> Any:
    curves = roc_curve(view)
    lines = make_list(curves.values())
    legend = S.Rule(S.PlotLegends, make_list(curves.keys()))
    labels = S.Rule(S.AxesLabel, make_list(["false positive rate", "true positive rate"]))
    return view.kernel.evaluate(S.ListLinePlot(lines, legend, labels))


# -- regressions -----------------------------------------------------------------------------------------


def per_element(name: str, what: Gather, finish: Callable[[float], float]) -> None:
    def value(view: View) -> float:
        return float(finish(view.totals[what] / view.totals[samples.elements]))

    measurement(name, "number", what, samples.elements, better=-1)(value)


per_element("MeanSquare", samples.squares, float)
per_element("MeanDeviation", samples.deviations, float)
per_element("StandardDeviation", samples.squares, np.sqrt)

VARIANCE = (samples.squares, samples.target_sums, samples.target_squares, samples.places)


@measurement("FractionVarianceUnexplained", "number", *VARIANCE, better=-1)
def unexplained(view: View) -> Any:
    """The squared residuals as a part of the squared deviations of the targets from their mean."""
    t = view.totals
    spread = t[samples.target_squares] - float(np.square(t[samples.target_sums]).sum()) / t[samples.places]
    return float(t[samples.squares] / spread) if spread > 0 else S.Indeterminate


@measurement("RSquared", "number", *VARIANCE, better=1)
def r_squared(view: View) -> Any:
    found = unexplained(view)
    return 1 - found if isinstance(found, float) else found


@measurement("IntersectionOverUnion", "number", samples.overlaps, samples.boxes, better=1)
def intersection_over_union(view: View) -> float:
    return float(view.totals[samples.overlaps] / view.totals[samples.boxes])
