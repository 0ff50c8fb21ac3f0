"""Fitted models, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.numerics.functions import local, plain_number, put
from wlmini.expr import Atom, Expr, S, is_list, make_list
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure


class Model(Atom):
    """A fitted model: the function, the data it was fitted to, and what is known about the fit.

    `facts` holds what was "predicted", the "places" of the data, whether a "constant" is among the functions,
    the "basis", the "gradient" (derivatives by the parameters, expressions in the variables), the "level" of
    confidence, a "variance" that was estimated otherwise, and "digits": parameters of a higher precision.
    """

    __slots__ = ("best", "expr", "facts", "jacobian", "kind", "names", "values", "variables", "weights")
    head = S.FittedModel

    def __init__(
        self,
        kind: str,
        expr: Any,
        variables: list[Any],
        names: list[Any],
        best: Any,
        jacobian: Any,
        facts: dict[str, Any],
        values: Any,
        weights: Any = None,
    ) -> None:
        self.kind, self.expr, self.variables, self.names = kind, expr, variables, names
        self.best, self.jacobian, self.facts, self.values = best, jacobian, facts, values
        self.weights = np.ones(len(values)) if weights is None else weights

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        if (
            len(arguments) == 1
            and is_list(arguments[0])
            and all(isinstance(p, str) for p in arguments[0].parts)
        ):
            return make_list([Expr(self, (p,)) for p in arguments[0].parts])
        if arguments and isinstance(arguments[0], str):
            if arguments[0] not in PROPERTIES:
                raise Failure("noprop", arguments[0], make_list(PROPERTIES), value=None)
            return PROPERTIES[arguments[0]](kernel, self, *arguments[1:])
        if len(arguments) != len(self.variables):
            return None
        return put(self.expr, self.variables, arguments)

    def normal(self) -> Any:
        return self.expr

    @property
    def predicted(self) -> Any:
        return self.facts["predicted"]

    @property
    def residuals(self) -> Any:
        return self.values - self.predicted

    @property
    def freedom(self) -> int:
        return len(self.values) - len(self.best)

    @property
    def squares(self) -> float:
        """The sum of the squares of the residuals, each times its weight."""
        return float((self.weights * self.residuals**2).sum())

    @property
    def variance(self) -> float:
        given = self.facts.get("variance")
        if given is not None:
            return float(given)
        return self.squares / self.freedom if self.freedom else np.nan

    @property
    def covariance(self) -> Any:
        scaled = self.jacobian * self.weights[:, None]
        scale = 1.0 if self.kind == "Generalized" else self.variance
        return scale * np.linalg.pinv(self.jacobian.T @ scaled)

    @property
    def errors(self) -> Any:
        return np.sqrt(np.diag(self.covariance))

    @property
    def leverages(self) -> Any:
        """The diagonal of the matrix that makes predictions of the values."""
        scaled = self.jacobian * np.sqrt(self.weights)[:, None]
        return np.diag(scaled @ np.linalg.pinv(scaled))

    @property
    def standardized(self) -> Any:
        return self.residuals * np.sqrt(self.weights) / np.sqrt(self.variance * (1 - self.leverages))

    def input_form(self) -> Any:
        return S.FittedModel(self.expr)

    def output_form(self) -> Any:
        return S.FittedModel(self.expr)


# -- goodness ----------------------------------------------------------------------------------------


def has_centre(model: Model) -> bool:
    return model.kind == "Linear" and bool(model.facts["constant"])


def total_squares(model: Model) -> float:
    centre = np.average(model.values, weights=model.weights) if has_centre(model) else 0.0
    return float((model.weights * (model.values - centre) ** 2).sum())


def r_squared(kernel: Any, model: Model) -> Any:
    return float(1 - model.squares / total_squares(model))


def adjusted(kernel: Any, model: Model) -> Any:
    n, p = len(model.values), len(model.best)
    base = n - 1 if has_centre(model) else n
    return float(1 - base / (n - p) * (1 - r_squared(kernel, model)))


def likelihood(model: Model) -> float:
    n = len(model.values)
    spread = np.log(2 * np.pi * model.squares / n) + 1
    return float(-n / 2 * spread + np.log(model.weights).sum() / 2)


def corrected_criterion(kernel: Any, model: Model) -> Any:
    """The criterion AIC for few data points."""
    n, p = len(model.values), len(model.best) + 1
    if n == p + 1:
        return S.Infinity
    return -2 * likelihood(model) + 2 * p * n / (n - p - 1)


def durbin_watson(kernel: Any, model: Model) -> float:
    """How far residuals next to each other differ."""
    residuals = model.residuals
    return float((np.diff(residuals) ** 2).sum() / (residuals**2).sum())


def anova(kernel: Any, model: Model) -> Any:
    residual, total = model.squares, total_squares(model)
    count = len(model.best) - 1
    mean = (total - residual) / count if count else 0.0
    ratio = mean / model.variance if count else 0.0
    p = float(library("scipy.special").fdtrc(count, model.freedom, ratio)) if count else 1.0
    rows = [
        make_list(["", "DF", "SS", "MS", "F-Statistic", "P-Value"]),
        make_list(["Model", count, total - residual, mean, ratio, p]),
        make_list(["Error", model.freedom, residual, model.variance, "", ""]),
        make_list(["Total", len(model.values) - 1, total, "", "", ""]),
    ]
    return S.Grid(make_list(rows))


# -- parameters --------------------------------------------------------------------------------------


def labels(model: Model) -> list[Any]:
    return model.facts["basis"] if model.kind == "Linear" else model.names


def numbers(model: Model) -> list[Any]:
    """The best parameters, with all the digits that were found."""
    return model.facts.get("digits") or [plain_number(b) for b in model.best]


def parameters(kernel: Any, model: Model) -> Any:
    return make_list([S.Rule(n, b) for n, b in zip(labels(model), numbers(model), strict=True)])


def best_of(kernel: Any, model: Model) -> Any:
    """The parameters of a linear model in a list, of others by name."""
    return make_list(numbers(model)) if model.kind == "Linear" else parameters(kernel, model)


def statistics(model: Model) -> tuple[Any, Any]:
    """The t statistics of the parameters and their p values."""
    with np.errstate(all="ignore"):
        t = model.best / model.errors
    return t, 2 * library("scipy.special").stdtr(model.freedom, -np.abs(t))


def quantile(model: Model) -> float:
    """By how many standard errors an interval of the level of confidence reaches to each side."""
    special, above = library("scipy.special"), (1 + model.facts.get("level", 0.95)) / 2
    if model.kind == "Generalized":
        return float(special.ndtri(above))
    return float(special.stdtrit(model.freedom, above))


def intervals(kernel: Any, model: Model) -> Any:
    half = quantile(model) * model.errors
    return pack(np.stack([model.best - half, model.best + half], axis=1))


def table(heads: list[str], columns: Callable[[Model], list[Any]]) -> Any:
    """A property that shows columns of numbers beside the parameters."""

    def shown(kernel: Any, model: Model) -> Any:
        rows = [
            make_list([n, *row])
            for n, row in zip(labels(model), zip(*columns(model), strict=True), strict=True)
        ]
        return S.Grid(make_list([make_list(["", *heads]), *rows]))

    return shown


def four_columns(model: Model) -> list[Any]:
    return [c.tolist() for c in (model.best, model.errors, *statistics(model))]


def interval_columns(model: Model) -> list[Any]:
    half = quantile(model) * model.errors
    pairs = zip(model.best - half, model.best + half, strict=True)
    return [model.best.tolist(), model.errors.tolist(), [make_list([float(a), float(b)]) for a, b in pairs]]


def region(kernel: Any, model: Model) -> Any:
    """The ellipsoid in which all parameters lie together with the level of confidence."""
    count, special = len(model.best), library("scipy.special")
    ratio = float(special.fdtri(count, model.freedom, model.facts.get("level", 0.95)))
    return S.Ellipsoid(pack(model.best), pack(count * ratio * model.covariance))


# -- predictions -------------------------------------------------------------------------------------


def prediction_errors(single: bool) -> Callable[[Any, Model], Any]:
    """The standard errors of the mean responses, or of single ones, at the data points."""

    def errors(kernel: Any, model: Model) -> Any:
        if model.kind == "Generalized":  # there the responses are no linear functions of the parameters
            raise Failure("nograd", value=None)
        squares = np.einsum("ij,jk,ik->i", model.jacobian, model.covariance, model.jacobian)
        return np.sqrt(squares + (model.variance / model.weights if single else 0.0))

    return errors


def prediction_intervals(single: bool) -> Callable[[Any, Model], Any]:
    def found(kernel: Any, model: Model) -> Any:
        half = quantile(model) * prediction_errors(single)(kernel, model)
        return pack(np.stack([model.predicted - half, model.predicted + half], axis=1))

    return found


def bands(single: bool) -> Callable[[Any, Model], Any]:
    """The limits of the responses as expressions in the variables."""

    def found(kernel: Any, model: Model) -> Any:
        gradient, covariance = model.facts["gradient"], model.covariance
        if gradient is None:
            raise Failure("nograd", value=None)
        terms = [
            S.Times(float(covariance[i, j]), a, b)
            for i, a in enumerate(gradient)
            for j, b in enumerate(gradient)
        ]
        with local(kernel, model.variables):
            square = S.Plus(*terms, *([float(model.variance)] if single else []))
            half = S.Times(quantile(model), S.Sqrt(square))
            pair = (S.Subtract(model.expr, half), S.Plus(model.expr, half))
            return make_list([kernel.evaluate(each) for each in pair])

    return found


# -- influence ---------------------------------------------------------------------------------------


def single_deletion_variances(model: Model) -> Any:
    """The variance that would be estimated without each data point in turn."""
    with np.errstate(all="ignore"):
        squares = model.squares - model.weights * model.residuals**2 / (1 - model.leverages)
        return np.maximum(squares, 0.0) / (model.freedom - 1)


def studentized(kernel: Any, model: Model) -> Any:
    with np.errstate(all="ignore"):
        spread = np.sqrt(single_deletion_variances(model) * (1 - model.leverages))
        return pack(model.residuals * np.sqrt(model.weights) / spread)


def cook_distances(kernel: Any, model: Model) -> Any:
    leverages = model.leverages
    return pack(model.standardized**2 * leverages / (1 - leverages) / len(model.best))


def inflation(kernel: Any, model: Model) -> Any:
    """By how much the variances of parameters are greater for the other functions of the basis."""
    matrix, found = model.jacobian, []
    for i in range(matrix.shape[1]):
        column, others = matrix[:, i], np.delete(matrix, i, axis=1)
        rest = column - others @ np.linalg.lstsq(others, column, rcond=None)[0]
        total = ((column - column.mean()) ** 2).sum() if has_centre(model) else (column**2).sum()
        found.append(float(total / (rest**2).sum()) if total else 0.0)
    return make_list(found)


def squares_by_order(kernel: Any, model: Model) -> Any:
    """By how much the sum of squares falls with each function of the basis in turn."""
    scale = np.sqrt(model.weights)
    matrix, values = model.jacobian * scale[:, None], model.values * scale
    left = []
    for count in range(matrix.shape[1] + 1):
        part = matrix[:, :count]
        rest = values - (part @ np.linalg.lstsq(part, values, rcond=None)[0] if count else 0.0)
        left.append(float(rest @ rest))
    drops = -np.diff(left)
    return pack(drops[1:] if has_centre(model) else drops)


def function_of(kernel: Any, model: Model) -> Any:
    return S.Function(make_list(model.variables), model.expr)


PROPERTIES: dict[str, Any] = {
    "BestFit": lambda k, m: m.expr,
    "BestFitParameters": best_of,
    "Function": function_of,
    "FitResiduals": lambda k, m: pack(m.residuals),
    "PredictedResponse": lambda k, m: pack(m.predicted),
    "Response": lambda k, m: pack(m.values),
    "Data": lambda k, m: pack(np.column_stack([m.facts["places"], m.values])),
    "Weights": lambda k, m: pack(m.weights),
    "DesignMatrix": lambda k, m: pack(m.jacobian),
    "RSquared": r_squared,
    "AdjustedRSquared": adjusted,
    "EstimatedVariance": lambda k, m: m.variance,
    "CoefficientOfVariation": lambda k, m: float(np.sqrt(m.variance) / m.values.mean()),
    "CovarianceMatrix": lambda k, m: pack(m.covariance),
    "CorrelationMatrix": lambda k, m: pack(m.covariance / np.outer(m.errors, m.errors)),
    "ParameterErrors": lambda k, m: pack(m.errors),
    "ParameterTStatistics": lambda k, m: pack(statistics(m)[0]),
    "ParameterPValues": lambda k, m: pack(statistics(m)[1]),
    "ParameterConfidenceIntervals": intervals,
    "ParameterConfidenceIntervalTable": table(
        ["Estimate", "Standard Error", "Confidence Interval"], interval_columns
    ),
    "ParameterConfidenceRegion": region,
    "ParameterTable": table(["Estimate", "Standard Error", "t-Statistic", "P-Value"], four_columns),
    "ParameterTableEntries": lambda k, m: pack(np.stack([m.best, m.errors, *statistics(m)], axis=1)),
    "ANOVATable": anova,
    "AIC": lambda k, m: -2 * likelihood(m) + 2 * (len(m.best) + 1),
    "AICc": corrected_criterion,
    "BIC": lambda k, m: -2 * likelihood(m) + float(np.log(len(m.values))) * (len(m.best) + 1),
    "StandardizedResiduals": lambda k, m: pack(m.standardized),
    "StudentizedResiduals": studentized,
    "SingleDeletionVariances": lambda k, m: pack(single_deletion_variances(m)),
    "HatDiagonal": lambda k, m: pack(m.leverages),
    "CookDistances": cook_distances,
    "DurbinWatsonD": durbin_watson,
    "VarianceInflationFactors": inflation,
    "SequentialSumOfSquares": squares_by_order,
    "MeanPredictionErrors": lambda k, m: pack(prediction_errors(False)(k, m)),
    "MeanPredictionConfidenceIntervals": prediction_intervals(False),
    "MeanPredictionBands": bands(False),
    "SinglePredictionErrors": lambda k, m: pack(prediction_errors(True)(k, m)),
    "SinglePredictionConfidenceIntervals": prediction_intervals(True),
    "SinglePredictionBands": bands(True),
    "SumOfSquares": lambda k, m: m.squares,
    "Properties": lambda k, m: make_list(sorted(PROPERTIES)),
}
