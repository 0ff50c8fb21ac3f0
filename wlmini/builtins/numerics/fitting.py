"""Fits of functions to data: Fit, FindFit, DesignMatrix."""

from __future__ import annotations

from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.numerics.functions import (
    NumericFunction,
    is_variable,
    local,
    numeric_value,
    plain_number,
)
from wlmini.builtins.numerics.newton import derivatives_of
from wlmini.expr import Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

MESSAGES = {
    "fitc": "There are `1` coordinates and `2` variables.",
    "notdata": "The data `1` are no list of values, nor of {x, y, ..., f}.",
    "notfn": "A basis function of `1` is no number at some data point.",
    "fdfs": "The parameters `1` are no list of symbols or {symbol, start}.",
    "nrlnum": "The model is no real number at some data point.",
    "cvmit": "The search for the best parameters did not settle.",
    "noprop": "`1` is no property that is built; those are `2`.",
    "ivar": "`1` is no variable.",
}
BLANK = S["$FitOne"]


def read_data(kernel: Any, data: Any, count: int) -> tuple[Any, Any]:
    """(coordinates as columns, values) of data in any of the forms."""
    if isinstance(data, Expr) and data.head is S.Rule and len(data.parts) == 2:
        places, values = (to_array(kernel.evaluate(S.N(p))) for p in data.parts)
        if places is None or values is None or len(places) != len(values):
            raise Failure("notdata", data, value=None)
        return (places[:, None] if places.ndim == 1 else places).astype(float), values
    array = to_array(kernel.evaluate(S.N(data))) if is_list(data) else None
    if array is None or not array.size or array.ndim > 2:
        raise Failure("notdata", data, value=None)
    if array.ndim == 1:
        array = np.stack([np.arange(1.0, len(array) + 1), array], axis=1)
    if array.shape[1] - 1 != count:
        raise Failure("fitc", array.shape[1] - 1, count, value=None)
    return array[:, :-1], array[:, -1]


def names_of(spec: Any) -> list[Any]:
    names = list(spec.parts) if is_list(spec) else [spec]
    for name in names:
        if not is_variable(name):
            raise Failure("ivar", name, value=None)
    return names


def design(kernel: Any, basis: list[Any], variables: list[Any], places: Any) -> Any:
    """The values of the basis functions at the data points."""
    columns = [NumericFunction(kernel, b, variables).on_arrays(*places.T) for b in basis]
    found = np.stack(columns, axis=1) if columns else np.zeros((len(places), 0))
    if np.isnan(found).any():
        raise Failure("notfn", make_list(basis), value=None)
    return found


def combination(kernel: Any, coefficients: Any, basis: list[Any]) -> Any:
    return kernel.evaluate(
        S.Plus(*[S.Times(plain_number(c), b) for c, b in zip(coefficients, basis, strict=True)])
    )


@builtin("Fit[data, {f1, f2, ...}, x]", "Fit[data, {f1, f2, ...}, {x, y, ...}]", "Fit[{m, v}]",
         options={"FitRegularization": S["None"], "NormFunction": S.Norm, "WorkingPrecision": S.Automatic},
         messages=MESSAGES)  # fmt: skip
def fit(kernel: Any, data: Any, basis: Any = None, names: Any = None, *, options: dict[str, Any]) -> Any:
    """gives the combination of the functions f1, f2, ... of x that has the least squares.

    >>> Chop[Fit[{{0, 1}, {1, 3}, {2, 5}}, {1, x}, x], 10^-8]
    1. + 2. x
    """
    if options["NormFunction"] is not S.Norm:
        raise Failure("optnb", S.Fit, S.Rule(S.NormFunction, options["NormFunction"]), value=None)
    weight = regularization(options["FitRegularization"])
    if basis is None:
        parts: list[Any] = [to_array(kernel.evaluate(S.N(p))) for p in data.parts] if is_list(data) else []
        if [p is not None and p.ndim for p in parts] != [2, 1] or len(parts[0]) != len(parts[1]):
            raise Failure("notdata", data, value=None)
        matrix, values = parts
        return pack(least_squares(matrix, values, weight))
    if names is None:
        return None
    variables = names_of(names)
    functions = list(basis.parts) if is_list(basis) else [basis]
    places, values = read_data(kernel, data, len(variables))
    with local(kernel, variables):
        found = least_squares(design(kernel, functions, variables, places), values, weight)
        return combination(kernel, found, functions)


def regularization(spec: Any) -> float:
    if spec is S["None"]:
        return 0.0
    if is_list(spec) and len(spec) == 2 and spec.parts[0] in ("Tikhonov", "L2", "RidgeRegression"):
        return float(spec.parts[1])
    raise Failure("optnb", S.Fit, S.Rule(S.FitRegularization, spec), value=None)


def least_squares(matrix: Any, values: Any, weight: float) -> Any:
    if weight:
        count = matrix.shape[1]
        matrix = np.vstack([matrix, np.sqrt(weight) * np.eye(count)])
        values = np.concatenate([values, np.zeros(count)])
    return np.linalg.lstsq(matrix, values, rcond=None)[0]


@builtin(
    "DesignMatrix[data, {f1, f2, ...}, x]", options={"IncludeConstantBasis": S["True"]}, messages=MESSAGES
)
def design_matrix(kernel: Any, data: Any, basis: Any, names: Any, *, options: dict[str, Any]) -> Any:
    """gives the values of 1 and of the functions f1, f2, ... at the points of the data.

    >>> DesignMatrix[{{2, 1}, {3, 5}}, x, x]
    {{1., 2.}, {1., 3.}}
    """
    variables = names_of(names)
    functions = with_constant(basis, options)
    places, _ = read_data(kernel, data, len(variables))
    return pack(design(kernel, functions, variables, places))


def with_constant(basis: Any, options: dict[str, Any]) -> list[Any]:
    functions = list(basis.parts) if is_list(basis) else [basis]
    if options["IncludeConstantBasis"] is S["True"] and 1 not in functions:
        return [1, *functions]
    return functions


# -- parameters that enter in any way ----------------------------------------------------------------


def parameter_starts(kernel: Any, parameters: Any) -> tuple[list[Any], Any]:
    specs = list(parameters.parts) if is_list(parameters) else [parameters]
    if (
        len(specs) == 2
        and is_list(parameters)
        and is_variable(specs[0])
        and numeric_value(kernel, specs[1]) is not None
    ):
        specs = [parameters]
    names = [s.parts[0] if is_list(s) and len(s) >= 2 else s for s in specs]
    if not all(map(is_variable, names)):
        raise Failure("fdfs", parameters, value=None)
    starts = [numeric_value(kernel, s.parts[1]) if is_list(s) else 1.0 for s in specs]
    return names, np.array(starts, dtype=float)


def best_parameters(
    kernel: Any, model: Any, names: list[Any], starts: Any, variables: list[Any], places: Any, values: Any
) -> Any:
    """The parameters with the least squares, by Levenberg and Marquardt's method; their Jacobian matrix."""
    function = NumericFunction(kernel, model, [*variables, *names])
    slopes = derivatives_of(kernel, [model], [*variables, *names])

    def predicted(f: NumericFunction, parameters: Any) -> Any:
        ones = np.ones(len(places))
        return np.real(f.on_arrays(*places.T, *[p * ones for p in parameters]))

    def residual(parameters: Any) -> Any:
        return np.nan_to_num(predicted(function, parameters) - values, nan=1e10)

    def jacobian(parameters: Any) -> Any:
        return np.nan_to_num(
            np.stack([predicted(f, parameters) for f in slopes[0][len(variables) :]], axis=1)
        )

    if np.iscomplexobj(values) or np.isnan(predicted(function, starts)).all():
        raise Failure("nrlnum", value=None)
    optimize = library("scipy.optimize")
    method = "lm" if len(values) >= len(names) else "trf"
    found = optimize.least_squares(
        residual,
        starts,
        jac=jacobian if slopes else "2-point",
        method=method,
        xtol=1e-14,
        ftol=1e-14,
        gtol=1e-14,
    )
    if found.status <= 0:
        kernel.message(S.FindFit, "cvmit")
    return found.x, found.jac


FIT_OPTIONS = {
    "AccuracyGoal": S.Automatic, "Gradient": S.Automatic, "MaxIterations": S.Automatic, "Method": S.Automatic,
    "NormFunction": S.Norm, "PrecisionGoal": S.Automatic, "StepMonitor": S["None"],
    "EvaluationMonitor": S["None"], "WorkingPrecision": S.Automatic,
}  # fmt: skip


@builtin("FindFit[data, model, parameters, x]", "FindFit[data, {model, constraints}, parameters, x]",
         options=FIT_OPTIONS, messages=MESSAGES)  # fmt: skip
def find_fit(
    kernel: Any, data: Any, model: Any, parameters: Any, names: Any, *, options: dict[str, Any]
) -> Any:
    """gives the values of the parameters for which the model comes nearest to the data by least squares.

    >>> FindFit[{{0, 1}, {1, 3}, {2, 5}}, a + b x, {a, b}, x]
    {a -> 1., b -> 2.}
    """
    variables = names_of(names)
    unknown, starts = parameter_starts(kernel, parameters)
    if is_list(model):
        raise Failure("optnb", S.FindFit, "constraints", value=None)
    places, values = read_data(kernel, data, len(variables))
    with local(kernel, [*variables, *unknown]):
        found, _ = best_parameters(kernel, model, unknown, starts, variables, places, values)
        return make_list([S.Rule(n, plain_number(v)) for n, v in zip(unknown, found, strict=True)])
