"""Linear and quadratic programs: LinearProgramming, LinearOptimization, QuadraticOptimization."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.numerics.functions import NumericFunction, items, local, numeric_value, plain_number
from wlmini.builtins.numerics.minima import read_constraint
from wlmini.builtins.numerics.monitors import named, need_known
from wlmini.expr import TRUE, Expr, S, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_exact, is_number

MESSAGES = {
    "lpdim": "The vectors and the matrix of the linear program have sizes that do not fit together.",
    "lpsnf": "No point meets the constraints of the linear program.",
    "lpsub": "The linear program is unbounded.",
    "nsolc": "No point meets the constraints `1`.",
    "ubnd": "The problem is unbounded.",
    "nonlin": "`1` is not linear in the variables.",
    "bdmtd": "The method `1` is not known here; those known are `2`.",
    "tolnn": "Tolerance -> `1` is neither Automatic nor a positive number.",
    "prop": "`1` is no property that is built; those are `2`.",
}
PROPERTIES = ("PrimalMinimizer", "PrimalMinimizerRules", "PrimalMinimumValue", "PrimalMinimizerVector")


def numbers(kernel: Any, expr: Any) -> Any:
    array = to_array(kernel.evaluate(S.N(expr)))
    if array is None or array.dtype.kind == "c":
        raise Failure("lpdim", value=None)
    return np.asarray(array, dtype=float)


def limit(kernel: Any, value: Any) -> float | None:
    """A bound; None where it is infinite."""
    number = numeric_value(kernel, value)
    return None if number is None or not np.isfinite(number) else float(number)


@builtin("LinearProgramming[c, m, b]", "LinearProgramming[c, m, {{b1, s1}, ...}]",
         "LinearProgramming[c, m, b, l]",
         "LinearProgramming[c, m, b, l, domain]",
         options={"Method": S.Automatic, "Tolerance": S.Automatic}, messages=MESSAGES)  # fmt: skip
def linear_programming(
    kernel: Any,
    costs: Any,
    matrix: Any,
    right: Any,
    lower: Any = 0,
    domain: Any = S.Reals,
    *,
    options: dict[str, Any],
) -> Any:  # fmt: skip
    """gives the x >= 0 (or >= l) with m.x >= b (<= b where s is -1, == b where it is 0) and the least c.x.

    >>> LinearProgramming[{1, 1}, {{1, 2}}, {3}]
    {0, 3/2}
    """
    c, m = numbers(kernel, costs), numbers(kernel, matrix)
    pairs = (
        [(p.parts[0], p.parts[1]) if is_list(p) else (p, 1) for p in right.parts] if is_list(right) else []
    )
    if m.ndim != 2 or m.shape != (len(pairs), len(c)):
        raise Failure("lpdim", value=None)
    b = np.array([numeric_value(kernel, p[0]) for p in pairs], dtype=float)
    signs = np.array([p[1] for p in pairs])
    bounds = bounds_of(kernel, lower, len(c))
    whole = domain is S.Integers
    found = solved(c, m, b, signs, bounds, whole, way_of(kernel, options))
    check(found, "lpsnf", "lpsub")
    exact = not any(isinstance(x, float) for x in leaves(S.List(costs, matrix, right)))
    return make_list([closest(v) for v in found.x]) if exact else pack(found.x)


def closest(value: float) -> Any:
    """The exact number that a solution of an exact program is; of small denominator where that fits."""
    found = S.Rationalize(float(value), 1e-9)
    return round(value) if abs(value - round(value)) < 1e-9 else found


def leaves(expr: Any) -> list[Any]:
    return [leaf for part in expr.parts for leaf in leaves(part)] if is_list(expr) else [expr]


def bounds_of(kernel: Any, lower: Any, count: int) -> list[tuple[float | None, float | None]]:
    if not is_list(lower):
        return [(limit(kernel, lower), None)] * count
    if len(lower) != count:
        raise Failure("lpdim", value=None)
    pairs = [(p.parts[0], p.parts[1]) if is_list(p) else (p, S.Infinity) for p in lower.parts]
    return [(limit(kernel, low), limit(kernel, high)) for low, high in pairs]


WAYS = {  # by name: what SciPy calls it
    "Simplex": "highs-ds", "RevisedSimplex": "highs-ds", "InteriorPoint": "highs-ipm", "CLP": "highs",
}  # fmt: skip


def way_of(kernel: Any, options: dict[str, Any]) -> dict[str, Any]:
    """The method and the tolerance that the options ask for, as SciPy has them."""
    name, settings = named(kernel, options)
    if name is not S.Automatic and name not in WAYS:
        raise Failure("bdmtd", name, make_list(WAYS), value=None)
    need_known(S.LinearProgramming, settings)
    found: dict[str, Any] = {"method": WAYS.get(str(name), "highs")}
    tolerance = tolerance_of(kernel, options)
    if tolerance is not None:
        names = ("primal_feasibility_tolerance", "dual_feasibility_tolerance")
        found["options"] = dict.fromkeys(names, tolerance)
    return found


def tolerance_of(kernel: Any, options: dict[str, Any]) -> float | None:
    """The number that Tolerance gives, None where it is Automatic."""
    given = kernel.evaluate(options["Tolerance"])
    if given is S.Automatic:
        return None
    value = numeric_value(kernel, given)
    if type(value) not in (int, float) or value <= 0:
        raise Failure("tolnn", given, value=None)
    return float(value)


def solved(c: Any, m: Any, b: Any, signs: Any, bounds: Any, whole: bool, way: dict[str, Any]) -> Any:
    above, below, equal = signs > 0, signs < 0, signs == 0
    upper = np.vstack([-m[above], m[below]])
    limits = np.concatenate([-b[above], b[below]])
    return library("scipy.optimize").linprog(
        c,
        A_ub=upper if len(upper) else None,
        b_ub=limits if len(upper) else None,
        A_eq=m[equal] if equal.any() else None,
        b_eq=b[equal] if equal.any() else None,
        bounds=bounds,
        integrality=int(whole),
        **way,
    )


def check(found: Any, impossible: str, unbounded: str, *arguments: Any) -> None:
    if found.status == 2:
        raise Failure(impossible, *arguments, value=None)
    if found.status == 3:
        raise Failure(unbounded, value=None)


@builtin("LinearOptimization[f, constraints, variables]",
         "LinearOptimization[f, constraints, variables, property]",
         options={"Method": S.Automatic, "Tolerance": S.Automatic}, messages=MESSAGES)  # fmt: skip
def linear_optimization(
    kernel: Any,
    target: Any,
    constraints: Any,
    names: Any,
    wanted: Any = "PrimalMinimizerRules",
    *,
    options: dict[str, Any],
) -> Any:
    """gives rules for the variables for which the linear expression f is least under linear constraints.

    >>> LinearOptimization[x + y, {x + 2 y >= 3, x >= 0, y >= 0}, {x, y}, "PrimalMinimumValue"]
    3/2
    """
    variables = list(names.parts) if is_list(names) else [names]
    variables = [v.parts[0] if hasattr(v, "head") and v.head is S.Element else v for v in variables]
    with local(kernel, variables):
        c, start = linear_form(kernel, target, variables)
        rows, right, signs, whole = rows_for(kernel, constraints, variables)
        found = solved(c, rows, right, signs, [(None, None)] * len(c), whole, way_of(kernel, options))
        check(found, "nsolc", "ubnd", constraints)
        point, value = found.x, float(c @ found.x + start)
        if not has_inexact(S.List(target, constraints)):
            point, value = exact_solution(kernel, target, constraints, variables, (point, value))
        return answer(point, value, variables, wanted)


def has_inexact(expr: Any) -> bool:
    if isinstance(expr, Expr):
        return True in [has_inexact(part) for part in expr.parts]
    return is_number(expr) and not is_exact(expr)


def exact_solution(kernel: Any, target: Any, constraints: Any, variables: list[Any], found: Any) -> Any:
    """The point of small denominators near a numerical one, and its value, if it keeps the constraints."""
    point = [kernel.evaluate(closest(p)) for p in found[0]]
    rules = make_list([S.Rule(v, p) for v, p in zip(variables, point, strict=True)])
    holds = kernel.evaluate(S.And(*[S.ReplaceAll(c, rules) for c in items(constraints)]))
    return (point, kernel.evaluate(S.ReplaceAll(target, rules))) if holds is TRUE else found


def rows_for(kernel: Any, constraints: Any, variables: list[Any]) -> tuple[Any, Any, Any, bool]:
    """(matrix, right side, signs, whether the variables are whole numbers)."""
    rows, right, signs, whole = [], [], [], False
    for constraint in items(constraints):
        kind, expressions = read_constraint(kernel, constraint)
        if kind == "whole":
            whole = whole or bool(expressions)
            continue
        for expr in expressions:
            row, value = linear_form(kernel, expr, variables)
            rows.append(row)
            right.append(-value)
            signs.append(1 if kind == "above" else 0)
    return np.array(rows).reshape(-1, len(variables)), np.array(right), np.array(signs), whole


def linear_form(kernel: Any, expr: Any, variables: list[Any]) -> tuple[Any, float]:
    """The coefficients and the constant of a linear expression."""
    function = NumericFunction(kernel, expr, variables)
    count = len(variables)
    start = function.real(*[0.0] * count)
    row = np.array([function.real(*np.eye(count)[i].tolist()) - start for i in range(count)])
    probe = [float(k + 2) for k in range(count)]
    if not abs(function.real(*probe) - start - row @ probe) < 1e-9 * (1 + np.abs(row).sum()):
        raise Failure("nonlin", expr, value=None)
    return row, start


def half_space(row: Any, value: float, equal: bool) -> dict[str, Any]:
    """row.x >= value, or == value, as SciPy has it."""
    return {
        "type": "eq" if equal else "ineq",
        "fun": lambda x: row @ x - value,
        "jac": lambda x: row,
    }


def answer(point: Any, value: Any, variables: list[Any], wanted: Any) -> Any:
    if is_list(wanted):
        return make_list([answer(point, value, variables, w) for w in wanted.parts])
    found = [p if isinstance(p, (int, Fraction)) else plain_number(p) for p in point]
    match wanted:
        case "PrimalMinimizerRules":
            return make_list([S.Rule(v, p) for v, p in zip(variables, found, strict=True)])
        case "PrimalMinimizer" | "PrimalMinimizerVector":
            return make_list(found)
        case "PrimalMinimumValue":
            return value
    raise Failure("prop", wanted, make_list(PROPERTIES), value=None)


@builtin("QuadraticOptimization[f, constraints, variables]",
         "QuadraticOptimization[f, constraints, variables, property]",
         options={"Method": S.Automatic, "Tolerance": S.Automatic}, messages=MESSAGES)  # fmt: skip
def quadratic_optimization(
    kernel: Any,
    target: Any,
    constraints: Any,
    names: Any,
    wanted: Any = "PrimalMinimizerRules",
    *,
    options: dict[str, Any],
) -> Any:
    """gives rules for the variables for which the quadratic expression f is least under linear constraints.

    >>> Round[QuadraticOptimization[x^2 + y^2, {x + y >= 2}, {x, y}, "PrimalMinimumValue"], 0.0001]
    2.
    """
    variables = list(names.parts) if is_list(names) else [names]
    with local(kernel, variables):
        function = NumericFunction(kernel, target, variables)
        rows, right, signs, _ = rows_for(kernel, constraints, variables)
        sides = zip(rows, right, signs, strict=True)
        name, _ = named(kernel, options)
        if name is not S.Automatic:
            raise Failure("bdmtd", name, make_list([S.Automatic]), value=None)
        limits = [half_space(row, value, sign == 0) for row, value, sign in sides]
        found = library("scipy.optimize").minimize(
            lambda x: function.real(*map(float, x)), np.zeros(len(variables)), method="SLSQP",
            constraints=limits,
            options={"ftol": tolerance_of(kernel, options) or 1e-15, "maxiter": 500},
        )  # fmt: skip
        if not found.success and found.status == 4:
            raise Failure("nsolc", constraints, value=None)
        return answer(found.x, float(found.fun), variables, wanted)
