"""Fits of functions to data in which parameters may enter in any way: FindFit, and what models share."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics.fitting import (
    MESSAGES,
    descended,
    digits_wanted,
    kind_of_norm,
    names_of,
    norm_of,
    read_data,
    rows_of,
)
from wlmini.builtins.numerics.functions import (
    NumericFunction,
    goal,
    is_variable,
    items,
    local,
    numeric_value,
    plain_number,
    put,
)
from wlmini.builtins.numerics.global_minima import global_minimum, wider
from wlmini.builtins.numerics.minima import LOCAL, Problem, local_minimum, read_constraint
from wlmini.builtins.numerics.monitors import Monitors, is_asked, most_steps, named, need_known
from wlmini.builtins.numerics.newton import derivatives_of, given_derivatives
from wlmini.builtins.numerics.root_digits import GUARD, binding, extremum
from wlmini.expr import S, Symbol, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

FIT_OPTIONS = {
    "AccuracyGoal": S.Automatic, "Gradient": S.Automatic, "MaxIterations": S.Automatic, "Method": S.Automatic,
    "NormFunction": S.Norm, "PrecisionGoal": S.Automatic, "StepMonitor": S["None"],
    "EvaluationMonitor": S["None"], "WorkingPrecision": S.Automatic,
}  # fmt: skip
FINEST = 1e-14
STEPS = 500
METHODS = (S.Automatic, "LevenbergMarquardt", "Gradient", "NMinimize", *LOCAL)


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


class Task(NamedTuple):
    """A model with parameters, the data that it is to come near to, and what is asked of it."""

    kernel: Any
    head: Symbol
    model: Any
    names: list[Any]
    starts: Any
    variables: list[Any]
    places: Any
    values: Any
    weights: Any
    constraints: list[Any]
    rows: list[tuple[Any, ...]]  # of the data, as they are given
    options: dict[str, Any]

    def predicted(self, function: NumericFunction, parameters: Any) -> Any:
        """The values of a function of the variables and parameters at the data points."""
        ones = np.ones(len(self.places))
        return np.real(function.on_arrays(*self.places.T, *[p * ones for p in parameters]))


class Residuals:
    """The residuals of a model, times the roots of their weights, and how they change."""

    def __init__(self, task: Task) -> None:
        self.task = task
        everything = [*task.variables, *task.names]
        self.function = NumericFunction(task.kernel, task.model, everything)
        self.slopes = slopes_of(task, everything)
        self.scale = np.sqrt(task.weights)
        self.watch = Monitors(task.kernel, task.names, task.options)

    def __call__(self, parameters: Any) -> Any:
        self.watch.evaluated(parameters)
        found = self.task.predicted(self.function, parameters) - self.task.values
        return np.nan_to_num(found, nan=1e10) * self.scale

    def jacobian(self, parameters: Any) -> Any:
        """The derivatives by the parameters."""
        if self.slopes is None:
            steps = 1e-7 * np.maximum(1.0, np.abs(parameters))
            here = self(parameters)
            moved = [self(parameters + h * np.eye(len(steps))[i]) for i, h in enumerate(steps)]
            return np.stack([(m - here) / h for m, h in zip(moved, steps, strict=True)], axis=1)
        columns = [self.task.predicted(f, parameters) * self.scale for f in self.slopes]
        return np.nan_to_num(np.stack(columns, axis=1))


def slopes_of(task: Task, everything: list[Any]) -> Any:
    """The derivatives of the model by its parameters, as the option Gradient has them; None: differences."""
    given = task.kernel.evaluate(task.options["Gradient"])
    if given == "FiniteDifference":
        return None
    if given in (S.Automatic, "Symbolic"):
        rows = derivatives_of(task.kernel, [task.model], everything)
        return None if rows is None else rows[0][len(task.variables) :]
    return given_derivatives(task.kernel, S.List(given), (1, len(task.names)), everything)[0]


def best_parameters(task: Task) -> tuple[list[Any], Any]:
    """The parameters that bring the model nearest to the data, and the derivatives there."""
    residuals = Residuals(task)
    if np.iscomplexobj(task.values) or np.isnan(task.predicted(residuals.function, task.starts)).all():
        raise Failure("nrlnum", value=None)
    name, settings = named(task.kernel, task.options)
    if name not in METHODS:
        raise Failure("bdmtd", name, make_list(METHODS), value=None)
    norm = task.options["NormFunction"]
    squares = norm is S.Norm or kind_of_norm(task.kernel, norm) == 2
    if not squares or task.constraints or name not in (S.Automatic, "LevenbergMarquardt", "Gradient"):
        found = by_minimum(task, residuals, name, settings, squares)
    else:
        need_known(task.head, settings)
        found = by_squares(task, residuals)
    jacobian = residuals.jacobian(found) / residuals.scale[:, None]
    digits = digits_wanted(task.kernel, task.options)
    numbers: list[Any] = [plain_number(v) for v in found]
    return (numbers if digits is None else precise_parameters(task, numbers, digits, squares)), jacobian


def by_squares(task: Task, residuals: Residuals) -> Any:
    """The least squares, by Levenberg and Marquardt's method: SciPy's, or where steps count, ours."""
    kernel, options = task.kernel, task.options
    if residuals.watch.step is not S["None"] or is_asked(kernel, options, "MaxIterations"):
        return stepped(task, residuals)
    near = {
        "xtol": max(goal(kernel, options, "AccuracyGoal", FINEST), FINEST),
        "ftol": max(goal(kernel, options, "PrecisionGoal", FINEST), FINEST),
    }
    found = library("scipy.optimize").least_squares(
        residuals, task.starts, jac=residuals.jacobian, gtol=FINEST, **near,
        method="lm" if len(task.values) >= len(task.names) else "trf",
    )  # fmt: skip
    if found.status <= 0:
        kernel.message(task.head, "cvmit")
    return found.x


def stepped(task: Task, residuals: Residuals) -> Any:
    """Levenberg and Marquardt's method, step by step."""
    point = np.array(task.starts, dtype=float)
    here, damping = residuals(point), 1e-3
    near = goal(task.kernel, task.options, "AccuracyGoal", FINEST)
    relative = goal(task.kernel, task.options, "PrecisionGoal", FINEST)
    for _ in range(most_steps(task.kernel, task.options) or STEPS):
        matrix = residuals.jacobian(point)
        normal, pull = matrix.T @ matrix, matrix.T @ here
        while True:
            damped = normal + damping * np.diag(np.maximum(np.diag(normal), 1e-12))
            step = -np.linalg.lstsq(damped, pull, rcond=None)[0]
            there = residuals(point + step)
            if there @ there <= here @ here or damping > 1e12:
                break
            damping *= 10
        if there @ there > here @ here:
            return point
        point, here, damping = point + step, there, max(damping / 10, 1e-12)
        residuals.watch.stepped(point)
        if np.all(np.abs(step) <= near + relative * np.abs(point)):
            return point
    task.kernel.message(task.head, "cvmit")
    return point


class Distance(NumericFunction):
    """The norm of the residuals, or the sum of their squares, as a function of the parameters."""

    def __init__(self, residuals: Residuals, squares: bool) -> None:
        task = residuals.task
        self.kernel, self.variables, self.fast = task.kernel, list(task.names), None
        self.expr, self.residuals, self.squares = task.model, residuals, squares

    def __call__(self, *values: Any) -> Any:
        found = self.residuals(np.array(values))
        if self.squares:
            return float(found @ found)
        return norm_of(self.kernel, self.residuals.task.options["NormFunction"], found)


def by_minimum(task: Task, residuals: Residuals, name: Any, settings: dict[str, Any], squares: bool) -> Any:
    """The parameters where the distance is least: other norms, constraints, other methods."""
    distance = Distance(residuals, squares)
    equal, above, _ = constraint_functions(task)
    problem = Problem(
        task.kernel, task.head, distance, task.names, 1, equal, above, [False] * len(task.names), None,
        Monitors(task.kernel, task.names, {**task.options, "EvaluationMonitor": S["None"]}),
    )  # fmt: skip
    if name == "NMinimize":
        inner = settings.get("Method", S.Automatic)
        box = wider(problem, [(-1.0, 1.0)] * len(task.names))
        return global_minimum(problem, box, {**task.options, "Method": inner})
    if name is S.Automatic and not task.constraints:
        return descended(lambda point: distance(*point), by_squares(task, residuals))
    plain = {**task.options, "Method": S.Automatic if name == "Gradient" else task.options["Method"]}
    return local_minimum(problem, task.starts, None, plain)


def constraint_functions(task: Task) -> tuple[list[NumericFunction], list[NumericFunction], None]:
    """(functions to be 0, functions to be at least 0)."""
    equal: list[NumericFunction] = []
    above: list[NumericFunction] = []
    for constraint in task.constraints:
        try:
            kind, found = read_constraint(task.kernel, constraint)
        except Failure:
            raise Failure("cons", constraint, value=None) from None
        functions = [NumericFunction(task.kernel, f, task.names) for f in found]
        (equal if kind == "equal" else above).extend(functions if kind != "whole" else [])
    return equal, above, None


def precise_parameters(task: Task, point: list[Any], digits: float, squares: bool) -> list[Any]:
    """The parameters to so many digits, where the sum of squares is least."""
    kernel = task.kernel
    if not squares or not np.isfinite(digits):
        kernel.message(task.head, "wpder", task.model)
        return point
    terms = [
        S.Times(w, S.Power(S.Subtract(put(task.model, task.variables, row[:-1]), row[-1]), 2))
        for row, w in zip(task.rows, task.weights.tolist(), strict=True)
    ]
    expr = kernel.evaluate(S.SetPrecision(S.Plus(*terms), digits + 2 * GUARD))
    equal, above, _ = constraint_functions(task)
    active = [f.expr for f in equal] + binding(above, point)
    found = extremum(kernel, expr, active, task.names, point, digits)
    if found is None:
        kernel.message(task.head, "wpder", task.model)
    return point if found is None else found


def task_of(
    kernel: Any, head: Symbol, data: Any, model: Any, parameters: Any, names: Any, options: dict[str, Any]
) -> Task:
    """What FindFit and NonlinearModelFit are asked."""
    variables = names_of(names)
    unknown, starts = parameter_starts(kernel, parameters)
    places, values = read_data(kernel, data, len(variables))
    constraints = [c for part in model.parts[1:] for c in items(part)] if is_list(model) else []
    formula = model.parts[0] if is_list(model) and model.parts else model
    return Task(
        kernel, head, formula, unknown, starts, variables, places, values,
        weights_of(kernel, options.get("Weights", S.Automatic), len(values)), constraints,
        rows_of(data), options,
    )  # fmt: skip


def weights_of(kernel: Any, given: Any, count: int) -> Any:
    """The weights of the data points, 1 where none are given."""
    if given is S.Automatic:
        return np.ones(count)
    parts = given.parts if is_list(given) else ()
    numbers = [numeric_value(kernel, w) for w in parts]
    if len(numbers) != count or not all(type(w) in (int, float) and w > 0 for w in numbers):
        raise Failure("wts", given, value=None)
    return np.array(numbers, dtype=float)


@builtin("FindFit[data, model, parameters, x]", "FindFit[data, {model, constraints}, parameters, x]",
         options=FIT_OPTIONS, messages=MESSAGES)  # fmt: skip
def find_fit(
    kernel: Any, data: Any, model: Any, parameters: Any, names: Any, *, options: dict[str, Any]
) -> Any:
    """gives the values of the parameters for which the model comes nearest to the data by least squares.

    >>> FindFit[{{0, 1}, {1, 3}, {2, 5}}, a + b x, {a, b}, x]
    {a -> 1., b -> 2.}
    >>> Round[FindFit[{{0, 1}, {1, 3}, {2, 5}}, {a + b x, b <= 1}, {a, b}, x][[All, 2]], 0.0001]
    {2., 1.}
    """
    task = task_of(kernel, S.FindFit, data, model, parameters, names, options)
    with local(kernel, [*task.variables, *task.names]):
        found, _ = best_parameters(task)
        return make_list([S.Rule(n, v) for n, v in zip(task.names, found, strict=True)])
