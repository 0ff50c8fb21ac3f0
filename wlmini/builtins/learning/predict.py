"""Predict: what gives examples their number; the predictor as a function that can be asked for more."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.builtins.learning.classify import LEARNING_OPTIONS, extracted, reject_unbuilt
from wlmini.builtins.learning.examples import DATA, Examples, plain, read_examples
from wlmini.builtins.learning.features import Reader
from wlmini.builtins.learning.methods import as_number, seed_of, trained, unwarned
from wlmini.expr import Atom, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


class PredictorFunction(Atom):
    """A trained predictor: reader of examples, estimator of values, and how far off it is as a rule."""

    __slots__ = ("count", "extractor", "kind", "model", "reader", "spread")
    head = S.PredictorFunction

    def __init__(
        self, reader: Reader, model: Any, kind: str, spread: float, count: int, extractor: Any
    ) -> None:
        self.reader, self.model, self.kind = reader, model, kind
        self.spread, self.count, self.extractor = spread, count, extractor

    def estimates(self, kernel: Any, inputs: list[Any]) -> tuple[Any, Any]:
        """The predicted values and their standard deviations."""
        rows = self.reader.encode(extracted(kernel, self.extractor, inputs))
        with unwarned():
            if self.kind == "GaussianProcess":
                values, spreads = self.model.predict(rows, return_std=True)
                return values, np.maximum(spreads, 1e-9)
            values = self.model.predict(rows)
        return values, np.full(len(values), self.spread)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """The value of an example or of each of a list, or another property."""
        if not arguments or len(arguments) > 2:
            return None
        if arguments == ("Properties",):
            return make_list(sorted(PROPERTIES))
        wanted = arguments[1] if len(arguments) > 1 else "Decision"
        one = self.reader.is_one(arguments[0])
        inputs = [arguments[0]] if one else list(plain(arguments[0]).parts)
        values, spreads = self.estimates(kernel, inputs) if inputs else ((), ())
        found = [property_of(wanted, float(v), float(s)) for v, s in zip(values, spreads, strict=True)]
        return found[0] if one else make_list(found)

    def information(self, kernel: Any) -> dict[str, Any]:
        """What Information tells of it."""
        return {
            "Method": self.kind, "ExampleNumber": self.count, "FeatureNumber": len(self.reader.columns),
            "FeatureNames": make_list(c.name for c in self.reader.columns), "FeatureTypes": self.reader.kinds,
            "StandardDeviation": self.spread, "FunctionProperties": make_list(sorted(PROPERTIES)),
        }  # fmt: skip

    def input_form(self) -> Any:
        return "PredictorFunction[<>]"

    def output_form(self) -> Any:
        return f"PredictorFunction[Input type: {self.reader.input_type}, Method: {self.kind}]"


def property_of(wanted: Any, value: float, spread: float) -> Any:
    if is_list(wanted):
        return make_list(property_of(each, value, spread) for each in wanted.parts)
    make = PROPERTIES.get(wanted) if isinstance(wanted, str) else None
    if make is None:
        raise Failure("noprop", wanted, make_list(sorted(PROPERTIES)), value=None)
    return make(value, spread)


PROPERTIES = {
    "Decision": lambda value, spread: value,
    "Distribution": lambda value, spread: S.NormalDistribution(value, spread),
}


def numbers_of(outputs: list[Any]) -> Any:
    """The outputs as an array; a message where one is no number."""
    values = [as_number(v) for v in outputs]
    if None in values:
        raise Failure("mlnum", outputs[values.index(None)], value=None)
    return np.array(values, dtype=float)


def learn(kernel: Any, data: Examples, options: dict[str, Any]) -> PredictorFunction:
    """The predictor of examples; its spread is that of what it leaves over, per degree of freedom."""
    inputs = extracted(kernel, options["FeatureExtractor"], data.inputs)
    reader = Reader(inputs, options["FeatureNames"], options["FeatureTypes"])
    targets = numbers_of(data.outputs)
    rows = reader.encode(inputs)
    kind, model = trained("predict", options["Method"], rows, targets, seed_of(options["RandomSeeding"]))
    with unwarned():
        residuals = targets - model.predict(rows)
    freedom = max(1, len(targets) - (rows.shape[1] + 1 if kind == "LinearRegression" else 0))
    spread = max(float(np.sqrt((residuals**2).sum() / freedom)), 1e-9)
    return PredictorFunction(reader, model, kind, spread, len(targets), options["FeatureExtractor"])


@builtin(
    "Predict[{in1 -> value1, ...}]", "Predict[data, input]", "Predict[data, input, property]",
    options={**LEARNING_OPTIONS, "IndeterminateThreshold": 0, "UtilityFunction": S.Automatic},
    messages={**DATA, "nyibuilt": "The ready-made predictor `1` is not available; give examples."},
    refused=("IndeterminateThreshold",),
    noted=("AcceptanceThreshold", "AnomalyDetector", "MissingValueSynthesis",
        "RecalibrationFunction"),
)  # fmt: skip
def predict(kernel: Any, data: Any, *rest: Any, options: dict[str, Any]) -> Any:
    """learns from examples to predict a number for an input; data are rules, or inputs -> values.

    >>> p = Predict[{1 -> 2, 2 -> 4, 3 -> 6, 4 -> 8}, Method -> "LinearRegression"]; Round[p[10]]
    20
    """
    if isinstance(data, str):
        raise Failure("nyibuilt", data, value=None)
    reject_unbuilt(S.Predict, options)
    found = data if isinstance(data, PredictorFunction) else learn(kernel, read_examples(data), options)
    return found.apply(kernel, rest) if rest else found


@builtin("PredictorFunction[...]", messages=DATA)
def predictor_function(kernel: Any, *parts: Any) -> Any:
    """is what Predict gives: applied to an input, or a list of them, it predicts the value.

    >>> Head[Predict[{1 -> 2, 2 -> 4}]]
    PredictorFunction
    """
    return None
