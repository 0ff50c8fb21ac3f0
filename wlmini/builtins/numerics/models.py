"""Models fitted to data: LinearModelFit, NonlinearModelFit, LogitModelFit."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.numerics.fitted_model import Model
from wlmini.builtins.numerics.fitting import (
    MESSAGES,
    combination,
    design,
    digits_wanted,
    exact_design,
    names_of,
    precise_solution,
    read_data,
    with_constant,
)
from wlmini.builtins.numerics.functions import NumericFunction, local, numeric_value, put
from wlmini.builtins.numerics.monitors import most_steps
from wlmini.builtins.numerics.newton import holds
from wlmini.builtins.numerics.nonlinear_fitting import FIT_OPTIONS, best_parameters, task_of, weights_of
from wlmini.expr import Expr, S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure


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
    >>> LinearModelFit[{{0, 1}, {1, 3}, {2, 6}}, x, x, Weights -> {1, 1, 2}]["RSquared"]
    0.989899
    """
    for name in ("LinearOffsetFunction", "NominalVariables"):
        if options[name] is not S["None"]:
            raise Failure("optnb", S.LinearModelFit, S.Rule(S[name], options[name]), value=None)
    if basis is None and is_list(data) and len(data) == 2:
        return from_matrix(kernel, data, options)
    if names is None:
        return None
    variables = names_of(names)
    functions = with_constant(basis, options)
    places, values = read_data(kernel, data, len(variables))
    with local(kernel, variables):
        matrix = design(kernel, functions, variables, places)
        exact = exact_design(kernel, functions, variables, data)
        return linear_model(kernel, (matrix, values, places), exact, functions, variables, options)


def linear_model(
    kernel: Any, fitted: tuple[Any, Any, Any], exact: tuple[Any, Any], basis: list[Any], variables: list[Any],
    options: dict[str, Any],
) -> Model:  # fmt: skip
    """The model of the basis functions that comes nearest to the values."""
    matrix, values, places = fitted
    weights = weights_of(kernel, options["Weights"], len(values))
    scale = np.sqrt(weights)
    best = np.linalg.lstsq(matrix * scale[:, None], values * scale, rcond=None)[0]
    facts = {
        "predicted": matrix @ best, "basis": basis, "places": places, "constant": 1 in basis,
        "gradient": basis, **confidence(kernel, options),
    }  # fmt: skip
    digits = digits_wanted(kernel, options)
    if digits is None:
        expr = combination(kernel, best, basis)
    else:
        facts["digits"] = weighted_solution(kernel, exact, options["Weights"], digits)
        pairs = zip(facts["digits"], basis, strict=True)
        expr = kernel.evaluate(S.Plus(*[S.Times(c, b) for c, b in pairs]))
    model = Model("Linear", expr, variables, [], best, matrix, facts, values, weights)
    return with_variance(kernel, model, options)


def weighted_solution(kernel: Any, exact: tuple[Any, Any], weights: Any, digits: float) -> list[Any]:
    """The least squares with so many digits, each times its weight."""
    matrix, values = exact
    if is_list(weights):
        roots = kernel.evaluate(S.Sqrt(weights))
        matrix, values = kernel.evaluate(S.Times(roots, matrix)), kernel.evaluate(S.Times(roots, values))
    return precise_solution(kernel, matrix, values, 0.0, digits)


def confidence(kernel: Any, options: dict[str, Any]) -> dict[str, Any]:
    """The level of confidence that intervals have."""
    given = kernel.evaluate(options["ConfidenceLevel"])
    level = 0.95 if given is S.Automatic else numeric_value(kernel, given)
    if type(level) not in (int, float) or not 0 < level < 1:
        raise Failure("clev", given, value=None)
    return {"level": float(level)}


def with_variance(kernel: Any, model: Model, options: dict[str, Any]) -> Model:
    """The model with the variance that a function estimates from the residuals and the weights."""
    function = options["VarianceEstimatorFunction"]
    if function is not S.Automatic:
        found = numeric_value(kernel, Expr(function, (pack(model.residuals), pack(model.weights))))
        if type(found) not in (int, float):
            raise Failure("varest", function, value=None)
        model.facts["variance"] = float(found)
    return model


def from_matrix(kernel: Any, pair: Any, options: dict[str, Any]) -> Any:
    """LinearModelFit[{m, v}] with variables #1, #2, ..."""
    matrix, values = (to_array(kernel.evaluate(S.N(p))) for p in pair.parts)
    if matrix is None or values is None or matrix.ndim != 2 or len(matrix) != len(values):
        raise Failure("notdata", pair, value=None)
    slots = [S.Slot(i + 1) for i in range(matrix.shape[1])]
    return linear_model(kernel, (matrix, values, matrix), tuple(pair.parts), slots, slots, options)


@builtin("NonlinearModelFit[data, model, parameters, x]",
         "NonlinearModelFit[data, {model, constraints}, parameters, x]",
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
    task = task_of(kernel, S.NonlinearModelFit, data, model, parameters, names, options)
    with local(kernel, [*task.variables, *task.names]):
        numbers, jacobian = best_parameters(task)
        expr = kernel.evaluate(put(task.model, task.names, numbers))
        fitted = NumericFunction(kernel, expr, task.variables).on_arrays(*task.places.T)
        slopes = [kernel.evaluate(S.D(task.model, n)) for n in task.names]
        known = not any(holds(d, (S.D, S.Derivative)) for d in slopes)
        gradient = [kernel.evaluate(put(d, task.names, numbers)) for d in slopes] if known else None
    best = np.array([numeric_value(kernel, n) for n in numbers], dtype=float)
    precise = {} if all(type(n) is float for n in numbers) else {"digits": numbers}
    facts = {"predicted": fitted, "places": task.places, "constant": False, "gradient": gradient}
    found = Model(
        "Nonlinear", expr, task.variables, task.names, best, jacobian,
        facts | precise | confidence(kernel, options), task.values, task.weights,
    )  # fmt: skip
    return with_variance(kernel, found, options)


LOGIT = {
    "ConfidenceLevel": S.Automatic, "IncludeConstantBasis": S["True"], "MaxIterations": S.Automatic,
    "Weights": S.Automatic,
}  # fmt: skip


@builtin("LogitModelFit[data, {f1, f2, ...}, {x, y, ...}]", options=LOGIT, messages=MESSAGES)
def logit_model_fit(kernel: Any, data: Any, basis: Any, names: Any, *, options: dict[str, Any]) -> Any:
    """gives the FittedModel 1/(1 + E^-(b0 + b1 f1 + ...)) with the greatest likelihood.

    >>> Head[LogitModelFit[{{1, 0}, {2, 0}, {3, 1}, {4, 0}, {5, 1}}, x, x]]
    FittedModel
    """
    variables = names_of(names)
    functions = with_constant(basis, options)
    places, values = read_data(kernel, data, len(variables))
    weights = weights_of(kernel, options["Weights"], len(values))
    most = most_steps(kernel, options) or 100
    with local(kernel, variables):
        matrix = design(kernel, functions, variables, places)
        best = np.zeros(matrix.shape[1])
        for _ in range(most):
            fitted = 1 / (1 + np.exp(-matrix @ best))
            spread = weights * np.maximum(fitted * (1 - fitted), 1e-12)
            slope = matrix.T @ (weights * (values - fitted))
            step = np.linalg.lstsq(matrix.T @ (matrix * spread[:, None]), slope, rcond=None)[0]
            best = best + step
            if np.abs(step).max() < 1e-12:
                break
        else:
            kernel.message(S.LogitModelFit, "cvmit")
        inner = combination(kernel, -best, functions)
        expr = kernel.evaluate(S.Power(S.Plus(1, S.Power(S.E, inner)), -1))
    facts = {
        "predicted": 1 / (1 + np.exp(-matrix @ best)),
        "basis": functions,
        "places": places,
        "constant": True,
        "gradient": None,
        **confidence(kernel, options),
    }
    return Model("Generalized", expr, variables, functions, best, matrix, facts, values, spread)
