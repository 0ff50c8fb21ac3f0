"""ClassifierMeasurements and PredictorMeasurements: how well a classifier or predictor does on test data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.learning.classify import ClassifierFunction, association_of, order_of
from wlmini.builtins.learning.examples import DATA, Examples, is_rule, read_examples
from wlmini.builtins.learning.methods import as_number
from wlmini.builtins.learning.predict import PredictorFunction, numbers_of
from wlmini.expr import Association, Atom, Expr, S, as_key, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

Rows = np.ndarray[Any, Any]
SHOWN = 10  # examples among the best, worst, most and least certain


class Trial:
    """Test examples, the classes there are, the probabilities given and what was decided."""

    def __init__(self, kernel: Any, classifier: Any, data: Examples, threshold: float | None) -> None:
        self.kernel, self.classifier, self.data = kernel, classifier, data
        classes, rows = judged(kernel, classifier, data)
        known = {as_key(c) for c in classes}
        more = order_of([c for c in {as_key(c): c for c in data.outputs}.values() if as_key(c) not in known])
        self.classes = [*classes, *more]
        self.rows = np.concatenate([rows, np.zeros((len(rows), len(more)))], axis=1)
        places = {as_key(c): n for n, c in enumerate(self.classes)}
        self.truth = np.array([places[as_key(c)] for c in data.outputs])
        limit = getattr(classifier, "threshold", 0.0) if threshold is None else threshold
        self.kept = self.rows.max(axis=1) >= limit
        self.decided = self.rows.argmax(axis=1)

    @property
    def right(self) -> Rows:
        return (self.decided == self.truth) & self.kept

    @property
    def likelihoods(self) -> Rows:
        return np.maximum(self.rows[np.arange(len(self.rows)), self.truth], 1e-300)

    def counts(self) -> Rows:
        """c_ij: how often class i was classified as j."""
        matrix = np.zeros((len(self.classes),) * 2, dtype=np.int64)
        np.add.at(matrix, (self.truth[self.kept], self.decided[self.kept]), 1)
        return matrix

    def rules(self, positions: Any) -> Expr:
        return make_list(S.Rule(self.data.inputs[n], self.data.outputs[n]) for n in positions)

    def by_class(self, values: Any) -> Association:
        return association_of(self.classes, values)


def judged(kernel: Any, classifier: Any, data: Examples) -> tuple[list[Any], Rows]:
    """The classes and their probabilities by a classifier, or by a net that gives classes."""
    if isinstance(classifier, ClassifierFunction):
        return classifier.classes, classifier.probabilities(kernel, data.inputs)
    given = [kernel.evaluate(Expr(classifier, (each, "Probabilities"))) for each in data.inputs]
    if not all(isinstance(each, Association) for each in given):
        raise Failure("mlclass", classifier, value=None)
    classes = list(given[0].keys())
    return classes, np.array([[as_number(each.get(c)) or 0.0 for c in classes] for each in given])


def rates(trial: Trial) -> tuple[Rows, Rows, Rows, Rows]:
    """True and false positives, false and true negatives of each class."""
    matrix = trial.counts()
    hits = matrix.diagonal()
    wrong, missed = matrix.sum(axis=0) - hits, matrix.sum(axis=1) - hits
    return hits, wrong, missed, matrix.sum() - hits - wrong - missed


def ratio(top: Any, bottom: Any) -> Any:
    """Quotients, 0 where there is nothing to divide by."""
    return np.where(bottom > 0, top / np.maximum(bottom, 1e-300), 0.0)


def f_score(trial: Trial, beta: float = 1.0) -> Any:
    hits, wrong, missed, _ = rates(trial)
    return ratio((1 + beta**2) * hits, (1 + beta**2) * hits + beta**2 * missed + wrong)


def per_class(formula: Callable[[Any, Any, Any, Any], Any]) -> Callable[[Trial], Any]:
    """A measurement by class from the true and false positives, false and true negatives."""
    return lambda trial: trial.by_class(formula(*rates(trial)))


def kappa(trial: Trial) -> float:
    """Cohen's: agreement beyond what chance gives."""
    matrix = trial.counts() / max(1, trial.counts().sum())
    chance = float(matrix.sum(axis=0) @ matrix.sum(axis=1))
    return float((matrix.trace() - chance) / (1 - chance)) if chance < 1 else 1.0


def scott(trial: Trial) -> float:
    matrix = trial.counts() / max(1, trial.counts().sum())
    chance = float((((matrix.sum(axis=0) + matrix.sum(axis=1)) / 2) ** 2).sum())
    return float((matrix.trace() - chance) / (1 - chance)) if chance < 1 else 1.0


def area(trial: Trial) -> Association:
    """The probability that an example of the class gets a higher probability for it than one of another."""
    found = []
    for n in range(len(trial.classes)):
        mine, others = trial.rows[trial.truth == n, n], trial.rows[trial.truth != n, n]
        apart = mine[:, None] - others[None]
        found.append(float(((apart > 0) + 0.5 * (apart == 0)).mean()) if apart.size else 0.5)
    return trial.by_class(found)


def correlation(hits: Any, wrong: Any, missed: Any, rest: Any) -> Any:
    scale = np.sqrt((hits + wrong) * (hits + missed) * (rest + wrong) * (rest + missed).astype(float))
    return ratio(hits * rest - wrong * missed, scale)


def confusions(trial: Trial, count: int = SHOWN) -> Expr:
    matrix = trial.counts().copy()
    np.fill_diagonal(matrix, 0)
    pairs = sorted(((-int(c), i, j) for (i, j), c in np.ndenumerate(matrix) if c), key=lambda p: p[0])
    return make_list(S.Rule(S.Rule(trial.classes[i], trial.classes[j]), -c) for c, i, j in pairs[:count])


def curve(trial: Trial, n: int) -> Expr:
    """{false positive rate, true positive rate} as the threshold for a class falls."""
    order = np.argsort(-trial.rows[:, n], kind="stable")
    mine = (trial.truth[order] == n).astype(float)
    up, across = np.cumsum(mine), np.cumsum(1 - mine)
    points = np.stack([across / max(1.0, across[-1]), up / max(1.0, up[-1])], axis=1)
    return pack(np.concatenate([[[0.0, 0.0]], points]))  # type: ignore[no-any-return]


def matrix_plot(trial: Trial) -> Expr:
    labels = make_list(trial.classes)
    ticks = S.Rule(S.FrameTicks, make_list([labels, labels]))
    return S.MatrixPlot(pack(trial.counts()), ticks)


def examples_by(trial: Trial, key: Any) -> Expr:
    return trial.rules(np.argsort(key, kind="stable")[:SHOWN].tolist())


def cross_entropy(trial: Trial) -> float:
    return float(-np.log(trial.likelihoods).mean())


MEASURED: dict[str, Callable[[Trial], Any]] = {
    "Accuracy": lambda t: float(t.right.sum() / max(1, t.kept.sum())),
    "AccuracyBaseline": lambda t: float(np.bincount(t.truth).max() / len(t.truth)),
    "AreaUnderROCCurve": area,
    "BestClassifiedExamples": lambda t: examples_by(t, -t.likelihoods),
    "ClassifierFunction": lambda t: t.classifier,
    "CohenKappa": kappa,
    "ConfusionFunction": lambda t: Association.of(
        (make_list([t.classes[i], t.classes[j]]), int(c)) for (i, j), c in np.ndenumerate(t.counts())
    ),
    "ConfusionMatrix": lambda t: pack(t.counts()),
    "ConfusionMatrixPlot": matrix_plot,
    "CorrectlyClassifiedExamples": lambda t: t.rules(np.nonzero(t.right)[0]),
    "Error": lambda t: 1 - float(t.right.sum() / max(1, t.kept.sum())),
    "Examples": lambda t: t.rules(range(len(t.truth))),
    "F1Score": lambda t: t.by_class(f_score(t)),
    "FScore": lambda t: t.by_class(f_score(t)),
    "FalseDiscoveryRate": per_class(lambda hits, wrong, missed, rest: ratio(wrong, wrong + hits)),
    "FalseNegativeNumber": per_class(lambda hits, wrong, missed, rest: missed),
    "FalseNegativeRate": per_class(lambda hits, wrong, missed, rest: ratio(missed, missed + hits)),
    "FalsePositiveNumber": per_class(lambda hits, wrong, missed, rest: wrong),
    "FalsePositiveRate": per_class(lambda hits, wrong, missed, rest: ratio(wrong, wrong + rest)),
    "GeometricMeanProbability": lambda t: float(np.exp(np.log(t.likelihoods).mean())),
    "IndeterminateExamples": lambda t: t.rules(np.nonzero(~t.kept)[0]),
    "LeastCertainExamples": lambda t: examples_by(t, t.rows.max(axis=1)),
    "Likelihood": lambda t: float(np.exp(np.log(t.likelihoods).sum())),
    "LogLikelihood": lambda t: float(np.log(t.likelihoods).sum()),
    "MatthewsCorrelationCoefficient": per_class(correlation),
    "MeanCrossEntropy": cross_entropy,
    "MisclassifiedExamples": lambda t: t.rules(np.nonzero(~t.right & t.kept)[0]),
    "MostCertainExamples": lambda t: examples_by(t, -t.rows.max(axis=1)),
    "Perplexity": lambda t: float(np.exp(cross_entropy(t))),
    "Precision": per_class(lambda hits, wrong, missed, rest: ratio(hits, hits + wrong)),
    "Probabilities": lambda t: make_list(map(t.by_class, t.rows)),
    "ROCCurve": lambda t: Association.of((c, curve(t, n)) for n, c in enumerate(t.classes)),
    "Recall": per_class(lambda hits, wrong, missed, rest: ratio(hits, hits + missed)),
    "RejectionRate": lambda t: float(1 - t.kept.mean()),
    "ScottPi": scott,
    "Specificity": per_class(lambda hits, wrong, missed, rest: ratio(rest, rest + wrong)),
    "TopConfusions": confusions,
    "TrueNegativeNumber": per_class(lambda hits, wrong, missed, rest: rest),
    "TruePositiveNumber": per_class(lambda hits, wrong, missed, rest: hits),
    "WorstClassifiedExamples": lambda t: examples_by(t, t.likelihoods),
}


class Measured(Atom):
    """A trial, asked for its measurements by name."""

    __slots__ = ("head", "shown", "table", "trial")

    def __init__(self, head: Any, trial: Any, table: dict[str, Callable[[Any], Any]], shown: str) -> None:
        self.head, self.trial, self.table, self.shown = head, trial, table, shown

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        return self.measurement(arguments[0]) if len(arguments) == 1 else None

    def measurement(self, wanted: Any) -> Any:
        """One measurement, a list of them, all by name, or one of a class: name -> class."""
        if is_list(wanted):
            return make_list(self.measurement(each) for each in wanted.parts)
        if wanted is S.All:
            return Association.of((name, make(self.trial)) for name, make in self.table.items())
        if wanted == "Properties":
            return make_list(sorted({*self.table, "Properties"}))
        name, detail = wanted.parts if is_rule(wanted) else (wanted, None)
        if not isinstance(name, str) or name not in self.table:
            raise Failure("noprop", wanted, make_list(sorted(self.table)), value=None)
        if name == "FScore" and detail is not None:
            return self.trial.by_class(f_score(self.trial, as_number(detail) or 1.0))
        if name == "TopConfusions" and type(detail) is int:
            return confusions(self.trial, detail)
        value = self.table[name](self.trial)
        if detail is None or not isinstance(value, Association):
            return value
        return value.get(detail, S.Missing("KeyAbsent", detail))

    def information(self, kernel: Any) -> dict[str, Any]:
        return {name: (lambda make=make: make(self.trial)) for name, make in self.table.items()}

    def input_form(self) -> Any:
        return f"{self.head.short}[<>]"

    def output_form(self) -> Any:
        return f"{self.head.short}[{self.shown}]"


MEASUREMENT_OPTIONS: dict[str, Any] = {
    "ClassPriors": S.Automatic, "ComputeUncertainty": S["False"], "IndeterminateThreshold": S.Automatic,
    "TargetDevice": "CPU", "UtilityFunction": S.Automatic, "Weights": S.Automatic,
}  # fmt: skip


FORECAST_OPTIONS = {
    k: v for k, v in MEASUREMENT_OPTIONS.items() if k not in ("ClassPriors", "IndeterminateThreshold")
}


def defaults_only(owner: Any, options: dict[str, Any], *built: str) -> None:
    """Options that are not built say so where they are given."""
    for name, value in options.items():
        if (
            name not in built
            and value is not MEASUREMENT_OPTIONS[name]
            and value != MEASUREMENT_OPTIONS[name]
        ):
            raise Failure("optnb", owner, S.Rule(S[name], value), value=None)


@builtin(
    "ClassifierMeasurements[classifier, testset]", "ClassifierMeasurements[classifier, testset, property]",
    options=MEASUREMENT_OPTIONS,
    messages={**DATA, "mlclass": "`1` is no classifier."},
    refused=("UtilityFunction", "Weights"),
    noted=("ComputeUncertainty", "TargetDevice"),
)  # fmt: skip
def classifier_measurements(
    kernel: Any, classifier: Any, data: Any, wanted: Any = None, *, options: dict[str, Any]
) -> Any:
    """measures how well a classifier does on examples whose classes are known.

    >>> c = Classify[{1 -> "a", 9 -> "b"}]; ClassifierMeasurements[c, {2 -> "a", 8 -> "b"}, "Accuracy"]
    1.
    """
    if not isinstance(classifier, Atom):
        raise Failure("mlclass", classifier, value=None)
    defaults_only(S.ClassifierMeasurements, options, "IndeterminateThreshold")
    trial = Trial(kernel, classifier, read_examples(data), as_number(options["IndeterminateThreshold"]))
    shown = f"Classifier: {getattr(classifier, 'kind', 'net')}, Number of test examples: {len(trial.truth)}"
    found = Measured(S.ClassifierMeasurementsObject, trial, MEASURED, shown)
    return found if wanted is None else found.measurement(wanted)


# -- predictors ------------------------------------------------------------------------------------


class Forecast:
    """Test examples, what was predicted and how sure that was."""

    def __init__(self, kernel: Any, predictor: Any, data: Examples) -> None:
        self.predictor, self.data = predictor, data
        self.truth = numbers_of(data.outputs)
        if isinstance(predictor, PredictorFunction):
            self.values, self.spreads = predictor.estimates(kernel, data.inputs)
        else:
            given = [as_number(kernel.evaluate(Expr(predictor, (each,)))) for each in data.inputs]
            if None in given:
                raise Failure("mlpred", predictor, value=None)
            self.values = np.array(given, dtype=float)
            self.spreads = np.full(len(given), max(float((self.truth - self.values).std()), 1e-9))
        self.residuals = self.truth - self.values

    @property
    def densities(self) -> Rows:
        """The logarithm of the density that the prediction gave to what was the case."""
        scaled: Rows = -0.5 * (self.residuals / self.spreads) ** 2
        return scaled - np.log(self.spreads * np.sqrt(2 * np.pi))

    def rules(self, key: Any) -> Expr:
        order = np.argsort(key, kind="stable")[:SHOWN]
        return make_list(S.Rule(self.data.inputs[n], self.data.outputs[n]) for n in order)


def unexplained(f: Forecast) -> float:
    """The part of the variance that the predictions leave."""
    around = ((f.truth - f.truth.mean()) ** 2).sum()
    return float((f.residuals**2).sum() / around) if around else float("nan")


def comparison_plot(f: Forecast) -> Expr:
    return S.ListPlot(pack(np.stack([f.values, f.truth], axis=1)), S.Rule(S.AspectRatio, 1))


FORECAST: dict[str, Callable[[Forecast], Any]] = {
    "BestPredictedExamples": lambda f: f.rules(np.abs(f.residuals)),
    "ComparisonPlot": comparison_plot,
    "Examples": lambda f: make_list(S.Rule(a, b) for a, b in zip(f.data.inputs, f.data.outputs, strict=True)),
    "FractionVarianceUnexplained": unexplained,
    "GeometricMeanProbabilityDensity": lambda f: float(np.exp(f.densities.mean())),
    "Likelihood": lambda f: float(np.exp(f.densities.sum())),
    "LogLikelihood": lambda f: float(f.densities.sum()),
    "MeanCrossEntropy": lambda f: float(-f.densities.mean()),
    "MeanDeviation": lambda f: float(np.abs(f.residuals).mean()),
    "MeanDeviationBaseline": lambda f: float(np.abs(f.truth - np.median(f.truth)).mean()),
    "MeanSquare": lambda f: float((f.residuals**2).mean()),
    "Perplexity": lambda f: float(np.exp(-f.densities.mean())),
    "PredictorFunction": lambda f: f.predictor,
    "RSquared": lambda f: 1 - unexplained(f),
    "ResidualHistogram": lambda f: S.Histogram(pack(f.residuals)),
    "ResidualPlot": lambda f: S.ListPlot(pack(np.stack([f.truth, f.residuals], axis=1))),
    "Residuals": lambda f: pack(f.residuals),
    "StandardDeviation": lambda f: float(np.sqrt((f.residuals**2).mean())),
    "StandardDeviationBaseline": lambda f: float(f.truth.std()),
    "TotalSquare": lambda f: float((f.residuals**2).sum()),
    "WorstPredictedExamples": lambda f: f.rules(-np.abs(f.residuals)),
}


@builtin(
    "PredictorMeasurements[predictor, testset]", "PredictorMeasurements[predictor, testset, property]",
    options=FORECAST_OPTIONS,
    messages={**DATA, "mlpred": "`1` is no predictor."},
    refused=("Weights",),
    noted=("ComputeUncertainty",),
)  # fmt: skip
def predictor_measurements(
    kernel: Any, predictor: Any, data: Any, wanted: Any = None, *, options: dict[str, Any]
) -> Any:
    """measures how well a predictor does on examples whose values are known.

    >>> Round[PredictorMeasurements[Predict[{1 -> 2, 2 -> 4}], {4 -> 8, 5 -> 12}, "MeanSquare"], 0.01]
    2.
    """
    if not isinstance(predictor, Atom):
        raise Failure("mlpred", predictor, value=None)
    defaults_only(S.PredictorMeasurements, options)
    forecast = Forecast(kernel, predictor, read_examples(data))
    kind = getattr(predictor, "kind", "net")
    shown = f"Predictor: {kind}, Number of test examples: {len(forecast.truth)}"
    found = Measured(S.PredictorMeasurementsObject, forecast, FORECAST, shown)
    return found if wanted is None else found.measurement(wanted)


@builtin("ClassifierMeasurementsObject[...]", messages=DATA)
def classifier_measurements_object(kernel: Any, *parts: Any) -> Any:
    """is what ClassifierMeasurements gives: applied to the name of a measurement it tells it.

    >>> ClassifierMeasurements[Classify[{1 -> "a", 9 -> "b"}], {2 -> "a", 8 -> "b"}]["ConfusionMatrix"]
    {{1, 0}, {0, 1}}
    """
    return None


@builtin("PredictorMeasurementsObject[...]", messages=DATA)
def predictor_measurements_object(kernel: Any, *parts: Any) -> Any:
    """is what PredictorMeasurements gives: applied to the name of a measurement it tells it.

    >>> Head[PredictorMeasurements[Predict[{1 -> 2, 2 -> 4}], {4 -> 8}]]
    PredictorMeasurementsObject
    """
    return None
