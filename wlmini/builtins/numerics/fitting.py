"""Linear fits of functions to data: Fit and DesignMatrix."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.numerics.functions import (
    NumericFunction,
    is_variable,
    local,
    numeric_value,
    plain_number,
    put,
    working_digits,
)
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
    "nnorm": "The NormFunction `1` gives no real number for the residuals.",
    "wprec": "The WorkingPrecision `1` is no positive number.",
    "wts": "The Weights `1` are no list of positive numbers, one for each data point.",
    "cons": "The constraint `1` is no equation, inequality or combination of such.",
    "bdmtd": "The method `1` is not known here; those known are `2`.",
    "wpder": "More digits cannot be found for the model `1`; the result has machine precision.",
    "jdim": "The Gradient `1` has not one entry for each parameter.",
    "ioppf": "The value of the option `1` is to be a positive integer, not `2`.",
    "nograd": "The derivatives of the model by its parameters are not known, which bands need.",
    "clev": "The ConfidenceLevel `1` is no number between 0 and 1.",
    "varest": "The VarianceEstimatorFunction `1` gives no real number for the residuals and weights.",
}


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
    >>> Fit[{{0, 1}, {1, 3}, {2, 6}}, {1, x}, x, WorkingPrecision -> Infinity]
    5/6 + (5 x)/2
    """
    weight = regularization(options["FitRegularization"])
    digits = digits_wanted(kernel, options)
    if basis is None:
        if digits is not None and is_list(data) and len(data) == 2:
            return make_list(precise_solution(kernel, data.parts[0], data.parts[1], weight, digits))
        parts: list[Any] = [to_array(kernel.evaluate(S.N(p))) for p in data.parts] if is_list(data) else []
        if [p is not None and p.ndim for p in parts] != [2, 1] or len(parts[0]) != len(parts[1]):
            raise Failure("notdata", data, value=None)
        matrix, values = parts
        return pack(least(kernel, matrix, values, weight, options["NormFunction"]))
    if names is None:
        return None
    variables = names_of(names)
    functions = list(basis.parts) if is_list(basis) else [basis]
    places, values = read_data(kernel, data, len(variables))
    with local(kernel, variables):
        if digits is not None:
            exact, right = exact_design(kernel, functions, variables, data)
            precise = precise_solution(kernel, exact, right, weight, digits)
            return kernel.evaluate(S.Plus(*[S.Times(c, b) for c, b in zip(precise, functions, strict=True)]))
        matrix = design(kernel, functions, variables, places)
        found = least(kernel, matrix, values, weight, options["NormFunction"])
        return combination(kernel, found, functions)


def digits_wanted(kernel: Any, options: dict[str, Any]) -> float | None:
    """The digits of WorkingPrecision, infinite for exact results; None for machine numbers."""
    value = kernel.evaluate(options["WorkingPrecision"])
    if value == S.Infinity or (isinstance(value, Expr) and value.head is S.DirectedInfinity):
        return math.inf
    return working_digits(kernel, options)


def rows_of(data: Any) -> list[tuple[Any, ...]]:
    """The rows {x, y, ..., value} of data, as they are given."""
    if isinstance(data, Expr) and data.head is S.Rule:
        pairs = zip(data.parts[0].parts, data.parts[1].parts, strict=True)
        return [(*(p.parts if is_list(p) else (p,)), v) for p, v in pairs]
    return [tuple(r.parts) if is_list(r) else (i + 1, r) for i, r in enumerate(data.parts)]


def exact_design(kernel: Any, basis: list[Any], variables: list[Any], data: Any) -> tuple[Any, Any]:
    """The matrix of the basis functions at the data points and the values, no digit taken from them."""
    rows = rows_of(data)
    matrix = make_list([make_list([put(b, variables, row[:-1]) for b in basis]) for row in rows])
    return kernel.evaluate(matrix), make_list([row[-1] for row in rows])


def precise_solution(kernel: Any, matrix: Any, values: Any, weight: float, digits: float) -> list[Any]:
    """The least squares with so many digits, by the normal equations; exactly where they are infinite."""

    def at(expr: Any) -> Any:
        return expr if digits == math.inf else S.N(S.SetPrecision(expr, 2 * digits + 20), 2 * digits + 20)

    m, v, turned = at(matrix), at(values), S.Transpose(at(matrix))
    normal = S.Dot(turned, m)
    if weight:
        size = len(matrix.parts[0])
        normal = S.Plus(normal, S.Times(S.Rationalize(weight, 0), S.IdentityMatrix(size)))
    found = kernel.evaluate(S.LinearSolve(normal, S.Dot(turned, v)))
    if not is_list(found):
        raise Failure("notdata", S.List(matrix, values), value=None)
    return [p if digits == math.inf else kernel.evaluate(S.N(p, digits)) for p in found.parts]


def regularization(spec: Any) -> float:
    if spec is S["None"]:
        return 0.0
    if is_list(spec) and len(spec) == 2 and spec.parts[0] in ("Tikhonov", "L2", "RidgeRegression"):
        return float(spec.parts[1])
    raise Failure("optnb", S.Fit, S.Rule(S.FitRegularization, spec), value=None)


def least(kernel: Any, matrix: Any, values: Any, weight: float, norm: Any) -> Any:
    """The coefficients for which the norm of the residuals is least."""
    if norm is S.Norm:
        return least_squares(matrix, values, weight)
    if weight:
        raise Failure("optnb", S.Fit, S.Rule(S.NormFunction, norm), value=None)
    start = least_squares(matrix, values, 0.0)
    kind = kind_of_norm(kernel, norm)
    if kind == 2:
        return start
    if kind is not None:
        return by_program(matrix, values, kind)
    return descended(lambda c: norm_of(kernel, norm, values - matrix @ c), start)


def kind_of_norm(kernel: Any, norm: Any) -> float | None:
    """1, 2 or infinity where the function of lists is that norm, or a multiple; None for another function."""
    size = [norm_of(kernel, norm, np.array(v)) for v in ([3.0, -4.0, 0.0], [0.0, 2.0, 2.0], [1.0, 1.0, -5.0])]
    for kind in (1, 2, np.inf):
        other = [np.linalg.norm(v, kind) for v in ([3.0, -4.0, 0.0], [0.0, 2.0, 2.0], [1.0, 1.0, -5.0])]
        if np.allclose(np.array(size) * other[0], np.array(other) * size[0]):
            return float(kind)
    return None


def norm_of(kernel: Any, norm: Any, residuals: Any) -> float:
    """What the function of the option NormFunction gives for the residuals."""
    found = numeric_value(kernel, Expr(norm, (pack(residuals),)))
    if type(found) not in (int, float):
        raise Failure("nnorm", norm, value=None)
    return float(found)


def by_program(matrix: Any, values: Any, kind: float) -> Any:
    """The coefficients with the least sum, or the least maximum, of absolute residuals: a linear program."""
    rows, columns = matrix.shape
    count = rows if kind == 1 else 1
    bounds = np.eye(rows) if kind == 1 else np.ones((rows, 1))
    found = library("scipy.optimize").linprog(
        np.concatenate([np.zeros(columns), np.ones(count)]),
        A_ub=np.block([[matrix, -bounds], [-matrix, -bounds]]),
        b_ub=np.concatenate([values, -values]),
        bounds=[(None, None)] * columns + [(0, None)] * count,
    )
    return found.x[:columns]


def descended(function: Any, start: Any) -> Any:
    """The point where a function, which may have edges, is least near a start: the simplex method, anew."""
    point, value = np.asarray(start, dtype=float), function(start)
    for _ in range(20):
        found = library("scipy.optimize").minimize(
            function, point, method="Nelder-Mead",
            options={"xatol": 1e-12, "fatol": 1e-14, "maxiter": 2000 * len(point)},
        )  # fmt: skip
        better = value - found.fun > 1e-12 * abs(value)
        point, value = found.x, found.fun
        if not better:
            break
    return point


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
