"""Classify: what gives examples their class; the classifier as a function that can be asked for more."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.learning.examples import DATA, Examples, is_rule, plain, read_examples
from wlmini.builtins.learning.features import Reader
from wlmini.builtins.learning.methods import as_number, probabilities, seed_of, trained, unwarned
from wlmini.expr import Association, Atom, S, as_key, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.ordering import sort_parts

LEARNING_OPTIONS: dict[str, Any] = {
    "AcceptanceThreshold": S.Automatic, "AnomalyDetector": S["None"], "MissingValueSynthesis": S.Automatic,
    "RecalibrationFunction": S.Automatic,
    "FeatureExtractor": S.Identity, "FeatureNames": S.Automatic, "FeatureTypes": S.Automatic,
    "Method": S.Automatic, "PerformanceGoal": S.Automatic, "RandomSeeding": 1234, "TargetDevice": "CPU",
    "TimeGoal": S.Automatic, "TrainingProgressReporting": S.Automatic, "ValidationSet": S.Automatic,
}  # fmt: skip
CLASSIFY_OPTIONS = {
    **LEARNING_OPTIONS, "ClassPriors": S.Automatic, "IndeterminateThreshold": 0,
    "UtilityFunction": S.Automatic,
}  # fmt: skip


def extracted(kernel: Any, extractor: Any, inputs: list[Any]) -> list[Any]:
    """The inputs after the function of the option FeatureExtractor."""
    if extractor is S.Identity or extractor is S.Automatic:
        return inputs
    if isinstance(extractor, str):
        raise Failure("optnb", S.Classify, S.Rule(S.FeatureExtractor, extractor), value=None)
    return [kernel.call(extractor, each) for each in inputs]


def reject_unbuilt(owner: Any, options: dict[str, Any]) -> None:
    """Options that change the result and are not built say so."""
    for name in ("ValidationSet", "UtilityFunction"):
        value = options.get(name, S.Automatic)
        if value is not S.Automatic and value is not S["None"]:
            raise Failure("optnb", owner, S.Rule(S[name], value), value=None)
    if options["TargetDevice"] not in ("CPU", S.Automatic):
        raise Failure("optnb", owner, S.Rule(S.TargetDevice, options["TargetDevice"]), value=None)


class ClassifierFunction(Atom):
    """A trained classifier: reader of examples, estimator, classes in order, priors to be reckoned with."""

    __slots__ = (
        "classes",
        "count",
        "extractor",
        "kind",
        "model",
        "priors",
        "reader",
        "threshold",
        "trained_on",
    )
    head = S.ClassifierFunction

    def __init__(
        self, reader: Reader, model: Any, kind: str, classes: list[Any], counts: Any, options: dict[str, Any]
    ) -> None:
        self.reader, self.model, self.kind, self.classes = reader, model, kind, classes
        self.count, self.trained_on = int(counts.sum()), counts / counts.sum()
        self.extractor = options["FeatureExtractor"]
        self.threshold = as_number(options["IndeterminateThreshold"]) or 0.0
        self.priors = self.weights_of(options["ClassPriors"])

    def weights_of(self, priors: Any) -> Any:
        """What probabilities are multiplied by where classes are more or less likely than in training."""
        if priors is S.Automatic or not isinstance(priors, Association):
            return np.ones(len(self.classes))
        told = np.array([as_number(priors.get(c, 0)) or 0.0 for c in self.classes])
        return told / self.trained_on

    def probabilities(self, kernel: Any, inputs: list[Any], priors: Any = None) -> Any:
        """One row of probabilities, in the order of the classes, for each input."""
        weights = self.priors if priors is None else priors
        rows = self.reader.encode(extracted(kernel, self.extractor, inputs))
        with unwarned():
            found = probabilities(self.model, rows) if self.model is not None else np.ones((len(rows), 1))
        found = found * weights
        return found / np.maximum(found.sum(axis=1, keepdims=True), 1e-300)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """The class of an example or of each of a list, or another property."""
        rules = [a for a in arguments[1:] if is_rule(a) and not isinstance(a.parts[0], str)]
        others = [a for a in arguments[1:] if a not in rules]
        if not arguments or len(others) > 1:
            return None
        wanted = others[0] if others else "Decision"
        if arguments[0] in ("Properties",) and not others:
            return make_list(sorted(PROPERTIES))
        one = self.reader.is_one(arguments[0])
        inputs = [arguments[0]] if one else list(plain(arguments[0]).parts)
        given = {getattr(r.parts[0], "short", ""): r.parts[1] for r in rules}
        priors = self.weights_of(given["ClassPriors"]) if "ClassPriors" in given else None
        threshold = as_number(given.get("IndeterminateThreshold", self.threshold)) or 0.0
        rows = self.probabilities(kernel, inputs, priors) if inputs else []
        found = [self.property(wanted, row, threshold) for row in rows]
        return found[0] if one else make_list(found)

    def property(self, wanted: Any, row: Any, threshold: float) -> Any:
        """One property, or a list of several, from the probabilities of an example."""
        if is_list(wanted):
            return make_list(self.property(each, row, threshold) for each in wanted.parts)
        name, detail = wanted.parts if is_rule(wanted) else (wanted, None)
        make = PROPERTIES.get(name) if isinstance(name, str) else None
        if make is None:
            raise Failure("noprop", wanted, make_list(sorted(PROPERTIES)), value=None)
        return make(self, row, threshold, detail)

    def decision(self, row: Any, threshold: float) -> Any:
        best = int(np.argmax(row))
        return S.Indeterminate if row[best] < threshold else self.classes[best]

    def position(self, label: Any) -> int:
        for n, each in enumerate(self.classes):
            if as_key(each) == as_key(label):
                return n
        raise Failure("mlcllbl", label, make_list(self.classes), value=None)

    def information(self, kernel: Any) -> dict[str, Any]:
        """What Information tells of it."""
        return {
            "Classes": make_list(self.classes), "ClassNumber": len(self.classes), "Method": self.kind,
            "ExampleNumber": self.count, "FeatureNumber": len(self.reader.columns),
            "FeatureNames": make_list(c.name for c in self.reader.columns), "FeatureTypes": self.reader.kinds,
            "IndeterminateThreshold": self.threshold,
            "ClassPriors": association_of(self.classes, self.trained_on * self.priors),
            "TrainingClassPriors": association_of(self.classes, self.trained_on),
            "FunctionProperties": make_list(sorted(PROPERTIES)),
        }  # fmt: skip

    def input_form(self) -> Any:
        return "ClassifierFunction[<>]"

    def output_form(self) -> Any:
        shown = ", ".join(map(str, self.classes[:8])) + (", ..." if len(self.classes) > 8 else "")
        return f"ClassifierFunction[Input type: {self.reader.input_type}, Classes: {shown}]"


def association_of(labels: list[Any], row: Any) -> Association:
    return Association.of(zip(labels, map(float, row), strict=True))


def top(classifier: ClassifierFunction, row: Any, threshold: float, count: Any) -> Any:
    """The most likely classes with their probabilities; those not negligible where no number is given."""
    order: list[int] = np.argsort(-row, kind="stable").tolist()
    order = order[:count] if type(count) is int else [n for n in order if row[n] > 0.05] or order[:1]
    return make_list(S.Rule(classifier.classes[n], float(row[n])) for n in order)


PROPERTIES = {
    "Decision": lambda c, row, threshold, detail: c.decision(row, threshold),
    "Probabilities": lambda c, row, threshold, detail: association_of(c.classes, row),
    "Probability": lambda c, row, threshold, label: (
        float(row.max()) if label is None else float(row[c.position(label)])
    ),
    "TopProbabilities": top,
    "LogProbabilities": lambda c, row, threshold, detail: association_of(
        c.classes, np.log(np.maximum(row, 1e-300))
    ),
    "ExpectedUtilities": lambda c, row, threshold, detail: association_of(c.classes, row),
}


def order_of(classes: list[Any]) -> list[Any]:
    """Classes in the canonical order."""
    return list(sort_parts(tuple(classes)) or classes)


def learn(kernel: Any, data: Examples, options: dict[str, Any]) -> ClassifierFunction:
    """The classifier of examples."""
    inputs = extracted(kernel, options["FeatureExtractor"], data.inputs)
    reader = Reader(inputs, options["FeatureNames"], options["FeatureTypes"])
    classes = order_of(list({as_key(c): c for c in data.outputs}.values()))
    places = {as_key(c): n for n, c in enumerate(classes)}
    targets = np.array([places[as_key(c)] for c in data.outputs])
    counts = np.bincount(targets)
    if len(classes) == 1:
        return ClassifierFunction(reader, None, "Constant", classes, counts, options)
    seed = seed_of(options["RandomSeeding"])
    kind, model = trained("classify", options["Method"], reader.encode(inputs), targets, seed)
    return ClassifierFunction(reader, model, kind, classes, counts, options)


@builtin(
    "Classify[{in1 -> class1, ...}]", "Classify[data, input]", "Classify[data, input, property]",
    options=CLASSIFY_OPTIONS,
    messages={**DATA, "nyibuilt": "The ready-made classifier `1` is not available; give examples."},
    noted=("AcceptanceThreshold", "AnomalyDetector", "MissingValueSynthesis",
        "RecalibrationFunction"),
)  # fmt: skip
def classify(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """learns from examples to tell the class of an input; they are rules, lists or <|class -> inputs|>.

    >>> c = Classify[{1 -> "a", 2 -> "a", 3 -> "a", 8 -> "b", 9 -> "b", 10 -> "b"}]; {c[1.5], c[9.5]}
    {a, b}
    >>> Classify[<|"low" -> {1, 2, 3}, "high" -> {8, 9, 10}|>, 9]
    high
    """
    if isinstance(data, str):
        raise Failure("nyibuilt", data, value=None)
    reject_unbuilt(S.Classify, options)
    found = data if isinstance(data, ClassifierFunction) else learn(kernel, read_examples(data), options)
    return found.apply(kernel, rest) if rest else found


@builtin("ClassifierFunction[...]", messages=DATA)
def classifier_function(kernel: Any, *parts: Any) -> Any:
    """is what Classify gives: applied to an input, or a list of them, it tells the class.

    >>> Head[Classify[{1 -> "a", 2 -> "b"}]]
    ClassifierFunction
    """
    return None
