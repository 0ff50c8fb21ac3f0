"""Models fitted to data: LinearModelFit, NonlinearModelFit, LogitModelFit and what they can be asked."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.numerics.fitting import (
    FIT_OPTIONS,
    MESSAGES,
    best_parameters,
    combination,
    design,
    names_of,
    parameter_starts,
    read_data,
    with_constant,
)
from wlmini.builtins.numerics.functions import NumericFunction, local, plain_number, put
from wlmini.expr import Atom, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure


class Model(Atom):
    """A fitted model: the function, the data it was fitted to, and what is known about the fit."""

    __slots__ = (
        "best",
        "coefficients",
        "data",
        "expr",
        "jacobian",
        "kind",
        "names",
        "values",
        "variables",
        "weights",
    )
    head = S.FittedModel

    def __init__(
        self,
        kind: str,
        expr: Any,
        variables: list[Any],
        names: list[Any],
        best: Any,
        jacobian: Any,
        data: Any,
        values: Any,
        weights: Any = None,
    ) -> None:
        self.kind, self.expr, self.variables, self.names = kind, expr, variables, names
        self.best, self.jacobian, self.data, self.values = best, jacobian, data, values
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
        return self.data["predicted"]

    @property
    def residuals(self) -> Any:
        return self.values - self.predicted

    @property
    def freedom(self) -> int:
        return len(self.values) - len(self.best)

    @property
    def variance(self) -> float:
        return float((self.weights * self.residuals**2).sum() / self.freedom) if self.freedom else np.nan

    @property
    def covariance(self) -> Any:
        scaled = self.jacobian * self.weights[:, None]
        scale = 1.0 if self.kind == "Generalized" else self.variance
        return scale * np.linalg.pinv(self.jacobian.T @ scaled)

    @property
    def errors(self) -> Any:
        return np.sqrt(np.diag(self.covariance))

    def input_form(self) -> Any:
        return S.FittedModel(self.expr)

    def output_form(self) -> Any:
        return S.FittedModel(self.expr)


def total_squares(model: Model) -> float:
    centre = model.values.mean() if model.kind == "Linear" and model.data["constant"] else 0.0
    return float(((model.values - centre) ** 2).sum())


def r_squared(kernel: Any, model: Model) -> Any:
    return float(1 - (model.residuals**2).sum() / total_squares(model))


def adjusted(kernel: Any, model: Model) -> Any:
    n, p = len(model.values), len(model.best)
    base = n - 1 if model.kind == "Linear" and model.data["constant"] else n
    return float(1 - base / (n - p) * (1 - r_squared(kernel, model)))


def likelihood(model: Model) -> float:
    n = len(model.values)
    return float(-n / 2 * (np.log(2 * np.pi * (model.residuals**2).sum() / n) + 1))


def statistics(model: Model) -> tuple[Any, Any]:
    """The t statistics of the parameters and their p values."""
    with np.errstate(all="ignore"):
        t = model.best / model.errors
    return t, 2 * library("scipy.special").stdtr(model.freedom, -np.abs(t))


def table(kernel: Any, model: Model) -> Any:
    t, p = statistics(model)
    heads = make_list(["", "Estimate", "Standard Error", "t-Statistic", "P-Value"])
    numbers = zip(model.best, model.errors, t, p, strict=True)
    rows = [make_list([n, *map(plain_number, row)]) for n, row in zip(labels(model), numbers, strict=True)]
    return S.Grid(make_list([heads, *rows]))


def labels(model: Model) -> list[Any]:
    return model.data["basis"] if model.kind == "Linear" else model.names


def intervals(kernel: Any, model: Model) -> Any:
    half = library("scipy.special").stdtrit(model.freedom, 0.975) * model.errors
    return pack(np.stack([model.best - half, model.best + half], axis=1))


def anova(kernel: Any, model: Model) -> Any:
    residual, total = float((model.residuals**2).sum()), total_squares(model)
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


def parameters(kernel: Any, model: Model) -> Any:
    names = model.names if model.kind != "Linear" else labels(model)
    return make_list([S.Rule(n, plain_number(b)) for n, b in zip(names, model.best, strict=True)])


PROPERTIES: dict[str, Any] = {
    "BestFit": lambda k, m: m.expr,
    "BestFitParameters": lambda k, m: pack(m.best) if m.kind == "Linear" else parameters(k, m),
    "Function": lambda k, m: S.Function(make_list(m.variables), m.expr),
    "FitResiduals": lambda k, m: pack(m.residuals),
    "PredictedResponse": lambda k, m: pack(m.predicted),
    "Response": lambda k, m: pack(m.values),
    "Data": lambda k, m: pack(np.column_stack([m.data["places"], m.values])),
    "DesignMatrix": lambda k, m: pack(m.jacobian),
    "RSquared": r_squared,
    "AdjustedRSquared": adjusted,
    "EstimatedVariance": lambda k, m: m.variance,
    "CovarianceMatrix": lambda k, m: pack(m.covariance),
    "CorrelationMatrix": lambda k, m: pack(m.covariance / np.outer(m.errors, m.errors)),
    "ParameterErrors": lambda k, m: pack(m.errors),
    "ParameterTStatistics": lambda k, m: pack(statistics(m)[0]),
    "ParameterPValues": lambda k, m: pack(statistics(m)[1]),
    "ParameterConfidenceIntervals": intervals,
    "ParameterTable": table,
    "ParameterTableEntries": lambda k, m: pack(np.stack([m.best, m.errors, *statistics(m)], axis=1)),
    "ANOVATable": anova,
    "AIC": lambda k, m: -2 * likelihood(m) + 2 * (len(m.best) + 1),
    "BIC": lambda k, m: -2 * likelihood(m) + float(np.log(len(m.values))) * (len(m.best) + 1),
    "StandardizedResiduals": lambda k, m: pack(m.residuals / np.sqrt(m.variance * (1 - np.diag(hat(m))))),
    "HatDiagonal": lambda k, m: pack(np.diag(hat(m))),
    "SumOfSquares": lambda k, m: float((m.residuals**2).sum()),
    "Properties": lambda k, m: make_list(sorted(PROPERTIES)),
}


def hat(model: Model) -> Any:
    return model.jacobian @ np.linalg.pinv(model.jacobian)


@builtin("FittedModel[model]", messages=MESSAGES)
def fitted_model(kernel: Any, *parts: Any) -> None:
    """represents a model fitted to data; LinearModelFit and its relatives make them.

    >>> LinearModelFit[{1, 3, 5}, x, x][4]
    7.
    """


@builtin("LinearModelFit[data, {f1, f2, ...}, {x, y, ...}]", "LinearModelFit[data, f, x]",
         "LinearModelFit[{m, v}]",
         options={"ConfidenceLevel": S.Automatic, "IncludeConstantBasis": S["True"],
                  "LinearOffsetFunction": S["None"], "NominalVariables": S["None"],
                  "VarianceEstimatorFunction": S.Automatic, "Weights": S.Automatic,
                  "WorkingPrecision": S.Automatic},
         messages=MESSAGES)  # fmt: skip
def linear_model_fit(
    kernel: Any, data: Any, basis: Any = None, names: Any = None, *, options: dict[str, Any]
) -> Any:
    """gives the FittedModel of the best linear combination of 1 and the functions f1, f2, ...

    >>> m = LinearModelFit[{{0, 1}, {1, 3}, {2, 5}, {3, 7}}, x, x]; Chop[m["BestFitParameters"], 10^-8]
    {1., 2.}
    """
    if basis is None and is_list(data) and len(data) == 2:
        return from_matrix(kernel, data)
    if names is None:
        return None
    for name in ("LinearOffsetFunction", "NominalVariables"):
        if options[name] is not S["None"]:
            raise Failure("optnb", S.LinearModelFit, S.Rule(S[name], options[name]), value=None)
    variables = names_of(names)
    functions = with_constant(basis, options)
    places, values = read_data(kernel, data, len(variables))
    weights = (
        None if options["Weights"] is S.Automatic else to_array(kernel.evaluate(S.N(options["Weights"])))
    )
    with local(kernel, variables):
        matrix = design(kernel, functions, variables, places)
        scale = np.ones(len(values)) if weights is None else np.sqrt(weights)
        best = np.linalg.lstsq(matrix * scale[:, None], values * scale, rcond=None)[0]
        expr = combination(kernel, best, functions)
    facts = {"predicted": matrix @ best, "basis": functions, "places": places, "constant": 1 in functions}
    return Model("Linear", expr, variables, [], best, matrix, facts, values, weights)


def from_matrix(kernel: Any, pair: Any) -> Any:
    """LinearModelFit[{m, v}] with variables #1, #2, ..."""
    matrix, values = (to_array(kernel.evaluate(S.N(p))) for p in pair.parts)
    if matrix is None or values is None or matrix.ndim != 2 or len(matrix) != len(values):
        raise Failure("notdata", pair, value=None)
    best = np.linalg.lstsq(matrix, values, rcond=None)[0]
    slots = [S.Slot(i + 1) for i in range(matrix.shape[1])]
    facts = {"predicted": matrix @ best, "basis": slots, "places": matrix, "constant": False}
    return Model("Linear", combination(kernel, best, slots), slots, [], best, matrix, facts, values)


@builtin("NonlinearModelFit[data, model, parameters, x]",
         options={**FIT_OPTIONS, "ConfidenceLevel": S.Automatic, "VarianceEstimatorFunction": S.Automatic,
                  "Weights": S.Automatic},
         messages=MESSAGES)  # fmt: skip
def nonlinear_model_fit(
    kernel: Any, data: Any, model: Any, parameters: Any, names: Any, *, options: dict[str, Any]
) -> Any:
    """gives the FittedModel of a function with parameters that comes nearest to the data by least squares.

    >>> NonlinearModelFit[{{0, 1}, {1, 3}, {2, 9}}, a 3^(b x), {a, b}, x]["BestFitParameters"]
    {a -> 1., b -> 1.}
    """
    variables = names_of(names)
    unknown, starts = parameter_starts(kernel, parameters)
    places, values = read_data(kernel, data, len(variables))
    with local(kernel, [*variables, *unknown]):
        best, jacobian = best_parameters(kernel, model, unknown, starts, variables, places, values)
        expr = kernel.evaluate(put(model, unknown, [plain_number(b) for b in best]))
        fitted = NumericFunction(kernel, expr, variables).on_arrays(*places.T)
    facts = {"predicted": fitted, "places": places, "constant": False}
    return Model("Nonlinear", expr, variables, unknown, best, jacobian, facts, values)


@builtin("LogitModelFit[data, {f1, f2, ...}, {x, y, ...}]", options={"IncludeConstantBasis": S["True"]},
         messages=MESSAGES)  # fmt: skip
def logit_model_fit(kernel: Any, data: Any, basis: Any, names: Any, *, options: dict[str, Any]) -> Any:
    """gives the FittedModel 1/(1 + E^-(b0 + b1 f1 + ...)) with the greatest likelihood.

    >>> Head[LogitModelFit[{{1, 0}, {2, 0}, {3, 1}, {4, 0}, {5, 1}}, x, x]]
    FittedModel
    """
    variables = names_of(names)
    functions = with_constant(basis, options)
    places, values = read_data(kernel, data, len(variables))
    with local(kernel, variables):
        matrix = design(kernel, functions, variables, places)
        best = np.zeros(matrix.shape[1])
        for _ in range(100):
            fitted = 1 / (1 + np.exp(-matrix @ best))
            spread = np.maximum(fitted * (1 - fitted), 1e-12)
            step = np.linalg.lstsq(
                matrix.T @ (matrix * spread[:, None]), matrix.T @ (values - fitted), rcond=None
            )[0]
            best = best + step
            if np.abs(step).max() < 1e-12:
                break
        inner = combination(kernel, -best, functions)
        expr = kernel.evaluate(S.Power(S.Plus(1, S.Power(S.E, inner)), -1))
    facts = {
        "predicted": 1 / (1 + np.exp(-matrix @ best)),
        "basis": functions,
        "places": places,
        "constant": True,
    }
    return Model("Generalized", expr, variables, functions, best, matrix, facts, values, spread)
